// Capacities that programmes share: never more is used than there is, and who would have had it without others has it.

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/named_events.hpp"
#include "tests/support/packs.hpp"

namespace kavel {

namespace {

using support::number;

/// Two areas, deaths now and then, a risk, and two programmes anyone wants.
class Capacities : public testing::Test {
 protected:
  Capacities() {
    AttributeSpec risk = support::attribute("risk", {"low", "high"});
    support::transition(risk, "low", "high", 0.2);
    AttributeSpec life = support::attribute("life", {"alive", "dead"});
    support::transition(life, "alive", "dead", 0.05);
    study_ = support::study_of(support::pack_of({risk, life}), 8, 300);
    study_.population.areas = {"Noord", "Zuid"};
    study_.population.cells.push_back(study_.population.cells.front());
    study_.population.cells.back().area = 1;
    study_.programmes = {programme("first", 2.5), programme("second", 0.5)};
    study_.arms = {{"both", {0, 1}, {}}};
  }

  Programme programme(const std::string& name, double lasts) const {
    Programme made;
    made.name = name;
    made.uptake = number(0.8);
    made.lasts = number(lasts);
    made.dropout = number(0.2);
    made.offer.start = study_.start;
    HazardEffect effect;
    effect.transitions = {{"risk", "low>high", {}, ""}};
    effect.ratio = number(0.5);
    made.hazards = {effect};
    return made;
  }

  void draw(std::size_t of, double units) {
    study_.programmes[of].offer.draws_on = {{"nurses", number(units), {}, ""}};
  }
  void hours(double a_year, const std::vector<std::pair<std::string, double>>& by_area = {}) {
    CapacitySpec spec;
    spec.name = "nurses";
    spec.unit = "hour";
    spec.a_year = number(a_year);
    for (const auto& [area, amount] : by_area) spec.by_area.emplace_back(area, number(amount));
    study_.capacities = {spec};
  }

  /// Founders are numbered cell after cell.
  static int area_of(std::uint64_t person) { return person < 300 ? 0 : 1; }

  /// Who takes part in a programme in a year, from its 1 January on.
  std::vector<std::uint64_t> taking_part(const std::string& name, int year) const {
    std::map<std::uint64_t, bool> there;
    for (const support::NamedEvent& event : support::named_events(study_, 1)) {
      if (event.moment > moment(year, 0)) continue;
      if (event.transition == "programme." + name + ".outside>taking_part") there[event.person] = true;
      const bool over = event.transition.starts_with("programme." + name + ".taking_part>");
      if (over || event.transition == "life.alive>dead") there[event.person] = false;
    }
    std::vector<std::uint64_t> persons;
    for (const auto& [person, is_there] : there) {
      if (is_there) persons.push_back(person);
    }
    return persons;
  }

  double used(int year, int area = -1) const {
    double sum = 0;
    for (const Programme& programme : study_.programmes) {
      for (const std::uint64_t person : taking_part(programme.name, year)) {
        if (area >= 0 && area_of(person) != area) continue;
        for (const DrawSpec& draw : programme.offer.draws_on) sum += draw.a_year.value;
      }
    }
    return sum;
  }

  /// How many want a place on the first day: those who start where there is room for everyone.
  std::int64_t wish(const std::string& name) const {
    Study roomy = study_;
    roomy.capacities.clear();
    for (Programme& programme : roomy.programmes) programme.offer.draws_on.clear();
    const auto is_start = [&](const std::string& transition) {
      return transition == "programme." + name + ".outside>taking_part";
    };
    std::int64_t first_day = 0;
    for (const support::NamedEvent& event : support::named_events(roomy, 1, is_start))
      first_day += event.moment <= moment(0, 0) ? 1 : 0;
    return first_day;
  }

