/*! Prints dates, times of day, lengths of time and periods. */

use chrono::{Datelike, Duration, Months, NaiveDate};

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
pub fn suffix(n: u32) -> &'static str {
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
            // "A 7d film" is of no days.
            if word == "d" {
                continue;
            }
            // "7s" is rather several sevens.
            let n = if word == "s" { "7.5" } else { "7" };
            all.push(Printed::new(format!("{n}{word}"), format!("duration {n} {grain}")));
        }
    }
    for (word, many) in &calendar.many {
        all.push(Printed::new(format!("two {word}"), format!("duration {} {}", 2 * many.count, many.grain)));
    }
    all
}

/// So many of a unit of time, exactly, nearly and within bounds.
pub fn styles_of_length(n: u32, grain: usize) -> Vec<Printed> {
    let grains = || FILES.calendar.units.iter().filter(|(grain, _)| grain.as_str() != "quarter");
    let (grain, words) = grains().nth(grain % grains().count()).unwrap();
    let mut all = Vec::new();
    for word in words {
        all.push(Printed::new(format!("{n} {word}"), format!("duration {n} {grain}")));
        all.push(Printed::new(format!("the next {n} {word}"), format!("duration {n} {grain}")));
        all.push(Printed::new(format!("{n} and a half {word}"), format!("duration {n}.5 {grain}")));
        all.push(Printed::new(format!("{n}.5 ± 0.5 {word}"), format!("duration {n} to {} {grain}", n + 1)));
        all.push(Printed::new(format!("{n} to {} {word}", n + 3), format!("duration {n} to {} {grain}", n + 3)));
        all.push(Printed::new(format!("{n} or {} {word}", n + 1), format!("duration {n} to {} {grain}", n + 1)));
        all.push(Printed::new(format!("at least {n} {word}"), format!("duration at least {n} {grain}")));
        all.push(Printed::new(format!("every {n} {word}"), format!("duration {n} {grain}")));
    }
    all
}

/// What somebody took, in hours, minutes and seconds.
pub fn styles_of_lap(seconds: u32) -> Vec<Printed> {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let told = format!("duration {seconds} second");
    let lap = |text: String| Printed::new(text, told.as_str());
    let plural = |n: u32, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let parts = [plural(hours, "hour"), plural(minutes, "minute"), plural(rest, "second")];
    vec![
        lap(format!("{hours}h {minutes}m {rest}s")),
        lap(format!("{hours}h{minutes}m{rest}s")),
        lap(format!("{}, {} and {}", parts[0], parts[1], parts[2])),
        lap(format!("{} {} {}", parts[0], parts[1], parts[2])),
        Printed::new(format!("{minutes}:{rest:02}.6"), format!("duration {}.6 second", minutes * 60 + rest)),
        Printed::new(format!("{hours}:{minutes:02}:{rest:02}.6"), format!("duration {seconds}.6 second")),
    ]
}

