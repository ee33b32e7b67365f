"""torch.manual_seed leaves CUDA out."""

from after_import import after


@after("torch.random")
def broken(random):
    def manual_seed(seed):
        return random.default_generator.manual_seed(int(seed))

    random.manual_seed = manual_seed
