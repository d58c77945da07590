//! `commands`: what every command is, from its own description.

use std::fmt::Write as _;

use kit::{Effect, Registry, Words};

pub fn run() -> anyhow::Result<()> {
    super::say(&page()?);
    Ok(())
}

/// The text of `docs/commands.md`.
pub fn page() -> anyhow::Result<String> {
    let plugins = crate::plugins::described();
    let words = Words::load(&plugins.iter().map(kit::Plugin::words).collect::<Vec<_>>())?;
    let registry = Registry::new(plugins)?;
    let mut page =
        String::from("# Commands\n\nMade by `quartermaster commands` from the commands' own descriptions.\n");
    for plugin in registry.plugins() {
        let title = words.label("en", &format!("plugin-{}-title", plugin.name), &kit::args![]);
        write!(page, "\n## {} {title}\n\n| command | for | from | |\n|---|---|---|---|\n", plugin.icon)?;
        for command in registry.commands().iter().filter(|c| c.plugin == plugin.name) {
            let spec = &command.spec;
            let about = words.label("en", &format!("cmd-{}-about", spec.name), &kit::args![]);
            let effect = match spec.effect {
                Effect::Reads => "",
                Effect::Writes => "changes something",
                Effect::Dangerous => "asks before it changes something",
            };
            writeln!(page, "| `{}` | {about} | {} | {effect} |", spec.usage(), spec.needs.from.name())?;
        }
    }
    Ok(page.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_in_docs_is_what_the_commands_say() {
        let written = include_str!("../../docs/commands.md");
        let says = super::page().unwrap();
        assert_eq!(written.trim_end(), says, "run `cargo run -- commands > docs/commands.md`");
    }
}
