/*! What tells two figures apart, or the figures of two articles: time, place, owner, model, person. Each is a question of two frames
that the gate and the grouping ask, and decides nothing by itself. */

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use rust_decimal::Decimal;

use super::evidence::{Score, Side};
use super::standing::point;
use crate::claim::{Claim, Frame, Mode, Term};
use crate::document::{BlockKind, Corpus};
use crate::lexicon::Lexicon;
use crate::value::{Date, Interval, Kind, Value};

/// Whether a count has a fraction or is below nothing: an index, an average, the number of a version, a setting. Things are whole.
pub(super) fn fraction(claim: &Claim) -> bool {
    let of_things = |n: Decimal| n.scale() == 0 && (n.is_zero() || n.is_sign_positive());
    matches!(claim.mention.value, Value::Count(_)) && point(claim).is_some_and(|n| !of_things(n))
}

/// Whether two dates name one day of the year, and one of them no year: only what was taken from the day of its article parts them.
pub(super) fn of_guessed_year(a: &Claim, b: &Claim) -> bool {
    match (&a.mention.value, &b.mention.value) {
        (Value::Date(x), Value::Date(y)) => {
            let day = |date: &Date| date.month().zip(date.day);
            day(x).is_some() && day(x) == day(y) && (x.year.is_none() || y.year.is_none())
        }
        _ => false,
    }
}

/// Whether a figure counts what is the writer's own: "for three reasons".
pub(super) fn numbers_own(claim: &Claim) -> bool {
    claim.frame.numbers_own && claim.mention.value.kind() == Kind::Count
}

/// Whether a date is told to the second: it is when a machine did something, and each such moment is another.
pub(super) fn stamped(claim: &Claim) -> bool {
    match &claim.mention.value {
        Value::Date(date) => !date.is_dayless() && date.clock().is_some_and(|clock| clock.second.is_some()),
        _ => false,
    }
}

/// Whether each tells of a version of a program or a text, and the versions differ: those that its sentence names, or else the head of
/// its document, or the path.
pub(super) fn other_version(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    fn named<'a>(side: Side<'a>) -> &'a [u64] {
        if side.context.versions.is_empty() { &side.document.versions } else { &side.context.versions }
    }
    let path = |side: Side<'_>| corpus.document(side.claim.document).path.as_str();
    !meet(named(a), named(b)) || a.claim.document != b.claim.document && is_other_edition(path(a), path(b))
}

/// Whether two paths differ in the numbers of versions alone: "tool-1.0.24/README.md", "tool-1.0.27/README.md", "NEWS-V4.md".
fn is_other_edition(a: &str, b: &str) -> bool {
    let (a, b) = (file(a), file(b));
    if a == b {
        return false;
    }
    let ((stem, versions), (other, others)) = (editions(a), editions(b));
    versions != others && stem == other
}

/// The path of a document, where it says which version the document is of.
pub(super) fn edition(path: &str) -> Option<&str> {
    let path = file(path);
    (!editions(path).1.is_empty()).then_some(path)
}

/// The file of a path, without the article in it.
pub(super) fn file(path: &str) -> &str {
    path.split_once('#').map_or(path, |(file, _)| file)
}

/// A path without the numbers of versions in it, and these.
fn editions(path: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut stem, mut versions) = (Vec::new(), Vec::new());
    let (mut done, mut at) = (0, 0);
    let bytes = path.as_bytes();
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let number = path[at..at + run].trim_end_matches('.');
        if run == 0 || !bytes[at].is_ascii_digit() {
            at += run.max(1);
            while !path.is_char_boundary(at) {
                at += 1;
            }
            continue;
        }
        let (before, marked) = match path[..at].strip_suffix(['v', 'V']) {
            Some(before) => (before, true),
            None => (&path[..at], false),
        };
        if !before.ends_with(char::is_alphanumeric) && is_edition(path, at, number, marked) {
            stem.push(&path[done..at]);
            versions.push(number);
            done = at + number.len();
        }
        at += run;
    }
    stem.push(&path[done..]);
    (stem, versions)
}

/// Whether a number in a path is that of a version: "v4", "1.0.24", and "2.4" where its file or directory has a name besides; a date is none.
fn is_edition(path: &str, at: usize, number: &str, marked: bool) -> bool {
    let mut parts = number.split('.');
    let date = parts.next().is_some_and(|first| first.len() == 4);
    let component = path[..at].rfind('/').map_or(0, |slash| slash + 1);
    let named = path[component..at].contains(char::is_alphabetic);
    marked || !date && !number.contains("..") && parts.count() >= if named { 1 } else { 2 }
}

