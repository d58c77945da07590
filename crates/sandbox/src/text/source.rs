/// Markup as bytes, readable past its end as zeros, which is how Telegram's parsers see it.
#[derive(Clone, Copy)]
pub struct Source<'a>(pub &'a [u8]);

impl<'a> Source<'a> {
    pub fn len(self) -> usize {
        self.0.len()
    }

    pub fn at(self, i: usize) -> u8 {
        self.0.get(i).copied().unwrap_or(0)
    }

    pub fn slice(self, from: usize, to: usize) -> &'a [u8] {
        self.0.get(from..to.min(self.0.len())).unwrap_or_default()
    }

    pub fn text(self, from: usize, to: usize) -> String {
        String::from_utf8_lossy(self.slice(from, to)).into_owned()
    }

    /// Telegram's idea of a space, which here includes the end of the text.
    pub fn is_space(self, i: usize) -> bool {
        matches!(self.at(i), b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x0b)
    }
}

/// Text being collected, with its length in UTF-16 units.
#[derive(Default)]
pub struct Sink {
    pub bytes: Vec<u8>,
    pub utf16: usize,
}

impl Sink {
    pub fn push(&mut self, byte: u8) {
        self.utf16 += utf16_units(byte);
        self.bytes.push(byte);
    }

    /// A lone half of a surrogate pair cannot be text; it is kept as the three bytes it would have had, so that the
    /// check at the end refuses it.
    pub fn push_code(&mut self, code: u32) {
        if let Some(c) = char::from_u32(code) {
            let mut buffer = [0; 4];
            self.bytes.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
            self.utf16 += c.len_utf16();
        } else {
            let low = |shift: u32| u8::try_from(0x80 | ((code >> shift) & 0x3f)).unwrap_or(0x80);
            self.bytes.extend_from_slice(&[0xed, low(6), low(0)]);
            self.utf16 += 1;
        }
    }
}

/// How many UTF-16 units the character that starts with this byte takes; 0 inside a character.
pub fn utf16_units(byte: u8) -> usize {
    match byte {
        0x80..=0xbf => 0,
        0xf0.. => 2,
        _ => 1,
    }
}

/// The length of a text in UTF-16 units.
pub fn utf16_len(text: &str) -> usize {
    text.bytes().map(utf16_units).sum()
}
