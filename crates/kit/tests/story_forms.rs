//! Questions one after the other: whose they are, what an answer must be, and what an upgrade leaves of them.

#![expect(clippy::unwrap_used, reason = "what is missing ends the test, with what was missing")]

use kit::store::{form, people};
use kit::{
    Command, Cx, Field, Given, Input, Offer, Permission, Plugin, Reply, Result, Role, Sources, Spec, UserId,
};
use stage::Stage;

const USE: Permission = Permission::new("shelf.use", Role::Staff);
const WORDS: Sources = [
    (
        "en",
        "plugin-shelf-title = Shelf
cmd-shelf-title = Shelf
cmd-shelf-colour = Which colour?
cmd-shelf-what = What goes on it?
cmd-shelf-count = How many?
shelf-only-mugs = This shelf is for mugs.
cmd-weigh-title = Weigh
cmd-weigh-what = What?",
    ),
    ("uk", ""),
    ("ru", ""),
];

/// `/shelf <what> <count>`: a shelf for mugs.
struct Shelf;

const COLOUR: Field<String> = Field::choice("colour", &["red", "blue"]).or("red").asked();
const WHAT: Field<String> = Field::word("what");
const COUNT: Field<i64> = Field::whole("count", 1, 9);

impl Command for Shelf {
    const SPEC: Spec = Spec::new("shelf").fields(&[COLOUR.spec, WHAT.spec, COUNT.spec]).needs(USE);

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let (count, what, colour) = (cx.get(&COUNT)?, cx.get(&WHAT)?, cx.get(&COLOUR)?);
        Ok(Reply::text(format!("{count} × {what} on the {colour} shelf")))
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        if field == "what" && !cx.get(&WHAT)?.starts_with("MUG") {
            return Err(cx.refuse("shelf-only-mugs", kit::args![]));
        }
        Ok(())
    }

    async fn offers(&self, _cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        Ok(if field == "what" { vec![Offer::new("The secret mug", "MUG-0")] } else { Vec::new() })
    }
}

/// `/weigh <what>`: how heavy a file is.
struct Weigh;

const FILE: Field<Input> = Field::input("what");

impl Command for Weigh {
    const SPEC: Spec = Spec::new("weigh").fields(&[FILE.spec]).needs(USE);

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&FILE).await?;
        Ok(Reply::text(format!("{}: {} bytes", input.name.unwrap_or_default(), input.bytes.len())))
    }
}

fn plugin() -> Plugin {
    Plugin::new("shelf", "🗄", WORDS).command(Shelf).command(Weigh)
}

/// Seen to fail when answers are only looked at together: she hears of the plate after she has counted it.
#[tokio::test]
async fn an_answer_that_will_not_do_is_told_at_once_and_choices_come_before_what_they_are_for() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().says("/shelf").await;
    stage.anna().taps("blue").await;
    stage.anna().says("PLATE-1").await;
    stage.anna().says("MUG-1").await;
    stage.anna().says("3").await;
    stage.anna().says("/shelf PLATE-1").await;
    stage.anna().says("MUG-2").await;
    stage.anna().says("/shelf MUG-3 4").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: /shelf
    bot → Anna: Shelf
        Which colour?
        Choose below, or write it.
        [red] [blue]
        [✖ Cancel]
    Anna: [blue]
    bot ✎ Anna: Shelf
        What goes on it?
        Choose below, or write it.
        [The secret mug]
        [‹ Back] [✖ Cancel]
    Anna: PLATE-1
    bot → Anna: This shelf is for mugs.

        Shelf
        What goes on it?
        Choose below, or write it.
        [The secret mug]
        [‹ Back] [✖ Cancel]
    Anna: MUG-1
    bot → Anna: Shelf
        How many?
        A whole number from 1 to 9.
        [‹ Back] [✖ Cancel]
    Anna: 3
    bot → Anna: 3 × MUG-1 on the blue shelf
    Anna: /shelf PLATE-1
    bot → Anna: This shelf is for mugs.

        Shelf
        What goes on it?
        Choose below, or write it.
        [The secret mug]
        [✖ Cancel]
    Anna: MUG-2
    bot → Anna: Shelf
        Which colour?
        Choose below, or write it.
        [red] [blue]
        [‹ Back] [✖ Cancel]
    Anna: /shelf MUG-3 4
    bot → Anna: 4 × MUG-3 on the red shelf
    ");
}

