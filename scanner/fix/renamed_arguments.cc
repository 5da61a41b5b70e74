// The arguments of a call whose function gets another name: keywords that are called otherwise there, or have no successor.
// SPDX-License-Identifier: MIT
//
//   fp= of configparser.ConfigParser.readfp: f         readfp(fp=x)                  read_file(f=x)
//   proxies@2= of urllib.urlopen: by hand              urlopen(url, None, proxies)   the third is another one now
#include <charconv>

#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// What the fence says of one parameter.
struct ToldParameter {
  std::string_view keyword;
  std::size_t place = SIZE_MAX;  // at which it may be passed, where that matters
  std::string_view now;          // empty: it has no successor
};

std::vector<ToldParameter> parameters_of(std::string_view fence, std::string_view function) {
  const std::string middle = "= of " + std::string(function) + ": ";
  std::vector<ToldParameter> parameters;
  while (!fence.empty()) {
    const std::string_view line = fence.substr(0, fence.find('\n'));
    fence.remove_prefix(std::min(line.size() + 1, fence.size()));
    const std::size_t at = line.find(middle);
    if (at == std::string_view::npos) continue;
    const std::string_view head = line.substr(0, at);
    const std::string_view now = line.substr(at + middle.size());
    ToldParameter told = {head.substr(0, head.find('@')), SIZE_MAX,
                          now == "by hand" ? std::string_view() : now};
    if (told.keyword.size() < head.size())
      std::from_chars(head.data() + told.keyword.size() + 1, head.data() + head.size(), told.place);
    parameters.push_back(told);
  }
  return parameters;
}

std::string quoted(std::string_view word) { return "`" + std::string(word) + "`"; }

}  // namespace

Answer keep_arguments(const Site& site, std::string_view function, Node use, Fix& fix) {
  const std::vector<ToldParameter> parameters = parameters_of(site.text, function);
  const Node call = use.parent();
  if (parameters.empty() || !call.is(Kind::call) || use.field() != Field::function) return {};
  std::size_t place = 0;
  for (const Node argument : items_of(call.child(Field::arguments))) {
    const Node name = argument.is(Kind::keyword_argument) ? argument.child(Field::name) : Node();
    const bool is_starred = argument.is(Kind::list_splat);
    for (const ToldParameter& told : parameters) {
      const bool is_meant = name ? name.text() == told.keyword
                                 : told.place == place || (is_starred && told.place != SIZE_MAX);
      if (!is_meant) continue;
      if (told.now.empty())
        return by_hand("its replacement has no parameter " + quoted(told.keyword));
      if (!name) continue;
      if (site.wish.both)
        return by_hand("its parameter " + quoted(told.keyword) + " has another name there");
      fix.edits.push_back({name.span(), std::string(told.now)});
    }
    ++place;
  }
  return {};
}

}  // namespace pymolt::fix
