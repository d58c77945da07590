//! The desk of whoever runs the bot: files into the shop and out of it, and a shop to try, from the command line.

use std::path::PathBuf;
use std::process::Command;

use kit::db::{Db, Options};

use crate::world::{OLENA, Shop};

/// A folder with a shop in it, or beside it on PostgreSQL.
struct Desk {
    folder: tempfile::TempDir,
    url: String,
}

impl Desk {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = match std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
            Ok(server) => Db::scratch(&server).await.expect("a database of its own"),
            Err(_) => "sqlite:shop.sqlite".to_owned(),
        };
        Self { folder, url }
    }

    /// With a warehouse and two things in it.
    async fn with_two_things() -> Self {
        let desk = Self::open().await;
        desk.lay("warehouses.csv", "warehouse,name\nMAIN,Main hall\n");
        desk.lay("products.csv", "sku,title,reorder point\nMUG,Mug,5\nTEA,Tea,\n");
        desk.lay("stock.csv", "sku,warehouse,quantity\nMUG,MAIN,7\nTEA,MAIN,3\n");
        for kind in ["warehouses", "products", "stock"] {
            let ran = desk.runs(&["import", kind, &format!("{kind}.csv")]);
            assert_eq!(ran.code, 0, "{}", ran.said);
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn lay(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).expect("a file");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("the file is there")
    }

    fn runs(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quartermaster"));
        command.args(args).env_clear().env("QUARTERMASTER_DATABASE_URL", &self.url);
        let output = command.current_dir(self.folder.path()).output().expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        let (told, complained) = (text(&output.stdout), text(&output.stderr));
        let code = output.status.code().expect("it was not killed");
        let lines = std::iter::once(format!("$ {}", args.join(" ")))
            .chain(told.lines().map(str::to_owned))
            .chain(complained.lines().map(|line| format!("(exit {code}) {line}")));
        Ran { code, said: lines.collect::<Vec<_>>().join("\n") }
    }

    /// Several commands, one after the other, with what each said.
    fn all(&self, commands: &[&str]) -> String {
        let ran = commands.iter().map(|line| self.runs(&line.split(' ').collect::<Vec<_>>()).said);
        ran.collect::<Vec<_>>().join("\n")
    }

    /// The stock, as the program exports it.
    fn stock(&self) -> String {
        let ran = self.runs(&["export", "stock", "now.csv"]);
        assert_eq!(ran.code, 0, "{}", ran.said);
        let text = String::from_utf8(self.read("now.csv")).expect("text");
        text.lines()
            .skip(1)
            .map(|line| line.trim_end().trim_start_matches('\u{feff}'))
            .collect::<Vec<_>>()
            .join("; ")
    }
}

