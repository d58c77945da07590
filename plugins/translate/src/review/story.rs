use std::sync::Arc;

use bureau::House;

use crate::world::{Phrasebook, unzip, with};

const PAGE: &str = "<h1>Our shop</h1><p>Hello everybody.</p><p>Good evening.</p>";

#[tokio::test]
async fn what_the_model_could_not_do_anna_does() {
    let model = Arc::new(Phrasebook::default());
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", PAGE, "de").await;
    anna.taps("Start").await;
    let done = shop.transcript();
    assert!(done.contains("Texts: 3 (1 right at once, 2 kept as they were)"), "{done}");
    anna.taps("Look at").await;
    anna.taps("Edit").await;
    anna.says("Hallo <g1>alle</g1> {{ x }}").await;
    anna.says("Hallo zusammen.").await;
    let (message, accept) = anna.remembers("Accept");
    anna.taps("Accept").await;
    anna.presses(message, &accept, "[Accept, again]").await;
    model.asked();
    anna.taps("New result").await;
    assert!(model.asked().is_empty(), "nothing is left to be asked for");
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: [Look at]
    bot → Anna: 🔍 de · index.html p · 2 left
        Hello everybody.
        Kept as it was.
        no usable translation came (the translation is empty)
        [✅ Accept] [✏️ Edit] [🔁 Retry]
        [⏭ Next]
    Anna: [Edit]
    bot ✎ Anna: ✏️ Edit
        What shall stand there? Keep the marks of the text, such as <g1>…</g1> and <x2/>.
        Write your answer.
        [‹ Back] [✖ Cancel]
    bot → Anna: Hello everybody.
    Anna: Hallo <g1>alle</g1> {{ x }}
    bot → Anna: This cannot stand there: the translation would bring in template code.

        ✏️ Edit
        What shall stand there? Keep the marks of the text, such as <g1>…</g1> and <x2/>.
        Write your answer.
        [‹ Back] [✖ Cancel]
    bot → Anna: Hello everybody.
    Anna: Hallo zusammen.
    bot → Anna: ✏️ Written down, for later orders too.
    bot → Anna: 🔍 de · index.html p · 1 left
        Good evening.
        Kept as it was.
        no usable translation came (the translation is empty)
        [✅ Accept] [✏️ Edit] [🔁 Retry]
        [⏭ Next]
    Anna: [Accept]
    bot (toast) Accepted.
    bot ✎ Anna: That was the last text.
        [📦 New result]
    Anna: [Accept, again]
    bot (toast) Accepted.
    bot ✎ Anna: That was the last text.
        [📦 New result]
    Anna: [New result]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch
        ▰▰▰▰▰▰▰▰▰▰ 3 of 3
        [✖ Cancel]
    bot ✎ Anna: ✅ index.html → Deutsch (order 1)
        Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 3 (1 right at once, 2 by people)
        Cost: 0.20 USD
    bot → Anna
        📎 index.html (62 bytes)
    bot → Anna
        📎 index.de.zip
    ");
    let (_, bytes) = shop.stage.file();
    assert_eq!(unzip(&bytes, "index.html"), "<h1>Unser Laden</h1><p>Hallo zusammen.</p><p>Good evening.</p>");
}

#[tokio::test]
async fn a_corrected_file_comes_back_and_no_model_is_asked() {
    let model = Arc::new(Phrasebook::default());
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1><p>Your cart is empty.</p>", "de").await;
    anna.taps("Start").await;
    let (_, bytes) = shop.stage.file();
    let tmx = unzip(&bytes, "_report/segments.de.tmx");
    shop.stage.skip();
    model.asked();
    anna.sends_file("segments.de.tmx", tmx.replace("Unser Laden", "Unser Geschäft"), "").await;
    anna.sends_file("corrections.csv", "language,source,target\nde,Our shop,{{ x }}\n", "").await;
    anna.sends_file("other.tmx", "<tmx version=\"1.4\"></tmx>", "").await;
    anna.sends_file("corrections.csv", "language,source,target\nde,Something else,Etwas anderes\n", "").await;
    assert!(model.asked().is_empty(), "a correction asks nobody");
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 segments.de.tmx
    bot → Anna: 📝 index.html: 1 text corrected. The new result is on its way; no model is asked. As before: 1; not in this order: 0.
    bot → Anna: ✅ index.html → Deutsch (order 1)
        Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 2 (1 right at once, 1 by people)
        Cost: 0.05 USD
    bot → Anna
        📎 index.html (58 bytes)
    bot → Anna
        📎 index.de.zip
    Anna: 📎 corrections.csv
    bot → Anna: 📝 index.html: nothing differs. As before: 0; not in this order: 0.
        1 text cannot stand where it should:
        · Our shop — the translation would bring in template code
    Anna: 📎 other.tmx
    bot → Anna: There is no translation in this file.
    Anna: 📎 corrections.csv
    bot → Anna: Nothing in this file belongs to one of your latest orders. Write the order's number in the caption: /corrections 12.
    ");
    let (_, bytes) = shop.stage.file();
    assert!(unzip(&bytes, "index.html").starts_with("<h1>Unser Geschäft</h1>"));
}

#[tokio::test]
async fn corrections_go_to_the_order_that_has_most_of_their_texts() {
    let model = Arc::new(Phrasebook::default());
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("shop.html", "<h1>Our shop</h1><p>Your cart is empty.</p>", "de").await;
    anna.taps("Start").await;
    let (_, bytes) = shop.stage.file();
    let tmx = unzip(&bytes, "_report/segments.de.tmx").replace("Unser Laden", "Unser Geschäft");
    anna.sends_file("newer.html", "<h1>Our shop</h1>", "de").await;
    anna.taps("Start").await;
    shop.stage.skip();
    anna.sends_file("segments.de.tmx", tmx, "").await;
    let said = shop.transcript();
    assert!(said.contains("📝 shop.html: 1 text corrected."), "{said}");
}

#[tokio::test]
async fn what_is_tried_again_is_asked_for_alone() {
    let model = Arc::new(Phrasebook::default());
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", PAGE, "de").await;
    anna.taps("Start").await;
    anna.taps("Look at").await;
    anna.taps("Next").await;
    shop.stage.skip();
    model.asked();
    anna.taps("Retry").await;
    anna.taps("New result").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: [Retry]
    bot (toast) It is asked for again with the new result.
    bot ✎ Anna: That was the last text.
        [📦 New result]
    Anna: [New result]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch
        ▰▰▰▰▰▰▱▱▱▱ 2 of 3
        [✖ Cancel]
    bot ✎ Anna: ⚠️ index.html → Deutsch (order 1): not everything is translated
        Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 3 (1 right at once, 2 kept as they were)
        Cost: 0.35 USD
        [🔍 Look at 2 texts]
    bot → Anna
        📎 index.html (63 bytes)
    bot → Anna
        📎 index.de.zip
    ");
    let asked = model.asked();
    assert!(!asked.is_empty() && asked.iter().all(|text| text == "de: Good evening."), "{asked:?}");
}
