/*! The formats that other programs read, held to what those programs take: schemas, parsers, escapes. And the page in a browser.

Reports are made of articles whose text and whose names would be markup, commands or links in one format or another. */

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Markup, commands and links in one.
const EVIL: &str = "<script>document.title='evil'</script>\"' onload=x &amp; 100%, a::b: [x](y) `c` | *d* @user #1 ]]> \u{202e}\u{1b}[31m";

/// A directory of hostile articles: two that clash, one whose weekday is wrong, an archive.
fn articles(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats").join(name);
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(directory.join("news, 100% new")).unwrap();
    let fewer = format!(" date 2024-03-04 {EVIL}\n\nNearly 37,000 nurses voted in the Port Ellis ballot {EVIL}.\n");
    let more = format!(" date 2024-03-05 \n\nNearly 40,000 nurses voted in the Port Ellis ballot {EVIL}.\n");
    let day = "Café “x”: the line closes on Monday 13 August 2025 for repairs.\n";
    let row = serde_json::json!({"id": EVIL, "text": format!("{EVIL} The line closes on Monday 13 August 2025 for repairs.")});
    // Not every file system takes every name; this one is none of the worst.
    std::fs::write(directory.join("news, 100% new/a [x](y) '<b>'.txt"), fewer).unwrap();
    std::fs::write(directory.join("b,c=d%0A.txt"), more).unwrap();
    std::fs::write(directory.join("day.md"), day).unwrap();
    std::fs::write(directory.join("wire.jsonl"), format!("\n{row}\n")).unwrap();
    directory
}

fn factlint(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    for name in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY", "CLICOLOR_FORCE", "FORCE_HYPERLINK"] {
        command.env_remove(name);
    }
    command.current_dir(directory).arg("check").args(arguments).output().expect("factlint runs")
}

/// What `check --format FORMAT` prints of the hostile articles.
fn report(name: &str, format: &str) -> String {
    let run = factlint(&articles(name), &["--format", format]);
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).expect("a report is UTF-8");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{format}: {text}");
    text
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The schema of SARIF 2.1.0. Its pattern of languages has a bracket too many, which no checker of schemas lets pass.
fn sarif_schema() -> Value {
    let mut schema = json(include_str!("schemas/sarif-2.1.0.json"));
    for holder in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][holder]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").expect("the pattern is there");
    }
    schema
}

#[test]
fn sarif_is_valid() {
    let schema = sarif_schema();
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let whole = factlint(&fixtures, &["--format", "sarif"]);
    let empty = factlint(&articles("sarif-empty"), &["--format", "sarif", "--select", "ages-differ"]);
    for text in
        [report("sarif", "sarif"), String::from_utf8(whole.stdout).unwrap(), String::from_utf8(empty.stdout).unwrap()]
    {
        let log = json(&text);
        let wrong: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let driver = &log["runs"][0]["tool"]["driver"];
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let rule = &driver["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert!(rule["help"]["markdown"].as_str().is_some_and(|help| help.contains("It fires on")));
            assert_eq!(result["locations"].as_array().unwrap().len(), 1, "readers show one");
            let text = result["message"]["text"].as_str().unwrap();
            for related in result["relatedLocations"].as_array().into_iter().flatten() {
                assert!(text.contains(&format!("]({})", related["id"])), "{text}");
            }
            for location in result["locations"]
                .as_array()
                .unwrap()
                .iter()
                .chain(result["relatedLocations"].as_array().into_iter().flatten())
            {
                let physical = &location["physicalLocation"];
                let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
                assert!(
                    !uri.contains([' ', '<', '"', '\\']) && !uri.starts_with("./") && !uri.starts_with('/'),
                    "{uri}"
                );
                assert!(
                    ["startLine", "startColumn", "endLine", "endColumn"]
                        .iter()
                        .all(|end| physical["region"][end].is_u64())
                );
            }
            assert!(result["partialFingerprints"]["factlint/v1"].is_string());
        }
    }
}

#[test]
fn a_sarif_schema_that_is_broken_is_noticed() {
    let schema = sarif_schema();
    let mut log = json(&report("sarif-broken", "sarif"));
    log["version"] = "1.2.3".into();
    assert!(!jsonschema::is_valid(&schema, &log));
}

