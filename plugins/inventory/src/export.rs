//! `/export`: everything of a kind as a file that `/import` takes back.

use commerce::files::{self, Kind};
use kit::{Command, Context, Cx, Field, Job, JobCx, Permission, Reply, Result, Spec};
use serde::{Deserialize, Serialize};
use sheets::Format;
use sheets::csv::dialect::Delimiter;

use crate::import::{KIND, kind, may, reading};

/// The largest file a bot can send, in bytes, with room for what surrounds it.
const LARGEST: usize = 45 * 1024 * 1024;

pub struct Export;

const FORMAT: Field<String> = Field::choice("format", &["xlsx", "csv"]).or("xlsx").asked();

impl Command for Export {
    const SPEC: Spec = Spec::new("export").fields(&[KIND.spec, FORMAT.spec]).needs(crate::FILES).icon("📤");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let (kind, format) = (kind(cx)?, cx.get(&FORMAT)?);
        may(cx, reading(kind))?;
        cx.queue::<Make>(&Wanted { kind, format }).await?;
        Ok(Reply::text(cx.say("inventory-exporting")))
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wanted {
    kind: Kind,
    format: String,
}

pub struct Make;

impl Job for Make {
    type Task = Wanted;
    const NAME: &'static str = "inventory.export";
    const NEEDS: Permission = crate::FILES;

    async fn run(&self, job: &mut JobCx, wanted: Wanted) -> Result<Reply> {
        let cx = job.cx();
        let format = if wanted.format == "csv" { Format::Csv(Delimiter::Comma) } else { Format::Xlsx };
        let made = files::export(cx.db(), wanted.kind, format, std::io::Cursor::new(Vec::new())).await;
        let (bytes, rows) = made.context("the export cannot be made")?;
        let bytes = bytes.into_inner();
        if bytes.len() > LARGEST {
            return Err(cx.refuse("inventory-export-large", kit::args![rows = cx.number(rows)]));
        }
        Ok(Reply::file(format!("{}.{}", wanted.kind.name(), wanted.format), bytes))
    }
}

#[cfg(test)]
mod story {
    use crate::world::open;

    /// What goes out comes back in and changes nothing; what was changed in between is seen, row by row.
    #[tokio::test]
    async fn lea_takes_the_products_out_changes_one_and_brings_them_back() {
        let shop = open().await;
        shop.stage.lea().says("/export products csv").await;
        let (name, bytes) = shop.stage.file();
        let text = String::from_utf8(bytes).unwrap().replace("Coffee mug, blue", "Coffee mug, navy");
        shop.stage.lea().sends_file(&name, text.clone(), "/import products").await;
        shop.stage.lea().taps("Preview").await;
        shop.stage.lea().taps("Write").await;
        shop.stage.lea().sends_file(&name, text, "/import products").await;
        shop.stage.lea().taps("Preview").await;
        shop.stage.anna().says("/export products").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Lea: /export products csv
        bot → Lea: I am making the file; it comes here in a moment.
        bot → Lea
            📎 products.csv (412 bytes)
        Lea: 📎 products.csv /import products
        bot → Lea: products.csv: products. These are the columns; press one to change it.
            ✅ sku ← sku
            ✅ product ← product
            ✅ title ← title
            ✅ brand ← brand
            ✅ condition ← condition
            ✅ kind ← kind
            ✅ reorder_point ← reorder_point
            ✅ reorder_to ← reorder_to
            ✅ multiple ← multiple
            ✅ buffer ← buffer
            ✅ lead_days ← lead_days
            ✅ supplier ← supplier
            [sku] [product] [title]
            [brand] [condition] [kind]
            [reorder_point] [reorder_to] [multiple]
            [buffer] [lead_days] [supplier]
            [👀 Preview]
        Lea: [Preview]
        bot ✎ Lea: I am looking through products.csv. Nothing is written yet.
        bot → Lea: products.csv, 4 rows: 0 new, 1 changed, 3 the same, 0 refused. Nothing is written yet.
            ~ 4: MUG-10; title: Coffee mug, blue → Coffee mug, navy
            [✅ Write 1]
        Lea: [Write]
        bot ✎ Lea: Writing products.csv
        bot → Lea: Writing products.csv
            ▰▰▰▰▰▰▰▰▰▰ 4 of 4
            [✖ Cancel]
        bot ✎ Lea: ✅ products.csv: 0 new, 1 changed, 3 the same, 0 refused.
        Lea: 📎 products.csv /import products
        bot → Lea: products.csv: products. These are the columns; press one to change it.
            ✅ sku ← sku
            ✅ product ← product
            ✅ title ← title
            ✅ brand ← brand
            ✅ condition ← condition
            ✅ kind ← kind
            ✅ reorder_point ← reorder_point
            ✅ reorder_to ← reorder_to
            ✅ multiple ← multiple
            ✅ buffer ← buffer
            ✅ lead_days ← lead_days
            ✅ supplier ← supplier
            [sku] [product] [title]
            [brand] [condition] [kind]
            [reorder_point] [reorder_to] [multiple]
            [buffer] [lead_days] [supplier]
            [👀 Preview]
        Lea: [Preview]
        bot ✎ Lea: I am looking through products.csv. Nothing is written yet.
        bot → Lea: products.csv, 4 rows: 0 new, 0 changed, 4 the same, 0 refused. Nothing is written yet.
        Anna: /export products
        bot → Anna: You may not do this: it needs the right inventory.files. An administrator can give it to you.
        ");
    }

