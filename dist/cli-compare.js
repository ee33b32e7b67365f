import { r as readReference } from "./change.js";
import { B as ExpectedError } from "./lib.js";
import { G as choosePlans, W as readCommitted, Y as requireClass, f as review, l as judgeHanded, p as reviewUnwritten } from "./pipeline.js";
import { r as readRecord } from "./training.js";
import { d as runOptions, f as textOf, o as flag, u as readRunInputs } from "./cli-command.js";
import { n as printReport, t as onTerminal } from "./cli-output.js";
import { join } from "node:path";
import { stat } from "node:fs/promises";
// src/cli/compare.ts
const ABOUT_JUDGING = [
	"trainings",
	"baseline",
	"class",
	"fail-on",
	"report-dir"
];
const compare = {
	operands: "RECORD [REFERENCE]",
	examples: ["lddpr compare lddpr-report/record.json", "lddpr compare new.json old.json"],
	options: [{
		name: "record-digest",
		type: "string",
		value: "SHA256",
		text: "The digest of RECORD that lddpr record printed. Another file is an error"
	}, ...runOptions.filter(({ name }) => ABOUT_JUDGING.includes(name))],
	async run({ values, positionals, env }) {
		const digest = textOf(values, "record-digest") ?? "";
		const inputs = readRunInputs(values);
		const [named, reference, ...rest] = positionals;
		if (!named || rest.length) throw new ExpectedError(`expected RECORD [REFERENCE], such as lddpr-report/record.json, found ${positionals.length} operands`);
		const file = (await stat(named).catch(() => null))?.isDirectory() ?? false ? join(named, "record.json") : named;
		const reviewed = onTerminal(env, async (world) => {
			const { trainings: handed, ...record } = await readRecord(file, {
				digest,
				input: "recordDigest"
			});
			requireClass(inputs.class, record);
			const committed = reference ? null : await readCommitted(inputs, world);
			const baselines = committed ?? await readBaselines(reference ?? "", file);
			const trainings = committed && handed ? judgeHanded(handed, choosePlans(inputs, committed), committed, null) : [];
			const evidence = {
				measured: {
					record,
					pins: null,
					imports: null,
					framework: "auto",
					mayDiffer: false
				},
				files: null,
				baselines,
				origin: null,
				trainings
			};
			return review(inputs, world, async () => evidence);
		}).catch((error) => reviewUnwritten(error, flag));
		return printReport(await reviewed, inputs.failOn, env);
	}
};
async function readBaselines(file, record) {
	const reference = await readReference(file);
	return {
		classes: [],
		baseline: (className) => {
			if (reference.baseline.class === className) return reference;
			throw new ExpectedError(`${record} is of class ${className}, ${file} of ${reference.baseline.class}: their values cannot be compared`);
		}
	};
}
export { compare };
