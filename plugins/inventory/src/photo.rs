//! `/photo`: what a SKU looks like. A photo that answers to its card does, too.
//!
//! The picture stays at the messenger; the shop keeps its name. A card is text, which cannot become a picture in its place,
//! so the card shows it by a button.

use commerce::SkuId;
use commerce::catalogue::{self, Sku};
use kit::{
    Attached, Button, Command, Cx, Effect, Field, Input, Look, Message, Reply, Result, Said, Spec, Tap,
    TapSpec, Text,
};
use serde::{Deserialize, Serialize};

use crate::fault::told;
use crate::{card, find, scan};

pub struct Photo;

const PHOTO: Field<Input> = Field::file("photo");
/// Its code, or the card that was answered to.
const SKU: Field<String> = Field::rest("sku");

impl Command for Photo {
    const SPEC: Spec = Spec::new("photo")
        .fields(&[SKU.spec, PHOTO.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .hears(answers_a_card)
        .icon("🖼");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let picture = cx.input(&PHOTO).await?.bytes;
        let Some(file) = cx.attached(&PHOTO).filter(|_| is_a_picture(&picture)) else {
            return Err(cx.refuse("inventory-not-a-picture", kit::args![]).at("photo"));
        };
        let sku = named(cx).await?;
        let key = if sku.photo.is_some() { "inventory-photo-instead" } else { "inventory-photo-plan" };
        let text = about(&sku).line(&cx.say(key));
        let change = Change { sku: sku.id.0, from: sku.photo, to: Some(file.id) };
        let yes = Button::tap::<Set>(cx.label("inventory-photo-yes"), &change).look(Look::Success);
        Ok(Reply::text(text).row([yes]).row([card::button(cx, "kit-cancel", sku.id)]))
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        if field == "sku" { named(cx).await.map(drop) } else { Ok(()) }
    }
}

/// By its code, or by the card that was answered to.
async fn named(cx: &Cx) -> Result<Sku> {
    let named = cx.get(&SKU)?;
    find::sku(cx, on_card(&named).unwrap_or(named.trim())).await
}

/// A picture that answers to a card is of what the card is of, whatever codes are in it.
pub fn answers_a_card(said: &Said) -> bool {
    let picture = said.file.as_ref().is_some_and(|file| scan::is_picture(&file.name));
    let card = said.reply.as_ref().is_some_and(|quoted| quoted.ours && on_card(&quoted.text).is_some());
    picture && card && said.text.trim().is_empty()
}

/// The code in the first line of a card: `MUG-10 · new`.
fn on_card(text: &str) -> Option<&str> {
    let (first, _) = text.trim_start().split_once('\n')?;
    let (code, _) = first.rsplit_once(" · ")?;
    (!code.contains(char::is_whitespace)).then_some(code)
}

/// By its first bytes, as JPEG, PNG and WebP have them.
fn is_a_picture(bytes: &[u8]) -> bool {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    webp || bytes.starts_with(b"\xFF\xD8\xFF") || bytes.starts_with(b"\x89PNG\r\n")
}

fn about(sku: &Sku) -> Text {
    Text::new().push("🖼 ").bold(&sku.code).push("\n").push(&sku.title)
}

/// A SKU's photo before and after, by the messenger's names.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    sku: i64,
    from: Option<String>,
    to: Option<String>,
}

/// Changes the photo that was there when it was asked.
pub struct Set;

impl Tap for Set {
    type Value = Change;
    const SPEC: TapSpec = TapSpec::new("ips", crate::MOVE, "stock").writes();

    async fn run(&self, cx: &mut Cx, change: Change) -> Result<Reply> {
        let (id, now) = (SkuId(change.sku), cx.now());
        let sku = catalogue::by_id(cx.tx().await?, id).await.map_err(|error| told(cx, error))?;
        let photos = (change.from.as_deref(), change.to.as_deref());
        let done = catalogue::set_photo(cx.tx().await?, id, photos, now).await;
        done.map_err(|error| told(cx, error))?;
        cx.note("sku", id);
        cx.note("photo", if change.to.is_some() { "set" } else { "taken away" });
        let key = if change.to.is_some() { "inventory-photo-set" } else { "inventory-photo-gone" };
        let back = Change { sku: change.sku, from: change.to, to: change.from };
        let undo = Button::tap::<Self>(cx.label("inventory-undo"), &back);
        let text = about(&sku).line(&cx.say(key));
        Ok(Reply::text(text).row([undo]).row([card::button(cx, "inventory-card", id)]).instead())
    }
}

/// The button on the card of a SKU that has a photo.
pub fn button(cx: &Cx, sku: &Sku) -> Option<Button> {
    sku.photo.as_ref().map(|_| Button::tap::<See>(cx.label("inventory-photo"), &sku.id.0))
}

/// Shows the photo.
pub struct See;

impl Tap for See {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("ipv", crate::SEE, "stock");

    async fn run(&self, cx: &mut Cx, sku: i64) -> Result<Reply> {
        let sku = catalogue::by_id(&mut cx.read().await?, SkuId(sku)).await;
        let sku = sku.map_err(|error| told(cx, error))?;
        let Some(id) = sku.photo.clone() else {
            return Err(told(cx, commerce::Error::Closed));
        };
        let file = Attached { id, name: "photo.jpg".to_owned(), size: None };
        let picture = cx.fetch(&file).await?.bytes;
        Ok(Reply::message(Message::new(about(&sku)).picture("photo.jpg", picture)))
    }
}

#[cfg(test)]
mod story {
    use crate::world::open;