    #[tokio::test]
    async fn a_list_with_strange_columns_is_agreed_on_and_its_mistakes_are_named() {
        let shop = open().await;
        let list = "Що;Скільки;Де\nMUG-10;15;KYIV\nMUG-10;x;LVIV\nTEAPOT;3;KYIV\n";
        shop.stage.lea().sends_file("count.csv", list, "/import stock").await;
        shop.stage.lea().taps("sku").await;
        shop.stage.lea().taps("Що").await;
        shop.stage.lea().taps("warehouse").await;
        shop.stage.lea().taps("Де").await;
        shop.stage.lea().taps("quantity").await;
        shop.stage.lea().taps("Скільки").await;
        shop.stage.lea().taps("Preview").await;
        let write = shop.stage.lea().remembers("Write");
        shop.stage.lea().taps("Write").await;
        shop.stage.lea().presses(write.0, &write.1, "[Write, again]").await;
        shop.stage.lea().sends_file("empty.csv", "", "/import stock").await;
        shop.stage.lea().sends_file("half.csv", "sku,warehouse\n\"MUG", "/import stock").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Lea: 📎 count.csv /import stock
        bot → Lea: count.csv: counted stock. These are the columns; press one to change it.
            ❗ sku ← ?
            ❗ warehouse ← ?
            ❗ quantity ← ?
            Please say where these are: sku, warehouse, quantity.
            [sku] [warehouse] [quantity]
        Lea: [sku]
        bot ✎ Lea: Which column holds sku?
            [Що] [Скільки]
            [Де]
            [– none]
        Lea: [Що]
        bot ✎ Lea: count.csv: counted stock. These are the columns; press one to change it.
            ✅ sku ← Що
            ❗ warehouse ← ?
            ❗ quantity ← ?
            Please say where these are: warehouse, quantity.
            [sku] [warehouse] [quantity]
        Lea: [warehouse]
        bot ✎ Lea: Which column holds warehouse?
            [Що] [Скільки]
            [Де]
            [– none]
        Lea: [Де]
        bot ✎ Lea: count.csv: counted stock. These are the columns; press one to change it.
            ✅ sku ← Що
            ✅ warehouse ← Де
            ❗ quantity ← ?
            Please say where these are: quantity.
            [sku] [warehouse] [quantity]
        Lea: [quantity]
        bot ✎ Lea: Which column holds quantity?
            [Що] [Скільки]
            [Де]
            [– none]
        Lea: [Скільки]
        bot ✎ Lea: count.csv: counted stock. These are the columns; press one to change it.
            ✅ sku ← Що
            ✅ warehouse ← Де
            ✅ quantity ← Скільки
            [sku] [warehouse] [quantity]
            [👀 Preview]
        Lea: [Preview]
        bot ✎ Lea: I am looking through count.csv. Nothing is written yet.
        bot → Lea: count.csv, 3 rows: 0 new, 1 changed, 0 the same, 2 refused. Nothing is written yet.
            ~ 2: MUG-10 · KYIV; quantity: 12 → 15
            ! row 3, quantity: “x” is not a number.
            ! row 4, sku: there is no SKU TEAPOT.
            [✅ Write 1]
        Lea: [Write]
        bot ✎ Lea: Writing count.csv
        bot → Lea: Writing count.csv
            ▰▰▰▰▰▰▰▰▰▰ 3 of 3
            [✖ Cancel]
        bot ✎ Lea: ✅ count.csv: 0 new, 1 changed, 0 the same, 2 refused.
        Lea: [Write, again]
        bot (toast) This was done already.
        Lea: 📎 empty.csv /import stock
        bot → Lea: There are no rows in this file, so nothing was changed.
        Lea: 📎 half.csv /import stock
        bot → Lea: The file breaks off or is damaged at row 2. Nothing was changed; please send it again.
        ");
    }

