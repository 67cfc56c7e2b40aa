/*! The report that people read: each claim in its own words and place, what it commits to, how far apart they lie, why they were
compared and what to do (DESIGN.md, "What a reader sees"). */

use std::io;

use anstyle::{AnsiColor, Style};

use super::camps::camps;
use super::frame::link;
use super::visible::{fill, visible};
use super::{Options, concise, frame, number_line};
use crate::document::Corpus;
use crate::finding::{Finding, Report, Severity};

/// The most claims of a finding that are drawn; the others are named.
const MOST: usize = 8;
/// The most claims of one value that are named.
const NAMED: usize = 6;
/// The columns before the text of "why" and "help".
const INDENT: usize = 8;

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let page = |finding: &Finding| report.rules.iter().find(|rule| rule.id == finding.rule)?.url.as_deref();
    report.findings.iter().try_for_each(|finding| {
        let page = page(finding).filter(|_| options.links);
        out.write_all(picture(finding, page, corpus, options).as_bytes())
    })
}

/// `page` is where the rule can be read about, where the terminal shows links.
fn picture(finding: &Finding, page: Option<&str>, corpus: &Corpus, options: &Options) -> String {
    let paint = |style: Style, text: &str| {
        if options.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    };
    let head = format!("{}[{}]", finding.severity.name(), visible(&finding.rule));
    let filled = fill(&format!("{head}: "), 2, &finding.message, options.width);
    // The message is filled uncoloured, so that its width is known.
    let message = filled.strip_prefix(&head).unwrap_or(&filled).trim_end_matches('\n');
    let head = match page {
        Some(page) => format!("{}[{}]", finding.severity.name(), link(page, &visible(&finding.rule))),
        None => head,
    };
    let mut picture = paint(severity(finding.severity).bold(), &head) + &paint(Style::new().bold(), message) + "\n";

    // One excerpt a value: who says the same is named beside it.
    let camps = camps(finding);
    let shown =
        Finding { claims: camps.iter().map(|camp| finding.claims[camp[0]].clone()).collect(), ..finding.clone() };
    let (frames, left) = frame::draw(&shown, corpus, options, MOST);
    picture.push_str(&frames);
    let note = |name: &str, text: &str| {
        let name = format!("  {name:<width$}", width = INDENT - 2);
        let filled = fill(&name, INDENT, text, options.width);
        let rest = filled.strip_prefix(&name).unwrap_or(&filled);
        (!text.is_empty()).then(|| paint(AnsiColor::Cyan.on_default(), &name) + rest)
    };
    for camp in camps.iter().filter(|camp| camp.len() > 1) {
        picture.extend(note("also", &also(camp, finding, corpus)));
    }
    let others: Vec<String> = left.iter().map(|i| concise::place(&shown.claims[*i], corpus)).collect();
    picture.extend(note("also", &others.join(", ")));
    picture.push_str(&number_line::draw(finding, corpus, options.width));
    picture.extend(note("why", &finding.because.join("; ")));
    picture.extend(note("help", &finding.help));
    picture.push('\n');
    picture
}

