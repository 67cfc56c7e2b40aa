/*! Whole reports, byte for byte: what `factlint check` prints of three scenes in every format.

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
        .output()
        .expect("factlint runs");
    assert_eq!(run.status.code(), Some(1), "{scene} has findings");
    let text = |bytes| String::from_utf8(bytes).expect("a report is UTF-8");
    format!("{}\n---- stderr\n{}", text(run.stdout), text(run.stderr))
}

#[test]
fn of_three_scenes_in_every_format() {
    for scene in ["junior-doctors", "veltamine-trial", "inkqueue-docs"] {
        for format in ["human", "concise", "json", "jsonl"] {
            insta::assert_snapshot!(format!("{scene}.{format}"), report(scene, format));
        }
    }
}
