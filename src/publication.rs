//! What of registers and plans is published: owned values, copied by an allow-list; what is not copied cannot leave. The writers of pages
//! and of open data are handed this and no case, so that a justification, a control or a finding is out of their reach.

pub(crate) mod allowed;
mod body;
mod earlier;
mod make;
mod make_body;
mod make_map;
mod make_measure;
mod make_situation;
mod measure;
mod method;
mod names;
mod situation;
mod stays;
mod teller;
mod whole;

pub use allowed::{Licence, PublicTable, PublishedFields, may_be_published};
pub use body::{Body, Draft, Execution, Map, Moved};
pub use earlier::{BodyBefore, Earlier, SituationBefore};
pub use make::{KnownBody, Made, NotReady, Wanted, of};
pub use measure::PublicMeasure;
pub use method::{PublicLevel, PublicMethod};
pub use situation::{Change, Given, PublicSituation, Told, Why, Withheld};
pub use teller::HeldText;
pub use whole::Publication;
