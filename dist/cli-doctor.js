import { b as workingTree } from "./change.js";
import { D as writeAtomically } from "./lib.js";
import { g as claimDirectory, s as diagnose } from "./pipeline.js";
import { n as doctorText, r as headline, t as doctorPage } from "./judge.js";
import { a as fitted, d as runOptions, s as inert, u as readRunInputs } from "./cli-command.js";
import { t as onTerminal } from "./cli-output.js";
import { join, relative, resolve } from "node:path";
// src/cli/doctor.ts
const USED = [
	"cwd",
	"python",
	"manifest",
	"framework",
	"devices",
	"accelerator",
	"report-dir"
];
const AND = [
	"timeout",
	"install",
	"no-install"
];
const FILES = ["doctor.json", "doctor.md"];
const UNWELL = 1;
const doctor = {
	operands: "",
	examples: ["lddpr doctor", "lddpr doctor --python .venv/bin/python --accelerator gpu"],
	options: runOptions.filter(({ name }) => [...USED, ...AND].includes(name)),
	async run({ values, env }) {
		const inputs = readRunInputs(values);
		const cwd = resolve(inputs.cwd);
		const [diagnosis, directory] = await onTerminal(env, async (world) => {
			const around = {
				cwd,
				tree: await workingTree(cwd, world.git),
				baseline: inputs.baseline
			};
			const place = resolve(cwd, inputs.reportDir);
			const directory = await claimDirectory("reportDir", place, around, FILES);
			return [await diagnose(inputs, world), directory];
		});
		const print = (text) => process.stdout.write(fitted(text, process.stdout, env));
		const texts = [doctorText(diagnosis), doctorPage(diagnosis)];
		for (const [index, name] of FILES.entries()) await writeAtomically(join(directory, name), texts[index] ?? "");
		const runs = diagnosis.record?.runs ?? [];
		const slowest = Math.max(0, ...runs.map(({ seconds }) => seconds));
		print(inert(headline(diagnosis), ""));
		for (const problem of diagnosis.problems) print(inert(problem, "  "));
		if (runs.length) console.log(`${runs.length} runs; the slowest took ${slowest.toFixed(1)} s`);
		const [, page] = FILES;
		console.log(`details: ${relative(process.cwd(), join(directory, page)) || page}, doctor.json`);
		return diagnosis.problems.length ? UNWELL : 0;
	}
};
export { doctor };
