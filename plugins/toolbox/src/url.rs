//! `/url`: a text made fit for any part of an address.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::{Back, unicode};
use crate::escape::url::escape;

pub struct Url;

const TEXT: Field<Input> = Field::input("text");

impl Command for Url {
    const SPEC: Spec = Spec::new("url").fields(&[TEXT.spec]).needs(crate::USE).icon("🔗");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&TEXT).await?;
        let text = unicode(cx, &input)?;
        Back::to(&input, "txt").text(cx, kit::busy(move || escape(&text)).await?)
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn typed_and_asked_for() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/url кава & тістечка 50%").await;
        stage.ben().says("/url").await;
        stage.ben().says("a b/c?x=1").await;
        stage.anna().sends_file("empty.txt", "", "/url").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /url кава & тістечка 50%
        bot → Anna: %D0%BA%D0%B0%D0%B2%D0%B0%20%26%20%D1%82%D1%96%D1%81%D1%82%D0%B5%D1%87%D0%BA%D0%B0%2050%25
        Ben: /url
        bot → Ben: 🔗 В URL
            Что сделать пригодным для адреса?
            Напишите или пришлите файлом (до 20 МБ).
            [✖ Отмена]
        Ben: a b/c?x=1
        bot → Ben: a%20b%2Fc%3Fx%3D1
        Anna: 📎 empty.txt /url
        bot → Anna: There is nothing in it. Please check that the right file was sent.
        ");
    }
}
