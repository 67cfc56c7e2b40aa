/*! Input that means harm, and a machine that fails: whatever an article, a name, a rule or a disk does, factlint ends by itself, says what
was wrong, and writes no half of a file. What holds of every text is in `properties.rs`; of markup in the formats, in `formats.rs`. */

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const FACTLINT: &str = env!("CARGO_BIN_EXE_factlint");

/// One mistake that nothing here changes.
const WRONG: &str = "The line closes on Monday 13 August 2025 for repairs.\n";

/// A directory of its own for one test.
fn scene(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name);
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).unwrap();
    directory
}

fn command(directory: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    for name in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY", "CLICOLOR_FORCE", "FORCE_HYPERLINK"] {
        command.env_remove(name);
    }
    command.current_dir(directory).env("COLUMNS", "160").env("RUST_BACKTRACE", "0");
    command
}

fn factlint(directory: &Path, arguments: &[&str]) -> Output {
    command(directory, FACTLINT).args(arguments).stdin(Stdio::null()).output().expect("factlint runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8")
}

/// How the program ended, and what it said; it never panics.
#[track_caller]
fn ended(run: &Output) -> (i32, String, String) {
    let (out, err) = (text(&run.stdout), text(&run.stderr));
    assert!(!err.contains("panicked"), "{err}");
    (run.status.code().unwrap_or_else(|| panic!("killed: {:?}\n{err}", run.status)), out, err)
}

mod texts {
    use super::*;
    use factlint::document::{Corpus, Document, Format};
    use factlint::rule::RuleSet;
    use std::sync::LazyLock;

