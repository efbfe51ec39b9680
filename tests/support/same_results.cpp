#include "tests/support/same_results.hpp"

#include <bit>
#include <cstdint>
#include <sstream>

namespace kavel::support {

namespace {

bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }
template <class Value>
bool same(const Value& a, const Value& b) {
  return a == b;
}

/// Collects the first few differences.
class Differences {
 public:
  template <class Value>
  void compare(const std::string& what, const Value& expected, const Value& got) {
    if (same(expected, got)) return;
    tell(what, expected, got);
  }

  template <class Value>
  void compare(const std::string& what, const std::vector<Value>& expected, const std::vector<Value>& got) {
    compare(what + " (size)", expected.size(), got.size());
    if (expected.size() != got.size()) return;
    for (std::size_t i = 0; i < expected.size(); ++i)
      compare(what + '[' + std::to_string(i) + ']', expected[i], got[i]);
  }

  template <class Value>
  void compare(const std::string& what, const Array<Value>& expected, const Array<Value>& got) {
    compare(what + " shape", expected.shape, got.shape);
    compare(what, expected.values, got.values);
  }

  void compare(const std::string& what, const Trajectories& expected, const Trajectories& got) {
    compare(what + ".person_years", expected.person_years, got.person_years);
    compare(what + ".events", expected.events, got.events);
    compare(what + ".outcomes", expected.outcomes, got.outcomes);
    compare(what + ".deductibles", expected.deductibles, got.deductibles);
    compare(what + ".volumes", expected.volumes, got.volumes);
  }

  void compare(const std::string& what, const WellbeingTrajectories& expected, const WellbeingTrajectories& got) {
    compare(what + ".measured", expected.measured, got.measured);
    compare(what + ".values", expected.values, got.values);
  }

  void compare(const std::string& what, const Total& expected, const Total& got) {
    compare(what + ".sum", expected.sum, got.sum);
    compare(what + ".mean", expected.mean, got.mean);
    compare(what + ".standard_error", expected.standard_error, got.standard_error);
    compare(what + ".difference", expected.difference, got.difference);
    compare(what + ".difference_standard_error", expected.difference_standard_error, got.difference_standard_error);
    compare(what + ".difference_covariances", expected.difference_covariances, got.difference_covariances);
  }

  void compare(const std::string& what, const StratumDifferences& expected, const StratumDifferences& got) {
    compare(what + ".lineages", expected.lineages, got.lineages);
    compare(what + ".difference", expected.difference, got.difference);
    compare(what + ".standard_error", expected.standard_error, got.standard_error);
  }

  void compare(const std::string& what, const VariantResults& expected, const VariantResults& got) {
    compare(what + ".differences_by_stratum", expected.differences_by_stratum, got.differences_by_stratum);
    compare(what + ".differences_by_area", expected.differences_by_area, got.differences_by_area);
    compare(what + ".name", expected.name, got.name);
    compare(what + ".alive", expected.alive, got.alive);
    compare(what + ".deaths", expected.deaths, got.deaths);
    compare(what + ".start", expected.conservation.start, got.conservation.start);
    compare(what + ".births", expected.conservation.births, got.conservation.births);
    compare(what + ".arrivals", expected.conservation.arrivals, got.conservation.arrivals);
    compare(what + ".dead", expected.conservation.deaths, got.conservation.deaths);
    compare(what + ".departures", expected.conservation.departures, got.conservation.departures);
    compare(what + ".end", expected.conservation.end, got.conservation.end);
    compare(what + ".by_sex_age_ses", expected.by_sex_age_ses, got.by_sex_age_ses);
    compare(what + ".by_area", expected.by_area, got.by_area);
    compare(what + ".by_delineation", expected.by_delineation, got.by_delineation);
    compare(what + ".by_group", expected.by_group, got.by_group);
    compare(what + ".by_cross", expected.by_cross, got.by_cross);
    compare(what + ".wellbeing_by_sex_age_ses", expected.wellbeing_by_sex_age_ses, got.wellbeing_by_sex_age_ses);
    compare(what + ".wellbeing_by_area", expected.wellbeing_by_area, got.wellbeing_by_area);
    compare(what + ".wellbeing_by_delineation", expected.wellbeing_by_delineation, got.wellbeing_by_delineation);
    compare(what + ".wellbeing_by_group", expected.wellbeing_by_group, got.wellbeing_by_group);
    compare(what + ".people.person_years", expected.people.person_years, got.people.person_years);
    compare(what + ".people.first", expected.people.first, got.people.first);
    compare(what + ".people.adults", expected.people.adults, got.people.adults);
    compare(what + ".people.by_side", expected.people.by_side, got.people.by_side);
    compare(what + ".wellbeing_by_cross", expected.wellbeing_by_cross, got.wellbeing_by_cross);
    compare(what + ".totals", expected.totals, got.totals);
    compare(what + ".prices.nominal", expected.prices.nominal, got.prices.nominal);
    compare(what + ".prices.real", expected.prices.real, got.prices.real);
    compare(what + ".used", expected.used, got.used);
    compare(what + ".turned_away", expected.turned_away, got.turned_away);
  }

