use crate::world::{open, unzip, zip};

const INDEX: &[u8] = b"<h1>Our shop</h1>";
const ABOUT: &[u8] = b"<p>About us</p>";
const CODE: &[u8] = b"<?php function f() { return 1; }";

#[tokio::test]
async fn files_that_anna_sends_at_once_are_one_order() {
    let shop = open().await;
    let anna = shop.stage.anna();
    anna.sends_album(&[("config.php", CODE), ("index.html", INDEX), ("about.html", ABOUT)], "de").await;
    anna.taps("Start").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 config.php (of an album)
    bot → Anna: There is nothing that I can translate here.
        · config.php — there are no words for readers in it.
        [⚙ Settings]
        [✖ Cancel]
    Anna: 📎 index.html (of an album)
    bot ✎ Anna: 🌍 Into which languages shall I translate config.php?
        [⬜ Українська] [⬜ Deutsch] [⬜ Polski]
        [⬜ English] [⬜ Français] [⬜ Español]
        [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
        [🔎 Another language]
        [✖ Cancel]
    Anna: 📎 about.html (of an album) de
    bot ✎ Anna: 🌍 config.php → Deutsch (order 1)
        2 files; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 458 tokens
        ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
        These stay as they are:
        · config.php — there are no words for readers in it.
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: [Start]
    bot ✎ Anna: 🌍 config.php: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 config.php → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 of 2
        [✖ Cancel]
    bot ✎ Anna: ✅ config.php → Deutsch (order 1)
        Files: 2 translated, 1 as they were, 0 returned as they were because a check failed
        Texts: 2 (2 right at once)
        ⚠️ This is not a translation: the built-in pseudo-translator wrote it. Set up a model to get one.
    bot → Anna
        📎 config.de.zip
    ");
    let (_, bytes) = shop.stage.file();
    assert!(unzip(&bytes, "index.html").contains("Öûŕ"));
    assert!(unzip(&bytes, "about.html").contains("Åƀöûţ"));
    assert_eq!(unzip(&bytes, "config.php").as_bytes(), CODE);
}

#[tokio::test]
async fn what_is_refused_of_an_album_does_not_keep_the_rest_back() {
    let shop = open().await;
    let anna = shop.stage.anna();
    let slip = zip(&[("../../www/index.php", "<p>Hello</p>")]);
    anna.sends_album(&[("index.html", INDEX), ("slip.zip", &slip), ("about.html", ABOUT)], "de klingon")
        .await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 index.html (of an album)
    bot → Anna: 🌍 Into which languages shall I translate index.html?
        [⬜ Українська] [⬜ Deutsch] [⬜ Polski]
        [⬜ English] [⬜ Français] [⬜ Español]
        [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
        [🔎 Another language]
        [✖ Cancel]
    Anna: 📎 slip.zip
    bot → Anna: “../../www/index.php” would be written outside of the archive's folder, so I take nothing of this archive.
    Anna: 📎 about.html (of an album) de klingon
    bot ✎ Anna: 🌍 index.html → Deutsch (order 1)
        2 files; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 458 tokens
        ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    bot → Anna: I know no language called: klingon.
    ");
}
