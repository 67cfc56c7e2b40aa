/*! Whole reports, byte for byte: what `factlint check` prints of three scenes for people and for programs, and of one of
them in every format.

`INSTA_UPDATE=always cargo test --test reports` rewrites the snapshots; read the diff as a reader of the report would. */

use std::path::Path;
use std::process::Command;

/// What `check --format FORMAT` prints of a scene, 100 columns wide and without colour, and its notes.
fn report(scene: &str, format: &str) -> String {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(scene);
    let articles = std::fs::read_dir(&directory).expect("a scene can be listed").map(|entry| {
        let name = entry.expect("a scene can be listed").file_name();
        name.into_string().expect("file names are UTF-8")
    });
    let run = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", "--format", format, "--color", "never", "--"])
        .args(articles.filter(|name| name != "expect.txt"))
        .current_dir(directory)
        .env("COLUMNS", "100")
        .env_remove("GITHUB_WORKSPACE")
        .env_remove("CI_PROJECT_DIR")
        .env_remove("GITHUB_STEP_SUMMARY")
        .env_remove("NO_GRAPHICS")
        .output()
        .expect("factlint runs");
    assert_eq!(run.status.code(), Some(1), "{scene} has findings");
    let text = |bytes| String::from_utf8(bytes).expect("a report is UTF-8");
    // Where the checkout lies is no part of a report.
    let report =
        text(run.stdout).replace(env!("CARGO_MANIFEST_DIR"), "[ROOT]").replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    format!("{report}\n---- stderr\n{}", text(run.stderr))
}

/// The page without its style and script, and without the quantities that are at odds with nothing.
fn page(report: &str) -> String {
    let without = |page: &str, open: &str, close: &str| {
        let (before, rest) = page.split_once(open).unwrap_or_else(|| panic!("no {open}"));
        let (_, after) = rest.split_once(close).unwrap_or_else(|| panic!("no {close}"));
        format!("{before}{open}{close}{after}")
    };
    let page = without(report, "<style>", "</style>");
    let page = without(&page, "<script>", "</script>");
    without(&page, "<section id=\"slots\"", "</section>\n</main>")
}

#[test]
fn of_three_scenes_in_every_format() {
    for scene in ["junior-doctors", "veltamine-trial", "inkqueue-docs"] {
        for format in ["human", "concise", "json", "jsonl"] {
            insta::assert_snapshot!(format!("{scene}.{format}"), report(scene, format));
        }
    }
}

#[test]
fn of_one_scene_in_every_other_format() {
    let scene = "junior-doctors";
    for format in ["narrated", "sarif", "github", "gitlab", "junit", "rdjson", "rdjsonl", "markdown"] {
        insta::assert_snapshot!(format!("{scene}.{format}"), report(scene, format));
    }
    insta::assert_snapshot!(format!("{scene}.html"), page(&report(scene, "html")));
}