#[test]
fn an_archive_stands_at_its_line() {
    let log = json(&report("archive", "sarif"));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let row =
        results.iter().find(|r| r["locations"][0]["logicalLocations"].is_array()).expect("a finding in the archive");
    let location = &row["locations"][0];
    assert_eq!(location["physicalLocation"]["region"]["startLine"], 2);
    assert!(location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().ends_with("wire.jsonl"));
    let name = location["logicalLocations"][0]["fullyQualifiedName"].as_str().unwrap();
    assert!(name.starts_with("wire.jsonl#<script>"), "{name}");
}

/// Undoes what a runner undoes.
fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
}

#[test]
fn a_runner_reads_each_annotation_as_one_command() {
    let text = report("github", "github");
    let commands: Vec<&str> = text.lines().collect();
    assert_eq!(commands.len(), 3, "{text}");
    let mut files = Vec::new();
    for command in commands {
        let (properties, data) = command.strip_prefix("::error ").expect(command).split_once("::").unwrap();
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&name), "{properties}");
            if name == "file" {
                files.push(unescaped(value));
            }
        }
        assert!(unescaped(data).lines().count() >= 4, "{data}");
    }
    files.iter_mut().for_each(|file| *file = file.rsplit("github/").next().unwrap().to_owned());
    files.sort();
    assert_eq!(files, ["b,c=d%0A.txt", "day.md", "wire.jsonl"]);
}

#[test]
fn a_step_gets_its_summary() {
    let directory = articles("summary");
    let summary = directory.join("summary.out");
    std::fs::write(&summary, "before\n").unwrap();
    for (format, written) in [("concise", false), ("github", true)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        command.current_dir(&directory).args(["check", "--format", format]).env("GITHUB_STEP_SUMMARY", &summary);
        assert_eq!(command.output().unwrap().status.code(), Some(1));
        let text = std::fs::read_to_string(&summary).unwrap();
        assert!(text.starts_with("before\n"));
        assert_eq!(text.contains("### factlint"), written, "{format}");
    }
}

