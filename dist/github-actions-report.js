import { c as manifestsOf } from "./change.js";
import { B as ExpectedError, T as reason, U as wrongInput } from "./lib.js";
import { Q as ranOnce, at as classOfRecord } from "./model.js";
import { i as pinsFor, r as importsOf, t as Repository } from "./pins.js";
import { C as compareFiles, G as choosePlans, H as chooseWanted, M as asPins, N as mustBeOfTheRight, S as baseNotices, T as locateBase, V as chooseSuite, W as readCommitted, Y as requireClass, f as review, h as baselineBefore, l as judgeHanded, p as reviewUnwritten } from "./pipeline.js";
import { r as readRecord } from "./training.js";
import { n as finish, r as preparePublishing } from "./github.js";
import { f as spell, i as confinePath } from "./github-run.js";
import { join, resolve } from "node:path";
import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
// src/github/actions/report.ts
const MAX_RECORD_BYTES = 67108864;
const reportAction = async (call) => {
	const publish = await preparePublishing(call);
	return await finish(await reviewHandedRecord(call).catch((error) => reviewUnwritten(error, spell)), publish, call);
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
		const { base: handedBase, trainings: handedTrainings, ...record } = handed;
		const baselines = await readCommitted(inputs, world);
		for (const each of [record, handedBase?.record]) if (each) mustBeAsAsked(each, inputs, baselines);
		keep(record);
		const files = new Repository(cwd);
		const wanted = chooseWanted(inputs, baselines);
		const pins = await pinsFor(files, asPins(wanted), record.environment);
		const notices = [...pins || run.python ? [] : [NO_PINS], ...baseNotices(git)];
		const imports = importsOf(files, pins);
		const { framework, allowVersionMismatch: mayDiffer } = wanted;
		const measured = {
			record,
			pins,
			imports,
			framework,
			mayDiffer,
			notices
		};
		const start = await startOf(wanted, handedBase ?? null, files, measured, baselines, world);
		const commit = start.origin?.commit ?? null;
		const plans = choosePlans(inputs, baselines);
		return {
			measured: {
				...measured,
				notices: [...notices, ...start.notices]
			},
			files,
			baselines,
			...start,
			trainings: judgeHanded(handedTrainings, plans, baselines, commit)
		};
	};
	return review(inputs, world, gather, ["record.json"]);
}
const NO_PINS = "No lock or manifest lies in the directory that was checked, so nothing says whether these are the versions that the change installs. Check out the manifests, or set `working-directory`.";
async function startOf(inputs, handed, files, measured, baselines, world) {
	const { compareWith } = inputs;
	const { base, problem } = await locateBase(resolve(inputs.cwd), {
		...inputs,
		compareWith: "auto"
	}, world);
	const hasBaseline = baselines.classes.includes(classOfRecord(measured.record));
	const taken = compareWith === "base" || compareWith === "auto" && !hasBaseline ? handed : null;
	if (compareWith === "base" && !taken) throw wrongInput("compareWith", `base: ${NO_BASE}`);
	if (taken && base && base.commit !== taken.commit) throw new ExpectedError(`the record is compared with the commit ${taken.commit.slice(0, 9)}, and this change starts from ${base.commit.slice(0, 9)}: record again`);
	const record = taken && (taken.record ?? measured.record);
	if (record && base) {
		const pins = await pinsFor(manifestsOf(base), asPins(inputs, true), record.environment);
		mustBeOfTheRight({
			...measured,
			record,
			pins,
			isBase: true
		}, world);
	}
	const commit = base?.commit ?? taken?.commit;
	const change = base && await compareFiles(base, inputs, files, measured, world);
	const replaces = (className) => base && baselineBefore(base, className);
	const isSame = taken?.record === null;
	return {
		origin: commit ? {
			commit,
			change,
			record,
			isSame,
			replaces
		} : null,
		withoutBase: compareWith === "auto" ? problem?.spelled(world.spell) ?? NO_BASE : "",
		notices: taken && !base ? [`The job that has measured names the base commit; it is not looked up here.`] : []
	};
}
const NO_BASE = "the record has none, as the job that measures has not measured one";
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
	const { suite, equal, environment } = record;
	const plan = ranOnce(chooseSuite(run, committed), equal);
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
export { reportAction };
