//! `/unhtml`: HTML entities back to characters.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::{Back, unicode};
use crate::escape::html::unescape;

pub struct UnHtml;

const TEXT: Field<Input> = Field::input("text");

impl Command for UnHtml {
    const SPEC: Spec = Spec::new("unhtml").fields(&[TEXT.spec]).needs(crate::USE).icon("📄");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&TEXT).await?;
        let text = unicode(cx, &input)?;
        Back::to(&input, "txt").text(cx, kit::busy(move || unescape(&text)).await?)
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn entities_of_all_kinds() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/unhtml &lt;b&gt; &#1110;&#x457; &copy; &unknown; &").await;
        stage.ben().says("/unhtml").await;
        stage.ben().sends_file("page.html", "&laquo;кружка&raquo;", "").await;
        assert_eq!(stage.file().1, "«кружка»".as_bytes());
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /unhtml &lt;b&gt; &#1110;&#x457; &copy; &unknown; &
        bot → Anna: <b> ії © &unknown; &
        Ben: /unhtml
        bot → Ben: 📄 Из HTML
            В каком тексте заменить сущности символами?
            Напишите или пришлите файлом (до 20 МБ).
            [✖ Отмена]
        Ben: 📎 page.html
        bot → Ben
            📎 page.txt (16 bytes)
        ");
    }
}
