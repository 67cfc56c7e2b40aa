/*! `[[anchor]]`: a figure is named once, and every document that states it is held to it. */

mod project;

use project::Project;

const README: &str = "# Tool\n\nThe tool knows 209 rules and ships 209 built-in rules.\n";
const GUIDE: &str = "Test coverage is 91.5 %. The grant was £3.2 million. It reads 5 formats.\n";
const TABLE: &str = "rule,state\na,stable\nb,stable\nc,preview\n";
const DATA: &str = "{\"summary\": {\"rules\": 214, \"coverage\": \"93 %\"}, \"formats\": [\"a\", \"b\", \"c\"]}\n";

fn project(settings: &str) -> Project {
    let files = [("README.md", README), ("guide.md", GUIDE), ("rules.csv", TABLE), ("data/facts.json", DATA)];
    let project = Project::new(&files);
    project.write("factlint.toml", settings);
    project
}

#[test]
fn documents_are_held_to_a_value_or_a_cell() {
    const RULES: &str = "README.md:3:16: error[anchor-differs";
    for (settings, found) in [
        ("name = \"rules\"\nvalue = 214", &[RULES][..]),
        ("name = \"rules\"\nvalue = 209", &[]),
        ("name = \"built-in rules\"\nvalue = 214", &["README.md:3:36: error[anchor-differs"]),
        ("name = \"checks\"\nalso = [\"rules\"]\nvalue = 214", &[RULES]),
        ("name = \"rules\"\nvalue = 214\nnever = [\"ships\"]", &[]),
        ("name = \"rules\"\nvalue = 214\ncues = [\"engine\"]", &[]),
        ("name = \"rules\"\nvalue = 214\nfiles = \"guide.md\"", &[]),
        ("name = \"rules\"\nvalue = 5", &["README.md:3:16: warning[anchor-differs"]),
        ("name = \"rules\"\nsource = \"data/facts.json\"\npointer = \"/summary/rules\"", &[RULES]),
        ("name = \"rules\"\nsource = \"rules.csv\"\n", &["README.md:3:16: warning[anchor-differs"]),
        (
            "name = \"formats\"\nsource = \"data/facts.json\"\npointer = \"/formats\"",
            &["guide.md:1:63: error[anchor-differs"],
        ),
        (
            "name = \"test coverage\"\nsource = \"data/facts.json\"\npointer = \"/summary/coverage\"",
            &["guide.md:1:18: error[anchor-differs"],
        ),
        ("name = \"test coverage\"\nvalue = 91.5\nkind = \"percent\"", &[]),
        ("name = \"grant\"\nvalue = \"£3.4m\"", &["guide.md:1:40: error[anchor-differs"]),
        ("name = \"grant\"\nvalue = \"£3.2m\"", &[]),
    ] {
        let project = project(&format!("[[anchor]]\n{settings}\n"));
        let (_, given, stderr) = project.check("");
        assert_eq!(given, found, "{settings}\n{stderr}");
        assert!(stderr.starts_with("2 articles"), "{stderr}");
    }
}

#[test]
fn documents_are_held_to_a_day() {
    const END: &str = "Support ends on 1 April 2026, as agreed. The old end of support was 2 May 2025.\n\n\
                       Support ends in March 2026. Support ends on 1 March. Support ended on a Monday.\n\n\
                       Support ends on 31 March.\n";
    let found = &["guide.md:1:17: error[anchor-differs", "guide.md:5:17: error[anchor-differs"];
    for (settings, found) in [
        ("name = \"support ends\"\nvalue = 2026-03-01", &found[..]),
        ("name = \"support ends\"\nvalue = \"1 March 2026\"", &found[..]),
        ("name = \"support ends\"\nvalue = \"2026-03-01\"\nkind = \"date\"", &found[..]),
        ("name = \"support ends\"\nvalue = 2026-03-01T12:00:00Z", &found[..]),
        ("name = \"support ends\"\nsource = \"facts.json\"\npointer = \"/end\"", &found[..]),
        ("name = \"support ends\"\nsource = \"facts.csv\"\ncolumn = \"end\"", &found[..]),
        ("name = \"support ends\"\nvalue = 2026-03-01\nnever = [\"agreed\"]", &found[1..]),
        ("name = \"harvest ends\"\nvalue = 2026-03-01", &[]),
    ] {
        let project = Project::new(&[("guide.md", END), ("facts.csv", "end\n2026-03-01\n")]);
        project.write("facts.json", "{\"end\": \"2026-03-01\"}");
        project.write("factlint.toml", &format!("[[anchor]]\n{settings}\n"));
        let (_, given, stderr) = project.check("");
        assert_eq!(given, found, "{settings}\n{stderr}");
    }
}

