//! The texts of one window, and what decides about them.

use translate::batch::{Piece, Unit, join};
use translate::repair::{Checker, Done};
use translate::reply::{Kept as Why, State, Step};

use super::ask::Work;
use super::{Brief, Opened, page};
use crate::order::{Mark, SegmentKey};
use crate::store::segment::Kept;
use crate::watch::Fresh;

/// A text that is worked on.
#[derive(Debug)]
pub(super) struct Text {
    /// Places in the lists of briefs and of open files, and in the file's segments.
    pub language: usize,
    pub file: usize,
    pub segment: usize,
    /// In the order, and in the memory.
    pub name: String,
    pub digest: String,
    pub unit: Unit,
    /// The long text that this is a part of, and which part.
    pub whole: Option<(usize, usize)>,
    /// How often it was asked for without an answer.
    pub tries: u8,
    /// For the translator: a similar text from the memory.
    pub note: Option<String>,
    /// Texts that read the same, in other kinds of places.
    pub followers: Vec<usize>,
    /// Whoever looks on has seen its translation.
    pub shown: bool,
}

/// A text that was too long for one request.
#[derive(Debug)]
pub(super) struct Whole {
    pub text: usize,
    pub pieces: Vec<Piece>,
    pub parts: Vec<Option<Done>>,
}

/// A window at work.
pub(super) struct Bench<'a> {
    pub briefs: &'a [Brief],
    pub opened: &'a [Opened<'a>],
    pub texts: Vec<Text>,
    pub wholes: Vec<Whole>,
}

impl<'a> Bench<'a> {
    pub fn new(briefs: &'a [Brief], opened: &'a [Opened<'a>]) -> Self {
        Self { briefs, opened, texts: Vec::new(), wholes: Vec::new() }
    }

    pub fn brief(&self, language: usize) -> Option<&'a Brief> {
        self.briefs.get(language)
    }

    /// The pages that the texts of a request are from.
    pub fn pages(&self, work: &Work) -> String {
        let texts: Vec<usize> = match work {
            Work::Fresh { texts, .. } => texts.clone(),
            Work::Again { mends, .. } => mends.iter().map(|mend| mend.text).collect(),
            Work::One { mend, .. } => vec![mend.text],
        };
        let files = texts.iter().filter_map(|at| self.opened.get(self.texts.get(*at)?.file));
        page::list(files.map(|opened| opened.about.as_str()))
    }

    /// Does something with a text and what decides about it.
    pub fn judge<T>(&self, text: usize, act: impl FnOnce(&Text, &Checker<'_>) -> T) -> Option<T> {
        let text = self.texts.get(text)?;
        let brief = self.brief(text.language)?;
        let document = &self.opened.get(text.file)?.document;
        let fits = |translation: &str| match text.whole {
            // Whether it fits its place shows when it stands in the whole text.
            Some(_) => Ok(()),
            None => document.check(text.segment, translation).map_err(|refusal| refusal.to_string()),
        };
        Some(act(text, &Checker { rules: brief.rules(), fits: &fits }))
    }

    /// A part of a long text is done: the long text, if it was the last.
    pub fn part_done(&mut self, whole: usize, part: usize, done: Done) -> Option<(usize, Done)> {
        let found = self.wholes.get_mut(whole)?;
        *found.parts.get_mut(part)? = Some(done);
        let parts: Vec<Done> = found.parts.iter().cloned().collect::<Option<_>>()?;
        let text = found.text;
        let joined = join(&found.pieces, parts.iter().map(|part| part.text.as_str()));
        let done = self.judge(text, |text, checker| joined_done(&text.unit, joined, &parts, checker))?;
        Some((text, done))
    }

    /// What has come of an answer that is not over, if it may stand in its place: nobody is shown anything else.
    pub fn passing(&self, text: usize, answer: &str) -> Option<String> {
        let judged = self.judge(text, |text, checker| checker.judge(&text.unit, answer))?;
        judged.passes().then_some(judged.text)
    }

    /// A translation for whoever looks on, once.
    pub fn fresh(&mut self, text: usize, translation: String) -> Option<Fresh> {
        let language = self.brief(self.texts.get(text)?.language)?.language.code.to_owned();
        let about = self.texts.get_mut(text)?;
        if std::mem::replace(&mut about.shown, true) {
            return None;
        }
        Some(Fresh { language, source: about.unit.text.clone(), target: translation })
    }

    /// A settled text as it is kept.
    pub fn kept(&self, text: usize, done: &Done) -> Option<Kept> {
        let (mark, reason) = mark(&done.state);
        let warnings = done.soft.iter().map(ToString::to_string).collect();
        self.row(text, mark, done.text.clone(), (reason, warnings))
    }

    pub fn row(
        &self,
        text: usize,
        mark: Mark,
        target: String,
        (reason, warnings): (String, Vec<String>),
    ) -> Option<Kept> {
        let text = self.texts.get(text)?;
        let opened = self.opened.get(text.file)?;
        let segment = opened.document.segments().get(text.segment)?;
        let language = self.brief(text.language)?.language.code.to_owned();
        Some(Kept {
            key: SegmentKey { language, digest: text.name.clone() },
            file: opened.row.number,
            place: segment.place.clone(),
            source: segment.text.clone(),
            target,
            mark,
            reason,
            warnings,
            call: None,
        })
    }
}

/// How a long text came out, from its parts.
fn joined_done(unit: &Unit, joined: Option<String>, parts: &[Done], checker: &Checker<'_>) -> Done {
    let keep = |why: &str| Done {
        text: unit.text.clone(),
        state: State::KeptSource(Why::Unusable(why.to_owned())),
        soft: Vec::new(),
    };
    let Some(joined) = joined else { return keep("its parts could not be put together") };
    let findings = checker.check(unit, &joined);
    if !findings.passes() {
        return keep(&findings.reason());
    }
    if parts.iter().all(|part| !part.state.is_translated()) {
        return keep("none of its parts could be translated");
    }
    let state = if parts.iter().any(|part| part.state.wants_review()) {
        State::Approximate
    } else {
        let steps = parts.iter().filter_map(|part| match part.state {
            State::Repaired(step) => Some(step),
            _ => None,
        });
        steps.max().map_or(State::Ok, State::Repaired)
    };
    let soft = findings.soft;
    Done { text: joined, state, soft }
}

/// How a state is kept, and what is to be said about it.
pub(super) fn mark(state: &State) -> (Mark, String) {
    match state {
        State::New => (Mark::New, String::new()),
        State::Memory => (Mark::Memory, String::new()),
        State::Ok => (Mark::Ok, String::new()),
        State::Repaired(step) => (Mark::Repaired, step_words(*step).to_owned()),
        State::Approximate => {
            (Mark::Approximate, "codes were put back where they probably belong, or a part was kept".into())
        }
        State::KeptSource(why) => (Mark::Kept, why.to_string()),
    }
}

fn step_words(step: Step) -> &'static str {
    match step {
        Step::Tidied => "tidied without asking",
        Step::AskedAgain => "asked for again",
        Step::AskedAlone => "asked for alone",
        Step::BetweenCodes => "translated between its codes",
        Step::WithoutCodes => "translated without its codes",
    }
}
