/*! The cache: whatever state it is in, what is reported is what would be without it. */

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use factlint::cache::Cache;
use factlint::document::{Corpus, Document};
use factlint::rule::RuleSet;
use factlint::{Wish, check_with};
use proptest::prelude::*;
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("the built-in rules are sound"));

/// The directory of this version within the cache.
const VERSION: &str = env!("CARGO_PKG_VERSION");

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/junior-doctors")
}

/// Runs `factlint` on the fixtures or in a directory, with the cache unless told otherwise.
fn factlint(directory: &Path, cache: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    for name in ["FACTLINT_NO_CACHE", "XDG_CACHE_HOME", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.current_dir(directory).args(arguments).env("FACTLINT_CACHE_DIR", cache).output().expect("factlint runs")
}

const CHECK: [&str; 4] = ["check", "--isolated", "--format", "json"];

fn check(cache: &Path, arguments: &[&str]) -> Output {
    factlint(&fixtures(), cache, &[&CHECK[..], arguments].concat())
}

/// The files of the cache that hold entries.
fn segments(cache: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![cache.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "claims" || it == "part") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn room() -> (TempDir, PathBuf) {
    let room = tempfile::tempdir().unwrap();
    let cache = room.path().join("deep/cache");
    (room, cache)
}

#[test]
fn cold_warm_and_broken_caches_report_what_none_does() {
    let (_room, cache) = room();
    let plain = check(&cache, &["--no-cache"]);
    assert!(plain.status.code() == Some(1) && !cache.exists(), "without a cache none is made");
    let same = |run: &Output, what: &str| {
        assert_eq!((run.status.code(), run.stdout == plain.stdout), (Some(1), true), "{what}");
        String::from_utf8_lossy(&run.stderr).into_owned()
    };
    let closing = same(&plain, "plain");
    assert_eq!(same(&check(&cache, &[]), "cold"), closing);
    let [file] = &segments(&cache)[..] else { panic!("one file: {:?}", segments(&cache)) };
    let whole = fs::read(file).unwrap();
    assert_eq!(same(&check(&cache, &["-j", "1"]), "warm"), closing);
    assert_eq!((segments(&cache), fs::read(file).unwrap()), (vec![file.clone()], whole.clone()), "nothing is new");
    assert!(
        fs::read_to_string(cache.join(VERSION).join("CACHEDIR.TAG"))
            .unwrap()
            .starts_with("Signature: 8a477f597d28d172789f06")
    );

    let length = whole.len();
    let mut changed = whole.clone();
    changed[length / 3] ^= 1;
    let broken = [
        ("empty", Vec::new()),
        ("half", whole[..length / 2].to_vec()),
        ("cut", whole[..length - 1].to_vec()),
        ("changed", changed),
        ("foreign", b"A file of somebody else, longer than what stands at the end of one of ours.".to_vec()),
    ];
    for (what, bytes) in broken {
        segments(&cache).iter().for_each(|file| fs::remove_file(file).unwrap());
        fs::write(file, bytes).unwrap();
        let told = same(&check(&cache, &[]), what);
        assert!(told.starts_with("the cache in ") && told.contains(" was broken; "), "{what}: {told}");
        assert_eq!(told.lines().count(), closing.lines().count() + 1, "one note: {told}");
        assert!(!segments(&cache).contains(file), "{what}: it is gone");
        assert_eq!(same(&check(&cache, &[]), what), closing, "{what}: it is told once");
    }
}

/// What a file of the cache holds: the key of each entry, and its bytes.
type Entries = Vec<([u8; 16], Vec<u8>)>;

/// The bytes of a row of the index, and of the foot of a file.
const ROW: usize = 36;
const FOOT: usize = 28;

fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

fn entries(file: &[u8]) -> Entries {
    let foot = &file[file.len() - FOOT..];
    let index = &file[number(&foot[..8])..file.len() - FOOT];
    assert_eq!(index.len(), number(&foot[8..12]) * ROW);
    let entry = |row: &[u8]| {
        let (at, length) = (number(&row[16..24]), number(&row[24..28]));
        (row[..16].try_into().unwrap(), file[at..at + length].to_vec())
    };
    index.chunks(ROW).map(entry).collect()
}

/// A file of those entries, all sums of which are right; the last bytes are those of `like`.
fn file_of(entries: &Entries, like: &[u8]) -> Vec<u8> {
    let (mut bytes, mut index) = (Vec::new(), Vec::new());
    let day = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() / 86_400;
    for (key, entry) in entries {
        index.extend(key);
        index.extend((bytes.len() as u64).to_le_bytes());
        index.extend((entry.len() as u32).to_le_bytes());
        index.extend((xxh3_64(entry) as u32).to_le_bytes());
        index.extend((day as u32).to_le_bytes());
        bytes.extend(entry);
    }
    let foot = [&(bytes.len() as u64).to_le_bytes()[..], &(entries.len() as u32).to_le_bytes()].concat();
    let sum = xxh3_64(&index) ^ xxh3_64(&foot);
    [&bytes[..], &index, &foot, &sum.to_le_bytes(), &like[like.len() - 8..]].concat()
}

/// What becomes of the entry at a place.
type Spoil = fn(usize, &Entries) -> Vec<u8>;

#[test]
fn entries_that_are_whole_and_do_not_fit_change_nothing() {
    let (_room, cache) = room();
    let plain = check(&cache, &["--no-cache"]);
    check(&cache, &[]);
    let [file] = &segments(&cache)[..] else { panic!("one file: {:?}", segments(&cache)) };
    let whole = fs::read(file).unwrap();
    let all = entries(&whole);
    // Of each of five articles what was read and what was judged; their neighbours; the slots.
    assert_eq!(all.len(), 12);
    assert_eq!(entries(&file_of(&all, &whole)), all);
    let wrong: [(&str, Spoil); 7] = [
        ("empty", |_, _| Vec::new()),
        ("cut", |at, all| all[at].1[..all[at].1.len() * 2 / 3].to_vec()),
        ("longer", |at, all| [&all[at].1[..], &[0]].concat()),
        ("of another", |at, all| all[(at + 1) % all.len()].1.clone()),
        ("of one of its sort", |at, all| all[(at + 2) % all.len()].1.clone()),
        ("noughts", |at, all| vec![0; all[at].1.len()]),
        ("noise at the end", |at, all| {
            let (_, bytes) = &all[at];
            bytes.iter().enumerate().map(|(n, byte)| if n * 2 < bytes.len() { *byte } else { 0xFF }).collect()
        }),
    ];
    std::thread::scope(|scope| {
        for (what, wrong) in wrong {
            let (all, whole, plain) = (&all, &whole, &plain);
            scope.spawn(move || {
                let (_room, cache) = room();
                check(&cache, &[]);
                let [file] = &segments(&cache)[..] else { panic!("one file") };
                // All of them, then each alone.
                for only in std::iter::once(None).chain((0..all.len()).map(Some)) {
                    let changed = |(at, (key, bytes)): (usize, &([u8; 16], Vec<u8>))| {
                        let is_changed = only.is_none_or(|only| only == at);
                        (*key, if is_changed { wrong(at, all) } else { bytes.clone() })
                    };
                    let changed: Entries = all.iter().enumerate().map(changed).collect();
                    assert_ne!(&changed, all);
                    segments(&cache).iter().for_each(|file| fs::remove_file(file).unwrap());
                    fs::write(file, file_of(&changed, whole)).unwrap();
                    for turn in 0..if only.is_none() { 2 } else { 1 } {
                        let run = check(&cache, &[]);
                        let told = String::from_utf8_lossy(&run.stderr);
                        assert!(run.stdout == plain.stdout, "{what}, {only:?}, turn {turn}: {told}");
                        assert_eq!(run.status.code(), plain.status.code(), "{what}, {only:?}, turn {turn}: {told}");
                    }
                }
            });
        }
    });
}

#[test]
fn other_words_and_articles_are_read_with_no_heed_to_what_is_kept() {
    let (room, cache) = room();
    let lexicon = room.path().join("mine.toml");
    fs::write(&lexicon, "[[hedge]]\nname = \"a smidgen under\"\nbound = \"about\"\nbelow = 30\nabove = 0\nbefore = [\"a smidgen under\"]\n").unwrap();
    let news = room.path().join("news");
    fs::create_dir(&news).unwrap();
    let article = |name: &str, text: &str| fs::write(news.join(name), text).unwrap();
    let first = " date 2024-03-04\n\nNearly 40,000 nurses voted in the Port Ellis ballot, the union said.\n";
    article("a.txt", first);
    article("b.txt", " date 2024-03-04\n\nThe union said 31,000 nurses voted in the Port Ellis ballot.\n");
    let all = |what: &str| {
        for settings in [&[][..], &["--config", "hedge.nearly.below=50"], &["--rules", "../mine.toml"]] {
            let arguments = [&CHECK[..], settings].concat();
            let with = factlint(&news, &cache, &arguments);
            let without = factlint(&news, &cache, &[&arguments[..], &["--no-cache"]].concat());
            assert_eq!(with.stdout, without.stdout, "{what} {settings:?} {}", String::from_utf8_lossy(&with.stderr));
        }
        factlint(&news, &cache, &CHECK).stdout
    };
    let told = all("first");
    assert_eq!(all("again"), told);
    article("a.txt", &first.replace("40,000", "31,100"));
    assert_ne!(all("another figure"), told);
    article("a.txt", first);
    assert_eq!(all("as it was"), told);
    article("a.txt", &first.replace("03-04", "03-09"));
    assert_ne!(all("another date"), told);
    fs::rename(news.join("a.txt"), news.join("a.md")).unwrap();
    all("another format");
}

#[test]
fn runs_at_one_time_share_a_cache() {
    let (_room, cache) = room();
    let plain = check(&cache, &["--no-cache"]).stdout;
    for round in 0..3 {
        let runs: Vec<Output> = std::thread::scope(|scope| {
            let start = |at: usize| {
                let cache = &cache;
                scope.spawn(move || check(cache, if at.is_multiple_of(2) { &[] } else { &["-j", "1"] }))
            };
            let running: Vec<_> = (0..8).map(start).collect();
            running.into_iter().map(|run| run.join().unwrap()).collect()
        });
        for run in runs {
            assert!(run.stdout == plain, "round {round}: {}", String::from_utf8_lossy(&run.stderr));
            assert!(!String::from_utf8_lossy(&run.stderr).contains("broken"), "round {round}");
        }
        // Some files were lost: all runs write again.
        segments(&cache).iter().skip(round).for_each(|file| fs::remove_file(file).unwrap());
    }
}

#[test]
fn a_directory_that_cannot_be_written_is_no_news() {
    let (room, _) = room();
    let file = room.path().join("file");
    fs::write(&file, "not a directory").unwrap();
    let plain = check(&file, &["--no-cache"]);
    for cache in [file.clone(), file.join("below"), PathBuf::from("/dev/null"), PathBuf::from("/proc/none")] {
        let run = check(&cache, &[]);
        assert_eq!((run.stdout, run.stderr), (plain.stdout.clone(), plain.stderr.clone()), "{}", cache.display());
    }
    assert_eq!(fs::read_to_string(file).unwrap(), "not a directory");
}

#[test]
fn the_directory_is_that_of_the_option_the_variable_the_settings_or_the_user() {
    let (room, cache) = room();
    let project = room.path().join("project");
    fs::create_dir(&project).unwrap();
    fs::write(project.join("a.txt"), "It cost £40.\n").unwrap();
    let run = |arguments: &[&str], variables: &[(&str, &Path)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        command.current_dir(&project).args(arguments).env_remove("FACTLINT_NO_CACHE").env_remove("FACTLINT_CACHE_DIR");
        let done = command.envs(variables.iter().copied()).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let (xdg, named, set) = (room.path().join("xdg"), room.path().join("named"), project.join(".kept"));
    let has = |directory: &Path| segments(directory).len();
    let user = [("XDG_CACHE_HOME", xdg.as_path())];
    run(&["check"], &[user[0], ("FACTLINT_NO_CACHE", Path::new("1"))]);
    assert!(!xdg.exists(), "not where none is wanted");
    run(&["check"], &user);
    assert_eq!(has(&xdg.join("factlint")), if cfg!(unix) { 1 } else { 0 });
    fs::write(project.join("factlint.toml"), "cache-dir = \".kept\"\n").unwrap();
    run(&["check"], &user);
    assert_eq!(has(&set), 1);
    assert_eq!(fs::read_to_string(set.join(VERSION).join(".gitignore")).unwrap().lines().last(), Some("*"));
    run(&["extract"], &[user[0], ("FACTLINT_CACHE_DIR", &named)]);
    assert_eq!(has(&named), 1);
    let option = ["--cache-dir", cache.to_str().unwrap()];
    run(&[&["verify", "a.txt", "--against", "a.txt"], &option[..]].concat(), &[("FACTLINT_CACHE_DIR", &named)]);
    assert_eq!((has(&named), has(&cache)), (1, 1));

    fs::write(set.join("mine.txt"), "no part of the cache").unwrap();
    run(&["clean"], &[]);
    run(&[&["clean"], &option[..]].concat(), &[]);
    assert!(
        !cache.exists() && has(&set) == 0 && !set.join(VERSION).exists() && set.join("mine.txt").exists(),
        "what is not the cache's stays"
    );
    run(&["clean"], &[("FACTLINT_CACHE_DIR", &room.path().join("never"))]);
}

#[test]
fn many_runs_leave_few_files() {
    let (room, cache) = room();
    let news = room.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join("a.txt"), "It cost £40.\n").unwrap();
    let mut most = 0;
    for n in 0..20 {
        fs::write(news.join("b.txt"), format!("It sank off Wick {n} days ago.\n")).unwrap();
        assert_eq!(factlint(&news, &cache, &CHECK).status.code(), Some(0));
        most = most.max(segments(&cache).len());
    }
    assert!((2..=8).contains(&most), "{most}");
}

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        (self.0 >> 33) as usize % n
    }

    /// An article on one of a few dozen events, in one of a few wordings, with figures on which not all agree.
    fn article(&mut self) -> String {
        let event = self.below(30);
        let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
        let (town, firm) = (format!("Lor{}{}by", letter(event), letter(event / 3)), format!("Hask{}um", letter(event)));
        let off = |own: &mut Self, n: usize| if own.below(4) == 0 { n + 50 * (1 + own.below(6)) } else { n };
        let (cars, nurses, pounds) =
            (off(self, 120 + 37 * event), off(self, 3_100 + 250 * event), off(self, 400 + 7 * event));
        let fire = [
            format!("The fire in {town} destroyed {cars} cars, the coast guard said."),
            format!("Some {cars} cars burnt in {town}, according to the coast guard."),
        ];
        let vote = [
            format!("Nearly {nurses} nurses voted in the {town} ballot on Monday."),
            format!("The union said {nurses} nurses voted in the {town} ballot."),
        ];
        let cost = [
            format!("{firm} of {town} has to pay £{pounds} million for the damage."),
            format!("A court told {firm} to pay £{pounds} million, {} % more than in 2019.", 3 + self.below(40)),
        ];
        let mut told: Vec<String> = [fire, vote, cost].into_iter().map(|pair| pair[self.below(2)].clone()).collect();
        told.remove(self.below(6).min(2));
        let head = format!(" date 2024-03-{:02} News from {town}.\n\n", 1 + self.below(9));
        format!("{head}{}\n", told.join(" "))
    }
}

