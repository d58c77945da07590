//! `/cron`: what a cron expression means, and when it comes next.

pub mod explain;
pub mod fault;
pub mod lines;
mod words;

use kit::{Command, Cx, Field, Input, Reply, Result, Spec, Text};

use crate::back::line;
use crate::moment;
use crate::time::zoned::{Zoned, split};
use crate::told::Told;
use explain::{Explained, explain};

pub struct Cron;

/// Five to seven fields, and perhaps a zone of one or more words behind them, which leave no room for a field of its own.
const EXPRESSION: Field<Input> = Field::input("expression").unoffered();

impl Command for Cron {
    const SPEC: Spec = Spec::new("cron").fields(&[EXPRESSION.spec]).needs(crate::USE).icon("⏰");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let text = line(cx, &cx.input(&EXPRESSION).await?)?;
        let now = cx.now().to_utc();
        let is_sound = |text: &str| explain(text, now.with_timezone(&chrono_tz::Tz::UTC)).is_ok();
        let Zoned { text, zone } =
            split(text.trim(), is_sound).map_err(|unknown| cx.unknown_zone(&unknown).at("expression"))?;
        let zone = zone.unwrap_or(cx.zone());
        let now = now.with_timezone(&zone);
        let expression = text.clone();
        let explained = kit::busy(move || explain(&expression, now)).await?;
        let Explained { lines, next } = explained.map_err(|fault| cx.refused(&fault).at("expression"))?;
        let heading = Text::new().code(text);
        let mut text = words::lines(cx, &lines).iter().fold(heading, Text::line).push("\n");
        if next.is_empty() {
            return Ok(Reply::text(text.line(&cx.say("toolbox-cron-never"))));
        }
        text = text.line(&cx.tell("toolbox-cron-next", kit::args![zone = moment::zone_name(zone)]));
        let dates = next.iter().map(|at| Text::plain(format!("• {}", moment::date(cx, at))));
        Ok(Reply::text(dates.fold(text, |text, date| text.line(&date))))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn in_words_and_in_dates() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/cron 0 9 * * MON-FRI").await;
        stage.olena().says("/cron */15 9-17 1,L * TUE#2 Kyiv").await;
        stage.ben().says("/cron 0 0 30 2 *").await;
        stage.ben().says("/cron 0 9-17 * JUN-AUG FRIL").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /cron 0 9 * * MON-FRI
        bot → Anna: 0 9 * * MON-FRI
            At 09:00.
            Days of the week: Monday–Friday.

            Next times (UTC):
            • Monday, 2026-11-23 09:00
            • Tuesday, 2026-11-24 09:00
            • Wednesday, 2026-11-25 09:00
            • Thursday, 2026-11-26 09:00
            • Friday, 2026-11-27 09:00
        Olena: /cron */15 9-17 1,L * TUE#2 Kyiv
        bot → Olena: */15 9-17 1,L * TUE#2
            Кожні 15 хвилин.
            Години: 9–17.
            Дні місяця: 1, останній день.
            Дні тижня: другий вівторок місяця.
            Досить одного з двох: дня місяця або дня тижня.

            Найближчі рази (Europe/Kyiv):
            • понеділок, 30.11.2026 09:00
            • понеділок, 30.11.2026 09:15
            • понеділок, 30.11.2026 09:30
            • понеділок, 30.11.2026 09:45
            • понеділок, 30.11.2026 10:00
        Ben: /cron 0 0 30 2 *
        bot → Ben: 0 0 30 2 *
            Время: 00:00.
            Дни месяца: 30.
            Месяцы: февраль.

            Такого времени не будет: в календаре нет такого дня, или он уже прошёл навсегда.
        Ben: /cron 0 9-17 * JUN-AUG FRIL
        bot → Ben: 0 9-17 * JUN-AUG FRIL
            Часы: 9–17.
            В нулевую минуту каждого из этих часов.
            Дни недели: последняя пятница месяца.
            Месяцы: июнь–август.

            Ближайшие разы (UTC):
            • пятница, 25.06.2027 09:00
            • пятница, 25.06.2027 10:00
            • пятница, 25.06.2027 11:00
            • пятница, 25.06.2027 12:00
            • пятница, 25.06.2027 13:00
        ");
    }

    #[tokio::test]
    async fn what_is_wrong_is_asked_again() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.olena().says("/cron").await;
        stage.olena().says("0 25 * * *").await;
        stage.olena().says("* * *").await;
        stage.olena().says("0 9 * * 1 Kyyv").await;
        stage.olena().says("@daily New York").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Olena: /cron
        bot → Olena: ⏰ Cron
            Який вираз? Місто після нього задає часовий пояс: 0 9 * * 1-5 Kyiv. Без міста це ваш пояс (/timezone).
            Напишіть відповідь.
            [✖ Скасувати]
        Olena: 0 25 * * *
        bot → Olena: У полі годин не може бути 25. Там пишуть 0–23.

            ⏰ Cron
            Який вираз? Місто після нього задає часовий пояс: 0 9 * * 1-5 Kyiv. Без міста це ваш пояс (/timezone).
            Напишіть відповідь.
            [✖ Скасувати]
        Olena: * * *
        bot → Olena: Вираз cron має п’ять полів: хвилина, година, день, місяць, день тижня. Тут 3 поля. Перед ними можуть стояти секунди, після них — роки.

            ⏰ Cron
            Який вираз? Місто після нього задає часовий пояс: 0 9 * * 1-5 Kyiv. Без міста це ваш пояс (/timezone).
            Напишіть відповідь.
            [✖ Скасувати]
        Olena: 0 9 * * 1 Kyyv
        bot → Olena: Я не знаю часового поясу Kyyv. Напишіть місто (Kyiv), пояс (Europe/Kyiv) або зсув (UTC+3).

            ⏰ Cron
            Який вираз? Місто після нього задає часовий пояс: 0 9 * * 1-5 Kyiv. Без міста це ваш пояс (/timezone).
            Напишіть відповідь.
            [✖ Скасувати]
        Olena: @daily New York
        bot → Olena: @daily
            Час: 00:00.
            Щодня.

            Найближчі рази (America/New_York):
            • неділя, 22.11.2026 00:00
            • понеділок, 23.11.2026 00:00
            • вівторок, 24.11.2026 00:00
            • середа, 25.11.2026 00:00
            • четвер, 26.11.2026 00:00
        ");
    }
}
