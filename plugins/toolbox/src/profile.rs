//! `/profile`: people who do not exist, for trying things out.

pub mod locale;
pub mod person;
pub mod sheet;

mod email;
mod pattern;
mod source;

use kit::{Command, Cx, Field, Reply, Result, Spec, Text};
use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;

use crate::told::Told;
use locale::Locale;
use person::{Gender, Person};

pub struct Profile;

const GENDER: Field<String> = Field::choice("gender", &["female", "male", "random"]).or("random").asked();
const LOCALE: Field<String> =
    Field::choice("locale", &["en_US", "uk_UA", "ru_RU", "de_DE", "fr_FR", "pl_PL", "ja_JP"])
        .or("en_US")
        .asked();
const COUNT: Field<i64> = Field::whole("count", 1, 100).or("1").asked();
/// Of itself one person is told here, and several come as CSV.
const FORMAT: Field<String> = Field::choice("format", &["auto", "csv", "json"]).or("auto").aside();
/// Typed after the command it is `#word`, so that a mistyped country is not taken for one.
const SEED: Field<String> = Field::word("seed").or("").aside();

impl Command for Profile {
    const SPEC: Spec = Spec::new("profile")
        .aliases(&["fake"])
        .fields(&[GENDER.spec, LOCALE.spec, COUNT.spec, FORMAT.spec, SEED.spec])
        .needs(crate::USE)
        .icon("🪪");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let people = invent(cx)?;
        let (sheet, name) = match (cx.get(&FORMAT)?.as_str(), people.as_slice()) {
            ("auto", [person]) => return Ok(Reply::text(described(cx, person))),
            ("json", people) => (sheet::json(people), "people.json"),
            (_, people) => (sheet::csv(people), "people.csv"),
        };
        let sheet = sheet.map_err(|too_large| cx.refused(&too_large))?;
        let caption = cx.tell("toolbox-profile-file", kit::args![count = people.len()]);
        Ok(Reply::message(kit::Message::new(caption).file(name, sheet.into_bytes())))
    }
}

/// As they are wanted; the same seed brings the same people.
fn invent(cx: &Cx) -> Result<Vec<Person>> {
    let seed = cx.get(&SEED)?;
    let mut rng = match seed.strip_prefix('#') {
        None if seed.is_empty() => ChaCha12Rng::from_rng(&mut cx.rng()),
        None if !cx.answers() => {
            return Err(cx.refuse("toolbox-profile-unknown", kit::args![word = seed]).at("seed"));
        }
        word => ChaCha12Rng::from_seed(*blake3::hash(word.unwrap_or(&seed).as_bytes()).as_bytes()),
    };
    let gender = match cx.get(&GENDER)?.as_str() {
        "female" => Some(Gender::Female),
        "male" => Some(Gender::Male),
        _ => None,
    };
    let locale = Locale::find(&cx.get(&LOCALE)?).unwrap_or(Locale::EnUs);
    let count = usize::try_from(cx.get(&COUNT)?).unwrap_or(1);
    Ok(person::invent(locale, gender, count, &mut rng))
}

