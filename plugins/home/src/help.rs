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
