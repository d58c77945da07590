use super::*;
use crate::repair::tests::unit;

const CYRILLIC: Rules<'_> = Rules { script: Some(Script::Cyrillic), glossary: &[], keep: &[] };

/// The hard faults of a translation, in words.
fn check(html: &str, translation: &str, expected: &str) {
    check_by(&Rules::default(), html, translation, expected);
}

fn check_by(rules: &Rules<'_>, html: &str, translation: &str, expected: &str) {
    assert_eq!(validate(&unit(html), translation, rules).reason(), expected, "{html} → {translation}");
}

fn check_soft(html: &str, translation: &str, expected: &[Soft]) {
    let findings = validate(&unit(html), translation, &Rules::default());
    assert_eq!(
        (findings.reason().as_str(), findings.soft.as_slice()),
        ("", expected),
        "{html} → {translation}"
    );
}

#[test]
fn a_good_translation_passes() {
    check("Hello", "Hallo", "");
    check("Read <a href=x>more</a> about %s", "Mehr über %s <g1>lesen</g1>", "");
    check("From 1,234.50 USD at www.shop.example.", "Ab 1.234,50 USD bei www.shop.example.", "");
    check("5 &lt; 6 and &lt;b&gt; is a tag", "5 < 6 und <b> ist ein Tag", "");
}

#[test]
fn codes_must_be_what_they_were() {
    let html = "Hi <b>you</b><br>there <?= $n ?>!";
    check(html, "Du <g1>da</g1><x2/> <x3/>!", "");
    check(html, "Du <g1>da</g1> <x3/>!", "the codes do not match: the code 2 is missing");
    check(
        html,
        "Du <g1>da<x2/></g1> <x3/>!",
        "the codes do not match: the code 2 has left the pair it was in",
    );
    check(
        html,
        "Du <g1>da</g1><x2/><x2/><x3/>",
        "the codes do not match: the code 2 is there more than once",
    );
    check(html, "Du da<g1> </g1><x2/> <x3/>!", "the pair 1 has no words any more");
    check("<b><i>Hi</i>!</b> you", "<g1><g2></g2>Hallo!</g1> du", "the pair 2 has no words any more");
    check("<i><?= $n ?></i> cups", "Tassen <g1><x2/></g1>", "");
    check(html, "Du <g1>da</g1><x2/><x3/><x9/>", "`<x9/>` is not in the text");
    check(html, "Du <g1>da</g1><x2/><x3/> <b>neu</b>", "`<b>` is not in the text; `</b>` is not in the text");
    check(
        html,
        "Du <g1 class=\"x\">da</g1><x2/><x3/>",
        &[
            "the codes do not match: the pair 1 is not closed, or is closed where it is not open",
            "`<g1 class=\"x\">` is not in the text",
        ]
        .join("; "),
    );
    check("Go on", "Weiter <grupo1>", "`<grupo1>` is not in the text");
}

#[test]
fn no_code_is_let_in() {
    check("Hi", "Hallo <?php system('x'); ?>", "`<?` is not in the text; `?>` is not in the text");
    check(
        "Hi",
        "Hallo <script>alert(1)</script>",
        "`<script>` is not in the text; `</script>` is not in the text",
    );
    check(
        "Hi",
        "Hallo {{ config }}",
        &["`{{` is not in the text", "`}}` is not in the text", "`{{ config }}` is not in the text"]
            .join("; "),
    );
    check("Hi", "Hallo @if du", "`@if` is not in the text");
    check("Hi", "Hallo {% x %}", "`{%` is not in the text; `%}` is not in the text");
    check("Write <code>{{ x }}</code> or {x}", "Schreib <x1/> oder {x}", "");
}

#[test]
fn what_programs_and_readers_rely_on_stays() {
    check("%s of %d files", "%d von %s Dateien", "");
    check("%s of %d files", "%s von % d Dateien", "`%d` must stay as it is");
    check(
        "Hi :name, {count} new",
        "Hallo :nombre, {count} neu",
        "`:name` must stay as it is; `:nombre` is not in the text",
    );
    check("100% sure", "100 % sicher", "");
    check(
        "Mail me@shop.example now",
        "Mail mich@laden.example jetzt",
        "`me@shop.example` must stay as it is; `mich@laden.example` is not in the text",
    );
    check("See https://a.example/b?c=d.", "Siehe https://a.example/b?c=d.", "");
    check(
        "See https://a.example/en.",
        "Siehe https://a.example/de.",
        "`https://a.example/en` must stay as it is; `https://a.example/de` is not in the text",
    );
    let keep = ["Brightmug".to_owned()];
    let rules = Rules { keep: &keep, ..Rules::default() };
    check_by(&rules, "Brightmug cups", "Hellbecher-Tassen", "`Brightmug` must stay as it is");
    check_by(&rules, "Brightmug cups", "Tassen Brightmugs", "");
}

