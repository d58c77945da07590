//! The answer as a whole: its JSON, which text stands under which id, and why it ended.

use llm_emulator::{Align, Fault, Finish, Json};
use serde_json::Value;

use crate::call::{Arrived, OPENAI, ask, emulator, lines, schema, single, streamed, structured};

const TEXTS: [&str; 2] = ["Hi", "Bye"];

async fn arrived(fault: Fault, body: &Value) -> Arrived {
    ask(&emulator([fault]).await, OPENAI, body).await
}

/// Without a fault: `{"german":{"1":"Ĥî","2":"Býé"}}`.
fn as_json(how: Json) -> String {
    let text = match how {
        Json::Fenced => "```json\n{\"german\":{\"1\":\"Ĥî\",\"2\":\"Býé\"}}\n```",
        Json::Preamble => "Here is the {requested} translation:\n{\"german\":{\"1\":\"Ĥî\",\"2\":\"Býé\"}}",
        Json::Trailing => "{\"german\":{\"1\":\"Ĥî\",\"2\":\"Býé\"}}\nI kept the {tone} informal.",
        Json::SchemaEcho => return schema(2).to_string(),
        Json::DoubleEncoded => r#""{\"german\":{\"1\":\"Ĥî\",\"2\":\"Býé\"}}""#,
        Json::SingleQuotes => "{'german':{'1':'Ĥî','2':'Býé'}}",
        Json::TrailingComma => r#"{"german":{"1":"Ĥî","2":"Býé",}}"#,
        Json::InnerQuote => r#"{"german":{"1":"„{t}" anhängen Ĥî","2":"Býé"}}"#,
        Json::RawNewline => "{\"german\":{\"1\":\"a\nb Ĥî\",\"2\":\"Býé\"}}",
        Json::BadEscape => r#"{"german":{"1":"\@\@Ĥî","2":"Býé"}}"#,
        Json::LoneSurrogate => r#"{"german":{"1":"\ud83dĤî","2":"Býé"}}"#,
        Json::ByteOrderMark => "\u{feff}{\"german\":{\"1\":\"Ĥî\",\"2\":\"Býé\"}}",
        Json::Array => r#"{"german":["Ĥî","Býé"]}"#,
        Json::NumericIds => r#"{"german":[{"id":1,"text":"Ĥî"},{"id":2,"text":"Býé"}]}"#,
        Json::RenamedIds => r#"{"german":{"id1":"Ĥî","id2":"Býé"}}"#,
        Json::TranslatedKeys => r#"{"übersetzung":{"1":"Ĥî","2":"Býé"}}"#,
        Json::CorruptedKey => r#"{"german":{"!":"Ĥî","2":"Býé"}}"#,
        Json::Nested => r#"{"german":{"translations":{"1":"Ĥî","2":"Býé"}}}"#,
        Json::DuplicateIds => r#"{"german":{"1":"Ĥî","2":"Býé","1":"again"}}"#,
        Json::ExtraIds => r#"{"german":{"1":"Ĥî","2":"Býé","999":"one too many"}}"#,
        Json::MissingIds => r#"{"german":{"1":"Ĥî"}}"#,
        Json::EmptyString => r#"{"german":{"1":"","2":"Býé"}}"#,
        Json::NullValue => r#"{"german":{"1":null,"2":"Býé"}}"#,
        Json::EndlessSpace => {
            return format!("{}{}", r#"{"german":{"1":"Ĥî","2":"Býé""#, " ".repeat(64 * 1024));
        }
    };
    text.to_owned()
}

/// Without a fault: `1|Ĥî` and `2|Býé`. Faults that only JSON can have turn lines into JSON.
fn as_lines(how: Json) -> String {
    let text = match how {
        Json::Fenced => "```\n1|Ĥî\n2|Býé\n```",
        Json::Preamble => "Here is the {requested} translation:\n1|Ĥî\n2|Býé",
        Json::Trailing => "1|Ĥî\n2|Býé\nI kept the {tone} informal.",
        Json::SchemaEcho => r#"{"type":"object","properties":{"translation":{"1":"Ĥî","2":"Býé"}}}"#,
        Json::DoubleEncoded => r#""1|Ĥî\n2|Býé""#,
        Json::InnerQuote => "1|„{t}\" anhängen Ĥî\n2|Býé",
        Json::RawNewline => "1|a\nb Ĥî\n2|Býé",
        Json::BadEscape => "1|\\@\\@Ĥî\n2|Býé",
        Json::LoneSurrogate => "1|\\ud83dĤî\n2|Býé",
        Json::ByteOrderMark => "\u{feff}1|Ĥî\n2|Býé",
        Json::RenamedIds => "id1|Ĥî\nid2|Býé",
        Json::CorruptedKey => "!|Ĥî\n2|Býé",
        Json::DuplicateIds => "1|Ĥî\n2|Býé\n1|again",
        Json::ExtraIds => "1|Ĥî\n2|Býé\n999|one too many",
        Json::MissingIds => "1|Ĥî",
        Json::EmptyString => "1|\n2|Býé",
        Json::NullValue => "1|null\n2|Býé",
        Json::EndlessSpace => return format!("1|Ĥî\n2|Býé{}", " ".repeat(64 * 1024)),
        Json::SingleQuotes
        | Json::TrailingComma
        | Json::Array
        | Json::NumericIds
        | Json::TranslatedKeys
        | Json::Nested => return as_json(how).replace("german", "translation"),
    };
    text.to_owned()
}

/// Without a fault: `Ĥî`.
fn as_text(how: Json) -> String {
    let text = match how {
        Json::Fenced => "```\nĤî\n```",
        Json::Preamble => "Here is the {requested} translation:\nĤî",
        Json::Trailing => "Ĥî\nI kept the {tone} informal.",
        Json::SchemaEcho => r#"{"type":"object","properties":{"translation":{"1":"Ĥî"}}}"#,
        Json::DoubleEncoded => r#""Ĥî""#,
        Json::SingleQuotes => "{'translation':{'1':'Ĥî'}}",
        Json::TrailingComma => r#"{"translation":{"1":"Ĥî",}}"#,
        Json::InnerQuote => "„{t}\" anhängen Ĥî",
        Json::RawNewline => "a\nb Ĥî",
        Json::BadEscape => "\\@\\@Ĥî",
        Json::LoneSurrogate => "\\ud83dĤî",
        Json::ByteOrderMark => "\u{feff}Ĥî",
        Json::Array => r#"{"translation":["Ĥî"]}"#,
        Json::NumericIds => r#"{"translation":[{"id":1,"text":"Ĥî"}]}"#,
        Json::RenamedIds => "id1|Ĥî",
        Json::TranslatedKeys => r#"{"übersetzung":{"1":"Ĥî"}}"#,
        Json::CorruptedKey => "!|Ĥî",
        Json::Nested => r#"{"translation":{"translations":{"1":"Ĥî"}}}"#,
        Json::DuplicateIds => "Ĥî\nagain",
        Json::ExtraIds => "Ĥî\none too many",
        Json::MissingIds | Json::EmptyString => "",
        Json::NullValue => "null",
        Json::EndlessSpace => return format!("Ĥî{}", " ".repeat(64 * 1024)),
    };
    text.to_owned()
}

#[tokio::test]
async fn the_shape_goes_wrong_in_every_known_way_on_every_rung() {
    for how in Json::ALL {
        let fault = Fault::Json { how: *how };
        for (body, expected) in [
            (structured(&TEXTS), as_json(*how)),
            (lines(&TEXTS), as_lines(*how)),
            (single("Hi"), as_text(*how)),
        ] {
            assert_eq!(arrived(fault.clone(), &body).await.said(), expected, "{fault:?} for {body}");
            assert_eq!(
                arrived(fault.clone(), &streamed(body)).await.streamed(),
                expected,
                "{fault:?}, streamed"
            );
        }
    }
}

/// Without a fault: `1|öñé`, `2|ţŵö`, `3|ţĥŕéé`.
fn aligned(how: Align) -> &'static str {
    match how {
        Align::Shift => "1|ţŵö\n2|ţĥŕéé\n3|öñé",
        Align::Swap => "1|ţŵö\n2|öñé\n3|ţĥŕéé",
        Align::Merge => "1|öñé ţŵö\n2|ţĥŕéé\n3|ţĥŕéé",
        Align::Split => "1|ö\n2|ñé\n3|ţŵö",
        Align::LastRepeated => "1|öñé\n2|ţŵö\n3|ţŵö",
        Align::AllSame => "1|öñé\n2|öñé\n3|öñé",
        Align::OneMore => "1|öñé\n2|ţŵö\n3|ţĥŕéé\n4|ţĥŕéé",
        Align::OneLess => "1|öñé\n2|ţŵö",
    }
}

