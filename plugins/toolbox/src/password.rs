//! `/password`: one, or up to twenty at once, to play with until they fit.

pub mod card;
pub mod class;
pub mod passphrase;
pub mod recipe;
pub mod strength;

use std::time::Duration;

use kit::{ChatKind, Command, Cx, Field, Reply, Result, Spec};

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
        let card = Card::new(length, cx.get(&MODE)? == "passphrase", cx.get(&COUNT)?);
        let secret = Reply::message(card.face(cx).await?).secret().expires(LIFE);
        let in_private = cx.chat() == ChatKind::Private;
        if in_private && cx.tapped().is_none() {
            return Ok(secret);
        }
        // A message of its own: a menu that turned into it would not be deleted, and in a group everybody would read it.
        secret.messages.into_iter().for_each(|message| cx.also(message));
        Ok(if in_private { Reply::nothing() } else { Reply::text(cx.say("toolbox-password-private")) })
    }
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
            [−4] [−1] [+1] [+4] [+16]
            [🔁 Another] [📋 Copy]
            [💬 Passphrase instead]
            [🗂 Several at once]
        Anna: [#$&]
        bot ✎ Anna: 🔑 Length: 16 characters
            ||w0vCPTJ0JOYSQgVk||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [⬜ #$&]
            [⬜ No look-alikes (0 O, 1 l I)]
            [−4] [−1] [+1] [+4] [+16]
            [🔁 Another] [📋 Copy]
            [💬 Passphrase instead]
            [🗂 Several at once]
        Anna: [look-alikes]
        bot ✎ Anna: 🔑 Length: 16 characters
            ||yL4RkNGtNRsyuXP6||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [⬜ #$&]
            [✅ No look-alikes (0 O, 1 l I)]
            [−4] [−1] [+1] [+4] [+16]
            [🔁 Another] [📋 Copy]
            [💬 Passphrase instead]
            [🗂 Several at once]
        Anna: [−4]
        bot ✎ Anna: 🔑 Length: 12 characters
            ||ziqsYpYxjh3V||
            Very strong: guessed in 3 years.
            I delete this message 10 minutes after sending it.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [⬜ #$&]
            [✅ No look-alikes (0 O, 1 l I)]
            [−4] [−1] [+1] [+4] [+16]
            [🔁 Another] [📋 Copy]
            [💬 Passphrase instead]
            [🗂 Several at once]
        Anna: [Passphrase]
        bot ✎ Anna: 🔑 Length: 5 words
            ||wise-stinking-danger-fading-trustless||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [⬜ Capitals and a digit]
            [−1] [+1]
            [🔁 Another] [📋 Copy]
            [🔣 Characters instead]
            [🗂 Several at once]
        Anna: [Capitals]
        bot ✎ Anna: 🔑 Length: 5 words
            ||Dental-Tuesday-Stinging-Obtuse3-Reptilian||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [✅ Capitals and a digit]
            [−1] [+1]
            [🔁 Another] [📋 Copy]
            [🔣 Characters instead]
            [🗂 Several at once]
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
            [+1] [+4] [+16]
            [🔁 Другой] [📋 Копировать]
            [💬 Лучше парольная фраза]
            [🗂 Несколько сразу]
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
    async fn several_at_once_for_a_row_of_new_accounts() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/password passphrase 4").await;
        stage.skip();
        stage.anna().taps("Several").await;
        stage.anna().taps("Capitals").await;
        stage.anna().taps("×4").await;
        stage.anna().taps("×1").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: [Several]
        bot ✎ Anna: 🔑 Length: 4 words
            ||swerve-overact-atlantic-semantic||
            ||unlawful-nimble-gorgeous-deafening||
            ||washstand-subsector-barn-commerce||
            ||wise-stinking-danger-fading||
            ||dental-tuesday-stinging-obtuse||
            The weakest of them:
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [📋 1] [📋 2] [📋 3] [📋 4] [📋 5]
            [⬜ Capitals and a digit]
            [−1] [+1]
            [×1] [×4] [×6] [×10] [×20]
            [🔁 Others]
            [🔣 Characters instead]
        Anna: [Capitals]
        bot ✎ Anna: 🔑 Length: 4 words
            ||Ice0-Splurge-Font-Rockband||
            ||Outlying-Drier6-Doorman-Disarm||
            ||Conceded-Glacial0-Cheese-Suitably||
            ||Revision-Probing0-Backhand-Reoccupy||
            ||Rewrap0-Plank-Balcony-Splotchy||
            The weakest of them:
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [📋 1] [📋 2] [📋 3] [📋 4] [📋 5]
            [✅ Capitals and a digit]
            [−1] [+1]
            [×1] [×4] [×6] [×10] [×20]
            [🔁 Others]
            [🔣 Characters instead]
        Anna: [×4]
        bot ✎ Anna: 🔑 Length: 4 words
            ||Clubhouse-Smugly-Roping-Agent9||
            ||Unawake-Pouch-Those-Coffee2||
            ||Custard1-Glaucoma-Perceive-Dork||
            ||Unrevised-Radiance-Blustery-Massager6||
            The weakest of them:
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [📋 1] [📋 2] [📋 3] [📋 4]
            [✅ Capitals and a digit]
            [−1] [+1]
            [×1] [×3] [×5] [×10] [×20]
            [🔁 Others]
            [🔣 Characters instead]
        Anna: [×1]
        bot ✎ Anna: 🔑 Length: 4 words
            ||Had-Thrash-Professor-Dimly1||
            Very strong: guessed in centuries.
            I delete this message 10 minutes after sending it.
            [✅ Capitals and a digit]
            [−1] [+1]
            [🔁 Another] [📋 Copy]
            [🔣 Characters instead]
            [🗂 Several at once]
        ");
        stage.anna().taps("Several").await;
        stage.anna().taps("×20").await;
        assert_eq!(stage.transcript().matches("📋 ").count(), 5 + 20);
    }

    /// A button from before there were several, and a forged one.
    #[tokio::test]
    async fn never_more_than_twenty() {
        let stage = Stage::new([crate::plugin()]).await;
        for (card, made) in [("}", 1), (",\"count\":0}", 1), (",\"count\":255}", 20)] {
            let data = format!("pw.1:{{\"length\":128,\"words\":5,\"switches\":15{card}");
            stage.anna().presses(1, &data, "[a button]").await;
            assert_eq!(stage.transcript().matches("||").count(), 2 * made, "{data}");
        }
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
            [🗂 Кілька одразу]
        Olena in Ops alerts: [the menu’s button]
        bot ✎ Ops alerts: Його побачите лише ви: тут, непомітно для інших, або в нашому особистому чаті. Якщо нічого не прийде, відкрийте чат зі мною, натисніть «Почати» й попросіть ще раз.
        bot → Ops alerts (only Olena): 🔑 Довжина: 16 символів
            ||w,CM3?U0VO&63j!n||
            Дуже надійний: підбирається століттями.
            Я видалю це повідомлення через 10 хвилин після надсилання.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [✅ #$&]
            [⬜ Без схожих (0 O, 1 l I)]
            [−4] [−1] [+1] [+4] [+16]
            [🔁 Інший] [📋 Копіювати]
            [💬 Краще парольна фраза]
            [🗂 Кілька одразу]
        Olena: [the menu’s button]
        bot → Olena: 🔑 Довжина: 16 символів
            ||x33#&5WDN#BKE.7^||
            Дуже надійний: підбирається століттями.
            Я видалю це повідомлення через 10 хвилин після надсилання.
            [✅ a–z] [✅ A–Z] [✅ 0–9] [✅ #$&]
            [⬜ Без схожих (0 O, 1 l I)]
            [−4] [−1] [+1] [+4] [+16]
            [🔁 Інший] [📋 Копіювати]
            [💬 Краще парольна фраза]
            [🗂 Кілька одразу]
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
            [✅ a–z] [✅ A–Z] [✅ 0–9] [✅ #$&]
            [⬜ Без схожих (0 O, 1 l I)]
            [−16] [−4] [−1] [+1] [+4] [+16]
            [×1] [×5] [×7] [×10] [×20]
            [🔁 Інші]
            [💬 Краще парольна фраза]
        ");
    }
}
