#include "io/read_programme.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "io/stated_figures.hpp"
#include "tests/io/programme_texts.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

Programme whole() {
  return test::study_of(test::study_with("  groups: p/groups.yaml\narms: {a: [groups]}\n")).programmes.at(0);
}

/// An inline programme with this beside its head.
std::vector<std::string> problems_of(const std::string& keys) {
  return test::problems_of(
      test::study_with("  groups: {title: G, source: s, status: assumed, " + keys + "}\narms: {a: [groups]}\n"));
}

TEST(ReadProgramme, TakesItsHeadAndOffer) {
  const Programme programme = whole();
  EXPECT_EQ(programme.name, "groups");
  EXPECT_EQ(programme.title, "Groups");
  EXPECT_EQ(programme.evidence, "two trials");
  EXPECT_EQ(programme.offer.start, 2026);
  EXPECT_EQ(programme.offer.end, 2030);
  EXPECT_EQ(programme.offer.ramp, (std::vector<std::pair<int, double>>{{2026, 0.1}, {2028, 0.5}}));
  EXPECT_EQ(programme.offer.places, 500);
  EXPECT_EQ(programme.offer.priority, Priority::risk);
  EXPECT_EQ(programme.offer.priority_risk.years, 10);
  EXPECT_EQ(programme.offer.again_after, 5);
  EXPECT_EQ(programme.offer.again_after_taking_part, 0);
}

TEST(ReadProgramme, TakesWhoIsEligible) {
  using Kind = Predicate::Kind;
  const Predicate all = whole().eligible;
  EXPECT_EQ(all.kind, Kind::all);
  std::vector<Kind> kinds;
  for (const Predicate& part : all.parts) kinds.push_back(part.kind);
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::age, Kind::sex, Kind::ses, Kind::area, Kind::state, Kind::state, Kind::risk,
                                      Kind::benefit, Kind::any, Kind::none}));
  EXPECT_EQ(all.parts[0].age.from, 18);
  EXPECT_EQ(all.parts[0].age.to, 79);
  EXPECT_EQ(all.parts[1].names, Words{"female"});
  EXPECT_EQ(all.parts[5].attribute, "stroke");
  EXPECT_EQ(all.parts[5].names, (Words{"none", "chronic"}));
  EXPECT_EQ(all.parts[6].risk.of.at(0).attribute, "stroke");
  EXPECT_EQ(all.parts[6].risk.of.at(0).transition, "none>acute");
  EXPECT_EQ(all.parts[6].risk.years, 5);
  EXPECT_EQ(all.parts[6].at_least, 0.1);
  EXPECT_EQ(all.parts[7].benefit.kind, OutcomeKind::effect);
  EXPECT_EQ(all.parts[7].benefit.outcome, "qaly");
  EXPECT_EQ(all.parts[7].benefit.years, 3);
  EXPECT_EQ(all.parts[7].at_least, 0.02);
  ASSERT_EQ(all.parts[8].parts.size(), 2U);
  EXPECT_EQ(all.parts[8].parts[1].kind, Kind::all);
  EXPECT_EQ(all.parts[8].parts[1].parts.at(0).age.from, 60);
  EXPECT_EQ(all.parts[8].parts[1].parts.at(0).age.to, Range::open);
  EXPECT_EQ(all.parts[9].parts.at(0).parts.at(0).age.to, 20);
}

TEST(ReadProgramme, TakesAPriorityByBenefitInPlaceOfAnotherOne) {
  const Study study = test::study_of(test::study_with(
      "  groups: {include: p/groups.yaml, offer: {priority: {saving: {of: cost}}}}\narms: {a: [groups]}\n"));
  const OfferSpec& offer = study.programmes.at(0).offer;
  EXPECT_EQ(offer.priority, Priority::benefit);
  EXPECT_EQ(offer.priority_benefit.kind, OutcomeKind::cost);
  EXPECT_EQ(offer.priority_benefit.outcome, "cost");
  EXPECT_EQ(offer.priority_benefit.years, 10);
}

TEST(ReadProgramme, TakesItsEffects) {
  const Programme programme = whole();
  ASSERT_EQ(programme.hazards.size(), 1U);
  EXPECT_EQ(programme.hazards[0].transitions.at(1).attribute, "vital");
  EXPECT_EQ(programme.hazards[0].ratio.value, 0.8);
  EXPECT_EQ(programme.hazards[0].ratio.interval->high, 0.9);
  EXPECT_EQ(programme.states.at(0).to, "former");
  EXPECT_EQ(programme.states.at(0).probability.value, 0.2);
  EXPECT_EQ(programme.care.at(0).instead, "consult");
  EXPECT_EQ(programme.care.at(0).ratio.value, 0.4);
  EXPECT_EQ(programme.care.at(0).refill.value, 0.5);
  EXPECT_EQ(programme.wellbeing.at(1).measure, "meaning");
  EXPECT_EQ(programme.wellbeing.at(1).effect.provenance.unit, "score");
  EXPECT_EQ(programme.outcomes.at(0).outcome, "cost");
  EXPECT_EQ(programme.outcomes.at(0).a_year.value, 1500);
  EXPECT_EQ(programme.outcomes.at(0).a_year.provenance.unit, "EUR 2023 per year");
  EXPECT_EQ(programme.modifiers.at(0).by_state.at(0).first, "current");
  EXPECT_EQ(programme.response->value, 0.3);
  EXPECT_EQ(programme.waning, (std::vector<double>{0.5, 0.2}));
}

