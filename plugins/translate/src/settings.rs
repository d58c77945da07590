//! What is translated in a page, and in which voice.

use bureau::{Job, Settings, Tone};
use kit::{Button, Cx, Message, Reply, Result, Tap, TapSpec};

use crate::fault::{Told, at_rest};
use crate::{Desk, card, keep, preset};

/// The switches, by their names in [`Settings`], which buttons carry.
const SWITCHES: [&str; 8] =
    ["attributes", "meta", "json_ld", "php_literals", "code", "page_language", "utf8", "localise_names"];

fn switch<'a>(settings: &'a mut Settings, name: &str) -> Option<&'a mut bool> {
    Some(match name {
        "attributes" => &mut settings.attributes,
        "meta" => &mut settings.meta,
        "json_ld" => &mut settings.json_ld,
        "php_literals" => &mut settings.php_literals,
        "code" => &mut settings.code,
        "page_language" => &mut settings.page_language,
        "utf8" => &mut settings.utf8,
        "localise_names" => &mut settings.localise_names,
        _ => return None,
    })
}

fn panel(cx: &Cx, job: &Job) -> Message {
    let mut settings = job.settings.clone();
    let order = job.id.0;
    let text = cx.tell("translate-settings-of", kit::args![name = job.title.clone()]);
    let mut message = Message::new(text);
    for name in SWITCHES {
        let on = switch(&mut settings, name).is_some_and(|on| *on);
        let label = cx.label(&format!("translate-set-{name}"));
        let label = format!("{} {label}", if on { "✅" } else { "⬜" });
        message = message.row([Button::tap::<Set>(label, &(order, name.to_owned(), !on))]);
    }
    let tones = [("usual", None), ("formal", Some(Tone::Formal)), ("informal", Some(Tone::Informal))];
    let tones = tones.map(|(name, tone)| {
        let label = cx.label(&format!("translate-tone-{name}"));
        let mark = if settings.tone == tone { "🔘" } else { "⚪" };
        Button::tap::<Set>(format!("{mark} {label}"), &(order, name.to_owned(), true))
    });
    let kept = cx.tell("translate-kept-words", kit::args![count = job.settings.keep.len()]).body;
    let more = [
        Button::tap::<keep::Kept>(kept, &order),
        Button::tap::<preset::Presets>(cx.label("translate-presets"), &order),
    ];
    message.row(tones).row(more).row([Button::tap::<card::Front>(cx.label("translate-back"), &order)])
}

/// Shows them.
pub struct Open(pub Desk);

impl Tap for Open {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("to", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let job = at_rest(cx, self.0.bureau(cx), order).await?;
        Ok(Reply::message(panel(cx, &job)).instead())
    }
}

/// Changes one: order, which, and how it shall be.
pub struct Set(pub Desk);

impl Tap for Set {
    type Value = (i64, String, bool);
    const SPEC: TapSpec = TapSpec::new("ts", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, (order, name, on): Self::Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let mut job = at_rest(cx, bureau, order).await?;
        match name.as_str() {
            "usual" => job.settings.tone = None,
            "formal" => job.settings.tone = Some(Tone::Formal),
            "informal" => job.settings.tone = Some(Tone::Informal),
            name => {
                if let Some(switch) = switch(&mut job.settings, name) {
                    *switch = on;
                }
            }
        }
        bureau.configure(job.id, &job.settings).await.told(cx)?;
        Ok(Reply::message(panel(cx, &job)).instead())
    }
}
