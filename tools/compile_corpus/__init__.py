# The tiny programs whose verdicts are recorded in tests/verdict/truth.
# SPDX-License-Identifier: MIT
