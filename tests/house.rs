/*! The house of DESIGN.md, held to: a module imports only from rows above its own, knowledge of the world stays in `rules/`,
and every rule file is embedded, told in the README and tested from both sides. */

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rows of the house, from the foundation up. A module of a crate root that is not listed here has no place yet.
const HOUSE: &[&str] = &[
    "span",
    "value",
    "error",
    "document",
    "finding",
    "verification",
    "policy",
    "ready",
    "lexicon",
    "text",
    "extract",
    "claim",
    "packed",
    "cache",
    "align",
    "rule",
    "anchor",
    "verify",
    "reading",
    "lib",
    "report",
    "tables",
    "config",
];

/// Imports from a row that is not above: who, from whom, and why that stands.
const ALSO: &[(&str, &str)] = &[
    ("lexicon", "text"), // its phrases are split into words exactly as texts are
];

/// Modules that may see less than all rows above them.
const ONLY: &[(&str, &[&str])] = &[
    ("finding", &["span", "document"]),
    ("verification", &["span", "document", "finding"]),
    ("report", &["span", "document", "finding", "verification", "error"]),
    ("rule", &["span", "value", "error", "document", "finding", "policy", "lexicon", "extract", "claim", "align"]), // never reads text
    ("policy", &["span", "document", "finding", "error"]),
];

/// The modules of the binary: they see the library through its public face, `factlint::`.
const PROCESS: &[&str] = &["main", "cli"];

/// Words that only a rule file may know, each also with an "s".
const WORLD: &[&str] = &[
    "killed",
    "dead",
    "died",
    "injured",
    "wounded",
    "fatality",
    "fatalities",
    "casualties",
    "ballot",
    "turnout",
    "voter",
    "electorate",
    "doctor",
    "nurse",
    "patient",
    "earthquake",
    "aftershock",
    "pirate",
    "hostage",
    "robbery",
    "laptop",
    "shareholder",
    "revenue",
    "kilometer",
    "kilometre",
    "mile",
    "fahrenheit",
    "celsius",
    "dollar",
    "euro",
    "pence",
    "rupee",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "tomorrow",
    "noon",
    "nearly",
    "roughly",
    "approximately",
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
    "seventeen",
];

/// Words of that list which a file may write in what it prints: it tells figures to people, and reads none.
const PRINTED: &[(&str, &[&str])] = &[("rule/cite.rs", &["million", "billion"])];

