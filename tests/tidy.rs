//! The laws of the house, held by a look at the sources. A broken law says which line to change, and why.

#![expect(clippy::unwrap_used, reason = "what is missing ends the test, with what was missing")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of ours: its path from the root, and its text.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["src", "crates", "plugins", "tests", "benches"] {
        walk(&root().join(folder), &mut found);
    }
    assert!(found.len() > 50, "the sources were not found");
    found
}

fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Nothing but the lines that break a law; none is what we want.
#[track_caller]
fn none(law: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{law}\n  {}", broken.join("\n  "));
}

/// The part of a file before its tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// Code lines with their numbers, without comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    without_tests(text)
        .lines()
        .enumerate()
        .map(|(n, line)| (n + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn arrows_point_one_way() {
    let mut cargo = std::process::Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--no-deps", "--offline"]);
    let output = cargo.current_dir(root()).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut layer = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let path = package["manifest_path"].as_str().unwrap();
        let rank = if path.contains("/crates/") {
            0
        } else if path.contains("/plugins/") {
            1
        } else {
            2
        };
        layer.insert(package["name"].as_str().unwrap().to_owned(), rank);
    }
    let mut broken = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let from = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap().iter().filter(|d| d["kind"].is_null()) {
            let to = dependency["name"].as_str().unwrap();
            if let (Some(a), Some(b)) = (layer.get(from), layer.get(to))
                && (a < b || (*a == 1 && *b == 1))
            {
                broken.push(format!("{from} → {to}"));
            }
        }
    }
    none(
        "Arrows point one way: src → plugins → crates, and no plugin imports another. Move what is shared into a crate.",
        &broken,
    );
}

#[test]
fn each_thing_is_done_in_its_own_room() {
    let rooms: [(&str, &[&str], &[&str]); 4] = [
        ("Only src/telegram names teloxide or dptree", &["teloxide::", "dptree::"], &["src/telegram/"]),
        (
            "Only src/config reads the environment",
            &["env::var"],
            &["src/config/", "crates/stage/", "tests/", "benches/", "build.rs"],
        ),
        (
            "Only src/telegram, the model client and the command line talk HTTP",
            &["reqwest::"],
            &[
                "src/telegram/",
                "src/model.rs",
                "src/cli/healthcheck.rs",
                "crates/llm/",
                "crates/sandbox/",
                "tests/",
                "benches/",
            ],
        ),
        (
            "Only a store holds SQL",
            &["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"],
            &["/store/", "/store.rs", "crates/db/", "tests/", "benches/"],
        ),
    ];
    let mut broken = Vec::new();
    for (path, text) in sources() {
        for (law, words, allowed) in rooms {
            if allowed.iter().any(|room| path.contains(room)) {
                continue;
            }
            let hits = code(&text).filter(|(_, line)| words.iter().any(|word| line.contains(word)));
            broken.extend(hits.map(|(n, line)| format!("{path}:{n}: {law}: {}", line.trim())));
        }
    }
    none("Everything has its room.", &broken);
}

#[test]
fn files_and_functions_stay_small() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > 400 {
            broken.push(format!("{path}: {lines} lines, the most is 400; which part is a room of its own?"));
        }
    }
    none("A file has 400 lines at most (clippy holds functions to 80).", &broken);
}

#[test]
fn nothing_is_skipped_slept_through_or_put_off() {
    let words = ["#[ignore", "thread::sleep", "todo!(", "unimplemented!(", "#[allow("];
    let mut broken = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| path != "tests/tidy.rs") {
        let hits = text.lines().enumerate().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        broken.extend(hits.map(|(n, line)| format!("{path}:{}: {}", n + 1, line.trim())));
    }
    none(
        "No ignored tests, no sleeping, nothing left to do, no lint let go without a reason (#[expect(.., reason)]).",
        &broken,
    );
}

