//! From an answer to the bytes on the wire, and where they break off.

use std::{io::Write, time::Duration};

use bytes::Bytes;

use crate::{
    plan::{Fault, Plan, Stream},
    request::Asked,
    wire::{self, Event, Said},
};

/// A response: its head, its body in the pieces in which it is written, and its end.
#[derive(Debug, Clone)]
pub struct Shipment {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub pieces: Vec<Bytes>,
    pub pause: Duration,
    pub end: Ending,
}

/// How the body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Whole,
    /// The connection closes before the body is complete.
    Cut,
    /// Nothing more comes, until the server stops.
    Stall,
}

/// An answer, as the plan wants it to travel.
pub fn ship(said: &Said, asked: &Asked, struck: &[Fault]) -> Shipment {
    let odd: Vec<Stream> = struck
        .iter()
        .filter_map(|fault| if let Fault::Stream { how } = fault { Some(*how) } else { None })
        .collect();
    let streams = asked.stream && !odd.contains(&Stream::NotAStream);
    let (kind, pieces) = if streams {
        ("text/event-stream; charset=utf-8", stream(&wire::events(said, &odd), &odd))
    } else {
        ("application/json", vec![Bytes::from(wire::whole(said).to_string())])
    };
    let kind = if odd.contains(&Stream::WrongContentType) { "text/html" } else { kind };
    let mut out = shipment(200, kind, pieces);
    if odd.contains(&Stream::Gzip) {
        out.pieces = vec![gzip(&out.pieces.concat())];
        out.headers.push(("content-encoding", "gzip".to_owned()));
    }
    for fault in struck {
        carry(fault, &mut out);
    }
    out
}

/// An error, as the plan wants it.
pub fn refuse(plan: &Plan, asked: &Asked, refusal: &crate::model::Refusal, struck: &[Fault]) -> Shipment {
    let status = struck.iter().find(|fault| matches!(fault, Fault::Status { .. }));
    let body = wire::error(asked.api, refusal.status, &refusal.message).to_string();
    let mut out = shipment(refusal.status, "application/json", vec![Bytes::from(body)]);
    if let Some(Fault::Status { retry_after, retry_as_date, html, .. }) = status {
        if *html {
            let page = format!(
                "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>",
                refusal.status
            );
            out = shipment(refusal.status, "text/html", vec![Bytes::from(page)]);
        }
        if let Some(seconds) = retry_after {
            let value =
                if *retry_as_date { date(plan.clock.saturating_add(*seconds)) } else { seconds.to_string() };
            out.headers.push(("retry-after", value));
        }
    }
    out
}

fn shipment(status: u16, kind: &str, pieces: Vec<Bytes>) -> Shipment {
    let headers = vec![("content-type", kind.to_owned())];
    Shipment { status, headers, pieces, pause: Duration::ZERO, end: Ending::Whole }
}

/// An HTTP date from seconds since 1970.
pub fn date(seconds: u64) -> String {
    // The year 9999 is the last that an HTTP date can name.
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + Duration::from_secs(seconds.min(253_402_300_799)))
}

fn stream(events: &[Event], odd: &[Stream]) -> Vec<Bytes> {
    let newline = if odd.contains(&Stream::Crlf) { "\r\n" } else { "\n" };
    let texts = events.iter().map(|event| {
        let name = event.name.iter().map(|name| format!("event: {name}\n"));
        let comment = odd.contains(&Stream::Comments).then(|| ": keep-alive\n\n".to_owned());
        let text: String =
            comment.into_iter().chain(name).chain([data(event, odd), "\n".to_owned()]).collect();
        Bytes::from(text.replace('\n', newline))
    });
    let pieces: Vec<Bytes> = texts.collect();
    if odd.contains(&Stream::Coalesced) {
        return vec![Bytes::from(pieces.concat())];
    }
    if odd.contains(&Stream::ByteByByte) {
        return slices(&pieces.concat(), 1);
    }
    pieces
}

fn data(event: &Event, odd: &[Stream]) -> String {
    let value =
        odd.contains(&Stream::MultilineData).then(|| serde_json::from_str::<serde_json::Value>(&event.data));
    match value {
        Some(Ok(value)) => format!("data: {}\n", format!("{value:#}").replace('\n', "\ndata: ")),
        _ => format!("data: {}\n", event.data),
    }
}

fn slices(body: &[u8], size: usize) -> Vec<Bytes> {
    body.chunks(size.max(1)).map(Bytes::copy_from_slice).collect()
}

fn gzip(body: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing to memory does not fail; were it to, the client would see a broken stream.
    let written = encoder.write_all(body).and_then(|()| encoder.finish());
    Bytes::from(written.unwrap_or_default())
}

fn carry(fault: &Fault, out: &mut Shipment) {
    let body = out.pieces.concat();
    let (keep, end) = match fault {
        Fault::Cut { bytes } => (*bytes, Ending::Cut),
        Fault::Stall { bytes } => (*bytes, Ending::Stall),
        Fault::CutInsideCharacter => {
            (body.iter().position(|byte| *byte >= 0x80).unwrap_or(0) + 1, Ending::Cut)
        }
        Fault::CutInsideLine => (inside_line(&body), Ending::Cut),
        Fault::Drip { bytes, pause_ms } => {
            out.pieces = slices(&body, *bytes);
            out.pause = Duration::from_millis(*pause_ms);
            return;
        }
        _ => return,
    };
    out.pieces = vec![Bytes::copy_from_slice(body.get(..keep).unwrap_or(&body))];
    out.end = end;
}

/// A place in the middle of the first line that starts in the second half.
fn inside_line(body: &[u8]) -> usize {
    let half = body.len() / 2;
    let start = body.iter().skip(half).position(|byte| *byte == b'{').map_or(half, |at| half + at);
    (start + 5).min(body.len().saturating_sub(1))
}
