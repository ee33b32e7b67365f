import { S as baselineFile, c as checkoutOf, f as baselineOf, s as writeCommit, u as resolveCommit, v as workingTree } from "./change.js";
import { _ as recordText, b as changedPackages, o as printable, u as divergence, v as couldNotMeasure, y as judge } from "./judge.js";
import { f as string, l as object, r as array } from "./zod.js";
import { A as hidden, C as parseJson, I as ExpectedError, N as withoutSecrets, i as runForeign, k as writeAtomically, o as temporaryDirectory, r as aboutLeft, s as temporaryPlace, w as readJson } from "./lib.js";
import { A as classOf, N as ranksOf, _ as recordSchema, g as importedPackages, n as normalise } from "./model.js";
import { o as Repository } from "./pins.js";
import { C as committedIn, E as probe, O as suiteOf, S as claimDirectory, T as prepare, j as cacheDirectory } from "./pipeline.js";
import { i as gt, o as lt, r as compare, s as valid } from "./versions.js";
import { c as readRunInputs, l as runOptions, n as onTerminal } from "./cli-shared.js";
import { basename, dirname, join, resolve } from "node:path";
import { createHash } from "node:crypto";
import { copyFile, link, mkdir } from "node:fs/promises";
// src/bisect/delta.ts
async function isolate(changes, test) {
	let passing = [];
	let failing = [...changes];
	let parts = 2;
	for (;;) {
		const between = without(failing, passing);
		if (between.length < 2) return {
			passing,
			failing
		};
		const next = await closer(passing, failing, split(between, parts), test);
		if (next) {
			parts = next.restart ? 2 : Math.max(parts - 1, 2);
			({passing, failing} = next);
		} else if (parts < between.length) parts = Math.min(2 * parts, between.length);
		else return {
			passing,
			failing
		};
	}
}
async function closer(passing, failing, parts, test) {
	for (const part of parts) {
		const more = [...passing, ...part];
		const outcome = await test(more);
		if (outcome === "fail") return {
			passing,
			failing: more,
			restart: true
		};
		if (outcome === "pass") return {
			passing: more,
			failing,
			restart: parts.length === 2
		};
	}
	for (const part of parts) {
		const less = without(failing, part);
		const outcome = await test(less);
		if (outcome === "pass") return {
			passing: less,
			failing,
			restart: true
		};
		if (outcome === "fail") return {
			passing,
			failing: less,
			restart: false
		};
	}
	return null;
}
async function minimise(changes, test) {
	let failing = [...changes];
	let parts = 2;
	while (failing.length > 1) {
		const chunks = split(failing, parts);
		const smaller = await firstFailing$1(chunks, test) ?? (parts > 2 ? await firstFailing$1(chunks.map((chunk) => without(failing, chunk)), test) : null);
		if (smaller) {
			parts = smaller.length <= Math.ceil(failing.length / parts) ? 2 : Math.max(parts - 1, 2);
			failing = smaller;
		} else if (parts < failing.length) parts = Math.min(2 * parts, failing.length);
		else break;
	}
	return failing;
}
async function firstFailing$1(sets, test) {
	for (const set of sets) if (await test(set) === "fail") return set;
	return null;
}
function split(items, parts) {
	const at = (part) => Math.floor(part * items.length / parts);
	return Array.from({ length: parts }, (_, part) => items.slice(at(part), at(part + 1))).filter((part) => part.length > 0);
}
const without = (items, others) => items.filter((item) => !others.includes(item));
// src/bisect/distributions.ts
const distributionSchema = object({
	name: string().min(1),
	version: string().min(1),
	build: string(),
	root: string().min(1),
	files: array(string()).nullable()
});
const installedSchema = object({
	python: string().min(1),
	version: string().min(1),
	tag: string().min(1),
	distributions: array(distributionSchema)
});
const SCRIPT = `
import hashlib, json, re, sys
from importlib.metadata import distributions
def build(each):
    rows = (each.read_text("RECORD") or "").splitlines()
    own = re.compile(r"[.][.]|.*[.]dist-info/(INSTALLER|REQUESTED|RECORD|direct_url|uv_)")
    kept = sorted(row for row in rows if ",sha256=" in row and not own.match(row))
    return hashlib.sha256(",".join(kept).encode()).hexdigest() if kept else ""
found = {}
paths = sys.argv[1:]
for each in distributions(path=paths) if paths else distributions():
    name = re.sub(r"[-_.]+", "-", each.metadata["Name"] or "").lower()
    if name and name not in found:
        files = each.files
        found[name] = {
            "name": name,
            "version": each.version,
            "build": build(each),
            "root": str(each.locate_file("")),
            "files": None if files is None else [str(file) for file in files],
        }
python = getattr(sys, "_base_executable", sys.executable) or sys.executable
print(json.dumps({
    "python": python,
    "version": sys.version,
    "tag": sys.implementation.cache_tag,
    "distributions": list(found.values()),
}))
`;
const SECONDS$2 = 300;
const MAX_BYTES = 268435456;
async function installedIn(interpreter, { env }, { cwd, directory }) {
	const [program, ...words] = interpreter;
	const result = await runForeign({
		command: [
			program,
			...words,
			"-I",
			"-c",
			SCRIPT,
			...directory ? [directory] : []
		],
		cwd,
		env: withoutSecrets(env),
		seconds: SECONDS$2,
		limit: MAX_BYTES
	});
	const command = interpreter.join(" ");
	if (result.status !== 0 || result.cut) throw new ExpectedError(`'${command}' cannot say what it has installed`, {
		kind: "environment",
		detail: result.stderr
	});
	return parseJson(installedSchema, result.stdout, `what '${command}' has installed`);
}
// src/bisect/fetch.ts
const SECONDS$1 = 3600;
async function pip(python, words, { env, progress }) {
	const result = await runForeign({
		command: [
			python,
			"-m",
			"pip",
			"--disable-pip-version-check",
			...words
		],
		cwd: process.cwd(),
		env: withoutSecrets(env),
		seconds: SECONDS$1
	});
	for (const sentence of aboutLeft("pip", result)) progress(sentence);
	return {
		failed: result.status !== 0,
		all: result.all
	};
}
async function fetchDistribution(name, version, directory, { python }, world) {
	world.progress(`installing ${name} ${version}`);
	const result = await pip(python, [
		"install",
		"--quiet",
		"--no-deps",
		"--target",
		directory,
		`${name}==${version}`
	], world);
	if (result.failed) throw new ExpectedError(`${name} ${version} cannot be installed`, {
		kind: "environment",
		detail: result.all
	});
	const { distributions } = await installedIn([python], world, {
		cwd: directory,
		directory
	});
	const found = distributions.find((each) => each.name === name);
	if (found) return found;
	throw new ExpectedError(`${name} ${version} was installed, and is not there`, { kind: "environment" });
}
async function releasesBetween(name, [from, to], { python }, world) {
	const result = await pip(python, [
		"index",
		"versions",
		name
	], world);
	const listed = /^Available versions: (.*)$/m.exec(result.all)?.[1];
	if (result.failed || !listed) throw new ExpectedError(`the releases of ${name} cannot be listed`, {
		kind: "environment",
		detail: result.all
	});
	return between(listed.split(",").map((each) => each.trim()), from, to);
}
function between(versions, from, to) {
	if (!valid(from) || !valid(to)) return [];
	const [low, high] = lt(from, to) ? [from, to] : [to, from];
	const inside = versions.filter((each) => valid(each) && gt(each, low) && lt(each, high)).sort(compare);
	return lt(from, to) ? inside : inside.reverse();
}
// src/bisect/search.ts
async function firstFailing(versions, test) {
	const skipped = new Set();
	let low = -1;
	let high = versions.length - 1;
	for (;;) {
		const left = Array.from({ length: high - low - 1 }, (_, index) => low + 1 + index);
		const untried = left.filter((index) => !skipped.has(index));
		const middle = untried[Math.floor(untried.length / 2)];
		if (middle === void 0) return {
			version: versions[high] ?? "",
			open: left.map((index) => versions[index] ?? "")
		};
		const outcome = await test(versions[middle] ?? "");
		if (outcome === "pass") low = middle;
		else if (outcome === "fail") high = middle;
		else skipped.add(middle);
	}
}
// src/bisect/sides.ts
async function goodCommit(name, place, inputs, world, used) {
	await using checkout = await checkoutOf(resolve(inputs.cwd), world.git, world.env);
	if (!checkout) throw new ExpectedError(`bisect: ${resolve(inputs.cwd)} is in no git repository`);
	const commit = await resolveCommit(checkout, name);
	const cwd = await writeCommit(checkout, commit, join(place, "good"));
	const files = new Repository(cwd);
	const { interpreter } = used.use(await prepare(files, inputs.basePython, inputs, world));
	return {
		...await installedIn(interpreter, world, { cwd }),
		words: `commit ${commit.slice(0, 9)}`,
		expected: null
	};
}
async function goodBaseline({ file, baseline }, bad, place, world) {
	const versions = new Map(Object.entries(baseline.packages).map(([name, version]) => [normalise(name), version]));
	const distributions = [];
	for (const each of bad.distributions) {
		const version = versions.get(each.name) ?? each.version;
		const same = version === each.version;
		distributions.push(same ? each : await fetchDistribution(each.name, version, join(place, each.name), bad, world));
	}
	return {
		...bad,
		distributions,
		words: file,
		expected: baseline
	};
}
// src/bisect/compose.ts
const AT_ONCE = 256;
const SECONDS = 300;
async function compose(directory, python, { distributions, tag }, world) {
	const run = (...command) => runForeign({
		command,
		cwd: process.cwd(),
		env: withoutSecrets(world.env),
		seconds: SECONDS
	});
	const made = await run(python, "-I", "-m", "venv", "--without-pip", directory);
	if (made.status !== 0) throw new ExpectedError(`'${python} -m venv' failed`, {
		kind: "environment",
		detail: made.all
	});
	const windows = process.platform === "win32";
	const interpreter = join(directory, windows ? "Scripts/python.exe" : "bin/python");
	const site = (await run(interpreter, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")).stdout.trimEnd();
	const files = distributions.flatMap((each) => filesOf(each, tag).map((file) => [join(each.root, file), join(site, file)]));
	const directories = new Set(files.map(([, to = ""]) => dirname(to)));
	for (const each of directories) await mkdir(each, { recursive: true });
	for (let index = 0; index < files.length; index += AT_ONCE) await Promise.all(files.slice(index, index + AT_ONCE).map(([from = "", to = ""]) => linkOrCopy(from, to)));
	return [interpreter];
}
function filesOf({ name, version, files }, tag) {
	if (files) {
		const within = files.filter((file) => !/^(\.\.|[/\\])|:/.test(file));
		const compiled = within.filter((file) => file.endsWith(".py")).map((file) => join(dirname(file), "__pycache__", `${basename(file, ".py")}.${tag}.pyc`));
		return [...new Set([...within, ...compiled])];
	}
	throw new ExpectedError(`${name} ${version} has no list of its files, as conda's packages and links to sources have none: bisect puts environments together from what pip or uv has installed`);
}
async function linkOrCopy(from, to) {
	try {
		await link(from, to);
	} catch (error) {
		const { code } = error;
		if (code === "EEXIST" || code === "ENOENT") return;
		await copyFile(from, to);
	}
}
// src/bisect/trials.ts
async function runTrial(name, distributions, { prepared, suite, inputs, world, directory, installed }) {
	const key = keyOf(distributions, installed.version, suite, inputs.accelerator);
	const file = join(directory, `${key}.json`);
	const before = await readJson(recordSchema, file).catch(() => null);
	if (before) {
		world.progress(`${name}: probed before`);
		return {
			key,
			name,
			record: before,
			problem: "",
			known: true
		};
	}
	world.progress(`${name}: probing`);
	const cache = cacheDirectory(world.env);
	await mkdir(cache, { recursive: true });
	await using work = await temporaryDirectory(cache);
	try {
		const composed = {
			...installed,
			distributions: [...distributions]
		};
		const interpreter = await compose(join(work.path, "env"), installed.python, composed, world);
		const quiet = {
			...world,
			progress: () => {}
		};
		const { record } = await probe({
			...prepared,
			interpreter
		}, suite, inputs, quiet);
		await writeAtomically(file, recordText(record));
		return {
			key,
			name,
			record,
			problem: "",
			known: false
		};
	} catch (error) {
		if (!(error instanceof ExpectedError)) throw error;
		const problem = error.spelled(world.spell);
		world.progress(`${name}: ${problem}`);
		return {
			key,
			name,
			record: null,
			problem,
			known: false
		};
	}
}
function keyOf(distributions, python, suite, accelerator) {
	const lock = distributions.map(({ name, version, build }) => `${name}==${version} ${build}`).sort();
	return createHash("sha256").update(JSON.stringify([
		lock,
		python,
		suite,
		accelerator
	])).digest("hex").slice(0, 16);
}
const judgeTrial = ({ record, problem }, reference) => record ? judge({
	record,
	baseline: reference,
	reference: "what it starts from",
	pins: null,
	pinsBind: false
}) : couldNotMeasure(problem);
// src/bisect/bisect.ts
const TOOLS = new Set([
	"pip",
	"uv",
	"wheel"
]);
async function bisect$1(commit, inputs, directory, world) {
	const cwd = resolve(inputs.cwd);
	const committed = await committedIn(inputs, world);
	const suite = suiteOf(inputs, committed);
	await using work = await temporaryDirectory(temporaryPlace(world.env));
	await using prepared = await prepare(new Repository(cwd), inputs.python, inputs, world);
	const bad = await installedIn(prepared.interpreter, world, { cwd });
	const laboratory = {
		prepared,
		suite,
		inputs,
		world,
		directory,
		installed: bad
	};
	const whole = await runTrial("all changes", bad.distributions, laboratory);
	if (!whole.record) throw new ExpectedError(`bisect: the files as they are: ${whole.problem}`);
	await using used = new AsyncDisposableStack();
	const good = commit ? await goodCommit(commit, work.path, inputs, world, used) : await goodBaseline(baselineFor(whole.record, committed), bad, work.path, world);
	if (good.version !== bad.version) throw new ExpectedError(`bisect: expected the same Python on both sides, found ${good.version} (${good.words}) and ${bad.version}`);
	const start = await runTrial("no change", good.distributions, laboratory);
	if (!start.record) throw new ExpectedError(`bisect: ${good.words}: ${start.problem}`);
	return await new Search(good, bad, start.record, laboratory, work.path).between(start, whole);
}
function baselineFor(record, committed) {
	const className = classOf(record.environment, ranksOf(record));
	const known = committed.baseline(className);
	if (known) return known;
	throw new ExpectedError(`bisect: expected a commit to start from, or a baseline ${baselineFile(committed.directory, className)}, found neither`);
}
var Search = class {
	good;
	bad;
	laboratory;
	place;
	reference;
	trials = new Map();
	constructor(good, bad, record, laboratory, place) {
		this.good = good;
		this.bad = bad;
		this.laboratory = laboratory;
		this.place = place;
		this.reference = baselineOf(record, good.words);
		if (!good.expected) return;
		const { verdict, summary } = judge({
			record,
			baseline: good.expected,
			pins: null,
			pinsBind: false
		});
		if (verdict !== "match") throw new ExpectedError(`bisect: the versions of ${good.words} do not give its values here (${verdict}: ${summary})`);
	}
	async between(start, whole) {
		const judgement = judgeTrial(whole, this.reference);
		if (judgement.verdict === "match") throw new ExpectedError(`bisect: ${this.good.words} and the files as they are give the same values: there is nothing to find`);
		const sameAsWhole = (found) => alike(found, judgement);
		this.tell(start, sameAsWhole);
		this.tell(whole, sameAsWhole);
		const changes = this.changes([start.record, whole.record]);
		const test = (subset) => this.try(subset, sameAsWhole);
		const { passing, failing } = await isolate(changes, test);
		const last = failing.filter((each) => !passing.includes(each));
		const culprits = passing.length === 0 || await test(last) === "fail" ? last : await minimise(failing, test);
		return {
			schemaVersion: 1,
			good: this.good.words,
			changes,
			verdict: judgement.verdict,
			summary: judgement.summary,
			firstDivergence: judgement.firstDivergence,
			culprits,
			...await this.within(culprits),
			trials: [...this.trials.values()]
		};
	}
	changes(records) {
		const imported = new Set(records.flatMap((each) => each ? importedPackages(each).map(({ name }) => normalise(name)) : []));
		return changedPackages(versionsOf(this.good), versionsOf(this.bad), { imported }).map(({ name, from, to, link }) => ({
			name,
			from,
			to,
			link
		}));
	}
	async try(subset, isBad) {
		const names = new Set(subset.map(({ name }) => name));
		const distributions = [...this.good.distributions.filter(({ name }) => !names.has(name)), ...this.bad.distributions.filter(({ name }) => names.has(name))];
		const name = subset.map((each) => `${each.name} ${each.to ?? "removed"}`).join(", ");
		return this.tell(await runTrial(name, distributions, this.laboratory), isBad);
	}
	tell(trial, isBad) {
		const judgement = judgeTrial(trial, this.reference);
		const { verdict, summary } = judgement;
		const outcome = verdict === "match" ? "pass" : isBad(judgement) ? "fail" : "unresolved";
		const { key, name, known } = trial;
		if (!this.trials.has(key)) this.trials.set(key, {
			name,
			verdict,
			outcome,
			summary,
			known
		});
		this.laboratory.world.progress(`${name}: ${verdict}`);
		return outcome;
	}
	async within(culprits) {
		const [culprit, other] = culprits;
		if (!culprit?.from || !culprit.to || other) return {
			first: null,
			unsearched: null
		};
		const { name, from, to } = culprit;
		try {
			const { world } = this.laboratory;
			const { version, open } = await firstFailing([...await releasesBetween(name, [from, to], this.bad, world), to], async (version) => version === to ? "fail" : this.tryRelease(name, version));
			return {
				first: {
					name,
					version,
					open
				},
				unsearched: null
			};
		} catch (error) {
			if (!(error instanceof ExpectedError)) throw error;
			return {
				first: null,
				unsearched: error.spelled(this.laboratory.world.spell)
			};
		}
	}
	async tryRelease(name, version) {
		const directory = join(this.place, `${name}-${version}`);
		let release;
		try {
			release = await fetchDistribution(name, version, directory, this.bad, this.laboratory.world);
		} catch (error) {
			if (error instanceof ExpectedError) return "unresolved";
			throw error;
		}
		const others = this.good.distributions.filter((each) => each.name !== name);
		const trial = await runTrial(`${name} ${version}`, [...others, release], this.laboratory);
		return this.tell(trial, ({ verdict }) => verdict !== "error" && verdict !== "unstable");
	}
};
const versionsOf = ({ distributions }) => Object.fromEntries(distributions.filter(({ name }) => !TOOLS.has(name)).map(({ name, version }) => [name, version]));
const alike = (one, other) => one.verdict === other.verdict && one.firstDivergence?.coordinate === other.firstDivergence?.coordinate && one.firstDivergence?.actual === other.firstDivergence?.actual;
// src/bisect/words.ts
function bisectionInWords(found) {
	const { good, changes, verdict, summary, culprits, trials } = found;
	const fresh = trials.filter(({ known }) => !known).length;
	const unresolved = trials.filter(({ outcome }) => outcome === "unresolved");
	return [
		`${answer(found)} ${culprits.length > 1 ? "together give" : "gives"} ${verdict}, seen from ${good}: ${summary}.`,
		divergence(found.firstDivergence) && `First divergence: ${divergence(found.firstDivergence)}`,
		culprits.length > 1 ? "None of them can be left out: each of the smaller sets that were tried did something else." : null,
		found.first?.open.length ? `It may have been ${found.first.open.join(", ")} already: these could not be tried.` : null,
		found.unsearched && `The releases in between were not looked at: ${found.unsearched}.`,
		...culprits.map(({ name, link }) => link ? `Release notes of ${name}: ${link}` : null),
		"",
		`${count(changes.length, "package")} differ: ${changes.map(inWords).join(", ")}`,
		`${count(trials.length, "probe run")}${fresh < trials.length ? `, ${trials.length - fresh} of them from before` : ""}:`,
		...trials.map(({ name, verdict, outcome }) => `  ${name}: ${verdict} (${outcome})`),
		unresolved.length ? `${count(unresolved.length, "run")} decided nothing: ${unresolved[0]?.summary}` : null
	].filter((line) => line !== null && line !== void 0).join("\n");
}
function answer({ culprits, first }) {
	if (first) return `${first.name} ${first.version}`;
	return culprits.map(inWords).join(" and ");
}
function inWords({ name, from, to }) {
	if (!to) return `${name} (${from} removed)`;
	return from ? `${name} ${to} (from ${from})` : `${name} ${to} (added)`;
}
const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
// src/cli/bisect.ts
const OTHERS = [
	"compare-with",
	"base",
	"fail-on",
	"report-dir",
	"class"
];
const KEYS = new Set([
	"key",
	"digest",
	"commit"
]);
const bisect = {
	operands: "[GOOD]",
	options: [{
		name: "state",
		type: "string",
		value: "DIR",
		text: "where records are kept, so that an interrupted search goes on; relative to --cwd",
		standard: "lddpr-bisect"
	}, ...runOptions.filter(({ name }) => !OTHERS.includes(name))],
	async run({ values, positionals, env }) {
		const { state, ...rest } = values;
		const [good = null, ...others] = positionals;
		if (others.length) throw new ExpectedError(`expected one GOOD, found ${positionals.length} operands`);
		const inputs = readRunInputs(rest);
		const cwd = resolve(inputs.cwd);
		const place = resolve(cwd, typeof state === "string" ? state : "lddpr-bisect");
		const tree = await workingTree(cwd, { look: "upwards" });
		const { baseline } = inputs;
		const directory = await claimDirectory("state", place, {
			cwd,
			tree,
			baseline
		});
		const found = hidden(await onTerminal(env, (world) => bisect$1(good, inputs, directory, world)), KEYS);
		const file = join(directory, "bisect.json");
		await writeAtomically(file, `${JSON.stringify(found, null, 2)}\n`);
		console.log(bisectionInWords(found).split("\n").map(printable).join("\n"));
		console.error(`\nall of it: ${file}`);
		return 0;
	}
};
export { bisect };
