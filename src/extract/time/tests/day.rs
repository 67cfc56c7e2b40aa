/*! Days of the calendar, how they are written, listed and opened, and the parts of them. */

use super::{LEXICON, ignores, reads, times, times_of, values};
use crate::document::Block;
use crate::document::BlockKind;
use crate::extract::EXTRACTORS;
use crate::extract::mentions_by;
use crate::span::Span;
use crate::text::Text;
use crate::value::Base;
use crate::value::Date;
use crate::value::Grain;
use crate::value::Value;

#[test]
fn days_in_british_and_american_style() {
    reads(&[
        ("13 March 2023", "2023-03-13"),
        ("March 13, 2023", "2023-03-13"),
        ("Monday, March 13", "XXXX-03-13"),
        ("Monday 13 March 2023", "2023-03-13"),
        ("the 13th of March", "XXXX-03-13"),
        ("Jan. 4", "XXXX-01-04"),
        ("Sept 11, 2001", "2001-09-11"),
        ("Dec. 2, 1956", "1956-12-02"),
        ("2023-03-13", "2023-03-13"),
        ("25/03/2023", "2023-03-25"),
        ("02.29.12", "2012-02-29"),
        ("13.3.2023", "2023-03-13"),
        ("3-Apr-2021", "2021-04-03"),
        ("She left on [the 13th].", "XXXX-XX-13"),
        ("the third Monday of January 2023", "2023-01-XX"),
    ]);
    ignores(&["version 1.2.3", "192.168.10.12", "He may march 5 miles.", "call 133-03-03-2020", "32/13/2020"]);
}

#[test]
fn day_and_month_may_stand_either_way_round() {
    let text = "03/04/2023";
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    let read = Text::read(text, &[block], &LEXICON);
    let found = mentions_by(EXTRACTORS, text, &read, &LEXICON).found;
    let Value::Date(date) = &found[0].value else { panic!("{found:?}") };
    assert_eq!(date.readings().map(|d| d.timex()).collect::<Vec<_>>(), ["2023-03-04", "2023-04-03"]);
}

#[test]
fn days_side_by_side_share_their_month() {
    let both = |a: &str, b: &str| vec![("".to_owned(), a.to_owned()), ("".to_owned(), b.to_owned())];
    for (text, timex) in [
        ("They met on April 24 and 25 in Rome.", both("XXXX-04-24", "XXXX-04-25")),
        ("They met on 24 and 25 April 2021.", both("2021-04-24", "2021-04-25")),
        ("The match was moved from Monday to Tuesday.", both("XXXX-WXX-1", "XXXX-WXX-2")),
    ] {
        let found: Vec<_> = times(text).into_iter().map(|(_, timex)| (String::new(), timex)).collect();
        assert_eq!(found, timex, "{text}");
    }
    reads(&[
        ("On [April 24] and 25 people fell ill.", "XXXX-04-24"),
        ("It ran [from Monday to Tuesday].", "XXXX-WXX-1/XXXX-WXX-2"),
        ("It was shut on [the 27th].", "XXXX-XX-27"),
        ("They worked [from 5 to 6 pm].", "T17:00/T18:00"),
    ]);
    ignores(&["They live on the 27th floor.", "He ate 24 and 25 plums."]);
}

#[test]
fn one_of_two_days_is_between_them() {
    reads(&[
        ("The fair is on [5 or 6 November].", "XXXX-11-05/XXXX-11-06"),
        ("It opens on [November 5 or 6].", "XXXX-11-05/XXXX-11-06"),
        ("It ran [from Friday 10 to Sunday 12 May].", "XXXX-05-10/XXXX-05-12"),
        ("It is open [Mon-Fri] for all.", "XXXX-WXX-1/XXXX-WXX-5"),
    ]);
    let of = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
    assert_eq!(
        of("It is shut on Friday 17, Saturday 18 and Sunday 19 May."),
        ["XXXX-05-17", "XXXX-05-18", "XXXX-05-19"]
    );
    assert_eq!(of("On November 5 or 6 people fell ill."), ["XXXX-11-05"]);
    assert_eq!(
        of("It is open Mon-Fri 9am-5pm, Sat 10am-4pm."),
        ["XXXX-WXX-1/XXXX-WXX-5", "T09:00/T17:00", "XXXX-WXX-6T10:00/XXXX-WXX-6T16:00"]
    );
    assert_eq!(of("They meet on Mon, Wed and Sat in town."), ["XXXX-WXX-1", "XXXX-WXX-3", "XXXX-WXX-6"]);
    ignores(&["They sat to sun themselves."]);
}

