import { a as conclude, c as locateBase, f as stopwatch, n as emptyReportDirectory, o as failure, p as suiteOf, r as publishLocally, s as compareFiles } from "./check.js";
import { r as readBaseline, u as recordSchema } from "./files.js";
import { i as pinsFor } from "./pins.js";
import { t as InputError } from "./errors.js";
import { o as reason, r as readJson } from "./json.js";
import { n as say } from "./log.js";
import { n as within } from "./paths.js";
import { n as startPublishing, t as conclude$1 } from "./conclude.js";
import { join, resolve } from "node:path";
import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
// src/github/modes/report.ts
const MAX_RECORD_BYTES = 67108864;
const report = async (call) => {
	await using publishing = await startPublishing(call.action, call.event);
	return await conclude$1(await judged(call), publishing, call);
};
async function judged({ run, action, event, root, env }) {
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run["report-dir"]);
	const wanted = action["record-path"] ? resolve(cwd, action["record-path"]) : join(directory, "record.json");
	const timings = {};
	const found = await readRecord(wanted, env).catch(asValue);
	await emptyReportDirectory(directory, cwd);
	let record = null;
	let result;
	try {
		if (found instanceof InputError) throw found;
		const inputs = {
			...run,
			base: run.base || event.baseSha
		};
		await mustBeAsAsked(found, inputs);
		record = found;
		const pins = await pinsFor(cwd, run.manifest, record.environment);
		const measured = {
			record,
			pins,
			pinsBind: !run.python
		};
		const origin = await originOf(inputs, measured, {
			root,
			env,
			progress: say
		});
		const known = (className) => readBaseline(resolve(cwd, run.baseline), className);
		result = await stopwatch(timings)("judge", () => conclude(measured, known, {
			cwd,
			directory,
			timings
		}, origin));
	} catch (error) {
		result = {
			report: failure(error, run.suite ?? "standard", timings),
			reference: null
		};
	}
	return publishLocally(result, record, directory);
}
async function originOf(inputs, measured, world) {
	const cwd = resolve(inputs.cwd);
	const base = await locateBase(cwd, inputs, world);
	if (!base) return null;
	const change = await compareFiles(base, cwd, inputs, measured, world);
	return {
		commit: base.commit,
		change,
		record: null
	};
}
function asValue(error) {
	if (error instanceof InputError) return error;
	throw error;
}
async function readRecord(wanted, env) {
	let file = await within(wanted, "record-path", env);
	let found = await status(file);
	if (found?.isDirectory()) {
		file = await within(join(file, "record.json"), "record-path", env);
		found = await status(file);
	}
	if (!found) throw new InputError(`there is no record at ${wanted}: the job that measures has failed or was skipped, or its artifact was not downloaded to there`);
	if (!found.isFile()) throw new InputError(`record-path: ${file} is not a file`);
	if (found.size > MAX_RECORD_BYTES) throw new InputError(`record-path: expected at most ${MAX_RECORD_BYTES} bytes, found ${found.size} in ${file}`);
	return readJson(recordSchema, file);
}
async function status(file) {
	try {
		return await stat(file);
	} catch (error) {
		if (error.code === "ENOENT") return null;
		throw new InputError(`record-path: cannot read ${file}: ${reason(error)}`);
	}
}
async function mustBeAsAsked(record, run) {
	if (run["compare-with"] === "base") throw new InputError("compare-with: base needs a probe of the base commit, which mode report has not: use mode check, or compare with the baseline");
	const plan = await suiteOf(run);
	const { suite, environment } = record;
	if (!isDeepStrictEqual(suite, plan)) throw new InputError(`the record is of the suite ${describe(suite)}, and this job asks for ${describe(plan)}: give both jobs the same suite, devices and config.yml`);
	const device = {
		auto: null,
		cpu: "cpu",
		gpu: "cuda"
	}[run.accelerator];
	if (device && environment.accelerator !== device) throw new InputError(`accelerator: expected a record from ${run.accelerator}, found one from ${environment.accelerator}`);
}
const describe = ({ name, scenarios }) => `${name} (${scenarios.length} scenarios of ${scenarios[0]?.parameters.num_devices} ranks)`;
export { report };