/// Whether a figure names a sort of thing: a 32-bit number is no 64-bit number that somebody miscounted.
pub(super) fn sorted(f: &Frame, g: &Frame) -> bool {
    f.sort || g.sort
}

/// Whether the sentences speak of other models of a product: "the 13-inch", "the 15-inch". What is compared tells no model.
pub(super) fn other_model(a: Side<'_>, b: Side<'_>) -> bool {
    let models = |side: Side<'_>| -> Vec<u64> {
        let own = match &a.claim.mention.value {
            Value::Measurement { dimension, .. } => Some(*dimension),
            _ => None,
        };
        side.context.models.iter().filter(|(d, _)| Some(*d) != own).map(|(_, key)| *key).collect()
    };
    !meet(&models(a), &models(b))
}

/// Whether each is told for a size, and the sizes differ: "$1,199 for the 13-inch", "$1,799 for the 15-inch".
pub(super) fn other_size(f: &Frame, g: &Frame) -> bool {
    f.size.zip(g.size).is_some_and(|(x, y)| x != y)
}

/// Whether two lists share a name.
pub(super) fn share(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|n| b.contains(n))
}

/// Whether two lists share a name, or one of them is empty.
pub(super) fn meet(a: &[u64], b: &[u64]) -> bool {
    a.is_empty() || b.is_empty() || share(a, b)
}

/// How the times of two claims lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// They may be one time.
    Same,
    /// They are days of one season.
    OtherDay,
    /// They are further apart.
    OtherSeason,
}

/// How the times of two claims lie. A sentence's own date says when; without one, an article speaks of about its own day, and figures
/// that articles tell half a year apart are of other periods.
pub(super) fn times(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> Times {
    // What a date says is what is compared, not when it holds.
    if a.claim.mention.value.kind().tells_when() {
        return Times::Same;
    }
    let wider = |when: Interval, days: i64| Interval {
        start: when.start.and_then(|s| s.checked_sub_signed(TimeDelta::days(days))),
        end: when.end.and_then(|e| e.checked_add_signed(TimeDelta::days(days))),
    };
    let around = |side: Side<'_>| -> Option<Interval> {
        let day = published(side, corpus)?.and_time(NaiveTime::MIN);
        Some(wider(Interval::new(day, day), SEASON))
    };
    match (a.claim.frame.when.or_else(|| around(a)), b.claim.frame.when.or_else(|| around(b))) {
        (Some(x), Some(y)) if x.meets(&y) => Times::Same,
        (Some(x), Some(y)) if wider(x, WEEK).meets(&y) && x.days().max(y.days()) < Some(MONTH) => Times::OtherDay,
        (Some(_), Some(_)) => Times::OtherSeason,
        _ => Times::Same,
    }
}

/// Whether one tells the state of its article's day, and the other's article is of another day: "14 helicopters are now at work". Where
/// nobody knows the days, both have to say so of what is counted up, people and money.
pub(super) fn moved_on(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let (x, y) = (a.claim.frame.current, b.claim.frame.current);
    let tallied = matches!(a.claim.mention.value.kind(), Kind::Count | Kind::Money);
    // "By Sunday evening" is one state in whatever article.
    let state = |side: Side<'_>| side.claim.frame.when;
    let states = || tallied && x && y && (state(a).is_none() || state(a) != state(b));
    (x || y) && a.claim.document != b.claim.document && other_day(a, b, corpus).unwrap_or_else(states)
}

/// Whether one counts what has come to be by the day of its article ("five have died"), and the other's article is of another day. What is
/// dated alike is of one day whatever the articles.
pub(super) fn counted_on(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let dated_alike = || f.when.is_some() && f.when == g.when;
    (f.perfect || g.perfect) && other_day(a, b, corpus) == Some(true) && !dated_alike()
}

