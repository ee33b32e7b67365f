import { t as InputError } from "./errors.js";
import { i as runInputs, n as parseInputs, t as actionInputs } from "./inputs.js";
// src/github/uses.ts
const MEASURING = ["check", "record"];
const JUDGING = ["check", "report"];
const NOT_ACCEPT = [
	"check",
	"record",
	"report"
];
const USES = [
	{
		input: "record-path",
		modes: ["record", "report"],
		otherwise: "refused",
		because: "a record is written by mode record and judged by mode report"
	},
	{
		input: "record-digest",
		modes: ["report"],
		otherwise: "refused",
		because: "only mode report judges what another job has recorded"
	},
	...[
		"pending-path",
		"reason",
		"accept-violation",
		"commit"
	].map((input) => ({
		input,
		modes: ["accept"],
		otherwise: "refused",
		because: "only mode accept accepts anything"
	})),
	...["allow-fork-pr", "timeout-minutes"].map((input) => ({
		input,
		modes: MEASURING,
		otherwise: "ignored",
		because: "nothing is measured in it"
	})),
	...[
		"python",
		"manifest",
		"install",
		"suite",
		"devices",
		"accelerator",
		"class"
	].map((input) => ({
		input,
		modes: NOT_ACCEPT,
		otherwise: "ignored",
		because: "what is accepted was measured before"
	})),
	{
		input: "base-python",
		modes: ["check"],
		otherwise: "ignored",
		because: "the base commit is only probed in mode check"
	},
	...[
		"fail-on",
		"compare-with",
		"base",
		"comment",
		"comment-id",
		"check-run"
	].map((input) => ({
		input,
		modes: JUDGING,
		otherwise: "ignored",
		because: "nothing is judged in it"
	}))
];
// src/github/inputs.ts
const SPELLING = {
	cwd: "working-directory",
	timeout: "timeout-minutes"
};
const TERMINAL_ONLY = ["no-install"];
const MAX_MINUTES = 1440;
const spell = (name) => SPELLING[name] ?? name;
[...Object.keys(runInputs.shape), ...Object.keys(actionInputs.shape)].filter((name) => !TERMINAL_ONLY.includes(name)).map(spell);
function readInputs(getInput) {
	const given = (schema) => Object.fromEntries(Object.keys(schema.shape).filter((name) => !TERMINAL_ONLY.includes(name)).map((name) => [name, getInput(spell(name))]).filter(([, value]) => value !== ""));
	const { timeout, ...run } = given(runInputs);
	const inputs = {
		run: parseInputs(runInputs, timeout === void 0 ? run : {
			...run,
			timeout: seconds(timeout)
		}, spell),
		action: parseInputs(actionInputs, given(actionInputs), spell)
	};
	const { mode } = inputs.action;
	const idle = USES.filter(({ input, modes }) => getInput(input) && !modes.includes(mode));
	const refused = idle.find(({ otherwise }) => otherwise === "refused");
	if (refused) throw new InputError(`${refused.input}: expected nothing in mode ${mode}, found ${JSON.stringify(getInput(refused.input))}: ${refused.because}`);
	return {
		...inputs,
		ignored: idle.map(({ input, because }) => `${input} does nothing in mode ${mode}: ${because}`)
	};
}
function seconds(minutes) {
	const value = /^\d+$/.test(minutes) ? Number(minutes) : 0;
	if (value >= 1 && value <= MAX_MINUTES) return String(value * 60);
	throw new InputError(`timeout-minutes: expected a whole number from 1 to ${MAX_MINUTES}, found ${JSON.stringify(minutes)}`);
}
// src/github/where.ts
function whereToLook({ event, hosted, allowForkPr, token }, env) {
	const workspace = env.GITHUB_WORKSPACE || process.cwd();
	const nowhere = (because) => ({
		look: "nowhere",
		workspace,
		because
	});
	if (event.name === "workflow_run") return nowhere("the event workflow_run brings files of another run, and git is not started there");
	if (event.isFork && !hosted && !allowForkPr) return nowhere("the pull request comes from a fork, and git is not started for one on a runner that GitHub does not host");
	const url = `${env.GITHUB_SERVER_URL || "https://github.com"}/${event.owner}/${event.repo}`;
	return {
		look: event.name === "pull_request_target" ? "workspace" : "downwards",
		workspace,
		server: {
			url,
			token
		}
	};
}
const isHosted = (env) => env.RUNNER_ENVIRONMENT === "github-hosted";
export { spell as i, whereToLook as n, readInputs as r, isHosted as t };
