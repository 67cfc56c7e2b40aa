/*! How the sets name units: what a count counts, coins, currencies, what stands below a rate. */

use factlint::claim::Claim;
use factlint::extract::Mention;
use factlint::lexicon::{Class, Lexicon};
use factlint::span::Span;
use factlint::text::Text;
use factlint::value::{Currency, Value};
use rust_decimal::Decimal;

/// The currencies that CQE's sets tell by their code; all others have their names.
pub const COINED: [&str; 21] = [
    "AUD", "CNY", "EUR", "GBP", "HKD", "ILS", "JPY", "MYR", "USD", "BTC", "CAD", "CHF", "ESP", "FIM", "INR", "MXN",
    "NZD", "TRY", "SGD", "KRW", "SEK",
];

/// What a count counts, as the sets name units: the words between the number and its head, the head in the singular.
pub fn counted(claim: &Claim, text: &str, source: &str) -> Option<String> {
    let head = claim.frame.head?.span;
    let core = claim.mention.span;
    if head.start < core.end {
        return None;
    }
    // "eight other employees", "five more losses"; NewsQuant leaves out "more".
    let news = source == "cqe/NewsQuant";
    let between = &text[core.end as usize..head.start as usize];
    let further = between.split_whitespace().next().filter(|w| *w == "other" || *w == "more" && !news);
    let mut terms: Vec<Span> =
        claim.frame.modifiers.iter().map(|t| t.span).filter(|s| s.start >= core.end && s.end <= head.start).collect();
    terms.sort();
    // "30 - year bonds", as tokenised text has it
    let spaced = text[core.end as usize..].strip_prefix(" - ").and_then(|rest| rest.split(' ').next());
    if let Some(unit) = spaced.filter(|w| matches!(*w, "year" | "month" | "week" | "day" | "hour" | "minute")) {
        return Some(unit.to_owned());
    }
    // NewsQuant leaves out what was done to the things: "recorded songs", "decently sized plants".
    let done = |s: &&Span| {
        let word = s.of(text);
        let hyphened = text[..s.start as usize].ends_with('-') || text[s.end as usize..].starts_with('-');
        !hyphened && (word.ends_with("ed") && word.len() > 4 || word.ends_with("ly") && word.len() > 5)
    };
    let terms = terms.iter().filter(|s| !(news && done(s)));
    let mut words: Vec<String> = Vec::new();
    let mut last = 0;
    for span in terms {
        let word = positive(&span.of(text).to_lowercase());
        // "coal-fired", "gas-only"
        let between = text.get(last as usize..span.start as usize).unwrap_or_default();
        match words.last_mut() {
            Some(before) if between == "-" => *before = format!("{before}-{word}"),
            _ => words.push(word),
        }
        last = span.end;
        let tail = text[last as usize..].strip_prefix('-').and_then(|t| t.split([' ', ',', '.']).next());
        if let (Some(tail), Some(before)) = (tail, words.last_mut())
            && news
            && !claim.frame.modifiers.iter().any(|t| t.span.start == last + 1)
            && head.start != last + 1
        {
            *before = format!("{before}-{tail}");
            last += 1 + tail.len() as u32;
        }
    }
    let head = singular(&head.of(text).to_lowercase());
    // "the 50 previous years"
    if matches!(head.as_str(), "year" | "month" | "week" | "day" | "hour" | "minute") {
        words.clear();
    }
    if let Some(further) = further.filter(|w| !words.iter().any(|known| known == w)) {
        words.insert(0, further.to_owned());
    }
    words.push(head);
    // "stabbed five times": occasions have a name of their own.
    if words.len() == 1 && words[0] == "time" {
        return Some("count".to_owned());
    }
    // "Johnson's deputies"
    words.retain(|word| !matches!(word.as_str(), "s" | "most"));
    Some(words.join(" "))
}

