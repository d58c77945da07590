//! Taking a change back: by a movement the other way, for a while, by the same rights.

use std::time::Duration;

use commerce::Error;
use commerce::ledger::{self, Document};
use kit::db::Timestamp;
use kit::{Button, Cx, Reply, Result, Tap, TapSpec};
use serde::{Deserialize, Serialize};

use crate::change::{ask, beyond_limits, card_button, effects, write};
use crate::fault::told;
use crate::told::actor;
use crate::{NAME, UNDO_MINUTES};

/// A document and when it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Done {
    doc_type: String,
    doc_id: String,
    at: Timestamp,
}

pub fn button(cx: &Cx, document: &Document) -> Button {
    let (doc_type, doc_id) = (document.doc_type.clone(), document.doc_id.clone());
    Button::tap::<Undo>(cx.label("inventory-undo"), &Done { doc_type, doc_id, at: cx.now() })
}

pub struct Undo;

impl Tap for Undo {
    type Value = Done;
    const SPEC: TapSpec = TapSpec::new("iu", crate::MOVE, "stock").writes();

    async fn run(&self, cx: &mut Cx, done: Done) -> Result<Reply> {
        let minutes = cx.setting(NAME, &UNDO_MINUTES).await?;
        let allowed = Duration::from_mins(u64::try_from(minutes).unwrap_or(0));
        if cx.now().since(done.at) > allowed {
            return Err(cx.refuse("inventory-undo-late", kit::args![minutes = minutes]));
        }
        let (who, now) = (actor(&cx.person), cx.now());
        let mut on = cx.read().await?;
        let reversal = ledger::reversal(&mut on, (&done.doc_type, &done.doc_id), &who, "undo", now).await;
        let reversal = reversal.map_err(|error| told(cx, error))?;
        let plan = ledger::plan(&mut on, reversal).await.map_err(|error| told(cx, error))?;
        drop(on);
        if beyond_limits(cx, &plan).await?.is_some() {
            // The question stands below: whose button it is can still press it.
            cx.forget();
            return ask(cx, cx.say("inventory-plan"), plan).await;
        }
        if write(cx, &plan).await?.is_some() {
            return Err(told(cx, Error::Closed));
        }
        let text = cx.say("inventory-undone").line(&effects(cx, &plan));
        Ok(Reply::text(text).row(card_button(cx, &plan, "inventory-card")).instead())
    }
}

#[cfg(test)]
mod story {
    use std::time::Duration;

    use crate::world::open;

