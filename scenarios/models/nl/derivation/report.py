"""Holds the derivation against the published figures."""


def report(derivation):
    return min(derivation.residual.values()) >= 0
