// Types of expressions are worked out in a bounded number of steps: shapes that lead back to themselves, n and 4n of each.
// SPDX-License-Identifier: MIT
//
// Counted is work, not time: how many answers were worked out. Four times as much text takes at most four times as much,
// and a few more. The n of these is 100: in shorter texts a fixed point is found in fewer rounds than their bound.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "base/text.h"
#include "names/file_names.h"

namespace pymolt::names {
namespace {

using syntax::Kind;

std::string repeat(int n, const std::function<std::string(std::string)>& line) {
  std::string all;
  for (int i = 0; i < n; ++i) all += line(std::to_string(i));
  return all;
}

struct Shape {
  const char* name;
  std::function<std::string(int)> program;
};

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> kShapes = {
      {"slices in branches",
       [](int n) {
         return "def f(t, k):\n    d = t\n" +
                repeat(n,
                       [](auto i) {
                         return "    if k == " + i +
                                ":\n        d = d[2:]\n        if d:\n            d = d[k:]\n";
                       }) +
                "    return d[:4]\n";
       }},
      {"stripped or itself",
       [](int n) {
         return "def f(x, a):\n" +
                repeat(
                    n,
                    [](auto i) { return "    if a == " + i + ":\n        x = x.strip() or x\n"; }) +
                "    return x\n";
       }},
      {"sums of two",
       [](int n) {
         return "def f(x):\n    y = x\n" +
                repeat(n, [](auto) { return "    x = x + y\n    y = y + x\n"; }) + "    return y\n";
       }},
      {"one conditional after another",
       [](int n) {
         return "def f(x, c):\n" + repeat(n, [](auto) { return "    x = x if c else [x, x]\n"; }) +
                "    return x\n";
       }},
      {"swaps",
       [](int n) {
         return "def f(a, b):\n" + repeat(n, [](auto) { return "    a, b = b, a\n"; }) +
                "    return a\n";
       }},
      {"a loop that rebinds",
       [](int n) {
         return "def f(x):\n    while x:\n" +
                repeat(n, [](auto) { return "        x = x[1:] or x\n"; }) + "    return x\n";
       }},
      {"functions that call the next two",
       [](int n) {
         return repeat(n,
                       [](auto i) {
                         const int k = std::stoi(i);
                         return "def f" + i + "(x):\n    if x:\n        return f" +
                                std::to_string(k + 1) + "(x)\n    return f" +
                                std::to_string(k + 2) + "(x)\n";
                       }) +
                "y = f0(1)\n";
       }},
      {"functions that call each other",
       [](int n) {
         return repeat(n,
                       [n](auto i) {
                         return "def f" + i + "(x):\n    return f" +
                                std::to_string((std::stoi(i) + 1) % n) + "(x) or f" +
                                std::to_string((std::stoi(i) + 2) % n) + "(x)\n";
                       }) +
                "y = f0(1)\n";
       }},
      {"attributes that hang on each other",
       [](int n) {
         return "class A(object):\n    def __init__(self):\n        self.a0 = None\n" +
                repeat(n,
                       [](auto i) {
                         return "        self.a" + std::to_string(std::stoi(i) + 1) + " = self.a" +
                                i + " or self.a0\n";
                       }) +
                "        self.a0 = self.a1\n        self.b = self.a0\n";
       }},
      {"lists within lists",
       [](int n) {
         return "x = []\n" + repeat(n, [](auto) { return "x = [x, x]\n"; }) +
                "for y in x:\n    for z in y:\n        z.sort()\n";
       }},
      {"what is appended is what was taken",
       [](int n) {
         return "def f():\n    x = []\n" + repeat(n, [](auto) { return "    x.append(x[0])\n"; }) +
                "    for y in x:\n        y.sort()\n";
       }},
      {"added to in place",
       [](int n) {
         return "def f(x):\n    y = 0\n    for i in x:\n" +
                repeat(n, [](auto) { return "        y += i\n        i -= y\n"; }) +
                "    return y\n";
       }},
      {"nested calls of itself",
       [](int n) {
         return "def f(x):\n" + repeat(n, [](auto) { return "    x = f(f(x))\n"; }) +
                "    return x\ny = f(1)\n";
       }},
      {"a dictionary of itself",
       [](int n) {
         return "def f(d):\n    t = {'a': d}\n" +
                repeat(n,
                       [](auto i) {
                         return "    t = {'a': t, 'b': t['a']}\n    t['k" + i + "'] = t['b']\n";
                       }) +
                "    return t['a']['b']\n";
       }},
      {"comprehensions over the last",
       [](int n) {
         return "x = [1]\n" +
                repeat(n, [](auto) { return "x = [y for y in x] + [z for z in x]\n"; }) +
                "x.sort()\n";
       }},
  };
  return kShapes;
}

std::size_t work_for(const StdlibIndex& stdlib, const std::string& program) {
  syntax::Parser parser;
  const Text text(program);
  const syntax::Tree tree = parser.parse(text.bytes());
  const FileNames names(tree, stdlib);
  for (std::uint32_t at = 0; at < tree.nodes().size(); ++at) {
    const syntax::Node node = tree.node(at);
    if (node.is_any(Kind::identifier, Kind::attribute, Kind::subscript, Kind::call,
                    Kind::binary_operator)) {
      static_cast<void>(names.types().of(node));
    }
  }
  EXPECT_FALSE(names.types().answers().gave_up());
  return names.types().answers().work();
}

TEST(TypesEnd, FourTimesTheTextTakesFourTimesTheWork) {
  const Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  ASSERT_TRUE(book.ok());
  const StdlibIndex stdlib(*book);
  for (const Shape& shape : shapes()) {
    const std::size_t once = work_for(stdlib, shape.program(100));
    const std::size_t four = work_for(stdlib, shape.program(400));
    EXPECT_LE(four, 4 * once + 200) << shape.name << ": " << once << ", then " << four;
  }
}

}  // namespace
}  // namespace pymolt::names
