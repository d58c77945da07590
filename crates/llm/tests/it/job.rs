//! A whole job: texts of a page go to a model, what comes is judged, mended and settled.

use llm::{Ask, Budget, Client, Ending, Fault, Item};
use translate::batch::{Portion, Style, Unit, prompt};
use translate::repair::Done;
use translate::reply::{Desk, Kept, Order, Sum, Work};
use translate::validate::Rules;

/// The texts of a small shop's page.
pub fn page() -> Vec<Unit> {
    let html = b"<h1>Mugs &amp; more</h1><p>All <b>12</b> mugs<br>are here.</p><p>Ask <?= $name ?> about %s</p>\
                 <p>Mail us: shop@mugs.example</p><p>It costs 1,250.00 today.</p><p>Read <a href=x>this <i>page</i></a></p>";
    let document = translate::open("page.php", html, &translate::Options::default()).expect("it is a page");
    document.segments().iter().map(Unit::from).collect()
}

/// Does a job to its end, whatever the model does. What cannot be had is given up after a few tries.
pub async fn job(client: &Client, units: &[Unit]) -> Vec<Done> {
    let desk = Desk { rules: Rules::default(), fits: &|_, _| Ok(()) };
    let budget = Budget::unlimited();
    let mut work = Work::new(units.to_vec(), Portion { texts: 4, ..Portion::default() }, |_| false);
    let mut finals: Vec<Option<Done>> = vec![None; units.len()];
    let mut troubles = 0;
    while !work.is_finished() {
        let Some(mut order) = work.next_order() else { break };
        let ask = ask(&order);
        let answered = client
            .ask(&ask, &budget, &mut |piece| {
                order.take(piece.index, piece.text, &desk);
            })
            .await;
        let settled = match answered {
            Ok(reply) => work.close(order, &sum(&reply.ending), &reply.oddities.conflicting, &desk),
            Err(fault) if fault.is_transient() && troubles < 2 => {
                troubles += 1;
                work.put_back(order);
                Vec::new()
            }
            Err(Fault::Filtered(words)) => work.close(order, &Sum::Declined(words), &[], &desk),
            Err(Fault::TooLong(_)) => work.close(order, &Sum::TooLong, &[], &desk),
            Err(_) => work.give_up(&Kept::CalledOff),
        };
        for (number, done) in settled {
            assert!(finals[number].replace(done).is_none(), "text {number} became final twice");
        }
    }
    for (number, done) in work.give_up(&Kept::CalledOff) {
        finals[number].get_or_insert(done);
    }
    finals.into_iter().map(|done| done.expect("every text has a final state")).collect()
}

fn ask(order: &Order) -> Ask {
    let prompt = prompt(&Style { language: "German", page: "Mugs", ..Style::default() }, order.units());
    Ask {
        rules: prompt.rules,
        terms: prompt.terms,
        context: prompt.context,
        items: order
            .texts
            .iter()
            .map(|text| Item { text: text.text.clone(), note: text.note.clone() })
            .collect(),
        field: prompt.field,
        closing: prompt.closing,
        temperature: order.temperature,
        answer_tokens: Some(order.reply_tokens),
    }
}

fn sum(ending: &Ending) -> Sum {
    match ending {
        Ending::Complete => Sum::Complete,
        Ending::Cut(_) => Sum::Cut,
        Ending::Length | Ending::RanAway => Sum::TooLong,
        Ending::Filtered => Sum::Declined("the content filter stepped in".into()),
        Ending::Refused(words) => Sum::Declined(words.clone()),
    }
}

/// Whatever happened, a report can be believed: a translation keeps the rules, what is kept is the source.
pub fn assert_true(story: &str, units: &[Unit], finals: &[Done]) {
    for (unit, done) in units.iter().zip(finals) {
        if done.state.is_translated() {
            let findings = translate::validate::validate(unit, &done.text, &Rules::default());
            assert!(
                findings.passes(),
                "{story}: {} for {:?} → {:?}",
                findings.reason(),
                unit.text,
                done.text
            );
            assert_ne!(done.text, "", "{story}");
        } else {
            assert_eq!(done.text, unit.text, "{story}: {:?}", done.state);
        }
    }
}
