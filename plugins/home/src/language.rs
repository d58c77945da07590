//! `/language`: what the bot speaks to this person.

use kit::{Command, Context, Cx, Effect, Field, LANGUAGES, Reply, Result, Spec, store};

pub struct Language;

const TO: Field<String> = Field::choice("to", &LANGUAGES);

impl Command for Language {
    const SPEC: Spec =
        Spec::new("language").fields(&[TO.spec]).needs(crate::USE).effect(Effect::Writes).icon("🌐");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let language = cx.get(&TO)?;
        let id = cx.person.id;
        let changed = store::people::set_language(cx.tx().await?, id, &language).await?;
        cx.note("language", &language);
        cx.person.language = language;
        if changed == 0 {
            // Their very first message: the person is written down together with this answer.
            let (person, now) = (cx.person.clone(), cx.now());
            let tx = cx.tx().await?;
            store::people::meet(tx, &person, now).await?;
            let again = store::people::set_language(tx, id, &person.language).await?;
            (again == 1).then_some(()).context("a person who was just met is not there")?;
        }
        let person = cx.person.clone();
        cx.show_commands(&person).await?;
        Ok(Reply::text(cx.say("home-language-set")))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn anna_switches_to_ukrainian_with_a_button_and_back_with_words() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/language").await;
        stage.anna().taps("Українська").await;
        stage.anna().says("/language klingon").await;
        stage.anna().says("/language en").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /language
        bot → Anna: 🌐 Language
            Which language shall I speak to you?
            Choose below, or write it.
            [🇬🇧 English] [🇺🇦 Українська] [Русский]
            [✖ Cancel]
        Anna: [Українська]
        bot ✎ Anna: Відтепер я розмовляю з вами українською.
        Anna: /language klingon
        bot → Anna: to має бути одним із: en, uk, ru.
            Це пишеться так: /language <to>
        Anna: /language en
        bot → Anna: From now on I speak English to you.
        ");
    }
}
