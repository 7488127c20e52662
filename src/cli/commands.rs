//! The commands, a file each. What they have in common (reading, examining, delivering, concluding) is beside this folder.

pub(crate) mod assess;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod convert;
pub(crate) mod drop;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod method;
pub(crate) mod monitor;
pub(crate) mod plan;
pub(crate) mod publish;
pub(crate) mod schema;
