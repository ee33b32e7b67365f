import { i as Committed, n as changeBetween, t as bumpsBetween } from "./change.js";
import { h as unknown, l as object } from "./schemas.js";
import { n as readBase, r as seenFrom, t as manifestsOf } from "./base.js";
import { n as checkoutOf } from "./checkout.js";
import { t as ExpectedError } from "./errors.js";
import { i as withoutSecrets } from "./secrets.js";
import { n as normalise } from "./packages.js";
import { a as readPins, b as PROBED, d as formatOfNamed, l as SourceFile, o as Repository } from "./pins.js";
import { n as readEntries, t as closure } from "./entries.js";
import { a as readsOfTable, n as readsOfLines, o as readsOfWord } from "./reads.js";
import { n as readsOfSettings, t as TOOLS } from "./settings.js";
import { join, posix, relative, resolve, sep } from "node:path";
// src/python/watched.ts
function pathsRead(repository, answer, { cwd, env }) {
	const { source = null, files = [] } = answer ?? {};
	const at = (path) => ({
		cwd,
		env,
		from: join(cwd, posix.dirname(path)),
		builds: false
	});
	const file = source === null ? null : SourceFile.open(repository, source);
	const named = file ? readsOfSource(file, files, repository, at) : [];
	const settings = readsOfSettings(TOOLS.map(({ name }) => name), at("."));
	const paths = [...named, ...settings].flatMap((read) => "path" in read && read.path ? relative(cwd, read.path) : []).map((path) => path.split(sep).join("/"));
	return [...new Set(paths)].filter((path) => path !== "" && !files.includes(path));
}
function readsOfSource(file, files, repository, at) {
	const entries = readEntries(file);
	if (entries) {
		const needed = closure(PROBED, entries);
		return entries.filter(({ name, place }) => place !== "here" || !needed || needed.has(name)).flatMap(({ from }) => from.flatMap(({ word, role, hashed }) => readsOfWord(word, role, at(file.path), hashed)));
	}
	if (formatOfNamed(file.path)?.file === "requirements*.txt") return files.flatMap((path) => readsOfLines(repository.read(path) ?? "", at(path)));
	const language = /\.ya?ml$|\.lock$/.test(file.path) ? "YAML" : "TOML";
	if (file.base === "setup.cfg" || file.path.endsWith(".lock")) return [];
	if (file.base !== "pyproject.toml") return readsOfTable(file.parse(language, unknown()), at(file.path));
	const { project, tool } = file.parse(language, projectSchema);
	return readsOfTable({
		...project,
		uv: tool?.uv
	}, at(file.path));
}
const projectSchema = object({
	project: object({
		dependencies: unknown().optional(),
		"optional-dependencies": unknown().optional()
	}).optional(),
	tool: object({ uv: unknown().optional() }).optional()
});
// src/github/plan/globs.ts
const PARTS = [
	[/^\*\*\/|^\*\*$/, (match) => match === "**" ? ".*" : "(?:[^/]*/)*"],
	[/^\*+/, () => "[^/]*"],
	[/^\?/, () => "[^/]"],
	[/^\[[!^]?\]?[^\]/]*\]/, (match) => match.replace(/^\[[!^]/, "[^").replaceAll("\\", "\\\\")],
	[/^\{[^{}]*\}/, (match) => `(?:${match.slice(1, -1).split(",").map(translated).join("|")})`],
	[/^[\s\S]/, (match) => match.replace(/[^\w/\s-]/, "\\$&")]
];
function translated(pattern) {
	for (const [part, meaning] of PARTS) {
		const match = part.exec(pattern)?.[0];
		if (match) return meaning(match) + translated(pattern.slice(match.length));
	}
	return "";
}
function matcher(patterns, prefix) {
	const named = patterns.map((pattern) => {
		const path = posix.join(prefix, pattern).replace(/\/$/, "");
		if (path === ".") return /^/;
		try {
			if (!path.startsWith("../")) return new RegExp(`^${translated(path)}(?:/|$)`);
		} catch {}
		throw new ExpectedError(`watch: expected a pattern of files in the repository, found ${JSON.stringify(pattern)}`);
	});
	return (file) => named.some((pattern) => pattern.test(file));
}
// src/github/plan/facts.ts
const PLATFORMS = ["linux-x86_64", "linux-aarch64"];
async function factsOf(inputs, where, env) {
	const cwd = resolve(inputs.cwd);
	if (where.look === "nowhere") throw new ExpectedError(where.because);
	if (!inputs.base) throw new ExpectedError("the event does not say what the change starts from");
	await using checkout = await checkoutOf(cwd, where, env);
	if (!checkout) throw new ExpectedError(`there is no git repository in ${cwd}`);
	const committed = await Committed.read(resolve(cwd, inputs.baseline), checkout.place.root);
	const baselines = await seenFrom(checkout, cwd, inputs.baseline);
	const base = await readBase(checkout, {
		wanted: inputs.base,
		baselines
	});
	if (!base) throw new ExpectedError(`the base commit ${inputs.base} is not known`);
	const [old, files] = [manifestsOf(base), new Repository(cwd)];
	const { manifest } = inputs;
	const sides = await Promise.all(PLATFORMS.map(async (platform) => ({
		before: await readPins(old, {
			manifest,
			platform
		}),
		now: await readPins(files, {
			manifest,
			platform
		})
	})));
	const { before = null, now = null } = sides[0] ?? {};
	const at = {
		cwd: files.root,
		env: withoutSecrets(env)
	};
	const change = changeBetween(base, {
		files: old,
		pins: before
	}, {
		files,
		pins: now
	});
	const elsewhere = sides.flatMap((side) => bumpsBetween(side.before?.installs ?? {}, side.now?.installs ?? {})).filter((bump) => !change.bumps.some(({ name }) => name === bump.name));
	return {
		change: {
			...change,
			bumps: [...change.bumps, ...elsewhere]
		},
		files: base.differing,
		reads: [...pathsRead(old, before, at), ...pathsRead(files, now, at)].map((path) => posix.join(base.prefix, path)),
		watched: matcher(inputs.watch, base.prefix),
		foreign: inputs.python !== "" && inputs.watch.length === 0,
		before,
		now,
		imported: importedBy(committed),
		prefix: base.prefix,
		named: manifest !== ""
	};
}
function importedBy(committed) {
	const packages = committed.classes.flatMap((name) => Object.keys(committed.baseline(name)?.baseline.packages ?? {}));
	return packages.length ? new Set(packages.map(normalise)) : null;
}
export { factsOf };
