// Who took part in a programme may take part again: closed forms, and what the key leaves as it was.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/named_events.hpp"
#include "tests/support/packs.hpp"
#include "tests/support/random_programmes.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

namespace {

constexpr std::size_t arm = 1;
constexpr int years = 10;
constexpr std::int64_t everyone = 4000;

bool is_start(const std::string& transition) { return transition.find(".outside>taking_part") != std::string::npos; }
bool is_return(const std::string& transition) {
  return transition.starts_with("programme.") && transition.ends_with(">outside");
}

/// Nobody dies, and nothing else happens; everyone who is asked takes part for a year, again and again.
Study yearly() {
  AttributeSpec risk = support::attribute("risk", {"high", "low"});
  risk.prevalence = {{"high", support::number(1)}};
  Study study = support::study_of(support::pack_of({risk}), years, everyone);
  Programme help;
  help.name = "help";
  help.uptake = support::number(1);
  help.lasts = support::number(1);
  help.offer.start = study.start;
  help.offer.again_after_taking_part = 0;
  study.programmes.push_back(help);
  study.arms.push_back({"helped", {0}, {}});
  return study;
}

/// [year]: who starts on its 1 January.
using Starts = std::vector<std::set<std::uint64_t>>;

Starts starts_of(const Study& study) {
  Starts starts(static_cast<std::size_t>(study.years));
  for (const support::NamedEvent& event : support::named_events(study, arm, is_start)) {
    EXPECT_EQ(event.moment % ticks_per_year, 0);
    EXPECT_TRUE(starts[static_cast<std::size_t>(event.moment / ticks_per_year)].insert(event.person).second);
  }
  return starts;
}

std::vector<std::size_t> numbers(const Starts& starts) {
  std::vector<std::size_t> sizes;
  for (const auto& persons : starts) sizes.push_back(persons.size());
  return sizes;
}

/// Everyone, every so many years.
std::vector<std::size_t> all_every(int period) {
  std::vector<std::size_t> sizes(years, 0);
  for (std::size_t year = 0; year < sizes.size(); year += static_cast<std::size_t>(period))
    sizes[year] = static_cast<std::size_t>(everyone);
  return sizes;
}

std::size_t in_both(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](std::uint64_t one) { return b.contains(one); }));
}

/// Within four standard errors of what so many persons of this probability are.
void expect_share(std::size_t number, double probability) {
  const auto all = static_cast<double>(everyone);
  EXPECT_NEAR(static_cast<double>(number), all * probability, 4 * std::sqrt(all * probability * (1 - probability)));
}

}  // namespace

TEST(Again, ACourseOfAYearThatEverybodyTakesHoldsItsParticipation) {
  const Study study = yearly();
  EXPECT_EQ(numbers(starts_of(study)), all_every(1));
  const Results results = run(study, {});
  const auto state = static_cast<std::size_t>(
      std::find(results.states.begin(), results.states.end(), "programme.help.taking_part") - results.states.begin());
  const Array<double>& lived = results.variants[arm].by_area.person_years;
  std::size_t seen = 0;
  for (std::size_t i = state; i < lived.values.size(); i += results.states.size(), ++seen)
    EXPECT_EQ(lived.values[i], everyone);
  EXPECT_EQ(seen, static_cast<std::size_t>(years));
  EXPECT_EQ(
      support::named_events(study, arm, [](const std::string& name) { return name == "programme.any.outside>reached"; })
          .size(),
      static_cast<std::size_t>(everyone));
}

TEST(Again, WholeYearsCountFromTheEndOfTakingPart) {
  Study study = yearly();
  Programme& help = study.programmes.front();
  for (const auto& [lasts, after, period] : {std::tuple(0.5, 0, 1),
                                             {1.0, 0, 1},
                                             {1.5, 0, 2},
                                             {2.0, 0, 2},
                                             {1.0, 1, 2},
                                             {0.5, 1, 2},
                                             {1.0, 2, 3},
                                             {0.25, 3, 4}}) {
    help.lasts = support::number(lasts);
    help.offer.again_after_taking_part = after;
    EXPECT_EQ(numbers(starts_of(study)), all_every(period)) << lasts << " and " << after;
  }
}

TEST(Again, EveryOfferHasAnAnswerOfItsOwn) {
  constexpr double uptake = 0.3;
  Study study = yearly();
  study.programmes.front().uptake = support::number(uptake);
  study.programmes.front().offer.again_after = 1;
  const Starts starts = starts_of(study);
  for (std::size_t year = 0; year < starts.size(); ++year) {
    expect_share(starts[year].size(), uptake);
    if (year > 0) expect_share(in_both(starts[year], starts[year - 1]), uptake * uptake);
    if (year > 1) expect_share(in_both(starts[year], starts[year - 2]), uptake * uptake);
  }
}

/// Who refuses once is not asked again: each year a share of those who took part is left.
TEST(Again, WhoRefusesIsAskedAgainOnlyByTheRuleForThose) {
  constexpr double uptake = 0.8;
  Study study = yearly();
  study.programmes.front().uptake = support::number(uptake);
  const Starts starts = starts_of(study);
  for (std::size_t year = 0; year < starts.size(); ++year) {
    expect_share(starts[year].size(), std::pow(uptake, year + 1));
    if (year > 0) EXPECT_EQ(in_both(starts[year], starts[year - 1]), starts[year].size());
  }
}

