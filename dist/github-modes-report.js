import { D as reason, I as ExpectedError, R as wrongInput } from "./lib.js";
import { i as pinsFor, r as importsOf, t as Repository } from "./pins.js";
import { T as chooseWanted, _ as compareFiles, f as readRecord, g as baseNotices, h as reviewUnwritten, j as requireClass, k as readCommitted, m as review, v as locateBase, w as chooseSuite, y as baselineBefore } from "./pipeline.js";
import { n as finish, r as startPublishing } from "./github.js";
import { i as confinePath, u as spell } from "./github-run.js";
import { join, resolve } from "node:path";
import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
// src/github/modes/report.ts
const MAX_RECORD_BYTES = 67108864;
const reportMode = async (call) => {
	await using publishing = await startPublishing(call);
	return await finish(await reviewHandedRecord(call).catch((error) => reviewUnwritten(error, spell)), publishing, call);
};
async function reviewHandedRecord({ run, action, event, env, git, runner }) {
	const inputs = {
		...run,
		base: run.base || event.baseSha
	};
	const cwd = resolve(run.cwd);
	const file = action.recordPath ? resolve(cwd, action.recordPath) : join(cwd, run.reportDir, "record.json");
	const world = {
		env,
		git,
		progress: runner.say,
		spell
	};
	const handed = await findRecord(file, action.recordDigest, env).catch((error) => ({ error }));
	const gather = async ({ keep }) => {
		if ("error" in handed) throw handed.error;
		const baselines = await readCommitted(inputs, world);
		mustBeAsAsked(handed, inputs, baselines);
		keep(handed);
		const files = new Repository(cwd);
		const pins = await pinsFor(files, run.manifest, handed.environment);
		const notices = [...pins || run.python ? [] : [NO_PINS], ...baseNotices(git)];
		const imports = importsOf(files, pins);
		const { framework, allowVersionMismatch: mayDiffer } = chooseWanted(run, baselines);
		const measured = {
			record: handed,
			pins,
			imports,
			framework,
			mayDiffer,
			notices
		};
		return {
			measured,
			files,
			baselines,
			origin: await originOf(inputs, files, measured, world)
		};
	};
	return review(inputs, world, gather, ["record.json"]);
}
const NO_PINS = "No lock or manifest lies in the directory that was checked, so nothing says whether these are the versions that the change installs. Check out the manifests, or set `working-directory`.";
async function originOf(inputs, files, measured, world) {
	const cwd = resolve(inputs.cwd);
	const base = await locateBase(cwd, inputs, world);
	if (!base) return null;
	const change = await compareFiles(base, inputs, files, measured, world);
	const replaces = (className) => baselineBefore(base, className);
	return {
		commit: base.commit,
		change,
		record: null,
		replaces
	};
}
async function findRecord(wanted, digest, env) {
	let file = await confinePath(wanted, "recordPath", env);
	let found = await status(file);
	if (found?.isDirectory()) {
		file = await confinePath(join(file, "record.json"), "recordPath", env);
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
	const plan = chooseSuite(run, committed);
	const { suite, environment } = record;
	if (!isDeepStrictEqual(suite, plan)) throw new ExpectedError(`the record is of the suite ${describe(suite)}, and this job asks for ${describe(plan)}: give both jobs the same suite, devices and config.yml`);
	requireClass(run.class, record);
	const device = {
		auto: null,
		cpu: "cpu",
		gpu: "cuda"
	}[run.accelerator];
	if (device && environment.accelerator !== device) throw wrongInput("accelerator", `expected a record from ${run.accelerator}, found one from ${environment.accelerator}`);
}
const describe = ({ name, scenarios }) => `${name} (${scenarios.length} scenarios of ${scenarios[0]?.parameters.num_devices} ranks)`;
export { reportMode };
