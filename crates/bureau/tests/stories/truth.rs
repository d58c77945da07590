//! What estimate and report say is so.

use std::sync::Arc;

use bureau::{Error, House, Pretend, Settings, Term, Translator};
use llm::{Ask, Budget, Piece, Prices, Reply};

use crate::script::Scripted;
use crate::world::*;

#[tokio::test]
async fn story_what_lies_in_a_folder_comes_back_as_it_is_archives_too() {
    let world = World::new().await;
    let sheet = zip(&[("xl/workbook.xml", b"<x>Words</x>")]);
    let bundle = zip(&[("readme.html", b"<p>Words of a bundle</p>")]);
    let incoming = vec![
        sent("site/index.html", b"<p>Words of a page</p>"),
        sent("site/files/price.xlsx", &sheet),
        sent("site/files/bundle.zip", &bundle),
        sent("more.zip", &bundle),
    ];
    let id = world.bureau.receive(ANNA, incoming, Settings::into_languages(["de"])).await.unwrap();
    let files = unzip(&world.done(id).await.archives[0]);
    assert_eq!(find(&files, "site/files/price.xlsx").content, sheet);
    assert_eq!(find(&files, "site/files/bundle.zip").content, bundle);
    assert!(find(&files, "site/index.html").text().contains("Ŵöŕðš"));
    assert!(find(&files, "more/readme.html").text().contains("Ŵöŕðš"), "what was sent by itself is unpacked");

    let lonely = world.order("price.xlsx", &sheet, &["de"]).await;
    assert_eq!(world.bureau.estimate(lonely).await.unwrap().files[0].path, "price.xlsx");
}

#[tokio::test]
async fn story_a_text_that_stands_in_two_kinds_of_places_is_a_repetition_and_no_memory() {
    let world = World::new().await;
    let id = world.order("index.html", b"<title>All mugs</title><p>All mugs</p>", &["de"]).await;
    let estimate = world.bureau.estimate(id).await.unwrap().languages.remove(0);
    assert_eq!((estimate.ask, estimate.repeated, estimate.from_memory), (1, 1, 0));
    let summary = world.done(id).await.summary;
    assert_eq!((summary.ok, summary.memory), (2, 0), "{summary:?}");
}

/// A value without quotes ends at a space. The same word with quotes, or between tags, has no such worry.
#[tokio::test]
async fn story_a_translation_must_fit_every_place_its_text_stands_in() {
    let answers = |number: usize, ask: &llm::Ask| {
        let word = if number == 0 { "Zu Hause" } else { "Heim" };
        Ok(ask.items.iter().map(|_| Some(word.to_owned())).collect())
    };
    let model = Arc::new(Scripted::new(answers));
    let world = World::with(model.clone(), House::default()).await;
    let page: &[u8] = b"<p><img alt='Home'></p><p><img alt=Home></p><p><img alt=\"Home\"></p><p>Home</p>";
    let id = world.order("a.html", page, &["de"]).await;
    let parcel = world.done(id).await;
    let text = std::fs::read_to_string(&parcel.single[0]).unwrap();
    assert_eq!(
        text,
        "<p><img alt='Zu Hause'></p><p><img alt=Heim></p><p><img alt=\"Zu Hause\"></p><p>Zu Hause</p>"
    );
    assert!(parcel.summary.is_complete(), "{:?}", parcel.summary);
    assert_eq!(
        model.asked.lock().unwrap().len(),
        2,
        "once for all, and once for the place where it does not fit"
    );
}

