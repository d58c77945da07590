//! Asking: what a call says, what it may cost, and the call itself.

use std::sync::Arc;

use futures::future::BoxFuture;
use llm::{Ask, Budget, Fault, Item, Money, Reply, Usage};
use translate::batch::{Prompt, Unit, context, pack, reply_tokens};
use translate::repair::Request;

use super::bench::Bench;
use super::mend::Mend;
use super::shift::{Desk, Shift, Stop};
use crate::error::Result;
use crate::order::{Cap, Pause};
use crate::store;

/// Something to ask.
#[derive(Debug)]
pub(super) enum Work {
    /// Texts for the first time, by their places on the bench.
    Fresh { language: usize, texts: Vec<usize> },
    /// Texts that were not right, together.
    Again { language: usize, mends: Vec<Mend> },
    /// One text, in whatever form its mending has come to.
    One { language: usize, mend: Box<Mend> },
}

impl Work {
    pub fn language(&self) -> usize {
        match self {
            Self::Fresh { language, .. } | Self::Again { language, .. } | Self::One { language, .. } => {
                *language
            }
        }
    }
}

/// A call that is under way.
pub(super) struct Call {
    pub work: Work,
    /// Its line in the books.
    pub ledger: i64,
    pub budget: Arc<Budget>,
    /// The limit that leaves it the least room.
    pub cap: Cap,
    /// Places in the request and texts, as they came.
    pub heard: Vec<(usize, String)>,
    /// How many of them are written down.
    pub noted: usize,
}

/// A call that is over.
pub(super) struct Asked {
    pub number: u64,
    pub result: Result<Reply, Fault>,
    pub budget: Arc<Budget>,
}

pub(super) type Calling<'a> = BoxFuture<'a, Asked>;

impl<'a> Shift<'a> {
    /// The desk for a window: fresh texts in portions, neighbours together.
    pub(super) fn desk(bench: &Bench<'_>, fresh: Vec<Vec<usize>>) -> Desk {
        let mut desk = Desk { again: fresh.iter().map(|_| Vec::new()).collect(), ..Desk::default() };
        for (language, texts) in fresh.into_iter().enumerate() {
            desk.queue.extend(portions(bench, language, &texts, false));
        }
        desk
    }

