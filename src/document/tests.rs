//! Tests of whole documents: what is prose, what is a block, and where it stands in the source.

use proptest::prelude::*;

use super::*;

/// A block in the tests' own shorthand: `H`eading, `P`aragraph, `I`tem, `C`ell.
fn blocks_of(document: &Document) -> Vec<String> {
    let kind = |kind| match kind {
        BlockKind::Heading => 'H',
        BlockKind::Paragraph => 'P',
        BlockKind::Item => 'I',
        BlockKind::Cell => 'C',
    };
    document.blocks.iter().map(|b| format!("{} {}", kind(b.kind), b.span.of(document.text()))).collect()
}

fn check(format: Format, cases: &[(&str, &[&str])]) {
    for (source, blocks) in cases {
        let document = Document::from_source("a", format, *source);
        assert_eq!(blocks_of(&document), *blocks, "{source:?}");
        assert_sound(&document);
    }
}

/// What holds of every document: spans on character boundaries, blocks in order, and a map that leads into the source.
fn assert_sound(document: &Document) {
    let (text, source) = (document.text(), document.source());
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !block.span.is_empty(), "blocks overlap or are empty in {source:?}");
        let block_text = &text[block.span.range()];
        assert_eq!(block_text.trim(), block_text, "{source:?}");
        end = block.span.end;
    }
    let bounds: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    for (index, &start) in bounds.iter().enumerate() {
        for &end in bounds[index..].iter().take(4) {
            let place = document.locate(Span::new(start, end));
            let slice = source.get(place.span.range());
            assert!(slice.is_some(), "{start}..{end} of {text:?} leads to {place:?} of {source:?}");
            assert!(place.line >= 1 && place.column >= 1);
        }
    }
    for pair in document.pieces.windows(2) {
        let (piece, next) = (pair[0], pair[1]);
        if piece.verbatim {
            assert_eq!(&text[piece.text as usize..next.text as usize], piece.source.of(source));
        }
    }
}

#[test]
fn plain_text() {
    let wrapped = "The two ships of the northern line met off the coast on\nTuesday and went on together to the harbour of\nthe island.";
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        (" \n\t\n", &[]),
        ("One ship.", &["P One ship."]),
        ("One ship.\n\nTwo ships.\n", &["P One ship.", "P Two ships."]),
        ("One ship.\r\n\r\nTwo ships.\r\n", &["P One ship.", "P Two ships."]),
        ("One ship.\r\rTwo ships.\r", &["P One ship.", "P Two ships."]),
        ("\u{feff}One ship.", &["P One ship."]),
        // one paragraph a line, or wrapped
        (
            "Two ships met off the coast of the island on Tuesday.\nThe crews went ashore.\nNobody was hurt, says the master of the second of the ships.",
            &[
                "P Two ships met off the coast of the island on Tuesday.",
                "P The crews went ashore.",
                "P Nobody was hurt, says the master of the second of the ships.",
            ],
        ),
        (wrapped, &[&format!("P {wrapped}")]),
        ("Two ships met\noff the coast.", &["P Two ships met\noff the coast."]),
        ("Two ships met.\n40 men went ashore.", &["P Two ships met.", "P 40 men went ashore."]),
        // new paragraphs are indented
        (
            "   The two ships of the northern line met off the coast of the\nisland on Tuesday, and both turned back to the harbour at once.\n   Forty men went ashore there and told the harbour master of it.",
            &[
                "P The two ships of the northern line met off the coast of the\nisland on Tuesday, and both turned back to the harbour at once.",
                "P Forty men went ashore there and told the harbour master of it.",
            ],
        ),
        // headlines
        (
            "Ships meet off the island\nTwo ships met off the coast of the island on Tuesday.",
            &["H Ships meet off the island", "P Two ships met off the coast of the island on Tuesday."],
        ),
        (
            "Ships meet off the island of the forty-two winds of the north\nTwo ships met on Tuesday.",
            &["H Ships meet off the island of the forty-two winds of the north", "P Two ships met on Tuesday."],
        ),
        ("Ships meet\n\nTwo ships met.", &["H Ships meet", "P Two ships met."]),
        ("Two ships met", &["P Two ships met"]),
        ("Two ships met.\n\nOne sank.", &["P Two ships met.", "P One sank."]),
        ("Ships meet\n==========\n\nOne sank.", &["H Ships meet", "P One sank."]),
        ("One sank.\n\n* * *\n\nOne did not.", &["P One sank.", "P One did not."]),
        // lists
        (
            "They had:\n- 40 men\n- two dogs\n  of the old kind\n* a cat",
            &["P They had:", "I 40 men", "I two dogs\n  of the old kind", "I a cat"],
        ),
        ("1. Two ships\n2. Forty men\n\n3. A cat", &["I Two ships", "I Forty men", "I A cat"]),
        ("1) Two ships\n2) Forty men", &["I Two ships", "I Forty men"]),
        ("1. Old Town won.\n\nThen it lost.", &["P 1. Old Town won.", "P Then it lost."]),
        ("4. Two ships\n7. Forty men", &["H 4. Two ships", "P 7. Forty men"]),
        (
            "One.\n\nTwo ships met\n- they were large - off the coast.",
            &["P One.", "P Two ships met", "P - they were large - off the coast."],
        ),
        // dates on a line of their own
        (
            "http://example.org/2019/ships\nShips meet off the island of the forty-two winds\nTuesday, May 7th, 2019\nTwo ships met.",
            &[
                "P http://example.org/2019/ships",
                "H Ships meet off the island of the forty-two winds",
                "P Tuesday, May 7th, 2019",
                "P Two ships met.",
            ],
        ),
        // the header is no prose
        (" date 2019-05-07 Two ships met.\n\nOne sank.", &["P Two ships met.", "P One sank."]),
        (" date 2019-05-07\nTwo ships met.", &["P Two ships met."]),
        ("---\ndate: 2019-05-07\n---\nTwo ships met.", &["P Two ships met."]),
    ];
    check(Format::Text, cases);
}

