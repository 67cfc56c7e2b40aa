/*! A rule's message: text with `{placeholders}`, checked when the rule is read. */

use std::ops::Range;

/// A message with its placeholders, each one that the rule's comparison fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Slot(&'static str),
}

/// What is wrong with a message: where in it, and what there is instead of a known placeholder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadPlaceholder<'a> {
    /// The bytes of the message.
    pub(super) at: Range<usize>,
    /// The unknown name; empty where a brace is not closed.
    pub(super) name: &'a str,
}

impl Template {
    /// Reads a message whose placeholders are among `known`.
    pub(super) fn read<'a>(message: &'a str, known: &[&'static str]) -> Result<Self, BadPlaceholder<'a>> {
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(open) = message[at..].find('{').map(|i| i + at) {
            if open > at {
                pieces.push(Piece::Text(message[at..open].to_owned()));
            }
            let Some(close) = message[open..].find('}').map(|i| i + open) else {
                return Err(BadPlaceholder { at: open..message.len(), name: "" });
            };
            let name = &message[open + 1..close];
            let slot = known.iter().find(|k| **k == name).ok_or(BadPlaceholder { at: open..close + 1, name })?;
            pieces.push(Piece::Slot(slot));
            at = close + 1;
        }
        if at < message.len() {
            pieces.push(Piece::Text(message[at..].to_owned()));
        }
        Ok(Self { pieces })
    }

    /// The message with each placeholder replaced by its value; one without a value stays as written.
    pub fn fill(&self, values: &[(&'static str, String)]) -> String {
        let mut message = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => message.push_str(text),
                Piece::Slot(name) => match values.iter().find(|(n, _)| n == name) {
                    Some((_, value)) => message.push_str(value),
                    None => message.extend(["{", name, "}"]),
                },
            }
        }
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_unknown_ones_pointed_at() {
        let template = Template::read("{a} against {b}", &["a", "b"]).unwrap();
        assert_eq!(template.fill(&[("a", "5".into()), ("b", "{a}".into())]), "5 against {a}");
        for (message, at, name) in [("x {c}", 2..5, "c"), ("x {a", 2..4, ""), ("{}", 0..2, "")] {
            assert_eq!(Template::read(message, &["a"]), Err(BadPlaceholder { at, name }), "{message}");
        }
    }
}
