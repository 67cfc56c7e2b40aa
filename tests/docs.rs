/*! The guides in `docs/` do what they say: their files are written in order, and their commands print what is shown.

A block of code whose language is followed by a path is that file. In a `console` block each line that begins with `$` is run; what
follows is what it prints, and `? 1` its exit status. `UPDATE_DOCS=1 cargo test --test docs` writes the output anew. */

mod project;

use std::fmt::Write;

use project::Project;

#[test]
fn the_guides_do_what_they_say() {
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut told = 0;
    for name in ["rules.md", "settings.md"] {
        let path = docs.join(name);
        let guide = std::fs::read_to_string(&path).unwrap();
        let (ran, commands) = run(&guide);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &ran).unwrap();
        } else {
            assert!(ran == guide, "{name} is not what is printed:\n{}", differences(&guide, &ran));
        }
        told += commands;
    }
    assert!(told >= 12, "{told} commands");
}

/// The guide with what its commands print, and how many there are.
fn run(guide: &str) -> (String, usize) {
    let project = Project::new(&[]);
    let (mut out, mut commands) = (String::new(), 0);
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        let Some(language) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if language == "console" {
            for command in body.iter().filter_map(|line| line.strip_prefix("$ factlint ")) {
                let words: Vec<&str> = command.split(' ').collect();
                let run = project.run_in("", &words, &[("COLUMNS", "100")]);
                let _ = write!(out, "$ factlint {command}\n{}{}", run.stdout, run.stderr);
                if run.code != 0 {
                    let _ = writeln!(out, "? {}", run.code);
                }
                commands += 1;
            }
        } else {
            let body: String = body.iter().map(|line| format!("{line}\n")).collect();
            if let Some((_, path)) = language.split_once(' ') {
                project.write(path, &body);
            }
            out.push_str(&body);
        }
        out.push_str("```\n");
    }
    (out, commands)
}

/// The lines that differ.
fn differences(a: &str, b: &str) -> String {
    let lines = a.lines().zip(b.lines()).filter(|(a, b)| a != b).take(12);
    lines.map(|(a, b)| format!("- {a}\n+ {b}\n")).collect()
}