#[test]
fn markdown() {
    let cases: &[(&str, &[&str])] = &[
        ("# Two *ships*\n\nOne sank.", &["H Two ships", "P One sank."]),
        ("Two ships\n===\nOne\nsank.", &["H Two ships", "P One\nsank."]),
        ("It takes `sleep` 40 seconds.", &["P It takes \u{fffc} 40 seconds."]),
        ("```\n40 ships\n```\n\n    50 ships\n\nOne sank.", &["P One sank."]),
        ("- one\n- two\n  - three\n\n    more", &["I one", "I two", "I three", "I more"]),
        ("7. one\n8. two", &["I one", "I two"]),
        ("| a | b |\n|---|---|\n| 1 | *2* |", &["C a", "C b", "C 1", "C 2"]),
        ("[40 ships](http://a.example/50 'sixty') met.", &["P 40 ships met."]),
        ("[40 ships](http://a.example/50) met.", &["P 40 ships met."]),
        ("![90 ships](a.png) One sank.", &["P One sank."]),
        ("Of ~~40~~ 44 men", &["P Of  44 men"]),
        ("<div>\n40 ships\n</div>\n\nOne sank.<!-- 50 -->", &["P One sank."]),
        ("AT&amp;T has 5\\* ships &#8211; or 6", &["P AT&T has 5* ships – or 6"]),
        ("10<sup>6</sup> men<br>on the 2<sup>nd</sup> ship<sup>[1]</sup>", &["P 10⁶ men on the 2nd ship"]),
        ("Of <del>40</del> 44 men, <code>x y</code> 3", &["P Of  44 men, \u{fffc} 3"]),
        ("$40 and $50", &["P $40 and $50"]),
        ("Ships met.[^1]\n\n[^1]: Off the coast.", &["P Ships met.", "P Off the coast."]),
        ("> Two\n> ships\n\nmet", &["P Two\nships", "P met"]),
        ("---\ndate: 2019-05-07\n---\n# Two ships", &["H Two ships"]),
        ("- [x] two ships", &["I two ships"]),
        ("a\r\nb\r\n\r\nc", &["P a\nb", "P c"]),
        ("\u{feff}# Two ships", &["H Two ships"]),
    ];
    check(Format::Markdown, cases);
}

