#include "programme/answers.hpp"

namespace kavel {

namespace {

using Last = Answers::Answer::Last;

/// Did someone say no, and is not asked again yet?
bool is_refused(const Offering& offering, int year_index, const Answers::Answer& answer) {
  if (answer.last != Last::no) return false;
  return offering.again_after == 0 || year_index - answer.year_index < offering.again_after;
}

void set(Answers::Answer& answer, Last last, int year_index) {
  answer.last = last;
  answer.year_index = static_cast<std::uint8_t>(year_index);
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
  if (answer.last == Last::yes) return true;
  const std::size_t row = sex_age(who) * static_cast<std::size_t>(offering.ses_groups) + who.key->ses;
  const bool yes = decides(key, person, offering.uptake_stream, offering.uptake[row], answer.times_asked);
  set(answer, yes ? Last::yes : Last::no, who.year_index);
  ++answer.times_asked;
  put(programme, *who.key, answer);
  return yes;
}

bool Answers::has_ended_for(int years, std::size_t programme, const PersonThen& who) {
  Answer answer = of(programme, *who.key);
  if (answer.last == Last::start) {
    set(answer, Last::end, who.year_index);
    put(programme, *who.key, answer);
  }
  return answer.last != Last::end || who.year_index - answer.year_index >= years;  // else asked again since
}

void Answers::start(std::size_t programme, const PersonThen& who) {
  Answer answer = of(programme, *who.key);
  set(answer, Last::start, who.year_index);
  ++answer.starts;
  put(programme, *who.key, answer);
}

}  // namespace kavel
