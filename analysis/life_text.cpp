#include "analysis/life_text.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "programme/names.hpp"
#include "analysis/number_text.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

constexpr int before_event = 19;  ///< of a line: day and age
constexpr int widest_line = 100;
constexpr int most_decimals = 2;

int decimals_of(double amount) { return std::abs(amount) < 100 ? most_decimals : 0; }

const char* person_word(Sex sex, int age) {
  if (age < 18) return sex == Sex::female ? "girl" : "boy";
  return sex == Sex::female ? "woman" : "man";
}

const char* pronoun(Sex sex) { return sex == Sex::female ? "she" : "he"; }

/// What happens, on as many lines as it takes.
std::string line_of(const std::string& date, int age, const std::string& event) {
  std::string line = fmt::format("  {}  {:>3}", date, age);
  std::string text;
  for (const std::string& part : wrapped(event, widest_line - before_event)) {
    text += left_aligned(line, before_event) + part + "\n";
    line.clear();
  }
  return text;
}

/// `: obese, smoking current`, where there is anything to tell.
std::string with_states(const std::vector<NamedState>& states, const LifeTeller& teller) {
  const std::string text = remarkable_text(states, teller);
  return text.empty() ? "" : ": " + text;
}

std::string beginning_text(const LifeStory& story, const LifeTeller& teller) {
  const char* how = story.begins == LifeStory::Begins::start   ? "is here when the study starts"
                    : story.begins == LifeStory::Begins::birth ? "is born"
                                                               : "arrives";
  return line_of(text_of(story.begins_date), story.begins_age, how + with_states(story.begins_states, teller));
}

std::string ending_text(const LifeStory& story, const LifeTeller& teller, const LifeSetting& setting) {
  if (story.ends != Role::change) return {};
  const LifeYear& last = story.account.years.back();
  const int age = story.begins == LifeStory::Begins::birth
                      ? static_cast<int>(story.years_lived)
                      : story.begins_age + last.year_index + 1 - (story.begins_date.year - setting.start);
  const std::vector<NamedState>& states =
      story.happenings.empty() ? story.begins_states : story.happenings.back().states;
  return line_of(text_of({setting.start + last.year_index, 12, 31}), age - (story.exact_ages ? 0 : 1),
                 "is still here when the study ends" + with_states(states, teller));
}

/// Each event says what it changes; what else someone is in stands at the beginning and at the end.
std::string events_text(const std::vector<Happening>& happenings, std::size_t first, const LifeTeller& teller) {
  std::string text;
  for (std::size_t i = first; i < happenings.size(); ++i) {
    const Happening& event = happenings[i];
    text += line_of(text_of(event.date), event.age, happening_text(event, teller.labels()));
  }
  return text;
}

std::string years_text(double years) { return fixed(years, 1) + (std::abs(years - 1) < 0.05 ? " year" : " years"); }

std::string time_text(const LifeStory& story, const LifeTeller& teller) {
  std::string text = "Lived " + years_text(story.years_lived) + " in the study";
  std::string spent;
  for (const YearsInState& time : story.time_spent) {
    if (!teller.is_remarkable({time.attribute, time.state})) continue;
    spent += (spent.empty() ? "; of these " : ", ") +
             fmt::format("{} {}", fixed(time.years, 1), teller.labels().in_text(time.attribute, time.state));
  }
  std::string lines;
  for (const std::string& line : wrapped(text + spent + ".", widest_line)) lines += line + "\n";
  return lines;
}

std::string account_text(const LifeStory& story, const LifeSetting& setting) {
  if (setting.outcomes.empty()) return {};
  std::vector<std::string> headings;
  for (std::size_t o = 0; o < setting.outcomes.size(); ++o) {
    headings.push_back(setting.outcomes[o] + ", " + setting.units[o]);
  }
  TextTable table("By year, undiscounted", headings);
  const auto cells = [](const std::vector<double>& values) {
    std::vector<TextCell> row;
    for (const double value : values) row.push_back({fixed(value, decimals_of(value)), ""});
    return row;
  };
  for (const LifeYear& year : story.account.years) {
    const std::string part = year.lived < 1 ? fmt::format(" ({} of the year)", fixed(year.lived, 2)) : "";
    table.add(fmt::format("{}{}", setting.start + year.year_index, part), cells(year.outcomes));
  }
  table.add("in all", cells(story.account.outcomes));
  return fmt::format("\n{}", table.text());
}

const std::string& title_of(const Party& party) { return party.title.empty() ? party.name : party.title; }

