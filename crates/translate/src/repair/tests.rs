use crate::batch::Unit;

/// The first text between tags of a page, as the engine reads it.
pub(crate) fn unit(html: &str) -> Unit {
    let page = format!("<p>{html}</p>");
    let document = crate::open("a.html", page.as_bytes(), &crate::Options::default()).unwrap();
    document.segments().iter().find(|segment| segment.kind == crate::Kind::Text).map(Unit::from).unwrap()
}

mod stories {
    use proptest::prelude::*;

    use super::super::*;
    use super::unit;
    use crate::batch::Unit;
    use crate::reply::{Kept, State, Step};
    use crate::validate::{Rules, Script};

    const FITS: Checker<'_> =
        Checker { rules: Rules { script: None, glossary: &[], keep: &[] }, fits: &|_| Ok(()) };

    /// What an answer is mended to.
    fn check_tidy(html: &str, answer: &str, expected: &str, fixes: &[Fix]) {
        let unit = unit(html);
        assert_eq!(tidy(&unit, answer), (expected.to_owned(), fixes.to_vec()), "{html} → {answer}");
        assert_eq!(tidy(&unit, expected).0, expected, "mending twice changes nothing");
    }

    #[test]
    fn what_is_beyond_doubt_is_mended_without_asking() {
        let html = "Hi <b>you</b><br>there";
        let good = "Du <g1>da</g1><x2/>dort";
        check_tidy(html, good, good, &[]);
        for spelt in [
            "Du < g1 >da</ g1><x2 />dort",
            "Du <G1>da</G1><X2/>dort",
            "Du ＜g1＞da＜/g1＞＜x2/＞dort",
            "Du <g1>da<g1/><x2>dort",
            "Du <g1/>da</g1><x2></x2>dort",
            "Du <g1>da<g1><x2/>dort",
            "Du <g1>da</g1><x2/>dort<x2/>",
            "Du <g1>da</g1><x2/>dort<x9/>",
            "Du <g1>da</g1>[2]dort",
            "Du <g1>da</g1>{2}dort",
        ] {
            check_tidy(html, spelt, good, &[Fix::Codes]);
        }
        check_tidy(html, "Du &lt;g1&gt;da&lt;/g1&gt;&lt;x2/&gt;dort", good, &[Fix::References]);
        check_tidy("Hi", "```\nHallo\n```", "Hallo", &[Fix::Fences]);
        check_tidy("Hi", "```text\n\"Hallo\"\n```", "Hallo", &[Fix::Fences, Fix::Quotes]);
        check_tidy("Hi", "„Hallo“", "Hallo", &[Fix::Quotes]);
        check_tidy("“Hi”", "„Hallo“", "„Hallo“", &[]);
        check_tidy("Hi", "\"Hallo\" und \"du\"", "\"Hallo\" und \"du\"", &[]);
        check_tidy("Tom & Jerry", "Tom &amp; Jerry", "Tom & Jerry", &[Fix::References]);
        check_tidy("Write &amp;amp; here", "Schreib &amp; hier", "Schreib &amp; hier", &[]);
        check_tidy("Price:", " Preis", "Preis:", &[Fix::Edges]);
        check_tidy("%s files", "% s Dateien", "%s Dateien", &[Fix::Specifiers]);
        check_tidy("Add it to the cart", "In den\n  Korb", "In den Korb", &[Fix::Lines]);
        check_tidy("Hi", "\u{feff}Hal\u{200b}lo", "Hallo", &[Fix::Invisible]);
    }

    #[test]
    fn what_is_in_doubt_is_left_for_the_validator() {
        let html = "Hi <b>you</b> and <i>you</i>";
        for answer in
            ["Du <g1/> und <g2>du</g2>", "</g1>Du<g1> und <g2>du</g2>", "Du <g1>und <g2>du</g1></g2>"]
        {
            assert!(!FITS.judge(&unit(html), answer).passes(), "{answer}");
        }
    }

