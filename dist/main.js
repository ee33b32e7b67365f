import { r as wrongInput, t as ExpectedError } from "./errors.js";
import { n as interruption, t as interruptible } from "./interrupt.js";
import { a as accept$1, t as claimDirectory } from "./report-directory.js";
import { f as string, l as object, r as array } from "./schemas.js";
import { c as shortDigest, f as importedPackages, n as baselineFile, p as recordSchema } from "./files.js";
import { c as readSetting, l as ownSetting, n as checkoutOf, o as resolveCommit } from "./checkout.js";
import { n as workingTree, t as findPlace } from "./place.js";
import { i as within } from "./paths.js";
import { f as exitCode, i as parseInputs, n as describeInput, o as runInputs, r as kebab } from "./inputs.js";
import { _ as couldNotMeasure, a as cleanReport, c as measure, d as stopwatch, f as suiteOf, g as readReference, h as baselineOf, l as prepare, m as cacheDirectory, n as review, o as recordText, p as mustBe, r as unwritten, s as committedIn, u as probe, v as judge, y as changedPackages } from "./review.js";
import { n as temporaryPlace, t as temporaryDirectory } from "./temporary.js";
import { a as ranksOf, t as classOf } from "./machine-type.js";
import { i as gt, n as normalise, o as lt, r as compare$1, s as valid } from "./packages.js";
import { _ as parsePlatform, a as readPins, b as PROBED, g as PLATFORMS, o as Repository, t as SUPPORTED_FILES, v as parsePython } from "./pins.js";
import { i as runForeign, r as aboutLeft } from "./run.js";
import { a as readJson, i as parseJson, u as writeAtomically } from "./json.js";
import { i as withoutSecrets, n as hide, t as hidden } from "./secrets.js";
import { i as writeCommit } from "./base.js";
import { C as partsOf, E as textOf, O as withStatus, S as origin, T as referenceOf, _ as leftOut, b as moment, c as acceptCommand, g as headline, i as HEADINGS, l as acceptIntroduction, n as CANDIDATES, p as divergence, v as legible, w as placesOf, x as movedChannels, y as meaning } from "./words.js";
import { i as indented, s as visible, t as clip } from "./inert.js";
import { t as check$1 } from "./check.js";
import { n as readRecord, t as digestOf } from "./digest.js";
import { basename, dirname, join, resolve } from "node:path";
import { createHash } from "node:crypto";
import { copyFile, link, mkdir } from "node:fs/promises";
import { parseArgs, styleText } from "node:util";
// src/lib/text.ts
function wrap(text, width) {
	const lines = [""];
	for (const word of text.split(" ")) {
		const line = lines.at(-1) ?? "";
		if (line && line.length + 1 + word.length > width) lines.push(word);
		else lines[lines.length - 1] = line ? `${line} ${word}` : word;
	}
	return lines;
}
// src/cli/command.ts
const flag = (name) => `--${kebab(name)}`;
const runOptions = optionsOf(runInputs);
function optionsOf(schema) {
	return Object.entries(schema.shape).map(([name, field]) => {
		const standard = schema.parse({})[name];
		const isFlag = typeof standard === "boolean";
		const text = describeInput(field, flag).replaceAll("`", "").replace(/\.$/, "");
		const isSaid = isFlag || standard === "" || standard === void 0 || / Default: /.test(text);
		return {
			name: kebab(name),
			type: isFlag ? "boolean" : "string",
			value: typeof standard === "number" ? "N" : name === "cwd" ? "DIR" : "TEXT",
			text,
			...isSaid ? {} : { standard: String(standard) }
		};
	});
}
const inputsOf = (schema, values) => parseInputs(schema, Object.fromEntries(Object.keys(schema.shape).map((name) => [name, values[kebab(name)]])));
const readRunInputs = (values) => inputsOf(runInputs, values);
// src/cli/accept.ts
const inputs = object({
	reason: string().default("").describe("why this baseline is right; kept in the file"),
	acceptViolation: array(string()).default([]).describe("a check whose failure is accepted with it; may be given again"),
	author: string().default("").describe("who accepts it. Default: the name that git knows"),
	cwd: string().default(".").describe("the repository; all paths are relative to it"),
	baseline: string().default(".lddpr").describe("directory of the baselines")
});
const accept = {
	name: "accept",
	operands: "PENDING",
	summary: "make a pending baseline the committed one",
	options: optionsOf(inputs).map((option) => option.name === "accept-violation" ? {
		...option,
		multiple: true,
		value: "CHECK"
	} : option),
	async run({ values, positionals }) {
		const { reason, author, cwd, baseline, ...rest } = inputsOf(inputs, values);
		const [pending, ...others] = positionals;
		if (!pending || others.length) throw new ExpectedError(`expected PENDING, found ${positionals.length} operands`);
		const tree = await workingTree(resolve(cwd), { look: "upwards" });
		const place = await within(resolve(cwd, baseline), "baseline", [tree], "the working tree");
		const accepted = await accept$1(resolve(cwd, pending), place, {
			reason,
			author: author || await nameInGit(resolve(cwd)),
			violations: rest.acceptViolation
		});
		console.log(`accepted ${shortDigest(accepted.baseline.digest)} as ${accepted.file}; commit it`);
		return 0;
	}
};
async function nameInGit(cwd) {
	const place = await findPlace(cwd, { look: "upwards" });
	const name = place && await readSetting(place, "user", "name") || await ownSetting("user.name", process.env) || process.env.GITHUB_ACTOR;
	if (name) return name;
	throw wrongInput("author", "git knows no user.name here; say who accepts");
}
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
	const inside = versions.filter((each) => valid(each) && gt(each, low) && lt(each, high)).sort(compare$1);
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
// src/report/terminal.ts
const MAX_ROWS = 20;
const COLOURS = {
	error: "red",
	unstable: "magenta",
	violation: "red",
	drift: "yellow",
	new: "cyan",
	match: "green"
};
function terminal(report, colour) {
	const paint = (style, value) => colour ? styleText(style, value, { validateStream: false }) : value;
	const from = origin(report);
	const where = [
		report.class,
		`${report.suite} suite`,
		from && `${from.what} ${from.name}`
	];
	const title = [
		`${paint(["bold", COLOURS[report.verdict]], report.verdict)}  ${headline(report.verdict)} (${visible(where.filter(Boolean).join(", "))})`,
		visible(report.summary),
		...[meaning(report)].filter(Boolean),
		...report.notices.map((notice) => paint("yellow", `! ${visible(notice)}`))
	];
	const log = report.error?.detail.split("\n").map((line) => `  | ${visible(line)}`) ?? [];
	const blocks = sections(report).filter(({ rows }) => rows.length > 0).map(({ heading, rows }) => [paint("bold", `${heading}:`), ...shown(rows)]);
	return [
		title,
		report.error?.detail ? log : [],
		...blocks
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
}
function shown(rows) {
	const more = rows.length - MAX_ROWS;
	const lines = rows.slice(0, MAX_ROWS).map((row) => `  ${printable(row)}`);
	return more > 0 ? [...lines, `  … and ${more} more in report.json`] : lines;
}
function sections(report) {
	const command = acceptCommand(report, "lddpr");
	const imported = (wanted) => report.changedPackages.filter((each) => each.imported === wanted);
	return [
		{
			heading: `${HEADINGS.packages} (${referenceOf(report)} → now)`,
			rows: imported(true).map(change)
		},
		{
			heading: CANDIDATES.replace(/:$/, ""),
			rows: report.candidates.map(({ package: name, versions, what, link }) => `${name} ${versions}: ${what} ${link}`)
		},
		{
			heading: HEADINGS.checks,
			rows: withStatus(report, "fail").flatMap(({ id, detail }) => [`${id}: ${detail}`, `  fix: ${textOf(id).fix}`])
		},
		{
			heading: HEADINGS.improvements,
			rows: report.improvements.map(({ check, subjects }) => `${check} holds now in ${partsOf(subjects)}`)
		},
		{
			heading: `${HEADINGS.drift}: ${movedChannels(report)}`,
			rows: report.drift.length ? [`first: ${divergence(report.firstDivergence, referenceOf(report)) ?? "unknown"}`, ...report.drift.map(story)] : []
		},
		{
			heading: HEADINGS.accepted,
			rows: withStatus(report, "accepted").map(({ id, detail }) => `${id}: ${detail}`)
		},
		{
			heading: HEADINGS.hazards,
			rows: withStatus(report, "hazard").map(({ id, detail }) => `${id}: ${textOf(id).reason} (${detail})`)
		},
		{
			heading: HEADINGS.others,
			rows: imported(false).map(change)
		},
		{
			heading: HEADINGS.notCompared,
			rows: leftOut(report).map(({ channels, reason }) => `${channels} channels: ${reason}`)
		},
		{
			heading: HEADINGS.retried,
			rows: report.retried
		},
		{
			heading: HEADINGS.accept,
			rows: command ? [acceptIntroduction(report), ...command] : []
		}
	];
}
const change = ({ name, from, to }) => `${name} ${from ?? "—"} → ${to ?? "—"}`;
function story(each) {
	const [expected, actual] = legible(each.expected, each.actual);
	const { streams, scenarios } = placesOf(each);
	return `${streams} in ${scenarios.length > 1 ? `${scenarios.length} scenarios` : scenarios.join()}, ${each.channels.length} channels: ${moment(each)}: ${expected} → ${actual}`;
}
const printable = indented;
// src/lib/progress.ts
function quietly(say) {
	let last = 0;
	return (message, share) => {
		if (!share) return say(message);
		const quarter = Math.floor(4 * share.done / Math.max(1, share.total));
		if (quarter > last) say(message);
		last = quarter;
	};
}
// src/report/meter.ts
const EIGHTHS = [
	"",
	"▏",
	"▎",
	"▍",
	"▌",
	"▋",
	"▊",
	"▉"
];
const WIDEST = 30;
const NARROWEST = 8;
const GAP = "  ";
function meter({ message, share, seconds, width, colour }) {
	const paint = (style, value) => colour && value ? styleText(style, value, { validateStream: false }) : value;
	const room = width - 1;
	const clock = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
	const length = Math.min(WIDEST, Math.floor(room / 3));
	const drawn = share && length >= NARROWEST ? bar(share, length) : "";
	const taken = [drawn, clock].reduce((sum, part) => sum + (part ? columns(part) + 2 : 0), 0);
	const words = fitted(visible(message), room - taken);
	if (columns(clock) > room) return "";
	return [
		paint("cyan", drawn),
		words,
		paint("dim", clock)
	].filter(Boolean).join(GAP);
}
function bar({ done, total }, length) {
	const share = Math.min(1, Math.max(0, done / Math.max(1, total)));
	const eighths = Math.round(share * length * 8);
	return `${"█".repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8]}`.padEnd(length, "░");
}
const WIDE = /[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303e\uff01-\uff60\u{fffd}]/u;
function columns(value) {
	let sum = 0;
	for (const character of value) sum += WIDE.test(character) ? 2 : 1;
	return sum;
}
function fitted(value, width) {
	let length = Math.min([...value].length, Math.max(0, width));
	while (length > 0 && columns(clip(value, length)) > width) length--;
	return length > 0 ? clip(value, length) : "";
}
function wantsColour(env, isTTY) {
	const { NO_COLOR, FORCE_COLOR, TERM } = env;
	if (NO_COLOR) return false;
	if (FORCE_COLOR !== void 0) return !["0", "false"].includes(FORCE_COLOR);
	return isTTY && TERM !== "dumb";
}
const canRedraw = (env, isTTY) => isTTY && env.TERM !== "dumb" && (!env.CI || env.CI === "false");
// src/cli/output.ts
const REDRAW_MS = 200;
const CLEAR = "\r\x1B[2K";
function progressOn(stream = process.stderr, env = process.env) {
	const isTTY = Boolean(stream.isTTY);
	const colour = wantsColour(env, isTTY);
	const mark = colour ? styleText("dim", "·", { validateStream: false }) : "·";
	const line = (message) => stream.write(inert(message, `${mark} `));
	if (!canRedraw(env, isTTY)) return {
		progress: quietly(line),
		[Symbol.dispose]() {}
	};
	let since = performance.now();
	let shown = {
		message: "",
		share: null
	};
	const draw = () => {
		const seconds = (performance.now() - since) / 1e3;
		const message = hide(shown.message);
		const width = stream.columns || 80;
		stream.write(CLEAR + meter({
			...shown,
			message,
			seconds,
			width,
			colour
		}));
	};
	const timer = setInterval(draw, REDRAW_MS);
	timer.unref();
	return {
		progress(message, share) {
			if (!share) {
				stream.write(CLEAR);
				line(message);
				since = performance.now();
			}
			shown = share ? {
				message,
				share
			} : {
				message: "",
				share: null
			};
			draw();
		},
		[Symbol.dispose]() {
			clearInterval(timer);
			stream.write(CLEAR);
		}
	};
}
async function onTerminal(work) {
	using bar = progressOn();
	const { progress } = bar;
	return await work({
		env: process.env,
		git: { look: "upwards" },
		progress,
		spell: flag
	});
}
const inert = (text, mark) => hide(text).trimEnd().split(/\r\n|[\r\n]/).map((line) => `${mark}${printable(line)}\n`).join("");
function printReport({ report, directory }, failOn) {
	console.log(terminal(cleanReport(report), wantsColour(process.env, Boolean(process.stdout.isTTY))));
	if (directory) console.error(`\nreports: ${directory}`);
	return exitCode(report.verdict, failOn);
}
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
	name: "bisect",
	operands: "[GOOD]",
	summary: "find the package, and its release, that changes the values since the commit GOOD or the baseline",
	options: [{
		name: "state",
		type: "string",
		value: "DIR",
		text: "where records are kept, so that an interrupted search goes on; relative to --cwd",
		standard: "lddpr-bisect"
	}, ...runOptions.filter(({ name }) => !OTHERS.includes(name))],
	async run({ values, positionals }) {
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
		const found = hidden(await onTerminal((world) => bisect$1(good, inputs, directory, world)), KEYS);
		const file = join(directory, "bisect.json");
		await writeAtomically(file, `${JSON.stringify(found, null, 2)}\n`);
		console.log(bisectionInWords(found).split("\n").map(printable).join("\n"));
		console.error(`\nall of it: ${file}`);
		return 0;
	}
};
// src/cli/check.ts
const check = {
	name: "check",
	operands: "",
	summary: "run the probe, compare with the baseline, report, exit with the verdict",
	options: runOptions,
	async run({ values }) {
		const inputs = readRunInputs(values);
		return printReport(await onTerminal((world) => check$1(inputs, world)), inputs.failOn);
	}
};
// src/cli/compare.ts
const ABOUT_JUDGING$1 = [
	"baseline",
	"class",
	"fail-on",
	"report-dir"
];
const compare = {
	name: "compare",
	operands: "RECORD [REFERENCE]",
	summary: "judge a record, against REFERENCE (a record or a baseline) if given; needs no Python",
	options: [{
		name: "record-digest",
		type: "string",
		value: "SHA256",
		text: "what record has said of RECORD; another file is not judged"
	}, ...runOptions.filter(({ name }) => ABOUT_JUDGING$1.includes(name))],
	async run({ values, positionals }) {
		const { recordDigest: wanted, ...flags } = values;
		const digest = typeof wanted === "string" ? wanted : "";
		const inputs = readRunInputs(flags);
		const [recordFile, referenceFile, ...rest] = positionals;
		if (!recordFile || rest.length) throw new ExpectedError(`expected RECORD [REFERENCE], found ${positionals.length} operands`);
		const files = {
			recordFile,
			digest,
			referenceFile
		};
		return printReport(await onTerminal(async (world) => {
			const evidence = await gather(files, inputs, world);
			return review(inputs, world, async () => evidence);
		}).catch((error) => unwritten(error, flag)), inputs.failOn);
	}
};
async function gather({ recordFile, digest, referenceFile }, inputs, world) {
	const record = await readRecord(recordFile, {
		digest,
		input: "recordDigest"
	});
	mustBe(inputs.class, record);
	const baselines = referenceFile ? await readBaselines(referenceFile, recordFile) : await committedIn(inputs, world);
	return {
		measured: {
			record,
			pins: null,
			pinsBind: false
		},
		baselines,
		origin: null
	};
}
async function readBaselines(file, record) {
	const reference = await readReference(file);
	return {
		classes: [],
		baseline: (className) => {
			if (reference.baseline.class === className) return reference;
			throw new ExpectedError(`${record} is of class ${className}, ${file} of ${reference.baseline.class}: their values cannot be compared`);
		}
	};
}
// src/cli/pins.ts
const pins = {
	name: "pins",
	operands: "[DIR]",
	summary: "say which versions the files of a repository fix",
	options: [
		{
			name: "json",
			type: "boolean",
			text: "for programs"
		},
		{
			name: "manifest",
			type: "string",
			value: "FILE",
			text: "the lock or manifest to read, relative to DIR. Default: it is detected"
		},
		{
			name: "python-version",
			type: "string",
			value: "X.Y",
			text: "the Python to answer for. Default: the one that the repository names or allows"
		},
		{
			name: "platform",
			type: "string",
			value: "NAME",
			text: `one of ${Object.keys(PLATFORMS).join(", ")}`,
			standard: "linux-x86_64"
		},
		{
			name: "extra",
			type: "string",
			multiple: true,
			value: "NAME",
			text: "an extra that is installed with the project; may be given again"
		}
	],
	async run({ values, positionals }) {
		if (positionals.length > 1) throw new ExpectedError(`expected one DIR, found ${positionals.length} operands`);
		const directory = resolve(positionals[0] ?? ".");
		const text = (name) => {
			const value = values[name];
			return typeof value === "string" ? value : void 0;
		};
		const [python, platform] = [text("python-version"), text("platform")];
		const found = await readPins(directory, {
			manifest: text("manifest"),
			python: python === void 0 ? void 0 : parsePython(python),
			platform: platform === void 0 ? void 0 : parsePlatform(platform),
			extras: Array.isArray(values.extra) ? values.extra.map(String) : []
		});
		if (!found) throw new ExpectedError(`${directory} has no ${SUPPORTED_FILES.join(", ")}`);
		for (const warning of found.warnings) console.error(`warning: ${printable(warning)}`);
		console.log(values.json ? JSON.stringify(forPrograms(found), null, 2) : forPeople(found));
		return 0;
	}
};
function forPrograms(found) {
	return {
		manager: found.manager,
		source_file: found.relevant ? found.source : null,
		pins: found.pins,
		reasons: found.reasons,
		constraints: found.constraints,
		python: found.python,
		target: found.target,
		...found.pinsByEnv.length ? { pins_by_env: found.pinsByEnv } : {},
		...found.notes.length ? { notes: found.notes.join(". ") } : {},
		...found.warnings.length ? { warnings: found.warnings } : {}
	};
}
function forPeople({ manager, source, pins, reasons, constraints, target, notes, ...rest }) {
	const extras = target.extras.length ? `, extras ${target.extras.join(", ")}` : "";
	const rows = PROBED.flatMap((name) => {
		const range = constraints[name];
		const value = pins[name] ?? `not fixed: ${reasons[name]}`;
		const asked = range === void 0 ? [] : [`      asked for: ${range || "any version"}`];
		return [`  ${name.padEnd(18)} ${value}`, ...asked];
	});
	const others = rest.pinsByEnv.map(({ python, pins: other }) => {
		return `  on Python ${python}: ${PROBED.filter((name) => other[name] !== pins[name]).map((name) => `${name} ${other[name] ?? "not fixed"}`).join(", ")}`;
	});
	return [
		`${source ?? "no file"} (${manager ?? "no manager"}), for Python ${target.python} on ${target.platform}${extras}`,
		...rows,
		...others,
		...notes.map((note) => `note: ${note}`)
	].map(printable).join("\n");
}
// src/cli/record.ts
const ABOUT_JUDGING = [
	"compare-with",
	"base",
	"base-python",
	"fail-on",
	"report-dir"
];
// src/cli/main.ts
const COMMANDS = [
	check,
	{
		name: "record",
		operands: "",
		summary: "run the probe and write its record, to be judged elsewhere",
		options: [{
			name: "out",
			type: "string",
			value: "FILE",
			text: "where the record goes"
		}, ...runOptions.filter(({ name }) => !ABOUT_JUDGING.includes(name))],
		async run({ values }) {
			const { out, ...rest } = values;
			if (typeof out !== "string" || !out) throw wrongInput("out", "expected a file, found nothing");
			const inputs = readRunInputs(rest);
			const measured = await onTerminal((world) => measure(inputs, world, stopwatch({})));
			const text = recordText(measured.record);
			await writeAtomically(resolve(out), text);
			console.log(`recorded ${out}, sha256 ${digestOf(text)}`);
			return 0;
		}
	},
	compare,
	accept,
	pins,
	bisect
];
const USAGE_ERROR = 2;
const main = (argv) => interruptible(() => run(argv), (message) => console.error(`lddpr: ${message}`));
async function run(argv) {
	const [name = "", ...rest] = argv;
	if ([
		"--help",
		"-h",
		"help",
		""
	].includes(name)) {
		console.log(overview());
		return name ? 0 : USAGE_ERROR;
	}
	const command = COMMANDS.find((each) => each.name === name);
	try {
		if (!command) throw new ExpectedError(`unknown command '${name}', expected one of ${COMMANDS.map((each) => each.name).join(", ")}`);
		const { values, positionals } = readArguments(command, rest);
		if (values.help) {
			console.log(help(command));
			return 0;
		}
		return await command.run({
			values,
			positionals
		});
	} catch (error) {
		interruption.throwIfAborted();
		if (!(error instanceof ExpectedError)) throw error;
		process.stderr.write(inert(error.spelled(flag).replaceAll(/\s+/g, " "), "lddpr: error: "));
		if (error.detail) process.stderr.write(inert(error.detail, "  | "));
		return USAGE_ERROR;
	}
}
function readArguments(command, argv) {
	const options = Object.fromEntries(command.options.map(({ name, type, multiple }) => [name, {
		type,
		multiple: multiple ?? false
	}]));
	try {
		return parseArgs({
			args: argv,
			options: {
				...options,
				help: {
					type: "boolean",
					short: "h"
				}
			},
			allowPositionals: command.operands !== ""
		});
	} catch (error) {
		const message = error.message.split(". ")[0];
		throw new ExpectedError(`${message} (lddpr ${command.name} --help lists every flag)`);
	}
}
function overview() {
	return [
		"Checks whether a dependency bump changes the random streams of Lightning DDP training.",
		"",
		...COMMANDS.map(({ name, summary }) => `  lddpr ${name.padEnd(9)} ${summary}`),
		"",
		"lddpr COMMAND --help explains its flags. Exit status: 0 match, 1 drift, 2 error, 3 violation,",
		"4 unstable, 5 new."
	].join("\n");
}
const COLUMN = 30;
function help({ name, operands, summary, options }) {
	const rows = options.flatMap((option) => {
		const flag = `  --${option.name}${option.type === "string" ? ` ${option.value ?? "TEXT"}` : ""}`;
		const standard = option.standard ? ` (default: ${option.standard})` : "";
		const [first = "", ...more] = wrap(`${option.text}${standard}`, 70);
		return [`${flag.padEnd(COLUMN)} ${first}`, ...more.map((line) => `${" ".repeat(COLUMN)} ${line}`)];
	});
	return [
		[
			"lddpr",
			name,
			operands,
			"[FLAGS]"
		].filter(Boolean).join(" "),
		"",
		`${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
		"",
		...rows
	].join("\n");
}
export { main };
