import { n as say, o as group } from "./log.js";
import { l as recordText, r as reportDirectory } from "./check.js";
import { n as asValue, t as InputError } from "./errors.js";
import { n as interruption } from "./interrupt.js";
import { l as writeAtomically, s as reason } from "./json.js";
import { g as stopwatch, p as measure } from "./base.js";
import { t as digestOf } from "./digest.js";
import { n as setOutputs } from "./outputs.js";
import { n as within } from "./paths2.js";
import { dirname, join, resolve } from "node:path";
import { mkdir, rm } from "node:fs/promises";
// src/github/modes/record.ts
const record = async ({ run, action, root, env, git }) => {
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run["report-dir"]);
	const world = {
		root,
		env,
		git,
		progress: say
	};
	const wanted = action["record-path"] ? resolve(cwd, action["record-path"]) : join(directory, "record.json");
	const file = await within(wanted, "record-path", env);
	await reportDirectory(run, world);
	const measured = await group("lddpr: probe", () => measure(run, world, stopwatch({}))).catch(asValue);
	interruption.throwIfAborted();
	await prepare(file);
	if (measured instanceof InputError) throw measured;
	const text = recordText(measured.record);
	const digest = digestOf(text);
	await writeAtomically(file, text);
	setOutputs({
		verdict: "",
		"record-path": file,
		"record-digest": digest
	});
	say(`recorded: ${file}, sha256 ${digest}`);
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
