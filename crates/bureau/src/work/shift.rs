//! One run of work on an order: the calls that are under way, what has been settled and not yet written, and how far it is.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::ControlFlow;
use std::time::Duration;

use async_recursion::async_recursion as boxed;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use llm::{Money, Spent};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use translate::batch::Prompt;
use translate::repair::{Allowance, Breaker, Done};
use translate::reply::State;

use super::ask::{Asked, Call, Calling, Work};
use super::bench::Bench;
use super::{Brief, Opened};
use crate::Bureau;
use crate::error::Result;
use crate::order::{Job, Mark, Pause};
use crate::store::{self, call::Planned, memory, segment::Kept};
use crate::survey::Survey;
use crate::watch::{Progress, Watch};

/// Why a run ends before everything is settled.
#[derive(Debug, Clone)]
pub(super) enum Stop {
    Cancelled,
    Paused(Pause),
}

/// A text that came: the call's number, its place in the call, the text.
pub(super) type HeardText = (u64, usize, String);

pub(super) struct Shift<'a> {
    pub bureau: &'a Bureau,
    pub job: &'a Job,
    pub briefs: &'a [Brief],
    /// What is said besides the texts, a language each: the same in all calls, so that a provider's cache serves it.
    pub prompts: Vec<Prompt>,
    run: i64,
    pub allowance: Allowance,
    pub breaker: Breaker,
    /// Settled, and not yet in the database.
    ready: Vec<Kept>,
    /// Of these, what the memory should learn.
    lessons: Vec<memory::New>,
    pub stop: Option<Stop>,
    progress: Progress,
    began: db::Timestamp,
    settled_before: u64,
    pub counter: u64,
    pub tell: UnboundedSender<HeardText>,
    told: UnboundedReceiver<HeardText>,
}

/// What is to be asked for in a window, and what is being asked.
#[derive(Default)]
pub(super) struct Desk {
    pub queue: VecDeque<Work>,
    /// Texts that were not right at first wait here for others, to be asked for again together; by language.
    pub again: Vec<Vec<super::mend::Mend>>,
    pub calls: HashMap<u64, Call>,
}

/// So many of the newest texts are shown.
const SHOWN: usize = 5;

impl<'a> Shift<'a> {
    #[boxed]
    pub async fn new(
        bureau: &'a Bureau,
        job: &'a Job,
        briefs: &'a [Brief],
        (run, survey): (i64, Survey),
    ) -> Result<Self> {
        let (tell, told) = unbounded_channel();
        let done = store::segment::settled(&mut bureau.db().read().await?, job.id).await?;
        let wanted = |code: &String| job.settings.languages.contains(code);
        let done: i64 = done.iter().filter(|(code, _)| wanted(code)).map(|(_, count)| count).sum();
        let total = (survey.texts.len() * briefs.len()) as u64;
        // A settled text of a file that other settings now skip is no longer among those that are counted.
        let done = u64::try_from(done).unwrap_or(0).min(total);
        let tokens: u64 =
            survey.texts.iter().map(|text| text.tokens * 2 + 12).sum::<u64>() * briefs.len() as u64;
        let units = || survey.texts.iter().map(|text| &text.unit);
        Ok(Self {
            bureau,
            job,
            briefs,
            prompts: briefs.iter().map(|brief| brief.prompt(job, units())).collect(),
            run,
            // In a small order one stubborn text may well cost more than a quarter of the rest.
            allowance: Allowance::of_job(tokens.max(LEAST_TOKENS)),
            breaker: Breaker::default(),
            ready: Vec::new(),
            lessons: Vec::new(),
            stop: None,
            progress: Progress { done, total, cost: job.spent, left: None, newest: Vec::new() },
            began: bureau.now(),
            settled_before: done,
            counter: 0,
            tell,
            told,
        })
    }

