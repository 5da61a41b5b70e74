// Words for platforms are packaging's; here they are only declared and checked.
// SPDX-License-Identifier: MIT
#include "cli/machine_options.h"

#include "base/suggest.h"
#include "packaging/platform.h"

namespace pymolt::cli {

void declare_machine(CLI::App& app, ProjectOptions& scan) {
  app.add_option("--platform", scan.platform,
                 "Where dependencies run: linux (default), linux-aarch64, musl, macos, windows, or "
                 "a wheel's platform tag")
      ->type_name("PLATFORM");
  app.add_option("--extra", scan.extras, "An extra of the project that is installed; repeatable")
      ->type_name("EXTRA")
      ->delimiter(',')
      ->allow_extra_args(false);
  CLI::Option* venv =
      app.add_option(
             "--venv", scan.venv,
             "Use the Python version and the packages installed in DIR, a virtual environment")
          ->type_name("DIR");
  app.add_option("--python", scan.python,
                 "The same for PYTHON, the path of an interpreter, which is not run")
      ->type_name("PYTHON")
      ->excludes(venv);
  app.add_flag("--free-threaded", scan.free_threaded,
               "Ask about the free-threaded build, with the wheels that are made for it");
}

std::optional<Mistake> check_machine(const ProjectOptions& scan) {
  if (scan.platform.empty() || packaging::Platform::parse(scan.platform)) return std::nullopt;
  Mistake mistake{"--platform: unknown word `" + scan.platform + "`"};
  mistake.hint = suggestion(scan.platform, packaging::Platform::words());
  return mistake;
}

}  // namespace pymolt::cli
