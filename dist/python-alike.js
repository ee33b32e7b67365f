import { V as asValue, i as temporaryPlace, r as temporaryDirectory } from "./lib.js";
import { it as versionOf, tt as PROBED } from "./model.js";
import { D as readsOfSettings, X as sourceOf, a as fingerprint, i as jobFor, n as originOf, q as placeOf, r as recipeFor, t as resolve$1, z as wantedOf } from "./pipeline.js";
import { t as _usingCtx } from "./usingCtx.js";
import { join } from "node:path";
// src/python/alike.ts
async function installSame(one, other, { install: scope, noInstall, torch }) {
	if (PROBED.some((name) => {
		const [now, then] = [one, other].map(({ pins }) => versionOf(pins?.installs[name]));
		return now && then && now !== then;
	})) return false;
	try {
		try {
			var _usingCtx$1 = _usingCtx();
			const used = _usingCtx$1.a(new AsyncDisposableStack());
			const asked = {
				scope,
				download: !noInstall,
				used,
				torch
			};
			const plan = (side) => planOf(side, asked);
			const [now, then] = await Promise.all([one, other].map(plan));
			if (!now || !then || now.unknown !== null || then.unknown !== null) return false;
			if (now.whole === then.whole) return true;
			if (noInstall || now.around !== then.around) return false;
			const [mine, theirs] = await Promise.all([now.list(), then.list()]);
			return mine !== null && theirs !== null && areSame(mine, theirs);
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	} catch (error) {
		asValue(error);
		return false;
	}
}
async function planOf({ files, pins, surroundings }, asked) {
	const { cwd } = surroundings;
	const job = await jobFor({
		...asked,
		files,
		surroundings,
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
		list: async () => recipe.wanted ?? await wantedOf(job) ?? await resolved(job, recipe)
	};
}
const EMPTY = "text {}";
const isManifest = (read, { pins, surroundings: { cwd } }) => "path" in read && pins.files.some((file) => join(cwd, file) === read.path);
async function resolved(job, recipe) {
	try {
		var _usingCtx3 = _usingCtx();
		const { env, progress } = job.surroundings;
		const work = _usingCtx3.a(await temporaryDirectory(temporaryPlace(env)));
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
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		await _usingCtx3.d();
	}
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
