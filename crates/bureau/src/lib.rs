//! The translation bureau: takes an order of files, says what it will cost, works it off with a model and a memory,
//! survives being killed at any point, and hands over a parcel. It knows no chat; a chat and the command line both use it.

pub mod archive;
mod depot;
mod desk;
mod intake;
mod language;
mod order;

mod estimate;
mod survey;

mod translator;
mod watch;
mod work;

mod parcel;
mod review;
mod words;

mod memory;
mod store;

mod bureau;
mod error;
pub mod exchange;

pub use bureau::{Bureau, Caps, Ground, House, Now, verdict};
pub use error::{Error, Result};
pub use estimate::{Estimate, FileEstimate, LanguageEstimate, Skipped, Why};
pub use language::{Language, find as find_language, languages};
pub use order::{Body, Cap, Incoming, Job, JobId, JobState, Mark, Pause, SegmentKey, Settings, Tone};
pub use parcel::{FileReport, Parcel, Summary};
pub use review::{Corrections, ReviewItem};
pub use store::term::Term;
pub use translator::{Pretend, Translator};
pub use watch::{Fresh, Progress, Unwatched, Watch};
pub use work::Outcome;