#[tokio::test]
async fn story_the_estimate_believes_the_memory_as_far_as_the_work_does() {
    let german = |text: &str| text.replace("cart", "Korb").replace("Your", "Ihr");
    let model = Arc::new(Scripted::text_by_text(german));
    let world = World::with(model.clone(), House::default()).await;
    let page: &[u8] = b"<p>Your cart</p>";
    let first = world.order("a.html", page, &["de"]).await;
    world.done(first).await;
    let term = Term {
        language: "de".into(),
        source: "cart".into(),
        target: "Warenkorb".into(),
        note: String::new(),
    };
    world.bureau.set_term(ANNA, &term).await.unwrap();
    let second = world.order("a.html", page, &["de"]).await;
    let estimate = world.bureau.estimate(second).await.unwrap().languages.remove(0);
    assert_eq!((estimate.ask, estimate.from_memory), (1, 0), "it does not use the house's word");
    world.done(second).await;
    assert_eq!(model.asked.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn story_what_is_said_to_the_model_is_the_same_in_all_calls() {
    let model = Arc::new(Scripted::text_by_text(|text| format!("Deutsch: {text}")));
    let world = World::with(model.clone(), House::default()).await;
    let term = |source: &str| Term {
        language: "de".into(),
        source: source.into(),
        target: source.into(),
        note: String::new(),
    };
    for source in ["Sentence 3", "Sentence 199", "elsewhere"] {
        world.bureau.set_term(ANNA, &term(source)).await.unwrap();
    }
    let page = sentences(200, |n| format!("<p>Sentence {n} of a long page.</p>\n"));
    let id = world.order("long.html", page.as_bytes(), &["de"]).await;
    world.done(id).await;
    let asked = model.asked.lock().unwrap();
    assert!(asked.len() > 2);
    for ask in asked.iter() {
        assert_eq!(ask.terms, "Use these words:\nSentence 199 → Sentence 199\nSentence 3 → Sentence 3");
        assert_eq!((&ask.rules, &ask.context), (&asked[0].rules, &asked[0].context));
    }
}

#[tokio::test]
async fn story_requests_are_counted_and_guesses_are_called_so() {
    let script = Scripted::new(|number, ask| match number {
        0 => Err(llm::Fault::Connection("it broke off".into())),
        _ => Ok(ask.items.iter().map(|item| Some(format!("Deutsch: {}", item.text))).collect()),
    });
    let model = Arc::new(Scripted { requests: 3, ..script });
    let world = World::with(model, House::default()).await;
    let id = world.order("a.html", b"<p>Some words</p>", &["de"]).await;
    let files = unzip(&world.done(id).await.archives[0]);
    let report = report(&files);
    assert_eq!((&report["calls"], &report["usage"]["estimated"]), (&6.into(), &true.into()), "{report}");
    let page = find(&files, "_report/report.html").text();
    assert!(page.contains("Calls: 6; tokens: about 10 read and 5 written"), "{page}");
}

#[tokio::test]
async fn story_what_is_asked_for_again_cannot_be_accepted_before_it_has_come() {
    let world = World::new().await;
    let id = world.order("a.html", b"<p>Some words</p>", &["de"]).await;
    world.done(id).await;
    let (key, _) = world.find_text(id, "de", "Some words").await;
    world.bureau.retry(id, &key).await.unwrap();
    assert!(matches!(world.bureau.accept(id, &key).await, Err(Error::NoSuchSegment)));
    assert_eq!(world.done(id).await.summary.human, 0);
}

#[tokio::test]
async fn story_a_page_names_its_new_language_where_somebody_asks_for_it() {
    let world = World::new().await;
    let page: &[u8] = b"<html lang=\"en\"><body><p>Some words</p></body></html>";
    for (page_language, head) in [(false, "<html lang=\"en\">"), (true, "<html dir=\"rtl\" lang=\"ar\">")] {
        let settings = Settings { page_language, ..Settings::into_languages(["ar"]) };
        let id = world.bureau.receive(ANNA, vec![sent("a.html", page)], settings).await.unwrap();
        let parcel = world.done(id).await;
        let text = std::fs::read_to_string(&parcel.single[0]).unwrap();
        assert!(text.starts_with(head), "{text}");
        let notes = report(&unzip(&parcel.archives[0]))["files"][0]["notes"].to_string();
        assert_eq!(
            notes.contains("The page says that it is in “ar”; it said “en”."),
            page_language,
            "{notes}"
        );
    }
}

/// Answers text by text; the third one tries to bring code into the page.
struct Sly;

#[async_trait::async_trait]
impl Translator for Sly {
    fn name(&self) -> &'static str {
        "sly"
    }

    fn concurrency(&self) -> usize {
        1
    }

    fn prices(&self) -> Prices {
        Prices::default()
    }

    async fn ask(
        &self,
        ask: &Ask,
        _: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, llm::Fault> {
        for (index, item) in ask.items.iter().enumerate() {
            let words = if item.text.contains("three") { "<?php evil(); ?>" } else { "Deutsch" };
            on(Piece { index, text: format!("{words}: {}", item.text) });
            tokio::task::yield_now().await;
        }
        Pretend.ask(ask, &Budget::unlimited(), &mut |_| {}).await
    }
}

#[tokio::test]
async fn story_who_looks_on_sees_each_text_once_and_nothing_that_cannot_stand_in_the_page() {
    let world = World::with(Arc::new(Sly), House::default()).await;
    let page = "<p>Page one</p><p>Page two</p><p>Page three</p><p>Page four</p>";
    let id = world.order("a.html", page.as_bytes(), &["de"]).await;
    let mut looker = Looker::default();
    world.bureau.work(id, &mut looker).await.unwrap();
    let shown: Vec<&str> =
        looker.seen.iter().flat_map(|seen| &seen.newest).map(|fresh| fresh.target.as_str()).collect();
    assert_eq!(shown, ["Deutsch: Page one", "Deutsch: Page two", "Deutsch: Page four"]);
    let before_the_end = looker.seen.iter().filter(|seen| seen.done == 0 && !seen.newest.is_empty()).count();
    assert!(before_the_end > 0, "the texts of an answer are shown while it is coming");
}

#[tokio::test]
async fn story_words_that_were_left_are_in_the_report() {
    let world = World::new().await;
    let page: &[u8] = b"<p>Words</p><img src=a.png><script>alert('Please fill in your name.');</script>\
        <?php echo __('Add to cart'); ?>";
    for (php_literals, said) in [
        (
            false,
            "Strings in PHP code that were left (1; php_literals translates them): \u{201c}Add to cart\u{201d}.",
        ),
        (
            true,
            "Arguments of gettext calls that were translated (1; an existing .mo file misses them now): \u{201c}Add to cart\u{201d}.",
        ),
    ] {
        let settings = Settings { php_literals, ..Settings::into_languages(["de"]) };
        let id = world.bureau.receive(ANNA, vec![sent("a.php", page)], settings).await.unwrap();
        let notes = &report(&unzip(&world.done(id).await.archives[0]))["files"][0]["notes"];
        let notes: Vec<&str> = notes.as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
        assert_eq!(
            notes,
            [
                "Strings in scripts that look like words and were left (1): \u{201c}Please fill in your name.\u{201d}.",
                said,
                "Pictures without an alt text, in which there may be words: 1.",
            ]
        );
    }
}

#[tokio::test]
async fn story_a_request_tells_of_the_pages_its_texts_are_from() {
    let model = Arc::new(Scripted::text_by_text(|text| format!("Deutsch: {text}")));
    let world = World::with(model.clone(), House::default()).await;
    let long = sentences(150, |n| format!("<p>Sentence {n} of a long page.</p>\n"));
    let site = zip(&[
        ("mugs.html", b"<title>All mugs</title><h1>Mugs &amp; <b>cups</b></h1><p>Blue</p>"),
        ("long.html", format!("<h1>The long page</h1>{long}").as_bytes()),
    ]);
    let id = world.order("site.zip", &site, &["de"]).await;
    world.done(id).await;
    let asked = model.asked.lock().unwrap();
    let contexts: Vec<&str> = asked.iter().map(|ask| ask.context.as_str()).collect();
    assert_eq!(contexts[0], "The texts are from: “All mugs — Mugs & cups”, “The long page”");
    assert_eq!(contexts.last(), Some(&"The texts are from: “The long page”"));
    // What a provider's cache serves comes before that, and is the same for all.
    assert!(asked.iter().all(|ask| (&ask.rules, &ask.terms) == (&asked[0].rules, &asked[0].terms)));
}

#[tokio::test]
async fn story_another_model_is_asked_anew_and_hears_what_the_first_one_said() {
    let first = Arc::new(Scripted::text_by_text(|_| "Kostenlose Lieferung ab vierzig Euro.".into()));
    let second = Scripted::text_by_text(|_| "Ab vierzig Euro liefern wir kostenlos.".into());
    let second = Arc::new(Scripted { name: "better", ..second });
    let world = World::with(first.clone(), House::default()).await;
    let page: &[u8] = b"<p>Free delivery from forty euros.</p>";
    let order = async |bureau: &bureau::Bureau| {
        let settings = Settings::into_languages(["de"]);
        let id = bureau.receive(ANNA, vec![sent("a.html", page)], settings).await.unwrap();
        let ask = bureau.estimate(id).await.unwrap().languages[0].ask;
        bureau.work(id, &mut bureau::Unwatched).await.unwrap();
        (ask, std::fs::read_to_string(&bureau.parcel(id).await.unwrap().single[0]).unwrap())
    };
    assert_eq!(order(&world.bureau).await, (1, "<p>Kostenlose Lieferung ab vierzig Euro.</p>".into()));
    assert_eq!(order(&world.bureau).await.0, 0, "the same model is not asked twice");
    let better = world.reopened(second.clone());
    assert_eq!(order(&better).await, (1, "<p>Ab vierzig Euro liefern wir kostenlos.</p>".into()));
    let note = second.asked.lock().unwrap()[0].items[0].note.clone().unwrap_or_default();
    assert!(note.contains("Kostenlose Lieferung"), "{note}");
    // A person's word is everybody's.
    let words = "language,source,target\nde,Free delivery from forty euros.,Versandkostenfrei ab 40 Euro.\n";
    world.bureau.import_memory(ANNA, words.as_bytes(), None).await.unwrap();
    for bureau in [&world.bureau, &better] {
        assert_eq!(order(bureau).await, (0, "<p>Versandkostenfrei ab 40 Euro.</p>".into()));
    }
}

/// Somebody changes the glossary while the first answer comes.
#[tokio::test]
async fn story_a_glossary_that_changes_in_the_middle_holds_from_the_next_run_on() {
    let german = |text: &str, terms: &str| {
        let cart = if terms.contains("Warenkorb") { "Warenkorb" } else { "Korb" };
        text.replace("cart", cart).replace("Put number", "Nummer").replace("into your", "in den")
    };
    let script = move |_: usize, ask: &Ask| {
        Ok(ask.items.iter().map(|item| Some(german(&item.text, &ask.terms))).collect())
    };
    let model = Arc::new(Scripted::new(script));
    let world = World::with(model.clone(), House::default()).await;
    let page = sentences(150, |n| format!("<p>Put number {n} into your cart</p>\n"));
    let id = world.order("a.html", page.as_bytes(), &["de"]).await;
    let mut watch = Meddler { bureau: world.bureau.clone(), done: false };
    world.bureau.work(id, &mut watch).await.unwrap();
    assert!(watch.done && model.asked.lock().unwrap().len() > 1);
    let page = std::fs::read_to_string(&world.bureau.parcel(id).await.unwrap().single[0]).unwrap();
    assert_eq!(page.matches("Korb").count(), 150, "one order speaks with one voice");
    // The next order does not believe what was made without the word.
    let next = world.order("a.html", page_of_one(), &["de"]).await;
    let text = std::fs::read_to_string(&world.done(next).await.single[0]).unwrap();
    assert!(text.contains("Warenkorb"), "{text}");
}

fn page_of_one() -> &'static [u8] {
    b"<p>Put number 7 into your cart</p>"
}

/// Changes the glossary at the first text.
struct Meddler {
    bureau: bureau::Bureau,
    done: bool,
}

#[async_trait::async_trait]
impl bureau::Watch for Meddler {
    async fn see(&mut self, progress: &bureau::Progress) -> std::ops::ControlFlow<()> {
        if progress.done > 0 && !std::mem::replace(&mut self.done, true) {
            let [language, source, target] = ["de", "cart", "Warenkorb"].map(str::to_owned);
            self.bureau
                .set_term(ANNA, &Term { language, source, target, note: String::new() })
                .await
                .unwrap();
        }
        std::ops::ControlFlow::Continue(())
    }
}
