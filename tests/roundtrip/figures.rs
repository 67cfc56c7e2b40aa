/*! Prints quantities: numbers in every style, behind and before every word of the lexicon that a quantity takes. */

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;

use crate::lexicon::{FILES, Hedge, Unit};
use crate::{LEXICON, Printed, Stands};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn ten_to(power: u8) -> Decimal {
    (0..power).fold(Decimal::ONE, |n, _| n * Decimal::TEN)
}

/// Numbers as prose has them: small, round, long, with decimals.
pub fn any_number() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (2u64..1000).prop_map(Decimal::from),
        (1000u64..10_000_000).prop_map(Decimal::from),
        ((1u64..1000), (2u8..10)).prop_map(|(n, power)| Decimal::from(n) * ten_to(power)),
        (11i64..10_000).prop_filter("a decimal", |n| n % 10 != 0).prop_map(|n| Decimal::new(n, 1)),
        (101i64..100_000).prop_filter("two decimals", |n| n % 10 != 0).prop_map(|n| Decimal::new(n, 2)),
    ]
}

/// Whether a bare number may be a year.
fn is_year(n: Decimal) -> bool {
    n.is_integer() && (d("1500")..d("2100")).contains(&n)
}

/// A number in digits, as it is, with separators of thousands, and with blanks that do not break.
fn in_digits(n: Decimal) -> Vec<String> {
    let n = n.normalize();
    let plain = n.to_string();
    let (whole, decimals) =
        plain.split_once('.').map_or((plain.as_str(), String::new()), |(a, b)| (a, format!(".{b}")));
    let groups: Vec<&str> = whole.as_bytes().rchunks(3).rev().map(|g| std::str::from_utf8(g).unwrap()).collect();
    let grouped = |by: &str| format!("{}{decimals}", groups.join(by));
    let mut all = if is_year(n) { Vec::new() } else { vec![plain.clone()] };
    if groups.len() > 1 {
        all.extend([grouped(","), grouped("\u{a0}"), grouped("\u{202f}")]);
    }
    all
}

/// A number over a power of ten: "2.6 million", "2.6-million", "260k".
fn scaled(n: Decimal) -> Vec<String> {
    let mut all = Vec::new();
    for (word, power) in &FILES.number.scale {
        if let Some(m) = mantissa(n, *power) {
            all.extend([format!("{m} {word}"), format!("{m}-{word}")]);
        }
    }
    all
}

/// The number in powers of ten, where that is shorter than the number.
fn mantissa(n: Decimal, power: u8) -> Option<Decimal> {
    let m = (n / ten_to(power)).normalize();
    (m >= Decimal::ONE && m < d("1000") && m.scale() <= 2).then_some(m)
}

/// An integer in words; `and` is what joins a hundred and what is below it.
fn in_words(n: u64, and: &str, hyphen: &str) -> String {
    let word = |n: u64| FILES.number.words_of(n).first().copied().expect("a cardinal for each");
    let scale = |power: u8| {
        let of = |(word, p): &(&String, &u8)| **p == power && word.len() > 4 && !word.ends_with('s');
        FILES.number.scale.iter().find(of).map(|(word, _)| word.as_str()).expect("a word for each power of a thousand")
    };
    let rest =
        |n: u64, joint: &str| if n == 0 { String::new() } else { format!("{joint}{}", in_words(n, and, hyphen)) };
    match n {
        0..=20 => word(n).to_owned(),
        21..100 if n.is_multiple_of(10) => word(n).to_owned(),
        21..100 => format!("{}{hyphen}{}", word(n - n % 10), word(n % 10)),
        100..1000 => format!("{} {}{}", word(n / 100), scale(2), rest(n % 100, and)),
        _ => {
            let power = [12, 9, 6, 3].into_iter().find(|p| n >= 10u64.pow(*p)).unwrap_or(3);
            let (above, below) = (n / 10u64.pow(power), n % 10u64.pow(power));
            let joint = if below < 100 { and } else { " " };
            format!("{} {}{}", in_words(above, and, hyphen), scale(power as u8), rest(below, joint))
        }
    }
}

/// A number in words, as books write it.
pub fn worded(n: u64) -> String {
    in_words(n, " and ", "-")
}

fn all_words(n: Decimal) -> Vec<String> {
    // "two thousand" may be a year, as "2000" may.
    if !n.is_integer() || is_year(n) {
        return Vec::new();
    }
    match u64::try_from(n.normalize()) {
        Ok(n) if n < 10u64.pow(15) && Decimal::from(n) > Decimal::ONE => {
            let plain = in_words(n, " and ", "-");
            // "two-hundred-and-five"
            let hyphened = plain.replace(' ', "-");
            vec![plain, in_words(n, " ", " "), in_words(n, " and ", " "), hyphened]
        }
        _ => Vec::new(),
    }
}

