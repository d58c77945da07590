//! Taking a SKU off sale, and putting it back.

use commerce::SkuId;
use commerce::catalogue::{self, Sku};
use kit::{Button, Cx, Reply, Result, Tap, TapSpec};
use serde::{Deserialize, Serialize};

use crate::card;
use crate::fault::told;

/// Where the switch goes: said outright, so that two who press at once do not undo each other.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Switch {
    sku: i64,
    on: bool,
}

pub fn button(cx: &Cx, sku: &Sku) -> Button {
    let on = sku.hold.is_none();
    let key = if on { "inventory-hold" } else { "inventory-release" };
    Button::tap::<Hold>(cx.label(key), &Switch { sku: sku.id.0, on })
}

pub struct Hold;

impl Tap for Hold {
    type Value = Switch;
    const SPEC: TapSpec = TapSpec::new("io", crate::CONFIRM, "stock").writes();

    async fn run(&self, cx: &mut Cx, to: Switch) -> Result<Reply> {
        let (sku, now, who) = (SkuId(to.sku), cx.now(), cx.person.name.clone());
        let done = catalogue::set_hold(cx.tx().await?, sku, to.on.then_some(who.as_str()), now).await;
        done.map_err(|error| told(cx, error))?;
        cx.note("sku", to.sku);
        cx.note("hold", to.on);
        let toast = cx.label(if to.on { "inventory-held" } else { "inventory-released" });
        // The card reads what is committed, so it is read again when it is next opened.
        let back = Button::tap::<card::Show>(cx.label("inventory-card"), &to.sku);
        Ok(Reply::text(toast.clone()).row([back]).instead().with_toast(toast))
    }
}

#[cfg(test)]
mod story {
    use crate::world::open;

    #[tokio::test]
    async fn lea_takes_mugs_off_sale_and_puts_them_back_and_anna_may_not() {
        let shop = open().await;
        shop.stage.lea().says("MUG-10").await;
        let hold = shop.stage.lea().remembers("Hold");
        shop.stage.skip();
        shop.stage.anna().presses(hold.0, &hold.1, "[Hold, forwarded]").await;
        shop.stage.lea().taps("Hold").await;
        shop.stage.lea().presses(hold.0, &hold.1, "[Hold, again]").await;
        shop.stage.lea().taps("Card").await;
        shop.stage.lea().taps("Release").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Hold, forwarded]
        bot (alert) You may not do this: it needs the right inventory.confirm. An administrator can give it to you.
        Lea: [Hold]
        bot (toast) It is off sale now.
        bot ✎ Lea: It is off sale now.
            [📦 Card]
        Lea: [Hold, again]
        bot (toast) This was done already.
        Lea: [Card]
        bot ✎ Lea: MUG-10 · new
            Coffee mug, blue
            ⏸ Off sale, by Lea.

            KYIV: 12 on hand, 12 free
            LVIV: 0 on hand, 0 free
            📉 12 expected, reordered at 20: order 70.

            +12 KYIV → 12 · received · PO-7
                2026-11-21 12:00 · Olena (101)
            [± Adjust] [📥 Receive]
            [🔁 Transfer]
            [📜 History] [🔔 Watch] [▶ Release]
            [📈 Chart] [💶 Prices] [🔄 Refresh]
        Lea: [Release]
        bot (toast) It is on sale again.
        bot ✎ Lea: It is on sale again.
            [📦 Card]
        ");
    }
}