/// What care cost, by year and who pays; in the last column what nobody pays, if there is such care.
std::string payers_text(const LifeStory& story, const LifeSetting& setting) {
  const Care& care = setting.care;
  if (care.activities.empty()) return {};
  const bool unpaid = std::any_of(care.activities.begin(), care.activities.end(),
                                  [](const Activity& activity) { return activity.payer < 0; });
  std::vector<std::string> headings;
  for (const Party& payer : care.payers) headings.push_back(title_of(payer));
  if (unpaid) headings.emplace_back("nobody");
  TextTable table(fmt::format("Care by who pays, EUR in prices of {}", setting.start), headings);
  const auto cells = [&](const std::vector<double>& paid) {
    std::vector<TextCell> row;
    for (std::size_t i = 0; i < headings.size(); ++i) row.push_back({fixed(paid[i], 0), ""});
    return row;
  };
  std::vector<double> all(care.payers.size() + 1, 0.0);
  for (const LifeYear& year : story.account.years) {
    const std::vector<double> paid = paid_by(year, care, setting.deductibles);
    std::transform(all.begin(), all.end(), paid.begin(), all.begin(), std::plus<>());
    table.add(std::to_string(setting.start + year.year_index), cells(paid));
  }
  table.add("in all", cells(all));
  const std::string note =
      setting.deductibles.empty() ? "" : "What is paid under a deductible counts for who pays it.\n";
  return fmt::format("\n{}{}", table.text(), note);
}

/// What they pay of it themselves: care is booked as expected of them, so what is drawn stands beside it.
std::string own_text(const LifeStory& story, const LifeSetting& setting, std::size_t deductible) {
  const Deductible& of = setting.deductibles[deductible];
  const auto party = [&](int payer) { return title_of(setting.care.payers[static_cast<std::size_t>(payer)]); };
  TextTable table(fmt::format("Care under {}, EUR of the year", of.name),
                  {"expected", "spent, as drawn", "paid by " + party(of.payer)});
  OwnPayment all;
  const auto cells = [](const OwnPayment& payment) {
    return std::vector<TextCell>{
        {fixed(payment.expected, 0), ""}, {fixed(payment.spent, 0), ""}, {fixed(payment.paid, 0), ""}};
  };
  for (const LifeYear& year : story.account.years) {
    const OwnPayment& payment = year.own[deductible];
    table.add(std::to_string(setting.start + year.year_index), cells(payment));
    all = {all.expected + payment.expected, all.spent + payment.spent, all.paid + payment.paid};
  }
  table.add("in all", cells(all));
  return fmt::format("\n{}", table.text());
}

/// Deductibles that ever applied.
std::string own_text(const LifeStory& story, const LifeSetting& setting) {
  std::string text;
  for (std::size_t d = 0; d < setting.deductibles.size(); ++d) {
    const bool applied = std::any_of(story.account.years.begin(), story.account.years.end(),
                                     [&](const LifeYear& year) { return year.own[d].expected > 0; });
    if (applied) text += own_text(story, setting, d);
  }
  return text;
}

/// What care it was over the whole life, the dearest first.
std::string care_text(const LifeStory& story, const LifeSetting& setting) {
  std::vector<std::size_t> order;
  for (std::size_t a = 0; a < story.account.cost.size(); ++a) {
    if (story.account.volumes[a] != 0) order.push_back(a);
  }
  if (order.empty()) return {};
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return story.account.cost[a] > story.account.cost[b]; });
  TextTable table("Care in all", {"volume", "EUR"});
  for (const std::size_t a : order) {
    const Activity& activity = setting.care.activities[a];
    const std::string& name = activity.title.empty() ? activity.name : activity.title;
    const double volume = story.account.volumes[a];
    table.add(fmt::format("{}, {}", name, activity.unit),
              {{fixed(volume, decimals_of(volume)), ""}, {fixed(story.account.cost[a], 0), ""}});
  }
  return fmt::format("\n{}", table.text()) + filled_again_note(story.account, setting.care);
}

/// `starts`, `course ends`: what happens to someone in a programme.
std::string in_programme(const Happening& event) {
  if (is_taking_part(event.to)) return event.from == state_outside ? "starts" : "starts again";
  if (is_taking_part(event.from)) return event.cause.empty() ? "course ends" : "drops out";
  if (event.to == state_ended) return "nothing is left of it";
  return Labels::in_programme(event.to);
}

bool same_event(const Happening& a, const Happening& b) {
  return a.at == b.at && a.attribute == b.attribute && a.from == b.from && a.to == b.to && a.cause == b.cause;
}

}  // namespace