  testing::AssertionResult result() const {
    if (count_ == 0) return testing::AssertionSuccess();
    return testing::AssertionFailure() << count_ << " differences:\n" << text_.str();
  }

 private:
  template <class Value>
  void tell(const std::string& what, const Value& expected, const Value& got) {
    if (++count_ > 8) return;
    text_.precision(17);
    text_ << "  " << what << ": expected " << expected << ", got " << got << '\n';
  }
  void tell(const std::string& what, Role expected, Role got) {
    tell(what, static_cast<int>(expected), static_cast<int>(got));
  }
  void tell(const std::string& what, const MeasureName& expected, const MeasureName& got) {
    tell(what, expected.name, got.name);
  }
  void tell(const std::string& what, OutcomeKind expected, OutcomeKind got) {
    tell(what, static_cast<int>(expected), static_cast<int>(got));
  }

  int count_ = 0;
  std::ostringstream text_{};
};

std::string words_of(const Event& event) {
  std::ostringstream text;
  text << "person " << event.person.value << ", year " << event.year_index << ", tick " << event.tick << ", lane "
       << event.lane;
  return text.str();
}

}  // namespace

testing::AssertionResult same_results(const Results& expected, const Results& got) {
  Differences differences;
  differences.compare("years", expected.years, got.years);
  differences.compare("age_groups", expected.age_groups, got.age_groups);
  differences.compare("ses_groups", expected.ses_groups, got.ses_groups);
  differences.compare("areas", expected.areas, got.areas);
  differences.compare("delineation", expected.delineation, got.delineation);
  differences.compare("states", expected.states, got.states);
  differences.compare("transitions", expected.transitions, got.transitions);
  differences.compare("roles", expected.roles, got.roles);
  differences.compare("outcomes", expected.outcomes, got.outcomes);
  differences.compare("outcome_units", expected.outcome_units, got.outcome_units);
  differences.compare("outcome_kinds", expected.outcome_kinds, got.outcome_kinds);
  differences.compare("measures", expected.measures, got.measures);
  differences.compare("founders", expected.founders, got.founders);
  differences.compare("person_years", expected.person_years, got.person_years);
  differences.compare("variants", expected.variants, got.variants);
  return differences.result();
}

Results without_cross(Results results) {
  for (VariantResults& variant : results.variants) {
    variant.by_cross = {};
    variant.wellbeing_by_cross = {};
  }
  return results;
}

testing::AssertionResult same_trace(const Trace& expected, const Trace& got) {
  for (std::size_t i = 0; i < std::max(expected.size(), got.size()); ++i) {
    if (i < expected.size() && i < got.size() && expected[i] == got[i]) continue;
    return testing::AssertionFailure() << "event " << i << " of " << expected.size() << ": expected "
                                       << (i < expected.size() ? words_of(expected[i]) : "no more") << ", got "
                                       << (i < got.size() ? words_of(got[i]) : "no more") << " (of " << got.size()
                                       << ')';
  }
  return testing::AssertionSuccess();
}

}  // namespace kavel::support
