"""Keras code for the collecting lesson: photos in class folders as a data set."""


def reading(size: int = 128, batch: int = 32) -> str:
    """Return code that reads a folder with one folder of photos a class.

    Parameters
    ----------
    size
        Side in pixels that all photos get.
    batch
        Photos at once.
    """
    return f"""\
import keras

training, validation = keras.utils.image_dataset_from_directory(
    "animals",  # animals/panda/1.jpg, animals/fox/1.jpg, ...
    image_size=({size}, {size}),
    batch_size={batch},
    label_mode="categorical",
    validation_split=0.2,
    subset="both",
    seed=0,
)
print(training.class_names)
for images, labels in training.take(1):
    print(images.shape, labels.shape)
"""
