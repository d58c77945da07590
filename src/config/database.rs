//! `[database]`: where everything is kept.

use super::{Reader, Secret};

#[derive(Debug, Clone)]
pub struct Database {
    /// May hold a password.
    pub url: Secret,
    pub connections: u32,
}

impl Database {
    pub fn read(reader: &mut Reader) -> Self {
        let url = reader.value("database.url", "sqlite:quartermaster.sqlite".to_owned(), "an address");
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|kind| url.starts_with(kind)) {
            reader.problem("database.url: it must begin with sqlite: or postgres:, as sqlite:quartermaster.sqlite or postgres://bot@localhost/quartermaster.");
        }
        Self { url: Secret::new(url), connections: reader.value("database.connections", 8, "a whole number") }
    }
}
