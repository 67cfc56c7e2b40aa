/*! Reading what the user named: files in parallel, ordered by path, and whatever cannot be read told as an error. */

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::filter::Filter;
use super::walk::{self, Found, Reading};
use super::{Corpus, Document, Format, jsonl, packed};
use crate::error::InputError;

/// What to read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Files and directories; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// The name that standard input goes by in reports, whose extension says its format. Where given, standard input is read
    /// whether or not `paths` has a `-`.
    pub stdin_name: Option<PathBuf>,
    /// What of the files found is read.
    pub filter: Filter,
}

/// Reads the inputs, and standard input where they ask for it. See [`read_from`].
pub fn read(inputs: &Inputs) -> (Corpus, Vec<InputError>) {
    read_from(inputs, &mut io::stdin().lock())
}

/// Reads the inputs, with `stdin` for standard input.
///
/// Directories are searched for files of the known formats; ignore files are heeded and hidden files left out. A file named
/// by itself is read whatever its extension. The same file twice is read once. The documents are ordered by the bytes of their path,
/// those of one JSON Lines file by line.
///
/// Whatever cannot be read is an error, ordered by path; the rest is read all the same.
pub fn read_from(inputs: &Inputs, stdin: &mut dyn Read) -> (Corpus, Vec<InputError>) {
    let mut errors = Vec::new();
    let mut found = Vec::new();
    let mut sources = Vec::new();
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    if inputs.stdin_name.is_some() || inputs.paths.iter().any(|path| is_stdin(path)) {
        let path = inputs.stdin_name.clone().unwrap_or_else(|| PathBuf::from("-"));
        let (shown, reading) = (walk::shown(&path), reading_of(&path));
        let given = match reading {
            Reading::JsonLines => Given::Read(lines(&path, &shown, stdin)),
            Reading::Document(_) => Given::Bytes(all_of(stdin)),
        };
        sources.push(Source { shown, reading, path, given: Some(given) });
    }
    for path in inputs.paths.iter().filter(|path| !is_stdin(path)) {
        walk::find(path, &inputs.filter, &mut found, &mut errors);
    }
    sources.extend(distinct(found));
    sources.sort_by(|a, b| a.shown.as_bytes().cmp(b.shown.as_bytes()));
    let read: Vec<_> = sources.into_par_iter().map(Source::read).collect();
    let mut corpus = Corpus::default();
    for (documents, failed) in read {
        corpus.documents.extend(documents);
        errors.extend(failed);
    }
    errors.sort_by(|a, b| a.path.cmp(&b.path));
    (corpus, errors)
}

fn reading_of(path: &Path) -> Reading {
    Reading::of_path(path).unwrap_or(Reading::Document(Format::Text))
}

