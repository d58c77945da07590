use proptest::prelude::*;

use super::*;
use crate::batch::{Portion, Unit};
use crate::repair::tests::unit;
use crate::repair::{Answer, Checker, Done, Judged};
use crate::validate::Rules;

const FITS: Checker<'_> =
    Checker { rules: Rules { script: None, glossary: &[], keep: &[] }, fits: &|_| Ok(()) };
const DESK: Desk<'_> = Desk { rules: FITS.rules, fits: &|_, _| Ok(()) };

#[test]
fn a_batch_is_settled_by_what_came_and_how_it_ended() {
    let units = [unit("One"), unit("Two <br> two"), unit("Three"), unit("Four")];
    let settle = |sum: Sum| {
        let mut intake = Intake::new(units.to_vec());
        assert!(intake.take(0, "Eins".into(), &FITS).is_some_and(Judged::passes));
        assert!(intake.take(0, "Uno".into(), &FITS).is_none(), "the first counts");
        assert!(intake.take(9, "?".into(), &FITS).is_none());
        intake.take(1, "Zwei zwei".into(), &FITS);
        intake.take(2, "Drei".into(), &FITS);
        intake.close(&sum, &[2])
    };
    let settled = settle(Sum::Cut);
    assert_eq!(
        settled.good.iter().map(|(n, _, state)| (*n, state.clone())).collect::<Vec<_>>(),
        [(0, State::Ok)]
    );
    assert_eq!(settled.bad, [(1, Answer::Text("Zwei zwei".into())), (2, Answer::Nothing)]);
    assert_eq!(settled.unasked, [3]);
    assert_eq!(settle(Sum::Complete).bad.last(), Some(&(3, Answer::Nothing)));
    assert_eq!(
        settle(Sum::Declined("no".into())).unasked,
        [3],
        "of several texts nobody knows which one was meant"
    );
}

#[test]
fn one_answer_for_everything_is_not_believed() {
    let units = [unit("One"), unit("Two"), unit("Three")];
    let mut intake = Intake::new(units.to_vec());
    for place in 0..3 {
        intake.take(place, "Hallo".into(), &FITS);
    }
    let settled = intake.close(&Sum::Complete, &[]);
    assert_eq!((settled.good.len(), settled.unasked), (0, vec![0, 1, 2]));
    assert!(settled.distrusted.is_some());
}

/// What a model says to an order: for each text something or nothing, and how it ends.
type Said = (Vec<Option<String>>, Sum);

/// Does all the work with a model that answers like this, one order after the other; the states and how many orders.
fn work(units: &[Unit], texts: usize, model: impl Fn(usize, &Order) -> Said) -> (Vec<Option<Done>>, usize) {
    let portion = Portion { texts, ..Portion::default() };
    let mut work = Work::new(units.to_vec(), portion, |_| false);
    let mut dones = vec![None; units.len()];
    let mut orders = 0;
    while !work.is_finished() {
        if work.is_stuck() {
            work.resume();
        }
        let mut order = work.next_order().expect("there is something to do until all is done");
        let (texts, sum) = model(orders, &order);
        orders += 1;
        assert!(orders <= units.len() * 10, "the work goes round in circles");
        for (place, text) in texts.into_iter().enumerate() {
            if let Some(text) = text {
                order.take(place, text, &DESK);
            }
        }
        for (number, done) in work.close(order, &sum, &[], &DESK) {
            assert!(dones[number].replace(done).is_none(), "text {number} became final twice");
        }
    }
    (dones, orders)
}

/// A model that does as it is asked.
fn good(order: &Order) -> Said {
    (order.texts.iter().map(|text| Some(format!("Deutsch {}", text.text))).collect(), Sum::Complete)
}

fn pages() -> Vec<Unit> {
    ["One 1", "Two <b>2</b>", "Three <?= $c ?> 3", "Four 4", "Five %s 5"].map(unit).to_vec()
}

/// Every text is translated in the end; how many orders it took.
fn check_overcome(story: &str, expected: usize, model: impl Fn(usize, &Order) -> Said) {
    let (dones, orders) = work(&pages(), 3, model);
    for (unit, done) in pages().iter().zip(dones) {
        let done = done.unwrap();
        assert!(done.state.is_translated(), "{story}: {done:?}");
        assert_eq!(unit.check_codes(&done.text), Ok(()), "{story}");
    }
    assert_eq!(orders, expected, "{story}");
}

#[test]
fn work_ends_with_everything_translated_though_a_model_fails_at_first() {
    let first = |fault: fn(Said) -> Said| {
        move |n: usize, order: &Order| if n == 0 { fault(good(order)) } else { good(order) }
    };
    check_overcome("nothing wrong", 2, |_, order| good(order));
    check_overcome(
        "cut after one text",
        3,
        first(|(texts, _)| (texts.into_iter().take(1).collect(), Sum::Cut)),
    );
    check_overcome(
        "too long after one text",
        4,
        first(|(texts, _)| (texts.into_iter().take(1).collect(), Sum::TooLong)),
    );
    check_overcome("declined as a whole", 4, first(|_| (Vec::new(), Sum::Declined("no".into()))));
    check_overcome(
        "one missing",
        3,
        first(|(mut texts, sum)| {
            texts[1] = None;
            (texts, sum)
        }),
    );
    check_overcome(
        "moved by one",
        4,
        first(|(mut texts, sum)| {
            texts.rotate_left(1);
            (texts, sum)
        }),
    );
    check_overcome(
        "the same for all",
        4,
        first(|(texts, sum)| (texts.iter().map(|_| Some("Deutsch".into())).collect(), sum)),
    );
    check_overcome(
        "codes lost",
        3,
        first(|(texts, sum)| {
            (texts.into_iter().map(|text| text.map(|text| text.replace('<', ""))).collect(), sum)
        }),
    );
}

