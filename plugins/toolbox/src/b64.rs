//! `/b64`: a text or a file as Base64.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::Back;
use crate::base64::encode::{Alphabet, encode};

pub struct B64;

/// Words that hardly begin anybody's text, since the first word of a text that is one of them is taken for it.
const ALPHABET: Field<String> = Field::choice("alphabet", &["std", "urlsafe"]).or("std").aside();
const TEXT: Field<Input> = Field::input("text");

impl Command for B64 {
    const SPEC: Spec = Spec::new("b64").fields(&[ALPHABET.spec, TEXT.spec]).needs(crate::USE).icon("🔡");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let alphabet = if cx.get(&ALPHABET)? == "urlsafe" { Alphabet::UrlSafe } else { Alphabet::Standard };
        let input = cx.input(&TEXT).await?;
        if input.bytes.is_empty() {
            return Err(cx.refuse("toolbox-nothing", kit::args![]).at("text"));
        }
        let back = Back::to(&input, "b64");
        let encoded = kit::busy(move || encode(&input.bytes, alphabet)).await?;
        back.text(cx, encoded)
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn words_a_reply_and_a_file() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/b64 two words\nand a line").await;
        stage.anna().says("/b64 urlsafe ???>>>").await;
        stage.anna().in_group().replies_to("MUG-10", None, "/b64").await;
        stage.anna().sends_file("photo.png", [0x89, b'P', b'N', b'G'], "/b64").await;
        assert_eq!(stage.file().1, b"iVBORw==");
        stage.anna().sends_file("empty.txt", "", "/b64").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /b64 two words
            and a line
        bot → Anna: dHdvIHdvcmRzCmFuZCBhIGxpbmU=
        Anna: /b64 urlsafe ???>>>
        bot → Anna: Pz8_Pj4-
        Anna in Ops alerts: ↩ /b64
        bot → Ops alerts: TVVHLTEw
        Anna: 📎 photo.png /b64
        bot → Anna
            📎 photo.b64 (8 bytes)
        Anna: 📎 empty.txt /b64
        bot → Anna: There is nothing in it. Please check that the right file was sent.
        ");
    }

    #[tokio::test]
    async fn ben_is_asked() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.ben().says("/b64").await;
        stage.ben().taps("Для адресов").await;
        stage.ben().says("???>>>").await;
        stage.ben().says("/b64").await;
        stage.ben().sends_file("note.txt", "MUG-10", "").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Ben: /b64
        bot → Ben: 🔡 В Base64
            Что закодировать?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Для чего это?
            [✅ Обычный] [Для адресов]
            [✖ Отмена]
        Ben: [Для адресов]
        bot ✎ Ben: 🔡 В Base64
            Что закодировать?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Для чего это?
            [Обычный] [✅ Для адресов]
            [✖ Отмена]
        Ben: ???>>>
        bot → Ben: Pz8_Pj4-
        Ben: /b64
        bot → Ben: 🔡 В Base64
            Что закодировать?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Для чего это?
            [✅ Обычный] [Для адресов]
            [✖ Отмена]
        Ben: 📎 note.txt
        bot → Ben
            📎 note.b64 (8 bytes)
        ");
    }
}
