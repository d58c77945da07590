use super::tidy::{Fix, tidy};
use crate::batch::Unit;
use crate::validate::{Findings, Hard, Rules, validate};

/// What decides about answers to one text.
#[derive(Clone, Copy)]
pub struct Checker<'a> {
    pub rules: Rules<'a>,
    /// Whether a translation can stand in every place its text stands in; see [`Document::check`](crate::Document::check).
    /// The error tells why, in words.
    pub fits: &'a (dyn Fn(&str) -> Result<(), String> + Sync),
}

/// An answer, tidied and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub text: String,
    /// What was mended.
    pub fixes: Vec<Fix>,
    pub findings: Findings,
}

impl Judged {
    pub fn passes(&self) -> bool {
        self.findings.passes()
    }
}

impl Checker<'_> {
    /// Tidies an answer and checks it. What passes as it came, but not when tidied, is taken as it came.
    pub fn judge(&self, unit: &Unit, answer: &str) -> Judged {
        let (text, fixes) = tidy(unit, answer);
        let tidied = Judged { findings: self.check(unit, &text), text, fixes };
        if tidied.passes() || tidied.text == answer {
            return tidied;
        }
        let findings = self.check(unit, answer);
        if findings.passes() {
            return Judged { text: answer.to_owned(), fixes: Vec::new(), findings };
        }
        tidied
    }

    /// Checks a translation as it is.
    pub fn check(&self, unit: &Unit, text: &str) -> Findings {
        let mut findings = validate(unit, text, &self.rules);
        if findings.passes()
            && text != unit.text
            && let Err(reason) = (self.fits)(text)
        {
            findings.hard.push(Hard::DoesNotFit(reason));
        }
        findings
    }
}

impl std::fmt::Debug for Checker<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Checker").field("rules", &self.rules).finish_non_exhaustive()
    }
}
