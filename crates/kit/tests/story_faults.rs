//! What people meet when something goes wrong.

use std::time::Duration;

use kit::{Command, Cx, Fault, Field, Permission, Plugin, Reply, Result, Role, Sources, Spec};
use stage::Stage;

const USE: Permission = Permission::new("trouble.use", Role::Staff);
const WORDS: Sources = [
    ("en", "cmd-trouble-title = Trouble\ncmd-trouble-about = Trouble.\ncmd-trouble-kind = Which?"),
    ("uk", ""),
    ("ru", ""),
];

/// `/trouble <kind>`: does as it is told.
struct Trouble;

const KIND: Field<String> = Field::choice("kind", &["panic", "hang", "break", "away", "none"]);

impl Command for Trouble {
    const SPEC: Spec = Spec::new("trouble").fields(&[KIND.spec]).needs(USE).limit(Duration::from_secs(2));

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        match cx.get(&KIND)?.as_str() {
            "panic" => panic!("the card number was 4111"),
            "hang" => std::future::pending().await,
            "break" => Err(Fault::Broken(anyhow::anyhow!("the secret is 42"))),
            "away" => Err(Fault::unavailable("The warehouse", anyhow::anyhow!("connection refused"))),
            _ => {
                cx.answered("The warehouse");
                Ok(Reply::text("All is well."))
            }
        }
    }
}

fn plugin() -> Plugin {
    Plugin::new("trouble", "💥", WORDS).command(Trouble)
}

/// Promise 4. Seen to fail when `catch_unwind` is taken out of `dispatch/run.rs`: the test dies with the panic.
#[tokio::test]
async fn a_panic_and_a_hang_are_told_with_a_code_and_hurt_nobody() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().says("/trouble panic").await;
    stage.anna().says("/trouble hang").await;
    stage.anna().says("/trouble break").await;
    stage.anna().says("/trouble away").await;
    stage.anna().taps("Try again").await;
    stage.anna().says("/trouble none").await;
    let story = stage.transcript();
    for secret in ["4111", "42", "refused"] {
        assert!(!story.contains(secret), "an error's own text reached a chat:\n{story}");
    }
    insta::assert_snapshot!(story, @r"
    Anna: /trouble panic
    bot → Anna: Something went wrong on our side, and nothing was changed. If it happens again, tell an administrator the code 7NHVVU.
    Anna: /trouble hang
    bot → Anna: Something went wrong on our side, and nothing was changed. If it happens again, tell an administrator the code T2HM78.
    Anna: /trouble break
    bot → Anna: Something went wrong on our side, and nothing was changed. If it happens again, tell an administrator the code NJAH5Z.
    Anna: /trouble away
    bot → Anna: The warehouse does not answer (since 12:00 UTC). Nothing was changed. Please try again in a moment.
        [🔁 Try again]
    Anna: [Try again]
    bot ✎ Anna: The warehouse does not answer (since 12:00 UTC). Nothing was changed. Please try again in a moment.
        [🔁 Try again]
    Anna: /trouble none
    bot → Anna: All is well.
    ");
    let (codes, errors) = (["7NHVVU", "T2HM78", "NJAH5Z"], stage.errors());
    assert_eq!(errors.len(), codes.len(), "each is in the log once: {errors:?}");
    assert!(codes.iter().zip(&errors).all(|(code, error)| error.contains(code)), "{errors:?}");
    let code = stage.audit(6).await.last().cloned().unwrap_or_default();
    let said = story.lines().nth(1).unwrap_or_default();
    let code = code.rsplit(' ').next().unwrap_or_default();
    assert!(
        code.len() == 6 && said.contains(code),
        "the code that was said, {said:?}, is not the one that was written down, {code:?}"
    );
}

/// Since when, and not only that. Seen to fail when it is always told since now.
#[tokio::test]
async fn a_service_that_is_away_is_told_since_when_until_it_answers_again() {
    let stage = Stage::new([plugin()]).await;
    for minutes in [0, 5, 50] {
        stage.wait(Duration::from_mins(minutes));
        stage.anna().says("/trouble away").await;
        assert!(stage.transcript().contains("(since 12:00 UTC)"), "{}", stage.last());
    }
    stage.anna().says("/trouble none").await;
    stage.anna().says("/trouble away").await;
    assert!(stage.transcript().contains("(since 12:55 UTC)"), "it had answered meanwhile: {}", stage.last());
    stage.wait(Duration::from_mins(61));
    stage.anna().says("/trouble away").await;
    assert!(stage.transcript().contains("(since 13:56 UTC)"), "who knows how it was: {}", stage.last());
    for _ in 0..11 {
        stage.wait(Duration::from_mins(59));
        stage.anna().says("/trouble away").await;
    }
    stage.skip();
    assert!(stage.last().contains("(since 2026-11-21 13:56 UTC)"), "it is another day: {}", stage.last());
}

/// A form outlives whatever happens at its end: the question stays open until it is answered or cancelled.
#[tokio::test]
async fn a_mistake_in_a_form_asks_again_and_back_and_cancel_work() {
    let stage = Stage::new([plugin(), home::plugin()]).await;
    stage.anna().says("/trouble").await;
    stage.anna().says("fire").await;
    stage.anna().says("/cancel").await;
    stage.anna().says("none").await;
    stage.anna().says("/trouble").await;
    stage.anna().taps("none").await;
    stage.anna().taps("Cancel").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: /trouble
    bot → Anna: Trouble
        Which?
        Choose below, or write it.
        [panic] [hang] [break]
        [away] [none]
        [✖ Cancel]
    Anna: fire
    bot → Anna: This is none of the answers below.

        Trouble
        Which?
        Choose below, or write it.
        [panic] [hang] [break]
        [away] [none]
        [✖ Cancel]
    Anna: /cancel
    bot → Anna: Cancelled. Nothing was changed.
    Anna: none
    bot → Anna: I did not understand that. Everything I can do is in the menu.
        [☰ Menu]
    Anna: /trouble
    bot → Anna: Trouble
        Which?
        Choose below, or write it.
        [panic] [hang] [break]
        [away] [none]
        [✖ Cancel]
    Anna: [none]
    bot ✎ Anna: All is well.
    Anna: [Cancel]
    bot (toast) This question is no longer open.
    ");
}
