//! Everything that is plugged in, in menu order. A new plugin is one line here.

use kit::Plugin;
use translator::Desk;

use crate::model::Server;

pub fn all(desk: Desk, model: Server) -> Vec<Plugin> {
    let translator = translator::plugin(desk).health(model);
    vec![inventory::plugin(), translator, toolbox::plugin(), access::plugin(), home::plugin()]
}

/// All of them as they are by themselves, for looking at: the desk takes no orders.
pub fn described() -> Vec<Plugin> {
    looked_at(Server::default())
}

/// The same, with the model's server to be looked at.
pub fn looked_at(model: Server) -> Vec<Plugin> {
    all(Desk::pretending("", std::sync::Arc::new(|| kit::Clock::System.now())), model)
}

#[cfg(test)]
mod story {
    use std::collections::BTreeSet;

    use kit::{Role, UserId, store};
    use proptest::prelude::*;
    use stage::Stage;

    const ANNA: UserId = UserId(103);

    /// Promise 7: whatever a stranger types, the answer is the same. Seen to fail when `authorize` does not ask for the right; it is asked in
    /// `dispatch/route.rs`.
    #[tokio::test]
    async fn a_stranger_is_refused_everywhere() {
        let stage = Stage::new(super::described()).await;
        let names: Vec<_> = stage
            .app
            .registry
            .commands()
            .iter()
            .map(|c| c.spec.name)
            .filter(|name| *name != "request")
            .collect();
        assert!(names.len() > 8, "the commands are not there");
        for name in names {
            stage.sam().says(&format!("/{name}")).await;
            let said = stage.last();
            assert!(said.starts_with("I do not know you yet."), "/{name} told a stranger: {said}");
            stage.skip();
        }
        for (_, tap) in stage.app.registry.taps() {
            stage.sam().presses(1, &format!("{}.{}:null", tap.name, tap.version), "[forged]").await;
            stage.skip();
        }
        let audit = stage.audit(200).await;
        assert!(
            audit.iter().all(|row| row.contains("denied: stranger") || !row.starts_with("Sam tap")),
            "a stranger got through:\n{}",
            audit.join("\n")
        );
    }

    /// Seen to fail when it holds what only leads may do, or what works in private chats alone.
    #[tokio::test]
    async fn in_groups_everybody_sees_the_commands_that_any_of_the_staff_may_use_there() {
        let stage = Stage::new(super::described()).await;
        let staff = store::people::by_id(&mut stage.app.db.read().await.unwrap(), ANNA, &[]).await;
        let (staff, now) = (staff.unwrap().unwrap(), kit::Circumstances::default());
        let allowed = |name: &String| {
            let command = stage.app.registry.command(name).unwrap();
            let action = kit::Action::of(command.plugin, &command.spec);
            kit::authorize(&staff, kit::ChatKind::Group, &action, &now).is_ok()
        };
        let menus = stage.app.command_menus().await.unwrap();
        let of_groups = menus.into_iter().filter_map(|menu| match menu.what {
            kit::What::Commands { groups: true, language, commands, .. } => Some((language, commands)),
            _ => None,
        });
        let of_groups: Vec<_> = of_groups.collect();
        assert_eq!(of_groups.len(), kit::LANGUAGES.len());
        for (language, commands) in of_groups {
            let names: Vec<String> = commands.into_iter().map(|(name, _)| name).collect();
            assert!(names.iter().all(allowed), "{language}: {names:?}");
            assert!(names.contains(&"stock".to_owned()), "{language}: {names:?}");
        }
    }

