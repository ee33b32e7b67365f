import { n as getInput } from "./core.js";
import { F as interruption, I as ExpectedError, P as interruptible } from "./lib.js";
import { F as describe, I as exitCode } from "./model.js";
import { a as readPayload, c as attempt, d as say, f as warn, h as readEvent, i as refuse, l as setOutputs, m as spell, n as whereToLook, p as readInputs, r as asksForCommit, s as within, t as isHosted, u as fail } from "./github-run.js";
import { resolve } from "node:path";
// src/github/main.ts
const MODES = {
	check: async () => (await import("./github-modes-check.js")).check,
	record: async () => (await import("./github-modes-record.js")).record,
	report: async () => (await import("./github-modes-report.js")).report,
	accept: async () => (await import("./github-modes-accept.js")).accept
};
const main = () => interruptible(act, say);
async function act() {
	const { env } = process;
	await attempt("the outputs", () => setOutputs({ verdict: "error" }));
	try {
		const { run, action, ignored } = readInputs(getInput);
		const told = readEvent(env, await readPayload(env));
		say(`lddpr: mode ${action.mode}, ${about(told)}`);
		for (const line of ignored) warn(line);
		const git = whereToLook({
			event: told,
			hosted: isHosted(env),
			allowForkPr: action.allowForkPr,
			token: action.githubToken
		}, env);
		await mayStart({
			run,
			action
		}, told, git, env);
		const event = await located(told, action.githubToken);
		return await (await MODES[action.mode]())({
			run,
			action,
			event,
			env,
			git
		});
	} catch (error) {
		interruption.throwIfAborted();
		if (!(error instanceof ExpectedError)) throw error;
		fail(`lddpr: ${describe("error").title}: ${error.spelled(spell)}`);
		if (error.detail) say(error.detail);
		return exitCode("error", []);
	}
}
function about({ name, pullRequest, headSha }) {
	const what = pullRequest === null ? "" : ` of pull request ${pullRequest}`;
	return `event ${name || "none"}${what}, commit ${headSha.slice(0, 9) || "unknown"}`;
}
async function mayStart({ run, action }, event, git, env) {
	const { mode, allowForkPr } = action;
	await within(run.cwd, "cwd", env);
	await within(resolve(run.cwd, run.reportDir), "reportDir", env);
	const situation = {
		mode,
		event,
		hosted: isHosted(env),
		allowForkPr
	};
	const commit = async () => {
		const { checkedOut } = await import("./github-run-checkout.js");
		return {
			...situation,
			checkedOut: await checkedOut(run.cwd, git, env)
		};
	};
	const refusal = refuse(situation) ?? (asksForCommit(situation) ? refuse(await commit()) : null);
	if (refusal) throw new ExpectedError(refusal);
}
async function located(event, token) {
	if (event.name !== "workflow_run" || event.pullRequest !== null || !token) return event;
	const { findPullRequest } = await import("./github-run-workflow-run.js");
	return findPullRequest(event, token);
}
// src/action.ts
try {
	process.exitCode = await main();
} catch (error) {
	fail(error instanceof Error ? error.stack ?? error.message : String(error));
	process.exitCode = 2;
}
export {};
