/*! Living with findings: suppressions in texts and settings, the baseline, and what was added since a revision. */

mod project;

use project::{Project, findings, git};

const DAY: &str = "The pier opened on Monday 14 March 2023 with a band.\n";
const FEWER: &str = " date 2024-03-04 Nearly 37,000 nurses voted in the Port Ellis ballot.\n";
const MORE: &str = " date 2024-03-05 Nearly 40,000 nurses voted in the Port Ellis ballot.\n";
/// A finding that spans the two.
const BALLOT: &str = "b.txt:1:18: error[votes-cast-differ";

fn markdown(directive: &str, text: &str) -> String {
    format!("# News\n\nA word before.\n\n<!-- factlint-{directive} -->\n{text}")
}

#[test]
fn a_comment_at_either_end_silences_the_pair() {
    let ignore = "ignore-next-line votes-cast-differ -- the first count";
    let fewer = "---\ndate: 2024-03-04\n---\nNearly 37,000 nurses voted in the Port Ellis ballot.\n";
    let more = "---\ndate: 2024-03-05\n---\nNearly 40,000 nurses voted in the Port Ellis ballot.\n";
    let inside = |text: &str| text.replacen("---\nN", &format!("---\n<!-- factlint-{ignore} -->\nN"), 1);
    for (a, b, found) in [
        (fewer.to_owned(), more.to_owned(), &["b.md:4:1: error[votes-cast-differ"][..]),
        (inside(fewer), more.to_owned(), &[]),
        (fewer.to_owned(), inside(more), &[]),
        (inside(fewer), inside(more), &[]),
    ] {
        let project = Project::new(&[("a.md", &a), ("b.md", &b)]);
        let (_, given, stderr) = project.check("");
        assert_eq!(given, found, "{a}{b}{stderr}");
        if found.is_empty() {
            assert!(stderr.ends_with("nothing found, 1 suppressed\n"), "{stderr}");
            let json: serde_json::Value = serde_json::from_str(&project.run("check --format json").stdout).unwrap();
            let by = &json["suppressed"][0]["suppressed_by"];
            assert_eq!((&by["kind"], &by["reason"]), (&"comment".into(), &"the first count".into()), "{by}");
            assert_eq!((&by["line"], &json["summary"]["suppressed"]), (&4.into(), &1.into()));
            assert_eq!(json["suppressed"][0]["rule"], "votes-cast-differ");
        }
    }
}

#[test]
fn suppressions_without_effect_are_findings() {
    for (directive, text, found) in [
        ("ignore-next-line weekday-not-of-date", DAY, &[][..]),
        ("ignore-next-line weekday-not-of-date", "It rained.", &["a.md:5:1: warning[unused-suppression"]),
        (
            "ignore-next-line times-differ",
            DAY,
            &["a.md:5:1: warning[unused-suppression", "a.md:6:20: error[weekday-not-of-date"],
        ),
        ("ignore-next-line weekday-not-of-date, times-differ", DAY, &["a.md:5:1: warning[unused-suppression"]),
        (
            "ignore-next-line Weekday-Not-Of-Date",
            DAY,
            &["a.md:5:1: warning[unused-suppression", "a.md:6:20: error[weekday-not-of-date"],
        ),
        ("ignore-next-line", DAY, &["a.md:5:1: warning[unused-suppression", "a.md:6:20: error[weekday-not-of-date"]),
        (
            "ignore weekday-not-of-date",
            DAY,
            &["a.md:5:1: warning[unused-suppression", "a.md:6:20: error[weekday-not-of-date"],
        ),
        ("ignore-file weekday-not-of-date -- old", DAY, &[]),
        ("disable weekday-not-of-date -- old", DAY, &[]),
        (
            "enable weekday-not-of-date",
            DAY,
            &["a.md:5:1: warning[unused-suppression", "a.md:6:20: error[weekday-not-of-date"],
        ),
    ] {
        let project = Project::new(&[("a.md", &markdown(directive, text))]);
        let (_, given, stderr) = project.check("");
        assert_eq!(given, found, "{directive}\n{stderr}");
    }
}

