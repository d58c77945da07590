//! The configuration: a file, overridden by the environment. The only place that reads the environment.

mod database;
mod log;
mod people;
mod reader;
mod secret;
mod telegram;
mod translate;
mod web;

use std::path::{Path, PathBuf};

pub use database::Database;
pub use log::{Format, Log};
pub use people::People;
pub use reader::{Problems, Reader};
pub use secret::Secret;
pub use telegram::{Mode, Telegram};
pub use translate::{Provider, Translate};
pub use web::Web;

/// All of it, checked.
#[derive(Debug, Clone)]
pub struct Config {
    pub telegram: Telegram,
    pub database: Database,
    pub people: People,
    pub web: Web,
    pub translate: Translate,
    pub log: Log,
}

impl Config {
    /// Reads the file (when there is one, or one is named) and the environment. All problems are told at once.
    pub fn load(named: Option<&Path>) -> Result<Self, Problems> {
        let mut reader = Reader::new(&file(named)?, std::env::vars().collect());
        let config = Self::read(&mut reader);
        reader.finish().map(|()| config)
    }

    fn read(reader: &mut Reader) -> Self {
        Self {
            telegram: Telegram::read(reader),
            database: Database::read(reader),
            people: People::read(reader),
            web: Web::read(reader),
            translate: Translate::read(reader),
            log: Log::read(reader),
        }
    }
}

/// The text of the configuration file: the one that is named must be there, `config.toml` may be missing.
fn file(named: Option<&Path>) -> Result<String, Problems> {
    let path = named.map_or_else(|| PathBuf::from("config.toml"), Path::to_path_buf);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Problems::one(format!("{}: the file cannot be read: {error}.", path.display()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(file: &str, env: &[(&str, &str)]) -> String {
        let env = env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let mut reader = Reader::new(file, env);
        Config::read(&mut reader);
        reader.finish().err().map(|p| p.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_example_is_a_configuration_and_holds_every_key() {
        let example = include_str!("../../config.example.toml");
        let token = ("TELEGRAM_BOT_TOKEN", "1:secret");
        assert_eq!(problems(example, &[token]), "");
        let mut reader = Reader::new("", vec![]);
        Config::read(&mut reader);
        for key in reader.keys() {
            let (_, name) = key.rsplit_once('.').unwrap();
            assert!(example.contains(&format!("{name} =")), "config.example.toml does not show {key}");
        }
    }

    #[test]
    fn every_mistake_is_told_at_once_with_what_to_do() {
        let file = "[telegram]\nmode = \"fax\"\ntoken = \"1:abc\"\n[peple]\nowners = [1]\n[people]\nowners = [\"Olena\"]\n";
        insta::assert_snapshot!(problems(file, &[("QUARTERMASTER_WEB_LISTEN", "nowhere"), ("QUARTERMASTER_WEB_LISTN", "x")]), @r"
        telegram.token: secrets do not belong into the file. Set TELEGRAM_BOT_TOKEN, or TELEGRAM_BOT_TOKEN_FILE to the path of a file with it.
        telegram.mode: “fax” is not “poll” or “webhook”.
        people.owners: “Olena” is not a person's number at Telegram (write to @userinfobot to learn yours).
        QUARTERMASTER_WEB_LISTEN: “nowhere” is not an address and a port, as 127.0.0.1:8080.
        peple.owners: there is no such key; config.example.toml shows all of them.
        QUARTERMASTER_WEB_LISTN: there is no such variable; config.example.toml shows all of them.
        ");
    }

    /// The address may lie about, the password not; whatever letters it has, the server gets them.
    #[test]
    fn the_password_of_the_database_has_a_place_of_its_own() {
        let in_the_file = [
            "[database]\nurl = \"postgres://bot:guess@db/qm\"",
            "[database]\nurl = \"postgres:///qm?host=/run/pg&password=guess\"",
            "[database]\nurl = \"postgres://bot@db/qm\"\npassword = \"guess\"",
        ];
        for file in in_the_file {
            let told = problems(file, &[]);
            assert!(told.contains("Set QUARTERMASTER_DATABASE_PASSWORD, or"), "{file} is believed: {told}");
            assert!(!told.contains("guess"), "{told}");
            let told = problems(file, &[("QUARTERMASTER_DATABASE_URL", "sqlite:a.sqlite")]);
            assert!(told.contains("Set QUARTERMASTER_DATABASE_PASSWORD, or"), "it lies there still: {told}");
        }
        let env = vec![("QUARTERMASTER_DATABASE_PASSWORD".to_owned(), "a&b=c/ü#".to_owned())];
        let mut reader =
            Reader::new("[database]\nurl = \"postgres:///qm?host=/run/pg&user=bot\"", env.clone());
        let url = url::Url::parse(Config::read(&mut reader).database.url.expose()).unwrap();
        let last = url.query_pairs().last().unwrap();
        assert_eq!((last.0.as_ref(), last.1.as_ref()), ("password", "a&b=c/ü#"));
        assert!(reader.finish().is_ok());
        let mut reader = Reader::new("[database]\nurl = \"sqlite:a.sqlite\"", env);
        assert_eq!(
            Config::read(&mut reader).database.url.expose(),
            "sqlite:a.sqlite",
            "a file has no password"
        );
    }

    #[test]
    fn the_environment_comes_before_the_file() {
        let env = vec![("QUARTERMASTER_DATABASE_URL".to_owned(), "postgres://db/qm".to_owned())];
        let mut reader = Reader::new("[database]\nurl = \"sqlite:a.sqlite\"", env);
        let config = Config::read(&mut reader);
        assert_eq!(config.database.url.expose(), "postgres://db/qm");
    }
}
