//! `/scan`, or just a photo: the barcodes in it, as cards.

use barcodes::Found;
use commerce::{BadBarcode, Barcode, Gtin, SkuId, barcode, catalogue};
use kit::{Button, Command, Cx, Field, Input, Reply, Result, Said, Spec, Text};

use crate::attach;
use crate::card::{self, Show};
use crate::fault::told;
use crate::stock::short;
use crate::{doubt, find, photo};

pub struct Scan;

const PHOTO: Field<Input> = Field::file("photo");
/// The SKU that an unknown code belongs to.
const SKU: Field<String> = Field::word("sku").or("");

impl Command for Scan {
    const SPEC: Spec =
        Spec::new("scan").fields(&[PHOTO.spec, SKU.spec]).needs(crate::SEE).hears(is_a_photo).icon("🏷");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let picture = cx.input(&PHOTO).await?.bytes;
        let codes = codes(cx, picture).await.map_err(|fault| fault.at("photo"))?;
        answer(cx, &codes, &cx.get(&SKU)?).await
    }
}

/// A photo that may have a barcode in it.
pub fn is_a_photo(said: &Said) -> bool {
    let picture = said.file.as_ref().is_some_and(|file| is_picture(&file.name));
    picture && !said.text.trim_start().starts_with('/') && !photo::answers_a_card(said)
}

pub fn is_picture(name: &str) -> bool {
    let name = name.to_lowercase();
    [".jpg", ".jpeg", ".png", ".webp"].iter().any(|ending| name.ends_with(ending))
}

/// What a label says.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    says: String,
    /// Nobody mistyped it, and the symbology has a check of its own.
    is_certain: bool,
}

impl Code {
    pub fn typed(text: &str) -> Self {
        Self { says: text.trim().to_owned(), is_certain: false }
    }

    /// What has bars for item numbers has a check digit, which the reader has looked at.
    fn read(found: &Found) -> Self {
        use barcodes::Kind::{Code128, DataMatrix, Qr};

        let says = found.gtin().unwrap_or_else(|| found.text.clone());
        Self { says, is_certain: matches!(found.kind, Code128 | Qr | DataMatrix) }
    }

    fn barcode(&self) -> std::result::Result<Barcode, BadBarcode> {
        if self.is_certain { Barcode::certain(&self.says) } else { self.says.parse() }
    }
}

/// The codes in a picture; at least one.
pub async fn codes(cx: &Cx, picture: Vec<u8>) -> Result<Vec<Code>> {
    let read = kit::busy(move || barcodes::read(&picture)).await?;
    let found = read.map_err(|_| cx.refuse("inventory-not-a-picture", kit::args![]))?;
    if found.is_empty() {
        return Err(cx.refuse("inventory-no-barcode", kit::args![]));
    }
    let mut codes: Vec<Code> = found.iter().map(Code::read).collect();
    codes.dedup();
    Ok(codes)
}

/// The card of a code, or a list of several.
pub async fn answer(cx: &Cx, codes: &[Code], named: &str) -> Result<Reply> {
    let mut known = Vec::new();
    for code in codes {
        known.push(of(cx, code).await?);
    }
    match (known.as_slice(), codes) {
        ([Some(sku)], _) => Ok(Reply::message(card::message(cx, *sku).await?)),
        ([None], [code]) => unknown(cx, code, named).await,
        _ => list(cx, codes, &known).await,
    }
}

/// The SKU a code stands for.
pub async fn of(cx: &Cx, code: &Code) -> Result<Option<SkuId>> {
    named(cx, &code.says).await
}

/// The SKU of what a label says: the number of a trade item, its own code, or anything else.
pub async fn named(cx: &Cx, code: &str) -> Result<Option<SkuId>> {
    let mut on = cx.read().await?;
    let barcode = Barcode::certain(code).ok();
    let is_number = code.parse::<Gtin>().is_ok();
    let own = catalogue::by_code(&mut on, code).await.map_err(|error| told(cx, error))?;
    let own = own.map(|sku| sku.id);
    let Some(barcode) = barcode.filter(|_| is_number || own.is_none()) else { return Ok(own) };
    let of = barcode::find(&mut on, &barcode).await.map_err(|error| told(cx, error))?;
    Ok(of.or(own))
}

/// A code nobody knows: what it says, and the way to attach it to the SKU that was named, or is to be chosen.
pub async fn unknown(cx: &Cx, code: &Code, named: &str) -> Result<Reply> {
    let barcode = code.barcode();
    if let Err(BadBarcode::CheckDigit(right)) = barcode {
        return doubt::ask(cx, (&code.says, right), named).await;
    }
    let text = cx.tell("inventory-unknown-code", kit::args![code = code.says.clone()]);
    let Some(code) = barcode.ok().filter(|_| cx.may(attach::RIGHT)) else {
        return Ok(Reply::text(text));
    };
    if named.is_empty() {
        return Ok(Reply::text(text).row([attach::choose(cx.label("inventory-attach-choose"), &code)]));
    }
    attach::ask(cx, &code, &find::sku(cx, named).await?).await
}

async fn list(cx: &Cx, codes: &[Code], known: &[Option<SkuId>]) -> Result<Reply> {
    let mut text = cx.tell("inventory-codes", kit::args![count = codes.len()]);
    let (mut cards, mut unknown) = (Vec::new(), Vec::new());
    for (code, sku) in codes.iter().zip(known) {
        let line = Text::new().push(format!("• {} · ", code.says));
        let Some(sku) = sku else {
            text = text.line(&line.join(&cx.say("inventory-code-unknown")));
            if let Ok(code) = code.barcode() {
                unknown.push(attach::choose(format!("🔗 {}", short(&code.to_string())), &code));
            }
            continue;
        };
        let sku = catalogue::by_id(&mut cx.read().await?, *sku).await.map_err(|error| told(cx, error))?;
        text = text.line(&line.bold(&sku.code));
        cards.push(Button::tap::<Show>(sku.code, &sku.id.0));
    }
    let mut reply = cards.chunks(2).fold(Reply::text(text), |reply, pair| reply.row(pair.to_vec()));
    if cx.may(attach::RIGHT) {
        reply = unknown.into_iter().fold(reply, |reply, button| reply.row([button]));
    }
    Ok(reply)
}

#[cfg(test)]
pub mod story;
