/*! Drafts as people read them once they are held against their sources: each sentence with its figures marked, and under it what the
sources say of each.

```text
summary.md:3
  At least 22 ✓ people died and 45 ✗ were hurt.

  ✓ At least 22  wire.txt:5:1 “At least 22 people died …”
  ✗ 45           the source says 40
                 wire.txt:5:23 “… and 40 were hurt …”
```
*/

use std::io;

use anstyle::{AnsiColor, Style};

use super::concise::place;
use super::excerpt::{Mark, row};
use super::visible::{columns, cut, fill, visible};
use super::{Options, summary};
use crate::document::{Corpus, Format};
use crate::verification::{Figure, Quoted, Verdict, Verification};

/// The columns before a sentence and its figures.
const INDENT: usize = 2;
/// The most columns of a figure in the list under its sentence.
const FIGURE: usize = 24;
/// The columns of the mark and the space behind it.
const MARK: usize = 2;

/// The mark of a verdict, and how it is painted.
fn mark(verdict: Verdict) -> (&'static str, Style) {
    let (mark, color) = match verdict {
        Verdict::Supported => ("✓", AnsiColor::Green),
        Verdict::Derived => ("≈", AnsiColor::Cyan),
        Verdict::Contradicted => ("✗", AnsiColor::Red),
        Verdict::Absent => ("?", AnsiColor::Yellow),
    };
    (mark, color.on_default())
}

pub(super) fn write(
    told: &Verification,
    corpus: &Corpus,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let base = base(told);
    let mut rest = told.figures.as_slice();
    while let Some(first) = rest.first() {
        let cited = &first.claim.cited;
        let same = |f: &&Figure| f.claim.cited.document == cited.document && f.claim.cited.sentence == cited.sentence;
        let here = rest.iter().take_while(same).count();
        let (sentence, behind) = rest.split_at(here);
        out.write_all(picture(sentence, &base, corpus, options).as_bytes())?;
        rest = behind;
    }
    Ok(())
}

/// The directory that all sources lie in, with its slash, as it is printed: their names are told below it.
fn base(told: &Verification) -> String {
    let paths =
        || told.corpus.documents[told.drafts.min(told.corpus.documents.len())..].iter().map(|d| d.path.as_str());
    let directory = |path: &str| path.split('#').next().and_then(|file| file.rfind('/')).map_or(0, |slash| slash + 1);
    let mut base = paths().next().map_or("", |first| &first[..directory(first)]);
    for path in paths() {
        while !path.starts_with(base) {
            base = &base[..directory(&base[..base.len() - 1])];
        }
    }
    visible(base).into_owned()
}

/// A place below the base.
fn below<'p>(base: &str, place: &'p str) -> &'p str {
    place.strip_prefix(base).unwrap_or(place)
}

