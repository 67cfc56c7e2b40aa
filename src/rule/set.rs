/*! The set of rules that a run judges by: the built-in ones, a user's own, and what the user changes of them. */

use std::path::{Path, PathBuf};

use super::compare::{Comparison, slot::Select};
use super::file::{self, FileKind, OverrideFile, Source};
use super::{Anchor, Article, Case, Rule};
use crate::align::{Clash, Weighing};
use crate::document::Corpus;
use crate::error::{FileError, UnknownRule, did_you_mean};
use crate::finding::{Finding, Report, RuleCard};
use crate::lexicon::{self, Lexicon, MeasureId};
use crate::policy::{self, Policy, Teller, like};

/// The built-in rule files, by name.
pub const BUILTIN: &[(&str, &str)] = &[
    ("age-not-of-dates.toml", include_str!("../../rules/age-not-of-dates.toml")),
    ("ages-differ.toml", include_str!("../../rules/ages-differ.toml")),
    ("anchor-differs.toml", include_str!("../../rules/anchor-differs.toml")),
    ("arm-over-trial.toml", include_str!("../../rules/arm-over-trial.toml")),
    ("attendances-differ.toml", include_str!("../../rules/attendances-differ.toml")),
    ("battery-lives-differ.toml", include_str!("../../rules/battery-lives-differ.toml")),
    ("burnt-areas-differ.toml", include_str!("../../rules/burnt-areas-differ.toml")),
    ("change-not-of-ends.toml", include_str!("../../rules/change-not-of-ends.toml")),
    ("confirmed-cases-differ.toml", include_str!("../../rules/confirmed-cases-differ.toml")),
    ("contract-values-differ.toml", include_str!("../../rules/contract-values-differ.toml")),
    ("conversion-off.toml", include_str!("../../rules/conversion-off.toml")),
    ("counts-differ.toml", include_str!("../../rules/counts-differ.toml")),
    ("dates-differ.toml", include_str!("../../rules/dates-differ.toml")),
    ("deal-values-differ.toml", include_str!("../../rules/deal-values-differ.toml")),
    ("default-over-maximum.toml", include_str!("../../rules/default-over-maximum.toml")),
    ("durations-differ.toml", include_str!("../../rules/durations-differ.toml")),
    ("efficacies-differ.toml", include_str!("../../rules/efficacies-differ.toml")),
    ("end-before-start.toml", include_str!("../../rules/end-before-start.toml")),
    ("fines-differ.toml", include_str!("../../rules/fines-differ.toml")),
    ("jobs-cut-differ.toml", include_str!("../../rules/jobs-cut-differ.toml")),
    ("list-not-as-long.toml", include_str!("../../rules/list-not-as-long.toml")),
    ("majorities-differ.toml", include_str!("../../rules/majorities-differ.toml")),
    ("majority-over-votes.toml", include_str!("../../rules/majority-over-votes.toml")),
    ("measurements-differ.toml", include_str!("../../rules/measurements-differ.toml")),
    ("minimum-over-sentence.toml", include_str!("../../rules/minimum-over-sentence.toml")),
    ("money-differs.toml", include_str!("../../rules/money-differs.toml")),
    ("no-such-day.toml", include_str!("../../rules/no-such-day.toml")),
    ("part-over-whole.toml", include_str!("../../rules/part-over-whole.toml")),
    ("parts-do-not-add-up.toml", include_str!("../../rules/parts-do-not-add-up.toml")),
    ("percentage-not-of-counts.toml", include_str!("../../rules/percentage-not-of-counts.toml")),
    ("percentages-differ.toml", include_str!("../../rules/percentages-differ.toml")),
    ("poll-samples-differ.toml", include_str!("../../rules/poll-samples-differ.toml")),
    ("prison-terms-differ.toml", include_str!("../../rules/prison-terms-differ.toml")),
    ("quake-magnitudes-differ.toml", include_str!("../../rules/quake-magnitudes-differ.toml")),
    ("results-not-of-matches.toml", include_str!("../../rules/results-not-of-matches.toml")),
    ("screen-sizes-differ.toml", include_str!("../../rules/screen-sizes-differ.toml")),
    ("share-over-100.toml", include_str!("../../rules/share-over-100.toml")),
    ("span-not-as-long.toml", include_str!("../../rules/span-not-as-long.toml")),
    ("stolen-values-differ.toml", include_str!("../../rules/stolen-values-differ.toml")),
    ("strike-lengths-differ.toml", include_str!("../../rules/strike-lengths-differ.toml")),
    ("timeouts-differ.toml", include_str!("../../rules/timeouts-differ.toml")),
    ("times-differ.toml", include_str!("../../rules/times-differ.toml")),
    ("trial-sizes-differ.toml", include_str!("../../rules/trial-sizes-differ.toml")),
    ("turnout-not-votes-over-electorate.toml", include_str!("../../rules/turnout-not-votes-over-electorate.toml")),
    ("turnouts-differ.toml", include_str!("../../rules/turnouts-differ.toml")),
    ("unused-suppression.toml", include_str!("../../rules/unused-suppression.toml")),
    ("votes-cast-differ.toml", include_str!("../../rules/votes-cast-differ.toml")),
    ("votes-over-electorate.toml", include_str!("../../rules/votes-over-electorate.toml")),
    ("weekday-not-of-date.toml", include_str!("../../rules/weekday-not-of-date.toml")),
    ("wind-speeds-differ.toml", include_str!("../../rules/wind-speeds-differ.toml")),
];

