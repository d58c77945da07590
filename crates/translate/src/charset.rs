//! Which encoding a file is in, and how sure that is.

mod convert;
mod declared;

pub use convert::{Converted, to_utf8};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use crate::options::Options;
use crate::skip::Skip;

/// How the encoding was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// A byte order mark.
    Bom,
    /// The person said so.
    Told,
    /// `<meta charset>`, `header('…charset=')`, `<?xml encoding=…?>`
    Declared,
    /// It is valid UTF-8 with characters beyond ASCII.
    Valid,
    /// There are only ASCII characters.
    Ascii,
    /// Statistics of letters.
    Guessed,
}

/// The encoding of a file.
#[derive(Debug, Clone)]
pub struct Charset {
    pub encoding: &'static Encoding,
    pub evidence: Evidence,
    /// What else it could be, best first (the chosen one among them). Empty when there is no doubt.
    pub candidates: Vec<Candidate>,
}

/// An encoding the file could be in, with a few words of the file read that way: a person sees at once which is right.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub encoding: &'static Encoding,
    pub sample: String,
}

impl Charset {
    /// Whether somebody should be asked.
    pub fn is_unsure(&self) -> bool {
        !self.candidates.is_empty()
    }

    /// By byte order mark, by what the person said, by declaration, as UTF-8, by statistics.
    pub fn detect(bytes: &[u8], options: &Options) -> Result<Self, Skip> {
        if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
            return Ok(sure(UTF_8, Evidence::Bom));
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(Skip::Encoding("UTF-16"));
        }
        if is_binary(bytes) {
            return Err(Skip::Binary);
        }
        if let Some(told) = options.encoding {
            return usable(sure(told, Evidence::Told));
        }
        let declared = declared::declared(bytes);
        if bytes.is_ascii() {
            let found = declared.map(|encoding| sure(encoding, Evidence::Declared));
            let assumed = || sure(options.assumed.unwrap_or(UTF_8), Evidence::Ascii);
            return usable(found.unwrap_or_else(assumed));
        }
        let utf8 = Fit::of(UTF_8, bytes);
        usable(match declared {
            // A few stray bytes do not make another encoding of it; the texts they stand in are left alone.
            Some(encoding) if encoding == UTF_8 && utf8.reads() => sure(encoding, Evidence::Declared),
            None if utf8.reads() => sure(UTF_8, Evidence::Valid),
            // A page that says windows-1251 and is valid UTF-8 was converted, and its declaration forgotten; or not.
            Some(encoding) if utf8.reads() => doubtful(bytes, Evidence::Declared, &[UTF_8, encoding], &[]),
            Some(encoding) if encoding != UTF_8 && Fit::of(encoding, bytes).reads() => {
                sure(encoding, Evidence::Declared)
            }
            Some(encoding) => contradicted(bytes, encoding),
            None => guessed(bytes),
        })
    }
}

/// How well bytes go together with an encoding: characters beyond ASCII, and places that are none.
#[derive(Debug, Clone, Copy)]
struct Fit {
    good: usize,
    bad: usize,
}

impl Fit {
    fn of(encoding: &'static Encoding, bytes: &[u8]) -> Self {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
        // By their first bytes.
        let all = count(text.as_bytes(), |b| b >= 0xC0);
        Self { good: all - bad, bad }
    }

    /// The great majority of what is not ASCII can be read.
    fn reads(self) -> bool {
        self.good >= self.bad * 9 && self.good > 0
    }
}

fn sure(encoding: &'static Encoding, evidence: Evidence) -> Charset {
    Charset { encoding, evidence, candidates: Vec::new() }
}

fn usable(charset: Charset) -> Result<Charset, Skip> {
    if charset.encoding.is_ascii_compatible() && charset.encoding != encoding_rs::X_USER_DEFINED {
        return Ok(charset);
    }
    Err(Skip::Encoding(charset.encoding.name()))
}

fn guessed(bytes: &[u8]) -> Charset {
    let guess = guess(bytes);
    let sample = unusual(bytes);
    let read = |encoding: &'static Encoding| encoding.decode_without_bom_handling(&sample).0.into_owned();
    // `©`, `«` and curly quotes are the same bytes in all of Windows' encodings: then there is nothing to ask.
    let agree = [WINDOWS_1250, WINDOWS_1251, WINDOWS_1252].iter().all(|other| read(other) == read(guess));
    if agree || is_steady(bytes, guess) {
        return sure(guess, Evidence::Guessed);
    }
    let others: Vec<_> = std::iter::once(guess).chain(usual()).collect();
    doubtful(bytes, Evidence::Guessed, &[], &others)
}

