//! `/html`: a text that a page shows as it stands.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::{Back, unicode};
use crate::escape::html::escape;

pub struct Html;

const TEXT: Field<Input> = Field::input("text");

impl Command for Html {
    const SPEC: Spec = Spec::new("html").fields(&[TEXT.spec]).needs(crate::USE).icon("🌍");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&TEXT).await?;
        let text = unicode(cx, &input)?;
        Back::to(&input, "html").text(cx, kit::busy(move || escape(&text)).await?)
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn typed_in_a_file_and_asked_for() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/html <b>Tom & \"Jerry\"</b>").await;
        stage.anna().sends_file("note.txt", "1 < 2", "/html").await;
        assert_eq!(stage.file().1, b"1 &lt; 2");
        stage.olena().says("/html").await;
        stage.olena().says("<i>кава</i>").await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Anna: /html <b>Tom & "Jerry"</b>
        bot → Anna: &lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt;
        Anna: 📎 note.txt /html
        bot → Anna
            📎 note.html (8 bytes)
        Olena: /html
        bot → Olena: 🌍 В HTML
            Який текст сторінка має показати як є?
            Напишіть або надішліть файлом (до 20 МБ).
            [✖ Скасувати]
        Olena: <i>кава</i>
        bot → Olena: &lt;i&gt;кава&lt;/i&gt;
        "#);
    }
}
