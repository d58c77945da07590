//! Models that will not, and servers that cannot: an order always comes to an end, or to a rest from which it goes on.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bureau::{House, JobState, Outcome, Pause, Translator, Unwatched};
use llm::{Ask, Budget, Fault, Piece, Prices, Reply};

use crate::script::Scripted;
use crate::world::*;

#[tokio::test]
async fn story_names_that_stay_as_they_are_do_not_hold_up_an_order() {
    let model = Arc::new(Scripted::text_by_text(str::to_owned));
    let world = World::with(model.clone(), House::default()).await;
    let list = sentences(400, |n| format!("<li>Novastar K{n}</li>\n"));
    let id = world.order("brands.html", list.as_bytes(), &["uk"]).await;
    let parcel = world.done(id).await;
    assert_eq!((parcel.summary.kept, parcel.summary.missing), (400, 0), "{:?}", parcel.summary);
    assert_eq!(model.times()[0], 2, "whoever says twice that it is a name is believed");
    let first = world.find_text(id, "uk", "Novastar K0").await.0;
    let reason = world.bureau.text(id, &first).await.unwrap().reason;
    assert_eq!(reason, "no usable translation came (it came back unchanged twice, as a name does)");

    // A person's word is believed for good.
    world.bureau.accept(id, &first).await.unwrap();
    let next = world.order("next.html", b"<h1>Novastar K0</h1>", &["uk"]).await;
    assert_eq!(world.bureau.estimate(next).await.unwrap().languages[0].from_memory, 1);
    assert_eq!(world.done(next).await.summary.memory, 1);
}

#[tokio::test]
async fn story_answers_that_are_wrong_are_mended_or_kept_and_do_not_stop_the_work() {
    let model = Arc::new(Scripted::text_by_text(|text| format!("{text} {{{{ secret }}}}")));
    let world = World::with(model.clone(), House::default()).await;
    let page = sentences(400, |n| format!("<p>Sentence {n} of a long page.</p>\n"));
    let id = world.order("long.html", page.as_bytes(), &["de"]).await;
    assert_eq!(world.done(id).await.summary.kept, 400);
}

#[tokio::test]
async fn story_nothing_at_all_five_times_in_a_row_lets_the_order_rest() {
    let model = Arc::new(Scripted::new(|_, ask| Ok(vec![None; ask.items.len()])));
    let world = World::with(model.clone(), House::default()).await;
    let page = sentences(400, |n| format!("<p>Sentence {n} of a long page.</p>\n"));
    let id = world.order("long.html", page.as_bytes(), &["de"]).await;
    let outcome = world.bureau.work(id, &mut Unwatched).await.unwrap();
    let Outcome::Paused(pause @ Pause::Failures(5, _)) = outcome else { panic!("{outcome:?}") };
    assert_eq!(
        pause.to_string(),
        "Nothing usable came 5 times in a row. The last reason: the answers were empty."
    );
    // Those that are mended in between say nothing either, and are not counted.
    assert!(model.asked.lock().unwrap().len() < 20);
}

#[tokio::test]
async fn story_a_server_that_goes_down_during_mending_does_not_decide_about_a_text() {
    let page = b"<p>Press <b>Start</b> to play</p><p>Hello you</p>";
    let model = Arc::new(Scripted::new(|number, ask| match number {
        0 => Ok(vec![Some("ohne Marken".into()), Some("Hallo du".into())]),
        1..=7 => Err(Fault::Connection("it is gone".into())),
        _ => Ok(ask.items.iter().map(|_| Some("Zum Spielen <g1>Start</g1> drücken".into())).collect()),
    }));
    let world = World::with(model.clone(), House::default()).await;
    let id = world.order("game.html", page, &["de"]).await;
    let outcome = world.bureau.work(id, &mut Unwatched).await.unwrap();
    assert!(matches!(outcome, Outcome::Paused(Pause::Failures(5, _))), "{outcome:?}");
    let half = world.bureau.parcel(id).await.unwrap().summary;
    assert_eq!((half.ok, half.missing, half.kept), (1, 1, 0), "nobody has said anything about the text");
    // Two more requests fail, and then the server is well again.
    let whole = world.done(id).await.summary;
    assert_eq!((whole.ok + whole.repaired, whole.kept), (2, 0), "{whole:?}");
}

