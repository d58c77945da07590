use std::collections::{BTreeMap, VecDeque};

use super::intake::{Intake, Settled, Sum};
use super::order::{Desk, Kind, Order, Text};
use super::{Kept, State};
use crate::batch::{Batch, Portion, Unit, pack, reply_tokens};
use crate::repair::{Allowance, Answer, Breaker, Done, Next, Repair, Request};

/// A text that came to nothing is asked for the first time at most so often: after that it is mended.
const TRIES: u8 = 4;

/// All texts of a job on their way to a final state. It asks nobody itself: take orders from [`Work::next_order`], as many at
/// once as the provider allows, and give each back with [`Work::close`] or [`Work::put_back`].
///
/// It ends, whatever the answers are: a text is asked for the first time at most four times and goes down the ladder of
/// [`Repair`] once.
#[derive(Debug)]
pub struct Work {
    units: Vec<Unit>,
    portion: Portion,
    done: Vec<bool>,
    tries: Vec<u8>,
    first: VecDeque<Batch>,
    repairs: BTreeMap<usize, Repair>,
    again: BTreeMap<usize, String>,
    single: VecDeque<(usize, Request)>,
    under_way: usize,
    allowance: Allowance,
    breaker: Breaker,
    stuck: bool,
}

impl Work {
    /// `known` tells of texts that have their final state already: from the memory, or from before a restart.
    pub fn new(units: Vec<Unit>, portion: Portion, known: impl Fn(usize) -> bool) -> Self {
        let done: Vec<bool> = (0..units.len()).map(known).collect();
        let open = units.iter().enumerate().zip(&done).filter(|(_, done)| !**done).map(|(open, _)| open);
        let first: VecDeque<Batch> = pack(open, &portion).into();
        // What is read costs about as much as what is written.
        let tokens = first.iter().map(|batch| u64::from(batch.reply_tokens) * 2).sum();
        Self {
            tries: vec![0; units.len()],
            units,
            portion,
            done,
            first,
            repairs: BTreeMap::new(),
            again: BTreeMap::new(),
            single: VecDeque::new(),
            under_way: 0,
            allowance: Allowance::of_job(tokens),
            breaker: Breaker::default(),
            stuck: false,
        }
    }

    /// Every text has its final state.
    pub fn is_finished(&self) -> bool {
        self.done.iter().all(|done| *done)
    }

    /// Five batches in a row brought nothing: the job should pause, and go on with [`Work::resume`] when somebody says so.
    pub fn is_stuck(&self) -> bool {
        self.stuck
    }

    pub fn resume(&mut self) {
        self.stuck = false;
        self.breaker.batch_succeeded();
    }

    /// The next request. `None` when there is none now: wait for one that is under way, unless it is finished or stuck.
    pub fn next_order(&mut self) -> Option<Order> {
        if self.stuck {
            return None;
        }
        let order = self.first_time().or_else(|| self.once_more()).or_else(|| self.one_alone())?;
        self.under_way += 1;
        Some(order)
    }

    /// The request could not be made at all (the server is down, the cap is reached): it will come again.
    pub fn put_back(&mut self, order: Order) {
        self.under_way = self.under_way.saturating_sub(1);
        match order.kind {
            Kind::First(members) => {
                self.first.push_front(Batch { members, reply_tokens: order.reply_tokens });
            }
            Kind::Again(numbers) => {
                let notes = order.texts.into_iter().map(|text| text.note.unwrap_or_default());
                self.again.extend(numbers.into_iter().zip(notes));
            }
            Kind::Alone(number) => {
                let note = order.texts.into_iter().next().and_then(|text| text.note).unwrap_or_default();
                let temperature = order.temperature.unwrap_or_default();
                self.single.push_front((number, Request::Alone { note, temperature }));
            }
            Kind::Runs(number) => {
                let runs = order.texts.into_iter().map(|text| text.text).collect();
                self.single.push_front((number, Request::Runs(runs)));
            }
            Kind::Bare(number) => {
                let text = order.texts.into_iter().map(|text| text.text).collect();
                self.single.push_front((number, Request::Bare(text)));
            }
        }
    }

