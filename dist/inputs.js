import { r as wrongInput } from "./errors.js";
import { f as string, i as boolean, l as object, m as union, n as _enum, p as stringbool, s as literal, y as NEVER } from "./schemas.js";
import { n as firstIssue, r as glimpse } from "./json.js";
import { r as classSchema } from "./machine-type.js";
// src/model/verdict.ts
const VERDICTS = [
	{
		name: "error",
		exit: 2,
		title: "Could not measure"
	},
	{
		name: "unstable",
		exit: 4,
		title: "Runs do not repeat"
	},
	{
		name: "violation",
		exit: 3,
		title: "Reproducibility is broken"
	},
	{
		name: "drift",
		exit: 1,
		title: "Random streams have changed"
	},
	{
		name: "new",
		exit: 5,
		title: "No baseline yet"
	},
	{
		name: "match",
		exit: 0,
		title: "Nothing has changed"
	}
];
function exitCode(verdict, failOn) {
	return verdict === "error" || failOn.includes(verdict) ? describe(verdict).exit : 0;
}
function describe(verdict) {
	const found = VERDICTS.find((row) => row.name === verdict);
	if (!found) throw new TypeError(`${verdict} is not a verdict`);
	return found;
}
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
const DEFAULT_TOGGLES = {
	num_sanity_val_steps: 0,
	validate: false,
	max_steps: null,
	model: "linear",
	precision: "32-true"
};
const SUITE_NAMES = [
	"quick",
	"standard",
	"full"
];
function suiteOf(name, rows, devices) {
	return {
		name,
		scenarios: Object.entries(rows).map(([id, row]) => {
			const { launcher = "warm", resumes = null, ranks = 1, runs = 1, ...rest } = row;
			const { num_sanity_val_steps, validate, max_steps, model, precision, ...parameters } = {
				...DEFAULT_PARAMETERS,
				num_devices: devices * ranks,
				...DEFAULT_TOGGLES,
				...rest
			};
			return {
				id,
				launcher,
				parameters,
				num_sanity_val_steps,
				validate,
				max_steps,
				model,
				precision,
				resumes,
				runs
			};
		})
	};
}
function describedBy(scenario, devices) {
	const { id: _, runs: __, launcher, parameters, resumes, ...toggles } = scenario;
	const { num_devices, ...rest } = parameters;
	const standard = {
		...DEFAULT_PARAMETERS,
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
const runInputs = object({
	cwd: string().default(".").describe("the repository to check"),
	python: string().default("").describe("a command that starts Python; absent, an environment is built from the pinned versions"),
	basePython: string().default("").describe("the same for the base commit, where compare-with is base and python names an interpreter"),
	manifest: string().default("").describe("the lock or manifest with the versions, seen from cwd; absent, it is looked for"),
	suite: _enum(SUITE_NAMES).optional().describe("which scenarios to run; absent, what config.yml beside the baselines says, or standard"),
	devices: number(1, 64).default(2).describe("ranks of each scenario"),
	accelerator: _enum([
		"auto",
		"cpu",
		"gpu"
	]).default("auto").describe("auto takes GPUs if there is one for each rank, the CPU otherwise"),
	class: union([literal(""), classSchema]).default("").describe("the machine type that must be measured, such as cuda-h100-x2; another one is an error; absent, any"),
	baseline: string().default(".lddpr").describe("directory of the baselines, seen from cwd"),
	compareWith: _enum(["baseline", "base"]).default("baseline").describe("what to compare with: the committed baseline, or the versions of the base commit, probed in the same run"),
	base: string().default("").describe("the commit that the change starts from; absent, the one of the pull request, or where HEAD left the default branch of origin"),
	failOn: failOn.default(VERDICTS.filter(({ exit }) => exit !== 0).map(({ name }) => name)).describe("verdicts that fail, separated by commas; error always does"),
	reportDir: string().default("lddpr-report").describe("directory of the reports, seen from cwd"),
	timeout: number(1, 86400).default(600).describe("seconds for all scenarios together"),
	install: _enum(["needed", "whole"]).default("needed").describe("what of a lock an environment gets: what the probe needs, where the lock tells that apart, or all of it"),
	noInstall: boolean().default(false).describe("build no environment; use one that is cached")
});
const patterns = string().transform((list, context) => {
	const found = list.split("\n").map((line) => line.trim()).filter(Boolean);
	if (found.some((pattern) => /^[!/]|\\/.test(pattern))) context.addIssue({
		code: "custom",
		message: "expected patterns such as docker/** or setup-*.sh, without a ! or / at their beginning"
	});
	return found;
}).default([]);
const planInputs = runInputs.pick({
	cwd: true,
	manifest: true,
	baseline: true,
	base: true
}).extend({
	python: string().default("").describe("the same as for the check, where that has one: then watch must name what the interpreter is built from"),
	watch: patterns.describe("files whose change is a reason to measure, seen from cwd: patterns (`*`, `**`, `?`, `[a-z]`, `{a,b}`), one a line")
});
const MODES = [
	"check",
	"record",
	"report",
	"accept"
];
const flag = stringbool({
	truthy: ["true"],
	falsy: ["false"],
	error: "expected true or false"
}).default(false);
const names = string().transform((list) => list.split(/[,\n]/).map((name) => name.trim()).filter(Boolean)).default([]);
const actionInputs = object({
	mode: _enum(MODES).default("check").describe("check does all in one; record only measures; report judges a record and publishes; accept makes a pending baseline the committed one"),
	recordPath: string().default("").describe("where record writes what it measured, and what report judges; absent, record.json in report-dir"),
	recordDigest: string().regex(/^([0-9a-f]{64})?$/i, "expected the 64 digits that mode record has put out").default("").describe("report judges no record but the one with this SHA-256, which mode record has put out"),
	allowForkPr: flag.describe("runs a fork's pull request on a runner of your own, whose machine its packages then have"),
	comment: _enum([
		"always",
		"on-change",
		"never"
	]).default("on-change").describe("when to comment on the pull request; a comment that exists is always kept up to date"),
	commentId: string().regex(/^[A-Za-z0-9._-]{1,64}$/, "expected up to 64 letters, digits, dots, dashes, underscores").default("default").describe("tells the comments of several jobs on one pull request apart"),
	checkRun: string().max(100, "expected at most 100 characters").default("").describe("the name of a check run to create beside the job, which needs checks: write"),
	pendingPath: string().default("").describe("what accept accepts, a pending baseline or a directory of them; absent, pending in report-dir"),
	reason: string().default("").describe("why accept may accept it; kept in the baseline"),
	acceptViolation: names.describe("checks whose failure accept accepts with it, separated by commas or lines"),
	commit: flag.describe("lets accept commit to the branch of the pull request, which needs contents: write; otherwise it writes a file and a command"),
	githubToken: string().default("").describe("writes the comment; needs pull-requests: write; record needs none")
});
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
function parseInputs(schema, values) {
	const result = schema.safeParse(values, { reportInput: true });
	if (result.success) return result.data;
	const { path, problem } = firstIssue(result.error, glimpse);
	throw wrongInput(String(path[0] ?? ""), problem);
}
export { runInputs as a, suiteOf as c, exitCode as d, planInputs as i, VERDICTS as l, kebab as n, SUITE_NAMES as o, parseInputs as r, describedBy as s, actionInputs as t, describe as u };
