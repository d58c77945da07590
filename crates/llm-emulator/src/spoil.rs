//! The faults in what the model says, from the words outwards to the JSON.

mod align;
mod code;
mod content;
mod shape;

pub use align::align;
pub use code::code;
pub use content::content;
pub use shape::{answer, cut_for_length};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{
        language::Language,
        plan::{Align, Code, Content, Finish, Json},
        translator::{Form, Segment, Work},
    };

    /// Texts rich in what the faults look for.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("<g1>"),
            Just("</g1>"),
            Just("<x2/>"),
            Just("<"),
            Just(">"),
            Just("{{"),
            Just("}"),
            Just("%s"),
            Just("&"),
            Just("\""),
            Just("|"),
            Just("\n"),
            Just(" "),
            Just("ß"),
            Just("İ"),
            Just("word"),
            Just("\u{1f600}"),
            Just("9"),
        ];
        prop_oneof![
            proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()),
            any::<String>()
        ]
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange_to_be_spoiled(texts in proptest::collection::vec(text(), 0..4)) {
            let language = Language::default();
            let segments = (1..).zip(texts).map(|(id, source): (u32, String)| {
                let target = language.pseudo(&source);
                Segment { id: id.to_string(), source, target }
            });
            let segments: Vec<Segment> = segments.collect();
            for segment in &segments {
                for how in Code::ALL {
                    super::code(*how, &segment.target);
                }
                for how in Content::ALL {
                    super::content(*how, &segment.source, &segment.target, &language);
                }
            }
            for how in Align::ALL {
                let (mut moved, count) = (segments.clone(), segments.len());
                super::align(*how, &mut moved);
                prop_assert!(moved.len().abs_diff(count) <= usize::from(matches!(how, Align::OneMore | Align::OneLess)));
            }
            for form in [Form::Object { field: "german".to_owned() }, Form::Lines, Form::Single, Form::Prose] {
                let work = Work { form, segments: segments.clone(), language: language.clone() };
                for shape in Json::ALL.iter().map(|how| Some(*how)).chain([None]) {
                    let answer = super::answer(&work, shape, None);
                    for how in Finish::ALL {
                        let cut = super::cut_for_length(*how, &answer);
                        prop_assert!(answer.starts_with(cut.trim_end_matches('\\')) || answer.starts_with(&cut));
                    }
                }
            }
        }
    }
}
