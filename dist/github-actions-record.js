import { B as ExpectedError, D as writeAtomically, G as interruption, T as reason, U as wrongInput, V as asValue } from "./lib.js";
import { _ as claimReports, c as handOver, d as measureBoth, j as stopwatch, v as keepLogs, y as removeLogs } from "./pipeline.js";
import { n as digestOf } from "./training.js";
import { k as recordText } from "./judge.js";
import { f as spell, i as confinePath } from "./github-run.js";
import { dirname, join, resolve } from "node:path";
import { mkdir, rm } from "node:fs/promises";
// src/github/actions/record.ts
const recordAction = async ({ run, action, event, env, git, runner }) => {
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
	const inputs = {
		...run,
		base: run.base || event.baseSha
	};
	const found = await runner.group("lddpr: probe", () => measureBoth(inputs, world, stopwatch({}))).catch(async (error) => asValue(await keepLogs(error, reports, cwd)));
	interruption.throwIfAborted();
	await prepare(file);
	if (found instanceof ExpectedError) throw found;
	const text = recordText(handedOf(found));
	const digest = digestOf(text);
	await writeAtomically(file, text);
	setOutputs({
		"record-path": file,
		"record-digest": digest
	});
	say(`recorded: ${file}, sha256 ${digest}`);
	if (found.origin?.record) say(`with the base commit ${found.origin.commit.slice(0, 9)}`);
	else if (found.withoutBase) say(`without the base commit: ${found.withoutBase}`);
	say("lddpr-action/report judges it, in a job that waits for this one");
	return 0;
};
function handedOf({ measured, origin, trainings = [] }) {
	const record = {
		...measured.record,
		...handOver(trainings, origin?.commit ?? null)
	};
	if (!origin?.record) return record;
	const { commit, isSame } = origin;
	return {
		...record,
		base: {
			commit,
			record: isSame ? null : origin.record
		}
	};
}
async function prepare(file) {
	try {
		await mkdir(dirname(file), { recursive: true });
		await rm(file, { force: true });
	} catch (error) {
		throw wrongInput("recordPath", `cannot write ${file}: ${reason(error)}`);
	}
}
export { recordAction };
