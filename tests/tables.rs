/*! Articles read by several processes, grouped by event and judged group by group: what is found is what one process finds, byte for
byte. And Parquet that is damaged, of another sort or made to break its reader. */

mod project;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use factlint::align::{Feature, Place, PlaceError, Placed, Weighing, places};
use factlint::lexicon::Lexicon;
use factlint::tables::{self, Documents, Row, TableError};
use project::Project;

fn manifest(below: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below).to_string_lossy().into_owned()
}

/// A project with articles of every format: scenes as they are, some of them once more as JSON Lines, and copies under other names.
fn archive() -> (Project, Vec<String>) {
    let project = Project::new(&[
        ("news/lone.txt", "The museum in Port Ellis sold 1,200 tickets on 3 March 2024. Turnout was 12 per cent.\n"),
        (
            "news/wrong.md",
            "<!-- factlint-disable weekday-not-of-date -->\nOn Monday 12 March 2024 the fair opened.\n\n\
             <!-- factlint-enable weekday-not-of-date -->\nIt closed on Monday 14 March 2024.\n",
        ),
    ]);
    let mut lines = String::new();
    let scenes =
        ["junior-doctors", "inkqueue-docs", "veltamine-trial", "orrin-quake", "merrow-ferry", "brewery-takeover"];
    for scene in scenes {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(manifest(&format!("fixtures/{scene}"))).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| !file.ends_with("expect.txt")) {
            let (name, text) = (file.file_name().unwrap().to_string_lossy(), std::fs::read_to_string(file).unwrap());
            project.write(&format!("news/{scene}-{name}"), &text);
            if scene == "junior-doctors" {
                project.write(&format!("news/copy-{name}"), &text);
                let line =
                    serde_json::json!({ "id": name, "date": "2024-05-01", "text": text.replace("doctors", "nurses") });
                lines += &format!("{line}\n");
            }
        }
    }
    project.write("news/lines.jsonl", &lines);
    let files = project.run("check --show-files news").stdout.lines().map(str::to_owned).collect();
    (project, files)
}

