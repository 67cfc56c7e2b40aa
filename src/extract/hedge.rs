/*! Hedges around an amount: "about", "at least some", "or more", "-plus"; and what only looks like one. */

use super::money::currency_before;
use super::numeral::{fraction, joint, numeral};
use super::scan::{Scan, number_mark};
use crate::lexicon::{Bound, Class, HedgeId, Lexicon, NumberCue, NumberSense as N, Sense, Sorts, Starts};
use crate::text::{Token, TokenKind};
use crate::value::Range;

/// At most four hedges, in the order of the text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hedges {
    ids: [Option<HedgeId>; 4],
}

impl Hedges {
    fn push(&mut self, id: HedgeId) -> bool {
        match self.ids.iter_mut().find(|slot| slot.is_none()) {
            Some(slot) => {
                *slot = Some(id);
                true
            }
            None => false,
        }
    }

    /// The hedges in the order of the text.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = HedgeId> + '_ {
        self.ids.iter().flatten().copied()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.ids[0].is_none()
    }

    /// Whether one of them leaves an end open.
    pub(super) fn bounds(&self, lexicon: &Lexicon) -> bool {
        self.iter().any(|id| !matches!(lexicon.hedge(id).bound, Bound::Exactly | Bound::About))
    }
}

/// "about", "at least some": hedges before a number.
pub(super) fn hedges_before(scan: Scan<'_>) -> (Scan<'_>, Hedges) {
    hedges(scan, false)
}

/// " or more", "-plus", "+": hedges after a number.
pub(super) fn hedges_after(scan: Scan<'_>) -> (Scan<'_>, Hedges) {
    let mut hedged = hedges(scan, true);
    if hedged.1.is_empty() {
        if let Ok((rest, ())) = joint(scan) {
            hedged = hedges(rest, true);
        } else if scan.first().is_some_and(|t| scan.word(t) == ",") {
            // "five people, at least"
            let (rest, found) = hedges(scan.skip(1), true);
            let ends = rest.first().is_none_or(|t| t.kind == TokenKind::Mark);
            if ends && found.iter().all(|id| scan.lexicon.hedge(id).bound != Bound::Exactly) {
                hedged = (rest, found);
            }
        }
    }
    // "5% plus a bonus" adds something to it.
    let adds = hedged.0.at() == scan.at() + 1
        && scan.class(Class::Conjunction) == Some(1)
        && hedged.0.first().is_some_and(|t| scan.lexicon.is(t.word, Class::Determiner));
    // "no more than 12 and more than 194": the words belong to the next number.
    let next = adds
        || hedged.0.before().is_some_and(|t| t.is_word())
            && (numeral(hedged.0).is_ok()
                || currency_before(hedged.0).is_ok_and(|(rest, _)| numeral(rest).is_ok())
                || fraction(hedged.0).is_ok()
                || hedges_before(scan.skip(1)).0.at() > hedged.0.at());
    if hedged.1.is_empty() || next { (scan, Hedges::default()) } else { hedged }
}

/// Whether what may be a hedge is none here: "<>" and "=<", signs that tell no bound in prose; "ticked up to 3.9%", how high it went.
fn is_no_bound(scan: Scan<'_>) -> bool {
    let sign = |t: &Token| t.kind == TokenKind::Mark && matches!(scan.word(t), "<" | ">" | "=");
    let Some(first) = scan.first() else { return false };
    if sign(first) {
        let doubled = first.is_glued() && scan.before().is_some_and(sign);
        let facing = scan.peek(1).is_some_and(|t| t.is_glued() && scan.word(first) == "<" && scan.word(t) == ">");
        return doubled || facing;
    }
    // "a 5-under 67"
    let joined = first.is_glued()
        && scan.before().is_some_and(Token::is_glued_hyphen)
        && scan.back(2).is_some_and(|t| t.kind == TokenKind::Number);
    // "ran 1:41.73 over 800m"
    let lap = scan.before().is_some_and(|t| t.kind == TokenKind::Number && t.is_glued())
        && scan.back(2).is_some_and(|t| t.is_glued() && scan.word(t) == ":")
        && scan.class(Class::Preposition) == Some(1);
    if joined && first.is_word() || lap || is_pressure(scan) || is_initial(scan) {
        return true;
    }
    let upward = |verb: &Token| scan.lexicon.can_be(verb.word, Sense::NumberCue(NumberCue::Upward));
    // "buy back up to $10 billion" bounds it.
    let bought = |t: &Token| scan.lexicon.can_be(t.word, Sense::NumberCue(NumberCue::Dear));
    scan.class(Class::Rise).is_some() && scan.before().is_some_and(upward) && !scan.back(2).is_some_and(bought)
}