#[test]
fn rubbish_is_no_translation() {
    check("Hi", " ", "the translation is empty");
    check("Hi", "Hall\u{fffd}", "the character '\u{fffd}' cannot stand in a text");
    check("Hi", "Hal\0lo", "the character '\\0' cannot stand in a text");
    check("Hi", &"olive ".repeat(20), "it is far too long");
    check("Hi", "```\nHallo\n```", "````` is not in the text");
    let more = "it says more than the text, on more lines; notes and alternatives are not wanted";
    check("Add it to the cart", "In den Korb\n\nNote: informal", more);
    check("Add it to the cart", "In den Warenkorb legen\nZum Warenkorb hinzufügen", more);
    check("Add it to the cart", "In den\nKorb", "");
    check("Hi", "I’m sorry, but I can’t do that", "it speaks about the task instead of doing it");
    check("Hi", "@@PH1@@ Hallo", "`@@` is not in the text");
}

#[test]
fn a_language_with_its_own_script_shows_when_nothing_was_translated() {
    check_by(&CYRILLIC, "Add to cart", "Add to cart", "it is not translated");
    check_by(&CYRILLIC, "Add to cart", "Додати до кошика", "");
    check_by(&CYRILLIC, "OK", "OK", "");
    check_by(&CYRILLIC, "%s: www.shop.example", "%s: www.shop.example", "");
    let keep = ["Brightmug".to_owned()];
    check_by(&Rules { keep: &keep, ..CYRILLIC }, "Brightmug", "Brightmug", "");
    check("Add to cart", "Add to cart", "");
}

#[test]
fn what_is_odd_is_reported() {
    check_soft("From 10 to 20.", "Von 10 bis 20.", &[]);
    check_soft("From 10 to 20.", "Von 10 bis 30!", &[Soft::Numbers, Soft::EndPunctuation]);
    check_soft("Hello", "Hello", &[Soft::Unchanged]);
    check_soft("Hello", "Hallo hallo du du", &[Soft::DoubledWord("du".into())]);
    check_soft("Hello", "Hallo (du", &[Soft::Brackets]);
    check_soft("Hello", "Hal\u{200d}lo", &[Soft::Invisible]);
    check_soft("A text of a certain length, say", "Kurz", &[Soft::Length]);
    check_soft("Hello", " Hallo", &[Soft::EdgeSpace]);
    let glossary = [Term { source: "cart".into(), target: "Warenkorb".into(), note: String::new() }];
    let rules = Rules { glossary: &glossary, script: Some(Script::Latin), keep: &[] };
    let soft = |translation: &str| validate(&unit("Your cart"), translation, &rules).soft;
    assert_eq!(soft("Ihr Einkaufswagen"), [Soft::Glossary("cart".into())]);
    assert_eq!(soft("Inhalt Ihres Warenkorbs"), []);
    assert_eq!(soft("Ваш кошик Warenkorb у нашому магазині тут"), [Soft::Script]);
    assert_eq!(inconsistent([("a", "x"), ("b", "y"), ("a", "z"), ("a", "x")]), [2]);
}

/// Whether the answers are taken for their neighbours'.
fn check_shift(pairs: &[(&str, &str)], expected: bool) {
    let units: Vec<Unit> = pairs.iter().map(|(source, _)| unit(source)).collect();
    let batch: Vec<_> = units.iter().zip(pairs).map(|(unit, (_, answer))| (unit, Some(*answer))).collect();
    assert_eq!(shifted(&batch), expected, "{pairs:?}");
}

#[test]
fn answers_that_belong_to_their_neighbours_are_noticed() {
    let one = ("Pay %s", "Zahle %s");
    let two = ("Ends on day 12", "Endet am Tag 12");
    let three = ("Go <b>on</b> now", "Jetzt <g1>weiter</g1>");
    let four = ("Plain words", "Einfache Worte");
    check_shift(&[one, two, three, four], false);
    check_shift(&[(one.0, two.1), (two.0, three.1), (three.0, four.1), (four.0, "Ende")], true);
    check_shift(&[(one.0, "Anfang"), (two.0, one.1), (three.0, two.1), (four.0, three.1)], true);
    check_shift(&[(one.0, "Zahle"), (two.0, "Endet am Tag"), three, four], false);
    check_shift(&[(one.0, two.1), (two.0, one.1), three, four], false);
}
