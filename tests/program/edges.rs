//! The program's edges: two copies at once, the command line.

use std::process::Command;

use kit::Clock;
use kit::db::{Db, Options};
use serde_json::json;

use crate::world::{OLENA, SAM, Shop};

/// Promise 9: two copies on one database share the work; when one dies, the other goes on. Seen to fail when both copies
/// deliver and `outbox::sending` takes rows that go out already; either guard alone holds. The other stories run with two
/// copies, too, where `QUARTERMASTER_TEST_COPIES` says so.
#[tokio::test(flavor = "multi_thread")]
async fn two_copies_share_the_work_and_one_survives_the_other() {
    let mut shop = Shop::open().await;
    shop.start("a");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    shop.start("b");
    for number in 0..40 {
        shop.says(OLENA, &format!("/nothing{number:03}"));
    }
    shop.wait_for(OLENA, "/nothing039").await;
    shop.settle().await;
    let said: Vec<_> = shop
        .heard(OLENA)
        .iter()
        .filter_map(|m| m["text"].as_str().map(str::to_owned))
        .filter(|t| t.contains("/nothing"))
        .collect();
    assert_eq!(said.len(), 40, "with two copies some were answered twice or never");
    let numbers: Vec<_> = said.iter().filter_map(|t| t.split("/nothing").nth(1)?.get(..3)).collect();
    assert!(numbers.is_sorted(), "with two copies the order was lost: {numbers:?}");
    shop.kill_first();
    shop.says(OLENA, "/survivor");
    shop.wait_for(OLENA, "/survivor").await;
}

/// The other way in: Telegram calls. What comes without the secret is nobody's word.
#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_answered_health_is_told_and_forgers_are_sent_away() {
    let mut shop = Shop::open().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).unwrap().port();
    let base = format!("http://127.0.0.1:{port}");
    shop.set("QUARTERMASTER_TELEGRAM_MODE", "webhook");
    shop.set("QUARTERMASTER_TELEGRAM_WEBHOOK_URL", &format!("{base}/telegram"));
    shop.set("QUARTERMASTER_WEBHOOK_SECRET", "only-telegram-knows");
    shop.set("QUARTERMASTER_WEB_LISTEN", &format!("127.0.0.1:{port}"));
    // A second copy would want the same port.
    shop.start_alone("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;

    let client = reqwest::Client::new();
    let forged = r#"{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":101,"type":"private"},"from":{"id":101,"is_bot":false,"first_name":"O"},"text":"/forged"}}"#;
    let call = |secret: &'static str, body: &'static str| {
        let request =
            client.post(format!("{base}/telegram")).header("X-Telegram-Bot-Api-Secret-Token", secret);
        async move { request.body(body).send().await.unwrap().status().as_u16() }
    };
    assert_eq!(call("guess", forged).await, 401, "somebody without the secret was let in");
    assert_eq!(call("only-telegram-knows", "{").await, 400, "half an update was taken");
    for (path, words) in
        [("healthz", "\"deaf\":false"), ("readyz", "\"ready\":true"), ("metrics", "quartermaster_")]
    {
        let answer = client.get(format!("{base}/{path}")).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success() && text.contains(words), "/{path} says {status}: {text}");
    }
    shop.settle().await;
    assert!(
        shop.heard(OLENA).iter().all(|m| !m["text"].to_string().contains("/forged")),
        "a forged update was answered"
    );
}

/// `@bot words` in any chat: the staff find what there is, a stranger finds the way in.
#[tokio::test(flavor = "multi_thread")]
async fn words_behind_the_bots_name_find_stock_for_those_who_may_see_it() {
    let mut shop = Shop::open().await;
    shop.start("main");
    shop.says(OLENA, "/start");
    shop.wait_for(OLENA, "Вітаю").await;
    let db = Db::connect(&shop.database_url, &Options::default()).await.unwrap();
    let goods = demo_shop::Shop::new(1, 20, Clock::System.now());
    demo_shop::load(&db, goods, |_| ()).await.unwrap();
    let first = commerce::catalogue::page(&mut db.read().await.unwrap(), None, 1).await.unwrap();
    let code = first[0].code.clone();
    for who in [OLENA, SAM] {
        shop.act("inline", &json!({ "bot": 1_000_001, "user": who, "query": code }));
    }
    shop.settle().await;
    let calls = shop.sandbox.world(|world| world.calls(0));
    let mut answers: Vec<_> = calls
        .into_iter()
        .filter(|c| c["method"] == "answerInlineQuery")
        .map(|c| c["params"].clone())
        .collect();
    answers.sort_by_key(|answer| answer["button"].is_string());
    assert_eq!(answers.len(), 2, "an inline query was left unanswered");
    assert!(answers[0]["results"].to_string().contains(&code), "Olena does not find {code}: {}", answers[0]);
    assert_eq!(answers[1]["results"], "[]", "a stranger sees what is in stock");
    assert!(answers[1]["button"].is_string(), "a stranger is not shown the way in: {}", answers[1]);
}

