/*! Lengths of time: counted, vague, clocked, and what only looks like one. */

use super::{LEXICON, ignores, reads, times, times_of, values};
use crate::document::Block;
use crate::document::BlockKind;
use crate::extract::EXTRACTORS;
use crate::extract::mentions_by;
use crate::span::Span;
use crate::text::Text;
use crate::value::Value;

#[test]
fn races_are_run_in_minutes_and_seconds() {
    reads(&[
        ("It took [2 minutes 3.5 seconds].", "PT123.5S"),
        ("She won in [1:36.6].", "PT96.6S"),
        ("He ran it in [2:04:35] and rested.", "PT7475S"),
        ("His lap of [1:27.342] was the best.", "PT87.342S"),
        ("Starting up takes [1.2s] less.", "PT1.2S"),
        ("Pogacar leads by [5:03].", "PT303S"),
        ("She won it by [1:12].", "PT72S"),
        ("He ran it in [47.17sec].", "PT47.17S"),
        ("A timeout of [30s] applies.", "PT30S"),
        ("It defaults to [90s].", "PT90S"),
        ("Net for [the year-earlier nine months] rose.", "P9M"),
    ]);
    reads(&[
        ("It came at [12:34:20].", "T12:34:20"),
        ("It came at [2:15].", "T02:15"),
        ("It opens [by 5:03].", "T05:03"),
        ("The [5.40] from Leeds was late.", "T05:40"),
        ("It came at [12:30 pm].", "T12:30"),
    ]);
    ignores(&[
        "He is 2:15 behind the leader.",
        "It grew fivefold in as many years.",
        "He scored after 90+4 minutes.",
        "They read Luke 3:16.",
        "They finished in 3:52.",
        "Case 4:21-cr-00123 was filed.",
        "It ran 1:36.67.2 or so.",
    ]);
}

#[test]
fn hours_minutes_and_seconds_are_how_long_somebody_took() {
    reads(&[
        ("She set a record of [2:11:53] in Rome.", "PT7913S"),
        ("He clocked [2:04:35].", "PT7475S"),
        ("The outage lasted [3h 12m].", "PT192M"),
        ("It took [2h 4m 35s].", "PT7475S"),
        ("It took [1m 22s] or so.", "PT82S"),
        ("It took [2h11m53s].", "PT7913S"),
        ("It was seen at [2:11:53].", "T02:11:53"),
    ]);
    ignores(&["The pipe is 12m long.", "A 3m 40cm pole fell.", "Route 4m33x is shut."]);
}

#[test]
fn how_long_a_record_stood_is_a_length() {
    reads(&[
        ("It is the worst drought in [124 years].", "P124Y"),
        ("The biggest fire of its kind in [30 years] is out.", "P30Y"),
        ("She will be the youngest to do so in [20 years].", "P20Y"),
        ("A new bridge will open [in two years].", "XXXX"),
        ("The best seats go on sale [in two days].", "XXXX-XX-XX"),
        ("Life began [3.5 billion years ago].", "P3500000000Y"),
        ("The rock formed [about 4.5 billion years ago].", "P4500000000Y"),
        ("They left [two million years ago].", "P2000000Y"),
        ("They left [10,000 years ago].", "XXXX"),
    ]);
}

#[test]
fn lengths_and_their_starts_stay_apart() {
    let both = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
    assert_eq!(both("It will last for three days from Monday."), ["P3D", "XXXX-WXX-1"]);
    assert_eq!(both("It runs for six weeks from 3 May."), ["P6W", "XXXX-05-03"]);
    reads(&[
        ("They met [from two to five pm].", "T14:00/T17:00"),
        ("He spent [the first ten days of March] there.", "XXXX-03-01/XXXX-03-10"),
        ("It stood at 14% at [end-March].", "XXXX-03"),
        ("Debt at [year-end 2023] was low.", "2023"),
    ]);
    ignores(&["Lows will be in the 30s."]);
}

#[test]
fn working_days_leave_weekends_out() {
    for (text, low, high) in [("ten working days", 10, 18), ("5 business days", 5, 11), ("ten days", 10, 10)] {
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let read = Text::read(text, &[block], &LEXICON);
        let Value::Duration(d) = &mentions_by(EXTRACTORS, text, &read, &LEXICON).found[0].value else {
            panic!("{text}")
        };
        assert_eq!((d.amount, d.timex()), (crate::value::Range::between(low.into(), high.into()), format!("P{low}D")));
    }
}

