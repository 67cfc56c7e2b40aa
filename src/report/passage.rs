/*! Passages: the prose round claims as its readers know it, without markup, in pieces of which some are figures. */

use super::visible::visible;
use crate::document::Document;
use crate::finding::Cited;
use crate::span::Span;

/// A piece of a passage, safe to print on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// The claim whose figure it is, by its place in the list given.
    pub(super) claim: Option<usize>,
}

/// The sentence of a claim, of which at most `reach` bytes are shown before and behind the figure.
pub(super) fn sentence(cited: &Cited, document: &Document, reach: usize) -> Vec<Piece> {
    let around = document.read_at(cited.sentence);
    pieces(document, around, &[(0, document.read_at(cited.location.span))], reach)
}

/// The claims of a document, those that stand in one paragraph and near each other together, in the order of the text; each with
/// its place in `claims`.
pub(super) fn together<'a>(
    claims: &[(usize, &'a Cited)],
    document: &Document,
    near: u32,
) -> Vec<Vec<(usize, &'a Cited)>> {
    let mut order: Vec<(Span, usize, &Cited)> =
        claims.iter().map(|(at, cited)| (document.read_at(cited.location.span), *at, *cited)).collect();
    order.sort_by_key(|(span, at, _)| (*span, *at));
    let mut groups: Vec<(Span, Vec<(usize, &Cited)>)> = Vec::new();
    for (span, at, cited) in order {
        match groups.last_mut() {
            Some((last, group))
                if span.start <= last.end.saturating_add(near) && block(document, *last).contains(span) =>
            {
                *last = last.join(span);
                group.push((at, cited));
            }
            _ => groups.push((span, vec![(at, cited)])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The paragraph that claims stand in, of which at most `reach` bytes are shown before the first and behind the last. `claims` are
/// one of the groups of [`together`].
pub(super) fn paragraph(claims: &[(usize, &Cited)], document: &Document, reach: usize) -> Vec<Piece> {
    let marks: Vec<(usize, Span)> =
        claims.iter().map(|(at, cited)| (*at, document.read_at(cited.location.span))).collect();
    let around = marks.first().map_or(Span::default(), |(_, first)| block(document, *first));
    pieces(document, around, &marks, reach)
}

/// The block of text that holds a span, the span itself where none does.
fn block(document: &Document, span: Span) -> Span {
    let at = document.blocks.partition_point(|block| block.span.end <= span.start);
    document.blocks.get(at).map(|block| block.span).filter(|block| block.contains(span)).unwrap_or(span)
}

/// The pieces of `around`, the marks as pieces of their own. A mark that begins inside another is a part of it.
fn pieces(document: &Document, around: Span, marks: &[(usize, Span)], reach: usize) -> Vec<Piece> {
    let text = document.text();
    let mut marks: Vec<(usize, Span)> = marks.to_vec();
    marks.sort_by_key(|(at, span)| (*span, *at));
    let first = marks.first().map_or(around.start, |(_, span)| span.start) as usize;
    let last = marks.iter().map(|(_, span)| span.end).max().unwrap_or(around.end) as usize;
    let start = boundary(text, (around.start as usize).max(first.saturating_sub(reach)).min(first));
    let end = boundary(text, (around.end as usize).min(last.saturating_add(reach)).max(last)).max(start);
    let start = if start > around.start as usize { start + word(&text[start..first.max(start)]) } else { start };
    let cut = end < around.end as usize;
    let end = if cut { text[last.min(end)..end].rfind(' ').map_or(end, |at| last.min(end) + at) } else { end };
    let mut pieces = Vec::new();
    let mut push = |text: &str, claim: Option<usize>| {
        if !text.is_empty() {
            pieces.push(Piece { text: one_line(text), claim });
        }
    };
    if start > around.start as usize {
        push("… ", None);
    }
    let mut at = start;
    for (claim, span) in marks {
        let (from, to) = (boundary(text, span.start as usize), boundary(text, span.end as usize).min(end));
        if from < at || to <= from {
            continue;
        }
        push(&text[at..from], None);
        push(&text[from..to], Some(claim));
        at = to;
    }
    push(&text[at.min(end)..end], None);
    if cut {
        push(" …", None);
    }
    pieces
}

/// The bytes up to the next word.
fn word(text: &str) -> usize {
    text.find(' ').map_or(0, |at| at + 1)
}

/// The text on one line, safe to print, blanks in a row as one; a blank at either end stays.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if !(c == ' ' && line.ends_with(' ')) {
            line.push(c);
        }
    }
    line
}

/// The byte, or the start of the character that it lies in.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::report::sample;

    fn marked(pieces: &[Piece]) -> String {
        pieces.iter().map(|p| p.claim.map_or(p.text.clone(), |at| format!("{{{at}:{}}}", p.text))).collect()
    }

    #[test]
    fn a_sentence_is_shown_round_its_figure() {
        let (report, corpus) = sample::ballot();
        let claim = &report.findings[0].claims[1];
        let of = |reach| marked(&sentence(claim, corpus.document(claim.document), reach));
        assert_eq!(of(30), "{0:Nearly 37,000} junior doctors took part in …");
        assert!(of(3000).ends_with("which closed at noon on Monday after eight weeks."), "{}", of(3000));
    }

    #[test]
    fn a_paragraph_shows_all_its_figures() {
        let (report, corpus) = sample::wrapped();
        let document = &corpus.documents[0];
        let claims: Vec<(usize, &Cited)> = report.findings[0].claims.iter().enumerate().collect();
        let groups = together(&claims, document, 400);
        assert_eq!(groups.len(), 1);
        let shown = marked(&paragraph(&groups[0], document, 400));
        assert!(shown.starts_with("The regional governor") && shown.ends_with("rescue was slow."), "{shown}");
        assert!(shown.contains("killed {0:at least 62 people}. Of these, {1:31} were"), "{shown}");
        assert!(shown.contains("and {2:40 in the villages} that"), "{shown}");
    }

    #[test]
    fn markup_is_left_out() {
        let source = "<h1>Poll</h1><p>On Sunday <b>37,000</b> of R&amp;D &lt;b&gt; voted, <i>the</i> union said.</p><p>More.</p>";
        let document = Document::from_source("a.html", Format::Html, source);
        let text = document.text();
        for (figure, shown) in [
            ("37,000", "On Sunday {0:37,000} of R&D <b> voted, the union said."),
            ("R&D", "On Sunday 37,000 of {0:R&D} <b> voted, the union said."),
        ] {
            let start = text.find(figure).unwrap() as u32;
            let location = document.locate(Span::new(start, start + figure.len() as u32));
            let cited = Cited { location, ..report_claim() };
            assert_eq!(marked(&paragraph(&[(0, &cited)], &document, 400)), shown);
        }
    }

    fn report_claim() -> Cited {
        sample::ballot().0.findings.remove(0).claims.remove(0)
    }

    #[test]
    fn what_is_read_at_a_place_stands_there() {
        for (format, source) in [
            (Format::Html, "<p>a <b>37,000</b> &amp; é&nbsp;b<br>c</p><p>x<sup>2</sup> 5</p>"),
            (Format::Markdown, "# A\n\n* **37,000** [é](x) &amp; `code` b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
            (Format::Text, "é 37,000\n\nb"),
        ] {
            let document = Document::from_source("a", format, source);
            let text = document.text();
            for (start, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                let span = Span::new(start as u32, (start + c.len_utf8()) as u32);
                assert!(document.read_at(document.locate(span).span).contains(span), "{c} of {text:?}");
            }
        }
    }
}
