//! Every fault on every rung: the job ends, what was good is kept, and the states are true.

use llm::Rung;
use translate::batch::Unit;
use translate::repair::Done;
use translate::reply::{State, Step};

use crate::job::{assert_true, job, page};
use crate::model::Asked;
use crate::server::{Server, stream};

const RUNGS: [Rung; 5] = [Rung::JsonSchema, Rung::JsonObject, Rung::Plain, Rung::Lines, Rung::Single];

/// Texts as a model spoils them.
type Spoil = fn(Vec<Option<String>>) -> Vec<Option<String>>;
/// A whole answer as a model spoils it.
type Mangle = fn(String) -> String;

fn each(texts: Vec<Option<String>>, spoil: impl Fn(&str) -> String) -> Vec<Option<String>> {
    texts.into_iter().map(|text| text.map(|text| spoil(&text))).collect()
}

const SPOILT: [(&str, Spoil); 30] = [
    ("nothing comes", |texts| vec![None; texts.len()]),
    ("the first is missing", |mut texts| {
        texts.first_mut().map(Option::take);
        texts
    }),
    ("empty", |texts| each(texts, |_| String::new())),
    ("moved by one", |mut texts| {
        texts.rotate_left(1);
        texts
    }),
    ("moved back by one", |mut texts| {
        texts.rotate_right(1);
        texts
    }),
    ("the same for all", |texts| {
        let first = texts.first().cloned().flatten();
        texts.iter().map(|_| first.clone()).collect()
    }),
    ("codes dropped", |texts| {
        each(texts, |text| text.replace("<x1/>", "").replace("</g1>", "").replace("<g1>", ""))
    }),
    ("a code doubled", |texts| each(texts, |text| text.replace("<x", "<x3/><x"))),
    ("a code invented", |texts| each(texts, |text| format!("{text} <x9/>"))),
    ("codes crossed", |texts| each(texts, |text| text.replace("</g2></g1>", "</g1></g2>"))),
    ("codes in capitals", |texts| each(texts, |text| text.replace("<g", "<G").replace("</g", "</G"))),
    ("codes with spaces", |texts| each(texts, |text| text.replace("<g1>", "< g1 >"))),
    ("full-width codes", |texts| each(texts, |text| text.replace('<', "＜").replace('>', "＞"))),
    ("codes escaped", |texts| each(texts, |text| text.replace('<', "&lt;").replace('>', "&gt;"))),
    ("codes translated", |texts| each(texts, |text| text.replace("<g1>", "<grupo1>"))),
    ("an attribute added", |texts| each(texts, |text| text.replace("<g1>", "<g1 class=\"b\">"))),
    ("markup added", |texts| each(texts, |text| format!("<b>{text}</b>"))),
    ("a script added", |texts| each(texts, |text| format!("{text}<script>alert(1)</script>"))),
    ("PHP added", |texts| each(texts, |text| format!("{text} <?php evil(); ?>"))),
    ("a template added", |texts| each(texts, |text| format!("{text} {{{{ secret }}}}"))),
    ("quotes added", |texts| each(texts, |text| format!("„{text}“"))),
    ("echo", |texts| each(texts, |text| text.replace("Deutsch ", ""))),
    ("an address translated", |texts| each(texts, |text| text.replace("shop@", "laden@"))),
    ("a specifier broken", |texts| each(texts, |text| text.replace("%s", "% s"))),
    ("a replacement character", |texts| each(texts, |text| format!("{text}\u{fffd}"))),
    ("a NUL", |texts| each(texts, |text| format!("{text}\0"))),
    ("a loop", |texts| each(texts, |text| format!("{text} {}", "olive ".repeat(100)))),
    ("references", |texts| each(texts, |text| text.replace('&', "&amp;"))),
    ("invisible characters", |texts| each(texts, |text| format!("\u{feff}{text}\u{200b}"))),
    ("a note", |texts| each(texts, |text| format!("{text}\n\n```note: I kept the codes```"))),
];

const MANGLED: [(&str, Mangle); 12] = [
    ("fenced", |answer| format!("```json\n{answer}\n```")),
    ("with a preamble", |answer| format!("Here is {{the}} translation:\n{answer}")),
    ("with commentary", |answer| format!("{answer}\nLet me know {{if}} you need more!")),
    ("cut in the middle", |answer| answer.chars().take(answer.chars().count() / 2).collect()),
    ("without its end", |answer| answer.trim_end_matches('}').to_owned()),
    ("in single quotes", |answer| answer.replace('"', "'")),
    ("twice", |answer| format!("{answer}\n{answer}")),
    ("with a byte order mark", |answer| format!("\u{feff}{answer}")),
    ("double encoded", |answer| serde_json::json!(answer).to_string()),
    ("in other keys", |answer| answer.replace("\"1\"", "\"!\"").replace("1|", "!|")),
    ("prose", |_| "I'm sorry, but I can only talk about the weather.".to_owned()),
    ("white space", |_| " \n".repeat(5_000)),
];

