use super::Unit;

/// How much goes into one request. Small ones show progress, and lose little when they go wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Portion {
    /// Tokens of the answer.
    pub reply_tokens: u32,
    pub texts: usize,
    /// How much longer texts get in the target language: 1.35 for German from English.
    pub expansion: f32,
}

impl Default for Portion {
    fn default() -> Self {
        Self { reply_tokens: 900, texts: 60, expansion: 1.3 }
    }
}

impl Portion {
    /// For a model that answers with at most so many tokens: half of it, and not more than is good.
    #[must_use]
    pub fn within(self, most: u32) -> Self {
        Self { reply_tokens: self.reply_tokens.min(1_200).min(most / 2).max(1), ..self }
    }

    /// After an answer that was cut for its length.
    #[must_use]
    pub fn halved(self) -> Self {
        Self { reply_tokens: (self.reply_tokens / 2).max(1), texts: (self.texts / 2).max(1), ..self }
    }
}

/// Texts that are asked for together, by their places in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub members: Vec<usize>,
    pub reply_tokens: u32,
}

/// What a key, quotes and a comma cost with every text, tokens.
const FRAME: u32 = 6;

/// About how many tokens the answer to a text has: a token is 3.5 bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
pub fn reply_tokens(unit: &Unit, expansion: f32) -> u32 {
    (unit.text.len() as f32 / 3.5 * expansion.max(0.1)).ceil().min(1e9) as u32 + FRAME
}

/// Puts texts into batches: every text once, in order, neighbours together. A text larger than a portion is alone in its
/// batch; [`split`](super::split()) keeps that from happening.
pub fn pack<'a>(units: impl IntoIterator<Item = (usize, &'a Unit)>, portion: &Portion) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    for (place, unit) in units {
        let tokens = reply_tokens(unit, portion.expansion);
        let fits = |batch: &&mut Batch| {
            batch.members.len() < portion.texts
                && batch.reply_tokens.saturating_add(tokens) <= portion.reply_tokens
        };
        match batches.last_mut().filter(fits) {
            Some(batch) => {
                batch.members.push(place);
                batch.reply_tokens += tokens;
            }
            None => batches.push(Batch { members: vec![place], reply_tokens: tokens }),
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Unique;
    use super::*;

    proptest! {
        #[test]
        fn every_text_goes_once_in_order_and_within_the_budget(
            texts in prop::collection::vec(".{0,80}", 0..60), tokens in 1u32..300, most in 1usize..20,
        ) {
            let units: Vec<Unit> = texts.iter().map(Unit::plain).collect();
            let portion = Portion { reply_tokens: tokens, texts: most, expansion: 1.3 };
            let batches = pack(units.iter().enumerate(), &portion);
            let members: Vec<usize> = batches.iter().flat_map(|batch| batch.members.clone()).collect();
            prop_assert_eq!(members, (0..units.len()).collect::<Vec<_>>());
            for batch in &batches {
                let sum: u32 = batch.members.iter().map(|n| reply_tokens(&units[*n], 1.3)).sum();
                prop_assert_eq!(sum, batch.reply_tokens);
                prop_assert!(batch.members.len() == 1 || sum <= tokens && batch.members.len() <= most);
            }
        }

        #[test]
        fn repetitions_are_asked_once_and_answered_everywhere(texts in prop::collection::vec("[ab]{0,2}", 0..40)) {
            let unique = Unique::of(texts.iter().map(Unit::plain));
            let answers: Vec<String> = unique.units.iter().map(|unit| unit.text.to_uppercase()).collect();
            let spread: Vec<String> = unique.spread(&answers).into_iter().flatten().collect();
            prop_assert_eq!(spread, texts.iter().map(|text| text.to_uppercase()).collect::<Vec<_>>());
            let mut seen = unique.units.iter().map(|unit| &unit.text).collect::<Vec<_>>();
            seen.sort();
            prop_assert!(seen.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }

    #[test]
    fn a_portion_leaves_room_and_shrinks() {
        assert_eq!(Portion::default().within(1_000).reply_tokens, 500);
        assert_eq!(Portion::default().within(100_000).reply_tokens, 900);
        assert_eq!(Portion { reply_tokens: 1, texts: 1, expansion: 1.0 }.halved().texts, 1);
    }
}
