"""The probe: trains a tiny model under Lightning DDP and records where its randomness came from."""

__version__ = "1.0.0"
