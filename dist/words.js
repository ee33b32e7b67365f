import { c as describedBy, d as describe$1 } from "./inputs.js";
import { t as meets } from "./packages.js";
import { h as REPOSITORY } from "./files.js";
import { createHash } from "node:crypto";
// src/model/channels.ts
const KINDS = {
	seeds: { once: true },
	"weights.init": {
		once: true,
		computed: true
	},
	order: {},
	worker: {},
	dataset: {},
	"val.order": {},
	"val.worker": {},
	"val.dataset": {},
	main: {},
	dropout: {},
	"weights.start": {
		once: true,
		computed: true
	},
	"buffers.start": {
		once: true,
		computed: true
	},
	"weights.end": {
		once: true,
		computed: true
	},
	"buffers.end": {
		once: true,
		computed: true
	}
};
const ORDER = Object.keys(KINDS);
const has = (kind, property) => property in KINDS[kind];
const happensOnce = (kind) => has(kind, "once");
const LIBRARIES = [
	"python",
	"numpy",
	"torch"
];
const NAME = new RegExp(`^(?<scenario>[a-z0-9-]+)/rank(?<rank>\\d+)(-\\d+)?/(?<kind>${ORDER.join("|").replaceAll(".", "\\.")})(?<worker>\\d*)(/(?<library>[a-z]+))?$`);
function parseChannel(name) {
	const groups = NAME.exec(name)?.groups;
	if (!groups) return null;
	const { scenario = "", rank, kind, worker, library } = groups;
	return {
		name,
		scenario,
		rank: Number(rank),
		kind,
		worker: worker ? Number(worker) : null,
		library: library ?? null
	};
}
function group(channel) {
	return channel.library ? `${channel.kind}/${channel.library}` : channel.kind;
}
const isPortable = ({ kind }) => !has(kind, "computed");
function isReproducible(channel, { seed_everything }) {
	return seed_everything || channel.kind === "order" || channel.kind === "val.order";
}
function byCause(a, b) {
	return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
}
function causalOrder(a, b) {
	return byCause(a, b) || a.rank - b.rank || (a.worker ?? 0) - (b.worker ?? 0) || a.name.localeCompare(b.name, "en");
}
function stepsPerEpoch(parameters) {
	const samples = Math.ceil(parameters.dataset_size / parameters.num_devices);
	return Math.ceil(samples / parameters.batch_size);
}
const range = (from, to) => [...Array(Math.max(0, to - from)).keys()].map((index) => from + index);
function spanOf({ parameters, resumes, max_steps }, suite) {
	const steps = stepsPerEpoch(parameters);
	const cut = suite.scenarios.find(({ id }) => id === resumes);
	const done = cut ? cut.max_steps ?? cut.parameters.max_epochs * steps : 0;
	const within = done % steps;
	const torn = within ? {
		epoch: (done - within) / steps,
		steps: within
	} : null;
	const end = max_steps === null ? parameters.max_epochs : Math.ceil(max_steps / steps);
	const rest = max_steps === null ? 0 : max_steps % steps;
	return {
		epochs: range(Math.ceil(done / steps), end),
		torn,
		lastSteps: rest || null
	};
}
function expectedChannels(scenario, { epochs, lastSteps }, accelerator) {
	const { parameters, model, validate } = scenario;
	const { num_devices, num_workers } = parameters;
	const steps = stepsPerEpoch(parameters);
	const loading = (busy) => num_workers === 0 ? ["dataset"] : range(0, Math.min(num_workers, busy)).map((w) => `worker${w}`);
	const drawn = (loader) => LIBRARIES.map((library) => `${loader}/${library}`);
	const main = accelerator === "cuda" ? [...LIBRARIES, "cuda"] : LIBRARIES;
	const whole = lastSteps === null ? epochs : epochs.slice(0, -1);
	const inEpoch = [
		"order",
		...main.map((library) => `main/${library}`),
		...model === "regularized" ? ["dropout"] : []
	];
	const rows = [
		[[
			"seeds",
			...[
				"init",
				"start",
				"end"
			].map((moment) => `weights.${moment}`),
			...model === "regularized" ? ["buffers.start", "buffers.end"] : []
		], [0]],
		[inEpoch, epochs],
		[loading(lastSteps ?? steps).flatMap(drawn), epochs],
		[loading(steps).slice(loading(lastSteps ?? steps).length).flatMap(drawn), whole],
		[validate ? ["val.order", ...loading(steps).flatMap((loader) => drawn(`val.${loader}`))] : [], whole]
	];
	return new Map(range(0, num_devices).flatMap((rank) => rows.flatMap(([names, numbers]) => numbers.length ? names.map((name) => [`rank${rank}/${name}`, numbers]) : [])));
}
function viewRun(record, run) {
	const scenario = record.suite.scenarios.find(({ id }) => id === run.scenario);
	if (!scenario) throw new TypeError(`run of ${run.scenario}, which is not in the suite`);
	const channels = Object.entries(run.channels).flatMap(([name, epochs]) => {
		const channel = parseChannel(`${run.scenario}/${name}`);
		return channel ? [{
			channel,
			epochs
		}] : [];
	});
	channels.sort((a, b) => causalOrder(a.channel, b.channel));
	return {
		scenario,
		span: spanOf(scenario, record.suite),
		partition: run.partition,
		channels
	};
}
// src/judge/check.ts
const LIGHTNING = "https://github.com/Lightning-AI/pytorch-lightning/issues";
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
function places(run, kind) {
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
		const [first, ...others] = Map.groupBy(places(run, kind), (p) => p.channel.rank).values();
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
	return (run) => [...Map.groupBy(places(run, kind), (p) => p.channel.library).values()].flatMap((streams) => [...pairs(streams)].filter(([a, b]) => related(a, b) && sameStream(a.epoch, b.epoch)).map(([a, b]) => finding(b.channel, `${describe(b)} repeats ${describe(a)}`)));
}
const sameEpoch = (a, b) => a.epoch.epoch === b.epoch.epoch;
const sameRank = (a, b) => a.channel.rank === b.channel.rank;
const differentAcrossRanks = (kind) => noneAlike(kind, (a, b) => sameEpoch(a, b) && !sameRank(a, b));
const differentAcrossWorkers = (kind) => noneAlike(kind, (a, b) => sameEpoch(a, b) && sameRank(a, b) && a.channel.worker !== b.channel.worker);
const differentAcrossEpochs = (kind) => noneAlike(kind, (a, b) => !sameEpoch(a, b));
const wholeDifferentAcrossRanks = (kind) => (run) => [...pairs(places(run, kind))].filter(([a, b]) => sameEpoch(a, b) && !sameRank(a, b) && a.epoch.digest === b.epoch.digest).map(([a, b]) => finding(b.channel, `${describe(b)} repeats ${describe(a)}`));
function neverStartsOver(kind) {
	return (run) => places(run, kind).filter(({ epoch }) => epoch.startsOver !== null).map((place) => finding(place.channel, `${describe(place)} starts over at draw ${place.epoch.startsOver}`));
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
			link: `${LIGHTNING}/16166`
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
			link: `${LIGHTNING}/12986`
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
			link: `${LIGHTNING}/20188`
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
			link: `${LIGHTNING}/7937`
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
			link: `${LIGHTNING}/20412`
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
			link: `${LIGHTNING}/17713`
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
			link: `${LIGHTNING}/13316`
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
			link: `${LIGHTNING}/7016`
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
			link: `${LIGHTNING}/17399`
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
			link: `${LIGHTNING}/6988`
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
			link: `${LIGHTNING}/21938`
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
			link: `${LIGHTNING}/21691`
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
const REPEAT = "repeat-is-identical";
const checkPage = (id) => `docs/checks/${id}.md`;
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
export { REPEAT as A, parseChannel as B, partsOf as C, timingsOf as D, textOf as E, byCause as F, stepsPerEpoch as H, expectedChannels as I, group as L, compare as M, foldRanks as N, withStatus as O, keptRanks as P, happensOnce as R, origin as S, referenceOf as T, viewRun as U, spanOf as V, leftOut as _, HOME as a, moment as b, acceptCommand as c, decimal as d, describeEnvironment as f, headline as g, headingOf as h, HEADINGS as i, checkPage as j, CHECKS as k, acceptIntroduction as l, hasBaseColumn as m, CANDIDATES as n, ICONS as o, divergence as p, ELSEWHERE as r, ISSUES as s, ACCEPT_WHERE as t, before as u, legible as v, placesOf as w, movedChannels as x, meaning as y, isReproducible as z };
