//! `/password`: one to play with until it fits, or up to twenty at once.

pub mod card;
pub mod class;
pub mod passphrase;
pub mod recipe;
pub mod strength;

use std::time::Duration;

use kit::{Button, ChatKind, Command, Cx, Field, Message, Reply, Result, Spec, Style, Text};

use card::Card;

pub struct Password;

const LENGTH: Field<i64> = Field::whole("length", 4, 128).or("16");
const COUNT: Field<i64> = Field::whole("count", 1, 20).or("1");
const MODE: Field<String> = Field::choice("mode", &["characters", "passphrase"]).or("characters");

/// A password does not stay in the chat.
const LIFE: Duration = Duration::from_mins(10);

impl Command for Password {
    const SPEC: Spec =
        Spec::new("password").fields(&[LENGTH.spec, COUNT.spec, MODE.spec]).needs(crate::USE).icon("🔑");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let length = if cx.given(&LENGTH) { Some(cx.get(&LENGTH)?) } else { None };
        let card = Card::new(length, cx.get(&MODE)? == "passphrase");
        let message = match cx.get(&COUNT)? {
            1 => card.face(cx).await?,
            count => several(cx, card, count).await?,
        };
        let secret = Reply::message(message).secret().expires(LIFE);
        let in_private = cx.chat() == ChatKind::Private;
        if in_private && cx.tapped().is_none() {
            return Ok(secret);
        }
        // A message of its own: a menu that turned into it would not be deleted, and in a group everybody would read it.
        secret.messages.into_iter().for_each(|message| cx.also(message));
        Ok(if in_private { Reply::nothing() } else { Reply::text(cx.say("toolbox-password-private")) })
    }
}

