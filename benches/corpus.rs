/*! Writes a corpus of made-up news as JSON Lines, the same for the same arguments: `corpus ARTICLES [SEED] > news.jsonl`.

It is grown from the sentences of `fixtures/` and `tests/fresh/`, so that it has the words of prose: 7,900 sentences, those with
figures of 84 scenes. An article draws its figures from one scene. Of every hundred sentences, 35 state figures, and some are led on
by one that states none, so that they are as long as those of news: 120 characters. Names are drawn by Zipf's law from a list without
end, figures are drawn anew, and every fifth article tells an event that one of the last five hundred told: the names of that article,
and half of its sentences, some with another figure. */

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Of a hundred sentences, those that state figures.
const WITH_FIGURES: u64 = 35;
/// Articles whose events may be told again.
const REMEMBERED: usize = 500;
/// Names that an article may speak of: its cast.
const CAST: usize = 12;
/// Of a hundred sentences, those that one without figures leads on.
const LED_ON: u64 = 60;

/// A generator of numbers that look like chance: SplitMix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// A rank by Zipf's law, from 0: half as likely at twice the rank.
    fn zipf(&mut self, most: u64) -> u64 {
        let share = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((most as f64).powf(share) - 1.0) as u64
    }
}

/// A sentence of the fixtures, in parts.
struct Sentence {
    parts: Vec<Part>,
}

enum Part {
    Text(String),
    /// A name, by its place in the cast.
    Name(usize),
    /// A number of so many digits.
    Digits(String),
}

/// What the news is grown from.
#[derive(Default)]
struct Sentences {
    /// Those with figures, by scene: a directory of articles.
    figured: Vec<Vec<Sentence>>,
    /// Those without.
    plain: Vec<Sentence>,
    /// Of these, those that may lead on another.
    tails: Vec<Sentence>,
}

/// A sentence: its scene if it states figures, and its place there or among those that state none.
type Choice = (Option<usize>, usize);

/// An article: its scene, its cast, its sentences, and a day.
struct Told {
    scene: usize,
    cast: Vec<u64>,
    chosen: Vec<Choice>,
    day: u64,
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let (articles, seed) = (arguments.next().unwrap_or(10_000), arguments.next().unwrap_or(1));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sentences = sentences(&[root.join("fixtures"), root.join("tests/fresh")])?;
    let mut chance = Chance(seed);
    // The cast and the sentences of the last articles.
    let mut told: Vec<Told> = Vec::new();
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    let mut text = String::new();
    for article in 0..articles {
        let again = !told.is_empty() && chance.below(5) == 0;
        let before = chance.below(told.len() as u64) as usize;
        let names = 20 * 50_000u64.min(articles + 100);
        let (which, cast, day) = match again {
            true => (told[before].scene, told[before].cast.clone(), told[before].day + chance.below(20)),
            false => {
                let which = chance.below(sentences.figured.len() as u64) as usize;
                (which, (0..CAST).map(|_| chance.zipf(names)).collect(), chance.below(3000))
            }
        };
        let count = 8 + chance.below(24) as usize;
        let mut chosen: Vec<Choice> = Vec::with_capacity(count);
        for _ in 0..4 * count {
            if chosen.len() < count {
                let scene = (chance.below(100) < WITH_FIGURES).then_some(which);
                let pool = scene.map_or(&sentences.plain, |scene| &sentences.figured[scene]);
                let choice = (scene, chance.below(pool.len() as u64) as usize);
                // An article says none of its own twice.
                if !chosen.contains(&choice) {
                    chosen.push(choice);
                }
            }
        }
        // The figures of a sentence follow from its seed: the same sentence of another article has the same.
        let mut seeds: Vec<u64> = chosen.iter().map(|_| chance.next()).collect();
        if again {
            for (at, sentence) in told[before].chosen.iter().enumerate().take(chosen.len()) {
                if at % 2 == 0 {
                    chosen[at] = *sentence;
                    seeds[at] = told[before].cast[0] ^ at as u64 ^ u64::from(chance.below(10) == 0);
                }
            }
        } else {
            for (at, own) in seeds.iter_mut().enumerate() {
                *own = cast[0] ^ at as u64;
            }
        }
        text.clear();
        for (nth, ((scene, at), seed)) in chosen.iter().zip(&seeds).enumerate() {
            if nth > 0 {
                text.push_str(if nth % 3 == 0 { "\\n\\n" } else { " " });
            }
            let pool = scene.map_or(&sentences.plain, |scene| &sentences.figured[scene]);
            let mut chance = Chance(*seed);
            write_sentence(&pool[*at], &cast, &mut chance, &mut text);
            if chance.below(100) < LED_ON && text.ends_with('.') {
                text.pop();
                text.push_str(if *seed % 2 == 0 { ", and " } else { ", while " });
                let tail = chance.below(sentences.tails.len() as u64) as usize;
                write_sentence(&sentences.tails[tail], &cast, &mut chance, &mut text);
            }
        }
        let date = (2015 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        writeln!(
            out,
            "{{\"id\": \"{article}\", \"date\": \"{:04}-{:02}-{:02}\", \"text\": \"{text}\"}}",
            date.0, date.1, date.2
        )?;
        let place = (article as usize) % REMEMBERED;
        let now = Told { scene: which, cast, chosen, day };
        match told.get_mut(place) {
            Some(old) => *old = now,
            None => told.push(now),
        }
    }
    out.flush()
}

/// Writes a sentence as the inside of a JSON string.
fn write_sentence(sentence: &Sentence, cast: &[u64], chance: &mut Chance, text: &mut String) {
    for part in &sentence.parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Name(at) => name(cast[*at % cast.len()], text),
            Part::Digits(digits) => {
                for (at, digit) in digits.bytes().enumerate() {
                    let drawn = if digit == b'0' { 0 } else { 1 + chance.below(9) as u8 };
                    // Days of a month and hours stay what they are.
                    let drawn = if digits.len() < 3 && at == 0 { digit - b'0' } else { drawn };
                    text.push(char::from(b'0' + drawn));
                }
            }
        }
    }
}

