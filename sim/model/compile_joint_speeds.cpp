#include <algorithm>
#include <map>

#include "model/compile_parts.hpp"

namespace kavel {

namespace {

constexpr std::size_t most_values = 4096;       ///< joint values of one lane, at most
constexpr std::size_t most_products = 4 << 20;  ///< of all lanes and bands: 16 MB

class JointSpeedCompiler {
 public:
  explicit JointSpeedCompiler(Model& model) : model_(model), joint_(model.joint) {}

  void run() {
    fill_bands();
    for (std::size_t most = most_values; !fill(most); most /= 4) {
    }
    list_touched();
    list_partial();
    list_columns();
  }

 private:
  /// A factor that takes part in one lane's joint value, and its position in Factor::lanes.
  struct Part {
    int factor;
    int position;
    std::size_t stride;
  };

  /// The sexes and ages that share the bands of all factors share one band of speeds.
  void fill_bands() {
    std::map<std::vector<int>, std::uint8_t> known;
    for (std::size_t row = 0; row < rows_by_sex_age; ++row) {
      std::vector<int> bands;
      for (const Factor& factor : model_.factors) bands.push_back(factor.band_of[row]);
      const auto [found, fresh] = known.try_emplace(bands, static_cast<std::uint8_t>(bands_.size()));
      if (fresh) bands_.push_back(bands);
      joint_.band_of.push_back(found->second);
    }
  }

  /// Products of joint values of at most `most` a lane. False if they are too many in all.
  bool fill(std::size_t most) {
    const auto lanes = static_cast<std::size_t>(model_.lanes);
    joint_.products.clear();
    joint_.rest.clear();
    joint_.first.assign(bands_.size() * lanes, 0);
    joint_.first_rest.assign(1, 0);
    joint_.standing.assign(bands_.size() * lanes, 0);
    parts_.assign(lanes, {});
    for (int lane = 0; lane < model_.lanes; ++lane) {
      choose_parts(lane, most);
      joint_.first_rest.push_back(static_cast<std::int32_t>(joint_.rest.size()));
      fill_lane(lane);
      if (joint_.products.size() > most_products && most > 1) return false;
    }
    return true;
  }

  /// The first factors of a lane in canonical order, as far as `most` goes, and its own attribute, which only says
  /// whether it runs at all (0 or 1: exact wherever it is multiplied).
  void choose_parts(int lane, std::size_t most) {
    const auto at = static_cast<std::size_t>(lane);
    std::size_t values = 1;
    bool open = true;
    const auto take = [&](int factor, int position) {
      parts_[at].push_back({factor, position, values});
      values *= static_cast<std::size_t>(model_.factors[static_cast<std::size_t>(factor)].values);
    };
    for (std::size_t f = 0; f < model_.factors.size(); ++f) {
      const Factor& factor = model_.factors[f];
      const auto found = std::find(factor.lanes.begin(), factor.lanes.end(), lane);
      if (found == factor.lanes.end()) continue;
      const int position = static_cast<int>(found - factor.lanes.begin());
      open = open && values * static_cast<std::size_t>(factor.values) <= most;
      if (open || (only_gates(factor, lane) && values * static_cast<std::size_t>(factor.values) <= UINT16_MAX)) {
        take(static_cast<int>(f), position);
      } else {
        const int source = factor.of == Factor::Of::attribute ? factor.attribute
                           : factor.of == Factor::Of::ses     ? -1
                                                              : -2;
        joint_.rest.push_back({static_cast<std::int16_t>(f), static_cast<std::int16_t>(source),
                               static_cast<std::int32_t>(position * factor.values)});
      }
    }
  }

  bool only_gates(const Factor& factor, int lane) const {
    if (static_cast<std::size_t>(lane) >= model_.transitions.size()) return false;
    const Transition& transition = model_.transitions[static_cast<std::size_t>(lane)];
    if (factor.attribute != transition.attribute) return false;
    const auto lanes = static_cast<std::size_t>(model_.lanes);
    return std::all_of(factor.rows.begin(), factor.rows.end(), [&](const std::vector<float>& rows) {
      for (std::size_t value = 0; value < static_cast<std::size_t>(factor.values); ++value) {
        const float ratio = rows[value * lanes + static_cast<std::size_t>(lane)];
        if (ratio != 0.0F && ratio != 1.0F) return false;
      }
      return true;
    });
  }

