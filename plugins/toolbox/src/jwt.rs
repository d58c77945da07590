//! `/jwt`: what a token says of itself.

pub mod look;

use chrono::{DateTime, Utc};
use kit::{Command, Cx, Field, Input, Reply, Result, Spec, Text};

use crate::back::unicode;
use crate::moment;
use crate::told::Told;
use look::Token;

pub struct Jwt;

const TOKEN: Field<Input> = Field::input("token");

impl Command for Jwt {
    const SPEC: Spec = Spec::new("jwt").fields(&[TOKEN.spec]).needs(crate::USE).icon("🎫");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let input = cx.input(&TOKEN).await?;
        let text = unicode(cx, &input)?;
        let token = kit::busy(move || look::look(&text)).await?;
        Ok(Reply::text(told(cx, &token.map_err(|fault| cx.refused(&fault))?)))
    }
}

/// First that nothing is proved, then the rest.
fn told(cx: &Cx, token: &Token) -> Text {
    let warning = if token.signed { "toolbox-jwt-unverified" } else { "toolbox-jwt-unsigned" };
    let mut text = cx.say(warning).push("\n");
    if let Some(name) = &token.algorithm {
        text = text.line(&cx.tell("toolbox-jwt-algorithm", kit::args![name = name.clone()]));
    }
    let now = cx.now().to_utc();
    let times = [
        (token.issued, "toolbox-jwt-issued", "toolbox-jwt-issued"),
        (token.not_before, "toolbox-jwt-valid-since", "toolbox-jwt-valid-from"),
        (token.expires, "toolbox-jwt-expired", "toolbox-jwt-expires"),
    ];
    for (at, past, future) in times {
        if let Some(at) = at {
            text = text.line(&cx.tell(if at <= now { past } else { future }, kit::args![time = utc(cx, at)]));
        }
    }
    if token.expires.is_none() {
        text = text.line(&cx.say("toolbox-jwt-endless"));
    }
    for (title, part) in [("toolbox-jwt-header-part", &token.header), ("toolbox-jwt-claims", &token.payload)]
    {
        text = text.push("\n").line(&cx.say(title)).line(&Text::new().pre(part, "json"));
    }
    text
}

fn utc(cx: &Cx, at: DateTime<Utc>) -> String {
    format!("{} UTC", moment::date(cx, &at))
}

#[cfg(test)]
mod story {
    use stage::Stage;

    /// `{"alg":"HS256"}` and `{"sub":"anna","iat":1795262400,"nbf":1795262400,"exp":1795266000}`.
    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIiwiaWF0IjoxNzk1MjYyNDAwLCJuYmYiOjE3OTUyNjI0MDAsImV4cCI6MTc5N\
                         TI2NjAwMH0.c2lnbmF0dXJl";

    #[tokio::test]
    async fn a_look_is_no_proof() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says(&format!("/jwt Bearer {TOKEN}")).await;
        stage.wait(std::time::Duration::from_hours(1));
        stage.ben().replies_to(TOKEN, None, "/jwt").await;
        insta::assert_snapshot!(stage.transcript(), @r#"
        Anna: /jwt Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIiwiaWF0IjoxNzk1MjYyNDAwLCJuYmYiOjE3OTUyNjI0MDAsImV4cCI6MTc5NTI2NjAwMH0.c2lnbmF0dXJl
        bot → Anna: ⚠️ Not verified. This is only what the token says of itself. I do not check the signature, so anybody can have written it.

            Algorithm: HS256
            Issued: Saturday, 2026-11-21 12:00 UTC
            Valid since: Saturday, 2026-11-21 12:00 UTC
            Expires: Saturday, 2026-11-21 13:00 UTC

            Header:
            {
              "alg": "HS256"
            }

            Claims:
            {
              "sub": "anna",
              "iat": 1795262400,
              "nbf": 1795262400,
              "exp": 1795266000
            }
        Ben: ↩ /jwt
        bot → Ben: ⚠️ Не проверено. Это лишь то, что токен говорит о себе. Подпись я не проверяю, так что написать такое мог кто угодно.

            Алгоритм: HS256
            Выдан: суббота, 21.11.2026 12:00 UTC
            Действует с: суббота, 21.11.2026 12:00 UTC
            Срок действия истёк: суббота, 21.11.2026 13:00 UTC

            Заголовок:
            {
              "alg": "HS256"
            }

            Утверждения:
            {
              "sub": "anna",
              "iat": 1795262400,
              "nbf": 1795262400,
              "exp": 1795266000
            }
        "#);
    }

    #[tokio::test]
    async fn what_is_no_token() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.olena().says("/jwt").await;
        stage.olena().says("a.b").await;
        stage.olena().says("e30.e30.").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Olena: /jwt
        bot → Olena: 🎫 Заглянути в JWT
            У який токен заглянути?
            Напишіть або надішліть файлом (до 20 МБ).
            [✖ Скасувати]
        Olena: a.b
        bot → Olena: JWT має три частини, розділені крапками, а тут їх 2. Скопіюйте весь токен.

            🎫 Заглянути в JWT
            У який токен заглянути?
            Напишіть або надішліть файлом (до 20 МБ).
            [✖ Скасувати]
        Olena: e30.e30.
        bot → Olena: ⚠️ Не перевірено й навіть не підписано. Написати такий токен міг будь-хто.

            Діє до: токен не називає кінця.

            Заголовок:
            {}

            Твердження:
            {}
        ");
    }
}
