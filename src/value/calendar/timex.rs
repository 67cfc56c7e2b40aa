/*! TIMEX3 values of dates that nothing anchors: X stands for what the text leaves open. */

use super::page::Page;
use super::{Base, Date, Grain, Hours, InYear, Part, Period, Season, TimeOfDay, Vague, Zone};

/// The code of a season.
pub(super) const fn season(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// The code of a part of the day.
pub(super) const fn part(part: Part) -> &'static str {
    match part {
        Part::Morning => "MO",
        Part::Midday => "MI",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
        Part::Daytime => "DT",
    }
}

/// The value of a vague time.
pub(super) const fn vague(vague: Vague) -> &'static str {
    match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    }
}

impl TimeOfDay {
    /// The TIMEX3 value: "T07:00".
    pub fn timex(&self) -> String {
        clock(self, self.minute % 1440)
    }

    /// The value behind a day, where midnight is the day's end.
    pub(super) fn timex_of_day(&self) -> String {
        clock(self, self.minute)
    }
}

fn clock(time: &TimeOfDay, minute: u16) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    let zone = if time.zone == Some(Zone::Offset(0)) { "Z" } else { "" };
    match time.second {
        Some(second) => format!("T{hour:02}:{minute:02}:{second:02}{zone}"),
        None => format!("T{hour:02}:{minute:02}{zone}"),
    }
}

impl Hours {
    /// What follows the day in a TIMEX3 value.
    pub(super) fn timex(&self) -> String {
        match self {
            Self::Part(p) => format!("T{}", part(*p)),
            Self::Clock(time) => time.timex_of_day(),
        }
    }
}

impl Date {
    /// The TIMEX3 value as far as the text alone says it: "2023-03-13", "XXXX-03-13", "XXXX-WXX-1", "199", "2013-SU".
    pub fn timex(&self) -> String {
        if let Base::Vague(v) = self.base {
            return vague(v).to_owned();
        }
        let mut out = self.open_day();
        match &self.hours {
            Some(Hours::Clock(time)) if out.is_empty() => out = time.timex(),
            Some(hours) => out.push_str(&hours.timex()),
            None => {}
        }
        out
    }

    /// The value without the hours; empty where nothing names a day.
    fn open_day(&self) -> String {
        if self.is_dayless() {
            return String::new();
        }
        let year = match (self.year, self.decade, self.century) {
            (Some(n), ..) => super::page::year(n.into()),
            (None, Some(n), _) if self.within.is_none() => return format!("{n:03}"),
            (None, None, Some(n)) if self.within.is_none() => return super::page::century(n.into()),
            _ => "XXXX".to_owned(),
        };
        if self.weekend {
            return format!("{year}-WXX-WE");
        }
        // "the first Tuesday after Easter"
        if self.nth.is_some() && (self.day.is_some() || matches!(self.within, Some(InYear::Feast(_)))) {
            return format!("{year}-XX-XX");
        }
        if let Some(day) = self.day {
            return match self.month() {
                Some(month) => format!("{year}-{month:02}-{day:02}"),
                None => format!("{year}-XX-{day:02}"),
            };
        }
        if let (Some(weekday), None) = (self.weekday, self.nth) {
            return format!("{year}-WXX-{weekday}");
        }
        let stretch = match self.within {
            Some(InYear::Half(n)) => Some(format!("{year}-H{n}")),
            Some(InYear::Quarter(n)) => Some(format!("{year}-Q{n}")),
            Some(InYear::Season(s)) => Some(format!("{year}-{}", season(s))),
            Some(InYear::Month(n)) => Some(format!("{year}-{n:02}")),
            Some(InYear::Week(n)) => Some(format!("{year}-W{n:02}")),
            Some(InYear::Feast(feast)) => Some(match (feast, self.year) {
                (feast, Some(year)) if Page::feast(feast, year.into()).is_some() => {
                    Page::feast(feast, year.into()).map(Page::timex).unwrap_or_default()
                }
                (super::Feast { rule: super::FeastRule::Fixed { month, day }, .. }, _) => {
                    format!("{year}-{month:02}-{day:02}")
                }
                _ => format!("{year}-XX-XX"),
            }),
            None => None,
        };
        if let Some(stretch) = stretch {
            return match self.nth {
                Some((_, Grain::Day)) => format!("{stretch}-XX"),
                Some((_, Grain::Week)) => format!("{year}-WXX"),
                _ => stretch,
            };
        }
        match self.base {
            Base::Working { .. } => "XXXX-XX-XX".to_owned(),
            // "the 1988 period"
            Base::Unit { grain: Grain::Quarter, .. } if self.approx && self.year.is_some() => year,
            Base::Unit { grain: Grain::Quarter, .. } => format!("{year}-QX"),
            Base::Shift { grain, .. } | Base::Unit { grain, .. } if self.year.is_none() => match grain {
                Grain::Second | Grain::Minute | Grain::Hour => "XXXX-XX-XXTXX:XX",
                Grain::Day => "XXXX-XX-XX",
                Grain::Week => "XXXX-WXX",
                Grain::Month => "XXXX-XX",
                Grain::Quarter => "XXXX-QX",
                Grain::Year => "XXXX",
                Grain::Decade => "XXX",
                Grain::Century => "XX",
            }
            .to_owned(),
            _ => year,
        }
    }
}

impl Period {
    /// The TIMEX3 values of its two ends, "/" between them.
    pub fn timex(&self) -> String {
        format!("{}/{}", self.start.timex(), self.end.timex())
    }
}
