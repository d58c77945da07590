//! `/xml2json`: XML as JSON, the way Python's xmltodict does it.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec};

use crate::back::{Back, pointing};
use crate::bounded::TooLarge;
use crate::decode::guess;
use crate::json::write::{Layout, to_text};
use crate::told::Told;
use crate::xml::fault::Fault;
use crate::xml::{from_bytes, from_text};

pub struct Xml2Json;

const XML: Field<Input> = Field::input("xml");

impl Command for Xml2Json {
    const SPEC: Spec = Spec::new("xml2json").fields(&[XML.spec]).needs(crate::USE).icon("🗂");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&XML).await?;
        let back = Back::to(&input, "json");
        let (made, bytes) = kit::busy(move || (convert(&input), input.bytes)).await?;
        let json = made.map_err(|refusal| match refusal {
            Refusal::Wrong(fault) => pointing(cx, &fault, fault.place, &guess(&bytes).text),
            Refusal::TooLarge => cx.refused(&TooLarge),
        });
        back.text(cx, json?)
    }
}

enum Refusal {
    Wrong(Fault),
    TooLarge,
}

fn convert(input: &Input) -> Result<String, Refusal> {
    let read = match (&input.name, str::from_utf8(&input.bytes)) {
        (None, Ok(typed)) => from_text(typed),
        _ => from_bytes(&input.bytes),
    };
    to_text(&read.map_err(Refusal::Wrong)?, Layout::Pretty).map_err(|TooLarge| Refusal::TooLarge)
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn typed_and_from_an_old_file() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/xml2json <order id=\"7\"><sku>A-1</sku><sku>B-2</sku><note/></order>").await;
        let old = "<?xml version='1.0' encoding='windows-1251'?><a>Кружка</a>";
        stage.ben().sends_file("price.xml", encoding_rs::WINDOWS_1251.encode(old).0, "/xml2json").await;
        assert_eq!(stage.file().1, "{\n  \"a\": \"Кружка\"\n}".as_bytes());
        insta::assert_snapshot!(stage.transcript(), @r#"
        Anna: /xml2json <order id="7"><sku>A-1</sku><sku>B-2</sku><note/></order>
        bot → Anna: {
              "order": {
                "@id": "7",
                "sku": [
                  "A-1",
                  "B-2"
                ],
                "note": null
              }
            }
        Ben: 📎 price.xml /xml2json
        bot → Ben
            📎 price.json (25 bytes)
        "#);
    }

    #[tokio::test]
    async fn wrong_dangerous_and_too_deep() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/xml2json").await;
        stage.anna().says("<a>\n  <b>1</a>").await;
        stage.anna().says("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>").await;
        stage.anna().sends_file("deep.xml", "<a>".repeat(200), "").await;
        stage.anna().says("<a/>").await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Anna: /xml2json
        bot → Anna: 🗂 XML to JSON
            Which XML shall become JSON?
            Write it, or send it as a file (up to 20 MB).
            [✖ Cancel]
        Anna: <a>
              <b>1</a>
        bot → Anna: Line 2, column 7 closes a, while b is still open. Please close that one first.
              <b>1</a>
                  ^

            🗂 XML to JSON
            Which XML shall become JSON?
            Write it, or send it as a file (up to 20 MB).
            [✖ Cancel]
        Anna: <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>
        bot → Anna: This XML declares entities in line 1, column 14. They can read foreign files and swell without end, so I do not read such documents.
            <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;…
                         ^

            🗂 XML to JSON
            Which XML shall become JSON?
            Write it, or send it as a file (up to 20 MB).
            [✖ Cancel]
        Anna: 📎 deep.xml
        bot → Anna: From line 1, column 382 on, this XML is nested deeper than 127 levels. I do not read deeper ones.
            …<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>…
                                           ^

            🗂 XML to JSON
            Which XML shall become JSON?
            Write it, or send it as a file (up to 20 MB).
            [✖ Cancel]
        Anna: <a/>
        bot → Anna: {
              "a": null
            }
        "#);
    }
}
