import { u as check$1 } from "./pipeline.js";
import { d as runOptions, u as readRunInputs } from "./cli-command.js";
import { n as printReport, t as onTerminal } from "./cli-output.js";
// src/cli/check.ts
const check = {
	operands: "",
	examples: [
		"lddpr check",
		"lddpr check --suite quick --python .venv/bin/python",
		"lddpr check --compare-with base --base origin/main"
	],
	options: runOptions,
	async run({ values, env }) {
		const inputs = readRunInputs(values);
		const reviewed = await onTerminal(env, (world) => check$1(inputs, world));
		return printReport(reviewed, inputs.failOn, env);
	}
};
export { check };
