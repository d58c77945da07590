use super::*;
use crate::repair::tests::unit;
use crate::repair::{Answer, Checker, Judged};
use crate::validate::Rules;

const FITS: Checker<'_> =
    Checker { rules: Rules { script: None, glossary: &[], keep: &[] }, fits: &|_| Ok(()) };

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