/// Every style of a number alone.
fn spelled(n: Decimal) -> Vec<String> {
    if n.is_integer() { [in_digits(n), scaled(n), all_words(n)].concat() } else { [in_digits(n), scaled(n)].concat() }
}

pub fn styles_of(n: Decimal) -> Vec<Printed> {
    let told = format!("count {}", n.normalize());
    spelled(n).into_iter().map(|text| Printed::new(text, told.as_str())).collect()
}

/// A whole number and a part of one: "3¾", "3 3/4", "3-3/4", "3 and 3/4", "three and three-quarters", "three-and-three-quarter".
pub fn mixed(whole: u64, above: u64, below: u64) -> Vec<Printed> {
    let number = &FILES.number;
    let value = Decimal::from(whole) + Decimal::from(above) / Decimal::from(below);
    let told = format!("count {}", value.normalize());
    let word = |table: &std::collections::BTreeMap<String, u64>| {
        table.iter().find(|(_, n)| **n == below).map(|(word, _)| word.clone()).expect("a word for each part")
    };
    let (one, many) = (word(&number.fraction), word(&number.fractions));
    let (n, of) = (in_words(whole, " and ", "-"), in_words(above, " and ", "-"));
    let part = if above == 1 { one.clone() } else { many };
    let mut all = vec![
        format!("{whole} {above}/{below}"),
        format!("{whole}-{above}/{below}"),
        format!("{whole} and {above}/{below}"),
        format!("{n} and {of}-{part}"),
        format!("{n} and {of} {part}"),
        format!("{n}-and-{of}-{one}"),
    ];
    if above == 1 {
        all.push(format!("{n} and a {one}"));
    }
    all.into_iter().map(|text| Printed::new(text, told.as_str())).collect()
}

/// Two numbers of which either may be meant: "two or three million", "10,000 or 12,000".
pub fn either(low: u64, power: u8) -> Vec<Printed> {
    let (a, b) = (Decimal::from(low), Decimal::from(low + 1));
    let scale = |(_, p): &(&String, &u8)| **p == power;
    let words = FILES.number.scale.iter().filter(scale).filter(|(word, _)| word.len() > 4 && !word.ends_with('s'));
    let told = format!("count {} to {}", a * ten_to(power), b * ten_to(power));
    let spelled = |n: u64| [n.to_string(), in_words(n, " and ", "-")];
    words
        .flat_map(|(word, _)| {
            spelled(low).into_iter().zip(spelled(low + 1)).map(move |(a, b)| format!("{a} or {b} {word}"))
        })
        .map(|text| Printed::new(text, told.as_str()))
        .collect()
}

pub fn numbers() -> Vec<Printed> {
    let number = &FILES.number;
    let mut all = Vec::new();
    for (word, n) in number.cardinal.iter().filter(|(_, n)| **n > 1) {
        all.push(Printed::new(word, format!("count {n}")));
        for scale in number.scale.keys().filter(|s| s.len() > 3) {
            let value = Decimal::from(*n) * ten_to(number.scale[scale]);
            let printed = Printed::new(format!("{word} {scale}"), format!("count {value}"));
            // "eighteen hundred" may be a year.
            all.push(if is_year(value) { printed.stands(Stands::BeforeNoun) } else { printed });
        }
    }
    for (scale, power) in
        number.scale.iter().chain(&number.glued_scale).filter(|(scale, _)| !["m", "b"].contains(&scale.as_str()))
    {
        let printed = Printed::new(format!("37{scale}"), format!("count {}", Decimal::from(37) * ten_to(*power)));
        all.push(printed);
    }
    for (scale, power) in &number.scale {
        for n in ["2.6", "37"] {
            all.push(Printed::new(format!("{n} {scale}"), format!("count {}", (d(n) * ten_to(*power)).normalize())));
        }
    }
    for (word, n) in &number.group {
        all.push(Printed::new(format!("four {word}"), format!("count {}", 4 * n)));
    }
    for (word, (low, high)) in &number.vague {
        let told = if low == high { low.to_string() } else { format!("{low} to {high}") };
        let stands = if low == high { Stands::BeforeOf } else { Stands::BeforeNoun };
        all.push(Printed::new(word, format!("count {told}")).stands(stands));
    }
    for (word, low) in number.vague_from.iter().filter(|(word, _)| !word.ends_with(" of")) {
        all.push(Printed::new(word, format!("count at least {low}")).stands(Stands::BeforeOf));
    }
    for (word, n) in &number.ordinal {
        all.push(Printed::new(word, format!("ordinal {n}")).stands(Stands::BeforeNoun));
    }
    for suffix in &number.ordinal_suffix {
        all.push(Printed::new(format!("17{suffix}"), "ordinal 17").stands(Stands::BeforeNoun));
    }
    for (mark, (above, below)) in &number.vulgar {
        let value = Decimal::from(*above) / Decimal::from(*below);
        for (text, value) in [(format!("{mark} mile"), value), (format!("7{mark} miles"), value + Decimal::from(7))] {
            all.push(Printed::new(text, format!("measurement {} mile", value.normalize())));
        }
    }
    for word in &number.minus {
        let blank = if word.chars().all(char::is_alphabetic) { " " } else { "" };
        all.push(Printed::new(format!("{word}{blank}5.4"), "count -5.4"));
    }
    for word in &number.within {
        all.push(Printed::new(format!("3.2 {word} 0.1"), "count 3.1 to 3.3"));
    }
    for word in &number.strong {
        all.push(Printed::new(format!("1,200-{word}"), "count 1200").stands(Stands::BeforeNoun));
        all.push(Printed::new(format!("forty-{word}"), "count 40").stands(Stands::BeforeNoun));
        all.push(Printed::new(format!("40 {word}"), "count 40").stands(Stands::BeforeMark));
    }
    for word in &number.figure {
        for (n, digits) in number.cardinal.iter().filter(|(_, n)| (3..10).contains(*n)) {
            let (low, above) = (ten_to(*digits as u8 - 1), ten_to(*digits as u8));
            let told = format!("count {low} to {}", above - Decimal::ONE);
            all.push(Printed::new(format!("{n}-{word}"), told).stands(Stands::BeforeNoun));
        }
    }
    all
}

