/*! SARIF 2.1.0, the exchange format of static analysis, as GitHub's code scanning reads it.

A result has one location, since readers show no more; the other ends are related locations, each linked from the message, without
which GitHub hides them. Columns count characters, and lines and columns stand in no fingerprint. */

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::address::{Address, Columns, Region, Root};
use super::visible::{cut, visible};
use super::{Options, concise, wire};
use crate::document::Corpus;
use crate::finding::{Cited, Finding, Means, Report, RuleCard, Severity, Suppression};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name that a URI of the repository is relative to.
const SOURCE_ROOT: &str = "%SRCROOT%";
/// The most related locations that GitHub keeps of a result.
const MOST: usize = 99;
/// The most results that GitHub takes in a file.
const MOST_RESULTS: usize = 25_000;
/// The longest description that GitHub takes.
const LONGEST: usize = 1000;

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    wire::pretty(&Log::new(report, corpus, options), out)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    automation_details: AutomationDetails,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    original_uri_base_ids: BTreeMap<&'static str, Uri>,
    column_kind: &'static str,
    /// Where results are left out, that they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invocations: Vec<Invocation>,
    results: Vec<Found<'a>>,
}

/// How the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: [Notification; 1],
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

impl Invocation {
    fn left_out(count: usize) -> Self {
        let message = format!("{count} more results are not in this file, which holds the gravest {MOST_RESULTS}");
        let notification = Notification { level: "warning", message: Text { text: message } };
        Self { execution_successful: true, tool_execution_notifications: [notification] }
    }
}

/// Leaves the gravest results, those that nobody accepts first, in their order; how many are left out, if any are.
fn cut_to(results: &mut Vec<Found<'_>>, most: usize) -> Option<usize> {
    let more = results.len().checked_sub(most).filter(|more| *more > 0)?;
    let accepted = |found: &Found<'_>| found.suppressions.as_ref().is_some_and(|by| !by.is_empty());
    let rank = |found: &Found<'_>| match found.level {
        _ if accepted(found) => 3,
        "error" => 0,
        "warning" => 1,
        _ => 2,
    };
    let mut ranks: Vec<(u8, usize)> = results.iter().map(rank).zip(0..).collect();
    ranks.sort_unstable();
    let mut stays = vec![false; results.len()];
    ranks.iter().take(most).for_each(|(_, at)| stays[*at] = true);
    let mut at = 0..;
    results.retain(|_| at.next().is_some_and(|at| stays[at]));
    Some(more)
}

#[derive(Serialize)]
struct AutomationDetails {
    id: String,
}

#[derive(Serialize)]
struct Uri {
    uri: String,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    information_uri: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    name: String,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Both>,
    /// Where the rule can be read about.
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<Configuration>,
    properties: Properties,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Both {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'static str>,
    #[serde(rename = "problem.severity", skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    /// How sure the rule is, 0 to 100.
    rank: f64,
    /// Who accepted it. Where a run knows of suppressions, none says that there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<Vec<Accepted<'a>>>,
    /// Whether a baseline knows it; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
}

#[derive(Serialize)]
struct Accepted<'a> {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<&'a str>,
}

impl<'a> Accepted<'a> {
    fn new(by: &'a Suppression) -> Self {
        let kind = if matches!(by.means, Means::Comment(_)) { "inSource" } else { "external" };
        Self { kind, status: "accepted", justification: by.reason.as_deref() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    snippet: Text,
}

impl<'a> Log<'a> {
    fn new(report: &'a Report, corpus: &'a Corpus, options: &Options) -> Self {
        let rules = rules(report);
        let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
        let root = |directory: &str| Uri { uri: super::address::file_uri(&format!("{directory}/")) };
        let roots = Some(options.root.repository.trim_end_matches('/')).filter(|directory| !directory.is_empty());
        let found = |finding: &'a Finding, suppressions, known: bool| {
            let rule = index.get(finding.rule.as_str()).copied().unwrap_or_default();
            let baseline_state = report.baselined.then_some(if known { "unchanged" } else { "new" });
            Found { suppressions, baseline_state, ..Found::new(finding, rule, corpus, &options.root) }
        };
        let none = || (!report.suppressed.is_empty()).then(Vec::new);
        let accepted = report
            .suppressed
            .iter()
            .map(|it| found(&it.finding, Some(vec![Accepted::new(&it.by)]), it.by.means == Means::Baseline));
        let mut results: Vec<Found<'_>> =
            report.findings.iter().map(|finding| found(finding, none(), false)).chain(accepted).collect();
        let invocations = cut_to(&mut results, MOST_RESULTS).map(Invocation::left_out).into_iter().collect();
        Self {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [Run {
                automation_details: AutomationDetails { id: category(options) },
                original_uri_base_ids: roots.map(|directory| (SOURCE_ROOT, root(directory))).into_iter().collect(),
                column_kind: "unicodeCodePoints",
                invocations,
                results,
                tool: Tool {
                    driver: Driver {
                        name: "factlint",
                        version: env!("CARGO_PKG_VERSION"),
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        information_uri: env!("CARGO_PKG_REPOSITORY"),
                        rules,
                    },
                },
            }],
        }
    }
}

/// What code scanning tells runs apart by: all before the last slash.
fn category(options: &Options) -> String {
    match options.formats.sarif.category.as_deref().map(|name| name.trim_matches('/')) {
        Some(name) if !name.is_empty() => format!("factlint/{}/", visible(name)),
        _ => "factlint/".to_owned(),
    }
}

/// The rules that ran, and any other that a finding names.
fn rules(report: &Report) -> Vec<Rule<'_>> {
    let mut rules: Vec<Rule<'_>> = report.rules.iter().map(Rule::new).collect();
    for finding in report.findings.iter().chain(report.suppressed.iter().map(|it| &it.finding)) {
        if !rules.iter().any(|rule| rule.id == finding.rule) {
            rules.push(Rule {
                id: &finding.rule,
                name: name(&finding.rule),
                short_description: Text { text: visible(&finding.message).into_owned() },
                full_description: None,
                help: None,
                help_uri: None,
                default_configuration: None,
                properties: Properties { tags: TAGS, precision: None, severity: None },
            });
        }
    }
    rules
}