/// A list, with a button for each to copy it.
async fn several(cx: &Cx, card: Card, count: i64) -> Result<Message> {
    let made = (0..count).map(|_| card.make(cx)).collect::<Result<Vec<_>>>()?;
    let verdict = card::verdict(cx, made.clone()).await?;
    let mut text = card.title(cx);
    for one in &made {
        text = text.line(&Text::new().styled(one, Style::Spoiler));
    }
    let text =
        text.line(&cx.say("toolbox-password-weakest")).line(&verdict).line(&cx.say("toolbox-password-life"));
    let buttons: Vec<_> =
        (1..).zip(made).filter_map(|(number, one)| Button::copy(format!("📋 {number}"), one)).collect();
    Ok(buttons.chunks(5).fold(Message::new(text), |message, row| message.row(row.to_vec())))
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn anna_makes_one_that_an_old_system_takes() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/password").await;
        stage.anna().taps("#$&").await;
        stage.anna().taps("look-alikes").await;
        stage.anna().taps("−4").await;
        stage.anna().taps("Passphrase").await;
        stage.anna().taps("Capitals").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /password
        bot → Anna: 🔑 Length: 16 characters
            ||074|E!!?m1Y#PwJ8||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [✅ #$&]
            [⬜ No look-alikes (0 O, 1 l I)]
            [−4] [−1] [+1] [+4]
            [🔁 Another] [📋 Copy]
            [💬 Passphrase instead]
        Anna: [#$&]
        bot ✎ Anna: 🔑 Length: 16 characters
            ||w0vCPTJ0JOYSQgVk||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [⬜ #$&]
            [⬜ No look-alikes (0 O, 1 l I)]
            [−4] [−1] [+1] [+4]
            [🔁 Another] [📋 Copy]
            [💬 Passphrase instead]
        Anna: [look-alikes]
        bot ✎ Anna: 🔑 Length: 16 characters
            ||yL4RkNGtNRsyuXP6||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [⬜ #$&]
            [✅ No look-alikes (0 O, 1 l I)]
            [−4] [−1] [+1] [+4]
            [🔁 Another] [📋 Copy]
            [💬 Passphrase instead]
        Anna: [−4]
        bot ✎ Anna: 🔑 Length: 12 characters
            ||ziqsYpYxjh3V||
            Very strong: guessed in 3 years.
            I delete this message 10 minutes after sending it.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [⬜ #$&]
            [✅ No look-alikes (0 O, 1 l I)]
            [−4] [−1] [+1] [+4]
            [🔁 Another] [📋 Copy]
            [💬 Passphrase instead]
        Anna: [Passphrase]
        bot ✎ Anna: 🔑 Length: 5 words
            ||wise-stinking-danger-fading-trustless||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [⬜ Capitals and a digit]
            [−1] [+1]
            [🔁 Another] [📋 Copy]
            [🔣 Characters instead]
        Anna: [Capitals]
        bot ✎ Anna: 🔑 Length: 5 words
            ||Dental-Tuesday-Stinging-Obtuse3-Reptilian||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [✅ Capitals and a digit]
            [−1] [+1]
            [🔁 Another] [📋 Copy]
            [🔣 Characters instead]
        ");
    }

    #[tokio::test]
    async fn one_kind_of_characters_stays_and_bounds_hold() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.ben().says("/password 4").await;
        for kind in ["a–z", "A–Z", "0–9"] {
            stage.skip();
            stage.ben().taps(kind).await;
        }
        stage.ben().taps("#$&").await;
        stage.ben().says("/password 200").await;
        stage.ben().says("/password passphrase 40").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Ben: [0–9]
        bot ✎ Ben: 🔑 Длина: 4 символа
            ||#^%|||
            Слабый: подбирается меньше чем за минуту.
            Я удалю это сообщение через 10 минут после отправки.
            [⬜ a–z] [⬜ A–Z] [⬜ 0–9] [✅ #$&]
            [⬜ Без похожих (0 O, 1 l I)]
            [+1] [+4]
            [🔁 Другой] [📋 Копировать]
            [💬 Лучше парольная фраза]
        Ben: [#$&]
        bot (toast) Хотя бы один вид символов должен оставаться включённым.
        Ben: /password 200
        bot → Ben: length — должно быть от 4 до 128.
            Это пишется так: /password [length] [count] [mode]
        Ben: /password passphrase 40
        bot → Ben: В парольной фразе от 3 до 12 слов. Выберите число в этих пределах.
        ");
    }

    #[tokio::test]
    async fn in_a_group_nobody_else_reads_it_not_even_in_the_menus_place() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.olena().in_group().says("/password passphrase 6").await;
        stage.olena().in_group().presses(1, "c.1:\"password\"", "[the menu’s button]").await;
        stage.olena().presses(1, "c.1:\"password\"", "[the menu’s button]").await;
        stage.olena().says("/password 20 count=6").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Olena in Ops alerts: /password passphrase 6
        bot → Ops alerts: Його побачите лише ви: тут, непомітно для інших, або в нашому особистому чаті. Якщо нічого не прийде, відкрийте чат зі мною, натисніть «Почати» й попросіть ще раз.
        bot → Ops alerts (only Olena): 🔑 Довжина: 6 слів
            ||taking-usage-jubilant-say-given-composite||
            Дуже надійний: підбирається століттями.
            Я видалю це повідомлення через 10 хвилин після надсилання.
            [⬜ Великі літери й цифра]
            [−1] [+1]
            [🔁 Інший] [📋 Копіювати]
            [🔣 Краще символи]
        Olena in Ops alerts: [the menu’s button]
        bot ✎ Ops alerts: Його побачите лише ви: тут, непомітно для інших, або в нашому особистому чаті. Якщо нічого не прийде, відкрийте чат зі мною, натисніть «Почати» й попросіть ще раз.
        bot → Ops alerts (only Olena): 🔑 Довжина: 16 символів
            ||w,CM3?U0VO&63j!n||
            Дуже надійний: підбирається століттями.
            Я видалю це повідомлення через 10 хвилин після надсилання.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [✅ #$&]
            [⬜ Без схожих (0 O, 1 l I)]
            [−4] [−1] [+1] [+4]
            [🔁 Інший] [📋 Копіювати]
            [💬 Краще парольна фраза]
        Olena: [the menu’s button]
        bot → Olena: 🔑 Довжина: 16 символів
            ||x33#&5WDN#BKE.7^||
            Дуже надійний: підбирається століттями.
            Я видалю це повідомлення через 10 хвилин після надсилання.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [✅ #$&]
            [⬜ Без схожих (0 O, 1 l I)]
            [−4] [−1] [+1] [+4]
            [🔁 Інший] [📋 Копіювати]
            [💬 Краще парольна фраза]
        Olena: /password 20 count=6
        bot → Olena: 🔑 Довжина: 20 символів
            ||oW./I3&H%dZz-V/qwA0y||
            ||W:1xVd1z+iYf/r8Wq?_:||
            ||!F^Y4Qf8n1@26&D/vTKX||
            ||HGg4YpU%aa6K?W1lyJ3Q||
            ||u+V2Z4j&O*Dml&oGJkI7||
            ||Z&7IJc_N!xeFOlhB1^C0||
            Найслабший із них:
            Дуже надійний: підбирається століттями.
            Я видалю це повідомлення через 10 хвилин після надсилання.
            [📋 1] [📋 2] [📋 3] [📋 4] [📋 5]
            [📋 6]
        ");
    }
}
