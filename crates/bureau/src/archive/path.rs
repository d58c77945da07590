//! Names of files, made safe or refused.

use std::collections::HashSet;

use super::Refusal;

/// Longer names are of no use, and some systems refuse them; bytes.
const LONGEST: usize = 1_000;

/// The path of an entry: relative, with `/` between its parts, each a plain name. What could lead out of a folder is
/// refused, whichever system would understand it so.
pub fn safe(name: &str) -> Result<String, Refusal> {
    let shown = || name.chars().take(200).collect::<String>();
    if name.len() > LONGEST || name.chars().any(char::is_control) {
        return Err(Refusal::Name(shown().escape_default().to_string()));
    }
    if name.starts_with(['/', '\\']) {
        return Err(Refusal::Absolute(shown()));
    }
    let mut parts = Vec::new();
    for part in name.split(['/', '\\']) {
        // Windows overlooks dots and spaces at the end of a name, so `.. ` is `..` there.
        let bare = part.trim_end_matches([' ', '.']);
        match part {
            "" | "." => {}
            _ if bare.is_empty() => return Err(Refusal::Escapes(shown())),
            _ => parts.push(part),
        }
    }
    let Some(first) = parts.first() else { return Err(Refusal::Name(shown())) };
    // Whatever stood before it is gone by now: `./c:a` would lead to a drive as well as `c:a`.
    let is_drive =
        first.as_bytes().get(1) == Some(&b':') && first.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_drive {
        return Err(Refusal::Absolute(shown()));
    }
    Ok(parts.join("/"))
}

/// The name, or the first of `name (2).html`, `name (3).html` … that is free.
pub(crate) fn free_name(name: &str, taken: &HashSet<String>) -> String {
    if !taken.contains(name) {
        return name.to_owned();
    }
    let (stem, extension) = split(name);
    let numbered = |n: usize| format!("{stem} ({n}){extension}");
    // Of one more number than there are names, one is free.
    (2..=taken.len() + 2).map(numbered).find(|name| !taken.contains(name)).unwrap_or_default()
}

/// Whether a file of this name may have got this path from [`free_name`].
pub(crate) fn is_name_of(path: &str, name: &str) -> bool {
    let (stem, extension) = split(name);
    let number = || path.strip_prefix(stem)?.strip_suffix(extension)?.strip_prefix(" (")?.strip_suffix(')');
    path == name || number().is_some_and(|number| number.parse::<usize>().is_ok())
}

/// A path without its extension, and that with its dot.
fn split(path: &str) -> (&str, &str) {
    let from = path.rfind('/').map_or(0, |at| at + 1);
    let dot = path.get(from..).and_then(|file| file.rfind('.')).filter(|at| *at > 0);
    path.split_at_checked(dot.map_or(path.len(), |at| from + at)).unwrap_or((path, ""))
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    fn check(name: &str, expected: Result<&str, Refusal>) {
        assert_eq!(safe(name), expected.map(str::to_owned), "{name:?}");
    }

    #[test]
    fn a_name_stays_in_its_folder_or_is_refused() {
        check("a/b.html", Ok("a/b.html"));
        check("./a//b.html", Ok("a/b.html"));
        check("./c:a", Err(Refusal::Absolute("./c:a".to_owned())));
        check("shop\\seiten\\index.php", Ok("shop/seiten/index.php"));
        check("..html", Ok("..html"));
        check("../b.html", Err(Refusal::Escapes("../b.html".into())));
        check("a/..\\..\\b", Err(Refusal::Escapes("a/..\\..\\b".into())));
        check("a/.. /b", Err(Refusal::Escapes("a/.. /b".into())));
        check("/etc/passwd", Err(Refusal::Absolute("/etc/passwd".into())));
        check("\\\\host\\share", Err(Refusal::Absolute("\\\\host\\share".into())));
        check("c:windows", Err(Refusal::Absolute("c:windows".into())));
        check("a\0.html", Err(Refusal::Name("a\\u{0}.html".into())));
        check("", Err(Refusal::Name(String::new())));
    }

    #[test]
    fn a_second_file_of_the_same_name_gets_a_number() {
        let taken: HashSet<String> =
            ["a/index.php", "a/index (2).php", ".htaccess"].map(str::to_owned).into();
        assert_eq!(free_name("index.php", &taken), "index.php");
        assert_eq!(free_name("a/index.php", &taken), "a/index (3).php");
        assert_eq!(free_name(".htaccess", &taken), ".htaccess (2)");
        for (path, name) in [("a/index (3).php", "a/index.php"), (".htaccess (2)", ".htaccess"), ("x", "x")] {
            assert!(is_name_of(path, name), "{path} {name}");
        }
        for (path, name) in
            [("index (a).php", "index.php"), ("index (2).html", "index.php"), ("in.php", "i.php")]
        {
            assert!(!is_name_of(path, name), "{path} {name}");
        }
    }

    proptest! {
        #[test]
        fn no_path_escapes(
            name in prop_oneof![
                "\\PC{0,30}",
                prop::collection::vec(prop::sample::select(vec![
                    "..", ".", "/", "\\", "a", "c:", " ", "...", "\0", "~", "\u{2024}\u{2024}", "//", "b.html", "%2e%2e",
                ]), 0..12).prop_map(|parts| parts.concat()),
            ],
        ) {
            if let Ok(path) = safe(&name) {
                prop_assert!(Path::new(&path).components().all(|part| matches!(part, Component::Normal(_))), "{}", path);
                prop_assert!(!path.contains('\\') && !path.split('/').any(|part| part.trim_end_matches([' ', '.']).is_empty()));
                prop_assert_eq!(safe(&path).unwrap(), path);
            }
        }
    }
}
