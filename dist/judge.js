import { A as hidden, _ as text, f as clip, g as link$1, h as indented, j as hide, m as fence, p as code$1, v as visible, y as webAddress } from "./lib.js";
import { F as describe$1, O as describedBy, P as VERDICTS, a as group, c as isReproducible, f as viewRun, g as importedPackages, i as expectedChannels, l as parseChannel, n as normalise, o as happensOnce, r as byCause, s as isPortable, t as meets, u as spanOf, y as REPOSITORY } from "./model.js";
import { a as le, i as gt } from "./versions.js";
import { createHash } from "node:crypto";
import { styleText } from "node:util";
// src/judge/catalogue.ts
const LIGHTNING$2 = ["lightning", "pytorch-lightning"];
const CATALOGUE = [
	{
		id: "lightning-2.0.3-distributed-sampler",
		packages: LIGHTNING$2,
		version: "2.0.3",
		moves: [
			"main/torch",
			"order",
			"worker/numpy",
			"worker/python",
			"worker/torch"
		],
		what: "since 2.0.3 Lightning shuffles by a DistributedSampler of its own, no longer by the global generator",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/17713"
	},
	{
		id: "lightning-2.4.0-worker-seeds",
		packages: LIGHTNING$2,
		version: "2.4.0",
		moves: [
			"worker/numpy",
			"worker/python",
			"worker/torch"
		],
		what: "since 2.4.0 Lightning mixes worker seeds itself; until 2.5.0 the numpy stream and until 2.6.1 the torch stream repeated every epoch",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/20055"
	},
	{
		id: "lightning-2.5.0-numpy-seed-sequence",
		packages: LIGHTNING$2,
		version: "2.5.0",
		moves: ["worker/numpy"],
		what: "since 2.5.0 workers seed numpy by SeedSequence; in 2.4 the numpy stream repeated every epoch",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/20369"
	},
	{
		id: "lightning-2.5.3-order-after-resume",
		packages: LIGHTNING$2,
		version: "2.5.3",
		moves: [],
		movesResumed: ["order"],
		what: "since 2.5.3 the first epoch after a resume has the order of epoch 0",
		link: "https://github.com/Lightning-AI/pytorch-lightning/issues/21938"
	},
	{
		id: "lightning-2.6.1-seed-mixing",
		packages: LIGHTNING$2,
		version: "2.6.1",
		moves: ["worker/python", "worker/torch"],
		what: "since 2.6.1 worker seeds are mixed anew; from 2.4.0 on the torch stream repeated every epoch",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/21399"
	}
];
function candidates$1(changes, moved) {
	const crossed = CATALOGUE.flatMap((entry) => {
		const change = changes.find(({ name, from, to }) => entry.packages.includes(name) && from && to && crosses(from, to, entry.version));
		return change ? [{
			...entry,
			change
		}] : [];
	});
	return crossed.filter(({ moves, movesResumed = [] }) => {
		const seen = [...moves.map((group) => moved.anew.has(group)), ...movesResumed.map((group) => moved.resumed.has(group))];
		return crossed.length === 1 ? seen.every(Boolean) : seen.some(Boolean);
	}).map(({ id, change, what, link }) => ({
		id,
		package: change.name,
		versions: `${change.from} → ${change.to}`,
		what,
		link
	}));
}
const crosses = (from, to, version) => gt(version, from) && le(version, to) || gt(version, to) && le(version, from);
// src/judge/check.ts
const LIGHTNING$1 = "https://github.com/Lightning-AI/pytorch-lightning/issues";
const PYTORCH = "https://github.com/pytorch/pytorch/issues";
// src/judge/conditions.ts
const seeded = ({ parameters }) => parameters.seed_everything;
const unseeded = ({ parameters }) => !parameters.seed_everything;
const severalRanks = ({ parameters }) => parameters.num_devices > 1;
const severalEpochs = ({ parameters }) => parameters.max_epochs > 1;
const workers = ({ parameters }) => parameters.num_workers > 0;
const severalWorkers = ({ parameters }) => parameters.num_workers > 1;
const noWorkers = ({ parameters }) => parameters.num_workers === 0;
const workersSeeded = ({ parameters: p }) => p.seed_workers || !p.seed_everything;
const workersNotSeeded = ({ parameters: p }) => p.seed_everything && !p.seed_workers;
const regularized = ({ model }) => model === "regularized";
const all = (...conditions) => (scenario) => conditions.every((condition) => condition(scenario));
// src/judge/fold.ts
function foldRanks(channels, kept) {
	const last = Math.max(...channels.map(({ channel }) => channel.rank));
	const name = ({ name, rank }) => rank < kept || last === kept ? name : name.replace(/\/rank\d+\//, `/rank${kept}-${last}/`);
	return [...Map.groupBy(channels, ({ channel }) => name(channel))].flatMap(([folded, members]) => {
		const [one, ...others] = members;
		if (!one || others.length === 0) return members;
		return [{
			channel: {
				...one.channel,
				name: folded
			},
			epochs: one.epochs.map((epoch, index) => ({
				...epoch,
				digest: hash$1(members.map(({ epochs }) => epochs[index]?.digest ?? "")),
				head: [],
				trail: ""
			}))
		}];
	});
}
const hash$1 = (digests) => createHash("sha256").update(digests.join()).digest("hex").slice(0, 32);
function keptRanks(names) {
	const folded = names.flatMap((name) => /\/rank(\d+)-\d+\//.exec(name)?.[1] ?? []);
	return folded.length ? Number(folded[0]) : Number.POSITIVE_INFINITY;
}
// src/judge/drift.ts
const ABSENT = "absent";
function compare(record, baseline) {
	const incomparable = whyNotPortable(record, baseline);
	const kept = keptRanks(Object.keys(baseline.channels));
	const edited = editedScenarios(record, baseline);
	const measured = record.runs.filter((run) => run.run === 0).map((run) => viewRun(record, run)).flatMap(({ scenario, channels }) => {
		const reproducible = ({ channel }) => isReproducible(channel, scenario.parameters);
		return foldRanks(channels.filter(reproducible), kept);
	});
	const isComparable = (channel) => !incomparable || isPortable(channel);
	const isKnown = ({ name, scenario }) => name in baseline.channels && !edited.has(scenario);
	const added = measured.filter(({ channel }) => !isKnown(channel));
	const compared = measured.filter(({ channel }) => isComparable(channel) && isKnown(channel)).sort((a, b) => byCause(a.channel, b.channel));
	const differences = compared.flatMap(({ channel, epochs }) => {
		const difference = differ(channel, epochs, baseline.channels[channel.name]);
		return difference ? [difference] : [];
	});
	const names = new Set(measured.map(({ channel }) => channel.name));
	const left = Object.keys(baseline.channels).filter((name) => !names.has(name));
	const excluded = measured.filter(({ channel }) => !isComparable(channel));
	return {
		stories: stories(differences),
		firstDivergence: firstOf(differences, compared.map(({ channel }) => channel)),
		compared: compared.length,
		added: added.map(({ channel }) => channel.name),
		notCompared: [{
			channels: excluded.map(({ channel }) => channel.name),
			reason: incomparable ?? ""
		}, {
			channels: left,
			reason: `the ${record.suite.name} suite does not measure them`
		}].filter(({ channels }) => channels.length > 0)
	};
}
function editedScenarios({ suite }, baseline) {
	const text = (row) => JSON.stringify(Object.entries(row ?? {}).sort());
	const edited = suite.scenarios.filter((each) => text(describedBy(each, baseline.devices)) !== text(baseline.scenarios[each.id]));
	return new Set(edited.map(({ id }) => id));
}
function whyNotPortable(record, baseline) {
	const here = record.environment;
	const there = baseline.environment;
	if (here.cpuCapability !== there.cpuCapability) return `weights depend on the CPU's instructions: ${there.cpuCapability} in the baseline, ${here.cpuCapability} here`;
	if (here.threads !== there.threads) return `weights depend on the number of threads: ${there.threads} in the baseline, ${here.threads} here`;
	return null;
}
function differ(channel, epochs, expected) {
	const length = Math.max(epochs.length, expected?.epochs.length ?? 0);
	for (let index = 0; index < length; index++) {
		const mine = epochs[index];
		const theirs = expected?.epochs[index];
		if (mine && theirs === mine.digest.slice(0, theirs?.length)) continue;
		const epoch = mine?.epoch ?? index;
		const unknown = {
			epoch,
			step: null,
			draw: null
		};
		if (!mine || !expected || !theirs) return {
			channel,
			first: unknown,
			expected: theirs ?? ABSENT,
			actual: mine?.digest ?? ABSENT
		};
		const step = firstStep(mine, expected.trail?.[index] ?? "", theirs);
		const draw = index === 0 ? firstDraw(mine.head, expected.head ?? []) : null;
		if (draw !== null) return {
			channel,
			first: {
				epoch,
				step,
				draw
			},
			expected: expected.head?.[draw] ?? ABSENT,
			actual: mine.head[draw] ?? ABSENT
		};
		return {
			channel,
			first: {
				epoch,
				step,
				draw
			},
			expected: theirs,
			actual: mine.digest.slice(0, theirs.length)
		};
	}
	return null;
}
function firstStep(mine, theirs, digest) {
	const here = new Map(mine.trail.split(" ").map((entry) => entry.split(":")));
	for (const entry of theirs.split(" ").filter(Boolean)) {
		const [step = "", running = digest.slice(0, 8)] = entry.split(":");
		if (here.has(step) && here.get(step) !== running) return Number(step);
	}
	return null;
}
function firstDraw(mine, theirs) {
	const common = Math.min(mine.length, theirs.length);
	const draw = theirs.slice(0, common).findIndex((value, index) => value !== mine[index]);
	return draw === -1 ? null : draw;
}
function stories(differences) {
	const key = ({ channel, first: { epoch, step, draw } }) => [
		group(channel),
		epoch,
		draw === null ? `step ${step}` : `draw ${draw}`
	].join();
	return [...Map.groupBy(differences, key).values()].flatMap((members) => {
		const [one] = members;
		if (!one) return [];
		const { first, expected, actual } = one;
		return [{
			channels: members.map(({ channel }) => channel.name),
			first,
			expected,
			actual
		}];
	});
}
function firstOf(differences, compared) {
	const first = differences[0];
	if (!first) return null;
	const before = compared.findIndex(({ name }) => name === first.channel.name);
	return {
		coordinate: coordinate(first.channel.name, first.first),
		expected: first.expected,
		actual: first.actual,
		matchingBefore: before,
		compared: compared.length
	};
}
function coordinate(channel, { epoch, step, draw }) {
	if (channel.includes("/weights.")) return draw === null ? channel : `${channel} · value ${draw}`;
	const parts = [channel, `epoch ${epoch}`];
	if (step !== null) parts.push(`step ${step}`);
	if (draw !== null) parts.push(`draw ${draw}`);
	return parts.join(" · ");
}
// src/judge/relations.ts
const each = (...relations) => (run) => relations.flatMap((relation) => relation(run));
function* pairs(items) {
	for (const [index, a] of items.entries()) for (const b of items.slice(index + 1)) yield [a, b];
}
function places$1(run, kind) {
	return run.channels.filter(({ channel }) => channel.kind === kind).flatMap(({ channel, epochs }) => epochs.map((epoch) => ({
		channel,
		epoch
	})));
}
function describe({ channel, epoch }) {
	const place = channel.name.slice(channel.scenario.length + 1);
	return happensOnce(channel.kind) ? place : `${place} · epoch ${epoch.epoch}`;
}
const finding = (channel, detail) => ({
	scenario: channel.scenario,
	subject: group(channel),
	detail
});
function sameStream(a, b) {
	const common = Math.min(a.head.length, b.head.length);
	return a.head.slice(0, common).every((value, index) => value === b.head[index]);
}
function equalOnAllRanks(kind) {
	return (run) => {
		const [first, ...others] = Map.groupBy(places$1(run, kind), (p) => p.channel.rank).values();
		const reference = new Map(first?.map((p) => [`${group(p.channel)} ${p.channel.worker} ${p.epoch.epoch}`, p]));
		return others.flat().flatMap((place) => {
			const key = `${group(place.channel)} ${place.channel.worker} ${place.epoch.epoch}`;
			const other = reference.get(key);
			if (other?.epoch.digest === place.epoch.digest) return [];
			const than = other ? describe(other) : "rank 0, which lacks it";
			return [finding(place.channel, `${describe(place)} differs from ${than}`)];
		});
	};
}
function noneAlike(kind, related) {
	return (run) => [...Map.groupBy(places$1(run, kind), (p) => p.channel.library).values()].flatMap((streams) => [...pairs(streams)].filter(([a, b]) => related(a, b) && sameStream(a.epoch, b.epoch)).map(([a, b]) => finding(b.channel, `${describe(b)} repeats ${describe(a)}`)));
}
const sameEpoch = (a, b) => a.epoch.epoch === b.epoch.epoch;
const sameRank = (a, b) => a.channel.rank === b.channel.rank;
const differentAcrossRanks = (kind) => noneAlike(kind, (a, b) => sameEpoch(a, b) && !sameRank(a, b));
const differentAcrossWorkers = (kind) => noneAlike(kind, (a, b) => sameEpoch(a, b) && sameRank(a, b) && a.channel.worker !== b.channel.worker);
const differentAcrossEpochs = (kind) => noneAlike(kind, (a, b) => !sameEpoch(a, b));
const wholeDifferentAcrossRanks = (kind) => (run) => [...pairs(places$1(run, kind))].filter(([a, b]) => sameEpoch(a, b) && !sameRank(a, b) && a.epoch.digest === b.epoch.digest).map(([a, b]) => finding(b.channel, `${describe(b)} repeats ${describe(a)}`));
function neverStartsOver(kind) {
	return (run) => places$1(run, kind).filter(({ epoch }) => epoch.startsOver !== null).map((place) => finding(place.channel, `${describe(place)} starts over at draw ${place.epoch.startsOver}`));
}
const orderChanges = (run) => run.channels.filter(({ channel }) => channel.kind === "order").flatMap(({ channel, epochs }) => [...pairs(epochs)].filter(([a, b]) => a.digest === b.digest).map(([a, b]) => finding(channel, `rank ${channel.rank}: epoch ${b.epoch} has the order of epoch ${a.epoch}`)));
const partitionsDataset = (run) => {
	const { dataset_size: size, num_devices: ranks } = run.scenario.parameters;
	const padded = Math.ceil(size / ranks) * ranks;
	const { torn, lastSteps, epochs } = run.span;
	const cut = lastSteps === null ? torn?.epoch : epochs.at(-1);
	return run.partition.filter(({ epoch }) => epoch !== cut).filter(({ drawn, distinct }) => distinct !== size || drawn !== padded).map(({ epoch, drawn, distinct, shared }) => ({
		scenario: run.scenario.id,
		subject: "order",
		detail: `epoch ${epoch}: ${distinct} of ${size} indices covered by ${drawn} samples (${padded} expected), ${shared} on more than one rank`
	}));
};
// src/judge/couples.ts
const aspects = ({ id: _, runs: __, parameters, ...toggles }) => ({
	...parameters,
	...toggles
});
const isLike = (a, b, except) => {
	const others = (scenario) => JSON.stringify({
		...aspects(scenario),
		[except]: null
	});
	return others(a) === others(b);
};
const differingIn = (aspect) => ({ scenarios }) => scenarios.flatMap((a, index) => scenarios.slice(index + 1).map((b) => [a, b])).filter(([a, b]) => a.parameters.seed_everything && isLike(a, b, aspect)).filter(([a, b]) => aspects(a)[aspect] !== aspects(b)[aspect]);
const resumedAndWhole = ({ scenarios }) => scenarios.filter(({ resumes }) => resumes !== null).flatMap((resumed) => {
	const whole = scenarios.findLast((other) => other.resumes === null && isLike(resumed, other, "resumes"));
	return whole ? [[resumed, whole]] : [];
});
const ofTheLater = (compare) => (a, b, suite) => compare(b, a, suite);
const agree = (what) => (a, b) => matched(a, b).flatMap(({ channel, mine, theirs }) => {
	if (!isReproducible(channel, a.scenario.parameters)) return [];
	const at = mine.find((epoch, index) => epoch.digest !== theirs[index]?.digest);
	return at ? [differing(a, channel, at.epoch, what(b.scenario))] : [];
});
const shareNothing = (a, b) => matched(a, b).flatMap(({ channel, mine, theirs }) => {
	const isSame = (epoch, other) => other && (channel.library ? sameStream(epoch, other) : epoch.digest === other.digest);
	const alike = mine.find((epoch, index) => isSame(epoch, theirs[index]));
	if (!alike || channel.kind === "val.order") return [];
	const seeds = `${a.scenario.parameters.seed} and ${b.scenario.parameters.seed}`;
	return [differing(a, channel, alike.epoch, `is the same with seeds ${seeds}`)];
});
const continueTheOrder = (resumed, whole) => matched(resumed, whole).filter(({ channel }) => channel.kind === "order").flatMap(({ channel, mine, theirs }) => {
	const at = (epochs, number) => epochs.find(({ epoch }) => epoch === number);
	const { torn } = resumed.span;
	const changed = mine.find(({ epoch, digest }) => epoch !== torn?.epoch && at(theirs, epoch)?.digest !== digest);
	const than = `differs from ${whole.scenario.id}`;
	const later = changed ? [differing(resumed, channel, changed.epoch, than)] : [];
	const all = torn && at(theirs, torn.epoch);
	if (!all) return later;
	const what = restOf(all, Math.min(all.draws, torn.steps * resumed.scenario.parameters.batch_size), at(mine, torn.epoch));
	const rest = what && differing(resumed, channel, torn.epoch, what);
	return [...rest ? [{
		...rest,
		subject: `the rest of the ${rest.subject}`
	}] : [], ...later];
});
function restOf(whole, before, rest) {
	const missing = whole.draws - before;
	if (rest?.draws !== missing) return `has ${rest?.draws ?? 0} samples after the cut, not ${missing}`;
	const expected = whole.head.slice(before);
	const found = rest.head.slice(0, expected.length);
	if (expected.slice(0, found.length).join() === found.join()) return null;
	return `goes on with samples ${found.join(", ")}, not ${expected.join(", ")}`;
}
const differing = (run, channel, epoch, what) => ({
	scenario: run.scenario.id,
	subject: group(channel),
	detail: `${coordinate(channel.name, {
		epoch,
		step: null,
		draw: null
	})} ${what}`
});
function matched(a, b) {
	const place = (channel) => channel.name.slice(channel.scenario.length);
	const others = new Map(b.channels.map(({ channel, epochs }) => [place(channel), epochs]));
	return a.channels.map(({ channel, epochs }) => ({
		channel,
		mine: epochs,
		theirs: others.get(place(channel)) ?? []
	}));
}
// src/judge/look.ts
const NO_SCENARIO = "not in this suite";
const inEachRun = (applies, relation) => ({
	scenarios: ({ suite }) => suite.scenarios.filter(applies).map(({ id }) => id),
	findings: ({ runs }) => runs.filter(({ scenario }) => applies(scenario)).flatMap(relation),
	without: NO_SCENARIO
});
const between = (couples, compare) => ({
	scenarios: ({ suite }) => [...new Set(couples(suite).flatMap((pair) => pair.map(({ id }) => id)))],
	findings: ({ suite, runs }) => {
		const first = (id) => runs.find(({ scenario }) => scenario.id === id);
		return couples(suite).flatMap(([one, other]) => {
			const [a, b] = [first(one.id), first(other.id)];
			return a && b ? compare(a, b, suite) : [];
		});
	},
	without: NO_SCENARIO
});
const amongRepeats = (compare) => ({
	scenarios: ({ suite }) => suite.scenarios.filter(({ runs }) => runs > 1).map(({ id }) => id),
	findings: ({ suite, runs }) => [...Map.groupBy(runs, ({ scenario }) => scenario.id).values()].flatMap(([first, ...others]) => first ? others.flatMap((other) => compare(first, other, suite)) : []),
	without: NO_SCENARIO
});
const HAZARDS = [
	{
		id: "dataset-streams-agree-across-ranks",
		sentence: "Without workers, the dataset draws different values on every rank.",
		reason: "Seeded with num_workers=0, all ranks augment their samples alike.",
		fix: "Use num_workers of 1 or more with seed_everything(seed, workers=True).",
		seen: {
			what: "With num_workers=0 the dataset draws from the main process, which is seeded alike on all ranks, workers=True or not.",
			link: "https://github.com/transferable-samplers/transferable-samplers/pull/38"
		},
		look: inEachRun(all(seeded, severalRanks, noWorkers), each(differentAcrossRanks("dataset"), differentAcrossRanks("val.dataset")))
	},
	{
		id: "worker-streams-agree-across-ranks",
		sentence: "Without seed_workers, workers draw different values on every rank.",
		reason: "Seeded with workers=False, all ranks augment their samples alike.",
		fix: "Use seed_everything(seed, workers=True).",
		seen: {
			what: "A worker seed that leaves the rank out gave every rank the same augmentation in the Trainer of transformers.",
			link: "https://github.com/huggingface/transformers/issues/37932"
		},
		look: inEachRun(all(severalRanks, workers, workersNotSeeded), each(differentAcrossRanks("worker"), differentAcrossRanks("val.worker")))
	},
	{
		id: "dropout-masks-agree-across-ranks",
		sentence: "The dropout masks of no two ranks are the same.",
		reason: "Seeded, all ranks drop the same units in the same step: noise that was meant to average out.",
		fix: "Seed each rank differently in the setup() of the module, if the noise is meant to differ.",
		seen: {
			what: "The GAN example under DDP drew one latent vector on all ranks: several GPUs, and the variety of one.",
			link: `${LIGHTNING$1}/16166`
		},
		look: inEachRun(all(seeded, severalRanks, regularized), wholeDifferentAcrossRanks("dropout"))
	},
	{
		id: "buffers-differ-at-end",
		sentence: "Buffers are equal on all ranks after training.",
		reason: "DDP hands on the statistics of BatchNorm before each forward pass: after the last one each rank keeps its own, and the checkpoint has those of rank 0.",
		fix: "Use SyncBatchNorm (sync_batchnorm=True) where the statistics must be those of all ranks.",
		seen: {
			what: "Validation after training gave other results on every GPU, until a checkpoint was loaded.",
			link: `${PYTORCH}/13711`
		},
		look: inEachRun(all(severalRanks, regularized), equalOnAllRanks("buffers.end"))
	}
].map((row) => ({
	...row,
	hazard: () => true
}));
// src/judge/pins.ts
const fixed = (pins) => Object.entries(pins?.pins ?? {}).filter(([, version]) => version !== null);
function isThat(actual, version, pins) {
	const found = (pins?.manager === "conda" || pins?.manager === "pixi") && !/post/.test(version) ? actual.replace(/\.post\d+$/, "") : actual;
	return meets(found, `==${version}`) === true;
}
// src/judge/checks.ts
const CHECKS = [
	{
		id: "init-weights-agree",
		sentence: "Seeded, all ranks initialise the same weights before DDP broadcasts those of rank 0.",
		reason: "Ranks that initialise differently were not seeded alike; every later draw differs too.",
		fix: "Call seed_everything() before the model is built, with the same seed on all ranks.",
		seen: {
			what: "Users forget the seed under DDP, get other initial weights on every rank, and see nothing of it, because the broadcast hides it.",
			link: `${LIGHTNING$1}/12986`
		},
		look: inEachRun(all(seeded, severalRanks), equalOnAllRanks("weights.init"))
	},
	{
		id: "replicas-agree-at-start",
		sentence: "Parameters and buffers are equal on all ranks after DDP has broadcast them.",
		reason: "Replicas that start apart train different models and average their gradients.",
		fix: "Let DDP broadcast: leave init_sync and broadcast_buffers at their defaults.",
		seen: {
			what: "Since PyTorch 2.1.0, DDP with broadcast_buffers=False no longer copies the buffers of rank 0 at its construction either.",
			link: `${PYTORCH}/111138`
		},
		look: inEachRun(severalRanks, each(equalOnAllRanks("weights.start"), equalOnAllRanks("buffers.start")))
	},
	{
		id: "replicas-agree-at-end",
		sentence: "Parameters are equal on all ranks after training.",
		reason: "Replicas that part during training missed a gradient exchange; rank 0 is not the model.",
		fix: "Look for parameters that DDP ignores, and for in-place changes outside the optimizer.",
		seen: {
			what: "A parameter that the last backward pass did not use was left out of the exchange; replicas went apart without an error.",
			link: `${PYTORCH}/69031`
		},
		look: inEachRun(severalRanks, equalOnAllRanks("weights.end"))
	},
	{
		id: "main-streams-agree",
		sentence: "Seeded, the main processes of all ranks draw the same python, numpy and torch values.",
		reason: "Code that decides by a random draw must decide alike on every rank, or DDP hangs.",
		fix: "Look for a rank that is not seeded, or whose seed has the rank added to it.",
		seen: {
			what: "Some add the rank to the seed on purpose, because Lightning gives all ranks the same noise. It is a decision, and a bump must not take it.",
			link: `${LIGHTNING$1}/20188`
		},
		look: inEachRun(all(seeded, severalRanks), equalOnAllRanks("main"))
	},
	{
		id: "main-streams-differ-unseeded",
		sentence: "Not seeded, the main processes of no two ranks draw the same values.",
		reason: "Ranks that agree without a seed take it from somewhere: runs are less random than asked.",
		fix: "Look for a seed in the environment, such as PL_GLOBAL_SEED, or set on import.",
		seen: {
			what: "Since Lightning 2.2.0, seed_everything() without a seed takes 0 instead of a random one, so that runs meant to differ became the same.",
			link: "https://github.com/Lightning-AI/pytorch-lightning/pull/18846"
		},
		look: inEachRun(all(unseeded, severalRanks), differentAcrossRanks("main"))
	},
	{
		id: "worker-streams-differ-across-ranks",
		sentence: "No worker draws the values of a worker on another rank, in any library.",
		reason: "Every rank would augment its samples alike: the batch is less varied than it seems.",
		fix: "Use seed_everything(seed, workers=True), and no worker_init_fn that ignores the rank.",
		seen: {
			what: "Lightning 1.3.0 to 1.3.5 lost its worker_init_fn under DDP: workers=True was accepted and did nothing.",
			link: `${LIGHTNING$1}/7937`
		},
		look: inEachRun(all(workers, severalRanks, workersSeeded), each(differentAcrossRanks("worker"), differentAcrossRanks("val.worker")))
	},
	{
		id: "worker-streams-differ-across-workers",
		sentence: "No two workers of a rank draw the same values, in any library.",
		reason: "Every worker would augment its samples alike.",
		fix: "Derive the seed of a worker from its id: leave worker_init_fn to Lightning.",
		seen: {
			what: "Before PyTorch 1.9, NumPy drew the same values in every worker, for a fork copies its state.",
			link: `${PYTORCH}/5059`
		},
		look: inEachRun(severalWorkers, each(differentAcrossWorkers("worker"), differentAcrossWorkers("val.worker")))
	},
	{
		id: "worker-streams-differ-across-epochs",
		sentence: "No worker draws in one epoch what it drew in another, in any library.",
		reason: "Every epoch would augment its samples alike, whatever the seed: augmentation that stops working.",
		fix: "Leave Lightning 2.4.0 to 2.6.0, whose worker seeds ignore the epoch, for 2.6.1 or later.",
		seen: {
			what: "Lightning 2.4.0 to 2.6.0 with workers=True: the torch stream of every worker repeated each epoch; in 2.4 that of NumPy, too.",
			link: `${LIGHTNING$1}/20412`
		},
		look: inEachRun(all(workers, severalEpochs), each(differentAcrossEpochs("worker"), differentAcrossEpochs("val.worker")))
	},
	{
		id: "worker-streams-do-not-repeat",
		sentence: "Within an epoch no worker stream starts over.",
		reason: "Samples of one epoch would be augmented alike.",
		fix: "Seed in worker_init_fn, never in __getitem__.",
		seen: {
			what: "A 3D segmentation library seeded its transforms for each batch, and every batch was rotated by the same angles.",
			link: "https://github.com/wolny/pytorch-3dunet/issues/32"
		},
		look: inEachRun(workers, each(neverStartsOver("worker"), neverStartsOver("val.worker")))
	},
	{
		id: "sampler-partitions-dataset",
		sentence: "Every index is drawn in every epoch, on one rank only but for the padding DDP adds.",
		reason: "Samples that are left out or seen twice change what an epoch is.",
		fix: "Let Lightning replace the sampler (use_distributed_sampler=True).",
		seen: {
			what: "Before Lightning 2.0.3, ranks without a global seed shuffled each on their own: some samples were seen twice, others not at all.",
			link: `${LIGHTNING$1}/17713`
		},
		look: inEachRun(() => true, partitionsDataset)
	},
	{
		id: "shuffle-changes-every-epoch",
		sentence: "No epoch has the order of another.",
		reason: "Batches of the same samples in every epoch bias training.",
		fix: "Call the sampler's set_epoch(), which Lightning does for samplers that have it.",
		seen: {
			what: "Before Lightning 1.6.5, set_epoch() was not called on batch samplers: every epoch had one order.",
			link: `${LIGHTNING$1}/13316`
		},
		look: inEachRun(severalEpochs, orderChanges)
	},
	{
		id: "seed-changes-streams",
		sentence: "Another seed changes every stream and the order.",
		reason: "What no seed changes was never seeded.",
		fix: "Look for a seed that is fixed on the way, or for a generator that seeds itself.",
		seen: {
			what: "Before Lightning 1.3.0 the distributed sampler shuffled by seed 0, whatever the global seed.",
			link: `${LIGHTNING$1}/7016`
		},
		look: between(differingIn("seed"), shareNothing)
	},
	{
		id: "repeat-is-identical",
		sentence: "The same scenario in fresh processes gives the same digests in every channel.",
		reason: "What does not repeat cannot be compared with anything.",
		fix: "Look for hash order, time, threads or a generator that is not seeded.",
		seen: {
			what: "The iteration order of a set differed from process to process, and so did what ranks computed from it.",
			link: "https://github.com/huggingface/transformers/pull/48162"
		},
		look: amongRepeats(agree(() => "differs between two runs"))
	},
	{
		id: "launcher-agrees",
		sentence: "The fast way of starting ranks and Lightning's own launcher give equal digests.",
		reason: "Everything else was measured the fast way; it counts only if it is what training does.",
		fix: "Report it: this is a fault of this program or a change in how Lightning starts ranks.",
		seen: {
			what: "In Lightning 1.9, ddp_spawn was not reproducible where ddp_fork was: how ranks start can decide what they draw.",
			link: `${LIGHTNING$1}/17399`
		},
		look: between(differingIn("launcher"), ofTheLater(agree((other) => `differs from ${other.id}`)))
	},
	{
		id: "sanity-check-is-isolated",
		sentence: "Training draws the same values with a sanity check before it and without.",
		reason: "Otherwise a change of num_sanity_val_steps changes every random value of the training.",
		fix: "Use a release of Lightning that gives back the state after the check (1.3.0 or later).",
		seen: {
			what: "Before Lightning 1.3.0 the sanity check changed the order in which training shuffled.",
			link: `${LIGHTNING$1}/6988`
		},
		look: between(differingIn("num_sanity_val_steps"), ofTheLater(agree((other) => `differs from ${other.id}`)))
	},
	{
		id: "resume-continues-order",
		sentence: "An epoch trained after a resume has the order that the uninterrupted run has.",
		reason: "A job that is cut and continued every day trains on the first order every day, and skips or repeats samples.",
		fix: "Lightning 2.5.3 and later replay the first order with num_workers of 1 or more; until that is mended, accept it or stay at 2.5.2.",
		seen: {
			what: "Since Lightning 2.5.3 the first epoch after a resume from the end of an epoch has the order of epoch 0.",
			link: `${LIGHTNING$1}/21938`
		},
		look: between(resumedAndWhole, continueTheOrder)
	},
	{
		id: "pins-are-installed",
		sentence: "The interpreter has the versions that the repository pins.",
		reason: "Otherwise something else was measured than what the pull request proposes.",
		fix: "Install from the lock or requirements file, or point --python at the right interpreter.",
		seen: {
			what: "Lightning 2.6.2 and 2.6.3 were compromised: what is installed has to be what was reviewed.",
			link: `${LIGHTNING$1}/21691`
		},
		look: {
			without: "no lock or manifest fixes a version",
			scenarios: ({ pins }) => fixed(pins).length ? ["environment"] : [],
			findings: ({ environment, pins }) => {
				const found = new Map(environment.packages.map((each) => [each.name.toLowerCase(), each.version]));
				return fixed(pins).flatMap(([name, version]) => {
					const actual = found.get(name);
					if (actual && version && isThat(actual, version, pins)) return [];
					return [{
						scenario: "environment",
						subject: name,
						detail: `${pins?.source} pins ${name} ${version}, the interpreter has ${actual ?? "none"}`
					}];
				});
			}
		},
		hazard: ({ pinsBind }) => !pinsBind
	},
	...HAZARDS
];
const checkPage = (id) => `docs/checks/${id}.md`;
// src/judge/evaluate.ts
function evaluate(record, accepted, pins, pinsBind) {
	const { suite, environment } = record;
	const facts = {
		suite,
		runs: record.runs.map((run) => viewRun(record, run)),
		environment,
		pins,
		pinsBind
	};
	return CHECKS.map((check) => evaluateOne(check, facts, accepted)).sort((a, b) => Number(a.status === "hazard") - Number(b.status === "hazard"));
}
function evaluateOne({ id, look, hazard }, facts, accepted) {
	const scenarios = look.scenarios(facts);
	if (scenarios.length === 0) return {
		id,
		status: "not-measured",
		scenario: "",
		detail: look.without,
		subjects: []
	};
	const findings = look.findings(facts);
	const subjects = [...new Set(findings.map(subjectOf))].sort();
	const known = accepted.filter(({ check }) => check === id);
	const isKnown = (found) => known.some((entry) => entry.subjects.includes(subjectOf(found)));
	const worst = findings.find((found) => !isKnown(found)) ?? findings[0];
	if (!worst) return {
		id,
		status: "pass",
		scenario: scenarios.join(", "),
		detail: "",
		subjects
	};
	const more = findings.length > 1 ? `, and ${findings.length - 1} more` : "";
	const result = {
		id,
		scenario: worst.scenario,
		subjects
	};
	if (hazard?.(facts)) return {
		...result,
		status: "hazard",
		detail: `${worst.detail}${more}`
	};
	if (!isKnown(worst)) return {
		...result,
		status: "fail",
		detail: `${worst.detail}${more}`
	};
	const because = ` (accepted: ${known.find(({ subjects }) => subjects.includes(subjectOf(worst)))?.reason})`;
	return {
		...result,
		status: "accepted",
		detail: `${worst.detail}${more}${because}`
	};
}
const subjectOf = ({ scenario, subject }) => `${scenario}: ${subject}`;
// src/judge/missing.ts
function missing(record) {
	const { suite, runs } = record;
	const known = new Set();
	const gaps = [];
	for (const scenario of suite.scenarios) for (let number = 0; number < scenario.runs && gaps.length < ENOUGH; number++) {
		const run = runs.find((each) => each.scenario === scenario.id && each.run === number);
		if (run) {
			known.add(run);
			for (const gap of gapsOf(run, scenario, record)) gaps.push(`${nameOf(run)}: ${gap}`);
		} else gaps.push(`${scenario.id}: run ${number + 1} of ${scenario.runs} is absent`);
	}
	if (gaps.length >= ENOUGH) return gaps;
	const strange = runs.filter((run) => !known.has(run));
	return [...gaps, ...strange.map((run) => `${nameOf(run)} is not in the suite`)];
}
const ENOUGH = 1e3;
const nameOf = ({ scenario, run }) => `${scenario}, run ${run + 1}`;
function gapsOf(run, scenario, { suite, environment }) {
	const span = spanOf(scenario, suite);
	const absent = [...expectedChannels(scenario, span, environment.accelerator)].flatMap(([name, wanted]) => {
		const found = asked(run.channels[name] ?? [], wanted, span);
		if (!run.channels[name]) return [`channel ${name} is absent`];
		if (found.join() === wanted.join()) return [];
		return [`channel ${name} has epochs ${found.join(", ")}, expected ${wanted.join(", ")}`];
	});
	const { num_devices, num_workers } = scenario.parameters;
	const unknown = Object.keys(run.channels).filter((name) => {
		const channel = parseChannel(`${run.scenario}/${name}`);
		return !channel || channel.rank >= num_devices || (channel.worker ?? -1) >= num_workers;
	});
	const epochs = asked(run.partition, span.epochs, span);
	const covered = epochs.join() === span.epochs.join();
	return [
		...absent,
		...unknown.map((name) => `channel ${name} is not known`),
		...covered ? [] : [`the sampler's facts cover ${epochs.length} epochs of ${span.epochs.length}`]
	];
}
const asked = (found, wanted, { torn }) => found.map(({ epoch }) => epoch).filter((epoch) => epoch !== torn?.epoch || wanted.includes(epoch));
// src/judge/packages.ts
const LIGHTNING = "https://github.com/Lightning-AI/pytorch-lightning/releases/tag/{version}";
const NOTES = {
	lightning: LIGHTNING,
	"pytorch-lightning": LIGHTNING,
	torch: "https://github.com/pytorch/pytorch/releases/tag/v{version}",
	numpy: "https://github.com/numpy/numpy/releases/tag/v{version}",
	python: "https://docs.python.org/release/{version}/whatsnew/changelog.html",
	torchmetrics: "https://github.com/Lightning-AI/torchmetrics/releases/tag/v{version}",
	"lightning-utilities": "https://github.com/Lightning-AI/utilities/releases/tag/v{version}",
	fsspec: "https://filesystem-spec.readthedocs.io/en/latest/changelog.html",
	packaging: "https://github.com/pypa/packaging/releases/tag/{version}",
	"typing-extensions": "https://github.com/python/typing_extensions/releases/tag/{version}",
	pyyaml: "https://github.com/yaml/pyyaml/releases/tag/{version}",
	tqdm: "https://github.com/tqdm/tqdm/releases/tag/v{version}",
	sympy: "https://github.com/sympy/sympy/releases/tag/sympy-{version}",
	networkx: "https://github.com/networkx/networkx/releases/tag/networkx-{version}",
	jinja2: "https://jinja.palletsprojects.com/changes/",
	filelock: "https://github.com/tox-dev/filelock/releases/tag/{version}",
	setuptools: "https://setuptools.pypa.io/en/stable/history.html",
	triton: "https://github.com/triton-lang/triton/releases/tag/v{version}"
};
const RELEASE = /^\d+(\.\d+)*((a|b|rc|\.post)\d+)?/;
const PROMINENT = [
	"lightning",
	"pytorch-lightning",
	"torch",
	"numpy"
];
function changedPackages(before, now, { imported, base } = {}) {
	const isImported = (name) => imported?.has(name) ?? true;
	const moved = new Map((base?.bumps ?? []).map(({ name, to }) => [name, to]));
	return [...new Set([
		...Object.keys(before),
		...Object.keys(now),
		...moved.keys()
	])].sort().map((name) => {
		const to = now[name] ?? moved.get(name) ?? null;
		return {
			name,
			from: before[name] ?? null,
			to,
			...base ? { base: base.installs[name] ?? null } : {},
			imported: isImported(name),
			link: releaseNotes(name, to)
		};
	}).filter(({ name, from, to }) => from !== to || moved.has(name)).sort((a, b) => Number(b.imported) - Number(a.imported) || rank(a.name) - rank(b.name));
}
function rank(name) {
	const found = PROMINENT.indexOf(name);
	return found === -1 ? PROMINENT.length : found;
}
function releaseNotes(name, version) {
	const release = RELEASE.exec(version ?? "")?.[0];
	return release ? NOTES[name]?.replace("{version}", release) ?? null : null;
}
// src/judge/judge.ts
const NOTHING = {
	stories: [],
	firstDivergence: null,
	compared: 0,
	added: [],
	notCompared: []
};
const NOT_JUDGED = {
	checks: [],
	drift: [],
	firstDivergence: null,
	improvements: [],
	candidates: [],
	changedPackages: [],
	added: [],
	notCompared: []
};
function couldNotMeasure(message, detail = "") {
	return {
		...NOT_JUDGED,
		verdict: "error",
		summary: message,
		error: {
			message,
			detail
		}
	};
}
function judge({ record, baseline, pins, pinsBind, reference = "the baseline", base = null }) {
	const [gap, ...gaps] = missing(record);
	if (gap) return couldNotMeasure(`the record is incomplete: ${gap}${gaps.length ? `, and ${gaps.length} more gaps` : ""}`);
	const checks = evaluate(record, baseline?.accepted ?? [], pins, pinsBind);
	if (checks.every(({ status }) => status === "not-measured")) return couldNotMeasure(`the ${record.suite.name} suite decides no check`);
	const comparison = baseline ? compare(record, baseline) : NOTHING;
	const changes = changesOf(record, baseline, base);
	const verdict = verdictOf(checks, comparison, baseline);
	return {
		verdict,
		summary: summaries[verdict](checks, comparison, reference),
		error: null,
		checks,
		drift: comparison.stories,
		firstDivergence: comparison.firstDivergence,
		improvements: improvements$2(record, checks, baseline),
		candidates: candidates$1(changes, movedGroups(comparison, record)),
		changedPackages: changes,
		added: comparison.added,
		notCompared: comparison.notCompared
	};
}
function changesOf(record, baseline, base) {
	const now = baseline ? spelledAlike(versionsNow(record)) : {};
	const before = baseline ? spelledAlike(versionsOf(baseline)) : {};
	return changedPackages(before, now, {
		imported: new Set([...Object.keys(before), ...Object.keys(now)]),
		base
	});
}
const spelledAlike = (versions) => Object.fromEntries(Object.entries(versions).map(([name, version]) => [normalise(name), version]));
const versionsOf = ({ packages, environment }) => ({
	...packages,
	python: environment.python
});
const versionsNow = (record) => ({
	...Object.fromEntries(importedPackages(record).map(({ name, version }) => [name, version])),
	python: record.environment.python
});
const failing$2 = (checks) => checks.filter(({ status }) => status === "fail");
const isUnstable = ({ id, status }) => id === "repeat-is-identical" && status !== "pass" && status !== "not-measured";
function verdictOf(checks, comparison, baseline) {
	const applies = {
		error: false,
		unstable: checks.some(isUnstable),
		violation: failing$2(checks).length > 0,
		drift: comparison.stories.length > 0,
		new: baseline === null || comparison.added.length > 0,
		match: true
	};
	return VERDICTS.find(({ name }) => applies[name])?.name ?? "error";
}
const summaries = {
	error: () => "",
	unstable: (checks) => checks.find(isUnstable)?.detail ?? "",
	violation: (checks) => failing$2(checks).map(({ id, scenario }) => `${id} fails (${scenario})`).join("; "),
	drift: (_, { stories, compared }, reference) => `${stories.flatMap(({ channels }) => channels).length} of ${compared} channels differ from ${reference}`,
	new: (_, { added }, reference) => added.length ? `${reference} lacks ${added.length} channels of this suite` : "there is no baseline for this class of machines",
	match: (checks, { compared }, reference) => {
		return `all ${compared} channels equal ${reference}, and every check holds${checks.some(({ status }) => status === "accepted") ? " or is accepted" : ""}`;
	}
};
function improvements$2({ suite }, checks, baseline) {
	const measured = new Set(suite.scenarios.map(({ id }) => id));
	return (baseline?.accepted ?? []).flatMap(({ check: id, subjects }) => {
		const result = checks.find((check) => check.id === id);
		const held = subjects.filter((subject) => measured.has(subject.split(":", 1)[0] ?? "") && !result?.subjects.includes(subject));
		const sentence = CHECKS.find((check) => check.id === id)?.sentence ?? id;
		return held.length ? [{
			check: id,
			sentence,
			subjects: held
		}] : [];
	});
}
function movedGroups({ stories }, { suite }) {
	const resuming = new Set(suite.scenarios.filter((each) => each.resumes).map(({ id }) => id));
	const channels = stories.flatMap((story) => story.channels).flatMap((name) => parseChannel(name) ?? []);
	const groups = (resumed) => new Set(channels.filter((each) => resuming.has(each.scenario) === resumed).map(group));
	const anew = groups(false);
	return {
		anew,
		resumed: groups(true).difference(anew)
	};
}
// src/report/clean.ts
const OURS = new Set(`verdict comparedWith id status check violations channels subjects added digest commit file class
  scenarios head trail epochs`.split(/\s+/));
const cleanReport = (report) => hidden(report, OURS);
const cleanRecord = (record) => ({
	...record,
	suite: hidden(record.suite, OURS),
	environment: hidden(record.environment, new Set())
});
const cleanBaseline = (baseline) => hidden(baseline, OURS);
function recordText(record) {
	const { environment } = record;
	const { framework } = environment;
	const file = hide(framework.file);
	const kept = {
		...record,
		environment: {
			...environment,
			framework: {
				...framework,
				file
			}
		}
	};
	return `${JSON.stringify(kept)}\n`;
}
// src/report/words.ts
const HOME = `https://github.com/${REPOSITORY}/blob/v1`;
const ISSUES = `https://github.com/${REPOSITORY}/issues`;
const ICONS = {
	error: "🛑",
	unstable: "🎲",
	violation: "❌",
	drift: "🔀",
	new: "🆕",
	match: "✅"
};
const headline = (verdict) => describe$1(verdict).title;
const headingOf = (verdict) => `## ${ICONS[verdict]} ${headline(verdict)}`;
const HEADINGS = {
	log: "What it said last",
	notices: "First of all",
	improvements: "What got better",
	packages: "Packages that changed",
	checks: "Checks that fail",
	drift: "Streams that moved",
	accept: "To accept",
	accepted: "Accepted violations",
	hazards: "Hazards: documented, and worth knowing",
	others: "Changed packages that the training does not import",
	notCompared: "Not compared",
	retried: "Stalled once and started again",
	allChecks: "All checks",
	environment: "Environment",
	beside: "Streams side by side",
	map: "What moved where",
	partition: "Who draws which sample",
	timings: "Time taken"
};
const CANDIDATES = "Known changes with this pattern (candidates, not proven causes):";
const ELSEWHERE = "All of it is in report.html and report.json.";
function describeEnvironment(environment) {
	const versions = environment.packages.filter(({ name }) => [
		"lightning",
		"pytorch-lightning",
		"torch",
		"numpy"
	].includes(name)).map(({ name, version }) => [name, version]);
	return {
		python: environment.python,
		...Object.fromEntries(versions),
		"trained with": `${environment.framework.name} ${environment.framework.version}`,
		platform: environment.platform,
		accelerator: [
			environment.accelerator,
			environment.deviceModel,
			environment.cuda
		].filter(Boolean).join(" "),
		"cpu capability": environment.cpuCapability,
		threads: String(environment.threads)
	};
}
function textOf(id) {
	const found = CHECKS.find((check) => check.id === id);
	if (!found) throw new TypeError(`${id} is not a check`);
	return found;
}
function meaning(report) {
	const failing = withStatus(report, "fail").map(({ id }) => textOf(id).reason);
	return {
		error: "Nothing was compared, so nothing is known to be right.",
		unstable: "What disagrees with itself in one environment cannot be compared with another.",
		violation: [...new Set(failing)].slice(0, 2).join(" "),
		drift: "Every check holds and runs repeat, but a training will not draw what it drew before.",
		new: "There is nothing to compare with until somebody accepts what was measured.",
		match: ""
	}[report.verdict];
}
const referenceOf = ({ comparedWith }) => comparedWith;
function origin({ comparedWith, base, baseline }) {
	if (comparedWith === "base") return base && {
		what: "compared with the base commit",
		name: base.commit.slice(0, 9)
	};
	return baseline && {
		what: "compared with the baseline",
		name: baseline.file
	};
}
function pattern(channels) {
	const parts = channels.map((name) => name.split("/"));
	const scenarios = new Set(parts.map(([scenario]) => scenario));
	const rest = (parts[0] ?? []).slice(1).map((part, index) => {
		return parts.some((other) => other[index + 1] !== part) ? part.replace(/\d+(-\d+)?$/, "*") : part;
	});
	return [scenarios.size > 1 ? `{${[...scenarios].join(",")}}` : [...scenarios].join(), ...rest].join("/");
}
function placesOf({ channels }) {
	const within = channels.map((name) => name.slice(name.indexOf("/") + 1));
	const scenarios = [...new Set(channels.map((name) => name.split("/", 1)[0] ?? ""))];
	return {
		streams: pattern(within.map((name) => `*/${name}`)).slice(2),
		scenarios
	};
}
const moment = ({ channels, first }) => coordinate(channels[0] ?? "", first).slice((channels[0] ?? "").length).replace(/^ · /, "") || "from the start";
function parseFloat16(literal) {
	const found = /^(-?)0x([01])(?:\.([0-9a-f]{1,13}))?p([+-]\d{1,4})$/.exec(literal);
	if (!found) return null;
	const [, sign, whole, fraction = "", exponent] = found;
	const mantissa = Number(whole) + Number.parseInt(fraction || "0", 16) / 16 ** fraction.length;
	return (sign ? -1 : 1) * mantissa * 2 ** Number(exponent);
}
function decimal(literal) {
	const value = parseFloat16(literal);
	return value === null ? literal : String(Number(value.toPrecision(6)));
}
function legible(expected, actual) {
	const pair = [decimal(expected), decimal(actual)];
	return pair[0] === pair[1] ? [expected, actual] : pair;
}
function divergence(first, reference = "expected") {
	if (!first) return null;
	const [expected, actual] = legible(first.expected, first.actual);
	return `${first.coordinate}: ${reference} ${expected}, now ${actual}; ${before(first)}`;
}
const before = ({ matchingBefore, compared }) => `${matchingBefore} of ${compared} channels come before it and match`;
const withStatus = (report, status) => report.checks.filter((check) => check.status === status);
const channelCount = (report) => report.drift.reduce((sum, { channels }) => sum + channels.length, 0);
const movedChannels = (report) => `${channelCount(report)} of ${report.firstDivergence?.compared ?? channelCount(report)} channels`;
const PROGRAM = `npx github:${REPOSITORY}`;
function acceptCommand(report, program = PROGRAM) {
	if (!report.pending || ["unstable", "match"].includes(report.verdict)) return null;
	const { file, violations } = report.pending;
	const words = [
		`${program} accept ${file}`,
		...violations.map((id) => `--accept-violation ${id}`),
		"--reason \"why this is right\""
	];
	if (violations.length === 0) return [words.join(" ")];
	return words.map((word, index) => (index ? "  " : "") + word + (index < words.length - 1 ? " \\" : ""));
}
const acceptIntroduction = ({ verdict }) => verdict === "new" ? "If what was measured is right, make it the baseline and commit the file:" : "If this is meant, make it the new baseline and commit the file:";
const ACCEPT_WHERE = `The file is in the artifact of the run, if its workflow keeps the reports, and \`${PROGRAM} check\` makes it in a clone. Both commands need Node.js 24.`;
const partsOf = (subjects) => [...new Set(subjects.map((subject) => subject.slice(subject.indexOf(": ") + 2)))].join(", ");
function leftOut(report) {
	const rows = report.notCompared.map(({ channels, reason }) => ({
		channels: channels.length,
		reason
	}));
	const added = report.added.length;
	return added ? [...rows, {
		channels: added,
		reason: `the ${referenceOf(report)} lacks them`
	}] : rows;
}
const hasBaseColumn = ({ comparedWith, changedPackages }) => comparedWith === "baseline" && changedPackages.some(({ from, base }) => base !== void 0 && base !== from);
const timingsOf = ({ timings }) => Object.entries(timings).map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(", ");
// src/report/terminal.ts
const MAX_ROWS = 20;
const COLOURS = {
	error: "red",
	unstable: "magenta",
	violation: "red",
	drift: "yellow",
	new: "cyan",
	match: "green"
};
function terminal(report, colour) {
	const paint = (style, value) => colour ? styleText(style, value, { validateStream: false }) : value;
	const from = origin(report);
	const where = [
		report.class,
		`${report.suite} suite`,
		from && `${from.what} ${from.name}`
	];
	const title = [
		`${paint(["bold", COLOURS[report.verdict]], report.verdict)}  ${headline(report.verdict)} (${visible(where.filter(Boolean).join(", "))})`,
		visible(report.summary),
		...[meaning(report)].filter(Boolean),
		...report.notices.map((notice) => paint("yellow", `! ${visible(notice)}`))
	];
	const log = report.error?.detail.split("\n").map((line) => `  | ${visible(line)}`) ?? [];
	const blocks = sections(report).filter(({ rows }) => rows.length > 0).map(({ heading, rows }) => [paint("bold", `${heading}:`), ...shown(rows)]);
	return [
		title,
		report.error?.detail ? log : [],
		...blocks
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
}
function shown(rows) {
	const more = rows.length - MAX_ROWS;
	const lines = rows.slice(0, MAX_ROWS).map((row) => `  ${printable(row)}`);
	return more > 0 ? [...lines, `  … and ${more} more in report.json`] : lines;
}
function sections(report) {
	const command = acceptCommand(report, "lddpr");
	const imported = (wanted) => report.changedPackages.filter((each) => each.imported === wanted);
	return [
		{
			heading: `${HEADINGS.packages} (${referenceOf(report)} → now)`,
			rows: imported(true).map(change)
		},
		{
			heading: CANDIDATES.replace(/:$/, ""),
			rows: report.candidates.map(({ package: name, versions, what, link }) => `${name} ${versions}: ${what} ${link}`)
		},
		{
			heading: HEADINGS.checks,
			rows: withStatus(report, "fail").flatMap(({ id, detail }) => [`${id}: ${detail}`, `  fix: ${textOf(id).fix}`])
		},
		{
			heading: HEADINGS.improvements,
			rows: report.improvements.map(({ check, subjects }) => `${check} holds now in ${partsOf(subjects)}`)
		},
		{
			heading: `${HEADINGS.drift}: ${movedChannels(report)}`,
			rows: report.drift.length ? [`first: ${divergence(report.firstDivergence, referenceOf(report)) ?? "unknown"}`, ...report.drift.map(story)] : []
		},
		{
			heading: HEADINGS.accepted,
			rows: withStatus(report, "accepted").map(({ id, detail }) => `${id}: ${detail}`)
		},
		{
			heading: HEADINGS.hazards,
			rows: withStatus(report, "hazard").map(({ id, detail }) => `${id}: ${textOf(id).reason} (${detail})`)
		},
		{
			heading: HEADINGS.others,
			rows: imported(false).map(change)
		},
		{
			heading: HEADINGS.notCompared,
			rows: leftOut(report).map(({ channels, reason }) => `${channels} channels: ${reason}`)
		},
		{
			heading: HEADINGS.retried,
			rows: report.retried
		},
		{
			heading: HEADINGS.accept,
			rows: command ? [acceptIntroduction(report), ...command] : []
		}
	];
}
const change = ({ name, from, to }) => `${name} ${from ?? "—"} → ${to ?? "—"}`;
function story(each) {
	const [expected, actual] = legible(each.expected, each.actual);
	const { streams, scenarios } = placesOf(each);
	return `${streams} in ${scenarios.length > 1 ? `${scenarios.length} scenarios` : scenarios.join()}, ${each.channels.length} channels: ${moment(each)}: ${expected} → ${actual}`;
}
const printable = indented;
// src/report/meter.ts
const EIGHTHS = [
	"",
	"▏",
	"▎",
	"▍",
	"▌",
	"▋",
	"▊",
	"▉"
];
const WIDEST = 30;
const NARROWEST = 8;
const GAP = "  ";
function meter({ message, share, seconds, width, colour }) {
	const paint = (style, value) => colour && value ? styleText(style, value, { validateStream: false }) : value;
	const room = width - 1;
	const clock = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
	const length = Math.min(WIDEST, Math.floor(room / 3));
	const drawn = share && length >= NARROWEST ? bar(share, length) : "";
	const taken = [drawn, clock].reduce((sum, part) => sum + (part ? columns(part) + 2 : 0), 0);
	const words = fitted(visible(message), room - taken);
	if (columns(clock) > room) return "";
	return [
		paint("cyan", drawn),
		words,
		paint("dim", clock)
	].filter(Boolean).join(GAP);
}
function bar({ done, total }, length) {
	const share = Math.min(1, Math.max(0, done / Math.max(1, total)));
	const eighths = Math.round(share * length * 8);
	return `${"█".repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8]}`.padEnd(length, "░");
}
const WIDE = /[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303e\uff01-\uff60\u{fffd}]/u;
function columns(value) {
	let sum = 0;
	for (const character of value) sum += WIDE.test(character) ? 2 : 1;
	return sum;
}
function fitted(value, width) {
	let length = Math.min([...value].length, Math.max(0, width));
	while (length > 0 && columns(clip(value, length)) > width) length--;
	return length > 0 ? clip(value, length) : "";
}
function wantsColour(env, isTTY) {
	const { NO_COLOR, FORCE_COLOR, TERM } = env;
	if (NO_COLOR) return false;
	if (FORCE_COLOR !== void 0) return !["0", "false"].includes(FORCE_COLOR);
	return isTTY && TERM !== "dumb";
}
const canRedraw = (env, isTTY) => isTTY && env.TERM !== "dumb" && (!env.CI || env.CI === "false");
// src/report/html/markup.ts
var Markup = class {
	source;
	constructor(source) {
		this.source = source;
	}
};
const LONGEST_TEXT = 1e3;
function html(fixed, ...parts) {
	let source = fixed[0] ?? "";
	for (const [index, part] of parts.entries()) source += written(part) + fixed[index + 1];
	return new Markup(source);
}
function written(part) {
	if (part instanceof Markup) return part.source;
	if (Array.isArray(part)) return part.map(written).join("");
	if (part === null || part === void 0 || part === false) return "";
	return escaped(String(part));
}
const NAMES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
const HARMLESS = /^[\w .:=–·/-]{0,200}$/;
const escaped = (value) => HARMLESS.test(value) ? value : clip(visible(value), LONGEST_TEXT).replace(/[&<>"']/g, (mark) => NAMES[mark]);
function link(label, address) {
	const href = webAddress(address);
	return href ? html`<a href="${href}" rel="noreferrer">${label}</a>` : html`${label}`;
}
const code = (value) => html`<code>${value}</code>`;
const MOST_ROWS = 200;
function table$1({ caption, hidden, head, rows }) {
	const more = rows.length - MOST_ROWS;
	const body = rows.slice(0, MOST_ROWS).map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`);
	return html`${scrolling(caption, html`<table>
<caption${hidden ? html` class="hidden"` : ""}>${caption}</caption>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${body}</tbody></table>`)}${more > 0 && html`<p class="muted">… and ${more} more in report.json</p>`}`;
}
const scrolling = (label, content) => html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
const list$1 = (rows) => html`<ul>${rows.slice(0, MOST_ROWS).map((row) => html`<li>${row}</li>`)}</ul>`;
const folded$1 = (summary, content, open = false) => html`<details${open ? html` open` : ""}><summary>${summary}</summary>\n${content}</details>\n`;
// src/report/html/environment.ts
function environments({ environment, suite }, baseline, reference) {
	const there = baseline?.environment;
	const fields = [
		"python",
		"platform",
		"accelerator",
		"deviceModel",
		"cuda",
		"cpuCapability",
		"threads"
	].map((name) => row(LABELS[name], there?.[name], environment[name], baseline));
	const framework = ({ name, version }) => `${name} ${version}`;
	const packages = new Map(environment.packages.filter(({ imported }) => imported).map((each) => [each.name, each.version]));
	const names = [...new Set([...packages.keys(), ...Object.keys(baseline?.packages ?? {})])].sort();
	const rows = [
		row("trained with", there && framework(there.framework), framework(environment.framework), baseline),
		...fields,
		row("suite", baseline?.suite, suite.name, baseline),
		...names.map((name) => row(code(name), baseline?.packages[name], packages.get(name), baseline))
	];
	const head = baseline ? [
		"what",
		reference,
		"now",
		""
	] : ["what", "now"];
	const differing = rows.filter(({ differs }) => differs).map(({ cells }) => cells);
	const equal = rows.filter(({ differs }) => !differs).map(({ cells }) => cells);
	if (!baseline) return table$1({
		caption: "As it is now",
		head,
		rows: equal
	});
	return html`${differing.length > 0 ? table$1({
		caption: "What differs",
		head,
		rows: differing
	}) : html`<p>Nothing that was looked at differs.</p>`}
${folded$1(`${equal.length} equal`, table$1({
		caption: "What is equal",
		head,
		rows: equal
	}))}`;
}
const LABELS = {
	python: "Python",
	platform: "platform",
	accelerator: "accelerator",
	deviceModel: "device",
	cuda: "CUDA",
	cpuCapability: "CPU capability",
	threads: "threads"
};
function row(what, there, here, baseline) {
	const shown = (value) => value === null || value === void 0 ? "—" : value;
	if (!baseline) return {
		differs: false,
		cells: [what, shown(here)]
	};
	const differs = shown(there) !== shown(here);
	const mark = differs ? html`<span class="moved">≠ differs</span>` : "=";
	return {
		differs,
		cells: [
			what,
			shown(there),
			shown(here),
			mark
		]
	};
}
// src/report/html/states.ts
const STATES = {
	broken: {
		mark: "✗",
		words: "a check fails in these channels"
	},
	drift: {
		mark: "≠",
		words: "differs"
	},
	accepted: {
		mark: "a",
		words: "a check fails, which the baseline accepts"
	},
	unknown: {
		mark: "–",
		words: "not compared"
	},
	match: {
		mark: "=",
		words: "equal"
	}
};
const GRAVITY = Object.keys(STATES);
const gravest = (states) => GRAVITY.find((state) => states.includes(state)) ?? null;
function places(report, record, baseline) {
	const kept = keptRanks(Object.keys(baseline?.channels ?? {}));
	const excluded = new Set([...report.added, ...report.notCompared.flatMap(({ channels }) => channels)]);
	const found = failures(report, baseline);
	return record.runs.filter(({ run }) => run === 0).map((run) => viewRun(record, run)).flatMap(({ scenario, channels }) => foldRanks(channels, kept).map(({ channel, epochs }) => {
		const known = excluded.has(channel.name) ? void 0 : baseline?.channels[channel.name];
		const comparable = known && isReproducible(channel, scenario.parameters);
		const subject = `${scenario.id}: ${group(channel)}`;
		const states = epochs.map(({ digest }, index) => {
			const expected = known?.epochs[index];
			const drifted = comparable && (!expected || !digest.startsWith(expected));
			if (found.broken.has(subject)) return "broken";
			if (drifted) return "drift";
			if (found.accepted.has(subject)) return "accepted";
			return comparable ? "match" : "unknown";
		});
		return {
			channel,
			epochs,
			scenario: scenario.id,
			ranks: /\/rank(\d+(?:-\d+)?)\//.exec(channel.name)?.[1] ?? "",
			group: group(channel),
			once: happensOnce(channel.kind),
			states
		};
	}));
}
function failures(report, baseline) {
	const known = new Set((baseline?.accepted ?? []).flatMap(({ check, subjects }) => subjects.map((subject) => `${check} ${subject}`)));
	const broken = new Set();
	const accepted = new Set();
	for (const { id, status, subjects } of report.checks) if (status === "fail" || status === "accepted") for (const subject of subjects) (status === "accepted" || known.has(`${id} ${subject}`) ? accepted : broken).add(subject);
	return {
		broken,
		accepted
	};
}
function bundle(items, most) {
	const size = Math.ceil(items.length / most) || 1;
	const count = Math.ceil(items.length / size);
	return [...Array(count).keys()].map((index) => items.slice(index * size, (index + 1) * size));
}
function span(items) {
	const first = String(items[0] ?? "").split("-")[0];
	const last = String(items.at(-1) ?? "").split("-").at(-1);
	return first === last ? String(first) : `${first}–${last}`;
}
// src/report/html/heat.ts
const MOST$2 = {
	ranks: 8,
	epochs: 8,
	workers: 8,
	scenarios: 60
};
const MOST_SQUARES = 12e3;
function heat(places, reference) {
	const scenarios = [...Map.groupBy(places, (place) => place.scenario)];
	const maps = scenarios.map(([scenario, members]) => ({
		scenario,
		members,
		worst: worstOf(members)
	})).sort((a, b) => Number(isGrave(b.worst)) - Number(isGrave(a.worst)));
	let squares = 0;
	let opened = 0;
	const drawn = maps.flatMap(({ scenario, members, worst }) => {
		const map = gridOf(members);
		squares += map.rows.length * map.ranks.length * map.epochs.length;
		if (squares > MOST_SQUARES) return [];
		const summary = html`<strong>${scenario}</strong> ${told$1(members)}`;
		return [folded$1(summary, grid(scenario, map), isGrave(worst) && opened++ < 1)];
	});
	const left = maps.length - drawn.length;
	return html`${legend(reference)}
${overview(scenarios)}
<h3>By rank, worker, library and epoch</h3>
${drawn}${left > 0 && html`<p class="muted">${left} more scenarios are in the map above alone: record.json has them.</p>`}`;
}
const worstOf = (members) => gravest(members.flatMap(({ states }) => states));
const isGrave = (state) => state === "broken" || state === "drift";
const legend = (reference) => html`<ul class="legend" aria-label="Marks of the maps">${Object.entries(STATES).map(([state, { mark, words }]) => html`<li><span class="square ${state}">${mark}</span> ${words}${state === "drift" || state === "match" ? html` (${reference} and now)` : ""}</li>`)}</ul>`;
function told$1(members) {
	const count = (state) => members.filter(({ states }) => gravest(states) === state).length;
	const said = [
		"broken",
		"drift",
		"accepted",
		"unknown",
		"match"
	].map((state) => ({
		state,
		n: count(state)
	})).filter(({ n }) => n > 0).map(({ state, n }) => `${n} ${TALLY[state]}`);
	return html`<span class="muted">${members.length} channels: ${said.join(", ")}</span>`;
}
const TALLY = {
	broken: "in which a check fails",
	drift: "differ",
	accepted: "accepted",
	unknown: "not compared",
	match: "equal"
};
function overview(scenarios) {
	const all = scenarios.flatMap(([, members]) => members);
	const groups = [...Map.groupBy(all, (place) => place.group)].flatMap(([name, [one]]) => one ? [{
		name,
		channel: one.channel
	}] : []).sort((a, b) => byCause(a.channel, b.channel)).map(({ name }) => name);
	const rows = scenarios.slice(0, MOST$2.scenarios).map(([scenario, members]) => {
		return html`<tr><th scope="row">${scenario}</th>${groups.map((name) => square(members.filter((place) => place.group === name).flatMap(({ states }) => states), true))}</tr>\n`;
	});
	return scrolling("Map of scenarios and streams", html`<table class="heat">
<caption>Scenarios by kind of stream, in the order of cause and effect. A number counts the squares below that are not equal.</caption>
<thead><tr><th scope="col">scenario</th>${groups.map((name) => html`<th scope="col" class="tall"><span>${name}</span></th>`)}</tr></thead>
<tbody>
${rows}</tbody></table>`);
}
function square(states, counted = false, span = 1) {
	const state = gravest(states);
	const wide = span > 1 ? html` colspan="${span}"` : "";
	if (!state) return html`<td${wide}></td>`;
	const n = states.filter((each) => each === state).length;
	const count = counted && state !== "match" && state !== "unknown" ? html`<small>${n}</small>` : "";
	return html`<td class="${state}"${wide}>${STATES[state].mark}${count}</td>`;
}
function gridOf(members) {
	const epochs = members.filter(({ once }) => !once).flatMap((place) => place.epochs);
	const numbers = [...new Set(epochs.map(({ epoch }) => epoch))].sort((a, b) => a - b);
	const workers = bundle([...new Set(members.flatMap(({ channel: { worker } }) => worker ?? []))].sort((a, b) => a - b), MOST$2.workers);
	const label = ({ channel: { kind, worker, library } }) => {
		const bundled = workers.find((numbers) => worker !== null && numbers.includes(worker));
		return `${kind}${bundled ? span(bundled) : ""}${library ? `/${library}` : ""}`;
	};
	return {
		ranks: bundle([...new Set(members.map(({ ranks }) => ranks))], MOST$2.ranks),
		epochs: bundle(numbers.length ? numbers : [0], MOST$2.epochs),
		rows: [...Map.groupBy(members, label)].map(([label, members]) => ({
			label,
			members
		}))
	};
}
function grid(scenario, { ranks, epochs, rows }) {
	const body = rows.map(({ label, members }) => {
		return html`<tr><th scope="row">${label}</th>${ranks.map((bundled) => {
			const here = members.filter((place) => bundled.includes(place.ranks));
			if (here.every(({ once }) => once)) return square(here.flatMap(({ states }) => states), false, epochs.length);
			return epochs.map((numbers) => square(here.flatMap(({ states, epochs }) => states.filter((_, index) => numbers.includes(epochs[index]?.epoch ?? -1)))));
		})}</tr>\n`;
	});
	const caption = `${scenario}: streams by rank and epoch`;
	return scrolling(caption, html`<table class="heat">
<caption>${caption}</caption>
<thead>
<tr><th scope="col" rowspan="2">stream</th>${ranks.map((each) => html`<th scope="colgroup" colspan="${epochs.length}">rank ${span(each)}, epoch</th>`)}</tr>
<tr>${ranks.map(() => epochs.map((each) => html`<th scope="col">${span(each)}</th>`))}</tr>
</thead>
<tbody>
${body}</tbody></table>`);
}
// src/report/html/partition.ts
const MOST$1 = {
	drawings: 6,
	indices: 128,
	epochs: 12,
	ranks: 16
};
function partition(record) {
	const drawings = drawingsOf(record);
	const left = drawings.slice(MOST$1.drawings).flatMap(({ scenarios }) => scenarios);
	return html`<p>Scenarios that have drawn the same indices in the same order are one drawing. The record keeps the first 8 indices that a rank draws in an epoch; what it does not keep is not guessed.</p>
${drawings.slice(0, MOST$1.drawings).map((drawing, index) => drawn$1(drawing, index === 0))}${left.length > 0 && html`<p class="muted">Not drawn here: ${left.join(", ")}.</p>`}`;
}
function drawingsOf({ runs, suite }) {
	const each = runs.filter(({ run }) => run === 0).map(({ scenario, channels, partition }) => ({
		scenarios: [scenario],
		size: suite.scenarios.find(({ id }) => id === scenario)?.parameters.dataset_size ?? 0,
		orders: Object.entries(channels).flatMap(([name, epochs]) => {
			const rank = /^rank(\d+)\/order$/.exec(name)?.[1];
			if (rank === void 0) return [];
			return epochs.map(({ epoch, draws, digest, head }) => {
				return {
					rank: Number(rank),
					epoch,
					draws,
					digest,
					head: head.map(Number)
				};
			});
		}),
		partition
	}));
	const key = ({ size, orders }) => [size, ...orders.map(({ rank, epoch, digest }) => `${rank} ${epoch} ${digest}`)].join();
	return [...Map.groupBy(each, key).values()].flatMap((members) => {
		const [one] = members;
		return one ? [{
			...one,
			scenarios: members.flatMap(({ scenarios }) => scenarios)
		}] : [];
	});
}
function drawn$1({ scenarios, size, orders, partition }, open) {
	const epochs = [...Map.groupBy(orders, ({ epoch }) => epoch)].slice(0, MOST$1.epochs);
	const known = orders.reduce((sum, { head }) => sum + head.length, 0);
	const all = orders.reduce((sum, { draws }) => sum + draws, 0);
	const whole = known === all;
	const summary = html`<strong>${scenarios.join(", ")}</strong> <span class="muted">${size} indices; ${whole ? `all ${all} draws are known` : `${known} of ${all} draws are known`}</span>`;
	return folded$1(summary, html`${size <= MOST$1.indices && strip(epochs, size, whole)}
${sequence(epochs)}
${table$1({
		caption: "Counted over all draws",
		head: [
			"epoch",
			"drawn",
			"different",
			"of the dataset",
			"on more than one rank"
		],
		rows: partition.slice(0, MOST$1.epochs).map(({ epoch, drawn, distinct, shared }) => [
			epoch,
			drawn,
			distinct,
			size,
			shared
		])
	})}`, open);
}
function strip(epochs, size, whole) {
	const rows = epochs.map(([epoch, orders]) => {
		return html`<tr><th scope="row">epoch ${epoch}</th>${[...Array(size).keys()].map((index) => {
			const ranks = orders.filter(({ head }) => head.includes(index)).map(({ rank }) => rank);
			if (ranks.length === 0) return html`<td class="unknown">${whole ? "∅" : "?"}</td>`;
			return html`<td class="${ranks.length > 1 ? "shared" : `rank${(ranks[0] ?? 0) % 4}`}">${ranks.join("+")}</td>`;
		})}</tr>\n`;
	});
	const caption = `The rank that draws each index of the dataset${whole ? "" : "; ? where the record does not say"}`;
	return scrolling(caption, html`<table class="heat strip">
<caption>${caption}</caption>
<thead><tr><th scope="col">index</th>${[...Array(size).keys()].map((index) => html`<th scope="col">${index}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table>`);
}
function sequence(epochs) {
	const rows = epochs.flatMap(([epoch, orders]) => orders.slice(0, MOST$1.ranks).map(({ rank, head, draws }) => [`epoch ${epoch}, rank ${rank}`, html`<span class="numbers">${head.join(" ")}</span>${draws > head.length && html` <span class="muted">… ${draws - head.length} more</span>`}`]));
	const ranks = epochs[0]?.[1].map(({ rank }) => rank) ?? [];
	return table$1({
		caption: `Indices in the order of training${ranks.length > MOST$1.ranks ? `; ranks ${span(ranks.slice(MOST$1.ranks))} are in record.json` : ""}`,
		head: ["who", "indices"],
		rows
	});
}
// src/report/html/sections.ts
function said(report) {
	return [
		{
			id: "log",
			heading: HEADINGS.log,
			content: log$1(report)
		},
		{
			id: "packages",
			heading: HEADINGS.packages,
			content: packages$1(report)
		},
		{
			id: "checks",
			heading: HEADINGS.checks,
			content: failing$1(report)
		},
		{
			id: "improvements",
			heading: HEADINGS.improvements,
			content: improvements$1(report)
		},
		{
			id: "drift",
			heading: HEADINGS.drift,
			content: drift$1(report)
		},
		{
			id: "accept",
			heading: HEADINGS.accept,
			content: toAccept$1(report)
		}
	];
}
function told(report) {
	const left = leftOut(report);
	const took = [`suite ${report.suite}`, timingsOf(report)].filter(Boolean).join("; ");
	return [
		{
			id: "accepted",
			heading: HEADINGS.accepted,
			content: checks(report, "accepted")
		},
		{
			id: "hazards",
			heading: HEADINGS.hazards,
			content: checks(report, "hazard")
		},
		{
			id: "not-compared",
			heading: HEADINGS.notCompared,
			content: left.length > 0 && list$1(left.map((row) => `${row.channels} channels: ${row.reason}`))
		},
		{
			id: "retried",
			heading: HEADINGS.retried,
			content: report.retried.length > 0 && list$1(report.retried)
		},
		{
			id: "all-checks",
			heading: HEADINGS.allChecks,
			content: allChecks$1(report)
		},
		{
			id: "timings",
			heading: HEADINGS.timings,
			content: html`<p>${took}</p>`
		}
	];
}
function log$1({ error }) {
	if (!error?.detail) return null;
	return preformatted(error.detail.split(/\r\n|[\r\n\u2028\u2029]/).slice(-200));
}
const preformatted = (lines) => html`<pre class="scroll" tabindex="0">${lines.map((line) => html`${/^ */.exec(line)?.[0]}${line}\n`)}</pre>`;
const improvements$1 = ({ improvements }) => improvements.length > 0 && list$1(improvements.map(({ check, sentence, subjects }) => html`${page$2(check)} holds now in ${code(partsOf(subjects))}: ${sentence}`));
function packages$1(report) {
	const { changedPackages, candidates } = report;
	if (changedPackages.length + candidates.length === 0) return null;
	const base = hasBaseColumn(report);
	const version = (value) => value ? code(value) : "—";
	const head = [
		"package",
		referenceOf(report),
		...base ? ["base"] : [],
		"now",
		"imported",
		"release notes"
	];
	const rows = changedPackages.map((each) => [
		code(each.name),
		version(each.from),
		...base ? [version(each.base)] : [],
		version(each.to),
		each.imported ? "yes" : "no",
		each.link ? link(`of ${each.to ?? each.name}`, each.link) : "—"
	]);
	const known = candidates.map((each) => html`${code(each.package)} ${each.versions}: ${each.what} (${link("source", each.link)})`);
	return html`${rows.length > 0 && table$1({
		caption: HEADINGS.packages,
		hidden: true,
		head,
		rows
	})}
${known.length > 0 && html`<p>${"Known changes with this pattern (candidates, not proven causes):"}</p>${list$1(known)}`}`;
}
function failing$1(report) {
	const found = withStatus(report, "fail");
	if (found.length === 0) return null;
	return found.map(({ id, scenario, detail }) => {
		const { sentence, reason, fix } = textOf(id);
		return html`<article class="check">
<h3>${page$2(id)}</h3>
<dl>
<dt>Must hold</dt><dd>${sentence}</dd>
<dt>Otherwise</dt><dd>${reason}</dd>
<dt>Found</dt><dd>${detail}${scenario && html` in ${code(scenario)}`}</dd>
<dt>Fix</dt><dd>${fix}</dd>
</dl>
</article>
`;
	});
}
function drift$1(report) {
	if (report.drift.length === 0) return null;
	const first = report.firstDivergence;
	const rows = report.drift.map((story) => {
		const { streams, scenarios } = placesOf(story);
		const [expected, actual] = legible(story.expected, story.actual);
		return [
			code(streams),
			html`<span class="prose">${scenarios.join(", ")}</span>`,
			story.channels.length,
			html`<span class="whole">${moment(story)}</span>`,
			code(expected),
			code(actual)
		];
	});
	const head = [
		"streams",
		"scenarios",
		"channels",
		"first difference",
		referenceOf(report),
		"now"
	];
	return html`<p>${movedChannels(report)}.${first && html` First: ${code(first.coordinate)}; ${before(first)}.`}</p>
${table$1({
		caption: "Streams by where they begin to differ",
		hidden: true,
		head,
		rows
	})}`;
}
function toAccept$1(report) {
	const command = acceptCommand(report);
	return command && html`<p>${acceptIntroduction(report)}</p>${preformatted(command)}<p>${ACCEPT_WHERE.replaceAll("`", "")}</p>`;
}
function checks(report, status) {
	const found = withStatus(report, status);
	return found.length > 0 && list$1(found.map(({ id, detail }) => html`${page$2(id)}: ${textOf(id).reason} ${detail}`));
}
const allChecks$1 = ({ checks }) => checks.length > 0 && table$1({
	caption: HEADINGS.allChecks,
	hidden: true,
	head: [
		"check",
		"status",
		"scenarios",
		"found"
	],
	rows: checks.map(({ id, status, scenario, detail }) => [
		page$2(id),
		html`<span class="status ${status}">${status}</span>`,
		scenario || "—",
		detail || "—"
	])
});
const page$2 = (id) => link(id, `${HOME}/${checkPage(id)}`);
// src/report/html/streams.ts
const MOST_STORIES = 12;
const MOST_EPOCHS = 24;
const AROUND = 4;
function streams(stories, places, baseline, reference) {
	const known = new Map(places.map((place) => [place.channel.name, place]));
	return html`${stories.slice(0, MOST_STORIES).map((story, index) => {
		const name = story.channels[0] ?? "";
		const place = known.get(name);
		const theirs = baseline?.channels[name];
		const summary = html`${code(placesOf(story).streams)} <span class="muted">${moment(story)}; shown is ${name}</span>`;
		if (!place || !theirs) return "";
		return folded$1(summary, beside(story, place, theirs, reference), index === 0);
	})}`;
}
function beside(story, place, theirs, reference) {
	const index = Math.max(0, place.epochs.findIndex(({ epoch }) => epoch === story.first.epoch));
	const mine = place.epochs[index];
	if (!mine) return html`<p>Nothing of it was measured.</p>`;
	return html`${values(place.epochs[0], theirs, reference)}
${steps(mine, theirs.trail?.[index] ?? "", theirs.epochs[index] ?? "", reference)}
${epochs(place, theirs, reference)}`;
}
const same = (equal) => equal ? html`<span class="same">= equal</span>` : html`<span class="moved">≠ differs</span>`;
function values(mine, { head = [] }, reference) {
	if (!mine || head.length === 0) return html`<p class="muted">The ${reference} keeps no values of this channel.</p>`;
	const literal = (value) => {
		if (value === void 0) return html`<span class="muted">not kept</span>`;
		const short = decimal(value);
		return short === value ? value : html`${short} <small>${value}</small>`;
	};
	const rows = [...Array(Math.max(head.length, mine.head.length)).keys()].map((draw) => {
		const both = head[draw] !== void 0 && mine.head[draw] !== void 0;
		return [
			draw,
			literal(head[draw]),
			literal(mine.head[draw]),
			both ? same(head[draw] === mine.head[draw]) : ""
		];
	});
	return table$1({
		caption: `First values of epoch ${mine.epoch}, of ${mine.draws}`,
		head: [
			"draw",
			reference,
			"now",
			""
		],
		rows
	});
}
function steps(mine, trail, digest, reference) {
	const read = (text) => text.split(" ").filter(Boolean).map((entry) => entry.split(":"));
	const theirs = new Map(read(trail).map(([step, at]) => [step, at ?? digest.slice(0, 8)]));
	const both = read(mine.trail).flatMap(([step, here]) => {
		const there = theirs.get(step);
		return there && here ? [{
			step,
			there,
			here,
			equal: there === here
		}] : [];
	});
	const first = both.findIndex(({ equal }) => !equal);
	const from = Math.max(0, (first === -1 ? both.length : first) - AROUND);
	const rows = both.slice(from, from + 8).map(({ step, there, here, equal }) => [
		step,
		code(there),
		code(here),
		same(equal)
	]);
	const caption = `Running digests of epoch ${mine.epoch} after some steps; ${both.length} are known on both sides`;
	return rows.length > 0 && table$1({
		caption,
		head: [
			"after step",
			reference,
			"now",
			""
		],
		rows
	});
}
function epochs({ epochs }, theirs, reference) {
	const rows = epochs.slice(0, MOST_EPOCHS).map(({ epoch, digest }, index) => {
		const there = theirs.epochs[index];
		const short = digest.slice(0, there?.length ?? 16);
		return [
			epoch,
			there ? code(there) : "—",
			code(short),
			same(there === short)
		];
	});
	return table$1({
		caption: `Digests of whole epochs${epochs.length > MOST_EPOCHS ? `, the first ${MOST_EPOCHS} of ${epochs.length}` : ""}`,
		head: [
			"epoch",
			reference,
			"now",
			""
		],
		rows
	});
}
// src/report/html/style.ts
const STYLE = `
:root{--page:#fff;--panel:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--muted:#59636e;--link:#0550ae;
--red:#a40e26;--red-on:#fff0ee;--amber:#7d4e00;--amber-on:#fff5d6;--green:#0f5b25;--green-on:#e6f6ea;
--blue:#0a4f9e;--blue-on:#e8f3ff;--purple:#5e35a8;--purple-on:#f5efff;--broken:#b3132b;--broken-text:#fff;
--drift:#ffcf7d;--drift-text:#4d2d00;--match:#dcf2e1;--match-text:#0f5b25;--unknown:#e9edf1;--unknown-text:#505a64}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--panel:#161c24;--line:#313944;--text:#e6edf3;--muted:#9aa4af;--link:#79b8ff;
--red:#ff9d97;--red-on:#2d1416;--amber:#f2c063;--amber-on:#2b2009;--green:#7ee2a0;--green-on:#0f2518;
--blue:#8cc2ff;--blue-on:#0f2036;--purple:#cbb2ff;--purple-on:#221836;--broken:#e5534b;--broken-text:#0d0203;
--drift:#9a6700;--drift-text:#fff;--match:#143322;--match-text:#8fe3ab;--unknown:#232b35;--unknown-text:#a9b3be}}
body{--tone:var(--blue);--tone-on:var(--blue-on)}
body.error,body.violation{--tone:var(--red);--tone-on:var(--red-on)}
body.unstable{--tone:var(--purple);--tone-on:var(--purple-on)}
body.drift{--tone:var(--amber);--tone-on:var(--amber-on)}
body.match{--tone:var(--green);--tone-on:var(--green-on)}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header,nav,main,footer{max-width:76rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
header{margin-top:clamp(1rem,3vw,2rem);padding-block:1.4rem;background:var(--tone-on);border-left:.4rem solid var(--tone);border-radius:.5rem}
h1{margin:0;font-size:clamp(1.5rem,4vw,2.1rem);line-height:1.2;color:var(--tone)}
h2{margin:2.4rem 0 .8rem;padding-bottom:.35rem;border-bottom:1px solid var(--line);font-size:1.3rem;line-height:1.3}
h3{margin:1.4rem 0 .4rem;font-size:1.05rem}
p{margin:.5rem 0;max-width:75ch}
.where{color:var(--muted);margin-top:.5rem}
.where strong{color:var(--tone)}
.summary{font-size:1.1rem;margin-bottom:0}
.notices{margin:.9rem 0 0;padding:.7rem 1rem .7rem 2rem;background:var(--page);border:1px solid var(--tone);border-radius:.4rem}
nav{margin-top:1rem;font-size:.9rem}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;margin:0;padding:0}
nav a{display:inline-block;padding:.25rem 0;text-decoration:none;white-space:nowrap}
nav a:hover{text-decoration:underline}
.prose{display:block;min-width:14rem}
.whole{white-space:nowrap}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.2rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;z-index:1;padding:.5rem 1rem;background:var(--page)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
code,pre,.numbers,td small{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em;unicode-bidi:isolate}
code{padding:.1em .35em;background:var(--panel);border:1px solid var(--line);border-radius:.3em}
header code{background:var(--page)}
pre{margin:.6rem 0;padding:.8rem 1rem;background:var(--panel);border:1px solid var(--line);border-radius:.4rem}
.scroll{position:relative;max-width:100%;overflow-x:auto;margin:.6rem 0 1rem}
table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);padding:.2rem 0 .4rem}
th,td{padding:.35rem .75rem;border:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:normal}
td{min-width:4ch}
thead th{background:var(--panel);font-weight:600;white-space:nowrap}
tbody th{font-weight:400;white-space:nowrap}
td small{color:var(--muted);white-space:nowrap}
.muted{color:var(--muted);font-weight:400}
.same{color:var(--green)}
.moved{color:var(--amber);font-weight:600;white-space:nowrap}
.heat{border-collapse:separate;border-spacing:2px}
.heat th,.heat td{padding:.1rem .45rem;border:0;line-height:1.5}
.heat td{min-width:1.9rem;text-align:center;border-radius:.2rem}
.heat thead th{background:none;text-align:center;font-weight:500;color:var(--muted);vertical-align:bottom}
.heat thead th:first-child{text-align:left}
.heat tbody th{position:sticky;left:0;background:var(--page);padding-right:.8rem}
.tall span{writing-mode:vertical-rl;transform:rotate(180deg)}
.heat small{margin-left:.25em;font-size:.75em;color:inherit}
.square{display:inline-block;min-width:1.7rem;text-align:center;border-radius:.2rem}
td.match,.square.match{background:var(--match);color:var(--match-text)}
td.drift,.square.drift{background:var(--drift);color:var(--drift-text);font-weight:600}
td.broken,.square.broken{background:var(--broken);color:var(--broken-text);font-weight:700}
td.accepted,.square.accepted{box-shadow:inset 0 0 0 2px var(--broken);color:var(--red)}
td.unknown,.square.unknown{background:var(--unknown);color:var(--unknown-text)}
.strip td.rank0{background:var(--blue-on);color:var(--blue);box-shadow:inset 0 -3px var(--blue)}
.strip td.rank1{background:var(--amber-on);color:var(--amber);box-shadow:inset 0 3px var(--amber)}
.strip td.rank2{background:var(--green-on);color:var(--green);box-shadow:inset 3px 0 var(--green)}
.strip td.rank3{background:var(--purple-on);color:var(--purple);box-shadow:inset -3px 0 var(--purple)}
.strip td.shared{background:var(--panel);box-shadow:inset 0 0 0 2px var(--muted)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;margin:.4rem 0 1rem;padding:0;font-size:.9rem}
details{margin:.5rem 0;padding:.1rem .9rem;border:1px solid var(--line);border-radius:.4rem}
summary strong{font-weight:600}
summary{margin-inline:-.9rem;padding:.5rem .9rem;cursor:pointer}
details[open]>summary{border-bottom:1px solid var(--line)}
.check{margin:.8rem 0;padding:.2rem 1.1rem .7rem;border:1px solid var(--line);border-left:.3rem solid var(--red);border-radius:.4rem}
.check h3{margin-top:.7rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:.5rem 0 0}
dt{font-weight:600}
dd{margin:0}
.status.fail{color:var(--red);font-weight:600}
.status.accepted,.status.hazard{color:var(--amber)}
.status.pass{color:var(--green)}
footer{margin-block:3rem 2rem;color:var(--muted);font-size:.875rem}
@media (max-width:40rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}th,td{padding:.3rem .5rem}nav ul{flex-wrap:nowrap;overflow-x:auto}.prose{min-width:10rem}header{border-radius:0}}
@media print{nav,.skip{display:none}.scroll{overflow:visible}section{break-inside:auto}tr,.check{break-inside:avoid}
details:not([open])::details-content{content-visibility:visible;block-size:auto}body{font-size:10pt}*{print-color-adjust:exact}}
`;
// src/report/html/page.ts
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;
function page$1(report, record, baseline) {
	const filled = [
		...said(report),
		...drawn(report, record, baseline),
		...told(report)
	].filter(({ content }) => content);
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${headline(report.verdict)} · ${report.class ?? report.suite}</title>
${new Markup(`<style>${STYLE}</style>`)}
</head>
<body class="${report.verdict}">
<a class="skip" href="#main">To the report</a>
${banner(report)}
<nav aria-label="Contents"><ul>${filled.map(({ id, heading }) => html`<li><a href="#${id}">${heading.split(":", 1)[0]}</a></li>`)}</ul></nav>
<main id="main">
${filled.map(section)}</main>
<footer><p>Written by lddpr. Exact values are in report.json and record.json beside this file.</p></footer>
</body>
</html>
`.source;
}
function banner(report) {
	const from = origin(report);
	return html`<header>
<h1><span aria-hidden="true">${ICONS[report.verdict]}</span> ${headline(report.verdict)}</h1>
<p class="where"><strong>${report.verdict}</strong>${report.class && html` · class ${code(report.class)}`} · suite ${code(report.suite)}${from && html` · ${from.what} ${code(from.name)}`}</p>
<p class="summary">${report.summary}</p>
${meaning(report) && html`<p>${meaning(report)}</p>`}
${report.notices.length > 0 && html`<ul class="notices">${report.notices.slice(0, 50).map((notice) => html`<li>${notice}</li>`)}</ul>`}
</header>`;
}
const section = ({ id, heading, content }) => html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content}
</section>
`;
function drawn(report, record, baseline) {
	if (!record) return [];
	const all = places(report, record, baseline);
	const reference = referenceOf(report);
	return [
		{
			id: "beside",
			heading: HEADINGS.beside,
			content: report.drift.length > 0 && streams(report.drift, all, baseline, reference)
		},
		{
			id: "map",
			heading: HEADINGS.map,
			content: heat(all, reference)
		},
		{
			id: "partition",
			heading: HEADINGS.partition,
			content: partition(record)
		},
		{
			id: "environment",
			heading: HEADINGS.environment,
			content: environments(record, baseline, reference)
		}
	];
}
// node_modules/markdown-table/index.js
function defaultStringLength(value) {
	return value.length;
}
function markdownTable(table, options) {
	const settings = options || {};
	const align = (settings.align || []).concat();
	const stringLength = settings.stringLength || defaultStringLength;
	const alignments = [];
	const cellMatrix = [];
	const sizeMatrix = [];
	const longestCellByColumn = [];
	let mostCellsPerRow = 0;
	let rowIndex = -1;
	while (++rowIndex < table.length) {
		const row = [];
		const sizes = [];
		let columnIndex = -1;
		if (table[rowIndex].length > mostCellsPerRow) mostCellsPerRow = table[rowIndex].length;
		while (++columnIndex < table[rowIndex].length) {
			const cell = serialize(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== false) {
				const size = stringLength(cell);
				sizes[columnIndex] = size;
				if (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row;
		sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align === "object" && "length" in align) while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		const code = toAlignment(align);
		while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	const row = [];
	const sizes = [];
	while (++columnIndex < mostCellsPerRow) {
		const code = alignments[columnIndex];
		let before = "";
		let after = "";
		if (code === 99) {
			before = ":";
			after = ":";
		} else if (code === 108) before = ":";
		else if (code === 114) after = ":";
		let size = settings.alignDelimiters === false ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length);
		const cell = before + "-".repeat(size) + after;
		if (settings.alignDelimiters !== false) {
			size = before.length + size + after.length;
			if (size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			sizes[columnIndex] = size;
		}
		row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row);
	sizeMatrix.splice(1, 0, sizes);
	rowIndex = -1;
	const lines = [];
	while (++rowIndex < cellMatrix.length) {
		const row = cellMatrix[rowIndex];
		const sizes = sizeMatrix[rowIndex];
		const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
		columnIndex = -1;
		const line = [];
		while (++columnIndex < cellsInRow) {
			const cell = row[columnIndex] || "";
			let before = "";
			let after = "";
			if (settings.alignDelimiters !== false) {
				const size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0);
				const code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					const half = size / 2;
					if (size % 2) {
						before = " ".repeat(half + .5);
						after = " ".repeat(half - .5);
					} else {
						before = " ".repeat(half);
						after = before;
					}
				} else after = " ".repeat(size);
			}
			if (settings.delimiterStart !== false && !columnIndex) line.push("|");
			if (settings.padding !== false && !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) line.push(" ");
			if (settings.alignDelimiters !== false) line.push(before);
			line.push(cell);
			if (settings.alignDelimiters !== false) line.push(after);
			if (settings.padding !== false) line.push(" ");
			if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) line.push("|");
		}
		lines.push(settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
function serialize(value) {
	return value === null || value === void 0 ? "" : String(value);
}
function toAlignment(value) {
	const code = typeof value === "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}
// src/report/blocks.ts
const MOST = {
	folded: 400,
	open: 40
};
const FEWEST = 5;
function withinBytes(blocks, bytes, elsewhere) {
	let shown = blocks.map((block) => ({
		block,
		limit: rowLimit(block)
	}));
	let text = render(shown, blocks, elsewhere);
	while (Buffer.byteLength(text) > bytes) {
		const fewer = shorten(shown);
		if (!fewer) break;
		shown = fewer;
		text = render(shown, blocks, elsewhere);
	}
	return text;
}
const rowLimit = ({ folded, rows }) => Math.min(folded ? MOST.folded : MOST.open, rows?.rows.length ?? 0);
function shorten(shown) {
	const most = (candidates, weight) => candidates.toSorted((a, b) => weight(b) - weight(a))[0];
	const dispensable = shown.filter(({ block }) => block.name);
	const folded = most(dispensable.filter(({ block }) => block.folded), ({ block }) => block.dispensable);
	if (folded) return shown.filter((each) => each !== folded);
	const long = most(shown.filter(({ limit }) => limit > FEWEST), (each) => Buffer.byteLength(renderBlock(each)));
	if (long) return shown.map((each) => each === long ? {
		...each,
		limit: Math.max(FEWEST, Math.floor(each.limit / 2))
	} : each);
	const next = most(dispensable, ({ block }) => block.dispensable);
	return next ? shown.filter((each) => each !== next) : null;
}
function render(shown, all, elsewhere) {
	const kept = new Set(shown.map(({ block }) => block));
	const gone = all.filter((block) => !kept.has(block)).map(({ name }) => name);
	const note = gone.length ? [`<sub>Left out here: ${gone.join("; ")}. ${elsewhere}</sub>`] : [];
	return `${[...shown.map(renderBlock), ...note].join("\n\n")}\n`;
}
function renderBlock({ block, limit }) {
	const { heading, folded, alert, before, rows, after } = block;
	const body = [
		!folded && heading ? heading : "",
		before ?? "",
		rows?.rows.length ? renderRows(rows, limit) : "",
		after ?? ""
	].filter(Boolean).join("\n\n");
	if (folded) return `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`;
	return alert ? quoted(alert, body) : body;
}
const quoted = (alert, body) => [`[!${alert}]`, ...body.split("\n")].map((line) => `> ${line}`.trimEnd()).join("\n");
function renderRows(rows, limit) {
	const more = rows.rows.length - limit;
	const rest = more > 0 ? `\n\n<sub>… and ${more} more in report.json</sub>` : "";
	if (rows.kind === "list") return rows.rows.slice(0, limit).map((row) => `- ${row}`).join("\n").concat(rest);
	return markdownTable([rows.head, ...rows.rows.slice(0, limit)].map((row) => [...row]), { alignDelimiters: false }).concat(rest);
}
// src/report/markdown.ts
const ALERTS = {
	error: "CAUTION",
	unstable: "CAUTION",
	violation: "CAUTION",
	drift: "WARNING",
	new: "NOTE",
	match: "TIP"
};
function markdown(report, bytes = Number.POSITIVE_INFINITY) {
	return withinBytes(blocks(report).filter(isFilled), bytes, ELSEWHERE);
}
const isFilled = ({ rows, before, after }) => Boolean(rows?.rows.length || before || after);
function blocks(report) {
	const n = (status) => withStatus(report, status).length;
	return [
		{
			name: "",
			dispensable: 0,
			before: title(report)
		},
		{
			name: "",
			dispensable: 0,
			alert: ALERTS[report.verdict],
			before: text(report.summary),
			after: meaning(report)
		},
		open("the log", 40, HEADINGS.log, { before: log(report) }),
		{
			name: "",
			dispensable: 0,
			alert: "WARNING",
			rows: list(report.notices.map((each) => text(each)))
		},
		open("packages", 20, HEADINGS.packages, {
			rows: packages(report, true),
			after: candidates(report)
		}),
		open("checks that fail", 5, `${HEADINGS.checks} (${n("fail")})`, { rows: failing(report) }),
		open("what got better", 30, HEADINGS.improvements, { rows: improvements(report) }),
		open("streams that moved", 10, `${HEADINGS.drift}: ${movedChannels(report)}`, drift(report)),
		open("how to accept", 3, HEADINGS.accept, { before: toAccept(report) }),
		folded("accepted violations", 60, `${HEADINGS.accepted} (${n("accepted")})`, accepted(report)),
		folded("hazards", 70, `${HEADINGS.hazards} (${n("hazard")})`, hazards(report)),
		folded("other packages", 75, HEADINGS.others, packages(report, false)),
		folded("what was not compared", 80, HEADINGS.notCompared, notCompared(report)),
		folded("stalled runs", 85, HEADINGS.retried, list(report.retried.map((each) => code$1(each)))),
		folded("all checks", 90, `${HEADINGS.allChecks} (${report.checks.length})`, allChecks(report)),
		folded("environment", 95, HEADINGS.environment, environment(report))
	];
}
const open = (name, dispensable, heading, content) => ({
	name,
	dispensable,
	heading: `### ${heading}`,
	...content
});
const folded = (name, dispensable, heading, rows) => ({
	name,
	dispensable,
	heading,
	folded: true,
	rows
});
const list = (rows) => ({
	kind: "list",
	rows
});
const table = (head, rows) => ({
	kind: "table",
	head,
	rows
});
function title(report) {
	const from = origin(report);
	const where = [
		`**${report.verdict}**`,
		report.class && `class ${code$1(report.class)}`,
		`suite ${code$1(report.suite)}`,
		from && `${from.what} ${code$1(from.name)}`
	];
	return [headingOf(report.verdict), where.filter(Boolean).join(" · ")].join("\n\n");
}
const log = ({ error }) => error?.detail ? fence(error.detail) : "";
const improvements = (report) => list(report.improvements.map(({ check, sentence, subjects }) => `${page(check)} holds now in ${code$1(partsOf(subjects))}: ${text(sentence)}`));
function packages(report, imported) {
	const changes = report.changedPackages.filter((each) => each.imported === imported);
	const base = hasBaseColumn(report);
	const notes = changes.some((change) => change.link);
	const version = (value) => value ? code$1(value) : "—";
	return table([
		"package",
		referenceOf(report),
		...base ? ["base"] : [],
		"now",
		...notes ? [""] : []
	], changes.map((each) => [
		code$1(each.name),
		version(each.from),
		...base ? [version(each.base)] : [],
		version(each.to),
		...notes ? [each.link ? link$1("release notes", each.link) : ""] : []
	]));
}
function candidates({ candidates }) {
	if (candidates.length === 0) return "";
	const known = candidates.map(({ package: name, versions, what, link: address }) => `- ${code$1(name)} ${code$1(versions)}: ${text(what)} (${link$1("source", address)})`);
	return [CANDIDATES, known.slice(0, 5).join("\n")].join("\n\n");
}
const failing = (report) => table(["check", "what was found, and how to mend it"], withStatus(report, "fail").map(({ id, scenario, detail }) => [`${page(id)}${scenario ? `<br>in ${code$1(scenario)}` : ""}`, `${text(detail)}<br>**Fix:** ${text(textOf(id).fix)}`]));
function drift(report) {
	const first = report.firstDivergence;
	if (report.drift.length === 0) return {};
	const reference = referenceOf(report);
	const rows = report.drift.map((story) => {
		const { streams, scenarios } = placesOf(story);
		const [expected, actual] = legible(story.expected, story.actual);
		return [
			`${code$1(streams)}<br>in ${scenarios.length > 1 ? `${scenarios.length} scenarios` : code$1(scenarios[0] ?? "")}`,
			String(story.channels.length),
			text(moment(story)),
			code$1(expected),
			code$1(actual)
		];
	});
	return {
		before: first ? `First: ${code$1(first.coordinate)}; ${before(first)}.` : "",
		rows: table([
			"streams",
			"channels",
			"first difference",
			reference,
			"now"
		], rows)
	};
}
function toAccept(report) {
	const command = acceptCommand(report);
	return command ? `${acceptIntroduction(report)}\n\n${fence(command.join("\n"))}\n\n${ACCEPT_WHERE}` : "";
}
const accepted = (report) => list(withStatus(report, "accepted").map(({ id, detail }) => `${page(id)}: ${text(detail)}`));
const hazards = (report) => list(withStatus(report, "hazard").map(({ id, detail }) => `${page(id)}: ${text(textOf(id).reason)} ${text(detail)}`));
const allChecks = ({ checks }) => table([
	"check",
	"status",
	"scenarios",
	"found"
], checks.map(({ id, status, scenario, detail }) => [
	page(id),
	status,
	scenario ? code$1(clip(scenario, 120)) : "—",
	text(detail, 200)
]));
const notCompared = (report) => list(leftOut(report).map(({ channels, reason }) => `${channels} channels: ${text(reason)}`));
function environment(report) {
	const rows = Object.entries(report.environment ?? {}).map(([name, value]) => [text(name, 60), code$1(value)]);
	const took = timingsOf(report);
	const base = report.base ? [["base commit", code$1(report.base.commit)]] : [];
	return table(["what", "value"], [
		...rows,
		...base,
		...took ? [["took", code$1(took)]] : []
	]);
}
const page = (id) => `[${id}](${HOME}/${checkPage(id)})`;
export { recordText as _, wantsColour as a, changedPackages as b, ISSUES as c, headingOf as d, textOf as f, cleanReport as g, cleanRecord as h, meter as i, describeEnvironment as l, cleanBaseline as m, page$1 as n, printable as o, withStatus as p, canRedraw as r, terminal as s, markdown as t, divergence as u, couldNotMeasure as v, foldRanks as x, judge as y };