fn all_of(stdin: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than can be read tells that it is too long.
    stdin.take(u64::from(u32::MAX) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Each file once, under the first of its names.
fn distinct(mut found: Vec<Found>) -> impl Iterator<Item = Source> {
    found.sort_by_cached_key(|file| walk::shown(&file.path).into_bytes());
    let real: Vec<_> = found.par_iter().map(|file| file.path.canonicalize().ok()).collect();
    let mut seen = FxHashSet::default();
    found
        .into_iter()
        .zip(real)
        .filter(move |(_, real)| real.clone().is_none_or(|real| seen.insert(real)))
        .map(|(file, _)| Source { shown: walk::shown(&file.path), path: file.path, reading: file.reading, given: None })
}

/// A file or standard input, about to be read.
struct Source {
    path: PathBuf,
    shown: String,
    reading: Reading,
    /// What standard input gave.
    given: Option<Given>,
}

/// What standard input gave.
enum Given {
    Bytes(io::Result<Vec<u8>>),
    Read((Vec<Document>, Vec<InputError>)),
}

impl Source {
    fn read(self) -> (Vec<Document>, Vec<InputError>) {
        let fail = |error| (Vec::new(), vec![error]);
        let bytes = match self.given {
            Some(Given::Read(read)) => return read,
            Some(Given::Bytes(bytes)) => bytes.map_err(|error| walk::unreadable(&self.path, &error)),
            None if self.reading == Reading::JsonLines => {
                return match open(&self.path) {
                    Ok(mut file) => lines(&self.path, &self.shown, &mut file),
                    Err(error) => fail(error),
                };
            }
            None => load(&self.path),
        };
        let bytes = match bytes {
            Ok(bytes) if u32::try_from(bytes.len()).is_err() => return fail(too_long(&self.path)),
            Ok(bytes) => bytes,
            Err(error) => return fail(error),
        };
        let format = if let Reading::Document(format) = self.reading { format } else { Format::Text };
        match decode(bytes) {
            Ok(source) => (vec![Document::from_source(self.shown, format, source)], Vec::new()),
            Err((reason, help)) => fail(InputError { path: walk::tidy(&self.path), reason, help: Some(help) }),
        }
    }
}

/// The documents of JSON Lines, packed or not, read as a stream.
fn lines(path: &Path, shown: &str, source: &mut dyn Read) -> (Vec<Document>, Vec<InputError>) {
    let mut head = Vec::new();
    let unpacked = packed::unpacked(source).and_then(|mut source| {
        source.by_ref().take(4).read_to_end(&mut head)?;
        Ok(source)
    });
    let path = walk::tidy(path);
    match (unpacked, wide(&head)) {
        (Err(error), _) => (Vec::new(), vec![walk::unreadable(&path, &error)]),
        (Ok(_), Some(encoding)) => {
            let (reason, help) = not_utf8(encoding);
            (Vec::new(), vec![InputError { path, reason, help: Some(help) }])
        }
        (Ok(source), None) => jsonl::read(&path, shown, &mut head.chain(source)),
    }
}

/// A regular file, opened.
fn open(path: &Path) -> Result<File, InputError> {
    let metadata = path.metadata().map_err(|error| walk::unreadable(path, &error))?;
    if !metadata.is_file() {
        let reason = "not a regular file".to_owned();
        return Err(InputError {
            path: walk::tidy(path),
            reason,
            help: Some("to read what a pipe gives, send it to standard input and name `-`".to_owned()),
        });
    }
    File::open(path).map_err(|error| walk::unreadable(path, &error))
}

/// The bytes of a regular file.
fn load(path: &Path) -> Result<Vec<u8>, InputError> {
    let mut file = open(path)?;
    let unreadable = |error| walk::unreadable(path, &error);
    if u32::try_from(file.metadata().map_err(unreadable)?.len()).is_err() {
        return Err(too_long(path));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn too_long(path: &Path) -> InputError {
    let help = Some("split it, one article a file".to_owned());
    InputError { path: walk::tidy(path), reason: "longer than 4 GiB".to_owned(), help }
}

/// The name of the encoding of two or four bytes a character whose mark opens the bytes.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        _ => None,
    }
}

fn not_utf8(encoding: &str) -> (String, String) {
    (format!("it is {encoding}, not UTF-8"), format!("convert it to UTF-8: iconv -f {encoding} -t UTF-8"))
}

/// The text of the bytes, or why it is none and what to do.
fn decode(bytes: Vec<u8>) -> Result<String, (String, String)> {
    if let Some(encoding) = wide(&bytes) {
        return Err(not_utf8(encoding));
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        let help = "a binary file is no article: leave it out".to_owned();
        return Err((format!("it is no text: byte {at} is NUL"), help));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        let reason = format!("it is not UTF-8: byte {at} is 0x{byte:02X}");
        (reason, "convert it to UTF-8, if it is Windows-1252: iconv -f WINDOWS-1252 -t UTF-8".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// A directory of its own for a test, removed at its end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(files: &[(&str, &[u8])]) -> Self {
            static NEXT: AtomicU32 = AtomicU32::new(0);
            let name = format!("factlint-read-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let scratch = Self(std::env::temp_dir().join(name));
            fs::create_dir_all(&scratch.0).unwrap();
            for (name, bytes) in files {
                fs::create_dir_all(scratch.0.join(name).parent().unwrap()).unwrap();
                fs::write(scratch.0.join(name), bytes).unwrap();
            }
            scratch
        }

        /// The paths of the documents and the errors, without the directory's own.
        fn read(&self, paths: &[&str]) -> (Vec<String>, Vec<String>) {
            let paths = paths.iter().map(|path| self.0.join(path)).collect();
            let (corpus, errors) = read_from(&Inputs { paths, ..Inputs::default() }, &mut io::empty());
            let root = walk::shown(&self.0) + "/";
            let errors = errors.iter().map(|error| error.to_string().replace(&root, ""));
            (corpus.documents.iter().map(|document| document.path.replace(&root, "")).collect(), errors.collect())
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn directories_are_searched() {
        let scratch = Scratch::new(&[
            ("b.txt", b"One."),
            ("a/z.HTML", b"<p>One."),
            ("a.md", b"One."),
            ("a/c.jsonl", b"{\"text\": \"One\"}\n{\"text\": \"Two\", \"id\": \"x\"}"),
            ("a/image.png", b"\0"),
            ("a/.hidden.txt", b"One."),
            (".git-not/x.txt", b"One."),
            (".gitignore", b"drafts/\n*.skip.txt\n"),
            ("drafts/x.txt", b"One."),
            ("a/x.skip.txt", b"One."),
            ("empty.txt", b""),
        ]);
        let all = ["a.md", "a/c.jsonl#1", "a/c.jsonl#x", "a/z.HTML", "b.txt", "empty.txt"].map(str::to_owned).to_vec();
        assert_eq!(scratch.read(&[""]), (all.clone(), Vec::new()));
        // twice the same, and by another name
        assert_eq!(scratch.read(&["", "a", "a/../b.txt", "./b.txt", "a/../a/z.HTML"]).0.len(), all.len());
        // named by itself, whatever it is
        assert_eq!(scratch.read(&["a/x.skip.txt", ".gitignore"]).0, [".gitignore", "a/x.skip.txt"]);
    }

    #[test]
    fn formats_follow_the_name() {
        let scratch = Scratch::new(&[
            ("a.htm", b"<p>One"),
            ("a.markdown", b"*One*"),
            ("a", b"*One*"),
            ("a.ndjson", b"{\"text\":\"*\"}"),
        ]);
        let (corpus, _) = read_from(
            &Inputs { paths: vec![scratch.0.clone(), scratch.0.join("a")], ..Inputs::default() },
            &mut io::empty(),
        );
        let read: Vec<_> = corpus.documents.iter().map(|d| (d.format, d.text().trim_end())).collect();
        assert_eq!(
            read,
            [(Format::Text, "*One*"), (Format::Html, "One"), (Format::Markdown, "One"), (Format::Text, "*")]
        );
    }

    #[test]
    fn bad_input_is_told_and_the_rest_read() {
        let scratch = Scratch::new(&[
            ("a.txt", b"One."),
            ("bom.txt", b"\xEF\xBB\xBFOne."),
            ("latin.txt", b"caf\xE9"),
            ("nul.txt", b"One\0"),
            ("wide.txt", b"\xFF\xFEO\0"),
            ("wider.jsonl", b"\xFE\xFF\0O"),
            ("lines.jsonl", b"{\"text\": \"One\"}\n{}\n{\"text\": \"\xE9\"}\n{\"text\": \"Two\"}"),
        ]);
        let (read, errors) = scratch.read(&["", "missing.txt"]);
        assert_eq!(read, ["a.txt", "bom.txt", "lines.jsonl#1", "lines.jsonl#4"]);
        let told = [
            "cannot read latin.txt: it is not UTF-8: byte 3 is 0xE9",
            "cannot read lines.jsonl: line 2 has no `text`",
            "cannot read lines.jsonl: line 3 is no JSON object with a `text`: invalid unicode code point at byte 11",
            "cannot read missing.txt: no such file or directory",
            "cannot read nul.txt: it is no text: byte 3 is NUL",
            "cannot read wide.txt: it is UTF-16, not UTF-8",
            "cannot read wider.jsonl: it is UTF-16, not UTF-8",
        ];
        assert_eq!(errors, told);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes() {
        use std::os::unix::fs::symlink;
        let scratch = Scratch::new(&[("a/one.txt", b"One."), ("a/b/two.txt", b"Two.")]);
        symlink("..", scratch.0.join("a/b/loop")).unwrap();
        symlink("one.txt", scratch.0.join("a/three.txt")).unwrap();
        symlink("nowhere", scratch.0.join("a/gone.txt")).unwrap();
        symlink("nowhere", scratch.0.join("a/gone")).unwrap();
        let pipe = scratch.0.join("a/pipe.txt");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let (read, errors) = scratch.read(&[""]);
        assert_eq!(read, ["a/b/two.txt", "a/one.txt"]);
        let told = [
            "cannot read a/b/loop: the link leads back to DIR/a",
            "cannot read a/gone.txt: no such file or directory",
            "cannot read a/pipe.txt: not a regular file",
        ];
        let root = walk::shown(&scratch.0);
        let errors: Vec<_> =
            errors.iter().map(|error| error.replace(&root, "DIR").replace("to a", "to DIR/a")).collect();
        assert_eq!(errors, told);
    }

    #[test]
    fn standard_input() {
        let read = |paths: &[&str], name: Option<&str>| {
            let inputs = Inputs {
                paths: paths.iter().map(PathBuf::from).collect(),
                stdin_name: name.map(PathBuf::from),
                ..Inputs::default()
            };
            let (corpus, errors) = read_from(&inputs, &mut &b"*One*"[..]);
            assert!(errors.is_empty());
            corpus.documents.into_iter().map(|d| (d.path.clone(), d.text().trim().to_owned())).collect::<Vec<_>>()
        };
        let one = |path: &str, text: &str| vec![(path.to_owned(), text.to_owned())];
        assert_eq!(read(&["-"], None), one("-", "*One*"));
        assert_eq!(read(&["-", "-"], Some("./in/a.md")), one("in/a.md", "One"));
        assert_eq!(read(&[], Some("a.txt")), one("a.txt", "*One*"));
        assert_eq!(read(&[], None), []);
    }

    #[test]
    fn paths_are_shown_as_given() {
        for (path, shown) in [
            ("./a.txt", "a.txt"),
            ("a//b/./c.txt", "a/b/c.txt"),
            ("../a.txt", "../a.txt"),
            ("/a.txt", "/a.txt"),
            (".", "."),
        ] {
            assert_eq!(walk::shown(Path::new(path)), shown);
        }
    }
}
