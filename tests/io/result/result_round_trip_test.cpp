#include <filesystem>

#include <gtest/gtest.h>

#include "io/whole_file.hpp"
#include "tests/io/result/small_study.hpp"

namespace kavel {
namespace {

class ResultFileTest : public testing::Test {
 protected:
  const std::string& written(const Results& results) const {
    write_result(path_,
                 {test::small_study(), {{{"a.yaml", "x"}}, {}, 1}, results, estimate(results), test::small_run()});
    return path_;
  }
  std::string path_ =
      (std::filesystem::path(testing::TempDir()) /
       (std::string("round_trip_") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".h5"))
          .string();
  void TearDown() override { std::filesystem::remove(path_); }
};

void expect_same(const Trajectories& a, const Trajectories& b) {
  EXPECT_EQ(a.person_years.shape, b.person_years.shape);
  EXPECT_EQ(a.person_years.values, b.person_years.values);
  EXPECT_EQ(a.events.shape, b.events.shape);
  EXPECT_EQ(a.events.values, b.events.values);
  EXPECT_EQ(a.outcomes.shape, b.outcomes.shape);
  EXPECT_EQ(a.outcomes.values, b.outcomes.values);
  EXPECT_EQ(a.volumes.shape, b.volumes.shape);
  EXPECT_EQ(a.volumes.values, b.volumes.values);
}

void expect_same(const std::vector<PartyLabel>& a, const std::vector<PartyLabel>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].name, b[i].name);
    EXPECT_EQ(a[i].title, b[i].title);
  }
}

void expect_same(const CareLabels& a, const CareLabels& b) {
  expect_same(a.sectors, b.sectors);
  expect_same(a.payers, b.payers);
  expect_same(a.providers, b.providers);
  ASSERT_EQ(a.activities.size(), b.activities.size());
  for (std::size_t i = 0; i < a.activities.size(); ++i) {
    EXPECT_EQ(a.activities[i].name, b.activities[i].name);
    EXPECT_EQ(a.activities[i].title, b.activities[i].title);
    EXPECT_EQ(a.activities[i].unit, b.activities[i].unit);
    EXPECT_EQ(a.activities[i].sector, b.activities[i].sector);
    EXPECT_EQ(a.activities[i].payer, b.activities[i].payer);
    EXPECT_EQ(a.activities[i].provider, b.activities[i].provider);
    EXPECT_EQ(a.activities[i].fixed_share, b.activities[i].fixed_share);
    EXPECT_EQ(a.activities[i].deductible, b.activities[i].deductible);
    EXPECT_EQ(a.activities[i].spread, b.activities[i].spread);
  }
}

void expect_same(const WellbeingTrajectories& a, const WellbeingTrajectories& b) {
  EXPECT_EQ(a.measured.shape, b.measured.shape);
  EXPECT_EQ(a.measured.values, b.measured.values);
  EXPECT_EQ(a.values.shape, b.values.shape);
  EXPECT_EQ(a.values.values, b.values.values);
}

TEST_F(ResultFileTest, GivesTheResultsBack) {
  write_whole_file(path_, test::small_image());
  const Results written = test::small_results();
  const Results read = read_result(path_).results;
  EXPECT_EQ(read.years, written.years);
  EXPECT_EQ(read.age_groups, written.age_groups);
  EXPECT_EQ(read.ses_groups, written.ses_groups);
  EXPECT_EQ(read.areas, written.areas);
  EXPECT_EQ(read.states, written.states);
  EXPECT_EQ(read.transitions, written.transitions);
  EXPECT_EQ(read.roles, written.roles);
  EXPECT_EQ(read.delineation, written.delineation);
  EXPECT_EQ(read.outcomes, written.outcomes);
  EXPECT_EQ(read.outcome_units, written.outcome_units);
  EXPECT_EQ(read.outcome_kinds, written.outcome_kinds);
  EXPECT_EQ(read.measures, written.measures);
  expect_same(read.care, written.care);
  EXPECT_EQ(read.founders, written.founders);
  EXPECT_EQ(read.person_years, written.person_years);
  EXPECT_EQ(read.sample.founders, written.sample.founders);
  EXPECT_TRUE(read.sample.lives == written.sample.lives);
  ASSERT_EQ(read.variants.size(), written.variants.size());
  for (std::size_t i = 0; i < read.variants.size(); ++i) {
    const VariantResults& a = read.variants[i];
    const VariantResults& b = written.variants[i];
    EXPECT_EQ(a.name, b.name);
    expect_same(a.by_sex_age_ses, b.by_sex_age_ses);
    expect_same(a.by_area, b.by_area);
    expect_same(a.by_delineation, b.by_delineation);
    expect_same(a.by_group, b.by_group);
    expect_same(a.wellbeing_by_sex_age_ses, b.wellbeing_by_sex_age_ses);
    expect_same(a.wellbeing_by_area, b.wellbeing_by_area);
    expect_same(a.wellbeing_by_delineation, b.wellbeing_by_delineation);
    expect_same(a.wellbeing_by_group, b.wellbeing_by_group);
    EXPECT_EQ(a.prices.nominal.shape, b.prices.nominal.shape);
    EXPECT_EQ(a.prices.nominal.values, b.prices.nominal.values);
    EXPECT_EQ(a.prices.real.shape, b.prices.real.shape);
    EXPECT_EQ(a.prices.real.values, b.prices.real.values);
    EXPECT_EQ(a.alive.shape, b.alive.shape);
    EXPECT_EQ(a.alive.values, b.alive.values);
    EXPECT_EQ(a.deaths.values, b.deaths.values);
    EXPECT_EQ(a.conservation.start, b.conservation.start);
    EXPECT_EQ(a.conservation.births, b.conservation.births);
    EXPECT_EQ(a.conservation.arrivals, b.conservation.arrivals);
    EXPECT_EQ(a.conservation.deaths, b.conservation.deaths);
    EXPECT_EQ(a.conservation.departures, b.conservation.departures);
    EXPECT_EQ(a.conservation.end, b.conservation.end);
    for (const auto part : {&VariantResults::differences_by_stratum, &VariantResults::differences_by_area}) {
      EXPECT_EQ((a.*part).lineages, (b.*part).lineages);
      EXPECT_EQ((a.*part).difference, (b.*part).difference);
      EXPECT_EQ((a.*part).standard_error, (b.*part).standard_error);
    }
    ASSERT_EQ(a.totals.size(), b.totals.size());
    for (std::size_t k = 0; k < a.totals.size(); ++k) {
      EXPECT_EQ(a.totals[k].sum, b.totals[k].sum);
      EXPECT_EQ(a.totals[k].mean, b.totals[k].mean);
      EXPECT_EQ(a.totals[k].standard_error, b.totals[k].standard_error);
      EXPECT_EQ(a.totals[k].discount, b.totals[k].discount);
      EXPECT_EQ(a.totals[k].difference, b.totals[k].difference);
      EXPECT_EQ(a.totals[k].difference_standard_error, b.totals[k].difference_standard_error);
    }
  }
}

