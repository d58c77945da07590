use super::answer;
use crate::world::open;

const COMMANDS: [&str; 21] = [
    "tally", "stock", "scan", "attach", "adjust", "receive", "transfer", "recount", "hold", "photo", "count",
    "low", "price", "setprice", "cost", "setcost", "sales", "profit", "alerts", "import", "export",
];

/// Each command with nothing behind it, as somebody reads it who may do everything.
async fn bare(person: i64) -> String {
    let shop = open().await;
    let mut tx = shop.stage.app.db.begin().await.unwrap();
    kit::store::people::set_role(&mut tx, kit::UserId(104), kit::Role::Lead).await.unwrap();
    tx.commit().await.unwrap();
    let mut table = Vec::new();
    for command in COMMANDS {
        let actor = match person {
            101 => shop.stage.olena(),
            102 => shop.stage.lea(),
            _ => shop.stage.ben(),
        };
        actor.says(&format!("/{command}")).await;
        table.push(format!("/{command}: {}", answer(&shop)));
    }
    table.join("\n")
}

#[tokio::test]
async fn every_command_asks_for_what_it_lacks() {
    insta::assert_snapshot!(bare(102).await, @r"
    /tally: 🧮 Counted / How many are there? A code, or a photo of a barcode, says what you have before you. / Write it, or send it as a file (up to 20 MB).
    /stock: 📦 Stock / What are you looking for? A code, a barcode, or words of the title. / Write your answer.
    /scan: 🏷 Scan / Which photo shall I look at? / Send a file or a picture (up to 20 MB).
    /attach: 🔗 Attach a barcode or label / Which barcode? Or what the label says. / Write your answer.
    /adjust: ± Adjust stock / Which one? Its code or barcode. / Write your answer.
    /receive: 📥 Receive goods / Which one? Its code or barcode. / Write your answer.
    /transfer: 🔁 Transfer / Which one? Its code or barcode. / Write your answer.
    /recount: 🧮 Count one SKU / Which one? Its code or barcode. / Write your answer.
    /hold: 🔒 Hold / Which one? Its code or barcode. / Write your answer.
    /photo: 🖼 Photo of a SKU / Of which SKU? Its code. / Write your answer.
    /count: 🧮 Which warehouse shall we count?
    /low: 📉 2 SKUs run low, shortest cover first. / How fast things sell is reckoned every night; it has not been yet. / DELL-7490-B · order 10
    /price: 💶 Price / Which one? Its code or barcode. / Write your answer.
    /setprice: 💶 Change a price / Which one? Its code or barcode. / Write your answer.
    /cost: 🏷 Cost / Which one? Its code or barcode. / Write your answer.
    /setcost: 🏷 Change a cost / Which one? Its code or barcode. / Write your answer.
    /sales: 📊 Sales / 2026-10-23 – 2026-11-21 / Nothing was sold in this time.
    /profit: 💰 Profit / 2026-10-23 – 2026-11-21 / Nothing was sold in this time.
    /alerts: 🔕 This chat does not hear of what runs low.
    /import: 📥 Bring a file in / What is in the file? / Choose below, or write it.
    /export: 📤 Take a file out / What do you want? / Choose below, or write it.
    ");
}

#[tokio::test]
async fn every_command_asks_in_ukrainian() {
    insta::assert_snapshot!(bare(101).await, @r"
    /tally: 🧮 Пораховано / Скільки їх? Код або фото штрихкоду скаже, що перед вами. / Напишіть або надішліть файлом (до 20 МБ).
    /stock: 📦 Залишки / Що шукаєте? Код, штрихкод або слова з назви. / Напишіть відповідь.
    /scan: 🏷 Сканувати / На яке фото мені подивитися? / Надішліть файл або зображення (до 20 МБ).
    /attach: 🔗 Прив'язати штрихкод чи етикетку / Який штрихкод? Або що написано на етикетці. / Напишіть відповідь.
    /adjust: ± Виправити залишок / Що саме? Код або штрихкод. / Напишіть відповідь.
    /receive: 📥 Прийняти товар / Що саме? Код або штрихкод. / Напишіть відповідь.
    /transfer: 🔁 Перемістити / Що саме? Код або штрихкод. / Напишіть відповідь.
    /recount: 🧮 Порахувати товар / Що саме? Код або штрихкод. / Напишіть відповідь.
    /hold: 🔒 Відкласти / Що саме? Код або штрихкод. / Напишіть відповідь.
    /photo: 🖼 Фото товару / Якого товару? Його код. / Напишіть відповідь.
    /count: 🧮 Який склад рахуємо?
    /low: 📉 Закінчуються 2 товари, спершу ті, яких вистачить на найменше. / Як швидко що продається, рахується щоночі; ще не пораховано. / DELL-7490-B · замовити 10
    /price: 💶 Ціна / Що саме? Код або штрихкод. / Напишіть відповідь.
    /setprice: 💶 Змінити ціну / Що саме? Код або штрихкод. / Напишіть відповідь.
    /cost: 🏷 Собівартість / Що саме? Код або штрихкод. / Напишіть відповідь.
    /setcost: 🏷 Змінити собівартість / Що саме? Код або штрихкод. / Напишіть відповідь.
    /sales: 📊 Продажі / 2026-10-23 – 2026-11-21 / За цей час нічого не продано.
    /profit: 💰 Прибуток / 2026-10-23 – 2026-11-21 / За цей час нічого не продано.
    /alerts: 🔕 Цей чат не чує про те, що закінчується.
    /import: 📥 Завантажити файл / Що у файлі? / Виберіть нижче або напишіть.
    /export: 📤 Вивантажити файл / Що саме? / Виберіть нижче або напишіть.
    ");
}

#[tokio::test]
async fn every_command_asks_in_russian() {
    insta::assert_snapshot!(bare(104).await, @r"
    /tally: 🧮 Посчитано / Сколько их? Код или фото штрихкода скажет, что перед вами. / Напишите или пришлите файлом (до 20 МБ).
    /stock: 📦 Остатки / Что ищете? Код, штрихкод или слова из названия. / Напишите ответ.
    /scan: 🏷 Сканировать / На какое фото мне посмотреть? / Пришлите файл или изображение (до 20 МБ).
    /attach: 🔗 Привязать штрихкод или этикетку / Какой штрихкод? Или что написано на этикетке. / Напишите ответ.
    /adjust: ± Исправить остаток / Что именно? Код или штрихкод. / Напишите ответ.
    /receive: 📥 Принять товар / Что именно? Код или штрихкод. / Напишите ответ.
    /transfer: 🔁 Переместить / Что именно? Код или штрихкод. / Напишите ответ.
    /recount: 🧮 Посчитать товар / Что именно? Код или штрихкод. / Напишите ответ.
    /hold: 🔒 Отложить / Что именно? Код или штрихкод. / Напишите ответ.
    /photo: 🖼 Фото товара / Какого товара? Его код. / Напишите ответ.
    /count: 🧮 Какой склад считаем?
    /low: 📉 Заканчиваются 2 товара, сначала те, которых хватит на меньшее время. / Как быстро что продаётся, считается каждую ночь; пока не посчитано. / DELL-7490-B · заказать 10
    /price: 💶 Цена / Что именно? Код или штрихкод. / Напишите ответ.
    /setprice: 💶 Изменить цену / Что именно? Код или штрихкод. / Напишите ответ.
    /cost: 🏷 Себестоимость / Что именно? Код или штрихкод. / Напишите ответ.
    /setcost: 🏷 Изменить себестоимость / Что именно? Код или штрихкод. / Напишите ответ.
    /sales: 📊 Продажи / 2026-10-23 – 2026-11-21 / За это время ничего не продано.
    /profit: 💰 Прибыль / 2026-10-23 – 2026-11-21 / За это время ничего не продано.
    /alerts: 🔕 Этот чат не слышит о том, что заканчивается.
    /import: 📥 Загрузить файл / Что в файле? / Выберите ниже или напишите.
    /export: 📤 Выгрузить файл / Что именно? / Выберите ниже или напишите.
    ");
}

const MISTYPED: [&str; 35] = [
    "/tally many",
    "/tally TEAPOT 3",
    "/stock teapot",
    "/attach SN-1 teapot",
    "/adjust TEAPOT 1 KYIV lost",
    "/adjust MUG-10 one KYIV lost",
    "/receive TEAPOT 1 KYIV -",
    "/receive MUG-10 -1 KYIV -",
    "/receive MUG-10 1 MOON -",
    "/transfer MUG-10 1 KYIV MOON restock",
    "/transfer MUG-10 99 KYIV LVIV restock",
    "/transfer MUG-10 1 KYIV KYIV restock",
    "/recount MUG-10 KYIV some",
    "/hold MUG-10 99 KYIV -",
    "/count MOON",
    "/count KYIV TEAPOT",
    "/count #99",
    "/low teapot",
    "/price TEAPOT",
    "/price MUG-10 cheap",
    "/price MUG-10 9 EUR nowhere",
    "/setprice TEAPOT 9 EUR",
    "/setprice MUG-10 -9 EUR",
    "/setprice MUG-10 9",
    "/cost TEAPOT",
    "/cost MUG-10 cheap",
    "/setcost TEAPOT 9 EUR",
    "/setcost MUG-10 -9 EUR",
    "/sales teapot",
    "/profit teapot",
    "/alerts always",
    "/import dogs",
    "/export dogs",
    "/export stock pdf",
    "/stok MUG-10",
];

/// What was mistyped is named, and what would be right.
#[tokio::test]
async fn every_command_says_what_is_wrong() {
    let shop = open().await;
    let mut table = Vec::new();
    for typed in MISTYPED {
        shop.stage.lea().says(typed).await;
        table.push(format!("{typed}: {}", answer(&shop)));
    }
    insta::assert_snapshot!(table.join("\n"), @r"
    /tally many: Please write a whole number, like 14 or =140.
    /tally TEAPOT 3: There is no SKU “TEAPOT”. /stock finds it by words.
    /stock teapot: I found nothing for “teapot”, and nothing that is spelled alike. Try fewer words, or the beginning of the code.
    /attach SN-1 teapot: I found nothing for “teapot”, and nothing that is spelled alike. Try fewer words, or the beginning of the code.
    /adjust TEAPOT 1 KYIV lost: There is no SKU “TEAPOT”. /stock finds it by words.
    /adjust MUG-10 one KYIV lost: There is no warehouse “one”. There are: KYIV, LVIV. / ± Adjust stock / In which warehouse?
    /receive TEAPOT 1 KYIV -: There is no SKU “TEAPOT”. /stock finds it by words.
    /receive MUG-10 -1 KYIV -: quantity must be between 1 and 1,000,000. / This is how it is written: /receive <sku> <quantity> <warehouse> [document]
    /receive MUG-10 1 MOON -: There is no warehouse “MOON”. There are: KYIV, LVIV.
    /transfer MUG-10 1 KYIV MOON restock: There is no warehouse “MOON”. There are: KYIV, LVIV.
    /transfer MUG-10 99 KYIV LVIV restock: Only 12 of MUG-10 can be taken in KYIV, not 99. Nothing was changed.
    /transfer MUG-10 1 KYIV KYIV restock: That is the warehouse it comes from. Please name another.
    /recount MUG-10 KYIV some: counted must be a whole number. / This is how it is written: /recount <sku> <warehouse> <counted>
    /hold MUG-10 99 KYIV -: Only 12 of MUG-10 can be taken in KYIV, not 99. Nothing was changed.
    /count MOON: There is no warehouse “MOON”. There are: KYIV, LVIV.
    /count KYIV TEAPOT: There is no SKU “TEAPOT”. /stock finds it by words.
    /count #99: There is no count #99. /count lists those that are open.
    /low teapot: 👍 Nothing for “teapot” is below its reorder point.
    /price TEAPOT: There is no SKU “TEAPOT”. /stock finds it by words.
    /price MUG-10 cheap: “cheap” is not an amount. Please write it like 249.90 or 249,90 EUR.
    /price MUG-10 9 EUR nowhere: “9 EUR nowhere” is not an amount. Please write it like 249.90 or 249,90 EUR.
    /setprice TEAPOT 9 EUR: There is no SKU “TEAPOT”. /stock finds it by words.
    /setprice MUG-10 -9 EUR: “-9 EUR” is not an amount. Please write it like 249.90 or 249,90 EUR.
    /setprice MUG-10 9: This would change the price: / MUG-10 · everywhere · from now on / – → 9.00 EUR
    /cost TEAPOT: There is no SKU “TEAPOT”. /stock finds it by words.
    /cost MUG-10 cheap: “cheap” is not an amount. Please write it like 249.90 or 249,90 EUR.
    /setcost TEAPOT 9 EUR: There is no SKU “TEAPOT”. /stock finds it by words.
    /setcost MUG-10 -9 EUR: “-9 EUR” is not an amount. Please write it like 249.90 or 249,90 EUR.
    /sales teapot: “teapot” is no period, account or SKU that I know. Periods are written like week, 30d, 2026-10, 2026-Q3 or 2026-01-01..2026-03-31.
    /profit teapot: “teapot” is no period, account or SKU that I know. Periods are written like week, 30d, 2026-10, 2026-Q3 or 2026-01-01..2026-03-31.
    /alerts always: I do not know what to do with “always”. / This is how it is written: /alerts
    /import dogs: kind must be one of: products, stock, prices, costs, barcodes, sales, warehouses, accounts, components, rates, fees, refunds, expected. / This is how it is written: /import <kind> <file>
    /export dogs: I do not know what to do with “dogs”. / This is how it is written: /export <kind> [format]
    /export stock pdf: format must be one of: xlsx, csv. / This is how it is written: /export <kind> [format]
    /stok MUG-10: I do not know the command /stok. Did you mean one of these?
    ");
}
