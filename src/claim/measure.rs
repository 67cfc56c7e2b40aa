/*! Which measures a figure states. A phrase that names it, with nothing but small words between ("a final cost of £4m", "turnout was
57 %", "40 m long"), says so for certain, and the nearest such phrase wins; where there is none, the cues of its clause tell. */

use super::frame::Place;
use super::subject::{Joint, joint, moves_to};
use crate::lexicon::{BARE, Class, Lexicon, MeasureId, Side};
use crate::text::{Signs, TokenKind};
use crate::value::Kind;

/// A figure of a sentence: its words, and the kind of its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// How many words a phrase may stand off.
const OFF: usize = 12;
/// How many words on either side are looked at.
const REACH: usize = 2 * OFF;
/// How many words of a noun phrase may stand between: "turnout in the old town was".
const NOUNS: usize = 5;
/// How many words may stand between a figure and the phrase behind it: "£4m council budget".
const BEHIND: usize = 3;
/// How many words before a phrase, or a figure, tell that it is something else: "could be jailed for".
const FORBIDS: usize = 5;
/// How many words before a number without a noun, and one more behind it, may be the verb that is told of it.
const BESIDE: usize = 2;
/// Marks that part nothing: hyphens, and apostrophes of names.
const JOINS: Signs = Signs::HYPHEN.or(Signs::APOSTROPHE);

/// The measures that the figure at a place states, whose head has that stem; `told` are the words of its clause that tell of no other
/// figure.
pub(super) fn measures(
    place: &Place<'_>,
    clause: (usize, usize),
    told: (usize, usize),
    head: Option<u64>,
    figures: &[Figure],
    lexicon: &Lexicon,
) -> Vec<MeasureId> {
    let of = (place.kind, place.dimension);
    let named = named(place, told, head, figures, lexicon);
    if !named.is_empty() {
        return named;
    }
    // "Twelve were hurt": the verb beside it says of whom.
    if head.is_none() && place.is_bare() {
        let beside = place.first.saturating_sub(BESIDE).max(told.0)..(place.end + BESIDE + 1).min(told.1);
        return lexicon.measures_told(of, Some(BARE), &place.stems[beside]);
    }
    // What is said of some is not said of all: "12 of the 450 passengers were hurt".
    if place.is_whole() {
        return lexicon.measures_told(of, head, own_clause(place, told));
    }
    // The subject is that of both verbs: "the blast killed 12 people and injured 30".
    let verb = (clause.0..told.0).find(|at| place.words[*at].is_verb || place.words[*at].is(Class::Auxiliary));
    let subject = &place.stems[clause.0..verb.unwrap_or(clause.0)];
    if subject.is_empty() {
        return lexicon.measures_told(of, head, &place.stems[told.0..told.1]);
    }
    lexicon.measures_told(of, head, &[subject, &place.stems[told.0..told.1]].concat())
}

/// What a relative clause says of a whole alone: "of the nine titles that compete".
fn own_clause<'a>(place: &Place<'a>, told: (usize, usize)) -> &'a [u64] {
    let behind = &place.words[place.end..told.1];
    let noun = behind.iter().take_while(|w| w.is_content() && !w.is_verb).count();
    let end = behind.iter().position(|w| w.signs.any(Signs::COMMA)).unwrap_or(behind.len());
    let relative = behind.get(noun).is_some_and(|w| w.is(Class::Subordinator));
    if relative && noun < end { &place.stems[place.first..place.end + end] } else { &[] }
}

