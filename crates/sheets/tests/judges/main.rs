//! Other people's programs judge the files: Python's `openpyxl` and `csv`. `scripts/test` sets them up.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "the helpers here run in tests only")]

mod ask;
mod broken;
mod roundtrip;
mod texts;
mod variants;
mod workbooks;
