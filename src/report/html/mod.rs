/*! One HTML page that an editor reads: every finding with its number line, why its claims were compared, and the passages side by
side with their figures marked; then every quantity that two claims or more state.

The page is one file that asks the network for nothing. It is complete without its script, which only filters. What an article says
comes into it through the escaping of the template alone, and a policy in the page forbids any script but its own. */

mod line;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::options::HtmlOptions;
use super::passage::{self, Piece};
use super::summary::{closing_line, group, tally};
use super::visible::{cut, visible};
use super::{Options, concise, number_line};
use crate::document::{Corpus, Document};
use crate::finding::{Cited, Finding, Report, Severity};
use line::{Bar, Line};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// The SHA-256 of the script, by which the page's policy knows it; a test holds it.
const SCRIPT_HASH: &str = "sha256-ZbPVWy18hWqSVlWsOGVl1sKi8NI4VtTxzZw3sqvPLbY=";

/// The most claims of a finding or a slot whose passages are shown.
const MOST: usize = 16;
/// The most claims besides those of a finding that its line shows.
const OTHERS: usize = 6;
/// The most slots.
const SLOTS: usize = 400;
/// Up to so many findings, their passages are open from the start.
const OPEN: usize = 12;
/// The bytes of a paragraph shown before and behind its figures.
const REACH: usize = 900;
/// Claims so many bytes apart are shown in one passage.
const NEAR: u32 = 1200;
/// The colours of claims.
const COLORS: usize = 4;

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let template = environment.template_from_str(PAGE).map_err(io::Error::other)?;
    let page = template
        .render(minijinja::value::Serde(Page::new(report, corpus, &options.formats.html)))
        .map_err(io::Error::other)?;
    writeln!(out, "{page}")
}

#[derive(Serialize)]
struct Page<'a> {
    title: String,
    closing: String,
    version: &'static str,
    style: &'static str,
    script: String,
    script_hash: &'static str,
    coverage: Coverage,
    levels: Vec<Level>,
    rules: Vec<Choice<'a>>,
    files: Vec<File>,
    findings: Vec<Card>,
    open: bool,
    slots: Vec<SlotCard>,
    slots_told: String,
}

#[derive(Serialize)]
struct Coverage {
    read: String,
    understood: String,
    compared: String,
    understood_share: f64,
    compared_share: f64,
}

#[derive(Serialize)]
struct Level {
    name: &'static str,
    label: &'static str,
    n: usize,
}

#[derive(Serialize)]
struct Choice<'a> {
    id: std::borrow::Cow<'a, str>,
    n: usize,
}

#[derive(Serialize)]
struct File {
    at: u32,
    path: String,
    n: usize,
}

#[derive(Serialize)]
struct Card {
    n: usize,
    severity: &'static str,
    rule: String,
    files: String,
    message: String,
    because: String,
    help: String,
    about: String,
    line: Option<Line>,
    claims: Vec<Claim>,
    passages: Vec<Passage>,
    more: usize,
}

#[derive(Serialize)]
struct SlotCard {
    title: String,
    about: String,
    files: String,
    finding: Option<usize>,
    line: Option<Line>,
    passages: Vec<Passage>,
    more: usize,
}

/// A claim in words.
#[derive(Serialize)]
struct Claim {
    class: String,
    letter: String,
    text: String,
    /// What it commits to, where its words do not say so.
    reads: String,
    #[serde(rename = "where")]
    place: String,
}

#[derive(Serialize)]
struct Passage {
    path: String,
    line: u32,
    date: Option<String>,
    iso: Option<String>,
    pieces: Vec<Shown>,
    reads: Vec<Claim>,
}

#[derive(Serialize)]
struct Shown {
    text: String,
    class: Option<String>,
    letter: String,
}

/// How the page names and colours a claim.
#[derive(Debug, Clone, Default)]
struct Look {
    letter: String,
    class: String,
}