/// The name of a rank.
fn name(mut rank: u64, text: &mut String) {
    let ending = rank as usize % 10;
    const ONSETS: [&str; 16] = ["B", "Dr", "F", "Gl", "H", "K", "Br", "M", "N", "P", "R", "St", "T", "V", "W", "Z"];
    const MIDDLES: [&str; 16] = [
        "arl", "end", "orm", "ast", "ill", "unn", "eck", "owar", "ivan", "elm", "ost", "adr", "umb", "erv", "imm",
        "ond",
    ];
    const ENDS: [&str; 10] = ["a", "en", "ick", "o", "ford", "ley", "son", "ia", "us", "ey"];
    text.push_str(ONSETS[rank as usize % 16]);
    rank /= 16;
    text.push_str(MIDDLES[rank as usize % 16]);
    rank /= 16;
    while rank > 0 {
        text.push_str(MIDDLES[rank as usize % 16]);
        rank /= 16;
    }
    text.push_str(ENDS[ending]);
}

/// The fewest sentences with figures of a scene that stands for itself.
const ENOUGH: usize = 20;

/// The sentences below some directories; those of small scenes with figures are one scene.
fn sentences(roots: &[PathBuf]) -> io::Result<Sentences> {
    let (mut sentences, mut small) = (Sentences::default(), Vec::new());
    let mut open: Vec<PathBuf> = roots.iter().rev().cloned().collect();
    while let Some(directory) = open.pop() {
        let mut entries = fs::read_dir(directory)?.map(|e| Ok(e?.path())).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        // A name has one place in the cast, whichever article of the scene prints it.
        let (mut figured, mut names) = (Vec::new(), HashMap::new());
        for path in entries {
            let article = path.extension().is_some_and(|e| e == "txt") && !path.ends_with("expect.txt");
            match path.is_dir() {
                true => open.push(path),
                false if article => figured.append(&mut read(&fs::read_to_string(path)?, &mut names, &mut sentences)),
                false => {}
            }
        }
        match figured.len() {
            ENOUGH.. => sentences.figured.push(figured),
            _ => small.append(&mut figured),
        }
    }
    sentences.figured.extend((small.len() >= ENOUGH).then_some(small));
    Ok(sentences)
}

