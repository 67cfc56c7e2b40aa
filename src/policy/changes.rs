/*! `--since`: which lines git says were added, and the findings that touch one. Everything is read all the same, since the other end
of a conflict lies in a file that did not change. */

use rustc_hash::FxHashMap;

use crate::document::Corpus;
use crate::finding::{Cited, Finding};

/// The lines that were added, by the path of the file from the root of the repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    files: FxHashMap<String, Lines>,
}

/// Lines of a file, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lines {
    All,
    /// First and last of each run, in order.
    Some(Vec<(u32, u32)>),
}

impl Changes {
    /// Reads the output of `git diff -U0 --src-prefix=a/ --dst-prefix=b/`.
    pub fn read(diff: &str) -> Self {
        let mut changes = Self::default();
        let mut path = None;
        // Lines of the hunk still to come: they may look like headers.
        let mut left = 0u32;
        for line in diff.lines() {
            if left > 0 && line.starts_with(['+', '-']) {
                left -= 1;
            } else if let Some(name) = line.strip_prefix("+++ ") {
                path = name_of(name);
            } else if let Some((removed, first, added)) = hunk(line) {
                left = removed.saturating_add(added);
                if let Some(path) = path.as_ref().filter(|_| added > 0) {
                    let lines = changes.files.entry(String::clone(path)).or_insert(Lines::Some(Vec::new()));
                    if let Lines::Some(lines) = lines {
                        lines.push((first, first.saturating_add(added - 1)));
                    }
                }
            }
        }
        changes
    }

    /// Counts all lines of a file as added: one that git does not know yet, or that has no lines.
    pub fn add_file(&mut self, path: String) {
        self.files.insert(path, Lines::All);
    }

    /// Keeps the findings that touch an added line; the end that does comes first. `place` gives the path of a document from the
    /// root of the repository.
    pub fn keep(&self, findings: &mut Vec<Finding>, corpus: &Corpus, place: impl Fn(&str) -> Option<String>) {
        let mut known: FxHashMap<u32, Option<&Lines>> = FxHashMap::default();
        let mut touches = |claim: &Cited| {
            let document = corpus.document(claim.document);
            let lines = *known.entry(claim.document.0).or_insert_with(|| {
                let file = document.held.as_ref().map_or(&document.path, |held| &held.file);
                place(file).and_then(|path| self.files.get(&path))
            });
            match lines {
                None => false,
                Some(Lines::All) => true,
                Some(Lines::Some(runs)) => {
                    let first = claim.location.line;
                    let last = document.line_at(claim.location.span.end.saturating_sub(1)).max(first);
                    // An article of JSON Lines is one line of its file.
                    let (first, last) = document.held.as_ref().map_or((first, last), |held| (held.line, held.line));
                    runs.iter().any(|&(from, to)| from <= last && first <= to)
                }
            }
        };
        findings.retain_mut(|finding| {
            let Some(at) = finding.claims.iter().position(&mut touches) else { return false };
            finding.claims[..=at].rotate_right(1);
            let moved = |end: &mut usize| *end = if *end == at { 0 } else { *end + usize::from(*end < at) };
            for (a, b) in &mut finding.conflicts {
                moved(a);
                moved(b);
                if *a > *b {
                    std::mem::swap(a, b);
                }
            }
            finding.conflicts.sort_unstable();
            true
        });
    }
}

/// How many lines a hunk removes, the first that it adds, and how many.
fn hunk(line: &str) -> Option<(u32, u32, u32)> {
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let numbers = |text: &str| match text.split_once(',') {
        Some((first, count)) => Some((first.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    };
    let ((_, removed), (first, added)): ((u32, u32), (u32, u32)) = (numbers(old)?, numbers(new)?);
    Some((removed, first, added))
}

/// The path of a `+++` line, out of its quotes; `None` for a file that is gone.
fn name_of(name: &str) -> Option<String> {
    let name = name.strip_suffix('\t').unwrap_or(name);
    let Some(quoted) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else {
        return name.strip_prefix("b/").map(str::to_owned);
    };
    let mut bytes = Vec::new();
    let mut rest = quoted.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match rest.next()? {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'a' => 7,
            b'b' => 8,
            b'v' => 11,
            b'f' => 12,
            digit @ b'0'..=b'3' => {
                let octal = [digit, rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&octal).ok()?, 8).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()?.strip_prefix("b/").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_lines_are_read() {
        let diff = "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -1 +1,2 @@ head\n-old\n+++ b/no.md\n+new\n\
                    @@ -9,2 +10,0 @@\n-a\n--- a/no.md\n@@ -20,0 +19 @@\n+z\n\
                    --- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
                    --- \"a/caf\\303\\251 \\\"1\\\".md\"\n+++ \"b/caf\\303\\251 \\\"1\\\".md\"\n@@ -0,0 +1,3 @@\n+1\n+2\n+3\n";
        let mut wanted = Changes::default();
        wanted.files.insert("x.md".into(), Lines::Some(vec![(1, 2), (19, 19)]));
        wanted.files.insert("café \"1\".md".into(), Lines::Some(vec![(1, 3)]));
        assert_eq!(Changes::read(diff), wanted);
    }

    #[test]
    fn the_end_that_changed_comes_first() {
        let (report, corpus) = crate::report::sample::ballot();
        let lines: Vec<(String, u32)> = report.findings[0]
            .claims
            .iter()
            .map(|claim| (corpus.document(claim.document).path.clone(), claim.location.line))
            .collect();
        let run = |path: &str, line: u32| {
            let mut findings = report.findings.clone();
            let changes = Changes::read(&format!("+++ b/{path}\n@@ -0,0 +{line} @@\n+x\n"));
            changes.keep(&mut findings, &corpus, |path| Some(path.to_owned()));
            findings
        };
        for (at, (path, line)) in lines.iter().enumerate() {
            let found = run(path, *line);
            assert_eq!(found[0].claims[0], report.findings[0].claims[at]);
            assert_eq!(found[0].conflicts, report.findings[0].conflicts);
            assert!(run(path, line + 7).is_empty() && run("other.txt", *line).is_empty());
        }
    }
}