fn program(args: &[&str], env: &[(&str, &str)]) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_quartermaster"));
    command.args(args).env_clear().envs(env.iter().copied()).current_dir(folder.path());
    let output = command.output().expect("the program runs");
    (
        output.status.success(),
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)),
    )
}

#[test]
fn without_a_token_it_says_what_to_do() {
    let (well, said) = program(&["serve"], &[]);
    assert!(!well && said.contains("@BotFather"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn check_names_what_is_wrong_and_how_to_mend_it() {
    let (well, said) = program(
        &["check"],
        &[("QUARTERMASTER_TELEGRAM_MODE", "fax"), ("QUARTERMASTER_WEB_LISTEN", "everywhere")],
    );
    assert!(!well && said.contains("fax") && said.contains("everywhere"), "both mistakes at once: {said}");
    let (well, said) = program(
        &["check"],
        &[
            ("QUARTERMASTER_DATABASE_URL", "sqlite:/nowhere/at/all.sqlite"),
            ("TELEGRAM_BOT_TOKEN", "1:abc"),
            ("QUARTERMASTER_TELEGRAM_API_URL", "http://127.0.0.1:9"),
        ],
    );
    assert!(
        !well
            && said.contains("[people] owners")
            && said.contains("Is the folder there")
            && !said.contains("abc"),
        "{said}"
    );
    let shop = Shop::open().await;
    let url = shop.sandbox.api_url();
    let (well, said) = program(
        &["check"],
        &[
            ("QUARTERMASTER_PEOPLE_OWNERS", "101"),
            ("TELEGRAM_BOT_TOKEN", &shop.token),
            ("QUARTERMASTER_TELEGRAM_API_URL", &url),
        ],
    );
    assert!(well && said.contains("@quartermaster_bot"), "{said}");
}

/// Must fail when nobody looks: the balances are wrong, the model is away, and all is said to be well.
#[tokio::test(flavor = "multi_thread")]
async fn check_looks_at_the_balances_and_at_the_models_server() {
    let shop = Shop::open().await;
    let db = Db::open(&shop.database_url, &Options::default()).await.unwrap();
    demo_shop::load(&db, demo_shop::Shop::new(1, 20, Clock::System.now()), |_| ()).await.unwrap();
    let here = shop.sandbox.api_url();
    let check = |model: &str| {
        let env = [
            ("QUARTERMASTER_PEOPLE_OWNERS", "101"),
            ("TELEGRAM_BOT_TOKEN", shop.token.as_str()),
            ("QUARTERMASTER_TELEGRAM_API_URL", here.as_str()),
            ("QUARTERMASTER_DATABASE_URL", shop.database_url.as_str()),
            ("QUARTERMASTER_TRANSLATE_PROVIDER", "openai"),
            ("QUARTERMASTER_TRANSLATE_MODEL", "words-1"),
            ("QUARTERMASTER_TRANSLATE_BASE_URL", model),
        ];
        program(&["check"], &env)
    };
    let (well, said) = check(&here);
    assert!(well && said.contains("what the movements add up to"), "{said}");
    assert!(said.contains("The server of the model words-1 answers at 127.0.0.1"), "{said}");
    let (well, said) = check("http://127.0.0.1:9");
    assert!(!well && said.contains("words-1 does not answer at 127.0.0.1"), "{said}");
    let mut tx = db.begin().await.unwrap();
    let one = "UPDATE sku_stock SET on_hand = on_hand + 1 WHERE sku_id = (SELECT MIN(sku_id) FROM sku_stock)";
    kit::db::execute!(tx, one).unwrap();
    tx.commit().await.unwrap();
    let (well, said) = check(&here);
    assert!(!well && said.contains("not what their movements add up to: 1."), "{said}");
}
