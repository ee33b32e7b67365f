import { t as ExpectedError } from "./errors.js";
import { i as parseInputs, o as runInputs, r as kebab, t as actionInputs } from "./inputs.js";
// src/github/run/uses.ts
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
// src/github/run/inputs.ts
const OWN = {
	cwd: { name: "working-directory" },
	timeout: {
		name: "timeout-minutes",
		text: "Minutes for all scenarios together.",
		standard: "10"
	}
};
const TERMINAL_ONLY = ["noInstall"];
const MAX_MINUTES = 1440;
const spell = (name) => OWN[name]?.name ?? kebab(name);
function readInputs(getInput) {
	const given = (schema) => Object.fromEntries(Object.keys(schema.shape).filter((name) => !TERMINAL_ONLY.includes(name)).map((name) => [name, getInput(spell(name))]).filter(([, value]) => value !== ""));
	const { timeout, ...run } = given(runInputs);
	const inputs = {
		run: parseInputs(runInputs, timeout === void 0 ? run : {
			...run,
			timeout: seconds(timeout)
		}),
		action: parseInputs(actionInputs, given(actionInputs))
	};
	const { mode } = inputs.action;
	const idle = USES.filter(({ input, modes }) => getInput(input) && !modes.includes(mode));
	const refused = idle.find(({ otherwise }) => otherwise === "refused");
	if (refused) throw new ExpectedError(`${refused.input}: expected nothing in mode ${mode}, found ${JSON.stringify(getInput(refused.input))}: ${refused.because}`);
	return {
		...inputs,
		ignored: idle.map(({ input, because }) => `${input} does nothing in mode ${mode}: ${because}`)
	};
}
function seconds(minutes) {
	const value = /^\d+$/.test(minutes) ? Number(minutes) : 0;
	if (value >= 1 && value <= MAX_MINUTES) return String(value * 60);
	throw new ExpectedError(`timeout-minutes: expected a whole number from 1 to ${MAX_MINUTES}, found ${JSON.stringify(minutes)}`);
}
export { spell as n, readInputs as t };
