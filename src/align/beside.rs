/*! What stands beside two figures: whether their sentences tell other figures alike, or none of those that they might. */

use super::standing::{one_kind, point, telling};
use super::{Pair, class};
use crate::claim::{Claim, Claims};
use crate::value::Kind;

/// Figures that are looked at before and behind one.
const BESIDE: usize = 8;

/// Companions of which nobody gets all wrong.
const MANY: usize = 3;

/// The figures at most so many sentences from one, without it.
fn beside(own: usize, sentences: u32, claims: &Claims) -> impl Iterator<Item = &Claim> {
    let claim = &claims[own];
    let all = claims.range(claim.document.0 as usize);
    let near = own.saturating_sub(BESIDE).max(all.start)..(own + BESIDE + 1).min(all.end);
    let close = move |other: &Claim| other.mention.sentence.abs_diff(claim.mention.sentence) <= sentences;
    near.filter(move |at| *at != own).map(|at| &claims[at]).filter(move |other| close(other))
}

/// Whether the sentences tell two other figures alike: then they tell one thing, and one says more exactly where it was.
pub(super) fn retold(pair: &Pair, claims: &Claims) -> bool {
    // Days and "230,000" are alike by no accident; two may be two of the same.
    let strong = |x: &Claim, y: &Claim| {
        let dated = |claim: &Claim| claim.interval.filter(|_| claim.mention.value.is_temporal());
        telling(x) && point(x) == point(y) || dated(x).is_some() && dated(x) == dated(y)
    };
    let noun = |claim: &Claim| claim.frame.head.map(|head| head.key);
    let alike = |x: &Claim, y: &Claim| {
        let same = point(x).is_some() && point(x) == point(y) && noun(x).is_some() && noun(x) == noun(y);
        class(x) == class(y) && (same || strong(x, y))
    };
    let shared =
        || beside(pair.a, 0, claims).filter_map(|x| Some((x, beside(pair.b, 0, claims).find(|y| alike(x, y))?)));
    shared().nth(1).is_some() && shared().any(|(x, y)| strong(x, y))
}

/// Whether both stand among other figures of their sort, and have none of these in common: "71 % in favour, on a turnout of 84 %" and
/// "94 % were for it. The turnout was 77 %" are of two ballots.
pub(super) fn other_shares(pair: &Pair, claims: &Claims) -> bool {
    if claims[pair.a].mention.value.kind() != Kind::Percent {
        return false;
    }
    let own = class(&claims[pair.a]);
    // "At the general election of 2023 it had been 61 %": that is another vote.
    let then = |x: &Claim, y: &Claim| x.frame.past == y.frame.past && x.frame.when == y.frame.when;
    // Those of its own sentence, or else of the sentences beside that.
    let within = |at: usize, far: u32| {
        beside(at, far, claims).filter(move |other| class(other) == own && then(other, &claims[at]))
    };
    let sorts = |at: usize| within(at, u32::from(within(at, 0).next().is_none()));
    let range = |claim: &Claim| claim.mention.value.range();
    let agrees = |x: &Claim| sorts(pair.b).any(|y| range(x).zip(range(y)).is_some_and(|(x, y)| !x.conflicts(&y)));
    sorts(pair.a).next().is_some() && sorts(pair.b).next().is_some() && !sorts(pair.a).any(agrees)
}

/// Whether their sentences differ on another count of one noun, and tell no count alike: "214 passengers and a crew of five", "346
/// passengers and a crew of six" are of two trains. Where each tells many, that says twice as much.
pub(super) fn other_counts(pair: &Pair, claims: &Claims) -> u8 {
    if claims[pair.a].mention.value.kind() != Kind::Count {
        return 0;
    }
    let own = class(&claims[pair.a]);
    let sorts = |at: usize| beside(at, 0, claims).filter(move |other| class(other) == own);
    let any = |holds: &dyn Fn(&Claim, &Claim) -> bool| sorts(pair.a).any(|x| sorts(pair.b).any(|y| holds(x, y)));
    let noun = |claim: &Claim| claim.frame.head.map(|head| head.key);
    let differ = any(&|x, y| noun(x) == noun(y) && point(x).zip(point(y)).is_some_and(|(x, y)| x != y))
        && !any(&|x, y| telling(x) && point(x) == point(y));
    let many = [pair.a, pair.b].into_iter().all(|at| sorts(at).nth(MANY - 1).is_some());
    u8::from(differ) + u8::from(differ && many)
}

/// Whether a figure beside one of the two in its sentence is the other's: "35,000, more than the 28,000 of last May" and
/// "28,000".
pub(super) fn stated_beside(pair: &Pair, claims: &Claims) -> bool {
    let noun = |claim: &Claim| claim.frame.head.map(|head| head.key);
    let stated = |own: usize, other: usize| {
        let (claim, other) = (&claims[own], &claims[other]);
        // Small numbers are many things: those of another noun are none of this.
        let of_it = |x: &Claim| telling(other) || noun(x).is_none() || noun(x) == noun(claim);
        let same = |x: &Claim| one_kind(x, other) && point(x).is_some() && point(x) == point(other);
        beside(own, 0, claims).any(|x| same(x) && of_it(x))
    };
    claims.owner(pair.a) != claims.owner(pair.b) && (stated(pair.a, pair.b) || stated(pair.b, pair.a))
}

