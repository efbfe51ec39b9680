#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/table.hpp"
#include "io/node.hpp"
#include "io/sources.hpp"

namespace kavel {

/// A programme as the study has it: written there, or a file with what the study changes in it.
struct WrittenProgramme {
  std::string name{};
  std::string path{};  ///< dotted, in the study
  NodePtr base{};      ///< of the file, or what the study says; null after a problem
  NodePtr changes{};   ///< of the study; null: none
  std::string use{};   ///< variant chosen; empty: none
  Mark mark{};         ///< of the name
};

/// Where figures are from that changes of a programme bring in and that do not say so themselves; by YamlNode::set_by.
using ChangeOrigins = std::map<std::shared_ptr<const std::string>, Provenance>;

/// Makes one tree of a programme file, a variant of it and what the study changes.
///
/// Mappings are changed key by key; figures (`value`, `table`, `by`, `shares`) and lists are replaced as a whole.
class ProgrammeMerger {
 public:
  ProgrammeMerger(Sources& sources, Problems& problems) : sources_(&sources), problems_(&problems) {}

  /// Takes an entry of the study's section `programmes` apart, and opens its file.
  WrittenProgramme take_apart(const Entry& entry, const std::string& path);

  /// The tree under the variant `use` (empty: none), without the keys include, use and variants. Null after a problem.
  NodePtr merged(const WrittenProgramme& written, const std::string& use);

  /// Problems of the merged tree from position `first` on that the variant brings in are told at its own place.
  void tell_at_variant(const WrittenProgramme& written, const std::string& use, const YamlNode& tree,
                       std::size_t first);

  /// Names of its variants.
  static std::vector<std::string> variants_of(const WrittenProgramme& written);

  const ChangeOrigins& origins() const { return origins_; }

 private:
  NodePtr tree_of(const SourceFile& file, const std::string& path);
  NodePtr changed(const NodePtr& base, const YamlNode& changes, const std::string& by);

  Sources* sources_;
  Problems* problems_;
  std::map<const SourceFile*, NodePtr> known_{};  ///< null after problems
  ChangeOrigins origins_{};
};

/// The path of a programme file as a mapping that includes it; anything else as it is.
NodePtr as_mapping(const NodePtr& programme);

}  // namespace kavel