struct Ran {
    code: i32,
    said: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_tried_taken_and_taken_again() {
    let desk = Desk::with_two_things().await;
    desk.lay("count.csv", "Artikel;Lager;Menge\nMUG;MAIN;9\nTEA;MAIN;three\nPOT;MAIN;1\n");
    insta::assert_snapshot!(desk.all(&[
        "import stock count.csv",
        "import stock count.csv --map Artikel=sku --map Lager=warehouse --map Menge=quantity --dry-run",
    ]), @r#"
    $ import stock count.csv
    (exit 1) No column was found for: sku, warehouse, quantity. The file has: Artikel, Lager, Menge. Say which it is with --map COLUMN=FIELD
    $ import stock count.csv --map Artikel=sku --map Lager=warehouse --map Menge=quantity --dry-run
    Columns: Artikel → sku, Lager → warehouse, Menge → quantity.
    3 rows: 0 new, 1 changed, 0 the same, 2 refused.
      ~ row 2: MUG · MAIN; quantity: 7 → 9
      ! Row 3, quantity: "three" is not a number.
      ! Row 4, sku: there is no SKU POT.
    Nothing was written: this was a dry run.
    (exit 3) Rows that would be refused: 2. Mend them first.
    "#);
    assert_eq!(desk.stock(), "MUG,MAIN,7; TEA,MAIN,3", "a dry run wrote something");
    desk.lay("count.csv", "sku;warehouse;quantity\nMUG;MAIN;9\nTEA;MAIN;three\nPOT;MAIN;1\n");
    insta::assert_snapshot!(desk.all(&["import stock count.csv", "import stock count.csv"]), @r#"
    $ import stock count.csv
    Columns: sku → sku, warehouse → warehouse, quantity → quantity.
    3 rows: 0 new, 1 changed, 0 the same, 2 refused.
      ~ row 2: MUG · MAIN; quantity: 7 → 9
      ! Row 3, quantity: "three" is not a number.
      ! Row 4, sku: there is no SKU POT.
    Written: 0 new, 1 changed.
    (exit 3) Rows that were refused: 2. Mend them and send the file again; what is in stays as it is.
    $ import stock count.csv
    Columns: sku → sku, warehouse → warehouse, quantity → quantity.
    3 rows: 0 new, 0 changed, 1 the same, 2 refused.
      ! Row 3, quantity: "three" is not a number.
      ! Row 4, sku: there is no SKU POT.
    Written: 0 new, 0 changed.
    (exit 3) Rows that were refused: 2. Mend them and send the file again; what is in stays as it is.
    "#);
    assert_eq!(desk.stock(), "MUG,MAIN,9; TEA,MAIN,3");
    insta::assert_snapshot!(desk.all(&["import products products.csv"]), @r"
    $ import products products.csv
    Columns: sku → sku, title → title, reorder point → reorder_point.
    2 rows: 0 new, 0 changed, 2 the same, 0 refused.
    There is nothing to write.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_empty_or_broken_off_changes_nothing() {
    let desk = Desk::with_two_things().await;
    desk.lay("empty.csv", "");
    desk.lay("titles.csv", "sku,warehouse,quantity\n");
    desk.lay("half.csv", "sku,warehouse,quantity\nMUG,MAIN,0\nTEA,\"MAIN,0\n");
    assert_eq!(desk.runs(&["export", "stock", "whole.xlsx"]).code, 0);
    let whole = desk.read("whole.xlsx");
    desk.lay("half.xlsx", &whole[..whole.len() / 2]);
    desk.lay("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x01\x02\x03");
    insta::assert_snapshot!(desk.all(&[
        "import stock empty.csv",
        "import stock titles.csv",
        "import stock half.csv",
        "import stock half.xlsx",
        "import stock picture.csv",
        "import stock nowhere.csv",
        "export stock list.pdf",
    ]), @r"
    $ import stock empty.csv
    (exit 1) There is nothing in the file.
    $ import stock titles.csv
    (exit 1) There is nothing in the file.
    $ import stock half.csv
    (exit 1) A cell of row 3 begins with a quotation mark and the file ends before the closing one.
    $ import stock half.xlsx
    (exit 1) The file breaks off. It was not saved or sent completely.
    $ import stock picture.csv
    (exit 1) The file is neither CSV nor XLSX.
    $ import stock nowhere.csv
    (exit 1) nowhere.csv cannot be opened: No such file or directory (os error 2)
    $ export stock list.pdf
    (exit 1) The file's name has to end in .csv or .xlsx
    ");
    let unknown = desk.runs(&["import", "teapots", "titles.csv"]);
    assert!(unknown.code == 2 && unknown.said.contains("there are: products, stock"), "{}", unknown.said);
    assert_eq!(desk.stock(), "MUG,MAIN,7; TEA,MAIN,3");
}

/// New York is five hours behind: what was sold on the 20th there was not sold on the 19th or the 21st.
#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_new_york_stays_that_day() {
    let desk = Desk::with_two_things().await;
    desk.lay("accounts.csv", "account,marketplace\nebay,ebay\n");
    desk.lay(
        "sales.csv",
        "account,order,placed,sku,quantity,price,currency\nebay,O-1,11/20/2026,MUG,1,9.99,USD\n",
    );
    insta::assert_snapshot!(desk.all(&[
        "import accounts accounts.csv",
        "import sales sales.csv --zone America/New_York",
        "export sales out.csv",
        "import sales out.csv",
        "import sales out.csv --zone Asia/Tokyo",
    ]), @r"
    $ import accounts accounts.csv
    Columns: account → account, marketplace → marketplace.
    1 row: 1 new, 0 changed, 0 the same, 0 refused.
      + row 2: ebay
    Written: 1 new, 0 changed.
    $ import sales sales.csv --zone America/New_York
    Columns: account → account, order → order, placed → placed, sku → sku, quantity → quantity, price → price, currency → currency.
    1 row: 1 new, 0 changed, 0 the same, 0 refused.
      + row 2: ebay · O-1
    Written: 1 new, 0 changed.
    $ export sales out.csv
    out.csv has 1 row of sales.
    $ import sales out.csv
    Columns: account → account, order → order, line → line, placed → placed, version → version, sku → sku, listing → listing, quantity → quantity, price → price, shipping → shipping, currency → currency, fulfilled_by → fulfilled_by, warehouse → warehouse.
    1 row: 0 new, 0 changed, 1 the same, 0 refused.
    There is nothing to write.
    $ import sales out.csv --zone Asia/Tokyo
    Columns: account → account, order → order, line → line, placed → placed, version → version, sku → sku, listing → listing, quantity → quantity, price → price, shipping → shipping, currency → currency, fulfilled_by → fulfilled_by, warehouse → warehouse.
    1 row: 0 new, 0 changed, 1 the same, 0 refused.
    There is nothing to write.
    ");
    let out = String::from_utf8(desk.read("out.csv")).expect("text");
    assert!(out.contains("2026-11-20T05:00:00Z"), "{out}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_to_try_is_made_once_and_goes_out_and_in() {
    let desk = Desk::open().await;
    let made = desk.runs(&["demo-data", "--skus", "60"]);
    assert!(made.code == 0 && made.said.contains("The shop has 60 SKUs"), "{}", made.said);
    let again = desk.runs(&["demo-data", "--skus", "60"]);
    assert!(again.code == 1 && again.said.contains("without SKUs; this one has 60"), "{}", again.said);
    for kind in commerce::files::Kind::ALL.iter().map(|kind| kind.name()) {
        let file = format!("{kind}.xlsx");
        let out = desk.runs(&["export", kind, &file]);
        assert_eq!(out.code, 0, "{}", out.said);
        let into = desk.runs(&["import", kind, &file]);
        let changes = |said: &str| !said.contains(": 0 new, 0 changed, ") || !said.contains(", 0 refused.");
        assert!(into.code == 0 && !changes(&into.said), "{}", into.said);
    }
}

/// Olena has sent the wrong list and stops it. She hears how much of it is in, and that is so; the list sent again adds what
/// is missing and changes nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_stopped_says_how_much_is_in() {
    // So many that the press comes long before the end.
    const ROWS: usize = 60_000;
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    let rows = (0..ROWS).map(|n| format!("S-{n},Thing number {n}\n")).collect::<Vec<_>>().concat();
    let list = format!("sku,title\n{rows}");
    shop.drops(OLENA, "things.csv", "/import products", &list);
    shop.press(OLENA, &shop.wait_for(OLENA, "стовпці").await, "Переглянути");
    shop.press(OLENA, &shop.wait_for(OLENA, "нових 60").await, "Записати");
    shop.press(OLENA, &shop.wait_for(OLENA, "▰").await, "Скасувати");
    let said = shop.wait_for(OLENA, "зупинено після").await;
    shop.settle().await;
    let db = Db::connect(&shop.database_url, &Options::default()).await.expect("the bot's database");
    let count = async || {
        commerce::catalogue::count(&mut db.read().await.expect("a connection")).await.expect("a count")
    };
    let there = usize::try_from(count().await).expect("a number");
    assert!(there > 0 && there < ROWS && there % 1000 == 0, "stopped between two steps: {there}");
    let text = said["text"].as_str().expect("words").replace([' ', '\u{a0}'], "");
    let told = format!("після{there}із{ROWS}рядків.Записанонових{there},змінених0;");
    assert!(text.contains(&told), "there are {there}; said was {text}");
    shop.drops(OLENA, "things.csv", "/import products", &list);
    shop.press(OLENA, &shop.wait_for(OLENA, "стовпці").await, "Переглянути");
    // Four digits are read at a glance; more are parted.
    let same =
        if there < 10_000 { there.to_string() } else { format!("{}\u{a0}{:03}", there / 1000, there % 1000) };
    shop.wait_for(OLENA, &format!("без змін {same}")).await;
}