#[test]
fn a_finding_points_at_both_ends() {
    let project = project("[[anchor]]\nname = \"rules\"\nsource = \"data/facts.json\"\npointer = \"/summary/rules\"\n");
    let run = project.run("check --format jsonl");
    let finding: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let ends: Vec<_> = finding["claims"].as_array().unwrap().iter().collect();
    assert_eq!(
        (&ends[1]["path"], &ends[1]["line"], &ends[1]["text"]),
        (&"data/facts.json".into(), &1.into(), &"214".into())
    );
    let (start, end) = (ends[1]["start"].as_u64().unwrap() as usize, ends[1]["end"].as_u64().unwrap() as usize);
    assert_eq!(&DATA[start..end], "214");
    assert_eq!(finding["message"], "209 rules here, and 214 at their source");
    let human = project.run("check").stdout;
    assert!(human.contains("README.md:3:16") && human.contains("data/facts.json:1:23"), "{human}");
    // The settings themselves, where they name it.
    project.write("factlint.toml", "# our figures\n[[anchor]]\nname = \"rules\"\nvalue = 214\n");
    let human = project.run("check").stdout;
    assert!(human.contains("factlint.toml:4:9"), "{human}");
    // A comment at the document silences it, and the rule can be left out as any other.
    project.write(
        "README.md",
        &README.replace("The", "<!-- factlint-ignore-next-line anchor-differs -- of 2024 -->\nThe"),
    );
    assert!(project.check("").1.is_empty());
    project.write("README.md", README);
    assert!(project.check("--ignore anchor-differs").1.is_empty());
}

#[test]
fn anchors_that_name_nothing_are_pointed_at() {
    for (settings, says) in [
        ("name = \"rules\"", &["factlint.toml:1:1", "has no figure"][..]),
        ("name = \"rules\"\nvalue = 1\nsource = \"rules.csv\"", &[":3:9", "exclude each other"]),
        ("name = \"-\"\nvalue = 1", &[":2:8", "a name has words"]),
        ("name = \"rules\"\nvalue = \"many\"", &[":3:9", "`many` is no figure"]),
        ("name = \"rules\"\nvalue = \"5 or 6 men and 7 women\"", &[":3:9", "more than one figure"]),
        ("name = \"day\"\nvalue = \"3 May\"", &[":3:9", "a date cannot be an anchor", "2026-03-01"]),
        ("name = \"day\"\nvalue = \"Tuesday\"", &[":3:9", "a date cannot be an anchor"]),
        ("name = \"day\"\nvalue = 2026-03-01\nkind = \"money\"", &[":3:9", "is no figure"]),
        ("name = \"rules\"\nvalue = 4\nkind = \"cuont\"", &[":4:8", "did you mean `count`?"]),
        ("name = \"grant\"\nvalue = 4\nkind = \"money\"", &[":3:9", "`4` has no unit"]),
        ("name = \"rules\"\nsource = \"none.csv\"", &[":3:10", "cannot read none.csv"]),
        ("name = \"rules\"\nsource = \"README.md\"", &[":3:10", "neither a CSV"]),
        ("name = \"rules\"\nsource = \"data/facts.json\"", &[":3:10", "`pointer` says where"]),
        ("name = \"rules\"\nsource = \"data/facts.json\"\npointer = \"/x\"", &[":4:11", "there is nothing at `/x`"]),
        ("name = \"rules\"\nsource = \"rules.csv\"\ncolumn = \"x\"", &[":4:10", "there is no column `x`"]),
        (
            "name = \"rules\"\nsource = \"rules.csv\"\ncolumn = \"rule\"\nrow = { state = \"stable\" }",
            &[":4:10", "2 rows are so"],
        ),
        (
            "name = \"rules\"\nsource = \"rules.csv\"\ncolumn = \"rule\"\nrow = { state = \"preview\" }",
            &[":4:10", "`c` is no figure"],
        ),
    ] {
        let project = project(&format!("[[anchor]]\n{settings}\n"));
        let run = project.run("check");
        assert_eq!(run.code, 2, "{settings}\n{}", run.stderr);
        says.iter().for_each(|says| assert!(run.stderr.contains(says), "{says} for {settings}\n{}", run.stderr));
    }
}
