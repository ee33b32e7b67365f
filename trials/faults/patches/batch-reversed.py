"""default_collate turns a batch round."""

from after_import import after


@after("torch.utils.data._utils.collate")
def broken(collate):
    right = collate.default_collate
    collate.default_collate = lambda batch: right(batch[::-1])
