import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { access, constants, mkdtemp, open, readFile, readdir, realpath, rename, rm, writeFile } from "node:fs/promises";
import { randomBytes, randomUUID } from "node:crypto";
import { constants as constants$1 } from "node:fs";
import { constants as constants$2, tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { spawn } from "node:child_process";
// src/lib/errors.ts
var ExpectedError = class extends Error {
	name = "ExpectedError";
	kind;
	detail;
	#sentence;
	constructor(sentence, { kind = "input", detail = "" } = {}) {
		super(typeof sentence === "string" ? sentence : sentence((input) => input));
		this.kind = kind;
		this.detail = detail;
		this.#sentence = sentence;
	}
	spelled(spell) {
		return typeof this.#sentence === "string" ? this.#sentence : this.#sentence(spell);
	}
};
const wrongInput = (input, text) => new ExpectedError((spell) => `${spell(input)}: ${text}`);
function asValue(error, ...kinds) {
	if (error instanceof ExpectedError && (kinds.length === 0 || kinds.includes(error.kind))) return error;
	throw error;
}
// src/lib/interrupt.ts
const STATUS = {
	SIGHUP: 129,
	SIGINT: 130,
	SIGTERM: 143
};
var Interrupted = class extends Error {
	name = "Interrupted";
	status;
	constructor(signal) {
		super(`interrupted by ${signal}: nothing is judged, and the files of an earlier run are as they were`);
		this.status = STATUS[signal];
	}
};
const controller = new AbortController();
const interruption = controller.signal;
const UNWIND_MS = 8500;
const LINGER_MS = 200;
async function interruptible(work, say) {
	for (const signal of Object.keys(STATUS)) process.on(signal, () => controller.abort(new Interrupted(signal)));
	const working = work().catch((error) => {
		interruption.throwIfAborted();
		throw error;
	});
	try {
		return await Promise.race([working, outOfTime()]);
	} catch (error) {
		if (!(error instanceof Interrupted)) throw error;
		say(error.message);
		setTimeout(() => process.exit(error.status), LINGER_MS).unref();
		return error.status;
	}
}
async function outOfTime() {
	await new Promise((resolve) => interruption.addEventListener("abort", resolve));
	await setTimeout$1(UNWIND_MS, void 0, { ref: false });
	throw interruption.reason;
}
// src/lib/variables.ts
const WITHHELD = [
	{
		prefix: "GITHUB_TOKEN",
		why: "may write to the repository"
	},
	{
		prefix: "GH_TOKEN",
		why: "the same"
	},
	{
		prefix: "INPUT_",
		why: "the action's inputs, the token among them"
	},
	{
		prefix: "ACTIONS_",
		why: "the runner's own tokens for caches, artifacts and OIDC"
	},
	{
		prefix: "GITHUB_ENV",
		why: "a file that sets variables for later steps"
	},
	{
		prefix: "GITHUB_PATH",
		why: "a file that sets the path of later steps"
	},
	{
		prefix: "GITHUB_OUTPUT",
		why: "a file with this step's outputs"
	},
	{
		prefix: "GITHUB_STATE",
		why: "the same, for the end of the job"
	},
	{
		prefix: "GITHUB_STEP_SUMMARY",
		why: "a file with this step's summary"
	},
	{
		prefix: "NODE_OPTIONS",
		why: "ours, of no use to Python"
	}
];
function probeEnvironment(env, probe) {
	const kept = withoutSecrets(env);
	return {
		...kept,
		PYTHONPATH: [probe, kept.PYTHONPATH].filter(Boolean).join(process.platform === "win32" ? ";" : ":"),
		PYTHONSAFEPATH: "1",
		PYTHONUNBUFFERED: "1"
	};
}
const isWithheld = (name) => WITHHELD.some(({ prefix }) => name.startsWith(prefix));
const withoutSecrets = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => !isWithheld(name)));
// src/lib/secrets.ts
const MASK = "***";
const SECRET_NAMES = [
	{
		name: /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL/,
		reason: "they say so"
	},
	{
		name: /KEYS?(_|$)/,
		reason: "API_KEY, APIKEY, PRIVATE_KEY_PEM; KEYBOARD is none"
	},
	{
		name: /PASS(_|$)/,
		reason: "SSHPASS, SMTP_PASS"
	},
	{
		name: /(^|_)(PWD|PW|CREDS?|PAT|JWT|SALT|SAS|PEM)(_|$)/,
		reason: "short for one; PATH is none"
	},
	{
		name: /(^|_)(BASIC|HTTP|OA|X)?AUTH(ORIZATION)?(_|$)/,
		reason: "what a header says; AUTHOR is none"
	},
	{
		name: /(^|_)(COOKIE|BEARER|SIGNATURE)(_|$)/,
		reason: "opens a session that somebody else has begun"
	},
	{
		name: /(^|_)DSN(_|$)|CONNECTION_?STRING/,
		reason: "an address with a password"
	},
	{
		name: /WEBHOOK/,
		reason: "an address that works for whoever knows it"
	}
];
const PUBLIC_NAMES = [
	{
		name: /^(OLD)?PWD$/,
		reason: "directories of the shell"
	},
	{
		name: /_(FILE|PATH|DIR|HOME|SOCK|SOCKET)(_OVERRIDE)?$/,
		reason: "where a secret lies is none"
	},
	{
		name: /^GOOGLE_APPLICATION_CREDENTIALS$/,
		reason: "a path, too"
	},
	{
		name: /(^|_)PUB(LIC)?_?KEYS?(_|$)/,
		reason: "the half of a key that is for all"
	},
	{
		name: /^GPG_KEY$/,
		reason: "in the images of Python, the name of a public key"
	},
	{
		name: /(CACHE|RESTORE)_?KEYS?$/,
		reason: "names an entry of a cache, often by a commit"
	},
	{
		name: /^TOKENIZERS_PARALLELISM$/,
		reason: "of a language model"
	}
];
const INPUT = /^INPUT_/;
const SHORTEST = 8;
const FEWEST_CHARACTERS = 4;
const SHORTEST_USER = 20;
const WORDS = new Set(`anonymous artifacts baseline changeme conda-forge container database dependabot development disabled
  environment external github-actions inherited internal lightning localhost minioadmin notebook optional
  password placeholder postgres postgresql production protected pull_request pytorch-lightning readonly
  redacted renovate reproducibility required requirements self-hosted standard training ubuntu-latest
  undefined unlimited unstable username violation workflow workspace`.split(/\s+/));
