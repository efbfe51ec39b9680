#include "cli/description.hpp"

#include <algorithm>
#include <map>

#include "cli/described_part.hpp"
#include "cli/figure_text.hpp"
#include <fmt/format.h>

#include "core/meant.hpp"
#include "core/person.hpp"
#include "core/words.hpp"
#include "io/stated_figures.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

constexpr int widest_line = 76;
constexpr int figures_shown_at_once = 60;  ///< a study with more is outlined

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

class Description {
 public:
  explicit Description(const Study& study)
      : study_(study),
        pack_(study.variants.front().pack),
        region_(described_parts(study.region)),
        model_(described_parts(pack_)),
        programmes_(programme_parts(study)) {}

  std::string all() {
    describe_people();
    for (const DescribedPart& part : region_) describe(part);
    describe_model();
    for (const DescribedPart& part : model_) describe(part);
    describe_variants();
    for (const DescribedPart& part : programmes_) describe(part);
    describe_arms();
    add_counts();
    return with_sources();
  }

  /// A line for each part.
  std::string outline(const std::string& path) {
    describe_people();
    describe_model();
    add_lines_by_kind();
    describe_variants();
    describe_arms();
    text_ += fmt::format("\n{}, each once\n", counts_text(counts_of(stated_figures(study_))));
    text_ += fmt::format("\nA part with all its figures and sources: kavel describe {} {}\n", path,
                         last_of((programmes_.empty() ? model_ : programmes_).front().name));
    text_ += "Everything: --all. What is assumed, by how far cost depends on it: --assumed\n";
    return text_;
  }

