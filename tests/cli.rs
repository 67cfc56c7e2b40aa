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
        std::fs::create_dir_all(directory.join(name).parent().unwrap()).unwrap();
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

/// Two articles that cannot both be right, and one whose own weekday is not that of its date.
const FEWER: &[u8] = b" date 2024-03-04 Nearly 37,000 nurses voted in the Port Ellis ballot.\n";
const MORE: &[u8] = b" date 2024-03-05 Nearly 40,000 nurses voted in the Port Ellis ballot.\n";
const WEEKDAY: &[u8] = b"The line closes on Monday 13 August 2025 for repairs.\n";

/// The lines of JSON Lines.
fn json(lines: &str) -> Vec<serde_json::Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// Whether this user may read what no one may.
#[cfg(unix)]
fn reads_all(path: &Path) -> bool {
    std::fs::File::open(path).is_ok()
}

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
        (&["check", "--format", "xml"][..], "[possible values: human, concise, narrated, json, jsonl, sarif, "),
        (&["check", "--fail-on", "sometimes"], "[possible values: error, warning, info, never]"),
        (&["check", "-j", "0"], "'0'"),
        (&["chekc"], "'check'"),
        (&["chekc", "a.txt"], "'check'"),
        (&["--no-such", "a.txt"], "--no-such"),
        (&["a.txt", "rules", "list"], "unrecognized subcommand"),
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
fn what_is_given_to_read_without_a_command_is_checked() {
    let wrong: &[u8] = b"The pier opened on Monday 14 March 2023 with a band.\n";
    let directory = scene("default", &[("a.txt", wrong), ("b/c.md", wrong)]);
    let run = |arguments: &[&str]| output(factlint().current_dir(&directory).stdin(wrong).args(arguments));
    for (short, long) in [
        (&["a.txt"][..], &["check", "a.txt"][..]),
        (&["b", "--format", "concise"], &["check", "b", "--format", "concise"]),
        (&["--format", "jsonl", "--jobs", "2", "."], &["check", "--format", "jsonl", "-j", "2", "."]),
        (&["-"], &["check", "-"]),
        (&["a.txt", "none.txt"], &["check", "a.txt", "none.txt"]),
    ] {
        let told = run(short);
        assert!(told.0 > 0 && !told.1.is_empty(), "{short:?}: {told:?}");
        assert_eq!(told, run(long), "{short:?}");
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

#[test]
fn a_conflict_exits_with_1_unless_told_otherwise() {
    let directory =
        scene("exit", &[("a.txt", FEWER), ("b.txt", MORE), ("day.txt", WEEKDAY), ("mild.toml", MILD.as_bytes())]);
    for (arguments, code) in [
        (&["check", "a.txt"][..], 0),
        (&["check", "a.txt", "b.txt"], 1),
        (&["check", "day.txt"], 1),
        (&["check", "day.txt", "--exit-zero"], 0),
        (&["check", "day.txt", "--fail-on", "never"], 0),
        (&["check", "day.txt", "--fail-on", "warning"], 1),
        (&["check", "day.txt", "--ignore", "weekday-not-of-date"], 0),
        (&["check", "day.txt", "--select", "votes-cast-differ"], 0),
        (&["check", "day.txt", "--select", "weekday-not-of-date,votes-cast-differ"], 1),
        (&["check", "day.txt", "--rules", "mild.toml"], 0),
        (&["check", "day.txt", "--rules", "mild.toml", "--fail-on", "warning"], 1),
        (&["check", "day.txt", "none.txt"], 2),
        (&["extract", "day.txt"], 0),
    ] {
        let (given, stdout, stderr) = output(factlint().current_dir(&directory).args(arguments));
        assert_eq!(given, code, "{arguments:?}\n{stdout}{stderr}");
    }
}

const MILD: &str = "[override.weekday-not-of-date]\nseverity = \"warning\"\n";

#[test]
fn the_formats_agree_on_what_was_found() {
    let directory = scene("formats", &[("a.txt", FEWER), ("b.txt", MORE)]);
    let run = |format: &str| {
        let (code, stdout, _) = output(factlint().current_dir(&directory).args(["check", "--format", format]));
        assert_eq!(code, 1);
        stdout
    };
    let human = run("human");
    assert!(
        human.starts_with("error[votes-cast-differ]: nearly 40,000 against nearly 37,000 for votes cast\n"),
        "{human}"
    );
    assert!(human.contains("b.txt:1:18") && human.contains("a.txt:1:18"), "{human}");
    let concise = run("concise");
    assert!(concise.starts_with("b.txt:1:18: error[votes-cast-differ] ") && concise.lines().count() == 1, "{concise}");
    let [line] = &json(&run("jsonl"))[..] else { panic!("one finding") };
    let whole: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(whole["findings"][0], *line);
    assert_eq!((&whole["summary"]["documents"], &whole["summary"]["errors"]), (&2.into(), &1.into()));
    assert_eq!(
        (&line["schema"], &line["rule"], &line["severity"]),
        (&1.into(), &"votes-cast-differ".into(), &"error".into())
    );
    assert_eq!(line["conflicts"], serde_json::json!([[0, 1]]));
    let fields = ["message", "help", "fingerprint", "confidence", "because"];
    assert!(fields.iter().all(|field| !line[field].is_null()), "{line}");
    let claim = &line["claims"][0];
    let told = serde_json::json!({
        "path": "b.txt", "line": 1, "column": 18, "start": 17, "end": 30, "text": "Nearly 40,000", "kind": "count",
        "low": "38000", "high": "40000", "unit": null, "subject": "nurses",
    });
    for (field, value) in told.as_object().unwrap() {
        assert_eq!(claim[field], *value, "{field} of {claim}");
    }
    assert!(claim.as_object().unwrap().contains_key("when"));
}

/// Each kind of bad input among good ones: it is named with the reason, and the conflict of the others is still told.
#[test]
fn bad_input_spoils_nothing_else() {
    let wide: Vec<u8> = "\u{feff}Two ships".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: &[(&str, &[u8], &str)] = &[
        ("latin.txt", b"caf\xe9 5", "it is not UTF-8: byte 3 is 0xE9"),
        ("cut.md", "five caf\u{e9}".as_bytes().split_last().unwrap().1, "it is not UTF-8: byte 8"),
        ("nul.txt", b"Two\0ships", "it is no text: byte 3 is NUL"),
        ("wide.txt", &wide, "it is UTF-16, not UTF-8"),
        ("wide.jsonl", &wide, "it is UTF-16, not UTF-8"),
        ("lines.jsonl", b"{\"text\": \"One\"}\n{\"text\": \"Tw\n{}\n{\"text\": 3}\n", "line 2 is no JSON object"),
        ("lines.ndjson", b"{}\n", "line 1 has no `text`"),
    ];
    for (name, bytes, says) in cases {
        let directory = scene(&format!("bad/{name}"), &[("a.txt", FEWER), ("b.txt", MORE), (name, bytes)]);
        for arguments in [&["check", "--format", "jsonl"][..], &["check", "--format", "jsonl", "a.txt", "b.txt", name]]
        {
            let (code, stdout, stderr) = output(factlint().current_dir(&directory).args(arguments));
            assert_eq!(code, 2, "{name}\n{stderr}");
            assert_eq!(json(&stdout).len(), 1, "{name}\n{stdout}");
            assert!(stderr.contains(name) && unwrapped(&stderr).contains(says), "{name}\n{stderr}");
        }
    }
}

/// A diagnostic on one line, its frame taken off.
fn unwrapped(stderr: &str) -> String {
    stderr
        .lines()
        .map(|line| line.trim_start_matches([' ', '\u{d7}', '\u{2502}']).trim_end())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(unix)]
#[test]
fn paths_that_cannot_be_read_spoil_nothing_else() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = scene("paths", &[("a.txt", FEWER), ("b.txt", MORE), ("shut.txt", CLEAN), ("in/c.txt", CLEAN)]);
    symlink("..", directory.join("in/loop")).unwrap();
    symlink("nowhere.txt", directory.join("gone.txt")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(directory.join("pipe.txt")).status().unwrap().success());
    std::fs::set_permissions(directory.join("shut.txt"), std::fs::Permissions::from_mode(0o000)).unwrap();
    let (code, stdout, stderr) =
        output(factlint().current_dir(&directory).args(["check", "--format", "jsonl", ".", "none.txt"]));
    let told = unwrapped(&stderr);
    assert_eq!((code, json(&stdout).len()), (2, 1), "{stdout}{stderr}");
    for says in [
        "cannot read in/loop: the link leads back to",
        "cannot read gone.txt: no such file or directory",
        "cannot read pipe.txt: not a regular file",
        "cannot read none.txt: no such file or directory",
    ] {
        assert!(told.contains(says), "{says}\n{stderr}");
    }
    // root reads what it likes
    if !reads_all(&directory.join("shut.txt")) {
        assert!(told.contains("cannot read shut.txt: permission denied"), "{stderr}");
    }
    // one diagnostic each, and none twice
    assert_eq!(told.matches("cannot read").count(), 4 + usize::from(told.contains("shut.txt")), "{stderr}");
}

#[test]
fn broken_rule_files_are_pointed_into_and_the_rest_is_judged() {
    let directory = scene(
        "rules",
        &[
            ("day.txt", WEEKDAY),
            (
                "typo-in-a-key.toml",
                b"sumary = \"x\"\nseverity = \"error\"\nmessage = \"x\"\nwhy = \"x\"\n[compare.weekday]\n",
            ),
            ("no-toml.toml", b"summary = \n"),
            ("unknown-override.toml", b"[override.weekday-not-of-dat]\nseverity = \"info\"\n"),
            ("no-measure.toml", NO_MEASURE.as_bytes()),
            ("bad-placeholder.toml", NO_MEASURE.replace("votes-castt", "votes-cast").replace("{b}", "{bb}").as_bytes()),
        ],
    );
    for (file, says) in [
        ("typo-in-a-key.toml", &["typo-in-a-key.toml:1:1", "did you mean `summary`?"][..]),
        ("no-toml.toml", &["no-toml.toml:1:"]),
        ("unknown-override.toml", &["unknown-override.toml:1:11", "did you mean `weekday-not-of-date`?"]),
        ("no-measure.toml", &["no-measure.toml:6:", "there is no measure `votes-castt`", "did you mean `votes-cast`?"]),
        ("bad-placeholder.toml", &["bad-placeholder.toml:3:", "`bb` is no placeholder"]),
        ("none.toml", &["none.toml"]),
    ] {
        let arguments = ["check", "day.txt", "--format", "concise", "--rules", file];
        let (code, stdout, stderr) = output(factlint().current_dir(&directory).args(arguments));
        assert_eq!((code, stdout.lines().count()), (2, 1), "{file}\n{stdout}{stderr}");
        assert!(says.iter().all(|says| stderr.contains(says)), "{file}: {says:?}\n{stderr}");
        let (code, _, _) = output(factlint().current_dir(&directory).args(["rules", "test", file]));
        assert_eq!(code, 2, "{file}");
    }
}

const NO_MEASURE: &str = "summary = \"x\"\nseverity = \"error\"\nmessage = \"{a} against {b}\"\nwhy = \"x\"\n\
                          [compare.slot]\nmeasure = \"votes-castt\"\n";

#[test]
fn an_empty_file_and_an_endless_line_are_articles() {
    let mut line = "x".repeat(999) + " ";
    line = line.repeat(20_000);
    line.push_str(std::str::from_utf8(WEEKDAY).unwrap());
    let directory = scene(
        "sizes",
        &[("empty.txt", b""), ("blank.md", b"\n \n"), ("bom.txt", b"\xef\xbb\xbf"), ("long.txt", line.as_bytes())],
    );
    let (code, stdout, stderr) = output(factlint().current_dir(&directory).args(["check"]));
    assert_eq!(code, 1, "{stderr}");
    assert!(stderr.starts_with("4 articles, "), "{stderr}");
    assert!(stdout.contains("long.txt:1:20000020") && stdout.len() < 4_000, "{} bytes\n{stderr}", stdout.len());
    std::fs::remove_file(directory.join("long.txt")).unwrap();
}

#[test]
fn standard_input_is_read_in_the_format_of_its_name() {
    let directory = scene("stdin-format", &[("a.txt", FEWER)]);
    let draft = "---\ndate: 2024-03-05\n---\n\n`Monday 13 August 2025`\n\nNearly **40,000** nurses voted in the Port Ellis ballot.\n";
    let arguments = ["check", "a.txt", "-", "--stdin-filename", "drafts/x.md", "--format", "concise"];
    let (code, stdout, stderr) = output(factlint().current_dir(&directory).args(arguments).stdin(draft));
    assert_eq!((code, stdout.lines().count()), (1, 1), "{stdout}{stderr}");
    assert!(stdout.starts_with("drafts/x.md:7:1: error[votes-cast-differ]"), "{stdout}");
}

#[test]
fn extract_shows_every_figure() {
    let directory = scene("extract", &[("a.txt", FEWER), ("b.txt", MORE)]);
    let (code, table, stderr) = output(factlint().current_dir(&directory).args(["extract"]));
    assert_eq!((code, stderr.as_str()), (0, ""));
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!((rows[0][0], rows.len()), ("where", 3), "{table}");
    assert!(rows[1].starts_with(&["a.txt:1:18", "count", "Nearly", "37,000"]), "{table}");
    let (code, lines, _) = output(factlint().current_dir(&directory).args(["extract", "--format", "jsonl"]));
    let claims = json(&lines);
    assert_eq!((code, claims.len()), (0, 2));
    for claim in &claims {
        let fields = ["schema", "path", "line", "column", "start", "end", "text", "kind", "frame"];
        assert!(fields.iter().all(|field| !claim[field].is_null()), "{claim}");
        let fields = ["low", "high", "unit", "subject", "when", "slot"];
        assert!(fields.iter().all(|field| claim.as_object().unwrap().contains_key(*field)), "{claim}");
        assert_eq!(
            (&claim["frame"]["head"], &claim["frame"]["mode"]),
            (&"nurses".into(), &"asserted".into()),
            "{claim}"
        );
    }
}

/// The text between two bytes of a source, as its format reads.
fn between(source: &str, claim: &serde_json::Value) -> String {
    let at = |field: &str| claim[field].as_u64().unwrap() as usize;
    let piece = source.get(at("start")..at("end")).unwrap_or_else(|| panic!("no characters: {claim}"));
    let mut text = String::new();
    let mut rest = piece;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    for (entity, character) in
        [("&pound;", "\u{a3}"), ("&#8364;", "\u{20ac}"), ("&nbsp;", " "), ("\u{a0}", " "), ("**", "")]
    {
        text = text.replace(entity, character);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn offsets_are_bytes_of_the_file() {
    let prose = "Caf\u{e9} \u{2013} \u{1f5f3}: na\u{ef}ve **37,000** nurses paid \u{20ac}5.4 million,\nabout\n60 % of it, on 3 March 2024.\r\nIt took 72 hours.\n";
    let html = "<!DOCTYPE html><title>x 1</title><p>Caf\u{e9} &amp; bar &ndash; <b>37,000</b> nurses paid &#8364;5.4&nbsp;million,\n\
                about <i>60</i> % of it, and &pound;<em>70</em> more, on 3 March 2024. It took 72 hours.</p>";
    let text =
        "Caf\u{e9} \"x\" \u{1f5f3}\n\tnaive 37,000 nurses paid \u{20ac}5.4 million, about 60 % of it, on 3 March 2024.";
    let row = serde_json::json!({"id": "w1", "text": text}).to_string();
    let files =
        [("a.txt", prose.replace("**", "")), ("b.md", prose.to_owned()), ("c.html", html.to_owned()), ("d.jsonl", row)];
    let written: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let directory = scene("offsets", &written);
    let (code, lines, stderr) = output(factlint().current_dir(&directory).args(["extract", "--format", "jsonl"]));
    assert_eq!(code, 0, "{stderr}");
    let mut seen = std::collections::BTreeMap::new();
    for claim in json(&lines) {
        let path = claim["path"].as_str().unwrap().to_owned();
        let source = match path.split_once('#') {
            Some((_, id)) => {
                assert_eq!(id, "w1");
                text
            }
            None => files.iter().find(|(name, _)| **name == path).unwrap().1.as_str(),
        };
        assert_eq!(between(source, &claim), claim["text"].as_str().unwrap(), "{claim}");
        let before = &source[..claim["start"].as_u64().unwrap() as usize];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!((&claim["line"], &claim["column"]), (&line.into(), &column.into()), "{claim}");
        *seen.entry(path).or_insert(0) += 1;
    }
    for path in ["a.txt", "b.md", "c.html", "d.jsonl#w1"] {
        assert!(seen.get(path).is_some_and(|count| *count >= 4), "{path}: {seen:?}");
    }
}

#[test]
fn threads_change_no_byte() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for command in ["check", "extract"] {
        let run = |threads: &str| {
            let arguments = [command, "--format", "jsonl", "--threads", threads];
            factlint().current_dir(&fixtures).args(arguments).output().unwrap().stdout
        };
        let one = run("1");
        assert!(!one.is_empty());
        for threads in ["2", "8"] {
            assert!(run(threads) == one, "{command} with {threads} threads");
        }
    }
}

#[test]
fn no_color_is_heeded() {
    let directory = scene("no-color", &[("day.txt", WEEKDAY)]);
    let run = |arguments: &[&str], variable: &str| {
        let command = factlint().current_dir(&directory).args(["check", "day.txt"]).args(arguments).env(variable, "1");
        output(command).1.contains('\u{1b}')
    };
    assert!(run(&[], "CLICOLOR_FORCE"));
    assert!(!run(&[], "NO_COLOR"));
    assert!(!run(&["--color", "auto"], "NO_COLOR"));
    assert!(run(&["--color", "always"], "NO_COLOR"));
    assert!(!run(&["--color", "always", "--format", "jsonl"], "NO_COLOR"));
}
