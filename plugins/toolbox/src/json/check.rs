//! Is it JSON? Then laid out anew, otherwise told where it goes wrong.

use struson::reader::{JsonReader, TransferError};
use struson::writer::JsonWriter;

use super::fault::Fault;
use super::read::reader;
use super::write::{Layout, writer};
use crate::bounded::{Bounded, TooLarge};
use crate::sentence::{Sentence, Tell};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Wrong(Fault),
    TooLarge,
}

/// Lays JSON out anew, value by value and without a tree, so that the size of the text is all that counts. Nothing is
/// lost: numbers stay as written, keys keep their order even if they repeat.
pub fn lay_out(text: &str, layout: Layout) -> Result<String, Refusal> {
    let mut out = Bounded::new();
    let mut reader = reader(text);
    let mut writer = writer(&mut out, layout);
    reader.transfer_to(&mut writer).map_err(|error| match error {
        TransferError::ReaderError(error) => Refusal::Wrong(error.into()),
        TransferError::WriterError(_) => Refusal::TooLarge,
    })?;
    reader.consume_trailing_whitespace().map_err(|error| Refusal::Wrong(error.into()))?;
    writer.finish_document().map_err(|error| Refusal::from(TooLarge::from(error)))?;
    Ok(out.into_text())
}

impl Tell for Refusal {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Wrong(fault) => fault.sentence(),
            Self::TooLarge => TooLarge.sentence(),
        }
    }
}

impl From<TooLarge> for Refusal {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::What;
    use super::*;
    use crate::place::Place;
    use proptest::prelude::*;

    #[test]
    fn both_layouts() {
        let text = r#"{"b":[1.0,{"x":null}],"b":[],"c":{}}"#;
        let pretty =
            "{\n  \"b\": [\n    1.0,\n    {\n      \"x\": null\n    }\n  ],\n  \"b\": [],\n  \"c\": {}\n}";
        assert_eq!(lay_out(text, Layout::Pretty).as_deref(), Ok(pretty));
        assert_eq!(lay_out(pretty, Layout::Compact).as_deref(), Ok(text));
    }

    #[track_caller]
    fn check(text: &str, what: What, line: usize, column: usize) {
        let fault = Fault { what, place: Place { line, column } };
        assert_eq!(lay_out(text, Layout::Compact), Err(Refusal::Wrong(fault)), "{text:?}");
    }

    #[test]
    fn what_is_wrong_and_where() {
        check("", What::Incomplete, 1, 1);
        check("{\"a\": 1,\n \"b\": }", What::StrayBracket, 2, 7);
        check("{\"a\": 1\n \"b\": 2}", What::MissingComma, 2, 2);
        check("[1, 2,]", What::CommaBeforeEnd, 1, 6);
        check("[1,, 2]", What::StrayComma, 1, 4);
        check("{\"a\" 1}", What::MissingColon, 1, 6);
        check("{a: 1}", What::NameExpected, 1, 2);
        check("{'a': 1}", What::NameExpected, 1, 2);
        check("[tru]", What::Word, 1, 2);
        check("[NaN]", What::Unexpected, 1, 2);
        check("[01]", What::Number, 1, 2);
        check("[\"a\nb\"]", What::RawControl, 1, 4);
        check("[\"\\x\"]", What::Escape, 1, 3);
        check("[\"\\ud800\"]", What::HalfPair, 1, 3);
        check("[1] 2", What::MoreAfterEnd, 1, 5);
        check("// x\n1", What::Comment, 1, 1);
        check("[1, 2", What::Incomplete, 1, 6);
        check("{\"їжак\": x}", What::Unexpected, 1, 10);
    }

    #[test]
    fn indentation_cannot_blow_the_result_up() {
        let deep = format!("{}{}0{}", "[".repeat(127), "0,".repeat(1_000_000), "]".repeat(127));
        assert_eq!(lay_out(&deep, Layout::Pretty), Err(Refusal::TooLarge));
        assert!(lay_out(&deep, Layout::Compact).is_ok());
    }

    proptest! {
        #[test]
        fn laying_out_twice_changes_nothing(text in r#"(\[|\{"a":){0,4}("[^"\\\x00-\x1f]{0,5}"|-?[1-9][0-9]{0,30}(\.[0-9]+)?|null|true)(\]|\}){0,4}"#) {
            if let Ok(pretty) = lay_out(&text, Layout::Pretty) {
                let compact = lay_out(&text, Layout::Compact);
                prop_assert_eq!(lay_out(&pretty, Layout::Compact), compact.clone());
                prop_assert_eq!(lay_out(&compact.expect("the same text"), Layout::Pretty), Ok(pretty));
            }
        }
    }
}
