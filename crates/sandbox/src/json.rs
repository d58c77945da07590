//! JSON as `TDLib` reads it (tdutils, `JsonBuilder.cpp`), which is neither looser nor stricter than others but different:
//! a text may hold raw line breaks, of two fields with one name the first counts, a number is whatever looks like one.

use serde_json::{Map, Number, Value};

/// How deep values may stand in each other.
const MAX_DEPTH: i32 = 100;

/// Reads a text that is to be JSON.
///
/// # Errors
/// What is wrong with it, in Telegram's words.
pub fn parse(text: &str) -> Result<Value, String> {
    let mut parser = Parser { rest: text.as_bytes() };
    let value = parser.value(MAX_DEPTH)?;
    parser.skip_space();
    if parser.rest.is_empty() { Ok(value) } else { fault("Expected string end") }
}

/// The parameters in a JSON body, as far as they stand before something that is wrong with it (tdnet,
/// `HttpReader::parse_json_parameters`): a text stays what it is, anything else is given as its JSON.
pub fn arguments(body: &[u8], push: &mut dyn FnMut(Vec<u8>, Vec<u8>)) {
    // Telegram's server writes a fault down and goes on with what it has.
    let _ = Parser { rest: body }.arguments(push);
}

struct Parser<'a> {
    rest: &'a [u8],
}

fn fault<T>(text: &str) -> Result<T, String> {
    Err(text.to_owned())
}

impl Parser<'_> {
    fn peek(&self) -> u8 {
        self.rest.first().copied().unwrap_or(0)
    }

    fn skip_space(&mut self) {
        while let [b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x0b, rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    fn skip(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word.as_bytes());
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn arguments(&mut self, push: &mut dyn FnMut(Vec<u8>, Vec<u8>)) -> Result<(), String> {
        self.skip_space();
        if self.peek() == b'"' {
            let text = self.text()?;
            if self.rest.is_empty() {
                push(b"content".to_vec(), text);
            }
            return Ok(());
        }
        if !self.skip("{") {
            return fault("JSON object expected");
        }
        loop {
            self.skip_space();
            if self.skip("}") {
                return Ok(());
            }
            let name = self.text()?;
            self.skip_space();
            if !self.skip(":") {
                return fault("':' expected");
            }
            self.skip_space();
            let value = if self.peek() == b'"' { self.text()? } else { self.raw()? };
            push(name, value);
            self.skip_space();
            if self.peek() != b'}' && !self.skip(",") {
                return fault("expected next field or object end");
            }
        }
    }

    /// A value as it is written.
    fn raw(&mut self) -> Result<Vec<u8>, String> {
        let before = self.rest;
        self.value(MAX_DEPTH)?;
        let length = before.len() - self.rest.len();
        Ok(before.get(..length).unwrap_or_default().to_vec())
    }

    fn value(&mut self, depth: i32) -> Result<Value, String> {
        if depth < 0 {
            return fault("Too big object depth");
        }
        self.skip_space();
        match self.peek() {
            0 => fault("Unexpected string end"),
            b'f' => self.word("false", Value::Bool(false)),
            b't' => self.word("true", Value::Bool(true)),
            b'n' => self.word("null", Value::Null),
            b'"' => self.text().map(|text| Value::String(plain(text))),
            b'[' => self.list(depth),
            b'{' => self.object(depth),
            b'-' | b'+' | b'.' | b'0'..=b'9' => Ok(Value::Number(self.number())),
            byte if byte < 127 => Err(format!("Unexpected symbol '{}'", char::from(byte))),
            _ => fault("Unexpected symbol"),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, String> {
        if self.skip(word) {
            return Ok(value);
        }
        let first = word.get(..1).unwrap_or_default();
        Err(format!("Token starts with '{first}' -- {word} expected"))
    }

    /// What looks like a number and is none becomes one that no field takes for a whole number. As in a field a number passes
    /// for a text, `1.50` would then read `1.5`, where Telegram keeps how it was written.
    fn number(&mut self) -> Number {
        let is_part = |byte: &u8| byte.is_ascii_digit() || b"-+.eE".contains(byte);
        let end = self.rest.iter().position(|byte| !is_part(byte)).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, &[]));
        self.rest = rest;
        serde_json::from_slice(number).ok().or_else(|| Number::from_f64(0.5)).unwrap_or_else(|| 0.into())
    }

    fn text(&mut self) -> Result<Vec<u8>, String> {
        if !self.skip("\"") {
            return fault("Opening '\"' expected");
        }
        let mut text = Vec::new();
        loop {
            self.rest = match self.rest {
                [] | [b'\\'] => return fault("Closing '\"' not found"),
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return Ok(text);
                }
                [b'\\', b'u', rest @ ..] => {
                    self.rest = rest;
                    let code = self.code()?;
                    push_code(&mut text, code);
                    continue;
                }
                [b'\\', c, rest @ ..] => {
                    text.push(match c {
                        b'b' => 8,
                        b'f' => 12,
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        other => *other,
                    });
                    rest
                }
                [c, rest @ ..] => {
                    text.push(*c);
                    rest
                }
            };
        }
    }

    /// The character after `\u`, which may be two halves.
    fn code(&mut self) -> Result<u32, String> {
        let code = self.digits()?;
        let is_half = |code: u32| (0xd800..0xe000).contains(&code);
        if !is_half(code) || self.rest.len() < 6 || !self.rest.starts_with(b"\\u") {
            return Ok(code);
        }
        let alone = self.rest;
        self.skip("\\u");
        let second = self.digits()?;
        if is_half(second) {
            return Ok((((code & 0x3ff) << 10) | (second & 0x3ff)) + 0x1_0000);
        }
        self.rest = alone;
        Ok(code)
    }

    fn digits(&mut self) -> Result<u32, String> {
        let Some((digits, rest)) = self.rest.split_at_checked(4) else {
            return fault("\\u has less than 4 symbols");
        };
        let mut code = 0;
        for digit in digits {
            let Some(digit) = char::from(*digit).to_digit(16) else {
                return fault("Invalid \\u -- not hex digit");
            };
            code = code * 16 + digit;
        }
        self.rest = rest;
        Ok(code)
    }

    fn list(&mut self, depth: i32) -> Result<Value, String> {
        self.skip("[");
        self.skip_space();
        let mut list = Vec::new();
        if self.skip("]") {
            return Ok(Value::Array(list));
        }
        loop {
            if self.rest.is_empty() {
                return fault("Unexpected string end");
            }
            list.push(self.value(depth - 1)?);
            if self.ends("]", "Unexpected symbol while parsing JSON Array")? {
                return Ok(Value::Array(list));
            }
        }
    }

    fn object(&mut self, depth: i32) -> Result<Value, String> {
        self.skip("{");
        self.skip_space();
        let mut fields = Map::new();
        if self.skip("}") {
            return Ok(Value::Object(fields));
        }
        loop {
            if self.rest.is_empty() {
                return fault("Unexpected string end");
            }
            let name = plain(self.text()?);
            self.skip_space();
            if !self.skip(":") {
                return fault("':' expected");
            }
            let value = self.value(depth - 1)?;
            fields.entry(name).or_insert(value);
            if self.ends("}", "Unexpected symbol while parsing JSON Object")? {
                return Ok(Value::Object(fields));
            }
        }
    }

    /// After an element: the end, or a comma and more.
    fn ends(&mut self, end: &str, otherwise: &str) -> Result<bool, String> {
        self.skip_space();
        if self.skip(end) {
            return Ok(true);
        }
        if self.skip(",") {
            self.skip_space();
            return Ok(false);
        }
        fault(if self.rest.is_empty() { "Unexpected string end" } else { otherwise })
    }
}

