/*! Drafts against their sources, through the process: every draft of `tests/drafts/SCENE/` is held against the articles of
`fixtures/SCENE/` and gives, figure by figure, the verdicts of the `.expect` file beside it, which people wrote. */

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn drafts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts")
}

/// Every draft, as its scene and its path.
fn all() -> Vec<(String, PathBuf)> {
    let list = |path: &Path| {
        let entries = std::fs::read_dir(path).expect("a directory can be listed");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a directory can be listed").path()).collect();
        paths.sort();
        paths
    };
    let of = |scene: PathBuf| {
        let name = scene.file_name().expect("a scene has a name").to_string_lossy().into_owned();
        let files = list(&scene).into_iter().filter(|file| file.extension().is_some_and(|it| it != "expect"));
        files.map(move |file| (name.clone(), file)).collect::<Vec<_>>()
    };
    list(&drafts()).into_iter().flat_map(of).collect()
}

fn factlint(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "100").env_remove("CLICOLOR_FORCE");
    command.output().expect("factlint runs")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("a report is UTF-8")
}

fn verify(scene: &str, draft: &Path, more: &[&str]) -> Output {
    let (draft, sources) = (draft.to_string_lossy().into_owned(), format!("fixtures/{scene}"));
    factlint(&[&["verify", draft.as_str(), "--against", sources.as_str()], more].concat())
}

fn figures(output: &str) -> Vec<serde_json::Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn each_draft_gets_the_verdicts_that_it_deserves() {
    let mut wrong = String::new();
    let (mut right, mut told) = (0, 0);
    for (scene, draft) in all() {
        let expected = std::fs::read_to_string(draft.with_extension("expect")).expect("a draft has its verdicts");
        let output = text(verify(&scene, &draft, &["--format", "jsonl"]).stdout);
        let given: Vec<String> = figures(&output)
            .iter()
            .map(|figure| {
                let mark = match figure["verdict"].as_str() {
                    Some("supported") => '✓',
                    Some("derived") => '≈',
                    Some("contradicted") => '✗',
                    Some("absent") => '?',
                    other => panic!("no verdict: {other:?}"),
                };
                format!("{mark} {}", figure["claim"]["text"].as_str().unwrap_or_default())
            })
            .collect();
        let expected: Vec<&str> = expected.lines().collect();
        told += expected.len();
        right += given.iter().zip(&expected).filter(|(a, b)| a == b).count();
        if given != expected {
            wrong.push_str(&format!("{}\n  expected {expected:#?}\n  given {given:#?}\n", draft.display()));
        }
    }
    assert!(wrong.is_empty(), "{right} of {told}\n{wrong}");
    assert!(all().len() >= 6 && told > 100, "{told} figures");
}

#[test]
fn the_contract_of_a_line_is_kept() {
    for (scene, draft) in all() {
        let source = std::fs::read_to_string(&draft).expect("a draft can be read");
        for figure in figures(&text(verify(&scene, &draft, &["--format", "jsonl"]).stdout)) {
            assert_eq!(figure["schema"], 1);
            let claim = &figure["claim"];
            let (start, end) = (claim["start"].as_u64().unwrap() as usize, claim["end"].as_u64().unwrap() as usize);
            let written: Vec<&str> = source[start..end].split_whitespace().collect();
            assert_eq!(claim["text"].as_str().unwrap(), written.join(" "));
            let sources = figure["sources"].as_array().unwrap();
            let absent = figure["verdict"] == "absent";
            assert_eq!(sources.is_empty(), absent, "{figure}");
            for source in sources {
                let (quote, text) = (source["quote"].as_str().unwrap(), source["text"].as_str().unwrap());
                let quote: Vec<&str> = quote.split_whitespace().collect();
                assert!(quote.join(" ").contains(text), "{figure}");
            }
            if figure["verdict"] == "derived" {
                let sum = figure["because"][0].as_str().unwrap();
                assert!(sum.contains(['=', '≈']), "the sum is shown: {sum}");
            }
        }
    }
}

