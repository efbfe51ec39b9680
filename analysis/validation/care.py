"""What care costs by the model's own figures: of a year as an inhabitant, of a year in a state, of an event.

All in euros of the first year, by sector, sex and single age: [sector, sex, age 0 to 120].
"""

import numpy as np


class Care:
    def __init__(self, result):
        self.result = result
        self.residual = np.zeros((len(result.sectors), 2, 121))
        self.states, self.events = {}, {}
        for k, activity in enumerate(result.activities):
            self.add(activity, result.sectors.index(result.activity_sector[k]), result.price[0, k])

    def add(self, activity, sector, price):
        prefix = f"model.activities.{activity}."
        residual = self.result.figure(f"{prefix}residual")
        if residual is not None:
            self.residual[sector] += price * np.nan_to_num(residual)
        share = self.result.figure(f"{prefix}marginal_share")
        marginal = price * (1.0 if share is None else share)
        for parameter in self.result.parameters:
            name = parameter["parameter"]
            if name.startswith(f"{prefix}per_year."):
                attribute, _, state = name.removeprefix(f"{prefix}per_year.").partition(".")
                for one in [state] if state else self.result.states_of(attribute):
                    self.post(self.states, f"{attribute}.{one}", sector, marginal, parameter, one)
            elif name.startswith(f"{prefix}per_transition."):
                self.post(self.events, name.removeprefix(f"{prefix}per_transition."), sector, marginal, parameter)

    def post(self, costs, name, sector, marginal, parameter, state=None):
        held = costs.setdefault(name, np.zeros_like(self.residual))
        held[sector] += marginal * np.nan_to_num(self.result.values_of(parameter, state))

    def reached(self, sector, sex, age):
        """Residual of who has this age on 1 January: its tables go by the age reached in the year."""
        return self.residual[sector, sex, min(max(age, 0) + 1, 120)]