#[test]
fn articles_come_go_change_and_are_renamed_and_what_is_kept_tells_the_same() {
    let mut chance = Chance(11);
    let name =
        |at: usize| if at.is_multiple_of(7) { format!("v{}/{at:04}.txt", at % 3) } else { format!("{at:04}.txt") };
    let mut documents: Vec<Document> = (0..230).map(|at| Document::plain(name(2 * at), chance.article())).collect();
    let first_of_all = |cars: u32| {
        let text = format!(" date 2024-03-04\n\nSome {cars} cars burnt in Loraaby, according to the coast guard.\n");
        Document::plain("0000.txt", text)
    };
    documents[0] = first_of_all(120);
    let room = tempfile::tempdir().unwrap();
    let check = |documents: &[Document], threads: usize, cached: bool| {
        let corpus = Corpus { documents: documents.to_vec() };
        let cache = cached.then(|| Cache::open(room.path(), "a build", Path::new("a project"), &RULES.lexicon));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let wish = Wish { slots: true, cache: cache.as_ref(), ..Wish::default() };
        let report = pool.install(|| check_with(&corpus, &RULES, &wish));
        if let Some(closed) = cache.map(Cache::close) {
            assert!(!closed.discarded && closed.unwritten.is_none());
        }
        (report.findings.len(), format!("{report:?}"))
    };
    let size = || segments(room.path()).iter().map(|file| fs::metadata(file).unwrap().len()).sum::<u64>();
    let (found, plain) = check(&documents, 2, false);
    assert!(found > 20, "{found}");
    assert!(check(&documents, 3, true).1 == plain, "the first run");
    let first = size();
    assert!(check(&documents, 1, true).1 == plain && size() == first, "nothing is new");
    // Another figure of the first article changes nothing of how any two others are judged.
    documents[0] = first_of_all(520);
    let plain = check(&documents, 2, false).1;
    assert!(check(&documents, 2, true).1 == plain, "another figure");
    for turn in 0..10 {
        let at = chance.below(documents.len());
        match turn % 5 {
            0 => documents[at] = Document::plain(documents[at].path.clone(), chance.article()),
            1 => documents.insert(at, Document::plain(name(1_001 + turn), chance.article())),
            2 => drop(documents.remove(at)),
            // It goes by another name, one that tells a version, and so stands elsewhere.
            3 => documents[at].path = format!("v{turn}/{}", documents[at].path),
            // Another tells the same, and several change.
            _ => {
                let copy = documents[at].text().to_owned();
                documents.insert(0, Document::plain("0000-copy.txt", copy));
                for at in [9, 99] {
                    documents[at] = Document::plain(documents[at].path.clone(), chance.article());
                }
            }
        }
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        let plain = check(&documents, 2, false).1;
        assert!(check(&documents, 1 + turn % 3, true).1 == plain, "turn {turn}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_was_read(
        figures in prop::collection::vec((0usize..4, 20u32..90, any::<bool>()), 2..8), changed: prop::sample::Index,
    ) {
        const SENTENCES: [&str; 4] = [
            "Nearly {},000 nurses voted in the Port Ellis ballot, the union said on Monday.",
            "The fire on the Port Ellis ferry destroyed {} cars (about {} vehicles), according to the coast guard.",
            "The council of Port Ellis has planted {} oak trees, {} % of them since 3 March 2022 at 7pm ET, for £{}.5m.",
            "Of the {} passengers, 12 men and 9 women, {} were rescued within {} hours of 1–4 June.",
        ];
        let document = |(at, (which, n, dated)): (usize, &(usize, u32, bool))| {
            let head = if *dated { " date 2024-03-04 The news from Port Ellis.\n\n" } else { "" };
            Document::plain(format!("{at}.txt"), format!("{head}{}\n", SENTENCES[*which].replace("{}", &n.to_string())))
        };
        let mut corpus = Corpus { documents: figures.iter().enumerate().map(document).collect() };
        let room = tempfile::tempdir().unwrap();
        for turn in 0..3 {
            let cache = Cache::open(room.path(), "a build", Path::new("a project"), &RULES.lexicon);
            let wish = |cache| Wish { slots: true, cache, ..Wish::default() };
            let with = check_with(&corpus, &RULES, &wish(Some(&cache)));
            let without = check_with(&corpus, &RULES, &wish(None));
            prop_assert_eq!(format!("{with:?}"), format!("{without:?}"), "turn {}", turn);
            let closed = cache.close();
            prop_assert!(!closed.discarded && closed.unwritten.is_none());
            if turn == 1 {
                let at = changed.index(corpus.documents.len());
                corpus.documents[at] = Document::plain(format!("{at}.txt"), "Some 41 cars burnt at Port Ellis.");
            }
        }
    }
}
