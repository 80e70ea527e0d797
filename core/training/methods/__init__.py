"""The three ways to train: feature extraction, fine-tuning, from scratch."""
