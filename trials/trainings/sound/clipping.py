"""Gradients are clipped by their norm."""

from base import train

if __name__ == "__main__":
    train(gradient_clip_val=0.1)