/// The rules of a run and the words that they are read with.
#[derive(Debug)]
pub struct RuleSet {
    /// The words, units and measures.
    pub lexicon: Lexicon,
    /// The rules, by id.
    pub rules: Vec<Rule>,
    /// What evidence is worth in alignment.
    pub weighing: Weighing,
    /// The figures that the project names once.
    pub anchors: Vec<Anchor>,
    /// What the project accepts of what the rules find.
    pub policy: Policy,
    /// The measures that have a slot rule of their own, whether or not it is among those that run.
    owned: Vec<MeasureId>,
    /// The ids of all rules, whether or not they run.
    known: Vec<String>,
    /// The ids of the rules that are a user's own, or take the place of a built-in one.
    own: Vec<String>,
}

/// Where the built-in rules can be read.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
const VERSION: &str = env!("CARGO_PKG_VERSION");

impl RuleSet {
    /// The built-in rules and lexicon.
    ///
    /// # Errors
    /// The first built-in file that does not read; a test shows that there is none.
    pub fn builtin() -> Result<Self, FileError> {
        let lexicon = Lexicon::read(lexicon::BUILTIN.iter().copied())?;
        let rules = BUILTIN.iter().map(|(name, text)| file::read_built_in(name, text, &lexicon));
        let rules = rules.collect::<Result<_, _>>()?;
        Ok(Self::new(lexicon, rules))
    }

    /// The built-in rules and the user's files: rules, of which one with a known id replaces that rule; `[override.RULE]`
    /// tables; and lexicon files. A directory stands for the TOML files in it.
    ///
    /// What is wrong with a file is an error, and the others are used without it.
    pub fn load(paths: &[PathBuf]) -> (Self, Vec<FileError>) {
        let mut errors = Vec::new();
        let mut files = Vec::new();
        for path in paths {
            read_all(path, &mut files, &mut errors);
        }
        let (set, wrong) = Self::read(&files);
        errors.extend(wrong);
        (set, errors)
    }

    /// The ids of the rules in the files and directories of `paths`: the stems of the rule files.
    pub fn ids(paths: &[PathBuf]) -> Vec<String> {
        let mut files = Vec::new();
        // What cannot be read is told where the rules are loaded.
        paths.iter().for_each(|path| read_all(path, &mut files, &mut Vec::new()));
        let rules = files.iter().filter(|(name, text)| matches!(FileKind::of(name, text), Ok(FileKind::Rule)));
        rules.filter_map(|(name, _)| Some(Path::new(name).file_stem()?.to_string_lossy().into_owned())).collect()
    }

