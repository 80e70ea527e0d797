"""What a training will cost, and what is refused before it starts."""

from math import prod

from core.architecture import Conv2D, LayerSummary
from core.datasets import MIN_CLASSES, MIN_PHOTOS, Dataset
from core.host import settings
from core.networks import vgg16
from core.training.config import TrainingConfig, TrainingError
from core.training.methods import feature_extraction, fine_tuning, head, scratch

MOST_BYTES = 4 * 2**30  # of features on disk for one run
MOST_MULTIPLY_ADDS = 2e14  # an hour of two CPU cores, which do 3e10 to 1e11 of them a second
BACKWARD = 2  # a step back costs two forward ones: gradients of the weights and of the inputs
FIGURES_BYTES = 2**20  # of a run: results photo by photo, events, what it knows of its photos
BASE_BYTES = 900 * 2**20  # of a training process with TensorFlow and VGG16


def trained_parameters(config: TrainingConfig, class_count: int) -> int:
    """Return the number of weights and biases that are trained."""
    if config.method == "scratch":
        return scratch.parameter_count(config, class_count)
    convolutions = _parameters(_trained_convolutions(config))
    return convolutions + head.parameter_count(config, class_count)


def frozen_parameters(config: TrainingConfig) -> int:
    """Return the number of VGG16's weights and biases that stay as they are."""
    return _parameters(_frozen_convolutions(config))


def multiply_adds(config: TrainingConfig, photos: int) -> int:
    """Return about how many multiply-adds a run does when no features are there before.

    Convolutions only: of the frozen layers once a variant of a photo, of the trained ones forward
    and backward for each photo and epoch.
    """
    frozen, trained = of_photo(config)
    steps = (1 + BACKWARD) * trained * photos * config.epochs
    if config.method == "scratch":
        return steps
    return (frozen + trained) * photos * (1 + config.draws) + steps


def of_photo(config: TrainingConfig) -> tuple[int, int]:
    """Return the multiply-adds of the frozen and of the trained convolutions for one photo."""
    frozen, trained = _frozen_convolutions(config), _trained_convolutions(config)
    return sum(layer.macs for layer in frozen), sum(layer.macs for layer in trained)


def frozen_layer(config: TrainingConfig) -> str | None:
    """Return the layer of VGG16 whose output is kept, None where nothing is frozen."""
    if config.method == "fine_tuning":
        return fine_tuning.boundary(config)
    return feature_extraction.FROZEN if config.method == "feature_extraction" else None


def cache_bytes(config: TrainingConfig, photos: int) -> int:
    """Return how much disk the features of a run take at most, as float16."""
    return feature_bytes(config) * photos * (1 + config.draws)


def feature_bytes(config: TrainingConfig) -> int:
    """Return how much disk the features of a photo, or of a draw of it, take as float16."""
    layer = frozen_layer(config)
    if layer is None:
        return 0
    return 2 * prod(vgg16.summaries(config.image_size)[layer].output_shape)


def run_bytes(config: TrainingConfig, class_count: int) -> int:
    """Return about how much disk a finished run takes: its trained layers, and its figures."""
    return 4 * trained_parameters(config, class_count) + FIGURES_BYTES


def memory_bytes(config: TrainingConfig, photos: int, class_count: int) -> int:
    """Return about how much memory a run takes at most.

    What a step keeps for the way back and its gradients, what an optimizer keeps of each trained
    parameter, and what the photos are to the part that is trained.
    """
    values = sum(prod(layer.output_shape) for layer in _trained_convolutions(config))
    step = 2 * 4 * config.batch_size * values
    weights = 4 * 4 * trained_parameters(config, class_count)
    pixels = 3 * config.image_size**2
    kept = pixels if config.method == "scratch" else 4 * prod(head.input_shape(config))
    return BASE_BYTES + step + weights + kept * photos * (1 + config.draws)


def require_feasible(config: TrainingConfig, dataset: Dataset) -> None:
    """Refuse what cannot succeed.

    Raises
    ------
    TrainingError
        Those of `require_learnable`, ``training.patience`` when early stopping could never stop,
        ``training.too_much`` for more than about an hour of computing or more features than the
        disk should hold, ``training.memory`` for more memory than the host gives.
    """
    require_learnable(dataset)
    if config.patience >= config.epochs:
        raise TrainingError(
            "training.patience",
            "with a patience of {patience}, {epochs} epochs end before early stopping could",
            patience=config.patience,
            epochs=config.epochs,
        )
    photos = len(dataset.photos)
    too_large = cache_bytes(config, photos) > MOST_BYTES
    if too_large or multiply_adds(config, photos) > MOST_MULTIPLY_ADDS:
        raise TrainingError(
            "training.too_much",
            "{photos} photos of {size} pixels with {draws} draws each and {epochs} epochs are more"
            " than can be computed here",
            photos=photos,
            size=config.image_size,
            draws=config.draws,
            epochs=config.epochs,
        )
    _require_memory(config, dataset)


def require_learnable(dataset: Dataset) -> None:
    """Refuse photos from which no settings could learn.

    Raises
    ------
    TrainingError
        ``training.one_class`` or ``training.few_photos``, ``dataset.all_alike`` when a class has
        only near-duplicates.
    """
    if len(dataset.class_names) < MIN_CLASSES:
        raise TrainingError(
            "training.one_class", "a classifier needs photos of at least two classes"
        )
    for label, (name, count) in enumerate(zip(dataset.class_names, dataset.counts, strict=True)):
        if count < MIN_PHOTOS:
            raise TrainingError(
                "training.few_photos",
                "“{name}” has {count} photos, at least {limit} are needed",
                name=name,
                count=count,
                limit=MIN_PHOTOS,
            )
        if len({photo.group for photo in dataset.photos if photo.label == label}) == 1:
            raise TrainingError(
                "dataset.all_alike",
                "all photos of “{name}” are near-duplicates of each other",
                name=name,
            )


def _require_memory(config: TrainingConfig, dataset: Dataset) -> None:
    needed = memory_bytes(config, len(dataset.photos), len(dataset.class_names))
    if needed > settings.training_bytes():
        raise TrainingError(
            "training.memory",
            "batches of {batch} photos of {size} pixels need about {needed:.1f} GB of memory, but"
            " trainings have {limit:.1f} GB here",
            batch=config.batch_size,
            size=config.image_size,
            needed=needed / 2**30,
            limit=settings.training_bytes() / 2**30,
        )


def _trained_convolutions(config: TrainingConfig) -> list[LayerSummary]:
    """Return the convolutions that are trained, from pixels on."""
    if config.method == "scratch":
        found = scratch.summaries(config, class_count=MIN_CLASSES)  # any will do
        return [summary for summary in found if isinstance(summary.layer, Conv2D)]
    trained = fine_tuning.trainable(config) if config.method == "fine_tuning" else ()
    return [vgg16.summaries(config.image_size)[name] for name in trained]


def _frozen_convolutions(config: TrainingConfig) -> list[LayerSummary]:
    """Return VGG16's convolutions that stay as ImageNet taught them."""
    if config.method == "scratch":
        return []
    trained = fine_tuning.trainable(config) if config.method == "fine_tuning" else ()
    found = vgg16.summaries(config.image_size)
    return [found[name] for name in vgg16.CONVOLUTIONS if name not in trained]


def _parameters(layers: list[LayerSummary]) -> int:
    return sum(layer.parameters for layer in layers)