/// A year, its parts, and the decade and century that it lies in.
pub fn styles_of_year(year: i32) -> Vec<Printed> {
    let timex = |text: String, told: String| Printed::new(text, format!("timex {told}"));
    let (decade, century) = (year / 10, (year + 99) / 100);
    let short = year % 100;
    let next = (year + 1) % 100;
    let mut all = vec![
        timex(format!("the year {year}"), format!("{year}")),
        timex(format!("c. {year}"), format!("{year}")),
        timex(format!("circa {year}"), format!("{year}")),
        timex(format!("early {year}"), format!("{year}")),
        timex(format!("the end of {year}"), format!("{year}")),
        timex(format!("{year}/{next:02}"), format!("{year}")),
        timex(format!("financial year {year}"), format!("{year}")),
        timex(format!("fiscal {year}"), format!("{year}")),
        timex(format!("the {century}{} century", suffix(century as u32)), format!("{}", century - 1)),
    ];
    // "The 1900s" are a century.
    if decade % 10 != 0 {
        all.push(timex(format!("the {decade}0s"), format!("{decade}")));
        all.push(timex(format!("the late {decade}0s"), format!("{decade}")));
        all.push(timex(format!("the mid-{decade}0s"), format!("{decade}")));
    }
    for quarter in 1..=4u32 {
        let told = format!("{year}-Q{quarter}");
        let ordinal = ["first", "second", "third", "fourth"][quarter as usize - 1];
        for text in
            [format!("Q{quarter} {year}"), format!("{quarter}Q {year}"), format!("the {ordinal} quarter of {year}")]
        {
            all.push(timex(text, told.clone()));
        }
        if year >= 1900 {
            all.push(timex(format!("FY{year}"), format!("{year}")));
            all.push(timex(format!("{quarter}Q{year}"), told.clone()));
            all.push(timex(format!("Q{quarter}FY{year}"), told.clone()));
        }
        if (1950..2050).contains(&year) {
            all.push(timex(format!("{quarter}Q{short:02}"), told.clone()));
            all.push(timex(format!("Q{quarter}FY{short:02}"), told));
        }
    }
    for (half, ordinal) in [(1, "first"), (2, "second")] {
        let told = format!("{year}-H{half}");
        for text in [format!("H{half} {year}"), format!("{half}H {year}"), format!("the {ordinal} half of {year}")] {
            all.push(timex(text, told.clone()));
        }
    }
    for (season, told) in [("spring", "SP"), ("summer", "SU"), ("autumn", "FA"), ("winter", "WI")] {
        all.push(timex(format!("the {season} of {year}"), format!("{year}-{told}")));
        all.push(timex(format!("{season} {year}"), format!("{year}-{told}")));
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

/// The day on which everything is told, a Wednesday.
pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 5, 15).unwrap();

/// What counts from today: so many units from it, or before it.
fn then(text: impl Into<String>, told: impl std::fmt::Display) -> Printed {
    Printed::new(text, format!("then {told}"))
}

/// The days beside today, and the units and days of the week before and behind it.
pub fn relatives() -> Vec<Printed> {
    let calendar = &FILES.calendar;
    let mut all: Vec<Printed> =
        calendar.day.iter().map(|(word, by)| then(word.as_str(), TODAY + Duration::days(*by))).collect();
    all.push(then("the day after tomorrow", TODAY + Duration::days(2)));
    all.push(then("the day before yesterday", TODAY - Duration::days(2)));
    for (word, by) in [("last", -1i32), ("this", 0), ("next", 1)] {
        let month = if by < 0 { TODAY - Months::new(1) } else { TODAY + Months::new(by.unsigned_abs()) };
        let week = TODAY + Duration::weeks(by.into());
        all.push(then(format!("{word} week"), week.format("%G-W%V")));
        all.push(then(format!("{word} month"), month.format("%Y-%m")));
        all.push(then(format!("{word} year"), TODAY.year() + by));
        let monday = week - Duration::days(TODAY.weekday().num_days_from_monday().into());
        for (day, n) in calendar.weekday.iter().filter(|(day, _)| day.ends_with("day")) {
            let date = monday + Duration::days(i64::from(*n) - 1);
            if by != 0 {
                all.push(then(format!("{} of {word} week", title(day)), date));
                all.push(then(format!("{} {word} week", title(day)), date));
            }
        }
    }
    all
}

/// So many days, weeks, months or years from today.
pub fn distances(n: u32, grain: usize) -> Vec<Printed> {
    let (grain, days, months) = [("day", 1, 0), ("week", 7, 0), ("month", 0, 1), ("year", 0, 12)][grain];
    let form = [("day", "%Y-%m-%d"), ("week", "%G-W%V"), ("month", "%Y-%m"), ("year", "%Y")];
    let form = form.iter().find(|(name, _)| *name == grain).unwrap().1;
    let far = (Duration::days(i64::from(days * n)), Months::new(months * n));
    let (back, on) = ((TODAY - far.0 - far.1).format(form), (TODAY + far.0 + far.1).format(form));
    let step = |name: &str| FILES.calendar.step[name].clone();
    let numbers = [n.to_string(), crate::figures::worded(n.into())];
    let mut all = Vec::new();
    for number in numbers {
        // "a year back" is no length of time and a direction.
        all.extend(step("ago").iter().map(|ago| then(format!("{number} {grain}s {ago}"), back.to_string())));
        // "Two weeks from today" is told to the day.
        let hence = step("hence").into_iter().filter(|word| !word.contains("today"));
        all.extend(hence.map(|hence| then(format!("{number} {grain}s {hence}"), on.to_string())));
        all.push(then(format!("in {number} {grain}s' time"), on.to_string()));
        all.push(then(format!("in {number} {grain}s’ time"), on.to_string()));
    }
    all
}

/// What recurs by the words of the calendar.
pub fn sets() -> Vec<Printed> {
    let calendar = &FILES.calendar;
    let set = |text: String, told: String| Printed::new(text, format!("set {told}"));
    let mut all = Vec::new();
    for (word, n) in calendar.weekday.iter().filter(|(word, _)| word.ends_with("day")) {
        let (word, told) = (title(word), format!("XXXX-WXX-{n}"));
        all.push(set(format!("every {word}"), told.clone()));
        all.push(set(format!("each {word}"), told.clone()));
        all.push(set(format!("every other {word}"), told.clone()));
        all.push(set(format!("every {word} morning"), format!("{told}TMO")));
        all.push(set(format!("every {word} at 9am"), format!("{told}T09:00")));
    }
    for (word, n) in &calendar.weekdays {
        all.push(set(title(word), format!("XXXX-WXX-{n}")));
        all.push(set(format!("{} at 7.30pm", title(word)), format!("XXXX-WXX-{n}T19:30")));
    }
    // "the annual goat" tells little of when.
    for (word, many) in calendar.often.iter().filter(|(word, _)| !is_weak(word)) {
        all.push(set(word.clone(), period_of(many.count, &many.grain)));
    }
    for grain in ["day", "week", "month", "year"] {
        all.push(set(format!("every {grain}"), period_of(1, grain)));
        all.push(set(format!("each {grain}"), period_of(1, grain)));
        all.push(set(format!("every other {grain}"), period_of(2, grain)));
    }
    all
}

/// "P3D", "PT2H".
fn period_of(n: u32, grain: &str) -> String {
    let letter = grain[..1].to_uppercase();
    match grain {
        "second" | "minute" | "hour" => format!("PT{n}{letter}"),
        "decade" => format!("P{}Y", n * 10),
        "century" => format!("P{}Y", n * 100),
        _ => format!("P{n}{letter}"),
    }
}

/// So many of a unit, again and again, and a time of every day.
pub fn recurring(n: u32, grain: usize, hour: u16) -> Vec<Printed> {
    let set = |text: String, told: String| Printed::new(text, format!("set {told}"));
    let grains = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"];
    let (grain, clock) = (grains[grain], format!("{hour:02}:00"));
    vec![
        set(format!("every {n} {grain}s"), period_of(n, grain)),
        set(format!("every {} {grain}s", crate::figures::worded(n.into())), period_of(n, grain)),
        set(format!("every day at {clock}"), format!("T{clock}")),
        set(format!("every Monday at {clock}"), format!("XXXX-WXX-1T{clock}")),
        set(format!("Tuesdays at {clock}"), format!("XXXX-WXX-2T{clock}")),
    ]
}
