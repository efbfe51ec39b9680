#include <algorithm>
#include <charconv>
#include <optional>

#include "cli/commands.hpp"
#include "cli/open_study.hpp"
#include "cli/terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/errors.hpp"
#include "experiment/compiled.hpp"
#include "io/read_result.hpp"
#include "analysis/life_text.hpp"
#include "analysis/number_text.hpp"
#include "analysis/side_by_side.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

using Json = nlohmann::ordered_json;

struct LifeRequest {
  std::string path{};
  std::string person{};
  std::string arm{};
  bool whole = false;
  bool all = false;
  bool json = false;
};

constexpr std::size_t shown_at_once = 40;
constexpr int widest_line = 100;

const char* word_of(LifeStory::Begins begins) {
  switch (begins) {
    case LifeStory::Begins::start:
      return "start";
    case LifeStory::Begins::birth:
      return "birth";
    case LifeStory::Begins::arrival:
      return "arrival";
  }
  return "";
}

const char* word_of_end(Role ends) {
  return ends == Role::death ? "dies" : ends == Role::departure ? "leaves" : "still here";
}

std::string id_text(PersonId person) { return std::to_string(person.value); }

/// A result with its sample, and who tells it.
class Lives {
 public:
  explicit Lives(const std::string& path)
      : file_(read_result(path)),
        opened_(open_study(path)),
        variants_(compile_variants(opened_.study)),
        teller_(opened_.study, variants_, file_.results) {
    if (file_.results.sample.founders == 0) {
      throw InputError(Mark{path}, "", "a result with a sample of persons (kavel run … --persons-sample 1000)",
                       "one without");
    }
    setting_.title = opened_.study.title;
    setting_.start = opened_.study.start;
    setting_.outcomes = file_.results.outcomes;
    setting_.units = file_.results.outcome_units;
    setting_.care = variants_.front().valuation.care;  // of the first arm
    setting_.deductibles = variants_.front().valuation.deductibles;
    const std::vector<OutcomeKind>& kinds = file_.results.outcome_kinds;
    setting_.has_cost =
        !setting_.care.activities.empty() || std::find(kinds.begin(), kinds.end(), OutcomeKind::cost) != kinds.end();
    setting_.one_arm = variants_.size() == 1;
    setting_.one_area = file_.results.areas.size() == 1;
    setting_.one_ses = file_.results.ses_groups.size() == 1;
  }

  std::size_t arm(const std::string& name) const {
    if (name.empty()) return 0;
    std::vector<std::string> names;
    for (std::size_t v = 0; v < variants_.size(); ++v) {
      names.push_back(variants_[v].name);
      if (names.back() == name) return v;
    }
    throw InputError(Mark{}, "--arm", "one of " + fmt::format("{}", fmt::join(names, ", ")), name,
                     nearest(name, names));
  }

  const RecordedLife& life(const std::string& person, std::size_t variant) const {
    std::uint64_t id = 0;
    const char* end = person.data() + person.size();
    const auto [last, error] = std::from_chars(person.data(), end, id);
    const bool number = error == std::errc() && last == end;
    const RecordedLife* found = number ? find({id}, variant) : nullptr;
    if (found != nullptr) return *found;
    throw InputError(
        Mark{}, "--person",
        std::string(number ? "" : "the number of ") + "a person of the sample; without --person they are listed",
        person);
  }

  /// The whole life; where it is in usual care, also how it differs in the others.
  std::string told(const RecordedLife& life) const {
    const LifeStory story = teller_.tell(life);
    const LifeSetting setting = setting_of(life.variant);
    std::string text = life_text(story, teller_, setting);
    for (std::size_t v = 0; v < variants_.size(); ++v) {
      if (v == life.variant || (life.variant != 0 && find(life.person, 0) != nullptr)) continue;
      const RecordedLife* other = find(life.person, v);
      text += other != nullptr ? difference_text(story, teller_.tell(*other), teller_, setting)
                               : fmt::format("\nUnder {} this person is never born.\n", variants_[v].name);
    }
    return text;
  }

  /// Where the life in an arm differs from that in usual care; whole where it is not in both.
  std::string compared(const RecordedLife& life) const {
    const RecordedLife* usual = life.variant == 0 ? nullptr : find(life.person, 0);
    if (usual == nullptr) return told(life);
    const LifeStory story = teller_.tell(life);
    const LifeSetting setting = setting_of(life.variant);
    const std::string& arm = variants_[life.variant].name;
    return fmt::format("Person {} in \"{}\"\n", id_text(life.person), setting_.title) + who_text(story, setting) +
           side_by_side_text({teller_.tell(*usual), story, setting_, setting, teller_.labels()}) + costs_note(setting) +
           fmt::format("\nThe whole life: kavel life FILE --person {}; in {}: add --arm {} --whole\n",
                       id_text(life.person), arm, arm);
  }

