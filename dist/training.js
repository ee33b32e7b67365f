import { i as __toESM } from "./rolldown-runtime.js";
import { B as ExpectedError, C as readPresent, D as writeAtomically, F as withoutSecrets, I as didYouMean, N as hide, O as conflictIn, P as probeEnvironment, R as durationInWords, U as wrongInput, b as parseValue, r as temporaryDirectory, t as ROOT, v as notIn, w as readText, x as readJson, y as parseJson, z as parseDuration } from "./lib.js";
import { A as hex, N as recordSchema, P as rowSchema, Q as ranOnce, S as otherKind, X as buildSuite, Y as SUITE_NAMES, Z as isRepeated, et as FRAMEWORKS, h as stepsPerEpoch, k as doneSchema, st as classSchema, t as examinedSchema } from "./model.js";
import { C as NEVER, a as boolean, c as int, d as number, f as object, g as string, h as strictObject, i as array, l as literal, m as record, n as _enum, o as custom, r as _null, s as discriminatedUnion, v as union, y as unknown } from "./zod.js";
import { t as _usingCtx } from "./usingCtx.js";
import { t as require_dist } from "./yaml.js";
import { t as REPOSITORY } from "./owner.js";
import { n as runForeign, t as aboutLeft } from "./foreign.js";
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { access, mkdir, open, readdir, writeFile } from "node:fs/promises";
import { createHash, hash, randomUUID } from "node:crypto";
import { constants as constants$1, existsSync, readFileSync } from "node:fs";
// src/model/training.ts
const TRAINING_VERSION = 1;
const TRAINING_LIMITS = {
	runs: 16,
	fits: 16,
	ranks: 512,
	channels: 5e3,
	loaders: 2e3,
	tensors: 2e4,
	steps: 1e5
};
const text$4 = (most = 200) => string().max(most);
const name$2 = text$4().min(1);
const count$2 = int().nonnegative();
const few$1 = (schema, most) => array(schema).max(most);
const momentSchema = string().regex(/^\d{1,7}\.\d{1,7}$/);
const trailSchema = string().max(TRAINING_LIMITS.steps * 24).regex(/^(\d+\.\d+:[0-9a-f]{8}( \d+\.\d+:[0-9a-f]{8})*)?$/);
const floatSchema = string().regex(/^(-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/);
const collectionSchema = strictObject({
	part: name$2,
	at: _enum([
		"init",
		"start",
		"step",
		"end"
	]),
	moment: momentSchema.nullable(),
	digest: hex(16),
	sketch: array(floatSchema).length(17).nullable(),
	tensors: few$1(text$4(400), TRAINING_LIMITS.tensors).nullable()
});
const rankSchema = strictObject({
	rank: count$2,
	batches: count$2,
	steps: count$2,
	channels: record(name$2, trailSchema),
	starts: record(name$2, string().max(1e4)),
	drawn: few$1(name$2, 100),
	losses: few$1(text$4(400), TRAINING_LIMITS.steps),
	collections: few$1(collectionSchema, 500)
});
const passSchema = strictObject({
	loader: count$2,
	dataset: name$2,
	size: count$2.nullable(),
	iterable: boolean(),
	sampler: text$4(400),
	workers: count$2,
	epoch: count$2,
	cut: boolean(),
	drawn: count$2,
	distinct: count$2,
	shared: count$2,
	alike: boolean(),
	sequential: boolean(),
	heads: few$1(few$1(text$4(60), 8), TRAINING_LIMITS.ranks),
	sameOnRanks: count$2.nullable(),
	sameOnWorkers: count$2.nullable(),
	drawnSamples: boolean().nullable()
});
const contentsSchema = strictObject({
	again: count$2,
	varied: count$2,
	across: count$2,
	unlike: count$2,
	example: text$4(60).nullable(),
	drawn: boolean()
});
const sourceSchema = strictObject({
	what: text$4(200).min(1),
	where: text$4(400).min(1),
	rank: count$2,
	worker: count$2.nullable(),
	times: count$2
});
const fitSchema = strictObject({
	ranks: few$1(rankSchema, TRAINING_LIMITS.ranks),
	passes: few$1(passSchema, TRAINING_LIMITS.loaders),
	contents: contentsSchema,
	undigested: record(name$2, count$2)
});
const runSchema$1 = strictObject({
	mode: _enum([
		"plain",
		"identity",
		"cut",
		"resumed",
		"explained",
		"rounded"
	]),
	seconds: number().nonnegative(),
	observing: number().nonnegative(),
	fits: few$1(fitSchema, TRAINING_LIMITS.fits).min(1),
	sources: few$1(sourceSchema, 100)
});
const writtenRunSchema = runSchema$1.extend({ fits: union([literal("same"), runSchema$1.shape.fits]) });
const settingsSchema = strictObject({
	framework: strictObject({
		name: _enum(["lightning", "pytorch-lightning"]),
		version: name$2
	}),
	torch: name$2,
	numpy: name$2.nullable(),
	python: name$2,
	platform: name$2,
	strategy: name$2,
	precision: name$2,
	products: name$2,
	accelerator: _enum([
		"cpu",
		"cuda",
		"other"
	]),
	device: text$4().nullable(),
	ranks: int().positive(),
	seed: int().nullable(),
	seedWorkers: boolean(),
	threads: int().positive(),
	cpuCapability: name$2,
	deterministic: boolean(),
	benchmark: boolean(),
	accumulate: int().positive(),
	module: name$2,
	callbacks: few$1(name$2, 100),
	trainer: record(name$2, text$4(400)),
	changed: few$1(text$4(400), 20)
});
const trainingSchema$1 = strictObject({
	schemaVersion: literal(TRAINING_VERSION),
	kind: literal("training"),
	name: string().regex(/^[a-z0-9-]{1,40}$/),
	observer: name$2,
	command: few$1(text$4(4096), 500).min(1),
	steps: int().positive(),
	settings: settingsSchema,
	packages: record(name$2, name$2),
	runs: few$1(writtenRunSchema, TRAINING_LIMITS.runs).min(1)
}).transform(({ runs, ...training }, { issues }) => {
	const first = runs[0]?.fits;
	if (first === void 0 || first === "same") {
		issues.push({
			code: "custom",
			input: runs,
			path: [
				"runs",
				0,
				"fits"
			],
			message: "the first run is like no other"
		});
		return NEVER;
	}
	return {
		...training,
		runs: runs.map((run) => ({
			...run,
			fits: run.fits === "same" ? first : run.fits
		}))
	};
});
function written(training) {
	const [first, ...others] = training.runs;
	const contentOf = ({ mode, fits }) => JSON.stringify([mode, fits], (key, value) => /^(sketch|tensors)$/.test(key) ? 0 : value);
	const content = first && contentOf(first);
	return {
		...training,
		runs: [...first ? [first] : [], ...others.map((run) => contentOf(run) === content ? {
			...run,
			fits: "same"
		} : run)]
	};
}
const ABOUT_TRAINING = `A training of this repository as somebody accepted it. https://github.com/${REPOSITORY}/blob/v1/docs/own-training.md`;
const text$3 = string().min(1).max(2e3);
const violationSchema = strictObject({
	check: text$3,
	subjects: array(text$3).max(5e3)
});
const common = {
	schemaVersion: literal(1),
	about: string().max(300),
	class: classSchema,
	training: trainingSchema$1,
	digest: hex(64)
};
const trainingBaselineSchema = strictObject({
	...common,
	kind: literal("training-baseline"),
	reason: text$3,
	author: text$3,
	accepted: array(violationSchema.extend({
		reason: text$3,
		author: text$3
	})).max(100)
});
const trainingPendingSchema = strictObject({
	...common,
	kind: literal("training-pending"),
	verdict: _enum([
		"violation",
		"drift",
		"new"
	]),
	violations: array(violationSchema).max(100),
	accepted: trainingBaselineSchema.shape.accepted
});
// src/probe/suites.ts
var import_dist = __toESM(require_dist(), 1);
const LONGER = { max_epochs: 3 };
const ALONE = {
	...LONGER,
	num_workers: 0
};
const STANDARD = {
	seeded: { runs: 2 },
	draws: {
		num_workers: 0,
		max_epochs: 1,
		draws: true
	},
	"seeded-persistent": {
		...LONGER,
		persistent_workers: true,
		runs: 2
	},
	"seeded-no-workers": {
		...ALONE,
		runs: 2
	},
	"seeded-rank-blind": {
		seed_workers: false,
		runs: 2
	},
	"seeded-uneven": {
		dataset_size: 13,
		batch_size: 3,
		runs: 2
	},
	"seeded-other": { seed: 43 },
	"seeded-sanity": { num_sanity_val_steps: 2 },
	defaults: {
		...ALONE,
		trainer: "default"
	},
	validating: {
		...ALONE,
		validate: true
	},
	"validating-quietly": {
		...ALONE,
		validate: "quiet"
	},
	uncut: { model: "stateful" },
	cut: {
		model: "stateful",
		max_epochs: 1,
		runs: 2
	},
	resumed: {
		model: "stateful",
		resumes: "cut",
		runs: 2
	},
	unseeded: {
		seed_everything: false,
		runs: 2
	},
	"unseeded-no-workers": {
		seed_everything: false,
		num_workers: 0
	},
	launcher: { launcher: "lightning" }
};
const FULL = {
	...STANDARD,
	"seeded-longer": {
		...LONGER,
		runs: 2
	},
	"cut-within": {
		...LONGER,
		max_steps: 3,
		runs: 2
	},
	"resumed-within": {
		...LONGER,
		resumes: "cut-within",
		runs: 2
	},
	"more-ranks": {
		ranks: 2,
		runs: 2
	},
	"validating-with-workers": {
		validate: true,
		runs: 2
	},
	regularized: {
		model: "regularized",
		runs: 2
	},
	"regularized-unseeded": {
		model: "regularized",
		seed_everything: false
	},
	"launcher-unseeded": {
		launcher: "lightning",
		seed_everything: false,
		runs: 2
	},
	"bf16-mixed": {
		model: "regularized",
		precision: "bf16-mixed",
		runs: 2
	}
};
const SUITES = {
	quick: {
		seeded: STANDARD.seeded,
		draws: STANDARD.draws,
		"seeded-other": STANDARD["seeded-other"],
		unseeded: {
			...STANDARD.unseeded,
			runs: 1
		},
		launcher: STANDARD.launcher
	},
	standard: STANDARD,
	full: FULL
};
// src/probe/trainings.ts
const MOST_TRAININGS = 20;
const MOST_SECONDS = 86400;
const PLAIN = /^[A-Za-z_./+-][\w./+=:@%-]*$/;
const NO_TEXT = /^(true|false|yes|no|on|off|null|[-+.\d].*\d)$/i;
function asList(command) {
	const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
	const quoted = (word) => PLAIN.test(word) && !NO_TEXT.test(word) && !word.endsWith(":") ? word : JSON.stringify(word);
	return `[${words.map(quoted).join(", ")}]`;
}
const text$2 = string("expected a text, so put it in quotes").max(4096);
const runSchema = array(text$2.min(1), { error: ({ input }) => typeof input === "string" && input.trim() ? `expected a list of arguments, so write ${asList(input)}` : "expected a list of arguments, such as [python, train.py]" }).min(1, "expected a list of arguments, such as [python, train.py]").max(500);
const place = text$2.min(1).refine((path) => !/^[/\\~]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(path), { error: "expected a directory of the repository, such as projects/vision" });
const RESERVED = /^(LDDPR_|PYTHONPATH$)/;
const variables$1 = record(string().regex(/^[A-Za-z_]\w*$/, "expected the name of a variable").refine((name) => !RESERVED.test(name), "expected a variable that lddpr does not set itself"), text$2);
const timeout = union([string(), int()]).transform((value, context) => {
	const seconds = typeof value === "number" ? value : parseDuration(value, "s");
	if (seconds !== null && seconds >= 1 && seconds <= MOST_SECONDS) return seconds;
	context.addIssue({
		code: "custom",
		message: "expected a time from 1 s to 24 h such as 90s, 10m or 600, which are seconds"
	});
	return NEVER;
});
const trainingSchema = strictObject({
	run: runSchema,
	"working-directory": place.default("."),
	env: variables$1.default({}),
	steps: int().min(1).max(1e4).default(20),
	repeats: int().min(1).max(8).default(2),
	trainer: record(string().regex(/^[a-z_]{1,60}$/, "expected an argument of the Trainer"), union([
		string().max(400),
		number(),
		boolean(),
		_null()
	])).default({}),
	compare: _enum([
		"packages",
		"baseline",
		"none"
	]).default("packages"),
	tolerance: _enum(["close", "exact"]).default("close"),
	identity: _enum([
		"auto",
		"always",
		"never"
	]).default("auto"),
	resume: boolean().default(false),
	stop: _enum(["after-fit", "command"]).default("after-fit"),
	project: array(place).max(20).default([]),
	accept: record(string(), string().trim().min(1, "expected the reason").max(500)).default({}),
	timeout: timeout.default(600)
}).superRefine(({ steps, resume }, context) => {
	if (!resume || steps >= 2) return;
	context.addIssue({
		code: "custom",
		path: ["steps"],
		message: "expected at least 2 with `resume: true`, which cuts the training in half",
		input: steps
	});
});
const trainingsSchema = record(string().regex(/^[a-z0-9-]{1,40}$/, "expected a name of a-z, 0-9 and dashes").refine((name) => !["all", "none"].includes(name), "expected another name than all and none"), trainingSchema).refine((all) => Object.keys(all).length <= MOST_TRAININGS, { error: `expected at most ${MOST_TRAININGS} trainings` });
function plansOf(trainings, chosen, file) {
	const names = Object.keys(trainings);
	if (chosen === "none") return [];
	const unknown = chosen === "all" ? void 0 : chosen.find((name) => !names.includes(name));
	if (unknown !== void 0) {
		const meant = didYouMean(unknown, names);
		const known = names.length ? `; it has ${names.join(", ")}` : ", which has no trainings";
		throw new ExpectedError((spell) => `${spell("trainings")}: expected names of trainings in ${file}, found '${unknown}'${meant || known}`);
	}
	return Object.entries(trainings).filter(([name]) => chosen === "all" || chosen.includes(name)).map(([name, { run, "working-directory": workingDirectory, ...rest }]) => ({
		name,
		workingDirectory,
		...rest,
		run
	}));
}
// src/probe/config.ts
const MAX_LENGTH = 65536;
const MAX_RUNS = 500;
const name$1 = string().regex(/^[A-Za-z0-9][\w.-]*$/, "expected a name, or a list of names");
const nameOrNames = union([name$1, array(name$1)]).transform((value) => [value].flat());
const editSchema = rowSchema.extend({ new: boolean().optional() });
const configSchema = strictObject({
	suite: _enum(SUITE_NAMES).optional(),
	framework: _enum(["auto", ...FRAMEWORKS]).optional(),
	extra: nameOrNames.optional(),
	group: nameOrNames.optional(),
	scenarios: record(string().regex(/^[a-z0-9-]{1,40}$/, "expected a name of a-z, 0-9 and dashes"), union([literal(false), editSchema])).optional(),
	trainings: trainingsSchema.optional()
});
function readSuite(wanted, { file, text }, devices) {
	const config = parseConfig(file, text);
	const name = wanted ?? config.suite ?? "standard";
	const rows = { ...SUITES[name] };
	const edits = Object.entries(config.scenarios ?? {});
	const wrong = (field, problem) => new ExpectedError(`${file}: ${["scenarios", field].filter(Boolean).join(".")}: ${problem}`);
	const ours = Object.keys(SUITES.full);
	for (const [id, edit] of edits) {
		const meant = ours.includes(id) ? "" : didYouMean(id, ours);
		if (!edit) {
			if (!ours.includes(id)) throw wrong(id, `false leaves out a scenario that comes with lddpr; this one does not${meant}`);
			delete rows[id];
			continue;
		}
		const { new: isNew = false, ...row } = edit;
		if (meant && !isNew) throw wrong(id, `no scenario '${id}'${meant} If it is a new one, say so with \`new: true\``);
		if (isNew && ours.includes(id)) throw wrong(`${id}.new`, "a scenario of that name comes with lddpr; take another name");
		rows[id] = {
			...rows[id],
			...row
		};
	}
	const suite = buildSuite(edits.length ? `edited ${name}` : name, rows, devices);
	check(suite, wrong);
	return suite;
}
function readFramework(wanted, { file, text }) {
	return wanted === "auto" ? parseConfig(file, text).framework ?? "auto" : wanted;
}
function readChosen({ extra, group }, { file, text }) {
	if (extra.length + group.length > 0) return {
		extra: [...extra],
		group: [...group]
	};
	const config = parseConfig(file, text);
	return {
		extra: config.extra ?? [],
		group: config.group ?? []
	};
}
const readTrainings = (chosen, { file, text }) => plansOf(parseConfig(file, text).trainings ?? {}, chosen, file);
function parseConfig(file, text) {
	if (text === null) return {};
	if (text.length > MAX_LENGTH) throw new ExpectedError(`${file}: expected at most ${MAX_LENGTH} characters, found ${text.length}`);
	const document = import_dist.parseDocument(text, {
		prettyErrors: true,
		logLevel: "silent"
	});
	const [problem] = document.errors;
	if (problem) throw conflictIn(text, file) ?? notIn("YAML", file, problem);
	let value;
	try {
		value = document.toJS({ maxAliasCount: 0 }) ?? {};
	} catch {
		throw new ExpectedError(`${file}: expected no aliases, found one`);
	}
	return parseValue(configSchema, value, file);
}
function check(suite, wrong) {
	const { scenarios } = suite;
	const runs = scenarios.reduce((sum, scenario) => sum + scenario.runs, 0);
	if (runs === 0) throw wrong("", "expected a scenario, found none");
	if (runs > MAX_RUNS) throw wrong("", `expected at most ${MAX_RUNS} runs, found ${runs}`);
	for (const [index, { id, resumes, parameters, runs }] of scenarios.entries()) {
		if (resumes === null) continue;
		const cut = scenarios.slice(0, index).find((other) => other.id === resumes);
		const at = `${id}.resumes`;
		if (!cut) {
			const earlier = scenarios.slice(0, index).map((each) => each.id);
			throw wrong(at, `expected the name of an earlier scenario, found none of that name${didYouMean(resumes, earlier)}`);
		}
		if (cut.resumes !== null) throw wrong(at, `expected a scenario from the beginning, found ${resumes}`);
		if (cut.runs < runs) throw wrong(`${id}.runs`, `expected at most ${cut.runs}, those of ${resumes}, found ${runs}`);
		const steps = stepsPerEpoch(cut.parameters);
		if ((cut.max_steps ?? cut.parameters.max_epochs * steps) >= parameters.max_epochs * steps) throw wrong(at, `expected one that is cut before it is done, found ${resumes}`);
		const other = [
			"num_devices",
			"dataset_size",
			"batch_size"
		].find((name) => cut.parameters[name] !== parameters[name]);
		if (other) throw wrong(at, `expected one with ${other} ${parameters[other]}, found ${cut.parameters[other]}`);
	}
}
// src/probe/drivers.ts
const FILE$1 = "python-probe/lddpr/drivers.json";
const drivers = () => record(string(), string()).parse(JSON.parse(readFileSync(join(ROOT, FILE$1), "utf8")));
const driver = (signs = Object.keys(drivers())) => signs.find((path) => existsSync(path)) ?? null;
const ACCELERATOR = {
	input: "accelerator",
	expected: "a GPU",
	remedy: "take a machine with a GPU, or the CPU"
};
function mustHaveDriver({ input, expected, remedy } = ACCELERATOR, signs = Object.keys(drivers())) {
	if (driver(signs)) return;
	throw wrongInput(input, `expected ${expected}, found no driver of a GPU on this machine (none of ${signs.join(", ")} exists); ${remedy}`);
}
// src/probe/logs.ts
const KINDS = [
	/^rank\d+\.traceback\.txt$/,
	/^output\.txt$/,
	/^parent\d+\.txt$/
];
const MOST_FILES = 16;
const MOST_BYTES = 65536;
const CUT = "[only the end of this file is kept]\n";
const IS_LOG = /^([a-z0-9-]+\.)?(rank\d+\.traceback|output|parent\d+)\.txt$/;
const NAMED = / \(traceback: ([^)]*)\)/g;
var ProbeFailure = class extends ExpectedError {
	logs;
	constructor(sentence, detail, logs) {
		const clean = typeof sentence === "string" ? sentence.replaceAll(NAMED, "") : sentence;
		super(clean, {
			kind: "probe",
			detail: detail.replaceAll(NAMED, "")
		});
		const named = (typeof sentence === "string" ? [...sentence.matchAll(NAMED)][0]?.[1] ?? "" : "").split("/").slice(-2).join(".");
		const isNamed = ({ name }) => name === named;
		this.logs = [...logs.filter(isNamed), ...logs.filter((log) => !isNamed(log))];
	}
};
async function collectLogs(directory) {
	const found = (await readdir(directory, {
		recursive: true,
		withFileTypes: true
	}).catch(() => [])).map(({ name, parentPath }) => ({
		path: join(parentPath, name),
		kind: KINDS.findIndex((kind) => kind.test(name))
	})).map((each) => ({
		...each,
		name: relative(directory, each.path).split(sep).join(".")
	})).filter(({ kind, name }) => kind >= 0 && IS_LOG.test(name)).sort((a, b) => a.kind - b.kind || a.name.localeCompare(b.name));
	const logs = [];
	for (const { name, path } of found) {
		const text = await endOf(path);
		if (text.trim() && logs.length < MOST_FILES) logs.push({
			name,
			text: hide(text)
		});
	}
	return logs;
}
async function endOf(path) {
	try {
		try {
			var _usingCtx$5 = _usingCtx();
			const file = _usingCtx$5.a(await open(path, constants$1.O_RDONLY | constants$1.O_NOFOLLOW | constants$1.O_NONBLOCK));
			const stat = await file.stat();
			if (!stat.isFile()) return "";
			const from = Math.max(0, stat.size - MOST_BYTES);
			const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, from);
			const text = buffer.toString("utf8", 0, bytesRead);
			return from ? CUT + text.slice(text.indexOf("\n") + 1) : text;
		} catch (_) {
			_usingCtx$5.e = _;
		} finally {
			await _usingCtx$5.d();
		}
	} catch {
		return "";
	}
}
// src/probe/variables.ts
const FILE = "python-probe/lddpr/variables.json";
const tableSchema = strictObject({
	shapes: record(string(), string().nullable()),
	rows: array(strictObject({
		name: string(),
		done: doneSchema,
		does: string(),
		shows: _enum([
			"nothing",
			"name",
			"number",
			"switch",
			"word",
			"path"
		]),
		value: string().default(""),
		harmless: string().default(""),
		tried: array(string()).default([])
	}))
});
let read;
function table() {
	read ??= tableSchema.parse(JSON.parse(readFileSync(join(ROOT, FILE), "utf8")));
	return read;
}
const variables = () => table().rows;
const covers = ({ name: row }, name) => row.endsWith("*") ? name.startsWith(row.slice(0, -1)) : name === row;
function settingsIn(env) {
	const { rows, shapes } = table();
	return Object.entries(env).flatMap(([name, value = ""]) => {
		const row = rowOf(rows, name);
		if (!row || row.shows === "nothing") return [];
		const fits = (shape) => new RegExp(`^(?:${shape})$`).test(value);
		if (row.harmless && fits(row.harmless)) return [];
		const shape = shapes[row.shows];
		return shape && fits(shape) ? `${name}=${value}` : name;
	});
}
function rowOf(rows, name) {
	const length = (row) => row.name.replace("*", "").length;
	return rows.filter((row) => covers(row, name)).sort((a, b) => length(b) - length(a))[0];
}
// src/probe/run.ts
const GRACE_SECONDS = 4;
const MAX_BYTES$2 = 4194304;
const eventSchema = discriminatedUnion("event", [
	object({
		event: literal("environment"),
		python: string(),
		executable: string(),
		framework: string(),
		torch: string().nullable(),
		numpy: string().nullable()
	}),
	object({
		event: literal("device"),
		accelerator: _enum(["cpu", "gpu"]),
		gpus: int().nullable(),
		why: string()
	}),
	object({
		event: literal("ranks"),
		start: _enum(["warm", "cold"]),
		workers: string(),
		why: string(),
		times: number()
	}),
	object({ event: literal("measured") }),
	object({
		event: literal("repeats"),
		again: int(),
		spared: int()
	}),
	object({
		event: literal("finished"),
		run: string(),
		seconds: number()
	}),
	object({
		event: literal("retried"),
		run: string(),
		reason: string()
	}),
	object({
		event: literal("error"),
		message: string(),
		detail: string(),
		stage: string().default("")
	}),
	object({ event: literal("done") })
]);
async function runProbe(options, { cwd, env, progress, notice = progress }) {
	try {
		var _usingCtx$4 = _usingCtx();
		const work = _usingCtx$4.a(await temporaryDirectory(options.temporary));
		const plan = join(work.path, "plan.json");
		const out = join(work.path, "out");
		const { suite, framework, accelerator, jobs, timeout } = options;
		const mark = randomUUID();
		const lazy = options.again !== void 0;
		await writeFile(plan, JSON.stringify({
			suite,
			framework,
			accelerator,
			jobs,
			timeout,
			mark,
			lazy
		}));
		let spared = Promise.resolve([]);
		const tell = teller(options, progress, notice);
		let rest = "";
		let last;
		const result = await runForeign({
			command: [
				...options.interpreter,
				"-m",
				"lddpr.suite",
				plan,
				out
			],
			cwd,
			env: probeEnvironment(env, options.probe),
			seconds: timeout + GRACE_SECONDS,
			limit: MAX_BYTES$2,
			hear(text, stream) {
				if (stream !== "stdout") return;
				const lines = (rest + text).split("\n");
				rest = lines.pop() ?? "";
				for (const line of lines) {
					const event = readEvent(line, mark) ?? (last ? null : refusal(line));
					if (!event) continue;
					last = event;
					tell(event);
					if (event.event !== "measured") continue;
					spared = answer(out, options);
					spared.catch(() => {});
				}
			}
		});
		aboutLeft("The probe", result).forEach(notice);
		const failure = async (message, detail) => new ProbeFailure(message, [detail, inWords$1(env)].join("\n").trim(), await collectLogs(out));
		if (last?.event === "error" && !result.cut && !result.signal) throw await failure(last.stage ? timedOut$1(timeout, last.stage) : last.message, last.detail);
		if (last?.event !== "done" || result.status !== 0) throw await failure(howItEnded(result, options, stageAfter(last)), tail(result.stderr));
		const record = await readJson(recordSchema, join(out, "record.json"), "probe");
		const equal = [...await spared];
		return {
			...record,
			equal,
			suite: ranOnce(record.suite, equal)
		};
	} catch (_) {
		_usingCtx$4.e = _;
	} finally {
		await _usingCtx$4.d();
	}
}
async function answer(out, { again, suite }) {
	const all = suite.scenarios.map(({ id }) => id);
	const wanted = await readJson(recordSchema, join(out, "first.json"), "probe").then((first) => again?.(first)).catch(() => void 0);
	const repeated = wanted ? all.filter((id) => wanted.has(id)) : all;
	await writeAtomically(join(out, "again.json"), JSON.stringify(repeated));
	return suite.scenarios.filter((each) => isRepeated(each) && !repeated.includes(each.id)).map(({ id }) => id);
}
const readEvent = (line, mark) => line.startsWith(mark) ? parseEvent(line.slice(mark.length)) : null;
function refusal(line) {
	const event = line.startsWith("{\"event\"") ? parseEvent(line) : null;
	return event?.event === "error" ? event : null;
}
function parseEvent(text) {
	try {
		return eventSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
function teller({ suite, accelerator }, progress, notice) {
	let total = suite.scenarios.reduce((sum, { runs }) => sum + runs, 0);
	let done = 0;
	return (event) => {
		if (event.event === "environment") progress(`Python ${event.python}, ${event.framework}, torch ${event.torch}, numpy ${event.numpy} (${event.executable})`);
		if (event.event === "device") {
			const sentence = `Runs on the ${event.accelerator.toUpperCase()}: ${event.why}`;
			if (accelerator === "auto" && event.accelerator === "cpu" && event.gpus !== null) notice(sentence);
			else progress(sentence);
			progress("importing torch and Lightning in the parent process …");
		}
		if (event.event === "ranks" && event.workers !== "fork") progress(`DataLoader workers start by ${event.workers}, which takes longer than by fork`);
		if (event.event === "ranks" && event.start === "cold") notice(`Ranks start cold, because ${event.why}: the suite takes about ${event.times} times as long`);
		if (event.event === "ranks") progress(`${done}/${total} runs`, {
			done,
			total
		});
		if (event.event === "repeats" && event.spared > 0) {
			total -= event.spared;
			progress(`runs that equal what they are compared with are not repeated: ${event.spared} less`);
		}
		if (event.event === "retried") progress(`${event.run} has ${event.reason}: started again`);
		if (event.event === "finished") {
			done += 1;
			progress(`${done}/${total} ${event.run} (${event.seconds.toFixed(1)} s)`, {
				done,
				total
			});
		}
	};
}
function howItEnded({ cut, code, signal, status }, { interpreter, timeout }, stage) {
	const command = interpreter.join(" ");
	if (cut === "late") return timedOut$1(timeout, stage);
	if (cut === "loud") return `the probe has printed more than ${MAX_BYTES$2} bytes`;
	if (code === "ENOENT") return `the interpreter '${command}' does not exist`;
	if (code === "EACCES") return `the interpreter '${command}' cannot be executed`;
	if (code) return `the interpreter '${command}' cannot be started: ${code}`;
	if (signal) return `the probe was killed by ${signal}`;
	return `the probe, started by '${command}', ended with status ${status} and no record`;
}
const timedOut$1 = (seconds, stage) => (spell) => `timed out after ${durationInWords(seconds)} while ${stage}; raise ${spell("timeout")}`;
function stageAfter(last) {
	if (last === void 0) return "starting Python";
	return last.event === "environment" || last.event === "device" ? "importing torch" : "training";
}
function inWords$1(env) {
	const set = settingsIn(env);
	return set.length ? `Set around the probe, and not always harmless: ${set.join(", ")}` : "";
}
const tail = (text) => text.trimEnd().split("\n").slice(-15).join("\n");
// src/training/own.ts
const baseOf = (name) => name.replace(/~\d+$/, "");
function followed(fetches) {
	const shared = new Set(fetches.flatMap((moves) => Object.keys(moves).filter((name) => /~\d+$/.test(name)).map(baseOf)));
	const states = new Map();
	return fetches.map((moves) => {
		const found = {};
		for (const [name, move] of Object.entries(moves)) {
			const base = baseOf(name);
			found[shared.has(base) ? nameOf$1(base, move, states) : name] = move;
		}
		return found;
	});
}
function nameOf$1(base, [before, after], states) {
	const known = states.get(base) ?? [];
	const at = before === null ? -1 : known.indexOf(before);
	const number = at >= 0 ? at : known.length;
	known[number] = after;
	states.set(base, known);
	return number === 0 ? base : `${base}~${number + 1}`;
}
// src/training/raw.ts
const text$1 = (most = 400) => string().max(most);
const name = text$1().min(1);
const count$1 = int().nonnegative();
const digest = hex(16);
const float = text$1(40).regex(/^(-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/);
const few = (schema, most) => array(schema).max(most);
const states = record(name, digest.nullable());
const own = record(name, digest);
const rank = int().min(0).max(TRAINING_LIMITS.ranks);
const trainer = object({
	k: literal("trainer"),
	package: name,
	version: name,
	rank: unknown().optional(),
	argv0: text$1(4096).optional()
});
const fabric = object({ k: literal("fabric") });
const setup = object({
	k: literal("setup"),
	fit: count$1,
	rank,
	world: int().positive().max(1e5),
	node: count$1.default(0),
	nodes: int().positive().default(1),
	settings: settingsSchema,
	states,
	own: own.default({})
});
const listOf = (...parts) => custom((value) => Array.isArray(value) && value.length === parts.length && parts.every((part, at) => part.safeParse(value[at]).success));
const stateLine = object({
	k: literal("states"),
	at: name,
	epoch: count$1.nullish(),
	states,
	own
});
const tensors = object({
	k: literal("tensors"),
	part: text$1(200).min(1),
	at: _enum([
		"init",
		"start",
		"step",
		"end"
	]),
	moment: momentSchema.nullable(),
	digest,
	tensors: record(text$1(1e3), listOf(name, few(count$1, 64), digest)),
	sketch: array(float).length(17).nullable()
});
const loader = object({
	k: literal("loader"),
	pass: count$1,
	again: count$1.default(0),
	loader: count$1,
	stage: _enum([
		"train",
		"validate",
		"sanity",
		"test",
		"predict",
		"other"
	]),
	epoch: count$1,
	workers: count$1.max(1e4),
	batchSize: count$1.nullable(),
	sampler: text$1(2e3),
	dataset: text$1(2e3),
	size: count$1.nullable(),
	iterable: boolean(),
	persistent: boolean(),
	dropLast: boolean().nullish()
});
const plain = union([
	number(),
	text$1(2e3),
	boolean()
]);
const nested = (inner) => union([plain, few(inner, 1e3)]);
const indexSchema = nested(nested(nested(nested(plain))));
const fetch = object({
	k: literal("fetch"),
	pass: count$1,
	again: count$1.default(0),
	worker: count$1.nullable(),
	n: count$1,
	indices: few(indexSchema, 1e6).nullable(),
	before: record(name, digest.nullable()),
	after: record(name, digest.nullable()),
	own: record(name, listOf(digest.nullable(), digest)).default({}),
	drawn: few(name, 1e3),
	batch: digest,
	samples: few(digest, 1e6).nullable(),
	seconds: number().nonnegative().default(0)
});
const batch = object({
	k: literal("batch"),
	moment: momentSchema,
	step: count$1,
	content: digest.nullable(),
	states,
	own: own.default({}),
	rates: few(float, 1e4).default([])
});
const loss = object({
	k: literal("loss"),
	moment: momentSchema,
	step: count$1,
	losses: few(float, 100).nullable(),
	logged: record(name, float).default({}),
	states,
	own: own.default({})
});
const end = object({
	k: literal("end"),
	batches: count$1,
	steps: count$1,
	states,
	seconds: number().nonnegative(),
	observing: number().nonnegative(),
	undigested: record(name, count$1).default({})
});
const exception = object({
	k: literal("exception"),
	type: text$1(),
	message: text$1(2e3),
	place: text$1(2e3).nullable()
});
const observerError = object({
	k: literal("observer-error"),
	hook: text$1(),
	type: text$1(),
	message: text$1(2e3)
});
const source = object({
	k: literal("source"),
	what: text$1(200).min(1),
	where: text$1(400).min(1),
	worker: count$1.nullable(),
	stage: text$1().nullish(),
	times: count$1
});
const lineSchema = discriminatedUnion("k", [
	trainer,
	fabric,
	setup,
	stateLine,
	tensors,
	loader,
	fetch,
	batch,
	loss,
	end,
	exception,
	observerError,
	source
]);
const linesOf = (lines, kind) => lines.filter((line) => line.k === kind);
// src/training/readings.ts
function readingsOf(file) {
	const epochs = momentsByEpoch(file);
	const begun = file.lines.flatMap((line, at) => line.k === "loader" && line.stage === "train" ? [{
		line,
		at
	}] : []);
	const fetches = fetchesByPass(file);
	return [...new Set(begun.map(({ line }) => line.loader))].sort((a, b) => a - b).flatMap((number) => {
		const passes = begun.filter(({ line }) => line.loader === number);
		return [...epochs].flatMap(([epoch, { moments, at }], position) => {
			const read = passesOfEpoch(passes, epoch, at);
			const [first] = read;
			if (!first) return [];
			const all = read.flatMap(({ line }) => fetches.get(keyOf$1(line)) ?? []);
			return {
				number: position,
				loader: first.line,
				epoch,
				fetches: all.slice(0, moments.length).map((fetch, index) => ({
					moment: moments[index] ?? "",
					fetch
				}))
			};
		});
	});
}
const keyOf$1 = ({ pass, again }) => `${pass}.${again}`;
function passesOfEpoch(passes, epoch, firstBatch) {
	const own = passes.filter(({ line }) => line.epoch === epoch);
	return [...(own.length ? own : passes).filter(({ at }) => at < firstBatch).slice(-1), ...own.filter(({ at }) => at > firstBatch)];
}
function momentsByEpoch({ lines }) {
	const epochs = new Map();
	for (const [at, line] of lines.entries()) {
		if (line.k !== "batch") continue;
		const epoch = Number(line.moment.split(".")[0]);
		const found = epochs.get(epoch) ?? {
			moments: [],
			at
		};
		found.moments.push(line.moment);
		epochs.set(epoch, found);
	}
	return epochs;
}
function fetchesByPass({ lines, workers }) {
	const passes = new Map();
	for (const each of [lines, ...workers]) for (const fetch of linesOf(each, "fetch")) {
		const key = keyOf$1(fetch);
		const found = passes.get(key) ?? [];
		found.push(fetch);
		passes.set(key, found);
	}
	for (const found of passes.values()) found.sort((a, b) => a.n - b.n || (a.worker ?? 0) - (b.worker ?? 0));
	return passes;
}
const placeOf$1 = ({ worker }) => worker === null ? "loader" : `worker${worker}`;
const prefixOf = ({ loader }) => loader.loader === 0 ? "" : `loader${loader.loader}/`;
// src/training/channels.ts
const DIGITS$1 = 8;
const short = (digest) => digest.slice(0, DIGITS$1);
const digestOf$1 = (value) => hash("sha256", JSON.stringify(value)).slice(0, DIGITS$1);
function add(trails, name, moment, digest) {
	const trail = trails.get(name) ?? [];
	trail.push(`${moment}:${short(digest)}`);
	trails.set(name, trail);
}
function channelsOf(file, readings) {
	const trails = new Map();
	const [setup] = linesOf(file.lines, "setup");
	const batches = linesOf(file.lines, "batch");
	const losses = linesOf(file.lines, "loss");
	const drawn = movedInMain(file);
	const first = batches[0]?.moment ?? "0.0";
	for (const name of drawn.libraries) add(trails, `states.setup/${name}`, first, setup?.states[name] ?? "");
	for (const name of drawn.libraries) {
		const state = batches[0]?.states[name];
		if (state) add(trails, `states.begin/${name}`, first, state);
	}
	for (const reading of readings) for (const { moment, fetch } of reading.fetches) if (fetch.indices) add(trails, `${prefixOf(reading)}order`, moment, digestOf$1(fetch.indices));
	const starts = addDraws(trails, readings);
	for (const name of drawn.own) {
		const state = batches[0]?.own[name];
		const isLoaded = [...trails.keys()].some((each) => each.endsWith(`loader/own:${name}`));
		if (state && !isLoaded) add(trails, `states.begin/own:${name}`, first, state);
	}
	for (const reading of readings) for (const { moment, fetch } of reading.fetches) add(trails, `${prefixOf(reading)}samples`, moment, samplesOf$1(fetch));
	for (const { moment, content } of batches) if (content) add(trails, "batch", moment, content);
	for (const name of drawn.libraries) for (const { moment, states } of losses) if (states[name]) add(trails, `main/${name}`, moment, states[name]);
	for (const name of drawn.own) for (const { moment, own } of losses) if (own[name]) add(trails, `main/own:${name}`, moment, own[name]);
	for (const { moment, rates } of batches) if (rates.length) add(trails, "rates", moment, digestOf$1(rates));
	for (const line of losses) add(trails, "loss", line.moment, digestOf$1(lossOf(line)));
	addTensors(trails, linesOf(file.lines, "tensors"));
	const channels = [...trails].map(([name, trail]) => [name, trail.join(" ")]);
	return {
		channels: Object.fromEntries(channels),
		starts,
		drawn: drawnInSteps(batches, losses)
	};
}
const samplesOf$1 = ({ samples, batch }) => samples ? digestOf$1(samples) : batch;
const lossOf = ({ losses, logged }) => losses?.length ? losses : Object.entries(logged).map(([name, value]) => `${name}=${value}`);
function drawnInSteps(batches, losses) {
	const begun = new Map(batches.map((line) => [line.moment, line]));
	const moved = losses.flatMap((after) => {
		const before = begun.get(after.moment);
		if (!before) return [];
		const unlike = (key) => Object.keys(after[key]).filter((name) => before[key][name] && before[key][name] !== after[key][name]);
		return [...unlike("states"), ...unlike("own").map((name) => `own:${name}`)];
	});
	return [...new Set(moved)].sort();
}
function movedInMain({ lines }) {
	const libraries = new Set();
	const own = new Set();
	const last = {};
	const lastOwn = {};
	const note = (moved, known, states) => {
		for (const [name, state] of Object.entries(states)) {
			if (state === null) continue;
			if (known[name] && known[name] !== state) moved.add(name);
			known[name] = state;
		}
	};
	for (const line of lines) {
		if ("states" in line) note(libraries, last, line.states);
		if (line.k === "batch" || line.k === "loss") note(own, lastOwn, line.own);
	}
	return {
		libraries: [...libraries].sort(),
		own: [...own].sort()
	};
}
function addDraws(trails, readings) {
	const starts = new Map();
	const found = [];
	for (const reading of readings) {
		const begun = new Set();
		for (const { fetch, moment, own } of withOwn(reading)) {
			const libraries = Object.entries(fetch.after).map(([name, after]) => [name, [fetch.before[name] ?? null, after]]);
			const generators = Object.entries(own).map(([name, move]) => [`own:${name}`, move]);
			for (const [generator, [before, after]] of [...libraries, ...generators]) {
				if (after === null) continue;
				const name = `${prefixOf(reading)}${placeOf$1(fetch)}/${generator}`;
				found.push({
					name,
					moment,
					after
				});
				if (begun.has(name)) continue;
				begun.add(name);
				const start = `${reading.number}:${short(before ?? after)}`;
				starts.set(name, [...starts.get(name) ?? [], start]);
			}
		}
	}
	found.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
	for (const { name, moment, after } of found) add(trails, name, moment, after);
	const sorted = [...starts].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
	return Object.fromEntries(sorted.map(([name, pairs]) => [name, pairs.join(" ")]));
}
function* withOwn(reading) {
	const places = Map.groupBy(reading.fetches, ({ fetch }) => placeOf$1(fetch));
	for (const fetches of places.values()) {
		const moves = followed(fetches.map(({ fetch }) => fetch.own));
		for (const [at, each] of fetches.entries()) yield {
			...each,
			own: moves[at] ?? {}
		};
	}
}
const PARTS = [
	/^gradients\./,
	/^weights$/,
	/^buffers$/,
	/^optimizer\./,
	/^copies\./
];
function addTensors(trails, lines) {
	const place = (part) => PARTS.findIndex((pattern) => pattern.test(part));
	const steps = lines.filter(({ at }) => at === "step");
	const parts = [...new Set(steps.map(({ part }) => part))].sort((a, b) => place(a) - place(b));
	for (const part of parts) {
		const moments = Map.groupBy(steps.filter((line) => line.part === part), ({ moment }) => moment ?? "");
		for (const [moment, [first, ...others]] of moments) {
			if (!first || !moment) continue;
			const all = [first, ...others].map(({ digest }) => digest);
			add(trails, part, moment, others.length ? digestOf$1(all) : first.digest);
		}
	}
}
// src/training/compact.ts
const TENSOR_BYTES = 20480;
const DIGITS = 9;
function compact(runs) {
	const kept = listed(runs);
	const sketched = new Set();
	const change = (each) => {
		const isFirst = !sketched.has(keyOf(each));
		sketched.add(keyOf(each));
		return {
			...each,
			sketch: isFirst ? each.sketch?.map(shorter) ?? null : null,
			tensors: kept.has(each) ? each.tensors : null
		};
	};
	return runs.map((run) => ({
		...run,
		fits: run.fits.map((fit) => ({
			...fit,
			ranks: fit.ranks.map((rank) => ({
				...rank,
				collections: rank.collections.map(change)
			}))
		}))
	}));
}
const keyOf = ({ part, digest }) => `${part} ${digest}`;
function listed(runs) {
	const all = runs.flatMap(({ fits }) => fits.flatMap(({ ranks }) => ranks.flatMap(({ collections }) => collections)));
	const distinct = new Map();
	for (const each of all) if (!distinct.has(keyOf(each))) distinct.set(keyOf(each), each);
	const kept = new Set();
	let bytes = 0;
	for (const each of [...distinct.values()].sort((a, b) => urgency(a) - urgency(b))) {
		const size = (each.tensors ?? []).reduce((sum, { length }) => sum + length + 3, 0);
		if (bytes + size > TENSOR_BYTES) continue;
		bytes += size;
		kept.add(each);
	}
	return kept;
}
function urgency({ part, at, moment }) {
	const [epoch = 0, batch = 0] = (moment ?? "").split(".").map(Number);
	if (at === "init" || at === "start") return 0;
	if (at === "end") return 2e12;
	return 1 + (part.startsWith("gradients") ? 0 : .5) + 1e6 * epoch + batch;
}
const shorter = (float) => float.replace(new RegExp(`(\\.[0-9a-f]{${DIGITS}})[0-9a-f]+`), "$1");
// src/training/passes.ts
const HEADS = 8;
function passesOf(ranks, mode) {
	const keys = new Map();
	for (const { readings } of ranks) for (const reading of readings) keys.set(`${prefixOf(reading)}${reading.number}`, reading);
	return [...keys].map(([key, reading]) => {
		const samples = ranks.map(({ rank, readings }) => ({
			rank,
			samples: readings.filter((each) => `${prefixOf(each)}${each.number}` === key).flatMap((each) => samplesOf(each, rank))
		}));
		return {
			...describe(reading),
			...count(reading, samples),
			...contentsOf(samples, mode)
		};
	});
}
function samplesOf({ fetches }, rank) {
	return fetches.flatMap(({ fetch: { worker, indices, samples, batch } }) => {
		const length = indices?.length ?? samples?.length ?? 1;
		const own = samples ?? (length === 1 ? [batch] : null);
		return Array.from({ length }, (_, at) => ({
			rank,
			worker,
			index: indices ? nameOf(indices[at]) : null,
			content: own?.length === length ? own[at] ?? null : null
		}));
	});
}
const nameOf = (index) => typeof index === "string" ? index : JSON.stringify(index);
const describe = ({ loader, epoch }) => ({
	loader: loader.loader,
	dataset: loader.dataset.slice(0, 200) || "unknown",
	size: loader.size,
	iterable: loader.iterable,
	sampler: loader.sampler.slice(0, 400),
	workers: loader.workers,
	epoch
});
function count({ loader }, read) {
	const all = read.flatMap(({ samples }) => samples);
	const readers = new Map();
	for (const { rank, index, content } of all) {
		const name = index ?? content;
		if (name !== null) readers.set(name, (readers.get(name) ?? new Set()).add(rank));
	}
	const dropped = loader.dropLast ? (loader.batchSize ?? 1) * read.length : 1;
	const orders = read.map(({ samples }) => samples.map(({ index, content }) => index ?? content));
	return {
		cut: loader.size === null || all.length <= loader.size - dropped,
		drawn: all.length,
		distinct: readers.size,
		shared: [...readers.values()].filter((ranks) => ranks.size > 1).length,
		alike: areAlike(orders),
		sequential: orders.every(isSequential),
		heads: read.map(({ samples }) => samples.slice(0, HEADS).flatMap(({ index, content }) => (index ?? content ?? []).slice(0, 60)))
	};
}
function areAlike(orders) {
	const [first, ...others] = orders;
	if (!first?.length || others.length === 0 || first.includes(null)) return false;
	return others.every((each) => each.length === first.length && each.every((index, at) => index === first[at]));
}
function isSequential(order) {
	const numbers = order.map((index) => index === null || index === "" ? NaN : Number(index));
	return numbers.length > 1 && numbers.every((each, at) => at === 0 || each > Number(numbers[at - 1]));
}
function contentsOf(read, mode) {
	const places = new Map();
	const own = new Map();
	for (const { rank, worker, content } of read.flatMap(({ samples }) => samples)) {
		if (content === null) continue;
		const place = `${rank}/${worker}`;
		places.set(content, (places.get(content) ?? new Set()).add(place));
		own.set(place, [...own.get(place) ?? [], content]);
	}
	const ranksOf = (each) => new Set([...each].map((place) => place.split("/")[0])).size;
	const met = [...places.values()];
	const repeats = (contents) => contents.length > 1 && 2 * new Set(contents).size <= contents.length;
	return {
		sameOnRanks: met.filter((each) => ranksOf(each) > 1).length,
		sameOnWorkers: met.filter((each) => each.size > ranksOf(each)).length,
		drawnSamples: mode === "identity" ? [...own.values()].some(repeats) : null
	};
}
function contentsAgain(ranks) {
	const met = new Map();
	let drawn = false;
	for (const { rank, readings } of ranks) for (const reading of readings) {
		drawn ||= reading.fetches.some(({ fetch }) => fetch.drawn.length > 0);
		for (const { index, content } of samplesOf(reading, rank)) {
			if (index === null || content === null) continue;
			const key = `${prefixOf(reading)}${index}`;
			const found = met.get(key) ?? [];
			found.push({
				rank,
				pass: reading.number,
				content,
				index
			});
			met.set(key, found);
		}
	}
	const counts = {
		again: 0,
		varied: 0,
		across: 0,
		unlike: 0
	};
	let example = null;
	for (const seen of met.values()) {
		const byRank = [...Map.groupBy(seen, ({ rank }) => rank).values()];
		const index = seen[0]?.index.slice(0, 60) ?? null;
		for (const own of byRank) {
			if (new Set(own.map(({ pass }) => pass)).size < 2) continue;
			counts.again += 1;
			if (new Set(own.map(({ content }) => content)).size === 1) continue;
			counts.varied += 1;
			example ??= index;
		}
		if (byRank.length < 2) continue;
		counts.across += 1;
		if (haveOneInCommon(byRank.map((own) => own.map(({ content }) => content)))) continue;
		counts.unlike += 1;
		example ??= index;
	}
	return {
		...counts,
		example,
		drawn
	};
}
function haveOneInCommon(lists) {
	const seen = new Set();
	for (const list of lists) {
		const own = new Set(list);
		if ([...own].some((content) => seen.has(content))) return true;
		for (const content of own) seen.add(content);
	}
	return false;
}
// src/training/settings.ts
const SETTINGS_VERSION = 1;
const overridesOf = ({ plan, devices, accelerator }) => ({
	...plan.trainer,
	...devices === null ? {} : { devices },
	...accelerator === void 0 || accelerator === "auto" ? {} : { accelerator }
});
function settingsText(wanted) {
	const { plan, mode, checkpoint, rounding = 0 } = wanted;
	return JSON.stringify({
		schemaVersion: SETTINGS_VERSION,
		mode,
		steps: plan.steps,
		stop: plan.stop,
		trainer: overridesOf(wanted),
		checkpoint,
		rounding
	});
}
const stepsOf = (mode, steps) => mode === "cut" ? Math.max(1, Math.floor(steps / 2)) : steps;
// src/training/collect.ts
const MOST_COLLECTIONS = 500;
const MOST_SOURCES = 100;
const WITHOUT_CHANNELS = ["identity", "explained"];
function collect({ ranks }, mode) {
	const fits = Map.groupBy(ranks, ({ fit }) => fit);
	const first = [...fits.values()].flatMap((files) => files.slice(0, 1));
	const ends = first.flatMap(({ lines }) => linesOf(lines, "end"));
	const sum = (numbers) => Math.round(1e6 * numbers.reduce((total, each) => total + each, 0)) / 1e6;
	return {
		mode,
		seconds: sum(ends.map(({ seconds }) => seconds)),
		observing: sum([...ends.map(({ observing }) => observing), ...first.flatMap(secondsOfWorkers)]),
		fits: [...fits.values()].map((files) => fitOf(files, mode)),
		sources: summed(ranks.flatMap(sourcesOf)).slice(0, MOST_SOURCES)
	};
}
const secondsOfWorkers = ({ workers }) => workers.map((lines) => linesOf(lines, "fetch").at(-1)?.seconds ?? 0);
function fitOf(files, mode) {
	const read = files.map((file) => ({
		rank: file.rank,
		readings: readingsOf(file)
	}));
	const undigested = {};
	for (const { lines } of files) for (const end of linesOf(lines, "end")) for (const [name, times] of Object.entries(end.undigested)) undigested[name] = (undigested[name] ?? 0) + times;
	return {
		ranks: files.map((file, at) => rankOf(file, read[at]?.readings ?? [], mode)),
		passes: passesOf(read, mode),
		contents: contentsAgain(read),
		undigested
	};
}
function rankOf(file, readings, mode) {
	const end = linesOf(file.lines, "end").at(-1);
	const bare = WITHOUT_CHANNELS.includes(mode);
	return {
		rank: file.rank,
		batches: end?.batches ?? 0,
		steps: end?.steps ?? 0,
		...bare ? {
			channels: {},
			starts: {},
			drawn: []
		} : channelsOf(file, readings),
		losses: linesOf(file.lines, "loss").map((line) => lossOf(line).join(" ").slice(0, 400)),
		collections: bare ? [] : linesOf(file.lines, "tensors").slice(0, MOST_COLLECTIONS).map(collectionOf)
	};
}
const collectionOf = ({ part, at, moment, digest, sketch, tensors }) => ({
	part,
	at,
	moment,
	digest,
	sketch,
	tensors: Object.entries(tensors).map(([name, [, , digest]]) => `${name.slice(0, 390)}:${digest.slice(0, 8)}`)
});
const sourcesOf = ({ rank, lines, workers }) => [lines, ...workers].flatMap((each) => linesOf(each, "source").map(({ what, where, worker, times }) => ({
	what,
	where,
	rank,
	worker,
	times
})));
const summed = (sources) => [...Map.groupBy(sources, ({ times: _, ...place }) => JSON.stringify(place)).values()].flatMap(([first, ...others]) => first ? {
	...first,
	times: others.reduce((sum, { times }) => sum + times, first.times)
} : []);
const settingsOf = ({ ranks }) => linesOf(ranks[0]?.lines ?? [], "setup")[0]?.settings ?? null;
function trainingOf(plan, packages, observed) {
	const [first] = observed;
	if (!first) throw new TypeError("a training has one run or more");
	const { settings } = first;
	const { framework, torch, numpy } = settings;
	const known = {
		[framework.name]: framework.version,
		torch,
		...numpy ? { numpy } : {}
	};
	const training = {
		schemaVersion: 1,
		kind: "training",
		name: plan.name,
		observer: "2",
		command: [...plan.run],
		steps: plan.steps,
		settings,
		packages: {
			...known,
			...packages
		},
		runs: compact(observed.map(({ run }) => run))
	};
	return parseValue(trainingSchema$1, training, `the record of ${plan.name}`, "probe");
}
// src/training/command.ts
const IS_PYTHON = /^python3?$/;
function commandOf(run, interpreter) {
	const [program, ...words] = run;
	if (IS_PYTHON.test(program)) return [...interpreter, ...words];
	const [first, ...others] = interpreter.slice(0, -1);
	return first !== void 0 && IS_PYTHON.test(basename(interpreter.at(-1) ?? "")) ? [
		first,
		...others,
		...run
	] : run;
}
async function placeOf(interpreter, env) {
	const { PATH = "", VIRTUAL_ENV } = env;
	const [program, ...words] = interpreter;
	if (words.length || !isAbsolute(program)) return {
		PATH,
		VIRTUAL_ENV
	};
	const bin = dirname(program);
	const root = dirname(bin);
	const isVenv = await access(join(root, "pyvenv.cfg")).then(() => true, () => false);
	return {
		PATH: [bin, PATH].filter(Boolean).join(delimiter),
		VIRTUAL_ENV: isVenv ? root : void 0
	};
}
function hidingFlag(command) {
	const [program, ...words] = command;
	if (!/^python[\d.]*$/.test(basename(program))) return null;
	for (const word of words) {
		if (!word.startsWith("-") || word.startsWith("--") || /^-[cm]/.test(word)) return null;
		if (/^-[a-zA-Z]*[IE]/.test(word)) return word;
	}
	return null;
}
// src/training/files.ts
const LIMITS = {
	files: {
		most: 2e4,
		reason: "512 ranks with workers in a few passes"
	},
	"bytes of a file": {
		most: 67108864,
		reason: "100,000 steps of a rank"
	},
	"bytes of all files": {
		most: 536870912,
		reason: "they are held in memory"
	}
};
const NAME = /^(?:process\.\d{1,10}|fit(?<fit>\d{1,6})\.rank(?<rank>\d{1,6})(?:\.pass(?<pass>\d{1,6})\.worker(?<worker>\d{1,5}))?)\.jsonl$/;
async function readLines(directory) {
	const names = (await readdir(directory).catch(() => [])).sort();
	if (names.length > LIMITS.files.most) throw tooMany("files", names.length);
	const processes = [];
	const ranks = new Map();
	let bytes = 0;
	for (const name of names) {
		const groups = NAME.exec(name);
		if (!groups) throw broken(`the observer wrote no file of the name ${JSON.stringify(clip(name))}`);
		const text = await textOf(directory, name);
		bytes += text.length;
		if (bytes > LIMITS["bytes of all files"].most) throw tooMany("bytes of all files", bytes);
		const lines = parse(name, text);
		const { fit, rank, worker } = groups.groups ?? {};
		if (fit === void 0 || rank === void 0) {
			processes.push(...lines);
			continue;
		}
		const key = `${Number(fit)}.${Number(rank)}`;
		const file = ranks.get(key) ?? {
			fit: Number(fit),
			rank: Number(rank),
			lines: [],
			workers: []
		};
		if (worker === void 0) file.lines.push(...lines);
		else file.workers.push(lines);
		ranks.set(key, file);
	}
	return {
		processes,
		ranks: [...ranks.values()].sort((a, b) => a.fit - b.fit || a.rank - b.rank)
	};
}
async function textOf(directory, name) {
	return await readText(join(directory, name), LIMITS["bytes of a file"].most).catch((error) => {
		if (!(error instanceof ExpectedError)) throw error;
		throw broken(error.message.replaceAll(join(directory, name), name));
	}) ?? "";
}
function parse(name, text) {
	const rows = text.split("\n");
	const last = rows.pop() ?? "";
	const lines = rows.filter(Boolean).map((row, at) => lineFrom(row, `${name}, line ${at + 1}`));
	return asJson(last) === void 0 ? lines : [...lines, lineFrom(last, `${name}, line ${rows.length + 1}`)];
}
function lineFrom(row, place) {
	const value = asJson(row);
	if (value === void 0) throw broken(`${place} is not JSON`);
	try {
		return parseValue(lineSchema, value, place);
	} catch (error) {
		if (!(error instanceof ExpectedError)) throw error;
		throw broken(error.message);
	}
}
function asJson(row) {
	try {
		return JSON.parse(row);
	} catch {
		return;
	}
}
const clip = (text) => text.length > 80 ? `${text.slice(0, 77)}...` : text;
const broken = (problem) => new ExpectedError(`what the observer wrote cannot be read: ${problem}; something else writes there, or lddpr has a bug`, { kind: "probe" });
const tooMany = (what, found) => broken(`expected at most ${LIMITS[what].most} ${what}, found ${found}`);
// src/training/standing.ts
function standingOf({ rank, lines }) {
	let within = null;
	const done = new Map();
	const ended = new Set();
	for (const line of lines) {
		if (line.k === "batch" || line.k === "loss") {
			const [epoch = 0, batch = 0] = line.moment.split(".").map(Number);
			within = line.k === "batch" ? [epoch, batch] : null;
			if (line.k === "loss") done.set(epoch, batch + 1);
		}
		if (line.k === "states" && line.at === "epoch-end") ended.add(line.epoch ?? 0);
	}
	return {
		rank,
		within,
		done,
		ended
	};
}
function whyWaiting({ ranks }) {
	const last = Math.max(0, ...ranks.map(({ fit }) => fit));
	const all = ranks.filter(({ fit }) => fit === last).map(standingOf);
	for (const one of all) {
		if (!one.within) continue;
		const [epoch, batch] = one.within;
		const shorter = all.find(({ ended, done }) => ended.has(epoch) && (done.get(epoch) ?? 0) <= batch);
		if (shorter) return `rank ${shorter.rank} ended epoch ${epoch} after ${inWords(shorter.done.get(epoch) ?? 0)} while rank ${one.rank} was in batch ${batch}; give all ranks equally many batches`;
		const ahead = all.find(({ done }) => (done.get(epoch) ?? 0) > batch);
		if (ahead) return `rank ${one.rank} hangs in batch ${batch} of epoch ${epoch}, which rank ${ahead.rank} has done; use the same parameters and exchanges in every rank, or let DDP find_unused_parameters`;
	}
	return null;
}
const inWords = (batches) => batches === 1 ? "1 batch" : `${batches} batches`;
// src/training/refuse.ts
const ISSUES = `https://github.com/${REPOSITORY}/issues`;
const BEFORE = [
	notStarted,
	observerFailed,
	rankMissing,
	timedOut,
	tooLoud
];
const AFTER = [
	leftAlone,
	trainingFailed,
	noTrainer,
	notFinished,
	noStep,
	unequalSteps,
	tooFewSteps,
	commandFailed
];
const first = (rows, happened) => {
	for (const refusal of rows) {
		const sentence = refusal(happened);
		if (sentence !== null) return sentence;
	}
	return null;
};
const whyRefused = (happened) => first(BEFORE, happened) ?? first(AFTER, happened);
const whyNotStarted = (happened) => first(BEFORE, happened);
function notStarted({ ended: { code }, command: [program] }) {
	if (code === null) return null;
	if (code === "ENOENT") return `the program '${program}' does not exist; install it in the environment of the training, or correct the command`;
	if (code === "EACCES") return `the program '${program}' cannot be executed; name one that can, such as python`;
	return `the program '${program}' cannot be started (${code}); correct the command`;
}
function timedOut({ ended, wanted, raw }) {
	if (ended.cut !== "late") return null;
	const { steps, timeout } = wanted.plan;
	const done = stepsIn(raw);
	const at = done ? `at step ${done} of ${steps}` : "before its first step";
	const why = whyWaiting(raw);
	const next = why === null ? "; raise its timeout, or set fewer steps" : `: ${why}`;
	return `the training timed out after ${durationInWords(timeout)}, ${at}${next}`;
}
function tooLoud({ ended, limit }) {
	if (ended.cut !== "loud") return null;
	return `the training has printed more than ${limit} bytes; have it print less, for example without a progress bar`;
}
const everyLine = ({ processes, ranks }) => [{
	where: "a process",
	lines: processes
}, ...ranks.flatMap(({ rank, lines, workers }) => [{
	where: `rank ${rank}`,
	lines
}, ...workers.map((own) => ({
	where: `a worker of rank ${rank}`,
	lines: own
}))])];
function observerFailed({ raw }) {
	for (const { where, lines } of everyLine(raw)) for (const { hook, type, message } of linesOf(lines, "observer-error")) {
		if (type === "Moved") return `torch or Lightning no longer has ${message}, where the observer looks (${hook}); use an earlier release, or report it at ${ISSUES}`;
		return `the observer failed in ${hook} on ${where}: ${type}: ${message}; this is a bug of lddpr, report it at ${ISSUES}`;
	}
	return null;
}
const isOwn = ({ message }) => !/connection|timed? ?out|gloo|nccl/i.test(message);
const exceptionsIn = ({ ranks }) => ranks.flatMap(({ rank, lines }) => linesOf(lines, "exception").map((line) => ({
	rank,
	...line
})));
function leftAlone({ raw }) {
	const failed = exceptionsIn(raw);
	const [lost] = failed;
	const silent = raw.ranks.find(({ rank }) => !failed.some((each) => each.rank === rank));
	if (!lost || !silent || failed.some(isOwn)) return null;
	const end = linesOf(silent.lines, "end").at(-1);
	return end ? `rank ${silent.rank} reached the end of fit with ${end.steps} optimizer steps while rank ${lost.rank} went on; give all ranks equally many batches` : `the process of rank ${silent.rank} ended without an exception while rank ${lost.rank} waited for it; look for os._exit or too little memory`;
}
function trainingFailed({ raw, directory }) {
	const failed = exceptionsIn(raw);
	const found = failed.find(isOwn) ?? failed[0];
	if (!found || found.type === "SystemExit") return null;
	const { rank, type, message, place } = found;
	return `the training failed on rank ${rank}: ${type}: ${message.split("\n")[0] ?? ""}${place ? ` (${place.replace(`${directory}/`, "")})` : ""}; correct that, then observe it again`;
}
const HIDDEN = "start Python without -I and -E, and without clearing the environment, which hide the observer";
function noTrainer(happened) {
	const { raw, ended, command } = happened;
	if (raw.ranks.length) return null;
	const built = linesOf(raw.processes, "trainer").length > 0;
	const failed = howItFailed(ended);
	if (failed) return `${failed} before ${built ? "fit has begun" : "a Trainer was built"}; correct the command`;
	if (built) return "a Trainer was built, and no fit has begun to train; name the command that trains, or check that its Trainer has batches";
	if (linesOf(raw.processes, "fabric").length) return "the command uses Lightning Fabric, which has no Trainer; only trainings with a Trainer can be observed";
	const flag = hidingFlag(command);
	if (flag) return `no Trainer was seen, because ${flag} hides the observer from Python; start it without that flag`;
	return `no Trainer of lightning or pytorch_lightning was built; name the command that trains, and ${HIDDEN}`;
}
function howItFailed({ status, signal }) {
	if (signal === "SIGKILL") return "the command was killed by SIGKILL, perhaps because memory ran out,";
	if (signal) return `the command was killed by ${signal}`;
	return status ? `the command ended with status ${status}` : null;
}
const hasEnded = ({ lines }) => linesOf(lines, "end").length > 0;
function notFinished({ raw, ended }) {
	if (raw.ranks.every(hasEnded)) return null;
	const rank = raw.ranks.find((file) => !hasEnded(file))?.rank;
	const how = howItFailed(ended);
	if (how) return `${how} before the end of fit; correct what its last lines say`;
	return `fit did not reach its end on rank ${rank}, though the command ended well; look for what leaves it early`;
}
const fitsOf = ({ ranks }) => [...Map.groupBy(ranks, ({ fit }) => fit).values()];
function rankMissing({ raw, command }) {
	for (const files of fitsOf(raw)) {
		const setups = files.flatMap(({ lines }) => linesOf(lines, "setup"));
		const [setup] = setups;
		if (!setup) return `rank ${files[0]?.rank} has no setup line; report it at ${ISSUES}`;
		const nodes = new Set(setups.map(({ node }) => node));
		const each = Math.ceil(setup.world / setup.nodes);
		const missing = [...Array(setup.world).keys()].filter((rank) => nodes.has(Math.floor(rank / each))).find((rank) => !files.some((file) => file.rank === rank));
		if (missing === void 0) continue;
		const flag = hidingFlag(command);
		const why = flag ? `its Python was started with ${flag}, which hides the observer; start it without that flag` : `its process did not get the variables of the observer; ${HIDDEN}`;
		return `rank ${missing} of ${setup.world} was not seen: ${why}`;
	}
	return null;
}
const stepsOfRank = ({ lines }) => linesOf(lines, "end").at(-1)?.steps ?? 0;
function noStep({ raw }) {
	if (raw.ranks.some((file) => stepsOfRank(file) > 0)) return null;
	return "fit ended without a training step; check that the training data has a batch for each rank";
}
function unequalSteps({ raw }) {
	for (const files of fitsOf(raw)) {
		const steps = files.map((file) => ({
			rank: file.rank,
			steps: stepsOfRank(file)
		}));
		const [one] = steps;
		const other = steps.find((each) => each.steps !== one?.steps);
		if (one && other) return `rank ${one.rank} took ${one.steps} optimizer steps and rank ${other.rank} took ${other.steps}; give all ranks equally many batches`;
	}
	return null;
}
function tooFewSteps({ raw, wanted: { plan, mode } }) {
	if (mode === "resumed") return null;
	const wanted = stepsOf(mode, plan.steps);
	const most = Math.max(...raw.ranks.map(stepsOfRank));
	if (most >= wanted) return null;
	return `the training ended after ${most === 1 ? "1 optimizer step" : `${most} optimizer steps`}, ${wanted} were asked: set steps to ${most}, or have it train longer`;
}
function commandFailed({ ended, wanted }) {
	const how = howItFailed(ended);
	if (how === null) return null;
	return wanted.plan.stop === "command" ? `${how} after fit; correct that, or set stop to after-fit` : `${how} after fit; correct what its last lines say`;
}
function stepsIn({ ranks }) {
	const last = ranks.map(({ lines }) => linesOf(lines, "loss").at(-1)?.step ?? -1);
	return Math.max(0, ...last.map((step) => step + 1));
}
// src/training/surroundings.ts
const INJECT = join(ROOT, "python-probe/lddpr/observe/inject");
const KEPT = {
	"GLOO_*": "the ranks may meet on another network than this machine",
	TORCH_DISTRIBUTED_DEBUG: "nothing of ours forks here",
	PYTHONWARNINGS: "a training may turn warnings into errors"
};
const isOfAnotherRun = (name) => {
	const [row] = variables().filter((row) => covers(row, name)).sort((a, b) => b.name.length - a.name.length);
	return row?.done === "scrubbed" && !(row.name in KEPT);
};
async function trainingEnvironment(env, set, interpreter, directory) {
	const given = {
		PYTHONUNBUFFERED: "1",
		...Object.fromEntries(Object.entries(withoutSecrets(env)).filter(([name]) => !isOfAnotherRun(name))),
		...set
	};
	return {
		...given,
		...await placeOf(interpreter, given),
		PYTHONPATH: [INJECT, given.PYTHONPATH].filter(Boolean).join(delimiter),
		LDDPR_OBSERVE: directory
	};
}
// src/training/watch.ts
const EVERY_MS = 500;
const PIECE = 1048576;
function watchSteps(directory, { name, steps }, progress) {
	const look = stepReader(directory);
	let said = 0;
	let isLooking = false;
	const timer = setInterval(async () => {
		if (isLooking) return;
		isLooking = true;
		const step = await look().catch(() => 0);
		isLooking = false;
		if (step <= said || step > steps) return;
		said = step;
		progress(`${name}: step ${step} of ${steps}`, {
			done: step,
			total: steps
		});
	}, EVERY_MS);
	timer.unref();
	return { [Symbol.dispose]: () => clearInterval(timer) };
}
function stepReader(directory) {
	let file = "";
	let from = 0;
	let rest = "";
	let steps = 0;
	return async () => {
		try {
			var _usingCtx$3 = _usingCtx();
			const [first] = (await readdir(directory).catch(() => [])).sort().filter((name) => /^fit\d+\.rank\d+\.jsonl$/.test(name));
			if (!first) return 0;
			if (first !== file) [file, from, rest, steps] = [
				first,
				0,
				"",
				0
			];
			const handle = _usingCtx$3.a(await open(join(directory, file)));
			for (;;) {
				const { bytesRead, buffer } = await handle.read(Buffer.alloc(PIECE), 0, PIECE, from);
				if (bytesRead === 0) return steps;
				from += bytesRead;
				const lines = (rest + buffer.toString("latin1", 0, bytesRead)).split("\n");
				rest = lines.pop() ?? "";
				for (const line of lines) {
					if (!line.startsWith("{\"k\":\"loss\"")) continue;
					const step = Number(/"step":(\d{1,9})/.exec(line)?.[1]);
					if (step >= steps) steps = step + 1;
				}
			}
		} catch (_) {
			_usingCtx$3.e = _;
		} finally {
			await _usingCtx$3.d();
		}
	};
}
// src/training/run.ts
const MAX_BYTES$1 = 16777216;
async function observeTraining(options, { env, progress, notice = progress }) {
	try {
		var _usingCtx$2 = _usingCtx();
		const { plan, mode, interpreter, cwd, devices, accelerator, temporary } = options;
		const work = _usingCtx$2.a(await temporaryDirectory(temporary));
		const lines = join(work.path, "lines");
		await mkdir(lines);
		const checkpoint = mode === "cut" ? join(temporary, `${randomUUID()}.ckpt`) : options.checkpoint ?? null;
		const wanted = {
			plan,
			mode,
			checkpoint,
			rounding: options.rounding ?? 0,
			devices,
			...accelerator ? { accelerator } : {}
		};
		await writeFile(join(work.path, "settings.json"), settingsText(wanted));
		const command = commandOf(plan.run, interpreter);
		const ended = await watched(command, await trainingEnvironment(env, plan.env, interpreter, work.path), {
			plan,
			cwd,
			lines
		}, progress);
		const told = plan.stop === "after-fit" ? {
			...ended,
			left: []
		} : ended;
		aboutLeft(`The training ${plan.name}`, told).forEach(notice);
		const failure = (sentence) => failed(sentence, plan.name, ended, env);
		const happened = {
			wanted,
			command,
			ended,
			directory: resolve(cwd, plan.workingDirectory),
			limit: MAX_BYTES$1
		};
		const nothing = {
			processes: [],
			ranks: []
		};
		const raw = await readLines(lines).catch((error) => {
			const why = whyNotStarted({
				...happened,
				raw: nothing
			});
			if (why !== null) throw failure(why);
			if (error instanceof ExpectedError) throw failure(error.message);
			throw error;
		});
		const why = whyRefused({
			...happened,
			raw
		});
		if (why !== null) throw failure(why);
		const settings = settingsOf(raw);
		if (settings === null) throw failure("no rank has written its setup");
		return {
			run: collect(raw, mode),
			settings,
			checkpoint: mode === "cut" ? checkpoint : null
		};
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
	}
}
async function watched(command, env, { plan, cwd, lines }, progress) {
	try {
		var _usingCtx3 = _usingCtx();
		_usingCtx3.u(watchSteps(lines, plan, progress));
		const place = resolve(cwd, plan.workingDirectory);
		return await runForeign({
			command,
			cwd: place,
			env,
			seconds: plan.timeout,
			limit: MAX_BYTES$1
		});
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		_usingCtx3.d();
	}
}
function failed(sentence, name, { all }, env) {
	const set = settingsIn(env);
	const around = set.length ? `Set around the training, and not always harmless: ${set.join(", ")}` : "";
	const end = all.slice(-65536);
	const detail = [...end.trimEnd().split("\n").map((line) => line.trimEnd().split("\r").at(-1) ?? "").slice(-15), around].join("\n").trim();
	const log = {
		name: `${name}.output.txt`,
		text: hide(end)
	};
	return new ProbeFailure(`${name}: ${sentence}`, detail, all.trim() ? [log] : []);
}
// src/model/handed.ts
const commit = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "expected a commit");
const text = (most) => string().max(most);
const handedTrainingSchema = strictObject({
	plan: hex(64),
	now: trainingSchema$1.nullable(),
	before: union([literal("same"), trainingSchema$1]).nullable(),
	wanted: text(4e3),
	failed: strictObject({
		message: text(4e3),
		detail: text(2e4)
	}).nullable(),
	notices: array(text(4e3)).max(50)
});
const handedSchema = recordSchema.extend({
	base: strictObject({
		commit,
		record: recordSchema.nullable()
	}).optional(),
	trainings: strictObject({
		base: commit.nullable(),
		runs: array(handedTrainingSchema).max(20)
	}).optional()
});
// src/probe/digest.ts
const MAX_BYTES = 268435456;
const SHOWN = 16;
const digestOf = (text) => createHash("sha256").update(text).digest("hex");
async function readRecord(file, { digest = "", input, limit = MAX_BYTES }) {
	const text = await readPresent(file, limit);
	const found = digestOf(text);
	if (digest && found !== digest.toLowerCase()) throw wrongInput(input, `expected ${digest.slice(0, SHOWN)}…, found ${found.slice(0, SHOWN)}… in ${file}: this is not the file that was recorded; get it from the run that gave the digest, or record again`);
	return parseJson(handedSchema, text, file, "input", (value) => otherKind(value, "record"));
}
// src/probe/doctor.ts
async function examine({ probe, interpreter, accelerator, timeout, temporary }, ranks, { cwd, env }) {
	try {
		var _usingCtx$1 = _usingCtx();
		const work = _usingCtx$1.a(await temporaryDirectory(temporary));
		const answer = join(work.path, "doctor.json");
		const { status, cut, stderr } = await runForeign({
			command: [
				...interpreter,
				"-m",
				"lddpr.doctor",
				answer,
				String(ranks),
				accelerator
			],
			cwd,
			env: probeEnvironment(env, probe),
			seconds: timeout
		});
		if (status !== 0 || cut) throw new ExpectedError(`${interpreter.join(" ")} cannot examine this machine`, {
			kind: "probe",
			detail: stderr
		});
		return await readJson(examinedSchema, answer, "probe");
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}
export { trainingBaselineSchema as _, trainingOf as a, written as b, IS_LOG as c, mustHaveDriver as d, readChosen as f, ABOUT_TRAINING as g, readTrainings as h, observeTraining as i, ProbeFailure as l, readSuite as m, digestOf as n, runProbe as o, readFramework as p, readRecord as r, settingsIn as s, examine as t, driver as u, trainingPendingSchema as v, trainingSchema$1 as y };
