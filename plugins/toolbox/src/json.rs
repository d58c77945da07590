//! `/json`: checks JSON and lays it out. Here is also its core: a tree, reading, writing, checking.

pub mod check;
pub mod fault;
pub mod read;
pub mod tree;
pub mod write;

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::{Back, pointing, unicode};
use crate::told::Told;
use check::{Refusal, lay_out};
use write::Layout;

/// `/json`.
pub struct Check;

const LAYOUT: Field<String> = Field::choice("layout", &["pretty", "compact"]).or("pretty").aside();
const JSON: Field<Input> = Field::input("json");

impl Command for Check {
    const SPEC: Spec = Spec::new("json").fields(&[LAYOUT.spec, JSON.spec]).needs(crate::USE).icon("🧾");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let layout = if cx.get(&LAYOUT)? == "compact" { Layout::Compact } else { Layout::Pretty };
        let input = cx.input(&JSON).await?;
        let text = unicode(cx, &input)?;
        let (laid_out, text) = kit::busy(move || (lay_out(&text, layout), text)).await?;
        let json = laid_out.map_err(|refusal| match &refusal {
            Refusal::Wrong(fault) => pointing(cx, fault, fault.place, &text),
            Refusal::TooLarge => cx.refused(&refusal),
        });
        Back::to(&input, "json").with(cx, cx.say("toolbox-json-sound"), json?)
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn sound_json_is_laid_out() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says(r#"/json {"sku":"MUG-10","price":1.10,"tags":[]}"#).await;
        stage.anna().says("/json compact { \"a\": [1,\n 2] }").await;
        stage.anna().sends_file("prices.json", "[1, 2]", "/json compact").await;
        assert_eq!(stage.file().1, b"[1,2]");
        stage.anna().sends_file("old.json", *b"[\"\xe9\"]", "/json").await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Anna: /json {"sku":"MUG-10","price":1.10,"tags":[]}
        bot → Anna: ✅ This is sound JSON.
            {
              "sku": "MUG-10",
              "price": 1.10,
              "tags": []
            }
        Anna: /json compact { "a": [1,
             2] }
        bot → Anna: ✅ This is sound JSON.
            {"a":[1,2]}
        Anna: 📎 prices.json /json compact
        bot → Anna: ✅ This is sound JSON.
            📎 prices.json (5 bytes)
        Anna: 📎 old.json /json
        bot → Anna: This is no text in UTF-8: line 1, column 3 holds a byte that cannot be there. Please save the file as UTF-8 and send it again.
        "#);
    }

    #[tokio::test]
    async fn olena_is_shown_where_it_goes_wrong_until_it_is_right() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.olena().says("/json").await;
        stage.olena().says("{\"a\": 1,\n \"b\": 2,}").await;
        stage.olena().says("[tru]").await;
        stage.olena().says("[true]").await;
        stage.olena().says("/json").await;
        stage.olena().taps("В один рядок").await;
        stage.olena().says("[ 1 ]").await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Olena: /json
        bot → Olena: 🧾 Перевірити JSON
            Який JSON перевірити?
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [✅ Зручно для читання] [В один рядок]
            [✖ Скасувати]
        Olena: {"a": 1,
             "b": 2,}
        bot → Olena: Це не JSON: після коми в рядку 2, позиція 8, нічого немає. Видаліть її.
             "b": 2,}
                   ^

            🧾 Перевірити JSON
            Який JSON перевірити?
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [✅ Зручно для читання] [В один рядок]
            [✖ Скасувати]
        Olena: [tru]
        bot → Olena: Це не JSON: у рядку 1, позиція 2, є слово, що не є ані true, ані false, ані null. Якщо це текст, візьміть його в подвійні лапки.
            [tru]
             ^

            🧾 Перевірити JSON
            Який JSON перевірити?
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [✅ Зручно для читання] [В один рядок]
            [✖ Скасувати]
        Olena: [true]
        bot → Olena: ✅ Це правильний JSON.
            [
              true
            ]
        Olena: /json
        bot → Olena: 🧾 Перевірити JSON
            Який JSON перевірити?
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [✅ Зручно для читання] [В один рядок]
            [✖ Скасувати]
        Olena: [В один рядок]
        bot ✎ Olena: 🧾 Перевірити JSON
            Який JSON перевірити?
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [Зручно для читання] [✅ В один рядок]
            [✖ Скасувати]
        Olena: [ 1 ]
        bot → Olena: ✅ Це правильний JSON.
            [1]
        "#);
    }
}