/// Whether the articles are of different days, if both tell theirs.
fn other_day(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> Option<bool> {
    let of_year = || day_of_year(a, corpus).zip(day_of_year(b, corpus));
    published(a, corpus).zip(published(b, corpus)).or_else(of_year).map(|(x, y)| x != y)
}

/// Whether one tells as a fact of a time that had not come when the article of the other was written: "on 30 June" and an article of 8 May.
pub(super) fn yet_to_come(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let fact =
        |side: Side<'_>| side.claim.frame.mode == Mode::Asserted && !side.claim.mention.value.kind().tells_when();
    let after = |late: Side<'_>, early: Side<'_>| {
        let start = late.claim.frame.when.and_then(|when| when.start);
        start.zip(published(early, corpus)).is_some_and(|(start, day)| (start.date() - day).num_days() > SLACK)
    };
    fact(a) && fact(b) && (after(a, b) || after(b, a))
}

/// Whether two dates are a year or so apart, and their articles as well: those of something that comes every year.
pub(super) fn other_round(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let start = |side: Side<'_>| side.claim.interval.and_then(|own| own.start);
    let far = |days: i64| days.abs() > LONG;
    a.claim.mention.value.kind() == Kind::Date
        && published(a, corpus).zip(published(b, corpus)).is_some_and(|(x, y)| far((x - y).num_days()))
        && start(a).zip(start(b)).is_some_and(|(x, y)| far((x - y).num_days()))
}

/// Whether two shares are dated to two days, or one to the day of its article and the other's is of another: a level rises and falls.
pub(super) fn other_level(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let dated = |side: Side<'_>| side.claim.frame.when.is_some();
    let today = |side: Side<'_>| {
        let day = side.claim.frame.when.and_then(|when| when.start).map(|start| start.date());
        day.is_some() && day == published(side, corpus)
    };
    let days = || dated(a) && dated(b) && times(a, b, corpus) == Times::OtherDay;
    let share = a.claim.mention.value.kind() == Kind::Percent;
    share && (days() || (today(a) || today(b)) && other_day(a, b, corpus) == Some(true))
}

/// Whether one is the whole of which its clause counts some, and the other is some of a whole: "fifteen of the 24" and "of the 13, nine".
pub(super) fn part_of_whole(a: &Claim, b: &Claim) -> bool {
    let of = |part: &Frame, whole: &Frame| whole.whole && part.partitive && !part.whole;
    of(&a.frame, &b.frame) || of(&b.frame, &a.frame)
}

/// Whether one tells less than the other, and says that it is not all: "three saves already". Of articles whose days are known the later
/// tells more.
pub(super) fn went_on(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let range = |side: Side<'_>| side.claim.mention.value.range();
    let went_on = |early: Side<'_>, late: Side<'_>| {
        let less = || range(early).zip(range(late)).is_some_and(|(x, y)| x.high.zip(y.low).is_some_and(|(x, y)| x < y));
        let in_turn = published(early, corpus).zip(published(late, corpus)).is_none_or(|(x, y)| x <= y);
        early.claim.frame.running && !late.claim.frame.running && less() && in_turn
    };
    !a.claim.mention.value.kind().tells_when() && (went_on(a, b) || went_on(b, a))
}

/// Whether the articles are known to be written more than a month apart.
pub(super) fn months_apart(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    published(a, corpus).zip(published(b, corpus)).is_some_and(|(x, y)| (x - y).num_days().abs() > MONTH)
}

/// Whether the articles are of different weeks, as far as both say of which: without a year those of one year.
pub(super) fn weeks_apart(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let known = published(a, corpus).zip(published(b, corpus)).map(|(x, y)| (x - y).num_days().abs());
    known.or_else(|| days_of_year_apart(a, b, corpus)).is_some_and(|days| days > WEEK)
}

