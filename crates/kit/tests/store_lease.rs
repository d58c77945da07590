//! Which copies of the program there are.

use std::time::Duration;

use kit::store::lease::{self, Pulse};
use stage::Stage;

/// What a run holds, it holds under its number. Seen to fail when numbers are counted where they go with a copy that counts as
/// gone: the next run has the number of the one before, and who was only asleep goes on as if it were both.
#[tokio::test]
async fn a_run_never_has_the_number_of_an_earlier_one() {
    let stage = Stage::new([]).await;
    let (db, clock) = (&stage.app.db, &stage.app.clock);
    let asleep = lease::announce(db, "main", clock.now()).await.unwrap();
    stage.wait(lease::GONE_AFTER + Duration::from_secs(1));
    let mut tx = db.begin().await.unwrap();
    lease::bury(&mut tx, clock.now()).await.unwrap();
    assert_eq!(lease::beat(&mut tx, "main", asleep, clock.now()).await.unwrap(), Pulse::Buried);
    tx.commit().await.unwrap();
    let next = lease::announce(db, "main", clock.now()).await.unwrap();
    assert!(next > asleep, "{next} was there before");
    let mut tx = db.begin().await.unwrap();
    assert_eq!(lease::beat(&mut tx, "main", asleep, clock.now()).await.unwrap(), Pulse::Replaced);
    assert_eq!(lease::beat(&mut tx, "main", next, clock.now()).await.unwrap(), Pulse::Alive);
    tx.commit().await.unwrap();
}
