/*! Amounts: a number or a range with the words that hedge it, read once, before anything is known of what it counts.

"nearly 37,000", "between five and six", "£20,000-£30,000", "a few hundred", "3 to 5 million", "more than half". What follows (a unit,
"per cent", a noun) is read by the tails of [`super::quantity`]. */

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::hedge::{Hedges, hedges_before};
use super::money::currency_before;
use super::numeral::{Numeral, and, fraction, joint, numeral, one, scale_after, scale_word};
use super::scan::{Parsed, Scan, fail, number_mark, number_word};
use crate::lexicon::{Bound, Class, HedgeId, NumberSense as N, Sense, Starts};
use crate::text::{Token, TokenKind};
use crate::value::{CurrencyId, Range, UnitId};

/// How an amount is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One number.
    One,
    /// "between a and b", "from a to b".
    Between,
    /// "between a" or "from a", whose other end must come behind the unit.
    Open,
    /// "a to b".
    To,
    /// "a-b", "a–b".
    Dash,
    /// "a or b".
    Or,
    /// "dozens", "a few".
    Vague,
    /// "half", "two-thirds".
    Fraction,
}

/// A number or range as written, with its hedges.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    /// The numbers as written, not hedged.
    pub(super) stated: Range,
    /// The first number.
    pub(super) first: Numeral,
    /// The last number; the first again where there is one.
    pub(super) last: Numeral,
    /// How they are written.
    pub(super) form: Form,
    /// Hedges before.
    pub(super) before: Hedges,
    /// The token that its hedges begin with.
    pub(super) start: usize,
    /// The token that the number, its sign or its currency begins with.
    pub(super) core: usize,
    /// The token that the number itself begins with.
    pub(super) number: usize,
    /// The currency before the number.
    pub(super) currency: Option<CurrencyId>,
    /// For [`Form::Fraction`]: the numerator and the denominator.
    pub(super) parts: (u32, u32),
    /// For [`Form::Fraction`]: whether the numerator is written.
    pub(super) numerator: bool,
    /// Whether the decimals stand behind a comma, "3,50", which is no number but before or behind a unit.
    pub(super) comma: bool,
    /// What stood before it and says what it is.
    pub(super) lead: Option<Lead>,
}

/// What may stand before an amount and says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// "magnitude", "pH".
    Unit(UnitId),
    /// "aged".
    Age,
}

/// The hedged number or range at the start of the scan. `led` says that a word before belongs to it: "magnitude-7.6".
pub(super) fn amount(scan: Scan<'_>, led: bool) -> Parsed<'_, Amount> {
    let (rest, before) = hedges_before(scan);
    let open = number_word(|s| match s {
        N::Between => Some(true),
        N::From => Some(false),
        _ => None,
    });
    let (rest, open) = if rest.starts().any(Starts::RANGE) { opt(open).parse(rest)? } else { (rest, None) };
    let (rest, inner) = if open.is_some() { hedges_before(rest) } else { (rest, Hedges::default()) };
    // "from up to 252 miles to 287" is as wide as its ends.
    let inner = if inner.bounds(scan.lexicon) { Hedges::default() } else { inner };
    let before = if before.is_empty() { inner } else { before };
    // "sub-7", "near-100"
    let (rest, joined) = match joint(rest) {
        // "<-5" is a number below zero, no word and its hyphen.
        Ok((after, ())) if !before.is_empty() && rest.before().is_some_and(|t| t.is_word()) => (after, true),
        // ">=5": the mark before it is its hedge.
        _ => (rest, led || rest.at() > scan.at() && rest.before().is_some_and(|t| rest.word(t) == "=")),
    };
    let core = rest.at();
    let (rest, low) = end(rest, joined)?;
    let mut amount = Amount {
        stated: low.range,
        first: low.numeral,
        last: low.numeral,
        form: low.form,
        before,
        start: scan.at(),
        core,
        number: low.at,
        currency: low.currency,
        parts: low.parts,
        numerator: rest.at() > low.at + 1,
        comma: low.comma,
        lead: None,
    };
    if amount.form == Form::Vague {
        return if open.is_some() { fail(scan) } else { Ok((rest, amount)) };
    }
    if open.is_none()
        && let Some((after, stated)) = off_by(rest, &amount)
    {
        (amount.form, amount.stated) = (Form::Between, stated);
        return Ok((after, amount));
    }
    match other_end(rest, &amount, open) {
        Ok((after, (high, form))) => {
            let first = match form {
                Form::Dash if high.currency.is_none() => short_thousands(amount.first, high.numeral),
                _ => shared(amount.first, high.numeral),
            };
            amount.last = high.numeral;
            amount.currency = amount.currency.or(high.currency);
            amount.comma |= high.comma;
            amount.form = if open.is_some() { Form::Between } else { form };
            let last = high.numeral.value;
            // "−25.9 to −26.5"
            amount.stated = Range { low: Some(first.min(last)), high: Some(first.max(last)) };
            Ok((after, amount))
        }
        Err(_) if open.is_some() => {
            amount.form = Form::Open;
            Ok((rest, amount))
        }
        Err(_) => Ok((rest, amount)),
    }
}

/// " ± 0.1": the number before, so much more or less.
fn off_by<'a>(scan: Scan<'a>, of: &Amount) -> Option<(Scan<'a>, Range)> {
    let (rest, ()) = within(scan).ok()?;
    let (rest, by) = numeral(rest).ok()?;
    // "3.2 ± 0.1 million"
    let shares = of.first.scale == Decimal::ONE && by.scale > Decimal::ONE;
    let middle = if shares { of.first.value.checked_mul(by.scale)? } else { of.first.value };
    Some((rest, around(middle, by.value)?))
}

