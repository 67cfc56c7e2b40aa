/*! Prints dates, times of day, lengths of time and periods. */

use chrono::{Datelike, NaiveDate};

use crate::lexicon::FILES;
use crate::{Printed, Stands};

/// "march" is "March", "new year's day" "New Year's Day".
fn title(text: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>()
    };
    let small = |word: &str| ["of", "the", "and", "de"].contains(&word);
    text.split(' ').map(|word| if small(word) { word.to_owned() } else { capital(word) }).collect::<Vec<_>>().join(" ")
}

fn day(text: impl Into<String>, day: NaiveDate) -> Printed {
    Printed::new(text, format!("timex {}", day.format("%Y-%m-%d")))
}

/// "th", by the number: the one suffix that needs grammar.
fn suffix(n: u32) -> &'static str {
    match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn is_weak(word: &str) -> bool {
    FILES.calendar.weak.iter().any(|weak| weak == word)
}

pub fn days() -> Vec<Printed> {
    let calendar = &FILES.calendar;
    let mut all = Vec::new();
    for (word, month) in &calendar.month {
        let date = NaiveDate::from_ymd_opt(2023, *month, 13).unwrap();
        let month = title(word);
        all.push(day(format!("13 {month} 2023"), date));
        all.push(day(format!("{month} 13, 2023"), date));
        all.push(Printed::new(format!("{month} 13"), date.format("timex XXXX-%m-%d").to_string()));
        all.push(Printed::new(format!("13 {month}"), date.format("timex XXXX-%m-%d").to_string()));
        all.push(Printed::new(format!("{month} 2023"), date.format("timex 2023-%m").to_string()));
    }
    for (word, weekday) in &calendar.weekday {
        let date = NaiveDate::from_ymd_opt(2023, 3, 12 + weekday).unwrap();
        let (word, d) = (title(word), date.day());
        all.push(day(format!("{word} {d} March 2023"), date));
        all.push(day(format!("{word}, March {d}, 2023"), date));
        if !is_weak(&word.to_lowercase()) && !word.ends_with('.') {
            all.push(Printed::new(word, format!("timex XXXX-WXX-{weekday}")));
        }
    }
    for feast in calendar.feast.iter().filter(|f| f.calendar.is_none() && f.days.is_none() && f.moved.is_none()) {
        let (Some(month), Some(day)) = (feast.month, feast.day) else { continue };
        for word in &feast.words {
            all.push(Printed::new(title(word), format!("timex XXXX-{month:02}-{day:02}")));
            all.push(Printed::new(format!("{} 2023", title(word)), format!("timex 2023-{month:02}-{day:02}")));
        }
    }
    all
}

pub fn styles_of_day(year: i32, at: u32) -> Vec<Printed> {
    let date = NaiveDate::from_yo_opt(year, at + 1).unwrap_or(NaiveDate::from_ymd_opt(year, 12, 31).unwrap());
    let (d, suffix) = (date.day(), suffix(date.day()));
    let mut styles = vec![
        date.format("%-d %B %Y").to_string(),
        date.format("%-d %b %Y").to_string(),
        date.format("%B %-d, %Y").to_string(),
        date.format("%b %-d, %Y").to_string(),
        date.format("%A %-d %B %Y").to_string(),
        date.format("%A, %-d %B %Y").to_string(),
        date.format("%A, %B %-d, %Y").to_string(),
        date.format("%Y-%m-%d").to_string(),
        date.format("%-d-%b-%Y").to_string(),
        format!("{d}{suffix} {}", date.format("%B %Y")),
        format!("the {d}{suffix} of {}", date.format("%B %Y")),
        format!("{} {d}{suffix}, {year}", date.format("%B")),
    ];
    // With a day up to the twelfth, day and month may stand either way round.
    if d > 12 {
        for form in ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%-d.%-m.%Y"] {
            styles.push(date.format(form).to_string());
        }
    }
    styles.into_iter().map(|text| day(text, date)).collect()
}

fn clock(text: impl Into<String>, minute: u16) -> Printed {
    Printed::new(text, format!("timex T{:02}:{:02}", minute / 60, minute % 60))
}

pub fn styles_of_clock(minute: u16) -> Vec<Printed> {
    let (hour, minutes) = (minute / 60, minute % 60);
    let twelve = (hour + 11) % 12 + 1;
    let words = if hour < 12 { &FILES.calendar.am } else { &FILES.calendar.pm };
    let mut all = vec![clock(format!("{hour}:{minutes:02}"), minute), clock(format!("{hour:02}:{minutes:02}"), minute)];
    for word in words {
        let glued = if word.contains(' ') { " " } else { "" };
        all.push(clock(format!("{twelve}:{minutes:02} {word}"), minute));
        all.push(clock(format!("{twelve}:{minutes:02}{glued}{word}"), minute));
        all.push(clock(format!("{twelve}.{minutes:02}{glued}{word}"), minute));
        if minutes == 0 {
            all.push(clock(format!("{twelve} {word}"), minute));
            all.push(clock(format!("{twelve}{glued}{word}"), minute));
        }
    }
    all
}

