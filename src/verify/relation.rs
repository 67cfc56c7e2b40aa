/*! How the value of a draft's figure stands to that of a source's. Agreement is not yet support: "5 boxes" may be so where the source
says "fewer than 8", and does not follow from it. */

use chrono::{Datelike, NaiveTime};
use rust_decimal::Decimal;

use crate::claim::Claim;
use crate::lexicon::{Bound, Lexicon};
use crate::value::{Base, Date, Interval, Range, Value, half_unit, tolerance};

/// What a source's value says of a draft's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is so.
    Same,
    /// The draft's is the looser: "more than 4" where the source says 9.
    Within,
    /// The draft has its number without the source's hedge.
    Unhedged,
    /// It rounds to the draft's.
    Rounds,
    /// It is the draft's in another unit or form.
    Converts,
    /// It may be so, and may be otherwise.
    Open,
    /// It is not so.
    Clash,
}

/// How the draft's value stands to the source's; `agrees` is whether some value satisfies both. `None` where they cannot be compared.
pub(super) fn relation(draft: &Claim, source: &Claim, agrees: Option<bool>, lexicon: &Lexicon) -> Option<Relation> {
    let (a, b) = (&draft.mention.value, &source.mention.value);
    if a == b && agrees.is_none() {
        // What recurs, and what no date places.
        let placed = |c: &Claim| c.interval.is_some();
        let moved = placed(draft) && placed(source) && draft.interval != source.interval;
        return Some(if moved { Relation::Open } else { Relation::Same });
    }
    match (a, b) {
        (Value::Score(a, b), Value::Score(c, d)) => {
            let same = (a, b) == (c, d) || (a, b) == (d, c);
            Some(if same { Relation::Same } else { Relation::Clash })
        }
        (Value::Time(x), Value::Time(y)) => Some(match agrees? {
            false => Relation::Clash,
            true if x.minutes() == y.minutes() => Relation::Same,
            true if y.slack == (0, 0) && x.bound == y.bound => Relation::Within,
            true => Relation::Open,
        }),
        (Value::Date(_) | Value::Period(_), Value::Date(_) | Value::Period(_)) => time(draft, source),
        // "3.15am on Friday" where the source, told on that Friday, says 3.15am; nothing tells that two moments are of one day.
        (Value::Date(date), Value::Time(time)) => {
            date.clock().filter(|c| c.minute == time.minute).map(|_| Relation::Same)
        }
        (Value::Time(time), Value::Date(date)) => {
            date.clock().filter(|c| c.minute == time.minute).map(|_| Relation::Same)
        }
        (Value::Percent(x), Value::Ratio(y)) => Some(converted(x, &hundredfold(y)?)),
        (Value::Ratio(x), Value::Percent(y)) => Some(converted(&hundredfold(x)?, y)),
        _ => match agrees? {
            false => Some(Relation::Clash),
            true => number(draft, source, lexicon),
        },
    }
}

fn hundredfold(share: &Range) -> Option<Range> {
    share.map(|n| n.checked_mul(Decimal::ONE_HUNDRED))
}

/// A percentage and a share in words: "a third" is 33 %.
fn converted(x: &Range, y: &Range) -> Relation {
    let wide = |r: &Range| r.point().map_or(*r, |n| r.widen(half_unit(n.round_dp(1)).min(Decimal::new(5, 1))));
    if wide(x).meets(&wide(y)) { Relation::Converts } else { Relation::Clash }
}

/// Two numbers of one kind that some value satisfies.
fn number(draft: &Claim, source: &Claim, lexicon: &Lexicon) -> Option<Relation> {
    let (x, y) = comparable(&draft.mention.value, &source.mention.value)?;
    let (own, other) = (ends(draft, x, lexicon), ends(source, y, lexicon));
    if other_unit(&draft.mention.value, &source.mention.value) {
        return Some(Relation::Converts);
    }
    // Of lengths of time the number as written is exact, not its seconds.
    let exact = |c: &Claim| c.mention.value.written().and_then(|r| r.point()).is_some_and(|n| tolerance(n).is_zero());
    let touches = own.0 && y.high == x.low
        || own.1 && y.low == x.high
        || other.0 && x.high == y.low
        || other.1 && x.low == y.high;
    if touches && (exact(draft) || exact(source) || x.point().is_none() && y.point().is_none()) {
        return Some(Relation::Clash);
    }
    if touches {
        return Some(Relation::Open);
    }
    if x == y {
        return Some(Relation::Same);
    }
    let stretch = |c: &Claim, r: Range| c.mention.hedge.is_none() && r.point().is_none();
    if stretch(draft, x) && stretch(source, y) {
        // "40 to 125" is another stretch than "70 to 125".
        return Some(Relation::Open);
    }
    // "From 24 to 30" tells of 24 and of 30, and not of 27.
    if stretch(source, y) && x.point().is_some() && (x.point() == y.low || x.point() == y.high) {
        return Some(Relation::Unhedged);
    }
    if x.contains(&y) {
        return Some(Relation::Within);
    }
    if core(draft, x, lexicon).is_some_and(|n| Some(n) == core(source, y, lexicon)) {
        return Some(Relation::Unhedged);
    }
    match (x.point(), y.point()) {
        // 36,955 rounds to 37,000; 37,000 says nothing of 36,955.
        (Some(a), Some(b)) if half_unit(a) > half_unit(b) => Some(Relation::Rounds),
        (Some(_), Some(_)) => Some(Relation::Open),
        (Some(a), None) if x.widen(tolerance(a)).contains(&y) => Some(Relation::Rounds),
        _ => Some(Relation::Open),
    }
}