  Json told_json(const RecordedLife& life) const;
  std::string list(std::size_t variant, bool all) const;
  Json list_json(std::size_t variant) const;

 private:
  /// Arms have activities of their own.
  LifeSetting setting_of(std::size_t variant) const {
    LifeSetting setting = setting_;
    setting.care = variants_[variant].valuation.care;
    return setting;
  }

  const RecordedLife* find(PersonId person, std::size_t variant) const {
    for (const RecordedLife& life : file_.results.sample.lives) {
      if (life.variant == variant && life.person == person) return &life;
    }
    return nullptr;
  }

  /// Most eventful first.
  std::vector<LifeStory> stories(std::size_t variant) const {
    std::vector<LifeStory> stories;
    for (const RecordedLife& life : file_.results.sample.lives) {
      if (life.variant == variant) stories.push_back(teller_.tell(life));
    }
    std::stable_sort(stories.begin(), stories.end(),
                     [](const LifeStory& a, const LifeStory& b) { return a.happenings.size() > b.happenings.size(); });
    return stories;
  }

  ResultFile file_;
  OpenedStudy opened_;
  std::vector<CompiledVariant> variants_;
  LifeTeller teller_;
  LifeSetting setting_{};
};

/// Every remarkable state a life came to, once, in the order in which it came.
std::string met_in(const LifeStory& story, const LifeTeller& teller) {
  std::vector<std::string> met;
  const auto meet = [&](const NamedState& state) {
    const std::string name = teller.labels().in_text(state.first, state.second);
    if (teller.is_remarkable(state) && std::find(met.begin(), met.end(), name) == met.end()) met.push_back(name);
  };
  for (const NamedState& state : story.begins_states) meet(state);
  for (const Happening& event : story.happenings) {
    if (event.role == Role::change) meet({event.attribute, event.to});
  }
  return fmt::format("{}", fmt::join(met, ", "));
}

std::string Lives::list(std::size_t variant, bool all) const {
  const std::vector<LifeStory> told = stories(variant);
  const bool arrivals = std::any_of(told.begin(), told.end(),
                                    [](const LifeStory& story) { return story.begins == LifeStory::Begins::arrival; });
  std::string text = fmt::format("{}{}: the lives of {}{} and their descendants, {}\n\n", setting_.title,
                                 setting_.one_arm ? "" : ", arm " + variants_[variant].name,
                                 counted(file_.results.sample.founders, "founder"),
                                 arrivals ? ", of people who arrived (in proportion)" : "",
                                 counted(static_cast<std::int64_t>(told.size()), "person"));
  int width = 6;
  for (const LifeStory& story : told) width = std::max(width, static_cast<int>(id_text(story.person).size()));
  text += left_aligned("person", width) + "  sex     born  events  ends        comes to\n";
  const std::size_t count = all ? told.size() : std::min(told.size(), shown_at_once);
  for (std::size_t i = 0; i < count; ++i) {
    const LifeStory& story = told[i];
    const std::string line = fmt::format("{}  {:<6}  {}  {:>6}  {:<10}  {}", left_aligned(id_text(story.person), width),
                                         sex_names[static_cast<std::size_t>(story.sex)], story.birth_year,
                                         story.happenings.size(), word_of_end(story.ends), met_in(story, teller_));
    text += cut(line, widest_line) + '\n';
  }
  if (count < told.size()) {
    text += fmt::format("… and {} with fewer events: --all lists them\n",
                        whole(static_cast<std::int64_t>(told.size() - count)));
  }
  return text + "\nkavel life FILE --person ID tells one of them\n";
}

Json Lives::list_json(std::size_t variant) const {
  Json persons = Json::array();
  for (const LifeStory& story : stories(variant)) {
    persons.push_back({{"person", id_text(story.person)},
                       {"sex", sex_names[static_cast<std::size_t>(story.sex)]},
                       {"birth_year", story.birth_year},
                       {"begins", word_of(story.begins)},
                       {"area", story.area},
                       {"ses", story.ses},
                       {"events", story.happenings.size()},
                       {"ends", word_of_end(story.ends)}});
  }
  return {{"title", setting_.title},
          {"arm", variants_[variant].name},
          {"founders_sampled", file_.results.sample.founders},
          {"persons", std::move(persons)}};
}

Json states_json(const std::vector<NamedState>& states) {
  Json object = Json::object();
  for (const auto& [attribute, state] : states) object[attribute] = state;
  return object;
}

Json happening_json(const Happening& event) {
  constexpr std::array<const char*, 4> kinds{"change", "birth", "death", "departure"};
  Json object{
      {"date", text_of(event.date)},  {"age", event.age},   {"kind", kinds[static_cast<std::size_t>(event.role)]},
      {"attribute", event.attribute}, {"from", event.from}, {"to", event.to}};
  if (!event.cause.empty()) object["cause"] = event.cause;
  if (event.child) object["child"] = id_text(*event.child);
  object["states"] = states_json(event.states);
  return object;
}

