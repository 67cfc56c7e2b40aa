/*! Months, quarters, years, eras and centuries. */

use super::{ignores, reads, times, times_of, values};
use crate::value::Value;

#[test]
fn months_years_and_longer_units() {
    reads(&[
        ("March 2023", "2023-03"),
        ("It closed in [August].", "XXXX-08"),
        ("It closed in [May].", "XXXX-05"),
        ("It closed in [2002].", "2002"),
        ("mid-March", "XXXX-03"),
        ("early 2009", "2009"),
        ("the 1990s", "199"),
        ("the '90s", "199"),
        ("mid-1990s", "199"),
        ("the 19th century", "18"),
        ("2023/24", "2023"),
        ("FY22", "2022"),
        ("Q3 2022", "2022-Q3"),
        ("the third quarter", "XXXX-Q3"),
        ("the first half of 2023", "2023-H1"),
        ("the summer of 2013", "2013-SU"),
        ("fall 2022", "2022-FA"),
        ("Easter Monday 2023", "2023-04-10"),
        ("Thanksgiving", "XXXX-XX-XX"),
        ("Christmas", "XXXX-12-25"),
        ("the [2003] invasion", "2003"),
        ("William landed in [1066] and was crowned.", "1066"),
        ("It burned in [1349] during the plague.", "1349"),
        ("the Class of ['68] met", "1968"),
        ("the second half of FY27", "2027-H2"),
        ("[First-half] profit fell.", "XXXX-H1"),
        ("the first two quarters of 1990", "1990-H1"),
        ("Through at least [the first two quarters of 1990] it fell.", "1990-H1"),
        ("Easter week", "XXXX-XX-XX"),
        ("fiscal 1990 first quarter", "1990-Q1"),
        ("He was found [Thanksgiving Day] clinging to a raft.", "XXXX-XX-XX"),
    ]);
    let years = |text| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
    assert_eq!(years("It cuts earnings by 9% in both 1990 and 1991."), ["1990", "1991"]);
    assert_eq!(years("In the 1840s and '50s they left, in the 1990s and '00s too."), ["184", "185", "199", "200"]);
    assert_eq!(years("It sold both 1990 and 1200 sheep."), [""; 0]);
    ignores(&[
        "They may leave.",
        "It resulted in 1200 arrests, one in 1024.",
        "They won a prize in 1200-metre races.",
        "A second-half goal won it.",
        "He read 'in '68' again.",
        "The summer Olympics drew crowds.",
        "The winter fuel payment was cut.",
        "Theresa May said so.",
        "soldiers march past",
        "the Christmas party",
        "to this day",
        "the fall of Rome",
        "Prices fall again.",
        "a second goal",
        "the second half of the match",
        "The Sun said so.",
        "about 2000 people",
        "flight 2008",
        "$2008",
        "2008%",
        "a distance of 1500 metres",
    ]);
}

#[test]
fn seasons_and_years_are_counted_back() {
    use crate::value::{Anchor, Tense};
    let day = |text: &str| {
        let found = times_of(text);
        let Some(Value::Date(date)) = found.last() else { panic!("{text}: {found:?}") };
        let tense = if text.contains("will") { Tense::Future } else { Tense::Past };
        date.resolved_timex(&Anchor { published: "2024-05-15".parse().ok(), tense, ..Anchor::default() })
    };
    for (text, timex) in [
        ("They met three summers ago.", "2021-SU"),
        ("They met two winters ago.", "2022-WI"),
        ("It was signed 75 years ago this month.", "1949-05"),
        ("It was signed 75 years ago last month.", "1949-04"),
        ("He died 20 years ago today.", "2004-05-15"),
        ("He died 20 years ago.", "2004"),
        ("He died 55 years ago on Monday.", "1969-05-13"),
        ("It was repealed half a century ago.", "197"),
        ("Next year's fair will be held on 3 May.", "2025-05-03"),
        ("Last year's final was on 3 June.", "2023-06-03"),
        ("Next year's budget will be told on 3 July.", "2024-07-03"),
        ("Net rose in Q1 FY25.", "2025-Q1"),
        ("He left in the summer of '69.", "1969-SU"),
        ("It closed in the '30s.", "193"),
        ("The mill was busy in the 1920s and '30s.", "193"),
    ] {
        assert_eq!(day(text), timex, "{text}");
    }
    assert_eq!(times("They bathed in the hot springs ago."), []);
}

#[test]
fn years_of_an_era() {
    reads(&[
        ("It was built in [350 BC].", "BC0350"),
        ("It burned in [AD 64].", "0064"),
        ("It fell in [112 CE].", "0112"),
        ("It fell in [44 BCE].", "BC0044"),
    ]);
    ignores(&["The BC 350 plan failed.", "They ran ad 64."]);
}

#[test]
fn centuries_are_of_two_eras_and_come_in_lists() {
    reads(&[
        ("It was built in [the 5th century BC].", "BC04"),
        ("It was built in [the late first century B.C.] by slaves.", "BC00"),
        ("It was built in [the 2nd century AD].", "01"),
        ("It was built in [the first half of the 19th century].", "18"),
        ("It was built in [the second half of the 1990s].", "199"),
    ]);
    assert_eq!(values("They lived in the 17th, 18th and 19th centuries."), ["16", "17", "18"]);
    assert_eq!(values("They lived in the first or second century."), ["00", "01"]);
    assert_eq!(values("They came third and fourth."), [""; 0]);
    assert_eq!(values("They were big in the 1980s and 90s."), ["198", "199"]);
    let span = |text: &str| match times_of(text).as_slice() {
        [Value::Date(d)] => d.resolve(&crate::value::Anchor::default()).and_then(|i| i.start.zip(i.end)),
        found => panic!("{text}: {found:?}"),
    };
    use chrono::Datelike;
    let years = span("It was built in the 5th century BC.").map(|(a, b)| (a.year(), b.year()));
    assert_eq!(years, Some((-500, -399)));
}

