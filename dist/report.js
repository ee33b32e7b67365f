import { a as info, t as inert } from "./log.js";
import { a as conclude, c as compareFiles, d as stopwatch, f as suiteOf, l as locateBase, m as pinsFor, n as emptyReportDirectory, o as failure, r as publishLocally } from "./check.js";
import { a as readBaseline, f as recordSchema } from "./accept.js";
import { t as InputError } from "./errors.js";
import { i as reason, r as readJson } from "./json.js";
import { n as within } from "./paths.js";
import { t as conclude$1 } from "./conclude.js";
import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { join, resolve } from "node:path";
// src/github/modes/report.ts
const MAX_RECORD_BYTES = 67108864;
const report = async (call) => conclude$1(await judged(call), call);
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
		const progress = (message) => info(inert(message));
		const origin = await originOf(inputs, measured, {
			root,
			env,
			progress
		});
		const known = (className) => readBaseline(resolve(cwd, run.baseline), className);
		result = await stopwatch(timings)("judge", () => conclude(measured, known, {
			cwd,
			directory,
			timings
		}, origin));
	} catch (error) {
		result = failure(error, run.suite ?? "standard", timings);
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
