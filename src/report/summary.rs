/*! The closing line: how much was read, and how many findings there are. */

use crate::finding::{Means, Report, Severity};

/// One line for standard error: `5 articles, 71 figures read, 64 understood, 23 compared: 1 error`.
pub fn closing_line(report: &Report) -> String {
    let coverage = &report.coverage;
    let articles = counted(coverage.documents, "article");
    if coverage.read == 0 && report.findings.is_empty() {
        return format!("{articles}: no figures found in any input");
    }
    let tally: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (severity, tally(report, severity)))
        .filter(|(_, n)| *n > 0)
        .map(|(severity, n)| if severity == Severity::Info { format!("{n} info") } else { counted(n, severity.name()) })
        .collect();
    let found = if tally.is_empty() { "nothing found".to_owned() } else { tally.join(", ") };
    let known = report.suppressed.iter().filter(|s| s.by.means == Means::Baseline).count();
    let accepted = [(report.suppressed.len() - known, "suppressed"), (known, "in the baseline")];
    let accepted: String =
        accepted.iter().filter(|(n, _)| *n > 0).map(|(n, how)| format!(", {} {how}", grouped(*n))).collect();
    let too_large = match coverage.too_large {
        0 => String::new(),
        n => format!(" ({} too large)", grouped(n)),
    };
    format!(
        "{articles}, {} read{too_large}, {} understood, {} compared: {found}{accepted}",
        counted(coverage.read, "figure"),
        grouped(coverage.understood),
        grouped(coverage.compared)
    )
}

/// How many findings are of that severity.
pub(super) fn tally(report: &Report, severity: Severity) -> usize {
    report.findings.iter().filter(|f| f.severity == severity).count()
}

/// A number with its noun: "1 article", "1,204 articles".
pub fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(n))
}

fn grouped(n: usize) -> String {
    group(&n.to_string())
}

/// Decimal digits with commas between thousands; a sign, and what follows a point, stay as they are.
pub(super) fn group(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number),
    };
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped.push_str(rest);
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Coverage;
    use crate::report::sample;

    #[test]
    fn it_counts_in_plain_english() {
        let coverage =
            |documents, read| Coverage { documents, read, too_large: 0, understood: read / 2, compared: read / 4 };
        let of = |severity| crate::finding::Finding { severity, ..sample::ballot().0.findings.remove(0) };
        let (error, warning, info) = (of(Severity::Error), of(Severity::Warning), of(Severity::Info));
        for (documents, read, findings, line) in [
            (0, 0, vec![], "0 articles: no figures found in any input"),
            (2, 0, vec![], "2 articles: no figures found in any input"),
            (1, 1, vec![], "1 article, 1 figure read, 0 understood, 0 compared: nothing found"),
            (5, 1071, vec![&error], "5 articles, 1,071 figures read, 535 understood, 267 compared: 1 error"),
            (
                5,
                8,
                vec![&error, &error, &warning, &info, &info],
                "5 articles, 8 figures read, 4 understood, 2 compared: 2 errors, 1 warning, 2 info",
            ),
        ] {
            let findings = findings.into_iter().cloned().collect();
            assert_eq!(
                closing_line(&Report { findings, coverage: coverage(documents, read), ..Report::default() }),
                line
            );
        }
    }

    #[test]
    fn thousands_are_grouped() {
        for (n, grouped) in
            [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-37000", "-37,000"), ("1234567.25", "1,234,567.25")]
        {
            assert_eq!(group(n), grouped);
        }
    }
}