const TAGS: [&str; 2] = ["figures", "consistency"];

impl<'a> Rule<'a> {
    fn new(card: &'a RuleCard) -> Self {
        let line = |text: &str| visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let (why, help) = (line(&card.why), line(&card.help));
        let about = [why.as_str(), help.as_str()].join("\n\n");
        let about = if about.trim().is_empty() { line(&card.summary) } else { about };
        let mut markdown = about.clone();
        for (title, texts) in [("It fires on", &card.fires), ("It stays silent on", &card.silent)] {
            if !texts.is_empty() {
                let quotes: Vec<String> =
                    texts.iter().map(|text| format!("> {}", super::markdown::escaped(&line(text)))).collect();
                markdown.push_str(&format!("\n\n**{title}**\n\n{}", quotes.join("\n>\n")));
            }
        }
        markdown.push_str(&format!("\n\nTo switch it off: `--ignore {}`.", card.id));
        Self {
            id: &card.id,
            name: name(&card.id),
            short_description: Text { text: line(&card.summary) },
            full_description: (!why.is_empty()).then(|| Text { text: cut(&why, LONGEST).into_owned() }),
            help: Some(Both { text: about, markdown }),
            help_uri: card.url.as_deref(),
            default_configuration: Some(Configuration { level: level(card.severity) }),
            properties: Properties {
                tags: TAGS,
                // What an article computes is wrong or it is not; that two speak of one quantity is found out.
                precision: Some(if card.certain { "very-high" } else { "high" }),
                severity: Some(match card.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info => "recommendation",
                }),
            },
        }
    }
}

/// The id in the camel case that SARIF wants of names: `VotesCastDiffer`.
fn name(id: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(char::to_uppercase).into_iter().flatten().chain(chars).collect::<String>()
    };
    id.split('-').map(capital).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

impl<'a> Found<'a> {
    fn new(finding: &'a Finding, rule_index: usize, corpus: &Corpus, root: &Root) -> Self {
        let (first, others) = match finding.claims.split_first() {
            Some((first, others)) => (Some(first), &others[..others.len().min(MOST)]),
            None => (None, &[][..]),
        };
        let related = (1..).zip(others).map(|(id, cited)| {
            let message = Some(Text { text: escaped(&concise::quoted(cited)) });
            Location { id: Some(id), message, ..Location::new(cited, corpus, root) }
        });
        Self {
            rule_id: &finding.rule,
            rule_index,
            level: level(finding.severity),
            message: Text { text: message(finding, first, others, corpus) },
            locations: first.map(|cited| Location::new(cited, corpus, root)).into_iter().collect(),
            related_locations: related.collect(),
            partial_fingerprints: BTreeMap::from([("factlint/v1", finding.fingerprint.as_str())]),
            rank: (finding.confidence * 1000.0).round() / 10.0,
            suppressions: None,
            baseline_state: None,
        }
    }
}

