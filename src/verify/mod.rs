/*! Drafts against their sources: does a summary, a person's or a language model's, say what it summarises?

```text
figure of a draft ─ matches in the sources ─ supported?  its value, and evidence of its subject
                                           ─ derived?    a short sum over figures of one subject
                                           ─ contradicted?  another value, strong evidence, and nothing that agrees
                                           ─ absent
```

A draft restates. So a figure is held against all claims of the sources, not only against what passes the gate of an archive; a value
that differs is still a contradiction only where little else can be meant. "Not in the source" alone would be wrong half the time,
since writers compute: hence [`derive`]. */

mod derive;
mod relation;
mod thresholds;

use rayon::prelude::*;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::align::{Against, Match, Weighing};
use crate::claim::{Claim, Claims, Frame, Mode, Term};
use crate::document::Corpus;
use crate::lexicon::Lexicon;
use crate::rule;
use crate::span::Span;
use crate::value::{Kind, Value};
use crate::verification::{Figure, Quoted, Verdict};
use relation::{Relation, relation};
use thresholds::Thresholds;

/// The most sources that a figure is shown to rest on.
const SHOWN: usize = 3;

/// From here on two sentences are one, whatever their nouns: sixty bridges are not sixty houses.
const SAME: f32 = 0.95;

/// Drafts and sources, read.
#[derive(Clone, Copy)]
pub struct Dossier<'a> {
    /// The drafts, and behind them the sources.
    pub corpus: &'a Corpus,
    /// How many documents are drafts.
    pub drafts: usize,
    /// The claims of all.
    pub claims: &'a Claims,
    /// By document: its sentences, as spans of its text.
    pub sentences: &'a [&'a [Span]],
    /// The words.
    pub lexicon: &'a Lexicon,
    /// What evidence is worth.
    pub weighing: &'a Weighing,
}

/// What is known of one figure once it is held against the sources.
struct Held {
    claim: usize,
    /// Its matches with how their values stand to it, best first.
    matches: Vec<(Match, Option<Relation>)>,
}

/// Says of every figure of the drafts what the sources say of it.
pub fn verify(dossier: Dossier<'_>) -> Vec<Figure> {
    let Dossier { corpus, drafts, claims, lexicon, weighing, .. } = dossier;
    let need = Thresholds::builtin();
    let against = Against::new(corpus, claims, drafts..corpus.documents.len(), lexicon, weighing);
    let figure = |claim: &usize| states_figure(&claims[*claim]);
    let own: Vec<usize> = (0..drafts).flat_map(|d| claims.range(d)).filter(figure).collect();
    let held: Vec<Held> = own
        .par_iter()
        .map(|&claim| {
            let of = |m: Match| {
                let found = relation(&claims[claim], &claims[m.claim], m.agrees, lexicon);
                (m, found)
            };
            Held { claim, matches: against.matches(claim).into_iter().map(of).collect() }
        })
        .collect();
    let judge = Judge { dossier, against: &against, need: &need, told: told(&held, claims) };
    held.par_iter().map(|held| judge.figure(held)).collect()
}

/// Whether a claim states a figure: "now" does not, nor does the year of "€4 million a year".
fn states_figure(claim: &Claim) -> bool {
    match &claim.mention.value {
        Value::Date(date) => !(date.is_vague() || (date.set && date.day.is_none() && date.weekday.is_none())),
        Value::Duration(length) => !(length.set && length.written == Some(Decimal::ONE)),
        _ => true,
    }
}

/// By claim of a source: the figures of the drafts that agree with it, each with its score.
type Told = FxHashMap<usize, Vec<(usize, f32)>>;

fn told(held: &[Held], claims: &Claims) -> Told {
    let mut told = Told::default();
    for held in held {
        // What a source's claim is told by is a figure of its own best, not of any that happens to agree.
        let agreeing = held.matches.iter().filter(|(_, r)| r.is_some_and(|r| r != Relation::Clash));
        for (found, _) in agreeing {
            told.entry(found.claim).or_default().push((held.claim, found.score));
        }
    }
    debug_assert!(told.keys().all(|claim| *claim < claims.len()));
    told
}

struct Judge<'a> {
    dossier: Dossier<'a>,
    against: &'a Against<'a>,
    need: &'a Thresholds,
    told: Told,
}