std::string who_text(const LifeStory& story, const LifeSetting& setting) {
  const bool born = story.begins == LifeStory::Begins::birth;
  std::string text = fmt::format("A {}, born ", person_word(story.sex, born ? 0 : story.begins_age));
  text += story.birth_date ? "on " + text_of(*story.birth_date) : fmt::format("in {}", story.birth_year);
  if (story.mother) text += fmt::format(" of person {}", story.mother->value);
  if (!setting.one_area) text += ", living in " + story.area;
  if (!setting.one_ses) text += ", socio-economic group " + story.ses;
  text += ".\n";
  if (!story.exact_ages) {
    text += fmt::format("The model knows the year {} was born, not the day: ages are those on 1 January.\n",
                        pronoun(story.sex));
  }
  return text;
}

std::string filled_again_note(const LifeAccount& account, const Care& care) {
  const std::string prefix = activity_of_refill("");
  for (std::size_t a = 0; a < care.activities.size(); ++a) {
    if (account.volumes[a] == 0 || !care.activities[a].name.starts_with(prefix)) continue;
    return "Filled again: capacity this person freed, used by others; what it costs stands in this account.\n";
  }
  return {};
}

std::string remarkable_text(const std::vector<NamedState>& states, const LifeTeller& teller) {
  std::string text;
  for (const NamedState& state : states) {
    if (!teller.is_remarkable(state)) continue;
    text += (text.empty() ? "" : ", ") + teller.labels().in_text(state.first, state.second);
  }
  return text;
}

std::string happening_text(const Happening& event, const Labels& labels) {
  if (is_of_programme(event.attribute))
    return labels.programme(event.attribute.substr(programme_prefix.size())) + ": " + in_programme(event);
  const std::string attribute = spaced(event.attribute);
  const std::string to = labels.state_alone(event.attribute, event.to);
  const std::string cause = event.cause.empty() ? "" : " (" + event.cause + ")";
  switch (event.role) {
    case Role::birth:
      if (!event.child) return "gives birth";
      return fmt::format("gives birth to a {}, person {}", person_word(event.child_sex, 0), event.child->value);
    case Role::death:
      return "dies" + cause;
    case Role::departure:
      return "leaves: " + attribute + " " + to + cause;
    case Role::change:
      break;
  }
  if (event.from == event.to) return attribute + ": " + to + " again" + cause;
  return attribute + ": " + labels.state_alone(event.attribute, event.from) + " → " + to + cause;
}

std::string costs_note(const LifeSetting& setting) {
  if (!setting.has_cost) return {};
  std::string text =
      "\nCosts are the average for people of this sex, age and health, not this person's own invoices.\n";
  if (!setting.deductibles.empty())
    text +=
        "What they spend under a deductible is drawn around that average: nothing for some, whatever happens in the "
        "year.\n";
  return text;
}

std::string life_text(const LifeStory& story, const LifeTeller& teller, const LifeSetting& setting) {
  std::string text = fmt::format("Person {} in \"{}\"{}\n", story.person.value, setting.title,
                                 setting.one_arm ? "" : ", arm " + story.arm);
  text += who_text(story, setting) + "\n";
  text += "  day         age  what happens\n";
  text +=
      beginning_text(story, teller) + events_text(story.happenings, 0, teller) + ending_text(story, teller, setting);
  text += "\n" + time_text(story, teller) + payers_text(story, setting) + own_text(story, setting) +
          care_text(story, setting) + account_text(story, setting) + costs_note(setting);
  return text;
}

std::string difference_text(const LifeStory& story, const LifeStory& other, const LifeTeller& teller,
                            const LifeSetting& setting) {
  std::size_t first = 0;
  const std::size_t shared = std::min(story.happenings.size(), other.happenings.size());
  while (first < shared && same_event(story.happenings[first], other.happenings[first])) ++first;
  std::string text = fmt::format("\nUnder {} ", other.arm);
  const bool same_events = first == story.happenings.size() && first == other.happenings.size();
  if (same_events) {
    text += "the same happens.\n";
  } else {
    text += first == 0 ? "it goes differently from the start:\n"
                       : fmt::format("the same happens up to {}; then:\n", text_of(story.happenings[first - 1].date));
    text += events_text(other.happenings, first, teller) + ending_text(other, teller, setting);
  }
  std::vector<std::string> differences;
  for (std::size_t o = 0; o < setting.outcomes.size(); ++o) {
    const double more = other.account.outcomes[o] - story.account.outcomes[o];
    if (std::abs(more) < 0.005) continue;
    differences.push_back(fmt::format("{} {}{} {}", setting.outcomes[o], more > 0 ? "+" : "",
                                      fixed(more, decimals_of(more)), setting.units[o]));
  }
  if (!differences.empty()) text += fmt::format("  Against {}: {}\n", story.arm, fmt::join(differences, ", "));
  return text;
}

}  // namespace kavel
