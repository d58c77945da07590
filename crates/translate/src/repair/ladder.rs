use super::judge::{Checker, Judged};
use super::{reinsert, runs};
use crate::batch::Unit;
use crate::reply::{Kept, State, Step};
use crate::validate::{Hard, Soft};

/// The mending of one text, step by step. It asks nobody itself: [`Next`] says what to ask, and the answer goes to
/// [`Repair::answer`].
///
/// 1. once more, together with others that failed, with the reason;
/// 2. alone, at a low temperature;
/// 3. the words between codes one by one, the codes left where they are;
/// 4. without codes, which are then put back where they probably belong, if they are only pairs of tags;
/// 5. the source stays.
///
/// After step 1, whose call is shared, a text costs at most three calls of its own. A text that the model declines or a
/// filter stops goes from step 2 to step 5: splitting it does not help. A short text that comes back unchanged twice is kept
/// at once.
#[derive(Clone, Debug)]
pub struct Repair {
    unit: Unit,
    step: Step,
    /// What was wrong last, and with which answer.
    reason: String,
    answer: Option<String>,
    declined: bool,
    /// How often it came back word for word, which was all that was wrong with it.
    unchanged: u8,
}

/// An answer to a request of the ladder's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Text(String),
    /// To [`Request::Runs`]: what came, in order.
    Runs(Vec<Option<String>>),
    /// Nothing came for this text.
    Nothing,
    /// The model declined or a filter stepped in, in these words.
    Declined(String),
}

/// What to ask.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// The text again, in a batch with others, with this note.
    Again { note: String },
    /// The text alone, with this note.
    Alone { note: String, temperature: f32 },
    /// These texts as one request.
    Runs(Vec<String>),
    /// This text alone.
    Bare(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    Ask(Request),
    Done(Done),
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The source, if it was kept.
    pub text: String,
    pub state: State,
    pub soft: Vec<Soft>,
}

impl Repair {
    /// Begins with the first answer. One that passes, perhaps after tidying, is done at once.
    pub fn begin(unit: Unit, first: &Answer, checker: &Checker<'_>) -> (Self, Next) {
        let mut repair = Self {
            unit,
            step: Step::Tidied,
            reason: String::new(),
            answer: None,
            declined: false,
            unchanged: 0,
        };
        let next = repair.answer(first, checker);
        (repair, next)
    }

    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Takes the answer to the last request.
    pub fn answer(&mut self, answer: &Answer, checker: &Checker<'_>) -> Next {
        let judged = match answer {
            Answer::Text(text) if self.step == Step::WithoutCodes => {
                self.weigh(checker.judge(&self.unit, &reinsert::reinsert(&self.unit, text.trim())))
            }
            Answer::Text(text) => self.weigh(checker.judge(&self.unit, text)),
            Answer::Runs(texts) => self.joined(texts, checker),
            Answer::Nothing => {
                "no translation came".clone_into(&mut self.reason);
                None
            }
            Answer::Declined(words) => {
                self.reason = format!("the model declined: {words}");
                self.declined = true;
                None
            }
        };
        match judged {
            Some(judged) => Next::Done(self.done(judged)),
            // Whoever says twice that `Brightmug` is `Brightmug` will say so again.
            None if self.unchanged >= 2 && is_short(&self.unit.text) => {
                "it came back unchanged twice, as a name does".clone_into(&mut self.reason);
                Next::Done(self.keep(checker))
            }
            None => self.next(checker),
        }
    }

    /// Ends it here: a budget is spent, or the job is called off.
    pub fn give_up(self, why: Kept) -> Done {
        Done { text: self.unit.text, state: State::KeptSource(why), soft: Vec::new() }
    }

    /// The judged answer if it passes; else its fault is remembered.
    fn weigh(&mut self, judged: Judged) -> Option<Judged> {
        if judged.passes() {
            return Some(judged);
        }
        self.unchanged += u8::from(judged.findings.hard == [Hard::Unchanged]);
        self.reason = judged.findings.reason();
        self.answer = Some(judged.text);
        None
    }

    fn joined(&mut self, texts: &[Option<String>], checker: &Checker<'_>) -> Option<Judged> {
        "not every part of it could be translated".clone_into(&mut self.reason);
        let texts: Vec<String> = texts.iter().cloned().collect::<Option<_>>()?;
        let tidied = runs::runs(&self.unit).into_iter().zip(&texts).map(|(run, text)| {
            let judged = checker.judge(&Unit::plain(run), text);
            // Whether it fits its place shows when it stands in the whole text.
            judged.text
        });
        let tidied: Vec<String> = tidied.collect();
        if tidied.len() != texts.len() {
            return None;
        }
        let text = runs::join(&self.unit, &tidied)?;
        let findings = checker.check(&self.unit, &text);
        self.weigh(Judged { text, fixes: Vec::new(), findings })
    }

    /// Goes down to the next step that has something to ask.
    fn next(&mut self, checker: &Checker<'_>) -> Next {
        loop {
            let below = match self.step {
                Step::Tidied => Step::AskedAgain,
                Step::AskedAgain => Step::AskedAlone,
                Step::AskedAlone if !self.declined => Step::BetweenCodes,
                Step::BetweenCodes => Step::WithoutCodes,
                Step::AskedAlone | Step::WithoutCodes => return Next::Done(self.keep(checker)),
            };
            self.step = below;
            if let Some(request) = self.request() {
                self.declined = false;
                return Next::Ask(request);
            }
        }
    }

    fn request(&self) -> Option<Request> {
        match self.step {
            Step::Tidied => None,
            Step::AskedAgain => Some(Request::Again { note: self.note() }),
            Step::AskedAlone => Some(Request::Alone { note: self.note(), temperature: 0.0 }),
            Step::BetweenCodes => {
                let runs = runs::runs(&self.unit);
                (!self.unit.codes.is_empty() && !runs.is_empty()).then_some(Request::Runs(runs))
            }
            Step::WithoutCodes => reinsert::bare(&self.unit).map(Request::Bare),
        }
    }

    /// The fault and the answer that had it, as far as it is worth showing.
    fn note(&self) -> String {
        const SHOWN: usize = 400;
        match &self.answer {
            Some(answer) if answer.len() <= SHOWN => {
                format!(
                    "an earlier translation was not usable ({}). It was: {}",
                    self.reason,
                    answer.replace('\n', " ")
                )
            }
            _ => format!("an earlier translation was not usable ({}).", self.reason),
        }
    }

    fn done(&self, judged: Judged) -> Done {
        let state = match self.step {
            Step::Tidied if judged.fixes.is_empty() => State::Ok,
            Step::WithoutCodes => State::Approximate,
            step => State::Repaired(step),
        };
        Done { text: judged.text, state, soft: judged.findings.soft }
    }

    fn keep(&self, checker: &Checker<'_>) -> Done {
        let soft = checker.check(&self.unit, &self.unit.text).soft;
        let why = if self.declined {
            Kept::Declined(self.reason.clone())
        } else {
            Kept::Unusable(self.reason.clone())
        };
        Done { text: self.unit.text.clone(), state: State::KeptSource(why), soft }
    }
}

/// A name, and no sentence.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 4 && text.chars().count() <= 40
}
