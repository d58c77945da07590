//! From what a core has to say to words in somebody's language.

use kit::{Args, Cx, Fault, Text};

use crate::sentence::{Tell, Value};

/// What a core has to say, said to the person who asks: `cx.told(&strength)`, `Err(cx.refused(&fault).at("text"))`.
pub trait Told {
    fn told(&self, what: &impl Tell) -> Text;
    fn refused(&self, fault: &impl Tell) -> Fault;
}

impl Told for Cx {
    fn told(&self, what: &impl Tell) -> Text {
        let sentence = what.sentence();
        let mut args = Args::new();
        for (name, value) in sentence.values {
            match value {
                Value::Text(text) => args.set(name, text),
                Value::Number(number) => args.set(name, number),
            }
        }
        self.tell(sentence.key, args)
    }

    fn refused(&self, fault: &impl Tell) -> Fault {
        Fault::Refused { text: self.told(fault), field: None }
    }
}
