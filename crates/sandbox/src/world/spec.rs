use serde::{Deserialize, Serialize};

/// The world at its start: who and what is there.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct WorldSpec {
    /// Unix seconds at the start; the system's time where it is absent.
    #[serde(default)]
    pub now: Option<i64>,
    /// The clock stands still unless it is pushed.
    #[serde(default)]
    pub frozen: bool,
    /// Of two worlds with one seed and one history the ids are the same.
    #[serde(default)]
    pub seed: u64,
    pub bots: Vec<BotSpec>,
    pub people: Vec<PersonSpec>,
    #[serde(default)]
    pub chats: Vec<ChatSpec>,
}

/// A bot.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct BotSpec {
    /// `<id>:<anything>`; the id is the bot's user id.
    pub token: String,
    pub username: String,
    pub first_name: String,
    /// In groups, only what is meant for it reaches it.
    #[serde(default = "yes")]
    pub privacy: bool,
    /// Whether `@name query` works in any chat.
    #[serde(default = "yes")]
    pub inline: bool,
}

fn yes() -> bool {
    true
}

/// Which bots a person has pressed Start in.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(untagged)]
pub enum Started {
    /// `true`: in all that there are. `false`: in none.
    All(bool),
    /// In these, by id.
    Bots(Vec<i64>),
}

impl Default for Started {
    fn default() -> Self {
        Self::All(false)
    }
}

impl Started {
    /// Whether it was in this one.
    pub fn includes(&self, bot: i64) -> bool {
        match self {
            Self::All(all) => *all,
            Self::Bots(bots) => bots.contains(&bot),
        }
    }

    fn is_none(&self) -> bool {
        *self == Self::All(false)
    }
}

/// A person.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct PersonSpec {
    pub id: i64,
    pub first_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
    /// A word about them for the chat page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// A deleted account.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deactivated: bool,
    /// Bots that may write to them from the start: `true`, or a list of ids.
    #[serde(default, skip_serializing_if = "Started::is_none")]
    pub started: Started,
}

/// A group.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ChatSpec {
    /// `-n` for a basic group, `-100…` for a supergroup or a channel.
    pub id: i64,
    #[serde(rename = "type")]
    pub kind: ChatKind,
    pub title: String,
    #[serde(default)]
    pub username: Option<String>,
    #[serde(default)]
    pub is_forum: bool,
    pub members: Vec<MemberSpec>,
    /// Of a forum, beside General.
    #[serde(default)]
    pub topics: Vec<String>,
}

/// The kinds of chats.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum ChatKind {
    Private,
    Group,
    Supergroup,
    Channel,
}

/// Somebody in a group, a person or a bot.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct MemberSpec {
    pub user_id: i64,
    #[serde(default)]
    pub status: Status,
}

/// What somebody is in a group.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Creator,
    #[serde(alias = "admin")]
    Administrator,
    #[default]
    Member,
    /// Is in the group, but cannot write.
    Restricted,
    Left,
    #[serde(alias = "banned")]
    Kicked,
}

impl Status {
    pub fn is_in(self) -> bool {
        !matches!(self, Self::Left | Self::Kicked)
    }

    pub fn is_admin(self) -> bool {
        matches!(self, Self::Creator | Self::Administrator)
    }
}

impl WorldSpec {
    /// The default inhabited world: one bot, four people of a shop and a stranger, a group and a forum.
    pub fn demo() -> Self {
        let person = |id, first_name: &str, note: &str, language: &str| PersonSpec {
            id,
            first_name: first_name.to_owned(),
            username: Some(first_name.to_lowercase()),
            language_code: Some(language.to_owned()),
            note: Some(note.to_owned()),
            ..PersonSpec::default()
        };
        let members = |bot: Status| {
            let people = [(101, Status::Creator), (102, Status::Administrator), (103, Status::Member)];
            let others = [(104, Status::Member), (1_000_001, bot)];
            people.into_iter().chain(others).map(|(user_id, status)| MemberSpec { user_id, status }).collect()
        };
        Self {
            now: None,
            frozen: false,
            seed: 1,
            bots: vec![BotSpec {
                token: "1000001:SANDBOX-demo-token".to_owned(),
                username: "quartermaster_bot".to_owned(),
                first_name: "Quartermaster".to_owned(),
                privacy: true,
                inline: true,
            }],
            people: vec![
                person(101, "Olena", "owner", "uk"),
                person(102, "Lea", "lead", "en"),
                person(103, "Anna", "staff", "en"),
                person(104, "Ben", "staff", "ru"),
                person(105, "Sam", "stranger", "en"),
            ],
            chats: vec![
                ChatSpec {
                    id: -201,
                    kind: ChatKind::Group,
                    title: "Ops alerts".to_owned(),
                    username: None,
                    is_forum: false,
                    members: members(Status::Member),
                    topics: Vec::new(),
                },
                ChatSpec {
                    id: -1_001_000_000_301,
                    kind: ChatKind::Supergroup,
                    title: "Warehouse".to_owned(),
                    username: None,
                    is_forum: true,
                    members: members(Status::Administrator),
                    topics: vec!["Receiving".to_owned(), "Returns".to_owned()],
                },
            ],
        }
    }
}
