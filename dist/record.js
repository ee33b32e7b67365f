import { n as say, o as group } from "./log.js";
import { n as asValue, r as wrongInput, t as ExpectedError } from "./errors.js";
import { n as interruption } from "./interrupt.js";
import { c as reason, u as writeAtomically } from "./json.js";
import { c as measure, d as stopwatch, o as recordText, t as claimReports } from "./review.js";
import { t as digestOf } from "./digest.js";
import { n as spell } from "./inputs2.js";
import { n as setOutputs } from "./outputs.js";
import { n as within } from "./paths2.js";
import { dirname, join, resolve } from "node:path";
import { mkdir, rm } from "node:fs/promises";
// src/github/modes/record.ts
const record = async ({ run, action, env, git }) => {
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run.reportDir);
	const world = {
		env,
		git,
		progress: say,
		spell
	};
	const wanted = action.recordPath ? resolve(cwd, action.recordPath) : join(directory, "record.json");
	const file = await within(wanted, "recordPath", env);
	await claimReports(run, world);
	const measured = await group("lddpr: probe", () => measure(run, world, stopwatch({}))).catch(asValue);
	interruption.throwIfAborted();
	await prepare(file);
	if (measured instanceof ExpectedError) throw measured;
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
		throw wrongInput("recordPath", `cannot write ${file}: ${reason(error)}`);
	}
}
export { record };