/// "±", between a number and how far it may be off.
pub(super) fn within(scan: Scan<'_>) -> Parsed<'_, ()> {
    number_mark(N::Within)(scan)
}

/// From as much less to as much more.
pub(super) fn around(middle: Decimal, by: Decimal) -> Option<Range> {
    Some(Range::between(middle.checked_sub(by)?, middle.checked_add(by)?))
}

/// The first number, multiplied by the scale of the second where it shares it: "3 to 5 million", "two to three hundred".
fn shared(first: Numeral, second: Numeral) -> Decimal {
    let base = second.value.checked_div(second.scale);
    match base {
        Some(base)
            if first.scale == Decimal::ONE && second.scale > Decimal::ONE && !first.grouped && first.value <= base =>
        {
            first.value.checked_mul(second.scale).unwrap_or(first.value)
        }
        _ => first.value,
    }
}

/// Whether the first of two numbers may be in the scale of the second, though it is greater: "fell from 104 to 49 million".
pub(super) fn is_elided(scan: Scan<'_>, first: &Numeral, second: &Numeral) -> bool {
    const REACH: usize = 16;
    let falls = || (1..=REACH).map_while(|n| scan.back(n)).any(|t| scan.lexicon.is(t.word, Class::Fall));
    let base = second.value.checked_div(second.scale);
    let bare = first.scale == Decimal::ONE && !first.grouped && first.value < Decimal::ONE_THOUSAND;
    bare && second.scale >= Decimal::ONE_THOUSAND && base.is_some_and(|base| first.value > base) && falls()
}

/// "40-50,000": forty thousand to fifty.
fn short_thousands(first: Numeral, second: Numeral) -> Decimal {
    let round = second.value.checked_rem(Decimal::ONE_THOUSAND).is_some_and(|r| r.is_zero());
    let most = second.value.checked_div(Decimal::ONE_THOUSAND).unwrap_or_default();
    let short = second.grouped && second.scale == Decimal::ONE && first.scale == Decimal::ONE && !first.grouped;
    match first.value.checked_mul(Decimal::ONE_THOUSAND) {
        Some(value)
            if short
                && round
                && first.digits
                && first.value.is_integer()
                && first.value < most
                // "2-20,000" is as wide as it says.
                && most <= first.value.saturating_mul(Decimal::TEN) =>
        {
            value
        }
        _ => shared(first, second),
    }
}

/// One end of a range, or the only number.
struct End {
    range: Range,
    numeral: Numeral,
    form: Form,
    at: usize,
    currency: Option<CurrencyId>,
    parts: (u32, u32),
    comma: bool,
}

fn end(scan: Scan<'_>, joined: bool) -> Parsed<'_, End> {
    let (rest, sign) = if scan.starts().any(Starts::SIGN) { opt(minus).parse(scan)? } else { (scan, None) };
    // "a margin of error of plus or minus 3.1 points"
    let either = |back: usize| {
        let start = scan.at().checked_sub(back).map(|at| scan.from(at))?;
        within(start).ok().filter(|(after, ())| after.at() > scan.at())
    };
    if sign.is_some() && either(1).or_else(|| either(2)).is_some() {
        return fail(scan);
    }
    let (rest, currency) =
        if rest.starts().any(Starts::CURRENCY) { opt(currency_before).parse(rest)? } else { (rest, None) };
    let (rest, sign) = if sign.is_none() && currency.is_some() { opt(minus).parse(rest)? } else { (rest, sign) };
    if !rest.starts().any(Starts::NUMERAL.or(Starts::SIGN)) {
        return fail(scan);
    }
    let at = rest.at();
    let joined = joined || sign.is_some();
    let sign = |n: Decimal| if sign.is_some() { -n } else { n };
    if !joined && runs_on_from(rest) && currency.is_none() {
        return fail(scan);
    }
    if let Ok((after, mut numeral)) = numeral(rest) {
        if currency.is_some() && !numeral.digits {
            return fail(scan);
        }
        // "1/2", "two and a half" are numbers; "two thirds" is a fraction, which reads further.
        if numeral.digits || fraction(rest).is_err() {
            numeral.value = sign(numeral.value);
            let (after, value) = parts_of(after, &numeral).unwrap_or((after, numeral.value));
            numeral.value = value;
            let range = Range::exact(numeral.value);
            return Ok((after, End { range, numeral, form: Form::One, at, currency, parts: (0, 1), comma: false }));
        }
        if let Ok((further, _)) = fraction(rest)
            && further.at() <= after.at()
        {
            let range = Range::exact(sign(numeral.value));
            return Ok((after, End { range, numeral, form: Form::One, at, currency, parts: (0, 1), comma: false }));
        }
    }
    if let Some((after, mut numeral)) = decimal_comma(rest) {
        numeral.value = sign(numeral.value);
        let range = Range::exact(numeral.value);
        // "1,2 million" is clear.
        let comma = numeral.scale == Decimal::ONE;
        return Ok((after, End { range, numeral, form: Form::One, at, currency, parts: (0, 1), comma }));
    }
    if currency.is_some() {
        return fail(scan);
    }
    if let Ok((after, (above, below))) = fraction(rest)
        && let Some(value) = Decimal::from(above).checked_div(below.into())
    {
        let numeral = Numeral { value, digits: false, grouped: false, scale: Decimal::ONE };
        let range = Range::exact(sign(value));
        let parts = (above, below);
        return Ok((after, End { range, numeral, form: Form::Fraction, at, currency, parts, comma: false }));
    }
    if let Some((after, value)) = one_of_many(rest) {
        let numeral = Numeral { value, digits: false, grouped: false, scale: Decimal::ONE };
        let range = Range::exact(sign(value));
        return Ok((after, End { range, numeral, form: Form::One, at, currency, parts: (0, 1), comma: false }));
    }
    let (after, range) = vague(rest)?;
    let value = range.low.unwrap_or_default();
    let numeral = Numeral { value, digits: false, grouped: false, scale: Decimal::ONE };
    Ok((after, End { range, numeral, form: Form::Vague, at, currency, parts: (0, 1), comma: false }))
}

/// "a hundred thousand millionths": parts of a number that is too large for a numerator.
fn parts_of<'a>(scan: Scan<'a>, above: &Numeral) -> Option<(Scan<'a>, Decimal)> {
    // "a hundred trillionths"
    let least = if above.value < Decimal::ONE_THOUSAND { u64::from(u32::MAX) } else { 2 };
    let (rest, below) = number_word(|s| match s {
        N::Fractions(n) if n > least => Some(n),
        _ => None,
    })(scan)
    .ok()
    .filter(|_| !above.digits)?;
    Some((rest, above.value.checked_div(below.into())?))
}

/// "a trillionth": one part of more than a fraction holds.
fn one_of_many(scan: Scan<'_>) -> Option<(Scan<'_>, Decimal)> {
    let (rest, _) = one(scan).ok()?;
    let (rest, below) = number_word(|s| match s {
        N::Fraction(n) if n > u64::from(u32::MAX) => Some(n),
        _ => None,
    })(rest)
    .ok()?;
    Some((rest, Decimal::ONE.checked_div(below.into())?))
}

/// "3,50", "12,5": a comma that can set apart no thousands.
fn decimal_comma(scan: Scan<'_>) -> Option<(Scan<'_>, Numeral)> {
    let written = scan.word(scan.first().filter(|t| t.kind == TokenKind::Number)?);
    let (whole, decimals) = written.split_once(',')?;
    let figures =
        |text: &str, most: usize| !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    let padded = whole.len() > 1 && whole.starts_with('0');
    if !figures(whole, 6) || !figures(decimals, 2) || padded {
        return None;
    }
    let value: Decimal = format!("{whole}.{decimals}").parse().ok()?;
    let (rest, number) = scale_after(scan.skip(1), Numeral::digits(value, false)).ok()?;
    Some((rest, number))
}

/// "dozens", "a few hundred", "a couple of million".
fn vague(scan: Scan<'_>) -> Parsed<'_, Range> {
    let (rest, range) = number_word(|s| match s {
        N::Vague { low, high } => Some(Range { low: Some(low.into()), high: high.map(Decimal::from) }),
        _ => None,
    })(scan)?;
    let of = number_mark(N::Of);
    let Ok((mut rest, mut scale)) = preceded(opt(of), scale_word).parse(rest) else { return Ok((rest, range)) };
    // "several hundred thousand"
    if let Ok((after, more)) = preceded(opt(joint), scale_word).parse(rest)
        && let Some(both) = scale.checked_mul(more).filter(|_| more > scale)
    {
        (rest, scale) = (after, both);
    }
    match range.map(|n| n.checked_mul(scale)) {
        Some(range) => Ok((rest, range)),
        None => fail(scan),
    }
}

/// The connector and the second number of a range.
fn other_end<'a>(scan: Scan<'a>, low: &Amount, open: Option<bool>) -> Parsed<'a, (End, Form)> {
    let between = open == Some(true);
    // "from 20 up to 40 tonnes"; of "from $20 up to $40" each tells a price of its own.
    let upward = open == Some(false) && low.currency.is_none();
    let (rest, form) = match connector(scan, between) {
        Err(_) if upward => up_to(scan)?,
        found => found?,
    };
    let (rest, bounds) = hedges_before(rest);
    // "£37bn to upwards of £100bn" are two.
    if open.is_none() && form == Form::To && bounds.bounds(scan.lexicon) {
        return fail(scan);
    }
    let (rest, high) = end_after_connector(rest, form)?;
    let same_currency = match (low.currency, high.currency) {
        (Some(a), Some(b)) => scan.lexicon.currency(a).may_equal(scan.lexicon.currency(b)),
        (_, None) => true,
        // "8 or $9", "between 5 and $10 million"; "rose 5 to $10" are two.
        (None, Some(_)) => low.first.digits && (between || form == Form::Or),
    };
    // "fell from 104 to 49 million"
    if is_elided(scan.from(low.start), &low.first, &high.numeral) {
        return fail(scan);
    }
    let first = shared(low.first, high.numeral);
    let below_zero =
        matches!(form, Form::To | Form::Between) && first.is_sign_negative() && high.numeral.value.is_sign_negative();
    let ordered = first < high.numeral.value || below_zero && first != high.numeral.value;
    let near = form != Form::Or || is_near(&low.first, &high.numeral, first);
    // "rose $1.20 to $81.45", "fell 12 to 4,500": by how much, and where to.
    let sums = low.currency.is_some() && high.currency.is_some();
    let far = low.first.value.checked_mul(Decimal::TEN).is_some_and(|n| n < high.numeral.value);
    if form == Form::To && open.is_none() && (sums || far) && is_moved(scan.from(low.start)) {
        return fail(scan);
    }
    let alike = form != Form::Dash || low.first.digits == high.numeral.digits;
    let plain = matches!(high.form, Form::One) == matches!(low.form, Form::One);
    let dated = super::count::year_like(&low.first)
        && !low.first.grouped
        && !super::count::year_like(&high.numeral)
        && form == Form::To;
    if ordered
        && near
        && !dated
        && alike
        && plain
        && same_currency
        && high.form != Form::Vague
        && !chains_on(rest, form)
    {
        Ok((rest, (high, form)))
    } else {
        fail(scan)
    }
}

