// Python's finders, distinguished by version: 2.7 looks beside the importing file first, 3.3 knows packages that are
// mere folders, and what an interpreter has built in or loads at its start comes before any file.
// SPDX-License-Identifier: MIT
#include "crossfile/module_resolver.h"

#include <algorithm>

#include "base/dotted.h"
#include "crossfile/connected_packages.h"
#include "crossfile/startup.h"
#include "rulebook/standard_names.h"

namespace pymolt::project {

namespace {

constexpr VersionSet kNamespaces = VersionSet::from(Version::of(3, 3));

// NAME, which is relative to MODULE where it begins with dots, from the top.
std::string absolute_name(std::string_view name, const Module& module) {
  const std::size_t dots = std::min(name.find_first_not_of('.'), name.size());
  if (dots == 0) return std::string(name);
  std::string_view package = module.name;
  for (std::size_t up = module.is_package ? 1 : 0; up < dots; ++up) {
    const std::size_t last = package.rfind('.');
    package = package.substr(0, last == std::string_view::npos ? 0 : last);
  }
  return std::string(package) + "." + std::string(name.substr(dots));
}

}  // namespace

ModuleResolver::ModuleResolver(const Layout& layout, const rulebook::Rulebook& book,
                               FailingModules failing, DeclaredModules is_declared)
    : layout_(layout),
      book_(book),
      failing_(std::move(failing)),
      is_declared_(std::move(is_declared)) {
  note_injected_modules();
  note_foreign();
}

void ModuleResolver::note_injected_modules() {
  bool any = false;
  const auto count = static_cast<ModuleId>(layout_.modules().size());
  for (ModuleId id = 0; id < count; ++id) {
    for (const InjectedModule& inject : layout_.facts(id).module.injected) {
      any = any || inject.name.empty();
      if (inject.name.empty() || inject.name == kAnySubmodule) continue;
      injected_.push_back({absolute_name(inject.name, layout_.module(id)), inject.on});
    }
  }
  any_injected_.resize(count);
  if (!any) return;
  const Groups groups(layout_);
  std::vector<VersionSet> by_group(count);
  for (ModuleId id = 0; id < count; ++id) {
    for (const InjectedModule& inject : layout_.facts(id).module.injected) {
      if (inject.name.empty()) by_group[groups.of(id)] |= inject.on;
    }
  }
  for (ModuleId id = 0; id < count; ++id) any_injected_[id] = by_group[groups.of(id)];
}

// `pkg/redis.py` that itself imports `redis`, or that is imported as `.redis`, is not what a bare `redis` means.
void ModuleResolver::note_foreign() {
  for (ModuleId id = 0; id < layout_.modules().size(); ++id) {
    for (const ImportFact& import : layout_.facts(id).imports) {
      if (import.level == 0) {
        note_foreign(id, import.module);
        continue;
      }
      std::string_view folder = layout_.folder_of(id);
      for (int up = 1; up < import.level; ++up) folder = above(folder);
      const std::string_view name =
          import.module.empty() ? std::string_view(import.name) : first_part(import.module);
      if (const ModuleId meant = layout_.find(join(folder, name)); meant != kNone)
        foreign_.insert(meant);
    }
  }
}

// A bare `redis` in `pkg/redis.py`, or in a package `pkg/redis` that holds no other one, means neither; nor does
// `redis.client` mean a `redis` beside the file that has no such part.
void ModuleResolver::note_foreign(ModuleId importer, std::string_view module) {
  const std::string_view top = first_part(module);
  const std::string beside = join(layout_.folder_of(importer), top);
  const ModuleId found = layout_.find(beside);
  if (found != kNone && found != importer) {
    const std::string_view rest = module.substr(std::min(top.size() + 1, module.size()));
    const std::string part = join(beside, first_part(rest));
    if (!rest.empty() && layout_.find(part) == kNone && !layout_.is_folder(part) &&
        layout_.unseen(part) == Unseen::no)
      foreign_.insert(found);
    return;
  }
  for (std::string_view stem = layout_.module(importer).stem; !stem.empty(); stem = above(stem)) {
    const ModuleId around = layout_.find(stem);
    if (around != kNone && stem.substr(stem.rfind('/') + 1) == top) foreign_.insert(around);
  }
}

// Whether `import TOP`, which only 2.7 finds, means the module beside it all the same: then it fails elsewhere.
bool ModuleResolver::means_neighbour(ModuleId importer, std::string_view top) const {
  const std::string_view folder = layout_.folder_of(importer);
  if (!layout_.is_package(folder) || layout_.facts(importer).module.absolute_imports) return false;
  const ModuleId beside = layout_.find(join(folder, top));
  if (beside == kNone || foreign_.contains(beside)) return false;
  return book_.package_of_import(top) == nullptr && !(is_declared_ && is_declared_(top));
}

VersionSet ModuleResolver::standard(std::string_view dotted) const {
  VersionSet there = VersionSet::all();
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = dotted.find('.', end + 1);
    if (const rulebook::Lifetime* life = book_.lifetime(dotted.substr(0, end)))
      there &= life->exists;
  }
  return there;
}