#[test]
fn books_name_their_quarters_and_years_in_many_ways() {
    reads(&[
        ("Sales rose in [FY2023/24].", "2023"),
        ("Sales rose in [FY23/24].", "2023"),
        ("Sales rose in [1Q 2023].", "2023-Q1"),
        ("Sales rose in [2H 2023].", "2023-H2"),
        ("Sales rose in the [September quarter of 2023].", "2023-Q3"),
        ("It was so [as far back as 1990].", "1990"),
    ]);
    assert_eq!(values("Sales rose in the quarter to June."), ["XXXX-Q2", "XXXX-06"]);
    assert_eq!(values("Sales rose from the first to the third quarter."), ["XXXX-Q1/XXXX-Q3"]);
    ignores(&["They sold 1Q phones.", "The May quarter is a song."]);
}

#[test]
fn quarters_of_a_match_are_no_time() {
    ignores(&[
        "They had 12 points in the third quarter.",
        "They led 34-20 after the third quarter.",
        "The third quarter of the game was dull.",
        "A field goal ended the second quarter.",
        "They shone in the third and fourth quarters of the match.",
    ]);
    reads(&[
        ("The index fell 12 points in [the third quarter].", "XXXX-Q3"),
        ("It opened 10-15 stores in [the third quarter].", "XXXX-Q3"),
        ("It led with 12 points on the card in [the third quarter of 2023].", "2023-Q3"),
    ]);
    assert_eq!(values("Sales fell in the first and second quarters of 2023."), ["2023-Q1", "2023-Q2"]);
    assert_eq!(values("Sales fell in the second fiscal quarter."), ["XXXX-Q2"]);
    assert_eq!(values("Sales fell in the last quarter of 2023."), ["2023-Q4"]);
}

#[test]
fn the_year_ended_is_a_length_and_the_latest_period_a_quarter() {
    let cases = [
        ("Net fell in the year ended 31 March 2022.", vec![("the year", "P1Y"), ("31 March 2022", "2022-03-31")]),
        ("Net fell in the fiscal year ending June 30.", vec![("the fiscal year", "P1Y"), ("June 30", "XXXX-06-30")]),
        ("Sales fell in the quarter ended 30 June.", vec![("the quarter", "XXXX-Q2"), ("30 June", "XXXX-06-30")]),
        ("Sales fell in the quarter ended 31 July.", vec![("the quarter", "XXXX-QX"), ("31 July", "XXXX-07-31")]),
        ("Net rose in the latest period.", vec![("the latest period", "XXXX-QX")]),
        ("There was a gain in the 1988 period.", vec![("the 1988 period", "1988")]),
        (
            "Output for the first nine months of the year rose.",
            vec![("the first nine months", "P9M"), ("the year", "XXXX")],
        ),
        ("The year ended well.", vec![]),
        ("The latest album is out.", vec![]),
    ];
    for (text, found) in cases {
        let found: Vec<_> = found.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
        assert_eq!(times(text), found, "{text}");
    }
}

#[test]
fn a_year_may_be_near() {
    reads(&[
        ("It was built [c. 1480].", "1480"),
        ("It was built [ca. 1620].", "1620"),
        ("It was built [c.1700].", "1700"),
        ("It dates from [circa 1050].", "1050"),
    ]);
    ignores(&["It has about 1050 stones.", "It weighs circa 1500 tonnes."]);
}

#[test]
fn quarters_and_their_year_are_one_word() {
    reads(&[
        ("It fell in [1H22].", "2022-H1"),
        ("It fell in [4Q2023].", "2023-Q4"),
        ("It fell in [Q2FY24].", "2024-Q2"),
        ("It fell in [H1FY2023].", "2023-H1"),
    ]);
    ignores(&["It fell in 5H22.", "Class Q9FY24 sank.", "It has 1H220 rooms."]);
}

#[test]
fn years_are_told_beside_each_other() {
    assert_eq!(values("He won in the years 1997, 1999 and 2003."), ["1997", "1999", "2003"]);
    assert_eq!(values("The period 1750–1850 saw it double."), ["1750/1850"]);
    assert_eq!(values("The type 1750–1850 saw it double."), [""; 0]);
    assert_eq!(values("It happened in either 1987 or 1988."), ["1987/1988"]);
    assert_eq!(values("It sold either 1987 or 1200 sheep."), [""; 0]);
}

#[test]
fn a_season_in_a_name_is_none() {
    ignores(&["It was seen at the Winter Games there.", "He read the Autumn Budget out."]);
    reads(&[("It was hot [last Summer].", "XXXX-SU"), ("It was sold in [Spring 2004].", "2004-SP")]);
}

#[test]
fn years_before_print() {
    ignores(&["It was so in 1200 cases.", "It fits in 1024 bytes."]);
}
