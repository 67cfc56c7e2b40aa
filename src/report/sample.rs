/*! Findings made by hand, for the tests of the formats. */

use chrono::NaiveDate;

use super::{CLAIM_FORMATS, FORMATS, Options};
use crate::document::{Corpus, Document, DocumentId};
use crate::finding::{Cited, Coverage, Extracted, Finding, FrameWords, Report, RuleCard, Severity, Slot};
use crate::span::Span;

/// The report in that format, without colour.
pub(super) fn printed(format: &str, report: &Report, corpus: &Corpus, width: usize) -> String {
    print(format, report, corpus, Options { width, ..Options::default() })
}

/// The report in that format, with these options.
pub(super) fn with(format: &str, report: &Report, corpus: &Corpus, options: Options) -> String {
    print(format, report, corpus, options)
}

/// The report in that format, with colour.
pub(super) fn colored(format: &str, report: &Report, corpus: &Corpus, width: usize) -> String {
    print(format, report, corpus, Options { width, color: true, ..Options::default() })
}

fn print(format: &str, report: &Report, corpus: &Corpus, options: Options) -> String {
    let format = FORMATS.iter().find(|f| f.name == format).unwrap();
    let mut out = Vec::new();
    format.write(report, corpus, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The claims in that format.
pub(super) fn listed(format: &str, claims: &[Extracted], corpus: &Corpus, width: usize) -> String {
    let format = CLAIM_FORMATS.iter().find(|f| f.name == format).unwrap();
    let mut out = Vec::new();
    format.write(claims, corpus, &Options { width, ..Options::default() }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A path, the year, month and day of publication, and the text.
type Article<'a> = (&'a str, Option<(i32, u32, u32)>, &'a str);

fn corpus(documents: &[Article<'_>]) -> Corpus {
    let documents = documents
        .iter()
        .map(|(path, date, text)| {
            let mut document = Document::plain(*path, *text);
            document.published = date.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
            document
        })
        .collect();
    Corpus { documents }
}

/// A claim whose sentence is marked by the last and next full stop, newline paragraph or end of the text.
fn cited(corpus: &Corpus, document: u32, text: &str, kind: &'static str, reads: &str) -> Cited {
    let source = corpus.documents[document as usize].source();
    let start = source.find(text).unwrap();
    let end = start + text.len();
    let sentence =
        source[..start].rfind(". ").map_or(0, |i| i + 2).max(source[..start].rfind("\n\n").map_or(0, |i| i + 2));
    let after = end + source[end..].find(". ").map_or(source.len() - end, |i| i + 1);
    let after = after.min(end + source[end..].find("\n\n").unwrap_or(source.len()));
    let span = Span::new(start as u32, end as u32);
    Cited {
        document: DocumentId(document),
        location: corpus.documents[document as usize].locate(span),
        sentence: Span::new(sentence as u32, after as u32),
        text: text.to_owned(),
        kind,
        low: None,
        high: None,
        unit: None,
        reads: reads.to_owned(),
        subject: None,
        when: None,
        timex: None,
        axis: None,
        axis_unit: None,
    }
}

fn between(cited: Cited, low: &str, high: &str, unit: Option<&str>) -> Cited {
    let axis = (low.parse().unwrap(), high.parse().unwrap());
    let unit = unit.map(str::to_owned);
    Cited {
        low: Some(low.to_owned()),
        high: Some(high.to_owned()),
        axis_unit: unit.clone(),
        unit,
        axis: Some(axis),
        ..cited
    }
}

fn finding(rule: &str, severity: Severity, message: &str, claims: Vec<Cited>, conflicts: &[(usize, usize)]) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity,
        message: message.to_owned(),
        help: "at most one can be right: check the source, correct the other or say whose figure it is".to_owned(),
        claims,
        conflicts: conflicts.to_vec(),
        because: vec!["both count junior doctors".to_owned(), "both name the BMA ballot".to_owned()],
        confidence: 0.93,
        fingerprint: "c0ffee0123456789".to_owned(),
    }
}

fn report(finding: Finding, documents: usize) -> Report {
    let coverage = Coverage { documents, read: 71, too_large: 0, understood: 64, compared: 23 };
    Report { findings: vec![finding], coverage, ..Report::default() }
}

/// A finding on pieces of one text, each given by bytes; its sentence is all of the text. `html` is how it was read.
pub(super) fn pieces(text: &str, html: bool, pieces: &[(usize, usize)]) -> (Report, Corpus) {
    let mut corpus = corpus(&[("a", Some((2024, 5, 6)), text)]);
    if html {
        corpus.documents[0].format = crate::document::Format::Html;
    }
    let claims: Vec<Cited> = pieces
        .iter()
        .map(|(start, end)| {
            let text = &text[*start..*end];
            let span = Span::new(*start as u32, *end as u32);
            let location = corpus.documents[0].locate(span);
            let axis = Some((*start as f64, if *end % 3 == 0 { f64::INFINITY } else { *end as f64 }));
            Cited {
                document: DocumentId(0),
                location,
                sentence: Span::new(0, corpus.documents[0].source().len() as u32),
                text: text.to_owned(),
                kind: ["count", "date", "time", "duration"][start % 4],
                low: None,
                high: None,
                unit: None,
                reads: text.to_owned(),
                subject: None,
                when: None,
                timex: None,
                axis_unit: None,
                axis,
            }
        })
        .collect();
    let conflicts: Vec<(usize, usize)> = (1..claims.len()).map(|i| (0, i)).collect();
    (report(finding("any", Severity::Info, text, claims, &conflicts), 1), corpus)
}

pub(super) fn all() -> Vec<(Report, Corpus)> {
    tame().into_iter().chain([nasty()]).collect()
}

/// Those whose paths and rules are of a usual length.
pub(super) fn tame() -> Vec<(Report, Corpus)> {
    vec![ballot(), conversion(), dates(), wrapped(), wide(), hostile()]
}

/// Two rules, as a report tells of them.
pub(super) fn cards() -> Vec<RuleCard> {
    let card = |id: &str, severity, summary: &str| RuleCard {
        url: None,
        certain: false,
        id: id.to_owned(),
        severity,
        summary: summary.to_owned(),
        why: "One count of one ballot has one result.\nReaders remember the wrong one.".to_owned(),
        help: "check the result of the ballot".to_owned(),
        fires: vec!["Nearly 37,000 voted.".to_owned(), "Nearly 40,000 voted.".to_owned()],
        silent: vec!["About 37,000 voted.".to_owned()],
    };
    vec![
        card("conversion-off", Severity::Warning, "two figures of one quantity in two units do not agree"),
        card("votes-cast-differ", Severity::Error, "articles disagree on how many voted"),
    ]
}

/// Text that would be markup, a command or a link in one format or another, in every field.
pub(super) fn nasty() -> (Report, Corpus) {
    let evil =
        "<script>alert(1)</script>\"' onload=x &amp; 100%, a::b: [x](http://evil.example) `c` | *d* _e_ @user #1 ]]>\\";
    let source = format!("{evil}\r\nSome 37,000 {evil} people voted {evil}.\n");
    let corpus = corpus(&[
        (&format!("a 100%,b::c\n[x](y)|`z`{evil}.txt"), Some((2024, 1, 2)), &source),
        (&format!("b{evil}.txt"), None, "Some 50,000 people voted.\n"),
    ]);
    let mut claims = vec![
        between(cited(&corpus, 0, "37,000", "count", evil), "37000", "37000", None),
        between(cited(&corpus, 1, "Some 50,000", "count", "45,000 to 55,000"), "45000", "55000", Some(evil)),
    ];
    claims[0].text = format!("37,000 {evil}");
    claims[0].subject = Some(evil.to_owned());
    let mut finding = finding("votes-cast-differ", Severity::Error, evil, claims, &[(0, 1)]);
    (finding.rule, finding.help, finding.because) = (evil.to_owned(), evil.to_owned(), vec![evil.to_owned()]);
    finding.fingerprint = evil.to_owned();
    let slot = Slot { claims: finding.claims.clone() };
    let mut report = report(finding, 2);
    report.slots = vec![slot];
    (report, corpus)
}

/// Two articles, each with a count of one ballot.
pub(crate) fn ballot() -> (Report, Corpus) {
    let corpus = corpus(&[
        (
            "a.txt",
            Some((2023, 2, 24)),
            "Nearly 37,000 junior doctors took part in the BMA ballot on strike action, which closed at noon on Monday after \
             eight weeks. The union was pleased.\n",
        ),
        (
            "b.txt",
            Some((2023, 3, 11)),
            "Doctors to strike\n\nNearly 40,000 junior doctors voted to take industrial action in the BMA ballot. More follows.\n",
        ),
    ]);
    let mut b = between(cited(&corpus, 1, "Nearly 40,000", "count", "38,000 to 40,000"), "38000", "40000", None);
    let mut a = between(cited(&corpus, 0, "Nearly 37,000", "count", "35,150 to 37,000"), "35150", "37000", None);
    for claim in [&mut a, &mut b] {
        claim.subject = Some("junior doctors".to_owned());
        claim.when = Some("2023-02".to_owned());
    }
    let message = "articles disagree on how many junior doctors voted in the BMA ballot";
    (report(finding("votes-cast-differ", Severity::Error, message, vec![b, a], &[(0, 1)]), 5), corpus)
}

/// One sentence whose conversion is off.
pub(super) fn conversion() -> (Report, Corpus) {
    let corpus = corpus(&[(
        "walk.md",
        None,
        "# A walk\n\nOn Sunday she had walked 55 kilometres (43 miles) along the river.\n",
    )]);
    let a = between(cited(&corpus, 0, "55 kilometres", "measurement", "55,000 m"), "55000", "55000", Some("m"));
    let b = between(cited(&corpus, 0, "43 miles", "measurement", "69,202 m"), "69202", "69202", Some("m"));
    let mut finding =
        finding("conversion-off", Severity::Warning, "55 kilometres are 34.2 miles, not 43", vec![a, b], &[]);
    finding.because = vec!["the second stands in brackets behind the first".to_owned()];
    (report(finding, 1), corpus)
}

/// Two dates of one event.
pub(super) fn dates() -> (Report, Corpus) {
    let corpus = corpus(&[
        ("news/a.txt", None, "The strike will begin on 13 March and end three days later.\n"),
        ("news/b.txt", None, "Doctors walk out on Wednesday 15 March, the union said.\n"),
    ]);
    let day = |document, text, low: &str, axis| {
        let cited = cited(&corpus, document, text, "date", &format!("{text} 2023"));
        let iso = Some(low.to_owned());
        Cited {
            low: iso.clone(),
            high: iso.clone(),
            timex: iso,
            axis: Some((axis * 86_400.0, (axis + 1.0) * 86_400.0)),
            ..cited
        }
    };
    let claims = vec![day(0, "13 March", "2023-03-13", 19429.0), day(1, "15 March", "2023-03-15", 19431.0)];
    (
        report(finding("dates-differ", Severity::Error, "articles disagree on when it begins", claims, &[(0, 1)]), 2),
        corpus,
    )
}

/// A hard-wrapped article whose parts do not add up.
pub(super) fn wrapped() -> (Report, Corpus) {
    let corpus = corpus(&[(
        "wire/quake.txt",
        Some((2024, 1, 3)),
        "The regional governor said on Wednesday that the earthquake had\nkilled at least 62 people. Of these, 31 were in the city\n\
         itself and 40 in the\nvillages that surround it, where roads were\ncut and rescue was slow.\n\nFar below, the toll of 62 is told again.\n",
    )]);
    let claims = vec![
        between(cited(&corpus, 0, "at least 62 people", "count", "62 or more"), "62", "inf", None),
        between(cited(&corpus, 0, "31", "count", "31"), "31", "31", None),
        between(cited(&corpus, 0, "40 in the\nvillages", "count", "40"), "40", "40", None),
    ];
    (report(finding("parts-do-not-add-up", Severity::Info, "31 and 40 make 71, not 62", claims, &[]), 1), corpus)
}

/// Text of wide characters before the claim.
pub(super) fn wide() -> (Report, Corpus) {
    let corpus = corpus(&[
        ("東京/a.txt", None, "🗳 東京で 37,000 people voted, naïve — as “ever”.\n"),
        ("b.txt", None, "In 東京 some 50,000 people voted.\n"),
    ]);
    let claims = vec![
        between(cited(&corpus, 0, "37,000", "count", "37,000"), "37000", "37000", None),
        between(cited(&corpus, 1, "some 50,000", "count", "45,000 to 55,000"), "45000", "55000", None),
    ];
    (report(finding("votes-cast-differ", Severity::Warning, "articles disagree", claims, &[(0, 1)]), 2), corpus)
}

/// Everything that a text could use against its reader.
pub(super) fn hostile() -> (Report, Corpus) {
    let text = "37\u{200b},000\u{1b}[2J";
    let source = format!(
        "Some \u{202e}evil\u{202c}\ttext \u{1b}]0;owned\u{7} says {text} people\u{9b}31m \u{e0041}voted \u{2066}here.\n"
    );
    let corpus = corpus(&[("evil\u{1b}[31m\n.txt", None, &source), ("b.txt", None, "Some 50,000 people voted.\n")]);
    let claims = vec![
        between(cited(&corpus, 0, text, "count", "37,000\u{1b}[0m"), "37000", "37000", None),
        between(cited(&corpus, 1, "Some 50,000", "count", "45,000 to 55,000"), "45000", "55000", None),
    ];
    let mut finding =
        finding("votes-cast-differ", Severity::Error, "articles \u{1b}[5mdisagree\u{202e}", claims, &[(0, 1)]);
    finding.help = "check\u{1b}c \u{e0041}".to_owned();
    finding.because.push("both say \u{9b}people\r\n".to_owned());
    (report(finding, 2), corpus)
}

/// The claims of [`ballot`] and of [`hostile`] as `extract` shows them.
pub(super) fn extracted() -> (Vec<Extracted>, Corpus) {
    let (report, mut corpus) = ballot();
    let (other, others) = hostile();
    let shift = corpus.documents.len() as u32;
    corpus.documents.extend(others.documents);
    let words = FrameWords {
        head: Some("doctor".to_owned()),
        modifiers: vec!["junior".to_owned()],
        measures: vec!["votes-cast".to_owned()],
        verb: Some("vote".to_owned()),
        names: vec!["BMA".to_owned()],
        mode: "asserted".to_owned(),
        ..FrameWords::default()
    };
    let own = report.findings[0].claims.iter().map(|cited| Extracted {
        cited: cited.clone(),
        frame: words.clone(),
        slot: Some("votes-cast:0".to_owned()),
    });
    let other = other.findings[0].claims.iter().map(|cited| Extracted {
        cited: Cited { document: DocumentId(cited.document.0 + shift), ..cited.clone() },
        frame: FrameWords { mode: "asserted".to_owned(), ..FrameWords::default() },
        slot: None,
    });
    (own.chain(other).collect(), corpus)
}
