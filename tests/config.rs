/*! The settings of a project, as a process finds them, lays them over each other and points into them. */

mod project;

use project::{Project, findings};

/// A wrong weekday, an error by itself.
const DAY: &str = "The pier opened on Monday 14 March 2023 with a band.\n";
const FEWER: &str = " date 2024-03-04 Nearly 37,000 nurses voted in the Port Ellis ballot.\n";
const MORE: &str = " date 2024-03-05 Nearly 40,000 nurses voted in the Port Ellis ballot.\n";
const DAY_FOUND: &str = "a.txt:1:20: error[weekday-not-of-date";

#[test]
fn one_file_is_found_upwards_from_the_working_directory() {
    let files = [("in/a.txt", DAY), ("factlint.toml", "ignore = [\"weekday-not-of-date\"]\n")];
    let project = Project::new(&files);
    assert_eq!(project.check("").0, 0);
    let run = |arguments: &[&str]| project.run_in("in", &[&["check", "--format", "concise"], arguments].concat(), &[]);
    assert_eq!(run(&[]).code, 0);
    assert_eq!(findings(&run(&["--isolated"]).stdout), [DAY_FOUND]);
    // The nearest one alone counts: nothing is inherited.
    project.write("in/.factlint.toml", "");
    assert_eq!(run(&[]).code, 1);
    project.write("in/.factlint.toml", "[rule.weekday-not-of-date]\nseverity = \"info\"\n");
    assert_eq!(findings(&run(&[]).stdout), ["a.txt:1:20: info[weekday-not-of-date"]);
    // What the command line names takes its place.
    assert_eq!(run(&["--config", "../factlint.toml"]).code, 0);
    assert_eq!(run(&["--config", "none.toml"]).code, 2);
}

#[test]
fn pyproject_holds_settings_where_no_file_of_our_own_does() {
    let project = Project::new(&[
        ("a.txt", DAY),
        ("pyproject.toml", "[tool.other]\nx = 1\n[tool.factlint]\nfail-on = \"never\"\n"),
    ]);
    assert_eq!(project.check("").0, 0);
    project.write("pyproject.toml", "[tool.factlint]\nfail-onn = \"never\"\n");
    let (code, _, stderr) = project.check("");
    assert!(
        code == 2 && stderr.contains("pyproject.toml:2:1") && stderr.contains("did you mean `fail-on`?"),
        "{stderr}"
    );
    project.write("factlint.toml", "");
    assert_eq!(project.check("").0, 1);
}

#[test]
fn the_command_line_counts_more_than_the_environment_and_that_more_than_the_file() {
    let project = Project::new(&[("a.txt", DAY), ("factlint.toml", "fail-on = \"error\"\n")]);
    for (arguments, variables, code) in [
        (&[][..], &[][..], 1),
        (&[], &[("FACTLINT_FAIL_ON", "never")], 0),
        (&["--fail-on", "error"], &[("FACTLINT_FAIL_ON", "never")], 1),
        (&["--config", "fail-on=never"], &[], 0),
        (&["--config", "fail-on=never", "--config", "fail-on=error"], &[], 1),
        (&["--config", "fail-on=never"], &[("FACTLINT_FAIL_ON", "error")], 1),
        (&[], &[("FACTLINT_CONFIG", "fail-on = 'never'")], 0),
        (&[], &[("FACTLINT_IGNORE", "weekday-not-of-date")], 0),
        (&[], &[("FACTLINT_ISOLATED", "1"), ("FACTLINT_SELECT", "money-*")], 0),
        (&[], &[("FACTLINT_FAIL_ON", "sometimes")], 2),
    ] {
        let run = project.run_in("", &[&["check"], arguments].concat(), variables);
        assert_eq!(run.code, code, "{arguments:?} {variables:?}\n{}", run.stderr);
    }
    let run = project.run_in("", &["check"], &[("FACTLINT_OUTPUT_FORMAT", "jsonl")]);
    assert!(run.stdout.starts_with("{\"schema\": 1"), "{}", run.stdout);
}

#[test]
fn rules_are_chosen_by_name_and_by_family() {
    let project = Project::new(&[("a.txt", DAY), ("b.txt", FEWER), ("c.txt", MORE)]);
    const BALLOT: &str = "c.txt:1:18: error[votes-cast-differ";
    for (settings, arguments, found) in [
        ("", "", &[DAY_FOUND, BALLOT][..]),
        ("select = [\"*-differ\"]", "", &[BALLOT]),
        ("select = [\"*-differ\"]\nextend-select = [\"weekday-*\"]", "", &[DAY_FOUND, BALLOT]),
        ("select = [\"*\"]\nignore = [\"votes-*\"]", "", &[DAY_FOUND]),
        ("ignore = [\"votes-*\"]", "--extend-select votes-cast-differ", &[DAY_FOUND, BALLOT]),
        ("ignore = [\"votes-*\"]", "--select votes-cast-differ", &[BALLOT]),
        ("", "--select *differ --ignore *cast*", &[]),
        ("", "--config select=[\"weekday-not-of-date\"]", &[DAY_FOUND]),
    ] {
        project.write("factlint.toml", settings);
        let (_, given, stderr) = project.check(arguments);
        assert_eq!(given, found, "{settings} {arguments}\n{stderr}");
    }
}

