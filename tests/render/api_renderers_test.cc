// The table of lifetimes in its three forms, byte for byte.
// SPDX-License-Identifier: MIT
#include "render/api_renderers.h"

#include <gtest/gtest.h>

#include <sstream>

namespace pymolt::render {
namespace {

constexpr std::string_view kFacts =
    "imp: deprecated 3.4, removed 3.12 -> importlib\n"
    "imp.reload: deprecated 3.4 -> importlib.reload (3.4+)\n"
    "profile: deprecated 3.15, scheduled 3.17 -> profiling.tracing (3.15+), or cProfile (2.7+)\n"
    "token:\n"
    "token.ASYNC: since 3.5, removed 3.7, since 3.8, removed 3.13\n";

std::string rendered(void (*render)(ApiRows, std::ostream&), std::vector<std::string> names) {
  rulebook::Rulebook book;
  EXPECT_TRUE(book.add_owned({{"lifetimes/t.life", std::string(kFacts)}}).ok());
  const std::vector<rulebook::ApiRow> rows = api_table(book, {.names = std::move(names)});
  std::ostringstream out;
  render(rows, out);
  return out.str();
}

TEST(ApiFaces, TextIsAFactALine) {
  EXPECT_EQ(rendered(api_text, {"imp*", "token.*", "profile"}),
            "imp          module     deprecated 3.4, removed 3.12 -> importlib\n"
            "imp.reload   name       deprecated 3.4, removed 3.12 -> importlib.reload (3.4+)\n"
            "profile      module     deprecated 3.15, to be removed in 3.17 -> profiling.tracing "
            "(3.15+), or cProfile (2.7+)\n"
            "token.ASYNC  name       since 3.5, removed 3.7, since 3.8, removed 3.13\n"
            "\n"
            "4 facts\n");
  EXPECT_EQ(rendered(api_text, {"nothing"}), "no facts\n");
}

TEST(ApiFaces, JsonHoldsSpansAndNulls) {
  EXPECT_EQ(rendered(api_json, {"token.ASYNC", "imp.reload"}),
            "{\n"
            "  \"schema\": \"pymolt-apis/1\",\n"
            "  \"apis\": [\n"
            "    {\"name\": \"imp.reload\", \"kind\": \"name\", \"spans\": [{\"since\": \"2.7\", "
            "\"removed\": \"3.12\"}], "
            "\"deprecated\": \"3.4\", \"scheduled\": null, \"instead\": \"importlib.reload\", "
            "\"instead_from\": \"3.4\", "
            "\"docs\": \"https://docs.python.org/3/whatsnew/3.4.html\"},\n"
            "    {\"name\": \"token.ASYNC\", \"kind\": \"name\", \"spans\": [{\"since\": \"3.5\", "
            "\"removed\": \"3.7\"}, "
            "{\"since\": \"3.8\", \"removed\": \"3.13\"}], \"deprecated\": null, \"scheduled\": "
            "null, \"instead\": null, "
            "\"instead_from\": null, \"docs\": \"https://docs.python.org/3/whatsnew/3.7.html\"}\n"
            "  ]\n"
            "}\n");
}

TEST(ApiFaces, CsvIsForASpreadsheet) {
  EXPECT_EQ(rendered(api_csv, {"profile"}),
            "name,kind,exists,deprecated,scheduled,instead,instead_from,docs\r\n"
            "profile,module,every version,3.15,3.17,\"profiling.tracing (3.15+), or cProfile\",2.7,"
            "https://docs.python.org/3/deprecations/index.html\r\n");
}

}  // namespace
}  // namespace pymolt::render
