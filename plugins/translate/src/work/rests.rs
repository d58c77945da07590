use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bureau::{Bureau, Caps, Ground, House, JobId};
use kit::store;

use crate::world::{A_WHILE, Phrasebook, unzip, with};

#[tokio::test]
async fn the_program_dies_in_the_middle_and_nothing_is_paid_for_twice() {
    let model = Phrasebook::hanging_on("uk");
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1><p>Your cart is empty.</p>", "de uk").await;
    tokio::select! {
        () = anna.taps("Start") => panic!("it should hang"),
        () = model.hung.notified() => {}
    }
    assert_eq!(model.asked(), ["de: Our shop", "de: Your cart is empty.", "uk: Our shop"]);
    model.recovers();
    // The program starts again and finds the job where it was.
    shop.stage.passes(Duration::ZERO).await;
    assert_eq!(model.asked(), ["uk: Our shop", "uk: Your cart is empty."]);
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 index.html de uk
    bot → Anna: 🌍 index.html → Deutsch, Українська (order 1)
        1 file; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 465 tokens
        Українська: 2 texts to translate, 0 from memory, about 470 tokens
        Price: about 0.01 USD (phrasebook)
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: [Start]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch, Українська
        ▱▱▱▱▱▱▱▱▱▱ 0 of 4
        [✖ Cancel]
    bot ✎ Anna: 🌍 index.html → Deutsch, Українська
        ▰▰▰▰▰▱▱▱▱▱ 2 of 4
        [✖ Cancel]
    bot ✎ Anna: ✅ index.html → Deutsch, Українська (order 1)
        Files: 2 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 4 (4 right at once)
        Cost: 0.11 USD
    bot → Anna
        📎 index.de.html (54 bytes)
    bot → Anna
        📎 index.uk.html (76 bytes)
    bot → Anna
        📎 index.translated.zip
    ");
    let (_, bytes) = shop.stage.file();
    assert_eq!(unzip(&bytes, "uk/index.html"), "<h1>Наша крамниця</h1><p>Ваш кошик порожній.</p>");
}

