/*! What a sentence gives its figures, once all of them have frames: the time that a clause tells, the state that is reached by a time,
what its question tells apart, that figures stand in a row, and which model is spoken of. */

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::words::{self, Names, Word};
use super::{CARRIED, Claim, Mode, Term};
use crate::extract::Mention;
use crate::lexicon::{Class, Lexicon};
use crate::text::{Signs, Text};
use crate::value::{Bound, DimensionId, Interval, Kind, Value};

/// Keys of the measurements of a sentence that stand before a noun and tell which of several it is: "the 13-inch notebook".
pub(super) fn models(claims: &[Claim], text: &str) -> Vec<(DimensionId, u64)> {
    let hyphenated = |c: &&Claim| c.mention.core.of(text).contains('-');
    claims
        .iter()
        .filter(hyphenated)
        .filter_map(|c| match &c.mention.value {
            Value::Measurement { canonical, dimension, .. } => {
                let mut hasher = FxHasher::default();
                canonical.point()?.normalize().hash(&mut hasher);
                Some((*dimension, hasher.finish()))
            }
            _ => None,
        })
        .collect()
}

/// Words at the head of a sentence in which a date dates all of it: "In 2009 a quake …".
const HEAD: u32 = 3;

/// Gives every claim of a sentence, whose first token is `base`, the time that its clause or the head of the sentence tells: the
/// nearest date or period that is not just when somebody said so. `clauses` are those of the claims, in tokens of the sentence.
pub(super) fn set_when(claims: &mut [Claim], words: &[Word], clauses: &[(usize, usize)], base: u32) {
    let said = |first: u32| {
        let before = words[..(first - base) as usize].iter().rev().find(|w| !w.is(Class::Preposition));
        before.is_some_and(|w| w.is(Class::Reporting))
    };
    // "More than in 2019", "twice as much as two years ago": that is when something else was so.
    let compared = |first: u32| {
        let first = (first - base) as usize;
        let compares = |w: &Word| w.is(Class::Compares);
        let twice = words[first..].iter().take(3).filter(|w| compares(w)).count() > 1;
        let small = |w: &&Word| w.is(Class::Preposition) || w.is(Class::Determiner);
        twice || words[..first].iter().rev().take_while(|w| small(w) || compares(w)).any(compares)
    };
    let dates: Vec<(u32, Interval)> = claims
        .iter()
        .filter(|c| {
            matches!(c.mention.value, Value::Date(_) | Value::Period(_))
                && !said(c.mention.first)
                && !compared(c.mention.first)
        })
        .filter_map(|c| Some((c.mention.first, c.interval?)))
        .collect();
    for (claim, clause) in claims.iter_mut().zip(clauses) {
        let tells = |first: u32| first - base <= HEAD || (clause.0..clause.1).contains(&((first - base) as usize));
        let near = dates.iter().filter(|(first, _)| tells(*first));
        claim.frame.when = near.min_by_key(|(first, _)| first.abs_diff(claim.mention.first)).map(|(_, when)| *when);
    }
}

/// Marks what is said to have come so far by a time: "had collected $800,000 by last night" is the state of that night.
pub(super) fn set_reached(claims: &mut [Claim], clauses: &[(usize, usize)], base: u32) {
    let by = |value: &Value| match value {
        Value::Date(date) => date.bound == Bound::By,
        Value::Time(time) => time.bound == Bound::By,
        _ => false,
    };
    let times: Vec<usize> =
        claims.iter().map(|c| &c.mention).filter(|m| by(&m.value)).map(|m| (m.first - base) as usize).collect();
    for (claim, clause) in claims.iter_mut().zip(clauses) {
        let tells_when = claim.mention.value.kind().tells_when();
        if !tells_when && claim.frame.mode == Mode::Asserted && times.iter().any(|at| (clause.0..clause.1).contains(at))
        {
            claim.frame.current = true;
        }
    }
}

/// What questions that are lines of their own tell from others of its sort, by their sentences: "What did the first strike do?"
pub(super) fn asked(text: &str, read: &Text, names: &Names, lexicon: &Lexicon) -> Vec<(u32, Vec<u64>)> {
    let all = &read.sentences;
    let alone = |at: usize, other: Option<usize>| {
        other.and_then(|other| all.get(other)).is_none_or(|other| other.block != all[at].block)
    };
    let asks = |at: &usize| {
        let tokens = all[*at].tokens(&read.tokens);
        tokens.last().is_some_and(|token| token.signs().any(Signs::QUESTION))
            && alone(*at, at.checked_sub(1))
            && alone(*at, Some(at + 1))
    };
    let told = |at: usize| {
        let words = words::words(text, all[at].tokens(&read.tokens), names, lexicon);
        let apart = words.iter().filter(|w| w.is(Class::Distinct) && !w.is(Class::Further));
        (at as u32, apart.map(|w| w.stem).collect())
    };
    (0..all.len()).filter(asks).map(told).collect()
}

