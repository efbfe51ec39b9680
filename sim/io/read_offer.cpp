#include "io/read_offer.hpp"

#include <charconv>

#include <fmt/format.h>

#include "io/read_condition.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// A calendar year as a key of a mapping, or nothing after a problem.
std::optional<int> year_of(const Entry& entry, const std::string& path, Problems& problems) {
  int year = 0;
  const char* end = entry.key.data() + entry.key.size();
  const auto [stop, error] = std::from_chars(entry.key.data(), end, year);
  if (error == std::errc() && stop == end && year >= schema().year.least && year <= schema().year.most) return year;
  problems.add(entry.mark(), path, "a calendar year, " + expected_of(schema().year), in_quotes(entry.key));
  return std::nullopt;
}

/// So much of a capacity for each participant and year.
Meaning of_capacity(const std::string& name, const std::vector<CapacitySpec>& capacities) {
  std::string unit = "1";  // of one that does not exist: its name is the problem
  for (const CapacitySpec& capacity : capacities) {
    if (capacity.name == name) unit = capacity.unit;
  }
  return {{unit + " per year", unit + "/year", unit}, "an amount above 0", 0, 1e9, true, {}};
}

class OfferReader {
 public:
  OfferReader(const YamlNode& node, const std::string& path, const ProgrammeReading& reading)
      : fields_(node, schema().offer, path, reading.problems),
        reading_(&reading),
        problems_(&reading.problems),
        study_start_(reading.start) {
    spec_.mark = node.mark();
    spec_.key = path;
    spec_.start = reading.start;
  }

  OfferSpec read() {
    if (!fields_.is_mapping()) return std::move(spec_);
    take_years();
    if (const YamlNode* ramp = fields_.find("ramp")) take_ramp(*ramp, fields_.path("ramp"));
    if (const auto places = fields_.whole("places")) spec_.places = static_cast<std::int64_t>(*places);
    if (const YamlNode* draws = fields_.find("draws_on")) take_draws(*draws, fields_.path("draws_on"));
    if (const YamlNode* priority = fields_.find("priority")) take_priority(*priority, fields_.path("priority"));
    if (const auto years = fields_.whole("again_after")) spec_.again_after = static_cast<int>(*years);
    take_return();
    fields_.done();
    return std::move(spec_);
  }

 private:
  void take_years() {
    if (const auto start = fields_.whole("start")) spec_.start = static_cast<int>(*start);
    if (const auto end = fields_.whole("end")) spec_.end = static_cast<int>(*end);
    if (spec_.start < study_start_) {
      problems_->add(fields_.find("start")->mark(), fields_.path("start"),
                     fmt::format("a year from {} on, when the study starts", study_start_),
                     std::to_string(spec_.start));
    }
    if (spec_.end && *spec_.end < spec_.start) {
      problems_->add(fields_.find("end")->mark(), fields_.path("end"),
                     fmt::format("a year from {} on, when the offer starts", spec_.start), std::to_string(*spec_.end));
    }
  }

  void take_ramp(const YamlNode& node, const std::string& path) {
    if (node.kind == YamlNode::Kind::mapping) return take_ramp_by_year(node, path);
    if (node.kind != YamlNode::Kind::list || node.items.empty()) {
      problems_->add(node.mark(), path, "a list of shares, or a mapping of calendar years to shares",
                     node.kind == YamlNode::Kind::list ? "an empty list" : describe(node));
      return;
    }
    constexpr std::size_t longest = 200;
    const std::size_t years =
        spec_.end && *spec_.end >= spec_.start ? static_cast<std::size_t>(*spec_.end - spec_.start) + 1 : longest;
    if (node.items.size() > years) {
      problems_->add(node.mark(), path, fmt::format("at most {} shares, one a year", years),
                     std::to_string(node.items.size()));
      return;
    }
    for (const NodePtr& item : node.items) {
      add_step(spec_.start + static_cast<int>(spec_.ramp.size()), *item, item->mark(), path);
    }
  }