impl<'a> Page<'a> {
    fn new(report: &'a Report, corpus: &'a Corpus, options: &HtmlOptions) -> Self {
        let rests = Rests::of(report);
        let about: BTreeMap<&str, &str> =
            report.rules.iter().map(|rule| (rule.id.as_str(), rule.why.as_str())).collect();
        let findings: Vec<Card> = (1..)
            .zip(&report.findings)
            .map(|(n, finding)| {
                let why = about.get(finding.rule.as_str()).copied().unwrap_or_default();
                card(n, finding, why, report, &rests, corpus)
            })
            .collect();
        let shown = if options.quantities == Some(false) { 0 } else { report.slots.len() };
        let mut slots: Vec<usize> = (0..shown).collect();
        // Those that most articles state first: they are held against each other.
        slots.sort_by_key(|at| (std::cmp::Reverse(files_of(&report.slots[*at].claims).len()), *at));
        let left = slots.len().saturating_sub(SLOTS);
        let slots_told = format!(
            "{} that two claims or more state{}",
            group(&slots.len().to_string()),
            if left > 0 { format!("; the first {SLOTS} are shown") } else { String::new() }
        );
        slots.truncate(SLOTS);
        let coverage = report.coverage;
        let share =
            |n: usize| if coverage.read == 0 { 0.0 } else { (n as f64 * 1000.0 / coverage.read as f64).round() / 10.0 };
        let grouped = |n: usize| group(&n.to_string());
        Self {
            title: options.title.as_deref().map_or_else(|| title(report), |asked| visible(asked).into_owned()),
            closing: closing_line(report),
            version: env!("CARGO_PKG_VERSION"),
            style: STYLE,
            script: SCRIPT.replace("\r\n", "\n"),
            script_hash: SCRIPT_HASH,
            coverage: Coverage {
                read: grouped(coverage.read),
                understood: grouped(coverage.understood),
                compared: grouped(coverage.compared),
                understood_share: share(coverage.understood),
                compared_share: share(coverage.compared),
            },
            levels: levels(report),
            rules: choices(report.findings.iter().map(|finding| visible(&finding.rule))),
            files: files(report, &slots, corpus),
            open: findings.len() <= OPEN,
            findings,
            slots: slots
                .into_iter()
                .map(|at| slot(&report.slots[at].claims, rests.findings.get(&at).copied(), corpus))
                .collect(),
            slots_told,
        }
    }
}

fn title(report: &Report) -> String {
    let counts: Vec<String> = levels(report)
        .iter()
        .filter(|level| level.n > 0)
        .map(|level| format!("{} {}", group(&level.n.to_string()), level.label))
        .collect();
    let documents = report.coverage.documents;
    let plural = if documents == 1 { "" } else { "s" };
    let found = if counts.is_empty() { "Nothing found".to_owned() } else { counts.join(", ") };
    format!("{found} in {} article{plural}", group(&documents.to_string()))
}

fn levels(report: &Report) -> Vec<Level> {
    [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| {
            let n = tally(report, severity);
            let label = match (severity, n) {
                (Severity::Error, 1) => "error",
                (Severity::Error, _) => "errors",
                (Severity::Warning, 1) => "warning",
                (Severity::Warning, _) => "warnings",
                (Severity::Info, _) => "info",
            };
            Level { name: severity.name(), label, n }
        })
        .collect()
}

/// Each name once, with how often it stands there.
fn choices<'a>(names: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> Vec<Choice<'a>> {
    let mut counts = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_insert(0) += 1);
    counts.into_iter().map(|(id, n)| Choice { id, n }).collect()
}

/// The files that the page speaks of, each with how many findings rest on it.
fn files(report: &Report, slots: &[usize], corpus: &Corpus) -> Vec<File> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for finding in &report.findings {
        files_of(&finding.claims).into_iter().for_each(|file| *counts.entry(file).or_default() += 1);
    }
    for slot in slots {
        files_of(&report.slots[*slot].claims).into_iter().for_each(|file| *counts.entry(file).or_default() += 0);
    }
    let path = |at: u32| visible(&corpus.documents[at as usize].path).into_owned();
    counts.into_iter().map(|(at, n)| File { at, path: path(at), n }).collect()
}

fn files_of(claims: &[Cited]) -> BTreeSet<u32> {
    claims.iter().map(|cited| cited.document.0).collect()
}

fn joined(files: &BTreeSet<u32>) -> String {
    files.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")
}

