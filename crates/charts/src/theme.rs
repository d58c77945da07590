//! Colours.

use tiny_skia::Color;

/// The chat that the picture is looked at in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub(crate) fn ground(self) -> Color {
        match self {
            Self::Light => rgb([0xff, 0xff, 0xff]),
            Self::Dark => rgb([0x17, 0x21, 0x2b]),
        }
    }

    pub(crate) fn ink(self) -> Color {
        match self {
            Self::Light => rgb([0x1c, 0x1f, 0x23]),
            Self::Dark => rgb([0xf2, 0xf4, 0xf6]),
        }
    }

    /// For labels and notes.
    pub(crate) fn faint(self) -> Color {
        match self {
            Self::Light => rgb([0x5b, 0x66, 0x70]),
            Self::Dark => rgb([0x9f, 0xac, 0xb8]),
        }
    }

    pub(crate) fn grid(self) -> Color {
        match self {
            Self::Light => rgb([0xe1, 0xe5, 0xe9]),
            Self::Dark => rgb([0x2c, 0x3a, 0x47]),
        }
    }

    /// The colour of a series. After Okabe and Ito, whose colours people who see red and green alike can tell apart; made
    /// lighter for dark ground.
    pub(crate) fn series(self, index: usize) -> Color {
        const LIGHT: [[u8; 3]; 4] =
            [[0x00, 0x72, 0xb2], [0xe6, 0x8a, 0x00], [0x00, 0x9e, 0x73], [0xcc, 0x5f, 0x9b]];
        const DARK: [[u8; 3]; 4] =
            [[0x56, 0xb4, 0xe9], [0xf0, 0xb0, 0x3c], [0x2f, 0xcc, 0x9a], [0xe8, 0x8f, 0xc0]];
        let colours = if self == Self::Light { LIGHT } else { DARK };
        colours.get(index % colours.len()).copied().map_or_else(|| self.ink(), rgb)
    }
}

fn rgb([red, green, blue]: [u8; 3]) -> Color {
    Color::from_rgba8(red, green, blue, 255)
}
