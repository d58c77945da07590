//! Speaking with the judges, and reading a table at once.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;
use sheets::{Fault, Limits, Row, Table};

const SCRIPT: &str = include_str!("judge.py");

/// Gives a task to Python. Files come and go as hexadecimal text in the question and the answer.
pub fn python(task: &str, question: &Value) -> Value {
    let program = std::env::var("QUARTERMASTER_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = Command::new(&program)
        .args(["-c", SCRIPT, task])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("{program:?} cannot be started ({error}). Run scripts/test, which sets up the judges.")
        });
    let mut stdin = child.stdin.take().expect("it was piped");
    let input = question.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("it was started");
    let _ = writer.join().expect("the writer does not panic");
    assert!(
        output.status.success(),
        "The judge {program:?} failed. It needs Python 3 with openpyxl: run scripts/test, which sets it up, or point \
         QUARTERMASTER_TEST_PYTHON at a Python that has it.\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("the judge answers in JSON")
}

/// Bytes as hexadecimal text, which both sides can do without a library.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

pub fn unhex(text: &Value) -> Vec<u8> {
    let text = text.as_str().expect("hexadecimal text");
    let pair = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("two digits");
    (0..text.len()).step_by(2).map(pair).collect()
}

pub fn rows(bytes: Vec<u8>) -> Result<Vec<Row>, Fault> {
    Table::from_bytes(bytes, Limits::default())?.rows()?.collect()
}

/// The texts of a sound table.
pub fn texts(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let rows = rows(bytes).expect("a sound table");
    rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect()
}
