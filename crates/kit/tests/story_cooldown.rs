//! Some commands may be used only so often. What came to nothing does not count.

use std::sync::Arc;
use std::time::Duration;

use kit::{
    Arrival, ChatKind, Command, Committer, Cx, Did, Event, Field, InboxId, Permission, Place, Plugin, Reply,
    Result, Role, Said, Sources, Spec, UserId, Who, store,
};
use stage::Stage;
use tokio::sync::Notify;

const USE: Permission = Permission::new("bell.use", Role::Staff);
const WORDS: Sources = [
    ("en", "cmd-bell-title = Bell\ncmd-bell-tune = Which tune?\nbell-unknown = I do not know this tune."),
    ("uk", ""),
    ("ru", ""),
];

/// `/bell <tune>`: rings once a minute at most.
struct Bell;

const TUNE: Field<String> = Field::word("tune");

impl Command for Bell {
    const SPEC: Spec = Spec::new("bell").fields(&[TUNE.spec]).needs(USE).cooldown(Duration::from_mins(1));

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        match cx.get(&TUNE)?.as_str() {
            "ding" => Ok(Reply::text("Ding!")),
            _ => Err(cx.refuse("bell-unknown", kit::args![])),
        }
    }
}

fn plugin() -> Plugin {
    Plugin::new("bell", "🔔", WORDS).command(Bell)
}

/// Seen to fail when a refusal counts: the right tune is then answered with “That was quick”, and the form is gone.
#[tokio::test]
async fn a_mistake_in_a_form_does_not_count_as_a_use() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().says("/bell").await;
    stage.anna().says("dong").await;
    stage.anna().says("ding").await;
    stage.anna().says("/bell ding").await;
    stage.ben().says("/bell ding").await;
    stage.wait(Duration::from_mins(1));
    stage.anna().says("/bell ding").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: /bell
    bot → Anna: Bell
        Which tune?
        Write your answer.
        [✖ Cancel]
    Anna: dong
    bot → Anna: I do not know this tune.

        Bell
        Which tune?
        Write your answer.
        [✖ Cancel]
    Anna: ding
    bot → Anna: Ding!
    Anna: /bell ding
    bot → Anna: That was quick. Please wait 60 seconds and try again.
    Ben: /bell ding
    bot → Ben: Ding!
    Anna: /bell ding
    bot → Anna: Ding!
    ");
}

/// Seen to fail when the use counts before it is durable: the second try of the same message is refused.
#[tokio::test]
async fn a_use_that_was_never_committed_does_not_count() {
    let stage = Stage::new([plugin()]).await;
    let app = &stage.app;
    let committer = Committer::start(Arc::clone(app), Arc::new(Notify::new()));
    let anna = Who { id: UserId(103), name: "Anna".into(), username: None, language: None };
    let said = Said { text: "/bell ding".into(), ..Said::default() };
    let place = Place::private(anna.id);
    let event = Event { who: anna, place, chat: ChatKind::Private, did: Did::Say(said) };
    // A row of the inbox that another copy has taken over: nothing of it may be committed.
    let gone = Some(InboxId(4711));
    let arrival = |inbox| Arrival { inbox, lane: "103:0:103".into(), received_at: app.clock.now() };
    let first = app.handle(event.clone(), &arrival(gone)).await.unwrap();
    assert!(committer.commit(first).await.is_err(), "what is another copy's was committed");
    let second = app.handle(event, &arrival(None)).await.unwrap();
    committer.commit(second).await.unwrap();
    let said = store::outbox::waiting(&mut app.db.read().await.unwrap(), 0, 9).await.unwrap();
    let said: Vec<_> = said.iter().map(|row| format!("{:?}", row.what)).collect();
    assert!(said.len() == 1 && said[0].contains("Ding!"), "{said:?}");
}