/// What old pages are in, besides what statistics say.
fn usual() -> [&'static Encoding; 6] {
    [WINDOWS_1252, WINDOWS_1251, WINDOWS_1250, encoding_rs::KOI8_R, encoding_rs::SHIFT_JIS, encoding_rs::GBK]
}

/// The declaration does not go together with the bytes. A page of which only a few places are wrong stays what it says it
/// is, because browsers believe it; where most of it is wrong, statistics say more. Somebody is asked in either case,
/// unless the whole page is plainly of one other encoding.
fn contradicted(bytes: &[u8], declared: &'static Encoding) -> Charset {
    let (guess, fit) = (guess(bytes), Fit::of(declared, bytes));
    let others: Vec<_> = std::iter::once(guess).chain(usual()).collect();
    if fit.bad < ENOUGH || fit.good >= fit.bad {
        return doubtful(bytes, Evidence::Declared, &[declared], &others);
    }
    if is_steady(bytes, guess) {
        return sure(guess, Evidence::Guessed);
    }
    doubtful(bytes, Evidence::Guessed, &[guess, declared], &others)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether there are enough letters, and both halves of the file look like the same encoding as the whole.
fn is_steady(bytes: &[u8], whole: &'static Encoding) -> bool {
    if bytes.iter().filter(|b| !b.is_ascii()).count() < ENOUGH {
        return false;
    }
    // A line end is no half of a character.
    let middle = memchr::memchr(b'\n', bytes.get(bytes.len() / 2..).unwrap_or_default()).unwrap_or(0)
        + bytes.len() / 2;
    let (first, second) = bytes.split_at_checked(middle).unwrap_or((bytes, bytes));
    [first, second].iter().all(|half| half.is_ascii() || guess(half) == whole)
}

/// So many letters beyond ASCII are enough for statistics to be trusted.
const ENOUGH: usize = 24;

/// As many choices as a person can compare.
const CHOICES: usize = 4;

/// The first of these that can be. `certain` ones are choices even where some of the sample cannot be read that way.
fn doubtful(
    bytes: &[u8],
    evidence: Evidence,
    certain: &[&'static Encoding],
    others: &[&'static Encoding],
) -> Charset {
    let sample = unusual(bytes);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (at, encoding) in certain.iter().chain(others).enumerate() {
        let (text, malformed) = encoding.decode_without_bom_handling(&sample);
        let known = candidates.iter().any(|known| known.encoding == *encoding || known.sample == text);
        if (!malformed || at < certain.len()) && !known && candidates.len() < CHOICES {
            candidates.push(Candidate { encoding, sample: text.into_owned() });
        }
    }
    let encoding = candidates.first().map_or(WINDOWS_1252, |best| best.encoding);
    if candidates.len() < 2 {
        candidates.clear();
    }
    Charset { encoding, evidence, candidates }
}

/// A few words around the first characters beyond ASCII, up to some two hundred bytes.
fn unusual(bytes: &[u8]) -> Vec<u8> {
    let is_word = |b: u8| !b.is_ascii() || b.is_ascii_alphabetic();
    let mut found = Vec::new();
    for word in bytes.split(|b| !is_word(*b)).filter(|word| !word.is_ascii()) {
        if !found.is_empty() {
            found.push(b' ');
        }
        found.extend(word.iter().take(80));
        if found.len() > 200 {
            break;
        }
    }
    found
}

/// How many bytes are so. Small chunks, whose sums fit into a byte, are counted many bytes at a time.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let chunks = bytes.chunks(255).map(|chunk| chunk.iter().map(|b| u8::from(is(*b))).sum::<u8>());
    chunks.map(usize::from).sum()
}

/// NUL bytes, or more control characters than any text has.
fn is_binary(bytes: &[u8]) -> bool {
    let is_control = |b: u8| b < 0x20 && b.wrapping_sub(9) > 4 && b != 0x1B;
    let control = count(bytes, is_control);
    memchr::memchr(0, bytes).is_some() || control * 5 > bytes.len()
}
