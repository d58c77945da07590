//! What estimate and report say is so.

use std::sync::Arc;

use bureau::{Error, House, Settings, Term};

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
        let text = std::fs::read_to_string(parcel.single.unwrap()).unwrap();
        assert!(text.starts_with(head), "{text}");
        let notes = report(&unzip(&parcel.archives[0]))["files"][0]["notes"].to_string();
        assert_eq!(
            notes.contains("The page says that it is in “ar”; it said “en”."),
            page_language,
            "{notes}"
        );
    }
}
