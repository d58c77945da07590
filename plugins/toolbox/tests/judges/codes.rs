//! zbarimg reads the QR codes we make, and we read those that qrencode makes.

use toolbox::qr::make::make;
use toolbox::qr::read::read;

use crate::ask::run;

fn texts() -> Vec<String> {
    let long = "0123456789 ABCDEF abcdef; ".repeat(40);
    let given = [
        "MUG-10",
        "0123456789",
        "HTTPS://EXAMPLE.COM/A",
        "https://example.com/?q=a%20b&c=d#e",
        "Кухоль «Ранок»",
        "WIFI:T:WPA;S:Shop;P:pa\\;ss;;",
    ];
    given.map(str::to_owned).into_iter().chain([long]).collect()
}

#[test]
fn zbarimg_reads_what_we_make() {
    let folder = tempfile::tempdir().expect("a place for files");
    for text in texts() {
        let file = folder.path().join("code.png");
        std::fs::write(&file, make(&text).expect("short enough")).expect("written");
        let output =
            run("zbarimg", &["--quiet", "--raw", "--oneshot", "-Sbinary", &file.to_string_lossy()], b"");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end_matches('\n'), text);
    }
}

#[test]
fn we_read_what_qrencode_makes() {
    for text in texts() {
        for arguments in [["-l", "L", "-s", "3"], ["-l", "M", "-s", "8"], ["-l", "H", "-s", "5"]] {
            let output = run("qrencode", &[&arguments[..], &["-o", "-", "-8"]].concat(), text.as_bytes());
            assert!(output.status.success(), "qrencode: {}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(read(&output.stdout), Ok(vec![text.clone()]), "{arguments:?}");
        }
    }
}
