import { r as wrongInput, t as ExpectedError } from "./errors.js";
import { c as reason, u as writeAtomically } from "./json.js";
import { n as isBelow, r as isInGit, t as followed } from "./paths.js";
import { a as writeBaseline, i as readPending, l as ABOUT, n as baselineFile, s as sealed } from "./files.js";
import { basename, join, resolve } from "node:path";
import { access, mkdir, readdir, rm, rmdir, writeFile } from "node:fs/promises";
// src/baseline/accept.ts
async function accept(pendingFile, directory, acceptance) {
	const pending = await readPending(pendingFile);
	const baseline = approve(pending, acceptance);
	const file = baselineFile(directory, pending.class);
	await writeBaseline(file, baseline);
	return {
		file,
		baseline
	};
}
function approve(pending, { reason, author, violations }) {
	if (!reason.trim()) throw wrongInput("reason", "expected why this baseline is right, found an empty text");
	if (pending.verdict === "unstable") throw new ExpectedError("an unstable record cannot be accepted: its runs disagree with each other");
	const failing = pending.violations.map(({ check }) => check);
	const open = failing.filter((check) => !violations.includes(check));
	if (open.length) throw new ExpectedError((spell) => `this record violates ${open.join(", ")}; to live with that, add ` + open.map((check) => `${spell("acceptViolation")} ${check}`).join(" "));
	const unknown = violations.filter((check) => !failing.includes(check));
	if (unknown.length) throw new ExpectedError((spell) => `${spell("acceptViolation")} ${unknown[0]}: this record does not violate it (it violates ${failing.join(", ") || "nothing"})`);
	const accepted = [...pending.accepted, ...pending.violations.map((violation) => ({
		...violation,
		reason: reason.trim(),
		author
	}))];
	const { verdict: _, violations: __, kind: ___, digest: ____, schemaVersion: _____, ...rest } = pending;
	return sealed({
		schemaVersion: 1,
		kind: "baseline",
		reason: reason.trim(),
		author,
		...rest,
		about: ABOUT,
		accepted,
		digest: ""
	});
}
// src/pipeline/report-directory.ts
const MARKER = ".written-by-lddpr";
const OWN_NAME = "lddpr-report";
const COMPANIONS = {
	[MARKER]: "lddpr wrote reports here, and replaces them with those of its next run.\n",
	".gitignore": "*\n"
};
const REPORT_FILES = [
	"report.md",
	"report.html",
	"report.json",
	"record.json"
];
const PENDING = "pending";
const IS_PENDING = /^[a-z0-9]+(-[a-z0-9]+)*\.json$/;
async function claimDirectory(input, path, { cwd, tree, baseline }, names = []) {
	await access(cwd).catch((error) => {
		throw new ExpectedError(`cannot check ${cwd}: ${reason(error)}`);
	});
	const wrong = (expected, found) => wrongInput(input, `expected ${expected}, found ${found}; name another directory`);
	const real = await followed(path).catch((error) => {
		throw wrongInput(input, `cannot follow ${path}: ${reason(error)}`);
	});
	const [top, here, baselines] = await Promise.all([
		tree,
		cwd,
		resolve(cwd, baseline)
	].map(followed));
	if (isInGit(real)) throw wrong("a directory outside of .git", path);
	if (isBelow(real, here ?? "")) throw wrong("a directory of its own", `${path}, which is or holds ${cwd}`);
	if (isBelow(baselines ?? "", real) && !isBelow(baselines ?? "", here ?? "")) throw wrong("a directory of its own", "that of the baselines");
	if ((isBelow(cwd, path) || isBelow(tree, path)) && !isBelow(top ?? "", real)) throw wrong(`a directory of ${tree}`, `a link to ${real}`);
	const present = await readdir(real).catch(() => []);
	const foreign = present.includes(MARKER) || basename(real) === OWN_NAME ? void 0 : names.find((name) => present.includes(name));
	if (foreign) throw wrong("an empty directory or one of ours", `${join(path, foreign)} in it, which lddpr did not write`);
	try {
		await mkdir(real, { recursive: true });
		for (const [name, text] of Object.entries(COMPANIONS)) if (!present.includes(name)) await writeFile(join(real, name), text, { flag: "wx" });
	} catch (error) {
		throw wrongInput(input, `cannot write to ${path}: ${reason(error)}`);
	}
	return real;
}
const claimReportDirectory = (path, surroundings, handed = []) => claimDirectory("reportDir", path, surroundings, [...REPORT_FILES, PENDING].filter((name) => !handed.includes(name)));
const pendingFile = (directory, className) => baselineFile(join(directory, PENDING), className);
async function replaceReports(directory, files, proposal) {
	try {
		for (const name of REPORT_FILES) if (files[name] === void 0) await rm(join(directory, name), { force: true });
		const place = join(directory, PENDING);
		for (const name of await readdir(place).catch(() => [])) if (IS_PENDING.test(name)) await rm(join(place, name));
		await rmdir(place).catch(() => {});
	} catch (error) {
		throw wrongInput("reportDir", `cannot write to ${directory}: ${reason(error)}`);
	}
	if (proposal) await writeBaseline(pendingFile(directory, proposal.class), proposal);
	for (const [name, text] of Object.entries(files)) await writeAtomically(join(directory, name), text);
}
export { accept as a, replaceReports as i, claimReportDirectory as n, approve as o, pendingFile as r, claimDirectory as t };
