use serde_json::{Map, Value};

/// The fields of a JSON object, read and refused as `TDLib` does (tdutils, `JsonBuilder.cpp`): a number passes for a text
/// and a text of digits for a number, and `null` is not "absent" but a value of the wrong type.
#[derive(Clone, Copy)]
pub struct Fields<'a>(pub &'a Map<String, Value>);

impl<'a> Fields<'a> {
    pub fn has(self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A text; an empty one where it is absent.
    pub fn text(self, name: &str) -> Result<String, String> {
        match self.0.get(name) {
            None => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(_) => Err(format!("Field \"{name}\" must be of type String")),
        }
    }

    pub fn required_text(self, name: &str) -> Result<String, String> {
        self.required(name)?;
        self.text(name)
    }

    /// Whether `latitude` and `longitude` are a place on Earth.
    pub fn is_place(self) -> bool {
        let degrees = |name: &str, most: f64| {
            self.0.get(name).and_then(Value::as_f64).is_some_and(|value| value.abs() <= most)
        };
        degrees("latitude", 90.0) && degrees("longitude", 180.0)
    }

    /// A number of 32 bits; 0 where it is absent.
    pub fn int(self, name: &str) -> Result<i64, String> {
        let number = self.long(name)?;
        i32::try_from(number).map(i64::from).map_err(|_| invalid_number(name))
    }

    pub fn required_int(self, name: &str) -> Result<i64, String> {
        self.required(name)?;
        self.int(name)
    }

    /// A number of 64 bits; 0 where it is absent.
    pub fn long(self, name: &str) -> Result<i64, String> {
        match self.0.get(name) {
            None => Ok(0),
            Some(Value::Number(number)) => number.as_i64().ok_or_else(|| invalid_number(name)),
            Some(Value::String(text)) => exact_long(text).ok_or_else(|| invalid_number(name)),
            Some(_) => Err(format!("Field \"{name}\" must be a Number")),
        }
    }

    pub fn required_long(self, name: &str) -> Result<i64, String> {
        self.required(name)?;
        self.long(name)
    }

    /// `false` where it is absent.
    pub fn flag(self, name: &str) -> Result<bool, String> {
        match self.0.get(name) {
            None => Ok(false),
            Some(Value::Bool(value)) => Ok(*value),
            Some(_) => Err(format!("Field \"{name}\" must be of type Boolean")),
        }
    }

    pub fn object(self, name: &str) -> Result<Option<Fields<'a>>, String> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::Object(fields)) => Ok(Some(Fields(fields))),
            Some(_) => Err(format!("Field \"{name}\" must be of type Object")),
        }
    }

    pub fn required_object(self, name: &str) -> Result<Fields<'a>, String> {
        self.object(name)?.ok_or_else(|| missing(name))
    }

    pub fn array(self, name: &str) -> Result<&'a [Value], String> {
        match self.0.get(name) {
            None => Ok(&[]),
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(format!("Field \"{name}\" must be of type Array")),
        }
    }

    fn required(self, name: &str) -> Result<(), String> {
        if self.has(name) { Ok(()) } else { Err(missing(name)) }
    }
}

/// A number written as Telegram would write it: without a plus, zeros in front, or `-0` (tdutils, `to_integer_safe`).
pub fn exact_long(text: &str) -> Option<i64> {
    text.parse::<i64>().ok().filter(|number| number.to_string() == text)
}

/// Reads a number of 64 bits as Telegram does (tdutils, `to_integer`): a sign, digits, and no care for the rest. What does
/// not fit goes round.
pub fn lenient_long(text: &str) -> i64 {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let digits = digits.bytes().take_while(u8::is_ascii_digit).map(|digit| u64::from(digit - b'0'));
    let value = digits.fold(0_u64, |value, digit| value.wrapping_mul(10).wrapping_add(digit));
    let value = value.cast_signed();
    if negative { value.wrapping_neg() } else { value }
}

/// The same with 32 bits.
pub fn lenient_int(text: &str) -> i64 {
    let low = u32::try_from(lenient_long(text).cast_unsigned() & u64::from(u32::MAX)).unwrap_or_default();
    i64::from(low.cast_signed())
}

fn missing(name: &str) -> String {
    format!("Can't find field \"{name}\"")
}

fn invalid_number(name: &str) -> String {
    format!("Field \"{name}\" must be a valid Number")
}