    /// Works off one window.
    #[boxed]
    pub async fn window(&mut self, opened: &[Opened<'_>], watch: &mut dyn Watch) -> Result<Option<Stop>> {
        let mut bench = Bench::new(self.briefs, opened);
        let fresh = self.gather(&mut bench).await?;
        let mut desk = Self::desk(&bench, fresh);
        if self.look(watch).await.is_some() {
            return Ok(self.stop.clone());
        }
        let mut calls = FuturesUnordered::new();
        loop {
            while self.stop.is_none() && calls.len() < self.bureau.translator().concurrency() {
                let Some(work) = next_work(&mut desk, calls.is_empty()) else { break };
                match self.begin(&bench, &mut desk, work, !calls.is_empty()).await? {
                    Some(call) => calls.push(call),
                    None => break,
                }
            }
            if calls.is_empty() || matches!(self.stop, Some(Stop::Cancelled)) {
                break;
            }
            self.step(&mut bench, &mut desk, &mut calls).await?;
            self.look(watch).await;
        }
        // Calls that are broken off here may have been billed: their estimates stay in the books.
        drop(calls);
        self.close_all(&mut bench, &mut desk).await?;
        Ok(self.stop.clone())
    }

    /// Waits for the next answer, or for texts of one, but not for long.
    async fn step(
        &mut self,
        bench: &mut Bench<'_>,
        desk: &mut Desk,
        calls: &mut FuturesUnordered<Calling<'_>>,
    ) -> Result<()> {
        let mut heard = Vec::new();
        let ended = tokio::select! {
            biased;
            ended = calls.next() => ended,
            _ = self.told.recv_many(&mut heard, 64) => None,
            // Whoever looks on may want to call it off although nothing comes.
            () = tokio::time::sleep(GLANCE) => None,
        };
        // An answer is over only when all its texts have been heard.
        while let Ok(one) = self.told.try_recv() {
            heard.push(one);
        }
        for (number, place, text) in heard {
            if let Some(call) = desk.calls.get_mut(&number) {
                call.heard.push((place, text));
            }
        }
        match ended {
            Some(asked) => self.answered(bench, desk, asked).await,
            None => self.note_heard(bench, desk).await,
        }
    }

    /// Writes down what has come of answers that are not over, so that a crash does not lose it.
    async fn note_heard(&mut self, bench: &mut Bench<'_>, desk: &mut Desk) -> Result<()> {
        let mut rows = Vec::new();
        for call in desk.calls.values_mut() {
            let Work::Fresh { texts, .. } = &call.work else { continue };
            for (place, answer) in call.heard.iter().skip(call.noted) {
                // PostgreSQL keeps no NUL, and no translation has one.
                if answer.contains('\0') {
                    continue;
                }
                let Some(text) = texts.get(*place).copied() else { continue };
                if bench.texts.get(text).is_none_or(|text| text.whole.is_some()) {
                    continue;
                }
                let passing = bench.passing(text, answer);
                self.progress.newest.extend(passing.and_then(|answer| bench.fresh(text, answer)));
                let row = bench.row(text, Mark::Heard, answer.clone(), (String::new(), Vec::new()));
                let place = i64::try_from(*place).unwrap_or(i64::MAX);
                rows.extend(row.map(|row| Kept { call: Some((call.ledger, place)), ..row }));
            }
            call.noted = call.heard.len();
        }
        if rows.is_empty() {
            return Ok(());
        }
        let mut tx = self.bureau.db().begin().await?;
        store::job::hold(&mut tx, self.job.id, self.run).await?;
        store::segment::put(&mut tx, self.job.id, &rows).await?;
        Ok(tx.commit().await?)
    }

    /// The calls that were broken off are settled as cut answers.
    async fn close_all(&mut self, bench: &mut Bench<'_>, desk: &mut Desk) -> Result<()> {
        while let Ok((number, place, text)) = self.told.try_recv() {
            if let Some(call) = desk.calls.get_mut(&number) {
                call.heard.push((place, text));
            }
        }
        let numbers: Vec<u64> = desk.calls.keys().copied().collect();
        for number in numbers {
            let budget = desk.calls.get(&number).map(|call| std::sync::Arc::clone(&call.budget));
            if let Some(budget) = budget {
                let fault = llm::Fault::Connection("the order was called off".into());
                self.answered(bench, desk, Asked { number, result: Err(fault), budget }).await?;
            }
        }
        Ok(())
    }

    /// Keeps a text as it came out; it is written down with the next [`Shift::flush`]. Those that read the same follow.
    pub fn settle(&mut self, bench: &mut Bench<'_>, text: usize, done: Done) -> Vec<usize> {
        if let Some((whole, part)) = bench.texts.get(text).and_then(|text| text.whole) {
            return match bench.part_done(whole, part, done) {
                Some((text, done)) => self.settle(bench, text, done),
                None => Vec::new(),
            };
        }
        let followers =
            bench.texts.get_mut(text).map(|text| std::mem::take(&mut text.followers)).unwrap_or_default();
        let mut others = Vec::new();
        self.keep(bench, text, &done);
        for follower in followers {
            let same = bench.judge(follower, |unit, checker| {
                let findings = checker.check(&unit.unit, &done.text);
                let usable = findings.passes() && teaches(&done);
                // The same words, found right in another kind of place: nothing new was asked.
                usable.then(|| Done {
                    text: done.text.clone(),
                    state: done.state.clone(),
                    soft: findings.soft,
                })
            });
            match same.flatten() {
                Some(done) => self.keep(bench, follower, &done),
                None => others.push(follower),
            }
        }
        others
    }

    fn keep(&mut self, bench: &mut Bench<'_>, text: usize, done: &Done) {
        let Some(kept) = bench.kept(text, done) else { return };
        if kept.mark.is_translated() {
            self.progress.newest.extend(bench.fresh(text, done.text.clone()));
        }
        let Some(about) = bench.texts.get(text) else { return };
        if teaches(done) && kept.mark != Mark::Memory {
            let style = bench.brief(about.language).map_or_else(String::new, |brief| brief.made.clone());
            self.lessons.push(memory::New {
                language: kept.key.language.clone(),
                digest: about.digest.clone(),
                style,
                source: kept.source.clone(),
                target: kept.target.clone(),
            });
        }
        self.progress.done += 1;
        self.ready.push(kept);
    }

    /// Writes down what is settled, what the memory learns, and what a call cost, together.
    #[boxed]
    pub async fn flush(&mut self, call: Option<(i64, Spent)>) -> Result<()> {
        if self.ready.is_empty() && call.is_none() {
            return Ok(());
        }
        let mut tx = self.bureau.db().begin().await?;
        store::job::hold(&mut tx, self.job.id, self.run).await?;
        store::segment::put(&mut tx, self.job.id, &self.ready).await?;
        let by = memory::By {
            origin: self.bureau.origin(),
            model: self.bureau.translator().name(),
            person: self.job.person,
            now: self.bureau.now(),
        };
        for brief in self.briefs {
            // A statement cannot write one line twice; the last word counts.
            let mut known = HashSet::new();
            let own = |line: &&memory::New| {
                line.language == brief.language.code && known.insert(line.digest.clone())
            };
            let lessons: Vec<memory::New> = self.lessons.iter().rev().filter(own).cloned().collect();
            memory::put(&mut tx, &lessons, &by).await?;
        }
        if let Some((ledger, spent)) = &call {
            store::call::close(&mut tx, *ledger, spent).await?;
        }
        self.progress.cost = store::call::of_job(&mut tx, self.job.id).await?;
        tx.commit().await?;
        self.ready.clear();
        self.lessons.clear();
        Ok(())
    }

    /// Shows how far it is, and hears whether to go on.
    #[boxed]
    pub async fn look(&mut self, watch: &mut dyn Watch) -> Option<Stop> {
        let spent = self.bureau.now().since(self.began);
        let here = self.progress.done.saturating_sub(self.settled_before);
        let rest = self.progress.total.saturating_sub(self.progress.done);
        let micros = u64::try_from(spent.as_micros()).unwrap_or(u64::MAX).saturating_mul(rest);
        self.progress.left = micros.checked_div(here).filter(|_| here > 0).map(Duration::from_micros);
        let many = self.progress.newest.len();
        self.progress.newest.drain(..many.saturating_sub(SHOWN));
        if let ControlFlow::Break(()) = watch.see(&self.progress).await {
            self.stop.get_or_insert(Stop::Cancelled);
        }
        self.progress.newest.clear();
        self.stop.clone()
    }

    /// A call as the books see it beforehand.
    pub fn planned(&self, estimate: Money) -> Planned {
        Planned {
            job: self.job.id,
            person: self.job.person,
            estimate,
            job_cap: self.bureau.job_cap(self.job),
            month_cap: self.bureau.house().caps.month,
            month_began: self.bureau.month_began(),
        }
    }
}

/// While nothing comes there is a look so often.
const GLANCE: Duration = Duration::from_secs(1);

/// Mending a small order may take as much as if it had so many tokens.
const LEAST_TOKENS: u64 = 40_000;

/// What to ask next: texts that wait to be asked for again go when there are many, or nothing else is left.
fn next_work(desk: &mut Desk, idle: bool) -> Option<Work> {
    let full = |mends: &Vec<_>| mends.len() >= super::mend::TOGETHER;
    let waiting = desk.queue.is_empty()
        && (idle || desk.calls.values().all(|call| !matches!(call.work, Work::Fresh { .. })));
    let language = desk.again.iter().position(|mends| full(mends) || (waiting && !mends.is_empty()));
    if let Some((language, mends)) = language.and_then(|at| Some((at, desk.again.get_mut(at)?))) {
        let many = mends.len().min(super::mend::TOGETHER);
        return Some(Work::Again { language, mends: mends.drain(..many).collect() });
    }
    desk.queue.pop_front()
}

/// Only what is right is worth remembering.
fn teaches(done: &Done) -> bool {
    matches!(done.state, State::Ok | State::Repaired(_) | State::Memory)
}
