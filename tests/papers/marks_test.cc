// Papers that are made again: what stands between marks is new, everything else is as people left it.
// SPDX-License-Identifier: MIT
#include "papers/marks.h"

#include <gtest/gtest.h>

#include "papers/document.h"
#include "scan/code_owners.h"

namespace pymolt::papers {
namespace {

std::string part(const std::string& id, const std::string& text) {
  return begin_mark(id, text) + "\n" + text + "\n" + end_mark(id) + "\n";
}

TEST(Marks, KeepWhatPeopleWrote) {
  const std::string old =
      "# Ours\nbefore\n" + part("a", "old a") + "between\n" + part("b", "old b") + "after\n";
  const std::string fresh = "# New\n" + part("b", "new b") + part("a", "new a");
  const Result<Updated> updated = update(old, fresh, PaperForm::markdown);
  ASSERT_TRUE(updated.ok()) << updated.mistake().str();
  EXPECT_EQ(updated->text,
            "# Ours\nbefore\n" + part("a", "new a") + "between\n" + part("b", "new b") + "after\n");
  EXPECT_TRUE(updated->left_out.empty());
  EXPECT_EQ(update(updated->text, fresh, PaperForm::markdown)->text, updated->text)
      << "made twice it is the same";
}

TEST(Marks, KeepWhatPeopleWroteBetweenThem) {
  const std::string made = part("a", "| old | 1 |\n| --- | --- |");
  std::string edited = made;
  edited.replace(edited.find("\n" + end_mark("a")), 0, "\nours <b>");
  const std::string fresh = part("a", "| new | 2 |\n| --- | --- |");
  const Result<Updated> updated = update(edited, fresh, PaperForm::markdown);
  ASSERT_TRUE(updated.ok()) << updated.mistake().str();
  EXPECT_EQ(updated->changed, std::vector<std::string>{"a"});
  EXPECT_NE(updated->text.find("| new | 2 |"), std::string::npos) << updated->text;
  EXPECT_GT(updated->text.find("ours <b>"), updated->text.find(end_mark("a"))) << updated->text;
  const Result<Updated> again = update(updated->text, fresh, PaperForm::markdown);
  EXPECT_EQ(again->text, updated->text) << "kept once";
  EXPECT_TRUE(again->changed.empty());
  edited.replace(edited.find("ours <b>"), 8, "<li class=\"a\">ours &amp; a < b <3</li><!-- x -->");
  EXPECT_NE(update(edited, fresh, PaperForm::html)->text.find("<pre>ours &amp; a &lt; b &lt;3\n"),
            std::string::npos)
      << update(edited, fresh, PaperForm::html)->text;
}

TEST(Marks, AreNotPutIntoPapersOfPeople) {
  const Result<Updated> updated = update("# Our plan\n", part("a", "new"), PaperForm::markdown);
  ASSERT_FALSE(updated.ok());
  EXPECT_NE(updated.mistake().message.find("has no marks of pymolt"), std::string::npos);
}

TEST(Marks, KeepTheParagraphsOfHandWrittenLines) {
  std::string edited = part("a", "made");
  edited.replace(edited.find("\n" + end_mark("a")), 0, "\n\nfirst\nstill first\n\nsecond");
  const Result<Updated> updated = update(edited, part("a", "new"), PaperForm::markdown);
  ASSERT_TRUE(updated.ok()) << updated.mistake().str();
  EXPECT_NE(updated->text.find("first\nstill first\n\nsecond\n"), std::string::npos)
      << updated->text;
}

TEST(Marks, AreNotTroubledByFormatters) {
  std::string old = part("a", "| old | 1 |\n| --- | --- |\n\n- [x] done");
  for (const auto& [from, to] : {std::pair("| old |", "|   old   |"), std::pair("- [x]", "* [x]"),
                                 std::pair("| --- |", "|:-----|")})
    old.replace(old.find(from), std::string_view(from).size(), to);
  EXPECT_FALSE(update(old, part("a", "new"), PaperForm::markdown)->changed.empty()) << "a colon";
  old.replace(old.find("|:-----|"), 8, "| ----- |");
  EXPECT_TRUE(update(old, part("a", "new"), PaperForm::markdown)->changed.empty()) << old;
}

TEST(Marks, OfPapersWithoutSumsAreTakenAsTheyAre) {
  const std::string old = "<!-- pymolt:begin a -->\nold\n" + end_mark("a") + "\n";
  const Result<Updated> updated = update(old, part("a", "new"), PaperForm::markdown);
  ASSERT_TRUE(updated.ok()) << updated.mistake().str();
  EXPECT_EQ(updated->text, part("a", "new"));
}

TEST(Marks, KeepNoLineThatTheyWroteThemselves) {
  std::string edited = part("a", "For 3.13\n- [x] 1 of 1 imports\n- [ ] tests");
  edited.replace(edited.find("For 3.13"), 8, "For 3.13 (ours)");
  edited.replace(edited.find("- [ ] tests"), 11, "- [x] tests");
  const Result<Updated> updated =
      update(edited, part("a", "For 3.14\n- [ ] 0 of 1 imports\n- [ ] tests"), PaperForm::markdown);
  ASSERT_TRUE(updated.ok()) << updated.mistake().str();
  EXPECT_EQ(updated->text.find("[x] 1 of 1"), std::string::npos) << updated->text;
  EXPECT_NE(updated->text.find("kept:*\n\nFor 3.13 (ours)\n- [x] tests\n"), std::string::npos)
      << updated->text;
}

TEST(Marks, KeepTheLineEndsOfTheFile) {
  const std::string old =
      "# Ours\r\n" + begin_mark("a", "old") + "\r\nold\r\n" + end_mark("a") + "\r\n";
  const Result<Updated> updated = update(old, part("a", "one\ntwo"), PaperForm::markdown);
  ASSERT_TRUE(updated.ok()) << updated.mistake().str();
  EXPECT_EQ(updated->text, "# Ours\r\n" + begin_mark("a", "one\ntwo") + "\r\none\r\ntwo\r\n" +
                               end_mark("a") + "\r\n");
}

TEST(Marks, LeaveOutWhatPeopleTookOut) {
  const Result<Updated> updated = update("only " + part("a", "x") + part("gone", "kept"),
                                         part("a", "1") + part("b", "2"), PaperForm::markdown);
  ASSERT_TRUE(updated.ok());
  EXPECT_EQ(updated->text, "only " + part("a", "1") + part("gone", "kept"));
  EXPECT_EQ(updated->left_out, std::vector<std::string>{"b"});
}

TEST(Marks, AreRefusedWhereTheyDoNotPair) {
  for (const std::string& old :
       {begin_mark("a", "") + "x", end_mark("a"), part("a", "1") + part("a", "2"),
        begin_mark("a", "") + begin_mark("b", "") + end_mark("b") + end_mark("a"),
        std::string("<!-- pymolt:begin "), std::string("<!-- pymolt:begin  -->")}) {
    EXPECT_FALSE(update(old, part("a", "new"), PaperForm::markdown).ok()) << old;
  }
}

TEST(Documents, EscapeWhatTheyAreGiven) {
  const Document document{"plan",
                          "T <b>",
                          {{"s",
                            "S",
                            {text("a <i> " + code("x`y<z>") + " |"),
                             boxes({{true, "done"}, {false, "open"}}), table({{"h"}, {"a|b"}})}},
                           {"", "People", {list({"Name: …"})}}}};
  const std::string markdown = to_markdown(document);
  EXPECT_NE(markdown.find("- [x] done\n- [ ] open\n"), std::string::npos) << markdown;
  EXPECT_EQ(markdown.find("<i>"), std::string::npos) << markdown;
  EXPECT_NE(markdown.find("a\\|b"), std::string::npos) << markdown;
  const std::string html = to_html(document);
  EXPECT_EQ(html.find("<i>"), std::string::npos);
  EXPECT_NE(html.find("<code>x&#39;y&lt;z&gt;</code>"), std::string::npos) << html;
  EXPECT_TRUE(update(html, html, PaperForm::html).ok()) << "HTML has the same marks";
}

TEST(CodeOwners, AreThoseOfTheLastLineThatMatches) {
  const scan::CodeOwners owners(
      "# all\n*  @team\n/src/   @core @lead # who\nsrc/gen/\n*.sql dba@example.org\n");
  const struct {
    const char* path;
    std::vector<std::string> who;
  } kTable[] = {{"a.py", {"@team"}},
                {"src/x.py", {"@core", "@lead"}},
                {"lib/src/x.py", {"@team"}},
                {"src/gen/y.py", {}},
                {"src/q.sql", {"dba@example.org"}}};
  for (const auto& row : kTable) EXPECT_EQ(owners.of(row.path), row.who) << row.path;
  EXPECT_TRUE(scan::CodeOwners("").empty());
}

struct OwnerCase {
  const char* path;
  std::vector<std::string> who;
};

// GitHub: `docs/*` is the files of a folder, not those of folders in it.
TEST(CodeOwners, OfEntriesAreNotOfWhatLiesDeeper) {
  const scan::CodeOwners owners(
      "* @all\ndocs/* @docs\n/apps/ @apps\n/build/logs/ @logs\n**/deep @deep\n");
  const OwnerCase table[] = {{"docs/getting-started.md", {"@docs"}},
                             {"docs/build-app/troubleshooting.md", {"@all"}},
                             {"apps/x/y.py", {"@apps"}},
                             {"lib/apps/y.py", {"@all"}},
                             {"build/logs/a", {"@logs"}},
                             {"a/b/deep/c.py", {"@deep"}}};
  for (const OwnerCase& row : table) EXPECT_EQ(owners.of(row.path), row.who) << row.path;
}

// GitLab: a section decides for itself, gives owners to its lines, and may be optional or ask for several approvals.
TEST(CodeOwners, OfSectionsAreAddedUp) {
  const scan::CodeOwners owners(
      "* @admin\n"
      "[Documents][2] @docs-team\n"
      "docs/\n"
      "README.md @writer\n"
      "^[Data Base] @dba\n"
      "*.sql\n"
      "!vendor/\n"
      "[documents]\n"
      "/guide/\n");
  const OwnerCase table[] = {{"a.py", {"@admin"}},
                             {"docs/a.md", {"@docs-team", "@admin"}},
                             {"docs/q.sql", {"@dba", "@docs-team", "@admin"}},
                             {"README.md", {"@writer", "@admin"}},
                             {"vendor/q.sql", {"@admin"}},
                             {"guide/a.md", {"@admin"}}};
  for (const OwnerCase& row : table) {
    std::vector<std::string> who = owners.of(row.path);
    std::ranges::sort(who);
    std::vector<std::string> wanted = row.who;
    std::ranges::sort(wanted);
    EXPECT_EQ(who, wanted) << row.path;
  }
}

}  // namespace
}  // namespace pymolt::papers
