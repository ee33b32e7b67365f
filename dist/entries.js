import { f as string, h as unknown, l as object, r as array } from "./schemas.js";
import { n as normalise } from "./packages.js";
import { s as parseRequirement } from "./dist.js";
import { m as table } from "./pins.js";
import { posix } from "node:path";
// src/python/install/entries.ts
const text = string();
const entriesOf = {
	"uv.lock": readUv,
	"poetry.lock": readPoetry,
	"pdm.lock": readPdm,
	"Pipfile.lock": readPipfile,
	"pylock.toml": readPylock
};
function readEntries(file) {
	const base = posix.basename(file.path).replace(/^(pylock|pdm)\..*(toml|lock)$/, "$1.$2");
	return entriesOf[base]?.(file) ?? null;
}
function closure(roots, entries) {
	const byName = Map.groupBy(entries, ({ name }) => name);
	const found = new Set(roots.filter((name) => byName.has(name)));
	for (const name of found) for (const { needs } of byName.get(name) ?? []) {
		if (needs === null) return null;
		for (const other of needs) if (byName.has(other)) found.add(other);
	}
	return found;
}
const uvEdge = object({
	name: text,
	extra: array(text).optional()
});
const uvLock = object({ package: array(object({
	name: text,
	version: text.optional(),
	source: table(unknown()).optional(),
	sdist: unknown().optional(),
	wheels: unknown().optional(),
	dependencies: array(uvEdge).optional(),
	"optional-dependencies": table(array(uvEdge)).optional()
})).default([]) });
function readUv(file) {
	const { package: packages } = file.parse("TOML", uvLock);
	const edges = packages.flatMap((each) => [...each.dependencies ?? [], ...Object.values(each["optional-dependencies"] ?? {}).flat()]);
	const extras = new Map();
	for (const { name, extra = [] } of edges) for (const each of extra) extras.set(name, (extras.get(name) ?? new Set()).add(each));
	return packages.map((each) => ({
		name: normalise(each.name),
		version: each.version ?? null,
		hashes: [],
		index: null,
		place: placeOfUv(each.source ?? {}),
		from: fromOf(each.source ?? {}, isHashed([each.sdist, each.wheels])),
		needs: [...each.dependencies ?? [], ...Object.entries(each["optional-dependencies"] ?? {}).flatMap(([extra, list]) => extras.get(each.name)?.has(extra) ? list : [])].map(({ name }) => normalise(name))
	}));
}
function placeOfUv(source) {
	if ("registry" in source) return "index";
	if ("url" in source) return "url";
	return "git" in source ? "repository" : "here";
}
const INDEX = ["registry", "index"];
const REPOSITORY = ["git", "vcs"];
const PLACE = [
	"url",
	"path",
	"file",
	"directory",
	"editable",
	"virtual"
];
const COMMIT = [
	"resolved_reference",
	"revision",
	"commit-id",
	"ref"
];
function fromOf(table, hashed) {
	const words = (keys) => keys.map((key) => table[key]).filter((each) => typeof each === "string" && each !== "");
	const [commit = ""] = words(COMMIT);
	return [
		...words(INDEX).map((word) => ({
			word,
			role: "index"
		})),
		...words(REPOSITORY).map((word) => repository(word, commit)),
		...words(PLACE).map((word) => ({
			word,
			role: "package",
			hashed
		}))
	];
}
const repository = (url, commit) => ({
	word: `git+${url}${commit && `@${commit}`}`,
	role: "package"
});
const isHashed = (value) => /"(?:hash":"sha|sha256|sha512)/.test(JSON.stringify(value));
const files = array(object({ hash: text.optional() }));
const hashesOf = (list) => (list ?? []).flatMap(({ hash }) => hash || []);
const poetryLock = object({
	package: array(object({
		name: text,
		version: text,
		files: files.optional(),
		dependencies: table(unknown()).optional(),
		source: object({
			type: text.optional(),
			url: text.optional(),
			resolved_reference: text.optional()
		}).optional()
	})).default([]),
	metadata: object({ files: table(files).optional() }).optional()
});
function readPoetry(file) {
	const { package: packages, metadata } = file.parse("TOML", poetryLock);
	const old = new Map(Object.entries(metadata?.files ?? {}).map(([name, list]) => [normalise(name), list]));
	return packages.map(({ name, version, files, dependencies = {}, source }) => {
		const indexed = source?.type === void 0 || source.type === "legacy";
		const hashes = hashesOf(files ?? old.get(normalise(name)));
		return {
			name: normalise(name),
			version,
			hashes,
			index: indexed ? source?.url ?? null : null,
			place: indexed ? "index" : POETRY_PLACES[source?.type ?? ""] ?? "here",
			from: source ? fromPoetry(source, hashes.length > 0) : [],
			needs: Object.keys(dependencies).map(normalise)
		};
	});
}
function fromPoetry(source, hashed) {
	const { type, url = "", ...rest } = source;
	if (type === "directory") return [];
	const key = type === "git" ? "git" : type === "legacy" ? "index" : "url";
	return fromOf({
		...rest,
		[key]: url
	}, hashed);
}
const POETRY_PLACES = {
	url: "url",
	git: "repository"
};
const pdmLock = object({ package: array(object({
	name: text,
	version: text,
	files: files.optional(),
	dependencies: array(text).optional(),
	path: text.optional(),
	url: text.optional(),
	git: text.optional(),
	revision: text.optional()
})).default([]) });
function readPdm(file) {
	return file.parse("TOML", pdmLock).package.map((each) => ({
		name: normalise(each.name),
		version: each.version,
		hashes: hashesOf(each.files),
		index: null,
		place: each.path ? "here" : each.git ? "repository" : each.url ? "url" : "index",
		from: fromOf(each, hashesOf(each.files).length > 0),
		needs: (each.dependencies ?? []).flatMap((row) => parseRequirement(row)?.name ?? [])
	}));
}
const pipfileLock = object({
	_meta: object({ sources: array(object({
		name: text,
		url: text
	})).optional() }).optional(),
	default: table(object({
		version: text.optional(),
		hashes: array(text).optional(),
		index: text.optional(),
		path: text.optional(),
		file: text.optional(),
		git: text.optional(),
		ref: text.optional()
	})).default({})
});
function readPipfile(file) {
	const lock = file.parse("JSON", pipfileLock);
	return Object.entries(lock.default).map(([name, each]) => ({
		name: normalise(name),
		version: each.version?.replace(/^==/, "") ?? null,
		hashes: each.hashes ?? [],
		index: lock._meta?.sources?.find((source) => source.name === each.index)?.url ?? null,
		place: each.path ? "here" : each.git ? "repository" : each.file ? "url" : "index",
		from: fromOf({
			...each,
			index: void 0
		}, (each.hashes ?? []).length > 0),
		needs: null
	}));
}
const archive = object({
	hashes: table(text).optional(),
	url: text.optional(),
	path: text.optional()
});
const pylock = object({ packages: array(object({
	name: text,
	version: text.optional(),
	index: text.optional(),
	dependencies: array(object({ name: text })).optional(),
	wheels: array(archive).optional(),
	sdist: archive.optional(),
	archive: archive.optional(),
	vcs: table(unknown()).optional(),
	directory: table(unknown()).optional()
})).default([]) });
function readPylock(file) {
	const { packages } = file.parse("TOML", pylock);
	const known = packages.some(({ name, dependencies }) => name === "torch" && dependencies);
	return packages.map((each) => ({
		name: normalise(each.name),
		version: each.version ?? null,
		hashes: [...each.wheels ?? [], ...each.sdist ? [each.sdist] : []].flatMap(({ hashes }) => hashes?.sha256 ? `sha256:${hashes.sha256}` : []),
		index: each.index ?? null,
		place: each.directory ? "here" : each.vcs ? "repository" : each.archive ? "url" : "index",
		from: [
			...each.wheels ?? [],
			each.sdist,
			each.archive,
			each.vcs,
			each.directory
		].flatMap((table) => table ? fromPylock(table) : []),
		needs: known ? (each.dependencies ?? []).map(({ name }) => normalise(name)) : null
	}));
}
function fromPylock({ type, url, ...rest }) {
	return fromOf(type === void 0 ? {
		...rest,
		url
	} : {
		...rest,
		git: url
	}, isHashed(rest));
}
export { readEntries as n, closure as t };
