import { B as interruption, V as ExpectedError, z as interruptible } from "./lib.js";
import { I as actionInputs, U as runInputs, ht as titleOf, pt as exitCode } from "./model.js";
import { a as isHosted, c as refuse, d as unknownInputs, f as readEvent, i as confinePath, l as readInputs, n as core, p as readPayload, r as chooseRepository, s as needsCommit, t as runnerOf, u as spell } from "./github-run.js";
import { resolve } from "node:path";
// src/github/main.ts
const MODES = {
	check: async () => (await import("./github-modes-check.js")).checkMode,
	record: async () => (await import("./github-modes-record.js")).recordMode,
	report: async () => (await import("./github-modes-report.js")).reportMode,
	accept: async () => (await import("./github-modes-accept.js")).acceptMode
};
async function main(runner) {
	const { env, say, warn, fail } = runner;
	await runner.attempt("the outputs", () => runner.setOutputs({ verdict: "error" }));
	try {
		const { run, action, ignored } = readInputs(runner.getInput);
		const event = readEvent(env, await readPayload(env));
		say(`lddpr: mode ${action.mode}, ${describeEvent(event)}`);
		for (const line of [...unknownInputs(env, runInputs, actionInputs), ...ignored]) warn(line);
		const { allowForkPr, githubToken: token } = action;
		const call = {
			run,
			action,
			event,
			env,
			git: chooseRepository({
				event,
				hosted: isHosted(env),
				allowForkPr,
				token
			}, env),
			runner
		};
		await throwIfRefused(call);
		return await (await MODES[action.mode]())({
			...call,
			event: await withPullRequest(call)
		});
	} catch (error) {
		interruption.throwIfAborted();
		if (!(error instanceof ExpectedError)) throw error;
		fail(`lddpr: ${titleOf("error")}: ${error.spelled(spell)}`);
		if (error.detail) say(error.detail);
		return exitCode("error", []);
	}
}
function describeEvent({ name, pullRequest, headSha }) {
	const what = pullRequest === null ? "" : ` of pull request ${pullRequest}`;
	return `event ${name || "none"}${what}, commit ${headSha.slice(0, 9) || "unknown"}`;
}
async function throwIfRefused({ run, action, event, env, git }) {
	const { mode, allowForkPr } = action;
	await confinePath(run.cwd, "cwd", env);
	await confinePath(resolve(run.cwd, run.reportDir), "reportDir", env);
	const situation = {
		mode,
		event,
		hosted: isHosted(env),
		allowForkPr
	};
	const withCommit = async () => {
		const { findCommit } = await import("./github-run-checkout.js");
		return {
			...situation,
			checkedOut: await findCommit(run.cwd, git, env)
		};
	};
	const refusal = refuse(situation) ?? (needsCommit(situation) ? refuse(await withCommit()) : null);
	if (refusal) throw new ExpectedError(refusal);
}
async function withPullRequest({ action, event, runner }) {
	const token = action.githubToken;
	if (event.name !== "workflow_run" || event.pullRequest !== null || !token) return event;
	const { findPullRequest } = await import("./github-run-pull-request.js");
	return findPullRequest(event, token, runner);
}
// src/action.ts
const runner = runnerOf(core, process.env);
try {
	process.exitCode = await interruptible(() => main(runner), runner.say);
} catch (error) {
	runner.fail(error instanceof Error ? error.stack ?? error.message : String(error));
	process.exitCode = 2;
}
export {};
