//! People look at what came out, and say it better.

use bureau::exchange::Format;
use bureau::{Error, SegmentKey, Settings, Term};

use crate::world::*;

/// The key of a text, by its place in the report.
async fn key(world: &World, id: bureau::JobId, source: &str) -> SegmentKey {
    let (key, _) = world.find_text(id, "de", source).await;
    key
}

#[tokio::test]
async fn story_a_corrected_file_gives_a_new_parcel_without_a_model() {
    let world = World::new().await;
    let id = world.order("index.php", PAGE.as_bytes(), &["de"]).await;
    let files = unzip(&world.done(id).await.archives[0]);
    let tmx = find(&files, "_report/segments.de.tmx").text();
    let corrected = tmx.replace("[!! Mûĝš &amp; çûpš ··]", "Becher &amp; Tassen");
    let found = world.bureau.correct(id, corrected.as_bytes()).await.unwrap();
    assert_eq!((found.changed, found.unknown, found.rejected.len()), (1, 0, 0), "{found:?}");
    let parcel = world.bureau.parcel(id).await.unwrap();
    assert_eq!(parcel.summary.human, 1);
    let page = std::fs::read_to_string(&parcel.single[0]).unwrap();
    assert!(page.contains("<h1>Becher &amp; Tassen</h1>"), "{page}");

    // From now on it is the house's word, in every order.
    let other = world.order("other.html", b"<h1>Mugs &amp; cups</h1>", &["de"]).await;
    let parcel = world.done(other).await;
    assert_eq!(parcel.summary.memory, 1);
    assert!(std::fs::read_to_string(&parcel.single[0]).unwrap().contains("Becher &amp; Tassen"));
}

#[tokio::test]
async fn story_corrections_come_as_xliff_and_csv_too_and_what_would_break_the_page_is_refused() {
    let world = World::new().await;
    let id = world.order("index.php", PAGE.as_bytes(), &["de"]).await;
    world.done(id).await;
    let csv = "source;target\nMugs & cups;Becher\nA blue mug;Ein <?php evil() ?> Becher\nNowhere;Nirgends\n";
    let found = world.bureau.correct(id, csv.as_bytes()).await.unwrap();
    assert_eq!((found.changed, found.unknown, found.rejected.len()), (1, 1, 1), "{found:?}");
    let xliff = r#"<xliff version="2.1" trgLang="de"><file id="f"><unit id="u"><segment>
        <source>Hello, <pc id="1"><ph id="2"/></pc>! Read <pc id="3">more</pc>.</source>
        <target>Hallo <pc id="1"><ph id="2"/></pc>! Mehr <pc id="3">lesen</pc>.</target></segment></unit></file></xliff>"#;
    let found = world.bureau.correct(id, xliff.as_bytes()).await.unwrap();
    assert_eq!(found.changed, 1, "{found:?}");
    let page = std::fs::read_to_string(&world.bureau.parcel(id).await.unwrap().single[0]).unwrap();
    assert!(page.contains("Hallo <b><?= $name ?></b>! Mehr <a href=\"/faq\""), "{page}");
    let again = world.bureau.correct(id, xliff.as_bytes()).await.unwrap();
    assert_eq!((again.changed, again.same), (0, 1));
    assert!(matches!(world.bureau.correct(id, b"rubbish").await, Err(Error::Unreadable(_))));
}

#[tokio::test]
async fn story_a_single_text_is_rewritten_or_tried_again() {
    let world = World::new().await;
    let id = world.order("index.php", PAGE.as_bytes(), &["de"]).await;
    world.done(id).await;
    let heading = key(&world, id, "Mugs & cups").await;
    world.bureau.edit(id, &heading, "Becher & Tassen").await.unwrap();
    assert_eq!(world.bureau.text(id, &heading).await.unwrap().target, "Becher & Tassen");
    let greeting = key(&world, id, "Hello, <g1><x2/></g1>! Read <g3>more</g3>.").await;
    let refused = world.bureau.edit(id, &greeting, "Hallo!").await.unwrap_err();
    assert_eq!(refused.to_string(), "The text cannot stand there: the code 1 is missing.");
    world.bureau.retry(id, &greeting).await.unwrap();
    assert_eq!(world.bureau.parcel(id).await.unwrap().summary.missing, 1);
    assert!(world.done(id).await.summary.is_complete());
}

#[tokio::test]
async fn store_the_glossary_and_the_memory_go_out_and_come_back() {
    let world = World::new().await;
    let term = |language: &str, source: &str, target: &str| Term {
        language: language.into(),
        source: source.into(),
        target: target.into(),
        note: String::new(),
    };
    world.bureau.set_term(ANNA, &term("*", "Brightmug", "")).await.unwrap();
    world.bureau.set_term(ANNA, &term("de", "mug", "Becher")).await.unwrap();
    let exported = world.bureau.export_terms().await.unwrap();
    let other = World::new().await;
    assert_eq!(other.bureau.import_terms(ANNA, &exported).await.unwrap(), 2);
    assert_eq!(other.bureau.terms(Some("de")).await.unwrap(), world.bureau.terms(None).await.unwrap());
    assert_eq!(other.bureau.terms(Some("uk")).await.unwrap(), [term("*", "Brightmug", "")]);
    assert!(other.bureau.remove_term("de", "mug").await.unwrap());

    let count = world
        .bureau
        .import_memory(ANNA, b"source,target\nMug,Becher\nMug,Tasse\nCup,Tasse\n", Some("de"))
        .await;
    assert_eq!(count.unwrap(), 2, "the last word on a text counts");
    for format in [Format::Tmx, Format::Xliff, Format::Csv] {
        let file = world.bureau.export_memory("de", format).await.unwrap();
        assert_eq!(other.bureau.import_memory(ANNA, &file, None).await.unwrap(), 2, "{format:?}");
    }
    let id = other.order("a.html", b"<p>Mug</p>", &["de"]).await;
    assert_eq!(std::fs::read_to_string(&other.done(id).await.single[0]).unwrap(), "<p>Tasse</p>");

    let settings = Settings { php_literals: true, ..Settings::into_languages(["de", "fr"]) };
    world.bureau.save_preset(ANNA, "shop", &settings).await.unwrap();
    assert_eq!(world.bureau.presets(ANNA).await.unwrap(), [("shop".to_owned(), settings)]);
    assert!(world.bureau.remove_preset(ANNA, "shop").await.unwrap());
    assert_eq!(other.bureau.recent_languages(ANNA).await.unwrap(), ["de"]);
}
