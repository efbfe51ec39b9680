#include "io/read_care.hpp"

#include <fmt/format.h>

#include "core/meant.hpp"
#include "io/read_payoffs.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr std::string_view nobody = "none";

class CareReader {
 public:
  CareReader(std::string path, const PackReading& reading, Pack& pack)
      : path_(std::move(path)), reading_(&reading), pack_(&pack) {}

  void read(const CareSections& sections) {
    if (sections.sectors != nullptr) take_sectors(*sections.sectors);
    if (sections.payers != nullptr) pack_->payers = parties(*sections.payers, "payers");
    if (sections.providers != nullptr) pack_->providers = parties(*sections.providers, "providers");
    for (const PartySpec& payer : pack_->payers) {
      if (payer.name != nobody) continue;
      reading_->problems.add(payer.mark, joined(path_, "payers.none"), "another name than none, which means nobody",
                             "none");
    }
    if (sections.activities != nullptr) take_activities(*sections.activities);
    if (sections.spreads != nullptr) take_spreads(*sections.spreads);
    if (sections.deductibles != nullptr) take_deductibles(*sections.deductibles);
  }

 private:
  void take_sectors(const YamlNode& node) {
    const Fields fields(node, schema().sectors, joined(path_, "sectors"), reading_->problems);
    for (const Entry* entry : fields.others()) {
      pack_->sectors.push_back(read_sector(*entry, fields.path(entry->key)));
    }
  }

  SectorSpec read_sector(const Entry& entry, const std::string& path) {
    SectorSpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().sector, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    spec.title = fields.text("title").value_or("");
    const Provenance near = read_origin(fields);
    spec.price_index = growth(fields, "price_index", near);
    spec.real_growth = growth(fields, "real_growth", near);
    fields.done();
    return spec;
  }

  std::optional<Quantity> growth(Fields& fields, std::string_view key, const Provenance& near) {
    const YamlNode* node = fields.find(key);
    if (node == nullptr) return std::nullopt;
    const Quantity quantity = reading_->figures.read(*node, Meaning::growth(), fields.path(key), near);
    expect_by_year(fields, key, quantity);
    return quantity;
  }

  void expect_by_year(Fields& fields, std::string_view key, const Quantity& quantity) const {
    const Table* table = quantity.table.get();
    if (table == nullptr || !(table->by_sex || table->by_age || table->by_year_in_state || table->by_state)) return;
    reading_->problems.add(fields.find(key)->mark(), fields.path(key), "a table by year only",
                           "one by more than the year");
  }

  Provenance read_origin(Fields& fields) {
    fields.text("source");
    read_status(fields);
    return read_near(fields);
  }

  std::vector<PartySpec> parties(const YamlNode& node, const std::string& section) {
    std::vector<PartySpec> all;
    const std::string path = joined(path_, section);
    const Fields fields(node, schema().parties, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      const auto title = read_text(*entry->value, schema().text, fields.path(entry->key), reading_->problems);
      all.push_back({entry->key, title.value_or(""), entry->mark()});
    }
    return all;
  }

  void take_activities(const YamlNode& node) {
    const Fields fields(node, schema().activities, joined(path_, "activities"), reading_->problems);
    for (const Entry* entry : fields.others()) {
      pack_->activities.push_back(read_activity(*entry, fields.path(entry->key)));
    }
  }

  void take_spreads(const YamlNode& node) {
    const Fields fields(node, schema().spreads, joined(path_, "spreads"), reading_->problems);
    for (const Entry* entry : fields.others()) {
      pack_->spreads.push_back(read_spread(*entry, fields.path(entry->key)));
    }
  }

  SpreadSpec read_spread(const Entry& entry, const std::string& path) {
    SpreadSpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().spread, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    const Provenance near = read_origin(fields);
    if (const YamlNode* node = fields.find("users"))
      spec.users = reading_->figures.read(*node, Meaning::users(), fields.path("users"), near);
    if (const YamlNode* node = fields.find("variation"))
      spec.variation = reading_->figures.read(*node, Meaning::variation(), fields.path("variation"), near);
    fields.done();
    return spec;
  }

  void take_deductibles(const YamlNode& node) {
    const Fields fields(node, schema().deductibles, joined(path_, "deductibles"), reading_->problems);
    for (const Entry* entry : fields.others()) {
      pack_->deductibles.push_back(read_deductible(*entry, fields.path(entry->key)));
    }
  }

  DeductibleSpec read_deductible(const Entry& entry, const std::string& path) {
    DeductibleSpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().deductible, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    spec.payer = known_name(fields, "payer", reading_->care.payers);
    spec.from_age = static_cast<int>(fields.whole("from_age").value_or(0));
    const Provenance near = read_origin(fields);
    if (const YamlNode* node = fields.find("amount"))
      spec.amount = reading_->figures.read(*node, Meaning::amount(), fields.path("amount"), near);
    expect_by_year(fields, "amount", spec.amount);
    fields.done();
    return spec;
  }