    /// The built-in rules and the user's files already read, `(name, text)` each. See [`RuleSet::load`].
    pub fn read(files: &[(String, String)]) -> (Self, Vec<FileError>) {
        let mut errors = Vec::new();
        let of = |wanted: FileKind, errors: &mut Vec<FileError>| -> Vec<(&str, &str)> {
            let mut found = Vec::new();
            for (name, text) in files {
                match FileKind::of(name, text) {
                    Ok(kind) if kind == wanted => found.push((name.as_str(), text.as_str())),
                    Ok(_) => {}
                    // Told once, when the lexicon files are sought.
                    Err(error) if wanted == FileKind::Lexicon => errors.push(error),
                    Err(_) => {}
                }
            }
            found
        };
        let mut words = of(FileKind::Lexicon, &mut errors);
        let read =
            |words: &[(&str, &str)]| Lexicon::read(lexicon::BUILTIN.iter().copied().chain(words.iter().copied()));
        let lexicon = read(&words).unwrap_or_else(|_| {
            // A file that does not read by itself is left out; should some read by themselves and not together, so are all.
            words.retain(|file| read(&[*file]).map_err(|error| errors.push(error)).is_ok());
            read(&words).unwrap_or_else(|error| {
                errors.push(error);
                Lexicon::builtin()
            })
        });
        let mut rules: Vec<Rule> = Vec::new();
        let user = of(FileKind::Rule, &mut errors);
        let mut own = Vec::new();
        for (name, text) in BUILTIN {
            match file::read_built_in(name, text, &lexicon) {
                Ok(rule) => rules.push(rule),
                Err(error) => errors.push(error),
            }
        }
        for (name, text) in user {
            let read = file::read(name, text, &lexicon);
            own.extend(read.iter().map(|rule| rule.id.clone()));
            match read {
                Ok(rule) => match rules.iter_mut().find(|r| r.id == rule.id) {
                    Some(known) => *known = rule,
                    None => rules.push(rule),
                },
                Err(error) => errors.push(error),
            }
        }
        let mut set = Self { own, ..Self::new(lexicon, rules) };
        for (name, text) in of(FileKind::Override, &mut errors) {
            if let Err(error) = set.change(name, text) {
                errors.push(error);
            }
        }
        (set, errors)
    }

    fn new(lexicon: Lexicon, mut rules: Vec<Rule>) -> Self {
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        let owned = rules
            .iter()
            .filter_map(|r| match &r.compare {
                Comparison::Slot(slot) => match slot.select {
                    Select::Measure(id) => Some(id),
                    Select::Kind(_) => None,
                },
                _ => None,
            })
            .collect();
        let known = rules.iter().map(|r| r.id.clone()).collect();
        Self {
            lexicon,
            rules,
            weighing: Weighing::builtin(),
            anchors: Vec::new(),
            policy: Policy::default(),
            owned,
            known,
            own: Vec::new(),
        }
    }

