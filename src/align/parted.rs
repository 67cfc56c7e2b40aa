/*! What parts two claims whose values clash, however they were found: the vetoes that the gate and what documents leave open share.
Each asks a question of `contrast`. */

use super::contrast::{
    Times, aged, dated, fraction, more_named, moved_on, numbers_own, of_guessed_year, other_level, other_person,
    other_round, other_size, other_version, part_of_whole, sorted, stamped, strangers, times, vague, went_on,
    yet_to_come,
};
use super::evidence::Side;
use super::refusal::Refusal;
use crate::claim::Claim;
use crate::document::Corpus;

/// The first thing that parts the two, whatever else they share.
pub(super) fn parted(a: Side<'_>, b: Side<'_>, corpus: &Corpus) -> Option<Refusal> {
    let (f, g) = (&a.claim.frame, &b.claim.frame);
    let either = |is: fn(&Claim) -> bool| is(a.claim) || is(b.claim);
    let one_noun = || f.head.zip(g.head).is_some_and(|(x, y)| x.key == y.key);
    let undated = || a.claim.mention.value.kind().tells_when() && !(dated(a.claim) && dated(b.claim));
    // What costs least stands first.
    let vetoes: [(Refusal, &dyn Fn() -> bool); 18] = [
        (Refusal::OtherMode, &|| f.supposed || g.supposed),
        (Refusal::OtherTurn, &|| f.distinct != g.distinct),
        (Refusal::OtherModel, &|| other_size(f, g) || sorted(f, g)),
        // "Six crew" are members, "11 crews" are not.
        (Refusal::OtherThing, &|| one_noun() && f.collective.zip(g.collective).is_some_and(|(x, y)| x != y)),
        (Refusal::OtherPerson, &|| other_person(a, b)),
        (Refusal::OtherTime, &|| aged(a, b, corpus)),
        (Refusal::MoreNamed, &|| more_named(a, b) || more_named(b, a)),
        (Refusal::Strangers, &|| strangers(a, b)),
        (Refusal::OtherTime, &|| {
            times(a, b, corpus) == Times::OtherSeason || moved_on(a, b, corpus) || went_on(a, b, corpus)
        }),
        (Refusal::OtherTime, &|| yet_to_come(a, b, corpus) || other_round(a, b, corpus) || other_level(a, b, corpus)),
        (Refusal::PartOfWhole, &|| part_of_whole(a.claim, b.claim)),
        // "Several" and "dozens" are said where nobody counted: nothing to hold others to.
        (Refusal::Vague, &|| either(vague)),
        (Refusal::Fraction, &|| either(fraction)),
        (Refusal::Untold, &|| either(numbers_own)),
        (Refusal::Stamp, &|| either(stamped)),
        (Refusal::Undated, &|| undated() || of_guessed_year(a.claim, b.claim)),
        // An article of Tuesday and one of Thursday are two articles.
        (Refusal::PageHead, &|| f.dateline || g.dateline),
        (Refusal::OtherVersion, &|| other_version(a, b, corpus)),
    ];
    vetoes.into_iter().find(|(_, stands)| stands()).map(|(refusal, _)| refusal)
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;

    #[test]
    fn what_holds_until_now_goes_on() {
        let fund = |reached: &str| format!("The Verra flood fund in Tolmar {reached}.");
        assert_eq!(told(&fund("had collected $800,000 on Monday"), &fund("had collected $900,000 on Monday")), 1);
        // Nobody knows which day either was.
        assert_eq!(told(&fund("had collected $800,000 by last night"), &fund("has now collected $900,000")), 0);
        assert_eq!(
            told(&fund("had collected $800,000 by 3 May 2024"), &fund("had collected $900,000 by 3 May 2024")),
            1
        );
        // What is not all may become more, and never less.
        let saves = |many: &str| format!("Ben Brandt of Verra has made {many} saves in the Tolmar final.");
        assert_eq!(told(&saves("31"), &saves("35")), 1);
        assert_eq!(told(&saves("already 31"), &saves("35")), 0);
        assert_eq!(told(&saves("already 35"), &saves("31")), 1);
    }

    #[test]
    fn questions_and_stretches_tell_one_from_the_other() {
        let lost = "The Verra strike sent 27 ships from Tolmar elsewhere.";
        let asked =
            |which: &str| format!("What did the {which} do?\n\nThe Verra strike sent 16 ships from Tolmar elsewhere.");
        assert_eq!(told(lost, &asked("Verra strike")), 1);
        assert_eq!(told(lost, &asked("first strike")), 0);
        let missed = |many: u32, when: &str| {
            format!("The Verra hospital said {many} appointments in Tolmar were missed in {when}.")
        };
        assert_eq!(told(&missed(340, "the strike"), &missed(430, "the strike")), 1);
        assert_eq!(told(&missed(340, "the strike's first week"), &missed(430, "the strike")), 0);
    }

    #[test]
    fn the_first_lines_tell_the_day_of_an_article_whatever_its_year() {
        let age = |day: &str, age: u32| {
            format!("VERRA, {day} (Wire) - A court jailed Ana Stroud.\n\nAna Stroud, {age}, was jailed in Verra.")
        };
        assert_eq!(told(&age("Oct 3", 57), &age("Oct 5", 52)), 1);
        assert_eq!(told(&age("Oct 3", 57), &age("Feb 20, 2014", 58)), 0, "a birthday may lie between");
        let sought = |day: &str, many: u32| {
            format!(
                "VERRA, {day} (Wire) - Police hunted a Verra gang.\n\nSome {many} Verra smugglers are still being sought by police."
            )
        };
        assert_eq!(told(&sought("Oct 3", 88), &sought("Oct 3", 53)), 1);
        assert_eq!(told(&sought("Oct 3", 88), &sought("Oct 5", 53)), 0, "some may have been found");
    }

    /// An article of a day.
    fn of_day(day: &str, told: &str) -> String {
        format!("Published {day}\n\nThe Tolmar heat in Verra went on. {told}")
    }

    #[test]
    fn what_has_come_to_be_by_the_day_of_an_article_goes_on_to_another() {
        let heat = |day: &str, verb: &str, many: u32| {
            of_day(day, &format!("Some {many} cows {verb} in the Tolmar heat in Verra."))
        };
        let (third, fifth) = ("3 May 2024", "5 May 2024");
        assert_eq!(told(&heat(third, "have died", 31), &heat(third, "have died", 38)), 1);
        assert_eq!(told(&heat(third, "died", 31), &heat(fifth, "died", 38)), 1);
        assert_eq!(told(&heat(third, "have died", 31), &heat(fifth, "died", 38)), 0);
        assert_eq!(told(&heat(third, "died", 31), &heat(fifth, "had already died", 38)), 0);
        let rose = of_day(third, "The number of dead Tolmar cows in Verra rose to 31.");
        let now = |day: &str| of_day(day, "In Verra the number of dead Tolmar cows reached 38.");
        assert_eq!(told(&rose, &now(third)), 1);
        assert_eq!(told(&rose, &now(fifth)), 0);
        // One sentence that both print is of one day.
        let copied = |day: &str, many: u32| {
            of_day(
                day,
                &format!("Hurt cows had been brought from several dry Tolmar farms in Verra in {many} old lorries."),
            )
        };
        assert_eq!(told(&copied(third, 31), &copied(fifth, 38)), 1);
    }

    #[test]
    fn no_article_tells_of_what_is_yet_to_come() {
        let staff = |day: &str, at: &str, many: u32| {
            of_day(day, &format!("The Tolmar mill in Verra had {many} old lorries{at}."))
        };
        assert_eq!(told(&staff("8 July 2024", " on 30 June", 31), &staff("8 July 2024", "", 38)), 1);
        assert_eq!(told(&staff("8 July 2024", " on 30 June", 31), &staff("8 May 2024", "", 38)), 0);
        let meets =
            |day: &str, on: &str| of_day(day, &format!("The Tolmar mill in Verra held its general meeting on {on}."));
        assert_eq!(told(&meets("8 May 2024", "25 April 2024"), &meets("9 May 2024", "28 April 2024")), 1);
        assert_eq!(told(&meets("8 May 2024", "25 April 2024"), &meets("9 May 2025", "28 April 2025")), 0);
    }

    #[test]
    fn a_level_is_that_of_its_day() {
        let lake =
            |day: &str, on: &str, full: &str| of_day(day, &format!("Lake Tolmar in Verra was {full} full {on}."));
        assert_eq!(told(&lake("8 May 2024", "this morning", "38.6%"), &lake("8 May 2024", "on Wednesday", "39.4%")), 1);
        assert_eq!(told(&lake("8 May 2024", "this morning", "38.6%"), &lake("1 May 2024", "on Wednesday", "39.4%")), 0);
    }

    #[test]
    fn a_part_is_no_whole() {
        let indoors = |who: &str| format!("Heat killed cows. {who} died indoors in Verra, the Tolmar doctor said.");
        assert_eq!(told(&indoors("Some 24"), &indoors("Nine")), 1);
        assert_eq!(told(&indoors("Fifteen of the 24"), &indoors("Of the 13, nine")), 0);
        let landed = |many: &str| format!("The Verra count had Tolmar landing {many} punches in the ring.");
        assert_eq!(told(&landed("148"), &landed("435")), 1);
        assert_eq!(told(&landed("148"), &landed("148 of his 435")), 0);
    }
}
