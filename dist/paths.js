import { t as InputError } from "./errors.js";
import { o as reason } from "./json.js";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { realpath } from "node:fs/promises";
// src/github/paths.ts
async function within(path, input, env) {
	const found = await followed(resolve(path)).catch((error) => {
		throw new InputError(`${input}: cannot follow ${JSON.stringify(path)}: ${reason(error)}`);
	});
	const roots = [env.GITHUB_WORKSPACE || process.cwd(), env.RUNNER_TEMP].filter((each) => !!each);
	for (const root of roots) if (isBelow(await followed(resolve(root)), found)) return found;
	throw new InputError(`${input}: expected a path in the workspace or in RUNNER_TEMP, found ${JSON.stringify(path)}, which leads to ${found}`);
}
async function followed(path) {
	try {
		return await realpath(path);
	} catch (error) {
		const parent = dirname(path);
		if (error.code !== "ENOENT" || parent === path) throw error;
		return join(await followed(parent), path.slice(parent.length));
	}
}
function inRepository(path, env) {
	const from = relative(resolve(env.GITHUB_WORKSPACE || process.cwd()), path);
	if (from.startsWith("..") || isAbsolute(from)) throw new InputError(`baseline: expected a directory in the workspace, found ${path}`);
	return from.split(sep).join("/");
}
function isBelow(root, path) {
	const from = relative(root, path);
	return !isAbsolute(from) && from !== ".." && !from.startsWith(`..${sep}`);
}
export { within as n, inRepository as t };
