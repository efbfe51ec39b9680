#pragma once

#include <optional>
#include <string_view>

#include "model/table.hpp"

namespace kavel {

/// `published`, `derived` or `assumed`; nothing for other words.
inline std::optional<Status> status_named(std::string_view word) {
  if (word == "published") return Status::published;
  if (word == "derived") return Status::derived;
  if (word == "assumed") return Status::assumed;
  return std::nullopt;
}

/// The first, completed by what it leaves unstated; each figure has its own unit.
inline Provenance completed(Provenance first, const Provenance& then) {
  if (first.source.empty()) first.source = then.source;
  if (first.status == Status::unstated) first.status = then.status;
  return first;
}

}  // namespace kavel
