//! Reading keys from a file and the environment, collecting what is wrong.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::Secret;

/// Everything that is wrong with a configuration, a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<String>);

impl Problems {
    pub fn one(problem: String) -> Self {
        Self(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Problems {}

/// Hands out values by key and remembers which keys there are.
pub struct Reader {
    file: toml::Table,
    env: Vec<(String, String)>,
    keys: BTreeSet<String>,
    problems: Vec<String>,
}

impl Reader {
    pub fn new(file: &str, env: Vec<(String, String)>) -> Self {
        let mut problems = Vec::new();
        let file = file.parse::<toml::Table>().unwrap_or_else(|error| {
            problems.push(format!("The configuration file is not TOML: {}.", error.message()));
            toml::Table::new()
        });
        Self { file, env, keys: BTreeSet::new(), problems }
    }

    /// `section.key` → `QUARTERMASTER_SECTION_KEY`.
    fn variable(key: &str) -> String {
        format!("QUARTERMASTER_{}", key.replace('.', "_").to_uppercase())
    }

    fn variable_set(&self, variable: &str) -> Option<String> {
        self.env.iter().find(|(name, _)| name == variable).map(|(_, value)| value.clone())
    }

    fn key_set(&self, key: &str) -> Option<&toml::Value> {
        let (section, name) = key.split_once('.')?;
        self.file.get(section)?.as_table()?.get(name)
    }

    /// A value that is written as text; `what` says what would be right.
    pub fn value<T: FromStr>(&mut self, key: &str, default: T, what: &str) -> T {
        self.keys.insert(key.to_owned());
        let (text, whence) = match (self.variable_set(&Self::variable(key)), self.key_set(key)) {
            (Some(text), _) => (text, Self::variable(key)),
            (None, Some(toml::Value::String(text))) => (text.clone(), key.to_owned()),
            (None, Some(other)) => (other.to_string(), key.to_owned()),
            (None, None) => return default,
        };
        text.trim().parse().unwrap_or_else(|_| {
            self.problems.push(format!("{whence}: “{text}” is not {what}."));
            default
        })
    }

    /// A list of numbers: an array in the file, separated by commas in the environment.
    pub fn numbers(&mut self, key: &str, what: &str) -> Vec<i64> {
        self.keys.insert(key.to_owned());
        let words: Vec<String> = match (self.variable_set(&Self::variable(key)), self.key_set(key)) {
            (Some(text), _) => {
                text.split(',').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect()
            }
            (None, Some(toml::Value::Array(array))) => {
                array.iter().map(|v| v.to_string().trim_matches('"').to_owned()).collect()
            }
            (None, Some(other)) => vec![other.to_string()],
            (None, None) => Vec::new(),
        };
        let mut numbers = Vec::new();
        for word in words {
            match word.parse() {
                Ok(number) => numbers.push(number),
                Err(_) => self.problems.push(format!("{key}: “{word}” is not {what}.")),
            }
        }
        numbers
    }

    /// A secret: from the variable, or from the file that `<variable>_FILE` names. Never from the configuration file,
    /// which is copied and shown around, and never from the command line, which everybody on the machine can see.
    pub fn secret(&mut self, key: &str, variable: &str) -> Option<Secret> {
        if self.key_set(key).is_some() {
            self.misplaced(key, variable);
        }
        self.keys.insert(format!("{key} (secret)"));
        if let Some(value) = self.variable_set(variable).filter(|v| !v.trim().is_empty()) {
            return Some(Secret::new(value.trim()));
        }
        let path = self.variable_set(&format!("{variable}_FILE"))?;
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(Secret::new(text.trim())),
            Err(error) => {
                self.problems.push(format!("{variable}_FILE: {path} cannot be read: {error}."));
                None
            }
        }
    }

    /// A secret was found in the configuration file.
    pub fn misplaced(&mut self, key: &str, variable: &str) {
        self.problem(format!(
            "{key}: secrets do not belong into the file. Set {variable}, or {variable}_FILE to the path of a file with it."
        ));
    }

    /// What the configuration file itself says, whatever the environment does.
    pub fn text_in_file(&self, key: &str) -> Option<&str> {
        self.key_set(key)?.as_str()
    }

    pub fn problem(&mut self, problem: impl Into<String>) {
        self.problems.push(problem.into());
    }

    /// The keys that the configuration file may hold.
    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.keys.iter().filter(|key| !key.ends_with("(secret)"))
    }

    /// What is wrong altogether, unknown keys and variables among it.
    pub fn finish(mut self) -> Result<(), Problems> {
        for (section, value) in &self.file {
            let names: Vec<String> = match value {
                toml::Value::Table(table) => table.keys().map(|name| format!("{section}.{name}")).collect(),
                _ => vec![section.clone()],
            };
            let unknown = names
                .into_iter()
                .filter(|n| !self.keys.contains(n) && !self.keys.contains(&format!("{n} (secret)")));
            self.problems.extend(
                unknown.map(|name| {
                    format!("{name}: there is no such key; config.example.toml shows all of them.")
                }),
            );
        }
        let variables: BTreeSet<String> = self.keys.iter().map(|key| Self::variable(key)).collect();
        for (name, _) in self.env.iter().filter(|(name, _)| name.starts_with("QUARTERMASTER_")) {
            let known = variables.contains(name)
                || name.starts_with("QUARTERMASTER_TEST_")
                || SECRETS.contains(&name.as_str());
            if !known {
                self.problems.push(format!(
                    "{name}: there is no such variable; config.example.toml shows all of them."
                ));
            }
        }
        if self.problems.is_empty() { Ok(()) } else { Err(Problems(self.problems)) }
    }
}

/// Variables that hold a secret.
const SECRETS: [&str; 6] = [
    "QUARTERMASTER_DATABASE_PASSWORD",
    "QUARTERMASTER_DATABASE_PASSWORD_FILE",
    "QUARTERMASTER_WEBHOOK_SECRET",
    "QUARTERMASTER_WEBHOOK_SECRET_FILE",
    "QUARTERMASTER_TRANSLATE_KEY",
    "QUARTERMASTER_TRANSLATE_KEY_FILE",
];
