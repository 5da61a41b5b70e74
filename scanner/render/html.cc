// The HTML report: one file that opens from disk, offline, and is safe with hostile names and source.
// SPDX-License-Identifier: MIT
//
// What is known is one block of JSON; the page's own scripts build everything from it with text nodes. The content
// policy lets nothing run or load but these scripts and this style, which it knows by their hashes.
#include "render/escape.h"
#include "render/html_data.h"
#include "render/html_parts.h"
#include "render/page.h"
#include "render/renderers.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

std::string policy(const std::vector<HtmlPart>& parts) {
  const auto source = [](const HtmlPart& part) { return " " + policy_source(part); };
  std::string text = "default-src 'none'; style-src" + source(parts[1]) + "; script-src";
  for (std::size_t i = 2; i < parts.size(); ++i) text += source(parts[i]);
  return text + "; base-uri 'none'; form-action 'none'";
}

std::string headline(const Report& report) {
  std::string text;
  for (const Decision verdict : {Decision::no_go, Decision::unknown, Decision::go}) {
    const VersionSet versions = decided(report, verdict);
    if (versions.empty()) continue;
    text += (text.empty() ? "" : "; ") + python(versions) + ": " + std::string(name(verdict));
  }
  return text;
}

// What was scanned; this folder by its name.
std::string title_of(const Report& report, const RenderOptions& options) {
  if (report.roots != std::vector<std::string>{"."} || options.base_dir.size() < 2)
    return listed(report.roots, 3);
  return options.base_dir.substr(options.base_dir.rfind('/') + 1);
}

// Writes the page with each `{{word}}` replaced by what FILL writes for it; what is filled in is not looked at again.
template <typename Fill>
void fill_in(std::string_view page, std::ostream& out, Fill fill) {
  while (true) {
    const std::size_t opens = page.find("{{");
    const std::size_t closes = page.find("}}", opens);
    if (closes == std::string_view::npos) break;
    out << page.substr(0, opens);
    fill(page.substr(opens + 2, closes - opens - 2));
    page.remove_prefix(closes + 2);
  }
  out << page;
}

}  // namespace

Remarks render_html(const Report& report, const RenderOptions& options, std::ostream& out) {
  const std::vector<HtmlPart> parts = html_parts();
  fill_in(parts[0].text, out, [&](std::string_view word) {
    if (word == "policy") out << xml_text(policy(parts));
    if (word == "title") out << xml_text(title_of(report, options));
    if (word == "headline") out << xml_text(headline(report));
    if (word == "style") out << parts[1].text;
    if (word == "data") out << html_data(report, options);
    if (word != "scripts") return;
    for (std::size_t i = 2; i < parts.size(); ++i)
      out << "<script>" << parts[i].text << "</script>\n";
  });
  return {};
}

}  // namespace pymolt::render
