//! What a command is, as data: parsing, usage, help, menus and forms are made from it.

use std::marker::PhantomData;
use std::time::Duration;

use crate::event::Said;
use crate::people::Permission;

/// Everything about a command that is not its work. `const`, built by chaining.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Without the slash: 1–32 of `a-z0-9_`.
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    pub fields: &'static [FieldSpec],
    pub needs: Permission,
    pub effect: Effect,
    pub chats: Chats,
    /// The least time between two uses by one person.
    pub cooldown: Duration,
    /// After this long it is broken off.
    pub limit: Duration,
    /// Whether words or a file without a command are meant for it, in a private chat. They are read like its arguments.
    pub hears: Option<fn(&Said) -> bool>,
    /// In a group, all files of an album are its when one of them names it.
    pub albums: bool,
    /// A picture for its button in the menu.
    pub icon: &'static str,
    /// Not in menus and help (it still is in `docs/commands.md`).
    pub hidden: bool,
}

/// What a command or tap does to the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Reads,
    /// Changes something: its buttons work once.
    Writes,
    /// Changes something that is hard to undo.
    Dangerous,
}

impl Effect {
    pub const fn writes(self) -> bool {
        !matches!(self, Self::Reads)
    }
}

/// Where a command may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chats {
    Everywhere,
    PrivateOnly,
    GroupsOnly,
}

impl Spec {
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            aliases: &[],
            fields: &[],
            needs: Permission::OWNER,
            effect: Effect::Reads,
            chats: Chats::Everywhere,
            cooldown: Duration::ZERO,
            limit: Duration::from_secs(20),
            hears: None,
            albums: false,
            icon: "",
            hidden: false,
        }
    }

    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// What it wants to know, in the order in which a form asks.
    #[must_use]
    pub const fn fields(mut self, fields: &'static [FieldSpec]) -> Self {
        self.fields = fields;
        self
    }

    /// Who may use it; without this, only owners.
    #[must_use]
    pub const fn needs(mut self, permission: Permission) -> Self {
        self.needs = permission;
        self
    }

    #[must_use]
    pub const fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    #[must_use]
    pub const fn chats(mut self, chats: Chats) -> Self {
        self.chats = chats;
        self
    }

    #[must_use]
    pub const fn cooldown(mut self, cooldown: Duration) -> Self {
        self.cooldown = cooldown;
        self
    }

    #[must_use]
    pub const fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Starts without its name, too, when somebody writes or sends this in a private chat.
    #[must_use]
    pub const fn hears(mut self, hears: fn(&Said) -> bool) -> Self {
        self.hears = Some(hears);
        self
    }

    /// In a group, where only one message of an album names the command, the files of the others are its, too: what came
    /// before is in [`crate::Cx::earlier`], and for each that comes after it runs again.
    #[must_use]
    pub const fn albums(mut self) -> Self {
        self.albums = true;
        self
    }

    #[must_use]
    pub const fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }

    #[must_use]
    pub const fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The usage line, what must be said first and what takes all the rest last: `/announce <text>`, `/fake [locale] [count]`.
    pub fn usage(&self) -> String {
        let whole = |f: &FieldSpec| matches!(f.kind, FieldKind::Rest | FieldKind::Input | FieldKind::File);
        let mut fields: Vec<_> = self.fields.iter().collect();
        fields.sort_by_key(|f| (whole(f), f.default.is_some()));
        let shown = fields
            .into_iter()
            .map(|f| if f.default.is_some() { format!(" [{}]", f.name) } else { format!(" <{}>", f.name) });
        format!("/{}{}", self.name, shown.collect::<String>())
    }

    /// Whether it can work on a file.
    pub fn takes_file(&self) -> bool {
        self.fields.iter().any(FieldSpec::takes_file)
    }

    /// Whether it is offered to somebody who sends a file and does not say what for.
    pub fn is_offered(&self) -> bool {
        self.fields.iter().any(|f| f.takes_file() && f.offered)
    }
}

