#include "experiment/setting.hpp"

#include <algorithm>

namespace kavel {

namespace {

/// Persons by sex x age x group; `group_of` says which group a cell belongs to. Where nobody is of a sex and age,
/// everyone of that sex stands for them, or everyone, so that the shares are always those of persons.
template <class GroupOf>
GroupShares shares(const Population& population, int groups, const GroupOf& group_of) {
  GroupShares result;
  result.groups = groups;
  result.persons.assign(rows_by_sex_age * static_cast<std::size_t>(groups), 0.0);
  for (const PopulationCell& cell : population.cells) {
    result.persons[sex_age(cell.sex, cell.age) * static_cast<std::size_t>(groups) +
                   static_cast<std::size_t>(group_of(cell))] += static_cast<double>(cell.persons);
  }
  std::vector<double> everyone(static_cast<std::size_t>(groups), 0.0);
  std::vector<std::vector<double>> of_sex(sexes, everyone);
  for (const PopulationCell& cell : population.cells) {
    const auto group = static_cast<std::size_t>(group_of(cell));
    everyone[group] += static_cast<double>(cell.persons);
    of_sex[static_cast<std::size_t>(cell.sex)][group] += static_cast<double>(cell.persons);
  }
  const auto some = [](double persons) { return persons > 0; };
  for (int row = 0; row < sexes * (oldest_age + 1); ++row) {
    const auto first = result.persons.begin() + static_cast<std::ptrdiff_t>(row) * groups;
    if (std::any_of(first, first + groups, some)) continue;
    const std::vector<double>& same_sex = of_sex[static_cast<std::size_t>(row / (oldest_age + 1))];
    const std::vector<double>& like = std::any_of(same_sex.begin(), same_sex.end(), some) ? same_sex : everyone;
    std::copy(like.begin(), like.end(), first);
  }
  return result;
}

/// Persons by area x sex x age x SES.
std::vector<double> persons_by_area(const Population& population) {
  const std::size_t groups = population.ses_groups.size();
  std::vector<double> persons(population.areas.size() * rows_by_sex_age * groups, 0.0);
  for (const PopulationCell& cell : population.cells) {
    const std::size_t row = sex_age(cell.sex, cell.age);
    persons[(static_cast<std::size_t>(cell.area) * rows_by_sex_age + row) * groups +
            static_cast<std::size_t>(cell.ses)] += static_cast<double>(cell.persons);
  }
  return persons;
}

}  // namespace

Setting setting_of(const Study& study, const Pack& pack) {
  const Population& population = study.population;
  Setting setting;
  setting.start = study.start;
  setting.years = study.years;
  setting.age_rule = population.age_rule;
  setting.births = pack.births.has_value();
  setting.ses_groups = population.ses_groups;
  setting.areas = population.areas;
  setting.youngest = oldest_age;
  setting.oldest = 0;
  setting.sex_met = {setting.births, setting.births};
  if (population.age_rule == AgeRule::lexis && !pack.arrivals.empty()) setting.sex_met = {true, true};
  for (const PopulationCell& cell : population.cells) {
    if (cell.persons == 0) continue;
    setting.youngest = std::min(setting.youngest, cell.age);
    setting.oldest = std::max(setting.oldest, cell.age);
    setting.sex_met[static_cast<std::size_t>(cell.sex)] = true;
  }
  setting.ses = shares(population, static_cast<int>(population.ses_groups.size()),
                       [](const PopulationCell& cell) { return cell.ses; });
  setting.area = shares(population, static_cast<int>(population.areas.size()),
                        [](const PopulationCell& cell) { return cell.area; });
  setting.region = study.region;
  if (!study.region.prevalences.empty()) setting.by_area = persons_by_area(population);
  return setting;
}

}  // namespace kavel
