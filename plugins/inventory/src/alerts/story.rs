use std::time::Duration;

use commerce::MovementKind;
use commerce::catalogue::{self, Draft};
use commerce::ledger::{self, Document, Line};
use kit::Place;
use kit::store::subscription::{self, Subscriber};

use crate::world::{Shop, open, sells};

const TEN_MINUTES: Duration = Duration::from_mins(10);

#[tokio::test]
async fn lea_turns_alerts_on_in_the_group_and_nobody_else_has_to() {
    let shop = open().await;
    let lea = shop.stage.lea().in_group();
    lea.says("/alerts").await;
    let (message, on) = lea.remembers("Turn on");
    lea.taps("Turn on").await;
    lea.presses(message, &on, "[Turn on, again]").await;
    shop.stage.anna().in_group().says("/alerts").await;
    shop.stage.passes(Duration::ZERO).await;
    shop.stage.passes(TEN_MINUTES).await;
    shop.stage.passes(TEN_MINUTES).await;
    lea.taps("Turn off").await;
    lea.says("/alerts").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Lea in Ops alerts: /alerts
    bot → Ops alerts: 🔕 This chat does not hear of what runs low.
        [🔔 Turn on]
    Lea in Ops alerts: [Turn on]
    bot ✎ Ops alerts: 🔔 This chat hears of every SKU that runs low: once when it does, and every morning how things stand.
        [🔕 Turn off]
    Lea in Ops alerts: [Turn on, again]
    bot (toast) This was done already.
    Anna in Ops alerts: /alerts
    bot → Ops alerts: You may not do this: it needs the right inventory.alerts. An administrator can give it to you.
    bot → Ops alerts: 📉 2 SKUs run low:

        DELL-7490-B · order 10
           Dell Latitude 7490 14" i7-8650U 16GB 512GB
           1 expected, reordered at 2
           none sold in 90 days

        MUG-10 · order 70
           Coffee mug, blue
           12 expected, reordered at 20
           none sold in 90 days
        [DELL-7490-B] [MUG-10]
        [📉 All that is low]
    Lea in Ops alerts: [Turn off]
    bot ✎ Ops alerts: 🔕 This chat does not hear of what runs low.
        [🔔 Turn on]
    Lea in Ops alerts: /alerts
    bot → Ops alerts: 🔕 This chat does not hear of what runs low.
        [🔔 Turn on]
    "#);
}

#[tokio::test]
async fn a_sku_that_swings_around_its_point_is_told_of_once() {
    let shop = open().await;
    subscribe(&shop, super::SUBJECT, Place::private(kit::UserId(102)), "en").await;
    shop.stage.passes(Duration::ZERO).await;
    shop.stage.passes(TEN_MINUTES).await;
    assert!(shop.stage.transcript().contains("2 SKUs run low"), "both are low from the start");
    // The mugs are reordered at twenty: 21, 19, then 40, then 20.
    let mut told = Vec::new();
    for (number, delta) in [9, -2, 21, -20].into_iter().enumerate() {
        receive(&shop, number, delta).await;
        shop.stage.passes(TEN_MINUTES).await;
        told.push(shop.stage.transcript().contains("MUG-10"));
    }
    assert_eq!(told, [false, false, false, true], "only after it had been well above its point");
}

#[tokio::test]
async fn ben_hears_of_the_sku_he_watches_and_of_no_other() {
    let shop = open().await;
    subscribe(&shop, &crate::watch::subject(shop.mug), Place::private(kit::UserId(104)), "ru").await;
    shop.stage.passes(Duration::ZERO).await;
    shop.stage.passes(TEN_MINUTES).await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    bot → Ben: 📉 Заканчивается 1 товар:

        MUG-10 · заказать 70
           Coffee mug, blue
           ожидается 12, точка заказа 20
           за 90 дней не продано ни одного
        [MUG-10]
        [📉 Всё, что заканчивается]
    ");
    shop.stage.ben().taps("MUG-10").await;
    assert!(shop.stage.transcript().contains("KYIV"), "the button opens the card");
}

#[tokio::test]
async fn every_morning_the_chat_hears_how_things_stand() {
    let shop = open().await;
    shop.stage.passes(Duration::ZERO).await;
    shop.stage.passes(Duration::from_hours(1)).await;
    subscribe(&shop, super::SUBJECT, Place::private(kit::UserId(101)), "uk").await;
    shop.stage.passes(Duration::from_hours(19)).await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    bot → Olena: ☀️ Доброго ранку. Закінчуються 2 товари; першими скінчаться:

        DELL-7490-B · замовити 10
           Dell Latitude 7490 14" i7-8650U 16GB 512GB
           очікується 1, точка замовлення 2
           за 90 днів не продано жодного

        MUG-10 · замовити 70
           Coffee mug, blue
           очікується 12, точка замовлення 20
           за 90 днів не продано жодного
        [DELL-7490-B] [MUG-10]
        [📉 Усе, що закінчується] [📄 Як XLSX]
    "#);
    shop.stage.olena().taps("XLSX").await;
    assert!(shop.stage.transcript().contains(".xlsx"), "the table is one press away");
}

