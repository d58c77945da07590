use std::sync::Arc;

use bureau::House;
use kit::{Role, UserId, store};

use crate::world::{Phrasebook, with};

/// Seen to fail when only the beginning of the work is authorised: the Ukrainian texts are then paid for, too.
#[tokio::test]
async fn the_work_of_somebody_who_has_lost_the_right_stops_before_it_costs_more() {
    let model = Phrasebook::hanging_on("de");
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1><p>Your cart is empty.</p>", "de uk").await;
    shop.stage.skip();
    let role = async |role| {
        let mut tx = shop.stage.app.db.begin().await.unwrap();
        store::people::set_role(&mut tx, UserId(103), role).await.unwrap();
        tx.commit().await.unwrap();
    };
    let dismissed = async {
        model.hung.notified().await;
        role(Role::Stranger).await;
        model.recovers();
    };
    tokio::join!(anna.taps("Start"), dismissed);
    assert_eq!(model.asked(), ["de: Our shop", "de: Your cart is empty."]);
    anna.taps("Go on").await;
    role(Role::Staff).await;
    anna.taps("Go on").await;
    assert_eq!(model.asked(), ["uk: Our shop", "uk: Your cart is empty."]);
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: [Start]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch, Українська
        ▱▱▱▱▱▱▱▱▱▱ 0 of 4
        [✖ Cancel]
    bot ✎ Anna: ⏸ index.html rests: you no longer have the right to order translations. What is finished is kept; an administrator can give you the right again.
        [▶ Go on] [📦 What is finished]
    Anna: [Go on]
    bot → Anna: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
        [🔑 Request access]
    Anna: [Go on]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch, Українська
        ▰▰▰▰▰▱▱▱▱▱ 2 of 4
        [✖ Cancel]
    bot ✎ Anna: ✅ index.html → Deutsch, Українська (order 1)
        Files: 2 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 4 (4 right at once)
        Cost: 0.10 USD
    bot → Anna
        📎 index.de.html (54 bytes)
    bot → Anna
        📎 index.uk.html (76 bytes)
    bot → Anna
        📎 index.translated.zip
    ");
}
