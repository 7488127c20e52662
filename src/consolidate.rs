//! What many registers say together: ranking, groups, common situations, exposed positions, attendance. Pure, drawing nothing.
//!
//! It is worked out of [`Digest`]s: a file's bytes and the places of its fields are let go once its own documents are written.

mod above;
mod attendance;
mod common;
mod consolidation;
mod digest;
mod earlier;
mod found;
mod headings;
mod heat;
mod mentions;
mod overall;
mod positions;
mod ranking;
mod since;

pub(crate) use above::Above;
pub(crate) use attendance::{absent, names, unexpected};
pub(crate) use common::{Common, Shared};
pub use consolidation::{Consolidation, ExpectedOrganization};
pub(crate) use consolidation::{Place, short};
pub use digest::{Digest, Faulty};
pub use earlier::EarlierBody;
pub use found::FoundIn;
pub(crate) use headings::shown as heading;
pub(crate) use heat::{Group, Heat};
pub(crate) use mentions::Mention;
pub use overall::Overall;
pub(crate) use positions::Post;
pub(crate) use ranking::{Standing, levels};
pub use since::Since;
pub(crate) use since::{Moved, moved};