/// Half a character is no text; inside of an object it becomes the sign for that.
fn plain(text: Vec<u8>) -> String {
    String::from_utf8(text).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A lone half of a character is written like a whole one, so that whoever looks sees that the text is not UTF-8.
fn push_code(text: &mut Vec<u8>, code: u32) {
    if let Some(c) = char::from_u32(code) {
        text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        let low = |shift: u32| u8::try_from(0x80 | ((code >> shift) & 0x3f)).unwrap_or(0x80);
        text.extend_from_slice(&[0xed, low(6), low(0)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let got = parse(text).map_or_else(|error| error, |value| value.to_string());
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn texts_are_read_as_telegram_does() {
        check("\"a\nb\tc\"", r#""a\nb\tc""#);
        check(r#""\q\/\u0041\ud83e\uDD8A""#, r#""q/A🦊""#);
        check("\"\\u12\"", "\\u has less than 4 symbols");
        check("\"\\u12x4\"", "Invalid \\u -- not hex digit");
        check("\"a", "Closing '\"' not found");
    }

    #[test]
    fn of_two_fields_the_first_counts() {
        check(r#"{"a":1,"a":2}"#, r#"{"a":1}"#);
        check(r#"{"a":1,}"#, "Opening '\"' expected");
        check("[1,]", "Unexpected symbol ']'");
        check("[1 2]", "Unexpected symbol while parsing JSON Array");
        check(r#"{"a" 1}"#, "':' expected");
        check("{} x", "Expected string end");
        check("nul", "Token starts with 'n' -- null expected");
        check("", "Unexpected string end");
    }

    #[test]
    fn numbers_are_what_looks_like_one() {
        check("-12", "-12");
        check("[01, +1, 1.2.3]", "[0.5,0.5,0.5]");
        assert_eq!(parse("-0").unwrap().as_i64(), None);
    }

    #[test]
    fn a_hundred_values_may_stand_in_one() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(&nested(101)).is_ok());
        assert_eq!(parse(&nested(102)).unwrap_err(), "Too big object depth");
    }

    #[test]
    fn a_body_gives_what_stands_before_its_fault() {
        let read = |body: &str| {
            let mut found = Vec::new();
            arguments(body.as_bytes(), &mut |name, value| found.push((plain(name), plain(value))));
            found.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            read("{\"a\": \"x\ny\", \"b\": [1, {\"c\": null}], \"d\" : true,}"),
            "a=x\ny b=[1, {\"c\": null}] d=true"
        );
        assert_eq!(read("{\"a\": 1, \"b\": nul}"), "a=1");
        assert_eq!(read("{\"a\": 1 \"b\": 2}"), "a=1");
        assert_eq!(read(" \"whole\""), "content=whole");
        assert_eq!(read("[1]"), "");
    }
}
