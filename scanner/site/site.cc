// The frame of a page, the rules' pages, the tables of lifetimes, the index.
// SPDX-License-Identifier: MIT
#include "site/site.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include "packed/packed.h"
#include "render/api_renderers.h"
#include "render/escape.h"
#include "render/explanation.h"
#include "render/page.h"
#include "render/wording.h"
#include "rulebook/api_table.h"
#include "site/markdown_html.h"

extern "C" const unsigned char site_search_js[];

namespace pymolt::site {

namespace {

using render::json_string;
using render::xml_text;
using rulebook::ApiRow;
using rulebook::Rulebook;
using rulebook::RulePage;

render::HtmlPart search_script() {
  static const Unpacked kScript(site_search_js);
  return {kScript.text(), PYMOLT_SEARCH_SHA256};
}

// A name that every file system and address takes as it is.
std::string file_name(std::string_view name) {
  constexpr std::string_view kPlain =
      "-._ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string made;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != std::string_view::npos) {
      made += c;
    } else {
      made.append("=").append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 15]);
    }
  }
  return made.substr(0, 200) + ".html";
}

std::string_view top_of(std::string_view name) { return name.substr(0, name.find_first_of(".(")); }

std::string link(const std::string& address, const std::string& words) {
  return "<a href=\"" + xml_text(address) + "\">" + words + "</a>";
}

// The head of a page: `breaks`, `severity` and so on, up to the first empty line after them.
std::string head_table(std::string_view& text) {
  std::string rows;
  while (text.starts_with('\n')) text.remove_prefix(1);
  for (;;) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t colon = line.find(": ");
    if (line.empty() || colon == std::string_view::npos || line.find(' ') < colon) break;
    const std::string_view value = line.substr(colon + 2);
    rows += "<tr><th>" + xml_text(line.substr(0, colon)) + "</th><td>" +
            (render::is_web_link(value) ? link(std::string(value), xml_text(value))
                                        : html_of_line(value)) +
            "</td></tr>\n";
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return rows.empty() ? rows : "<table>\n" + rows + "</table>\n";
}

class SiteMaker {
 public:
  SiteMaker(const Rulebook& book, std::string_view version, const PutFile& put)
      : book_(book), version_(version), put_(put) {
    for (const ApiRow& row : rulebook::api_table(book, {}))
      modules_[top_of(row.life->name)].push_back(row);
  }

  std::size_t run() {
    for (const RulePage& page : book_.pages()) put(rule_address(page.name), rule_page(page));
    for (const auto& [module, rows] : modules_)
      put(name_address(module), module_page(module, rows));
    put("index.html", index());
    return files_;
  }

 private:
  void put(const std::string& path, const std::string& bytes) {
    if (!failed_ && put_(path, bytes)) {
      ++files_;
    } else {
      failed_ = true;
    }
  }

  std::string rule_page(const RulePage& page) const {
    std::ostringstream out;
    render::open_page("rule", page.name, out);
    out << "<section>\n<p>" << link("../index.html", "all rules and modules") << "</p>\n";
    std::ostringstream told;
    render::explain_page(page, told);
    const std::string text = told.str();
    std::string_view rest = text;
    if (rest.starts_with("# ")) rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
    out << head_table(rest) << html_of(rest);
    if (!page.explains.empty()) {
      out << "<h2>Names</h2>\n<p>";
      for (const std::string_view name : page.explains) {
        const bool has_page = modules_.contains(top_of(name));
        const std::string words = "<code>" + xml_text(name) + "</code>";
        out << (has_page ? link("../" + name_address(name), words) : words) << " ";
      }
      out << "</p>\n";
    }
    out << "</section>\n";
    render::close_page(out);
    return out.str();
  }

