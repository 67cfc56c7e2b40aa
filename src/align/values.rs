/*! What claims state, at hand for the gathering of slots, which holds any two of an archive against each other in the order of what they
are worth. Of an archive that lies on a shelf it is noted in a few bytes a claim. */

use rayon::prelude::*;

use super::value::Stated;
use crate::claim::{Claim, Claims};
use crate::value::{Interval, Value};

/// Documents that are noted before what is noted is put together.
const ROUND: usize = 1_024;

/// What some claims state.
pub(super) struct Values<'a> {
    claims: &'a Claims,
    notes: Option<Notes>,
}

/// What claims state, packed.
#[derive(Default)]
struct Notes {
    /// By document: where what is noted of it begins.
    starts: Vec<u64>,
    /// By claim: where that of it ends, counted from there; it begins where that of the claim before ends.
    ends: Vec<u32>,
    sentences: Vec<u32>,
    bytes: Vec<u8>,
}

/// What is noted of a claim: its value, and where on the time line that lies.
type Note = (Value, Option<Interval>);

/// What is noted of a document, packed; by claim where that ends, and its sentence.
type Noted = (Vec<u8>, Vec<u32>, Vec<u32>);

impl<'a> Values<'a> {
    /// Of the claims that are `asked` for.
    pub(super) fn of(claims: &'a Claims, asked: &[bool]) -> Self {
        if !claims.is_shelved() {
            return Self { claims, notes: None };
        }
        let mut notes = Notes::default();
        let of = |claims: &Claims, from: usize| -> Vec<Noted> {
            let round = from..claims.documents().min(from + ROUND);
            round.into_par_iter().map(|document| noted(claims, document, asked)).collect()
        };
        let mut window = claims.window();
        for from in (0..claims.documents()).step_by(ROUND) {
            if window.is_full() {
                window = claims.window();
            }
            for (bytes, ends, sentences) in of(&window, from) {
                notes.starts.push(notes.bytes.len() as u64);
                notes.ends.extend(ends);
                notes.sentences.extend(sentences);
                notes.bytes.extend(bytes);
            }
        }
        Self { claims, notes: Some(notes) }
    }

    /// The sentence of a claim.
    pub(super) fn sentence(&self, claim: usize) -> u32 {
        match &self.notes {
            None => self.claims[claim].mention.sentence,
            Some(notes) => notes.sentences[claim],
        }
    }

    /// Does something with what two claims state.
    pub(super) fn both<R>(&self, x: usize, y: usize, with: impl FnOnce(Stated<'_>, Stated<'_>) -> R) -> R {
        match &self.notes {
            None => with(stated(&self.claims[x]), stated(&self.claims[y])),
            Some(notes) => {
                let (a, b) = (notes.of(x, self.claims), notes.of(y, self.claims));
                with((&a.0, a.1), (&b.0, b.1))
            }
        }
    }

    /// Does something with the value of a claim.
    pub(super) fn one<R>(&self, claim: usize, with: impl FnOnce(&Value) -> R) -> R {
        match &self.notes {
            None => with(&self.claims[claim].mention.value),
            Some(notes) => with(&notes.of(claim, self.claims).0),
        }
    }
}

fn stated(claim: &Claim) -> Stated<'_> {
    (&claim.mention.value, claim.interval)
}

fn noted(claims: &Claims, document: usize, asked: &[bool]) -> Noted {
    let (range, mut bytes) = (claims.range(document), Vec::new());
    if !asked[range.clone()].contains(&true) {
        return (bytes, vec![0; range.len()], vec![0; range.len()]);
    }
    let own = claims.of(document);
    let note = |(claim, asked): (&Claim, &bool)| {
        if *asked {
            // Postcard fails on sequences of unknown length: there are none.
            bytes = postcard::to_extend(&stated(claim), std::mem::take(&mut bytes)).unwrap_or_default();
        }
        bytes.len() as u32
    };
    let ends = own.iter().zip(&asked[range]).map(note).collect();
    (bytes, ends, own.iter().map(|claim| claim.mention.sentence).collect())
}

impl Notes {
    fn of(&self, claim: usize, claims: &Claims) -> Note {
        let document = claims.owner(claim) as usize;
        let first = claim == claims.range(document).start;
        let start = self.starts[document] as usize;
        let from = if first { 0 } else { self.ends[claim - 1] };
        let bytes = &self.bytes[start + from as usize..start + self.ends[claim] as usize];
        // This very process has written it, of every claim that was asked for.
        postcard::from_bytes(bytes).unwrap_or_else(|_| {
            let window = claims.window();
            let (value, when) = stated(&window[claim]);
            (value.clone(), when)
        })
    }
}