#[test]
fn severities_tolerances_and_hedges_are_the_projects() {
    let project = Project::new(&[("b.txt", FEWER), ("c.txt", MORE)]);
    for (settings, found) in [
        ("[rule.votes-cast-differ]\nseverity = \"warning\"", &["c.txt:1:18: warning[votes-cast-differ"][..]),
        ("[rule.\"*\"]\nseverity = \"info\"", &["c.txt:1:18: info[votes-cast-differ"]),
        ("[rule.votes-cast-differ]\ntolerance = 5", &[]),
        ("[hedge.nearly]\nbelow = 10", &[]),
        ("[hedge.nearly]\nbelow = 6.5", &["c.txt:1:18: error[votes-cast-differ"]),
        ("min-confidence = 1.0", &[]),
        ("min-severity = \"error\"\n[rule.\"*\"]\nseverity = \"info\"", &[]),
    ] {
        project.write("factlint.toml", settings);
        let (_, given, stderr) = project.check("");
        assert_eq!(given, found, "{settings}\n{stderr}");
    }
    // What is hidden still fails, and is counted.
    project.write("factlint.toml", "min-severity = \"error\"\nfail-on = \"info\"\n[rule.\"*\"]\nseverity = \"info\"");
    let (code, given, stderr) = project.check("");
    assert!(code == 1 && given.is_empty() && stderr.contains("1 info, 1 hidden"), "{stderr}");
}

#[test]
fn overrides_hold_at_either_end_and_the_mildest_wins() {
    let files = [("new/a.txt", DAY), ("new/c.txt", MORE), ("old/b.txt", FEWER), ("old/a.txt", DAY)];
    let project = Project::new(&files);
    let (new, old) = ("new/a.txt:1:20: error[weekday-not-of-date", "old/a.txt:1:20: error[weekday-not-of-date");
    for (settings, found) in [
        ("", &[new, "new/c.txt:1:18: error[votes-cast-differ", old][..]),
        ("ignore = [\"*\"]", &[new]),
        ("ignore = [\"votes-cast-differ\"]", &[new, old]),
        ("min-confidence = 1.0", &[new]),
        (
            "rule.\"*\".severity = \"info\"",
            &[new, "new/c.txt:1:18: info[votes-cast-differ", "old/a.txt:1:20: info[weekday-not-of-date"],
        ),
    ] {
        project.write("factlint.toml", &format!("[[overrides]]\nfiles = [\"old/\"]\n{settings}"));
        let (_, given, stderr) = project.check("");
        assert_eq!(given, found, "{settings}\n{stderr}");
    }
}

#[test]
fn what_is_read_is_chosen_by_globs() {
    let files = [("a.txt", DAY), ("b.md", DAY), ("x/a.txt", DAY), ("x/y/c.txt", DAY), (".gitignore", "b.md\n")];
    let project = Project::new(&files);
    for (settings, arguments, read) in [
        ("", "", "a.txt x/a.txt x/y/c.txt"),
        ("respect-gitignore = false", "", "a.txt b.md x/a.txt x/y/c.txt"),
        ("", "--no-respect-gitignore --exclude x", "a.txt b.md"),
        ("include = [\"a.txt\"]", "", "a.txt x/a.txt"),
        ("include = [\"/a.txt\"]", "", "a.txt"),
        ("exclude = [\"y/\"]", "", "a.txt x/a.txt"),
        ("exclude = [\"y/\"]", "x/y/c.txt", "x/y/c.txt"),
        ("exclude = [\"y/\"]", "x/y/c.txt --force-exclude", ""),
        ("exclude = [\"y/\"]\nforce-exclude = true", "x/y/c.txt a.txt", "a.txt"),
        ("exclude = [\"y/\"]", "--extend-exclude a.txt", ""),
        ("exclude = [\"y/\"]", "--exclude /a.txt", "x/a.txt x/y/c.txt"),
        ("", "--files-from list", "a.txt x/y/c.txt"),
    ] {
        project.write("factlint.toml", settings);
        project.write("list", "x/y/c.txt\n\na.txt\n");
        let run = project.run(&format!("check --show-files {arguments}"));
        assert_eq!(
            (run.code, run.stdout.replace('\n', " ").trim()),
            (0, read),
            "{settings} {arguments}\n{}",
            run.stderr
        );
    }
    // Globs of the settings are relative to their file, wherever the run.
    project.write("factlint.toml", "include = [\"x/*.txt\"]");
    assert_eq!(project.run_in("x", &["check", "--show-files"], &[]).stdout, "a.txt\n");
}