    static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("the built-in rules are sound"));

    /// What a shape of text does to time: a text of that many of its pieces.
    type Shape = (&'static str, Format, fn(usize) -> String);

    /// Each shape with pieces enough to be measured, and no more than the slowest machine bears.
    const SHAPES: &[Shape] = &[
        ("digits", Format::Text, |n| format!("The firm has {} staff.", "9".repeat(40 * n))),
        ("groups", Format::Text, |n| format!("The firm has 1{} staff.", ",000".repeat(4 * n))),
        ("decimals", Format::Text, |n| format!("It weighs 0.{} kg.", "3".repeat(40 * n))),
        ("exponents", Format::Text, |n| format!("It is 10{} km.", "^9".repeat(4 * n))),
        ("hedges", Format::Text, |n| format!("{}40 people came.", "about nearly at least ".repeat(n))),
        ("scales", Format::Text, |n| format!("It owes 3{} pounds.", " million".repeat(2 * n))),
        ("number words", Format::Text, |n| format!("There were {}guests.", "seventy-two and ".repeat(n))),
        ("months", Format::Text, |n| format!("It closed in {}2024.", "May June ".repeat(n))),
        ("dates", Format::Text, |n| "3 May 2024 ".repeat(n)),
        ("weekdays", Format::Text, |n| format!("It is on {}.", "Monday ".repeat(n))),
        ("ranges", Format::Text, |n| format!("Between {}9 came.", "3 and 5 to ".repeat(n))),
        ("a list", Format::Text, |n| format!("Four unions: {}and D.", "A, B, C, ".repeat(n))),
        ("parts", Format::Text, |n| format!("Of 90 people, {}3 were hurt.", "4 were killed, ".repeat(n))),
        ("quotes", Format::Text, |n| "“‘".repeat(2 * n) + WRONG),
        ("brackets", Format::Text, |n| format!("{}5 people{} came.", "(".repeat(2 * n), ")".repeat(2 * n))),
        ("names", Format::Text, |n| format!("{}sold 5 cars.", "Anna Smith and ".repeat(n))),
        ("one line", Format::Text, |n| "The ferry carried 4,312 people. ".repeat(n)),
        ("lines", Format::Text, |n| "5\n".repeat(2 * n)),
        ("paragraphs", Format::Text, |n| "Nine of them left.\n\n".repeat(n)),
        ("zero-width", Format::Text, |n| format!("About 40{} people.", "\u{200b}".repeat(4 * n))),
        ("marks on one letter", Format::Text, |n| format!("5 e{} came.", "\u{301}".repeat(4 * n))),
        ("currencies", Format::Text, |n| format!("It cost {}5.", "$€£".repeat(2 * n))),
        ("emphasis", Format::Markdown, |n| format!("{}5 people{}", "*_".repeat(n), "_*".repeat(n))),
        ("links", Format::Markdown, |n| "[5 people](".repeat(n)),
        ("open brackets", Format::Markdown, |n| "[".repeat(4 * n)),
        ("quotations", Format::Markdown, |n| format!("{}5 people", "> ".repeat(n.min(900)))),
        ("lists in lists", Format::Markdown, |n| {
            (0..n.min(400)).map(|d| format!("{}- 5\n", " ".repeat(2 * d))).collect()
        }),
        ("a wide table", Format::Markdown, |n| format!("{0}|\n{1}|\n{0}|\n", "| 5 ".repeat(n), "|---".repeat(n))),
        ("a long table", Format::Markdown, |n| format!("| a | b |\n|---|---|\n{}", "| 5 | 6 |\n".repeat(n))),
        ("backticks", Format::Markdown, |n| (1..n.min(600)).map(|d| "`".repeat(d) + " ").collect()),
        ("elements", Format::Html, |n| format!("{}5 people{}", "<div>".repeat(2 * n), "</div>".repeat(2 * n))),
        ("tables", Format::Html, |n| format!("{}5 people", "<table><tr><td>".repeat(n))),
        ("entities", Format::Html, |n| "&amp;&#53;".repeat(2 * n)),
        ("open comments", Format::Html, |n| "<!-- ".repeat(2 * n)),
        ("open tags", Format::Html, |n| "<a href='".repeat(2 * n)),
        ("attributes", Format::Html, |n| format!("<p {}>5 people</p>", "a=b ".repeat(2 * n))),
        ("suppressions", Format::Markdown, |n| {
            format!("{WRONG}\n\n{}", "<!-- factlint-disable weekday-not-of-date -->\n\n".repeat(n / 4))
        }),
    ];

    /// The time that it takes to read and judge a text.
    fn time(format: Format, source: &str) -> Duration {
        let start = Instant::now();
        let corpus = Corpus { documents: vec![Document::from_source("a", format, source)] };
        let report = factlint::check(&corpus, &RULES);
        assert!(report.coverage.understood <= report.coverage.read);
        start.elapsed()
    }

    /// Four times the text takes about four times as long, and not sixteen times.
    #[test]
    fn time_is_linear_in_the_text() {
        const FEW: usize = 300;
        let noise = Duration::from_millis(250);
        let mut slow = Vec::new();
        for (name, format, shape) in SHAPES {
            let (few, many) = (shape(FEW), shape(4 * FEW));
            // Machines are shared: a slow run is measured again before it is believed.
            let verdict =
                (0..3).map(|_| (time(*format, &few), time(*format, &many))).find(|(a, b)| *b < *a * 9 + noise);
            if verdict.is_none() {
                slow.push(format!(
                    "{name}: {:?} for {FEW}, {:?} for four times as many",
                    time(*format, &few),
                    time(*format, &many)
                ));
            }
        }
        assert!(slow.is_empty(), "{slow:#?}");
    }

    #[test]
    fn what_is_too_large_is_told() {
        for (text, too_large) in [
            (format!("The firm has {} staff.", "9".repeat(1_000_000)), 1),
            (format!("The firm has {} staff and {} cars.", "9".repeat(29), "1".repeat(30)), 2),
            (format!("The firm has {} staff.", "9".repeat(28)), 0),
            (format!("The firm has 1{} staff.", ",000".repeat(12)), 1),
            (format!("The firm has {}5 staff.", "0".repeat(100)), 0),
            (format!("Pi is 3.{}.", "1".repeat(100)), 0),
        ] {
            let corpus = Corpus { documents: vec![Document::plain("a", &*text)] };
            let report = factlint::check(&corpus, &RULES);
            assert_eq!(report.coverage.too_large, too_large, "{}", &text[..text.len().min(90)]);
            let line = factlint::report::closing_line(&report);
            assert_eq!(line.contains(&format!("({too_large} too large)")), too_large > 0, "{line}");
        }
    }
}

