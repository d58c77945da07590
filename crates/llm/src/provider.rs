use std::time::Duration;

use serde::Deserialize;

use crate::{Prices, Secret};

/// A model somewhere, as the configuration describes it. Swapping providers is a matter of these values alone.
#[derive(Clone, Debug, Deserialize)]
pub struct Provider {
    pub kind: Kind,
    /// Up to and without `/chat/completions`, `/openai`, or `/v1/messages`; see [`Kind`] for examples.
    pub base_url: String,
    /// The model's name; for Azure the deployment's.
    pub model: String,
    #[serde(default)]
    pub key: Secret,
    #[serde(default)]
    pub prices: Prices,
    /// How many calls may be under way at once.
    #[serde(default = "four")]
    pub max_concurrency: usize,
    #[serde(default)]
    pub limits: Limits,
}

/// Which conversation the server speaks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `OpenAI` and all that do as it does: `https://api.openai.com/v1`, Ollama `http://127.0.0.1:11434/v1`, vLLM
    /// `http://127.0.0.1:8000/v1`, llama.cpp `http://127.0.0.1:8080/v1`.
    Openai,
    /// `https://NAME.openai.azure.com`; the deployment stands in the path. In a configuration:
    /// `kind = { azure = { api_version = "2025-01-01" } }`.
    Azure { api_version: String },
    /// `https://api.anthropic.com`
    Anthropic,
    /// `https://generativelanguage.googleapis.com`
    Gemini,
}

/// How long and how much at most. Times are in milliseconds in the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Until the first byte of an answer.
    pub first_byte_ms: u64,
    /// Between two pieces of an answer.
    pub idle_ms: u64,
    /// For a whole answer.
    pub total_ms: u64,
    /// An answer longer than this is cut, bytes.
    pub answer_bytes: usize,
    /// How often one request is tried.
    pub tries: u32,
    /// The first wait before a repetition; each further one is twice as long.
    pub wait_ms: u64,
    /// No wait is longer; a server that asks for more ends the request with [`Fault::Limited`](crate::Fault::Limited).
    pub longest_wait_ms: u64,
    /// Tokens the model can answer with at most, where it is known.
    pub max_output_tokens: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first_byte_ms: 60_000,
            idle_ms: 30_000,
            total_ms: 300_000,
            answer_bytes: 4 << 20,
            tries: 5,
            wait_ms: 1_000,
            longest_wait_ms: 60_000,
            max_output_tokens: None,
        }
    }
}

impl Limits {
    pub(crate) fn first_byte(&self) -> Duration {
        Duration::from_millis(self.first_byte_ms)
    }

    pub(crate) fn idle(&self) -> Duration {
        Duration::from_millis(self.idle_ms)
    }

    pub(crate) fn total(&self) -> Duration {
        Duration::from_millis(self.total_ms)
    }
}

fn four() -> usize {
    4
}