  /// Parts by their names (`smoking`, `attributes.smoking`) or kinds (`attributes`).
  std::string some(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      bool found = false;
      for (const auto* parts : {&region_, &model_, &programmes_}) {
        for (const DescribedPart& part : *parts) {
          if (!is_called(part, name)) continue;
          describe(part);
          found = true;
        }
      }
      if (!found) refuse(name);
    }
    text_.erase(0, 1);  // a blank line stands before each part
    return with_sources();
  }

 private:
  static std::string last_of(const std::string& name) { return name.substr(name.rfind('.') + 1); }
  static std::string kind_of(const std::string& name) { return name.substr(0, name.find('.')); }
  static bool is_called(const DescribedPart& part, const std::string& name) {
    return name == part.name || name == last_of(part.name) || name == kind_of(part.name);
  }

  void refuse(const std::string& name) const {
    std::vector<std::string> known;
    std::vector<std::string> said;
    for (const auto* parts : {&region_, &model_, &programmes_}) {
      for (const DescribedPart& part : *parts) {
        for (const std::string& called : {kind_of(part.name), last_of(part.name)}) {
          if (contains(known, called)) continue;
          known.push_back(called);
          said.push_back(called == last_of(part.name) ? said_of(part) : "");
        }
      }
    }
    constexpr std::size_t few = 12;
    const std::string expected = known.size() <= few ? "one of " + joined(known)
                                                     : fmt::format(
                                                           "a part of the study, of which there are {}; kavel "
                                                           "describe STUDY alone lists them",
                                                           known.size());
    throw InputError(Mark{}, "PART", expected, name, either_of(meant(name, known, said)));
  }

  void describe(const DescribedPart& part) {
    text_ += "\n" + part.heading + figure_lines(part.figures, sources_) + part.notes;
  }

  /// What a heading says after the kind and the name: `none, acute, chronic` of `Attribute ihd: none, acute, chronic`.
  static std::string said_of(const DescribedPart& part) {
    std::string line = part.heading.substr(0, part.heading.find('\n'));
    line.erase(0, std::min(line.find(' '), line.size() - 1) + 1);
    const std::string name = last_of(part.name);
    if (line.starts_with(name)) line.erase(0, name.size() + (line.substr(name.size()).starts_with(": ") ? 2 : 0));
    return line;
  }

  /// Kinds of which there is one part stand together.
  void add_lines_by_kind() {
    std::vector<DescribedPart> many;
    std::vector<DescribedPart> others;
    for (const auto* parts : {&region_, &model_}) {
      for (const DescribedPart& part : *parts) {
        const auto of_its_kind = [&](const DescribedPart& one) { return kind_of(one.name) == kind_of(part.name); };
        (std::count_if(parts->begin(), parts->end(), of_its_kind) > 1 ? many : others).push_back(part);
      }
    }
    add_lines(many, kind_of, last_of);
    add_lines(
        others, [](const std::string&) { return "others"; },
        [](std::string name) {
          std::replace(name.begin(), name.end(), '.', ' ');
          return name;
        });
    add_lines(programmes_, kind_of, last_of);
  }

  /// A line for each part, by what it is called, under heads.
  template <class Head, class Called>
  void add_lines(const std::vector<DescribedPart>& parts, const Head& head_of, const Called& called) {
    int widest = 0;
    for (const DescribedPart& part : parts) widest = std::max(widest, width_of(called(part.name)));
    std::string head;
    for (const DescribedPart& part : parts) {
      if (head_of(part.name) != head) {
        head = head_of(part.name);
        text_ += "\n" + left_aligned(head, widest_line) + "  figures  assumed\n";
      }
      add_line(part, called(part.name), widest);
    }
  }

  void add_line(const DescribedPart& part, const std::string& name, int widest) {
    const StatusCounts counts = counts_of(part.figures);
    const std::string line = cut("  " + left_aligned(name, widest) + "  " + said_of(part), widest_line);
    text_ += left_aligned(line, widest_line) + right_aligned(whole(counts.all()), 9) +
             right_aligned(counts.assumed == 0 ? "" : whole(counts.assumed), 9);
    text_.erase(text_.find_last_not_of(' ') + 1);
    text_ += "\n";
  }

  void add_counts() { text_ += fmt::format("\n{}\n", counts_text(counts_of(stated_figures(study_)))); }

  std::string with_sources() const {
    const std::string sources = sources_.text();
    return sources.empty() ? text_ : text_ + "\nSources\n" + sources;
  }

  void describe_people() {
    const Population& people = study_.population;
    text_ += study_.title + "\n";
    text_ += fmt::format("{}, {} from {}, seed {}\n", counted(people.persons(), "person"),
                         counted(study_.years, "year"), study_.start, study_.seed);
    text_ += people.age_rule == AgeRule::lexis
                 ? "A population: figures of a year are the mean of the ages before and after the birthday\n"
                 : "A cohort: everybody has the same exact age on 1 January\n";
    describe_ages(people);
    if (people.areas.size() > 1) text_ += "Areas: " + joined(people.areas) + "\n";
    if (people.ses_groups.size() > 1) text_ += "SES: " + joined(people.ses_groups) + "\n";
  }

  void describe_ages(const Population& people) {
    for (std::size_t sex = 0; sex < sex_names.size(); ++sex) {
      std::int64_t persons = 0;
      int youngest = 1000;
      int oldest = 0;
      for (const PopulationCell& cell : people.cells) {
        if (cell.sex != static_cast<Sex>(sex) || cell.persons == 0) continue;
        persons += cell.persons;
        youngest = std::min(youngest, cell.age);
        oldest = std::max(oldest, cell.age);
      }
      if (persons == 0) continue;
      text_ += fmt::format("  {:<7} {:>12}   age {}\n", sex_names[sex], whole(persons),
                           youngest == oldest ? std::to_string(youngest) : fmt::format("{} to {}", youngest, oldest));
    }
  }

  void describe_model() {
    text_ += "\nModel: " + pack_.title + "\n";
    text_ += pack_.cycles_per_year == 0 ? "  continuous time: an event at any moment\n"
             : pack_.cycles_per_year == 1
                 ? "  discrete time: a cycle of 1 year\n"
                 : fmt::format("  discrete time: a cycle of 1/{} year\n", pack_.cycles_per_year);
  }

  /// What the other variants change.
  void describe_variants() {
    if (study_.variants.size() < 2) return;
    text_ += "\nVariants: the first, " + study_.variants.front().name + ", is the comparator, shown above\n";
    std::map<std::string, StatedFigure> comparator;
    for (StatedFigure& figure : stated_figures(pack_)) comparator.emplace(figure.what, figure);
    for (std::size_t i = 1; i < study_.variants.size(); ++i) {
      text_ += study_.variants[i].name + "\n";
      for (const StatedFigure& figure : stated_figures(study_.variants[i].pack)) {
        const auto found = comparator.find(figure.what);
        if (found != comparator.end() && found->second == figure) continue;
        text_ += "  " + figure.key + ": " + value_text(figure);
        if (found != comparator.end()) text_ += " instead of " + value_text(found->second);
        text_ += "   " + sources_.reference(figure.provenance) + "\n";
      }
    }
  }

  void describe_arms() {
    if (study_.arms.empty()) return;
    text_ += "\nArms: usual_care, the comparator\n";
    for (const Arm& arm : study_.arms) {
      std::vector<std::string> names;
      for (const int programme : arm.programmes)
        names.push_back(study_.programmes[static_cast<std::size_t>(programme)].name);
      text_ += fmt::format("  {}: {}\n", arm.name, names.empty() ? "no programme" : joined(names));
    }
  }

  const Study& study_;
  const Pack& pack_;
  std::vector<DescribedPart> region_, model_, programmes_;
  SourceList sources_{};
  std::string text_{};
};

}  // namespace

std::string describe_study(const Study& study) { return Description(study).all(); }

std::string outline_of(const Study& study, const std::string& path) {
  const bool short_enough = counts_of(stated_figures(study)).all() <= figures_shown_at_once;
  return short_enough ? describe_study(study) : Description(study).outline(path);
}

std::string describe_parts(const Study& study, const std::vector<std::string>& names) {
  return Description(study).some(names);
}

}  // namespace kavel
