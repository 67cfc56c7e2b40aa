/*! The claims of a finding by what they state, the odd ones out first, as the finding has them: so that ten articles that say the same
are told once. */

use crate::finding::{Cited, Finding};

/// The claims, as indices, grouped by value in the order of the first of each. Where nothing conflicts each claim stands for itself.
pub(super) fn camps(finding: &Finding) -> Vec<Vec<usize>> {
    let key = |cited: &Cited| match (&cited.low, &cited.high) {
        (None, None) => (None, None, None, Some(cited.reads.clone())),
        (low, high) => (low.clone(), high.clone(), cited.unit.clone(), None),
    };
    let mut known = std::collections::HashMap::new();
    let mut camps: Vec<Vec<usize>> = Vec::new();
    for (at, cited) in finding.claims.iter().enumerate() {
        if finding.conflicts.is_empty() {
            camps.push(vec![at]);
            continue;
        }
        let camp = *known.entry(key(cited)).or_insert(camps.len());
        match camps.get_mut(camp) {
            Some(camp) => camp.push(at),
            None => camps.push(vec![at]),
        }
    }
    camps
}
