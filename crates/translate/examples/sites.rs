//! Walks folders of real sites and prints the share of files that pass every gate, unchanged and with the pseudo-translator.
//!
//! `cargo run --release -p translate --example sites -- FOLDER…`

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use translate::{Options, What, open, pseudo};

#[derive(Default)]
struct Count {
    files: usize,
    passed: usize,
    skipped: BTreeMap<String, usize>,
    failed: Vec<String>,
    segments: usize,
    refused: BTreeMap<String, usize>,
    unlooked: usize,
}

fn main() {
    let mut options = Options::default();
    let mut folders = Vec::new();
    for word in std::env::args().skip(1) {
        if word == "--php" {
            options.parts = options.parts.with(What::PhpLiterals);
        } else {
            folders.push(word);
        }
    }
    let mut all = Count::default();
    for folder in folders {
        let mut count = Count::default();
        let mut files = Vec::new();
        walk(Path::new(&folder), &mut files);
        files.sort();
        for file in files {
            look(&file, &options, &mut count);
        }
        report(&folder, &count);
        all.add(count);
    }
    report("all", &all);
}

const EXTENSIONS: &[&str] = &[
    "php", "phtml", "inc", "html", "htm", "xhtml", "shtml", "tpl", "twig", "tmpl", "liquid", "ejs", "erb",
    "hbs", "njk", "j2",
];

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            walk(&path, files);
        } else if path
            .extension()
            .is_some_and(|e| EXTENSIONS.iter().any(|known| e.eq_ignore_ascii_case(known)))
        {
            files.push(path);
        }
    }
}

fn look(path: &Path, options: &Options, count: &mut Count) {
    let Ok(bytes) = std::fs::read(path) else { return };
    count.files += 1;
    let document = match open(&path.to_string_lossy(), &bytes, options) {
        Ok(document) => document,
        Err(skip) => {
            let reason = skip.to_string();
            let short = reason.split(" that begins").next().unwrap_or(&reason).to_owned();
            *count.skipped.entry(short).or_default() += 1;
            if matches!(skip, translate::Skip::Identity(_)) {
                count.failed.push(format!("{}: {reason}", path.display()));
            }
            return;
        }
    };
    count.segments += document.segments().len();
    let words: Vec<String> = document.segments().iter().map(pseudo).collect();
    let result = document.translate(|segment| words.get(segment.id).map(String::as_str));
    for (_, refusal) in &result.refused {
        *count.refused.entry(refusal.to_string()).or_default() += 1;
    }
    count.unlooked += usize::from(result.dom == translate::DomCheck::TooDeep);
    match result.fault {
        None => count.passed += 1,
        Some(fault) => count.failed.push(format!("{}: {fault}", path.display())),
    }
}

impl Count {
    fn add(&mut self, other: Self) {
        self.files += other.files;
        self.passed += other.passed;
        self.segments += other.segments;
        self.unlooked += other.unlooked;
        self.failed.extend(other.failed);
        for (reason, n) in other.skipped {
            *self.skipped.entry(reason).or_default() += n;
        }
        for (reason, n) in other.refused {
            *self.refused.entry(reason).or_default() += n;
        }
    }
}

fn report(name: &str, count: &Count) {
    let tried = count.passed + count.failed.len();
    println!("\n{name}: {} files, {} segments", count.files, count.segments);
    println!("  pass every gate, unchanged and pseudo-translated: {} of {tried}", count.passed);
    if count.unlooked > 0 {
        println!("  of these too deep for the independent reader: {}", count.unlooked);
    }
    for (reason, n) in &count.skipped {
        println!("  {n:5} left untouched: {reason}");
    }
    for (reason, n) in &count.refused {
        println!("  {n:5} segments kept: {reason}");
    }
    for failed in count.failed.iter().take(40) {
        println!("  FAILED {failed}");
    }
}
