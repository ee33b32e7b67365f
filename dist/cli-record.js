import { D as writeAtomically, U as wrongInput } from "./lib.js";
import { G as choosePlans, O as measure, W as readCommitted, _ as claimReports, j as stopwatch, v as keepLogs } from "./pipeline.js";
import { l as ProbeFailure, n as digestOf } from "./training.js";
import { k as recordText } from "./judge.js";
import { d as runOptions, f as textOf, u as readRunInputs } from "./cli-command.js";
import { t as onTerminal } from "./cli-output.js";
import { resolve } from "node:path";
// src/cli/record.ts
const OTHERS = [
	"compare-with",
	"base",
	"base-python",
	"fail-on",
	"report-dir",
	"trainings"
];
const record = {
	operands: "",
	examples: ["lddpr record --out record.json", "lddpr record --out record.json --accelerator gpu"],
	options: [{
		name: "out",
		type: "string",
		value: "FILE",
		text: "The file to write the record to"
	}, ...runOptions.filter(({ name }) => !OTHERS.includes(name))],
	async run({ values, env }) {
		const out = textOf(values, "out");
		if (!out) throw wrongInput("out", "expected a file, found nothing");
		const inputs = readRunInputs(values);
		const measured = await onTerminal(env, async (world) => {
			const names = choosePlans({
				...inputs,
				trainings: "all"
			}, await readCommitted(inputs, world)).map(({ name }) => name).join(", ");
			if (names) world.progress(`warning: a record has no trainings; lddpr check runs ${names}`);
			return measure(inputs, world, stopwatch({})).catch(async (error) => {
				if (!(error instanceof ProbeFailure)) throw error;
				throw await keepLogs(error, await claimReports(inputs, world), resolve(inputs.cwd));
			});
		});
		const text = recordText(measured.record);
		await writeAtomically(resolve(out), text);
		console.log(`recorded ${out}, sha256 ${digestOf(text)}`);
		return 0;
	}
};
export { record };
