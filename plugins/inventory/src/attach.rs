//! `/attach`: a barcode that nobody knows belongs to a SKU, which is found by its code or by words and then confirmed.

use commerce::catalogue::{self, Sku};
use commerce::search::{How, search};
use commerce::{BadBarcode, Barcode, SkuId, barcode};
use kit::{
    Button, Command, Cx, Effect, Fault, Field, Look, Permission, Reply, Result, Spec, Tap, TapSpec, Text,
};
use serde::{Deserialize, Serialize};

use crate::fault::told;
use crate::stock::short;
use crate::{card, doubt, find, scan};

/// Changing what a code stands for.
pub const RIGHT: Permission = crate::CONFIRM;

pub struct AttachCode;

const CODE: Field<String> = Field::word("code");
const SKU: Field<String> = Field::rest("sku");

impl Command for AttachCode {
    const SPEC: Spec =
        Spec::new("attach").fields(&[CODE.spec, SKU.spec]).needs(RIGHT).effect(Effect::Writes).icon("🔗");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let (typed, words) = (cx.get(&CODE)?, cx.get(&SKU)?);
        if let Some(right) = doubt::right_digit(&typed)
            && scan::named(cx, &typed).await?.is_none()
        {
            return doubt::ask(cx, (&typed, right), &words).await;
        }
        let barcode = named(cx).await?;
        if words.starts_with('#') {
            return ask(cx, &barcode, &find::sku(cx, &words).await?).await;
        }
        let found = search(&mut cx.read().await?, &words, MOST, 0).await.map_err(|error| told(cx, error))?;
        match found.hits.as_slice() {
            [] => Err(cx.refuse("inventory-nothing", kit::args![words = words]).at("sku")),
            [hit] if found.how != How::Near => {
                let sku = catalogue::by_id(&mut cx.read().await?, hit.id).await;
                ask(cx, &barcode, &sku.map_err(|error| told(cx, error))?).await
            }
            hits => {
                let mut reply =
                    Reply::text(cx.tell("inventory-attach-which", kit::args![code = barcode.to_string()]));
                for hit in hits {
                    let label = format!("{} · {}", hit.code, short(&hit.title));
                    reply = reply.row([Button::command(
                        label,
                        &format!("attach code={} #{}", barcode.word(), hit.id),
                    )]);
                }
                Ok(reply.row([choose(cx.label("inventory-attach-other"), &barcode)]))
            }
        }
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        if field == "code" { refuse_taken(cx, &named(cx).await?).await } else { Ok(()) }
    }
}

async fn named(cx: &Cx) -> Result<Barcode> {
    let typed = cx.get(&CODE)?;
    let refuse = |fault| match fault {
        BadBarcode::CheckDigit(right) => {
            cx.refuse("inventory-no-gtin", kit::args![code = typed.clone(), right = right.to_string()])
        }
        BadBarcode::Empty | BadBarcode::TooLong(_) => cx.refuse("inventory-no-label", kit::args![]),
    };
    // As with a number of units while something is counted: it is meant as it is written.
    let own = typed.strip_prefix('=').filter(|digits| doubt::right_digit(digits).is_some());
    let is_known = scan::named(cx, &typed).await?.is_some();
    let own = own.or(is_known.then_some(&typed));
    own.map_or_else(|| typed.parse(), Barcode::certain).map_err(|fault| refuse(fault).at("code"))
}

/// SKUs to choose from: what a phone shows without scrolling.
const MOST: i64 = 6;

/// The button that asks which SKU a barcode belongs to.
pub fn choose(label: impl Into<String>, code: &Barcode) -> Button {
    Button::command(label, &format!("attach code={}", code.word()))
}

/// Shows what would be attached to what, and asks.
pub async fn ask(cx: &Cx, code: &Barcode, sku: &Sku) -> Result<Reply> {
    refuse_taken(cx, code).await?;
    let head = cx.tell("inventory-attach-plan", kit::args![code = code.to_string()]);
    let text = head.line(&Text::new().bold(&sku.code).push("\n").push(&sku.title));
    let pair = Pair { code: code.clone(), sku: sku.id.0 };
    let yes = Button::tap::<Attach>(cx.label("inventory-attach"), &pair).look(Look::Success);
    let other = choose(cx.label("inventory-attach-other"), code);
    Ok(Reply::text(text).row([yes]).row([other, card::button(cx, "kit-cancel", sku.id)]))
}

/// What says a SKU's own code is that SKU's label.
async fn refuse_taken(cx: &Cx, code: &Barcode) -> Result<()> {
    match scan::named(cx, code.says()).await? {
        Some(of) => Err(taken(cx, code, of).await?.at("code")),
        None => Ok(()),
    }
}

/// The refusal of a barcode that is somebody's, be it this SKU's: then nothing is to be taken back.
async fn taken(cx: &Cx, code: &Barcode, of: SkuId) -> Result<Fault> {
    let of = catalogue::by_id(&mut cx.read().await?, of).await.map_err(|error| told(cx, error))?;
    if of.code == code.says() {
        return Ok(cx.refuse("inventory-own-code", kit::args![code = of.code]));
    }
    let args = kit::args![code = code.to_string(), sku = of.code];
    Ok(cx.refuse("inventory-barcode-taken", args))
}

/// A barcode and the SKU it belongs to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pair {
    #[serde(alias = "gtin")]
    code: Barcode,
    sku: i64,
}

/// Attaches a barcode to a SKU.
pub struct Attach;

impl Tap for Attach {
    type Value = Pair;
    const SPEC: TapSpec = TapSpec::new("ib", RIGHT, "stock").writes();

    async fn run(&self, cx: &mut Cx, pair: Pair) -> Result<Reply> {
        let sku = SkuId(pair.sku);
        let claimed = barcode::claim(cx.tx().await?, &pair.code, sku).await;
        if let Some(of) = claimed.map_err(|error| told(cx, error))? {
            return Err(taken(cx, &pair.code, of).await?);
        }
        cx.note("barcode", &pair.code);
        cx.note("sku", sku);
        let text = cx.tell("inventory-attached", kit::args![code = pair.code.to_string()]);
        let undo = Button::tap::<Detach>(cx.label("inventory-undo"), &pair);
        Ok(Reply::text(text).row([undo]).row([card::button(cx, "inventory-card", sku)]).instead())
    }
}

/// Takes it away again.
pub struct Detach;

impl Tap for Detach {
    type Value = Pair;
    const SPEC: TapSpec = TapSpec::new("ibd", RIGHT, "stock").writes();

    async fn run(&self, cx: &mut Cx, pair: Pair) -> Result<Reply> {
        let sku = SkuId(pair.sku);
        let tx = cx.tx().await?;
        if !barcode::detach(tx, &pair.code, sku).await.map_err(|error| told(cx, error))? {
            return Err(told(cx, commerce::Error::Closed));
        }
        cx.note("barcode", &pair.code);
        cx.note("sku", sku);
        let text = cx.tell("inventory-detached", kit::args![code = pair.code.to_string()]);
        let again = choose(cx.label("inventory-attach-choose"), &pair.code);
        Ok(Reply::text(text).row([again]).row([card::button(cx, "inventory-card", sku)]).instead())
    }
}

#[cfg(test)]
mod story;
