//! Ids that cannot be mistaken for one another.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A person, as the messenger numbers them.
    UserId
);
id!(
    /// A conversation: a private chat (the person's own number), a group or a channel (negative).
    ChatId
);
id!(
    /// A message; unique only together with its chat.
    MessageId
);
id!(
    /// A topic of a forum. The General topic has none.
    ThreadId
);
id!(
    /// A row of the inbox.
    InboxId
);
id!(
    /// A background job.
    JobId
);

/// Where something is said: a chat and, in a forum, a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    pub chat: ChatId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
}

impl Place {
    /// Where work speaks that nobody asked for: what is said there is dropped.
    pub const NOWHERE: Self = Self { chat: ChatId(0), thread: None };

    /// The private chat with a person, which carries their number.
    pub fn private(user: UserId) -> Self {
        Self { chat: ChatId(user.0), thread: None }
    }
}
