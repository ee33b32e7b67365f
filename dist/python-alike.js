import { L as asValue, a as temporaryPlace, i as temporaryDirectory } from "./lib.js";
import { W as PROBED, q as versionOf } from "./model.js";
import { P as sourceOf, a as jobFor, i as wantedOf, n as originOf, o as placeOf, r as recipeFor, s as fingerprint, t as resolve$1, w as readsOfSettings } from "./pipeline.js";
import { join } from "node:path";
// src/python/alike.ts
async function installSame(one, other, { install: scope, noInstall }) {
	if (PROBED.some((name) => {
		const [now, then] = [one, other].map(({ pins }) => versionOf(pins?.installs[name]));
		return now && then && now !== then;
	})) return false;
	try {
		await using used = new AsyncDisposableStack();
		const plan = (side) => planOf(side, scope, !noInstall, used);
		const [now, then] = await Promise.all([one, other].map(plan));
		if (!now || !then || now.unknown !== null || then.unknown !== null) return false;
		if (now.whole === then.whole) return true;
		if (noInstall || now.around !== then.around) return false;
		const [mine, theirs] = await Promise.all([now.list(), then.list()]);
		return mine !== null && theirs !== null && areSame(mine, theirs);
	} catch (error) {
		asValue(error);
		return false;
	}
}
async function planOf({ files, pins, surroundings }, scope, download, used) {
	const { cwd } = surroundings;
	const job = await jobFor({
		files,
		surroundings,
		scope,
		download,
		used,
		pins: sourceOf(pins, cwd)
	});
	const recipe = await recipeFor(job);
	const { parts, unknown } = originOf(job, recipe);
	const beside = recipe.reads.filter((read) => !isManifest(read, job));
	const around = fingerprint([...beside, ...readsOfSettings(recipe.tools, placeOf(job))], cwd);
	return {
		unknown: unknown ?? around.unknown,
		whole: JSON.stringify([
			job.pins.source,
			job.pins.text,
			parts
		]),
		around: JSON.stringify([(await job.base()).identity, around.parts.filter((part) => part !== EMPTY)]),
		list: async () => await wantedOf(job) ?? await resolved(job, recipe)
	};
}
const EMPTY = "text {}";
const isManifest = (read, { pins, surroundings: { cwd } }) => "path" in read && pins.files.some((file) => join(cwd, file) === read.path);
async function resolved(job, recipe) {
	const { env, progress } = job.surroundings;
	await using work = await temporaryDirectory(temporaryPlace(env));
	const installation = await recipe.build(join(work.path, "env"));
	progress(`asking ${installation.tool} what ${job.pins.source} installs today`);
	const quietly = {
		...job.surroundings,
		env: {
			...env,
			...recipe.env
		},
		progress: () => {}
	};
	return await resolve$1(installation, quietly, work.path);
}
function areSame(mine, theirs) {
	const names = new Map(theirs.map((each) => [each.name, each]));
	return mine.length === theirs.length && mine.every((each) => {
		const other = names.get(each.name);
		return other !== void 0 && isSame(each, other);
	});
}
function isSame(one, other) {
	if (one.version !== other.version) return false;
	if (one.hashes.length > 0 && other.hashes.length > 0) return one.hashes.some((hash) => other.hashes.includes(hash));
	return one.url === other.url && one.index === other.index;
}
export { installSame };
