/*! Reports that go to files: `--report FORMAT=PATH`. A file is whole or it is not there: what is written goes to a file beside it
first, which then takes its name. */

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use factlint::error::did_you_mean;
use factlint::finding;
use factlint::report::{FORMATS, Format};

/// A report to write to a file.
#[derive(Debug, Clone)]
pub(crate) struct ReportFile {
    pub(crate) format: &'static Format<finding::Report>,
    pub(crate) path: PathBuf,
}

impl ReportFile {
    /// Reads `FORMAT=PATH`.
    pub(crate) fn parse(argument: &str) -> Result<Self, String> {
        let Some((name, path)) = argument.split_once('=').filter(|(_, path)| !path.is_empty()) else {
            return Err("write a format and a file: sarif=factlint.sarif".to_owned());
        };
        let Some(format) = FORMATS.iter().find(|format| format.name == name) else {
            let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            let near = did_you_mean(name, known.iter().copied()).map(|help| format!("; {help}")).unwrap_or_default();
            return Err(format!("there is no format `{name}`{near} [formats: {}]", known.join(", ")));
        };
        Ok(Self { format, path: PathBuf::from(path) })
    }
}

/// Writes a file as a whole. A device or a pipe is written to as it is.
///
/// # Errors
/// Those of `write` and of the file system; the file is then as it was.
pub(crate) fn whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link: its file is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&path).is_ok_and(|existing| !existing.is_file()) {
        return through(OpenOptions::new().write(true).open(&path)?, write).map(drop);
    }
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !directory.is_dir() {
        let reason = format!("there is no directory {}", directory.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, reason));
    }
    let mut name = path.file_name().map(ToOwned::to_owned).unwrap_or_default();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = directory.join(name);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|file| through(file, write))
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // It may never have been made.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn through(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_a_format_and_a_file() {
        for (argument, read) in [
            ("sarif=a.sarif", Ok(("sarif", "a.sarif"))),
            ("html=a=b.html", Ok(("html", "a=b.html"))),
            ("sarif", Err("write a format and a file")),
            ("sarif=", Err("write a format and a file")),
            ("sarf=a", Err("did you mean `sarif`?")),
            ("=a", Err("there is no format ``")),
        ] {
            match (ReportFile::parse(argument), read) {
                (Ok(given), Ok((format, path))) => {
                    assert_eq!((given.format.name, given.path.as_path()), (format, Path::new(path)));
                }
                (Err(given), Err(says)) => assert!(given.contains(says), "{given}"),
                (given, read) => panic!("{argument}: {given:?}, not {read:?}"),
            }
        }
    }

    #[test]
    fn a_file_is_whole_or_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.json");
        whole(&path, |out| out.write_all(b"one")).unwrap();
        let failed = whole(&path, |out| out.write_all(b"tw").and(Err(io::Error::other("no more"))));
        assert_eq!(failed.unwrap_err().to_string(), "no more");
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        whole(&path, |out| out.write_all(b"three")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is left beside it");
        let error = whole(&directory.path().join("no/a.json"), |_| Ok(())).unwrap_err().to_string();
        assert!(error.starts_with("there is no directory "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        let directory = tempfile::tempdir().unwrap();
        let (file, link) = (directory.path().join("a.json"), directory.path().join("link.json"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        whole(&link, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        whole(Path::new("/dev/null"), |out| out.write_all(b"x")).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
