#pragma once

#include <string>
#include <vector>

#include "experiment/results.hpp"

namespace kavel {

/// One array of every variant, one after the other: [arm x …].
template <class Value, class Select>
std::vector<Value> of_all_arms(const Results& results, Select select) {
  std::vector<Value> all;
  for (const VariantResults& variant : results.variants) {
    const auto& values = select(variant);
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

/// The name of each value.
template <class Value, class Name>
std::vector<std::string> names_of(const std::vector<Value>& values, Name name) {
  std::vector<std::string> result;
  for (const Value& value : values) result.emplace_back(name(value));
  return result;
}

}  // namespace kavel
