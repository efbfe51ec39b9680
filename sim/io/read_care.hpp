#pragma once

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// The sections sectors, payers, providers and activities of a pack; null where there is none.
struct CareSections {
  const YamlNode* sectors = nullptr;
  const YamlNode* payers = nullptr;
  const YamlNode* providers = nullptr;
  const YamlNode* activities = nullptr;
  const YamlNode* spreads = nullptr;
  const YamlNode* deductibles = nullptr;
};

/// Reads them into the pack; `path` is the pack's.
void read_care(const CareSections& sections, const std::string& path, const PackReading& reading, Pack& pack);

}  // namespace kavel