    /// Every command and module can be named, in every language.
    #[tokio::test]
    async fn everything_has_a_name_and_a_sentence_in_every_language() {
        let stage = Stage::new(super::described()).await;
        let (words, mut missing) = (&stage.app.words, Vec::new());
        for language in kit::LANGUAGES {
            let modules = stage
                .app
                .registry
                .plugins()
                .iter()
                .flat_map(|p| ["title", "about"].map(|what| format!("plugin-{}-{what}", p.name)));
            let commands = stage.app.registry.commands().iter().flat_map(|c| {
                let asked = c.spec.fields.iter().filter(|f| f.is_question() || f.is_aside());
                let fields = asked.map(|f| f.name.to_owned());
                let leads =
                    |f: &&kit::FieldSpec| f.is_aside() && !matches!(f.kind, kit::FieldKind::Choice(_));
                let buttons = c.spec.fields.iter().filter(leads).map(|f| format!("{}-button", f.name));
                ["title", "about"]
                    .map(str::to_owned)
                    .into_iter()
                    .chain(fields)
                    .chain(buttons)
                    .map(|what| format!("cmd-{}-{what}", c.spec.name))
                    .collect::<Vec<_>>()
            });
            let settings = stage.app.registry.plugins().iter().flat_map(|p| {
                let both =
                    |f: &kit::FieldSpec| ["", "-about"].map(|end| format!("set-{}-{}{end}", p.name, f.name));
                p.settings.iter().flat_map(both).collect::<Vec<_>>()
            });
            missing.extend(
                modules
                    .chain(commands)
                    .chain(settings)
                    .filter(|key| !words.has(language, key))
                    .map(|key| format!("{language}: {key}")),
            );
        }
        assert!(missing.is_empty(), "these texts are missing:\n{}", missing.join("\n"));
    }

    /// What Anna sees in the menu, what help names, and what she may really do, with this role and these grants.
    async fn seen_and_allowed(role: Role, grants: &[(String, bool)]) -> [BTreeSet<String>; 3] {
        let stage = Stage::new(super::described()).await;
        let mut tx = stage.app.db.begin().await.unwrap();
        store::people::set_role(&mut tx, ANNA, role).await.unwrap();
        store::people::set_grants(&mut tx, ANNA, &grants.iter().cloned().collect()).await.unwrap();
        tx.commit().await.unwrap();
        let (mut menu, mut help) = (BTreeSet::new(), BTreeSet::new());
        let words = &stage.app.words;
        for plugin in stage.app.registry.plugins() {
            stage.anna().presses(1, &format!("m.1:\"{}\"", plugin.name), "[the menu]").await;
            let shown = stage.transcript();
            let title = |name: &str| words.label("en", &format!("cmd-{name}-title"), &kit::args![]);
            let commands = stage.app.registry.commands().iter().filter(|c| c.plugin == plugin.name);
            menu.extend(
                commands
                    .filter(|c| !c.spec.hidden)
                    .filter(|c| shown.contains(&format!("[{} {}]", c.spec.icon, title(c.spec.name))))
                    .map(|c| c.spec.name.to_owned()),
            );
            stage.anna().presses(1, &format!("h.1:\"{}\"", plugin.name), "[help]").await;
            let shown = stage.transcript();
            let commands = stage.app.registry.commands().iter().filter(|c| c.plugin == plugin.name);
            help.extend(
                commands
                    .filter(|c| shown.contains(&format!("/{} — ", c.spec.name)))
                    .map(|c| c.spec.name.to_owned()),
            );
        }
        let mut on = stage.app.db.read().await.unwrap();
        let anna = store::people::by_id(&mut on, ANNA, &[]).await.unwrap().unwrap();
        let allowed = |c: &&kit::Registered| {
            let now = kit::Circumstances::default();
            kit::authorize(&anna, kit::ChatKind::Private, &kit::Action::of(c.plugin, &c.spec), &now).is_ok()
        };
        let allowed =
            stage.app.registry.commands().iter().filter(allowed).map(|c| c.spec.name.to_owned()).collect();
        [menu, help, allowed]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

        /// For random rights: menu ⊆ help ⊆ what `authorize` allows.
        #[test]
        fn the_menu_shows_no_more_than_help_and_help_no_more_than_is_allowed(
            role in prop::sample::select(vec![Role::Stranger, Role::Staff, Role::Lead, Role::Admin]),
            grants in prop::collection::vec((prop::sample::select(vec!["home.use", "home.switch", "access.use", "access.decide", "access.announce", "toolbox.use"]), any::<bool>()), 0..5),
        ) {
            let grants: Vec<_> = grants.into_iter().map(|(name, yes)| (name.to_owned(), yes)).collect();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let [menu, help, allowed] = runtime.block_on(seen_and_allowed(role, &grants));
            prop_assert!(menu.is_subset(&help), "in the menu but not in help: {:?}", menu.difference(&help));
            prop_assert!(help.is_subset(&allowed), "in help but denied: {:?}", help.difference(&allowed));
            prop_assert!(role != Role::Admin || !grants.is_empty() || menu.len() > 8, "an administrator sees next to nothing: {:?}", menu);
        }
    }
}
