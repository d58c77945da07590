//! Which column is which.

mod score;

use crate::row::Row;

/// A column that an importer looks for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its own name, as our exports write it.
    pub name: &'a str,
    /// What others call it, in any language; case and punctuation do not count.
    pub synonyms: &'a [&'a str],
    pub kind: Kind,
}

/// What the cells of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Letters and digits without spaces: SKUs, order numbers.
    Code,
    /// 8, 12, 13 or 14 digits.
    Barcode,
    Whole,
    Money,
    Date,
}

/// A column of the file for a wanted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    /// Counted from 0.
    pub column: usize,
    /// Per cent. 100 is our own name or a synonym; below 60 a person should look at it.
    pub confidence: u8,
}

/// Below this, a column is rather not the wanted one.
const LEAST: u8 = 40;

/// Finds a column for each wanted one, in their order; none twice. What the header says counts most, what the sample rows
/// look like raises or lowers it.
pub fn guess(header: &Row, sample: &[Row], wanted: &[Wanted<'_>]) -> Vec<Option<Guess>> {
    let mut pairs = Vec::new();
    for column in 0..header.cells.len() {
        for (index, one) in wanted.iter().enumerate() {
            let confidence = score::confidence(header.text(column), sample, column, one);
            if confidence >= LEAST {
                pairs.push((confidence, column, index));
            }
        }
    }
    // The surest first; among equals the first column and the first wanted.
    pairs.sort_by_key(|(confidence, column, index)| (std::cmp::Reverse(*confidence), *column, *index));
    let mut found = vec![None; wanted.len()];
    for (confidence, column, index) in pairs {
        let taken = found.iter().flatten().any(|guess: &Guess| guess.column == column);
        if let Some(place) = found.get_mut(index).filter(|place| place.is_none() && !taken) {
            *place = Some(Guess { column, confidence });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::Cell;
    use proptest::prelude::*;

    const WANTED: [Wanted<'_>; 5] = [
        Wanted {
            name: "sku",
            synonyms: &["article", "item code", "артикул", "код товару", "код товара"],
            kind: Kind::Code,
        },
        Wanted {
            name: "title",
            synonyms: &["name", "product name", "назва", "назва товару", "название", "наименование"],
            kind: Kind::Text,
        },
        Wanted {
            name: "barcode",
            synonyms: &["ean", "gtin", "upc", "штрихкод", "штрих код"],
            kind: Kind::Barcode,
        },
        Wanted {
            name: "quantity",
            synonyms: &["qty", "stock", "on hand", "кількість", "залишок", "количество", "остаток"],
            kind: Kind::Whole,
        },
        Wanted { name: "price", synonyms: &["unit price", "ціна", "цена"], kind: Kind::Money },
    ];

    fn row(cells: &[&str]) -> Row {
        Row { number: 1, cells: cells.iter().map(|text| Cell::text(*text)).collect() }
    }

    /// The columns found, and whether a person need not look.
    #[track_caller]
    fn check(header: &[&str], sample: &[&[&str]], expected: [Option<usize>; 5], sure: bool) {
        let sample: Vec<_> = sample.iter().map(|cells| row(cells)).collect();
        let found = guess(&row(header), &sample, &WANTED);
        let columns: Vec<_> = found.iter().map(|guess| guess.map(|guess| guess.column)).collect();
        assert_eq!(columns, expected, "{header:?} {found:?}");
        assert_eq!(found.iter().flatten().all(|guess| guess.confidence >= 60), sure, "{found:?}");
    }

    #[test]
    fn headers_in_three_languages() {
        let sample: &[&[&str]] = &[&["A-1", "White mug", "4006381333931", "5", "12.50"]];
        let all = [Some(0), Some(1), Some(2), Some(3), Some(4)];
        check(&["SKU", "Title", "Barcode", "Quantity", "Price"], sample, all, true);
        check(&["Артикул", "Назва товару", "Штрихкод", "Кількість, шт.", "Ціна (грн)"], sample, all, true);
        check(&["Код товара", "Наименование", "Штрих-код", "Остаток", "Цена"], sample, all, true);
        check(&["item_code", "Product name", "EAN-13", "Qty", "Unit price, EUR"], sample, all, true);
    }

    #[test]
    fn slips_and_other_orders() {
        check(
            &["Prise", "", "Артикл", "Quantiy"],
            &[&["12,50", "x", "A-1", "5"], &["9", "y", "B-2", "7"]],
            [Some(2), None, None, Some(3), Some(0)],
            true,
        );
    }

    #[test]
    fn what_cells_look_like_decides_where_headers_do_not() {
        // Two columns are called stock; the one with numbers is meant.
        check(
            &["Stock", "Stock"],
            &[&["Main warehouse", "5"], &["Main warehouse", "0"]],
            [None, None, None, Some(1), None],
            true,
        );
        check(
            &["x", "y"],
            &[&["4006381333931", "?"], &["96385074", "!"]],
            [None, None, Some(0), None, None],
            false,
        );
        check(&["colour", "weight"], &[&["red", "1.5"]], [None; 5], true);
    }

    proptest! {
        #[test]
        fn no_column_is_taken_twice(header in prop::collection::vec("sku|price|ean|\\PC{0,6}", 0..8), cells in prop::collection::vec("\\PC{0,6}", 0..8)) {
            let header: Vec<_> = header.iter().map(String::as_str).collect();
            let cells: Vec<_> = cells.iter().map(String::as_str).collect();
            let found = guess(&row(&header), &[row(&cells)], &WANTED);
            let mut columns: Vec<_> = found.iter().flatten().map(|guess| guess.column).collect();
            columns.sort_unstable();
            let count = columns.len();
            columns.dedup();
            prop_assert_eq!(columns.len(), count);
        }
    }
}
