//! `[database]`: where everything is kept.

use url::Url;

use super::{Reader, Secret};

const URL: &str = "database.url";
const PASSWORD: &str = "QUARTERMASTER_DATABASE_PASSWORD";

#[derive(Debug, Clone)]
pub struct Database {
    /// May hold a password.
    pub url: Secret,
    pub connections: u32,
}

impl Database {
    pub fn read(reader: &mut Reader) -> Self {
        let text = reader.value(URL, "sqlite:quartermaster.sqlite".to_owned(), "an address");
        let on_a_server = ["postgres:", "postgresql:"].iter().any(|kind| text.starts_with(kind));
        if !on_a_server && !text.starts_with("sqlite:") {
            reader.problem("database.url: it must begin with sqlite: or postgres:, as sqlite:quartermaster.sqlite or postgres://bot@localhost/quartermaster.");
        }
        if reader.text_in_file(URL).and_then(address).is_some_and(|url| has_password(&url)) {
            reader.misplaced(URL, PASSWORD);
        }
        let password = reader.secret("database.password", PASSWORD).filter(|_| on_a_server);
        let with_it = password.and_then(|password| {
            let mut url = address(&text)?;
            url.query_pairs_mut().append_pair("password", password.expose());
            Some(url.to_string())
        });
        let url = Secret::new(with_it.unwrap_or(text));
        Self { url, connections: reader.value("database.connections", 8, "a whole number") }
    }
}

fn address(text: &str) -> Option<Url> {
    Url::parse(text.trim()).ok()
}

fn has_password(url: &Url) -> bool {
    url.password().is_some() || url.query_pairs().any(|(name, _)| name == "password")
}
