use super::signature::Signature;
use crate::batch::Unit;

/// Whether the answers of a batch belong to their neighbours: a model that loses or adds a line moves all that follow.
///
/// Numbers, codes and addresses tell whose translation an answer is. Two answers that do not fit their own text but fit
/// the next one (or the one before) are no coincidence, and then the other answers of the batch cannot be trusted either,
/// because a text without any of these would never show it. Answers that did not come are `None`.
pub fn shifted(batch: &[(&Unit, Option<&str>)]) -> bool {
    let own: Vec<Signature> = batch.iter().map(|(unit, _)| Signature::of(unit, &unit.text)).collect();
    let misfits = batch.iter().enumerate().filter_map(|(at, (unit, answer))| {
        // Read with its own codes, and if need be with a neighbour's: numbers of codes differ from text to text.
        let answer = (*answer)?;
        let fits =
            |unit: &Unit, whose: usize| own.get(whose).is_some_and(|own| Signature::of(unit, answer) == *own);
        (!fits(unit, at)).then_some((at, answer))
    });
    let misfits: Vec<(usize, &str)> = misfits.collect();
    let neighbours = |step: isize| {
        let fits = |(at, answer): &&(usize, &str)| {
            let Some(whose) = at.checked_add_signed(step) else { return false };
            let (Some((unit, _)), Some(own)) = (batch.get(whose), own.get(whose)) else { return false };
            !own.is_empty() && Signature::of(unit, answer) == *own
        };
        misfits.iter().filter(fits).count()
    };
    neighbours(1) >= 2 || neighbours(-1) >= 2
}