pub fn clocks() -> Vec<Printed> {
    let calendar = &FILES.calendar;
    let mut all = Vec::new();
    for hour in 0..24 {
        all.extend(styles_of_clock(hour * 60));
    }
    for (word, minute) in &calendar.clock {
        // Midnight ends a day as well as it begins one, and is told as 00:00.
        all.push(clock(word, minute % 1440));
    }
    for (word, offset) in calendar.zone.iter().filter(|(word, _)| !is_weak(word)) {
        let utc = if *offset == 0 { "Z" } else { "" };
        let zone = if word.len() < 6 { word.to_uppercase() } else { title(word) };
        all.push(Printed::new(format!("19:30 {zone}"), format!("timex T19:30{utc}")));
    }
    for (hour, word) in
        ["one", "two", "three", "seven", "eleven", "twelve"].iter().map(|w| (FILES.number.cardinal[*w], w))
    {
        let hour = hour as u16 * 60;
        all.push(clock(format!("half past {word}"), hour + 30));
        all.push(clock(format!("a quarter past {word}"), hour + 15));
        let before = if hour > 60 { hour } else { 13 * 60 };
        all.push(clock(format!("a quarter to {word}"), before - 15));
        all.push(clock(format!("{word} o'clock"), hour));
        all.push(clock(format!("{word} o’clock"), hour));
    }
    all
}

pub fn lengths() -> Vec<Printed> {
    let calendar = &FILES.calendar;
    let mut all = Vec::new();
    for (grain, words) in &calendar.units {
        for word in words {
            for (number, n) in [("7", "7"), ("3.5", "3.5"), ("37,000", "37000"), ("thirty-seven", "37")] {
                all.push(Printed::new(format!("{number} {word}"), format!("duration {n} {grain}")));
            }
            all.push(Printed::new(format!("two and a half {word}"), format!("duration 2.5 {grain}")));
            all.push(Printed::new(format!("between 40 and 60 {word}"), format!("duration 40 to 60 {grain}")));
            all.push(Printed::new(format!("40–60 {word}"), format!("duration 40 to 60 {grain}")));
        }
    }
    for (grain, words) in &calendar.unit {
        for word in words {
            let told = format!("duration 7 {grain}");
            all.push(Printed::new(format!("7-{word}"), told.as_str()).stands(Stands::BeforeNoun));
            all.push(Printed::new(format!("seven-{word}"), told).stands(Stands::BeforeNoun));
        }
    }
    for (grain, words) in &calendar.short_unit {
        for word in words {
            all.push(Printed::new(format!("7 {word}"), format!("duration 7 {grain}")));
            all.push(Printed::new(format!("7{word}"), format!("duration 7 {grain}")));
        }
    }
    for (word, many) in &calendar.many {
        all.push(Printed::new(format!("two {word}"), format!("duration {} {}", 2 * many.count, many.grain)));
    }
    all
}

pub fn periods() -> Vec<Printed> {
    let period = |text: &str, told: &str| Printed::new(text, format!("timex {told}"));
    let mut all = vec![
        period("1998–2003", "1998/2003"),
        period("from 1998 to 2003", "1998/2003"),
        period("between 1998 and 2003", "1998/2003"),
    ];
    for (word, month) in FILES.calendar.month.iter().filter(|(word, _)| !word.ends_with('.')) {
        let (word, told) = (title(word), format!("2023-{month:02}-03/2023-{month:02}-09"));
        for text in [
            format!("from 3 to 9 {word} 2023"),
            format!("3–9 {word} 2023"),
            format!("3 to 9 {word} 2023"),
            format!("{word} 3–9, 2023"),
            format!("{word} 3 to 9, 2023"),
            format!("between 3 and 9 {word} 2023"),
            format!("from {word} 3 to {word} 9, 2023"),
        ] {
            all.push(period(&text, &told));
        }
    }
    for (from, a) in FILES.calendar.weekday.iter().filter(|(word, _)| word.ends_with("day")) {
        let (to, b) = if *a == 5 { ("sunday", 7) } else { ("friday", 5) };
        for text in [format!("from {} to {}", title(from), title(to)), format!("{} to {}", title(from), title(to))] {
            all.push(period(&text, &format!("XXXX-WXX-{a}/XXXX-WXX-{b}")));
        }
    }
    all
}