/// Whether "a or b" tells one number and not two: "five or six", "two or three million", "10,000 or 12,000".
fn is_near(low: &Numeral, high: &Numeral, first: Decimal) -> bool {
    let gap = |a: Decimal, b: Decimal| b - a <= a.max(Decimal::ONE);
    if first != low.value {
        // The scale is that of both.
        return low.value < Decimal::ONE_HUNDRED
            && high.value.checked_div(high.scale).is_some_and(|n| gap(low.value, n));
    }
    // "25k or 40k" are as likely two.
    let large = low.grouped && high.grouped || low.scale > Decimal::ONE && low.scale == high.scale;
    let close = large && gap(low.value, high.value.saturating_mul(Decimal::TWO).saturating_sub(low.value));
    low.value < Decimal::ONE_HUNDRED && gap(low.value, high.value) || close
}

/// Whether a word of rise or fall stands before, "by" between them or not.
pub(super) fn is_moved(scan: Scan<'_>) -> bool {
    let moves = |t: &Token| scan.lexicon.is(t.word, Class::Rise) || scan.lexicon.is(t.word, Class::Fall);
    let by = scan.before().is_some_and(|t| scan.lexicon.is(t.word, Class::Preposition) && !moves(t));
    scan.back(1 + usize::from(by)).is_some_and(moves)
}

