//! What the bot says, in every language it speaks.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::text::{Text, escape};

/// The languages, the first of which is spoken where nothing better is known.
pub const LANGUAGES: [&str; 3] = ["en", "uk", "ru"];

/// The texts of one plugin: a language and the source of its Fluent file. Made by [`crate::words!`].
pub type Sources = [(&'static str, &'static str); 3];

/// Embeds `locales/<language>/<name>.ftl`.
#[macro_export]
macro_rules! words {
    ($name:literal) => {
        [
            ("en", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/en/", $name, ".ftl"))),
            ("uk", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/uk/", $name, ".ftl"))),
            ("ru", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/ru/", $name, ".ftl"))),
        ]
    };
}

/// The values of a sentence: `args![count = 3, name = "MUG-10"]`.
#[macro_export]
macro_rules! args {
    () => { $crate::Args::new() };
    ($($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = $crate::Args::new();
        $(args.set(stringify!($name), $value);)+
        args
    }};
}

/// Values by name. Texts are shown as they are, whatever characters they hold.
#[derive(Debug, Default)]
pub struct Args(FluentArgs<'static>);

impl Args {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn set(&mut self, name: &'static str, value: impl Into<FluentValue<'static>>) {
        let value = match value.into() {
            FluentValue::String(text) => FluentValue::from(escape(&text)),
            other => other,
        };
        self.0.set(name, value);
    }
}

/// All texts of all plugins.
pub struct Words {
    bundles: BTreeMap<&'static str, FluentBundle<FluentResource>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("languages", &self.bundles.keys()).finish()
    }
}

impl Words {
    /// Reads the Fluent sources. A mistake in one is told with the language and the place.
    pub fn load(sources: &[Sources]) -> anyhow::Result<Self> {
        let mut bundles = BTreeMap::new();
        for language in LANGUAGES {
            let id: LanguageIdentifier = language.parse()?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            bundle.set_use_isolating(false);
            for (_, source) in sources.iter().flatten().filter(|(of, _)| *of == language) {
                let resource = FluentResource::try_new((*source).to_owned()).map_err(|(_, errors)| {
                    anyhow::anyhow!("the texts for {language} have a mistake: {errors:?}")
                })?;
                bundle.add_resource(resource).map_err(|errors| {
                    anyhow::anyhow!("the texts for {language} say something twice: {errors:?}")
                })?;
            }
            bundles.insert(language, bundle);
        }
        Ok(Self { bundles })
    }

    /// The nearest language the bot speaks to the one a messenger names (`pt-BR`, `uk`).
    pub fn nearest(language: Option<&str>) -> &'static str {
        let wanted = language.unwrap_or_default().split(['-', '_']).next().unwrap_or_default();
        LANGUAGES.into_iter().find(|have| have.eq_ignore_ascii_case(wanted)).unwrap_or("en")
    }

    /// A sentence with its styles.
    pub fn text(&self, language: &str, key: &str, args: &Args) -> Text {
        Text::marked(&self.source(language, key, args))
    }

    /// A sentence where no styles are shown: on buttons and in command menus.
    pub fn label(&self, language: &str, key: &str, args: &Args) -> String {
        self.text(language, key, args).body
    }

    pub fn has(&self, language: &str, key: &str) -> bool {
        self.bundles.get(language).is_some_and(|bundle| bundle.has_message(key))
    }

    fn source(&self, language: &str, key: &str, args: &Args) -> String {
        let found = [language, "en"].into_iter().find_map(|language| {
            let bundle = self.bundles.get(language)?;
            Some((bundle, bundle.get_message(key)?.value()?))
        });
        let Some((bundle, pattern)) = found else {
            // A law test sees to it that this cannot happen; should it, the key is better than silence.
            tracing::error!(words.key = key, words.language = language, "a text is missing");
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args.0), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(words.key = key, words.language = language, ?errors, "a text lacks a value");
        }
        text
    }
}
