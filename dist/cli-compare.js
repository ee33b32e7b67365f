import { p as readReference } from "./change.js";
import { I as ExpectedError } from "./lib.js";
import { C as committedIn, _ as review, k as mustBe, m as readRecord, v as unwritten } from "./pipeline.js";
import { a as flag, c as readRunInputs, l as runOptions, n as onTerminal, r as printReport } from "./cli-shared.js";
// src/cli/compare.ts
const ABOUT_JUDGING = [
	"baseline",
	"class",
	"fail-on",
	"report-dir"
];
const compare = {
	operands: "RECORD [REFERENCE]",
	options: [{
		name: "record-digest",
		type: "string",
		value: "SHA256",
		text: "what record has said of RECORD; another file is not judged"
	}, ...runOptions.filter(({ name }) => ABOUT_JUDGING.includes(name))],
	async run({ values, positionals, env }) {
		const { "record-digest": wanted, ...flags } = values;
		const digest = typeof wanted === "string" ? wanted : "";
		const inputs = readRunInputs(flags);
		const [recordFile, referenceFile, ...rest] = positionals;
		if (!recordFile || rest.length) throw new ExpectedError(`expected RECORD [REFERENCE], found ${positionals.length} operands`);
		const files = {
			recordFile,
			digest,
			referenceFile
		};
		const reviewed = onTerminal(env, async (world) => {
			const evidence = await gather(files, inputs, world);
			return review(inputs, world, async () => evidence);
		});
		return printReport(await reviewed.catch((error) => unwritten(error, flag)), inputs.failOn, env);
	}
};
async function gather({ recordFile, digest, referenceFile }, inputs, world) {
	const record = await readRecord(recordFile, {
		digest,
		input: "recordDigest"
	});
	mustBe(inputs.class, record);
	const baselines = referenceFile ? await readBaselines(referenceFile, recordFile) : await committedIn(inputs, world);
	return {
		measured: {
			record,
			pins: null,
			pinsBind: false
		},
		baselines,
		origin: null
	};
}
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
