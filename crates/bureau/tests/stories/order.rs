//! From files to a parcel.

use std::collections::BTreeSet;

use bureau::{JobState, Mark, Settings, Tone, Why};

use crate::world::*;

#[tokio::test]
async fn story_a_page_goes_out_and_comes_back_in_another_language() {
    let world = World::new().await;
    let id = world.order("index.php", PAGE.as_bytes(), &["de"]).await;
    let estimate = world.bureau.estimate(id).await.unwrap();
    assert!(estimate.pretend, "nobody may take it for a translation");
    assert_eq!((estimate.segments, estimate.unique), (6, 6));
    assert_eq!(
        estimate.languages[0].ask, 5,
        "`All mugs` stands in the title and in the text, and is asked for once"
    );

    let parcel = world.done(id).await;
    let page = std::fs::read_to_string(&parcel.single[0]).unwrap();
    assert!(page.contains("<h1>[!! Mûĝš &amp; çûpš"), "{page}");
    assert!(page.contains("<b><?= $name ?></b>") && page.contains("href=\"/faq\""), "{page}");
    assert!(page.contains("title=\"[!! Q"), "{page}");
    let files = unzip(&parcel.archives[0]);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "index.php",
            "_report/report.html",
            "_report/report.json",
            "_report/segments.de.tmx",
            "_report/segments.de.xlf"
        ]
    );
    assert_eq!(files[0].text(), page);
    assert!(parcel.summary.is_complete() && parcel.summary.translated == 1, "{:?}", parcel.summary);
    assert_eq!(world.bureau.job(id).await.unwrap().state, JobState::Done);
    assert!(find(&files, "_report/report.html").text().contains("This is not a translation"));
}

#[tokio::test]
async fn story_a_site_keeps_its_paths_its_order_its_times_and_what_is_not_text() {
    let world = World::new().await;
    let picture: Vec<u8> = (0..5_000u32).map(|n| (n * 7 % 251) as u8).collect();
    let site = zip(&[
        ("shop/", b""),
        ("shop/z.html", b"<p>Last letter</p>"),
        ("shop/logo.png", &picture),
        ("shop/lib.php", b"<?php function f() { return 1; }\n"),
        ("a.html", b"<p>First letter</p>"),
        ("cut.html", b"<p>Words</p><a href="),
    ]);
    let id = world.order("shop.zip", &site, &["de"]).await;
    let estimate = world.bureau.estimate(id).await.unwrap();
    let why = |path: &str| {
        estimate.files.iter().find(|file| file.path == path).unwrap().skip.clone().map(|skip| skip.why)
    };
    assert_eq!(why("shop/logo.png"), Some(Why::Binary));
    assert_eq!(why("cut.html"), Some(Why::EndsInsideTag { at: 12, unread: 8 }));
    assert!(why("shop/lib.php").is_some() && why("a.html").is_none());

    let parcel = world.done(id).await;
    assert!(parcel.single.is_empty());
    assert_eq!(parcel.archives[0].file_name().unwrap(), "shop.de.zip");
    let files = unzip(&parcel.archives[0]);
    let (site, _) = files.split_at(6);
    let shown: Vec<(&str, u8)> = site.iter().map(|file| (file.name.as_str(), file.day)).collect();
    let expected = [
        ("shop/", 1),
        ("shop/z.html", 2),
        ("shop/logo.png", 3),
        ("shop/lib.php", 4),
        ("a.html", 5),
        ("cut.html", 6),
    ];
    assert_eq!(shown, expected);
    assert_eq!(site[2].content, picture);
    assert_eq!(site[5].text(), "<p>Words</p><a href=");
    let report = report(&files);
    assert_eq!(
        (report["summary"]["translated"].as_u64(), report["summary"]["untouched"].as_u64()),
        (Some(2), Some(3))
    );
}

#[tokio::test]
async fn story_two_languages_are_two_folders_and_the_same_order_gives_the_same_bytes() {
    let world = World::new().await;
    let site = zip(&[("index.php", PAGE.as_bytes()), ("x.bin", b"\0\x01")]);
    let first = world.order("site.zip", &site, &["de", "uk"]).await;
    let parcel = world.done(first).await;
    let files = unzip(&parcel.archives[0]);
    let names: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    for name in ["de/index.php", "uk/index.php", "de/x.bin", "uk/x.bin", "_report/segments.uk.xlf"] {
        assert!(names.contains(name), "{names:?}");
    }
    let bytes = std::fs::read(&parcel.archives[0]).unwrap();
    let again = world.bureau.parcel(first).await.unwrap();
    assert_eq!(std::fs::read(&again.archives[0]).unwrap(), bytes);
}

