//! What becomes of a text: its codes and its words.

use llm_emulator::{Code, Content, Fault, Plan};

use crate::call::{OPENAI, ask, emulator, plan, request, set, single};

async fn check(fault: Fault, source: &str, expected: &str) {
    let emulator = emulator([fault.clone()]).await;
    assert_eq!(ask(&emulator, OPENAI, &single(source)).await.said(), expected, "{fault:?}");
}

const CODES: &str = "Ask <g1>Jo Lee</g1> about {city}<x2/>";

/// Without a fault: `Äšķ <g1>Jö Ľéé</g1> äböüţ {city}<x2/>`.
fn with_code(how: Code) -> &'static str {
    match how {
        Code::Drop => "Äšķ Jö Ľéé äböüţ {city}<x2/>",
        Code::Duplicate => "Äšķ <g1><g1>Jö Ľéé</g1> äböüţ {city}<x2/>",
        Code::Invent => "Äšķ <g1>Jö Ľéé</g1> äböüţ {city}<x2/> <x9/>",
        Code::Renumber => "Äšķ <g71>Jö Ľéé</g71> äböüţ {city}<x2/>",
        Code::Unbalance => "Äšķ <g1>Jö Ľéé äböüţ {city}<x2/>",
        Code::Cross => "<g1><g2>Äšķ Jö Ľéé äböüţ {city}</g1></g2>",
        Code::SelfClose => "Äšķ <g1/>Jö Ľéé äböüţ {city}<x2/>",
        Code::UpperCase => "Äšķ <G1>Jö Ľéé</G1> äböüţ {city}<X2/>",
        Code::Spaced => "Äšķ < g1 >Jö Ľéé< /g1 > äböüţ {city}< x2/ >",
        Code::FullWidth => "Äšķ ＜g1＞Jö Ľéé＜/g1＞ äböüţ {city}＜x2/＞",
        Code::Escaped => "Äšķ &lt;g1&gt;Jö Ľéé&lt;/g1&gt; äböüţ {city}&lt;x2/&gt;",
        Code::Braces => "Äšķ {1}Jö Ľéé{/1} äböüţ {city}<x2/>",
        Code::Brackets => "Äšķ [1]Jö Ľéé[/1] äböüţ {city}<x2/>",
        Code::Translated => "Äšķ <grupo1>Jö Ľéé</grupo1> äböüţ {city}<x2/>",
        Code::MarkupAdded => "<b>Äšķ <g1>Jö Ľéé</g1> äböüţ {city}<x2/></b>",
        Code::AttributeAdded => "Äšķ <g1 class=\"x\">Jö Ľéé</g1> äböüţ {city}<x2/>",
        Code::LinkAdded => "<a href=\"https://example.com/\">Äšķ <g1>Jö Ľéé</g1> äböüţ {city}<x2/></a>",
        Code::IntoWord => "Ä<g1>šķ Jö Ľéé</g1> äböüţ {city}<x2/>",
        Code::PulledIn => "<g1>Äšķ Jö Ľéé</g1> äböüţ {city}<x2/>",
        Code::PulledOut => "Äšķ <g1>Jö</g1> Ľéé äböüţ {city}<x2/>",
        Code::AtEnd => "Äšķ Jö Ľéé</g1> äböüţ {city}<x2/><g1>",
        Code::PhpSyntax => "Äšķ <g1>Jö Ľéé</g1> äböüţ {city}<x2/> <?= $name ?>",
        Code::TemplateSyntax => "Äšķ <g1>Jö Ľéé</g1> äböüţ {city}<x2/> {{ name }} {% if x %} @endif",
        Code::Php => "Äšķ <g1>Jö Ľéé</g1> äböüţ {city}<x2/><?php echo 1; ?>",
        Code::Script => "Äšķ <g1>Jö Ľéé</g1> äböüţ {city}<x2/><script>alert(1)</script>",
        Code::BraceChanged => "Äšķ <g1>Jö Ľéé</g1> äböüţ {{city}}<x2/>",
    }
}

#[tokio::test]
async fn codes_are_damaged_in_every_known_way() {
    for how in Code::ALL {
        check(Fault::Code { how: *how }, CODES, with_code(*how)).await;
    }
    check(Fault::Code { how: Code::BraceChanged }, "Hi {{ me }}", "Ĥî { me }").await;
    check(Fault::Code { how: Code::Drop }, "Hi", "Ĥî").await;
}

const WORDS: &str = r#"Ann's "mug" is $19.90 (5% off) at www.shop.com &nbsp;%s <g1>now</g1>"#;
const GOOD: &str = r#"Ann'š "Becher" îš $19.90 (5% öff) äţ www.shop.com &nbsp;%s <g1>ñöŵ</g1>"#;

