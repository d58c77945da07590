/// The scripts that tell at a glance whether a text is in the wrong language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Devanagari,
    Thai,
    /// Chinese characters.
    Han,
    /// Kana, with Chinese characters among them.
    Japanese,
    Hangul,
}

impl Script {
    /// The script of a language by its code (`uk`, `zh-CN`); `None` when it is written in several or is not known here.
    pub fn of_language(code: &str) -> Option<Self> {
        let language = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match language.as_str() {
            "uk" | "ru" | "bg" | "be" | "mk" => Some(Self::Cyrillic),
            "el" => Some(Self::Greek),
            "ar" | "fa" | "ur" => Some(Self::Arabic),
            "he" | "yi" => Some(Self::Hebrew),
            "hi" | "mr" | "ne" => Some(Self::Devanagari),
            "th" => Some(Self::Thai),
            "zh" => Some(Self::Han),
            "ja" => Some(Self::Japanese),
            "ko" => Some(Self::Hangul),
            "en" | "de" | "fr" | "es" | "it" | "pt" | "nl" | "pl" | "cs" | "sk" | "hu" | "ro" | "sv"
            | "da" | "nb" | "no" | "fi" | "et" | "lv" | "lt" | "tr" | "vi" | "id" | "ms" | "hr" | "sl"
            | "ca" => Some(Self::Latin),
            _ => None,
        }
    }

    /// Whether a letter belongs to it.
    pub fn has(self, letter: char) -> bool {
        let code = u32::from(letter);
        match self {
            Self::Latin => letter.is_ascii_alphabetic() || matches!(code, 0xC0..=0x24F | 0x1E00..=0x1EFF),
            Self::Cyrillic => matches!(code, 0x400..=0x52F),
            Self::Greek => matches!(code, 0x370..=0x3FF | 0x1F00..=0x1FFF),
            Self::Arabic => matches!(code, 0x600..=0x6FF | 0x750..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC),
            Self::Hebrew => matches!(code, 0x590..=0x5FF),
            Self::Devanagari => matches!(code, 0x900..=0x97F),
            Self::Thai => matches!(code, 0xE00..=0xE7F),
            Self::Han => is_han(code),
            Self::Japanese => matches!(code, 0x3040..=0x30FF) || is_han(code),
            Self::Hangul => matches!(code, 0xAC00..=0xD7AF | 0x1100..=0x11FF | 0x3130..=0x318F),
        }
    }
}

fn is_han(code: u32) -> bool {
    matches!(code, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FA1F)
}
