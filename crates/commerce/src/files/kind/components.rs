//! Components: a row says how many of a SKU go into a kit. None takes it out of the kit.

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{Current, Cursor, Found, SKU, unknown};
use crate::files::field::{Field, Meaning};
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::files::store;
use crate::{Kind, Result, kit};

pub const FIELDS: &[Field] = &[
    Field::new("kit", Meaning::Code, &["kit code", "bundle", "set", "комплект", "набір", "набор"])
        .always()
        .key(),
    Field {
        name: "component",
        synonyms: &["part", "sku", "item", "компонент", "складова", "составляющая", "товар"],
        ..SKU
    },
    Field::new(
        "quantity",
        Meaning::Whole { least: 0, none: false },
        &["qty", "units", "per kit", "кількість", "к-сть", "количество", "кол-во"],
    )
    .always(),
];

/// The codes that rows name: of kits and of what goes into them.
fn codes<'a>(rows: impl Iterator<Item = &'a Record>) -> Vec<&'a str> {
    rows.flat_map(|row| [row.text("kit"), row.text("component")]).flatten().collect()
}

#[boxed]
pub async fn current(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Vec<Found>> {
    let codes = codes(rows.iter().map(|(_, row)| *row));
    let skus = store::items(on, codes.into_iter()).await?;
    let kits: Vec<_> = skus.values().filter(|it| it.kind == Kind::Kit).map(|it| it.id).collect();
    let there = kit::made_of(on, &kits).await?;
    let found = rows.iter().map(|(_, row)| {
        let (code, part) = (row.text("kit").unwrap_or_default(), row.text("component").unwrap_or_default());
        let kit = store::item(&skus, code).ok_or_else(|| unknown("kit", "SKU", code.trim()))?;
        let part = store::item(&skus, part).ok_or_else(|| unknown("component", "SKU", part.trim()))?;
        if kit.kind != Kind::Kit {
            return Err((Some("kit"), Why::NotAKit { code: kit.code.clone() }));
        }
        if part.kind != Kind::Stocked {
            return Err((Some("component"), Why::NotStocked { code: part.code.clone() }));
        }
        // What is to be out of a kit and is not in it is as it should be.
        let quantity =
            there.get(&(kit.id, part.id)).copied().or((row.number("quantity") == Some(0)).then_some(0));
        let there = quantity.map(|quantity| (*row).clone().with("quantity", Some(Datum::Whole(quantity))));
        Ok(Current { there, ..Current::default() })
    });
    Ok(found.collect())
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)]) -> Result<()> {
    let codes = codes(rows.iter().map(|(_, row)| row));
    let skus = store::items(tx, codes.into_iter()).await?;
    let part = |row: &Record| {
        let item = |field| store::item(&skus, row.text(field)?).map(|it| it.id);
        Some(((item("kit")?, item("component")?), row.number("quantity")?))
    };
    kit::put(tx, &rows.iter().filter_map(|(_, row)| part(row)).collect()).await
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let rows = kit::page(on, after.unwrap_or_default(), most).await?;
    let rows = rows.into_iter().map(|(kit, part, quantity, [kit_code, part_code])| {
        let record = Record::new(FIELDS)
            .with("kit", Some(Datum::Text(kit_code)))
            .with("component", Some(Datum::Text(part_code)))
            .with("quantity", Some(Datum::Whole(quantity)));
        ((kit.0, part.0), record)
    });
    Ok(rows.collect())
}
