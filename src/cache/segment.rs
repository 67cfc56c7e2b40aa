/*! A file of the cache: read documents one after the other, then where each of them lies. It is written once, under another name until it
is whole, and never changed.

```text
entries     the bytes of read documents
index       a row an entry: key (16 bytes), place (8), length (4), checksum (4), day of last use (4)
foot        place of the index (8), rows (4), checksum of all before it in the foot and of the index (8), magic (8)
```

Numbers are little-endian. */

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use xxhash_rust::xxh3::xxh3_64;

/// The last bytes of a file; the number is that of the format.
const MAGIC: [u8; 8] = *b"factls\x01\n";
const ROW: usize = 36;
const FOOT: usize = 28;

/// Where a read document lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: u128,
    /// Its first byte.
    pub(super) at: u64,
    pub(super) length: u32,
    pub(super) checksum: u32,
    /// The day of its last use as far as the file knows, counted from 1970.
    pub(super) day: u32,
}

/// A file of the cache, open.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) path: PathBuf,
    file: Mutex<File>,
    pub(super) entries: Vec<Entry>,
}

fn broken() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

fn checksum(bytes: &[u8]) -> u32 {
    xxh3_64(bytes) as u32
}

impl Segment {
    /// Opens a file and reads its index.
    ///
    /// # Errors
    /// It cannot be read, or is no such file or only a part of one: [`io::ErrorKind::InvalidData`].
    pub(super) fn open(path: PathBuf) -> io::Result<Self> {
        let mut file = File::open(&path)?;
        let size = file.metadata()?.len();
        let foot_at = size.checked_sub(FOOT as u64).ok_or_else(broken)?;
        file.seek(SeekFrom::Start(foot_at))?;
        let mut foot = [0; FOOT];
        file.read_exact(&mut foot)?;
        let mut fields = &foot[..];
        let index_at = u64::from_le_bytes(take(&mut fields)?);
        let rows = u32::from_le_bytes(take(&mut fields)?);
        let sum = u64::from_le_bytes(take(&mut fields)?);
        // The index is all that lies between the entries and the foot, so that no number of rows is more than the file holds.
        let length = u64::from(rows) * ROW as u64;
        if fields != MAGIC || index_at.checked_add(length) != Some(foot_at) {
            return Err(broken());
        }
        file.seek(SeekFrom::Start(index_at))?;
        let mut index = vec![0; usize::try_from(length).map_err(|_| broken())?];
        file.read_exact(&mut index)?;
        if checksum_of(&index, index_at, rows) != sum {
            return Err(broken());
        }
        let rows = index.chunks_exact(ROW).map(Entry::read).collect::<io::Result<Vec<Entry>>>()?;
        let inside = |entry: &Entry| entry.at.checked_add(entry.length.into()).is_some_and(|end| end <= index_at);
        if !rows.iter().all(inside) {
            return Err(broken());
        }
        Ok(Self { path, file: Mutex::new(file), entries: rows })
    }

    /// The bytes of an entry.
    ///
    /// # Errors
    /// They cannot be read, or are not what was written.
    pub(super) fn bytes(&self, entry: &Entry) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(entry.length as usize);
        {
            // Whoever panicked with the file in hand has at most moved its place, which is set anew.
            let mut file = self.file.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            file.seek(SeekFrom::Start(entry.at))?;
            // What is read is not wiped before.
            (&mut *file).take(entry.length.into()).read_to_end(&mut bytes)?;
        }
        if bytes.len() == entry.length as usize && checksum(&bytes) == entry.checksum {
            Ok(bytes)
        } else {
            Err(broken())
        }
    }
}

/// The next bytes of a row or foot.
fn take<const N: usize>(bytes: &mut &[u8]) -> io::Result<[u8; N]> {
    let (field, rest) = bytes.split_first_chunk().ok_or_else(broken)?;
    *bytes = rest;
    Ok(*field)
}

fn checksum_of(index: &[u8], index_at: u64, rows: u32) -> u64 {
    xxh3_64(index) ^ xxh3_64(&[&index_at.to_le_bytes()[..], &rows.to_le_bytes()].concat())
}

impl Entry {
    fn read(mut row: &[u8]) -> io::Result<Self> {
        let row = &mut row;
        Ok(Self {
            key: u128::from_le_bytes(take(row)?),
            at: u64::from_le_bytes(take(row)?),
            length: u32::from_le_bytes(take(row)?),
            checksum: u32::from_le_bytes(take(row)?),
            day: u32::from_le_bytes(take(row)?),
        })
    }