#[tokio::test]
async fn when_the_model_is_down_the_order_rests_and_goes_on_with_a_button() {
    let model = Arc::new(Phrasebook::default());
    model.down.store(true, Ordering::SeqCst);
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1>", "de").await;
    anna.taps("Start").await;
    anna.taps("What is finished").await;
    model.down.store(false, Ordering::SeqCst);
    anna.taps("Go on").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 index.html de
    bot → Anna: 🌍 index.html → Deutsch (order 1)
        1 file; texts: 1, different: 1
        Deutsch: 1 text to translate, 0 from memory, about 439 tokens
        Price: about 0.01 USD (phrasebook)
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: [Start]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 of 1
        [✖ Cancel]
    bot ✎ Anna: ⏸ index.html rests: the model cannot be asked now (The model's server does not accept the key: no such key). What is finished is kept.
        [▶ Go on] [📦 What is finished]
    Anna: [What is finished]
    bot (toast) I am packing it.
    bot → Anna: ⚠️ index.html → Deutsch (order 1): not everything is translated
        Files: 0 translated, 1 as they were, 0 returned as they were because a check failed
        Texts: 1 (1 not done)
        Cost: 0.00 USD
    bot → Anna
        📎 index.html (17 bytes)
    bot → Anna
        📎 index.de.zip
    Anna: [Go on]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 of 1
        [✖ Cancel]
    bot ✎ Anna: ✅ index.html → Deutsch (order 1)
        Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 1 (1 right at once)
        Cost: 0.05 USD
    bot → Anna
        📎 index.html (20 bytes)
    bot → Anna
        📎 index.de.zip
    ");
    assert_eq!(model.asked(), ["de: Our shop"]);
}

#[tokio::test]
async fn what_is_called_off_keeps_what_is_finished_and_can_go_on() {
    let model = Phrasebook::hanging_on("de");
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1><p>Your cart is empty.</p>", "de uk").await;
    let call_off = async {
        model.hung.notified().await;
        // What the card's button does. On the stage a press would also run every open job, and this one is running.
        let mut tx = shop.stage.app.db.begin().await.unwrap();
        let open = store::job::open(&mut tx).await.unwrap();
        assert!(store::job::cancel(&mut tx, *open.first().unwrap()).await.unwrap());
        tx.commit().await.unwrap();
        shop.stage.wait(A_WHILE);
        model.recovers();
    };
    tokio::join!(anna.taps("Start"), call_off);
    assert_eq!(model.asked(), ["de: Our shop", "de: Your cart is empty."]);
    anna.taps("Go on").await;
    assert_eq!(model.asked(), ["uk: Our shop", "uk: Your cart is empty."]);
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 index.html de uk
    bot → Anna: 🌍 index.html → Deutsch, Українська (order 1)
        1 file; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 465 tokens
        Українська: 2 texts to translate, 0 from memory, about 470 tokens
        Price: about 0.01 USD (phrasebook)
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: [Start]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch, Українська
        ▱▱▱▱▱▱▱▱▱▱ 0 of 4
        [✖ Cancel]
    bot ✎ Anna: 🌍 index.html → Deutsch, Українська
        ▰▰▰▰▰▱▱▱▱▱ 2 of 4
        de · Our shop → Unser Laden
        de · Your cart is empty. → Ihr Einkaufswagen ist leer.
        [✖ Cancel]
    bot ✎ Anna: ✖ index.html: cancelled. What is finished is kept and is not paid for again.
        [▶ Go on] [📦 What is finished]
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

#[tokio::test]
async fn the_months_money_is_spent_before_the_work_is_done() {
    let model = Arc::new(Phrasebook::default());
    // A call costs five cents: the first takes all there is.
    let caps = Caps { job: None, month: Some(llm::Money::from_minor(5)) };
    let shop = with(Arc::clone(&model) as _, House { caps, ..House::default() }).await;
    let ben = shop.stage.ben();
    ben.sends_file("index.html", "<h1>Our shop</h1><p>Your cart is empty.</p>", "de uk").await;
    shop.stage.skip();
    ben.taps("Начать").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Ben: [Начать]
    bot ✎ Ben: 🌍 index.html: уже в работе.
        [🔎 Как продвигается]
    bot → Ben: 🌍 index.html → Deutsch, Українська
        ▱▱▱▱▱▱▱▱▱▱ 0 из 4
        [✖ Отмена]
    bot ✎ Ben: ⏸ index.html: работа приостановлена. Готовое сохранено.
        ⛔ Это больше, чем вы ещё можете потратить в этом месяце (предел — 0,05 USD). Подождите до следующего месяца или попросите администратора поднять предел.
        Потрачено в этом месяце: 0,05 USD.
        [▶ Продолжить] [📦 То, что готово]
    ");
    assert_eq!(model.asked(), ["de: Our shop", "de: Your cart is empty."]);
}

#[tokio::test]
async fn called_off_and_killed_at_once_the_order_can_still_go_on() {
    let model = Phrasebook::hanging_on("uk");
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1>", "de uk").await;
    tokio::select! {
        () = anna.taps("Start") => panic!("it should hang"),
        () = model.hung.notified() => {}
    }
    // She presses Cancel, and the program dies before it has heard of it.
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    let open = store::job::open(&mut tx).await.unwrap();
    assert!(store::job::cancel(&mut tx, *open.first().unwrap()).await.unwrap());
    tx.commit().await.unwrap();
    model.recovers();
    shop.stage.passes(Duration::ZERO).await;
    anna.taps("How it stands").await;
    anna.taps("Go on").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 index.html de uk
    bot → Anna: 🌍 index.html → Deutsch, Українська (order 1)
        1 file; texts: 1, different: 1
        Deutsch: 1 text to translate, 0 from memory, about 439 tokens
        Українська: 1 text to translate, 0 from memory, about 440 tokens
        Price: about 0.01 USD (phrasebook)
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: [Start]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch, Українська
        ▱▱▱▱▱▱▱▱▱▱ 0 of 2
        [✖ Cancel]
    bot ✎ Anna: Cancelled. What was done until then stays done.
    Anna: [How it stands]
    bot ✎ Anna: ⏸ index.html rests: the work on it broke off. What is finished is kept.
        [▶ Go on] [📦 What is finished]
    Anna: [Go on]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch, Українська
        ▰▰▰▰▰▱▱▱▱▱ 1 of 2
        [✖ Cancel]
    bot ✎ Anna: ✅ index.html → Deutsch, Українська (order 1)
        Files: 2 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 2 (2 right at once)
        Cost: 0.11 USD
    bot → Anna
        📎 index.de.html (20 bytes)
    bot → Anna
        📎 index.uk.html (34 bytes)
    bot → Anna
        📎 index.translated.zip
    ");
}

#[tokio::test]
async fn what_goes_wrong_in_the_program_is_said_with_a_way_on() {
    let shop = with(Arc::new(Phrasebook::default()), House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1>", "de").await;
    let (orders, away) = (shop.folder.path().join("1"), shop.folder.path().join("away"));
    std::fs::rename(&orders, &away).unwrap();
    shop.stage.skip();
    anna.taps("Start").await;
    assert!(shop.stage.errors().concat().contains("the disk did not do it"));
    std::fs::rename(&away, &orders).unwrap();
    anna.taps("Go on").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: [Start]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: ⏸ index.html rests: the work on it broke off. What is finished is kept.
        [▶ Go on] [📦 What is finished]
    bot → Anna: Something went wrong on our side, and nothing was changed. If it happens again, tell an administrator the code EQKXJC.
    Anna: [Go on]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 of 1
        [✖ Cancel]
    bot ✎ Anna: ✅ index.html → Deutsch (order 1)
        Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 1 (1 right at once)
        Cost: 0.05 USD
    bot → Anna
        📎 index.html (20 bytes)
    bot → Anna
        📎 index.de.zip
    ");
}

#[tokio::test]
async fn what_was_paid_for_is_not_said_to_have_cost_nothing() {
    let model = Arc::new(Phrasebook::default());
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1>", "de").await;
    let (message, cancel) = anna.remembers("Cancel");
    anna.taps("Start").await;
    shop.stage.skip();
    anna.presses(message, &cancel, "[Cancel, on an old card]").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: [Cancel, on an old card]
    bot ✎ Anna: ✖ index.html: thrown away. It had cost 0.05 USD so far; the memory keeps what was translated.
    ");
}

#[tokio::test]
async fn a_limit_that_was_lifted_is_not_told_any_more() {
    let model = Arc::new(Phrasebook::default());
    let shop = with(Arc::clone(&model) as _, House::default()).await;
    let anna = shop.stage.anna();
    anna.sends_file("index.html", "<h1>Our shop</h1>", "de").await;
    let told = shop.clock.clone();
    let bureau = Bureau::new(Ground {
        db: shop.stage.app.db.clone(),
        folder: shop.folder.path().to_path_buf(),
        translator: model,
        now: Arc::new(move || told.now()),
        house: House::default(),
    });
    let mut settings = bureau.job(JobId(1)).await.unwrap().settings;
    settings.cap = Some(2);
    bureau.configure(JobId(1), &settings).await.unwrap();
    shop.stage.skip();
    anna.taps("Start").await;
    settings.cap = None;
    bureau.configure(JobId(1), &settings).await.unwrap();
    anna.says("/translate").await;
    anna.taps("index.html").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: [Start]
    bot ✎ Anna: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.html → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 of 1
        [✖ Cancel]
    bot ✎ Anna: ⏸ index.html rests. What is finished is kept.
        ⛔ That is more than one order may cost (0.02 USD). Send fewer files, or ask an administrator to raise the limit.
        [▶ Go on] [📦 What is finished]
    Anna: /translate
    bot → Anna: 🌍 Translate
        Which file? A page (PHP, HTML, Twig …) or a ZIP of pages.
        Send a file or a picture (up to 20 MB).
        [✖ Cancel]
    bot → Anna: 📋 Your latest orders:
        [⏸ index.html → Deutsch]
    Anna: [index.html]
    bot → Anna: ⏸ index.html rests. What is finished is kept.
        [▶ Go on] [📦 What is finished]
    ");
}
