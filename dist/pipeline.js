import { i as __toESM } from "./rolldown-runtime.js";
import { C as readJson, D as reason, F as interruption, I as ExpectedError, L as asValue, M as probeEnvironment, N as withoutSecrets, O as withoutQuotes, R as wrongInput, S as parseValue, T as readPresent, a as temporaryPlace, g as isInGit, h as isBelow, i as temporaryDirectory, j as hide, k as writeAtomically, m as followLinks, n as runForeign, r as ROOT, t as aboutLeft, x as parseJson } from "./lib.js";
import { A as recordSchema, B as buildSuite, F as kebab, H as FRAMEWORKS, K as versionOf, T as baselineSchema, U as PROBED, Y as otherBaselineNotices, Z as ranksOf, g as stepsPerEpoch, j as rowSchema, k as nameOfRun, q as classOfRecord, t as notLookedAt, z as SUITE_NAMES } from "./model.js";
import { a as discriminatedUnion, f as record, g as union, l as number, m as string, n as _enum, o as int, p as strictObject, r as array, s as literal, u as object } from "./zod.js";
import { c as parse } from "./versions.js";
import { t as require_dist } from "./yaml.js";
import { C as Committed, D as writeBaseline, S as lossInWords, T as intact, _ as workingTree, a as pathInRepository, c as checkoutOf, d as baselineOf, i as manifestsOf, n as changeBetween, o as readBase, p as propose, r as noticesOf, w as baselineFile } from "./change.js";
import { A as mismatches, C as judge, D as installedOf, O as mismatchError, S as couldNotMeasure, _ as cleanReport, b as notLocked, f as environmentInWords, g as cleanRecord, h as cleanBaseline, i as comparisonInWords, j as otherwiseInstalled, k as mismatchInWords, n as page, t as markdown, u as ISSUES, v as recordText, x as otherThan, y as chooseFramework } from "./judge.js";
import { D as targetFor, S as unescapeUrl, b as applies, c as entriesOf, d as wholeOf, f as buildOf, i as pinsFor, l as projectOf, m as isLock, n as SUPPORTED_FILES, o as readPins, r as importsOf, s as declarationsOf, t as Repository, u as tablesOf, v as parseIni, x as logicalLines, y as closure } from "./pins.js";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { access, copyFile, lstat, mkdir, open, readFile, readdir, readlink, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { createHash, hash, randomBytes, randomUUID } from "node:crypto";
import { constants as constants$1, createReadStream, lstatSync, readFileSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { availableParallelism, devNull, homedir, hostname } from "node:os";
// src/probe/suites.ts
var import_dist = __toESM(require_dist(), 1);
const STANDARD = {
	seeded: { runs: 2 },
	draws: {
		num_workers: 0,
		max_epochs: 1,
		draws: true
	},
	"seeded-persistent": {
		persistent_workers: true,
		runs: 2
	},
	"seeded-no-workers": {
		num_workers: 0,
		runs: 2
	},
	"seeded-rank-blind": {
		seed_workers: false,
		runs: 2
	},
	"seeded-uneven": {
		dataset_size: 13,
		batch_size: 3,
		runs: 2
	},
	"seeded-other": { seed: 43 },
	"seeded-sanity": { num_sanity_val_steps: 2 },
	defaults: {
		trainer: "default",
		num_workers: 0
	},
	validating: {
		validate: true,
		num_workers: 0
	},
	"validating-quietly": {
		validate: "quiet",
		num_workers: 0
	},
	uncut: { model: "stateful" },
	cut: {
		model: "stateful",
		max_epochs: 2,
		runs: 2
	},
	resumed: {
		model: "stateful",
		resumes: "cut",
		runs: 2
	},
	unseeded: {
		seed_everything: false,
		runs: 2
	},
	"unseeded-no-workers": {
		seed_everything: false,
		num_workers: 0
	},
	launcher: { launcher: "lightning" }
};
const FULL = {
	...STANDARD,
	"cut-within": {
		max_steps: 3,
		runs: 2
	},
	"resumed-within": {
		resumes: "cut-within",
		runs: 2
	},
	"more-ranks": {
		ranks: 2,
		runs: 2
	},
	"validating-with-workers": {
		validate: true,
		runs: 2
	},
	regularized: {
		model: "regularized",
		runs: 2
	},
	"regularized-unseeded": {
		model: "regularized",
		seed_everything: false
	},
	"launcher-unseeded": {
		launcher: "lightning",
		seed_everything: false,
		runs: 2
	},
	"bf16-mixed": {
		model: "regularized",
		precision: "bf16-mixed",
		runs: 2
	}
};
const SUITES = {
	quick: {
		seeded: STANDARD.seeded,
		draws: STANDARD.draws,
		"seeded-other": STANDARD["seeded-other"],
		unseeded: {
			...STANDARD.unseeded,
			runs: 1
		},
		launcher: STANDARD.launcher
	},
	standard: STANDARD,
	full: FULL
};
// src/probe/config.ts
const MAX_LENGTH = 65536;
const MAX_RUNS = 500;
const configSchema = strictObject({
	suite: _enum(SUITE_NAMES).optional(),
	framework: _enum(["auto", ...FRAMEWORKS]).optional(),
	scenarios: record(string().regex(/^[a-z0-9-]{1,40}$/, "expected a name of a-z, 0-9 and dashes"), union([literal(false), rowSchema])).optional()
});
function readSuite(wanted, { file, text }, devices) {
	const config = parseConfig(file, text);
	const name = wanted ?? config.suite ?? "standard";
	const rows = { ...SUITES[name] };
	const edits = Object.entries(config.scenarios ?? {});
	const wrong = (field, problem) => new ExpectedError(`${file}: ${["scenarios", field].filter(Boolean).join(".")}: ${problem}`);
	for (const [id, row] of edits) if (row) rows[id] = {
		...rows[id],
		...row
	};
	else if (id in SUITES.full) delete rows[id];
	else throw wrong(id, "false leaves out a scenario that comes with lddpr; this one does not");
	const suite = buildSuite(edits.length ? `edited ${name}` : name, rows, devices);
	check$1(suite, wrong);
	return suite;
}
function readFramework(wanted, { file, text }) {
	return wanted === "auto" ? parseConfig(file, text).framework ?? "auto" : wanted;
}
function parseConfig(file, text) {
	if (text === null) return {};
	if (text.length > MAX_LENGTH) throw new ExpectedError(`${file}: expected at most ${MAX_LENGTH} characters, found ${text.length}`);
	const document = import_dist.parseDocument(text, {
		prettyErrors: true,
		logLevel: "silent"
	});
	const [problem] = document.errors;
	if (problem) throw new ExpectedError(`${file} is not YAML: ${withoutQuotes(problem)}`);
	let value;
	try {
		value = document.toJS({ maxAliasCount: 0 }) ?? {};
	} catch {
		throw new ExpectedError(`${file}: expected no aliases, found one`);
	}
	return parseValue(configSchema, value, file);
}
function check$1(suite, wrong) {
	const { scenarios } = suite;
	const runs = scenarios.reduce((sum, scenario) => sum + scenario.runs, 0);
	if (runs === 0) throw wrong("", "expected a scenario, found none");
	if (runs > MAX_RUNS) throw wrong("", `expected at most ${MAX_RUNS} runs, found ${runs}`);
	for (const [index, { id, resumes, parameters, runs }] of scenarios.entries()) {
		if (resumes === null) continue;
		const cut = scenarios.slice(0, index).find((other) => other.id === resumes);
		const at = `${id}.resumes`;
		if (!cut) throw wrong(at, "expected the name of an earlier scenario, found none of that name");
		if (cut.resumes !== null) throw wrong(at, `expected a scenario from the beginning, found ${resumes}`);
		if (cut.runs < runs) throw wrong(`${id}.runs`, `expected at most ${cut.runs}, those of ${resumes}, found ${runs}`);
		const steps = stepsPerEpoch(cut.parameters);
		if ((cut.max_steps ?? cut.parameters.max_epochs * steps) >= parameters.max_epochs * steps) throw wrong(at, `expected one that is cut before it is done, found ${resumes}`);
		const other = [
			"num_devices",
			"dataset_size",
			"batch_size"
		].find((name) => cut.parameters[name] !== parameters[name]);
		if (other) throw wrong(at, `expected one with ${other} ${parameters[other]}, found ${cut.parameters[other]}`);
	}
}
// src/probe/logs.ts
const KINDS = [
	/^rank\d+\.traceback\.txt$/,
	/^output\.txt$/,
	/^parent\d+\.txt$/
];
const MOST_FILES = 16;
const MOST_BYTES = 65536;
const CUT = "[only the end of this file is kept]\n";
const IS_LOG = /^([a-z0-9-]+\.)?(rank\d+\.traceback|output|parent\d+)\.txt$/;
const NAMED = / \(traceback: ([^)]*)\)/g;
var ProbeFailure = class extends ExpectedError {
	logs;
	constructor(message, detail, logs) {
		const [clean, cleanDetail] = [message, detail].map((text) => text.replaceAll(NAMED, ""));
		super(clean ?? "", {
			kind: "probe",
			detail: cleanDetail ?? ""
		});
		const named = ([...message.matchAll(NAMED)][0]?.[1] ?? "").split("/").slice(-2).join(".");
		const isNamed = ({ name }) => name === named;
		this.logs = [...logs.filter(isNamed), ...logs.filter((log) => !isNamed(log))];
	}
};
async function collectLogs(directory) {
	const found = (await readdir(directory, {
		recursive: true,
		withFileTypes: true
	}).catch(() => [])).map(({ name, parentPath }) => ({
		path: join(parentPath, name),
		kind: KINDS.findIndex((kind) => kind.test(name))
	})).map((each) => ({
		...each,
		name: relative(directory, each.path).split(sep).join(".")
	})).filter(({ kind, name }) => kind >= 0 && IS_LOG.test(name)).sort((a, b) => a.kind - b.kind || a.name.localeCompare(b.name));
	const logs = [];
	for (const { name, path } of found) {
		const text = await endOf(path);
		if (text.trim() && logs.length < MOST_FILES) logs.push({
			name,
			text: hide(text)
		});
	}
	return logs;
}
async function endOf(path) {
	try {
		await using file = await open(path, constants$1.O_RDONLY | constants$1.O_NOFOLLOW | constants$1.O_NONBLOCK);
		const stat = await file.stat();
		if (!stat.isFile()) return "";
		const from = Math.max(0, stat.size - MOST_BYTES);
		const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, from);
		const text = buffer.toString("utf8", 0, bytesRead);
		return from ? CUT + text.slice(text.indexOf("\n") + 1) : text;
	} catch {
		return "";
	}
}
// src/probe/variables.ts
const FILE = "python-probe/lddpr/variables.json";
const tableSchema = strictObject({
	shapes: record(string(), string().nullable()),
	rows: array(strictObject({
		name: string(),
		done: _enum([
			"scrubbed",
			"default",
			"overridden",
			"parents",
			"varied",
			"kept",
			"needed"
		]),
		does: string(),
		shows: _enum([
			"nothing",
			"name",
			"number",
			"switch",
			"word",
			"path"
		]),
		value: string().default(""),
		tried: array(string()).default([])
	}))
});
let read;
function table() {
	read ??= tableSchema.parse(JSON.parse(readFileSync(join(ROOT, FILE), "utf8")));
	return read;
}
const covers = ({ name: row }, name) => row.endsWith("*") ? name.startsWith(row.slice(0, -1)) : name === row;
function settingsIn(env) {
	const { rows, shapes } = table();
	return Object.entries(env).flatMap(([name, value = ""]) => {
		const row = rows.find((each) => each.name === name) ?? rows.find((each) => covers(each, name));
		if (!row || row.shows === "nothing") return [];
		const shape = shapes[row.shows];
		return shape && new RegExp(`^(?:${shape})$`).test(value) ? `${name}=${value}` : name;
	});
}
// src/probe/run.ts
const GRACE_SECONDS = 4;
const MAX_BYTES$1 = 4194304;
const eventSchema = discriminatedUnion("event", [
	object({
		event: literal("environment"),
		python: string(),
		executable: string(),
		framework: string(),
		torch: string().nullable(),
		numpy: string().nullable()
	}),
	object({
		event: literal("device"),
		accelerator: _enum(["cpu", "gpu"]),
		gpus: int().nullable(),
		why: string()
	}),
	object({
		event: literal("ranks"),
		start: _enum(["warm", "cold"]),
		workers: string(),
		why: string(),
		times: number()
	}),
	object({
		event: literal("finished"),
		run: string(),
		seconds: number()
	}),
	object({
		event: literal("retried"),
		run: string(),
		reason: string()
	}),
	object({
		event: literal("error"),
		message: string(),
		detail: string()
	}),
	object({ event: literal("done") })
]);
async function runProbe(options, { cwd, env, progress, notice = progress }) {
	await using work = await temporaryDirectory(options.temporary);
	const plan = join(work.path, "plan.json");
	const out = join(work.path, "out");
	const { suite, framework, accelerator, jobs, timeout } = options;
	const mark = randomUUID();
	await writeFile(plan, JSON.stringify({
		suite,
		framework,
		accelerator,
		jobs,
		timeout,
		mark
	}));
	const tell = teller(options, progress, notice);
	let rest = "";
	let last;
	const result = await runForeign({
		command: [
			...options.interpreter,
			"-m",
			"lddpr.suite",
			plan,
			out
		],
		cwd,
		env: probeEnvironment(env, options.probe),
		seconds: timeout + GRACE_SECONDS,
		limit: MAX_BYTES$1,
		hear(text, stream) {
			if (stream !== "stdout") return;
			const lines = (rest + text).split("\n");
			rest = lines.pop() ?? "";
			for (const line of lines) {
				const event = readEvent(line, mark) ?? (last ? null : refusal(line));
				if (!event) continue;
				last = event;
				tell(event);
			}
		}
	});
	aboutLeft("The probe", result).forEach(notice);
	const failure = async (message, detail) => new ProbeFailure(message, [detail, inWords(env)].join("\n").trim(), await collectLogs(out));
	if (last?.event === "error" && !result.cut && !result.signal) throw await failure(last.message, last.detail);
	if (last?.event !== "done" || result.status !== 0) throw await failure(howItEnded(result, options), tail(result.stderr));
	return await readJson(recordSchema, join(out, "record.json"), "probe");
}
const readEvent = (line, mark) => line.startsWith(mark) ? parseEvent(line.slice(mark.length)) : null;
function refusal(line) {
	const event = line.startsWith("{\"event\"") ? parseEvent(line) : null;
	return event?.event === "error" ? event : null;
}
function parseEvent(text) {
	try {
		return eventSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
function teller({ suite, accelerator }, progress, notice) {
	const total = suite.scenarios.reduce((sum, { runs }) => sum + runs, 0);
	let done = 0;
	return (event) => {
		if (event.event === "environment") {
			progress(`Python ${event.python}, ${event.framework}, torch ${event.torch}, numpy ${event.numpy} (${event.executable})`);
			progress(`0/${total} runs`, {
				done,
				total
			});
		}
		if (event.event === "device") {
			const sentence = `Runs on the ${event.accelerator.toUpperCase()}: ${event.why}`;
			if (accelerator === "auto" && event.accelerator === "cpu" && event.gpus !== null) notice(sentence);
			else progress(sentence);
		}
		if (event.event === "ranks" && event.workers !== "fork") progress(`DataLoader workers start by ${event.workers}, which takes longer than by fork`);
		if (event.event === "ranks" && event.start === "cold") notice(`Ranks start cold, because ${event.why}: the suite takes about ${event.times} times as long`);
		if (event.event === "retried") progress(`${event.run} has ${event.reason}: started again`);
		if (event.event === "finished") {
			done += 1;
			progress(`${done}/${total} ${event.run} (${event.seconds.toFixed(1)} s)`, {
				done,
				total
			});
		}
	};
}
function howItEnded({ cut, code, signal, status }, { interpreter, timeout }) {
	const command = interpreter.join(" ");
	if (cut === "late") return `the probe was not finished after ${timeout} s`;
	if (cut === "loud") return `the probe has printed more than ${MAX_BYTES$1} bytes`;
	if (code === "ENOENT") return `the interpreter '${command}' does not exist`;
	if (code === "EACCES") return `the interpreter '${command}' cannot be executed`;
	if (code) return `the interpreter '${command}' cannot be started: ${code}`;
	if (signal) return `the probe was killed by ${signal}`;
	return `the probe, started by '${command}', ended with status ${status} and no record`;
}
function inWords(env) {
	const set = settingsIn(env);
	return set.length ? `Set around the probe, and not always harmless: ${set.join(", ")}` : "";
}
const tail = (text) => text.trimEnd().split("\n").slice(-15).join("\n");
// src/python/installed.ts
const answerSchema = object({
	python: string(),
	platform: string(),
	versions: record(string(), string())
});
const MARK = "{\"lddpr\": ";
const SCRIPT = `
import json, platform, sys
from importlib.metadata import version
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = str(version(name))
    except Exception:  # not there, or its metadata is broken
        pass
facts = {
    "python": platform.python_version(),
    "platform": f"{platform.system()}-{platform.machine()}".lower(),
    "versions": found,
}
print("\\n" + json.dumps({"lddpr": facts}))
`;
const SECONDS = 120;
const LIMIT = 1048576;
async function askInstalled([program, ...words], probe, { cwd, env }, timeout) {
	const result = await runForeign({
		command: [
			program,
			...words,
			"-c",
			SCRIPT,
			...PROBED
		],
		cwd,
		env: probeEnvironment(env, probe),
		seconds: Math.min(SECONDS, timeout),
		limit: LIMIT
	});
	const line = result.stdout.split("\n").find((each) => each.startsWith(MARK));
	if (line === void 0 || result.cut) return null;
	return parseJson(object({ lddpr: answerSchema }), line, program, "environment").lddpr;
}
// src/python/cache/lease.ts
const PATIENCE = {
	beat: 2e3,
	gone: 2e4,
	look: 250
};
const ownerSchema = strictObject({
	token: string(),
	host: string(),
	pid: int(),
	directory: string().regex(/^[\w-]+$/).optional()
});
var Lease = class Lease {
	file;
	owner;
	heart;
	constructor(file, owner, beat) {
		this.file = file;
		this.owner = owner;
		if (!owner) return;
		this.heart = setInterval(() => {
			const now = new Date();
			utimes(file, now, now).catch(() => {});
		}, beat);
		this.heart.unref();
	}
	static async take(file, options) {
		const { patience = PATIENCE, enough, waiting, broken, abandoned } = options;
		const host = await thisHost();
		const owner = {
			token: randomBytes(8).toString("hex"),
			host,
			pid: process.pid
		};
		let said = false;
		let last = {
			beat: -1,
			seen: performance.now()
		};
		while (!await create(file, owner)) {
			const other = await readOwner(file);
			const beat = await stat(file).then(({ mtimeMs }) => mtimeMs, () => -1);
			if (beat !== last.beat) last = {
				beat,
				seen: performance.now()
			};
			const silent = performance.now() - last.seen > patience.gone;
			const dead = other?.host === host && hasEnded(other.pid);
			if (dead || silent) {
				broken(dead ? "the job that built this environment is gone" : "another job has stopped");
				await rm(file, { force: true });
				if (dead && other?.directory) await abandoned(other.directory).catch(() => {});
				continue;
			}
			if (!said && other) {
				waiting(`process ${other.pid} on ${other.host}`);
				said = true;
			}
			await setTimeout(patience.look);
			interruption.throwIfAborted();
			if (await enough()) return new Lease(file, null, patience.beat);
		}
		return new Lease(file, owner, patience.beat);
	}
	async builds(directory) {
		if (!this.owner) return;
		this.owner = {
			...this.owner,
			directory
		};
		await writeAtomically(this.file, JSON.stringify(this.owner));
	}
	async [Symbol.asyncDispose]() {
		clearInterval(this.heart);
		const current = this.owner && await readOwner(this.file);
		if (current && current.token === this.owner?.token) await rm(this.file, { force: true });
	}
};
async function create(file, owner) {
	try {
		await writeFile(file, JSON.stringify(owner), { flag: "wx" });
		return true;
	} catch (error) {
		if (error.code === "EEXIST") return false;
		throw new ExpectedError(`cannot write ${file}: ${reason(error)}`, { kind: "environment" });
	}
}
const readOwner = (file) => readFile(file, "utf8").then((text) => {
	try {
		return parseJson(ownerSchema, text, file);
	} catch {
		return null;
	}
}, () => null);
async function thisHost() {
	const processes = await readlink("/proc/self/ns/pid").catch(() => "");
	return [hostname(), .../\d+/.exec(processes) ?? []].join(" ");
}
function hasEnded(pid) {
	try {
		process.kill(pid, 0);
		return false;
	} catch (error) {
		return error.code === "ESRCH";
	}
}
// src/python/cache/manifest.ts
const DIGESTED_BYTES = 4194304;
async function recordFiles(directory) {
	const states = statesOf(directory);
	const listed = new Map([...states.keys()].filter(isRecord).flatMap((path) => rowsOf(directory, path)));
	const manifest = {};
	for (const [path, state] of states) {
		await turn();
		const small = sizeOf(state) <= DIGESTED_BYTES;
		manifest[path] = [state, listed.get(path) ?? (small ? await digestOf$2(join(directory, path)) : null)];
	}
	return manifest;
}
async function verify(directory, manifest) {
	const states = statesOf(directory);
	const touched = [];
	const strange = [];
	for (const [path, state] of states) {
		const known = manifest[path];
		if (!known) strange.push(path);
		else if (known[0] !== state) touched.push([path, state]);
	}
	const added = strange.find((path) => !isCompiled(path));
	if (added !== void 0) return failed(`${added} was added`);
	const gone = Object.keys(manifest).find((path) => !states.has(path) && !isCompiled(path));
	if (gone !== void 0) return failed(`${gone} is gone`);
	const now = {};
	for (const [path, state] of touched) {
		await turn();
		const digest = manifest[path]?.[1] ?? null;
		if (digest === null || await digestOf$2(join(directory, path)) !== digest) return failed(`${path} was changed`);
		now[path] = [state, digest];
	}
	for (const path of strange) if (!await removes(join(directory, path))) return failed(`${path} was added`);
	return {
		changed: null,
		now: touched.length ? {
			...manifest,
			...now
		} : null,
		removed: strange.length > 0
	};
}
async function withCompiled(directory, manifest) {
	const found = {};
	for (const [path, state] of statesOf(directory)) if (!manifest[path] && /\.pyc$/.test(path) && isCompiled(path)) found[path] = [state, await digestOf$2(join(directory, path))];
	return Object.keys(found).length ? {
		...manifest,
		...found
	} : null;
}
const failed = (changed) => ({
	changed,
	now: null,
	removed: false
});
const isCompiled = (path) => /(?:^|\/)__pycache__\/[^/]*$/.test(path);
const isRecord = (path) => path.endsWith(".dist-info/RECORD");
const sizeOf = (state) => Number(state.split(" ")[0]);
function statesOf(directory) {
	const found = new Map();
	const visit = (within) => {
		for (const entry of readdirSync(`${directory}/${within}`, { withFileTypes: true })) {
			const path = `${within}${entry.name}`;
			if (entry.isDirectory()) visit(`${path}/`);
			else {
				const stat = lstatSync(`${directory}/${path}`, {
					bigint: true,
					throwIfNoEntry: false
				});
				if (!stat) continue;
				found.set(path, `${stat.size} ${stat.ctimeNs} ${stat.ino}`);
			}
		}
	};
	visit("");
	return found;
}
function rowsOf(directory, record) {
	const site = posix.dirname(dirname(record));
	return [...readFileSync(join(directory, record), "utf8").matchAll(/^("(?:[^"]|"")*"|[^",\n]*),sha256=([\w-]+)=*,/gm)].map(([, path = "", digest = ""]) => {
		const name = path.startsWith("\"") ? path.slice(1, -1).replaceAll("\"\"", "\"") : path;
		return [posix.normalize(posix.join(site, name)), digest];
	});
}
async function digestOf$2(path) {
	try {
		const stat = lstatSync(path);
		if (stat.isSymbolicLink()) return `-> ${readlinkSync(path)}`;
		if (!stat.isFile()) return null;
		if (stat.size <= DIGESTED_BYTES) return hash("sha256", readFileSync(path), "base64url");
		const digest = createHash("sha256");
		for await (const chunk of createReadStream(path, { highWaterMark: DIGESTED_BYTES })) digest.update(chunk);
		return digest.digest("base64url");
	} catch {
		return null;
	}
}
let turns = 0;
const turn = () => ++turns % 500 === 0 ? setImmediate() : null;
const removes = (path) => rm(path, {
	force: true,
	recursive: true
}).then(() => true, () => false);
// src/python/cache/pointer.ts
const name = string().regex(/^[\w-]+$/);
const pointerSchema = strictObject({
	directory: name,
	bytes: number().optional(),
	files: name.optional()
});
const readPointer = (file) => readJson(pointerSchema, file).catch(() => null);
async function readManifest(cache, { files = "" }) {
	const text = files && await readFile(join(cache, files), "utf8").catch(() => "");
	return text && files.endsWith(digestOf$1(text)) ? JSON.parse(text) : null;
}
async function writePointer(file, cache, { directory, bytes }, manifest) {
	const text = JSON.stringify(manifest);
	const files = `${directory}-${digestOf$1(text)}`;
	await writeAtomically(join(cache, files), text);
	await writeAtomically(file, JSON.stringify({
		directory,
		bytes,
		files
	}));
}
const digestOf$1 = (text) => hash("sha256", text).slice(0, 16);
async function touch(file) {
	const now = new Date();
	await utimes(file, now, now).catch(() => {});
}
// src/python/cache/prune.ts
const HOUR_MS = 36e5;
const ABANDONED_HOURS = 24;
const IN_USE_HOURS = 2;
const VARIABLES = [{
	variable: "LDDPR_CACHE_DAYS",
	limit: "days",
	usual: 30
}, {
	variable: "LDDPR_CACHE_GIB",
	limit: "gibibytes",
	usual: 30
}];
function limitsOf(env) {
	const read = ({ variable, limit, usual }) => {
		const text = env[variable];
		const value = text ? Number(text) : usual;
		if (value >= 0) return [limit, value];
		throw new ExpectedError(`${variable}: expected a number, found ${JSON.stringify(text)}`);
	};
	return Object.fromEntries(VARIABLES.map(read));
}
async function prune(cache, { days, gibibytes }) {
	const names = await readdir(cache);
	const age = (name) => stat(join(cache, name)).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
	const remove = (name) => rm(join(cache, name), {
		recursive: true,
		force: true
	}).catch(() => {});
	const entries = [];
	for (const pointer of names.filter((name) => /^[0-9a-f]{16}\.json$/.test(name))) {
		const known = await readPointer(join(cache, pointer));
		if (known) entries.push({
			pointer,
			...known,
			age: await age(pointer)
		});
	}
	const used = new Set(entries.flatMap(({ directory, files }) => [directory, files ?? ""]));
	for (const name of names.filter((each) => /^([0-9a-f]{16}[-.]|lddpr-)/.test(each))) if (!/\.json$/.test(name) && !used.has(name) && await age(name) > ABANDONED_HOURS * HOUR_MS) await remove(name);
	let total = 0;
	for (const entry of entries.sort((a, b) => a.age - b.age)) {
		total += entry.bytes ?? await bytesOf(join(cache, entry.directory));
		if (!(total > gibibytes * 2 ** 30 || entry.age > days * 24 * HOUR_MS) || entry.age < IN_USE_HOURS * HOUR_MS) continue;
		await remove(entry.pointer);
		await remove(entry.directory);
		if (entry.files) await remove(entry.files);
	}
}
async function bytesOf(directory) {
	let total = 0;
	for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
		const path = join(directory, entry.name);
		if (entry.isDirectory()) total += await bytesOf(path);
		else total += await lstat(path).then(({ size }) => size, () => 0);
	}
	return total;
}
// src/python/cache/cache.ts
const BEAT_MS = 3e4;
function cacheDirectory(env) {
	const usual = join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "lddpr");
	return resolve(env.LDDPR_CACHE || usual);
}
const cacheKey = (parts) => createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
async function getOrBuild(cache, key, build, { progress = () => {}, usable = exists, env = {}, patience, beat } = {}) {
	const pointer = join(cache, `${key}.json`);
	const use = (found) => new Use(cache, pointer, found, beat);
	const known = () => lookUp(cache, pointer, usable);
	const found = await known();
	if (isWhole(found)) return use(found);
	try {
		await mkdir(cache, { recursive: true });
	} catch (error) {
		throw new ExpectedError(`cannot create ${cache}: ${reason(error)}`, { kind: "environment" });
	}
	await using lease = await Lease.take(join(cache, `${key}.lock`), {
		...patience ? { patience } : {},
		enough: async () => isWhole(await known()),
		waiting: (owner) => progress(`waiting for another job that builds this environment (${owner})`),
		broken: (why) => progress(`${why}; building it here`),
		abandoned: (name) => rm(join(cache, name), {
			recursive: true,
			force: true
		})
	});
	const meanwhile = await known();
	if (isWhole(meanwhile)) return use(meanwhile);
	if (meanwhile) progress(meanwhile.problem);
	const name = `${key}-${randomBytes(4).toString("hex")}`;
	const directory = join(cache, name);
	await lease.builds(name);
	await prune(cache, limitsOf(env));
	let manifest;
	try {
		await mkdir(directory);
		await build(directory);
		manifest = await recordFiles(directory);
	} catch (error) {
		await rm(directory, {
			recursive: true,
			force: true
		});
		throw error;
	}
	await writePointer(pointer, cache, {
		directory: name,
		bytes: await bytesOf(directory)
	}, manifest);
	return use({
		directory,
		manifest,
		compiles: true
	});
}
const isWhole = (found) => found !== null && "directory" in found;
async function lookUp(cache, file, usable) {
	const pointer = await readPointer(file);
	if (!pointer) return null;
	const directory = join(cache, pointer.directory);
	const manifest = await readManifest(cache, pointer);
	const found = manifest && await verify(directory, manifest).catch(() => null);
	if (found?.changed) return { problem: `the cached environment is not as it was installed: ${found.changed}; building it again` };
	if (!found || !await usable(directory)) return { problem: "the cached environment cannot be used any more" };
	const now = found.now ?? manifest;
	if (found.now) await writePointer(file, cache, pointer, now).catch(() => {});
	await touch(file);
	return {
		directory,
		manifest: now,
		compiles: found.removed
	};
}
var Use = class {
	directory;
	cache;
	pointer;
	found;
	heart;
	constructor(cache, pointer, found, beat = BEAT_MS) {
		this.cache = cache;
		this.pointer = pointer;
		this.found = found;
		this.directory = found.directory;
		this.heart = setInterval(() => this.beat(), beat);
		this.heart.unref();
	}
	async beat() {
		await touch(this.pointer);
		await touch(this.directory);
	}
	async [Symbol.asyncDispose]() {
		clearInterval(this.heart);
		await this.beat();
		if (this.found.compiles) await this.note().catch(() => {});
	}
	async note() {
		const pointer = await readPointer(this.pointer);
		const manifest = await withCompiled(this.directory, this.found.manifest);
		if (manifest && pointer && join(this.cache, pointer.directory) === this.directory) await writePointer(this.pointer, this.cache, pointer, manifest);
	}
};
const exists = (path) => access(path).then(() => true, () => false);
// src/python/cache/trust.ts
const OWN_EVENTS = [
	"push",
	"schedule",
	"workflow_dispatch",
	"repository_dispatch",
	"merge_group",
	"pull_request"
];
const TERMINAL = "a terminal";
function namespaceOf(env) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_REF: ref } = env;
	const event = env.GITHUB_EVENT_NAME ?? "";
	if (!repository && !event && !ref) return TERMINAL;
	const isOwn = OWN_EVENTS.includes(event);
	const who = isOwn && event !== "pull_request" && env.GITHUB_REF_PROTECTED === "true" ? ["protected"] : [
		isOwn ? "" : event,
		ref,
		env.GITHUB_HEAD_REF
	];
	return JSON.stringify([
		server,
		repository,
		...who
	]);
}
const meetsOthers = (env) => namespaceOf(env) !== TERMINAL && env.RUNNER_ENVIRONMENT !== "github-hosted";
// src/python/run.ts
const cannotBuild = (problem, remedy = "") => new ExpectedError((spell) => `${problem}; ${remedy && `${remedy}, or `}name an interpreter with ${spell("python")}`, { kind: "environment" });
const SAY_EVERY = 5e3;
const LONGEST_LINE = 160;
const LONGEST_COMMAND = 500;
const STEP_SECONDS = 3600;
const ANSWER_SECONDS = 600;
async function runStep(command, { cwd, env, progress, notice = progress }) {
	let said = performance.now();
	const hear = (text) => {
		const line = clean(text).split("\n").at(-1);
		if (!line || performance.now() - said < SAY_EVERY) return;
		said = performance.now();
		progress(`  ${line}`);
	};
	const result = await runForeign({
		command,
		cwd,
		env: quiet(env),
		seconds: STEP_SECONDS,
		hear
	});
	aboutLeft("The installer", result).forEach(notice);
	if (result.status === 0 && !result.cut) return;
	throw new ExpectedError(`'${clean(command.join(" "), LONGEST_COMMAND)}' ${howItFailed(result)} in ${cwd}`, {
		kind: "environment",
		detail: clean(result.all, Number.POSITIVE_INFINITY).split("\n").slice(-15).join("\n")
	});
}
function howItFailed({ cut, code, signal }) {
	if (cut) return cut === "late" ? `was not finished after ${STEP_SECONDS} s` : "printed without end";
	if (code) return `cannot be started (${code})`;
	return signal ? `was killed by ${signal}` : "failed";
}
async function ask(command, { cwd, env }) {
	const asked = {
		command,
		cwd,
		env: quiet(env),
		seconds: ANSWER_SECONDS,
		guarded: false
	};
	const { status, cut, stdout } = await runForeign(asked);
	return status === 0 && !cut ? stdout.replace(/\r?\n$/, "") : null;
}
const quiet = (env) => ({
	...env,
	PYTHONSAFEPATH: "1"
});
const clean = (text, longest = LONGEST_LINE) => hide(text).split(/[\r\n]+/).map((line) => line.replace(/\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u001f\u007f-\u009f]/g, "").trimEnd().slice(0, longest)).filter(Boolean).join("\n");
// src/python/interpreter.ts
const BUILT_AS = "3";
function splitCommand(command) {
	const [program, ...rest] = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
	if (!program) throw wrongInput("python", `expected a command, found '${command}'`);
	const flags = rest.filter((word) => /^-[A-Za-z]+$/.test(word)).map((word) => word.split(/[WXcm]/)[0]);
	for (const [flag, what] of Object.entries(HIDING)) if (flags.some((letters) => letters?.includes(flag))) throw wrongInput("python", `expected no -${flag}, which ${what}, found '${command}'`);
	return [program, ...rest];
}
const HIDING = {
	I: "hides the probe from Python",
	E: "hides the probe from Python",
	S: "hides the packages of the environment"
};
async function prepareInterpreter(pins, install, surroundings, { scope = "needed", used = new AsyncDisposableStack(), files } = {}) {
	const { cwd, env, progress } = surroundings;
	const source = sourceOf$1(pins, cwd);
	const { recipeFor, originOf } = await import("./python-recipes.js");
	const job = await jobFor(source, files ?? new Repository(cwd), surroundings, scope, install);
	const recipe = await recipeFor(job);
	const { parts, unknown } = originOf(job, recipe);
	const build = async (directory, kept, extra = {}) => {
		const { tool, steps } = await recipe.build(directory);
		const around = {
			...surroundings,
			env: {
				...env,
				...extra
			}
		};
		progress(`installing ${source.source} with ${tool}, ${recipe.what} (${kept})`);
		for (const step of steps) await takeStep(step, around);
		if (!await canStart(recipe, directory, surroundings)) throw new ExpectedError(`${tool} installed ${source.source}, but there is no interpreter that starts: ${recipe.python(directory)}`, { kind: "environment" });
	};
	if (unknown !== null) {
		if (!install) throw mayNotBuild(`${join(cwd, source.source)} takes ${unknown}, so no environment of it is kept`);
		const { path } = used.use(await temporaryDirectory(temporaryPlace(env)));
		await build(path, `not kept, for it takes ${unknown}`, AFRESH);
		return [recipe.python(path)];
	}
	const key = cacheKey([
		BUILT_AS,
		namespaceOf(env),
		source.source,
		source.text,
		...parts
	]);
	const once = async (directory) => {
		if (!install) throw mayNotBuild(`no environment is cached for ${join(cwd, source.source)}`);
		await build(directory, `once; kept in ${directory}`);
		if (originOf(job, recipe).parts.join("\0") !== parts.join("\0")) throw new ExpectedError(`${source.source}, or what it is installed from, was changed while it was installed; run it again`, { kind: "environment" });
	};
	const usable = (directory) => canStart(recipe, directory, surroundings);
	const entry = await getOrBuild(cacheDirectory(env), key, once, {
		progress,
		env,
		usable
	});
	return [recipe.python(used.use(entry).directory)];
}
const mayNotBuild = (problem) => new ExpectedError((spell) => `${problem}, and ${spell("noInstall")} forbids to build one`, { kind: "environment" });
function sourceOf$1(pins, cwd) {
	if (!pins) throw cannotBuild(`${cwd} has no ${SUPPORTED_FILES.join(", ")} to take the versions from`);
	const { source } = pins;
	if (source !== null) return {
		...pins,
		source
	};
	throw new ExpectedError((spell) => `no file in ${cwd} fixes the versions; name one with ${spell("manifest")}, or an interpreter with ${spell("python")}`);
}
async function jobFor(pins, files, surroundings, scope, download) {
	const answers = async (program) => await ask([program, "--version"], surroundings) !== null;
	const { askPython, findPython } = await import("./python-find-python.js");
	const [uv, python3] = await Promise.all([answers("uv"), askPython("python3", surroundings)]);
	let base;
	return {
		pins,
		files,
		scope,
		surroundings,
		uv,
		base: () => {
			base ??= findPython(pins, {
				python3,
				uv,
				download
			}, surroundings);
			return base;
		},
		first: async (...programs) => {
			for (const program of programs) if (await answers(program)) return program;
			return null;
		}
	};
}
const AFRESH = {
	UV_NO_CACHE: "1",
	PIP_NO_CACHE_DIR: "1"
};
const variablesFor = (env) => ({
	PYTHONPATH: void 0,
	PYTHONWARNINGS: void 0,
	PYTHONINSPECT: void 0,
	...meetsOthers(env) ? COPIES : {}
});
const COPIES = {
	UV_LINK_MODE: "copy",
	CONDA_ALWAYS_COPY: "true",
	MAMBA_ALWAYS_COPY: "true"
};
async function takeStep(step, surroundings) {
	if ("command" in step) {
		const env = {
			...surroundings.env,
			...variablesFor(surroundings.env),
			...step.env
		};
		return runStep(step.command, {
			...surroundings,
			env
		});
	}
	const to = "copy" in step ? step.to : step.write;
	try {
		await mkdir(dirname(to), { recursive: true });
		if ("write" in step) await writeFile(to, step.text);
		else await copyFile(join(surroundings.cwd, step.copy), to).catch((error) => {
			if (error.code !== "ENOENT") throw error;
		});
	} catch (error) {
		throw new ExpectedError(`cannot write ${to}: ${reason(error)}`, { kind: "environment" });
	}
}
const canStart = async (recipe, directory, surroundings) => await ask([
	recipe.python(directory),
	"-I",
	"-S",
	"-c",
	""
], surroundings) !== null;
// src/pipeline/machine-type.ts
const acceleratorIn = (name) => name.startsWith("cpu-") ? "cpu" : "gpu";
const acceleratorFor = ({ class: expected, accelerator }) => expected && accelerator === "auto" ? acceleratorIn(expected) : accelerator;
function checkClass({ class: expected, accelerator }, suite) {
	if (!expected) return;
	const ranks = ranksOf({ suite });
	if (!expected.endsWith(`-x${ranks}`)) throw new ExpectedError((spell) => `${spell("class")}: expected ${expected}, found a suite for ${ranks} ranks: set ${spell("devices")} to the number behind the x`);
	if (accelerator !== "auto" && accelerator !== acceleratorIn(expected)) throw new ExpectedError((spell) => `${spell("class")}: expected ${expected}, found ${spell("accelerator")} ${accelerator}: set ${spell("accelerator")} to ${acceleratorIn(expected)}, or leave it out`);
}
function requireClass(expected, record) {
	const found = classOfRecord(record);
	if (!expected || found === expected) return;
	throw wrongInput("class", `expected a record of ${expected}, found one of ${found}: check the labels of the runner and which artifact the job downloads`);
}
// src/pipeline/right.ts
function mustBeRight({ pins, imports, framework, mayDiffer, isBase = false }, installed, who, { spell }) {
	const apart = [];
	const found = installed ? mismatches(pins, installed) : [];
	if (pins && found.length > 0) {
		if (!mayDiffer) throw wrong(who ? mismatchError(pins, found, who) : otherwiseInstalled(pins, found));
		const words = mismatchInWords(pins, found, who ?? "what was built from it");
		apart.push(`${words}: ${spell("allowVersionMismatch")} allows it.`);
	}
	const present = presentIn(installed, pins);
	const isThere = framework === "auto" || present[framework] !== void 0;
	const { name, told, ...choice } = chooseFramework({
		wanted: isBase && !isThere ? "auto" : framework,
		imports,
		present,
		pins
	});
	const problem = choice.problem ?? lackingIn(pins, name);
	if (problem && !mayDiffer) throw wrong((to) => `${problem.found}. ${problem.remedy(to)}`);
	if (problem) apart.push(`${problem.found}: ${spell("allowVersionMismatch")} allows it.`);
	return {
		framework: name,
		told,
		apart
	};
}
function lackingIn(pins, name) {
	if (name === "auto" || !pins?.source || !isLock(pins.source)) return null;
	return pins.installs[name] === void 0 && pins.pins[otherThan(name)] ? notLocked(name, pins.source) : null;
}
const wrong = (sentence) => new ExpectedError(sentence, { kind: "environment" });
const presentIn = (installed, pins) => Object.fromEntries(FRAMEWORKS.flatMap((name) => {
	const version = installed ? installed.get(name) : pins?.pins[name];
	return version ? [[name, version]] : [];
}));
function mustBeOfTheRight({ record: { environment }, ...question }, world) {
	const { name, version } = environment.framework;
	const framework = question.imports ? question.framework : name;
	const asked = {
		...question,
		framework
	};
	const installed = installedOf(environment);
	const right = mustBeRight(asked, installed, "what was measured", world);
	const { told } = right;
	if (told === null) return right;
	if (!question.imports) return {
		...right,
		told: {
			...told,
			why: `the record is of ${name}`
		}
	};
	if (right.framework === name) return right;
	const turned = {
		...told,
		measured: `${name} ${version}`,
		unmeasured: [told.measured]
	};
	const [one, other] = FRAMEWORKS.map((each) => installed.get(each));
	if (one === other) return {
		...right,
		told: turned
	};
	const found = `the record is of ${name} ${version}, and not of ${told.measured}, though ${told.why}`;
	if (!question.mayDiffer) throw wrong(() => `${found}. Record again from this commit`);
	return {
		...right,
		told: turned,
		apart: [...right.apart, `${found}.`]
	};
}
// src/pipeline/systems.ts
const SYSTEMS = {
	linux: "",
	darwin: "This runs on macOS, where nobody has tested it: ranks start slowly, and a process that a package leaves running may stay."
};
function aboutSystem(platform) {
	const notice = SYSTEMS[platform];
	if (notice === void 0) throw new ExpectedError(`the probe runs on Linux, found ${platform}; take a Linux runner, a container, or WSL 2`, { kind: "environment" });
	return notice ? [notice] : [];
}
// src/pipeline/measure.ts
async function measure(inputs, world, timed) {
	const cwd = resolve(inputs.cwd);
	const committed = await readCommitted(inputs, world);
	const suite = chooseSuite(inputs, committed);
	const wanted = chooseWanted(inputs, committed);
	const files = new Repository(cwd);
	await using prepared = await timed("prepare", () => prepare(files, inputs.python, wanted, world));
	return await timed("probe", () => probe(prepared, suite, inputs, world));
}
const readCommitted = async ({ cwd, baseline }, { git }) => Committed.read(resolve(cwd, baseline), await workingTree(resolve(cwd), git));
function chooseSuite(inputs, { config }) {
	const suite = readSuite(inputs.suite, config, inputs.devices);
	checkClass(inputs, suite);
	return suite;
}
const chooseWanted = (inputs, { config }) => ({
	...inputs,
	framework: readFramework(inputs.framework, config)
});
async function prepare(files, python, { manifest, install, noInstall, framework, allowVersionMismatch: mayDiffer, timeout }, world, isBase = false) {
	const notices = aboutSystem(process.platform);
	const pins = await readPins(files, { manifest });
	const question = {
		imports: importsOf(files, pins),
		framework,
		mayDiffer,
		isBase
	};
	files.seal();
	for (const warning of pins?.warnings ?? []) world.progress(`warning: ${warning}`);
	await using building = new AsyncDisposableStack();
	const place = surroundings(files.root, world, notices);
	const interpreter = python ? splitCommand(python) : await prepareInterpreter(pins, !noInstall, place, {
		scope: install,
		used: building,
		files
	});
	const has = await askInstalled(interpreter, PROBE, place, timeout);
	const right = mustBeRight({
		...question,
		pins: has ? await pinsFor(files, manifest, has) : pins
	}, has && new Map(Object.entries(has.versions)), python ? interpreter.join(" ") : null, world);
	const used = building.move();
	return {
		files,
		manifest,
		interpreter,
		built: !python,
		question,
		notices,
		framework: right.framework,
		[Symbol.asyncDispose]: () => used.disposeAsync()
	};
}
const PROBE = join(ROOT, "python-probe");
async function probe(prepared, suite, inputs, world) {
	const { files, manifest, interpreter, question, framework } = prepared;
	const notices = [...prepared.notices];
	const record = await runProbe({
		probe: PROBE,
		interpreter,
		suite,
		framework,
		accelerator: acceleratorFor(inputs),
		jobs: sideBySide(inputs.devices),
		timeout: inputs.timeout,
		temporary: temporaryPlace(world.env)
	}, surroundings(files.root, world, notices));
	requireClass(inputs.class, record);
	const pins = await pinsFor(files, manifest, record.environment);
	return {
		...question,
		record,
		pins,
		notices
	};
}
const surroundings = (cwd, { env, progress }, notices) => ({
	cwd,
	env: withoutSecrets(env),
	progress,
	notice(sentence) {
		notices.push(sentence);
		progress(`warning: ${sentence}`);
	}
});
function sideBySide(ranks) {
	return Math.max(1, Math.min(8, Math.floor(2 * availableParallelism() / ranks)));
}
function stopwatch(timings) {
	return async (name, work) => {
		const start = performance.now();
		try {
			return await work();
		} finally {
			timings[name] = Math.round(performance.now() - start) / 1e3;
		}
	};
}
// src/pipeline/logs.ts
const LOGS = "logs";
async function removeLogs(directory) {
	const place = join(directory, LOGS);
	for (const name of await readdir(place).catch(() => [])) if (IS_LOG.test(name)) await rm(join(place, name), { force: true });
	await rmdir(place).catch(() => {});
}
async function keepLogs(error, directory, cwd) {
	if (!(error instanceof ProbeFailure)) return error;
	await removeLogs(directory).catch(() => {});
	const [first] = error.logs;
	if (!first) return error;
	const place = join(directory, LOGS);
	try {
		await mkdir(place, { recursive: true });
		for (const { name, text } of error.logs) await writeAtomically(join(place, name), text);
	} catch {
		return error;
	}
	const [what, path] = first.name.includes("traceback") ? ["traceback", join(place, first.name)] : ["output", place];
	const shown = relative(cwd, path);
	const where = shown.startsWith("..") ? path : shown;
	return new ExpectedError(`${error.message} (${what}: ${where})`, {
		kind: "probe",
		detail: error.detail
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
	const real = await followLinks(path).catch((error) => {
		throw wrongInput(input, `cannot follow ${path}: ${reason(error)}`);
	});
	const [top, here, baselines] = await Promise.all([
		tree,
		cwd,
		resolve(cwd, baseline)
	].map(followLinks));
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
async function claimReports(inputs, { git }, handed = []) {
	const cwd = resolve(inputs.cwd);
	const around = {
		cwd,
		tree: await workingTree(cwd, git),
		baseline: inputs.baseline
	};
	const ours = [
		...REPORT_FILES,
		PENDING,
		LOGS
	].filter((name) => !handed.includes(name));
	return claimDirectory("reportDir", resolve(cwd, inputs.reportDir), around, ours);
}
const pendingFile = (directory, className) => baselineFile(join(directory, PENDING), className);
async function replaceReports(directory, files, proposal, keptLogs = false) {
	try {
		if (!keptLogs) await removeLogs(directory);
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
// src/pipeline/accepted.ts
function baselineBefore(base, className) {
	const path = posix.join(base.baselines, `${className}.json`);
	if (!base.differing.includes(path)) return null;
	const text = base.baselineTexts.get(path);
	if (text === void 0) return { baseline: null };
	try {
		const baseline = intact(parseJson(baselineSchema, text, path), path);
		return baseline.class === className ? { baseline } : null;
	} catch (error) {
		if (error instanceof ExpectedError) return null;
		throw error;
	}
}
function acceptedChange(measured, known, { baseline }, own, change) {
	const { author, reason } = known.baseline;
	if (!baseline) {
		const { candidates, changedPackages } = own;
		const nothing = {
			drift: [],
			firstDivergence: null,
			compared: 0,
			improvements: []
		};
		const counts = {
			added: own.compared,
			dropped: 0,
			violations: withStatus(own, "accepted")
		};
		return {
			accepted: {
				author,
				reason,
				isFirst: true,
				...nothing,
				candidates,
				...counts
			},
			changedPackages
		};
	}
	const then = judge({
		...measured,
		baseline,
		reference: "the base",
		base: change
	});
	const { drift, firstDivergence, compared, improvements, candidates, changedPackages } = then;
	const dropped = {
		before: Object.keys(baseline.channels),
		now: Object.keys(known.baseline.channels)
	}.before.filter((name) => !(name in known.baseline.channels)).length;
	const now = withStatus(own, "accepted");
	const violations = withStatus(then, "fail").filter((id) => now.includes(id));
	const accepted = {
		author,
		reason,
		isFirst: false,
		drift,
		firstDivergence,
		compared,
		improvements,
		candidates,
		violations,
		added: then.added.length,
		dropped
	};
	return {
		accepted: [
			drift,
			violations,
			then.added,
			improvements
		].some(({ length }) => length > 0) || dropped > 0 ? accepted : null,
		changedPackages
	};
}
const withStatus = ({ checks }, wanted) => checks.filter(({ status }) => status === wanted).map(({ id }) => id);
// src/pipeline/base.ts
async function locateBase(cwd, inputs, { env, git, progress, spell }, directory = "") {
	const needed = inputs.compareWith === "base";
	const obstacle = (text) => needed ? wrongInput("compareWith", text) : new ExpectedError(text, { kind: "git" });
	try {
		if (git.look === "nowhere") throw obstacle(git.because);
		await using checkout = await checkoutOf(cwd, git, env);
		if (!checkout) {
			if (!needed) return null;
			throw obstacle(`expected a git repository for base, found none in ${cwd}`);
		}
		const found = await readBase(checkout, {
			wanted: inputs.base,
			baselines: await pathInRepository(checkout, cwd, inputs.baseline),
			directory: needed ? directory : ""
		});
		if (found || !needed) return found;
		throw new ExpectedError((spell) => `${spell("compareWith")}: the commit that ${cwd} starts from is not known; name it with ${spell("base")}`, { kind: "git" });
	} catch (error) {
		if (needed) throw error;
		progress(`what has changed since the base commit is not known: ${asValue(error).spelled(spell)}`);
		return null;
	}
}
const baseNotices = (git) => git.look === "nowhere" ? [`What changed since the base commit is not known: ${git.because}.`] : [];
async function compareFiles(base, { manifest }, files, { pins, record }, { progress, spell }) {
	try {
		const old = manifestsOf(base);
		const before = {
			files: old,
			pins: await pinsFor(old, manifest, record.environment)
		};
		return changeBetween(base, before, {
			files,
			pins
		});
	} catch (error) {
		const why = asValue(error).spelled(spell);
		progress(`what has changed since ${base.commit.slice(0, 9)} is not known: ${why}`);
		return null;
	}
}
async function prepareBase({ commit, prefix }, directory, inputs, world) {
	try {
		return await prepare(new Repository(posix.join(directory, prefix)), inputs.basePython, inputs, world, true);
	} catch (error) {
		const found = asValue(error);
		throw new ExpectedError((spell) => `the base commit ${commit.slice(0, 9)}: ${found.spelled(spell)}`, found);
	}
}
// src/pipeline/report.ts
function reportOn(measured, baselines, { cwd, directory, timings }, world, origin = null) {
	const { record } = measured;
	const { told, apart } = mustBeOfTheRight(measured, world);
	const className = classOfRecord(record);
	const known = baselines.baseline(className);
	const own = judge({
		...measured,
		apart,
		baseline: known?.baseline ?? null,
		base: origin?.change ?? null
	});
	const versus = origin?.record ? againstBase(measured, origin.record, own, origin) : null;
	const isAccepted = versus?.judgement === own;
	const proposal = proposalOf(record, className, own, isAccepted ? null : versus, known);
	const pending = proposal && {
		file: relative(cwd, pendingFile(directory, className)),
		digest: proposal.digest,
		violations: proposal.violations.map(({ check }) => check),
		loses: lossInWords(proposal, proposal.replaces, (name) => `--${kebab(name)}`)
	};
	const isBase = versus !== null && !isAccepted;
	const judgement = versus?.judgement ?? own;
	const before = own.verdict === "match" && known ? origin?.replaces(className) : null;
	const since = known && before ? acceptedChange(measured, known, before, own, origin?.change ?? null) : null;
	const reference = isBase ? "base" : known ? "baseline" : null;
	return {
		report: {
			schemaVersion: 1,
			...judgement,
			changedPackages: since?.changedPackages ?? judgement.changedPackages,
			notices: [
				...apart,
				...noticesAbout(measured, origin, known, isAccepted),
				...reference ? otherBaselineNotices(baselines.classes, className) : []
			],
			comparison: comparisonInWords(judgement, {
				className,
				classes: baselines.classes,
				reference
			}),
			accepted: since?.accepted ?? null,
			class: className,
			suite: record.suite.name,
			notLookedAt: notLookedAt(record.suite, record.environment.accelerator),
			environment: environmentInWords(record.environment),
			framework: told,
			comparedWith: isBase ? "base" : "baseline",
			base: origin && { commit: origin.commit },
			baseline: known && {
				file: relative(cwd, known.file),
				digest: known.baseline.digest
			},
			pending,
			retried: record.runs.filter(({ retries }) => retries > 0).map(nameOfRun),
			timings
		},
		reference: versus?.baseline ?? known?.baseline ?? null,
		proposal
	};
}
function proposalOf(record, className, own, versus, known) {
	const { verdict } = own;
	if (verdict === "match" || verdict === "error") return null;
	if (!versus?.baseline) return propose(record, className, verdict, own.checks, known?.baseline ?? null);
	const { judgement, baseline } = versus;
	const mine = known?.baseline.accepted ?? [];
	const isMine = (check, subject) => mine.some((each) => each.check === check && each.subjects.includes(subject));
	const theirs = baseline.accepted.map((each) => ({
		...each,
		subjects: each.subjects.filter((one) => !isMine(each.check, one))
	})).filter(({ subjects }) => subjects.length > 0);
	const { verdict: versusBase } = judgement;
	const found = versusBase === "match" || versusBase === "error" ? "new" : versusBase;
	const accepted = [...mine, ...theirs];
	return propose(record, className, found, judgement.checks, known?.baseline ?? null, accepted);
}
function againstBase(measured, base, own, { change, commit }) {
	if (own.verdict === "match" || own.verdict === "error") return {
		judgement: own,
		baseline: null
	};
	const baseline = baselineOf(base, `the base commit ${commit.slice(0, 9)}`);
	const { record } = measured;
	const className = classOfRecord(record);
	if (className !== baseline.class) throw new ExpectedError(`this change is of class ${className}, the base commit ${commit.slice(0, 9)} of ${baseline.class}: their values cannot be compared`, { kind: "environment" });
	return {
		judgement: judge({
			...measured,
			baseline,
			before: base,
			reference: "the base commit",
			base: change
		}),
		baseline
	};
}
function noticesAbout({ pins, notices = [] }, origin, known, accepted) {
	return [
		...pins?.warnings ?? [],
		...notices,
		...origin?.change ? noticesOf(origin.change, pins) : [],
		...accepted && known && origin ? [`Compared with ${known.file}, which this environment meets, not with the base commit.`] : []
	];
}
function reportFailure(error, suiteName, timings, spell) {
	return {
		report: {
			schemaVersion: 1,
			...error instanceof ExpectedError ? couldNotMeasure(error.spelled(spell), error.detail) : couldNotMeasure(`lddpr has failed, which is a bug in it: ${String(error)}; report it with the log at ${ISSUES}`),
			notices: [],
			comparison: "",
			accepted: null,
			class: null,
			suite: suiteName,
			notLookedAt: [],
			environment: null,
			framework: null,
			comparedWith: "baseline",
			base: null,
			baseline: null,
			pending: null,
			retried: [],
			timings
		},
		reference: null,
		proposal: null
	};
}
// src/pipeline/review.ts
async function review(inputs, world, gather, handed = []) {
	const timings = {};
	const timed = stopwatch(timings);
	const directory = await claimReports(inputs, world, handed);
	const place = {
		cwd: resolve(inputs.cwd),
		directory,
		timings
	};
	let record = null;
	const keep = (found) => {
		record = found;
	};
	let outcome;
	let source = null;
	let keptLogs = false;
	try {
		const { measured, files, baselines, origin } = await gather({
			timed,
			keep
		});
		keep(measured.record);
		interruption.throwIfAborted();
		source = sourceOf(measured, files);
		outcome = await timed("judge", async () => reportOn(measured, baselines, place, world, origin));
	} catch (error) {
		interruption.throwIfAborted();
		const kept = await keepLogs(error, directory, place.cwd);
		keptLogs = kept !== error;
		outcome = outcomeOfError(kept, inputs.suite ?? "standard", timings, world);
	}
	return {
		...await writeReports(outcome, record, directory, world, keptLogs),
		source
	};
}
function sourceOf({ pins }, files) {
	if (!pins?.source || !files) return null;
	const text = files.read(pins.source);
	return text === null ? null : {
		file: join(files.root, pins.source),
		text
	};
}
function outcomeOfError(error, suite, timings, { progress, spell }) {
	if (!(error instanceof ExpectedError)) progress(error instanceof Error ? error.stack ?? error.message : String(error));
	return reportFailure(error, suite, timings, spell);
}
function reviewUnwritten(error, spell) {
	const { report } = reportFailure(asValue(error), "unknown", {}, spell);
	return {
		report,
		record: null,
		directory: "",
		source: null
	};
}
async function writeReports(outcome, record, directory, world, keptLogs = false) {
	const { report, pages } = render(outcome, record, world);
	await replaceReports(directory, {
		...record ? { "record.json": recordText(record) } : {},
		...pages
	}, outcome.proposal, keptLogs);
	return {
		report,
		record,
		directory
	};
}
function render(outcome, record, world) {
	try {
		return pagesOf(outcome, record);
	} catch (error) {
		const { suite, timings } = outcome.report;
		return pagesOf(outcomeOfError(error, suite, timings, world), null);
	}
}
function pagesOf({ report: found, reference }, record) {
	const report = cleanReport(found);
	return {
		report,
		pages: {
			"report.json": `${JSON.stringify(report, null, 2)}\n`,
			"report.md": markdown(report),
			"report.html": page(report, record && cleanRecord(record), reference && cleanBaseline(reference))
		}
	};
}
// src/pipeline/check.ts
const check = (inputs, world) => review(inputs, world, (gathering) => measureBoth(inputs, world, gathering));
async function measureBoth(given, world, { timed }) {
	const baselines = await readCommitted(given, world);
	const suite = chooseSuite(given, baselines);
	const inputs = chooseWanted(given, baselines);
	const cwd = resolve(inputs.cwd);
	mustNameBoth(inputs);
	aboutSystem(process.platform);
	await using work = await temporaryDirectory(temporaryPlace(world.env));
	const base = await locateBase(cwd, inputs, world, work.path);
	const files = new Repository(cwd);
	importsOf(files, await readPins(files, inputs));
	files.seal();
	const wanted = inputs.compareWith === "base" ? base : null;
	await using preparedBase = wanted && await timed("prepare-base", () => prepareBase(wanted, work.path, inputs, world));
	await using prepared = await timed("prepare", () => prepare(files, inputs.python, inputs, world));
	const isSame = preparedBase && sameInterpreter(prepared, preparedBase);
	const before = preparedBase && !isSame ? (await timed("probe-base", () => probe(preparedBase, suite, inputs, world))).record : null;
	const probed = await timed("probe", () => probe(prepared, suite, inputs, world));
	const written = files.changed().map((name) => `${name} was written while packages ran; it counts as it was before.`);
	const notices = [
		...probed.notices ?? [],
		...written,
		...baseNotices(world.git)
	];
	const measured = {
		...probed,
		notices
	};
	await baselines.mustBeUnchanged();
	if (!base) return {
		measured,
		files,
		baselines,
		origin: null
	};
	const change = await compareFiles(base, inputs, files, measured, world);
	const record = isSame ? measured.record : before;
	const replaces = (className) => baselineBefore(base, className);
	return {
		measured,
		files,
		baselines,
		origin: {
			commit: base.commit,
			change,
			record,
			replaces
		}
	};
}
function mustNameBoth(inputs) {
	const both = Boolean(inputs.python) === Boolean(inputs.basePython);
	if (inputs.compareWith === "base" && !both) throw new ExpectedError((spell) => `${spell("compareWith")}: base takes ${spell("python")} and ${spell("basePython")}, or neither: one interpreter cannot have the versions of both commits`);
}
const sameInterpreter = (one, other) => one.built && other.built && one.framework === other.framework && one.interpreter.join("\0") === other.interpreter.join("\0");
// src/probe/digest.ts
const MAX_BYTES = 268435456;
const SHOWN = 16;
const digestOf = (text) => createHash("sha256").update(text).digest("hex");
async function readRecord(file, { digest = "", input, limit = MAX_BYTES }) {
	const text = await readPresent(file, limit);
	const found = digestOf(text);
	if (digest && found !== digest.toLowerCase()) throw wrongInput(input, `expected ${digest.slice(0, SHOWN)}…, found ${found.slice(0, SHOWN)}… in ${file}: this is not the file that was recorded; get it from the run that gave the digest, or record again`);
	return parseJson(recordSchema, text, file);
}
// src/python/reads.ts
const REPOSITORY = /^(?:git|hg|svn|bzr)\+/i;
const COMMIT = /[@#][0-9a-f]{40}(?=[#&?;\s]|$)/;
const ON_THE_NET = /^(?:[a-z][a-z0-9+.-]+:)?\/\/(?!\/)|^(?:https?|ftp|s3|gs|ssh|oci):/i;
const HASHED = /[#&](?:sha256|sha384|sha512)=[0-9a-f]{64}/i;
const ARCHIVE = /\.(?:whl|zip|egg|conda|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;
const NET = {
	package: "a URL without a hash",
	links: "a page of links on the net",
	index: null,
	lines: "a file of requirements on the net"
};
function readsOfWord(word, role, at, hashed = false) {
	const text = {
		kind: "text",
		text: word
	};
	if (REPOSITORY.test(word)) return COMMIT.test(word) ? [text] : [text, unknown("a repository without its commit")];
	const local = localPath(word)?.replace(/^~(?=\/)/, homeOf(at.env));
	if (local === void 0) return NET[role] === null || role === "package" && (hashed || HASHED.test(word)) ? [text] : [text, unknown(NET[role] ?? "")];
	return [...new Set([resolve(at.from, local), resolve(at.cwd, local)])].flatMap((path) => {
		if (role === "lines") return readsOfLinesIn(path, at);
		return [{
			kind: role === "package" ? "file" : "links",
			path
		}];
	});
}
const unknown = (why) => ({
	kind: "unknown",
	why
});
const homeOf = (env) => env.HOME || homedir();
function localPath(word) {
	const url = /^file:(?:\/\/[^/]*)?([^#?]*)/i.exec(word)?.[1];
	if (url !== void 0) return unescapeUrl(url);
	return ON_THE_NET.test(word) ? null : word;
}
function readsOfLinesIn(path, at) {
	const seen = at.seen ?? new Set();
	if (seen.has(path)) return [];
	seen.add(path);
	return [{
		kind: "file",
		path
	}, ...readsOfLines(textOf(path) ?? "", {
		...at,
		seen,
		from: dirname(path)
	})];
}
const MAX_TEXT = 16777216;
function textOf(path) {
	try {
		const { size } = statSync(path);
		return isFile(path) && size <= MAX_TEXT ? readFileSync(path, "utf8") : null;
	} catch {
		return null;
	}
}
function isFile(path) {
	return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
function readsOfLines(text, at) {
	return logicalLines(text).flatMap((line) => readsOfLine(line, at));
}
const OPTIONS = [
	{
		long: "--requirement",
		short: "-r",
		role: "lines"
	},
	{
		long: "--constraint",
		short: "-c",
		role: "lines"
	},
	{
		long: "--find-links",
		short: "-f",
		role: "links"
	},
	{
		long: "--index-url",
		short: "-i",
		role: "index"
	},
	{
		long: "--extra-index-url",
		role: "index"
	},
	{
		long: "--editable",
		short: "-e",
		role: "package"
	}
];
function readsOfLine(line, at) {
	const expanded = expand(line, at.env);
	const variables = expanded === line ? [] : [{
		kind: "text",
		text: expanded
	}];
	const found = expanded.startsWith("-") ? readsOfOptions(expanded, at) : readsOfRequirement(expanded, at);
	return [...variables, ...found];
}
const expand = (line, env) => line.replace(/\$\{([A-Z0-9_]+)\}/g, (whole, name) => env[name] ?? whole);
function readsOfOptions(line, at) {
	const words = [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"']+)+/g)].map(([word]) => word.replace(/["']/g, ""));
	return words.flatMap((word, index) => {
		const [, name = word, attached] = /^(--[^=]+)=(.*)$/.exec(word) ?? /^(-[a-z])=?(.+)$/.exec(word) ?? [];
		return OPTIONS.filter(({ long, short }) => name.startsWith("--") ? name.length > 2 && long.startsWith(name) : name === short).flatMap(({ role }) => {
			const value = attached ?? words[index + 1] ?? "";
			return role === "package" ? readsOfPackage(value, at) : readsOfWord(value, role, at);
		});
	});
}
function readsOfRequirement(line, at) {
	const hashed = /\s--hash[\s=]/.test(line);
	const named = /^[\w.-]+\s*(?:\[[^\]]*\])?\s*@\s*(\S+)/.exec(line)?.[1];
	const word = named ?? /^\S+/.exec(line)?.[0] ?? "";
	return named !== void 0 || /[/\\:]|^\.+(?:\[|$)/.test(word) || ARCHIVE.test(word) ? readsOfPackage(word, at, hashed) : [];
}
function readsOfPackage(word, at, hashed = false) {
	const place = word.replace(/\[[^\]]*\]$/, "").replace(/;$/, "");
	return /^\.{1,2}(?:[/\\]|$)/.test(place) && !ARCHIVE.test(place) && !at.builds ? [] : readsOfWord(place, "package", at, hashed);
}
const ROLES = [
	[/^find-links$/, "links"],
	[/^(?:extra-)?index-url$|^(?:default-)?index$|^url$|^channels?$|^channel-alias$|^pypi-mirror$/, "index"],
	[/^(?:build-)?constraints?$|^requirements?$|^overrides?$|^excludes?$/, "lines"],
	[/-dependencies$|^dependencies$|^pip$/, "requirements"]
];
function readsOfOption(name, value, at) {
	const option = name.toLowerCase().replaceAll("_", "-");
	const role = ROLES.find(([pattern]) => pattern.test(option))?.[1];
	if (role === "requirements") return readsOfLines(value, at);
	return [...new Set([...value.split(/[,\n]/), ...value.split(/[\s,]+/)].map((each) => each.trim()))].filter(Boolean).flatMap((word) => {
		if (role) return readsOfWord(role === "index" ? word.replace(/^[\w-]+=/, "") : word, role, at);
		const path = localPath(word);
		return path !== null && /[/\\]/.test(path) && isFile(resolve(at.cwd, path)) ? [{
			kind: "file",
			path: resolve(at.cwd, path)
		}] : [];
	});
}
function readsOfTable(value, at, key = "") {
	if (typeof value === "string") return readsOfOption(key, value, at);
	if (Array.isArray(value)) return value.flatMap((each) => readsOfTable(each, at, key));
	if (value === null || typeof value !== "object") return [];
	const table = value;
	return [...readsOfSource$1(table, at), ...Object.entries(table).flatMap(([name, each]) => readsOfTable(each, at, name))];
}
function readsOfSource$1(table, at) {
	const word = (...keys) => keys.map((key) => table[key]).find((each) => typeof each === "string");
	const [path, git, url] = [
		word("path", "file", "directory"),
		word("git"),
		word("url")
	];
	const hashed = /sha(?:256|512)|"hash/.test(JSON.stringify({
		...table,
		url: ""
	}));
	const rev = word("rev", "revision", "ref", "resolved_reference", "commit-id") ?? "";
	return [
		...path === void 0 ? [] : readsOfWord(path, "package", at),
		...git === void 0 ? [] : readsOfWord(`git+${git}@${rev}`, "package", at),
		...url !== void 0 && ARCHIVE.test(url.replace(/[?#].*/, "")) ? readsOfWord(url, "package", at, hashed) : []
	];
}
// src/python/settings.ts
const TOOLS = [
	{
		name: "pip",
		variables: /^PIP_/,
		language: "ini",
		files: ({ env, home, config, shared }) => [
			...shared.map((place) => join(place, "pip", "pip.conf")),
			"/etc/pip.conf",
			"/Library/Application Support/pip/pip.conf",
			env.PROGRAMDATA && join(env.PROGRAMDATA, "pip", "pip.ini"),
			join(home, ".pip", "pip.conf"),
			join(home, "pip", "pip.ini"),
			join(config, "pip", "pip.conf"),
			join(home, "Library", "Application Support", "pip", "pip.conf"),
			env.APPDATA && join(env.APPDATA, "pip", "pip.ini"),
			env.PIP_CONFIG_FILE
		]
	},
	{
		name: "uv",
		variables: /^UV_/,
		language: "toml",
		files: ({ cwd, env, config, shared }) => [
			...shared.map((place) => join(place, "uv", "uv.toml")),
			"/etc/uv/uv.toml",
			join(config, "uv", "uv.toml"),
			env.APPDATA && join(env.APPDATA, "uv", "uv.toml"),
			...above(cwd).flatMap((place) => [join(place, "uv.toml"), join(place, "pyproject.toml")]),
			env.UV_CONFIG_FILE
		]
	},
	{
		name: "poetry",
		variables: /^POETRY_/,
		language: "toml",
		files: ({ cwd, env, home, config }) => [
			join(env.POETRY_CONFIG_DIR || join(config, "pypoetry"), "config.toml"),
			join(home, "Library", "Application Support", "pypoetry", "config.toml"),
			join(cwd, "poetry.toml")
		]
	},
	{
		name: "pdm",
		variables: /^PDM_/,
		language: "toml",
		files: ({ cwd, env, home, config, shared }) => [
			...shared.map((place) => join(place, "pdm", "config.toml")),
			join(config, "pdm", "config.toml"),
			join(home, "Library", "Application Support", "pdm", "config.toml"),
			env.PDM_CONFIG_FILE,
			join(cwd, "pdm.toml")
		]
	},
	{
		name: "pipenv",
		variables: /^PIPENV_/,
		language: "ini",
		files: () => []
	},
	{
		name: "conda",
		variables: /^(?:CONDA|MAMBA)_/,
		language: "yaml",
		files: ({ env, home, config }) => [
			...[
				"/etc/conda",
				"/var/lib/conda",
				env.CONDA_ROOT,
				env.MAMBA_ROOT_PREFIX,
				env.CONDA_PREFIX
			].concat([
				join(config, "conda"),
				join(home, ".conda"),
				home
			]).flatMap((place) => place && [".condarc", "condarc"].map((name) => join(place, name))),
			join(home, ".mambarc"),
			env.CONDARC,
			env.MAMBARC
		]
	},
	{
		name: "pixi",
		variables: /^PIXI_/,
		language: "toml",
		files: ({ cwd, env, home, config }) => [
			"/etc/pixi/config.toml",
			join(config, "pixi", "config.toml"),
			join(env.PIXI_HOME || join(home, ".pixi"), "config.toml"),
			join(cwd, ".pixi", "config.toml")
		]
	}
];
const WITHOUT_EFFECT = [
	{
		what: "`*_CACHE_DIR`, `*_NO_CACHE`, `*_LOG` and the like",
		variables: /_CACHE(_DIR)?$|_NO_CACHE(_DIR)?$|_PKGS_DIRS$|_LOG(_FILE|_DIR)?$|_TMPDIR$/,
		reason: "where downloads and logs are kept"
	},
	{
		what: "`*_PROXY`, `*_CERT`, `*_TIMEOUT`, `*_RETRIES`, `UV_CONCURRENT_*` and the like",
		variables: /_(PROXY|CERT|TIMEOUT|RETRIES|NATIVE_TLS|SYSTEM_CERTS|KEYRING_PROVIDER|SSL_VERIFY)$|_CONCURRENT_\w+$|_MAX_WORKERS$/,
		reason: "how a server is reached, and how fast"
	},
	{
		what: "`*_USERNAME`, `*_PASSWORD`, `*_TOKEN`, `*_HTTP_BASIC_*`, `*_PUBLISH_*` and the like",
		variables: /(USERNAME|PASSWORD|TOKEN|_AUTH)$|_(HTTP_BASIC|PYPI_TOKEN|PUBLISH)_\w+$/,
		reason: "who asks"
	},
	{
		what: "`*_QUIET`, `*_VERBOSE`, `*_PROGRESS_BAR`, `*_VERSION_CHECK` and the like",
		variables: /_(QUIET|VERBOSE|VERBOSITY|(NO_)?COLOR|NO_INPUT|NO_INTERACTION|PROGRESS_BAR|NO_PROGRESS|NOSPIN|YES|ROOT_USER_ACTION|PROMPT(_MODIFIER)?|CHECK_UPDATE|VERSION_CHECK|VERSION_WARNING|NO_WARN\w*)$/,
		reason: "what is said and asked"
	},
	{
		what: "`UV_LINK_MODE`, `UV_COMPILE_BYTECODE`, `UV_PROJECT_ENVIRONMENT`, `PDM_IGNORE_*`, `PIPENV_PIPFILE` and the like",
		variables: /^(UV_(PROJECT_ENVIRONMENT|LINK_MODE|COMPILE_BYTECODE)|PDM_IGNORE_\w+|PIPENV_(IGNORE_VIRTUALENVS|PIPFILE)|(CONDA|MAMBA)_ALWAYS_COPY)$/,
		reason: "how files get there, or set for each environment that is built here"
	},
	{
		what: "`UV_PYTHON_*`, `UV_TOOL_*`, `CONDA_PREFIX`, `POETRY_VIRTUALENVS_*`, `PIXI_HOME` and the like",
		variables: /^(UV_(PYTHON|TOOL|RUN|INTERNAL_)_\w+|UV_STACK_SIZE|CONDA_(PREFIX\w*|SHLVL|DEFAULT_ENV|EXE|PYTHON_EXE|ENVS_\w+|ROOT)|MAMBA_(EXE|ROOT_PREFIX)|POETRY_(HOME|VIRTUALENVS_\w+|ACTIVE)|PIPENV_(ACTIVE|VENV_IN_PROJECT|CUSTOM_VENV_NAME|DEFAULT_PYTHON_VERSION)|PDM_(HOME|PROJECT_\w+)|PIXI_(HOME|EXE|IN_SHELL|PROJECT_\w+|ENVIRONMENT_\w+))$/,
		reason: "where tools, Pythons and other environments lie: the Python counts by itself"
	},
	{
		what: "`*_CONFIG_FILE`, `CONDARC` and the like",
		variables: /_CONFIG_(FILE|DIR)$|^(CONDA|MAMBA)RC$/,
		reason: "the file that it names counts by its content"
	}
];
function readsOfSettings(tools, at) {
	const { cwd, env } = at;
	const home = homeOf(env);
	const place = {
		cwd,
		env,
		home,
		shared: (env.XDG_CONFIG_DIRS || "/etc/xdg").split(":").filter(Boolean),
		config: env.XDG_CONFIG_HOME || join(home, ".config")
	};
	return TOOLS.filter(({ name }) => tools.includes(name)).flatMap((tool) => [...Object.keys(env).sort().filter((name) => tool.variables.test(name) && !WITHOUT_EFFECT.some((row) => row.variables.test(name))).flatMap((name) => readsOfVariable(name, env[name] ?? "", at)), ...tool.files(place).flatMap((file) => file ? readsOfFile$1(resolve(cwd, file), tool, at) : [])]);
}
const readsOfVariable = (name, value, at) => [{
	kind: "text",
	text: `${name}=${value}`
}, ...readsOfOption(name.replace(/^[A-Z]+_/, ""), value, at)];
function readsOfFile$1(path, { language }, at) {
	const text = textOf(path);
	if (text === null) return [];
	const table = PARSERS[language](text, path);
	if (table === null) return [{
		kind: "text",
		text,
		path
	}];
	return [path.endsWith("pyproject.toml") ? {
		kind: "text",
		text: JSON.stringify(table)
	} : {
		kind: "text",
		text,
		path
	}, ...readsOfTable(table, {
		...at,
		from: dirname(path)
	})];
}
const PARSERS = {
	ini: (text) => Object.fromEntries([...parseIni(text).values()].flatMap((section) => [...section])),
	toml: (text, path) => quietly(() => uvsOf(parse(text, { maxDepth: 100 }), path)),
	yaml: (text) => quietly(() => import_dist.parse(text, {
		maxAliasCount: 100,
		logLevel: "silent"
	}))
};
function uvsOf(table, path) {
	if (!path.endsWith("pyproject.toml")) return table;
	const { tool } = table;
	const { sources, workspace, "dev-dependencies": _, ...settings } = tool?.uv ?? {};
	return settings;
}
function quietly(parse) {
	try {
		return parse();
	} catch {
		return null;
	}
}
function above(directory) {
	const parent = dirname(directory);
	return [directory, ...parent === directory ? [] : above(parent)];
}
// src/python/watched.ts
function pathsRead(repository, answer, { cwd, env }) {
	const { source = null, files = [] } = answer ?? {};
	const at = (path) => ({
		cwd,
		env,
		from: join(cwd, posix.dirname(path)),
		builds: false
	});
	const named = source === null ? [] : readsOfSource(source, files, repository, at);
	const settings = readsOfSettings(TOOLS.map(({ name }) => name), at("."));
	const paths = [...named, ...settings].flatMap((read) => "path" in read && read.path ? relative(cwd, read.path) : []).map((path) => path.split(sep).join("/"));
	return [...new Set(paths)].filter((path) => path !== "" && !files.includes(path));
}
function readsOfSource(source, files, repository, at) {
	const entries = entriesOf(repository, source);
	if (entries) {
		const needed = closure(PROBED, entries);
		return entries.filter(({ name, place }) => place !== "here" || !needed || needed.has(name)).flatMap(({ from }) => from.flatMap(({ word, role, hashed }) => readsOfWord(word, role, at(source), hashed)));
	}
	if (buildOf(source, null)?.kind === "requirements") return files.flatMap((path) => readsOfLines(repository.read(path) ?? "", at(path)));
	return readsOfTable(tablesOf(repository, source), at(source));
}
// src/python/fingerprint.ts
const READ_BYTES = 67108864;
const MAX_PACKAGES = 1e5;
const PACKAGE = /\.(?:whl|zip|egg|conda|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;
function fingerprint(reads, cwd) {
	try {
		return collect(reads, cwd);
	} catch (error) {
		return {
			parts: [],
			unknown: `what cannot be read (${reason(error)})`
		};
	}
}
function collect(reads, cwd) {
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
		return /^[a-z][a-z0-9+.-]+:|^\/\//i.test(local) ? [] : resolve(dirname(page), unescapeUrl(local));
	});
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
// src/python/recipe.ts
function openToday({ pins: { relevant, pins } }) {
	const fixed = pins.torch && pins.numpy && (pins.lightning ?? pins["pytorch-lightning"]);
	return relevant && !fixed ? [new Date().toISOString().slice(0, 10)] : [];
}
const placeOf = ({ pins, surroundings: { cwd, env } }, builds = false) => ({
	cwd,
	env,
	from: join(cwd, posix.dirname(pins.source)),
	builds
});
const siteOf = ({ pins, surroundings }, environment) => ({
	cwd: surroundings.cwd,
	source: pins.source,
	environment
});
const windows = process.platform === "win32";
const venvPython = (directory) => windows ? join(directory, "Scripts", "python.exe") : join(directory, "bin", "python");
const condaPython = (directory) => windows ? join(directory, "python.exe") : join(directory, "bin", "python");
const toolsOf = ({ pins, uv }) => [
	"pip",
	...uv ? ["uv"] : [],
	pins.manager ?? ""
];
const installer = ({ uv }) => uv ? "uv" : "pip";
const venv = ({ uv }, { path }, directory) => ({ command: uv ? [
	"uv",
	"venv",
	"--clear",
	"--no-project",
	"--python",
	path,
	directory
] : [
	path,
	"-m",
	"venv",
	directory
] });
const PIP_TO_UV = [
	["PIP_FIND_LINKS", "UV_FIND_LINKS"],
	["PIP_INDEX_URL", "UV_DEFAULT_INDEX"],
	["PIP_EXTRA_INDEX_URL", "UV_INDEX"]
];
const OWN_INDEX = /^\s*(?:-i\b|--index-url\b|\[\[\s*tool\.uv\.index\s*\]\])/m;
const asPipWould = ({ pins, surroundings: { env } }) => Object.fromEntries(PIP_TO_UV.flatMap(([pip, uv]) => {
	const overridden = pip === "PIP_INDEX_URL" && OWN_INDEX.test(pins.text);
	return env[pip] && !env[uv] && !overridden ? [[uv, env[pip]]] : [];
}));
function install(job, directory, options) {
	const python = venvPython(directory);
	if (!job.uv) return { command: [
		python,
		"-m",
		"pip",
		"install",
		"--no-input",
		...options
	] };
	return {
		command: [
			"uv",
			"pip",
			"install",
			"--python",
			python,
			...job.surroundings.env.UV_INDEX_STRATEGY ? [] : ["--index-strategy", "unsafe-best-match"],
			...options
		],
		env: asPipWould(job)
	};
}
function venvWith(job, base, text, options, constraints = []) {
	return async (directory) => {
		const file = join(directory, "lddpr-requirements.txt");
		const limits = join(directory, "lddpr-constraints.txt");
		const limited = constraints.length > 0;
		const steps = [
			venv(job, base, directory),
			{
				write: file,
				text
			},
			...limited ? [{
				write: limits,
				text: constraints.join("\n")
			}] : [],
			install(job, directory, [
				...options,
				"-r",
				file,
				...limited ? ["-c", limits] : []
			])
		];
		return {
			tool: installer(job),
			steps
		};
	};
}
// src/python/install/conda.ts
const prefixIn = (directory) => join(directory, "env");
async function condaRecipe(job, { programs: programsFor }) {
	const programs = programsFor(job.pins.text);
	return {
		...common$1(job),
		reads: readsOfFile(job, job.pins.source),
		python: (directory) => condaPython(prefixIn(directory)),
		build: async (directory) => {
			const tool = await findProgram(job, Object.keys(programs));
			const command = programs[tool]?.(siteOf(job, prefixIn(directory)));
			return {
				tool,
				steps: command ? [{ command }] : []
			};
		}
	};
}
async function pixiRecipe(job, { copies, options }) {
	const directory = posix.dirname(job.pins.source);
	return {
		...common$1(job),
		reads: copies.flatMap((name) => readsOfFile(job, posix.join(directory, name))),
		python: (place) => condaPython(join(place, ".pixi", "envs", "default")),
		build: async (place) => ({
			tool: await findProgram(job, ["pixi"]),
			steps: [...copies.map((name) => ({
				copy: posix.join(directory, name),
				to: join(place, name)
			})), { command: [
				"pixi",
				"install",
				...options,
				"--manifest-path",
				place
			] }]
		})
	};
}
const common$1 = (job) => ({
	what: "all of it",
	parts: [`${process.platform}-${process.arch}`, ...openToday(job)],
	tools: toolsOf(job)
});
async function findProgram({ pins, first }, programs) {
	const tool = await first(...programs);
	if (tool) return tool;
	throw cannotBuild(`${pins.source} needs ${programs.join(" or ")}, and none is installed`, "install one");
}
function readsOfFile(job, path) {
	const text = job.files.read(path);
	if (text === null) return [];
	const at = placeOf(job, true);
	const reads = isLock(path) ? [...text.matchAll(PLACES)].flatMap(([, word = ""]) => readsOfWord(word, "package", at, true)) : readsOfTable(wholeOf(job.files, path), at);
	return [{
		kind: "text",
		text
	}, ...reads.filter(({ kind }) => kind !== "text")];
}
const PLACES = /\b(?:url|path|pypi|conda|git)\s*:\s+["']?([^\s"']+)/g;
// src/python/install/declared.ts
const LOCAL_LINE = /^\s*(?:(?:-e|--editable)[\s=]+(?![a-z]+[+:])|\.{1,2}(?![^\s;#]*\.whl)(?:\/[^\s;#]*)?(?:\[[^\]]*\])?\s*(?:[;#].*)?$)/m;
const WHEEL_LINE = /^\s*\.{1,2}\/\S*\.whl\b/m;
const INDEX_LINE = /^\s*(?:-i|-f|--(?:index-url|extra-index-url|find-links|no-index|pre|prefer-binary|trusted-host))\b.*$/gm;
async function requirementsRecipe(job) {
	const { pins } = job;
	if (LOCAL_LINE.test(pins.text)) {
		if (!WHEEL_LINE.test(pins.text)) return dependenciesRecipe(job);
		throw cannotBuild(`${pins.source} installs a project of the repository and a wheel of it: its project is not built`);
	}
	const base = await job.base();
	const { cwd } = job.surroundings;
	return {
		...common(job, base),
		reads: readsOfWord(pins.source, "lines", {
			...placeOf(job),
			from: cwd
		}),
		build: async (directory) => ({
			tool: installer(job),
			steps: [venv(job, base, directory), install(job, directory, ["-r", pins.source])]
		})
	};
}
async function dependenciesRecipe(job) {
	const { pins, files } = job;
	const base = await job.base();
	const declarations = declarationsOf(files, pins.source);
	if (!declarations) throw new ExpectedError(`cannot read ${pins.source}`, { kind: "file" });
	if (declarations.requirements.length === 0) throw cannotBuild(`${pins.source}: ${declarations.notes[0] ?? "it asks for nothing"}`);
	const project = projectOf(files, pins.source);
	const at = placeOf(job, true);
	if (job.uv && project?.isStatic) return {
		...common(job, base),
		reads: [...readsOfLines(project.lines.join("\n"), at), ...project.sources.flatMap((table) => readsOfSource$1(table, at))],
		build: async (directory) => ({
			tool: installer(job),
			steps: [venv(job, base, directory), {
				command: uvProject(job, venvPython(directory)),
				env: asPipWould(job)
			}]
		})
	};
	const target = targetFor(base.version, base.platform, pins.target.extras);
	const text = [...project ? indexOptions(project.indexes) : pins.text.match(INDEX_LINE) ?? [], ...linesOf(declarations, target, job)].join("\n");
	const constraints = constraintLines(declarations);
	return {
		...common(job, base),
		reads: readsOfLines([text, ...constraints].join("\n"), at),
		build: venvWith(job, base, `${text}\n`, [], constraints)
	};
}
const uvProject = ({ pins }, python) => [
	...[
		"uv",
		"pip",
		"install",
		"--python",
		python
	],
	...pins.target.extras.flatMap((extra) => ["--extra", extra]),
	...["-r", pins.source]
];
const common = (job, base) => ({
	what: "all of it",
	parts: [
		installer(job),
		base.identity,
		...openToday(job)
	],
	tools: toolsOf(job),
	python: venvPython
});
function linesOf(declarations, target, job) {
	return declarations.requirements.filter((row) => row.under?.kind !== "constraint" && applies(row, target) !== false).flatMap((row) => lineOf(row) ?? leaveOut(row, job));
}
const constraintLines = ({ requirements }) => requirements.flatMap((row) => row.under?.kind === "constraint" ? lineOf(row) ?? [] : []);
function lineOf({ name, extras, range, text, marker }) {
	const head = `${name}${extras.length ? `[${extras.join(",")}]` : ""}`;
	const tail = marker ? ` ; ${marker.replace(/\s+/g, " ")}` : "";
	if (range !== null) return range.includes("||") ? null : `${head}${range}${tail}`;
	const url = /^@ ((?:git\+)?https:\/\/[^\s;]+)$/.exec(text)?.[1];
	return url ? `${head} @ ${url}${tail}` : null;
}
function leaveOut({ name, text }, { pins, surroundings }) {
	if (PROBED.includes(name)) throw cannotBuild(`${pins.source}: ${name} ${text} cannot be given to pip`, "make a lock");
	surroundings.progress(`left out, for it cannot be given to pip: ${name} ${text}`);
	return [];
}
const indexOptions = (urls) => urls.filter((url) => /^https?:\/\/\S+$/.test(url)).map((url) => `--extra-index-url ${url}`);
// src/python/install/locked.ts
async function uvRecipe(job) {
	const { pins } = job;
	if (!job.uv) throw cannotBuild(`${pins.source} needs uv, which is not installed`, "install uv");
	const base = await job.base();
	const entries = entriesIn(job);
	const needed = neededOf(job, entries, Object.keys(pins.installs));
	const left = [...new Set(entries.map(({ name }) => name))].filter((name) => needed ? !needed.has(name) : entries.every((each) => each.name !== name || each.place === "here"));
	const project = pins.project ?? posix.dirname(pins.source);
	const options = [
		"--frozen",
		"--project",
		project,
		...["--no-install-project", "--no-install-workspace"]
	];
	const without = left.flatMap((name) => ["--no-install-package", name]);
	return {
		what: whatOf(needed),
		parts: [
			project,
			needed ? "needed" : "whole",
			base.identity
		],
		tools: ["uv"],
		reads: readsOfEntries(job, entries.filter(({ name }) => !left.includes(name))),
		python: venvPython,
		build: async (directory) => ({
			tool: "uv",
			steps: [{
				command: [
					"uv",
					"sync",
					...options,
					"--python",
					base.path,
					...without
				],
				env: { UV_PROJECT_ENVIRONMENT: directory }
			}]
		})
	};
}
async function lockRecipe(job, { own, uvReadsIt }) {
	const { pins } = job;
	const base = await job.base();
	const entries = entriesIn(job);
	const installs = (await pinsFor(job.files, pins.source, {
		python: base.version,
		platform: base.platform
	}))?.installs ?? {};
	const all = Object.keys(installs);
	const needed = neededOf(job, entries, all);
	const chosen = (names) => [...names].filter((name) => name in installs).map((name) => entries.find((each) => each.name === name && each.version === versionOf(installs[name])) ?? name);
	const part = needed && chosen(needed);
	const plain = part !== null && isPlain(part);
	const installed = plain ? part : chosen(all);
	const byUv = uvReadsIt === true && job.uv && !plain;
	const counted = byUv ? entries : installed.filter((each) => typeof each === "object");
	return {
		what: whatOf(plain ? needed : null),
		parts: [plain ? "needed" : "whole", base.identity],
		tools: toolsOf(job),
		reads: readsOfEntries(job, counted),
		python: venvPython,
		build: async (directory) => {
			if (plain) return fromEntries(job, base, part)(directory);
			const [empty, { manager }] = [venv(job, base, directory), pins];
			if (byUv) return {
				tool: "uv",
				steps: [empty, install(job, directory, ["-r", pins.source])]
			};
			if (own && manager && await job.first(manager)) return {
				tool: manager,
				steps: [empty, own(siteOf(job, directory))]
			};
			if (isPlain(installed)) return fromEntries(job, base, installed)(directory);
			throw notPlain(job, installed);
		}
	};
}
function notPlain({ pins }, entries) {
	const odd = entries.find((each) => typeof each === "string" || each.place !== "index" || !isSafe(each));
	const name = typeof odd === "object" ? odd.name : odd;
	return cannotBuild(`${pins.source} needs ${pins.manager}, which is not installed${name ? `: the lock alone is not enough to install ${name}` : ""}`, `install ${pins.manager}`);
}
const readsOfEntries = (job, entries) => entries.flatMap(({ from, index }) => [...from.flatMap(({ word, role, hashed }) => readsOfWord(word, role, placeOf(job, true), hashed)), ...index === null ? [] : readsOfWord(index, "index", placeOf(job))]);
function fromEntries(job, base, entries) {
	const hashed = entries.some(({ hashes }) => hashes.length);
	const lines = [...[...new Set(entries.flatMap(({ index }) => index ?? []))].map((url) => `--extra-index-url ${url}`), ...entries.map(({ name, version, hashes }) => [`${name}==${version}`, ...hashes.map((hash) => `--hash=${hash}`)].join(" \\\n    "))];
	const options = ["--no-deps", ...hashed ? ["--require-hashes"] : []];
	return venvWith(job, base, `${lines.join("\n")}\n`, options);
}
const isPlain = (entries) => entries.every((each) => typeof each === "object" && each.place === "index" && isSafe(each)) && new Set(entries.map((each) => typeof each === "object" && each.hashes.length > 0)).size < 2;
const isSafe = ({ version, hashes, index }) => /^[\w.!+-]+$/.test(version ?? "") && hashes.every((hash) => /^[\w]+:[0-9a-f]+$/.test(hash)) && (index === null || /^\w+:\/\/\S+$/.test(index));
const entriesIn = ({ files, pins }) => entriesOf(files, pins.source) ?? [];
function neededOf({ scope }, entries, installs) {
	const roots = PROBED.filter((name) => installs.includes(name));
	const enough = roots.includes("torch") && roots.some((name) => name.includes("lightning"));
	return scope === "needed" && enough ? closure(roots, entries) : null;
}
const whatOf = (needed) => needed ? "what torch, Lightning and NumPy need" : "all of it";
export { stopwatch as A, removeLogs as C, prepare as D, measure as E, ProbeFailure as F, ask as M, cannotBuild as N, probe as O, cacheDirectory as P, keepLogs as S, chooseWanted as T, compareFiles as _, condaRecipe as a, claimDirectory as b, fingerprint as c, digestOf as d, readRecord as f, baseNotices as g, reviewUnwritten as h, requirementsRecipe as i, requireClass as j, readCommitted as k, pathsRead as l, review as m, uvRecipe as n, pixiRecipe as o, check as p, dependenciesRecipe as r, placeOf as s, lockRecipe as t, readsOfSettings as u, locateBase as v, chooseSuite as w, claimReports as x, baselineBefore as y };
