/*! What a rule judges: the claims of a corpus, what each article states about its own figures, and the clashes of slots. And how
a comparison's result becomes a finding. */

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Rule, cite};
use crate::align::Clash;
use crate::claim::statement::Statement;
use crate::claim::{Claim, Claims, Stating};
use crate::document::{Corpus, DocumentId};
use crate::finding::{Cited, Finding, Severity};
use crate::lexicon::{Lexicon, MeasureId};
use crate::span::Span;

/// One article, read.
#[derive(Debug)]
pub struct Article {
    /// Which document it is.
    pub document: DocumentId,
    /// Its sentences, as spans of its text.
    pub sentences: Vec<Span>,
    /// Its claims, as a range of [`Case::claims`].
    pub claims: Range<usize>,
    /// What it states about its own figures; claims are counted from the article's first.
    pub statements: Vec<Statement>,
}

/// Everything that the rules judge.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The documents.
    pub corpus: &'a Corpus,
    /// The words, units and measures.
    pub lexicon: &'a Lexicon,
    /// Every claim, those of one document together and in order.
    pub claims: &'a Claims,
    /// The claims that state a measure, as indices of `claims`, in order.
    pub stating: &'a [(usize, &'a Stating)],
    /// The articles; one for each document, in the order of the corpus.
    pub articles: &'a [Article],
    /// The clashes of slots that alignment found.
    pub clashes: &'a [Clash],
    /// By claim: its slot.
    pub slots: &'a FxHashMap<usize, usize>,
    /// By slot that has a claim in a clash: its claims, in order.
    pub mates: &'a FxHashMap<usize, Vec<usize>>,
    /// Claims of one event each that state a measure, as indices of `stating`; none where events are not known.
    pub events: &'a [Vec<usize>],
    /// The measures that have a slot rule of their own; the rules for any text leave these to it.
    pub owned: &'a [MeasureId],
}

/// What a comparison found, before it is told.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// The claims, as indices of [`Case::claims`], the first the one to look at.
    pub claims: Vec<usize>,
    /// Pairs of positions in `claims` that cannot both hold.
    pub conflicts: Vec<(usize, usize)>,
    /// The values of the message's placeholders.
    pub values: Vec<(&'static str, String)>,
    /// Why the claims were compared.
    pub because: Vec<String>,
    /// How sure the comparison is, 0 to 1.
    pub confidence: f64,
    /// A severity below the rule's own.
    pub at_most: Option<Severity>,
}

impl<'a> Case<'a> {
    /// The claims of an article.
    pub fn of(&self, article: &Article) -> &'a [Claim] {
        self.claims.of(article.document.0 as usize)
    }

    /// What each of several things gives, in their order: what is opened of an archive is put away when that is much.
    pub(super) fn in_rounds<T: Sync, I: IntoIterator<Item: Send>>(
        &self,
        things: &[T],
        with: impl Fn(&Case<'_>, &T) -> I + Sync,
    ) -> Vec<I::Item> {
        self.claims.in_rounds(things, |claims, thing| with(&Case { claims, ..*self }, thing))
    }

    /// The same, one after the other.
    pub(super) fn in_windows<T, R>(
        &self,
        things: impl IntoIterator<Item = T>,
        mut with: impl FnMut(&Case<'_>, T) -> R,
    ) -> Vec<R> {
        self.claims.in_windows(things, |claims, thing| with(&Case { claims, ..*self }, thing))
    }

    /// The text of a claim.
    pub fn text(&self, claim: &Claim) -> &'a str {
        claim.mention.span.of(self.corpus.document(claim.document).text())
    }

    /// A claim as a report cites it.
    pub fn cite(&self, claim: &Claim) -> Cited {
        let document = self.corpus.document(claim.document);
        let article = self.articles.get(claim.document.0 as usize);
        let sentence = article.and_then(|a| a.sentences.get(claim.mention.sentence as usize));
        cite(claim, document, sentence.copied().unwrap_or(claim.mention.span), self.lexicon)
    }

    /// Tells a verdict in the words of its rule.
    pub fn tell(&self, rule: &Rule, verdict: Verdict) -> Finding {
        let mut claims: Vec<Cited> = verdict.claims.iter().map(|&i| self.cite(&self.claims[i])).collect();
        cite::share_axis(&mut claims);
        Finding {
            rule: rule.id.clone(),
            severity: verdict.at_most.map_or(rule.severity, |s| s.min(rule.severity)),
            message: rule.message.fill(&verdict.values),
            help: rule.help.clone(),
            conflicts: verdict.conflicts,
            because: verdict.because,
            confidence: verdict.confidence,
            // Given when all findings are known: equal ones are told apart.
            fingerprint: String::new(),
            claims,
        }
    }
}
