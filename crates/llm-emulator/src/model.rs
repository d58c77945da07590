//! Which rules strike a request, and what the model says then.

use std::collections::HashMap;

use serde_json::Value;

use crate::{
    plan::{Fault, Finish, Json, Plan, Rule, Stream},
    request::{Api, Asked, properties},
    spoil,
    translator::{self, Form, Work},
    wire::{End, Said, tokens},
};

/// More texts or models than this are not told apart; counting starts again.
const REMEMBERED: usize = 100_000;

/// What is remembered between requests.
#[derive(Debug, Default)]
pub struct Memory {
    pub requests: u64,
    attempts: HashMap<u64, u32>,
    tokens: HashMap<String, u64>,
}

/// What happens to one request.
#[derive(Debug)]
pub struct Outcome {
    pub struck: Vec<Fault>,
    pub attempt: u32,
    pub said: Result<Said, Refusal>,
}

/// An error status instead of an answer.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub status: u16,
    pub message: String,
}

/// Answers one request by the plan.
pub fn answer(plan: &Plan, memory: &mut Memory, asked: &Asked, body: &Value) -> Outcome {
    memory.requests += 1;
    if memory.attempts.len() >= REMEMBERED {
        memory.attempts.clear();
    }
    let work = translator::translate(asked, 0, true);
    let sources: String = work.segments.iter().map(|segment| segment.source.as_str()).collect();
    let key = digest(&[&asked.model, &sources]);
    let attempt = *memory.attempts.entry(key).and_modify(|count| *count += 1).or_insert(1);
    let prompt_tokens = tokens(&body.to_string());
    if memory.tokens.len() >= REMEMBERED {
        memory.tokens.clear();
    }
    let used = memory.tokens.entry(asked.model.clone()).or_default();
    *used += prompt_tokens;
    let used = *used;
    let strikes = |(at, rule): &(usize, &Rule)| {
        strikes((plan.seed, *at), rule, (memory.requests, attempt), asked, &work)
    };
    let rules: Vec<&Rule> = plan.faults.iter().enumerate().filter(strikes).map(|(_, rule)| rule).collect();
    let struck: Vec<Fault> = rules.iter().map(|rule| rule.fault.clone()).collect();
    if let Some(refusal) = struck.iter().find_map(|fault| refused(fault, asked, body, used)) {
        return Outcome { struck, attempt, said: Err(refusal) };
    }
    let mut said = say(asked, &rules, attempt);
    said.id = format!("{:016x}", digest(&[&plan.seed.to_string(), &body.to_string(), &attempt.to_string()]));
    said.created = plan.clock;
    said.prompt_tokens = prompt_tokens;
    said.cached_tokens = plan.cached_tokens.min(prompt_tokens);
    Outcome { struck, attempt, said: Ok(said) }
}

fn strikes(
    (seed, at): (u64, usize),
    rule: &Rule,
    (request, attempt): (u64, u32),
    asked: &Asked,
    work: &Work,
) -> bool {
    let when = &rule.when;
    let named = work.segments.iter().any(|segment| fits(rule, &segment.id, &segment.source));
    let chance = when.chance.is_none_or(|chance| {
        let parts = [seed.to_string(), at.to_string(), asked.user.clone(), attempt.to_string()];
        let drawn = digest(&parts.each_ref().map(String::as_str)) >> 40;
        // 24 bits are drawn, so the division is exact.
        f64::from(u32::try_from(drawn).unwrap_or(0)) / f64::from(1_u32 << 24) < chance
    });
    named
        && chance
        && when.requests.as_ref().is_none_or(|requests| requests.contains(&request))
        && when.first_attempts.is_none_or(|attempts| attempt <= attempts)
        && when.model.as_ref().is_none_or(|model| *model == asked.model)
}

fn fits(rule: &Rule, id: &str, source: &str) -> bool {
    rule.when.segment.as_ref().is_none_or(|segment| segment == id)
        && rule.when.text.as_ref().is_none_or(|text| source.contains(text.as_str()))
}