  /// Equal bands of the lane's own factors share their products.
  void fill_lane(int lane) {
    struct Found {
      std::uint32_t first, standing;
    };
    const std::vector<Part>& parts = parts_[static_cast<std::size_t>(lane)];
    std::map<std::vector<int>, Found> known;
    std::map<std::vector<bool>, std::uint32_t> patterns;
    for (std::size_t band = 0; band < bands_.size(); ++band) {
      std::vector<int> bands;
      for (const Part& part : parts) bands.push_back(bands_[band][static_cast<std::size_t>(part.factor)]);
      const auto [place, fresh] =
          known.try_emplace(bands, Found{static_cast<std::uint32_t>(joint_.products.size()), 0});
      Found& found = place->second;
      if (fresh) {
        append_products(parts, bands);
        found.standing =
            patterns.try_emplace(standing_from(found.first), static_cast<std::uint32_t>(patterns.size())).first->second;
      }
      const std::size_t at = band * static_cast<std::size_t>(model_.lanes) + static_cast<std::size_t>(lane);
      joint_.first[at] = found.first;
      joint_.standing[at] = found.standing;
    }
  }

  /// [joint value]: is the product 0? Of the products that were appended last.
  std::vector<bool> standing_from(std::uint32_t first) const {
    std::vector<bool> stands;
    for (std::size_t at = first; at < joint_.products.size(); ++at) stands.push_back(joint_.products[at] == 0.0F);
    return stands;
  }

  void append_products(const std::vector<Part>& parts, const std::vector<int>& bands) {
    std::vector<float> products{1.0F};
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const Factor& factor = model_.factors[static_cast<std::size_t>(parts[p].factor)];
      const float* ratios =
          factor.columns[static_cast<std::size_t>(bands[p])].data() + parts[p].position * factor.values;
      std::vector<float> longer;
      for (int value = 0; value < factor.values; ++value) {
        for (const float product : products) longer.push_back(product * ratios[value]);
      }
      products = std::move(longer);
    }
    joint_.products.insert(joint_.products.end(), products.begin(), products.end());
  }

  void list_touched() {
    for (std::size_t f = 0; f < model_.factors.size(); ++f) {
      Factor& factor = model_.factors[f];
      for (const int lane : factor.lanes) {
        std::size_t stride = 0;
        for (const Part& part : parts_[static_cast<std::size_t>(lane)]) {
          if (part.factor == static_cast<int>(f)) stride = part.stride;
        }
        factor.touched.push_back({static_cast<std::int16_t>(lane), static_cast<std::uint16_t>(stride)});
      }
    }
  }

  void list_partial() {
    for (int lane = 0; lane < model_.lanes; ++lane) {
      const bool more =
          joint_.first_rest[static_cast<std::size_t>(lane)] < joint_.first_rest[static_cast<std::size_t>(lane) + 1];
      const bool timed = std::any_of(model_.time_in_state.begin(), model_.time_in_state.end(),
                                     [lane](const TimeInState& figures) { return figures.lane == lane; });
      if (more || timed) joint_.partial.push_back(lane);
    }
  }

  /// Factor after factor, each band's ratios once.
  void list_columns() {
    std::vector<std::vector<std::uint32_t>> first;  // [factor][its band]
    for (const Factor& factor : model_.factors) {
      first.emplace_back();
      for (const std::vector<float>& columns : factor.columns) {
        first.back().push_back(static_cast<std::uint32_t>(joint_.columns.size()));
        joint_.columns.insert(joint_.columns.end(), columns.begin(), columns.end());
      }
    }
    for (const std::vector<int>& bands : bands_) {
      for (std::size_t f = 0; f < bands.size(); ++f)
        joint_.first_column.push_back(first[f][static_cast<std::size_t>(bands[f])]);
    }
  }

  Model& model_;
  JointSpeeds& joint_;
  std::vector<std::vector<int>> bands_{};   ///< [band]: band of each factor
  std::vector<std::vector<Part>> parts_{};  ///< [lane]
};

}  // namespace

void compile_joint_speeds(Model& model) { JointSpeedCompiler(model).run(); }

}  // namespace kavel