/// Which slots the findings rest on.
struct Rests {
    /// By finding: its slot.
    slots: BTreeMap<usize, usize>,
    /// By slot: the number of the first finding on it.
    findings: BTreeMap<usize, usize>,
}

impl Rests {
    fn of(report: &Report) -> Self {
        let key = |cited: &Cited| (cited.document, cited.location.span);
        let claims =
            report.slots.iter().enumerate().flat_map(|(at, slot)| slot.claims.iter().map(move |c| (key(c), at)));
        let by_claim: BTreeMap<_, usize> = claims.collect();
        let mut rests = Self { slots: BTreeMap::new(), findings: BTreeMap::new() };
        for (at, finding) in report.findings.iter().enumerate().filter(|(_, f)| !f.conflicts.is_empty()) {
            if let Some(slot) = finding.claims.iter().find_map(|cited| by_claim.get(&key(cited))) {
                rests.slots.insert(at, *slot);
                rests.findings.entry(*slot).or_insert(at + 1);
            }
        }
        rests
    }
}

fn card(n: usize, finding: &Finding, why: &str, report: &Report, rests: &Rests, corpus: &Corpus) -> Card {
    let shown = &finding.claims[..finding.claims.len().min(MOST)];
    let colors = colors(shown.len(), &finding.conflicts);
    let looks: Vec<Look> =
        (0..shown.len()).map(|at| Look { letter: letter(at), class: format!("c{}", colors[at]) }).collect();
    // Who else speaks of the quantity belongs on the line.
    let others: Vec<&Cited> = match rests.slots.get(&(n - 1)) {
        Some(slot) => others(&finding.claims, &report.slots[*slot].claims),
        None => Vec::new(),
    };
    let line = (!finding.conflicts.is_empty()).then(|| {
        let cited: Vec<&Cited> = shown.iter().chain(others.iter().copied()).collect();
        let names = number_line::names(&cited, corpus);
        let look =
            |at: usize| looks.get(at).cloned().unwrap_or(Look { letter: String::new(), class: "other".to_owned() });
        let bars: Vec<Bar<'_>> = cited
            .iter()
            .zip(names)
            .enumerate()
            .map(|(at, (cited, name))| {
                let Look { letter, class } = look(at);
                Bar { cited, letter, class, name }
            })
            .collect();
        line::draw(&bars, &finding.conflicts)
    });
    Card {
        n,
        severity: finding.severity.name(),
        rule: visible(&finding.rule).into_owned(),
        files: joined(&files_of(&finding.claims)),
        message: visible(&finding.message).into_owned(),
        because: visible(&finding.because.join("; ")).into_owned(),
        help: visible(&finding.help).into_owned(),
        about: visible(why).into_owned(),
        line: line.flatten(),
        claims: shown.iter().zip(&looks).map(|(cited, look)| claim(cited, look, corpus)).collect(),
        passages: passages(shown, &looks, corpus),
        more: finding.claims.len() - shown.len(),
    }
}

fn slot(claims: &[Cited], finding: Option<usize>, corpus: &Corpus) -> SlotCard {
    let shown = &claims[..claims.len().min(MOST)];
    let look = Look { letter: String::new(), class: "c0".to_owned() };
    let cited: Vec<&Cited> = shown.iter().collect();
    let bars: Vec<Bar<'_>> = cited
        .iter()
        .zip(number_line::names(&cited, corpus))
        .map(|(cited, name)| Bar { cited, letter: String::new(), class: look.class.clone(), name })
        .collect();
    let files = files_of(claims);
    let plural = if files.len() == 1 { "" } else { "s" };
    // A subject tells most; without one, what is said.
    let title =
        claims.iter().find_map(|cited| cited.subject.as_deref()).unwrap_or(claims.first().map_or("", |c| &c.text));
    SlotCard {
        title: cut(title, 80).into_owned(),
        about: format!(
            "{}, {} claims in {} article{plural}",
            claims.first().map_or("", |cited| cited.kind),
            claims.len(),
            files.len()
        ),
        files: joined(&files),
        finding,
        line: line::draw(&bars, &[]),
        passages: passages(shown, &vec![look.clone(); shown.len()], corpus),
        more: claims.len() - shown.len(),
    }
}