fn paint(style: Style, text: &str, options: &Options) -> String {
    if options.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// A sentence with its figures.
fn picture(figures: &[Figure], base: &str, corpus: &Corpus, options: &Options) -> String {
    let Some(first) = figures.first() else { return String::new() };
    let cited = &first.claim.cited;
    let path = &corpus.document(cited.document).path;
    let head = format!("{}:{}", visible(path), cited.location.line);
    let mut picture = paint(Style::new().bold(), &head, options) + "\n" + &sentence(figures, options) + "\n";
    let widest = figures.iter().map(|f| columns(&name(f))).max().unwrap_or(0);
    for figure in figures {
        picture.push_str(&entry(figure, widest, base, corpus, options));
    }
    picture.push('\n');
    picture
}

/// The sentence, a mark behind each figure, filled to the width.
fn sentence(figures: &[Figure], options: &Options) -> String {
    let Some(first) = figures.first() else { return String::new() };
    let quote = &first.claim.quote;
    // The words, each with the verdict that paints it.
    let mut words: Vec<(String, Option<Verdict>)> = Vec::new();
    let push = |words: &mut Vec<(String, Option<Verdict>)>, text: &str, verdict: Option<Verdict>| {
        words.extend(visible(text).split_whitespace().map(|word| (word.to_owned(), verdict)));
    };
    let mut at = 0;
    for figure in figures {
        let (start, end) = (figure.claim.at.start.max(at), figure.claim.at.end.max(at));
        let (Some(before), Some(own)) = (quote.get(at..start), quote.get(start..end)) else { continue };
        push(&mut words, before, None);
        push(&mut words, own, Some(figure.verdict));
        at = end;
        // "Friday’s": what is one word with the figure stays so.
        let behind = &quote[end..];
        let glued = behind.find(|c: char| !(c.is_alphanumeric() || "’'-".contains(c))).unwrap_or(behind.len());
        if let (Some(suffix), Some((last, _))) = (behind.get(..glued).filter(|s| !s.is_empty()), words.last_mut()) {
            last.push_str(&visible(suffix));
            at += glued;
        }
    }
    push(&mut words, quote.get(at..).unwrap_or_default(), None);
    let mut lines = String::new();
    let mut used = 0;
    for (i, (word, verdict)) in words.iter().enumerate() {
        let ends = verdict.is_some() && words.get(i + 1).is_none_or(|(_, next)| next != verdict);
        let (sign, style) = verdict.map_or(("", Style::new()), mark);
        let wide = columns(word) + if ends { MARK } else { 0 };
        // What closes a clause is written to the word before it.
        let closes = word.chars().next().is_some_and(|c| ",.;:!?)]”’'\"%".contains(c));
        let opened = i > 0 && words[i - 1].0.ends_with(['(', '[', '“', '‘']) && words[i - 1].1.is_none();
        let gap = usize::from(!(opened || closes && verdict.is_none()));
        if used == 0 || used + gap + wide > options.width {
            if used > 0 {
                lines.push('\n');
            }
            lines.push_str(&" ".repeat(INDENT));
            used = INDENT;
        } else if gap == 1 {
            lines.push(' ');
            used += 1;
        }
        let strong = if verdict.is_some() { style.bold() } else { style };
        lines.push_str(&paint(strong, word, options));
        if ends {
            lines.push(' ');
            lines.push_str(&paint(style, sign, options));
        }
        used += wide;
    }
    lines + "\n"
}

/// The figure as the list names it.
fn name(figure: &Figure) -> String {
    cut(&figure.claim.cited.text, FIGURE).into_owned()
}

/// What the sources say of a figure.
fn entry(figure: &Figure, widest: usize, base: &str, corpus: &Corpus, options: &Options) -> String {
    let (sign, style) = mark(figure.verdict);
    let name = name(figure);
    let left = INDENT + MARK + widest + 2;
    let pad = " ".repeat(widest.saturating_sub(columns(&name)) + 2);
    let mut entry = " ".repeat(INDENT) + &paint(style, sign, options) + " " + &name + &pad;
    let why = match figure.verdict {
        Verdict::Supported => figure.because.first().filter(|_| figure.sources.is_empty()).cloned(),
        Verdict::Derived | Verdict::Contradicted => figure.because.first().cloned(),
        Verdict::Absent => Some(figure.because.first().cloned().unwrap_or_else(|| "in no source".to_owned())),
    };
    let mut lines: Vec<String> = Vec::new();
    if let Some(why) = why {
        lines.push(fill("", 0, &why, options.width.saturating_sub(left)).trim_end().to_owned());
    }
    // One quote a sentence is enough, and one of those that say the same.
    let mut shown: Vec<&Quoted> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for source in &figure.sources {
        let same =
            |q: &&&Quoted| q.cited.document == source.cited.document && q.cited.sentence == source.cited.sentence;
        if shown.iter().any(|q| same(&q)) {
            continue;
        }
        if figure.verdict == Verdict::Supported && !shown.is_empty() {
            others.push(below(base, &place(&source.cited, corpus)).to_owned());
        } else {
            shown.push(source);
            lines.push(quote(source, options.width.saturating_sub(left), base, corpus));
        }
    }
    if !others.is_empty() {
        lines.push(fill("also ", 5, &others.join(", "), options.width.saturating_sub(left)).trim_end().to_owned());
    }
    let body = lines.join("\n").replace('\n', &format!("\n{}", " ".repeat(left)));
    entry.push_str(&body);
    entry.push('\n');
    entry
}

/// `wire.txt:5:1 “At least 22 people died …”`, cut round the claim to the width.
fn quote(source: &Quoted, width: usize, base: &str, corpus: &Corpus) -> String {
    let place = below(base, &place(&source.cited, corpus)).to_owned();
    let marks = [Mark { span: source.at.clone(), label: 0 }];
    let shown = |room: usize| row(&source.quote.replace(['\n', '\r', '\t'], " "), 0, Format::Text, &marks, room).text;
    let room = width.saturating_sub(columns(&place) + 3);
    // Beside a long path a quote has no room, and stands under it.
    if room >= 40 {
        format!("{place} “{}”", shown(room))
    } else {
        format!("{}\n“{}”", cut(&place, width), shown(width.saturating_sub(2).max(8)))
    }
}

/// One line for standard error: `1 draft, 4 sources, 9 figures: 6 supported, 1 derived, 1 contradicted, 1 absent`.
pub fn verification_line(told: &Verification) -> String {
    let sources = told.corpus.documents.len().saturating_sub(told.drafts);
    let head = format!("{}, {}", summary::counted(told.drafts, "draft"), summary::counted(sources, "source"));
    if told.figures.is_empty() {
        return format!("{head}: no figures found in any draft");
    }
    let tally: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|verdict| told.tally(*verdict) > 0)
        .map(|verdict| format!("{} {}", told.tally(verdict), verdict.name()))
        .collect();
    let unread = match told.unread {
        0 => String::new(),
        n => format!("; {} not understood", summary::counted(n, "number")),
    };
    format!("{head}, {}: {}{unread}", summary::counted(told.figures.len(), "figure"), tally.join(", "))
}
