/*! Sentences of news, reports and reference works by people who had not seen the program: those whose figures cannot all be true, told
(`found`) or not (`missed`), and those that agree (`agrees`), of which a few are told all the same (`wrong`). The last eighty were written
by a reader of the grammars who looked for what they would tell wrongly.
No weight is set on them. What is found now has to be marked so, and what agrees is looked into before it is marked as wrong. */

use factlint::check;
use factlint::document::{Corpus, Document};
use factlint::rule::RuleSet;
use rayon::prelude::*;

#[test]
fn every_sentence_is_judged_as_it_is_marked() {
    let rules = RuleSet::builtin().unwrap();
    let rows: Vec<&str> = include_str!("arithmetic.txt").lines().filter(|row| !row.starts_with('#')).collect();
    let misjudged = |row: &&str| -> Option<String> {
        let (mark, text) = row.split_once(" | ").unwrap_or_else(|| panic!("{row}"));
        let corpus = Corpus { documents: vec![Document::plain("sentence.txt", text)] };
        let told = !check(&corpus, &rules).findings.is_empty();
        let as_marked = match mark {
            "found" | "wrong" => told,
            "missed" | "agrees" => !told,
            _ => panic!("{row}"),
        };
        (!as_marked).then(|| format!("{row}: {}", if told { "told now" } else { "not told now" }))
    };
    let wrong: Vec<String> = rows.into_par_iter().filter_map(|row| misjudged(&row)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
