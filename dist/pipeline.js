import { i as __toESM } from "./rolldown-runtime.js";
import { B as ExpectedError, D as writeAtomically, F as withoutSecrets, G as interruption, I as didYouMean, N as hide, P as probeEnvironment, R as durationInWords, T as reason, U as wrongInput, V as asValue, g as isInGit, h as isBelow, i as temporaryPlace, m as followLinks, r as temporaryDirectory, t as ROOT, x as readJson, y as parseJson } from "./lib.js";
import { B as kebab, E as baselineSchema, F as meets, I as normalise, K as partsOf, M as nameOfRun, W as runInputs, X as buildSuite, at as classOfRecord, et as FRAMEWORKS, ft as ranksOf, it as versionOf, n as notLookedAt, ot as classOfTraining, tt as PROBED, ut as otherBaselineNotices } from "./model.js";
import { a as boolean, b as url, c as int, d as number, f as object, g as string, h as strictObject, i as array, m as record } from "./zod.js";
import { t as _usingCtx } from "./usingCtx.js";
import { D as logicalLines, E as applies, O as unescapeUrl, P as targetFor, T as closure, _ as wholeOf$1, a as pythonInWords, b as isLock, c as lackingOf, d as declarationsOf, f as entriesOf, g as tablesOf, h as projectOf, i as pinsFor, j as minorOf, k as holds, l as noneIsChosen, m as pipLinesOf, n as SUPPORTED_FILES, o as readPins, p as indexesOf, r as importsOf, s as chosenInWords, t as Repository, u as archiveFor, v as buildOf, w as parseIni } from "./pins.js";
import { t as parse } from "./toml.js";
import { t as require_dist } from "./yaml.js";
import { A as TRAININGS, D as lossInWords, F as reasonProblem, I as baselineFile, L as intact, M as proposeTraining, O as Committed, P as trainingFile, b as workingTree, c as manifestsOf, f as copyOf, i as propose, k as IS_TRAINING, l as pathInRepository, n as baselineOf, o as changeBetween, p as checkoutOf, s as noticesOf, u as readBase, z as writeBaseline } from "./change.js";
import { a as trainingOf, c as IS_LOG, d as mustHaveDriver, f as readChosen, h as readTrainings, i as observeTraining, l as ProbeFailure, m as readSuite, o as runProbe, p as readFramework, s as settingsIn, t as examine, u as driver } from "./training.js";
import { A as judgeTraining, B as mismatchError, C as shellWord, D as cleanReport, E as cleanRecord, F as couldNotMeasure, G as importedOf, H as mismatches, I as judge, J as toRepeat, K as notLocked, L as evaluate, M as needsExplanation, N as needsIdentity, O as cleanTraining, P as needsRepeat, Q as packageChanges, T as cleanBaseline, U as otherwiseInstalled, V as mismatchInWords, W as chooseFramework, Y as compare, Z as TRAINING_CHECKS, a as markdown, f as trainingAlone, i as problemsOf, j as needsControl, k as recordText, o as page, p as withTrainings, q as otherThan, u as comparisonInWords, v as ISSUES, x as environmentInWords, z as installedOf } from "./judge.js";
import { n as runForeign, t as aboutLeft } from "./foreign.js";
import { setImmediate, setTimeout } from "node:timers/promises";
import { basename, delimiter, dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { access, chmod, copyFile, lstat, mkdir, open, readFile, readdir, readlink, rename, rm, rmdir, stat, statfs, utimes, writeFile } from "node:fs/promises";
import { createHash, hash, randomBytes } from "node:crypto";
import { constants as constants$1, createReadStream, existsSync, lstatSync, readFileSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { availableParallelism, devNull, homedir, hostname } from "node:os";
import { pathToFileURL } from "node:url";
import { Agent, request } from "node:http";
import { Agent as Agent$1, request as request$1 } from "node:https";
// src/pipeline/earlier.ts
var import_dist = __toESM(require_dist(), 1);
const EARLIER = "earlier";
const lastSchema = object({
	verdict: string(),
	summary: string(),
	pending: object({ digest: string() }).nullable(),
	trainings: array(object({ pending: object({ digest: string() }).nullish() })).default([])
});
async function lastReport(directory) {
	try {
		const text = await readFile(join(directory, "report.json"), "utf8");
		return lastSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
async function keepEarlier(directory, names) {
	const last = await lastReport(directory);
	if (last === null || last.verdict === "error") return;
	for (const name of names) {
		const to = join(directory, EARLIER, name);
		if (!await isThere(join(directory, name))) continue;
		await mkdir(dirname(to), { recursive: true });
		await rename(join(directory, name), to);
	}
}
const isThere = (path) => access(path).then(() => true, () => false);
function earlierInWords(left) {
	if (left.length === 0) return [];
	const one = left.length === 1;
	return [`${left.join(", ")} ${one ? "is" : "are"} of an earlier run: this one has measured nothing.`];
}
async function staleInWords(file) {
	const place = dirname(dirname(file));
	const last = await lastReport(basename(dirname(file)) === "trainings" ? dirname(place) : place);
	if (last === null) return null;
	const text = await readFile(file, "utf8").catch(() => "");
	if ([last, ...last.trainings].flatMap(({ pending }) => pending?.digest ?? []).some((digest) => text.includes(`"${digest}"`))) return null;
	return `${file} is of an earlier run: ${last.verdict === "error" ? `the last one could not measure (${last.summary})` : `the last one says ${last.verdict} and does not propose it`}`;
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
	const listed = new Map([...states.keys()].filter(isRecord$1).flatMap((path) => rowsOf$1(directory, path)));
	const manifest = {};
	for (const [path, state] of states) {
		await turn();
		const small = sizeOf$1(state) <= DIGESTED_BYTES;
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
const isRecord$1 = (path) => path.endsWith(".dist-info/RECORD");
const sizeOf$1 = (state) => Number(state.split(" ")[0]);
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
function rowsOf$1(directory, record) {
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
	const most = gibibytes * 2 ** 30;
	let sum = 0;
	for (const { bytes, directory } of entries) sum += bytes ?? await bytesOf(join(cache, directory));
	const counted = sum > most ? new Set() : null;
	let total = 0;
	for (const entry of entries.sort((a, b) => a.age - b.age)) {
		if (counted) total += await bytesOf(join(cache, entry.directory), counted);
		if (!(total > most || entry.age > days * 24 * HOUR_MS) || entry.age < IN_USE_HOURS * HOUR_MS) continue;
		await remove(entry.pointer);
		await remove(entry.directory);
		if (entry.files) await remove(entry.files);
	}
}
async function bytesOf(directory, counted = new Set()) {
	let total = 0;
	for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
		const path = join(directory, entry.name);
		if (entry.isDirectory()) total += await bytesOf(path, counted);
		const found = lstatSync(path, { throwIfNoEntry: false });
		if (!found) continue;
		const file = `${found.dev}:${found.ino}`;
		if (found.nlink > 1 && !entry.isDirectory()) {
			if (counted.has(file)) continue;
			counted.add(file);
		}
		total += found.blocks === void 0 ? found.size : found.blocks * BLOCK;
	}
	return total;
}
const BLOCK = 512;
// src/python/cache/cache.ts
const BEAT_MS = 3e4;
function cacheDirectory(env) {
	const usual = join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "lddpr");
	return resolve(env.LDDPR_CACHE || usual);
}
const cacheKey = (parts) => createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
async function getOrBuild(cache, key, build, { progress = () => {}, usable = exists, env = {}, patience, beat } = {}) {
	try {
		var _usingCtx$8 = _usingCtx();
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
		const lease = _usingCtx$8.a(await Lease.take(join(cache, `${key}.lock`), {
			...patience ? { patience } : {},
			enough: async () => isWhole(await known()),
			waiting: (owner) => progress(`waiting for another job that builds this environment (${owner})`),
			broken: (why) => progress(`${why}; building it here`),
			abandoned: (name) => rm(join(cache, name), {
				recursive: true,
				force: true
			})
		}));
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
	} catch (_) {
		_usingCtx$8.e = _;
	} finally {
		await _usingCtx$8.d();
	}
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
	}, ...readsOfLines(textOf$1(path) ?? "", {
		...at,
		seen,
		from: dirname(path)
	})];
}
const MAX_TEXT = 16777216;
function textOf$1(path) {
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
// src/python/downloads.ts
const PLACES$1 = {
	pip: {
		variable: "PIP_CACHE_DIR",
		has: ["http", "http-v2"]
	},
	uv: {
		variable: "UV_CACHE_DIR",
		has: ["archive-v0", "wheels-v5"]
	}
};
function keepsDownloads(installer, env) {
	const { variable, has } = PLACES$1[installer];
	if (env[variable]) return true;
	const home = homeOf(env);
	return [
		join(env.XDG_CACHE_HOME || join(home, ".cache"), installer),
		join(home, "Library", "Caches", installer),
		...env.LOCALAPPDATA ? [join(env.LOCALAPPDATA, installer, installer === "uv" ? "cache" : "Cache")] : []
	].some((place) => has.some((name) => existsSync(join(place, name))));
}
// src/python/cause.ts
const NAME = String.raw`[A-Za-z0-9][\w.-]*(?:\[[\w,.-]+\])?`;
const VERSION = String.raw`[\w.+!*-]+`;
const CAUSES = [
	{
		pattern: /No space left on device|ENOSPC|os error 28\b/i,
		sentence: () => "no space is left on the disk"
	},
	{
		pattern: /DO NOT MATCH THE HASHES[\s\S]*?\n\s+(\S+)[^\n]*\n\s+Expected sha256/,
		sentence: ([what = ""]) => `${what} is not the file whose hash the lock names`
	},
	{
		pattern: /Hash mismatch for `([^`]+)`/,
		sentence: ([what = ""]) => `${what} is not the file whose hash the lock names`
	},
	{
		pattern: /In --require-hashes mode, all requirements must have their versions pinned/,
		sentence: () => "some requirements have hashes and others have none"
	},
	{
		pattern: /The lockfile at `([^`]+)` needs to be updated/,
		sentence: ([what = ""]) => `${what} does not fit pyproject.toml: lock it again`
	},
	{
		pattern: /(\S+) changed significantly since (\S+) was last generated/,
		sentence: ([file = "", lock = ""]) => `${lock} does not fit ${file}: lock it again`
	},
	{
		pattern: /(\S+\.lock) \([^)]*\) out of date/,
		sentence: ([lock = ""]) => `${lock} does not fit the file that it was made from: lock it again`
	},
	{
		pattern: new RegExp(`satisfies the requirement (${NAME})(\\S*) \\(from versions: (\\d[^)]*)\\)`),
		sentence: ([name = "", wanted = "", versions = ""]) => notFound(name, wanted, versions)
	},
	{
		pattern: /Temporary failure in name resolution|Name or service not known|dns error|Failed to establish a new connection|Connection refused|Network is unreachable|error sending request|Could not fetch URL/i,
		sentence: () => "the index cannot be reached from here"
	},
	{
		pattern: new RegExp(`No matching distribution found for (${NAME})(\\S*)`),
		sentence: ([name = "", wanted = ""]) => notFound(name, wanted, "")
	},
	{
		pattern: new RegExp(`[Tt]here is no version of (${NAME})(==${VERSION})`),
		sentence: ([name = "", wanted = ""]) => notFound(name, wanted, "")
	},
	{
		pattern: new RegExp(`(${NAME}) was not found in the (?:package registry|provided package locations)`),
		sentence: ([name = ""]) => notFound(name, "", "")
	},
	{
		pattern: new RegExp(`[Oo]nly (?:the following versions of )?(${NAME})(\\S*) (?:is|are) available[\\s\\S]*?you require (\\S+)`),
		sentence: ([name = "", there = "", wanted = ""]) => `found ${name}${there}, and ${wanted.replace(/[,.;]$/, "")} is required`
	},
	{
		pattern: /Because (\S+) depends on (\S+) and [\s\S]*?because you require (\S+)/,
		sentence: ([one = "", needs = "", wanted = ""]) => `${one} needs ${needs}, and ${wanted.replace(/,$/, "")} is required`
	},
	{
		pattern: /Cannot install (.+) because these package versions have conflicting dependencies/,
		sentence: ([what = ""]) => `${what} exclude each other`
	},
	{
		pattern: new RegExp(`(?:Package )?'?(${NAME})'? (?:requires|needs) a different Python: (\\S+) not in '?([^'\\n]+)`),
		sentence: ([name = "", has = "", wants = ""]) => `${name} needs Python ${wants.trim()}, and this is ${has}`
	},
	{
		pattern: /current Python version \(([\d.]+)\) does not satisfy Python(\S+)/,
		sentence: ([has = "", wants = ""]) => `Python${wants} is needed, and this is ${has}`
	},
	{
		pattern: new RegExp(`(?:Failed building wheel for|Failed to build) [\`']?(${NAME}(?:==${VERSION})?)`),
		sentence: ([name = ""]) => `${name} has no wheel for this machine, and cannot be built here`
	},
	{
		pattern: /error: externally-managed-environment/,
		sentence: () => "this Python belongs to the system, which lets nobody install into it"
	},
	{
		pattern: /\b(401|403) (?:Client Error|Unauthorized|Forbidden)|HTTP status client error \((401|403)/,
		sentence: ([one = "", two = ""]) => `the index refuses us (${one || two}): it needs a login`
	},
	{
		pattern: /CERTIFICATE_VERIFY_FAILED|invalid peer certificate/,
		sentence: () => "the certificate of the index is not one that this machine trusts"
	},
	{
		pattern: /No module named '?(pip|venv|ensurepip)\b|ensurepip is not available/,
		sentence: ([what = "venv"]) => `this Python has no ${what}: on Debian and Ubuntu it is the package python3-venv`
	}
];
function notFound(name, wanted, versions) {
	const all = versions.split(/,\s*/).filter((each) => /^\d/.test(each));
	const newest = all.findLast((each) => /^[\d.]+$/.test(each)) ?? all.at(-1);
	return `found no ${`${name} ${wanted.replace(/^===?(?=\d[\w.+!]*$)/, "")}`.trim()}${newest ? ` (newest: ${newest})` : ""}`;
}
const LONGEST = 200;
function causeIn(output) {
	for (const { pattern, sentence } of CAUSES) {
		const match = pattern.exec(output);
		if (!match) continue;
		const [, ...groups] = match;
		return sentence(groups, output).replace(/\s+/g, " ").slice(0, LONGEST);
	}
	return lastComplaint(output);
}
function lastComplaint(output) {
	return output.split(/[\r\n]+/).map((line) => line.trim()).findLast((line) => /^(error|fatal|.*Error)\b: ?./i.test(line))?.replace(/^(error|fatal): */i, "").slice(0, LONGEST) ?? null;
}
// src/python/said.ts
const ROWS = [
	{
		line: /\.metadata\b|\(\d+(?:\.\d+)? ?(?:bytes|B|kB|KiB)\)$/,
		told: null,
		reason: "what is small is there before it is read"
	},
	{
		line: /^Downloading (?:\S*\/)?([\w.]+)-(\d[^-\s]*?)(?:-\S+\.whl|\.tar\.gz|\.zip) \((.+)\)$/,
		told: "downloading $1 $2 ($3)",
		reason: "pip names the file"
	},
	{
		line: /^Downloading (\S+) \((.+)\)$/,
		told: "downloading $1 ($2)",
		reason: "uv names the package"
	},
	{
		line: /^Building (?:wheels? for )?(\S+).*/,
		told: "building $1",
		reason: "it may take minutes"
	},
	{
		line: /^Installing collected packages: ([^,]+)(?:, .*)?$/,
		told: "unpacking all of it",
		reason: "the names fill a screen"
	},
	{
		line: /^(?:Collecting|Processing|Using|Obtaining|Looking|Requirement|Attempting|Found existing|Uninstalling|Successfully|Downloaded|Downloading|Preparing|Getting|Created|Creating|Stored|Installing|Audited|Bytecode)\b/,
		told: null,
		reason: "a line for each package, or for each step of one"
	},
	{
		line: /^\[notice\]|^WARNING: (?:Location|Running pip|You are using pip)|^warning: (?:Failed to hardlink|If the cache)/,
		told: null,
		reason: "nobody who waits can do anything about it"
	},
	{
		line: /^[+~-] \S|^[^\p{L}]*$|[━╸╺█]/u,
		told: null,
		reason: "lists of changes, and bars"
	}
];
function progressIn(line) {
	const text = line.trim().replaceAll("%2B", "+");
	const row = ROWS.find((each) => each.line.test(text));
	return row ? row.told && text.replace(row.line, row.told) : text;
}
// src/python/run.ts
const cannotBuild = (problem, remedy = "") => new ExpectedError((spell) => `${problem}; ${remedy && `${remedy}, or `}name an interpreter with ${spell("python")}`, { kind: "environment" });
const SAY_EVERY = 5e3;
const LONGEST_LINE = 160;
const LONGEST_COMMAND = 500;
const LONGEST_OUTPUT = 2e4;
const STEP_SECONDS = 3600;
const ANSWER_SECONDS = 600;
const QUESTION_SECONDS = 20;
async function runStep(command, { cwd, env, progress, notice = progress }) {
	let said = performance.now();
	const hear = (text) => {
		const line = clean(text).split("\n").flatMap((each) => progressIn(each) ?? []).at(-1);
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
	const found = howItFailed(result);
	const newest = found.includes("(newest") ? null : await newestOf(command, found, {
		cwd,
		env
	});
	const lines = clean(result.all, LONGEST_COMMAND).split("\n").slice(-15);
	const called = `$ ${clean(command.join(" "), LONGEST_COMMAND)}   (in ${cwd})`;
	throw new ExpectedError(`${nameOf(command)} ${found}${newest ? ` (newest: ${newest})` : ""}`, {
		kind: "environment",
		detail: [called, ...lines].join("\n")
	});
}
const IMPORT = `
for name in ("torch", "lightning.pytorch", "pytorch_lightning"):
    try:
        __import__(name)
    except BaseException:
        pass
`;
const IMPORT_SECONDS = 180;
async function compileImports(python, { cwd, env }) {
	await runForeign({
		command: [
			python,
			"-I",
			"-c",
			IMPORT
		],
		cwd,
		env: quiet(env),
		seconds: IMPORT_SECONDS
	});
}
async function newestOf(command, found, { cwd, env }) {
	const name = /^found no ([\w.-]+) /.exec(found)?.[1];
	const python = command[command.indexOf("--python") + 1];
	if (command[0] !== "uv" || command[1] !== "pip" || !name || !python) return null;
	const { all } = await runForeign({
		command: [
			"uv",
			"pip",
			"install",
			"--dry-run",
			"--no-deps",
			"--python",
			python,
			name
		],
		cwd,
		env: quiet(env),
		seconds: QUESTION_SECONDS
	});
	return /^ \+ [^=\s]+==(\S+)/m.exec(clean(all))?.[1] ?? null;
}
function nameOf(command) {
	const at = command.indexOf("-m");
	return at > 0 && command[at + 1] || basename(command[0]);
}
function howItFailed({ cut, code, signal, all }) {
	if (cut) return cut === "late" ? `was not finished after ${STEP_SECONDS} s` : "printed without end";
	if (code) return `cannot be started (${code})`;
	if (signal) return `was killed by ${signal}`;
	const cause = causeIn(clean(all, LONGEST_OUTPUT));
	if (cause === null) return "failed; the end of its log is below";
	return cause.startsWith("found ") ? cause : `failed: ${cause}`;
}
async function ask$1(command, { cwd, env }) {
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
// src/python/torch-packages.ts
const FAMILY = new Map([
	["torch", "itself"],
	["torchvision", "its operators are linked to the libraries of the build"],
	["torchaudio", "the same"]
]);
const LEFT_OUT$1 = [
	{
		names: /^nvidia-[\w-]+-cu\d+$/,
		reason: "NVIDIA's libraries, as CUDA 11 and 12 name them"
	},
	{
		names: /^nvidia-(?:cublas|cuda-(?:cccl|crt|cupti|nvcc|nvrtc|runtime)|cudnn|cufft|cufile|curand|cusolver|cusparse|cusparselt|nccl|npp|nvfatbin|nvjitlink|nvjpeg|nvptxcompiler|nvshmem|nvtx|nvvm)$/,
		reason: "the same, as CUDA 13 names them"
	},
	{
		names: /^cuda-(?:bindings|core|pathfinder|python|toolkit)$/,
		reason: "how torch finds these libraries"
	},
	{
		names: /^(?:pytorch-)?triton(?:-rocm|-xpu)?$/,
		reason: "the compiler for kernels of a GPU"
	},
	{
		names: /^(?:intel-(?:cmplr-lib-rt|cmplr-lib-ur|cmplr-lic-rt|opencl-rt|openmp|pti|sycl-rt)|dpcpp-cpp-rt|onemkl-sycl-\w+|oneccl(?:-devel)?|impi-rt|tcmlib|umf)$/,
		reason: "Intel's libraries of the XPU build"
	}
];
const BOUND = new Map([
	"flash-attn",
	"sgl-kernel",
	"torch-tensorrt",
	"transformer-engine",
	"vllm",
	"xformers"
].map((name) => [name, `${name} is compiled against the CUDA build`]));
function bound(list) {
	for (const { name, version } of list) {
		const local = partsOf(version)[1];
		if (BOUND.has(name)) return BOUND.get(name) ?? null;
		if (!FAMILY.has(name) && /cu\d\d/.test(local)) return `${name} ${version} is compiled against the CUDA build`;
	}
	return null;
}
const isLeftOut = (name) => LEFT_OUT$1.some(({ names }) => names.test(name));
function isOfCuda(list, needs) {
	const left = new Set(list.map(({ name }) => name).filter(isLeftOut));
	const kept = list.map(({ name }) => name).filter((name) => !left.has(name) && !FAMILY.has(name));
	for (const name of kept) for (const other of needs.get(name) ?? []) if (left.delete(other)) kept.push(other);
	return left;
}
// src/python/sizes.ts
const [CUDA, CPU, OTHER] = [
	{
		what: "libraries of CUDA, and torch with it",
		factor: 1.8
	},
	{
		what: "the CPU build of torch",
		factor: 4
	},
	{
		what: "anything else",
		factor: 5.5
	}
].map(({ factor }) => factor);
const LEAST_TORCH = 6e8;
const USUAL$2 = 2e6;
function sizesOf(list, { build, wheels }) {
	const own = (list ?? []).filter(({ name }) => FAMILY.has(name) || isLeftOut(name));
	const withCuda = build === "pinned" && own.some(({ name }) => isLeftOut(name));
	const isTorch = new Set(own);
	const rows = list ?? onlyOf(wheels);
	const sum = (each) => each.reduce((total, { size }) => total + (size ?? 0), 0);
	const torch = sum(list ? own : rows);
	const others = list ? rows.filter((each) => !isTorch.has(each)) : [];
	const unknown = rows.filter(({ size }) => size === null).length;
	const known = torch * (withCuda ? CUDA : CPU) + sum(others) * OTHER;
	const mentionsTorch = rows.some(({ name }) => name === "torch");
	return {
		download: torch + sum(others),
		torch,
		withCuda,
		unknown: list ? unknown : null,
		disk: known + unknown * USUAL$2 * OTHER,
		least: Math.max(known, mentionsTorch ? LEAST_TORCH : 0)
	};
}
const onlyOf = (wheels) => {
	const torch = wheels.filter(({ name }) => name === "torch");
	return torch.length === 1 ? torch : [];
};
function sizesInWords({ download, torch, withCuda, unknown, disk }) {
	if (download === 0) return "size unknown";
	const isWhole = unknown === 0;
	const part = torch > 0 ? ` (${withCuda ? "torch and CUDA" : "torch"} ${inBytes(torch)})` : "";
	const rest = unknown ? `; the size of ${unknown} ${unknown === 1 ? "package" : "packages"} is unknown` : "";
	return `downloads ${isWhole ? "" : "at least "}${inBytes(download)}${part}, needs ${isWhole ? "about" : "more than"} ${inBytes(disk)} of disk${rest}`;
}
const inBytes = (bytes) => bytes >= 95e7 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
var NoRoom = class extends ExpectedError {
	name = "NoRoom";
};
async function mustFit({ download, unknown, disk, least, withCuda }, { place, source, keeps }) {
	const needed = unknown === 0 ? disk + (keeps ? 0 : download) : least;
	const free = await freeIn(place);
	if (free === null || needed <= free) return;
	throw new NoRoom((spell) => `${place} has ${inBytes(free)} free, and the environment of ${source} needs ${unknown === 0 ? "about" : "at least"} ${inBytes(needed)}: ${remedies(withCuda, spell)}`, { kind: "environment" });
}
const remedies = (withCuda, spell) => [
	...withCuda ? [`set ${spell("torchBuild")} to cpu, which needs a fifth of it`] : [],
	"remove old files there",
	`or name a place with more room in the variable LDDPR_CACHE`
].join(", ");
async function freeIn(place) {
	let there = place;
	while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
	return statfs(there).then(({ bavail, bsize }) => bavail * bsize, () => null);
}
// src/python/interpreter.ts
const BUILT_AS = "5";
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
async function prepareInterpreter(...[pins, install, surroundings, options = {}]) {
	const { torch, chosen } = options;
	let build = "pinned";
	const told = (choice) => {
		build = choice.build;
		chosen?.(choice);
	};
	try {
		return await prepareWith(pins, install, surroundings, {
			...options,
			chosen: told
		});
	} catch (error) {
		const mayFall = build === "cpu" && torch?.build === "auto" && install;
		const isInstaller = error instanceof ExpectedError && error.kind === "environment";
		if (!mayFall || !isInstaller || error instanceof NoRoom) throw error;
		const { progress, notice = progress } = surroundings;
		notice(`The CPU build of torch could not be installed, so the pinned one is: ${error.spelled(torch.spell)}`);
		return prepareWith(pins, install, surroundings, {
			...options,
			torch: {
				...torch,
				build: "pinned"
			}
		});
	}
}
async function prepareWith(pins, install, surroundings, { scope = "needed", used = new AsyncDisposableStack(), files, torch, chosen } = {}) {
	const { cwd, env, progress } = surroundings;
	const source = sourceOf$1(pins, cwd);
	const [{ recipeFor, originOf }, { jobFor }, { mustHoldFor }] = await Promise.all([
		import("./python-recipes.js"),
		import("./python-job.js"),
		import("./python-wanted.js")
	]);
	const job = await jobFor({
		pins: source,
		files: files ?? new Repository(cwd),
		surroundings,
		scope,
		download: install,
		used,
		torch
	});
	await mustHoldFor(job);
	const recipe = await recipeFor(job);
	if (recipe.torch) chosen?.(recipe.torch);
	const { parts, unknown } = originOf(job, recipe);
	const build = async (directory, kept, extra = {}) => {
		const { tool, steps } = await recipe.build(directory);
		const around = {
			...surroundings,
			env: {
				...env,
				...recipe.env,
				...extra
			}
		};
		const sizes = sizesOf(recipe.wanted ?? null, recipe.torch ?? AS_PINNED);
		await mustFit(sizes, {
			place: cacheDirectory(env),
			source: source.source,
			keeps: job.uv
		});
		progress(`installing ${source.source} with ${tool}, ${recipe.what} (${kept}); ${sizesInWords(sizes)}`);
		for (const step of steps) await takeStep(step, around);
		if (!await canStart(recipe, directory, surroundings)) throw new ExpectedError(`${tool} installed ${source.source}, but there is no interpreter that starts: ${recipe.python(directory)}`, { kind: "environment" });
		progress("compiling what the probe imports, which takes up to half a minute");
		await compileImports(recipe.python(directory), around);
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
		...parts,
		...chosenWords(source.target)
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
const chosenWords = ({ extras, groups }) => [...extras.map((name) => `extra ${name}`), ...groups.map((name) => `group ${name}`)];
const AS_PINNED = {
	build: "pinned",
	wheels: []
};
const mayNotBuild = (problem) => new ExpectedError((spell) => `${problem}, and ${spell("noInstall")} forbids to build one`, { kind: "environment" });
function sourceOf$1(pins, cwd) {
	if (!pins) throw cannotBuild(`${cwd} has no ${SUPPORTED_FILES.join(", ")} to take the versions from`);
	const { source } = pins;
	if (source !== null) return {
		...pins,
		source
	};
	throw new ExpectedError(noneIsChosen(pins, cwd));
}
const AFRESH = {
	UV_NO_CACHE: "1",
	PIP_NO_CACHE_DIR: "1"
};
const variablesFor = (env) => ({
	PYTHONPATH: void 0,
	PYTHONWARNINGS: void 0,
	PYTHONINSPECT: void 0,
	...meetsOthers(env) ? COPIES : {},
	...meetsOthers(env) && !keepsDownloads("uv", env) ? { UV_NO_CACHE: "1" } : {}
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
const canStart = async (recipe, directory, surroundings) => await ask$1([
	recipe.python(directory),
	"-I",
	"-S",
	"-c",
	""
], surroundings) !== null;
// src/python/named.ts
const USUAL$1 = [".venv/bin/python", "venv/bin/python"];
async function mustBeThere(command, input, place) {
	const [program] = splitCommand(command);
	const problem = await problemWith(program, place);
	if (problem !== null) throw wrongInput(input, problem);
}
async function problemWith(program, { cwd, env }) {
	if (!/[/\\]/.test(program)) {
		for (const directory of (env.PATH ?? "").split(delimiter)) if (await stateOf(resolve(cwd, directory, program)) === "program") return null;
		return `'${program}' is not on PATH; install it, or name an interpreter by its path${await usual(cwd)}`;
	}
	const state = await stateOf(resolve(cwd, program));
	if (state === "program") return null;
	if (state === "file") return `'${program}' is a file that cannot be executed`;
	if (state === "nothing") return `'${program}' does not exist${await usual(cwd)}`;
	const inside = join(program, "bin/python");
	return `'${program}' is a directory${await stateOf(resolve(cwd, inside)) === "program" ? `; did you mean ${inside}?` : ", expected a program"}`;
}
async function stateOf(path) {
	try {
		if ((await stat(path)).isDirectory()) return "directory";
		await access(path, constants$1.X_OK);
		return "program";
	} catch (error) {
		return error.code === "EACCES" ? "file" : "nothing";
	}
}
async function usual(cwd) {
	for (const path of USUAL$1) if (await stateOf(resolve(cwd, path)) === "program") return `; did you mean ${path}?`;
	return "";
}
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
// src/pipeline/systems.ts
const LINUX = "take a Linux runner, a container, or WSL 2";
const SYSTEMS = [
	{
		name: "Linux with musl, such as Alpine",
		is: ({ platform, musl }) => platform === "linux" && musl,
		refused: "torch has no wheels for musl, which this Linux has; take an image with glibc, such as Debian or Ubuntu"
	},
	{
		name: "Linux on x86_64",
		is: ({ platform, arch }) => platform === "linux" && arch === "x64"
	},
	{
		name: "Linux on aarch64",
		is: ({ platform, arch }) => platform === "linux" && arch === "arm64",
		notice: "This runs on aarch64, where nobody has tested it."
	},
	{
		name: "Linux on other processors",
		is: ({ platform }) => platform === "linux",
		refused: "torch has wheels for x86_64 and aarch64 only; take a runner with one of these"
	},
	{
		name: "macOS",
		is: ({ platform }) => platform === "darwin",
		notice: "This runs on macOS, where nobody has tested it: ranks start slowly, and a process that a package leaves running may stay."
	},
	{
		name: "Windows",
		is: ({ platform }) => platform === "win32",
		refused: `the probe runs on Linux, and this is Windows; ${LINUX}`
	},
	{
		name: "other systems",
		is: () => true,
		refused: `the probe does not run on this system; ${LINUX}`
	}
];
function thisMachine() {
	const { platform, arch } = process;
	return {
		platform,
		arch,
		musl: platform === "linux" && !hasGlibc()
	};
}
function aboutSystem(machine) {
	const { notice, refused } = SYSTEMS.find(({ is }) => is(machine)) ?? {};
	if (refused) {
		const found = `found ${machine.platform} on ${machine.arch}`;
		throw new ExpectedError(`${refused} (${found})`, { kind: "environment" });
	}
	return notice ? [notice] : [];
}
function hasGlibc() {
	Object.assign(process.report, { excludeNetwork: true });
	const { header } = process.report.getReport();
	return header?.glibcVersionRuntime !== void 0;
}
// src/python/recipe.ts
function openToday({ pins: { relevant, pins } }) {
	const fixed = pins.torch && pins.numpy && (pins.lightning ?? pins["pytorch-lightning"]);
	return relevant && !fixed ? [new Date().toISOString().slice(0, 10)] : [];
}
const placeOf$1 = ({ pins, surroundings: { cwd, env } }, builds = false) => ({
	cwd,
	env,
	from: join(cwd, posix.dirname(pins.source)),
	builds
});
const siteOf = ({ pins, surroundings }, environment) => ({
	cwd: surroundings.cwd,
	source: pins.source,
	environment,
	extras: pins.target.extras,
	groups: pins.target.groups
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
] : venvWithPip(path, directory) });
const venvWithPip = (python, directory) => [
	python,
	"-I",
	join(ROOT, "python-probe/lddpr/virtual_environment.py"),
	directory
];
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
const PIP = [
	"--no-input",
	"--disable-pip-version-check",
	"--no-compile"
];
function install(job, directory, options) {
	const python = venvPython(directory);
	if (!job.uv) {
		const kept = keepsDownloads("pip", job.surroundings.env) ? [] : ["--no-cache-dir"];
		return { command: [
			python,
			"-m",
			"pip",
			"install",
			...PIP,
			...kept,
			...options
		] };
	}
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
const fromIndex = ({ uv }, url) => [uv ? "--default-index" : "--index-url", url];
function venvWith(job, base, text, options, constraints = [], apart = []) {
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
			...apart.flatMap(({ url, lines }, at) => {
				const own = join(directory, `lddpr-requirements-${at + 2}.txt`);
				return [{
					write: own,
					text: `${lines.join("\n")}\n`
				}, install(job, directory, [
					"--no-deps",
					...fromIndex(job, url),
					"-r",
					own
				])];
			}),
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
// src/python/layer.ts
const placeSchema = object({
	base: string().min(1),
	packages: array(string().min(1)),
	scripts: string().min(1),
	hasPip: boolean()
});
const SCRIPT$1 = `
import json, sys, sysconfig
from importlib.util import find_spec
paths = sysconfig.get_paths()
print(json.dumps({
    "base": getattr(sys, "_base_executable", None) or sys.executable,
    "packages": sorted({paths["purelib"], paths["platlib"]}),
    "scripts": paths["scripts"],
    "hasPip": find_spec("pip") is not None,
}))
`;
const SECONDS$2 = 120;
const LINK = "zzz-lddpr.pth";
const MOST_BYTES = 65536;
async function layerOver(interpreter, projects, directory, surroundings) {
	const place = await placeOf(interpreter, surroundings);
	await takeStep({ command: [
		place.base,
		"-I",
		"-m",
		"venv",
		"--without-pip",
		directory
	] }, surroundings);
	const python = venvPython(directory);
	const own = await placeOf([python], surroundings);
	const [site = directory] = own.packages;
	const lines = place.packages.map((path) => `import site; site.addsitedir(${JSON.stringify(path)})`);
	await write(join(site, LINK), `${lines.join("\n")}\n`);
	await takePrograms(place, own, python);
	for (const project of projects) {
		surroundings.progress(`installing ${project} for a training`);
		const path = resolve(surroundings.cwd, project);
		await takeStep({ command: [
			...await installerFor(python, place, surroundings),
			"--no-deps",
			"--editable",
			path
		] }, surroundings);
	}
	return [python];
}
async function placeOf(interpreter, { cwd, env }) {
	const [program, ...words] = interpreter;
	const result = await runForeign({
		command: [
			program,
			...words,
			"-I",
			"-c",
			SCRIPT$1
		],
		cwd,
		env,
		seconds: SECONDS$2
	});
	const name = interpreter.join(" ");
	if (result.status === 0 && !result.cut) return parseJson(placeSchema, result.stdout, `what '${name}' says of itself`, "environment");
	throw new ExpectedError(`'${name}' cannot say where its packages are`, {
		kind: "environment",
		detail: result.stderr
	});
}
async function takePrograms(from, to, python) {
	const present = new Set(await readdir(to.scripts));
	const below = (await readdir(from.scripts).catch(() => [])).filter((name) => !present.has(name));
	for (const name of below) {
		const path = join(from.scripts, name);
		const found = await stat(path).catch(() => null);
		if (!found?.isFile() || found.size > MOST_BYTES) continue;
		const text = await readFile(path, "utf8");
		const end = text.indexOf("\n");
		if (!text.startsWith("#!") || !text.slice(0, end).includes(dirname(from.scripts))) continue;
		await write(join(to.scripts, name), `#!${python}${text.slice(end)}`);
		await chmod(join(to.scripts, name), 493);
	}
}
async function mustBeProject(cwd, name) {
	const files = await readdir(resolve(cwd, name)).catch((error) => {
		throw new ExpectedError(`project: expected a directory, found ${name}: ${reason(error)}`);
	});
	if (files.includes("pyproject.toml") || files.includes("setup.py")) return;
	throw new ExpectedError(`project: expected a directory with a pyproject.toml or a setup.py, found ${name} without; leave it out if its code needs no installation`);
}
async function installerFor(python, { base, hasPip }, surroundings) {
	if (await ask$1(["uv", "--version"], surroundings) !== null) return [
		"uv",
		"pip",
		"install",
		"--python",
		python
	];
	const quiet = ["--no-input", "--disable-pip-version-check"];
	if (hasPip) return [
		python,
		"-m",
		"pip",
		"install",
		...quiet
	];
	if (await ask$1([
		base,
		"-I",
		"-m",
		"pip",
		"--version"
	], surroundings) !== null) return [
		base,
		"-m",
		"pip",
		"--python",
		python,
		"install",
		...quiet
	];
	throw new ExpectedError("project: neither uv nor pip is there to install it; install uv", { kind: "environment" });
}
async function write(file, text) {
	await writeFile(file, text).catch((error) => {
		throw new ExpectedError(`cannot write ${file}: ${reason(error)}`, { kind: "environment" });
	});
}
// src/pipeline/trainings/plans.ts
function choosePlans({ trainings }, { config }) {
	const plans = readTrainings(trainings, config);
	const known = TRAINING_CHECKS.map(({ id }) => id);
	for (const { name, accept } of plans) for (const [check, reason] of Object.entries(accept)) {
		const at = `${config.file}: trainings.${name}.accept`;
		if (!known.includes(check)) throw new ExpectedError(`${at}: expected the name of a check of trainings, found '${check}'${didYouMean(check, known)}`);
		const problem = reasonProblem(reason);
		if (problem) throw new ExpectedError(`${at}.${check}: expected why it may fail, in your own words, ${problem}`);
	}
	return plans;
}
async function mustHavePlaces(plans, cwd) {
	for (const { name, workingDirectory, project } of plans) {
		const found = await stat(resolve(cwd, workingDirectory)).catch(() => null);
		if (!found?.isDirectory()) throw new ExpectedError(`trainings.${name}.working-directory: expected a directory, found ${workingDirectory}, which is ${found ? "a file" : "not there"}`);
		for (const each of project) await mustBeProject(cwd, each).catch((error) => {
			throw new ExpectedError(`trainings.${name}.${asValue(error).message}`);
		});
	}
}
function digestOfPlan(plan) {
	const sorted = (value) => Array.isArray(value) || typeof value !== "object" || value === null ? value : Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, each]) => [key, sorted(each)]));
	return createHash("sha256").update(JSON.stringify(sorted(plan))).digest("hex");
}
// src/pipeline/first.ts
async function lookFirst(given, world) {
	const committed = await readCommitted(given, world);
	const suite = chooseSuite(given, committed);
	const plans = choosePlans(given, committed);
	const inputs = withRoom(chooseWanted(given, committed), plans);
	committed.mustBeReadable();
	aboutSystem(thisMachine());
	await mustHavePlaces(plans, resolve(inputs.cwd));
	if (inputs.accelerator === "gpu") mustHaveDriver();
	else if (acceleratorFor(inputs) === "gpu") mustHaveDriver({
		input: "class",
		expected: inputs.class,
		remedy: "check the labels of the runner"
	});
	const { python, basePython } = inputs;
	const place = {
		cwd: resolve(inputs.cwd),
		env: withoutSecrets(world.env)
	};
	if (python) await mustBeThere(python, "python", place);
	if (basePython && !/^[^/]+\//.test(basePython)) await mustBeThere(basePython, "basePython", place);
	return {
		committed,
		suite,
		inputs,
		plans
	};
}
const readCommitted = async ({ cwd, baseline }, { git }) => Committed.read(resolve(cwd, baseline), await workingTree(resolve(cwd), git));
function chooseSuite(inputs, { config }) {
	const suite = readSuite(inputs.suite, config, inputs.devices);
	checkClass(inputs, suite);
	return suite;
}
const chooseWanted = (inputs, { config }) => ({
	...inputs,
	framework: readFramework(inputs.framework, config),
	...readChosen(inputs, config)
});
const withRoom = (inputs, plans) => plans.length ? {
	...inputs,
	install: "whole"
} : inputs;
// src/python/installed.ts
const answerSchema = object({
	python: string(),
	platform: string(),
	executable: string().default(""),
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
    "executable": sys.executable,
    "versions": found,
}
print("\\n" + json.dumps({"lddpr": facts}))
`;
const SECONDS$1 = 120;
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
		seconds: Math.min(SECONDS$1, timeout),
		limit: LIMIT
	});
	const line = result.stdout.split("\n").find((each) => each.startsWith(MARK));
	if (result.cut === "late" && timeout <= SECONDS$1) {
		const command = [program, ...words].join(" ");
		throw new ExpectedError((spell) => `timed out after ${durationInWords(timeout)} while starting '${command}'; raise ${spell("timeout")}`, { kind: "environment" });
	}
	if (line === void 0 || result.cut) return null;
	return parseJson(object({ lddpr: answerSchema }), line, program, "environment").lddpr;
}
function interpreterInWords(interpreter, has) {
	const command = interpreter.join(" ");
	return has?.executable && has.executable !== command ? `${command} (${has.executable})` : command;
}
const ALL = `
import json, re
from importlib.metadata import distributions
found = {}
for each in distributions():
    name = re.sub(r"[-_.]+", "-", each.metadata["Name"] or "").lower()
    if name and each.version:
        found.setdefault(name, str(each.version))
print("\\n" + json.dumps({"lddpr": found}))
`;
async function askPackages([program, ...words], { cwd, env }) {
	const result = await runForeign({
		command: [
			program,
			...words,
			"-I",
			"-c",
			ALL
		],
		cwd,
		env,
		seconds: SECONDS$1,
		limit: LIMIT
	});
	const line = result.stdout.split("\n").find((each) => each.startsWith(MARK));
	const name = [program, ...words].join(" ");
	if (line === void 0 || result.cut) throw new ExpectedError(`'${name}' cannot say which packages it has`, {
		kind: "environment",
		detail: result.stderr
	});
	const schema = object({ lddpr: record(string().max(200), string().max(200)) });
	return parseJson(schema, line, name, "environment").lddpr;
}
// src/python/torch-index.ts
const wheelSchema = strictObject({
	name: string(),
	version: string(),
	file: string(),
	url: url({ protocol: /^https?$/ }),
	hash: string().regex(/^[0-9a-f]{64}$/),
	size: number().nullable()
});
const SECONDS = 8;
const MAX_BYTES = 16777216;
const MAX_REDIRECTS = 5;
const TRIES = 2;
var IndexError = class extends Error {
	name = "IndexError";
};
async function cpuWheels(asking) {
	const file = rememberedAs(asking);
	const known = file && await readJson(array(wheelSchema).min(1), file).catch(() => null);
	if (known) {
		await touch(file);
		return known;
	}
	const { index, name, release, target, env } = asking;
	const suiting = (await linksOf$1(index, name, env)).filter(({ file: each }) => versionIn(each)?.endsWith("+cpu") && normal(each).startsWith(`${name}-`));
	const byVersion = Map.groupBy(suiting, ({ file: each }) => versionIn(each) ?? "");
	const found = [];
	for (const [version, list] of byVersion) {
		if (release !== null && version !== `${release}+cpu`) continue;
		const best = archiveFor(list.map((each) => ({
			...each,
			name: each.file
		})), target);
		if (!best?.hash) continue;
		const size = best.size ?? (release === null ? null : await sizeOf(best.url, env));
		found.push({
			name,
			version,
			file: best.file,
			url: best.url,
			hash: best.hash,
			size
		});
	}
	if (file && found.length) await remember(file, found).catch(() => {});
	return found;
}
const normal = (file) => file.toLowerCase().replace(/^([^-]+)/, (name) => name.replace(/[._]+/g, "-"));
const versionIn = (file) => /^[^-]+-([^-]+)-.*\.whl$/.exec(file)?.[1] ?? null;
function rememberedAs({ index, name, release, target, env }) {
	if (release === null || meetsOthers(env)) return null;
	const key = cacheKey([
		namespaceOf(env),
		index,
		name,
		release,
		target.python,
		target.platform
	]);
	return join(cacheDirectory(env), "wheels", `${key}.json`);
}
async function remember(file, wheels) {
	const directory = join(file, "..");
	await mkdir(directory, { recursive: true });
	const { days } = limitsOf({});
	for (const name of await readdir(directory)) {
		const { mtimeMs } = await stat(join(directory, name));
		if (Date.now() - mtimeMs > days * 864e5) await rm(join(directory, name), { force: true });
	}
	await writeAtomically(file, JSON.stringify(wheels));
}
async function linksOf$1(index, name, env) {
	const page = `${index.replace(/\/*$/, "")}/${name}/`;
	for (let tried = 1;; tried++) try {
		const { status, type, text, url } = await get("GET", page, env);
		if (status === 404) return [];
		if (status !== 200) throw new IndexError(`${hostOf(page)} answered ${status}`);
		return /json/.test(type) ? linksInJson(text, url) : linksInPage(text, url);
	} catch (error) {
		if (tried === TRIES) throw new IndexError(reason(error));
	}
}
const hostOf = (url) => new URL(url).host;
const projectSchema = object({ files: array(object({
	filename: string(),
	url: string(),
	hashes: record(string(), string()).default({}),
	size: number().optional()
})) });
function linksInJson(text, base) {
	const { files } = projectSchema.parse(JSON.parse(text));
	return files.flatMap(({ filename, url, hashes, size }) => linkOf(filename, url, base, hashes.sha256 ?? null, size ?? null));
}
function linksInPage(text, base) {
	return [...text.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].flatMap(([, double, single]) => {
		const href = (double ?? single ?? "").replaceAll("&amp;", "&");
		return linkOf(null, href, base, (/#(?:.*&)?sha256=([0-9a-f]{64})/i.exec(href)?.[1] ?? null)?.toLowerCase() ?? null, null);
	});
}
function linkOf(name, href, base, hash, size) {
	if (!URL.canParse(href, base)) return [];
	const url = new URL(href, base);
	url.hash = "";
	if (!/^https?:$/.test(url.protocol)) return [];
	const last = url.pathname.split("/").at(-1) ?? "";
	const file = name ?? decoded(last);
	return /^[\w.+-]+$/.test(file) && !/[\s"'<>\\]/.test(url.href) && file ? [{
		file,
		url: url.href,
		hash,
		size
	}] : [];
}
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return "";
	}
}
async function sizeOf(url, env) {
	const answer = await get("HEAD", url, env).catch(() => null);
	return answer?.status === 200 && answer.length > 0 ? answer.length : null;
}
const ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5";
async function get(method, from, env) {
	let url = from;
	const signal = AbortSignal.timeout(SECONDS * 1e3);
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const answer = await ask(method, url, env, signal);
		if (!answer.to) return answer;
		url = answer.to;
	}
	throw new IndexError(`${hostOf(from)} redirects without end`);
}
const ask = (method, url, env, signal) => new Promise((resolve, reject) => {
	const fail = (error) => reject(new IndexError(signal.aborted ? `${hostOf(url)} did not answer in ${SECONDS} s` : `${hostOf(url)}: ${reason(error)}`));
	const { protocol, username, password } = new URL(url);
	const isPlain = protocol === "http:";
	const agent = isPlain ? new Agent({ proxyEnv: env }) : new Agent$1({ proxyEnv: env });
	const headers = {
		accept: ACCEPT,
		"user-agent": "lddpr",
		...username ? { authorization: `Basic ${btoa(`${decoded(username)}:${decoded(password)}`)}` } : {}
	};
	const sent = (isPlain ? request : request$1)(url, {
		method,
		agent,
		signal,
		headers
	}, (response) => {
		const { statusCode: status = 0, headers: got } = response;
		const chunks = [];
		let bytes = 0;
		response.on("data", (chunk) => {
			bytes += chunk.length;
			if (bytes > MAX_BYTES) sent.destroy(new Error("the page is too long"));
			else chunks.push(chunk);
		});
		response.on("error", fail);
		response.on("end", () => {
			const moved = status >= 300 && status < 400 && got.location;
			resolve({
				status,
				type: got["content-type"] ?? "",
				length: Number(got["content-length"] ?? 0),
				text: Buffer.concat(chunks).toString("utf8"),
				url,
				to: moved && URL.canParse(moved, url) ? new URL(moved, url).href : null
			});
		});
	});
	sent.on("error", fail);
	sent.end();
});
// src/python/wanted.ts
const wantedOf = async (job) => wantedFor(job, await job.base());
async function wantedFor(asking, base) {
	const { pins } = asking;
	const target = targetFor(base.version, base.platform, pins.target);
	const kind = buildOf(pins.source, pins.manager)?.kind;
	return (kind === "uv" || kind === "lock" ? await fromLock(asking, base, target) : kind === "requirements" ? fromLines(asking, target) : null)?.toSorted((a, b) => a.name < b.name ? -1 : 1) ?? null;
}
async function fromLock(asking, base, target) {
	const entries = entriesIn$1(asking);
	const installs = await installsFor(asking, base);
	const needed = neededOf(asking.scope, entries, Object.keys(installs));
	const found = [];
	for (const [name, asked] of Object.entries(installs)) {
		if (needed && !needed.has(name)) continue;
		const entry = entryOf(entries, name, versionOf(asked), target);
		if (!entry) return null;
		const wanted = entry.place === "here" ? [] : fromEntry(entry, target);
		if (!wanted) return null;
		found.push(...wanted);
	}
	const isMissed = ({ name, version, place }) => version === null && place !== "here" && (needed?.has(name) ?? true);
	return entries.some(isMissed) ? null : found;
}
const entriesIn$1 = ({ files, pins }) => entriesOf(files, pins.source) ?? [];
const installsFor = async (asking, base) => (await answerFor(asking, base))?.installs ?? {};
function answerFor({ files, pins }, base) {
	const manifest = pins.project ? posix.join(pins.project, "pyproject.toml") : pins.source;
	const { version: python, platform } = base;
	return pinsFor(files, {
		...pins.target,
		manifest
	}, {
		python,
		platform
	});
}
async function mustHoldFor(job) {
	const kind = buildOf(job.pins.source, job.pins.manager)?.kind;
	if (kind !== "uv" && kind !== "lock") return;
	const base = await job.base();
	const answer = await answerFor(job, base);
	const lacking = answer && lackingOf(answer, "auto");
	if (!lacking) return;
	const words = (spell) => `with Python ${base.version} on ${base.platform}: ${lacking(spell)}`;
	throw new ExpectedError(words, { kind: "environment" });
}
function neededOf(scope, entries, installs) {
	const roots = PROBED.filter((name) => installs.includes(name));
	const enough = roots.includes("torch") && roots.some((name) => name.includes("lightning"));
	return scope === "needed" && enough ? closure(roots, entries) : null;
}
function entryOf(entries, name, version, target) {
	const all = entries.filter((each) => each.name === name && version !== null && each.version === version);
	const around = {
		target,
		extras: new Set([...target.extras, ...conflictsOf(entries, target)])
	};
	const holding = all.filter(({ markers }) => markers.length === 0 || markers.some((marker) => holds(marker, around) !== false));
	const left = all.length > 1 ? holding : all;
	return new Set(left.map(({ place, index, hashes, from }) => JSON.stringify([
		place,
		index,
		hashes,
		from
	]))).size === 1 ? left[0] ?? null : null;
}
const conflictsOf = (entries, { extras, groups }) => entries.filter(({ place }) => place === "here").flatMap(({ name }) => [...[...extras].map((extra) => `extra-${name.length}-${name}-${extra}`), ...[...groups].map((group) => `group-${name.length}-${name}-${group}`)]);
function fromEntry(entry, target) {
	const { name, version, hashes, files, place, from } = entry;
	if (version === null || place === "here") return null;
	const archive = archiveFor(files, target);
	const word = from.find(({ role }) => role === "package")?.word ?? null;
	return [{
		name,
		version,
		url: place === "index" ? archive?.url ?? null : word,
		hashes,
		size: archive?.size ?? null,
		index: indexOf$1(entry),
		place
	}];
}
const USUAL = new Set(["https://pypi.org/simple", "https://pypi.python.org/simple"]);
const indexOf$1 = ({ index }) => index === null || USUAL.has(index.replace(/\/$/, "")) ? null : index;
const OF_TORCH = [
	"filelock",
	"fsspec",
	"jinja2",
	"networkx",
	"sympy",
	"typing-extensions"
];
const COMPILED = /^# +(?:This file (?:was|is) autogenerated by|.*\buv (?:pip compile|export)\b)/m;
const LOCAL_LINE$1 = /^\s*(?:-e|--editable|\.{1,2}(?:[/[\s;#]|$))/m;
const INDEX_LINE$1 = /^\s*(?:-i|--index-url)[\s=]+(\S+)/m;
function fromLines({ files, pins }, target) {
	const declarations = declarationsOf(files, pins.source);
	if (!declarations || LOCAL_LINE$1.test(pins.text)) return null;
	const rows = declarations.requirements.filter((row) => row.under?.kind !== "constraint");
	const index = INDEX_LINE$1.exec(pins.text)?.[1] ?? null;
	const found = new Map();
	for (const row of rows) {
		const truth = applies(row, target);
		if (truth === false) continue;
		const version = /^===?([^*,|]+)$/.exec(row.range ?? "")?.[1];
		if (truth === null || !version) return null;
		const { name, url = null, hashes = [] } = row;
		const place = url === null ? "index" : /^git\+/.test(url) ? "repository" : "url";
		found.set(name, {
			name,
			version,
			url,
			hashes,
			size: null,
			index,
			place
		});
	}
	const all = [...found.values()];
	const hashed = all.length > 0 && all.every(({ hashes }) => hashes.length > 0);
	const complete = COMPILED.test(pins.text) || OF_TORCH.every((name) => found.has(name));
	return hashed || complete ? all : null;
}
// src/python/torch-build.ts
const PUBLIC = /(?:^|\.)(?:pypi\.org|pythonhosted\.org|pytorch\.org)$/;
const CUDA_LIKE = /^(?:cu\d+|rocm[\d.]+|xpu)$/;
const REASONS = [
	{
		settled: true,
		why: ({ wish }) => wish.build === "pinned" && `${wish.spell("torchBuild")} says so`
	},
	{
		settled: true,
		why: ({ wish }) => wish.build === "auto" && wish.gpu
	},
	{
		settled: true,
		why: ({ target }) => !target.platform.startsWith("linux") && "PyPI has the CPU build for this platform"
	},
	{
		settled: true,
		why: ({ list, torch }) => list && !torch && "nothing installs torch"
	},
	{
		settled: true,
		why: (known) => isCpuAlready(known) && "it is a CPU build"
	},
	{ why: ({ list, job }) => isLock(job.pins.source) && !list && `${job.pins.source} alone does not say all that is installed` },
	{ why: ({ torch }) => torch?.place === "repository" && "it is built from a repository" },
	{ why: ({ torch }) => torch && !["index", "repository"].includes(torch.place) && "its address is pinned" },
	{ why({ asked }) {
		const local = partsOf(versionOf(asked) ?? "")[1];
		return local && !CUDA_LIKE.test(local) && `no CPU build goes with its build ${local}`;
	} },
	{ why: ({ list }) => list && bound(list) },
	{ why: ({ asked, obstacle }) => versionOf(asked) === null && obstacle },
	{ why: ({ job }) => [
		"PIP_NO_INDEX",
		"UV_NO_INDEX",
		"UV_OFFLINE"
	].find((name) => job.surroundings.env[name]) ?? (/^\s*--no-index\b/m.test(job.pins.text) && "--no-index") },
	{ why({ wish, torch, job }) {
		if (wish.build === "cpu" || wish.index !== "https://download.pytorch.org/whl/cpu") return null;
		const own = torch?.index ?? /^\s*(?:-i|--index-url)[\s=]+(\S+)/m.exec(job.pins.text)?.[1];
		return own && isForeign(own) && `it comes from the index ${hostOf(own)}: ${wish.spell("torchIndex")} can name another`;
	} }
];
const isForeign = (url) => URL.canParse(url) && !PUBLIC.test(new URL(url).hostname);
function isCpuAlready({ asked, torch, job }) {
	const places = [torch?.url, torch?.index].join(" ");
	const lines = torch ? "" : job.pins.text;
	return partsOf(versionOf(asked) ?? torch?.version ?? "")[1].startsWith("cpu") || /\/whl\/cpu\b|%2Bcpu|\+cpu\b/i.test(places) || /^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links)\b.*\/whl\/cpu\b/m.test(lines);
}
async function chooseTorch(job, base, list, obstacle = null) {
	const { torch: wish, pins, surroundings } = job;
	const { progress, notice = progress } = surroundings;
	const pinned = (why) => ({
		build: "pinned",
		why,
		version,
		wheels: []
	});
	const target = targetFor(base.version, base.platform, pins.target);
	const asked = list ? void 0 : (await installsFor(job, base)).torch;
	const torch = list?.find(({ name }) => name === "torch");
	const version = torch?.version ?? versionOf(asked);
	if (!wish) return pinned("nobody has asked for another");
	const known = {
		wish,
		asked: torch ?? asked,
		list,
		torch,
		target,
		job,
		obstacle
	};
	for (const { settled, why } of REASONS) {
		const reason = why(known);
		if (!reason) continue;
		if (wish.build === "cpu" && !settled) throw insisted(wish, version, reason);
		if (!settled) progress(`torch stays as pinned: ${reason}`);
		return pinned(reason);
	}
	const around = {
		index: wish.index,
		target,
		env: surroundings.env
	};
	const host = hostOf(wish.index);
	try {
		const family = list ? list.filter(({ name }) => FAMILY.has(name)) : [...FAMILY.keys()].map((name) => ({
			name,
			version: name === "torch" ? version : null
		}));
		const found = await Promise.all(family.map((each) => cpuWheels({
			...around,
			name: each.name,
			release: each.version && partsOf(each.version)[0]
		})));
		const missing = family.find((each, at) => found[at]?.length === 0 && (list || each.name === "torch"));
		if (missing) {
			const lacking = `${host} has no CPU build of ${[missing.name, missing.version && partsOf(missing.version)[0]].filter(Boolean).join(" ")} for Python ${base.version} on ${base.platform}`;
			if (wish.build === "cpu") throw insisted(wish, version, lacking);
			progress(`torch stays as pinned: ${lacking}`);
			return pinned(lacking);
		}
		const why = wish.gpu ? `${wish.spell("torchBuild")} is cpu` : "no GPU is used";
		progress(`torch: ${version ? `the CPU build of the pinned ${version}` : `its CPU build`} from ${host}, for ${why}; ${wish.spell("torchBuild")} pinned keeps the other`);
		return {
			build: "cpu",
			why,
			version,
			wheels: found.flat()
		};
	} catch (error) {
		interruption.throwIfAborted();
		if (!(error instanceof IndexError)) throw error;
		if (wish.build === "cpu") throw insisted(wish, version, error.message);
		notice(`The CPU build of torch could not be looked up (${error.message}), so the pinned build is measured.`);
		return pinned(error.message);
	}
}
function onlyPinned({ torch: wish, pins }) {
	const why = "conda's packages are builds of their own";
	const version = pins.pins.torch;
	if (wish?.build === "cpu") throw insisted(wish, version, why);
	return {
		build: "pinned",
		why,
		version,
		wheels: []
	};
}
const insisted = ({ spell, index }, version, reason) => new ExpectedError(`${spell("torchBuild")}: expected a CPU build of torch${version ? ` ${version}` : ""}, found none: ${reason}; name another index than ${index} with ${spell("torchIndex")}, or set ${spell("torchBuild")} to auto or pinned`, { kind: "environment" });
const partsOfTorch = ({ build, wheels }) => build === "cpu" ? ["torch cpu", ...wheels.map(({ file, hash }) => `${file} ${hash}`)] : [];
function withTorch({ build, wheels }, list, needs = new Map()) {
	if (build !== "cpu") return [...list];
	const left = isOfCuda(list, needs);
	return list.filter(({ name }) => !left.has(name)).map((each) => {
		const wheel = wheels.find(({ name }) => name === each.name);
		if (!wheel) return each;
		const { version, url, hash, size } = wheel;
		return {
			...each,
			version,
			url,
			hashes: [`sha256:${hash}`],
			size,
			index: null,
			place: "url"
		};
	});
}
function wheelsBeside(job, { wheels }, directory) {
	if (wheels.length === 0) return [];
	const file = join(directory, "lddpr-torch.txt");
	return [{
		write: file,
		text: wheels.map((each) => `${lineOfWheel(each)}\n`).join("")
	}, install(job, directory, [
		"--no-deps",
		"-r",
		file
	])];
}
const lineOfWheel = ({ name, url, hash }) => `${name} @ ${url} --hash=sha256:${hash}`;
function indexOf({ wheels }, directory) {
	const steps = [...Map.groupBy(wheels, ({ name }) => name)].map(([name, list]) => ({
		write: `${directory}/lddpr-index/${name}/index.html`,
		text: `<!DOCTYPE html><html><body>\n${list.map(({ url, hash, file }) => `<a href="${url.replaceAll("&", "&amp;")}#sha256=${hash}">${file}</a>`).join("\n")}\n</body></html>\n`
	}));
	return {
		url: pathToFileURL(`${directory}/lddpr-index`).href,
		steps
	};
}
function builtTorch({ build, why, version, wheels }, found) {
	if (build === "pinned") return {
		build,
		why,
		version,
		hash: null
	};
	const wheel = wheels.find((each) => each.name === "torch" && each.version === found);
	if (wheel) return {
		build,
		why,
		version,
		hash: wheel.hash
	};
	return {
		build: "pinned",
		why: `the installer chose ${found ?? "none"}, which has no CPU build there`,
		version,
		hash: null
	};
}
// src/pipeline/right.ts
function mustBeRight({ pins, imports, framework, mayDiffer, isBase = false, torchBuild }, installed, who, { spell }) {
	const apart = [];
	const found = installed ? mismatches(pins, installed, torchBuild) : [];
	if (pins && found.length > 0) {
		if (!mayDiffer) throw wrong(who ? mismatchError(pins, found, who) : otherwiseInstalled(pins, found));
		const words = mismatchInWords(pins, found, who ?? "what was built from it");
		apart.push(`${words}: ${spell("allowVersionMismatch")} allows it.`);
	}
	if (who && installed && !FRAMEWORKS.some((name) => installed.has(name))) throw wrong((spell) => lackingError(who, pins, spell));
	const present = presentIn(installed, pins);
	const isThere = framework === "auto" || present[framework] !== void 0;
	const wanted = isBase && !isThere ? "auto" : framework;
	const isImported = imports?.demands.some(({ wants }) => wants.some((each) => present[each]));
	const { name, told, ...choice } = chooseFramework({
		wanted,
		imports: isBase && !isImported ? null : imports,
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
function mustBeEnough({ pins, imports, framework, mayDiffer, isBase }) {
	if (!pins) return;
	const named = framework === "auto" ? importedOf(imports, presentIn(null, pins)) : framework;
	const lacking = lackingOf(pins, isBase || mayDiffer ? "auto" : named);
	if (lacking) throw wrong(lacking);
}
const lackingError = (who, pins, spell) => `${who} has neither ${FRAMEWORKS.join(" nor ")}. Install one there${pins?.install ? ` (\`${pins.install}\`)` : ""}, or ${pins?.source ? `leave out ${spell("python")} to build an environment from ${pins.source}` : `name an interpreter that has one with ${spell("python")}`}`;
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
		framework,
		torchBuild: environment.torchBuild
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
// src/pipeline/reads.ts
const asPins = ({ manifest, extra, group }, isBase = false) => ({
	manifest,
	extras: extra,
	groups: group,
	mayLack: isBase
});
async function readFirst(files, python, inputs, isBase = false, head) {
	const pins = await readPins(files, asPins(inputs, isBase));
	const { framework, allowVersionMismatch: mayDiffer } = inputs;
	const question = {
		pins,
		imports: head === void 0 ? importsOf(files, pins) : head,
		framework,
		mayDiffer,
		isBase
	};
	files.seal();
	if (python) return question;
	sourceOf$1(pins, files.root);
	await noting(pins, async () => mustBeEnough(question));
	return question;
}
async function noting(pins, work) {
	try {
		return await work();
	} catch (error) {
		const lines = [...(pins?.warnings ?? []).map((each) => `warning: ${each}`), ...(pins?.notes ?? []).map((each) => `note: ${each}`)];
		if (!(error instanceof ExpectedError && error.constructor === ExpectedError) || lines.length === 0) throw error;
		const detail = [...lines, ...error.detail ? [error.detail] : []].join("\n");
		throw new ExpectedError((spell) => error.spelled(spell), {
			kind: error.kind,
			detail
		});
	}
}
function toldOfBase(pins, { extra, group }, { progress }) {
	const chosen = [...pins?.target.extras ?? [], ...pins?.target.groups ?? []].length;
	if (pins?.source && chosen < extra.length + group.length) progress(`${pins.source} of the base lacks some of ${[...extra, ...group].join(", ")}: it is measured without`);
}
// src/pipeline/measure.ts
async function measure(given, world, timed) {
	try {
		var _usingCtx$7 = _usingCtx();
		const { suite, inputs: wanted } = await lookFirst({
			...given,
			trainings: "none"
		}, world);
		const cwd = resolve(wanted.cwd);
		const files = new Repository(cwd);
		const prepared = _usingCtx$7.a(await timed("prepare", () => prepare(files, wanted.python, wanted, world)));
		return await timed("probe", () => probe(prepared, suite, wanted, world));
	} catch (_) {
		_usingCtx$7.e = _;
	} finally {
		await _usingCtx$7.d();
	}
}
async function prepare(files, python, wanted, world, isBase = false, head) {
	try {
		var _usingCtx3 = _usingCtx();
		const { install, noInstall, timeout } = wanted;
		const wish = torchWish(wanted, python, world);
		const notices = aboutSystem(thisMachine());
		const reads = asPins(wanted, isBase);
		const { pins, ...question } = await readFirst(files, python, wanted, isBase, head);
		world.progress(python ? `starting ${python}` : fixedInWords(pins));
		if (isBase) toldOfBase(pins, wanted, world);
		for (const warning of pins?.warnings ?? []) world.progress(`warning: ${warning}`);
		const building = _usingCtx3.a(new AsyncDisposableStack());
		const place = surroundings(files.root, world, notices);
		let torch = null;
		const interpreter = python ? splitCommand(python) : await noting(pins, () => prepareInterpreter(pins, !noInstall, place, {
			scope: install,
			used: building,
			files,
			torch: wish,
			chosen: (choice) => {
				torch = choice;
			}
		}));
		const has = await askInstalled(interpreter, PROBE, place, timeout);
		const torchBuild = torch ? builtTorch(torch, has?.versions.torch ?? null) : void 0;
		const right = mustBeRight({
			...question,
			torchBuild,
			pins: has ? await pinsFor(files, reads, has) : pins
		}, has && new Map(Object.entries(has.versions)), python ? interpreterInWords(interpreter, has) : null, world);
		const used = building.move();
		return {
			files,
			reads,
			interpreter,
			built: !python,
			question,
			torch,
			notices,
			framework: right.framework,
			[Symbol.asyncDispose]: () => used.disposeAsync()
		};
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		await _usingCtx3.d();
	}
}
function fixedInWords(pins) {
	const fixed = PROBED.flatMap((name) => pins?.pins[name] ? `${name} ${pins.pins[name]}` : []);
	return `${pins?.source} fixes ${fixed.join(", ") || "no version of what the probe needs"}`;
}
function torchWish(inputs, python, { spell }) {
	const { torchBuild: build, torchIndex: index } = inputs;
	const wanted = acceleratorFor(inputs);
	const refused = (why) => wrongInput("torchBuild", `expected auto or pinned, found cpu: ${why}`);
	if (build === "cpu" && python) throw refused(`the interpreter that ${spell("python")} names has a torch of its own`);
	if (build === "cpu" && wanted === "gpu") throw refused("it cannot use the GPU that is asked for");
	const found = wanted === "auto" ? driver() : null;
	return {
		build,
		index,
		gpu: wanted === "gpu" ? "a GPU is used" : found && `a GPU may be used, for there is ${found}`,
		spell
	};
}
const PROBE = join(ROOT, "python-probe");
async function probe(prepared, suite, inputs, world, reference) {
	const { files, reads, interpreter, question, framework, torch } = prepared;
	const notices = [...prepared.notices];
	const record = withBuild(await runProbe({
		probe: PROBE,
		interpreter,
		suite,
		framework,
		accelerator: acceleratorFor(inputs),
		jobs: sideBySide(inputs.devices),
		timeout: inputs.timeout,
		temporary: temporaryPlace(world.env),
		...reference ? { again: (first) => toRepeat(first, comparedWith(first, reference(first))) } : {}
	}, surroundings(files.root, world, notices)), torch);
	requireClass(inputs.class, record);
	const pins = await pinsFor(files, reads, record.environment);
	return {
		...question,
		record,
		pins,
		notices
	};
}
const comparedWith = (record, reference) => reference && compare(record, reference);
function withBuild(record, torch) {
	if (!torch) return record;
	const { environment } = record;
	const found = environment.packages.find(({ name }) => name === "torch")?.version ?? null;
	return {
		...record,
		environment: {
			...environment,
			torchBuild: builtTorch(torch, found)
		}
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
// src/python/settings.ts
const TOOLS$1 = [
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
		what: "`*_CACHE_DIR`, `*_NO_CACHE`, `*_LOG`",
		variables: /_CACHE(_DIR)?$|_NO_CACHE(_DIR)?$|_PKGS_DIRS$|_LOG(_FILE|_DIR)?$|_TMPDIR$/,
		reason: "they name places for downloads and logs"
	},
	{
		what: "`*_PROXY`, `*_CERT`, `*_TIMEOUT`, `*_RETRIES`, `UV_CONCURRENT_*`",
		variables: /_(PROXY|CERT|TIMEOUT|RETRIES|NATIVE_TLS|SYSTEM_CERTS|KEYRING_PROVIDER|SSL_VERIFY)$|_CONCURRENT_\w+$|_MAX_WORKERS$/,
		reason: "they say how to reach a server, and how fast"
	},
	{
		what: "`*_USERNAME`, `*_PASSWORD`, `*_TOKEN`, `*_HTTP_BASIC_*`, `*_PUBLISH_*`",
		variables: /(USERNAME|PASSWORD|TOKEN|_AUTH)$|_(HTTP_BASIC|PYPI_TOKEN|PUBLISH)_\w+$/,
		reason: "they say who asks"
	},
	{
		what: "`*_QUIET`, `*_VERBOSE`, `*_PROGRESS_BAR`, `*_VERSION_CHECK`",
		variables: /_(QUIET|VERBOSE|VERBOSITY|(NO_)?COLOR|NO_INPUT|NO_INTERACTION|PROGRESS_BAR|NO_PROGRESS|NOSPIN|YES|ROOT_USER_ACTION|PROMPT(_MODIFIER)?|CHECK_UPDATE|VERSION_CHECK|VERSION_WARNING|NO_WARN\w*)$/,
		reason: "they change output and prompts"
	},
	{
		what: "`UV_LINK_MODE`, `UV_COMPILE_BYTECODE`, `UV_PROJECT_ENVIRONMENT`, `PDM_IGNORE_*`, `PIPENV_PIPFILE`",
		variables: /^(UV_(PROJECT_ENVIRONMENT|LINK_MODE|COMPILE_BYTECODE)|PDM_IGNORE_\w+|PIPENV_(IGNORE_VIRTUALENVS|PIPFILE)|(CONDA|MAMBA)_ALWAYS_COPY)$/,
		reason: "they say how files get there, or each build sets them"
	},
	{
		what: "`UV_PYTHON_*`, `UV_TOOL_*`, `CONDA_PREFIX`, `POETRY_VIRTUALENVS_*`, `PIXI_HOME`",
		variables: /^(UV_(PYTHON|TOOL|RUN|INTERNAL_)_\w+|UV_STACK_SIZE|CONDA_(PREFIX\w*|SHLVL|DEFAULT_ENV|EXE|PYTHON_EXE|ENVS_\w+|ROOT)|MAMBA_(EXE|ROOT_PREFIX)|POETRY_(HOME|VIRTUALENVS_\w+|ACTIVE)|PIPENV_(ACTIVE|VENV_IN_PROJECT|CUSTOM_VENV_NAME|DEFAULT_PYTHON_VERSION)|PDM_(HOME|PROJECT_\w+)|PIXI_(HOME|EXE|IN_SHELL|PROJECT_\w+|ENVIRONMENT_\w+))$/,
		reason: "they name places of tools and Pythons; the Python itself counts"
	},
	{
		what: "`*_CONFIG_FILE`, `CONDARC`",
		variables: /_CONFIG_(FILE|DIR)$|^(CONDA|MAMBA)RC$/,
		reason: "the file that they name counts by its content"
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
	return TOOLS$1.filter(({ name }) => tools.includes(name)).flatMap((tool) => [...Object.keys(env).sort().filter((name) => tool.variables.test(name) && !WITHOUT_EFFECT.some((row) => row.variables.test(name))).flatMap((name) => readsOfVariable(name, env[name] ?? "", at)), ...tool.files(place).flatMap((file) => file ? readsOfFile$1(resolve(cwd, file), tool, at) : [])]);
}
const readsOfVariable = (name, value, at) => [{
	kind: "text",
	text: `${name}=${value}`
}, ...readsOfOption(name.replace(/^[A-Z]+_/, ""), value, at)];
function readsOfFile$1(path, { language }, at) {
	const text = textOf$1(path);
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
function pathsRead(repository, answer, around) {
	const { files = [] } = answer ?? {};
	return placesRead(repository, answer, around).filter((path) => path !== "" && !files.includes(path));
}
function pathsBuilt(repository, answer, around, scope) {
	const isConda = buildOf(answer?.source ?? "", answer?.manager ?? null)?.kind === "conda";
	const found = placesRead(repository, answer, around, {
		builds: isConda,
		whole: scope === "whole"
	});
	return isConda ? found : found.filter((path) => path !== "");
}
function placesRead(repository, answer, { cwd, env }, { builds = false, whole = false } = {}) {
	const { source = null, files = [] } = answer ?? {};
	const at = (path) => ({
		cwd,
		env,
		from: join(cwd, posix.dirname(path)),
		builds
	});
	const named = source === null ? [] : readsOfSource(source, files, repository, at, whole);
	const settings = readsOfSettings(TOOLS$1.map(({ name }) => name), at("."));
	const paths = [...named, ...settings].flatMap((read) => "path" in read && read.path ? relative(cwd, read.path) : []).map((path) => path.split(sep).join("/"));
	return [...new Set(paths)];
}
function readsOfSource(source, files, repository, at, whole) {
	const entries = entriesOf(repository, source);
	if (entries) {
		const needed = whole ? null : closure(PROBED, entries);
		return entries.filter(({ name, place }) => place !== "here" || !needed || needed.has(name)).flatMap(({ from }) => from.flatMap(({ word, role, hashed }) => readsOfWord(word, role, at(source), hashed)));
	}
	if (buildOf(source, null)?.kind === "requirements") return files.flatMap((path) => readsOfLines(repository.read(path) ?? "", at(path)));
	return readsOfTable(tablesOf(repository, source), at(source));
}
// src/pipeline/base.ts
async function locateBase(cwd, inputs, world, { builds = false } = {}) {
	try {
		return await findBase(cwd, inputs, world, builds);
	} catch (error) {
		if (inputs.compareWith === "base") throw error;
		const problem = asValue(error);
		const why = problem.spelled(world.spell);
		world.progress(`what has changed since the base commit is not known: ${why}`);
		return {
			base: null,
			copy: null,
			problem
		};
	}
}
async function findBase(cwd, inputs, { env, git }, builds) {
	try {
		var _usingCtx$6 = _usingCtx();
		const obstacle = (text) => new ExpectedError((spell) => (inputs.compareWith === "base" ? `${spell("compareWith")}: ` : "") + text(spell), { kind: "git" });
		if (git.look === "nowhere") throw obstacle(() => git.because);
		const checkout = _usingCtx$6.a(await checkoutOf(cwd, git, env));
		if (!checkout) throw obstacle(() => `expected a git repository for base, found none in ${cwd}`);
		const baselines = await pathInRepository(checkout, cwd, inputs.baseline);
		const base = await readBase(checkout, {
			wanted: inputs.base,
			baselines
		});
		if (!base) throw obstacle((spell) => `the commit that ${cwd} starts from is not known; name it with ${spell("base")}`);
		return {
			base,
			copy: builds ? await copyToBuild(checkout, base, inputs, env) : null,
			problem: null
		};
	} catch (_) {
		_usingCtx$6.e = _;
	} finally {
		await _usingCtx$6.d();
	}
}
async function copyToBuild(checkout, base, inputs, env) {
	const manifests = manifestsOf(base);
	const pins = await readPins(manifests, asPins(inputs, true)).catch((error) => asValue(error) && null);
	const around = {
		cwd: join(checkout.place.root, base.prefix),
		env: withoutSecrets(env)
	};
	return copyOf(checkout, base.commit, pathsBuilt(manifests, pins, around, inputs.install));
}
const baseNotices = (git) => git.look === "nowhere" ? [`The changes since the base commit are unknown: ${git.because}.`] : [];
async function compareFiles(base, inputs, files, { pins, record }, { progress, spell }) {
	try {
		const old = manifestsOf(base);
		const before = {
			files: old,
			pins: await pinsFor(old, asPins(inputs, true), record.environment)
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
// src/pipeline/trainings/one.ts
const TOOLS = {
	observe: observeTraining,
	gather: trainingOf,
	judge: judgeTraining,
	needsControl,
	needsExplanation,
	needsIdentity,
	needsRepeat
};
async function observeOne(asked, tools = TOOLS) {
	const { plan, stage, reference } = asked;
	const now = new Side(plan, stage, tools);
	await now.run("plain");
	let wanted = asked.wanted;
	let base = null;
	let found = null;
	if (reference?.kind === "base") {
		const side = new Side(plan, named(reference.stage, "with the packages of the base"), tools);
		const problem = await side.run("plain").then(() => null, asExpected);
		if (problem) wanted = `the packages of the base: ${problem.message}`;
		else base = side;
	}
	if (reference?.kind === "baseline") {
		const answer = reference.find(now.training);
		if ("wanted" in answer) wanted = answer.wanted;
		else found = answer;
	}
	const before = () => base?.training ?? found?.training ?? null;
	for (let runs = 1; runs < plan.repeats && tools.needsRepeat(now.training, before()); runs++) await now.run("plain");
	if (plan.identity === "always" || plan.identity === "auto" && tools.needsIdentity(now.training)) await now.run("identity");
	if (plan.resume) await now.resume();
	const judge = () => tools.judge({
		plan: found ? {
			...plan,
			accept: {
				...found.accepted,
				...plan.accept
			}
		} : plan,
		training: now.training,
		before: before(),
		reference: before() && (reference?.kind ?? null),
		changes: [...found?.changes ?? (base && reference?.kind === "base" ? reference.changes : [])],
		wanted
	});
	const notices = [];
	const extra = async (what, run) => {
		const problem = await run().then(() => null, asExpected);
		if (problem) notices.push(`${what}: ${problem.message}.`);
		return judge();
	};
	let report = judge();
	while (tools.needsControl(plan, now.training, before()) && notices.length === 0) report = await extra("The effect of rounding could not be measured", () => now.run("rounded"));
	const side = ["violation", "drift"].includes(report.verdict) ? base : null;
	if (side) report = await extra("The base could not be observed as often", () => side.catchUp(now));
	if (asked.explain || tools.needsExplanation(report)) report = await extra("No line of code can be named", () => now.run("explained"));
	report = {
		...report,
		notices: [...report.notices, ...notices]
	};
	return {
		training: now.training,
		before: before(),
		wanted,
		report
	};
}
function asExpected(error) {
	interruption.throwIfAborted();
	return asValue(error);
}
function named(stage, words) {
	const { progress } = stage.surroundings;
	const told = (text, share) => progress(`${text}, ${words}`, share);
	return {
		...stage,
		surroundings: {
			...stage.surroundings,
			progress: told
		}
	};
}
var Side = class {
	#plan;
	#stage;
	#tools;
	#observed = [];
	constructor(plan, stage, tools) {
		this.#plan = plan;
		this.#stage = stage;
		this.#tools = tools;
	}
	get training() {
		return this.#tools.gather(this.#plan, this.#stage.packages, this.#observed);
	}
	count(mode) {
		return this.#observed.filter(({ run }) => run.mode === mode).length;
	}
	async run(mode, checkpoint = null) {
		interruption.throwIfAborted();
		const { surroundings, interpreter, devices, accelerator, temporary } = this.#stage;
		const again = this.count(mode) ? " again" : "";
		surroundings.progress(`training ${this.#plan.name}: ${WORDS[mode]}${again}`);
		const place = {
			interpreter,
			cwd: surroundings.cwd,
			devices,
			accelerator,
			temporary
		};
		const found = await this.#tools.observe({
			plan: this.#plan,
			mode,
			...checkpoint === null ? {} : { checkpoint },
			rounding: this.count("rounded"),
			...place
		}, surroundings);
		this.#observed.push(found);
		return found;
	}
	async resume() {
		const { checkpoint } = await this.run("cut");
		if (checkpoint === null) throw new ExpectedError(`training ${this.#plan.name}: expected a checkpoint of the run that was cut, found none; look at its output, or set \`resume: false\``, { kind: "probe" });
		try {
			await this.run("resumed", checkpoint);
		} finally {
			await rm(checkpoint, {
				recursive: true,
				force: true
			});
		}
	}
	async catchUp(other) {
		while (this.count("plain") < other.count("plain")) await this.run("plain");
		if (other.count("identity") > this.count("identity")) await this.run("identity");
		if (other.count("resumed") > this.count("resumed")) await this.resume();
	}
};
const WORDS = {
	plain: "running",
	identity: "running with fixed generators, which tells samples apart",
	cut: "running the first half",
	resumed: "going on from its checkpoint",
	rounded: "running with weights that are rounded otherwise",
	explained: "looking for lines of code that no seed decides"
};
// src/pipeline/trainings/stages.ts
async function stageOf({ project }, below, { cwd, inputs, world, notices }, used) {
	const around = surroundings(cwd, world, notices);
	const temporary = temporaryPlace(world.env);
	let interpreter = below;
	if (project.length > 0) {
		const { path } = used.use(await temporaryDirectory(temporary));
		interpreter = await layerOver(below, project, join(path, "env"), around);
	}
	return {
		interpreter,
		packages: await askPackages(interpreter, around),
		surroundings: around,
		devices: null,
		accelerator: inputs.accelerator,
		temporary
	};
}
const changesBetween = (before, now) => packageChanges({
	versions: before,
	isWhole: true
}, {
	versions: now,
	isWhole: true
});
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
	return new ExpectedError((spell) => `${error.spelled(spell)} (${what}: ${where})`, {
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
		LOGS,
		EARLIER
	].filter((name) => !handed.includes(name));
	return claimDirectory("reportDir", resolve(cwd, inputs.reportDir), around, ours);
}
const pendingFile = (directory, className) => baselineFile(join(directory, PENDING), className);
const pendingTraining = (directory, { training, class: className }) => join(directory, PENDING, trainingFile(training.name, className));
async function replaceReports(directory, { files, proposal, trainings = [], keptLogs = false, measured, handed = [], inClone = false }) {
	try {
		for (const name of [
			EARLIER,
			PENDING,
			join(PENDING, TRAININGS),
			LOGS
		]) await removeLink(join(directory, name));
		if (!keptLogs) await removeLogs(directory);
		if (!measured) {
			const all = [...REPORT_FILES.filter((name) => !handed.includes(name)), ...await pendingIn(directory)];
			await keepEarlier(directory, inClone ? Object.keys(files) : all);
		}
		if (measured) await removeOthers(join(directory, EARLIER), {});
		if (measured) await rmdir(join(directory, EARLIER)).catch(() => {});
		if (measured || !inClone) await removeOthers(directory, files);
	} catch (error) {
		throw wrongInput("reportDir", `cannot write to ${directory}: ${reason(error)}`);
	}
	if (proposal) await writeBaseline(pendingFile(directory, proposal.class), proposal);
	for (const each of trainings) await writeBaseline(pendingTraining(directory, each), each);
	for (const [name, text] of Object.entries(files)) await writeAtomically(join(directory, name), text);
}
async function removeLink(path) {
	if ((await lstat(path).catch(() => null))?.isSymbolicLink()) await rm(path);
}
async function removeOthers(directory, files) {
	for (const name of REPORT_FILES) if (files[name] === void 0) await rm(join(directory, name), { force: true });
	for (const name of await pendingIn(directory)) await rm(join(directory, name));
	for (const name of [join(PENDING, TRAININGS), PENDING]) await rmdir(join(directory, name)).catch(() => {});
}
async function pendingIn(directory) {
	const found = [[PENDING, IS_PENDING], [join(PENDING, TRAININGS), IS_TRAINING]].map(async ([place, isOne]) => (await readdir(join(directory, place)).catch(() => [])).filter((name) => isOne.test(name)).map((name) => join(place, name)));
	return (await Promise.all(found)).flat();
}
async function leftIn(directory, handed) {
	return [...[...await readdir(directory).catch(() => [])].includes("record.json") && !handed.includes("record.json") ? ["record.json"] : [], ...await pendingIn(directory)];
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
// src/pipeline/reference.ts
function referenceFor(inputs, suite, classes) {
	if (inputs.compareWith !== "auto") return inputs.compareWith;
	const accelerator = acceleratorFor(inputs);
	if (classes.filter((name) => inputs.class === "" || name === inputs.class).filter((name) => name.endsWith(`-x${ranksOf({ suite })}`)).filter((name) => accelerator === "auto" || acceleratorIn(name) === accelerator).length === 0) return "base";
	return inputs.class || accelerator === "cpu" ? "baseline" : "either";
}
function mustNameBoth({ compareWith, python, basePython }) {
	if (compareWith === "base" ? Boolean(python) !== Boolean(basePython) : basePython && !python) throw new ExpectedError((spell) => `${spell("compareWith")}: base takes ${spell("python")} and ${spell("basePython")}, or neither: one interpreter cannot have the versions of both commits`);
}
function whyNotBase({ base, problem }, { python, basePython, compareWith }) {
	if (compareWith === "baseline") return null;
	if (problem) return problem;
	if (python && !basePython) return new ExpectedError((spell) => `${spell("python")} names one interpreter; name that of the base commit with ${spell("basePython")}, or leave both out`);
	return base?.isOwn ? new ExpectedError("the change starts from this very commit") : null;
}
// src/pipeline/flags.ts
const LEFT_OUT = new Set([
	"cwd",
	"baseline",
	"suite",
	"class",
	"compareWith",
	"base",
	"failOn",
	"reportDir",
	"noInstall"
]);
function flagsOf(inputs, { git }) {
	const start = git.look === "upwards" ? process.cwd() : git.workspace;
	const cwd = relative(start, resolve(inputs.cwd));
	const standard = runInputs.parse({});
	const names = Object.keys(runInputs.shape);
	const differs = (name) => String(inputs[name] ?? "") !== String(standard[name] ?? "");
	const flagOf = (name) => wordsOf(name, inputs[name]);
	return {
		place: [...cwd ? [wordsOf("cwd", cwd)] : [], ...differs("baseline") ? [flagOf("baseline")] : []],
		run: names.filter((name) => !LEFT_OUT.has(name) && differs(name)).map(flagOf)
	};
}
const wordsOf = (name, value) => value === true ? `--${kebab(name)}` : `--${kebab(name)} ${shellWord(String(value))}`;
// src/pipeline/report.ts
function reportOn(measured, baselines, { cwd, directory, timings }, world, origin = null, withoutBase = "") {
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
	const proposal = proposalOf$1(record, className, own, isAccepted ? null : versus, known);
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
			improvements: isBase ? endedSince(own, judgement) : judgement.improvements,
			changedPackages: since?.changedPackages ?? judgement.changedPackages,
			notices: [
				...apart,
				...noticesAbout(measured, origin, known, isAccepted),
				...reference ? otherBaselineNotices(baselines.classes, className) : []
			],
			comparison: comparisonInWords(judgement, {
				className,
				reference,
				withoutBase,
				classes: baselines.classes,
				hasBaseline: known !== null,
				base: origin && {
					commit: origin.commit,
					isSame: origin.isSame === true
				}
			}),
			isApart: apart.length > 0,
			accepted: since?.accepted ?? null,
			class: className,
			suite: record.suite.name,
			notLookedAt: notLookedAt(record.suite, record.environment.accelerator),
			environment: {
				...environmentInWords(record.environment),
				...chosenIn(measured.pins)
			},
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
const chosenIn = (pins) => {
	const words = pins ? chosenInWords(pins.target) : "";
	return words && pins?.source ? { "installed from": `${pins.source}, ${words}` } : {};
};
function endedSince(own, sinceBase) {
	const isOwn = (check, subject) => own.improvements.some((each) => each.check === check && each.subjects.includes(subject));
	const others = sinceBase.improvements.map((each) => ({
		...each,
		subjects: each.subjects.filter((one) => !isOwn(each.check, one))
	})).filter(({ subjects }) => subjects.length > 0);
	return [...own.improvements, ...others];
}
function proposalOf$1(record, className, own, versus, known) {
	const { verdict } = own;
	if (verdict === "error" || verdict === "match" && own.improvements.length === 0) return null;
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
			isApart: false,
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
// src/pipeline/trainings/report.ts
function withWatched(outcome, watched, { cwd, directory }, { spell }) {
	const proposals = watched.flatMap((each) => proposalOf(each) ?? []);
	const trainings = watched.map(({ plan, seen, failed, notices }) => {
		const found = seen?.report ?? notObserved(plan, failed?.spelled(spell) ?? "", failed?.detail);
		const pending = proposals.find(({ training }) => training.name === plan.name);
		return {
			...found,
			sentences: [...found.sentences, ...seen?.before === "same" ? [SAME] : []],
			notices: [...found.notices, ...notices],
			pending: pending ? {
				file: relative(cwd, pendingTraining(directory, pending)),
				digest: pending.digest,
				violations: pending.violations.map(({ check }) => check)
			} : null
		};
	});
	return {
		...outcome,
		report: withTrainings(outcome.report, trainings),
		trainings: proposals
	};
}
function proposalOf({ plan, seen }) {
	if (plan.compare !== "baseline" || !seen) return null;
	const { training, report, known } = seen;
	return proposeTraining(training, report.verdict, report.checks, known);
}
async function keepLogsOf(watched, { cwd, directory }) {
	const first = watched.find(({ failed }) => failed);
	if (!first) return {
		watched,
		keptLogs: false
	};
	const kept = await keepLogs(first.failed, directory, cwd);
	if (kept === first.failed) return {
		watched,
		keptLogs: false
	};
	const failed = asValue(kept);
	return {
		watched: watched.map((each) => each === first ? {
			...each,
			failed
		} : each),
		keptLogs: true
	};
}
const SAME = "The base commit installs the same packages, so it is compared with its own repeat.";
const notObserved = (plan, message, detail = "") => ({
	name: plan.name,
	command: plan.run,
	verdict: "error",
	headline: `The training could not be observed: ${message}.`,
	sentences: [],
	error: {
		message,
		detail
	},
	checks: [],
	first: null,
	closeness: null,
	difference: null,
	noise: null,
	comparedWith: null,
	losses: {
		now: [],
		before: [],
		repeat: []
	},
	streams: [],
	moments: [],
	sources: [],
	packages: [],
	environment: {},
	notices: [],
	ranks: 0,
	steps: 0,
	seconds: {}
});
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
		const evidence = await gather({
			timed,
			keep
		});
		const { measured, files, baselines, origin, withoutBase } = evidence;
		keep(measured.record);
		interruption.throwIfAborted();
		source = sourceOf(measured, files);
		const trainings = await keepLogsOf(evidence.trainings ?? [], place);
		keptLogs = trainings.keptLogs;
		outcome = await timed("judge", async () => withWatched(reportOn(measured, baselines, place, world, origin, withoutBase), trainings.watched, place, world));
	} catch (error) {
		interruption.throwIfAborted();
		const kept = await keepLogs(error, directory, place.cwd);
		keptLogs = kept !== error;
		outcome = outcomeOfError(kept, inputs.suite ?? "standard", timings, world);
	}
	const report = {
		...outcome.report,
		flags: flagsOf(inputs, world)
	};
	const kept = {
		keptLogs,
		handed
	};
	return {
		...await writeReports({
			...outcome,
			report
		}, record, directory, world, kept),
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
async function writeReports(outcome, record, directory, world, { keptLogs = false, handed = [] } = {}) {
	const hasMeasured = outcome.report.verdict !== "error";
	const inClone = world.git.look === "upwards";
	const { report, pages } = render(hasMeasured || !inClone ? outcome : await withEarlier(outcome, directory, record, handed), record, world);
	const measured = report.verdict !== "error";
	await replaceReports(directory, {
		files: {
			...record ? { "record.json": recordText(record) } : {},
			...pages
		},
		proposal: measured ? outcome.proposal : null,
		trainings: measured ? outcome.trainings ?? [] : [],
		keptLogs,
		measured,
		handed,
		inClone
	});
	return {
		report,
		record,
		directory
	};
}
async function withEarlier(outcome, directory, record, handed) {
	const left = await leftIn(directory, record ? ["record.json"] : handed);
	const notices = [...outcome.report.notices, ...earlierInWords(left)];
	return {
		...outcome,
		report: {
			...outcome.report,
			notices
		}
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
// src/pipeline/sides.ts
const ROOM_FOR_TWO = 6 * 1024 ** 3;
async function prepareSides(task, start) {
	try {
		var _usingCtx$5 = _usingCtx();
		const { files, inputs, world, timed } = task;
		const prepareHead = () => timed("prepare", () => prepare(files, inputs.python, inputs, world));
		const base = start && await filesOf(start);
		if (!start || !base || await isSame(base, task)) {
			const head = await prepareHead();
			return {
				head,
				base: start && "same",
				[Symbol.asyncDispose]: () => head[Symbol.asyncDispose]()
			};
		}
		const first = prepareHead();
		if (process.availableMemory() < ROOM_FOR_TWO) await first;
		const [one, other] = await Promise.allSettled([first, prepareBase(base, start, task)]);
		const made = _usingCtx$5.a(new AsyncDisposableStack());
		for (const each of [one, other]) if (each.status === "fulfilled") made.use(each.value);
		if (one.status === "rejected") throw one.reason;
		const used = made.move();
		return {
			head: one.value,
			base: other.status === "fulfilled" ? other.value : asValue(other.reason),
			[Symbol.asyncDispose]: () => used.disposeAsync()
		};
	} catch (_) {
		_usingCtx$5.e = _;
	} finally {
		await _usingCtx$5.d();
	}
}
async function probeBase(base, task, reference) {
	if (base === null || base === "same" || base instanceof ExpectedError) return base;
	const { suite, inputs, world, timed } = task;
	try {
		return (await timed("probe-base", () => probe(base, suite, inputs, world, reference))).record;
	} catch (error) {
		return asValue(error);
	}
}
async function measureBase(start, task, reference) {
	const files = await filesOf(start);
	if (await isSame(files, task)) return "same";
	try {
		try {
			var _usingCtx3 = _usingCtx();
			return await probeBase(_usingCtx3.a(await prepareBase(files, start, task)), task, reference);
		} catch (_) {
			_usingCtx3.e = _;
		} finally {
			await _usingCtx3.d();
		}
	} catch (error) {
		return asValue(error);
	}
}
const filesOf = async ({ copy, directory }) => new Repository(await copy.write(directory));
async function prepareBase(base, { commit }, task) {
	const { files, inputs, world, timed } = task;
	const name = `the base commit ${commit.slice(0, 9)}`;
	const progress = (text, share) => world.progress(`${name}: ${text}`, share);
	const imports = importsOf(files, await readPins(files, asPins(inputs)));
	try {
		return await timed("prepare-base", () => prepare(base, inputs.basePython, inputs, {
			...world,
			progress
		}, true, imports));
	} catch (error) {
		const found = asValue(error);
		throw new ExpectedError((spell) => `${name}: ${found.spelled(spell)}`, found);
	}
}
async function isSame(base, { files, inputs, world }) {
	if (inputs.python) return false;
	const { installSame } = await import("./python-alike.js");
	const torch = torchWish(inputs, "", world);
	const [one, other] = await Promise.all([files, base].map(async (each) => ({
		files: each,
		pins: await readPins(each, asPins(inputs, each === base)).catch((error) => asValue(error) && null),
		surroundings: surroundings(each.root, world, [])
	})));
	return Boolean(one && other && await installSame(one, other, {
		...inputs,
		torch
	}));
}
// src/pipeline/trainings/written.ts
const PASSED = new Set([
	".git",
	".venv",
	"venv",
	"node_modules",
	"__pycache__",
	".tox",
	".cache"
]);
const isPassed = (name) => PASSED.has(name) || name.endsWith(".egg-info");
const MOST_FILES = 5e4;
const MOST_NAMED = 5;
function filesBelow(root, leaveOut) {
	const found = new Map();
	const left = new Set(leaveOut);
	const visit = (within) => {
		for (const entry of entriesIn(join(root, within))) {
			const path = within ? `${within}/${entry.name}` : entry.name;
			if (entry.isDirectory()) {
				if (isPassed(entry.name) || left.has(join(root, path))) continue;
				if (!visit(path)) return false;
			} else {
				const stat = statSync(join(root, path), { throwIfNoEntry: false });
				if (stat?.isFile()) found.set(path, `${stat.size} ${stat.mtimeMs}`);
				if (found.size > MOST_FILES) return false;
			}
		}
		return true;
	};
	return visit("") ? found : null;
}
function entriesIn(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true });
	} catch {
		return [];
	}
}
function writtenInWords(name, before, now) {
	if (!before || !now) return [];
	const paths = [...now].filter(([path, state]) => before.get(path) !== state).map(([path]) => path);
	const groups = [...Map.groupBy(paths, (path) => path.split("/")[0] ?? path)].map(([top, members]) => members.length > 1 ? `${top}/ (${members.length} files)` : members[0] ?? top);
	if (groups.length === 0) return [];
	const more = groups.length > MOST_NAMED ? ` and ${groups.length - MOST_NAMED} more` : "";
	return [`The training ${name} wrote in the repository: ${groups.slice(0, MOST_NAMED).join(", ")}${more}.`];
}
// src/pipeline/trainings/run.ts
async function runTrainings(programme, observe = observeOne) {
	const { plans, world, timed, cwd, ours } = programme;
	const watched = [];
	for (const plan of plans) {
		const before = filesBelow(cwd, ours);
		const notices = [];
		const outcome = await orError(timed(`training ${plan.name}`, () => watch(plan, programme, notices, observe)));
		notices.push(...writtenInWords(plan.name, before, filesBelow(cwd, ours)));
		const isError = outcome instanceof ExpectedError;
		const said = isError ? outcome.spelled(world.spell) : outcome.report.verdict;
		world.progress(`training ${plan.name}: ${said}`);
		watched.push({
			plan,
			notices,
			...isError ? {
				seen: null,
				failed: outcome
			} : {
				seen: outcome,
				failed: null
			}
		});
	}
	return watched;
}
async function orError(work) {
	try {
		return await work;
	} catch (error) {
		interruption.throwIfAborted();
		if (error instanceof ExpectedError) return error;
		throw error;
	}
}
async function watch(plan, { cwd, head, base, committed, inputs, world }, notices, observe) {
	try {
		var _usingCtx$4 = _usingCtx();
		const used = _usingCtx$4.a(new AsyncDisposableStack());
		const theatre = {
			cwd,
			inputs,
			world,
			notices
		};
		const stage = await stageOf(plan, head.interpreter, theatre, used);
		const look = (more = {}) => observe({
			plan,
			stage,
			reference: null,
			wanted: "",
			...more
		});
		if (plan.compare === "baseline") {
			const find = (training) => findCommitted(plan, committed, training);
			const seen = await look({ reference: {
				kind: "baseline",
				find
			} });
			return {
				...seen,
				known: committed.training(plan.name, classOfTraining(seen.training))
			};
		}
		if (plan.compare === "none") return {
			...await look(),
			known: null
		};
		if (base === "same") return {
			...await look(),
			before: "same",
			known: null
		};
		const unknown = base ?? new ExpectedError("the base commit is not known");
		const other = unknown instanceof ExpectedError ? unknown : await orError(stageOf(plan, unknown.interpreter, theatre, used));
		if (other instanceof ExpectedError) return {
			...await look({ wanted: other.spelled(world.spell) }),
			known: null
		};
		return {
			...await look({ reference: {
				kind: "base",
				stage: other,
				changes: changesBetween(other.packages, stage.packages)
			} }),
			known: null
		};
	} catch (_) {
		_usingCtx$4.e = _;
	} finally {
		await _usingCtx$4.d();
	}
}
function findCommitted({ name }, committed, training) {
	const className = classOfTraining(training);
	const known = committed.training(name, className);
	if (!known) return { wanted: `no baseline of the training ${name} is committed for ${className}` };
	return {
		training: known.training,
		changes: changesBetween(known.training.packages, training.packages),
		accepted: Object.fromEntries(known.accepted.map(({ check, reason }) => [check, reason]))
	};
}
// src/pipeline/check.ts
const check = (inputs, world) => review(inputs, world, ({ timed }) => measureBoth(inputs, world, timed));
async function measureBoth(given, world, timed) {
	try {
		var _usingCtx$3 = _usingCtx();
		mustNameBoth(given);
		const { committed: baselines, suite, inputs, plans } = await lookFirst(given, world);
		const cwd = resolve(inputs.cwd);
		const reference = referenceFor(inputs, suite, baselines.classes);
		const isCompared = plans.some(({ compare }) => compare === "packages");
		const located = await locateBase(cwd, inputs, world, { builds: reference !== "baseline" || isCompared });
		const files = new Repository(cwd);
		await readFirst(files, inputs.python, inputs);
		const work = _usingCtx$3.a(await temporaryDirectory(temporaryPlace(world.env)));
		const task = {
			files,
			inputs,
			suite,
			world,
			timed
		};
		const { base, copy } = located;
		const obstacle = whyNotBase(located, inputs);
		const why = whyNotBase(located, {
			...inputs,
			compareWith: "auto"
		});
		const start = base && copy && !why ? {
			commit: base.commit,
			copy,
			directory: work.path
		} : null;
		const isBase = reference === "base";
		const sides = _usingCtx$3.a(await prepareSides(task, isBase || isCompared ? start : null));
		const first = isBase ? orThrow(await probeBase(orThrow(sides.base, inputs), task), inputs) : null;
		const known = (record) => baselines.baseline(classOfRecord(record))?.baseline ?? null;
		const asReference = isRecord(first) ? taken(first) : null;
		const probed = await timed("probe", () => probe(sides.head, suite, inputs, world, isBase ? () => asReference : known));
		const hasBaseline = baselines.classes.includes(classOfRecord(probed.record));
		const isLate = start && reference === "either" && !hasBaseline;
		const head = isLate ? taken(probed.record) : null;
		const late = isLate ? await (sides.base ? probeBase(sides.base, task, () => head) : measureBase(start, task, () => head)) : null;
		const before = isLate ? late : first;
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
		const trainings = await runTrainings({
			plans,
			cwd,
			committed: baselines,
			inputs,
			world,
			timed,
			head: sides.head,
			base: sides.base ?? (base?.isOwn && !inputs.basePython ? "same" : why),
			ours: [resolve(cwd, inputs.reportDir)]
		});
		if (plans.length) await baselines.mustBeUnchanged();
		const evidence = {
			measured,
			files,
			baselines,
			withoutBase: (before instanceof ExpectedError ? before : obstacle)?.spelled(world.spell) ?? "",
			trainings
		};
		if (!base) return {
			...evidence,
			origin: null
		};
		const change = await compareFiles(base, inputs, files, measured, world);
		const record = before === "same" ? measured.record : before instanceof ExpectedError ? null : before;
		const replaces = (className) => baselineBefore(base, className);
		const origin = {
			commit: base.commit,
			change,
			record,
			isSame: before === "same",
			replaces
		};
		return {
			...evidence,
			origin
		};
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
const isRecord = (found) => found !== null && found !== "same" && !(found instanceof ExpectedError);
function taken(record) {
	try {
		return baselineOf(record, "the other side");
	} catch {
		return null;
	}
}
function orThrow(before, { compareWith }) {
	if (compareWith === "base" && before instanceof ExpectedError) throw before;
	return before;
}
// src/pipeline/trainings/handed.ts
const handOver = (watched, base) => watched.length === 0 ? {} : { trainings: {
	base,
	runs: watched.map(({ plan, seen, failed, notices }) => ({
		plan: digestOfPlan(plan),
		now: seen?.training ?? null,
		before: plan.compare === "packages" && seen?.before || null,
		wanted: seen?.wanted ?? "",
		failed: failed && {
			message: failed.message,
			detail: failed.detail
		},
		notices: [...notices]
	}))
} };
function judgeHanded(handed, plans, committed, commit) {
	const runs = handed?.runs ?? [];
	const digests = plans.map(digestOfPlan);
	if (!(runs.length === plans.length && runs.every((run, at) => run.plan === digests[at]))) throw new ExpectedError(`the record has ${inWords$1(runs.map(({ now }) => now?.name ?? "?"))}, and this job asks for ${inWords$1(plans.map(({ name }) => name))}, or its config.yml describes them otherwise: give both jobs the same trainings and config.yml`);
	if (runs.some(({ before }) => before !== null) && handed?.base && commit && handed.base !== commit) throw new ExpectedError(`the trainings are compared with the commit ${handed.base.slice(0, 9)}, and this change starts from ${commit.slice(0, 9)}: record again`);
	return plans.map((plan, at) => judgeOne(plan, runs[at], committed));
}
function judgeOne(plan, { now, before, wanted, failed, notices }, committed) {
	if (!now) {
		const { message, detail } = failed ?? {
			message: "the record has no run of it",
			detail: ""
		};
		return {
			plan,
			seen: null,
			failed: new ExpectedError(message, {
				kind: "probe",
				detail
			}),
			notices
		};
	}
	for (const each of [now, before]) if (each && each !== "same") mustBeOf(plan, each);
	const base = before === "same" ? null : before;
	const found = plan.compare === "baseline" ? findCommitted(plan, committed, now) : null;
	const known = found && "training" in found ? found : null;
	return {
		plan,
		seen: {
			training: now,
			before,
			wanted,
			report: judgeTraining({
				plan: known ? {
					...plan,
					accept: {
						...known.accepted,
						...plan.accept
					}
				} : plan,
				training: now,
				before: known?.training ?? base,
				reference: known ? "baseline" : base && "base",
				changes: [...known?.changes ?? (base ? changesBetween(base.packages, now.packages) : [])],
				wanted: found && "wanted" in found ? found.wanted : wanted
			}),
			known: known && committed.training(plan.name, classOfTraining(now))
		},
		failed: null,
		notices
	};
}
function mustBeOf({ name, steps }, training) {
	if (training.name === name && training.steps === steps) return;
	throw new ExpectedError(`the record of the training ${name} is of another one: ${training.name}, ${training.steps} steps; record again`);
}
const inWords$1 = (names) => names.length ? `the trainings ${names.join(", ")}` : "no trainings";
// src/pipeline/doctor.ts
const SUITE = {
	seeded: {
		model: "regularized",
		runs: 5
	},
	unseeded: {
		model: "regularized",
		seed_everything: false,
		runs: 2
	},
	launcher: {
		model: "regularized",
		launcher: "lightning"
	}
};
async function diagnose(inputs, world) {
	try {
		var _usingCtx$2 = _usingCtx();
		const cwd = resolve(inputs.cwd);
		const wanted = chooseWanted(inputs, await readCommitted(inputs, world));
		const prepared = _usingCtx$2.a(await prepare(new Repository(cwd), inputs.python, {
			...wanted,
			allowVersionMismatch: true
		}, world));
		const notices = [...prepared.notices];
		const accelerator = acceleratorFor(inputs);
		world.progress("examining this machine, which takes up to two minutes …");
		const examined = await examine({
			probe: PROBE,
			interpreter: prepared.interpreter,
			accelerator,
			timeout: inputs.timeout,
			temporary: temporaryPlace(world.env)
		}, inputs.devices, surroundings(cwd, world, notices));
		const measured = await probe(prepared, buildSuite("doctor", SUITE, inputs.devices), inputs, world).catch((error) => {
			if (error instanceof ExpectedError) return { error: error.message };
			throw error;
		});
		const record = "record" in measured ? measured.record : null;
		const checks = record ? evaluate(record, [], null) : [];
		return {
			examined,
			variables: settingsIn(world.env),
			record,
			checks,
			notices: [...new Set([...notices, ..."notices" in measured ? measured.notices ?? [] : []])],
			problems: problemsOf(examined, "error" in measured ? measured : { checks })
		};
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
	}
}
// src/pipeline/observe.ts
async function observe(inputs, world) {
	const { plan } = inputs;
	const cwd = resolve(inputs.cwd);
	const directory = await claimReports({
		cwd,
		baseline: ".lddpr",
		reportDir: inputs.reportDir
	}, world);
	const timings = {};
	const notices = [];
	let training = null;
	let keptLogs = false;
	const found = await stopwatch(timings)(`training ${plan.name}`, () => seen(inputs, cwd, world, notices)).then((each) => {
		training = each.training;
		return each.report;
	}, async (error) => {
		interruption.throwIfAborted();
		if (!(error instanceof ExpectedError)) throw error;
		const kept = await keepLogs(error, directory, cwd);
		keptLogs = kept !== error;
		const told = kept instanceof ExpectedError ? kept : error;
		return notObserved(plan, told.spelled(world.spell), told.detail);
	});
	interruption.throwIfAborted();
	const report = cleanReport(trainingAlone(found, {
		timings,
		notices
	}));
	const files = {
		...training ? { "record.json": `${JSON.stringify(cleanTraining(training))}\n` } : {},
		"report.json": `${JSON.stringify(report, null, 2)}\n`,
		"report.md": markdown(report),
		"report.html": page(report, null, null)
	};
	const measured = report.verdict !== "error";
	await replaceReports(directory, {
		files,
		proposal: null,
		keptLogs,
		measured,
		inClone: true
	});
	return {
		report,
		record: null,
		directory,
		source: null
	};
}
async function seen({ plan, devices, accelerator, explain }, cwd, world, notices) {
	world.progress(`${plan.name}: looking for the interpreter and the packages of ${plan.run[0]}`);
	const around = surroundings(cwd, world, notices);
	const interpreter = await interpreterOf(plan.run, cwd, around.env);
	return await observeOne({
		plan,
		stage: {
			interpreter: interpreter ?? ["python"],
			packages: interpreter ? await askPackages(interpreter, around) : {},
			surroundings: around,
			devices,
			accelerator,
			temporary: temporaryPlace(world.env)
		},
		reference: null,
		wanted: "",
		explain
	});
}
const IS_PYTHON = /^python[\d.]*$/;
const SHEBANG_BYTES = 512;
async function interpreterOf([program], cwd, env) {
	if (IS_PYTHON.test(program)) return [program];
	const places = program.includes("/") ? [resolve(cwd, program)] : (env.PATH ?? "").split(delimiter).map((each) => join(each, program));
	if (isAbsolute(program) && IS_PYTHON.test(program.split("/").at(-1) ?? "")) return [program];
	for (const place of places) {
		const start = await beginning(place);
		if (start === null) continue;
		const named = /^#!\s*(\S*\/python[\d.]*)\s*\n/.exec(start)?.[1];
		return named ? [named] : null;
	}
	return null;
}
async function beginning(file) {
	try {
		try {
			var _usingCtx$1 = _usingCtx();
			const handle = _usingCtx$1.a(await open(file));
			if (!(await handle.stat()).isFile()) return null;
			const { buffer, bytesRead } = await handle.read(Buffer.alloc(SHEBANG_BYTES), 0, SHEBANG_BYTES, 0);
			return buffer.toString("latin1", 0, bytesRead);
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	} catch {
		return null;
	}
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
// src/python/remedy.ts
const piped = (name) => ({
	workflow: `- run: pipx install ${name}`,
	terminal: `pipx install ${name}`
});
const PIXI = "curl -fsSL https://pixi.sh/install.sh | sh";
const REMEDIES = {
	uv: {
		workflow: "- uses: astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d # v10.0.1",
		terminal: "pip install uv"
	},
	poetry: piped("poetry"),
	pdm: piped("pdm"),
	pipenv: piped("pipenv"),
	"conda-lock": piped("conda-lock"),
	micromamba: {
		workflow: "- uses: mamba-org/setup-micromamba@v2",
		terminal: "curl -L micro.mamba.pm/install.sh | sh"
	},
	pixi: {
		workflow: `- run: ${PIXI} && echo "$HOME/.pixi/bin" >> "$GITHUB_PATH"`,
		terminal: PIXI
	}
};
function linesFor(program, env) {
	const remedy = REMEDIES[program];
	return remedy ? inWords(remedy, env) : "";
}
const linesForPython = (version, env) => inWords({
	workflow: `- uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0\n  with:\n    python-version: '${version}'`,
	terminal: `pip install uv && uv python install ${version}`
}, env);
const inWords = ({ workflow, terminal }, { GITHUB_ACTIONS }) => GITHUB_ACTIONS === "true" ? `Add to the steps of the job, before this action:\n\n${workflow}` : terminal;
const lacking = (problem, program, env) => new ExpectedError((spell) => `${problem}; install ${program}, or name an interpreter with ${spell("python")}`, {
	kind: "environment",
	detail: linesFor(program, env)
});
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
	throw new ExpectedError((spell) => `${pins.source} needs Python ${wish.text}, found ${[...seen].join(", ") || "none"} on the path${uv ? ", and uv finds none" : ""}; put one that suits there, or name one with ${spell("python")}`, {
		kind: "environment",
		detail: meets(`${wish.request}.99`, OURS) === true ? linesForPython(wish.request, surroundings.env) : ""
	});
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
	const lines = (await ask$1([
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
	const path = await ask$1([
		...UV_FIND,
		"--no-python-downloads",
		request
	], surroundings);
	return path ? askPython(path.trim(), surroundings) : null;
}
async function downloadWithUv(wish, surroundings) {
	surroundings.progress(`looking for Python ${wish.request} with uv, which may download it`);
	await ask$1([
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
		text: `${named} (${pins.namedBy})`,
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
// src/python/uv.ts
const REQUEST = "uv>=0.9,<1";
async function uvFromPyPI(asking) {
	const { python, why, install, surroundings, used } = asking;
	const { cwd, env, progress } = surroundings;
	const { parts, unknown } = fingerprint(readsOfSettings(["pip"], {
		cwd,
		env,
		from: cwd,
		builds: false
	}), cwd);
	const build = async (directory) => {
		if (!install) throw new Error("nothing may be fetched");
		progress(`uv is not on the path, and ${why}: fetching ${REQUEST} from PyPI (once)`);
		const options = [
			"--disable-pip-version-check",
			"--no-input",
			"--no-deps",
			"--no-cache-dir",
			"--only-binary",
			":all:"
		];
		const around = {
			...surroundings,
			env: {
				...env,
				PYTHONPATH: void 0
			}
		};
		const place = join(directory, "venv");
		const own = [
			...options,
			"--target",
			join(directory, "packages")
		];
		await runStep(venvWithPip(python.path, place), around);
		await runStep([
			venvPython(place),
			"-m",
			"pip",
			"install",
			...own,
			REQUEST
		], around);
	};
	const usable = async (directory) => await ask$1([join(programs(directory), "uv"), "--version"], surroundings) !== null;
	const key = cacheKey([
		"uv",
		REQUEST,
		namespaceOf(env),
		python.identity,
		...parts
	]);
	if (unknown !== null) return null;
	try {
		const entry = await getOrBuild(cacheDirectory(env), key, build, {
			progress,
			env,
			usable
		});
		const path = [programs(used.use(entry).directory), env.PATH].filter(Boolean).join(delimiter);
		return {
			...env,
			PATH: path
		};
	} catch (error) {
		if (install) progress(`uv cannot be fetched: ${reason(error)}`);
		return null;
	}
}
const programs = (directory) => join(directory, "packages", "bin");
// src/python/job.ts
async function jobFor(asking) {
	const { pins, files, surroundings, scope, download, used, torch } = asking;
	const answers = async (program, around = surroundings) => await ask$1([program, "--version"], around) !== null;
	const [uv, python3] = await Promise.all([answers("uv"), askPython("python3", surroundings)]);
	let fetched;
	const fetchUv = async (why) => {
		const python = python3 ?? await askPython("python", surroundings);
		const env = python && await uvFromPyPI({
			python,
			why,
			install: download,
			surroundings,
			used
		});
		return env && {
			...surroundings,
			env
		};
	};
	const withUv = (why) => {
		fetched ??= fetchUv(why);
		return fetched;
	};
	const find = async () => {
		const among = {
			python3,
			uv,
			download
		};
		try {
			return await findPython(pins, among, surroundings);
		} catch (error) {
			const around = uv ? null : await withUv("no Python on it suits");
			if (!around) throw error;
			return await findPython(pins, {
				...among,
				uv: true
			}, around);
		}
	};
	let base;
	const job = {
		pins,
		files,
		scope,
		surroundings,
		torch,
		uv,
		base: () => {
			base ??= find();
			return base;
		},
		first: async (...programs) => {
			for (const program of programs) if (await answers(program)) return program;
			return null;
		},
		withUv: async (why) => {
			const around = uv ? surroundings : await withUv(why);
			return around && {
				...job,
				uv: true,
				surroundings: around
			};
		}
	};
	return job;
}
// src/python/install/torch-lines.ts
const INCLUDE$1 = /^(?:-([rc])\s*|--(requirement|constraint)(?:\s+|\s*=\s*))(\S.*)$/;
const CUDA_INDEX = /^-\S.*pytorch\.org\/whl\/(?:\w+\/)?(?:cu\d+|rocm|xpu)/;
const FIND_LINKS = /^(-f|--find-links)(?:\s+|\s*=\s*)(?![a-z]+:)(\S.*)$/i;
function linesIn({ files, surroundings: { cwd } }, source) {
	const requirements = [];
	const constraints = [];
	const seen = new Set();
	const collect = (path, into) => {
		if (seen.has(path)) return;
		seen.add(path);
		for (const line of logicalLines(files.read(path) ?? "")) {
			const [, letter, word = "", other = ""] = INCLUDE$1.exec(line) ?? [];
			const [, option, place = ""] = FIND_LINKS.exec(line) ?? [];
			if (other) collect(posix.join(posix.dirname(path), other.replace(/^["']|["']$/g, "")), letter === "c" || word === "constraint" ? constraints : into);
			else if (option) into.push(`${option} ${join(cwd, posix.dirname(path), place)}`);
			else into.push(line);
		}
	};
	collect(source, requirements);
	return {
		requirements,
		constraints
	};
}
function withTorchLines(job, base, choice, { requirements, constraints, apart = [] }) {
	if (choice.build !== "cpu") return venvWith(job, base, `${requirements.join("\n")}\n`, [], constraints, apart);
	const others = apart.map((each) => ({
		...each,
		lines: each.lines.filter((line) => !isTorch(line))
	})).filter(({ lines }) => lines.length > 0);
	const lines = requirements.flatMap((line) => lineFor(line, choice));
	const limits = constraints.flatMap((line) => lineFor(line, choice));
	return async (directory) => {
		const { url, steps } = indexOf(choice, directory);
		const { tool, steps: [venv, ...rest] } = await venvWith(job, base, [
			`--extra-index-url ${url}`,
			...lines,
			""
		].join("\n"), [], limits, others)(directory);
		return {
			tool,
			steps: [
				...venv ? [venv] : [],
				...steps,
				...rest
			]
		};
	};
}
const nameIn = (line) => normalise(/^[A-Za-z0-9][\w.-]*/.exec(line)?.[0] ?? "");
const isTorch = (line) => FAMILY.has(nameIn(line)) || isLeftOut(nameIn(line));
function lineFor(line, { wheels }) {
	if (CUDA_INDEX.test(line)) return [];
	const [head = ""] = line.split(/\s--\w|;/);
	const [, word = "", extras = "", range = ""] = /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*(.*)$/.exec(head.trim()) ?? [];
	const name = normalise(word);
	if (isLeftOut(name)) return [];
	const release = /^===?([^*,+]+)(?:\+\S+)?$/.exec(range.replace(/\s/g, ""))?.[1];
	const wheel = wheels.find((each) => each.name === name && each.version === `${release}+cpu`);
	if (!release || !wheel) return [line];
	const hashed = /\s--hash[\s=]/.test(line) ? ` --hash=sha256:${wheel.hash}` : "";
	const marker = /;[^;]*?(?=\s--\w|$)/.exec(line)?.[0] ?? "";
	return [`${word}${extras}==${wheel.version}${marker && ` ${marker.trim()}`}${hashed}`];
}
function besideProject({ surroundings: { env } }, choice, directory) {
	if (choice.build !== "cpu") return {
		steps: [],
		options: []
	};
	const { url, steps } = indexOf(choice, directory);
	const [release, local] = partsOf(choice.version ?? "");
	const file = join(directory, "lddpr-index.txt");
	const overrides = join(directory, "lddpr-overrides.txt");
	return {
		steps: [
			...steps,
			{
				write: file,
				text: `--extra-index-url ${url}\n`
			},
			...local ? [{
				write: overrides,
				text: `torch==${release}+cpu\n`
			}] : []
		],
		options: [
			...["-r", file],
			...choice.version || env.UV_INDEX_STRATEGY ? [] : ["--index-strategy", "unsafe-best-match"],
			...local ? ["--overrides", overrides] : []
		]
	};
}
// src/python/install/declared.ts
const LOCAL_LINE = /^\s*(?:(?:-e|--editable)[\s=]+(?![a-z]+[+:])|\.{1,2}(?![^\s;#]*\.whl)(?:\/[^\s;#]*)?(?:\[[^\]]*\])?\s*(?:[;#].*)?$)/m;
const INCLUDE = /^\s*(-r|-c|--requirement|--constraint)(?:\s*=\s*|\s+)(?![a-z]+:\/\/)(\S+)/;
const WHEEL_LINE = /^\s*\.{1,2}\/\S*\.whl\b/m;
const INDEX_LINE = /^\s*(?:-i|-f|--(?:index-url|extra-index-url|find-links|no-index|pre|prefer-binary|trusted-host))\b.*$/gm;
async function requirementsRecipe(job) {
	const { pins } = job;
	if (LOCAL_LINE.test(pins.text)) {
		if (!WHEEL_LINE.test(pins.text)) return dependenciesRecipe(job);
		throw cannotBuild(`${pins.source} installs a project of the repository and a wheel of it: its project is not built`);
	}
	const base = await job.base();
	const list = await wantedOf(job);
	const torch = await chooseTorch(job, base, list);
	const { cwd } = job.surroundings;
	return {
		...common$1(job, base),
		torch,
		wanted: list && withTorch(torch, list),
		reads: readsOfWord(pins.source, "lines", {
			...placeOf$1(job),
			from: cwd
		}),
		build: torch.build === "cpu" ? withTorchLines(job, base, torch, linesIn(job, pins.source)) : async (directory) => ({
			tool: installer(job),
			steps: [venv(job, base, directory), install(job, directory, ["-r", pins.source])]
		})
	};
}
async function pipLinesRecipe(job, lines) {
	if (LOCAL_LINE.test([...lines, job.pins.text].join("\n"))) return dependenciesOf(job, lines);
	const base = await job.base();
	const at = placeOf$1(job);
	const requirements = lines.map((line) => line.replace(INCLUDE, (_, option, path) => `${option} ${resolve(at.from, path)}`));
	const torch = await chooseTorch(job, base, null);
	return {
		...common$1(job, base),
		torch,
		reads: readsOfLines(lines.join("\n"), at),
		build: withTorchLines(job, base, torch, {
			requirements,
			constraints: []
		})
	};
}
const dependenciesRecipe = (job) => dependenciesOf(job, []);
async function dependenciesOf(job, own) {
	const { pins, files } = job;
	const base = await job.base();
	const declarations = declarationsOf(files, pins.source);
	if (!declarations) throw new ExpectedError(`cannot read ${pins.source}`, { kind: "file" });
	if (declarations.requirements.length === 0) throw cannotBuild(`${pins.source}: ${declarations.notes[0] ?? "it asks for nothing"}`);
	const project = projectOf(files, pins.source);
	const at = placeOf$1(job, true);
	if (job.uv && project?.isStatic && !project.hasOtherIndexes) {
		const torch = await chooseTorch(job, base, null);
		return {
			...common$1(job, base),
			torch,
			reads: [...readsOfLines(project.lines.join("\n"), at), ...project.sources.flatMap((table) => readsOfSource$1(table, at))],
			build: async (directory) => ({
				tool: installer(job),
				steps: [
					venv(job, base, directory),
					...besideProject(job, torch, directory).steps,
					{
						command: [...uvProject(job, venvPython(directory)), ...besideProject(job, torch, directory).options],
						env: asPipWould(job)
					}
				]
			})
		};
	}
	const target = targetFor(base.version, base.platform, pins.target);
	const rows = rowsOf(declarations, target);
	const indexes = indexesOf(files, pins.source, [...new Set(rows.map(({ name }) => name))]);
	const options = [...indexOptions$1(indexes.general), ...project ? [] : [...own, pins.text].join("\n").match(INDEX_LINE) ?? []];
	const apart = apartIn(rows, indexes.own, target);
	const text = [...options, ...rows.flatMap((row) => lineOf$1(row) ?? leaveOut(row, job))].join("\n");
	const constraints = constraintLines(declarations);
	const torch = await chooseTorch(job, base, null, apart.some(({ lines }) => lines.some(isTorch)) ? "torch has an index of its own, and its version is open" : null);
	return {
		...common$1(job, base),
		torch,
		reads: readsOfLines([text, ...constraints].join("\n"), at),
		build: withTorchLines(job, base, torch, {
			requirements: text.split("\n"),
			constraints,
			apart
		})
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
	...pins.target.extras.flatMap((name) => ["--extra", name]),
	...pins.target.groups.flatMap((name) => ["--group", `${pins.source}:${name}`]),
	...["-r", pins.source]
];
const common$1 = (job, base) => ({
	what: "all of it",
	parts: [
		installer(job),
		base.identity,
		...openToday(job)
	],
	tools: toolsOf(job),
	python: venvPython
});
const rowsOf = ({ requirements }, target) => requirements.filter((row) => !row.conda && row.under?.kind !== "constraint" && applies(row, target) !== false);
function apartIn(rows, own, target) {
	const found = rows.flatMap((row) => {
		const index = own.find((each) => each.name === row.name && isFor(each, target));
		const line = index && ADDRESS$1.test(index.url) && lineOf$1(row);
		return line ? [{
			url: index.url,
			line
		}] : [];
	});
	return [...Map.groupBy(found, ({ url }) => url)].map(([url, group]) => ({
		url,
		lines: group.map(({ line }) => line)
	}));
}
const isFor = ({ marker, extra }, target) => (extra === null || target.extras.has(extra)) && holds(marker, {
	target,
	extras: target.extras
}) !== false;
const constraintLines = ({ requirements }) => requirements.flatMap((row) => row.under?.kind === "constraint" ? lineOf$1(row) ?? [] : []);
function lineOf$1({ name, extras, range, text, marker, url }) {
	const head = `${name}${extras.length ? `[${extras.join(",")}]` : ""}`;
	const tail = marker ? ` ; ${marker.replace(/\s+/g, " ")}` : "";
	const [, address] = /^((?:git\+)?https:\/\/[^\s;]+)$/.exec(url ?? text.replace(/^@ /, "")) ?? [];
	if (address) return `${head} @ ${address}${tail}`;
	return range === null || range.includes("||") ? null : `${head}${range}${tail}`;
}
function leaveOut({ name, text }, { pins, surroundings }) {
	if (PROBED.includes(name)) throw cannotBuild(`${pins.source}: ${name} ${text} cannot be given to pip`, "make a lock");
	surroundings.progress(`left out, for it cannot be given to pip: ${name} ${text}`);
	return [];
}
const ADDRESS$1 = /^https?:\/\/\S+$/;
const indexOptions$1 = (urls) => urls.filter((url) => ADDRESS$1.test(url)).map((url) => `--extra-index-url ${url}`);
// src/python/install/conda.ts
const prefixIn = (directory) => join(directory, "env");
async function condaRecipe(job, { programs: programsFor }) {
	const lines = pipLinesOf(job.files, job.pins.source, job.pins.target.platform);
	if (lines) return pipLinesRecipe(job, lines);
	const programs = programsFor(job.pins.text);
	return {
		...common(job),
		reads: readsOfFile(job, job.pins.source),
		python: (directory) => condaPython(prefixIn(directory)),
		build: async (directory) => {
			const { tool, program } = await findProgram(job, Object.keys(programs));
			const [, ...words] = programs[tool]?.(siteOf(job, prefixIn(directory))) ?? [];
			return {
				tool,
				steps: [{ command: [program, ...words] }]
			};
		}
	};
}
async function pixiRecipe(job, { copies, options }) {
	const directory = posix.dirname(job.pins.source);
	return {
		...common(job),
		reads: copies.flatMap((name) => readsOfFile(job, posix.join(directory, name))),
		python: (place) => condaPython(join(place, ".pixi", "envs", "default")),
		build: async (place) => ({
			tool: (await findProgram(job, ["pixi"])).tool,
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
const common = (job) => ({
	what: "all of it",
	parts: [`${process.platform}-${process.arch}`, ...openToday(job)],
	tools: toolsOf(job)
});
async function findProgram({ pins, first, surroundings: { env } }, tools) {
	const tool = await first(...tools);
	if (tool) return {
		tool,
		program: tool
	};
	const conda = env.CONDA && tools.includes("conda") ? join(env.CONDA, "bin", "conda") : null;
	if (conda && await first(conda)) return {
		tool: "conda",
		program: conda
	};
	const [usual = ""] = tools;
	throw lacking(`${pins.source} needs ${tools.join(" or ")}, and none is installed`, usual, env);
}
function readsOfFile(job, path) {
	const text = job.files.read(path);
	if (text === null) return [];
	const at = placeOf$1(job, true);
	const reads = isLock(path) ? [...text.matchAll(PLACES)].flatMap(([, word = ""]) => readsOfWord(word, "package", at, true)) : readsOfTable(wholeOf$1(job.files, path), at);
	return [{
		kind: "text",
		text
	}, ...reads.filter(({ kind }) => kind !== "text")];
}
const PLACES = /\b(?:url|path|pypi|conda|git)\s*:\s+["']?([^\s"']+)/g;
// src/python/install/listed.ts
const fromList = (job, base, list) => async (directory) => ({
	tool: installer(job),
	steps: [venv(job, base, directory), ...stepsOf(job, directory, list)]
});
function stepsOf(job, directory, list) {
	return [...Map.groupBy(list, groupOf).values()].flatMap((group, at) => {
		const [first] = group;
		const file = resolve(directory, `lddpr-requirements${at === 0 ? "" : `-${at + 1}`}.txt`);
		const options = [...indexOptions(job, first?.place === "index" ? first.index : null), ...first?.hashes.length ? ["--require-hashes"] : []];
		return [{
			write: file,
			text: `${group.map((each) => lineOf(job, each)).join("\n")}\n`
		}, install(job, directory, [
			"--no-deps",
			...options,
			"-r",
			file
		])];
	});
}
const groupOf = ({ place, index, hashes }) => JSON.stringify([place === "index" ? index : null, hashes.length > 0]);
function indexOptions(job, index) {
	if (index === null) return [];
	if (ADDRESS.test(index)) return fromIndex(job, index);
	return [
		"--no-index",
		"--find-links",
		resolve(placeOf$1(job).from, index)
	];
}
function lineOf(job, { name, version, url, hashes, place }) {
	return [place === "index" ? `${name}==${version}` : `${name} @ ${addressOf(job, url ?? "")}`, ...hashes.map((hash) => `--hash=${hash}`)].join(" \\\n    ");
}
const addressOf = (job, word) => ADDRESS.test(word) ? word : pathToFileURL(resolve(placeOf$1(job).from, word)).href;
const ADDRESS = /^(?:\w+\+)?[a-z]\w*:\/\/\S+$/i;
const PATH = /^[\w./@~+-]+$/;
const oddIn = (list) => list.find(({ version, hashes, index, place, url }) => !/^[\w.!+-]+$/.test(version) || !hashes.every((hash) => /^\w+:[0-9a-f]+$/.test(hash)) || index !== null && !isPlace(index) || place !== "index" && (url === null || !isPlace(url)));
const isPlace = (word) => ADDRESS.test(word) || PATH.test(word);
// src/python/install/locked.ts
async function uvRecipe(job) {
	const { pins } = job;
	if (!job.uv) {
		if (isPlain(await wantedOf(job))) return lockRecipe(job, { own: null });
		const other = await job.withUv(`pip cannot install all of ${pins.source}`);
		if (!other) throw notPlain(job, await wantedOf(job));
		return {
			...await uvRecipe(other),
			env: other.surroundings.env
		};
	}
	const base = await job.base();
	const entries = entriesIn$1(job);
	const needed = neededOf(job.scope, entries, Object.keys(pins.installs));
	const left = [...new Set(entries.map(({ name }) => name))].filter((name) => needed ? !needed.has(name) : entries.every((each) => each.name !== name || each.place === "here"));
	const list = await wantedOf(job);
	const torch = await chooseTorch(job, base, list);
	const wanted = list && withTorch(torch, list, needsOf(entries));
	const synced = new Set(wanted?.filter((each) => list?.includes(each)).map(({ name }) => name));
	const beside = (list ?? []).map(({ name }) => name).filter((name) => !synced.has(name));
	const project = pins.project ?? posix.dirname(pins.source);
	const options = [
		"--frozen",
		"--project",
		project,
		...["--no-install-project", "--no-install-workspace"],
		...optionsOf(pins.target)
	];
	const without = [...left, ...beside].flatMap((name) => ["--no-install-package", name]);
	return {
		what: whatOf(needed !== null),
		parts: [
			project,
			needed ? "needed" : "whole",
			base.identity
		],
		torch,
		wanted,
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
			}, ...wheelsBeside(job, torch, directory)]
		})
	};
}
const optionsOf = ({ extras, groups, without = [] }) => [
	...extras.flatMap((name) => ["--extra", name]),
	...groups.flatMap((name) => ["--group", name]),
	...without.flatMap((name) => ["--no-group", name])
];
async function lockRecipe(job, { own, uvReadsIt }) {
	const { pins } = job;
	const base = await job.base();
	const entries = entriesIn$1(job);
	const names = Object.keys(await installsFor(job, base));
	const needed = neededOf(job.scope, entries, names);
	const listed = await wantedOf(job);
	const isPart = needed !== null && isPlain(listed);
	const list = isPart ? listed : await wholeOf(job);
	if (uvReadsIt && !job.uv && !isPlain(list)) {
		const other = await job.withUv(`pip cannot install all of ${pins.source}`);
		if (other) return {
			...await lockRecipe(other, {
				own,
				uvReadsIt
			}),
			env: other.surroundings.env
		};
	}
	const { extras, groups } = pins.target;
	const byUv = uvReadsIt === true && job.uv && !isPart && extras.length + groups.length === 0;
	const torch = await chooseTorch(job, base, isPlain(list) ? list : null);
	const wanted = list && withTorch(torch, list, needsOf(entries));
	return {
		what: whatOf(isPart),
		torch,
		wanted,
		parts: [
			isPart ? "needed" : "whole",
			pins.project ?? "",
			base.identity
		],
		tools: toolsOf(job),
		reads: readsOfEntries(job, byUv || !list ? entries : entries.filter(isIn(list))),
		python: venvPython,
		build: async (directory) => {
			if (wanted && (isPart || torch.build === "cpu")) return fromList(job, base, wanted)(directory);
			const [empty, { manager }] = [venv(job, base, directory), pins];
			if (byUv) return {
				tool: "uv",
				steps: [empty, install(job, directory, ["-r", pins.source])]
			};
			if (own && manager && await job.first(manager)) return {
				tool: manager,
				steps: [empty, own(siteOf(job, directory))]
			};
			if (isPlain(list)) return fromList(job, base, list)(directory);
			throw notPlain(job, list);
		}
	};
}
const wholeOf = (job) => wantedOf({
	...job,
	scope: "whole"
});
const isPlain = (list) => list !== null && oddIn(list) === void 0;
const needsOf = (entries) => new Map(entries.map(({ name, needs }) => [name, needs ?? []]));
const isIn = (list) => ({ name, version }) => list.some((each) => each.name === name && each.version === version);
function notPlain({ pins, surroundings }, list) {
	const name = list && oddIn(list)?.name;
	const why = name ? `: the lock alone is not enough to install ${name}` : "";
	const tool = pins.manager ?? "";
	return lacking(`${pins.source} needs ${tool}, which is not installed${why}`, tool, surroundings.env);
}
const readsOfEntries = (job, entries) => entries.flatMap(({ from, index }) => [...from.flatMap(({ word, role, hashed }) => readsOfWord(word, role, placeOf$1(job, true), hashed)), ...index === null ? [] : readsOfWord(index, "index", placeOf$1(job))]);
const whatOf = (isPart) => isPart ? "what torch, Lightning and NumPy need" : "all of it";
// src/python/recipes.ts
const RECIPES = {
	uv: uvRecipe,
	lock: lockRecipe,
	conda: condaRecipe,
	pixi: pixiRecipe,
	requirements: requirementsRecipe,
	dependencies: dependenciesRecipe
};
async function recipeFor(job) {
	const { source, manager } = job.pins;
	const build = buildOf(source, manager);
	if (build) {
		const make = RECIPES[build.kind];
		const recipe = await make(job, build);
		return {
			...recipe,
			torch: recipe.torch ?? onlyPinned(job)
		};
	}
	throw cannotBuild(`${posix.basename(source)}: no environment can be built from it`);
}
function originOf(job, { parts, tools, reads, torch }) {
	const { cwd } = job.surroundings;
	const found = fingerprint([
		{
			kind: "file",
			path: join(cwd, job.pins.source)
		},
		...reads,
		...readsOfSettings(tools, placeOf$1(job))
	], cwd);
	return {
		...found,
		parts: [
			...parts,
			...torch ? partsOfTorch(torch) : [],
			...found.parts
		]
	};
}
// src/python/resolve.ts
const RESOLVERS = [{
	installs: /^uv pip install /,
	asks: (words, file) => [...words.map((word) => word === "install" ? "compile" : word).filter((word) => word !== "-r"), ...[
		"--quiet",
		"--no-header",
		"--no-annotate",
		"--generate-hashes",
		"--output-file",
		file
	]],
	read: readRequirements
}, {
	installs: / -m pip install /,
	asks: (words, file) => [...words, ...[
		"--quiet",
		"--dry-run",
		"--ignore-installed",
		"--report",
		file
	]],
	read: readReport
}];
async function resolve$1({ steps }, surroundings, directory) {
	const found = [];
	const file = join(directory, "resolved");
	for (const step of steps) {
		const words = "command" in step ? step.command : [];
		const resolver = RESOLVERS.find(({ installs }) => installs.test(words.join(" ")));
		if (!resolver || !("command" in step)) {
			await takeStep(step, surroundings);
			continue;
		}
		const command = resolver.asks(words, file);
		await takeStep({
			...step,
			command
		}, surroundings);
		const items = resolver.read(await textOf(file));
		if (items === null) return null;
		found.push(...items);
	}
	return found;
}
const textOf = (file) => readFile(file, "utf8").catch((error) => {
	throw new ExpectedError(`cannot read ${file}: ${reason(error)}`, { kind: "environment" });
});
function readRequirements(text) {
	const found = [];
	for (const line of logicalLines(text)) {
		if (line.startsWith("-")) continue;
		const [, name = "", version, url] = /^([\w.-]+)(?:\[[^\]]*\])?\s*(?:==\s*([^\s;]+)|@\s*(\S+))/.exec(line) ?? [];
		if (!name || /^file:/.test(url ?? "")) return null;
		const hashes = [...line.matchAll(/--hash=(\S+)/g)].map(([, hash = ""]) => hash);
		found.push({
			name: normalise(name),
			version: version ?? "",
			url: url ?? null,
			index: null,
			hashes
		});
	}
	return found;
}
const reportSchema = object({ install: array(object({
	metadata: object({
		name: string(),
		version: string()
	}),
	download_info: object({
		url: string(),
		archive_info: object({
			hash: string().optional(),
			hashes: record(string(), string()).default({})
		}).optional(),
		vcs_info: object({ commit_id: string() }).optional()
	})
})) });
function readReport(text) {
	const { install } = parseJson(reportSchema, text, "pip's report", "environment");
	const found = [];
	for (const { metadata, download_info: from } of install) {
		if (!from.archive_info && !from.vcs_info) return null;
		const { sha256 } = from.archive_info?.hashes ?? {};
		const hash = sha256 ? `sha256:${sha256}` : from.archive_info?.hash?.replace("=", ":");
		found.push({
			name: normalise(metadata.name),
			version: metadata.version,
			url: from.vcs_info ? `${from.url}@${from.vcs_info.commit_id}` : from.url,
			index: null,
			hashes: hash ? [hash] : []
		});
	}
	return found;
}
export { staleInWords as $, probe as A, cpuWheels as B, compareFiles as C, readsOfSettings as D, pathsRead as E, installsFor as F, choosePlans as G, chooseWanted as H, mustHoldFor as I, acceleratorFor as J, digestOfPlan as K, neededOf as L, asPins as M, mustBeOfTheRight as N, measure as O, entriesIn$1 as P, cacheDirectory as Q, wantedFor as R, baseNotices as S, locateBase as T, lookFirst as U, chooseSuite as V, readCommitted as W, sourceOf$1 as X, requireClass as Y, FAMILY as Z, claimReports as _, fingerprint as a, stageOf as b, handOver as c, measureBoth as d, review as f, claimDirectory as g, baselineBefore as h, jobFor as i, stopwatch as j, prepare as k, judgeHanded as l, reportOn as m, originOf as n, observe as o, reviewUnwritten as p, placeOf$1 as q, recipeFor as r, diagnose as s, resolve$1 as t, check as u, keepLogs as v, copyToBuild as w, observeOne as x, removeLogs as y, wantedOf as z };
