/// How a line break inside a text travels.
pub const LINE_BREAK: char = '⏎';

/// Reads `12|text`, a line a text. A line that bears no number goes on with the text before it, so a text has closed
/// only when the next one begins, or at a line break that is the last thing that came.
#[derive(Debug)]
pub struct Lines {
    held: String,
    open: Option<(usize, String)>,
    longest: usize,
}

impl Lines {
    pub fn new(longest: usize) -> Self {
        Self { held: String::new(), open: None, longest }
    }

    pub fn push(&mut self, chunk: &str) -> Vec<(usize, String)> {
        self.held.push_str(chunk);
        let Some(end) = self.held.rfind('\n') else { return Vec::new() };
        let whole: String = self.held.drain(..=end).collect();
        whole.lines().filter_map(|line| self.line(line)).collect()
    }

    pub fn finish(&mut self, complete: bool) -> Vec<(usize, String)> {
        let last = std::mem::take(&mut self.held);
        let mut found = Vec::new();
        if complete {
            found.extend(self.line(&last));
            found.extend(self.open.take());
        } else if numbered(&last).is_some() || may_become_numbered(&last) {
            found.extend(self.open.take());
        }
        found
    }

    pub fn runs_away(&self) -> bool {
        self.held.len() > self.longest
            || self.open.as_ref().is_some_and(|(_, text)| text.len() > self.longest)
    }

    /// Reads a whole line; answers with the text that it closes.
    fn line(&mut self, line: &str) -> Option<(usize, String)> {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if let Some((number, text)) = numbered(line) {
            return self.open.replace((number, text.replace(LINE_BREAK, "\n")));
        }
        if line.is_empty() || line.starts_with("```") {
            return self.open.take();
        }
        if let Some((_, text)) = &mut self.open {
            text.push(' ');
            text.push_str(&line.replace(LINE_BREAK, "\n"));
        }
        None
    }
}

/// `12|text` in its parts; a full-width bar and brackets around the number are forgiven.
fn numbered(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let (number, text) = line.split_once(['|', '｜'])?;
    let number = number.trim().trim_matches(['[', ']', '(', ')', '#', '.']);
    let digits = !number.is_empty() && number.len() <= 9 && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| number.parse().ok()).flatten().map(|number| (number, text.trim()))
}

/// Whether a cut line could be the beginning of the next text or of the closing fence, and not more of the last one.
fn may_become_numbered(line: &str) -> bool {
    line.trim().bytes().all(|b| b.is_ascii_digit() || b"[(#`".contains(&b))
}
