//! `/lorem`: text that says nothing, to see how a page looks.

pub mod text;
mod words;

use kit::{Command, Cx, Field, Reply, Result, Spec};

use text::{Amount, MOST_PARAGRAPHS, MOST_SENTENCES, MOST_WORDS};

pub struct Lorem;

const KIND: Field<String> =
    Field::choice("kind", &["paragraphs", "sentences", "words"]).or("paragraphs").asked();
const COUNT: Field<i64> = Field::whole("count", 1, 1000).or("3").asked();

impl Command for Lorem {
    const SPEC: Spec = Spec::new("lorem").fields(&[KIND.spec, COUNT.spec]).needs(crate::USE).icon("📝");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let count = usize::try_from(cx.get(&COUNT)?).unwrap_or(1);
        let (amount, most, too_many) = match cx.get(&KIND)?.as_str() {
            "sentences" => (Amount::Sentences(count), MOST_SENTENCES, "toolbox-lorem-too-many-sentences"),
            "words" => (Amount::Words(count), MOST_WORDS, "toolbox-lorem-too-many-words"),
            _ => (Amount::Paragraphs(count), MOST_PARAGRAPHS, "toolbox-lorem-too-many-paragraphs"),
        };
        if count > most {
            return Err(cx.refuse(too_many, kit::args![most = most]).at("count"));
        }
        Ok(Reply::text(text::make(amount, &mut cx.rng())))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn as_much_as_is_asked_for() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/lorem words 8").await;
        stage.anna().says("/lorem 2 sentences").await;
        stage.olena().says("/lorem words 2000").await;
        stage.anna().says("/lorem verses").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /lorem words 8
        bot → Anna: Lorem ipsum dolor sit amet consectetur adipiscing elit
        Anna: /lorem 2 sentences
        bot → Anna: Lorem ipsum dolor sit amet, consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ipsum amet nostrud nihil elit fuga quas mollit commodi, iste irure aut minim occaecat placeat.
        Olena: /lorem words 2000
        bot → Olena: count має бути від 1 до 1000.
            Це пишеться так: /lorem [kind] [count]
        Anna: /lorem verses
        bot → Anna: I do not know what to do with “verses”.
            This is how it is written: /lorem [kind] [count]
        ");
        stage.anna().says("/lorem").await;
        assert_eq!(stage.last().split("\n\n").count(), 3);
        stage.skip();
    }

    #[tokio::test]
    async fn ben_chooses_with_buttons_and_asks_for_too_much() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.ben().says("/loren").await;
        stage.ben().taps("/lorem").await;
        stage.ben().taps("Предложения").await;
        stage.ben().says("101").await;
        stage.ben().says("1").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Ben: /loren
        bot → Ben: Я не знаю команды /loren. Возможно, вы имели в виду одну из этих?
            [/lorem]
            [❓ Справка]
        Ben: [/lorem]
        bot ✎ Ben: 📝 Текст-заполнитель
            Что считать?
            Выберите ниже или напишите.
            [Абзацы] [Предложения] [Слова]
            [✖ Отмена]
        Ben: [Предложения]
        bot ✎ Ben: 📝 Текст-заполнитель
            Сколько?
            Целое число от 1 до 1000.
            [3]
            [‹ Назад] [✖ Отмена]
        Ben: 101
        bot → Ben: За раз я пишу не больше 100 предложений. Попросите меньше.

            📝 Текст-заполнитель
            Сколько?
            Целое число от 1 до 1000.
            [3]
            [‹ Назад] [✖ Отмена]
        Ben: 1
        bot → Ben: Lorem ipsum dolor sit amet, consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.
        ");
    }
}
