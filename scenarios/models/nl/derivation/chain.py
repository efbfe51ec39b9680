"""Which attribute depends on which: the order of the chain, what raises the onset of each condition, and its states.

Core attributes are in the cells of the joint distribution. A branch depends on core attributes only, and nothing of the
core depends on it: given a cell, branches are independent of each other. In a cell a condition is there or not; who is in
which of its stages does not depend on the cell.
"""

SES = ("low", "middle", "high")
SMOKING = ("never", "current", "former")
BMI = ("normal", "overweight", "obese")
BLOOD_PRESSURE = ("normal", "untreated", "treated")

CORE = ("ses", "smoking", "bmi", "blood_pressure", "diabetes", "ihd", "stroke", "dementia")
PLACES = {name: place for place, name in enumerate(CORE)}  # in a cell
CORE_CONDITIONS = CORE[4:]
BRANCHES = (
    "heart_failure", "copd", "anxiety", "depression", "osteoarthritis", "back_pain", "hip_fracture",
    "lung_cancer", "breast_cancer", "colorectal_cancer",
)
CONDITIONS = (*CORE_CONDITIONS, *BRANCHES)

LIFESTYLE = ("activity", "drinking", "household", "loneliness")  # beside the cells: they depend on education and each other
STATES = {
    "activity": ("active", "inactive"), "drinking": ("moderate", "harmful"), "household": ("with_others", "alone"),
    "loneliness": ("none", "moderate", "severe"),
    "smoking": SMOKING, "bmi": BMI, "blood_pressure": BLOOD_PRESSURE,
    "diabetes": ("none", "uncomplicated", "complicated"),
    "ihd": ("none", "acute", "chronic"),
    "stroke": ("none", "acute", "chronic"),
    "dementia": ("none", "mild", "full_time_care"),
    "heart_failure": ("none", "stable", "frequently_admitted"),
    "copd": ("none", "mild", "severe"),
    "anxiety": ("none", "anxiety"),
    "depression": ("none", "depression"),
    "osteoarthritis": ("none", "osteoarthritis"),
    "back_pain": ("none", "chronic"),
    "lung_cancer": ("none", "treatment", "follow_up"),
    "breast_cancer": ("none", "treatment", "follow_up"),
    "colorectal_cancer": ("none", "treatment", "follow_up"),
    "hip_fracture": ("none", "acute", "after"),
}
FACTORS = {
    "activity": ("ses",),
    "drinking": ("ses",),
    "household": ("ses",),
    "loneliness": ("ses",),
    "blood_pressure": ("ses", "bmi"),
    "diabetes": ("ses", "smoking", "bmi"),
    "ihd": ("ses", "smoking", "bmi", "blood_pressure", "diabetes"),
    "stroke": ("ses", "smoking", "bmi", "blood_pressure", "diabetes"),
    "dementia": ("ses", "blood_pressure", "diabetes", "stroke"),
    "heart_failure": ("ses", "smoking", "bmi", "blood_pressure", "diabetes", "ihd"),
    "copd": ("ses", "smoking"),
    "anxiety": ("ses",),
    "depression": ("ses", "bmi"),
    "osteoarthritis": ("ses", "bmi"),
    "back_pain": ("ses", "smoking", "bmi"),
    "lung_cancer": ("ses", "smoking"),
    "breast_cancer": ("bmi",),
    "colorectal_cancer": ("smoking", "bmi", "diabetes"),
    "hip_fracture": ("smoking", "bmi", "dementia"),
}


def mediators(outcome, factor):
    """What a factor also acts through: later attributes of the chain that raise the outcome too."""
    return tuple(name for name in FACTORS[outcome] if name in PLACES and PLACES[name] > max(PLACES[factor], PLACES["bmi"]))


def levels(name):
    """How many values an attribute has in a cell."""
    return 2 if name in CONDITIONS else 3


def level_of_state(name, k):
    """The cell's value for the k-th state."""
    return min(k, 1) if name in CONDITIONS else k

BETWEEN_BRANCHES = {  # in the model, not in the cells
    "loneliness": ("household",), "ihd": ("activity",), "dementia": ("activity",), "back_pain": ("activity",),
    "breast_cancer": ("drinking",), "depression": ("loneliness", "anxiety"), "lung_cancer": ("copd",),
}
EVENTS = {"serious_fall": ("dementia",), "mortality": ("drinking", "loneliness")}  # raised by conditions; nobody stays in them


def outcomes_of(factor):
    """Onsets and events a factor acts on."""
    return tuple(name for name in (*FACTORS, *EVENTS) if factor in factors_of(name))


def factors_of(outcome):
    """All that acts on an onset or event in the model."""
    return (*FACTORS.get(outcome, ()), *EVENTS.get(outcome, ()), *BETWEEN_BRANCHES.get(outcome, ()))
