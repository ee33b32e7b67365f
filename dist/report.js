import { r as wrongInput, t as ExpectedError } from "./errors.js";
import { n as interruption } from "./interrupt.js";
import { c as reason } from "./json.js";
import { i as pinsFor } from "./pins.js";
import { _ as stopwatch, a as conclude, c as compareFiles, i as unwritten, l as locateBase, n as publishLocally, o as failed, p as committedIn, r as reportDirectory, s as baseNotices, v as suiteOf, y as mustBe } from "./check.js";
import { n as readRecord } from "./digest.js";
import { n as startPublishing, t as conclude$1 } from "./conclude.js";
import { n as spell } from "./inputs2.js";
import { n as say } from "./log.js";
import { n as within } from "./paths2.js";
import { join, resolve } from "node:path";
import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
// src/github/modes/report.ts
const MAX_RECORD_BYTES = 67108864;
const report = async (call) => {
	await using publishing = await startPublishing(call.action, call.event);
	return await conclude$1(await judged(call).catch((error) => unwritten(error, spell)), publishing, call);
};
async function judged({ run, action, event, env, git }) {
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run.reportDir);
	const wanted = action.recordPath ? resolve(cwd, action.recordPath) : join(directory, "record.json");
	const timings = {};
	const world = {
		env,
		git,
		progress: say,
		spell
	};
	const digest = action.recordDigest;
	const found = await findRecord(wanted, digest, env).catch((error) => ({ error }));
	await reportDirectory(run, world, ["record.json"]);
	let record = null;
	let result;
	try {
		if ("error" in found) throw found.error;
		const inputs = {
			...run,
			base: run.base || event.baseSha
		};
		const committed = await committedIn(inputs, world);
		mustBeAsAsked(found, inputs, committed);
		record = found;
		const pins = await pinsFor(cwd, run.manifest, record.environment);
		const measured = {
			record,
			pins,
			pinsBind: !run.python,
			notices: baseNotices(git)
		};
		const origin = await originOf(inputs, measured, world);
		interruption.throwIfAborted();
		result = await stopwatch(timings)("judge", async () => conclude(measured, committed, {
			cwd,
			directory,
			timings
		}, origin));
	} catch (error) {
		interruption.throwIfAborted();
		result = failed(error, run.suite ?? "standard", timings, {
			progress: say,
			spell
		});
	}
	return publishLocally(result, record, directory, {
		progress: say,
		spell
	});
}
async function originOf(inputs, measured, world) {
	const cwd = resolve(inputs.cwd);
	const base = await locateBase(cwd, inputs, world);
	if (!base) return null;
	const change = await compareFiles(base, inputs, measured, world);
	return {
		commit: base.commit,
		change,
		record: null
	};
}
async function findRecord(wanted, digest, env) {
	let file = await within(wanted, "recordPath", env);
	let found = await status(file);
	if (found?.isDirectory()) {
		file = await within(join(file, "record.json"), "recordPath", env);
		found = await status(file);
	}
	if (!found) throw new ExpectedError(`there is no record at ${wanted}: the job that measures has failed or was skipped, or its artifact was not downloaded to there`);
	if (!found.isFile()) throw wrongInput("recordPath", `${file} is not a file`);
	if (found.size > MAX_RECORD_BYTES) throw wrongInput("recordPath", `expected at most ${MAX_RECORD_BYTES} bytes, found ${found.size} in ${file}`);
	return readRecord(file, {
		digest,
		input: "recordDigest",
		limit: MAX_RECORD_BYTES
	});
}
async function status(file) {
	try {
		return await stat(file);
	} catch (error) {
		if (error.code === "ENOENT") return null;
		throw wrongInput("recordPath", `cannot read ${file}: ${reason(error)}`);
	}
}
function mustBeAsAsked(record, run, committed) {
	if (run.compareWith === "base") throw wrongInput("compareWith", "base needs a probe of the base commit, which mode report has not: use mode check, or compare with the baseline");
	const plan = suiteOf(run, committed);
	const { suite, environment } = record;
	if (!isDeepStrictEqual(suite, plan)) throw new ExpectedError(`the record is of the suite ${describe(suite)}, and this job asks for ${describe(plan)}: give both jobs the same suite, devices and config.yml`);
	mustBe(run.class, record);
	const device = {
		auto: null,
		cpu: "cpu",
		gpu: "cuda"
	}[run.accelerator];
	if (device && environment.accelerator !== device) throw wrongInput("accelerator", `expected a record from ${run.accelerator}, found one from ${environment.accelerator}`);
}
const describe = ({ name, scenarios }) => `${name} (${scenarios.length} scenarios of ${scenarios[0]?.parameters.num_devices} ranks)`;
export { report };
