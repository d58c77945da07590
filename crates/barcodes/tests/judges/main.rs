//! Debian's `zint` draws codes; they are turned, blurred and put into photos here, and must be read.

#![expect(clippy::expect_used, reason = "the helpers here run in tests only")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "shades and pixels of photos that are made here"
)]

mod photo;
mod set;
mod zint;