#[test]
fn every_format_tells_the_same_figures() {
    for (scene, draft) in all() {
        let count = figures(&text(verify(&scene, &draft, &["--format", "jsonl"]).stdout)).len();
        let concise = text(verify(&scene, &draft, &["--format", "concise"]).stdout);
        assert_eq!(concise.lines().count(), count, "{concise}");
        let markdown = text(verify(&scene, &draft, &["--format", "markdown"]).stdout);
        assert_eq!(markdown.lines().filter(|line| line.starts_with("| ")).count(), count + 2, "{markdown}");
        let json: serde_json::Value =
            serde_json::from_str(&text(verify(&scene, &draft, &["--format", "json"]).stdout)).unwrap();
        assert_eq!(json["figures"].as_array().unwrap().len(), count);
        assert_eq!(json["summary"]["figures"], count);
        let human = text(verify(&scene, &draft, &["--color", "never"]).stdout);
        let entries = ["  ✓ ", "  ≈ ", "  ✗ ", "  ? "];
        let told = human.lines().filter(|line| entries.iter().any(|mark| line.starts_with(mark))).count();
        assert_eq!(told, count, "{human}");
        assert!(human.lines().all(|line| line.chars().count() <= 100), "{human}");
    }
}

#[test]
fn the_exit_status_tells_what_the_caller_asked_about() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let path = |name: &str| directory.path().join(name).to_string_lossy().into_owned();
    let write = |name: &str, text: &str| std::fs::write(path(name), text).expect("a file can be written");
    write("source.txt", "The flood in Ambry destroyed 62 houses and killed 14 people.\n");
    for (draft, verdicts) in [
        ("The flood in Ambry destroyed 62 houses.\n", [0, 0, 0, 0]),
        ("The flood in Ambry destroyed 60 houses, or about 60.\n", [1, 1, 1, 0]),
        ("The mayor of Ambry gave a speech of 52 minutes.\n", [0, 1, 1, 0]),
        ("Nobody has counted anything.\n", [0, 0, 0, 0]),
    ] {
        write("draft.txt", draft);
        for (fail_on, status) in ["contradicted", "absent", "derived", "never"].into_iter().zip(verdicts) {
            let run = factlint(&["verify", &path("draft.txt"), "--against", &path("source.txt"), "--fail-on", fail_on]);
            assert_eq!(run.status.code(), Some(status), "{draft} {fail_on}: {}", text(run.stdout));
        }
    }
    // A draft is no source of its own, though it lies among them.
    write("draft.txt", "The mayor of Ambry gave a speech of 52 minutes.\n");
    let run = factlint(&[
        "verify",
        &path("draft.txt"),
        "--against",
        &directory.path().to_string_lossy(),
        "--format",
        "concise",
    ]);
    assert!(text(run.stdout).contains(": absent: 52 minutes"));
    for wrong in [
        &["verify"][..],
        &["verify", &path("draft.txt")],
        &["verify", &path("draft.txt"), "--against", &path("none.txt")],
    ] {
        assert_eq!(factlint(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn neither_threads_nor_the_order_of_sources_change_a_byte() {
    let draft = drafts().join("veltamine-trial/summary.md").to_string_lossy().into_owned();
    let names =
        ["1-report.txt", "2-business.txt", "3-comment.html"].map(|name| format!("fixtures/veltamine-trial/{name}"));
    let run = |order: [usize; 3], threads: &str| {
        let mut arguments = vec!["verify", &draft, "--format", "jsonl", "--threads", threads, "--against"];
        arguments.extend(order.map(|at| names[at].as_str()));
        text(factlint(&arguments).stdout)
    };
    let one = run([0, 1, 2], "1");
    assert!(one.lines().count() > 20);
    assert_eq!(one, run([2, 0, 1], "2"));
}

#[test]
fn the_report_for_people_reads_well() {
    let told = text(verify("thornby-byelection", Path::new("tests/drafts/thornby-byelection/column.txt"), &[]).stdout);
    insta::assert_snapshot!(told);
}