    /// Lea may bring files in and take them out, and not see what things cost: so no file shows or changes it.
    #[tokio::test]
    async fn a_file_needs_the_rights_that_guard_what_is_in_it() {
        let shop = open().await;
        let mut tx = shop.stage.app.db.begin().await.unwrap();
        let denied = [("inventory.money".to_owned(), false), ("inventory.price".to_owned(), false)];
        kit::store::people::set_grants(&mut tx, kit::UserId(102), &denied.into()).await.unwrap();
        tx.commit().await.unwrap();
        shop.stage.lea().says("/export costs").await;
        shop.stage.lea().sends_file("costs.csv", "sku,cost,currency\nMUG-10,1,EUR\n", "/import costs").await;
        shop.stage
            .lea()
            .sends_file("prices.csv", "sku,price,currency\nMUG-10,1,EUR\n", "/import prices")
            .await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Lea: /export costs
        bot → Lea: You may not do this: it needs the right inventory.money. An administrator can give it to you.
        Lea: 📎 costs.csv /import costs
        bot → Lea: You may not do this: it needs the right inventory.money. An administrator can give it to you.
        Lea: 📎 prices.csv /import prices
        bot → Lea: You may not do this: it needs the right inventory.price. An administrator can give it to you.
        ");
    }

    /// All was there. Lea says so, and the same file is no news when some are sold.
    #[tokio::test]
    async fn a_count_that_finds_everything_is_written_down_too() {
        let shop = open().await;
        let list = "sku,warehouse,quantity\nMUG-10,KYIV,12\n";
        shop.stage.lea().sends_file("count.csv", list, "/import stock").await;
        shop.stage.lea().taps("Preview").await;
        shop.stage.skip();
        shop.stage.lea().taps("as counted").await;
        crate::world::sells(&shop, shop.mug, 2).await;
        shop.stage.lea().sends_file("count.csv", list, "/import stock").await;
        shop.stage.lea().taps("Preview").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Lea: [as counted]
        bot ✎ Lea: Writing count.csv
        bot → Lea: Writing count.csv
            ▰▰▰▰▰▰▰▰▰▰ 1 of 1
            [✖ Cancel]
        bot ✎ Lea: ✅ count.csv: 0 new, 0 changed, 1 the same, 0 refused.
        Lea: 📎 count.csv /import stock
        bot → Lea: count.csv: counted stock. These are the columns; press one to change it.
            ✅ sku ← sku
            ✅ warehouse ← warehouse
            ✅ quantity ← quantity
            [sku] [warehouse] [quantity]
            [👀 Preview]
        Lea: [Preview]
        bot ✎ Lea: I am looking through count.csv. Nothing is written yet.
        bot → Lea: count.csv, 1 row: 0 new, 0 changed, 1 the same, 0 refused. Nothing is written yet.
            [✅ It is as counted]
        ");
    }
}
