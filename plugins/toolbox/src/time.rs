//! `/time`: Unix time to a date and back, in any zone.

pub mod read;
pub mod zoned;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use kit::{Command, Cx, Field, Input, Reply, Result, Spec, Text};

use crate::back::line;
use crate::moment;
use crate::told::Told;

pub struct Time;

/// A time, a zone behind it, or either alone: a zone of two words (`New York`) and a date of two words leave no room for
/// a field of their own.
const TIME: Field<Input> = Field::input("time").or(NOW).asked().unoffered();
const NOW: &str = "now";

impl Command for Time {
    const SPEC: Spec = Spec::new("time").fields(&[TIME.spec]).needs(crate::USE).icon("🕰");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let text = line(cx, &cx.input(&TIME).await?)?;
        let is_now = |text: &str| text.is_empty() || text.eq_ignore_ascii_case(NOW);
        let is_time =
            |text: &str| is_now(text) || !matches!(read::read(text, Tz::UTC), Err(read::Fault::NotATime));
        let zoned::Zoned { text, zone } =
            zoned::split(text.trim(), is_time).map_err(|unknown| cx.unknown_zone(&unknown).at("time"))?;
        let zone = zone.unwrap_or(cx.zone());
        let moments = if is_now(&text) { Ok(vec![cx.now().to_utc()]) } else { read::read(&text, zone) };
        let moments = moments.map_err(|fault| cx.refused(&fault).at("time"))?;
        let twice = (moments.len() > 1).then(|| cx.say("toolbox-time-twice"));
        let all = moments.iter().map(|at| told(cx, *at, zone));
        let text = twice.into_iter().chain(all).reduce(|text, next| text.push("\n\n").join(&next));
        Ok(Reply::text(text.unwrap_or_default()))
    }
}

/// One moment: in the zone, in UTC, and as a number.
fn told(cx: &Cx, at: DateTime<Utc>, zone: Tz) -> Text {
    let there = at.with_timezone(&zone);
    let line = |at: &DateTime<Tz>| {
        cx.tell("toolbox-time-in", kit::args![zone = moment::zone(at), time = moment::date(cx, at)])
    };
    let mut text = line(&there);
    if zone != Tz::UTC {
        text = text.line(&line(&at.with_timezone(&Tz::UTC)));
    }
    let numbers = kit::args![seconds = at.timestamp().to_string(), iso = there.to_rfc3339()];
    text.line(&cx.tell("toolbox-time-numbers", numbers))
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn numbers_dates_and_zones() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/time").await;
        stage.anna().says("/time Tokyo").await;
        stage.anna().says("/time 1717171717 New York").await;
        stage.anna().says("/time 2024-05-31 18:00 UTC+3").await;
        stage.anna().says("/time 27.10.2024 02:30 Berlin").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /time
        bot → Anna: UTC: Saturday, 2026-11-21 12:00
            Unix time: 1795262400
            ISO 8601: 2026-11-21T12:00:00+00:00
        Anna: /time Tokyo
        bot → Anna: Asia/Tokyo, UTC+09:00: Saturday, 2026-11-21 21:00
            UTC: Saturday, 2026-11-21 12:00
            Unix time: 1795262400
            ISO 8601: 2026-11-21T21:00:00+09:00
        Anna: /time 1717171717 New York
        bot → Anna: America/New_York, UTC-04:00: Friday, 2024-05-31 12:08:37
            UTC: Friday, 2024-05-31 16:08:37
            Unix time: 1717171717
            ISO 8601: 2024-05-31T12:08:37-04:00
        Anna: /time 2024-05-31 18:00 UTC+3
        bot → Anna: UTC+03:00: Friday, 2024-05-31 18:00
            UTC: Friday, 2024-05-31 15:00
            Unix time: 1717167600
            ISO 8601: 2024-05-31T18:00:00+03:00
        Anna: /time 27.10.2024 02:30 Berlin
        bot → Anna: This time comes twice, because the clocks are put back over it.

            Europe/Berlin, UTC+02:00: Sunday, 2024-10-27 02:30
            UTC: Sunday, 2024-10-27 00:30
            Unix time: 1729989000
            ISO 8601: 2024-10-27T02:30:00+02:00

            Europe/Berlin, UTC+01:00: Sunday, 2024-10-27 02:30
            UTC: Sunday, 2024-10-27 01:30
            Unix time: 1729992600
            ISO 8601: 2024-10-27T02:30:00+01:00
        ");
    }

    #[tokio::test]
    async fn what_is_no_time() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/time tomorrow").await;
        stage.olena().says("/time 31.03.2024 02:30 Berlin").await;
        stage.olena().says("/time 31.03.2024 02:30 Berlim").await;
        stage.ben().replies_to("1700000000000", None, "/time").await;
        stage.olena().presses(0, "c.1:\"time\"", "[the menu: time]").await;
        stage.olena().taps("Зараз").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /time tomorrow
        bot → Anna: I cannot read this as a time. Please write Unix time (1717171717) or a date (2024-05-31 18:00).
        Olena: /time 31.03.2024 02:30 Berlin
        bot → Olena: Такого часу в цьому поясі не було: годинники перевели вперед через нього.
        Olena: /time 31.03.2024 02:30 Berlim
        bot → Olena: Я не знаю часового поясу Berlim. Може, Atlantic/Bermuda, Europe/Berlin?
        Ben: ↩ /time
        bot → Ben: UTC: вторник, 14.11.2023 22:13:20
            Время Unix: 1700000000
            ISO 8601: 2023-11-14T22:13:20+00:00
        Olena: [the menu: time]
        bot ✎ Olena: 🕰 Час
            Який час? Напишіть час Unix або дату, а якщо вона не у вашому часовому поясі — ще й місто після неї: 2024-05-31 18:00 Kyiv.
            Виберіть нижче або напишіть.
            [Зараз]
            [✖ Скасувати]
        Olena: [Зараз]
        bot ✎ Olena: UTC: субота, 21.11.2026 12:00
            Час Unix: 1795262400
            ISO 8601: 2026-11-21T12:00:00+00:00
        ");
    }
}