/// A value a command wants, and the type it arrives in: `const COUNT: Field<i64> = Field::whole("count", 1, 100).or("1");`
#[derive(Debug)]
pub struct Field<T> {
    pub spec: FieldSpec,
    is: PhantomData<fn() -> T>,
}

/// A field without its type, for parsing and forms.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    pub name: &'static str,
    pub kind: FieldKind,
    /// What it is when nothing is said.
    pub default: Option<&'static str>,
    /// What a form does with it where it has a default.
    pub ask: Ask,
    /// Whether somebody who sends a file without a word may mean it for this.
    pub offered: bool,
}

/// What a form does with a field that has a default; one without is always asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Nothing: it can be typed.
    Never,
    /// Asks for it, and offers the default.
    Itself,
    /// Offers it with buttons beside its last question.
    Aside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One word.
    Word,
    /// All that is left of the line.
    Rest,
    /// A whole number within bounds.
    Whole {
        min: i64,
        max: i64,
    },
    Choice(&'static [&'static str]),
    /// Text, or a file, or the message that is replied to.
    Input,
    /// A file (or a picture), or the message with one that is replied to.
    File,
}

impl FieldSpec {
    /// Whether a form asks for it before the command runs.
    pub fn is_question(&self) -> bool {
        self.default.is_none() || self.ask == Ask::Itself
    }

    pub fn takes_file(&self) -> bool {
        matches!(self.kind, FieldKind::Input | FieldKind::File)
    }

    /// Whether a form offers it beside its last question.
    pub fn is_aside(&self) -> bool {
        self.default.is_some() && self.ask == Ask::Aside
    }
}

impl<T> Field<T> {
    const fn new(name: &'static str, kind: FieldKind) -> Self {
        Self {
            spec: FieldSpec { name, kind, default: None, ask: Ask::Never, offered: true },
            is: PhantomData,
        }
    }

    /// The value when nothing is said, as it would be typed.
    #[must_use]
    pub const fn or(mut self, default: &'static str) -> Self {
        self.spec.default = Some(default);
        self
    }

    /// Asked for in a form although it has a default, which is then offered as a button.
    #[must_use]
    pub const fn asked(mut self) -> Self {
        self.spec.ask = Ask::Itself;
        self
    }

    /// An option that most people leave alone: a form does not ask for it, but shows it beside its last question, its
    /// choices as buttons that redraw the question, anything else as a button (`cmd-<command>-<field>-button`) that leads
    /// to a question of its own.
    #[must_use]
    pub const fn aside(mut self) -> Self {
        self.spec.ask = Ask::Aside;
        self
    }
}

impl Field<String> {
    pub const fn word(name: &'static str) -> Self {
        Self::new(name, FieldKind::Word)
    }

    pub const fn rest(name: &'static str) -> Self {
        Self::new(name, FieldKind::Rest)
    }

    pub const fn choice(name: &'static str, of: &'static [&'static str]) -> Self {
        Self::new(name, FieldKind::Choice(of))
    }
}

impl Field<i64> {
    pub const fn whole(name: &'static str, min: i64, max: i64) -> Self {
        Self::new(name, FieldKind::Whole { min, max })
    }
}

impl Field<Input> {
    pub const fn input(name: &'static str) -> Self {
        Self::new(name, FieldKind::Input)
    }

    pub const fn file(name: &'static str) -> Self {
        Self::new(name, FieldKind::File)
    }

    /// A file can hold it, but hardly any does: nobody is told of files here, or asked whether one was meant for this.
    #[must_use]
    pub const fn unoffered(mut self) -> Self {
        self.spec.offered = false;
        self
    }
}

/// What a person handed over to work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub bytes: Vec<u8>,
    /// The file's name; none when it came as text.
    pub name: Option<String>,
}

impl Input {
    /// The name with another ending, for the answer: `prices.xml` → `prices.json`.
    pub fn renamed(&self, ending: &str) -> String {
        let name = self.name.as_deref().unwrap_or("result");
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        format!("{}.{ending}", if stem.is_empty() { "result" } else { stem })
    }
}
