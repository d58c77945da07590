//! How a converted text goes back to the one who sent it.

use kit::{Cx, Fault, Input, Message, PAGE_UNITS, Reply, Result, Text};

use crate::bounded::{MOST, TooLarge};
use crate::decode;
use crate::place::Place;
use crate::sentence::Tell;
use crate::told::Told;

/// What came as a file goes back as one, under its own name with another ending. What was typed is answered in a block
/// that is copied with one press, unless it is too long for one message.
#[derive(Debug)]
pub struct Back {
    name: String,
    as_file: bool,
}

impl Back {
    pub fn to(input: &Input, ending: &str) -> Self {
        Self { name: input.renamed(ending), as_file: input.name.is_some() }
    }

    pub fn text(self, cx: &Cx, text: String) -> Result<Reply> {
        self.with(cx, Text::new(), text)
    }

    /// The text with words about it.
    pub fn with(self, cx: &Cx, words: Text, text: String) -> Result<Reply> {
        if text.len() > MOST {
            return Err(cx.refused(&TooLarge));
        }
        if !self.as_file && text.trim().is_empty() {
            return Ok(Reply::message(
                Message::new(words.line(&cx.say("toolbox-blank"))).file(self.name, text.into_bytes()),
            ));
        }
        let block = (!self.as_file).then(|| block(&words, &text)).flatten();
        Ok(match block {
            Some(all) => Reply::text(all),
            None => Reply::message(Message::new(words).file(self.name, text.into_bytes())),
        })
    }
}

/// The words and the text, where one message holds both.
fn block(words: &Text, text: &str) -> Option<Text> {
    // A UTF-16 unit is at most three bytes of UTF-8, so that more than this need not be copied to be measured.
    if text.len() > 3 * PAGE_UNITS {
        return None;
    }
    // These are for files only.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    Some(words.clone().line(&Text::new().pre(text, ""))).filter(|all| all.units() <= PAGE_UNITS)
}

/// The text of an input. A file must be Unicode, and there must be something in it.
pub fn unicode(cx: &Cx, input: &Input) -> Result<String> {
    let text = decode::unicode(&input.bytes).map_err(|bad| cx.refused(&bad))?.text;
    if text.is_empty() { Err(cx.refuse("toolbox-nothing", kit::args![])) } else { Ok(text) }
}

/// The most that one line of something may have, in bytes: more than a message holds.
const LINE: usize = 16 * 1024;

/// The same of what is one line. Whatever looks for words in it may take its time with each.
pub fn line(cx: &Cx, input: &Input) -> Result<String> {
    let text = unicode(cx, input)?;
    if text.len() > LINE { Err(cx.refuse("toolbox-no-line", kit::args![])) } else { Ok(text) }
}

/// A refusal that also shows the place in the text.
pub fn pointing(cx: &Cx, fault: &impl Tell, place: Place, text: &str) -> Fault {
    let shown = Text::new().pre(place.shown(text), "");
    Fault::Refused { text: cx.told(fault).line(&shown), field: None }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn what_no_message_holds_is_a_file_and_what_no_file_holds_is_refused() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says(&format!("/url {}", "ї".repeat(1000))).await;
        assert_eq!(stage.file(), ("result.txt".to_owned(), "%D1%97".repeat(1000).into_bytes()));
        stage.skip();
        stage.anna().sends_file("quotes.txt", "\"".repeat(9 * 1024 * 1024), "/html").await;
        stage.ben().says("/unurl %20%0A").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: 📎 quotes.txt /html
        bot → Anna: The result would be larger than 49 MB, and Telegram takes no larger files. Please split the input.
        Ben: /unurl %20%0A
        bot → Ben: В результате только пробелы или переносы строк, поэтому отправляю его файлом.
            📎 result.txt (2 bytes)
        ");
    }
}
