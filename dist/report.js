import { _ as suiteOf, f as committedIn, g as stopwatch, n as compareFiles, r as locateBase, t as baseNotices } from "./base.js";
import { i as unwritten, n as publishLocally, o as conclude, r as reportDirectory, s as failed } from "./check.js";
import { o as mustBe } from "./class.js";
import { i as pinsFor } from "./pins.js";
import { t as InputError } from "./errors.js";
import { n as interruption } from "./interrupt.js";
import { s as reason } from "./json.js";
import { n as readRecord } from "./digest.js";
import { n as say } from "./log.js";
import { n as within } from "./paths2.js";
import { n as startPublishing, t as conclude$1 } from "./conclude.js";
import { join, resolve } from "node:path";
import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
// src/github/modes/report.ts
const MAX_RECORD_BYTES = 67108864;
const report = async (call) => {
	await using publishing = await startPublishing(call.action, call.event);
	return await conclude$1(await judged(call).catch(unwritten), publishing, call);
};
async function judged({ run, action, event, root, env, git }) {
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run["report-dir"]);
	const wanted = action["record-path"] ? resolve(cwd, action["record-path"]) : join(directory, "record.json");
	const timings = {};
	const world = {
		root,
		env,
		git,
		progress: say
	};
	const digest = action["record-digest"];
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
		result = failed(error, run.suite ?? "standard", timings, say);
	}
	return publishLocally(result, record, directory, say);
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
	let file = await within(wanted, "record-path", env);
	let found = await status(file);
	if (found?.isDirectory()) {
		file = await within(join(file, "record.json"), "record-path", env);
		found = await status(file);
	}
	if (!found) throw new InputError(`there is no record at ${wanted}: the job that measures has failed or was skipped, or its artifact was not downloaded to there`);
	if (!found.isFile()) throw new InputError(`record-path: ${file} is not a file`);
	if (found.size > MAX_RECORD_BYTES) throw new InputError(`record-path: expected at most ${MAX_RECORD_BYTES} bytes, found ${found.size} in ${file}`);
	return readRecord(file, {
		digest,
		input: "record-digest",
		limit: MAX_RECORD_BYTES
	});
}
async function status(file) {
	try {
		return await stat(file);
	} catch (error) {
		if (error.code === "ENOENT") return null;
		throw new InputError(`record-path: cannot read ${file}: ${reason(error)}`);
	}
}
function mustBeAsAsked(record, run, committed) {
	if (run["compare-with"] === "base") throw new InputError("compare-with: base needs a probe of the base commit, which mode report has not: use mode check, or compare with the baseline");
	const plan = suiteOf(run, committed);
	const { suite, environment } = record;
	if (!isDeepStrictEqual(suite, plan)) throw new InputError(`the record is of the suite ${describe(suite)}, and this job asks for ${describe(plan)}: give both jobs the same suite, devices and config.yml`);
	mustBe(run.class, record);
	const device = {
		auto: null,
		cpu: "cpu",
		gpu: "cuda"
	}[run.accelerator];
	if (device && environment.accelerator !== device) throw new InputError(`accelerator: expected a record from ${run.accelerator}, found one from ${environment.accelerator}`);
}
const describe = ({ name, scenarios }) => `${name} (${scenarios.length} scenarios of ${scenarios[0]?.parameters.num_devices} ranks)`;
export { report };
