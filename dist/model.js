import { A as firstIssue, U as wrongInput, j as glimpse, z as parseDuration } from "./lib.js";
import { C as NEVER, S as globalRegistry, _ as stringbool, a as boolean, c as int, d as number$1, f as object, g as string, h as strictObject, i as array, l as literal, m as record, n as _enum, p as preprocess, r as _null, v as union, y as unknown } from "./zod.js";
import { s as valid, t as satisfies } from "./versions.js";
import { t as REPOSITORY } from "./owner.js";
// src/model/verdict.ts
const VERDICTS = [
	{
		name: "error",
		exit: 2,
		title: "Not checked"
	},
	{
		name: "unstable",
		exit: 4,
		title: "No answer"
	},
	{
		name: "violation",
		exit: 3,
		title: "Do not merge"
	},
	{
		name: "drift",
		exit: 1,
		title: "Your decision"
	},
	{
		name: "new",
		exit: 5,
		title: "Not compared"
	},
	{
		name: "match",
		exit: 0,
		title: "Safe to merge"
	}
];
const gravestVerdict = (verdicts) => VERDICTS.find(({ name }) => verdicts.includes(name))?.name ?? "match";
function exitCode(verdict, failOn) {
	return verdict === "error" || failOn.includes(verdict) ? verdictRow(verdict).exit : 0;
}
const titleOf = (verdict) => verdictRow(verdict).title;
function verdictRow(verdict) {
	const found = VERDICTS.find((row) => row.name === verdict);
	if (!found) throw new TypeError(`${verdict} is not a verdict`);
	return found;
}
// src/model/machine-type.ts
const classSchema = string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected a class such as cpu-x2").max(120, "expected a class of at most 120 characters");
const NOISE = /^(nvidia|amd|geforce|tesla|quadro|instinct|sxm\d*|pcie|nvl|hbm\d*e?|\d+gb)$/;
function classOf(environment, ranks) {
	const model = (environment.deviceModel ?? "").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word && !NOISE.test(word));
	return [
		environment.accelerator,
		...model,
		`x${ranks}`
	].join("-");
}
const ranksOf = ({ suite }) => suite.scenarios[0]?.parameters.num_devices ?? 1;
const classOfRecord = (record) => classOf(record.environment, ranksOf(record));
const classOfTraining = ({ settings }) => classOf({
	accelerator: settings.accelerator,
	deviceModel: settings.device
}, settings.ranks);
function machineTypeInWords(className) {
	const [, device, ranks] = /^([a-z0-9-]+)-x(\d+)$/.exec(className) ?? [];
	if (!device) return className;
	return `${device.replaceAll("-", " ").toUpperCase()}, ${ranks} ${ranks === "1" ? "rank" : "ranks"}`;
}
const MOST_NAMED = 5;
function otherBaselinesInWords(known, judged) {
	const others = othersOf(known, judged);
	const named = others.slice(0, MOST_NAMED).map(machineTypeInWords);
	if (others.length > MOST_NAMED) named.push(`${others.length - MOST_NAMED} more`);
	return named.join("; ");
}
const othersOf = (known, judged) => known.filter((name) => name !== judged && isMachineType(name)).sort();
const isMachineType = (name) => /-x\d+$/.test(name) && classSchema.safeParse(name).success;
function otherBaselineNotices(known, judged) {
	const others = othersOf(known, judged);
	if (others.length === 0) return [];
	const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : "";
	return [`This run judges ${judged} alone. Baselines of other machine types exist: ${others.slice(0, MOST_NAMED).join(", ")}${more}.`];
}
// src/model/pins.ts
const PROBED = [
	"lightning",
	"pytorch-lightning",
	"torch",
	"numpy"
];
const FRAMEWORKS = ["lightning", "pytorch-lightning"];
const versionOf = (asked) => asked && "version" in asked ? asked.version : null;
const rangeOf = (asked) => asked && "range" in asked ? asked.range || "any version" : null;
const askedInWords = (asked) => asked && ("unknown" in asked ? asked.unknown : versionOf(asked) ?? rangeOf(asked));
// src/model/suite.ts
const DEFAULT_PARAMETERS = {
	seed_everything: true,
	seed: 42,
	seed_workers: true,
	num_workers: 2,
	persistent_workers: false,
	num_devices: 2,
	batch_size: 4,
	max_epochs: 3,
	dataset_size: 16
};
const SCENARIO_PARAMETERS = {
	...DEFAULT_PARAMETERS,
	max_epochs: 2
};
const DEFAULT_TOGGLES = {
	num_sanity_val_steps: 0,
	validate: false,
	max_steps: null,
	model: "linear",
	precision: "32-true",
	trainer: "bare",
	in_order: true,
	draws: false
};
const SUITE_NAMES = [
	"quick",
	"standard",
	"full"
];
function pick(given, like) {
	const entries = Object.keys(like).map((name) => [name, given[name]]);
	return Object.fromEntries(entries);
}
function buildSuite(name, rows, devices) {
	return {
		name,
		scenarios: Object.entries(rows).map(([id, row]) => {
			const { launcher = "warm", resumes = null, ranks = 1, runs = 1, ...rest } = row;
			const given = {
				...SCENARIO_PARAMETERS,
				...DEFAULT_TOGGLES,
				...rest,
				num_devices: devices * ranks
			};
			return {
				id,
				launcher,
				parameters: pick(given, DEFAULT_PARAMETERS),
				...pick(given, DEFAULT_TOGGLES),
				resumes,
				runs
			};
		})
	};
}
const isRepeated = ({ runs, parameters }) => runs > 1 && parameters.seed_everything;
const ranOnce = (suite, equal) => ({
	...suite,
	scenarios: suite.scenarios.map((each) => equal.includes(each.id) && isRepeated(each) ? {
		...each,
		runs: 1
	} : each)
});
function rowOf(scenario, devices) {
	const { id: _, runs: __, launcher, parameters, resumes, ...toggles } = scenario;
	const { num_devices, ...rest } = parameters;
	const standard = {
		...SCENARIO_PARAMETERS,
		...DEFAULT_TOGGLES,
		launcher: "warm",
		resumes: null,
		ranks: 1
	};
	const all = {
		...rest,
		...toggles,
		launcher,
		resumes,
		ranks: num_devices / devices
	};
	return Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== standard[name]));
}
// src/model/torch-build.ts
const TORCH_BUILDS = [
	"auto",
	"cpu",
	"pinned"
];
const PYTORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu";
const text$3 = string().min(1).max(500);
const torchBuildSchema = strictObject({
	build: _enum(["cpu", "pinned"]),
	why: text$3,
	version: text$3.nullable(),
	hash: string().regex(/^[0-9a-f]{64}$/).nullable()
});
const partsOf = (version) => {
	const [release = "", local = ""] = version.split("+");
	return [release, local];
};
function standsIn(build, { asked, found }) {
	const [release, local] = partsOf(found);
	return build?.build === "cpu" && build.version === asked && local === "cpu" && release === partsOf(asked)[0];
}
const torchBuildInWords = ({ build, version, why }) => build === "cpu" ? `CPU build of ${version ? `the pinned ${version}` : "the version that the files allow"}` : `as pinned: ${why}`;
// src/pipeline/inputs.ts
const verdictNames = VERDICTS.map(({ name }) => name);
const failOn = string().transform((list, context) => {
	const names = list.split(",").map((name) => name.trim());
	if (names.find((name) => !verdictNames.includes(name)) !== void 0) context.addIssue({
		code: "custom",
		message: `expected some of ${verdictNames.join(", ")}`
	});
	return names;
});
const number = (low, high) => string().transform((text, context) => {
	const value = /^\d+$/.test(text) ? Number(text) : NaN;
	if (value >= low && value <= high) return value;
	context.addIssue({
		code: "custom",
		message: `expected a whole number from ${low} to ${high}`
	});
	return NEVER;
});
const MOST_SECONDS = 86400;
const duration = (unit) => string().transform((text, context) => {
	const value = parseDuration(text, unit);
	if (value !== null && value >= 1 && value <= MOST_SECONDS) return value;
	const [plain, what] = unit === "s" ? ["600", "seconds"] : ["10", "minutes"];
	const message = `expected a time from 1 s to 24 h such as 90s, 10m or ${plain}, which are ${what}`;
	context.addIssue({
		code: "custom",
		message
	});
	return NEVER;
});
const flag = preprocess((value) => typeof value === "boolean" ? String(value) : value, stringbool({
	truthy: ["true"],
	falsy: ["false"],
	error: "expected true or false"
})).default(false);
const INDEX = /^https:\/\/[^\s/]+(?:\/\S*)?$|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/\S*)?$/;
const text$2 = (description, standard = "") => string().default(standard).describe(description);
const itemsOf = (list, separator) => list.split(separator).map((item) => item.trim()).filter(Boolean);
const names = preprocess((value) => Array.isArray(value) ? value.join(",") : value, string().transform((list) => itemsOf(list, /[,\n]/))).default([]);
const chosen = names.refine((list) => list.every((name) => /^[A-Za-z0-9][\w.-]*$/.test(name)), { error: "expected names, separated by commas or lines" });
const chosenTrainings = string().transform((list, context) => {
	const found = itemsOf(list, /[,\n]/);
	const [only = ""] = found;
	if (only === "all" || only === "none") {
		if (found.length === 1) return only;
	} else if (found.length && found.every((name) => /^[a-z0-9-]{1,40}$/.test(name))) return found;
	context.addIssue({
		code: "custom",
		message: "expected all, none, or names of trainings, separated by commas or lines"
	});
	return NEVER;
}).default("all");
const runInputs = object({
	cwd: text$2("The repository, or the part of it, to check.", "."),
	python: text$2("A command that starts a Python with Lightning, such as `.venv/bin/python` or `uv run python`. Default: the action builds an environment from the versions that the repository pins."),
	basePython: text$2("The same for the base commit. If you set {python}, a comparison with the base commit needs this, too."),
	manifest: text$2("The lock or manifest that pins the versions, such as `projects/train/uv.lock`, relative to {cwd}. Default: found automatically."),
	extra: chosen.describe("Extras to install, such as `cpu`, separated by commas or lines. Default: those of `.lddpr/config.yml`, otherwise none."),
	group: chosen.describe("Dependency groups to install, besides those that the tool installs by default; in a Pipfile, categories."),
	framework: _enum(["auto", ...FRAMEWORKS]).default("auto").describe("The Lightning to measure: `lightning`, `pytorch-lightning`, or `auto`: that of `.lddpr/config.yml`, otherwise the one that your code below {cwd} imports."),
	allowVersionMismatch: flag.describe("`true` also measures an interpreter that lacks the pinned versions, or the Lightning that your code imports; each report says so. `false` makes that an `error`."),
	suite: _enum(SUITE_NAMES).optional().describe("Which scenarios to run: `quick`, `standard` or `full`. Default: that of `.lddpr/config.yml`, otherwise `standard`."),
	trainings: chosenTrainings.describe("Your own trainings to run after the suite, out of `.lddpr/config.yml`: `all`, `none`, or names, separated by commas or lines."),
	devices: number(1, 64).default(2).describe("Ranks of each scenario, from 1 to 64."),
	accelerator: _enum([
		"auto",
		"cpu",
		"gpu"
	]).default("auto").describe("`cpu`, `gpu`, or `auto`: GPUs if each rank can have one, otherwise the CPU."),
	class: union([literal(""), classSchema]).default("").describe("The machine type to expect, such as `cuda-h100-x2`: a record of another one is an error. With {accelerator} `auto` it also chooses the device. Default: any."),
	baseline: text$2("Directory of the baselines, relative to {cwd}.", ".lddpr"),
	compareWith: _enum([
		"auto",
		"baseline",
		"base"
	]).default("auto").describe("`baseline`: the committed baseline of this machine type. `base`: the versions of the base commit, measured in the same run. `auto`: the baseline if there is one, otherwise `base`."),
	base: text$2("The commit that the change starts from. Default: the base of the pull request, otherwise the merge base with the default branch of `origin`."),
	failOn: failOn.default(VERDICTS.filter(({ exit }) => exit !== 0).map(({ name }) => name)).describe("Verdicts that fail, separated by commas: `error`, `unstable`, `violation`, `drift`, `new`, `match`. `error` always fails. Default: all but `match`."),
	reportDir: text$2("Directory of the reports, relative to {cwd}.", "lddpr-report"),
	timeout: duration("s").default(600).describe("The most that all scenarios together may take, such as `90s` or `10m`. A number alone counts seconds."),
	install: _enum(["needed", "whole"]).default("needed").describe("`needed` installs PyTorch, Lightning, NumPy and their dependencies, if the lock shows which these are. `whole` installs everything."),
	torchBuild: _enum(TORCH_BUILDS).default("auto").describe("The build of torch. `auto`: without a GPU the CPU build of the pinned version, a tenth of the download; with one, or if {torchIndex} has no CPU build, the pinned build. `cpu`: the CPU build, or an error. `pinned`: the pinned build."),
	torchIndex: string().regex(INDEX, "expected an address that begins with https://, or with http:// on this machine").default(PYTORCH_CPU_INDEX).describe("The package index that has the CPU builds of torch."),
	noInstall: boolean().default(false).describe("Build no environment; use one that is cached.")
});
const patterns = string().transform((list, context) => {
	const found = itemsOf(list, "\n");
	if (found.some((pattern) => /^[!/]|\\/.test(pattern))) context.addIssue({
		code: "custom",
		message: "expected patterns such as docker/** or setup-*.sh, without a ! or / at their beginning"
	});
	return found;
}).default([]);
const planInputs = runInputs.pick({
	cwd: true,
	manifest: true,
	extra: true,
	group: true,
	baseline: true,
	base: true
}).extend({
	python: text$2("The {python} of the check, if that has one. {watch} must then name what the interpreter is built from: without it the answer is `true`."),
	watch: patterns.describe("Files whose change needs a measurement, as patterns (`docker/**`, `setup-*.sh`), one a line, relative to {cwd}.")
});
const actionInputs = object({
	recordPath: text$2("The record to judge, relative to {cwd}: a file, or a directory with `record.json`. Default: `record.json` in {reportDir}."),
	recordDigest: string().regex(/^([0-9a-f]{64})?$/i, "expected the 64 digits of the output record-digest of lddpr-action/record").default("").describe("The output `record-digest` of the job that measures: another file is an `error`. Default: any file at {recordPath} is judged."),
	allowForkPr: flag.describe("`true` measures a fork's pull request on a runner that GitHub does not host. The fork's code can then take over that machine: only for single-use runners."),
	comment: _enum([
		"always",
		"on-change",
		"never"
	]).default("on-change").describe("When to write a comment: `always`, `never`, or `on-change`: if something has changed, also if somebody has accepted it. All but `never` update an existing comment."),
	commentId: string().regex(/^[A-Za-z0-9._-]{1,64}$/, "expected up to 64 letters, digits, dots, dashes, underscores").default("default").describe("Keeps the comments of several jobs apart. Give each job of a matrix its own: up to 64 letters, digits, dots, dashes, underscores."),
	pendingPath: text$2("The pending baseline to accept, or a directory of them, relative to {cwd}. Not on `issue_comment`: the command names it. Default: `pending` in {reportDir}."),
	reason: text$2("Why this baseline is right; kept in the file. Not on `issue_comment`: the command says it."),
	acceptViolation: names.describe("Checks whose failure you accept, too, separated by commas or lines. Not on `issue_comment`: the command names them."),
	shrink: flag.describe("`true` accepts a baseline that lacks streams of the committed one. Not on `issue_comment`: there the command has `--shrink`."),
	commit: flag.describe("`true` commits the baseline to the branch of the pull request, or to the branch that the workflow was started on; it needs `contents: write`. `false` writes it to {reportDir}, and prints a command to copy."),
	githubToken: text$2("Writes comments, with `pull-requests: write`; fetches the base commit if the checkout lacks it, with `contents: read`. Empty: no comment. Default: the token of the job.")
});
const describeInput = (field, spell) => (globalRegistry.get(field)?.description ?? "").replace(/\{(\w+)\}/g, (_, name) => `\`${spell(name)}\``);
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
function parseInputs(schema, values) {
	const result = schema.safeParse(values, { reportInput: true });
	if (result.success) return result.data;
	const { path, problem } = firstIssue(result.error, glimpse, schema);
	throw wrongInput(String(path[0] ?? ""), problem);
}
// src/model/packages.ts
const normalise = (name) => name.toLowerCase().replace(/[-_.]+/g, "-");
const MAX_LENGTH = 500;
function meets(version, range) {
	if (version.length > MAX_LENGTH || range.length > MAX_LENGTH || !valid(version)) return null;
	try {
		return range.split("||").some((each) => each.trim() === "" || satisfies(version, each, { prereleases: true }));
	} catch {
		return null;
	}
}
// src/model/record.ts
const RECORD_VERSION = 1;
const LIMITS = {
	packages: {
		most: 5e3,
		reason: "the largest images hold a thousand distributions, or two"
	},
	variables: {
		most: 1e3,
		reason: "a cluster may set some hundred"
	},
	scenarios: {
		most: 500,
		reason: "a configuration may ask for so many runs"
	},
	runs: {
		most: 500,
		reason: "the same"
	},
	ranks: {
		most: 512,
		reason: "64 devices, and eight ranks for each"
	},
	workers: {
		most: 256,
		reason: "of each rank; more than cores of any machine"
	},
	channels: {
		most: 1e5,
		reason: "of one run: 512 ranks with 60 workers each"
	},
	steps: {
		most: 1e6,
		reason: "a scenario is to end within minutes"
	},
	epochs: {
		most: 1e4,
		reason: "a baseline has a digest for each"
	},
	"characters of a name": {
		most: 200,
		reason: "PyPI and the names of streams stay below"
	},
	"characters of a path": {
		most: 4096,
		reason: "the limit of Linux"
	},
	"characters of a device": {
		most: 100,
		reason: "it becomes the name of a file; a slice of an RTX PRO 6000 Max-Q has 67"
	},
	"characters of a trail": {
		most: 8192,
		reason: "the probe keeps 64 entries"
	}
};
const tooMany = (what) => `expected at most ${LIMITS[what].most} ${what}`;
const text$1 = (what = "characters of a name") => string().max(LIMITS[what].most, tooMany(what));
const name = text$1().min(1);
const atMost = (what, least = 1) => int().min(least).max(LIMITS[what].most, tooMany(what));
function few(what, schema) {
	const size = (value) => (Array.isArray(value) ? value : Object.keys(Object(value))).length;
	const isFew = (value) => size(value) <= LIMITS[what].most;
	return unknown().refine(isFew, {
		error: tooMany(what),
		abort: true
	}).pipe(schema);
}
const hex = (digits) => string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const count = int().nonnegative();
const epochSchema = strictObject({
	epoch: count,
	draws: int().positive(),
	digest: hex(32),
	startsOver: int().positive().nullable(),
	head: array(text$1().regex(/^(-?\d+|-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/)).min(1).max(8),
	trail: text$1("characters of a trail").regex(/^\d+:[0-9a-f]{8}( \d+:[0-9a-f]{8})*$/)
});
const parametersSchema = strictObject({
	seed_everything: boolean(),
	seed: count,
	seed_workers: boolean(),
	num_workers: atMost("workers", 0),
	persistent_workers: boolean(),
	num_devices: atMost("ranks"),
	batch_size: int().positive(),
	max_epochs: atMost("epochs"),
	dataset_size: int().positive()
});
const togglesSchema = strictObject({
	num_sanity_val_steps: count,
	validate: union([boolean(), literal("quiet")]),
	max_steps: atMost("steps").nullable(),
	model: _enum([
		"linear",
		"regularized",
		"stateful"
	]),
	precision: _enum(["32-true", "bf16-mixed"]),
	trainer: _enum(["bare", "default"]),
	in_order: boolean(),
	draws: boolean()
});
const rowSchema = strictObject({
	...parametersSchema.omit({ num_devices: true }).partial().shape,
	...togglesSchema.partial().shape,
	launcher: _enum(["warm", "lightning"]).optional(),
	resumes: string().optional(),
	ranks: int().min(1).max(8).optional(),
	runs: int().min(1).max(100).optional()
});
const scenarioSchema = strictObject({
	id: text$1().regex(/^[a-z0-9-]+$/),
	launcher: _enum(["warm", "lightning"]),
	parameters: parametersSchema,
	...togglesSchema.shape,
	resumes: text$1().nullable(),
	runs: atMost("runs")
});
const suiteSchema = strictObject({
	name,
	scenarios: few("scenarios", array(scenarioSchema).min(1))
});
const packageSchema = strictObject({
	name,
	version: name,
	imported: boolean()
});
const doneSchema = _enum([
	"scrubbed",
	"default",
	"overridden",
	"parents",
	"varied",
	"kept",
	"needed"
]);
const variableSchema = strictObject({
	name,
	value: text$1().nullable(),
	done: doneSchema
});
const deviceSchema = strictObject({
	name: text$1("characters of a device"),
	uuid: text$1().nullable()
});
const environmentSchema$1 = strictObject({
	framework: strictObject({
		name: _enum(["lightning", "pytorch-lightning"]),
		version: name,
		file: text$1("characters of a path").min(1)
	}),
	python: name,
	platform: name,
	accelerator: _enum(["cpu", "cuda"]),
	deviceModel: text$1("characters of a device").nullable(),
	cuda: text$1().nullable(),
	gpu: strictObject({
		driver: text$1().nullable(),
		nccl: text$1().nullable(),
		cudnn: text$1().nullable(),
		hip: text$1().nullable(),
		devices: few("ranks", array(deviceSchema))
	}).nullable().default(null),
	cpuCapability: name,
	threads: int().positive(),
	hashSeed: text$1(),
	variables: few("variables", array(variableSchema)).default([]),
	packages: few("packages", array(packageSchema).min(1)),
	torchBuild: torchBuildSchema.optional()
});
const loadingSchema = strictObject({
	rank: count,
	workers: atMost("workers", 0),
	batches: few("epochs", array(strictObject({
		phase: _enum(["train", "validate"]),
		epoch: count,
		by: text$1("characters of a trail").regex(/^\d+( \d+)*$/)
	})))
});
const runSchema = strictObject({
	scenario: name,
	run: count,
	seconds: number$1().nonnegative(),
	retries: count,
	partition: few("epochs", array(strictObject({
		epoch: count,
		drawn: count,
		distinct: count,
		shared: count
	}))),
	loading: few("ranks", array(loadingSchema)),
	channels: few("channels", record(name, few("epochs", array(epochSchema).min(1))))
});
const nameOfRun = ({ scenario, run }) => `${scenario}, run ${run + 1}`;
const recordSchema = strictObject({
	schemaVersion: literal(RECORD_VERSION),
	kind: literal("record"),
	probe: name,
	suite: suiteSchema,
	environment: environmentSchema$1,
	equal: few("scenarios", array(name)).default([]),
	runs: few("runs", array(runSchema))
});
const importedPackages = (record) => record.environment.packages.filter(({ imported }) => imported);
// src/model/same-streams.ts
const PLACE = /^([a-z0-9-]+)\/(rank(\d+)(?:-\d+)?)$/;
const NAME$1 = /^([a-z0-9-]+\/rank\d+(?:-\d+)?)\/(.+)$/;
const REFERENCE = /^= ([a-z0-9-]+\/rank\d+(?:-\d+)?)$/;
const refersTo = (place) => `= ${place}`;
function withReferences(streams, rows, print) {
	const places = placesOf(streams, rows, print);
	const models = modelsOf(places);
	const written = new Map(Object.entries(streams));
	const known = new Map();
	for (const { place, texts } of places) {
		const model = models.get(place);
		if (model) written.set(place, refersTo(model.place));
		for (const [part, text] of texts) {
			const name = `${place}/${part}`;
			const same = known.get(`${part} ${text}`);
			if (same === void 0) known.set(`${part} ${text}`, place);
			else if (model?.texts.get(part) === text) written.delete(name);
			else written.set(name, refersTo(same));
		}
	}
	return Object.fromEntries(written);
}
function placesOf(streams, rows, print) {
	const places = new Map();
	for (const [name, stream] of Object.entries(streams)) {
		const [, place = "", part = ""] = NAME$1.exec(name) ?? [];
		const [, scenario = "", rank = "", number] = PLACE.exec(place) ?? [];
		if (!part) continue;
		const distance = Object.keys(rows[scenario] ?? {}).length;
		const empty = {
			place,
			scenario,
			rank,
			number: Number(number),
			distance,
			texts: new Map()
		};
		const found = places.get(place) ?? empty;
		found.texts.set(part, print(stream));
		places.set(place, found);
	}
	return [...places.values()].sort((a, b) => a.distance - b.distance || compareText(a.scenario, b.scenario) || a.number - b.number);
}
const compareText = (a, b) => a === b ? 0 : a < b ? -1 : 1;
function modelsOf(places) {
	const models = new Map();
	const roots = [];
	for (const each of places) {
		const sameRank = roots.filter(({ rank }) => rank === each.rank);
		const sameScenario = roots.filter(({ scenario }) => scenario === each.scenario);
		const model = sameRank.find((other) => isLike(each, other, 1 / 2)) ?? sameScenario.find((other) => isLike(each, other, 3 / 4));
		if (model) models.set(each.place, model);
		else roots.push(each);
	}
	return models;
}
function isLike({ texts }, model, least) {
	const shared = [...model.texts];
	const equal = shared.filter(([part, text]) => texts.get(part) === text);
	return shared.every(([part]) => texts.has(part)) && equal.length >= least * shared.length;
}
const MOST = 1e5;
function withoutReferences(written, context) {
	const streams = new Map();
	const wrong = (name, message) => {
		context.addIssue({
			code: "custom",
			path: [name],
			message,
			input: written[name]
		});
		return Object.fromEntries(streams);
	};
	const isPlace = (name) => PLACE.test(name);
	const [places, own] = [true, false].map((wanted) => Object.entries(written).filter(([name]) => isPlace(name) === wanted));
	for (const [name, value] of own) {
		const found = typeof value === "string" ? streamOf(name, value, written) : value;
		if (typeof found === "string") return wrong(name, found);
		streams.set(name, found);
	}
	const byPlace = Map.groupBy([...streams], ([name]) => NAME$1.exec(name)?.[1] ?? "");
	for (const [name, value] of places) {
		const model = typeof value === "string" ? REFERENCE.exec(value)?.[1] : void 0;
		if (model === void 0) return wrong(name, EXPECTED);
		if (Object.hasOwn(written, model)) return wrong(name, `expected ${model} ${OWN_VALUES}`);
		const members = byPlace.get(model);
		if (!members) return wrong(name, `expected streams of ${model} in this file, found none`);
		if (streams.size + members.length > MOST) return wrong(name, `expected at most ${MOST} streams`);
		for (const [stream, content] of members) {
			const here = `${name}${stream.slice(model.length)}`;
			if (!streams.has(here)) streams.set(here, content);
		}
	}
	return Object.fromEntries(streams);
}
const EXPECTED = "expected a reference such as = seeded/rank0";
const OWN_VALUES = "to have values of its own, found another reference";
function streamOf(name, reference, written) {
	const place = REFERENCE.exec(reference)?.[1];
	const part = NAME$1.exec(name)?.[2];
	if (place === void 0 || part === void 0) return EXPECTED;
	const wanted = `${place}/${part}`;
	const found = Object.hasOwn(written, wanted) ? written[wanted] : void 0;
	if (found === void 0) return `expected ${wanted} in this file, found no such stream`;
	return typeof found === "string" ? `expected ${wanted} ${OWN_VALUES}` : found;
}
// src/model/baseline.ts
const VERSIONS = [1, 2];
const text = string().min(1);
const channelSchema = strictObject({
	epochs: array(union([hex(16), hex(8)])).min(1),
	head: array(text).optional(),
	trail: array(string()).optional()
});
const acceptedSchema = strictObject({
	check: text,
	subjects: array(text).min(1),
	reason: text,
	author: text
});
const environmentSchema = strictObject({
	framework: strictObject({
		name: text,
		version: text
	}),
	python: text,
	platform: text,
	accelerator: _enum(["cpu", "cuda"]),
	deviceModel: string().nullable(),
	cuda: string().nullable(),
	gpu: strictObject({
		driver: string().nullable(),
		nccl: string().nullable(),
		cudnn: string().nullable(),
		hip: string().nullable()
	}).nullish(),
	cpuCapability: text,
	threads: int().positive()
});
const ABOUT = `The random streams of this repository as somebody accepted them. https://github.com/${REPOSITORY}/blob/v1/docs/baseline.md`;
const common = {
	schemaVersion: literal(VERSIONS),
	class: classSchema,
	about: text.max(300),
	suite: text,
	devices: int().positive(),
	scenarios: record(text, rowSchema.omit({ runs: true })),
	environment: environmentSchema,
	packages: record(text, text),
	accepted: array(acceptedSchema),
	channels: record(text, union([channelSchema, text])).transform(withoutReferences),
	digest: hex(64)
};
const baselineSchema = strictObject({
	...common,
	kind: literal("baseline"),
	reason: text,
	author: text
});
const replacedSchema = strictObject({
	suite: text,
	digest: hex(64),
	streams: int().positive(),
	lost: array(strictObject({
		scenario: text,
		streams: int().positive(),
		why: _enum([
			"left out",
			"edited",
			"not measured"
		])
	}))
});
const pendingSchema = strictObject({
	...common,
	kind: literal("pending"),
	verdict: _enum([
		"unstable",
		"violation",
		"drift",
		"new",
		"match"
	]),
	violations: array(acceptedSchema.pick({
		check: true,
		subjects: true
	})),
	replaces: replacedSchema.nullable()
});
// src/model/subject.ts
const BETWEEN = ": ";
const formatSubject = ({ scenario, part }) => `${scenario}${BETWEEN}${part}`;
function parseSubject(text) {
	const at = text.indexOf(BETWEEN);
	return at === -1 ? {
		scenario: "",
		part: text
	} : {
		scenario: text.slice(0, at),
		part: text.slice(at + 2)
	};
}
// src/model/kinds.ts
const NAMES = {
	record: "a record",
	baseline: "a committed baseline",
	pending: "a proposed baseline",
	"training-baseline": "the committed baseline of a training",
	"training-pending": "a proposed baseline of a training",
	report: "a report",
	bisection: "what a bisection found"
};
const PROPOSAL = "a proposal lies in lddpr-report/pending/";
const RECORD = "the record lies in lddpr-report/record.json";
const REMEDIES = {
	"training-baseline": { "training-pending": "`lddpr accept` makes a baseline of it" },
	"training-pending": { "training-baseline": "it counts already" },
	pending: {
		baseline: `it counts already; ${PROPOSAL}`,
		record: "`lddpr compare` with it proposes a baseline",
		report: PROPOSAL,
		bisection: PROPOSAL
	},
	baseline: {
		pending: "`lddpr accept` makes a baseline of it",
		record: "`lddpr compare` with it proposes a baseline"
	},
	record: {
		baseline: `${RECORD}, and a baseline comes second: lddpr compare RECORD BASELINE`,
		pending: RECORD,
		report: RECORD,
		bisection: RECORD
	}
};
function kindOf(value) {
	if (typeof value !== "object" || value === null) return null;
	const { kind } = value;
	const isOurs = (word) => typeof word === "string" && word in NAMES;
	if (isOurs(kind)) return kind;
	if ("culprits" in value && "trials" in value) return "bisection";
	return "verdict" in value && "checks" in value ? "report" : null;
}
function otherKind(value, expected) {
	const found = kindOf(value);
	if (found === null || found === expected) return null;
	const remedy = REMEDIES[expected][found];
	return `expected ${NAMES[expected]}, found ${NAMES[found]}${remedy ? `: ${remedy}` : ""}`;
}
// src/model/draws.ts
const ROWS = {
	python: {
		exact: `random getrandbits randbytes randrange randint choice choices choices-weights shuffle sample
      sample-large uniform triangular`,
		computed: `gauss normalvariate expovariate gammavariate betavariate lognormvariate vonmisesvariate
      paretovariate weibullvariate`
	},
	numpy: {
		exact: `random rand uniform randint randint-large choice choice-unique choice-p shuffle permutation
      poisson binomial multinomial random_sample bytes hypergeometric RandomState default_rng
      Generator.random Generator.uniform Generator.integers Generator.choice
      Generator.permutation Generator.shuffle Generator.permuted Generator.poisson
      Generator.binomial Generator.standard_normal Generator.normal Generator.exponential
      SeedSequence.spawn`,
		computed: `randn normal standard_normal exponential gamma beta dirichlet laplace logistic
      lognormal gumbel weibull rayleigh triangular vonmises chisquare standard_t geometric
      multivariate_normal`
	},
	torch: {
		exact: `rand rand-float64 rand_like randint randint-large randint_like randperm randperm-large randn-15
      bernoulli poisson multinomial-replacement Generator Tensor.uniform_ Tensor.random_ Tensor.normal_-15
      Tensor.geometric_ Tensor.cauchy_ Tensor.log_normal_ nn.init.uniform_ utils.data.random_split
      utils.data.random_split-fractions utils.data.RandomSampler utils.data.RandomSampler-long
      utils.data.RandomSampler-replacement utils.data.SubsetRandomSampler
      utils.data.WeightedRandomSampler utils.data.BatchSampler utils.data.DistributedSampler
      utils.data.DistributedSampler-drop_last`,
		computed: `randn-16 randn_like normal Tensor.normal_-16 binomial distributions.Gamma.sample
      distributions.Beta.sample distributions.Dirichlet.sample nn.init.normal_ nn.init.trunc_normal_
      nn.init.xavier_uniform_ nn.init.xavier_normal_ nn.init.kaiming_uniform_
      nn.init.kaiming_normal_ nn.init.orthogonal_ nn.init.sparse_ nn.Linear nn.Linear-16
      nn.Bilinear nn.Conv2d nn.ConvTranspose2d nn.Embedding nn.RNN nn.LSTM nn.GRU
      nn.MultiheadAttention nn.TransformerEncoderLayer`,
		byVendor: `multinomial Tensor.exponential_ Tensor.bernoulli_ nn.functional.dropout
      nn.functional.dropout2d nn.functional.alpha_dropout nn.functional.rrelu
      nn.functional.gumbel_softmax distributions.Categorical.sample`
	},
	cuda: { exact: `rand randn randint randint-large randperm randperm-large multinomial Tensor.normal_
      Tensor.uniform_ Tensor.exponential_ Tensor.bernoulli_ nn.functional.dropout` }
};
const STATE = "state";
const FAILED = "4b3acdcf9c37ff6a0fb7430e81c2befd";
const list = (names = "") => names.split(/\s+/).filter(Boolean);
function expectedDraws(accelerator) {
	return Object.entries(ROWS).filter(([name]) => name !== "cuda" || accelerator === name).flatMap(([library, { exact, computed, byVendor }]) => [
		`draw/${library}/${STATE}`,
		...list(exact).map((name) => `draw/${library}/${name}`),
		...list(computed).flatMap((name) => [`draw/${library}/${name}`, `draw.computed/${library}/${name}`]),
		...list(byVendor).map((name) => `draw.computed/${library}/${name}`)
	]);
}
const PLACES = new Map(expectedDraws("cuda").map((name, index) => [name, index]));
const placeOf = (group) => PLACES.get(group) ?? PLACES.size;
const isState = ({ draw }) => draw === STATE;
const hasValues = ({ kind, library, draw }) => draw !== null && draw !== STATE && (kind === "draw.computed" || !PLACES.has(`draw.computed/${library}/${draw}`));
const MODULES = {
	python: "random",
	numpy: "numpy.random"
};
function functionOf({ library, draw }) {
	const [name, special] = draw?.split("-") ?? [];
	const place = library === "cuda" ? " on a GPU" : "";
	return `${MODULES[library ?? ""] ?? "torch"}.${name}${place}${special ? ` (${special})` : ""}`;
}
// src/model/channels.ts
const KINDS = {
	seeds: { once: true },
	draw: { once: true },
	"draw.computed": {
		once: true,
		computed: true
	},
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
	modes: {},
	dropout: {},
	"weights.start": {
		once: true,
		computed: true
	},
	"buffers.start": {
		once: true,
		computed: true
	},
	"state.start": {
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
	},
	"state.end": {
		once: true,
		computed: true
	}
};
const ORDER = Object.keys(KINDS);
const PLACE_OF_KIND = new Map(ORDER.map((kind, place) => [kind, place]));
const has = (kind, property) => property in KINDS[kind];
const happensOnce = (kind) => has(kind, "once");
const LIBRARIES = [
	"python",
	"numpy",
	"torch"
];
const STATES = [
	"optimizers",
	"schedulers",
	"callbacks",
	"module"
];
const NAME = new RegExp(`^(?<scenario>[a-z0-9-]+)/rank(?<rank>\\d+)(-\\d+)?/(?<kind>${ORDER.join("|").replaceAll(".", "\\.")})(?<worker>\\d*)(/(?<library>[a-z]+)(/(?<draw>[\\w.]+(-\\w+)?))?)?$`);
const PARSED = new Map();
function parseChannel(name) {
	const known = PARSED.get(name);
	if (known !== void 0) return known;
	const channel = parse(name);
	PARSED.set(name, channel);
	return channel;
}
function parse(name) {
	const groups = NAME.exec(name)?.groups;
	if (!groups) return null;
	const { scenario = "", rank, kind, worker, library, draw } = groups;
	if (isDraw({ kind }) !== (draw !== void 0)) return null;
	return {
		name,
		scenario,
		rank: Number(rank),
		kind,
		worker: worker ? Number(worker) : null,
		library: library ?? null,
		draw: draw ?? null
	};
}
function group(channel) {
	return [
		channel.kind,
		channel.library,
		channel.draw
	].filter(Boolean).join("/");
}
const isDraw = ({ kind }) => kind.startsWith("draw");
const isPortable = ({ kind }) => !has(kind, "computed");
function isReproducible({ kind }, parameters) {
	const { seed_everything, num_devices } = parameters;
	return seed_everything || kind === "val.order" || kind === "order" && num_devices > 1;
}
function byCause(a, b) {
	return (PLACE_OF_KIND.get(a.kind) ?? 0) - (PLACE_OF_KIND.get(b.kind) ?? 0);
}
function causalOrder(one, other) {
	const [a, b] = [one.channel, other.channel];
	return byCause(a, b) || one.place - other.place || a.rank - b.rank || (a.worker ?? 0) - (b.worker ?? 0) || a.name.localeCompare(b.name, "en");
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
	const { parameters, model, validate, draws } = scenario;
	const { num_devices, num_workers } = parameters;
	const steps = stepsPerEpoch(parameters);
	const loading = (busy) => num_workers === 0 ? ["dataset"] : range(0, Math.min(num_workers, busy)).map((w) => `worker${w}`);
	const drawn = (loader) => LIBRARIES.map((library) => `${loader}/${library}`);
	const main = accelerator === "cuda" ? [...LIBRARIES, "cuda"] : LIBRARIES;
	const whole = lastSteps === null ? epochs : epochs.slice(0, -1);
	const inEpoch = [
		"order",
		...main.map((library) => `main/${library}`),
		...validate ? ["modes"] : [],
		...model === "regularized" ? ["dropout"] : []
	];
	const rows = [
		[[
			"seeds",
			...draws ? expectedDraws(accelerator) : [],
			...[
				"init",
				"start",
				"end"
			].map((moment) => `weights.${moment}`),
			...model === "regularized" ? ["buffers.start", "buffers.end"] : [],
			...model === "stateful" ? STATES.flatMap((part) => [`state.start/${part}`, `state.end/${part}`]) : []
		], [0]],
		[inEpoch, epochs],
		[loading(lastSteps ?? steps).flatMap(drawn), epochs],
		[loading(steps).slice(loading(lastSteps ?? steps).length).flatMap(drawn), whole],
		[validate ? ["val.order"] : [], whole],
		[validate === true ? loading(steps).flatMap((loader) => drawn(`val.${loader}`)) : [], whole]
	];
	return new Map(range(0, num_devices).flatMap((rank) => rows.flatMap(([names, numbers]) => numbers.length ? names.map((name) => [`rank${rank}/${name}`, numbers]) : [])));
}
function viewRun(record, run) {
	const scenario = record.suite.scenarios.find(({ id }) => id === run.scenario);
	if (!scenario) throw new TypeError(`run of ${run.scenario}, which is not in the suite`);
	const { partition, loading } = run;
	const channels = channelsOf(run);
	return {
		scenario,
		span: spanOf(scenario, record.suite),
		partition,
		loading,
		channels
	};
}
const VIEWED = new WeakMap();
function channelsOf(run) {
	const known = VIEWED.get(run);
	if (known) return known;
	const view = Object.entries(run.channels).flatMap(([name, epochs]) => {
		const channel = parseChannel(`${run.scenario}/${name}`);
		return channel ? [{
			channel,
			epochs,
			place: placeOf(group(channel))
		}] : [];
	}).sort(causalOrder).map(({ channel, epochs }) => ({
		channel,
		epochs
	}));
	VIEWED.set(run, view);
	return view;
}
// src/model/coordinate.ts
function momentOf(channel, { epoch, step, draw }) {
	return (/\/(weights\.|state\.|draw)/.test(channel) ? [draw !== null && `value ${draw}`] : [
		`epoch ${epoch}`,
		step !== null && `step ${step}`,
		draw !== null && `draw ${draw}`
	]).filter(Boolean).join(" · ");
}
const coordinateOf = (channel, first) => [channel, momentOf(channel, first)].filter(Boolean).join(" · ");
// src/model/trail.ts
const parseTrail = (trail) => trail.split(" ").filter(Boolean).map((entry) => entry.split(":"));
// src/model/scope.ts
const ASPECTS = [
	{
		name: "the order of samples",
		how: "The indices of every rank and epoch, and whether the ranks share the dataset out.",
		seen: () => true
	},
	{
		name: "draws in the main process",
		how: "Each library draws in every step and, without workers, for each sample.",
		seen: () => true
	},
	{
		name: "draws in DataLoader workers",
		how: "Each library draws for each sample, in every worker.",
		seen: ({ parameters }) => parameters.num_workers > 0
	},
	{
		name: "what functions make of the draws",
		how: "The table of draws below: one digest for each function, initialiser, split and sampler.",
		seen: ({ draws }) => draws
	},
	{
		name: "persistent workers",
		how: "Their streams continue through all epochs.",
		seen: ({ parameters }) => parameters.persistent_workers
	},
	{
		name: "trainings without a seed",
		how: "Ranks and workers must differ, and DDP must make the weights equal.",
		seen: ({ parameters }) => !parameters.seed_everything
	},
	{
		name: "Lightning's launcher",
		how: "Lightning starts a run itself, with a fresh process for each rank.",
		seen: ({ launcher, parameters }) => launcher === "lightning" && parameters.num_devices > 1
	},
	{
		name: "a sanity check before training",
		how: "It draws, and must restore the generators.",
		seen: ({ num_sanity_val_steps: steps }) => steps > 0
	},
	{
		name: "validation between epochs",
		how: "Its draws, and whether training continues as it does without validation.",
		seen: ({ validate }) => validate !== false
	},
	{
		name: "the Trainer's default logger, bars and checkpoints",
		how: "A training draws the same values with and without them.",
		seen: ({ trainer }) => trainer === "default"
	},
	{
		name: "a resume at the end of an epoch",
		how: "A training that is cut and resumed, beside an uninterrupted one.",
		seen: (scenario, { suite }) => scenario.resumes !== null && !spanOf(scenario, suite).torn
	},
	{
		name: "a resume within an epoch",
		how: "The same, cut after a step: does the rest of the epoch follow, and on which samples?",
		seen: (scenario, { suite }) => spanOf(scenario, suite).torn !== null
	},
	{
		name: "twice as many ranks",
		how: "A seed that works for two ranks may collide for four.",
		seen: ({ parameters: mine }, { suite: { scenarios } }) => scenarios.some(({ parameters }) => parameters.num_devices < mine.num_devices)
	},
	{
		name: "dropout and BatchNorm",
		how: "The masks of every step, and the statistics of every rank.",
		seen: ({ model }) => model === "regularized"
	},
	{
		name: "mixed precision",
		how: "The same model in `bf16-mixed`.",
		seen: ({ precision }) => precision !== "32-true"
	},
	{
		name: "GPUs",
		how: "Everything on CUDA devices, with their draws, if there is one for each rank.",
		seen: (_, { accelerator }) => accelerator === "cuda"
	},
	{
		name: "your own model, data and callbacks",
		how: "The probe trains a tiny model of its own. Yours behaves like it only where it draws from the same generators.",
		seen: null
	},
	{
		name: "samplers of your own in a training",
		how: "The table of draws has torch's samplers. A training uses the default one, which Lightning makes distributed.",
		seen: null
	},
	{
		name: "strategies other than DDP",
		how: "FSDP, DeepSpeed and model parallelism start and seed differently.",
		seen: null
	},
	{
		name: "several machines",
		how: "Suites run the ranks of one machine. You can [measure several](evidence/multi-node.md) by hand.",
		seen: null
	},
	{
		name: "torch.compile",
		how: "Compiled code may draw in another order, and compiling takes longer than all scenarios together.",
		seen: null
	}
];
function notLookedAt(suite, accelerator) {
	const isSeen = ({ seen }) => suite.scenarios.some((each) => seen?.(each, {
		suite,
		accelerator
	}));
	return ASPECTS.filter((aspect) => !isSeen(aspect)).map(({ name }) => name);
}
// src/model/doctor.ts
const value = union([
	string(),
	number$1(),
	boolean(),
	_null(),
	array(string())
]);
const stepSchema = object({
	name: string(),
	seconds: number$1(),
	result: record(string(), value).nullable(),
	error: string().nullable()
});
const examinedSchema = object({
	machine: object({
		lddpr: string(),
		platform: string(),
		python: string(),
		cores: number$1(),
		memory: number$1(),
		sharedMemory: object({
			total: number$1(),
			free: number$1()
		}).nullable(),
		cards: array(record(string(), string())).nullable(),
		topology: string().nullable()
	}),
	accelerator: _enum(["cpu", "gpu"]),
	steps: array(stepSchema)
});
export { rowOf as $, hex as A, kebab as B, formatSubject as C, pendingSchema as D, baselineSchema as E, meets as F, PYTORCH_CPU_INDEX as G, parseInputs as H, normalise as I, torchBuildInWords as J, partsOf as K, actionInputs as L, nameOfRun as M, recordSchema as N, withReferences as O, rowSchema as P, ranOnce as Q, describeInput as R, otherKind as S, ABOUT as T, planInputs as U, number as V, runInputs as W, buildSuite as X, SUITE_NAMES as Y, isRepeated as Z, FAILED as _, momentOf as a, classOfRecord as at, isState as b, group as c, isMachineType as ct, isPortable as d, otherBaselinesInWords as dt, FRAMEWORKS as et, isReproducible as f, ranksOf as ft, viewRun as g, titleOf as gt, stepsPerEpoch as h, gravestVerdict as ht, coordinateOf as i, versionOf as it, importedPackages as j, doneSchema as k, happensOnce as l, machineTypeInWords as lt, spanOf as m, exitCode as mt, notLookedAt as n, askedInWords as nt, byCause as o, classOfTraining as ot, parseChannel as p, VERDICTS as pt, standsIn as q, parseTrail as r, rangeOf as rt, expectedChannels as s, classSchema as st, examinedSchema as t, PROBED as tt, isDraw as u, otherBaselineNotices as ut, functionOf as v, parseSubject as w, PROPOSAL as x, hasValues as y, duration as z };