  ActivitySpec read_activity(const Entry& entry, const std::string& path) {
    ActivitySpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().activity, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    spec.title = fields.text("title").value_or("");
    spec.sector = known_name(fields, "sector", reading_->care.sectors);
    std::vector<std::string> payers = reading_->care.payers;
    payers.emplace_back(nobody);
    spec.payer = known_name(fields, "payer", payers);
    if (spec.payer == nobody) spec.payer.clear();
    spec.provider = known_name(fields, "provider", reading_->care.providers);
    spec.unit = fields.text("unit").value_or("");
    const Provenance near = read_origin(fields);
    take_price(fields, near, spec);
    if (const YamlNode* node = fields.find("fixed_share"))
      spec.fixed_share = plain_number(*node, Meaning::share(""), fields.path("fixed_share"), near);
    if (const YamlNode* node = fields.find("marginal_share"))
      spec.marginal_share = reading_->figures.read(*node, Meaning::share(""), fields.path("marginal_share"), near);
    take_volumes(fields, near, spec);
    if (fields.find("deductible") != nullptr)
      spec.deductible = known_name(fields, "deductible", reading_->care.deductibles);
    if (fields.find("spread") != nullptr) spec.spread = known_name(fields, "spread", reading_->care.spreads);
    fields.done();
    return spec;
  }

  std::string known_name(Fields& fields, std::string_view key, const std::vector<std::string>& known) {
    const auto name = fields.text(key);
    if (!name) return {};
    if (!contains(known, *name)) {
      const Choice choice = choice_among(*name, known);
      const std::string what = known.empty() ? fmt::format("a {} of the pack, which has none", key)
                                             : fmt::format("one of the {}s {}", key, choice.names);
      reading_->problems.add(fields.find(key)->mark(), fields.path(key), what, in_quotes(*name), choice.suggestion);
    }
    return *name;
  }

  /// Money needs the year of its prices.
  void take_price(Fields& fields, const Provenance& near, ActivitySpec& spec) {
    const auto money = money_unit(spec.unit);
    const YamlNode* unit = fields.find("unit");
    const bool wrong_year = money ? money->year == 0 : spec.unit.starts_with("EUR ");
    if (wrong_year) {
      reading_->problems.add(unit->mark(), fields.path("unit"),
                             fmt::format("EUR and the year of its prices, from {} to {}, as in 'EUR 2023'",
                                         schema().price_year.least, schema().price_year.most),
                             in_quotes(spec.unit));
    }
    const YamlNode* node = fields.find("price");
    if (node == nullptr) {
      spec.price.value = 1;
      spec.price_year = money ? money->year : 0;
      if (!money && !wrong_year && unit != nullptr) {
        reading_->problems.add(fields.mark(), fields.path("price"), "a price with price_year, as the unit is not money",
                               "nothing: the key is missing");
      }
      return;
    }
    read_price(*node, fields.path("price"), near, spec);
    if (!money || money->year == 0) return;
    if (spec.price_year != money->year && spec.price_year != 0) {
      reading_->problems.add(node->mark(), fields.path("price.price_year"),
                             fmt::format("{}, the year of the unit", money->year), std::to_string(spec.price_year));
    }
    if (spec.price.value != 1) {
      reading_->problems.add(node->mark(), fields.path("price.value"), "1, as the unit is money",
                             shown(spec.price.value));
    }
  }

  void read_price(const YamlNode& node, const std::string& path, const Provenance& near, ActivitySpec& spec) {
    Fields fields(node, schema().price, path, reading_->problems);
    if (!fields.is_mapping()) return;
    const Provenance own = read_origin(fields);
    const YamlNode* value = fields.find("value");
    spec.price_year = static_cast<int>(fields.whole("price_year").value_or(0));
    fields.done();
    if (value == nullptr) return;
    const Provenance origin{"", own.source.empty() ? near.source : own.source,
                            own.status == Status::unstated ? near.status : own.status};
    spec.price = plain_number(*value, Meaning::price(), fields.path("value"), origin);
    spec.price.provenance.unit = fmt::format("EUR {} per {}", spec.price_year, spec.unit);
  }

  Quantity plain_number(const YamlNode& node, const Meaning& meaning, const std::string& path, const Provenance& near) {
    Quantity quantity = reading_->figures.read(node, meaning, path, near);
    if (quantity.table) {
      reading_->problems.add(node.mark(), path, "one number", "a table");
      quantity.table = nullptr;
    }
    quantity.value *= quantity.times;
    quantity.times = 1;
    return quantity;
  }

  void take_volumes(Fields& fields, const Provenance& near, ActivitySpec& spec) {
    const YamlNode* per_year = fields.find("per_year");
    const YamlNode* per_transition = fields.find("per_transition");
    const YamlNode* residual = fields.find("residual");
    const std::string& unit = spec.unit;
    if (per_year != nullptr) spec.per_year = read_per_year(*per_year, fields.path("per_year"), unit, *reading_, near);
    if (per_transition != nullptr) {
      spec.per_transition = read_per_transition(*per_transition, fields.path("per_transition"), unit, *reading_, near);
    }
    if (residual != nullptr) {
      spec.residual = reading_->figures.read(*residual, Meaning::residual(unit), fields.path("residual"), near);
    }
    if (per_year == nullptr && per_transition == nullptr && residual == nullptr) {
      reading_->problems.add(fields.mark(), fields.path(), "per_year, per_transition or residual", "no volume at all");
    }
    if (spec.marginal_share && per_year == nullptr && per_transition == nullptr) {
      reading_->problems.add(fields.find("marginal_share")->mark(), fields.path("marginal_share"),
                             "this key only beside per_year or per_transition", "neither");
    }
  }

  std::string path_;
  const PackReading* reading_;
  Pack* pack_;
};

}  // namespace

void read_care(const CareSections& sections, const std::string& path, const PackReading& reading, Pack& pack) {
  CareReader(path, reading, pack).read(sections);
}

}  // namespace kavel
