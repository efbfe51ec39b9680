#include <algorithm>
#include <map>

#include "random/stream.hpp"
#include "model/compile_parts.hpp"

namespace kavel {

namespace {

class FactorCompiler {
 public:
  explicit FactorCompiler(Compilation& c) : c_(c), model_(c.model) {}

  void run() {
    const int attributes = static_cast<int>(model_.attributes.size());
    model_.factors.resize(static_cast<std::size_t>(attributes) + 2);
    c_.each(model_.factors.size(),
            [&](std::size_t index) { model_.factors[index] = factor_of(static_cast<int>(index), attributes); });
    std::sort(model_.factors.begin(), model_.factors.end(),
              [](const Factor& a, const Factor& b) { return a.stream < b.stream; });
    for (std::size_t f = 0; f < model_.factors.size(); ++f) {
      const Factor& factor = model_.factors[f];
      if (factor.of == Factor::Of::attribute) {
        model_.attributes[static_cast<std::size_t>(factor.attribute)].factor = static_cast<int>(f);
      }
    }
    list_by_lane();
    check_size();
  }

 private:
  /// A clock's rate must stay a finite number whatever the person's states.
  void check_size() const {
    for (std::size_t lane = 0; lane < model_.transitions.size(); ++lane) {
      double most = 0;
      for (std::size_t at = lane; at < model_.base.size(); at += static_cast<std::size_t>(model_.lanes)) {
        most = std::max(most, static_cast<double>(model_.base[at]));
      }
      most = std::max(most, 1.0);
      for (const Factor& factor : model_.factors) most *= std::max(1.0, greatest(factor, lane));
      if (most < 1e30) continue;
      c_.problems.add(c_.specs[lane]->mark, c_.specs[lane]->key + ".ratios",
                      "rate ratios whose product is a usable number", "a product that is far too large");
    }
  }

  double greatest(const Factor& factor, std::size_t lane) const {
    double most = 0;
    for (const std::vector<float>& rows : factor.rows) {
      for (std::size_t at = lane; at < rows.size(); at += static_cast<std::size_t>(model_.lanes)) {
        most = std::max(most, static_cast<double>(rows[at]));
      }
    }
    return most;
  }

  Factor factor_of(int index, int attributes) const {
    Factor factor;
    if (index < attributes) {
      const Attribute& attribute = model_.attributes[static_cast<std::size_t>(index)];
      factor.name = attribute.name;
      factor.attribute = index;
      factor.values = static_cast<int>(attribute.states.size());
    } else {
      factor.of = index == attributes ? Factor::Of::ses : Factor::Of::area;
      factor.name = index == attributes ? "ses" : "area";
      factor.values = static_cast<int>((index == attributes ? c_.setting.ses_groups : c_.setting.areas).size());
    }
    factor.stream = stream_of("factor." + factor.name);
    fill_bands(factor, index);
    return factor;
  }

  /// Rows by sex and age, equal ones kept once.
  void fill_bands(Factor& factor, int index) const {
    const auto [first, last] = ages_met(c_.setting);
    std::map<std::vector<float>, std::uint8_t> known;
    factor.band_of.assign(rows_by_sex_age, 0);
    for (int sex = 0; sex < sexes; ++sex) {
      for (int age = first; age <= last; ++age) {
        std::vector<float> rows = rows_of(factor, index, sex, age);
        const auto found = known.find(rows);
        if (found != known.end()) {
          factor.band_of[sex_age(sex, age)] = found->second;
          continue;
        }
        expects(known.size() < 255, "more than 255 bands of rate ratios for one factor");
        const auto band = static_cast<std::uint8_t>(known.size());
        known.emplace(rows, band);
        factor.band_of[sex_age(sex, age)] = band;
        factor.rows.push_back(std::move(rows));
      }
    }
    find_lanes(factor);
  }

  std::vector<float> rows_of(const Factor& factor, int index, int sex, int age) const {
    const auto values = static_cast<std::size_t>(factor.values);
    const auto lanes = static_cast<std::size_t>(model_.lanes);
    std::vector<double> product(values * lanes, 1.0);
    for (const RatioTable& table : c_.ratios) {
      if (table.factor != index || table.trivial) continue;
      for (std::size_t value = 0; value < values; ++value) {
        product[value * lanes + static_cast<std::size_t>(table.lane)] *=
            table.ratios[sex_age(sex, age) * values + value];
      }
    }
    for (std::size_t lane = 0; lane < model_.transitions.size(); ++lane) {
      const Transition& transition = model_.transitions[lane];
      if (index != transition.attribute) continue;
      for (std::size_t value = 0; value < values; ++value) {
        if (static_cast<int>(value) != transition.from || transition.kind == ClockKind::duration) {
          product[value * lanes + lane] = 0.0;
        }
      }
    }
    return {product.begin(), product.end()};
  }

  void find_lanes(Factor& factor) const {
    for (int lane = 0; lane < model_.lanes; ++lane) {
      bool touches = false;
      for (const std::vector<float>& rows : factor.rows) {
        for (int value = 0; value < factor.values && !touches; ++value) {
          const auto row = static_cast<std::size_t>(value) * static_cast<std::size_t>(model_.lanes);
          touches = rows[row + static_cast<std::size_t>(lane)] != 1.0F;
        }
      }
      if (touches) factor.lanes.push_back(lane);
    }
  }

  /// The same ratios lane by lane, for the recomputation of single speeds.
  void list_by_lane() {
    for (Factor& factor : model_.factors) {
      const auto values = static_cast<std::size_t>(factor.values);
      for (const std::vector<float>& rows : factor.rows) {
        std::vector<float>& columns = factor.columns.emplace_back();
        for (const int lane : factor.lanes) {
          for (std::size_t value = 0; value < values; ++value) {
            columns.push_back(rows[value * static_cast<std::size_t>(model_.lanes) + static_cast<std::size_t>(lane)]);
          }
        }
      }
    }
  }

  Compilation& c_;
  Model& model_;
};

}  // namespace

void compile_factors(Compilation& compilation) { FactorCompiler(compilation).run(); }

}  // namespace kavel
