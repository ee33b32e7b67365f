import { B as ExpectedError, G as interruption, W as interruptible } from "./lib.js";
import { gt as titleOf, mt as exitCode } from "./model.js";
import { a as isHosted, c as refuse, d as refuseMisspelled, f as spell, g as nameOf, h as CONTRACTS, i as confinePath, m as readPayload, n as core, p as readEvent, r as chooseRepository, s as needsCommit, t as runnerOf, u as readInputs } from "./github-run.js";
import { resolve } from "node:path";
// src/github/main.ts
const ACTIONS = {
	check: async () => (await import("./github-actions-check.js")).checkAction,
	record: async () => (await import("./github-actions-record.js")).recordAction,
	report: async () => (await import("./github-actions-report.js")).reportAction,
	accept: async () => (await import("./github-actions-accept.js")).acceptAction
};
async function main(runner, name) {
	const { env, say, fail } = runner;
	const { inputs, outputs } = CONTRACTS[name];
	if (outputs.includes("verdict")) await runner.attempt("the outputs", () => runner.setOutputs({ verdict: "error" }));
	try {
		const { run, action } = readInputs(inputs, runner.getInput);
		const event = readEvent(env, await readPayload(env));
		say(`${nameOf(name)}: ${describeEvent(event)}`);
		refuseMisspelled(env, inputs);
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
		await throwIfRefused(name, call);
		return await (await ACTIONS[name]())({
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
async function throwIfRefused(name, { run, action, event, env, git }) {
	const { allowForkPr } = action;
	await confinePath(run.cwd, "cwd", env);
	await confinePath(resolve(run.cwd, run.reportDir), "reportDir", env);
	const situation = {
		action: name,
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
// src/github/start.ts
async function start(action, env) {
	const runner = runnerOf(core, env);
	try {
		process.exitCode = await interruptible(() => main(runner, action), runner.say);
	} catch (error) {
		runner.fail(error instanceof Error ? error.stack ?? error.message : String(error));
		process.exitCode = 2;
	}
}
export { start as t };
