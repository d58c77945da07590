//! `/unurl`: percent-encoding undone.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::{Back, unicode};
use crate::escape::url::unescape;

pub struct UnUrl;

/// What a plus is: in queries a space, in paths itself.
const PLUS: Field<String> = Field::choice("plus", &["as-space", "as-plus"]).or("as-space").aside();
const TEXT: Field<Input> = Field::input("text");

impl Command for UnUrl {
    const SPEC: Spec = Spec::new("unurl").fields(&[PLUS.spec, TEXT.spec]).needs(crate::USE).icon("🧷");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let plus_is_space = cx.get(&PLUS)? == "as-space";
        let input = cx.input(&TEXT).await?;
        let text = unicode(cx, &input)?;
        let plain = kit::busy(move || unescape(&text, plus_is_space)).await?;
        let plain = plain.ok_or_else(|| cx.refuse("toolbox-unurl-not-text", kit::args![]).at("text"))?;
        Back::to(&input, "txt").text(cx, plain)
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn a_plus_is_a_space_unless_it_is_said_otherwise() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/unurl q=%D0%BA%D0%B0%D0%B2%D0%B0+50%25").await;
        stage.anna().says("/unurl as-plus +380%2044").await;
        stage.anna().replies_to("a%20b", None, "/unurl").await;
        stage.olena().says("/unurl").await;
        stage.olena().says("%ff").await;
        stage.olena().says("%20").await;
        stage.ben().presses(0, "c.1:\"unurl\"", "[the menu: unurl]").await;
        stage.ben().taps("Сам плюс").await;
        stage.ben().says("+380%2044").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /unurl q=%D0%BA%D0%B0%D0%B2%D0%B0+50%25
        bot → Anna: q=кава 50%
        Anna: /unurl as-plus +380%2044
        bot → Anna: +380 44
        Anna: ↩ /unurl
        bot → Anna: a b
        Olena: /unurl
        bot → Olena: 🧷 З URL
            Яку адресу чи її частину розкодувати?
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Що означає плюс?
            [✅ Пробіл] [Сам плюс]
            [✖ Скасувати]
        Olena: %ff
        bot → Olena: За знаками відсотка стоїть не текст в UTF-8. Можливо, текст обрізано або його закодувала стара програма.

            🧷 З URL
            Яку адресу чи її частину розкодувати?
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Що означає плюс?
            [✅ Пробіл] [Сам плюс]
            [✖ Скасувати]
        Olena: %20
        bot → Olena: У результаті лише пробіли або переноси рядків, тому надсилаю його файлом.
            📎 result.txt (1 bytes)
        Ben: [the menu: unurl]
        bot ✎ Ben: 🧷 Из URL
            Какой адрес или какую его часть раскодировать?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Что означает плюс?
            [✅ Пробел] [Сам плюс]
            [✖ Отмена]
        Ben: [Сам плюс]
        bot ✎ Ben: 🧷 Из URL
            Какой адрес или какую его часть раскодировать?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Что означает плюс?
            [Пробел] [✅ Сам плюс]
            [✖ Отмена]
        Ben: +380%2044
        bot → Ben: +380 44
        ");
        assert_eq!(stage.file().1, b" ");
    }
}
