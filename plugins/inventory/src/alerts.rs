//! `/alerts`: whether this chat hears of what runs out. Everybody in it does, without asking for it one by one.

mod crossing;
mod digest;
mod nightly;

use kit::store::subscription::{self, Subscriber};
use kit::{Button, Command, Cx, Effect, Look, Reply, Result, Spec, Tap, TapSpec};

pub use crossing::Crossing;
pub use digest::Digest;
pub use nightly::{Expiry, Ledger, Pace, Rebuild, Sums};

/// What a chat subscribes to.
pub const SUBJECT: &str = "inventory.low";

pub struct Alerts;

impl Command for Alerts {
    const SPEC: Spec = Spec::new("alerts").needs(crate::ALERTS).effect(Effect::Writes).icon("🚨");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let subscribed = subscription::of(&mut cx.read().await?, SUBJECT).await?;
        let on = subscribed.iter().any(|who| who.place == cx.place());
        Ok(state(cx, on))
    }
}

fn state(cx: &Cx, on: bool) -> Reply {
    let (text, label) = if on {
        ("inventory-alerts-on", "inventory-alerts-turn-off")
    } else {
        ("inventory-alerts-off", "inventory-alerts-turn-on")
    };
    let look = if on { Look::Plain } else { Look::Success };
    let switch = Button::tap::<Switch>(cx.label(label), &!on).look(look);
    Reply::text(cx.say(text)).row([switch])
}

/// On or off, said outright: pressed by two people at once it does the same.
pub struct Switch;

impl Tap for Switch {
    type Value = bool;
    const SPEC: TapSpec = TapSpec::new("ia1", crate::ALERTS, "alerts").writes();

    async fn run(&self, cx: &mut Cx, on: bool) -> Result<Reply> {
        let who = Subscriber { place: cx.place(), language: cx.person.language.clone() };
        let tx = cx.tx().await?;
        if on {
            subscription::add(tx, SUBJECT, &who).await?;
        } else {
            subscription::remove(tx, SUBJECT, who.place).await?;
        }
        cx.note("alerts", on);
        Ok(state(cx, on).instead())
    }
}

#[cfg(test)]
mod story;
