//! Speaking with the judges.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const SCRIPT: &str = include_str!("judge.py");

/// Gives all questions to one Python process, which answers them in order.
pub fn python(task: &str, questions: &[Value]) -> Vec<Value> {
    let program = std::env::var("QUARTERMASTER_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let input = serde_json::to_vec(questions).expect("plain values");
    let output = run(&program, &["-c", SCRIPT, task], &input);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "The judge {program:?} failed. It needs Python 3 with xmltodict: run scripts/test, which sets it up, or point \
         QUARTERMASTER_TEST_PYTHON at a Python that has it.\n{errors}"
    );
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout).expect("the judge answers in JSON");
    assert_eq!(answers.len(), questions.len(), "one answer a question");
    answers
}

/// Runs a program with some input.
pub fn run(program: &str, arguments: &[&str], input: &[u8]) -> Output {
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.unwrap_or_else(|error| {
        panic!("{program:?} cannot be started ({error}). Run scripts/test, which sets up the judges: a Python with xmltodict, and Debian's zbar-tools and qrencode.")
    });
    let mut stdin = child.stdin.take().expect("it was piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it was started");
    // A program that does not read to the end has its reasons; its answer tells.
    let _ = writer.join().expect("the writer does not panic");
    output
}