impl Judge<'_> {
    fn claim(&self, at: usize) -> &Claim {
        &self.dossier.claims[at]
    }

    fn figure(&self, held: &Held) -> Figure {
        let (verdict, sources, because) = self.judge(held);
        Figure {
            verdict,
            claim: self.quote(held.claim),
            sources: sources.into_iter().map(|at| self.quote(at)).collect(),
            because,
        }
    }

    fn judge(&self, held: &Held) -> (Verdict, Vec<usize>, Vec<String>) {
        // Where a source says the same sentence, the figure at the same place is the one that it restates.
        let twin = self.twin(held);
        let mut support: Vec<&(Match, Option<Relation>)> =
            held.matches.iter().filter(|(m, r)| r.is_some_and(|r| self.supports(held.claim, m, r, twin))).collect();
        // What is said outright before what has to be computed, then the best evidence.
        let rank = |r: &Option<Relation>| match r {
            Some(Relation::Same | Relation::Unhedged) => 0,
            Some(Relation::Within) => 1,
            _ => 2,
        };
        support.sort_by_key(|(_, r)| rank(r));
        if let Some((found, relation)) = support.first() {
            let mut sources = vec![found.claim];
            for (other, _) in support.iter().filter(|(_, r)| r == relation) {
                let known = sources.iter().any(|s| self.claim(*s).document == self.claim(other.claim).document);
                if sources.len() < SHOWN && !known {
                    sources.push(other.claim);
                }
            }
            let (verdict, how) = self.told_as(held.claim, found.claim, relation.unwrap_or(Relation::Same));
            let mut because: Vec<String> = how.into_iter().collect();
            because.extend(self.against.because(held.claim, found.claim));
            return (verdict, sources, because);
        }
        if let Some((found, Some(Relation::Clash))) = twin {
            return self.clashes(held.claim, found.claim);
        }
        if let Some(found) = derive::derive(self.dossier, self.against, self.need, held.claim, &held.matches) {
            return (Verdict::Derived, found.operands, found.because);
        }
        if let Some(found) = self.contradiction(held, twin) {
            return self.clashes(held.claim, found);
        }
        let open = held.matches.iter().find(|(m, r)| *r == Some(Relation::Open) && m.score >= self.need.clash);
        let because = open.map(|(m, _)| format!("the source’s “{}” leaves it open", self.text(m.claim)));
        (Verdict::Absent, Vec::new(), because.into_iter().collect())
    }

    /// The verdict on a figure that a claim of a source cannot hold beside.
    fn clashes(&self, claim: usize, other: usize) -> (Verdict, Vec<usize>, Vec<String>) {
        let mut because = vec![format!("the source says {}", self.text(other))];
        because.extend(self.against.because(claim, other));
        (Verdict::Contradicted, vec![other], because)
    }

    /// Whether a claim whose value agrees is evidence enough.
    fn supports(
        &self,
        claim: usize,
        found: &Match,
        relation: Relation,
        twin: Option<&(Match, Option<Relation>)>,
    ) -> bool {
        if matches!(relation, Relation::Open | Relation::Clash) {
            return false;
        }
        let (own, other) = (self.claim(claim), self.claim(found.claim));
        if let Some((twin, stands)) = twin {
            let theirs = self.claim(twin.claim);
            let same = other.document == theirs.document;
            if twin.claim == found.claim || same && other.mention.sentence == theirs.mention.sentence {
                return twin.claim == found.claim;
            }
            // An article that says otherwise in the same words is not outdone by a figure that it happens to hold elsewhere.
            if same && *stands == Some(Relation::Clash) && found.score < twin.score {
                return false;
            }
        }
        let (f, g) = (&own.frame, &other.frame);
        // What a source denies it does not say.
        if g.mode == Mode::Denied && f.mode != Mode::Denied {
            return false;
        }
        let plain = matches!(relation, Relation::Same | Relation::Unhedged);
        let telling = if plain { telling(own) } else { Telling::Little };
        let mut least = match telling {
            Telling::Little if plain && found.same_head && !f.head_is_empty => self.need.support - 0.6,
            Telling::Much => self.need.particular,
            Telling::Some => self.need.telling,
            Telling::Little => self.need.support,
        };
        if found.heads_differ && !found.phrase && telling == Telling::Little {
            if found.sentence < 0.5 {
                return false;
            }
            least += 1.0;
        }
        // "22 died" does not bear out "22 were arrested".
        let elsewhere =
            !f.concepts.is_empty() && !g.concepts.is_empty() && !f.concepts.iter().any(|c| g.concepts.contains(c));
        if elsewhere && own.mention.value.kind() == Kind::Count && telling != Telling::Much {
            least += 1.0;
        }
        if let (Some(x), Some(y)) = (f.when, g.when)
            && !own.mention.value.is_temporal()
            && !x.meets(&y)
        {
            least += 2.0;
        }
        // Only of counts is it sure which noun is counted.
        let unsure = found.heads_differ && plain && own.mention.value.kind() != Kind::Count;
        found.score + if unsure { self.need.unsure_head } else { 0.0 } >= least
    }

    /// The match at the same place of a sentence of a source that says the same, all other figures of the draft's agreeing with
    /// theirs in order; `None` where more than one may be meant.
    fn twin<'h>(&self, held: &'h Held) -> Option<&'h (Match, Option<Relation>)> {
        let own = self.row(held.claim);
        let alone = own.len() == 1;
        let least = if alone { self.need.twin } else { self.need.twin * self.need.twin };
        let alike = |m: &Match| m.sentence >= least && (!m.heads_differ || m.sentence >= SAME);
        held.matches.iter().filter(|(m, r)| r.is_some() && alike(m)).find(|(found, _)| {
            let theirs = self.row(found.claim);
            let kind = self.claim(held.claim).mention.value.kind();
            let is_kind = |at: &usize| self.claim(*at).mention.value.kind() == kind;
            // Each other figure before it with the first of the source's that agrees, each behind it with the last.
            let agrees = |a: usize, b: usize| {
                let kinds = self.claim(a).mention.value.kind() == self.claim(b).mention.value.kind();
                let pair = self.against.hold(a, b);
                let relation = relation(self.claim(a), self.claim(b), pair.agrees, self.dossier.lexicon);
                kinds && relation.is_some_and(|r| !matches!(r, Relation::Clash | Relation::Open))
            };
            let (mut low, mut high) = (theirs.start, theirs.end);
            for other in own.start..held.claim {
                match (low..high).find(|at| agrees(other, *at)) {
                    Some(at) => low = at + 1,
                    None => return false,
                }
            }
            for other in (held.claim + 1..own.end).rev() {
                match (low..high).rev().find(|at| agrees(other, *at)) {
                    Some(at) => high = at,
                    None => return false,
                }
            }
            let mut left = (low..high).filter(is_kind);
            left.next() == Some(found.claim) && left.next().is_none()
        })
    }

    /// The claims of the sentence of a claim.
    fn row(&self, claim: usize) -> std::ops::Range<usize> {
        let own = self.claim(claim);
        let all = &self.dossier.claims.range(own.document.0 as usize);
        let here = |at: &usize| self.claim(*at).mention.sentence == own.mention.sentence;
        let start = (all.start..claim).rev().take_while(here).last().unwrap_or(claim);
        let end = (claim..all.end).take_while(here).last().unwrap_or(claim) + 1;
        start..end
    }

    /// The claim of a source that cannot hold beside the figure, where little else can be meant.
    fn contradiction(&self, held: &Held, twin: Option<&(Match, Option<Relation>)>) -> Option<usize> {
        let own = self.claim(held.claim);
        // What restates a sentence and is left open by it is not then held against another.
        if twin.is_some() {
            return None;
        }
        // The very figure stands in a source, at a place that is not understood: in a table, say.
        let stands = |(m, r): &(Match, Option<Relation>)| {
            matches!(r, Some(Relation::Same | Relation::Unhedged | Relation::Converts)) && !m.heads_differ
        };
        if telling(own) != Telling::Little && held.matches.iter().any(stands) {
            return None;
        }
        held.matches.iter().find_map(|(found, relation)| {
            if *relation != Some(Relation::Clash) {
                return None;
            }
            let other = self.claim(found.claim);
            let kinds = own.mention.value.kind() == other.mention.value.kind();
            let rates = own.frame.rate == other.frame.rate && own.frame.offset == other.frame.offset;
            if !kinds || !rates || own.mention.value.kind() == Kind::Ordinal {
                return None;
            }
            let evident = self.against.is_evident(held.claim, found.claim, |threshold| self.need.mild(threshold));
            let one = evident && !self.is_of_another(own, other, found) && !self.is_torn(held, found);
            (one && !self.is_rivalled(held, found)).then_some(found.claim)
        })
    }

    /// Whether what is said of the thing differs: another verb, or another whom a name tells, and the evidence does not make up for it.
    fn is_of_another(&self, own: &Claim, other: &Claim, found: &Match) -> bool {
        let (f, g) = (&own.frame, &other.frame);
        let alike = |a: Term, b: Term| {
            let lexicon = self.dossier.lexicon;
            a.key == b.key || lexicon.concepts(&[a.key]).any(|c| lexicon.concepts(&[b.key]).any(|d| c == d))
        };
        let differ = |a: Option<Term>, b: Option<Term>| a.zip(b).is_some_and(|(a, b)| !alike(a, b));
        // A name at the head of a sentence is known for one by the other text.
        let document = |claim: &Claim| self.dossier.claims.facts(claim.document.0 as usize);
        let named =
            |frame: &Frame| frame.topic.is_some_and(|t| document(own).knows(t.key) || document(other).knows(t.key));
        let other_topic = differ(f.topic, g.topic);
        if other_topic && named(f) && named(g) {
            return true;
        }
        let mut least = self.need.clash;
        if !found.phrase {
            // "There were 114 passengers" and "two passengers were taken to hospital" have one noun and two predicates.
            if differ(f.verb, g.verb) || f.verb.is_some() != g.verb.is_some() {
                least += self.need.doubt_verb;
            }
            if other_topic && (named(f) || named(g)) {
                least += self.need.doubt_topic;
            }
        }
        found.score < least
    }

    /// Whether the source has another figure that answers as well: one that may agree, or one that differs from this.
    fn is_torn(&self, held: &Held, found: &Match) -> bool {
        let document = self.claim(found.claim).document;
        held.matches.iter().any(|(other, relation)| {
            let here = other.claim != found.claim && self.claim(other.claim).document == document;
            let open = relation.is_some_and(|r| r != Relation::Clash);
            let share = if open { self.need.rival } else { self.need.torn };
            let another = || self.claim(held.claim).frame.is_of_another_in_row(&self.claim(other.claim).frame);
            here && other.score >= share * found.score && (open || self.differ(other.claim, found.claim) && !another())
        })
    }

    /// Whether the values of two claims of sources differ.
    fn differ(&self, a: usize, b: usize) -> bool {
        self.against.hold(a, b).agrees == Some(false)
    }

    /// Whether another figure of the same draft is what the source's claim tells.
    fn is_rivalled(&self, held: &Held, found: &Match) -> bool {
        let own = self.claim(held.claim);
        self.told.get(&found.claim).into_iter().flatten().any(|(other, score)| {
            let rival = self.claim(*other);
            let beside = rival.document == own.document && rival.mention.sentence == own.mention.sentence;
            let least = if beside { self.need.rival * found.score } else { found.score };
            let another = || rival.frame.is_of_another_in_row(&self.claim(found.claim).frame);
            *other != held.claim && rival.document == own.document && *score >= least && !another()
        })
    }

    /// The verdict on an agreement, and how it comes about where that is not plain.
    fn told_as(&self, claim: usize, other: usize, relation: Relation) -> (Verdict, Option<String>) {
        let (own, theirs) = (self.text(claim), self.text(other));
        match relation {
            Relation::Rounds => (Verdict::Derived, Some(format!("{theirs} ≈ {own}"))),
            Relation::Converts => (Verdict::Derived, Some(format!("{theirs} = {own}"))),
            Relation::Unhedged => (Verdict::Supported, Some(format!("the source says “{theirs}”"))),
            Relation::Within if theirs != own => (Verdict::Supported, Some(format!("the source says “{theirs}”"))),
            _ => (Verdict::Supported, None),
        }
    }

    /// The text of a claim on one line.
    fn text(&self, claim: usize) -> String {
        text(self.dossier, claim)
    }

    fn quote(&self, at: usize) -> Quoted {
        let claim = self.claim(at);
        let document = self.dossier.corpus.document(claim.document);
        let sentences = self.dossier.sentences[claim.document.0 as usize];
        let sentence = sentences.get(claim.mention.sentence as usize).copied().unwrap_or(claim.mention.span);
        let mention = claim.mention.span;
        let start = mention.start.saturating_sub(sentence.start) as usize;
        Quoted {
            cited: rule::cite(claim, document, sentence, self.dossier.lexicon),
            quote: sentence.of(document.text()).to_owned(),
            at: start..start + mention.len() as usize,
        }
    }
}