pub fn percentages() -> Vec<Printed> {
    let mut all = Vec::new();
    for (table, kind) in [(&FILES.number.percent, "percent"), (&FILES.number.points, "points")] {
        for (word, per) in table {
            for n in ["7", "61.5", "1,200"] {
                let value = d(&n.replace(',', "")) / Decimal::from(*per);
                let told = format!("{kind} {}", value.normalize());
                all.push(Printed::new(format!("{n} {word}"), told.as_str()));
                if !word.starts_with(char::is_alphabetic) {
                    all.push(Printed::new(format!("{n}{word}"), told.as_str()));
                } else if !word.contains(' ') {
                    all.push(Printed::new(format!("{n}-{word}"), told.as_str()).stands(Stands::BeforeNoun));
                }
            }
            if word.starts_with(char::is_alphabetic) && *per == 1 {
                all.push(Printed::new(format!("sixty {word}"), format!("{kind} 60")));
            }
        }
    }
    all
}

/// What else the spelling behind a number may say, by all tables: "pt", "pounds", "m".
fn meanings(spelling: &str, n: Decimal) -> Vec<String> {
    let plain = |word: &str| word.to_lowercase().trim_end_matches('.').to_owned();
    let lower = plain(spelling);
    let has = |words: &[String]| words.iter().any(|w| plain(w) == lower);
    let n = n.normalize();
    let mut all = BTreeSet::new();
    for unit in units() {
        if has(&unit.words) || has(&unit.symbols) || has(&unit.shy) {
            all.insert(format!("measurement {n} {}", unit.name));
        }
    }
    for row in &FILES.spelling {
        if has(&row.words) || has(&row.symbols) {
            all.insert(format!("measurement {n} {}", row.of));
        }
    }
    for row in &FILES.currency {
        if has(&row.words) || has(&row.codes) || has(&row.symbols) {
            all.insert(format!("money {n} {}", row.code));
        }
        if has(&row.hundredths) {
            all.insert(format!("money {} {}", (n / Decimal::ONE_HUNDRED).normalize(), row.code));
        }
    }
    for (table, kind) in [(&FILES.number.percent, "percent"), (&FILES.number.points, "points")] {
        if let Some(per) = table.get(&lower) {
            all.insert(format!("{kind} {}", (n / Decimal::from(*per)).normalize()));
        }
    }
    for (scale, power) in FILES.number.scale.iter().chain(&FILES.number.glued_scale).filter(|(s, _)| **s == lower) {
        assert!(!scale.is_empty());
        all.insert(format!("count {}", (n * ten_to(*power)).normalize()));
    }
    let calendar = &FILES.calendar;
    for table in [&calendar.unit, &calendar.units, &calendar.short_unit] {
        for (grain, _) in table.iter().filter(|(_, words)| has(words)) {
            all.insert(format!("duration {n} {grain}"));
        }
    }
    all.into_iter().collect()
}