#[test]
fn no_escape_of_an_article_reaches_the_terminal_in_any_format() {
    let directory = scene("escapes");
    // Colour, a title, the clipboard, C1 controls, bidi overrides and isolates, zero-width and a byte order mark.
    let evil = "\u{1b}[31m \u{1b}]0;title\u{7} \u{1b}]52;c;ZXZpbA==\u{7} \u{9b}2J \u{90}q\u{9c} \u{202e}\u{2066}\u{200b}\u{200f}\u{feff} \u{8}\u{7f}";
    let article = format!(
        "# {evil}\n\nThe {evil} line closes on Monday 13 August 2025 {evil} for repairs. It has 5 {evil} cars.\n"
    );
    std::fs::write(directory.join("a.md"), &article).unwrap();
    std::fs::write(directory.join("b.html"), format!("<p>{article}</p>")).unwrap();
    let row = serde_json::json!({"id": evil, "text": article});
    std::fs::write(directory.join("c.jsonl"), format!("{row}\n{{\"text\": \"{evil}\"}}\n")).unwrap();
    let is_unsafe =
        |c: char| c.is_control() || "\u{200b}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}\u{feff}".contains(c);
    let unsafe_in = |text: &str| text.chars().find(|c| *c != '\n' && is_unsafe(*c));
    let mut formats: Vec<Vec<String>> = factlint::report::FORMATS
        .iter()
        .map(|format| vec!["check".to_owned(), "--format".to_owned(), format.name.to_owned()])
        .collect();
    for other in [
        "extract",
        "extract --format jsonl",
        "extract --explain a.md:3",
        "verify a.md --against b.html",
        "check --show-files",
        "check --statistics",
    ] {
        formats.push(other.split(' ').map(str::to_owned).collect());
    }
    for arguments in formats {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (code, out, err) = ended(&factlint(&directory, &arguments));
        assert!(code <= 2 && !out.is_empty(), "{arguments:?}: {err}");
        assert_eq!((unsafe_in(&out), unsafe_in(&err)), (None, None), "{arguments:?}\n{out:?}\n{err:?}");
    }
}

#[test]
fn every_field_of_the_page_is_text() {
    let directory = scene("page");
    let evil =
        "</script><script>document.title='evil'</script><img src=x onerror=document.title='evil'>{{ 7*7 }}{% raw %}";
    let rule = format!(
        "summary = '''{evil}'''\nseverity = 'error'\nmessage = '''{{stated}} {evil}'''\nwhy = '''{evil}'''\nhelp = '''{evil}'''\n[compare.weekday]\n\
         [[test]]\nname = 'a'\ntext = '''{evil} Monday 13 August 2025'''\nflags = ['Monday 13 August 2025']\n"
    )
    .replace("{{ 7*7 }}{% raw %}", "");
    std::fs::create_dir(directory.join("rules")).unwrap();
    std::fs::write(directory.join("rules/weekday-not-of-date.toml"), rule).unwrap();
    let article = format!(
        "---\ntitle: {evil}\nauthor: {evil}\n---\n\n# {evil}\n\n{evil} said: “{WRONG}” {evil}\n\n<!-- factlint-ignore-next-line weekday-not-of-date -- {evil} -->\n{WRONG}"
    );
    std::fs::write(directory.join("a.md"), article).unwrap();
    let row = serde_json::json!({"id": evil, "url": evil, "date": evil, "text": format!("{evil} {WRONG}")});
    std::fs::write(directory.join("b.jsonl"), row.to_string()).unwrap();
    std::fs::write(
        directory.join("factlint.toml"),
        format!("rules = [\"rules\"]\n[report.html]\ntitle = '''{evil}'''\n"),
    )
    .unwrap();
    let (code, page, err) = ended(&factlint(&directory, &["--format", "html", "."]));
    assert_eq!(code, 1, "{err}");
    assert_eq!((page.matches("<script").count(), page.matches("</script").count()), (1, 1), "only its own script");
    assert!(!page.contains("<img") && !page.contains("49"), "no element and no template of an article");
    assert!(page.matches("&lt;img").count() >= 6, "{}", page.matches("&lt;img").count());
}