/// Seen to fail when a button under a question does not say whose it is: Ben's press puts “There was nothing to cancel.” in
/// the place of Anna's question, and so does a stranger's; and when nobody says that only a reply is heard: her first “MUG-1”
/// is met with silence.
#[tokio::test]
async fn in_a_group_a_question_is_answered_by_the_one_it_was_put_to() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().in_group().says("/shelf blue").await;
    stage.ben().in_group().taps("Cancel").await;
    stage.sam().in_group().taps("secret").await;
    stage.ben().in_group().says("/shelf red").await;
    let (message, cancel) = stage.ben().in_group().remembers("Отмена");
    stage.anna().in_group().presses(message, &cancel, "[Ben's ✖]").await;
    stage.anna().in_group().says("MUG-1").await;
    stage.anna().in_group().replies("MUG-1").await;
    stage.anna().in_group().taps("Back").await;
    stage.anna().in_group().taps("Cancel").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna in Ops alerts: /shelf blue
    bot → Ops alerts: Shelf
        What goes on it?
        Choose below, or write it.
        Here in the group, reply to this message.
        [The secret mug]
        [‹ Back] [✖ Cancel]
    Ben in Ops alerts: [Cancel]
    bot (toast) Этот вопрос задан не вам.
    Sam in Ops alerts: [secret]
    bot (toast) This question was put to somebody else.
    Ben in Ops alerts: /shelf red
    bot → Ops alerts: Shelf
        What goes on it?
        Выберите ниже или напишите.
        Здесь, в группе, ответьте именно на это сообщение.
        [The secret mug]
        [‹ Назад] [✖ Отмена]
    Anna in Ops alerts: [Ben's ✖]
    bot (toast) This question was put to somebody else.
    Anna in Ops alerts: MUG-1
    Anna in Ops alerts: ↩ MUG-1
    bot → Ops alerts: Shelf
        How many?
        A whole number from 1 to 9.
        Here in the group, reply to this message.
        [‹ Back] [✖ Cancel]
    Anna in Ops alerts: [Back]
    bot ✎ Ops alerts: Shelf
        What goes on it?
        Choose below, or write it.
        Here in the group, reply to this message.
        [The secret mug]
        [‹ Back] [✖ Cancel]
    Anna in Ops alerts: [Cancel]
    bot ✎ Ops alerts: Cancelled. Nothing was changed.
    ");
}

/// Promise 7: the way back is a way, too. Seen to fail when only answers are authorised: whoever has lost their role still
/// reads what only the staff are offered.
#[tokio::test]
async fn who_may_no_longer_is_not_shown_the_question_before() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().says("/shelf blue MUG-1").await;
    let (message, back) = stage.anna().remembers("Back");
    stage.skip();
    let mut tx = stage.app.db.begin().await.unwrap();
    people::set_role(&mut tx, UserId(103), Role::Stranger).await.unwrap();
    tx.commit().await.unwrap();
    stage.anna().presses(message, &back, "[‹ Back]").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: [‹ Back]
    bot → Anna: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
        [🔑 Request access]
    ");
}

/// The second press of a double tap finds the form closed. Seen to fail when it puts “no longer open” in the place of what
/// the first one has brought: the shelf is then never seen.
#[tokio::test]
async fn who_presses_the_last_button_twice_keeps_what_the_first_press_brought() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().says("/shelf").await;
    let (message, blue) = stage.anna().remembers("blue");
    let (_, cancel) = stage.anna().remembers("Cancel");
    stage.skip();
    left_behind(&stage, "colour", &[("what", "MUG-1"), ("count", "3")]).await;
    stage.anna().presses(message, &blue, "[blue]").await;
    stage.anna().presses(message, &blue, "[blue, once more]").await;
    stage.anna().presses(message, &cancel, "[✖, a bit late]").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: [blue]
    bot ✎ Anna: 3 × MUG-1 on the blue shelf
    Anna: [blue, once more]
    bot (toast) This question is no longer open.
    Anna: [✖, a bit late]
    bot (toast) This question is no longer open.
    ");
}

