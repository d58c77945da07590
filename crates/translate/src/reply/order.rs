use super::intake::{Intake, Sum};
use crate::batch::Unit;
use crate::repair::{Answer, Checker, Judged};
use crate::validate::Rules;

/// What decides about all texts of a job.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub rules: Rules<'a>,
    /// Whether a translation can stand in every place where the text of this number stands; see
    /// [`Document::check`](crate::Document::check). The error tells why, in words.
    pub fits: &'a (dyn Fn(usize, &str) -> Result<(), String> + Sync),
}

impl Desk<'_> {
    /// Judges with the checker of one text.
    pub(super) fn of<T>(&self, text: usize, act: impl FnOnce(&Checker<'_>) -> T) -> T {
        let fits = |translation: &str| (self.fits)(text, translation);
        act(&Checker { rules: self.rules, fits: &fits })
    }
}

impl std::fmt::Debug for Desk<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Desk").field("rules", &self.rules).finish_non_exhaustive()
    }
}

/// One request to a model: send its texts, give what comes to [`Order::take`], and the order back to
/// [`Work::close`](super::Work::close).
#[derive(Clone, Debug)]
pub struct Order {
    pub texts: Vec<Text>,
    /// Left to the server when `None`.
    pub temperature: Option<f32>,
    /// About how long the answer will be.
    pub reply_tokens: u32,
    pub(super) kind: Kind,
    pub(super) intake: Intake,
}

/// A text of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    /// For the model, when it is asked again.
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Texts for the first time, by their numbers.
    First(Vec<usize>),
    /// Texts once more, with others.
    Again(Vec<usize>),
    Alone(usize),
    /// The words between one text's codes.
    Runs(usize),
    /// One text without its codes.
    Bare(usize),
}

impl Order {
    /// What the texts are, for the prompt.
    pub fn units(&self) -> &[Unit] {
        self.intake.units()
    }

    /// Takes a text of the answer by its place in [`Order::texts`]. Answers with the number of the job's text and what was
    /// made of it, when it is a whole text that can be shown: it is not final before the order is closed.
    pub fn take(&mut self, place: usize, text: String, desk: &Desk<'_>) -> Option<(usize, &Judged)> {
        let number = match &self.kind {
            Kind::First(numbers) | Kind::Again(numbers) => *numbers.get(place)?,
            Kind::Alone(number) | Kind::Runs(number) | Kind::Bare(number) => *number,
        };
        let whole = matches!(self.kind, Kind::First(_) | Kind::Again(_) | Kind::Alone(_));
        let intake = &mut self.intake;
        if whole {
            return desk
                .of(number, |checker| intake.take(place, text, checker))
                .map(|judged| (number, judged));
        }
        // Parts of a text are judged when they stand in it.
        let anything = Checker { rules: Rules::default(), fits: &|_| Ok(()) };
        intake.take(place, text, &anything);
        None
    }

    /// The answer to an order about a single text, as the ladder of mending takes it.
    pub(super) fn answer(self, sum: &Sum) -> Answer {
        let runs = matches!(self.kind, Kind::Runs(_));
        let mut texts = self.intake.into_raw();
        if let (Sum::Declined(words), true) = (sum, texts.iter().any(Option::is_none)) {
            return Answer::Declined(words.clone());
        }
        if runs {
            return Answer::Runs(texts);
        }
        texts.pop().flatten().map_or(Answer::Nothing, Answer::Text)
    }
}