    /// The requests for a text, with these answers, and how it ended.
    fn climb(unit: Unit, answers: Vec<Answer>) -> (Vec<Request>, Done) {
        climb_with(&FITS, unit, answers)
    }

    fn climb_with(checker: &Checker<'_>, unit: Unit, answers: Vec<Answer>) -> (Vec<Request>, Done) {
        let mut answers = answers.into_iter();
        let (mut repair, mut next) = Repair::begin(unit, &answers.next().unwrap(), checker);
        let mut asked = Vec::new();
        loop {
            match next {
                Next::Done(done) => return (asked, done),
                Next::Ask(request) => {
                    asked.push(request);
                    next = repair.answer(&answers.next().unwrap_or(Answer::Nothing), checker);
                }
            }
        }
    }

    #[test]
    fn a_name_that_comes_back_twice_is_kept_and_a_sentence_is_asked_for_again() {
        let rules = Rules { script: Some(Script::Cyrillic), ..Rules::default() };
        let checker = Checker { rules, fits: &|_| Ok(()) };
        let echo = |source: &str| climb_with(&checker, unit(source), vec![text(source); 9]);
        let (asked, done) = echo("Brightmug Pro");
        assert_eq!((asked.len(), done.text.as_str()), (1, "Brightmug Pro"));
        assert!(
            matches!(&done.state, State::KeptSource(Kept::Unusable(why)) if why.contains("unchanged twice"))
        );
        let (asked, _) = echo("This is a sentence of words, and all of them mean something.");
        assert!(asked.len() > 1, "{asked:?}");
    }

    fn text(text: &str) -> Answer {
        Answer::Text(text.into())
    }

    #[test]
    fn a_good_answer_needs_no_mending_and_a_tidied_one_says_so() {
        let (asked, done) = climb(unit("Hello"), vec![text("Hallo")]);
        assert_eq!((asked.len(), done.text.as_str(), done.state), (0, "Hallo", State::Ok));
        let (asked, done) = climb(unit("Hello"), vec![text("\"Hallo\"")]);
        assert_eq!(
            (asked.len(), done.text.as_str(), done.state),
            (0, "Hallo", State::Repaired(Step::Tidied))
        );
    }

    #[test]
    fn a_text_goes_down_the_ladder_step_by_step() {
        let bad = || text("ohne Marken");
        let (asked, done) = climb(
            unit("Press <b>Start</b> to play"),
            vec![
                bad(),
                bad(),
                bad(),
                Answer::Runs(vec![Some("Drücke".into()), None, None]),
                text("Zum Spielen Start drücken"),
            ],
        );
        let [Request::Again { note }, Request::Alone { .. }, Request::Runs(runs), Request::Bare(bare)] =
            &asked[..]
        else {
            panic!("{asked:?}")
        };
        assert_eq!(
            note,
            "an earlier translation was not usable (the codes do not match: the code 1 is missing). It was: ohne Marken"
        );
        assert_eq!(*runs, ["Press", "Start", "to play"]);
        assert_eq!(bare, "Press Start to play");
        assert_eq!(
            done.text, "Zum Spielen <g1>Start</g1> drücken",
            "the word that both have tells the place"
        );
        assert_eq!(done.state, State::Approximate);
    }

