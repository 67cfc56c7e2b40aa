/*! What hands factlint out says the same as the crate: the names, the versions, the flags. */

use std::path::Path;
use std::process::Command;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn toml(path: &str) -> toml::Table {
    read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_wheel_is_the_crate() {
    let (wheel, cargo) = (toml("pyproject.toml"), toml("Cargo.toml"));
    let (project, package) = (&wheel["project"], &cargo["package"]);
    for key in ["name", "description", "license", "readme", "keywords"] {
        assert_eq!(project[key], package[key], "{key}");
    }
    assert_eq!(project["urls"]["Source"], package["repository"]);
    assert_eq!(project["dynamic"][0].as_str(), Some("version"));
    assert_eq!(wheel["tool"]["maturin"]["bindings"].as_str(), Some("bin"));
}

#[test]
fn binstall_looks_for_what_the_release_makes() {
    let cargo = toml("Cargo.toml");
    let binstall = &cargo["package"]["metadata"]["binstall"];
    let url = binstall["pkg-url"].as_str().unwrap();
    assert!(url.ends_with("/v{ version }/factlint-v{ version }-{ target }{ archive-suffix }"), "{url}");
    assert!(binstall["bin-dir"].as_str().unwrap().starts_with("factlint-v{ version }-{ target }/"));
    let release = read(".github/workflows/release.yml");
    for says in ["name=\"factlint-v$version-$TARGET\"", "\"$name.tgz\"", "\"$name.zip\"", "x86_64-pc-windows-msvc"] {
        assert!(release.contains(says), "{says}");
    }
}

#[test]
fn a_hook_gets_no_parts_of_the_files_and_all_flags_are_there() {
    let hooks = read(".pre-commit-hooks.yaml");
    let whole: Vec<&str> = hooks.split("\n- id: ").filter(|hook| hook.contains("entry: factlint check\n")).collect();
    assert!(whole.len() >= 2 && whole.iter().all(|hook| hook.contains("pass_filenames: false")), "{hooks}");
    let help = Command::new(env!("CARGO_BIN_EXE_factlint")).args(["check", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for file in [".pre-commit-hooks.yaml", "action.yml", ".github/workflows/ci.yml"] {
        let text = read(file);
        for flags in text.lines().filter(|line| line.contains("factlint check") || line.contains("since=(")) {
            for flag in flags.split([' ', '(']).filter(|word| word.starts_with("--")) {
                assert!(help.contains(flag), "{file}: {flag}");
            }
        }
    }
}

#[test]
fn the_oldest_rust_is_tested_and_told() {
    let cargo = toml("Cargo.toml");
    let oldest = cargo["package"]["rust-version"].as_str().unwrap();
    assert!(read("README.md").contains(&format!("Rust {oldest}")), "README.md says Rust {oldest}");
    assert!(read(".github/workflows/ci.yml").contains("[\"rust_version\"]"), "CI reads it from Cargo.toml");
}
