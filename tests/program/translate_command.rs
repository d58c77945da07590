//! `quartermaster translate`: what it makes, and what its exit code says.

use std::path::Path;
use std::process::Command;

use llm_emulator::{Emulator, Fault, Finish, Plan, Rule, When};

use crate::world::noise;

/// All was done.
const DONE: i32 = 0;
/// Nothing was done.
const FAILED: i32 = 1;
/// Some of it was done.
const PARTLY: i32 = 3;

const PAGE: &str = "<title>All mugs</title><p>Good morning</p><img alt=\"A blue mug\"><code>let it = be;</code><?php echo __('Hello there'); ?>";

/// A folder to work in, and a database in it.
struct Desk {
    folder: tempfile::TempDir,
    extra: Vec<(&'static str, String)>,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), extra: Vec::new() }
    }

    /// Asks this model.
    fn asking(model: &Emulator) -> Self {
        let extra = vec![
            ("QUARTERMASTER_TRANSLATE_PROVIDER", "openai".to_owned()),
            ("QUARTERMASTER_TRANSLATE_BASE_URL", format!("{}/v1", model.base_url())),
            ("QUARTERMASTER_TRANSLATE_MODEL", "emulated".to_owned()),
            ("QUARTERMASTER_TRANSLATE_PRICE_PROMPT", "100000".to_owned()),
            ("QUARTERMASTER_TRANSLATE_PRICE_COMPLETION", "400000".to_owned()),
        ];
        Self { extra, ..Self::new() }
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.folder.path().join(name), content).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn has(&self, name: &str) -> bool {
        self.folder.path().join(name).exists()
    }

    /// Whether something half-written lies there.
    fn has_half(&self) -> bool {
        let mut inside = std::fs::read_dir(self.folder.path()).expect("a folder");
        inside.any(|entry| entry.expect("a file").file_name().to_string_lossy().starts_with('.'))
    }

    /// Runs the command; its exit code, and what it said on standard error.
    fn translate(&self, line: &str) -> (i32, String) {
        self.run(Command::new(env!("CARGO_BIN_EXE_quartermaster")).arg("translate"), line)
    }

    fn run(&self, command: &mut Command, line: &str) -> (i32, String) {
        let url = format!("sqlite:{}", self.folder.path().join("shop.sqlite").display());
        command.args(line.split_whitespace()).env_clear().current_dir(self.folder.path());
        command.env("QUARTERMASTER_DATABASE_URL", url).envs(self.extra.iter().cloned());
        let child = command.output();
        let ended = child.expect("the program runs");
        (ended.status.code().unwrap_or(-1), String::from_utf8_lossy(&ended.stderr).into_owned())
    }
}

#[test]
fn all_is_done_and_what_was_not_wanted_is_left_alone() {
    let desk = Desk::new();
    desk.put("index.php", PAGE);
    desk.put("all.part", "somebody's own");
    let (code, said) = desk.translate("index.php --to de --out all");
    assert_eq!(code, DONE, "{said}");
    assert_eq!(desk.read("all.part"), "somebody's own");
    let all = desk.read("all/index.php");
    for words in ["All mugs", "Good morning", "A blue mug"] {
        assert!(!all.contains(words), "{words} is not translated: {all}");
    }
    assert!(all.contains("let it = be;") && all.contains("Hello there"), "{all}");

    let options =
        "--no-attributes --no-meta --no-json-ld --code --php-literals --localise-names --tone formal";
    let (code, said) = desk.translate(&format!("index.php --to de,uk --out some {options}"));
    assert_eq!(code, DONE, "{said}");
    let some = desk.read("some/de/index.php");
    assert!(some.contains("A blue mug"), "{some}");
    assert!(!some.contains("let it = be;") && !some.contains("Hello there"), "{some}");
    assert!(desk.has("some/uk/index.php") && desk.has("some/_report/report.html"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_all_done_has_a_code_of_its_own_and_the_files_are_there() {
    let stubborn = Rule {
        when: When { text: Some("stubborn".into()), ..When::default() },
        fault: Fault::Finish { how: Finish::Refusal },
    };
    let model = Emulator::start(Plan { faults: vec![stubborn], ..Plan::default() }).await.expect("a model");
    let desk = Desk::asking(&model);
    desk.put("index.html", "<p>Good morning</p><p>A stubborn text</p>");
    let (code, said) = desk.translate("index.html --to de --out out.zip");
    assert_eq!(code, PARTLY, "{said}");
    assert!(said.contains("Not everything could be translated; the report says what, and why."), "{said}");
    assert!(desk.has("out.zip") && !desk.has_half());

    let (code, said) = desk.translate("index.html --to de --out capped.zip --cap 0.01");
    assert_eq!(code, FAILED, "{said}");
    assert!(said.contains("The spending cap of this job leaves too little"), "{said}");
    assert!(!desk.has("capped.zip"), "nothing was made");
}

#[test]
fn the_encoding_of_an_old_page_can_be_told() {
    let desk = Desk::new();
    let page = [b"<p>".as_slice(), &[0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], b"</p>"].concat();
    desk.put("old.html", page);
    let (code, said) = desk.translate("old.html --to de --out new --utf8 --encoding windows-1251");
    assert_eq!(code, DONE, "{said}");
    assert!(desk.read("new/old.html").contains("Привет"), "the page is in UTF-8 now");
    let (_, said) = desk.translate("old.html --to de --out a --estimate");
    assert!(
        said.contains("old.html: its encoding is in doubt") && said.contains("--encoding old.html="),
        "{said}"
    );
    for (encoding, codes) in
        [("windows-1251", DONE), ("old.html=koi8-r", DONE), ("klingon", FAILED), ("new.html=koi8-r", FAILED)]
    {
        let (code, said) = desk.translate(&format!("old.html --to de --out {codes} --encoding {encoding}"));
        assert_eq!(code, codes, "{encoding}: {said}");
        assert!(!said.contains("in doubt"), "{encoding}: {said}");
    }
}

/// A limit on the size of files is the nearest thing to a full disk that a test may make.
#[test]
fn where_there_is_no_room_for_the_result_nothing_half_written_stays() {
    let desk = Desk::new();
    for (seed, name) in [(1, "a.bin"), (2, "b.bin"), (3, "c.bin")] {
        desk.put(name, noise(seed, 5 << 20));
    }
    desk.put("index.html", "<p>Good morning</p>");
    let script = format!(
        "trap '' XFSZ; ulimit -f 20000; exec {} translate \"$@\"",
        env!("CARGO_BIN_EXE_quartermaster")
    );
    let mut limited = Command::new("sh");
    limited.arg("-c").arg(script).arg("sh");
    let (code, said) = desk.run(&mut limited, "a.bin b.bin c.bin index.html --to de --out out.zip");
    assert_eq!(code, FAILED, "{said}");
    assert!(said.contains("There is no room on the disk for the result"), "{said}");
    assert!(!desk.has("out.zip") && !desk.has_half());
    assert!(is_empty(&desk.folder.path().join("translate-orders")), "the order's folder is left");

    let (code, said) = desk.translate("a.bin b.bin c.bin index.html --to de --out out.zip");
    assert_eq!(code, DONE, "{said}");
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_none())
}
