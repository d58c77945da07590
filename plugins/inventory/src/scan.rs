//! `/scan`, or just a photo: the barcodes in it, as cards.

use commerce::{Gtin, SkuId, barcode};
use kit::{Button, Command, Cx, Field, Input, Reply, Result, Said, Spec, Tap, TapSpec, Text};
use serde::{Deserialize, Serialize};

use crate::card::{self, Show};
use crate::fault::told;
use crate::find;

pub struct Scan;

const PHOTO: Field<Input> = Field::file("photo");
/// The SKU that an unknown code belongs to.
const SKU: Field<String> = Field::word("sku").or("");

impl Command for Scan {
    const SPEC: Spec =
        Spec::new("scan").fields(&[PHOTO.spec, SKU.spec]).needs(crate::SEE).hears(is_picture).icon("🏷");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let picture = cx.input(&PHOTO).await?.bytes;
        let read = kit::busy(move || barcodes::read(&picture)).await?;
        let found = read.map_err(|_| cx.refuse("inventory-not-a-picture", kit::args![]).at("photo"))?;
        if found.is_empty() {
            return Err(cx.refuse("inventory-no-barcode", kit::args![]).at("photo"));
        }
        let mut codes: Vec<String> =
            found.iter().map(|f| f.gtin().unwrap_or_else(|| f.text.clone())).collect();
        codes.dedup();
        let mut known = Vec::new();
        for code in &codes {
            known.push(of(cx, code).await?);
        }
        match (known.as_slice(), codes.as_slice()) {
            ([Some(sku)], _) => Ok(Reply::message(card::message(cx, *sku).await?)),
            ([None], [code]) => unknown(cx, code).await,
            _ => list(cx, &codes, &known).await,
        }
    }
}

fn is_picture(said: &Said) -> bool {
    let picture = |name: &str| {
        let name = name.to_lowercase();
        [".jpg", ".jpeg", ".png", ".webp"].iter().any(|ending| name.ends_with(ending))
    };
    said.file.as_ref().is_some_and(|file| picture(&file.name)) && !said.text.trim_start().starts_with('/')
}

/// The SKU a code stands for: a barcode, or what a label of our own says.
async fn of(cx: &Cx, code: &str) -> Result<Option<SkuId>> {
    let mut on = cx.read().await?;
    if let Ok(gtin) = code.parse::<Gtin>()
        && let Some(sku) = barcode::find(&mut on, gtin).await.map_err(|error| told(cx, error))?
    {
        return Ok(Some(sku));
    }
    let sku = commerce::catalogue::by_code(&mut on, code).await.map_err(|error| told(cx, error))?;
    Ok(sku.map(|sku| sku.id))
}

/// A code nobody knows: what it says, and, when the caption named a SKU, the offer to attach it.
async fn unknown(cx: &Cx, code: &str) -> Result<Reply> {
    let text = cx.tell("inventory-unknown-code", kit::args![code = code.to_owned()]);
    let named = cx.get(&SKU)?;
    let Ok(gtin) = code.parse::<Gtin>() else { return Ok(Reply::text(text)) };
    if !cx.may(crate::CONFIRM) {
        return Ok(Reply::text(text));
    }
    if named.is_empty() {
        return Ok(Reply::text(text.line(&cx.say("inventory-attach-how"))));
    }
    let sku = find::sku(cx, &named).await?;
    let label = cx.tell("inventory-attach", kit::args![code = sku.code]).body;
    Ok(Reply::text(text).row([Button::tap::<Attach>(label, &Pair { gtin, sku: sku.id.0 })]))
}

async fn list(cx: &Cx, codes: &[String], known: &[Option<SkuId>]) -> Result<Reply> {
    let mut text = cx.tell("inventory-codes", kit::args![count = codes.len()]);
    let mut buttons = Vec::new();
    for (code, sku) in codes.iter().zip(known) {
        let Some(sku) = sku else {
            text =
                text.line(&Text::new().push(format!("• {code} · ")).join(&cx.say("inventory-code-unknown")));
            continue;
        };
        let sku =
            commerce::catalogue::by_id(&mut cx.read().await?, *sku).await.map_err(|error| told(cx, error))?;
        text = text.line(&Text::new().push(format!("• {code} · ")).bold(&sku.code));
        buttons.push(Button::tap::<Show>(sku.code, &sku.id.0));
    }
    Ok(buttons.chunks(2).fold(Reply::text(text), |reply, pair| reply.row(pair.to_vec())))
}