#[tokio::test]
async fn story_one_text_that_a_gate_on_the_way_refuses_does_not_keep_the_others() {
    let model = Arc::new(Scripted::new(|_, ask| {
        if ask.items.iter().any(|item| item.text.contains("forbidden")) {
            return Err(Fault::Unavailable { status: 502, message: "bad gateway".into() });
        }
        Ok(ask.items.iter().map(|item| Some(format!("Deutsch: {}", item.text))).collect())
    }));
    let world = World::with(model.clone(), House::default()).await;
    let page = sentences(40, |n| {
        if n == 17 {
            "<p>A forbidden word.</p>".to_owned()
        } else {
            format!("<p>Sentence {n} of a page.</p>\n")
        }
    });
    let id = world.order("page.html", page.as_bytes(), &["de"]).await;
    let outcome = world.bureau.work(id, &mut Unwatched).await.unwrap();
    assert!(matches!(outcome, Outcome::Paused(_)), "{outcome:?}");
    let summary = world.bureau.parcel(id).await.unwrap().summary;
    assert_eq!((summary.ok, summary.missing), (39, 1), "{summary:?}");
}

#[tokio::test]
async fn story_what_one_fault_does_not_touch_is_right_at_the_first_try() {
    let model =
        Arc::new(Scripted::text_by_text(|text| format!("Deutsch: {}", text.replace("shop@", "laden@"))));
    let world = World::with(model.clone(), House::default()).await;
    let page =
        b"<h1>Our mugs</h1><p>Mail us: shop@mugs.example</p><p>Read <a href=x>this <i>page</i></a></p>";
    let id = world.order("page.html", page, &["de"]).await;
    let summary = world.done(id).await.summary;
    assert_eq!((summary.ok, summary.kept), (2, 1), "{summary:?}");
}

/// Answers never, and is cut off by nobody.
struct Hung;

#[async_trait]
impl Translator for Hung {
    fn name(&self) -> &'static str {
        "hung"
    }

    fn concurrency(&self) -> usize {
        2
    }

    fn prices(&self) -> Prices {
        Prices::default()
    }

    async fn ask(&self, _: &Ask, _: &Budget, _: &mut (dyn FnMut(Piece) + Send)) -> Result<Reply, Fault> {
        std::future::pending().await
    }
}

#[tokio::test]
async fn story_an_order_can_be_called_off_although_nothing_comes() {
    let world = World::with(Arc::new(Hung), House::default()).await;
    let id = world.order("page.html", b"<p>Some words</p>", &["de"]).await;
    let mut looker = Looker { leave_after: Some(3), ..Looker::default() };
    let work = tokio::time::timeout(Duration::from_secs(30), world.bureau.work(id, &mut looker));
    assert_eq!(work.await.expect("somebody looks every second").unwrap(), Outcome::Cancelled);
    assert_eq!(world.bureau.parcel(id).await.unwrap().summary.missing, 1);
}

#[tokio::test]
async fn story_an_order_whose_files_are_gone_rests_and_says_so() {
    let world = World::new().await;
    let id = world.order("page.html", b"<p>Some words</p>", &["de"]).await;
    let files = world.folder.path().join("orders").join(id.0.to_string());
    let away = world.folder.path().join("away");
    std::fs::rename(&files, &away).unwrap();
    assert!(world.bureau.work(id, &mut Unwatched).await.is_err());
    let state = world.bureau.job(id).await.unwrap().state;
    assert_eq!(state, JobState::Paused(Pause::Broken), "nobody works on it");
    std::fs::rename(&away, &files).unwrap();
    assert!(world.done(id).await.summary.is_complete());
}