/// "9 more articles say 22: a.txt:5:1, b.txt:7:12, …"
fn also(camp: &[usize], finding: &Finding, corpus: &Corpus) -> String {
    let first = &finding.claims[camp[0]];
    let mut documents: Vec<_> = camp[1..].iter().map(|i| finding.claims[*i].document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.retain(|d| *d != first.document);
    let places = camp[1..].iter().take(NAMED).map(|i| concise::place(&finding.claims[*i], corpus));
    let mut places: Vec<String> = places.collect();
    if camp.len() - 1 > NAMED {
        places.push("…".to_owned());
    }
    let who = match documents.len() {
        0 => "the same article says".to_owned(),
        1 => "1 more article says".to_owned(),
        n => format!("{n} more articles say"),
    };
    format!("{who} {}: {}", first.reads, places.join(", "))
}

fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    }
    .on_default()
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{self, colored, printed, with};
    use crate::report::visible::columns;
    use crate::report::{Options, Root};

    #[test]
    fn two_articles_disagree() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!(printed("human", &report, &corpus, 80));
    }

    #[test]
    fn two_articles_disagree_in_colour() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!(colored("human", &report, &corpus, 80).replace('\u{1b}', "␛"));
    }

    #[test]
    fn places_are_links_where_the_terminal_shows_them() {
        let (mut report, corpus) = sample::ballot();
        report.rules = sample::cards();
        report.rules[0].url = Some("https://example.com/r".to_owned());
        let root = Root { directory: "/news room".to_owned(), repository: String::new() };
        let options = Options { links: true, width: 80, root, ..Options::default() };
        let rule = report.findings[0].rule.clone();
        report.rules[0].id.clone_from(&rule);
        let linked = with("human", &report, &corpus, options);
        let link = "\u{1b}]8;;file:///news%20room/b.txt\u{1b}\\b.txt:3:1\u{1b}]8;;\u{1b}\\";
        assert!(linked.contains(&format!("╭─[{link}] 11 March 2023\n")), "{linked:?}");
        let page = "\u{1b}]8;;https://example.com/r\u{1b}\\";
        assert!(linked.starts_with(&format!("error[{page}{rule}\u{1b}]8;;\u{1b}\\]: ")), "{linked:?}");
        let bare = linked.replace(page, "").replace("\u{1b}]8;;file:///news%20room/b.txt\u{1b}\\", "");
        let bare = bare.replace("\u{1b}]8;;file:///news%20room/a.txt\u{1b}\\", "").replace("\u{1b}]8;;\u{1b}\\", "");
        assert_eq!(bare, printed("human", &report, &corpus, 80));
        let (report, corpus) = sample::hostile();
        let root = Root { directory: "/x".to_owned(), repository: String::new() };
        let linked = with("human", &report, &corpus, Options { links: true, root, ..Options::default() });
        assert!(linked.contains("file:///x/evil%1B%5B31m%0A.txt\u{1b}\\"), "{linked:?}");
    }

    #[test]
    fn one_sentence_does_not_add_up() {
        let (report, corpus) = sample::conversion();
        insta::assert_snapshot!(printed("human", &report, &corpus, 80));
    }

    #[test]
    fn days_lie_on_a_calendar() {
        let (report, corpus) = sample::dates();
        insta::assert_snapshot!(printed("human", &report, &corpus, 80));
    }

    #[test]
    fn near_lines_and_wrapped_sentences_share_a_frame() {
        let (report, corpus) = sample::wrapped();
        insta::assert_snapshot!(printed("human", &report, &corpus, 80));
    }

    #[test]
    fn wide_characters_keep_the_underline_in_place() {
        let (report, corpus) = sample::wide();
        let text = printed("human", &report, &corpus, 60);
        insta::assert_snapshot!(text);
        let line = text.lines().find(|l| l.contains("37,000 ") && l.contains('│')).unwrap();
        let under = text.lines().find(|l| l.contains('┬')).unwrap();
        let at = |line: &str, c: &str| columns(&line[..line.find(c).unwrap()]);
        assert_eq!(at(line, "37,000"), at(under, "─"));
    }

    #[test]
    fn nothing_hostile_is_printed() {
        let (report, corpus) = sample::hostile();
        for width in [40, 80, 200] {
            let text = printed("human", &report, &corpus, width);
            let bad = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{200b}\u{2066}\u{e0041}".contains(c);
            assert!(!text.contains(bad), "{text:?}");
        }
        insta::assert_snapshot!(printed("human", &report, &corpus, 80));
    }

    #[test]
    fn every_line_keeps_to_the_width() {
        for (report, corpus) in sample::tame() {
            for width in 40..=200 {
                let text = printed("human", &report, &corpus, width);
                for line in text.lines() {
                    assert!(columns(line) <= width, "{width}: {} columns\n{line}\n{text}", columns(line));
                }
            }
        }
    }

    #[test]
    fn narrow_and_wide_terminals() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!("narrow", printed("human", &report, &corpus, 40));
        insta::assert_snapshot!("wide", printed("human", &report, &corpus, 200));
    }

    #[test]
    fn claims_of_one_value_are_drawn_once() {
        let (mut report, mut corpus) = sample::ballot();
        let claim = report.findings[0].claims[1].clone();
        let first = corpus.documents.len() as u32;
        for copy in 0..9 {
            let mut document = corpus.documents[claim.document.0 as usize].clone();
            document.path = format!("copy-{copy}.txt");
            corpus.documents.push(document);
            let document = crate::document::DocumentId(first + copy);
            report.findings[0].claims.push(crate::finding::Cited { document, ..claim.clone() });
        }
        let text = printed("human", &report, &corpus, 80);
        assert_eq!(text.matches("╭─[").count(), 2, "{text}");
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let also = "also 9 more articles say 35,150 to 37,000: copy-0.txt:1:1, copy-1.txt:1:1, copy-2.txt:1:1, \
                    copy-3.txt:1:1, copy-4.txt:1:1, copy-5.txt:1:1, …";
        assert!(flat.contains(also), "{text}");
        assert!(text.contains("a.txt and 9 more"), "{text}");
        let line = printed("concise", &report, &corpus, 80);
        assert!(line.ends_with("in a.txt:1:1 and 9 more places\n"), "{line}");
    }

    #[test]
    fn a_crowd_of_values_is_named_not_drawn() {
        let (mut report, corpus) = sample::ballot();
        let claim = report.findings[0].claims[1].clone();
        let other = |n: u32| crate::finding::Cited { low: Some(n.to_string()), ..claim.clone() };
        report.findings[0].claims.extend((1..9).map(other));
        let text = printed("human", &report, &corpus, 80);
        assert!(text.contains("\n  also  a.txt:1:1, a.txt:1:1\n"), "{text}");
    }

    #[test]
    fn locations_outside_the_text_do_no_harm() {
        let (mut report, corpus) = sample::ballot();
        for (start, end) in [(0, 0), (0, u32::MAX), (u32::MAX - 1, u32::MAX), (5, 4)] {
            let span = crate::span::Span { start, end };
            report.findings[0].claims[0].location.span = span;
            report.findings[0].claims[0].sentence = span;
            for width in [0, 1, 40, 1000] {
                printed("human", &report, &corpus, width);
            }
        }
    }
}
