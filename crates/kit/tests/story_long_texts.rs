//! Answers that one message does not hold.

use kit::{Command, Cx, Field, Message, Permission, Plugin, Reply, Result, Role, Sources, Spec};
use stage::Stage;

const USE: Permission = Permission::new("talk.use", Role::Staff);
const WORDS: Sources = [("en", "cmd-talk-title = Talk"), ("uk", ""), ("ru", "")];

/// `/talk <about>`: talks a lot, about a picture or about nothing.
struct Talk;

const ABOUT: Field<String> = Field::choice("about", &["picture", "nothing"]);

impl Command for Talk {
    const SPEC: Spec = Spec::new("talk").fields(&[ABOUT.spec]).needs(USE);

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let message = Message::new((1..4000).map(|n| n.to_string()).collect::<Vec<_>>().join(" "));
        let with_file = cx.get(&ABOUT)? == "picture";
        Ok(Reply::message(if with_file { message.file("picture.png", b"P".to_vec()) } else { message }))
    }
}

/// Seen to fail when a message that brings a file of its own is shortened like any other: the end of its text is nowhere.
#[tokio::test]
async fn nothing_of_a_long_text_is_lost_whether_or_not_there_is_a_file_already() {
    let stage = Stage::new([Plugin::new("talk", "🗣", WORDS).command(Talk)]).await;
    stage.anna().says("/talk nothing").await;
    let (name, text) = stage.file();
    assert!(name == "answer.txt" && text.ends_with(b" 3999"), "the whole text comes as a file");
    stage.skip();
    stage.anna().says("/talk picture").await;
    let story = stage.transcript();
    assert_eq!(stage.file().0, "picture.png");
    assert!(story.contains(" 3999"), "the end of the text is missing: {story}");
}