#[test]
fn html() {
    let cases: &[(&str, &[&str])] = &[
        ("<title>Ships</title><h2>Two <b>ships</b></h2><p>One\nsank.", &["H Ships", "H Two ships", "P One\nsank."]),
        ("<p>One<p>two<div>three</div>four", &["P One", "P two", "P three", "P four"]),
        ("<ul><li>one<li>two<ul><li>three</ul>more</ul>", &["I one", "I two", "I three", "I more"]),
        ("<table><tr><th>a<td>1<tr><td>b</td></table>c", &["C a", "C 1", "C b", "P c"]),
        ("one<br>two<br> <br>three", &["P one\ntwo", "P three"]),
        ("<p>4<b>0</b> ships<!-- 5 --> met</p>", &["P 40 ships met"]),
        ("<p>A<script>40</script>B<style>5</style>C<pre>6</pre>D<nav>7</nav>E", &["P A", "P B", "P C", "P D", "P E"]),
        ("<p>takes <code>x <b>y</b></code> 40 s, of <del>50</del> 60", &["P takes \u{fffc} 40 s, of  60"]),
        (
            "AT&amp;T &pound;5 &lt; &#163;6 &#xA3;7 &#150; x&nbsp;y &copy &nosuch; &",
            &["P AT&T £5 < £6 £7 – x\u{a0}y &copy &nosuch; &"],
        ),
        (
            "10<sup>6</sup> on the 2<sup>nd</sup> day<sup><a href=x>[3]</a></sup>, CO<sub>2</sub>",
            &["P 10⁶ on the 2nd day, CO2"],
        ),
        ("<p>She said <q>40 ships</q>.", &["P She said “40 ships”."]),
        ("10<sup>&minus;6</sup> 5<sup>*</sup> 6<sup>−7</sup> 8<sup>9", &["P 10\u{fffc} 5 6⁻⁷ 8"]),
        ("<p hidden>40 ships</p><p>One", &["P One"]),
        ("<p><code>x</p><p>One</p>", &["P \u{fffc}", "P One"]),
        ("<img alt='40 ships' src=a.png>One <a href='/50'>sank</a>", &["P One sank"]),
        ("<p>One</p", &["P One"]),
        ("<p>One <b", &["P One"]),
        ("&#0;&#xD800;&#99999999999;", &["P \u{fffd}\u{fffd}&#99999999999;"]),
        ("</p></div>One</li>", &["P One"]),
        ("\u{feff}<p>One", &["P One"]),
    ];
    check(Format::Html, cases);
}

/// The parser hands on a long text in parts; an entity that it parts is read as one.
#[test]
fn entities_at_the_ends_of_chunks() {
    let document = Document::from_source("a", Format::Html, "<p>".to_owned() + &"x&amp;&#163;".repeat(50_000));
    assert_eq!(document.text().trim_end(), "x&£".repeat(50_000));
    let split = Document::from_source("a", Format::Html, "<p>&am<!-- -->p;");
    assert_eq!(split.text().trim_end(), "&amp;");
}

#[test]
fn places() {
    use Format::{Html, Markdown, Text};
    // format, source, words of the text, the source bytes they stand at, line, column
    for (format, source, words, slice, line, column) in [
        (Text, "é ships\n40 men.", "40 men", "40 men", 2, 1),
        (Text, "\u{feff}40 men", "40", "40", 1, 1),
        (Text, "a\rb\r\n 40", "40", "40", 3, 2),
        (Markdown, "# A\n\nThe **40** *men*.", "40 men", "40** *men", 3, 7),
        (Markdown, "---\ndate: 2019-05-07\n---\n\nThe 40 men", "40", "40", 5, 5),
        (Markdown, "It&nbsp;is 4&#48; men", "40 men", "4&#48; men", 1, 12),
        (Markdown, "| a |\n|---|\n| 40 |", "40", "40", 3, 3),
        (Html, "<p>AT&amp;T", "AT&T", "AT&amp;T", 1, 4),
        (Html, "<p>AT&amp;T", "&", "&amp;", 1, 6),
        (Html, "<p>\n é&pound;5", "£5", "&pound;5", 2, 3),
        (Html, "<p>4<b>0</b> men", "40 men", "4<b>0</b> men", 1, 4),
        (Html, "<p>10<sup>6</sup>", "10⁶", "10<sup>6", 1, 4),
    ] {
        let document = Document::from_source("a", format, source);
        let start = document.text().find(words).unwrap_or_else(|| panic!("{words} in {:?}", document.text())) as u32;
        let place = document.locate(Span::new(start, start + words.len() as u32));
        assert_eq!((place.span.of(source), place.line, place.column), (slice, line, column), "{source:?}");
    }
}

#[test]
fn dates() {
    use Format::{Html, Markdown, Text};
    for (format, source, date) in [
        (Text, " date 2019-05-07 Two ships met on 8 May 2019.", "2019-05-07"),
        (Text, "Two ships met on 8 May 2019.", "-"),
        (Text, "Ships meet\nPublished: 8 May 2019\nTwo ships met.", "2019-05-08"),
        (Text, "a.\n\nb.\n\nc.\n\nd.\n\ne.\n\nf.\n\n8 May 2019", "-"),
        (Text, "ACCRA, May 8, 2019 (AP) - Two ships met.", "2019-05-08"),
        (Text, " date 2019-05-07 Ships meet\n8 May 2019\nTwo", "2019-05-07"),
        (Markdown, "+++\ndate = 2019-05-07\n+++\nText", "2019-05-07"),
        (Markdown, "# Ships meet\n\n*8 May 2019*\n\nText", "2019-05-08"),
        (Html, "<meta property='article:published_time' content='2019-05-07T10:00Z'><p>8 May 2019", "2019-05-07"),
        (Html, "<META NAME=DC.date CONTENT=2019-05-07>", "2019-05-07"),
        (Html, "<meta name=author content=2019-05-07>", "-"),
        (Html, "<time datetime=2019-05-07>7 May</time>", "-"),
        (Html, "<time pubdate datetime=2019-05-07>7 May</time>", "2019-05-07"),
        (Html, "<time itemprop=datePublished datetime=2019-05-07>7 May</time>", "2019-05-07"),
        (Html, "<script type='application/ld+json'>{\"datePublished\": \"2019-05-07T10:00\"}</script>", "2019-05-07"),
        (
            Html,
            "<script type='application/ld+json'>{\"@graph\": [{}, {\"datePublished\": \"2019-05-07\"}]}</script>",
            "2019-05-07",
        ),
        (Html, "<script type='application/ld+json'>{\"about\": {\"datePublished\": \"2019-05-07\"}}</script>", "-"),
        (Html, "<script>{\"datePublished\": \"2019-05-07\"}</script>", "-"),
        (Html, "<script type='application/ld+json'>{\"datePublished\"</script><p>8 May 2019</p>", "2019-05-08"),
    ] {
        let published = Document::from_source("a", format, source).published;
        assert_eq!(published.map_or("-".to_owned(), |date| date.to_string()), date, "{source:?}");
    }
}

