/*! `factlint extract --explain`: every line of the fixtures can be looked at, and what is shown adds up. */

use std::path::Path;
use std::sync::LazyLock;

use factlint::document::{Corpus, Document, Inputs, read};
use factlint::explain;
use factlint::finding::{ClaimRead, SentenceRead};
use factlint::report::{Options, READING_FORMATS};
use factlint::rule::RuleSet;
use snapbox::cmd::{Command, cargo_bin};

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("the built-in rules are sound"));

fn corpus(texts: &[&str]) -> Corpus {
    let document = |(at, text): (usize, &&str)| Document::plain(format!("{at}.txt"), *text);
    Corpus { documents: texts.iter().enumerate().map(document).collect() }
}

fn claim<'a>(read: &'a [SentenceRead], text: &str) -> &'a ClaimRead {
    let mut claims = read.iter().flat_map(|sentence| &sentence.claims);
    claims.find(|claim| claim.extracted.cited.text == text).unwrap_or_else(|| panic!("{text} is a figure of {read:?}"))
}

fn printed(format: &str, read: &[SentenceRead], corpus: &Corpus) -> String {
    let format = READING_FORMATS.iter().find(|f| f.name == format).unwrap();
    let mut out = Vec::new();
    format.write(read, corpus, &Options { width: 80, ..Options::default() }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const MONDAY: &str = "Ferry fire\n\nThe fire on the Port Ellis ferry destroyed 40 cars.\nIt was told on 3 March 2024.";
const TUESDAY: &str = "The fire on the Port Ellis ferry destroyed 52 cars.";

#[test]
fn a_clash_is_shown_with_what_it_rests_on() {
    let corpus = corpus(&[MONDAY, TUESDAY]);
    let read = explain(&corpus, &RULES, "0.txt", 3).unwrap();
    let told = &claim(&read, "40").candidates[0];
    assert_eq!((told.decision, told.cited.text.as_str()), ("told", "52"));
    assert!(told.score >= told.needs && told.kinds >= 3);
    assert!(told.evidence.iter().any(|(name, worth)| name == "same-head" && *worth == 2.0), "{:?}", told.evidence);
    let token = |text: &str| read[0].tokens.iter().find(|token| token.text == text).unwrap();
    assert_eq!(token("cars").stem.as_deref(), Some("car"));
    assert!(token("destroyed").roles.iter().any(|role| role == "verb"));
    let text = printed("text", &read, &corpus);
    assert!(text.contains("told: they clash") && text.contains("1.txt:1:44"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&printed("json", &read, &corpus)).unwrap();
    assert_eq!(json["sentences"][0]["claims"][0]["candidates"][0]["decision"], "told");
    assert_eq!(json["sentences"][0]["claims"][0]["frame"]["head"], "cars");
}

#[test]
fn a_frame_tells_its_place_and_time() {
    for (text, figure, place, when) in [
        ("Divers found 40 wrecks off Port Ellis on 3 March 2024.", "40", Some("Port Ellis"), Some("2024-03-03")),
        ("Divers found 40 wrecks in Harwick in 2019.", "40", Some("Harwick"), Some("2019")),
        ("Divers found 40 wrecks in the Harwick inquiry.", "40", None, None),
        ("Divers found 40 wrecks between 2012 and 2014.", "40", None, Some("2012-01-01/2014-12-31")),
    ] {
        let corpus = corpus(&[text, "The Harwick inquiry of Port Ellis."]);
        let read = explain(&corpus, &RULES, "0.txt", 1).unwrap();
        let frame = &claim(&read, figure).extracted.frame;
        assert_eq!((frame.place.as_deref(), frame.when.as_deref()), (place, when), "{text}");
    }
}

#[test]
fn every_line_of_the_fixtures_adds_up() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for scene in ["brewery-takeover", "skarvik-museum", "port-ansley-budget"] {
        let (corpus, unread) = read(&Inputs { paths: vec![root.join(scene)], stdin_name: None, ..Inputs::default() });
        assert!(unread.is_empty());
        let (mut figures, mut candidates) = (0, 0);
        for document in &corpus.documents {
            for line in (1..=document.line_count() as u32).step_by(2) {
                let Ok(read) = explain(&corpus, &RULES, &document.path, line) else { continue };
                for claim in read.iter().flat_map(|sentence| &sentence.claims) {
                    figures += 1;
                    for candidate in &claim.candidates {
                        candidates += 1;
                        let sum: f64 = candidate.evidence.iter().map(|(_, worth)| worth).sum();
                        assert!((sum - candidate.score).abs() < 0.1, "{sum} of {candidate:?}");
                    }
                }
                assert!(!printed("text", &read, &corpus).is_empty());
            }
        }
        assert!(figures > 5, "{figures} figures and {candidates} candidates in {scene}");
    }
}

#[test]
fn the_command_shows_a_line_or_says_what_there_is() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.txt"), MONDAY).unwrap();
    std::fs::write(dir.path().join("b.txt"), "Hostile \u{1b}[31m 52 cars\u{202e} burned on the Port Ellis ferry.")
        .unwrap();
    let run = |args: &[&str]| Command::new(cargo_bin!("factlint")).current_dir(dir.path()).args(args).output().unwrap();
    let shown = run(&["extract", "--explain", "a.txt:3"]);
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.status.success() && text.contains("“40”  count: 40") && text.contains("head      cars"), "{text}");
    let hostile = String::from_utf8(run(&["extract", "--explain", "b.txt:1", "."]).stdout).unwrap();
    assert!(hostile.contains("“52”") && !hostile.contains(['\u{1b}', '\u{202e}']), "{hostile:?}");
    for (args, says) in [
        (&["extract", "--explain", "a.txt:9"][..], "no sentence stands on line 9"),
        (&["extract", "--explain", "c.txt:1", "a.txt"], "no one input is `c.txt`"),
        (&["extract", "--explain", "a.txt"], "the file and the line"),
        (&["extract", "--explain", "a.txt:3", "--format", "jsonl"], "choose one of `text`, `json`"),
        (&["extract", "--format", "text", "a.txt"], "choose one of `table`, `jsonl`"),
    ] {
        let out = run(args);
        let error = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(error.contains(says), "{args:?}: {error}");
    }
}
