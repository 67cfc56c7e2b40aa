//! A project on disk for a test, and `factlint` run in it.

#![allow(dead_code, reason = "not every test that shares this file needs all of it")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A directory of its own, removed at the end.
pub struct Project(tempfile::TempDir);

/// How a run went.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| project.write(name, text));
        project
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `factlint` in the project, with the arguments of a line parted by blanks.
    #[track_caller]
    pub fn run(&self, line: &str) -> Run {
        self.run_in("", &line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>(), &[])
    }

    #[track_caller]
    pub fn run_in(&self, directory: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        command.current_dir(self.path(directory)).args(arguments).env("COLUMNS", "160").env("NO_COLOR", "1");
        command.env("FACTLINT_TODAY", "2026-06-15").env_remove("CLICOLOR_FORCE");
        command.envs(variables.iter().copied());
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Runs `factlint check --format concise` and gives the lines up to the bracket that ends the rule.
    #[track_caller]
    pub fn check(&self, line: &str) -> (i32, Vec<String>, String) {
        let run = self.run(&format!("check --format concise {line}"));
        (run.code, findings(&run.stdout), run.stderr)
    }
}

/// `path:line:column: severity[rule` of each line.
pub fn findings(stdout: &str) -> Vec<String> {
    stdout.lines().map(|line| line.split(']').next().unwrap_or(line).to_owned()).collect()
}

/// The path as git and tests spell it.
pub fn git(directory: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(directory).args(["-c", "user.name=a", "-c", "user.email=a@b.example"]).args(arguments);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
