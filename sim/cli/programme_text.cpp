#include "cli/programme_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "io/text.hpp"
#include "analysis/number_text.hpp"
#include "analysis/units_table.hpp"

namespace kavel {

namespace {

using Kind = Predicate::Kind;

constexpr int widest_line = 100;

std::string in_words(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string or_list(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, " or ")); }

std::string age_text(const Range& age) {
  if (age.to >= oldest_age) return fmt::format("age {} and over", age.from);
  if (age.from == age.to) return fmt::format("age {}", age.from);
  return fmt::format("age {} to {}", age.from, age.to);
}

std::string years_text(int years) { return years == 1 ? "a year" : std::to_string(years) + " years"; }

std::string risk_text(const RiskSpec& risk) {
  std::vector<std::string> names;
  for (const NamedTransition& one : risk.of) names.push_back(in_words(one.attribute + ' ' + one.transition));
  return fmt::format("risk of {} within {}", or_list(names), years_text(risk.years));
}

std::string benefit_text(const BenefitSpec& benefit) {
  return fmt::format("predicted {} in {} within {}", benefit.kind == OutcomeKind::cost ? "saving" : "gain",
                     in_words(benefit.outcome), years_text(benefit.years));
}

std::string parts_text(const Predicate& condition, const std::string& between) {
  std::string text;
  for (const Predicate& part : condition.parts) {
    const bool several = part.parts.size() > 1;
    const std::string words = condition_text(part);
    text += (text.empty() ? "" : between) + (several && condition.parts.size() > 1 ? "(" + words + ")" : words);
  }
  return text;
}

bool is_bounded(const OfferSpec& offer) { return offer.places || !offer.draws_on.empty(); }

std::string offer_text(const OfferSpec& offer) {
  std::string text = fmt::format("offered from {}", offer.start);
  if (offer.end) text += fmt::format(" to {}", *offer.end);
  for (std::size_t i = 0; i < offer.ramp.size(); ++i) {
    text += fmt::format("{}{} % ", i == 0 ? ", to " : ", ", shown(100 * offer.ramp[i].second));
    text += i == 0 ? "of them" : fmt::format("from {}", offer.ramp[i].first);
  }
  if (offer.places) text += fmt::format("; at most {} start in a year", whole(*offer.places));
  if (is_bounded(offer) && offer.priority == Priority::risk)
    text += ", the highest " + risk_text(offer.priority_risk) + " first";
  if (is_bounded(offer) && offer.priority == Priority::benefit)
    text += ", the largest " + benefit_text(offer.priority_benefit) + " first";
  for (const DrawSpec& draw : offer.draws_on)
    text +=
        fmt::format("; each uses {} {} of {}", shown(draw.a_year.value), draw.a_year.provenance.unit, draw.capacity);
  if (offer.again_after) text += "; who refused is asked again after " + years_text(*offer.again_after);
  if (const auto years = offer.again_after_taking_part) {
    text += "; who took part is offered it again ";
    text += *years == 0 ? "on the next 1 January" : years_text(*years) + " after that ended";
  }
  return text;
}

std::string cost_text(const ProgrammeCostSpec& cost) {
  return fmt::format("delivered by {}, {}, at prices of {}, growing beyond prices as sector {} does", cost.provider,
                     cost.payer.empty() ? "paid by nobody" : "paid by " + cost.payer, cost.price_year, cost.sector);
}

/// An activity by its title, and in what it is counted.
std::pair<std::string, std::string> said_and_unit(const std::string& name, const Pack& pack) {
  for (const ActivitySpec& activity : pack.activities) {
    if (activity.name == name) return {activity.title.empty() ? in_words(name) : activity.title, activity.unit};
  }
  return {in_words(name), "unit"};
}

/// `10.25 hours of District nursing`
std::string amount_text(double amount, const std::string& unit, const std::string& what) {
  if (is_money(unit)) return fmt::format("EUR {:.4g} of {}", amount, what);
  return fmt::format("{:.4g} {}{} of {}", amount, unit, amount == 1 ? "" : "s", what);
}

std::string refill_text(double share) {
  if (share == 0) return "nothing of what is freed is filled again";
  if (share == 1) return "all that is freed is filled again";
  if (share == 0.5) return "half of what is freed is filled again";
  return fmt::format("{:.4g} % of what is freed is filled again", 100 * share);
}

/// `In-patient days -30 %; for each, 10.25 hours of District nursing; half of what is freed is filled again`
std::string care_text(const CareEffect& effect, const Pack& pack) {
  const auto [dropped, unit] = said_and_unit(effect.activity, pack);
  if (effect.share.value == 0) return dropped + " as before: no share of it is taken to be dropped";
  std::string text = fmt::format("{} -{:.4g} %", dropped, 100 * effect.share.value);
  if (effect.instead) {
    const auto [instead, unit_instead] = said_and_unit(*effect.instead, pack);
    const std::string same = "it in another place, under the same contract";
    text += is_money(unit) ? "; for each EUR, " : fmt::format("; for each {}, ", unit);
    text += amount_text(effect.ratio.value, unit_instead, *effect.instead == effect.activity ? same : instead);
  } else {
    text += "; nothing instead";
  }
  return text + "; " + refill_text(effect.refill.value);
}

}  // namespace

std::string condition_text(const Predicate& condition) {
  switch (condition.kind) {
    case Kind::all:
      return condition.parts.empty() ? "everyone" : parts_text(condition, "; ");
    case Kind::any:
      return parts_text(condition, ", or ");
    case Kind::none:
      return "not " + parts_text(condition, ", nor ");
    case Kind::age:
      return age_text(condition.age);
    case Kind::sex:
      return or_list(condition.names);
    case Kind::ses:
      return "SES " + or_list(condition.names);
    case Kind::area:
      return "living in " + or_list(condition.names);
    case Kind::delineated:
      return "inside the delineation";
    case Kind::state:
      return in_words(condition.attribute + ' ' + or_list(condition.names));
    case Kind::risk:
      return fmt::format("{} at least {} %", risk_text(condition.risk), shown(100 * condition.at_least));
    case Kind::benefit:
      return fmt::format("{} at least {}", benefit_text(condition.benefit), shown(condition.at_least));
  }
  return "";
}

std::string programme_text(const Programme& programme, const Pack& pack) {
  std::string text = fmt::format("Programme {}: {}\n", programme.name, programme.title);
  const auto add = [&text](const std::string& words) {
    std::string before = "  · ";
    for (const std::string& line : wrapped(words, widest_line - width_of(before))) {
      text += before + line + "\n";
      before = "    ";
    }
  };
  if (!programme.evidence.empty()) add("evidence: " + programme.evidence);
  add("for: " + condition_text(programme.eligible));
  add(offer_text(programme.offer));
  for (const CareEffect& effect : programme.care) add("care: " + care_text(effect, pack));
  if (programme.cost) add(cost_text(*programme.cost));
  return text;
}

}  // namespace kavel
