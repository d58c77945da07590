//! Options that most people leave alone: shown beside the last question, never asked for.

#![expect(clippy::unwrap_used, reason = "what is missing ends the test, with what was missing")]

use kit::store::form;
use kit::{Command, Cx, Field, Given, Input, Permission, Plugin, Reply, Result, Role, Sources, Spec};
use stage::Stage;

const USE: Permission = Permission::new("labels.use", Role::Staff);
const WORDS: Sources = [
    (
        "en",
        "plugin-labels-title = Labels
cmd-label-title = Label
cmd-label-kind = For a box or a shelf?
cmd-label-text = What stands on it?
cmd-label-size = How large?
cmd-label-size-small = Small
cmd-label-size-large = Large
cmd-label-copies = How many copies?
cmd-label-copies-button = 🖨 Copies
labels-paper = There is paper for 20.",
    ),
    ("uk", ""),
    ("ru", ""),
];

/// `/label <text>`: labels for boxes and shelves.
struct Label;

const KIND: Field<String> = Field::choice("kind", &["box", "shelf"]).or("box").asked();
const SIZE: Field<String> = Field::choice("size", &["small", "large"]).or("small").aside();
const COPIES: Field<i64> = Field::whole("copies", 1, 99).or("1").aside();
const TEXT: Field<Input> = Field::input("text");

impl Command for Label {
    const SPEC: Spec = Spec::new("label").fields(&[KIND.spec, SIZE.spec, TEXT.spec, COPIES.spec]).needs(USE);

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let text = String::from_utf8(cx.input(&TEXT).await?.bytes).unwrap();
        let (kind, size, copies) = (cx.get(&KIND)?, cx.get(&SIZE)?, cx.get(&COPIES)?);
        Ok(Reply::text(format!("{copies} × {text} on a {size} {kind} label")))
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        let too_many = field == "copies" && cx.get(&COPIES)? > 20;
        if too_many { Err(cx.refuse("labels-paper", kit::args![])) } else { Ok(()) }
    }
}

async fn stage() -> Stage {
    Stage::new([Plugin::new("labels", "🏷", WORDS).command(Label)]).await
}

#[tokio::test]
async fn options_stand_beside_the_last_question_and_redraw_it() {
    let stage = stage().await;
    stage.anna().says("/label").await;
    stage.anna().taps("box").await;
    stage.anna().taps("Large").await;
    stage.anna().says("MUG-10").await;
    stage.anna().says("/label shelf MUG-20").await;
    stage.anna().says("/label large shelf MUG-30").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: /label
    bot → Anna: Label
        For a box or a shelf?
        Choose below, or write it.
        [box] [shelf]
        [✖ Cancel]
    Anna: [box]
    bot ✎ Anna: Label
        What stands on it?
        Write it, or send it as a file (up to 20 MB).
        ⚙️ How large?
        [✅ Small] [Large]
        [🖨 Copies]
        [‹ Back] [✖ Cancel]
    Anna: [Large]
    bot ✎ Anna: Label
        What stands on it?
        Write it, or send it as a file (up to 20 MB).
        ⚙️ How large?
        [Small] [✅ Large]
        [🖨 Copies]
        [‹ Back] [✖ Cancel]
    Anna: MUG-10
    bot → Anna: 1 × MUG-10 on a large box label
    Anna: /label shelf MUG-20
    bot → Anna: 1 × MUG-20 on a small shelf label
    Anna: /label large shelf MUG-30
    bot → Anna: 1 × MUG-30 on a large shelf label
    ");
}