/// Gives the claims of an answer what its question tells apart.
pub(super) fn set_asked(claims: &mut [Claim], sentence: u32, asked: &[(u32, Vec<u64>)]) {
    let before = asked.partition_point(|(at, _)| *at < sentence);
    let Some((at, apart)) = before.checked_sub(1).map(|last| &asked[last]) else { return };
    if sentence - at > CARRIED || apart.is_empty() {
        return;
    }
    for Claim { frame, .. } in claims {
        let mut distinct = [&*frame.distinct, apart].concat();
        distinct.sort_unstable();
        distinct.dedup();
        frame.distinct = distinct.into();
    }
}

/// How many words may say who somebody is, between commas.
const ASIDE: usize = 8;

/// What tells a figure of a row from those of others: that it is one of several.
pub(super) const ROW: u64 = 1;

/// Marks the figures of a sentence, whose first token is `base`, that stand in a row: "the 7.6 and 7.5 magnitude quakes", "he won two
/// medals, she five".
pub(super) fn set_rows(claims: &mut [Claim], words: &[Word], base: u32) {
    let mark = |at: usize, marks: Signs| words.get(at).is_none_or(|w| w.signs.any(marks));
    // Where that begins whose the second is, if nothing else stands before it, and nothing behind: "Paul Wick 2,183.", "Lena Orme, an
    // independent, 4,611."
    let gaps = |n: &Mention| {
        let (first, end) = ((n.first - base) as usize, (n.end - base) as usize);
        let aside = first.checked_sub(1).filter(|at| words[*at].signs.any(Signs::COMMA));
        let from = aside
            .and_then(|close| (close.saturating_sub(ASIDE)..close).rev().find(|at| words[*at].signs.any(Signs::COMMA)));
        let who = from.unwrap_or(first);
        let names = words[..who].iter().rev().take_while(|w| w.is_name).count();
        let pronoun = who.checked_sub(1).is_some_and(|at| words[at].is(Class::Pronoun));
        let start = who - names.max(usize::from(pronoun));
        let joined = start
            .checked_sub(1)
            .is_some_and(|at| mark(at, Signs::COMMA.or(Signs::SEMICOLON)) || words[at].is(Class::Conjunction));
        let ends = mark(end, Signs::STOP.or(Signs::SEMICOLON).or(Signs::COMMA));
        (start < who && joined && ends).then(|| words[start].span.start)
    };
    let alike = |a: &Value, b: &Value| {
        let measured = matches!(a.kind(), Kind::Measurement | Kind::Percent | Kind::Money);
        measured && a.kind() == b.kind() && a.dimension() == b.dimension() && a != b
    };
    for at in 1..claims.len() {
        let [before, claim] = &mut claims[at - 1..=at] else { continue };
        let (m, n) = (&before.mention, &claim.mention);
        let link = words.get((m.end - base) as usize).is_some_and(|w| w.is(Class::Conjunction));
        let counts = m.value.kind() == n.value.kind() && m.value.dimension() == n.value.dimension();
        let countable = counts && m.value.kind() != Kind::Age && !m.value.is_temporal();
        let gapped = if countable { gaps(n) } else { None };
        if let Some(whose) = gapped {
            // "He won two medals, she five": medals.
            if claim.frame.head.is_none() {
                (claim.frame.head, claim.frame.head_is_empty) = (before.frame.head, before.frame.head_is_empty);
            }
            let own = |names: &[Term], own: fn(u32, u32) -> bool| -> Box<[Term]> {
                names.iter().filter(|name| own(name.span.start, whose)).copied().collect()
            };
            before.frame.names = own(&before.frame.names, |at, whose| at < whose);
            claim.frame.names = own(&claim.frame.names, |at, whose| at >= whose);
            claim.frame.topic = claim.frame.names.last().copied().or(claim.frame.topic);
        }
        if gapped.is_some() || link && n.first == m.end + 1 && alike(&m.value, &n.value) {
            for claim in [before, claim] {
                let distinct = &mut claim.frame.distinct;
                if distinct.first() != Some(&ROW) {
                    *distinct = [&[ROW], &**distinct].concat().into();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::claims;
    use crate::document::{Document, DocumentId};
    use crate::extract::mentions;
    use crate::lexicon::Lexicon;
    use crate::text::Text;

    #[test]
    fn the_second_of_a_row_is_of_whom_stands_before_it_and_counts_the_same() {
        let lexicon = Lexicon::builtin();
        let told = |text: &str| -> Vec<String> {
            let document = Document::plain("a", text);
            let read = Text::read(text, &document.blocks, &lexicon);
            let (found, _) = claims(DocumentId(0), &document, &read, mentions(text, &read, &lexicon), &lexicon);
            let of = |c: &crate::claim::Claim| {
                let names: Vec<&str> = c.frame.names.iter().map(|name| name.span.of(text)).collect();
                format!("{}: {}", c.frame.head.map_or("", |head| head.span.of(text)), names.join(" "))
            };
            found.iter().map(of).collect()
        };
        for (text, expected) in [
            ("Mr Rusk had 9,870 votes and Lena Orme, an independent, 4,611.", ["votes: Rusk", "votes: Lena Orme"]),
            ("Mr Rusk had 9,870 votes and Paul Wick 2,183.", ["votes: Rusk", "votes: Paul Wick"]),
            // Another thing is counted, and no row.
            ("Mr Rusk had 9,870 votes and Paul Wick two cars.", ["votes: Rusk Paul Wick", "cars: Rusk Paul Wick"]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