#[test]
fn mistakes_are_pointed_at_and_exit_with_2() {
    let project = Project::new(&[("a.txt", DAY)]);
    for (settings, says) in [
        ("fail-onn = \"error\"", &["factlint.toml:1:1", "did you mean `fail-on`?"][..]),
        (
            "\nignore = [\"a\", \"weekday-not-of-dat\"]",
            &[":2:11", "no rule `a`", ":2:16", "did you mean `weekday-not-of-date`?"],
        ),
        ("[rule.count-differ]\nseverity = \"info\"", &[":1:7", "did you mean `counts-differ`?"]),
        ("[rule.counts-differ]\ntolerance = 200", &[":2:13", "from 0 to 100"]),
        ("[hedge.nearli]\nbelow = 5", &[":1:8", "did you mean `nearly`?"]),
        ("[hedge.at-least]\nbelow = 5", &[":1:8", "no hedge `at-least` that has a width"]),
        ("min-confidence = 1.5", &[":1:18", "from 0 to 1"]),
        ("exclude = [\"[z-a]\"]", &[":1:12", "`[z-a]` is no glob"]),
        ("output-format = \"jsnl\"", &[":1:17", "did you mean `jsonl`?"]),
        ("[[allow]]\nrule = \"counts-differs\"\nreason = \"x\"", &[":2:8", "did you mean `counts-differ`?"]),
        ("[[allow]]\nrule = \"*\"\nreason = \"x\"", &[":2:8", "no rule `*`"]),
        ("[[allow]]\nrule = \"counts-differ\"\nreason = \" \"", &[":3:10", "the reason is empty"]),
        ("[[overrides]]\nfiles = \"a\"\nignore = [\"x\"]", &[":3:11", "no rule `x`"]),
        ("rules = [\"none/\"]", &["none"]),
    ] {
        project.write("factlint.toml", settings);
        let run = project.run("check");
        assert_eq!(run.code, 2, "{settings}\n{}", run.stderr);
        says.iter().for_each(|says| assert!(run.stderr.contains(says), "{says}\n{}", run.stderr));
    }
    let run = project.run("check --isolated --config fail-onn=error");
    assert!(run.code == 2 && run.stderr.contains("--config fail-onn=error:1:1"), "{}", run.stderr);
    assert_eq!(project.run("check --isolated --min-confidence 2").code, 2);
}

#[test]
fn init_writes_a_file_that_changes_nothing_and_none_over_another() {
    let project = Project::new(&[("a.txt", DAY)]);
    let before = project.run("check");
    assert_eq!(project.run("init").code, 0);
    let after = project.run("check");
    assert_eq!((before.code, before.stdout), (after.code, after.stdout));
    let again = project.run("init");
    assert!(again.code == 2 && again.stderr.contains("factlint.toml is there already"), "{}", again.stderr);
}

#[test]
fn settings_are_shown_as_they_hold_and_read_back() {
    let project = Project::new(&[("factlint.toml", "fail-on = \"warning\"\nignore = [\"counts-differ\"]\n")]);
    let run = project.run("check --show-settings --config min-confidence=0.5");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("# --config\n# "), "{}", run.stdout);
    let shown: toml::Table = run.stdout.parse().unwrap();
    let wanted = "fail-on = \"warning\"\nmin-confidence = 0.5\nignore = [\"counts-differ\"]";
    assert_eq!(shown, wanted.parse().unwrap());
    assert!(project.run("check --show-settings --isolated").stdout.contains("the defaults hold"));
}

#[test]
fn the_schemas_are_those_of_the_types() {
    let project = Project::new(&[]);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["rules", "lexicon", "config"] {
        let printed = project.run(&format!("schema {name}")).stdout;
        let path = root.join(format!("schemas/{name}.schema.json"));
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&path, &printed).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == printed, "{} is stale: UPDATE_SCHEMAS=1 cargo test --test config", path.display());
    }
    let printed = project.run("schema config").stdout;
    let schema: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(schema["additionalProperties"], false);
    assert!(schema["properties"]["fail-on"].is_object() && schema["properties"]["allow"].is_object(), "{printed}");
}

/// The schema that the first line of a file names, as it lies in the repository.
#[track_caller]
fn schema_of(text: &str) -> serde_json::Value {
    let named =
        text.lines().next().unwrap().strip_prefix("#:schema https://").expect("the first line names the schema");
    let path = &named[named.find("/schemas/").unwrap() + 1..];
    let schema = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path);
    serde_json::from_str(&schema).unwrap()
}

#[test]
fn what_is_scaffolded_names_its_schema_and_fits_it() {
    let project = Project::new(&[]);
    assert_eq!(project.run("init").code + project.run("rules new visits-differ").code, 0);
    for file in ["factlint.toml", "visits-differ.toml", "visits.measure.toml"] {
        let text = project.read(file);
        let table: toml::Table = text.parse().unwrap();
        let schema = schema_of(&text);
        let mut value = serde_json::to_value(&table).unwrap();
        assert!(jsonschema::is_valid(&schema, &value), "{file}");
        value["no-such-key"] = 1.into();
        assert!(!jsonschema::is_valid(&schema, &value), "{file}");
    }
}