/// The findings of groups, each with the line that is printed of it, in the order of one process: by the rank of the document of the first
/// claim, then by place, rule, message and the order in its group.
fn union(groups: &[String], ranks: &BTreeMap<String, u32>) -> Vec<String> {
    let mut found = Vec::new();
    for group in groups {
        for (at, line) in group.lines().enumerate() {
            let finding: serde_json::Value = serde_json::from_str(line).unwrap();
            let first = &finding["claims"][0];
            let place = |name: &str| first[name].as_u64().unwrap();
            let word = |name: &str| finding[name].as_str().unwrap().to_owned();
            let rank = ranks[first["path"].as_str().unwrap()];
            found.push(((rank, place("start"), place("end"), word("rule"), word("message"), at), line.to_owned()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, line)| line).collect()
}

#[test]
fn groups_judged_by_themselves_find_what_one_process_finds() {
    let (project, files) = archive();
    let one = project.run("check --format jsonl news");
    assert_eq!(one.code, 1, "{}", one.stderr);
    let one: Vec<&str> = one.stdout.lines().collect();
    assert!(one.len() >= 8, "{one:#?}");

    // Dealt out like cards, so that no event is whole in any part.
    const PARTS: usize = 3;
    for part in 0..PARTS {
        let own = files.iter().skip(part).step_by(PARTS).map(String::as_str);
        let output = format!("claims/{part}");
        let fixed = ["extract", "--format", "parquet", "--output", output.as_str()];
        let run = project.run_in("", &fixed.into_iter().chain(own).collect::<Vec<_>>(), &[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let run = project.run("events claims --output events.parquet");
    assert_eq!(run.code, 0, "{}", run.stderr);

    // All of it at once, with and without what is known of events.
    for line in ["check --claims claims --format jsonl", "check --format jsonl --claims claims events.parquet"] {
        let run = project.run(line);
        assert_eq!(run.stdout.lines().collect::<Vec<_>>(), one, "{line}: {}", run.stderr);
    }

    let lexicon = Lexicon::builtin();
    let paths = [project.path("claims"), project.path("events.parquet")];
    let rows = tables::rows(&paths, &lexicon).unwrap();
    let (mut events, mut ranks): (BTreeMap<u32, Vec<Row>>, BTreeMap<String, u32>) = Default::default();
    for row in rows {
        let place: Place = postcard::from_bytes(row.place.as_ref().unwrap()).unwrap();
        ranks.insert(row.path.clone(), place.rank);
        events.entry(place.event).or_default().push(row);
    }
    assert!(events.len() >= 4, "{} events", events.len());
    assert!(events.values().any(|rows| rows.len() > 4), "an event of several articles");

    // Each event by itself, and several events in one group, their rows in any order.
    for dealt in [events.len(), 2] {
        let mut groups: Vec<Vec<Row>> = vec![Vec::new(); dealt];
        for (at, rows) in events.values().enumerate() {
            groups[at % dealt].extend(rows.iter().rev().cloned());
        }
        let printed: Vec<String> = groups
            .iter()
            .map(|rows| {
                std::fs::write(project.path("group.parquet"), tables::documents(rows, &lexicon).unwrap()).unwrap();
                let run = project.run("check --format jsonl --claims group.parquet");
                assert!(run.code <= 1, "{}", run.stderr);
                run.stdout
            })
            .collect();
        assert!(printed.iter().filter(|group| !group.is_empty()).count() > 1, "more than one group finds something");
        assert_eq!(union(&printed, &ranks), one, "{dealt} groups");
    }

    // An event in two: refused, and not judged by half.
    let mut parted: Vec<Row> = events.into_values().find(|rows| rows.len() > 2).unwrap();
    parted.pop();
    std::fs::write(project.path("group.parquet"), tables::documents(&parted, &lexicon).unwrap()).unwrap();
    let run = project.run("check --claims group.parquet");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("an event is not whole") && run.stderr.contains("all documents of its events"),
        "{}",
        run.stderr
    );
}

#[test]
fn claims_are_a_table_for_sql() {
    let project = Project::new(&[(
        "a.jsonl",
        "{\"id\": \"x\", \"date\": \"2024-03-01\", \"text\": \"Some 40 ships left Wexmouth.\"}\n",
    )]);
    assert_eq!(project.run("extract a.jsonl --format parquet -o t").code, 0);
    use parquet::file::reader::FileReader;
    let file = std::fs::File::open(project.path("t/claims.parquet")).unwrap();
    let file = parquet::file::serialized_reader::SerializedFileReader::new(file).unwrap();
    let rows: Vec<serde_json::Value> = file.get_row_iter(None).unwrap().map(|row| plain(&row.unwrap())).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    for (column, value) in [
        ("path", "\"a.jsonl#x\""),
        ("quote", "\"Some 40\""),
        ("sentence", "\"Some 40 ships left Wexmouth.\""),
        ("kind", "\"count\""),
        ("low_number", "36.0"),
        ("high_number", "44.0"),
        ("head", "\"ships\""),
        ("names", "[\"Wexmouth\"]"),
        ("mode", "\"asserted\""),
    ] {
        assert!(rows[0][column].to_string().contains(value.trim_matches('"')), "{column}: {}", rows[0]);
    }
    assert!(rows[0]["keys"].as_array().unwrap().len() > 1, "{}", rows[0]);
    let key = |table: &str| {
        let file = std::fs::File::open(project.path(table)).unwrap();
        let file = parquet::file::serialized_reader::SerializedFileReader::new(file).unwrap();
        plain(&file.get_row_iter(None).unwrap().next().unwrap().unwrap())["document"].clone()
    };
    assert_eq!(key("t/claims.parquet"), key("t/documents.parquet"));
}

/// A row as JSON, of the fields that tests look at.
fn plain(row: &parquet::record::Row) -> serde_json::Value {
    use parquet::record::Field;
    let field = |field: &Field| match field {
        Field::Str(text) => text.clone().into(),
        Field::Long(n) => (*n).into(),
        Field::Double(n) => (*n).into(),
        Field::ListInternal(list) => {
            list.elements().iter().map(|it| it.to_string().trim_matches('"').to_owned()).collect()
        }
        other => serde_json::Value::String(other.to_string()),
    };
    row.get_column_iter().map(|(name, value)| (name.clone(), field(value))).collect::<serde_json::Map<_, _>>().into()
}

/// The rows of two small articles, placed.
fn placed() -> Vec<Row> {
    let rules = factlint::rule::RuleSet::builtin().unwrap();
    let texts = ["The Halden mine employs 1,200 miners in Oske.", "The Halden mine employs 1,500 miners in Oske."];
    let documents = texts.iter().zip(["a.txt", "b.txt"]);
    let corpus = factlint::document::Corpus {
        documents: documents.map(|(text, path)| factlint::document::Document::plain(path, *text)).collect(),
    };
    let read = factlint::read_with(&corpus, &rules, &factlint::Wish::default());
    let placed = places(read.iter().map(Feature::of).collect(), None, &Weighing::builtin());
    let rows = corpus.documents.iter().zip(&read).zip(placed);
    rows.map(|((document, read), place)| {
        let mut row = Row::of(document, read).unwrap();
        row.place = Some(postcard::to_allocvec(&place).unwrap());
        row
    })
    .collect()
}

/// Reads and judges a file as `check --claims` does.
fn judge(path: &Path, rules: &factlint::rule::RuleSet) -> Result<usize, TableError> {
    let rows = tables::rows(&[path.to_owned()], &rules.lexicon)?;
    let Documents { corpus, read, places } = Documents::of(rows, &rules.lexicon, |_| ())?;
    let placed = Placed::of(&places, &read)?;
    let wish = factlint::Wish { placed: Some(&placed), ..factlint::Wish::default() };
    Ok(factlint::check_read(&corpus, read, rules, &wish).findings.len())
}

#[test]
fn damaged_files_are_told_and_break_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("x.parquet");
    let rules = factlint::rule::RuleSet::builtin().unwrap();
    let whole = tables::documents(&placed(), &rules.lexicon).unwrap();
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(judge(&path, &rules).unwrap(), 1);
    for end in (0..whole.len()).step_by(29) {
        std::fs::write(&path, &whole[..end]).unwrap();
        let error = judge(&path, &rules).unwrap_err();
        assert!(matches!(error, TableError::NotParquet { .. }), "{end}: {error}");
    }
    let (mut told, mut seed) = (0, 7u64);
    for _ in 0..1_500 {
        let mut bytes = whole.clone();
        for _ in 0..3 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize % bytes.len();
            bytes[at] = (seed >> 17) as u8;
        }
        std::fs::write(&path, &bytes).unwrap();
        told += usize::from(judge(&path, &rules).is_err());
        if let Ok(known) = tables::features(std::slice::from_ref(&path), &rules.lexicon) {
            places(known.into_iter().map(|(.., feature)| feature).collect(), None, &rules.weighing);
        }
    }
    assert!(told > 500, "{told} of 1,500 were told");
}

#[test]
fn what_is_refused_says_what_to_do() {
    let project = Project::new(&[
        ("a.txt", "The Halden mine employs 1,200 miners.\n"),
        ("no.parquet", "PAR1 or not"),
        ("words.toml", "[measure.miners]\nkind = \"count\"\ntitle = \"miners\"\nof = [\"miner\"]\n"),
    ]);
    for part in ["t", "u"] {
        assert_eq!(project.run(&format!("extract a.txt --format parquet -o {part}")).code, 0);
    }
    assert_eq!(project.run("events t -o e.parquet").code, 0);
    for (line, told) in [
        ("extract a.txt --format parquet", "--output claims/"),
        ("check --claims none", "cannot read none: No such file or directory"),
        ("check --claims no.parquet", "cannot read no.parquet as Parquet"),
        ("check --claims t/claims.parquet", "no table of documents in t/claims.parquet"),
        ("check --claims e.parquet", "no table of documents in e.parquet"),
        ("events e.parquet -o f.parquet", "no table of documents in e.parquet"),
        ("check --claims t u", "a.txt is there twice"),
        ("events t u -o f.parquet", "a.txt is there twice"),
        ("check --claims t --rules words.toml", "was made by `factlint"),
        ("events t -o f.parquet --rules words.toml", "give all commands the same settings and --rules"),
        ("events t -o none/f.parquet", "there is no directory none"),
    ] {
        let run = project.run(line);
        let words = run.stderr.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(run.code == 2 && words.contains(told), "{line}: {words}");
    }
    assert!(!project.path("f.parquet").exists());
}

#[test]
fn places_fit_the_documents_that_they_are_of() {
    let lexicon = Lexicon::builtin();
    let taken = |rows: Vec<Row>| {
        let documents = Documents::of(rows, &lexicon, |_| ()).unwrap();
        Placed::of(&documents.places, &documents.read).map(|_| ())
    };
    let rows = placed();
    assert_eq!(taken(rows.clone()), Ok(()));
    assert_eq!(taken(rows[..1].to_vec()), Err(PlaceError::Parted));
    assert_eq!(taken(vec![rows[0].clone(), rows[0].clone()]), Err(PlaceError::Twice));
    let mut other = rows.clone();
    other[0].place = Some(postcard::to_allocvec(&Place::default()).unwrap());
    assert_eq!(taken(other), Err(PlaceError::Other));
    let place: Place = postcard::from_bytes(rows[0].place.as_ref().unwrap()).unwrap();
    let mut small = rows.clone();
    small.iter_mut().for_each(|row| {
        let mut place: Place = postcard::from_bytes(row.place.as_ref().unwrap()).unwrap();
        place.size = 1;
        row.place = Some(postcard::to_allocvec(&place).unwrap());
    });
    assert_eq!((place.size, taken(small)), (2, Err(PlaceError::Other)));
    let mut none = rows;
    none[1].place = None;
    assert_eq!(taken(none), Err(PlaceError::Parted));
}
