//! What is checked on every file: before anything is paid for, that it comes back unchanged when nothing is translated;
//! afterwards, that nothing but words has changed.

mod dom;
mod skeleton;

use crate::analysis::Analysis;
use crate::source::Source;
use crate::write::Edit;

/// Why a result was thrown away.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the pieces of the file do not make up the file again (byte {at})")]
    Pieces { at: usize },
    #[error("a byte outside the translated words is not what it was (byte {at})")]
    Outside { at: usize },
    #[error("the program code is not what it was")]
    Islands,
    #[error("the tags are not what they were")]
    Skeleton,
    #[error("the words would be found in other places than before ({before} before, {after} after)")]
    Segments { before: usize, after: usize },
    #[error("the result is not valid in its encoding")]
    Encoding,
    #[error("another HTML reader sees another structure")]
    Dom,
}

/// Whether the independent reader looked at the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomCheck {
    /// It saw the same structure.
    Same,
    /// It saw the same structure but for `<b>`, `<a>` and their like: the page leaves some open or lets them overlap, and
    /// browsers open those again for every text that follows.
    SameBlocks,
    /// Nothing was changed, so that there was nothing to compare.
    NotNeeded,
    /// Elements are nested or left open so often that the reader would take time or memory out of proportion.
    TooDeep,
}

/// That tokens tile the file, segments lie in order, and segments rebuilt from their pieces are the file again.
pub(crate) fn identity(analysis: &Analysis<'_>, rebuilt: &[u8]) -> Result<(), Fault> {
    let mut at = 0;
    for token in &analysis.tokens.list {
        if token.span.start != at || token.span.is_empty() {
            return Err(Fault::Pieces { at });
        }
        at = token.span.end;
    }
    if at != analysis.src.len() {
        return Err(Fault::Pieces { at });
    }
    for segment in &analysis.segments {
        let mut at = segment.span.start;
        for piece in &segment.pieces {
            if piece.span.start != at {
                return Err(Fault::Pieces { at });
            }
            at = piece.span.end;
        }
        let coded = segment.codes.is_empty() || segment.check_codes(&segment.text).is_ok();
        if at != segment.span.end || !coded {
            return Err(Fault::Pieces { at });
        }
    }
    if rebuilt == analysis.src.0 {
        return Ok(());
    }
    match rebuilt.iter().zip(analysis.src.0).position(|(a, b)| a != b) {
        Some(at) => Err(Fault::Pieces { at }),
        None if rebuilt.len() != analysis.src.len() => Err(Fault::Pieces { at: rebuilt.len() }),
        None => Ok(()),
    }
}

/// That nothing but words has changed.
pub(crate) fn translated(
    before: &Analysis<'_>,
    after: &Analysis<'_>,
    edits: &[Edit],
) -> Result<DomCheck, Fault> {
    outside(before.src, after.src, edits)?;
    if before.is_well_encoded() && !after.is_well_encoded() {
        return Err(Fault::Encoding);
    }
    if skeleton::islands(before) != skeleton::islands(after) {
        return Err(Fault::Islands);
    }
    if skeleton::tags(before) != skeleton::tags(after) {
        return Err(Fault::Skeleton);
    }
    let kinds = |analysis: &Analysis<'_>| {
        let mut kinds: Vec<_> = analysis.segments.iter().map(|segment| segment.kind).collect();
        kinds.sort_unstable();
        kinds
    };
    if kinds(before) != kinds(after) {
        return Err(Fault::Segments { before: before.segments.len(), after: after.segments.len() });
    }
    dom::same(before, after)
}

/// Bytes outside the edits are equal and in order, and the lengths add up.
fn outside(before: Source<'_>, after: Source<'_>, edits: &[Edit]) -> Result<(), Fault> {
    let (mut old, mut new) = (0, 0);
    for edit in edits {
        same(before, after, (old, edit.before.start), (new, edit.after.start))?;
        (old, new) = (edit.before.end, edit.after.end);
    }
    same(before, after, (old, before.len()), (new, after.len()))
}

fn same(
    before: Source<'_>,
    after: Source<'_>,
    old: (usize, usize),
    new: (usize, usize),
) -> Result<(), Fault> {
    let (a, b) = (before.0.get(old.0..old.1), after.0.get(new.0..new.1));
    if a.is_some() && a == b { Ok(()) } else { Err(Fault::Outside { at: old.0 }) }
}
