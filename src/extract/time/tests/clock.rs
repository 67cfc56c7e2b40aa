/*! Times of day, and days beside them. */

use super::{LEXICON, ignores, reads, times, times_of, values};
use crate::document::Block;
use crate::document::BlockKind;
use crate::extract::EXTRACTORS;
use crate::extract::mentions_by;
use crate::span::Span;
use crate::text::Text;
use crate::value::Value;

#[test]
fn times_of_day() {
    reads(&[
        ("7am", "T07:00"),
        ("11.59pm", "T23:59"),
        ("3.30 p.m.", "T15:30"),
        ("19:30", "T19:30"),
        ("0737 GMT", "T07:37Z"),
        ("11:25 GMT+02:00", "T11:25"),
        ("7:48 a.m. local time", "T07:48"),
        ("3 o'clock", "T03:00"),
        ("half past three", "T03:30"),
        ("quarter to five", "T04:45"),
        ("seven am", "T07:00"),
        ("noon", "T12:00"),
        ("12am", "T00:00"),
        ("10 a. m. on Monday", "XXXX-WXX-1T10:00"),
        ("9:25 hours", "T09:25"),
        ("two in the morning", "T02:00"),
        ("7am on February 24", "XXXX-02-24T07:00"),
        ("10 p.m. Wednesday", "XXXX-WXX-3T22:00"),
        ("Monday at 3.30 p.m.", "XXXX-WXX-1T15:30"),
        ("Tuesday night", "XXXX-WXX-2TNI"),
        ("shortly after 5pm on Tuesday", "XXXX-WXX-2T17:00"),
        ("07:00 BST this morning", "XXXX-XX-XXT07:00"),
    ]);
    ignores(&["a 3:1 ratio", "It won 7-5.", "The odds are 10 to 1.", "25:00", "at 7 per cent", "a 7.30 magnitude"]);
}

#[test]
fn hedged_times_have_slack() {
    for (text, slack) in
        [("about 7am", (15, 15)), ("shortly after 5pm", (0, 30)), ("just after noon", (0, 15)), ("7am", (0, 0))]
    {
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let found = mentions_by(EXTRACTORS, text, &read, &LEXICON).found;
        let Value::Time(time) = &found[0].value else { panic!("{text}: {found:?}") };
        assert_eq!(time.slack, slack, "{text}");
    }
}

#[test]
fn a_point_in_a_time_of_day_wants_what_happens_then() {
    reads(&[
        ("The film starts at [22.15].", "T22:15"),
        ("He won the [3.15] at Ascot.", "T03:15"),
        ("They met at [a quarter of nine].", "T08:45"),
        ("The train left Leeds at [6.45] with all on board.", "T06:45"),
        ("The doors open at [7.30 on Friday].", "XXXX-WXX-5T07:30"),
        // A price.
        ("Shares closed on [Friday] at 6.45.", "XXXX-WXX-5"),
        ("The stock opened at 6.45 on [Friday].", "XXXX-WXX-5"),
        ("The shop closes at [6.45pm].", "T18:45"),
    ]);
    ignores(&["The pound stood at 1.25.", "Growth was put at 6.45.", "It arrived at 22.15 per cent."]);
}

#[test]
fn days_and_times_are_written_in_many_ways() {
    reads(&[
        ("It was sold on [Dec31, 1994].", "1994-12-31"),
        ("It was sold on [Dec31].", "XXXX-12-31"),
        ("See backup-[2024-03-01].tar.gz there.", "2024-03-01"),
        ("It was built on [20240301].", "2024-03-01"),
        ("He lived in [the year 476].", "0476"),
        ("It opens at [730 in the evening].", "T19:30"),
        ("[Half an hour before midnight] it rang.", "T23:30"),
        ("[Two hours after 9pm on Friday] it rang.", "XXXX-WXX-5T23:00"),
        ("The Ming dynasty ([1368–1644]) built it.", "1368/1644"),
        ("It is on [Monday 21 at 7pm].", "XXXX-XX-21T19:00"),
        ("They left at [08.15].", "T08:15"),
        ("Doors: [8 tonight].", "XXXX-XX-XXT20:00"),
        ("It was built in [nineteen zero one].", "1901"),
        ("They met on [Friday-Jun-15].", "XXXX-06-15"),
        ("It fell in [the year before last].", "XXXX"),
        ("It was [the weekend before last].", "XXXX-WXX-WE"),
        ("The talks resume [a week on Tuesday].", "XXXX-WXX-2"),
        ("He was born in [1954 or 1955].", "1954/1955"),
        ("It fell in [Q4'18].", "2018-Q4"),
        ("The deal is worth £4m [over five years].", "P5Y"),
    ]);
    ignores(&[
        "The genes DEC1 and SEPT7 matter.",
        "It made $20240301.",
        "It sold 20240301 units.",
        "Version 20240301-1 was built.",
        "It was 20241301 or so.",
        "There was 2:15 left.",
        "They scored late in the third quarter.",
        "He made 9H24.",
        "It took 1h45 by train.",
    ]);
    let over = |text: &str| match times_of(text).as_slice() {
        [Value::Duration(d)] => d.amount.high.is_none(),
        found => panic!("{text}: {found:?}"),
    };
    assert_eq!([over("It is £4m over five years."), over("It took over five years.")], [false, true]);
    let of = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
    assert_eq!(of("They met shortly before 11 on Sunday night."), ["XXXX-WXX-7T23:00"]);
    assert_eq!(of("They met around 20 on Sunday."), ["XXXX-WXX-7"]);
    assert_eq!(of("They killed 8 tonight."), ["XXXX-XX-XXTNI"]);
    assert_eq!(of("The trams run half-hourly."), ["set PT30M"]);
    assert_eq!(of("They leave at 8.15, 9.45 and 17.30."), ["T08:15", "T09:45", "T17:30"]);
    assert_eq!(of("They swim twice a week on Monday."), ["set P1W", "XXXX-WXX-1"]);
    assert_eq!(of("At least two hours before 9pm he left."), ["PT2H", "T21:00"]);
}

#[test]
fn hours_on_one_day_follow_each_other() {
    reads(&[
        ("It was shut [from 10:30 to 3 on 5 March 2015].", "2015-03-05T10:30/2015-03-05T15:00"),
        ("The bar serves [from 11 to 3am].", "T23:00/T03:00"),
        ("The bar serves [from 9 to 11am].", "T09:00/T11:00"),
        ("It ran [from 2pm on 5 March 2015 to 3:32 on 6 March 2015].", "2015-03-05T14:00/2015-03-06T03:32"),
    ]);
}

#[test]
fn hours_of_several_weekdays_are_of_none_of_them() {
    for (text, timex) in [
        ("It is open 8pm Sunday to Thursday.", &["T20:00", "XXXX-WXX-7/XXXX-WXX-4"][..]),
        ("It is open 9am to 5pm Monday-Saturday.", &["T09:00/T17:00", "XXXX-WXX-1/XXXX-WXX-6"]),
        ("It is shut from 8pm Sunday to Thursday.", &["XXXX-WXX-7T20:00/XXXX-WXX-4"]),
        ("It is shut 8pm Sunday to 6am Monday.", &["XXXX-WXX-7T20:00/XXXX-WXX-1T06:00"]),
    ] {
        assert_eq!(values(text), timex, "{text}");
    }
}

#[test]
fn half_past_with_a_hyphen() {
    reads(&[("They slept at [half-past 10].", "T10:30"), ("It is [half-past ten].", "T10:30")]);
}