/// The ranges of two values in one unit.
fn comparable(a: &Value, b: &Value) -> Option<(Range, Range)> {
    if let (Value::Duration(a), Value::Duration(b)) = (a, b)
        && let (Some(m), Some(n)) = (a.months(), b.months())
    {
        return Some((m, n));
    }
    if let (Value::Measurement { written: w, unit: u, .. }, Value::Measurement { written: v, unit: t, .. }) = (a, b)
        && u == t
    {
        return Some((*w, *v));
    }
    Some((a.range()?, b.range()?))
}

fn other_unit(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Measurement { unit, .. }, Value::Measurement { unit: other, .. }) => unit != other,
        (Value::Duration(a), Value::Duration(b)) => a.grain != b.grain,
        _ => false,
    }
}

/// Whether the low and the high end are themselves excluded: "more than 6", "fewer than 8".
fn ends(claim: &Claim, range: Range, lexicon: &Lexicon) -> (bool, bool) {
    match claim.mention.hedge.map(|id| lexicon.hedge(id).bound) {
        Some(Bound::MoreThan) => (range.high.is_none(), false),
        Some(Bound::FewerThan) => (false, range.low.is_none_or(|n| n.is_zero())),
        _ => (false, false),
    }
}

/// The number that is written, hedges left out.
fn core(claim: &Claim, range: Range, lexicon: &Lexicon) -> Option<Decimal> {
    let Some(hedge) = claim.mention.hedge.map(|id| lexicon.hedge(id)) else { return range.point() };
    match hedge.bound {
        Bound::Exactly => range.point(),
        Bound::AtLeast | Bound::MoreThan => range.low,
        Bound::AtMost | Bound::FewerThan => range.high,
        Bound::About if hedge.above.is_zero() => range.high,
        Bound::About if hedge.below.is_zero() => range.low,
        Bound::About => {
            let share = Decimal::ONE.checked_add(hedge.above.checked_div(Decimal::ONE_HUNDRED)?)?;
            Some(range.high?.checked_div(share)?.normalize())
        }
    }
}

/// Two dates or periods.
fn time(draft: &Claim, source: &Claim) -> Option<Relation> {
    let recurs = |claim: &Claim| matches!(&claim.mention.value, Value::Date(date) if date.set);
    if recurs(draft) || recurs(source) {
        return (draft.mention.value == source.mention.value).then_some(Relation::Same);
    }
    if let (Some(x), Some(y)) = (draft.interval, source.interval) {
        return Some(intervals(draft, &x, source, &y));
    }
    let (Value::Date(x), Value::Date(y)) = (&draft.mention.value, &source.mention.value) else {
        return (draft.mention.value == source.mention.value).then_some(Relation::Same);
    };
    if x == y {
        return Some(Relation::Same);
    }
    if let (Base::Shift { grain, by, from }, Base::Shift { grain: g, by: n, from: f }) = (x.base, y.base)
        && (grain, from) == (g, f)
        && (Date { base: y.base, ..*x }) == *y
    {
        return Some(if by == n { Relation::Same } else { Relation::Clash });
    }
    fields(&Fields::of(x, draft.interval), &Fields::of(y, source.interval))
}

fn intervals(draft: &Claim, x: &Interval, source: &Claim, y: &Interval) -> Relation {
    let period = |claim: &Claim| matches!(claim.mention.value, Value::Period(_));
    match (period(draft), period(source)) {
        (true, true) | (false, false) => {
            if !x.meets(y) {
                Relation::Clash
            } else if x == y || within_a_day(x, y) {
                Relation::Same
            } else if x.contains(y) {
                Relation::Within
            } else {
                Relation::Open
            }
        }
        // A day that a period begins or ends on is told by it.
        (false, true) => {
            let day = |t: Option<chrono::NaiveDateTime>| t.map(|t| t.date());
            let first = day(x.start).is_some() && day(x.start) == day(y.start);
            let last = x.end.is_some() && day(x.end) == day(y.end);
            if first || last { Relation::Same } else { Relation::Open }
        }
        (true, false) => Relation::Open,
    }
}

/// Whether one is a whole day and the other hours of it: "Monday" and "Monday morning".
fn within_a_day(x: &Interval, y: &Interval) -> bool {
    let day = |i: &Interval| i.days() == Some(1) && i.start.is_some_and(|s| s.time() == NaiveTime::MIN);
    day(y) && y.contains(x) && x.days() == Some(1)
}

/// What is known of a day that the text does not place.
#[derive(Debug, Default)]
struct Fields {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    weekday: Option<u32>,
}

impl Fields {
    fn of(date: &Date, interval: Option<Interval>) -> Self {
        let one_day = interval.filter(|i| i.days() == Some(1)).and_then(|i| i.start);
        if let Some(day) = one_day {
            return Self {
                year: u32::try_from(day.year()).ok(),
                month: Some(day.month()),
                day: Some(day.day()),
                weekday: Some(day.weekday().number_from_monday()),
            };
        }
        if date.base != Base::Fields {
            return Self::default();
        }
        Self {
            year: date.year.and_then(|n| u32::try_from(n).ok()),
            month: date.month().map(u32::from),
            day: date.day.map(u32::from),
            weekday: date.weekday.map(u32::from),
        }
    }
}

/// Compares what both say; what only the draft says is open.
fn fields(x: &Fields, y: &Fields) -> Option<Relation> {
    let pairs = [(x.year, y.year), (x.month, y.month), (x.day, y.day), (x.weekday, y.weekday)];
    let said = pairs.iter().filter(|(a, b)| a.is_some() && b.is_some()).count();
    if said == 0 {
        return None;
    }
    if pairs.iter().any(|(a, b)| a.is_some() && b.is_some() && a != b) {
        return Some(Relation::Clash);
    }
    Some(if pairs.iter().any(|(a, b)| a.is_some() && b.is_none()) { Relation::Open } else { Relation::Same })
}
