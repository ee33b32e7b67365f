import { t as _usingCtx } from "./usingCtx.js";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { mkdtemp, open, realpath, rename, rm, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { constants as constants$1 } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
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
// src/lib/errors.ts
const settingOf = (spell, input, value) => {
	const name = spell(input);
	return name.startsWith("-") ? `${name} ${value}` : `${name}: ${value}`;
};
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
// src/lib/duration.ts
const SECONDS = {
	h: 3600,
	m: 60,
	s: 1
};
const DURATION = /^(?:(\d{1,6})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,6})\s*m(?:in(?:utes?|s)?)?)?\s*(?:(\d{1,9})\s*s(?:ec(?:onds?|s)?)?)?$/i;
function parseDuration(text, unit) {
	const plain = text.trim();
	if (/^\d{1,9}$/.test(plain)) return Number(plain) * SECONDS[unit];
	const [all, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(plain) ?? [];
	if (!all) return null;
	return Number(hours) * SECONDS.h + Number(minutes) * SECONDS.m + Number(seconds);
}
function durationInWords(seconds) {
	const [unit, word] = seconds >= 7200 && seconds % 3600 === 0 ? [3600, "h"] : seconds >= 120 && seconds % 60 === 0 ? [60, "min"] : [1, "s"];
	return `${seconds / Number(unit)} ${word}`;
}
// src/lib/near.ts
const mayDiffer = (word) => Math.min(2, Math.max(1, Math.floor(word.length / 3)));
function nearest$1(word, words) {
	const plain = (text) => text.toLowerCase().replaceAll("_", "-");
	const [first] = words.map((each) => ({
		each,
		apart: editsBetween(plain(word), plain(each))
	})).filter(({ apart }) => apart <= mayDiffer(word)).sort((a, b) => a.apart - b.apart);
	return first?.each ?? null;
}
function didYouMean(word, words, quote = "'") {
	const meant = nearest$1(word, words);
	return meant === null ? "" : `; did you mean ${quote}${meant}${quote}?`;
}
const LONGEST$1 = 60;
function editsBetween(one, other) {
	if (one.length > LONGEST$1 || Math.abs(one.length - other.length) > 2) return Number.MAX_VALUE;
	const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
	for (let i = 1; i <= one.length; i++) {
		const [above = [], before = []] = [rows[i - 1], rows[i - 2]];
		const row = [i];
		for (let j = 1; j <= other.length; j++) {
			const isSame = one[i - 1] === other[j - 1];
			const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
			const ways = [
				(above[j] ?? 0) + 1,
				(row[j - 1] ?? 0) + 1,
				(above[j - 1] ?? 0) + Number(!isSame)
			];
			row.push(Math.min(...ways, isSwapped && j > 1 ? (before[j - 2] ?? 0) + 1 : Number.MAX_VALUE));
		}
		rows.push(row);
	}
	return rows[one.length]?.[other.length] ?? 0;
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
		reason: "an address that works for everybody who knows it"
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
// src/lib/issues.ts
function explain(error, schema) {
	const { path, problem } = firstIssue(error, kindOf, schema);
	return path.length ? `${path.join(".")}: ${problem}` : problem;
}
function firstIssue(error, show, schema) {
	const [outer] = error.issues;
	if (!outer) return {
		path: [],
		problem: "not valid"
	};
	const issue = innermost(outer);
	return {
		path: issue.path,
		problem: problemOf(issue, show, schema)
	};
}
const FEW = 12;
function problemOf(issue, show, schema) {
	const [key = ""] = issue.code === "unrecognized_keys" ? issue.keys : [];
	if (key) {
		const known = schema ? keysAt(schema, issue.path) : [];
		const meant = didYouMean(key, known);
		const all = !meant && known.length && known.length <= FEW ? `; it takes ${known.join(", ")}` : "";
		return `unknown key '${clip$1(key)}'${meant || all}`;
	}
	const found = "input" in issue ? `, found ${show(issue.input)}` : "";
	if (issue.code !== "invalid_value") return `${plain(issue.message)}${found}`;
	const values = issue.values.map(String);
	const meant = typeof issue.input === "string" ? didYouMean(issue.input, values) : "";
	return `expected ${values.length > 1 ? `one of ${values.join(", ")}` : values.join()}${found}${meant}`;
}
const plain = (message) => message.replace(/^Invalid (input|option): /, "").replace(/, received .*$/, "");
function keysAt(schema, [first, ...rest]) {
	const { def } = schema._zod;
	const inner = def.innerType ?? def.in;
	const path = first === void 0 ? [] : [first, ...rest];
	if (inner) return keysAt(inner, path);
	if (def.options) return [...new Set(def.options.flatMap((each) => keysAt(each, path)))];
	if (first === void 0) return Object.keys(def.shape ?? {});
	const below = def.shape?.[String(first)] ?? def.valueType ?? def.element;
	return below ? keysAt(below, rest) : [];
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
	const [deepest, ...others] = below.map(innermost).sort((a, b) => depth(b) - depth(a));
	if (!deepest) return issue;
	const path = [...issue.path, ...deepest.path];
	const alike = others.filter((each) => depth(each) === depth(deepest) && each.code.startsWith("inv"));
	if (issue.code !== "invalid_union" || depth(deepest) > 0 || alike.length === 0) return {
		...deepest,
		path
	};
	const messages = [deepest, ...alike].map(({ message }) => plain(message).replace(/^expected /, ""));
	return {
		code: "custom",
		message: `expected ${[...new Set(messages)].join(" or ")}`,
		path,
		input: issue.input
	};
}
const LONGEST = 80;
function glimpse(value) {
	if (value === void 0) return "nothing";
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === "object" && value !== null) {
		const keys = Object.keys(value);
		return keys.length ? `an object with ${clip$1(keys.slice(0, 9).join(", "))}` : "an empty object";
	}
	return clip$1(JSON.stringify(value));
}
function clip$1(text) {
	const clean = hide(text);
	return clean.length > LONGEST ? `${clean.slice(0, 77)}...` : clean;
}
// src/lib/conflict.ts
const MARK$1 = /^(<{7}|>{7}|\|{7})( |$)/;
function lineOfConflict(text) {
	const at = text.split(/\r?\n/).findIndex((line) => MARK$1.test(line));
	return at === -1 ? null : at + 1;
}
function conflictIn(text, source, remedy = "resolve the conflict and commit the file") {
	const line = lineOfConflict(text);
	if (line === null) return null;
	return new ExpectedError(`${source} has merge conflict markers (line ${line}); ${remedy}`, { kind: "file" });
}
// src/lib/json.ts
const MAX_BYTES = 268435456;
function parseJson(schema, text, source, kind = "input", look = () => null) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw conflictIn(text, source) ?? notIn("JSON", source, error, kind);
	}
	const problem = look(value);
	if (problem !== null) throw new ExpectedError(`${source}: ${problem}`, { kind });
	return parseValue(schema, value, source, kind);
}
const notIn = (language, source, error, kind = "input") => new ExpectedError(`${source} is not ${language}: ${withoutQuotes(error)}`, { kind });
function parseValue(schema, value, source, kind = "input") {
	const result = schema.safeParse(value, { reportInput: true });
	if (result.success) return result.data;
	throw new ExpectedError(`${source}: ${explain(result.error, schema)}`, { kind });
}
function withoutQuotes(error) {
	return error.message.replace(/".*"|'.*'/s, "…").split("\n")[0]?.replace(/:$/, "") ?? "";
}
const readJson = async (schema, file, kind) => parseJson(schema, await readPresent(file, MAX_BYTES), file, kind);
async function readPresent(file, maxBytes, name = file) {
	const text = await readText(file, maxBytes);
	if (text !== null) return text;
	throw new ExpectedError(`cannot read ${name}: it does not exist`, { kind: "file" });
}
const readText = (file, maxBytes) => nullIfMissing(file, async () => {
	try {
		var _usingCtx$1 = _usingCtx();
		const handle = _usingCtx$1.a(await open(file, constants$1.O_RDONLY | constants$1.O_NONBLOCK));
		const found = await handle.stat();
		if (!found.isFile()) throw new ExpectedError(`cannot read ${file}: ${found.isDirectory() ? "it is a directory" : "it is not a file"}`, { kind: "file" });
		if (found.size > maxBytes) throw new ExpectedError(`${file}: expected at most ${maxBytes} bytes, found ${found.size}`);
		return (await handle.readFile("utf8")).replace(/^\uFEFF/, "");
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
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
async function within(path, input, roots, where) {
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
	const shown = clip(visible(value), length) || "—";
	return (ACTIVE.test(shown) ? shown.split(WORD).map((part) => isCopied(part) ? code(part, length) : escaped(part)).join("") : shown).replace(/^[-+=\d]/, escapeMark);
}
const ACTIVE = /[^\w .,;()'"!?%^=+/—-]|_|www\.|gh-|[0-9a-f]{7}/i;
const WORD = /([\w./~@+%:=-]*[\w/])/;
const COMMIT = /\b[0-9a-f]{7,}\b/i;
const isCopied = (word) => WORD.test(word) && (COMMIT.test(word) || /\/.*[@:]|[@:].*\/|^www\.|\/www\./i.test(word));
const escaped = (value) => value.replace(/[@#$]|:(?=\S)|www(?=\.)|gh-(?=\d)/gi, `$&${GAP}`).replace(/[&<>|`@*_[\]\\#~$\u200b]/g, escapeMark);
const escapeMark = (mark) => `&#${mark.charCodeAt(0)};`;
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
// src/lib/words.ts
function nearest(word, names) {
	const wanted = word.toLowerCase();
	const limit = Math.max(1, Math.floor(wanted.length / 3));
	const [best] = names.map((name) => ({
		name,
		steps: distance(wanted, name.toLowerCase())
	})).filter(({ name, steps }) => steps <= limit || isPart(wanted, name.toLowerCase())).sort((a, b) => a.steps - b.steps);
	return best?.name ?? null;
}
const isPart = (one, other) => one.length >= 3 && other.length >= 3 && (one.includes(other) || other.includes(one));
const MAX_LENGTH = 100;
function distance(one, other) {
	if (one.length > MAX_LENGTH || other.length > MAX_LENGTH) return MAX_LENGTH;
	let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
	for (let i = 1; i <= one.length; i++) {
		const row = [i];
		for (let j = 1; j <= other.length; j++) {
			const change = (last[j - 1] ?? 0) + Number(one[i - 1] !== other[j - 1]);
			const swap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
			row.push(Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, change, swap));
		}
		before = last;
		last = row;
	}
	return last[other.length] ?? 0;
}
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
// src/lib/columns.ts
const WIDE = /[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303e\uff01-\uff60\ufffd]/u;
const MARK = /\p{Mn}|\p{Me}|\u200b|\u200d/u;
function columnsOf(text) {
	let sum = 0;
	for (const each of stripVTControlCharacters(text)) sum += MARK.test(each) ? 0 : 1 + +WIDE.test(each);
	return sum;
}
// src/root.ts
const ROOT = fileURLToPath(new URL("..", import.meta.url));
export { firstIssue as A, ExpectedError as B, readPresent as C, writeAtomically as D, withoutQuotes as E, withoutSecrets as F, interruption as G, settingOf as H, didYouMean as I, nearest$1 as L, hidden as M, hide as N, conflictIn as O, probeEnvironment as P, durationInWords as R, readOwnText as S, reason as T, wrongInput as U, asValue as V, interruptible as W, within as _, nearest as a, parseValue as b, fence as c, text as d, visible as f, isInGit as g, isBelow as h, temporaryPlace as i, glimpse as j, explain as k, link$1 as l, followLinks as m, columnsOf as n, clip as o, webAddress as p, temporaryDirectory as r, code as s, ROOT as t, printable as u, notIn as v, readText as w, readJson as x, parseJson as y, parseDuration as z };
