/*! The cache: read documents, so that only changed ones are read again.

What is kept is what reading a document gives, under a hash of all that it hangs on: the document's text, blocks and date, the
lexicon, and the program. Nothing is ever out of date; what is no longer asked for is forgotten in time.

A project has a directory, `VERSION/PROJECT` in the cache's own, with a few files (`segment.rs`). Each run adds one with what it read
anew, under a name of its own; where there are too many, or too much in them that nobody asks for, one file takes the place of all.
So any number of runs may share a cache: each sees files that are whole. */

mod segment;
mod sweep;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{SystemTime, UNIX_EPOCH};

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::claim::DocumentRead;
use crate::document::{Document, DocumentId};
use crate::lexicon::Lexicon;
use crate::packed::{self, Health};
use segment::{Entry, Segment, Writer};

pub use sweep::clean;

/// Days for which an entry is kept that no run asks for.
const KEPT: u32 = 30;
/// Files of a project: where there are more, they are put together.
const FILES: usize = 8;
/// Bytes of entries that nobody asks for which are never worth a tidying.
const LITTLE: u64 = 1 << 20;
/// Such bytes that are kept at most, besides four times what this run asked for.
const MOST: u64 = 64 << 20;
/// Another version reads otherwise.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The ending of a file of the cache.
const ENDING: &str = "claims";
/// The ending of one that is being written.
const PART: &str = "part";

/// The cache of a project.
#[derive(Debug)]
pub struct Cache {
    /// The cache's own directory, and within it the project's.
    root: PathBuf,
    directory: PathBuf,
    /// A hash of the program and of the lexicon.
    made_by: u128,
    today: u32,
    segments: Vec<Segment>,
    /// By key: which entry of which segment.
    index: FxHashMap<u128, (u32, u32)>,
    /// By segment: which entries were asked for, and whether it is whole.
    used: Vec<Vec<AtomicBool>>,
    health: Vec<Arc<Health>>,
    /// A file that was broken before this run could open it.
    discarded: AtomicBool,
    /// What this run has read anew.
    fresh: Mutex<Fresh>,
}

/// What a run has read anew.
#[derive(Debug)]
enum Fresh {
    Nothing,
    Begun(Writer),
    /// It cannot be written.
    Failed(io::Error),
}

/// How a cache was left.
#[derive(Debug, Default)]
pub struct Closed {
    /// A file was broken, and is gone.
    pub discarded: bool,
    /// Why nothing could be written.
    pub unwritten: Option<io::Error>,
}

