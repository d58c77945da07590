//! A look into a token. Nothing is verified: that takes the issuer's key.

use ::base64::Engine;
use ::base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};

use crate::json::check::lay_out;
use crate::json::read::read;
use crate::json::tree::Json;
use crate::json::write::Layout;
use crate::sentence::{Sentence, Tell};

/// What a token says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Both as JSON, laid out.
    pub header: String,
    pub payload: String,
    pub algorithm: Option<String>,
    pub issued: Option<DateTime<Utc>>,
    pub not_before: Option<DateTime<Utc>>,
    pub expires: Option<DateTime<Utc>>,
    /// Without a signature, anybody could have written it.
    pub signed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Not three parts with dots between them.
    Parts {
        found: usize,
    },
    /// Five parts: the token is encrypted (JWE).
    Encrypted,
    Header,
    Payload,
}

/// Reads a token, also with the `Bearer` that stands before it in a request.
pub fn look(text: &str) -> Result<Token, Fault> {
    let text = text.trim();
    let text = text
        .get(..7)
        .filter(|word| word.eq_ignore_ascii_case("bearer "))
        .map_or(text, |word| text.strip_prefix(word).unwrap_or(text).trim_start());
    let parts: Vec<_> = text.split('.').collect();
    let (header, payload, signature) = match parts.as_slice() {
        [header, payload, signature] => (*header, *payload, *signature),
        [_, _, _, _, _] => return Err(Fault::Encrypted),
        other => return Err(Fault::Parts { found: other.len() }),
    };
    let (header, header_json) = part(header).ok_or(Fault::Header)?;
    let (payload, claims) = part(payload).ok_or(Fault::Payload)?;
    Ok(Token {
        algorithm: member(&header_json, "alg").and_then(Json::scalar).map(str::to_owned),
        issued: moment(&claims, "iat"),
        not_before: moment(&claims, "nbf"),
        expires: moment(&claims, "exp"),
        signed: !signature.is_empty(),
        header,
        payload,
    })
}

/// Decodes a part, which must hold an object.
fn part(encoded: &str) -> Option<(String, Json)> {
    let bytes = URL_SAFE_NO_PAD.decode(encoded.trim_end_matches('=')).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let json = read(&text).ok().filter(|json| matches!(json, Json::Object(_)))?;
    Some((lay_out(&text, Layout::Pretty).ok()?, json))
}

fn member<'a>(json: &'a Json, name: &str) -> Option<&'a Json> {
    match json {
        Json::Object(members) => members.get(name),
        _ => None,
    }
}

/// Seconds since 1970; a fraction is allowed and left out.
fn moment(claims: &Json, name: &str) -> Option<DateTime<Utc>> {
    let Json::Number(number) = member(claims, name)? else { return None };
    let seconds = number.split_once('.').map_or(number.as_ref(), |(whole, _)| whole);
    DateTime::from_timestamp(seconds.parse().ok()?, 0)
}

impl Tell for Fault {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Parts { found } => Sentence::new("toolbox-jwt-parts").number("found", *found),
            Self::Encrypted => Sentence::new("toolbox-jwt-encrypted"),
            Self::Header => Sentence::new("toolbox-jwt-header"),
            Self::Payload => Sentence::new("toolbox-jwt-payload"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of RFC 7519, section 3.1.
    const EXAMPLE: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0\
                           dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn the_example_of_the_standard() {
        for text in [EXAMPLE.to_owned(), format!(" Bearer {EXAMPLE}\n")] {
            let token = look(&text).expect("a sound token");
            assert_eq!(token.header, "{\n  \"typ\": \"JWT\",\n  \"alg\": \"HS256\"\n}");
            assert_eq!(
                token.payload,
                "{\n  \"iss\": \"joe\",\n  \"exp\": 1300819380,\n  \"http://example.com/is_root\": true\n}"
            );
            assert_eq!(token.algorithm.as_deref(), Some("HS256"));
            assert_eq!(token.expires.map(|at| at.to_rfc3339()).as_deref(), Some("2011-03-22T18:43:00+00:00"));
            assert_eq!((token.issued, token.not_before, token.signed), (None, None, true));
        }
    }

    #[test]
    fn what_is_no_token() {
        assert_eq!(look(""), Err(Fault::Parts { found: 1 }));
        assert_eq!(look("a.b.c.d.e"), Err(Fault::Encrypted));
        assert_eq!(look("a.b.c"), Err(Fault::Header));
        assert_eq!(look("e30.W10.x"), Err(Fault::Payload));
        assert_eq!(look("e30.e30.").map(|token| token.signed), Ok(false));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[A-Za-z0-9_.-]{0,60}|.{0,20}") {
            let _ = look(&text);
        }
    }
}
