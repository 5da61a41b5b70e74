// The forms in which a portfolio is shown: a table of peers, as for reports.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_PORTFOLIO_RENDERERS_H_
#define PYMOLT_RENDER_PORTFOLIO_RENDERERS_H_

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/portfolio.h"

namespace pymolt::render {

struct PortfolioFormat {
  std::string_view name;
  void (*render)(const Portfolio&, std::ostream&);
};

/// The first is the one that is taken when none is asked for.
[[nodiscard]] std::span<const PortfolioFormat> portfolio_formats();

void portfolio_text(const Portfolio& portfolio, std::ostream& out);
void portfolio_json(const Portfolio& portfolio, std::ostream& out);
void portfolio_csv(const Portfolio& portfolio, std::ostream& out);
void portfolio_html(const Portfolio& portfolio, std::ostream& out);
void portfolio_markdown(const Portfolio& portfolio, std::ostream& out);

/// A table of the portfolio, as words: a face decides how a cell is written.
struct WordTable {
  std::string title;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
  std::size_t more = 0;  // rows that were left out
};
/// All of them, with at most MOST rows in each but that of the repositories.
[[nodiscard]] std::vector<WordTable> portfolio_tables(const Portfolio& portfolio, std::size_t most);

/// "12 repositories; Python 3.13: 7 may go, 4 may not, of 1 nobody can tell".
[[nodiscard]] std::vector<std::string> portfolio_sentences(const Portfolio& portfolio);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_PORTFOLIO_RENDERERS_H_
