//! The three kinds of failure a person can meet.

use std::fmt::Display;

use crate::text::Text;

pub type Result<T, E = Fault> = std::result::Result<T, E>;

/// Why something was not done. Made with [`crate::Cx::refuse`], [`Fault::unavailable`], or `.context("…")`.
#[derive(Debug)]
pub enum Fault {
    /// Their doing, or a rule: a localised sentence, complete with what to do next. In a form, the named field is asked
    /// again.
    Refused { text: Text, field: Option<&'static str> },
    /// A service does not answer. The name is shown, and Try again is offered.
    Unavailable { service: String, cause: anyhow::Error },
    /// Ours. The person gets a code; the log gets the code and the whole chain.
    Broken(anyhow::Error),
}

impl Fault {
    pub fn unavailable(service: impl Into<String>, cause: impl Into<anyhow::Error>) -> Self {
        Self::Unavailable { service: service.into(), cause: cause.into() }
    }

    /// The refusal belongs to this field of the form.
    #[must_use]
    pub fn at(self, field: &'static str) -> Self {
        match self {
            Self::Refused { text, .. } => Self::Refused { text, field: Some(field) },
            other => other,
        }
    }
}

impl From<db::Error> for Fault {
    fn from(error: db::Error) -> Self {
        Self::Broken(anyhow::Error::new(error))
    }
}

/// Turns any other error into [`Fault::Broken`], with a sentence that says what was being done.
pub trait Context<T> {
    fn context(self, doing: impl Display + Send + Sync + 'static) -> Result<T>;
}

impl<T, E: Into<anyhow::Error>> Context<T> for std::result::Result<T, E> {
    fn context(self, doing: impl Display + Send + Sync + 'static) -> Result<T> {
        self.map_err(|error| Fault::Broken(error.into().context(doing)))
    }
}

impl<T> Context<T> for Option<T> {
    fn context(self, doing: impl Display + Send + Sync + 'static) -> Result<T> {
        self.ok_or_else(|| Fault::Broken(anyhow::anyhow!("{doing}")))
    }
}
