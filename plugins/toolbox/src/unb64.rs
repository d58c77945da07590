//! `/unb64`: Base64 back to what it was.

use kit::{Command, Cx, Field, Input, Message, Reply, Result, Spec};

use crate::back::{Back, pointing, unicode};
use crate::base64::content::{self, Content};
use crate::base64::decode::{Fault, decode};
use crate::told::Told;

pub struct UnB64;

const BASE64: Field<Input> = Field::input("base64");

impl Command for UnB64 {
    const SPEC: Spec = Spec::new("unb64").fields(&[BASE64.spec]).needs(crate::USE).icon("🔤");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&BASE64).await?;
        let text = unicode(cx, &input)?;
        let (decoded, text) = kit::busy(move || (decode(&text).map(content::of), text)).await?;
        let content = decoded.map_err(|fault| refusal(cx, &fault, &text))?;
        match content {
            Content::Text(text) => Back::to(&input, "txt").text(cx, text),
            Content::File { bytes, extension, mime } => {
                let words = cx.tell("toolbox-unb64-file", kit::args![mime = mime, count = bytes.len()]);
                Ok(Reply::message(Message::new(words).file(input.renamed(extension), bytes)))
            }
        }
    }
}

fn refusal(cx: &Cx, fault: &Fault, text: &str) -> kit::Fault {
    match fault {
        Fault::Character { place, .. } => pointing(cx, fault, *place, text),
        Fault::Empty | Fault::Cut => cx.refused(fault),
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn as_people_have_it() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/unb64 0J/RgNC4\r\n0LLRltGC").await;
        stage.anna().says("/unb64 iVBORw0KGgo").await;
        assert_eq!(stage.file().1, b"\x89PNG\r\n\x1a\n");
        stage.anna().sends_file("note.b64", "aGVsbG8=\n", "/unb64").await;
        assert_eq!(stage.file().1, b"hello");
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /unb64 0J/RgNC4
            0LLRltGC
        bot → Anna: Привіт
        Anna: /unb64 iVBORw0KGgo
        bot → Anna: This is not text, so here it is as a file: image/png, 8 bytes.
            📎 result.png (8 bytes)
        Anna: 📎 note.b64 /unb64
        bot → Anna
            📎 note.txt (5 bytes)
        ");
    }

    #[tokio::test]
    async fn olena_tries_until_it_is_base64() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.olena().says("/unb64").await;
        stage.olena().says("YW\nI!").await;
        stage.olena().says("YWIxY").await;
        stage.olena().says("YWIx").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Olena: /unb64
        bot → Olena: 🔤 З Base64
            Який Base64 декодувати?
            Напишіть або надішліть файлом (до 20 МБ).
            [✖ Скасувати]
        Olena: YW
            I!
        bot → Olena: Це не Base64: символу ! у рядку 2, позиція 2, там бути не може. Перевірте, чи текст повний і чи немає навколо нього нічого зайвого.
            I!
             ^

            🔤 З Base64
            Який Base64 декодувати?
            Напишіть або надішліть файлом (до 20 МБ).
            [✖ Скасувати]
        Olena: YWIxY
        bot → Olena: Цей Base64 обірвано: наприкінці лишається одна зайва літера. Скопіюйте весь текст і спробуйте ще раз.

            🔤 З Base64
            Який Base64 декодувати?
            Напишіть або надішліть файлом (до 20 МБ).
            [✖ Скасувати]
        Olena: YWIx
        bot → Olena: ab1
        ");
    }
}
