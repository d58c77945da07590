//! The ways to a tool: whichever somebody takes, the same is said.

use stage::Stage;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Typed,
    Reply,
    Form,
    Caption,
    ReplyToFile,
    FileInForm,
    /// A file without a word, and the button it is then offered.
    FileAlone,
}

use Way::{Caption, FileAlone, FileInForm, Form, Reply, ReplyToFile, Typed};

/// Anna goes that way with what she has; what is then said.
async fn heard(stage: &Stage, way: Way, command: &str, (name, given): (&str, &[u8])) -> String {
    let (anna, slash) = (stage.anna(), format!("/{command}"));
    let text = String::from_utf8_lossy(given);
    if matches!(way, Form | FileInForm) {
        anna.presses(1, &format!("c.1:\"{command}\""), "[the menu’s button]").await;
    }
    match way {
        Typed => anna.says(&format!("{slash} {text}")).await,
        Reply => anna.replies_to(&text, None, &slash).await,
        Form => anna.says(&text).await,
        Caption => anna.sends_file(name, given, &slash).await,
        ReplyToFile => anna.replies_to("", Some((name, given)), &slash).await,
        FileInForm | FileAlone => anna.sends_file(name, given, "").await,
    }
    if way == FileAlone {
        let title = stage.app.words.label("en", &format!("cmd-{command}-title"), &kit::args![]);
        anna.taps(&title).await;
    }
    stage.transcript()
}

