"""A stack of layers as far as it can be, and its totals by part."""

from dataclasses import dataclass
from typing import Literal

from core.architecture.presets import Stack
from core.architecture.rules import ArchitectureError
from core.architecture.summary import LayerSummary, classifier_start, summarize

Part = Literal["extractor", "classifier"]
PARTS: tuple[Part, ...] = ("extractor", "classifier")


@dataclass(frozen=True)
class Outcome:
    """The summaries of a stack up to its end, or up to the layer that cannot be.

    Attributes
    ----------
    start
        Index of the classifier's first layer, see `classifier_start`.
    summaries
        Of the layers that can be.
    refusal
        Why the next one cannot.
    """

    start: int
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

    def part_of(self, index: int) -> Part:
        """Return the part that the layer with this index belongs to."""
        return "classifier" if index >= self.start else "extractor"

    def parameters_of(self, part: Part) -> int:
        """Return the parameters of the layers of a part that can be."""
        return sum(
            summary.parameters
            for index, summary in enumerate(self.summaries)
            if self.part_of(index) == part
        )

    def share_of(self, part: Part) -> float:
        """Return which share of all parameters a part has, 0..1; 0 where there are none."""
        return self.parameters_of(part) / (self.parameters or 1)

    @property
    def most_parameters(self) -> int:
        """Of any one layer."""
        return max((summary.parameters for summary in self.summaries), default=0)

    @property
    def most_macs(self) -> int:
        """Multiply-adds of any one layer."""
        return max((summary.macs for summary in self.summaries), default=0)


def outcome(stack: Stack) -> Outcome:
    """Summarize a stack as far as it can be."""
    start = classifier_start(stack.layers)
    try:
        return Outcome(start, summarize(stack.layers, stack.input_shape))
    except ArchitectureError as refusal:
        possible = stack.layers[: max(refusal.values["position"] - 1, 0)]
        return Outcome(start, summarize(possible, stack.input_shape), refusal)
