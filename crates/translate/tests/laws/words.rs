//! What a translator sees, and how what it says is written.

use encoding_rs::Encoding;
use proptest::prelude::*;
use translate::{Evidence, Kind, Options, Parts, Skip, What, open};

use super::{everything, files};

/// What the translator sees of a file.
fn texts(name: &str, source: &[u8]) -> Vec<String> {
    open(name, source, &Options::default())
        .unwrap()
        .segments()
        .iter()
        .map(|segment| segment.text.clone())
        .collect()
}

#[track_caller]
fn sees(source: &str, expected: &[&str]) {
    assert_eq!(texts("a.php", source.as_bytes()), expected, "{source}");
}

#[track_caller]
fn writes(source: &str, translation: &str, expected: &str) {
    let document = open("a.php", source.as_bytes(), &everything()).unwrap();
    let result = document.translate(|segment| (segment.id == 0).then_some(translation));
    assert_eq!((result.refused.as_slice(), &result.fault), ([].as_slice(), &None));
    assert_eq!(String::from_utf8(result.bytes).unwrap(), expected);
}

#[test]
fn sentences_are_cut_where_people_stop() {
    sees("<h1>Title</h1><p>One <b>bold</b> word.</p>", &["Title", "One <g1>bold</g1> word."]);
    sees("<p><b>All bold</b></p>", &["All bold"]);
    sees("<p><i class=icon></i> Home <br></p>", &["Home"]);
    sees("<p>  Much\n   space  </p><pre> a\r\n  b </pre>", &["Much space", "a\n  b"]);
    sees(
        "<p>You have <?= $n ?> messages<?php if ($x): ?> and more<?php endif ?></p>",
        &["You have <x1/> messages", "and more"],
    );
    sees(
        "<p>Some <b>bold <i>both</b> italic</i> text</p>",
        &["Some <g1>bold <x2/>both</g1> italic<x3/> text"],
    );
    sees("<p>12 &ndash; 34</p><p>&nbsp;</p><p><?= $x ?></p>x", &["x"]);
    sees("<p>One<!-- c --> two <code>x = 1</code> three</p>", &["One<x1/> two <x2/> three"]);
    sees("<p>Hi {{ name }}!</p>", &["Hi <x1/>!"]);
    sees("<p>AT&amp;T &copy 2020 &lt;b&gt;&#10;x</p>", &["AT&T © 2020 <b><x1/>x"]);
    sees("<p>Read <a title=\"All of it\">more</a></p>", &["Read <g1>more</g1>", "All of it"]);
    sees("<p translate=no>Not</p><p>But <span class=notranslate>this</span> yes</p>", &["But <x1/> yes"]);
}

#[test]
fn words_of_programs_are_found_when_asked_for() {
    let literals = |name: &str, source: &[u8]| -> Vec<String> {
        let document = open(
            name,
            source,
            &Options { parts: Parts::none().with(What::PhpLiterals), ..Options::default() },
        );
        let document = document.unwrap();
        let literals = document.segments().iter().filter(|segment| segment.kind == Kind::PhpLiteral);
        literals.map(|segment| segment.text.clone()).collect()
    };
    let file = |name: &str| files::corpus().into_iter().find(|(known, _)| known == name).unwrap().1;
    assert_eq!(
        literals("gettext.php", &file("gettext.php")),
        [
            "Latest posts",
            "Read the <x1/> articles",
            "It's \\ here",
            "%s comment",
            "%s comments",
            "By <x1/> on $5 \"day\"\n",
            "Not <x1/> nor <x2/>"
        ]
        .map(|text| text.trim_end_matches(char::is_whitespace).to_owned()),
    );
    assert_eq!(
        literals("lang.english.php", &file("lang.english.php")),
        [
            "Contact us",
            "Write to <x1/>us<x2/> about anything, %s.",
            "Hello, friend!",
            "Good bye <x1/>, see you",
            "Welcome, :name",
            "One message",
            "value"
        ],
    );
    assert_eq!(
        literals("heredoc_html.php", &file("heredoc_html.php")),
        ["Dear <g1><x2/></g1>, you owe us $5 today.", "EOT kept", "Raw $words with \\n and more"],
    );
    let names = b"<?php __('auth.failed'); __('Save'); trans('shop::mugs.title'); t('/img/a.png'); define('TEXT_A', 'index.php?a=b'); \
        define('FILENAME_INFO', 'info'); define('TEXT_OR', 'or'); __('Price:');";
    assert_eq!(literals("a.php", names), ["Save", "or", "Price:"], "what a program goes by is no word");
    let program =
        b"<?php return ['class' => 'mug_ui', 'perm' => 'main', 'text' => 'All mugs']; function f() {}";
    assert_eq!(
        literals("admin/languages.php", program),
        ["All mugs"],
        "its name alone makes no file of words"
    );
    let prints = b"<?php header('Content-Type: text/plain'); echo __('Some words');";
    assert_eq!(
        literals("a.php", prints),
        ["Some words"],
        "what it prints is no HTML, but the words were asked for"
    );
    let hints = open("x.php", b"<?php echo __('Hello you');", &Options::default()).unwrap_err();
    assert_eq!(hints, Skip::Nothing { hints: vec![translate::Hint::PhpLiterals(1)] });
}