    /// Takes an order back whose answer is over. `doubtful` are places for which several different texts came. Answers
    /// with the texts that are final now, by their numbers: store them, they are not asked again.
    pub fn close(
        &mut self,
        order: Order,
        sum: &Sum,
        doubtful: &[usize],
        desk: &Desk<'_>,
    ) -> Vec<(usize, Done)> {
        self.under_way = self.under_way.saturating_sub(1);
        let mut finals = Vec::new();
        match order.kind.clone() {
            Kind::First(numbers) => {
                finals = self.close_first(&numbers, order.intake.close(sum, doubtful), sum, desk);
            }
            Kind::Again(numbers) => {
                let settled = order.intake.close(sum, doubtful);
                let good =
                    settled.good.into_iter().map(|(place, judged, _)| (place, Answer::Text(judged.text)));
                let missing = settled.unasked.into_iter().map(|place| (place, Answer::Nothing));
                for (place, answer) in good.chain(settled.bad).chain(missing) {
                    if let Some(number) = numbers.get(place) {
                        self.mend(*number, &answer, desk, &mut finals);
                    }
                }
            }
            Kind::Alone(number) | Kind::Runs(number) | Kind::Bare(number) => {
                self.mend(number, &order.answer(sum), desk, &mut finals);
            }
        }
        finals
    }

    /// Ends what is left, for a reason: the budget is spent, or the job is called off.
    pub fn give_up(&mut self, why: &Kept) -> Vec<(usize, Done)> {
        let open: Vec<usize> = (0..self.units.len()).filter(|number| !self.is_done(*number)).collect();
        self.first.clear();
        self.again.clear();
        self.single.clear();
        self.repairs.clear();
        open.into_iter().filter_map(|number| self.kept(number, why.clone())).collect()
    }

    fn close_first(
        &mut self,
        numbers: &[usize],
        settled: Settled,
        sum: &Sum,
        desk: &Desk<'_>,
    ) -> Vec<(usize, Done)> {
        let mut finals = Vec::new();
        let number = |place: usize| numbers.get(place).copied();
        if settled.good.is_empty() {
            self.stuck |= self.breaker.batch_failed();
        } else {
            self.breaker.batch_succeeded();
        }
        // What was too much, declined or confused is asked in smaller portions; what merely broke off is not.
        let smaller = settled.distrusted.is_some() || settled.good.is_empty() || !matches!(sum, Sum::Cut);
        let unasked: Vec<usize> = settled.unasked.into_iter().filter_map(number).collect();
        for (place, judged, state) in settled.good {
            let Some(number) = number(place) else { continue };
            let done = Done { text: judged.text, state, soft: judged.findings.soft };
            finals.extend(self.finish(number, done));
        }
        for (place, answer) in settled.bad {
            let Some(number) = number(place) else { continue };
            self.mend(number, &answer, desk, &mut finals);
        }
        self.ask_anew(&unasked, smaller, desk, &mut finals);
        finals
    }

    fn ask_anew(
        &mut self,
        numbers: &[usize],
        smaller: bool,
        desk: &Desk<'_>,
        finals: &mut Vec<(usize, Done)>,
    ) {
        let mut open = Vec::new();
        for number in numbers {
            let Some(tries) = self.tries.get_mut(*number) else { continue };
            *tries += 1;
            if *tries < TRIES {
                open.push(*number);
            } else {
                self.mend(*number, &Answer::Nothing, desk, finals);
            }
        }
        let share = if smaller { open.len().div_ceil(2).max(1) } else { open.len().max(1) };
        for members in open.chunks(share).rev() {
            let tokens = members.iter().filter_map(|number| self.units.get(*number));
            let reply_tokens = tokens.map(|unit| reply_tokens(unit, self.portion.expansion)).sum();
            self.first.push_front(Batch { members: members.to_vec(), reply_tokens });
        }
    }

