/*! How alike neighbours are among each other: first by names whose frequencies are counted among them alone, then by what each of them is
like. */

use rayon::prelude::*;

use super::bags::{Slate, Vector, vector, weigh};
use super::lists::Lists;
use super::near::{LOCAL, Near, ROUND};

/// The similarities of a document's neighbours with frequencies counted among them, names of a single document left out.
pub(super) fn local(at: usize, list: &[(u32, f32)], names: &Lists<(u32, u16)>, slate: &mut Slate) -> Vec<f32> {
    if list.len() < LOCAL {
        return list.iter().map(|(_, similarity)| *similarity).collect();
    }
    let names = |d: u32| names.of(d as usize);
    let circle = || list.iter().map(|(d, _)| *d).chain(std::iter::once(at as u32));
    for (name, _) in circle().flat_map(names) {
        slate.counts[*name as usize] += 1;
    }
    let size = circle().count() as f32;
    // By how many of the circle know a name: what it weighs.
    let telling: Vec<f32> = (0..=circle().count()).map(|n| (size / n as f32).ln().max(0.0)).collect();
    let weight = |counts: &[u32], (k, n): &(u32, u16)| weigh(*n) * telling[counts[*k as usize] as usize];
    let own = {
        let shared = names(at as u32).iter().filter(|(k, _)| slate.counts[*k as usize] > 1);
        vector(shared.map(|entry| (entry.0, weight(&slate.counts, entry))).collect())
    };
    slate.write(&own);
    let cosine = |d: u32| {
        let shared = || names(d).iter().filter(|(k, _)| slate.counts[*k as usize] > 1);
        let weighed = || shared().map(|entry| (entry.0, weight(&slate.counts, entry)));
        let length = weighed().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length == 0.0 { 0.0 } else { weighed().map(|(k, w)| slate.numbers[k as usize] * (w / length)).sum() }
    };
    let found = list.iter().map(|(d, _)| cosine(*d)).collect();
    slate.wipe(&own);
    for (name, _) in circle().flat_map(names) {
        slate.counts[*name as usize] = 0;
    }
    found
}

/// Two documents are as alike as what they are like: the cosine of their rows of similarities, each wholly like itself. `rows` are the
/// similarities of all lists of `near`, one behind the other. Of documents whose row is `known`, what two of them gave is too.
pub(super) fn smooth(near: &mut Near, rows: &[f32], known: &[Option<Vec<(f32, f32)>>]) {
    let count = near.len();
    // The row of a document with itself in its place.
    let row = |near: &Near, at: usize| -> Vector {
        let range = near.range(at);
        let others = near.items[range.clone()].iter().map(|(d, _)| *d).zip(rows[range].iter().copied());
        let mut row: Vector = others.chain(std::iter::once((at as u32, 1.0))).collect();
        row.sort_unstable_by_key(|(d, _)| *d);
        row
    };
    let squared = |row: &[(u32, f32)]| row.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    let lengths: Vec<f32> = (0..count).into_par_iter().map(|at| squared(&row(near, at))).collect();
    // A few rows say little, and nothing that the similarity itself does not.
    let few = |near: &Near, d: usize| near.of(d).len() < LOCAL;
    for from in (0..count).step_by(ROUND) {
        let like = |slate: &mut Slate, at: usize| -> Vec<f32> {
            let range = near.range(at);
            if few(near, at) {
                return rows[range].to_vec();
            }
            let list = || near.items[range.clone()].iter().map(|(d, _)| *d as usize);
            let told = known[at].as_deref().unwrap_or_default();
            if !told.is_empty() && list().all(|other| known[other].is_some()) {
                return told.iter().map(|(_, smooth)| *smooth).collect();
            }
            let own = vector(row(near, at));
            slate.write(&own);
            let cosine = |other: usize| -> f32 {
                let (range, length) = (near.range(other), lengths[other]);
                let list = near.items[range.clone()].iter().map(|(d, _)| *d).zip(rows[range].iter().copied());
                // Itself stands in its place, so that sums are made in one order.
                let (mut sum, mut told) = (0.0, false);
                let mut add = |d: u32, w: f32| sum += slate.numbers[d as usize] * (w / length);
                for (d, w) in list {
                    if !told && d > other as u32 {
                        add(other as u32, 1.0);
                        told = true;
                    }
                    add(d, w);
                }
                if !told {
                    add(other as u32, 1.0);
                }
                sum
            };
            let found =
                list().zip(&rows[range.clone()]).enumerate().map(|(place, (other, raw))| match told.get(place) {
                    Some((_, smooth)) if known[other].is_some() => *smooth,
                    _ if few(near, other) => *raw,
                    _ => cosine(other),
                });
            let found = found.collect();
            slate.wipe(&own);
            found
        };
        let end = count.min(from + ROUND);
        let found: Vec<Vec<f32>> = (from..end).into_par_iter().map_init(|| Slate::new(count), like).collect();
        for (at, found) in (from..end).zip(found) {
            let range = near.range(at);
            near.items[range].iter_mut().zip(found).for_each(|((_, similarity), found)| *similarity = found);
        }
    }
}