/// A number and what stands behind it, read as any row that has the spelling.
fn behind(number: &str, n: Decimal, joint: &str, spelling: &str) -> Printed {
    let told = meanings(spelling, n);
    assert!(!told.is_empty(), "{spelling} means something");
    Printed { text: format!("{number}{joint}{spelling}"), told, stands: Stands::Anywhere }
}

/// As a newspaper prints a symbol that the file has in small letters: "us$" is "US$", "rs" is "Rs".
fn symbol(text: &str) -> String {
    if text.contains(['$', '£', '¥', '¢']) {
        return text.to_uppercase();
    }
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

pub fn sums() -> Vec<Printed> {
    let mut all = Vec::new();
    for row in &FILES.currency {
        let told = |spelling: &str, n: &str| -> Vec<String> {
            let same = |r: &&crate::lexicon::Currency| {
                r.symbols.iter().chain(&r.codes).any(|s| s.to_lowercase() == spelling.to_lowercase())
            };
            let rows = FILES.currency.iter().filter(same);
            rows.map(|r| format!("money {} {}", d(n).normalize(), r.code)).collect()
        };
        // A sentence ends behind "S/.", which no abbreviation can prevent.
        for text in row.symbols.iter().chain(&row.codes).filter(|s| !s.ends_with("/.")) {
            let mark = if row.codes.contains(text) { text.clone() } else { symbol(text) };
            let blank =
                if mark.ends_with(|c: char| c == '.' || c.is_alphabetic()) && mark.len() > 1 { " " } else { "" };
            // "R500" may be a road and "Y=500" an equation: one letter counts before separators or a scale.
            let bare = if mark == "R" || mark.ends_with('=') { 2.. } else { 0.. };
            let numbers = [("500", "500"), ("3.50", "3.5"), ("37,000", "37000"), ("2.6 million", "2600000")];
            for (number, n) in &numbers[bare] {
                let told = told(text, n);
                all.push(Printed { text: format!("{mark}{blank}{number}"), told, stands: Stands::Anywhere });
            }
            for (scale, power) in FILES.number.money_scale.iter().chain(&FILES.number.scale) {
                let n = (d("2.6") * ten_to(*power)).to_string();
                let joint = if scale.len() > 3 { " " } else { "" };
                let text = format!("{mark}{blank}2.6{joint}{scale}");
                all.push(Printed { text, told: told(&mark, &n), stands: Stands::Anywhere });
            }
            if row.codes.contains(text) {
                all.push(Printed { text: format!("500 {mark}"), told: told(text, "500"), stands: Stands::Anywhere });
            }
        }
        // "500c" is money only where it is told as a price.
        let shy = |word: &&String| FILES.number.cent.contains(*word);
        for word in row.words.iter().chain(&row.hundredths).filter(|word| !shy(word)) {
            all.push(behind("500", d("500"), if word.chars().count() > 1 { " " } else { "" }, word));
            if word.chars().count() > 1 {
                all.push(behind("thirty-seven", d("37"), " ", word));
                all.push(behind("2.6 million", d("2600000"), " ", word));
            }
        }
        for word in row.words.iter().filter(|w| !w.contains(' ') && !w.ends_with('s')) {
            all.push(behind("500", d("500"), "-", word).stands(Stands::BeforeNoun));
        }
    }
    all
}

/// The spellings of a unit, those made by prefixes and powers among them.
struct Spelled {
    name: String,
    words: Vec<String>,
    symbols: Vec<String>,
    shy: Vec<String>,
    before: Vec<String>,
}

fn units() -> &'static [Spelled] {
    static UNITS: std::sync::LazyLock<Vec<Spelled>> = std::sync::LazyLock::new(|| {
        let half = |text: &String| {
            let times = FILES.calendar.am.iter().chain(&FILES.calendar.pm);
            times.into_iter().any(|time| {
                text == time
                    || text.strip_prefix(time.as_str()).is_some_and(|t| t.starts_with(['2', '3', '^', '²', '³']))
            })
        };
        let all = FILES.unit.iter().filter(|unit| !unit.below).flat_map(of_row);
        // "7 pm" is a time of day, and no length.
        all.map(|unit| Spelled { symbols: unit.symbols.into_iter().filter(|s| !half(s)).collect(), ..unit }).collect()
    });
    &UNITS
}

