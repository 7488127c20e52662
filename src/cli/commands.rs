//! The commands, a file each: what is typed becomes what is made. What all of them do alike, reading, examining, delivering and
//! concluding, is beside this folder.

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
pub(crate) mod schema;