/// The positive of an adjective, as the sets lemmatise: "largest" is "large".
pub fn positive(word: &str) -> String {
    match word {
        "best" | "better" => "good".to_owned(),
        "worst" | "worse" => "bad".to_owned(),
        "larger" | "largest" => "large".to_owned(),
        "smaller" | "younger" | "higher" | "lower" | "older" | "longer" | "shorter" | "newer" => {
            word.trim_end_matches("er").to_owned()
        }
        _ => match word.strip_suffix("est") {
            Some(stem) if stem.len() > 3 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2] => {
                stem[..stem.len() - 1].to_owned()
            }
            Some(stem) if stem.len() > 2 => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}

/// The name and number in one of the small coins that a sum is told in, as all sets do: "470 pence" is 470 pennies.
pub fn coins(mention: &Mention, text: &str) -> Option<(&'static str, Decimal)> {
    if !matches!(mention.value, Value::Money(..)) {
        return None;
    }
    let core = mention.core.of(text).to_lowercase();
    let last = core.rsplit([' ', '-']).next()?;
    let short = core.split([' ', '-']).count() <= 3;
    let alone = short && !["dollar", "pound", "euro", "$", "£", "€"].iter().any(|big| core.contains(big));
    match last {
        "pence" | "penny" if alone => Some(("penny", Decimal::ONE_HUNDRED)),
        "cents" | "cent" if alone => Some(("cent", Decimal::ONE_HUNDRED)),
        _ => None,
    }
}

/// A unit under the name that the sets give it: that of its symbol differs from that of its words.
pub fn named(unit: &str, core: &str) -> String {
    match unit {
        "pound-foot" | "part per billion" | "part per million"
            if core.contains(['p', 'P']) && core.contains("per ") =>
        {
            unit.to_owned()
        }
        "pound-foot" if core.contains("pound") => unit.to_owned(),
        "gigatonne" => "gigaton".to_owned(),
        "megatonne" => "megaton".to_owned(),
        "horsepower" if core.to_lowercase().ends_with("bhp") => "brake horsepower".to_owned(),
        "revolution per minute" => "revolutions per minute".to_owned(),
        "part per billion" => "parts-per-billion".to_owned(),
        "part per million" => "parts-per-million".to_owned(),
        "pound-foot" => "foot pound-force".to_owned(),
        "imperial gallon" => "gallon".to_owned(),
        _ => unit.to_owned(),
    }
}

/// The plain name of the currency: "dollar".
pub fn coin(currency: &Currency) -> String {
    currency.name.to_lowercase().replace("us dollar", "dollar")
}

/// What stands below a rate behind the mention: " a share", " per barrel", "/hour".
pub fn below(text: &str, read: &Text, end: u32, lexicon: &Lexicon) -> Option<String> {
    // "52,000 barrel-a-day"
    let mut next = read.tokens.iter().skip(end as usize).peekable();
    // "9 billion shekels ($2.4 billion) a year"
    if next.peek().is_some_and(|t| t.span.of(text) == "(") {
        let close = read.tokens.iter().skip(end as usize).take(10).position(|t| t.span.of(text) == ")")?;
        next = read.tokens.iter().skip(end as usize + close + 1).peekable();
    }
    // "gallons of jet fuel a year"
    if next.peek().is_some_and(|t| t.span.of(text) == "of") {
        let of = read.tokens.iter().skip(end as usize + 1).take(4);
        let nouns = of.take_while(|t| t.is_word() && !matches!(t.span.of(text), "per" | "a" | "an" | "each" | "every"));
        next = read.tokens.iter().skip(end as usize + 1 + nouns.count()).peekable();
        let article = next.peek().is_some_and(|t| matches!(t.span.of(text), "per" | "a" | "an"));
        let time = |word: &str| matches!(word, "year" | "month" | "week" | "day" | "hour" | "minute" | "second");
        let timed = next.clone().nth(1).is_some_and(|t| time(t.span.of(text)));
        if !(article && timed) {
            return None;
        }
    }
    let words: Vec<String> =
        next.take(6).filter(|t| !t.is_glued_hyphen()).map(|t| t.span.of(text).to_lowercase()).collect();
    let (per, noun) = (words.first()?, words.get(1)?);
    if matches!(noun.as_str(), "sq" | "square") && matches!(words.get(2)?.as_str(), "m" | "metre" | "meter") {
        return Some("square metre".to_owned());
    }
    if matches!(noun.as_str(), "sq" | "square") && matches!(words.get(2)?.as_str(), "ft" | "foot") {
        return Some("square foot".to_owned());
    }
    let rate = matches!(per.as_str(), "per" | "/" | "a" | "an" | "each" | "every");
    let known = lexicon.is(lexicon.word(noun), Class::Adjective);
    // "$6.78 billion a year earlier" is no rate.
    let compared = words.get(2).is_some_and(|w| matches!(w.as_str(), "earlier" | "ago" | "later" | "before"));
    let spelled = match noun.as_str() {
        "annum" | "yr" => "year".to_owned(),
        "kg" | "kilo" => "kilogram".to_owned(),
        "km" => "kilometre".to_owned(),
        noun => singular(noun),
    };
    (rate && !known && !compared && noun.chars().all(char::is_alphabetic)).then_some(spelled)
}

/// The singular of a regular plural.
pub fn singular(word: &str) -> String {
    match word {
        "people" | "series" | "news" | "gas" | "bus" => word.to_owned(),
        "children" => "child".to_owned(),
        "men" | "women" => word.replace("en", "an"),
        "viruses" | "buses" | "losses" | "gases" => word.trim_end_matches("es").to_owned(),
        _ => match word.strip_suffix('s') {
            Some(stem) if stem.ends_with("ie") && stem.len() > 4 => format!("{}y", stem.trim_end_matches("ie")),
            Some(stem)
                if stem.ends_with("sse") || stem.ends_with("xe") || stem.ends_with("che") || stem.ends_with("she") =>
            {
                stem.trim_end_matches('e').to_owned()
            }
            Some(stem) if !stem.ends_with('s') && !stem.ends_with('u') => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}
