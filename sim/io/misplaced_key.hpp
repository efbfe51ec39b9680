#pragma once

#include <string>

#include "io/node.hpp"
#include "io/schema.hpp"

namespace kavel {

// Keys that are known one level up or down: YAML says by indentation alone what belongs to what.

/// Where the key `unknown` of the mapping `node` at `path` was perhaps meant: beside it. Empty: it is not known there.
std::string key_indented_too_far(const ObjectKind& kind, const YamlNode& node, const std::string& path,
                                 const std::string& unknown);

/// The same, in a mapping below: the one that stands before it, else any that has such a key.
std::string key_indented_too_little(const ObjectKind& kind, const YamlNode& node, const std::string& path,
                                    const std::string& unknown);

/// Does a key that is missing stand in a mapping of `node` that knows no such key?
bool stands_in_a_key_before(const ObjectKind& kind, const YamlNode& node, const std::string& missing);

}  // namespace kavel