/// The figure of another kind that stands next to a figure and says the same of its thing: "45.4 billion, or 3.1 %", "58 cars (12 %)".
fn said_otherwise(own: usize, claims: &Claims) -> Option<&Claim> {
    /// A comma and a word, or a bracket.
    const BETWEEN: u32 = 2;
    let claim = &claims[own].mention;
    let next = |other: &Claim| {
        let (first, second) =
            if other.mention.first < claim.first { (&other.mention, claim) } else { (claim, &other.mention) };
        second.first >= first.end && second.first - first.end <= BETWEEN
    };
    let otherwise = |other: &Claim| {
        let kinds = (claim.value.kind(), other.mention.value.kind());
        matches!(kinds, (Kind::Percent, Kind::Count | Kind::Money) | (Kind::Count | Kind::Money, Kind::Percent))
    };
    beside(own, 0, claims).find(|other| otherwise(other) && next(other))
}

/// Whether both are said in another kind of figure, too, and differ in that as well.
pub(super) fn other_both_ways(pair: &Pair, claims: &Claims) -> bool {
    let both = said_otherwise(pair.a, claims).zip(said_otherwise(pair.b, claims));
    both.is_some_and(|(x, y)| {
        let range = |claim: &Claim| claim.mention.value.range();
        class(x) == class(y) && range(x).zip(range(y)).is_some_and(|(x, y)| x.conflicts(&y))
    })
}

/// Whether what one tells more than the other stands beside it: "£1,050 million, of which £410 million in the past week" and "£640 million".
pub(super) fn accounted(pair: &Pair, claims: &Claims) -> bool {
    let (a, b) = (&claims[pair.a], &claims[pair.b]);
    let Some((x, y)) = point(a).zip(point(b)) else { return false };
    let Some(more) = x.checked_sub(y).map(|more| more.abs()) else { return false };
    let own = class(a);
    let tells = |at: usize| beside(at, 0, claims).any(|z| class(z) == own && telling(z) && point(z) == Some(more));
    tells(if x > y { pair.a } else { pair.b })
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;

    #[test]
    fn shares_and_counts_whose_companions_differ_are_of_other_things() {
        let vote = |share: u32, turnout: u32| {
            format!(
                "Tolmar dockers voted on Monday. The Tolmar vote was {share}% in favour on a turnout of {turnout}%."
            )
        };
        assert_eq!(told(&vote(78, 69), &vote(78, 81)), 1);
        assert_eq!(told(&vote(78, 69), &vote(92, 81)), 0);
        // Those of the next sentence are companions where its own has none.
        let apart = |share: u32, turnout: u32| {
            format!("In the Tolmar vote {share}% were in favour. The turnout in the Tolmar vote was {turnout}%.")
        };
        assert_eq!(told(&apart(78, 69), &apart(78, 81)), 1);
        assert_eq!(told(&apart(78, 69), &apart(92, 81)), 0);
        let train = "The Verra train had 214 passengers, 21 guards, 32 cars and 45 bags.";
        let aboard = |all: [u32; 4]| {
            let [many, guards, cars, bags] = all;
            format!("Aboard were {many} passengers, {guards} guards, {cars} cars and {bags} bags, Verra Rail said.")
        };
        assert_eq!(told(train, &aboard([241, 21, 32, 45])), 1);
        assert_eq!(told(train, &aboard([241, 36, 50, 61])), 0);
    }

    #[test]
    fn what_is_told_of_the_difference_accounts_for_it() {
        let lost = |sum: &str, of: &str| format!("Tolmar traders lost {sum} of goods in the Verra dock strike{of}.");
        let week = ", of which £410 million in the past week";
        assert_eq!(told(&lost("£640 million", ""), &lost("£1,050 million", week)), 0);
        assert_eq!(told(&lost("£740 million", ""), &lost("£1,050 million", week)), 1);
        // It is the larger that the difference is a part of.
        assert_eq!(told(&lost("£640 million", week), &lost("£1,050 million", "")), 1);
    }

    #[test]
    fn what_stands_beside_one_and_is_the_other_answers_for_it() {
        let moves = |tail: &str| format!("The Tolmar server in Verra moves 35,000 old messages{tail}.");
        let less = "The Tolmar server in Verra moves 28,000 old messages.";
        assert_eq!(told(&moves(""), less), 1);
        assert_eq!(told(&moves(", a quarter more than the 28,000 of last May"), less), 0);
    }

    #[test]
    fn what_is_said_in_two_ways_and_differs_in_both_is_another() {
        let gap = |sum: &str, share: &str| {
            format!("The Tolmar budget of Verra leaves a deficit of ${sum} billion, or {share} of Verra output.")
        };
        assert_eq!(told(&gap("45", "3.1%"), &gap("45", "4.2%")), 1);
        assert_eq!(told(&gap("45", "3.1%"), &gap("58", "4.2%")), 0);
    }
}