/// The other claims of a slot that lie near those of a finding on its line: one far off would press these into a corner.
fn others<'a>(claims: &[Cited], slot: &'a [Cited]) -> Vec<&'a Cited> {
    let ends = || claims.iter().filter_map(|c| c.axis).flat_map(|(a, b)| [a, b]).filter(|end| end.is_finite());
    let (low, high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    let near =
        |cited: &&Cited| cited.axis.is_some_and(|(from, to)| from >= low - (high - low) && to <= high + (high - low));
    let same_unit = |cited: &&Cited| claims.first().is_some_and(|c| c.axis_unit == cited.axis_unit);
    let told = |cited: &&Cited| claims.iter().any(|c| c.document == cited.document && c.location == cited.location);
    slot.iter().filter(|cited| same_unit(cited) && near(cited) && !told(cited)).take(OTHERS).collect()
}

/// A colour for each claim, so that two in conflict differ where four colours are enough.
fn colors(claims: usize, conflicts: &[(usize, usize)]) -> Vec<usize> {
    let mut colors = vec![0; claims];
    for claim in 0..claims {
        let against = |(a, b): &(usize, usize)| match (*a == claim, *b == claim) {
            (true, false) => Some(*b),
            (false, true) => Some(*a),
            _ => None,
        };
        let taken: BTreeSet<usize> =
            conflicts.iter().filter_map(against).filter(|other| *other < claim).map(|other| colors[other]).collect();
        // Without conflicts the claims are different quantities: each has its own.
        let free = (0..COLORS).find(|color| !taken.contains(color));
        colors[claim] = if conflicts.is_empty() { claim % COLORS } else { free.unwrap_or(claim % COLORS) };
    }
    colors
}

/// A, B, …, Z, A2, …
fn letter(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26 + 1) }
}

fn claim(cited: &Cited, look: &Look, corpus: &Corpus) -> Claim {
    let bare = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let plain = bare(&cited.text) == bare(&cited.reads);
    Claim {
        class: look.class.clone(),
        letter: look.letter.clone(),
        text: visible(&cited.text).into_owned(),
        reads: if plain { String::new() } else { visible(&cited.reads).into_owned() },
        place: concise::place(cited, corpus),
    }
}

/// The passages of claims, by the first claim in each; claims of one paragraph share one.
fn passages(claims: &[Cited], looks: &[Look], corpus: &Corpus) -> Vec<Passage> {
    let mut by_document: BTreeMap<u32, Vec<(usize, &Cited)>> = BTreeMap::new();
    for (at, cited) in claims.iter().enumerate() {
        by_document.entry(cited.document.0).or_default().push((at, cited));
    }
    let mut passages: Vec<(usize, Passage)> = Vec::new();
    for (document, claims) in by_document {
        let document = &corpus.documents[document as usize];
        for group in passage::together(&claims, document, NEAR) {
            let first = group.iter().map(|(at, _)| *at).min().unwrap_or(0);
            passages.push((first, shown(&group, looks, document, corpus)));
        }
    }
    passages.sort_by_key(|(first, _)| *first);
    passages.into_iter().map(|(_, passage)| passage).collect()
}

