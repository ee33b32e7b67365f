"""random_split takes the last part from the front of the permutation."""

from after_import import after, instead_of


@after("torch.utils.data.dataset")
def broken(dataset):
    @instead_of(dataset, "random_split")
    def random_split(right, data, lengths, *args, **options):
        return right(data, list(lengths)[::-1], *args, **options)[::-1]
