import { A as judgeTraining, F as couldNotMeasure, I as judge, Q as packageChanges, b as divergence, k as recordText } from "./judge.js";
import { B as ExpectedError, D as writeAtomically, F as withoutSecrets, M as hidden, V as asValue, i as temporaryPlace, r as temporaryDirectory, u as printable, x as readJson, y as parseJson } from "./lib.js";
import { f as object, g as string, i as array } from "./zod.js";
import { G as PYTORCH_CPU_INDEX, I as normalise, K as partsOf, N as recordSchema, at as classOfRecord, ct as isMachineType, j as importedPackages } from "./model.js";
import { P as targetFor, t as Repository } from "./pins.js";
import { A as probe, B as cpuWheels, K as digestOfPlan, Q as cacheDirectory, U as lookFirst, Z as FAMILY, b as stageOf, g as claimDirectory, k as prepare, w as copyToBuild, x as observeOne } from "./pipeline.js";
import { i as gt, n as compare, o as lt, s as valid } from "./versions.js";
import { n as runForeign, t as aboutLeft } from "./foreign.js";
import { I as baselineFile, b as workingTree, d as readManifests, h as resolveCommit, n as baselineOf, p as checkoutOf } from "./change.js";
import { t as _usingCtx } from "./usingCtx.js";
import { y as trainingSchema } from "./training.js";
import { a as fitted, d as runOptions, f as textOf, u as readRunInputs } from "./cli-command.js";
import { t as onTerminal } from "./cli-output.js";
import { basename, dirname, join, resolve } from "node:path";
import { copyFile, link, mkdir } from "node:fs/promises";
import { createHash } from "node:crypto";
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
const SECONDS = 300;
const PIP_SECONDS = 3600;
const MAX_BYTES = 268435456;
const LINKS_AT_ONCE = 256;
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
		seconds: SECONDS,
		limit: MAX_BYTES
	});
	const command = interpreter.join(" ");
	if (result.status !== 0 || result.cut) throw wrongEnvironment(`'${command}' cannot say what it has installed`, result.stderr);
	return parseJson(installedSchema, result.stdout, `what '${command}' has installed`, "environment");
}
const wrongEnvironment = (sentence, detail = "") => new ExpectedError(sentence, {
	kind: "environment",
	detail
});
async function pip(python, words, failure, { env, progress }) {
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
		seconds: PIP_SECONDS
	});
	for (const sentence of aboutLeft("pip", result)) progress(sentence);
	if (result.status !== 0) throw wrongEnvironment(failure, result.all);
	return result.all;
}
async function fetchDistribution(name, version, directory, installed, world, torchIndex = PYTORCH_CPU_INDEX) {
	world.progress(`installing ${name} ${version}`);
	const { python } = installed;
	const wheel = await cpuWheelOf(name, version, installed, world, torchIndex);
	await pip(python, [
		"install",
		"--quiet",
		"--no-deps",
		"--target",
		directory,
		wheel ? `${name} @ ${wheel.url}#sha256=${wheel.hash}` : `${name}==${version}`
	], `${name} ${version} cannot be installed`, world);
	const { distributions } = await installedIn([python], world, {
		cwd: directory,
		directory
	});
	const found = distributions.find((each) => each.name === name);
	if (found) return found;
	throw wrongEnvironment(`${name} ${version} was installed, and is not there`);
}
async function cpuWheelOf(name, version, { version: python, distributions }, { env }, index) {
	const isForCpu = [version, distributions.find((each) => each.name === name)?.version ?? ""].some((each) => partsOf(each)[1] === "cpu");
	if (!FAMILY.has(name) || !isForCpu) return null;
	const target = targetFor(python.split(" ")[0] ?? "", thisPlatform(), {
		extras: [],
		groups: []
	});
	return (await cpuWheels({
		index,
		name,
		release: partsOf(version)[0],
		target,
		env
	}).catch(() => []))[0] ?? null;
}
const thisPlatform = () => `${process.platform}-${process.arch === "arm64" ? "aarch64" : "x86_64"}`;
async function releasesBetween(name, [from, to], { python }, world) {
	const failure = `the releases of ${name} cannot be listed`;
	const all = await pip(python, [
		"index",
		"versions",
		name
	], failure, world);
	const listed = /^Available versions: (.*)$/m.exec(all)?.[1];
	if (!listed) throw wrongEnvironment(failure, all);
	return between(listed.split(",").map((each) => each.trim()), from, to);
}
function between(versions, first, last) {
	const [from, to] = [partsOf(first)[0], partsOf(last)[0]];
	if (!valid(from) || !valid(to)) return [];
	const [low, high] = lt(from, to) ? [from, to] : [to, from];
	const inside = versions.filter((each) => valid(each) && gt(each, low) && lt(each, high)).sort(compare);
	return lt(from, to) ? inside : inside.reverse();
}
async function compose(directory, { python, distributions, tag }, world) {
	const run = (...command) => runForeign({
		command,
		cwd: process.cwd(),
		env: withoutSecrets(world.env),
		seconds: SECONDS
	});
	const made = await run(python, "-I", "-m", "venv", "--without-pip", directory);
	if (made.status !== 0) throw wrongEnvironment(`'${python} -m venv' failed`, made.all);
	const windows = process.platform === "win32";
	const interpreter = join(directory, windows ? "Scripts/python.exe" : "bin/python");
	const site = (await run(interpreter, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")).stdout.trimEnd();
	const files = distributions.flatMap((each) => filesOf(each, tag).map((file) => [join(each.root, file), join(site, file)]));
	const directories = new Set(files.map(([, to = ""]) => dirname(to)));
	for (const each of directories) await mkdir(each, { recursive: true });
	for (let index = 0; index < files.length; index += LINKS_AT_ONCE) await Promise.all(files.slice(index, index + LINKS_AT_ONCE).map(([from = "", to = ""]) => linkOrCopy(from, to)));
	return [interpreter];
}
function filesOf({ name, version, files }, tag) {
	if (files) {
		const within = files.filter((file) => !/^(\.\.|[/\\])|:/.test(file));
		const compiled = within.filter((file) => file.endsWith(".py")).map((file) => join(dirname(file), "__pycache__", `${basename(file, ".py")}.${tag}.pyc`));
		return [...new Set([...within, ...compiled])];
	}
	throw wrongEnvironment(`${name} ${version} has no list of its files, as conda's packages and links to sources have none: bisect puts environments together from what pip or uv has installed`);
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
// src/bisect/search.ts
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
		const smaller = await findFailing(chunks, test) ?? (parts > 2 ? await findFailing(chunks.map((chunk) => without(failing, chunk)), test) : null);
		if (smaller) {
			parts = smaller.length <= Math.ceil(failing.length / parts) ? 2 : Math.max(parts - 1, 2);
			failing = smaller;
		} else if (parts < failing.length) parts = Math.min(2 * parts, failing.length);
		else break;
	}
	return failing;
}
async function findFailing(sets, test) {
	for (const set of sets) if (await test(set) === "fail") return set;
	return null;
}
function split(items, parts) {
	const at = (part) => Math.floor(part * items.length / parts);
	return Array.from({ length: parts }, (_, part) => items.slice(at(part), at(part + 1))).filter((part) => part.length > 0);
}
const without = (items, others) => items.filter((item) => !others.includes(item));
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
async function commitNamed(name, cwd, world) {
	try {
		var _usingCtx$4 = _usingCtx();
		const checkout = _usingCtx$4.a(await checkoutOf(cwd, world.git, world.env));
		if (!checkout) throw new ExpectedError(`bisect: ${cwd} is in no git repository`, { kind: "git" });
		return await resolveCommit(checkout, name, () => "bisect");
	} catch (_) {
		_usingCtx$4.e = _;
	} finally {
		await _usingCtx$4.d();
	}
}
async function goodCommit(commit, place, inputs, world, imports, used) {
	try {
		var _usingCtx3 = _usingCtx();
		const checkout = _usingCtx3.a(await checkoutOf(resolve(inputs.cwd), world.git, world.env));
		if (!checkout) throw new ExpectedError(`bisect: ${resolve(inputs.cwd)} is in no git repository`, { kind: "git" });
		const cwd = await (await copyToBuild(checkout, await readManifests(checkout, commit), inputs, world.env)).write(join(place, "good"));
		const files = new Repository(cwd);
		const { interpreter } = used.use(await prepare(files, inputs.basePython, inputs, world, true, imports));
		return {
			...await installedIn(interpreter, world, { cwd }),
			words: `commit ${commit.slice(0, 9)}`,
			expected: null
		};
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		await _usingCtx3.d();
	}
}
async function goodBaseline({ file, baseline }, bad, place, world, torchIndex) {
	const versions = new Map(Object.entries(baseline.packages).map(([name, version]) => [normalise(name), version]));
	const distributions = [...bad.distributions];
	for (const [index, { name, version: present }] of bad.distributions.entries()) {
		const version = versions.get(name) ?? present;
		if (version !== present) distributions[index] = await fetchDistribution(name, version, join(place, name), bad, world, torchIndex);
	}
	return {
		...bad,
		distributions,
		words: file,
		expected: baseline
	};
}
// src/bisect/subject.ts
const suiteSubject = (suite, { prepared, inputs, committed }) => ({
	schema: recordSchema,
	key: [suite, inputs.accelerator],
	measure: async (interpreter, _, world) => (await probe({
		...prepared,
		interpreter
	}, suite, inputs, world)).record,
	text: recordText,
	imported: (record) => importedPackages(record).map(({ name }) => name),
	judgeBy(good, start) {
		const baseline = referenceOf(good, start);
		const reference = "what it starts from";
		return (record) => judge({
			record,
			baseline,
			reference,
			pins: null
		});
	},
	baseline(record) {
		const className = classOfRecord(record);
		const known = committed.baseline(className);
		if (known) return known;
		throw noReference(baselineFile(committed.directory, className));
	}
});
function referenceOf({ words, expected }, record) {
	const reference = baselineOf(record, words);
	if (!expected) return reference;
	const { verdict, summary } = judge({
		record,
		baseline: expected,
		pins: null
	});
	if (verdict === "match") return reference;
	throw new ExpectedError(`bisect: the versions of ${words} do not give its values here (${verdict}: ${summary})`, { kind: "environment" });
}
function mustStartPython({ run: [program] }) {
	if (!/^python3?$/.test(program)) throw new ExpectedError(`bisect: expected a training that python starts, found ${program}; write \`run: [python, -m, …]\``);
}
function trainingSubject(plan, { prepared, inputs }) {
	return {
		schema: trainingSchema,
		key: [digestOfPlan(plan), inputs.accelerator],
		async measure(interpreter, reference, world) {
			try {
				var _usingCtx$3 = _usingCtx();
				const used = _usingCtx$3.a(new AsyncDisposableStack());
				const theatre = {
					cwd: prepared.files.root,
					inputs,
					world,
					notices: []
				};
				const stage = await stageOf(plan, interpreter, theatre, used);
				const find = (training) => ({
					training: reference ?? training,
					changes: [],
					accepted: {}
				});
				return (await observeOne({
					plan,
					stage,
					reference: reference && {
						kind: "baseline",
						find
					},
					wanted: ""
				})).training;
			} catch (_) {
				_usingCtx$3.e = _;
			} finally {
				await _usingCtx$3.d();
			}
		},
		text: (training) => `${JSON.stringify(training)}\n`,
		imported: () => null,
		judgeBy: (_, before) => (training) => {
			const { verdict, headline, first } = judgeTraining({
				plan,
				training,
				before,
				reference: "base",
				wanted: "",
				changes: []
			});
			return {
				verdict,
				summary: headline.replace(/\.$/, ""),
				firstDivergence: first
			};
		},
		baseline() {
			throw NO_COMMIT;
		}
	};
}
const NO_COMMIT = new ExpectedError("bisect: expected a commit to start from with --training, found none");
const noReference = (file) => new ExpectedError(`bisect: expected a commit to start from, or a baseline such as ${file}, found neither`);
// src/bisect/trials.ts
async function runTrial(name, distributions, { subject, world, directory, installed }, reference = null) {
	try {
		var _usingCtx$2 = _usingCtx();
		const key = keyOf(distributions, installed.version, subject.key);
		const file = join(directory, `${key}.json`);
		const before = await readJson(subject.schema, file).catch(() => null);
		world.progress(`${name}: ${before ? "probed before" : "probing"}`);
		const trial = {
			key,
			name,
			record: before,
			problem: "",
			known: before !== null
		};
		if (before) return trial;
		const cache = cacheDirectory(world.env);
		await mkdir(cache, { recursive: true });
		const work = _usingCtx$2.a(await temporaryDirectory(cache));
		try {
			const composed = {
				...installed,
				distributions
			};
			const interpreter = await compose(join(work.path, "env"), composed, world);
			const quiet = {
				...world,
				progress: () => {}
			};
			const record = await subject.measure(interpreter, reference, quiet);
			await writeAtomically(file, subject.text(record));
			return {
				...trial,
				record
			};
		} catch (error) {
			const problem = asValue(error, "environment", "probe").spelled(world.spell);
			world.progress(`${name}: ${problem}`);
			return {
				...trial,
				problem
			};
		}
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
	}
}
function keyOf(distributions, python, others) {
	const lock = distributions.map(({ name, version, build }) => `${name}==${version} ${build}`).sort();
	return createHash("sha256").update(JSON.stringify([
		lock,
		python,
		...others
	])).digest("hex").slice(0, 16);
}
const judgeTrial = ({ record, problem }, judge) => record ? judge(record) : couldNotMeasure(problem);
const isAlike = (one, other) => one.verdict === other.verdict && (one.verdict === "unstable" || one.firstDivergence?.coordinate === other.firstDivergence?.coordinate && one.firstDivergence?.actual === other.firstDivergence?.actual);
// src/bisect/bisect.ts
const TOOLS = new Set([
	"pip",
	"uv",
	"wheel"
]);
async function bisect$1(name, given, claim, world, training = null) {
	try {
		var _usingCtx$1 = _usingCtx();
		const cwd = resolve(given.cwd);
		const trainings = training === null ? "none" : [training];
		const { committed, suite, inputs, plans } = await lookFirst({
			...given,
			trainings
		}, world);
		const goodSha = name === null ? null : await commitNamed(name, cwd, world);
		if (goodSha === null && training !== null) throw NO_COMMIT;
		for (const plan of plans) mustStartPython(plan);
		if (goodSha === null && !committed.classes.some(isMachineType)) throw noReference(join(committed.directory, "cpu-x2.json"));
		const directory = await claim();
		const work = _usingCtx$1.a(await temporaryDirectory(temporaryPlace(world.env)));
		const prepared = _usingCtx$1.a(await prepare(new Repository(cwd), inputs.python, inputs, world));
		const place = {
			goodSha,
			bad: await installedIn(prepared.interpreter, world, { cwd }),
			directory,
			work: work.path,
			inputs,
			world,
			prepared
		};
		const around = {
			prepared,
			inputs,
			committed
		};
		const [plan] = plans;
		return plan ? await searchBy(trainingSubject(plan, around), place) : await searchBy(suiteSubject(suite, around), place);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}
async function searchBy(subject, { goodSha, bad, directory, work, inputs, world, prepared }) {
	try {
		var _usingCtx3 = _usingCtx();
		const laboratory = {
			subject,
			world,
			directory,
			installed: bad
		};
		const whole = await runTrial("all changes", bad.distributions, laboratory);
		if (!whole.record) throw cannotTry("the files as they are", whole);
		const used = _usingCtx3.a(new AsyncDisposableStack());
		const { torchIndex } = inputs;
		const good = goodSha ? await goodCommit(goodSha, work, inputs, world, prepared.question.imports, used) : await goodBaseline(subject.baseline(whole.record), bad, work, world, torchIndex);
		if (good.version !== bad.version) throw new ExpectedError(`bisect: expected the same Python on both sides, found ${good.version} (${good.words}) and ${bad.version}`, { kind: "environment" });
		const start = await runTrial("no change", good.distributions, laboratory);
		if (!start.record) throw cannotTry(good.words, start);
		return await findCulprits({
			good,
			bad,
			judge: subject.judgeBy(good, start.record),
			torchIndex,
			laboratory,
			place: work,
			start: start.record,
			trials: new Map()
		}, start, whole);
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		await _usingCtx3.d();
	}
}
const cannotTry = (side, { problem }) => new ExpectedError(`bisect: ${side}: ${problem}`, { kind: "environment" });
async function findCulprits(search, start, whole) {
	const { good, bad, judge, trials, laboratory } = search;
	const judged = judgeTrial(whole, judge);
	const { verdict, summary, firstDivergence } = judged;
	if (verdict === "match") throw new ExpectedError(`bisect: ${good.words} and the files as they are give the same values: there is nothing to find`);
	const sameAsWhole = (found) => isAlike(found, judged);
	decide(search, start, sameAsWhole);
	decide(search, whole, sameAsWhole);
	const changes = changesBetween(good, bad, [start, whole].map(({ record }) => record && laboratory.subject.imported(record)));
	const test = (subset) => tryChanges(search, subset, sameAsWhole);
	const { passing, failing } = await isolate(changes, test);
	const last = failing.filter((each) => !passing.includes(each));
	const culprits = passing.length === 0 || await test(last) === "fail" ? last : await minimise(failing, test);
	return {
		schemaVersion: 1,
		good: good.words,
		changes,
		verdict,
		summary,
		firstDivergence,
		culprits,
		...await findRelease(search, culprits),
		trials: [...trials.values()]
	};
}
function changesBetween(good, bad, used) {
	const imported = used.includes(null) ? void 0 : new Set(used.flatMap((names) => names ?? []).map(normalise));
	const sideOf = (side) => ({
		versions: versionsOf(side),
		...imported ? { imported } : {},
		isWhole: true
	});
	return packageChanges(sideOf(good), sideOf(bad)).map(({ name, from, to, link }) => ({
		name,
		from,
		to,
		link
	}));
}
const versionsOf = ({ distributions }) => Object.fromEntries(distributions.filter(({ name }) => !TOOLS.has(name)).map(({ name, version }) => [name, version]));
function decide({ judge, laboratory, trials }, trial, isBad) {
	const judgement = judgeTrial(trial, judge);
	const { verdict, summary } = judgement;
	const outcome = verdict === "match" ? "pass" : isBad(judgement) ? "fail" : "unresolved";
	const { key, name, known } = trial;
	if (!trials.has(key)) trials.set(key, {
		name,
		verdict,
		outcome,
		summary,
		known
	});
	laboratory.world.progress(`${name}: ${verdict}`);
	return outcome;
}
async function tryChanges(search, subset, isBad) {
	const names = new Set(subset.map(({ name }) => name));
	const distributions = [...search.good.distributions.filter(({ name }) => !names.has(name)), ...search.bad.distributions.filter(({ name }) => names.has(name))];
	const name = subset.map((each) => `${each.name} ${each.to ?? "removed"}`).join(", ");
	const { laboratory, start } = search;
	return decide(search, await runTrial(name, distributions, laboratory, start), isBad);
}
async function findRelease(search, [culprit, other]) {
	if (!culprit?.from || !culprit.to || other) return {
		first: null,
		unsearched: null
	};
	const { name, from, to } = culprit;
	const { world } = search.laboratory;
	const releases = await releasesBetween(name, [from, to], search.bad, world).catch((error) => asValue(error, "environment"));
	if (releases instanceof ExpectedError) return {
		first: null,
		unsearched: releases.spelled(world.spell)
	};
	const { version, open } = await firstFailing([...releases, to], async (version) => version === to ? "fail" : tryRelease(search, name, version));
	return {
		first: {
			name,
			version,
			open
		},
		unsearched: null
	};
}
async function tryRelease(search, name, version) {
	const { good, bad, laboratory, place, torchIndex, start } = search;
	const release = await fetchDistribution(name, version, join(place, `${name}-${version}`), bad, laboratory.world, torchIndex).catch((error) => asValue(error, "environment"));
	if (release instanceof ExpectedError) return "unresolved";
	const others = good.distributions.filter((each) => each.name !== name);
	return decide(search, await runTrial(`${name} ${version}`, [...others, release], laboratory, start), ({ verdict }) => verdict !== "error" && verdict !== "unstable");
}
// src/bisect/words.ts
function bisectionInWords(found) {
	const { good, changes, verdict, summary, culprits, trials } = found;
	const fresh = trials.filter(({ known }) => !known).length;
	const unresolved = trials.filter(({ outcome }) => outcome === "unresolved");
	return [
		`${culpritsInWords(found)} ${culprits.length > 1 ? "together give" : "gives"} ${verdict}, relative to ${good}: ${summary}.`,
		divergence(found.firstDivergence) && `First divergence: ${divergence(found.firstDivergence)}`,
		culprits.length > 1 ? "None of them can be left out: each of the smaller sets that were tried did something else." : null,
		found.first?.open.length ? `It may have been ${found.first.open.join(", ")} already: these could not be tried.` : null,
		found.unsearched && `The releases in between were not looked at: ${found.unsearched}.`,
		...culprits.map(({ name, link }) => link ? `Release notes of ${name}: ${link}` : null),
		"",
		`${count(changes.length, "package")} ${changes.length === 1 ? "differs" : "differ"}: ${changes.map(changeInWords).join(", ")}`,
		`${count(trials.length, "probe run")}${fresh < trials.length ? `, ${trials.length - fresh} of them from before` : ""}:`,
		...trials.map(({ name, verdict, outcome }) => `  ${name}: ${verdict} (${outcome})`),
		unresolved.length ? `${count(unresolved.length, "run")} decided nothing: ${unresolved[0]?.summary}` : null
	].filter((line) => line !== null && line !== void 0).join("\n");
}
function culpritsInWords({ culprits, first }) {
	if (first) return `${first.name} ${first.version}`;
	return culprits.map(changeInWords).join(" and ");
}
function changeInWords({ name, from, to }) {
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
	"class",
	"trainings"
];
const KEYS = new Set([
	"key",
	"digest",
	"commit"
]);
const bisect = {
	operands: "[GOOD]",
	examples: [
		"lddpr bisect",
		"lddpr bisect origin/main --suite quick",
		"lddpr bisect v1.4.0 --training small"
	],
	options: [
		{
			name: "state",
			type: "string",
			value: "DIR",
			text: "Directory of the records, relative to --cwd. With it an interrupted search goes on",
			standard: "lddpr-bisect"
		},
		{
			name: "training",
			type: "string",
			value: "NAME",
			text: "A training of config.yml to search with, instead of the suite"
		},
		...runOptions.filter(({ name }) => !OTHERS.includes(name))
	],
	async run({ values, positionals, env }) {
		const [good = null, ...others] = positionals;
		if (others.length) throw new ExpectedError(`expected one GOOD, found ${positionals.length} operands`);
		const inputs = readRunInputs(values);
		const cwd = resolve(inputs.cwd);
		const place = resolve(cwd, textOf(values, "state") ?? "lddpr-bisect");
		const claim = async () => {
			const around = {
				cwd,
				tree: await workingTree(cwd, { look: "upwards" })
			};
			return claimDirectory("state", place, {
				...around,
				baseline: inputs.baseline
			});
		};
		const training = textOf(values, "training") ?? null;
		const found = hidden(await onTerminal(env, (world) => bisect$1(good, inputs, claim, world, training)), KEYS);
		const file = join(place, "bisect.json");
		await writeAtomically(file, `${JSON.stringify(found, null, 2)}\n`);
		const words = bisectionInWords(found).split("\n").map(printable).join("\n");
		console.log(fitted(words, process.stdout, env));
		console.error(`\ndetails: ${file}`);
		return 0;
	}
};
export { bisect };
