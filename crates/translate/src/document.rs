//! The way in: a file is opened, its segments are given out, their translations are taken back.

use crate::analysis::{Analysis, Known};
use crate::charset::Charset;
use crate::gate::{self, DomCheck, Fault};
use crate::island::{Dialects, Island};
use crate::options::Options;
use crate::reasons;
use crate::segment::php::Strings;
use crate::segment::{Kind, Segment};
use crate::skip::{Note, Skip};
use crate::source::{Source, Span};
use crate::write::{Refusal, Words, Writer};

/// The largest file that is looked at.
pub const LIMIT: usize = 64 * 1024 * 1024;

/// In larger files nobody looks for the translation with which they fail a gate: each step reads them anew. Bytes.
const SEARCHED: usize = 256 * 1024;
/// Where more translations than these fail a gate, something else is wrong with the file.
const CULPRITS: usize = 4;

/// A file whose words can be translated. Opening it has shown that it comes back byte for byte when nothing is.
#[derive(Debug)]
pub struct Document<'a> {
    analysis: Analysis<'a>,
    charset: Charset,
    notes: Vec<Note>,
    options: Options,
    line_end: &'static str,
}

/// What became of a file.
#[derive(Debug)]
pub struct Translated {
    /// The new file; the old one if a gate failed.
    pub bytes: Vec<u8>,
    /// The gate that failed, if one did.
    pub fault: Option<Fault>,
    /// Segments that keep their source, with the reason, in order.
    pub refused: Vec<(usize, Refusal)>,
    /// Bytes of the old file that were replaced, in order; empty if nothing was.
    pub edited: Vec<Span>,
    pub dom: DomCheck,
}

/// Opens a file. `name` is its path in the job: its extension tells the template language.
pub fn open<'a>(name: &str, bytes: &'a [u8], options: &Options) -> Result<Document<'a>, Skip> {
    if bytes.is_empty() {
        return Err(Skip::Empty);
    }
    if bytes.len() > LIMIT {
        return Err(Skip::TooLarge { limit: LIMIT });
    }
    let charset = Charset::detect(bytes, options)?;
    let dialects = options.dialects.unwrap_or_else(|| Dialects::detect(name, bytes));
    let strings = Strings::of(name, Source(bytes), dialects);
    let known = Known { encoding: charset.encoding, dialects, strings, begin: None };
    let analysis = Analysis::new(bytes, known, options);
    reasons::check(name, &analysis, options)?;
    let mut notes = analysis.notes.clone();
    if charset.is_unsure() {
        notes.push(Note::UnsureEncoding);
    }
    let document = Document { analysis, charset, notes, options: *options, line_end: line_end(bytes) };
    let rebuilt = document.writer(|_| Some(Words::Pieces)).file();
    gate::identity(&document.analysis, &rebuilt).map_err(Skip::Identity)?;
    Ok(document)
}

impl<'a> Document<'a> {
    /// In the order of the file. Ids are places in this list.
    pub fn segments(&self) -> &[Segment] {
        &self.analysis.segments
    }

    pub fn charset(&self) -> &Charset {
        &self.charset
    }

    pub fn dialects(&self) -> Dialects {
        self.analysis.dialects
    }

    pub fn islands(&self) -> &[Island] {
        &self.analysis.islands
    }

