//! How fast rows are written and read, and in how much memory: `cargo run --release -p sheets --example rows -- 300000`.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use sheets::csv::dialect::Delimiter;
use sheets::{Column, Format, Limits, Shape, Table, Value, Writer};

fn main() -> Result<(), Box<dyn Error>> {
    let count: i64 = std::env::args().nth(1).ok_or("Say how many rows.")?.parse()?;
    let folder = tempfile::tempdir()?;
    for (name, format) in [("CSV", Format::Csv(Delimiter::Comma)), ("XLSX", Format::Xlsx)] {
        let path = folder.path().join(name);
        let start = Instant::now();
        write(BufWriter::new(File::create(&path)?), format, count)?;
        let written = start.elapsed();
        let start = Instant::now();
        let mut table = Table::open(&path, Limits::default())?;
        let mut cells = 0;
        for row in table.rows()? {
            cells += row?.cells.len();
        }
        let (size, peak) = (path.metadata()?.len() >> 20, peak()?);
        let read = start.elapsed();
        writeln!(
            std::io::stdout(),
            "{name}: {size} MB written in {written:?}, {cells} cells read in {read:?}; peak so far {peak}"
        )?;
    }
    Ok(())
}

fn write(out: impl Write + Send, format: Format, count: i64) -> Result<(), Box<dyn Error>> {
    let column = |title: &str, shape| Column { title: title.to_owned(), shape, width: 14 };
    let mut columns =
        vec![column("SKU", Shape::Text), column("Title", Shape::Text), column("Barcode", Shape::Text)];
    columns.push(column("Quantity", Shape::Whole));
    columns.push(column("Price", Shape::Money { decimals: 2 }));
    let mut writer = Writer::new(out, format, "Stock", columns)?;
    for number in 0..count {
        let (sku, title) = (format!("SKU-{number:06}"), format!("Laptop 14\" {number}, used, grade A"));
        let barcode = format!("48{number:011}");
        let values = [
            Value::Text(&sku),
            Value::Text(&title),
            Value::Text(&barcode),
            Value::Whole(number % 90),
            Value::Money(number * 7),
        ];
        writer.row(&values)?;
    }
    writer.finish()?.flush()?;
    Ok(())
}

/// The most memory that this process ever had, as Linux tells it.
fn peak() -> Result<String, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.map_or("unknown", str::trim).to_owned())
}