#[test]
fn a_stubborn_model_leaves_the_source_and_the_reason() {
    let (dones, _) = work(&pages(), 3, |_, order| (vec![None; order.texts.len()], Sum::Complete));
    for (unit, done) in pages().iter().zip(dones) {
        let done = done.unwrap();
        assert_eq!(done.text, unit.text);
        let unusable = Kept::Unusable("not every part of it could be translated".into());
        let nothing = Kept::Unusable("no translation came".into());
        assert!(
            matches!(&done.state, State::KeptSource(why) if *why == unusable || *why == nothing),
            "{done:?}"
        );
    }
}

#[test]
fn five_batches_for_nothing_pause_the_job_and_what_is_known_is_not_asked() {
    let units: Vec<Unit> = (0..9).map(|n| Unit::plain(format!("Text {n}"))).collect();
    let mut work = Work::new(units, Portion { texts: 1, ..Portion::default() }, |number| number == 0);
    for turn in 0..5 {
        assert!(!work.is_stuck(), "after {turn}");
        let order = work.next_order().unwrap();
        assert_eq!(order.texts[0].text, format!("Text {}", turn + 1));
        work.close(order, &Sum::Complete, &[], &DESK);
    }
    assert!(work.is_stuck());
    assert!(work.next_order().is_none(), "nothing is asked while it pauses");
    work.resume();
    let order = work.next_order().unwrap();
    assert_eq!(order.texts[0].text, "Text 6");
    work.put_back(order);
    assert_eq!(work.next_order().unwrap().texts[0].text, "Text 6", "what could not be asked comes again");
    let kept = work.give_up(&Kept::CalledOff);
    assert_eq!(kept.len(), 8);
    assert!(work.is_finished());
}

#[test]
fn an_order_that_could_not_be_made_comes_again_as_it_was() {
    let units = [unit("One <b>two</b> three <i>four</i>")];
    let mut work = Work::new(units.to_vec(), Portion::default(), |_| false);
    for _ in 0..5 {
        let order = work.next_order().unwrap();
        let (texts, temperature) = (order.texts.clone(), order.temperature);
        work.put_back(order);
        let order = work.next_order().unwrap();
        assert_eq!((&order.texts, order.temperature), (&texts, temperature));
        work.close(order, &Sum::Complete, &[], &DESK);
    }
    assert!(work.is_finished());
}

fn replies() -> impl Strategy<Value = Said> {
    let text = prop_oneof![
        3 => Just(None),
        5 => "(Text|<g1>|</g1>|<x1/>|<x2/>|%s|[0-9]| ){0,6}".prop_map(Some),
        1 => "\\PC{0,8}".prop_map(Some),
    ];
    let sum = prop_oneof![
        3 => Just(Sum::Complete),
        1 => Just(Sum::Cut),
        1 => Just(Sum::TooLong),
        1 => Just(Sum::Declined("no".into())),
    ];
    (prop::collection::vec(text, 0..6), sum)
}

proptest! {
    /// The same with several requests under way that end in any order, some of which could not be made.
    #[test]
    fn work_ends_with_several_orders_under_way(
        said in prop::collection::vec((replies(), any::<bool>()), 1..12), at_once in 1usize..5, pick in any::<usize>(),
    ) {
        let units = pages();
        let mut work = Work::new(units.clone(), Portion { texts: 2, ..Portion::default() }, |_| false);
        let mut finals = vec![0; units.len()];
        let (mut under_way, mut turn) = (Vec::new(), 0);
        while !work.is_finished() {
            work.resume();
            while under_way.len() < at_once {
                match work.next_order() {
                    Some(order) => under_way.push(order),
                    None => break,
                }
            }
            prop_assert!(!under_way.is_empty(), "nothing to do, and not finished");
            let mut order = under_way.swap_remove(pick.wrapping_add(turn) % under_way.len());
            let ((texts, sum), made) = said[turn % said.len()].clone();
            turn += 1;
            prop_assert!(turn < 500, "the work goes round in circles");
            if !made && turn < 50 {
                work.put_back(order);
                continue;
            }
            for (place, text) in texts.into_iter().enumerate() {
                if let Some(text) = text {
                    order.take(place, text, &DESK);
                }
            }
            for (number, _) in work.close(order, &sum, &[], &DESK) {
                finals[number] += 1;
            }
        }
        prop_assert_eq!(finals, vec![1; units.len()]);
    }

    /// Whatever a model says: the work ends, every text is final once, with a valid translation or with its source.
    #[test]
    fn work_ends_whatever_comes(said in prop::collection::vec(replies(), 1..12), texts in 1usize..6) {
        let units = pages();
        let (dones, _) = work(&units, texts, |n, _| said[n % said.len()].clone());
        for (unit, done) in units.iter().zip(dones) {
            let done = done.unwrap();
            if done.state.is_translated() {
                prop_assert!(FITS.check(unit, &done.text).passes());
            } else {
                prop_assert_eq!(&done.text, &unit.text);
            }
        }
    }
}
