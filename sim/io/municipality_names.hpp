#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kavel {

/// Names of municipalities as one publisher writes them, found by how another does: without regard to case, accents,
/// hyphens and `(gemeente)`. `SUDWEST-FRYSLAN` is `Súdwest-Fryslân`; `HENGELO` is `Hengelo (O.)` where there is one
/// only.
class MunicipalityNames {
 public:
  /// Position of a name, which is new where it was not there.
  std::size_t add(std::string_view name);

  std::optional<std::size_t> find(std::string_view name) const;

  /// The name that was perhaps meant; empty: none.
  std::string near(std::string_view name) const;

  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_{};  ///< as first written
  std::unordered_map<std::string, std::size_t> by_writing_{};
  std::unordered_map<std::string, std::size_t> by_letters_{};
  std::unordered_map<std::string, std::vector<std::size_t>> by_bare_letters_{};  ///< without a province in brackets
};

/// A municipality's name without `(gemeente)`.
std::string_view without_remark(std::string_view name);

}  // namespace kavel
