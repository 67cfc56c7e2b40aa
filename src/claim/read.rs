/*! From the figures of a document to its claims, a sentence after the other. */

use rust_decimal::Decimal;
use xxhash_rust::xxh3::xxh3_64;

use super::anchor::{self, Timeline};
use super::frame::{self, Place};
use super::lead::{head_lines, lead_day, lead_versions, versions};
use super::measure::{Figure, measures};
use super::named::{Standing, carried, context, count_names, subject};
use super::people::People;
use super::sentence::{asked, models, set_asked, set_reached, set_rows, set_when};
use super::words::{self, Names, Word};
use super::{CARRIED, Claim, Context, DocumentFacts, Frame, LEAD, Stating, speaker};
use crate::document::{Document, DocumentId};
use crate::extract::{Mention, Mentions};
use crate::lexicon::{Class, Lexicon};
use crate::span::Span;
use crate::text::{Text, Token};
use crate::value::{DimensionId, Kind};

/// Reads the frames of a document's mentions.
pub fn claims(
    id: DocumentId,
    document: &Document,
    read: &Text,
    mentions: Mentions,
    lexicon: &Lexicon,
) -> (Vec<Claim>, DocumentFacts) {
    let text = document.text();
    let names = words::names_of(text, read, lexicon);
    let mut facts = DocumentFacts {
        text: xxh3_64(text.as_bytes()),
        headlines: head_lines(text, read),
        versions: lead_versions(text, read, &mentions.found),
        day: lead_day(&mentions.found),
        unread: mentions.unread,
        too_large: mentions.too_large,
        ..DocumentFacts::default()
    };
    let standing = count_names(read, &names, lexicon, &mut facts);
    let mut reader = Reader {
        id,
        text,
        read,
        lexicon,
        names: &names,
        standing,
        asked: asked(text, read, &names, lexicon),
        timeline: Timeline::new(document.published),
        people: None,
        model: None,
        claims: Vec::with_capacity(mentions.found.len()),
        facts,
    };
    let mut found = mentions.found.into_iter().peekable();
    let (mut here, mut line) = (Vec::new(), Line::default());
    while let Some(first) = found.next() {
        let sentence = first.sentence;
        here.push(first);
        while let Some(next) = found.next_if(|m| m.sentence == sentence) {
            here.push(next);
        }
        reader.sentence(sentence, &mut here, &mut line);
    }
    let Reader { claims, mut facts, .. } = reader;
    facts.besides.sort_unstable();
    facts.besides.dedup();
    (claims, facts)
}

/// What is known of a document while its figures are read.
struct Reader<'a> {
    id: DocumentId,
    text: &'a str,
    read: &'a Text,
    lexicon: &'a Lexicon,
    names: &'a Names,
    standing: Standing,
    /// What its questions tell apart, by their sentences.
    asked: Vec<(u32, Vec<u64>)>,
    timeline: Timeline,
    /// Whom its surnames mean: asked of articles that tell an age alone.
    people: Option<People>,
    /// The last sentence that told a model, and what told it.
    model: Option<(u32, Vec<(DimensionId, u64)>)>,
    claims: Vec<Claim>,
    facts: DocumentFacts,
}

/// A sentence of figures. It is written anew for each.
#[derive(Default)]
struct Line {
    words: Vec<Word>,
    stems: Vec<u64>,
    /// The classes of all words.
    classes: u64,
    figures: Vec<Figure>,
    /// Who says all of it.
    speaker: Option<Span>,
    /// By claim: its clause, in words.
    clauses: Vec<(usize, usize)>,
}

impl Line {
    /// Writes the sentence with that index, in which those mentions stand.
    fn write(&mut self, reader: &Reader<'_>, sentence: u32, here: &[Mention]) {
        let place = &reader.read.sentences[sentence as usize];
        let Self { words, stems, classes, figures, speaker, clauses } = self;
        words::write_words(reader.text, place.tokens(&reader.read.tokens), reader.names, reader.lexicon, words);
        figures.clear();
        for Mention { first, end, value, .. } in here {
            let (first, end) = ((first - place.first) as usize, (end - place.first) as usize);
            let in_time = value.is_temporal();
            words[first..end].iter_mut().for_each(|w| (w.in_mention, w.in_time) = (true, in_time));
            figures.push(Figure { first, end, kind: value.kind() });
        }
        stems.clear();
        stems.extend(words.iter().map(|w| w.stem));
        *classes = words.iter().fold(0, |all, word| all | word.classes);
        *speaker = if *classes & Class::Reporting.bit() == 0 { None } else { speaker::speaker(words) };
        clauses.clear();
    }
}