/// Holds a document to a schema.
#[track_caller]
fn fits(schema: &str, document: &Value) {
    let schema = json(schema);
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let wrong: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn gitlab_and_reviewdog_get_what_they_document() {
    let gitlab = include_str!("schemas/gitlab-code-quality.json");
    let reviewdog = include_str!("schemas/rdjson.json");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let of_fixtures =
        |format: &str| json(&String::from_utf8(factlint(&fixtures, &["--format", format]).stdout).unwrap());
    for (schema, format) in [(gitlab, "gitlab"), (reviewdog, "rdjson")] {
        fits(schema, &of_fixtures(format));
        fits(schema, &json(&report(&format!("schema-{format}"), format)));
        let none = factlint(&articles("schema-none"), &["--format", format, "--select", "ages-differ"]);
        fits(schema, &json(&String::from_utf8(none.stdout).unwrap()));
    }
    // A line of rdjsonl is one diagnostic.
    for line in report("schema-rdjsonl", "rdjsonl").lines() {
        fits(reviewdog, &serde_json::json!({"diagnostics": [json(line)]}));
    }
    // The schemas can be broken.
    for (schema, mut wrong, path) in
        [(gitlab, of_fixtures("gitlab"), "/0/severity"), (reviewdog, of_fixtures("rdjson"), "/diagnostics/0/severity")]
    {
        *wrong.pointer_mut(path).expect(path) = "grave".into();
        assert!(!jsonschema::is_valid(&json(schema), &wrong), "{path}");
    }
}

#[test]
fn options_of_formats_are_heeded() {
    let directory = articles("options");
    let run = |settings: &[&str], arguments: &[&str]| {
        let settings: Vec<&str> = settings.iter().flat_map(|setting| ["--config", *setting]).collect();
        String::from_utf8(factlint(&directory, &[&settings[..], arguments].concat()).stdout).unwrap()
    };
    let page = run(&["report.html.title=Monday’s <b>paper</b>"], &["--format", "html"]);
    assert!(page.contains("<title>factlint: Monday’s &lt;b&gt;paper&lt;&#x2f;b&gt;</title>"), "{}", &page[..900]);
    for (settings, shown) in [(&[][..], true), (&["report.html.quantities=false"], false)] {
        assert_eq!(run(settings, &["--format", "html"]).contains("id=\"slots\""), shown, "{settings:?}");
    }
    for (settings, id) in [
        (&[][..], "factlint/"),
        (&["report.sarif.category=nightly"], "factlint/nightly/"),
        (&["report.sarif.category=/a/b/"], "factlint/a/b/"),
    ] {
        let log = json(&run(settings, &["--format", "sarif"]));
        assert_eq!(log["runs"][0]["automationDetails"]["id"], id);
    }
    let shown = run(&["report.github.annotations=1"], &["--format", "github"]);
    assert_eq!(shown.lines().filter(|line| line.starts_with("::error")).count(), 1, "{shown}");
    assert!(shown.contains("::2 more findings"), "{shown}");
    let shown = run(&["report.markdown.findings=1"], &["--format", "markdown"]);
    assert!(shown.matches("\n#### ").count() == 1 && shown.contains("2 more findings not shown"), "{shown}");
    let settings = ["report.junit.name=news", "report.junit.passing=false"];
    let text = run(&settings, &["--format", "junit"]);
    let suites = quick_junit::Report::deserialize_from_str(&text).unwrap();
    let cases: usize = suites.test_suites.iter().map(|suite| suite.test_cases.len()).sum();
    let name = suites.name.as_ref().map(|name| name.as_str());
    assert_eq!((name, suites.test_suites.len(), cases), (Some("news"), 3, 3), "{text}");
    let none = run(&settings, &["--format", "junit", "--select", "ages-differ"]);
    assert_eq!(quick_junit::Report::deserialize_from_str(&none).unwrap().tests, 1, "no case reads as a run that broke");
}

#[test]
fn sarif_tells_what_is_new_and_where_the_rules_can_be_read() {
    let directory = articles("new");
    let states = |log: &Value| -> Vec<String> {
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result["baselineState"].as_str().unwrap_or("none").to_owned()).collect()
    };
    let sarif = |arguments: &[&str]| {
        let run = factlint(&directory, &[&["--format", "sarif"], arguments].concat());
        json(&String::from_utf8(run.stdout).unwrap())
    };
    assert_eq!(states(&sarif(&[])), ["none", "none", "none"]);
    let create = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .current_dir(&directory)
        .args(["baseline", "create"])
        .output()
        .unwrap();
    assert!(create.status.success());
    let new = "The pier opened on Tuesday 13 August 2025.\n";
    std::fs::write(directory.join("new.md"), new).unwrap();
    let log = sarif(&[]);
    let mut told = states(&log);
    told.sort();
    assert_eq!(told, ["new", "unchanged", "unchanged", "unchanged"]);
    fits(&sarif_schema().to_string(), &log);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for (id, precision) in [("weekday-not-of-date", "very-high"), ("votes-cast-differ", "high")] {
        let rule = rules.iter().find(|rule| rule["id"] == id).unwrap();
        assert_eq!(rule["properties"]["precision"], precision);
        let page = rule["helpUri"].as_str().unwrap();
        let file = page.split_once(concat!("/blob/v", env!("CARGO_PKG_VERSION"), "/")).unwrap().1;
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(file).is_file(), "{page}");
    }
    // A rule of the user's own has no page.
    let mine = "summary = \"mine\"\nseverity = \"error\"\nmessage = \"{stated}\"\nwhy = \"x\"\n[compare.weekday]\n";
    std::fs::write(directory.join("weekday-not-of-date.toml"), mine).unwrap();
    let log = sarif(&["--rules", "weekday-not-of-date.toml"]);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["id"] == "weekday-not-of-date").unwrap();
    assert_eq!((rule["helpUri"].as_str(), &rule["shortDescription"]["text"]), (None, &"mine".into()));
}

