import { i as __toESM } from "./rolldown-runtime.js";
import { a as readPins, i as pinsFor, n as fixesVersions, o as Repository, r as pinnedFramework, s as limitOf, t as SUPPORTED_FILES } from "./pins.js";
import { n as asValue, t as InputError } from "./errors.js";
import { n as workingTree } from "./place.js";
import { a as discriminatedUnion, c as number, d as strictObject, f as string, l as object, m as union, n as _enum, o as int, s as literal, u as record } from "./schemas.js";
import { a as readOwnText, c as unquoted, i as readJson, l as writeAtomically, r as parseJson, s as reason, t as explain } from "./json.js";
import { i as within, t as followed } from "./paths.js";
import { d as rowSchema, n as baselineFile, r as intact, s as baselineSchema, t as MAX_BYTES$1, u as recordSchema } from "./files.js";
import { a as mayBecome, o as mustBe, t as acceleratorFor } from "./class.js";
import { d as temporaryPlace, i as mergeBase, n as checkoutOf, o as resolveCommit, r as defaultBranch, t as brought, u as temporaryDirectory } from "./checkout.js";
import { i as aboutLeft, n as runStep, r as runForeign, t as ask } from "./run.js";
import { n as interruption } from "./interrupt.js";
import { t as require_dist } from "./dist.js";
import { l as stepsPerEpoch } from "./channels.js";
import { i as suiteOf$1, n as SUITE_NAMES, t as SUITES } from "./suite.js";
import { i as withoutSecrets, r as probeEnvironment } from "./secrets.js";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { createHash, hash, randomBytes } from "node:crypto";
import { createReadStream, lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { access, copyFile, lstat, mkdir, readFile, readdir, readlink, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { availableParallelism, homedir, hostname } from "node:os";
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
		return [...this.#texts.keys()].filter((name) => name.endsWith(".json")).map((name) => basename(name, ".json")).sort();
	}
	baseline(className) {
		const file = baselineFile(this.directory, className);
		const text = this.#text(basename(file));
		if (text === null) return null;
		const baseline = intact(parseJson(baselineSchema, text, `the baseline ${file}`), file);
		if (baseline.class === className) return {
			file,
			baseline
		};
		throw new InputError(`the baseline ${file}: class: expected ${className}, found another one`);
	}
	get config() {
		return {
			file: join(this.directory, CONFIG),
			text: this.#text(CONFIG)
		};
	}
	#text(name) {
		const text = this.#texts.get(name);
		if (text instanceof InputError) throw text;
		return text ?? null;
	}
	async mustBeUnchanged() {
		const now = await textsIn(this.directory, this.directory).catch(() => new Map());
		const changed = [...new Set([...this.#texts.keys(), ...now.keys()])].sort().filter((name) => String(this.#texts.get(name)) !== String(now.get(name)));
		if (changed.length === 0) return;
		throw new InputError(`the packages have changed ${this.directory}: expected ${changed.join(", ")} as committed, found other content after they ran; find out which package writes there before you trust it`);
	}
};
async function textsIn(directory, name) {
	const names = (await readdir(directory).catch(() => [])).filter((each) => each === CONFIG || each.endsWith(".json")).sort();
	if (names.length > MAX_FILES) throw new InputError(`${name}: expected at most ${MAX_FILES} files, found ${names.length}`);
	const texts = new Map();
	for (const each of names) {
		const text = await readOwnText(join(directory, each), MAX_BYTES$1).catch(asValue);
		if (text !== null) texts.set(each, text);
	}
	return texts;
}
// src/environment/cache/trust.ts
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
// src/environment/cache/lease.ts
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
		throw new InputError(`cannot write ${file}: ${reason(error)}`);
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
// src/environment/cache/manifest.ts
const DIGESTED_BYTES = 4194304;
async function describe(directory) {
	const states = statesOf(directory);
	const listed = new Map([...states.keys()].filter(isRecord).flatMap((path) => rowsOf(directory, path)));
	const manifest = {};
	for (const [path, state] of states) {
		await turn();
		const small = sizeOf(state) <= DIGESTED_BYTES;
		manifest[path] = [state, listed.get(path) ?? (small ? await digestOf$1(join(directory, path)) : null)];
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
		if (digest === null || await digestOf$1(join(directory, path)) !== digest) return failed(`${path} was changed`);
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
	for (const [path, state] of statesOf(directory)) if (!manifest[path] && /\.pyc$/.test(path) && isCompiled(path)) found[path] = [state, await digestOf$1(join(directory, path))];
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
async function digestOf$1(path) {
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
// src/environment/cache/pointer.ts
const name = string().regex(/^[\w-]+$/);
const pointerSchema = strictObject({
	directory: name,
	bytes: number().optional(),
	files: name.optional()
});
const readPointer = (file) => readJson(pointerSchema, file).catch(() => null);
async function readManifest(cache, { files = "" }) {
	const text = files && await readFile(join(cache, files), "utf8").catch(() => "");
	return text && files.endsWith(digestOf(text)) ? JSON.parse(text) : null;
}
async function writePointer(file, cache, { directory, bytes }, manifest) {
	const text = JSON.stringify(manifest);
	const files = `${directory}-${digestOf(text)}`;
	await writeAtomically(join(cache, files), text);
	await writeAtomically(file, JSON.stringify({
		directory,
		bytes,
		files
	}));
}
const digestOf = (text) => hash("sha256", text).slice(0, 16);
async function touch(file) {
	const now = new Date();
	await utimes(file, now, now).catch(() => {});
}
// src/environment/cache/prune.ts
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
		throw new InputError(`${variable}: expected a number, found ${JSON.stringify(text)}`);
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
// src/environment/cache.ts
const BEAT_MS = 3e4;
function cacheDirectory(env) {
	const usual = join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "lddpr");
	return resolve(env.LDDPR_CACHE || usual);
}
const cacheKey = (parts) => createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
async function cached(cache, key, build, { progress = () => {}, usable = exists, env = process.env, patience, beat } = {}) {
	const pointer = join(cache, `${key}.json`);
	const use = (found) => new Use(cache, pointer, found, beat);
	const known = () => lookUp(cache, pointer, usable);
	const found = await known();
	if (isWhole(found)) return use(found);
	try {
		await mkdir(cache, { recursive: true });
	} catch (error) {
		throw new InputError(`cannot create ${cache}: ${reason(error)}`);
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
		manifest = await describe(directory);
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
// src/environment/interpreter.ts
const BUILT_AS = "3";
function splitCommand(command) {
	const [program, ...rest] = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
	if (!program) throw new InputError(`--python: expected a command, found '${command}'`);
	return [program, ...rest];
}
async function prepareInterpreter(pins, install, surroundings, scope = "needed", used = new AsyncDisposableStack()) {
	const { cwd, env, progress } = surroundings;
	const source = sourceOf(pins, cwd);
	const { planFor } = await import("./recipes.js");
	const { originOf } = await import("./origin.js");
	const job = await jobFor(source, surroundings, scope, install);
	const plan = await planFor(job);
	const { parts, unknown } = originOf(job, plan);
	const build = async (directory, kept, extra = {}) => {
		const { tool, steps } = await plan.build(directory);
		const around = {
			...surroundings,
			env: {
				...env,
				...extra
			}
		};
		progress(`installing ${source.source} with ${tool}, ${plan.what} (${kept})`);
		for (const step of steps) await take(step, around);
		if (!await starts(plan, directory, surroundings)) throw new InputError(`${tool} installed ${source.source}, but there is no interpreter that starts: ${plan.python(directory)}`);
	};
	if (unknown !== null) {
		if (!install) throw new InputError(`${join(cwd, source.source)} takes ${unknown}, so no environment of it is kept, and --no-install forbids to build one`);
		const { path } = used.use(await temporaryDirectory(temporaryPlace(env)));
		await build(path, `not kept, for it takes ${unknown}`, AFRESH);
		return [plan.python(path)];
	}
	const key = cacheKey([
		BUILT_AS,
		namespaceOf(env),
		source.source,
		source.text,
		...parts
	]);
	const once = async (directory) => {
		if (!install) throw new InputError(`no environment is cached for ${join(cwd, source.source)}, and --no-install forbids to build one`);
		await build(directory, `once; kept in ${directory}`);
		if (originOf(job, plan).parts.join("\0") !== parts.join("\0")) throw new InputError(`${source.source}, or what it is installed from, was changed while it was installed; run it again`);
	};
	const usable = (directory) => starts(plan, directory, surroundings);
	const entry = await cached(cacheDirectory(env), key, once, {
		progress,
		env,
		usable
	});
	return [plan.python(used.use(entry).directory)];
}
function sourceOf(pins, cwd) {
	if (!pins) throw new InputError(`${cwd} has no ${SUPPORTED_FILES.join(", ")} to take the versions from; name an interpreter with --python`);
	const { source } = pins;
	if (source !== null) return {
		...pins,
		source
	};
	throw new InputError(`no file in ${cwd} fixes the versions; name one with --manifest, or an interpreter with --python`);
}
async function jobFor(pins, surroundings, scope, download) {
	const answers = async (program) => await ask([program, "--version"], surroundings) !== null;
	const { describe, findPython } = await import("./python.js");
	const [uv, python3] = await Promise.all([answers("uv"), describe("python3", surroundings)]);
	let base;
	return {
		pins,
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
const toldTo = (env) => ({
	PYTHONPATH: void 0,
	...meetsOthers(env) ? COPIES : {}
});
const COPIES = {
	UV_LINK_MODE: "copy",
	CONDA_ALWAYS_COPY: "true",
	MAMBA_ALWAYS_COPY: "true"
};
async function take(step, surroundings) {
	if ("command" in step) {
		const env = {
			...surroundings.env,
			...toldTo(surroundings.env),
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
		throw new InputError(`cannot write ${to}: ${reason(error)}`);
	}
}
const starts = async (plan, directory, surroundings) => await ask([
	plan.python(directory),
	"-I",
	"-S",
	"-c",
	""
], surroundings) !== null;
// src/probe/config.ts
var import_dist = __toESM(require_dist(), 1);
const MAX_LENGTH = 65536;
const MAX_RUNS = 500;
const configSchema = strictObject({
	suite: _enum(SUITE_NAMES).optional(),
	scenarios: record(string().regex(/^[a-z0-9-]{1,40}$/, "expected a name of a-z, 0-9 and dashes"), union([literal(false), rowSchema])).optional()
});
function readSuite(wanted, { file, text }, devices) {
	const config = parseConfig(file, text);
	const name = wanted ?? config.suite ?? "standard";
	const rows = { ...SUITES[name] };
	for (const [id, row] of Object.entries(config.scenarios ?? {})) if (row) rows[id] = {
		...rows[id],
		...row
	};
	else if (id in SUITES.full) delete rows[id];
	else throw wrong(file, id, "false leaves out a scenario that comes with lddpr; this one does not");
	const edited = Object.keys(config.scenarios ?? {}).length > 0;
	const suite = suiteOf$1(edited ? `edited ${name}` : name, rows, devices);
	check(suite, file);
	return suite;
}
function parseConfig(file, text) {
	if (text === null) return {};
	if (text.length > MAX_LENGTH) throw new InputError(`${file}: expected at most ${MAX_LENGTH} characters, found ${text.length}`);
	const document = import_dist.parseDocument(text, {
		prettyErrors: true,
		logLevel: "silent"
	});
	const [problem] = document.errors;
	if (problem) throw new InputError(`${file} is not YAML: ${unquoted(problem)}`);
	let value;
	try {
		value = document.toJS({ maxAliasCount: 0 }) ?? {};
	} catch {
		throw new InputError(`${file}: expected no aliases, found one`);
	}
	const result = configSchema.safeParse(value, { reportInput: true });
	if (result.success) return result.data;
	throw new InputError(`${file}: ${explain(result.error)}`);
}
function check(suite, file) {
	const { scenarios } = suite;
	const runs = scenarios.reduce((sum, scenario) => sum + scenario.runs, 0);
	if (runs === 0) throw wrong(file, "", "expected a scenario, found none");
	if (runs > MAX_RUNS) throw wrong(file, "", `expected at most ${MAX_RUNS} runs, found ${runs}`);
	for (const [index, { id, resumes, parameters, runs }] of scenarios.entries()) {
		if (resumes === null) continue;
		const cut = scenarios.slice(0, index).find((other) => other.id === resumes);
		const at = `${id}.resumes`;
		if (!cut) throw wrong(file, at, "expected the name of an earlier scenario, found none of that name");
		if (cut.resumes !== null) throw wrong(file, at, `expected a scenario from the beginning, found ${resumes}`);
		if (cut.runs < runs) throw wrong(file, `${id}.runs`, `expected at most ${cut.runs}, those of ${resumes}, found ${runs}`);
		const steps = stepsPerEpoch(cut.parameters);
		if ((cut.max_steps ?? cut.parameters.max_epochs * steps) >= parameters.max_epochs * steps) throw wrong(file, at, `expected one that is cut before it is done, found ${resumes}`);
		const other = [
			"num_devices",
			"dataset_size",
			"batch_size"
		].find((name) => cut.parameters[name] !== parameters[name]);
		if (other) throw wrong(file, at, `expected one with ${other} ${parameters[other]}, found ${cut.parameters[other]}`);
	}
}
const wrong = (file, field, problem) => new InputError(`${file}: ${["scenarios", field].filter(Boolean).join(".")}: ${problem}`);
// src/probe/run.ts
const GRACE_SECONDS = 4;
const MAX_BYTES = 4194304;
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
	await writeFile(plan, JSON.stringify({
		suite,
		framework,
		accelerator,
		jobs,
		timeout
	}));
	const events = readEvents(teller(suite, progress));
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
		limit: MAX_BYTES,
		hear: (text, stream) => stream === "stdout" && events.hear(text)
	});
	const { last } = events;
	aboutLeft("The probe", result).forEach(notice);
	if (last?.event === "error" && !result.cut && !result.signal) throw new InputError(last.message, last.detail);
	if (last?.event !== "done" || result.status !== 0) throw new InputError(howItEnded(result, options), tail(result.stderr));
	return await readJson(recordSchema, join(out, "record.json"));
}
function readEvents(tell) {
	let rest = "";
	return {
		last: void 0,
		hear(text) {
			const lines = (rest + text).split("\n");
			rest = lines.pop() ?? "";
			for (const event of lines.flatMap(readEvent)) {
				this.last = event;
				tell(event);
			}
		}
	};
}
function readEvent(line) {
	if (!line.startsWith("{\"event\"")) return [];
	try {
		return [eventSchema.parse(JSON.parse(line))];
	} catch {
		return [];
	}
}
function teller(suite, progress) {
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
	if (cut === "loud") return `the probe has printed more than ${MAX_BYTES} bytes`;
	if (code === "ENOENT") return `the interpreter '${command}' does not exist`;
	if (code === "EACCES") return `the interpreter '${command}' cannot be executed`;
	if (code) return `the interpreter '${command}' cannot be started: ${code}`;
	if (signal) return `the probe was killed by ${signal}`;
	return `the probe, started by '${command}', ended with status ${status} and no record`;
}
const tail = (text) => text.trimEnd().split("\n").slice(-15).join("\n");
// src/measure.ts
async function measure(inputs, world, timed) {
	const cwd = resolve(inputs.cwd);
	const suite = suiteOf(inputs, await committedIn(inputs, world));
	const files = new Repository(cwd);
	await using prepared = await timed("prepare", () => prepare(files, inputs.python, inputs, world));
	return await timed("probe", () => probe(prepared, suite, inputs, world));
}
const committedIn = async ({ cwd, baseline }, { git }) => Committed.read(resolve(cwd, baseline), await workingTree(resolve(cwd), git));
function suiteOf(inputs, { config }) {
	const suite = readSuite(inputs.suite, config, inputs.devices);
	mayBecome(inputs, suite);
	return suite;
}
async function prepare(files, python, { manifest, install, "no-install": noInstall }, world) {
	const pins = await readPins(files, { manifest });
	files.seal();
	for (const warning of pins?.warnings ?? []) world.progress(`warning: ${warning}`);
	const notices = [];
	await using building = new AsyncDisposableStack();
	const place = surroundings(files.root, world, notices);
	const interpreter = python ? splitCommand(python) : await prepareInterpreter(pins, !noInstall, place, install, building);
	const used = building.move();
	const end = () => used.disposeAsync();
	return {
		files,
		manifest,
		pins,
		interpreter,
		pinsBind: !python,
		notices,
		[Symbol.asyncDispose]: end
	};
}
async function probe({ files, manifest, pins, interpreter, pinsBind, notices: before }, suite, inputs, world) {
	const notices = [...before];
	const record = await runProbe({
		probe: join(world.root, "python-probe"),
		interpreter,
		suite,
		framework: pinnedFramework(pins),
		accelerator: acceleratorFor(inputs),
		jobs: sideBySide(inputs.devices),
		timeout: inputs.timeout,
		temporary: temporaryPlace(world.env)
	}, surroundings(files.root, world, notices));
	mustBe(inputs.class, record);
	return {
		record,
		pins: await pinsFor(files, manifest, record.environment),
		pinsBind,
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
// src/base/entries.ts
const entriesOf = (checkout, commit) => whole(checkout, commit, () => listed(checkout.git, commit));
async function whole({ git, remotes, place }, commit, ask) {
	for (const remote of [null, ...remotes]) {
		if (remote && !await brought(git, remote, [commit], "files")) continue;
		const found = await ask();
		if (found !== null) return found;
	}
	throw new InputError(`expected all files of commit ${commit.slice(0, 9)} in ${place.root}, found a part of them, as in a partial clone; fetch the commit, or check out without \`filter\``);
}
async function listed(git, commit) {
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
	const sizes = await whole(checkout, commit, () => sizesOf(checkout.git, entries));
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
async function sizesOf(git, entries) {
	const text = await git.ask(["cat-file", "--batch-check=%(objectsize)"], asInput(entries));
	return text === null || text.includes(" missing") ? null : text.split("\n").map(Number);
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
// src/base/same.ts
const blobDigest = (content, digits) => createHash(digits === 64 ? "sha256" : "sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
function isSame(blob, working) {
	const text = blob.toString("latin1");
	const pointer = /^version https:\/\/git-lfs[^\n]*\noid sha256:([0-9a-f]{64})\n/.exec(text)?.[1];
	if (pointer) return pointer === createHash("sha256").update(working).digest("hex");
	return text.replaceAll("\r\n", "\n") === working.toString("latin1").replaceAll("\r\n", "\n");
}
// src/base/files.ts
async function writeCommit(checkout, commit, directory) {
	const place = join(directory, checkout.place.prefix);
	const links = [];
	await mkdir(place, { recursive: true });
	const all = await entriesOf(checkout, commit);
	for await (const { path, isLink, content } of contentsOf(checkout, commit, all)) {
		const file = join(directory, path);
		await mkdir(dirname(file), { recursive: true });
		if (isLink) links.push([content.toString(), file]);
		else await writeFile(file, content);
	}
	for (const [target, file] of links) await symlink(target, file);
	return place;
}
async function differing(checkout, commit, entries, wanted) {
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
// src/base/change.ts
const RELOCK = {
	"uv.lock": "uv lock",
	"poetry.lock": "poetry lock",
	"pdm.lock": "pdm lock",
	"Pipfile.lock": "pipenv lock",
	"pixi.lock": "pixi lock",
	"conda-lock.yml": "conda-lock lock"
};
function changeBetween({ commit, isMergeBase, prefix, baselines, differing }, before, now) {
	const installs = before?.installs ?? {};
	return {
		commit,
		isMergeBase,
		installs,
		bumps: bumpsBetween(installs, now?.installs ?? {}),
		manifests: differing.filter((name) => name.startsWith(prefix) && fixesVersions(name)),
		baselines: differing.filter((name) => name.startsWith(`${baselines}/`))
	};
}
const bumpsBetween = (before, now) => [...new Set([...Object.keys(before), ...Object.keys(now)])].sort().map((name) => ({
	name,
	from: before[name] ?? null,
	to: now[name] ?? null
})).filter(({ from, to }) => from !== to);
function noticesOf({ commit, isMergeBase, bumps, manifests, baselines }, pins) {
	return [
		...isMergeBase ? [] : [atTheTip(commit)],
		...stale(bumps, manifests, pins),
		...edited(commit, baselines)
	];
}
const atTheTip = (commit) => `This checkout lacks the history to the merge base, so the change is compared with ${commit.slice(0, 9)}, the tip of the base branch: what that branch changed since shows up here too. Check out with \`fetch-depth: 0\`.`;
function stale(bumps, manifests, pins) {
	if (manifests.length === 0 || bumps.length > 0 || !pins?.source) return [];
	const named = manifests.map((name) => posix.basename(name));
	const said = `This change edits ${manifests.join(", ")} and changes nothing that gets installed.`;
	const base = posix.basename(pins.source);
	const relock = RELOCK[base];
	if (!relock || named.includes(base)) return [said];
	return [`${said} Versions come from ${pins.source}, which is as it was: '${relock}' makes it anew.`];
}
const edited = (commit, baselines) => baselines.length === 0 ? [] : [`This change edits what it is judged by: ${baselines.join(", ")} is not as in ${commit.slice(0, 9)}. Review it as code.`];
// src/base/commit-files.ts
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
// src/base/base.ts
const MANIFEST = /(\.(toml|lock|txt|in|cfg|ya?ml|pip|lst|old)|(^|\/)(Pipfile|\.python-version|\.gitignore))$/i;
async function readBase(checkout, { wanted, baselines, directory = "" }) {
	const tip = wanted ? await resolveCommit(checkout, wanted) : await defaultBranch(checkout);
	if (!tip) return null;
	const parting = await mergeBase(checkout, tip);
	const commit = parting ?? tip;
	const { prefix } = checkout.place;
	const all = await entriesOf(checkout, commit);
	const manifests = all.filter(({ path }) => path.startsWith(prefix) && MANIFEST.test(path));
	const isWanted = (path) => fixesVersions(path) || path.startsWith(`${baselines}/`);
	if (directory) await writeCommit(checkout, commit, directory);
	return {
		commit,
		isMergeBase: parting !== null,
		files: await CommitFiles.read(checkout, commit, manifests, nameOf(commit)),
		prefix,
		baselines,
		differing: await differing(checkout, commit, all, isWanted)
	};
}
const nameOf = (commit) => `${commit.slice(0, 9)}:`;
const manifestsOf = ({ files, commit, prefix }) => new Repository(posix.join(nameOf(commit), prefix), files);
async function locateBase(cwd, inputs, { env, git, progress }, directory = "") {
	const needed = inputs["compare-with"] === "base";
	const obstacle = (text) => new InputError(needed ? `compare-with: ${text}` : text);
	try {
		if (git.look === "nowhere") throw obstacle(git.because);
		await using checkout = await checkoutOf(cwd, git, env);
		if (!checkout) {
			if (!needed) return null;
			throw obstacle(`expected a git repository for base, found none in ${cwd}`);
		}
		const found = await readBase(checkout, {
			wanted: inputs.base,
			baselines: await seenFrom(checkout, cwd, inputs.baseline),
			directory: needed ? directory : ""
		});
		if (found || !needed) return found;
		throw obstacle(`the commit that ${cwd} starts from is not known; name it with base`);
	} catch (error) {
		if (needed || !(error instanceof InputError)) throw error;
		progress(`what has changed since the base commit is not known: ${error.message}`);
		return null;
	}
}
const baseNotices = (git) => git.look === "nowhere" ? [`What changed since the base commit is not known: ${git.because}.`] : [];
async function seenFrom({ place }, cwd, path) {
	return relative(place.root, await followed(resolve(cwd, path))).split(sep).join("/");
}
async function compareFiles(base, { manifest }, { pins, record }, { progress }) {
	try {
		return changeBetween(base, await pinsFor(manifestsOf(base), manifest, record.environment), pins);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		progress(`what has changed since ${base.commit.slice(0, 9)} is not known: ${error.message}`);
		return null;
	}
}
async function prepareBase({ commit, prefix }, directory, inputs, world) {
	try {
		return await prepare(new Repository(posix.join(directory, prefix)), inputs["base-python"], inputs, world);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(`the base commit ${commit.slice(0, 9)}: ${error.message}`, error.detail);
	}
}
export { suiteOf as _, prepareBase as a, bumpsBetween as c, writeCommit as d, committedIn as f, stopwatch as g, probe as h, manifestsOf as i, changeBetween as l, prepare as m, compareFiles as n, readBase as o, measure as p, locateBase as r, seenFrom as s, baseNotices as t, noticesOf as u, cacheDirectory as v, Committed as y };
