/*! What sets made of dates alone take for a date, and prose does not: digits with nothing beside them that says so ("4/22",
"2016 -11"), and a start with the length behind it as one stretch ("from 10 am for 3 hours"). */

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use serde_json::{Value as Json, json};

/// How the set at hand writes what it reads.
#[derive(Clone, Copy)]
pub struct Dialogue {
    pub now: Option<NaiveDateTime>,
    /// Whether "3/4" is 3 April.
    pub day_first: bool,
    /// Whether it leaves the year of a day open (Recognizers-Text; Duckling takes the next).
    pub open: bool,
}

impl Dialogue {
    /// The items of a text, with those that only such a set sees.
    pub fn of(self, text: &str, items: Vec<Json>) -> Vec<Json> {
        let letters: Vec<char> = text.chars().collect();
        let items = self.digits(&letters, items);
        let items = self.words(&letters, items);
        self.lasting(&letters, items)
    }

    /// Days and months in digits alone.
    fn digits(self, letters: &[char], mut items: Vec<Json>) -> Vec<Json> {
        let mut at = 0;
        while at < letters.len() {
            let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
            let begins = digit(at) && !at.checked_sub(1).is_some_and(|b| glues(letters[b]));
            match begins.then(|| self.numeric(letters, at)).flatten() {
                Some((end, value)) => {
                    let inside = |item: &Json| place(item, "start") >= at && place(item, "end") <= end;
                    let beside = |item: &Json| place(item, "end") <= at || place(item, "start") >= end;
                    if items.iter().all(|item| {
                        beside(item) || inside(item) && place(item, "end") - place(item, "start") < end - at
                    }) {
                        items.retain(|item| beside(item));
                        let kind = if value.len() == 7 { "date_range" } else { "date" };
                        items.push(json!({ "start": at, "end": end, "kind": kind, "value": value, "unit": null }));
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
        items.sort_by_key(|item| place(item, "start"));
        items
    }

    /// The date in digits from there on.
    fn numeric(self, letters: &[char], at: usize) -> Option<(usize, String)> {
        let (end, a) = number(letters, at)?;
        let free = |end: usize| !letters.get(end).is_some_and(|c| glues(*c) && !ends_sentence(letters, end));
        if end - at == 8 && free(end) {
            let day = NaiveDate::from_ymd_opt((a / 10_000) as i32, a / 100 % 100, a % 100)?;
            return (1900..2100).contains(&day.year()).then(|| (end, day.to_string()));
        }
        let blank = |at: usize| if letters.get(at) == Some(&' ') { at + 1 } else { at };
        let mark_at = blank(end);
        let mark = *letters.get(mark_at).filter(|c| matches!(c, '/' | '-' | '.'))?;
        let (stop, b) = number(letters, blank(mark_at + 1))?;
        let year = |n: u32, width: usize| width == 4 && (1900..2100).contains(&n);
        let month = |n: u32| (1..=12).contains(&n);
        if mark != '.' && free(stop) {
            if year(a, end - at) && stop - blank(mark_at + 1) <= 2 && month(b) {
                return Some((stop, format!("{a}-{b:02}")));
            }
            if year(b, stop - blank(mark_at + 1)) && end - at <= 2 && month(a) {
                return Some((stop, format!("{b}-{a:02}")));
            }
        }
        if end - at > 2 || stop - blank(mark_at + 1) > 2 {
            return None;
        }
        let before: String = letters[..at].iter().collect();
        let told = before.split_whitespace().next_back().is_some_and(|w| matches!(w, "on" | "in"));
        let alone = at == 0 && stop == letters.len();
        if !(mark == '/' || mark == '-' && told || mark == '.' && told || alone) {
            return None;
        }
        let (m, d) = if a > 12 || self.day_first && b <= 12 { (b, a) } else { (a, b) };
        // "08/12,2015"
        if letters.get(stop) == Some(&',')
            && let Some((far, n)) = number(letters, stop + 1)
            && matches!(far - stop, 3 | 5)
        {
            let year = if n < 100 { 2000 + n } else { n };
            let day = NaiveDate::from_ymd_opt(year as i32, m, d)?;
            return free(far).then(|| (far, day.to_string()));
        }
        if !free(stop) || NaiveDate::from_ymd_opt(2000, m, d).is_none() {
            return None;
        }
        if self.open {
            return Some((stop, format!("XXXX-{m:02}-{d:02}")));
        }
        let today = self.now?.date();
        let this = NaiveDate::from_ymd_opt(today.year(), m, d)?;
        let next = if this < today { NaiveDate::from_ymd_opt(today.year() + 1, m, d)? } else { this };
        Some((stop, next.to_string()))
    }

    /// Words of the office and of chat: "EOD", "11ish", "the 27", "8 tonight", "Dec31", "last season".
    fn words(self, letters: &[char], mut items: Vec<Json>) -> Vec<Json> {
        let mut at = 0;
        let mut before = ["", ""].map(str::to_owned);
        while at < letters.len() {
            if letters[at].is_whitespace() {
                at += 1;
                continue;
            }
            let word: String = letters[at..].iter().take_while(|c| !c.is_whitespace()).collect();
            let end = at + word.chars().count();
            let bare = word.trim_end_matches(['.', ',', '!', '?']).to_lowercase();
            let stop = at + bare.chars().count();
            if let Some((kind, value)) = self.word(&before, &bare, end == letters.len() || stop < end, end) {
                let beside = |item: &Json| place(item, "end") <= at || place(item, "start") >= stop;
                let more =
                    if kind == "datetime" && value.is_string() { self.behind(letters, end, &items) } else { None };
                match more {
                    // "8 tonight": the hour and its day.
                    Some((day, to)) if bare.bytes().all(|b| b.is_ascii_digit()) => {
                        items.retain(|item| place(item, "end") <= at || place(item, "start") >= to);
                        items.push(json!({ "start": at, "end": to, "kind": kind, "value": day.replace("HH", value.as_str().unwrap_or("")), "unit": null }));
                    }
                    _ if kind == "datetime" && bare.bytes().all(|b| b.is_ascii_digit()) => {}
                    _ => {
                        items.retain(|item| beside(item));
                        items.push(json!({ "start": at, "end": stop, "kind": kind, "value": value, "unit": null }));
                    }
                }
            }
            before = [std::mem::take(&mut before[1]), bare];
            at = end;
        }
        items.sort_by_key(|item| place(item, "start"));
        items
    }

    /// What a word of that sort means behind those two.
    fn word(self, before: &[String; 2], word: &str, last: bool, _end: usize) -> Option<(&'static str, Json)> {
        let today = self.now.map(|now| now.date());
        let (year, month) = today.map_or((0, 1), |day| (day.year(), day.month()));
        let first = |month: u32| NaiveDate::from_ymd_opt(year, month, 1).map(|day| day.to_string());
        let next = || {
            let (y, m) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            format!("{y}-{m:02}-01")
        };
        let range = |low: Option<String>, high: String| Some(("date_range", json!({ "low": low?, "high": high })));
        match word {
            "eod" => return Some(("datetime", json!(format!("{}T23:59:59", today?)))),
            "eom" => return range(Some(format!("{year}-{month:02}-21")), next()),
            "bom" => return range(first(month), format!("{year}-{month:02}-11")),
            "eoy" if self.open => return range(first(7), format!("{}-01-01", year + 1)),
            "eoy" if before[1] == "by" => {
                let now = self.now?.format("%Y-%m-%dT%H:%M:%S").to_string();
                return Some(("datetime_range", json!({ "low": now, "high": format!("{}-01-01T00:00:00", year + 1) })));
            }
            "eoy" => return range(Some(format!("{year}-09")), format!("{}-01", year + 1)),
            "season" | "seasons" if !self.open => return self.season(&before[1]),
            _ => {}
        }
        // "11ish", "11-ish"
        if let Some(hour) = word.strip_suffix("ish").map(|h| h.trim_end_matches('-'))
            && let Ok(hour) = hour.parse::<u32>()
            && hour < 24
        {
            return Some(("time", json!(format!("T{hour:02}"))));
        }
        // "for the 27", "on 15"
        let the = before[1] == "the" && matches!(before[0].as_str(), "for" | "on") || before[1] == "on";
        if let Ok(day) = word.parse::<u32>()
            && self.open
            && the
            && last
            && (1..=31).contains(&day)
        {
            return Some(("date", json!(format!("XXXX-XX-{day:02}"))));
        }
        // "8 tonight"
        if let Ok(hour) = word.parse::<u32>()
            && (1..=12).contains(&hour)
            && before[1] != "at"
        {
            return Some(("datetime", json!(format!("{hour:02}"))));
        }
        // "Dec31"
        let (name, day) = word.split_at(word.find(|c: char| c.is_ascii_digit())?);
        let month = 1 + MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(name))?;
        let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
        let value = if self.open {
            format!("XXXX-{month:02}-{day:02}")
        } else {
            NaiveDate::from_ymd_opt(year, month as u32, day).map(|day| day.to_string())?
        };
        Some(("date", json!(value)))
    }

    /// Duckling's seasons, by the day on which they begin.
    fn season(self, which: &str) -> Option<(&'static str, Json)> {
        let by = match which {
            "last" | "past" | "previous" => -1,
            "this" | "current" => 0,
            "next" => 1,
            _ => return None,
        };
        let today = self.now?.date();
        let starts = [(3, 20), (6, 21), (9, 23), (12, 21)];
        let all: Vec<NaiveDate> = (-1..=1)
            .flat_map(|y| starts.iter().filter_map(move |&(m, d)| NaiveDate::from_ymd_opt(today.year() + y, m, d)))
            .collect();
        let at = all.iter().rposition(|start| *start <= today)?.checked_add_signed(by)?;
        let last = all.get(at + 1)?.pred_opt()?;
        Some(("date_range", json!({ "low": all.get(at)?.to_string(), "high": last.to_string() })))
    }

    /// "tonight", "this evening", "tomorrow" behind a bare hour: the day, its hour left out, and where it ends.
    fn behind(self, letters: &[char], at: usize, items: &[Json]) -> Option<(String, usize)> {
        let next = items.iter().find(|item| place(item, "start") == at + 1)?;
        let said: String = letters[at + 1..place(next, "end")].iter().collect::<String>().to_lowercase();
        let today = self.now?.date();
        let tomorrow = today.succ_opt()?;
        let (day, later) = match said.as_str() {
            "tonight" | "this evening" => (today, true),
            "this morning" => (today, false),
            "tomorrow" => (tomorrow, false),
            _ => return None,
        };
        let hour: String = letters[..at]
            .iter()
            .rev()
            .take_while(|c| !c.is_whitespace())
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let hour: u32 = hour.trim_end_matches(',').parse().ok()?;
        let hour = if later && hour < 12 { hour + 12 } else { hour };
        Some((format!("{day}T{hour:02}"), place(next, "end")))
    }

    /// "From 10 am for 3 hours", "for 3 hours from 10 am", "3 days starting from Monday".
    fn lasting(self, letters: &[char], items: Vec<Json>) -> Vec<Json> {
        let mut out: Vec<Json> = Vec::new();
        for item in items {
            let joined = out.last().and_then(|last| self.stretch(letters, last, &item));
            match joined {
                Some(mut whole) => {
                    out.pop();
                    // "14th Feb from 9:30am for 7 hours"
                    if let Some(day) = out.last().and_then(|day| self.on_day(letters, day, &whole)) {
                        out.pop();
                        whole = day;
                    }
                    out.push(whole);
                }
                None => out.push(item),
            }
        }
        out.into_iter().map(|item| self.on_from_hour(letters, &item).unwrap_or(item)).collect()
    }

    /// Two items as one stretch, if one is a start and the other how long it lasts.
    fn stretch(self, letters: &[char], first: &Json, second: &Json) -> Option<Json> {
        let between: String = letters.get(place(first, "end")..place(second, "start"))?.iter().collect();
        let before: String = letters[..place(first, "start")].iter().collect();
        let word = |word: &str| before.split_whitespace().next_back() == Some(word);
        let (start, length, from) = match between.trim() {
            "for" => (first, second, word("from").then(|| place(first, "start") - "from ".len())),
            "from" | "" if first["kind"] == "duration" => {
                (second, first, word("for").then(|| place(first, "start") - "for ".len()))
            }
            _ => return None,
        };
        // Recognizers wants both words, "from" and "for", and Duckling one.
        if (self.open || std::ptr::eq(start, second)) && from.is_none() && start["value"].is_string() {
            let on_day = start["kind"] == "datetime";
            if !on_day {
                return None;
            }
        }
        let minutes = minutes(length["value"].as_str()?)?;
        let told = match &start["value"] {
            Json::Object(ends) if ends.get("high")?.is_null() => ends.get("low")?.as_str()?.to_owned(),
            Json::String(told) => told.clone(),
            _ => return None,
        };
        if length["kind"] != "duration" || between.trim().is_empty() && start["value"].is_string() {
            return None;
        }
        let ends = self.ends(&told, minutes)?;
        let kind = if told.starts_with('T') {
            "time_range"
        } else if told.contains('T') {
            "datetime_range"
        } else {
            "date_range"
        };
        let from = from.unwrap_or(place(first, "start"));
        Some(json!({ "start": from, "end": place(second, "end"), "kind": kind, "value": ends, "unit": null }))
    }

    /// From there so many minutes on.
    fn ends(self, told: &str, minutes: i64) -> Option<Json> {
        // Duckling counts the last minute or day too.
        let more = i64::from(!self.open);
        if let Some(time) = told.strip_prefix('T') {
            let start = clock(time)?;
            let told = |m: i64| format!("T{:02}:{:02}:00", m / 60 % 24, m % 60);
            return Some(json!({ "low": told(start), "high": told(start + minutes + more) }));
        }
        let (day, time) = told.split_once('T').unwrap_or((told, ""));
        let year = self.now?.year().to_string();
        let day: NaiveDate = day.replace("XXXX", &year).parse().ok()?;
        if time.is_empty() {
            let last = day + TimeDelta::days(minutes / 1440 + more);
            return Some(json!({ "low": day.to_string(), "high": last.to_string() }));
        }
        let start = day.and_time(Default::default()) + TimeDelta::minutes(clock(time)?);
        let at = |t: NaiveDateTime| t.format("%Y-%m-%dT%H:%M:%S").to_string();
        Some(json!({ "low": at(start), "high": at(start + TimeDelta::minutes(minutes + more)) }))
    }

    /// A stretch of the clock on the day before it.
    fn on_day(self, letters: &[char], day: &Json, hours: &Json) -> Option<Json> {
        let between: String = letters.get(place(day, "end")..place(hours, "start"))?.iter().collect();
        let date = day["value"].as_str().filter(|_| day["kind"] == "date" && between.trim().is_empty())?;
        let date = date.replace("XXXX", &self.now?.year().to_string());
        let on = |end: &str| Some(format!("{date}{}", hours["value"][end].as_str().filter(|t| t.starts_with('T'))?));
        let ends = json!({ "low": on("low")?, "high": on("high")? });
        Some(
            json!({ "start": day["start"], "end": hours["end"], "kind": "datetime_range", "value": ends, "unit": null }),
        )
    }

    /// "From 9 for 2.5 hrs", "for 2.5 hours from 9": the hour is no item of its own.
    fn on_from_hour(self, letters: &[char], length: &Json) -> Option<Json> {
        let minutes = minutes(length["value"].as_str().filter(|_| length["kind"] == "duration" && self.open)?)?;
        let before: String = letters[..place(length, "start")].iter().collect();
        let after: String = letters[place(length, "end")..].iter().collect();
        let mut words = before.split_whitespace().rev();
        let (start, end, hour) = match (words.next()?, words.next(), words.next()) {
            ("for", Some(hour), Some("from")) => {
                (place(length, "start") - "from  for ".len() - hour.len(), place(length, "end"), hour.to_owned())
            }
            ("for", ..) => {
                let mut words = after.split_whitespace();
                let hour = words.next().filter(|w| *w == "from").and_then(|_| words.next())?;
                (
                    place(length, "start") - "for ".len(),
                    place(length, "end") + " from ".len() + hour.len(),
                    hour.to_owned(),
                )
            }
            _ => return None,
        };
        let hour: u32 = hour.parse().ok().filter(|hour| *hour < 24)?;
        let ends = self.ends(&format!("T{hour:02}"), minutes)?;
        Some(json!({ "start": start, "end": end, "kind": "time_range", "value": ends, "unit": null }))
    }
}

/// The months, by the letters that their short forms begin with.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn place(item: &Json, end: &str) -> usize {
    item[end].as_u64().unwrap_or(0) as usize
}

/// Whether a date in digits cannot begin behind the character, nor end before it.
fn glues(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ':' | ',' | '$' | '%' | '_')
}

/// Whether the mark ends the sentence, or the part of it.
fn ends_sentence(letters: &[char], at: usize) -> bool {
    matches!(letters[at], '.' | ',') && letters.get(at + 1).is_none_or(|c| c.is_whitespace())
}

fn number(letters: &[char], at: usize) -> Option<(usize, u32)> {
    let digits: String = letters.get(at..)?.iter().take_while(|c| c.is_ascii_digit()).collect();
    Some((at + digits.len(), digits.parse().ok()?))
}

/// The minutes of a length in hours and minutes, or days and weeks.
fn minutes(timex: &str) -> Option<i64> {
    let (mut sum, mut digits) = (0, String::new());
    for c in timex.strip_prefix('P')?.chars() {
        let unit = match c {
            'T' => continue,
            'W' => 10_080,
            'D' => 1_440,
            'H' => 60,
            'M' if timex.contains('T') => 1,
            c if c.is_ascii_digit() => {
                digits.push(c);
                continue;
            }
            _ => return None,
        };
        sum += std::mem::take(&mut digits).parse::<i64>().ok()? * unit;
    }
    Some(sum)
}

/// The minutes from midnight of "10:30" or "10".
fn clock(time: &str) -> Option<i64> {
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok());
    Some(parts.next()?? * 60 + parts.next().flatten().unwrap_or(0))
}
