/*! Whole articles through the process: every scene of `fixtures/` gives the findings of its `expect.txt` and no other, alone
and among all scenes, whatever the order of files and the number of threads.

`UPDATE_EXPECT=1 cargo test --test fixtures` rewrites the files; read the diff. */

mod scene;

use std::collections::BTreeMap;

use scene::{articles, findings, fixtures, output, scenes};

/// What a scene gives, one line a finding.
fn lines(found: &[scene::Found]) -> String {
    found.iter().map(|finding| finding.line() + "\n").collect()
}

/// What a scene must give.
fn expected(scene: &str) -> String {
    std::fs::read_to_string(fixtures().join(scene).join("expect.txt"))
        .unwrap_or_else(|error| panic!("{scene}: {error}"))
}

/// The lines of only one side, marked.
fn difference(expected: &str, given: &str) -> String {
    let only = |mark: &str, these: &str, those: &str| -> String {
        these
            .lines()
            .filter(|line| !those.lines().any(|other| other == *line))
            .map(|line| format!("  {mark} {line}\n"))
            .collect()
    };
    only("missing", expected, given) + &only("noisy  ", given, expected)
}

#[test]
fn each_scene_gives_what_it_must() {
    let mut wrong = String::new();
    for scene in scenes() {
        let given = lines(&findings(&output(&fixtures().join(&scene), &articles(&scene), &[])));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(fixtures().join(&scene).join("expect.txt"), given).expect("expect.txt can be written");
        } else if given != expected(&scene) {
            wrong.push_str(&format!("{scene}\n{}", difference(&expected(&scene), &given)));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn scenes_do_not_disturb_each_other() {
    let mut given: BTreeMap<String, String> = scenes().into_iter().map(|scene| (scene, String::new())).collect();
    let mut astray = String::new();
    for mut finding in findings(&output(&fixtures(), &[".".to_owned()], &[])) {
        let scene = finding.claims[0].path.split('/').next().unwrap_or_default().to_owned();
        if finding.claims.iter().any(|claim| !claim.path.starts_with(&format!("{scene}/"))) {
            astray.push_str(&format!("  {}\n", finding.line()));
            continue;
        }
        for claim in &mut finding.claims {
            claim.path.drain(..=scene.len());
        }
        given.entry(scene).or_default().push_str(&(finding.line() + "\n"));
    }
    let mut wrong = if astray.is_empty() { astray } else { format!("between scenes\n{astray}") };
    for (scene, given) in given {
        let difference = difference(&expected(&scene), &given);
        if !difference.is_empty() {
            wrong.push_str(&format!("{scene}\n{difference}"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn neither_threads_nor_the_order_of_files_change_a_byte() {
    let mut paths: Vec<String> = Vec::new();
    for scene in scenes() {
        paths.extend(articles(&scene).into_iter().map(|article| format!("{scene}/{article}")));
    }
    let one = output(&fixtures(), &paths, &["--threads", "1"]);
    assert!(!one.is_empty(), "no scene gives a finding");
    assert_eq!(one, output(&fixtures(), &paths, &["--threads", "2"]), "two threads");
    paths.reverse();
    assert_eq!(one, output(&fixtures(), &paths, &["--threads", "2"]), "files from last to first");
    let half = paths.len() / 2;
    paths.rotate_left(half);
    assert_eq!(one, output(&fixtures(), &paths, &["--threads", "2"]), "files from the middle");
}

#[test]
fn a_directory_and_its_files_by_name_say_the_same() {
    for scene in scenes() {
        let directory = fixtures().join(&scene);
        let by_name = lines(&findings(&output(&directory, &articles(&scene), &[])));
        assert_eq!(by_name, lines(&findings(&output(&directory, &[".".to_owned()], &[]))), "{scene}");
    }
}

#[test]
fn there_are_scenes_with_findings_and_without() {
    let silent = scenes().iter().filter(|scene| expected(scene).is_empty()).count();
    assert!(
        scenes().len() >= 9 && silent >= 3 && silent + 3 <= scenes().len(),
        "{silent} of {} are silent",
        scenes().len()
    );
    for scene in scenes() {
        assert!((2..=6).contains(&articles(&scene).len()), "{scene}");
    }
}
