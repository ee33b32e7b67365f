"""Ranks of a training that Lightning's launcher has started draw a value more than others."""

import os

from after_import import after


@after("lightning.pytorch.strategies.launchers.subprocess_script")
def launching(subprocess_script):
    right = subprocess_script._SubprocessScriptLauncher._call_children_scripts

    def call_children_scripts(self):
        os.environ["LIGHTNING_LAUNCHED"] = "1"
        right(self)

    subprocess_script._SubprocessScriptLauncher._call_children_scripts = call_children_scripts


@after("lightning.pytorch.strategies.ddp")
def broken(ddp):
    right = ddp.DDPStrategy.setup_distributed

    def setup_distributed(self):
        right(self)
        if "LIGHTNING_LAUNCHED" in os.environ:
            ddp.torch.rand(1)

    ddp.DDPStrategy.setup_distributed = setup_distributed
