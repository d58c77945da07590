//! Time and chance, handed in so that a test can be exact about both.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use db::Timestamp;
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};

/// What tells the time.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's.
    System,
    /// A test's: stands still until it is moved.
    Virtual(Arc<AtomicI64>),
}

impl Clock {
    pub fn starting_at(at: Timestamp) -> Self {
        Self::Virtual(Arc::new(AtomicI64::new(at.micros())))
    }

    pub fn now(&self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
            Self::System => chrono::Utc::now().into(),
            Self::Virtual(micros) => Timestamp::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a virtual clock on; the machine's is left alone.
    pub fn advance(&self, by: std::time::Duration) {
        if let Self::Virtual(micros) = self {
            micros.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }
}

/// Where randomness comes from.
#[derive(Debug, Clone)]
pub enum Dice {
    /// The operating system's cryptographic generator.
    System,
    /// A test's: the same numbers every time.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Dice {
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// A cryptographic generator of its own, seeded from here.
    pub fn rng(&self) -> StdRng {
        match self {
            Self::System => StdRng::from_os_rng(),
            Self::Seeded(rng) => {
                let mut rng = rng.lock().unwrap_or_else(PoisonError::into_inner);
                StdRng::seed_from_u64(rng.next_u64())
            }
        }
    }

    /// A short code of letters and digits that cannot be misread: for error codes and callback keys.
    pub fn code(&self, length: usize) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let mut rng = self.rng();
        (0..length)
            .filter_map(|_| LETTERS.get(rng.next_u32() as usize % LETTERS.len()))
            .map(|b| char::from(*b))
            .collect()
    }
}
