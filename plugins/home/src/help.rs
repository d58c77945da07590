//! `/help`: first the modules, then what is in one, then one command; only what this person may use here.

use kit::{Button, Command, Cx, Field, Registered, Reply, Result, Spec, Tap, TapSpec, Text};

pub struct Help;

const ABOUT: Field<String> = Field::word("about").or("");

impl Command for Help {
    const SPEC: Spec = Spec::new("help").fields(&[ABOUT.spec]).needs(crate::USE).icon("❓");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let about = cx.get(&ABOUT)?;
        let name = about.trim_start_matches('/');
        if name.is_empty() {
            return Ok(contents(cx));
        }
        let found = cx.registry().command(name).filter(|c| cx.may_run(c)).cloned();
        found
            .map(|command| one(cx, &command))
            .ok_or_else(|| cx.refuse("home-help-unknown", kit::args![name = name.to_owned()]))
    }
}

fn contents(cx: &Cx) -> Reply {
    let usable = cx.usable(true);
    let mut reply = Reply::text(cx.say("home-help"));
    let plugins = cx.registry().plugins().iter().filter(|p| usable.iter().any(|c| c.plugin == p.name));
    let buttons: Vec<_> = plugins.map(|p| chapter(crate::menu::module_title(cx, p.name), p.name)).collect();
    for pair in buttons.chunks(2) {
        reply = reply.row(pair.to_vec());
    }
    reply
}

fn chapter(label: String, name: &str) -> Button {
    Button::tap::<Chapter>(label, &name.to_owned())
}

/// One command: what it is for, how it is written, what else it is called.
fn one(cx: &Cx, command: &Registered) -> Reply {
    let spec = &command.spec;
    let about = cx.say(&format!("cmd-{}-about", spec.name));
    let mut text = Text::new().bold(format!("/{}", spec.name)).line(&about).push("\n");
    text = text.line(&cx.tell("kit-usage", kit::args![usage = spec.usage()]));
    if !spec.aliases.is_empty() {
        let also = spec.aliases.iter().map(|a| format!("/{a}")).collect::<Vec<_>>().join(", ");
        text = text.line(&cx.tell("home-help-also", kit::args![names = also]));
    }
    if spec.takes_file() {
        text = text.line(&cx.say("home-help-file"));
    }
    let back = chapter(cx.label("kit-back"), command.plugin);
    Reply::text(text).row([Button::command(cx.label("home-help-try"), spec.name), back])
}

/// The commands of one module; `/name` opens one command.
pub struct Chapter;

impl Tap for Chapter {
    type Value = String;
    const SPEC: TapSpec = TapSpec::new("h", crate::USE, "help");

    async fn run(&self, cx: &mut Cx, name: String) -> Result<Reply> {
        let commands: Vec<_> = cx.usable(true).into_iter().filter(|c| c.plugin == name).collect();
        if commands.is_empty() {
            return Ok(contents(cx).instead());
        }
        let mut text = Text::new().bold(crate::menu::module_title(cx, &name));
        for command in &commands {
            let about = cx.say(&format!("cmd-{}-about", command.spec.name));
            text = text.push("\n\n").push(format!("/{} — ", command.spec.name)).join(&about);
        }
        let back = chapter(cx.label("kit-back"), "");
        Ok(Reply::text(text).row([back]).instead())
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn ben_finds_what_he_can_use_step_by_step() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.ben().says("/help").await;
        stage.ben().taps("Бот").await;
        stage.ben().says("/help menu").await;
        stage.ben().says("/help plugins").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Ben: /help
        bot → Ben: Выберите модуль, чтобы увидеть, что в нём есть. /help uuid объясняет одну команду.
            [🏠 Бот]
        Ben: [Бот]
        bot ✎ Ben: 🏠 Бот

            /menu — Всё, что я могу для вас сделать, в одном сообщении.

            /help — Что я умею и как это написать.

            /language — Язык, на котором я с вами говорю.

            /timezone — В каком часовом поясе показывать вам время: /timezone Kyiv.

            /cancel — Выйти из открытого вопроса.
            [‹ Назад]
        Ben: /help menu
        bot → Ben: /menu
            Всё, что я могу для вас сделать, в одном сообщении.

            Это пишется так: /menu
            Также: /start
            [▶ Попробовать] [‹ Назад]
        Ben: /help plugins
        bot → Ben: У меня нет для вас команды plugins. Имеющиеся покажет /help.
        ");
    }

    #[tokio::test]
    async fn a_mistyped_command_comes_with_the_right_one_as_a_button() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/hlep").await;
        stage.anna().taps("/help").await;
        stage.anna().says("/xyzzy").await;
        stage.anna().in_group().says("/hlep").await;
        stage.anna().in_group().says("/hlep@quartermaster_bot").await;
        stage.sam().in_group().says("/hlep@quartermaster_bot").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /hlep
        bot → Anna: I do not know the command /hlep. Did you mean one of these?
            [/help]
            [❓ Help]
        Anna: [/help]
        bot ✎ Anna: Choose a module to see what is in it. /help uuid explains one command.
            [🏠 Bot]
        Anna: /xyzzy
        bot → Anna: I do not know the command /xyzzy. /help shows what I can do.
            [❓ Help]
        Anna in Ops alerts: /hlep
        Anna in Ops alerts: /hlep@quartermaster_bot
        bot → Ops alerts: I do not know the command /hlep. Did you mean one of these?
            [/help]
            [❓ Help]
        Sam in Ops alerts: /hlep@quartermaster_bot
        ");
    }
}
