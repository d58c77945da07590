use super::lookahead::{Role, closes, is_quote, opens};
use super::text::Text;

/// Deeper nesting is read over without looking inside.
const DEEPEST: usize = 32;
/// More white space than this in one run is a model that has lost its way, characters.
const BLANK: usize = 4096;
/// A bare word (a number, `null`) of this length or more means nothing, and its end is not waited for, bytes.
const WORD: usize = 64;
/// Keys under which models put a text's number when they answer with a list of objects.
const NUMBER_KEYS: [&str; 7] = ["i", "id", "n", "key", "index", "number", "no"];
/// … and the text itself.
const TEXT_KEYS: [&str; 9] =
    ["t", "text", "translation", "translated", "target", "value", "content", "output", "answer"];

/// Reads the texts out of something that is meant to be JSON, character by character and without recursion.
#[derive(Debug)]
pub struct Json {
    field: String,
    count: usize,
    longest: usize,
    /// What has arrived and cannot be understood before more arrives.
    rest: String,
    frames: Vec<Frame>,
    /// How many containers are open beyond the deepest that is looked into.
    below: usize,
    inside: Option<Text>,
    found: Vec<(usize, String)>,
    /// A quote was left unescaped in this answer, so a quote at the very end proves nothing.
    sloppy: bool,
    blank: usize,
    ended: Option<Ended>,
    /// What comes next goes on with a bare word that is too long to mean anything.
    in_junk: bool,
    /// This reads an object that was found inside a string.
    nested: bool,
}

/// Nothing more comes.
#[derive(Clone, Copy, Debug)]
struct Ended {
    complete: bool,
}

/// A container that is open.
#[derive(Debug)]
struct Frame {
    object: bool,
    /// The key under which it stands.
    name: Option<String>,
    key: Option<String>,
    number: Option<usize>,
    text: Option<String>,
    /// The texts of an array that may be the whole answer.
    items: Option<Vec<String>>,
}

impl Json {
    pub fn new(field: &str, count: usize, longest: usize) -> Self {
        Self {
            field: field.to_owned(),
            count,
            longest,
            rest: String::new(),
            frames: Vec::new(),
            below: 0,
            inside: None,
            found: Vec::new(),
            sloppy: false,
            blank: 0,
            ended: None,
            in_junk: false,
            nested: false,
        }
    }

    pub fn push(&mut self, chunk: &str) {
        self.rest.push_str(chunk);
        let held = std::mem::take(&mut self.rest);
        let mut tail = held.as_str();
        while !tail.is_empty() && !self.runs_away() {
            let Some(taken) = self.step(tail) else { break };
            tail = tail.get(taken..).unwrap_or_default();
        }
        tail.clone_into(&mut self.rest);
    }

    /// Nothing more comes: what waited for a look ahead is decided.
    pub fn finish(&mut self, complete: bool) {
        self.ended = Some(Ended { complete });
        self.push("");
    }

    pub fn found(&mut self) -> Vec<(usize, String)> {
        std::mem::take(&mut self.found)
    }

    pub fn runs_away(&self) -> bool {
        self.blank > BLANK || self.inside.as_ref().is_some_and(|text| text.out.len() > self.longest)
    }

    /// Understands something at the beginning of `tail`; answers with how many bytes, or `None` when it needs more.
    fn step(&mut self, tail: &str) -> Option<usize> {
        let first = tail.chars().next()?;
        if self.inside.is_some() {
            return self.in_text(first, tail);
        }
        let in_junk = std::mem::take(&mut self.in_junk);
        if first.is_whitespace() {
            return Some(self.in_blank(tail));
        }
        self.blank = 0;
        if self.frames.is_empty() {
            return self.in_prose(first, tail);
        }
        self.in_container(first, tail, in_junk)
    }

    fn in_text(&mut self, first: char, tail: &str) -> Option<usize> {
        let text = self.inside.as_mut()?;
        let taken = if first == '\\' {
            text.escape(tail)?
        } else if first == text.close {
            let after = tail.get(first.len_utf8()..).unwrap_or_default();
            let seen = closes(after, text.role);
            // At the end of all, a quote closes unless this model has shown that its quotes mean nothing. Even then it
            // does where the model ended of its own accord and something follows that may stand behind a text.
            let closed = seen.or_else(|| {
                let ending = self.ended?;
                Some(!self.sloppy || ending.complete && !after.trim().is_empty())
            })?;
            if closed {
                self.text_closed();
                return Some(first.len_utf8());
            }
            self.sloppy = true;
            text.out.push(first);
            first.len_utf8()
        } else {
            text.plain(tail)
        };
        Some(taken)
    }

    fn in_blank(&mut self, tail: &str) -> usize {
        let length = tail.len() - tail.trim_start().len();
        self.blank += length;
        length
    }