#[test]
fn gitlab_takes_the_report() {
    let issues = json(&report("gitlab", "gitlab"));
    let issues = issues.as_array().unwrap();
    assert_eq!(issues.len(), 3);
    let mut prints: Vec<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), 3);
    for issue in issues {
        assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().unwrap()));
        assert!(issue["check_name"].is_string() && issue["description"].is_string());
        assert!(issue["location"]["positions"]["begin"]["line"].is_u64());
        assert!(!issue["location"]["path"].as_str().unwrap().starts_with(['.', '/']));
    }
}

#[test]
fn reviewdog_reads_bytes() {
    let result = json(&report("rdjson", "rdjson"));
    let of_day = |d: &&Value| d["location"]["path"].as_str().unwrap().ends_with("day.md");
    let day = result["diagnostics"].as_array().unwrap().iter().find(of_day).expect("the wrong weekday");
    let line = "Café “x”: the line closes on Monday 13 August 2025 for repairs.";
    let column = |end: &str| day["location"]["range"][end]["column"].as_u64().unwrap() as usize - 1;
    assert_eq!(&line[column("start")..column("end")], "Monday 13 August 2025");
    let lines = report("rdjsonl", "rdjsonl");
    assert_eq!(lines.lines().count(), result["diagnostics"].as_array().unwrap().len());
    for line in lines.lines() {
        assert_eq!(json(line)["source"]["name"], "factlint");
    }
}

#[test]
fn junit_is_xml_with_a_case_for_every_rule() {
    let text = report("junit", "junit");
    let suites = quick_junit::Report::deserialize_from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!((suites.test_suites.len(), suites.failures), (4, 3));
    let cases: Vec<usize> = suites.test_suites.iter().map(|suite| suite.test_cases.len()).collect();
    assert!(cases.iter().all(|n| *n == cases[0] && *n > 20), "{cases:?}");
}

#[test]
fn several_reports_are_written_in_one_run() {
    let directory = articles("several");
    let run = factlint(
        &directory,
        &[
            "--format",
            "concise",
            "--report",
            "sarif=a.sarif",
            "--report",
            "html=a.html",
            "--report",
            "jsonl=a.jsonl.out",
        ],
    );
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&run.stdout).lines().count(), 3);
    let read = |name: &str| std::fs::read_to_string(directory.join(name)).unwrap();
    assert_eq!(json(&read("a.sarif"))["version"], "2.1.0");
    assert!(read("a.html").starts_with("<!doctype html>") && read("a.html").ends_with("</html>\n"));
    assert_eq!(read("a.jsonl.out").lines().count(), 3);
}

#[test]
fn a_report_that_cannot_be_written_is_trouble_and_the_others_are_written() {
    let directory = articles("trouble");
    let arguments = ["--report", "sarif=no/such/a.sarif", "--report", "json=b.json", "--format", "concise"];
    let run = factlint(&directory, &arguments);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{told}");
    assert!(told.contains("cannot write no/such/a.sarif: there is no directory no/such"), "{told}");
    assert_eq!(String::from_utf8_lossy(&run.stdout).lines().count(), 3);
    assert!(directory.join("b.json").is_file() && !directory.join("no").exists());
    let run = factlint(&directory, &["--report", "sarf=a"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.code() == Some(2) && told.contains("did you mean `sarif`?"), "{told}");
}

/// The text of docs/formats.md.
fn guide() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md")).expect("the guide is there")
}

#[test]
fn the_guide_lists_every_format_as_the_program_does() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_factlint")).args(["check", "--help"]).env("COLUMNS", "200").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, help) = help.split_once("How to report").unwrap();
    let (help, _) = help.split_once("--fail-on").unwrap();
    let known: Vec<(&str, &str)> = help
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- ")?.split_once(':'))
        .map(|(a, b)| (a, b.trim()))
        .collect();
    let guide = guide();
    let rows: Vec<(&str, &str)> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"))
        .map(|row| (row.split_once('`').unwrap().0, row.rsplit_once(" | ").unwrap().1))
        .collect();
    assert_eq!(rows, known);
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for (name, _) in known {
        assert!(readme.contains(&format!("`{name}`")), "README.md tells of {name}");
    }
}