/// The message: its first sentence stands alone, then every end, all but the first linked to its related location.
fn message(finding: &Finding, first: Option<&Cited>, others: &[Cited], corpus: &Corpus) -> String {
    let mut text = escaped(&finding.message);
    if let Some(first) = first {
        text.push_str(&format!(". {}", escaped(&concise::quoted(first))));
    }
    let joint = if finding.conflicts.is_empty() { "with" } else { "against" };
    for (id, cited) in (1..).zip(others) {
        let joint = if id == 1 { joint } else { "and" };
        let end = format!("{} in {}", concise::quoted(cited), concise::place(cited, corpus));
        text.push_str(&format!(" {joint} [{}]({id})", escaped(&end)));
    }
    let sentence = |head: &str, tail: &str| {
        if tail.is_empty() { String::new() } else { format!(".\n{head}: {}", escaped(tail)) }
    };
    text.push_str(&sentence("Why", &finding.because.join("; ")));
    text.push_str(&sentence("Help", &finding.help));
    text
}

/// Text that holds no link.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if matches!(c, '[' | ']' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

impl Location {
    fn new(cited: &Cited, corpus: &Corpus, root: &Root) -> Self {
        let document = corpus.document(cited.document);
        let address = Address::of(document, root);
        let region = Region::of(cited, corpus, Columns::Characters);
        let logical = document.held.as_ref().map(|_| Logical { fully_qualified_name: document.path.clone() });
        Self {
            id: None,
            physical_location: Physical {
                artifact_location: Artifact {
                    uri: address.uri(),
                    uri_base_id: (address.inside && !root.repository.is_empty()).then_some(SOURCE_ROOT),
                },
                region: Place {
                    start_line: region.line,
                    start_column: region.column,
                    end_line: region.end_line,
                    end_column: region.end_column,
                    snippet: Text { text: cited.text.clone() },
                },
            },
            logical_locations: logical.into_iter().collect(),
            message: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Suppressed;
    use crate::report::sample::{self, printed, with};

    #[test]
    fn two_articles_disagree() {
        let (mut report, corpus) = sample::ballot();
        report.rules = sample::cards();
        let root = Root { directory: "/work/site/news".to_owned(), repository: "/work/site".to_owned() };
        insta::assert_snapshot!(with("sarif", &report, &corpus, Options { root, ..Options::default() }));
    }

    #[test]
    fn a_message_links_to_its_other_ends_and_to_nothing_else() {
        let (report, corpus) = sample::nasty();
        let log: serde_json::Value = serde_json::from_str(&printed("sarif", &report, &corpus, 80)).unwrap();
        let found = &log["runs"][0]["results"][0];
        let text = found["message"]["text"].as_str().unwrap().to_owned();
        let plain = text.replace("\\\\", "").replace("\\[", "").replace("\\]", "");
        let links: Vec<&str> = plain.match_indices("](").map(|(at, _)| &plain[at..plain.len().min(at + 4)]).collect();
        assert_eq!(links, ["](1)"], "{text}");
        assert_eq!(found["relatedLocations"][0]["id"], 1);
        assert_eq!(found["locations"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn what_is_accepted_says_by_whom() {
        let (mut report, corpus) = sample::ballot();
        let by = |means| Suppression { means, reason: Some("the ministry revised it".to_owned()), path: None };
        let accepted = |means| Suppressed { finding: report.findings[0].clone(), by: by(means) };
        report.suppressed = vec![accepted(Means::Comment(3)), accepted(Means::Baseline)];
        let log: serde_json::Value = serde_json::from_str(&printed("sarif", &report, &corpus, 80)).unwrap();
        let kinds: Vec<_> =
            log["runs"][0]["results"].as_array().unwrap().iter().map(|it| it["suppressions"].clone()).collect();
        let told = |kind: &str| serde_json::json!([{"kind": kind, "status": "accepted", "justification": "the ministry revised it"}]);
        assert_eq!(kinds, [serde_json::json!([]), told("inSource"), told("external")]);
    }

    #[test]
    fn of_too_many_results_the_gravest_stay() {
        let (mut report, corpus) = sample::ballot();
        let one = report.findings.pop().unwrap();
        for at in 0..MOST_RESULTS + 3 {
            let severity = if at % 5 == 4 { Severity::Error } else { Severity::Warning };
            report.findings.push(Finding { severity, fingerprint: at.to_string(), ..one.clone() });
        }
        let by = Suppression { means: Means::Settings, reason: None, path: None };
        report.suppressed = vec![Suppressed { finding: one, by }];
        let log: serde_json::Value = serde_json::from_str(&printed("sarif", &report, &corpus, 80)).unwrap();
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        let errors = results.iter().filter(|result| result["level"] == "error").count();
        assert_eq!((results.len(), errors), (MOST_RESULTS, MOST_RESULTS.div_ceil(5)));
        assert!(results.iter().all(|result| result["suppressions"].as_array().unwrap().is_empty()));
        let told = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
        assert!(told.starts_with("4 more results"), "{told}");
    }

    #[test]
    fn names_are_in_camel_case() {
        for (id, camel) in [("votes-cast-differ", "VotesCastDiffer"), ("", ""), ("share-over-100", "ShareOver100")] {
            assert_eq!(name(id), camel);
        }
    }
}