/// A barcode and the SKU it belongs to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pair {
    gtin: Gtin,
    sku: i64,
}

/// Attaches a barcode to a SKU.
pub struct Attach;

impl Tap for Attach {
    type Value = Pair;
    const SPEC: TapSpec = TapSpec::new("ib", crate::CONFIRM, "stock").writes();

    async fn run(&self, cx: &mut Cx, pair: Pair) -> Result<Reply> {
        let sku = SkuId(pair.sku);
        let taken = barcode::find(&mut cx.read().await?, pair.gtin).await.map_err(|error| told(cx, error))?;
        if taken.is_some_and(|of| of != sku) {
            return Err(cx.refuse("inventory-barcode-taken", kit::args![code = pair.gtin.to_string()]));
        }
        let attached = barcode::attach(cx.tx().await?, &[(pair.gtin, sku)]).await;
        attached.map_err(|error| told(cx, error))?;
        cx.note("barcode", pair.gtin);
        let open = Button::tap::<Show>(cx.label("inventory-card"), &pair.sku);
        Ok(Reply::text(cx.tell("inventory-attached", kit::args![code = pair.gtin.to_string()]))
            .row([open])
            .instead())
    }
}

#[cfg(test)]
mod story {
    use image::{GrayImage, ImageFormat, Luma};
    use qrcode::{Color, QrCode};

    use crate::world::{DELL_EAN, open};

    /// A label as it hangs on a shelf.
    fn label(text: &str) -> Vec<u8> {
        let code = QrCode::new(text).unwrap();
        let (squares, width) = (code.to_colors(), u32::try_from(code.width()).unwrap());
        let dark = |x: u32, y: u32| {
            let inside = (4..width + 4).contains(&x) && (4..width + 4).contains(&y);
            inside && squares[((y - 4) * width + x - 4) as usize] == Color::Dark
        };
        let side = (width + 8) * 6;
        let picture = GrayImage::from_fn(side, side, |x, y| Luma([if dark(x / 6, y / 6) { 0 } else { 255 }]));
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).unwrap();
        png.into_inner()
    }

    #[tokio::test]
    async fn a_photo_of_a_label_opens_its_card_and_an_unknown_one_is_attached() {
        let shop = open().await;
        shop.stage.anna().sends_file("photo.png", label("MUG-10"), "").await;
        shop.stage.skip();
        shop.stage.anna().sends_file("photo.png", label(DELL_EAN), "").await;
        shop.stage.skip();
        let new = commerce::Gtin::completing(200_000_000_034).to_string();
        shop.stage.anna().sends_file("photo.png", label(&new), "").await;
        shop.stage.lea().sends_file("photo.png", label(&new), "").await;
        shop.stage.lea().sends_file("photo.png", label(&new), "/scan MUG-10").await;
        let attach = shop.stage.lea().remembers("Attach");
        shop.stage.lea().taps("Attach").await;
        shop.stage.lea().presses(attach.0, &attach.1, "[Attach, again]").await;
        shop.stage.anna().sends_file("photo.png", "not a picture", "").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: 📎 photo.png
        bot → Anna: The code says 2000000000343; no SKU has it.
        Lea: 📎 photo.png
        bot → Lea: The code says 2000000000343; no SKU has it.
            To attach it, send the photo again with the SKU's code as its caption: /scan MUG-10.
        Lea: 📎 photo.png /scan MUG-10
        bot → Lea: The code says 2000000000343; no SKU has it.
            [🔗 Attach to MUG-10]
        Lea: [Attach]
        bot ✎ Lea: 🔗 2000000000343 is attached.
            [📦 Card]
        Lea: [Attach, again]
        bot (toast) This was done already.
        Anna: 📎 photo.png
        bot → Anna: That is not a picture I can read. Please send a photo (JPEG, PNG or WebP).
        ");
        shop.stage.ben().says(&new).await;
        assert!(
            shop.stage.last().starts_with("MUG-10"),
            "what was attached is not found: {}",
            shop.stage.last()
        );
        shop.stage.skip();
    }
}
