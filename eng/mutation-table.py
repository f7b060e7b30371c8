#!/usr/bin/env python3
"""Prints scores by file, and what was not found, from reports of Stryker (of a folder each). Usage: eng/mutation-table.py REPORT.json..."""
import collections
import json
import sys

files = [item for path in sys.argv[1:] for item in json.load(open(path))["files"].items()]
found, rows, left = ("Killed", "Timeout"), [], []
for path, file in sorted(files, key=lambda item: item[0]):
    name = path.split("Kalends.Recurrence/")[-1]
    count = collections.Counter(mutant["status"] for mutant in file["mutants"])
    tested = sum(count[status] for status in (*found, "Survived", "NoCoverage", "RuntimeError"))
    if tested == 0:
        continue
    rows.append((name, tested, sum(count[status] for status in found), count["RuntimeError"]))
    for mutant in file["mutants"]:
        if mutant["status"] in ("Survived", "NoCoverage"):
            line = mutant["location"]["start"]["line"]
            left.append((name, line, mutant["replacement"].replace("\n", " "), file["source"].splitlines()[line - 1].strip()))
rows.append(("together", *(sum(row[i] for row in rows) for i in (1, 2, 3))))
print("| file | mutants | found | crashed | score |\n|---|--:|--:|--:|--:|")
for name, tested, killed, crashed in rows:
    print(f"| {name} | {tested} | {killed} | {crashed} | {100 * killed / max(1, tested - crashed):.1f} % |")
for name, line, replacement, source in left:
    print(f"{name}:{line}: {replacement}   <-   {source}", file=sys.stderr)
