//! One PHP process, asked about many files.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

pub struct Php {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

/// What PHP says about the code in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    pub tokens: String,
    pub parses: bool,
}

impl Php {
    /// With short tags on, as a server may have them: then every `<?` is code.
    pub fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges/islands.php");
        let mut command = Command::new("php");
        command.args(["-d", "short_open_tag=1", "-d", "memory_limit=1G", script]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("`php` is needed on PATH: install Debian's php-cli");
        let to = child.stdin.take().unwrap();
        let from = BufReader::new(child.stdout.take().unwrap());
        Self { child, to, from }
    }

    fn ask(&mut self, question: &Value) -> Value {
        writeln!(self.to, "{question}").unwrap();
        self.to.flush().unwrap();
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|e| panic!("PHP answered {line:?}: {e}"))
    }

    /// The runs of bytes that PHP prints as they are, with neighbours joined.
    pub fn inline(&mut self, source: &[u8]) -> Vec<(usize, usize)> {
        let answer = self.ask(&json!({ "file": BASE64_STANDARD.encode(source) }));
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for run in answer["inline"].as_array().unwrap() {
            let (start, end) = (number(&run[0]), number(&run[1]));
            match runs.last_mut() {
                Some(last) if last.1 == start => last.1 = end,
                _ => runs.push((start, end)),
            }
        }
        runs
    }

    /// All tokens of code, with or without the words of its strings.
    pub fn code(&mut self, source: &[u8], without_literals: bool) -> Code {
        let file = BASE64_STANDARD.encode(source);
        let answer = self.ask(&json!({ "file": file, "code": true, "literals": without_literals }));
        Code {
            tokens: answer["code"].as_str().unwrap().to_owned(),
            parses: answer["parses"].as_bool().unwrap(),
        }
    }

    /// What the strings of the code stand for, all in a row, without the mark. White space counts as one space, because HTML in a heredoc is
    /// written anew.
    pub fn values(&mut self, source: &[u8], mark: &str) -> String {
        let answer = self.ask(&json!({ "file": BASE64_STANDARD.encode(source), "values": true }));
        let values = BASE64_STANDARD.decode(answer["values"].as_str().unwrap()).unwrap();
        // Bytes by number need not be UTF-8: each is shown as one character.
        let text: String = values.into_iter().map(char::from).collect();
        let text = text.replace(mark, "");
        text.split(|c: char| c.is_ascii_whitespace())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Drop for Php {
    fn drop(&mut self) {
        // It ends by itself with its input; what it did not read does not matter any more.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
