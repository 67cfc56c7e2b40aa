/*! The claims of a corpus. Those of a large archive lie packed on a shelf; a document is opened when something of it is first looked at,
and stays open as long as the window through which that was done. */

use std::ops::{Deref, Index, Range};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::{Claim, Context, DocumentFacts, DocumentRead, Stating};
use crate::document::DocumentId;
use crate::value::{Interval, Value};

/// Bytes of memory that an archive on a shelf is to take, about; those of a document that is not open, with all that comes of it; and those
/// of a claim that is.
const MEMORY: usize = 2_000_000_000;
const DOCUMENT: usize = 7_000;
const CLAIM: usize = 1_250;

/// Claims that may be open in one window, however many documents there are: about 150 megabytes. Tests look through many windows.
const LEAST: usize = if cfg!(test) { 64 } else { 1 << 17 };

/// How many claims may be open in one window of so many documents: the fewer, the more often they are opened.
fn room(documents: usize) -> usize {
    let left = MEMORY.saturating_sub(documents.saturating_mul(DOCUMENT));
    if cfg!(test) { LEAST } else { LEAST.max(left / CLAIM) }
}

/// Things that are worked on before it is asked whether a window is full.
const ROUND: usize = if cfg!(test) { 8 } else { 512 };

/// What a document tells, each word with how often it stands there, in the order of their keys.
type Words = Vec<(u64, u32)>;

/// Where read documents lie that are looked at a part at a time.
pub(crate) trait Shelf: std::fmt::Debug + Send + Sync {
    /// The claims of a document; nothing where they cannot be read, which the shelf then has told.
    fn claims(&self, document: DocumentId) -> Vec<Claim>;

    /// What is known of a document besides, in the same way.
    fn facts(&self, document: DocumentId) -> DocumentFacts;
}

/// The claims of a corpus, found by their index; those of one document stand together, in the order of the text.
#[derive(Debug, Default)]
pub struct Claims {
    known: Arc<Known>,
    /// By document: what is open of it.
    open: Vec<OnceLock<Box<Open>>>,
    /// How many claims are open, if there is a shelf.
    opened: AtomicUsize,
}

/// What is known of the documents that are not open.
#[derive(Debug, Default)]
struct Known {
    /// By document: its first claim; then how many there are.
    starts: Vec<u32>,
    /// By claim: its document.
    owners: Vec<u32>,
    briefs: Vec<Brief>,
    shelf: Option<Arc<dyn Shelf>>,
    /// How many claims of a shelf may be open in one window.
    room: usize,
    /// By document of a shelf: its names and its content words, until they are asked for.
    told: [Mutex<Option<Vec<Words>>>; 2],
}

/// What is known of a document without looking into it.
#[derive(Debug, Clone, Default)]
pub struct Brief {
    /// A hash of its text.
    pub text: u64,
    /// Which of its claims state a measure, in order.
    pub stating: Box<[Stating]>,
    /// Which of its claims are told of several occasions together, in order.
    pub running: Box<[u32]>,
    /// Which of its claims state no figure, in order: "now", "recently".
    pub vague: Box<[u32]>,
    /// Figures that no grammar reads.
    pub unread: u32,
    /// Of those, numbers of more digits than are computed with.
    pub too_large: u32,
}

/// A document that is open.
#[derive(Debug)]
struct Open {
    claims: Vec<Claim>,
    /// What is asked for of fewer documents.
    besides: OnceLock<Besides>,
}

/// What is known of an open document besides its claims.
#[derive(Debug)]
struct Besides {
    facts: DocumentFacts,
    /// By claim: the context of its sentence.
    contexts: Vec<u32>,
}

/// What is kept at hand of a document that goes to a shelf.
#[derive(Debug)]
pub(crate) struct Label {
    claims: usize,
    brief: Brief,
    told: [Words; 2],
}

impl Label {
    pub(crate) fn of(read: &DocumentRead) -> Self {
        let mut told = read.facts.told();
        told.iter_mut().for_each(Vec::shrink_to_fit);
        Self { claims: read.claims.len(), brief: Brief::of(&read.claims, &read.facts), told }
    }
}

impl Brief {
    fn of(claims: &[Claim], facts: &DocumentFacts) -> Self {
        let is_vague = |claim: &Claim| matches!(&claim.mention.value, Value::Date(date) if date.is_vague());
        Self {
            text: facts.text,
            stating: facts.stating.as_slice().into(),
            running: facts.running.as_slice().into(),
            vague: (0..).zip(claims).filter(|(_, claim)| is_vague(claim)).map(|(at, _)| at).collect(),
            unread: facts.unread,
            too_large: facts.too_large,
        }
    }
}