/// One of them, each value to be copied with a press.
fn described(cx: &Cx, person: &Person) -> Text {
    let gender = match person.gender {
        Gender::Female => "toolbox-profile-female",
        Gender::Male => "toolbox-profile-male",
    };
    let birthday = person.birthday.to_string();
    let heading = Text::new().bold(&person.name).push(", ").join(&cx.say(gender));
    let values = [("🎂", &birthday), ("✉️", &person.email), ("☎️", &person.phone), ("🏠", &person.address)];
    let text =
        values.into_iter().fold(heading, |text, (icon, value)| text.push(format!("\n{icon} ")).code(value));
    text.line(&cx.say("toolbox-profile-invented"))
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn one_to_look_at_in_each_country() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/profile").await;
        stage.ben().says("/fake female uk_ua").await;
        stage.olena().says("/fake ja_JP male #весна").await;
        stage.olena().says("/fake #весна male ja_JP").await;
        stage.anna().says("/fake uk_UK").await;
        stage.anna().says("/fake 500").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /profile
        bot → Anna: Matthew Bennett, male
            🎂 1970-12-20
            ✉️ matthew.bennett@example.net
            ☎️ (212) 555-0154
            🏠 17 Lakeview Drive, New York, NY 10018
            Invented: if somebody is called that or lives there, it is by chance.
        Ben: /fake female uk_ua
        bot → Ben: Ковальська Оксана Ярославівна, женщина
            🎂 1993-07-02
            ✉️ oksana.kovalska@example.com
            ☎️ (0532) 10-62-94
            🏠 пров. Вишневий, 73, кв. 55, м. Полтава, Полтавська область, 36083
            Вымышлено: если кого-то так зовут или кто-то там живёт, это случайность.
        Olena: /fake ja_JP male #весна
        bot → Olena: 森 翔太, чоловік
            🎂 1984-04-19
            ✉️ shota.mori@example.com
            ☎️ 090-0791-0404
            🏠 〒060-0096 北海道札幌市中央区緑町9-4-2
            Вигадано: якщо хтось так зветься чи там живе, це випадковість.
        Olena: /fake #весна male ja_JP
        bot → Olena: 森 翔太, чоловік
            🎂 1984-04-19
            ✉️ shota.mori@example.com
            ☎️ 090-0791-0404
            🏠 〒060-0096 北海道札幌市中央区緑町9-4-2
            Вигадано: якщо хтось так зветься чи там живе, це випадковість.
        Anna: /fake uk_UK
        bot → Anna: I do not know what to do with “uk_UK”. I understand a gender, a country such as de_DE, a number from 1 to 100, csv or json, and a word with a # in front, such as #spring, which brings the same people every time.
        Anna: /fake 500
        bot → Anna: I do not know what to do with “500”. I understand a gender, a country such as de_DE, a number from 1 to 100, csv or json, and a word with a # in front, such as #spring, which brings the same people every time.
        ");
    }

    #[tokio::test]
    async fn the_form_asks_three_questions_and_shows_the_rest_beside_the_last() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.ben().presses(0, "c.1:\"profile\"", "[the menu: profile]").await;
        stage.ben().taps("Женщины").await;
        stage.skip();
        stage.ben().taps("Украина").await;
        stage.ben().taps("JSON").await;
        stage.ben().taps("Снова те же").await;
        stage.ben().taps("Пропустить").await;
        stage.ben().taps("Снова те же").await;
        stage.ben().says("весна").await;
        stage.ben().says("2").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Ben: [Украина]
        bot ✎ Ben: 🪪 Вымышленные люди
            Сколько людей?
            Целое число от 1 до 100.
            ⚙️ Как их прислать? Авто — одного человека здесь, нескольких — файлом CSV.
            [1]
            [✅ Авто] [CSV] [JSON]
            [🌱 Снова те же люди]
            [‹ Назад] [✖ Отмена]
        Ben: [JSON]
        bot ✎ Ben: 🪪 Вымышленные люди
            Сколько людей?
            Целое число от 1 до 100.
            ⚙️ Как их прислать? Авто — одного человека здесь, нескольких — файлом CSV.
            [1]
            [Авто] [CSV] [✅ JSON]
            [🌱 Снова те же люди]
            [‹ Назад] [✖ Отмена]
        Ben: [Снова те же]
        bot ✎ Ben: 🪪 Вымышленные люди
            Напишите любое слово: по нему каждый раз возвращаются те же люди. После команды оно пишется с #: /profile #весна.
            Выберите ниже или напишите.
            [Пропустить]
            [‹ Назад] [✖ Отмена]
        Ben: [Пропустить]
        bot ✎ Ben: 🪪 Вымышленные люди
            Сколько людей?
            Целое число от 1 до 100.
            ⚙️ Как их прислать? Авто — одного человека здесь, нескольких — файлом CSV.
            [1]
            [Авто] [CSV] [✅ JSON]
            [🌱 Снова те же люди]
            [‹ Назад] [✖ Отмена]
        Ben: [Снова те же]
        bot ✎ Ben: 🪪 Вымышленные люди
            Напишите любое слово: по нему каждый раз возвращаются те же люди. После команды оно пишется с #: /profile #весна.
            Выберите ниже или напишите.
            [Пропустить]
            [‹ Назад] [✖ Отмена]
        Ben: весна
        bot → Ben: 🪪 Вымышленные люди
            Сколько людей?
            Целое число от 1 до 100.
            ⚙️ Как их прислать? Авто — одного человека здесь, нескольких — файлом CSV.
            [1]
            [Авто] [CSV] [✅ JSON]
            [🌱 Снова те же люди: весна]
            [‹ Назад] [✖ Отмена]
        Ben: 2
        bot → Ben: 2 вымышленных человека. Любое сходство с настоящими людьми случайно.
            📎 people.json (1255 bytes)
        ");
        let asked = stage.file();
        stage.ben().says("/fake json 2 uk_UA female #весна").await;
        assert_eq!(stage.file(), asked);
        stage.skip();
    }

    #[tokio::test]
    async fn many_come_as_a_file() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/fake 2 de_DE #spring").await;
        insta::assert_snapshot!(String::from_utf8(stage.file().1).unwrap(), @r#"
        ﻿name,first_name,middle_name,last_name,gender,birthday,email,phone,street,city,region,postcode,country,address
        Käthe Weiß,Käthe,,Weiß,female,1980-09-20,kaethe.weiss@example.org,0221 4710658,Rosenweg 92a,Köln,Nordrhein-Westfalen,50569,Deutschland,"Rosenweg 92a, 50569 Köln"
        Nicole Wolf,Nicole,,Wolf,female,1973-07-18,nicole.wolf@example.net,089 99998066,Schillerstraße 177,München,Bayern,80373,Deutschland,"Schillerstraße 177, 80373 München"
        "#);
        stage.ben().says("/fake pl_PL json 21").await;
        stage.ben().says("/fake json").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /fake 2 de_DE #spring
        bot → Anna: 2 invented people. Any likeness to somebody real is by chance.
            📎 people.csv (456 bytes)
        Ben: /fake pl_PL json 21
        bot → Ben: 21 вымышленный человек. Любое сходство с настоящими людьми случайно.
            📎 people.json (9224 bytes)
        Ben: /fake json
        bot → Ben: 1 вымышленный человек. Любое сходство с настоящими людьми случайно.
            📎 people.json (430 bytes)
        ");
    }
}
