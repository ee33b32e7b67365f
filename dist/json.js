import { t as ExpectedError } from "./errors.js";
import { n as hide } from "./secrets.js";
import { dirname } from "node:path";
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { open, realpath, rename, rm, writeFile } from "node:fs/promises";
// src/lib/json.ts
const MAX_BYTES = 268435456;
function parseJson(schema, text, source) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new ExpectedError(`${source} is not JSON: ${unquoted(error)}`);
	}
	const result = schema.safeParse(value, { reportInput: true });
	if (result.success) return result.data;
	throw new ExpectedError(`${source}: ${explain(result.error)}`);
}
function unquoted(error) {
	return error.message.replace(/".*"|'.*'/s, "…").split("\n")[0]?.replace(/:$/, "") ?? "";
}
function explain(error) {
	const { path, problem } = firstIssue(error, kindOf);
	return `${path.length ? path.join(".") : "the whole value"}: ${problem}`;
}
function firstIssue(error, describe) {
	const [outer] = error.issues;
	if (!outer) return {
		path: [],
		problem: "not valid"
	};
	const issue = innermost(outer);
	const found = "input" in issue ? `, found ${describe(issue.input)}` : "";
	return {
		path: issue.path,
		problem: `${issue.message.replace(/, received .*$/, "")}${found}`
	};
}
const short = /^.{1,4}$/;
function kindOf(value) {
	if (value === void 0) return "nothing";
	if (value === null || typeof value === "boolean") return String(value);
	if (typeof value === "number") return short.test(String(value)) ? String(value) : "a number";
	if (typeof value === "string") return value ? "a text" : "an empty text";
	return glimpse(value);
}
function innermost(issue) {
	const below = issue.code === "invalid_union" ? issue.errors.flat() : issue.code === "invalid_key" ? issue.issues : [];
	const depth = ({ path }) => path.length;
	const [deepest] = below.map(innermost).sort((a, b) => depth(b) - depth(a));
	return deepest ? {
		...deepest,
		path: [...issue.path, ...deepest.path]
	} : issue;
}
const LONGEST = 80;
function glimpse(value) {
	if (value === void 0) return "nothing";
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === "object" && value !== null) {
		const keys = Object.keys(value);
		return keys.length ? `an object with ${shorten(keys.slice(0, 9).join(", "))}` : "an empty object";
	}
	return shorten(JSON.stringify(value));
}
function shorten(text) {
	const clean = hide(text);
	return clean.length > LONGEST ? `${clean.slice(0, 77)}...` : clean;
}
async function readJson(schema, file) {
	const text = await readText(file, MAX_BYTES);
	if (text === null) throw new ExpectedError(`cannot read ${file}: it does not exist`, { kind: "file" });
	return parseJson(schema, text, file);
}
async function readText(file, maxBytes) {
	try {
		await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
		const found = await handle.stat();
		if (!found.isFile()) throw new ExpectedError(`cannot read ${file}: it is not a file`, { kind: "file" });
		if (found.size > maxBytes) throw new ExpectedError(`${file}: expected at most ${maxBytes} bytes, found ${found.size}`);
		return (await handle.readFile("utf8")).replace(/^\uFEFF/, "");
	} catch (error) {
		if (error instanceof ExpectedError) throw error;
		if (error.code === "ENOENT") return null;
		throw new ExpectedError(`cannot read ${file}: ${reason(error)}`, { kind: "file" });
	}
}
async function readOwnText(file, maxBytes) {
	let real;
	let home;
	try {
		home = await realpath(dirname(file));
		real = await realpath(file);
	} catch (error) {
		if (error.code === "ENOENT") return null;
		throw new ExpectedError(`cannot read ${file}: ${reason(error)}`, { kind: "file" });
	}
	if (dirname(real) === home) return readText(real, maxBytes);
	throw new ExpectedError(`${file}: expected a file of its directory, found a link that leads out of it`);
}
async function writeAtomically(file, text) {
	const partial = `${file}.${randomBytes(4).toString("hex")}.partial`;
	try {
		await writeFile(partial, text);
		await rename(partial, file);
	} catch (error) {
		await rm(partial, { force: true }).catch(() => {});
		throw new ExpectedError(`cannot write ${file}: ${reason(error)}`, { kind: "file" });
	}
}
function reason(error) {
	const code = error.code;
	return code && {
		ENOENT: "it does not exist",
		EACCES: "permission denied",
		EISDIR: "it is a directory",
		ENOTDIR: "a part of the path is not a directory",
		ENOSPC: "no space left on the device",
		ENAMETOOLONG: "its name is too long"
	}[code] || error.message;
}
export { readJson as a, reason as c, parseJson as i, unquoted as l, firstIssue as n, readOwnText as o, glimpse as r, readText as s, explain as t, writeAtomically as u };
