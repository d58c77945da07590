//! A password, or several, with buttons that change how they are made.

use std::collections::BTreeSet;

use kit::{Button, Chats, Cx, Message, Reply, Result, Style, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use super::class::Class;
use super::passphrase::{FEWEST, MOST, Phrase};
use super::recipe::{LONGEST, MOST as MOST_AT_ONCE, Recipe, SHORTEST};
use super::strength::estimate;
use crate::told::Told;

/// What is chosen. Every button carries the whole of what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    length: u8,
    words: u8,
    switches: u8,
    /// So many at once. Buttons of earlier versions do not say.
    #[serde(default = "alone")]
    count: u8,
}

const fn alone() -> u8 {
    1
}

/// The switches, of which those of the kinds of characters come first.
const CLASSES: [(u8, Class, &str); 4] = [
    (1, Class::Lower, "toolbox-password-lower"),
    (2, Class::Upper, "toolbox-password-upper"),
    (4, Class::Digit, "toolbox-password-digits"),
    (8, Class::Symbol, "toolbox-password-symbols"),
];
const ALL_CLASSES: u8 = 15;
const CLEAR: u8 = 16;
const PHRASE: u8 = 32;
const MIXED: u8 = 64;

impl Card {
    /// The length is one in characters or, for a passphrase, in words.
    pub fn new(length: Option<i64>, phrase: bool, count: i64) -> Self {
        let count = u8::try_from(count).unwrap_or(u8::MAX);
        let usual = Self { length: 16, words: 5, switches: ALL_CLASSES, count };
        let length = length.map(|length| u8::try_from(length).unwrap_or(u8::MAX));
        if phrase {
            Self { words: length.unwrap_or(usual.words), switches: ALL_CLASSES | PHRASE, ..usual }
        } else {
            Self { length: length.unwrap_or(usual.length), ..usual }
        }
    }

    const fn has(self, switch: u8) -> bool {
        self.switches & switch != 0
    }

    const fn flipped(self, switch: u8) -> Self {
        Self { switches: self.switches ^ switch, ..self }
    }

    /// So many characters or words more; none when that is more or less than may be.
    fn longer(self, step: i8) -> Option<Self> {
        if self.has(PHRASE) {
            let words = self.words.checked_add_signed(step)?;
            (FEWEST..=MOST).contains(&words.into()).then_some(Self { words, ..self })
        } else {
            let length = self.length.checked_add_signed(step)?;
            (SHORTEST..=LONGEST).contains(&length.into()).then_some(Self { length, ..self })
        }
    }

    /// So many new passwords of this kind.
    fn make(self, cx: &Cx) -> Result<Vec<String>> {
        (0..self.count.clamp(1, MOST_AT_ONCE)).map(|_| self.make_one(cx)).collect()
    }

    fn make_one(self, cx: &Cx) -> Result<String> {
        let mut rng = cx.rng();
        if self.has(PHRASE) {
            if !(FEWEST..=MOST).contains(&self.words.into()) {
                let bounds = kit::args![min = FEWEST, max = MOST];
                return Err(cx.refuse("toolbox-password-phrase-length", bounds).at("length"));
            }
            let phrase = Phrase { words: self.words.into(), mixed: self.has(MIXED), ..Phrase::default() };
            return Ok(phrase.make(&mut rng));
        }
        let classes = CLASSES.iter().filter(|(switch, ..)| self.has(*switch)).map(|(_, class, _)| *class);
        let recipe =
            Recipe { length: self.length.into(), classes: classes.collect(), clear: self.has(CLEAR) };
        recipe.make(&mut rng).map_err(|refusal| cx.refused(&refusal).at("length"))
    }

    /// What it is.
    fn title(self, cx: &Cx) -> Text {
        if self.has(PHRASE) {
            cx.tell("toolbox-password-of-words", kit::args![count = self.words])
        } else {
            cx.tell("toolbox-password-of-characters", kit::args![count = self.length])
        }
    }

    /// New passwords of this kind, with the buttons.
    pub async fn face(self, cx: &Cx) -> Result<Message> {
        let made = self.make(cx)?;
        let verdict = verdict(cx, made.clone()).await?;
        let hidden = |text: Text, one| text.line(&Text::new().styled(one, Style::Spoiler));
        let mut text = made.iter().fold(self.title(cx), hidden);
        if made.len() > 1 {
            text = text.line(&cx.say("toolbox-password-weakest"));
        }
        let text = text.line(&verdict).line(&cx.say("toolbox-password-life"));
        Ok(self.buttons(cx, &made).into_iter().fold(Message::new(text), Message::row))
    }

