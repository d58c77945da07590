//! What holds for every order, whatever the pages say and whatever the model answers.

use std::sync::Arc;

use bureau::{House, Outcome, Unwatched};
use proptest::prelude::*;
use translate::{Options, Segment};

use crate::script::Scripted;
use crate::world::*;

/// Few words, so that they come again and again: in texts, attributes and titles of several pages.
const WORDS: [&str; 5] = ["Our shop", "All mugs", "Read more", "Your cart is empty.", "Hello, world"];

fn page(places: &[(u8, usize)]) -> String {
    let piece = |(kind, word): &(u8, usize)| {
        let words = WORDS[word % WORDS.len()];
        match kind {
            0 => format!("<p>{words}</p>\n"),
            1 => format!("<img src=\"{word}.png\" alt=\"{words}\">\r\n"),
            2 => format!("<li><?= $a[{word}] ?> {words} <b>{words}</b></li>"),
            3 => format!("<?php if ($x > {word}): ?>{words}<?php endif ?>"),
            _ => format!("<title>{words}</title>"),
        }
    };
    // Without any tag it would be no page.
    std::iter::once("<body>\n".to_owned()).chain(places.iter().map(piece)).collect()
}

fn pages() -> impl Strategy<Value = Vec<String>> {
    let page = prop::collection::vec((0u8..5, 0usize..5), 1..14).prop_map(|places| page(&places));
    prop::collection::vec(page, 1..4)
}

/// An answer: what models say when all is well, and when it is not.
fn answer() -> impl Strategy<Value = Option<String>> {
    let words = prop::sample::select(vec![
        "",
        "Worte",
        "<g1>Worte</g1>",
        "<x1/> Worte",
        "<x1/> Worte <g2>mehr</g2>",
        "<x1/> Worte <g2></g2>",
        "</g2><g2>",
        "<?php evil(); ?>",
        "<script>evil()</script>",
        "{{ evil }}",
        "\" onload=\"evil()",
        "\u{fffd}",
        "a\0b",
        "I'm sorry, I cannot",
        "Our shop",
        "```json",
        "<b>Worte</b>",
        "&lt;?php",
        "%s %s",
        "@@1@@",
    ]);
    prop_oneof![
        1 => Just(None),
        6 => prop::collection::vec(words, 1..4).prop_map(|parts| Some(parts.join(" "))),
        1 => "\\PC{0,40}".prop_map(Some),
    ]
}

fn site(pages: &[String]) -> Vec<u8> {
    let names: Vec<String> = (0..pages.len()).map(|n| format!("{n}.php")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().map(String::as_str).zip(pages.iter().map(String::as_bytes)).collect();
    zip(&files)
}

/// Works the pages off, however often the order rests; the files that come back.
async fn come_back(world: &World, pages: &[String]) -> (Vec<Unzipped>, bureau::Summary) {
    let id = world.order("site.zip", &site(pages), &["de"]).await;
    for _ in 0..40 {
        if world.bureau.work(id, &mut Unwatched).await.unwrap() == Outcome::Done {
            break;
        }
    }
    let parcel = world.bureau.parcel(id).await.unwrap();
    (unzip(&parcel.archives[0]), parcel.summary)
}

/// The kind of each segment of a page, and the numbers of its codes.
fn segments(page: &str) -> Vec<(translate::Kind, Vec<usize>)> {
    let Ok(document) = translate::open("a.php", page.as_bytes(), &Options::default()) else {
        return Vec::new();
    };
    let codes = |segment: &Segment| segment.codes.iter().map(|code| code.number).collect();
    document.segments().iter().map(|segment| (segment.kind, codes(segment))).collect()
}

/// Whether a tag has this in it; between tags it is nothing but words.
fn is_in_a_tag(page: &str, what: &str) -> bool {
    let Ok(document) = translate::open("a.php", page.as_bytes(), &Options::default()) else { return false };
    let tags = translate::layers::tags(page.as_bytes(), document.dialects());
    // What stands in quotes is a value: one that had ended would be an attribute of its own.
    let bare = |tag: &str| tag.split('"').step_by(2).collect::<String>();
    tags.iter().any(|tag| bare(&page[tag.start..tag.end]).contains(what))
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A text is asked for once, and its translation stands in every place where it stood.
    #[test]
    fn every_occurrence_gets_its_translation_and_each_text_is_asked_for_once(pages in pages()) {
        let model = Arc::new(Scripted::text_by_text(|text| text.replace(['a', 'e', 'o', 'u'], "ø")));
        let (files, summary) = block_on(async {
            let world = World::with(model.clone(), House::default()).await;
            come_back(&world, &pages).await
        });
        prop_assert!(summary.is_complete(), "{:?}", summary);
        prop_assert!(model.times().iter().all(|times| *times == 1), "{:?}", model.times());
        for (n, page) in pages.iter().enumerate() {
            let text = find(&files, &format!("{n}.php")).text();
            for word in WORDS {
                prop_assert!(!text.contains(word), "{word} is left in {text}");
            }
            let expected = segments(page);
            prop_assert_eq!(segments(&text), expected, "{}", text);
        }
    }

    /// Whatever a model answers: the order ends, what is no word stays byte for byte, and no code comes in.
    #[test]
    fn whatever_a_model_says_the_pages_stay_pages(
        pages in pages(), answers in prop::collection::vec(answer(), 1..20),
    ) {
        let script = move |number: usize, ask: &llm::Ask| {
            let nth = |place: usize| answers[(number * 7 + place) % answers.len()].clone();
            Ok((0..ask.items.len()).map(nth).collect())
        };
        let (files, summary) = block_on(async {
            let world = World::with(Arc::new(Scripted::new(script)), House::default()).await;
            come_back(&world, &pages).await
        });
        prop_assert_eq!(summary.failed, 0, "{:?}", summary);
        for (n, page) in pages.iter().enumerate() {
            let text = find(&files, &format!("{n}.php")).text();
            prop_assert_eq!(segments(&text), segments(page), "{}", text);
            prop_assert!(!is_in_a_tag(&text, "onload="), "{}", text);
            let count = |page: &str, what: &str| page.matches(what).count();
            for what in ["<?", "?>", "<script", "{{", "<b>", "<img", "\u{fffd}", "\0"] {
                prop_assert_eq!(count(&text, what), count(page, what), "{} in {}", what, text);
            }
        }
        let report = report(&files);
        for file in report["files"].as_array().unwrap() {
            let n: usize = file["path"].as_str().unwrap().trim_end_matches(".php").parse().unwrap();
            let after = find(&files, &format!("{n}.php")).content.clone();
            prop_assert!(is_outside_kept(pages[n].as_bytes(), &after, &file["replaced"]), "{}", file);
        }
    }
}

/// Whether the bytes outside of what the report says was replaced are in the result, in their order: the first at its
/// beginning, the last at its end.
fn is_outside_kept(before: &[u8], after: &[u8], replaced: &serde_json::Value) -> bool {
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let spans: Vec<(usize, usize)> =
        replaced.as_array().unwrap().iter().map(|span| (number(&span[0]), number(&span[1]))).collect();
    let (Some((first, _)), Some((_, last))) = (spans.first(), spans.last()) else { return before == after };
    let Some(mut rest) = after.strip_prefix(&before[..*first]) else { return false };
    for pair in spans.windows(2) {
        let kept = &before[pair[0].1..pair[1].0];
        let place = rest.windows(kept.len().max(1)).position(|window| window == kept);
        let Some(at) = place.or(kept.is_empty().then_some(0)) else { return false };
        rest = &rest[at + kept.len()..];
    }
    rest.ends_with(&before[*last..])
}