// Where there is a lifetime, that is what is known.
VersionSet ModuleResolver::standard_lacking(std::string_view module, std::string_view name) const {
  if (book_.lifetime(std::string(module).append(".").append(name)) != nullptr)
    return VersionSet::none();
  return rulebook::standard_lacks(module, name) & standard(module);
}

// What the last module found on the way does about its own submodules, by a hook or by its path, is all there is for them.
VersionSet ModuleResolver::injected(const Found& missing, ModuleId importer) const {
  bool own = false;
  VersionSet on;
  if (!missing.chain.empty()) {
    for (const InjectedModule& inject : layout_.facts(missing.chain.back()).module.injected) {
      if (inject.name != kAnySubmodule) continue;
      own = true;
      on |= inject.on;
    }
  }
  if (own) return on;
  on = any_injected_[importer];
  const std::string_view dotted = missing.name;
  for (const InjectedModule& inject : injected_) {
    const bool below = dotted.starts_with(inject.name) && dotted.size() > inject.name.size() &&
                       dotted[inject.name.size()] == '.';
    if (inject.name == dotted || below) on |= inject.on;
  }
  return on;
}

Found ModuleResolver::below(const Found& package, std::string_view name) const {
  Found found = package;
  found.name += (found.name.empty() ? "" : ".") + std::string(name);
  found.module = kNone;
  const std::string stem = join(package.folder, name);
  const ModuleId id = package.is_folder ? layout_.find(stem) : kNone;
  found.is_folder = false;
  found.any_name = false;
  found.folder.clear();
  if (id != kNone) {
    found.chain.push_back(id);
    found.module = id;
    found.is_folder = layout_.module(id).is_package;
    if (found.is_folder) found.folder = stem;
  } else if (package.is_folder && layout_.is_folder(stem)) {
    found.any_name = layout_.is_package(stem);
    if (!found.any_name) found.on &= kNamespaces;
    found.is_folder = true;
    found.folder = stem;
  } else {
    const Unseen unseen = package.is_folder ? layout_.unseen(stem) : Unseen::no;
    const bool is_portion =
        package.is_folder && !package.name.empty() && !layout_.is_package(package.folder);
    const bool is_itself =
        name == "__init__" && package.is_folder && layout_.is_package(package.folder);
    found.kind = unseen == Unseen::there || is_portion || is_itself ? Found::Kind::external
                 : unseen == Unseen::maybe                          ? Found::Kind::unseen
                                                                    : Found::Kind::nothing;
    if (unseen != Unseen::no) found.on -= layout_.unbuilt(stem);
    found.is_compiled = package.is_folder && layout_.is_compiled(stem);
  }
  return found;
}

Found ModuleResolver::walk(std::string_view root, std::string_view dotted, VersionSet on) const {
  Found found;
  found.kind = Found::Kind::own;
  found.on = on;
  found.folder = root;
  found.is_folder = true;
  for (const std::string_view part : parts_of(dotted)) {
    found = below(found, part);
    if (found.kind != Found::Kind::own) break;
  }
  found.name = dotted;
  return found;
}

// MODULE, which begins as the name of the scanned package does.
Found ModuleResolver::in_own_package(std::string_view module, VersionSet on) const {
  const std::string& own = layout_.own_name();
  if (module != own && !module.starts_with(own + '.')) {  // of the package around it
    Found around;
    around.name = module;
    around.on = on;
    return around;
  }
  const ModuleId init = layout_.find("");
  Found found = walk("", module.substr(std::min(own.size() + 1, module.size())), on);
  found.name = module;
  if (init != kNone && (found.chain.empty() || found.chain[0] != init))
    found.chain.insert(found.chain.begin(), init);
  if (module == own) found.module = init;
  if (module == own && init == kNone) found.any_name = true;
  return found;
}

