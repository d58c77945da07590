use serde::{Deserialize, Serialize};

/// How much is taken at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files in an order.
    pub files: usize,
    /// All of them together when unpacked, bytes.
    pub unpacked: u64,
    /// How many times smaller than its content an archive may be.
    pub ratio: u64,
    /// A file larger than this goes through as it is, bytes: looking at it takes several times as much memory.
    pub document: u64,
    /// An archive that is handed over is split before it gets larger, bytes. Bots may send 50 MB
    /// (<https://core.telegram.org/bots/api#sending-files>).
    pub part: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { files: 5_000, unpacked: 512 << 20, ratio: 100, document: 8 << 20, part: 45_000_000 }
    }
}

/// Why an order's files are not taken. A caller that speaks another language goes by the variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    #[error("There is no file in the order.")]
    NoFiles,
    #[error("The archive cannot be read: {0}. Please pack it again.")]
    Broken(String),
    #[error("The archive is locked with a password. Please pack it without one.")]
    Encrypted,
    #[error("“{0}” would be written outside of the archive's folder, so nothing of the archive is taken.")]
    Escapes(String),
    #[error("“{0}” is an absolute path, which an archive should not hold.")]
    Absolute(String),
    #[error("“{0}” is not a name that a file can have everywhere.")]
    Name(String),
    #[error("“{0}” is a link. Please pack the file that it leads to.")]
    Link(String),
    #[error("“{0}” is an archive inside the archive. Please unpack it, or leave it out.")]
    Nested(String),
    #[error("“{0}” is there twice.")]
    Duplicate(String),
    #[error("There are {count} files; {limit} are taken at most.")]
    TooMany { count: usize, limit: usize },
    #[error("Unpacked it is larger than {limit} MB, which is the most that is taken.")]
    TooLarge { limit: u64 },
    #[error("“{0}” unpacks to more than a hundred times its size, as no honest file does.")]
    Bomb(String),
    #[error(
        "“{0}” is packed in a way that is not understood here. Please pack it with Deflate, as most programs do."
    )]
    Method(String),
}
