/*! `[compare.age]`: an age that does not follow from the dates of birth and death, or of birth and the article. */

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::Facts;
use crate::claim::statement::Statement;
use crate::rule::case::Verdict;
use crate::rule::cite::range_in_words;
use crate::value::{Anchor, Range, Value};

pub(super) const PLACEHOLDERS: &[&str] = &["age", "born", "at", "actual"];

pub(super) fn age(statement: &Statement, facts: Facts<'_>) -> Option<Verdict> {
    let &Statement::Age { age, born, at } = statement else { return None };
    let days = |claim: usize| match &facts.claims[claim].mention.value {
        Value::Date(date) => {
            let interval = date.resolve(&Anchor::default())?;
            Some((interval.start?.date(), interval.end?.date().pred_opt()?))
        }
        _ => None,
    };
    let birth = days(born)?;
    let (end, slack, told) = match at {
        Some(at) => (days(at)?, 0, facts.text(at)),
        None => {
            let published = facts.case.corpus.document(facts.article.document).published?;
            // The age may be that on an earlier day that the article tells of.
            ((published, published), 1, crate::rule::cite::day_in_words(published))
        }
    };
    let (least, most) = (years(birth.1, end.0) - slack, years(birth.0, end.1));
    if !(0..=130).contains(&most) {
        return None;
    }
    let actual = Range::between(Decimal::from(least.max(0)), Decimal::from(most));
    let stated = facts.claims[age].mention.value.range()?;
    if stated.meets(&actual) {
        return None;
    }
    let mut claims = vec![age, born];
    claims.extend(at);
    Some(Verdict {
        values: vec![
            ("age", facts.text(age)),
            ("born", facts.text(born)),
            ("at", told),
            ("actual", range_in_words(&actual)),
        ],
        claims,
        because: vec!["the text gives the age and the date of birth of one person".to_owned()],
        confidence: 0.8,
        ..Verdict::default()
    })
}

/// Completed years from one day to another.
fn years(from: NaiveDate, to: NaiveDate) -> i32 {
    to.year() - from.year() - i32::from((to.month(), to.day()) < (from.month(), from.day()))
}
