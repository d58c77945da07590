//! Services that do not answer, and since when.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use db::Timestamp;

use crate::cx::Cx;

/// When nobody has met a service away for so long, the next time is another outage: nobody knows how it was in between.
const FORGOTTEN: Duration = Duration::from_hours(1);

/// What this copy of the program knows of outages.
#[derive(Debug, Default)]
pub(crate) struct Outages(Mutex<HashMap<String, Outage>>);

#[derive(Debug, Clone, Copy)]
struct Outage {
    since: Timestamp,
    last: Timestamp,
}

impl Outages {
    /// The service has just not answered; when that began.
    pub fn away(&self, service: &str, now: Timestamp) -> Timestamp {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, outage| now.since(outage.last) <= FORGOTTEN);
        let outage = known.entry(service.to_owned()).or_insert(Outage { since: now, last: now });
        outage.last = now;
        outage.since
    }

    /// The service has answered.
    pub fn back(&self, service: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(service);
    }
}

impl Cx {
    /// A service that can be [`crate::Fault::Unavailable`] has answered: should it fall silent again, it is told since then.
    pub fn answered(&self, service: &str) {
        self.app.outages.back(service);
    }
}
