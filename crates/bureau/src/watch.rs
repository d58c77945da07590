//! Looking on while work goes on.

use std::ops::ControlFlow;
use std::time::Duration;

use async_trait::async_trait;
use llm::Money;

/// How far an order is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// Texts that are settled, each counted once a language.
    pub done: u64,
    pub total: u64,
    /// What the order has cost so far.
    pub cost: Money,
    /// At the pace of this run; `None` while that is not known.
    pub left: Option<Duration>,
    /// The newest texts since the last look, the newest last; a few.
    pub newest: Vec<Fresh>,
}

/// A text that has just been translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    pub language: String,
    pub source: String,
    pub target: String,
}

/// Somebody who looks on. Work waits while they look, so they should be quick, and may overlook most calls.
#[async_trait]
pub trait Watch: Send {
    /// Called after every answer, and while texts of an answer arrive. [`ControlFlow::Break`] calls the order off: what
    /// has come is kept.
    async fn see(&mut self, progress: &Progress) -> ControlFlow<()>;
}

/// Nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

#[async_trait]
impl Watch for Unwatched {
    async fn see(&mut self, _: &Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
