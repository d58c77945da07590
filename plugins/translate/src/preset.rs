//! Settings and languages under a name, and those of the last order.

use bureau::{Bureau, Job, Settings};
use kit::{Button, Command, Cx, Effect, Field, Message, Reply, Result, Spec, Tap, TapSpec};

use crate::fault::{Told, at_rest};
use crate::{Desk, card, settings, told};

/// So many presets, with names so long.
const MOST: usize = 12;
const LONGEST: usize = 40;

/// As another order had it; what belongs to its files alone stays behind.
fn apply(job: &mut Job, from: &Settings) {
    let encodings = std::mem::take(&mut job.settings.encodings);
    let languages = std::mem::take(&mut job.settings.languages);
    job.settings = Settings { encodings, ..from.clone() };
    if job.settings.languages.is_empty() {
        job.settings.languages = languages;
    }
}

async fn page(cx: &Cx, bureau: &Bureau, job: &Job) -> Result<Message> {
    let presets = bureau.presets(job.person).await.told(cx)?;
    let key = if presets.is_empty() { "translate-presets-none" } else { "translate-presets-of" };
    let mut message = Message::new(cx.tell(key, kit::args![name = job.title.clone()]));
    for (name, settings) in presets {
        let label = told::label("⭐", &name, &settings.languages);
        let value = (job.id.0, name.clone());
        message = message.row([Button::tap::<Use>(label, &value), Button::tap::<Forget>("🗑", &value)]);
    }
    let save = Button::command(cx.label("translate-preset-save"), &format!("preset {}", job.id.0));
    Ok(message.row([save]).row([Button::tap::<settings::Open>(cx.label("translate-back"), &job.id.0)]))
}

/// Shows them.
pub struct Presets(pub Desk);

impl Tap for Presets {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("tp", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, order: i64) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, order).await?;
        Ok(Reply::message(page(cx, bureau, &job).await?).instead())
    }
}

/// Uses one for an order.
pub struct Use(pub Desk);

impl Tap for Use {
    type Value = (i64, String);
    const SPEC: TapSpec = TapSpec::new("ti", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, (order, name): Self::Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let mut job = at_rest(cx, bureau, order).await?;
        let presets = bureau.presets(job.person).await.told(cx)?;
        let Some((_, from)) = presets.into_iter().find(|(known, _)| *known == name) else {
            return Err(cx.refuse("translate-preset-gone", kit::args![name = name]));
        };
        apply(&mut job, &from);
        bureau.configure(job.id, &job.settings).await.told(cx)?;
        card::shown(cx, bureau, &job).await
    }
}

/// Forgets one; pressed twice, it is forgotten once.
pub struct Forget(pub Desk);

impl Tap for Forget {
    type Value = (i64, String);
    const SPEC: TapSpec = TapSpec::new("tb", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, (order, name): Self::Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, order).await?;
        bureau.remove_preset(job.person, &name).await.told(cx)?;
        Ok(Reply::message(page(cx, bureau, &job).await?).instead())
    }
}

/// The newest other order that had languages: most people want the same again.
pub fn last(cx: &Cx, earlier: &[Job], job: &Job) -> Option<Button> {
    let last = earlier.iter().find(|other| other.id != job.id && !other.settings.languages.is_empty())?;
    let languages = told::languages(&last.settings.languages);
    let label = cx.tell("translate-as-last-time", kit::args![languages = languages]).body;
    Some(Button::tap::<Again>(label, &(job.id.0, last.id.0)))
}

/// The settings and languages of another order: this one's number, and that one's.
pub struct Again(pub Desk);

impl Tap for Again {
    type Value = (i64, i64);
    const SPEC: TapSpec = TapSpec::new("tn", crate::USE, "translate");

    async fn run(&self, cx: &mut Cx, (order, other): Self::Value) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let mut job = at_rest(cx, bureau, order).await?;
        let from = crate::fault::own(cx, bureau, other).await?;
        apply(&mut job, &from.settings);
        bureau.configure(job.id, &job.settings).await.told(cx)?;
        card::shown(cx, bureau, &job).await
    }
}

/// `/preset`: the form behind Keep.
pub struct Save(pub Desk);

const ORDER: Field<i64> = Field::whole("order", 1, i64::MAX);
const NAME: Field<String> = Field::rest("name");

impl Command for Save {
    const SPEC: Spec = Spec::new("preset")
        .fields(&[ORDER.spec, NAME.spec])
        .needs(crate::USE)
        .effect(Effect::Writes)
        .icon("⭐")
        .hidden();

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let bureau = self.0.bureau(cx);
        let job = at_rest(cx, bureau, cx.get(&ORDER)?).await?;
        let name = cx.get(&NAME)?.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().count() > LONGEST {
            return Err(cx.refuse("translate-keep-long", kit::args![limit = LONGEST]).at("name"));
        }
        let presets = bureau.presets(job.person).await.told(cx)?;
        if presets.len() >= MOST && !presets.iter().any(|(known, _)| *known == name) {
            return Err(cx.refuse("translate-presets-many", kit::args![limit = MOST]).at("name"));
        }
        let settings = Settings { encodings: std::collections::BTreeMap::new(), ..job.settings.clone() };
        bureau.save_preset(job.person, &name, &settings).await.told(cx)?;
        Ok(Reply::message(page(cx, bureau, &job).await?))
    }
}

#[cfg(test)]
mod story {
    use crate::world::open;

    const PAGE: &str = "<h1>Our shop</h1>";