// The first of FOLDERS, and then of those that are SHARED, that has TOP, which is not NOT_THIS.
const std::string* ModuleResolver::top_in(const std::vector<std::string>& folders,
                                          const SharedFolders& shared, std::string_view top,
                                          bool with_folders, ModuleId not_this) const {
  for (const std::string& folder : folders) {
    const std::string stem = join(folder, top);
    const ModuleId found = layout_.find(stem);
    if (found != kNone && found == not_this) continue;
    if (found != kNone || (with_folders && layout_.is_folder(stem))) return &folder;
  }
  const std::string* folder = shared.find(top, with_folders);
  const bool is_this =
      folder != nullptr && not_this != kNone && layout_.find(join(*folder, top)) == not_this;
  return is_this ? nullptr : folder;
}

// The dots lead to a folder; above the root of the module's name there is nothing.
Found ModuleResolver::relative(ModuleId importer, std::string_view module, int level) const {
  const std::string root = layout_.root_of(importer);
  std::string_view folder = layout_.folder_of(importer);
  const bool root_is_package = root.empty() && layout_.is_package("");
  bool inside = folder != root || root_is_package;
  for (int up = 1; up < level && inside; ++up) {
    inside = folder != root;
    folder = above(folder);
    inside = inside && (folder != root || root_is_package);
  }
  Found found;
  found.on = VersionSet::all();
  if (!inside && layout_.own_name().find('.') != std::string::npos) {
    found.name = std::string(static_cast<std::size_t>(level), '.') + std::string(module);
    return found;  // of the packages around the scanned one
  }
  if (!inside) {
    found.kind = Found::Kind::nothing;
    found.raised = Raised::no_import;
    found.name = std::string(static_cast<std::size_t>(level), '.') + std::string(module);
    return found;
  }
  std::string_view below_root = folder;
  if (!root.empty()) below_root.remove_prefix(std::min(root.size() + 1, below_root.size()));
  std::string dotted(below_root);
  for (char& c : dotted) c = c == '/' ? '.' : c;
  if (root_is_package && !layout_.own_name().empty()) {
    dotted = layout_.own_name() + (dotted.empty() ? "" : ".") + dotted;
  }
  found.kind = Found::Kind::own;
  found.name = dotted;
  found.folder = folder;
  found.is_folder = true;
  found.module = layout_.find(folder);
  found.any_name = found.module == kNone && layout_.is_package(folder);
  for (const ModuleId package : layout_.module(importer).packages) {
    const std::string& stem = layout_.module(package).stem;
    const bool around =
        stem.empty() || folder == stem || folder.substr(0, stem.size() + 1) == stem + "/";
    if (around) found.chain.push_back(package);
  }
  if (found.module == importer) found.chain.push_back(importer);
  if (!layout_.is_package(folder)) found.on = kNamespaces;
  for (const std::string_view part : parts_of(module)) {
    found = below(found, part);
    if (found.kind != Found::Kind::own) break;
  }
  if (!module.empty()) found.name = (dotted.empty() ? "" : dotted + ".") + std::string(module);
  return found;
}

// What is found, where it is; and nothing, where it would need a newer Python.
void ModuleResolver::add(ModuleId importer, Found found, std::vector<Found>& out) const {
  if (found.on.empty()) return;
  if (found.kind == Found::Kind::nothing) {
    const VersionSet injected_on = injected(found, importer) & found.on;
    if (!injected_on.empty()) {
      Found external = found;
      external.kind = Found::Kind::external;
      external.on = injected_on;
      out.push_back(std::move(external));
      found.on -= injected_on;
    }
  }
  if (!found.on.empty()) out.push_back(std::move(found));
}

// What comes from elsewhere is assumed to be there, but for the versions on which it is known to fail.
void ModuleResolver::add_external(std::string_view top, Found external,
                                  std::vector<Found>& out) const {
  const auto failing = failing_.find(top);
  if (failing != failing_.end() && external.on.intersects(failing->second)) {
    Found none = external;
    none.kind = Found::Kind::nothing;
    none.on &= failing->second;
    none.raised = Raised::no_import;
    none.known_to_fail = true;
    external.on -= failing->second;
    out.push_back(std::move(none));
  }
  if (!external.on.empty()) out.push_back(std::move(external));
}

// A folder without `__init__.py` that nobody imports modules from.
bool ModuleResolver::is_plain_folder(std::string_view stem) const {
  return layout_.find(stem) == kNone && !layout_.is_package(stem) && !layout_.is_namespace(stem);
}

