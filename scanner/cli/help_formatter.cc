// What excludes what is said when both are given; help has no room for it.
// SPDX-License-Identifier: MIT
#include "cli/help_formatter.h"

#include <algorithm>
#include <sstream>

#include "render/prose.h"

namespace pymolt::cli {

namespace {

constexpr int kColumn = 28;
constexpr int kNarrowest = 50;

class WrappedFormatter : public CLI::Formatter {
 public:
  explicit WrappedFormatter(int width) : width_(std::max(width, kNarrowest)) {}

  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string names = make_option_name(option, is_positional);
    if (const std::size_t comma = names.find(','); comma != std::string::npos)
      names.insert(comma + 1, " ");
    if (!is_positional && names.starts_with("--")) names.insert(0, "    ");
    return two_columns(names + make_option_opts(option), option->get_description());
  }
  std::string make_subcommand(const CLI::App* command) const override {
    return two_columns(command->get_name(), command->get_description());
  }
  std::string make_description(const CLI::App* app) const override {
    return paragraph(app->get_description());
  }
  std::string make_footer(const CLI::App* app) const override {
    return paragraph(app->get_footer());
  }
  std::string make_option_opts(const CLI::Option* option) const override {
    const bool has_value = option->get_items_expected_max() > 0 && !option->get_positional();
    return has_value && !option->get_type_name().empty() ? " " + option->get_type_name() : "";
  }

 private:
  [[nodiscard]] std::string paragraph(const std::string& text) const {
    std::string lines;
    for (const std::string& line : render::wrapped(text, width_)) lines += line + "\n";
    return lines;
  }

  [[nodiscard]] std::string two_columns(const std::string& left, const std::string& text) const {
    std::string lines = "  " + left;
    if (lines.size() + 2 > kColumn) lines += "\n";
    for (const std::string& line : render::wrapped(text, width_ - kColumn)) {
      const std::size_t begin = lines.rfind('\n') == std::string::npos ? 0 : lines.rfind('\n') + 1;
      lines.append(kColumn - std::min<std::size_t>(kColumn, lines.size() - begin), ' ');
      lines += line + "\n";
    }
    if (!lines.ends_with('\n')) lines += "\n";
    return lines;
  }

  int width_;
};

}  // namespace

std::shared_ptr<CLI::Formatter> help_formatter(int width) {
  auto formatter = std::make_shared<WrappedFormatter>(width);
  formatter->label("SUBCOMMAND", "COMMAND");
  return formatter;
}

}  // namespace pymolt::cli
