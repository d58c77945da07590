//! `/qrread`: the texts of the QR codes in a picture.

use kit::{Command, Cx, Field, Input, Reply, Result, Spec, Text};

use crate::qr::read;
use crate::told::Told;

pub struct QrRead;

const PICTURE: Field<Input> = Field::file("picture");

impl Command for QrRead {
    const SPEC: Spec = Spec::new("qrread").fields(&[PICTURE.spec]).needs(crate::USE).icon("📷");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let picture = cx.input(&PICTURE).await?;
        let found = kit::busy(move || read::read(&picture.bytes)).await?;
        let texts = found.map_err(|fault| cx.refused(&fault).at("picture"))?;
        let heading = cx.tell("toolbox-qr-found", kit::args![count = texts.len()]);
        let text = texts.iter().fold(heading, |text, one| match one.trim() {
            "" => text.line(&cx.say("toolbox-qr-blank")),
            _ => text.line(&Text::new().pre(one, "")),
        });
        Ok(Reply::text(text))
    }
}

#[cfg(test)]
mod story {
    use image::{GrayImage, Luma};
    use stage::Stage;

    #[tokio::test]
    async fn anna_reads_a_label_and_ben_a_wall() {
        let stage = Stage::new([crate::plugin()]).await;
        let label = crate::qr::make::make("MUG-10").unwrap();
        stage.anna().sends_file("photo.jpg", label.clone(), "/qrread").await;
        stage.anna().replies_to("what is this?", Some(("label.png", &label)), "/qrread").await;
        stage.olena().in_group().sends_file("two.png", two(), "/qrread").await;
        stage.ben().says("/qrread").await;
        stage.ben().says("MUG-10").await;
        stage.ben().sends_file("wall.png", wall(), "").await;
        stage.ben().sends_file("list.csv", "a,b", "").await;
        stage.ben().taps("Отмена").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: 📎 photo.jpg /qrread
        bot → Anna: The QR code says:
            MUG-10
        Anna: ↩ /qrread
        bot → Anna: The QR code says:
            MUG-10
        Olena in Ops alerts: 📎 two.png /qrread
        bot → Ops alerts: Тексти 2 QR-кодів:
            MUG-10
            MUG-11
        Ben: /qrread
        bot → Ben: 📷 Прочитать QR-код
            На какое изображение посмотреть?
            Пришлите файл или изображение (до 20 МБ).
            [✖ Отмена]
        Ben: MUG-10
        bot → Ben: Для этого нужен файл. Пришлите его, пожалуйста.

            📷 Прочитать QR-код
            На какое изображение посмотреть?
            Пришлите файл или изображение (до 20 МБ).
            [✖ Отмена]
        Ben: 📎 wall.png
        bot → Ben: На этом изображении я не нашёл QR-кода. Сфотографируйте его ровно, чётко, с белыми полями вокруг.

            📷 Прочитать QR-код
            На какое изображение посмотреть?
            Пришлите файл или изображение (до 20 МБ).
            [✖ Отмена]
        Ben: 📎 list.csv
        bot → Ben: Не могу открыть это как изображение. Пришлите фото или файл PNG, JPEG либо WebP.

            📷 Прочитать QR-код
            На какое изображение посмотреть?
            Пришлите файл или изображение (до 20 МБ).
            [✖ Отмена]
        Ben: [Отмена]
        bot ✎ Ben: Отменено. Ничего не изменено.
        ");
    }

    fn png(picture: &GrayImage) -> Vec<u8> {
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        png.into_inner()
    }

    /// A picture of nothing.
    fn wall() -> Vec<u8> {
        png(&GrayImage::from_pixel(300, 200, Luma([200])))
    }

    /// Two labels on one sheet.
    fn two() -> Vec<u8> {
        let mut sheet = GrayImage::from_pixel(900, 500, Luma([255]));
        for (x, text) in [(20, "MUG-10"), (480, "MUG-11")] {
            let code = image::load_from_memory(&crate::qr::make::make(text).unwrap()).unwrap().to_luma8();
            image::imageops::overlay(&mut sheet, &code, x, 60);
        }
        png(&sheet)
    }
}
