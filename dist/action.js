import { i as getInput, n as say, r as warn, t as fail } from "./log.js";
import { t as ExpectedError } from "./errors.js";
import { n as interruption, t as interruptible } from "./interrupt.js";
import { d as describe, f as exitCode } from "./inputs.js";
import { t as readEvent } from "./event.js";
import { n as spell, t as readInputs } from "./inputs2.js";
import { n as setOutputs, t as attempt } from "./outputs.js";
import { n as within } from "./paths2.js";
import { t as readPayload } from "./payload.js";
import { n as whereToLook, t as isHosted } from "./where.js";
import { resolve } from "node:path";
// src/github/run/refuse.ts
const RUNS_PACKAGES = ["check", "record"];
const PRIVILEGED = ["pull_request_target", "workflow_run"];
const DECISIONS = ["workflow_dispatch", "issue_comment"];
const runsPackages = ({ mode }) => RUNS_PACKAGES.includes(mode);
const isPrivileged = ({ event }) => PRIVILEGED.includes(event.name);
function isTheChange({ event, checkedOut }) {
	if (!checkedOut) return false;
	return [checkedOut.sha, ...checkedOut.parents.slice(1)].some((sha) => sha === event.headSha || event.mergeSha !== "" && sha === event.mergeSha);
}
const REFUSALS = [
	{
		id: "comment-runs-nothing",
		what: "any mode but `accept` on `issue_comment`",
		reason: "anybody can comment, and the job has the secrets of the repository",
		applies: ({ mode, event }) => event.name === "issue_comment" && mode !== "accept",
		sentence: ({ mode }) => `mode ${mode} is not for the event issue_comment, which anybody can cause: use mode accept there, and pull_request for the check`
	},
	{
		id: "acceptance-is-a-decision",
		what: "`accept` on any event but `workflow_dispatch` and `issue_comment`",
		reason: "a baseline that every pull request accepts by itself guards nothing",
		applies: ({ mode, event }) => mode === "accept" && !DECISIONS.includes(event.name),
		sentence: ({ event }) => `mode accept is not for the event ${event.name}: accepting is somebody's decision, so start it by ${DECISIONS.join(" or ")}`
	},
	{
		id: "fork-on-own-machine",
		what: "measuring a fork's pull request on a runner that GitHub does not host, without `allow-fork-pr: true`",
		reason: "a fork's packages could stay on a machine that other jobs use: GitHub advises against it as well",
		applies: (situation) => runsPackages(situation) && situation.event.isFork && !situation.hosted && !situation.allowForkPr,
		sentence: () => "this pull request comes from a fork and would run its packages on a runner that is not hosted by GitHub: use a hosted runner, or say allow-fork-pr: true if the runner is made for one job and thrown away"
	},
	{
		id: "fork-with-secrets",
		what: "measuring a fork's pull request on `pull_request_target` or `workflow_run`",
		reason: "code of a fork beside a token that may write is how repositories are taken over; no input lifts this",
		applies: (situation) => runsPackages(situation) && isPrivileged(situation) && situation.event.isFork,
		sentence: ({ event }) => `the event ${event.name} has the secrets of this repository, and this pull request comes from a fork, whose packages must not run beside them: measure on the event pull_request, and judge its record with mode report`
	},
	{
		id: "another-commit",
		what: "measuring on `pull_request_target` or `workflow_run` what is not the head of the change, or its merge",
		reason: "both events check out the default branch unless told otherwise: its match would pass for that of the change",
		applies: (situation) => runsPackages(situation) && isPrivileged(situation) && situation.checkedOut !== void 0 && !isTheChange(situation),
		sentence: ({ event, checkedOut }) => `the event ${event.name} is about commit ${event.headSha.slice(0, 9)}, and the workspace has ${checkedOut?.sha.slice(0, 9) ?? "no commit that git can tell"}: check out that commit, or use the event pull_request`
	}
];
function refuse(situation) {
	return REFUSALS.find(({ applies }) => applies(situation))?.sentence(situation) ?? null;
}
const asksForCommit = ({ mode, event }) => RUNS_PACKAGES.includes(mode) && PRIVILEGED.includes(event.name);
// src/github/main.ts
const MODES = {
	check: async () => (await import("./check2.js")).check,
	record: async () => (await import("./record.js")).record,
	report: async () => (await import("./report.js")).report,
	accept: async () => (await import("./accept.js")).accept
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
		const { checkedOut } = await import("./checkout2.js");
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
	const { findPullRequest } = await import("./workflow-run.js");
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