impl Reader<'_> {
    /// Reads the claims of a sentence, whose mentions are taken out of `here`.
    fn sentence(&mut self, sentence: u32, here: &mut Vec<Mention>, line: &mut Line) {
        line.write(self, sentence, here);
        let place = &self.read.sentences[sentence as usize];
        let (base, tokens) = (place.first, place.tokens(&self.read.tokens));
        let from = self.claims.len();
        for mention in here.drain(..) {
            let (claim, clause) = self.figure(mention, line, base, tokens, from);
            self.claims.push(claim);
            line.clauses.push(clause);
        }
        let Line { words, figures, speaker, clauses, .. } = line;
        let own = &mut self.claims[from..];
        let told = models(own, self.text);
        if !told.is_empty() {
            self.model = Some((sentence, told));
        }
        set_when(own, words, clauses, base);
        set_reached(own, clauses, base);
        set_asked(own, sentence, &self.asked);
        set_rows(own, words, base);
        let models = match &self.model {
            Some((nearest, models)) if sentence - nearest <= CARRIED => models.clone(),
            _ => Vec::new(),
        };
        let versions = versions(self.text, words, figures);
        let subject = subject(sentence, &self.standing.0, words, *speaker);
        self.tell(sentence, from, Context { models, versions, ..context(words, subject) });
    }

    /// Notes of the claims of a sentence, the first of which is given, what is asked for of the document.
    fn tell(&mut self, sentence: u32, from: usize, context: Context) {
        let facts = &mut self.facts;
        for (at, Claim { frame, .. }) in (0..).zip(&self.claims).skip(from) {
            if !frame.measures.is_empty() {
                facts.stating.push(Stating::of(at, sentence, frame));
            }
            if frame.running {
                facts.running.push(at);
            }
            let names = frame.names.iter().map(|name| name.key);
            facts.besides.extend(names.filter(|name| !context.names.contains(name)));
        }
        facts.contexts.push((sentence, context));
    }

    /// Reads the claim of a figure, and the clause that it stands in; the claims of the sentence begin at `from`, its tokens at `base`.
    fn figure(
        &mut self,
        mut mention: Mention,
        line: &Line,
        base: u32,
        tokens: &[Token],
        from: usize,
    ) -> (Claim, (usize, usize)) {
        let Line { words, stems, figures, .. } = line;
        let (text, lexicon, sentence) = (self.text, self.lexicon, mention.sentence);
        let (first, end) = ((mention.first - base) as usize, (mention.end - base) as usize);
        if let Some(age) = frame::bare_age(words, first, end, &mention.value) {
            mention.value = age;
        }
        let tense = mention.value.is_temporal().then(|| anchor::tense(text, lexicon, tokens, first, end));
        if let Some(length) = tense.and_then(|tense| anchor::told_length(&mention.value, tense)) {
            mention.value = length;
        }
        let (kind, dimension) = (mention.value.kind(), mention.value.dimension());
        let place = Place { text, words, stems, classes: line.classes, first, end, kind, dimension };
        let clause = place.clause();
        let (interval, timex) = tense.map_or((None, None), |tense| self.timeline.place(&mention.value, tense));
        let last = self.claims[from..].last();
        let converts = |before: &&Claim| {
            place.converts(&mention.value, (before.mention.end - base) as usize, &before.mention.value)
        };
        let frame = match last.filter(converts) {
            Some(before) => Frame { restates: true, ..Frame::clone(&before.frame) },
            None => {
                let told = place.conjunct(clause, figures);
                let mut frame = frame::frame(&place, clause, told, lexicon);
                frame.dateline = kind.tells_when() && (sentence as usize) < LEAD && place.is_in_dateline();
                // "One shop" is no shop of another sort than "two shops".
                let several = mention.value.range().and_then(|range| range.low).is_some_and(|low| low > Decimal::ONE);
                frame.collective = frame.collective.filter(|_| several);
                if kind == Kind::Age && frame.person.len() == 1 {
                    let all = || People::of(text, self.read, self.names, lexicon);
                    frame.person = self.people.get_or_insert_with(all).whole(&frame.person);
                }
                // Whoever speaks, an age beside a name is told by the article.
                frame.speaker = line.speaker.filter(|_| !frame.is_personal(kind));
                let before = last.filter(|c| c.mention.value.kind() == Kind::Count);
                if let Some(before) = before.filter(|c| place.goes_on((c.mention.first - base) as usize, &frame)) {
                    (frame.head, frame.head_is_empty) = (before.frame.head, before.frame.head_is_empty);
                }
                let head = frame.head.map(|head| head.key);
                frame.measures = measures(&place, clause, told, head, figures, lexicon).into();
                if frame.owner.is_empty() {
                    frame.owner = carried(sentence, &self.standing.1).into();
                }
                frame
            }
        };
        (Claim { document: self.id, mention, interval, timex, frame: frame.into() }, clause)
    }
}