impl Besides {
    fn of(claims: &[Claim], mut facts: DocumentFacts, range: Range<usize>) -> Self {
        facts.claims = range;
        facts.times = times(claims);
        // Every sentence that states a claim has its context, made with it.
        let context = |claim: &Claim| facts.contexts.partition_point(|it| it.0 < claim.mention.sentence) as u32;
        let contexts = claims.iter().map(context).collect();
        Self { facts, contexts }
    }
}

/// The times of dates, in order, those that share a moment put together.
fn times(claims: &[Claim]) -> Vec<Interval> {
    let is_date = |claim: &&Claim| matches!(claim.mention.value, Value::Date(_) | Value::Period(_));
    let mut found: Vec<Interval> = claims.iter().filter(is_date).filter_map(|claim| claim.interval).collect();
    found.sort_unstable_by_key(|time| time.start);
    found.dedup_by(|next, last| {
        let meets = next.meets(last);
        if meets {
            *last = last.hull(next);
        }
        meets
    });
    found
}

impl Known {
    /// Takes in the next document.
    fn push(&mut self, claims: usize, brief: Brief) -> Range<usize> {
        let start = self.owners.len();
        let document = self.briefs.len() as u32;
        self.owners.extend(std::iter::repeat_n(document, claims));
        self.starts.push(start as u32);
        self.briefs.push(brief);
        start..start + claims
    }

    fn close(mut self) -> Arc<Self> {
        self.starts.push(self.owners.len() as u32);
        self.owners.shrink_to_fit();
        Arc::new(self)
    }
}

impl Claims {
    /// Puts the claims of documents, in the order of the corpus, together.
    pub fn gather(read: impl IntoIterator<Item = (Vec<Claim>, DocumentFacts)>) -> Self {
        let (mut known, mut open) = (Known::default(), Vec::new());
        for (claims, facts) in read {
            let range = known.push(claims.len(), Brief::of(&claims, &facts));
            let besides = OnceLock::from(Besides::of(&claims, facts, range));
            open.push(OnceLock::from(Box::new(Open { claims, besides })));
        }
        Self { known: known.close(), open, opened: AtomicUsize::new(0) }
    }

    /// The same of documents that lie on a shelf, of which the labels are given in the order of the corpus.
    pub(crate) fn shelved(labels: Vec<Label>, shelf: Arc<dyn Shelf>) -> Self {
        let mut known = Known { shelf: Some(shelf), room: room(labels.len()), ..Known::default() };
        let [mut names, mut words] = [(); 2].map(|()| Vec::with_capacity(labels.len()));
        for Label { claims, brief, told: [own, content] } in labels {
            known.push(claims, brief);
            names.push(own);
            words.push(content);
        }
        known.told = [names, words].map(|told| Mutex::new(Some(told)));
        Self::through(known.close())
    }

