// Python in files that are not `.py`: templates, and what Cython imports.
// SPDX-License-Identifier: MIT
#include "scan/other_python.h"

#include <gtest/gtest.h>

#include "rulebook/rulebook.h"

namespace pymolt::scan {
namespace {

TEST(CythonImports, AreNotReadOutOfTexts) {
  const Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  ASSERT_TRUE(book);
  const Result<ScanContext> context = ScanContext::make(*book);
  ASSERT_TRUE(context);
  ScanScratch scratch;
  FileFacts facts;
  facts.path = "a.pyx";
  add_cython_imports(
      "\"\"\"\nfrom calendar dates.  The functions\nimport asyncore of old\n\"\"\"\n"
      "cimport numpy\nfrom numpy cimport ndarray\n"
      "def f():\n    '''\nimport asynchat\n    '''\n"
      "call(a,\nimport_of='x')\n"
      "import imp  # it's gone\n"
      "from distutils import (\n    core,\n    log)\n",
      *context, scratch, facts);
  std::string found;
  for (const Finding& finding : facts.findings)
    found += finding.symbol + ' ' + std::to_string(finding.span.line) + '\n';
  EXPECT_EQ(found, "imp 13\ndistutils 14\n");
}

TEST(Templates, AreQuotedAsTheyAreWritten) {
  const Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  ASSERT_TRUE(book);
  const Result<ScanContext> context = ScanContext::make(*book);
  ASSERT_TRUE(context);
  ScanScratch scratch;
  const FileFacts facts = scan_template("a.py.j2",
                                        "import {{ module }}\n"
                                        "{% if old %}\n"
                                        "import imp; x = '{{ value }}'\n"
                                        "{% endif %}\n",
                                        *context, scratch);
  ASSERT_EQ(facts.findings.size(), 1U);
  EXPECT_EQ(facts.findings.front().excerpt, "import imp; x = '{{ value }}'");
  ASSERT_EQ(facts.imports.size(), 2U);
  EXPECT_EQ(facts.imports.front().module, "{{ module }}");
  EXPECT_EQ(facts.imports.back().module, "imp");
}

}  // namespace
}  // namespace pymolt::scan
