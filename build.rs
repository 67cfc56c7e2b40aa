//! Writes the built-in lexicon files as JSON, which is read many times faster than TOML: to read them is most of the start of the
//! program. Nothing is added or left out, and a test of `src/lexicon` holds what comes of the two side by side.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the lexicon files are.
const LEXICON: &str = "rules/en";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={LEXICON}");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the directory"));
    write(Path::new(LEXICON), &out)
}

/// Writes each TOML file below a directory as JSON, at the same place below `out`.
fn write(directory: &Path, out: &Path) -> io::Result<()> {
    fs::create_dir_all(out.join(directory))?;
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            write(&path, out)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let told = |error: String| io::Error::other(format!("{}: {error}", path.display()));
            let tables: toml::Table =
                fs::read_to_string(&path)?.parse().map_err(|e: toml::de::Error| told(e.to_string()))?;
            let json = serde_json::to_string(&tables).map_err(|e| told(e.to_string()))?;
            fs::write(out.join(path.with_extension("toml.json")), json)?;
        }
    }
    Ok(())
}
