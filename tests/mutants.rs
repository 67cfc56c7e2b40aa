/*! One figure changed in a scene that agreed on it: the change must be found, and nothing else may be said.

Each row of `mutants.txt` is such a change. `factlint check` of the changed scene must give the findings of the scene as it
stands, and one more that names the changed place: of one of the row's rules, each of them once at most (the same change can
break an article's own arithmetic and its agreement with another). */

mod scene;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use scene::{Found, articles, findings, fixtures, output, scenes};

/// The rules that compare figures, by id.
const RULES: &[&str] = &[
    "weekday-not-of-date",
    "span-not-as-long",
    "conversion-off",
    "parts-do-not-add-up",
    "percentage-not-of-counts",
    "change-not-of-ends",
    "list-not-as-long",
    "age-not-of-dates",
    "share-over-100",
    "part-over-whole",
    "end-before-start",
    "counts-differ",
    "percentages-differ",
    "money-differs",
    "measurements-differ",
    "ages-differ",
    "dates-differ",
    "times-differ",
    "trial-sizes-differ",
    "majorities-differ",
    "durations-differ",
    "votes-cast-differ",
    "turnouts-differ",
];

/// A row of the table.
struct Mutant {
    row: &'static str,
    scene: &'static str,
    file: &'static str,
    /// What the file says, with as much around it as makes it unique.
    was: String,
    /// What it says once changed.
    now: String,
    /// Where in `now` the changed figure stands.
    figure: Range<usize>,
    rules: Vec<&'static str>,
    /// A change that is known not to be found yet. It must stay silent, and the mark goes once it is found.
    missed: bool,
}

/// The rows of `mutants.txt`.
fn table() -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let (mut scene, mut file) = ("", "");
    for row in include_str!("mutants.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if !row.starts_with(' ') {
            (scene, file) = row.split_once('/').unwrap_or_else(|| panic!("not a scene and a file: {row}"));
            continue;
        }
        let change = row.trim_start();
        let (missed, change) = change.strip_prefix("missed: ").map_or((false, change), |change| (true, change));
        let parts = || {
            let (change, rules) = change.rsplit_once(" | ")?;
            let (before, rest) = change.split_once('[')?;
            let (change, after) = rest.split_once(']')?;
            let (was, now) = change.split_once(" => ")?;
            Some((before, was, now, after, rules))
        };
        let (before, was, now, after, rules) = parts().unwrap_or_else(|| panic!("not a row: {row}"));
        mutants.push(Mutant {
            row,
            scene,
            file,
            was: format!("{before}{was}{after}"),
            now: format!("{before}{now}{after}"),
            figure: before.len()..before.len() + now.len(),
            rules: rules.split_whitespace().collect(),
            missed,
        });
    }
    mutants
}

#[test]
fn every_row_changes_one_place() {
    let mut wrong = Vec::new();
    let table = table();
    for mutant in &table {
        let path = fixtures().join(mutant.scene).join(mutant.file);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let times = text.matches(&mutant.was).count();
        if times != 1 || mutant.was == mutant.now {
            wrong.push(format!("{}/{}: stands {times} times: {}", mutant.scene, mutant.file, mutant.was));
        }
        for rule in &mutant.rules {
            if !RULES.contains(rule) {
                wrong.push(format!("{}/{}: no such rule: {rule}", mutant.scene, mutant.file));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(table.iter().filter(|mutant| !mutant.missed).count() >= 60);
}

#[test]
fn every_changed_figure_is_found_and_nothing_else() {
    let table = table();
    let base: BTreeMap<String, Vec<Found>> = scenes()
        .into_iter()
        .map(|scene| {
            let found = findings(&output(&fixtures().join(&scene), &articles(&scene), &[]));
            (scene, found)
        })
        .collect();
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(BTreeMap::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(mutant) = table.get(index) else { break };
                    if let Err(problem) = try_out(mutant, &base[mutant.scene]) {
                        wrong.lock().expect("no thread panicked").insert(index, problem);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no thread panicked");
    let lines: Vec<String> = wrong.values().cloned().collect();
    assert!(wrong.is_empty(), "\n{} of {} mutants:\n{}", wrong.len(), table.len(), lines.join("\n"));
}

/// Applies the change to a copy of its scene and compares the findings with those of the scene as it stands.
fn try_out(mutant: &Mutant, base: &[Found]) -> Result<(), String> {
    let copy = tempfile::tempdir().expect("a directory can be made");
    for article in articles(mutant.scene) {
        let mut text =
            std::fs::read_to_string(fixtures().join(mutant.scene).join(&article)).expect("an article is UTF-8");
        if article == mutant.file {
            text = text.replacen(&mutant.was, &mutant.now, 1);
        }
        std::fs::write(copy.path().join(article), text).expect("a copy can be written");
    }
    let mut given = findings(&output(copy.path(), &articles(mutant.scene), &[]));
    let mut problems = Vec::new();
    for finding in base {
        match given.iter().position(|other| same(other, finding)) {
            Some(at) => {
                given.remove(at);
            }
            None => problems.push(format!("lost {}", finding.line())),
        }
    }
    let place = changed_bytes(mutant, copy.path());
    let mut fired: Vec<&str> = Vec::new();
    for finding in &given {
        let rule = finding.rule.as_str();
        if !mutant.rules.contains(&rule) || fired.contains(&rule) || !names(finding, mutant, &place) {
            problems.push(format!("noisy {}", finding.line()));
        } else {
            fired.push(rule);
        }
    }
    match (mutant.missed, fired.is_empty()) {
        (false, true) => problems.push("missing".to_owned()),
        (true, false) => problems.push("found, so take the mark away".to_owned()),
        _ => {}
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(format!("{}/{}: {}\n    {}", mutant.scene, mutant.file, mutant.row.trim(), problems.join("\n    ")))
}

/// Whether two findings say the same, wherever their claims have moved to.
fn same(a: &Found, b: &Found) -> bool {
    let key = |finding: &Found| {
        let mut claims: Vec<_> = finding.claims.iter().map(|claim| (claim.path.clone(), claim.text.clone())).collect();
        claims.sort();
        (finding.rule.clone(), finding.severity.clone(), claims)
    };
    key(a) == key(b)
}

/// The bytes of the changed file that the new figure takes.
fn changed_bytes(mutant: &Mutant, copy: &Path) -> Range<usize> {
    let text = std::fs::read_to_string(copy.join(mutant.file)).expect("the copy is UTF-8");
    let at = text.find(&mutant.now).expect("the change was applied");
    at + mutant.figure.start..at + mutant.figure.end
}

/// Whether a claim of the finding is the changed figure. In JSON Lines, where offsets count in the decoded text, by its words.
fn names(finding: &Found, mutant: &Mutant, place: &Range<usize>) -> bool {
    let figure = &mutant.now[mutant.figure.clone()];
    finding.claims.iter().any(|claim| match claim.path.split_once('#') {
        Some((file, _)) => file == mutant.file && claim.text.contains(figure),
        None => claim.path == mutant.file && claim.start < place.end && place.start < claim.end,
    })
}
