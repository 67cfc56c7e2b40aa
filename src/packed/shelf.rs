/*! A shelf for the read documents of an archive: they lie packed in a file that has no name, which the system takes back with the
process, however that ends. What does not fit on the disk stays in memory. */

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::frames::{Frames, Health};
use super::{check, open};
use crate::claim::{Claim, DocumentFacts, DocumentRead, Framed, Label, Shelf, Unpack};
use crate::document::DocumentId;
use crate::lexicon::Lexicon;

/// Where the documents of an archive are put, and found again.
#[derive(Debug)]
pub(crate) struct FileShelf {
    file: Option<File>,
    /// Why the first of what lies in memory does.
    unwritten: OnceLock<io::Error>,
    end: AtomicU64,
    /// By document: its claims, and what is known of it besides.
    places: Vec<OnceLock<[Place; 2]>>,
    rows: check::Rows,
    health: Arc<Health>,
    /// Whether a document could not be read again.
    broken: AtomicBool,
}

/// Where a document lies.
#[derive(Debug)]
enum Place {
    /// In the file, from there, so many bytes.
    File(u64, u32),
    Memory(Box<[u8]>),
}

impl FileShelf {
    /// An empty one for so many documents, which are read with that lexicon.
    pub(crate) fn new(documents: usize, lexicon: &Lexicon) -> Self {
        let (file, unwritten) = match tempfile::tempfile() {
            Ok(file) => (Some(file), OnceLock::new()),
            Err(error) => (None, OnceLock::from(error)),
        };
        Self {
            file,
            unwritten,
            end: AtomicU64::new(0),
            places: (0..documents).map(|_| OnceLock::new()).collect(),
            rows: check::Rows::of(lexicon),
            health: Arc::default(),
            broken: AtomicBool::new(false),
        }
    }

    /// Puts a document there; its sentences and statements are left with whoever read it.
    pub(crate) fn put(&self, document: DocumentId, read: &mut DocumentRead) -> Label {
        let label = Label::of(read);
        let statements = std::mem::take(&mut read.statements);
        let sentences = read.sentences.clone();
        let claims = std::mem::take(&mut read.claims);
        let facts = std::mem::take(&mut read.facts);
        // Postcard fails on sequences of unknown length: there are none.
        let besides = postcard::to_extend(&facts, Vec::new()).unwrap_or_default();
        let facts = DocumentFacts { text: facts.text, ..DocumentFacts::default() };
        let claims = super::pack(DocumentRead { claims, facts, sentences, statements: Vec::new() });
        read.statements = statements;
        let in_memory = |error: io::Error, bytes: Vec<u8>| {
            // The first is told, whichever that is.
            let _ = self.unwritten.set(error);
            Place::Memory(bytes.into())
        };
        let places = [claims, besides].map(|bytes| self.write(&bytes).unwrap_or_else(|error| in_memory(error, bytes)));
        // Each document is put once.
        let _ = self.places[document.0 as usize].set(places);
        label
    }

    fn write(&self, bytes: &[u8]) -> io::Result<Place> {
        let file = self.file.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let start = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write_at(file, bytes, start)?;
        Ok(Place::File(start, bytes.len() as u32))
    }

    /// Why something lies in memory that should lie in the file, if anything does.
    pub(crate) fn unwritten(&self) -> Option<&io::Error> {
        self.unwritten.get()
    }

    fn read(&self, document: DocumentId, which: usize) -> Option<Vec<u8>> {
        match &self.places.get(document.0 as usize)?.get()?[which] {
            Place::Memory(bytes) => Some(bytes.to_vec()),
            Place::File(start, size) => {
                let mut bytes = vec![0; *size as usize];
                read_at(self.file.as_ref()?, &mut bytes, *start).ok()?;
                Some(bytes)
            }
        }
    }

    fn claims_of(&self, document: DocumentId) -> Option<Vec<Claim>> {
        let bytes = self.read(document, 0)?;
        let (mut read, known, frames, places) = open(&bytes, document, |_| true).ok()?;
        let frames: Arc<dyn Unpack> = Arc::new(Frames::own(bytes, known, frames, self.rows, &self.health));
        for (claim, (place, sentence)) in read.claims.iter_mut().zip(places) {
            claim.frame = Framed::packed(&frames, place, sentence);
        }
        Some(read.claims)
    }

    /// What was read, or nothing, which is then told.
    fn told<T: Default>(&self, read: Option<T>) -> T {
        read.unwrap_or_else(|| {
            self.broken.store(true, Ordering::Relaxed);
            T::default()
        })
    }

    /// Whether all that was asked for could be read. Where it could not, nothing that came of it is to be believed.
    pub(crate) fn is_sound(&self) -> bool {
        !self.broken.load(Ordering::Relaxed) && !self.health.broken.load(Ordering::Relaxed)
    }
}

impl Shelf for FileShelf {
    fn claims(&self, document: DocumentId) -> Vec<Claim> {
        self.told(self.claims_of(document))
    }

    fn facts(&self, document: DocumentId) -> DocumentFacts {
        self.told(self.read(document, 1).and_then(|bytes| postcard::from_bytes(&bytes).ok()))
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, start)
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut start: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_write(file, bytes, start)? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => (bytes, start) = (&bytes[written..], start + written as u64),
        }
    }
    Ok(())
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut start: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, start)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => (bytes, start) = (&mut bytes[read..], start + read as u64),
        }
    }
    Ok(())
}

/// Elsewhere all stays in memory.
#[cfg(not(any(unix, windows)))]
fn write_at(_: &File, _: &[u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(any(unix, windows)))]
fn read_at(_: &File, _: &mut [u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn what_was_put_there_is_found_in_the_file_or_in_memory_and_what_is_lost_is_told() {
        let lexicon = Lexicon::builtin();
        let texts =
            ["Some 37,412 nurses voted in Verra on 3 March 2024.", "None did.", "Nearly 40 % of 512 cars burnt."];
        let read = || {
            let document =
                |(at, text): (u32, &&str)| crate::read_document(DocumentId(at), &Document::plain("a", *text), &lexicon);
            (0..).zip(&texts).map(document).collect::<Vec<_>>()
        };
        for is_file in [true, false] {
            let mut shelf = FileShelf::new(texts.len(), &lexicon);
            shelf.file = shelf.file.filter(|_| is_file);
            // In any order.
            let mut own = read();
            for at in [2, 0, 1] {
                shelf.put(DocumentId(at), &mut own[at as usize]);
            }
            for ((at, read), own) in (0..).zip(read()).zip(&own) {
                let facts = DocumentFacts { text: read.facts.text, ..shelf.facts(DocumentId(at)) };
                assert_eq!((shelf.claims(DocumentId(at)), facts), (read.claims, read.facts));
                assert_eq!((&own.sentences, &own.statements), (&read.sentences, &read.statements));
            }
            assert!(shelf.is_sound());
            assert_eq!(shelf.unwritten().is_none(), is_file);
            if let Some(file) = &shelf.file {
                file.set_len(20).unwrap();
                assert!(shelf.claims(DocumentId(0)).is_empty() && !shelf.is_sound());
            }
        }
    }
}
