#pragma once

#include <map>
#include <string>

#include "io/node.hpp"
#include "io/read_figure.hpp"

namespace kavel {

/// Makes one tree of a pack and all it includes.
class PackMerger {
 public:
  PackMerger(FigureReader& figures, Problems& problems) : figures_(&figures), problems_(&problems) {}

  /// `model` as the study gives it: a mapping, or the path of a file or folder. Null after a problem.
  NodePtr merged(const NodePtr& model, const std::string& path);

 private:
  struct Trail;
  NodePtr merged_file(const SourceFile& file, const std::string& path);
  void collect(const YamlNode& tree, const Trail& trail, YamlNode& into, std::map<std::string, Mark>& seen);
  void include(const YamlNode& list, const Trail& trail, YamlNode& into, std::map<std::string, Mark>& seen);
  const SourceFile* included(const YamlNode& item, const std::string& path, const Trail& trail);
  void take(const Entry& section, const Trail& trail, YamlNode& into, std::map<std::string, Mark>& seen);
  void inherit(const YamlNode& tree);

  FigureReader* figures_;
  Problems* problems_;
  std::map<const SourceFile*, NodePtr> known_{};  ///< null after problems
};

}  // namespace kavel
