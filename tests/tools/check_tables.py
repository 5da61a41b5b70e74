# Holds `pymolt gate`'s comparison of tables against pandas, on pairs of files that are generated.
# SPDX-License-Identifier: MIT
#
#   check_tables.py PYMOLT [PAIRS]
#
# Skipped, with a word, where pandas is not installed. The same seed gives the same files.
import json
import math
import os
import random
import subprocess
import sys
import tempfile

SYSTEM = "/usr/bin/python3"  # the one that Debian's python3-pandas is for

try:
    import numpy as np
    import pandas as pd
except ImportError:
    if os.path.exists(SYSTEM) and not os.path.samefile(sys.executable, SYSTEM):
        os.execv(SYSTEM, [SYSTEM] + sys.argv)
    print("skipped: pandas is not installed")
    sys.exit(0)

MEASURES = ["rows-missing", "rows-extra", "max-relative-difference", "max-absolute-difference", "sum-relative-difference",
            "mean-relative-difference", "sharpe-difference", "p50-relative-difference", "p95-relative-difference",
            "p99-relative-difference", "p100-relative-difference"]


def make_pair(chance):
    """Two data frames, their key columns, and how they are written."""
    size = chance.choice([0, 1, 2, 5, 40, 300])
    keys = ["day", "book"][: chance.choice([1, 2])]
    rows = [(i // 3 if len(keys) == 2 else i, "b%d" % (i % 3)) for i in range(size)]
    kind = chance.choice(["date", "number", "float"])
    name = {"date": lambda i: "2026-%02d-%02d" % (i // 28 % 12 + 1, i % 28 + 1) + ("" if i < 336 else "x%d" % i),
            "number": lambda i: i, "float": lambda i: i + 0.5}[kind]
    columns = ["c%d" % i for i in range(chance.choice([1, 1, 2, 4]))]
    scale = chance.choice([1, 1e-9, 1e6, 1e12])
    before = pd.DataFrame({"day": [name(a) for a, _ in rows], "book": [b for _, b in rows]})
    for column in columns:
        before[column] = [round(chance.gauss(chance.choice([0, 1]), 1) * scale, chance.choice([2, 15])) for _ in rows]
    after = before.copy()
    for column in columns:
        noise = chance.choice([0, 1e-12, 1e-3, 0.02])
        after[column] = [v * (1 + noise * chance.uniform(-1, 1)) for v in after[column]]
    drop = [i for i in range(size) if chance.random() < chance.choice([0, 0.05])]
    after = after.drop(index=drop)
    if chance.random() < 0.3 and size > 2:
        before = before.drop(index=chance.randrange(size))
    if chance.random() < 0.08 and len(after) > 1:
        after = pd.concat([after, after.iloc[[0]]])
    if chance.random() < 0.12 and len(after) > 1:
        after.loc[after.index[chance.randrange(len(after))], columns[0]] = np.nan
    if chance.random() < 0.05 and len(after) > 1:
        after[columns[-1]] = after[columns[-1]].astype(object)
        after.loc[after.index[0], columns[-1]] = "n/a?"
    after = after.sample(frac=1, random_state=chance.randrange(10**6))
    if len(keys) == 1:
        before, after = before.drop(columns="book"), after.drop(columns="book")
    return before, after, keys, columns, chance.choice([("csv", ","), ("csv", ";"), ("tsv", "\t")])


def by_pandas(before_file, after_file, keys, columns, separator):
    """The measures, None where one is null."""
    none = dict.fromkeys(MEASURES)
    before, after = pd.read_csv(before_file, sep=separator), pd.read_csv(after_file, sep=separator)
    if before.duplicated(keys).any() or after.duplicated(keys).any():
        return none
    if not len(before) or not len(after):
        return none
    outer = before.merge(after, on=keys, how="outer", indicator=True, suffixes=("_a", "_b"))
    both = outer[outer["_merge"] == "both"]
    if both.empty:
        return none
    answer = dict(none)
    answer["rows-missing"] = int((outer["_merge"] == "left_only").sum())
    answer["rows-extra"] = int((outer["_merge"] == "right_only").sum())
    found = {measure: [] for measure in MEASURES[2:]}
    for column in columns:
        a, b = (pd.to_numeric(both[column + side], errors="coerce").astype(float) for side in ("_a", "_b"))
        if a.isna().any() or b.isna().any():
            return answer
        found["max-absolute-difference"].append((a - b).abs().max())
        found["max-relative-difference"].append(((a - b).abs() / np.maximum(a.abs(), 1e-12)).max())
        found["sum-relative-difference"].append(abs(b.sum() - a.sum()) / max(abs(a.sum()), 1e-12))
        for share in (50, 95, 99, 100):
            one, two = (np.percentile(side, share) for side in (a, b))
            found["p%d-relative-difference" % share].append(abs(two - one) / max(abs(one), 1e-12))
        mean = abs(b.mean() - a.mean())
        found["mean-relative-difference"].append(0 if mean == 0 else mean / abs(a.mean()) if a.mean() else math.inf)
        with np.errstate(all="ignore"):
            found["sharpe-difference"].append(abs(np.float64(b.mean()) / b.std() - np.float64(a.mean()) / a.std()) * math.sqrt(252))
    for measure, values in found.items():
        worst = max(values) if not any(math.isnan(v) for v in values) else math.nan
        answer[measure] = None if math.isnan(worst) or math.isinf(worst) else float(worst)
    return answer


def by_pymolt(pymolt, folder, ending, keys, columns):
    lines = ['target = "3.13"', "criterion = ["]
    for measure in MEASURES:
        lines.append('{name = "%s", measure = "%s", evidence = "after.%s", baseline = "before.%s", python = "3.13", key = %s, columns = %s, at-most = 1},'
                     % (measure, measure, ending, ending, json.dumps(keys), json.dumps(columns)))
    with open(os.path.join(folder, "pymolt-gate.toml"), "w") as policy:
        policy.write("\n".join(lines + ["]"]))
    done = subprocess.run([pymolt, "gate", "--format", "json"], cwd=folder, stdout=subprocess.PIPE)
    return {one["name"]: one for one in json.loads(done.stdout)["criteria"]}


def close(mine, theirs, scale):
    if mine is None or theirs is None:
        return mine is theirs
    # A difference of two sums loses digits: both are right to within the rounding of the sums.
    return math.isclose(mine, theirs, rel_tol=1e-6, abs_tol=1e-9 * scale)


def main():
    pymolt, pairs = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200
    wrong = cells = nulls = 0
    for number in range(pairs):
        chance = random.Random(number)
        before, after, keys, columns, (ending, separator) = make_pair(chance)
        with tempfile.TemporaryDirectory() as folder:
            files = [os.path.join(folder, side + "." + ending) for side in ("before", "after")]
            before.to_csv(files[0], index=False, sep=separator)
            after.to_csv(files[1], index=False, sep=separator)
            theirs = by_pandas(*files, keys, columns, separator)
            mine = by_pymolt(pymolt, folder, ending, keys, columns)
        for measure in MEASURES:
            cells += 1
            nulls += theirs[measure] is None
            scale = max([1.0] + [float(before[c].abs().max()) for c in columns if len(before)]) if "absolute" in measure else 1.0
            expected = "no-evidence" if not len(before) else "not-met" if theirs[measure] is None or theirs[measure] > 1 + 1e-9 else "met"
            got = mine[measure]
            if not close(got["measured"], theirs[measure], scale) or got["outcome"] != expected:
                wrong += 1
                print("pair %d, %s: pandas %s (%s), pymolt %s (%s): %s" % (number, measure, theirs[measure], expected, got["measured"], got["outcome"], got["why"]))
    print("%d pairs, %d measures, %d of them null: %d differ" % (pairs, cells, nulls, wrong))
    return 1 if wrong else 0


sys.exit(main())
