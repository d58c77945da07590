//! What is not taken, and how that is said.

use std::io::{Cursor, Write};

use bureau::archive::{Limits, Refusal};
use bureau::{Error, House, Pretend, Settings};
use zip::write::SimpleFileOptions;

use crate::world::*;

async fn check(name: &str, body: &[u8], expected: Refusal) {
    let world = World::new().await;
    let taken = world.bureau.receive(ANNA, vec![sent(name, body)], Settings::into_languages(["de"])).await;
    match taken {
        Err(Error::Refused(refusal)) => assert_eq!(refusal, expected),
        other => panic!("{name} should have been refused with {expected:?}, not {other:?}"),
    }
    let left = std::fs::read_dir(world.folder.path().join("orders")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "what is refused leaves nothing behind");
}

/// A ZIP whose first name, which must be as long, is replaced wherever it stands.
fn renamed(from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = zip(&[(from, b"<p>x</p>"), ("other.html", b"<p>y</p>")]);
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from.as_bytes())).collect();
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

#[tokio::test]
async fn story_paths_that_lead_out_are_refused() {
    check("a.zip", &renamed("xx/evil.html", "../evil.html"), Refusal::Escapes("../evil.html".into())).await;
    check("a.zip", &renamed("xevil.html", "/evil.html"), Refusal::Absolute("/evil.html".into())).await;
    check("a.zip", &renamed("x:evil.html", "c:evil.html"), Refusal::Absolute("c:evil.html".into())).await;
    check(
        "a.zip",
        &renamed("xx\\evil.html".replace('\\', "_").as_str(), "..\\evil.html"),
        Refusal::Escapes("..\\evil.html".into()),
    )
    .await;
}

#[tokio::test]
async fn story_links_and_archives_in_archives_are_refused() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("link.html", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let linked = writer.finish().unwrap().into_inner();
    check("a.zip", &linked, Refusal::Link("link.html".into())).await;
    let inner = zip(&[("x.html", b"<p>x</p>")]);
    check("a.zip", &zip(&[("deep/inner.zip", &inner)]), Refusal::Nested("deep/inner.zip".into())).await;
    check("a.zip", &zip(&[("hidden.dat", &inner)]), Refusal::Nested("hidden.dat".into())).await;
}

#[tokio::test]
async fn story_two_entries_of_one_name_are_refused() {
    check("a.zip", &renamed("other_html", "other.html"), Refusal::Duplicate(String::new())).await;
    check("a.zip", &zip(&[("a/b.html", b"1"), ("a//b.html", b"2")]), Refusal::Duplicate("a/b.html".into()))
        .await;
}

#[tokio::test]
async fn story_bombs_are_refused_by_what_comes_out() {
    let zeros = vec![b'x'; 4 << 20];
    check("a.zip", &zip(&[("x.html", &zeros)]), Refusal::Bomb("x.html".into())).await;
    let limits = Limits { unpacked: 2 << 20, files: 3, ..Limits::default() };
    let world = World::with(std::sync::Arc::new(Pretend), House { limits, ..House::default() }).await;
    let noise = noise(7, 3_000_000);
    let refused = |files: Vec<u8>| {
        let bureau = world.bureau.clone();
        async move {
            bureau
                .receive(ANNA, vec![sent("a.zip", &files)], Settings::default())
                .await
                .unwrap_err()
                .to_string()
        }
    };
    let large = refused(zip(&[("x.bin", &noise)])).await;
    assert_eq!(large, "Unpacked it is larger than 2 MB, which is the most that is taken.");
    let many = refused(zip(&[("1", b"1"), ("2", b"2"), ("3", b"3"), ("4", b"4")])).await;
    assert_eq!(many, "There are 4 files; 3 are taken at most.");
}

#[tokio::test]
async fn story_locked_and_broken_archives_are_refused() {
    let mut locked = zip(&[("x.html", b"<p>x</p>")]);
    // The first bit of the flags, in the entry and in the list at the end.
    locked[6] |= 1;
    let list = locked.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    locked[list + 8] |= 1;
    check("a.zip", &locked, Refusal::Encrypted).await;

    let whole = zip(&[("x.html", b"<p>words that are packed</p>")]);
    let world = World::new().await;
    let mut broken = whole.clone();
    let data = whole.windows(6).position(|six| six == b"x.html").unwrap() + 8;
    broken[data] ^= 0x55;
    for bytes in [&whole[..whole.len() / 2], &broken[..], b"PK\x03\x04 and nothing else"] {
        let refused = world.bureau.receive(ANNA, vec![sent("a.zip", bytes)], Settings::default()).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Broken(_)))), "{refused:?}");
    }
    let empty = zip::ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner();
    check("a.zip", &empty, Refusal::NoFiles).await;
    let mut only_folder = zip::ZipWriter::new(Cursor::new(Vec::new()));
    only_folder.add_directory("a/", SimpleFileOptions::default()).unwrap();
    only_folder.flush().unwrap();
    check("a.zip", &only_folder.finish().unwrap().into_inner(), Refusal::NoFiles).await;
}

#[tokio::test]
async fn story_an_order_without_a_known_language_is_not_worked_on() {
    let world = World::new().await;
    let klingon = world
        .bureau
        .receive(ANNA, vec![sent("a.html", b"<p>x</p>")], Settings::into_languages(["tlh"]))
        .await;
    assert_eq!(klingon.unwrap_err().to_string(), "“tlh” is no language that is known here.");
    let id = world.order("a.html", b"<p>Words</p>", &[]).await;
    let refused = world.bureau.work(id, &mut bureau::Unwatched).await.unwrap_err();
    assert!(matches!(refused, Error::NoLanguage));
}