#[test]
fn nothing_is_called_unused_where_not_everything_was_looked_at() {
    let unused = markdown("ignore-next-line times-differ", "It rained.");
    let unknown = markdown("ignore-next-line time-differs", "It rained.");
    let project = Project::new(&[("in/a.md", &unused), ("b.txt", "No figure.\n"), ("factlint.toml", "")]);
    const FOUND: &str = "in/a.md:5:1: warning[unused-suppression";
    for (arguments, told) in [
        ("", true),
        (".", true),
        ("--fail-on never", true),
        ("in", false),
        ("in/a.md b.txt", false),
        ("--ignore money-differs", false),
        ("--select unused-suppression", false),
        ("--exclude b.txt", false),
        ("--min-confidence 0.1", false),
        ("--config ignore=[\"times-differ\"]", false),
    ] {
        assert_eq!(project.check(arguments).1, if told { vec![FOUND] } else { vec![] }, "{arguments}");
    }
    // A rule that does not exist is one however little was read.
    project.write("in/a.md", &unknown);
    let run = project.run("check --format concise in/a.md");
    assert!(run.stdout.contains("there is no rule `time-differs`; did you mean `times-differ`?"), "{}", run.stdout);
    assert!(project.check("in/a.md --ignore unused-suppression").1.is_empty());
}

#[test]
fn blanket_suppressions_need_a_switch() {
    let project = Project::new(&[("a.md", &markdown("ignore-next-line -- all of it", DAY)), ("factlint.toml", "")]);
    assert_eq!(project.check("").1.len(), 2);
    project.write("factlint.toml", "blanket-suppressions = true\n");
    assert_eq!(project.check("").1, Vec::<String>::new());
}

#[test]
fn comments_of_html_silence_elements() {
    let page = "<html><body><p>One.</p>\n<!-- factlint-ignore-next-line weekday-not-of-date -- as printed -->\n\
                <p>The pier opened on <b>Monday</b> 14 March 2023.</p>\n<p>It shut on Monday 14 March 2023.</p></body></html>";
    let project = Project::new(&[("a.html", page)]);
    assert_eq!(project.check("").1, ["a.html:4:15: error[weekday-not-of-date"]);
    // In plain text a comment is text.
    let project = Project::new(&[("a.txt", &markdown("ignore-file weekday-not-of-date", DAY))]);
    assert_eq!(project.check("").1.len(), 1);
}

#[test]
fn the_settings_accept_what_has_no_place_for_a_comment() {
    let line = serde_json::json!({"id": "w1", "text": DAY.trim()}).to_string();
    let project = Project::new(&[("a.txt", FEWER), ("b.txt", MORE), ("wire.jsonl", &line)]);
    const WIRE: &str = "wire.jsonl#w1:1:20: error[weekday-not-of-date";
    for (allow, found) in [
        ("rule = \"votes-cast-differ\"", &[WIRE][..]),
        ("rule = \"votes-cast-differ\"\nfiles = \"a.txt\"", &[WIRE]),
        ("rule = \"votes-cast-differ\"\nfiles = [\"b.txt\"]\nquote = \"nurses  voted\"", &[WIRE]),
        ("rule = \"votes-cast-differ\"\nquote = \"40,000\"", &[WIRE]),
        ("rule = \"votes-cast-differ\"\nuntil = 2026-06-15", &[WIRE]),
        ("rule = \"weekday-not-of-date\"\nfiles = \"*.jsonl\"\nquote = \"opened on Monday\"", &[BALLOT]),
        (
            "rule = \"votes-cast-differ\"\nuntil = 2026-06-14",
            &[BALLOT, "factlint.toml:2:8: warning[unused-suppression", WIRE],
        ),
        (
            "rule = \"votes-cast-differ\"\nfiles = \"c.txt\"",
            &[BALLOT, "factlint.toml:2:8: warning[unused-suppression", WIRE],
        ),
        (
            "rule = \"votes-cast-differ\"\nquote = \"doctors\"",
            &[BALLOT, "factlint.toml:2:8: warning[unused-suppression", WIRE],
        ),
    ] {
        project.write("factlint.toml", &format!("[[allow]]\n{allow}\nreason = \"as agreed\"\n"));
        let (_, given, stderr) = project.check("");
        assert_eq!(given, found, "{allow}\n{stderr}");
        assert!(stderr.starts_with("3 articles"), "{stderr}");
    }
    project.write("factlint.toml", "[[allow]]\nrule = \"votes-cast-differ\"\nreason = \"as agreed\"\n");
    let json: serde_json::Value = serde_json::from_str(&project.run("check --format json").stdout).unwrap();
    let by = &json["suppressed"][0]["suppressed_by"];
    assert_eq!(
        (&by["kind"], &by["reason"], &by["path"]),
        (&"settings".into(), &"as agreed".into(), &"factlint.toml".into())
    );
}

