// Nothing irrelevant matters: what cannot act on an event does not change it, to the bit.

#include <algorithm>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/named_events.hpp"
#include "tests/support/packs.hpp"
#include "tests/support/random_study.hpp"
#include "tests/support/same_results.hpp"

namespace kavel {

namespace {

constexpr int studies = 60;
const std::string added = "added";

bool is_old(const std::string& transition) { return transition.rfind(added, 0) != 0; }

bool is_discrete(const Study& study) { return study.variants.front().pack.cycles_per_year > 0; }

/// A lively attribute with transitions of its own, by which nothing goes.
AttributeSpec lively_attribute(const Study& study) {
  AttributeSpec spec = support::attribute(added, {"x", "y", "z"});
  const TransitionKind kind = is_discrete(study) ? TransitionKind::probability : TransitionKind::hazard;
  support::transition(spec, "x", "y", 0.7, kind);
  support::transition(spec, "y", "z", 0.4, kind);
  support::transition(spec, "z", "x", 0.9, kind);
  support::transition(spec, "y", "x", 0.2, kind);
  support::transition(spec, "y", "y", 0.3, kind);
  spec.prevalence = {{"y", support::number(0.3)}, {"z", support::number(0.1)}};
  spec.newborn = "z";
  return spec;
}

/// Practices and states that are given order the founders within a stratum, and a delineation goes by area.
void forget_people(Population& population) {
  for (PopulationCell& cell : population.cells) {
    cell.affiliation = 0;
    cell.given = -1;
  }
  population.given.clear();
  population.inside.clear();
}

/// States given person by person stay with their attributes, wherever these now stand; those of new ones are drawn.
void keep_given_states(const Study& study, Study& changed) {
  const std::vector<AttributeSpec>& old = study.variants.front().pack.attributes;
  const std::vector<AttributeSpec>& now = changed.variants.front().pack.attributes;
  for (std::vector<std::int16_t>& kind : changed.population.given) {
    std::vector<std::int16_t> states;
    for (const AttributeSpec& attribute : now) {
      const auto was =
          std::find_if(old.begin(), old.end(), [&](const auto& spec) { return spec.name == attribute.name; });
      states.push_back(was == old.end() ? std::int16_t{-1} : kind[static_cast<std::size_t>(was - old.begin())]);
    }
    kind = states;
  }
}

/// Changes the first variant of every random study and expects all old events to be the same.
template <class Change>
void expect_no_old_event_changes(const Change& change) {
  int changed_studies = 0;
  for (std::uint64_t number = 5000; number < 5000 + studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study study = support::random_study(number);
    study.variants.resize(1);
    Study changed = study;
    if (!change(study, changed)) continue;
    keep_given_states(study, changed);
    ++changed_studies;
    const auto before = support::named_events(study);
    const auto after = support::named_events(changed, 0, is_old);
    ASSERT_EQ("", support::first_difference(before, after));
  }
  EXPECT_GE(changed_studies, studies / 10);
}

Pack& pack_of(Study& study) { return study.variants.front().pack; }

template <class Each>
void each_transition(Pack& pack, const Each& each) {
  for (AttributeSpec& attribute : pack.attributes) {
    for (TransitionSpec& transition : attribute.transitions) each(attribute, transition);
  }
}

/// Baselines of wellbeing may be by SES.
void forget_measures(Pack& pack) {
  pack.wellbeing.clear();
  for (OutcomeSpec& outcome : pack.outcomes) outcome.wellbeing.clear();
}

/// Takes every ratio and gate by this away, so that it does not matter.
void forget(Pack& pack, const std::string& by) {
  each_transition(pack, [&](AttributeSpec&, TransitionSpec& transition) {
    std::erase_if(transition.ratios, [&](const RatioSpec& ratio) { return ratio.by == by; });
    std::erase_if(transition.gates, [&](const GateSpec& one) { return one.attribute == by; });
  });
  if (by == "ses") forget_measures(pack);
}

/// The same of prevalences.
void forget_in_prevalences(Pack& pack, const std::string& by) {
  for (AttributeSpec& attribute : pack.attributes) {
    std::erase_if(attribute.prevalence_ratios, [&](const PrevalenceRatioSpec& ratio) { return ratio.by == by; });
  }
}

bool has_prevalence_ratios(const Pack& pack) {
  return std::any_of(pack.attributes.begin(), pack.attributes.end(),
                     [](const AttributeSpec& attribute) { return !attribute.prevalence_ratios.empty(); });
}

/// Divides every cell in two by SES or area, where all had the same one.
void split_cells(Population& population, int PopulationCell::*part) {
  std::vector<PopulationCell> cells;
  for (const PopulationCell& cell : population.cells) {
    PopulationCell first = cell;
    PopulationCell second = cell;
    first.persons = cell.persons / 3;
    second.persons = cell.persons - first.persons;
    second.*part = 1;
    cells.push_back(second);
    cells.push_back(first);
  }
  population.cells = cells;
}

}  // namespace

TEST(Irrelevant, AnAttributeWithRateRatioOne) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    Pack& pack = pack_of(changed);
    each_transition(pack, [](AttributeSpec&, TransitionSpec& transition) {
      if (transition.kind == TransitionKind::duration) return;
      support::ratio(transition, added, {{"x", 1}, {"y", 1}});
    });
    pack.attributes.insert(pack.attributes.begin(), lively_attribute(changed));
    return true;
  });
}

