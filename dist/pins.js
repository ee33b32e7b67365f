import { i as __toESM } from "./rolldown-runtime.js";
import { F as meets, I as normalise, et as FRAMEWORKS, tt as PROBED } from "./model.js";
import { B as ExpectedError, E as withoutQuotes, H as settingOf, O as conflictIn, T as reason, U as wrongInput, a as nearest, g as isInGit, k as explain } from "./lib.js";
import { a as boolean, d as number, f as object, g as string, i as array, l as literal, m as record, n as _enum, u as looseObject, v as union, y as unknown$1 } from "./zod.js";
import { t as parse$1 } from "./toml.js";
import { t as require_dist } from "./yaml.js";
import { n as compare$1, s as valid } from "./versions.js";
import { extname, isAbsolute, join, posix, relative, sep } from "node:path";
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, readdirSync, realpathSync, statSync } from "node:fs";
// src/pins/format.ts
const MiB = 1048576;
const LIMITS$1 = {
	manifest: MiB,
	lock: 32 * MiB
};
const YAML_LIMIT = 8 * MiB;
const PART = "the needed part";
const ALL = "everything";
const BY_HASH = "uv or pip, by version and hash";
// src/pins/source.ts
var import_dist = __toESM(require_dist(), 1);
const PARSERS = {
	TOML: (text) => parse$1(text, { maxDepth: 100 }),
	YAML: parseYaml,
	JSON: (text) => JSON.parse(text)
};
var SourceFile = class SourceFile {
	path;
	text;
	trail;
	repository;
	constructor(repository, path, text, trail = new Map()) {
		this.repository = repository;
		this.path = path;
		this.text = text;
		this.trail = trail;
		trail.set(path, text);
	}
	static open(repository, path) {
		const text = repository.read(path);
		return text === null ? null : new SourceFile(repository, path, text);
	}
	get name() {
		return this.repository.name(this.path);
	}
	get directory() {
		return posix.dirname(this.path);
	}
	get base() {
		return posix.basename(this.path);
	}
	resolve(target) {
		return this.repository.resolve(this.directory, target, this.path);
	}
	beside(target) {
		const path = this.resolve(target);
		const text = this.repository.read(path);
		return text === null ? null : new SourceFile(this.repository, path, text, this.trail);
	}
	alone() {
		return new SourceFile(this.repository, this.path, this.text);
	}
	upwards(name, look) {
		const steps = this.directory === "." ? 0 : this.directory.split("/").length;
		for (let up = 0; up <= steps; up++) {
			const found = look(`${"../".repeat(up)}${name}`);
			if (found !== null) return found;
		}
		return null;
	}
	nearest(name) {
		return this.upwards(name, (target) => this.beside(target));
	}
	peek(target) {
		return this.repository.read(this.resolve(target));
	}
	include(target) {
		let found;
		try {
			found = this.beside(target);
		} catch (error) {
			if (!(error instanceof ExpectedError)) throw error;
			throw new ExpectedError(`${this.path} includes ${target}: ${error.message}`);
		}
		if (found) return found;
		const name = this.repository.name(this.resolve(target));
		throw new ExpectedError(`${this.path} includes ${target}: cannot read ${name}: it does not exist`);
	}
	wrong(field, problem) {
		return new ExpectedError(`${this.name}: ${field}: ${problem}`);
	}
	parse(language, schema, text = this.text) {
		const key = text === this.text ? this.path : `${this.path}\0${text}`;
		const value = this.repository.remember(language, key, () => {
			try {
				return PARSERS[language](text);
			} catch (error) {
				const conflict = conflictIn(text, this.name);
				if (conflict) throw conflict;
				const problem = error instanceof RangeError ? "it is nested too deeply" : withoutQuotes(error);
				throw new ExpectedError(`${this.name} is not ${language}: ${problem}`);
			}
		});
		return this.repository.remember(schema, key, () => {
			const result = schema.safeParse(value, { reportInput: true });
			if (result.success) return result.data;
			throw new ExpectedError(`${this.name}: ${explain(result.error)}`);
		});
	}
	part(schema, value, ...at) {
		const result = schema.safeParse(value);
		if (result.success) return result.data;
		const [issue] = result.error.issues;
		throw this.wrong([...at, ...issue?.path ?? []].join("."), issue?.message ?? "");
	}
	whole(language) {
		return this.parse(language, anything);
	}
};
const anything = unknown$1();
const maybeText = string().optional();
const maybeTexts = array(string()).optional();
const table = (value) => record(string(), value);
function orNull(work, note = () => {}) {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof ExpectedError)) throw error;
		note(error);
		return null;
	}
}
function asShape(schema, value) {
	const result = schema.safeParse(value);
	return result.success ? result.data : null;
}
function parseYaml(text) {
	const document = import_dist.parseDocument(text, {
		schema: "failsafe",
		uniqueKeys: false,
		prettyErrors: true,
		logLevel: "silent"
	});
	const [problem] = document.errors;
	if (problem) throw new Error(problem.message);
	return document.toJS({ maxAliasCount: 100 });
}
// src/pins/target.ts
const LINUX = {
	sys_platform: "linux",
	platform_system: "Linux",
	os_name: "posix"
};
const DARWIN = {
	sys_platform: "darwin",
	platform_system: "Darwin",
	os_name: "posix"
};
const WINDOWS = {
	sys_platform: "win32",
	platform_system: "Windows",
	os_name: "nt"
};
const MAC = [
	"darwin",
	"macos",
	"mac",
	"osx"
];
const WIN = [
	"windows",
	"win",
	"win32",
	"win64"
];
const X86 = [
	"x86",
	"64",
	"amd64"
];
const ARM = [
	"arm64",
	"aarch64",
	"arm"
];
const PLATFORMS = {
	"linux-x86_64": {
		...LINUX,
		platform_machine: "x86_64",
		conda: "linux-64",
		words: ["linux", ...X86]
	},
	"linux-aarch64": {
		...LINUX,
		platform_machine: "aarch64",
		conda: "linux-aarch64",
		words: ["linux", ...ARM]
	},
	"linux-ppc64le": {
		...LINUX,
		platform_machine: "ppc64le",
		conda: "linux-ppc64le",
		words: ["linux", "ppc64le"]
	},
	"darwin-arm64": {
		...DARWIN,
		platform_machine: "arm64",
		conda: "osx-arm64",
		words: [...MAC, ...ARM]
	},
	"darwin-x86_64": {
		...DARWIN,
		platform_machine: "x86_64",
		conda: "osx-64",
		words: [...MAC, ...X86]
	},
	"windows-amd64": {
		...WINDOWS,
		platform_machine: "AMD64",
		conda: "win-64",
		words: [...WIN, ...X86]
	}
};
const DEFAULT_PLATFORM = "linux-x86_64";
const USUAL_PYTHON = 12;
const MINORS = [
	6,
	7,
	8,
	9,
	10,
	11,
	12,
	13,
	14,
	15
];
const MICROS = Array.from({ length: 30 }, (_, micro) => micro);
function parsePlatform(name) {
	const found = Object.entries(PLATFORMS).find(([key, { conda }]) => key === name || conda === name);
	if (found) return found[0];
	const known = Object.keys(PLATFORMS).join(", ");
	throw wrongInput("platform", `expected one of ${known}, found ${JSON.stringify(name)}`);
}
const platformOf = (name) => name in PLATFORMS ? name : void 0;
const targetFor = (python, platform, { extras, groups }) => ({
	python,
	platform: platformOf(platform) ?? "linux-x86_64",
	extras: new Set(extras.map(normalise)),
	groups: new Set(groups.map(normalise))
});
function parsePython(version) {
	if (/^3\.\d{1,2}(\.\d{1,3})?$/.test(version)) return version;
	throw wrongInput("pythonVersion", `expected a version such as 3.12 or 3.12.4, found ${JSON.stringify(version)}`);
}
const allows = (range, minor) => [99, ...MICROS].some((micro) => meets(`3.${minor}.${micro}`, range) === true);
const minorOf = (python) => python.split(".").slice(0, 2).join(".");
const allowsPython = (range, python) => python === minorOf(python) ? allows(range, Number(python.split(".")[1])) : meets(python, range) !== false;
function choosePython(named, range) {
	if (named) return named;
	const order = [...MINORS].sort((a, b) => Math.abs(a - USUAL_PYTHON) - Math.abs(b - USUAL_PYTHON) || a - b);
	return `3.${(range === null ? USUAL_PYTHON : order.find((each) => allows(range, each))) ?? USUAL_PYTHON}`;
}
// src/pins/pep/markers.ts
const MAX_LENGTH$3 = 1e5;
const MAX_DEPTH = 50;
const TOKEN = /\s*(?:(?<symbol>[()]|===|[<>=!~]=|[<>])|"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<name>[A-Za-z_][\w.]*))/y;
const OLD_NAMES = {
	"os.name": "os_name",
	"sys.platform": "sys_platform",
	"platform.version": "platform_version",
	"platform.machine": "platform_machine",
	"platform.python_implementation": "platform_python_implementation",
	python_implementation: "platform_python_implementation"
};
const VERSIONS = new Set([
	"python_version",
	"python_full_version",
	"implementation_version"
]);
const parsed = new Map();
function holds(marker, around) {
	if (!marker?.trim()) return true;
	let node = parsed.get(marker);
	if (node === void 0) {
		node = parse(marker);
		if (parsed.size > 5e4) parsed.clear();
		parsed.set(marker, node);
	}
	return node && evaluate(node, around);
}
function parse(text) {
	const tokens = text.length > MAX_LENGTH$3 ? null : tokenise(text);
	if (!tokens) return null;
	let at = 0;
	const word = (value) => tokens[at]?.type === "name" && tokens[at]?.value === value;
	const symbol = (value) => tokens[at]?.type === "symbol" && tokens[at]?.value === value;
	const chain = (kind, next, depth) => {
		const of = [];
		do {
			const node = next(depth);
			if (!node) return null;
			of.push(node);
		} while (word(kind) && ++at);
		return of.length === 1 ? of[0] ?? null : {
			kind,
			of
		};
	};
	const any = (depth) => chain("or", all, depth);
	const all = (depth) => chain("and", one, depth);
	const one = (depth) => {
		if (!symbol("(")) return compare();
		if (depth === MAX_DEPTH) return null;
		at++;
		const inner = any(depth + 1);
		return inner && symbol(")") && ++at ? inner : null;
	};
	const compare = () => {
		const left = tokens[at++];
		let operator = tokens[at++]?.value;
		if (operator === "not" && word("in") && ++at) operator = "not in";
		const right = tokens[at++];
		const known = operator && /^([<>=!~]=|===|[<>]|in|not in)$/.test(operator);
		if (!left || !right || !known || left.type === "symbol" || right.type === "symbol") return null;
		return {
			kind: "compare",
			left,
			operator: operator ?? "",
			right
		};
	};
	const node = any(0);
	return at === tokens.length ? node : null;
}
function tokenise(text) {
	const tokens = [];
	const end = text.trimEnd().length;
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < end) {
		const groups = TOKEN.exec(text)?.groups;
		if (!groups) return null;
		const { symbol, name, double, single } = groups;
		if (symbol) tokens.push({
			type: "symbol",
			value: symbol
		});
		else if (name) tokens.push({
			type: "name",
			value: name
		});
		else tokens.push({
			type: "text",
			value: double ?? single ?? ""
		});
	}
	return tokens;
}
function evaluate(node, around) {
	if (node.kind === "compare") return compare(node.left, node.operator, node.right, around);
	const decisive = node.kind === "or";
	let unknown = false;
	for (const each of node.of) {
		const truth = evaluate(each, around);
		if (truth === decisive) return decisive;
		unknown ||= truth === null;
	}
	return unknown ? null : !decisive;
}
function compare(left, operator, right, around) {
	const name = (token) => token.type === "name" ? OLD_NAMES[token.value] ?? token.value : null;
	const [leftName, rightName] = [name(left), name(right)];
	if (leftName === "extra" || rightName === "extra") {
		const wanted = normalise((leftName === "extra" ? right : left).value);
		const active = around.extras.has(wanted);
		return operator === "==" ? active : operator === "!=" ? !active : null;
	}
	if (rightName === "extras" || rightName === "dependency_groups") {
		const active = (rightName === "extras" ? around.extras : around.groups)?.has(normalise(left.value)) ?? false;
		return operator === "in" ? active : operator === "not in" ? !active : null;
	}
	const lefts = leftName ? values(leftName, around.target) : [left.value];
	const rights = rightName ? values(rightName, around.target) : [right.value];
	const asVersion = VERSIONS.has(leftName ?? "") || VERSIONS.has(rightName ?? "");
	const truths = new Set(lefts.flatMap((a) => rights.map((b) => relation(a, operator, b, asVersion, leftName === null))));
	const [first = null] = truths;
	return truths.size === 1 ? first : null;
}
function values(name, { python, platform }) {
	const { sys_platform, platform_system, os_name, platform_machine } = PLATFORMS[platform];
	const full = python.split(".").length > 2 ? [python] : [`${python}.0`, `${python}.99`];
	return {
		python_version: [python.split(".").slice(0, 2).join(".")],
		python_full_version: full,
		implementation_version: full,
		implementation_name: ["cpython"],
		platform_python_implementation: ["CPython"],
		sys_platform: [sys_platform],
		platform_system: [platform_system],
		os_name: [os_name],
		platform_machine: [platform_machine]
	}[name] ?? [];
}
const MIRRORED = {
	"<": ">",
	">": "<",
	"<=": ">=",
	">=": "<="
};
function relation(a, operator, b, asVersion, mirrored) {
	if (operator === "in") return b.includes(a);
	if (operator === "not in") return !b.includes(a);
	if (asVersion) {
		const [version, bound] = mirrored ? [b, a] : [a, b];
		const truth = meets(version, `${mirrored ? MIRRORED[operator] ?? operator : operator}${bound}`);
		if (truth !== null) return truth;
	}
	if (operator === "==" || operator === "===") return a === b;
	if (operator === "!=") return a !== b;
	return null;
}
// src/pins/lock.ts
function settle$1(releases, uncertain = new Set()) {
	const findings = new Map();
	for (const name of uncertain) findings.set(name, {
		version: null,
		reason: "its marker depends on something that is not known here"
	});
	for (const [name, found] of Map.groupBy(releases, (each) => each.name)) findings.set(name, one([...new Set(found.map(({ version }) => version))]));
	return findings;
}
function settleByMarkers(packages, target) {
	const around = {
		target,
		extras: target.extras,
		groups: target.groups
	};
	const which = (truth) => packages.filter(({ marker }) => holds(marker, around) === truth);
	return settle$1(which(true), new Set(which(null).map(({ name }) => name)));
}
const one = ([version, ...others]) => others.length || !version ? {
	version: null,
	reason: `the lock has several that apply: ${[version, ...others].join(", ")}`
} : { version };
function resolve$1(roots, nodes, target, takesNewest) {
	const suitable = Map.groupBy(nodes.filter((node) => suits(node, target)), ({ name }) => name);
	const asked = new Map();
	const uncertain = new Set();
	const queue = [];
	const ask = (row, extras) => {
		if (row.under?.kind === "extra" && !row.under.names.some((name) => extras.has(name))) return;
		const truth = holds(row.marker, {
			target,
			extras
		});
		if (truth === null) uncertain.add(row.name);
		if (truth !== true) return;
		const known = asked.get(row.name) ?? {
			ranges: new Set(),
			extras: new Set()
		};
		const before = known.ranges.size + known.extras.size;
		if (row.range !== null) known.ranges.add(row.range);
		for (const extra of row.extras) known.extras.add(extra);
		if (asked.has(row.name) && before === known.ranges.size + known.extras.size) return;
		asked.set(row.name, known);
		queue.push(row.name);
	};
	const left = (name) => candidates(name, asked, suitable);
	const newest = new Map();
	const unsettled = asked.keys();
	for (const root of roots) ask(root, target.extras);
	for (;;) {
		const name = queue.shift();
		if (name === void 0) {
			const next = takesNewest ? unsettled.next() : { done: true };
			if (next.done) break;
			const [first, other] = left(next.value).toSorted(newestFirst);
			if (first && other) {
				newest.set(next.value, first);
				queue.push(next.value);
			}
			continue;
		}
		const [node, ...others] = left(name);
		const settled = others.length ? newest.get(name) : node;
		for (const row of settled?.requirements ?? []) ask(row, asked.get(name)?.extras ?? new Set());
	}
	return {
		releases: [...asked.keys()].flatMap((name) => newest.get(name) ?? left(name)),
		uncertain
	};
}
const newestFirst = (a, b) => valid(a.version) && valid(b.version) ? compare$1(b.version, a.version) : 0;
function candidates(name, asked, suitable) {
	const all = suitable.get(name) ?? [];
	const ranges = [...asked.get(name)?.ranges ?? []];
	const left = all.filter(({ version }) => ranges.every((range) => meets(version, range) !== false));
	return left.length ? left : all;
}
function suits({ python, markers }, target) {
	const fits = python === "" || allowsPython(python, target.python);
	const { extras, groups } = target;
	const open = markers.map((marker) => holds(marker, {
		target,
		extras,
		groups
	}));
	return fits && (open.length === 0 || open.some((truth) => truth !== false));
}
// src/pins/pep/versions.ts
const MAX_LENGTH$2 = 500;
function exactly(range) {
	if (range.length > MAX_LENGTH$2 || range.includes("||")) return null;
	for (const clause of range.split(",")) {
		const version = /^\s*===?\s*([^\s*=]+)\s*$/.exec(clause)?.[1];
		if (version && valid(version)) return version;
	}
	return null;
}
function fromPoetry(text) {
	if (text.length > MAX_LENGTH$2) return text;
	return text.split(/\|\|?/).map((alternative) => alternative.replace(/([<>=!~^])\s+/g, "$1").split(/[\s,]+/).filter(Boolean).flatMap(poetryClause).join(",")).join("||");
}
function poetryClause(clause) {
	if (clause === "*") return [];
	const [, operator = "", version = ""] = /^([<>=!~^]*)(.*)$/.exec(clause) ?? [];
	if (operator === "^") return between(version, caretIndex(version));
	if (operator === "~") return between(version, Math.min(1, parts$1(version).length - 1));
	if (operator === "" || operator === "=") return [`==${version}`];
	return [clause];
}
const parts$1 = (version) => (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? "").split(".").map(Number);
function caretIndex(version) {
	const index = parts$1(version).findIndex((part) => part > 0);
	return index === -1 ? parts$1(version).length - 1 : index;
}
function between(version, index) {
	const upper = parts$1(version).slice(0, index + 1);
	upper[index] = (upper[index] ?? 0) + 1;
	while (upper.length < 2) upper.push(0);
	return [`>=${version}`, `<${upper.join(".")}`];
}
function fromConda(text) {
	if (text.length > MAX_LENGTH$2) return text;
	return text.split("|").map((alternative) => alternative.split(",").map(condaClause).filter(Boolean).join(",")).join("||");
}
function condaClause(clause) {
	const [, operator = "", version = ""] = /^\s*([<>=!~]*)\s*(.*?)\s*$/.exec(clause) ?? [];
	if (version === "" || version === "*") return "";
	const stem = version.replace(/\.?\*$/, "");
	if (operator === "=" && stem === version) return parts$1(version).length >= 3 ? `==${version}` : `==${version}.*`;
	if (stem !== version) return `${operator === "!=" ? "!=" : "=="}${stem}.*`;
	return operator === "" ? `==${version}` : clause.replace(/\s/g, "");
}
// src/pins/formats/conda-spec.ts
const PYTORCH = [
	"pytorch",
	"pytorch-cpu",
	"pytorch-gpu"
];
const SPEC = /^\s*(?:(?<channel>[^\s\]]*)::)?(?<name>[\w.-]+)\s*(?:\[(?<bracket>[^\]]*)\])?\s*(?<rest>.*)$/;
const MAX_LENGTH$1 = 1e3;
const fromCondaName = (name) => PYTORCH.includes(normalise(name)) ? "torch" : normalise(name);
const MICROMAMBA = { micromamba: ({ environment, source }) => [
	"micromamba",
	"create",
	"--yes",
	"-p",
	environment,
	"-f",
	source
] };
function installedByBoth(entries, words) {
	const byPip = new Set(entries.filter(({ pip }) => pip).map(({ name }) => name));
	const python = entries.find(({ name }) => name === "python")?.version;
	return {
		python: python ? {
			text: words ?? python,
			range: `==${python}`
		} : null,
		holds: new Set(entries.map(({ name }) => name)),
		versions: () => settle$1(entries.filter(({ name, pip }) => pip || !byPip.has(name)))
	};
}
function parseCondaSpec(spec) {
	const { channel, name, bracket = "", rest = "" } = SPEC.exec(spec.slice(0, MAX_LENGTH$1))?.groups ?? {};
	if (!name) return null;
	const version = /(?:^|,)\s*version\s*=\s*["']?([^"']*)["']?/.exec(bracket)?.[1] ?? rest.trim();
	const known = fromCondaName(name);
	const written = `${channel ? `${channel}::` : ""}${name}`;
	const text = version.replace(/\s+(?=[<>=!~,|])|(?<=[<>=!~,|])\s+/g, "");
	return {
		name: known,
		extras: [],
		range: rangeOf(text),
		text: normalise(name) === known ? text : `${written}${/^\d/.test(text) ? " " : ""}${text}`,
		marker: null,
		conda: true
	};
}
function rangeOf(text) {
	const [, version] = /^=?([^\s=<>!~|,]+)(?:=|\s+)[^\s=]+$/.exec(text) ?? [];
	return version ? `==${version}` : fromConda(text);
}
// src/pins/formats/conda-lock.ts
const schema$7 = object({ package: array(object({
	name: string(),
	version: string(),
	manager: _enum(["conda", "pip"]),
	platform: string(),
	category: maybeText,
	categories: maybeTexts
})).default([]) });
const CONDA_LOCK = {
	file: "conda-lock.yml",
	pattern: /^([\w.-]+[.-])?conda-lock\.ya?ml$/,
	reason: "a lock; those above are closer to what the project asks for",
	limit: YAML_LIMIT,
	manager: "conda",
	lock: read$5,
	entries: null,
	tables: (file) => file.whole("YAML"),
	madeFrom: ["environment.yml", "environment.yaml"],
	relock: "conda-lock lock",
	install: (path) => /\.ya?ml$/.test(path) ? `conda-lock install ${path}` : `conda install --file ${path}`,
	build: {
		kind: "conda",
		programs: (text) => ({
			"conda-lock": ({ environment, source }) => [
				"conda-lock",
				"install",
				"-p",
				environment,
				source
			],
			.../\bmanager:\s*["']?pip\b/.test(text) ? {} : MICROMAMBA
		}),
		by: "`conda-lock install` or `micromamba create`",
		what: ALL
	}
};
function read$5(file, { platform }) {
	const { conda } = PLATFORMS[platform];
	const all = file.parse("YAML", schema$7).package;
	const entries = all.filter((each) => each.platform === conda).filter((each) => (each.categories ?? [each.category ?? "main"]).includes("main")).map((each) => ({
		name: each.manager === "conda" ? fromCondaName(each.name) : normalise(each.name),
		version: each.version,
		pip: each.manager === "pip"
	}));
	const platforms = [...new Set(all.map((each) => each.platform))];
	return {
		...installedByBoth(entries, void 0),
		notes: platforms.includes(conda) ? [] : [`${file.path} is for ${platforms.join(", ") || "no platform"}, not for ${conda}`]
	};
}
// src/pins/pep/requirement.ts
const MAX_LENGTH = 2e4;
const HEAD = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*/;
const CLAUSE = /^(===|[<>=!~]=|[<>])[^\s,;<>=!~]+$/;
function parseRequirement(text, extra = {}) {
	if (text.length > MAX_LENGTH) return null;
	if (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)) return fromUrl(text.trim(), extra);
	const head = HEAD.exec(text);
	if (!head?.[1]) return fromUrl(text.trim(), extra);
	const rest = text.slice(head[0].length);
	const name = normalise(head[1]);
	const extras = (head[2] ?? "").split(",").map((each) => normalise(each.trim())).filter(Boolean);
	if (rest.startsWith("@")) {
		const [url = "", marker] = rest.slice(1).split(/\s;|;\s/);
		return {
			...direct(name, url.trim(), marker),
			extras,
			...extra
		};
	}
	if (/^[:/\\]/.test(rest)) return fromUrl(text.trim(), extra);
	const semicolon = rest.indexOf(";");
	const written = (semicolon === -1 ? rest : rest.slice(0, semicolon)).trim();
	const marker = semicolon === -1 ? "" : rest.slice(semicolon + 1).trim();
	const compact = written.replace(/^\((.*)\)$/, "$1").replace(/\s+/g, "").replace(/,$/, "");
	const understood = compact === "" || compact.split(",").every((clause) => CLAUSE.test(clause));
	return {
		name,
		extras,
		range: understood ? compact : null,
		text: understood ? compact : written,
		marker: marker || null,
		...extra
	};
}
function wheelOf(url) {
	const file = /([^/\\]+)\.whl(?:[?#].*)?$/.exec(url.slice(0, MAX_LENGTH))?.[1];
	const [name, version] = unescapeUrl(file ?? "").split("-");
	return name && version ? {
		name: normalise(name),
		version
	} : null;
}
function pythonOf$2(url) {
	const [, minor, abi] = /-cp3(\d{1,2})-(\w+)-[^-/]+\.whl(?:[?#].*)?$/.exec(url.slice(0, MAX_LENGTH)) ?? [];
	return minor && abi !== "abi3" && abi !== "none" ? `3.${minor}` : null;
}
function unescapeUrl(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
function direct(name, url, marker) {
	const wheel = wheelOf(url);
	const range = wheel?.name === name ? `==${wheel.version}` : null;
	return {
		name,
		extras: [],
		range,
		text: range ?? `@ ${url}`,
		marker: marker?.trim() || null,
		url
	};
}
function fromUrl(text, extra) {
	const [url = "", marker] = text.split(/\s;|;\s/);
	const name = /[#&]egg=([A-Za-z0-9][\w.-]*)/.exec(url)?.[1] ?? wheelOf(url)?.name;
	return name ? {
		...direct(normalise(name), url, marker),
		...extra
	} : null;
}
// src/pins/formats/requirements.ts
const INCLUDE = /^(?:-(?<letter>[rc])\s*|--(?<word>requirement|constraint)(?:\s+|\s*=\s*))(?<path>\S.*)$/;
const PER_LINE_OPTION = /\s--?[a-z][\w-]*(?:[\s=]|$)/;
const HASH = /\s--hash[=\s]\s*(\w+:[0-9a-f]+)/g;
const LOCAL = /^(?:(?:-e|--editable)[\s=]\s*)?(?<path>\.{1,2}(?:\/[^\s[;#]*)?)(?:\[(?<extras>[^\]]*)\])?\s*(?:;.*)?$/;
const REQUIREMENTS = {
	file: "requirements*.txt",
	pattern: /^(.*[._-])?(requirements?|reqs)([._-].*)?\.(txt|in)$/i,
	reason: "pip installs it as it is; what it repeats of pyproject.toml is narrower",
	declare: (file, { readProject }) => readRequirements(file, readProject),
	install: (path) => `pip install -r ${path}`,
	build: {
		kind: "requirements",
		by: "`uv pip install` or `pip install`",
		what: ALL
	}
};
function readRequirements(file, readProject) {
	const requirements = [];
	const notes = [];
	collect(file, {
		requirements,
		notes,
		readProject,
		seen: new Set(),
		constraint: false
	});
	return {
		manager: "pip",
		project: null,
		python: null,
		requirements,
		notes
	};
}
function readLines(lines, file, readProject) {
	const walk = {
		requirements: [],
		notes: [],
		readProject,
		seen: new Set(),
		constraint: false
	};
	for (const line of lines) readLine(withoutComment(line), file, walk);
	return walk;
}
function collect(file, walk) {
	walk.seen.add(`${walk.constraint}:${file.path}`);
	const conflict = conflictIn(file.text, file.name);
	if (conflict) throw conflict;
	for (const line of logicalLines(file.text)) readLine(line, file, walk);
}
function logicalLines(text) {
	const lines = [];
	let joined = [];
	for (const line of text.split(/\r\n|\r|\n/)) {
		const comment = /^\s*#/.test(line);
		if (line.endsWith("\\") && !comment) {
			joined.push(line.slice(0, -1));
			continue;
		}
		lines.push(withoutComment([...joined, ...comment ? [] : [line]].join(" ")));
		joined = [];
	}
	return [...lines, withoutComment(joined.join(" "))].filter(Boolean);
}
const withoutComment = (line) => line.replace(/(^|\s)#.*$/, "").trim();
function readLine(line, file, walk) {
	if (!line) return;
	const { letter, word, path } = INCLUDE.exec(line)?.groups ?? {};
	if (path) {
		include(path, letter === "c" || word === "constraint", file, walk);
		return;
	}
	const local = LOCAL.exec(line)?.groups;
	if (local?.path) {
		const project = walk.readProject(local.path, file);
		const extras = (local.extras ?? "").split(",").map((each) => normalise(each.trim()));
		walk.requirements.push(...withExtras(project?.requirements ?? [], extras));
		return;
	}
	const content = line.replace(/^(-e|--editable)[\s=]+/, "");
	if (content.startsWith("-")) return;
	const option = PER_LINE_OPTION.exec(content);
	const found = parseRequirement(option ? content.slice(0, option.index) : content, walk.constraint ? { under: {
		kind: "constraint",
		names: []
	} } : {});
	const hashes = [...content.matchAll(HASH)].flatMap(([, hash]) => hash ?? []);
	if (found) walk.requirements.push(hashes.length ? {
		...found,
		hashes
	} : found);
}
const withExtras = (rows, extras) => rows.flatMap((row) => {
	const { under, ...main } = row;
	if (!under) return row;
	return under.kind === "extra" && under.names.some((name) => extras.includes(name)) ? main : [];
});
function include(path, constraint, file, walk) {
	const target = path.trim().replace(/^(["'])(.*)\1$/, "$2");
	if (/^[a-z][a-z+]*:\/\//i.test(target)) {
		walk.notes.push(`${file.path} includes ${target}, which is not read`);
		return;
	}
	const within = walk.constraint || constraint;
	if (walk.seen.has(`${within}:${file.resolve(target)}`)) return;
	collect(file.include(target), {
		...walk,
		constraint: within
	});
}
// src/pins/formats/environment-yml.ts
const schema$6 = object({ dependencies: array(union([string(), record(string(), union([array(string()), string()]))])).nullish() }).or(literal(""));
const ENVIRONMENT_YML = {
	file: "environment.yml",
	pattern: /^([\w.-]*[._-])?(environment|env|conda)([._-][\w.-]*)?\.ya?ml$/,
	reason: "it describes what surrounds the project, not the project",
	declare,
	pipLines,
	tables: (file) => file.whole("YAML"),
	install: (path) => `conda env update --file ${path}`,
	build: {
		kind: "conda",
		programs: () => ({
			...MICROMAMBA,
			mamba: create("mamba"),
			conda: create("conda")
		}),
		by: "uv or pip if only Python stands outside `pip:`; otherwise `micromamba create`, `mamba env create` or `conda env create`",
		what: ALL
	}
};
const create = (program) => ({ environment, source }) => [
	program,
	"env",
	"create",
	"--yes",
	"-p",
	environment,
	"-f",
	source
];
function dependenciesIn(file, platform) {
	const value = file.parse("YAML", schema$6, linesFor(file.text, platform));
	const dependencies = (value === "" ? null : value.dependencies) ?? [];
	return {
		conda: dependencies.flatMap((each) => typeof each === "string" ? parseCondaSpec(each) : []).filter((each) => each !== null),
		lines: dependencies.flatMap((each) => typeof each === "string" ? [] : [each.pip ?? []].flat())
	};
}
const OF_A_VENV = ["python", "pip"];
function pipLines(file, platform) {
	const { conda, lines } = dependenciesIn(file, platform);
	return lines.length > 0 && conda.every(({ name }) => OF_A_VENV.includes(name)) ? lines : null;
}
function declare(file, { readProject, platform }) {
	const { conda, lines } = dependenciesIn(file, platform);
	const pip = readLines(lines, file, readProject);
	const python = conda.find(({ name }) => name === "python");
	return {
		manager: "conda",
		project: null,
		python: python?.text ? {
			text: python.text,
			range: python.range
		} : null,
		requirements: [...conda, ...pip.requirements],
		notes: pip.notes
	};
}
function linesFor(text, platform) {
	const { conda } = PLATFORMS[platform];
	const [system = "", machine = ""] = conda.split("-");
	const words = new Set([
		conda,
		conda.replace("-", ""),
		system,
		machine
	]);
	if (system !== "win") words.add("unix");
	const KNOWN = /^(linux|osx|win|unix|arm64|aarch64|ppc64le|(linux|osx|win)-?(64|32|arm64|aarch64|ppc64le))$/;
	return text.split("\n").filter((line) => {
		const [, not, word] = /#\s*\[\s*(not\s+)?([\w-]+)\s*\]\s*$/.exec(line) ?? [];
		return !word || !KNOWN.test(word) || words.has(word) !== Boolean(not);
	}).join("\n");
}
// src/pins/declaration.ts
const anyOf = (name) => ({
	name: normalise(name),
	extras: [],
	range: "",
	text: "",
	marker: null
});
const pinsOf = (found) => Object.fromEntries(PROBED.map((name) => [name, found.get(name)?.version ?? null]));
function applies({ marker, under }, target) {
	const wanted = under?.kind === "extra" ? target.extras : target.groups;
	if (under && under.kind !== "constraint" && !under.names.some((name) => wanted.has(name))) return false;
	return holds(marker, {
		target,
		extras: target.extras
	});
}
function findingsOf({ requirements }, target) {
	const findings = new Map();
	for (const [name, rows] of Map.groupBy(requirements, (each) => each.name)) findings.set(name, decide(rows, target));
	return findings;
}
function decide(rows, target) {
	const active = rows.filter((row) => applies(row, target) === true);
	const open = rows.filter((row) => applies(row, target) === null);
	if (open[0]) return none(`it depends on '${open[0].marker}', which is not known here`);
	if (active.length === 0) return none(whyInactive(rows));
	const last = active.filter((row) => !row.conda && exactly(row.range ?? ""));
	const exact = (last.length ? last : active).flatMap((row) => exactly(row.range ?? "") ?? []);
	const versions = [...new Set(exact)];
	const [version, other] = versions;
	if (other) return none(`several versions apply: ${versions.join(", ")}`);
	if (version) {
		const against = active.find((row) => row.range && meets(version, row.range) === false);
		if (!against || against.conda) return { version };
		return none(`==${version} and ${against.text} exclude each other`);
	}
	const ranged = active.find((row) => row.text);
	return none(active.some((row) => row.range === null) ? `it is taken from ${ranged?.text || "a place"}, which says no version` : ranged ? `${ranged.text} is a range` : "no version is named");
}
function whyInactive(rows) {
	const kinds = (kind) => rows.flatMap(({ under }) => under?.kind === kind ? under.names : []);
	const extras = [...new Set(kinds("extra"))];
	if (extras.length) return `only extras ask for it: ${extras.join(", ")}`;
	const groups = [...new Set(kinds("group"))];
	if (groups.length) return `only groups ask for it: ${groups.join(", ")}`;
	return "its markers exclude this Python and platform";
}
const none = (reason) => ({
	version: null,
	reason
});
function constraintOf(name, declarations) {
	const rows = declarations.requirements.filter((each) => each.name === name);
	const main = rows.filter(({ under }) => !under);
	const limits = rows.filter(({ under }) => under?.kind === "constraint");
	const others = rows.filter(({ under }) => under && under.kind !== "constraint");
	const spoken = [...main, ...limits].filter(({ text }) => text);
	if (spoken.length) return [...new Set(spoken.map(inOneLine))].join(" / ");
	if (main.length || limits.length) return "";
	if (others.length === 0) return void 0;
	return [...Map.groupBy(others, ({ under: _, ...row }) => inOneLine(row))].map(([text, group]) => {
		const kind = group[0]?.under?.kind;
		const names = [...new Set(group.flatMap(({ under }) => under?.names ?? []))];
		return `${text} (${[kind, ...names.length ? [names.join(", ")] : []].join(" ")})`.trim();
	}).join(" / ");
}
function inOneLine({ text, marker, under }) {
	const label = under?.kind === "constraint" ? ` (${under.names[0] ?? "constraint"})` : "";
	return `${text}${marker ? `; ${marker}` : ""}${label}`;
}
// src/pins/entries.ts
function closure(roots, entries) {
	const byName = Map.groupBy(entries, ({ name }) => name);
	const found = new Set(roots.filter((name) => byName.has(name)));
	for (const name of found) for (const { needs } of byName.get(name) ?? []) {
		if (needs === null) return null;
		for (const other of needs) if (byName.has(other)) found.add(other);
	}
	return found;
}
const INDEX = ["registry", "index"];
const REPOSITORY = ["git", "vcs"];
const PLACE = [
	"url",
	"path",
	"file",
	"directory",
	"editable",
	"virtual"
];
const COMMIT = [
	"resolved_reference",
	"revision",
	"commit-id",
	"ref"
];
function fromOf(table, hashed) {
	const words = (keys) => keys.map((key) => table[key]).filter((each) => typeof each === "string" && each !== "");
	const [commit = ""] = words(COMMIT);
	return [
		...words(INDEX).map((word) => ({
			word,
			role: "index"
		})),
		...words(REPOSITORY).map((url) => ({
			word: repositoryAt(url, commit, words(["subdirectory"])),
			role: "package"
		})),
		...words(PLACE).map((word) => ({
			word,
			role: "package",
			hashed
		}))
	];
}
function repositoryAt(address, commit, subdirectory) {
	const [, url = address, query = "", own = ""] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(address) ?? [];
	const part = subdirectory[0] ?? new URLSearchParams(query).get("subdirectory");
	const at = commit || own;
	return `git+${url}${at && `@${at}`}${part ? `#subdirectory=${part}` : ""}`;
}
const isHashed = (value) => /"(?:hash":"sha|sha256|sha512)/.test(JSON.stringify(value));
const archive$1 = object({
	file: maybeText,
	filename: maybeText,
	path: maybeText,
	url: maybeText,
	hash: maybeText,
	size: number().int().nonnegative().optional().catch(void 0)
});
const archives = array(archive$1);
const filesOf$1 = (list = []) => list.map(({ file, filename, path, url, hash, size }) => ({
	name: file ?? filename ?? baseOf(path ?? url ?? ""),
	url: url ?? null,
	hash: hash || null,
	size: size ?? null
}));
const isArchive = (place) => /\.(?:whl|zip|tgz|tar\.\w+)$/.test(baseOf(place));
const baseOf = (place) => unescapeUrl(posix.basename(place.replace(/[?#].*/, "").replaceAll("\\", "/")));
const hashesOf = (files) => files.flatMap(({ hash }) => hash ?? []);
// src/pins/formats/indexes.ts
const flag = boolean().optional().catch(void 0);
const uvIndex = array(object({
	name: maybeText,
	url: maybeText,
	explicit: flag,
	default: flag
}));
const uvSource = object({
	index: maybeText,
	marker: maybeText,
	extra: maybeText
});
const poetrySource = array(object({
	name: maybeText,
	url: maybeText,
	priority: maybeText
}));
const withDependencies = object({ dependencies: table(unknown$1()) });
const pdmSource = array(object({
	name: maybeText,
	url: maybeText,
	include_packages: maybeTexts,
	exclude_packages: maybeTexts
}));
const pipenvSource = array(object({
	name: maybeText,
	url: maybeText
}));
const NOTHING$1 = {
	general: [],
	usual: null,
	own: []
};
const indexesIn = ({ tool }, names) => {
	const all = [
		ofUv(tool?.uv),
		ofPoetry(tool?.poetry),
		ofPdm(asShape(pdmSource, tool?.pdm?.source) ?? [], names)
	];
	return {
		general: all.flatMap(({ general }) => general),
		usual: all.find(({ usual }) => usual)?.usual ?? null,
		own: all.flatMap(({ own }) => own)
	};
};
const hasOtherIndexes = ({ tool }) => Boolean(asShape(poetrySource, tool?.poetry?.source)?.length) || Boolean(asShape(pdmSource, tool?.pdm?.source)?.length);
function ofUv(uv) {
	return settle((asShape(uvIndex, uv?.index) ?? []).map(({ name = "", url = "", explicit = false, default: usual }) => ({
		name,
		url,
		explicit,
		usual
	})), Object.entries(uv?.sources ?? {}).flatMap(([name, value]) => [value].flat().flatMap((each) => {
		const { index, marker = null, extra = null } = asShape(uvSource, each) ?? {};
		return index ? [{
			name,
			index,
			marker,
			extra: extra && normalise(extra)
		}] : [];
	})));
}
function ofPoetry(poetry) {
	return settle((asShape(poetrySource, poetry?.source) ?? []).map(({ name = "", url = "", priority }) => ({
		name,
		url,
		explicit: priority === "explicit"
	})), [poetry, ...Object.values(asShape(table(unknown$1()), poetry?.group) ?? {})].flatMap((each) => {
		const { dependencies } = asShape(withDependencies, each) ?? {};
		return dependencies ? [dependencies] : [];
	}).flatMap(namingIn("source")));
}
const namingIn = (key) => (dependencies) => Object.entries(dependencies).flatMap(([name, value]) => [value].flat().flatMap((each) => {
	const row = asShape(table(unknown$1()), each);
	const index = row?.[key];
	const marker = typeof row?.markers === "string" ? row.markers : null;
	return typeof index === "string" ? [{
		name,
		index,
		marker,
		extra: null
	}] : [];
}));
function ofPdm(sources, names) {
	const asked = sources.flatMap(({ name = "", include_packages = [] }) => names.filter((each) => include_packages.some((pattern) => isLike(each, pattern))).map((each) => ({
		name: each,
		index: name,
		marker: null,
		extra: null
	})));
	return settle(sources.map(({ name = "", url = "", exclude_packages = [] }) => ({
		name,
		url,
		explicit: exclude_packages.includes("*"),
		usual: name === "pypi"
	})), asked);
}
const isLike = (name, pattern) => pattern.includes("*") ? name.startsWith(normalise(pattern.slice(0, pattern.indexOf("*")))) : name === normalise(pattern);
function indexesOfPipfile(source, packages) {
	return settle((asShape(pipenvSource, source) ?? []).map(({ name = "", url = "" }, at) => ({
		name,
		url,
		explicit: at > 0,
		usual: at === 0
	})), namingIn("index")(packages));
}
function settle(sources, asked) {
	const urls = new Map(sources.map(({ name, url }) => [name.toLowerCase(), url]));
	return {
		usual: sources.find(({ usual }) => usual)?.url || null,
		general: sources.flatMap(({ url, explicit }) => url && !explicit ? url : []),
		own: asked.flatMap(({ index, name, ...rest }) => {
			const url = urls.get(index.toLowerCase());
			return url ? [{
				...rest,
				name: normalise(name),
				url
			}] : [];
		})
	};
}
// src/pins/formats/pyproject-schema.ts
const strings = array(string());
const source = table(unknown$1());
const files = object({ file: union([string(), strings]).optional() });
const schema$5 = object({
	"build-system": object({ "build-backend": maybeText }).optional(),
	project: object({
		name: maybeText,
		"requires-python": maybeText,
		dependencies: maybeTexts,
		"optional-dependencies": table(strings).optional(),
		dynamic: maybeTexts
	}).optional(),
	"dependency-groups": table(array(union([string(), table(unknown$1())]))).optional(),
	tool: object({
		uv: looseObject({
			"constraint-dependencies": maybeTexts,
			"override-dependencies": maybeTexts,
			"dev-dependencies": maybeTexts,
			"default-groups": union([strings, string()]).optional(),
			sources: table(source.or(array(source))).optional(),
			index: array(looseObject({ url: maybeText })).optional()
		}).optional(),
		pdm: table(unknown$1()).optional(),
		poetry: table(unknown$1()).optional(),
		pixi: table(unknown$1()).optional(),
		hatch: object({
			envs: unknown$1().optional(),
			metadata: object({ hooks: object({ requirements_txt: object({ files: maybeTexts }).optional() }).optional() }).optional()
		}).optional(),
		setuptools: object({ dynamic: object({
			dependencies: files.optional(),
			"optional-dependencies": table(files).optional()
		}).optional() }).optional()
	}).optional()
});
const parsePyproject = (file) => file.parse("TOML", schema$5);
// src/pins/formats/pdm-lock.ts
const packageSchema$2 = object({
	name: string(),
	version: string(),
	requires_python: maybeText,
	groups: maybeTexts,
	marker: maybeText,
	extras: maybeTexts,
	dependencies: maybeTexts,
	files: archives.optional(),
	path: maybeText,
	url: maybeText,
	git: maybeText,
	revision: maybeText
});
const schema$4 = object({
	package: array(packageSchema$2).default([]),
	metadata: object({
		targets: array(object({
			requires_python: maybeText,
			platform: maybeText
		})).optional(),
		groups: maybeTexts
	}).optional()
});
const PDM_LOCK = {
	file: "pdm.lock",
	pattern: /^pdm(\.[\w-]+)?\.lock$/,
	reason: "a lock whose tool takes any pyproject.toml",
	manager: "pdm",
	lock: (file, { manifest }) => read$4(file, manifest),
	entries: entries$4,
	madeFrom: ["pyproject.toml"],
	belongs: (pyproject) => Boolean(pyproject.project),
	relock: "pdm lock",
	install: () => "pdm sync",
	build: {
		kind: "lock",
		own: ({ cwd, source, environment, extras, groups }) => ({
			command: [
				"pdm",
				"sync",
				...OPTIONS$1,
				...[...extras, ...groups].flatMap((name) => ["-G", name]),
				...[
					"-p",
					posix.dirname(source),
					"-L",
					join(cwd, source)
				]
			],
			env: {
				VIRTUAL_ENV: environment,
				CONDA_PREFIX: "",
				PDM_IGNORE_SAVED_PYTHON: "1",
				PDM_IGNORE_ACTIVE_VENV: "",
				PDM_CHECK_UPDATE: "0"
			}
		}),
		by: `${BY_HASH}; \`pdm sync\` in the same cases`,
		what: PART
	}
};
const OPTIONS$1 = [
	"--no-self",
	"--skip",
	":all"
];
function read$4(file, manifest) {
	const { package: packages, metadata } = file.parse("TOML", schema$4);
	const pythons = (metadata?.targets ?? []).flatMap((each) => each.requires_python || []);
	const range = [...new Set(pythons.map((each) => each.replace(/\s/g, "")))].join("||");
	const grouped = packages.some(({ groups }) => groups);
	const dev = (manifest?.requirements ?? []).flatMap(({ under }) => under?.kind === "group" ? under.names : []);
	const versions = (target, groups) => {
		const wanted = new Set([
			"default",
			...groups,
			...target.groups,
			...target.extras
		]);
		const chosen = packages.filter(({ groups }) => groups?.some((name) => wanted.has(normalise(name))) ?? true);
		const asked = (manifest?.requirements ?? []).filter(({ under }) => under?.kind !== "group" || under.names.some((name) => wanted.has(name)));
		const { releases, uncertain } = resolve$1(grouped || !manifest ? chosen.map(({ name }) => anyOf(name)) : asked, chosen.map(toNode$1(grouped)), target, !grouped);
		return settle$1(releases, uncertain);
	};
	return {
		python: range ? {
			text: pythons.join(" / "),
			range
		} : manifest?.python ?? null,
		holds: new Set(packages.map(({ name }) => normalise(name))),
		versions: (target) => versions(target, dev),
		withoutGroups: (target) => versions(target, []),
		choice: choiceOf$3(metadata?.groups, manifest),
		notes: []
	};
}
function choiceOf$3(locked, manifest) {
	const { extras = [], groups = [] } = manifest?.choice ?? {};
	if (!locked) return {
		extras,
		groups
	};
	const inLock = new Set(locked.map(normalise));
	const names = new Set(groups.map(normalise));
	return {
		extras: locked.filter((name) => name !== "default" && !names.has(normalise(name))),
		groups: groups.filter((name) => inLock.has(normalise(name)))
	};
}
const toNode$1 = (grouped) => (each) => ({
	name: normalise(each.name),
	version: each.version,
	python: (each.requires_python ?? "").replace(/\s/g, ""),
	markers: each.marker ? [each.marker] : [],
	requirements: grouped ? [] : (each.dependencies ?? []).flatMap((text) => parseRequirement(text) ?? [])
});
const indexesFor = (file, packages) => orNull(() => {
	const pyproject = file.alone().nearest("pyproject.toml");
	const names = packages.map(({ name }) => normalise(name));
	return pyproject && indexesIn(parsePyproject(pyproject), names);
}) ?? NOTHING$1;
function entries$4(file) {
	const { package: packages } = file.parse("TOML", schema$4);
	const indexes = indexesFor(file, packages);
	return packages.map((each) => ({
		name: normalise(each.name),
		version: each.version,
		hashes: hashesOf(filesOf$1(each.files)),
		files: filesOf$1(each.files),
		markers: each.marker ? [each.marker] : [],
		index: indexes.own.find(({ name }) => name === normalise(each.name))?.url ?? indexes.usual,
		place: each.path ? isArchive(each.path) ? "file" : "here" : each.git ? "repository" : each.url ? "url" : "index",
		from: fromOf(each, hashesOf(filesOf$1(each.files)).length > 0),
		needs: (each.dependencies ?? []).flatMap((row) => parseRequirement(row)?.name ?? [])
	}));
}
// src/pins/formats/poetry.ts
const row = object({
	version: maybeText,
	python: maybeText,
	markers: maybeText,
	platform: maybeText,
	optional: boolean().optional(),
	extras: maybeTexts,
	path: maybeText,
	git: maybeText,
	url: maybeText
});
const dependencyTable = table(union([
	string(),
	row,
	array(union([string(), row]))
]));
const schema$3 = object({
	name: maybeText,
	dependencies: dependencyTable.optional(),
	"dev-dependencies": dependencyTable.optional(),
	group: table(object({
		optional: boolean().optional(),
		dependencies: dependencyTable.optional()
	})).optional(),
	extras: table(array(string())).optional()
});
function readPoetryTables(value, file) {
	const tables = file.part(schema$3, value, "tool.poetry");
	const { name, dependencies = {}, group = {}, extras = {} } = tables;
	const python = typeof dependencies.python === "string" ? dependencies.python : null;
	const groups = {
		...group,
		dev: {
			...group.dev,
			...dev(tables)
		}
	};
	return {
		name: name ?? null,
		python: python ? {
			text: python,
			range: fromPoetry(python)
		} : null,
		requirements: [...rowsOf(dependencies, optionals(extras)), ...Object.entries(groups).flatMap(([group, { dependencies }]) => rowsOf(dependencies ?? {}).map((each) => ({
			...each,
			under: {
				kind: "group",
				names: [normalise(group)]
			}
		})))],
		choice: {
			extras: Object.keys(extras),
			groups: Object.keys(groups).filter((name) => name !== "dev" || groups.dev.dependencies)
		},
		optionalGroups: Object.keys(group).filter((name) => group[name]?.optional).map(normalise)
	};
}
const dev = (value) => value["dev-dependencies"] ? { dependencies: value["dev-dependencies"] } : {};
function optionals(extras) {
	const found = new Map();
	for (const [extra, names] of Object.entries(extras)) for (const each of names) {
		const name = normalise(/^[\w.-]*/.exec(each)?.[0] ?? "");
		found.set(name, (found.get(name) ?? new Set()).add(normalise(extra)));
	}
	return new Map([...found].map(([name, set]) => [name, [...set]]));
}
function rowsOf(dependencies, extras = new Map()) {
	return Object.entries(dependencies).flatMap(([name, value]) => normalise(name) === "python" ? [] : rowsOfOne(normalise(name), value, extras));
}
function rowsOfOne(name, value, extras) {
	return (Array.isArray(value) ? value : [value]).map((each) => {
		const one = typeof each === "string" ? { version: each } : asShape(row, each) ?? {};
		const place = one.path ?? one.git ?? one.url;
		const text = (one.version ?? "").replace(/\s*,\s*/g, ",").trim();
		const python = pythonOf$2(one.url ?? "");
		return {
			name,
			extras: (one.extras ?? []).map(normalise),
			range: place ? null : fromPoetry(text),
			text: place ? `@ ${place}` : text === "*" ? "" : text,
			marker: markerOf(one),
			...python ? { python } : {},
			...one.optional ? { under: {
				kind: "extra",
				names: extras.get(name) ?? []
			} } : {}
		};
	});
}
function markerOf({ python, platform, markers }) {
	const all = [
		...python && python !== "*" ? [pythonMarker(python)] : [],
		...platform ? [`sys_platform == "${platform}"`] : [],
		...markers ? [markers] : []
	].filter(Boolean);
	return all.length > 1 ? all.map((each) => `(${each})`).join(" and ") : all[0] ?? null;
}
function pythonMarker(python) {
	const alternatives = fromPoetry(python).split("||").map((range) => range.split(",").filter(Boolean).map((clause) => {
		const [, operator = "", version = ""] = /^([<>=!~]+)(.*)$/.exec(clause) ?? [];
		const short = version.replace(/\.\*$/, "").split(".").length <= 2;
		return `${short ? "python_version" : "python_full_version"} ${operator} "${short ? version.replace(/\.\*$/, "") : version}"`;
	}).join(" and ")).filter(Boolean);
	return alternatives.length > 1 ? alternatives.map((each) => `(${each})`).join(" or ") : alternatives[0] ?? "";
}
// src/pins/formats/pipfile.ts
const PIPFILE_LOCK = {
	file: "Pipfile.lock",
	pattern: /^Pipfile\.lock$/,
	reason: "a lock with its own manifest",
	manager: "pipenv",
	lock: readLock$2,
	entries: entries$3,
	madeFrom: ["Pipfile"],
	belongs: (_, file) => file.peek("Pipfile") !== null,
	relock: "pipenv lock",
	install: () => "pipenv sync",
	build: {
		kind: "lock",
		own: ({ cwd, source, environment, groups }) => ({
			command: [
				"pipenv",
				"sync",
				...categoriesOf(groups)
			],
			env: {
				VIRTUAL_ENV: environment,
				PIPENV_IGNORE_VIRTUALENVS: "",
				PIPENV_VERBOSITY: "-1",
				PIPENV_NOSPIN: "1",
				PIPENV_PIPFILE: join(cwd, posix.dirname(source), "Pipfile")
			}
		}),
		by: "`pipenv sync`; without Pipenv, uv or pip by version and hash",
		what: ALL
	}
};
const PIPFILE = {
	file: "Pipfile",
	pattern: /^Pipfile$/,
	reason: "it gives ranges, not versions",
	declare: readManifest$2,
	tables: (file) => file.whole("TOML"),
	indexes: (file) => {
		const { source, packages = {} } = file.parse("TOML", manifestSchema$1);
		return indexesOfPipfile(source, packages);
	},
	install: () => "pipenv install",
	build: {
		kind: "dependencies",
		by: "`uv pip install` or `pip install`",
		what: ALL
	}
};
const requiresSchema = object({
	python_version: maybeText,
	python_full_version: maybeText
}).optional();
const category = table(object({
	version: maybeText,
	markers: maybeText,
	hashes: maybeTexts,
	index: maybeText,
	path: maybeText,
	file: maybeText,
	git: maybeText,
	ref: maybeText
}));
const lockSchema$1 = object({
	_meta: object({
		requires: requiresSchema,
		sources: array(object({
			name: string(),
			url: string()
		})).optional()
	}).optional(),
	default: category.default({})
}).catchall(category);
const DEV = ["dev-packages", "develop"];
const groupOf = (category) => DEV.includes(category) ? "dev" : category;
const categoriesOf = (groups) => groups.length ? ["--categories", ["packages", ...groups.map((name) => name === "dev" ? DEV[0] : name)].join(" ")] : [];
function readLock$2(file) {
	const { _meta, default: main, ...others } = file.parse("JSON", lockSchema$1);
	const packagesIn = (list) => Object.entries(list).flatMap(([name, { version, markers: marker }]) => {
		const exact = exactly(version ?? "");
		return exact ? [{
			name: normalise(name),
			version: exact,
			marker
		}] : [];
	});
	const wanted = ({ groups }) => Object.entries(others).filter(([name]) => groups.has(normalise(groupOf(name))));
	const listsFor = (target) => [main, ...wanted(target).map(([, list]) => list)];
	return {
		python: pythonOf$1(_meta?.requires),
		holds: new Set([main, ...Object.values(others)].flatMap(packagesIn).map(({ name }) => name)),
		versions: (target) => settleByMarkers(listsFor(target).flatMap(packagesIn), target),
		choice: {
			extras: [],
			groups: Object.keys(others).map(groupOf)
		},
		notes: []
	};
}
function entries$3(file) {
	const { _meta, ...categories } = file.parse("JSON", lockSchema$1);
	const sources = _meta?.sources ?? [];
	return Object.values(categories).flatMap((list) => Object.entries(list)).map(([name, each]) => {
		const { version, hashes = [], index, markers, ...source } = each;
		return {
			name: normalise(name),
			version: version?.replace(/^==/, "") ?? null,
			hashes,
			files: [],
			markers: markers ? [markers] : [],
			index: (sources.find(({ name }) => name === index) ?? sources[0])?.url ?? null,
			place: placeOf$2(each),
			from: fromOf(source, hashes.length > 0),
			needs: null
		};
	});
}
function placeOf$2({ path, file, git }) {
	if (git) return "repository";
	if (file && ON_THE_NET.test(file)) return "url";
	const place = path ?? file;
	return place ? isArchive(place) ? "file" : "here" : "index";
}
const ON_THE_NET = /^[a-z][a-z0-9+.-]*:\/\/(?!\/)/i;
const manifestSchema$1 = looseObject({
	source: unknown$1().optional(),
	packages: table(unknown$1()).optional(),
	requires: requiresSchema
});
const OTHERS = [
	"packages",
	"requires",
	"source",
	"scripts",
	"pipenv"
];
function readManifest$2(file) {
	const value = file.parse("TOML", manifestSchema$1);
	const categories = Object.entries(value).filter(([name]) => !OTHERS.includes(name));
	const rows = (packages) => rowsOf(asShape(dependencyTable, packages ?? {}) ?? {});
	return {
		manager: "pipenv",
		project: null,
		python: pythonOf$1(value.requires),
		requirements: [...rows(value.packages), ...categories.flatMap(([name, packages]) => rows(packages).map((row) => ({
			...row,
			under: {
				kind: "group",
				names: [normalise(groupOf(name))]
			}
		})))],
		choice: {
			extras: [],
			groups: categories.map(([name]) => groupOf(name))
		},
		notes: []
	};
}
function pythonOf$1(requires) {
	const text = requires?.python_full_version ?? requires?.python_version;
	return text ? {
		text,
		range: `==${text}${text.split(".").length < 3 ? ".*" : ""}`
	} : null;
}
// src/pins/formats/pixi.ts
const COPIES = [
	"pixi.lock",
	"pixi.toml",
	"pyproject.toml"
];
const PIXI_LOCK = {
	file: "pixi.lock",
	pattern: /^pixi\.lock$/,
	reason: "a lock that has conda packages, too",
	limit: YAML_LIMIT,
	manager: "pixi",
	lock: readLock$1,
	entries: null,
	madeFrom: ["pixi.toml", "pyproject.toml"],
	belongs: (pyproject, file) => Boolean(pyproject.tool?.pixi) || file.peek("pixi.toml") !== null,
	relock: "pixi lock",
	install: () => "pixi install --locked",
	build: {
		kind: "pixi",
		copies: COPIES,
		options: ["--frozen"],
		by: "`pixi install --frozen`, on a copy",
		what: ALL
	}
};
const PIXI_BUILD = {
	kind: "pixi",
	copies: COPIES,
	options: [],
	by: "`pixi install`, on a copy",
	what: ALL
};
const PIXI_TOML = {
	file: "pixi.toml",
	pattern: /^pixi\.toml$/,
	reason: "the same, in the format of pixi",
	declare: readManifest$1,
	tables: (file) => file.whole("TOML"),
	install: () => "pixi install",
	build: PIXI_BUILD
};
const reference = object({
	conda: maybeText,
	pypi: maybeText
});
const lockSchema = object({
	version: string(),
	environments: table(object({ packages: table(array(reference)) })).default({}),
	packages: array(object({
		conda: maybeText,
		pypi: maybeText,
		url: maybeText,
		path: maybeText,
		name: maybeText,
		version: maybeText
	})).default([])
});
const OLDEST = 4;
const DEFAULT = "default";
function readLock$1(file, { platform, manifest }) {
	const lock = file.parse("YAML", lockSchema);
	if (!(Number(lock.version) >= OLDEST)) throw file.wrong("version", `expected ${OLDEST} or later, found an older one`);
	const { conda } = PLATFORMS[platform];
	const details = new Map(lock.packages.map((each) => [each.conda ?? each.pypi ?? each.url ?? each.path ?? "", each]));
	const listed = lock.environments[DEFAULT]?.packages ?? {};
	return {
		...installedByBoth((listed[conda] ?? []).flatMap(({ conda, pypi }) => {
			const url = conda ?? pypi ?? "";
			const fromUrl = conda ? condaOf(url) : wheelOf(url);
			const name = details.get(url)?.name ?? fromUrl?.name;
			const version = details.get(url)?.version ?? fromUrl?.version;
			if (!name || !version) return [];
			return {
				name: conda ? fromCondaName(name) : normalise(name),
				version,
				pip: Boolean(pypi)
			};
		}), manifest?.python?.text),
		notes: listed[conda] ? [] : [`${file.path} has no ${DEFAULT} environment for ${conda}: ${Object.keys(listed).join(", ") || "nothing"}`]
	};
}
function condaOf(url) {
	const parts = url.slice(url.lastIndexOf("/") + 1).replace(/\.(conda|tar\.bz2)$/, "").split("-");
	const [version] = parts.slice(-2);
	const name = parts.slice(0, -2).join("-");
	return name && version ? {
		name,
		version
	} : null;
}
const spec = union([string(), table(unknown$1())]);
const dependencies = {
	dependencies: table(spec).optional(),
	"pypi-dependencies": table(spec).optional()
};
const manifestSchema = object({
	...dependencies,
	target: table(object(dependencies)).optional()
});
function readManifest$1(file) {
	const requirements = readPixiTables(file.whole("TOML"), file);
	const python = requirements.find(({ name, conda }) => name === "python" && conda);
	return {
		manager: "pixi",
		project: null,
		python: python?.text ? {
			text: python.text,
			range: python.range
		} : null,
		requirements,
		notes: []
	};
}
function readPixiTables(value, file) {
	const { target = {}, ...main } = file.part(manifestSchema, value);
	return [...rows(main, null), ...Object.entries(target).flatMap(([name, tables]) => rows(tables, platformMarker(name)))];
}
function rows(tables, marker) {
	const conda = Object.entries(tables.dependencies ?? {}).flatMap(([name, value]) => {
		const one = parts(value);
		return parseCondaSpec(`${one.channel ? `${one.channel}::` : ""}${name} ${one.version ?? ""}`) ?? [];
	});
	const pypi = Object.entries(tables["pypi-dependencies"] ?? {}).map(([name, value]) => {
		const one = parts(value);
		const version = one.version === "*" ? "" : (one.version ?? "").replace(/\s/g, "");
		const place = one.path ?? one.git ?? one.url;
		return {
			name: normalise(name),
			extras: [],
			range: place ? null : version,
			text: place ? `@ ${place}` : version,
			marker: null
		};
	});
	return [...conda, ...pypi].map((row) => ({
		...row,
		marker
	}));
}
const fields = object({
	version: maybeText,
	channel: maybeText,
	path: maybeText,
	git: maybeText,
	url: maybeText
});
const parts = (value) => typeof value === "string" ? { version: value } : asShape(fields, value) ?? {};
function platformMarker(name) {
	const found = Object.values(PLATFORMS).find(({ conda }) => conda === name);
	if (found) return `sys_platform == "${found.sys_platform}" and platform_machine == "${found.platform_machine}"`;
	return {
		linux: "sys_platform == \"linux\"",
		osx: "sys_platform == \"darwin\"",
		win: "sys_platform == \"win32\"",
		unix: "sys_platform != \"win32\""
	}[name] ?? "sys_platform == \"none\"";
}
// src/pins/formats/poetry-lock.ts
const packageSchema$1 = object({
	name: string(),
	version: string(),
	optional: boolean().optional(),
	"python-versions": maybeText,
	groups: maybeTexts,
	markers: union([string(), table(string())]).optional(),
	dependencies: table(unknown$1()).optional(),
	extras: table(array(string())).optional(),
	files: archives.optional(),
	source: object({
		type: maybeText,
		url: maybeText,
		resolved_reference: maybeText
	}).optional()
});
const schema$2 = object({
	package: array(packageSchema$1).default([]),
	extras: table(array(string())).optional(),
	metadata: object({
		"python-versions": maybeText,
		files: table(archives).optional()
	}).optional()
});
const POETRY_LOCK = {
	file: "poetry.lock",
	pattern: /^poetry\.lock$/,
	reason: "a lock whose tool has its own table in pyproject.toml",
	manager: "poetry",
	lock: (file, { manifest }) => read$3(file, manifest),
	entries: entries$2,
	madeFrom: ["pyproject.toml"],
	belongs: (pyproject) => Boolean(pyproject.tool?.poetry) || Boolean(pyproject["build-system"]?.["build-backend"]?.startsWith("poetry")),
	relock: "poetry lock",
	install: () => "poetry sync",
	build: {
		kind: "lock",
		own: ({ source, environment, extras, groups }) => ({
			command: [
				"poetry",
				"install",
				...OPTIONS,
				...extras.flatMap((extra) => ["--extras", extra]),
				...groups.length ? ["--with", groups.join(",")] : [],
				...["-C", posix.dirname(source)]
			],
			env: {
				VIRTUAL_ENV: environment,
				CONDA_PREFIX: "",
				CONDA_DEFAULT_ENV: ""
			}
		}),
		by: `${BY_HASH}; \`poetry install\` for a package from no index, and for the whole lock`,
		what: PART
	}
};
const OPTIONS = [
	"--no-root",
	"--no-directory",
	"--no-plugins",
	"--no-interaction",
	"--no-ansi"
];
function read$3(file, manifest) {
	const lock = file.parse("TOML", schema$2);
	const nodes = lock.package.map(toNode);
	const python = lock.metadata?.["python-versions"];
	const listed = optionals(lock.extras ?? {});
	const versions = (roots, target) => {
		const { releases, uncertain } = resolve$1(roots, nodes, target, true);
		return settle$1(releases, uncertain);
	};
	return {
		python: python && python !== "*" ? {
			text: python,
			range: fromPoetry(python)
		} : null,
		holds: new Set(nodes.map(({ name }) => name)),
		versions: (target) => versions(manifest ? rootsOf(manifest, listed, target) : everything(lock.package), target),
		...manifest && { withoutGroups: (target) => versions(rootsOf(manifest, listed, target).filter((each) => isMain(each, target)), target) },
		choice: {
			extras: [...new Set([...Object.keys(lock.extras ?? {}), ...manifest?.choice?.extras ?? []])],
			groups: manifest?.choice?.groups ?? []
		},
		notes: manifest ? [] : [`without a pyproject.toml that can be read, all of ${file.path} that is not optional counts`]
	};
}
function toNode(each) {
	const dependencies = asShape(dependencyTable, each.dependencies ?? {}) ?? {};
	return {
		name: normalise(each.name),
		version: each.version,
		python: each["python-versions"] ? fromPoetry(each["python-versions"]) : "",
		markers: markersOf(each),
		requirements: rowsOf(dependencies, optionals(each.extras ?? {}))
	};
}
function markersOf({ markers = {}, groups = [] }) {
	if (typeof markers === "string") return [markers];
	return groups.some((group) => !(group in markers)) ? [] : Object.values(markers);
}
function rootsOf({ requirements, optionalGroups = [] }, extras, target) {
	return requirements.flatMap((row) => {
		if (row.under?.kind === "group") return !row.under.names.every((name) => optionalGroups.includes(name)) || isMain(row, target) ? row : [];
		if (row.under?.kind !== "extra") return row;
		const names = row.under.names.length ? row.under.names : extras.get(row.name) ?? [];
		const { under, ...main } = row;
		return names.some((name) => target.extras.has(name)) ? main : [];
	});
}
const isMain = ({ under }, { groups }) => under?.kind !== "group" || under.names.some((name) => groups.has(name));
const everything = (packages) => packages.filter(({ optional }) => !optional).map(({ name }) => anyOf(name));
function entries$2(file) {
	const { package: packages, metadata } = file.parse("TOML", schema$2);
	const old = new Map(Object.entries(metadata?.files ?? {}).map(([name, list]) => [normalise(name), list]));
	return packages.map(({ name, version, files: own, dependencies = {}, markers, groups, source }) => {
		const indexed = source?.type === void 0 || source.type === "legacy";
		const files = filesOf$1(own ?? old.get(normalise(name)));
		const hashes = hashesOf(files);
		return {
			name: normalise(name),
			version,
			hashes,
			files,
			markers: markersOf({
				markers,
				groups
			}),
			index: indexed ? source?.url ?? null : null,
			place: indexed ? "index" : PLACES[source?.type ?? ""] ?? "here",
			from: source ? fromSource(source, hashes.length > 0) : [],
			needs: Object.keys(dependencies).map(normalise)
		};
	});
}
const PLACES = {
	url: "url",
	git: "repository",
	file: "file"
};
function fromSource({ type, url = "", ...rest }, hashed) {
	if (type === "directory") return [];
	const key = type === "git" ? "git" : type === "legacy" ? "index" : "url";
	return fromOf({
		...rest,
		[key]: url
	}, hashed);
}
// src/pins/formats/pylock.ts
const archive = object({
	name: maybeText,
	size: number().int().nonnegative().optional().catch(void 0),
	hashes: table(string()).optional(),
	url: maybeText,
	path: maybeText
});
const schema$1 = object({
	"lock-version": string(),
	"requires-python": maybeText,
	"default-groups": maybeTexts,
	extras: maybeTexts,
	"dependency-groups": maybeTexts,
	packages: array(object({
		name: string(),
		version: maybeText,
		marker: maybeText,
		index: maybeText,
		dependencies: array(object({ name: string() })).optional(),
		wheels: array(archive).optional(),
		sdist: archive.optional(),
		archive: archive.optional(),
		vcs: table(unknown$1()).optional(),
		directory: table(unknown$1()).optional()
	})).default([])
});
const PYLOCK = {
	file: "pylock.toml",
	pattern: /^pylock(\.[^.]+)?\.toml$/,
	reason: "a lock that is often exported from one above",
	manager: "pip",
	lock: read$2,
	entries: entries$1,
	madeFrom: ["pyproject.toml"],
	relock: null,
	install: (path) => `uv pip sync ${path}`,
	build: {
		kind: "lock",
		own: null,
		uvReadsIt: true,
		by: "`uv pip install`; without uv, pip by version and hash",
		what: `${PART}, if the lock lists dependencies`
	}
};
function read$2(file) {
	const lock = file.parse("TOML", schema$1);
	const python = lock["requires-python"];
	const defaults = (lock["default-groups"] ?? []).map(normalise);
	const packages = lock.packages.map(({ name, version = "an unknown version", marker }) => ({
		name: normalise(name),
		version,
		marker
	}));
	return {
		python: python ? {
			text: python,
			range: python.replace(/\s/g, "")
		} : null,
		holds: new Set(packages.map(({ name }) => name)),
		versions: (target) => settleByMarkers(packages, {
			...target,
			groups: new Set([...defaults, ...target.groups])
		}),
		withoutGroups: (target) => settleByMarkers(packages, target),
		choice: {
			extras: lock.extras ?? [],
			groups: lock["dependency-groups"] ?? []
		},
		notes: []
	};
}
function entries$1(file) {
	const { packages } = file.parse("TOML", schema$1);
	const known = packages.some(({ name, dependencies }) => name === "torch" && dependencies);
	return packages.map((each) => ({
		name: normalise(each.name),
		version: each.version ?? null,
		hashes: hashesOf(filesOf(each)),
		files: filesOf(each),
		markers: each.marker ? [each.marker] : [],
		index: each.index ?? null,
		place: placeOf$1(each),
		from: [
			...each.wheels ?? [],
			each.sdist,
			each.archive,
			each.vcs,
			each.directory
		].flatMap((table) => table ? fromTable(table) : []),
		needs: known ? (each.dependencies ?? []).map(({ name }) => normalise(name)) : null
	}));
}
function placeOf$1({ directory, vcs, archive }) {
	if (directory) return "here";
	if (vcs) return "repository";
	return archive ? archive.url ? "url" : "file" : "index";
}
const filesOf = ({ sdist, archive, wheels = [] }) => [
	...sdist ? [sdist] : [],
	...archive ? [archive] : [],
	...wheels
].map((each) => ({
	name: each.name ?? baseOf(each.path ?? each.url ?? ""),
	url: each.url ?? null,
	hash: each.hashes?.sha256 ? `sha256:${each.hashes.sha256}` : null,
	size: each.size ?? null
}));
function fromTable({ type, url, ...rest }) {
	return fromOf(type === void 0 ? {
		...rest,
		url
	} : {
		...rest,
		git: url
	}, isHashed(rest));
}
// src/pins/formats/pyproject.ts
const BY_MANAGER = {
	uv: "uv sync",
	poetry: "poetry install",
	pdm: "pdm install",
	pixi: "pixi install"
};
const PYPROJECT = {
	file: "pyproject.toml",
	pattern: /^pyproject\.toml$/,
	reason: "`pip install .` reads it",
	declare: (file, { readProject }) => readPyproject(file, readProject),
	tables: (file) => {
		const { project, tool } = parsePyproject(file);
		const { dependencies, "optional-dependencies": optional } = project ?? {};
		return {
			dependencies,
			"optional-dependencies": optional,
			uv: tool?.uv
		};
	},
	indexes: (file, names) => indexesIn(parsePyproject(file), names),
	install: (_, manager) => BY_MANAGER[manager] ?? "pip install .",
	build: {
		kind: "dependencies",
		instead: { pixi: PIXI_BUILD },
		by: "`uv pip install` or `pip install`, dependencies only",
		what: ALL
	}
};
function readPyproject(file, readProject) {
	const value = parsePyproject(file);
	const { project, tool } = value;
	const poetry = readPoetryTables(tool?.poetry ?? {}, file);
	const pixi = readPixiTables(tool?.pixi ?? {}, file);
	const dynamic = dynamicFiles(value).flatMap(({ name, extra }) => readRequirements(file.include(name), readProject).requirements.map((row) => extra ? {
		...row,
		under: {
			kind: "extra",
			names: [normalise(extra)]
		}
	} : row));
	const python = project?.["requires-python"];
	const static_ = (project?.dependencies ?? []).flatMap((text) => parseRequirement(text) ?? []);
	const unread = project?.dynamic?.includes("dependencies") && dynamic.length === 0;
	const name = project?.name ?? poetry.name;
	const extras = extrasOf(value);
	const groups = groupsOf$1(value);
	const sources = tool?.uv?.sources ?? {};
	const all = [
		...static_,
		...dynamic,
		...poetry.requirements.filter((row) => !static_.some(({ name }) => name === row.name)),
		...pixi,
		...extras,
		...groups,
		...under("constraint", "uv constraint", tool?.uv?.["constraint-dependencies"] ?? []),
		...under("constraint", "uv override", tool?.uv?.["override-dependencies"] ?? [])
	];
	return {
		manager: managerOf(value, file),
		project: name ? normalise(name) : null,
		python: python ? {
			text: python,
			range: python.replace(/\s/g, "")
		} : poetry.python ?? null,
		requirements: all.map((row) => withWheel(row, sources)),
		choice: choiceOf$2(value, poetry.choice),
		optionalGroups: poetry.optionalGroups,
		notes: unread ? [`${file.path} leaves its dependencies to a program (setup.py or a plugin), which is not run`] : []
	};
}
const under = (kind, name, texts) => texts.flatMap((text) => parseRequirement(text, { under: {
	kind,
	names: [name]
} }) ?? []);
function withWheel(row, sources) {
	const places = [Object.entries(sources).find(([name]) => normalise(name) === row.name)?.[1] ?? []].flat();
	const forAny = places.some(({ marker }) => /python/.test(String(marker ?? "")));
	const pythons = places.map(({ url, path }) => pythonOf$2(String(url ?? path ?? "")));
	const [python, ...others] = new Set(pythons);
	return python && others.length === 0 && !forAny ? {
		...row,
		python
	} : row;
}
function choiceOf$2({ project, tool, ...value }, poetry) {
	const uv = tool?.uv?.["dev-dependencies"] ? ["dev"] : [];
	const pdm = Object.keys(asShape(table(strings), tool?.pdm?.["dev-dependencies"]) ?? {});
	const extras = Object.keys(project?.["optional-dependencies"] ?? {});
	const dynamic = Object.keys(tool?.setuptools?.dynamic?.["optional-dependencies"] ?? {});
	const groups = Object.keys(value["dependency-groups"] ?? {});
	return {
		extras: [...new Set([
			...extras,
			...dynamic,
			...poetry.extras
		])],
		groups: [...new Set([
			...groups,
			...uv,
			...pdm,
			...poetry.groups
		])]
	};
}
function extrasOf({ project }) {
	const own = normalise(project?.name ?? "");
	const lists = Object.entries(project?.["optional-dependencies"] ?? {});
	const byName = new Map(lists.map(([extra, texts]) => [normalise(extra), texts]));
	return [...byName.keys()].flatMap((extra) => {
		const seen = new Set([extra]);
		const rows = [];
		for (const each of seen) for (const row of under("extra", extra, byName.get(each) ?? [])) if (own && row.name === own) for (const other of row.extras) seen.add(other);
		else rows.push(row);
		return rows;
	});
}
function dynamicFiles({ project, tool }) {
	const isDynamic = (field) => project?.dynamic?.includes(field);
	const dynamic = tool?.setuptools?.dynamic;
	const hatch = tool?.hatch?.metadata?.hooks?.requirements_txt?.files ?? [];
	const names = (entry) => [entry?.file ?? []].flat();
	return [...(isDynamic("dependencies") ? [...names(dynamic?.dependencies), ...hatch] : []).map((name) => ({ name })), ...(isDynamic("optional-dependencies") ? Object.entries(dynamic?.["optional-dependencies"] ?? {}) : []).flatMap(([extra, entry]) => names(entry).map((name) => ({
		name,
		extra
	})))];
}
function groupsOf$1(value) {
	const groups = value["dependency-groups"] ?? {};
	const byName = new Map(Object.entries(groups).map(([name, rows]) => [normalise(name), rows]));
	const expand = (name) => {
		const seen = new Set([name]);
		const texts = new Set();
		for (const each of seen) for (const row of byName.get(each) ?? []) if (typeof row === "string") texts.add(row);
		else seen.add(normalise(String(row["include-group"] ?? "")));
		return [...texts];
	};
	return [
		...[...byName.keys()].flatMap((name) => under("group", name, expand(name))),
		...under("group", "dev", value.tool?.uv?.["dev-dependencies"] ?? []),
		...Object.entries(asShape(table(strings), value.tool?.pdm?.["dev-dependencies"]) ?? {}).flatMap(([name, texts]) => under("group", normalise(name), texts))
	];
}
function managerOf({ tool, ...value }, file) {
	const pdm = Object.keys(tool?.pdm ?? {}).some((key) => !["build", "version"].includes(key));
	if (tool?.poetry?.dependencies || tool?.poetry?.group) return "poetry";
	if (pdm) return "pdm";
	if (tool?.pixi) return "pixi";
	if (tool?.hatch?.envs) return "setuptools";
	if (tool?.uv || value["dependency-groups"] || ignoresUvLock(file)) return "uv";
	return "setuptools";
}
const ignoresUvLock = (file) => /^\/?uv\.lock\s*$/m.test(file.peek(".gitignore") ?? "");
function projectOf$1(file) {
	const value = parsePyproject(file);
	const { project, tool } = value;
	const { name, dependencies, "optional-dependencies": extras = {}, dynamic } = project ?? {};
	return {
		isStatic: Boolean(name && dependencies && !dynamic?.includes("dependencies")),
		lines: [...dependencies ?? [], ...Object.values(extras).flat()],
		sources: Object.values(tool?.uv?.sources ?? {}).flat(),
		hasOtherIndexes: hasOtherIndexes(value)
	};
}
// src/pins/formats/setup-cfg.ts
const SETUP_CFG = {
	file: "setup.cfg",
	pattern: /^setup\.cfg$/,
	reason: "the oldest format; setup.py is a program, which lddpr does not run",
	declare: (file, { readProject }) => readSetupCfg(file, readProject),
	install: () => "pip install .",
	build: {
		kind: "dependencies",
		by: "the same as pyproject.toml",
		what: ALL
	}
};
function readSetupCfg(file, readProject) {
	const sections = parseIni(file.text);
	const options = sections.get("options");
	const notes = [];
	const rows = (value, extra = {}) => {
		const files = /^file:\s*(.*)$/s.exec(value)?.[1];
		if (files === void 0) return lines(value).flatMap((line) => parseRequirement(line, extra) ?? []);
		return files.split(/[,\n]/).map((name) => name.trim()).filter(Boolean).flatMap((name) => readRequirements(file.include(name), readProject).requirements).map((row) => ({
			...row,
			...extra
		}));
	};
	const extras = [...sections.get("options.extras_require") ?? []].flatMap(([name, value]) => rows(value, { under: {
		kind: "extra",
		names: [normalise(name)]
	} }));
	const python = options?.get("python_requires") ?? "";
	const name = sections.get("metadata")?.get("name");
	return {
		manager: "setuptools",
		project: name ? normalise(name) : null,
		python: python ? {
			text: python,
			range: python.replace(/\s/g, "")
		} : null,
		requirements: [...rows(options?.get("install_requires") ?? ""), ...extras],
		choice: {
			extras: [...sections.get("options.extras_require")?.keys() ?? []],
			groups: []
		},
		notes
	};
}
const lines = (value) => value.split("\n").map((line) => line.replace(/\s#.*$/, "").trim());
function parseIni(text) {
	const sections = new Map();
	let section = new Map();
	let key = null;
	for (const line of text.split(/\r\n|\r|\n/)) {
		if (/^\s*([#;].*)?$/.test(line)) continue;
		const header = /^\[([^\]]*)\]/.exec(line)?.[1];
		if (header !== void 0) {
			section = sections.get(header.trim()) ?? new Map();
			sections.set(header.trim(), section);
			key = null;
		} else if (/^\s/.test(line) && key !== null) section.set(key, `${section.get(key) ?? ""}\n${line.trim()}`);
		else {
			const at = line.search(/[=:]/);
			key = at > 0 ? line.slice(0, at).trim() : null;
			if (key !== null) section.set(key, line.slice(at + 1).trim());
		}
	}
	return sections;
}
// src/pins/formats/uv-choice.ts
const conflictsSchema = array(array(object({
	package: maybeText,
	extra: maybeText,
	group: maybeText
})));
function choiceOf$1(roots, conflicts) {
	const extras = roots.flatMap((each) => [...Object.keys(each["optional-dependencies"] ?? {}), ...each.metadata?.["provides-extras"] ?? []]);
	const groups = roots.flatMap((each) => [...Object.keys(each["dev-dependencies"] ?? {}), ...Object.keys(each.metadata?.["requires-dev"] ?? {})]);
	const names = new Set(roots.map(({ name }) => name));
	const own = conflicts.flat().filter((each) => names.has(normalise(each.package ?? "")));
	return {
		extras: [...new Set([...extras, ...own.flatMap(({ extra }) => extra ?? [])])],
		groups: [...new Set([...groups, ...own.flatMap(({ group }) => group ?? [])])]
	};
}
const chosenIn$1 = (set, { extras, groups }) => set.filter(({ extra, group }) => extra !== void 0 && extras.has(normalise(extra)) || group !== void 0 && groups.has(normalise(group)));
function conflictOf(target, conflicts) {
	for (const set of conflicts) {
		const [one, other] = chosenIn$1(set, target).map(({ extra, group }) => extra === void 0 ? `group ${group}` : `extra ${extra}`);
		if (one && other) return `${one} and ${other} exclude each other`;
	}
	return null;
}
const excludedBy = (target, conflicts, defaults) => defaults.filter((name) => !target.groups.has(name) && conflicts.some((set) => set.some(({ group }) => normalise(group ?? "") === name) && chosenIn$1(set, target).length > 0));
// src/pins/formats/uv-lock.ts
const sourceSchema = table(unknown$1());
const edgeSchema = object({
	name: string(),
	version: maybeText,
	source: sourceSchema.optional(),
	marker: maybeText,
	extra: maybeTexts
});
const edges = array(edgeSchema).optional();
const packageSchema = object({
	name: string(),
	version: maybeText,
	source: sourceSchema.optional(),
	sdist: archive$1.optional().catch(void 0),
	wheels: array(archive$1).optional().catch(void 0),
	"resolution-markers": maybeTexts,
	dependencies: edges,
	"optional-dependencies": table(array(edgeSchema)).optional(),
	"dev-dependencies": table(array(edgeSchema)).optional(),
	metadata: object({
		"provides-extras": maybeTexts,
		"requires-dev": table(unknown$1()).optional(),
		"requires-dist": array(object({
			name: string(),
			specifier: maybeText,
			marker: maybeText
		})).optional()
	}).optional()
});
const schema = object({
	"requires-python": maybeText,
	manifest: object({ members: maybeTexts }).optional(),
	conflicts: conflictsSchema.optional(),
	package: array(packageSchema).default([])
});
const UV_LOCK = {
	file: "uv.lock",
	pattern: /^uv\.lock$/,
	reason: "projects move to uv, so a lock beside it is usually left over",
	manager: "uv",
	lock: (file, { member, pyproject }) => read$1(file, member, groupsOf(pyproject)),
	entries,
	madeFrom: ["pyproject.toml"],
	belongs: (pyproject) => Boolean(pyproject.project || pyproject.tool?.uv),
	workspaces: true,
	relock: "uv lock",
	install: () => "uv sync --locked",
	build: {
		kind: "uv",
		by: "`uv sync --frozen`; without uv, pip by version and hash",
		what: PART
	}
};
function groupsOf(pyproject) {
	const groups = pyproject?.tool?.uv?.["default-groups"];
	if (groups === "all") return Object.keys(pyproject?.["dependency-groups"] ?? {}).map(normalise);
	return Array.isArray(groups) ? groups.map(normalise) : ["dev"];
}
function read$1(file, member, defaults) {
	const lock = file.parse("TOML", schema);
	const packages = lock.package.map((each) => ({
		...each,
		name: normalise(each.name)
	}));
	const byName = Map.groupBy(packages, ({ name }) => name);
	const members = (lock.manifest?.members ?? []).map(normalise);
	const project = packages.filter(({ source }) => localPath(source) === member);
	const roots = project.length ? project : packages.filter(({ name }) => members.includes(name));
	const python = lock["requires-python"];
	const { conflicts = [] } = lock;
	const around = (target) => excludedBy(target, conflicts, defaults);
	const groupsOf = (target) => [...defaults.filter((name) => !around(target).includes(name)), ...target.groups];
	return {
		python: python ? {
			text: python,
			range: python.replace(/\s/g, "")
		} : null,
		holds: new Set(byName.keys()),
		versions: (target) => versions(target, roots, byName, groupsOf(target)),
		withoutGroups: (target) => versions(target, roots, byName, [...target.groups]),
		choice: choiceOf$1(roots, conflicts),
		conflict: (target) => conflictOf(target, conflicts),
		without: around,
		madeFrom: new Map(roots.flatMap(({ metadata }) => (metadata?.["requires-dist"] ?? []).filter(({ marker }) => !marker).map(({ name, specifier }) => [normalise(name), specifier ?? ""]))),
		notes: roots.length ? [] : [`${file.path} names no project of its own: every entry that its markers allow counts`]
	};
}
function localPath(source) {
	const path = source?.editable ?? source?.virtual ?? source?.directory;
	return typeof path === "string" ? path : null;
}
function versions(target, roots, byName, groups) {
	const extras = roots.flatMap(({ name }) => [...[...target.extras].map((extra) => inConflicts(name, extra)), ...groups.map((group) => `group-${name.length}-${name}-${group}`)]);
	const around = {
		target,
		extras: new Set(extras)
	};
	if (roots.length === 0) return settle$1(releasesOf([...byName.values()].flat(), around));
	const reached = reach(roots, byName, groups, target, around);
	return settle$1(releasesOf([...reached.packages], null), reached.uncertain);
}
const releasesOf = (packages, around) => packages.filter((each) => localPath(each.source) === null && (!around || inFork(each, around))).flatMap(({ name, version }) => version ? [{
	name,
	version
}] : []);
const inFork = (each, around) => each["resolution-markers"]?.some((marker) => holds(marker, around) !== false) ?? true;
function reach(roots, byName, groups, target, around) {
	const packages = new Set();
	const uncertain = new Set();
	const seen = new Set();
	const extras = new Set(around.extras);
	const queue = [];
	const visit = (each, wanted) => {
		packages.add(each);
		queue.push({
			from: each,
			list: each.dependencies
		});
		for (const extra of wanted) {
			extras.add(inConflicts(each.name, extra));
			queue.push({
				from: each,
				list: pick(each["optional-dependencies"], extra)
			});
		}
	};
	for (const root of roots) {
		visit(root, target.extras);
		for (const group of groups) queue.push({
			from: root,
			list: pick(root["dev-dependencies"], group)
		});
	}
	for (let next = queue.shift(); next; next = queue.shift()) {
		if (!next.list || seen.has(next.list)) continue;
		seen.add(next.list);
		for (const edge of next.list) {
			const own = (edge.extra ?? []).map((extra) => inConflicts(normalise(edge.name), extra));
			const truth = holds(edge.marker, {
				...around,
				extras: new Set([...extras, ...own])
			});
			if (truth === null) uncertain.add(normalise(edge.name));
			if (truth !== true) continue;
			for (const each of choose$1(edge, byName, around)) visit(each, edge.extra ?? []);
		}
	}
	return {
		packages,
		uncertain
	};
}
const inConflicts = (name, extra) => `extra-${name.length}-${name}-${normalise(extra)}`;
const pick = (table, name) => Object.entries(table ?? {}).find(([key]) => normalise(key) === normalise(name))?.[1];
function choose$1(edge, byName, around) {
	const matching = (byName.get(normalise(edge.name)) ?? []).filter((each) => (edge.version === void 0 || each.version === edge.version) && (edge.source === void 0 || JSON.stringify(each.source) === JSON.stringify(edge.source)));
	if (matching.length < 2) return matching;
	return matching.filter((each) => inFork(each, around));
}
function entries(file) {
	const { package: packages } = file.parse("TOML", schema);
	const edges = packages.flatMap((each) => [...each.dependencies ?? [], ...Object.values(each["optional-dependencies"] ?? {}).flat()]);
	const extras = new Map();
	for (const { name, extra = [] } of edges) for (const each of extra) extras.set(name, (extras.get(name) ?? new Set()).add(each));
	return packages.map((each) => {
		const files = filesOf$1([...each.sdist ? [each.sdist] : [], ...each.wheels ?? []]);
		const { registry } = each.source ?? {};
		return {
			name: normalise(each.name),
			version: each.version ?? null,
			hashes: hashesOf(files),
			files,
			markers: each["resolution-markers"] ?? [],
			index: typeof registry === "string" ? registry : null,
			place: placeOf(each.source ?? {}),
			from: fromOf(each.source ?? {}, hashesOf(files).length > 0),
			needs: [...each.dependencies ?? [], ...Object.entries(each["optional-dependencies"] ?? {}).flatMap(([extra, list]) => extras.get(each.name)?.has(extra) ? list : [])].map(({ name }) => normalise(name))
		};
	});
}
function placeOf(source) {
	if ("registry" in source) return "index";
	if ("url" in source) return "url";
	if ("path" in source) return "file";
	return "git" in source ? "repository" : "here";
}
// src/pins/formats.ts
const FORMATS = [
	UV_LOCK,
	POETRY_LOCK,
	PDM_LOCK,
	PIPFILE_LOCK,
	PYLOCK,
	CONDA_LOCK,
	PIXI_LOCK,
	REQUIREMENTS,
	PYPROJECT,
	PIPFILE,
	ENVIRONMENT_YML,
	PIXI_TOML,
	SETUP_CFG
];
const DIRECTORIES = [{
	name: /^(requirements?|reqs)$/i,
	ending: /\.(txt|in)$/,
	format: REQUIREMENTS
}, {
	name: /^(envs?|environments?|conda)$/i,
	ending: /\.ya?ml$/,
	format: ENVIRONMENT_YML
}];
const ENDINGS = [{
	ending: /\.(txt|in|pip|old|lst)$/,
	format: REQUIREMENTS
}, {
	ending: /\.ya?ml$/,
	format: ENVIRONMENT_YML
}];
function formatOf(path) {
	const base = posix.basename(path);
	const above = posix.dirname(path).split("/");
	return FORMATS.find(({ pattern }) => pattern.test(base)) ?? DIRECTORIES.find(({ name, ending }) => ending.test(base) && above.some((each) => name.test(each)))?.format ?? null;
}
const formatOfNamed = (path) => formatOf(path) ?? ENDINGS.find(({ ending }) => ending.test(path))?.format ?? null;
function declarationsIn(file, platform) {
	const found = FORMATS.find(({ pattern }) => pattern.test(file.base));
	return found && "declare" in found ? found.declare(file, {
		platform,
		readProject: projectReader()
	}) : null;
}
const fixesVersions = (path) => formatOf(path) !== null;
function isLock(path) {
	const format = formatOf(path);
	return format !== null && "lock" in format;
}
const isReadForPins = (path) => fixesVersions(path) || /\.(toml|lock|txt|in|cfg|ya?ml|pip|lst|old)$|(^|\/)\.(python-version|gitignore)$/i.test(path);
function limitOf(path) {
	const kind = isLock(path) || path.endsWith(".lock") ? "lock" : "manifest";
	return formatOf(path)?.limit ?? LIMITS$1[kind];
}
function buildOf(path, manager) {
	const build = formatOfNamed(path)?.build ?? null;
	return build?.kind === "dependencies" && manager && build.instead?.[manager] || build;
}
function lockOf(path) {
	const format = formatOf(path);
	if (!(format?.file === posix.basename(path)) || !("lock" in format) || format.relock === null) return null;
	return {
		madeFrom: format.madeFrom,
		relock: format.relock
	};
}
function projectReader() {
	const seen = new Set();
	const read = (directory, from) => {
		for (const [{ file: name }, declare] of [[PYPROJECT, readPyproject], [SETUP_CFG, readSetupCfg]]) {
			const target = `${directory}/${name}`;
			const path = from.resolve(target);
			if (seen.has(path)) continue;
			const file = from.beside(target);
			if (!file) continue;
			seen.add(path);
			return declare(file, read);
		}
		return null;
	};
	return read;
}
// src/pins/find.ts
const KEPT = /^(requirements?|reqs|deps|dependencies|envs?|environments?|conda|locks?)$/i;
const NOT_THE_PROJECT = /^(\..*|node_modules|site-packages|v?env|docs?|examples?|tests?|testing|benchmarks?|notebooks?|tutorials?|experiments?|build|dist|vendor|third[_-]party)$/i;
const DEEPEST = 3;
const MAX_DIRECTORIES = 2e3;
const ASIDE$1 = /^(dev|develop|development|tests?|testing|docs?|documentation|readthedocs|rtd|lint|linting|style|format|types?|typing|build|release|ci|min|minimum|minimal|lowest|old|oldest|examples?|notebooks?|optional|extras?|benchmarks?|in)$/;
function findCandidates(repository, start, place, platform) {
	const found = [];
	let directories = 0;
	const visit = (directory, depth, kept) => {
		if (++directories > MAX_DIRECTORIES) return;
		const entries = repository.list(directory).sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
		for (const { name, directory: isDirectory } of entries) {
			const path = posix.join(directory, name);
			if (isDirectory) {
				const into = KEPT.test(name) && depth === 0;
				if ((place === 1 ? into || kept : place === 2 && !into && !NOT_THE_PROJECT.test(name)) && depth < DEEPEST) visit(path, depth + 1, kept || into);
			} else if (place === 0 === (depth === 0)) {
				const seen = posix.relative(start, path);
				const format = forPlatform(seen, platform) ? formatOf(seen) : null;
				if (format) found.push({
					path,
					format,
					place,
					aside: isAside(name)
				});
			}
		}
	};
	visit(start, 0, false);
	return found;
}
const wordsOf = (path) => path.toLowerCase().split(/[^a-z0-9]+/);
const isAside = (name) => /^v?\d+\.\d+/.test(name) || wordsOf(name).some((word) => ASIDE$1.test(word));
const PLATFORM_WORDS = new Set(Object.values(PLATFORMS).flatMap(({ words }) => words));
function forPlatform(path, platform) {
	const named = wordsOf(path).filter((word) => /^[a-z]/.test(word) && PLATFORM_WORDS.has(word));
	const own = PLATFORMS[platform].words;
	return named.every((word) => own.includes(word));
}
const platformWords = (path, platform) => wordsOf(path).filter((word) => PLATFORMS[platform].words.includes(word)).length;
const orderOf = (format) => FORMATS.indexOf(format);
// src/pins/reading.ts
function read(repository, candidate, wanted, member = ".") {
	const file = SourceFile.open(repository, candidate.path);
	if (!file) throw new ExpectedError(`cannot read ${repository.name(candidate.path)}: it does not exist`);
	return "lock" in candidate.format ? readLock(file, candidate, candidate.format, wanted, member) : readManifest(file, candidate, candidate.format, wanted);
}
function readLock(file, candidate, format, wanted, member) {
	const platform = wanted.platform ?? "linux-x86_64";
	const unread = [];
	const tolerant = (work) => orNull(work, (error) => unread.push(error.message));
	const pyproject = tolerant(() => {
		const found = file.nearest("pyproject.toml");
		return found && parsePyproject(found);
	});
	const declarations = tolerant(() => {
		const source = manifestOf(file, format, pyproject, member);
		return source && declarationsIn(source, platform);
	});
	const belongs = tolerant(() => pyproject && format.belongs?.(pyproject, file));
	const lock = format.lock(file, {
		platform,
		manifest: declarations,
		pyproject,
		member
	});
	const python = lock.python ?? declarations?.python ?? null;
	return {
		candidate,
		manager: format.manager,
		lock,
		declarations,
		python,
		...targets(file, python?.range ?? null, declarations, lock.choice, wanted),
		versions: once(lock.versions),
		mentions: (name) => lock.holds.has(name) || Boolean(declarations?.requirements.some((each) => each.name === name && !each.under)),
		belongs: belongs ?? true,
		unread: [...new Set(unread)],
		...member === "." ? {} : { project: posix.join(file.directory, member) },
		trail: file.trail
	};
}
function readManifest(file, candidate, format, wanted) {
	const declarations = format.declare(file, {
		platform: wanted.platform ?? "linux-x86_64",
		readProject: projectReader()
	});
	const { python } = declarations;
	return {
		candidate,
		manager: declarations.manager,
		lock: null,
		declarations,
		python,
		...targets(file, python?.range ?? projectPython(file), declarations, declarations.choice, wanted),
		versions: once((target) => findingsOf(declarations, target)),
		mentions: (name) => declarations.requirements.some((each) => each.name === name),
		belongs: true,
		unread: [],
		trail: file.trail
	};
}
function once(versions) {
	const known = new Map();
	return (target) => {
		const { python, platform, extras, groups } = target;
		const key = [
			python,
			platform,
			[...extras].join("+"),
			[...groups].join("+")
		].join();
		const found = known.get(key) ?? versions(target);
		known.set(key, found);
		return found;
	};
}
function manifestOf(file, { madeFrom }, pyproject, member) {
	if (member !== ".") return file.beside(posix.join(member, "pyproject.toml"));
	for (const name of madeFrom) {
		const found = name === "pyproject.toml" && pyproject ? file.nearest(name) : file.beside(name);
		if (found) return found;
	}
	return null;
}
const projectPython = (file) => orNull(() => {
	const pyproject = file.alone().nearest("pyproject.toml");
	return pyproject && (declarationsIn(pyproject, "linux-x86_64")?.python?.range ?? null);
});
function targets(file, range, declarations, choice = NOTHING, wanted) {
	const platform = wanted.platform ?? "linux-x86_64";
	const { extras, groups } = chosenOf(wanted, choice);
	const byFile = orNull(() => readNamedPython(file));
	const byWheels = byFile ? null : pythonOfWheels(declarations, {
		extras,
		groups
	});
	const namedPython = byFile ?? byWheels;
	const namedBy = byWheels ? "the one that its wheels are for" : ".python-version";
	const fits = namedPython && (range === null || allowsPython(range, namedPython));
	const named = wanted.python ?? exactly(range ?? "") ?? (fits ? namedPython : null);
	const python = choosePython(named, range);
	const own = minorOf(python);
	const others = MINORS.filter((minor) => range !== null && allows(range, minor)).map((minor) => `3.${minor}`).filter((each) => each !== own);
	return {
		target: {
			python,
			platform,
			extras,
			groups
		},
		namedPython,
		namedBy,
		otherPythons: named ? [] : others,
		choice
	};
}
const NOTHING = {
	extras: [],
	groups: []
};
function chosenOf({ extras = [], groups = [], mayLack = false }, choice) {
	const pick = (names, all) => {
		const known = new Set(all.map(normalise));
		return new Set(names.map(normalise).filter((name) => !mayLack || known.has(name)));
	};
	return {
		extras: pick(extras, choice.extras),
		groups: pick(groups, choice.groups)
	};
}
function pythonOfWheels(declarations, { extras, groups }) {
	const isTaken = ({ under, marker }) => !/python/.test(marker ?? "") && (!under || under.names.some((name) => (under.kind === "extra" ? extras : groups).has(name)));
	const all = (declarations?.requirements ?? []).filter(isTaken).flatMap((row) => row.python ?? pythonOf$2(row.url ?? "") ?? []);
	const [python, ...others] = new Set(all);
	return python && others.length === 0 ? python : null;
}
function readNamedPython(file) {
	const line = /^\s*(?:cpython[@-])?(3\.\d{1,2}(?:\.\d{1,3})?)\s*$/m;
	const text = file.upwards(".python-version", (target) => file.peek(target));
	return line.exec(text?.slice(0, 1e3) ?? "")?.[1] ?? null;
}
// src/pins/choose.ts
const LIGHTNING = ["lightning", "pytorch-lightning"];
function choose(repository, wanted, manifest) {
	if (manifest !== null) return chooseNamed(repository, wanted, manifest);
	const readings = [];
	const failures = [];
	const choice = (chosen, others, rivals = []) => ({
		chosen,
		others,
		rivals,
		notes: failures.flatMap((each) => notCounted(each, chosen))
	});
	for (const place of [
		0,
		1,
		2
	]) {
		const batch = readAll(repository, ".", place, wanted);
		readings.push(...batch.readings);
		const best = rank(readings, wanted)[0];
		for (const failure of batch.failures) {
			const { candidate, error } = failure;
			if (place === 0 && !candidate.aside && !(best && saysLightning(best) && orderOf(best.candidate.format) < orderOf(candidate.format))) throw error;
			failures.push(failure);
		}
		const last = place === 2;
		if (place === 2) {
			const rivals = rivalsOf(rank(readings, wanted));
			if (rivals.length > 0) return choice(null, rank(readings, wanted), rivals);
		}
		const done = place === 0 ? fixesLightning : place === 1 ? saysLightning : null;
		if (best && !best.candidate.aside && (last || done?.(best))) return choice(best, rank(readings, wanted).slice(1));
	}
	const [chosen = null, ...others] = rank(readings, wanted);
	return choice(chosen, others);
}
const notCounted = ({ candidate, error }, chosen) => chosen?.unread.includes(error.message) ? [] : [`${candidate.path} is not counted: ${error.message}`];
function chooseNamed(repository, wanted, manifest) {
	let path;
	try {
		path = repository.resolve(".", manifest);
	} catch {
		throw wrongInput("manifest", `expected a file in ${repository.root}, found ${JSON.stringify(manifest)}, which is outside`);
	}
	if (repository.read(path) === null) throw wrongInput("manifest", `cannot read ${repository.name(path)}: it does not exist`);
	const format = formatOfNamed(path);
	if (!format) throw wrongInput("manifest", `expected a lock or a manifest, found ${JSON.stringify(manifest)}, whose name says neither`);
	const named = {
		path,
		format,
		place: 0,
		aside: false
	};
	if (posix.basename(path) === "pyproject.toml") {
		const locks = rank(readAll(repository, posix.dirname(path), 0, wanted).readings.filter((each) => each.lock && each.belongs), wanted);
		if (locks[0]) return only(locks[0], locks.slice(1));
		const workspace = workspaceLock(repository, path, wanted);
		if (workspace) return only(workspace);
	}
	return only(read(repository, named, wanted));
}
const only = (chosen, others = []) => ({
	chosen,
	others,
	notes: [],
	rivals: []
});
function workspaceLock(repository, path, wanted) {
	const member = posix.dirname(path);
	for (let above = member; above !== ".";) {
		above = posix.dirname(above);
		for (const format of WORKSPACE_LOCKS) {
			const path = posix.join(above, format.file);
			if (repository.read(path) === null) continue;
			const found = read(repository, {
				path,
				format,
				place: 0,
				aside: false
			}, wanted, posix.relative(above, member));
			return found.lock?.notes.length ? null : found;
		}
	}
	return null;
}
const WORKSPACE_LOCKS = FORMATS.filter((format) => "workspaces" in format && format.workspaces);
function readAll(repository, start, place, wanted) {
	const readings = [];
	const failures = [];
	const platform = wanted.platform ?? "linux-x86_64";
	for (const candidate of findCandidates(repository, start, place, platform)) try {
		readings.push(read(repository, candidate, wanted));
	} catch (error) {
		if (!(error instanceof ExpectedError)) throw error;
		failures.push({
			candidate,
			error
		});
	}
	return {
		readings,
		failures
	};
}
function rank(readings, wanted) {
	const platform = wanted.platform ?? "linux-x86_64";
	const included = new Set(readings.filter(({ manager, lock }) => manager === "conda" && !lock).flatMap(({ candidate, trail }) => [...trail.keys()].filter((path) => path !== candidate.path)));
	const projects = new Set(readings.flatMap(({ declarations }) => declarations?.project ?? []));
	const key = (each) => [
		Number(each.candidate.aside || isFreeze(each, projects)),
		Number(!each.belongs),
		Number(lacksChoice(each, wanted)),
		Number(!fixesLightning(each)),
		Number(!saysLightning(each)),
		Number(!PROBED.some((name) => each.versions(each.target).get(name)?.version)),
		Number(included.has(each.candidate.path)),
		each.candidate.place,
		orderOf(each.candidate.format),
		-platformWords(each.candidate.path, platform),
		each.candidate.path.split("/").length,
		each.candidate.path
	];
	return readings.map((each) => ({
		each,
		key: key(each)
	})).sort((a, b) => compareKeys(a.key, b.key)).map(({ each }) => each);
}
function compareKeys(a, b) {
	const index = a.findIndex((part, at) => part !== b[at]);
	const [x = 0, y = 0] = [a[index], b[index]];
	return index === -1 ? 0 : x < y ? -1 : 1;
}
const isFreeze = ({ declarations, lock }, projects) => !lock && declarations?.manager === "pip" && declarations.requirements.some((each) => projects.has(each.name) && each.range?.startsWith("=="));
function lacksChoice({ choice, declarations }, { extras = [], groups = [] }) {
	const all = [choice, declarations?.choice ?? choice];
	return !hasAll(all.flatMap((each) => each.extras), extras) || !hasAll(all.flatMap((each) => each.groups), groups);
}
function hasAll(all, names) {
	const known = new Set(all.map(normalise));
	return names.every((name) => known.has(normalise(name)));
}
const saysLightning = (each) => LIGHTNING.some(each.mentions);
const fixesLightning = (each) => each.lock ? LIGHTNING.some((name) => each.lock?.holds.has(name)) : LIGHTNING.some((name) => each.versions(each.target).get(name)?.version);
function rivalsOf(ranked) {
	const [best] = ranked;
	if (best?.candidate.place !== 2 || !fixesLightning(best)) return [];
	const versions = (each) => LIGHTNING.map((name) => each.versions(each.target).get(name)?.version ?? null).join();
	const parts = ranked.filter(({ candidate, belongs }) => candidate.place === 2 && !candidate.aside && belongs);
	const rivals = [...Map.groupBy(parts.filter(fixesLightning), ({ candidate }) => posix.dirname(candidate.path)).values()].flatMap(([first]) => first ?? []);
	return rivals.some((each) => versions(each) !== versions(best)) ? rivals : [];
}
// src/pins/chosen.ts
const KINDS$1 = [{
	field: "extras",
	input: "extra",
	other: "groups",
	otherInput: "group"
}, {
	field: "groups",
	input: "group",
	other: "extras",
	otherInput: "extra"
}];
function mustHaveChosen(reading, wanted) {
	if (!wanted.mayLack) {
		for (const kind of KINDS$1) for (const name of wanted[kind.field] ?? []) if (!spelling(name, reading.choice[kind.field])) throw unknown(reading, kind, name);
	}
	const conflict = reading.lock?.conflict?.(reading.target);
	if (conflict) throw new ExpectedError(`${reading.candidate.path}: ${conflict}: choose one`);
}
function unknown({ choice, declarations, candidate }, { field, input, other, otherInput }, name) {
	const { path, format } = candidate;
	const found = JSON.stringify(name);
	const [all, asOther] = [choice[field], spelling(name, choice[other])];
	if (asOther) return new ExpectedError((spell) => `${spell(input)}: ${found} is one of the ${other} of ${path}: say ${settingOf(spell, otherInput, asOther)}`);
	if (spelling(name, declarations?.choice?.[field] ?? []) && "relock" in format) return wrongInput(input, `${path} was made without ${name}, which its manifest has${format.relock ? `: run '${format.relock}'` : ""}`);
	if (all.length === 0) return wrongInput(input, `${path} has no ${field}, found ${found}`);
	const similar = nearest(name, all);
	return wrongInput(input, `expected one of the ${field} of ${path} (${listed(all)}), found ${found}${similar ? `; did you mean ${similar}?` : ""}`);
}
const MAX_NAMES = 20;
const listed = (names) => [...names.slice(0, MAX_NAMES), ...names.length > MAX_NAMES ? [`${names.length - MAX_NAMES} more`] : []].join(", ");
const spelling = (name, all) => all.find((each) => normalise(each) === normalise(name));
function chosenIn({ target, choice, lock }) {
	const written = (field) => [...target[field]].map((name) => spelling(name, choice[field]) ?? name);
	const without = lock?.without?.(target) ?? [];
	return {
		extras: written("extras"),
		groups: written("groups"),
		...without.length ? { without } : {}
	};
}
function missingIn(reading, found, installs) {
	const { lock, declarations, target, otherPythons, versions } = reading;
	const all = PROBED.filter((name) => !(name in installs) && !found.get(name)?.version).flatMap((name) => {
		const elsewhere = otherPythons.some((python) => versions({
			...target,
			python
		}).has(name));
		if (lock && elsewhere) return [];
		const isSomewhere = lock?.holds.has(name) || declarations?.requirements.some((each) => each.name === name);
		const brings = (field) => isSomewhere ? bringersOf(reading, name, field) : [];
		const [extras, groups] = [brings("extras"), brings("groups")];
		if (lock && isSomewhere && extras.length + groups.length === 0) return [];
		return {
			name,
			extras,
			groups,
			certain: lock !== null
		};
	});
	const isTold = all.some(({ extras, groups }) => extras.length + groups.length > 0);
	return lock || isTold ? all : [];
}
function bringersOf(reading, name, field) {
	const { target, versions, lock, declarations, choice } = reading;
	return choice[field].flatMap((each) => {
		const normalised = normalise(each);
		if (target[field].has(normalised)) return [];
		const more = {
			...target,
			[field]: new Set([...target[field], normalised])
		};
		if (lock) {
			const all = lock.conflict?.(more) ? new Map() : versions(more);
			return all.has(name) ? [{
				each,
				size: all.size
			}] : [];
		}
		const kind = field === "extras" ? "extra" : "group";
		const rows = (declarations?.requirements ?? []).filter(({ under }) => under?.kind === kind && under.names.includes(normalised));
		return rows.some((row) => row.name === name) ? [{
			each,
			size: rows.length
		}] : [];
	}).sort((one, other) => one.size - other.size).map(({ each }) => each);
}
function bringing({ extras, groups }, spell) {
	const kinds = [{
		word: "extra",
		names: extras
	}, {
		word: "group",
		names: groups
	}].filter(({ names }) => names.length > 0);
	const [first] = kinds;
	if (!first) return null;
	return {
		words: kinds.map(({ word, names }) => `${names.length > 1 ? `${word}s` : word} ${names.slice(0, 5).join(", ")}`).join(" and "),
		plural: extras.length + groups.length > 1,
		say: settingOf(spell, first.word, first.names[0] ?? "")
	};
}
// src/pins/notes.ts
function doubts({ lock, declarations, candidate }, pins) {
	const notes = [];
	const { lightning, "pytorch-lightning": older } = pins;
	if (lightning && older && lightning !== older) notes.push(`lightning ${lightning} and pytorch-lightning ${older} differ: which one trains is decided by the import`);
	if (!lock) return notes;
	for (const name of PROBED) {
		const rows = (declarations?.requirements ?? []).filter((each) => each.name === name && !each.under);
		const version = pins[name];
		const [row] = rows;
		if (!row || rows.length > 1 || row.marker) continue;
		const before = lock.madeFrom?.get(name);
		if (before !== void 0 && row.range !== null && !sameRange(before, row.range)) notes.push(`${candidate.path} was made for ${name}${before}, and now ${name}${row.text} is asked for: the lock is stale`);
		else if (version && row.range && meets(version, row.range) === false) notes.push(`${candidate.path} has ${name} ${version}, which is not in ${row.text}: the lock is stale`);
	}
	return notes;
}
const sameRange = (a, b) => a.replace(/\s/g, "").split(",").sort().join() === b.split(",").sort().join();
const MAX_DISAGREEMENTS = 5;
function disagreements(chosen, pins, others) {
	const notes = others.filter(({ candidate }) => !candidate.aside).flatMap((other) => {
		const found = pinsOf(other.versions(other.target));
		const different = PROBED.filter((name) => found[name] && pins[name] && found[name] !== pins[name]);
		const list = different.map((name) => `${name} ${found[name]}`).join(", ");
		return different.length ? [`${other.candidate.path} says ${list}, and is not used: ${why(chosen, other)}`] : [];
	});
	const more = notes.length - MAX_DISAGREEMENTS;
	return more > 0 ? [...notes.slice(0, MAX_DISAGREEMENTS), `${more} more files differ`] : notes;
}
function why(chosen, other) {
	if (!other.belongs) return "pyproject.toml is not written for its tool";
	if (chosen.lock && !other.lock) return `${chosen.candidate.path} is a lock`;
	return `${chosen.candidate.path} comes first`;
}
const BAD_RELEASES = [{
	packages: ["lightning", "pytorch-lightning"],
	versions: ["2.6.2", "2.6.3"],
	what: "was published by attackers on 2026-04-30, steals credentials when it is imported, and was withdrawn; replace every secret of a machine that had it",
	link: "https://github.com/Lightning-AI/pytorch-lightning/issues/21691"
}];
const warningsOf = (pins) => PROBED.flatMap((name) => BAD_RELEASES.filter(({ packages, versions }) => packages.includes(name) && versions.includes(pins[name]?.split("+")[0] ?? "")).map(({ what, link }) => `${name} ${pins[name]} ${what} (${link})`));
// src/pins/answer.ts
function answer(repository, wanted, manifest) {
	const { chosen, others, notes, rivals } = choose(repository, wanted, manifest);
	if (!chosen && others.length === 0) return null;
	if (!chosen) return nothing(others, rivals, [...notes]);
	mustHaveChosen(chosen, wanted);
	const found = chosen.versions(chosen.target);
	const context = contextOf(repository, chosen);
	const all = [chosen.declarations, ...context.map(({ declarations }) => declarations)];
	const pins = pinsOf(found);
	const installs = installsOf(chosen, found);
	const relevant = PROBED.some((name) => pins[name]) || mentionsLightning(chosen);
	return {
		manager: chosen.manager,
		source: chosen.candidate.path,
		...chosen.project ? { project: chosen.project } : {},
		relevant,
		text: [...chosen.trail.values()].join("\n"),
		files: [...chosen.trail.keys()],
		pins,
		ranges: rangesOf(chosen, pins),
		install: installWith(chosen),
		installs,
		development: developmentOf(chosen, found),
		reasons: reasonsOf(chosen, found),
		constraints: constraintsOf(chosen, context),
		python: pythonOf(chosen, context),
		namedPython: chosen.namedPython,
		namedBy: chosen.namedBy,
		target: {
			...chosen.target,
			...chosenIn(chosen)
		},
		rivals: others.filter((each) => FRAMEWORKS.some((name) => pinned(each, name))).map(asRival),
		missing: missingIn(chosen, found, installs),
		pinsByEnv: pinsByEnv(chosen, pins),
		notes: [
			...notes,
			...relevant ? [] : ["no file asks for Lightning, and none fixes a version"],
			...chosen.unread.map((problem) => `only ${chosen.candidate.path} counts, without what it was made from: ${problem}`),
			...chosen.lock?.notes ?? [],
			...new Set(all.flatMap((each) => each?.notes ?? [])),
			...doubts(chosen, pins),
			...disagreements(chosen, pins, others)
		],
		warnings: warningsOf(pins)
	};
}
const pinned = (each, name) => each.versions(each.target).get(name)?.version;
const asRival = (each) => ({
	file: each.candidate.path,
	versions: pinsOf(each.versions(each.target))
});
function nothing(others, found, notes) {
	const rivals = found.map(asRival);
	const [first] = others;
	const pins = pinsOf(new Map());
	const reason = "no file is the one to take it from";
	return {
		manager: first?.manager ?? null,
		source: null,
		relevant: false,
		text: "",
		files: [],
		pins,
		installs: {},
		development: [],
		reasons: Object.fromEntries(PROBED.map((name) => [name, reason])),
		constraints: {},
		python: null,
		namedPython: null,
		namedBy: "",
		target: {
			python: first?.target.python ?? "3.12",
			platform: DEFAULT_PLATFORM,
			extras: [],
			groups: []
		},
		rivals,
		missing: [],
		pinsByEnv: [],
		notes,
		warnings: []
	};
}
const mentionsLightning = (each) => each.mentions("lightning") || each.mentions("pytorch-lightning");
function reasonsOf(chosen, found) {
	const { lock, candidate, declarations } = chosen;
	const path = candidate.path;
	return Object.fromEntries(PROBED.flatMap((name) => {
		const finding = found.get(name);
		if (finding?.version) return [];
		const under = (kind) => {
			const rows = declarations?.requirements.filter((each) => each.name === name && each.under?.kind === kind);
			const names = [...new Set(rows?.flatMap(({ under }) => under?.names ?? []))];
			return names.length > 0 ? `, only ${kind}s do: ${names.join(", ")}` : "";
		};
		const only = under("extra") || under("group");
		return [[name, finding?.reason ?? (lock?.holds.has(name) ? `${path} has it, but a default install on ${chosen.target.platform} does not ask for it${only}` : `${path} does not have it`)]];
	}));
}
function installsOf({ declarations, lock, target }, found) {
	const askedFor = (name, reason = "") => {
		if (lock || !declarations) return reason ? { unknown: reason } : null;
		const rows = declarations.requirements.filter((each) => each.name === name && applies(each, target) !== false);
		if (rows.every(({ under }) => under?.kind === "constraint")) return null;
		return { range: [...new Set(rows.flatMap(({ text }) => text || []))].join(", ") };
	};
	return Object.fromEntries([...found].flatMap(([name, { version, reason }]) => {
		const asked = version ? { version } : askedFor(name, reason);
		return asked ? [[name, asked]] : [];
	}));
}
function rangesOf({ declarations, lock, target }, pins) {
	const asked = (lock ? [] : declarations?.requirements ?? []).filter((each) => each.under?.kind !== "constraint" && applies(each, target));
	return Object.fromEntries(PROBED.flatMap((name) => {
		const ranges = (pins[name] ? [] : asked.filter((each) => each.name === name)).map(({ range, conda }) => conda ? "" : range ?? "");
		return ranges.length ? [[name, ranges]] : [];
	}));
}
function installWith({ candidate: { path, format }, manager }) {
	return format.install(/^[\w./-]+$/.test(path) ? path : "FILE", manager);
}
function developmentOf({ lock, target }, found) {
	const others = lock?.withoutGroups?.(target);
	return others ? [...found.keys()].filter((name) => !others.has(name)) : [];
}
function pinsByEnv(chosen, pins) {
	return chosen.otherPythons.flatMap((python) => {
		const other = pinsOf(chosen.versions({
			...chosen.target,
			python
		}));
		return PROBED.some((name) => other[name] !== pins[name]) ? [{
			python,
			pins: other
		}] : [];
	});
}
const BESIDE = [
	"requirements.txt",
	"pyproject.toml",
	"setup.cfg",
	"environment.yml",
	"environment.yaml"
];
function contextOf(repository, reading) {
	const { candidate, trail, lock, declarations } = reading;
	if (lock && declarations) return [];
	const found = [];
	for (let directory = posix.dirname(candidate.path);; directory = posix.dirname(directory)) {
		for (const name of BESIDE) {
			const path = posix.join(directory, name);
			if (trail.has(path)) continue;
			const declarations = orNull(() => {
				const file = SourceFile.open(repository, path);
				return file && declarationsIn(file, "linux-x86_64");
			});
			if (declarations) found.push({
				declarations,
				path
			});
		}
		if (directory === ".") return found;
	}
}
function constraintsOf(chosen, context) {
	return Object.fromEntries(PROBED.flatMap((name) => {
		const own = chosen.declarations ? constraintOf(name, chosen.declarations) : void 0;
		if (own) return [[name, own]];
		for (const { declarations, path } of context) {
			const other = constraintOf(name, declarations);
			if (other) return [[name, `${other} (${path})`]];
			if (other === "" && own === void 0) return [[name, ""]];
		}
		return own === void 0 ? [] : [[name, own]];
	}));
}
function pythonOf({ python }, context) {
	if (python) return {
		...python,
		file: null
	};
	const other = context.find(({ declarations }) => declarations.python);
	return other?.declarations.python ? {
		...other.declarations.python,
		file: other.path
	} : null;
}
// src/pins/directory.ts
const realFiles = {
	realpath: realpathSync,
	stat: (path) => {
		const found = statSync(path);
		return {
			kind: found.isFile() ? "file" : found.isDirectory() ? "directory" : "other",
			size: found.size,
			changed: found.ctimeMs
		};
	},
	read: (path) => readFileSync(path),
	list: (path) => readdirSync(path, { withFileTypes: true }).map((entry) => ({
		name: entry.name,
		directory: entry.isDirectory()
	}))
};
const MAX_FILES = 1e3;
const MAX_BYTES = 268435456;
var Directory = class Directory {
	root;
	files;
	limitOf;
	texts = new Map();
	values = new Map();
	lists = new Map();
	bytes = 0;
	sealed = Number.POSITIVE_INFINITY;
	constructor(root, files, limitOf) {
		this.files = files;
		this.limitOf = limitOf;
		this.root = this.attempt(root, () => files.realpath(root));
		const { kind } = this.attempt(root, () => files.stat(this.root));
		if (kind !== "directory") throw new ExpectedError(`cannot read ${root}: it is not a directory`);
	}
	name(path) {
		return join(this.root, path);
	}
	resolve(directory, target, from = directory) {
		const path = posix.normalize(posix.join(directory, target.replaceAll("\\", "/")));
		if (isAbsolute(target) || /^[A-Za-z]:/.test(target) || target.includes("\0") || outside(path)) throw new ExpectedError(`${this.name(from)}: expected files in ${this.root}, found one that names a file outside`);
		return path;
	}
	read(path) {
		const known = this.texts.get(path);
		if (known !== void 0) return known;
		if (this.texts.size >= MAX_FILES) throw new ExpectedError(`${this.root}: expected at most ${MAX_FILES} files to read, found more`);
		const text = this.load(path);
		this.texts.set(path, text);
		return text;
	}
	remember(what, path, work) {
		const known = this.values.get(what) ?? new Map();
		this.values.set(what, known);
		if (!known.has(path)) known.set(path, work());
		return known.get(path);
	}
	list(directory) {
		const known = this.lists.get(directory);
		if (known) return [...known];
		const path = this.inside(directory);
		if (path !== null) this.mustBeOld(directory, this.attempt(path, () => this.files.stat(path)));
		const found = path === null ? [] : this.attempt(path, () => this.files.list(path));
		this.lists.set(directory, found);
		return [...found];
	}
	seal() {
		this.sealed = Math.min(this.sealed, Date.now());
	}
	changed() {
		const now = new Directory(this.root, this.files, this.limitOf);
		return [...this.texts].flatMap(([path, text]) => {
			try {
				return now.read(path) === text ? [] : path;
			} catch {
				return path;
			}
		});
	}
	mustBeOld(path, { changed = 0 }) {
		if (changed < this.sealed) return;
		throw new ExpectedError(`cannot read ${this.name(path)}: it was written after packages of this environment had been started`);
	}
	load(path) {
		const real = this.inside(path);
		if (real === null) return null;
		const found = this.attempt(real, () => this.files.stat(real));
		const { kind, size } = found;
		if (kind !== "file") throw new ExpectedError(`cannot read ${this.name(path)}: it is not a file`);
		const limit = this.limitOf(path);
		if (size > limit) throw new ExpectedError(`${this.name(path)}: expected at most ${limit} bytes, found ${size}`);
		this.mustBeOld(path, found);
		const content = this.attempt(real, () => this.files.read(real));
		this.bytes += content.length;
		if (this.bytes > MAX_BYTES) throw new ExpectedError(`${this.root}: expected at most ${MAX_BYTES} bytes to read, found more`);
		return decode(content);
	}
	inside(path) {
		if (outside(path)) throw new ExpectedError(`${path} is outside ${this.root}`);
		if (isInGit(path)) throw new ExpectedError(`cannot read ${this.name(path)}: it is git's own`);
		let real;
		try {
			real = this.files.realpath(join(this.root, path));
		} catch (error) {
			const { code } = error;
			if (code === "ENOENT" || code === "ENOTDIR") return null;
			throw new ExpectedError(`cannot read ${this.name(path)}: ${reason(error)}`);
		}
		if (outside(relative(this.root, real).split(sep).join("/")) || isAbsolute(relative(this.root, real))) throw new ExpectedError(`${this.name(path)} leads to ${real}, which is outside ${this.root}`);
		if (isInGit(relative(this.root, real))) throw new ExpectedError(`${this.name(path)} leads to ${real}, which is git's own`);
		return real;
	}
	attempt(path, work) {
		try {
			return work();
		} catch (error) {
			throw new ExpectedError(`cannot read ${path}: ${reason(error)}`);
		}
	}
};
const outside = (path) => path === ".." || path.startsWith("../") || isAbsolute(path);
function decode(content) {
	const little = content[0] === 255 && content[1] === 254;
	return content.toString(little ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}
// src/pins/imports/statements.ts
const HEADER = /^(?:async\s+)?(try|else|finally|if|elif|except|for|while|with|def|class)\b(.*)$/;
const FOR_TYPES = /^\s*\(?\s*(?:\w+\.)?TYPE_CHECKING\s*\)?\s*:/;
const IN_LINE = /:\s*((?:import|from)\s.*)$/;
const BY_NAME = /\b(?:import_module|__import__)\(\s*'([\w.]+)/g;
function importsIn(code) {
	const found = [];
	const blocks = [];
	for (const { indent, text } of linesOf(code)) {
		let before;
		while ((blocks.at(-1)?.indent ?? -1) >= indent) before = blocks.pop();
		const [, word, rest = ""] = HEADER.exec(text) ?? [];
		if (word) blocks.push(blockOf(word, rest, indent, before));
		const statements = word ? [IN_LINE.exec(text)?.[1] ?? ""] : text.split(";");
		const inner = blocks.findLast(({ chain }) => chain);
		const place = {
			chain: inner?.chain ?? null,
			branch: inner?.branch ?? 0,
			forTypes: blocks.some(({ forTypes }) => forTypes)
		};
		const named = [...text.matchAll(BY_NAME)].map(([, module = ""]) => module);
		for (const module of [...statements.flatMap(modulesOf), ...named]) found.push({
			module,
			...place
		});
	}
	return found;
}
function blockOf(word, rest, indent, before) {
	const plain = {
		indent,
		chain: null,
		branch: 0,
		forTypes: false
	};
	if (word === "try" || word === "if") {
		const chain = {
			kind: word,
			branches: 0,
			catches: false
		};
		return {
			...plain,
			chain: { ...chain },
			forTypes: word === "if" && FOR_TYPES.test(rest)
		};
	}
	const chain = before?.indent === indent ? before.chain : null;
	if (!chain || ![
		"elif",
		"else",
		"except",
		"finally"
	].includes(word)) return plain;
	chain.branches += 1;
	if (word === "except") chain.catches = true;
	return {
		...plain,
		chain,
		branch: chain.branches
	};
}
function modulesOf(statement) {
	const text = statement.trim();
	const from = /^from\s+([\w.]+)\s+import\b/.exec(text)?.[1];
	if (from) return [from];
	return ((/^import\s+(.*)$/.exec(text)?.[1])?.split(",") ?? []).flatMap((each) => /^\s*([\w.]+)/.exec(each)?.[1] ?? []);
}
const BEGINS_AFRESH = /(?:[ \t]*(?:import|def|class)[ \t]+\w|from[ \t]+[\w.]+[ \t]+import\b)/y;
const INDENT = /[ \t\f]*/y;
const TEXT = /[^'"#\\\r\n()[\]{}]+/y;
const COMMENT = /[^\r\n]*/y;
const LONGEST = 4e3;
function* linesOf(code) {
	let at = 0;
	const take = (pattern) => {
		pattern.lastIndex = at;
		const [text = ""] = pattern.exec(code) ?? [];
		at += text.length;
		return text;
	};
	let depth = 0;
	let text = "";
	const add = (more) => {
		if (text.length < LONGEST) text += more.slice(0, LONGEST);
	};
	let indent = widthOf(take(INDENT));
	while (at < code.length) {
		add(take(TEXT));
		const sign = code[at] ?? "";
		at += 1;
		if (sign === "'" || sign === "\"") {
			const [from, to] = contentOf(code, at - 1);
			at = Math.min(to + from - (at - 1), code.length);
			add(/(?:import_module|__import__)\(\s*$/.test(text.slice(-60)) ? `'${code.slice(from, to)}'` : "''");
		} else if (sign === "#") take(COMMENT);
		else if (sign === "\\") {
			add(" ");
			at += code.startsWith("\r\n", at) ? 2 : 1;
		} else if (sign === "\n" || sign === "\r") {
			BEGINS_AFRESH.lastIndex = at;
			if (depth > 0 && !BEGINS_AFRESH.test(code)) {
				add(" ");
				continue;
			}
			if (text.trim()) yield {
				indent,
				text: text.trim()
			};
			depth = 0;
			text = "";
			indent = widthOf(take(INDENT));
		} else {
			if ("([{".includes(sign)) depth += 1;
			if (")]}".includes(sign)) depth = Math.max(0, depth - 1);
			add(sign);
		}
	}
	if (text.trim()) yield {
		indent,
		text: text.trim()
	};
}
function contentOf(code, start) {
	const quote = code[start] ?? "";
	const isTriple = code.startsWith(quote.repeat(3), start);
	const end = isTriple ? quote.repeat(3) : quote;
	const from = start + end.length;
	for (let at = from; at < code.length; at += 1) if (code[at] === "\\") at += 1;
	else if (code.startsWith(end, at)) return [from, at];
	else if (!isTriple && (code[at] === "\n" || code[at] === "\r")) return [from, at - 1];
	return [from, code.length];
}
const widthOf = (blanks) => blanks.replaceAll("\f", "").replaceAll("	", "        ").length;
// src/pins/imports/demands.ts
const MODULES = {
	lightning: { name: "lightning" },
	pytorch_lightning: { name: "pytorch-lightning" },
	lightning_fabric: {
		name: "pytorch-lightning",
		aside: true
	}
};
const LIGHTNINGS_OWN = /^lightning\.(pytorch|fabric)\b/;
const mayImport = (code) => code.includes("lightning");
function wishesOf(code, shadowed) {
	const found = importsIn(code).flatMap((each) => {
		const module = MODULES[each.module.split(".")[0] ?? ""];
		const isOwn = shadowed && module?.name === "lightning" && !LIGHTNINGS_OWN.test(each.module);
		return module && !isOwn ? [{
			...each,
			...module
		}] : [];
	});
	return [...Map.groupBy(found, ({ chain }) => chain)].flatMap(([chain, group]) => chain ? choiceOf(chain, group) : group.map(plain));
}
const plain = ({ name, aside = false, forTypes }) => ({
	wants: [name],
	aside: aside || forTypes
});
function choiceOf(chain, group) {
	const [first, ...rest] = group.toSorted((a, b) => a.branch - b.branch);
	if (!first) return [];
	if (rest.some((each) => each.forTypes !== first.forTypes)) return group.map(plain);
	const inOrder = [first, ...rest];
	const names = [...new Set(inOrder.map(({ name }) => name))];
	const together = rest.some((each) => each.branch === first.branch && each.name !== first.name);
	if (names.length > 1 && !together) return [{
		wants: names,
		aside: inOrder.every((each) => plain(each).aside)
	}];
	const isOptional = chain.kind === "try" && chain.catches;
	return inOrder.map((each) => ({
		wants: [each.name],
		aside: isOptional || plain(each).aside
	}));
}
function codeOfNotebook(text) {
	const lines = (source) => (Array.isArray(source) ? source.join("") : String(source)).replaceAll(/^[ \t]*[%!?].*$/gm, "");
	try {
		const { cells } = JSON.parse(text);
		return (cells ?? []).filter(({ cell_type: type }) => type === "code").map(({ source }) => lines(source)).join("\n");
	} catch {
		return "";
	}
}
const TARGET = /^[ \t]*(?:-[ \t]+)?(?:_target_|class_path)[ \t]*:[ \t]*["']?(\w+)\./gm;
const wishesOfYaml = (text) => [...text.matchAll(TARGET)].flatMap(([, word = ""]) => {
	const module = MODULES[word];
	return module ? [{
		wants: [module.name],
		aside: true
	}] : [];
});
// src/pins/imports/read.ts
const LIMITS = {
	entries: 2e5,
	files: 1e4,
	bytes: 67108864,
	ofOne: 1048576,
	ofNotebook: 4194304,
	milliseconds: 1e4,
	depth: 30
};
const LEFT_OUT = /^(\..*|node_modules|site-packages|dist-packages|__pycache__|__pypackages__|v?env|virtualenv|build|dist|.*\.egg-info|lddpr-(report|bisect))$/i;
const MARKS = new Set(["pyvenv.cfg", "conda-meta"]);
const ASIDE = /^(tests?|testing|docs?|examples?|tutorials?|demos?|benchmarks?|notebooks?|vendor|third[_-]?party|external|legacy|deprecated)$/i;
const ASIDE_FILE = /^(test_.*|.*_test|conftest|setup)\.py$/i;
const SHADOWS = /^(src\/)?lightning(\.py)?$/;
function readImports(root, place = ".") {
	const deadline = performance.now() + LIMITS.milliseconds;
	const { files, shadowed, complete } = filesBelow(root, place, deadline);
	const counted = new Map();
	let bytes = 0;
	let seen = 0;
	for (const { path, aside } of files) {
		if (bytes > LIMITS.bytes || performance.now() > deadline) break;
		seen += 1;
		const text = readCapped(path);
		bytes += text.length;
		for (const [key, wish] of unique(wishesIn(path, text, shadowed), aside)) {
			const known = counted.get(key) ?? {
				wish,
				files: 0
			};
			counted.set(key, {
				wish,
				files: known.files + 1
			});
		}
	}
	return {
		demands: [...counted.values()].map(({ wish, files }) => ({
			...wish,
			files
		})),
		complete: complete && seen === files.length
	};
}
function unique(wishes, aside) {
	const found = wishes.map((each) => ({
		...each,
		aside: each.aside || aside
	}));
	return new Map(found.map((each) => [JSON.stringify(each), each]));
}
function wishesIn(path, text, shadowed) {
	if (!mayImport(text)) return [];
	if (path.endsWith(".py")) return wishesOf(text, shadowed);
	if (path.endsWith(".ipynb")) return wishesOf(codeOfNotebook(text), shadowed);
	return wishesOfYaml(text);
}
const KINDS = new Set([
	".py",
	".ipynb",
	".yaml",
	".yml"
]);
function filesBelow(top, place, deadline) {
	const files = [];
	const root = inside(top, place);
	let level = [{
		path: "",
		aside: false
	}];
	let entries = 0;
	let complete = true;
	let shadowed = false;
	for (let depth = 0; level.length > 0; depth += 1) {
		const next = [];
		for (const directory of level) {
			if (performance.now() > deadline || entries > LIMITS.entries || files.length > LIMITS.files || depth > LIMITS.depth) {
				complete = false;
				break;
			}
			const found = entriesOf$1(join(root, directory.path));
			entries += found.length;
			if (directory.path && found.some(({ name }) => MARKS.has(name))) continue;
			for (const entry of found) {
				const path = directory.path ? `${directory.path}/${entry.name}` : entry.name;
				if (SHADOWS.test(path)) shadowed = true;
				const aside = directory.aside || ASIDE.test(entry.name);
				if (entry.isDirectory() && !isLeftOut(entry.name)) next.push({
					path,
					aside
				});
				const kind = extname(entry.name);
				if (entry.isFile() && KINDS.has(kind)) files.push({
					path: join(root, path),
					aside: directory.aside || ASIDE_FILE.test(entry.name) || kind === ".ipynb"
				});
			}
		}
		level = next;
	}
	return {
		files,
		shadowed,
		complete
	};
}
function inside(root, place) {
	const path = join(root, place);
	try {
		return realpathSync(path) === path ? path : root;
	} catch {
		return root;
	}
}
const isLeftOut = (name) => LEFT_OUT.test(name) && name.toLowerCase() !== "env";
function entriesOf$1(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1);
	} catch {
		return [];
	}
}
function readCapped(path) {
	const isNotebook = path.endsWith(".ipynb");
	const limit = isNotebook ? LIMITS.ofNotebook : LIMITS.ofOne;
	let file;
	try {
		file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	} catch {
		return "";
	}
	try {
		const found = fstatSync(file);
		if (!found.isFile() || isNotebook && found.size > limit) return "";
		const content = Buffer.alloc(Math.min(found.size, limit));
		return content.toString("latin1", 0, readSync(file, content, 0, content.length, 0));
	} catch {
		return "";
	} finally {
		closeSync(file);
	}
}
// src/pins/contents.ts
function entriesOf(files, path) {
	const format = formatOf(path);
	const file = SourceFile.open(files, path);
	return file && format && "lock" in format && format.entries?.(file) || null;
}
function declarationsOf(files, path) {
	const file = SourceFile.open(files, path);
	return file && (declarationsIn(file, "linux-x86_64") ?? readRequirements(file, projectReader()));
}
function projectOf(files, path) {
	const file = SourceFile.open(files, path);
	return file?.base === "pyproject.toml" ? projectOf$1(file) : null;
}
function indexesOf(files, path, names) {
	const [file, format] = [SourceFile.open(files, path), formatOfNamed(path)];
	return file && format && "declare" in format && format.indexes?.(file, names) || NOTHING$1;
}
function pipLinesOf(files, path, platform) {
	const [file, format] = [SourceFile.open(files, path), formatOfNamed(path)];
	return file && format && "declare" in format && format.pipLines?.(file, platform) || null;
}
function tablesOf(files, path) {
	const file = SourceFile.open(files, path);
	return (file && formatOfNamed(path)?.tables?.(file)) ?? null;
}
const wholeOf = (files, path) => SourceFile.open(files, path)?.whole(path.endsWith(".toml") ? "TOML" : "YAML") ?? null;
// src/pins/pep/wheels.ts
const WHEEL = /^[^-]+-[^-]+(?:-\d[^-]*)?-(?<python>[^-]+)-(?<abi>[^-]+)-(?<platform>[^-]+)\.whl$/;
const NEWEST_GLIBC = 41;
const OLD_GLIBC = {
	"1": 5,
	"2010": 12,
	"2014": 17
};
function archiveFor(files, target) {
	return files.map((file) => ({
		file,
		rank: rankOf(file.name, target)
	})).filter(({ rank }) => rank !== null).sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0))[0]?.file ?? null;
}
function rankOf(name, target) {
	if (!name.endsWith(".whl")) return /\.(?:tar\.\w+|tgz|zip)$/.test(name) ? -1 : null;
	const { python, abi, platform } = WHEEL.exec(name)?.groups ?? {};
	if (!python || !abi || !platform) return null;
	const minor = Number(target.python.split(".")[1]);
	const pythons = python.split(".").flatMap((tag) => abi.split(".").flatMap((each) => pythonRank(tag, each, minor) ?? []));
	const platforms = platform.split(".").flatMap((tag) => platformRank(tag, target) ?? []);
	if (pythons.length === 0 || platforms.length === 0) return null;
	return Math.max(...pythons) * 100 + Math.max(...platforms);
}
function pythonRank(tag, abi, minor) {
	const [, kind, digits = ""] = /^(cp|py)3(\d*)$/.exec(tag) ?? [];
	const own = digits === "" ? 0 : Number(digits);
	if (!kind || own > minor) return null;
	if (kind === "py") return abi === "none" ? own : null;
	if (abi === `cp3${minor}` || abi === `cp3${minor}m`) return own === minor ? 300 : null;
	if (abi === "abi3") return 100 + own;
	return abi === "none" && own === minor ? 200 : null;
}
function platformRank(tag, { platform }) {
	if (tag === "any") return 0;
	const { sys_platform: system, platform_machine: machine } = PLATFORMS[platform];
	if (system === "win32") return tag === "win_amd64" ? 1 : null;
	if (system === "darwin") {
		const [, own] = /^macosx_\d+_\d+_(\w+)$/.exec(tag) ?? [];
		return own === machine ? 2 : own === "universal2" ? 1 : null;
	}
	if (tag === `linux_${machine}`) return 1;
	const [, named, old, own] = /^manylinux(?:_2_(\d+)|(1|2010|2014))_(\w+)$/.exec(tag) ?? [];
	const glibc = named === void 0 ? OLD_GLIBC[old ?? ""] : Number(named);
	return own === machine && glibc !== void 0 && glibc <= NEWEST_GLIBC ? 1 + glibc : null;
}
// src/pins/sentences.ts
const MAX_RIVALS = 3;
const noneIsChosen = ({ rivals }, place) => (spell) => {
	const [first] = rivals;
	if (!first) return `no file in ${place} fixes the versions; name one with ${spell("manifest")}, or an interpreter with ${spell("python")}`;
	const some = rivals.slice(0, MAX_RIVALS).map(inWords);
	const more = rivals.length - some.length;
	const all = [...some, ...more > 0 ? [`${more} more`] : []];
	return `no file at the root fixes the versions; ${all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all[0]} ${all.length > 1 ? "fix different ones" : "does"}: say ${settingOf(spell, "manifest", first.file)}`;
};
const inWords = ({ file, versions }) => `${file} (${FRAMEWORKS.flatMap((name) => versions[name] ? [`${name} ${versions[name]}`] : []).join(", ")})`;
function lackingOf(answer, imported) {
	const { source, missing, target, rivals } = answer;
	const found = source === null ? null : firstMissing(missing, imported);
	if (!source || !found) return null;
	const { name, given } = found;
	const does = isLock(source) ? "installs" : "asks for";
	const chosen = chosenInWords(target);
	return (spell) => {
		const other = bringing(found, spell);
		const what = name === "lightning" && !given ? "Lightning" : name;
		const apart = chosen ? ` with ${chosen}` : other ? " by default" : "";
		const head = given ? `the code imports ${name.replace("-", "_")}, and ${source} ${does} ${given} alone` : `${source} ${does} no ${what}${apart}`;
		if (other) return `${head}; ${other.words} ${other.plural ? "have" : "has"} ${given ? name : "it"}: say ${other.say}`;
		const [rival] = rivals;
		return rival ? `${head}; ${inWords(rival)} does: say ${settingOf(spell, "manifest", rival.file)}` : `${head}; name the file that has it with ${spell("manifest")}, or an interpreter with ${spell("python")}`;
	};
}
const chosenInWords = ({ extras, groups }) => [...extras.map((name) => `extra ${name}`), ...groups.map((name) => `group ${name}`)].join(", ");
function firstMissing(missing, imported) {
	const [one, other] = FRAMEWORKS.map((name) => missing.find((each) => each.name === name));
	const wanted = imported === "auto" ? void 0 : missing.find((each) => each.name === imported);
	const others = missing.filter(({ name, certain }) => certain && !isFramework(name));
	if (one && other) {
		const found = both(one, other);
		return found.certain || found.extras.length + found.groups.length > 0 ? found : null;
	}
	const given = FRAMEWORKS.find((name) => name !== imported);
	if (wanted && wanted.extras.length + wanted.groups.length > 0 && given && (wanted.certain || given !== "lightning")) return {
		...wanted,
		given
	};
	return others[0] ?? null;
}
const both = (one, other) => ({
	name: "lightning",
	extras: [...new Set([...one.extras, ...other.extras])],
	groups: [...new Set([...one.groups, ...other.groups])],
	certain: one.certain
});
const isFramework = (name) => FRAMEWORKS.includes(name);
// src/pins/index.ts
var Repository = class extends Directory {
	constructor(root, files = realFiles) {
		super(root, files, limitOf);
	}
};
async function readPins(directory, { manifest, files, ...wanted } = {}) {
	return answer(typeof directory === "string" ? new Repository(directory, files) : directory, wanted, manifest || null);
}
const pinsFor = (directory, { manifest, extras, groups, mayLack }, { python, platform }) => readPins(directory, {
	manifest,
	extras,
	groups,
	mayLack,
	python: /^3\.\d+(\.\d+)?/.exec(python)?.[0],
	platform: platformOf(platform)
});
function importsOf(repository, answer) {
	const own = answer?.project ?? posix.dirname(answer?.source ?? "");
	const all = [...new Set([own, "."])].map((place) => repository.remember(readImports, place, () => readImports(repository.root, place)));
	return all.find(({ demands }) => demands.length > 0) ?? all.at(-1) ?? null;
}
const SUPPORTED_FILES = FORMATS.map(({ file }) => file);
const pythonInWords = ({ python }) => python && `${python.text}${python.file ? ` (${python.file})` : ""}`;
export { PLATFORMS as A, lockOf as C, logicalLines as D, applies as E, parsePlatform as M, parsePython as N, unescapeUrl as O, targetFor as P, limitOf as S, closure as T, wholeOf as _, pythonInWords as a, isLock as b, lackingOf as c, declarationsOf as d, entriesOf as f, tablesOf as g, projectOf as h, pinsFor as i, minorOf as j, holds as k, noneIsChosen as l, pipLinesOf as m, SUPPORTED_FILES as n, readPins as o, indexesOf as p, importsOf as r, chosenInWords as s, Repository as t, archiveFor as u, buildOf as v, parseIni as w, isReadForPins as x, fixesVersions as y };
