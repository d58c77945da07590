//! `/glossary`: the house's words. A word without a translation stays as it is.

use bureau::{Bureau, Term, find_language};
use kit::{Button, Command, Cx, Effect, Field, Input, Message, Reply, Result, Spec, Text};

use crate::Desk;
use crate::fault::Told;

pub struct Glossary(pub Desk);

const WHAT: Field<String> = Field::choice("what", &["list", "add", "remove", "import", "export"]).or("list");
const LINE: Field<Input> = Field::input("line").or("");

/// So many words are shown; the rest is in the file.
const SHOWN: usize = 40;

impl Command for Glossary {
    const SPEC: Spec = Spec::new("glossary").fields(&[WHAT.spec, LINE.spec]).needs(crate::USE).icon("📖");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        match cx.get(&WHAT)?.as_str() {
            "add" => add(cx, bureau, &words(cx).await?).await,
            "remove" => remove(cx, bureau, &words(cx).await?).await,
            "import" => import(cx, bureau).await,
            "export" => {
                let csv = bureau.export_terms().await.told(cx)?;
                Ok(Reply::file("glossary.csv", csv))
            }
            _ => list(cx, bureau).await,
        }
    }
}

/// What was typed after the word; nothing, if it was not.
async fn words(cx: &Cx) -> Result<String> {
    if !cx.given(&LINE) {
        return Err(cx.refuse("translate-term-how", kit::args![]));
    }
    Ok(String::from_utf8_lossy(&cx.input(&LINE).await?.bytes).trim().to_owned())
}

/// `de: cart = Warenkorb`; without a language for all, without a translation not to be translated.
fn term(line: &str) -> Option<Term> {
    let (language, rest) = match line.split_once(':') {
        Some((code, rest)) if find_language(code).is_some() => (find_language(code)?.code, rest),
        _ => ("*", line),
    };
    let (source, target) = rest.split_once('=').unwrap_or((rest, ""));
    let term = Term {
        language: language.to_owned(),
        source: source.trim().to_owned(),
        target: target.trim().to_owned(),
        note: String::new(),
    };
    (!term.source.is_empty() && line.len() <= 500).then_some(term)
}

fn shown(cx: &Cx, term: &Term) -> Text {
    let language = if term.language == "*" { String::new() } else { format!("{}: ", term.language) };
    let text = Text::new().push(language).push(&term.source);
    if term.target.is_empty() {
        return text.push(" — ").join(&cx.say("translate-term-stays"));
    }
    text.push(" → ").push(&term.target)
}

async fn add(cx: &mut Cx, bureau: &Bureau, line: &str) -> Result<Reply> {
    let Some(term) = term(line) else { return Err(cx.refuse("translate-term-how", kit::args![]).at("term")) };
    bureau.set_term(cx.person.id.0, &term).await.told(cx)?;
    Ok(Reply::text(cx.say("translate-term-added").line(&shown(cx, &term))))
}

async fn remove(cx: &mut Cx, bureau: &Bureau, line: &str) -> Result<Reply> {
    let Some(term) = term(line) else { return Err(cx.refuse("translate-term-how", kit::args![])) };
    let word = kit::args![word = term.source.clone()];
    if !bureau.remove_term(&term.language, &term.source).await.told(cx)? {
        return Err(cx.refuse("translate-term-unknown", word));
    }
    Ok(Reply::text(cx.tell("translate-term-removed", word)))
}

async fn import(cx: &mut Cx, bureau: &Bureau) -> Result<Reply> {
    if !cx.given(&LINE) {
        return Err(cx.refuse("translate-terms-how", kit::args![]));
    }
    let file = cx.input(&LINE).await?;
    let count = bureau.import_terms(cx.person.id.0, &file.bytes).await.told(cx)?;
    Ok(Reply::text(cx.tell("translate-terms-imported", kit::args![count = count])))
}

async fn list(cx: &mut Cx, bureau: &Bureau) -> Result<Reply> {
    let terms = bureau.terms(None).await.told(cx)?;
    let mut text = cx.tell("translate-terms", kit::args![count = terms.len()]);
    for term in terms.iter().take(SHOWN) {
        text = text.line(&shown(cx, term));
    }
    if terms.len() > SHOWN {
        text = text.line(&cx.tell("translate-and-more", kit::args![count = terms.len() - SHOWN]));
    }
    let add = Button::command(cx.label("translate-term-add"), "term");
    let export = Button::command(cx.label("translate-term-export"), "glossary export");
    let import = Button::command(cx.label("translate-term-import"), "glossary import");
    Ok(Reply::message(Message::new(text).row([add]).row([import, export])))
}

/// `/term`: the form behind Add.
pub struct Add(pub Desk);

const TERM: Field<String> = Field::rest("term");

impl Command for Add {
    const SPEC: Spec =
        Spec::new("term").fields(&[TERM.spec]).needs(crate::USE).effect(Effect::Writes).icon("📖").hidden();

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let line = cx.get(&TERM)?;
        add(cx, self.0.bureau(cx), line.trim()).await
    }
}

#[cfg(test)]
mod story;
