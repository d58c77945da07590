//! Answers: judged, settled, or sent on to be mended.

use llm::{Ending, Fault, Reply};
use translate::batch::Unit;
use translate::repair::{Answer, Done, Next, Repair};
use translate::reply::{Intake, Sum};

use super::ask::{Asked, Work, portions};
use super::bench::Bench;
use super::mend::Mend;
use super::shift::{Desk, Shift, Stop};
use crate::error::Result;
use crate::order::{Cap, Pause};

/// A text that was asked for so often without an answer is mended like one that was answered wrongly.
const PATIENCE: u8 = 3;

/// How an answer ended, as it matters here.
#[derive(Debug)]
pub(super) struct End {
    pub sum: Sum,
    /// Ask for the rest in smaller portions.
    pub halve: bool,
    /// Places for which different texts came.
    pub doubtful: Vec<usize>,
    /// The server or the connection failed: what did not come says nothing about its text.
    pub outage: bool,
    /// Why nothing came, or not all.
    pub reason: String,
    /// Places in the request and texts, as they came.
    pub heard: Vec<(usize, String)>,
}

impl Shift<'_> {
    /// Takes an answer that is over.
    pub(super) async fn answered(
        &mut self,
        bench: &mut Bench<'_>,
        desk: &mut Desk,
        asked: Asked,
    ) -> Result<()> {
        let Some(mut call) = desk.calls.remove(&asked.number) else { return Ok(()) };
        let heard = std::mem::take(&mut call.heard);
        let entry = (call.ledger, asked.budget.spent());
        match end(asked.result, work_size(&call.work), call.cap) {
            Err(pause) => {
                // What has come is kept all the same; the rest is asked for when work goes on.
                self.stop.get_or_insert(Stop::Paused(pause));
                let end = End { heard, ..outage(String::new()) };
                self.take(bench, desk, call.work, end);
            }
            Ok(end) => self.take(bench, desk, call.work, End { heard, ..end }),
        }
        self.flush(Some(entry)).await
    }

    fn take(&mut self, bench: &mut Bench<'_>, desk: &mut Desk, work: Work, end: End) {
        match work {
            Work::Fresh { language, texts } => self.take_fresh(bench, desk, (language, &texts), end),
            Work::Again { mends, .. } => self.take_again(bench, desk, mends, &end),
            Work::One { mend, .. } => self.take_one(bench, desk, *mend, end),
        }
    }

    fn take_fresh(
        &mut self,
        bench: &mut Bench<'_>,
        desk: &mut Desk,
        (language, texts): (usize, &[usize]),
        end: End,
    ) {
        let units: Vec<Unit> =
            texts.iter().filter_map(|at| Some(bench.texts.get(*at)?.unit.clone())).collect();
        let mut intake = Intake::new(units);
        for (place, answer) in end.heard {
            if let Some(text) = texts.get(place) {
                bench.judge(*text, |_, checker| intake.take(place, answer, checker).is_some());
            }
        }
        let settled = intake.close(&end.sum, &end.doubtful);
        // Wrong answers are mended or kept, each text by itself; only where there is no answer it makes no sense to go on.
        let answered =
            !settled.good.is_empty() || settled.bad.iter().any(|(_, answer)| says_something(answer));
        let reason = settled.distrusted.unwrap_or(&end.reason);
        if answered {
            self.breaker.batch_succeeded();
        } else {
            self.failed(reason);
        }
        let at = |place: usize| texts.get(place).copied();
        for (place, judged, state) in settled.good {
            if let Some(text) = at(place) {
                let done = Done { text: judged.text, state, soft: judged.findings.soft };
                self.settle_and_follow(bench, desk, text, done);
            }
        }
        let mut rest = Vec::new();
        let mut halve = end.halve || settled.distrusted.is_some();
        for text in settled.unasked.into_iter().filter_map(at) {
            let Some(about) = bench.texts.get_mut(text) else { continue };
            about.tries = about.tries.saturating_add(1);
            // A gate between us and the model may stop at one of the texts: smaller portions find it.
            halve |= about.tries >= 2;
            if about.tries > PATIENCE && !end.outage {
                self.mend(bench, desk, text, &Answer::Nothing);
            } else {
                rest.push(text);
            }
        }
        for (place, answer) in settled.bad {
            if let Some(text) = at(place) {
                self.mend(bench, desk, text, &answer);
            }
        }
        let portions = portions(bench, language, &rest, halve);
        if end.outage {
            // The others first: if they get through, it was not the server.
            desk.queue.extend(portions);
        } else {
            portions.into_iter().rev().for_each(|work| desk.queue.push_front(work));
        }
    }

    /// Settles a text; those that read the same and cannot follow it are asked for themselves.
    pub(super) fn settle_and_follow(
        &mut self,
        bench: &mut Bench<'_>,
        desk: &mut Desk,
        text: usize,
        done: Done,
    ) {
        let language = bench.texts.get(text).map_or(0, |text| text.language);
        let others = self.settle(bench, text, done);
        desk.queue.extend(portions(bench, language, &others, false));
    }

    /// Begins to mend a text.
    fn mend(&mut self, bench: &mut Bench<'_>, desk: &mut Desk, text: usize, answer: &Answer) {
        let begun = bench.judge(text, |about, checker| Repair::begin(about.unit.clone(), answer, checker));
        let Some((repair, next)) = begun else { return };
        match next {
            Next::Done(done) => self.settle_and_follow(bench, desk, text, done),
            Next::Ask(request) => self.queue_mend(bench, desk, Mend { text, repair, request, tries: 0 }),
        }
    }

    /// After so many requests in a row without an answer, work rests.
    pub(super) fn failed(&mut self, reason: &str) {
        if self.breaker.batch_failed() {
            let reason = if reason.is_empty() { "nothing came" } else { reason };
            let pause = Pause::Failures(translate::repair::Breaker::LIMIT, reason.to_owned());
            self.stop.get_or_insert(Stop::Paused(pause));
        }
    }

    /// The same for an answer to texts that are being mended. One that says nothing counts for nothing: the ladder ends by
    /// itself, and a model that has no words for a few texts is no reason to rest.
    pub(super) fn weigh(&mut self, end: &End, broken: bool) {
        if broken {
            self.failed(&end.reason);
        } else if end.heard.iter().any(|(_, text)| !text.trim().is_empty()) {
            self.breaker.batch_succeeded();
        }
    }
}

