//! `/uuid`: identifiers that nobody else has.

pub mod make;

use kit::{Command, Cx, Field, Reply, Result, Spec};

pub struct Uuids;

const VERSION: Field<String> = Field::choice("version", &["v4", "v7"]).or("v4").asked();
const COUNT: Field<i64> = Field::whole("count", 1, 100).or("1").asked();

impl Command for Uuids {
    const SPEC: Spec = Spec::new("uuid").fields(&[VERSION.spec, COUNT.spec]).needs(crate::USE).icon("🆔");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let count = usize::try_from(cx.get(&COUNT)?).unwrap_or(1);
        let made = if cx.get(&VERSION)? == "v7" {
            let now = u64::try_from(cx.now().to_utc().timestamp_millis()).unwrap_or_default();
            make::timed(count, now, &mut cx.rng())
        } else {
            make::random(count, &mut cx.rng())
        };
        let lines: Vec<_> = made.iter().map(ToString::to_string).collect();
        Ok(Reply::code(lines.join("\n")))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn ben_numbers_things() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.ben().says("/uuid").await;
        stage.ben().says("/uuid v7 3").await;
        stage.ben().says("/uuid 101").await;
        stage.ben().says("/uuid v5").await;
        stage.olena().says("/uid").await;
        stage.olena().taps("/uuid").await;
        stage.olena().taps("v7").await;
        stage.olena().taps("1").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Ben: /uuid
        bot → Ben: 5d6ca793-9392-49a3-96de-94b4119c3b17
        Ben: /uuid v7 3
        bot → Ben: 01a1fdfa-4600-71d8-87cb-1d5ed31ee998
            01a1fdfa-4600-788e-9832-16b29f6fbe67
            01a1fdfa-4600-7b96-be75-7f4dde4817a2
        Ben: /uuid 101
        bot → Ben: count — должно быть от 1 до 100.
            Это пишется так: /uuid [version] [count]
        Ben: /uuid v5
        bot → Ben: Я не знаю, что делать с «v5».
            Это пишется так: /uuid [version] [count]
        Olena: /uid
        bot → Olena: Я не знаю команди /uid. Можливо, ви мали на увазі одну з цих?
            [/uuid]
            [❓ Довідка]
        Olena: [/uuid]
        bot ✎ Olena: 🆔 UUID
            Яка версія? v4 — суто випадкова; v7 починається з часу, тож новіші стають після старших.
            Виберіть нижче або напишіть.
            [v4, випадкова] [v7, за часом]
            [✖ Скасувати]
        Olena: [v7]
        bot ✎ Olena: 🆔 UUID
            Скільки?
            Ціле число від 1 до 100.
            [1]
            [‹ Назад] [✖ Скасувати]
        Olena: [1]
        bot ✎ Olena: 01a1fdfa-4600-7c28-a067-3b373ea1fdf0
        ");
    }
}
