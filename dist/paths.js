import { r as wrongInput } from "./errors.js";
import { c as reason } from "./json.js";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { realpath } from "node:fs/promises";
// src/lib/paths.ts
async function followed(path) {
	try {
		return await realpath(path);
	} catch (error) {
		const parent = dirname(path);
		if (error.code !== "ENOENT" || parent === path) throw error;
		return join(await followed(parent), path.slice(parent.length));
	}
}
function isBelow(root, path) {
	const from = relative(root, path);
	return !isAbsolute(from) && from !== ".." && !from.startsWith(`..${sep}`);
}
const isInGit = (path) => path.split(/[/\\]/).some((part) => part.toLowerCase() === ".git");
async function within(path, input, roots, where) {
	const wrong = (found) => wrongInput(input, `expected a path in ${where}, found ${JSON.stringify(path)}, which leads to ${found}`);
	const found = await followed(resolve(path)).catch((error) => {
		throw wrongInput(input, `cannot follow ${JSON.stringify(path)}: ${reason(error)}`);
	});
	for (const root of roots) {
		const top = await followed(resolve(root));
		if (isBelow(top, found) && !isInGit(relative(top, found))) return found;
	}
	throw wrong(found);
}
export { within as i, isBelow as n, isInGit as r, followed as t };