fn of_row(unit: &Unit) -> Vec<Spelled> {
    let mut plain = vec![Spelled {
        name: unit.name.clone(),
        words: unit.words.clone(),
        symbols: unit.symbols.clone(),
        shy: unit.shy.clone(),
        before: unit.before.clone(),
    }];
    for prefix in FILES.prefix.iter().filter(|p| unit.prefixes.contains(&p.name)) {
        let on = |words: &[String], prefix: &str| words.iter().map(|w| format!("{prefix}{w}")).collect::<Vec<_>>();
        plain.push(Spelled {
            name: format!("{}{}", prefix.name, unit.name),
            words: on(&unit.words, &prefix.name),
            symbols: [on(&unit.symbols, &prefix.symbol), on(&unit.shy, &prefix.symbol)].concat(),
            shy: Vec::new(),
            before: Vec::new(),
        });
    }
    let mut all = Vec::new();
    for base in &plain {
        for power in FILES.power.iter().filter(|p| unit.powers.contains_key(&p.name)) {
            let names = || base.words.iter().chain(&base.symbols);
            let before = power.before.iter().flat_map(|b| names().map(move |w| format!("{b} {w}")));
            let after = power.after.iter().flat_map(|a| names().map(move |w| format!("{w} {a}")));
            let name = format!("{} {}", power.name, base.name);
            // Some powers are too small for a decimal, and are no units.
            if LEXICON.units().any(|(_, u)| u.name == name) {
                all.push(Spelled {
                    words: before.chain(after).collect(),
                    symbols: power
                        .marks
                        .iter()
                        .flat_map(|m| base.symbols.iter().map(move |s| format!("{s}{m}")))
                        .collect(),
                    shy: Vec::new(),
                    before: Vec::new(),
                    name,
                });
            }
        }
    }
    all.extend(plain);
    all
}

pub fn measurements() -> Vec<Printed> {
    let mut all = Vec::new();
    for unit in units() {
        // "7 billion tonnes" is read as so many tonnes.
        let scaled = |word: &str| FILES.number.scale.keys().any(|s| word.split(' ').next() == Some(s));
        for (at, text) in unit.words.iter().chain(&unit.symbols).filter(|w| !scaled(w)).enumerate() {
            let (number, n) = [("7", "7"), ("3.5", "3.5"), ("37,000", "37000"), ("2.6 million", "2600000")][at % 4];
            all.push(behind(number, d(n), " ", text));
        }
        for text in unit.words.iter().filter(|w| !scaled(w)) {
            all.push(behind("thirty-seven", d("37"), " ", text));
        }
        for text in unit.symbols.iter().chain(&unit.shy) {
            // "3.5m" may be metres or millions where a word follows.
            let or_scale = FILES.number.glued_scale.contains_key(&text.to_lowercase());
            let stands = if or_scale { Stands::BeforeMark } else { Stands::Anywhere };
            all.push(behind("3.5", d("3.5"), "", text).stands(stands));
        }
        for text in &unit.shy {
            all.push(behind("3.5", d("3.5"), " ", text).stands(Stands::BeforeMark));
        }
        for text in &unit.before {
            all.push(Printed::new(format!("{text} 7.6"), format!("measurement 7.6 {}", unit.name)));
        }
        if let Some(word) = unit.words.first() {
            all.push(behind("7", d("7"), "-", word).stands(Stands::BeforeNoun));
        }
    }
    all.extend(compounds());
    all.extend(rates());
    all
}

/// "5 feet 6 inches", "5ft 6in", "5 foot 6".
fn compounds() -> Vec<Printed> {
    let factor = |name: &str| LEXICON.units().find(|(_, u)| u.name == name).map(|(_, u)| u.factor).unwrap();
    let mut all = Vec::new();
    for unit in &FILES.unit {
        let Some(minor) = unit.minor.as_ref().and_then(|name| FILES.unit.iter().find(|u| u.name == *name)) else {
            continue;
        };
        let half = (factor(&unit.name) / factor(&minor.name) / Decimal::TWO).round_dp(6).normalize();
        let told = format!("measurement 5.5 {}", unit.name);
        for above in unit.words.iter().take(2) {
            for below in minor.words.iter().take(2) {
                all.push(Printed::new(format!("5 {above} {half} {below}"), told.as_str()));
            }
        }
        if let (Some(above), Some(below)) = (unit.symbols.first(), minor.symbols.first().or(minor.shy.first())) {
            all.push(Printed::new(format!("5{above} {half}{below}"), told.as_str()));
        }
    }
    all
}

fn rates() -> Vec<Printed> {
    let mut all = Vec::new();
    let row = |name: &str| FILES.unit.iter().find(|u| u.name == name).map(of_row).and_then(|mut all| all.pop());
    for rate in &FILES.rate {
        for of in &rate.of {
            let Some(above) = units().iter().find(|u| u.name == *of) else { panic!("{of} is a unit") };
            for per in &rate.per {
                let below = units().iter().find(|u| u.name == *per);
                let words = below.map_or_else(|| row(per).map(|r| r.words).unwrap_or_default(), |u| u.words.clone());
                let told = format!("measurement 3.5 {of} {} {per}", rate.word);
                if let (Some(above), Some(below)) = (above.words.get(1), words.first()) {
                    all.push(Printed::new(format!("3.5 {above} per {below}"), told.as_str()));
                }
            }
        }
    }
    all
}