    #[tokio::test]
    async fn olena_gives_her_settings_a_name_and_uses_them_again() {
        let shop = open().await;
        let olena = shop.stage.olena();
        olena.sends_file("index.html", PAGE, "de uk").await;
        olena.taps("Налаштування").await;
        olena.taps("На «ви»").await;
        shop.stage.skip();
        olena.taps("Набори").await;
        olena.taps("Зберегти").await;
        olena.says("Крамниця").await;
        olena.sends_file("about.html", PAGE, "pl").await;
        olena.taps("Налаштування").await;
        olena.taps("Набори").await;
        let (message, forget) = olena.remembers("🗑");
        olena.taps("⭐ Крамниця").await;
        olena.presses(message, &forget, "[🗑]").await;
        olena.presses(message, &forget, "[🗑, again]").await;
        insta::assert_snapshot!(shop.transcript(), @r"
        Olena: [Набори]
        bot ✎ Olena: ⭐ Наборів ще немає. Збережіть налаштування й мови index.html під назвою, і ними можна буде скористатися знову.
            [💾 Зберегти ці]
            [‹ Назад]
        Olena: [Зберегти]
        bot ✎ Olena: ⭐ Набір налаштувань
            Як назвати ці налаштування й мови?
            Напишіть відповідь.
            [‹ Назад] [✖ Скасувати]
        Olena: Крамниця
        bot → Olena: ⭐ Збережені налаштування й мови. Натисніть набір, щоб застосувати його до index.html.
            [⭐ Крамниця → Deutsch, Українська] [🗑]
            [💾 Зберегти ці]
            [‹ Назад]
        Olena: 📎 about.html pl
        bot → Olena: 🌍 about.html → Polski (замовлення 2)
            1 файл; текстів: 1, різних: 1
            Polski: перекласти 1 текст, з пам’яті 0, токенів приблизно 439
            ⚠️ Модель не налаштовано. Вбудований псевдоперекладач безкоштовно показує весь шлях, але те, що він пише, — не переклад.
            [▶ Почати]
            [🌍 Мови] [⚙ Налаштування]
            [✖ Скасувати]
        Olena: [Налаштування]
        bot ✎ Olena: ⚙ Що перекладати в about.html і як?
            [✅ Атрибути (alt, title, placeholder…)]
            [✅ Заголовок і опис для пошуковиків]
            [✅ JSON-LD]
            [⬜ Рядки в коді PHP]
            [⬜ Вміст code]
            [⬜ Сторінка називає свою нову мову (lang, dir, og:locale)]
            [⬜ Перевести старі кодування в UTF-8]
            [⬜ Адаптувати імена й назви місць]
            [🔘 Як завжди] [⚪ На «ви»] [⚪ На «ти»]
            [🔒 Слів без перекладу: 0] [⭐ Набори]
            [‹ Назад]
        Olena: [Набори]
        bot ✎ Olena: ⭐ Збережені налаштування й мови. Натисніть набір, щоб застосувати його до about.html.
            [⭐ Крамниця → Deutsch, Українська] [🗑]
            [💾 Зберегти ці]
            [‹ Назад]
        Olena: [⭐ Крамниця]
        bot ✎ Olena: 🌍 about.html → Deutsch, Українська (замовлення 2)
            1 файл; текстів: 1, різних: 1
            Deutsch: перекласти 1 текст, з пам’яті 0, токенів приблизно 439
            Українська: перекласти 1 текст, з пам’яті 0, токенів приблизно 440
            ⚠️ Модель не налаштовано. Вбудований псевдоперекладач безкоштовно показує весь шлях, але те, що він пише, — не переклад.
            [▶ Почати]
            [🌍 Мови] [⚙ Налаштування]
            [✖ Скасувати]
        Olena: [🗑]
        bot ✎ Olena: ⭐ Наборів ще немає. Збережіть налаштування й мови about.html під назвою, і ними можна буде скористатися знову.
            [💾 Зберегти ці]
            [‹ Назад]
        Olena: [🗑, again]
        bot ✎ Olena: ⭐ Наборів ще немає. Збережіть налаштування й мови about.html під назвою, і ними можна буде скористатися знову.
            [💾 Зберегти ці]
            [‹ Назад]
        ");
    }

    #[tokio::test]
    async fn who_orders_again_has_it_as_last_time_with_one_press() {
        let shop = open().await;
        let anna = shop.stage.anna();
        anna.sends_file("index.html", PAGE, "de uk").await;
        anna.sends_file("about.html", PAGE, "").await;
        anna.taps("As last time").await;
        insta::assert_snapshot!(shop.transcript(), @r"
        Anna: 📎 index.html de uk
        bot → Anna: 🌍 index.html → Deutsch, Українська (order 1)
            1 file; texts: 1, different: 1
            Deutsch: 1 text to translate, 0 from memory, about 439 tokens
            Українська: 1 text to translate, 0 from memory, about 440 tokens
            ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
            [▶ Start]
            [🌍 Languages] [⚙ Settings]
            [✖ Cancel]
        Anna: 📎 about.html
        bot → Anna: 🌍 Into which languages shall I translate about.html?
            [⬜ Deutsch] [⬜ Українська] [⬜ Polski]
            [⬜ English] [⬜ Français] [⬜ Español]
            [⬜ Italiano] [⬜ Русский] [⬜ Čeština]
            [↺ As last time: Deutsch, Українська]
            [🔎 Another language]
            [✖ Cancel]
        Anna: [As last time]
        bot ✎ Anna: 🌍 about.html → Deutsch, Українська (order 2)
            1 file; texts: 1, different: 1
            Deutsch: 1 text to translate, 0 from memory, about 439 tokens
            Українська: 1 text to translate, 0 from memory, about 440 tokens
            ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is not a translation.
            [▶ Start]
            [🌍 Languages] [⚙ Settings]
            [✖ Cancel]
        ");
    }
}
