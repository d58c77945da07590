//! Connections that break, stall and drip. The clock is tokio's own and stands still, so that no test waits.

use std::time::Duration;

use llm_emulator::{Emulator, Fault, Plan, Stream};
use tokio::time::Instant;

use crate::call::{OPENAI, ask, emulator, plain, plan, single, streamed, structured, try_ask};

#[tokio::test]
async fn a_connection_is_reset_before_any_answer() {
    let emulator = emulator([Fault::Reset]).await;
    assert!(try_ask(&emulator, OPENAI, &single("Hi")).await.is_err());
    assert_eq!(emulator.log().len(), 1, "it was asked all the same");
}

#[tokio::test]
async fn a_body_breaks_off_after_so_many_bytes() {
    for stream in [false, true] {
        let body = if stream { streamed(single("Hi")) } else { single("Hi") };
        let good = ask(&emulator([]).await, OPENAI, &body).await.bytes();
        for bytes in [0, 1, 100] {
            let cut = ask(&emulator([Fault::Cut { bytes }]).await, OPENAI, &body).await;
            assert_eq!((cut.bytes(), cut.whole), (good[..bytes].to_vec(), false));
        }
        let cut = ask(&emulator([Fault::Cut { bytes: usize::MAX }]).await, OPENAI, &body).await;
        assert_eq!((cut.bytes(), cut.whole), (good, false), "all came, but not the end");
    }
}

#[tokio::test]
async fn a_body_breaks_off_inside_a_character() {
    for body in [structured(&["Hi"]), streamed(structured(&["Hi"]))] {
        let cut = ask(&emulator([Fault::CutInsideCharacter]).await, OPENAI, &body).await;
        let fault = String::from_utf8(cut.bytes()).unwrap_err().utf8_error();
        assert!(!cut.whole && fault.error_len().is_none(), "only the end of the last character is missing");
    }
}

#[tokio::test]
async fn a_stream_breaks_off_inside_a_line() {
    let cut = ask(&emulator([Fault::CutInsideLine]).await, OPENAI, &streamed(structured(&["Hi"]))).await;
    let text = cut.text();
    let last = text.rsplit('\n').next().unwrap();
    assert!(!cut.whole && last.len() > 6 && last.starts_with("data: {"), "{last:?}");
}

#[tokio::test(start_paused = true)]
async fn a_body_drips() {
    let emulator = emulator([Fault::Drip { bytes: 50, pause_ms: 10_000 }]).await;
    let started = Instant::now();
    let drips = ask(&emulator, OPENAI, &single("Hi")).await;
    let count = drips.pieces.len();
    assert!(
        drips.whole && count > 5 && drips.pieces[..count - 1].iter().all(|piece| piece.len() == 50),
        "{drips:?}"
    );
    assert_eq!(drips.said(), "Ĥî");
    let pauses = u32::try_from(count).unwrap();
    assert!(started.elapsed() >= Duration::from_secs(10) * pauses, "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_stall_ends_with_the_server() {
    let emulator = Emulator::start(plan([Fault::Stall { bytes: 50 }])).await.unwrap();
    let url = emulator.base_url() + OPENAI;
    let body = streamed(single("Hi"));
    let mut response = plain().post(url).json(&body).send().await.unwrap();
    assert_eq!(response.chunk().await.unwrap().unwrap().len(), 50);
    emulator.stop();
    assert!(response.chunk().await.is_err());
    assert!(try_ask(&emulator, OPENAI, &body).await.is_err(), "the port is closed, too");
}

#[tokio::test(start_paused = true)]
async fn every_answer_takes_its_time() {
    let emulator = Emulator::start(Plan { latency_ms: 800, ..Plan::default() }).await.unwrap();
    let started = Instant::now();
    assert_eq!(ask(&emulator, OPENAI, &single("Hi")).await.said(), "Ĥî");
    assert!(started.elapsed() >= Duration::from_millis(800), "{:?}", started.elapsed());
}

#[tokio::test]
async fn an_odd_stream_can_break_off_as_well() {
    let faults = [Fault::Stream { how: Stream::Gzip }, Fault::Cut { bytes: 20 }];
    let cut = ask(&emulator(faults).await, OPENAI, &streamed(single("Hi"))).await;
    assert_eq!((cut.bytes().len(), cut.whole, cut.header("content-encoding")), (20, false, "gzip"));
}
