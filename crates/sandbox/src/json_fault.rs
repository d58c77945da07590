/// Why a text is no JSON, in the words of `TDLib` (tdutils, `JsonBuilder.cpp`). For a text that is JSON to it, though not to
/// others, there are no words.
pub fn json_fault(text: &str) -> Option<String> {
    let mut parser = Parser { rest: text.as_bytes() };
    let found = parser.value(100).and_then(|()| {
        parser.skip_space();
        if parser.rest.is_empty() { Ok(()) } else { Err("Expected string end".to_owned()) }
    });
    found.err()
}

struct Parser<'a> {
    rest: &'a [u8],
}

type Parsed = Result<(), String>;

fn fault(text: &str) -> Parsed {
    Err(text.to_owned())
}

impl Parser<'_> {
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

    fn value(&mut self, depth: u32) -> Parsed {
        if depth == 0 {
            return fault("Too big object depth");
        }
        self.skip_space();
        match self.rest.first() {
            None => fault("Unexpected string end"),
            Some(b'f') => self.word("false"),
            Some(b't') => self.word("true"),
            Some(b'n') => self.word("null"),
            Some(b'"') => self.text(),
            Some(b'[') => self.list(depth),
            Some(b'{') => self.object(depth),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => {
                let is_number = |byte: &u8| byte.is_ascii_digit() || b"-+.eE".contains(byte);
                let end = self.rest.iter().position(|byte| !is_number(byte)).unwrap_or(self.rest.len());
                self.rest = self.rest.get(end..).unwrap_or_default();
                Ok(())
            }
            Some(byte) if *byte < 127 => Err(format!("Unexpected symbol '{}'", char::from(*byte))),
            Some(_) => fault("Unexpected symbol"),
        }
    }

    fn word(&mut self, word: &str) -> Parsed {
        if self.skip(word) {
            return Ok(());
        }
        let first = word.get(..1).unwrap_or_default();
        Err(format!("Token starts with '{first}' -- {word} expected"))
    }

    fn text(&mut self) -> Parsed {
        if !self.skip("\"") {
            return fault("Opening '\"' expected");
        }
        loop {
            self.rest = match self.rest {
                [] | [b'\\'] => return fault("Closing '\"' not found"),
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return Ok(());
                }
                [b'\\', b'u', rest @ ..] => {
                    let Some((digits, rest)) = rest.split_at_checked(4) else {
                        return fault("\\u has less than 4 symbols");
                    };
                    if !digits.iter().all(u8::is_ascii_hexdigit) {
                        return fault("Invalid \\u -- not hex digit");
                    }
                    rest
                }
                [b'\\', _, rest @ ..] | [_, rest @ ..] => rest,
            };
        }
    }

    fn list(&mut self, depth: u32) -> Parsed {
        self.skip("[");
        self.skip_space();
        if self.skip("]") {
            return Ok(());
        }
        loop {
            if self.rest.is_empty() {
                return fault("Unexpected string end");
            }
            self.value(depth - 1)?;
            if self.ends("]", "Unexpected symbol while parsing JSON Array")? {
                return Ok(());
            }
        }
    }

    fn object(&mut self, depth: u32) -> Parsed {
        self.skip("{");
        self.skip_space();
        if self.skip("}") {
            return Ok(());
        }
        loop {
            if self.rest.is_empty() {
                return fault("Unexpected string end");
            }
            self.text()?;
            self.skip_space();
            if !self.skip(":") {
                return fault("':' expected");
            }
            self.value(depth - 1)?;
            if self.ends("}", "Unexpected symbol while parsing JSON Object")? {
                return Ok(());
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
        Err(if self.rest.is_empty() { "Unexpected string end" } else { otherwise }.to_owned())
    }
}
