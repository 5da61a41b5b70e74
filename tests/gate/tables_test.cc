// Tables before and after: cases by hand; tests/tools/check_tables.py holds 200 pairs against pandas.
// SPDX-License-Identifier: MIT
#include <cmath>

#include "gate/gate_room.h"

namespace pymolt::gate {
namespace {

struct TableRow {
  const char* before;
  const char* after;
  const char* measure;
  double measured;  // -1: null
  const char* why;
};

const TableRow kTableRows[] = {
    {"k,v\na,100\nb,200\n", "k,v\nb,202\na,100\n", "max-relative-difference", 0.01,
     "2 matched rows"},
    {"k,v\na,100\nb,200\n", "k,v\nb,202\na,100\n", "max-absolute-difference", 2, ""},
    {"k,v\na,100\nb,200\n", "k,v\nb,202\na,100\n", "sum-relative-difference", 2.0 / 300, ""},
    {"k,v\na,100\nb,200\n", "k,v\nb,202\na,100\n", "mean-relative-difference", 2.0 / 300, ""},
    {"k,v\na,100\nb,200\n", "k,v\nb,202\na,100\n", "p50-relative-difference", 1.0 / 150, ""},
    {"k,v\na,100\nb,200\n", "k,v\nb,202\na,100\n", "p100-relative-difference", 0.01, ""},
    {"k,v\na,100\nb,200\n", "k,v\nb,\na,100\n", "p95-relative-difference", -1, "no number"},
    {"k,v\na,1\nb,2\nc,3\n", "k,v\na,1\nb,2\nd,3\n", "rows-missing", 1, ""},
    {"k,v\na,1\nb,2\nc,3\n", "k,v\na,1\nb,2\nd,3\ne,4\n", "rows-extra", 2, ""},
    {"k,v\na,1\nb,3\n", "k,v\na,1\nb,3\n", "sharpe-difference", 0, ""},
    {"k,v\na,1\nb,2\n", "k,v\na,1\nb,\n", "max-relative-difference", -1,
     "no number in column `v` at key b after (line 3)"},
    {"k,v\na,nan\nb,2\n", "k,v\na,1\nb,2\n", "sum-relative-difference", -1, "before (line 2)"},
    {"k,v\na,x\nb,2\n", "k,v\na,1\nb,2\n", "max-absolute-difference", -1, "no number"},
    {"k,v\na,1\na,2\n", "k,v\na,1\n", "rows-missing", -1, "stands twice in the table before"},
    {"k,v\na,1\n", "k,v\na,1\nz,1\nz,1\n", "rows-extra", -1, "stands twice in the table after"},
    {"k,v\na,1\n", "k,v\nb,1\n", "rows-missing", -1, "no key in common"},
    {"k,v\na,1\nb,2\n", "k,v\na,1\nc,2\nd,3\n", "max-absolute-difference", 0,
     "; 1 row only before; 2 rows only after"},
    {"k,v\na,1\n", "k,v\n", "rows-missing", -1, "no key in common"},
    {"k,v\n1,1\n2,2\n", "k;v\r\n1.0;1\r\n2.0;2\r\n", "max-absolute-difference", 0, ""},
    {"k,v\n007,1\n", "k,v\n7,1\n", "rows-missing", -1, "no key in common"},
    {"k,v\n\"a,\"\"b\"\"\n c\",1\n", "\xEF\xBB\xBFk,v\n\"a,\"\"b\"\"\n c\",1\n", "rows-missing", 0,
     ""},
    {"k,v\na,9007199254740993\n", "k,v\na,9007199254740992\n", "max-absolute-difference", 1, ""},
    {"k,v\na,-9007199254740993\n", "k,v\na,-9007199254740992.0\n", "max-absolute-difference", 1,
     ""},
    {"k,v\na,9007199254740993\n", "k,v\na,+09007199254740993\n", "max-absolute-difference", 0, ""},
    {"k,v\na,123456789012345678901\n", "k,v\na,123456789012345678902\n", "max-absolute-difference",
     16384, ""},
    {"k,v\na,123456789012345678901\n", "k,v\na,123456789012345678901\n", "max-absolute-difference",
     0, ""},
    {"k,v\n12e4,1\n", "k,v\n120000,1\n", "rows-missing", -1, "no key in common"},
    {"k,v\n9007199254740993,1\n", "k,v\n9007199254740992,1\n", "rows-missing", -1,
     "no key in common"},
    {"k,v\n-3,1\n", "k,v\n-3.00,1\n", "rows-missing", 0, ""},
    {"k,v\n1.1,1\n1.10,2\n", "k,v\n1.10,2\n1.1,1\n", "max-absolute-difference", 0,
     "2 matched rows"},
    {"k,v,note\na,1,x\nb,2,y\n", "k,v,note\nb,2,y\na,1,x\n", "max-absolute-difference", 0,
     "column `note` holds no number and is the same in all matched rows"},
    {"k,v,note\na,1,x\nb,2,y\n", "k,v,note\nb,2,y\na,1,z\n", "max-absolute-difference", -1,
     "the text in column `note` differs at key a"},
    {"k,v,note\na,1,x\n", "k,v,note\na,1,3\n", "max-absolute-difference", -1,
     "no number in column `note` at key a before (line 2)"},
    {"k,v,note\na,1,x\nb,2,y\n", "k,v,note\nb,2,y\na,1,z\n", "rows-missing", 0, ""},
    {"k,v,w\na,1,5\n", "k,v,x\na,1,6\n", "max-absolute-difference", 0,
     "column `w` only before; column `x` only after"},
    {"k,v\na,0\nb,0\n", "k,v\na,0\nb,1e-13\n", "max-relative-difference", 0.1, ""},
};

// What cannot be asked at all is no evidence, whatever the other side holds.
TEST_F(GateRoom, TakesNoEvidenceFromTablesWithoutKeyOrRows) {
  const struct {
    const char* before;
    const char* after;
    const char* columns;
    const char* why;
  } kTable[] = {
      {"k,v\na,1\n", "key,v\na,1\n", "", "after.csv has no column `k`"},
      {"key,v\na,1\n", "k,v\na,1\n", "", "before.csv has no column `k`"},
      {"k,v\n", "k,v\na,1\n", "", "before.csv has no row to compare with"},
      {"k,v\n", "k,v\n", "", "before.csv has no row to compare with"},
      {"k,v\na,1\n", "k,v\na,1\n", "columns = \"w\"\n", "neither table has the column `w`"}};
  for (const auto& row : kTable) {
    write("before.csv", row.before);
    write("after.csv", row.after);
    const CriterionAnswer answer =
        ask("evidence = \"after.csv\"\nbaseline = \"before.csv\"\npython = \"3.13\"\nkey = "
            "[\"k\"]\nat-most = 0\nmeasure = \"max-absolute-difference\"\n" +
            std::string(row.columns));
    EXPECT_EQ(name(answer.outcome), "no-evidence") << row.before << row.after << answer.why;
    EXPECT_EQ(answer.why.substr(0, answer.why.find(';')), row.why);
  }
}

TEST_F(GateRoom, ComparesTables) {
  for (const TableRow& row : kTableRows) {
    write("before.csv", row.before);
    write("after.csv", row.after);
    const CriterionAnswer answer =
        ask("evidence = \"after.csv\"\nbaseline = \"before.csv\"\npython = \"3.13\"\nkey = "
            "[\"k\"]\nat-most = 1e-9\nmeasure = \"" +
            std::string(row.measure) + "\"");
    EXPECT_NEAR(answer.measured.value_or(-1), row.measured, 1e-12)
        << row.before << row.after << row.measure << ": " << answer.why;
    EXPECT_NE(answer.why.find(row.why), std::string::npos) << row.before << row.after << answer.why;
    EXPECT_EQ(name(answer.outcome), answer.measured == 0.0 ? "met" : "not-met")
        << row.before << row.after << answer.why;
  }
}

TEST_F(GateRoom, ReadsJsonLinesAndTabs) {
  write("before.tsv", "day\tbook\tpnl\n2026-01-01\tx\t10\n2026-01-02\tx\t20\n");
  write("after.jsonl",
        "{\"day\": \"2026-01-01\", \"book\": \"x\", \"pnl\": 10}\n\n{\"book\": \"x\", \"pnl\": "
        "20.2, \"day\": \"2026-01-02\"}\n");
  const std::string words =
      "evidence = \"after.jsonl\"\nbaseline = \"before.tsv\"\npython = \"3.13\"\nkey = [\"day\", "
      "\"book\"]\ncolumns = [\"pnl\"]\nat-most = 0.02\nmeasure = \"max-relative-difference\"";
  const CriterionAnswer answer = ask(words);
  EXPECT_NEAR(answer.measured.value_or(-1), 0.01, 1e-12) << answer.why;
  EXPECT_EQ(answer.details.front(), "2026-01-02,x pnl: 20 -> 20.2 (0.01)");
  // A column that comes later is not left out in silence.
  write("late.jsonl", "{\"k\": 1, \"v\": 2}\n{\"k\": 2, \"v\": 2, \"fee\": 9}\n");
  write("whole.jsonl", "{\"k\": 1, \"v\": 2}\n{\"k\": 2, \"v\": 2}\n");
  const CriterionAnswer late = ask(
      "evidence = \"late.jsonl\"\nbaseline = \"whole.jsonl\"\npython = \"3.13\"\nkey = [\"k\"]\n"
      "measure = \"max-relative-difference\"\nat-most = 0");
  EXPECT_EQ(name(late.outcome), "no-evidence");
  EXPECT_NE(late.why.find("has `fee` on line 2"), std::string::npos) << late.why;
  write("after.jsonl", "{\"day\": \"2026-01-01\"\n");
  EXPECT_EQ(name(ask(words).outcome), "no-evidence");
}

TEST_F(GateRoom, JoinsTablesLargerThanAPart) {
  // 80 MiB in all: several parts of each, in files.
  std::ofstream before(root_ / "before.csv");
  std::ofstream after(root_ / "after.csv");
  const std::string padding(150, 'p');
  before << "k,v,pad\n";
  after << "k,v,pad\n";
  constexpr int kCount = 250000;
  for (int i = 0; i < kCount; ++i) before << i << "," << i << "," << padding << "\n";
  for (int i = kCount; i-- > 0;) after << i + 5 << "," << i + 5 << "," << padding << "\n";
  before.close();
  after.close();
  const std::string words =
      "[[criterion]]\nname = \"it\"\nevidence = \"after.csv\"\nbaseline = \"before.csv\"\npython = "
      "\"3.13\"\nkey = [\"k\"]\ncolumns = [\"v\"]\nat-most = 5\n";
  const GateAnswer answer =
      ask_all(words + "measure = \"rows-missing\"\n" + words + "measure = \"rows-extra\"\n" +
              words + "measure = \"max-absolute-difference\"\n");
  EXPECT_EQ(answer.criteria[0].measured, 5.0);
  EXPECT_EQ(answer.criteria[1].measured, 5.0);
  EXPECT_EQ(answer.criteria[2].measured, 0.0);
  EXPECT_EQ(answer.criteria[2].details.front(), "missing: 0");
}

TEST_F(GateRoom, SumsUpAColumn) {
  write("memory.csv", "seconds,mb\n0,100\n1,250\n2,280\n3,260\n");
  const std::string words =
      "evidence = \"memory.csv\"\npython = \"3.13\"\ncolumns = [\"mb\"]\nat-most = 280\n";
  EXPECT_EQ(ask(words + "measure = \"column.max\"").measured, 280.0);
  EXPECT_EQ(ask(words + "measure = \"column.mean\"").measured, 222.5);
  EXPECT_EQ(ask(words + "measure = \"column.p50\"").measured, 255.0);
  EXPECT_EQ(ask(words + "measure = \"column.rows\"").measured, 4.0);
}

}  // namespace
}  // namespace pymolt::gate