  Study study_{};
};

}  // namespace

TEST_F(Capacities, AreUsedUpAndNoFurther) {
  draw(0, 3);
  draw(1, 1.5);
  hours(100);
  study_.programmes.front().offer.places = 20;
  for (int year = 0; year < study_.years; ++year) {
    EXPECT_LE(used(year), 100) << year;
    EXPECT_GT(used(year), 100 - 3) << year << ": more want a place";
  }
  EXPECT_EQ(taking_part("first", 0).size(), 20U);
  EXPECT_EQ(taking_part("second", 0).size(), 26U) << "40 hours are left, at one and a half";
}

TEST_F(Capacities, OfAnAreaAreForThoseWhoLiveThere) {
  draw(0, 2);
  draw(1, 1);
  hours(0, {{"Noord", 60}, {"Zuid", 11}});
  for (int year = 0; year < study_.years; ++year) {
    EXPECT_LE(used(year, 0), 60) << year;
    EXPECT_GT(used(year, 0), 58) << year;
    EXPECT_LE(used(year, 1), 11) << year;
    EXPECT_GT(used(year, 1), 9) << year;
  }
}

TEST_F(Capacities, GoToTheProgrammesInTheOrderOfTheStudy) {
  draw(0, 1);
  draw(1, 1);
  hours(50);
  EXPECT_EQ(taking_part("first", 0).size(), 50U);
  EXPECT_EQ(taking_part("second", 0).size(), 0U);
  study_.programmes.front().offer.places = 30;
  EXPECT_EQ(taking_part("first", 0).size(), 30U);
  EXPECT_EQ(taking_part("second", 0).size(), 20U);
}

TEST_F(Capacities, AreHeldByWhoTakesPartAlready) {
  study_.arms = {{"alone", {0}, {}}};
  study_.programmes.pop_back();
  study_.programmes.front().dropout.reset();
  draw(0, 1);
  hours(40);
  const std::vector<std::uint64_t> first = taking_part("first", 0);
  const std::vector<std::uint64_t> next = taking_part("first", 1);
  EXPECT_EQ(first.size(), 40U);
  std::size_t stayed = 0;
  for (const std::uint64_t person : next) stayed += std::count(first.begin(), first.end(), person) > 0 ? 1 : 0;
  EXPECT_GT(stayed, 30U);
  EXPECT_EQ(next.size(), 40U) << "those who died made place";
}

TEST_F(Capacities, OfOneEachForAYearArePlaces) {
  study_.programmes = {programme("first", 1)};
  study_.arms = {{"alone", {0}, {}}};
  Study places = study_;
  places.programmes.front().offer.places = 25;
  draw(0, 1);
  hours(25);
  const auto expected = support::named_events(places, 1);
  EXPECT_GT(expected.size(), 200U);
  EXPECT_EQ("", support::first_difference(expected, support::named_events(study_, 1)));
}

TEST_F(Capacities, ThatAreAmpleChangeNothing) {
  const auto expected = support::named_events(study_, 1);
  draw(0, 1);
  draw(1, 1);
  hours(1e6);
  EXPECT_EQ("", support::first_difference(expected, support::named_events(study_, 1)));
}

/// Use as it is told is what those who take part use, never more than there is; who is turned away had asked.
TEST_F(Capacities, AreToldAsTheyAreUsed) {
  draw(0, 2);
  draw(1, 1.5);
  hours(0, {{"Noord", 60}, {"Zuid", 11}});
  study_.arms.push_back({"second", {1}, {}});
  for (const bool full : {false, true}) {
    RunOptions options;
    options.full_arms = full;
    const Results results = run(study_, options);
    ASSERT_EQ(results.pools.size(), 2U);
    EXPECT_EQ(results.pools[1].area, "Zuid");
    const auto years = static_cast<std::size_t>(study_.years);
    for (std::size_t i = 0; i < 2 * years; ++i) {
      const auto area = static_cast<int>(i % 2);
      EXPECT_EQ(results.variants[0].used.values[i], 0);
      EXPECT_LE(results.variants[1].used.values[i], results.pools[i % 2].a_year);
      EXPECT_DOUBLE_EQ(results.variants[1].used.values[i], used(static_cast<int>(i / 2), area));
    }
    const std::vector<std::int64_t>& away = results.variants[1].turned_away.values;
    EXPECT_EQ(away[0] + static_cast<std::int64_t>(taking_part("first", 0).size()), wish("first"));
    EXPECT_EQ(away[1] + static_cast<std::int64_t>(taking_part("second", 0).size()), wish("second"));
    EXPECT_EQ(results.variants[2].turned_away.values[0], 0) << "an arm without the first programme";
    EXPECT_GT(results.variants[2].turned_away.values[1], 0);
  }
}

TEST_F(Capacities, AreNotToldWhereNobodyCompetes) {
  const Results results = run(study_, {});
  EXPECT_TRUE(results.pools.empty());
  EXPECT_TRUE(results.allotting.empty());
  EXPECT_TRUE(results.variants[1].turned_away.values.empty());
}

}  // namespace kavel
