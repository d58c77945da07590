//! What an order holds and costs, in words.

use bureau::{Bureau, Cap, FileEstimate, Job, Skipped, Why, find_language};
use kit::{Cx, Text};

/// `Deutsch, Українська`.
pub fn languages(codes: &[String]) -> String {
    let own = codes.iter().map(|code| find_language(code).map_or(code.as_str(), |language| language.own));
    own.collect::<Vec<_>>().join(", ")
}

/// A button's label: `✅ index.html → Deutsch`.
pub fn label(sign: &str, name: &str, codes: &[String]) -> String {
    let into = if codes.is_empty() { String::new() } else { format!(" → {}", languages(codes)) };
    format!("{sign} {name}{into}").chars().take(60).collect()
}

/// Minor units as an amount: `0.05 USD`.
pub fn money(cx: &Cx, minor: u64, currency: &str) -> String {
    format!("{} {currency}", cx.number(format!("{}.{:02}", minor / 100, minor % 100)))
}

/// Why a file goes through as it is.
pub fn skipped(cx: &Cx, skipped: &Skipped) -> Text {
    let name = match &skipped.why {
        Why::Empty => "empty",
        Why::TooLarge => "large",
        Why::Binary => "binary",
        Why::Encoding => "encoding",
        Why::NotHtml => "no-html",
        Why::EndsInsideTag { at, unread } => {
            let args = kit::args![at = cx.number(at), unread = cx.number(unread)];
            return cx.tell("translate-ends-inside", args);
        }
        Why::Nothing { would_help, .. } if !would_help.is_empty() => {
            let options = would_help.iter().map(|(setting, count)| option(cx, setting, *count));
            let options = options.collect::<Vec<_>>().join(", ");
            return cx.tell("translate-would-help", kit::args![options = options]);
        }
        Why::Nothing { marked: true, .. } => "marked",
        Why::Nothing { .. } => "nothing",
        Why::Identity => "identity",
    };
    cx.say(&format!("translate-skip-{name}"))
}

fn option(cx: &Cx, setting: &str, count: u64) -> String {
    let name = cx.label(&format!("translate-set-{setting}"));
    cx.tell("translate-option", kit::args![name = name, count = count]).body
}

/// The files that go through as they are, a line each; of many the first ones.
pub fn untouched(cx: &Cx, files: &[FileEstimate]) -> Text {
    const SHOWN: usize = 5;
    let skipped_files: Vec<_> = files.iter().filter_map(|file| Some((file, file.skip.as_ref()?))).collect();
    let mut text = Text::new();
    for (file, why) in skipped_files.iter().take(SHOWN) {
        text = text.line(&Text::new().push("· ").code(&file.path).push(" — ").join(&skipped(cx, why)));
    }
    let more = skipped_files.len().saturating_sub(SHOWN);
    if more > 0 {
        text = text.line(&cx.tell("translate-and-more", kit::args![count = more]));
    }
    text
}

/// A limit on spending that leaves no room; nothing once it was lifted.
pub fn over(cx: &Cx, cap: Cap, bureau: &Bureau, job: &Job) -> Option<Text> {
    let (key, limit) = match cap {
        Cap::Job => ("translate-over-job", bureau.job_cap(job)),
        Cap::Month => ("translate-over-month", bureau.house().caps.month),
    };
    let amount = money(cx, limit?.minor(), &bureau.house().currency);
    Some(cx.tell(key, kit::args![amount = amount]))
}
