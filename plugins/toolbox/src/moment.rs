//! A moment on somebody's calendar.

use chrono::{DateTime, Datelike, TimeZone, Timelike};
use chrono_tz::Tz;
use kit::Cx;

/// The day and the time as people of this language write them; with seconds where there are any.
pub fn date<Z: TimeZone<Offset: std::fmt::Display>>(cx: &Cx, at: &DateTime<Z>) -> String {
    let time = if at.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    let written = |format: &str| at.format(format).to_string();
    let args = kit::args![
        weekday = at.weekday().num_days_from_sunday(),
        day = written("%d"),
        month = written("%m"),
        year = written("%Y"),
        time = written(time),
    ];
    cx.tell("toolbox-moment", args).body
}

/// What the zone is called, and how far it is from UTC then.
pub fn zone(at: &DateTime<Tz>) -> String {
    let name = zone_name(at.timezone());
    if name.starts_with("UTC") { name } else { format!("{name}, {}", at.format("UTC%:z")) }
}

/// What the zone is called. Fixed offsets have names that say the opposite of what people mean (`Etc/GMT-3` is UTC+3), so
/// that they are told by their distance.
pub fn zone_name(zone: Tz) -> String {
    let name = zone.name();
    if zone == Tz::UTC || !name.starts_with("Etc/") {
        return name.to_owned();
    }
    DateTime::UNIX_EPOCH.with_timezone(&zone).format("UTC%:z").to_string()
}
