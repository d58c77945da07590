//! `report.html`: a page that stands alone. Every foreign text in it is escaped; it loads nothing and runs nothing.

use std::fmt::Write;
use std::io;

use html_escape::encode_double_quoted_attribute as quoted;
use html_escape::encode_safe as safe;

use super::report::{About, FileOutcome, FileReport, Summary, TextReport};

const STYLE: &str = "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#222}\
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%}\
td,th{border:1px solid #ccc;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
th{background:#f2f2f2}.kept td:first-child,.new td:first-child{background:#fbd5d5}.approximate td:first-child{background:#fdeab5}\
.repaired td:first-child{background:#e2ecfb}.note{color:#666;font-size:.9em}.loud{background:#fdeab5;padding:.6rem 1rem}\
td.text{width:38%;white-space:pre-wrap}";

pub(super) fn head(
    out: &mut impl io::Write,
    about: &About,
    summary: &Summary,
    files: &[FileReport],
) -> io::Result<()> {
    let title = safe(&about.title);
    let mut page = String::new();
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}: translation report</title>\
         <meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\"><style>{STYLE}</style></head>\n<body><h1>{title}</h1>\n"
    );
    if summary.pretend {
        page.push_str("<p class=\"loud\">This is not a translation: the built-in translator only changes the look of words, to show the way.</p>\n");
    }
    let _ = writeln!(page, "<p>{}</p>", safe(&sentence(about, summary)));
    figures(&mut page, summary);
    page.push_str(
        "<h2>Files</h2>\n<table><tr><th>File</th><th>Language</th><th>Outcome</th><th>Notes</th></tr>\n",
    );
    for file in files {
        row(&mut page, file);
    }
    page.push_str("</table>\n<h2>Texts</h2>\n<table><tr><th>State</th><th>Source</th><th>Translation</th><th>Where</th></tr>\n");
    out.write_all(page.as_bytes())
}

fn sentence(about: &About, summary: &Summary) -> String {
    let languages = about.settings.languages.join(", ");
    let cents = llm::Money { millionths: summary.cost_millionths }.minor();
    let cost = format!("{}.{:02} {}", cents / 100, cents % 100, about.currency);
    let about_so = if about.usage.estimated { "about " } else { "" };
    format!(
        "Into {languages}, by {}. Calls: {}; tokens: {about_so}{} read and {} written; {cost}.",
        about.model, about.calls, about.usage.prompt, about.usage.completion
    )
}

fn figures(page: &mut String, summary: &Summary) {
    page.push_str("<table><tr>");
    let figures = [
        ("Texts", summary.texts),
        ("from memory", summary.memory),
        ("right at once", summary.ok),
        ("repaired", summary.repaired),
        ("approximate", summary.approximate),
        ("by a person", summary.human),
        ("source kept", summary.kept),
        ("missing", summary.missing),
        ("with warnings", summary.warnings),
    ];
    for (name, _) in figures {
        let _ = write!(page, "<th>{name}</th>");
    }
    page.push_str("</tr><tr>");
    for (_, figure) in figures {
        let _ = write!(page, "<td>{figure}</td>");
    }
    page.push_str("</tr></table>\n");
}

fn row(page: &mut String, file: &FileReport) {
    let outcome = match file.outcome {
        FileOutcome::Translated => "translated",
        FileOutcome::Untouched => "untouched",
        FileOutcome::Failed => "returned as it was",
    };
    let mut notes: Vec<String> = Vec::new();
    notes.extend(file.skipped.as_ref().map(|skipped| skipped.text.clone()));
    notes.extend(file.fault.clone());
    notes.extend(
        file.encoding
            .as_ref()
            .map(|encoding| format!("{encoding}, {} places replaced", file.replaced_in_all)),
    );
    notes.extend(file.refused.iter().map(|(place, why)| format!("text {place} keeps its source: {why}")));
    notes.extend(file.notes.iter().cloned());
    let notes: Vec<String> = notes.iter().map(|note| safe(note).into_owned()).collect();
    let (path, language) = (safe(&file.path), safe(&file.language));
    let _ = writeln!(
        page,
        "<tr><td>{path}</td><td>{language}</td><td>{outcome}</td><td>{}</td></tr>",
        notes.join("<br>")
    );
}

pub(super) fn text(out: &mut impl io::Write, text: &TextReport<'_>) -> io::Result<()> {
    let mut remarks: Vec<&str> = text.warnings.iter().map(String::as_str).collect();
    remarks.extend(Some(text.reason).filter(|reason| !reason.is_empty()));
    let remarks = safe(&remarks.join("; ")).into_owned();
    writeln!(
        out,
        "<tr class=\"{}\"><td>{}<div class=\"note\">{remarks}</div></td><td class=\"text\">{}</td><td class=\"text\" lang=\"{}\" dir=\"auto\">{}</td><td>{}<div class=\"note\">{}</div></td></tr>",
        quoted(text.state),
        safe(text.state),
        safe(text.source),
        quoted(text.language),
        safe(text.target.unwrap_or("—")),
        safe(text.path),
        safe(text.place),
    )
}

pub(super) fn tail(out: &mut impl io::Write, left_out: u64) -> io::Result<()> {
    writeln!(out, "</table>")?;
    if left_out > 0 {
        writeln!(
            out,
            "<p class=\"note\">{left_out} texts that were right at once are left out here; report.json has all.</p>"
        )?;
    }
    writeln!(out, "</body></html>")
}
