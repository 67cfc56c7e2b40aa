/*! The exit status: a contract with scripts (DESIGN.md, "Contracts"). */

use std::process::ExitCode;

use clap::ValueEnum;
use factlint::finding::{Finding, Severity};

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Nothing found that counts.
    Clean = 0,
    /// Findings, or tests that failed.
    Findings = 1,
    /// Not all of the work could be done.
    Trouble = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The least severity that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Info,
    /// Nothing
    Never,
}

impl From<factlint::config::file::FailOn> for FailOn {
    fn from(asked: factlint::config::file::FailOn) -> Self {
        use factlint::config::file::FailOn as Asked;
        match asked {
            Asked::Error => Self::Error,
            Asked::Warning => Self::Warning,
            Asked::Info => Self::Info,
            Asked::Never => Self::Never,
        }
    }
}

impl FailOn {
    /// The least severity that makes a run fail, if any does.
    pub(crate) fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }

    /// How a run with these findings ends.
    pub(crate) fn judge(self, findings: &[Finding]) -> Exit {
        let counts = |finding: &Finding| self.least().is_some_and(|least| finding.severity >= least);
        if findings.iter().any(counts) { Exit::Findings } else { Exit::Clean }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(severity: Severity) -> Finding {
        Finding {
            rule: String::new(),
            severity,
            message: String::new(),
            help: String::new(),
            claims: Vec::new(),
            conflicts: Vec::new(),
            because: Vec::new(),
            confidence: 1.0,
            fingerprint: String::new(),
        }
    }

    #[test]
    fn findings_count_from_the_asked_severity_on() {
        use Exit::{Clean, Findings};
        use FailOn::{Error, Info, Never, Warning};
        for (severity, table) in [
            (Severity::Error, [(Error, Findings), (Warning, Findings), (Info, Findings), (Never, Clean)]),
            (Severity::Warning, [(Error, Clean), (Warning, Findings), (Info, Findings), (Never, Clean)]),
            (Severity::Info, [(Error, Clean), (Warning, Clean), (Info, Findings), (Never, Clean)]),
        ] {
            for (fail_on, exit) in table {
                assert_eq!(fail_on.judge(&[finding(severity)]), exit, "{severity:?} {fail_on:?}");
                assert_eq!(fail_on.judge(&[]), Clean);
            }
        }
        assert!(Exit::Trouble > Findings && Findings > Clean, "the graver end wins");
    }
}
