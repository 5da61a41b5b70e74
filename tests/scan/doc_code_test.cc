// Code in documents: which lines are read as Python, by fences, directives and prompts; what stands in other strings is none.
// SPDX-License-Identifier: MIT
#include "scan/doc_code.h"

#include <gtest/gtest.h>

namespace pymolt::scan {
namespace {

// The pieces, each behind its line and the indent of its first line.
std::string pieces_of(std::string_view text) {
  std::string all;
  for (const DocCode& piece : code_in(text, true))
    all +=
        std::to_string(piece.line) + ":" + std::to_string(piece.columns.front()) + " " + piece.code;
  return all;
}

TEST(DocCode, IsInFencesDirectivesAndPrompts) {
  const struct {
    const char* document;
    const char* pieces;
  } kTable[] = {
      {"```python\nimport a\n```\nimport b\n", "2:0 import a\n"},
      {"```Python\nimport a\n```\n", "2:0 import a\n"},
      {"~~~ {.python .numberLines}\nimport a\n~~~\n", "2:0 import a\n"},
      {"```pycon\n>>> import a\n>>> x = [\n...   1]\n[1]\n```\n", "2:4 import a\nx = [\n  1]\n"},
      {"> ```python\n> import a\n> ```\n", "2:2 import a\n"},
      {"> ```python\n> import a\nimport b\n", "2:2 import a\n"},
      {"> >>> import a\n", "1:6 import a\n"},
      {"```{code-cell} ipython3\n:tags: [x]\nimport a\n%ls\n```\n", "3:0 import a\npass\n"},
      {"```{code-cell}\n---\ntags: [x]\n---\nimport a\n```\n", "5:0 import a\n"},
      {"```{code-cell} r\nimport a\n```\n", ""},
      {"```{code-block} python\nimport a\n```\n", "2:0 import a\n"},
      {"```bash\npython x\n```\n```python\nimport a\n```\n", "5:0 import a\n"},
      {"````python\ns = \"\"\"\n```\n\"\"\"\n````\n", "2:0 s = \"\"\"\n```\n\"\"\"\n"},
      {".. code-block:: python\n\n   import a\n\n   x = 1\n\nText\n", "3:3 import a\n\nx = 1\n\n"},
      {".. code:: python3\n   :linenos:\n   :name: x\n\n     import a\n", "5:5 import a\n"},
      {"- item\n\n  .. sourcecode:: py\n\n     import a\n  text\n", "5:5 import a\n"},
      {".. testcode::\n\n   import a\n", "3:3 import a\n"},
      {".. code-block:: python\n\n   >>> import a\n", "3:3 >>> import a\n"},
      {".. code-block:: bash\n\n   import a\n", ""},
      {".. .. code-block:: python\n\n      import a\n", ""},
      {"Text::\n\n   import a\n", ""},
  };
  for (const auto& row : kTable) {
    std::string pieces = pieces_of(row.document);
    while (pieces.ends_with("\n\n") && !std::string_view(row.pieces).ends_with("\n\n"))
      pieces.pop_back();
    EXPECT_EQ(pieces, row.pieces) << row.document;
  }
}

TEST(DocCode, IsOnlyInStringsThatAreStatements) {
  constexpr std::string_view kSource =
      "def f():\n    r\"\"\"Do.\n\n    >>> import a\n    \"\"\"\n    s = \"\"\"\n>>> import "
      "b\n\"\"\"\n"
      "    g(\"\"\"\n>>> import c\n\"\"\")\n    # >>> import d\n";
  const std::string only = docstrings_of(kSource);
  EXPECT_EQ(only.size(), kSource.size());
  EXPECT_EQ(pieces_of(only), "4:8 import a\n");
}

}  // namespace
}  // namespace pymolt::scan