  void take_ramp_by_year(const YamlNode& node, const std::string& path) {
    const Fields years(node, schema().ramp_by_year, path, *problems_);
    if (node.entries.empty()) problems_->add(node.mark(), path, "at least one year", "an empty mapping");
    for (const Entry* entry : years.others()) {
      const std::string key = years.path(entry->key);
      const auto year = year_of(*entry, key, *problems_);
      if (!year) continue;
      if (spec_.ramp.empty() && *year > spec_.start) {
        problems_->add(entry->mark(), key, fmt::format("a share from {} on, when the offer starts", spec_.start),
                       std::to_string(*year) + " as the first year");
      }
      if (spec_.end && *year > *spec_.end) {
        problems_->add(entry->mark(), key, fmt::format("a year up to {}, when the offer ends", *spec_.end),
                       std::to_string(*year));
      }
      if (!spec_.ramp.empty() && *year <= spec_.ramp.back().first) {
        problems_->add(entry->mark(), key, fmt::format("a year after {}", spec_.ramp.back().first),
                       std::to_string(*year));
      }
      add_step(*year, *entry->value, entry->value->mark(), key);
    }
  }

  /// Who has been asked stays asked, so the share cannot fall.
  void add_step(int year, const YamlNode& value, const Mark& mark, const std::string& path) {
    const auto share = read_number(value, schema().probability, path, *problems_);
    if (!share) return;
    const double before = spec_.ramp.empty() ? 0 : spec_.ramp.back().second;
    if (*share < before) {
      problems_->add(mark, path, fmt::format("a share of at least {}, that of the year before", shown(before)),
                     shown(*share));
    }
    spec_.ramp.emplace_back(year, *share);
  }

  void take_priority(const YamlNode& node, const std::string& path) {
    if (node.kind != YamlNode::Kind::mapping) {
      if (node.kind != YamlNode::Kind::scalar || node.text != "chance") {
        problems_->add(node.mark(), path, "chance, or a mapping with risk, saving or gain", describe(node),
                       suggest(node.text, {"chance"}));
      }
      return;
    }
    Fields fields(node, schema().by_prediction, path, *problems_);
    if (const YamlNode* risk = fields.find("risk")) {
      spec_.priority = Priority::risk;
      spec_.priority_risk = read_risk(*risk, fields.path("risk"), *problems_);
    }
    take_benefit(fields, "saving", OutcomeKind::cost);
    take_benefit(fields, "gain", OutcomeKind::effect);
    fields.done();
    if (node.entries.size() != 1) {
      problems_->add(node.mark(), path, "one of risk, saving and gain", node.entries.empty() ? "none" : "several keys");
    }
  }

  void take_return() {
    const auto years = fields_.whole("again_after_taking_part");
    if (!years) return;
    spec_.again_after_taking_part = static_cast<int>(*years);
    spec_.again_mark = fields_.find("again_after_taking_part")->mark();
  }

  void take_draws(const YamlNode& node, const std::string& path) {
    const Fields fields(node, schema().draws_on, path, *problems_);
    if (fields.is_mapping() && node.entries.empty())
      problems_->add(node.mark(), path, "at least one capacity", "an empty mapping");
    for (const Entry* entry : fields.others()) {
      const std::string key = fields.path(entry->key);
      const Meaning meaning = of_capacity(entry->key, reading_->capacities);
      spec_.draws_on.push_back({entry->key, reading_->figures.number(*entry->value, meaning, key), entry->mark(), key});
    }
  }

  void take_benefit(Fields& fields, std::string_view key, OutcomeKind kind) {
    const YamlNode* benefit = fields.find(key);
    if (benefit == nullptr) return;
    spec_.priority = Priority::benefit;
    spec_.priority_benefit = read_benefit(*benefit, fields.path(key), kind, *problems_);
  }

  Fields fields_;
  const ProgrammeReading* reading_;
  Problems* problems_;
  int study_start_;
  OfferSpec spec_{};
};

}  // namespace

OfferSpec read_offer(const YamlNode& node, const std::string& path, const ProgrammeReading& reading) {
  return OfferReader(node, path, reading).read();
}

}  // namespace kavel
