//! A look at a database leaves it as it is.

use db::{Db, Error, Options, Tables};

use crate::{execute, history, made_up_to, place, rows};

/// The doctor's look. Seen to fail when it opens the database as the program does: everything is then made.
#[tokio::test]
async fn a_look_tells_what_is_missing_and_makes_nothing() {
    let (url, _folder) = place().await;
    if url.starts_with("sqlite:") {
        assert!(Db::look(&url).await.unwrap().is_none(), "there is no file yet");
        assert!(Db::look(&url).await.unwrap().is_none(), "a look has made it");
    }
    let db = Db::connect(&url, &Options { connections: 2, durable: false }).await.unwrap();
    let look = Db::look(&url).await.unwrap().unwrap();
    assert!(look.tables().await.unwrap().empty);
    made_up_to(&db, &history(&db).await, 15).await;
    let (before, tables) = (rows(&db).await, look.tables().await.unwrap());
    assert!(!tables.empty && tables.missing.contains(&"0016_kit_expiring".to_owned()), "{tables:?}");
    assert!(!tables.missing.contains(&"0015_commerce_low".to_owned()), "{tables:?}");
    assert!(tables.unknown.is_empty() && tables.broken.is_empty(), "{tables:?}");
    let refused = execute(&look, "UPDATE _sqlx_migrations SET success = FALSE".to_owned()).await;
    assert!(matches!(refused, Err(Error::Sql(_))), "{refused:?}");
    assert_eq!(rows(&db).await, before, "something was made");
    look.close().await;
    db.close().await;
}

/// Seen to fail when only what is missing is looked for. The program does not start on it, either.
#[tokio::test]
async fn a_look_tells_what_a_newer_program_has_made_and_what_is_not_as_it_should_be() {
    let (url, _folder) = place().await;
    let db = Db::open(&url, &Options { connections: 2, durable: false }).await.unwrap();
    let look = Db::look(&url).await.unwrap().unwrap();
    assert_eq!(look.tables().await.unwrap(), Tables::default());
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 SELECT 9000, 'kit tomorrow', success, checksum, execution_time FROM _sqlx_migrations WHERE version = 16";
    execute(&db, newer.to_owned()).await.unwrap();
    let refused = Db::open(&url, &Options { connections: 2, durable: false }).await;
    assert!(matches!(&refused, Err(Error::Newer(changes)) if *changes == [9000]), "{refused:?}");
    let half = "UPDATE _sqlx_migrations SET success = FALSE WHERE version = 16";
    execute(&db, half.to_owned()).await.unwrap();
    let tables = look.tables().await.unwrap();
    assert_eq!(tables.unknown, [9000]);
    assert_eq!(tables.broken, ["0016_kit_expiring"]);
    look.close().await;
    db.close().await;
}