// Long: the places where Python looks for a module, in its order.
std::vector<Found> ModuleResolver::find(ModuleId importer, std::string_view module,
                                        int level) const {
  std::vector<Found> out;
  VersionSet left = VersionSet::all();
  const auto take = [&](Found found, VersionSet on) {
    found.on &= on;
    left -= found.on;
    add(importer, std::move(found), out);
  };
  const auto no_folder = [&] {  // a package without `__init__.py`, where there are none yet
    Found none;
    none.kind = Found::Kind::nothing;
    none.name = module;
    return none;
  };
  if (level > 0) {
    take(relative(importer, module, level), left);
    Found none = no_folder();
    none.on = left;
    none.raised = Raised::no_import;
    add(importer, std::move(none), out);
    return out;
  }
  const std::string_view top = first_part(module);
  const std::string_view folder = layout_.folder_of(importer);
  if (layout_.is_package(folder) && !layout_.facts(importer).module.absolute_imports &&
      layout_.find(join(folder, top)) != kNone) {
    Found beside = relative(importer, module, 1);
    take(std::move(beside), VersionSet::python2());
  }
  const SearchPath& path = layout_.search_path(importer);
  const bool is_standard = book_.is_module(top);
  Found standard_module;
  standard_module.kind = Found::Kind::standard;
  standard_module.name = module;
  standard_module.on = VersionSet::all();
  if (is_standard) take(standard_module, startup_versions(top) & standard(top) & left);
  if (!layout_.own_name().empty() && top == first_part(layout_.own_name())) {
    take(in_own_package(module, left), left);
    return out;
  }
  const SharedFolders& sources = layout_.shared(true);
  // Somebody may put any root on the path; that it is done for a module that Python has itself is less likely.
  const SharedFolders none_shared;
  const SharedFolders& roots = is_standard ? none_shared : layout_.shared(false);
  // `jaraco/functools.py`: no module means itself by the last part of its name, nor by a name that the library has.
  const ModuleId itself = layout_.module(importer).name != top ? importer : ModuleId{kNone};
  const std::string* root =
      top_in(path.first, sources, top, false, is_standard ? importer : itself);
  if (root != nullptr) {
    take(walk(*root, module, left), left);
  } else if (is_standard) {
    take(standard_module, left & standard(top));
  }
  if (left.empty()) return out;
  root = top_in(path.last, roots, top, false, itself);
  if (root == nullptr) root = top_in(path.first, sources, top, true, itself);
  if (root == nullptr) root = top_in(path.last, roots, top, true, itself);
  if (root != nullptr) {
    Found found = walk(*root, module, left);
    if (found.kind == Found::Kind::nothing && is_plain_folder(join(*root, top)))
      found.kind = Found::Kind::external;
    take(std::move(found), left);
    if (left.empty()) return out;
    if (!is_standard) {
      Found none = no_folder();
      if (is_plain_folder(join(*root, top))) none.kind = Found::Kind::external;
      none.on = left;
      add(importer, std::move(none), out);
      return out;
    }
  }
  if (const VersionSet broken = layout_.unbuilt_on_top(top) & left; !broken.empty()) {
    Found none = no_folder();
    none.on = broken;
    take(std::move(none), broken);
  }
  standard_module.kind = is_standard                      ? Found::Kind::standard
                         : means_neighbour(importer, top) ? Found::Kind::nothing
                                                          : Found::Kind::external;
  if (standard_module.kind == Found::Kind::external && !failing_.empty()) {
    standard_module.on = left;
    add_external(top, std::move(standard_module), out);
  } else {
    take(standard_module, left);
  }
  return out;
}

// A folder without `__init__.py`, which nobody imports modules from, is no package as long as another may be meant: what
// is installed by that name comes before it.
void ModuleResolver::leave_plain_folders(const ImportFact& import,
                                         std::vector<Found>& found) const {
  const auto is_plain = [&](const Found& one) {
    if (one.kind != Found::Kind::own || one.module != kNone || !one.is_folder || one.any_name)
      return false;
    if (!is_plain_folder(one.folder)) return false;
    return import.name.empty() || below(one, import.name).kind != Found::Kind::own;
  };
  if (std::none_of(found.begin(), found.end(), is_plain)) return;
  for (Found& one : found) {
    if (one.kind == Found::Kind::nothing || is_plain(one)) one.kind = Found::Kind::external;
  }
}

std::vector<Found> ModuleResolver::find(ModuleId importer, const ImportFact& import) const {
  std::vector<Found> out = find(importer, import.module, import.level);
  if (import.level == 0) leave_plain_folders(import, out);
  for (std::size_t i = out.size(); i-- > 0 && !import.supplied.empty();) {
    if (out[i].kind != Found::Kind::standard || !out[i].on.intersects(import.supplied)) continue;
    Found supplied = out[i];
    supplied.kind = Found::Kind::external;
    supplied.on &= import.supplied;
    out[i].on -= import.supplied;
    out.push_back(std::move(supplied));
  }
  return out;
}

}  // namespace pymolt::project
