import { f as buildOf } from "./pins.js";
import { N as cannotBuild, a as condaRecipe, c as fingerprint, i as requirementsRecipe, n as uvRecipe, o as pixiRecipe, r as dependenciesRecipe, s as placeOf, t as lockRecipe, u as readsOfSettings } from "./pipeline.js";
import { join, posix } from "node:path";
// src/python/recipes.ts
const RECIPES = {
	uv: uvRecipe,
	lock: lockRecipe,
	conda: condaRecipe,
	pixi: pixiRecipe,
	requirements: requirementsRecipe,
	dependencies: dependenciesRecipe
};
async function recipeFor(job) {
	const { source, manager } = job.pins;
	const build = buildOf(source, manager);
	if (build) return RECIPES[build.kind](job, build);
	throw cannotBuild(`${posix.basename(source)}: no environment can be built from it`);
}
function originOf(job, { parts, tools, reads }) {
	const { cwd } = job.surroundings;
	const source = {
		kind: "file",
		path: join(cwd, job.pins.source)
	};
	const found = fingerprint([
		source,
		...reads,
		...readsOfSettings(tools, placeOf(job))
	], cwd);
	return {
		...found,
		parts: [...parts, ...found.parts]
	};
}
export { originOf, recipeFor };
