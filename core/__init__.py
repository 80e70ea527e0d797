"""Convolutional networks on arrays. Never imports Streamlit.

Names used everywhere, in this order: ``image, kernel, stride, padding``.

======== =====================================================================
image    ``(H, W)`` or ``(H, W, C)``; photos are uint8 RGB in 0..255
kernel   ``(kH, kW)``, ``(kH, kW, C)`` or ``(kH, kW, C, F)``
windows  ``(oH, oW, kH, kW[, C])``: the patch under the kernel at every stop
output   ``(oH, oW)`` or ``(oH, oW, F)``, float
stride   pixels between two stops, the same down and across
padding  ``"valid"``, ``"same"`` (as TensorFlow does it) or pixels a side
======== =====================================================================
"""

__version__ = "0.1.0"
