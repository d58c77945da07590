//! Who somebody is to the shop, and what they may do.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::ids::UserId;

/// A person's standing, from least to most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Unknown to the shop.
    #[default]
    Stranger,
    Staff,
    Lead,
    Admin,
    /// Named in the configuration; never granted in a chat.
    Owner,
}

impl Role {
    /// Those that can be given in a chat.
    pub const GRANTED: [Self; 3] = [Self::Staff, Self::Lead, Self::Admin];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Stranger => "stranger",
            Self::Staff => "staff",
            Self::Lead => "lead",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        [Self::Stranger, Self::Staff, Self::Lead, Self::Admin, Self::Owner]
            .into_iter()
            .find(|role| role.name() == name)
    }
}

/// A right, by name. A role has those whose `from` it reaches; one person can be given or denied it besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Permission {
    pub name: &'static str,
    pub from: Role,
}

impl Permission {
    /// What only owners may do.
    pub const OWNER: Self = Self::new("owner", Role::Owner);

    pub const fn new(name: &'static str, from: Role) -> Self {
        Self { name, from }
    }
}

/// Somebody the bot has met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: UserId,
    pub name: String,
    pub username: Option<String>,
    /// The language the bot speaks to them: one that it has.
    pub language: String,
    /// Whether they chose the language, or the messenger told it.
    pub language_chosen: bool,
    pub role: Role,
    /// Rights given (`true`) or taken (`false`) besides the role's.
    pub grants: BTreeMap<String, bool>,
    /// The zone they chose to read times in; none is the shop's.
    pub zone: Option<Tz>,
    /// Whether the database has them yet.
    pub met: bool,
}

impl Person {
    /// Whether they hold a right, leaving aside where they are.
    pub fn may(&self, permission: Permission) -> bool {
        if self.role == Role::Owner {
            return true;
        }
        // What is given or denied by name counts for members only: a stranger has nothing but what is for everybody.
        let named = (self.role > Role::Stranger).then(|| self.grants.get(permission.name).copied()).flatten();
        named.unwrap_or(self.role >= permission.from)
    }
}