fn work_size(work: &Work) -> usize {
    match work {
        Work::Fresh { texts, .. } => texts.len(),
        Work::Again { mends, .. } => mends.len(),
        Work::One { .. } => 1,
    }
}

/// Whether an answer has words, be they right or wrong, or says that there will be none.
fn says_something(answer: &Answer) -> bool {
    match answer {
        Answer::Text(text) => !text.trim().is_empty(),
        Answer::Declined(_) => true,
        Answer::Runs(_) | Answer::Nothing => false,
    }
}

fn cut(halve: bool, reason: String) -> End {
    End { sum: Sum::Cut, halve, doubtful: Vec::new(), outage: false, reason, heard: Vec::new() }
}

fn outage(reason: String) -> End {
    End { outage: true, ..cut(false, reason) }
}

/// What an answer's end means; an error pauses work. `cap` is the limit that the call came closest to.
fn end(result: Result<Reply, Fault>, texts: usize, cap: Cap) -> Result<End, Pause> {
    let filtered = |words: String| {
        // Smaller portions find the text that the filter minds; alone it has been found.
        if texts > 1 {
            cut(true, words)
        } else {
            End { sum: Sum::Declined(words), ..cut(false, String::new()) }
        }
    };
    let (ending, doubtful) = match result {
        Ok(reply) => (reply.ending, reply.oddities.conflicting),
        Err(Fault::Filtered(words)) => return Ok(filtered(words)),
        Err(Fault::TooLong(words)) if texts > 1 => return Ok(cut(true, words)),
        Err(Fault::TooLong(words)) => {
            return Ok(End { sum: Sum::Declined(words), ..cut(false, String::new()) });
        }
        Err(fault @ Fault::Limited { .. }) => return Err(Pause::Model(sentence(&fault))),
        Err(Fault::OverBudget) => return Err(Pause::Budget(cap)),
        Err(fault) if fault.is_transient() => return Ok(outage(fault.to_string())),
        Err(fault) => return Err(Pause::Model(sentence(&fault))),
    };
    Ok(match ending {
        Ending::Complete => {
            End { sum: Sum::Complete, doubtful, ..cut(false, "the answers were empty".into()) }
        }
        Ending::Length => End { doubtful, ..cut(true, "the answer was cut for its length".into()) },
        Ending::RanAway => End { doubtful, ..cut(true, "the answer would not end".into()) },
        Ending::Cut(fault) if fault.is_transient() => End { doubtful, ..outage(fault.to_string()) },
        Ending::Cut(fault) => End { doubtful, ..cut(false, fault.to_string()) },
        Ending::Filtered => End { doubtful, ..filtered("the provider's content filter".into()) },
        Ending::Refused(words) => {
            // Of several texts nobody knows which one was meant.
            End { sum: Sum::Declined(words.clone()), doubtful, ..cut(true, words) }
        }
    })
}

/// With a capital letter, and without a full stop.
fn sentence(fault: &Fault) -> String {
    let text = fault.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str().trim_end_matches('.'))
}
