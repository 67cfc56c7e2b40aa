/*! `[compare.conversion]`: two figures of one quantity in two units that do not agree. They do where some pair of values that round
to them does, or where they lie within the rule's tolerance.

Rates of currencies are not known here. A conversion between two is held against wide bounds, which are data, and against the other
conversions of the same two currencies in the same article or of the same amount: the odd one out is told. */

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::interval;
use crate::claim::statement::{Statement, clock};
use crate::error::{FileError, did_you_mean};
use crate::finding::Finding;
use crate::lexicon::Lexicon;
use crate::rule::case::Verdict;
use crate::rule::cite::range_in_words;
use crate::rule::file::{Percent, Source};
use crate::rule::{Case, Rule};
use crate::value::{CurrencyId, Range, TimeOfDay, Unit, UnitId, Value, Zone, half_unit};

pub(super) const PLACEHOLDERS: &[&str] = &["a", "b", "actual"];

/// By how much one rate must be off those that agree, in per cent.
const ODD: i64 = 15;
/// Within how much rates agree, in per cent.
const ALIKE: i64 = 8;
/// "5 km or 3 miles" is one length; further apart than this share, they are two.
const LOOSE: i64 = 25;

/// The table as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Table {
    /// Units of which the first may mean any other of its row: a ton may be a tonne.
    #[serde(default)]
    #[schemars(with = "Vec<Vec<String>>")]
    alternatives: Vec<Vec<Spanned<String>>>,
    /// What one unit of a currency has been worth in US dollars, least and most.
    #[serde(default)]
    dollars: BTreeMap<String, (Percent, Percent)>,
    /// By zone of the IANA database: places of which one suffices to say that its time may be the "local time" of an article.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    zones: BTreeMap<Spanned<String>, Vec<String>>,
}

/// What conversions are held against.
#[derive(Debug, Clone, Default)]
pub struct Conversion {
    alternatives: Vec<Vec<UnitId>>,
    /// By ISO 4217 code.
    dollars: BTreeMap<String, Range>,
    /// Names of places with the zones of each.
    zones: Vec<(String, Tz)>,
}

impl Table {
    pub(super) fn check(self, source: Source<'_>, lexicon: &Lexicon) -> Result<Conversion, FileError> {
        let mut alternatives = Vec::new();
        for row in self.alternatives {
            let mut units = Vec::new();
            for name in row {
                let id =
                    lexicon.units().find(|(_, u)| u.name == *name.get_ref()).map(|(id, _)| id).ok_or_else(|| {
                        let help = did_you_mean(name.get_ref(), lexicon.units().map(|(_, u)| u.name.as_str()));
                        source.at(name.span(), format!("there is no unit `{}`", name.get_ref()), help)
                    })?;
                units.push(id);
            }
            alternatives.push(units);
        }
        let dollars =
            self.dollars.into_iter().map(|(code, (low, high))| (code, Range::between(low.0, high.0))).collect();
        let mut zones = Vec::new();
        for (name, places) in self.zones {
            let zone: Tz = name.get_ref().parse().map_err(|_| {
                let help = did_you_mean(name.get_ref(), TZ_VARIANTS.iter().map(|z| z.name()));
                source.at(name.span(), format!("`{}` is no zone of the IANA database", name.get_ref()), help)
            })?;
            zones.extend(places.into_iter().map(|place| (place, zone)));
        }
        Ok(Conversion { alternatives, dollars, zones })
    }
}

/// A conversion of money, ready to be held against others.
struct Rate {
    stated: usize,
    converted: usize,
    /// The second currency in units of the first, rounding allowed for; the currencies are in order of their ids.
    rate: Range,
    middle: Decimal,
}

