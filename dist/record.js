import { n as say, o as group } from "./log.js";
import { f as stopwatch, l as measure, n as emptyReportDirectory } from "./check.js";
import { t as InputError } from "./errors.js";
import { o as reason, s as writeAtomically } from "./json.js";
import { n as setOutputs } from "./outputs.js";
import { n as within } from "./paths.js";
import { dirname, join, resolve } from "node:path";
import { mkdir, rm } from "node:fs/promises";
// src/github/modes/record.ts
const record = async ({ run, action, root, env }) => {
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run["report-dir"]);
	const wanted = action["record-path"] ? resolve(cwd, action["record-path"]) : join(directory, "record.json");
	const file = await within(wanted, "record-path", env);
	await emptyReportDirectory(directory, cwd);
	await prepare(file);
	const measured = await group("lddpr: probe", () => measure(run, {
		root,
		env,
		progress: say
	}, stopwatch({})));
	await writeAtomically(file, `${JSON.stringify(measured.record)}\n`);
	setOutputs({
		verdict: "",
		"record-path": file
	});
	say(`recorded: ${file}`);
	say("nothing is judged yet: that does mode report, in a job that waits for this one");
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
