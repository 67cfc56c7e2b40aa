/*! What claims state, at hand for the gathering of slots, which holds any two of an archive against each other in the order of what they
are worth. Of an archive that lies on a shelf it is noted in a few bytes a claim. */

use rayon::prelude::*;

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
    bytes: Vec<u8>,
}

/// What is noted of a claim: its sentence, its value, and where on the time line that lies.
pub(super) type Note = (u32, Value, Option<Interval>);

impl<'a> Values<'a> {
    /// Of the claims that are `asked` for.
    pub(super) fn of(claims: &'a Claims, asked: &[bool]) -> Self {
        if !claims.is_shelved() {
            return Self { claims, notes: None };
        }
        let mut notes = Notes::default();
        let of = |claims: &Claims, from: usize| -> Vec<(Vec<u8>, Vec<u32>)> {
            let round = from..claims.documents().min(from + ROUND);
            round.into_par_iter().map(|document| noted(claims, document, asked)).collect()
        };
        let mut window = claims.window();
        for from in (0..claims.documents()).step_by(ROUND) {
            if window.is_full() {
                window = claims.window();
            }
            for (bytes, ends) in of(&window, from) {
                notes.starts.push(notes.bytes.len() as u64);
                notes.ends.extend(ends);
                notes.bytes.extend(bytes);
            }
        }
        Self { claims, notes: Some(notes) }
    }

    /// What a claim states that was asked for.
    pub(super) fn get(&self, claim: usize) -> Note {
        let own = || of(&self.claims[claim]);
        self.notes.as_ref().map_or_else(own, |notes| notes.of(claim, self.claims))
    }
}

fn of(claim: &Claim) -> Note {
    (claim.mention.sentence, claim.mention.value.clone(), claim.interval)
}

/// What the claims of a document state of which that is asked, packed; and by claim where that ends.
fn noted(claims: &Claims, document: usize, asked: &[bool]) -> (Vec<u8>, Vec<u32>) {
    let (range, mut bytes) = (claims.range(document), Vec::new());
    let note = |at: usize| {
        if asked[at] {
            // Postcard fails on sequences of unknown length: there are none.
            bytes = postcard::to_extend(&of(&claims[at]), std::mem::take(&mut bytes)).unwrap_or_default();
        }
        bytes.len() as u32
    };
    let ends = range.map(note).collect();
    (bytes, ends)
}

impl Notes {
    fn of(&self, claim: usize, claims: &Claims) -> Note {
        let document = claims.owner(claim) as usize;
        let first = claim == claims.range(document).start;
        let start = self.starts[document] as usize;
        let from = if first { 0 } else { self.ends[claim - 1] };
        let bytes = &self.bytes[start + from as usize..start + self.ends[claim] as usize];
        // This very process has written it, of every claim that was asked for.
        postcard::from_bytes(bytes).unwrap_or_else(|_| of(&claims.window()[claim]))
    }
}