    /// A link without words is one that nobody can press. An icon has none, and gets none.
    #[test]
    fn a_pair_around_words_is_not_left_empty() {
        let put_back = |html: &str, answer: &str| {
            let nothing = [Answer::Nothing, Answer::Nothing, Answer::Nothing, Answer::Runs(vec![])];
            climb(unit(html), nothing.into_iter().chain([text(answer)]).collect()).1.text
        };
        assert_eq!(put_back("All about it is <a href=x>on it</a>", "Mehr"), "<g1>Mehr</g1>");
        assert_eq!(put_back("<a href=x>A</a> long way to go from here", "Weit weg"), "<g1>Weit</g1> weg");
        let icon = put_back("Call us <i class=x></i> or <b>write</b> today", "Ruf an oder schreib heute");
        assert_eq!(icon, "Ruf an <g1></g1>oder <g2>schreib</g2> heute");
        let inside = put_back("<a href=x>More <i class=y></i></a> about it", "Mehr dazu hier");
        assert_eq!(inside, "<g1>Mehr <g2></g2></g1>dazu hier", "the icon's end is not the link's beginning");
        let empty = FITS.judge(&unit("Read <a href=x>more</a>"), "Mehr lesen<g1></g1>");
        assert_eq!(empty.findings.reason(), "the pair 1 has no words any more");
    }

    #[test]
    fn runs_keep_every_code_where_it_was() {
        let runs = vec![Some("Hallo ".into()), Some("\"du\"".into())];
        let (_, done) = climb(
            unit("Hello <b><?= $name ?>, you</b>!"),
            vec![Answer::Nothing, Answer::Nothing, Answer::Nothing, Answer::Runs(runs)],
        );
        assert_eq!(done.text, "Hallo <g1><x2/>du</g1>!");
        assert_eq!(done.state, State::Repaired(Step::BetweenCodes));
    }

    #[test]
    fn what_a_program_prints_is_never_guessed_a_place() {
        let (asked, done) = climb(unit("Hello <?= $name ?>, welcome"), vec![text("x")]);
        assert!(!asked.iter().any(|request| matches!(request, Request::Bare(_))), "{asked:?}");
        assert_eq!(done.text, "Hello <x1/>, welcome");
        assert!(matches!(done.state, State::KeptSource(Kept::Unusable(_))), "{:?}", done.state);
    }

    #[test]
    fn a_declined_text_is_asked_twice_and_then_left() {
        let no = || Answer::Declined("I'm sorry".into());
        let (asked, done) = climb(unit("Bad <b>words</b> here"), vec![no(), no(), no()]);
        assert_eq!(asked.len(), 2, "{asked:?}");
        assert_eq!(done.state, State::KeptSource(Kept::Declined("the model declined: I'm sorry".into())));
    }

    #[test]
    fn what_does_not_fit_its_place_is_not_taken() {
        let fits =
            |text: &str| if text.contains('"') { Err("a quote cannot stand there".into()) } else { Ok(()) };
        let strict = Checker { fits: &fits, ..FITS };
        let (mut repair, next) = Repair::begin(unit("Hello you"), &text("Hallo \"du\" da"), &strict);
        let Next::Ask(Request::Again { note }) = next else { panic!("{next:?}") };
        assert!(note.contains("a quote cannot stand there"), "{note}");
        assert!(
            matches!(repair.answer(&text("Hallo du"), &strict), Next::Done(done) if done.text == "Hallo du")
        );
    }

    #[test]
    fn a_budget_can_end_it_anywhere() {
        let (repair, _) = Repair::begin(unit("Hello"), &Answer::Nothing, &FITS);
        let why = || Kept::Unusable("there is no money left".into());
        assert_eq!(repair.give_up(why()).state, State::KeptSource(why()));
        let mut allowance = Allowance::of_job(40_000);
        assert!(
            allowance.take(6_000) && !allowance.take(6_000) && allowance.take(4_000) && !allowance.take(1)
        );
        let mut breaker = Breaker::default();
        assert!((0..4).all(|_| !breaker.batch_failed()));
        assert!(breaker.batch_failed(), "five in a row pause the job");
        breaker.batch_succeeded();
        assert!(!breaker.batch_failed());
    }

    #[test]
    fn the_built_in_translator_passes_its_own_inspection() {
        for html in ["Hello", "Read <a href=x>more</a> at www.shop.example or %s<br>now", "A (b) “c”: {d}"]
        {
            let page = format!("<p>{html}</p>");
            let document = crate::open("a.html", page.as_bytes(), &crate::Options::default()).unwrap();
            let segment = document.segments().first().unwrap();
            let translation = crate::pseudo(segment);
            let judged = FITS.judge(&Unit::from(segment), &translation);
            assert_eq!((judged.text, judged.findings.reason()), (translation, String::new()));
        }
    }

