/*! Percentages and percentage points: "5%", "5 per cent", "a 10-percent rise", "half a percentage point", "25 basis points". */

use rust_decimal::Decimal;

use super::amount::{Amount, Form, of_one};
use super::numeral::joint;
use super::quantity::{Meaning, Tail};
use super::scan::{Scan, number_word};
use crate::lexicon::NumberSense as N;

/// " per cent", "%", " percentage points", "-percent".
pub(super) fn tail<'a>(_: Scan<'a>, behind: Scan<'a>, amount: &Amount) -> Option<Tail<'a>> {
    if amount.currency.is_some() {
        return None;
    }
    let rest = if amount.form == Form::Fraction { of_one(behind) } else { behind };
    let rest = joint(rest).map_or(rest, |(rest, ())| rest);
    let (rest, divisor) = number_word(|s| match s {
        N::Percent => Some(None),
        N::Points(divisor) => Some(Some(divisor)),
        _ => None,
    })(rest)
    .ok()?;
    if rest.first().is_some_and(|t| t.is_glued() && t.is_word()) {
        return None;
    }
    let (meaning, divisor) = divisor.map_or((Meaning::Percent, 1), |d| (Meaning::Points, d));
    let stated = amount.stated.map(|n| n.checked_div(Decimal::from(divisor)))?;
    Some(Tail { rest, meaning, stated })
}

#[cfg(test)]
mod tests {
    use crate::extract::corpus::{ignores, reads};

    #[test]
    fn spellings() {
        reads("percent 61.5", &["61.5%", "61.5 %", "61.5 percent", "61.5 per cent", "61.5pc", "61.5-percent"]);
        reads("percent at least 60", &["at least 60%", "60% or more", "60 percent or more", "more than 60%"]);
        reads(
            "percent 10 to 20",
            &["10% to 20%", "10-20%", "between 10 and 20 per cent", "10 to 20 percent", "from 10% to 20%"],
        );
        reads("percent 0.5", &["half a percent", "0.5%", "half a per cent"]);
        reads("points 2", &["two percentage points", "2 percentage points", "2pp"]);
        reads("points 0.25", &["25 basis points", "25bps", "25bp", "a quarter of a percentage point"]);
        reads("percent 12.5", &["12,5%", "12,5 %", "12,50 per cent"]);
        ignores(&["the percentage of voters", "1,2,3%", "012,5%"]);
    }
}