#[test]
fn a_sentence_of_a_program_may_become_one_word() {
    let source = b"<?php return ['out' => 'Log out', 'key' => 'id', 'hi' => \"Good day\"];";
    let document = open("menu.php", source, &everything()).unwrap();
    assert_eq!(
        document.segments().iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>(),
        ["Log out", "Good day"]
    );
    let result = document.translate(|segment| ["Abmelden", "您好"].get(segment.id).copied());
    assert_eq!(result.fault, None);
    let expected = "<?php return ['out' => 'Abmelden', 'key' => 'id', 'hi' => \"您好\"];";
    assert_eq!(String::from_utf8(result.bytes).unwrap(), expected);
}

#[test]
fn escapes_of_strings_are_read_or_kept_as_codes() {
    let string = |text: &str| format!("<?php echo __(\"{text}\");");
    let seen = |text: &str| {
        let source = string(text);
        let document = open("a.php", source.as_bytes(), &everything()).unwrap();
        document.segments()[0].text.clone()
    };
    assert_eq!(seen(r"One\r\nTwo \u{e9}t\u{E9}\x21"), "One<x1/>\nTwo été<x2/>");
    assert_eq!(seen(r"\e[1mBold\e[0m \\x41 \101\102 \d"), r"<x1/>[1mBold<x2/>[0m \x41 <x3/> \d");
    assert_eq!(seen(r"Words\r\n"), "Words");
    assert_eq!(seen(r"A\u{a0}b\u{3c}c\u{} d\u"), r"A<x1/>b<x2/>c\u{} d\u");
    let change = |text: &str, translation: &str| {
        let source = string(text);
        let document = open("a.php", source.as_bytes(), &everything()).unwrap();
        let result = document.translate(|_| Some(translation));
        assert_eq!((result.refused.as_slice(), &result.fault), ([].as_slice(), &None));
        String::from_utf8(result.bytes).unwrap()
    };
    assert_eq!(
        change(r"One\r\nTwo\x21 $5 \\n", "Eins<x1/>\nZwei<x2/> $5 \\n"),
        string(r"Eins\r\nZwei\x21 \$5 \\n")
    );
    // What a program writes as UTF-8 is no letter of another encoding's file.
    let (bytes, ..) =
        encoding_rs::WINDOWS_1251.encode("<meta charset=windows-1251><?php echo __(\"Дом \\u{e9}\");");
    let document = open("a.php", &bytes, &everything()).unwrap();
    assert_eq!(document.segments()[0].text, "Дом <x1/>");
}