#[test]
fn places_in_an_order_are_no_lengths() {
    ignores(&[
        "a third-year option",
        "a fourth-day rally",
        "a three-quarters share",
        "Windows 22H2",
        "the mid-20s Celsius",
        "CVE-2024-12345 is bad",
    ]);
    reads(&[("They waited [a quarter of an hour].", "PT15M"), ("It lasted [three quarters].", "P3Q")]);
}

#[test]
fn mixed_lengths_keep_both_units() {
    reads(&[
        ("2 years 21 days", "P2Y21D"),
        ("two hours and 15 minutes", "PT135M"),
        ("one week three days", "P10D"),
        ("a week or so ago", "XXXX-WXX"),
    ]);
}

#[test]
fn lengths_are_told_beside_their_number_and_in_one_word() {
    reads(&[
        ("Output fell in [the two previous years].", "P2Y"),
        ("[The previous three weeks] were quiet.", "P3W"),
        ("The bakers began a [weeklong] walkout.", "P1W"),
        ("[A day-long] debate ended.", "P1D"),
        ("The [decades-long] feud ended.", "PXDE"),
        ("It took [one and three quarter hours].", "PT1H45M"),
        ("The crossing took [an hour and a half].", "PT1H30M"),
        ("It ran for [one hour thirty].", "PT90M"),
        ("The ferry is out for [another month].", "P1M"),
        ("The office reopens [within two weeks from today].", "P2W"),
        ("It grew over [the years].", "PXY"),
    ]);
    ignores(&["They gave another reason.", "He was up at the last minute.", "He wrote of the years before it."]);
}

#[test]
fn to_last_is_a_verb_and_the_last_is_none() {
    reads(&[
        ("The talks will last [two hours].", "PT2H"),
        ("The tent must not last [three weeks].", "P3W"),
        ("The truce was meant to last [ten days].", "P10D"),
        ("Rain fell in [the last two hours].", "PT2H"),
        ("It rained for [the last three weeks].", "P3W"),
        ("The siege won't last [two days].", "P2D"),
        ("The batteries last [seven days].", "P7D"),
    ]);
}

#[test]
fn lengths_keep_their_own_words() {
    reads(&[
        ("It takes [between two to six days].", "PXD"),
        ("She said that [four days] were enough.", "P4D"),
        ("Many fled in [the first hours] of the siege.", "PTXH"),
        ("They will reply [in four working days].", "XXXX-XX-XX"),
        ("The call came [a minute and a half later].", "XXXX-XX-XXTXX:XX"),
        ("It would [one day] be a port.", "FUTURE_REF"),
        ("It lasted [one day].", "P1D"),
        ("The vote is held [soon].", "FUTURE_REF"),
    ]);
    ignores(&["They left soon after the vote.", "Tell us as soon as it rains."]);
    for text in ["It is open 24 hours a day.", "It is open seven days a week."] {
        let found = times_of(text);
        assert!(
            matches!(found.as_slice(), [Value::Duration(a), Value::Duration(b)] if !a.set && b.set),
            "{text}: {found:?}"
        );
    }
    let of = |text: &str| times(text).into_iter().map(|(_, timex)| timex).collect::<Vec<_>>();
    assert_eq!(of("1,340 fell ill in the week to 12 March."), ["P1W", "XXXX-03-12"]);
    assert_eq!(of("They worked for three months and two weeks and two days ago they slept."), ["P3M2W", "XXXX-XX-XX"]);
}

#[test]
fn units_that_nothing_counts_are_lengths_where_the_words_say_so() {
    reads(&[
        ("It took [months].", "PXM"),
        ("It will end [within weeks].", "PXW"),
        ("It follows [years] of war.", "PXY"),
        ("It may take [weeks or months].", "PXW"),
        ("In the [days] before the vote he quit.", "PXD"),
        ("[Just weeks] after the vote he quit.", "PXW"),
        ("It will fall in the [months] ahead.", "PXM"),
        ("It took [a year or two].", "PXY"),
        ("It was shut [a day or two ago].", "PAST_REF"),
    ]);
    ignores(&[
        "The days are long.",
        "Days of Thunder is a film.",
        "They sold hours and watches.",
        "He did it years before he knew.",
    ]);
    let short = times_of("It will end within weeks.");
    assert!(matches!(short.as_slice(), [Value::Duration(d)] if d.amount.low.is_some_and(|n| n.is_zero())), "{short:?}");
}

