//! Taking a SKU off sale, and putting it back. What is off sale is not ordered, and whoever looks for it is told.

use commerce::SkuId;
use commerce::catalogue::{self, Sku};
use kit::{Button, Cx, Look, Reply, Result, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use crate::card;
use crate::fault::told;

/// Where the switch goes: said outright, so that two who press at once do not undo each other.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Goal {
    sku: i64,
    off: bool,
}

pub fn button(cx: &Cx, sku: &Sku) -> Button {
    let off = sku.hold.is_none();
    let key = if off { "inventory-off-sale" } else { "inventory-on-sale" };
    Button::tap::<Ask>(cx.label(key), &Goal { sku: sku.id.0, off })
}

/// Says what would change, and asks.
pub struct Ask;

impl Tap for Ask {
    type Value = Goal;
    const SPEC: TapSpec = TapSpec::new("ioq", crate::CONFIRM, "stock");

    async fn run(&self, cx: &mut Cx, to: Goal) -> Result<Reply> {
        let sku = catalogue::by_id(&mut cx.read().await?, SkuId(to.sku)).await;
        let sku = sku.map_err(|error| told(cx, error))?;
        let text = Text::new().bold(&sku.code).push("\n").push(&sku.title);
        let (plan, yes) = if to.off {
            ("inventory-off-sale-plan", "inventory-off-sale-yes")
        } else {
            ("inventory-on-sale-plan", "inventory-on-sale-yes")
        };
        let yes = Button::tap::<Switch>(cx.label(yes), &to).look(Look::Success);
        let cancel = card::button(cx, "kit-cancel", sku.id);
        Ok(Reply::text(text.line(&cx.say(plan))).row([yes]).row([cancel]).instead())
    }
}

pub struct Switch;

impl Tap for Switch {
    type Value = Goal;
    const SPEC: TapSpec = TapSpec::new("io", crate::CONFIRM, "stock").version(2).writes();

    async fn run(&self, cx: &mut Cx, to: Goal) -> Result<Reply> {
        let (id, now, who) = (SkuId(to.sku), cx.now(), cx.person.name.clone());
        let sku = catalogue::by_id(cx.tx().await?, id).await.map_err(|error| told(cx, error))?;
        let done = catalogue::set_hold(cx.tx().await?, id, to.off.then_some(who.as_str()), now).await;
        done.map_err(|error| told(cx, error))?;
        cx.note("sku", to.sku);
        cx.note("off sale", to.off);
        let text = cx.say(if to.off { "inventory-off-sale-done" } else { "inventory-on-sale-done" });
        let text = Text::new().bold(&sku.code).push("\n").join(&text);
        let undo = Button::tap::<Self>(cx.label("inventory-undo"), &Goal { sku: to.sku, off: !to.off });
        // The card reads what is committed, so it is read again when it is next opened.
        let back = card::button(cx, "inventory-card", id);
        Ok(Reply::text(text).row([undo]).row([back]).instead())
    }
}

#[cfg(test)]
mod story {
    use crate::world::open;

    #[tokio::test]
    async fn lea_takes_mugs_off_sale_and_puts_them_back_and_anna_may_not() {
        let shop = open().await;
        shop.stage.lea().says("MUG-10").await;
        let off = shop.stage.lea().remembers("Off sale");
        shop.stage.skip();
        shop.stage.anna().presses(off.0, &off.1, "[Off sale, forwarded]").await;
        shop.stage.lea().taps("Off sale").await;
        shop.stage.lea().taps("Take it off sale").await;
        shop.stage.lea().presses(off.0, &off.1, "[Off sale, again]").await;
        shop.stage.lea().taps("Take it off sale").await;
        shop.stage.lea().taps("Cancel").await;
        shop.stage.lea().taps("On sale").await;
        shop.stage.lea().taps("Put it back on sale").await;
        shop.stage.lea().taps("Undo").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Off sale, forwarded]
        bot (alert) You may not do this: it needs the right inventory.confirm. An administrator can give it to you.
        Lea: [Off sale]
        bot ✎ Lea: MUG-10
            Coffee mug, blue
            It would be off sale until somebody puts it back: whoever looks for it is told, and none is ordered.
            [✅ Take it off sale]
            [✖ Cancel]
        Lea: [Take it off sale]
        bot ✎ Lea: MUG-10
            ⏸ It is off sale now.
            [↩ Undo]
            [📦 Card]
        Lea: [Off sale, again]
        bot ✎ Lea: MUG-10
            Coffee mug, blue
            It would be off sale until somebody puts it back: whoever looks for it is told, and none is ordered.
            [✅ Take it off sale]
            [✖ Cancel]
        Lea: [Take it off sale]
        bot (alert) Somebody else has changed it meanwhile. Nothing was changed; please look again.
        Lea: [Cancel]
        bot ✎ Lea: MUG-10 · new
            Coffee mug, blue
            ⏸ Off sale, by Lea.

