/*! Tests of the grammars of time, by theme: each says what of a text is a time, and its TIMEX3 value. */

mod clock;
mod day;
mod length;
mod period;
mod relative;
mod set;
mod year;

use std::sync::LazyLock;

use crate::document::{Block, BlockKind};
use crate::extract::{EXTRACTORS, Mention, mentions_by};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::Text;
use crate::value::Value;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The times in a text: what of it, and the TIMEX3 value that the text alone gives.
fn times(text: &str) -> Vec<(String, String)> {
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    let read = Text::read(text, &[block], &LEXICON);
    let found = mentions_by(EXTRACTORS, text, &read, &LEXICON).found;
    let timex = |value: &Value| match value {
        Value::Date(d) if d.set => Some(format!("set {}", d.timex())),
        Value::Date(d) => Some(d.timex()),
        Value::Time(t) => Some(t.timex()),
        Value::Duration(d) if d.set => Some(format!("set {}", d.timex())),
        Value::Duration(d) => Some(d.timex()),
        Value::Period(p) => Some(p.timex()),
        _ => None,
    };
    let item = |m: &Mention| Some((m.span.of(text).to_owned(), timex(&m.value)?));
    found.iter().filter_map(item).collect()
}

/// The values of time in a text.
fn times_of(text: &str) -> Vec<Value> {
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    let read = Text::read(text, &[block], &LEXICON);
    let of_time = |v: &Value| matches!(v, Value::Date(_) | Value::Time(_) | Value::Duration(_) | Value::Period(_));
    mentions_by(EXTRACTORS, text, &read, &LEXICON).found.into_iter().map(|m| m.value).filter(of_time).collect()
}

/// Each text is one time, all of it but what stands in brackets.
#[track_caller]
fn reads(cases: &[(&str, &str)]) {
    for (text, timex) in cases {
        let core = match (text.find('['), text.find(']')) {
            (Some(a), Some(b)) => text[a + 1..b].to_owned(),
            _ => (*text).to_owned(),
        };
        let plain = text.replace(['[', ']'], "");
        assert_eq!(times(&plain), [(core, (*timex).to_owned())], "{plain}");
    }
}

#[track_caller]
fn ignores(texts: &[&str]) {
    for text in texts {
        assert_eq!(times(text), [], "{text}");
    }
}

/// The TIMEX3 values in a text, in order.
fn values(text: &str) -> Vec<String> {
    times(text).into_iter().map(|(_, timex)| timex).collect()
}