#[test]
fn the_options_of_the_guide_are_all_there_are() {
    let guide = guide();
    let (_, rest) = guide.split_once("```toml\n").unwrap();
    let shown = rest.split_once("```").unwrap().0;
    let directory = articles("guide-options");
    std::fs::write(directory.join("factlint.toml"), shown).unwrap();
    let run = factlint(&directory, &["--format", "concise"]);
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    let schema = Command::new(env!("CARGO_BIN_EXE_factlint")).args(["schema", "config"]).output().unwrap();
    let schema = json(&String::from_utf8(schema.stdout).unwrap());
    let shown: toml::Table = shown.parse().unwrap();
    let mut known = 0;
    for (name, format) in schema["definitions"]["FormatOptions"]["properties"].as_object().unwrap() {
        let of = format["$ref"].as_str().unwrap_or_else(|| format["allOf"][0]["$ref"].as_str().unwrap());
        for key in schema.pointer(&of[1..]).unwrap()["properties"].as_object().unwrap().keys() {
            assert!(
                shown["report"][name.as_str()].get(key.as_str()).is_some(),
                "the guide tells of report.{name}.{key}"
            );
            known += 1;
        }
    }
    assert!(known >= 8, "{known}");
}

#[test]
fn the_commands_of_the_guide_run() {
    let directory = articles("guide");
    std::fs::rename(directory.join("news, 100% new"), directory.join("news")).unwrap();
    std::fs::rename(directory.join("b,c=d%0A.txt"), directory.join("news/b.txt")).unwrap();
    let guide = guide();
    let mut ran = 0;
    for block in guide.split("```sh\n").skip(1) {
        let (block, _) = block.split_once("```").unwrap();
        for line in block.lines() {
            let arguments: Vec<&str> = line.strip_prefix("factlint ").expect(line).split(' ').collect();
            let expected = i32::from(arguments[0] == "check");
            let run =
                Command::new(env!("CARGO_BIN_EXE_factlint")).current_dir(&directory).args(&arguments).output().unwrap();
            assert_eq!(run.status.code(), Some(expected), "{line}\n{}", String::from_utf8_lossy(&run.stderr));
            assert!(!run.stdout.is_empty(), "{line}");
            ran += 1;
        }
    }
    assert!(ran >= 5 && directory.join("factlint.sarif").is_file() && directory.join("factlint.html").is_file());
}

#[test]
fn what_would_be_drawn_is_told_where_asked() {
    let directory = articles("accessible");
    for (arguments, variable) in [(&["--accessible"][..], None), (&[], Some("NO_GRAPHICS"))] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        command.current_dir(&directory).args(["check", ".", "none.txt"]).args(arguments);
        if let Some(name) = variable {
            command.env(name, "1");
        }
        let run = command.output().unwrap();
        let (told, trouble) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert!(told.starts_with("Finding 1 of 3, error, rule ") && !told.contains('\u{2500}'), "{told}");
        assert!(trouble.contains("none.txt") && !trouble.contains(['\u{2500}', '\u{d7}']), "{trouble}");
    }
}

/// The browser, which `.ci/run` installs; elsewhere it may be missing.
fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name))).find(|it| it.is_file());
    assert!(found.is_some() || std::env::var("CI").as_deref() != Ok("true"), "CI runs the page in Chromium");
    found
}

#[test]
fn the_page_works_in_a_browser_and_runs_no_script_but_its_own() {
    let Some(chromium) = chromium() else { return };
    let directory = articles("page");
    assert_eq!(factlint(&directory, &["--report", "html=page.html"]).status.code(), Some(1));
    let run = Command::new(chromium)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", directory.join("browser").display()))
        .arg(format!("file://{}", directory.join("page.html").display()))
        .output()
        .expect("the browser runs");
    let dom = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(
        dom.contains("<title>factlint: 3 errors in 4 articles</title>"),
        "an article's script ran, or none:\n{dom}"
    );
    assert!(dom.contains("<html lang=\"en\" class=\"js\">"), "the page's own script ran");
    assert!(dom.contains("role=\"status\">3 shown<"), "its filter counts the findings");
    assert_eq!(dom.matches("<article class=\"card finding").count(), 3);
}
