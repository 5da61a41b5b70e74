// Which versions read a number, and what may stand right behind it.
// SPDX-License-Identifier: MIT
//
// Asked of 2.7 and 3.6 to 3.15, one by one; 3.0 to 3.5 as their sources say.
#include <gtest/gtest.h>

#include "support/lexed.h"

namespace pymolt::verdict {
namespace {

TEST(Numbers, AreReadByTheRulesOfEachVersion) {
  const Row kTable[] = {
      {"x=1if 1else 2\n", "every version"},
      {"x=0xfor 1\n", "every version"},
      {"x=0b1or 1\n", "every version"},
      {"x=1Lif 1else 2\n", "2.7"},
      {"x=1_000\n", "3.6+"},
      {"x=1__0\n", "no version"},
      {"x=1_\n", "no version"},
      {"x=1_.0\n", "no version"},
      {"x=1._0\n", "no version"},
      {"x=1.0_0\n", "3.6+"},
      {"x=1e1_0\n", "3.6+"},
      {"x=1e_1\n", "no version"},
      {"x=1_e1\n", "no version"},
      {"x=0x_f\n", "3.6+"},
      {"x=0x__f\n", "no version"},
      {"x=0xf_\n", "no version"},
      {"x=0_0\n", "3.6+"},
      {"x=0_7\n", "no version"},
      {"x=0_7.5\n", "3.6+"},
      {"x=0777\n", "2.7"},
      {"x=0777_1\n", "no version"},
      {"x=0777.5\n", "every version"},
      {"x=0777j\n", "every version"},
      {"x=0777e1\n", "every version"},
      {"x=08\n", "no version"},
      {"x=08.5\n", "every version"},
      {"x=08L\n", "no version"},
      {"x=00\n", "every version"},
      {"x=00L\n", "2.7"},
      {"x=0777L\n", "2.7"},
      {"x=1.0L\n", "no version"},
      {"x=1jL\n", "no version"},
      {"x=0x\n", "no version"},
      {"x=0xg\n", "no version"},
      {"x=0o8\n", "no version"},
      {"x=0o78\n", "no version"},
      {"x=0b12\n", "no version"},
      {"x=0B1\n", "every version"},
      {"x=0o7L\n", "2.7"},
      {"x=0b1l\n", "2.7"},
      {"x=1e\n", "no version"},
      {"x=1e+\n", "no version"},
      {"x=1e+1\n", "every version"},
      {"x=1e1e1\n", "no version"},
      {"x=.5e1j\n", "every version"},
      {"x=1..real\n", "every version"},
      {"x=1.real\n", "no version"},
      {"x=1_0L\n", "no version"},
      {"x=0777if 1 else 2\n", "2.7"},
      {"x=08if 1 else 2\n", "no version"},
      {"x=0_or 2\n", "no version"},
      {"x=0or 2\n", "no version"},
      {"x=1\xC2\xAA\n", "no version"},
      {"x=0xabclL\n", "no version"},
      {"with 1as x:pass\n", "2.7-3.9"},
      {"x=1nota\n", "no version"},
      {"x=1ora\n", "no version"},
  };
  for (const Row& row : kTable) EXPECT_EQ(fine_on(row.source), row.fine_on) << row.source;
}

}  // namespace
}  // namespace pymolt::verdict