    /// What can be done with these, and what can be made instead.
    fn buttons(self, cx: &Cx, made: &[String]) -> Vec<Vec<Button>> {
        let leads_to = |key: &str, card: Self| Button::tap::<Show>(cx.label(key), &card);
        let other = if self.has(PHRASE) { "toolbox-password-characters" } else { "toolbox-password-phrase" };
        let other = leads_to(other, self.flipped(PHRASE));
        let mut rows = self.switches(cx);
        rows.push(self.sizes());
        if let [one] = made {
            let copy = Button::copy(cx.label("toolbox-password-copy"), one);
            rows.push([leads_to("toolbox-password-another", self)].into_iter().chain(copy).collect());
            rows.push(vec![other]);
            rows.push(vec![leads_to("toolbox-password-several", Self { count: 5, ..self })]);
            return rows;
        }
        let copy = |(number, one)| Button::copy(format!("📋 {number}"), one);
        let copies: Vec<_> = (1..).zip(made).filter_map(copy).collect();
        let copies = copies.chunks(5).map(<[Button]>::to_vec);
        let last = [self.numbers(), vec![leads_to("toolbox-password-others", self)], vec![other]];
        copies.chain(rows).chain(last).collect()
    }

    fn switches(self, cx: &Cx) -> Vec<Vec<Button>> {
        let switch = |switch: u8, key: &str| {
            let mark = if self.has(switch) { "✅" } else { "⬜" };
            Button::tap::<Show>(format!("{mark} {}", cx.label(key)), &self.flipped(switch))
        };
        if self.has(PHRASE) {
            return vec![vec![switch(MIXED, "toolbox-password-mixed")]];
        }
        let classes = CLASSES.iter().map(|(bit, _, key)| switch(*bit, key)).collect();
        vec![classes, vec![switch(CLEAR, "toolbox-password-clear")]]
    }

    fn sizes(self) -> Vec<Button> {
        let steps: &[i8] = if self.has(PHRASE) { &[-1, 1] } else { &[-16, -4, -1, 1, 4, 16] };
        let label = |step: i8| format!("{}{}", if step < 0 { '−' } else { '+' }, step.unsigned_abs());
        let button = |step| self.longer(step).map(|card| Button::tap::<Show>(label(step), &card));
        steps.iter().copied().filter_map(button).collect()
    }

    /// More or fewer of them.
    fn numbers(self) -> Vec<Button> {
        let near = [self.count.saturating_sub(1), self.count.saturating_add(1)];
        let mut numbers: BTreeSet<_> = near.into_iter().chain([1, 5, 10, MOST_AT_ONCE]).collect();
        numbers.retain(|number| (1..=MOST_AT_ONCE).contains(number) && *number != self.count);
        let button = |count| Button::tap::<Show>(format!("×{count}"), &Self { count, ..self });
        numbers.into_iter().map(button).collect()
    }
}

/// How strong the weakest of these is, in words.
async fn verdict(cx: &Cx, made: Vec<String>) -> Result<Text> {
    let weakest =
        kit::busy(move || made.iter().map(|one| estimate(one)).min_by_key(|found| found.score)).await?;
    let Some(weakest) = weakest else { return Ok(Text::new()) };
    let (strength, time) = (cx.told(&weakest).body, cx.told(&weakest.time).body);
    Ok(cx.tell("toolbox-password-verdict", kit::args![strength = strength, time = time]))
}

/// Makes other passwords in the place of those that are shown.
pub struct Show;

impl Tap for Show {
    type Value = Card;
    /// Under a password that is shown to one member of a group there are no such buttons.
    const SPEC: TapSpec = TapSpec { chats: Chats::PrivateOnly, ..TapSpec::new("pw", crate::USE, "password") };

    async fn run(&self, cx: &mut Cx, card: Card) -> Result<Reply> {
        if !card.has(PHRASE | ALL_CLASSES) {
            return Ok(Reply::toast(cx.label("toolbox-password-last")));
        }
        // A card that is pressed when its time is over comes as a new message, and that one goes again, too.
        Ok(Reply::message(card.face(cx).await?).instead().expires(super::LIFE))
    }
}
