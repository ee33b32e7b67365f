"""Worker seeds as Lightning 2.4.0 to 2.6.0 derived them (#20412): torch keeps their low 32 bits."""

from after_import import after


@after("lightning.fabric.utilities.seed")
def broken(seed):
    def generate(base_seed, worker_id, global_rank, count):
        combined = (base_seed << 32) | (worker_id << 16) | global_rank
        seeds = []
        for _ in range(count):
            combined = (combined * 6364136223846793005 + 1) & ((1 << 64) - 1)
            seeds.append(combined)
        return seeds

    seed._generate_seed_sequence = generate
