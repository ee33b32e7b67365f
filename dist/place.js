import { s as readText } from "./json.js";
import { n as isBelow } from "./paths.js";
import { dirname, join, relative, resolve, sep } from "node:path";
import { realpath, stat } from "node:fs/promises";
// src/change/place.ts
const MAX_BYTES = 65536;
async function findPlace(directory, where) {
	const start = await realpath(directory).catch(() => resolve(directory));
	let found = null;
	for (const root of await candidates(start, where)) {
		const own = await gitDirectory(root);
		if (!own || found && !isBelow(join(found.shared, "modules"), own)) continue;
		const common = await readLine(join(own, "commondir")) ?? ".";
		const prefix = relative(root, start).split(sep).join("/");
		found = {
			root,
			prefix: prefix && `${prefix}/`,
			own,
			shared: resolve(own, common)
		};
		if (where.look === "upwards") return found;
	}
	return found;
}
async function candidates(start, where) {
	if (where.look === "nowhere") return [];
	if (where.look === "upwards") return [...above(start)];
	const top = await realpath(where.workspace).catch(() => resolve(where.workspace));
	if (!isBelow(top, start)) return [];
	if (where.look === "workspace") return [top];
	return [...above(start)].filter((each) => isBelow(top, each)).reverse();
}
function* above(directory) {
	for (let each = directory;; each = dirname(each)) {
		yield each;
		if (dirname(each) === each) return;
	}
}
async function gitDirectory(root) {
	const path = join(root, ".git");
	const found = await stat(path).catch(() => null);
	if (!found) return null;
	const named = found.isFile() ? /^gitdir: (.+)$/.exec(await readLine(path) ?? "")?.[1] : ".git";
	const directory = named ? resolve(root, named) : null;
	return directory && await readLine(join(directory, "HEAD")) !== null ? directory : null;
}
async function readLine(file) {
	const text = await readText(file, MAX_BYTES).catch(() => null);
	return text === null ? null : text.trimEnd();
}
async function workingTree(directory, where) {
	if (where.look === "upwards") return (await findPlace(directory, where))?.root ?? directory;
	const top = where.workspace;
	const real = await realpath(directory).catch(() => resolve(directory));
	return isBelow(await realpath(top).catch(() => resolve(top)), real) ? top : directory;
}
export { workingTree as n, findPlace as t };
