/*! Stretches with two ends. */

use super::{ignores, reads};

#[test]
fn periods_share_what_one_end_tells() {
    reads(&[
        ("It was shut for [the 1 April-30 June] break.", "XXXX-04-01/XXXX-06-30"),
        ("from 7am on February 24 until 11.59pm on February 28", "XXXX-02-24T07:00/XXXX-02-28T23:59"),
        ("from January 3 to January 9", "XXXX-01-03/XXXX-01-09"),
        ("January 3 to 9", "XXXX-01-03/XXXX-01-09"),
        ("13-15 March", "XXXX-03-13/XXXX-03-15"),
        ("March 13-15, 2023", "2023-03-13/2023-03-15"),
        ("13 March - 2 April 2023", "2023-03-13/2023-04-02"),
        ("Dec 28 to Jan 2, 2023", "2022-12-28/2023-01-02"),
        ("between 2008 and 2012", "2008/2012"),
        ("1998-2003", "1998/2003"),
        ("He served [from 2007-11].", "2007/2011"),
        ("It was new in [2016-11].", "2016-11"),
        ("Monday to Friday", "XXXX-WXX-1/XXXX-WXX-5"),
        ("9am-5pm", "T09:00/T17:00"),
        ("6.30-8pm", "T18:30/T20:00"),
        ("11am-1pm", "T11:00/T13:00"),
    ]);
    ignores(&["between 20 and 30 people", "from 5 to 9", "a 13-15 defeat"]);
}

#[test]
fn hours_of_opening() {
    reads(&[
        ("Hours of operation: [9 to 5].", "T09:00/T17:00"),
        ("Opening hours: [9-5].", "T09:00/T17:00"),
        ("The business hours are [from 8 to 4].", "T08:00/T16:00"),
    ]);
    ignores(&["He works from 9 to 5.", "It fell from 9 to 5."]);
}
