use std::sync::Arc;

use bureau::House;

use crate::world::{open, unzip, with, zip};

const PAGE: &str = "<h1>Our shop</h1>\n<p>Your cart is empty.</p>\n<?php echo $total; ?>\n";

#[tokio::test]
async fn anna_sends_a_page_chooses_a_language_and_gets_it_back() {
    let shop = open().await;
    let anna = shop.stage.anna();
    anna.sends_file("index.php", PAGE, "").await;
    let (message, german) = anna.remembers("Deutsch");
    anna.taps("Deutsch").await;
    anna.presses(message, &german, "[Deutsch, again]").await;
    anna.taps("Continue").await;
    let (message, start) = anna.remembers("Start");
    anna.taps("Start").await;
    anna.presses(message, &start, "[Start, again]").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 index.php
    bot → Anna: 🌍 Into which languages shall I translate index.php?
        [⬜ Українська] [⬜ Deutsch] [⬜ Polski]
        [⬜ English] [⬜ Français] [⬜ Español]
        [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
        [🔎 Another language]
        [✖ Cancel]
    Anna: [Deutsch]
    bot ✎ Anna: 🌍 Into which languages shall I translate index.php?
        [⬜ Українська] [✅ Deutsch] [⬜ Polski]
        [⬜ English] [⬜ Français] [⬜ Español]
        [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
        [🔎 Another language]
        [▶ Continue] [✖ Cancel]
    Anna: [Deutsch, again]
    bot ✎ Anna: 🌍 Into which languages shall I translate index.php?
        [⬜ Українська] [✅ Deutsch] [⬜ Polski]
        [⬜ English] [⬜ Français] [⬜ Español]
        [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
        [🔎 Another language]
        [▶ Continue] [✖ Cancel]
    Anna: [Continue]
    bot ✎ Anna: 🌍 index.php → Deutsch (order 1)
        1 file; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 465 tokens
        ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: [Start]
    bot ✎ Anna: 🌍 index.php: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 index.php → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 of 2
        [✖ Cancel]
    bot ✎ Anna: ✅ index.php → Deutsch (order 1)
        Files: 1 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 2 (2 right at once)
        ⚠️ This is not a translation: the built-in pseudo-translator wrote it. Set up a model to get one.
    bot → Anna
        📎 index.php (112 bytes)
    bot → Anna
        📎 index.de.zip
    Anna: [Start, again]
    bot (toast) This was done already.
    ");
    let (name, bytes) = shop.stage.file();
    assert_eq!(name, "index.de.zip");
    assert!(unzip(&bytes, "index.php").ends_with("<?php echo $total; ?>\n"));
}

#[tokio::test]
async fn a_language_that_is_not_offered_is_found_by_its_name() {
    let shop = open().await;
    let anna = shop.stage.anna();
    anna.sends_file("index.php", PAGE, "de").await;
    anna.taps("Languages").await;
    shop.stage.skip();
    anna.taps("Another language").await;
    anna.says("klingon").await;
    anna.says("portug").await;
    anna.says("pt-BR").await;
    anna.taps("Português do Brasil").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: [Another language]
    bot ✎ Anna: 🔎 Another language
        Which language? Its code or its name: pt-BR, German, Polski.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Anna: klingon
    bot → Anna: I know no language called “klingon”. Write its code or its name, as in de or German.

        🔎 Another language
        Which language? Its code or its name: pt-BR, German, Polski.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Anna: portug
    bot → Anna: Which of them? Português (pt), Português do Brasil (pt-BR)

        🔎 Another language
        Which language? Its code or its name: pt-BR, German, Polski.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Anna: pt-BR
    bot → Anna: 🌍 Into which languages shall I translate index.php?
        [⬜ Українська] [✅ Deutsch] [⬜ Polski]
        [⬜ English] [⬜ Français] [⬜ Español]
        [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
        [✅ Português do Brasil]
        [🔎 Another language]
        [▶ Continue] [✖ Cancel]
    Anna: [Português do Brasil]
    bot ✎ Anna: 🌍 Into which languages shall I translate index.php?
        [⬜ Українська] [✅ Deutsch] [⬜ Polski]
        [⬜ English] [⬜ Français] [⬜ Español]
        [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
        [🔎 Another language]
        [▶ Continue] [✖ Cancel]
    ");
}

#[tokio::test]
async fn the_languages_may_stand_in_the_caption_and_the_file_may_be_replied_to() {
    let shop = open().await;
    shop.stage.anna().sends_file("a.html", PAGE, "de, klingon").await;
    shop.stage.anna().replies_to("", Some(("b.html", PAGE.as_bytes())), "/translate uk").await;
    shop.stage.anna().taps("Cancel").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 a.html de, klingon
    bot → Anna: I know no language called: klingon.
        🌍 a.html → Deutsch (order 1)
        1 file; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 465 tokens
        ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: ↩ /translate uk
    bot → Anna: 🌍 b.html → Українська (order 2)
        1 file; texts: 2, different: 2
        Українська: 2 texts to translate, 0 from memory, about 470 tokens
        ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: [Cancel]
    bot ✎ Anna: ✖ b.html: thrown away. Nothing was spent.
    ");
}

const SITE: [(&str, &str); 3] = [
    ("index.php", PAGE),
    ("inc/config.php", "<?php return ['greeting' => 'Hello there'];"),
    ("logo.png", "\u{89}PNG\0\0"),
];

#[tokio::test]
async fn olena_changes_the_settings_and_translates_a_zip_in_ukrainian() {
    let shop = open().await;
    let olena = shop.stage.olena();
    olena.sends_file("site.zip", zip(&SITE), "de").await;
    let card = shop.transcript();
    olena.taps("Налаштування").await;
    olena.taps("Рядки в коді PHP").await;
    shop.stage.skip();
    olena.taps("На «ви»").await;
    olena.taps("Назад").await;
    olena.taps("Почати").await;
    insta::assert_snapshot!(card + "\n" + &shop.transcript(), @r"
    Olena: 📎 site.zip de
    bot → Olena: 🌍 site.zip → Deutsch (замовлення 1)
        1 файл; текстів: 2, різних: 2
        Deutsch: перекласти 2 тексти, з пам’яті 0, токенів приблизно 465
        ⚠️ Модель не налаштовано. Вбудований псевдоперекладач безкоштовно показує весь шлях, але те, що він пише, — не переклад.
        Це лишиться без змін:
        · inc/config.php — з цими налаштуваннями перекладати нічого. Налаштування знайшли б: Рядки в коді PHP (1 текст).
        · logo.png — це не текст, а двійкові дані.
        [▶ Почати]
        [🌍 Мови] [⚙ Налаштування]
        [✖ Скасувати]
    Olena: [На «ви»]
    bot ✎ Olena: ⚙ Що перекладати в site.zip і як?
        [✅ Атрибути (alt, title, placeholder…)]
        [✅ Заголовок і опис для пошуковиків]
        [✅ JSON-LD]
        [✅ Рядки в коді PHP]
        [⬜ Вміст code]
        [⬜ Сторінка називає свою нову мову (lang, dir, og:locale)]
        [⬜ Перевести старі кодування в UTF-8]
        [⬜ Адаптувати імена й назви місць]
        [⚪ Як завжди] [🔘 На «ви»] [⚪ На «ти»]
        [🔒 Слів без перекладу: 0] [⭐ Набори]
        [‹ Назад]
    Olena: [Назад]
    bot ✎ Olena: 🌍 site.zip → Deutsch (замовлення 1)
        2 файли; текстів: 3, різних: 3
        Deutsch: перекласти 3 тексти, з пам’яті 0, токенів приблизно 486
        ⚠️ Модель не налаштовано. Вбудований псевдоперекладач безкоштовно показує весь шлях, але те, що він пише, — не переклад.
        Це лишиться без змін:
        · logo.png — це не текст, а двійкові дані.
        [▶ Почати]
        [🌍 Мови] [⚙ Налаштування]
        [✖ Скасувати]
    Olena: [Почати]
    bot ✎ Olena: 🌍 site.zip: уже в роботі.
        [🔎 Як просувається]
    bot → Olena: 🌍 site.zip → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 з 3
        [✖ Скасувати]
    bot ✎ Olena: ✅ site.zip → Deutsch (замовлення 1)
        Файли: перекладено 2, без змін 1, повернено без змін через невдалу перевірку 0
        Тексти: 3 (одразу добре: 3)
        ⚠️ Це не переклад: це написав вбудований псевдоперекладач. Щоб отримати переклад, налаштуйте модель.
    bot → Olena
        📎 site.de.zip
    ");
    assert!(unzip(&shop.stage.file().1, "inc/config.php").contains("[!! "));
}

#[tokio::test]
async fn two_people_send_files_of_one_name_at_once() {
    let shop = open().await;
    let (anna, ben) = (shop.stage.anna(), shop.stage.ben());
    tokio::join!(
        anna.sends_file("index.html", "<p>From Anna</p>", "de"),
        ben.sends_file("index.html", "<p>From Ben</p>", "de")
    );
    shop.stage.skip();
    let (message, start) = anna.remembers("Start");
    ben.presses(message, &start, "[Anna's button, forwarded]").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Ben: [Anna's button, forwarded]
    bot (alert) Этого заказа или этого текста уже нет.
    ");
    anna.taps("Start").await;
    let (_, hers) = shop.stage.file();
    assert!(unzip(&hers, "index.html").contains("Åññå"), "Anna did not get hers");
    shop.stage.skip();
    ben.taps("Начать").await;
    let (_, his) = shop.stage.file();
    assert!(unzip(&his, "index.html").contains("Ɓéñ"), "Ben did not get his");
    // Whose order came first is chance.
    let said =
        ["(заказ 1)", "(заказ 2)"].iter().fold(shop.transcript(), |said, n| said.replace(n, "(заказ …)"));
    insta::assert_snapshot!(said, @r"
    Ben: [Начать]
    bot ✎ Ben: 🌍 index.html: уже в работе.
        [🔎 Как продвигается]
    bot → Ben: 🌍 index.html → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 из 1
        [✖ Отмена]
    bot ✎ Ben: ✅ index.html → Deutsch (заказ …)
        Файлы: переведено 1, без изменений 0, возвращено без изменений из-за неудачной проверки 0
        Тексты: 1 (сразу хорошо: 1)
        ⚠️ Это не перевод: это написал встроенный псевдопереводчик. Чтобы получить перевод, настройте модель.
    bot → Ben
        📎 index.html (30 bytes)
    bot → Ben
        📎 index.de.zip
    ");
}

#[tokio::test]
async fn ben_says_how_an_old_page_is_encoded() {
    let shop = open().await;
    let ben = shop.stage.ben();
    // “Привет”, as Windows wrote it for twenty years.
    let page = [b"<p>".as_slice(), &[0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], b"</p>"].concat();
    ben.sends_file("old.html", page, "de").await;
    ben.taps("windows-1251").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Ben: 📎 old.html de
    bot → Ben: ❓ В какой кодировке old.html? Выберите строку, которая хорошо читается.
        windows-1251: Привет
        windows-1252: Ïðèâåò
        windows-1250: Ďđčâĺň
        KOI8-R: оПХБЕР
        [windows-1251] [windows-1252]
        [windows-1250] [KOI8-R]
        [✖ Отменить]
    Ben: [windows-1251]
    bot ✎ Ben: 🌍 old.html → Deutsch (заказ 1)
        1 файл; текстов: 1, разных: 1
        Deutsch: перевести 1 текст, из памяти 0, токенов примерно 441
        ⚠️ Модель не настроена. Встроенный псевдопереводчик бесплатно показывает весь путь, но то, что он пишет, — не перевод.
        Кодировка: windows-1251
        [▶ Начать]
        [🌍 Языки] [⚙ Настройки]
        [✖ Отменить]
    ");
}

#[tokio::test]
async fn what_is_too_large_to_send_comes_in_parts() {
    let limits = bureau::archive::Limits { part: 4_000, ..bureau::archive::Limits::default() };
    let shop = with(Arc::new(bureau::Pretend), House { limits, ..House::default() }).await;
    let anna = shop.stage.anna();
    let noise = |seed: u32| -> String {
        let number = |n: u32| (n ^ seed).wrapping_mul(2_654_435_761) >> 16;
        (0..3_000).map(|n| char::from_digit(number(n) % 36, 36).unwrap()).collect()
    };
    let pages = [
        ("a.html", format!("<!-- {} --><p>One</p>", noise(1))),
        ("b.html", format!("<!-- {} --><p>Two</p>", noise(9_999))),
    ];
    let pages = pages.each_ref().map(|(name, text)| (*name, text.as_str()));
    anna.sends_file("site.zip", zip(&pages), "de").await;
    anna.taps("Start").await;
    insta::assert_snapshot!(shop.transcript(), @r"
    Anna: 📎 site.zip de
    bot → Anna: 🌍 site.zip → Deutsch (order 1)
        2 files; texts: 2, different: 2
        Deutsch: 2 texts to translate, 0 from memory, about 450 tokens
        ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
        [▶ Start]
        [🌍 Languages] [⚙ Settings]
        [✖ Cancel]
    Anna: [Start]
    bot ✎ Anna: 🌍 site.zip: it is on its way.
        [🔎 How it stands]
    bot → Anna: 🌍 site.zip → Deutsch
        ▱▱▱▱▱▱▱▱▱▱ 0 of 2
        [✖ Cancel]
    bot ✎ Anna: ✅ site.zip → Deutsch (order 1)
        Files: 2 translated, 0 as they were, 0 returned as they were because a check failed
        Texts: 2 (2 right at once)
        ⚠️ This is not a translation: the built-in pseudo-translator wrote it. Set up a model to get one.
    bot → Anna
        📎 site.de.part1.zip
    bot → Anna
        📎 site.de.part2.zip
    ");
}
