//! What a plugin does without being called by name: it hears codes and files, answers in any chat, and works by the clock.

use std::time::Duration;

use kit::store::subscription::{self, Subscriber};
use kit::{
    Command, Cx, Fault, Field, Hit, Inline, Job, JobCx, Message, Permission, Plugin, Reply, Result, Role,
    Said, Spec, Text,
};
use stage::Stage;

const USE: Permission = Permission::new("mugs.use", Role::Staff);

const WORDS: kit::Sources = [
    ("en", "plugin-mugs-title = Mugs\ncmd-mug-title = Mug\nmugs-low = Mugs run out."),
    ("uk", "mugs-low = Горнята закінчуються."),
    ("ru", ""),
];

/// Shows a mug. Anything that begins with MUG- is the code of one.
struct Mug;

const CODE: Field<String> = Field::word("code");

impl Command for Mug {
    const SPEC: Spec = Spec::new("mug").fields(&[CODE.spec]).needs(USE).hears(is_a_code);

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        Ok(Reply::text(format!("{}: 3 left", cx.get(&CODE)?)))
    }
}

fn is_a_code(said: &Said) -> bool {
    said.text.starts_with("MUG-")
}

struct Shelf;

impl Inline for Shelf {
    const NEEDS: Permission = USE;

    async fn answer(&self, _cx: &mut Cx, words: &str) -> Result<Vec<Hit>> {
        let hit = |code: &str| Hit {
            id: code.into(),
            title: code.into(),
            about: "3 left".into(),
            text: Text::plain(format!("{code}: 3 left")),
        };
        if words == "a broken shelf" {
            return Err(Fault::Broken(anyhow::anyhow!("the shelf fell down")));
        }
        Ok(["MUG-10", "MUG-11"].into_iter().filter(|code| code.contains(words)).map(hit).collect())
    }
}

/// Tells those who want to hear it that mugs run out.
struct Look;

impl Job for Look {
    type Task = String;
    const NAME: &'static str = "mugs.look";

    async fn run(&self, cx: &mut JobCx, _task: String) -> Result<Reply> {
        let cx = cx.cx();
        for to in subscription::of(&mut cx.read().await?, "mugs.low").await? {
            let text = cx.tell_in(&to.language, "mugs-low", kit::args![]);
            cx.also(Message::new(text).to(to.place));
        }
        Ok(Reply::text("Nobody asked for this."))
    }
}

fn mugs() -> Plugin {
    Plugin::new("mugs", "☕", WORDS)
        .command(Mug)
        .inline(Shelf)
        .job(Look)
        .every::<Look>("0 8 * * *", &"all".to_owned())
}

#[tokio::test]
async fn a_code_needs_no_command_but_a_right() {
    let stage = Stage::new([mugs(), home::plugin()]).await;
    stage.anna().says("MUG-10").await;
    stage.anna().says("MUG-10 now").await;
    stage.anna().says("hello").await;
    stage.anna().in_group().says("MUG-10").await;
    stage.sam().says("MUG-10").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: MUG-10
    bot → Anna: MUG-10: 3 left
    Anna: MUG-10 now
    bot → Anna: I do not know what to do with “now”.
        This is how it is written: /mug <code>
    Anna: hello
    bot → Anna: I did not understand that. Everything I can do is in the menu.
        [☰ Menu]
    Anna in Ops alerts: MUG-10
    Sam: MUG-10
    bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
        [🔑 Request access]
    ");
}

#[tokio::test]
async fn the_bots_name_in_any_chat_finds_things_for_the_staff_alone() {
    let stage = Stage::new([mugs(), home::plugin()]).await;
    stage.anna().asks("10").await;
    stage.anna().asks("").await;
    stage.anna().asks("teapot").await;
    stage.anna().asks("a broken shelf").await;
    stage.sam().asks("10").await;
    insta::assert_snapshot!(stage.transcript(), @r"
    Anna: @quartermaster_bot 10
    bot offers: MUG-10 — 3 left
    Anna: @quartermaster_bot
    bot offers: MUG-10 — 3 left
    bot offers: MUG-11 — 3 left
    Anna: @quartermaster_bot teapot
    bot offers nothing
    Anna: @quartermaster_bot a broken shelf
    bot offers nothing
    Sam: @quartermaster_bot 10
    bot offers: (🔑 Request access)
    ");
    assert!(stage.errors().concat().contains("the shelf fell down"));
    let audit = stage.audit(5).await;
    assert_eq!(audit.first().map(String::as_str), Some("Sam inline inline denied: stranger"));
    assert!(audit.get(1).is_some_and(|row| row.starts_with("Anna inline inline broken ")), "{audit:?}");
}

#[tokio::test]
async fn at_eight_the_group_hears_of_it_once_however_many_copies_look() {
    let stage = Stage::new([mugs()]).await;
    let mut tx = stage.app.db.begin().await.unwrap();
    let group = kit::Place { chat: kit::ChatId(stage::GROUP), thread: None };
    let subscriber = Subscriber { place: group, language: "uk".into() };
    subscription::add(&mut tx, "mugs.low", &subscriber).await.unwrap();
    tx.commit().await.unwrap();

    stage.passes(Duration::ZERO).await;
    assert_eq!(stage.transcript(), "", "nothing is due before it was ever seen");
    stage.passes(Duration::from_hours(19)).await;
    assert_eq!(stage.transcript(), "", "at seven it is not yet eight");
    stage.wait(Duration::from_hours(1));
    let (here, there) = tokio::join!(stage.app.queue_due(), stage.app.queue_due());
    assert_eq!(here.unwrap() + there.unwrap(), 1, "of two copies one takes it");
    stage.passes(Duration::ZERO).await;
    insta::assert_snapshot!(stage.transcript(), @r"bot → Ops alerts: Горнята закінчуються.");
    // The program was down for a week: what was missed is made up for once.
    stage.passes(Duration::from_hours(7 * 24)).await;
    insta::assert_snapshot!(stage.transcript(), @r"bot → Ops alerts: Горнята закінчуються.");
}