/// In the third year after, and still with some of the effects; who dropped out has had none since.
TEST(Again, ANewStartTakesThePlaceOfWhatIsLeft) {
  Study study = yearly();
  Programme& help = study.programmes.front();
  help.dropout = support::number(0.7);
  help.waning = {0.6, 0.3, 0.2};
  help.offer.again_after_taking_part = 2;
  std::map<std::string, std::int64_t> returns;
  for (const support::NamedEvent& event : support::named_events(study, arm, is_return)) ++returns[event.transition];
  ASSERT_EQ(returns.size(), 2U);
  const std::int64_t stayed = returns["programme.help.after_3>outside"];
  const std::int64_t dropped_out = returns["programme.help.ended>outside"];
  EXPECT_GT(stayed, 0);
  EXPECT_GT(dropped_out, 0);
  EXPECT_EQ(numbers(starts_of(study)), all_every(3));
  EXPECT_EQ(stayed + dropped_out, 3 * everyone);
  expect_share(static_cast<std::size_t>(stayed) / 3, std::exp(-0.7));
}

TEST(Again, MovesAtTheStartAreDrawnAnew) {
  constexpr double probability = 0.25;
  Study study = yearly();
  StateEffect move;
  move.attribute = "risk";
  move.from = "high";
  move.to = "low";
  move.probability = support::number(probability);
  study.programmes.front().states = {move};
  std::vector<std::size_t> moved(years, 0);
  const auto is_move = [](const std::string& name) { return name == "risk.high>low/help"; };
  for (const support::NamedEvent& event : support::named_events(study, arm, is_move))
    ++moved[static_cast<std::size_t>(event.moment / ticks_per_year)];
  for (std::size_t year = 0; year < moved.size(); ++year)
    expect_share(moved[year], std::pow(1 - probability, year) * probability);
}

TEST(Again, APersonRespondsAsBefore) {
  Study study = yearly();
  study.programmes.front().response = support::number(0.5);
  std::map<std::uint64_t, std::string> strengths;
  std::set<std::string> seen;
  for (const support::NamedEvent& event : support::named_events(study, arm, is_start)) {
    const auto known = strengths.emplace(event.person, event.transition).first;
    ASSERT_EQ(known->second, event.transition);
    seen.insert(event.transition);
  }
  EXPECT_EQ(seen.size(), 5U);
}

/// Nobody starts once more while someone waits who started less often.
TEST(Again, PlacesGoRound) {
  Study study = yearly();
  study.programmes.front().offer.places = 1500;
  std::map<std::uint64_t, int> times;
  const Starts starts = starts_of(study);
  std::int64_t sum = 0;
  for (const auto& persons : starts) {
    EXPECT_EQ(persons.size(), 1500U);
    for (const std::uint64_t person : persons) ++times[person];
    sum += 1500;
    if (sum < everyone) continue;
    EXPECT_EQ(times.size(), static_cast<std::size_t>(everyone));
    for (const auto& [person, number] : times) {
      ASSERT_GE(number, sum / everyone);
      ASSERT_LE(number, sum / everyone + 1);
    }
  }
}

/// Where chance decides, they come before everyone who had a place already: with more places nobody starts later.
TEST(Again, MorePlacesKeepEveryonesFirstStart) {
  Study study = yearly();
  study.programmes.front().uptake = support::number(0.5);
  study.programmes.front().offer.again_after = 2;
  using First = std::map<std::uint64_t, Moment>;
  First fewer;
  for (const std::int64_t places : {1, 30, 31, 200, 700, 5000}) {
    study.programmes.front().offer.places = places;
    First first;
    std::size_t starts = 0;
    for (const support::NamedEvent& event : support::named_events(study, arm, is_start)) {
      first.emplace(event.person, event.moment);
      ++starts;
    }
    EXPECT_GE(first.size(), fewer.size());
    if (places > 500) EXPECT_GT(starts, first.size());
    for (const auto& [person, moment] : fewer) {
      ASSERT_TRUE(first.contains(person)) << person << " lost the place with " << places;
      ASSERT_LE(first.at(person), moment);
    }
    fewer = first;
  }
  EXPECT_GT(fewer.size(), 3000U);
}

/// Later than the study ends is never: as without the key, to the last event.
TEST(Again, TooLateForTheStudyChangesNothing) {
  int studies = 0;
  std::size_t starts = 0;
  std::size_t returns = 0;
  for (std::uint64_t number = 0; studies < 25; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study study = support::random_study(number);
    if (!support::takes_programmes(study)) continue;
    support::add_random_programmes(study, number);
    ++studies;
    Study without = study;
    Study late = study;
    for (std::size_t p = 0; p < study.programmes.size(); ++p) {
      without.programmes[p].offer.again_after_taking_part.reset();
      late.programmes[p].offer.again_after_taking_part = study.years;
    }
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
      const auto events = support::named_events(without, arm + a);
      starts += support::named_events(without, arm + a, is_start).size();
      returns += support::named_events(study, arm + a, is_return).size();
      ASSERT_EQ("", support::first_difference(events, support::named_events(late, arm + a)));
    }
  }
  EXPECT_GT(starts, 200U);
  EXPECT_GT(returns, 100U);
}

}  // namespace kavel