const VERSION = /^v?\d+(\.\d+)+((a|b|rc|\.dev|\.post)\d+)?(\+[a-z0-9.]{1,20})?$/i;
const mayBeSecret = (value) => value.length >= SHORTEST && new Set(value).size >= FEWEST_CHARACTERS && !WORDS.has(value.toLowerCase()) && !VERSION.test(value);
function isSecretName(name) {
	const words = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/[^A-Za-z\d]+/g, "_").toUpperCase();
	const says = (rows) => rows.some((row) => row.name.test(words));
	return isWithheld(name) && !INPUT.test(name) || says(SECRET_NAMES) && !says(PUBLIC_NAMES);
}
const PATTERNS = [
	{
		what: "user and password of an address; `git@` is none",
		pattern: /(\/\/)(?!git@)[^\s/?#]+(?=@)/g
	},
	{
		what: "the same with a slash in the password, which no address may have; a port is none",
		pattern: /(\/\/)[^\s/?#@:[]+:(?!\d+[/?#])[^\s"'<>,]{0,500}(?=@)/g
	},
	{
		what: "a key that an address is asked with",
		pattern: /([?&](?:[\w-]*(?:token|secret|password|signature|credential|key)|sig)=)[^\s&#"'<>]+/gi
	},
	{
		what: "what a request says of who makes it",
		pattern: /(\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"']+/gi
	}
];
const USERINFO = /\/\/([^\s/?#@:]*)(?::([^\s/?#]*))?@/g;
const isPublic = (name) => /^(GITHUB|RUNNER)_/.test(name) && !isSecretName(name);
function secretsIn(env) {
	const variables = Object.entries(env).map(([name, value = ""]) => ({
		name,
		value
	}));
	const known = new Set(variables.filter(({ name }) => isPublic(name)).map(({ value }) => value));
	const found = variables.flatMap(({ name, value }) => [...isSecretName(name) ? partsOf(value) : [], ...[...value.matchAll(USERINFO)].flatMap(([, user = "", password]) => {
		if (password !== void 0) return [password, decode(password)];
		return user.length < SHORTEST_USER ? [] : [user];
	})]);
	return [...new Set(found)].filter((value) => mayBeSecret(value) && !known.has(value));
}
function partsOf(value) {
	const whole = value.trim();
	const lines = whole.split(/[\r\n]+|\\n/).map((line) => line.trim());
	return [
		whole,
		whole.replace(/^(["'])(.*)\1$/s, "$2"),
		...lines,
		...textsIn(whole)
	];
}
function textsIn(text) {
	if (!/^[[{]/.test(text)) return [];
	try {
		const texts = [];
		JSON.parse(text, (_, item) => typeof item === "string" && texts.push(item));
		return texts;
	} catch {
		return [];
	}
}
function spellingsOf(secret) {
	const json = JSON.stringify(secret).slice(1, -1);
	const uri = encodeURIComponent(secret.toWellFormed());
	const quoted = uri.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
	const uris = [
		uri,
		quoted,
		quoted.replaceAll("%2F", "/"),
		quoted.replaceAll("%20", "+")
	];
	const inCapitals = (text) => text.replace(/%../g, (code) => code.toUpperCase());
	const inSmall = (text) => text.replace(/%../g, (code) => code.toLowerCase());
	return [
		secret,
		json,
		JSON.stringify(json).slice(1, -1),
		json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
		secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
		...uris.flatMap((each) => [inCapitals(each), inSmall(each)]),
		...base64(secret)
	].filter(mayBeSecret);
}
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
function base64(secret) {
	const bytes = Buffer.from(secret);
	const within = [
		0,
		1,
		2
	].map((before) => {
		const first = Math.ceil(before * 8 / 6);
		const last = Math.floor((before + bytes.length) * 8 / 6);
		return Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").slice(first, last);
	});
	return [bytes.toString("base64"), ...within].flatMap((digits) => [digits, digits.replaceAll("+", "-").replaceAll("/", "_")]);
}
function hider(env) {
	const spellings = [...new Set(secretsIn(env).flatMap(spellingsOf))];
	spellings.sort((a, b) => b.length - a.length);
	return (text) => {
		let clean = text;
		for (const spelling of spellings) if (clean.includes(spelling)) clean = clean.replaceAll(spelling, MASK);
		for (const { pattern } of PATTERNS) clean = clean.replace(pattern, `$1${MASK}`);
		return clean;
	};
}
let own;
function hide(text) {
	own ??= hider(process.env);
	return own(text);
}
function hidden(value, kept) {
	const walk = (each) => {
		if (typeof each === "string") return hide(each);
		if (Array.isArray(each)) return each.map(walk);
		if (each === null || typeof each !== "object") return each;
		return Object.fromEntries(Object.entries(each).map(([key, item]) => [key, kept.has(key) ? item : walk(item)]));
	};
	return walk(value);
}
// src/lib/json.ts
const MAX_BYTES = 268435456;
function parseJson(schema, text, source, kind = "input") {
	let value;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new ExpectedError(`${source} is not JSON: ${withoutQuotes(error)}`, { kind });
	}
	return parseValue(schema, value, source, kind);
}
function parseValue(schema, value, source, kind = "input") {
	const result = schema.safeParse(value, { reportInput: true });
	if (result.success) return result.data;
	throw new ExpectedError(`${source}: ${explain(result.error)}`, { kind });
}
function withoutQuotes(error) {
	return error.message.replace(/".*"|'.*'/s, "…").split("\n")[0]?.replace(/:$/, "") ?? "";
}
function explain(error) {
	const { path, problem } = firstIssue(error, kindOf);
	return `${path.length ? path.join(".") : "the whole value"}: ${problem}`;
}
function firstIssue(error, show) {
	const [outer] = error.issues;
	if (!outer) return {
		path: [],
		problem: "not valid"
	};
	const issue = innermost(outer);
	const found = "input" in issue ? `, found ${show(issue.input)}` : "";
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
const readJson = async (schema, file, kind) => parseJson(schema, await readPresent(file, MAX_BYTES), file, kind);
async function readPresent(file, maxBytes, name = file) {
	const text = await readText(file, maxBytes);
	if (text !== null) return text;
	throw new ExpectedError(`cannot read ${name}: it does not exist`, { kind: "file" });
}
const readText = (file, maxBytes) => nullIfMissing(file, async () => {
	await using handle = await open(file, constants$1.O_RDONLY | constants$1.O_NONBLOCK);
	const found = await handle.stat();
	if (!found.isFile()) throw new ExpectedError(`cannot read ${file}: it is not a file`, { kind: "file" });
	if (found.size > maxBytes) throw new ExpectedError(`${file}: expected at most ${maxBytes} bytes, found ${found.size}`);
	return (await handle.readFile("utf8")).replace(/^\uFEFF/, "");
});
const readOwnText = (file, maxBytes) => nullIfMissing(file, async () => {
	const home = await realpath(dirname(file));
	const real = await realpath(file);
	if (dirname(real) === home) return readText(real, maxBytes);
	throw new ExpectedError(`${file}: expected a file of its directory, found a link that leads out of it`);
});
async function nullIfMissing(file, read) {
	try {
		return await read();
	} catch (error) {
		if (error instanceof ExpectedError) throw error;
		if (error.code === "ENOENT") return null;
		throw new ExpectedError(`cannot read ${file}: ${reason(error)}`, { kind: "file" });
	}
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
// src/lib/paths.ts
async function followLinks(path) {
	try {
		return await realpath(path);
	} catch (error) {
		const parent = dirname(path);
		if (error.code !== "ENOENT" || parent === path) throw error;
		return join(await followLinks(parent), path.slice(parent.length));
	}
}
function isBelow(root, path) {
	const from = relative(root, path);
	return !isAbsolute(from) && from !== ".." && !from.startsWith(`..${sep}`);
}
const isInGit = (path) => path.split(/[/\\]/).some((part) => part.toLowerCase() === ".git");
async function within$1(path, input, roots, where) {
	const found = await followLinks(resolve(path)).catch((error) => {
		throw wrongInput(input, `cannot follow ${JSON.stringify(path)}: ${reason(error)}`);
	});
	for (const root of roots) {
		const top = await followLinks(resolve(root));
		if (isBelow(top, found) && !isInGit(relative(top, found))) return found;
	}
	throw wrongInput(input, `expected a path in ${where}, found ${JSON.stringify(path)}, which leads to ${found}`);
}
// src/report/inert.ts
const PLAIN = /^([!-~]+( [!-~]+)*)?$/;
function visible(value) {
	if (PLAIN.test(value)) return value;
	return value.toWellFormed().replace(/[\s\u2028\u2029]+/gu, " ").replace(/[\p{Cc}\p{Cf}\p{Co}\p{NChar}]/gu, "�").replace(/(\p{M}{3})\p{M}+/gu, "$1").trim();
}
const printable = (line) => (/^ */.exec(line)?.[0] ?? "") + visible(line);
function clip(value, length) {
	if (value.length <= length) return value;
	const characters = [...value.slice(0, 2 * length + 2)];
	return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : value;
}
const LONGEST_SENTENCE = 400;
const LONGEST_NAME = 120;
const LONGEST_LOG = 4e3;
const LONGEST_ADDRESS = 500;
function text(value, length = LONGEST_SENTENCE) {
	return (clip(visible(value), length) || "—").replace(/\b[0-9a-f]{7,}\b/gi, (digits) => digits.replace(/.{6}(?=.)/g, `$&${GAP}`)).replace(/[@#$]|:(?=\S)|www(?=\.)|gh-(?=\d)/gi, `$&${GAP}`).replace(/[&<>|`@*_[\]\\#~$\u200b]|^[-+=\d]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
const GAP = "​";
function code(value, length = LONGEST_NAME) {
	const inert = clip(visible(value), length).replaceAll("`", "ˋ").replaceAll("|", "¦");
	return `\`${withoutTags(inert) || " "}\``;
}
function fence(value) {
	const kept = [...value.split(/\r\n|[\r\n\u2028\u2029]/).slice(-40).map((line) => withoutTags(clip(printable(line), LONGEST_LOG / 4))).join("\n")].slice(-4e3).join("");
	const longest = Math.max(2, ...[...kept.matchAll(/`+/g)].map(([run]) => run.length));
	const marks = "`".repeat(longest + 1);
	return `${marks}\n${kept}\n${marks}`;
}
function link$1(label, address) {
	const href = webAddress(address);
	return href ? `[${label}](${href.replaceAll("&", "&amp;").replace(/[()|\\`*_~[\]<>]/g, escapeUrl)})` : label;
}
function webAddress(address) {
	const url = address ? URL.parse(address) : null;
	return url?.protocol === "https:" && !url.username && !url.password && url.href.length <= LONGEST_ADDRESS ? url.href : null;
}
const escapeUrl = (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
const withoutTags = (value) => value.replace(/<(?=!--|\/?details)/gi, "‹");
// src/lib/temporary.ts
const temporaryPlace = (env) => env.RUNNER_TEMP || tmpdir();
async function temporaryDirectory(place) {
	const made = await mkdtemp(join(place, "lddpr-")).catch((error) => {
		throw new ExpectedError(`cannot make a temporary directory in ${place}: ${reason(error)}; set TMPDIR (on a runner, RUNNER_TEMP) to a directory that is there and can be written to`, { kind: "environment" });
	});
	const path = await realpath(made);
	return {
		path,
		[Symbol.asyncDispose]: () => rm(path, {
			recursive: true,
			force: true
		})
	};
}
// src/root.ts
const ROOT = fileURLToPath(new URL("..", import.meta.url));
// src/lib/foreign/guard.ts
async function* pythons(command, cwd, env) {
	if (process.platform !== "linux") return;
	for (const directory of (env.PATH ?? "").split(delimiter).filter(isAbsolute)) if (await isProgram(join(directory, "python3"))) yield join(directory, "python3");
	const [own] = command;
	if (!/^python[\d.]*$/.test(basename(own)) || !own.includes("/")) return;
	if (await isProgram(resolve(cwd, own))) yield resolve(cwd, own);
}
async function isProgram(path) {
	try {
		await access(path, constants.X_OK);
		await using file = await open(path);
		const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
		return buffer.toString("latin1") === "ELF";
	} catch {
		return false;
	}
}
function readSaid(text) {
	const said = {
		started: null,
		failed: null,
		ended: null,
		left: [],
		kept: []
	};
	for (const line of text.split("\n")) {
		const [, word = "", number = "", name = ""] = /^(\w+) (-?\d+) ?(.*)$/.exec(line) ?? [];
		if (word === "started" || word === "failed" || word === "ended") said[word] = Number(number);
		if (word === "left" || word === "kept") said[word].push(`${name} (${number})`);
	}
	return said;
}
// src/lib/foreign/processes.ts
const MARK = "LDDPR_RUN";
const GONE_MS = 1e3;
const POLL_MS = 5;
async function endAll({ pid: root, mark, guard }) {
	if (root <= 1) return [];
	const names = new Map();
	const sessions = new Set([root]);
	const deadline = performance.now() + GONE_MS;
	for (;;) {
		const ours = await belongingTo(root, mark, sessions);
		const rest = guard ? ours.filter(({ pid }) => pid !== root) : ours;
		for (const { pid, group, name, session } of rest) {
			names.set(pid, `${name} (${pid})`);
			if (session > 1) sessions.add(session);
			kill(-group);
			kill(pid);
		}
		if (rest.length === 0) kill(-root);
		if (ours.length === 0 || performance.now() > deadline) return [...names.values()];
		await setTimeout$1(POLL_MS);
	}
}
function kill(target) {
	if (Math.abs(target) <= 1) return;
	try {
		process.kill(target, "SIGKILL");
	} catch {}
}
async function belongingTo(root, mark, sessions) {
	const all = await livingProcesses();
	const marked = await Promise.all(all.map(({ pid }) => bears(pid, mark)));
	const found = new Set(all.filter(({ session }, index) => sessions.has(session) || marked[index]).map(({ pid }) => pid));
	for (let before = -1; found.size > before;) {
		before = found.size;
		for (const { pid, parent } of all) if (parent === root || found.has(parent)) found.add(pid);
	}
	return all.filter(({ pid }) => found.has(pid) && pid !== process.pid);
}
const bears = (pid, mark) => readFile(`/proc/${pid}/environ`, "latin1").then((text) => `\0${text}`.includes(`\0${MARK}=${mark}\0`), () => false);
async function livingProcesses() {
	const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
	return (await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, "latin1").catch(() => "")))).flatMap((stat, index) => {
		const end = stat.lastIndexOf(")");
		const [state = "X", parent, group, session] = stat.slice(end + 2).split(" ");
		if ("ZX".includes(state)) return [];
		const name = stat.slice(stat.indexOf("(") + 1, end);
		return {
			pid: Number(pids[index]),
			name,
			parent: Number(parent),
			group: Number(group),
			session: Number(session)
		};
	});
}
// src/lib/foreign/run.ts
const GUARD = join(ROOT, "python-probe/lddpr/guard.py");
const LIMIT = 104857600;
const FORCE_MS = 2500;
const CLOSE_MS = 1e3;
const MOST_NAMED = 5;
async function runForeign(task) {
	const { command, cwd, env, guarded = true } = task;
	if (guarded) for await (const python of pythons(command, cwd, env)) {
		const ended = await withGuard(python, task);
		if (ended) return ended;
	}
	return withoutGuard(task);
}
async function withGuard(python, task) {
	const running = start([
		python,
		"-I",
		"-S",
		GUARD
	], task, true);
	const { child, root, output } = running;
	const voice = child.stdio[3];
	let words = "";
	voice.setEncoding("utf8").on("data", (text) => {
		words += text;
	});
	const silence = new Promise((resolve) => voice.once("close", resolve));
	child.stdin?.on("error", () => {});
	child.stdin?.write([
		task.command.length,
		...task.command,
		""
	].join("\0"));
	const { cut, ...ending } = await follow(running, task, () => child.stdin?.end());
	await within(silence);
	const said = readSaid(words);
	const swept = said.ended === null && said.failed === null ? await endAll(root) : [];
	await close(running);
	if (said.started === null && said.failed === null && cut === null) return null;
	return {
		...output,
		cut,
		...howEnded(said, ending.signal),
		code: nameOf(constants$2.errno, said.failed),
		left: [...said.left, ...swept],
		kept: said.kept
	};
}
function howEnded({ ended }, signal) {
	if (signal !== null || ended === null) return {
		status: null,
		signal
	};
	return ended >= 0 ? {
		status: ended,
		signal: null
	} : {
		status: null,
		signal: nameOf(constants$2.signals, -ended)
	};
}
async function withoutGuard(task) {
	const running = start(task.command, task, false);
	const { child, root, output } = running;
	const { cut, ...ending } = await follow(running, task, () => child.kill("SIGTERM"));
	const isQuestion = task.guarded === false && !cut;
	kill(-root.pid);
	const left = ending.code || isQuestion ? [] : await endAll(root);
	await close(running);
	return {
		...output,
		...ending,
		cut,
		left,
		kept: []
	};
}
function start([program, ...words], { cwd, env }, guard) {
	interruption.throwIfAborted();
	const mark = randomUUID();
	const child = spawn(program, words, {
		cwd,
		env: {
			...env,
			[MARK]: mark
		},
		stdio: guard ? [
			"pipe",
			"pipe",
			"pipe",
			"pipe"
		] : [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: process.platform !== "win32"
	});
	const closing = new Promise((resolve) => child.once("close", resolve));
	return {
		child,
		root: {
			pid: child.pid ?? 0,
			mark,
			guard
		},
		output: {
			stdout: "",
			stderr: "",
			all: ""
		},
		closing
	};
}
async function follow({ child, root, output }, { seconds, limit = LIMIT, hear = () => {} }, ask) {
	let cut = null;
	let force;
	const end = (why) => {
		if (force) return;
		cut = why;
		ask();
		force = setTimeout(() => endAll(root).then(() => child.kill("SIGKILL")), FORCE_MS);
	};
	const onAbort = () => end(null);
	interruption.addEventListener("abort", onAbort);
	const time = setTimeout(() => end("late"), seconds * 1e3);
	for (const stream of ["stdout", "stderr"]) child[stream]?.setEncoding("utf8").on("data", (text) => {
		if (output.all.length > limit) return;
		output[stream] += text;
		output.all += text;
		hear(text, stream);
		if (output.all.length > limit) end("loud");
	});
	const ending = await new Promise((resolve) => {
		child.on("exit", (status, signal) => resolve({
			status,
			signal,
			code: null
		}));
		child.on("error", ({ code }) => resolve({
			status: null,
			signal: null,
			code: code ?? null
		}));
	});
	interruption.removeEventListener("abort", onAbort);
	clearTimeout(time);
	clearTimeout(force);
	return {
		...ending,
		cut
	};
}
async function close({ child, closing }) {
	await within(closing);
	for (const stream of child.stdio) stream?.destroy();
	interruption.throwIfAborted();
}
const within = (promise) => Promise.race([promise, setTimeout$1(CLOSE_MS, null, { ref: false })]);
const nameOf = (numbers, wanted) => Object.keys(numbers).find((name) => numbers[name] === wanted) ?? null;
function aboutLeft(program, { status, cut, left, kept }) {
	return [...status !== null && cut === null && left.length ? [`${program} left processes running; they are ended: ${nameSome(left)}`] : [], ...kept.length ? [`${program} left processes running that cannot be ended: ${nameSome(kept)}`] : []];
}
function nameSome(names) {
	const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
	return `${names.slice(0, MOST_NAMED).join(", ")}${more}`;
}
export { hidden as A, readJson as C, reason as D, readText as E, interruption as F, ExpectedError as I, asValue as L, probeEnvironment as M, withoutSecrets as N, withoutQuotes as O, interruptible as P, wrongInput as R, parseValue as S, readPresent as T, within$1 as _, temporaryPlace as a, glimpse as b, fence as c, text as d, visible as f, isInGit as g, isBelow as h, temporaryDirectory as i, hide as j, writeAtomically as k, link$1 as l, followLinks as m, runForeign as n, clip as o, webAddress as p, ROOT as r, code as s, aboutLeft as t, printable as u, explain as v, readOwnText as w, parseJson as x, firstIssue as y };
