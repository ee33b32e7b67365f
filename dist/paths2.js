import { r as wrongInput } from "./errors.js";
import { i as within$1 } from "./paths.js";
import { isAbsolute, relative, resolve, sep } from "node:path";
// src/github/run/paths.ts
const within = (path, input, env) => within$1(path, input, [env.GITHUB_WORKSPACE || process.cwd(), ...env.RUNNER_TEMP ? [env.RUNNER_TEMP] : []], "the workspace or in RUNNER_TEMP");
function inRepository(path, env) {
	const from = relative(resolve(env.GITHUB_WORKSPACE || process.cwd()), path);
	if (from.startsWith("..") || isAbsolute(from)) throw wrongInput("baseline", `expected a directory in the workspace, found ${path}`);
	return from.split(sep).join("/");
}
export { within as n, inRepository as t };
