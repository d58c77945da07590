//! May they? The one question through which every path goes.

use std::time::Duration;

use crate::event::ChatKind;
use crate::people::{Permission, Person, Role};
use crate::spec::{Chats, Field, Spec};

/// The module of the bot's own rooms.
pub const HOME: &str = "home";
/// A setting of [`HOME`]: whom the bot serves. While the warehouse moves or prices are put right, only those who see to it.
pub const SERVED: Field<String> = Field::choice("served", &[EVERYONE, "admins"]).or(EVERYONE);
pub(crate) const EVERYONE: &str = "everyone";

/// What somebody is about to do.
#[derive(Debug, Clone, Copy)]
pub struct Action<'a> {
    pub plugin: &'a str,
    pub name: &'a str,
    pub needs: Permission,
    pub chats: Chats,
}

impl<'a> Action<'a> {
    pub fn of(plugin: &'a str, spec: &'a Spec) -> Self {
        Self { plugin, name: spec.name, needs: spec.needs, chats: spec.chats }
    }
}

/// The circumstances under which they want to.
#[derive(Debug, Clone, Default)]
pub struct Circumstances {
    /// Plugins that are switched off in this chat.
    pub off: Vec<String>,
    /// Only owners and admins are served.
    pub maintenance: bool,
    /// How long until this person may use this again.
    pub cooldown: Duration,
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// Nobody knows them.
    Stranger,
    /// They lack the right.
    Right(&'static str),
    /// The plugin is switched off in this chat.
    SwitchedOff,
    PrivateOnly,
    GroupsOnly,
    Maintenance,
    Cooldown(Duration),
}

impl Denied {
    /// The word for the audit.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Stranger => "denied: stranger",
            Self::Right(_) => "denied: right",
            Self::SwitchedOff => "denied: switched off",
            Self::PrivateOnly | Self::GroupsOnly => "denied: place",
            Self::Maintenance => "denied: maintenance",
            Self::Cooldown(_) => "denied: cooldown",
        }
    }
}

/// Decides. Whatever is not allowed here is denied: a person without a role has only what is meant for everybody.
pub fn authorize(
    person: &Person,
    chat: ChatKind,
    action: &Action<'_>,
    now: &Circumstances,
) -> Result<(), Denied> {
    if !person.may(action.needs) {
        return Err(if person.role == Role::Stranger {
            Denied::Stranger
        } else {
            Denied::Right(action.needs.name)
        });
    }
    if now.maintenance && person.role < Role::Admin {
        return Err(Denied::Maintenance);
    }
    if now.off.iter().any(|plugin| plugin == action.plugin) {
        return Err(Denied::SwitchedOff);
    }
    match (action.chats, chat) {
        (Chats::PrivateOnly, ChatKind::Group | ChatKind::Channel) => return Err(Denied::PrivateOnly),
        (Chats::GroupsOnly, ChatKind::Private) => return Err(Denied::GroupsOnly),
        _ => {}
    }
    if !now.cooldown.is_zero() {
        return Err(Denied::Cooldown(now.cooldown));
    }
    Ok(())
}