impl Cache {
    /// Opens the cache of a project below `root`, a directory that need not be there. `build` tells one build of this version of the
    /// program from others, `project` one project from others. It is empty where nothing can be read.
    pub fn open(root: &Path, build: &str, project: &Path, lexicon: &Lexicon) -> Self {
        let name = format!("{:016x}", xxh3_64(project.as_os_str().as_encoded_bytes()));
        let directory = root.join(VERSION).join(name);
        let mut hash = Xxh3::new();
        hash.update(&lexicon.fingerprint().to_le_bytes());
        hash.update(VERSION.as_bytes());
        hash.update(&[0]);
        hash.update(build.as_bytes());
        let discarded = AtomicBool::new(false);
        let mut segments = Vec::new();
        for path in files(&directory, ENDING) {
            match Segment::open(path.clone()) {
                Ok(segment) => segments.push(segment),
                Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
                    discarded.store(true, Ordering::Relaxed);
                    let _ = fs::remove_file(path);
                }
                // Another run has just put files together, or it is not ours to read.
                Err(_) => {}
            }
        }
        let mut index = FxHashMap::default();
        index.reserve(segments.iter().map(|segment| segment.entries.len()).sum());
        for (at, segment) in (0..).zip(&segments) {
            index.extend((0..).zip(&segment.entries).map(|(place, entry)| (entry.key, (at, place))));
        }
        let unused = |segment: &Segment| segment.entries.iter().map(|_| AtomicBool::new(false)).collect();
        let used = segments.iter().map(unused).collect();
        let health = segments.iter().map(|_| Arc::default()).collect();
        Self {
            root: root.to_owned(),
            directory,
            made_by: hash.digest128(),
            today: today(),
            segments,
            index,
            used,
            health,
            discarded,
            fresh: Mutex::new(Fresh::Nothing),
        }
    }

    /// What a document is kept under: a hash of its text, blocks and date, the lexicon and the program.
    pub(crate) fn key(&self, document: &Document) -> u128 {
        let mut head = Vec::with_capacity(32 + document.blocks.len() * 9);
        head.extend(self.made_by.to_le_bytes());
        head.extend(document.published.map_or(i32::MIN, |day| day.to_epoch_days()).to_le_bytes());
        for block in &document.blocks {
            head.extend(block.span.start.to_le_bytes());
            head.extend(block.span.end.to_le_bytes());
            head.push(block.kind as u8);
        }
        let mut hash = Xxh3::new();
        hash.update(&(head.len() as u64).to_le_bytes());
        hash.update(&head);
        hash.update(document.text().as_bytes());
        hash.digest128()
    }

    /// What something of many documents is kept under, which is told by its sort and a name.
    pub(crate) fn place(&self, sort: &str, name: &str) -> u128 {
        let mut hash = Xxh3::new();
        hash.update(&self.made_by.to_le_bytes());
        hash.update(sort.as_bytes());
        hash.update(&[0]);
        hash.update(name.as_bytes());
        hash.digest128()
    }

    /// A document as the cache holds it, or else as `read` reads it; `lexicon` is the one that the cache was opened with.
    pub fn read(
        &self,
        id: DocumentId,
        document: &Document,
        lexicon: &Lexicon,
        read: impl FnOnce() -> DocumentRead,
    ) -> DocumentRead {
        let found = |key| self.find(key, |bytes, _| packed::decode(&bytes, id, document.text(), lexicon).ok());
        self.found_or_read(document, found, read)
    }

    /// The same, of which most is read when it is first looked at: what comes of it holds if the cache is [`Cache::is_sound`] when all
    /// is done.
    pub(crate) fn read_lazily(
        &self,
        id: DocumentId,
        document: &Document,
        lexicon: &Lexicon,
        read: impl FnOnce() -> DocumentRead,
    ) -> DocumentRead {
        let text = document.text();
        let found = |key| self.find(key, |bytes, health| packed::decode_lazily(bytes, id, text, lexicon, health).ok());
        self.found_or_read(document, found, read)
    }

    fn found_or_read(
        &self,
        document: &Document,
        found: impl FnOnce(u128) -> Option<DocumentRead>,
        read: impl FnOnce() -> DocumentRead,
    ) -> DocumentRead {
        let key = self.key(document);
        found(key).unwrap_or_else(|| {
            let read = read();
            if !matches!(*self.fresh(), Fresh::Failed(_)) {
                self.keep(key, &packed::encode(&read));
            }
            read
        })
    }

    /// Whether nothing was believed that was then seen to be broken. Where something was, what this run keeps may come of it and is
    /// thrown away; all is to be done again, and what was broken is asked no more.
    pub(crate) fn is_sound(&self) -> bool {
        let late: Vec<bool> = self.health.iter().map(|health| health.late.swap(false, Ordering::Relaxed)).collect();
        let sound = !late.contains(&true);
        if !sound {
            *self.fresh() = Fresh::Nothing;
        }
        sound
    }

    /// Whether anything is kept under a key.
    pub(crate) fn has(&self, key: u128) -> bool {
        self.index.contains_key(&key)
    }

    /// What is kept under a key, as `decode` reads it; where that gives none, its file is broken.
    pub(crate) fn find<T>(&self, key: u128, decode: impl FnOnce(Vec<u8>, &Arc<Health>) -> Option<T>) -> Option<T> {
        let (segment, place) = *self.index.get(&key)?;
        let (segment, place) = (segment as usize, place as usize);
        let health = &self.health[segment];
        if health.broken.load(Ordering::Relaxed) {
            return None;
        }
        let bytes = self.segments[segment].bytes(&self.segments[segment].entries[place]);
        let found = bytes.ok().and_then(|bytes| decode(bytes, health));
        let marked = if found.is_some() { &self.used[segment][place] } else { &health.broken };
        marked.store(true, Ordering::Relaxed);
        found
    }

    /// Keeps bytes, in place of what was kept under that key before, unless they cannot be written.
    pub(crate) fn keep(&self, key: u128, bytes: &[u8]) {
        let mut fresh = self.fresh();
        if matches!(*fresh, Fresh::Nothing) {
            *fresh = self.begin().map_or_else(Fresh::Failed, Fresh::Begun);
        }
        if let Fresh::Begun(writer) = &mut *fresh
            && let Err(error) = writer.add(key, bytes, self.today)
        {
            // A full disk: what was written goes away.
            *fresh = Fresh::Failed(error);
        }
    }

    fn fresh(&self) -> MutexGuard<'_, Fresh> {
        self.fresh.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Begins a file, in a directory that is made where there is none.
    fn begin(&self) -> io::Result<Writer> {
        fs::create_dir_all(&self.directory)?;
        sweep::mark(&self.root.join(VERSION))?;
        Writer::new(self.directory.join(unique(PART)))
    }

    /// Writes what was read anew, and tidies where that is due.
    pub fn close(self) -> Closed {
        let mut closed = Closed { discarded: self.discarded.load(Ordering::Relaxed), unwritten: None };
        for (segment, health) in self.segments.iter().zip(&self.health) {
            if health.broken.load(Ordering::Relaxed) {
                closed.discarded = true;
                let _ = fs::remove_file(&segment.path);
            }
        }
        closed.unwritten = self.finish().err();
        closed
    }

    fn finish(self) -> io::Result<()> {
        let fresh = std::mem::replace(&mut *self.fresh(), Fresh::Nothing);
        let (kept, size) = self.worth_keeping();
        let whole: u64 = self.whole().flat_map(|(_, segment)| &segment.entries).map(|e| u64::from(e.length)).sum();
        let count = self.whole().count() + usize::from(matches!(fresh, Fresh::Begun(_)));
        if count <= FILES && whole <= 2 * size + LITTLE {
            return match fresh {
                Fresh::Begun(writer) => writer.finish(&self.directory.join(unique(ENDING))),
                Fresh::Nothing => Ok(()),
                Fresh::Failed(error) => Err(error),
            };
        }
        let mut writer = match fresh {
            Fresh::Begun(writer) => writer,
            Fresh::Nothing => self.begin()?,
            Fresh::Failed(error) => return Err(error),
        };
        let renewed: FxHashSet<u128> = writer.keys().collect();
        for (segment, entry, day) in kept.into_iter().filter(|(_, entry, _)| !renewed.contains(&entry.key)) {
            // What cannot be read any more is read anew another time.
            if let Ok(bytes) = segment.bytes(entry) {
                writer.add(entry.key, &bytes, day)?;
            }
        }
        writer.finish(&self.directory.join(unique(ENDING)))?;
        for (_, segment) in self.whole() {
            let _ = fs::remove_file(&segment.path);
        }
        sweep::sweep(&self.root, &self.directory);
        Ok(())
    }

    /// The segments that are not broken.
    fn whole(&self) -> impl Iterator<Item = (usize, &Segment)> {
        self.segments.iter().enumerate().filter(|(at, _)| !self.health[*at].broken.load(Ordering::Relaxed))
    }

    /// The entries that a tidying keeps, each with the day of its last use, and how many bytes they have: what this run asked for, and
    /// of all else the latest.
    fn worth_keeping(&self) -> (Vec<(&Segment, &Entry, u32)>, u64) {
        let mut kept = Vec::new();
        let mut others = Vec::new();
        let mut size = 0;
        for (at, segment) in self.whole() {
            for (place, entry) in segment.entries.iter().enumerate() {
                if self.used[at][place].load(Ordering::Relaxed) {
                    size += u64::from(entry.length);
                    kept.push((segment, entry, self.today));
                } else if self.index.get(&entry.key) == Some(&(at as u32, place as u32))
                    && entry.day.saturating_add(KEPT) >= self.today
                {
                    others.push((segment, entry, entry.day.min(self.today)));
                }
            }
        }
        others.sort_by_key(|(_, _, day)| std::cmp::Reverse(*day));
        let room = 4 * size + MOST;
        let mut more = 0;
        others.retain(|(_, entry, _)| {
            more += u64::from(entry.length);
            more <= room
        });
        size += others.iter().map(|(_, entry, _)| u64::from(entry.length)).sum::<u64>();
        kept.extend(others);
        (kept, size)
    }
}