    /// Applies the `[override.RULE]` tables of a file.
    fn change(&mut self, name: &str, text: &str) -> Result<(), FileError> {
        let source = Source { name, text };
        let file: OverrideFile = toml::from_str(text).map_err(|e| FileError::toml(name, text, &e))?;
        for (id, change) in file.r#override {
            let at = id.span();
            let position = self.position(id.get_ref()).map_err(|e| source.at(at, e.to_string(), e.help))?;
            let rule = &mut self.rules[position];
            if let Some(level) = change.severity {
                rule.severity = level.into();
            }
            if let Some(percent) = file::tolerance(change.tolerance, source)? {
                rule.tolerance = percent;
            }
        }
        Ok(())
    }

    fn position(&self, id: &str) -> Result<usize, UnknownRule> {
        self.rules.iter().position(|r| r.id == id).ok_or_else(|| UnknownRule {
            id: id.to_owned(),
            help: did_you_mean(id, self.rules.iter().map(|r| r.id.as_str())),
        })
    }

    /// The rule of that id.
    ///
    /// # Errors
    /// There is none; the nearest one is named.
    pub fn rule(&self, id: &str) -> Result<&Rule, UnknownRule> {
        self.position(id).map(|at| &self.rules[at])
    }

    /// Keeps the rules that `select` names, all where it names none, without those that `ignore` names; `*` stands for any characters.
    ///
    /// # Errors
    /// The first id that is no rule's.
    pub fn keep(&mut self, select: &[String], ignore: &[String]) -> Result<(), UnknownRule> {
        for pattern in select.iter().chain(ignore) {
            self.matching(pattern)?;
        }
        let fits = |patterns: &[String], id: &str| patterns.iter().any(|pattern| like(pattern, id));
        self.rules.retain(|r| (select.is_empty() || fits(select, &r.id)) && !fits(ignore, &r.id));
        Ok(())
    }

    /// The stems of the words of a name, by which anchors are found.
    pub fn stems(&self, name: &str) -> Vec<u64> {
        let words = name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
        words.map(|word| self.lexicon.stem(&word.to_lowercase())).collect()
    }

    /// The ids of all rules, whether or not they run.
    pub fn known(&self) -> &[String] {
        &self.known
    }

    /// Keeps the rules that `runs` accepts.
    pub fn retain(&mut self, runs: impl Fn(&str) -> bool) {
        self.rules.retain(|r| runs(&r.id));
    }

    /// The known ids that a pattern fits, in which `*` stands for any characters.
    ///
    /// # Errors
    /// There is none; the nearest one is named.
    pub fn matching(&self, pattern: &str) -> Result<Vec<String>, UnknownRule> {
        let fit: Vec<String> = self.known.iter().filter(|id| like(pattern, id)).cloned().collect();
        if fit.is_empty() {
            let help = did_you_mean(pattern, self.known.iter().map(String::as_str));
            return Err(UnknownRule { id: pattern.to_owned(), help });
        }
        Ok(fit)
    }

    /// A rule file, read with the words of this set.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(&self, name: &str, text: &str) -> Result<Rule, FileError> {
        file::read(name, text, &self.lexicon)
    }

    /// The rules as reports tell of them, by id; with the texts of tests if `examples` says so.
    pub fn cards(&self, examples: bool) -> Vec<RuleCard> {
        let texts = |rule: &Rule, fires: bool| {
            let test = rule.tests.iter().find(|test| test.flags.is_empty() != fires);
            test.map(|test| test.documents.iter().map(|(text, _)| text.clone()).collect()).unwrap_or_default()
        };
        let url = |rule: &Rule| {
            let of_users = self.own.contains(&rule.id);
            (!of_users).then(|| format!("{REPOSITORY}/blob/v{VERSION}/rules/{}.toml", rule.id))
        };
        let card = |rule: &Rule| RuleCard {
            url: url(rule),
            certain: rule.compare.is_arithmetic(),
            id: rule.id.clone(),
            severity: rule.severity,
            summary: rule.summary.clone(),
            why: rule.why.clone(),
            help: rule.help.clone(),
            fires: if examples { texts(rule, true) } else { Vec::new() },
            silent: if examples { texts(rule, false) } else { Vec::new() },
        };
        self.rules.iter().map(card).collect()
    }

    /// The measures that have a slot rule of their own: [`Case::owned`].
    pub fn owned(&self) -> &[MeasureId] {
        &self.owned
    }

    /// What all rules find, ordered by the path and place of the first claim, then by rule.
    pub fn judge(&self, case: &Case<'_>) -> Vec<Finding> {
        // An article is opened once for all rules.
        let of_article = |case: &Case<'_>, article: &Article| -> Vec<Finding> {
            self.rules.iter().flat_map(|rule| rule.compare.of_article(rule, article, case)).collect()
        };
        let of_clash = |case: &Case<'_>, clash: &Clash| -> Vec<Finding> {
            self.rules.iter().filter_map(|rule| rule.compare.of_clash(rule, clash, case)).collect()
        };
        let mut findings = case.in_rounds(case.articles, of_article);
        findings.extend(case.in_rounds(case.clashes, of_clash));
        findings.extend(self.rules.iter().flat_map(|rule| rule.compare.judge(rule, case)));
        policy::sort(&mut findings);
        findings
    }

    /// Parts findings into those to report and those that the project accepts: [`Policy::settle`].
    pub fn settle(&self, findings: Vec<Finding>, corpus: &Corpus, report: &mut Report) {
        let runs = |id: &str| self.rules.iter().any(|rule| rule.id == id);
        let knows = |id: &str| match self.known.iter().any(|known| known == id) {
            true => Ok(()),
            false => Err(did_you_mean(id, self.known.iter().map(String::as_str))),
        };
        let rule = self.rules.iter().find(|rule| matches!(rule.compare, Comparison::Suppression));
        let message =
            |what: &str| rule.map_or_else(String::new, |rule| rule.message.fill(&[("what", what.to_owned())]));
        let teller = rule.map(|rule| Teller {
            id: &rule.id,
            severity: rule.severity,
            help: &rule.help,
            message: &message,
            runs: &runs,
            knows: &knows,
        });
        self.policy.settle(findings, corpus, teller.as_ref(), report);
    }
}

