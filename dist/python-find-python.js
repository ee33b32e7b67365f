import { I as ExpectedError } from "./lib.js";
import { t as meets } from "./model.js";
import { v as fromPoetry } from "./pins.js";
import { A as ask } from "./pipeline.js";
import { join, posix } from "node:path";
import { readFile } from "node:fs/promises";
// src/python/find-python.ts
const OURS = ">=3.10";
const OLDEST_MINOR = 10;
async function findPython(pins, { python3, uv, download }, surroundings) {
	const wish = await wishOf(pins, surroundings.cwd);
	const seen = new Set();
	const suits = (base) => {
		if (base) seen.add(`${base.version} (${base.path})`);
		return base !== null && wish.fits(base.version);
	};
	if (python3 && suits(python3)) return python3;
	for (const find of finders(wish, uv, download, surroundings)) {
		const base = await find();
		if (base && suits(base)) return base;
	}
	throw new ExpectedError((spell) => `${pins.source} needs Python ${wish.text}, found ${[...seen].join(", ") || "none"} on the path${uv ? ", and uv finds none" : ""}; put one that suits there, or name one with ${spell("python")}`);
}
function* finders(wish, uv, download, surroundings) {
	yield () => describe("python", surroundings);
	if (uv) yield () => findWithUv(wish, surroundings);
	for (const name of minorsOf(wish)) yield () => describe(name, surroundings);
	if (uv && download) yield () => downloadWithUv(wish, surroundings);
}
const DESCRIBE = `
import os, sys
if hasattr(os, "uname"):
    system, machine = os.uname().sysname, os.uname().machine
else:
    import platform
    system, machine = platform.system(), platform.machine()
version = "%d.%d.%d" % sys.version_info[:3]
print(sys.executable, version, f"{system}-{machine}".lower(), sys.version, sep="\\n")`;
async function describe(name, surroundings) {
	const lines = (await ask([
		name,
		"-I",
		"-S",
		"-c",
		DESCRIBE
	], surroundings))?.split("\n");
	const [path, version, platform] = lines ?? [];
	if (!path || !version || !platform) return null;
	return {
		path,
		version,
		platform,
		identity: lines?.join("\n") ?? ""
	};
}
const UV_FIND = [
	"uv",
	"python",
	"find",
	"--no-project"
];
async function findWithUv({ request }, surroundings) {
	const path = await ask([
		...UV_FIND,
		"--no-python-downloads",
		request
	], surroundings);
	return path ? describe(path.trim(), surroundings) : null;
}
async function downloadWithUv(wish, surroundings) {
	surroundings.progress(`looking for Python ${wish.request} with uv, which may download it`);
	await ask([
		"uv",
		"python",
		"install",
		"--quiet",
		"--no-bin",
		wish.request
	], surroundings);
	return findWithUv(wish, surroundings);
}
async function wishOf(pins, cwd) {
	const [text = "", file] = (pins.python ?? "").split(/ \((.*)\)$/);
	const range = rangeOf(text);
	const allowed = (version) => meets(version, OURS) === true && meets(version, range) !== false;
	const named = await namedPython(pins.source ?? "", cwd);
	if (named && (allowed(`${named}.99`) || allowed(`${named}.0`))) return {
		text: `${named} (.python-version)`,
		fits: (version) => version.startsWith(`${named}.`) && allowed(version),
		request: named
	};
	const minor = pins.target?.python.split(".").slice(0, 2).join(".");
	return {
		text: text ? `${text}${file ? ` (${file})` : ""}, and the probe ${OURS}` : OURS,
		fits: allowed,
		request: minor ?? "3.12"
	};
}
function rangeOf(text) {
	if (!/^[\d\s<>=!~^.,*|]*$/.test(text)) return "";
	return /^=?\d+\.\d+$/.test(text) ? `==${text.replace("=", "")}.*` : fromPoetry(text);
}
const minorsOf = ({ fits, request }) => {
	const wanted = Number(request.split(".")[1]);
	return Array.from({ length: 6 }, (_, at) => OLDEST_MINOR + at).filter((minor) => fits(`3.${minor}.0`) || fits(`3.${minor}.99`)).sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)).map((minor) => `python3.${minor}`);
};
async function namedPython(source, cwd) {
	for (let directory = posix.dirname(source);; directory = posix.dirname(directory)) {
		const text = await readFile(join(cwd, directory, ".python-version"), "utf8").catch(() => null);
		if (text !== null) return /^\s*(?:cpython[@-])?(3\.\d{1,2})(?:\.\d{1,3})?\s*$/m.exec(text.slice(0, 1e3))?.[1] ?? null;
		if (directory === "." || directory === "/") return null;
	}
}
export { describe, findPython };
