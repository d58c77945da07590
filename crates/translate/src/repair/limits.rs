/// How many tokens a job may spend on mending: a quarter of what it spends on translating, and enough to mend a few
/// texts in a small one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    left: u64,
}

impl Allowance {
    /// For a job whose requests are estimated at so many tokens.
    pub fn of_job(tokens: u64) -> Self {
        Self { left: (tokens / 4).max(SMALLEST) }
    }

    /// Takes tokens for one request; `false` when there are not enough left.
    #[must_use]
    pub fn take(&mut self, tokens: u64) -> bool {
        let enough = tokens <= self.left;
        self.left -= if enough { tokens } else { 0 };
        enough
    }
}

const SMALLEST: u64 = 2_000;

/// Notices when nothing works any more: then a job pauses instead of spending on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    in_a_row: u32,
}

impl Breaker {
    /// So many batches that failed one after the other are no coincidence.
    pub const LIMIT: u32 = 5;

    pub fn batch_succeeded(&mut self) {
        self.in_a_row = 0;
    }

    /// A batch of which nothing could be used; `true` when the job should pause.
    #[must_use]
    pub fn batch_failed(&mut self) -> bool {
        self.in_a_row += 1;
        self.in_a_row >= Self::LIMIT
    }
}
