/*! Dates told by their distance from others. */

use super::{LEXICON, ignores, reads, times, times_of};
use crate::document::Block;
use crate::document::BlockKind;
use crate::extract::EXTRACTORS;
use crate::extract::mentions_by;
use crate::span::Span;
use crate::text::Text;
use crate::value::Base;
use crate::value::Date;
use crate::value::Edge;
use crate::value::Grain;
use crate::value::Value;

#[test]
fn relative_dates_keep_their_distance() {
    let unit = |grain, by, from| Date::unit(grain, by, from);
    use crate::value::Origin::{Published, Reference};
    for (text, date) in [
        ("yesterday", unit(Grain::Day, -1, Published)),
        ("tomorrow", unit(Grain::Day, 1, Published)),
        ("last week", unit(Grain::Week, -1, Published)),
        ("earlier this week", Date { edge: Some(Edge::Early), ..unit(Grain::Week, 0, Published) }),
        ("the end of this month", Date { edge: Some(Edge::Late), ..unit(Grain::Month, 0, Published) }),
        ("late last year", Date { edge: Some(Edge::Late), ..unit(Grain::Year, -1, Published) }),
        ("the turn of the year", Date { edge: Some(Edge::Turn), ..unit(Grain::Year, 0, Published) }),
        ("the following day", unit(Grain::Day, 1, Reference)),
        ("the previous month", unit(Grain::Month, -1, Reference)),
        ("three years ago", Date::shift(Grain::Year, -3, Published)),
        ("two weeks earlier", Date::shift(Grain::Week, -2, Reference)),
        ("two days later", Date::shift(Grain::Day, 2, Reference)),
        ("in 20 minutes", Date::shift(Grain::Minute, 20, Published)),
        ("two and a half years ago", Date::shift(Grain::Month, -30, Published)),
        ("Tuesday of next week", Date { weekday: Some(2), ..unit(Grain::Week, 1, Published) }),
        ("next Monday", Date { base: Base::Turn { by: 1, from: Published }, weekday: Some(1), ..Date::open() }),
    ] {
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let found = mentions_by(EXTRACTORS, text, &read, &LEXICON).found;
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].value, Value::Date(date), "{text}");
    }
    ignores(&["They saw it last.", "this and that", "Next, add salt.", "the same thing"]);
}

#[test]
fn names_and_our_time_are_no_dates() {
    ignores(&[
        "He told ABC's \"This Week\" that nothing was over.",
        "She spoke to the Today programme about taxes.",
        "In today's world nothing lasts.",
        "Many of today's computers are slow.",
        "She made 2025 sales.",
    ]);
    reads(&[
        ("Fed to Raise Rates [This Week]", "XXXX-WXX"),
        ("He died in [today]'s blast.", "XXXX-XX-XX"),
        ("The hope is that he [one day] follow her.", "FUTURE_REF"),
        ("[One day], the king will die.", "FUTURE_REF"),
        ("It was warmer at [this time last year].", "XXXX"),
        ("It was up on the corresponding period [last year].", "XXXX"),
        ("It fell in [the same quarter of 2022].", "2022-QX"),
        ("It fell in [the 2022 period].", "2022"),
        ("They forecast [2025] sales growth.", "2025"),
        ("It rose in the [March 2023 quarter].", "2023-Q1"),
        ("They predicted [2025] Acme earnings.", "2025"),
    ]);
}

#[test]
fn days_and_feasts_are_counted_in_weeks_and_years() {
    reads(&[
        ("They meet [three Fridays from now].", "XXXX-WXX-5"),
        ("They met [two Sundays ago].", "XXXX-WXX-7"),
        ("It opened on [Friday three weeks ago].", "XXXX-WXX-5"),
        ("He left in [January three years ago].", "XXXX-01"),
        ("He was born in [April of 87].", "1987-04"),
        ("It was shut on [6 jan 2017].", "2017-01-06"),
        ("They closed for [the rest of their week].", "XXXX-WXX"),
        ("It was taken on [Wed Oct 26 15:50:06 2016].", "2016-10-26T15:50:06"),
        ("It was [half past seven evening].", "T19:30"),
        ("The clocks change on [the last weekend in October].", "XXXX-WXX-WE"),
        ("It was dry the whole [summer].", "XXXX-SU"),
    ]);
    // A count is no day, an age no year.
    assert_eq!(times("Of 87 ships in April of 20, six sank.")[0].0, "April");
}

