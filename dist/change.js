import { i as __toESM } from "./rolldown-runtime.js";
import { B as ExpectedError, C as readPresent, D as writeAtomically, F as withoutSecrets, G as interruption, L as nearest, N as hide, O as conflictIn, S as readOwnText, T as reason, U as wrongInput, V as asValue, _ as within, h as isBelow, i as temporaryPlace, m as followLinks, r as temporaryDirectory, w as readText, y as parseJson } from "./lib.js";
import { $ as rowOf, D as pendingSchema, E as baselineSchema, N as recordSchema, O as withReferences, S as otherKind, T as ABOUT, at as classOfRecord, ct as isMachineType, f as isReproducible, ft as ranksOf, g as viewRun, j as importedPackages, nt as askedInWords, ot as classOfTraining, u as isDraw, w as parseSubject, x as PROPOSAL, y as hasValues } from "./model.js";
import { s as discriminatedUnion } from "./zod.js";
import { C as lockOf, S as limitOf, t as Repository, x as isReadForPins, y as fixesVersions } from "./pins.js";
import { t as parse } from "./toml.js";
import { t as require_dist } from "./yaml.js";
import { _ as trainingBaselineSchema, g as ABOUT_TRAINING, v as trainingPendingSchema } from "./training.js";
import { t as execa } from "./execa.js";
import { I as judge, R as isDecided, X as foldRanks } from "./judge.js";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import { appendFile, lstat, mkdir, readFile, readdir, readlink, realpath, stat, symlink, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { tmpdir } from "node:os";
// src/change/edit.ts
var import_dist = __toESM(require_dist(), 1);
const INSTALLING = [
	{
		table: "project.dependencies",
		locked: true
	},
	{
		table: "project.optional-dependencies",
		locked: true
	},
	{
		table: "project.requires-python",
		locked: true
	},
	{
		table: "project.dynamic",
		locked: true
	},
	{
		table: "dependency-groups",
		locked: true
	},
	{
		table: "build-system",
		locked: false
	},
	{
		table: "tool.uv",
		locked: true
	},
	{
		table: "tool.poetry.dependencies",
		locked: true
	},
	{
		table: "tool.poetry.dev-dependencies",
		locked: true
	},
	{
		table: "tool.poetry.group",
		locked: true
	},
	{
		table: "tool.poetry.extras",
		locked: true
	},
	{
		table: "tool.poetry.source",
		locked: true
	},
	{
		table: "tool.poetry",
		locked: false
	},
	{
		table: "tool.pdm.dev-dependencies",
		locked: true
	},
	{
		table: "tool.pdm.resolution",
		locked: true
	},
	{
		table: "tool.pdm.source",
		locked: true
	},
	{
		table: "tool.pdm",
		locked: false
	},
	{
		table: "tool.pixi",
		locked: true
	},
	{
		table: "tool.hatch.envs",
		locked: false
	},
	{
		table: "tool.hatch.metadata",
		locked: true
	},
	{
		table: "tool.setuptools.dynamic",
		locked: true
	},
	{
		table: "tool.setuptools",
		locked: false
	}
];
function effectOf(path, before, now) {
	if (before === null || now === null) return "lock";
	const name = posix.basename(path);
	try {
		const [one, other] = [contentOf(name, before), contentOf(name, now)];
		if (name !== "pyproject.toml") return isDeepStrictEqual(one, other) ? "nothing" : "lock";
		const moved = INSTALLING.filter(({ table }) => !isDeepStrictEqual(at(one, table), at(other, table)));
		if (moved.some(({ locked }) => locked)) return "lock";
		return moved.length ? "installation" : "nothing";
	} catch {
		return "lock";
	}
}
function contentOf(name, text) {
	if (/\.(toml|lock)$|^Pipfile$/.test(name)) return parse(text);
	if (/\.ya?ml$/.test(name)) return import_dist.parse(text, {
		logLevel: "error",
		maxAliasCount: 0
	});
	return text.split(/\r?\n/).flatMap((line) => line.replace(/(^|\s)#.*$/, "").trim() || []);
}
const at = (value, table) => table.split(".").reduce((found, key) => found?.[key], value);
function findUnexplained(before, now, bumps) {
	const names = bumps.map(({ name }) => mentionOf(name));
	const versions = bumps.flatMap(({ from, to }) => [askedInWords(from), askedInWords(to)]);
	const left = [...without(before, now), ...without(now, before)].find((line) => !/^\s*(#|$)/.test(line) && !names.some((name) => name.test(line)) && !versions.some((version) => version && /^\s*"?version"?\s*[:=]/.test(line) && line.includes(version)));
	return left === void 0 ? null : hide(left.trim()).slice(0, 100);
}
function without(text, other) {
	const counts = new Map();
	for (const line of other.split(/\r?\n/)) counts.set(line, (counts.get(line) ?? 0) + 1);
	return text.split(/\r?\n/).filter((line) => {
		const left = counts.get(line) ?? 0;
		counts.set(line, left - 1);
		return left <= 0;
	});
}
function mentionOf(name) {
	const escaped = name.split(/[-_.]+/).map((part) => part.replace(/[^a-z0-9]/gi, ""));
	return new RegExp(`(?<![a-z0-9][-_.]?)${escaped.join("[-_.]+")}(?![-_.]?[a-z])`, "i");
}
// src/baseline/canonical.ts
const FIRST = `about schemaVersion kind class check reason author verdict digest replaces violations accepted
  packages environment suite devices scenarios`.split(/\s+/);
const RANKS = new Map(FIRST.map((key, rank) => [key, rank]));
function canonical(value) {
	const known = WRITTEN.get(value);
	if (known !== void 0) return known;
	if (!("channels" in value)) return `${print(value, 0, ofTraining)}\n`;
	const { schemaVersion, channels, scenarios } = value;
	const written = schemaVersion === 1 ? channels : withReferences(channels, scenarios, (stream) => print(stream, STREAM_DEPTH));
	return `${print({
		...value,
		channels: written
	}, 0)}\n`;
}
const STREAM_DEPTH = 2;
const LINE = 100;
const ofStreams = (depth) => depth <= 1;
const ofTraining = (_, items, value) => items.join(", ").length > LINE && Object.values(value).some(Array.isArray(value) ? isNested : () => true);
const isNested = (item) => typeof item === "object" && item !== null;
function print(value, depth, breaks = ofStreams) {
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const items = Array.isArray(value) ? value.map((item) => print(item, depth + 1, breaks)) : sortKeys(value).map(([key, item]) => `${JSON.stringify(key)}: ${print(item, depth + 1, breaks)}`);
	const [open, close] = Array.isArray(value) ? "[]" : "{}";
	if (items.length === 0 || !breaks(depth, items, value)) return `${open}${items.join(", ")}${close}`;
	const indent = "  ".repeat(depth);
	return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}
function sortKeys(value) {
	const rank = (key) => RANKS.get(key) ?? RANKS.size;
	return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
const rootDigest = (value) => digested(value).value.digest;
const shortDigest = (digest) => digest.slice(0, 16);
function digested(value) {
	const text = canonical({
		...value,
		digest: ""
	});
	const digest = createHash("sha256").update(text).digest("hex");
	const made = {
		...value,
		digest
	};
	WRITTEN.set(made, text.replace("\"digest\": \"\"", `"digest": "${digest}"`));
	return {
		value: made,
		bytes: Buffer.byteLength(text) + digest.length
	};
}
const WRITTEN = new WeakMap();
const withDigest = (value) => digested(value).value;
// src/baseline/files.ts
const MAX_BYTES$5 = 131072;
const baselineFile = (directory, className) => join(directory, `${className}.json`);
async function readPending(file) {
	const text = await readPresent(file, MAX_BYTES$5).catch((error) => {
		const found = asValue(error);
		throw found.kind === "file" ? found : new ExpectedError(`${found.message}; ${PROPOSAL}`);
	});
	const look = (value) => otherKind(value, "pending");
	return intact(parseJson(pendingSchema, text, file, "input", look), file);
}
function parseBaseline(text, file) {
	const conflict = conflictIn(text, `the baseline ${file}`, TAKE_A_SIDE);
	if (conflict) throw conflict;
	const look = (value) => otherKind(value, "baseline");
	return intact(parseJson(baselineSchema, text, `the baseline ${file}`, "file", look), file);
}
const TAKE_A_SIDE = "take either side (`git checkout --ours` or `--theirs`), run `lddpr check`, and accept what it proposes";
function intact(value, file) {
	if (value.digest === rootDigest(value)) return value;
	const remedy = value.kind.endsWith("pending") ? "Run `lddpr check` again" : `Restore it (\`git checkout -- ${file}\`); to change it, accept another one with \`lddpr accept\``;
	throw new ExpectedError(`${file} was edited by hand: its checksum differs. ${remedy}`, { kind: "file" });
}
async function writeBaseline(file, value) {
	await mkdir(dirname(file), { recursive: true }).catch((error) => {
		throw new ExpectedError(`cannot create ${dirname(file)}: ${reason(error)}`, { kind: "file" });
	});
	await writeAtomically(file, canonical(value));
}
// src/baseline/reason.ts
const PLACEHOLDERS = new Set([
	"reason",
	"the reason",
	"a reason",
	"your reason",
	"your reason here",
	"reason here",
	"some reason",
	"why",
	"why this is right",
	"why this baseline is right",
	"text",
	"string",
	"placeholder",
	"todo",
	"tbd",
	"fixme",
	"n a",
	"na",
	"none",
	"null",
	"undefined"
]);
function reasonProblem(reason) {
	const given = reason.trim();
	if (!given) return "found an empty text";
	const isBracketed = /^(<[^>]*>|\[[^\]]*\]|\{[^}]*\}|\$\w+|\$\{.*\})$/s.test(given);
	const words = given.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
	return isBracketed || !words || PLACEHOLDERS.has(words) ? `found the placeholder ${JSON.stringify(given.slice(0, 60))}` : null;
}
function mustBeReason(reason) {
	const problem = reasonProblem(reason);
	if (problem) throw wrongInput("reason", `expected why this baseline is right, in your own words, ${problem}`);
}
// src/baseline/training.ts
const MAX_BYTES$4 = 65536;
const TRAININGS = "trainings";
const IS_TRAINING = /^([a-z0-9-]+)\.([a-z0-9-]+)\.json$/;
const trainingFile = (name, className) => `${TRAININGS}/${name}.${className}.json`;
const ALL = Number.POSITIVE_INFINITY;
const DETAIL$1 = [
	{
		tensors: true,
		sketches: ALL,
		between: ALL,
		ranks: ALL
	},
	{
		tensors: false,
		sketches: ALL,
		between: ALL,
		ranks: ALL
	},
	{
		tensors: false,
		sketches: 1,
		between: ALL,
		ranks: ALL
	},
	{
		tensors: false,
		sketches: 1,
		between: 4,
		ranks: ALL
	},
	{
		tensors: false,
		sketches: 1,
		between: 4,
		ranks: 2
	}
];
function proposeTraining(training, verdict, checks, committed) {
	if (verdict === "error" || verdict === "unstable" || verdict === "match") return null;
	const violations = checks.filter(({ status }) => status === "fail").map(({ id, subjects }) => ({
		check: id,
		subjects
	}));
	const failing = new Set(checks.filter(({ status }) => status !== "pass").map(({ id }) => id));
	const accepted = (committed?.accepted ?? []).filter(({ check }) => failing.has(check));
	for (const detail of DETAIL$1) {
		const { value, bytes } = digested({
			schemaVersion: 1,
			kind: "training-pending",
			about: ABOUT_TRAINING,
			class: classOfTraining(training),
			training: kept(training, detail),
			verdict,
			violations,
			accepted,
			digest: ""
		});
		if (bytes <= MAX_BYTES$4) return value;
	}
	throw new ExpectedError(`the training ${training.name} has too much for a baseline of ${MAX_BYTES$4 / 1024} KiB: ask for fewer \`steps\`, or set \`compare: packages\``);
}
function kept(training, detail) {
	const first = training.runs.find(({ mode }) => mode === "plain");
	if (!first) throw new TypeError(`${training.name} has no plain run`);
	const fits = first.fits.map((fit) => ({
		...fit,
		ranks: fit.ranks.slice(0, detail.ranks).map((rank) => keptOfRank(rank, detail))
	}));
	return {
		...training,
		runs: [{
			...first,
			seconds: 0,
			observing: 0,
			fits,
			sources: []
		}]
	};
}
function keptOfRank(rank, { tensors, sketches, between }) {
	const moments = [...new Set(rank.collections.flatMap(({ at, moment }) => at === "step" && moment ? [moment] : []))];
	const wanted = new Set(moments.slice(0, between));
	const collections = rank.collections.filter(({ at, moment }) => at !== "step" || moment !== null && wanted.has(moment)).map((each) => ({
		...each,
		sketch: rank.rank < sketches ? each.sketch : null,
		tensors: tensors ? each.tensors : null
	}));
	return {
		...rank,
		collections
	};
}
function parseTrainingBaseline(text, file) {
	const conflict = conflictIn(text, `the baseline ${file}`, TAKE_A_SIDE);
	if (conflict) throw conflict;
	const look = (value) => otherKind(value, "training-baseline");
	return intact(parseJson(trainingBaselineSchema, text, `the baseline ${file}`, "file", look), file);
}
async function readTrainingPending(file) {
	const text = await readText(file, MAX_BYTES$5).catch(() => null);
	if (text === null || !/"kind":\s*"training-pending"/.test(text)) return null;
	return intact(parseJson(trainingPendingSchema, text, file), file);
}
async function acceptTraining(pending, directory, acceptance) {
	const baseline = approveTraining(pending, acceptance);
	const file = join(directory, trainingFile(baseline.training.name, baseline.class));
	await writeBaseline(file, baseline);
	return {
		file,
		baseline
	};
}
function approveTraining({ verdict: _, violations: found, ...pending }, { reason, author, violations }) {
	mustBeReason(reason);
	const failing = found.map(({ check }) => check);
	const open = failing.filter((check) => !violations.includes(check));
	if (open.length) throw new ExpectedError((spell) => `this training violates ${open.join(", ")}; to live with that, add ` + open.map((check) => `${spell("acceptViolation")} ${check}`).join(" "));
	const unknown = violations.find((check) => !failing.includes(check));
	if (unknown !== void 0) throw new ExpectedError((spell) => `${spell("acceptViolation")} ${unknown}: this training does not violate it (it violates ${failing.join(", ") || "nothing"})`);
	const why = {
		reason: reason.trim(),
		author
	};
	return withDigest({
		...pending,
		...why,
		kind: "training-baseline",
		accepted: [...pending.accepted, ...found.map((each) => ({
			...each,
			...why
		}))]
	});
}
// src/baseline/committed.ts
const CONFIG = "config.yml";
const MAX_FILES = 200;
var Committed = class Committed {
	directory;
	#texts;
	constructor(directory, texts) {
		this.directory = directory;
		this.#texts = texts;
	}
	static async read(directory, tree) {
		const real = await within(directory, "baseline", [tree], "the working tree");
		return new Committed(directory, await textsIn(real, directory));
	}
	get classes() {
		return [...this.#texts.keys()].filter((name) => name.endsWith(".json") && !name.includes("/")).map((name) => basename(name, ".json")).sort();
	}
	training(name, className) {
		const file = trainingFile(name, className);
		const text = this.#text(file);
		if (text === null) return null;
		const baseline = parseTrainingBaseline(text, join(this.directory, file));
		if (baseline.class === className && baseline.training.name === name) return baseline;
		throw new ExpectedError(`the baseline ${join(this.directory, file)}: expected the training ${name} on ${className}, found another one`);
	}
	baseline(className) {
		const file = baselineFile(this.directory, className);
		const text = this.#text(basename(file));
		if (text === null) return null;
		const baseline = parseBaseline(text, file);
		if (baseline.class === className) return {
			file,
			baseline
		};
		throw new ExpectedError(`the baseline ${file}: class: expected ${className}, found another one`);
	}
	mustBeReadable() {
		for (const name of this.classes) if (isMachineType(name)) this.baseline(name);
		for (const name of this.#texts.keys()) {
			if (!name.includes("/")) continue;
			const [, training, className] = IS_TRAINING.exec(basename(name)) ?? [];
			if (training && className) this.training(training, className);
		}
	}
	get config() {
		return {
			file: join(this.directory, CONFIG),
			text: this.#text(CONFIG)
		};
	}
	#text(name) {
		const text = this.#texts.get(name);
		if (text instanceof ExpectedError) throw text;
		return text ?? null;
	}
	async mustBeUnchanged() {
		const now = await textsIn(this.directory, this.directory).catch(() => new Map());
		const changed = [...new Set([...this.#texts.keys(), ...now.keys()])].sort().filter((name) => String(this.#texts.get(name)) !== String(now.get(name)));
		if (changed.length === 0) return;
		throw new ExpectedError(`the packages have changed ${this.directory}: expected ${changed.join(", ")} as committed, found other content after they ran; find out which package writes there before you trust it`, { kind: "environment" });
	}
};
const isMeantAsConfig = (name) => name !== CONFIG && (/^\.?config\.(ya?ml|json|toml)$/i.test(name) || /\.ya?ml$/i.test(name) && nearest(name, [CONFIG]) !== null);
async function textsIn(directory, name) {
	const all = await readdir(directory).catch((error) => {
		if (error.code === "ENOENT") return [];
		const found = error.code === "ENOTDIR" ? "which is a file" : reason(error);
		throw wrongInput("baseline", `expected a directory, found ${name}, ${found}`);
	});
	const other = all.find(isMeantAsConfig);
	if (other !== void 0) throw new ExpectedError(`${join(name, other)} is not read; rename it to ${CONFIG}`);
	const trainings = all.includes("trainings") ? await trainingsIn(directory, name) : [];
	const names = [...all.filter((each) => each === CONFIG || each.endsWith(".json")), ...trainings].sort();
	if (names.length > MAX_FILES) throw new ExpectedError(`${name}: expected at most ${MAX_FILES} files, found ${names.length}`);
	const texts = new Map();
	for (const each of names) {
		const text = await readOwnText(join(directory, each), MAX_BYTES$5).catch(asValue);
		if (text !== null) texts.set(each, text);
	}
	return texts;
}
async function trainingsIn(directory, name) {
	const place = join(directory, TRAININGS);
	const entries = (await lstat(place)).isDirectory() ? await readdir(place) : null;
	if (entries === null) throw wrongInput("baseline", `expected ${join(name, TRAININGS)} to be a directory, found none`);
	return entries.filter((each) => each.endsWith(".json")).map((each) => posix.join(TRAININGS, each));
}
// src/baseline/loss.ts
function replacedBy(proposed, { suite, digest, ...committed }) {
	const names = Object.keys(committed.channels);
	const lacks = lackingIn(proposed);
	const rows = {
		before: committed.scenarios,
		now: proposed.scenarios
	};
	const lost = [...Map.groupBy(names, (name) => name.split("/")[0] ?? "")].flatMap(([scenario, members]) => {
		const row = rows.now[scenario];
		if (!row) return [{
			scenario,
			streams: members.length,
			why: "left out"
		}];
		if (textOf(row) !== textOf(rows.before[scenario])) return [{
			scenario,
			streams: members.length,
			why: "edited"
		}];
		const gone = members.filter(lacks).length;
		return gone ? [{
			scenario,
			streams: gone,
			why: "not measured"
		}] : [];
	});
	return {
		suite,
		digest,
		streams: names.length,
		lost
	};
}
const textOf = (row) => JSON.stringify(Object.entries(row ?? {}).sort());
function lackingIn({ channels }) {
	const covered = new Set(Object.keys(channels).flatMap(oneByOne));
	return (name) => oneByOne(name).some((each) => !covered.has(each));
}
const FOLDED = /\/rank(\d+)-(\d+)\//;
const MOST_RANKS = 512;
function oneByOne(name) {
	const [, first, last] = FOLDED.exec(name) ?? [];
	if (first === void 0) return [name];
	const count = Math.min(MOST_RANKS, Number(last) - Number(first) + 1);
	return Array.from({ length: Math.max(0, count) }, (_, index) => Number(first) + index).map((rank) => name.replace(FOLDED, `/rank${rank}/`));
}
function lossInWords({ suite, channels }, replaced, spell) {
	if (!replaced || replaced.lost.length === 0) return null;
	const before = suiteOf(replaced.suite);
	const count = Object.keys(channels).length;
	if (suiteOf(suite) !== before) return `this run is '${suite}' (${count} streams), the baseline is '${replaced.suite}' (${replaced.streams}): run with ${spell("suite")} ${before}, or accept with ${spell("shrink")}`;
	return `this run drops ${replaced.lost.reduce((sum, { streams }) => sum + streams, 0)} of the ${replaced.streams} streams of the baseline (${causesOf(replaced)}): run again with the scenarios that it has, or accept with ${spell("shrink")}`;
}
const suiteOf = (name) => name.replace(/^edited /, "");
const MOST_NAMED = 5;
function causesOf({ lost }) {
	return [...Map.groupBy(lost, ({ why }) => why)].map(([why, members]) => {
		const names = members.map(({ scenario }) => scenario);
		const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
		return `${why}: ${names.slice(0, MOST_NAMED).join(", ")}${more}`;
	}).join("; ");
}
function mustKnow(next, committed, comparedWith) {
	if (comparedWith?.digest === committed.digest) return;
	const kept = new Set(next.accepted.flatMap(subjectsOf));
	const forgotten = committed.accepted.filter((entry) => subjectsOf(entry).some((each) => !kept.has(each)));
	const moved = Object.entries(committed.channels).filter(([name, { epochs }]) => next.channels[name] && next.channels[name].epochs.join() !== epochs.join());
	const undone = [...moved.length ? [`${moved.length} of its streams have other values`] : [], ...forgotten.map(({ check }) => `it accepts ${check}`)];
	if (undone.length === 0) return;
	throw new ExpectedError((spell) => `this run was not compared with the committed baseline (${undone.join("; ")}): check again, or accept with ${spell("shrink")}`);
}
const subjectsOf = ({ check, subjects }) => subjects.map((subject) => `${check} ${subject}`);
// src/baseline/accept.ts
async function accept(pendingFile, directory, acceptance) {
	const pending = await readPending(pendingFile);
	const committed = committedFor(pending, await Committed.read(directory, directory), acceptance);
	const baseline = approve(pending, acceptance, committed);
	const file = baselineFile(directory, pending.class);
	await writeBaseline(file, baseline);
	return {
		file,
		baseline,
		removed: removedBy(baseline, committed)
	};
}
function removedBy(next, committed) {
	const accepts = ({ check }, subject) => next.accepted.some((each) => each.check === check && each.subjects.includes(subject));
	const isMeasured = (subject) => {
		const { scenario } = parseSubject(subject);
		return scenario === NO_SCENARIO || scenario in next.scenarios;
	};
	return (committed?.accepted ?? []).map((entry) => ({
		check: entry.check,
		subjects: entry.subjects.filter((subject) => !accepts(entry, subject) && isMeasured(subject))
	})).filter(({ subjects }) => subjects.length > 0);
}
const removedInWords = ({ check, subjects }) => {
	return `${check} (${[...new Set(subjects.map((subject) => parseSubject(subject).part))].join(", ")}): it does not fail any more, so the baseline no longer accepts it`;
};
function committedFor({ class: className }, committed, { shrink = false }) {
	try {
		return committed.baseline(className)?.baseline ?? null;
	} catch (error) {
		if (!(error instanceof ExpectedError)) throw error;
		if (shrink) return null;
		throw new ExpectedError((spell) => `${error.spelled(spell)}; or accept with ${spell("shrink")} to replace it unread`, error);
	}
}
function approve(pending, { reason, author, violations, reasons = {}, shrink = false }, committed = null) {
	mustBeReason(reason);
	if (pending.verdict === "unstable") throw new ExpectedError("an unstable record cannot be accepted: its runs disagree with each other");
	const { verdict: _, violations: found, replaces, ...rest } = pending;
	const replaced = committed ? replacedBy(pending, committed) : replaces;
	if (!shrink && lossInWords(pending, replaced, (input) => input)) throw new ExpectedError((spell) => lossInWords(pending, replaced, spell) ?? "");
	const failing = found.map(({ check }) => check);
	const open = failing.filter((check) => !violations.includes(check));
	if (open.length) throw new ExpectedError((spell) => `this record violates ${open.join(", ")}; to live with that, add ` + open.map((check) => `${spell("acceptViolation")} ${check}`).join(" "));
	const unknown = violations.filter((check) => !failing.includes(check));
	if (unknown.length) throw new ExpectedError((spell) => `${spell("acceptViolation")} ${unknown[0]}: this record does not violate it (it violates ${failing.join(", ") || "nothing"})`);
	const why = {
		reason: reason.trim(),
		author
	};
	const all = [...pending.accepted, ...found.map((violation) => {
		const own = reasons[violation.check];
		return {
			...violation,
			...why,
			...own ? { reason: own } : {}
		};
	})];
	const accepted = shrink ? withinScenarios(all, pending) : all;
	if (committed && !shrink) mustKnow({
		...pending,
		accepted
	}, committed, replaces);
	return withDigest({
		...rest,
		...why,
		schemaVersion: 2,
		kind: "baseline",
		about: ABOUT,
		accepted
	});
}
function withinScenarios(accepted, { scenarios }) {
	const measured = Object.keys(scenarios);
	const isLeftOut = (subject) => {
		const { scenario } = parseSubject(subject);
		return scenario !== NO_SCENARIO && !measured.includes(scenario);
	};
	return accepted.flatMap((entry) => {
		const subjects = entry.subjects.filter((subject) => !isLeftOut(subject));
		return subjects.length ? [{
			...entry,
			subjects
		}] : [];
	});
}
const NO_SCENARIO = "environment";
// src/baseline/proposal.ts
const PENDING = "pending";
async function findProposal(operand, reports) {
	const place = operand ?? join(reports, PENDING);
	const found = await stat(place).catch((error) => error);
	if (found instanceof Error) {
		if (operand === null) throw none(reports);
		const others = await proposalsIn(dirname(place));
		const there = others.length ? `; ${dirname(place)} has ${others.join(", ")}` : "";
		throw new ExpectedError(`cannot read ${place}: ${reason(found)}${there}`, { kind: "file" });
	}
	if (!found.isDirectory()) return place;
	for (const directory of [place, join(place, PENDING)]) {
		const [only, ...others] = await proposalsIn(directory);
		if (only === void 0) continue;
		if (others.length === 0) return join(directory, only);
		throw new ExpectedError(`${directory} has ${others.length + 1} proposals, name one: ${[only, ...others].join(", ")}`);
	}
	throw none(place);
}
const none = (place) => new ExpectedError(`${place} has no proposed baseline; \`lddpr check\` writes one, unless its verdict is match or error`);
async function proposalsIn(directory) {
	const namesIn = async (path) => (await readdir(path).catch(() => [])).sort();
	const own = (await namesIn(directory)).filter((name) => name.endsWith(".json") && isMachineType(basename(name, ".json")));
	const trainings = (await namesIn(join(directory, TRAININGS))).filter((name) => IS_TRAINING.test(name));
	return [...own, ...trainings.map((name) => join(TRAININGS, name))];
}
// src/change/place.ts
const MAX_BYTES$3 = 65536;
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
	const text = await readText(file, MAX_BYTES$3).catch(() => null);
	return text === null ? null : text.trimEnd();
}
async function workingTree(directory, where) {
	if (where.look === "upwards") return (await findPlace(directory, where))?.root ?? directory;
	const top = where.workspace;
	const real = await realpath(directory).catch(() => resolve(directory));
	return isBelow(await realpath(top).catch(() => resolve(top)), real) ? top : directory;
}
// src/change/git.ts
const SETTINGS = [
	[
		"core.commitGraph",
		"false",
		"a cache of the checkout, which would be believed"
	],
	[
		"core.multiPackIndex",
		"false",
		"the same"
	],
	[
		"protocol.allow",
		"never",
		"what may be asked is allowed by name"
	]
];
const ENVIRONMENT = {
	GIT_CONFIG_NOSYSTEM: "1",
	GIT_CONFIG_GLOBAL: "/dev/null",
	GIT_ATTR_NOSYSTEM: "1",
	GIT_NO_LAZY_FETCH: "1",
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_TERMINAL_PROMPT: "0",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_SSH_COMMAND: "ssh -o BatchMode=yes",
	LC_ALL: "C"
};
const TIMEOUT_MS = 12e4;
const MAX_BYTES$2 = 536870912;
const MAX_SHALLOW_BYTES = 16777216;
const PROTOCOLS = [
	"https",
	"http",
	"ssh",
	"file"
];
const BROUGHT = {
	names: ["--depth=1", "--filter=blob:none"],
	files: ["--depth=1"],
	history: [`--depth=2000`, "--filter=tree:0"],
	contents: ["--filter=blob:none"]
};
async function openGit({ shared, own }, digits, env) {
	const objects = join(shared, "objects");
	if (/[\r\n]/.test(objects)) throw new ExpectedError(`the path of the git repository has a line break: ${JSON.stringify(objects)}`, { kind: "git" });
	const work = await temporaryDirectory(temporaryPlace(env));
	const main = join(work.path, "git");
	const fetched = join(work.path, "fetched");
	const homeless = {
		HOME: work.path,
		XDG_CONFIG_HOME: work.path
	};
	await empty(main, digits);
	await writeFile(join(main, "objects/info/alternates"), `${objects}\n`);
	for (const each of new Set([own, shared])) await addShallow(main, join(each, "shallow"));
	const run = (directory, words, input = "", extra = {}) => execa("git", [...SETTINGS.flatMap(([name, value]) => ["-c", `${name}=${value}`]), ...words], {
		cwd: directory,
		env: {
			...withoutGit(env),
			...ENVIRONMENT,
			...homeless,
			GIT_DIR: directory,
			...extra
		},
		extendEnv: false,
		input,
		reject: false,
		encoding: "buffer",
		timeout: TIMEOUT_MS,
		cancelSignal: interruption,
		maxBuffer: MAX_BYTES$2
	});
	const tell = async (words, input, extra) => bytesOf(await run(main, words, input, extra), words);
	return {
		tell,
		ask: async (words, input) => {
			const { failed, stdout } = await run(main, words, input);
			return failed ? null : Buffer.from(stdout).toString().trimEnd();
		},
		async bring(remote, names, what) {
			await empty(fetched, digits);
			const words = [
				"fetch",
				...[
					"--quiet",
					"--no-tags",
					"--no-recurse-submodules",
					"--no-write-fetch-head"
				],
				...BROUGHT[what],
				"--stdin",
				"--",
				remote.url
			];
			bytesOf(await run(fetched, words, names.map((name) => `${name}\n`).join(""), opening(remote)), ["fetch", remote.url]);
			await appendFile(join(main, "objects/info/alternates"), `${join(fetched, "objects")}\n`);
			if (what === "history") await writeFile(join(main, "shallow"), "");
			await addShallow(main, join(fetched, "shallow"));
		},
		[Symbol.asyncDispose]: () => work[Symbol.asyncDispose]()
	};
}
async function empty(directory, digits) {
	const config = digits === 64 ? "[core]\n	repositoryformatversion = 1\n	bare = true\n[extensions]\n	objectformat = sha256\n" : "[core]\n	repositoryformatversion = 0\n	bare = true\n";
	for (const name of ["objects/info", "refs"]) await mkdir(join(directory, name), { recursive: true });
	await writeFile(join(directory, "HEAD"), "ref: refs/heads/none\n");
	await writeFile(join(directory, "config"), config);
}
async function addShallow(directory, file) {
	const commits = (await readText(file, MAX_SHALLOW_BYTES).catch(() => null) ?? "").split("\n").filter((line) => /^[0-9a-f]{40,64}$/.test(line));
	if (commits.length) await appendFile(join(directory, "shallow"), `${commits.join("\n")}\n`);
}
function opening({ url, token }) {
	const settings = PROTOCOLS.map((name) => [`protocol.${name}.allow`, "always"]);
	if (token) {
		const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
		settings.push([`http.${new URL(url).origin}/.extraheader`, `AUTHORIZATION: basic ${basic}`]);
	}
	return Object.fromEntries([["GIT_CONFIG_COUNT", String(settings.length)], ...settings.flatMap(([key, value], at) => [[`GIT_CONFIG_KEY_${at}`, key], [`GIT_CONFIG_VALUE_${at}`, value]])]);
}
function isPlain(url) {
	if (url.includes("::") || /^-|[\s\p{Cc}]/u.test(url)) return false;
	const [, scheme = ""] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url) ?? [];
	return scheme ? PROTOCOLS.includes(scheme) : /^(\/|[\w.-]+@[\w.-]+:(?!\/\/))/.test(url);
}
async function ownSetting(name, env) {
	const { failed, stdout } = await execa("git", [
		"config",
		"--global",
		"--get",
		name
	], {
		cwd: tmpdir(),
		env: withoutGit(env),
		extendEnv: false,
		stdin: "ignore",
		reject: false
	});
	return failed ? null : stdout.trim() || null;
}
const withoutGit = (env) => Object.fromEntries(Object.entries(withoutSecrets(env)).filter(([name]) => !/^GIT_/i.test(name)));
function bytesOf({ failed, stdout, stderr, shortMessage }, words) {
	if (!failed) return Buffer.from(stdout);
	throw new ExpectedError(`'git ${words.join(" ")}' failed`, {
		kind: "git",
		detail: Buffer.from(stderr ?? []).toString().trimEnd() || shortMessage || ""
	});
}
// src/change/refs.ts
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const NAME = /^(?!.*(^|\/)\.)(?!.*\.\.)[^\s~^:?*[\\\p{Cc}]+$/u;
const MAX_REF_BYTES = 4096;
const MAX_PACKED_BYTES = 67108864;
const MAX_CONFIG_BYTES = 1048576;
const MAX_LINKS$1 = 5;
const isSha = (text) => SHA.test(text);
const EXPANSIONS = [
	"",
	"refs/",
	"refs/tags/",
	"refs/heads/",
	"refs/remotes/"
];
async function readRef(place, name) {
	if (!NAME.test(name)) return null;
	for (const full of [...EXPANSIONS.map((each) => each + name), `refs/remotes/${name}/HEAD`]) {
		const sha = /^(refs\/|[A-Z_]+$)/.test(full) ? await follow(place, full) : null;
		if (sha) return sha;
	}
	return null;
}
async function follow(place, name, links = 0) {
	if (links > MAX_LINKS$1 || !NAME.test(name)) return null;
	const home = name.startsWith("refs/") ? place.shared : place.own;
	const text = (await readText(join(home, name), MAX_REF_BYTES).catch(() => null))?.trim();
	const target = /^ref: *(\S+)$/.exec(text ?? "")?.[1];
	if (target) return follow(place, target, links + 1);
	const [first = ""] = (text ?? "").split(/\s/);
	return SHA.test(first) ? first : readPackedRef(place, name);
}
async function readPackedRef({ shared }, name) {
	const sha = ((await readText(join(shared, "packed-refs"), MAX_PACKED_BYTES).catch(() => null))?.split("\n").find((each) => each.endsWith(` ${name}`)))?.slice(0, -name.length - 1) ?? "";
	return SHA.test(sha) ? sha : null;
}
async function readSetting({ shared }, section, key) {
	const text = await readText(join(shared, "config"), MAX_CONFIG_BYTES).catch(() => null);
	let current = "";
	let found = null;
	for (const line of (text ?? "").split(/\r?\n/)) {
		current = /^\s*\[(.*)\]\s*$/.exec(line)?.[1] ?? current;
		const [, name, value = ""] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
		if (current === section && name === key) found = value.replace(/^"(.*)"$/, "$1");
	}
	return found;
}
// src/change/checkout.ts
async function checkoutOf(directory, where, env) {
	const place = await findPlace(directory, where);
	const head = place && await readRef(place, "HEAD");
	if (!head) return null;
	const git = await openGit(place, head.length, env);
	if (await git.ask(["--version"]) === null) throw new ExpectedError(`git cannot be started, and ${place.root} cannot be read without it`, { kind: "git" });
	return {
		place,
		head,
		git,
		remotes: await remotesOf(place, where),
		[Symbol.asyncDispose]: () => git[Symbol.asyncDispose]()
	};
}
async function resolveCommit(checkout, name, input = (spell) => spell("base")) {
	const known = await look(checkout, name);
	if (known) return known;
	let detail = "";
	if (isSha(name)) for (const remote of checkout.remotes) try {
		await checkout.git.bring(remote, [name], "names");
		return name;
	} catch (error) {
		detail = asValue(error).detail || detail;
	}
	throw new ExpectedError((spell) => `${input(spell)}: expected a commit of ${checkout.place.root}, found ${JSON.stringify(name)}, which is not there; fetch it first: in a workflow with \`fetch-depth: 0\` in actions/checkout`, {
		kind: "git",
		detail
	});
}
async function look({ place, git }, name) {
	const [, ref = "", steps = ""] = /^([^~^]+)((?:[~^]\d*)*)$/.exec(name) ?? [];
	const start = await readRef(place, ref === "@" ? "HEAD" : ref) ?? ref;
	if (!/^[0-9a-f]{4,64}$/.test(start)) return null;
	return git.ask([...[
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options"
	], `${start}${steps}^{commit}`]);
}
const defaultBranch = ({ place }) => readRef(place, "refs/remotes/origin/HEAD");
async function parentsOf({ git }, commit) {
	const [header = ""] = (await git.ask([
		"cat-file",
		"commit",
		commit
	]) ?? "").split("\n\n");
	return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent);
}
async function mergeBase(checkout, commit) {
	const { git, head, remotes } = checkout;
	if ((await parentsOf(checkout, head)).includes(commit)) return commit;
	const ask = () => git.ask([
		"merge-base",
		head,
		commit
	]);
	const found = await ask();
	if (found || await git.ask(["rev-parse", "--is-shallow-repository"]) !== "true") return found;
	for (const remote of remotes) if (await canBring(git, remote, [head, commit], "history")) return ask();
	return null;
}
const canBring = (git, ...words) => git.bring(...words).then(() => true, (error) => !asValue(error, "git"));
async function remotesOf(place, where) {
	if (where.look === "nowhere") return [];
	const server = where.look === "upwards" ? null : where.server;
	const origin = where.look === "workspace" ? null : await readSetting(place, "remote \"origin\"", "url");
	const opens = (url) => server && sameHost(url, server.url) ? server.token : "";
	return [...new Set([origin, server?.url])].flatMap((url) => url && isPlain(url) ? [{
		url,
		token: opens(url)
	}] : []);
}
const sameHost = (one, other) => URL.parse(one)?.protocol === "https:" && URL.parse(one)?.origin === URL.parse(other)?.origin;
// src/change/entries.ts
const entriesOf = (checkout, commit) => whole(checkout, commit, async () => {
	return await listEntries(checkout.git, commit) ?? {
		lacks: "the names of its files",
		ways: [["names", [commit]]]
	};
});
async function whole({ git, remotes, place }, commit, ask) {
	let found = await ask();
	const ways = Array.isArray(found) ? [] : found.ways;
	for (const remote of remotes) for (const [what, names] of ways) if (!Array.isArray(found) && await canBring(git, remote, names, what)) found = await ask();
	if (Array.isArray(found)) return found;
	throw new ExpectedError(`${place.root} lacks ${found.lacks} at commit ${commit.slice(0, 9)}, as a partial clone does, and no remote gives them; run \`git fetch --refetch --no-filter origin\`, or check out without \`filter\``, { kind: "git" });
}
async function listEntries(git, commit) {
	const text = await git.ask([
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		commit
	]);
	if (text === null) return null;
	return text.split("\0").flatMap((line) => {
		const [, mode, object = "", path = ""] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
		return mode && isSafe(path) ? [{
			path,
			object,
			isLink: mode === "120000"
		}] : [];
	});
}
const isSafe = (path) => path.split("/").every((part) => !/^(|\.|\.\.|\.git)$/i.test(part) && !part.includes("\\"));
const CHUNK = 67108864;
async function* contentsOf(checkout, commit, entries, limitOf = () => Number.POSITIVE_INFINITY) {
	const sizes = await whole(checkout, commit, () => sizesOf(checkout.git, commit, entries));
	const sized = entries.map((entry, at) => ({
		...entry,
		size: sizes[at] ?? 0
	}));
	const fits = ({ path, size }) => size <= limitOf(path);
	for (const entry of sized) if (!fits(entry)) yield {
		...entry,
		content: Buffer.alloc(0)
	};
	for (const chunk of chunksOf(sized.filter(fits))) {
		const all = await checkout.git.tell(["cat-file", "--batch"], asInput(chunk));
		let at = 0;
		for (const entry of chunk) {
			const start = all.indexOf("\n", at) + 1;
			const end = start + Number(all.subarray(at, start).toString().split(" ")[2]);
			yield {
				...entry,
				content: all.subarray(start, end)
			};
			at = end + 1;
		}
	}
}
const asInput = (entries) => entries.map(({ object }) => `${object}\n`).join("");
async function sizesOf(git, commit, entries) {
	const lines = (await git.tell(["cat-file", "--batch-check=%(objectsize)"], asInput(entries))).toString().trimEnd().split("\n");
	const missing = entries.filter((_, at) => lines[at]?.endsWith(" missing"));
	const [first] = missing;
	if (!first) return lines.map(Number);
	const others = missing.length > 1 ? ` and ${missing.length - 1} more files` : "";
	const ways = [["contents", [...new Set(missing.map(({ object }) => object))]], ["files", [commit]]];
	return {
		lacks: `${first.path}${others}`,
		ways
	};
}
function chunksOf(entries) {
	const chunks = [];
	let room = 0;
	for (const entry of entries) {
		const { size } = entry;
		if (chunks.length === 0 || size > room) {
			chunks.push([]);
			room = CHUNK;
		}
		chunks.at(-1)?.push(entry);
		room -= size;
	}
	return chunks;
}
// src/change/commit-files.ts
var CommitFiles = class CommitFiles {
	#root;
	#files = new Map();
	#links = new Map();
	#directories = new Map([["", new Map()]]);
	constructor(root) {
		this.#root = root;
	}
	static async read(checkout, commit, entries, root) {
		const files = new CommitFiles(root);
		if (checkout.place.prefix) files.#enter(`${checkout.place.prefix}.`, true);
		const contents = contentsOf(checkout, commit, entries, limitOf);
		for await (const { path, isLink, content, size } of contents) {
			files.#enter(path);
			if (isLink) files.#links.set(path, content.toString());
			else files.#files.set(path, {
				content,
				size
			});
		}
		return files;
	}
	#enter(path, isDirectory = false) {
		const directory = path.includes("/") ? posix.dirname(path) : "";
		if (!this.#directories.has(directory)) {
			this.#directories.set(directory, new Map());
			this.#enter(directory, true);
		}
		this.#directories.get(directory)?.set(posix.basename(path), isDirectory);
	}
	realpath = (path) => {
		let links = 0;
		const walk = (parts, done = []) => {
			const [part, ...rest] = parts;
			if (part === void 0) return done;
			if (part === "" || part === ".") return walk(rest, done);
			if (part === "..") return done.length ? walk(rest, done.slice(0, -1)) : [".."];
			const here = [...done, part];
			const target = this.#links.get(here.join("/"));
			if (target === void 0) return walk(rest, here);
			if (++links > MAX_LINKS || target.startsWith("/")) return [".."];
			return walk([...target.split("/"), ...rest], done);
		};
		const found = walk(this.#within(path).split("/")).join("/");
		if (!this.#files.has(found) && !this.#directories.has(found) && found !== "..") throw Object.assign(new Error("it does not exist"), { code: "ENOENT" });
		return posix.join(this.#root, found);
	};
	stat = (path) => {
		const file = this.#files.get(this.#within(path));
		return {
			kind: file ? "file" : "directory",
			size: file?.size ?? 0,
			changed: 0
		};
	};
	read = (path) => this.#files.get(this.#within(path))?.content ?? Buffer.alloc(0);
	list = (path) => [...this.#directories.get(this.#within(path)) ?? []].map(([name, directory]) => ({
		name,
		directory
	}));
	#within = (path) => posix.relative(this.#root, path);
};
const MAX_LINKS = 40;
// src/change/files.ts
const MAX_COPY_BYTES = 536870912;
async function copyOf(checkout, commit, named = []) {
	const { prefix } = checkout.place;
	const places = named.map((path) => posix.join(prefix, path).replace(/\/$/, ""));
	const isNamed = (path) => places.some((each) => each === "." || path === each || path.startsWith(`${each}/`));
	const isWanted = ({ path }) => isNamed(path) || path.startsWith(prefix) && isReadForPins(path);
	const limit = (path) => isNamed(path) ? MAX_COPY_BYTES : limitOf(path);
	const wanted = (await entriesOf(checkout, commit)).filter(isWanted);
	const files = [];
	let bytes = 0;
	for await (const file of contentsOf(checkout, commit, wanted, limit)) {
		bytes += file.content.length;
		if (bytes > MAX_COPY_BYTES) throw new ExpectedError(`expected at most ${MAX_COPY_BYTES} bytes of commit ${commit.slice(0, 9)} to build its environment, found more`, { kind: "git" });
		if (file.size === file.content.length) files.push(file);
	}
	return { write: (directory) => write(files, directory, prefix) };
}
async function write(files, directory, prefix) {
	const place = join(directory, prefix);
	await mkdir(place, { recursive: true });
	for (const { path, isLink, content } of files.toSorted((a, b) => Number(a.isLink) - Number(b.isLink))) {
		const file = join(directory, path);
		await mkdir(dirname(file), { recursive: true });
		if (isLink) await symlink(content.toString(), file);
		else await writeFile(file, content);
	}
	return place;
}
async function findDifferences(checkout, commit, entries, wanted) {
	const { root } = checkout.place;
	const before = new Map(entries.map((entry) => [entry.path, entry]));
	const index = await indexOf(checkout);
	const found = [];
	const doubtful = [];
	for (const path of new Set([...before.keys(), ...index.keys()])) {
		const old = before.get(path);
		const known = index.get(path);
		if (!wanted(path) || known?.isLeftOut) {
			if (index.size > 0 && old?.object !== known?.object) found.push(path);
			continue;
		}
		const now = await workingFile(join(root, path));
		if (!old && !now) continue;
		if (!old || !now || old.isLink !== now.isLink) found.push(path);
		else if (blobDigest(now.content, old.object.length) !== old.object) doubtful.push(old);
	}
	for await (const { path, content } of contentsOf(checkout, commit, doubtful)) {
		const now = await workingFile(join(root, path));
		if (!now || !isSame(content, now.content)) found.push(path);
	}
	return found.sort();
}
async function indexOf({ git, place }) {
	const words = [
		"ls-files",
		"--cached",
		"--stage",
		"-t",
		"-z"
	];
	const env = { GIT_INDEX_FILE: join(place.own, "index") };
	const text = await git.tell(words, "", env).then(String, () => "");
	return new Map(text.split("\0").flatMap((line) => {
		const [, tag, mode, object = "", path = ""] = /^(\S) (\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(line) ?? [];
		return tag && mode !== "160000" ? [[path, {
			object,
			isLeftOut: tag === "S"
		}]] : [];
	}));
}
async function workingFile(path) {
	const found = await lstat(path).catch(() => null);
	if (found?.isSymbolicLink()) return {
		content: Buffer.from(await readlink(path)),
		isLink: true
	};
	return found?.isFile() ? {
		content: await readFile(path),
		isLink: false
	} : null;
}
const blobDigest = (content, digits) => createHash(digits === 64 ? "sha256" : "sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
function isSame(blob, working) {
	const text = blob.toString("latin1");
	const pointer = /^version https:\/\/git-lfs[^\n]*\noid sha256:([0-9a-f]{64})\n/.exec(text)?.[1];
	if (pointer) return pointer === createHash("sha256").update(working).digest("hex");
	return text.replaceAll("\r\n", "\n") === working.toString("latin1").replaceAll("\r\n", "\n");
}
// src/change/base.ts
async function readBase(checkout, { wanted, baselines }) {
	const tip = wanted ? await resolveCommit(checkout, wanted) : await defaultBranch(checkout);
	if (!tip) return null;
	const parting = await mergeBase(checkout, tip);
	const commit = parting ?? tip;
	const all = await entriesOf(checkout, commit);
	const isWanted = (path) => fixesVersions(path) || path.startsWith(`${baselines}/`);
	const differing = await findDifferences(checkout, commit, all, isWanted);
	const isBaseline = ({ path, isLink }) => !isLink && path.startsWith(`${baselines}/`) && path.endsWith(".json");
	const changed = all.filter((each) => isBaseline(each) && differing.includes(each.path));
	return {
		...await readManifests(checkout, commit, all),
		isMergeBase: parting !== null,
		isOwn: commit === checkout.head && !differing.some(fixesVersions),
		baselines,
		differing,
		baselineTexts: await textsOf(checkout, commit, changed)
	};
}
async function readManifests(checkout, commit, entries = null) {
	const { prefix } = checkout.place;
	const isManifest = ({ path }) => path.startsWith(prefix) && isReadForPins(path);
	const manifests = (entries ?? await entriesOf(checkout, commit)).filter(isManifest);
	return {
		commit,
		files: await CommitFiles.read(checkout, commit, manifests, nameOf(commit)),
		prefix
	};
}
const MAX_BASELINE_BYTES = 131072;
async function textsOf(checkout, commit, entries) {
	const texts = new Map();
	for await (const { path, content } of contentsOf(checkout, commit, entries, () => MAX_BASELINE_BYTES)) texts.set(path, content.toString());
	return texts;
}
const nameOf = (commit) => `${commit.slice(0, 9)}:`;
const manifestsOf = ({ files, commit, prefix }) => new Repository(posix.join(nameOf(commit), prefix), files);
async function pathInRepository({ place }, cwd, path) {
	return relative(place.root, await followLinks(resolve(cwd, path))).split(sep).join("/");
}
// src/change/change.ts
function changeBetween({ commit, isMergeBase, prefix, baselines, differing }, before, now) {
	const installs = before.pins?.installs ?? {};
	const textOf = ({ files }, file) => readOrNull(files, file.slice(prefix.length));
	return {
		commit,
		isMergeBase,
		installs,
		bumps: bumpsBetween(installs, now.pins?.installs ?? {}),
		development: developmentOf([before.pins, now.pins]),
		manifests: differing.filter((file) => file.startsWith(prefix) && fixesVersions(file)).map((file) => ({
			file,
			effect: effectOf(file, textOf(before, file), textOf(now, file))
		})),
		baselines: differing.filter((name) => name.startsWith(`${baselines}/`))
	};
}
function readOrNull(files, path) {
	try {
		return files.read(path);
	} catch (error) {
		asValue(error);
		return null;
	}
}
const bumpsBetween = (before, now) => [...new Set([...Object.keys(before), ...Object.keys(now)])].sort().map((name) => ({
	name,
	from: before[name] ?? null,
	to: now[name] ?? null
})).filter(({ from, to }) => askedInWords(from) !== askedInWords(to));
function developmentOf(sides) {
	const main = sides.flatMap((side) => Object.keys(side?.installs ?? {}).filter((name) => !side?.development.includes(name)));
	return new Set(sides.flatMap((side) => side?.development ?? [])).difference(new Set(main));
}
function noticesOf({ commit, isMergeBase, bumps, manifests, baselines }, pins) {
	return [
		...isMergeBase ? [] : [atTheTip(commit)],
		...staleLockNotices(bumps, manifests, pins),
		...baselineNotices(commit, baselines)
	];
}
const atTheTip = (commit) => `This checkout lacks the history to the merge base, so the change is compared with ${commit.slice(0, 9)}, the tip of the base branch: what that branch changed since shows up here too. Check out with \`fetch-depth: 0\`.`;
function staleLockNotices(bumps, manifests, pins) {
	const source = pins?.source;
	if (bumps.length > 0 || !source) return [];
	const name = posix.basename(source);
	const isSource = ({ file }) => posix.basename(file) === name;
	const edits = manifests.filter((edit) => edit.effect !== "nothing" || isSource(edit));
	if (edits.length === 0) return [];
	const said = `This change edits ${edits.map(({ file }) => file).join(", ")} and changes nothing that gets installed.`;
	const lock = lockOf(name);
	const isMadeFrom = ({ file, effect }) => effect === "lock" && lock?.madeFrom.includes(posix.basename(file));
	if (!lock || edits.some(isSource) || !edits.some(isMadeFrom)) return [said];
	return [`${said} Versions come from ${source}, which did not change: run '${lock.relock}'.`];
}
const baselineNotices = (commit, baselines) => baselines.length === 0 ? [] : [`This change edits what it is judged by: ${baselines.join(", ")} is not as in ${commit.slice(0, 9)}. Review it as code.`];
// src/baseline/pending.ts
const MAX_BYTES$1 = 65536;
const TRAIL_DIGEST = 8;
const DETAIL = [
	{
		trail: 16,
		head: 4,
		digest: 16
	},
	{
		trail: 4,
		head: 4,
		digest: 16
	},
	{
		trail: 2,
		head: 2,
		digest: 16
	},
	{
		trail: 0,
		head: 1,
		digest: 16
	},
	{
		trail: 0,
		head: 0,
		digest: 16
	},
	{
		trail: 0,
		head: 0,
		digest: 8
	},
	{
		trail: 0,
		head: 0,
		digest: 8,
		ranks: 4
	},
	{
		trail: 0,
		head: 0,
		digest: 8,
		ranks: 2
	},
	{
		trail: 0,
		head: 0,
		digest: 8,
		ranks: 1
	}
];
function propose(record, className, verdict, checks, baseline, mayFail = baseline?.accepted ?? []) {
	const { accepted, violations } = brokenIn(record, checks, mayFail);
	const devices = ranksOf(record);
	const build = (detail) => {
		const pending = {
			schemaVersion: 2,
			kind: "pending",
			about: ABOUT,
			class: className,
			verdict,
			replaces: null,
			violations,
			accepted,
			suite: record.suite.name,
			devices,
			scenarios: Object.fromEntries(record.suite.scenarios.map((each) => [each.id, rowOf(each, devices)])),
			environment: stableEnvironment(record.environment),
			packages: Object.fromEntries(importedPackages(record).map((p) => [p.name, p.version])),
			channels: channelsOf(record, detail),
			digest: ""
		};
		return digested({
			...pending,
			replaces: baseline && replacedBy(pending, baseline)
		});
	};
	for (const detail of DETAIL) {
		const { value, bytes } = build(detail);
		if (bytes <= MAX_BYTES$1) return value;
	}
	throw new ExpectedError(tooLarge(record));
}
function brokenIn({ suite }, checks, mayFail) {
	const results = new Map(checks.map((check) => [check.id, check]));
	const accepted = mayFail.flatMap((entry) => {
		const result = results.get(entry.check);
		const subjects = entry.subjects.filter((subject) => result?.subjects.includes(subject) || !isDecided(result, subject, suite));
		return subjects.length ? [{
			...entry,
			subjects
		}] : [];
	});
	const isAccepted = (check, subject) => accepted.some((entry) => entry.check === check && entry.subjects.includes(subject));
	const open = ({ id, subjects }) => ({
		check: id,
		subjects: subjects.filter((subject) => !isAccepted(id, subject))
	});
	const violations = checks.filter(({ status }) => status === "fail").map(open);
	const known = checks.filter(({ status }) => status === "known").map((result) => ({
		...open(result),
		reason: reasonFor(result) || "it failed before",
		author: "lddpr"
	})).filter(({ subjects }) => subjects.length > 0);
	return {
		accepted: [...accepted, ...known],
		violations
	};
}
const reasonFor = ({ issues }) => issues.map(({ package: name, version, what, releases, link }) => `known bug of ${name} ${version}: ${what} (${releases}; ${link})`).join("; ");
function tooLarge(record) {
	const packages = importedPackages(record);
	const limit = `a baseline of ${MAX_BYTES$1 / 1024} KiB`;
	return JSON.stringify(packages).length > MAX_BYTES$1 ? `the probe imports ${packages.length} packages, too many for ${limit}: measure an environment with less in it` : `the ${record.suite.name} suite has too many channels for ${limit}: leave out scenarios in config.yml`;
}
function stableEnvironment(environment) {
	const { framework, packages: _, hashSeed: __, variables: ___, torchBuild: ____, gpu, ...rest } = environment;
	const stable = {
		...rest,
		framework: {
			name: framework.name,
			version: framework.version
		}
	};
	if (!gpu) return stable;
	const { devices: _____, ...versions } = gpu;
	return {
		...stable,
		gpu: versions
	};
}
function channelsOf(record, detail) {
	const kept = record.runs.filter(({ run }) => run === 0).map((run) => viewRun(record, run)).flatMap(({ scenario, channels }) => foldRanks(channels.filter(({ channel }) => isReproducible(channel, scenario.parameters)), detail.ranks ?? Number.POSITIVE_INFINITY));
	return Object.fromEntries(kept.map((each) => [each.channel.name, keep(each.epochs, detailOf(each, detail))]));
}
function detailOf({ channel, epochs }, detail) {
	if (!isDraw(channel)) return detail;
	return {
		trail: 0,
		head: hasValues(channel) && /^\d{1,8}$/.test(epochs[0]?.head[0] ?? "") ? Math.min(detail.head, 1) : 0,
		digest: 8
	};
}
function keep(epochs, { trail, head, digest }) {
	const values = epochs[0]?.head.slice(0, head) ?? [];
	const strange = values.findIndex((value) => /nan|inf/.test(value));
	const first = strange === -1 ? values : values.slice(0, strange);
	return {
		epochs: epochs.map((epoch) => epoch.digest.slice(0, digest)),
		...first.length ? { head: first } : {},
		...trail ? { trail: epochs.map((epoch) => thin(epoch, trail)) } : {}
	};
}
function thin({ trail, digest }, limit) {
	const entries = trail.split(" ");
	const stride = Math.ceil(entries.length / limit);
	return entries.filter((_, index) => index % stride === 0).map((entry) => entry.replace(`:${digest.slice(0, TRAIL_DIGEST)}`, "")).join(" ");
}
// src/baseline/reference.ts
const MAX_BYTES = 268435456;
async function readReference(file) {
	const either = discriminatedUnion("kind", [baselineSchema, recordSchema]);
	const look = (value) => otherKind(value, "record") && otherKind(value, "baseline");
	const value = parseJson(either, await readPresent(file, MAX_BYTES), file, "input", look);
	if (value.kind === "baseline") return {
		file,
		baseline: intact(value, file)
	};
	return {
		file,
		baseline: approve(propose(value, classOfRecord(value), "new", [], null), {
			reason: file,
			author: "record",
			violations: []
		})
	};
}
function baselineOf(record, name) {
	const { verdict, summary, checks } = judge({
		record,
		baseline: null,
		pins: null
	});
	if (verdict === "error" || verdict === "unstable") throw new ExpectedError(`${name} cannot be the reference: ${summary}`, { kind: "probe" });
	return adopt(propose(record, classOfRecord(record), "new", checks, null), checks, {
		reason: `${name} has it, too`,
		author: name
	});
}
function adopt(pending, checks, { reason, author, otherwise = reason }) {
	const failing = checks.filter(({ status }) => status === "fail");
	return approve(pending, {
		reason,
		author,
		reasons: Object.fromEntries(failing.map((each) => [each.id, reasonFor(each) || otherwise])),
		violations: failing.map(({ id }) => id)
	});
}
export { TRAININGS as A, canonical as B, approve as C, lossInWords as D, removedInWords as E, reasonProblem as F, findUnexplained as H, baselineFile as I, intact as L, proposeTraining as M, readTrainingPending as N, Committed as O, trainingFile as P, readPending as R, accept as S, removedBy as T, shortDigest as V, readSetting as _, bumpsBetween as a, workingTree as b, manifestsOf as c, readManifests as d, copyOf as f, readRef as g, resolveCommit as h, propose as i, acceptTraining as j, IS_TRAINING as k, pathInRepository as l, parentsOf as m, baselineOf as n, changeBetween as o, checkoutOf as p, readReference as r, noticesOf as s, adopt as t, readBase as u, ownSetting as v, committedFor as w, findProposal as x, findPlace as y, writeBaseline as z };