    /// Begins a call, if there is money for it. When there is none although nothing else is under way, work pauses.
    pub(super) async fn begin(
        &mut self,
        bench: &Bench<'_>,
        desk: &mut Desk,
        work: Work,
        others: bool,
    ) -> Result<Option<Calling<'a>>> {
        let Some(ask) = self.ask_for(bench, &work) else { return Ok(None) };
        let estimate = self.expected(&ask);
        let mut tx = self.bureau.db().begin().await?;
        let opened = store::call::open(&mut tx, &self.planned(estimate), self.bureau.now()).await?;
        let room = self.room(&mut tx, estimate).await?;
        tx.commit().await?;
        let ledger = match opened {
            Ok(ledger) => ledger,
            Err(cap) => {
                desk.queue.push_front(work);
                // What is under way may turn out cheaper than it was taken to be.
                if !others {
                    self.stop = Some(Stop::Paused(Pause::Budget(cap)));
                }
                return Ok(None);
            }
        };
        let (room, cap) = room.map_or((None, Cap::Job), |(room, cap)| (Some(room), cap));
        let budget = Arc::new(room.map_or_else(Budget::unlimited, Budget::capped_at));
        self.counter += 1;
        let number = self.counter;
        let call = Call { work, ledger, budget: Arc::clone(&budget), cap, heard: Vec::new(), noted: 0 };
        desk.calls.insert(number, call);
        let (translator, tell) = (self.bureau.translator(), self.tell.clone());
        Ok(Some(Box::pin(async move {
            let mut on = |piece: llm::Piece| {
                // Nobody listens any more when the window is closed.
                let _ = tell.send((number, piece.index, piece.text));
            };
            let result = translator.ask(&ask, &budget, &mut on).await;
            Asked { number, result, budget }
        })))
    }

    /// What a call may cost with all its repetitions: its estimate and a fair share of what is left besides; and the limit
    /// that says so.
    async fn room(&self, tx: &mut db::Tx, estimate: Money) -> Result<Option<(Money, Cap)>> {
        let planned = self.planned(estimate);
        let spent = store::call::of_job(tx, planned.job).await?;
        let month = store::call::of_person(tx, planned.person, planned.month_began).await?;
        let limits = [(planned.job_cap, spent, Cap::Job), (planned.month_cap, month, Cap::Month)];
        let left = limits.into_iter().filter_map(|(cap, spent, which)| {
            Some((cap?.millionths.saturating_sub(spent.millionths), which))
        });
        let share = self.bureau.translator().concurrency().max(1) as u64;
        Ok(left.min_by_key(|(left, _)| *left).map(|(left, which)| {
            (Money { millionths: estimate.millionths.saturating_add(left / share) }, which)
        }))
    }

    fn ask_for(&self, bench: &Bench<'_>, work: &Work) -> Option<Ask> {
        let brief = bench.brief(work.language())?;
        let (units, items, temperature) = match work {
            Work::Fresh { texts, .. } => {
                let texts: Vec<_> = texts.iter().filter_map(|at| bench.texts.get(*at)).collect();
                let items =
                    texts.iter().map(|text| Item { text: text.unit.text.clone(), note: text.note.clone() });
                (texts.iter().map(|text| text.unit.clone()).collect(), items.collect(), None)
            }
            Work::Again { mends, .. } => {
                let items = mends.iter().filter_map(|mend| match &mend.request {
                    Request::Again { note } => Some(item(&mend.repair.unit().text, Some(note))),
                    _ => None,
                });
                (
                    mends.iter().map(|mend| mend.repair.unit().clone()).collect::<Vec<_>>(),
                    items.collect(),
                    None,
                )
            }
            Work::One { mend, .. } => {
                let unit = mend.repair.unit();
                let (items, temperature) = match &mend.request {
                    Request::Again { note } => (vec![item(&unit.text, Some(note))], None),
                    Request::Alone { note, temperature } => {
                        (vec![item(&unit.text, Some(note))], Some(*temperature))
                    }
                    Request::Runs(runs) => (runs.iter().map(|run| item(run, None)).collect(), Some(0.0)),
                    Request::Bare(text) => (vec![item(text, None)], Some(0.0)),
                };
                (vec![unit.clone()], items, temperature)
            }
        };
        let Prompt { rules, terms, closing, field, .. } = self.prompts.get(work.language())?.clone();
        // What changes from call to call comes after what a provider's cache serves.
        let context = context(&bench.pages(work));
        let tokens = units
            .iter()
            .map(|unit| reply_tokens(unit, brief.language.expansion))
            .fold(0, u32::saturating_add);
        let answer_tokens = Some(tokens);
        Some(Ask { rules, terms, context, items, field, closing, temperature, answer_tokens })
    }

    /// What a call will probably cost at most.
    pub(super) fn expected(&self, ask: &Ask) -> Money {
        let (prompt, completion) = tokens(ask);
        let usage = Usage { prompt, cached: 0, completion, estimated: true };
        self.bureau.translator().prices().cost(&usage)
    }
}

/// Tokens of a request and of its longest answer.
pub(super) fn tokens(ask: &Ask) -> (u64, u64) {
    let said = [&ask.rules, &ask.terms, &ask.context, &ask.closing]
        .into_iter()
        .map(|text| llm::estimate_tokens(text));
    let texts = ask.items.iter().map(|item| {
        let note = item.note.as_deref().map_or(0, llm::estimate_tokens);
        // The text, its key, and its line in the schema.
        llm::estimate_tokens(&item.text) + note + 24
    });
    let answer = u64::from(ask.answer_tokens.unwrap_or(0));
    (said.sum::<u64>() + texts.sum::<u64>() + 300, answer + answer / 2 + 300)
}

fn item(text: &str, note: Option<&String>) -> Item {
    Item { text: text.to_owned(), note: note.cloned() }
}

/// Texts in portions; in smaller ones after an answer that was too long, or of which something was wrong.
pub(super) fn portions(bench: &Bench<'_>, language: usize, texts: &[usize], halved: bool) -> Vec<Work> {
    let Some(brief) = bench.brief(language) else { return Vec::new() };
    let units: Vec<(usize, &Unit)> =
        texts.iter().filter_map(|at| Some((*at, &bench.texts.get(*at)?.unit))).collect();
    let mut portion = brief.portion;
    if halved {
        portion.texts = portion.texts.min(texts.len().div_ceil(2)).max(1);
        portion = portion.halved();
        portion.texts = portion.texts.max(1);
    }
    let batches = pack(units, &portion);
    batches.into_iter().map(|batch| Work::Fresh { language, texts: batch.members }).collect()
}
