//! Files that are made to hurt: time and memory stay in proportion (`benches/splice.rs` measures how they grow), and
//! nothing recurses as deep as they say.

use translate::{Encoding, Options, open, to_utf8};

use super::hostile::hostile;
use super::{everything, passes};

#[test]
fn hostile_files_are_read_in_proportion() {
    for file in hostile(3_000) {
        let source = file.source.as_bytes();
        assert!(passes(file.name, source, &everything()), "{}", file.tries);
        if let Ok(document) = open(file.name, source, &Options::default()) {
            let left = document.leftovers();
            assert!(left.scripts.first.len() <= left.scripts.count, "{}", file.tries);
        }
        let converted = to_utf8(source, Encoding::for_label(b"windows-1251"));
        assert_eq!(converted.is_some(), !source.is_ascii(), "{}", file.tries);
    }
}

/// Deep enough to end a program that goes down into it.
#[test]
fn nothing_recurses_as_deep_as_a_file_says() {
    let deep = [
        "nested blocks",
        "strings in a program",
        "blocks in a program",
        "objects in JSON",
        "inline tags that stay open",
    ];
    for file in hostile(60_000).into_iter().filter(|file| deep.contains(&file.tries)) {
        assert!(passes(file.name, file.source.as_bytes(), &everything()), "{}", file.tries);
    }
}
