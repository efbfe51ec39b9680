#include "analysis/side_by_side.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "analysis/number_text.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

constexpr int widest_event = 39;  ///< of two columns beside day and age

int decimals_of(double amount) { return std::abs(amount) < 100 ? 2 : 0; }

bool same_event(const Happening& a, const Happening& b) {
  return a.at == b.at && a.attribute == b.attribute && a.from == b.from && a.to == b.to && a.cause == b.cause;
}

/// Something that happens in one of the lives only.
struct Difference {
  const Happening* event = nullptr;
  bool in_arm = false;
};

void add_missing(const LifeStory& of, const LifeStory& from, bool in_arm, std::vector<Difference>& all) {
  for (const Happening& event : of.happenings) {
    const bool in_both = std::any_of(from.happenings.begin(), from.happenings.end(),
                                     [&](const Happening& other) { return same_event(event, other); });
    if (!in_both) all.push_back({&event, in_arm});
  }
}

std::vector<Difference> differences_of(const LifeStory& usual, const LifeStory& arm) {
  std::vector<Difference> all;
  add_missing(usual, arm, false, all);
  add_missing(arm, usual, true, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const Difference& a, const Difference& b) { return a.event->at < b.event->at; });
  return all;
}

std::string events_text(const TwoLives& lives) {
  const std::vector<Difference> differences = differences_of(lives.usual, lives.arm);
  if (differences.empty()) return "  the same happens.\n";
  std::string text = "  day         age  " + left_aligned("only in " + lives.usual.arm, widest_event) + "  only in " +
                     lives.arm.arm + "\n";
  for (const Difference& one : differences) {
    std::string when = fmt::format("  {}  {:>3}  ", text_of(one.event->date), one.event->age);
    const std::string before = one.in_arm ? left_aligned("", widest_event + 2) : "";
    for (const std::string& what : wrapped(happening_text(*one.event, lives.labels), widest_event)) {
      text += when + before + what + "\n";
      when.assign(when.size(), ' ');
    }
  }
  return text;
}

TextTable table_of(const TwoLives& lives, const std::string& title) {
  return {title, {lives.usual.arm, lives.arm.arm, "difference"}};
}

void add(TextTable& table, const std::string& label, double usual, double arm) {
  const double difference = arm - usual;
  const int decimals = std::max(decimals_of(usual), decimals_of(arm));
  table.add(label, {{fixed(usual, decimals), ""},
                    {fixed(arm, decimals), ""},
                    {(difference > 0 ? "+" : "") + fixed(difference, decimals_of(difference)), ""}});
}

/// What somebody pays over a life; they are called by name, as arms have more payers.
double paid_by(const LifeStory& story, const LifeSetting& setting, const std::string& payer) {
  const std::vector<Party>& payers = setting.care.payers;
  const auto place = std::find_if(payers.begin(), payers.end(), [&](const Party& one) { return one.name == payer; });
  if (place == payers.end() && payer != "nobody") return 0;
  double sum = 0;
  for (const LifeYear& year : story.account.years) {
    sum += kavel::paid_by(year, setting.care, setting.deductibles)[static_cast<std::size_t>(place - payers.begin())];
  }
  return sum;
}

/// Under all deductibles.
double paid_themselves(const LifeStory& story) {
  double sum = 0;
  for (const LifeYear& year : story.account.years) {
    for (const OwnPayment& payment : year.own) sum += payment.paid;
  }
  return sum;
}

std::string money_text(const TwoLives& lives) {
  const Care& care = lives.arm_setting.care;
  if (care.activities.empty()) return {};
  TextTable table = table_of(lives, fmt::format("Care by who pays, EUR in prices of {}", lives.arm_setting.start));
  std::vector<std::pair<std::string, std::string>> payers;
  for (const Party& payer : care.payers) payers.emplace_back(payer.name, payer.title);
  payers.emplace_back("nobody", "nobody");
  for (const auto& [name, title] : payers) {
    const double usual = paid_by(lives.usual, lives.usual_setting, name);
    const double arm = paid_by(lives.arm, lives.arm_setting, name);
    if (usual != 0 || arm != 0) add(table, title.empty() ? name : title, usual, arm);
  }
  std::string text = "\n" + table.text();
  if (lives.arm_setting.deductibles.empty()) return text;
  TextTable own = table_of(lives, "Of that paid under deductibles, EUR of the year");
  add(own, "in all", paid_themselves(lives.usual), paid_themselves(lives.arm));
  return text + "\n" + own.text();
}

/// Each activity of which the two lives had more, or less, the largest difference in cost first.
std::string care_text(const TwoLives& lives) {
  struct Line {
    std::string label{};
    double usual = 0, arm = 0;
  };
  std::vector<Line> lines;
  const Care& care = lives.arm_setting.care;
  const std::vector<Activity>& known = lives.usual_setting.care.activities;
  for (std::size_t a = 0; a < care.activities.size(); ++a) {
    const auto place = std::find_if(known.begin(), known.end(),
                                    [&](const Activity& one) { return one.name == care.activities[a].name; });
    const double usual =
        place == known.end() ? 0 : lives.usual.account.cost[static_cast<std::size_t>(place - known.begin())];
    const double arm = lives.arm.account.cost[a];
    if (std::abs(arm - usual) < 0.005) continue;
    const std::string& title = care.activities[a].title;
    lines.push_back({title.empty() ? care.activities[a].name : title, usual, arm});
  }
  if (lines.empty()) return {};
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return std::abs(a.arm - a.usual) > std::abs(b.arm - b.usual); });
  TextTable table =
      table_of(lives, fmt::format("What care that differs cost, EUR in prices of {}", lives.arm_setting.start));
  for (const Line& line : lines) add(table, line.label, line.usual, line.arm);
  return "\n" + table.text() + (lives.arm.account.volumes.empty() ? "" : filled_again_note(lives.arm.account, care));
}

std::string worth_text(const TwoLives& lives) {
  TextTable table = table_of(lives, "In all, undiscounted");
  add(table, "years lived in the study", lives.usual.years_lived, lives.arm.years_lived);
  for (std::size_t o = 0; o < lives.arm_setting.outcomes.size(); ++o) {
    add(table, lives.arm_setting.outcomes[o] + ", " + lives.arm_setting.units[o], lives.usual.account.outcomes[o],
        lives.arm.account.outcomes[o]);
  }
  return "\n" + table.text();
}

}  // namespace

std::string side_by_side_text(const TwoLives& lives) {
  return fmt::format("\nSide by side, {} and {}\n", lives.usual.arm, lives.arm.arm) + events_text(lives) +
         money_text(lives) + care_text(lives) + worth_text(lives);
}

}  // namespace kavel