/// The files of a directory with that ending, in order of their names.
fn files(directory: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == ending)).collect();
    files.sort_unstable();
    files
}

/// A name that no other run gives a file.
fn unique(ending: &str) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{:016x}-{}.{ending}", now.as_nanos() as u64, std::process::id())
}

/// The day, counted from 1970.
fn today() -> u32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u32::try_from(now.as_secs() / 86_400).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// How many of the documents are read anew by a run.
    fn run(root: &Path, build: &str, documents: &[Document], lexicon: &Lexicon) -> usize {
        let cache = Cache::open(root, build, Path::new("/project"), lexicon);
        let count = Cell::new(0);
        for document in documents {
            let read = |count: &Cell<usize>| {
                count.set(count.get() + 1);
                crate::read_document(DocumentId(3), document, lexicon)
            };
            let given = cache.read(DocumentId(3), document, lexicon, || read(&count));
            assert_eq!(given, read(&Cell::new(0)), "{}", document.path);
        }
        let closed = cache.close();
        assert!(!closed.discarded && closed.unwritten.is_none(), "{closed:?}");
        count.get()
    }

    #[test]
    fn only_what_changed_is_read_anew() {
        let room = tempfile::tempdir().unwrap();
        let (root, lexicon) = (room.path(), Lexicon::builtin());
        let mut documents: Vec<Document> = (0..20)
            .map(|n| Document::plain(format!("{n}.txt"), format!("On Monday {n} ships sank off Wick.")))
            .collect();
        assert_eq!(run(root, "a", &documents, &lexicon), 20);
        assert_eq!(run(root, "a", &documents, &lexicon), 0);
        documents.reverse();
        documents[4].path = "elsewhere.txt".to_owned();
        assert_eq!(run(root, "a", &documents, &lexicon), 0, "neither its name nor its place is of the text");
        documents[7].published = chrono::NaiveDate::from_ymd_opt(2024, 3, 4);
        assert_eq!(run(root, "a", &documents, &lexicon), 1, "another date");
        documents[8].blocks[0].kind = crate::document::BlockKind::Heading;
        assert_eq!(run(root, "a", &documents, &lexicon), 1, "another block");
        documents[9] = Document::plain("9.txt", "On Monday 11 ships sank off Skye.");
        assert_eq!(run(root, "a", &documents, &lexicon), 1, "another text");
        assert_eq!(run(root, "b", &documents, &lexicon), 20, "another build");
        let mut wider = Lexicon::builtin();
        wider.widen("about", Some(20.into()), None).unwrap();
        assert_eq!(run(root, "b", &documents, &wider), 20, "another width");
        let more =
            "[[hedge]]\nname = \"well-nigh\"\nbound = \"about\"\nbelow = 5\nabove = 0\nbefore = [\"well-nigh\"]\n";
        let more = Lexicon::read(crate::lexicon::BUILTIN.iter().copied().chain([("mine.toml", more)])).unwrap();
        assert_eq!(run(root, "b", &documents, &more), 20, "another word");
        for (build, lexicon) in [("a", &lexicon), ("b", &lexicon), ("b", &wider), ("b", &more)] {
            assert_eq!(run(root, build, &documents, lexicon), 0, "all are kept beside each other");
        }
    }

    #[test]
    fn what_nobody_asks_for_goes_in_time() {
        let room = tempfile::tempdir().unwrap();
        let (root, lexicon) = (room.path(), Lexicon::default());
        let keep = |day: u32, keys: std::ops::Range<u128>, asked: &[u128]| {
            let mut cache = Cache::open(root, "a", Path::new("/project"), &lexicon);
            cache.today = day;
            for key in asked {
                let (segment, place) = cache.index[key];
                cache.used[segment as usize][place as usize].store(true, Ordering::Relaxed);
            }
            let size =
                DocumentRead { sentences: vec![crate::span::Span::default(); 150_000], ..DocumentRead::default() };
            keys.for_each(|key| cache.keep(key, &packed::encode(&size)));
            assert!(cache.close().unwritten.is_none());
            let mut left: Vec<u128> =
                Cache::open(root, "a", Path::new("/project"), &lexicon).index.keys().copied().collect();
            left.sort_unstable();
            left
        };
        let all = |end: u128| (0..end).collect::<Vec<_>>();
        assert_eq!(keep(100, 0..20, &[]), all(20));
        assert_eq!(keep(110, 20..21, &[0, 1]), all(21), "nothing is tidied that is not old");
        assert_eq!(keep(130, 21..22, &[0, 1]), all(22));
        assert_eq!(keep(135, 22..23, &[0, 1]), [0, 1, 20, 21, 22], "what 30 days were without");
        assert_eq!(keep(135, 0..0, &[]), [0, 1, 20, 21, 22]);
    }
}