#[test]
fn escapes_in_a_heredoc_are_kept_as_well() {
    let source = "<?php echo <<<EOT\n<p>One\\x21 and \\u{e9}\\n</p>\nEOT;\n";
    let document = open("a.php", source.as_bytes(), &everything()).unwrap();
    assert_eq!(document.segments()[0].text, "One<x1/> and é");
    let result = document.translate(|_| Some("Eins<x1/> und é"));
    assert_eq!(
        String::from_utf8(result.bytes).unwrap(),
        "<?php echo <<<EOT\n<p>Eins\\x21 und é\\n</p>\nEOT;\n"
    );
}

#[test]
fn words_are_escaped_for_where_they_stand() {
    writes("<p>One</p>", "1 < 2 & 3 &lt; <script>?>", "<p>1 &lt; 2 & 3 &amp;lt; &lt;script>?></p>");
    writes("<p>A&nbsp;b &amp; c</p>", "Ä\u{a0}b & c", "<p>Ä&nbsp;b &amp; c</p>");
    writes("<p title=\"One\"></p>", "Ein \"Wort\" 'hier'", "<p title=\"Ein &quot;Wort&quot; 'hier'\"></p>");
    writes("<p title='One'></p>", "Ein \"Wort\" 'hier'", "<p title='Ein \"Wort\" &#39;hier&#39;'></p>");
    writes("<p title=One></p>", "Eins", "<p title=Eins></p>");
    writes("<p>\n  One\n</p>", " Eins\n", "<p>\n  Eins\n</p>");
    writes("<pre>a\r\nb</pre>\r\n", "c\nd", "<pre>c\r\nd</pre>\r\n");
    writes("<title>One</title>", "Ein </title> Ende", "<title>Ein &lt;/title> Ende</title>");
    let json = |text: &str| format!("<script type=\"application/ld+json\">{{\"name\": \"{text}\"}}</script>");
    writes(&json("One"), "Ein \"W\\\" < 3", &json("Ein \\\"W\\\\\\\" \\u003c 3"));
    writes(
        "<p>Read <a title='A b'>more</a> now</p>",
        "Jetzt <g1>mehr</g1>",
        "<p>Jetzt <a title='A b'>mehr</a></p>",
    );
}

#[test]
fn other_encodings_are_read_and_written() {
    let page = "<meta charset=windows-1251><p title=\"Дом\">Дом</p><script type=\"application/ld+json\">{\"name\":\"Дом\"}</script>";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(page);
    let document = open("a.html", &bytes, &Options::default()).unwrap();
    assert_eq!(document.charset().evidence, Evidence::Declared);
    assert!(document.segments().iter().all(|segment| segment.text == "Дом"));
    let result = document.translate(|_| Some("Дім ü"));
    let expected = page.replacen("Дом", "Дім &#252;", 2).replacen("Дом", "Дім \\u00fc", 1);
    assert_eq!(encoding_rs::WINDOWS_1251.decode(&result.bytes).0, expected);
}

/// Seen as a file that was thrown away: the second byte of this letter is a backslash.
#[test]
fn half_a_character_ends_no_string() {
    let source =
        b"<meta charset=big5><script type=\"application/ld+json\">{\"name\": \"Word\"}</script><p>x</p>";
    let document = open("a.html", source, &Options::default()).unwrap();
    let result = document.translate(|segment| (segment.text == "Word").then_some("\u{436} eins"));
    assert_eq!(result.fault, None);
    assert!(String::from_utf8(result.bytes).unwrap().contains("\"name\": \"\\u0436 eins\""));
}

#[test]
fn unchanged_words_keep_their_bytes_in_every_encoding() {
    for (label, words) in [
        ("windows-1251", "Здравствуйте"),
        ("windows-1252", "Grüße für größere"),
        ("koi8-r", "Новости дня"),
        ("gbk", "欢迎光临"),
        ("shift_jis", "ソフト表示能十"),
        ("big5", "歡迎光臨"),
        ("euc-kr", "환영합니다"),
        ("iso-8859-2", "Zażółć gęślą"),
    ] {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let page = format!("<meta charset={label}><p title='{words}'>{words} <b>{words}</b> a</p>");
        let (bytes, ..) = encoding.encode(&page);
        let document = open("a.php", &bytes, &Options::default()).unwrap();
        assert_eq!(document.segments()[1].text, format!("{words} <g1>{words}</g1> a"), "{label}");
        let texts: Vec<_> = document.segments().iter().map(|segment| format!("{}!", segment.text)).collect();
        let same = document.translate(|segment| texts[segment.id].strip_suffix('!'));
        assert_eq!(same.bytes, bytes.as_ref(), "{label}");
        let other = document.translate(|segment| texts.get(segment.id).map(String::as_str));
        let expected = page.replace(&format!("{words}'"), &format!("{words}!'")).replace(" a</p>", " a!</p>");
        assert_eq!(encoding.decode(&other.bytes).0, expected, "{label}");
    }
}

