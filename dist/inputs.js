import { r as wrongInput } from "./errors.js";
import { f as string, i as boolean, l as object, m as union, n as _enum, p as stringbool, s as literal, v as globalRegistry, y as NEVER } from "./schemas.js";
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
	cwd: string().default(".").describe("The repository, or the part of it, to check."),
	python: string().default("").describe("A command that starts Python with Lightning, such as `.venv/bin/python` or `uv run python`. Default: an environment is built from the versions that the repository pins."),
	basePython: string().default("").describe("The same for the base commit: needed if {compareWith} is `base` and {python} is set."),
	manifest: string().default("").describe("The lock or manifest that fixes the versions, such as `projects/train/uv.lock`, relative to {cwd}. Default: it is detected."),
	suite: _enum(SUITE_NAMES).optional().describe("Which scenarios to run: `quick`, `standard` or `full`. Default: what `config.yml` beside the baselines says, otherwise `standard`."),
	devices: number(1, 64).default(2).describe("Ranks of each scenario, from 1 to 64."),
	accelerator: _enum([
		"auto",
		"cpu",
		"gpu"
	]).default("auto").describe("`cpu`, `gpu`, or `auto`, which takes GPUs if there is one for each rank, otherwise the CPU."),
	class: union([literal(""), classSchema]).default("").describe("The machine type to expect, such as `cuda-h100-x2`. A record of another one is an error, and with {accelerator} `auto` its device is taken. Default: any."),
	baseline: string().default(".lddpr").describe("Directory of the baselines, relative to {cwd}."),
	compareWith: _enum(["baseline", "base"]).default("baseline").describe("`baseline`: the committed baseline. `base`: the versions of the base commit, probed on the same machine in the same run; it needs no baseline."),
	base: string().default("").describe("The commit that the change starts from. Default: the base of the pull request, otherwise the merge base with the default branch of origin."),
	failOn: failOn.default(VERDICTS.filter(({ exit }) => exit !== 0).map(({ name }) => name)).describe("Verdicts that fail, separated by commas, out of `error`, `unstable`, `violation`, `drift`, `new`, `match`. `error` always does. Default: all but `match`."),
	reportDir: string().default("lddpr-report").describe("Directory of the reports, relative to {cwd}."),
	timeout: number(1, 86400).default(600).describe("Seconds for all scenarios together."),
	install: _enum(["needed", "whole"]).default("needed").describe("`needed` installs what the probe needs of a lock, where the lock tells that apart (PyTorch, Lightning, NumPy and their dependencies); `whole` installs all of it."),
	noInstall: boolean().default(false).describe("Build no environment; use one that is cached.")
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
	python: string().default("").describe("The same as for the check, where that has one: then {watch} must name what the interpreter is built from, and without it the answer is `true`."),
	watch: patterns.describe("Files whose change is a reason to measure, as patterns (`docker/**`, `setup-*.sh`), one a line, relative to {cwd}.")
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
	mode: _enum(MODES).default("check").describe("`check` does all in one. `record` only measures, for a job with the device and no right to write. `report` judges what another job has recorded, and publishes. `accept` makes a pending baseline the committed one."),
	recordPath: string().default("").describe("Where mode `record` writes what it measured, and the file, or the directory with `record.json`, that mode `report` judges, relative to {cwd}. Default: `record.json` in {reportDir}."),
	recordDigest: string().regex(/^([0-9a-f]{64})?$/i, "expected the 64 digits that mode record has put out").default("").describe("Mode `report`: the output `record-digest` of the job that measures. Any other file is not judged: verdict `error`. Default: whatever is at {recordPath} is judged."),
	allowForkPr: flag.describe("`true` runs the pull request of a fork on a runner that GitHub does not host. The code of the fork then runs on your machine: use it only with runners made for one job."),
	comment: _enum([
		"always",
		"on-change",
		"never"
	]).default("on-change").describe("When to comment on the pull request: `always`, `on-change` (unless the verdict is `match`) or `never`. The first two keep an existing comment up to date."),
	commentId: string().regex(/^[A-Za-z0-9._-]{1,64}$/, "expected up to 64 letters, digits, dots, dashes, underscores").default("default").describe("Tells the comments of several jobs on one pull request apart: up to 64 letters, digits, dots, dashes, underscores. Give each job of a matrix its own."),
	checkRun: string().max(100, "expected at most 100 characters").default("").describe("Name of a check run to create on the head commit, which needs `checks: write`. Take another name than the job's: the job itself is what to require. Default: there is none."),
	pendingPath: string().default("").describe("Mode `accept`: the pending baseline, or the directory of pending baselines, to accept, relative to {cwd}. On a comment the command names it. Default: `pending` in {reportDir}."),
	reason: string().default("").describe("Mode `accept`: why this baseline is right; kept in the file. On a comment the command gives it."),
	acceptViolation: names.describe("Mode `accept`: checks whose failure is accepted with it, separated by commas or lines. On a comment the command names them."),
	commit: flag.describe("Mode `accept`: `true` commits the baseline to the branch of the pull request, or to the one that the workflow was started on, and needs `contents: write`. Otherwise it is written to {reportDir}, with a command to copy."),
	githubToken: string().default("").describe("Writes the comment, and needs `pull-requests: write` for that. If empty, there is no comment. Mode `record` needs none. Default: the token of the job.")
});
const describeInput = (field, spell) => (globalRegistry.get(field)?.description ?? "").replace(/\{(\w+)\}/g, (_, name) => `\`${spell(name)}\``);
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
function parseInputs(schema, values) {
	const result = schema.safeParse(values, { reportInput: true });
	if (result.success) return result.data;
	const { path, problem } = firstIssue(result.error, glimpse);
	throw wrongInput(String(path[0] ?? ""), problem);
}
export { planInputs as a, describedBy as c, describe as d, exitCode as f, parseInputs as i, suiteOf as l, describeInput as n, runInputs as o, kebab as r, SUITE_NAMES as s, actionInputs as t, VERDICTS as u };
