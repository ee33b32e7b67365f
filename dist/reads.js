import { i as logicalLines } from "./dist.js";
import { dirname, resolve } from "node:path";
import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
// src/python/reads.ts
const REPOSITORY = /^(?:git|hg|svn|bzr)\+/i;
const COMMIT = /[@#][0-9a-f]{40}(?=[#&?;\s]|$)/;
const ON_THE_NET = /^(?:[a-z][a-z0-9+.-]+:)?\/\/(?!\/)|^(?:https?|ftp|s3|gs|ssh|oci):/i;
const HASHED = /[#&](?:sha256|sha384|sha512)=[0-9a-f]{64}/i;
const ARCHIVE = /\.(?:whl|zip|egg|conda|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;
const NET = {
	package: "a URL without a hash",
	links: "a page of links on the net",
	index: null,
	lines: "a file of requirements on the net"
};
function readsOfWord(word, role, at, hashed = false) {
	const text = {
		kind: "text",
		text: word
	};
	if (REPOSITORY.test(word)) return COMMIT.test(word) ? [text] : [text, unknown("a repository without its commit")];
	const local = localPath(word)?.replace(/^~(?=\/)/, homeOf(at.env));
	if (local === void 0) return NET[role] === null || role === "package" && (hashed || HASHED.test(word)) ? [text] : [text, unknown(NET[role] ?? "")];
	return [...new Set([resolve(at.from, local), resolve(at.cwd, local)])].flatMap((path) => {
		if (role === "lines") return readsOfLinesIn(path, at);
		return [{
			kind: role === "package" ? "file" : "links",
			path
		}];
	});
}
const unknown = (why) => ({
	kind: "unknown",
	why
});
const homeOf = (env) => env.HOME || homedir();
function localPath(word) {
	const url = /^file:(?:\/\/[^/]*)?([^#?]*)/i.exec(word)?.[1];
	if (url !== void 0) return unescaped(url);
	return ON_THE_NET.test(word) ? null : word;
}
function unescaped(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
function readsOfLinesIn(path, at) {
	const seen = at.seen ?? new Set();
	if (seen.has(path)) return [];
	seen.add(path);
	return [{
		kind: "file",
		path
	}, ...readsOfLines(textOf(path) ?? "", {
		...at,
		seen,
		from: dirname(path)
	})];
}
const MAX_TEXT = 16777216;
function textOf(path) {
	try {
		const { size } = statSync(path);
		return isFile(path) && size <= MAX_TEXT ? readFileSync(path, "utf8") : null;
	} catch {
		return null;
	}
}
function isFile(path) {
	return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
function readsOfLines(text, at) {
	return logicalLines(text).flatMap((line) => readsOfLine(line, at));
}
const OPTIONS = [
	{
		long: "--requirement",
		short: "-r",
		role: "lines"
	},
	{
		long: "--constraint",
		short: "-c",
		role: "lines"
	},
	{
		long: "--find-links",
		short: "-f",
		role: "links"
	},
	{
		long: "--index-url",
		short: "-i",
		role: "index"
	},
	{
		long: "--extra-index-url",
		role: "index"
	},
	{
		long: "--editable",
		short: "-e",
		role: "package"
	}
];
function readsOfLine(line, at) {
	const expanded = expand(line, at.env);
	const variables = expanded === line ? [] : [{
		kind: "text",
		text: expanded
	}];
	const found = expanded.startsWith("-") ? readsOfOptions(expanded, at) : readsOfRequirement(expanded, at);
	return [...variables, ...found];
}
const expand = (line, env) => line.replace(/\$\{([A-Z0-9_]+)\}/g, (whole, name) => env[name] ?? whole);
function readsOfOptions(line, at) {
	const words = [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"']+)+/g)].map(([word]) => word.replace(/["']/g, ""));
	return words.flatMap((word, index) => {
		const [, name = word, attached] = /^(--[^=]+)=(.*)$/.exec(word) ?? /^(-[a-z])=?(.+)$/.exec(word) ?? [];
		return OPTIONS.filter(({ long, short }) => name.startsWith("--") ? name.length > 2 && long.startsWith(name) : name === short).flatMap(({ role }) => {
			const value = attached ?? words[index + 1] ?? "";
			return role === "package" ? readsOfPackage(value, at) : readsOfWord(value, role, at);
		});
	});
}
function readsOfRequirement(line, at) {
	const hashed = /\s--hash[\s=]/.test(line);
	const named = /^[\w.-]+\s*(?:\[[^\]]*\])?\s*@\s*(\S+)/.exec(line)?.[1];
	const word = named ?? /^\S+/.exec(line)?.[0] ?? "";
	return named !== void 0 || /[/\\:]|^\.+(?:\[|$)/.test(word) || ARCHIVE.test(word) ? readsOfPackage(word, at, hashed) : [];
}
function readsOfPackage(word, at, hashed = false) {
	const place = word.replace(/\[[^\]]*\]$/, "").replace(/;$/, "");
	return /^\.{1,2}(?:[/\\]|$)/.test(place) && !ARCHIVE.test(place) && !at.builds ? [] : readsOfWord(place, "package", at, hashed);
}
const ROLES = [
	[/^find-links$/, "links"],
	[/^(?:extra-)?index-url$|^(?:default-)?index$|^url$|^channels?$|^channel-alias$|^pypi-mirror$/, "index"],
	[/^(?:build-)?constraints?$|^requirements?$|^overrides?$|^excludes?$/, "lines"],
	[/-dependencies$|^dependencies$|^pip$/, "requirements"]
];
function readsOfOption(name, value, at) {
	const option = name.toLowerCase().replaceAll("_", "-");
	const role = ROLES.find(([pattern]) => pattern.test(option))?.[1];
	if (role === "requirements") return readsOfLines(value, at);
	return [...new Set([...value.split(/[,\n]/), ...value.split(/[\s,]+/)].map((each) => each.trim()))].filter(Boolean).flatMap((word) => {
		if (role) return readsOfWord(role === "index" ? word.replace(/^[\w-]+=/, "") : word, role, at);
		const path = localPath(word);
		return path !== null && /[/\\]/.test(path) && isFile(resolve(at.cwd, path)) ? [{
			kind: "file",
			path: resolve(at.cwd, path)
		}] : [];
	});
}
function readsOfTable(value, at, key = "") {
	if (typeof value === "string") return readsOfOption(key, value, at);
	if (Array.isArray(value)) return value.flatMap((each) => readsOfTable(each, at, key));
	if (value === null || typeof value !== "object") return [];
	const table = value;
	return [...readsOfSource(table, at), ...Object.entries(table).flatMap(([name, each]) => readsOfTable(each, at, name))];
}
function readsOfSource(table, at) {
	const word = (...keys) => keys.map((key) => table[key]).find((each) => typeof each === "string");
	const [path, git, url] = [
		word("path", "file", "directory"),
		word("git"),
		word("url")
	];
	const hashed = /sha(?:256|512)|"hash/.test(JSON.stringify({
		...table,
		url: ""
	}));
	const rev = word("rev", "revision", "ref", "resolved_reference", "commit-id") ?? "";
	return [
		...path === void 0 ? [] : readsOfWord(path, "package", at),
		...git === void 0 ? [] : readsOfWord(`git+${git}@${rev}`, "package", at),
		...url !== void 0 && ARCHIVE.test(url.replace(/[?#].*/, "")) ? readsOfWord(url, "package", at, hashed) : []
	];
}
export { readsOfTable as a, readsOfSource as i, readsOfLines as n, readsOfWord as o, readsOfOption as r, textOf as s, homeOf as t };
