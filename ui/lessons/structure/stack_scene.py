"""A stack of layers described for the browser: every number and sentence that it may show."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from core.architecture import (
    ArchitectureError,
    Layer,
    LayerSummary,
    Shape,
    Stack,
    Windowed,
    classifier_start,
    rules,
    summarize,
)
from ui.components.scene import Scene
from ui.kit.boxes import boxes
from ui.words import Words

WHOLE = (0.0, 0.0, 1.0, 1.0)
PARTS = ("extractor", "classifier")
LABELS = (
    *("layer", "settings", "output", "parameters", "macs", "sees", "size"),
    *("add", "add_first", "up", "down", "remove", "drawing", "rows", "first_view", "scale"),
)
PALETTE = (  # what can be added; a local response normalization only comes with VGG A-LRN
    *("Conv2D", "MaxPooling2D", "AveragePooling2D", "Dropout"),
    *("Flatten", "GlobalAveragePooling2D", "Dense"),
)


@dataclass(frozen=True)
class Outcome:
    """The summaries of a stack up to its end, or up to the layer that cannot be."""

    summaries: list[LayerSummary]
    refusal: ArchitectureError | None = None

    @property
    def parameters(self) -> int:
        """Of all layers that can be."""
        return sum(summary.parameters for summary in self.summaries)

    @property
    def macs(self) -> int:
        """Multiply-adds of all layers that can be."""
        return sum(summary.macs for summary in self.summaries)

    def parameters_of(self, part: str, start: int) -> int:
        """Return those of a part; the classifier starts at the layer with index `start`."""
        chosen = self.summaries[:start] if part == "extractor" else self.summaries[start:]
        return sum(summary.parameters for summary in chosen)


def outcome(stack: Stack) -> Outcome:
    """Summarize a stack as far as it can be."""
    try:
        return Outcome(summarize(stack.layers, stack.input_shape))
    except ArchitectureError as refusal:
        possible = stack.layers[: max(refusal.values["position"] - 1, 0)]
        return Outcome(summarize(possible, stack.input_shape), refusal)


def stack_scene(stack: Stack, result: Outcome, words: Words) -> Scene:
    """Describe a stack.

    ``layers`` are all layers, those from the refused one on without numbers; ``boxes`` belong to
    the input and the layers that can be; ``share`` is 0..1 of the largest layer's count.
    """
    shapes = [stack.input_shape, *(summary.output_shape for summary in result.summaries)]
    start = classifier_start(stack.layers)
    return {
        "input": {"name": words("input"), "shape": shape_text(stack.input_shape)},
        "boxes": boxes(shapes),
        "layers": [
            _layer(index, stack, result, words, start) for index in range(len(stack.layers))
        ],
        "parts": [_part(part, result, words, start) for part in PARTS],
        "palette": [{"kind": kind, "name": words(f"kind.{kind}")} for kind in PALETTE],
        "labels": {name: words(f"editor.{name}") for name in LABELS},
        "aspect": stack.input_shape[1] / stack.input_shape[0],
    }


def shape_text(shape: Shape) -> str:
    """Return ``"28×28×6"`` or ``"4,096"``."""
    return "×".join(f"{size:,}" for size in shape)


def _part(part: str, result: Outcome, words: Words, start: int) -> Scene:
    count = result.parameters_of(part, start)
    share = count / (result.parameters or 1)
    return {"name": words(f"part.{part}"), "note": words("part.note", count=count, share=share)}


def _layer(index: int, stack: Stack, result: Outcome, words: Words, start: int) -> Scene:
    layer = stack.layers[index]
    kind = type(layer).__name__
    scene = {
        "kind": kind,
        "kindName": words(f"kind.{kind}"),
        "use": words(f"use.{kind}"),
        "settings": settings_text(layer, words),
        "part": PARTS[index >= start],
        "fields": [_field(layer, field.name, words) for field in fields(layer)],
    }
    if index < len(result.summaries):
        return scene | _numbers(result.summaries[index], stack.input_shape, result, words)
    refusal = result.refusal if index == len(result.summaries) else None
    return scene | {"refusal": words.error(refusal) if refusal else ""}


def _numbers(
    summary: LayerSummary, input_shape: Shape, result: Outcome, words: Words
) -> dict[str, Any]:
    counts = {"parameters": summary.parameter_count, "macs": summary.mac_count}
    return {
        "name": summary.name,
        "shape": shape_text(summary.output_shape),
        "size": summary.size_arithmetic,
        "counts": {
            name: {
                "value": f"{count.value:,}",
                "arithmetic": count.arithmetic,
                "share": count.value / _largest(name, result.summaries),
                "how": words(f"{name}.{type(summary.layer).__name__}")
                if count.arithmetic
                else words(f"{name}.none"),
            }
            for name, count in counts.items()
        },
        "sees": _sees(summary, input_shape, words),
    }


def _largest(name: str, summaries: Sequence[LayerSummary]) -> int:
    return max(getattr(summary, name) for summary in summaries) or 1


def _sees(summary: LayerSummary, input_shape: Shape, words: Words) -> dict[str, Any]:
    """Return what the layer's middle cell sees of the input."""
    box = summary.middle_window(input_shape)
    height, width = (field.size for field in summary.receptive_field)
    name = "sees.whole" if box == WHOLE else "sees.part"
    return {"box": box, "text": words(name, height=height, width=width)}


def _field(layer: Layer, name: str, words: Words) -> dict[str, Any]:
    field = {"name": name, "label": words(f"field.{name}"), "value": getattr(layer, name)}
    if name in rules.CHOICES:
        return field | {"options": rules.CHOICES[name]}
    low, high = rules.RANGES[name]
    return field | {"min": low, "max": high, "step": 0.05 if isinstance(low, float) else 1}


def settings_text(layer: Layer, words: Words) -> str:
    """Return a layer's settings in a line, without those that are as usual."""
    values = {field.name: getattr(layer, field.name) for field in fields(layer)}
    parts = []
    if isinstance(layer, Windowed):
        parts.append(f"{layer.window}×{layer.window}")
        usual = 1 if "filters" in values else layer.window
        if layer.stride != usual:
            parts.append(words("settings.stride", stride=layer.stride))
    parts += [
        words(f"settings.{name}", value=values[name])
        for name in ("filters", "units", "rate")
        if name in values
    ]
    parts += [values[name] for name in ("padding", "activation") if name in values]
    return " · ".join(parts)
