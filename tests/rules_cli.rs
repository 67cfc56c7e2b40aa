/*! `--rules`: a user's own files change what is checked: a hedge's width, a rule of their own, a severity; and a file with a mistake
is told, pointed at, and keeps nothing else from being checked. */

use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, cargo_bin};

/// Two figures that "nearly" as built in keeps apart.
const ARTICLES: &[(&str, &str)] = &[
    ("a.txt", " date 2023-02-24 Nearly 37,000 junior doctors voted in the Port Ellis ballot.\n"),
    ("b.txt", " date 2023-03-11 Nearly 40,000 junior doctors voted in the Port Ellis ballot.\n"),
];

/// A mistake in an article that no file here changes.
const WEEKDAY: (&str, &str) = ("c.txt", "The pier opened on Monday 14 March 2023 with a band.\n");

const WIDE: (&str, &str) = (
    "my-hedges.toml",
    "[[hedge]]\nname = \"nearly\"\nbound = \"about\"\nbelow = 10\nabove = 0\nbefore = [\"nearly\", \"almost\"]\n",
);

/// A directory of its own for one test, with these files.
fn scene(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules_cli").join(name);
    let _ = std::fs::remove_dir_all(&directory);
    for (file, text) in files {
        let path = directory.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    directory
}

/// The exit status, the rule and severity of each finding, and what was printed on stderr.
#[track_caller]
fn check(directory: &Path, arguments: &[&str]) -> (i32, Vec<String>, String) {
    let command = Command::new(cargo_bin("factlint")).env_remove("CLICOLOR_FORCE").env("COLUMNS", "120");
    let command = command.current_dir(directory).args(["check", "--format", "jsonl"]).args(arguments);
    let output = command.output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let findings = told.lines().map(|line| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        format!("{} {}", finding["severity"].as_str().unwrap(), finding["rule"].as_str().unwrap())
    });
    (output.status.code().unwrap(), findings.collect(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn the_width_of_a_hedge_is_the_users() {
    let directory = scene("width", &[ARTICLES, &[WIDE]].concat());
    let (code, findings, _) = check(&directory, &["a.txt", "b.txt"]);
    assert_eq!((code, findings), (1, vec!["error votes-cast-differ".to_owned()]));
    // 33,300 to 37,000 and 36,000 to 40,000.
    let (code, findings, stderr) = check(&directory, &["a.txt", "b.txt", "--rules", "my-hedges.toml"]);
    assert_eq!((code, findings), (0, Vec::new()), "{stderr}");
}

#[test]
fn a_rule_of_the_users_own_is_checked_with_the_built_in_ones() {
    let measure = "[measure.sheep]\nkind = \"count\"\ntitle = \"sheep\"\nof = [\"sheep\"]\n";
    let rule = "summary = \"more sheep than the hill can feed\"\nseverity = \"warning\"\n\
                message = \"{left} sheep, and the hill feeds {right}\"\nwhy = \"The lease says so.\"\n\
                [compare.relation]\nholds = \"sheep <= 400\"\nwithin = \"sentence\"\n\
                [[test]]\nname = \"too many\"\ntext = \"The farm keeps 500 sheep.\"\nflags = [\"500\"]\n\
                [[test]]\nname = \"enough\"\ntext = \"The farm keeps 300 sheep.\"\nflags = []\n";
    let farm = ("farm.txt", "The farm keeps 500 sheep on the hill. Last year it kept 380 sheep.\n");
    let files = [("my/measures.toml", measure), ("my/too-many-sheep.toml", rule), farm, WEEKDAY];
    let directory = scene("rule", &files);
    let (code, findings, _) = check(&directory, &["farm.txt"]);
    assert_eq!((code, findings), (0, Vec::new()));
    let (code, findings, stderr) = check(&directory, &["c.txt", "farm.txt", "--rules", "my", "--fail-on", "warning"]);
    assert_eq!(
        (code, findings),
        (1, vec!["error weekday-not-of-date".to_owned(), "warning too-many-sheep".to_owned()])
    );
    assert!(!stderr.contains("sheep"), "{stderr}");
    let tests = Command::new(cargo_bin("factlint")).current_dir(&directory).args(["rules", "test", "my"]);
    assert_eq!(tests.output().unwrap().status.code(), Some(0));
}

#[test]
fn an_override_changes_the_severity_of_a_rule() {
    let lenient = ("mine.toml", "[override.weekday-not-of-date]\nseverity = \"warning\"\n");
    let directory = scene("override", &[lenient, WEEKDAY]);
    let (code, findings, _) = check(&directory, &["c.txt"]);
    assert_eq!((code, findings), (1, vec!["error weekday-not-of-date".to_owned()]));
    let (code, findings, _) = check(&directory, &["c.txt", "--rules", "mine.toml"]);
    assert_eq!((code, findings), (0, vec!["warning weekday-not-of-date".to_owned()]));
    let (code, ..) = check(&directory, &["c.txt", "--rules", "mine.toml", "--fail-on", "warning"]);
    assert_eq!(code, 1);
}

#[test]
fn a_mistake_is_pointed_at_and_all_else_is_checked() {
    let broken = |line: &str| {
        format!(
            "summary = \"x\"\nseverity = \"error\"\nmessage = \"{{stated}}\"\nwhy = \"x\"\n{line}\n[compare.weekday]\n"
        )
    };
    for (name, file, text, line, says) in [
        ("key", "typo.toml", broken("toleranse = 2"), 5, "toleranse"),
        ("bound", "typo.toml", "[[hedge]]\nname = \"nearly\"\nbound = \"abuot\"\n".to_owned(), 3, "abuot"),
        (
            "override",
            "typo.toml",
            "[override.weekday-not-of-dat]\nseverity = \"info\"\n".to_owned(),
            1,
            "weekday-not-of-date",
        ),
        ("level", "typo.toml", "[override.weekday-not-of-date]\nseverity = \"fatal\"\n".to_owned(), 2, "fatal"),
        ("toml", "typo.toml", "[override\n".to_owned(), 1, "typo.toml"),
        ("measure", "typo.toml", broken("").replace("weekday]", "slot]\nmeasure = \"votes-casts\""), 7, "votes-cast"),
    ] {
        let directory = scene(&format!("broken-{name}"), &[&[(file, text.as_str()), WEEKDAY, WIDE], ARTICLES].concat());
        let arguments = ["a.txt", "b.txt", "c.txt", "--rules", file, "--rules", "my-hedges.toml"];
        let (code, findings, stderr) = check(&directory, &arguments);
        // The sound file of the two is used, so that the ballots agree.
        assert_eq!((code, findings), (2, vec!["error weekday-not-of-date".to_owned()]), "{name}\n{stderr}");
        assert!(stderr.contains(says) && stderr.contains(&format!("{file}:{line}:")), "{name}\n{stderr}");
    }
}
