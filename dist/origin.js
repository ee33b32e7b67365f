import { c as reason } from "./json.js";
import { o as placeOf } from "./recipe.js";
import { n as readsOfSettings } from "./settings.js";
import { basename, dirname, join, relative, resolve } from "node:path";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { devNull } from "node:os";
// src/python/fingerprint.ts
const READ_BYTES = 67108864;
const MAX_PACKAGES = 1e5;
const PACKAGE = /\.(?:whl|zip|egg|conda|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;
function fingerprint(reads, cwd) {
	try {
		return told(reads, cwd);
	} catch (error) {
		return {
			parts: [],
			unknown: `what cannot be read (${reason(error)})`
		};
	}
}
function told(reads, cwd) {
	const parts = new Set();
	const distinct = new Map(reads.map((read) => [JSON.stringify(read), read]));
	for (const read of distinct.values()) {
		if (read.kind === "unknown") return {
			parts: [],
			unknown: read.why
		};
		if (read.kind === "text") {
			parts.add(`text ${plain(read.text, cwd)}`);
			continue;
		}
		const found = read.kind === "file" ? filesAt(read.path) : packagesAt(read.path);
		if (typeof found === "string") return {
			parts: [],
			unknown: found
		};
		parts.add(`${read.kind} ${plain(read.path, cwd)} ${contentOf(found)}`);
	}
	return {
		parts: [...parts].sort(),
		unknown: null
	};
}
const plain = (text, cwd) => text.replace(/\/\/[^/@\s]+@/g, "//").replaceAll(cwd, ".");
function filesAt(path) {
	const stat = statAt(path);
	if (!stat || path === devNull) return [];
	if (stat.isFile()) return [{
		name: basename(path),
		path,
		stat
	}];
	return stat.isDirectory() ? "a directory that is built, and a build may read anything" : "what is neither a file nor a directory";
}
function packagesAt(place) {
	const found = new Map();
	const add = (path) => {
		const stat = found.has(path) ? void 0 : statAt(path);
		if (!stat?.isFile()) return;
		found.set(path, {
			name: relative(place, path),
			path,
			stat
		});
		if (/\.html?$/i.test(path)) for (const link of linksOf(path)) add(link);
	};
	if (!statAt(place)?.isDirectory()) add(place);
	else for (const entry of readdirSync(place, { withFileTypes: true })) {
		const path = join(place, entry.name);
		if (PACKAGE.test(entry.name) || /\.html?$/i.test(entry.name)) add(path);
		else if (!entry.isFile()) add(join(path, "index.html"));
		if (found.size > MAX_PACKAGES) return `a directory of more than ${MAX_PACKAGES} packages`;
	}
	return [...found.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
function linksOf(page) {
	return [...readFileSync(page, "utf8").matchAll(/\bhref\s*=\s*["']?([^"'\s>#?]+)/gi)].flatMap(([, href = ""]) => {
		const local = /^file:(?:\/\/[^/]*)?(.*)$/i.exec(href)?.[1] ?? href;
		return /^[a-z][a-z0-9+.-]+:|^\/\//i.test(local) ? [] : resolve(dirname(page), unescaped(local));
	});
}
function unescaped(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
const statAt = (path) => {
	try {
		return statSync(path, {
			bigint: true,
			throwIfNoEntry: false
		});
	} catch {
		return;
	}
};
function contentOf(files) {
	const total = files.reduce((sum, { stat }) => sum + Number(stat.size), 0);
	const digest = createHash("sha256");
	for (const { name, path, stat } of files) {
		const { ino, size, mtimeNs, ctimeNs } = stat;
		digest.update(`\0${name}\0${size}\0`);
		digest.update(total > READ_BYTES ? [
			ino,
			mtimeNs,
			ctimeNs
		].join() : readFileSync(path));
	}
	return digest.digest("hex");
}
// src/python/origin.ts
function originOf(job, { parts, tools, reads }) {
	const { cwd } = job.surroundings;
	const found = fingerprint([
		{
			kind: "file",
			path: join(cwd, job.pins.source)
		},
		...reads,
		...readsOfSettings(tools, placeOf(job))
	], cwd);
	return {
		...found,
		parts: [...parts, ...found.parts]
	};
}
export { originOf };