/// " up to" between the ends of a range that "from" began.
fn up_to(scan: Scan<'_>) -> Parsed<'_, Form> {
    let most = |id: &HedgeId| scan.lexicon.hedge(*id).bound == Bound::AtMost;
    match hedges_before(scan) {
        (rest, hedges) if hedges.iter().next().as_ref().is_some_and(most) => Ok((rest, Form::To)),
        _ => fail(scan),
    }
}

/// The words or the dash between the ends of a range.
pub(super) fn connector(scan: Scan<'_>, between: bool) -> Parsed<'_, Form> {
    let to = |scan| number_word(|s| (s == N::To).then_some(Form::To))(scan);
    let or = |scan| number_word(|s| (s == N::Or).then_some(Form::Or))(scan);
    if between && let Ok((rest, ())) = and(scan) {
        return Ok((rest, Form::Between));
    }
    if let Ok((rest, form)) = alt((preceded(opt(joint), to), or)).parse(scan) {
        let rest = joint(rest).map_or(rest, |(rest, ())| rest);
        return Ok((rest, form));
    }
    let Some(dash) = scan.first().filter(|t| t.is_dash()) else { return fail(scan) };
    // "8- to 16-metre"
    if dash.is_glued()
        && let Ok((rest, form)) = to(scan.skip(1))
    {
        return Ok((rest, form));
    }
    let next_glued = scan.peek(1).is_some_and(|t| t.is_glued());
    let long = scan.word(dash) == "—";
    // "75 -300 mm"
    let crooked = !dash.is_glued()
        && next_glued
        && [scan.before(), scan.peek(1)].iter().all(|t| t.is_some_and(|t| t.kind == TokenKind::Number));
    if !long && (dash.is_glued() == next_glued || crooked) { Ok((scan.skip(1), Form::Dash)) } else { fail(scan) }
}

/// The number behind a connector: unlike the first, it may be glued to the dash before it.
fn end_after_connector(scan: Scan<'_>, form: Form) -> Parsed<'_, End> {
    let (rest, currency) = opt(currency_before).parse(scan)?;
    if form == Form::Dash {
        let at = rest.at();
        let (after, numeral) = numeral(rest)?;
        let range = Range::exact(numeral.value);
        return Ok((after, End { range, numeral, form: Form::One, at, currency, parts: (0, 1), comma: false }));
    }
    end(scan, true)
}

/// Whether digits and dashes go on behind a range: "978-3-16", a telephone number.
fn chains_on(scan: Scan<'_>, form: Form) -> bool {
    form == Form::Dash
        && matches!((scan.first(), scan.peek(1)), (Some(d), Some(n)) if d.is_glued_hyphen() && n.is_glued() && n.kind == TokenKind::Number)
}

/// Whether the number at the start of the scan is the tail of something else: "F-16", "24703L202", "9/11", "#5".
fn runs_on_from(scan: Scan<'_>) -> bool {
    let Some(first) = scan.first().filter(|t| t.is_glued()) else { return false };
    let Some(before) = scan.before() else { return false };
    match before.kind {
        TokenKind::Mark if before.is_dash() => {
            // "-5" is a number; "Covid-19" and the second half of "15-10" are not. An em dash parts words: "left—12 of them".
            before.is_glued()
                && !is_later_side(scan)
                && scan.back(2).is_some_and(|t| match t.kind {
                    TokenKind::Mark => scan.word(t) == ")",
                    TokenKind::Word => scan.word(before) != "—",
                    _ => true,
                })
        }
        // "rooms 22,24,26"
        // "(n=104)", "P=0.006"; "180C/350F": the same again in another unit
        TokenKind::Mark if scan.word(before) == "=" && is_named_value(scan) => false,
        TokenKind::Mark if scan.word(before) == "/" && follows_unit(scan) => false,
        TokenKind::Mark if scan.word(before) == "," && scan.back(2).is_some_and(|t| t.kind == TokenKind::Number) => {
            false
        }
        TokenKind::Mark => {
            matches!(scan.word(before), "/" | "#" | ":" | "×" | "." | "," | "'" | "_" | "\\" | "^" | "&" | "=" | "*")
                && (before.is_glued() || matches!(scan.word(before), "#" | "." | "^" | "=" | "\\" | "×"))
                // "Ca(ClO4)2", a footnote.
                || matches!(scan.word(before), ")" | "]")
        }
        _ => first.kind == TokenKind::Number || first.kind == TokenKind::Word,
    }
}

/// Whether a lone letter or word, "=" and a number stand there, and nothing before it is glued to them but a bracket.
fn is_named_value(scan: Scan<'_>) -> bool {
    let Some(name) = scan.back(2).filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Identifier)) else {
        return false;
    };
    let opened = !name.is_glued() || scan.back(3).is_some_and(|t| scan.word(t) == "(");
    opened && scan.before().is_some_and(|t| t.is_glued())
}

/// Whether a number and its unit stand before the stroke.
fn follows_unit(scan: Scan<'_>) -> bool {
    let unit = scan.back(2).is_some_and(|t| {
        t.is_word() && t.is_glued() && scan.lexicon.meanings(t.word).any(|s| matches!(s, Sense::Unit(..)))
    });
    unit && scan.back(3).is_some_and(|t| t.kind == TokenKind::Number)
}

/// The 12 of "a 10-by-12-foot room".
fn is_later_side(scan: Scan<'_>) -> bool {
    let side = |t: &crate::text::Token| scan.lexicon.can_be(t.word, Sense::Number(N::Side));
    scan.back(2).is_some_and(side)
        && scan.back(3).is_some_and(|t| t.is_glued_hyphen())
        && scan.back(4).is_some_and(|t| t.kind == TokenKind::Number)
}

/// "minus", or a hyphen directly before a number and not behind a word.
fn minus(scan: Scan<'_>) -> Parsed<'_, ()> {
    let (rest, ()) = number_mark(N::Minus)(scan)?;
    let Some(first) = scan.first() else { return fail(scan) };
    if first.is_dash() && scan.before().is_some_and(|t| t.kind == TokenKind::Number) {
        return fail(scan);
    }
    if first.is_dash() {
        let glued_to_word = first.is_glued()
            && scan
                .before()
                .is_some_and(|t| t.kind != TokenKind::Mark || matches!(scan.word(t), ")" | "%" | "°" | "€" | "£"));
        let reaches =
            rest.first().is_some_and(|t| t.is_glued() && (t.kind == TokenKind::Number || t.kind == TokenKind::Mark));
        let alone = scan.at() == 0 || scan.word(first) == "−";
        let begins = rest.first().is_some_and(|t| t.kind == TokenKind::Number);
        return if !glued_to_word && (reaches || alone && begins) { Ok((rest, ())) } else { fail(scan) };
    }
    Ok((joint(rest).map_or(rest, |(rest, ())| rest), ()))
}

/// " of", " a": what may stand between a fraction and its unit, "half a mile", "a quarter of an inch".
pub(super) fn of_one(scan: Scan<'_>) -> Scan<'_> {
    let of = number_mark(N::Of);
    let rest = opt(alt((of, joint))).parse(scan).map_or(scan, |(rest, _)| rest);
    let rest = opt(one).parse(rest).map_or(rest, |(rest, _)| rest);
    joint(rest).map_or(rest, |(rest, ())| rest)
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{finds, ignores, reads};

    #[test]
    fn so_far_on_either_side() {
        reads("count 3.1 to 3.3", &["3.2 ± 0.1", "3.2±0.1", "3.2 +/- 0.1", "3.2 plus or minus 0.1"]);
        reads("measurement 12 to 16 celsius", &["14 ± 2 °C", "14 °C ± 2 °C"]);
        reads("percent 36.1 to 50.3", &["43.2% ± 7.1%", "43.2 ± 7.1%"]);
        finds("It lay at −25.9 to −26.5 °C.", &["measurement -26.5 to -25.9 celsius"]);
        finds("It was <-5 and ~-7.", &["count at most -5", "count -7.7 to -6.3"]);
        finds("It was 40, give or take.", &["count 36 to 44"]);
        reads("count 90 to 110", &["100 give or take 10", "100 ± 10"]);
        finds("a<>30", &["count 30"]);
        finds("It is =<30.", &["count 30"]);
        finds("It is <=30.", &["count 0 to 30"]);
    }

    #[test]
    fn a_value_may_have_a_name() {
        finds("It held (n=104; P=0.006).", &["count 104", "count 0.006"]);
        finds("Bake at 180C/350F.", &["measurement 180 celsius", "measurement 350 fahrenheit"]);
        ignores(&["Set --x=40, A-B=40 or 9/11.", "It is MH/370."]);
    }

    #[test]
    fn one_or_the_other() {
        reads("count 2000000 to 3000000", &["two or three million", "2 or 3 million"]);
        reads("count 10000 to 12000", &["10,000 or 12,000"]);
        finds("Two or three hundred came, or five or 300 fled.", &["count 200 to 300", "count 5", "count 300"]);
        finds("It is 25k or 40k dearer.", &["count 25000", "count 40000"]);
        finds("It is 911 or 912.", &["count 911", "count 912"]);
        reads("count 300000 to 900000", &["several hundred thousand", "a few hundred thousand"]);
        finds("The last few hundred metres.", &["measurement 300 to 900 metre"]);
        finds("The few who ran and a few more.", &["count 3 to 9"]);
    }

    #[test]
    fn words_that_are_no_hedge_here() {
        finds(
            "He ran 1:41.73 over 800m, and it is over 800m long.",
            &["measurement 800 metre", "measurement at least 800 metre"],
        );
        finds("They won 5% plus a bonus, and 40 plus.", &["percent 5", "count at least 40"]);
        finds("It cost £34m plus £5m.", &["money 34000000 GBP", "money 5000000 GBP"]);
        finds("It was 160 over 95 and rising.", &["count 160", "count 95"]);
        finds("It rose by 16 over 95 days. Over 95 came.", &["count 16", "count at least 95"]);
        finds("It stood at 52%-48%.", &["percent 52", "percent 48"]);
        finds("It was between minus 5 and minus 10 °C.", &["measurement -10 to -5 celsius"]);
        finds("A margin of plus or minus 2.5.", &["count 2.5"]);
        finds("It fell below zero, to 5 below zero.", &["count at most 0", "count -5"]);
    }

    #[test]
    fn a_mean_is_as_exact_as_its_number() {
        finds("an average of nearly 9%", &["percent 8.55 to 9"]);
        finds("an average of 40 people", &["count 40"]);
    }

    #[test]
    fn how_high_it_went_is_no_bound() {
        finds("The rate ticked up to 3.9% and went up to 4%.", &["percent 3.9", "percent 4"]);
        finds("It will buy back up to $5.", &["money 0 to 5 USD"]);
        finds("It may cost up to 3.9% and rose by up to 4%.", &["percent 0 to 3.9", "percent 0 to 4"]);
    }

    #[test]
    fn hedges_widen_and_bound() {
        for (value, spellings) in [
            ("count 35150 to 37000", &["nearly 37,000", "almost 37,000", "close to 37,000", "just under 37,000"][..]),
            ("count 37000 to 38850", &["just over 37,000", "a little more than 37,000"]),
            (
                "count 33300 to 40700",
                &["about 37,000", "some 37,000", "an estimated 37,000", "roughly 37,000", "37,000 or so"],
            ),
            (
                "count at least 37000",
                &[
                    "at least 37,000",
                    "37,000 or more",
                    "37,000-plus",
                    "37,000+",
                    "no fewer than 37,000",
                    "more than 37,000",
                ],
            ),
            (
                "count 0 to 37000",
                &[
                    "up to 37,000",
                    "at most 37,000",
                    "37,000 or fewer",
                    "no more than 37,000",
                    "fewer than 37,000",
                    "as many as 37,000",
                    "not greater than 37,000",
                    "not above 37,000",
                ],
            ),
            ("count at least 33300", &["at least about 37,000", "more than about 37,000"]),
            ("count 37000", &["exactly 37,000", "a total of 37,000", "a record 37,000"]),
        ] {
            reads(value, spellings);
        }
    }

    #[test]
    fn ranges() {
        for (value, spellings) in [
            (
                "count 40 to 60",
                &["between 40 and 60", "from 40 to 60", "40 to 60", "40-60", "40–60", "40 – 60", "forty to sixty"][..],
            ),
            (
                "count 3000000 to 5000000",
                &["3 to 5 million", "3-5 million", "three to five million", "between 3 million and 5 million"],
            ),
            ("count 40000 to 50000", &["40-50,000", "40,000-50,000", "40–50,000"]),
            ("count 200 to 300", &["two to three hundred", "between two and three hundred"]),
            ("count 5 to 6", &["five or six", "5 or 6"]),
            ("count 270 to 330", &["around 300 or so", "some 300, give or take", "about 300 or thereabouts"]),
            ("count 900 to 1000000", &["between 900 and 1 million"]),
            ("count 40 to 100", &["more than 40 and fewer than 100", "at least 40 but at most 100"]),
            ("count 36 to 66", &["between about 40 and 60", "about 40 to 60"]),
            ("count 20 to 40", &["from 20 up to 40", "from 20 to 40"]),
            ("count 40 to 60", &["from up to 40 to 60", "from at least 40 to at most 60"]),
            ("measurement 40 to 60 mile", &["from up to 40 miles to 60 miles"]),
        ] {
            reads(value, spellings);
        }
        finds(
            "Oil rose about $1.20 to $81.45 and fell by $2 to $70.",
            &["money 1.08 to 1.32 USD", "money 81.45 USD", "money 2 USD", "money 70 USD"],
        );
        finds("It rose 12 to 4,500, then 10 to 15.", &["count 12", "count 4500", "count 10 to 15"]);
        finds("It fell from 60 to 40.", &["count 60", "count 40"]);
        finds("No more than 12 and more than 194 came.", &["count 0 to 12", "count at least 194"]);
    }

    #[test]
    fn vague_numbers() {
        finds("Dozens of homes burned.", &["count at least 24"]);
        finds(
            "Tens of thousands of people fled and several hundred stayed.",
            &["count at least 20000", "count 300 to 900"],
        );
        finds("A few houses and a couple of cars burned.", &["count 3 to 9", "count 2"]);
        ignores(&["They are a couple.", "Several.", "Some were sold."]);
    }

    #[test]
    fn a_number_that_ends_something_else_is_none() {
        ignores(&[
            "Covid-19 spread.",
            "The F-16 landed.",
            "MH370 vanished.",
            "See v1.2.3 or 1.2.3.4.",
            "Bags of 24703L202 came.",
            "He rang 020 7946 0958.",
            "Call (555) 123-4567 now.",
        ]);
        ignores(&[
            "Dial +44 20 7946 0958.",
            "ISBN 978-3-16-148410-0",
            "https://example.com/37,000?x=40",
            "About 12,34 of them.",
        ]);
    }
}