/// A form as an older version left it, with Anna.
async fn left_behind(stage: &Stage, step: &str, given: &[(&str, &str)]) {
    let given = given.iter().map(|(name, text)| ((*name).to_owned(), Given::Text((*text).to_owned())));
    let open = form::Open { command: "shelf".into(), step: step.into(), given: given.collect() };
    let mut tx = stage.app.db.begin().await.unwrap();
    form::save(&mut tx, "103::103", &open, stage.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Promise 6. Seen to fail when what was answered before the upgrade is believed: the shelf is then green.
#[tokio::test]
async fn after_an_upgrade_only_what_no_longer_fits_is_asked_again() {
    let stage = Stage::new([plugin()]).await;
    left_behind(&stage, "count", &[("colour", "green"), ("what", "MUG-1"), ("wall", "north")]).await;
    stage.anna().says("3").await;
    stage.anna().taps("blue").await;
    left_behind(&stage, "height", &[("colour", "red")]).await;
    stage.anna().says("2 m").await;
    stage.anna().says("2 m").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: 3
    bot → Anna: Shelf
        Which colour?
        Choose below, or write it.
        [red] [blue]
        [‹ Back] [✖ Cancel]
    Anna: [blue]
    bot ✎ Anna: 3 × MUG-1 on the blue shelf
    Anna: 2 m
    bot → Anna: This question is no longer open. Please start again from the menu.
        [☰ Menu]
    Anna: 2 m
    bot → Anna: I did not understand that. Everything I can do is in the menu.
        [☰ Menu]
    ");
}

/// Seen to fail when a form that cannot be read is a fault of the database: the conversation then stands still for ever.
#[tokio::test]
async fn a_form_that_nobody_can_read_is_over() {
    let stage = Stage::new([plugin()]).await;
    left_behind(&stage, "count", &[]).await;
    let mut tx = stage.app.db.begin().await.unwrap();
    let odd = kit::db::Json(serde_json::json!({ "what": { "hologram": 1 } }));
    kit::db::execute!(tx, "UPDATE form SET given = $1 WHERE lane = '103::103'", odd).unwrap();
    tx.commit().await.unwrap();
    stage.anna().says("3").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: 3
    bot → Anna: This question is no longer open. Please start again from the menu.
        [☰ Menu]
    ");
}

/// Seen to fail when files wait where the open form is kept: the question, and ✖ under it, lose the file.
#[tokio::test]
async fn a_file_waits_while_something_else_is_asked_and_given_up() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().sends_file("spring.csv", "a;b", "").await;
    let (message, weigh) = stage.anna().remembers("Weigh");
    stage.anna().says("/shelf blue").await;
    stage.anna().taps("Cancel").await;
    stage.skip();
    stage.anna().presses(message, &weigh, "[Weigh, under spring.csv]").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: [Weigh, under spring.csv]
    bot → Anna: spring.csv: 3 bytes
    ");
}

/// Seen to fail when a button names only the question, or ✖ not even that: the secret mug is then weighed, and the question
/// after the weight is gone.
#[tokio::test]
async fn an_old_questions_buttons_do_nothing_to_the_one_that_is_open_now() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().says("/shelf blue").await;
    let (message, mug) = stage.anna().remembers("secret");
    let (_, cancel) = stage.anna().remembers("Cancel");
    let (_, back) = stage.anna().remembers("Back");
    stage.anna().says("/weigh").await;
    stage.skip();
    stage.anna().presses(message, &mug, "[The secret mug]").await;
    stage.anna().presses(message, &back, "[‹ Back]").await;
    stage.anna().presses(message, &cancel, "[✖ Cancel]").await;
    stage.anna().says("twelve bytes").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: [The secret mug]
    bot (toast) This question is no longer open.
    Anna: [‹ Back]
    bot (toast) This question is no longer open.
    Anna: [✖ Cancel]
    bot (toast) This question is no longer open.
    Anna: twelve bytes
    bot → Anna: : 12 bytes
    ");
}

/// Seen to fail when only what the chat has switched off follows a group to its new number.
#[tokio::test]
async fn an_open_question_follows_its_group_to_the_new_number() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().in_group().says("/shelf blue").await;
    stage.anna().says("/shelf blue").await;
    stage.skip();
    let mut tx = stage.app.db.begin().await.unwrap();
    kit::store::inbox::migrate(&mut tx, stage::GROUP, -1_001_000_000_201).await.unwrap();
    let lanes: Vec<(String,)> =
        kit::db::fetch_all!(&mut tx, (String,), "SELECT lane FROM form ORDER BY lane").unwrap();
    assert_eq!(lanes, [("-1001000000201::103".to_owned(),), ("103::103".to_owned(),)]);
}

/// What an older version kept. Seen to fail when only the new place is looked at.
#[tokio::test]
async fn a_file_that_waited_before_an_upgrade_is_still_there() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().sends_file("spring.csv", "a;b", "").await;
    let mut tx = stage.app.db.begin().await.unwrap();
    kit::db::execute!(tx, "UPDATE form SET lane = '103::103'").unwrap();
    tx.commit().await.unwrap();
    stage.anna().taps("Weigh").await;
    assert_eq!(stage.last(), "spring.csv: 3 bytes");
    stage.skip();
}

/// Seen to fail when only the newest file is kept: the first one's button weighs the second.
#[tokio::test]
async fn of_two_files_each_has_its_own_buttons() {
    let stage = Stage::new([plugin()]).await;
    stage.anna().sends_file("spring.csv", "a;b", "").await;
    let (message, weigh) = stage.anna().remembers("Weigh");
    stage.anna().sends_file("summer.csv", "a;b;c;d", "").await;
    stage.anna().presses(message, &weigh, "[Weigh, under spring.csv]").await;
    stage.anna().taps("Weigh").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: 📎 spring.csv
    bot → Anna: What shall I do with spring.csv?
        [Weigh]
    Anna: 📎 summer.csv
    bot → Anna: What shall I do with summer.csv?
        [Weigh]
    Anna: [Weigh, under spring.csv]
    bot → Anna: spring.csv: 3 bytes
    Anna: [Weigh]
    bot → Anna: summer.csv: 7 bytes
    ");
}