/// The "C." of "hepatitis C. 1500 people" and of "option c. 40 users": a letter and its stop behind a noun.
fn is_initial(scan: Scan<'_>) -> bool {
    let letter = scan.first().filter(|t| t.is_word() && t.span.len() == 1);
    let small = |t: &Token| {
        let closed = [
            Class::Preposition,
            Class::Determiner,
            Class::Auxiliary,
            Class::Conjunction,
            Class::Pronoun,
            Class::Modal,
            Class::Adverb,
            Class::Subordinator,
        ];
        let form = scan.lexicon.form(t.word, scan.word(t));
        let verb = form.verbal || scan.lexicon.is_verb(t.word, form.stem);
        !t.is_capital() && (verb || closed.iter().any(|&class| scan.lexicon.is(t.word, class)))
    };
    let stops = scan.peek(1).is_some_and(|t| scan.word(t) == ".");
    letter
        .is_some_and(|letter| stops && scan.before().is_some_and(|t| t.is_word() && (letter.is_capital() || !small(t))))
}

/// The "over" of "160 over 95": two short numbers, and nothing that is counted.
fn is_pressure(scan: Scan<'_>) -> bool {
    let Ok((rest, ())) = number_mark(N::Over)(scan) else { return false };
    let short = |t: &Token| t.kind == TokenKind::Number && (2..=3).contains(&t.span.len());
    let alone = rest.peek(1).is_none_or(|t| match t.kind {
        TokenKind::Mark => !t.is_glued_hyphen() && !matches!(scan.word(t), "%" | "°"),
        _ => !t.is_glued() && [Class::Conjunction, Class::Preposition].iter().any(|&c| scan.lexicon.is(t.word, c)),
    });
    scan.before().is_some_and(short) && rest.first().is_some_and(short) && alone
}

fn hedges(scan: Scan<'_>, after: bool) -> (Scan<'_>, Hedges) {
    let (mut rest, mut found) = (scan, Hedges::default());
    if !after && (!scan.starts().any(Starts::HEDGE) || is_no_bound(scan)) {
        return (rest, found);
    }
    while let Some((n, id)) = rest.senses_of(Sorts::HEDGE).find_map(|(n, sense)| match sense {
        Sense::Hedge(id) if scan.lexicon.hedge(id).after == after => Some((n, id)),
        _ => None,
    }) {
        if !found.push(id) {
            break;
        }
        rest = rest.skip(n);
    }
    (rest, found)
}

/// What the hedges, from the nearest to the number outward, make of the range that it states; and the hedge to report.
pub(super) fn apply(scan: Scan<'_>, range: Range, before: &Hedges, after: &Hedges) -> Option<(Range, Option<HedgeId>)> {
    let mut hedged = range;
    let mut told = None;
    // "around 300 or so" is as wide as its widest hedge; "at least about 300" bounds what "about" widened.
    let mut widest: Option<HedgeId> = None;
    let width = |id: HedgeId| scan.lexicon.hedge(id).below.saturating_add(scan.lexicon.hedge(id).above);
    for id in after.iter().chain(before.iter().rev()) {
        match scan.lexicon.hedge(id).bound {
            Bound::Exactly => told = told.or(Some(id)),
            Bound::About => widest = widest.filter(|&other| width(other) >= width(id)).or(Some(id)),
            _ => {}
        }
    }
    if let Some(id) = widest {
        hedged = scan.lexicon.hedge(id).apply(&hedged)?;
    }
    for id in after.iter().chain(before.iter().rev()) {
        let hedge = scan.lexicon.hedge(id);
        match hedge.bound {
            Bound::Exactly => {}
            Bound::About => told = widest,
            _ => (hedged, told) = (hedge.apply(&hedged)?, Some(id)),
        }
    }
    Some((hedged, told))
}
