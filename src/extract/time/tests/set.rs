/*! What recurs. */

use super::{ignores, reads, values};

#[test]
fn what_recurs_is_a_set() {
    reads(&[
        ("They meet on the [second Saturday of each month].", "set XXXX"),
        ("They meet on [the last Friday of each month].", "set XXXX"),
        ("every Monday", "set XXXX-WXX-1"),
        ("daily", "set P1D"),
        ("each year", "set P1Y"),
        ("It runs on [Mondays].", "set XXXX-WXX-1"),
        ("It costs $5 [a month].", "set P1M"),
        ("It opens [Thursdays at 17.30].", "set XXXX-WXX-4T17:30"),
        ("It opens at [9am on Sundays].", "set XXXX-WXX-7T09:00"),
        ("It opens [Friday mornings].", "set XXXX-WXX-5TMO"),
        ("They meet [every day at 7am].", "set T07:00"),
    ]);
    ignores(&["every doctor", "each one", "an annual report"]);
}

#[test]
fn what_recurs_on_weekdays_and_at_weekends_is_a_set() {
    reads(&[
        ("They meet [every other Wednesday at 7.30pm].", "set XXXX-WXX-3T19:30"),
        ("They meet on [weekends].", "set XXXX-WXX-WE"),
        ("It is quiet in the [evenings].", "set TEV"),
    ]);
}

#[test]
fn any_length_may_recur() {
    reads(&[
        ("It rains [every few days].", "set PXD"),
        ("It runs [every half hour].", "set PT30M"),
        ("They meet [every four to six weeks].", "set PXW"),
        ("They meet [biennially].", "set P2Y"),
    ]);
}

#[test]
fn days_of_a_row_recur_with_the_first() {
    let row = ["set XXXX-WXX-1", "set XXXX-WXX-3", "set XXXX-WXX-5"];
    assert_eq!(values("Every Monday, Wednesday and Friday it opens."), row);
}
