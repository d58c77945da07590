//! How our own types lie in a column: as the text or the number they are, in both databases.

/// A newtype over a row's number.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

/// A closed set of words.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant),*
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word that files and the database have for it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            pub fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        crate::column::as_text!($name, |it| it.name(), |text| $name::named(text).ok_or("an unknown word"));
    )*};
}

/// A type that is a text in the database.
macro_rules! as_text {
    ($name:ident, |$it:ident| $to:expr, |$text:ident| $from:expr) => {
        crate::column::as_text!(@ $name, sqlx::Sqlite, sqlx::sqlite::SqliteTypeInfo, sqlx::sqlite::SqliteArgumentsBuffer, sqlx::sqlite::SqliteValueRef<'r>, |$it| $to, |$text| $from);
        crate::column::as_text!(@ $name, sqlx::Postgres, sqlx::postgres::PgTypeInfo, sqlx::postgres::PgArgumentBuffer, sqlx::postgres::PgValueRef<'r>, |$it| $to, |$text| $from);
    };
    (@ $name:ident, $db:ty, $info:ty, $buffer:ty, $value:ty, |$it:ident| $to:expr, |$text:ident| $from:expr) => {
        impl sqlx::Type<$db> for $name {
            fn type_info() -> $info {
                <String as sqlx::Type<$db>>::type_info()
            }

            fn compatible(info: &$info) -> bool {
                <String as sqlx::Type<$db>>::compatible(info)
            }
        }

        impl<'q> sqlx::Encode<'q, $db> for $name {
            fn encode_by_ref(&self, out: &mut $buffer) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                let $it = self;
                let text: String = ($to).to_owned();
                <String as sqlx::Encode<'q, $db>>::encode(text, out)
            }
        }

        impl<'r> sqlx::Decode<'r, $db> for $name {
            fn decode(value: $value) -> Result<Self, sqlx::error::BoxDynError> {
                let $text = <&str as sqlx::Decode<'r, $db>>::decode(value)?;
                Ok($from?)
            }
        }
    };
}

pub(crate) use {as_text, id, words};