    /// Enough of a picture to be taken for one.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n blue";

    #[tokio::test]
    async fn a_photo_that_answers_to_a_card_is_on_it() {
        let shop = open().await;
        shop.stage.anna().says("MUG-10").await;
        shop.stage.skip();
        shop.stage.anna().replies_with_file("photo.jpg", PNG).await;
        shop.stage.anna().taps("Set it").await;
        shop.stage.ben().says("MUG-10").await;
        shop.stage.ben().taps("Фото").await;
        assert_eq!(shop.stage.file().1, PNG);
        shop.stage.anna().taps("Undo").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: ↩ 📎 photo.jpg
        bot → Anna: 🖼 MUG-10
            Coffee mug, blue
            This photo would be shown on its card.
            [✅ Set it]
            [✖ Cancel]
        Anna: [Set it]
        bot ✎ Anna: 🖼 MUG-10
            Coffee mug, blue
            The photo is set: its card has a button for it.
            [↩ Undo]
            [📦 Card]
        Ben: MUG-10
        bot → Ben: MUG-10 · новое
            Coffee mug, blue

            KYIV: есть 12, свободно 12
            LVIV: есть 0, свободно 0
            📉 Ожидается 12, заказывают при 20: заказать 70.

            +12 KYIV → 12 · принято · PO-7
                2026-11-21 12:00 · Olena (101)
            [± Исправить] [📥 Принять]
            [🔁 Переместить] [🧮 Посчитать]
            [🔒 Отложить]
            [📜 История] [🔔 Следить]
            [📈 График] [💶 Цены] [🔄 Обновить]
            [🖼 Фото]
        Ben: [Фото]
        bot → Ben: 🖼 MUG-10
            Coffee mug, blue
            📎 photo.jpg (13 bytes)
        Anna: [Undo]
        bot ✎ Anna: 🖼 MUG-10
            Coffee mug, blue
            It has no photo any more.
            [↩ Undo]
            [📦 Card]
        ");
    }

    #[tokio::test]
    async fn by_its_caption_a_photo_replaces_another_and_what_is_none_is_refused() {
        let shop = open().await;
        shop.stage.anna().sends_file("photo.jpg", PNG, "/photo MUG-10").await;
        let set = shop.stage.anna().remembers("Set it");
        shop.stage.ben().sends_file("photo.jpg", PNG, "/photo MUG-10").await;
        shop.stage.ben().taps("Поставить").await;
        // It was asked when there was none.
        shop.stage.anna().presses(set.0, &set.1, "[Set it]").await;
        shop.stage.anna().sends_file("photo.jpg", PNG, "/photo MUG-10").await;
        shop.stage.anna().sends_file("photo.jpg", "not a picture", "/photo MUG-10").await;
        shop.stage.anna().sends_file("photo.jpg", PNG, "/photo TEAPOT").await;
        shop.stage.sam().sends_file("photo.jpg", PNG, "/photo MUG-10").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: 📎 photo.jpg /photo MUG-10
        bot → Anna: 🖼 MUG-10
            Coffee mug, blue
            This photo would be shown on its card.
            [✅ Set it]
            [✖ Cancel]
        Ben: 📎 photo.jpg /photo MUG-10
        bot → Ben: 🖼 MUG-10
            Coffee mug, blue
            Это фото будет на его карточке.
            [✅ Поставить]
            [✖ Отмена]
        Ben: [Поставить]
        bot ✎ Ben: 🖼 MUG-10
            Coffee mug, blue
            Фото поставлено: на карточке есть кнопка для него.
            [↩ Отменить]
            [📦 Карточка]
        Anna: [Set it]
        bot (alert) Somebody else has changed it meanwhile. Nothing was changed; please look again.
        Anna: 📎 photo.jpg /photo MUG-10
        bot → Anna: 🖼 MUG-10
            Coffee mug, blue
            This photo would be shown on its card, in place of the one that is there.
            [✅ Set it]
            [✖ Cancel]
        Anna: 📎 photo.jpg /photo MUG-10
        bot → Anna: That is not a picture I can read. Please send a photo (JPEG, PNG or WebP).
        Anna: 📎 photo.jpg /photo TEAPOT
        bot → Anna: There is no SKU “TEAPOT”. /stock finds it by words.
        Sam: 📎 photo.jpg /photo MUG-10
        bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
            [🔑 Request access]
        ");
    }

    /// A code that is nobody's is told before she looks for the photo.
    #[tokio::test]
    async fn whose_photo_it_is_is_asked_first() {
        let shop = open().await;
        shop.stage.anna().says("/photo").await;
        shop.stage.anna().says("TEAPOT").await;
        shop.stage.anna().says("MUG-10").await;
        shop.stage.anna().sends_file("photo.png", PNG, "").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: /photo
        bot → Anna: 🖼 Photo of a SKU
            Of which SKU? Its code.
            Write your answer.
            [✖ Cancel]
        Anna: TEAPOT
        bot → Anna: There is no SKU “TEAPOT”. /stock finds it by words.

            🖼 Photo of a SKU
            Of which SKU? Its code.
            Write your answer.
            [✖ Cancel]
        Anna: MUG-10
        bot → Anna: 🖼 Photo of a SKU
            Which photo?
            Send a file or a picture (up to 20 MB).
            [‹ Back] [✖ Cancel]
        Anna: 📎 photo.png
        bot → Anna: 🖼 MUG-10
            Coffee mug, blue
            This photo would be shown on its card.
            [✅ Set it]
            [✖ Cancel]
        ");
    }
}
