//! `/qr`: a text as a QR code.

pub mod make;
pub mod read;

use kit::{Command, Cx, Field, Input, Message, Reply, Result, Spec};

use crate::back::unicode;
use crate::told::Told;

pub struct Qr;

const TEXT: Field<Input> = Field::input("text");

impl Command for Qr {
    const SPEC: Spec = Spec::new("qr").fields(&[TEXT.spec]).needs(crate::USE).icon("🔳");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&TEXT).await?;
        let text = unicode(cx, &input)?;
        let content = text.clone();
        let made = kit::busy(move || make::make(&content)).await?;
        let picture = made.map_err(|too_long| cx.refused(&too_long).at("text"))?;
        Ok(Reply::message(Message::new(shortened(&text)).picture("qr.png", picture)))
    }
}

/// Enough of the text to know the picture by.
fn shortened(text: &str) -> String {
    let cut = text.char_indices().nth(100).and_then(|(end, _)| text.get(..end));
    cut.map_or_else(|| text.to_owned(), |beginning| format!("{beginning}…"))
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn what_is_made_can_be_read() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/qr").await;
        stage.anna().sends_file("mug.png", [0x89, b'P', b'N', b'G'], "").await;
        stage.anna().says("https://shop.example/MUG-10").await;
        stage.anna().sends_file("link.txt", "https://shop.example", "/qr").await;
        stage.ben().in_group().replies_to(&"Кухоль ".repeat(300), None, "/qr").await;
        stage.ben().in_group().replies_to(&"Кухоль ".repeat(30), None, "/qr").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /qr
        bot → Anna: 🔳 Make a QR code
            Which text or link goes into the code?
            Write it, or send it as a file (up to 20 MB).
            [✖ Cancel]
        Anna: 📎 mug.png
        bot → Anna: This is no text in UTF-8: line 1, column 1 holds a byte that cannot be there. Please save the file as UTF-8 and send it again.

            🔳 Make a QR code
            Which text or link goes into the code?
            Write it, or send it as a file (up to 20 MB).
            [✖ Cancel]
        Anna: https://shop.example/MUG-10
        bot → Anna: https://shop.example/MUG-10
            📎 qr.png (2217 bytes)
        Anna: 📎 link.txt /qr
        bot → Anna: https://shop.example
            📎 qr.png (2265 bytes)
        Ben in Ops alerts: ↩ /qr
        bot → Ops alerts: В тексте 3899 байт, и ни один QR-код столько не вмещает. Самый большой вмещает 2953; сократите текст.
        Ben in Ops alerts: ↩ /qr
        bot → Ops alerts: Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Кухоль Ку…
            📎 qr.png (9995 bytes)
        ");
        let (_, picture) = stage.file();
        assert_eq!(super::read::read(&picture), Ok(vec!["Кухоль ".repeat(30).trim().to_owned()]));
    }
}
