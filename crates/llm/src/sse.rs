/// One event of a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The `event:` line; empty when there was none.
    pub name: String,
    /// The `data:` lines, joined with line feeds.
    pub data: String,
}

/// Splits a stream of server-sent events (WHATWG HTML, §9.2.6), however it is cut into chunks: lines end with LF, CR or
/// both, comments and unknown fields are read over, characters may be cut in the middle.
///
/// It differs from the standard in one point: an event at the very end counts even without its blank line, because
/// servers that die early or write carelessly still meant it.
#[derive(Debug, Default)]
pub struct Splitter {
    line: Vec<u8>,
    /// The last byte was a carriage return, so a line feed that follows belongs to it.
    after_return: bool,
    begun: bool,
    event: Event,
    has_data: bool,
}

impl Splitter {
    pub fn push(&mut self, chunk: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for piece in chunk.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            match piece.split_last() {
                Some((b'\n', [])) if self.after_return => self.after_return = false,
                Some((end @ (b'\n' | b'\r'), text)) => {
                    self.line.extend_from_slice(text);
                    self.after_return = *end == b'\r';
                    events.extend(self.line_ended());
                }
                _ => {
                    self.line.extend_from_slice(piece);
                    self.after_return = false;
                }
            }
        }
        events
    }

    /// What stood at the end without a blank line after it.
    pub fn finish(&mut self) -> Option<Event> {
        self.line_ended().or_else(|| self.dispatch())
    }

    /// Bytes held back, for a bound on them.
    pub fn held(&self) -> usize {
        self.line.len() + self.event.data.len()
    }

    fn line_ended(&mut self) -> Option<Event> {
        let raw = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&raw);
        let line = if self.begun { &*line } else { line.trim_start_matches('\u{feff}') };
        self.begun = true;
        if line.is_empty() {
            return self.dispatch();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            "event" => value.clone_into(&mut self.event.name),
            _ => {}
        }
        None
    }

    fn dispatch(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        std::mem::take(&mut self.has_data).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(chunks: &[&[u8]]) -> Vec<Event> {
        let mut splitter = Splitter::default();
        let mut events: Vec<_> = chunks.iter().flat_map(|chunk| splitter.push(chunk)).collect();
        events.extend(splitter.finish());
        events
    }

    fn check(stream: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(name, data)| Event { name: (*name).into(), data: (*data).into() })
            .collect();
        assert_eq!(split(&[stream.as_bytes()]), expected, "whole: {stream:?}");
        let bytes: Vec<_> = stream.as_bytes().chunks(1).collect();
        assert_eq!(split(&bytes), expected, "byte by byte: {stream:?}");
    }

    #[test]
    fn events_come_out_whatever_the_line_ends() {
        check("data: a\n\ndata: b\n\n", &[("", "a"), ("", "b")]);
        check("data: a\r\n\r\ndata: b\r\n\r\n", &[("", "a"), ("", "b")]);
        check("data: a\r\rdata: b\r\r", &[("", "a"), ("", "b")]);
        check("\u{feff}data:a\n\n", &[("", "a")]);
        check(": keep-alive\n\nevent: ping\nid: 4\ndata: {\ndata: }\n\n", &[("ping", "{\n}")]);
        check("data: last", &[("", "last")]);
        check("event: nothing\n\n", &[]);
        check("data\n\n", &[("", "")]);
    }

    proptest! {
        #[test]
        fn where_the_stream_is_cut_changes_nothing(
            parts in prop::collection::vec(
                prop::sample::select(vec!["data: ü😀", "data:", ":c", "event: e", "\n", "\r", "\r\n", "\n\n", "x"]), 0..20),
            cuts in prop::collection::vec(0usize..200, 0..6),
        ) {
            let stream = parts.concat().into_bytes();
            let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut % (stream.len() + 1)).collect();
            cuts.extend([0, stream.len()]);
            cuts.sort_unstable();
            let chunks: Vec<_> = cuts.windows(2).map(|pair| &stream[pair[0]..pair[1]]).collect();
            prop_assert_eq!(split(&chunks), split(&[&stream]));
        }
    }
}
