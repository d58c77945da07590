use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::world::{Compact, World};

/// A file with a line for everything that happened.
pub struct Past(Mutex<File>);

impl Past {
    /// Lets what the file tells happen again, leaves out of it what left no trace, and goes on writing at its end.
    pub fn open(path: &Path, world: &mut World) -> io::Result<Self> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        // A line that was cut off in the middle did not happen: nobody heard an answer.
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        let mut compact = Compact::default();
        for line in text.get(..whole).unwrap_or_default().lines() {
            // What was refused then is refused now; only a line that is none stops.
            if let Err(refused) = world.relive(line)
                && refused.0.starts_with("This is no line")
            {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("{}: {refused}", path.display()),
                ));
            }
            compact.take(line, world);
        }
        world.wake_up();
        world.remember();
        if let Some(lines) = compact.lines() {
            return Self::anew(path, &lines);
        }
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        file.set_len(u64::try_from(whole).unwrap_or(u64::MAX))?;
        Ok(Self(Mutex::new(file)))
    }

    /// The shorter past takes the place of the longer at once, so that a fall in between loses nothing.
    fn anew(path: &Path, lines: &[String]) -> io::Result<Self> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let mut file = File::create(&beside)?;
        for line in lines {
            file.write_all(line.as_bytes())?;
            file.write_all(b"\n")?;
        }
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        Ok(Self(Mutex::new(OpenOptions::new().append(true).open(path)?)))
    }

    pub fn write(&self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let mut text = lines.join("\n");
        text.push('\n');
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = file.write_all(text.as_bytes()) {
            tracing::error!(%error, "What happened in the sandbox cannot be written down.");
        }
    }
}
