import { t as ExpectedError } from "./errors.js";
import { f as string, h as unknown, l as object, r as array, u as record } from "./schemas.js";
import { b as PROBED, c as manifestFormat, d as formatOfNamed, f as projectReader, i as pinsFor, l as SourceFile, o as Repository, p as parsePyproject, u as applies, y as platformOf } from "./pins.js";
import { a as readsOfTable, i as readsOfSource, n as readsOfLines, o as readsOfWord } from "./reads.js";
import { a as openToday, c as venv, i as installer, l as venvPython, n as condaPython, o as placeOf, r as install, s as toolsOf, t as asPipWould, u as venvWith } from "./recipe.js";
import { n as readEntries, t as closure } from "./entries.js";
import { join, posix } from "node:path";
// src/python/install/conda.ts
const FROM_MANIFEST = {
	micromamba: (prefix, file) => [
		"micromamba",
		"create",
		"--yes",
		"-p",
		prefix,
		"-f",
		file
	],
	mamba: (prefix, file) => [
		"mamba",
		"env",
		"create",
		"--yes",
		"-p",
		prefix,
		"-f",
		file
	],
	conda: (prefix, file) => [
		"conda",
		"env",
		"create",
		"--yes",
		"-p",
		prefix,
		"-f",
		file
	]
};
const FROM_LOCK = {
	"conda-lock": (prefix, file) => [
		"conda-lock",
		"install",
		"-p",
		prefix,
		file
	],
	micromamba: (prefix, file) => [
		"micromamba",
		"create",
		"--yes",
		"-p",
		prefix,
		"-f",
		file
	]
};
const { micromamba: _, ...WHOLE_LOCK } = FROM_LOCK;
const PIP_PACKAGE = /\bmanager:\s*["']?pip\b/;
const condaManifest = async (job) => create(job, FROM_MANIFEST);
const condaLock = async (job) => create(job, PIP_PACKAGE.test(job.pins.text) ? WHOLE_LOCK : FROM_LOCK);
const prefixIn = (directory) => join(directory, "env");
function create(job, programs) {
	return {
		what: "all of it",
		parts: [machine, ...openToday(job)],
		tools: toolsOf(job),
		reads: readsOfFile(job, job.pins.source),
		python: (directory) => condaPython(prefixIn(directory)),
		build: async (directory) => {
			const tool = await found(job, Object.keys(programs));
			const command = programs[tool]?.(prefixIn(directory), job.pins.source);
			return {
				tool,
				steps: command ? [{ command }] : []
			};
		}
	};
}
async function pixi(job) {
	const directory = posix.dirname(job.pins.source);
	const frozen = posix.basename(job.pins.source) === "pixi.lock" ? ["--frozen"] : [];
	const copies = [
		"pixi.lock",
		"pixi.toml",
		"pyproject.toml"
	];
	return {
		what: "all of it",
		parts: [machine, ...openToday(job)],
		tools: toolsOf(job),
		reads: copies.flatMap((name) => readsOfFile(job, posix.join(directory, name))),
		python: (place) => condaPython(join(place, ".pixi", "envs", "default")),
		build: async (place) => ({
			tool: await found(job, ["pixi"]),
			steps: [...copies.map((name) => ({
				copy: posix.join(directory, name),
				to: join(place, name)
			})), { command: [
				"pixi",
				"install",
				...frozen,
				"--manifest-path",
				place
			] }]
		})
	};
}
async function found({ pins, first }, programs) {
	const tool = await first(...programs);
	if (tool) return tool;
	throw new ExpectedError((spell) => `${pins.source} needs ${programs.join(" or ")}, and none is installed; install one, or name an interpreter with ${spell("python")}`);
}
function readsOfFile(job, path) {
	const file = SourceFile.open(new Repository(job.surroundings.cwd), path);
	if (!file) return [];
	const at = placeOf(job, true);
	const language = path.endsWith(".toml") ? "TOML" : "YAML";
	const reads = LOCK.test(path) ? [...file.text.matchAll(PLACES)].flatMap(([, word = ""]) => readsOfWord(word, "package", at, true)) : readsOfTable(file.parse(language, unknown()), at);
	return [{
		kind: "text",
		text: file.text
	}, ...reads.filter(({ kind }) => kind !== "text")];
}
const LOCK = /(?:conda-lock\.ya?ml|pixi\.lock)$/;
const PLACES = /\b(?:url|path|pypi|conda|git)\s*:\s+["']?([^\s"']+)/g;
const machine = `${process.platform}-${process.arch}`;
// src/python/install/declared.ts
const LOCAL_LINE = /^\s*(?:(?:-e|--editable)[\s=]+(?![a-z]+[+:])|\.{1,2}(?![^\s;#]*\.whl)(?:\/[^\s;#]*)?(?:\[[^\]]*\])?\s*(?:[;#].*)?$)/m;
const WHEEL_LINE = /^\s*\.{1,2}\/\S*\.whl\b/m;
const INDEX_LINE = /^\s*(?:-i|-f|--(?:index-url|extra-index-url|find-links|no-index|pre|prefer-binary|trusted-host))\b.*$/gm;
async function requirements(job) {
	const { pins } = job;
	if (LOCAL_LINE.test(pins.text)) {
		if (!WHEEL_LINE.test(pins.text)) return dependencies(job);
		throw new ExpectedError((spell) => `${pins.source} installs a project of the repository and a wheel of it: its project is not built; name an interpreter with ${spell("python")}`);
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
async function dependencies(job) {
	const { pins, surroundings } = job;
	const base = await job.base();
	const file = SourceFile.open(new Repository(surroundings.cwd), pins.source);
	const declarations = file && declare(file);
	if (!file || !declarations) throw new ExpectedError(`cannot read ${pins.source}`);
	if (declarations.requirements.length === 0) throw new ExpectedError((spell) => `${pins.source}: ${declarations.notes[0] ?? "it asks for nothing"}; name an interpreter with ${spell("python")}`);
	if (job.uv && isStatic(file)) return {
		...common(job, base),
		reads: readsOfProject(file, job),
		build: async (directory) => ({
			tool: installer(job),
			steps: [venv(job, base, directory), {
				command: uvProject(job, venvPython(directory)),
				env: asPipWould(job)
			}]
		})
	};
	const target = targetOf(job, base);
	const text = [...optionsOf(file, pins.text), ...linesOf(declarations, target, job)].join("\n");
	const constraints = constraintLines(declarations);
	return {
		...common(job, base),
		reads: readsOfLines([text, ...constraints].join("\n"), placeOf(job, true)),
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
	...(pins.target?.extras ?? []).flatMap((extra) => ["--extra", extra]),
	...["-r", pins.source]
];
function readsOfProject(file, job) {
	const { project } = parsePyproject(file);
	const { tool } = file.parse("TOML", sourceSchema);
	const lines = [project?.dependencies ?? [], Object.values(project?.["optional-dependencies"] ?? {})];
	const at = placeOf(job, true);
	return [...readsOfLines(lines.flat(2).join("\n"), at), ...Object.values(tool?.uv?.sources ?? {}).flat().flatMap((table) => readsOfSource(table, at))];
}
const source = record(string(), unknown());
const sourceSchema = object({ tool: object({ uv: object({ sources: record(string(), source.or(array(source))).optional() }).optional() }).optional() });
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
function declare(file) {
	return (manifestFormat(file.base) ?? manifestFormat("requirements.txt"))?.declare(file, {
		platform: "linux-x86_64",
		readProject: projectReader(),
		manifest: null,
		pyproject: null,
		member: "."
	}) ?? null;
}
function isStatic(file) {
	if (file.base !== "pyproject.toml") return false;
	const { project } = parsePyproject(file);
	return Boolean(project?.name && project.dependencies && !project.dynamic?.includes("dependencies"));
}
const targetOf = ({ pins }, { version, platform }) => ({
	python: version,
	platform: platformOf(platform) ?? "linux-x86_64",
	extras: new Set(pins.target?.extras)
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
	if (PROBED.includes(name)) throw new ExpectedError((spell) => `${pins.source}: ${name} ${text} cannot be given to pip; make a lock, or name an interpreter with ${spell("python")}`);
	surroundings.progress(`left out, for it cannot be given to pip: ${name} ${text}`);
	return [];
}
const indexes = array(object({ url: string().optional() })).optional();
const indexSchema = object({ tool: object({
	uv: object({ index: indexes }).optional(),
	poetry: object({ source: indexes }).optional(),
	pdm: object({ source: indexes }).optional()
}).optional() });
function optionsOf(file, text) {
	if (file.base !== "pyproject.toml") return text.match(INDEX_LINE) ?? [];
	const { tool } = file.parse("TOML", indexSchema);
	return [
		tool?.uv?.index,
		tool?.poetry?.source,
		tool?.pdm?.source
	].flatMap((tables) => (tables ?? []).flatMap(({ url }) => url && /^https?:\/\/\S+$/.test(url) ? `--extra-index-url ${url}` : []));
}
// src/python/install/locked.ts
async function uvSync(job) {
	const { pins } = job;
	if (!job.uv) throw new ExpectedError((spell) => `${pins.source} needs uv, which is not installed; install uv, or name an interpreter with ${spell("python")}`);
	const base = await job.base();
	const entries = entriesOf(job);
	const needed = neededOf(job, entries, Object.keys(pins.installs ?? {}));
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
const OWNERS = {
	poetry: ({ pins }, directory) => ({
		command: [
			"poetry",
			"install",
			"--no-root",
			"--no-directory",
			"--no-plugins",
			"--no-interaction",
			"--no-ansi",
			"-C",
			posix.dirname(pins.source)
		],
		env: {
			VIRTUAL_ENV: directory,
			CONDA_PREFIX: "",
			CONDA_DEFAULT_ENV: ""
		}
	}),
	pdm: ({ pins, surroundings }, directory) => ({
		command: [
			"pdm",
			"sync",
			"--no-self",
			"--skip",
			":all",
			"-p",
			posix.dirname(pins.source),
			"-L",
			join(surroundings.cwd, pins.source)
		],
		env: {
			VIRTUAL_ENV: directory,
			CONDA_PREFIX: "",
			PDM_IGNORE_SAVED_PYTHON: "1",
			PDM_IGNORE_ACTIVE_VENV: "",
			PDM_CHECK_UPDATE: "0"
		}
	}),
	pipenv: ({ pins, surroundings }, directory) => ({
		command: ["pipenv", "sync"],
		env: {
			VIRTUAL_ENV: directory,
			PIPENV_IGNORE_VIRTUALENVS: "",
			PIPENV_VERBOSITY: "-1",
			PIPENV_NOSPIN: "1",
			PIPENV_PIPFILE: join(surroundings.cwd, posix.dirname(pins.source), "Pipfile")
		}
	})
};
async function locked(job) {
	const { pins, surroundings } = job;
	const base = await job.base();
	const entries = entriesOf(job);
	const installs = (await pinsFor(surroundings.cwd, pins.source, {
		python: base.version,
		platform: base.platform
	}))?.installs ?? {};
	const all = Object.keys(installs);
	const needed = neededOf(job, entries, all);
	const chosen = (names) => [...names].filter((name) => name in installs).map((name) => entries.find((each) => each.name === name && each.version === installs[name]) ?? name);
	const part = needed && chosen(needed);
	const plain = part !== null && isPlain(part);
	const installed = plain ? part : chosen(all);
	return {
		what: whatOf(plain ? needed : null),
		parts: [plain ? "needed" : "whole", base.identity],
		tools: toolsOf(job),
		reads: readsOfEntries(job, installed.filter((each) => typeof each === "object")),
		python: venvPython,
		build: async (directory) => {
			if (plain) return fromEntries(job, base, part)(directory);
			const owner = pins.manager ? await job.first(pins.manager) : null;
			const step = owner && OWNERS[owner]?.(job, directory);
			if (step) return {
				tool: owner,
				steps: [venv(job, base, directory), step]
			};
			if (isPlain(installed)) return fromEntries(job, base, installed)(directory);
			throw notPlain(job, installed);
		}
	};
}
function notPlain({ pins }, entries) {
	const odd = entries.find((each) => typeof each === "string" || each.place !== "index" || !isSafe(each));
	const name = typeof odd === "object" ? odd.name : odd;
	return new ExpectedError((spell) => `${pins.source} needs ${pins.manager}, which is not installed${name ? `: the lock alone is not enough to install ${name}` : ""}; install ${pins.manager}, or name an interpreter with ${spell("python")}`);
}
async function pylock(job) {
	const plan = await locked(job);
	if (!job.uv || plan.parts.includes("needed")) return plan;
	const base = await job.base();
	return {
		...plan,
		reads: readsOfEntries(job, entriesOf(job)),
		build: async (directory) => ({
			tool: "uv",
			steps: [venv(job, base, directory), install(job, directory, ["-r", job.pins.source])]
		})
	};
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
function entriesOf({ pins, surroundings }) {
	const file = SourceFile.open(new Repository(surroundings.cwd), pins.source);
	return (file && readEntries(file)) ?? [];
}
function neededOf({ scope }, entries, installs) {
	const roots = PROBED.filter((name) => installs.includes(name));
	const enough = roots.includes("torch") && roots.some((name) => name.includes("lightning"));
	return scope === "needed" && enough ? closure(roots, entries) : null;
}
const whatOf = (needed) => needed ? "what torch, Lightning and NumPy need" : "all of it";
// src/python/recipes.ts
const PART = "what the probe needs";
const ALL = "all of it";
const THEIRS = "uv or pip, by version and hash as the lock has them";
const RECIPES = [
	{
		file: "uv.lock",
		plan: uvSync,
		by: "`uv sync --frozen`",
		what: PART
	},
	{
		file: "poetry.lock",
		plan: locked,
		by: `${THEIRS}; for a package from no index, and for the whole, \`poetry install\``,
		what: PART
	},
	{
		file: "pdm.lock",
		plan: locked,
		by: `${THEIRS}; as above, \`pdm sync\``,
		what: PART
	},
	{
		file: "Pipfile.lock",
		plan: locked,
		by: "`pipenv sync`; without pipenv uv or pip, by version and hash",
		what: ALL
	},
	{
		file: "pylock.toml",
		plan: pylock,
		by: "`uv pip install`; without uv pip, by version and hash",
		what: `${PART}, where the lock says what needs what`
	},
	{
		file: "conda-lock.yml",
		plan: condaLock,
		by: "`conda-lock install`, `micromamba create`",
		what: ALL
	},
	{
		file: "pixi.lock",
		plan: pixi,
		by: "`pixi install --frozen`, on a copy",
		what: ALL
	},
	{
		file: "requirements*.txt",
		plan: requirements,
		by: "`uv pip install` or `pip install`",
		what: ALL
	},
	{
		file: "pyproject.toml",
		plan: dependencies,
		by: "the same, of the dependencies",
		what: ALL
	},
	{
		file: "Pipfile",
		plan: dependencies,
		by: "the same",
		what: ALL
	},
	{
		file: "environment.yml",
		plan: condaManifest,
		by: "`micromamba create`, `mamba env create`, `conda env create`",
		what: ALL
	},
	{
		file: "pixi.toml",
		plan: pixi,
		by: "`pixi install`, on a copy",
		what: ALL
	},
	{
		file: "setup.cfg",
		plan: dependencies,
		by: "as pyproject.toml",
		what: ALL
	}
];
async function planFor(job) {
	const { source, manager } = job.pins;
	const file = formatOfNamed(source)?.file;
	const like = file === "pyproject.toml" && manager === "pixi" ? "pixi.toml" : file;
	const recipe = RECIPES.find((each) => each.file === like);
	if (recipe) return recipe.plan(job);
	throw new ExpectedError((spell) => `${posix.basename(source)}: no environment can be built from it; name an interpreter with ${spell("python")}`);
}
export { planFor };
