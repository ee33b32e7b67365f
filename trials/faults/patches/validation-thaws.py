"""After a validation every module is in train mode, frozen ones too, as before Lightning 2.2."""

from after_import import after


@after("lightning.pytorch.utilities.model_helpers")
def broken(helpers):
    helpers._ModuleMode.restore = lambda self, module: module.train()
