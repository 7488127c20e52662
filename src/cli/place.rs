//! Files put in their place whole and for good: written beside it under another name, synced to the disk, then renamed; the
//! folder is synced before anybody is told. Whatever happens, the place holds the old file or the new one.
//!
//! What a run leaves when it is killed is removed by the next one that writes in the folder. A file that is being written is
//! locked, and the system takes a lock away with its process: whatever can be locked is nobody's any more. That holds for
//! several runs at once, and for machines that share a folder; where a file system knows no locks, leftovers stay.

mod filled;
mod folder;
mod permit;
mod placing;

pub(crate) use filled::Out;
pub(crate) use folder::folder_of;
pub(crate) use permit::{Inputs, Permit, not_standard_output, permit, permit_new, permit_page};
pub(crate) use placing::{Lost, Placing, lies_in};
