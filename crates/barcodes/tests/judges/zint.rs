//! Asking zint for a code.

use std::process::Command;

use barcodes::Kind;
use image::GrayImage;

/// A code, how zint calls its kind, and what must be read.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    pub kind: Kind,
    name: &'static str,
    given: &'static str,
    pub text: &'static str,
}

const fn sample(kind: Kind, name: &'static str, given: &'static str, text: &'static str) -> Sample {
    Sample { kind, name, given, text }
}

pub const SAMPLES: [Sample; 12] = [
    sample(Kind::Ean13, "EANX", "400638133393", "4006381333931"),
    sample(Kind::Ean13, "EANX", "482011400012", "4820114000125"),
    sample(Kind::Ean8, "EANX", "9638507", "96385074"),
    sample(Kind::UpcA, "UPCA", "03600029145", "036000291452"),
    sample(Kind::UpcE, "UPCE", "0425261", "04252614"),
    sample(Kind::Code128, "CODE128", "MUG-10/A", "MUG-10/A"),
    sample(Kind::Code39, "CODE39", "LAPTOP-7490", "LAPTOP-7490"),
    sample(Kind::Itf, "ITF14", "1400638133393", "14006381333938"),
    sample(Kind::Qr, "QRCODE", "https://shop.example/MUG-10", "https://shop.example/MUG-10"),
    sample(Kind::Qr, "QRCODE", "Кухоль «Ранок»", "Кухоль «Ранок»"),
    sample(Kind::DataMatrix, "DATAMATRIX", "SN:5CG1234XYZ", "SN:5CG1234XYZ"),
    sample(Kind::DataMatrix, "DATAMATRIX", "A-1", "A-1"),
];

/// Draws a code with the white around it that its standard asks for; a module is `scale` doubled in pixels.
pub fn draw(sample: &Sample, scale: &str) -> GrayImage {
    let folder = tempfile::tempdir().expect("a place for files");
    let file = folder.path().join("code.png");
    let mut zint = Command::new("zint");
    zint.args(["-b", sample.name, "--quietzones", "--scale", scale, "-d", sample.given, "-o"]).arg(&file);
    let output = zint.output().unwrap_or_else(|error| {
        panic!("zint cannot be started ({error}). Run scripts/test, which installs it: apt-get install zint.")
    });
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "zint does not draw {sample:?}: {complaint}");
    image::open(&file).expect("zint writes PNG").to_luma8()
}
