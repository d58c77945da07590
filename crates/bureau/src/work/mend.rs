//! Texts that were not right at first, on their way down the ladder.

use translate::repair::{Answer, Next, Repair, Request};
use translate::reply::{Kept, Sum};

use super::answers::End;
use super::ask::Work;
use super::bench::Bench;
use super::shift::{Desk, Shift};

/// A text that is being mended.
#[derive(Debug)]
pub(super) struct Mend {
    /// Its place on the bench.
    pub text: usize,
    pub repair: Repair,
    pub request: Request,
    /// How often this request went out and no answer came.
    pub tries: u8,
}

/// So many are asked for again together.
pub(super) const TOGETHER: usize = 30;

/// A request is repeated so often when its answer is cut.
const REPEATED: u8 = 2;

impl Shift<'_> {
    /// Queues a request of the ladder's, as long as mending is within its allowance.
    pub(super) fn queue_mend(&mut self, bench: &mut Bench<'_>, desk: &mut Desk, mend: Mend) {
        let said = match &mend.request {
            Request::Again { note } | Request::Alone { note, .. } => llm::estimate_tokens(note),
            Request::Runs(runs) => runs.len() as u64 * 24,
            Request::Bare(_) => 0,
        };
        let tokens = llm::estimate_tokens(&mend.repair.unit().text) * 3 + said + 60;
        if !self.allowance.take(tokens) {
            let why = "mending had used up its quarter of the order's tokens".to_owned();
            let Mend { text, repair, .. } = mend;
            let done = repair.give_up(Kept::Unusable(why));
            return self.settle_and_follow(bench, desk, text, done);
        }
        let language = bench.texts.get(mend.text).map_or(0, |text| text.language);
        match (&mend.request, desk.again.get_mut(language)) {
            (Request::Again { .. }, Some(waiting)) => waiting.push(mend),
            _ => desk.queue.push_back(Work::One { language, mend: Box::new(mend) }),
        }
    }

    pub(super) fn take_again(&mut self, bench: &mut Bench<'_>, desk: &mut Desk, mends: Vec<Mend>, end: &End) {
        let alone = mends.len() == 1;
        self.weigh(end, end.outage && end.heard.is_empty());
        for (place, mend) in mends.into_iter().enumerate() {
            let text = end.heard.iter().find(|(at, _)| *at == place).map(|(_, text)| text.clone());
            let answer = match (text, &end.sum) {
                (Some(_), _) if end.doubtful.contains(&place) => Answer::Nothing,
                (Some(text), _) => Answer::Text(text),
                // It is nothing that the text could help: the breaker ends this, not the ladder.
                (None, _) if end.outage => {
                    let together = mend.tries < REPEATED;
                    repeat(bench, desk, mend, together);
                    continue;
                }
                (None, Sum::Declined(words)) if alone => Answer::Declined(words.clone()),
                (None, Sum::Declined(_)) => {
                    // Of several texts nobody knows which one was meant.
                    repeat(bench, desk, mend, false);
                    continue;
                }
                (None, Sum::Cut) if mend.tries < REPEATED => {
                    repeat(bench, desk, mend, alone || !end.halve);
                    continue;
                }
                (None, _) => Answer::Nothing,
            };
            self.climb(bench, desk, mend, &answer);
        }
    }

    pub(super) fn take_one(&mut self, bench: &mut Bench<'_>, desk: &mut Desk, mend: Mend, end: End) {
        let wanted = if let Request::Runs(runs) = &mend.request { runs.len() } else { 1 };
        let broken = end.outage && end.heard.len() < wanted;
        self.weigh(&end, broken);
        if broken {
            return repeat(bench, desk, mend, true);
        }
        let End { sum, doubtful, mut heard, .. } = end;
        if heard.is_empty() && matches!(sum, Sum::Cut) && mend.tries < REPEATED {
            return repeat(bench, desk, mend, true);
        }
        heard.retain(|(place, _)| !doubtful.contains(place));
        let answer = match (&mend.request, &sum) {
            (_, Sum::Declined(words)) if heard.is_empty() => Answer::Declined(words.clone()),
            (Request::Runs(runs), _) => {
                let texts = (0..runs.len())
                    .map(|place| heard.iter().find(|(at, _)| *at == place).map(|(_, text)| text.clone()));
                Answer::Runs(texts.collect())
            }
            _ => heard
                .into_iter()
                .find(|(place, _)| *place == 0)
                .map_or(Answer::Nothing, |(_, text)| Answer::Text(text)),
        };
        self.climb(bench, desk, mend, &answer);
    }

    fn climb(&mut self, bench: &mut Bench<'_>, desk: &mut Desk, mut mend: Mend, answer: &Answer) {
        let Some(next) = bench.judge(mend.text, |_, checker| mend.repair.answer(answer, checker)) else {
            return;
        };
        match next {
            Next::Done(done) => self.settle_and_follow(bench, desk, mend.text, done),
            Next::Ask(request) => {
                let Mend { text, repair, .. } = mend;
                self.queue_mend(bench, desk, Mend { text, repair, request, tries: 0 });
            }
        }
    }
}

/// Asks the same once more, with others or alone.
fn repeat(bench: &Bench<'_>, desk: &mut Desk, mend: Mend, as_before: bool) {
    let mend = Mend { tries: mend.tries.saturating_add(1), ..mend };
    let language = bench.texts.get(mend.text).map_or(0, |text| text.language);
    match (&mend.request, desk.again.get_mut(language)) {
        (Request::Again { .. }, Some(waiting)) if as_before => waiting.push(mend),
        _ => desk.queue.push_back(Work::One { language, mend: Box::new(mend) }),
    }
}
