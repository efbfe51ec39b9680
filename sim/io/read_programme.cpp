#include "io/read_programme.hpp"

#include <limits>

#include <fmt/format.h>

#include "io/pack_reading.hpp"
#include "io/read_condition.hpp"
#include "io/read_effects.hpp"
#include "io/read_offer.hpp"
#include "io/stated_figures.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

Meaning taking_part() {
  return {{"years", "year", "y"}, "a number of years above 0 and at most 200", 0, 200, true, {}};
}

Meaning leaving() {
  Meaning meaning = Meaning::hazard();
  meaning.lived = false;
  return meaning;
}

/// Money of a year's prices: spelt `EUR 2023 per participant`, or shorter.
Meaning money(int price_year, const std::vector<std::string>& per) {
  const std::string euros = price_year > 0 ? fmt::format("EUR {}", price_year) : "EUR";
  Meaning meaning{{}, "an amount of at least 0", 0, std::numeric_limits<double>::infinity(), false, {}};
  for (const std::string& unit : {euros, std::string("EUR")}) {
    for (const std::string& what : per) meaning.units.push_back(unit + what);
    meaning.units.push_back(unit);
  }
  return meaning;
}

Meaning sessions() {
  return {{"sessions per year", "sessions/year", "1/year"}, "a number of sessions from 0 to 1000", 0, 1000, false, {}};
}

class ProgrammeReader {
 public:
  ProgrammeReader(const YamlNode& tree, const std::string& path, const ProgrammeReading& reading)
      : fields_(tree, schema().programme, path, reading.problems), reading_(&reading) {}

  Programme read(const std::string& name, const Mark& mark) {
    spec_.name = name;
    spec_.mark = mark;
    spec_.key = fields_.path();
    if (!fields_.is_mapping()) return std::move(spec_);
    take_head();
    if (const YamlNode* node = fields_.find("eligible"))
      spec_.eligible = read_condition(*node, fields_.path("eligible"), reading_->problems);
    take_offer();
    take_uptake();
    take_stay();
    read_effects(fields_, *reading_, spec_);
    take_rest();
    fields_.find("variants");  // merged before
    fields_.done();
    check_origins();
    return std::move(spec_);
  }

 private:
  void take_head() {
    spec_.title = fields_.text("title").value_or("");
    spec_.evidence = fields_.text("evidence").value_or("");
    fields_.text("source");
    read_status(fields_);
    spec_.provenance = read_near(fields_);
  }

  void take_offer() {
    spec_.offer.start = reading_->start;
    spec_.offer.mark = spec_.mark;
    spec_.offer.key = fields_.path("offer");
    if (const YamlNode* node = fields_.find("offer")) spec_.offer = read_offer(*node, fields_.path("offer"), *reading_);
  }

  void take_uptake() {
    const YamlNode* node = fields_.find("uptake");
    if (node == nullptr) return;
    const std::string path = fields_.path("uptake");
    if (node->kind != YamlNode::Kind::mapping || node->find("by") == nullptr) {
      spec_.uptake = reading_->figures.by_sex_age(*node, chance(), path);
      return;
    }
    Fields groups(*node, schema().uptake_by_ses, path, reading_->problems);
    groups.choice("by");
    groups.text("source");
    read_status(groups);
    for (const Entry* entry : groups.others()) {
      const std::string key = groups.path(entry->key);
      spec_.uptake_by_ses.emplace_back(entry->key, reading_->figures.by_sex_age(*entry->value, chance(), key, node));
    }
    groups.done();
    spec_.uptake.mark = node->mark();
    spec_.uptake.key = path;
    if (spec_.uptake_by_ses.empty())
      reading_->problems.add(node->mark(), path, "a probability for each SES group", "none");
  }

  void take_stay() {
    if (const YamlNode* node = fields_.find("lasts"))
      spec_.lasts = reading_->figures.number(*node, taking_part(), fields_.path("lasts"));
    if (const YamlNode* node = fields_.find("dropout"))
      spec_.dropout = reading_->figures.by_sex_age(*node, leaving(), fields_.path("dropout"));
  }

