import { I as ExpectedError } from "./lib.js";
import { a as meets } from "./model.js";
import { a as pythonInWords, w as minorOf } from "./pins.js";
import { M as ask } from "./pipeline.js";
// src/python/find-python.ts
const OURS = ">=3.10";
const OLDEST_MINOR = 10;
async function findPython(pins, { python3, uv, download }, surroundings) {
	const wish = wishOf(pins);
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
	throw new ExpectedError((spell) => `${pins.source} needs Python ${wish.text}, found ${[...seen].join(", ") || "none"} on the path${uv ? ", and uv finds none" : ""}; put one that suits there, or name one with ${spell("python")}`, { kind: "environment" });
}
function* finders(wish, uv, download, surroundings) {
	yield () => askPython("python", surroundings);
	if (uv) yield () => findWithUv(wish, surroundings);
	for (const name of minorsOf(wish)) yield () => askPython(name, surroundings);
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
async function askPython(name, surroundings) {
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
	return path ? askPython(path.trim(), surroundings) : null;
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
function wishOf(pins) {
	const range = rangeOf(pins.python);
	const allowed = (version) => meets(version, OURS) === true && meets(version, range) !== false;
	const named = pins.namedPython && minorOf(pins.namedPython);
	if (named && (allowed(`${named}.99`) || allowed(`${named}.0`))) return {
		text: `${named} (.python-version)`,
		fits: (version) => version.startsWith(`${named}.`) && allowed(version),
		request: named
	};
	const words = pythonInWords(pins);
	return {
		text: words === null ? OURS : `${words}, and the probe ${OURS}`,
		fits: allowed,
		request: minorOf(pins.target.python)
	};
}
function rangeOf(python) {
	const { text = "", range } = python ?? {};
	if (!range || !/^[\d\s<>=!~.,*|]*$/.test(range)) return "";
	return /^==\d+\.\d+$/.test(range) && !text.startsWith("==") ? `${range}.*` : range;
}
const minorsOf = ({ fits, request }) => {
	const wanted = Number(request.split(".")[1]);
	return Array.from({ length: 6 }, (_, at) => OLDEST_MINOR + at).filter((minor) => fits(`3.${minor}.0`) || fits(`3.${minor}.99`)).sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)).map((minor) => `python3.${minor}`);
};
export { askPython, findPython };