/// A source file without its tests.
struct Source {
    path: PathBuf,
    /// The module of the crate root that it belongs to.
    module: String,
    /// The code, comments and literals blanked out.
    code: String,
    /// The string literals, each with its line.
    literals: Vec<(usize, String)>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a directory that has the extension, in order.
fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    for entry in entries {
        let path = entry.expect("a directory can be listed").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let texts: Vec<(PathBuf, String)> = files(&src, "rs").into_iter().map(|path| (path.clone(), read(&path))).collect();
    let tests: Vec<PathBuf> = texts.iter().flat_map(|(path, text)| files_of_tests(path, text)).collect();
    texts
        .iter()
        .filter(|(path, _)| !tests.iter().any(|file| path.starts_with(file) || *path == file.with_extension("rs")))
        .map(|(path, text)| {
            let inside = path.strip_prefix(&src).expect("files lie below src/");
            let first =
                inside.components().next().expect("a file has a name").as_os_str().to_string_lossy().into_owned();
            let (code, literals) = lex(without_tests(text));
            Source { module: first.trim_end_matches(".rs").to_owned(), path: path.clone(), code, literals }
        })
        .collect()
}

/// The modules that a text declares for tests only: where each begins, its name, and what follows the name.
fn test_modules(text: &str) -> impl Iterator<Item = (usize, String, char)> {
    let mark = "#[cfg(test)]";
    text.match_indices(mark).filter_map(move |(at, _)| {
        let item =
            text[at + mark.len()..].trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        let name = leading_name(item.strip_prefix("mod ")?);
        let after = item["mod ".len() + name.len()..].trim_start().chars().next()?;
        Some((at, name, after))
    })
}

/// The text up to its module of tests, which stands last in a file.
fn without_tests(text: &str) -> &str {
    let end =
        if text.contains("#![cfg(test)]") { Some(0) } else { test_modules(text).find(|it| it.2 == '{').map(|it| it.0) };
    &text[..end.unwrap_or(text.len())]
}

/// The files, without extension, of the modules that a file declares for tests only.
fn files_of_tests(path: &Path, text: &str) -> Vec<PathBuf> {
    let holds = matches!(path.file_stem().and_then(|stem| stem.to_str()), Some("mod" | "lib" | "main"));
    let directory =
        if holds { path.parent().expect("a file lies in a directory").to_owned() } else { path.with_extension("") };
    test_modules(text).filter(|it| it.2 == ';').map(|(_, name, _)| directory.join(name)).collect()
}

/// Parts Rust into its code, with blanks for comments and literals, and its string literals.
fn lex(text: &str) -> (String, Vec<(usize, String)>) {
    let bytes = text.as_bytes();
    let (mut code, mut literals) = (String::with_capacity(text.len()), Vec::new());
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let line = || text[..at].matches('\n').count() + 1;
        let word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
        let raw = if word { None } else { rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')) };
        let hashes = raw.map_or(0, |raw| raw.len() - raw.trim_start_matches('#').len());
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if raw.is_some_and(|raw| raw[hashes..].starts_with('"')) {
            let open = rest.find('"').expect("it begins with one") + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = rest[open..].find(&close).map_or(rest.len(), |end| open + end);
            literals.push((line(), rest[open..end].to_owned()));
            (end + close.len()).min(rest.len())
        } else if rest.starts_with('"') {
            let mut end = 1;
            while end < rest.len() && rest.as_bytes()[end] != b'"' {
                end += if rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
            }
            literals.push((line(), rest.get(1..end).unwrap_or_default().to_owned()));
            (end + 1).min(rest.len())
        } else if rest.starts_with("'\\") {
            rest[3..].find('\'').map_or(rest.len(), |end| end + 4)
        } else if rest.starts_with('\'') && rest.chars().nth(2) == Some('\'') {
            rest.char_indices().nth(3).map_or(rest.len(), |(end, _)| end)
        } else {
            let next = rest.chars().next().expect("there is more text");
            code.push(next);
            at += next.len_utf8();
            continue;
        };
        code.push(' ');
        at += length;
    }
    (code, literals)
}

/// The first names of all paths that begin with `crate::`, those of a `use crate::{…}` included.
fn imports(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, mark) in code.match_indices("crate::") {
        let rest = &code[at + mark.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(leading_name(rest));
            continue;
        };
        let (mut depth, mut begins) = (1, true);
        for (at, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => begins = true,
                _ if begins && !character.is_whitespace() => {
                    names.push(leading_name(&group[at..]));
                    begins = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

fn leading_name(path: &str) -> String {
    path.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

#[test]
fn imports_are_read_as_they_are_written() {
    let code = "use crate::{a::{b, c}, d};\nuse crate::e;\nfn f() { crate::g::h('\"', \"crate::i\"); } // crate::j\n";
    assert_eq!(imports(&lex(code).0), ["a", "d", "e", "g"]);
    let (code, literals) = lex("let a = r#\"x \"y\"#; let b: &'static str = \"\\\"z\"; /* \"no\" */ let c = b'\\'';");
    assert_eq!(literals, [(1, "x \"y".to_owned()), (1, "\\\"z".to_owned())]);
    assert!(code.contains("let c = b"));
    assert_eq!(files_of_tests(Path::new("a/mod.rs"), "#[cfg(test)]\nmod b;"), [Path::new("a/b")]);
    assert_eq!(files_of_tests(Path::new("a/c.rs"), "#[cfg(test)]\npub(crate) mod b;"), [Path::new("a/c/b")]);
    assert_eq!(without_tests("a\n#[cfg(test)]\nfn b() {}\n#[cfg(test)]\nmod tests {}"), "a\n#[cfg(test)]\nfn b() {}\n");
}

#[test]
fn a_module_imports_only_from_rows_above_its_own() {
    let sources = sources();
    let row = |module: &str| HOUSE.iter().position(|it| *it == module);
    let mut wrong = Vec::new();
    for source in &sources {
        let module = source.module.as_str();
        for name in imports(&source.code) {
            let is_module = sources.iter().any(|other| other.module == name);
            let from = if is_module { name.as_str() } else { "lib" };
            let allowed = if PROCESS.contains(&module) {
                PROCESS.contains(&from) || (!is_module && module == "main")
            } else if from == module || ALSO.contains(&(module, from)) {
                true
            } else if let Some((_, only)) = ONLY.iter().find(|(who, _)| *who == module) {
                only.contains(&from)
            } else {
                row(module).is_some_and(|own| row(from).is_some_and(|other| other < own))
            };
            if !allowed {
                wrong.push(format!("{}: {module} imports {name}", source.path.display()));
            }
        }
        if !PROCESS.contains(&module) && row(module).is_none() {
            wrong.push(format!("{}: {module} has no row in the house", source.path.display()));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_outside_crate_stays_in_its_rooms() {
    let rooms: &[(&str, &[&str])] = &[
        ("nom::", &["extract", "claim", "rule"]), // figures, the lines of tokens between them, the equations of rule files
        ("miette::", &["report", "error", "main", "cli"]),
        ("clap::", &["cli", "main"]),
        ("lol_html::", &["document"]),
        ("pulldown_cmark::", &["document"]),
        ("parquet::", &["tables"]),
    ];
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, modules) in rooms {
            if source.code.contains(name) && !modules.contains(&source.module.as_str()) {
                wrong.push(format!("{}: {name}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_code_knows_no_word_of_the_world() {
    let mut wrong = Vec::new();
    for source in sources() {
        let printed = PRINTED.iter().find(|(file, _)| source.path.ends_with(file)).map_or(&[][..], |(_, words)| words);
        for (line, literal) in &source.literals {
            // The name of an embedded file is no word of prose.
            if literal.ends_with(".toml") && !literal.contains(' ') {
                continue;
            }
            let lower = literal.to_lowercase();
            let words = lower.split(|character: char| !character.is_alphabetic());
            for word in words {
                if printed.contains(&word) {
                    continue;
                }
                if WORLD.contains(&word) || word.strip_suffix('s').is_some_and(|singular| WORLD.contains(&singular)) {
                    wrong.push(format!("{}:{line}: {literal:?}", source.path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The path of every file of `rules/`, relative to it, with its tables.
fn rule_files() -> BTreeMap<String, toml::Table> {
    let rules = root().join("rules");
    let tables = files(&rules, "toml").into_iter().map(|path| {
        let table = read(&path).parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.strip_prefix(&rules).expect("files lie below rules/").to_string_lossy().replace('\\', "/");
        (name, table)
    });
    tables.collect()
}

/// The rules among them: id, severity, summary, tests.
fn rules() -> Vec<(String, String, String, Vec<toml::Value>)> {
    let text =
        |table: &toml::Table, key: &str| table.get(key).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
    let rules = rule_files().into_iter().filter(|(_, table)| table.contains_key("summary")).map(|(name, table)| {
        let id = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml").to_owned();
        let tests = table.get("test").and_then(|it| it.as_array()).cloned().unwrap_or_default();
        (id, text(&table, "severity"), text(&table, "summary"), tests)
    });
    rules.collect()
}

#[test]
fn every_file_of_rules_is_embedded() {
    let literals: Vec<String> =
        sources().into_iter().flat_map(|source| source.literals).map(|(_, literal)| literal).collect();
    let names = rule_files().into_keys();
    let missing: Vec<String> =
        names.filter(|name| !literals.iter().any(|literal| literal.ends_with(name.as_str()))).collect();
    assert!(missing.is_empty(), "not in a list of include_str!: {missing:?}");
}

#[test]
fn every_rule_has_a_test_that_fires_and_one_that_must_not() {
    let rules = rules();
    assert!(!rules.is_empty(), "rules/ holds no rule");
    let mut wrong = Vec::new();
    for (id, _, _, tests) in rules {
        let flags = |test: &toml::Value| test.get("flags").and_then(|it| it.as_array()).map(|it| it.len());
        if !tests.iter().any(|test| flags(test).is_some_and(|count| count > 0)) {
            wrong.push(format!("{id}: no test fires"));
        }
        if !tests.iter().any(|test| flags(test) == Some(0)) {
            wrong.push(format!("{id}: no test is silent"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_readme_lists_every_rule_as_its_file_has_it() {
    let readme = read(&root().join("README.md"));
    let (_, table) = readme.split_once("\n## Rules\n").expect("README.md has a table of rules");
    let given: Vec<&str> = table.lines().filter(|line| line.starts_with("| `")).collect();
    let rows: Vec<String> =
        rules().into_iter().map(|(id, severity, summary, _)| format!("| `{id}` | {severity} | {summary} |")).collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !given.contains(&row.as_str())).collect();
    let stale: Vec<&&str> = given.iter().filter(|row| !rows.iter().any(|other| other == **row)).collect();
    assert!(missing.is_empty() && stale.is_empty(), "\nmissing {missing:#?}\nstale {stale:#?}");
}