impl Conversion {
    pub(super) fn judge(&self, rule: &Rule, case: &Case<'_>) -> Vec<Finding> {
        let mut verdicts = Vec::new();
        // Groups of rates: of one article, or of one amount.
        let mut groups: BTreeMap<(CurrencyId, CurrencyId, String), Vec<Rate>> = BTreeMap::new();
        case.in_windows(case.articles, |case, article| {
            for statement in &article.statements {
                let &Statement::Conversion { stated, converted, exact } = statement else { continue };
                let (stated, converted) = (stated + article.claims.start, converted + article.claims.start);
                let (a, b) = (&case.claims[stated].mention.value, &case.claims[converted].mention.value);
                match (a, b) {
                    (Value::Money(x, m), Value::Money(y, n)) => {
                        if let Some(actual) = self.out_of_bounds(*x, *m, *y, *n, case.lexicon) {
                            verdicts.push(verdict(
                                case,
                                stated,
                                converted,
                                actual,
                                "the rate has not been so for decades",
                                0.7,
                            ));
                            continue;
                        }
                        let (first, second) = if m <= n { ((*x, *m), (*y, *n)) } else { ((*y, *n), (*x, *m)) };
                        let (Some(low), Some(high)) = (first.0.point(), second.0.point()) else { continue };
                        let Some(middle) = high.checked_div(low) else { continue };
                        for key in [
                            format!("document {}", article.document.0),
                            format!("{} of the first", low.normalize()),
                            format!("{} of the second", high.normalize()),
                        ] {
                            let rate = interval::divide(rounded(second.0), rounded(first.0));
                            let rate = Rate { stated, converted, rate, middle };
                            groups.entry((first.1, second.1, key)).or_default().push(rate);
                        }
                    }
                    (Value::Measurement { .. }, Value::Measurement { .. }) => {
                        if let Some(actual) = self.measurements(a, b, exact, rule.tolerance, case.lexicon) {
                            let because = "the text gives one quantity in two units";
                            verdicts.push(verdict(case, stated, converted, actual, because, 0.9));
                        }
                    }
                    _ => {
                        let document = case.corpus.document(article.document);
                        let places = || self.places(document.text());
                        if let Some((actual, zone)) = clocks(a, b, document.published, places) {
                            let because = match zone {
                                Some(zone) => format!("the article speaks of a place with the time of {zone}"),
                                None => "the text gives one time in two zones".to_owned(),
                            };
                            verdicts.push(verdict(case, stated, converted, actual, &because, 0.85));
                        }
                    }
                }
            }
        });
        let odd = groups.values().flat_map(|rates| odd_ones(rates));
        verdicts.extend(case.in_windows(odd, |case, r| {
            let actual = format!("{} at the rate of the others", range_in_words(&Range::exact(r.middle.round_dp(2))));
            let because = "the same two currencies are converted at another rate beside it";
            verdict(case, r.stated, r.converted, actual, because, 0.7)
        }));
        verdicts.sort_by(|a, b| a.claims.cmp(&b.claims));
        verdicts.dedup_by(|a, b| a.claims == b.claims);
        case.in_windows(verdicts, |case, verdict| case.tell(rule, verdict))
    }

    /// What the first measurement is in the second's unit, where no reading of the two agrees.
    fn measurements(&self, a: &Value, b: &Value, exact: bool, tolerance: Decimal, lexicon: &Lexicon) -> Option<String> {
        let (Value::Measurement { written: x, unit: m, .. }, Value::Measurement { written: y, unit: n, .. }) = (a, b)
        else {
            return None;
        };
        for m in self.readings(*m) {
            for n in self.readings(*n) {
                let (m, n) = (lexicon.unit(m), lexicon.unit(n));
                // A difference of temperatures knows no zero.
                for difference in [false, true] {
                    let zero =
                        |u: &Unit| if difference { Unit { offset: Decimal::ZERO, ..u.clone() } } else { u.clone() };
                    let (m, n) = (zero(m), zero(n));
                    let (near, far) = (m.to_canonical(&rounded(*x))?, n.to_canonical(&rounded(*y))?);
                    let absolute = !m.offset.is_zero() || !n.offset.is_zero();
                    let slack = if absolute { Decimal::ZERO } else { tolerance };
                    let point = m.to_canonical(x)?;
                    if near.meets(&far) || interval::loosen(point, slack).meets(&n.to_canonical(y)?) {
                        return None;
                    }
                    if !exact && !interval::loosen(point, LOOSE.into()).meets(&far) {
                        return None;
                    }
                }
            }
        }
        let unit = lexicon.unit(*n);
        let actual = unit.from_canonical(&lexicon.unit(*m).to_canonical(x)?)?.map(|n| Some(n.round_dp(1)))?;
        Some(format!("{} {}", range_in_words(&actual), unit.symbol))
    }

    /// The zones of all places that a text names, in the order of the text.
    fn places(&self, text: &str) -> Vec<Tz> {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole =
            |at: usize, end: usize| !letter(text[..at].chars().next_back()) && !letter(text[end..].chars().next());
        let named = |place: &str| text.match_indices(place).map(|(at, _)| at).find(|at| whole(*at, at + place.len()));
        let mut zones: Vec<(usize, Tz)> =
            self.zones.iter().filter_map(|(place, zone)| Some((named(place)?, *zone))).collect();
        zones.sort_by_key(|(at, _)| *at);
        zones.into_iter().map(|(_, zone)| zone).collect()
    }

    /// The unit, and all that it may mean.
    fn readings(&self, unit: UnitId) -> Vec<UnitId> {
        let mut readings = vec![unit];
        readings.extend(self.alternatives.iter().filter(|row| row.first() == Some(&unit)).flat_map(|row| &row[1..]));
        readings
    }

