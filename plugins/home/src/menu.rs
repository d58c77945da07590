//! `/menu` and `/start`: what this person may use here, module by module, in one message.

use kit::{Button, Command, Cx, Reply, Result, Spec, Tap, TapSpec};

pub struct Menu;

impl Command for Menu {
    const SPEC: Spec = Spec::new("menu").aliases(&["start"]).needs(crate::USE).icon("☰");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        Ok(modules(cx))
    }
}

/// The modules with something to use in them.
fn modules(cx: &Cx) -> Reply {
    let name = cx.person.name.split_whitespace().next().unwrap_or_default().to_owned();
    let mut reply = Reply::text(cx.tell("home-menu", kit::args![name = name]));
    let usable = cx.usable(false);
    let plugins = cx.registry().plugins().iter().filter(|p| usable.iter().any(|c| c.plugin == p.name));
    let buttons: Vec<_> =
        plugins.map(|p| Button::tap::<Open>(module_title(cx, p.name), &p.name.to_owned())).collect();
    for pair in buttons.chunks(2) {
        reply = reply.row(pair.to_vec());
    }
    reply.row([Button::tap::<Close>(cx.label("home-close"), &())])
}

/// A module's name with its picture.
pub(crate) fn module_title(cx: &Cx, name: &str) -> String {
    let icon = cx.registry().plugins().iter().find(|p| p.name == name).map_or("", |p| p.icon);
    format!("{icon} {}", cx.label(&format!("plugin-{name}-title")))
}

/// Opens a module: its tools as buttons. Without a name, back to all modules.
pub struct Open;

impl Tap for Open {
    type Value = String;
    const SPEC: TapSpec = TapSpec::new("m", crate::USE, "menu");

    async fn run(&self, cx: &mut Cx, module: String) -> Result<Reply> {
        let tools: Vec<_> =
            cx.usable(false).into_iter().filter(|c| c.plugin == module).map(|c| c.spec).collect();
        if tools.is_empty() {
            return Ok(modules(cx).instead());
        }
        let heading =
            kit::Text::new().bold(module_title(cx, &module)).line(&cx.say(&format!("plugin-{module}-about")));
        let mut reply = Reply::text(heading);
        for pair in tools.chunks(2) {
            let title =
                |spec: &Spec| format!("{} {}", spec.icon, cx.label(&format!("cmd-{}-title", spec.name)));
            reply = reply
                .row(pair.iter().map(|spec| Button::command(title(spec), spec.name)).collect::<Vec<_>>());
        }
        let back = Button::tap::<Open>(cx.label("kit-back"), &String::new());
        Ok(reply.row([back, Button::tap::<Close>(cx.label("home-close"), &())]).instead())
    }
}

/// The menu goes away.
pub struct Close;

impl Tap for Close {
    type Value = ();
    const SPEC: TapSpec = TapSpec::new("mx", crate::USE, "menu");

    async fn run(&self, _cx: &mut Cx, (): ()) -> Result<Reply> {
        Ok(Reply::close())
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn anna_looks_around_in_one_message() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/start").await;
        stage.anna().taps("Bot").await;
        stage.anna().taps("Back").await;
        stage.anna().taps("Close").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /start
        bot → Anna: Hello, Anna! What would you like to do?
            [🏠 Bot]
            [✖ Close]
        Anna: [Bot]
        bot ✎ Anna: 🏠 Bot
            The bot itself: its language, its help, what works in this chat.
            [☰ Menu] [❓ Help]
            [🌐 Language] [🕓 Time zone]
            [✖ Cancel]
            [‹ Back] [✖ Close]
        Anna: [Back]
        bot ✎ Anna: Hello, Anna! What would you like to do?
            [🏠 Bot]
            [✖ Close]
        Anna: [Close]
        bot ✗ Anna: the message is gone
        ");
    }

    #[tokio::test]
    async fn a_stranger_is_offered_the_door_and_nothing_else() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.sam().says("/menu").await;
        stage.sam().says("let me in").await;
        stage.sam().in_group().says("/menu").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Sam: /menu
        bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
            [🔑 Request access]
        Sam: let me in
        bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
            [🔑 Request access]
        Sam in Ops alerts: /menu
        ");
        assert_eq!(stage.audit(1).await, ["Sam command menu denied: stranger"]);
    }

    /// Seen to fail when what is offered to a stranger is always a message: he has the bot write into the group at will.
    #[tokio::test]
    async fn what_a_stranger_presses_in_a_group_only_he_is_told() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().in_group().says("/menu").await;
        stage.skip();
        stage.sam().in_group().taps("Bot").await;
        stage.sam().in_group().presses(1, "~gone", "[a button of last year]").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Sam in Ops alerts: [Bot]
        bot (alert) I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
        Sam in Ops alerts: [a button of last year]
        bot (toast) I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
        ");
    }
}
