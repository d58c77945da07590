//! Error statuses: each provider's own body, a gateway's page, and how long to wait.

use llm_emulator::{Emulator, Fault, Plan};
use serde_json::json;

use crate::call::{Arrived, OPENAI, ask, emulator, plan, set, single, streamed};

fn status(status: u16) -> Fault {
    Fault::Status { status, message: None, retry_after: None, retry_as_date: false, html: false }
}

async fn refused(emulator: &Emulator) -> Arrived {
    ask(emulator, OPENAI, &streamed(single("Hi"))).await
}

#[tokio::test]
async fn each_provider_refuses_in_its_own_words() {
    let emulator = emulator([]).await;
    let table = [
        (400, "invalid_request_error", "invalid_request_error", "INVALID_ARGUMENT"),
        (401, "invalid_request_error", "authentication_error", "UNAUTHENTICATED"),
        (403, "invalid_request_error", "permission_error", "PERMISSION_DENIED"),
        (404, "invalid_request_error", "not_found_error", "NOT_FOUND"),
        (413, "invalid_request_error", "request_too_large", "INVALID_ARGUMENT"),
        (429, "requests", "rate_limit_error", "RESOURCE_EXHAUSTED"),
        (500, "server_error", "api_error", "INTERNAL"),
        (503, "server_error", "api_error", "UNAVAILABLE"),
        (529, "server_error", "overloaded_error", "UNAVAILABLE"),
    ];
    let mut anthropic = single("Hi");
    set(&mut anthropic, "max_tokens", json!(100));
    let gemini = json!({"contents": [{"parts": [{"text": "Hi"}]}]});
    for (code, openai_type, anthropic_type, gemini_status) in table {
        emulator.set_faults(plan([status(code)]));
        let checked = [
            (OPENAI, &anthropic, "/error/type", openai_type),
            ("/openai/deployments/emulator-1/chat/completions", &anthropic, "/error/type", openai_type),
            ("/v1/messages", &anthropic, "/error/type", anthropic_type),
            ("/v1beta/models/emulator-1:generateContent", &gemini, "/error/status", gemini_status),
            ("/v1beta/models/emulator-1:streamGenerateContent", &gemini, "/error/status", gemini_status),
        ];
        for (path, body, place, word) in checked {
            let refused = ask(&emulator, path, body).await;
            assert_eq!((refused.status, refused.at(place)), (code, json!(word)), "{path}");
            assert_eq!(refused.at("/error/message"), format!("The emulator's plan says {code}."));
        }
    }
    let message = Some("The model `x` does not exist".to_owned());
    emulator.set_faults(plan([Fault::Status {
        status: 404,
        message: message.clone(),
        retry_after: None,
        retry_as_date: false,
        html: false,
    }]));
    let refused = refused(&emulator).await;
    assert_eq!(
        (refused.at("/error/code"), refused.at("/error/message")),
        (json!("model_not_found"), json!(message))
    );
}

#[tokio::test]
async fn a_gateway_answers_with_a_page() {
    for code in [500, 502, 503, 529] {
        let emulator = emulator([Fault::Status {
            status: code,
            message: None,
            retry_after: None,
            retry_as_date: false,
            html: true,
        }])
        .await;
        let page = refused(&emulator).await;
        assert_eq!((page.status, page.header("content-type")), (code, "text/html"));
        assert!(page.text().starts_with(&format!("<html><head><title>{code}</title>")), "{}", page.text());
    }
}

#[tokio::test]
async fn the_wait_is_told_in_seconds_or_as_a_date_of_the_servers_clock() {
    let table =
        [(None, false, ""), (Some(30), false, "30"), (Some(30), true, "Wed, 31 Dec 2025 00:00:29 GMT")];
    for (retry_after, retry_as_date, expected) in table {
        let fault = Fault::Status { status: 429, message: None, retry_after, retry_as_date, html: false };
        // A second before the second-last day of 2025 is over.
        let emulator = Emulator::start(Plan { clock: 1_767_139_199, ..plan([fault]) }).await.unwrap();
        let limited = refused(&emulator).await;
        assert_eq!(limited.header("retry-after"), expected);
        assert_eq!(limited.header("date"), "Tue, 30 Dec 2025 23:59:59 GMT");
    }
}

#[tokio::test]
async fn a_wait_beyond_all_calendars_is_still_a_date() {
    let fault = Fault::Status {
        status: 429,
        message: None,
        retry_after: Some(u64::MAX),
        retry_as_date: true,
        html: false,
    };
    let emulator = Emulator::start(Plan { clock: 5, ..plan([fault]) }).await.unwrap();
    assert_eq!(refused(&emulator).await.header("retry-after"), "Fri, 31 Dec 9999 23:59:59 GMT");
}
