//! What is not taken, and why: a sentence each.

use std::io::{Cursor, Write};
use std::sync::Arc;

use bureau::archive::Limits;
use bureau::{Caps, House, Pretend};
use zip::write::SimpleFileOptions;

use crate::world::{Phrasebook, open, with, zip};

fn link() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.add_symlink("config.php", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn bomb() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("big.html", SimpleFileOptions::default()).unwrap();
    archive.write_all(&vec![b' '; 20 << 20]).unwrap();
    archive.finish().unwrap().into_inner()
}

const PAGE: &str = "<p>Hello</p>";

#[tokio::test]
async fn archives_that_are_not_what_they_seem_are_refused() {
    let house = House { limits: Limits { files: 3, ..Limits::default() }, ..House::default() };
    let shop = with(Arc::new(Pretend), house).await;
    let anna = shop.stage.anna();
    anna.sends_file("slip.zip", zip(&[("../../www/index.php", PAGE)]), "").await;
    anna.sends_file("absolute.zip", zip(&[("/etc/index.php", PAGE)]), "").await;
    anna.sends_file("link.zip", link(), "").await;
    let inner = zip(&[("a.html", PAGE)]);
    let mut nested = zip::ZipWriter::new(Cursor::new(Vec::new()));
    nested.start_file("inner.zip", SimpleFileOptions::default()).unwrap();
    nested.write_all(&inner).unwrap();
    anna.sends_file("nested.zip", nested.finish().unwrap().into_inner(), "").await;
    anna.sends_file("bomb.zip", bomb(), "").await;
    anna.sends_file(
        "many.zip",
        zip(&[("a.html", PAGE), ("b.html", PAGE), ("c.html", PAGE), ("d.html", PAGE)]),
        "",
    )
    .await;
    anna.sends_file("cut.zip", inner.get(..40).unwrap(), "").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 slip.zip
    bot → Anna: “../../www/index.php” would be written outside of the archive's folder, so I take nothing of this archive.
    Anna: 📎 absolute.zip
    bot → Anna: “/etc/index.php” is an absolute path. Please pack the folder with relative paths.
    Anna: 📎 link.zip
    bot → Anna: “config.php” is a link. Please pack the file that it leads to.
    Anna: 📎 nested.zip
    bot → Anna: “inner.zip” is an archive inside the archive. Please unpack it or leave it out.
    Anna: 📎 bomb.zip
    bot → Anna: “big.html” unpacks to more than a hundred times its size, as no honest file does.
    Anna: 📎 many.zip
    bot → Anna: There are 4 files; I take 3 at most.
    Anna: 📎 cut.zip
    bot → Anna: I cannot read the archive: invalid Zip archive: Could not find EOCD. Please pack it again.
    ");
}

