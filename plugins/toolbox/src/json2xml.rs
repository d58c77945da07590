//! `/json2xml`: JSON as XML, the way Python's xmltodict does it.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::{Back, pointing, unicode};
use crate::json::fault::Fault;
use crate::json::read::read;
use crate::json::write::Layout;
use crate::told::Told;
use crate::xml::to_text;
use crate::xml::write::Misfit;

pub struct Json2Xml;

const LAYOUT: Field<String> = Field::choice("layout", &["pretty", "compact"]).or("pretty").aside();
const JSON: Field<Input> = Field::input("json");

impl Command for Json2Xml {
    const SPEC: Spec = Spec::new("json2xml").fields(&[LAYOUT.spec, JSON.spec]).needs(crate::USE).icon("🏷");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let layout = if cx.get(&LAYOUT)? == "compact" { Layout::Compact } else { Layout::Pretty };
        let input = cx.input(&JSON).await?;
        let text = unicode(cx, &input)?;
        let (made, text) = kit::busy(move || (convert(&text, layout), text)).await?;
        let xml = made.map_err(|refusal| match refusal {
            Refusal::Wrong(fault) => pointing(cx, &fault, fault.place, &text),
            Refusal::Misfit(misfit) => cx.refused(&misfit),
        });
        Back::to(&input, "xml").text(cx, xml?)
    }
}

enum Refusal {
    Wrong(Fault),
    Misfit(Misfit),
}

fn convert(text: &str, layout: Layout) -> Result<String, Refusal> {
    let json = read(text).map_err(Refusal::Wrong)?;
    to_text(&json, layout).map_err(Refusal::Misfit)
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn typed_and_as_a_file() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says(r#"/json2xml {"order": {"@id": 7, "sku": ["A-1", "B-2"], "note": null}}"#).await;
        stage.anna().sends_file("order.json", r#"{"a": {"b": "x < y"}}"#, "/json2xml compact").await;
        let xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a><b>x &lt; y</b></a>";
        assert_eq!(stage.file().1, xml.as_bytes());
        insta::assert_snapshot!(stage.transcript(), @r#"
        Anna: /json2xml {"order": {"@id": 7, "sku": ["A-1", "B-2"], "note": null}}
        bot → Anna: <?xml version="1.0" encoding="utf-8"?>
            <order id="7">
            	<sku>A-1</sku>
            	<sku>B-2</sku>
            	<note></note>
            </order>
        Anna: 📎 order.json /json2xml compact
        bot → Anna
            📎 order.xml (61 bytes)
        "#);
    }

    #[tokio::test]
    async fn without_indents_for_who_wants_it() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.ben().presses(0, "c.1:\"json2xml\"", "[the menu: json2xml]").await;
        stage.ben().taps("Без отступов").await;
        stage.ben().says(r#"{"a": {"b": 1}}"#).await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Ben: [the menu: json2xml]
        bot ✎ Ben: 🏷 JSON в XML
            Какой JSON превратить в XML? Это должен быть объект ровно с одним полем.
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Как его записать?
            [✅ С отступами] [Без отступов]
            [✖ Отмена]
        Ben: [Без отступов]
        bot ✎ Ben: 🏷 JSON в XML
            Какой JSON превратить в XML? Это должен быть объект ровно с одним полем.
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Как его записать?
            [С отступами] [✅ Без отступов]
            [✖ Отмена]
        Ben: {"a": {"b": 1}}
        bot → Ben: <?xml version="1.0" encoding="utf-8"?>
            <a><b>1</b></a>
        "#);
    }

    #[tokio::test]
    async fn olena_learns_what_xml_cannot_hold() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.olena().says("/json2xml").await;
        stage.olena().says("[1, 2]").await;
        stage.olena().says(r#"{"ціна": {"за штуку": 5}}"#).await;
        stage.olena().says(r#"{"a": 01}"#).await;
        stage.olena().says(r#"{"ціна": {"за_штуку": 5}}"#).await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Olena: /json2xml
        bot → Olena: 🏷 JSON в XML
            Який JSON перетворити на XML? Це має бути об’єкт рівно з одним полем.
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [✅ З відступами] [Без відступів]
            [✖ Скасувати]
        Olena: [1, 2]
        bot → Olena: В XML зовні рівно один елемент, тож JSON має бути об’єктом рівно з одним полем. Загорніть його: {"root": …}.

            🏷 JSON в XML
            Який JSON перетворити на XML? Це має бути об’єкт рівно з одним полем.
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [✅ З відступами] [Без відступів]
            [✖ Скасувати]
        Olena: {"ціна": {"за штуку": 5}}
        bot → Olena: за штуку (шлях ціна.за штуку) не може бути іменем елемента чи атрибута. Перейменуйте його: спершу літера, без пробілів і знаків.

            🏷 JSON в XML
            Який JSON перетворити на XML? Це має бути об’єкт рівно з одним полем.
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [✅ З відступами] [Без відступів]
            [✖ Скасувати]
        Olena: {"a": 01}
        bot → Olena: Це не JSON: число в рядку 1, позиція 7, записано не так, як заведено в JSON. Воно починається з мінуса або цифри, без нуля попереду, і має хіба що крапку й показник степеня.
            {"a": 01}
                  ^

            🏷 JSON в XML
            Який JSON перетворити на XML? Це має бути об’єкт рівно з одним полем.
            Напишіть або надішліть файлом (до 20 МБ).
            ⚙️ Як його записати?
            [✅ З відступами] [Без відступів]
            [✖ Скасувати]
        Olena: {"ціна": {"за_штуку": 5}}
        bot → Olena: <?xml version="1.0" encoding="utf-8"?>
            <ціна>
            	<за_штуку>5</за_штуку>
            </ціна>
        "#);
    }
}