/// Reads a file, or the TOML files of a directory in order of their names.
fn read_all(path: &Path, files: &mut Vec<(String, String)>, errors: &mut Vec<FileError>) {
    let name = path.to_string_lossy().replace('\\', "/");
    let failed = |e: std::io::Error| FileError::plain(&name, "", format!("cannot read {name}: {e}"));
    if path.is_dir() {
        match std::fs::read_dir(path).and_then(|d| d.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()) {
            Ok(mut entries) => {
                entries.sort();
                for entry in entries.iter().filter(|e| e.is_dir() || e.extension().is_some_and(|x| x == "toml")) {
                    read_all(entry, files, errors);
                }
            }
            Err(error) => errors.push(failed(error)),
        }
        return;
    }
    match std::fs::read_to_string(path) {
        Ok(text) => files.push((name, text)),
        Err(error) => errors.push(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect()
    }

    #[test]
    fn every_built_in_file_is_listed_and_reads() {
        let mut here: Vec<String> = std::fs::read_dir("rules")
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|n| n.ends_with(".toml"))
            .filter(|n| {
                FileKind::of(n, &std::fs::read_to_string(format!("rules/{n}")).unwrap()).unwrap() == FileKind::Rule
            })
            .collect();
        here.sort();
        let mut listed: Vec<&str> = BUILTIN.iter().map(|(n, _)| *n).collect();
        listed.sort_unstable();
        assert_eq!(here, listed);
        let set = RuleSet::builtin().unwrap_or_else(|e| panic!("{}: {e} {:?}", e.source_code.name(), e.help));
        for (name, text) in BUILTIN {
            // The whole file says what its two parts say, read one after the other.
            let whole = file::read(name, text, &set.lexicon).unwrap_or_else(|e| panic!("{name}: {e} {:?}", e.help));
            let rule = set.rule(&whole.id).unwrap();
            assert_eq!(whole.tests[..], rule.tests[..], "{name}");
            let but_tests = |rule: &Rule| format!("{:?}", Rule { tests: Vec::new().into(), ..rule.clone() });
            assert_eq!(but_tests(&whole), but_tests(rule), "{name}");
        }
        for rule in &set.rules {
            for wanted in [true, false] {
                let count = rule.tests.iter().filter(|t| t.flags.is_empty() != wanted).count();
                assert!(count > 0, "{} has no test that {}", rule.id, if wanted { "fires" } else { "is silent" });
            }
            assert!(!rule.why.is_empty() && !rule.help.is_empty(), "{} says why and what to do", rule.id);
        }
    }

    #[test]
    fn a_users_file_replaces_and_overrides() {
        let mine = "summary = \"mine\"\nseverity = \"info\"\nmessage = \"{stated}\"\nwhy = \"x\"\n[compare.weekday]\n";
        let files = owned(&[
            ("my/weekday-not-of-date.toml", mine),
            ("my/settings.toml", "[override.counts-differ]\nseverity = \"warning\"\ntolerance = 2.5\n"),
        ]);
        let (set, errors) = RuleSet::read(&files);
        assert!(errors.is_empty());
        assert_eq!(set.rule("weekday-not-of-date").unwrap().summary, "mine");
        let counts = set.rule("counts-differ").unwrap();
        assert_eq!((counts.severity, counts.tolerance.to_string().as_str()), (Severity::Warning, "2.5"));
    }

    #[test]
    fn unknown_rules_are_named_with_their_nearest() {
        let files = owned(&[("my/settings.toml", "[override.count-differ]\nseverity = \"warning\"\n")]);
        let (_, errors) = RuleSet::read(&files);
        assert_eq!(errors.len(), 1);
        let span = errors[0].span.unwrap();
        assert_eq!(&files[0].1[span.offset()..span.offset() + span.len()], "count-differ");
        assert_eq!(errors[0].help.as_deref(), Some("did you mean `counts-differ`?"));

        let mut set = RuleSet::builtin().unwrap();
        let error = set.keep(&["weekday-not-of-dates".into()], &[]).unwrap_err();
        assert_eq!(error.help.as_deref(), Some("did you mean `weekday-not-of-date`?"));
        set.keep(&[], &["counts-differ".into()]).unwrap();
        assert!(set.rule("counts-differ").is_err() && set.rule("weekday-not-of-date").is_ok());
    }
}