    /// Goes on with the mending of a text, or begins it.
    fn mend(&mut self, number: usize, answer: &Answer, desk: &Desk<'_>, finals: &mut Vec<(usize, Done)>) {
        let Some(unit) = self.units.get(number).filter(|_| !self.is_done(number)) else { return };
        let (repair, next) = match self.repairs.remove(&number) {
            Some(mut repair) => {
                let next = desk.of(number, |checker| repair.answer(answer, checker));
                (repair, next)
            }
            None => desk.of(number, |checker| Repair::begin(unit.clone(), answer, checker)),
        };
        let request = match next {
            Next::Done(done) => return finals.extend(self.finish(number, done)),
            Next::Ask(request) => request,
        };
        let cost = u64::from(reply_tokens(unit, self.portion.expansion)) * 2;
        if !self.allowance.take(cost) {
            return finals.extend(self.finish(number, repair.give_up(Kept::Budget)));
        }
        self.repairs.insert(number, repair);
        match request {
            Request::Again { note } => drop(self.again.insert(number, note)),
            request => self.single.push_back((number, request)),
        }
    }

    fn first_time(&mut self) -> Option<Order> {
        let batch = self.first.pop_front()?;
        let units: Vec<Unit> =
            batch.members.iter().filter_map(|number| self.units.get(*number).cloned()).collect();
        Some(Order {
            texts: units.iter().map(|unit| Text { text: unit.text.clone(), note: None }).collect(),
            temperature: None,
            reply_tokens: batch.reply_tokens,
            kind: Kind::First(batch.members),
            intake: Intake::new(units),
        })
    }

    /// Texts that failed, together; those of batches that are still under way may join them, so they are waited for.
    fn once_more(&mut self) -> Option<Order> {
        if self.again.is_empty() || (self.under_way > 0 && self.again.len() < self.portion.texts) {
            return None;
        }
        let waiting = self.again.keys().filter_map(|number| Some((*number, self.units.get(*number)?)));
        let batch = pack(waiting, &self.portion).into_iter().next()?;
        let mut texts = Vec::new();
        let mut units = Vec::new();
        for number in &batch.members {
            let (note, unit) = (self.again.remove(number), self.units.get(*number)?);
            texts.push(Text { text: unit.text.clone(), note });
            units.push(unit.clone());
        }
        let (kind, intake) = (Kind::Again(batch.members), Intake::new(units));
        Some(Order { texts, temperature: None, reply_tokens: batch.reply_tokens, kind, intake })
    }

    fn one_alone(&mut self) -> Option<Order> {
        let (number, request) = self.single.pop_front()?;
        let unit = self.units.get(number)?;
        let reply_tokens = reply_tokens(unit, self.portion.expansion);
        let text = |text: String, note: Option<String>| Text { text, note };
        let plain = |texts: &[String]| texts.iter().map(Unit::plain).collect::<Vec<_>>();
        let (texts, temperature, units, kind) = match request {
            Request::Again { note } => (
                vec![text(unit.text.clone(), Some(note))],
                None,
                vec![unit.clone()],
                Kind::Again(vec![number]),
            ),
            Request::Alone { note, temperature } => {
                let texts = vec![text(unit.text.clone(), Some(note))];
                (texts, Some(temperature), vec![unit.clone()], Kind::Alone(number))
            }
            Request::Runs(runs) => {
                let units = plain(&runs);
                (runs.into_iter().map(|run| text(run, None)).collect(), None, units, Kind::Runs(number))
            }
            Request::Bare(bare) => {
                let units = plain(std::slice::from_ref(&bare));
                (vec![text(bare, None)], None, units, Kind::Bare(number))
            }
        };
        Some(Order { texts, temperature, reply_tokens, kind, intake: Intake::new(units) })
    }

    fn is_done(&self, number: usize) -> bool {
        self.done.get(number).copied().unwrap_or(true)
    }

    /// Makes a state final, once.
    fn finish(&mut self, number: usize, done: Done) -> Option<(usize, Done)> {
        let was_done = std::mem::replace(self.done.get_mut(number)?, true);
        (!was_done).then_some((number, done))
    }

    fn kept(&mut self, number: usize, why: Kept) -> Option<(usize, Done)> {
        let text = self.units.get(number)?.text.clone();
        self.finish(number, Done { text, state: State::KeptSource(why), soft: Vec::new() })
    }
}
