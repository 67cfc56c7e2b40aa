#!/usr/bin/env python3
"""Checks an archive of articles with Spark: the findings are, byte for byte, those of `factlint check --format jsonl ARTICLES`.

usage: spark-submit archive.py [--factlint PROGRAM] [--work DIR] [--tasks N] [--alike SHARE] ARTICLES... > findings.jsonl

Spark shares the work out and groups the articles; what reads and judges them in every task is factlint, which has to be installed
on all machines in one version, as have the articles and DIR to lie where all machines see them. docs/spark.md tells more.
Needs pyspark and Java, and nothing besides.
"""
import argparse, json, os, pathlib, subprocess, sys, tempfile

from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(command, here):
    """What a factlint command prints. Status 2 means that something could not be done: the task fails, and says what factlint says."""
    done = subprocess.run(command, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode > 1:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout.decode()


def finding(at, line):
    """A row of a finding: what one process orders findings by, and the line as it is."""
    found = json.loads(line)
    first = found["claims"][0]
    return first["path"], first["start"], first["end"], found["rule"], found["message"], at, line


def check(spark, factlint, articles, work, tasks, alike):
    """The findings on the articles, in order. `work` is an empty directory."""
    context, here = spark.sparkContext, os.getcwd()
    claims, events, groups = work / "claims", work / "events.parquet", work / "groups"

    # 1. Every task reads some of the files. A task that is run again writes the same once more.
    def extract(part, files):
        files = list(files)
        if files:
            run([factlint, "extract", "--no-cache", "--jobs=1", "--format=parquet", f"--output={claims}/{part:05}", *files], here)
        yield len(files)

    files = run([factlint, "check", "--show-files", *articles], here).splitlines()
    read = context.parallelize(files, tasks).mapPartitionsWithIndex(extract).sum()

    # 2. What the articles tell is small: one process says which of them have to be judged together, and where each stands among all.
    run([factlint, "events", "--quiet", str(claims), f"--output={events}", *([f"--alike={alike}"] if alike else [])], here)

    # 3. Articles of one event come together in one file.
    placed = spark.read.parquet(str(events))
    documents = spark.read.parquet(f"{claims}/*/documents.parquet")
    documents = documents.join(placed.select("document", "event", "standing"), "document")
    documents.repartition(tasks, "event").write.parquet(str(groups))

    # 4. Every task judges whole events.
    def judge(file):
        printed = run([factlint, "check", "--jobs=1", "--exit-zero", "--format=jsonl", "--claims", file], here)
        return [finding(at, line) for at, line in enumerate(printed.splitlines())]

    parts = sorted(str(part) for part in groups.glob("*.parquet"))
    found = context.parallelize(parts, max(len(parts), 1)).flatMap(judge)
    schema = "path string, start long, end long, rule string, message string, at long, line string"
    ranks = placed.groupBy("path").agg(F.min("rank").alias("rank"))
    found = spark.createDataFrame(found, schema).join(ranks, "path", "left")
    ordered = found.orderBy("rank", "start", "end", "rule", "message", "at").select("line")
    print(f"{read} files read, {placed.select('event').distinct().count()} events in {len(parts)} groups", file=sys.stderr)
    return (row.line for row in ordered.toLocalIterator())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--factlint", default="factlint", help="the program")
    parser.add_argument("--work", help="a directory that all machines see [default: a temporary one]")
    parser.add_argument("--tasks", type=int, default=8, help="how many parts the articles are read and judged in")
    parser.add_argument("--alike", type=float, help="smaller events: see `factlint events --help`")
    given = parser.parse_args()
    spark = SparkSession.builder.appName("factlint").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        for line in check(spark, given.factlint, given.articles, pathlib.Path(work), given.tasks, given.alike):
            sys.stdout.write(line + "\n")
    spark.stop()


if __name__ == "__main__":
    main()
