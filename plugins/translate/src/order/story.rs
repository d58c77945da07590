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

/// In a group only one message of an album names the command. Whether the others come before it or behind it, they are of
/// the same order; what is sent without the command is nobody's.
#[tokio::test]
async fn an_album_in_a_group_is_one_order_wherever_its_caption_hangs() {
    let shop = open().await;
    let anna = shop.stage.anna().in_group();
    let slip = zip(&[("../../www/index.php", "<p>Hello</p>")]);
    anna.sends_album(&[("cat.html", INDEX), ("dog.html", ABOUT)], "our pets").await;
    let files =
        [("index.html", INDEX), ("slip.zip", slip.as_slice()), ("about.html", ABOUT), ("config.php", CODE)];
    anna.sends_album_with(&files, 3, "/translate de klingon").await;
    anna.taps("Start").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna in Ops alerts: 📎 cat.html (of an album)
    Anna in Ops alerts: 📎 dog.html (of an album) our pets
    Anna in Ops alerts: 📎 index.html (of an album)
    Anna in Ops alerts: 📎 slip.zip
    Anna in Ops alerts: 📎 about.html (of an album) /translate de klingon
    bot → Ops alerts: 🌍 index.html → Deutsch (order 1)
        2 files; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 458 tokens
        ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    bot → Ops alerts: “../../www/index.php” would be written outside of the archive's folder, so I take nothing of this archive.
    bot → Ops alerts: I know no language called: klingon.
    Anna in Ops alerts: 📎 config.php (of an album)
    bot ✎ Ops alerts: 🌍 index.html → Deutsch (order 1)
        2 files; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 458 tokens
        ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
        These stay as they are:
        · config.php — there are no words for readers in it.
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna in Ops alerts: [Start]
    bot ✎ Ops alerts: 🌍 index.html: it is on its way.
        [🔎 How it stands]
    bot → Ops alerts: 🌍 index.html → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 of 2
        [✖ Cancel]
    bot ✎ Ops alerts: ✅ index.html → Deutsch (order 1)
        Files: 2 translated, 1 as they were, 0 returned as they were because a check failed
        Texts: 2 (2 right at once)
        ⚠️ This is not a translation: the built-in pseudo-translator wrote it. Set up a model to get one.
    bot → Ops alerts
        📎 index.de.zip
    ");
    let (_, bytes) = shop.stage.file();
    assert!(unzip(&bytes, "index.html").contains("Öûŕ"));
    assert!(unzip(&bytes, "about.html").contains("Åƀöûţ"));
    assert_eq!(unzip(&bytes, "config.php").as_bytes(), CODE);
}

/// Sam is a stranger: what Sam sends to a group is nobody's business.
#[tokio::test]
async fn an_album_of_somebody_who_may_not_is_left_alone() {
    let shop = open().await;
    let stranger = shop.stage.sam().in_group();
    stranger.sends_album_with(&[("index.html", INDEX), ("about.html", ABOUT)], 1, "/translate de").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Sam in Ops alerts: 📎 index.html (of an album) /translate de
    Sam in Ops alerts: 📎 about.html (of an album)
    ");
}
