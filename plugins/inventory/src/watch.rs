//! Being told when a SKU runs low or out: the person's own watch, in their private chat.

use commerce::{SkuId, catalogue};
use kit::store::subscription::{self, Subscriber};
use kit::{Button, Cx, Place, Reply, Result, Tap, TapSpec};
use serde::{Deserialize, Serialize};

use crate::card;
use crate::fault::told;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Switch {
    sku: i64,
    on: bool,
}

/// What is subscribed to.
pub fn subject(sku: SkuId) -> String {
    format!("inventory.sku.{}", sku.0)
}

pub async fn is_watching(cx: &Cx, sku: SkuId) -> Result<bool> {
    let watchers = subscription::of(&mut cx.read().await?, &subject(sku)).await?;
    Ok(watchers.iter().any(|who| who.place == Place::private(cx.person.id)))
}

pub fn button(cx: &Cx, sku: SkuId, watching: bool) -> Button {
    let key = if watching { "inventory-unwatch" } else { "inventory-watch" };
    Button::tap::<Watch>(cx.label(key), &Switch { sku: sku.0, on: !watching })
}

pub struct Watch;

impl Tap for Watch {
    type Value = Switch;
    const SPEC: TapSpec = TapSpec::new("iv", crate::SEE, "stock").writes();

    async fn run(&self, cx: &mut Cx, to: Switch) -> Result<Reply> {
        let who = Subscriber { place: Place::private(cx.person.id), language: cx.person.language.clone() };
        let subject = subject(SkuId(to.sku));
        let tx = cx.tx().await?;
        if to.on {
            subscription::add(tx, &subject, &who).await?;
        } else {
            subscription::remove(tx, &subject, who.place).await?;
        }
        let sku = catalogue::by_id(cx.tx().await?, SkuId(to.sku)).await.map_err(|error| told(cx, error))?;
        // Without a reorder point nothing is low before it is out.
        let toast = cx.label(match (to.on, sku.reorder_point) {
            (true, Some(_)) => "inventory-watching",
            (true, None) => "inventory-watching-out",
            (false, _) => "inventory-not-watching",
        });
        let back = card::button(cx, "inventory-card", sku.id);
        Ok(Reply::text(toast.clone()).row([back]).instead().with_toast(toast))
    }
}

#[cfg(test)]
mod story {
    use kit::store::subscription;

    use crate::world::open;

    #[tokio::test]
    async fn anna_watches_the_mugs_from_a_group_and_stops() {
        let shop = open().await;
        shop.stage.anna().in_group().says("/stock MUG-10").await;
        shop.stage.skip();
        shop.stage.anna().in_group().taps("Watch").await;
        let subject = super::subject(shop.mug);
        let watchers =
            subscription::of(&mut shop.stage.app.db.read().await.unwrap(), &subject).await.unwrap();
        assert_eq!(
            watchers.iter().map(|w| w.place.chat.0).collect::<Vec<_>>(),
            [103],
            "it is Anna's own watch"
        );
        shop.stage.anna().in_group().taps("Card").await;
        shop.stage.skip();
        shop.stage.anna().in_group().taps("Unwatch").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna in Ops alerts: [Unwatch]
        bot (toast) You will not be told of it any more.
        bot ✎ Ops alerts: You will not be told of it any more.
            [📦 Card]
        ");
        let watchers =
            subscription::of(&mut shop.stage.app.db.read().await.unwrap(), &subject).await.unwrap();
        assert!(watchers.is_empty());
    }
}
