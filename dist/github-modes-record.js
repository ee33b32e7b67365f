import { D as reason, F as interruption, I as ExpectedError, L as asValue, R as wrongInput, k as writeAtomically } from "./lib.js";
import { A as stopwatch, C as removeLogs, E as measure, S as keepLogs, d as digestOf, x as claimReports } from "./pipeline.js";
import { v as recordText } from "./judge.js";
import { i as confinePath, u as spell } from "./github-run.js";
import { dirname, join, resolve } from "node:path";
import { mkdir, rm } from "node:fs/promises";
// src/github/modes/record.ts
const recordMode = async ({ run, action, env, git, runner }) => {
	const { say, setOutputs } = runner;
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run.reportDir);
	const world = {
		env,
		git,
		progress: say,
		spell
	};
	const wanted = action.recordPath ? resolve(cwd, action.recordPath) : join(directory, "record.json");
	const file = await confinePath(wanted, "recordPath", env);
	const reports = await claimReports(run, world);
	await removeLogs(reports);
	const measured = await runner.group("lddpr: probe", () => measure(run, world, stopwatch({}))).catch(async (error) => asValue(await keepLogs(error, reports, cwd)));
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
export { recordMode };
