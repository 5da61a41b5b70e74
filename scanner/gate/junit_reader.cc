// JUnit XML, as pytest, unittest's runners and Java's write it: what counts is the `<testcase>` elements.
// SPDX-License-Identifier: MIT
//
//   <testsuites><testsuite timestamp="2026-11-30T04:00:00"><testcase classname="test_a" name="test_x">
//     <failure/> | <error/> | <skipped/>
//
// Suites may be nested. pytest writes a second `<testcase>` where the tear-down of a test fails as well; it counts.
#include <algorithm>

#include "gate/dates.h"
#include "gate/documents.h"
#include "gate/evidence_readers.h"

namespace pymolt::gate {

namespace {

TestOutcome outcome_of(const pugi::xml_node& test) {
  if (test.child("failure") || test.child("error")) return TestOutcome::failed;
  for (const char* attribute : {"status", "result"}) {
    const std::string_view word = test.attribute(attribute).value();
    if (word == "failed" || word == "failure" || word == "error") return TestOutcome::failed;
  }
  // Maven's runners write a failure that a later run fixed as `rerunFailure` beside a passing case: no child counts then.
  // abseil and googletest say it in attributes.
  const std::string_view result = test.attribute("result").value();
  const bool not_run = std::string_view(test.attribute("status").value()) == "notrun" ||
                       result == "suppressed" || result == "skipped";
  return test.child("skipped") || not_run ? TestOutcome::skipped : TestOutcome::passed;
}

long long failures_of(const pugi::xml_node& test) {
  return std::ranges::count_if(test.children(), [](const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name == "failure" || name == "error";
  });
}

std::string id_of(const pugi::xml_node& test) {
  const std::string name = test.attribute("name").value();
  const std::string of = test.attribute("classname").value();
  return of.empty() ? name : of + "::" + name;
}

}  // namespace

bool looks_like_junit(const Head& head) {
  return head.bytes.find("<testsuite") != std::string_view::npos;
}

Problem read_junit(Source& source, Evidence& evidence) {
  Result<std::string> text = source.rest(kLargestXml);
  if (!text) return text.mistake();
  pugi::xml_document document;
  if (auto mistake = parse_xml(*text, document)) return mistake;
  const pugi::xml_node root = document.document_element();
  const std::string_view kind = root.name();
  if (kind != "testsuites" && kind != "testsuite")
    return Mistake{"is not JUnit XML: its root is <" + std::string(kind) + ">"};
  TestResults results;
  long long stated = 0;  // that have failed, as suites without suites in them say
  long long failed = 0;
  // Walks without recursion: nesting is the file's to choose.
  for (pugi::xml_node node = root; node;) {
    const std::string_view name = node.name();
    if (name == "testsuite") {
      const auto stamp = parse_time(node.attribute("timestamp").value());
      if (stamp && (!evidence.stamp || *stamp < *evidence.stamp)) evidence.stamp = stamp;
      if (!node.child("testsuite"))
        stated += std::max(0LL, node.attribute("failures").as_llong()) +
                  std::max(0LL, node.attribute("errors").as_llong());
    }
    if (name == "testcase") {
      results.tests.push_back({id_of(node), outcome_of(node)});
      failed += failures_of(node);
    }
    const bool goes_down = (name == "testsuite" || name == "testsuites") && node.first_child();
    if (goes_down) {
      node = node.first_child();
      continue;
    }
    while (node && node != root && !node.next_sibling()) node = node.parent();
    node = node == root ? pugi::xml_node() : node.next_sibling();
  }
  if (stated > 0 && failed == 0)
    return Mistake{"says that " + std::to_string(stated) + " have failed, and holds none of them"};
  if (stated > failed)
    evidence.remarks.push_back("its suites state " + std::to_string(stated) +
                               " failed, its tests show " + std::to_string(failed) +
                               ": the tests are counted");
  evidence.data = std::move(results);
  return std::nullopt;
}

}  // namespace pymolt::gate
