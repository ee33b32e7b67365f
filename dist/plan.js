import { n as getInput } from "./core.js";
import { A as hidden, I as ExpectedError, j as hide } from "./lib.js";
import { T as planInputs, w as parseInputs } from "./model.js";
import { a as readPayload, d as say, f as warn, h as readEvent, l as setOutputs, m as spell, n as whereToLook, t as isHosted, u as fail } from "./github-run.js";
// src/github/plan/main.ts
const MAX_PACKAGES = 200;
async function plan() {
	const unsure = {
		needed: true,
		reason: "the plan did not come to an end",
		packages: []
	};
	tell(unsure);
	const found = await decided(process.env).catch((error) => {
		if (!(error instanceof ExpectedError)) throw error;
		warn(`lddpr: it cannot be told what the change moves: ${error.spelled(spell)}`);
		if (error.detail) say(error.detail);
		return {
			...unsure,
			reason: `it cannot be told: ${error.spelled(spell)}`
		};
	});
	tell(found);
	say(`${found.needed ? "needed" : "not needed"}: ${found.reason}`);
}
async function decided(env) {
	const given = Object.keys(planInputs.shape).map((name) => [name, getInput(spell(name))]).filter(([, value]) => value !== "");
	const inputs = parseInputs(planInputs, Object.fromEntries(given));
	const event = readEvent(env, await readPayload(env));
	say(`lddpr: plan, event ${event.name || "none"}, commit ${event.headSha.slice(0, 9)}`);
	const [{ factsOf }, { decide }] = await Promise.all([import("./github-plan-facts.js"), import("./change-needed.js")]);
	const where = whereToLook({
		event,
		hosted: isHosted(env),
		allowForkPr: false,
		token: ""
	}, env);
	return decide(await factsOf({
		...inputs,
		base: inputs.base || event.baseSha
	}, where, env));
}
function tell({ needed, reason, packages }) {
	setOutputs({
		needed: String(needed),
		reason: hide(reason).replace(/\p{C}+/gu, " ").slice(0, 1e3),
		packages: JSON.stringify(hidden(packages.slice(0, MAX_PACKAGES), new Set()))
	});
}
// src/plan.ts
try {
	await plan();
} catch (error) {
	fail(error instanceof Error ? error.stack ?? error.message : String(error));
	process.exitCode = 1;
}
export {};