#[test]
fn the_hedge_of_a_length_reaches_a_part_of_its_unit() {
    let range = |text: &str| match times_of(text).as_slice() {
        [Value::Duration(d)] => {
            (d.amount.low.map(|n| n.normalize().to_string()), d.amount.high.map(|n| n.normalize().to_string()))
        }
        found => panic!("{text}: {found:?}"),
    };
    let both = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
    for (text, want) in [
        ("It took just over two hours.", both("2", "2.25")),
        ("It took nearly a year.", both("0.75", "1")),
        ("It took about an hour.", both("0.75", "1.25")),
        ("It took about 20 minutes.", both("18", "22")),
        ("It took just over 100 days.", both("100", "105")),
    ] {
        assert_eq!(range(text), want, "{text}");
    }
}

#[test]
fn lengths_share_a_unit_over_a_hyphen() {
    for (text, timex) in [
        ("They sold two- and three-year bonds.", &["P2Y", "P3Y"][..]),
        ("They sold 30-, 60- and 90-day bills.", &["P30D", "P60D", "P90D"]),
        ("It has a 30- to 60-day wait.", &["PXD"]),
        ("It takes three-to-five days.", &["PXD"]),
        ("It was a 30-day, 12-hour march.", &["P30D", "PT12H"]),
        ("It is a 5-minute 30-second film.", &["PT330S"]),
        ("They have 30- and 40-seat buses.", &[]),
        ("He won in 1m 22.5s.", &["PT82.5S"]),
        ("The song lasts 3:45.", &[]),
        ("Sales fell by a quarter.", &[]),
        ("Sales fell by a quarter to 5 million.", &[]),
        ("Rain fell in the 2023 calendar year.", &["2023"]),
        ("It took two millennia or a millennium.", &["P2000Y", "P1000Y"]),
    ] {
        let found = values(text);
        assert_eq!(found, timex, "{text}");
    }
    assert_eq!(times("The 30- to 60-day wait is over.")[0].0, "30- to 60-day");
}

#[test]
fn seconds_are_told_by_their_letter() {
    for (text, found) in [
        ("It took 37.1 s, and then 41 s.", &["PT37.1S", "PT41S"][..]),
        ("Heat it for 30 s or 2-5 s.", &["PT30S", "PTXS"]),
        ("It waits for 30s, tries again every 5s and fails after 300s.", &["PT30S", "PT5S", "PT300S"]),
        ("The probe took 4h 12m 35s.", &["PT15155S"]),
        // Decades, temperatures and rates.
        ("Singers of the 90 s and of the 1980 s met.", &["1980"]),
        ("The rate is 0.5 s−1, and 3 s/m.", &[]),
        ("They fell in the 30s.", &["193"]),
        ("He has 12s and 5s in hand.", &[]),
    ] {
        assert_eq!(values(text), found, "{text}");
    }
}

#[test]
fn a_length_may_be_off_by_some_of_it() {
    reads(&[("It lasts [4.5 ± 0.5 years].", "PXY"), ("[45 ± 12 minutes]", "PTXM")]);
    assert_eq!(values("It is 4.5 ± 5 years old and 3 ± 2."), [""; 0]);
}

#[test]
fn hours_of_operation_are_a_timetable() {
    ignores(&["Hours of operation: by day.", "It asks for years of pay.", "The hours of business are long."]);
    assert_eq!(values("After years of war came months of hope."), ["PXY", "PXM"]);
}

#[test]
fn days_by_their_letter_and_times_of_races() {
    reads(&[("It was kept for [28 d] at rest.", "P28D"), ("She set a record of [2:11:53].", "PT7913S")]);
    ignores(&["It is a 3d film.", "In 12 D it was."]);
}

#[test]
fn a_hedge_between_the_number_and_its_unit() {
    reads(&[
        ("It lasted [10+ years].", "P10Y"),
        ("It lasted [20-plus years].", "P20Y"),
        ("It lasted [20-odd days].", "P20D"),
        ("It lasted [10 or more years].", "P10Y"),
        ("The row is [two decades] old.", "P20Y"),
    ]);
    ignores(&["The boy is 10-plus years old.", "The two-decade-old row."]);
}
