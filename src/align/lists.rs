/*! Lists of many documents in one place. */

use std::ops::Range;

/// Lists of documents, one behind the other: as many allocations as there are documents would take more than what is in them.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    ends: Vec<usize>,
    pub(super) items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len());
    }

    pub(super) fn range(&self, at: usize) -> Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]
    }

    pub(super) fn of(&self, at: usize) -> &[T] {
        &self.items[self.range(at)]
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.len()).map(|at| self.of(at))
    }
}

impl<T> FromIterator<Vec<T>> for Lists<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(lists: I) -> Self {
        let mut found = Self::default();
        lists.into_iter().for_each(|list| found.push(list));
        found
    }
}