pub fn ages() -> Vec<Printed> {
    let mut all = Vec::new();
    for word in &FILES.age.years {
        all.push(Printed::new(format!("22 {word}"), "age 22"));
        all.push(Printed::new(format!("twenty-two-{}", word.replace(' ', "-")), "age 22").stands(Stands::BeforeNoun));
    }
    for word in &FILES.age.months {
        all.push(Printed::new(format!("six {word}"), "age 0.5"));
    }
    for word in &FILES.age.before {
        all.push(Printed::new(format!("{word} 22"), "age 22"));
    }
    for word in &FILES.age.decade {
        for (decade, first) in FILES.age.decades.iter().filter(|(_, first)| **first > 19) {
            let told = format!("age {first} to {}", first + 9);
            all.push(Printed::new(format!("{word} {decade}"), told.as_str()));
            all.push(Printed::new(format!("{word} {first}s"), told));
        }
    }
    all
}

pub fn ratios() -> Vec<Printed> {
    let mut all = Vec::new();
    for word in &FILES.number.out_of {
        all.push(Printed::new(format!("one {word} five"), "ratio 0.2"));
        all.push(Printed::new(format!("9 {word} 10"), "ratio 0.9"));
    }
    for (word, n) in &FILES.number.fold {
        all.push(Printed::new(word, format!("ratio {n}")));
    }
    for word in &FILES.number.again {
        for (part, of) in [("half", "1.5"), ("a quarter", "1.25"), ("a fifth", "1.2")] {
            all.push(Printed::new(format!("{part} as many {word}"), format!("ratio {of}")));
            all.push(Printed::new(format!("{part} {word} as large"), format!("ratio {of}")));
        }
    }
    all.push(Printed::new("9 times out of 10", "ratio 0.9"));
    all.push(Printed::new("3-to-1", "ratio 3").stands(Stands::BeforeNoun));
    all.push(Printed::new("3:1", "ratio 3"));
    all
}

/// How the kinds of quantity stand around their number, and how that is read: from the rows of the lexicon.
fn kinds() -> &'static [(String, String)] {
    static KINDS: std::sync::LazyLock<Vec<(String, String)>> = std::sync::LazyLock::new(|| {
        let mut all = vec![("{}".to_owned(), "count {}".to_owned())];
        for word in FILES.number.percent.keys().filter(|w| w.len() < 9 && !w.contains('.')) {
            let joint = if word.starts_with(char::is_alphabetic) { " " } else { "" };
            all.push((format!("{{}}{joint}{word}"), "percent {}".to_owned()));
        }
        for row in &FILES.currency {
            let alone = |text: &&String| {
                FILES.currency.iter().filter(|r| r.symbols.contains(text) || r.words.contains(text)).count() == 1
                    && units().iter().all(|u| !u.words.contains(text) && !u.symbols.contains(text))
            };
            // A letter before a number is part of a name as often: "R 26".
            if let Some(mark) = row.symbols.iter().filter(alone).find(|s| !s.ends_with(char::is_alphanumeric)) {
                all.push((format!("{}{{}}", symbol(mark)), format!("money {{}} {}", row.code)));
            }
            if let Some(word) = row.words.iter().rfind(alone) {
                all.push((format!("{{}} {word}"), format!("money {{}} {}", row.code)));
            }
        }
        // A million light-years in metres are more than a decimal holds.
        let small =
            |unit: &&Spelled| LEXICON.units().any(|(_, u)| u.name == unit.name && u.factor < d("1000000000000"));
        for unit in units().iter().filter(small) {
            let alone = |text: &&String| meanings(text, Decimal::ONE).len() == 1;
            if let Some(word) = unit.words.iter().filter(alone).nth(1) {
                all.push((format!("{{}} {word}"), format!("measurement {{}} {}", unit.name)));
            }
            if let Some(mark) = unit.symbols.iter().find(alone) {
                all.push((format!("{{}} {mark}"), format!("measurement {{}} {}", unit.name)));
            }
        }
        for (grain, words) in
            FILES.calendar.units.iter().filter(|(grain, _)| !["second", "quarter"].contains(&grain.as_str()))
        {
            all.push((format!("{{}} {}", words[0]), format!("duration {{}} {grain}")));
        }
        all
    });
    &KINDS
}