/// How many days lie between those of two articles at the least, whatever their years.
fn days_of_year_apart(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> Option<i64> {
    let (x, y) = day_of_year(a, corpus).zip(day_of_year(b, corpus))?;
    let days = (x - y).num_days().abs();
    Some(days.min(YEAR - days))
}

/// The day of an article.
fn published(side: Side<'_>, corpus: &Corpus) -> Option<NaiveDate> {
    corpus.document(side.claim.document).published
}

/// The day of an article in a year that has every day, whatever its own year.
fn day_of_year(side: Side<'_>, corpus: &Corpus) -> Option<NaiveDate> {
    let (month, day) = published(side, corpus).map(|day| (day.month(), day.day())).or(side.document.day)?;
    NaiveDate::from_ymd_opt(LEAP, month, day)
}

/// Days within which two dates may be told of one thing: when it happened, and when it was found or told.
pub(super) const WEEK: i64 = 7;
/// Days by which the day of an article may be told wrongly, or a weekday be taken for that of the next week.
const SLACK: i64 = 7;
/// Days from which on a stretch of time has ends that are meant: "in November" is not the fourth of December.
const MONTH: i64 = 27;
/// Days from which on a stretch of time is a year or so: another year is another figure.
pub(super) const LONG: i64 = 300;

/// What a place before a figure is further off than one behind it, in bytes.
const BEFORE: u32 = 40;

/// Whether one tells of a place that the other's sentence, and the head of its article, do not know: a town's figure, and the
/// whole country's.
pub(super) fn elsewhere(a: Side<'_>, b: Side<'_>) -> bool {
    let knows =
        |place: u64| b.context.words.binary_search(&place).is_ok() || b.document.lead.binary_search(&place).is_ok();
    // The nearest place says where; those behind it say where that is.
    let own = a.claim.mention.span;
    let far = |place: &&Term| {
        if place.span.start >= own.end {
            place.span.start - own.end
        } else {
            own.start - place.span.end.min(own.start) + BEFORE
        }
    };
    a.claim.frame.places.iter().min_by_key(far).is_some_and(|place| !knows(place.key))
}

/// Whether one is counted in a place that the other's does not tell, and is less: what a town lost is a part of what all lost.
pub(super) fn is_part_there(a: Side<'_>, b: Side<'_>) -> bool {
    let kind = a.claim.mention.value.kind();
    let ends = |side: Side<'_>| side.claim.mention.value.range().map(|range| (range.low, range.high));
    let less = ends(a).zip(ends(b)).is_some_and(|((_, high), (low, _))| high.zip(low).is_some_and(|(x, y)| x < y));
    kind == Kind::Count && less && elsewhere(a, b)
}

/// Whether both clauses tell where, and tell other places.
pub(super) fn other_place(f: &Frame, g: &Frame) -> bool {
    let (p, q) = (&f.places, &g.places);
    !p.is_empty() && !q.is_empty() && !p.iter().any(|x| q.iter().any(|y| x.key == y.key))
}

/// Whether both clauses say whose the figure is, and share a name there.
pub(super) fn one_owner(f: &Frame, g: &Frame) -> bool {
    f.owner.iter().any(|name| g.owner.contains(name))
}

/// Whether both name whose the figure is, name others, and share no name in their clauses.
pub(super) fn other_owner(a: Side<'_>, b: Side<'_>) -> bool {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    f.names_others(g) && !meet(&f.owner, &g.owner)
}

/// Whether both clauses name whose the figure is, and b's document never speaks of whom a names.
pub(super) fn foreign_owner(a: Side<'_>, b: Side<'_>) -> bool {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    f.names_owner() && g.names_owner() && f.owner.iter().all(|name| !b.document.knows(*name))
}

/// Whether a tells when, b does not, and no date of b's document is of that time: an event of the past, told as background.
pub(super) fn background(a: Side<'_>, b: Side<'_>) -> bool {
    let when = a.claim.frame.when.filter(|_| b.claim.frame.when.is_none());
    when.is_some_and(|when| when.days() > Some(LONG) && !b.document.speaks_of(&when))
}

/// Whether a tells of a year before its article's own, and b of none, in an article of a day: "that of 2023 drew eight nations".
pub(super) fn long_past(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let then = a.claim.frame.when.filter(|_| b.claim.frame.when.is_none()).and_then(|when| when.end);
    let (Some(day), Some(_), Some(then)) = (published(a, corpus), published(b, corpus), then) else { return false };
    (day - then.date()).num_days() > LONG
}

/// Whether a tells when, weeks before its article's own day, and b does not: "at the meeting in March" of an article in May.
pub(super) fn long_ago(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    // A year or a quarter is told of when it is over.
    let short = |when: &Interval| when.days() < Some(2 * MONTH);
    let ended = a.claim.frame.when.filter(short).filter(|_| b.claim.frame.when.is_none()).and_then(|when| when.end);
    published(a, corpus).zip(ended).is_some_and(|(day, end)| (day - end.date()).num_days() > MONTH)
}

/// Whether a date names its day. "Today" and "Monday" turn with the day of the article, which may be that of an update.
pub(super) fn dated(claim: &Claim) -> bool {
    let names_day = |date: &Date| date.day.is_some();
    match &claim.mention.value {
        Value::Date(date) => names_day(date),
        Value::Period(period) => names_day(&period.start) && names_day(&period.end),
        _ => true,
    }
}

/// Whether one lists names of which the other's sentence knows some and not all: three towns' figure, and one town's.
pub(super) fn more_named(a: Side<'_>, b: Side<'_>) -> bool {
    let knows = |name: &u64| b.context.names.binary_search(name).is_ok();
    let listed = &a.claim.frame.listed;
    listed.iter().any(knows) && !listed.iter().all(knows)
}

/// Whether each clause names something, and nothing that either names is known to the other's document.
pub(super) fn strangers(a: Side<'_>, b: Side<'_>) -> bool {
    let unknown = |from: Side<'_>, to: Side<'_>| {
        let names = &from.claim.frame.names;
        !names.is_empty() && names.iter().all(|name| !to.document.knows(name.key))
    };
    unknown(a, b) && unknown(b, a)
}

/// Whether one noun is qualified on both sides, by different words: "connect timeout", "session timeout".
pub(super) fn named_apart(f: &Frame, g: &Frame) -> bool {
    let same = f.head.zip(g.head).is_some_and(|(a, b)| a.key == b.key);
    let shared = f.modifiers.iter().any(|m| g.modifiers.iter().any(|n| m.key == n.key));
    same && !f.modifiers.is_empty() && !g.modifiers.is_empty() && !shared
}

/// Whether the text gives no number, only a word such as "several".
pub(super) fn vague(claim: &Claim) -> bool {
    claim.mention.hedge.is_none()
        && claim.mention.value.range().is_some_and(|r| r.point().is_none())
        && claim.mention.value.kind() == Kind::Count
}

/// Sentences at the head of a page that may be no sentences: when it was posted, where.
pub(super) const HEAD: u32 = 3;

/// Sentences within which a writer who tells alike things apart sets them side by side.
pub(super) const CONTRAST: u32 = 3;

/// Kinds of evidence that a figure of a thing's making needs: every thing has a length and lasts a while.
pub(super) const SPECIFIED: u32 = 5;

/// The most years by which somebody may be older in another article, where nobody knows when either was written.
const FEW_YEARS: Decimal = Decimal::ONE;
/// Days of a year.
const YEAR: i64 = 365;
/// A year that has every day.
const LEAP: i32 = 2000;

/// Days on either side of its own date that an article speaks of where it names no other.
pub(super) const SEASON: i64 = 90;

/// Whether the clauses begin with nouns that are of different things: "a sack is worth", "the cargo is worth". A name says who acts,
/// not what is measured.
pub(super) fn apart(f: &Frame, g: &Frame, lexicon: &Lexicon) -> bool {
    let (Some(a), Some(b)) = (f.topic, g.topic) else { return false };
    let named = |frame: &Frame, topic: Term| frame.names.iter().any(|n| n.key == topic.key);
    let alike = || lexicon.concepts(&[a.key]).any(|c| lexicon.concepts(&[b.key]).any(|d| c == d));
    a.key != b.key && !named(f, a) && !named(g, b) && !alike()
}

/// Whether both stand beside a person's name, one of which holds the other: "Graham Stroud", "Stroud", and not "Carol Stroud".
pub(super) fn one_person(f: &Frame, g: &Frame) -> bool {
    let holds = |all: &[Term], some: &[Term]| some.iter().all(|name| all.iter().any(|other| other.key == name.key));
    let (p, q) = (&f.person, &g.person);
    !p.is_empty() && !q.is_empty() && (holds(p, q) || holds(q, p))
}

/// Whether two ages stand beside the names of two persons.
pub(super) fn other_person(a: Side<'_>, b: Side<'_>) -> bool {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    a.claim.mention.value.kind() == Kind::Age && !f.person.is_empty() && !g.person.is_empty() && !one_person(f, g)
}

/// Whether two ages may be those of one person on the days of their articles: a birthday lies between, or years do. Of articles of other
/// days of some years nobody knows how many lie between, and of those of no day one may.
pub(super) fn aged(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    if a.claim.mention.value.kind() != Kind::Age {
        return false;
    }
    let years = |earlier: Side<'_>, later: Side<'_>| point(later.claim)?.checked_sub(point(earlier.claim)?);
    if let (Some(x), Some(y)) = (published(a, corpus), published(b, corpus)) {
        let years = if x <= y { years(a, b) } else { years(b, a) };
        return years.is_some_and(|years| grows((x - y).num_days().abs(), years));
    }
    match days_of_year_apart(a, b, corpus) {
        Some(days) => days > WEEK,
        None => a.claim.document != b.claim.document && years(a, b).is_some_and(|years| years.abs() <= FEW_YEARS),
    }
}

/// Whether somebody may be so many years older so many days later. Within a week a birthday is rarer than a slip.
fn grows(days: i64, years: Decimal) -> bool {
    let least = Decimal::from(days / YEAR);
    days > WEEK && (least..=least + Decimal::ONE).contains(&years)
}

/// Sentences of the body that a headline tells the news of.
const BODY: u32 = 4;

/// Whether one stands in the headline of the article, and the other tells the same in the sentences below: a headline sets nothing
/// beside its own article.
pub(super) fn headlined(a: Side<'_>, b: Side<'_>, score: &Score) -> bool {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let (above, below) = (a.claim.mention.sentence, b.claim.mention.sentence);
    let shared = |x: &[Term], y: &[Term]| x.iter().any(|m| y.iter().any(|n| m.key == n.key));
    let told = shared(&f.modifiers, &g.modifiers) || shared(&f.names, &g.names) || score.verb;
    let head = a.document.headlines;
    a.claim.document == b.claim.document
        && above.min(below) < head
        && (head..head + BODY).contains(&above.max(below))
        && (score.head || score.measure)
        && told
        && !score.one_sided
}

/// Whether one article tells the same thing twice. Writers seldom contradict themselves, and often set like things side by side:
/// noun, verb, what qualifies the noun, and all names of the clause have to be the same.
pub(super) fn restated(f: &Frame, g: &Frame) -> bool {
    let same = |a: &[Term], b: &[Term]| {
        a.iter().all(|x| b.iter().any(|y| x.key == y.key)) && b.iter().all(|y| a.iter().any(|x| x.key == y.key))
    };
    let key = |t: Option<Term>| t.map(|t| t.key);
    f.head.is_some()
        && !f.head_is_empty
        && key(f.head) == key(g.head)
        && f.verb.is_some()
        && key(f.verb) == key(g.verb)
        && same(&f.modifiers, &g.modifiers)
        && same(&f.names, &g.names)
        && (!f.names.is_empty() || key(f.topic).is_some() && key(f.topic) == key(g.topic))
}

/// Whether both stand in lists or tables of one article: what is set in rows is set apart.
pub(super) fn listed(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> bool {
    let row = |side: Side<'_>| {
        let blocks = &corpus.document(side.claim.document).blocks;
        let next = blocks.partition_point(|block| block.span.start <= side.claim.mention.span.start);
        let block = next.checked_sub(1).and_then(|at| blocks.get(at));
        block.is_some_and(|block| matches!(block.kind, BlockKind::Item | BlockKind::Cell))
    };
    row(a) && row(b)
}

#[cfg(test)]
mod tests {
    use super::{grows, is_other_edition};

    #[test]
    fn a_birthday_may_lie_between_two_articles() {
        for (days, years, may) in [
            (0, 1, false),
            (1, 1, false),
            (17, 1, true),
            (17, -1, false),
            (17, 2, false),
            (400, 1, true),
            (400, 2, true),
        ] {
            assert_eq!(grows(days, years.into()), may, "{days} {years}");
        }
    }

    #[test]
    fn paths_that_differ_in_a_version_are_of_one_text() {
        for (a, b, other) in [
            ("src/tool-1.0.24/README.md", "src/tool-1.0.27/README.md", true),
            ("doc/NEWS_V4.md", "doc/NEWS_V16.md", true),
            ("docs/v2/guide.md", "docs/v3/guide.md", true),
            ("news/1.4.20.html", "news/1.6.11.html", true),
            ("tool-1.0.24/README.md", "tool-1.0.24/README.md", false),
            ("tool-1.0.24/README.md", "other-1.0.27/README.md", false),
            ("tool-1.0.24/README.md", "tool-1.0.27/GUIDE.md", false),
            // Articles by number or by day are no versions of one.
            ("news/12.txt", "news/13.txt", false),
            ("news/12.3.txt", "news/12.4.txt", false),
            ("news/fire-2024.03.01.txt", "news/fire-2024.03.02.txt", false),
            ("day2/fire.txt", "day3/fire.txt", false),
            ("news.jsonl#fire-1.2", "news.jsonl#fire-1.3", false),
            ("é-1.2/ü.txt", "é-1.3/ü.txt", true),
            ("..1", "...2.", false),
        ] {
            assert_eq!(is_other_edition(a, b), other, "{a} {b}");
        }
    }
}
