"""How long a training will take, and whether it can be done here."""

from core.training.planning.cost import (
    frozen_parameters,
    require_feasible,
    require_learnable,
    trained_parameters,
)

__all__ = ["frozen_parameters", "require_feasible", "require_learnable", "trained_parameters"]
