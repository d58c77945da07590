use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until};

use crate::ask::{Ask, Prompt};
use crate::call::{Failure, Heard, Line};
use crate::cost::{Budget, Money, Usage};
use crate::fault::{Class, Fault};
use crate::ladder::{Grade, Learnt, Rung, Step, Verdict};
use crate::read::{Oddities, Piece, Reader};
use crate::wire::{next_rung, request};
use crate::{Provider, Surroundings};

/// A model that can be asked. Share one among all jobs: it keeps the number of calls under way within the provider's
/// limit, and what one call learns (a parameter, a rung, a wait) holds for all.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    provider: Provider,
    surroundings: Surroundings,
    turns: Semaphore,
    known: Mutex<Known>,
    /// Held while the endpoint is probed, so that it is probed once.
    pub(crate) probing: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Known {
    rung: Option<(Rung, Grade)>,
    learnt: Learnt,
    steps: Vec<Step>,
    /// When the rung was found out, seconds since 1970.
    since: u64,
    /// No call goes out before, because the server asked for it.
    closed_until: Option<Instant>,
    /// Whole answers in a row of which nothing could be read.
    barren: u32,
}

/// What became of a request. The texts themselves have gone to the callback.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// How many of the texts came.
    pub closed: usize,
    pub ending: Ending,
    pub oddities: Oddities,
    /// The rung it was asked on.
    pub rung: Rung,
    pub usage: Usage,
    pub cost: Money,
}

/// How an answer ended. Whatever had closed by then has been handed on; ask for the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The model ended of its own accord, which does not mean that it gave every text.
    Complete,
    /// It reached the limit of its answer: ask for the rest in smaller portions.
    Length,
    /// The provider's filter stepped in: smaller portions find the culprit, repetition does not help.
    Filtered,
    /// The model declined, in these words.
    Refused(String),
    /// It would not end, and was not listened to any longer.
    RanAway,
    /// The connection broke, or the server failed half-way.
    Cut(Fault),
}

/// Why a request did not get through on a rung.
pub(crate) enum Stumble {
    /// The form cannot be had there.
    Shape(Fault),
    Fault(Fault),
}

impl From<Fault> for Stumble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Client {
    /// `http` brings the connect timeout and should follow no redirects, which could carry the key elsewhere. With a
    /// `verdict` of an earlier run nothing is probed.
    pub fn new(
        http: reqwest::Client,
        provider: Provider,
        surroundings: Surroundings,
        verdict: Option<Verdict>,
    ) -> Self {
        let turns = Semaphore::new(provider.max_concurrency.clamp(1, Semaphore::MAX_PERMITS));
        let known = verdict.map_or_else(Known::default, |verdict| Known {
            rung: Some((verdict.rung, verdict.grade)),
            learnt: verdict.learnt,
            steps: verdict.steps,
            since: verdict.since,
            ..Known::default()
        });
        let known = Mutex::new(known);
        Self { http, provider, surroundings, turns, known, probing: tokio::sync::Mutex::new(()) }
    }

    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// What is known about the endpoint by now, to be stored; `None` before the first probe has come to an end.
    pub fn verdict(&self) -> Option<Verdict> {
        self.with(|known| {
            let (rung, grade) = known.rung?;
            let (learnt, steps) = (known.learnt.clone(), known.steps.clone());
            Some(Verdict { rung, grade, learnt, steps, since: known.since })
        })
    }

    /// The rung to ask on, if it is known and has been proved or is not yet old.
    pub(crate) fn known_rung(&self) -> Option<Rung> {
        let now = self.seconds();
        self.verdict().filter(|verdict| verdict.holds(now)).map(|verdict| verdict.rung)
    }

    fn seconds(&self) -> u64 {
        let since = self.surroundings.now().duration_since(SystemTime::UNIX_EPOCH);
        since.map_or(0, |since| since.as_secs())
    }

