//! `/json2csv`: a list of objects as a table.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::{Back, pointing, unicode};
use crate::table::Delimiter;
use crate::table::from_json::{Refusal, convert};
use crate::told::Told;

pub struct Json2Csv;

const DELIMITER: Field<String> =
    Field::choice("delimiter", &["comma", "semicolon", "tab", "bar"]).or("comma").aside();
const JSON: Field<Input> = Field::input("json");

impl Command for Json2Csv {
    const SPEC: Spec =
        Spec::new("json2csv").fields(&[DELIMITER.spec, JSON.spec]).needs(crate::USE).icon("📊");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let delimiter = match cx.get(&DELIMITER)?.as_str() {
            "semicolon" => Delimiter::Semicolon,
            "tab" => Delimiter::Tab,
            "bar" => Delimiter::Bar,
            _ => Delimiter::Comma,
        };
        let input = cx.input(&JSON).await?;
        let text = unicode(cx, &input)?;
        let (made, text) = kit::busy(move || (convert(&text, delimiter), text)).await?;
        let csv = made.map_err(|refusal| match &refusal {
            Refusal::Wrong(fault) => pointing(cx, fault, fault.place, &text),
            _ => cx.refused(&refusal),
        })?;
        let mut words = cx.tell("toolbox-table-size", kit::args![rows = csv.rows, columns = csv.columns]);
        if csv.defused > 0 {
            words = words.line(&cx.tell("toolbox-table-defused", kit::args![count = csv.defused]));
        }
        Back::to(&input, "csv").with(cx, words, csv.text)
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn a_list_becomes_a_table_for_excel() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says(r#"/json2csv [{"sku":"A-1","size":{"cm":12}},{"sku":"B-2"}]"#).await;
        stage.anna().sends_file("stock.json", r#"[{"a":"=1+1","b":-5}]"#, "/json2csv semicolon").await;
        assert_eq!(stage.file().1, "\u{feff}a;b\r\n'=1+1;-5\r\n".as_bytes());
        insta::assert_snapshot!(stage.transcript(), @r#"
        Anna: /json2csv [{"sku":"A-1","size":{"cm":12}},{"sku":"B-2"}]
        bot → Anna: 2 rows, 2 columns.
            sku,size.cm
            A-1,12
            B-2,
        Anna: 📎 stock.json /json2csv semicolon
        bot → Anna: 1 row, 2 columns.
            ⚠️ 1 cell would have run as a formula in Excel, so I put an apostrophe before it.
            📎 stock.csv (18 bytes)
        "#);
    }

    #[tokio::test]
    async fn ben_sends_what_is_no_table() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.ben().says("/json2csv").await;
        stage.ben().taps("Точка с запятой").await;
        stage.ben().says("5").await;
        stage.ben().says("[{\"a\": }]").await;
        stage.ben().says("[[1, 2], [3]]").await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Ben: /json2csv
        bot → Ben: 📊 JSON в CSV
            Какой JSON превратить в таблицу?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Что должно стоять между столбцами? Excel в Европе ждёт точку с запятой.
            [✅ Запятая] [Точка с запятой] [Табуляция]
            [Черта |]
            [✖ Отмена]
        Ben: [Точка с запятой]
        bot ✎ Ben: 📊 JSON в CSV
            Какой JSON превратить в таблицу?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Что должно стоять между столбцами? Excel в Европе ждёт точку с запятой.
            [Запятая] [✅ Точка с запятой] [Табуляция]
            [Черта |]
            [✖ Отмена]
        Ben: 5
        bot → Ben: Этот JSON — одно значение, таблицы из него не сделать. Пришлите список объектов.

            📊 JSON в CSV
            Какой JSON превратить в таблицу?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Что должно стоять между столбцами? Excel в Европе ждёт точку с запятой.
            [Запятая] [✅ Точка с запятой] [Табуляция]
            [Черта |]
            [✖ Отмена]
        Ben: [{"a": }]
        bot → Ben: Это не JSON: перед строкой 1, позицией 8, не хватает значения или у скобки нет пары.
            [{"a": }]
                   ^

            📊 JSON в CSV
            Какой JSON превратить в таблицу?
            Напишите или пришлите файлом (до 20 МБ).
            ⚙️ Что должно стоять между столбцами? Excel в Европе ждёт точку с запятой.
            [Запятая] [✅ Точка с запятой] [Табуляция]
            [Черта |]
            [✖ Отмена]
        Ben: [[1, 2], [3]]
        bot → Ben: 2 строки, 2 столбца.
            column_1;column_2
            1;2
            3;
        "#);
    }
}
