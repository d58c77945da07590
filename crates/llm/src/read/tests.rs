use proptest::prelude::*;
use serde_json::json;

use super::*;

const LONGEST: usize = 10_000;

/// All that is read of an answer that comes in chunks and then ends, or is cut.
fn read(rung: Rung, count: usize, chunks: &[&str], complete: bool) -> Vec<(usize, String)> {
    let mut reader = Reader::new(rung, "german", count, LONGEST);
    let mut pieces: Vec<_> = chunks.iter().flat_map(|chunk| reader.push(chunk)).collect();
    pieces.extend(reader.finish(complete));
    pieces.sort_by_key(|piece| piece.index);
    pieces.into_iter().map(|piece| (piece.index + 1, piece.text)).collect()
}

/// Two texts are asked for; however the answer is cut into chunks, these are read.
fn check(answer: &str, expected: &[(usize, &str)]) {
    check_on(Rung::Plain, answer, expected);
}

fn check_on(rung: Rung, answer: &str, expected: &[(usize, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(number, text)| (*number, (*text).to_owned())).collect();
    assert_eq!(read(rung, 2, &[answer], true), expected, "whole: {answer}");
    let letters: Vec<String> = answer.chars().map(String::from).collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    assert_eq!(read(rung, 2, &letters, true), expected, "letter by letter: {answer}");
}

const BOTH: [(usize, &str); 2] = [(1, "Hallo"), (2, "Welt")];

#[test]
fn a_well_formed_answer_is_read() {
    check(r#"{"german":{"1":"Hallo","2":"Welt"}}"#, &BOTH);
    check("{\n  \"german\": {\n    \"1\": \"Hallo\",\n    \"2\": \"Welt\"\n  }\n}\n", &BOTH);
    check(
        r#"{"german":{"1":"a \"b\" \\ \/ \n \u00fc \ud83d\ude00","2":""}}"#,
        &[(1, "a \"b\" \\ / \n ü 😀"), (2, "")],
    );
    check(r#"{"german":{"1":"{\"a\":1}","2":"[x], \"y\": z"}}"#, &[(1, "{\"a\":1}"), (2, "[x], \"y\": z")]);
}

#[test]
fn wrappings_are_taken_off() {
    check("```json\n{\"german\":{\"1\":\"Hallo\",\"2\":\"Welt\"}}\n```", &BOTH);
    check("\u{feff}{\"1\":\"Hallo\",\"2\":\"Welt\"}", &BOTH);
    check(
        "Here is {the} [answer] {\"as\" you} asked: {\"german\":{\"1\":\"Hallo\",\"2\":\"Welt\"}} {Enjoy}!",
        &BOTH,
    );
    check(r#""{\"german\":{\"1\":\"Hallo\",\"2\":\"Welt\"}}""#, &BOTH);
    check("```json\n\"{\\n \\\"german\\\":{\\\"1\\\":\\\"Hallo\\\",\\\"2\\\":\\\"Welt\\\"}}\"\n```", &BOTH);
    check(r#"{"german":"{\"1\":\"Hallo\",\"2\":\"Welt\"}"}"#, &BOTH);
    check(r#"{"result":{"german":{"1":"Hallo","2":"Welt"}}}"#, &BOTH);
    check(r#"{"1":{"german":"Hallo"},"2":{"translation":"Welt"}}"#, &BOTH);
    check(
        r#"{"type":"object","properties":{"german":{"type":"object","properties":{"1":{"type":"string"},"2":{"type":"string"}},"required":["1","2"]}}} {"german":{"1":"Hallo","2":"Welt"}}"#,
        &BOTH,
    );
    check(
        r#"{"type":"object","properties":{"german":{"1":"Hallo","2":"Welt"}},"required":["german"]}"#,
        &BOTH,
    );
}

#[test]
fn other_shapes_are_understood_where_they_say_what_belongs_where() {
    check(r#"{"german":["Hallo","Welt"]}"#, &BOTH);
    check(r#"["Hallo","Welt"]"#, &BOTH);
    check(r#"["Hallo"]"#, &[]);
    check(r#"{"german":["Hallo","Welt","Ende"]}"#, &[]);
    check(r#"[{"i":1,"t":"Hallo"},{"id":"2","text":"Welt"}]"#, &BOTH);
    check(r#"{"german":[{"id":2,"german":"Welt"},{"id":1,"german":"Hallo"}]}"#, &BOTH);
    check(r#"{1:"Hallo", 2:"Welt"}"#, &BOTH);
    check(r##"{"[1]":"Hallo","#2":"Welt"}"##, &BOTH);
    check(r#"{"!":"Hallo","2":"Welt"}"#, &BOTH[1..]);
    check(r#"{"eins":"Hallo","zwei":"Welt"}"#, &[]);
    check(r#"{"1":null,"2":"Welt"}"#, &BOTH[1..]);
    check(r#"{"1":"Hallo","2":["Welt"]}"#, &BOTH[..1]);
}

#[test]
fn careless_json_is_forgiven() {
    check("{'1': 'Hallo', '2': 'l'eau'}", &[(1, "Hallo"), (2, "l'eau")]);
    check(r"{“1”: “Hallo”, “2”: “Welt”}", &BOTH);
    check(r#"{"1":"Hallo","2":"Welt",}"#, &BOTH);
    check("{\"1\":\"Hallo\"\n\"2\":\"Welt\"}", &BOTH);
    check(r#"{"1":"„{t}" anhängen","2":"Welt"}"#, &[(1, "„{t}\" anhängen"), (2, "Welt")]);
    check(
        r#"{"1":"Er sagte "nein", dann ging er","2":"Welt"}"#,
        &[(1, "Er sagte \"nein\", dann ging er"), (2, "Welt")],
    );
    check(r#"{"1":"Nutze {"name"}","2":"Welt"}"#, &[(1, "Nutze {\"name\"}"), (2, "Welt")]);
    check("{\"1\":\"zwei\nZeilen\",\"2\":\"Welt\"}", &[(1, "zwei\nZeilen"), (2, "Welt")]);
    check(r#"{"1":"\@\@a \d","2":"\u12 \ud83d!"}"#, &[(1, "@@a \\d"), (2, "\\u12 \u{fffd}!")]);
    check(r#"{"1":"Hallo","2":"Welt""#, &BOTH);
    check(r#"{"1":"Hallo","2":"Wel"#, &BOTH[..1]);
}

#[test]
fn what_comes_twice_or_unasked_is_told() {
    let mut reader = Reader::new(Rung::Plain, "german", 2, LONGEST);
    let pieces = reader.push(r#"{"0":"x","1":"a","1":"b","2":"c","2":"c","9":"y"}"#);
    reader.finish(true);
    assert_eq!(pieces.len(), 2);
    assert_eq!(*reader.oddities(), Oddities { conflicting: vec![0], strangers: 2 });
}

#[test]
fn a_text_is_handed_on_before_the_answer_is_over() {
    let mut reader = Reader::new(Rung::JsonSchema, "german", 2, LONGEST);
    assert_eq!(reader.push(r#"{"german":{"1":"Hal"#), []);
    assert_eq!(reader.push("lo\","), []);
    assert_eq!(reader.push("\"2\":").first().map(|piece| piece.text.as_str()), Some("Hallo"));
}

#[test]
fn an_answer_that_runs_away_is_noticed() {
    for endless in [" \n".repeat(3_000), "{\"1\":\"".to_owned() + &"olive ".repeat(3_000)] {
        let mut reader = Reader::new(Rung::Plain, "german", 2, LONGEST);
        reader.push(&format!("{endless}{endless}"));
        assert!(reader.runs_away(), "{:?}…", &endless[..9]);
    }
}

#[test]
fn depth_is_no_danger() {
    let deep = "{\"a\":".repeat(100_000) + "{\"1\":\"x\"" + &"}".repeat(100_001);
    check_on(Rung::Plain, &format!("{}{{\"2\":\"Welt\"}}", "[[".repeat(3)), &BOTH[1..]);
    assert_eq!(read(Rung::Plain, 2, &[&deep, r#"{"2":"Welt"}"#], true), [(2, "Welt".to_owned())]);
}

#[test]
fn lines_are_read() {
    let check = |answer: &str, expected: &[(usize, &str)]| check_on(Rung::Lines, answer, expected);
    check("1|Hallo\n2|Welt", &BOTH);
    check("Here you are:\n```\n1 | Hallo\r\n[2]｜Welt\n```\nBye", &BOTH);
    check("2|Welt\n1|a⏎b\n", &[(1, "a\nb"), (2, "Welt")]);
    check("1|Hallo\n du\n2|a|b\n", &[(1, "Hallo du"), (2, "a|b")]);
}

#[test]
fn a_cut_line_is_not_taken_for_a_whole_one() {
    let check = |answer: &str, expected: &[(usize, &str)]| {
        let expected: Vec<_> = expected.iter().map(|(number, text)| (*number, (*text).to_owned())).collect();
        assert_eq!(read(Rung::Lines, 2, &[answer], false), expected, "{answer:?}");
    };
    check("1|Hallo\n2|Wel", &BOTH[..1]);
    check("1|Hallo\n2", &BOTH[..1]);
    check("1|Hallo\n", &BOTH[..1]);
    check("1|Hallo\nund m", &[]);
    assert_eq!(read(Rung::Single, 1, &["Hal"], false), []);
    assert_eq!(read(Rung::Single, 1, &["Hal", "lo\n"], true), [(1, "Hallo".to_owned())]);
}

/// What is too long to be waited for is given up at the same place, whether it comes at once or letter by letter.
#[test]
fn patience_ends_at_the_same_place_however_an_answer_comes() {
    let angles = "<".repeat(80);
    for end in ["x", ""] {
        check(&format!("{{\"1\":{{\"text\":\"Hallo\"}},2{angles}{end}:\"Welt\"}}"), &BOTH[..1]);
    }
    check(&format!("[\"Hallo\",{},\"Welt\"]", "x".repeat(80)), &[]);
    check(&format!("{{\"id\":{},\"text\":\"Hallo\"}}", "1".repeat(80)), &[]);
    let blank = " ".repeat(1_500);
    check(&format!("{{\"2\":\"Welt\",\"1\":\"Hal\"{blank}lo\"}}"), &[(1, "Hal"), (2, "Welt")]);
    check(&format!("{{\"2\":\"Welt\",\"1\":\"Hal\",{blank}lo\"}}"), &[(1, "Hal"), (2, "Welt")]);
    check(&format!("{{{blank}talk}} {{\"1\":\"Hallo\",\"2\":\"Welt\"}}"), &BOTH);
    check(&format!("{blank}\"{{\\\"1\\\":\\\"Hallo\\\"}}\""), &[]);
    check(&format!("```{}\n\"{{\\\"1\\\":\\\"Hallo\\\"}}\"\n```", "json".repeat(100)), &[]);
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(r#"([a-zü😀"'\\{}\[\],:|\n ]|\PC){0,12}"#, 1..6)
}

fn pieces_of<'a>(text: &'a str, cuts: &[usize]) -> Vec<&'a str> {
    let mut ends: Vec<usize> =
        cuts.iter().map(|cut| cut % (text.len() + 1)).filter(|at| text.is_char_boundary(*at)).collect();
    ends.extend([0, text.len()]);
    ends.sort_unstable();
    ends.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

/// A JSON text in ASCII, as some servers write it.
fn escaped(literal: &str) -> String {
    let unit = |unit: u16| {
        if unit < 0x80 {
            char::from_u32(unit.into()).map_or_else(String::new, String::from)
        } else {
            format!("\\u{unit:04x}")
        }
    };
    literal.encode_utf16().map(unit).collect()
}

proptest! {
    /// Whatever the texts hold: of a well-formed answer that is cut at any byte, exactly what had closed is kept.
    #[test]
    fn a_cut_keeps_exactly_what_had_closed(
        texts in texts(), ascii in any::<bool>(), cut in any::<usize>(), cuts in prop::collection::vec(any::<usize>(), 0..5),
    ) {
        let mut answer = "{\"german\":{".to_owned();
        let mut closed_at = Vec::new();
        for (number, text) in (1..).zip(&texts) {
            let literal = json!(text).to_string();
            let literal = if ascii { escaped(&literal) } else { literal };
            let comma = if number > 1 { "," } else { "" };
            answer += &[comma, "\"", &number.to_string(), "\":", &literal].concat();
            closed_at.push(answer.len());
        }
        answer += "}}";
        let mut cut = cut % (answer.len() + 1);
        while !answer.is_char_boundary(cut) { cut -= 1; }
        let expected: Vec<_> = (1..).zip(texts.iter().cloned())
            .zip(&closed_at).filter(|(_, at)| **at <= cut).map(|(numbered, _)| numbered).collect();
        let kept = read(Rung::JsonSchema, texts.len(), &pieces_of(&answer[..cut], &cuts), false);
        prop_assert_eq!(kept, expected);
    }

    /// Any answer at all, in any chunks, on any rung: no panic, the same texts, no number that was not asked for.
    #[test]
    fn chunks_change_nothing_about_any_answer(
        parts in prop::collection::vec(prop_oneof![
            prop::sample::select(vec!["{", "}", "[", "]", "\"", "'", ",", ":", "\\", "\\u", "d83d", "\\\"", "1", "2", "\"1\":",
                "\"german\":", "```", "\n", " ", "|", "1|", "null", "“", "”", "\u{feff}", "id", "text", "\"{\\\""]).prop_map(str::to_owned),
            // Beyond what each kind of waiting has patience for.
            (prop::sample::select(vec!["<", " ", "1", "x", "\\n"]), prop::sample::select(vec![70usize, 130, 260, 1_100]))
                .prop_map(|(part, times)| part.repeat(times)),
            "\\PC{0,3}",
        ], 0..25),
        cuts in prop::collection::vec(any::<usize>(), 0..8),
        complete in any::<bool>(),
        rung in prop::sample::select(vec![Rung::Plain, Rung::Lines, Rung::Single]),
    ) {
        let answer = parts.concat();
        let whole = read(rung, 2, &[&answer], complete);
        prop_assert!(whole.iter().all(|(number, _)| (1..=2).contains(number)));
        prop_assert_eq!(read(rung, 2, &pieces_of(&answer, &cuts), complete), whole);
    }
}
