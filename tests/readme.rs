/*! The README shows what the program prints and what it accepts: its report, its commands and its rule files are run.

`UPDATE_README=1 cargo test --test readme` writes the report anew; read the diff. (The table of rules is held in `house.rs`.) */

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

/// Two tests write the README where they are asked to.
static WRITING: Mutex<()> = Mutex::new(());

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("README.md is there")
}

fn factlint(arguments: &[&str], directory: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.args(arguments).current_dir(directory).env("COLUMNS", "100").env_remove("CLICOLOR_FORCE");
    command.output().expect("factlint runs")
}

/// The bodies of the blocks of code in a language.
fn blocks<'a>(readme: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("\n```{language}\n");
    readme
        .match_indices(&open)
        .map(|(at, mark)| {
            let body = &readme[at + mark.len()..];
            &body[..body.find("```").expect("a block is closed")]
        })
        .collect()
}

/// The files of rules that the README shows, each headed by its name, in a directory.
fn rule_files() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let readme = readme();
    for body in blocks(&readme, "toml") {
        let name =
            body.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a file of rules has its name on top");
        let path: PathBuf = directory.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file has a directory")).expect("a directory can be made");
        std::fs::write(path, body).expect("a file can be written");
    }
    directory
}

#[test]
fn the_report_is_what_is_printed() {
    let run = factlint(&["check", "fixtures/junior-doctors"], root());
    assert_eq!(run.status.code(), Some(1), "there is something to show");
    let text = |bytes| String::from_utf8(bytes).expect("a report is UTF-8");
    let _writing = WRITING.lock().expect("the other test holds");
    let report = format!("\n```\n{}{}```\n", text(run.stdout), text(run.stderr));
    let readme = readme();
    let (before, rest) = readme.split_once("<!-- report: begin -->").expect("the report begins");
    let (given, after) = rest.split_once("<!-- report: end -->").expect("the report ends");
    if std::env::var_os("UPDATE_README").is_some() {
        let new = format!("{before}<!-- report: begin -->{report}<!-- report: end -->{after}");
        std::fs::write(root().join("README.md"), new).expect("README.md can be written");
    } else {
        assert!(given == report, "README.md shows{given}\nprinted is{report}");
    }
}

/// How many lines of the verification the README shows.
const SHOWN: usize = 36;

#[test]
fn the_verification_is_what_is_printed() {
    let run = factlint(
        &["verify", "tests/drafts/veltamine-trial/summary.md", "--against", "fixtures/veltamine-trial"],
        root(),
    );
    assert_eq!(run.status.code(), Some(1), "there is something to show");
    let told = String::from_utf8(run.stdout).expect("a report is UTF-8");
    // The end of it, where figures of every verdict stand.
    let blocks: Vec<&str> = told.trim_end().split("\n\ntests/").collect();
    let shown = format!("tests/{}", blocks[blocks.len() - 5..].join("\n\ntests/"));
    assert!(shown.lines().count() <= SHOWN, "{}", shown.lines().count());
    let closing = String::from_utf8(run.stderr).expect("a note is UTF-8");
    let _writing = WRITING.lock().expect("the other test holds");
    let report = format!("\n```\n{shown}\n\n{closing}```\n");
    let readme = readme();
    let (before, rest) = readme.split_once("<!-- verification: begin -->").expect("the verification begins");
    let (given, after) = rest.split_once("<!-- verification: end -->").expect("the verification ends");
    if std::env::var_os("UPDATE_README").is_some() {
        let new = format!("{before}<!-- verification: begin -->{report}<!-- verification: end -->{after}");
        std::fs::write(root().join("README.md"), new).expect("README.md can be written");
    } else {
        assert!(given == report, "README.md shows{given}\nprinted is{report}");
    }
}

#[test]
fn the_rule_files_are_sound_and_their_tests_hold() {
    let directory = rule_files();
    let run = factlint(&["rules", "test", "my-rules"], directory.path());
    let told = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert_eq!((run.status.code(), told.as_str()), (Some(0), "2 tests: all hold\n"));
    for rules in ["my-rules", "house.toml"] {
        let run = factlint(&["rules", "list", "--rules", rules], directory.path());
        assert_eq!(run.status.code(), Some(0), "{rules}: {}", String::from_utf8_lossy(&run.stderr));
    }
}

#[test]
fn the_commands_are_there() {
    let readme = readme();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `factlint ")?.split_once('`'));
    let mut commands = 0;
    for (command, _) in rows {
        let mut words: Vec<&str> =
            command.split(' ').take_while(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).collect();
        words.push("--help");
        assert_eq!(factlint(&words, root()).status.code(), Some(0), "{command}");
        commands += 1;
    }
    assert!(commands >= 7, "{commands}");
}
