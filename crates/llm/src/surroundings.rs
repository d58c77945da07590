use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// Time and chance, handed in so that a test can be exact about both.
#[derive(Clone)]
pub struct Surroundings {
    now: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    chance: Arc<dyn Fn() -> f64 + Send + Sync>,
}

impl Surroundings {
    /// `chance` gives numbers from 0 to 1 that no two copies of the program share; they keep waits apart.
    pub fn new(
        now: impl Fn() -> SystemTime + Send + Sync + 'static,
        chance: impl Fn() -> f64 + Send + Sync + 'static,
    ) -> Self {
        Self { now: Arc::new(now), chance: Arc::new(chance) }
    }

    pub(crate) fn now(&self) -> SystemTime {
        (self.now)()
    }

    pub(crate) fn chance(&self) -> f64 {
        (self.chance)().clamp(0.0, 1.0)
    }
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Surroundings")
    }
}
