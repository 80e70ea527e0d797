"""Keras code for the lesson Grad-CAM, with the reader's class and method. It runs as pasted."""

STEPS = {
    "grad_cam": """\
weights = gradients.mean(axis=(0, 1))  # one a channel
heatmap = (maps * weights).sum(axis=-1)""",
    "grad_cam_plus_plus": """\
positive = np.maximum(gradients, 0)
coefficients = 1 / (2 + maps.sum(axis=(0, 1)) * positive)
weights = (coefficients * positive).sum(axis=(0, 1))  # one a channel
heatmap = (maps * weights).sum(axis=-1)""",
    "hires_cam": """\
heatmap = (maps * gradients).sum(axis=-1)  # each cell by its own gradient""",
    "layer_cam": """\
heatmap = (maps * np.maximum(gradients, 0)).sum(axis=-1)""",
    "eigen_cam": """\
centred = (maps - maps.mean(axis=(0, 1))).reshape(-1, maps.shape[-1])
component = np.linalg.svd(centred, full_matrices=False)[2][0]
heatmap = (centred @ component).reshape(maps.shape[:2])
heatmap = -heatmap if -heatmap.min() > heatmap.max() else heatmap""",
}


def activation_map(class_index: int | None, method: str) -> str:
    """Return code that computes the map of an ImageNet class from a photo file.

    Parameters
    ----------
    class_index
        None for the most probable class.
    method
        A key of `core.grad_cam.METHODS`.
    """
    target = "int(np.argmax(scores))" if class_index is None else class_index
    return f"""\
import keras
import numpy as np
import tensorflow as tf

model = keras.applications.MobileNetV2(classifier_activation=None)  # scores, no softmax
split = keras.Model(model.input, [model.get_layer("out_relu").output, model.output])

photo = keras.utils.load_img("photo.jpg", target_size=(224, 224))
x = tf.constant(keras.applications.mobilenet_v2.preprocess_input(np.array(photo, "float32")[None]))

with tf.GradientTape() as tape:
    tape.watch(x)
    maps, scores = split(x)
    score = scores[0, {target}]
maps, gradients = np.array(maps[0]), np.array(tape.gradient(score, maps)[0])

{STEPS[method]}
heatmap = np.maximum(heatmap, 0)
print((heatmap / max(heatmap.max(), 1e-12)).round(2))
"""
