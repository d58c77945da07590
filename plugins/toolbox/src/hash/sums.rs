//! All sums of one input.

use std::fmt::Write;

use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

/// A sum by its name, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub name: &'static str,
    pub hex: String,
    /// Whether it still protects against somebody who wants another input to have the same sum.
    pub secure: bool,
}

pub fn of(bytes: &[u8]) -> [Sum; 6] {
    let sum = |name, bytes: &[u8], secure| Sum { name, hex: hex(bytes), secure };
    [
        sum("MD5", &Md5::digest(bytes), false),
        sum("SHA-1", &Sha1::digest(bytes), false),
        sum("SHA-256", &Sha256::digest(bytes), true),
        sum("SHA-512", &Sha512::digest(bytes), true),
        sum("BLAKE3", blake3::hash(bytes).as_bytes(), true),
        sum("CRC32", &crc32fast::hash(bytes).to_be_bytes(), false),
    ]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values that each algorithm's own specification gives, or that its reference program prints.
    #[test]
    fn known_sums() {
        let check = |input: &str, expected: [&str; 6]| {
            assert_eq!(of(input.as_bytes()).map(|sum| sum.hex), expected.map(str::to_owned), "{input:?}");
        };
        check(
            "abc",
            [
                "900150983cd24fb0d6963f7d28e17f72",
                "a9993e364706816aba3e25717850c26c9cd0d89d",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
                "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
                "352441c2",
            ],
        );
        check(
            "",
            [
                "d41d8cd98f00b204e9800998ecf8427e",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
                "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
                "00000000",
            ],
        );
    }
}
