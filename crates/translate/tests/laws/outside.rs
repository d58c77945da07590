//! Every byte outside the words stays. This is told without the engine's word for where it has written: each segment is
//! translated by itself, what stands before and behind it must be what stood there, and a file with all translations must
//! be these pieces in a row.

use translate::{Options, Span, open, pseudo};

use super::{NAMES, everything, files, salad};

/// What stands in place of the span when nothing else was written.
#[track_caller]
fn between<'o>(source: &[u8], span: Span, out: &'o [u8]) -> &'o [u8] {
    let text = String::from_utf8_lossy(source);
    let (before, behind) = (&source[..span.start], &source[span.end..]);
    let middle = out.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind));
    middle.unwrap_or_else(|| {
        panic!("bytes outside {span:?} changed:\n{text}\n{}", String::from_utf8_lossy(out))
    })
}

#[track_caller]
fn only_words_change(name: &str, source: &[u8], options: &Options) -> usize {
    let Ok(document) = open(name, source, options) else { return 0 };
    let words: Vec<String> = document.segments().iter().map(pseudo).collect();
    let with =
        |span: Span| document.splice(|segment| span.holds(segment.span).then(|| words[segment.id].as_str()));
    let (mut expected, mut at, mut changed) = (Vec::new(), 0, 0);
    for segment in document.segments() {
        let alone = document.splice(|other| (other.id == segment.id).then(|| words[segment.id].as_str()));
        changed += usize::from(
            between(source, segment.span, &alone) != &source[segment.span.start..segment.span.end],
        );
        // An attribute in a sentence's tag is written with the sentence.
        if segment.span.start < at {
            continue;
        }
        expected.extend_from_slice(&source[at..segment.span.start]);
        let whole = with(segment.span);
        expected.extend_from_slice(between(source, segment.span, &whole));
        at = segment.span.end;
    }
    expected.extend_from_slice(&source[at..]);
    let all = document.splice(|segment| Some(&words[segment.id]));
    assert_eq!(
        String::from_utf8_lossy(&all),
        String::from_utf8_lossy(&expected),
        "{name}: translated at once it is another file than piece by piece"
    );
    changed
}

#[test]
fn bytes_outside_the_words_stay() {
    let mut changed = 0;
    for (name, source) in files::corpus() {
        changed += only_words_change(&name, &source, &Options::default());
        changed += only_words_change(&name, &source, &everything());
    }
    for (seed, name) in (0..800).zip(NAMES.iter().cycle()) {
        changed += only_words_change(name, &salad::mixed(seed), &everything());
        changed += only_words_change(name, &salad::html(seed), &Options::default());
    }
    assert!(changed > 1_500, "only {changed} texts were translated at all");
}
