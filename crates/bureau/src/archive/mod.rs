//! Archives in: looked through before anything is believed, and read where they lie. Nothing is ever unpacked to a path
//! that an archive names.

mod intake;
mod path;
mod refusal;

pub(crate) use intake::is_office;
pub use intake::{Entry, inspect, is_zip};
pub use path::safe;
pub(crate) use path::{free_name, is_name_of};
pub use refusal::{Limits, Refusal};

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

/// Unpacks one of our own archives, whose names are safe, into a folder. Blocks.
pub fn unpack(archive: &Path, folder: &Path) -> crate::Result<()> {
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(archive)?))?;
    Ok(archive.extract(folder)?)
}

/// When a file was changed, in the resolution of ZIP: date and time of MS-DOS, two seconds, in nobody's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Modified(pub u32);

impl Modified {
    /// The first moment that ZIP knows: for files of which no time is known.
    pub const FIRST: Self = Self(0x0021_0000);

    pub(crate) fn of_zip(time: zip::DateTime) -> Self {
        Self((u32::from(time.datepart()) << 16) | u32::from(time.timepart()))
    }

    /// The same for a ZIP; its first moment for what cannot be.
    pub(crate) fn to_zip(self) -> zip::DateTime {
        let (date, time) = ((self.0 >> 16) & 0xFFFF, self.0 & 0xFFFF);
        let parts = (u16::try_from(date), u16::try_from(time));
        let (Ok(date), Ok(time)) = parts else { return zip::DateTime::default() };
        zip::DateTime::try_from_msdos(date, time).unwrap_or_default()
    }
}

impl From<NaiveDateTime> for Modified {
    fn from(at: NaiveDateTime) -> Self {
        let first = NaiveDate::from_ymd_opt(1980, 1, 1).unwrap_or_default();
        let Ok(years) = u32::try_from(at.year() - first.year()) else { return Self::FIRST };
        if years > 127 {
            return Self::FIRST;
        }
        let date = (years << 9) | (at.month() << 5) | at.day();
        let time = (at.hour() << 11) | (at.minute() << 5) | (at.second() / 2);
        Self((date << 16) | time)
    }
}
