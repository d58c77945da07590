//! `/timezone`: in which zone this person reads times.

use kit::{Command, Context, Cx, Effect, Field, Reply, Result, Spec, find_zone, store};

pub struct Timezone;

const ZONE: Field<String> = Field::rest("zone");

impl Command for Timezone {
    const SPEC: Spec =
        Spec::new("timezone").fields(&[ZONE.spec]).needs(crate::USE).effect(Effect::Writes).icon("🕓");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let zone = find_zone(&cx.get(&ZONE)?).map_err(|unknown| cx.unknown_zone(&unknown).at("zone"))?;
        let (mut person, now) = (cx.person.clone(), cx.now());
        person.zone = Some(zone);
        let tx = cx.tx().await?;
        if !person.met {
            // Their very first message: they are written down together with this answer.
            store::people::meet(tx, &person, now).await?;
        }
        let changed = store::people::set_zone(tx, person.id, zone).await?;
        (changed == 1).then_some(()).context("a person who was just met is not there")?;
        cx.note("zone", zone.name());
        cx.person = person;
        let local = cx.local(now);
        // The zones of whole hours are called the other way round: UTC+3 is Etc/GMT-3.
        let name =
            if zone.name().starts_with("Etc/") { local.format("UTC%:z") } else { local.format(zone.name()) };
        let args = kit::args![zone = name.to_string(), time = local.format("%H:%M").to_string()];
        Ok(Reply::text(cx.tell("home-zone-set", args)))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn anna_reads_times_in_kyiv() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/timezone").await;
        stage.anna().says("Kiyv").await;
        stage.anna().says("Kyiv").await;
        stage.ben().says("/timezone UTC+3").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /timezone
        bot → Anna: 🕓 Time zone
            In which city, or in which zone, do you read the time?
            Write your answer.
            [✖ Cancel]
        Anna: Kiyv
        bot → Anna: I do not know the zone Kiyv. Please write a city (Kyiv), a zone (Europe/Kyiv) or an offset (UTC+3).

            🕓 Time zone
            In which city, or in which zone, do you read the time?
            Write your answer.
            [✖ Cancel]
        Anna: Kyiv
        bot → Anna: From now on I show you times in Europe/Kyiv. It is 14:00 there now.
        Ben: /timezone UTC+3
        bot → Ben: Теперь я показываю вам время в поясе UTC+03:00. Там сейчас 15:00.
        ");
    }
}
