//! Files that unpack to more than anybody needs.

use std::io::{BufReader, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::fault::Fault;
use crate::limits::Limits;
use crate::table::Stream;

const PIECE: usize = 64 * 1024;

/// Parts that nobody here reads, and in which no `<` is needed.
const NOT_READ: [&str; 3] = ["xl/media/", "xl/embeddings/", "xl/drawings/"];

/// Unpacks everything once without keeping it, and with it compares the check sums: what an archive says about its sizes
/// need not be true. Runs of text are measured as well, because the reader of XML holds each of them whole.
pub(super) fn check(stream: &mut dyn Stream, limits: Limits) -> Result<(), Fault> {
    stream.rewind()?;
    let mut archive = ZipArchive::new(BufReader::new(stream)).map_err(fault)?;
    let mut budget = Budget { left: limits.unpacked, resident: limits.resident };
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(fault)?;
        let name = part.name().map_err(fault)?.into_owned();
        unpack(&mut part, &name, &mut budget, limits)?;
    }
    Ok(())
}

/// Bytes that may still come.
struct Budget {
    left: u64,
    resident: u64,
}

fn unpack(part: &mut impl Read, name: &str, budget: &mut Budget, limits: Limits) -> Result<(), Fault> {
    let too_large = |limit: u64| Fault::TooLarge { limit: limit >> 20 };
    let streamed = name.starts_with("xl/worksheets/");
    let measured = !NOT_READ.iter().any(|folder| name.starts_with(folder));
    let mut piece = vec![0; PIECE];
    let mut run = 0;
    loop {
        let count = part.read(&mut piece).map_err(|error| damaged(name, &error))?;
        if count == 0 {
            return Ok(());
        }
        let bytes = piece.get(..count).unwrap_or_default();
        budget.left = budget.left.checked_sub(count as u64).ok_or_else(|| too_large(limits.unpacked))?;
        if measured && !streamed {
            budget.resident =
                budget.resident.checked_sub(count as u64).ok_or_else(|| too_large(limits.resident))?;
        }
        run = match bytes.iter().rposition(|byte| *byte == b'<') {
            Some(last) => count - last,
            None => run + count,
        };
        if measured && run > limits.row {
            return Err(Fault::TooLarge { limit: limits.row as u64 >> 20 });
        }
    }
}

fn damaged(name: &str, error: &std::io::Error) -> Fault {
    Fault::Damaged { row: 0, detail: format!("{name} cannot be unpacked ({error})") }
}

fn fault(error: ZipError) -> Fault {
    match error {
        // The directory is at the end of the file, and missing when that is.
        ZipError::InvalidArchive(_) => Fault::CutShort { row: 0 },
        ZipError::UnsupportedArchive(text) if text == ZipError::PASSWORD_REQUIRED => Fault::OldOrLocked,
        ZipError::Io(error) => Fault::Unreadable { reason: error.to_string() },
        other => Fault::Damaged { row: 0, detail: other.to_string() },
    }
}
