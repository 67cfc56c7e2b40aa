/*! Front matter: the YAML between two lines `---`, or the TOML between two lines `+++`, that opens a file. Of YAML only flat
`key: value` lines are read. */

use chrono::NaiveDate;

use super::dateline;
use super::lines::BYTE_ORDER_MARK;

/// The keys that hold the date of publication, the first the one to trust most.
const KEYS: [&str; 5] = ["date", "published", "pubdate", "datepublished", "date_published"];

/// Front matter.
#[derive(Debug)]
pub(super) struct Front {
    /// The byte of the source behind it.
    pub(super) end: usize,
    /// The date that it gives.
    pub(super) published: Option<NaiveDate>,
}

/// Reads the front matter of a source, if it has any.
pub(super) fn read(source: &str) -> Option<Front> {
    let text = source.trim_start_matches(BYTE_ORDER_MARK);
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let begin = source.len() - text.len();
    let mut lines = text.split_inclusive('\n');
    let mut at = begin + lines.next().filter(|line| line.trim_end() == fence)?.len();
    let body = at;
    for line in lines {
        let end = at + line.len();
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes {
            let body = &source[body..at];
            let published = if fence == "---" { of_yaml(body)? } else { of_toml(body)? };
            return Some(Front { end, published });
        }
        at = end;
    }
    None
}

/// The date in flat YAML; the outer `None` where it is no YAML, but text between two rulers.
fn of_yaml(body: &str) -> Option<Option<NaiveDate>> {
    let mut dates = [None; KEYS.len()];
    for line in body.lines() {
        let nested = line.starts_with([' ', '\t', '-', '#', ']', '}']) || line.trim().is_empty();
        if nested {
            continue;
        }
        let (key, value) = line.split_once(':')?;
        if key.contains(char::is_whitespace) || !(value.is_empty() || value.starts_with([' ', '\t', '\r'])) {
            return None;
        }
        let rank = KEYS.iter().position(|known| key.trim_matches(['"', '\'']).eq_ignore_ascii_case(known));
        if let Some(rank) = rank {
            let value = value.split(" #").next().unwrap_or_default();
            dates[rank] = dates[rank].or_else(|| dateline::of_value(value));
        }
    }
    Some(dates.into_iter().flatten().next())
}

/// The date in TOML; the outer `None` where it is no TOML.
fn of_toml(body: &str) -> Option<Option<NaiveDate>> {
    let table: toml::Table = body.parse().ok()?;
    let date = KEYS.iter().find_map(|known| {
        let (_, value) = table.iter().find(|(key, _)| key.eq_ignore_ascii_case(known))?;
        match value {
            toml::Value::Datetime(date) => dateline::of_value(&date.to_string()),
            toml::Value::String(text) => dateline::of_value(text),
            _ => None,
        }
    });
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter() {
        // source, what stands behind it, date
        for (source, behind, date) in [
            ("---\ntitle: Ships\ndate: 2020-05-06\n---\nText", "Text", "2020-05-06"),
            ("---\r\npublished: \"6 May 2020\"\r\n---\r\nText", "Text", "2020-05-06"),
            ("---\npubDate: 2020-05-06T10:00:00Z # UTC\ntags:\n  - a\n- b\n---\n", "", "2020-05-06"),
            ("---\ndatePublished: '2020-05-06'\ndate: 2020-05-07\n---\n", "", "2020-05-07"),
            ("---\ntitle: Ships: a tale\n---\n", "", "-"),
            ("\u{feff}---\ndate: 2020-05-06\n...\nText", "Text", "2020-05-06"),
            ("+++\ndate = 2020-05-06\ntitle = \"x\"\n+++\nText", "Text", "2020-05-06"),
            ("+++\ndate = 2020-05-06T07:32:00-08:00\n+++\n", "", "2020-05-06"),
            ("+++\npublished = \"May 6, 2020\"\n+++\n", "", "2020-05-06"),
        ] {
            let front = read(source).unwrap_or_else(|| panic!("{source:?} has front matter"));
            assert_eq!(&source[front.end..], behind, "{source:?}");
            assert_eq!(front.published.map_or("-".to_owned(), |d| d.to_string()), date, "{source:?}");
        }
        for source in [
            "---\nTwo ships met.\n---\n",
            "---\ndate: 2020-05-06\n",
            "--- \n",
            "",
            "+++\nno\n+++\n",
            "----\na: b\n---\n",
        ] {
            assert!(read(source).is_none(), "{source:?}");
        }
    }
}
