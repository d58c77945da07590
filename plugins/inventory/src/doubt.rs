//! Digits that look like a barcode, of which the last does not fit: mostly somebody has mistyped one, sometimes they are a
//! label of the shop's own.

use commerce::{BadBarcode, Barcode, catalogue};
use kit::{Button, Cx, Reply, Result, Text};

use crate::fault::told;
use crate::stock::short;
use crate::{attach, scan};

/// The digit that would fit, where what was typed is in doubt.
pub fn right_digit(typed: &str) -> Option<u8> {
    match typed.parse::<Barcode>() {
        Err(BadBarcode::CheckDigit(right)) => Some(right),
        _ => None,
    }
}

/// What does not fit, what was meant perhaps, and the two ways on. `sku` is what they are to be attached to, if that was
/// named.
pub async fn ask(cx: &Cx, doubt: (&str, u8), sku: &str) -> Result<Reply> {
    add(cx, doubt, sku, Reply::text(Text::new())).await
}

/// The same below what there is to say besides.
pub async fn add(cx: &Cx, (digits, right): (&str, u8), sku: &str, to: Reply) -> Result<Reply> {
    let args = kit::args![code = digits.to_owned(), right = right.to_string()];
    let mut text = cx.tell("inventory-misfit", args);
    let mended = mended(digits, right);
    if let Some(id) = scan::named(cx, &mended).await? {
        let sku = catalogue::by_id(&mut cx.read().await?, id).await.map_err(|error| told(cx, error))?;
        let args = kit::args![code = mended.clone(), sku = sku.code, title = short(&sku.title)];
        text = text.line(&cx.tell("inventory-misfit-is", args));
    }
    let search = Button::command(format!("🔎 {mended}"), &format!("stock {mended}"));
    let own = Barcode::certain(digits).ok().filter(|_| cx.may(attach::RIGHT));
    let own = own.map(|own| {
        let command = format!("attach code={} {sku}", own.word());
        Button::command(cx.label("inventory-attach-own"), command.trim_end())
    });
    let mut reply = to;
    if let Some(message) = reply.messages.first_mut() {
        message.text = if message.text.is_empty() {
            text
        } else {
            std::mem::take(&mut message.text).push("\n").line(&text)
        };
    }
    Ok(reply.row([search]).row(own))
}

/// With the digit that fits in the place of the last.
fn mended(digits: &str, right: u8) -> String {
    let mut mended = digits.trim().to_owned();
    mended.pop();
    mended.push(char::from(b'0' + right));
    mended
}

#[cfg(test)]
mod story;