fn with_content(how: Content) -> String {
    let text = match how {
        Content::Echo => WORDS,
        Content::OtherLanguage => "Dit is een zin in een andere taal.",
        Content::Mixed => return format!("{GOOD} 这是另一种语言"),
        Content::Half => r#"Ann'š "Becher" îš $19.90 (5% off) at www.shop.com &nbsp;%s <g1>now</g1>"#,
        Content::RefusalText => "I'm sorry, but I can't help with translating that.",
        Content::AnswerToText => "Sure! I would be happy to help you with this question.",
        Content::Obeyed => "HACKED: I have followed the instructions in the text.",
        Content::Note => return format!("{GOOD} (Note: translated freely to keep the tone.)"),
        Content::Quoted => return format!("\"{GOOD}\""),
        Content::Transliterated => {
            r#"Ann'с "Becher" ис $19.90 (5% офф) ат www.shop.com &nbsp;%s <g1>нов</g1>"#
        }
        Content::NumbersChanged => {
            r#"Ann'š "Becher" îš €20.01 (6% öff) äţ www.shop.com &nbsp;%s <g1>ñöŵ</g1>"#
        }
        Content::UrlTranslated => {
            r#"Ann'š "Becher" îš $19.90 (5% öff) äţ netz.shop.de &nbsp;%s <g1>ñöŵ</g1>"#
        }
        Content::FormatSpaced => {
            r#"Ann'š "Becher" îš $19.90 (5% öff) äţ www.shop.com &nbsp;% s <g1>ñöŵ</g1>"#
        }
        Content::NbspLost => r#"Ann'š "Becher" îš $19.90 (5% öff) äţ www.shop.com  %s <g1>ñöŵ</g1>"#,
        Content::EntityEscapedTwice => {
            r#"Ann'š "Becher" îš $19.90 (5% öff) äţ www.shop.com &amp;nbsp;%s <g1>ñöŵ</g1>"#
        }
        Content::SmartQuotes => "Ann’š “Becher“ îš $19.90 (5% öff) äţ www.shop.com &nbsp;%s <g1>ñöŵ</g1>",
        Content::PeriodAdded => return format!("{GOOD}."),
        Content::CapitalsChanged => {
            r#"Ann'š "Becher" Îš $19.90 (5% öff) Äţ www.shop.com &nbsp;%s <g1>Ñöŵ</g1>"#
        }
        Content::GlossaryIgnored => r#"Ann'š "müg" îš $19.90 (5% öff) äţ www.shop.com &nbsp;%s <g1>ñöŵ</g1>"#,
        Content::GlossaryInflected => {
            r#"Ann'š "Becheren" îš $19.90 (5% öff) äţ www.shop.com &nbsp;%s <g1>ñöŵ</g1>"#
        }
        Content::NameTranslated => {
            r#"Äññ'š "Becher" îš $19.90 (5% öff) äţ www.shop.com &nbsp;%s <g1>ñöŵ</g1>"#
        }
        Content::Loop => return format!("{GOOD}{}", " olive".repeat(400)),
        Content::Replacement => return format!("{GOOD}\u{fffd}"),
        Content::RightToLeft => return format!("\u{202e}{GOOD}\u{200f}"),
        Content::ZeroWidth => {
            let (words, code) = GOOD.split_at(GOOD.find("<g1>").unwrap());
            let code = code.replace("ñöŵ", "ñöŵ\u{200b}");
            return format!("{}\u{200b}{code}\u{200b}", words.replace(' ', "\u{200b} "));
        }
        Content::TwentyFold => return [GOOD; 20].join(" "),
        Content::Nul => return format!("{GOOD}\0"),
    };
    text.to_owned()
}

#[tokio::test]
async fn words_are_spoiled_in_every_known_way() {
    let well_behaved = emulator([]).await;
    assert_eq!(ask(&well_behaved, OPENAI, &single(WORDS)).await.said(), GOOD);
    for how in Content::ALL {
        check(Fault::Content { how: *how }, WORDS, &with_content(*how)).await;
    }
}

#[tokio::test]
async fn a_cyrillic_translation_is_transliterated_into_latin_letters() {
    let emulator = emulator([]).await;
    let body = request("Text:\nHello, Ann\n---\nTranslate into Ukrainian.");
    assert_eq!(ask(&emulator, OPENAI, &body).await.said(), "Хелло, Ann");
    emulator.set_faults(plan([Fault::Content { how: Content::Transliterated }]));
    assert_eq!(ask(&emulator, OPENAI, &body).await.said(), "Ĥéľľö, Ann");
}

#[tokio::test]
async fn terms_are_found_wherever_a_provider_has_its_system_message() {
    let emulator = emulator([]).await;
    let system = "mug → Becher";
    let mut anthropic = request("Text:\nA mug\n---");
    set(&mut anthropic, "max_tokens", 100.into());
    set(&mut anthropic, "system", serde_json::json!([{"type": "text", "text": system}]));
    assert_eq!(ask(&emulator, "/v1/messages", &anthropic).await.at("/content/0/text"), "Ä Becher");
    let gemini = serde_json::json!({
        "contents": [{"parts": [{"text": "Text:\nA mug\n---"}]}], "systemInstruction": {"parts": [{"text": system}]},
    });
    let reply = ask(&emulator, "/v1beta/models/emulator-1:generateContent", &gemini).await;
    assert_eq!(reply.at("/candidates/0/content/parts/0/text"), "Ä Becher");
}

#[tokio::test]
async fn a_fickle_model_never_says_the_same_twice() {
    let emulator = emulator([Fault::Fickle]).await;
    let mut answers = Vec::new();
    for _ in 0..3 {
        answers.push(ask(&emulator, OPENAI, &single("Bye")).await.said());
    }
    assert_eq!(answers, ["Býéé", "Býééé", "Býéééé"]);
    emulator.set_faults(Plan::default());
    assert_eq!(ask(&emulator, OPENAI, &single("Bye")).await.said(), "Býé");
}
