#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "io/merge_programme.hpp"
#include "io/stated_figures.hpp"
#include "tests/io/reading.hpp"

namespace kavel {
namespace {

namespace fs = std::filesystem;

const fs::path scenarios = fs::path(KAVEL_SOURCE_FOLDER) / "scenarios";

/// A study of the Dutch pack with one programme of the library.
class ProgrammeLibrary : public testing::Test {
 protected:
  ProgrammeLibrary() : path_(fs::temp_directory_path() / ("kavel_library_" + std::to_string(::getpid()) + ".yaml")) {}
  ~ProgrammeLibrary() override { fs::remove(path_); }

  Study read(const fs::path& programme, const std::string& use) {
    std::ofstream(path_) << "title: T\nstart: 2023\nyears: 5\npopulation: {region: regions/voorbeeldkavel}\n"
                            "model: models/nl\nprogrammes:\n  one: {include: programmes/"
                         << programme.filename().string() << (use.empty() ? "" : ", use: " + use)
                         << "}\narms: {all: [one]}\n";
    Sources sources(scenarios);
    return read_study(path_.string(), {}, sources);
  }

  static std::vector<fs::path> files() {
    std::vector<fs::path> all;
    for (const fs::directory_entry& entry : fs::directory_iterator(scenarios / "programmes")) {
      if (entry.path().extension() == ".yaml") all.push_back(entry.path());
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  fs::path path_;
};

std::vector<std::string> variants_of(const fs::path& path) {
  std::ifstream file(path);
  const SourceFile source{"p", {std::istreambuf_iterator<char>(file), {}}, "p", ""};
  Problems problems;
  WrittenProgramme written;
  written.base = parse_yaml(source, problems);
  return ProgrammeMerger::variants_of(written);
}

TEST_F(ProgrammeLibrary, EveryProgrammeAndVariantFitsTheDutchPack) {
  ASSERT_GE(files().size(), 27U);
  for (const fs::path& path : files()) {
    SCOPED_TRACE(path.filename());
    std::vector<std::string> uses = variants_of(path);
    uses.emplace_back();
    for (const std::string& use : uses) {
      SCOPED_TRACE(use);
      ASSERT_NO_THROW(read(path, use));
    }
  }
}

/// They can be used in any study, and what they do is known to be from somewhere.
TEST_F(ProgrammeLibrary, ProgrammesNameNoYearsAndGradeTheirEvidence) {
  for (const fs::path& path : files()) {
    SCOPED_TRACE(path.filename());
    const Programme programme = read(path, "").programmes.at(0);
    EXPECT_EQ(programme.offer.start, 2023);
    EXPECT_FALSE(programme.offer.end);
    EXPECT_FALSE(programme.offer.places);
    EXPECT_TRUE(programme.offer.draws_on.empty());
    EXPECT_FALSE(programme.evidence.empty());
    for (const std::string& variant : variants_of(path))
      EXPECT_TRUE(variant == "optimistic" || variant.starts_with("through_")) << variant;
  }
}

/// Who only remembers a figure, or has none, does not present it as found; what is assumed is not published.
TEST_F(ProgrammeLibrary, NoFigureIsSurerThanItsSource) {
  int figures = 0;
  for (const fs::path& path : files()) {
    std::vector<std::string> uses = variants_of(path);
    uses.emplace_back();
    for (const std::string& use : uses) {
      for (const StatedFigure& figure : stated_figures(read(path, use).programmes.at(0))) {
        SCOPED_TRACE(path.filename().string() + " " + use + ": " + figure.key);
        const std::string& source = figure.provenance.source;
        const Status status = figure.provenance.status;
        EXPECT_NE(status, Status::unstated);
        if (source.starts_with("none") || source.find("remembered") != std::string::npos)
          EXPECT_EQ(status, Status::assumed) << source;
        if (source.find("assumed") != std::string::npos) EXPECT_NE(status, Status::published) << source;
        ++figures;
      }
    }
  }
  EXPECT_GT(figures, 240);
}

/// Euros of what comes instead of a unit, at the pack's prices.
double euros_instead(const Study& study, const CareEffect& effect) {
  const std::vector<ActivitySpec>& activities = study.variants.front().pack.activities;
  const auto found = std::ranges::find(activities, effect.instead.value_or(""), &ActivitySpec::name);
  return found == activities.end() ? 0 : effect.ratio.value * found->price.value;
}

/// What is done is the same under another contract and costs as much; only whose care comes instead differs, and its
/// unit.
TEST_F(ProgrammeLibrary, AContractChangesWhoIsPaidAndNothingElse) {
  int contracts = 0;
  for (const fs::path& path : files()) {
    SCOPED_TRACE(path.filename());
    for (const std::string& variant : variants_of(path)) {
      if (!variant.starts_with("through_")) continue;
      const Study usual_study = read(path, "");
      const Study other_study = read(path, variant);
      const std::vector<CareEffect>& usual = usual_study.programmes.at(0).care;
      const std::vector<CareEffect>& other = other_study.programmes.at(0).care;
      ASSERT_EQ(usual.size(), other.size());
      for (std::size_t i = 0; i < usual.size(); ++i) {
        EXPECT_EQ(usual[i].activity, other[i].activity);
        EXPECT_EQ(usual[i].share.value, other[i].share.value);
        const double euros = euros_instead(usual_study, usual[i]);
        EXPECT_GT(euros, 0);
        EXPECT_NEAR(euros_instead(other_study, other[i]), euros, 0.002 * euros);
        EXPECT_EQ(usual[i].refill.value, other[i].refill.value);
        EXPECT_NE(usual[i].instead, other[i].instead);
      }
      ++contracts;
    }
  }
  EXPECT_GE(contracts, 4);
}

}  // namespace
}  // namespace kavel