/// Encodings of which each lacks most characters.
const LEGACY: [&str; 8] =
    ["windows-1251", "windows-1252", "koi8-r", "gbk", "shift_jis", "big5", "euc-kr", "iso-8859-2"];

proptest! {
    /// What an encoding lacks is a reference in HTML and an escape in JSON; in a program's string it is refused. Whoever
    /// reads the result reads the translation.
    #[test]
    fn what_an_encoding_lacks_is_written_otherwise_or_refused(
        label in proptest::sample::select(&LEGACY[..]), words in "[a-zäжł中日한€™№ß][\\PC]{0,8}",
    ) {
        let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let page = format!(
            "<meta charset={label}><p title=\"Word\">Word</p><p title='Word'><b>A</b> Word</p>\
             <script type=\"application/ld+json\">{{\"name\":\"Word\"}}</script><?php echo __('Word'), __(\"Word\"); ?>"
        );
        let options = Options { encoding: Some(encoding), ..everything() };
        let document = open("a.php", page.as_bytes(), &options).unwrap();
        prop_assert_eq!(document.segments().len(), 7);
        let translation = |text: &str| text.replace("Word", &words);
        let texts: Vec<String> = document.segments().iter().map(|segment| translation(&segment.text)).collect();
        let result = document.translate(|segment| Some(&texts[segment.id]));
        prop_assert_eq!(&result.fault, &None);
        prop_assert!(!encoding.decode_without_bom_handling(&result.bytes).1, "it cannot be read any more");
        let again = open("a.php", &result.bytes, &options).unwrap();
        let lacks = encoding.encode(&words).2;
        for (before, after) in document.segments().iter().zip(again.segments()) {
            let refused = result.refused.iter().any(|(id, _)| *id == before.id);
            let expected = if refused { before.text.clone() } else { translation(&before.text) };
            prop_assert_eq!(&after.text, &expected, "{} in {}", before.place, label);
            prop_assert!(refused || !lacks || before.kind != Kind::PhpLiteral, "a program would print {:?}", after.text);
        }
    }
}

#[test]
fn an_encoding_that_is_not_sure_is_asked_about() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("<p>Цена дом</p>");
    let document = open("a.html", &bytes, &Options::default()).unwrap();
    assert!(document.charset().is_unsure());
    let samples: Vec<_> =
        document.charset().candidates.iter().map(|c| (c.encoding.name(), c.sample.as_str())).collect();
    assert!(samples.contains(&("windows-1251", "Цена дом")), "{samples:?}");
    let told = Options { encoding: Some(encoding_rs::WINDOWS_1251), ..Options::default() };
    assert_eq!(open("a.html", &bytes, &told).unwrap().segments()[0].text, "Цена дом");
    // The same sign in every Western encoding is no question.
    assert!(!open("a.html", b"<p>\xA9 2020 by us</p>", &Options::default()).unwrap().charset().is_unsure());
}

/// The encoding, whether somebody is asked, the choices, and what the translator sees.
fn read_as(source: &[u8]) -> (&'static str, Vec<&'static str>, Vec<String>) {
    let document = open("a.html", source, &Options::default()).unwrap();
    let charset = document.charset();
    let choices = charset.candidates.iter().map(|candidate| candidate.encoding.name()).collect();
    let texts = document.segments().iter().map(|segment| segment.text.clone()).collect();
    (charset.encoding.name(), choices, texts)
}

