use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_recursion::async_recursion as boxed;
use chrono::{Datelike, NaiveDate};
use db::{Db, Timestamp};
use llm::{Money, Verdict};

use crate::archive::Limits;
use crate::error::Result;
use crate::order::{Cap, Job};
use crate::store::{self, memory::Origin};
use crate::translator::Translator;

/// What tells the time.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What a bureau is made of.
#[derive(Clone)]
pub struct Ground {
    pub db: Db,
    /// Where the files of orders lie. Several copies of the program need one that all of them see.
    pub folder: PathBuf,
    pub translator: Arc<dyn Translator>,
    pub now: Now,
    pub house: House,
}

/// The rules of the house.
#[derive(Debug, Clone)]
pub struct House {
    pub caps: Caps,
    pub limits: Limits,
    /// As in `USD`; prices are in its minor units.
    pub currency: String,
    /// How alike a text in the memory must be to be shown to the model, 0 to 1.
    pub alike: f64,
}

impl Default for House {
    fn default() -> Self {
        Self { caps: Caps::default(), limits: Limits::default(), currency: "USD".into(), alike: 0.85 }
    }
}

/// The most that may be spent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Caps {
    pub job: Option<Money>,
    /// By one person in one month of UTC.
    pub month: Option<Money>,
}

/// The translation bureau. Cloning it is cheap and gives the same one.
#[derive(Clone)]
pub struct Bureau {
    ground: Arc<Ground>,
    counter: Arc<AtomicU64>,
}

impl std::fmt::Debug for Bureau {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bureau").field("folder", &self.ground.folder).finish_non_exhaustive()
    }
}

impl Bureau {
    pub fn new(ground: Ground) -> Self {
        Self { ground: Arc::new(ground), counter: Arc::new(AtomicU64::new(0)) }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.ground.db
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.ground.folder
    }

    pub fn house(&self) -> &House {
        &self.ground.house
    }

    pub fn translator(&self) -> &dyn Translator {
        &*self.ground.translator
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.ground.now)()
    }

    /// Whose lines in the memory count besides people's.
    pub(crate) fn origin(&self) -> Origin {
        if self.translator().is_pretend() { Origin::Pretend } else { Origin::Model }
    }

    /// A name that nobody else has, for a folder.
    pub(crate) fn unique(&self) -> String {
        let count = self.counter.fetch_add(1, Ordering::Relaxed);
        format!("{}-{}-{count}", std::process::id(), self.now().micros())
    }

    /// What a job may cost: the house's cap or the order's own, whichever is less.
    pub fn job_cap(&self, job: &Job) -> Option<Money> {
        let own = job.settings.cap.map(Money::from_minor);
        [self.house().caps.job, own].into_iter().flatten().min()
    }

    /// When this month began.
    pub(crate) fn month_began(&self) -> Timestamp {
        let today = self.now().to_utc().date_naive();
        let first = NaiveDate::from_ymd_opt(today.year(), today.month(), 1).unwrap_or(today);
        first.and_hms_opt(0, 0, 0).map_or_else(|| self.now(), |midnight| midnight.and_utc().into())
    }

    /// What a person has spent in this month, and may spend.
    #[boxed]
    pub async fn spent_in_month(&self, person: i64) -> Result<(Money, Option<Money>)> {
        let since = self.month_began();
        let spent = store::call::of_person(&mut self.db().read().await?, person, since).await?;
        Ok((spent, self.house().caps.month))
    }

    /// The cap that so much more would break.
    pub(crate) async fn over(&self, job: &Job, more: Money) -> Result<Option<Cap>> {
        let above = |spent: Money, cap: Option<Money>| {
            cap.is_some_and(|cap| spent.millionths.saturating_add(more.millionths) > cap.millionths)
        };
        if above(job.spent, self.job_cap(job)) {
            return Ok(Some(Cap::Job));
        }
        let (spent, cap) = self.spent_in_month(job.person).await?;
        Ok(above(spent, cap).then_some(Cap::Month))
    }
}

/// What is known about a model's endpoint, for [`llm::Client::new`]; the bureau writes it down after work.
#[boxed]
pub async fn verdict(db: &Db, base_url: &str, model: &str) -> Result<Option<Verdict>> {
    Ok(store::endpoint::find(&mut db.read().await?, base_url, model).await?)
}
