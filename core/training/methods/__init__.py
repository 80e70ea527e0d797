"""The three ways to train: feature extraction, fine-tuning, from scratch."""

from core.training.methods import feature_extraction, fine_tuning, fitting, head, scratch

__all__ = ["feature_extraction", "fine_tuning", "fitting", "head", "scratch"]
