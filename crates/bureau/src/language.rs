//! Languages that pages are translated into.

/// A language as the bureau knows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Language {
    /// BCP 47: `de`, `pt-BR`.
    pub code: &'static str,
    /// For models: `Brazilian Portuguese`.
    pub english: &'static str,
    /// For people who speak it.
    pub own: &'static str,
    /// About how many times longer a text gets, coming from English.
    pub(crate) expansion: f32,
}

const fn language(code: &'static str, english: &'static str, own: &'static str, expansion: f32) -> Language {
    Language { code, english, own, expansion }
}

const ALL: [Language; 40] = [
    language("ar", "Arabic", "العربية", 1.6),
    language("bg", "Bulgarian", "Български", 2.0),
    language("ca", "Catalan", "Català", 1.3),
    language("cs", "Czech", "Čeština", 1.3),
    language("da", "Danish", "Dansk", 1.2),
    language("de", "German", "Deutsch", 1.35),
    language("el", "Greek", "Ελληνικά", 2.1),
    language("en", "English", "English", 1.1),
    language("es", "Spanish", "Español", 1.3),
    language("et", "Estonian", "Eesti", 1.2),
    language("fa", "Persian", "فارسی", 1.7),
    language("fi", "Finnish", "Suomi", 1.3),
    language("fr", "French", "Français", 1.35),
    language("he", "Hebrew", "עברית", 1.5),
    language("hi", "Hindi", "हिन्दी", 2.6),
    language("hr", "Croatian", "Hrvatski", 1.25),
    language("hu", "Hungarian", "Magyar", 1.35),
    language("id", "Indonesian", "Bahasa Indonesia", 1.2),
    language("it", "Italian", "Italiano", 1.3),
    language("ja", "Japanese", "日本語", 1.5),
    language("ko", "Korean", "한국어", 1.4),
    language("lt", "Lithuanian", "Lietuvių", 1.3),
    language("lv", "Latvian", "Latviešu", 1.3),
    language("nb", "Norwegian", "Norsk bokmål", 1.2),
    language("nl", "Dutch", "Nederlands", 1.3),
    language("pl", "Polish", "Polski", 1.35),
    language("pt", "Portuguese", "Português", 1.3),
    language("pt-BR", "Brazilian Portuguese", "Português do Brasil", 1.3),
    language("ro", "Romanian", "Română", 1.35),
    language("ru", "Russian", "Русский", 2.1),
    language("sk", "Slovak", "Slovenčina", 1.3),
    language("sl", "Slovenian", "Slovenščina", 1.25),
    language("sr", "Serbian", "Српски", 2.0),
    language("sv", "Swedish", "Svenska", 1.2),
    language("th", "Thai", "ไทย", 2.6),
    language("tr", "Turkish", "Türkçe", 1.3),
    language("uk", "Ukrainian", "Українська", 2.1),
    language("vi", "Vietnamese", "Tiếng Việt", 1.5),
    language("zh-CN", "Simplified Chinese", "简体中文", 1.2),
    language("zh-TW", "Traditional Chinese", "繁體中文", 1.2),
];

/// All of them, by code.
pub fn languages() -> &'static [Language] {
    &ALL
}

/// By code, in any case and with `_` for `-`; `zh` is simplified, `no` is Bokmål.
pub fn find(code: &str) -> Option<&'static Language> {
    let code = code.trim().replace('_', "-");
    let code = match code.to_ascii_lowercase().as_str() {
        "zh" | "zh-hans" => "zh-CN".to_owned(),
        "zh-hant" => "zh-TW".to_owned(),
        "no" => "nb".to_owned(),
        "ua" => "uk".to_owned(),
        _ => code,
    };
    ALL.iter().find(|language| language.code.eq_ignore_ascii_case(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: Option<&str>) {
        assert_eq!(find(code).map(|language| language.english), expected, "{code}");
    }

    #[test]
    fn a_language_is_found_as_people_write_its_code() {
        check("de", Some("German"));
        check(" UK ", Some("Ukrainian"));
        check("pt_br", Some("Brazilian Portuguese"));
        check("zh", Some("Simplified Chinese"));
        check("klingon", None);
    }
}