#[test]
fn a_stray_byte_does_not_make_another_encoding_of_a_page() {
    let good = "<p>Grüße aus Köln</p><p>Schöne Tassen für Gäste</p><p>Größe wählen</p><p>Über uns</p>";
    let stray = [good.as_bytes(), b"<p>caf\xE9</p>"].concat();
    let seen =
        ["Grüße aus Köln", "Schöne Tassen für Gäste", "Größe wählen", "Über uns"].map(String::from).to_vec();
    for head in ["<meta charset=utf-8>", ""] {
        let page = [head.as_bytes(), &stray].concat();
        assert_eq!(read_as(&page), ("UTF-8", vec![], seen.clone()), "{head}");
        let document = open("a.html", &page, &Options::default()).unwrap();
        assert!(matches!(document.notes(), [translate::Note::Undecodable(_)]), "{:?}", document.notes());
        let result = document.translate(|_| Some("Привіт"));
        assert_eq!(result.fault, None);
        assert!(result.bytes.ends_with(b"<p>caf\xE9</p>"), "what cannot be read stays as it is");
    }
    // Converted and then edited by an old program: read as it is, and asked about.
    let (encoding, choices, texts) =
        read_as(&[b"<meta charset=windows-1252>".as_slice(), &stray[..]].concat());
    assert_eq!((encoding, texts), ("UTF-8", seen));
    assert_eq!(choices, ["UTF-8", "windows-1252"]);
}

#[test]
fn what_a_page_says_of_itself_is_among_the_choices() {
    // A browser shows a page of UTF-8 with one strange sign, so that it stays what it says it is.
    let (encoding, choices, _) = read_as(b"<meta charset=utf-8><p>\xA9 2020 by us</p><p>Words</p>");
    assert_eq!((encoding, &choices[..2]), ("UTF-8", ["UTF-8", "windows-1252"].as_slice()));
    // The declaration is wrong throughout, and statistics are sure.
    let words = "<p>Добро пожаловать в наш магазин, здесь продаются кружки и чашки</p>\n".repeat(4);
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&words);
    let (encoding, choices, _) = read_as(&[b"<meta charset=utf-8>\n".as_slice(), &bytes[..]].concat());
    assert_eq!((encoding, choices), ("windows-1251", vec![]));
    // One byte that windows-1253 does not have.
    let (bytes, ..) = encoding_rs::WINDOWS_1253.encode("<p>Καλώς ήρθατε στο κατάστημά μας</p>");
    let page = [b"<meta charset=windows-1253>\n".as_slice(), &bytes[..], b"<p>\xD2</p>"].concat();
    assert_eq!(read_as(&page).0, "windows-1253");
    assert_eq!(read_as(&page).1, [""; 0]);
}

#[test]
fn files_are_left_with_a_reason() {
    let skip = |name: &str, source: &[u8]| open(name, source, &Options::default()).unwrap_err().to_string();
    assert_eq!(
        skip("a.html", b"<p>x</p><a href=\"never closed>y"),
        "The file ends inside a tag that begins at byte 8; 23 bytes were not looked at."
    );
    assert_eq!(
        skip("a.js.php", b"var a = '<p>text</p>';"),
        "The file does not hold HTML: its name is a script's."
    );
    assert_eq!(
        skip("a.php", b"<?php header('Content-Type: text/css'); ?>a { color: red }"),
        "The file does not hold HTML: its Content-Type header names another type."
    );
    assert_eq!(skip("a.php", b"Plain <?= $x ?> text"), "The file does not hold HTML: there is no tag in it.");
    assert_eq!(
        skip("a.html", b"\xFF\xFE<\0p\0>\0"),
        "The file is in UTF-16, which has to be converted to UTF-8 first."
    );
    assert_eq!(skip("a.html", b"<p>\0</p>"), "The file is not a text.");
    assert_eq!(skip("a.html", b""), "The file is empty.");
    let code = open("a.html", b"<code>let x</code>", &Options::default()).unwrap_err();
    assert_eq!(code, Skip::Nothing { hints: vec![translate::Hint::Code(1)] });
}
