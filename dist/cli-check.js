import { h as check$1 } from "./pipeline.js";
import { c as readRunInputs, l as runOptions, n as onTerminal, r as printReport } from "./cli-shared.js";
// src/cli/check.ts
const check = {
	operands: "",
	options: runOptions,
	async run({ values, env }) {
		const inputs = readRunInputs(values);
		const reviewed = await onTerminal(env, (world) => check$1(inputs, world));
		return printReport(reviewed, inputs.failOn, env);
	}
};
export { check };