TEST(ReadProgramme, TakesWhoTakesPartForHowLongAtWhatCost) {
  const Programme programme = whole();
  ASSERT_EQ(programme.uptake_by_ses.size(), 1U);
  EXPECT_EQ(programme.uptake_by_ses[0].first, "all");
  EXPECT_EQ(programme.uptake_by_ses[0].second.value, 0.3);
  EXPECT_EQ(programme.lasts->value, 2);
  EXPECT_EQ(programme.dropout->value, 0.3);
  EXPECT_EQ(programme.coverage->value, 0.1);
  ASSERT_TRUE(programme.cost);
  EXPECT_EQ(programme.cost->payer, "");
  EXPECT_EQ(programme.cost->provider, "hospital");
  EXPECT_EQ(programme.cost->sector, "cure");
  EXPECT_EQ(programme.cost->price_year, 2023);
  EXPECT_EQ(programme.cost->set_up->value, 50000);
  EXPECT_EQ(programme.cost->running->provenance.unit, "EUR 2023 per year");
  EXPECT_EQ(programme.cost->per_participant->value, 450);
  EXPECT_EQ(programme.cost->per_year->value, 200);
  EXPECT_EQ(programme.cost->per_session->value, 40);
  EXPECT_EQ(programme.cost->sessions_a_year->value, 12);
}

TEST(ReadProgramme, EveryFigureIsStatedWithItsOrigin) {
  const std::vector<StatedFigure> figures = stated_figures(whole());
  EXPECT_EQ(figures.size(), 22U);
  const auto of = [&](const std::string& what) {
    const auto found = std::find_if(figures.begin(), figures.end(),
                                    [&](const StatedFigure& one) { return one.what == "programmes.groups." + what; });
    return found == figures.end() ? StatedFigure{} : *found;
  };
  EXPECT_EQ(of("uptake.all").provenance.source, "a survey");
  EXPECT_EQ(of("uptake.all").provenance.status, Status::published);
  EXPECT_EQ(of("lasts").provenance.source, "a trial 2020");
  EXPECT_EQ(of("effects.hazard.stroke.none>acute, vital.alive>dead").low, 0.7);
  EXPECT_EQ(of("waning.1").value, 0.2);
  EXPECT_EQ(of("waning.1").provenance.source, "a guess");
  EXPECT_EQ(of("cost.per_year").key, "programmes.groups.cost.per_year");
}

TEST(ReadProgramme, ARampWithoutYearsBeginsWithTheOffer) {
  const Study study = test::study_of(test::study_with(
      "  groups: {title: G, source: s, status: assumed, offer: {ramp: [0.1, 0.2]}, uptake: {value: 0.5, times: 0.5}, "
      "effects: {wellbeing: {utility: {value: 0.5, low: 0.4, high: 0.6, times: 2}}}}\narms: {a: [groups]}\n"));
  const Programme& programme = study.programmes.at(0);
  EXPECT_EQ(programme.offer.start, 2025);
  EXPECT_EQ(programme.offer.ramp, (std::vector<std::pair<int, double>>{{2025, 0.1}, {2026, 0.2}}));
  EXPECT_EQ(programme.eligible.kind, Predicate::Kind::all);
  EXPECT_TRUE(programme.eligible.parts.empty());
  EXPECT_EQ(programme.uptake.value * programme.uptake.times, 0.25);
  EXPECT_EQ(programme.wellbeing.at(0).effect.value, 1);  // single numbers hold their factor
  EXPECT_EQ(programme.wellbeing.at(0).effect.interval->low, 0.8);
}

TEST(ReadProgramme, AStartAfterTheStudyIsNoMistake) {
  EXPECT_EQ(problems_of("uptake: 1, effects: {wellbeing: {utility: 1.1}}, offer: {start: 2100}"), Words{});
}

TEST(ReadProgramme, AnEffectOfAMeasureIsWhatItsScaleSays) {
  EXPECT_EQ(problems_of("uptake: 1, effects: {wellbeing: {utility: 1.1, meaning: -1}}"), Words{});
  EXPECT_EQ(
      problems_of("uptake: 1, effects: {wellbeing: {utility: -1}}"),
      (Words{"s.yaml:7:92: programmes.groups.effects.wellbeing.utility: expected a ratio of at least 0, got -1"}));
  EXPECT_EQ(problems_of("uptake: 1, effects: {wellbeing: {meaning: {value: 1, unit: points}}}"),
            (Words{"s.yaml:7:109: programmes.groups.effects.wellbeing.meaning.unit: expected score, got 'points'"}));
}

}  // namespace
}  // namespace kavel
