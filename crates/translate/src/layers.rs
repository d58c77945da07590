//! The layers by themselves, for those who judge them against other readers.

use crate::island::{self, Dialects};
use crate::source::{Source, Span};
use crate::token::{self, Kind};

/// The islands of program code, in order.
pub fn islands(bytes: &[u8], dialects: Dialects) -> Vec<Span> {
    island::islands(Source(bytes), dialects).iter().map(|island| island.span).collect()
}

/// The tokens of the file, in order: they tile it.
pub fn tokens(bytes: &[u8], dialects: Dialects) -> Vec<Span> {
    read(bytes, dialects).map(|(_, span)| span).collect()
}

/// The start tags and end tags of the file, in order.
pub fn tags(bytes: &[u8], dialects: Dialects) -> Vec<Span> {
    read(bytes, dialects)
        .filter(|(kind, _)| matches!(kind, Kind::Start | Kind::End))
        .map(|(_, span)| span)
        .collect()
}

fn read(bytes: &[u8], dialects: Dialects) -> impl Iterator<Item = (Kind, Span)> {
    let src = Source(bytes);
    let islands = island::islands(src, dialects);
    let tokens = token::tokens(src, &islands, Span::new(0, bytes.len()));
    tokens.list.into_iter().map(|token| (token.kind, token.span))
}
