#include "programme/answers.hpp"

namespace kavel {

namespace {

/// Did someone say no, and is not asked again yet?
bool is_refused(const Offering& offering, int year_index, const Answers::Answer& answer) {
  if (answer.times_asked == 0 || answer.yes != 0) return false;
  return offering.again_after == 0 || year_index - answer.year_index < offering.again_after;
}

}  // namespace

void Answers::put(std::size_t programme, const PersonKey& person, const Answer& answer) {
  const std::size_t at = place(programme, person);
  if (at >= answers_.size()) answers_.resize(place(programmes_, person));
  answers_[at] = answer;
}

bool Answers::wants(std::size_t programme, const Offering& offering, Key key, const PersonThen& who) {
  Answer answer = of(programme, *who.key);
  if (is_refused(offering, who.year_index, answer)) return false;
  const bool costly = offering.eligible.is_costly();
  if (!costly && !offering.eligible.of(who)) return false;
  const PersonId person = who.key->id;
  const double asked = offering.asked[static_cast<std::size_t>(who.year_index)];
  if (asked < 1 && !decides(key, person, offering.asked_stream, asked)) return false;
  const double covered = offering.covered[sex_age(who)];
  if (covered > 0 && decides(key, person, offering.covered_stream, covered)) return false;
  if (costly && !offering.eligible.of(who)) return false;
  if (answer.yes != 0) return true;
  const std::size_t row = sex_age(who) * static_cast<std::size_t>(offering.ses_groups) + who.key->ses;
  const bool yes = decides(key, person, offering.uptake_stream, offering.uptake[row], answer.times_asked);
  answer.yes = yes ? 1 : 0;
  answer.year_index = static_cast<std::uint16_t>(who.year_index);
  ++answer.times_asked;
  put(programme, *who.key, answer);
  return yes;
}

}  // namespace kavel
