/*! Markdown for a comment on a pull request, and for the summary of a GitHub step. Everything from an article is text here: it makes
no link, no mention, no markup. */

use std::io;

use super::passage::{self, Piece};
use super::summary::closing_line;
use super::visible::visible;
use super::{Options, concise};
use crate::document::Corpus;
use crate::finding::{Cited, Finding, Report};

/// The bytes that a comment may have on GitHub, with room for what surrounds it.
const COMMENT: usize = 60_000;
/// The bytes of a step's summary, likewise.
const SUMMARY: usize = 1_000_000;
/// The bytes of a sentence shown on either side of its figure.
const REACH: usize = 160;
/// The most claims of a finding.
const MOST: usize = 12;
/// By this a bot finds its comment again.
const MARK: &str = "<!-- factlint -->";

pub(super) fn write(report: &Report, corpus: &Corpus, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let most = options.formats.markdown.findings.unwrap_or(usize::MAX);
    out.write_all(page(report, corpus, COMMENT, most).as_bytes())
}

/// The summary of a GitHub step, as Markdown: all findings, as far as GitHub takes them.
pub fn step_summary(report: &Report, corpus: &Corpus) -> String {
    page(report, corpus, SUMMARY, usize::MAX)
}

fn page(report: &Report, corpus: &Corpus, room: usize, most: usize) -> String {
    let mut page = format!("{MARK}\n### factlint\n\n{}\n", escaped(&closing_line(report)));
    for (at, finding) in report.findings.iter().enumerate() {
        let next = section(finding, corpus);
        if at >= most || page.len() + next.len() > room {
            let left = report.findings.len() - at;
            let plural = if left == 1 { "" } else { "s" };
            page.push_str(&format!("\n{left} more finding{plural} not shown here.\n"));
            break;
        }
        page.push_str(&next);
    }
    page
}

fn section(finding: &Finding, corpus: &Corpus) -> String {
    let mut section = format!(
        "\n#### {}: {}\n\n| where | what it says | commits to |\n| --- | --- | --- |\n",
        finding.severity.name(),
        escaped(&finding.message)
    );
    for cited in finding.claims.iter().take(MOST) {
        section.push_str(&row(cited, corpus));
    }
    if let Some(more) = finding.claims.len().checked_sub(MOST).filter(|more| *more > 0) {
        section.push_str(&format!("| … | {more} more | |\n"));
    }
    for (name, text) in
        [("why", finding.because.join("; ")), ("help", finding.help.clone()), ("rule", finding.rule.clone())]
    {
        if !text.is_empty() {
            section.push_str(&format!("\n**{name}** {}\n", escaped(&text)));
        }
    }
    section
}

fn row(cited: &Cited, corpus: &Corpus) -> String {
    let document = corpus.document(cited.document);
    let date = document.published.map(|date| date.format(", %-d %B %Y").to_string()).unwrap_or_default();
    let told = |piece: &Piece| {
        let text = escaped(&piece.text);
        match piece.claim {
            // Stars that touch a blank are no emphasis.
            Some(_) if !text.trim().is_empty() => format!("<strong>{text}</strong>"),
            _ => text,
        }
    };
    let sentence: String = passage::sentence(cited, document, REACH).iter().map(told).collect();
    format!("| {}{date} | {} | {} |\n", escaped(&concise::place(cited, corpus)), sentence.trim(), escaped(&cited.reads))
}

/// Text that Markdown shows as it is, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let shown = visible(text);
    let mut chars = shown.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // No mention, no issue, no link: what follows must not touch.
            '@' | '#' => escaped.push_str(&format!("\\{c}&#8203;")),
            ':' if chars.peek() == Some(&'/') => escaped.push_str(":&#8203;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options as Syntax, Parser, Tag};

    use super::*;
    use crate::report::sample::{self, printed};

    #[test]
    fn two_articles_disagree() {
        let (report, corpus) = sample::ballot();
        insta::assert_snapshot!(printed("markdown", &report, &corpus, 80));
    }

    #[test]
    fn nothing_of_an_article_is_markup() {
        for (report, corpus) in sample::all() {
            let page = printed("markdown", &report, &corpus, 80);
            let (mut tables, mut rows) = (0, 0);
            for event in Parser::new_ext(&page, Syntax::ENABLE_TABLES | Syntax::ENABLE_STRIKETHROUGH) {
                match event {
                    Event::Start(
                        Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Emphasis | Tag::List(_),
                    )
                    | Event::Code(_)
                    | Event::Start(Tag::Strikethrough) => panic!("{event:?}\n{page}"),
                    Event::Html(html) => assert_eq!(html.trim(), MARK),
                    Event::InlineHtml(html) => assert!(["<strong>", "</strong>"].contains(&&*html), "{html}"),
                    Event::Start(Tag::Table(columns)) => {
                        tables += 1;
                        assert_eq!(columns.len(), 3);
                    }
                    Event::Start(Tag::TableRow) => rows += 1,
                    _ => {}
                }
            }
            assert_eq!((tables, rows), (1, report.findings[0].claims.len()), "{page}");
        }
        let (report, corpus) = sample::nasty();
        let page = printed("markdown", &report, &corpus, 80);
        assert!(!page.contains("@user") && !page.contains("#1") && !page.contains("http://"), "{page}");
    }

    #[test]
    fn a_comment_keeps_to_its_length() {
        let (mut report, corpus) = sample::ballot();
        report.findings = vec![report.findings[0].clone(); 300];
        let page = printed("markdown", &report, &corpus, 80);
        assert!(page.len() < COMMENT + 100 && page.ends_with(" more findings not shown here.\n"), "{}", page.len());
        assert!(step_summary(&report, &corpus).len() > COMMENT);
    }
}
