//! What shall go wrong, and when: plain data that reads the same from TOML and from JSON.

use serde::{Deserialize, Serialize};

/// A whole plan. The default does nothing wrong and answers at once.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// Decides every `chance`, so that a run can be repeated.
    pub seed: u64,
    /// Milliseconds before each reply starts.
    pub latency_ms: u64,
    /// The server's own clock in seconds since 1970, used for `Date`, `created` and `Retry-After` dates.
    pub clock: u64,
    /// How many of a prompt's tokens are told to have come from the provider's cache.
    pub cached_tokens: u64,
    /// What goes wrong. Every rule that fits is applied, in this order; of several [`Fault::Json`], or
    /// [`Fault::Finish`], the last counts.
    pub faults: Vec<Rule>,
}

/// One fault and the requests it strikes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Which requests; everything that is left out fits every request.
    #[serde(default)]
    pub when: When,
    #[serde(flatten)]
    pub fault: Fault,
}

/// A rule strikes when all that is named here fits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct When {
    /// Numbers of requests, from 1, in the order of their arrival since the last reset.
    pub requests: Option<Vec<u64>>,
    /// Only the first so many attempts: how often this model was asked for this text is counted.
    pub first_attempts: Option<u32>,
    /// The model's whole name.
    pub model: Option<String>,
    /// The id of a segment ("1"). A fault on texts strikes this one alone.
    pub segment: Option<String>,
    /// A piece of a segment's source text. A fault on texts strikes those that contain it.
    pub text: Option<String>,
    /// Between 0 and 1, drawn from the seed, the prompt and the attempt.
    pub chance: Option<f64>,
}

/// The failures, by the layer that fails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// An answer with an error status in the provider's own shape, or as a gateway's HTML page.
    Status {
        status: u16,
        #[serde(default)]
        message: Option<String>,
        /// Seconds, sent as a number …
        #[serde(default)]
        retry_after: Option<u64>,
        /// … or as an HTTP date that far after the server's clock.
        #[serde(default)]
        retry_as_date: bool,
        #[serde(default)]
        html: bool,
    },
    /// The connection goes away without one byte of an answer.
    Reset,
    /// The body breaks off after so many bytes.
    Cut { bytes: usize },
    /// The body breaks off inside the first character of several bytes (or after its first byte).
    CutInsideCharacter,
    /// The body breaks off in the middle of its middle line.
    CutInsideLine,
    /// So many bytes at a time, with a pause before each.
    Drip { bytes: usize, pause_ms: u64 },
    /// Nothing more comes after so many bytes, until the server stops.
    Stall { bytes: usize },
    /// The event stream, or what carries it, is odd.
    Stream { how: Stream },
    /// The reason for which the answer ended.
    Finish { how: Finish },
    /// The answer's JSON is not what was asked for.
    Json { how: Json },
    /// Texts and ids do not belong together.
    Align { how: Align },
    /// The inline codes of a text.
    Code { how: Code },
    /// The words of a text.
    Content { how: Content },
    /// The server refuses a request that has this field in its body ("`response_format`"), or deeper, as a JSON
    /// pointer ("`/generationConfig/temperature`").
    Unsupported { field: String },
    /// A schema, a JSON object or a tool is asked for, taken, and ignored: the answer is prose with a numbered list.
    /// A request that leaves the form to the prompt is answered as the prompt says.
    IgnoreFormat,
    /// The schema's shape is honoured, its enums are not.
    IgnoreEnum,
    /// A schema with more properties than this is refused.
    SchemaLimit { properties: usize },
    /// 429 once a model was asked for more prompt tokens than this since the last reset.
    TokenLimit { tokens: u64 },
    /// Every attempt is answered in other words.
    Fickle,
}

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($kind:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($kind),+ }

        impl $name {
            /// Every kind, for tables and tests.
            pub const ALL: &[Self] = &[$(Self::$kind),+];
        }
    };
}

kinds! {
    /// Odd streams. All are honest about the answer itself, apart from those that say otherwise by their name.
    Stream {
        Crlf, Comments, MultilineData, Coalesced, ByteByByte, NoDone, ErrorInside, NotAStream, Gzip,
        WrongContentType, DuplicateChunk, UsageMissing, UsageFirst, UnknownFields, NullContent, Reasoning,
        ReasoningUntilLength,
    }
}

kinds! {
    /// Ends of an answer. The `Length…` ones break the text off where their name says.
    Finish {
        LengthInString, LengthInEscape, LengthInKey, LengthAfterSegment, LengthBeforeLastBrace, ContentFilter,
        Refusal, ToolCalls, Null, Empty,
    }
}

kinds! {
    /// Shapes of JSON that models really send.
    Json {
        Fenced, Preamble, Trailing, SchemaEcho, DoubleEncoded, SingleQuotes, TrailingComma, InnerQuote, RawNewline,
        BadEscape, LoneSurrogate, ByteOrderMark, Array, NumericIds, RenamedIds, TranslatedKeys, CorruptedKey,
        Nested, DuplicateIds, ExtraIds, MissingIds, EmptyString, NullValue, EndlessSpace,
    }
}

kinds! {
    /// Texts under a neighbour's id.
    Align { Shift, Swap, Merge, Split, LastRepeated, AllSame, OneMore, OneLess }
}

kinds! {
    /// What happens to `<g1>…</g1>` and `<x2/>`.
    Code {
        Drop, Duplicate, Invent, Renumber, Unbalance, Cross, SelfClose, UpperCase, Spaced, FullWidth, Escaped, Braces,
        Brackets, Translated, MarkupAdded, AttributeAdded, LinkAdded, IntoWord, PulledIn, PulledOut, AtEnd, PhpSyntax,
        TemplateSyntax, Php, Script, BraceChanged,
    }
}

kinds! {
    /// What happens to the words.
    Content {
        Echo, OtherLanguage, Mixed, Half, RefusalText, AnswerToText, Obeyed, Note, Quoted, Transliterated,
        NumbersChanged, UrlTranslated, FormatSpaced, NbspLost, EntityEscapedTwice, SmartQuotes, PeriodAdded,
        CapitalsChanged, GlossaryIgnored, GlossaryInflected, NameTranslated, Loop, Replacement, RightToLeft, ZeroWidth, TwentyFold, Nul,
    }
}
