#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "model/pack.hpp"
#include "programme/programme.hpp"
#include "io/merge_programme.hpp"
#include "io/read_figure.hpp"

namespace kavel {

/// Reads the figures of one programme, which may stem from its file, a variant or the study.
class ProgrammeFigures {
 public:
  ProgrammeFigures(FigureReader& figures, const ChangeOrigins& origins, Problems& problems)
      : figures_(&figures), origins_(&origins), problems_(&problems) {}

  /// Sets where figures are from that say nothing themselves: source and status at the head of the programme.
  void set_head(const YamlNode& programme) { head_ = &programme; }

  /// One number; `within` is a mapping in the programme whose source and status come before the head's, or null.
  Quantity number(const YamlNode& node, const Meaning& meaning, const std::string& path,
                  const YamlNode* within = nullptr);

  /// One number, or a table by sex and age.
  Quantity by_sex_age(const YamlNode& node, const Meaning& meaning, const std::string& path,
                      const YamlNode* within = nullptr);

  /// Where a value is from that cannot say so itself.
  Provenance origin(const YamlNode& node, const YamlNode* within) const;

 private:
  Quantity read(const YamlNode& node, const Meaning& meaning, const std::string& path, const YamlNode* within);

  FigureReader* figures_;
  const ChangeOrigins* origins_;
  Problems* problems_;
  const YamlNode* head_ = nullptr;
};

/// The meaning of a probability that is not one within a cycle.
Meaning chance();

/// What the readers of a programme's parts share.
struct ProgrammeReading {
  ProgrammeFigures& figures;
  Problems& problems;
  const std::vector<WellbeingSpec>& measures;   ///< of the pack
  const std::vector<OutcomeSpec>& outcomes;     ///< of the pack
  const std::vector<CapacitySpec>& capacities;  ///< of the study
  int start = 0;                                ///< first year of the study
};

/// The name under a key, and where it stands; empty where it is absent or wrong.
std::string read_name(Fields& fields, std::string_view key, Mark& mark);

/// One text, or a list of several, each once.
std::vector<std::string> read_texts(const YamlNode& node, const Shape& shape, const std::string& path,
                                    Problems& problems);

}  // namespace kavel