/// Runs a job on a rung; the fault strikes the first `times` requests. Answers with the final states and how many requests
/// were made.
async fn run(rung: Rung, times: usize, spoil: Spoil, mangle: Mangle) -> (Vec<Done>, usize) {
    let server = Server::start(move |number, body| {
        let asked = Asked::of(body);
        let good = asked.translated();
        if number >= times {
            return stream(&[&asked.written(&good)], Some("stop"));
        }
        let spoilt = asked.written(&spoil(good));
        let answer = mangle(spoilt.clone());
        // A server knows that an answer was broken off, even if the model would have had more to say.
        let finish =
            if answer.len() < spoilt.len() && spoilt.starts_with(&answer) { "length" } else { "stop" };
        // Cut it somewhere, as networks do.
        let half = answer.char_indices().nth(answer.chars().count() / 3).map_or(0, |(at, _)| at);
        stream(&[&answer[..half], &answer[half..]], Some(finish))
    })
    .await;
    let finals = job(&server.client_on(rung), &page()).await;
    (finals, server.requests().len())
}

/// Every text has its own translation, and the state says that it has one.
fn assert_good(story: &str, units: &[Unit], finals: &[Done]) {
    for (unit, done) in units.iter().zip(finals) {
        // An echo in the same script cannot be told from a name.
        let good = [format!("Deutsch {}", unit.text), unit.text.clone()];
        assert!(
            done.state.is_translated()
                && good[..if story.starts_with("echo") { 2 } else { 1 }].contains(&done.text),
            "{story}: {:?} → {done:?}",
            unit.text
        );
    }
}

#[tokio::test]
async fn a_job_without_faults_asks_no_more_than_it_must() {
    for (rung, requests) in RUNGS.into_iter().zip([2, 2, 2, 2, 6]) {
        let (finals, made) = run(rung, 0, |texts| texts, |answer| answer).await;
        assert!(finals.iter().all(|done| done.state == State::Ok), "{rung:?}: {finals:?}");
        assert_eq!(made, requests, "{rung:?}");
    }
}

#[tokio::test]
async fn a_fault_that_passes_is_overcome_on_every_rung() {
    let units = page();
    for rung in RUNGS {
        for (fault, spoil) in SPOILT {
            let story = format!("{fault} on {rung:?}");
            let (finals, _) = run(rung, 1, spoil, |answer| answer).await;
            assert_good(&story, &units, &finals);
        }
        for (fault, mangle) in MANGLED {
            let story = format!("{fault} on {rung:?}");
            let (finals, _) = run(rung, 1, |texts| texts, mangle).await;
            assert_good(&story, &units, &finals);
        }
    }
}

#[tokio::test]
async fn a_fault_that_stays_ends_the_job_with_a_true_report_on_every_rung() {
    let units = page();
    for rung in RUNGS {
        for (fault, spoil) in SPOILT {
            let (finals, made) = run(rung, usize::MAX, spoil, |answer| answer).await;
            assert_true(&format!("{fault} for ever on {rung:?}"), &units, &finals);
            assert!(made <= units.len() * 10, "{fault} on {rung:?}: {made} requests are too many");
        }
        for (fault, mangle) in MANGLED {
            let (finals, made) = run(rung, usize::MAX, |texts| texts, mangle).await;
            assert_true(&format!("{fault} for ever on {rung:?}"), &units, &finals);
            assert!(made <= units.len() * 10, "{fault} on {rung:?}: {made} requests are too many");
        }
    }
}

#[tokio::test]
async fn what_a_fault_does_not_touch_is_right_at_the_first_try() {
    for rung in RUNGS {
        let spoil: Spoil = |texts| each(texts, |text| text.replace("shop@", "laden@"));
        let (finals, _) = run(rung, usize::MAX, spoil, |answer| answer).await;
        let states: Vec<_> = finals.iter().map(|done| done.state.is_translated()).collect();
        assert_eq!(states, [true, true, true, false, true, true], "{rung:?}");
        assert!(finals.iter().filter(|done| done.state == State::Ok).count() == 5, "{rung:?}: {finals:?}");
        let spelling: Spoil = |texts| each(texts, |text| text.replace("<g1>", "<G1>"));
        let (finals, _) = run(rung, usize::MAX, spelling, |answer| answer).await;
        let mended = finals.iter().filter(|done| done.state == State::Repaired(Step::Tidied)).count();
        assert_eq!(mended, 2, "{rung:?}: two texts have a pair of codes");
    }
}
