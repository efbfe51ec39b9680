"""A run from ten years ago beside what was found since: its people, and the section as a whole."""

import numpy as np

import look
from comparison import HELD_OUT, USED, Comparison
from section import Section, source_of
from sections import backcast_health
from tables import SEXES, bounds, scalar

FROM, TO = 2013, 2023
WIDTH = 10  # years of age
COVID = range(2020, 2023)
OLD = (
    "{percent} %: too many of 75 and over at the start (ages within 65-79 are the UN's, on counts by CBS), or death"
    " rates of the UN that are too low at high age; deaths of all ages together agree"
)
MOVED = "ages of migrants are those of 2020-2025 in every year, and 2022 had the most, many from Ukraine: {percent} %"


def section(context):
    made = Section(
        f"Backcast {FROM} to {TO}",
        (
            f"A run that starts on 1 January {FROM}, held against what was found since. Of {FROM}, or of the years to"
            f" {TO}, are: inhabitants, education, all-cause mortality (observed, so with COVID-19), births per woman"
            " and net migration by year (observed), deaths by cause about the start, smoking, weight and drinking: their"
            " level at the start and a trend each, fitted to the series since. All else is the pack's: how people fall ill, and who"
            " has what at a sex and age at the start, since no prevalence by age of 2013 was found. So births, deaths"
            " and life expectancy of a year are marked used (the people they happen to are not), and so are habits, and patients"
            " near the pack's own years: they tell whether its equations keep them."
        ),
        used={HELD_OUT, USED},
    )
    past = context.backcast
    if past is None:
        made.missing.append(
            "not simulated here: kavel run scenarios/nederland-2013.yaml -o backcast.h5; then validate.py RESULT.h5"
            " --backcast backcast.h5"
        )
        return made
    if past.years[0] != FROM or TO not in past.years:
        raise SystemExit(f"--backcast: expected a run from {FROM} to {TO}, got {past.years[0]} to {past.years[-1]}")
    scale = inhabitants(context) / past.founders
    draw_people(context, made, scale)
    compare_totals(context, made, scale)
    draw_flows(context, made, scale)
    compare_pace(context, made)
    backcast_health.add(context, made, scale)
    made.notes += [
        (
            "later than 2013, yet in the start, and compared with nothing here: ages from counts to mid-2015, education"
            " by birth cohort (2020 and 2023), smoking of men against women (2019), levels and trends of smoking, weight and drinking"
            " (2014 to 2024), emigrants (2015), ages of migrants (2020-2025)"
        ),
        (
            "deaths by COVID-19 are in no condition of the model: what a condition adds to mortality rises and falls"
            f" with all-cause mortality of the year, also in {COVID[0]}-{COVID[-1]}"
        ),
    ]
    return made


def inhabitants(context):
    """Of 1 January 2013: as many as the file's own table has."""
    text = next(text for name, text in context.backcast.texts.items() if name.endswith("tables_2013/inhabitants.csv"))
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return sum(float(line.split(",")[2]) for line in lines[1:])


def on_1_january(past, year):
    """Persons [sex, single age from 0]: mean of a cohort's person-years in the year before and the year after."""
    before, after = past.alive[past.at(year - 1)], past.alive[past.at(year)]
    here = -past.first_age
    earlier = before[:, here - 1 : -1].copy()
    earlier[:, 0] *= 2  # born in the year: there for half of it
    return (earlier + after[:, here:]) / 2


def by_width(values):
    """Sums over ten years of age; the last is 90 and over."""
    return np.stack(
        [values[:, first : first + WIDTH if first < 90 else None].sum(axis=1) for first in range(0, 91, WIDTH)], axis=1
    )


