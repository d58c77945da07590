//! `/count`: a warehouse or a few SKUs are counted, item by item, by one person or several; a lead approves.
//!
//! Everything that is known of a count lies in the shop's own tables, so it goes on after a restart where it was.

mod item;
mod paper;
mod review;
mod tally;

use commerce::count::{self, Scope, Session};
use commerce::place::{self, Warehouse};
use commerce::{CountId, Error, Kind, SkuId, WarehouseId};
use kit::{Button, Command, Cx, Effect, Fault, Field, Input, Look, Reply, Result, Spec, Tap, TapSpec};
use serde::{Deserialize, Serialize};

use crate::told::actor;
use crate::{fault, find};

pub use item::{Expected, Later, Leave};
pub use paper::Paper;
pub use review::{Approve, AskDiscard, AskLead, Discard, Review};
pub use tally::{Add, Tally};

pub struct Count;

const WHAT: Field<String> = Field::rest("what").or("");
/// A list that comes back.
const FILE: Field<Input> = Field::file("file").or("");

impl Command for Count {
    const SPEC: Spec = Spec::new("count")
        .fields(&[WHAT.spec, FILE.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .icon("🧮");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let what = cx.get(&WHAT)?;
        let words: Vec<_> = what.split_whitespace().collect();
        let first = words.first();
        let open = first.and_then(|word| word.strip_prefix('#')?.parse().ok()).map(CountId);
        if cx.given(&FILE) {
            let file = cx.input(&FILE).await?;
            return paper::take(cx, open, file).await;
        }
        if let Some(id) = open {
            return item::next(cx, id).await;
        }
        if words.is_empty() {
            return choices(cx).await;
        }
        let (warehouse, rest) = find::warehouse_before(cx, &words, "what").await?;
        if rest.is_empty() {
            let all = start(cx, &warehouse, Vec::new(), cx.label("inventory-count-all"));
            let text = cx.tell("inventory-count-what", kit::args![warehouse = warehouse.code.clone()]);
            return Ok(Reply::text(text).row([all]));
        }
        let bins = place::bins(&mut cx.read().await?, warehouse.id).await.map_err(|error| told(cx, error))?;
        if let Some(bin) = bins.iter().find(|bin| rest.iter().any(|word| find::is_same(&bin.code, word))) {
            return Err(cx.refuse("inventory-count-bin", kit::args![bin = bin.code.clone()]));
        }
        let mut skus = Vec::new();
        for word in rest {
            let sku = find::sku(cx, word.trim_matches(',')).await?;
            if sku.kind != Kind::Stocked {
                return Err(told(cx, Error::NotStocked { code: sku.code }));
            }
            skus.push(sku.id.0);
        }
        let args = kit::args![warehouse = warehouse.code.clone(), what = rest.join(" ")];
        let text = cx.tell("inventory-count-these", args);
        let begin = start(cx, &warehouse, skus, cx.label("inventory-count-begin"));
        Ok(Reply::text(text).row([begin.look(Look::Success)]))
    }
}

/// Counts shown at once.
const OPEN: i64 = 8;

/// The counts that are open, to go on with, and the warehouses, to begin one.
async fn choices(cx: &Cx) -> Result<Reply> {
    let open = count::open_sessions(&mut cx.read().await?, OPEN).await.map_err(|error| told(cx, error))?;
    let mut reply =
        Reply::text(cx.say(if open.is_empty() { "inventory-count" } else { "inventory-count-open" }));
    for session in &open {
        let progress =
            count::progress(&mut cx.read().await?, session.id).await.map_err(|error| told(cx, error))?;
        let label = format!("▶ {} · {}/{}", session.name, progress.counted, progress.items);
        reply = reply.row([item::next_button(label, session.id)]);
    }
    let warehouses = find::warehouses(cx).await?;
    let begin = |w: &Warehouse| Button::command(format!("🧮 {}", w.code), &format!("count {}", w.code));
    Ok(warehouses.chunks(3).fold(reply, |reply, row| reply.row(row.iter().map(begin).collect::<Vec<_>>())))
}

/// What is to be counted: a warehouse, and in it these SKUs, or all.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    warehouse: i64,
    code: String,
    skus: Vec<i64>,
}

fn start(cx: &Cx, warehouse: &Warehouse, skus: Vec<i64>, label: String) -> Button {
    let day = cx.local(cx.now()).format("%m-%d %H:%M");
    let what = if skus.is_empty() { label.trim_start_matches(|c: char| !c.is_alphanumeric()) } else { "SKU" };
    let code = format!("{} {what} {day}", warehouse.code);
    let plan = Plan { warehouse: warehouse.id.0, code, skus };
    Button::tap::<Start>(label, &plan)
}

/// Begins a count, and shows the first item.
pub struct Start;

impl Tap for Start {
    type Value = Plan;
    const SPEC: TapSpec = TapSpec::new("in", crate::MOVE, "count").version(2).writes();

    async fn run(&self, cx: &mut Cx, plan: Plan) -> Result<Reply> {
        let scope = if plan.skus.is_empty() {
            Scope::Warehouse
        } else {
            Scope::Skus(plan.skus.iter().copied().map(SkuId).collect())
        };
        let (who, now) = (actor(&cx.person), cx.now());
        let place = (plan.code.as_str(), WarehouseId(plan.warehouse));
        let id =
            count::open(cx.tx().await?, place, &scope, &who, now).await.map_err(|error| told(cx, error))?;
        cx.note("count", id);
        item::next(cx, id).await
    }
}

async fn session(cx: &Cx, id: CountId) -> Result<Session> {
    count::session(&mut cx.read().await?, id).await.map_err(|error| told(cx, error))
}

fn told(cx: &Cx, error: Error) -> Fault {
    match error {
        Error::Closed => cx.refuse("inventory-count-closed", kit::args![]),
        Error::Invalid(_) => cx.refuse("inventory-count-nothing", kit::args![]),
        Error::Unknown { what: "count", name } => {
            cx.refuse("inventory-count-unknown", kit::args![number = name])
        }
        Error::BinUnknown => cx.refuse("inventory-count-bin-open", kit::args![]),
        other => fault::told(cx, other),
    }
}

#[cfg(test)]
mod late_story;
#[cfg(test)]
mod story;