#[tokio::test]
async fn texts_stand_under_the_wrong_ids_in_every_known_way() {
    for how in Align::ALL {
        let reply = arrived(Fault::Align { how: *how }, &lines(&["one", "two", "three"])).await;
        assert_eq!(reply.said(), aligned(*how), "{how:?}");
    }
}

/// The reason, and what had been said by then.
fn ended(how: Finish) -> (&'static str, &'static str) {
    match how {
        Finish::LengthInString => ("length", r#"{"german":{"1":"Ĥî","2":"Bý"#),
        Finish::LengthInEscape => ("length", r#"{"german":{"1":"Ĥî","2":"\"#),
        Finish::LengthInKey => ("length", r#"{"german":{"1":"Ĥî","2"#),
        Finish::LengthAfterSegment => ("length", r#"{"german":{"1":"Ĥî""#),
        Finish::LengthBeforeLastBrace => ("length", r#"{"german":{"1":"Ĥî","2":"Býé"}"#),
        Finish::ContentFilter => ("content_filter", r#"{"german":{"1":"Ĥî""#),
        Finish::ToolCalls => ("tool_calls", r#"{"german":{"1":"Ĥî","2":"Býé"}}"#),
        Finish::Null => ("", r#"{"german":{"1":"Ĥî","2":"Býé"}}"#),
        Finish::Refusal | Finish::Empty => ("stop", ""),
    }
}

#[tokio::test]
async fn answers_end_for_every_known_reason() {
    for how in Finish::ALL {
        let fault = Fault::Finish { how: *how };
        let (reason, said) = ended(*how);
        let reply = arrived(fault.clone(), &structured(&TEXTS)).await;
        let finish = reply.at("/choices/0/finish_reason");
        assert_eq!((finish.as_str().unwrap_or(""), reply.said().as_str()), (reason, said), "{how:?}");
        let stream = arrived(fault, &streamed(structured(&TEXTS))).await;
        assert_eq!(stream.streamed(), said, "{how:?}, streamed");
        let events = stream.events();
        let finish =
            events.iter().rev().find_map(|event| event.pointer("/choices/0/finish_reason")?.as_str());
        assert_eq!(finish.unwrap_or(""), reason, "{how:?}, streamed");
        let refused = events
            .iter()
            .any(|event| event.pointer("/choices/0/delta/refusal").is_some_and(Value::is_string));
        assert_eq!(refused, *how == Finish::Refusal, "{how:?}");
    }
    let lines = arrived(Fault::Finish { how: Finish::LengthInKey }, &lines(&TEXTS)).await;
    assert_eq!(lines.said(), "1|Ĥî\n2", "a line breaks off after its number");
}

#[tokio::test]
async fn each_provider_names_the_reason_in_its_own_word() {
    let table = [
        (Finish::LengthInString, "max_tokens", "MAX_TOKENS"),
        (Finish::ContentFilter, "refusal", "SAFETY"),
        (Finish::Refusal, "refusal", "PROHIBITED_CONTENT"),
        (Finish::ToolCalls, "tool_use", "MALFORMED_FUNCTION_CALL"),
        (Finish::Null, "", ""),
        (Finish::Empty, "end_turn", "STOP"),
    ];
    for (how, anthropic, gemini) in table {
        let emulator = emulator([Fault::Finish { how }]).await;
        let mut body = single("Hi");
        crate::call::set(&mut body, "max_tokens", 100.into());
        let reply = ask(&emulator, "/v1/messages", &body).await;
        assert_eq!(reply.at("/stop_reason").as_str().unwrap_or(""), anthropic, "{how:?}");
        let body = serde_json::json!({"contents": [{"parts": [{"text": "Text:\nHi\n---"}]}]});
        let reply = ask(&emulator, "/v1beta/models/emulator-1:generateContent", &body).await;
        assert_eq!(reply.at("/candidates/0/finishReason").as_str().unwrap_or(""), gemini, "{how:?}");
    }
}
