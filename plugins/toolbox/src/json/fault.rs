//! What can be wrong with JSON.

use struson::reader::{JsonReaderPosition, ReaderError, SyntaxErrorKind};

use crate::place::Place;
use crate::sentence::{Sentence, Tell};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub what: What,
    pub place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Comment,
    /// A word that is none of `true`, `false`, `null`.
    Word,
    StrayBracket,
    StrayComma,
    MissingComma,
    CommaBeforeEnd,
    StrayColon,
    MissingColon,
    Number,
    NameExpected,
    /// A character that cannot begin a value.
    Unexpected,
    /// A line end or another control character inside a text.
    RawControl,
    Escape,
    /// Half of a `\uD83D\uDE00` pair.
    HalfPair,
    Incomplete,
    MoreAfterEnd,
    TooDeep {
        limit: u32,
    },
    TooMany {
        limit: usize,
    },
}

impl Tell for Fault {
    fn sentence(&self) -> Sentence {
        let key = match self.what {
            What::Comment => "toolbox-json-comment",
            What::Word => "toolbox-json-word",
            What::StrayBracket => "toolbox-json-stray-bracket",
            What::StrayComma => "toolbox-json-stray-comma",
            What::MissingComma => "toolbox-json-missing-comma",
            What::CommaBeforeEnd => "toolbox-json-comma-before-end",
            What::StrayColon => "toolbox-json-stray-colon",
            What::MissingColon => "toolbox-json-missing-colon",
            What::Number => "toolbox-json-number",
            What::NameExpected => "toolbox-json-name-expected",
            What::Unexpected => "toolbox-json-unexpected",
            What::RawControl => "toolbox-json-raw-control",
            What::Escape => "toolbox-json-escape",
            What::HalfPair => "toolbox-json-half-pair",
            What::Incomplete => "toolbox-json-incomplete",
            What::MoreAfterEnd => "toolbox-json-more-after-end",
            What::TooDeep { .. } => "toolbox-json-too-deep",
            What::TooMany { .. } => "toolbox-json-too-many",
        };
        let sentence = Sentence::new(key).number("line", self.place.line).number("column", self.place.column);
        match self.what {
            What::TooDeep { limit } => sentence.number("limit", limit),
            What::TooMany { limit } => sentence.number("limit", limit),
            _ => sentence,
        }
    }
}

impl From<ReaderError> for Fault {
    fn from(error: ReaderError) -> Self {
        let (what, place) = match error {
            ReaderError::SyntaxError(error) => (syntax(error.kind), error.location),
            ReaderError::MaxNestingDepthExceeded { max_nesting_depth, location } => {
                (What::TooDeep { limit: max_nesting_depth }, location)
            }
            ReaderError::UnexpectedValueType { location, .. }
            | ReaderError::UnexpectedStructure { location, .. }
            | ReaderError::IoError { location, .. } => (What::Unexpected, location),
            ReaderError::UnsupportedNumberValue { location, .. } => (What::Number, location),
            _ => return Self { what: What::Unexpected, place: Place { line: 1, column: 1 } },
        };
        Self { what, place: place_of(&place) }
    }
}

fn syntax(kind: SyntaxErrorKind) -> What {
    use SyntaxErrorKind as Kind;
    match kind {
        Kind::CommentsNotEnabled | Kind::IncompleteComment | Kind::BlockCommentNotClosed => What::Comment,
        Kind::InvalidLiteral | Kind::TrailingDataAfterLiteral => What::Word,
        Kind::UnexpectedClosingBracket => What::StrayBracket,
        Kind::UnexpectedComma => What::StrayComma,
        Kind::MissingComma => What::MissingComma,
        Kind::TrailingCommaNotEnabled => What::CommaBeforeEnd,
        Kind::UnexpectedColon => What::StrayColon,
        Kind::MissingColon => What::MissingColon,
        Kind::MalformedNumber | Kind::TrailingDataAfterNumber => What::Number,
        Kind::ExpectingMemberNameOrObjectEnd => What::NameExpected,
        Kind::NotEscapedControlCharacter => What::RawControl,
        Kind::UnknownEscapeSequence | Kind::MalformedEscapeSequence => What::Escape,
        Kind::UnpairedSurrogatePairEscapeSequence => What::HalfPair,
        Kind::IncompleteDocument => What::Incomplete,
        Kind::TrailingData => What::MoreAfterEnd,
        _ => What::Unexpected,
    }
}

pub(super) fn place_of(position: &JsonReaderPosition) -> Place {
    let (line, column) = position.line_pos.map_or((0, 0), |at| (at.line, at.column));
    let from_one = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).saturating_add(1);
    Place { line: from_one(line), column: from_one(column) }
}
