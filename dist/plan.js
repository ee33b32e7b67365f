import { B as ExpectedError, M as hidden, N as hide } from "./lib.js";
import { H as parseInputs, U as planInputs } from "./model.js";
import { a as isHosted, d as refuseMisspelled, f as spell, l as givenOf, m as readPayload, n as core, p as readEvent, r as chooseRepository, t as runnerOf } from "./github-run.js";
// src/github/plan/main.ts
const MAX_PACKAGES = 200;
const MAX_REASON = 1e3;
async function main(runner) {
	const { say, warn, setOutputs } = runner;
	const unsure = {
		needed: true,
		reason: "the plan did not come to an end",
		packages: []
	};
	setOutputs(outputsOf(unsure));
	const plan = await makePlan(runner).catch((error) => {
		if (!(error instanceof ExpectedError)) throw error;
		warn(`lddpr: the plan could not find out what the change moves: ${error.spelled(spell)}`);
		if (error.detail) say(error.detail);
		return {
			...unsure,
			reason: `the plan could not find out what the change moves: ${error.spelled(spell)}`
		};
	});
	setOutputs(outputsOf(plan));
	say(`${plan.needed ? "needed" : "not needed"}: ${plan.reason}`);
}
async function makePlan({ env, getInput, say }) {
	refuseMisspelled(env, planInputs);
	const inputs = parseInputs(planInputs, givenOf(planInputs, getInput));
	const event = readEvent(env, await readPayload(env));
	say(`lddpr-action/plan: event ${event.name || "none"}, commit ${event.headSha.slice(0, 9)}`);
	const [{ readFacts }, { decide }] = await Promise.all([import("./github-plan-facts.js"), import("./change-needed.js")]);
	const git = chooseRepository({
		event,
		hosted: isHosted(env),
		allowForkPr: false,
		token: ""
	}, env);
	const facts = await readFacts({
		...inputs,
		base: inputs.base || event.baseSha
	}, git, env);
	for (const note of facts.now?.notes ?? []) say(`note: ${note}`);
	return decide(facts);
}
const outputsOf = ({ needed, reason, packages }) => ({
	needed: String(needed),
	reason: hide(reason).replace(/\p{C}+/gu, " ").slice(0, MAX_REASON),
	packages: JSON.stringify(hidden(packages.slice(0, MAX_PACKAGES), new Set()))
});
// src/plan.ts
const runner = runnerOf(core, process.env);
try {
	await main(runner);
} catch (error) {
	runner.fail(error instanceof Error ? error.stack ?? error.message : String(error));
	process.exitCode = 1;
}
export {};