/// The text of a claim on one line.
fn text(dossier: Dossier<'_>, claim: usize) -> String {
    let claim = &dossier.claims[claim];
    let text = claim.mention.span.of(dossier.corpus.document(claim.document).text());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How much it says that two figures are of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// 36,955, $7.48 million, 13 March 2023: no accident.
    Much,
    /// 60 %, 25 people, 2,000 jobs.
    Some,
    /// 3 people.
    Little,
}

/// How much it says to find the value of a claim twice.
fn telling(claim: &Claim) -> Telling {
    let number = match &claim.mention.value {
        Value::Date(date) if date.day.is_some() && date.month().is_some() => return Telling::Much,
        Value::Date(_) | Value::Period(_) | Value::Time(_) | Value::Score(..) => return Telling::Some,
        value => value.written().and_then(|r| r.point().or(r.low).or(r.high)),
    };
    let Some(n) = number.map(|n| n.normalize()) else { return Telling::Little };
    let mut digits = n.mantissa().unsigned_abs();
    while digits >= 10 && digits % 10 == 0 {
        digits /= 10;
    }
    // A unit or a currency says more: 38 metres, £55 million, 45 seconds.
    let unit = matches!(claim.mention.value, Value::Measurement { .. } | Value::Money(..) | Value::Duration(_));
    match digits {
        10.. if unit => Telling::Much,
        100.. => Telling::Much,
        10.. if !n.is_integer() || n.abs() >= Decimal::from(20) => Telling::Some,
        _ if n.abs() >= Decimal::from(20) => Telling::Some,
        _ => Telling::Little,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use crate::document::{Corpus, Document};
    use crate::rule::RuleSet;
    use crate::verification::Verification;

    static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().unwrap());

    fn verify(source: &str, draft: &str) -> Verification {
        let corpus = |path: &str, text: &str| Corpus { documents: vec![Document::plain(path, text)] };
        crate::verify(corpus("draft.txt", draft), corpus("source.txt", source), &RULES)
    }

    /// What is said of each figure, in order: "supported 22", with the sum where there is one.
    fn told(source: &str, draft: &str) -> Vec<String> {
        let told = verify(source, draft);
        let of = |figure: &super::Figure| {
            let sum = match figure.verdict {
                super::Verdict::Derived => format!(": {}", figure.because[0]),
                _ => String::new(),
            };
            format!("{} {}{sum}", figure.verdict.name(), figure.claim.cited.text)
        };
        told.figures.iter().map(of).collect()
    }

    #[test]
    fn a_figure_is_borne_out_or_contradicted_by_its_like() {
        for (source, draft, expected) in [
            // The same, in other words.
            (
                "The flood in Ambry killed 22 people.",
                "In Ambry 22 people were killed by the flood.",
                &["supported 22"][..],
            ),
            ("About 40 doctors left the hospital.", "The hospital lost 38 doctors, who left.", &["absent 38"]),
            (
                "Some 38 doctors left the Ambry hospital.",
                "About 38 doctors left the Ambry hospital.",
                &["supported About 38"],
            ),
            (
                "In all 38 doctors left the Ambry hospital.",
                "About 40 doctors left the Ambry hospital.",
                &["supported About 40"],
            ),
            ("At least 22 people died in Ambry.", "In Ambry 22 people died.", &["supported 22"]),
            ("More than 22 people died in Ambry.", "In Ambry 19 people died.", &["contradicted 19"]),
            ("Fewer than 8 people died in Ambry.", "Five people died in Ambry.", &["absent Five"]),
            ("Nine people died in Ambry.", "More than four people died in Ambry.", &["supported More than four"]),
            ("Nine people died in Ambry.", "More than nine people died in Ambry.", &["contradicted More than nine"]),
            // Rounding goes one way.
            (
                "In all 36,955 doctors voted in Ambry.",
                "In Ambry 37,000 doctors voted.",
                &["derived 37,000: all 36,955 ≈ 37,000"],
            ),
            ("In all 37,000 doctors voted in Ambry.", "In Ambry 36,955 doctors voted.", &["absent 36,955"]),
            // Another value.
            (
                "The flood in Ambry destroyed 62 houses.",
                "The flood in Ambry destroyed 60 houses.",
                &["contradicted 60"],
            ),
            (
                "The museum sold 1,200 tickets on Monday.",
                "The museum sold 1,500 tickets on Monday.",
                &["contradicted 1,500", "supported Monday"],
            ),
            (
                "The vote in Ambry is on 13 March 2025.",
                "The vote in Ambry is on 14 March 2025.",
                &["contradicted 14 March 2025"],
            ),
            (
                "The vote in Ambry is on Thursday 13 March 2025.",
                "The vote in Ambry is on Thursday.",
                &["supported Thursday"],
            ),
            // Another thing.
            ("The flood in Ambry destroyed 62 houses.", "The flood in Ambry destroyed 60 bridges.", &["absent 60"]),
            ("The flood in Ambry killed 22 people.", "Police in Ambry arrested 24 people for looting.", &["absent 24"]),
            (
                "The mayor, Ada Holm, is 52 years old.",
                "The mayor, Ada Holm, 52, spoke for two hours.",
                &["supported 52", "absent two hours"],
            ),
            // The one that a draft restates is not held against its neighbour.
            (
                "Twelve men and nine women were hurt in Ambry.",
                "Twelve men and eight women were hurt in Ambry.",
                &["supported Twelve", "contradicted eight"],
            ),
            (
                "Of 31 patients on the drug six slept badly, against 19 on placebo.",
                "Of 31 patients on the drug six slept badly, against 29 on placebo.",
                &["supported 31", "supported six", "contradicted 29"],
            ),
        ] {
            assert_eq!(told(source, draft), expected, "{source} / {draft}");
        }
    }

    #[test]
    fn what_follows_is_shown_with_its_sum() {
        for (source, draft, expected) in [
            (
                "The ferry carried 126 passengers and eight sailors.",
                "The ferry carried 134 people.",
                "derived 134: 126 + eight = 134",
            ),
            (
                "Sales of Orlo rose from €24 million to €30 million.",
                "Sales of Orlo rose 25%.",
                "derived 25%: from €24 million to €30 million = +25 %",
            ),
            ("The walk to Hask is 8 km long.", "The walk to Hask is 5 miles long.", "derived 5 miles: 8 km = 5 miles"),
            (
                "One in five doctors in Ambry left.",
                "In Ambry 20% of the doctors left.",
                "derived 20%: One in five = 20%",
            ),
            (
                "The strike lasts from 3 to 9 January 2025.",
                "The strike lasts seven days.",
                "derived seven days: from 3 to 9 January 2025 = seven days",
            ),
            // No sum that nobody made.
            (
                "The ferry carried 126 passengers. The museum has eight rooms.",
                "The ferry carried 134 people.",
                "absent 134",
            ),
            ("In Ambry 42 of the 70 patients slept well.", "In Ambry 55% of the patients slept well.", "absent 55%"),
        ] {
            assert_eq!(told(source, draft), [expected], "{source} / {draft}");
        }
    }

    #[test]
    fn no_text_brings_it_down() {
        for hostile in [
            "",
            " ",
            "9 9 9 9 9",
            "1e999 %",
            "99999999999999999999999999999999999 people died",
            "0 of 0 people",
            "− − 5 %",
        ] {
            for other in ["", "Five people died in Ambry.", hostile] {
                let told = verify(hostile, other);
                assert!(told.figures.iter().all(|f| f.claim.quote.get(f.claim.at.clone()).is_some()), "{hostile}");
                verify(other, hostile);
            }
        }
    }
}
