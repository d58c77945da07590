use std::io::ErrorKind;

use crate::archive::Refusal;
use crate::exchange::Unreadable;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong at the bureau. What goes wrong with single texts or files is in the report instead.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("There is no such order, or it was thrown away.")]
    NoSuchJob,
    #[error("There is no such text in the order.")]
    NoSuchSegment,
    #[error("“{0}” is no language that is known here.")]
    UnknownLanguage(String),
    #[error("“{0}” is no encoding that is known here, as windows-1251 is.")]
    UnknownEncoding(String),
    #[error("No language was chosen.")]
    NoLanguage,
    /// A person's text cannot stand where it should; the reason is for them.
    #[error("The text cannot stand there: {0}.")]
    Rejected(String),
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    #[error("the database did not do it: {0}")]
    Db(#[from] db::Error),
    #[error("the disk did not do it: {0}")]
    Disk(#[from] std::io::Error),
    #[error("the archive could not be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("work in the background broke off: {0}")]
    Broken(String),
}

impl Error {
    /// The disk is full, or takes no more from this program.
    pub fn is_out_of_room(&self) -> bool {
        let (Self::Disk(error) | Self::Zip(zip::result::ZipError::Io(error))) = self else { return false };
        matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)
    }
}
