"""Errors with a name, so that a view can say them in the reader's language."""


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

    def __init__(self, reason: str, message: str, **values):
        super().__init__(message.format(**values))
        self.reason = reason
        self.values = values

    def __reduce__(self):  # exceptions cross process borders; the default would drop the values
        return _rebuild, (type(self), self.reason, str(self), self.values)


def _rebuild(kind, reason, sentence, values):
    error = kind.__new__(kind, sentence)
    error.reason, error.values = reason, values
    return error
