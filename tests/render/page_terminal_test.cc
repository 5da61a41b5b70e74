// A rule's page on a terminal: wrapped, without the marks of Markdown that its looks stand for.
// SPDX-License-Identifier: MIT
#include "render/page_terminal.h"

#include <gtest/gtest.h>

#include <sstream>

namespace pymolt::render {
namespace {

std::string shown(std::string_view markdown, bool color = false, int width = 42) {
  RenderOptions options;
  options.width = width;
  options.color = color;
  std::ostringstream out;
  show_markdown(markdown, options, out);
  return out.str();
}

constexpr std::string_view kPage = R"(# a-rule

breaks: 3.0+
docs: https://example.org/a

The first sentence is `long` enough to be
broken here: [see](https://example.org).

## Instead

- one thing that goes on over the end of a line
- another

```python
print  "kept   as it is"
```

```after
x
```
)";

TEST(PageOnTerminal, IsWrapped) {
  EXPECT_EQ(shown(kPage), R"(a-rule

  breaks      3.0+
  docs        https://example.org/a

The first sentence is `long` enough to
be broken here: see
(https://example.org).

Instead

- one thing that goes on over the end of
  a line
- another

    print  "kept   as it is"

  after
    x
)");
}

TEST(PageOnTerminal, ColoursCodeOverLineEnds) {
  const std::string text = shown("A `piece of code that is broken over a line` here.\n", true);
  EXPECT_NE(text.find("`\x1b[36mpiece of code that is broken over a"), std::string::npos) << text;
  EXPECT_NE(text.find("\x1b[36mline\x1b[0m` here."), std::string::npos) << text;
  EXPECT_EQ(shown("a \x1b[2J b\n").find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace pymolt::render
