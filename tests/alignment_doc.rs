/*! `docs/alignment.md`: every example is run, every thing that may keep a pair has its section, and no section tells of another. */

use std::collections::BTreeSet;
use std::sync::LazyLock;

use factlint::document::{Corpus, Document};
use factlint::explain;
use factlint::rule::RuleSet;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("the built-in rules are sound"));
const DOC: &str = include_str!("../docs/alignment.md");
const REFUSALS: &str = include_str!("../src/align/refusal.rs");

/// What a section needs no example of: weights that nobody has set.
const WITHOUT: &[&str] = &["few-kinds"];

/// An example: the decision that it shows, and its articles, each with the line that its text stands on.
fn examples() -> Vec<(String, Corpus, u32)> {
    let mut examples = Vec::new();
    for block in DOC.split("```articles ").skip(1) {
        let (name, rest) = block.split_once('\n').unwrap();
        let body = rest.split("\n```").next().unwrap();
        let documents: Vec<Document> = body
            .split("\n---\n")
            .enumerate()
            .map(|(at, article)| {
                let source = match article.strip_prefix("date ").and_then(|rest| rest.split_once('\n')) {
                    Some((date, text)) => format!(" date {date} \n\n{text}\n"),
                    None => format!("{article}\n"),
                };
                Document::plain(format!("{at}.txt"), source)
            })
            .collect();
        let line = if body.starts_with("date ") { 3 } else { 1 };
        examples.push((name.to_owned(), Corpus { documents }, line));
    }
    examples
}

#[test]
fn every_example_shows_what_it_says() {
    let examples = examples();
    assert!(examples.len() > 20, "{} examples", examples.len());
    for (name, corpus, line) in examples {
        let read = explain(&corpus, &RULES, "0.txt", line).unwrap();
        let claims = read.iter().flat_map(|sentence| &sentence.claims);
        let decisions: Vec<&str> = claims.flat_map(|claim| &claim.candidates).map(|c| c.decision).collect();
        assert!(decisions.contains(&name.as_str()), "{name}: {decisions:?} in {:?}", corpus.documents[0].text());
    }
}

#[test]
fn every_refusal_has_its_section_and_example() {
    let body = REFUSALS.split("const fn name").nth(1).unwrap().split("\n    }\n").next().unwrap();
    let names: BTreeSet<&str> = body.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(names.len() > 15, "{names:?}");
    let sections: BTreeSet<&str> =
        DOC.split("\n### `").skip(1).filter_map(|section| section.split('`').next()).collect();
    assert_eq!(sections, names, "the sections of docs/alignment.md and the names of src/align/refusal.rs");
    let shown: BTreeSet<String> = examples().into_iter().map(|(name, ..)| name).collect();
    for name in names.iter().filter(|name| !WITHOUT.contains(name)) {
        assert!(shown.contains(*name), "`{name}` has no example");
    }
}

/// Whether that doubt stands between the first figure of an article and those of another.
fn doubts(name: &str, article: &str, other: &str) -> bool {
    let documents = vec![Document::plain("0.txt", article), Document::plain("1.txt", other)];
    let read = explain(&Corpus { documents }, &RULES, "0.txt", 1).unwrap();
    let candidates = &read[0].claims[0].candidates;
    assert!(!candidates.is_empty(), "{article}");
    candidates.iter().flat_map(|candidate| &candidate.doubts).any(|(doubt, _)| doubt == name)
}

#[test]
fn a_figure_of_one_whom_the_other_article_never_names_is_doubted() {
    let won = |who: &str, games: u32| format!("In Verra the coach Ada {who} won {games} games in a row.");
    let foreign = |article: &str, other: &str| doubts("foreign-owner", article, other);
    assert!(!foreign(&won("Blatt", 128), &won("Blatt", 123)));
    let other = "In Verra the coach Bo Lueck won 123 games in a row.";
    assert!(foreign(&won("Blatt", 128), other));
    let both = [&won("Blatt", 128), other].map(|text| format!("{text} That Ada Blatt came before Bo Lueck is known."));
    assert!(!foreign(&both[0], &both[1]));
}
