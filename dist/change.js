import { i as __toESM } from "./rolldown-runtime.js";
import { n as asValue, t as ExpectedError } from "./errors.js";
import { i as parseJson, o as readOwnText } from "./json.js";
import { i as within } from "./paths.js";
import { n as fixesVersions } from "./pins.js";
import { n as parse, t as require_dist } from "./dist.js";
import { n as baselineFile, r as intact, t as MAX_BYTES, u as baselineSchema } from "./files.js";
import { basename, join, posix } from "node:path";
import { readdir } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
// src/baseline/committed.ts
const CONFIG = "config.yml";
const MAX_FILES = 200;
var Committed = class Committed {
	directory;
	#texts;
	constructor(directory, texts) {
		this.directory = directory;
		this.#texts = texts;
	}
	static async read(directory, tree) {
		const real = await within(directory, "baseline", [tree], "the working tree");
		return new Committed(directory, await textsIn(real, directory));
	}
	get classes() {
		return [...this.#texts.keys()].filter((name) => name.endsWith(".json")).map((name) => basename(name, ".json")).sort();
	}
	baseline(className) {
		const file = baselineFile(this.directory, className);
		const text = this.#text(basename(file));
		if (text === null) return null;
		const baseline = intact(parseJson(baselineSchema, text, `the baseline ${file}`), file);
		if (baseline.class === className) return {
			file,
			baseline
		};
		throw new ExpectedError(`the baseline ${file}: class: expected ${className}, found another one`);
	}
	get config() {
		return {
			file: join(this.directory, CONFIG),
			text: this.#text(CONFIG)
		};
	}
	#text(name) {
		const text = this.#texts.get(name);
		if (text instanceof ExpectedError) throw text;
		return text ?? null;
	}
	async mustBeUnchanged() {
		const now = await textsIn(this.directory, this.directory).catch(() => new Map());
		const changed = [...new Set([...this.#texts.keys(), ...now.keys()])].sort().filter((name) => String(this.#texts.get(name)) !== String(now.get(name)));
		if (changed.length === 0) return;
		throw new ExpectedError(`the packages have changed ${this.directory}: expected ${changed.join(", ")} as committed, found other content after they ran; find out which package writes there before you trust it`);
	}
};
async function textsIn(directory, name) {
	const names = (await readdir(directory).catch(() => [])).filter((each) => each === CONFIG || each.endsWith(".json")).sort();
	if (names.length > MAX_FILES) throw new ExpectedError(`${name}: expected at most ${MAX_FILES} files, found ${names.length}`);
	const texts = new Map();
	for (const each of names) {
		const text = await readOwnText(join(directory, each), MAX_BYTES).catch(asValue);
		if (text !== null) texts.set(each, text);
	}
	return texts;
}
// src/change/edit.ts
var import_dist = __toESM(require_dist(), 1);
const INSTALLING = [
	{
		table: "project.dependencies",
		locked: true
	},
	{
		table: "project.optional-dependencies",
		locked: true
	},
	{
		table: "project.requires-python",
		locked: true
	},
	{
		table: "project.dynamic",
		locked: true
	},
	{
		table: "dependency-groups",
		locked: true
	},
	{
		table: "build-system",
		locked: false
	},
	{
		table: "tool.uv",
		locked: true
	},
	{
		table: "tool.poetry.dependencies",
		locked: true
	},
	{
		table: "tool.poetry.dev-dependencies",
		locked: true
	},
	{
		table: "tool.poetry.group",
		locked: true
	},
	{
		table: "tool.poetry.extras",
		locked: true
	},
	{
		table: "tool.poetry.source",
		locked: true
	},
	{
		table: "tool.poetry",
		locked: false
	},
	{
		table: "tool.pdm.dev-dependencies",
		locked: true
	},
	{
		table: "tool.pdm.resolution",
		locked: true
	},
	{
		table: "tool.pdm.source",
		locked: true
	},
	{
		table: "tool.pdm",
		locked: false
	},
	{
		table: "tool.pixi",
		locked: true
	},
	{
		table: "tool.hatch.envs",
		locked: false
	},
	{
		table: "tool.hatch.metadata",
		locked: true
	},
	{
		table: "tool.setuptools.dynamic",
		locked: true
	},
	{
		table: "tool.setuptools",
		locked: false
	}
];
function effectOf(path, before, now) {
	if (before === null || now === null) return "lock";
	const name = posix.basename(path);
	try {
		const [one, other] = [contentOf(name, before), contentOf(name, now)];
		if (name !== "pyproject.toml") return isDeepStrictEqual(one, other) ? "nothing" : "lock";
		const moved = INSTALLING.filter(({ table }) => !isDeepStrictEqual(at(one, table), at(other, table)));
		if (moved.some(({ locked }) => locked)) return "lock";
		return moved.length ? "installation" : "nothing";
	} catch {
		return "lock";
	}
}
function contentOf(name, text) {
	if (/\.(toml|lock)$|^Pipfile$/.test(name)) return parse(text);
	if (/\.ya?ml$/.test(name)) return import_dist.parse(text, {
		logLevel: "error",
		maxAliasCount: 0
	});
	return text.split(/\r?\n/).flatMap((line) => line.replace(/(^|\s)#.*$/, "").trim() || []);
}
const at = (value, table) => table.split(".").reduce((found, key) => found?.[key], value);
// src/change/change.ts
const LOCKS = {
	"uv.lock": {
		relock: "uv lock",
		madeFrom: ["pyproject.toml"]
	},
	"poetry.lock": {
		relock: "poetry lock",
		madeFrom: ["pyproject.toml"]
	},
	"pdm.lock": {
		relock: "pdm lock",
		madeFrom: ["pyproject.toml"]
	},
	"Pipfile.lock": {
		relock: "pipenv lock",
		madeFrom: ["Pipfile"]
	},
	"pixi.lock": {
		relock: "pixi lock",
		madeFrom: ["pixi.toml", "pyproject.toml"]
	},
	"conda-lock.yml": {
		relock: "conda-lock lock",
		madeFrom: ["environment.yml", "environment.yaml"]
	}
};
function changeBetween({ commit, isMergeBase, prefix, baselines, differing }, before, now) {
	const installs = before.pins?.installs ?? {};
	const textOf = ({ files }, file) => readOrNull(files, file.slice(prefix.length));
	return {
		commit,
		isMergeBase,
		installs,
		bumps: bumpsBetween(installs, now.pins?.installs ?? {}),
		manifests: differing.filter((file) => file.startsWith(prefix) && fixesVersions(file)).map((file) => ({
			file,
			effect: effectOf(file, textOf(before, file), textOf(now, file))
		})),
		baselines: differing.filter((name) => name.startsWith(`${baselines}/`))
	};
}
function readOrNull(files, path) {
	try {
		return files.read(path);
	} catch (error) {
		asValue(error);
		return null;
	}
}
const bumpsBetween = (before, now) => [...new Set([...Object.keys(before), ...Object.keys(now)])].sort().map((name) => ({
	name,
	from: before[name] ?? null,
	to: now[name] ?? null
})).filter(({ from, to }) => from !== to);
function noticesOf({ commit, isMergeBase, bumps, manifests, baselines }, pins) {
	return [
		...isMergeBase ? [] : [atTheTip(commit)],
		...stale(bumps, manifests, pins),
		...edited(commit, baselines)
	];
}
const atTheTip = (commit) => `This checkout lacks the history to the merge base, so the change is compared with ${commit.slice(0, 9)}, the tip of the base branch: what that branch changed since shows up here too. Check out with \`fetch-depth: 0\`.`;
function stale(bumps, manifests, pins) {
	const source = pins?.source;
	if (bumps.length > 0 || !source) return [];
	const name = posix.basename(source);
	const isSource = ({ file }) => posix.basename(file) === name;
	const edits = manifests.filter((edit) => edit.effect !== "nothing" || isSource(edit));
	if (edits.length === 0) return [];
	const said = `This change edits ${edits.map(({ file }) => file).join(", ")} and changes nothing that gets installed.`;
	const lock = LOCKS[name];
	const isMadeFrom = ({ file, effect }) => effect === "lock" && lock?.madeFrom.includes(posix.basename(file));
	if (!lock || edits.some(isSource) || !edits.some(isMadeFrom)) return [said];
	return [`${said} Versions come from ${source}, which is as it was: '${lock.relock}' makes it anew.`];
}
const edited = (commit, baselines) => baselines.length === 0 ? [] : [`This change edits what it is judged by: ${baselines.join(", ")} is not as in ${commit.slice(0, 9)}. Review it as code.`];
export { Committed as i, changeBetween as n, noticesOf as r, bumpsBetween as t };