#[test]
fn a_baseline_lets_only_new_findings_fail() {
    let project = Project::new(&[("a.txt", FEWER), ("b.txt", MORE), ("in/day.txt", DAY), ("factlint.toml", "")]);
    let run = project.run("baseline create");
    assert_eq!((run.code, run.stderr.as_str()), (0, "2 findings in factlint-baseline.json\n"));
    assert_eq!(project.run("baseline create").code, 2, "it writes over none");
    let (code, given, stderr) = project.check("");
    assert!(code == 0 && given.is_empty() && stderr.ends_with("nothing found, 2 in the baseline\n"), "{stderr}");
    assert_eq!(project.check("--no-baseline").1.len(), 2);

    // Text that moves is the same text, and so is a run from within.
    project.write("b.txt", &format!("{}\n\nA new line.\n\n{}", &MORE[..17], &MORE[17..]));
    project.write("in/day.txt", &format!("A line.\n\n{DAY}"));
    assert_eq!(project.check("").0, 0);
    assert_eq!(project.run_in("in", &["check", ".."], &[]).code, 0);
    assert_eq!(project.run_in("in", &["check"], &[]).code, 0);
    let whole = project.path("in/day.txt");
    assert_eq!(project.run(&format!("check {}", whole.display())).code, 0);

    // The same mistake again is a new one.
    project.write("in/day.txt", &format!("{DAY}\n{DAY}"));
    let (code, given, _) = project.check("");
    assert_eq!((code, given.len()), (1, 1));
    let run = project.run("baseline update");
    assert!(run.code == 1 && run.stderr.contains("1 new left out"), "{}", run.stderr);
    assert_eq!(project.check("").0, 1);
    let run = project.run("baseline update --allow-new");
    assert!(run.code == 0 && run.stderr.contains("3 findings") && run.stderr.contains("1 added"), "{}", run.stderr);
    assert_eq!(project.check("").0, 0);

    // What was mended is told and forgotten, but not by a run that did not look.
    project.write("in/day.txt", "The pier opened on Tuesday 14 March 2023 with a band.\n");
    let run = project.run("check a.txt b.txt");
    assert!(run.code == 0 && !run.stderr.contains("no more"), "{}", run.stderr);
    let run = project.run("check");
    assert!(run.code == 0 && run.stderr.contains("2 findings of factlint-baseline.json are no more"), "{}", run.stderr);
    assert_eq!(project.run("check --strict-baseline").code, 2);
    assert_eq!(project.run("baseline prune").code, 0);
    assert_eq!(project.run("check --strict-baseline").code, 0);
    assert_eq!(project.read("factlint-baseline.json").matches("fingerprint").count(), 1);
    std::fs::remove_file(project.path("a.txt")).unwrap();
    assert_eq!(project.run("check --strict-baseline").code, 2, "a file that is gone was mended");
}