    #[tokio::test]
    async fn a_change_is_taken_back_once_and_only_for_an_hour() {
        let shop = open().await;
        shop.stage.anna().says("/receive MUG-10 4 LVIV -").await;
        shop.stage.anna().taps("Write it").await;
        shop.stage.wait(Duration::from_mins(61));
        shop.stage.skip();
        shop.stage.anna().taps("Undo").await;
        shop.stage.anna().says("/receive MUG-10 4 LVIV -").await;
        shop.stage.anna().taps("Write it").await;
        let undo = shop.stage.anna().remembers("Undo");
        shop.stage.anna().taps("Undo").await;
        shop.stage.anna().presses(undo.0, &undo.1, "[Undo, again]").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Undo]
        bot (alert) Changes can be undone for 60 minutes. Please adjust the stock instead.
        Anna: /receive MUG-10 4 LVIV -
        bot → Anna: This would change:
            MUG-10 · LVIV: 4 → 8 (+4)
            [✅ Write it]
            [✖ Cancel]
        Anna: [Write it]
        bot ✎ Anna: ✅ Written:
            MUG-10 · LVIV: 4 → 8 (+4)
            [↩ Undo]
            [📦 Card]
        Anna: [Undo]
        bot ✎ Anna: ↩ Taken back:
            MUG-10 · LVIV: 8 → 4 (−4)
            [📦 Card]
        Anna: [Undo, again]
        bot (toast) This was done already.
        ");
    }

    /// What Lea has written Anna may not take back alone; she asks, and Lea decides.
    #[tokio::test]
    async fn what_is_beyond_the_limits_is_taken_back_by_a_lead() {
        let shop = open().await;
        shop.stage.lea().in_group().says("/receive MUG-10 50 KYIV PO-9").await;
        shop.stage.lea().in_group().taps("Write it").await;
        shop.stage.skip();
        shop.stage.anna().in_group().taps("Undo").await;
        shop.stage.anna().in_group().taps("Ask a lead").await;
        shop.stage.lea().taps("Confirm").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna in Ops alerts: [Undo]
        bot → Ops alerts: This would change:
            MUG-10 · KYIV: 62 → 12 (−50)
            ⚠️ That is more than 20 units: a lead must confirm it.
            [🙋 Ask a lead]
            [✖ Cancel]
        Anna in Ops alerts: [Ask a lead]
        bot ✎ Ops alerts: I have asked 2 leads. You will hear here what was decided about:
            MUG-10 · KYIV: 62 → 12 (−50)
        bot → Olena: 🙋 Anna просить записати (↩ Скасувати):
            MUG-10 · KYIV: 62 → 12 (−50)
            [✅ Підтвердити] [✖ Відмовити]
        bot → Lea: 🙋 Anna asks to write this (↩ Undo):
            MUG-10 · KYIV: 62 → 12 (−50)
            [✅ Confirm] [✖ Refuse]
        Lea: [Confirm]
        bot ✎ Lea: ✅ Written:
            MUG-10 · KYIV: 62 → 12 (−50)
            [📦 Card]
        bot → Ops alerts: ✅ Lea has confirmed; it is written:
            MUG-10 · KYIV: 62 → 12 (−50)
        ");
    }

    /// What has come in was carried away since, so it cannot be taken back; and a button that was passed on is no right.
    #[tokio::test]
    async fn what_is_gone_cannot_be_taken_back() {
        let shop = open().await;
        shop.stage.anna().says("/receive MUG-10 4 LVIV -").await;
        shop.stage.anna().taps("Write it").await;
        let (message, undo) = shop.stage.anna().remembers("Undo");
        shop.stage.ben().says("/transfer MUG-10 4 LVIV KYIV restock").await;
        shop.stage.ben().taps("Записать").await;
        shop.stage.skip();
        shop.stage.sam().presses(message, &undo, "[Undo, forwarded]").await;
        shop.stage.anna().presses(message, &undo, "[Undo]").await;
        shop.stage.ben().taps("Отменить").await;
        shop.stage.anna().presses(message, &undo, "[Undo, once more]").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Sam: [Undo, forwarded]
        bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
            [🔑 Request access]
        Anna: [Undo]
        bot (alert) Only 0 of MUG-10 can be taken in LVIV, not 4. Nothing was changed.
        Ben: [Отменить]
        bot ✎ Ben: ↩ Отменено:
            MUG-10 · KYIV: 16 → 12 (−4)
            MUG-10 · LVIV: 0 → 4 (+4)
            [📦 Карточка]
        Anna: [Undo, once more]
        bot ✎ Anna: ↩ Taken back:
            MUG-10 · LVIV: 4 → 0 (−4)
            [📦 Card]
        ");
    }

    /// Anna has passed Lea's button on to the leads: it is used up, and of two leads one takes it back.
    #[tokio::test]
    async fn what_was_taken_back_is_not_taken_back_twice() {
        let shop = open().await;
        shop.stage.lea().says("/receive MUG-10 50 KYIV PO-9").await;
        shop.stage.lea().taps("Write it").await;
        let (message, undo) = shop.stage.lea().remembers("Undo");
        shop.stage.skip();
        shop.stage.anna().presses(message, &undo, "[Undo, forwarded]").await;
        shop.stage.anna().taps("Ask a lead").await;
        shop.stage.lea().taps("Confirm").await;
        shop.stage.lea().presses(message, &undo, "[Undo, again]").await;
        shop.stage.olena().taps("Підтвердити").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Undo, forwarded]
        bot → Anna: This would change:
            MUG-10 · KYIV: 62 → 12 (−50)
            ⚠️ That is more than 20 units: a lead must confirm it.
            [🙋 Ask a lead]
            [✖ Cancel]
        Anna: [Ask a lead]
        bot ✎ Anna: I have asked 2 leads. You will hear here what was decided about:
            MUG-10 · KYIV: 62 → 12 (−50)
        bot → Olena: 🙋 Anna просить записати (↩ Скасувати):
            MUG-10 · KYIV: 62 → 12 (−50)
            [✅ Підтвердити] [✖ Відмовити]
        bot → Lea: 🙋 Anna asks to write this (↩ Undo):
            MUG-10 · KYIV: 62 → 12 (−50)
            [✅ Confirm] [✖ Refuse]
        Lea: [Confirm]
        bot ✎ Lea: ✅ Written:
            MUG-10 · KYIV: 62 → 12 (−50)
            [📦 Card]
        bot → Anna: ✅ Lea has confirmed; it is written:
            MUG-10 · KYIV: 62 → 12 (−50)
        Lea: [Undo, again]
        bot (alert) This was taken back already, or is itself a taking back.
        Olena: [Підтвердити]
        bot ✎ Olena: ✅ Lea підтверджує; записано:
            MUG-10 · KYIV: 62 → 12 (−50)
        ");
    }
}