    fn sources() -> impl Strategy<Value = Unit> {
        let parts = prop::sample::select(vec![
            "word ",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<br>",
            "<?= $a ?>",
            "%s",
            "12",
            "www.a.example ",
            "&amp;lt;",
            "“x”",
            "{a}",
        ]);
        prop::collection::vec(parts, 0..12).prop_map(|parts| unit(&format!("Text {}", parts.concat())))
    }

    fn replies() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(vec![
            "wort ", "<g1>", "</g1>", "<g2>", "</g2>", "<x3/>", "<x2/>", "< g1 >", "＜x1＞", "<g1/>", "[2]",
            "&lt;", "&amp;", "amp;", "\"", "„", "“", "```", "\n", "<?", "{{", "% s", "%s", "12", "\u{feff}",
            "\u{fffd}", "<b>", "Text", " ", "…",
        ]);
        prop_oneof![prop::collection::vec(parts, 0..14).prop_map(|parts| parts.concat()), "\\PC{0,20}"]
    }

    fn answers() -> impl Strategy<Value = Answer> {
        prop_oneof![
            6 => replies().prop_map(Answer::Text),
            2 => prop::collection::vec(prop::option::of(replies()), 0..5).prop_map(Answer::Runs),
            1 => Just(Answer::Nothing),
            1 => Just(Answer::Declined("no".into())),
        ]
    }

    proptest! {
        /// Whatever a model says at every step: it ends, after at most three calls of its own and a shared one, with a
        /// translation that passes or with the source, and the state says which.
        #[test]
        fn mending_ends_with_something_valid(unit in sources(), said in prop::collection::vec(answers(), 6)) {
            let (asked, done) = climb(unit.clone(), said);
            prop_assert!(asked.len() <= 4, "{:?}", asked);
            prop_assert_eq!(unit.check_codes(&done.text), Ok(()));
            if done.state.is_translated() {
                prop_assert!(FITS.check(&unit, &done.text).passes());
            } else {
                prop_assert_eq!(done.text, unit.text);
            }
        }

        /// What has been mended and accepted is accepted again as it is.
        #[test]
        fn what_is_accepted_stays_accepted(unit in sources(), reply in replies()) {
            let judged = FITS.judge(&unit, &reply);
            if judged.passes() {
                let again = FITS.judge(&unit, &judged.text);
                prop_assert!(again.passes());
                prop_assert_eq!(again.text, judged.text);
            }
        }

        #[test]
        fn mending_twice_changes_nothing(unit in sources(), reply in replies()) {
            let (once, _) = tidy(&unit, &reply);
            prop_assert_eq!(&tidy(&unit, &once).0, &once);
        }

        /// A translation with all its codes loses none of them to mending.
        #[test]
        fn mending_takes_no_code_away(unit in sources(), around in replies()) {
            let whole = format!("{}{}", unit.text, around.replace(['<', '＜', '&', '"', '`', '[', '{', '„', '“'], ""));
            prop_assert_eq!(unit.check_codes(&tidy(&unit, &whole).0), Ok(()));
        }

        #[test]
        fn runs_with_any_words_keep_the_codes(unit in sources(), word in "[a-zäö]{1,8}") {
            let asked = climb(unit.clone(), vec![Answer::Nothing; 3]).0;
            if let Some(Request::Runs(runs)) = asked.get(2) {
                let answer = Answer::Runs(vec![Some(word); runs.len()]);
                let said = vec![Answer::Nothing, Answer::Nothing, Answer::Nothing, answer];
                prop_assert_eq!(unit.check_codes(&climb(unit.clone(), said).1.text), Ok(()));
            }
        }
    }
}