    /// What was left, and why.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The file as it came.
    pub fn source(&self) -> &'a [u8] {
        self.analysis.src.0
    }

    /// Whether a translation can stand where the segment stands: its codes, its characters, no code brought in.
    pub fn check(&self, id: usize, translation: &str) -> Result<(), Refusal> {
        let Some(segment) = self.segments().get(id) else { return Ok(()) };
        if translation == segment.text {
            return Ok(());
        }
        self.writer(|_| None).render(segment, translation).map(drop)
    }

    /// The file with translations in place of segments. A segment without one keeps its source, as does one whose
    /// translation is refused, or with which the file would fail a gate; a file that fails anyway comes back as it was.
    pub fn translate<'t>(&self, translation: impl Fn(&Segment) -> Option<&'t str>) -> Translated {
        let whole = self.attempt(&translation);
        match &whole.fault {
            Some(fault) if self.source().len() <= SEARCHED => {
                self.without_culprits(&translation, fault.clone()).unwrap_or(whole)
            }
            _ => whole,
        }
    }

    /// The file without the few translations with which it fails a gate; nothing where they are many.
    fn without_culprits<'t>(
        &self,
        translation: &dyn Fn(&Segment) -> Option<&'t str>,
        mut fault: Fault,
    ) -> Option<Translated> {
        let mut culprits: Vec<(usize, Refusal)> = Vec::new();
        let some = |below: usize, culprits: &[(usize, Refusal)]| {
            self.attempt(&|segment| {
                let wanted = segment.id < below && culprits.iter().all(|(id, _)| *id != segment.id);
                translation(segment).filter(|_| wanted)
            })
        };
        let all = self.segments().len();
        // Those below pass together.
        let mut passing = 0;
        while culprits.len() < CULPRITS {
            let mut failing = all;
            while failing - passing > 1 {
                let middle = passing.midpoint(failing);
                match some(middle, &culprits).fault {
                    None => passing = middle,
                    Some(found) => (failing, fault) = (middle, found),
                }
            }
            culprits.push((passing, Refusal::Gate(fault)));
            passing = failing;
            let rest = some(all, &culprits);
            let Some(next) = rest.fault else {
                let mut refused = [rest.refused, culprits].concat();
                refused.sort_by_key(|(id, _)| *id);
                return Some(Translated { refused, ..rest });
            };
            fault = next;
        }
        None
    }

    fn attempt<'t>(&self, translation: &dyn Fn(&Segment) -> Option<&'t str>) -> Translated {
        let mut writer = self.writer(|segment| translation(segment).map(Words::Translation));
        let bytes = writer.file();
        let (edits, mut refused) = (writer.edits, writer.refused);
        refused.sort_by_key(|(id, _)| *id);
        let fault = if edits.is_empty() { Ok(DomCheck::NotNeeded) } else { self.gate(&bytes, &edits) };
        match fault {
            Ok(dom) => {
                let edited = edits.iter().map(|edit| edit.before).collect();
                Translated { bytes, fault: None, refused, edited, dom }
            }
            Err(fault) => Translated {
                bytes: self.source().to_vec(),
                fault: Some(fault),
                refused,
                edited: Vec::new(),
                dom: DomCheck::NotNeeded,
            },
        }
    }

    /// The file with translations in place of segments and no gate behind it: to measure, or to show before it is finished.
    pub fn splice<'t>(&self, translation: impl Fn(&Segment) -> Option<&'t str>) -> Vec<u8> {
        self.writer(|segment| translation(segment).map(Words::Translation)).file()
    }

    pub(crate) fn inside(&self) -> (&Analysis<'a>, &Options) {
        (&self.analysis, &self.options)
    }

    fn gate(&self, bytes: &[u8], edits: &[crate::write::Edit]) -> Result<DomCheck, Fault> {
        let known = self.analysis.known;
        let is_literal = |segment: &Segment| segment.kind == Kind::PhpLiteral;
        if !self.segments().iter().any(is_literal) {
            let after = Analysis::new(bytes, known, &self.options);
            return gate::translated(&self.analysis, &after, edits);
        }
        // What is no sentence, or a name, is not taken for words, and a sentence may be one word in another language. So both
        // files are compared as if all values were words.
        let known = Known { strings: Strings::All, ..known };
        let before = Analysis::new(self.source(), known, &self.options);
        let after = Analysis::new(bytes, known, &self.options);
        gate::translated(&before, &after, edits)
    }

    fn writer<'d, 't, W: Fn(&'d Segment) -> Option<Words<'t>>>(&'d self, words: W) -> Writer<'d, W> {
        Writer {
            src: self.analysis.src,
            segments: &self.analysis.segments,
            encoding: self.analysis.encoding,
            dialects: self.analysis.dialects,
            line_end: self.line_end,
            words,
            refused: Vec::new(),
            edits: Vec::new(),
        }
    }
}

/// The file's first line end.
fn line_end(bytes: &[u8]) -> &'static str {
    match memchr::memchr2(b'\n', b'\r', bytes).and_then(|at| bytes.get(at..)) {
        Some([b'\r', b'\n', ..]) => "\r\n",
        Some([b'\r', ..]) => "\r",
        _ => "\n",
    }
}