    /// The rate, where every reading of the two currencies is beyond its bounds.
    fn out_of_bounds(&self, x: Range, m: CurrencyId, y: Range, n: CurrencyId, lexicon: &Lexicon) -> Option<String> {
        let rate = interval::divide(rounded(y), rounded(x));
        for first in &lexicon.currency(m).readings {
            for second in &lexicon.currency(n).readings {
                // A currency without bounds may have any rate.
                let known = interval::divide(*self.dollars.get(first)?, *self.dollars.get(second)?);
                if known.meets(&rate) {
                    return None;
                }
            }
        }
        let (a, b) = (lexicon.currency(m), lexicon.currency(n));
        let middle = y.point()?.checked_div(x.point()?)?.round_dp(3);
        Some(format!("{} {} for one {}", range_in_words(&Range::exact(middle)), b.code, a.code))
    }
}

/// Every value that rounds to the figure: at its last digit, or at its last non-zero digit and within 10 %: "50 miles" may be 47, and
/// "10 km" are no 14.
fn rounded(range: Range) -> Range {
    let last_digit = |n: Decimal| half_unit(n).min(Decimal::new(5, 1));
    range.point().map_or(range, |n| range.widen(half_unit(n).min(n.abs() * Decimal::new(1, 1)).max(last_digit(n))))
}

/// The rates that differ from all others of their group, where the others agree and are two or more.
fn odd_ones(rates: &[Rate]) -> Vec<&Rate> {
    if rates.len() < 3 {
        return Vec::new();
    }
    let mut middles: Vec<Decimal> = rates.iter().map(|r| r.middle).collect();
    middles.sort_unstable();
    let median = Range::exact(middles[middles.len() / 2]);
    let like = |percent: i64| {
        let band = interval::loosen(median, percent.into());
        move |r: &&Rate| r.rate.meets(&band)
    };
    let alike = rates.iter().filter(like(ALIKE)).count();
    if alike < 2 || alike * 3 < rates.len() * 2 {
        return Vec::new();
    }
    let near = like(ODD);
    rates.iter().filter(|r| !near(r)).collect()
}

/// Days before an article's own that it may speak of, near a change of the clocks.
const BEFORE: i64 = 7;

/// What the first time of day is in the zone of the second, where they are no one moment; and the zone taken for "local time", if one
/// of them is told in it. Where the place or the season is open, every one that may be meant has to disagree.
fn clocks(
    a: &Value,
    b: &Value,
    published: Option<NaiveDate>,
    places: impl FnOnce() -> Vec<Tz>,
) -> Option<(String, Option<Tz>)> {
    let (a, b) = (clock(a)?, clock(b)?);
    let is_local = a.zone == Some(Zone::Local) || b.zone == Some(Zone::Local);
    let places: Vec<Option<Tz>> = if is_local { places().into_iter().map(Some).collect() } else { vec![None] };
    let days = match published {
        Some(day) => [Some(day), day.checked_sub_signed(TimeDelta::days(BEFORE))],
        // Half a year apart: one is of summer time, wherever there is any.
        None => [NaiveDate::from_ymd_opt(2024, 1, 15), NaiveDate::from_ymd_opt(2024, 7, 15)],
    };
    let mut told = None;
    for local in places {
        for day in days.into_iter().flatten() {
            let at =
                |time: TimeOfDay| Some(TimeOfDay { zone: Some(Zone::Offset(offset(time.zone?, local, day)?)), ..time });
            let (a, b) = (at(a)?, at(b)?);
            if a.meets(&b)? {
                return None;
            }
            let (Zone::Offset(from), Zone::Offset(to)) = (a.zone?, b.zone?) else { return None };
            let minute = (i32::from(a.minute) - i32::from(from) + i32::from(to)).rem_euclid(1440);
            told.get_or_insert((format!("{:02}:{:02}", minute / 60, minute % 60), local));
        }
    }
    told
}

/// Minutes ahead of UTC on a day.
fn offset(zone: Zone, local: Option<Tz>, day: NaiveDate) -> Option<i16> {
    let of = |zone: Tz| {
        let offset = zone.offset_from_utc_datetime(&day.and_time(NaiveTime::MIN));
        i16::try_from(offset.fix().local_minus_utc() / 60).ok()
    };
    match zone {
        Zone::Offset(minutes) => Some(minutes),
        Zone::Named(zone) => of(zone),
        Zone::Local => of(local?),
    }
}

fn verdict(
    case: &Case<'_>,
    stated: usize,
    converted: usize,
    actual: String,
    because: &str,
    confidence: f64,
) -> Verdict {
    let text = |c: usize| case.text(&case.claims[c]).split_whitespace().collect::<Vec<_>>().join(" ");
    Verdict {
        claims: vec![stated, converted],
        values: vec![("a", text(stated)), ("b", text(converted)), ("actual", actual)],
        because: vec![because.to_owned()],
        confidence,
        ..Verdict::default()
    }
}