TEST(Irrelevant, AnAttributeWithOddsRatioOne) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    Pack& pack = pack_of(changed);
    for (AttributeSpec& attribute : pack.attributes) {
      if (attribute.prevalence.empty()) continue;
      PrevalenceRatioSpec ratio;
      ratio.by = added;
      ratio.by_state = {{"x", support::number(1)}, {"z", support::number(1)}};
      attribute.prevalence_ratios.insert(attribute.prevalence_ratios.begin(), ratio);
    }
    pack.attributes.insert(pack.attributes.begin(), lively_attribute(changed));
    return true;
  });
}

TEST(Irrelevant, AnotherConditionWhosePrevalenceDependsOnTheOthers) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    Pack& pack = pack_of(changed);
    AttributeSpec condition = lively_attribute(changed);
    for (const AttributeSpec& attribute : pack.attributes) {
      PrevalenceRatioSpec ratio;
      ratio.by = attribute.name;
      ratio.by_state = {{attribute.states.front(), support::number(2.5)}};
      condition.prevalence_ratios.push_back(ratio);
    }
    if (condition.prevalence_ratios.size() > 4) return false;
    for (TransitionSpec& transition : condition.transitions) transition.normalise = true;
    pack.attributes.push_back(condition);
    return true;
  });
}

TEST(Irrelevant, AMeasureOfWellbeing) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    Pack& pack = pack_of(changed);
    if (pack.wellbeing.size() >= 8) return false;
    WellbeingSpec measure;
    measure.name = added;
    measure.key = added;
    measure.scale = WellbeingScale::add;
    measure.most = 10;
    measure.baseline = support::number(6);
    measure.spread = support::number(2);
    for (const AttributeSpec& attribute : pack.attributes) {
      measure.states.push_back({attribute.name, attribute.states.front(), support::number(-1)});
    }
    pack.wellbeing.insert(pack.wellbeing.begin(), measure);
    return true;
  });
}

TEST(Irrelevant, ADeductible) {
  int changed_studies = 0;
  expect_no_old_event_changes([&](Study&, Study& changed) {
    Pack& pack = pack_of(changed);
    const auto paid = std::find_if(pack.activities.begin(), pack.activities.end(), [](const ActivitySpec& activity) {
      return !activity.payer.empty() && activity.deductible.empty();
    });
    if (paid == pack.activities.end()) return false;
    DeductibleSpec deductible;
    deductible.name = added;
    deductible.key = added;
    deductible.payer = "household";
    deductible.amount = support::number(385);
    SpreadSpec spread;
    spread.name = added;
    spread.key = added;
    spread.variation = support::number(2);
    paid->deductible = added;
    paid->spread = added;
    pack.spreads.insert(pack.spreads.begin(), spread);
    pack.deductibles.insert(pack.deductibles.begin(), deductible);
    ++changed_studies;
    return true;
  });
  EXPECT_GT(changed_studies, 5);
}

