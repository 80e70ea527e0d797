"""Errors with a name, so that a view can say them in the reader's language."""

from typing import Self


class ConvScopeError(ValueError):
    """A refusal: `reason` names it, `values` fill the sentence, `str()` is the English sentence.

    Parameters
    ----------
    reason
        Stable dotted name, for example ``"image.truncated"``. The views look up the sentence
        of that name in ``assets/locale``.
    message
        English sentence with ``{placeholders}`` for `values`.
    """

    def __init__(self, reason: str, message: str, /, **values):
        super().__init__(message.format(**values))
        self.reason = reason
        self.values = values

    @classmethod
    def restored(cls, reason: str, sentence: str, values: dict) -> Self:
        """Return the error that was written down as these three, its sentence already filled."""
        error = cls.__new__(cls, sentence)
        error.reason, error.values = reason, values
        return error

    def bare(self) -> Self:
        """Return the same refusal without traceback and cause, which hold what was worked on."""
        return self.restored(self.reason, str(self), self.values)

    def __reduce__(self):  # exceptions cross process borders; the default would drop the values
        return type(self).restored, (self.reason, str(self), self.values)
