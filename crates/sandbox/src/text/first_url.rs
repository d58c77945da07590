use super::{Formatted, Kind};

/// Whether there is an address in a text that Telegram would show a preview of (`TDLib`, `get_first_url`): not one of its own,
/// nor the bare name of a site.
pub fn has_preview(text: &Formatted) -> bool {
    let units: Vec<u16> = text.text.encode_utf16().collect();
    text.entities.iter().any(|entity| match &entity.kind {
        Kind::Url if entity.length > 4 => {
            let url = String::from_utf16_lossy(units.get(entity.offset..entity.end()).unwrap_or_default());
            url.contains(['/', '?', '#']) && is_shown(&url)
        }
        Kind::TextUrl(url) => is_shown(url),
        _ => false,
    })
}

fn is_shown(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    !lower.starts_with("tg:") && !lower.starts_with("tonsite:")
}