TEST(Irrelevant, AnAttributeAndAnotherMeasureToWellbeing) {
  int changed_studies = 0;
  for (std::uint64_t number = 6000; number < 6040; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study study = support::random_study(number);
    const std::size_t measures = study.variants.front().pack.wellbeing.size();
    if (measures == 0 || measures >= 8) continue;
    ++changed_studies;
    Study changed = study;
    for (Variant& variant : changed.variants) {
      variant.pack.attributes.insert(variant.pack.attributes.begin(), lively_attribute(changed));
      for (WellbeingSpec& measure : variant.pack.wellbeing) {
        const double neutral = measure.scale == WellbeingScale::multiply ? 1 : 0;
        measure.states.push_back({added, "y", support::number(neutral)});
      }
      WellbeingSpec another;
      another.name = added;
      another.baseline = support::number(0.5);
      another.states = {{added, "z", support::number(0.5)}};
      variant.pack.wellbeing.push_back(another);
    }
    keep_given_states(study, changed);
    const VariantResults before = run(study, {}).variants.front();
    const VariantResults after = run(changed, {}).variants.front();
    const std::size_t cells = before.wellbeing_by_group.values.values.size() / measures;
    for (std::size_t i = 0; i < cells * measures; ++i) {
      const std::size_t same = i / measures * (measures + 1) + i % measures;
      ASSERT_EQ(before.wellbeing_by_group.values.values[i], after.wellbeing_by_group.values.values[same]);
      ASSERT_EQ(before.wellbeing_by_group.measured.values[i], after.wellbeing_by_group.measured.values[same]);
    }
  }
  EXPECT_GE(changed_studies, 5);
}

TEST(Irrelevant, AnotherCondition) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    Pack& pack = pack_of(changed);
    AttributeSpec condition = lively_attribute(changed);
    for (TransitionSpec& transition : condition.transitions) {
      support::ratio(transition, pack.attributes.front().name, {{pack.attributes.front().states.front(), 3}});
      transition.normalise = true;
    }
    pack.attributes.insert(pack.attributes.begin() + 1, condition);
    return true;
  });
}

TEST(Irrelevant, ConditionsThatFillAnotherGroupOfLanes) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    for (int i = 0; i < 5; ++i) {
      AttributeSpec condition = lively_attribute(changed);
      condition.name += std::to_string(i);
      pack_of(changed).attributes.insert(pack_of(changed).attributes.begin(), condition);
    }
    return true;
  });
}

TEST(Irrelevant, ATransitionThatNeverHappens) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    for (AttributeSpec& attribute : pack_of(changed).attributes) {
      const std::string& from = attribute.states.front();
      TransitionSpec& never = support::transition(attribute, from, attribute.states.back(), 0);
      never.name += "/never";
    }
    return true;
  });
}

TEST(Irrelevant, AGateThatIsAlwaysOpen) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    if (is_discrete(changed)) return false;  // there a gate also says with whom a probability competes
    each_transition(pack_of(changed), [](AttributeSpec&, TransitionSpec& transition) {
      if (transition.kind != TransitionKind::duration) support::gate(transition, added, {"x", "y", "z"});
    });
    pack_of(changed).attributes.push_back(lively_attribute(changed));
    return true;
  });
}

TEST(Irrelevant, Payoffs) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    Pack& pack = pack_of(changed);
    OutcomeSpec outcome = support::outcome(added, OutcomeKind::cost, 0.03);
    if (is_discrete(changed)) outcome.counting = Counting::half_cycle;
    each_transition(pack, [&](AttributeSpec& attribute, TransitionSpec& transition) {
      support::pays(outcome, attribute.name, transition.from, 12.5);
      support::pays_once(outcome, attribute.name, transition.name, 1000);
    });
    pack.outcomes.insert(pack.outcomes.begin(), outcome);
    return true;
  });
}