#[tokio::test]
async fn story_two_orders_of_one_name_never_meet_and_the_second_comes_from_memory() {
    let world = World::new().await;
    let one = world.order("index.html", b"<p>One of two</p>", &["de"]).await;
    let two = world.order("index.html", b"<p>Two of two</p><p>One of two</p>", &["de"]).await;
    let (first, second) = tokio::join!(world.done(one), async {
        world.bureau.work(two, &mut bureau::Unwatched).await.unwrap();
        world.bureau.parcel(two).await.unwrap()
    });
    let read = |parcel: &bureau::Parcel| std::fs::read_to_string(&parcel.single[0]).unwrap();
    assert!(!read(&first).contains("Ţŵö") && read(&second).contains("Ţŵö"), "{}", read(&second));
    let third = world.order("index.html", b"<p>Two of two</p>", &["de"]).await;
    let estimate = world.bureau.estimate(third).await.unwrap();
    assert_eq!((estimate.languages[0].from_memory, estimate.languages[0].ask), (1, 0));
    let parcel = world.done(third).await;
    assert_eq!((parcel.summary.memory, parcel.summary.ok), (1, 0));
}

#[tokio::test]
async fn story_several_loose_files_of_one_name_get_names_of_their_own() {
    let world = World::new().await;
    let incoming = vec![sent("index.html", b"<p>One</p>"), sent("index.html", b"<p>Two</p>")];
    let id = world.bureau.receive(ANNA, incoming, Settings::into_languages(["de"])).await.unwrap();
    let files = unzip(&world.done(id).await.archives[0]);
    assert!(find(&files, "index.html").text().contains("Öñé"));
    assert!(find(&files, "index (2).html").text().contains("Ţŵö"));
}

#[tokio::test]
async fn story_a_page_and_an_archive_come_back_together() {
    let world = World::new().await;
    let settings = || Settings::into_languages(["de"]);
    let site = zip(&[("about.html", b"<p>About us</p>")]);
    let both = vec![sent("index.html", b"<p>Hello</p>"), sent("site.zip", &site)];
    let id = world.bureau.receive(ANNA, both, settings()).await.unwrap();
    let parcel = world.done(id).await;
    assert!(parcel.single.is_empty(), "the page is not all that was ordered: {:?}", parcel.single);
    let files = unzip(&parcel.archives[0]);
    assert!(
        find(&files, "index.html").text().contains("Ĥ")
            && find(&files, "site/about.html").text().contains("Å")
    );
}

#[tokio::test]
async fn story_files_that_were_sent_at_once_are_one_order_until_somebody_begins_with_it() {
    let world = World::new().await;
    let site = zip(&[("index.html", b"<p>Inside</p>")]);
    let receive = async |name: &str, body: &[u8], languages: &[&str]| {
        let settings = Settings::into_languages(languages.iter().copied());
        world.bureau.receive_together(ANNA, "album", sent(name, body), settings).await
    };
    let id = receive("site.zip", &site, &[]).await.unwrap();
    assert_eq!(receive("index.html", b"<p>One</p>", &["de"]).await.unwrap(), id);
    assert_eq!(
        receive("index.html", b"<p>One</p>", &[]).await.unwrap(),
        id,
        "it came twice and is there once"
    );
    for times in ["first", "again"] {
        assert_eq!(receive("index.html", b"<p>Two</p>", &["uk", "de"]).await.unwrap(), id, "{times}");
    }
    assert!(receive("slip.zip", &zip(&[("../x.html", b"<p>x</p>")]), &[]).await.is_err());
    let estimate = world.bureau.estimate(id).await.unwrap();
    let paths: Vec<&str> = estimate.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["site/index.html", "index.html", "index (2).html"]);
    assert_eq!(world.bureau.job(id).await.unwrap().settings.languages, ["de", "uk"]);
    let parcel = world.done(id).await;
    assert!(parcel.single.is_empty(), "{:?}", parcel.single);
    let files = unzip(&parcel.archives[0]);
    assert!(find(&files, "uk/site/index.html").text().contains("Îñšîðé"));
    assert!(find(&files, "de/index (2).html").text().contains("Ţŵö"));
    assert_ne!(receive("late.html", b"<p>Late</p>", &["de"]).await.unwrap(), id, "that one is on its way");
}