TEST_F(ResultFileTest, GivesTheStudyBack) {
  write_whole_file(path_, test::small_image());
  const StoredStudy written = test::small_stored_study();
  const StoredStudy read = read_stored_study(path_);
  EXPECT_EQ(read.files, written.files);
  EXPECT_EQ(read.overrides, written.overrides);
  EXPECT_EQ(read.seed, written.seed);
  const RunRecord run = read_result(path_).run;
  EXPECT_EQ(run.program, test::small_run().program);
  EXPECT_EQ(run.command, test::small_run().command);
  EXPECT_EQ(run.threads, 3);
  EXPECT_EQ(run.seconds, 0.25);
}

TEST(ResultImage, IsTheSameForTheSameContent) { EXPECT_EQ(test::small_image(), test::small_image()); }

TEST(ResultImage, ProvenanceChangesNothingElse) {
  RunRecord other = test::small_run();
  other.seconds = 0.5;
  const std::vector<std::byte> a = test::small_image();
  const std::vector<std::byte> b = test::small_image(other);
  ASSERT_EQ(a.size(), b.size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.size(); ++i) different += a[i] != b[i] ? 1 : 0;
  EXPECT_GE(different, 1U);
  EXPECT_LE(different, sizeof(double) + 4 + 8);  // the number, the checksum of the header it stands in, the seal
}

TEST_F(ResultFileTest, KeepsTheFullCross) {
  Results results = test::small_results();
  for (VariantResults& variant : results.variants) {
    const auto fill = [](auto& array, std::vector<std::size_t> shape) {
      std::size_t count = 1;
      for (const std::size_t length : shape) count *= length;
      array.shape = std::move(shape);
      for (std::size_t i = 0; i < count; ++i) array.values.push_back({});
      for (std::size_t i = 0; i < count; i += 3) array.values[i] += 7;
    };
    fill(variant.by_cross.person_years, {12, 2, 2, 2, 3, 4});
    fill(variant.by_cross.events, {12, 2, 2, 2, 3, 3});
    fill(variant.by_cross.outcomes, {12, 2, 2, 2, 3, 2});
    fill(variant.by_cross.volumes, {12, 2, 2, 2, 3, 3});
    fill(variant.wellbeing_by_cross.measured, {12, 2, 2, 2, 3, 2});
    fill(variant.wellbeing_by_cross.values, {12, 2, 2, 2, 3, 2});
  }
  EXPECT_FALSE(read_stored_study(written(test::small_results())).full_cross);
  const std::string path = written(results);
  EXPECT_TRUE(read_stored_study(path).full_cross);
  const Results read = read_result(path).results;
  for (std::size_t v = 0; v < results.variants.size(); ++v) {
    expect_same(read.variants[v].by_cross, results.variants[v].by_cross);
    expect_same(read.variants[v].wellbeing_by_cross, results.variants[v].wellbeing_by_cross);
  }
}

TEST_F(ResultFileTest, HoldsAStudyWithoutOutcomesMeasuresOrOverrides) {
  Results results = test::small_results();
  results.measures.clear();
  results.outcomes.clear();
  results.outcome_units.clear();
  results.outcome_kinds.clear();
  for (VariantResults& variant : results.variants) {
    variant.totals.clear();
    variant.wellbeing_by_sex_age_ses = variant.wellbeing_by_area = variant.wellbeing_by_delineation = {};
    variant.wellbeing_by_group = {};
    variant.by_sex_age_ses.outcomes = {{12, 2, 2, 2, 0}, {}};
    variant.by_area.outcomes = {{12, 3, 0}, {}};
    variant.by_delineation.outcomes = {{12, 2, 0}, {}};
    variant.by_group.outcomes = {{12, 4, 0}, {}};
  }
  const Study study = test::small_study();
  const StoredStudy stored{{{"a.yaml", "x"}}, {}, 1};
  write_result(path_, {study, stored, results, estimate(results), test::small_run()});
  const ResultFile read = read_result(path_);
  EXPECT_TRUE(read.results.outcomes.empty());
  EXPECT_TRUE(read.results.measures.empty());
  EXPECT_TRUE(read.study.overrides.empty());
}

}  // namespace
}  // namespace kavel