TEST(Irrelevant, AStratumBySes) {
  expect_no_old_event_changes([](Study& study, Study& changed) {
    if (study.population.ses_groups.size() > 1) return false;
    for (Study* one : {&study, &changed}) {
      forget(pack_of(*one), "ses");
      forget_in_prevalences(pack_of(*one), "ses");
      pack_of(*one).reference_ses.reset();
      forget_people(one->population);
      pack_of(*one).arrivals.clear();  // their numbers and names go by group
    }
    changed.population.ses_groups = {"low", "high"};
    split_cells(changed.population, &PopulationCell::ses);
    return true;
  });
}

TEST(Irrelevant, AStratumByArea) {
  expect_no_old_event_changes([](Study& study, Study& changed) {
    if (study.population.areas.size() > 1 || study.population.ses_groups.size() > 1) return false;
    for (Study* one : {&study, &changed}) {
      forget(pack_of(*one), "area");
      forget_people(one->population);
      pack_of(*one).arrivals.clear();  // their numbers and names go by area
      one->region = {};                // knows areas by name
    }
    changed.population.areas = {"north", "south"};
    split_cells(changed.population, &PopulationCell::area);
    return true;
  });
}

TEST(Irrelevant, AGroupWithoutPersons) {
  expect_no_old_event_changes([](Study& study, Study& changed) {
    for (Study* one : {&study, &changed}) {  // a table by group would have to name the new one
      forget_measures(pack_of(*one));
      each_transition(pack_of(*one), [](AttributeSpec&, TransitionSpec& transition) {
        std::erase_if(transition.ratios,
                      [](const RatioSpec& ratio) { return ratio.table && (ratio.by == "ses" || ratio.by == "area"); });
      });
      for (AttributeSpec& attribute : pack_of(*one).attributes) {
        std::erase_if(attribute.prevalence_ratios,
                      [](const PrevalenceRatioSpec& ratio) { return ratio.table && ratio.by == "ses"; });
      }
      pack_of(*one).reference_ses.reset();
      forget_people(one->population);
      pack_of(*one).arrivals.clear();  // their numbers and names go by group
    }
    changed.population.ses_groups.push_back("nobody");
    changed.population.areas.push_back("nowhere");
    return true;
  });
}

TEST(Irrelevant, TheOrderOfAttributes) {
  expect_no_old_event_changes([](Study&, Study& changed) {
    if (has_prevalence_ratios(pack_of(changed))) return false;  // there it says what depends on what
    std::reverse(pack_of(changed).attributes.begin(), pack_of(changed).attributes.end());
    return true;
  });
}

TEST(Irrelevant, AnotherVariant) {
  for (std::uint64_t number = 5000; number < 5000 + studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study study = support::random_study(number);
    study.variants.resize(1);
    Study more = study;
    Variant other = more.variants.front();
    other.name = "other";
    each_transition(other.pack, [](AttributeSpec&, TransitionSpec& transition) {
      if (transition.kind == TransitionKind::hazard) transition.figure.times *= 0.6;
    });
    more.variants.push_back(other);
    ASSERT_EQ("", support::first_difference(support::named_events(study), support::named_events(more)));
    Results with = run(more, {});
    with.variants.resize(1);
    const Results without = run(study, {});
    with.person_years = without.person_years;
    ASSERT_TRUE(support::same_results(without, with));
  }
}

TEST(Irrelevant, HowThePopulationIsWritten) {
  for (std::uint64_t number = 5000; number < 5000 + studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    const Study study = support::random_study(number);
    Study rewritten = study;
    std::reverse(rewritten.population.cells.begin(), rewritten.population.cells.end());
    split_cells(rewritten.population, &PopulationCell::ses);  // two cells of one kind are one
    for (std::size_t i = 0; i < rewritten.population.cells.size(); ++i) {
      rewritten.population.cells[i].ses = study.population.cells[study.population.cells.size() - 1 - i / 2].ses;
    }
    ASSERT_TRUE(support::same_results(run(study, {}), run(rewritten, {})));
  }
}

}  // namespace kavel