    /// Outside of everything: a bracket that really opens something is looked for, all else is talk.
    fn in_prose(&mut self, first: char, tail: &str) -> Option<usize> {
        if !matches!(first, '{' | '[') {
            return Some(tail.find(['{', '[', ' ', '\n']).unwrap_or(tail.len()).max(first.len_utf8()));
        }
        let opened = opens(first, tail.get(1..).unwrap_or_default());
        if opened.or_else(|| self.ended.map(|_| false))? {
            self.open(first == '{');
        }
        Some(1)
    }

    fn in_container(&mut self, first: char, tail: &str, in_junk: bool) -> Option<usize> {
        match first {
            '{' | '[' => self.open(first == '{'),
            '}' | ']' => self.close(),
            ',' => self.set_key(None),
            c if is_quote(c) => self.inside = Some(Text::new(c, self.role())),
            ':' => {}
            _ => return self.bare(tail, in_junk),
        }
        Some(first.len_utf8())
    }

    fn role(&self) -> Role {
        match self.frames.last() {
            _ if self.below > 0 => Role::Anywhere,
            Some(frame) if !frame.object => Role::Element,
            Some(frame) if frame.key.is_none() => Role::Key,
            _ => Role::Value,
        }
    }

    fn open(&mut self, object: bool) {
        if self.below > 0 || self.frames.len() >= DEEPEST {
            self.below += 1;
            return;
        }
        let name = self.frames.last_mut().and_then(|frame| frame.key.take());
        let eligible =
            !object && name.as_ref().is_none_or(|name| *name == self.field) && self.frames.len() < 2;
        let items = eligible.then(Vec::new);
        self.frames.push(Frame { object, name, key: None, number: None, text: None, items });
    }

    fn close(&mut self) {
        if self.below > 0 {
            self.below -= 1;
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        self.set_key(None);
        // An array is the answer only when nothing is missing from it: otherwise nobody knows what belongs where.
        if let Some(items) = frame.items.filter(|items| items.len() == self.count) {
            self.found.extend(items.into_iter().enumerate().map(|(at, text)| (at + 1, text)));
        }
        let lonely = (self.count == 1).then_some(1);
        let number = frame.number.or_else(|| number(frame.name.as_deref()?)).or(lonely);
        if let (Some(number), Some(text)) = (number, frame.text) {
            self.found.push((number, text));
        }
    }

    fn set_key(&mut self, key: Option<String>) {
        if self.below == 0
            && let Some(frame) = self.frames.last_mut()
        {
            frame.key = key;
        }
    }

    /// A number, a word, or junk between the marks; `in_junk` when it goes on with junk.
    fn bare(&mut self, tail: &str, in_junk: bool) -> Option<usize> {
        let ends = |c: char| c.is_whitespace() || ",:{}[]\"'“".contains(c);
        let length = tail.find(ends).unwrap_or(tail.len());
        let junk = in_junk || length >= WORD;
        if length == tail.len() && !junk && self.ended.is_none() {
            return None;
        }
        self.in_junk = junk;
        let word = tail.get(..length).filter(|_| !junk).unwrap_or_default();
        if let Some(frame) = self.frames.last_mut().filter(|_| self.below == 0 && !in_junk) {
            match &frame.key {
                _ if !frame.object => frame.items = None,
                None => frame.key = Some(word.to_owned()),
                Some(key) if NUMBER_KEYS.contains(&key.as_str()) => frame.number = number(word),
                Some(_) => {}
            }
        }
        Some(length)
    }

    fn text_closed(&mut self) {
        let Some(Text { out, role, .. }) = self.inside.take() else { return };
        if self.below > 0 {
            return;
        }
        let Some(frame) = self.frames.last_mut() else { return };
        match role {
            Role::Anywhere => {}
            Role::Key => frame.key = Some(out),
            Role::Element => {
                if let Some(items) = frame.items.as_mut().filter(|items| items.len() <= self.count) {
                    items.push(out);
                }
            }
            Role::Value => {
                let key = frame.key.take().unwrap_or_default();
                self.value(&key, out);
            }
        }
    }

    fn value(&mut self, key: &str, text: String) {
        if let Some(number) = number(key) {
            self.found.push((number, text));
            return;
        }
        if !self.nested && text.trim_start().starts_with('{') {
            let mut inner = Self::new(&self.field, self.count, self.longest);
            inner.nested = true;
            inner.push(&text);
            inner.finish(true);
            self.found.append(&mut inner.found);
            return;
        }
        let is_text = key == self.field || TEXT_KEYS.contains(&key);
        let Some(frame) = self.frames.last_mut() else { return };
        if is_text {
            frame.text = Some(text);
        } else if NUMBER_KEYS.contains(&key) {
            frame.number = number(&text);
        }
    }
}

/// The number a key stands for: `12`, ` 12 `, `[12]`, `#12`, `id12`.
fn number(key: &str) -> Option<usize> {
    let key = key.trim().trim_matches(['[', ']', '#', '<', '>']);
    let digits = key.strip_prefix("id").unwrap_or(key);
    let plain = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}