/// One word of each sort of hedge before or after a number, by where it stands.
fn hedge_words() -> impl Iterator<Item = (&'static Hedge, &'static str, bool)> {
    FILES.hedge.iter().flat_map(|hedge| {
        let before = hedge.before.iter().map(move |word| (hedge, word.as_str(), false));
        before.chain(hedge.after.iter().map(move |word| (hedge, word.as_str(), true)))
    })
}

fn is_word(hedge: &str) -> bool {
    hedge.starts_with(char::is_alphabetic)
}

fn behind_hedge(
    number: &str,
    n: Decimal,
    (hedge, word, after): (&Hedge, &str, bool),
    kind: &(String, String),
) -> Printed {
    let told = kind.1.replace("{}", &hedge.widen((n, n), kind.1.starts_with("duration")));
    let text = match (after, is_word(word)) {
        (false, true) => format!("{word} {}", kind.0.replace("{}", number)),
        (false, false) => format!("{word}{}", kind.0.replace("{}", number)),
        (true, true) => format!("{} {word}", kind.0.replace("{}", number)),
        // "40+ km", "40-odd km"
        (true, false) => kind.0.replace("{}", &format!("{number}{word}")),
    };
    Printed::new(text, told)
}

/// Hedges that say that they widen a whole number of things: "40-odd", and none of "$2.6 million".
fn of_counts_alone(word: &str) -> bool {
    !is_word(word) && word.starts_with('-') || matches!(word, "ish" | "odd" | "some odd")
}

pub fn hedged() -> Vec<Printed> {
    let mut all = Vec::new();
    for (at, hedge) in hedge_words().enumerate() {
        for (number, n) in [("40", "40"), ("37,000", "37000")] {
            all.push(behind_hedge(number, d(n), hedge, &kinds()[0]));
        }
        if !of_counts_alone(hedge.1) {
            for of in 0..12 {
                let kinds = kinds();
                all.push(behind_hedge("40", d("40"), hedge, &kinds[(at * 12 + of) % kinds.len()]));
            }
            // "About 1.1 years" is a quarter of a year wide on either side.
            let years = kinds().iter().find(|(_, told)| told == "duration {} year");
            all.extend(years.map(|years| behind_hedge("1.1", d("1.1"), hedge, years)));
        }
    }
    all
}

pub fn hedged_quantity(n: Decimal, kind: Index, hedge: Index) -> Vec<Printed> {
    let hedges: Vec<_> = hedge_words().filter(|(_, word, _)| !of_counts_alone(word) && is_word(word)).collect();
    let kind = &kinds()[kind.index(kinds().len())];
    let numbers = if kind.0.starts_with('{') { [in_digits(n), all_words(n)].concat() } else { in_digits(n) };
    let hedge = hedges[hedge.index(hedges.len())];
    // Numbers from 1500 to 2099 are years behind some hedges.
    let numbers = if numbers.is_empty() { vec![format!("{n}.5")] } else { numbers };
    let value = |text: &str| if text.ends_with(".5") && n.is_integer() { n + d("0.5") } else { n };
    numbers.iter().map(|number| behind_hedge(number, value(number), hedge, kind)).collect()
}

/// From a lower number to a higher one in every style.
pub fn ranges(a: Decimal, b: Decimal, kind: Index) -> Vec<Printed> {
    let kind = &kinds()[kind.index(kinds().len())];
    let told = kind.1.replace("{}", &format!("{} to {}", a.normalize(), b.normalize()));
    let number = &FILES.number;
    let suffixed = kind.0.starts_with('{');
    let mut pairs: Vec<(String, String)> = Vec::new();
    if let (Some(a), Some(b)) = (in_digits(a).last(), in_digits(b).last()) {
        pairs.push((a.replace(['\u{a0}', '\u{202f}'], ","), b.replace(['\u{a0}', '\u{202f}'], ",")));
    }
    // "two to seven hundred" is from two hundred on.
    let apart = b < Decimal::ONE_HUNDRED || a >= Decimal::ONE_HUNDRED && b < d("1000");
    if suffixed && apart && a.is_integer() && b.is_integer() {
        pairs.extend(all_words(a).into_iter().zip(all_words(b)).take(1));
    }
    let mut all = Vec::new();
    for (low, high) in pairs {
        // A currency before the number stands before both.
        let (low, high) =
            if suffixed { (low, high) } else { (kind.0.replace("{}", &low), kind.0.replace("{}", &high)) };
        let of = |text: String| Printed::new(if suffixed { kind.0.replace("{}", &text) } else { text }, told.as_str());
        for word in &number.between {
            all.push(of(format!("{word} {low} and {high}")));
        }
        for word in &number.from {
            all.push(of(format!("{word} {low} to {high}")));
        }
        for word in number.to.iter().filter(|w| is_word(w)) {
            all.push(of(format!("{low} {word} {high}")));
        }
        // "40–50,000" is from forty thousand on.
        let thousands = b / d("1000");
        let short = thousands.is_integer() && a < thousands && thousands <= a * Decimal::TEN;
        // "2–4" may as well be a score.
        let score = kind.0 == "{}" && b < d("30") && a.is_integer() && b.is_integer();
        if low.ends_with(|c: char| c.is_ascii_digit()) && !short && !score {
            all.push(of(format!("{low}–{high}")));
            all.push(of(format!("{low} – {high}")));
        }
    }
    // "2 to 2.6 million"
    for (word, power) in number.scale.iter().filter(|(word, power)| **power > 2 && word.len() > 5) {
        if let (Some(low), Some(high)) = (mantissa(a, *power), mantissa(b, *power)) {
            let of = |text: &str| Printed::new(kind.0.replace("{}", text), told.as_str());
            all.push(of(&format!("{low} to {high} {word}")));
        }
    }
    if all.is_empty() { styles_of(b) } else { all }
}