/// Volumes and cost over the life, by activity.
Json care_json(const LifeAccount& account, const Care& care) {
  Json activities = Json::array();
  for (std::size_t a = 0; a < care.activities.size(); ++a) {
    const Activity& activity = care.activities[a];
    Json payer = nullptr;
    if (activity.payer >= 0) payer = care.payers[static_cast<std::size_t>(activity.payer)].name;
    activities.push_back({{"activity", activity.name},
                          {"sector", care.sectors[static_cast<std::size_t>(activity.sector)].name},
                          {"payer", std::move(payer)},
                          {"unit", activity.unit},
                          {"volume", account.volumes[a]},
                          {"cost_real", account.cost[a]}});
  }
  return activities;
}

Json Lives::told_json(const RecordedLife& life) const {
  const LifeStory story = teller_.tell(life);
  Json object{{"title", setting_.title},
              {"arm", story.arm},
              {"person", id_text(story.person)},
              {"sex", sex_names[static_cast<std::size_t>(story.sex)]},
              {"birth_year", story.birth_year},
              {"area", story.area},
              {"ses", story.ses},
              {"begins",
               {{"as", word_of(story.begins)},
                {"date", text_of(story.begins_date)},
                {"age", story.begins_age},
                {"states", states_json(story.begins_states)}}},
              {"ends", word_of_end(story.ends)},
              {"years_lived", story.years_lived}};
  if (story.mother) object["mother"] = id_text(*story.mother);
  object["events"] = Json::array();
  for (const Happening& event : story.happenings) object["events"].push_back(happening_json(event));
  const auto outcomes = [&](const std::vector<double>& values) {
    Json named = Json::object();
    for (std::size_t o = 0; o < values.size(); ++o) named[setting_.outcomes[o]] = values[o];
    return named;
  };
  const Care& care = variants_[life.variant].valuation.care;
  object["by_year"] = Json::array();
  for (const LifeYear& year : story.account.years) {
    object["by_year"].push_back(
        {{"year", setting_.start + year.year_index}, {"lived", year.lived}, {"outcomes", outcomes(year.outcomes)}});
    const std::vector<double> paid = paid_by(year, care, setting_.deductibles);
    for (std::size_t p = 0; p < care.payers.size(); ++p)
      object["by_year"].back()["paid_by"][care.payers[p].name] = paid[p];
    for (std::size_t d = 0; d < year.own.size(); ++d) {
      const OwnPayment& own = year.own[d];
      object["by_year"].back()["deductibles"][setting_.deductibles[d].name] = {
          {"expected", own.expected}, {"spent", own.spent}, {"paid", own.paid}};
    }
  }
  object["in_all"] = outcomes(story.account.outcomes);
  if (!care.activities.empty()) object["care"] = care_json(story.account, care);
  return object;
}

void tell_life(const LifeRequest& request) {
  const Lives lives(request.path);
  const std::size_t arm = lives.arm(request.arm);
  const auto print_json = [](const Json& object) {
    print(object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
  };
  if (request.person.empty()) {
    if (request.json) return print_json(lives.list_json(arm));
    return print(lives.list(arm, request.all));
  }
  const RecordedLife& life = lives.life(request.person, arm);
  if (request.json) return print_json(lives.told_json(life));
  print(request.whole ? lives.told(life) : lives.compared(life));
}

}  // namespace

void add_life_command(CLI::App& program, Work& work) {
  auto request = std::make_shared<LifeRequest>();
  CLI::App* command = program.add_subcommand("life", "Tell one person's life from a result's sample of persons");
  command->add_option("RESULT", request->path, "a result file (.h5) of kavel run --persons-sample")->required();
  command->add_option("--person", request->person, "who; without it the persons are listed, most eventful first")
      ->type_name("ID");
  command
      ->add_option("--arm", request->arm,
                   "in which arm: where it differs from the life in the first (default: the first, whole)")
      ->type_name("ARM");
  command->add_flag("--whole", request->whole, "with --arm: the whole life in that arm");
  command->add_flag("--all", request->all, "list everyone of the sample");
  command->add_flag("--json", request->json, "one JSON object instead of text");
  command->footer(R"(Examples:
  kavel run scenarios/voorbeeldkavel.yaml --persons-sample 1000     keeps the lives of 1000 inhabitants and their children
  kavel life voorbeeldkavel.h5                                      who they are
  kavel life voorbeeldkavel.h5 --person 48213                       what happened to one of them, and what it cost
  kavel life voorbeeldkavel.h5 --person 48213 --arm prevention      what an arm changes for this person, and what it costs whom
  kavel life voorbeeldkavel.h5 --person 48213 --json | jq .events)");
  command->callback([request, &work] { work = [request](const std::string&) { tell_life(*request); }; });
}

}  // namespace kavel
