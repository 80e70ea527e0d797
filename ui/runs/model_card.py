"""The model card of a finished run: what it is, what it was made from, how far to trust it."""

from collections.abc import Mapping, Sequence

from core.training import Result, Run, TrainingConfig
from core.training.judging import Calibration, Score
from ui.words import Words, portable


def card(words: Words, run: Run, names: Sequence[str], file: str) -> str:
    """Return the Markdown text.

    Parameters
    ----------
    names
        Of the classes, for showing.
    file
        What the model files are called, without the ending.
    """
    config, result = run.config, run.result
    return words(
        "card",
        names=portable(", ".join(names)),
        count=len(names),
        method=words(f"method.{config.method}"),
        key=run.key[:8],
        file=file,
        size=config.image_size,
        train=result.train_photos,
        validation=result.validation_photos,
        test=result.test_photos,
        settings=_settings(words, config),
        accuracies="\n".join(_accuracies(words, result, names)),
        confidence=_confidence(words, result),
        licence=_licence(words, config),
    )


def _settings(words: Words, config: TrainingConfig) -> str:
    rows = [
        (words.labels.get(name, name), _value(words, name, value))
        for name, value in config.relevant().items()
        if name != "method"
    ]
    head = (words("card.setting"), words("card.value"))
    return "\n".join(f"| {left} | {right} |" for left, right in (head, ("---", "---"), *rows))


def _value(words: Words, name: str, value: object) -> str:
    if isinstance(value, bool):
        return words("card.yes" if value else "card.no")
    if isinstance(value, Mapping):  # an augmentation: what it changes, in Keras' own names
        return ", ".join(f"`{key}` {_plain(part)}" for key, part in value.items() if part)
    if isinstance(value, str):
        return words.labels.get(f"{name}.{value}", value)
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return str(list(value))
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _accuracies(words: Words, result: Result, names: Sequence[str]) -> list[str]:
    lines = []
    for part in result.parts:
        evaluation = result.evaluation(part)
        score = Score.of(evaluation)
        low, high = score.interval
        named = {"part": words(f"card.part.{part}"), "accuracy": score.accuracy}
        counted = {"right": score.right, "count": score.count}
        lines.append(words("card.accuracy", **named, **counted, low=low, high=high))
        for place, (name, row) in enumerate(zip(names, evaluation.confusion, strict=True)):
            lines.append(
                words("card.recall", name=portable(name), right=row[place], count=sum(row))
            )
    return lines


def _confidence(words: Words, result: Result) -> str:
    calibration = Calibration.of(result.validation.predictions)
    return words("card.confidence", temperature=calibration.temperature, photos=calibration.photos)


def _licence(words: Words, config: TrainingConfig) -> str:
    if config.method == "scratch":
        return words("card.licence.scratch")
    changed = words("card.licence.changed") if config.method == "fine_tuning" else ""
    return words("card.licence.vgg16", changed=changed)