#[tokio::test]
async fn files_without_words_say_what_would_help() {
    let shop = open().await;
    let ben = shop.stage.ben();
    ben.sends_file("logo.php", "\u{1}\0\0\0binary\0\0", "").await;
    ben.sends_file("empty.html", "", "").await;
    ben.sends_file("cut.html", "<p>Hello there, dear reader</p><p class=\"a", "").await;
    ben.sends_file("lang.php", "<?php return ['greeting' => 'Hello there', 'bye' => 'See you soon'];", "de")
        .await;
    ben.taps("Настройки").await;
    ben.taps("Строки в коде PHP").await;
    ben.taps("Назад").await;
    ben.sends_file("huge.zip", vec![0; 21 << 20], "").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Ben: 📎 logo.php
    bot → Ben: Здесь нет ничего, что я могу перевести.
        · logo.php — это не текст, а двоичные данные.
    Ben: 📎 empty.html
    bot → Ben: Здесь нет ничего, что я могу перевести.
        · empty.html — файл пуст.
    Ben: 📎 cut.html
    bot → Ben: Здесь нет ничего, что я могу перевести.
        · cut.html — он обрывается внутри тега, который начинается на байте 31; 11 байт там не прочитать. Закройте тег и пришлите файл ещё раз.
    Ben: 📎 lang.php de
    bot → Ben: Здесь нет ничего, что я могу перевести.
        · lang.php — с этими настройками переводить нечего. Настройки нашли бы: Строки в коде PHP (2 текста).
        [🌍 Языки] [⚙ Настройки]
        [✖ Отменить]
    Ben: [Настройки]
    bot ✎ Ben: ⚙ Что переводить в lang.php и как?
        [✅ Атрибуты (alt, title, placeholder…)]
        [✅ Заголовок и описание для поисковиков]
        [✅ JSON-LD]
        [⬜ Строки в коде PHP]
        [⬜ Содержимое code]
        [⬜ Страница называет свой новый язык (lang, dir, og:locale)]
        [⬜ Перевести старые кодировки в UTF-8]
        [⬜ Адаптировать имена и названия мест]
        [🔘 Как обычно] [⚪ На «вы»] [⚪ На «ты»]
        [🔒 Слов без перевода: 0] [⭐ Наборы]
        [‹ Назад]
    Ben: [Строки в коде PHP]
    bot ✎ Ben: ⚙ Что переводить в lang.php и как?
        [✅ Атрибуты (alt, title, placeholder…)]
        [✅ Заголовок и описание для поисковиков]
        [✅ JSON-LD]
        [✅ Строки в коде PHP]
        [⬜ Содержимое code]
        [⬜ Страница называет свой новый язык (lang, dir, og:locale)]
        [⬜ Перевести старые кодировки в UTF-8]
        [⬜ Адаптировать имена и названия мест]
        [🔘 Как обычно] [⚪ На «вы»] [⚪ На «ты»]
        [🔒 Слов без перевода: 0] [⭐ Наборы]
        [‹ Назад]
    Ben: [Назад]
    bot ✎ Ben: 🌍 lang.php → Deutsch (заказ 4)
        1 файл; текстов: 2, разных: 2
        Deutsch: перевести 2 текста, из памяти 0, токенов примерно 462
        ⚠️ Модель не настроена. Встроенный псевдопереводчик бесплатно показывает весь путь, но то, что он пишет, — не перевод.
        [▶ Начать]
        [🌍 Языки] [⚙ Настройки]
        [✖ Отменить]
    Ben: 📎 huge.zip
    bot → Ben: Файл больше 20 МБ — больше Telegram не передаёт. Пришлите файл поменьше.
    ");
}

#[tokio::test]
async fn spending_has_its_limits() {
    let caps = Caps { job: None, month: Some(llm::Money { millionths: 10 }) };
    let shop = with(Arc::new(Phrasebook::default()), House { caps, ..House::default() }).await;
    shop.stage.anna().sends_file("index.html", "<h1>Our shop</h1>", "de").await;
    let caps = Caps { job: Some(llm::Money { millionths: 10 }), month: None };
    let other = with(Arc::new(Phrasebook::default()), House { caps, ..House::default() }).await;
    other.stage.anna().sends_file("index.html", "<h1>Our shop</h1>", "de").await;
    insta::assert_snapshot!(shop.transcript() + "\n" + &other.transcript(), @r"
    Anna: 📎 index.html de
    bot → Anna: 🌍 index.html → Deutsch (order 1)
        1 file; texts: 1, different: 1
        Deutsch: 1 text to translate, 0 from memory, about 439 tokens
        Price: about 0.01 USD (phrasebook)
        ⛔ That is more than you may still spend this month (the limit is 0.01 USD). Wait for the next month, or ask an administrator to raise the limit.
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: 📎 index.html de
    bot → Anna: 🌍 index.html → Deutsch (order 1)
        1 file; texts: 1, different: 1
        Deutsch: 1 text to translate, 0 from memory, about 439 tokens
        Price: about 0.01 USD (phrasebook)
        ⛔ That is more than one order may cost (0.01 USD). Send fewer files, or ask an administrator to raise the limit.
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    ");
}