/// The points of two sides, in the words of sport and voting.
pub fn scores(a: u32, b: u32) -> Vec<Printed> {
    let score = |text: String| Printed::new(text, format!("score {a} {b}"));
    vec![
        score(format!("{a}-{b}")).stands(Stands::BeforeWin),
        score(format!("{a}–{b}")).stands(Stands::BeforeWin),
        score(format!("{a} votes to {b}")),
        score(format!("{a} to {b}")).stands(Stands::BehindVote),
    ]
}

/// What is won to what is laid, in the words of betting.
pub fn odds(a: u32, b: u32) -> Vec<Printed> {
    let told = format!("ratio {}", (Decimal::from(a) / Decimal::from(b)).normalize());
    let odds = |text: String| Printed::new(text, told.as_str()).stands(Stands::BesideOdds);
    let mut all = vec![odds(format!("{a}-{b}")), odds(format!("{a}/{b}")), odds(format!("{a}–{b}"))];
    if a > b {
        all.push(odds(format!("{a} to {b}")));
    }
    all
}

/// A place in an order.
pub fn ordinals_of(n: u32, suffix: &str) -> Vec<Printed> {
    let told = format!("ordinal {n}");
    vec![Printed::new(format!("{n}{suffix}"), told.as_str()).stands(Stands::BeforeBest)]
}

/// Percentage points and basis points.
pub fn points(n: u32) -> Vec<Printed> {
    let of = |(word, per): (&String, &u32)| {
        let told = format!("points {}", (Decimal::from(n) / Decimal::from(*per)).normalize());
        Printed::new(format!("{n} {word}"), told)
    };
    FILES.number.points.iter().map(of).collect()
}

/// How old somebody is, in every style.
pub fn ages_of(n: u32, months: u32) -> Vec<Printed> {
    let age = |text: String, told: String| Printed::new(text, format!("age {told}"));
    let part = (Decimal::from(n) + Decimal::from(months) / Decimal::from(12)).normalize();
    let mut all = vec![
        age(format!("between the ages of {n} and {}", n + 5), format!("{n} to {}", n + 5)),
        age(format!("{n} to {} years old", n + 5), format!("{n} to {}", n + 5)),
        age(format!("under the age of {n}"), format!("0 to {n}")),
        age(format!("over the age of {n}"), format!("at least {n}")),
        age(format!("{n}-year-old"), n.to_string()).stands(Stands::BeforeNoun),
        age(format!("{n}- to {}-year-old", n + 5), format!("{n} to {}", n + 5)).stands(Stands::BeforeNoun),
    ];
    // A part of a year that a decimal holds.
    if months.is_multiple_of(3) && (1..12).contains(&months) {
        for link in [" and ", ", ", " "] {
            all.push(age(format!("{n} years{link}{months} months old"), part.to_string()));
            all.push(age(format!("aged {n} years{link}{months} months"), part.to_string()));
        }
    }
    all
}

/// A number and how far it may be off.
pub fn so_far(n: u32, by: u32, kind: Index) -> Vec<Printed> {
    let kind = &kinds()[kind.index(kinds().len())];
    let told = kind.1.replace("{}", &format!("{} to {}", n - by, n + by));
    let words = FILES.number.within.iter();
    let texts = words.filter(|_| kind.0.starts_with('{')).map(|word| kind.0.replace("{}", &format!("{n} {word} {by}")));
    let all: Vec<Printed> = texts.map(|text| Printed::new(text, told.as_str())).collect();
    if all.is_empty() { styles_of(Decimal::from(n)) } else { all }
}
