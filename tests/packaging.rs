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

/// The scripts of the steps of a workflow or action: what stands indented below `run: |`, or behind `run:`.
#[cfg(unix)]
fn scripts(yaml: &str) -> Vec<String> {
    let mut scripts = Vec::new();
    let mut lines = yaml.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((_, rest)) = line.split_once("run: ").filter(|(before, _)| before.trim_matches([' ', '-']).is_empty())
        else {
            continue;
        };
        if rest != "|" {
            scripts.push(rest.to_owned());
            continue;
        }
        let depth = |line: &str| line.len() - line.trim_start().len();
        let inner = lines.peek().map_or(0, |first| depth(first));
        let mut script = String::new();
        while let Some(line) = lines.next_if(|line| line.trim().is_empty() || depth(line) >= inner) {
            script.push_str(line.get(inner..).unwrap_or_default());
            script.push('\n');
        }
        scripts.push(script);
    }
    scripts
}

#[cfg(unix)]
#[test]
fn the_scripts_of_workflows_read() {
    for (file, least) in [(".github/workflows/ci.yml", 7), (".github/workflows/release.yml", 6), ("action.yml", 2)] {
        let scripts = scripts(&read(file));
        assert!(scripts.len() >= least, "{file}: {}", scripts.len());
        for script in scripts {
            // What the host fills in before a shell reads it.
            let filled = script.split("${{").enumerate().map(|(at, part)| match at {
                0 => part.to_owned(),
                _ => format!("filled{}", part.split_once("}}").unwrap_or_else(|| panic!("{file}: {script}")).1),
            });
            let run = Command::new("bash").args(["-n", "-c", &filled.collect::<String>()]).output().unwrap();
            assert!(run.status.success(), "{file}: {script}\n{}", String::from_utf8_lossy(&run.stderr));
        }
    }
    let action = read("action.yml");
    assert!(
        scripts(&action).iter().all(|script| !script.contains("${{")),
        "what users give is never pasted into a script"
    );
}

/// The step of the action that checks, run as a pull request would: a wrong day that was there before, one that is new.
#[cfg(unix)]
#[test]
fn the_action_checks_what_it_is_told_to() {
    const OLD: &str = "The pier opened on Monday 14 March 2023.\n";
    const NEW: &str = "The pier closed on Monday 21 March 2023.\n";
    let scene = tempfile::tempdir().unwrap();
    let git = |directory: &Path, arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(directory).args(["-c", "user.name=a", "-c", "user.email=a@b.example"]).args(arguments);
        let run = command.output().unwrap();
        assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).unwrap().trim().to_owned()
    };
    let (origin, checkout) = (scene.path().join("origin"), scene.path().join("checkout"));
    std::fs::create_dir(&origin).unwrap();
    git(&origin, &["init", "--quiet", "."]);
    std::fs::write(origin.join("a.md"), OLD).unwrap();
    git(&origin, &["add", "."]);
    git(&origin, &["commit", "--quiet", "-m", "a"]);
    let base = git(&origin, &["rev-parse", "HEAD"]);
    std::fs::write(origin.join("b.md"), NEW).unwrap();
    git(&origin, &["add", "."]);
    git(&origin, &["commit", "--quiet", "-m", "b"]);
    // As `actions/checkout` has it: the last commit alone.
    git(scene.path(), &["clone", "--quiet", "--depth=1", &format!("file://{}", origin.display()), "checkout"]);
    let program = Path::new(env!("CARGO_BIN_EXE_factlint")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let script = scripts(&read("action.yml")).pop().unwrap();
    for (arguments, since, base, code, lines) in [
        ("--format concise", "", "", 1, 2),
        ("--format concise", "auto", base.as_str(), 1, 1),
        ("--format concise", "auto", "", 1, 2),
        ("--format concise a.md", "", "", 1, 1),
        ("--format concise --ignore weekday-not-of-date", "", "", 0, 0),
        ("--format concise $(touch evil)", "", "", 2, 0),
    ] {
        // GitHub runs `shell: bash` so.
        let run = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script])
            .current_dir(&checkout)
            .envs([("ARGS", arguments), ("SINCE", since), ("BASE", base), ("PATH", &path)])
            .env_remove("CLICOLOR_FORCE")
            .output()
            .unwrap();
        let (told, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert_eq!((run.status.code(), told.lines().count()), (Some(code), lines), "{arguments} {since}: {told}{err}");
    }
    assert!(!checkout.join("evil").exists());
}
