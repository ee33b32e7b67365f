import { I as baselineFile, t as adopt, z as writeBaseline } from "./change.js";
import { B as ExpectedError, U as wrongInput } from "./lib.js";
import { f as object, g as string } from "./zod.js";
import { at as classOfRecord, ft as ranksOf, lt as machineTypeInWords } from "./model.js";
import { J as acceleratorFor, O as measure, V as chooseSuite, W as readCommitted, _ as claimReports, j as stopwatch, m as reportOn, v as keepLogs } from "./pipeline.js";
import { l as ProbeFailure } from "./training.js";
import { _ as HOME } from "./judge.js";
import { r as nameInGit, t as onTerminal } from "./cli-output.js";
import { a as fitted, c as inputsOf, d as runOptions, l as optionsOf, u as readRunInputs } from "./cli-command.js";
import { relative, resolve } from "node:path";
import { existsSync } from "node:fs";
// src/cli/init.ts
const ABOUT_JUDGING = [
	"compare-with",
	"base",
	"base-python",
	"fail-on"
];
const ADOPTED = "fails today; adopted by lddpr init";
const inputs = object({
	reason: string().default("The first baseline, made by lddpr init").describe("Why this baseline is right. The file keeps it"),
	author: string().default("").describe("Who accepts it. Default: user.name of git")
});
const init = {
	operands: "",
	examples: ["lddpr init", "lddpr init --suite full --reason 'as we train today'"],
	options: [...optionsOf(inputs), ...runOptions.filter(({ name }) => !ABOUT_JUDGING.includes(name))],
	async run({ values, env }) {
		const run = readRunInputs(values);
		const given = inputsOf(inputs, values);
		if (!given.reason.trim()) throw wrongInput("reason", "expected why this baseline is right, found an empty text");
		const author = given.author || await nameInGit(resolve(run.cwd), env);
		const made = await onTerminal(env, (world) => firstBaseline(run, {
			reason: given.reason,
			author
		}, world));
		console.log(fitted(inWords(made, resolve(run.cwd)), process.stdout, env, "git"));
		return 0;
	}
};
const GPUS = [
	"/dev/nvidiactl",
	"/dev/kfd",
	"/dev/dxg"
];
const mustBeCpu = (run) => acceleratorFor(run) === "cpu" || acceleratorFor(run) === "auto" && process.platform === "linux" && !GPUS.some(existsSync);
async function firstBaseline(run, why, world) {
	const committed = await readCommitted(run, world);
	const directory = resolve(run.cwd, run.baseline);
	const mustBeFirst = (className) => {
		if (committed.classes.includes(className)) throw new ExpectedError(`${machineTypeInWords(className)} has a baseline already, ${baselineFile(run.baseline, className)}: run lddpr check, then lddpr accept what it proposes`);
	};
	const suite = chooseSuite(run, committed);
	if (run.class) mustBeFirst(run.class);
	else if (mustBeCpu(run)) mustBeFirst(`cpu-x${ranksOf({ suite })}`);
	const measured = await measure(run, world, stopwatch({})).catch(async (error) => {
		if (!(error instanceof ProbeFailure)) throw error;
		throw await keepLogs(error, await claimReports(run, world), resolve(run.cwd));
	});
	mustBeFirst(classOfRecord(measured.record));
	await committed.mustBeUnchanged();
	const { baseline, notices } = judged(measured, why, run, world);
	const file = baselineFile(directory, baseline.class);
	await writeBaseline(file, baseline);
	return {
		file,
		baseline,
		notices
	};
}
function judged(measured, why, run, world) {
	const place = {
		cwd: resolve(run.cwd),
		directory: resolve(run.cwd, run.reportDir),
		timings: {}
	};
	const { report, proposal } = reportOn(measured, {
		baseline: () => null,
		classes: []
	}, place, world);
	if (!proposal || report.verdict === "unstable") throw new ExpectedError(`no baseline was written: ${report.summary}${report.verdict === "unstable" ? "; a baseline needs runs that repeat. lddpr check reports where they differ" : ""}`, { kind: "probe" });
	return {
		baseline: adopt(proposal, report.checks, {
			...why,
			otherwise: ADOPTED
		}),
		notices: report.notices
	};
}
function inWords({ file, baseline, notices }, cwd) {
	const { accepted, channels, suite, class: className, packages } = baseline;
	const path = relative(process.cwd(), file);
	const versions = [
		"lightning",
		"pytorch-lightning",
		"torch"
	].filter((name) => packages[name]).map((name) => `${name} ${packages[name]}`);
	const failing = accepted.length === 1 ? "1 check fails today" : `${accepted.length} checks fail today`;
	const adopted = accepted.length ? [`${failing}; the baseline accepts each by name until it passes again:`, ...accepted.map(({ check, reason }) => `  ${check}: ${reason}`)] : ["Every check passes: the baseline accepts no failure."];
	return [
		...notices.map((notice) => `! ${notice}`),
		`wrote ${path}: ${Object.keys(channels).length} random streams of ${machineTypeInWords(className)}, ${suite} suite (${versions.join(", ")})`,
		...adopted,
		"Next:",
		`  git add ${relative(cwd, file)} && git commit -m "Baseline of the random streams"`,
		`  From now on lddpr check and the action compare with it: ${HOME}/README.md`
	].join("\n");
}
export { init };