#[tokio::test]
async fn story_a_finished_order_is_open_again_when_its_settings_change() {
    let world = World::new().await;
    let id = world.order("index.html", b"<p>Hello</p>", &["de"]).await;
    world.done(id).await;
    let settings = Settings::into_languages(["de"]);
    world.bureau.configure(id, &settings).await.unwrap();
    assert_eq!(world.bureau.job(id).await.unwrap().state, JobState::Done, "nothing has changed");
    let formal = Settings { tone: Some(Tone::Formal), ..settings };
    world.bureau.configure(id, &formal).await.unwrap();
    assert_eq!(world.bureau.job(id).await.unwrap().state, JobState::Open);
    world.done(id).await;
    let more = Settings { languages: vec!["de".into(), "uk".into()], ..formal };
    world.bureau.configure(id, &more).await.unwrap();
    assert_eq!(world.bureau.job(id).await.unwrap().state, JobState::Open);
    assert!(world.done(id).await.summary.is_complete());
}

#[tokio::test]
async fn story_progress_counts_up_to_the_end_and_shows_what_is_new() {
    let world = World::new().await;
    let page: String = sentences(200, |n| format!("<p>Sentence number {n} of the page</p>\n"));
    let id = world.order("long.html", page.as_bytes(), &["de"]).await;
    let mut looker = Looker::default();
    world.bureau.work(id, &mut looker).await.unwrap();
    let done: Vec<u64> = looker.seen.iter().map(|progress| progress.done).collect();
    assert!(done.is_sorted() && done.len() > 3, "{done:?}");
    let last = looker.seen.last().unwrap();
    assert_eq!((last.done, last.total), (200, 200));
    assert!(
        looker
            .seen
            .iter()
            .any(|progress| progress.newest.iter().any(|fresh| fresh.target.starts_with("[!! ")))
    );
    assert!(looker.seen.iter().any(|progress| progress.left.is_some()));
}

#[tokio::test]
async fn story_a_page_in_the_windows_encoding_of_its_neighbours_keeps_it() {
    let world = World::new().await;
    let cyrillic: &[u8] = b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2, world</p>";
    let site = zip(&[("a.html", cyrillic), ("b.html", b"<p>Plain words</p>")]);
    let id = world.order("site.zip", &site, &["de"]).await;
    let files = unzip(&world.done(id).await.archives[0]);
    let plain = String::from_utf8_lossy(&find(&files, "b.html").content).into_owned();
    assert!(plain.contains("&#"), "accents that windows-1251 lacks are references: {plain}");
}

#[tokio::test]
async fn story_what_is_larger_than_the_limit_comes_in_parts_that_each_open() {
    let limits = bureau::archive::Limits { part: 40_000, ..Default::default() };
    let house = bureau::House { limits, ..Default::default() };
    let world = World::with(std::sync::Arc::new(bureau::Pretend), house).await;
    let (a, b, c) = (noise(1, 15_000), noise(2, 15_000), noise(3, 15_000));
    let site = zip(&[("a.bin", &a), ("b.bin", &b), ("c.bin", &c), ("d.html", b"<p>Words</p>")]);
    let id = world.order("big.zip", &site, &["de"]).await;
    let parcel = world.done(id).await;
    assert!(parcel.archives.len() >= 2, "{:?}", parcel.archives);
    let mut names = Vec::new();
    for (part, path) in (1..).zip(&parcel.archives) {
        assert_eq!(path.file_name().unwrap().to_str().unwrap(), format!("big.de.part{part}.zip"));
        assert!(std::fs::metadata(path).unwrap().len() <= 40_000);
        names.extend(unzip(path).into_iter().map(|file| file.name));
    }
    assert!(names.starts_with(&["a.bin", "b.bin", "c.bin", "d.html"].map(str::to_owned)), "{names:?}");
}

#[tokio::test]
async fn story_foreign_words_in_the_report_stay_words() {
    let world = World::new().await;
    let page = b"<p>&lt;script&gt;alert(1)&lt;/script&gt; \"quoted\" words</p>";
    let id = world.order("<img src=x onerror=alert(2)>.html", page, &["de"]).await;
    let files = unzip(&world.done(id).await.archives[0]);
    let html = find(&files, "_report/report.html").text();
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    assert!(html.contains("&lt;script&gt;"), "{html}");
}

#[tokio::test]
async fn story_a_forgotten_order_leaves_nothing_behind() {
    let world = World::new().await;
    let id = world.order("index.php", PAGE.as_bytes(), &["de"]).await;
    world.done(id).await;
    world.bureau.forget(id).await.unwrap();
    assert!(world.bureau.job(id).await.is_err());
    assert_eq!(std::fs::read_dir(world.folder.path().join("orders")).unwrap().count(), 0);
    assert_eq!(Mark::Ok.name(), "ok");
}