/// A tool, what it is given, and words of its answer.
type Told = (&'static str, &'static str, &'static str);

const TOLD: [Told; 3] = [
    ("hash", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("jwt", "e30.eyJzdWIiOiJhbm5hIn0.c2ln", r#""sub": "anna""#),
    ("qr", "MUG-10", "📎 qr.png"),
];

/// What a file may hold, but hardly any does: nobody who sends one alone is offered them.
const LINES: [Told; 2] =
    [("cron", "0 9 * * MON-FRI", "At 09:00."), ("time", "1717171717 New York", "2024-05-31 12:08:37")];

/// The same, with the name of a file and of what it becomes.
const CONVERTED: [(Told, &str, &str); 11] = [
    (("b64", "MUG-10", "TVVHLTEw"), "mug.txt", "mug.b64"),
    (("unb64", "TVVHLTEw", "MUG-10"), "mug.b64", "mug.txt"),
    (("json", r#"{"sku":"A-1"}"#, r#""sku": "A-1""#), "mug.json", "mug.json"),
    (("json2csv", r#"[{"size":{"cm":12}}]"#, "size.cm"), "mug.json", "mug.csv"),
    (("csv2json", "sku;name\nA-1;Mug", r#""name": "Mug""#), "mug.csv", "mug.json"),
    (("xml2json", "<sku>A-1</sku>", r#""sku": "A-1""#), "mug.xml", "mug.json"),
    (("json2xml", r#"{"sku": "A-1"}"#, "<sku>A-1</sku>"), "mug.json", "mug.xml"),
    (("url", "a b", "a%20b"), "mug.txt", "mug.txt"),
    (("unurl", "%D1%97%D0%B6", "їж"), "mug.txt", "mug.txt"),
    (("html", "<b>", "&lt;b&gt;"), "mug.txt", "mug.html"),
    (("unhtml", "&laquo;&#1111;&raquo;", "«ї»"), "mug.html", "mug.txt"),
];

#[tokio::test]
async fn whichever_way_is_taken_the_answer_is_the_same() {
    let stage = Stage::new([crate::plugin()]).await;
    for (command, given, answer) in CONVERTED.iter().map(|(told, ..)| *told).chain(TOLD).chain(LINES) {
        for way in [Typed, Reply, Form] {
            let heard = heard(&stage, way, command, ("", given.as_bytes())).await;
            assert!(heard.contains(answer), "{way:?}: no {answer} in:\n{heard}");
        }
    }
    for (command, given, answer) in TOLD.into_iter().chain(LINES) {
        for way in [Caption, ReplyToFile, FileInForm, FileAlone] {
            if way == FileAlone && LINES.iter().any(|(line, ..)| *line == command) {
                continue;
            }
            let heard = heard(&stage, way, command, ("mug.txt", given.as_bytes())).await;
            assert!(heard.contains(answer), "{way:?}: no {answer} in:\n{heard}");
        }
    }
    for ((command, given, answer), name, made) in CONVERTED {
        for way in [Caption, ReplyToFile, FileInForm, FileAlone] {
            let heard = heard(&stage, way, command, (name, given.as_bytes())).await;
            assert!(heard.contains(&format!("📎 {made} (")), "{way:?}: no {made} in:\n{heard}");
            let text = String::from_utf8(stage.file().1).unwrap();
            assert!(text.contains(answer), "{way:?}: no {answer} in:\n{text}");
        }
    }
}

#[tokio::test]
async fn a_file_alone_is_not_meant_for_what_takes_a_line() {
    let stage = Stage::new([crate::plugin()]).await;
    stage.anna().sends_file("mug.txt", "0 9 * * *", "").await;
    let offered = stage.transcript();
    assert!(offered.contains("[#️⃣ Check sums]"), "{offered}");
    assert!(!offered.contains("Cron]") && !offered.contains("Time]"), "{offered}");
}

/// Names of zones are compared with the words of a line, which would take long with a file of twenty megabytes.
#[tokio::test]
async fn a_file_is_no_line() {
    let stage = Stage::new([crate::plugin()]).await;
    for (command, ..) in LINES {
        let heard = heard(&stage, Caption, command, ("long.txt", &vec![b'a'; 20_000])).await;
        assert!(heard.contains("too long to be one line"), "{heard}");
    }
}

/// What is wrong, and words of what is said to it. What only a file can hold is no text, or none at all.
const WRONG: [(&str, &[u8], &str); 16] = [
    ("unb64", b"YW!", "This is no Base64"),
    ("json", b"{", "This JSON ends too early"),
    ("json2csv", b"5", "which makes no table"),
    ("xml2json", b"<a>", "is never closed"),
    ("json2xml", b"[1]", "XML has exactly one element on the outside"),
    ("unurl", b"%ff", "not text in UTF-8"),
    ("jwt", b"a.b", "three parts"),
    ("cron", b"0 9 *", "has five fields"),
    ("time", b"yesterday evening", "cannot read this as a time"),
    ("qr", &[b'a'; 3000], "no QR code holds that many"),
    ("qrread", b"MUG-10", "I cannot open this as a picture"),
    ("csv2json", b"\n", "nothing in it to make a table of"),
    ("b64", b"", "There is nothing in it"),
    ("url", b"a\xff", "line 1, column 2 holds a byte"),
    ("html", b"a\xff", "line 1, column 2 holds a byte"),
    ("unhtml", b"a\xff", "line 1, column 2 holds a byte"),
];

#[tokio::test]
async fn whichever_way_is_taken_what_is_wrong_is_told_and_a_form_asks_again() {
    let stage = Stage::new([crate::plugin()]).await;
    for (command, given, refusal) in WRONG {
        let only_in_files =
            command == "qrread" || str::from_utf8(given).unwrap_or_default().trim().is_empty();
        let ways = [Caption, ReplyToFile, FileInForm, Typed, Reply, Form];
        for way in ways.into_iter().take(if only_in_files { 3 } else { 6 }) {
            let heard = heard(&stage, way, command, ("mug.txt", given)).await;
            assert!(heard.contains(refusal), "/{command}, {way:?}: no “{refusal}” in:\n{heard}");
            let asked = if matches!(way, Form | FileInForm) { 2 } else { 0 };
            assert_eq!(heard.matches("[✖ Cancel]").count(), asked, "/{command}, {way:?}: {heard}");
        }
    }
}
