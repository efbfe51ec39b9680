#include "io/read_study.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;
namespace fs = std::filesystem;

std::vector<fs::path> shipped() {
  std::vector<fs::path> studies;
  for (const char* folder : {"scenarios", "scenarios/textbook"}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(KAVEL_SOURCE_FOLDER) / folder)) {
      if (entry.path().extension() == ".yaml") studies.push_back(entry.path());
    }
  }
  std::sort(studies.begin(), studies.end());
  return studies;
}

TEST(ReadStudy, EveryShippedStudyIsGood) {
  ASSERT_FALSE(shipped().empty());
  for (const fs::path& path : shipped()) {
    SCOPED_TRACE(path.filename());
    Sources sources;
    EXPECT_NO_THROW(read_study(path.string(), {}, sources));
  }
}

void expect_equal(const Quantity& a, const Quantity& b) {
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.times, b.times);
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.provenance.source, b.provenance.source);
  ASSERT_EQ(a.table == nullptr, b.table == nullptr);
  if (a.table) {
    EXPECT_EQ(a.table->rows.size(), b.table->rows.size());
  }
}

TEST(ReadStudy, StoredTextsGiveTheSameStudy) {
  for (const fs::path& path : shipped()) {
    SCOPED_TRACE(path.filename());
    Sources disk;
    const Study study = read_study(path.string(), {"seed=5"}, disk);
    Sources stored = Sources::stored({disk.files().begin(), disk.files().end()});
    const Study again = read_study("result.h5", {"seed=5"}, stored);
    EXPECT_EQ(stored.files().size(), disk.files().size());
    EXPECT_EQ(again.title, study.title);
    EXPECT_EQ(again.seed, study.seed);
    EXPECT_EQ(again.population.persons(), study.population.persons());
    ASSERT_EQ(again.variants.size(), study.variants.size());
    for (std::size_t v = 0; v < study.variants.size(); ++v) {
      const Pack& a = study.variants[v].pack;
      const Pack& b = again.variants[v].pack;
      ASSERT_EQ(a.attributes.size(), b.attributes.size());
      for (std::size_t i = 0; i < a.attributes.size(); ++i) {
        ASSERT_EQ(a.attributes[i].transitions.size(), b.attributes[i].transitions.size());
        for (std::size_t j = 0; j < a.attributes[i].transitions.size(); ++j) {
          expect_equal(a.attributes[i].transitions[j].figure, b.attributes[i].transitions[j].figure);
        }
      }
    }
  }
}

TEST(ReadStudy, ItsSourceAndStatusAreThoseOfFiguresThatSayNeither) {
  const Study study =
      test::study_of({{"s.yaml", "source: a study\nstatus: derived\n" + test::study_around(test::small_model)}});
  const Provenance& of = study.variants.at(0).pack.attributes.at(0).transitions.at(0).figure.provenance;
  EXPECT_EQ(of.source, "a study");
  EXPECT_EQ(of.status, Status::derived);
}

TEST(ReadStudy, HasTheDefaultsItDeclares) {
  const Study study = test::study_of({{"s.yaml", test::study_around(test::small_model)}});
  EXPECT_EQ(study.seed, 1U);
  EXPECT_EQ(study.start, 2025);
  ASSERT_EQ(study.age_groups.size(), 19U);
  EXPECT_EQ(study.age_groups.back(), 90);
  ASSERT_EQ(study.variants.size(), 1U);
  EXPECT_EQ(study.variants[0].name, "usual_care");
}

TEST(ReadStudy, VariantsKeepTheirOrder) {
  const Study study =
      test::study_of({{"s.yaml", test::study_around(test::small_model) + "variants: {z: , a: {}, m: {}}\n"}});
  ASSERT_EQ(study.variants.size(), 3U);
  EXPECT_EQ(study.variants[0].name, "z");
  EXPECT_EQ(study.variants[2].name, "m");
}

TEST(ReadStudy, VariantsShareTheirTables) {
  std::string model = test::small_model;
  model.replace(model.find("hazard: 0.1"), 11, "hazard: {table: t.csv}");
  const Study study =
      test::study_of({{"s.yaml", test::study_around(model) + "variants: {a: , b: }\n"}, {"t.csv", "age,h\n0+,1\n"}});
  EXPECT_EQ(study.variants[0].pack.attributes[0].transitions[0].figure.table,
            study.variants[1].pack.attributes[0].transitions[0].figure.table);
}

TEST(ReadStudy, AProblemOfThePackIsToldOnceWhateverTheNumberOfVariants) {
  std::string model = test::small_model;
  model.replace(model.find("hazard: 0.1"), 11, "hazard: -1");
  EXPECT_EQ(test::problems_of({{"s.yaml", test::study_around(model) + "variants: {a: , b: , c: }\n"}}).size(), 1U);
}

TEST(ReadStudy, AgeGroupsAscendFromZero) {
  const std::string text = test::study_around(test::small_model);
  EXPECT_EQ(test::study_of({{"s.yaml", text + "age_groups: [0, 20, 65]\n"}}).age_groups, (std::vector<int>{0, 20, 65}));
  EXPECT_EQ(test::problems_of({{"s.yaml", text + "age_groups: [5, 20, 20]\n"}}),
            (Words{"s.yaml:14:14: age_groups: expected 0 as the first age, got 5",
                   "s.yaml:14:21: age_groups: expected an age above 20, got 20"}));
}

TEST(ReadStudy, ProblemsComeByFileAndLine) {
  const Words words =
      test::problems_of({{"s.yaml", "years: 0\ntitle: [x]\npopulation: {region: r.yaml}\nmodel: pack.yaml\nx: 1\n"},
                         {"pack.yaml", "y: 1\ncycle: 3\n"},
                         {"r.yaml", "population: 5\nz: 1\n"}});
  Words places;
  for (const std::string& word : words) places.push_back(word.substr(0, word.find(' ')));
  EXPECT_EQ(places, (Words{"s.yaml:1:8:", "s.yaml:2:8:", "s.yaml:5:1:", "r.yaml:1:13:", "r.yaml:2:1:", "pack.yaml:1:1:",
                           "pack.yaml:2:8:"}));
}

}  // namespace
}  // namespace kavel
