//! What is known of languages: the direction of their script, and the country Open Graph wants beside them.

/// Whether the language is written from right to left, by its script where it names one.
pub(super) fn is_right_to_left(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4) {
        Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "rohg" | "adlm"),
        None => matches!(
            primary,
            "ar" | "he" | "iw" | "fa" | "ur" | "ps" | "sd" | "ug" | "dv" | "yi" | "ckb" | "nqo" | "syr"
        ),
    }
}

/// `de` → `de_DE`, `pt-BR` → `pt_BR`: Open Graph wants a language and a territory.
pub(super) fn og_locale(language: &str) -> String {
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    let region = parts.find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let known =
        || TERRITORIES.iter().find(|(language, _)| *language == primary).map(|(_, territory)| *territory);
    match region.map(str::to_ascii_uppercase).or_else(|| known().map(str::to_owned)) {
        Some(region) => format!("{primary}_{region}"),
        None => primary,
    }
}

/// Where most speakers of a language live, as far as Open Graph's list has them.
const TERRITORIES: &[(&str, &str)] = &[
    ("ar", "AR"),
    ("bg", "BG"),
    ("cs", "CZ"),
    ("da", "DK"),
    ("de", "DE"),
    ("el", "GR"),
    ("en", "US"),
    ("es", "ES"),
    ("et", "EE"),
    ("fa", "IR"),
    ("fi", "FI"),
    ("fr", "FR"),
    ("he", "IL"),
    ("hi", "IN"),
    ("hr", "HR"),
    ("hu", "HU"),
    ("id", "ID"),
    ("it", "IT"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("nb", "NO"),
    ("nl", "NL"),
    ("no", "NO"),
    ("pl", "PL"),
    ("pt", "PT"),
    ("ro", "RO"),
    ("ru", "RU"),
    ("sk", "SK"),
    ("sl", "SI"),
    ("sr", "RS"),
    ("sv", "SE"),
    ("th", "TH"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("vi", "VN"),
    ("zh", "CN"),
];