fn refused(fault: &Fault, asked: &Asked, body: &Value, used: u64) -> Option<Refusal> {
    let refusal = |status, message: String| Some(Refusal { status, message });
    match fault {
        Fault::Status { status, message, .. } => {
            refusal(*status, message.clone().unwrap_or_else(|| format!("The emulator's plan says {status}.")))
        }
        Fault::Unsupported { field } if body.get(field).or_else(|| body.pointer(field)).is_some() => {
            refusal(400, format!("Unsupported parameter: '{field}' is not supported with this model."))
        }
        Fault::SchemaLimit { properties: limit } => {
            let count = asked.schema.as_ref().map_or(0, properties);
            let message = format!(
                "Invalid schema for response_format: {count} properties exceed the limit of {limit}."
            );
            if count > *limit { refusal(400, message) } else { None }
        }
        Fault::TokenLimit { tokens } if used > *tokens => {
            refusal(429, format!("Rate limit reached on tokens per min: Limit {tokens}, Used {used}."))
        }
        _ => None,
    }
}

fn say(asked: &Asked, rules: &[&Rule], attempt: u32) -> Said {
    let has = |fault: &Fault| rules.iter().any(|rule| rule.fault == *fault);
    let flavour = if has(&Fault::Fickle) { attempt } else { 0 };
    let mut work = translator::translate(asked, flavour, !has(&Fault::IgnoreEnum));
    let mut shape: Option<Json> = None;
    let mut ending: Option<Finish> = None;
    for rule in rules {
        match &rule.fault {
            Fault::Json { how } => shape = Some(*how),
            Fault::Finish { how } => ending = Some(*how),
            Fault::Align { how } => spoil::align(*how, &mut work.segments),
            _ => spoil_words(rule, &mut work),
        }
    }
    let mut said = blank(asked);
    if has(&Fault::IgnoreFormat) && (asked.wants_json() || asked.tool.is_some()) {
        work.form = Form::Prose;
        said.tool = None;
        said.end = End::Stop;
    }
    said.text = spoil::answer(&work, shape, asked.schema.as_ref());
    if has(&Fault::Stream { how: Stream::Reasoning }) {
        said.reasoning = Some("The user wants a {translation}.".to_owned());
    }
    if has(&Fault::Stream { how: Stream::ReasoningUntilLength }) {
        said.reasoning = Some("Let me think about every word. ".repeat(40));
        said.text.clear();
        said.end = End::Length;
    }
    if let Some(how) = ending {
        finish(how, &mut said);
    }
    said
}

fn spoil_words(rule: &Rule, work: &mut Work) {
    for segment in work.segments.iter_mut().filter(|segment| fits(rule, &segment.id, &segment.source)) {
        segment.target = match &rule.fault {
            Fault::Code { how } => spoil::code(*how, &segment.target),
            Fault::Content { how } => spoil::content(*how, &segment.source, &segment.target, &work.language),
            _ => return,
        };
    }
}

fn finish(how: Finish, said: &mut Said) {
    said.text = spoil::cut_for_length(how, &said.text);
    said.end = match how {
        Finish::ContentFilter => End::Filter,
        Finish::Refusal => End::Refusal,
        Finish::ToolCalls => End::Tools,
        Finish::Null => End::Null,
        Finish::Empty => End::Stop,
        _ => End::Length,
    };
    match how {
        Finish::Empty => said.text.clear(),
        Finish::ContentFilter => said.text = spoil::cut_for_length(Finish::LengthAfterSegment, &said.text),
        Finish::Refusal => {
            said.tool = None;
            "I'm sorry, but I can't help with that.".clone_into(&mut said.text);
        }
        _ => {}
    }
}

fn blank(asked: &Asked) -> Said {
    Said {
        api: asked.api,
        id: String::new(),
        created: 0,
        model: asked.model.clone(),
        text: String::new(),
        reasoning: None,
        end: if asked.tool.is_some() && asked.api == Api::OpenAi { End::Tools } else { End::Stop },
        prompt_tokens: 0,
        cached_tokens: 0,
        tool: asked.tool.clone(),
        usage_in_stream: asked.usage_in_stream,
    }
}

/// FNV-1a: the same on every machine and in every release, which the standard hasher does not promise.
fn digest(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The low bits mix well, the high ones do not before this.
    (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd) ^ (hash >> 29)
}
