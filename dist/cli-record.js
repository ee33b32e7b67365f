import { R as wrongInput, k as writeAtomically } from "./lib.js";
import { D as stopwatch, p as digestOf, w as measure } from "./pipeline.js";
import { _ as recordText } from "./judge.js";
import { c as readRunInputs, l as runOptions, n as onTerminal } from "./cli-shared.js";
import { resolve } from "node:path";
// src/cli/record.ts
const ABOUT_JUDGING = [
	"compare-with",
	"base",
	"base-python",
	"fail-on",
	"report-dir"
];
const record = {
	operands: "",
	options: [{
		name: "out",
		type: "string",
		value: "FILE",
		text: "where the record goes"
	}, ...runOptions.filter(({ name }) => !ABOUT_JUDGING.includes(name))],
	async run({ values, env }) {
		const { out, ...rest } = values;
		if (typeof out !== "string" || !out) throw wrongInput("out", "expected a file, found nothing");
		const inputs = readRunInputs(rest);
		const measured = await onTerminal(env, (world) => measure(inputs, world, stopwatch({})));
		const text = recordText(measured.record);
		await writeAtomically(resolve(out), text);
		console.log(`recorded ${out}, sha256 ${digestOf(text)}`);
		return 0;
	}
};
export { record };
