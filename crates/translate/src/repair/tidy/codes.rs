//! Codes as models spell them: `< g1 >`, `<G1>`, `＜g1＞`, `<x2>`, `<g1/>`, twice, or out of nowhere.

use std::collections::{HashMap, HashSet};

use crate::batch::{Unit, written};
use crate::code::{self, Form, Part};

pub(super) fn mend(unit: &Unit, text: &str) -> String {
    let mut tokens = read(unit, text);
    pair(unit, &mut tokens);
    restore_bracketed(unit, &mut tokens);
    tokens.iter().map(Token::written).collect()
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Open(usize),
    Close(usize),
    /// `<g1/>`
    Closed(usize),
    Single(usize),
    /// Not wanted.
    Nothing,
}

impl Token {
    fn written(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Open(number) => written(Part::Open(*number)),
            Self::Close(number) => written(Part::Close(*number)),
            Self::Single(number) => written(Part::Single(*number)),
            Self::Closed(_) | Self::Nothing => String::new(),
        }
    }
}

fn read(unit: &Unit, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut words = String::new();
    let mut tail = text;
    while let Some(c) = tail.chars().next() {
        let Some(look) = lookalike(tail) else {
            words.push(c);
            tail = tail.get(c.len_utf8()..).unwrap_or_default();
            continue;
        };
        let raw = tail.get(..look.length).unwrap_or_default();
        tail = tail.get(look.length..).unwrap_or_default();
        match (code::find(&unit.codes, look.number), unit.text.contains(raw)) {
            // The source's own words look like this.
            (None, true) => words.push_str(raw),
            (None, false) => {}
            (Some(code), _) => {
                tokens.push(Token::Text(std::mem::take(&mut words)));
                tokens.push(look.token(code.form));
            }
        }
    }
    tokens.push(Token::Text(words));
    tokens
}

/// Something that is meant to be a code.
struct Look {
    number: usize,
    slash_before: bool,
    slash_after: bool,
    length: usize,
}

impl Look {
    fn token(&self, form: Form) -> Token {
        match (form, self.slash_before, self.slash_after) {
            (Form::Single, ..) => Token::Single(self.number),
            (Form::Pair, true, _) => Token::Close(self.number),
            (Form::Pair, false, true) => Token::Closed(self.number),
            (Form::Pair, false, false) => Token::Open(self.number),
        }
    }
}

const FEW: usize = 16;

fn lookalike(text: &str) -> Option<Look> {
    let tail = strip(text, &["<", "＜", "〈"])?;
    let (tail, slash_before) = slash(tail.trim_start_matches(' '));
    let tail = tail.trim_start_matches(' ');
    let tail = strip(tail, &["g", "G", "x", "X"])?.trim_start_matches(' ');
    let digits = tail.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let number = tail.get(..digits)?.parse().ok()?;
    let (tail, slash_after) = slash(tail.get(digits..)?.trim_start_matches(' '));
    let tail = strip(tail.trim_start_matches(' '), &[">", "＞", "〉"])?;
    Some(Look { number, slash_before, slash_after, length: text.len() - tail.len() })
}

fn slash(text: &str) -> (&str, bool) {
    strip(text, &["/", "／"]).map_or((text, false), |tail| (tail, true))
}

fn strip<'t>(text: &'t str, any: &[&str]) -> Option<&'t str> {
    any.iter().find_map(|one| text.strip_prefix(one))
}

/// Makes a pair of what can only be one, keeps the first of what is there twice.
fn pair(unit: &Unit, tokens: &mut [Token]) {
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        if let Token::Open(number) | Token::Close(number) | Token::Closed(number) | Token::Single(number) =
            token
        {
            places.entry(*number).or_default().push(at);
        }
    }
    for (number, places) in places {
        let kinds: Vec<Token> = places.iter().filter_map(|at| tokens.get(*at).cloned()).collect();
        for (at, token) in places.into_iter().zip(resolve(unit, number, &kinds)) {
            if let Some(place) = tokens.get_mut(at) {
                *place = token;
            }
        }
    }
}

fn resolve(unit: &Unit, number: usize, kinds: &[Token]) -> Vec<Token> {
    use Token::{Close, Closed, Nothing, Open, Single, Text};
    let empty = || written(Part::Open(number)) + &written(Part::Close(number));
    match kinds {
        [Single(_), rest @ ..] => [Single(number)].into_iter().chain(rest.iter().map(|_| Nothing)).collect(),
        [Closed(_)] if unit.text.contains(&empty()) => vec![Text(empty())],
        [Open(_) | Closed(_), _] => vec![Open(number), Close(number)],
        [Open(_), rest @ ..] => {
            let close = rest.iter().position(|kind| matches!(kind, Close(_)));
            let keep = |(at, _): (usize, &Token)| if Some(at) == close { Close(number) } else { Nothing };
            [Open(number)].into_iter().chain(rest.iter().enumerate().map(keep)).collect()
        }
        other => other.to_vec(),
    }
}

/// `[1]` or `{1}` for a single code that is missing, where the source says no such thing.
fn restore_bracketed(unit: &Unit, tokens: &mut [Token]) {
    let there: HashSet<usize> = tokens
        .iter()
        .filter_map(|token| if let Token::Single(number) = token { Some(*number) } else { None })
        .collect();
    let missing = unit.codes.iter().filter(|code| code.form == Form::Single && !there.contains(&code.number));
    // Where more are missing, something else is wrong, and searching for all of them would take long.
    for number in missing.map(|code| code.number).take(FEW) {
        for variant in [format!("[{number}]"), format!("{{{number}}}")] {
            let times: usize = tokens
                .iter()
                .map(|token| if let Token::Text(text) = token { text.matches(&variant).count() } else { 0 })
                .sum();
            if times != 1 || unit.text.contains(&variant) {
                continue;
            }
            for token in &mut *tokens {
                if let Token::Text(text) = token {
                    *text = text.replace(&variant, &written(Part::Single(number)));
                }
            }
            break;
        }
    }
}