            KYIV: 12 on hand, 0 free
            LVIV: 0 on hand, 0 free

            +12 KYIV → 12 · received · PO-7
                2026-11-21 12:00 · Olena (101)
            [± Adjust] [📥 Receive]
            [🔁 Transfer] [🧮 Count]
            [📜 History] [🔔 Watch] [▶ On sale]
            [📈 Chart] [💶 Prices] [🔄 Refresh]
        Lea: [On sale]
        bot ✎ Lea: MUG-10
            Coffee mug, blue
            It would be on sale again.
            [✅ Put it back on sale]
            [✖ Cancel]
        Lea: [Put it back on sale]
        bot ✎ Lea: MUG-10
            ▶ It is on sale again.
            [↩ Undo]
            [📦 Card]
        Lea: [Undo]
        bot ✎ Lea: MUG-10
            ⏸ It is off sale now.
            [↩ Undo]
            [📦 Card]
        ");
    }

    #[tokio::test]
    async fn what_is_off_sale_is_not_ordered_and_whoever_looks_is_told() {
        let shop = open().await;
        shop.stage.lea().says("MUG-10").await;
        shop.stage.lea().taps("Off sale").await;
        shop.stage.lea().taps("Take it off sale").await;
        shop.stage.skip();
        shop.stage.anna().says("/low").await;
        shop.stage.anna().says("/stock mug").await;
        shop.stage.anna().asks("coffee mug").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r#"
        Anna: /low
        bot → Anna: 📉 2 SKUs run low, shortest cover first.
            How fast things sell is reckoned every night; it has not been yet.

            DELL-7490-B · order 10
               Dell Latitude 7490 14" i7-8650U 16GB 512GB
               1 expected, reordered at 2
               none sold in 90 days

            MUG-10 · ⏸ off sale, order none
               Coffee mug, blue
               12 expected, reordered at 20
               none sold in 90 days
            [DELL-7490-B] [MUG-10]
            [📄 As XLSX]
        Anna: /stock mug
        bot → Anna: 2 matches for “mug”:
            • MUG-10 · ⏸ off sale
               Coffee mug, blue
            • MUG-SET · 0 free
               Two mugs in a box
            [MUG-10] [MUG-SET]
        Anna: @quartermaster_bot coffee mug
        bot offers: MUG-10 · ⏸ off sale — Coffee mug, blue
        "#);
    }

    /// Two mugs in a box are mugs, too.
    #[tokio::test]
    async fn a_kit_is_off_sale_with_what_is_in_it() {
        let shop = open().await;
        shop.stage.lea().says("MUG-10").await;
        shop.stage.lea().taps("Off sale").await;
        shop.stage.lea().taps("Take it off sale").await;
        shop.stage.skip();
        shop.stage.anna().says("/stock MUG-SET").await;
        shop.stage.lea().taps("Undo").await;
        shop.stage.anna().taps("Refresh").await;
        let told = shop.stage.transcript();
        let said: Vec<_> = told.lines().filter(|line| !line.trim_start().starts_with('[')).collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        Anna: /stock MUG-SET
        bot → Anna: MUG-SET · new
            Two mugs in a box

            KYIV: 6 on hand, 0 free
            LVIV: 0 on hand, 0 free
            Put together from 2 × MUG-10.
            ⏸ Off sale: MUG-10. None can be put together.
        Lea: [Undo]
        bot ✎ Lea: MUG-10
            ▶ It is on sale again.
        Anna: [Refresh]
        bot ✎ Anna: MUG-SET · new
            Two mugs in a box

            KYIV: 6 on hand, 6 free
            LVIV: 0 on hand, 0 free
            Put together from 2 × MUG-10.
        ");
    }
}