#[test]
fn a_length_from_a_day_is_a_day_or_a_bound() {
    let told = |text: &str| {
        let found = times(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].1.clone()
    };
    for (text, timex) in [
        ("It ended two weeks before 4 March 2023.", "2023-03-04"),
        ("It ended more than two weeks before 4 March 2023.", "2023-03-04"),
    ] {
        assert_eq!(told(text), timex, "{text}");
    }
}

#[test]
fn weekdays_are_counted_from_a_day() {
    use crate::value::Anchor;
    let day = |text: &str| {
        let found = times_of(text);
        let [Value::Date(date)] = found.as_slice() else { panic!("{text}: {found:?}") };
        date.resolved_timex(&Anchor { published: "2023-03-15".parse().ok(), ..Anchor::default() })
    };
    for (text, timex) in [
        ("They vote on the first Tuesday after Easter.", "2023-04-11"),
        ("They vote on the first Sunday after Easter.", "2023-04-16"),
        ("They voted on the second Monday after 6 March 2023.", "2023-03-20"),
        ("They voted on the last Sunday before 5 March 2023.", "2023-02-26"),
        ("They voted on the nearest Sunday to 5 November 2024.", "2024-11-03"),
        ("They voted on the Sunday closest to 7 November 2024.", "2024-11-10"),
        ("They met the night before last.", "2023-03-13TNI"),
        ("They met on Monday last week.", "2023-03-06"),
        ("They met a week last Thursday.", "2023-03-02"),
        ("They will meet a week on Tuesday.", "2023-03-28"),
        ("They met the weekend before last.", "2023-W09-WE"),
        ("They met on the third Sunday of 2015.", "2015-01-18"),
        ("They met on the last Friday of 2015.", "2015-12-25"),
    ] {
        assert_eq!(day(text), timex, "{text}");
    }
}

#[test]
fn the_week_of_the_last_weekday_is_that_of_all() {
    use crate::value::Anchor;
    let days = |text: &str| -> Vec<String> {
        let anchor = Anchor { published: "2023-03-15".parse().ok(), ..Anchor::default() };
        let day = |value: &Value| {
            if let Value::Date(date) = value { date.resolved_timex(&anchor) } else { String::new() }
        };
        times_of(text).iter().map(day).collect()
    };
    assert_eq!(days("They met on Monday and Friday last week."), ["2023-03-06", "2023-03-10"]);
    assert_eq!(days("They met on Monday, Tuesday or Friday next week."), ["2023-03-20", "2023-03-21", "2023-03-24"]);
    assert_eq!(days("They met on Monday and last week."), ["2023-03-13", "2023-W10"]);
}

#[test]
fn weeks_are_counted_back_to_a_day() {
    use crate::value::{Anchor, Tense};
    let day = |text: &str| {
        let found = times_of(text);
        let [Value::Date(date)] = found.as_slice() else { panic!("{text}: {found:?}") };
        date.resolved_timex(&Anchor { published: "2024-05-15".parse().ok(), tense: Tense::Past, ..Anchor::default() })
    };
    for (text, timex) in [
        ("They met a week ago today.", "2024-05-08"),
        ("They met three weeks ago yesterday.", "2024-04-23"),
        ("They met two weeks ago on Friday.", "2024-05-03"),
        ("They met a week ago Monday.", "2024-05-06"),
        ("They met two weeks ago.", "2024-W18"),
        ("It rained in the week ending 5 May.", "2024-W18"),
        ("They met on the last Thursday of the month.", "2024-05-30"),
        ("They met last Thursday.", "2024-05-09"),
        ("They met one day last week.", "2024-W19"),
    ] {
        assert_eq!(day(text), timex, "{text}");
    }
}

#[test]
fn what_lies_ahead_and_nobody_dates() {
    reads(&[
        ("[One day] he will return.", "FUTURE_REF"),
        ("He hopes that [one day] she will return.", "FUTURE_REF"),
        ("It is held at [a later date].", "FUTURE_REF"),
        ("The [current] four flights are full.", "PRESENT_REF"),
        ("He stayed [one day].", "P1D"),
    ]);
}
