import { I as ExpectedError } from "./lib.js";
import { d as formatOfNamed } from "./pins.js";
import { a as requirements, c as pixi, i as dependencies, n as pylock, o as condaLock, r as uvSync, s as condaManifest, t as locked } from "./pipeline.js";
import { posix } from "node:path";
// src/python/recipes.ts
const PART = "what the probe needs";
const ALL = "all of it";
const THEIRS = "uv or pip, by version and hash as the lock has them";
const RECIPES = [
	{
		file: "uv.lock",
		plan: uvSync,
		by: "`uv sync --frozen`",
		what: PART
	},
	{
		file: "poetry.lock",
		plan: locked,
		by: `${THEIRS}; for a package from no index, and for the whole, \`poetry install\``,
		what: PART
	},
	{
		file: "pdm.lock",
		plan: locked,
		by: `${THEIRS}; as above, \`pdm sync\``,
		what: PART
	},
	{
		file: "Pipfile.lock",
		plan: locked,
		by: "`pipenv sync`; without pipenv uv or pip, by version and hash",
		what: ALL
	},
	{
		file: "pylock.toml",
		plan: pylock,
		by: "`uv pip install`; without uv pip, by version and hash",
		what: `${PART}, where the lock says what needs what`
	},
	{
		file: "conda-lock.yml",
		plan: condaLock,
		by: "`conda-lock install`, `micromamba create`",
		what: ALL
	},
	{
		file: "pixi.lock",
		plan: pixi,
		by: "`pixi install --frozen`, on a copy",
		what: ALL
	},
	{
		file: "requirements*.txt",
		plan: requirements,
		by: "`uv pip install` or `pip install`",
		what: ALL
	},
	{
		file: "pyproject.toml",
		plan: dependencies,
		by: "the same, of the dependencies",
		what: ALL
	},
	{
		file: "Pipfile",
		plan: dependencies,
		by: "the same",
		what: ALL
	},
	{
		file: "environment.yml",
		plan: condaManifest,
		by: "`micromamba create`, `mamba env create`, `conda env create`",
		what: ALL
	},
	{
		file: "pixi.toml",
		plan: pixi,
		by: "`pixi install`, on a copy",
		what: ALL
	},
	{
		file: "setup.cfg",
		plan: dependencies,
		by: "as pyproject.toml",
		what: ALL
	}
];
async function planFor(job) {
	const { source, manager } = job.pins;
	const file = formatOfNamed(source)?.file;
	const like = file === "pyproject.toml" && manager === "pixi" ? "pixi.toml" : file;
	const recipe = RECIPES.find((each) => each.file === like);
	if (recipe) return recipe.plan(job);
	throw new ExpectedError((spell) => `${posix.basename(source)}: no environment can be built from it; name an interpreter with ${spell("python")}`);
}
export { planFor };
