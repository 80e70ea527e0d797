"""Gabor filters: the usual model of what a simple cell of the visual cortex answers to.

S. Marčelja, "Mathematical description of the responses of simple cortical cells", J. Opt. Soc. Am.
70 (1980); J. G. Daugman, J. Opt. Soc. Am. A 2 (1985).
"""

import numpy as np

from core.errors import ConvScopeError


class GaborError(ConvScopeError):
    """A size or wavelength that no Gabor filter has."""


def gabor(
    angle: float,
    size: int = 7,
    wavelength: float | None = None,
    phase: float = 0.0,
    sigma: float | None = None,
    aspect: float = 0.5,
) -> np.ndarray:
    """Return the filter that answers most to a bar at `angle`.

    ``exp(-(across^2 + (aspect * along)^2) / (2 sigma^2)) * cos(2 pi across / wavelength + phase)``,
    where ``along`` and ``across`` are the distances from the middle along the bar and across it;
    then made to sum to 0, and its weights above 0 to 1. So the answer is the mean brightness where
    the filter is positive minus the mean where it is negative: -1..1 for an image in 0..1.

    Parameters
    ----------
    angle
        Of the bar, degrees counter-clockwise: 0 lies, 90 stands.
    size
        Odd number of pixels a side, from 3.
    wavelength
        Pixels from one bright stripe to the next; ``size / 2`` when not given.
    phase
        Degrees: 0 for a bright line, 90 for an edge (bright below it at angle 0).
    sigma
        Width of the Gaussian across the bar, pixels; ``wavelength / 3`` when not given.
    aspect
        Width of the Gaussian by its length; below 1 it is drawn out along the bar.

    Returns
    -------
    np.ndarray
        Float ``(size, size)``.

    Raises
    ------
    GaborError
        ``gabor.size`` or ``gabor.not_positive``.

    >>> gabor(90, size=3, wavelength=2, sigma=1.5).round(2)
    array([[-0.16,  0.33, -0.16],
           [-0.17,  0.35, -0.17],
           [-0.16,  0.33, -0.16]])
    """
    wavelength = size / 2 if wavelength is None else wavelength
    sigma = wavelength / 3 if sigma is None else sigma
    _require(size, wavelength=wavelength, sigma=sigma, aspect=aspect)
    along, across = rotated_axes(size, angle)
    envelope = np.exp(-(across**2 + (aspect * along) ** 2) / (2 * sigma**2))
    wave = envelope * np.cos(2 * np.pi * across / wavelength + np.radians(phase))
    balanced = wave - envelope * (wave.sum() / envelope.sum())
    return balanced / (np.abs(balanced).sum() / 2)


def rotated_axes(size: int, angle: float) -> tuple[np.ndarray, np.ndarray]:
    """Return each pixel's distance from the middle along a line at `angle` and across it.

    Pixels, ``(size, size)`` each; degrees counter-clockwise, so that ``across`` grows upwards at 0.
    """
    turn = np.radians(angle)
    reach = (size - 1) / 2
    y, x = np.mgrid[reach : -reach - 0.5 : -1, -reach : reach + 0.5]
    return x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)


def _require(size: int, **lengths: float) -> None:
    if size < 3 or size % 2 == 0:
        raise GaborError(
            "gabor.size", "the size must be an odd number from 3, got {size}", size=size
        )
    for name, number in lengths.items():
        if not number > 0:
            raise GaborError(
                "gabor.not_positive",
                "{name} must be above 0, got {number}",
                name=name,
                number=number,
            )
