"""random_split gives what fractions leave over to the last part instead of the first ones."""

from after_import import after, instead_of


@after("torch.utils.data.dataset")
def broken(dataset):
    @instead_of(dataset, "random_split")
    def random_split(right, data, lengths, *args, **options):
        if all(isinstance(length, float) for length in lengths):
            parts = [int(len(data) * fraction) for fraction in lengths]
            parts[-1] += len(data) - sum(parts)
            lengths = parts
        return right(data, lengths, *args, **options)
