//! `/settings`: what can be set for each module, and `/set`, which sets it.

use std::collections::BTreeMap;

use kit::{
    Button, Command, Context, Cx, Effect, Field, FieldKind, FieldSpec, Look, Reply, Result, Spec, Text, store,
};

use crate::menu::module_title;

pub struct Settings;

const MODULE: Field<String> = Field::word("module").or("");
const NAME: Field<String> = Field::word("name").or("");

impl Command for Settings {
    const SPEC: Spec =
        Spec::new("settings").fields(&[MODULE.spec, NAME.spec]).needs(crate::SETTINGS).icon("⚙️");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let (module, name) = (cx.get(&MODULE)?, cx.get(&NAME)?);
        let Some(fields) = fields(cx, &module) else { return Ok(modules(cx)) };
        let set = store::setting::all(&mut cx.read().await?, &module).await?;
        Ok(match fields.iter().find(|field| field.name == name) {
            Some(field) => one(cx, &module, field, &set),
            None => all(cx, &module, fields, &set),
        })
    }
}

/// A module's settings; none when it has none.
fn fields(cx: &Cx, module: &str) -> Option<&'static [FieldSpec]> {
    let plugin = cx.registry().plugins().iter().find(|plugin| plugin.name == module)?;
    Some(plugin.settings).filter(|settings| !settings.is_empty())
}

fn modules(cx: &Cx) -> Reply {
    let with: Vec<_> = cx.registry().plugins().iter().filter(|plugin| !plugin.settings.is_empty()).collect();
    let key = if with.is_empty() { "home-settings-none" } else { "home-settings" };
    let button = |name: &str| Button::command(module_title(cx, name), &format!("settings {name}"));
    with.into_iter().fold(Reply::text(cx.say(key)), |reply, plugin| reply.row([button(plugin.name)]))
}

/// A module's settings with their values.
fn all(cx: &Cx, module: &str, fields: &[FieldSpec], set: &BTreeMap<String, String>) -> Reply {
    let mut text = Text::new().bold(module_title(cx, module));
    for field in fields {
        let now = choice(cx, module, field, &value(field, set));
        text = text.line(&Text::plain(title(cx, module, field))).push(": ").bold(now);
    }
    let open = |field: &FieldSpec| format!("settings {module} {}", field.name);
    let rows = fields.iter().map(|field| Button::command(title(cx, module, field), &open(field)));
    let reply = rows.fold(Reply::text(text), |reply, button| reply.row([button]));
    reply.row([Button::command(cx.label("kit-back"), "settings")])
}

/// One setting: what it is for, its value, and how to change it.
fn one(cx: &Cx, module: &str, field: &FieldSpec, set: &BTreeMap<String, String>) -> Reply {
    let now = value(field, set);
    let label = |value: &str| choice(cx, module, field, value);
    let text = Text::new().bold(title(cx, module, field)).push(": ").bold(label(&now));
    let mut reply = Reply::text(text.line(&cx.say(&format!("set-{module}-{}-about", field.name))));
    let change = |value: &str| format!("set {module} {} {value}", field.name).trim_end().to_owned();
    if let FieldKind::Choice(of) = field.kind {
        let look = |choice: &str| if choice == now { Look::Success } else { Look::Plain };
        let button = |choice: &&str| Button::command(label(choice), &change(choice)).look(look(choice));
        for row in of.chunks(3) {
            reply = reply.row(row.iter().map(button).collect::<Vec<_>>());
        }
    } else {
        reply = reply.row([Button::command(cx.label("home-setting-change"), &change(""))]);
    }
    reply.row([Button::command(cx.label("kit-back"), &format!("settings {module}"))])
}

fn title(cx: &Cx, module: &str, field: &FieldSpec) -> String {
    cx.label(&format!("set-{module}-{}", field.name))
}

/// How a value is called.
fn choice(cx: &Cx, module: &str, field: &FieldSpec, value: &str) -> String {
    cx.label_or(&format!("set-{module}-{}-{value}", field.name), value)
}

fn value(field: &FieldSpec, set: &BTreeMap<String, String>) -> String {
    set.get(field.name).map(String::as_str).or(field.default).unwrap_or_default().to_owned()
}

/// `/set`: writes one setting down; an unfit value changes nothing.
pub struct Set;

const OF: Field<String> = Field::word("module");
const SETTING: Field<String> = Field::word("name");
const VALUE: Field<String> = Field::rest("value");

impl Command for Set {
    const SPEC: Spec = Spec::new("set")
        .fields(&[OF.spec, SETTING.spec, VALUE.spec])
        .needs(crate::SETTINGS)
        .effect(Effect::Writes)
        .hidden();

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let (module, name) = (cx.get(&OF)?, cx.get(&SETTING)?);
        let found = fields(cx, &module).and_then(|fields| fields.iter().find(|field| field.name == name));
        let Some(field) = found else { return Err(cx.refuse("home-setting-unknown", kit::args![])) };
        let value = cx.get(&VALUE)?;
        let value = cx.fit(field, &value).map_err(|fault| fault.at("value"))?;
        let (by, now) = (cx.person.id, cx.now());
        let changed = store::setting::set(cx.tx().await?, (&module, &name), &value, by, now).await?;
        (changed == 1).then_some(()).context("a setting was not written down")?;
        cx.note("setting", format!("{module}.{name}"));
        Ok(one(cx, &module, field, &BTreeMap::from([(name, value)])))
    }
}