#[test]
fn days_are_chosen_from_months_and_weeks() {
    reads(&[
        ("The fair opens on [20 of next month].", "XXXX-XX-20"),
        ("The fair runs [from 4 to 22 next month].", "XXXX-XX-04/XXXX-XX-22"),
        ("He is away [May to June].", "XXXX-05/XXXX-06"),
        ("Rain fell in [January-February 2017].", "2017-01/2017-02"),
        ("They met on [the second last week of October].", "XXXX-WXX"),
        ("The court sits in [the week beginning 6 February].", "XXXX-02-06"),
        ("The vote is on the [Friday after next].", "XXXX-WXX-5"),
        ("He left on [Tuesday p.m.].", "XXXX-WXX-2TAF"),
        ("They met on [the morning of Christmas Day].", "XXXX-12-25TMO"),
        ("She works [Monday morning from 10am to noon].", "XXXX-WXX-1T10:00/XXXX-WXX-1T12:00"),
        ("Sales rose in [2018Q4].", "2018-Q4"),
        ("The ring road is shut for [the rest of the week].", "XXXX-WXX"),
        ("The merger closes [by year-end].", "XXXX"),
        ("The bus leaves at [13h30].", "T13:30"),
    ]);
    ignores(&["The cost fell by 4 to 22 points.", "He said that Sun's profit may march on."]);
}

#[test]
fn a_stroke_joins_two_days_and_a_night_has_two() {
    reads(&[
        ("The fair is on [4/5 August].", "XXXX-08-04/XXXX-08-05"),
        ("The fair is on [30/31 May 2023].", "2023-05-30/2023-05-31"),
        ("It fell on [the night of 3-4 May].", "XXXX-05-03TNI"),
        ("It fell on [the night of 3/4 May 2023].", "2023-05-03TNI"),
        ("It fell on [the night of 31 March to 1 April].", "XXXX-03-31TNI"),
        ("It fell on [the night between Monday and Tuesday].", "XXXX-WXX-1TNI"),
    ]);
    assert_eq!(values("About 3/4 march past."), [""; 0]);
    assert_eq!(values("It was on 4/9 August."), ["XXXX-08-09"]);
}

#[test]
fn a_year_behind_a_list_is_that_of_all() {
    for (text, timex) in [
        ("It fell in March, April and May 2023.", &["2023-03", "2023-04", "2023-05"][..]),
        ("It fell in May or June 2023.", &["2023-05", "2023-06"]),
        ("It fell in May/June 2023.", &["2023-05", "2023-06"]),
        ("It fell in the summer and autumn of 2023.", &["2023-SU", "2023-FA"]),
        ("It fell in Q1 and Q2 2023.", &["2023-Q1", "2023-Q2"]),
        ("They met on 12 March and 3 May 2023.", &["2023-03-12", "2023-05-03"]),
        ("They met on May 3 and June 12, 2023.", &["2023-05-03", "2023-06-12"]),
        // Of two years, and of none.
        ("It fell in December and January 2023.", &["XXXX-12", "2023-01"]),
        ("It fell in May and in June 2023 rose.", &["XXXX-05", "2023-06"]),
        ("They met on May 3rd, 4th and 5th.", &["XXXX-05-03", "XXXX-05-04", "XXXX-05-05"]),
    ] {
        assert_eq!(values(text), timex, "{text}");
    }
}

#[test]
fn the_number_of_a_paper_is_no_month() {
    reads(&[("It expires [12/2026].", "2026-12"), ("It ran [from 1939 to '45].", "1939/1945")]);
    ignores(&["Press release 12/2026 was issued.", "Regulation 10/2011 applies.", "See issue 3/2019."]);
}

#[test]
fn parts_of_days_stand_beside_them() {
    reads(&[
        ("He left [the night before].", "XXXX-XX-XXTNI"),
        ("He left on [Sunday at lunchtime].", "XXXX-WXX-7TMI"),
        ("He left at [half six].", "T06:30"),
        ("He left on the weekend of [May 4-5].", "XXXX-05-04/XXXX-05-05"),
        ("It ran [January 3 to 9].", "XXXX-01-03/XXXX-01-09"),
        ("It was sent at [2023-05-03T17:30+02:00].", "2023-05-03T17:30"),
    ]);
    ignores(&["He left the night before the vote.", "It was cut at half six-inch steps."]);
    assert_eq!(values("He waited many years."), ["PXY"]);
    assert_eq!(values("How many years did he wait?"), [""; 0]);
}

