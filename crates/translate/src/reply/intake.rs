use crate::batch::Unit;
use crate::repair::{Answer, Checker, Judged};
use crate::reply::{State, Step};
use crate::validate::shifted;

/// Takes the texts of one answer as they arrive, in any order, and settles them when the answer is over.
///
/// Each text is judged at once, so that progress can be shown; only [`Intake::close`] makes it final, because some faults
/// show in the whole answer alone: texts that belong to their neighbours, or the same text for all.
#[derive(Clone, Debug)]
pub struct Intake {
    units: Vec<Unit>,
    taken: Vec<Option<Taken>>,
}

#[derive(Clone, Debug)]
struct Taken {
    raw: String,
    judged: Judged,
}

/// How an answer ended, by the places of its texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// Final: translation and state.
    pub good: Vec<(usize, Judged, State)>,
    /// To be mended, each with what came for it.
    pub bad: Vec<(usize, Answer)>,
    /// Nothing came that counts, and the model has not refused it: to be asked as if for the first time.
    pub unasked: Vec<usize>,
    /// The whole answer was thrown away, for this reason.
    pub distrusted: Option<&'static str>,
}

/// How the answer ended, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sum {
    /// The model was through.
    Complete,
    /// It was broken off, by whoever it was.
    Cut,
    /// The model or a filter declined, in these words. Of several texts nobody knows which one was meant.
    Declined(String),
}

impl Intake {
    pub fn new(units: Vec<Unit>) -> Self {
        let taken = vec![None; units.len()];
        Self { units, taken }
    }

    /// Takes a text; answers with what was made of it. A second text for the same place is not taken.
    pub fn take(&mut self, place: usize, text: String, checker: &Checker<'_>) -> Option<&Judged> {
        let (unit, taken) = (self.units.get(place)?, self.taken.get_mut(place)?);
        if taken.is_some() {
            return None;
        }
        let judged = checker.judge(unit, &text);
        Some(&taken.insert(Taken { raw: text, judged }).judged)
    }

    /// Settles the answer. `doubtful` are places for which it held several different texts.
    pub fn close(self, sum: &Sum, doubtful: &[usize]) -> Settled {
        let mut settled = Settled { distrusted: self.distrust(), ..Settled::default() };
        let alone = self.units.len() == 1;
        for (place, taken) in self.taken.into_iter().enumerate() {
            let missing = match sum {
                Sum::Complete => Some(Answer::Nothing),
                Sum::Declined(words) if alone => Some(Answer::Declined(words.clone())),
                Sum::Cut | Sum::Declined(_) => None,
            };
            match taken {
                Some(_) if settled.distrusted.is_some() => settled.unasked.push(place),
                Some(taken) => settled.judged(place, taken, doubtful.contains(&place)),
                None => match missing {
                    Some(answer) => settled.bad.push((place, answer)),
                    None => settled.unasked.push(place),
                },
            }
        }
        settled
    }

    fn distrust(&self) -> Option<&'static str> {
        // As they came: mending would take away the codes by which a neighbour's text is known.
        let answers: Vec<Option<&str>> =
            self.taken.iter().map(|taken| taken.as_ref().map(|taken| taken.raw.as_str())).collect();
        let batch: Vec<(&Unit, Option<&str>)> = self.units.iter().zip(answers.iter().copied()).collect();
        if shifted(&batch) {
            return Some("its texts belong to their neighbours");
        }
        is_one_for_all(&batch).then_some("it gives the same text for different sources")
    }
}

impl Settled {
    fn judged(&mut self, place: usize, taken: Taken, doubtful: bool) {
        if doubtful {
            self.bad.push((place, Answer::Nothing));
        } else if !taken.judged.passes() {
            self.bad.push((place, Answer::Text(taken.raw)));
        } else {
            let ok = taken.judged.fixes.is_empty();
            let state = if ok { State::Ok } else { State::Repaired(Step::Tidied) };
            self.good.push((place, taken.judged, state));
        }
    }
}

/// Three or more different sources, one and the same answer.
fn is_one_for_all(batch: &[(&Unit, Option<&str>)]) -> bool {
    let mut given = batch.iter().filter_map(|(unit, answer)| Some((unit.text.as_str(), (*answer)?)));
    let Some((first_source, first)) = given.next() else { return false };
    let mut others = 0;
    for (source, answer) in given {
        if answer != first {
            return false;
        }
        others += usize::from(source != first_source);
    }
    others >= 2
}