def draw_people(context, made, scale):
    past = context.backcast
    figure, axes = look.panels(2, columns=2, width=4.4, height=3.6)
    counted = context.published("inhabitants_2018")
    found = {year: by_width(on_1_january(past, year)) * scale for year in (2018, TO)}
    known = {2018: np.zeros((2, 9)), TO: None}
    for row in counted.rows:
        known[2018][SEXES.index(row["sex"]), bounds(row["age"])[0] // WIDTH] = float(row["persons"])
    sources = {2018: source_of(counted)}
    found[2018] = np.concatenate([found[2018][:, :8], found[2018][:, 8:].sum(axis=1, keepdims=True)], axis=1)
    if context.projection is not None:
        known[TO] = by_width(np.nan_to_num(context.projection.by_sex_and_age("persons", year=str(TO))))
        sources[TO] = "the pack's inhabitants of 2023 (Vektis, CBS; derived)"
    for axis, year in zip(axes, found):
        groups = [f"{k * WIDTH}-{k * WIDTH + 9}" for k in range(found[year].shape[1] - 1)] + [
            f"{(found[year].shape[1] - 1) * WIDTH}+"
        ]
        for sex, (name, sign) in enumerate((("female", 1), ("male", -1))):
            axis.barh(
                range(len(groups)),
                sign * found[year][sex] / 1000,
                color=look.SEX_COLOURS[name],
                height=0.82,
                alpha=0.85,
                label=look.SEX_NAMES[name],
            )
            if known[year] is not None:
                look.marks(
                    axis, sign * known[year][sex] / 1000, range(len(groups)), HELD_OUT, label=look.mark_label(HELD_OUT)
                )
                for k, group in enumerate(groups):
                    one_group(made, year, sex, group, found[year][sex, k], known[year][sex, k], sources[year], scale)
        axis.set_yticks(range(len(groups)), groups)
        axis.set_title(f"1 January {year}")
        axis.set_xlabel("men, women: thousand persons")
        ticks = np.array([-1200, -600, 0, 600, 1200])
        axis.set_xticks(ticks, [str(abs(tick)) for tick in ticks])
        axis.grid(axis="y", visible=False)
    axes[0].set_ylabel("age")
    made.picture(
        "backcast_population",
        look.finish(figure, axes),
        f"Inhabitants five and ten years after the start in {FROM}.",
        "; ".join(sources.values()),
    )


def one_group(made, year, sex, group, simulated, published, source, scale):
    old = int(group.split("-")[0].rstrip("+")) >= 80
    made.comparisons.append(
        Comparison(
            f"backcast.inhabitants.{year}.{('female', 'male')[sex]}.{group}",
            f"{('women', 'men')[sex]} of {group}, 1 January {year}",
            simulated / 1000,
            published / 1000,
            "thousand",
            HELD_OUT,
            source,
            error=np.sqrt(simulated / scale) * scale / 1000,
            why=OLD if old else MOVED,
        )
    )


def compare_totals(context, made, scale):
    past, table = context.backcast, context.published("inhabitants_annual")
    for row in table.rows:
        year = int(row["year"])
        if year <= FROM or year not in past.years:
            continue
        made.comparisons.append(
            Comparison(
                f"backcast.inhabitants.{year}",
                f"inhabitants, 1 January {year}",
                past.start[past.at(year)] * scale / 1e6,
                float(row["persons"]) / 1e6,
                "million",
                USED,
                source_of(table),
                decimals=3,
                tolerance=0.01 * float(row["persons"]) / 1e6,
                why="births, deaths and migration are the UN's, inhabitants those of CBS: {percent} %",
            )
        )


def draw_flows(context, made, scale):
    past = context.backcast
    figure, axes = look.panels(3, columns=3)
    events, rates = context.published("vital_events_annual"), context.published("demography_annual")
    births = np.array([np.sum(past.births[past.at(year)]) for year in past.years]) * scale / 1000
    deaths = np.array([past.deaths[past.at(year)].sum() for year in past.years]) * scale / 1000
    for axis, (name, values) in zip(axes, (("births", births), ("deaths", deaths))):
        told = [scalar(events, f"{name}_thousand", year=str(year)) for year in past.years]
        axis.plot(past.years, values, color=look.SERIES[0], label="simulated")
        look.marks(axis, past.years, told, USED, label=look.mark_label(USED))
        axis.set_title(name)
        axis.set_ylabel("thousand a year")
        look.from_zero(axis)
        for year, simulated, known in zip(past.years, values, told):
            made.comparisons.append(
                Comparison(
                    f"backcast.{name}.{year}",
                    f"{name}, {year}",
                    simulated,
                    known,
                    "thousand",
                    USED,
                    source_of(events),
                    error=np.sqrt(simulated * 1000 / scale) * scale / 1000,
                    decimals=1,
                    tolerance=0.025 * known,
                    why=(
                        "rates of the year on the simulated people: {percent} %;"
                        f" {'women of 25-34' if name == 'births' else 'the old'} are not as many as counted"
                    ),
                )
            )
    draw_expectancy(made, past, rates, axes[2])
    for axis in axes:
        axis.set_xticks(past.years[::2], past.years[::2], rotation=45)
    made.picture(
        "backcast_flows",
        look.finish(figure, axes),
        (
            "Births, deaths and life expectancy by year; dotted: had life expectancy risen"
            f" since {FROM} as fast as the pack lets it rise from 2023 to 2033."
        ),
        f"{source_of(events)}; {source_of(rates)}",
    )


def pace(rates, name):
    """Years that life expectancy gains in a year in the pack's next ten."""
    return (
        scalar(rates, f"life_expectancy_{name}", year="2033") - scalar(rates, f"life_expectancy_{name}", year="2023")
    ) / 10


def draw_expectancy(made, past, rates, axis):
    for sex, name in enumerate(("female", "male")):
        told = np.array([scalar(rates, f"life_expectancy_{name}", year=str(year)) for year in past.years])
        axis.plot(
            past.years,
            past.life_expectancy[:, sex],
            color=look.SEX_COLOURS[name],
            label=f"simulated, {look.SEX_NAMES[name]}",
        )
        axis.plot(
            past.years,
            told[0] + pace(rates, name) * (np.array(past.years) - FROM),
            color=look.SEX_COLOURS[name],
            linestyle=":",
            linewidth=1.1,
            label=f"at the pack's later pace, {look.SEX_NAMES[name]}",
        )
        look.marks(axis, past.years, told, USED)
        for year, simulated, error, known in zip(
            past.years, past.life_expectancy[:, sex], past.life_expectancy_se[:, sex], told
        ):
            made.comparisons.append(
                Comparison(
                    f"backcast.life_expectancy.{year}.{name}",
                    f"life expectancy at birth {year}, {look.SEX_NAMES[name]}",
                    simulated,
                    known,
                    "years",
                    USED,
                    source_of(rates),
                    error=error,
                    tolerance=0.3,
                    decimals=2,
                    why="calibrated to that of each year, with the reference run's chance: {miss} years",
                )
            )
    axis.set_title("life expectancy at birth")
    axis.set_ylabel("years")


def compare_pace(context, made):
    rates = context.published("demography_annual")
    for name in ("female", "male"):
        start = scalar(rates, f"life_expectancy_{name}", year=str(FROM))
        for year in (2019, TO):
            made.comparisons.append(
                Comparison(
                    f"backcast.pace.{year}.{name}",
                    (
                        f"life expectancy at birth {year}, {look.SEX_NAMES[name]}, had it risen since {FROM} at the"
                        " pack's pace of 2023-2033 (not simulated)"
                    ),
                    start + pace(rates, name) * (year - FROM),
                    scalar(rates, f"life_expectancy_{name}", year=str(year)),
                    "years",
                    HELD_OUT,
                    source_of(rates),
                    tolerance=0.5,
                    decimals=2,
                    why=(
                        "{miss} years: the UN's later pace is that of decades; mortality fell as fast until 2019, and"
                        " COVID-19 cost years of it"
                    ),
                )
            )
