//! Texts under a neighbour's id.

use crate::{plan::Align, translator::Segment};

/// Moves the translations about; the ids stay where they are, apart from one more or one less.
pub fn align(how: Align, segments: &mut Vec<Segment>) {
    let mut texts: Vec<String> = segments.iter().map(|segment| segment.target.clone()).collect();
    match how {
        Align::Shift => {
            let by = 1.min(texts.len());
            texts.rotate_left(by);
        }
        Align::Swap if texts.len() > 1 => texts.swap(0, 1),
        Align::Swap => {}
        Align::Merge => merge(&mut texts),
        Align::Split => split(&mut texts),
        Align::LastRepeated => {
            let before = texts.len().checked_sub(2).and_then(|at| texts.get(at)).cloned();
            if let (Some(last), Some(before)) = (texts.last_mut(), before) {
                *last = before;
            }
        }
        Align::AllSame => {
            let first = texts.first().cloned().unwrap_or_default();
            texts.fill(first);
        }
        Align::OneMore => {
            let id = (segments.len() + 1).to_string();
            segments.extend(segments.last().cloned().map(|last| Segment { id, ..last }));
        }
        Align::OneLess => drop(segments.pop()),
    }
    segments.iter_mut().zip(texts).for_each(|(segment, text)| segment.target = text);
}

/// The first two become one, and all that follow move up; the last is repeated to keep the count.
fn merge(texts: &mut Vec<String>) {
    if texts.len() > 1 {
        let second = texts.remove(1);
        texts.iter_mut().take(1).for_each(|first| *first = format!("{first} {second}"));
        texts.extend(texts.last().cloned());
    }
}

/// The first becomes two, and all that follow move down.
fn split(texts: &mut Vec<String>) {
    let Some(first) = texts.first_mut() else { return };
    let middle = first.char_indices().nth(first.chars().count() / 2).map_or(0, |(at, _)| at);
    let tail = first.split_off(middle);
    texts.insert(1, tail);
}
