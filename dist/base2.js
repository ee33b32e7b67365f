import { n as readBase, r as seenFrom, t as manifestsOf } from "./base.js";
import { n as changeBetween } from "./change.js";
import { n as checkoutOf } from "./checkout.js";
import { r as wrongInput, t as ExpectedError } from "./errors.js";
import { i as pinsFor, o as Repository } from "./pins.js";
import { l as prepare } from "./review.js";
import { posix } from "node:path";
// src/pipeline/base.ts
async function locateBase(cwd, inputs, { env, git, progress, spell }, directory = "") {
	const needed = inputs.compareWith === "base";
	const obstacle = (text) => needed ? wrongInput("compareWith", text) : new ExpectedError(text);
	try {
		if (git.look === "nowhere") throw obstacle(git.because);
		await using checkout = await checkoutOf(cwd, git, env);
		if (!checkout) {
			if (!needed) return null;
			throw obstacle(`expected a git repository for base, found none in ${cwd}`);
		}
		const found = await readBase(checkout, {
			wanted: inputs.base,
			baselines: await seenFrom(checkout, cwd, inputs.baseline),
			directory: needed ? directory : ""
		});
		if (found || !needed) return found;
		throw obstacle(`the commit that ${cwd} starts from is not known; name it with base`);
	} catch (error) {
		if (needed || !(error instanceof ExpectedError)) throw error;
		progress(`what has changed since the base commit is not known: ${error.spelled(spell)}`);
		return null;
	}
}
const baseNotices = (git) => git.look === "nowhere" ? [`What changed since the base commit is not known: ${git.because}.`] : [];
async function compareFiles(base, { manifest }, files, { pins, record }, { progress, spell }) {
	try {
		const old = manifestsOf(base);
		const before = {
			files: old,
			pins: await pinsFor(old, manifest, record.environment)
		};
		return changeBetween(base, before, {
			files,
			pins
		});
	} catch (error) {
		if (!(error instanceof ExpectedError)) throw error;
		progress(`what has changed since ${base.commit.slice(0, 9)} is not known: ${error.spelled(spell)}`);
		return null;
	}
}
async function prepareBase({ commit, prefix }, directory, inputs, world) {
	try {
		const files = new Repository(posix.join(directory, prefix));
		return await prepare(files, inputs.basePython, inputs, world);
	} catch (error) {
		if (!(error instanceof ExpectedError)) throw error;
		const { kind, detail } = error;
		throw new ExpectedError((spell) => `the base commit ${commit.slice(0, 9)}: ${error.spelled(spell)}`, {
			kind,
			detail
		});
	}
}
export { prepareBase as i, compareFiles as n, locateBase as r, baseNotices as t };