/// Seen to fail when only what is new is looked at: 30 is then believed.
#[tokio::test]
async fn an_option_without_choices_has_a_question_of_its_own_with_a_way_back() {
    let stage = stage().await;
    stage.anna().says("/label shelf").await;
    stage.skip();
    stage.anna().taps("Copies").await;
    stage.anna().says("many").await;
    stage.anna().says("2").await;
    stage.anna().taps("Copies").await;
    stage.anna().says("30").await;
    stage.anna().says("3").await;
    stage.anna().taps("Copies").await;
    stage.anna().taps("Back").await;
    stage.anna().says("MUG-10").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: [Copies]
    bot ✎ Anna: Label
        How many copies?
        A whole number from 1 to 99.
        [1]
        [‹ Back] [✖ Cancel]
    Anna: many
    bot → Anna: This is not a whole number.

        Label
        How many copies?
        A whole number from 1 to 99.
        [1]
        [‹ Back] [✖ Cancel]
    Anna: 2
    bot → Anna: Label
        What stands on it?
        Write it, or send it as a file (up to 20 MB).
        ⚙️ How large?
        [✅ Small] [Large]
        [🖨 Copies: 2]
        [‹ Back] [✖ Cancel]
    Anna: [Copies]
    bot ✎ Anna: Label
        How many copies?
        A whole number from 1 to 99.
        [1]
        [‹ Back] [✖ Cancel]
    Anna: 30
    bot → Anna: There is paper for 20.

        Label
        How many copies?
        A whole number from 1 to 99.
        [1]
        [‹ Back] [✖ Cancel]
    Anna: 3
    bot → Anna: Label
        What stands on it?
        Write it, or send it as a file (up to 20 MB).
        ⚙️ How large?
        [✅ Small] [Large]
        [🖨 Copies: 3]
        [‹ Back] [✖ Cancel]
    Anna: [Copies]
    bot ✎ Anna: Label
        How many copies?
        A whole number from 1 to 99.
        [1]
        [‹ Back] [✖ Cancel]
    Anna: [Back]
    bot ✎ Anna: Label
        What stands on it?
        Write it, or send it as a file (up to 20 MB).
        ⚙️ How large?
        [✅ Small] [Large]
        [🖨 Copies: 3]
        [‹ Back] [✖ Cancel]
    Anna: MUG-10
    bot → Anna: 3 × MUG-10 on a small shelf label
    ");
}

/// Seen to fail when it is enough that the form is open: the option of the text then asks for a box or a shelf again.
#[tokio::test]
async fn nobody_elses_option_and_no_option_of_a_question_that_is_over() {
    let stage = stage().await;
    stage.anna().in_group().says("/label shelf").await;
    stage.ben().in_group().taps("Large").await;
    let (message, large) = stage.anna().in_group().remembers("Large");
    stage.anna().in_group().taps("Back").await;
    stage.anna().in_group().presses(message, &large, "[Large, once there]").await;
    stage.anna().in_group().taps("Cancel").await;
    stage.anna().in_group().presses(message, &large, "[Large, too late]").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna in Ops alerts: /label shelf
    bot → Ops alerts: Label
        What stands on it?
        Write it, or send it as a file (up to 20 MB).
        Here in the group, reply to this message.
        ⚙️ How large?
        [✅ Small] [Large]
        [🖨 Copies]
        [‹ Back] [✖ Cancel]
    Ben in Ops alerts: [Large]
    bot (toast) Этот вопрос задан не вам.
    Anna in Ops alerts: [Back]
    bot ✎ Ops alerts: Label
        For a box or a shelf?
        Choose below, or write it.
        Here in the group, reply to this message.
        [box] [shelf]
        [✖ Cancel]
    Anna in Ops alerts: [Large, once there]
    bot (toast) This question is no longer open.
    Anna in Ops alerts: [Cancel]
    bot ✎ Ops alerts: Cancelled. Nothing was changed.
    Anna in Ops alerts: [Large, too late]
    bot (toast) This question is no longer open.
    ");
}

/// Promise 6. The size was a question of its own before an upgrade; somebody stands at it.
#[tokio::test]
async fn what_was_a_question_before_an_upgrade_can_still_be_answered() {
    let stage = stage().await;
    let given = [("kind".to_owned(), Given::Text("box".to_owned()))].into();
    let open = form::Open { command: "label".into(), step: "size".into(), given };
    let mut tx = stage.app.db.begin().await.unwrap();
    form::save(&mut tx, "103::103", &open, stage.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    stage.anna().presses(1, "fv.1:\"label:size=large\"", "[Large]").await;
    stage.anna().says("MUG-10").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: [Large]
    bot ✎ Anna: Label
        What stands on it?
        Write it, or send it as a file (up to 20 MB).
        ⚙️ How large?
        [Small] [✅ Large]
        [🖨 Copies]
        [‹ Back] [✖ Cancel]
    Anna: MUG-10
    bot → Anna: 1 × MUG-10 on a large box label
    ");
}
