//! Old encodings brought into UTF-8, where somebody asks for that.

use bureau::Settings;

use crate::world::*;

#[tokio::test]
async fn story_an_old_site_comes_back_in_utf8_all_of_it_where_somebody_asks_for_that() {
    let world = World::new().await;
    // “Привет, world”, and a program's comment, as Windows wrote them.
    let page: &[u8] = b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2, world</p>";
    let code: &[u8] =
        b"<?php header('Content-Type: text/html; charset=windows-1251'); // \xcf\xf0\xe8\xe2\xe5\xf2\n";
    let old: &[u8] = b"<p>\xcf\xf0\xe8\xe2\xe5\xf2</p>";
    let site = zip(&[("a.html", page), ("inc.php", code), ("old.html", old), ("x.bin", b"\0\xcf\xf0")]);
    let settings = Settings { utf8: true, ..Settings::into_languages(["de"]) };
    let id = world.bureau.receive(ANNA, vec![sent("site.zip", &site)], settings.clone()).await.unwrap();
    let doubtful = &world.bureau.estimate(id).await.unwrap().files[2];
    assert!(doubtful.candidates.len() > 1, "what nobody can know is asked");
    let encodings = [("old.html".to_owned(), "windows-1251".to_owned())].into();
    world.bureau.configure(id, &Settings { encodings, ..settings }).await.unwrap();
    let files = unzip(&world.done(id).await.archives[0]);
    assert_eq!(find(&files, "a.html").text(), "<meta charset=utf-8><p>[!! Привет, ŵöŕļð ···]</p>");
    let code = find(&files, "inc.php").text();
    assert_eq!(code, "<?php header('Content-Type: text/html; charset=utf-8'); // Привет\n");
    assert_eq!(find(&files, "old.html").text(), "<p>[!! Привет ··]</p>");
    assert_eq!(find(&files, "x.bin").content, b"\0\xcf\xf0");
    let said = report(&files)["files"][0]["notes"][0].to_string();
    assert!(
        said.contains(
            "It was in windows-1251 and is in UTF-8 now; places that named its encoding name UTF-8 now: 1."
        ),
        "{said}"
    );
}

#[tokio::test]
async fn story_a_page_that_is_in_utf8_already_is_no_longer_in_doubt_once_somebody_has_said_so() {
    let world = World::new().await;
    let page = "<meta charset=windows-1251><p>Привет, world</p>".as_bytes();
    let settings = Settings { utf8: true, ..Settings::into_languages(["de"]) };
    let id = world.bureau.receive(ANNA, vec![sent("a.html", page)], settings.clone()).await.unwrap();
    assert_eq!(world.bureau.estimate(id).await.unwrap().files[0].candidates.len(), 2);
    let encodings = [("a.html".to_owned(), "UTF-8".to_owned())].into();
    world.bureau.configure(id, &Settings { encodings, ..settings }).await.unwrap();
    assert!(world.bureau.estimate(id).await.unwrap().files[0].candidates.is_empty());
    let files = unzip(&world.done(id).await.archives[0]);
    let file = &report(&files)["files"][0];
    assert_eq!((&file["encoding"], file["notes"].as_array().unwrap().len()), (&"UTF-8".into(), 0), "{file}");
}

#[tokio::test]
async fn story_a_page_that_cannot_be_brought_into_utf8_is_in_what_somebody_has_said() {
    let world = World::new().await;
    // “Καλώς” as Windows wrote it in Greece, and a byte that is no letter there: the page cannot be converted.
    let page: &[u8] = b"<p>\xca\xe1\xeb\xfe\xf2, world</p><p>\xd2</p>";
    let encodings = [("a.html".to_owned(), "windows-1253".to_owned())].into();
    let settings = Settings { utf8: true, encodings, ..Settings::into_languages(["de"]) };
    let id = world.bureau.receive(ANNA, vec![sent("a.html", page)], settings).await.unwrap();
    let estimate = world.bureau.estimate(id).await.unwrap();
    assert_eq!(estimate.files[0].encoding.as_deref(), Some("windows-1253"));
    let files = unzip(&world.done(id).await.archives[0]);
    let came: &[u8] =
        b"<p>[!! \xca\xe1\xeb\xfe\xf2, &#373;&#246;&#341;&#316;&#240; \xb7\xb7\xb7]</p><p>\xd2</p>";
    assert_eq!(find(&files, "a.html").content, came);
    let said = report(&files)["files"][0]["notes"].to_string();
    assert!(said.contains("It could not be brought into UTF-8"), "{said}");
}

#[tokio::test]
async fn story_a_page_that_a_check_has_thrown_back_is_not_said_to_be_in_utf8() {
    let world = World::new().await;
    // Browsers see the end of a `<noscript>` where words of a title are: that many of them are too many.
    let odd = "<noscript><title>Cups</noscript>and</title><h1>More</h1>".repeat(5);
    let page =
        [b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>".as_slice(), odd.as_bytes()].concat();
    let settings = Settings { utf8: true, ..Settings::into_languages(["de"]) };
    let id = world.bureau.receive(ANNA, vec![sent("a.html", &page)], settings).await.unwrap();
    let parcel = world.done(id).await;
    assert_eq!((parcel.summary.failed, parcel.summary.translated), (1, 0));
    let files = unzip(&parcel.archives[0]);
    assert_eq!(find(&files, "a.html").content, page);
    let file = &report(&files)["files"][0];
    assert_eq!((&file["outcome"], &file["encoding"]), (&"failed".into(), &"windows-1251".into()));
    assert!(!file.to_string().contains("UTF-8"), "{file}");
}