    /// Nothing of these is open yet.
    fn through(known: Arc<Known>) -> Self {
        let open = known.briefs.iter().map(|_| OnceLock::new()).collect();
        Self { known, open, opened: AtomicUsize::new(0) }
    }

    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.known.owners.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.known.owners.is_empty()
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.known.briefs.len()
    }

    /// The claims of a document, by their indices.
    pub fn range(&self, document: usize) -> Range<usize> {
        self.known.starts[document] as usize..self.known.starts[document + 1] as usize
    }

    /// The document of a claim.
    pub fn owner(&self, claim: usize) -> u32 {
        self.known.owners[claim]
    }

    /// What is known of a document without looking into it.
    pub fn brief(&self, document: usize) -> &Brief {
        &self.known.briefs[document]
    }

    /// Whether two claims are of one occasion each, or both of several, without looking into them.
    pub(crate) fn one_scope(&self, a: usize, b: usize) -> bool {
        let running = |claim: usize| {
            let document = self.owner(claim) as usize;
            let own = (claim - self.range(document).start) as u32;
            self.brief(document).running.binary_search(&own).is_ok()
        };
        running(a) == running(b)
    }

    fn open(&self, document: usize) -> &Open {
        self.open[document].get_or_init(|| {
            let taken = self.known.shelf.as_ref().map(|shelf| shelf.claims(DocumentId(document as u32)));
            let mut claims = taken.unwrap_or_default();
            let range = self.range(document);
            self.opened.fetch_add(range.len(), Ordering::Relaxed);
            if claims.len() != range.len() {
                // It could not be read, which the shelf has told: what comes of this run is thrown away.
                claims = range.clone().map(|_| nothing(document)).collect();
            }
            Box::new(Open { claims, besides: OnceLock::new() })
        })
    }

    fn besides(&self, document: usize) -> &Besides {
        let open = self.open(document);
        open.besides.get_or_init(|| {
            let taken = self.known.shelf.as_ref().map(|shelf| shelf.facts(DocumentId(document as u32)));
            let mut facts = taken.unwrap_or_default();
            if facts.contexts.is_empty() {
                // The same: a context is looked up for any claim.
                facts.contexts.push((0, Context::default()));
            }
            facts.text = self.brief(document).text;
            Besides::of(&open.claims, facts, self.range(document))
        })
    }

    /// What a document says besides.
    pub fn facts(&self, document: usize) -> &DocumentFacts {
        &self.besides(document).facts
    }

    /// What the document of a claim says.
    pub fn document(&self, claim: usize) -> &DocumentFacts {
        self.facts(self.owner(claim) as usize)
    }

    /// The place of a claim's context among those of its document, and the context.
    pub fn context(&self, claim: usize) -> (u32, &Context) {
        let document = self.owner(claim) as usize;
        let open = self.besides(document);
        let at = open.contexts[claim - self.range(document).start];
        (at, &open.facts.contexts[at as usize].1)
    }

    /// The claims of a document.
    pub fn of(&self, document: usize) -> &[Claim] {
        &self.open(document).claims
    }

    /// Whether they lie on a shelf, so that what looks at many has to do so through several windows.
    pub(crate) fn is_shelved(&self) -> bool {
        self.known.shelf.is_some()
    }

    /// A window through which no document of a shelf was looked at yet. Without a shelf there is one window on all.
    pub(crate) fn window(&self) -> Window<'_> {
        if self.is_shelved() { Window::Own(Self::through(Arc::clone(&self.known))) } else { Window::All(self) }
    }

    /// Does something with each of several things, through as many windows as that takes.
    pub(crate) fn in_windows<T, R>(
        &self,
        things: impl IntoIterator<Item = T>,
        mut with: impl FnMut(&Self, T) -> R,
    ) -> Vec<R> {
        let mut window = self.window();
        let with = |thing| {
            if window.is_full() {
                window = self.window();
            }
            with(&window, thing)
        };
        things.into_iter().map(with).collect()
    }

    /// The same in parallel, with each of several things giving some; what they give is in the order of the things.
    pub(crate) fn in_rounds<T: Sync, I: IntoIterator<Item: Send>>(
        &self,
        things: &[T],
        with: impl Fn(&Self, &T) -> I + Sync,
    ) -> Vec<I::Item> {
        let of = |claims: &Self, round: &[T]| -> Vec<I::Item> {
            round.par_iter().flat_map_iter(|thing| with(claims, thing).into_iter().collect::<Vec<_>>()).collect()
        };
        self.in_windows(things.chunks(ROUND), of).into_iter().flatten().collect()
    }

    /// By document: its names, or its content words.
    pub(crate) fn told(&self, content: bool) -> Vec<Words> {
        let which = usize::from(content);
        let known = self.known.told[which].lock().unwrap_or_else(PoisonError::into_inner).take();
        known.unwrap_or_else(|| {
            self.in_windows(0..self.documents(), |claims, document| {
                let facts = claims.facts(document);
                if content { facts.content() } else { facts.names.clone() }
            })
        })
    }
}

/// A claim that states nothing.
fn nothing(document: usize) -> Claim {
    let nowhere = crate::span::Span::new(0, 0);
    let value = Value::Ordinal(crate::value::Range::at_most(rust_decimal::Decimal::ZERO));
    let mention =
        crate::extract::Mention { span: nowhere, core: nowhere, first: 0, end: 0, sentence: 0, value, hedge: None };
    Claim { document: DocumentId(document as u32), mention, interval: None, timex: None, frame: Default::default() }
}

impl Drop for Claims {
    fn drop(&mut self) {
        // Of an archive that is done often, and takes as long as to open what was open.
        if self.is_shelved() {
            std::mem::take(&mut self.open).into_par_iter().for_each(drop);
        }
    }
}

impl Index<usize> for Claims {
    type Output = Claim;

    fn index(&self, claim: usize) -> &Claim {
        let document = self.owner(claim) as usize;
        &self.open(document).claims[claim - self.known.starts[document] as usize]
    }
}

/// Claims as they are looked at through a window: what of a shelf was opened is put away with it.
#[derive(Debug)]
pub(crate) enum Window<'a> {
    All(&'a Claims),
    Own(Claims),
}

impl Window<'_> {
    /// Whether so much is open that it is time for another.
    pub(crate) fn is_full(&self) -> bool {
        matches!(self, Self::Own(claims) if claims.opened.load(Ordering::Relaxed) > claims.known.room)
    }
}

impl Deref for Window<'_> {
    type Target = Claims;

    fn deref(&self) -> &Claims {
        match self {
            Self::All(claims) => claims,
            Self::Own(claims) => claims,
        }
    }
}
