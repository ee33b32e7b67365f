"""The package that is imported is not the version that the metadata names."""

from after_import import after


@after("lightning.pytorch")
def broken(pytorch):
    pytorch.__version__ = "2.4.0"