/// What would overflow the stack, or never end, if anything here were recursive or quadratic.
#[test]
fn hostile_sources() {
    use Format::{Html, Markdown, Text};
    let many = |text: &str, times: usize| text.repeat(times);
    let cases = [
        (Html, many("<div>", 10_000) + "One"),
        (Html, many("<p>", 20_000) + &many("</b>", 20_000) + "One"),
        (Html, many("<p> </p>", 20_000) + "One"),
        (Html, many("<p>", 100_000) + &many("</x>", 100_000)),
        (Html, many("<p>a</x>", 100_000)),
        (Html, many("<sup>1", 50_000)),
        (Html, many("<a href=x>", 50_000)),
        (Html, many("<!--", 100_000)),
        (Html, "<p ".to_owned() + &many("a=b ", 100_000) + ">"),
        (Html, many("<code>x", 10_000)),
        (Html, many("<br> ", 20_000)),
        (Html, many("&", 1_000_000)),
        (Html, many("&amp;", 200_000)),
        (Html, many("a ", 500_000)),
        (Markdown, many(">", 10_000) + " One"),
        (Markdown, many("- ", 2_000) + " One"),
        (Markdown, many("[", 20_000)),
        (Markdown, many("*a ", 20_000)),
        (Markdown, many("word ", 200_000)),
        (Markdown, many("<b>", 20_000)),
        (Markdown, many("`a``", 50_000)),
        (Markdown, many("![a](", 50_000)),
        (Markdown, many("|a", 50_000) + "\n" + &many("|-", 50_000)),
        (Markdown, many("a\n", 100_000)),
        (Markdown, many("<!-- ", 50_000)),
        (Markdown, many("[^1]", 50_000)),
        (Text, many("word ", 200_000)),
        (Text, many("word\n", 200_000)),
        (Text, many("- ", 200_000)),
        (Text, many("1. a\n2. b\n", 50_000)),
        (Text, many("\r", 200_000)),
        (Text, many("=\n", 200_000)),
        (Text, many("é", 500_000)),
    ];
    for (format, source) in cases {
        let document = Document::from_source("a", format, source);
        for at in (0..document.text().len()).step_by(1 + document.text().len() / 1000) {
            let span = document.locate(Span::new(at as u32, at as u32 + 1)).span;
            assert!(span.end as usize <= document.source().len());
        }
    }
}

/// Scraps that mean something to one of the formats, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        "[a-z ]{0,6}",
        "[0-9.,]{1,4}",
        "\\PC{0,3}",
        prop::sample::select(vec![
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "  \n",
            "<p>",
            "</p>",
            "<li>",
            "<td>",
            "</table>",
            "<code>",
            "</code>",
            "<sup>",
            "</sup>",
            "<br>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<q>",
            "</q>",
            "&amp;",
            "&#1",
            "&#150;",
            ";",
            "&",
            "<",
            "# ",
            "- ",
            "1. ",
            "2. ",
            "> ",
            "`",
            "```\n",
            "*",
            "~~",
            "|",
            "|---|\n",
            "[a](b)",
            "![",
            "\\",
            "---\n",
            "+++\n",
            "date: ",
            " date 2019-05-07 ",
            "8 May 2019",
            "\u{feff}",
            "é",
            "\u{a0}",
            "\u{2028}",
            "====",
            "    ",
            "[^1]",
            "<del>",
            "</del>",
            "</div>",
            "<div hidden>",
            "<title>",
            "\u{301}",
            "👩‍👩‍👧",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_sound(source in scraps()) {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            assert_sound(&Document::from_source("a", format, source.as_str()));
        }
    }
}
