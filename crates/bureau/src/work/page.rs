//! What a request tells of the pages that its texts are from.

use translate::batch::Unit;
use translate::{Document, Kind};

/// So many pages are told of: more would say nothing.
const TOLD: usize = 5;

/// A page by its title and its main heading, as the model reads them: “All mugs — Mugs & cups”. Empty where it has neither.
pub(crate) fn about(document: &Document<'_>) -> String {
    let first = |kind: Kind, place: &str| {
        let found =
            document.segments().iter().find(|segment| segment.kind == kind && segment.place == place)?;
        let words = Unit::from(found).words(&found.text);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    };
    let mut names: Vec<String> =
        [first(Kind::Plain, "title"), first(Kind::Text, "h1")].into_iter().flatten().collect();
    names.dedup();
    names.join(" — ")
}

/// Several pages, each once, in their order.
pub(super) fn list<'a>(pages: impl IntoIterator<Item = &'a str>) -> String {
    let mut told: Vec<&str> = Vec::new();
    for page in pages {
        if told.len() < TOLD && !page.is_empty() && !told.contains(&page) {
            told.push(page);
        }
    }
    told.into_iter().map(|page| format!("“{page}”")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let document = translate::open("a.php", page.as_bytes(), &translate::Options::default()).unwrap();
        assert_eq!(about(&document), expected, "{page}");
    }

    #[test]
    fn a_page_is_known_by_its_title_and_its_main_heading() {
        check(
            "<title>All mugs</title><h1>Mugs &amp;\n <b>cups</b></h1><h1>More</h1>",
            "All mugs — Mugs & cups",
        );
        check("<title>Mugs</title><h1>Mugs</h1><p>x</p>", "Mugs");
        check("<h1><?= $name ?> is here</h1>", "is here");
        check("<p>Only words</p><svg><title>x</title></svg>", "x");
        check("<p>Only words</p>", "");
    }

    #[test]
    fn several_pages_are_told_once_each_and_not_too_many() {
        assert_eq!(list(["A", "", "B", "A"]), "“A”, “B”");
        assert_eq!(list(["1", "2", "3", "4", "5", "6"]).matches('“').count(), TOLD);
        assert_eq!(list([""]), "");
    }
}
