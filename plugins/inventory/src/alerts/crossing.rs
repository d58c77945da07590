//! Looks every few minutes for what has crossed its reorder point or run out, and says so once.

use std::collections::BTreeSet;

use commerce::SkuId;
use commerce::catalogue::{self, Sku};
use commerce::low::{self, Low as Row};
use kit::store::subscription::{self, Subscriber};
use kit::{Button, Cx, Job, JobCx, Message, Priority, Reply, Result, Text};

use super::SUBJECT;
use crate::card::Show;
use crate::fault::told;
use crate::stock::short;
use crate::{low as list, store, watch};

/// SKUs named in one alert; the others are in `/low` and in the digest.
const NAMED: usize = 6;

/// As many as `/low` looks at.
const MOST: i64 = 50_000;

pub struct Crossing;

impl Job for Crossing {
    type Task = ();
    const NAME: &'static str = "inventory.crossing";

    async fn run(&self, job: &mut JobCx, (): ()) -> Result<Reply> {
        let cx = job.cx();
        let now = cx.now();
        // The mark, the clearing of marks and the messages are one transaction: whoever is told is told once.
        let tx = cx.tx().await?;
        store::settle(tx).await?;
        let crossed: BTreeSet<SkuId> = store::cross(tx, now).await?.into_iter().collect();
        store::restock(tx).await?;
        let mut out = store::run_out(tx, now).await?;
        // What is told of as low just now is told of once.
        out.retain(|(sku, _)| !crossed.contains(sku));
        run_out(cx, &out).await?;
        if crossed.is_empty() {
            return Ok(Reply::nothing());
        }
        let mut rows = low::page(&mut cx.read().await?, MOST, 0).await.map_err(|error| told(cx, error))?;
        rows.retain(|row| crossed.contains(&row.sku));
        for to in subscription::of(&mut cx.read().await?, SUBJECT).await? {
            let message = alert(cx, &to, &rows);
            cx.also(message);
        }
        for row in &rows {
            for to in subscription::of(&mut cx.read().await?, &watch::subject(row.sku)).await? {
                let message = alert(cx, &to, std::slice::from_ref(row));
                cx.also(message);
            }
        }
        Ok(Reply::nothing())
    }
}

/// Tells of what has run out: chats of what is reordered, and those who watch a SKU of that one.
async fn run_out(cx: &mut Cx, out: &[(SkuId, bool)]) -> Result<()> {
    let ids: Vec<SkuId> = out.iter().map(|(sku, _)| *sku).collect();
    let mut on = cx.read().await?;
    let known = catalogue::by_ids(&mut on, &ids).await.map_err(|error| told(cx, error))?;
    let reordered: Vec<&Sku> =
        out.iter().filter(|(_, reordered)| *reordered).filter_map(|(id, _)| known.get(id)).collect();
    let mut messages = Vec::new();
    if !reordered.is_empty() {
        for to in subscription::of(&mut on, SUBJECT).await? {
            messages.push(out_alert(cx, &to, &reordered));
        }
    }
    for sku in known.values() {
        for to in subscription::of(&mut on, &watch::subject(sku.id)).await? {
            messages.push(out_alert(cx, &to, &[sku]));
        }
    }
    for message in messages {
        cx.also(message);
    }
    Ok(())
}

fn out_alert(cx: &Cx, to: &Subscriber, skus: &[&Sku]) -> Message {
    let say = |key: &str, args| cx.tell_in(&to.language, key, args);
    let mut text = say("inventory-out", kit::args![count = skus.len()]);
    let named = skus.get(..NAMED.min(skus.len())).unwrap_or_default();
    for sku in named {
        text = text.line(&Text::new().push("• ").bold(&sku.code).push("\n   ").push(short(&sku.title)));
    }
    if skus.len() > NAMED {
        text = text.line(&say("inventory-alert-more", kit::args![count = skus.len() - NAMED]));
    }
    let button = |sku: &&Sku| Button::tap::<Show>(sku.code.clone(), &sku.id.0);
    let message = Message::new(text).to(to.place).priority(Priority::Alert);
    named.chunks(2).fold(message, |message, pair| message.row(pair.iter().map(button).collect::<Vec<_>>()))
}

/// What has crossed, with buttons that open the cards.
fn alert(cx: &Cx, to: &Subscriber, rows: &[Row]) -> Message {
    let say = |key: &str, args| cx.tell_in(&to.language, key, args);
    let mut text = say("inventory-alert", kit::args![count = rows.len()]);
    let named = rows.get(..NAMED.min(rows.len())).unwrap_or_default();
    for row in named {
        text = text.push("\n").line(&list::line(cx, &to.language, row));
    }
    if rows.len() > NAMED {
        text = text.push("\n").line(&say("inventory-alert-more", kit::args![count = rows.len() - NAMED]));
    }
    let all = Button::command(say("inventory-alert-all", kit::args![]).body, "low");
    list::cards(Message::new(text), named).row([all]).to(to.place).priority(Priority::Alert)
}