    fn write(&self, index: &mut Vec<u8>) {
        index.extend(self.key.to_le_bytes());
        index.extend(self.at.to_le_bytes());
        index.extend(self.length.to_le_bytes());
        index.extend(self.checksum.to_le_bytes());
        index.extend(self.day.to_le_bytes());
    }
}

/// A file that is being written. Where it is dropped unfinished it goes away.
#[derive(Debug)]
pub(super) struct Writer {
    path: PathBuf,
    out: Option<BufWriter<File>>,
    at: u64,
    entries: Vec<Entry>,
}

impl Writer {
    /// Begins a file under a name that no other has.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn new(path: PathBuf) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Self { path, out: Some(BufWriter::with_capacity(1 << 16, file)), at: 0, entries: Vec::new() })
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// It cannot be written, or is larger than an entry may be.
    pub(super) fn add(&mut self, key: u128, bytes: &[u8], day: u32) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let out = self.out.as_mut().ok_or(io::ErrorKind::Other)?;
        out.write_all(bytes)?;
        self.entries.push(Entry { key, at: self.at, length, checksum: checksum(bytes), day });
        self.at += u64::from(length);
        Ok(())
    }

    /// The keys of what was added.
    pub(super) fn keys(&self) -> impl Iterator<Item = u128> {
        self.entries.iter().map(|entry| entry.key)
    }

    /// Writes the index, and gives the file its name.
    ///
    /// # Errors
    /// Those of the file system; there is then no file.
    pub(super) fn finish(mut self, path: &Path) -> io::Result<()> {
        let mut index = Vec::with_capacity(self.entries.len() * ROW + FOOT);
        self.entries.iter().for_each(|entry| entry.write(&mut index));
        let rows = u32::try_from(self.entries.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let sum = checksum_of(&index, self.at, rows);
        index.extend(self.at.to_le_bytes());
        index.extend(rows.to_le_bytes());
        index.extend(sum.to_le_bytes());
        index.extend(MAGIC);
        let mut out = self.out.take().ok_or(io::ErrorKind::Other)?;
        let written = out.write_all(&index).and_then(|()| out.flush());
        // Closed before it is renamed, as Windows wants it.
        drop(out);
        let done = written.and_then(|()| fs::rename(&self.path, path));
        if done.is_err() {
            let _ = fs::remove_file(&self.path);
        }
        done
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.out.take().is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_broken_is_told() {
        let directory = tempfile::tempdir().unwrap();
        let (path, part) = (directory.path().join("a.claims"), directory.path().join("a.tmp"));
        let mut writer = Writer::new(part.clone()).unwrap();
        let texts: [&[u8]; 3] = [b"one", b"", &[7; 70_000]];
        for (key, text) in (1 << 100u128..).zip(texts) {
            writer.add(key, text, 19_000).unwrap();
        }
        assert!(Writer::new(part.clone()).is_err(), "another has begun it");
        writer.finish(&path).unwrap();
        let segment = Segment::open(path.clone()).unwrap();
        for (entry, text) in segment.entries.iter().zip(texts) {
            assert_eq!((segment.bytes(entry).unwrap().as_slice(), entry.day), (text, 19_000));
        }
        assert_eq!(segment.entries[2].key, (1 << 100) + 2);

        let whole = fs::read(&path).unwrap();
        for cut in [0, 1, 2, FOOT, FOOT + ROW, whole.len() / 2, whole.len()] {
            fs::write(&path, &whole[..whole.len() - cut]).unwrap();
            assert_eq!(Segment::open(path.clone()).is_ok(), cut == 0, "{cut} cut off");
        }
        // A changed byte of the index or the foot is seen at once, one of an entry where it is read.
        for back in 1..=FOOT + 3 * ROW {
            let mut changed = whole.clone();
            let at = changed.len() - back;
            changed[at] ^= 0x10;
            fs::write(&path, changed).unwrap();
            assert!(Segment::open(path.clone()).is_err(), "{back} from the end");
        }
        let mut changed = whole;
        changed[1] = b'N';
        fs::write(&path, changed).unwrap();
        let segment = Segment::open(path).unwrap();
        let read: Vec<bool> = segment.entries.iter().map(|entry| segment.bytes(entry).is_ok()).collect();
        assert_eq!(read, [false, true, true]);
        drop(Writer::new(part.clone()).unwrap());
        assert!(!part.exists(), "what is not finished goes away");
    }
}
