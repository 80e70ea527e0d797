"""A stack of layers described for the browser: every number and sentence that it may show."""

from dataclasses import fields
from typing import Any

from core.architecture import (
    PARTS,
    Count,
    Layer,
    LayerSummary,
    Outcome,
    Part,
    Shape,
    Stack,
    Windowed,
    rules,
)
from ui.components.scene import Scene
from ui.kit.boxes import boxes
from ui.words import Words, unmarked

WHOLE = (0.0, 0.0, 1.0, 1.0)
LABELS = (
    *("layer", "settings", "output", "parameters", "macs", "sees", "size"),
    *("add", "add_first", "up", "down", "remove", "drawing", "rows", "first_view", "scale"),
)
PALETTE = (  # what can be added; a local response normalization only comes with VGG A-LRN
    *("Conv2D", "MaxPooling2D", "AveragePooling2D", "Dropout"),
    *("Flatten", "GlobalAveragePooling2D", "Dense"),
)


def stack_scene(stack: Stack, result: Outcome, words: Words) -> Scene:
    """Describe a stack.

    ``layers`` are all layers, those from the refused one on without numbers; ``boxes`` belong to
    the input and the layers that can be; ``share`` is 0..1 of the largest layer's count.
    """
    shapes = [stack.input_shape, *(summary.output_shape for summary in result.summaries)]
    return {
        "input": {"name": words("input"), "shape": shape_text(stack.input_shape)},
        "boxes": boxes(shapes),
        "layers": [_layer(index, stack, result, words) for index in range(len(stack.layers))],
        "parts": [_part(part, result, words) for part in PARTS],
        "palette": [{"kind": kind, "name": words(f"kind.{kind}")} for kind in PALETTE],
        "labels": {name: words(f"editor.{name}") for name in LABELS},
        "aspect": stack.input_shape[1] / stack.input_shape[0],
    }


def shape_text(shape: Shape) -> str:
    """Return ``"28×28×6"`` or ``"4,096"``."""
    return "×".join(f"{size:,}" for size in shape)


def _part(part: Part, result: Outcome, words: Words) -> Scene:
    counted = {"count": result.parameters_of(part), "share": result.share_of(part)}
    return {"name": words(f"part.{part}"), "note": words("part.note", **counted)}


def _layer(index: int, stack: Stack, result: Outcome, words: Words) -> Scene:
    layer = stack.layers[index]
    kind = type(layer).__name__
    scene = {
        "kind": kind,
        "kindName": words(f"kind.{kind}"),
        "use": words(f"use.{kind}"),
        "settings": settings_text(layer, words),
        "part": result.part_of(index),
        "fields": [_field(layer, field.name, words) for field in fields(layer)],
    }
    if index < len(result.summaries):
        return scene | _numbers(result.summaries[index], stack.input_shape, result, words)
    refusal = result.refusal if index == len(result.summaries) else None
    return scene | {"refusal": unmarked(words.error(refusal)) if refusal else ""}


def _numbers(
    summary: LayerSummary, input_shape: Shape, result: Outcome, words: Words
) -> dict[str, Any]:
    kind = type(summary.layer).__name__
    parameters, macs = summary.parameter_count, summary.mac_count
    return {
        "name": summary.name,
        "shape": shape_text(summary.output_shape),
        "size": summary.size_arithmetic,
        "counts": {
            "parameters": _count("parameters", parameters, result.most_parameters, kind, words),
            "macs": _count("macs", macs, result.most_macs, kind, words),
        },
        "sees": _sees(summary, input_shape, words),
    }


def _count(name: str, count: Count, largest: int, kind: str, words: Words) -> Scene:
    return {
        "value": f"{count.value:,}",
        "arithmetic": count.arithmetic,
        "share": count.value / (largest or 1),
        "how": words(f"{name}.{kind if count.arithmetic else 'none'}"),
    }


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