#[tokio::test]
async fn the_owner_hears_at_night_that_somebody_wrote_past_the_ledger() {
    let shop = open().await;
    shop.stage.passes(Duration::ZERO).await;
    shop.stage.passes(Duration::from_hours(24)).await;
    assert_eq!(shop.stage.transcript(), "", "all is well, and nobody subscribed to anything");
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    crate::store::spoil(&mut tx, shop.mug).await.unwrap();
    tx.commit().await.unwrap();
    shop.stage.passes(Duration::from_hours(24)).await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    bot → Olena: ⚠️ Залишок 1 товару не збігається із журналом рухів: #3. Хтось писав повз журнал. Поки залишки не перебудовано, вірте журналу.
        [🔧 Перебудувати за журналом]
    ");
}

#[tokio::test]
async fn the_owner_makes_the_balances_anew_with_one_press() {
    let shop = open().await;
    shop.stage.passes(Duration::ZERO).await;
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    crate::store::spoil(&mut tx, shop.mug).await.unwrap();
    tx.commit().await.unwrap();
    shop.stage.passes(Duration::from_hours(24)).await;
    shop.stage.skip();
    shop.stage.olena().taps("Перебудувати").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Olena: [Перебудувати]
    bot ✎ Olena: 🔧 Залишки 4 місць знову дорівнюють сумі журналу.
    ");
    let on = &mut shop.stage.app.db.read().await.unwrap();
    assert_eq!(commerce::balance::check(on).await.unwrap(), []);
}

/// The mugs were low, which was told; now there are none, which is told, too. Tea has no reorder point, so Ben, who watches
/// it, hears when it is gone.
#[tokio::test]
async fn what_has_run_out_is_told_of_once() {
    let shop = open().await;
    let now = shop.stage.app.clock.now();
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    catalogue::upsert(&mut tx, &[Draft::new("TEA-1", "Green tea")], now).await.unwrap();
    let tea = catalogue::by_code(&mut tx, "TEA-1").await.unwrap().unwrap().id;
    let line = Line::new(MovementKind::Receive, tea, shop.kyiv, 1);
    let document = Document::one(("receive", "tea"), "Anna (103)", "", now, line);
    ledger::post(&mut tx, &[document], now).await.unwrap();
    tx.commit().await.unwrap();
    subscribe(&shop, super::SUBJECT, Place::private(kit::UserId(102)), "en").await;
    shop.stage.ben().says("TEA-1").await;
    shop.stage.ben().taps("Следить").await;
    shop.stage.passes(Duration::ZERO).await;
    shop.stage.passes(TEN_MINUTES).await;
    shop.stage.skip();
    sells(&shop, shop.mug, 12).await;
    shop.stage.passes(TEN_MINUTES).await;
    sells(&shop, tea, 1).await;
    shop.stage.passes(TEN_MINUTES).await;
    shop.stage.passes(TEN_MINUTES).await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    bot → Lea: ⛔ A SKU has run out:
        • MUG-10
           Coffee mug, blue
        [MUG-10]
    bot → Ben: ⛔ Закончился 1 товар:
        • TEA-1
           Green tea
        [TEA-1]
    ");
}

#[tokio::test]
async fn what_was_reserved_comes_free_when_its_time_is_up() {
    let shop = open().await;
    let now = shop.stage.app.clock.now();
    let ask = commerce::reservation::Ask {
        sku: shop.mug,
        warehouse: shop.kyiv,
        quantity: 5,
        doc: ("order".into(), "1".into(), 1),
        actor: "Anna (103)".into(),
        expires_at: Some(now.plus(Duration::from_mins(30))),
    };
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    commerce::reservation::open(&mut tx, &ask, now).await.unwrap();
    tx.commit().await.unwrap();
    shop.stage.passes(Duration::ZERO).await;
    let mut reserved = Vec::new();
    for _ in 0..2 {
        shop.stage.passes(Duration::from_mins(20)).await;
        let balances =
            commerce::balance::of(&mut shop.stage.app.db.read().await.unwrap(), shop.mug).await.unwrap();
        reserved.push(balances.iter().map(|balance| balance.reserved).sum::<i64>());
    }
    assert_eq!(reserved, [5, 0], "after twenty minutes, and after forty");
}

async fn subscribe(shop: &Shop, subject: &str, place: Place, language: &str) {
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    let who = Subscriber { place, language: language.into() };
    subscription::add(&mut tx, subject, &who).await.unwrap();
    tx.commit().await.unwrap();
}

async fn receive(shop: &Shop, number: usize, delta: i64) {
    let now = shop.stage.app.clock.now();
    let line = Line::new(MovementKind::Adjust, shop.mug, shop.kyiv, delta);
    let document = Document::one(("adjust", &number.to_string()), "Anna (103)", "", now, line);
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    ledger::post(&mut tx, &[document], now).await.unwrap();
    tx.commit().await.unwrap();
}