    /// Asks for all texts of `ask`. Each goes to `on` as soon as it has closed; dropping the future ends the call.
    ///
    /// An error means that nothing came. [`Fault::is_transient`] tells whether trying later makes sense.
    pub async fn ask(
        &self,
        ask: &Ask,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Fault> {
        let Ok(_turn) = self.turns.acquire().await else {
            return Err(Fault::Connection("the program is going down".into()));
        };
        loop {
            let rung = self.rung(budget).await?;
            let answered = match rung {
                Rung::Single => self.one_by_one(ask, budget, on).await,
                _ => self.attempt(ask, Form::of(rung), budget, on).await,
            };
            match answered {
                Ok(reply) => {
                    self.weigh(&reply, ask);
                    return Ok(reply);
                }
                Err(Stumble::Fault(fault)) => return Err(fault),
                Err(Stumble::Shape(fault)) => {
                    // Where no form was asked for, none can have been refused: it is about something else.
                    if rung >= Rung::Plain || !self.descend(rung, &fault.to_string()) {
                        return Err(fault);
                    }
                }
            }
        }
    }

    /// The lowest rung: a call a text. What one text meets (a filter, a limit) does not keep the others from coming.
    async fn one_by_one(
        &self,
        ask: &Ask,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Stumble> {
        let mut all = Reply {
            closed: 0,
            ending: Ending::Complete,
            oddities: Oddities::default(),
            rung: Rung::Single,
            usage: Usage::default(),
            cost: Money::default(),
        };
        for index in 0..ask.items.len() {
            let mut numbered = |piece: Piece| on(Piece { index, text: piece.text });
            let form = Form { only: Some(index), ..Form::of(Rung::Single) };
            match self.attempt(ask, form, budget, &mut numbered).await {
                Ok(reply) => {
                    all.closed += reply.closed;
                    all.usage.add(reply.usage);
                    all.cost.millionths = all.cost.millionths.saturating_add(reply.cost.millionths);
                    if reply.ending != Ending::Complete {
                        all.ending = reply.ending;
                    }
                }
                Err(Stumble::Fault(fault) | Stumble::Shape(fault)) if all.closed > 0 => {
                    all.ending = Ending::Cut(fault);
                    break;
                }
                Err(stumble) => return Err(stumble),
            }
        }
        Ok(all)
    }

    /// Asks on one rung, again and again while that makes sense.
    pub(crate) async fn attempt(
        &self,
        ask: &Ask,
        form: Form,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Stumble> {
        let prompt = ask.prompt(form.rung, form.only, form.allowed);
        let count = if form.only.is_some() { 1 } else { ask.items.len() };
        let line = Line { http: &self.http, provider: &self.provider, surroundings: &self.surroundings };
        let mut tried = 0;
        loop {
            self.wait_for_opening().await;
            let charge = budget.reserve(self.expected_cost(&prompt))?;
            let outgoing = request(&self.provider, &self.with(|known| known.learnt.clone()), &prompt);
            let mut reader = Reader::new(form.rung, &ask.field, count, ask.longest_answer());
            match line.call(outgoing, &mut reader, on).await {
                Ok(heard) => {
                    let usage = usage(&heard, &prompt);
                    let cost = self.provider.prices.cost(&usage);
                    charge.settle(cost, usage);
                    if starved(&heard)
                        && self.with(|known| !std::mem::replace(&mut known.learnt.reasons, true))
                    {
                        continue;
                    }
                    let oddities = reader.oddities().clone();
                    let closed = reader.closed();
                    return Ok(Reply {
                        closed,
                        ending: heard.ending,
                        oddities,
                        rung: form.rung,
                        usage,
                        cost,
                    });
                }
                Err(failure) => {
                    tried += 1;
                    if !failure.billed {
                        charge.settle(Money::default(), Usage::default());
                    }
                    self.cure(failure, tried)?;
                }
            }
        }
    }

    /// What a failure means: `Ok` when the request is worth repeating (at once or after a wait).
    fn cure(&self, failure: Failure, tried: u32) -> Result<(), Stumble> {
        match failure.class {
            Class::Parameter(parameter) if self.with(|known| known.learnt.learn(parameter)) => {
                tracing::info!(
                    ?parameter,
                    "The model's server refuses a parameter, it is left out from now on"
                );
                Ok(())
            }
            Class::Parameter(_) | Class::Shape | Class::Unclear => Err(Stumble::Shape(failure.fault)),
            Class::Limited | Class::Unavailable if tried < self.provider.limits.tries => {
                let asked = match failure.fault {
                    Fault::Limited { retry_after } => retry_after,
                    _ => None,
                };
                let chance = self.surroundings.chance();
                let Some(wait) = crate::retry::wait(tried, asked, chance, &self.provider.limits) else {
                    return Err(failure.fault.into());
                };
                tracing::debug!(wait_ms = wait.as_millis(), fault = %failure.fault, "The model is asked again");
                let until = Instant::now() + wait;
                self.with(|known| known.closed_until = known.closed_until.max(Some(until)));
                Ok(())
            }
            _ => Err(failure.fault.into()),
        }
    }

    async fn wait_for_opening(&self) {
        while let Some(until) = self.with(|known| known.closed_until.filter(|until| *until > Instant::now()))
        {
            sleep_until(until).await;
        }
    }

    fn expected_cost(&self, prompt: &Prompt) -> Money {
        let usage = Usage {
            prompt: prompt.input_tokens(),
            completion: prompt.output_tokens,
            cached: 0,
            estimated: true,
        };
        self.provider.prices.cost(&usage)
    }

    /// Two whole answers in a row of which nothing could be read show that the form is beyond this model.
    fn weigh(&self, reply: &Reply, ask: &Ask) {
        let barren = reply.closed == 0 && reply.ending == Ending::Complete && !ask.items.is_empty();
        let count = self.with(|known| {
            known.barren = if barren { known.barren + 1 } else { 0 };
            known.barren
        });
        if count >= 2 {
            self.descend(reply.rung, "twice in a row nothing of its answer could be read");
        }
    }

    /// Goes a rung down from `from`; `false` when there is none. Where another call has gone down already, that counts.
    pub(crate) fn descend(&self, from: Rung, because: &str) -> bool {
        let Some(below) = next_rung(&self.provider.kind, Some(from)) else { return false };
        let now = self.seconds();
        self.with(|known| {
            if known.rung.is_none_or(|(rung, _)| rung == from) {
                tracing::info!(?from, to = ?below, because, "The model is asked in a simpler form from now on");
                known.rung = Some((below, Grade::Unproved));
                known.steps.push(Step { from, because: because.to_owned() });
                known.barren = 0;
                known.since = now;
            }
        });
        true
    }

    pub(crate) fn settle_on(&self, rung: Rung, grade: Grade, steps: Vec<Step>) {
        let now = self.seconds();
        self.with(|known| {
            known.rung = Some((rung, grade));
            known.steps = steps;
            known.since = now;
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut Known) -> T) -> T {
        act(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The form of one attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub rung: Rung,
    /// Asks for a single one of the texts.
    pub only: Option<usize>,
    /// The probe's one permitted value.
    pub allowed: Option<&'static str>,
}

impl Form {
    pub fn of(rung: Rung) -> Self {
        Self { rung, only: None, allowed: None }
    }
}

/// The server's figures, or a guess by length where it gave none.
fn usage(heard: &Heard, prompt: &Prompt) -> Usage {
    let figures = heard.figures;
    Usage {
        prompt: figures.prompt.unwrap_or_else(|| prompt.input_tokens()),
        cached: figures.cached.unwrap_or(0),
        completion: figures.completion.unwrap_or((heard.written as u64 * 2).div_ceil(7)),
        estimated: figures.prompt.is_none() || figures.completion.is_none(),
    }
}

/// It thought until the limit of its answer was used up.
fn starved(heard: &Heard) -> bool {
    heard.ending == Ending::Length && heard.thought && heard.written == 0
}
