#include "programme/answers.hpp"

namespace kavel {

namespace {

bool may_ask_again(const Offering& offering, const PersonThen& who, const Answers::Answer& answer) {
  return offering.again_after > 0 && who.year_index - answer.year_index >= offering.again_after;
}

}  // namespace

bool Answers::is_refused(const Offering& offering, const PersonThen& who) const {
  const Answer* answer = of(who.key->id);
  return answer != nullptr && !answer->yes && !may_ask_again(offering, who, *answer);
}

bool Answers::wants(const Offering& offering, Key key, const PersonThen& who) {
  const bool costly = offering.eligible.is_costly();
  if (!costly && !offering.eligible.of(who)) return false;
  const PersonId person = who.key->id;
  const double asked = offering.asked[static_cast<std::size_t>(who.year_index)];
  if (asked < 1 && !decides(key, person, offering.asked_stream, asked)) return false;
  const double covered = offering.covered[sex_age(who)];
  if (covered > 0 && decides(key, person, offering.covered_stream, covered)) return false;
  if (costly && (is_refused(offering, who) || !offering.eligible.of(who))) return false;
  const auto [place, first_time] = answers_.try_emplace(person.value);
  Answer& answer = place->second;
  if (answer.yes) return true;
  if (!first_time && !may_ask_again(offering, who, answer)) return false;
  const std::size_t row = sex_age(who) * static_cast<std::size_t>(offering.ses_groups) + who.key->ses;
  answer.yes = decides(key, person, offering.uptake_stream, offering.uptake[row], answer.times_asked);
  answer.year_index = who.year_index;
  ++answer.times_asked;
  return answer.yes;
}

}  // namespace kavel
