//! TMX 1.4. Codes are native code of their own spelling in `<bpt>`, `<ept>` and `<ph>`, so that reading is putting all
//! text together.

use std::io::{self, Write};

use super::xml::{self, Piece};
use super::{Bit, Pair, Unreadable, bits, escape, known};

pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<!DOCTYPE tmx SYSTEM "tmx14.dtd">"#)?;
    writeln!(out, r#"<tmx version="1.4">"#)?;
    writeln!(
        out,
        r#"<header creationtool="Quartermaster" creationtoolversion="1" segtype="block" o-tmf="Quartermaster" adminlang="en" srclang="und" datatype="html"/>"#
    )?;
    writeln!(out, "<body>")
}

pub(super) fn unit(out: &mut impl Write, language: &str, pair: &Pair) -> io::Result<()> {
    writeln!(out, "<tu>")?;
    for (name, value) in [("state", &pair.state), ("note", &pair.note)] {
        if !value.is_empty() {
            writeln!(out, r#"<prop type="{name}">{}</prop>"#, escape(value))?;
        }
    }
    for (language, text) in [("und", &pair.source), (language, &pair.target)] {
        writeln!(out, r#"<tuv xml:lang="{}"><seg>{}</seg></tuv>"#, escape(language), seg(text))?;
    }
    writeln!(out, "</tu>")
}

fn seg(text: &str) -> String {
    let bits = bits(text).into_iter().map(|bit| match bit {
        Bit::Text(text) => escape(text).into_owned(),
        Bit::Open(number, written) => format!(r#"<bpt i="{number}" x="{number}">{}</bpt>"#, escape(written)),
        Bit::Close(number, written) => format!(r#"<ept i="{number}">{}</ept>"#, escape(written)),
        Bit::Single(number, written) => format!(r#"<ph x="{number}">{}</ph>"#, escape(written)),
    });
    bits.collect()
}

pub(super) fn tail(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</body>\n</tmx>")
}

pub(super) fn read(text: &str) -> Result<Vec<Pair>, Unreadable> {
    let mut pairs = Vec::new();
    let mut source_language = String::new();
    let mut variants: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    xml::read(text, |piece| match piece {
        Piece::Start(element) | Piece::Empty(element) => match element.name.as_str() {
            "header" => source_language = element.get("srclang").unwrap_or_default().to_lowercase(),
            "tu" => variants.clear(),
            "tuv" => variants.push((element.get("lang").unwrap_or_default().to_owned(), String::new())),
            "seg" => inside = true,
            _ => {}
        },
        Piece::Text(text) if inside => {
            if let Some((_, variant)) = variants.last_mut() {
                variant.push_str(text);
            }
        }
        Piece::End("seg") => inside = false,
        Piece::End("tu") => pairs.extend(split(&source_language, &variants)),
        Piece::Text(_) | Piece::End(_) => {}
    })?;
    Ok(pairs)
}

/// The variant in the source language, or the first, with each of the others.
fn split(source_language: &str, variants: &[(String, String)]) -> Vec<Pair> {
    let is_source = |(language, _): &(String, String)| language.to_lowercase() == source_language;
    let at = variants.iter().position(is_source).unwrap_or(0);
    let Some((_, source)) = variants.get(at) else { return Vec::new() };
    let others = variants.iter().enumerate().filter(|(other, (_, text))| *other != at && !text.is_empty());
    let pair = |(_, (language, target)): (usize, &(String, String))| Pair {
        language: known(language),
        source: source.clone(),
        target: target.clone(),
        ..Pair::default()
    };
    others.map(pair).collect()
}