#[test]
fn a_baseline_that_cannot_be_read_accepts_nothing() {
    let project = Project::new(&[("day.txt", DAY), ("broken.json", "{\"schema\": 1, \"findings\": [{]}")]);
    for (arguments, says) in
        [("--baseline none.json", "cannot read the baseline none.json"), ("--baseline broken.json", "broken.json:1:29")]
    {
        let run = project.run(&format!("check --format concise {arguments}"));
        assert_eq!((run.code, findings(&run.stdout).len()), (2, 1), "{}", run.stderr);
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
}

#[test]
fn since_a_revision_only_what_touches_added_lines_is_reported() {
    let project =
        Project::new(&[("a.txt", FEWER), ("b.txt", "Nothing yet.\n"), ("day.txt", &format!("{DAY}\nEnd.\n"))]);
    let root = project.path("");
    git(&root, &["init", "-q"]);
    git(&root, &["add", "."]);
    git(&root, &["commit", "-q", "-m", "one"]);
    assert_eq!(project.check("").1.len(), 1);
    assert!(project.check("--since HEAD").1.is_empty());
    // The other end lies in a file that did not change, and comes second.
    project.write("b.txt", MORE);
    assert_eq!(project.check("--since HEAD").1, [BALLOT]);
    project.write("day.txt", &format!("{DAY}\nThe end.\n"));
    assert_eq!(project.check("--since HEAD").1, [BALLOT]);
    git(&root, &["add", "."]);
    git(&root, &["commit", "-q", "-m", "two"]);
    assert!(project.check("--since HEAD").1.is_empty());
    assert_eq!(project.check("--since HEAD~1").1, [BALLOT]);
    project.write("a.txt", &FEWER.replace("37,000", "36,900"));
    assert_eq!(project.check("--since HEAD").1, ["a.txt:1:18: error[votes-cast-differ"]);
    // A file that git does not know is new as a whole, from any directory.
    project.write("in/new café.txt", DAY);
    let run = project.run_in("in", &["check", "--format", "concise", "--since", "HEAD"], &[]);
    assert_eq!(findings(&run.stdout), ["new café.txt:1:20: error[weekday-not-of-date"], "{}", run.stderr);
    git(&root, &["add", "."]);
    git(&root, &["commit", "-q", "-m", "three"]);
    let run = project.run_in("in", &["check", "--format", "concise", "--since", "HEAD~1"], &[]);
    assert_eq!(findings(&run.stdout).len(), 1, "{}", run.stderr);
    for revision in ["no-such-revision", "--output=x"] {
        let run = project.run(&format!("check --since={revision}"));
        assert!(run.code == 2 && run.stderr.contains("cannot ask git"), "{}", run.stderr);
    }
    assert!(!project.path("x").exists());
}

#[test]
fn of_an_archive_only_the_articles_that_changed_are_reported() {
    let row = |id: &str, text: &str| format!("{}\n", serde_json::json!({"id": id, "text": format!("{text}\nMore.\n")}));
    let packed = |text: &str| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut out, text.as_bytes()).unwrap();
        out.finish().unwrap()
    };
    let old = row("a", DAY) + &row("b", "Nothing yet.") + &row("c", DAY);
    let project = Project::new(&[("news.jsonl", &old)]);
    std::fs::write(project.path("packed.jsonl.gz"), packed(&row("x", "Nothing yet."))).unwrap();
    let root = project.path("");
    git(&root, &["init", "-q"]);
    git(&root, &["add", "."]);
    git(&root, &["commit", "-q", "-m", "one"]);
    assert_eq!((project.check("").1.len(), project.check("--since HEAD").1.len()), (2, 0));
    project.write("news.jsonl", &(row("a", DAY) + &row("b", DAY) + &row("c", DAY)));
    let told = |id: &str| format!("{id}:1:20: error[weekday-not-of-date");
    assert_eq!(project.check("").1.len(), 3);
    assert_eq!(project.check("--since HEAD").1, [told("news.jsonl#b")]);
    // Git sees no lines in it.
    std::fs::write(project.path("packed.jsonl.gz"), packed(&row("x", DAY))).unwrap();
    assert_eq!(project.check("--since HEAD").1, [told("news.jsonl#b"), told("packed.jsonl.gz#x")]);
}

#[test]
fn statistics_count_the_findings_of_each_rule() {
    let project = Project::new(&[("a.txt", FEWER), ("b.txt", MORE), ("c.txt", DAY), ("d.txt", DAY)]);
    let run = project.run("check --statistics");
    assert_eq!(
        run.stdout,
        "2  weekday-not-of-date  a weekday is not that date's\n1  votes-cast-differ    articles disagree on how many voted\n"
    );
    assert_eq!(run.code, 1);
}
