#include "io/municipality_names.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

MunicipalityNames named(const std::vector<std::string>& names) {
  MunicipalityNames all;
  for (const std::string& name : names) all.add(name);
  return all;
}

TEST(MunicipalityNames, ANameStandsOnce) {
  MunicipalityNames names;
  EXPECT_EQ(names.add("Aalten"), 0U);
  EXPECT_EQ(names.add("Baarn"), 1U);
  EXPECT_EQ(names.add("Aalten"), 0U);
}

TEST(MunicipalityNames, CbsAndVektisWriteThemDifferently) {
  const MunicipalityNames vektis = named({"S GRAVENHAGE", "SUDWEST-FRYSLAN", "BERGEN NH", "BERGEN LB", "UTRECHT"});
  EXPECT_EQ(vektis.find("'s-Gravenhage (gemeente)"), 0U);
  EXPECT_EQ(vektis.find("Súdwest-Fryslân"), 1U);
  EXPECT_EQ(vektis.find("Bergen (NH.)"), 2U);
  EXPECT_EQ(vektis.find("Utrecht (gemeente)"), 4U);
  EXPECT_FALSE(vektis.find("Bergen (L.)"));  // Vektis: LB
  EXPECT_FALSE(vektis.find("Bergen"));
}

TEST(MunicipalityNames, AProvinceInBracketsMayBeLeftOutWhereOneHasTheName) {
  EXPECT_EQ(named({"HENGELO", "ALMELO"}).find("Hengelo (O.)"), 0U);
  EXPECT_EQ(named({"Hengelo (O.)", "Almelo"}).find("Hengelo"), 0U);
  EXPECT_FALSE(named({"Bergen (NH.)", "Bergen (L.)"}).find("Bergen"));
}

TEST(MunicipalityNames, AProvinceIsNoMunicipality) {
  EXPECT_FALSE(named({"Utrecht (PV)", "Zeist"}).find("Utrecht"));
  EXPECT_EQ(named({"Utrecht (PV)", "Utrecht (gemeente)"}).find("Utrecht"), 1U);
}

TEST(MunicipalityNames, NearOnesAreFoundBySlipAndByBeginning) {
  const MunicipalityNames names = named({"Nuenen, Gerwen en Nederwetten", "Amersfoort", "Ede"});
  EXPECT_EQ(names.near("Amersford"), "Amersfoort");
  EXPECT_EQ(names.near("NUENEN"), "Nuenen, Gerwen en Nederwetten");
  EXPECT_EQ(names.near("Zwijndrecht"), "");
}

}  // namespace
}  // namespace kavel