#[cfg(test)]
mod story {
    use kit::{Field, Plugin};
    use stage::Stage;

    const UNITS: Field<i64> = Field::whole("units", 1, 1000).or("50");
    const COLOUR: Field<String> = Field::choice("colour", &["red", "blue"]).or("red");

    fn shop() -> Plugin {
        let words = [
            (
                "en",
                "plugin-shop-title = Shop\nset-shop-units = Units\nset-shop-units-about = More than this a lead must confirm.\nset-shop-colour = Colour\nset-shop-colour-about = Of the walls.",
            ),
            ("uk", ""),
            ("ru", ""),
        ];
        Plugin::new("shop", "🏬", words).settings(&[UNITS.spec, COLOUR.spec])
    }

    /// Seen to fail when the guard is not told of it.
    #[tokio::test]
    async fn while_the_warehouse_moves_only_those_who_see_to_it_are_served() {
        let stage = Stage::new([crate::plugin(), shop()]).await;
        stage.olena().says("/settings home served").await;
        stage.olena().taps("Адміністратори").await;
        stage.anna().says("/timezone Berlin").await;
        stage.olena().says("/timezone Kyiv").await;
        stage.olena().taps("Усі").await;
        stage.anna().says("/timezone Berlin").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Olena: /settings home served
        bot → Olena: Обслуговуються: Усі
            Під час технічних робіт — лише адміністратори; решту бот просить зайти трохи згодом.
            [Усі] [Адміністратори]
            [‹ Назад]
        Olena: [Адміністратори]
        bot ✎ Olena: Обслуговуються: Адміністратори
            Під час технічних робіт — лише адміністратори; решту бот просить зайти трохи згодом.
            [Усі] [Адміністратори]
            [‹ Назад]
        Anna: /timezone Berlin
        bot → Anna: Maintenance is under way. Please try again a little later.
        Olena: /timezone Kyiv
        bot → Olena: Відтепер я показую вам час у поясі Europe/Kyiv. Там зараз 14:00.
        Olena: [Усі]
        bot ✎ Olena: Обслуговуються: Усі
            Під час технічних робіт — лише адміністратори; решту бот просить зайти трохи згодом.
            [Усі] [Адміністратори]
            [‹ Назад]
        Anna: /timezone Berlin
        bot → Anna: From now on I show you times in Europe/Berlin. It is 13:00 there now.
        ");
    }

    #[tokio::test]
    async fn the_owner_sets_what_a_lead_must_confirm() {
        let stage = Stage::new([crate::plugin(), shop()]).await;
        stage.anna().says("/settings").await;
        stage.olena().says("/language en").await;
        stage.olena().says("/settings").await;
        stage.olena().taps("Shop").await;
        stage.olena().taps("Units").await;
        stage.olena().taps("Change").await;
        stage.olena().says("a lot").await;
        stage.olena().says("20").await;
        stage.olena().says("/settings shop colour").await;
        stage.olena().taps("blue").await;
        stage.olena().says("/set shop size 4").await;
        stage.olena().says("/settings shop").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /settings
        bot → Anna: You may not do this: it needs the right home.settings. An administrator can give it to you.
        Olena: /language en
        bot → Olena: From now on I speak English to you.
        Olena: /settings
        bot → Olena: Whose settings? They hold for the whole shop.
            [🏠 Bot]
            [🏬 Shop]
        Olena: [Shop]
        bot ✎ Olena: 🏬 Shop
            Units: 50
            Colour: red
            [Units]
            [Colour]
            [‹ Back]
        Olena: [Units]
        bot ✎ Olena: Units: 50
            More than this a lead must confirm.
            [✏️ Change]
            [‹ Back]
        Olena: [Change]
        bot ✎ Olena: Change a setting
            What shall it be?
            Write your answer.
            [‹ Back] [✖ Cancel]
        Olena: a lot
        bot → Olena: units must be a whole number.

            Change a setting
            What shall it be?
            Write your answer.
            [‹ Back] [✖ Cancel]
        Olena: 20
        bot → Olena: Units: 20
            More than this a lead must confirm.
            [✏️ Change]
            [‹ Back]
        Olena: /settings shop colour
        bot → Olena: Colour: red
            Of the walls.
            [red] [blue]
            [‹ Back]
        Olena: [blue]
        bot ✎ Olena: Colour: blue
            Of the walls.
            [red] [blue]
            [‹ Back]
        Olena: /set shop size 4
        bot → Olena: There is no such setting. /settings shows all of them.
        Olena: /settings shop
        bot → Olena: 🏬 Shop
            Units: 20
            Colour: blue
            [Units]
            [Colour]
            [‹ Back]
        ");
    }
}