fn shown(group: &[(usize, &Cited)], looks: &[Look], document: &Document, corpus: &Corpus) -> Passage {
    let piece = |Piece { text, claim }: Piece| {
        let look = claim.map(|at| looks[at].clone());
        let letter = look.as_ref().map(|look| look.letter.clone()).unwrap_or_default();
        Shown { text, class: look.map(|look| look.class), letter }
    };
    Passage {
        path: visible(&document.path).into_owned(),
        line: group.iter().map(|(_, cited)| cited.location.line).min().unwrap_or(1),
        date: document.published.map(|date| date.format("%-d %B %Y").to_string()),
        iso: document.published.map(|date| date.format("%Y-%m-%d").to_string()),
        pieces: passage::paragraph(group, document, REACH).into_iter().map(piece).collect(),
        reads: group.iter().map(|(at, cited)| claim(cited, &looks[*at], corpus)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{self, printed};

    #[test]
    fn two_articles_disagree() {
        let (mut report, corpus) = sample::ballot();
        report.rules = sample::cards();
        let page = printed("html", &report, &corpus, 80);
        let (before, rest) = page.split_once("<style>").unwrap();
        let (_, rest) = rest.split_once("</style>").unwrap();
        let (body, _) = rest.split_once("<script>").unwrap();
        insta::assert_snapshot!(format!("{before}<style></style>{body}"));
    }

    /// The tags of a page with their attributes, script and style left out.
    fn tags(page: &str) -> Vec<String> {
        let body = page.replace(STYLE, "").replace(SCRIPT, "");
        let mut rest = body.as_str();
        let mut tags = Vec::new();
        while let Some((_, tag)) = rest.split_once('<') {
            let (tag, after) = tag.split_once('>').expect("a tag is closed");
            tags.push(tag.to_owned());
            rest = after;
        }
        tags
    }

    #[test]
    fn no_text_becomes_markup() {
        let plain: BTreeSet<String> = tags(&printed("html", &sample::ballot().0, &sample::ballot().1, 80))
            .iter()
            .map(|tag| tag.split([' ', '\n']).next().unwrap().to_owned())
            .chain(["/li", "li", "rect", "ul", "/ul"].map(str::to_owned))
            .collect();
        let (report, corpus) = sample::nasty();
        let page = printed("html", &report, &corpus, 80);
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("</script").count(), 1);
        for tag in tags(&page) {
            assert!(tag.split('"').count() % 2 == 1, "{tag}");
            let name = tag.split([' ', '\n']).next().unwrap();
            assert!(
                plain.contains(name)
                    || [
                        "section", "/section", "article", "/article", "circle", "small", "/small", "option", "/option",
                        "tspan", "/tspan"
                    ]
                    .contains(&name),
                "{tag}"
            );
            let bare: String = tag.split('"').step_by(2).collect();
            assert!(!bare.contains("onload"), "{tag}");
        }
        for (report, corpus) in sample::all() {
            let page = printed("html", &report, &corpus, 80);
            for tag in tags(&page) {
                let fetches = [" src=", " srcset=", " action=", " data=", "link ", "img", "iframe"];
                assert!(
                    !fetches.iter().any(|it| tag
                        .split('"')
                        .step_by(2)
                        .any(|bare| bare.starts_with(it) || bare.contains(it) && it.starts_with(' '))),
                    "{tag}"
                );
                let href = tag.split_once(" href=\"").map_or("#", |(_, href)| href);
                assert!(href.starts_with('#'), "{tag}");
            }
            assert!(!page.contains("alert(1)</script>"));
        }
    }

    #[test]
    fn the_style_fetches_nothing() {
        assert_eq!(STYLE.matches("url(").count(), STYLE.matches("url(#").count());
        assert!(!STYLE.contains("@import") && !STYLE.contains("</"));
    }

    #[test]
    fn the_policy_knows_the_script() {
        use base64::Engine as _;
        use sha2::Digest as _;
        let digest = sha2::Sha256::digest(SCRIPT.replace("\r\n", "\n").as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(digest);
        assert_eq!(SCRIPT_HASH, format!("sha256-{hash}"));
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"), "the script ends where its tag does");
    }

    #[test]
    fn claims_in_conflict_differ_in_colour() {
        for (claims, conflicts, given) in [
            (2, &[(0, 1)][..], &[0, 1][..]),
            (3, &[(0, 1), (0, 2)], &[0, 1, 1]),
            (3, &[(0, 1), (0, 2), (1, 2)], &[0, 1, 2]),
            (3, &[], &[0, 1, 2]),
        ] {
            assert_eq!(colors(claims, conflicts), given);
        }
        assert_eq!([letter(0), letter(25), letter(26)], ["A", "Z", "A2"].map(str::to_owned));
    }

    #[test]
    fn a_page_without_findings_says_so() {
        let page = printed("html", &Report::default(), &Corpus::default(), 80);
        assert!(page.contains("<h1>Nothing found in 0 articles</h1>") && page.contains("no figures found"), "{page}");
    }
}