  void take_rest() {
    if (const YamlNode* node = fields_.find("coverage_in_usual_care"))
      spec_.coverage = reading_->figures.number(*node, Meaning::share(""), fields_.path("coverage_in_usual_care"));
    if (const YamlNode* node = fields_.find("cost")) take_cost(*node, fields_.path("cost"));
    const bool some_effect = fields_.find("effects") != nullptr;
    if (!some_effect && !spec_.cost)
      reading_->problems.add(fields_.mark(), fields_.path(), "effects or cost", "neither");
    if (!spec_.waning.empty() && !spec_.lasts) {
      reading_->problems.add(
          fields_.find("waning")->mark(), fields_.path("waning"), "this key only beside lasts",
          spec_.dropout ? "a course that nobody ends but by dropping out" : "people who take part for ever");
    }
    check_return();
  }

  /// Nobody takes part again who never stops.
  void check_return() {
    const auto is_zero = [](const Quantity& figure) { return !figure.table && figure.value * figure.times == 0; };
    const bool stops = spec_.lasts || (spec_.dropout && !is_zero(*spec_.dropout));
    if (stops || !spec_.offer.again_after_taking_part) return;
    reading_->problems.add(spec_.offer.again_mark, spec_.offer.key + ".again_after_taking_part",
                           "this key only beside lasts, or a dropout above 0", "people who take part for ever");
  }

  void take_cost(const YamlNode& node, const std::string& path) {
    ProgrammeCostSpec spec;
    spec.mark = node.mark();
    spec.key = path;
    Fields fields(node, schema().programme_cost, path, reading_->problems);
    if (!fields.is_mapping()) return;
    spec.payer = read_name(fields, "payer", spec.payer_mark);
    if (spec.payer == "none") spec.payer.clear();
    spec.provider = read_name(fields, "provider", spec.provider_mark);
    spec.sector = read_name(fields, "sector", spec.sector_mark);
    spec.price_year = static_cast<int>(fields.whole("price_year").value_or(0));
    fields.text("source");
    read_status(fields);
    const auto amount = [&](std::string_view key, const std::vector<std::string>& per) -> std::optional<Quantity> {
      const YamlNode* figure = fields.find(key);
      if (figure == nullptr) return std::nullopt;
      return reading_->figures.number(*figure, money(spec.price_year, per), fields.path(key), &node);
    };
    spec.set_up = amount("set_up", {});
    spec.running = amount("running", {" per year", "/year"});
    spec.per_participant = amount("per_participant", {" per participant", "/participant"});
    spec.per_year = amount("per_year", {" per participant per year", " per person-year", " per year", "/year"});
    spec.per_session = amount("per_session", {" per session", "/session"});
    take_sessions(fields, node, spec);
    fields.done();
    if (!spec.set_up && !spec.running && !spec.per_participant && !spec.per_year && !spec.per_session) {
      reading_->problems.add(node.mark(), path, "set_up, running, per_participant, per_year or per_session",
                             "no amount at all");
    }
    spec_.cost = std::move(spec);
  }

  void take_sessions(Fields& fields, const YamlNode& cost, ProgrammeCostSpec& spec) {
    const YamlNode* number = fields.find("sessions_a_year");
    if (number != nullptr)
      spec.sessions_a_year = reading_->figures.number(*number, sessions(), fields.path("sessions_a_year"), &cost);
    if (spec.per_session.has_value() == (number != nullptr)) return;
    const YamlNode* alone = number != nullptr ? number : fields.find("per_session");
    reading_->problems.add(alone->mark(), fields.path(), "per_session together with sessions_a_year",
                           number != nullptr ? "sessions_a_year alone" : "per_session alone");
  }

  /// Every figure needs a source and a status.
  void check_origins() {
    for (const StatedFigure& figure : stated_figures(spec_)) {
      if (figure.mark.file.empty()) continue;  // could not be read, which has been told
      const std::string why = ": beside it, in its table or at the head of the programme";
      if (figure.provenance.source.empty()) reading_->problems.add(figure.mark, figure.key, "a source" + why, "none");
      if (figure.provenance.status == Status::unstated)
        reading_->problems.add(figure.mark, figure.key, "a status (published, derived or assumed)" + why, "none");
    }
  }

  Fields fields_;
  const ProgrammeReading* reading_;
  Programme spec_{};
};

}  // namespace

Programme read_programme(const std::string& name, const YamlNode& tree, const std::string& path, const Mark& mark,
                         const ProgrammeReading& reading) {
  reading.figures.set_head(tree);
  return ProgrammeReader(tree, path, reading).read(name, mark);
}

}  // namespace kavel