/// The sentences of an article that state figures; adds the others.
fn read(text: &str, names: &mut HashMap<String, usize>, sentences: &mut Sentences) -> Vec<Sentence> {
    let mut figured = Vec::new();
    for sentence in text.split("\n\n").flat_map(split) {
        let has = sentence.bytes().any(|b| b.is_ascii_digit()) || sentence.split(' ').any(is_number);
        if has {
            figured.push(parts(sentence, names));
            continue;
        }
        sentences.plain.push(parts(sentence, names));
        let leads = LEADS.iter().any(|l| sentence.strip_prefix(l).is_some_and(|rest| rest.starts_with(' ')));
        if leads && sentence.ends_with('.') && !sentence.contains('"') {
            let lowered = sentence[..1].to_ascii_lowercase() + &sentence[1..];
            sentences.tails.push(parts(&lowered, names));
        }
    }
    figured
}

/// First words that no name is: what they begin may stand behind another clause.
const LEADS: [&str; 18] = [
    "The", "A", "An", "It", "He", "She", "They", "We", "This", "That", "These", "His", "Her", "Its", "Their", "There",
    "No", "Some",
];

/// Roughly: a full stop, a blank and a capital end a sentence of three words or more.
fn split(paragraph: &str) -> Vec<&str> {
    let (mut found, mut start) = (Vec::new(), 0);
    let bytes = paragraph.as_bytes();
    for at in 0..bytes.len().saturating_sub(2) {
        let ends = matches!(bytes[at], b'.' | b'?' | b'"') && matches!(bytes[at + 1], b' ' | b'\n');
        if ends && bytes[at + 2].is_ascii_uppercase() && at - start > 20 {
            found.push(paragraph[start..=at].trim());
            start = at + 1;
        }
    }
    found.push(paragraph[start..].trim());
    // Headlines and what somebody shouts are shorter than sentences of prose.
    found.retain(|s| s.split_whitespace().count() > 8 && s.ends_with(['.', '?', '"']) && !s.contains("date 20"));
    found
}

/// Whether a word states a figure, or may be part of one: a number or a time.
fn is_number(word: &str) -> bool {
    const NUMBERS: [&str; 74] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "half",
        "million",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "once",
        "twice",
        "several",
        "few",
        "quarter",
        "double",
        "doubled",
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "weekend",
        "day",
        "days",
        "hour",
        "hours",
        "minutes",
        "decade",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "night",
        "morning",
        "afternoon",
        "evening",
        "spring",
        "summer",
        "autumn",
        "winter",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "now",
    ];
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let part = |part: &str| NUMBERS.contains(&part) || MONTHS.contains(&part);
    word.split('-').any(part)
}

const MONTHS: [&str; 8] = ["june", "july", "august", "september", "october", "november", "december", "christmas"];

/// A sentence in parts: names are capitalised words behind its first, but for those of the calendar and of all capitals.
fn parts(sentence: &str, names: &mut HashMap<String, usize>) -> Sentence {
    const DAYS: [&str; 19] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let escaped = sentence.replace('\n', " ").replace('\\', "").replace('"', "\\\"");
    let mut parts = vec![Part::Text(String::new())];
    let mut first = true;
    let kind = |c: char| if c.is_ascii_digit() { 2 } else { u8::from(c.is_alphanumeric()) };
    let mut rest = escaped.as_str();
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|d| kind(d) != kind(c)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(length);
        let named = piece.len() > 3 && c.is_ascii_uppercase() && piece[1..].bytes().all(|b| b.is_ascii_lowercase());
        match kind(c) {
            1 if named && !first && !DAYS.contains(&piece) => {
                let known = names.len();
                parts.push(Part::Name(*names.entry(piece.to_owned()).or_insert(known)));
            }
            // A year stays one.
            2 if !(length == 4 && (piece.starts_with("19") || piece.starts_with("20"))) => {
                parts.push(Part::Digits(piece.to_owned()));
            }
            _ => match parts.last_mut() {
                Some(Part::Text(text)) => text.push_str(piece),
                _ => parts.push(Part::Text(piece.to_owned())),
            },
        }
        first &= kind(c) == 0;
        rest = behind;
    }
    Sentence { parts }
}
