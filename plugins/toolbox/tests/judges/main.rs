//! Other people's programs judge what the converters make: Python's xmltodict, csv, json, base64, hashlib, and the QR
//! tools zbarimg and qrencode. `scripts/test` sets them up.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "the helpers here run in tests only")]

mod ask;
mod codes;
mod documents;
mod tables;
mod texts;
mod xml;
