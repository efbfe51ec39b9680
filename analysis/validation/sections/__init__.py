"""The sections of the page, in their order."""

from sections import (
    backcast,
    concentration,
    conditions,
    costs,
    deaths,
    deductible,
    healthy_life,
    last_year,
    life_expectancy,
    long_term_care,
    multimorbidity,
    perceived_health,
    population,
    residual,
    self_reliance,
)

ALL = (
    population.section,
    life_expectancy.section,
    healthy_life.section,
    conditions.risk_factors,
    conditions.conditions,
    multimorbidity.section,
    deaths.section,
    costs.section,
    residual.section,
    last_year.section,
    concentration.section,
    deductible.section,
    long_term_care.section,
    self_reliance.section,
    perceived_health.section,
    backcast.section,
)