  std::string module_page(std::string_view module, const std::vector<ApiRow>& rows) const {
    std::ostringstream out;
    render::open_page("lifetimes", module, out);
    out << "<section>\n<p>" << link("../index.html", "all rules and modules") << "</p>\n<p>"
        << render::counted(rows.size(), "fact") << ", as pymolt " << xml_text(version_)
        << " knows them.</p>\n<table>\n<tr><th>name</th><th>kind</th><th>life</th><th>there "
           "on</th><th>instead</th></tr>\n";
    for (const ApiRow& row : rows) {
      const rulebook::Lifetime& life = *row.life;
      const bool packaged = life.package != nullptr;
      const std::string docs = docs_link(life);
      const std::string words = "<code>" + xml_text(life.name) + "</code>";
      out << "<tr id=\"" << xml_text(life.name) << "\"><td>"
          << (render::is_web_link(docs) ? link(docs, words) : words) << "</td><td>"
          << xml_text(name(row.kind)) << "</td><td>"
          << xml_text(packaged ? life.package->str() : render::life_words(row)) << "</td><td>"
          << xml_text(packaged ? std::string() : row.exists.str()) << "</td><td>"
          << render::html_sentence(render::advice_words(life));
      if (const RulePage* page = book_.advice_page(life.name))
        out << " (" << link("../" + rule_address(page->name), xml_text(page->name)) << ")";
      out << "</td></tr>\n";
    }
    out << "</table>\n</section>\n";
    render::close_page(out);
    return out.str();
  }

  // What the search looks through: a name, where it leads, what is said of it.
  std::string search_data() const {
    std::string data = "[";
    const auto add = [&data](std::string_view name, const std::string& address,
                             std::string_view what) {
      data += (data.size() > 1 ? ",\n" : "\n") + std::string("[") + json_string(name) + "," +
              json_string(address) + "," + json_string(what) + "]";
    };
    for (const RulePage& page : book_.pages())
      add(page.name, rule_address(page.name), page.message);
    for (const auto& [module, rows] : modules_) {
      for (const ApiRow& row : rows)
        add(row.life->name, name_address(row.life->name),
            row.life->package != nullptr ? row.life->package->str() : render::life_words(row));
    }
    data += "\n]";
    // The text of a script ends at `</`, wherever that stands.
    for (std::size_t at = data.find("</"); at != std::string::npos; at = data.find("</", at + 3))
      data.insert(at + 1, "\\");
    return data;
  }

  std::string index() const {
    const render::HtmlPart script = search_script();
    std::ostringstream out;
    render::open_page("pymolt " + std::string(version_), "Rules and lifetimes", out, {&script, 1});
    out << "<section>\n<h2>Search</h2>\n<p><input id=\"words\" type=\"search\" size=\"50\" "
           "placeholder=\"imp, assertEquals, print-statement …\"></p>\n<ul id=\"found\"></ul>\n"
           "</section>\n<section>\n<h2>Rules</h2>\n<table>\n<tr><th>rule</th><th>severity</th><th>"
           "breaks on</th><th>what happens</th></tr>\n";
    for (const RulePage& page : book_.pages()) {
      out << "<tr><td>" << link(rule_address(page.name), xml_text(page.name)) << "</td><td>"
          << xml_text(name(page.severity)) << "</td><td>"
          << xml_text(page.breaks.empty() ? std::string() : page.breaks.str()) << "</td><td>"
          << html_of_line(page.message) << "</td></tr>\n";
    }
    out << "</table>\n</section>\n<section>\n<h2>Modules and packages</h2>\n<p>\n";
    for (const auto& [module, rows] : modules_)
      out << link(name_address(module), xml_text(module)) << " (" << rows.size() << ")\n";
    out << "</p>\n</section>\n<script type=\"application/json\" id=\"data\">" << search_data()
        << "</script>\n<script>" << script.text << "</script>\n";
    render::close_page(out);
    return out.str();
  }

  const Rulebook& book_;
  std::string_view version_;
  const PutFile& put_;
  std::map<std::string_view, std::vector<ApiRow>, std::less<>> modules_;
  std::size_t files_ = 0;
  bool failed_ = false;
};

}  // namespace

std::string rule_address(std::string_view rule) { return "rules/" + file_name(rule); }

std::string name_address(std::string_view name) {
  const std::string_view top = top_of(name);
  const std::string page = "modules/" + file_name(top);
  return top == name ? page : page + "#" + render::percent_encoded(name, "()*");
}

std::size_t make_site(const Rulebook& book, std::string_view version, const PutFile& put) {
  return SiteMaker(book, version, put).run();
}

}  // namespace pymolt::site
