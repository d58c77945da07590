//! A shop that grew up with the program loses nothing on the way.

use db::{Db, Options};

use crate::{execute, filled, history, made_up_to, place, rows};

/// Seen to fail when 0014 makes the new table of barcodes and leaves the old rows behind. A change of a table in which nothing
/// lies proves nothing, so who writes one that changes an empty table is told to fill it first.
#[tokio::test]
async fn a_shop_that_grew_up_with_the_program_keeps_every_row() {
    let (url, _folder) = place().await;
    let db = Db::connect(&url, &Options { connections: 2, durable: false }).await.unwrap();
    let history = history(&db).await;
    for change in history.iter() {
        let before = rows(&db).await;
        for table in filled::changed(change.sql.as_str()) {
            let count = before.get(table).copied();
            assert_ne!(
                count,
                Some(0),
                "{} changes {table}, which is empty: fill it in filled.rs",
                change.version
            );
        }
        made_up_to(&db, &history, change.version).await;
        let after = rows(&db).await;
        for (table, count) in &before {
            let left = after.get(table).copied().unwrap_or(0);
            assert!(left >= *count, "{}: of {count} rows in {table} {left} are left", change.version);
        }
        for statement in filled::statements(db.kind(), change.version) {
            let told = statement.clone();
            execute(&db, statement).await.unwrap_or_else(|error| panic!("{error}: {told}"));
        }
    }
    db.close().await;
    let db = Db::open(&url, &Options { connections: 2, durable: false }).await.unwrap();
    assert!(db.tables().await.unwrap().are_up_to_date());
    filled::is_as_it_should_be(&db).await;
    db.close().await;
}
