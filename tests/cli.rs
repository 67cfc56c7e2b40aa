/*! The program as a process: what it prints where, and how it exits. */

use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, cargo_bin};

fn factlint() -> Command {
    Command::new(cargo_bin("factlint"))
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("CLICOLOR")
}

/// A directory of its own for one test, with these files.
fn scene(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).unwrap();
    for (name, bytes) in files {
        std::fs::write(directory.join(name), bytes).unwrap();
    }
    directory
}

fn output(command: Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

const CLEAN: &[u8] = b"The library on the hill lends books to children.\n";

#[test]
fn help_shows_examples_and_the_exit_status() {
    for arguments in [&["--help"][..], &["check", "--help"], &["extract", "--help"], &["rules", "test", "--help"]] {
        let (code, stdout, stderr) = output(factlint().args(arguments));
        assert_eq!((code, stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(stdout.contains("Examples:\n") && stdout.contains("Exit status:\n"), "{arguments:?}\n{stdout}");
    }
}

#[test]
fn bad_arguments_exit_with_2_and_say_what_is_known() {
    let directory = scene("arguments", &[("a.txt", CLEAN)]);
    for (arguments, says) in [
        (&["check", "--format", "xml"][..], "[possible values: human, concise, json, jsonl]"),
        (&["check", "--fail-on", "sometimes"], "[possible values: error, warning, info, never]"),
        (&["check", "-j", "0"], "'0'"),
        (&["chekc"], "'check'"),
        (&["explain"], "<RULE>"),
        (&["explain", "weekday-not-of-dat"], "weekday-not-of-date"),
        (&["check", "--select", "weekday-not-of-dat"], "weekday-not-of-date"),
        (&["check", "--ignore", "weekday-not-of-date,no-such-rule"], "no-such-rule"),
    ] {
        let (code, stdout, stderr) = output(factlint().current_dir(&directory).args(arguments));
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}\n{stderr}");
        assert!(stderr.contains(says), "{arguments:?}\n{stderr}");
        assert!(!stderr.contains('\u{1b}'), "{stderr:?}");
    }
}

#[test]
fn a_clean_directory_exits_with_0_and_says_so_on_stderr_only() {
    let directory = scene("clean", &[("a.txt", CLEAN), ("b.md", CLEAN)]);
    for (arguments, says) in [
        (&["check"][..], "2 articles: no figures found in any input\n"),
        (&["check", "a.txt"], "1 article: no figures found in any input\n"),
        (&["check", "--quiet"], ""),
        (&["check", "--fail-on", "info", "--exit-zero"], "2 articles: no figures found in any input\n"),
        (&["extract"], "no figures found in any input\n"),
        (&["extract", "-q"], ""),
    ] {
        let (code, stdout, stderr) = output(factlint().current_dir(&directory).args(arguments));
        assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "", says), "{arguments:?}");
    }
}

#[test]
fn unreadable_inputs_exit_with_2_and_the_rest_is_checked() {
    let directory = scene("unreadable", &[("a.txt", CLEAN), ("b.txt", b"caf\xe9")]);
    for (arguments, says) in [
        (&["check", "a.txt", "none.txt"][..], "none.txt"),
        (&["check", "a.txt", "b.txt", "--exit-zero"], "not UTF-8"),
        (&["check", "a.txt", "--fail-on", "never", "--rules", "none.toml"], "none.toml"),
    ] {
        let (code, _, stderr) = output(factlint().current_dir(&directory).args(arguments));
        assert_eq!(code, 2, "{arguments:?}\n{stderr}");
        assert!(stderr.contains(says) && stderr.contains("1 article"), "{arguments:?}\n{stderr}");
    }
}

#[test]
fn json_is_one_object_with_a_summary_wherever_it_goes() {
    let directory = scene("json", &[("a.txt", CLEAN)]);
    let arguments = ["check", "a.txt", "--format", "json"];
    let (code, stdout, _) = output(factlint().current_dir(&directory).args(arguments));
    let value: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, &value["schema"], &value["summary"]["documents"]), (0, &1.into(), &1.into()));
    let (code, to_stdout, _) = output(factlint().current_dir(&directory).args(arguments).args(["-o", "out.json"]));
    assert_eq!((code, to_stdout.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(directory.join("out.json")).unwrap(), stdout);
    let (code, _, stderr) = output(factlint().current_dir(&directory).args(arguments).args(["-o", "no/such/dir.json"]));
    assert_eq!(code, 2);
    assert!(stderr.contains("no/such/dir.json"), "{stderr}");
}

#[test]
fn standard_input_goes_by_its_name() {
    let directory = scene("stdin", &[]);
    for arguments in [&["check", "-"][..], &["check", "--stdin-filename", "draft.md"]] {
        let (code, stdout, stderr) = output(factlint().current_dir(&directory).args(arguments).stdin(CLEAN));
        assert_eq!((code, stdout.as_str()), (0, ""));
        assert_eq!(stderr, "1 article: no figures found in any input\n");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let mut child = std::process::Command::new(cargo_bin("factlint"))
        .args(["check", "-", "--format", "json"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // It prints nothing before its input ends, so the reader is gone by then.
    drop(child.stdout.take());
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), CLEAN).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "1 article: no figures found in any input\n");
}

#[test]
fn hostile_file_names_do_not_reach_the_terminal() {
    let directory = scene("names", &[]);
    let (code, _, stderr) = output(factlint().current_dir(&directory).args(["check", "no\u{1b}[31m\u{202e}.txt"]));
    assert_eq!(code, 2);
    assert!(!stderr.contains(['\u{1b}', '\u{202e}']), "{stderr:?}");
}

#[test]
fn colour_is_asked_for_or_left_out() {
    let directory = scene("colour", &[]);
    let run = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = factlint().current_dir(&directory).args(["check", "none.txt"]).args(arguments);
        for (name, value) in variables {
            command = command.env(name, value);
        }
        output(command).2.contains('\u{1b}')
    };
    assert!(!run(&[], &[]), "no terminal, no colour");
    assert!(run(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(run(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!run(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}