#[test]
fn deep_files_are_refused_or_read_but_end() {
    let directory = scene("deep");
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    std::fs::write(directory.join("a.md"), WRONG).unwrap();
    std::fs::write(
        directory.join("a.jsonl"),
        format!("{{\"text\": \"{}\", \"x\": {}}}\n", WRONG.trim(), deep("[", "]")),
    )
    .unwrap();
    std::fs::write(directory.join("deep.toml"), format!("ignore = {}\n", deep("[", "]"))).unwrap();
    std::fs::write(directory.join("inline.toml"), format!("summary = {}\n", deep("{a=", "}"))).unwrap();
    std::fs::write(directory.join("deep.json"), deep("{\"a\":", "}")).unwrap();
    let anchor = "[[anchor]]\nname = \"cars\"\nsource = \"deep.json\"\npointer = \"/a/a/a\"\n";
    std::fs::write(directory.join("anchor.toml"), anchor).unwrap();
    for (arguments, codes) in [
        (&["check", "."][..], &[1, 2][..]),
        (&["check", "a.md", "--config", "deep.toml"], &[2]),
        (&["check", "a.md", "--rules", "inline.toml"], &[2]),
        (&["check", "a.md", "--baseline", "deep.json"], &[2]),
        (&["check", "a.md", "--config", "anchor.toml"], &[1, 2]),
    ] {
        let (code, _, err) = ended(&factlint(&directory, arguments));
        assert!(codes.contains(&code), "{arguments:?}: {code}\n{}", &err[..err.len().min(800)]);
        assert!(err.len() < 20_000, "{arguments:?}: an error shows the place, not the file: {} bytes", err.len());
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::process::ExitStatusExt;

    /// Runs a line of shell, in which `$F` is the program.
    fn shell(directory: &Path, script: &str) -> Output {
        command(directory, "sh").args(["-c", script]).env("F", FACTLINT).stdin(Stdio::null()).output().unwrap()
    }

    /// The names of what lies in a directory, without those that were to be expected.
    fn left(directory: &Path, expected: &[&str]) -> Vec<String> {
        let names =
            fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| !expected.contains(&name.as_str())).collect();
        names.sort();
        names
    }

    #[test]
    fn links_pipes_and_devices_are_told_and_the_rest_is_read() {
        let directory = scene("devices");
        fs::create_dir_all(directory.join("in/deep")).unwrap();
        fs::write(directory.join("in/a.md"), WRONG).unwrap();
        symlink("..", directory.join("in/deep/up")).unwrap();
        symlink("other.md", directory.join("in/one.md")).unwrap();
        symlink("one.md", directory.join("in/other.md")).unwrap();
        symlink("a.md", directory.join("in/same.md")).unwrap();
        fs::create_dir(directory.join("in/folder.txt")).unwrap();
        assert!(Command::new("mkfifo").arg(directory.join("in/pipe.txt")).status().unwrap().success());
        let _socket = std::os::unix::net::UnixListener::bind(directory.join("in/socket.txt")).unwrap();
        let (code, out, err) = ended(&factlint(&directory, &["check", "--format", "concise", "in"]));
        assert_eq!((code, out.lines().count()), (2, 1), "{out}{err}");
        for told in
            ["deep/up: the link leads back", "one.md", "pipe.txt: not a regular file", "socket.txt: not a regular file"]
        {
            assert!(err.contains(told), "{told} in {err}");
        }
        for device in ["/dev/zero", "/dev/random", "/dev/null", "in/pipe.txt"] {
            let (code, out, err) = ended(&factlint(&directory, &["check", "--format", "concise", device, "in/a.md"]));
            assert_eq!((code, out.lines().count()), (2, 1), "{device}: {out}{err}");
            assert!(err.contains("not a regular file"), "{device}: {err}");
        }
        // What a shell hands over as a file.
        let (code, out, _) = ended(&shell(&directory, "cat in/a.md | $F check --format concise -"));
        assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    }

    #[test]
    fn names_that_are_no_text_are_read_and_told() {
        let directory = scene("names");
        let names: [&[u8]; 3] = [b"caf\xe9.md", b"caf\xe8.md", b"\xff\xfe \x1b[31m.md"];
        for name in names {
            fs::write(directory.join(OsStr::from_bytes(name)), WRONG).unwrap();
        }
        for format in factlint::report::FORMATS {
            let (code, out, err) = ended(&factlint(&directory, &["check", "--format", format.name]));
            assert_eq!(code, 1, "{}: {err}", format.name);
            assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "{}: {out:?}", format.name);
        }
        let (_, out, _) = ended(&factlint(&directory, &["check", "--format", "concise"]));
        assert_eq!(out.lines().count(), 3, "{out}");
        // By name, from a list, from a shell.
        for arguments in [
            &[OsStr::new("check"), OsStr::from_bytes(names[0])][..],
            &[OsStr::new("check"), OsStr::new("--files-from"), OsStr::new("list")],
        ] {
            fs::write(directory.join("list"), [names[0], b"\r\n\n", names[1], b"\n"].concat()).unwrap();
            let run = command(&directory, FACTLINT).args(arguments).args(["--format", "concise"]).output().unwrap();
            let (code, out, err) = ended(&run);
            assert_eq!((code, out.lines().count()), (1, arguments.len() - 1), "{out}{err}");
        }
        let missing =
            command(&directory, FACTLINT).arg("check").arg(OsStr::from_bytes(b"no\xffne.md")).output().unwrap();
        let (code, _, err) = ended(&missing);
        assert!(code == 2 && err.contains("no such file"), "{err}");
        // What is written may have such a name, too.
        let page = OsStr::from_bytes(b"pa\xffge.html");
        let run = command(&directory, FACTLINT).args(["check", "--output"]).arg(page).output().unwrap();
        assert!(ended(&run).0 == 1 && directory.join(page).is_file());
    }

    #[test]
    fn odd_paths_are_addresses_in_sarif() {
        let directory = scene("sarif");
        for name in ["a b#c?d%20e.md", "-x.md", "ü/é:;'\".md", "[x](y).md", "a\\b.md", "new\nline.md"] {
            let path = directory.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, WRONG).unwrap();
        }
        let outside = scene("sarif-outside").join("o.md");
        fs::write(&outside, WRONG).unwrap();
        let run = factlint(&directory, &["check", "--format", "sarif", ".", outside.to_str().unwrap()]);
        let log: serde_json::Value = serde_json::from_str(&ended(&run).1).unwrap();
        let mut found = 0;
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            let uri = artifact["uri"].as_str().unwrap();
            let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&b);
            assert!(uri.bytes().all(plain), "{uri}");
            let mut bytes = Vec::new();
            let mut rest = uri.strip_prefix("file://").unwrap_or(uri).bytes();
            while let Some(b) = rest.next() {
                let mut hex = || char::from(rest.next().unwrap()).to_digit(16).unwrap() as u8;
                bytes.push(if b == b'%' { hex() * 16 + hex() } else { b });
            }
            // A path in the repository is told from its root, one outside as it is.
            let path = Path::new(OsStr::from_bytes(&bytes)).to_owned();
            assert_eq!(path.is_absolute(), artifact["uriBaseId"].is_null(), "{uri}");
            let root = log["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]["uri"].as_str().unwrap();
            let file = Path::new(root.strip_prefix("file://").unwrap()).join(path);
            assert!(file.is_file(), "{uri} is {}", file.display());
            found += 1;
        }
        assert_eq!(found, 7);
    }

    #[test]
    fn files_that_change_or_vanish_are_told_or_read() {
        let directory = scene("vanish");
        let writer = {
            let directory = directory.clone();
            let end = Instant::now() + Duration::from_secs(4);
            std::thread::spawn(move || {
                let mut round = 0;
                while Instant::now() < end {
                    for at in 0..40 {
                        let path = directory.join(format!("{at}.md"));
                        let _ = match (at + round) % 4 {
                            0 => fs::write(&path, WRONG.repeat(60)),
                            1 => fs::OpenOptions::new().write(true).open(&path).and_then(|file| file.set_len(70)),
                            2 => fs::remove_file(&path),
                            _ => fs::write(&path, "é".repeat(5_000)),
                        };
                    }
                    round += 1;
                }
            })
        };
        let mut runs = 0;
        while !writer.is_finished() {
            let (code, _, err) = ended(&factlint(&directory, &["check", "--format", "json", "."]));
            assert!((0..=2).contains(&code), "{err}");
            runs += 1;
        }
        writer.join().unwrap();
        assert!(runs > 0);
    }

    #[test]
    fn a_full_disk_is_told_and_leaves_what_was_there() {
        let directory = scene("full");
        fs::write(directory.join("a.md"), WRONG.repeat(40)).unwrap();
        for script in [
            "$F check > /dev/full",
            "$F check --output /dev/full",
            "$F check --report json=/dev/full",
            "$F extract > /dev/full",
            "$F rules list > /dev/full",
            "$F schema config > /dev/full",
            "$F man > /dev/full",
        ] {
            let (code, _, err) = ended(&shell(&directory, script));
            assert!(code == 2 && err.contains("cannot write"), "{script}: {code} {err}");
        }
        // A disk with room for a little more: a limit on the size of files stands for it.
        for (file, arguments) in [
            ("a.html", "check --report html=a.html"),
            ("a.json", "check --format json -o a.json"),
            ("factlint-baseline.json", "baseline create --force"),
        ] {
            fs::write(directory.join(file), "{\"schema\": 1, \"findings\": []}\n").unwrap();
            let (code, _, err) = ended(&shell(&directory, &format!("trap '' XFSZ; ulimit -f 2; $F {arguments}")));
            assert_eq!(code, 2, "{arguments}: {err}");
            assert!(err.contains("cannot write") && err.contains(file), "{arguments}: {err}");
            let kept = fs::read_to_string(directory.join(file)).unwrap();
            assert_eq!(kept, "{\"schema\": 1, \"findings\": []}\n", "{file} is as it was");
            fs::remove_file(directory.join(file)).unwrap();
            assert_eq!(left(&directory, &["a.md"]), Vec::<String>::new(), "{arguments}");
        }
    }

    #[test]
    fn closed_streams_are_no_crash() {
        let directory = scene("closed");
        fs::write(directory.join("a.md"), WRONG.repeat(2_000)).unwrap();
        for (script, codes) in [
            ("$F check --format jsonl | head -c 1 >/dev/null; exit 0", &[0][..]),
            ("$F check >&- 2>&-", &[1, 2]),
            ("$F check 2>&-", &[1]),
            ("$F check - <&-", &[0, 2]),
            ("$F check nothing.md 2>/dev/full", &[2]),
        ] {
            let (code, _, err) = ended(&shell(&directory, script));
            assert!(codes.contains(&code), "{script}: {code} {err}");
        }
    }

    #[test]
    fn an_interrupt_ends_it_at_once_and_leaves_nothing_half() {
        let directory = scene("interrupt");
        fs::write(directory.join("a.md"), WRONG).unwrap();
        fs::write(directory.join("a.json"), "old").unwrap();
        let mut run = command(&directory, FACTLINT)
            .args(["check", "a.md", "-", "--report", "json=a.json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It waits for standard input.
        std::thread::sleep(Duration::from_millis(300));
        assert!(run.try_wait().unwrap().is_none());
        assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
        let start = Instant::now();
        let status = run.wait().unwrap();
        assert!(start.elapsed() < Duration::from_secs(5));
        assert_eq!(status.signal(), Some(2), "{status:?}");
        assert_eq!(fs::read_to_string(directory.join("a.json")).unwrap(), "old");
        assert_eq!(left(&directory, &["a.md", "a.json"]), Vec::<String>::new());
    }
}
