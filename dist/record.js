import { a as info, i as group, t as inert } from "./log.js";
import { d as stopwatch, n as emptyReportDirectory, u as measure } from "./check.js";
import { t as InputError } from "./errors.js";
import { a as writeAtomically, i as reason } from "./json.js";
import { n as setOutputs } from "./outputs.js";
import { n as within } from "./paths.js";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
// src/github/modes/record.ts
const record = async ({ run, action, root, env }) => {
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run["report-dir"]);
	const wanted = action["record-path"] ? resolve(cwd, action["record-path"]) : join(directory, "record.json");
	const file = await within(wanted, "record-path", env);
	await emptyReportDirectory(directory, cwd);
	await prepare(file);
	const progress = (message) => info(inert(message));
	const measured = await group("lddpr: probe", () => measure(run, {
		root,
		env,
		progress
	}, stopwatch({})));
	await writeAtomically(file, `${JSON.stringify(measured.record)}\n`);
	setOutputs({
		verdict: "",
		"record-path": file
	});
	info(inert(`recorded: ${file}`));
	info(inert("nothing is judged yet: that does mode report, in a job that waits for this one"));
	return 0;
};
async function prepare(file) {
	try {
		await mkdir(dirname(file), { recursive: true });
		await rm(file, { force: true });
	} catch (error) {
		throw new InputError(`record-path: cannot write ${file}: ${reason(error)}`);
	}
}
export { record };