/// The keys of a Fluent file and the values each sentence wants.
fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) =
            line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            name.trim().clone_into(&mut key);
            keys.entry(key.clone()).or_default();
        }
        let values = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
        });
        keys.entry(key.clone()).or_default().extend(values);
    }
    keys
}

fn locale(language: &str) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let files = fs::read_dir(root().join("locales").join(language)).unwrap().flatten();
    files
        .map(|f| (f.file_name().display().to_string(), keys(&fs::read_to_string(f.path()).unwrap())))
        .collect()
}

#[test]
fn every_language_says_the_same_things() {
    let english = locale("en");
    let mut broken = Vec::new();
    for language in ["uk", "ru"] {
        let other = locale(language);
        for (file, keys) in &english {
            let theirs = other.get(file).cloned().unwrap_or_default();
            for (key, values) in keys {
                match theirs.get(key) {
                    None => broken.push(format!("locales/{language}/{file} lacks {key}")),
                    Some(v) if v != values => broken.push(format!(
                        "locales/{language}/{file}: {key} has the values {v:?}, English has {values:?}"
                    )),
                    Some(_) => {}
                }
            }
            broken.extend(
                theirs
                    .keys()
                    .filter(|k| !keys.contains_key(*k))
                    .map(|k| format!("locales/{language}/{file} has {k}, English does not")),
            );
        }
    }
    none("All languages have the same sentences with the same values.", &broken);
}

#[test]
fn no_sentence_is_written_for_nobody() {
    let code: String = sources().into_iter().map(|(_, text)| text).collect();
    let mut broken = Vec::new();
    for (file, keys) in locale("en") {
        // Sentences whose keys are put together from a command's or a role's name are looked up by their beginning.
        let composed = ["cmd-", "plugin-", "access-role-", "access-grant-"];
        let unused = keys.keys().filter(|k| !k.is_empty() && !composed.iter().any(|c| k.starts_with(c)));
        let unused = unused.filter(|key| !code.contains(&format!("\"{key}\"")) && !is_composed(&code, key));
        broken.extend(unused.map(|key| format!("locales/en/{file}: {key}")));
    }
    none("A sentence that no code says is one that nobody keeps true: delete it.", &broken);
}

/// Whether the key is made from its beginning and something else: `format!("toolbox-cron-{what}")`.
fn is_composed(code: &str, key: &str) -> bool {
    key.match_indices('-').any(|(at, _)| code.contains(&format!("\"{}{{", &key[..=at])))
}

#[test]
fn both_histories_of_the_database_have_the_same_steps() {
    let names = |kind: &str| {
        let files = fs::read_dir(root().join("migrations").join(kind)).unwrap().flatten();
        files.map(|f| f.file_name().display().to_string()).collect::<BTreeSet<_>>()
    };
    assert_eq!(
        names("sqlite"),
        names("postgres"),
        "each migration is written for SQLite and for PostgreSQL, under one name"
    );
}

#[test]
fn what_a_plugins_readme_shows_was_said_in_its_stories() {
    let sources = sources();
    let mut broken = Vec::new();
    for plugin in fs::read_dir(root().join("plugins")).unwrap().flatten() {
        let readme = fs::read_to_string(plugin.path().join("README.md")).unwrap_or_default();
        let name = plugin.file_name().display().to_string();
        let code: Vec<_> =
            sources.iter().filter(|(path, _)| path.starts_with(&format!("plugins/{name}/"))).collect();
        let squeezed = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        let stories: String = code.iter().map(|(_, text)| squeezed(text) + "\n").collect();
        let transcripts: Vec<_> =
            readme.split("```text\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect();
        if transcripts.is_empty() {
            broken.push(format!("plugins/{name}/README.md shows no transcript"));
        }
        let untrue = transcripts.iter().filter(|shown| !stories.contains(&squeezed(shown)));
        broken.extend(
            untrue.map(|shown| {
                format!("plugins/{name}/README.md: {}…", shown.lines().next().unwrap_or_default())
            }),
        );
    }
    none("A plugin's README shows what its stories say, to the letter.", &broken);
}