/// The measures of the nearest phrases that name the figure, of several as near the longest.
fn named(
    place: &Place<'_>,
    clause: (usize, usize),
    head: Option<u64>,
    figures: &[Figure],
    lexicon: &Lexicon,
) -> Vec<MeasureId> {
    // What stands beyond another figure of its kind tells of that figure.
    let at = figures.partition_point(|f| f.first < place.first);
    let left = place.first.saturating_sub(REACH);
    let before = figures[..at].iter().rev().take_while(|f| f.end > left).find(|f| f.kind == place.kind);
    // "fell by £4m to £90m": what it moved by parts nothing.
    let moved = |f: &&Figure| f.end + 1 == place.first && moves_to(place) && moves_by(place, f.first);
    let low = before.filter(|f| !moved(f)).map_or(left, |f| f.end);
    let right = (place.end + REACH).min(place.words.len());
    let behind = figures[at..].iter().take_while(|f| f.first < right);
    let high = behind.filter(|f| f.first >= place.end).find(|f| f.kind == place.kind).map_or(right, |f| f.first);
    let comma = (place.end..high).find(|&at| place.words[at].signs.any(Signs::COMMA)).unwrap_or(high);
    let own = |side: Side, from: usize| {
        // What leads on to the next figure tells of that one: "a profit of £9m on revenue of £80m".
        let leads_on = side != Side::After && high < right;
        let end = if leads_on { comma.min(place.end + 1) } else { comma }.min(clause.1);
        &place.stems[from.saturating_sub(FORBIDS).max(low).max(clause.0).min(end)..end]
    };

    let mut found: Vec<(usize, usize, MeasureId)> = Vec::new();
    let mut find = |side: Side, off: usize, start: usize, length: usize, id: MeasureId| {
        let phrase = (side, &place.stems[start..start + length]);
        if lexicon.measure(id).may_be(phrase, (place.kind, place.dimension), head, own(side, start.min(place.first))) {
            found.push((off, length, id));
        }
    };
    // A phrase may end at any word from the first of these to the last, or at the one beyond.
    let mut before = |side: Side, ends: Ends| {
        let first = ends.beyond.unwrap_or(ends.first).saturating_sub(OFF).max(low);
        for start in first..ends.last {
            for (id, length) in lexicon.measures_named(side, &place.stems[start..ends.last]) {
                let end = start + length;
                if length <= OFF && ((ends.first..=ends.last).contains(&end) || ends.beyond == Some(end)) {
                    find(side, place.first - end, start, length, id);
                }
            }
        }
    };
    before(Side::Before, ends(place, low));
    if let Some(colon) = place.first.checked_sub(1).filter(|at| place.words[*at].signs.any(Signs::COLON)) {
        before(Side::Label, Ends { first: colon, last: colon, beyond: None });
    }
    for start in starts(place, high) {
        let phrases = lexicon.measures_named(Side::After, &place.stems[start..high]);
        phrases.for_each(|(id, length)| find(Side::After, start - place.end, start, length, id));
    }
    let nearest = found.iter().map(|(off, length, _)| (*off, usize::MAX - length)).min();
    let mut ids: Vec<MeasureId> = found
        .into_iter()
        .filter(|(off, length, _)| Some((*off, usize::MAX - length)) == nearest)
        .map(|(.., id)| id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Whether a figure that begins there is what something moved by: "by £4m", "up £4m".
fn moves_by(place: &Place<'_>, first: usize) -> bool {
    let beside = first.checked_sub(1).map(|at| &place.words[at]);
    beside.is_some_and(|w| (w.is(Class::Preposition) && !w.is(Class::Binds)) || w.is(Class::Rise) || w.is(Class::Fall))
}

/// Where a phrase before the figure may end.
struct Ends {
    /// From here on.
    first: usize,
    /// Up to here.
    last: usize,
    /// And at this word, which stands before those.
    beyond: Option<usize>,
}

fn ends(place: &Place<'_>, low: usize) -> Ends {
    let words = place.words;
    let Joint { end: at, joined } = joint(place, low);
    let mut beyond = None;
    if joined {
        let nouns = (low..at).rev().take(NOUNS).take_while(|&at| {
            let word = &words[at];
            word.signs.any(JOINS)
                || (!word.in_mention && (word.is_content() && !word.is_verb || word.is(Class::Determiner)))
        });
        let first = nouns.last().unwrap_or(at);
        if first < at && first > low && words[first - 1].is(Class::Preposition) {
            beyond = Some(first - 1);
        }
    }
    Ends { first: at, last: place.first, beyond }
}

/// Where a phrase behind the figure may start.
fn starts(place: &Place<'_>, high: usize) -> Vec<usize> {
    let words = place.words;
    let mut starts = Vec::new();
    let mut at = place.end;
    while at < high && at - place.end <= BEHIND {
        let word = &words[at];
        // "the 52 who were taken to hospital"
        if word.signs.any(JOINS) || word.is(Class::Subordinator) {
            at += 1;
            continue;
        }
        if word.kind == TokenKind::Mark || word.in_mention {
            break;
        }
        starts.push(at);
        if !word.is_content() || word.is_verb {
            break;
        }
        at += 1;
    }
    // "41 % of those who took part were women", "four of them badly hurt"
    if words.get(place.end).is_some_and(|w| w.is(Class::Partitive)) {
        let nouns = (place.end + 1..high).take(NOUNS + 1);
        for at in nouns.take_while(|&at| words[at].kind != TokenKind::Mark && !words[at].in_mention) {
            if words[at].is(Class::Auxiliary) || words[at].is(Class::Adverb) || words[at].is_verb {
                starts.push(at);
            }
            if words[at].is(Class::Auxiliary) {
                break;
            }
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use crate::claim::claims;
    use crate::document::{Document, DocumentId};
    use crate::extract::mentions;
    use crate::lexicon::Lexicon;
    use crate::text::Text;

    #[test]
    fn the_nearest_name_wins() {
        let lexicon = Lexicon::builtin();
        for (text, told) in [
            ("It came in at a final cost of £512m against the budget of £430m.", &["project-cost", "budget"][..]),
            ("The turnout in the old town was 57 percent, up from 52 percent.", &["turnout", ""]),
            ("Profit before tax was £9m on revenue of £80m.", &["pretax-profit", "revenue"]),
            ("Revenue rose 6% to £80m.", &["", "revenue"]),
            ("It is 40 m long and 9 m wide.", &["length", "width"]),
            // What moves by a figure is not at it.
            ("Net debt fell by £4m to £90m.", &["", "debt"]),
            // What is part of a quantity is not the quantity.
            ("They lost £4m of the council budget.", &[""]),
            ("Missing: 14. They were missing 14 weeks.", &["people-missing", ""]),
        ] {
            let document = Document::plain("a", text);
            let read = Text::read(text, &document.blocks, &lexicon);
            let (found, _) = claims(DocumentId(0), &document, &read, mentions(text, &read, &lexicon), &lexicon);
            let names = |c: &crate::claim::Claim| {
                let names: Vec<&str> = c.frame.measures.iter().map(|id| lexicon.measure(*id).name.as_str()).collect();
                names.join(" ")
            };
            assert_eq!(found.iter().map(names).collect::<Vec<_>>(), told, "{text}");
        }
    }
}
