//! The execution of plans: what is done, overdue, due and still to come, and which reports are owed. Pure, drawing nothing.

mod earlier;
mod line;
mod plans;
mod quarters;
mod ranking;
mod since;
mod tally;

pub use earlier::EarlierReport;
pub(crate) use line::Line;
pub(crate) use plans::PlanKind;
pub use plans::{Monitored, Monitoring};
pub(crate) use ranking::{Executor, by_chapter, by_executor, by_level, executors, organizations, total};
pub(crate) use since::{Share, Since, Step, TermMoved};
pub(crate) use tally::Tally;
