// The examples of the pages, before and after; and what every fix must leave alone.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <map>

#include "fix/fix_file.h"
#include "fix/page_fix.h"
#include "fix/unified_diff.h"

namespace pymolt::fix {
namespace {

const rulebook::Rulebook& book() {
  static const rulebook::Rulebook built_in = rulebook::Rulebook::built_in().take();
  return built_in;
}

const scan::ScanContext& context() {
  static const scan::ScanContext known = scan::ScanContext::make(book()).take();
  return known;
}

// What a project without declarations says of the packages' names in TEXT: they are gone.
std::map<std::string, Finding> gone_names(std::string_view text) {
  scan::ScanScratch bench;
  std::map<std::string, Finding> gone;
  for (const PackageUse& use : scan::scan_file("example.py", text, context(), bench).packages) {
    Finding finding = use.place;
    finding.rule = finding.subject == Subject::method ? "removed-method" : "removed-name";
    finding.breaks_on = Version::of(3, 13);
    gone.emplace(finding.symbol, finding);
  }
  return gone;
}

Fixed fix_text(std::string_view text, bool both = false, bool unsafe = false) {
  scan::ScanScratch bench;
  const std::map<std::string, Finding> gone = gone_names(text);
  const Wish wish{Version::of(3, 13), Version::of(2, 7), both, unsafe, false, &gone};
  const VersionSet versions = both ? wish.target | wish.from : wish.target;
  const auto wanted = [&](const FileFacts&, const Finding& finding) {
    return finding.consequence(versions) && finding.confidence >= Confidence::likely &&
           finding.needs.contains(versions);
  };
  return fix_file("example.py", text, context(), bench, wish, wanted);
}

TEST(Fix, MakesOfThePagesExamplesWhatTheySay) {
  int examples = 0;
  for (const rulebook::RulePage& page : book().pages()) {
    for (const FixExample& example : fix_of(page).examples) {
      ++examples;
      const Fixed fixed = fix_text(example.before, example.both, !fix_of(page).safe);
      EXPECT_EQ(fixed.bytes, example.after) << page.file;
      EXPECT_EQ(fix_text(fixed.bytes, example.both, !fix_of(page).safe).bytes, fixed.bytes)
          << "not a fixed point: " << page.file;
    }
  }
  EXPECT_GT(examples, 25);
}

TEST(Fix, NamesOnlyRewritersThatThereAre) {
  for (const rulebook::RulePage& page : book().pages()) {
    if (fix_of(page).way.empty()) continue;
    EXPECT_TRUE(std::any_of(rewriters().begin(), rewriters().end(), [&](const RewriterRow& row) {
      return row.name == fix_of(page).way;
    })) << page.file;
  }
}

TEST(Fix, KeepsEncodingMarkAndLineEnds) {
  EXPECT_EQ(fix_text("\xEF\xBB\xBFprint 'a'\r\nx = 1 <> 2\r\n").bytes,
            "\xEF\xBB\xBFprint('a')\r\nx = 1 != 2\r\n");
  EXPECT_EQ(fix_text("# -*- coding: latin-1 -*-\nprint '\xE9'  # \xE9\n").bytes,
            "# -*- coding: latin-1 -*-\nprint('\xE9')  # \xE9\n");
  EXPECT_EQ(fix_text("# coding: euc-jp\nprint '\xA4\xA2'\n").bytes,
            "# coding: euc-jp\nprint '\xA4\xA2'\n")
      << "not guessed";
}

TEST(Fix, LeavesTextAndCommentsAlone) {
  const std::string text = "s = '''\nprint \"a\"\n'''\n# print \"b\"\n";
  EXPECT_EQ(fix_text(text).bytes, text);
  EXPECT_EQ(fix_text("print (1,  # one\n       2), 3\n").bytes,
            "print((1,  # one\n       2), 3)\n");
}

TEST(Fix, LeavesWhatIsNotTheSameToThePerson) {
  EXPECT_EQ(fix_text("for i in 1, 2:\n    print i,\n").bytes, "for i in 1, 2:\n    print i,\n");
  EXPECT_EQ(fix_text("for i in 1, 2:\n    print i,\n", false, true).bytes,
            "for i in 1, 2:\n    print(i, end=\" \")\n");
  EXPECT_EQ(fix_text("def f(e, v):\n    raise e, v\n").bytes, "def f(e, v):\n    raise e, v\n");
}

std::vector<Offer> offers_for(std::string_view text) {
  scan::ScanScratch bench;
  const Wish wish{Version::of(3, 13), Version::of(2, 7), false, false};
  const auto wanted = [&](const FileFacts&, const Finding& finding) {
    return finding.consequence(wish.target).has_value();
  };
  return offer_fixes("example.py", text, context(), bench, wish, wanted);
}

TEST(Offers, SayOfEachFindingHowItIsMended) {
  const std::vector<Offer> offers = offers_for(
      "x = 1 <> 2\nn = 7 / 2\nimport asyncore\ny = map(str, [1])[0] <> 3L\n"
      "def f(d): return d.keys()[0]\n");
  std::map<std::string, Fixable> how;
  for (const Offer& offer : offers) how[offer.finding.rule] = offer.fix.how;
  EXPECT_EQ(how["not-equal-brackets"], Fixable::safe);
  EXPECT_EQ(how["long-suffix"], Fixable::safe);
  EXPECT_EQ(how["integer-division"], Fixable::safe);
  EXPECT_EQ(how["map-as-list"], Fixable::safe);
  EXPECT_EQ(how["dict-keys-list"], Fixable::unsafe);
  EXPECT_EQ(how["removed-module"], Fixable::by_hand);
  for (const Offer& offer : offers) {
    if (offer.finding.rule != "not-equal-brackets" || offer.finding.span.line != 1) continue;
    ASSERT_EQ(offer.fix.edits.size(), 1U);
    EXPECT_EQ(offer.fix.edits[0].span, (Span{1, 7, 1, 9}));
    EXPECT_EQ(offer.fix.edits[0].text, "!=");
  }
}

TEST(Fix, ChangesPrintsOfAFileTogether) {
  EXPECT_EQ(fix_text("print 'a', 1\nfor i in 1, 2:\n    print i,\n").bytes,
            "print 'a', 1\nfor i in 1, 2:\n    print i,\n");
  EXPECT_EQ(fix_text("print 'a',\nprint\nprint ('b', 1)\n").bytes,
            "print('a', end=\"\")\nprint()\nprint(('b', 1))\n");
  EXPECT_EQ(fix_text("for i in 1, 2:\n    print i,\nprint 'end'\n").bytes,
            "for i in 1, 2:\n    print(i, end=\" \")\nprint('end')\n");
  EXPECT_EQ(fix_text("for line in open('x'):\n    print line,\nprint 'end'\n").bytes,
            "for line in open('x'):\n    print line,\nprint 'end'\n")
      << "a line ends in a newline, and 2.7 writes no blank behind it";
}

// What a fix writes is Python 3: `map` in the place of `imap` was never a list.
TEST(Fix, TakesNoWordOfItsOwnForOneOfPython2) {
  EXPECT_EQ(fix_text("import itertools\nitertools.imap(f, [1])\n", false, true).bytes,
            "import itertools\nmap(f, [1])\n");
  EXPECT_EQ(fix_text("from itertools import imap\nimap(f, [1])\n", false, true).bytes,
            "map(f, [1])\n");
  EXPECT_EQ(fix_text("def f(a):\n    x = map(str, a)\n    return x[0], map(str, a, a)[0]\n").bytes,
            "def f(a):\n    x = list(map(str, a))\n    return x[0], map(str, a, a)[0]\n");
}

TEST(Fix, LeavesPrintsThatCallWhatPrints) {
  const std::string text = "def f():\n    print 'in'\nprint 'a', f()\n";
  EXPECT_EQ(fix_text(text).bytes, text);
  EXPECT_EQ(fix_text("def f():\n    print 'in'\nprint f()\n").bytes,
            "def f():\n    print('in')\nprint(f())\n");
}

TEST(Fix, ImportsWhatATemplateNames) {
  EXPECT_EQ(fix_text("from datetime import datetime\nx = datetime.utcnow()\n", false, true).bytes,
            "from datetime import timezone\nfrom datetime import datetime\n"
            "x = datetime.now(timezone.utc).replace(tzinfo=None)\n");
  EXPECT_EQ(fix_text("import string as s\nx = s.join(s.split('a b'), '-' * 2)\n").bytes,
            "import string as s\nx = ('-' * 2).join('a b'.split())\n");
  EXPECT_EQ(fix_text("import urllib2\nurllib2.no_such_thing\n").bytes,
            "import urllib2\nurllib2.no_such_thing\n");
}

// Versions that the code neither comes from nor goes to may be lost by a text that is asked for by name.
TEST(Fix, WritesFormattedStringsWhereTheyAreSelected) {
  scan::ScanScratch bench;
  const Wish wish{Version::of(3, 13), Version::of(3, 8), false, true, true};
  const auto wanted = [](const FileFacts&, const Finding&) { return true; };
  const std::string text = "def f(a, b):\n    return '%s: %d' % (a, b)\n";
  const std::string counted = "def f(a, b):\n    return 'all of %s' % len(a)\n";
  EXPECT_EQ(fix_file("a.py", text, context(), bench, wish, wanted).bytes, text)
      << "%d takes no text";
  EXPECT_EQ(fix_file("a.py", counted, context(), bench, wish, wanted).bytes,
            "def f(a, b):\n    return f'all of {len(a)}'\n");
}

// What only 2.7 meant is told as long as the file compiles there.
TEST(Fix, MakesWhatKeeps27FromTheFileLast) {
  EXPECT_EQ(fix_text("def f(): pass\nprint 'a\\n',\nprint f.func_name, {1: 2}.iteritems().next()\n")
                .bytes,
            "def f(): pass\nprint('a\\n', end=\"\")\n"
            "print(f.__name__, next(iter({1: 2}.items())))\n");
}

// A module that is gone on 3.14 is better than none on 3.13.
TEST(Fix, MayBringWhatOnlyWarnsForWhatBreaks) {
  EXPECT_EQ(fix_text("from urllib import URLopener\n").bytes,
            "from urllib.request import URLopener\n");
}

TEST(UnifiedDiff, SaysWhatChangedWithThreeLinesAround) {
  EXPECT_EQ(unified_diff("a.py", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/a.py\n+++ b/a.py\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  EXPECT_EQ(unified_diff("a.py", "a", "a\nb"),
            "--- a/a.py\n+++ b/a.py\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ "
            "No newline at end of file\n");
  EXPECT_EQ(unified_diff("a.py", "", "a\n"), "--- a/a.py\n+++ b/a.py\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(unified_diff("a.py", "a\n", "a\n"), "");
  EXPECT_EQ(unified_diff("é.py", "", "a\n"), "--- a/é.py\n+++ b/é.py\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(unified_diff("a\x1b\n\"é\\.py", "", "a\n"),
            "--- \"a/a\\033\\012\\\"\\303\\251\\\\.py\"\n+++ "
            "\"b/a\\033\\012\\\"\\303\\251\\\\.py\"\n@@ -0,0 +1 @@\n+a\n");
}

}  // namespace
}  // namespace pymolt::fix
