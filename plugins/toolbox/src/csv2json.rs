//! `/csv2json`: a table as a list of objects.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::Back;
use crate::decode::{Decoded, guess};
use crate::table::Delimiter;
use crate::table::to_json::convert;
use crate::told::Told;

pub struct Csv2Json;

const CSV: Field<Input> = Field::input("csv");

impl Command for Csv2Json {
    const SPEC: Spec = Spec::new("csv2json").fields(&[CSV.spec]).needs(crate::USE).icon("📋");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&CSV).await?;
        let back = Back::to(&input, "json");
        let work = move || {
            let Decoded { text, encoding, guessed } = guess(&input.bytes);
            (convert(&text), guessed.then(|| encoding.name()))
        };
        let (made, guessed) = kit::busy(work).await?;
        let list = made.map_err(|refusal| cx.refused(&refusal))?;
        let mut words = cx.tell("toolbox-table-size", kit::args![rows = list.rows, columns = list.columns]);
        if list.columns > 1 {
            words = words.line(&cx.say(delimiter_key(list.delimiter)));
        }
        if let Some(encoding) = guessed {
            words = words.line(&cx.tell("toolbox-table-guessed", kit::args![encoding = encoding]));
        }
        back.with(cx, words, list.json)
    }
}

const fn delimiter_key(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => "toolbox-table-by-comma",
        Delimiter::Semicolon => "toolbox-table-by-semicolon",
        Delimiter::Tab => "toolbox-table-by-tab",
        Delimiter::Bar => "toolbox-table-by-bar",
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn a_table_becomes_a_list() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/csv2json sku,name\n007,Mug").await;
        let old = encoding_rs::WINDOWS_1251.encode("Артикул;Назва товару\nA-1;Кухоль порцеляновий білий\n");
        stage.olena().sends_file("склад.csv", old.0, "/csv2json").await;
        let json = String::from_utf8(stage.file().1).unwrap();
        assert!(json.contains("\"Назва товару\": \"Кухоль порцеляновий білий\""), "{json}");
        stage.ben().says("/csv2json").await;
        stage.ben().sends_file("empty.csv", "\n\n", "").await;
        stage.ben().says("a|b\n1|2\n").await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Anna: /csv2json sku,name
            007,Mug
        bot → Anna: 1 row, 2 columns.
            The columns are separated by commas.
            [
              {
                "sku": "007",
                "name": "Mug"
              }
            ]
        Olena: 📎 склад.csv /csv2json
        bot → Olena: 1 рядок, 2 стовпці.
            Стовпці розділено крапками з комою.
            Файл не в Юнікоді. За літерами я вирішив, що це windows-1251; перевірте, чи всі літери правильні.
            📎 склад.json (122 bytes)
        Ben: /csv2json
        bot → Ben: 📋 CSV в JSON
            Какую таблицу превратить в JSON? В первой строке должны быть названия столбцов.
            Напишите или пришлите файлом (до 20 МБ).
            [✖ Отмена]
        Ben: 📎 empty.csv
        bot → Ben: Здесь не из чего сделать таблицу. Проверьте, тот ли файл прислан.

            📋 CSV в JSON
            Какую таблицу превратить в JSON? В первой строке должны быть названия столбцов.
            Напишите или пришлите файлом (до 20 МБ).
            [✖ Отмена]
        Ben: a|b
            1|2

        bot → Ben: 1 строка, 2 столбца.
            Столбцы разделены вертикальными чертами.
            [
              {
                "a": "1",
                "b": "2"
              }
            ]
        "#);
    }
}