#[test]
fn edges_of_days_and_stretches_are_told_in_many_ways() {
    reads(&[
        ("The barge sank in [the early hours of Sunday].", "XXXX-WXX-7TMO"),
        ("Thieves came in [the small hours of Sunday morning].", "XXXX-WXX-7TMO"),
        ("Thieves came on [Sunday in the early hours].", "XXXX-WXX-7TMO"),
        ("Rents rose in [the final quarter of 2022].", "2022-Q4"),
        ("Rents rose in [the opening week of May 2022].", "2022-WXX"),
        ("The pool is shut for [the second half of August].", "XXXX-08"),
        ("It will be sold in [the first half of fiscal 2024].", "2024-H1"),
        ("[The winter of 1962-63] was mild.", "1962-WI"),
        ("The [March] election will be close.", "XXXX-03"),
        ("The reading is on [Monday week].", "XXXX-WXX-1"),
        ("It is planned for [the week commencing 6 February].", "XXXX-02-06"),
        ("It was their worst week [since Sept. 23].", "XXXX-09-23"),
        ("The fair is on the weekend of [12-13 August].", "XXXX-08-12/XXXX-08-13"),
        ("Shares finished [the day] lower.", "XXXX-XX-XX"),
        ("Profit for [the full year] fell.", "XXXX"),
        ("Rents were lower [this time last year].", "XXXX"),
        ("Rents fell in [the same month last year].", "XXXX-XX"),
        ("They fell in [the same quarter a year earlier].", "XXXX-QX"),
        ("It leaves at [ten to six].", "T05:50"),
        ("It opens at [6:40 p.m. (GMT +8)].", "T18:40"),
        ("The gate is shut [from 0900 to 1730].", "T09:00/T17:30"),
        ("The gate is shut [between 0730-0930].", "T07:30/T09:30"),
        ("He will be back on [the twenty-second].", "XXXX-XX-22"),
    ]);
    ignores(&[
        "They scored twice in the final quarter.",
        "The closing date has passed.",
        "They lost on super tuesday.",
        "It leaves from ten to six schools.",
    ]);
    let of = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
    assert_eq!(of("They ended the day-long siege of the barn."), ["P1D"]);
    assert_eq!(of("Trade fell in the 50s and 60s."), ["195", "196"]);
    assert_eq!(of("Trade fell in the late 1980s and early 90s."), ["198", "199"]);
    assert_eq!(of("It shuts on 3/20, 3/22 and 3/25."), ["XXXX-03-20", "XXXX-03-22", "XXXX-03-25"]);
    assert_eq!(of("It shuts 3/20, 3/22 and 3/25 of the pools."), [""; 0]);
    assert_eq!(of("It was in the 40s, 50s and 60s in the hills."), ["194", "195"]);
    assert_eq!(of("A month-long fast marks the end of the month-long feast."), ["P1M", "P1M"]);
}

#[test]
fn a_date_is_opened_by_what_stands_behind_it() {
    reads(&[
        ("Cars built in [2018 or later] pass.", "2018"),
        ("Bills of [1 May 2019 or earlier] lapse.", "2019-05-01"),
        ("[2018 or later]", "2018"),
        ("Buses run from [May 2019 onwards].", "2019-05"),
        ("It opens on [1 May 2019] and after that tours start.", "2019-05-01"),
    ]);
    ignores(&["2018 or more visitors came."]);
}

#[test]
fn names_that_hold_words_of_time_tell_none() {
    ignores(&[
        "He told the Sunday Times.",
        "She wrote in USA Today.",
        "It was on 60 Minutes.",
        "Sheffield Wednesday lost.",
        "They lost on Super Tuesday.",
        "The Mail on Sunday had it.",
        "The Daily Mail and the Evening Standard had it.",
    ]);
    reads(&[("They met on [Sunday] at times.", "XXXX-WXX-7"), ("They waited [60 minutes] for it.", "PT60M")]);
}

#[test]
fn a_month_cut_short_needs_no_capital() {
    reads(&[("On [14 sep] we met.", "XXXX-09-14"), ("On [1-jan] we met.", "XXXX-01-01")]);
    ignores(&["The 14 may leave.", "He had 3 march past."]);
}

#[test]
fn a_fraction_before_a_verb_is_no_stroke_between_days() {
    ignores(&["A 3/4 May be enough.", "Some 3/4 May not come."]);
    reads(&[("It fell on [3/4 May].", "XXXX-05-03/XXXX-05-04")]);
}

#[test]
fn overnight_is_a_part_of_the_day() {
    reads(&[
        ("It rained [overnight].", "XXXX-XX-XXTNI"),
        ("They told of [overnight] losses.", "XXXX-XX-XXTNI"),
        ("It rained [overnight on Friday].", "XXXX-WXX-5TNI"),
        ("[Overnight], the price fell.", "XXXX-XX-XXTNI"),
    ]);
    let by = |text: &str| match &times_of(text)[..] {
        [Value::Date(Date { base: Base::Unit { by, .. }, .. })] => *by,
        other => panic!("{other:?}"),
    };
    assert_eq!((by("It rained overnight."), by("It will rain overnight.")), (-1, 0));
    ignores(&["The overnight train left.", "An overnight stay.", "The overnight-rate fell."]);
}

#[test]
fn what_a_year_owns_begins_and_ends_in_it() {
    let owned = |text: &str| {
        let of_year = |v: &Value| match v {
            Value::Date(d) => d.day.is_some() && matches!(d.base, Base::Unit { grain: Grain::Year, by: 1, .. }),
            _ => false,
        };
        times_of(text).iter().any(of_year)
    };
    assert!(owned("Next year's fair will be in Spain and will start on 14 June."));
    assert!(owned("Next year's fair opens on 3 March."));
    assert!(!owned("Next year's fair was agreed on 3 March."));
    assert!(!owned("Next year a fair opens; it was agreed on 3 March."));
}
