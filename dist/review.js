import { i as __toESM } from "./rolldown-runtime.js";
import { n as workingTree } from "./place.js";
import { n as asValue, r as wrongInput, t as ExpectedError } from "./errors.js";
import { n as interruption } from "./interrupt.js";
import { a as discriminatedUnion, c as number, d as strictObject, f as string, l as object, m as union, n as _enum, o as int, s as literal, u as record } from "./schemas.js";
import { i as withoutSecrets, n as hide, r as probeEnvironment, t as hidden } from "./secrets.js";
import { B as parseChannel, C as partsOf, D as timingsOf, E as textOf, F as byCause, H as stepsPerEpoch, I as expectedChannels, L as group, M as compare, N as foldRanks, O as withStatus, P as keptRanks, R as happensOnce, S as origin, T as referenceOf, U as viewRun, V as spanOf, _ as leftOut, a as HOME, b as moment, c as acceptCommand, d as decimal, f as describeEnvironment, g as headline, h as headingOf, i as HEADINGS, j as checkPage, k as CHECKS, l as acceptIntroduction, m as hasBaseColumn, n as CANDIDATES, o as ICONS, r as ELSEWHERE, s as ISSUES, t as ACCEPT_WHERE, u as before, v as legible, w as placesOf, x as movedChannels, y as meaning, z as isReproducible } from "./words.js";
import { a as link$2, c as webAddress, n as code$1, o as text, r as fence, s as visible, t as clip } from "./inert.js";
import { i as Committed, r as noticesOf } from "./change.js";
import { n as temporaryPlace, t as temporaryDirectory } from "./temporary.js";
import { a as readPins, i as pinsFor, o as Repository, r as pinnedFramework, t as SUPPORTED_FILES } from "./pins.js";
import { t as require_dist } from "./dist.js";
import { a as readJson, c as reason, i as parseJson, l as unquoted, t as explain$1, u as writeAtomically } from "./json.js";
import { f as importedPackages, l as ABOUT, m as rowSchema, o as canonical, p as recordSchema, r as intact, s as sealed, u as baselineSchema } from "./files.js";
import { c as describedBy, l as suiteOf$1, s as SUITE_NAMES, u as VERDICTS } from "./inputs.js";
import { a as ROOT, i as runForeign, n as runStep, r as aboutLeft, t as ask } from "./run.js";
import { a as ranksOf, i as notJudged, n as classOfRecord } from "./machine-type.js";
import { a as le, i as gt, n as normalise } from "./packages.js";
import { i as replaceReports, n as claimReportDirectory, o as approve, r as pendingFile } from "./report-directory.js";
import { dirname, join, posix, relative, resolve } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { createHash, hash, randomBytes } from "node:crypto";
import { createReadStream, lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { access, copyFile, lstat, mkdir, readFile, readdir, readlink, rm, stat, utimes, writeFile } from "node:fs/promises";
import { availableParallelism, homedir, hostname } from "node:os";
// src/judge/catalogue.ts
var import_dist = __toESM(require_dist(), 1);
const LIGHTNING$1 = ["lightning", "pytorch-lightning"];
const CATALOGUE = [
	{
		id: "lightning-2.0.3-distributed-sampler",
		packages: LIGHTNING$1,
		version: "2.0.3",
		moves: [
			"main/torch",
			"order",
			"worker/numpy",
			"worker/python",
			"worker/torch"
		],
		what: "since 2.0.3 Lightning shuffles by a DistributedSampler of its own, no longer by the global generator",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/17713"
	},
	{
		id: "lightning-2.4.0-worker-seeds",
		packages: LIGHTNING$1,
		version: "2.4.0",
		moves: [
			"worker/numpy",
			"worker/python",
			"worker/torch"
		],
		what: "since 2.4.0 Lightning mixes worker seeds itself; until 2.5.0 the numpy stream and until 2.6.1 the torch stream repeated every epoch",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/20055"
	},
	{
		id: "lightning-2.5.0-numpy-seed-sequence",
		packages: LIGHTNING$1,
		version: "2.5.0",
		moves: ["worker/numpy"],
		what: "since 2.5.0 workers seed numpy by SeedSequence; in 2.4 the numpy stream repeated every epoch",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/20369"
	},
	{
		id: "lightning-2.5.3-order-after-resume",
		packages: LIGHTNING$1,
		version: "2.5.3",
		moves: [],
		movesResumed: ["order"],
		what: "since 2.5.3 the first epoch after a resume has the order of epoch 0",
		link: "https://github.com/Lightning-AI/pytorch-lightning/issues/21938"
	},
	{
		id: "lightning-2.6.1-seed-mixing",
		packages: LIGHTNING$1,
		version: "2.6.1",
		moves: ["worker/python", "worker/torch"],
		what: "since 2.6.1 worker seeds are mixed anew; from 2.4.0 on the torch stream repeated every epoch",
		link: "https://github.com/Lightning-AI/pytorch-lightning/pull/21399"
	}
];
function candidates$1(changes, moved) {
	const crossed = CATALOGUE.flatMap((entry) => {
		const change = changes.find(({ name, from, to }) => entry.packages.includes(name) && from && to && crosses(from, to, entry.version));
		return change ? [{
			...entry,
			change
		}] : [];
	});
	return crossed.filter(({ moves, movesResumed = [] }) => {
		const seen = [...moves.map((group) => moved.anew.has(group)), ...movesResumed.map((group) => moved.resumed.has(group))];
		return crossed.length === 1 ? seen.every(Boolean) : seen.some(Boolean);
	}).map(({ id, change, what, link }) => ({
		id,
		package: change.name,
		versions: `${change.from} → ${change.to}`,
		what,
		link
	}));
}
const crosses = (from, to, version) => gt(version, from) && le(version, to) || gt(version, to) && le(version, from);
// src/judge/evaluate.ts
function evaluate(record, accepted, pins, pinsBind) {
	const { suite, environment } = record;
	const facts = {
		suite,
		runs: record.runs.map((run) => viewRun(record, run)),
		environment,
		pins,
		pinsBind
	};
	return CHECKS.map((check) => evaluateOne(check, facts, accepted)).sort((a, b) => Number(a.status === "hazard") - Number(b.status === "hazard"));
}
function evaluateOne({ id, look, hazard }, facts, accepted) {
	const scenarios = look.scenarios(facts);
	if (scenarios.length === 0) return {
		id,
		status: "not-measured",
		scenario: "",
		detail: look.without,
		subjects: []
	};
	const findings = look.findings(facts);
	const subjects = [...new Set(findings.map(subjectOf))].sort();
	const known = accepted.filter(({ check }) => check === id);
	const isKnown = (found) => known.some((entry) => entry.subjects.includes(subjectOf(found)));
	const worst = findings.find((found) => !isKnown(found)) ?? findings[0];
	if (!worst) return {
		id,
		status: "pass",
		scenario: scenarios.join(", "),
		detail: "",
		subjects
	};
	const more = findings.length > 1 ? `, and ${findings.length - 1} more` : "";
	const result = {
		id,
		scenario: worst.scenario,
		subjects
	};
	if (hazard?.(facts)) return {
		...result,
		status: "hazard",
		detail: `${worst.detail}${more}`
	};
	if (!isKnown(worst)) return {
		...result,
		status: "fail",
		detail: `${worst.detail}${more}`
	};
	const because = ` (accepted: ${known.find(({ subjects }) => subjects.includes(subjectOf(worst)))?.reason})`;
	return {
		...result,
		status: "accepted",
		detail: `${worst.detail}${more}${because}`
	};
}
const subjectOf = ({ scenario, subject }) => `${scenario}: ${subject}`;
// src/judge/missing.ts
function missing(record) {
	const { suite, runs } = record;
	const known = new Set();
	const gaps = [];
	for (const scenario of suite.scenarios) for (let number = 0; number < scenario.runs && gaps.length < ENOUGH; number++) {
		const run = runs.find((each) => each.scenario === scenario.id && each.run === number);
		if (run) {
			known.add(run);
			for (const gap of gapsOf(run, scenario, record)) gaps.push(`${nameOf$1(run)}: ${gap}`);
		} else gaps.push(`${scenario.id}: run ${number + 1} of ${scenario.runs} is absent`);
	}
	if (gaps.length >= ENOUGH) return gaps;
	const strange = runs.filter((run) => !known.has(run));
	return [...gaps, ...strange.map((run) => `${nameOf$1(run)} is not in the suite`)];
}
const ENOUGH = 1e3;
const nameOf$1 = ({ scenario, run }) => `${scenario}, run ${run + 1}`;
function gapsOf(run, scenario, { suite, environment }) {
	const span = spanOf(scenario, suite);
	const absent = [...expectedChannels(scenario, span, environment.accelerator)].flatMap(([name, wanted]) => {
		const found = asked(run.channels[name] ?? [], wanted, span);
		if (!run.channels[name]) return [`channel ${name} is absent`];
		if (found.join() === wanted.join()) return [];
		return [`channel ${name} has epochs ${found.join(", ")}, expected ${wanted.join(", ")}`];
	});
	const { num_devices, num_workers } = scenario.parameters;
	const unknown = Object.keys(run.channels).filter((name) => {
		const channel = parseChannel(`${run.scenario}/${name}`);
		return !channel || channel.rank >= num_devices || (channel.worker ?? -1) >= num_workers;
	});
	const epochs = asked(run.partition, span.epochs, span);
	const covered = epochs.join() === span.epochs.join();
	return [
		...absent,
		...unknown.map((name) => `channel ${name} is not known`),
		...covered ? [] : [`the sampler's facts cover ${epochs.length} epochs of ${span.epochs.length}`]
	];
}
const asked = (found, wanted, { torn }) => found.map(({ epoch }) => epoch).filter((epoch) => epoch !== torn?.epoch || wanted.includes(epoch));
// src/judge/packages.ts
const LIGHTNING = "https://github.com/Lightning-AI/pytorch-lightning/releases/tag/{version}";
const NOTES = {
	lightning: LIGHTNING,
	"pytorch-lightning": LIGHTNING,
	torch: "https://github.com/pytorch/pytorch/releases/tag/v{version}",
	numpy: "https://github.com/numpy/numpy/releases/tag/v{version}",
	python: "https://docs.python.org/release/{version}/whatsnew/changelog.html",
	torchmetrics: "https://github.com/Lightning-AI/torchmetrics/releases/tag/v{version}",
	"lightning-utilities": "https://github.com/Lightning-AI/utilities/releases/tag/v{version}",
	fsspec: "https://filesystem-spec.readthedocs.io/en/latest/changelog.html",
	packaging: "https://github.com/pypa/packaging/releases/tag/{version}",
	"typing-extensions": "https://github.com/python/typing_extensions/releases/tag/{version}",
	pyyaml: "https://github.com/yaml/pyyaml/releases/tag/{version}",
	tqdm: "https://github.com/tqdm/tqdm/releases/tag/v{version}",
	sympy: "https://github.com/sympy/sympy/releases/tag/sympy-{version}",
	networkx: "https://github.com/networkx/networkx/releases/tag/networkx-{version}",
	jinja2: "https://jinja.palletsprojects.com/changes/",
	filelock: "https://github.com/tox-dev/filelock/releases/tag/{version}",
	setuptools: "https://setuptools.pypa.io/en/stable/history.html",
	triton: "https://github.com/triton-lang/triton/releases/tag/v{version}"
};
const RELEASE = /^\d+(\.\d+)*((a|b|rc|\.post)\d+)?/;
const PROMINENT = [
	"lightning",
	"pytorch-lightning",
	"torch",
	"numpy"
];
function changedPackages(before, now, { imported, base } = {}) {
	const isImported = (name) => imported?.has(name) ?? true;
	const moved = new Map((base?.bumps ?? []).map(({ name, to }) => [name, to]));
	return [...new Set([
		...Object.keys(before),
		...Object.keys(now),
		...moved.keys()
	])].sort().map((name) => {
		const to = now[name] ?? moved.get(name) ?? null;
		return {
			name,
			from: before[name] ?? null,
			to,
			...base ? { base: base.installs[name] ?? null } : {},
			imported: isImported(name),
			link: releaseNotes(name, to)
		};
	}).filter(({ name, from, to }) => from !== to || moved.has(name)).sort((a, b) => Number(b.imported) - Number(a.imported) || rank(a.name) - rank(b.name));
}
function rank(name) {
	const found = PROMINENT.indexOf(name);
	return found === -1 ? PROMINENT.length : found;
}
function releaseNotes(name, version) {
	const release = RELEASE.exec(version ?? "")?.[0];
	return release ? NOTES[name]?.replace("{version}", release) ?? null : null;
}
// src/judge/judge.ts
const NOTHING = {
	stories: [],
	firstDivergence: null,
	compared: 0,
	added: [],
	notCompared: []
};
const NOT_JUDGED = {
	checks: [],
	drift: [],
	firstDivergence: null,
	improvements: [],
	candidates: [],
	changedPackages: [],
	added: [],
	notCompared: []
};
function couldNotMeasure(message, detail = "") {
	return {
		...NOT_JUDGED,
		verdict: "error",
		summary: message,
		error: {
			message,
			detail
		}
	};
}
function judge({ record, baseline, pins, pinsBind, reference = "the baseline", base = null }) {
	const [gap, ...gaps] = missing(record);
	if (gap) return couldNotMeasure(`the record is incomplete: ${gap}${gaps.length ? `, and ${gaps.length} more gaps` : ""}`);
	const checks = evaluate(record, baseline?.accepted ?? [], pins, pinsBind);
	if (checks.every(({ status }) => status === "not-measured")) return couldNotMeasure(`the ${record.suite.name} suite decides no check`);
	const comparison = baseline ? compare(record, baseline) : NOTHING;
	const changes = changesOf(record, baseline, base);
	const verdict = verdictOf(checks, comparison, baseline);
	return {
		verdict,
		summary: summaries[verdict](checks, comparison, reference),
		error: null,
		checks,
		drift: comparison.stories,
		firstDivergence: comparison.firstDivergence,
		improvements: improvements$2(record, checks, baseline),
		candidates: candidates$1(changes, movedGroups(comparison, record)),
		changedPackages: changes,
		added: comparison.added,
		notCompared: comparison.notCompared
	};
}
function changesOf(record, baseline, base) {
	const now = baseline ? spelledAlike(versionsNow(record)) : {};
	const before = baseline ? spelledAlike(versionsOf(baseline)) : {};
	return changedPackages(before, now, {
		imported: new Set([...Object.keys(before), ...Object.keys(now)]),
		base
	});
}
const spelledAlike = (versions) => Object.fromEntries(Object.entries(versions).map(([name, version]) => [normalise(name), version]));
const versionsOf = ({ packages, environment }) => ({
	...packages,
	python: environment.python
});
const versionsNow = (record) => ({
	...Object.fromEntries(importedPackages(record).map(({ name, version }) => [name, version])),
	python: record.environment.python
});
const failing$2 = (checks) => checks.filter(({ status }) => status === "fail");
const isUnstable = ({ id, status }) => id === "repeat-is-identical" && status !== "pass" && status !== "not-measured";
function verdictOf(checks, comparison, baseline) {
	const applies = {
		error: false,
		unstable: checks.some(isUnstable),
		violation: failing$2(checks).length > 0,
		drift: comparison.stories.length > 0,
		new: baseline === null || comparison.added.length > 0,
		match: true
	};
	return VERDICTS.find(({ name }) => applies[name])?.name ?? "error";
}
const summaries = {
	error: () => "",
	unstable: (checks) => checks.find(isUnstable)?.detail ?? "",
	violation: (checks) => failing$2(checks).map(({ id, scenario }) => `${id} fails (${scenario})`).join("; "),
	drift: (_, { stories, compared }, reference) => `${stories.flatMap(({ channels }) => channels).length} of ${compared} channels differ from ${reference}`,
	new: (_, { added }, reference) => added.length ? `${reference} lacks ${added.length} channels of this suite` : "there is no baseline for this class of machines",
	match: (checks, { compared }, reference) => {
		return `all ${compared} channels equal ${reference}, and every check holds${checks.some(({ status }) => status === "accepted") ? " or is accepted" : ""}`;
	}
};
function improvements$2({ suite }, checks, baseline) {
	const measured = new Set(suite.scenarios.map(({ id }) => id));
	return (baseline?.accepted ?? []).flatMap(({ check: id, subjects }) => {
		const result = checks.find((check) => check.id === id);
		const held = subjects.filter((subject) => measured.has(subject.split(":", 1)[0] ?? "") && !result?.subjects.includes(subject));
		const sentence = CHECKS.find((check) => check.id === id)?.sentence ?? id;
		return held.length ? [{
			check: id,
			sentence,
			subjects: held
		}] : [];
	});
}
function movedGroups({ stories }, { suite }) {
	const resuming = new Set(suite.scenarios.filter((each) => each.resumes).map(({ id }) => id));
	const channels = stories.flatMap((story) => story.channels).flatMap((name) => parseChannel(name) ?? []);
	const groups = (resumed) => new Set(channels.filter((each) => resuming.has(each.scenario) === resumed).map(group));
	const anew = groups(false);
	return {
		anew,
		resumed: groups(true).difference(anew)
	};
}
// src/baseline/pending.ts
const MAX_BYTES$1 = 65536;
const TRAIL_DIGEST = 8;
const DETAIL = [
	{
		trail: 16,
		head: 4,
		digest: 16
	},
	{
		trail: 4,
		head: 4,
		digest: 16
	},
	{
		trail: 2,
		head: 2,
		digest: 16
	},
	{
		trail: 0,
		head: 1,
		digest: 16
	},
	{
		trail: 0,
		head: 0,
		digest: 16
	},
	{
		trail: 0,
		head: 0,
		digest: 8
	},
	{
		trail: 0,
		head: 0,
		digest: 8,
		ranks: 4
	},
	{
		trail: 0,
		head: 0,
		digest: 8,
		ranks: 2
	},
	{
		trail: 0,
		head: 0,
		digest: 8,
		ranks: 1
	}
];
function propose(record, className, verdict, checks, baseline) {
	const broken = (status) => checks.filter((check) => check.status === status).map(({ id, subjects }) => ({
		check: id,
		subjects
	}));
	const stillBroken = new Map(broken("accepted").map(({ check, subjects }) => [check, subjects]));
	const accepted = (baseline?.accepted ?? []).flatMap((entry) => {
		const subjects = entry.subjects.filter((each) => stillBroken.get(entry.check)?.includes(each));
		return subjects.length ? [{
			...entry,
			subjects
		}] : [];
	});
	const devices = ranksOf(record);
	const build = (detail) => sealed({
		schemaVersion: 1,
		kind: "pending",
		about: ABOUT,
		class: className,
		verdict,
		violations: broken("fail"),
		accepted,
		suite: record.suite.name,
		devices,
		scenarios: Object.fromEntries(record.suite.scenarios.map((each) => [each.id, describedBy(each, devices)])),
		environment: stableEnvironment(record.environment),
		packages: Object.fromEntries(importedPackages(record).map((p) => [p.name, p.version])),
		channels: channelsOf(record, detail),
		digest: ""
	});
	for (const detail of DETAIL) {
		const pending = build(detail);
		if (Buffer.byteLength(canonical(pending)) <= MAX_BYTES$1) return pending;
	}
	throw new ExpectedError(tooLarge(record));
}
function tooLarge(record) {
	const packages = importedPackages(record);
	const limit = `a baseline of ${MAX_BYTES$1 / 1024} KiB`;
	return JSON.stringify(packages).length > MAX_BYTES$1 ? `the probe imports ${packages.length} packages, too many for ${limit}: measure an environment with less in it` : `the ${record.suite.name} suite has too many channels for ${limit}: leave out scenarios in config.yml`;
}
function stableEnvironment(environment) {
	const { framework, packages: _, hashSeed: __, ...rest } = environment;
	return {
		...rest,
		framework: {
			name: framework.name,
			version: framework.version
		}
	};
}
function channelsOf(record, detail) {
	const kept = record.runs.filter(({ run }) => run === 0).map((run) => viewRun(record, run)).flatMap(({ scenario, channels }) => foldRanks(channels.filter(({ channel }) => isReproducible(channel, scenario.parameters)), detail.ranks ?? Number.POSITIVE_INFINITY));
	return Object.fromEntries(kept.map(({ channel, epochs }) => [channel.name, keep(epochs, detail)]));
}
function keep(epochs, { trail, head, digest }) {
	const values = epochs[0]?.head.slice(0, head) ?? [];
	const strange = values.findIndex((value) => /nan|inf/.test(value));
	const first = strange === -1 ? values : values.slice(0, strange);
	return {
		epochs: epochs.map((epoch) => epoch.digest.slice(0, digest)),
		...first.length ? { head: first } : {},
		...trail ? { trail: epochs.map((epoch) => thin(epoch, trail)) } : {}
	};
}
function thin({ trail, digest }, limit) {
	const entries = trail.split(" ");
	const stride = Math.ceil(entries.length / limit);
	return entries.filter((_, index) => index % stride === 0).map((entry) => entry.replace(`:${digest.slice(0, TRAIL_DIGEST)}`, "")).join(" ");
}
// src/baseline/reference.ts
async function readReference(file) {
	const value = await readJson(discriminatedUnion("kind", [baselineSchema, recordSchema]), file);
	if (value.kind === "baseline") return {
		file,
		baseline: intact(value, file)
	};
	const pending = propose(value, classOfRecord(value), "new", [], null);
	return {
		file,
		baseline: approve(pending, {
			reason: file,
			author: "record",
			violations: []
		})
	};
}
function baselineOf(record, name) {
	const { verdict, summary, checks } = judge({
		record,
		baseline: null,
		pins: null,
		pinsBind: false
	});
	if (verdict === "error" || verdict === "unstable") throw new ExpectedError(`${name} cannot be compared with: ${summary}`);
	const failing = checks.filter(({ status }) => status === "fail").map(({ id }) => id);
	const pending = propose(record, classOfRecord(record), "new", checks, null);
	return approve(pending, {
		reason: `${name} has it, too`,
		author: name,
		violations: failing
	});
}
// src/probe/suites.ts
const STANDARD = {
	seeded: { runs: 2 },
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
	"seeded-other": {
		seed: 43,
		runs: 2
	},
	"seeded-sanity": {
		num_sanity_val_steps: 2,
		runs: 2
	},
	uncut: { runs: 2 },
	cut: {
		max_epochs: 2,
		runs: 2
	},
	resumed: {
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
	validating: {
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
	"bf16-mixed": {
		model: "regularized",
		precision: "bf16-mixed",
		runs: 2
	}
};
const SUITES = {
	quick: {
		seeded: STANDARD.seeded,
		"seeded-other": {
			...STANDARD["seeded-other"],
			runs: 1
		},
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
	if (text.length > MAX_LENGTH) throw new ExpectedError(`${file}: expected at most ${MAX_LENGTH} characters, found ${text.length}`);
	const document = import_dist.parseDocument(text, {
		prettyErrors: true,
		logLevel: "silent"
	});
	const [problem] = document.errors;
	if (problem) throw new ExpectedError(`${file} is not YAML: ${unquoted(problem)}`);
	let value;
	try {
		value = document.toJS({ maxAliasCount: 0 }) ?? {};
	} catch {
		throw new ExpectedError(`${file}: expected no aliases, found one`);
	}
	const result = configSchema.safeParse(value, { reportInput: true });
	if (result.success) return result.data;
	throw new ExpectedError(`${file}: ${explain$1(result.error)}`);
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
const wrong = (file, field, problem) => new ExpectedError(`${file}: ${["scenarios", field].filter(Boolean).join(".")}: ${problem}`);
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
	if (last?.event === "error" && !result.cut && !result.signal) throw new ExpectedError(last.message, {
		kind: "probe",
		detail: last.detail
	});
	if (last?.event !== "done" || result.status !== 0) throw new ExpectedError(howItEnded(result, options), {
		kind: "probe",
		detail: tail(result.stderr)
	});
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
		throw new ExpectedError(`cannot write ${file}: ${reason(error)}`);
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
async function cached(cache, key, build, { progress = () => {}, usable = exists, env = process.env, patience, beat } = {}) {
	const pointer = join(cache, `${key}.json`);
	const use = (found) => new Use(cache, pointer, found, beat);
	const known = () => lookUp(cache, pointer, usable);
	const found = await known();
	if (isWhole(found)) return use(found);
	try {
		await mkdir(cache, { recursive: true });
	} catch (error) {
		throw new ExpectedError(`cannot create ${cache}: ${reason(error)}`);
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
// src/python/interpreter.ts
const BUILT_AS = "3";
function splitCommand(command) {
	const [program, ...rest] = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
	if (!program) throw wrongInput("python", `expected a command, found '${command}'`);
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
		if (!await starts(plan, directory, surroundings)) throw new ExpectedError(`${tool} installed ${source.source}, but there is no interpreter that starts: ${plan.python(directory)}`);
	};
	if (unknown !== null) {
		if (!install) throw new ExpectedError((spell) => `${join(cwd, source.source)} takes ${unknown}, so no environment of it is kept, and ${spell("noInstall")} forbids to build one`);
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
		if (!install) throw new ExpectedError((spell) => `no environment is cached for ${join(cwd, source.source)}, and ${spell("noInstall")} forbids to build one`);
		await build(directory, `once; kept in ${directory}`);
		if (originOf(job, plan).parts.join("\0") !== parts.join("\0")) throw new ExpectedError(`${source.source}, or what it is installed from, was changed while it was installed; run it again`);
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
	if (!pins) throw new ExpectedError((spell) => `${cwd} has no ${SUPPORTED_FILES.join(", ")} to take the versions from; name an interpreter with ${spell("python")}`);
	const { source } = pins;
	if (source !== null) return {
		...pins,
		source
	};
	throw new ExpectedError((spell) => `no file in ${cwd} fixes the versions; name one with ${spell("manifest")}, or an interpreter with ${spell("python")}`);
}
async function jobFor(pins, surroundings, scope, download) {
	const answers = async (program) => await ask([program, "--version"], surroundings) !== null;
	const { describe, findPython } = await import("./find-python.js");
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
		throw new ExpectedError(`cannot write ${to}: ${reason(error)}`);
	}
}
const starts = async (plan, directory, surroundings) => await ask([
	plan.python(directory),
	"-I",
	"-S",
	"-c",
	""
], surroundings) !== null;
// src/pipeline/machine-type.ts
const acceleratorIn = (name) => name.startsWith("cpu-") ? "cpu" : "gpu";
const acceleratorFor = ({ class: expected, accelerator }) => expected && accelerator === "auto" ? acceleratorIn(expected) : accelerator;
function mayBecome({ class: expected, accelerator }, suite) {
	if (!expected) return;
	const ranks = ranksOf({ suite });
	if (!expected.endsWith(`-x${ranks}`)) throw new ExpectedError((spell) => `${spell("class")}: expected ${expected}, found a suite for ${ranks} ranks: set ${spell("devices")} to the number behind the x`);
	if (accelerator !== "auto" && accelerator !== acceleratorIn(expected)) throw new ExpectedError((spell) => `${spell("class")}: expected ${expected}, found ${spell("accelerator")} ${accelerator}: set ${spell("accelerator")} to ${acceleratorIn(expected)}, or leave it out`);
}
function mustBe(expected, record) {
	const found = classOfRecord(record);
	if (!expected || found === expected) return;
	throw wrongInput("class", `expected a record of ${expected}, found one of ${found}: check the labels of the runner and which artifact the job downloads`);
}
// src/pipeline/measure.ts
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
async function prepare(files, python, { manifest, install, noInstall }, world) {
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
		probe: join(ROOT, "python-probe"),
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
// src/report/clean.ts
const OURS = new Set(`verdict comparedWith id status check violations channels subjects added digest commit file class
  scenarios head trail epochs`.split(/\s+/));
const cleanReport = (report) => hidden(report, OURS);
const cleanRecord = (record) => ({
	...record,
	suite: hidden(record.suite, OURS),
	environment: hidden(record.environment, new Set())
});
const cleanBaseline = (baseline) => hidden(baseline, OURS);
function recordText(record) {
	const { environment } = record;
	const { framework } = environment;
	const file = hide(framework.file);
	const kept = {
		...record,
		environment: {
			...environment,
			framework: {
				...framework,
				file
			}
		}
	};
	return `${JSON.stringify(kept)}\n`;
}
// src/report/html/markup.ts
var Markup = class {
	source;
	constructor(source) {
		this.source = source;
	}
};
const LONGEST_TEXT = 1e3;
function html(fixed, ...parts) {
	let source = fixed[0] ?? "";
	for (const [index, part] of parts.entries()) source += written(part) + fixed[index + 1];
	return new Markup(source);
}
function written(part) {
	if (part instanceof Markup) return part.source;
	if (Array.isArray(part)) return part.map(written).join("");
	if (part === null || part === void 0 || part === false) return "";
	return escaped(String(part));
}
const NAMES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
const HARMLESS = /^[\w .:=–·/-]{0,200}$/;
const escaped = (value) => HARMLESS.test(value) ? value : clip(visible(value), LONGEST_TEXT).replace(/[&<>"']/g, (mark) => NAMES[mark]);
function link$1(label, address) {
	const href = webAddress(address);
	return href ? html`<a href="${href}" rel="noreferrer">${label}</a>` : html`${label}`;
}
const code = (value) => html`<code>${value}</code>`;
const MOST_ROWS = 200;
function table$1({ caption, hidden, head, rows }) {
	const more = rows.length - MOST_ROWS;
	const body = rows.slice(0, MOST_ROWS).map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`);
	return html`${scrolling(caption, html`<table>
<caption${hidden ? html` class="hidden"` : ""}>${caption}</caption>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${body}</tbody></table>`)}${more > 0 && html`<p class="muted">… and ${more} more in report.json</p>`}`;
}
const scrolling = (label, content) => html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
const list$1 = (rows) => html`<ul>${rows.slice(0, MOST_ROWS).map((row) => html`<li>${row}</li>`)}</ul>`;
const folded$1 = (summary, content, open = false) => html`<details${open ? html` open` : ""}><summary>${summary}</summary>\n${content}</details>\n`;
// src/report/html/environment.ts
function environments({ environment, suite }, baseline, reference) {
	const there = baseline?.environment;
	const fields = [
		"python",
		"platform",
		"accelerator",
		"deviceModel",
		"cuda",
		"cpuCapability",
		"threads"
	].map((name) => row(LABELS[name], there?.[name], environment[name], baseline));
	const framework = ({ name, version }) => `${name} ${version}`;
	const packages = new Map(environment.packages.filter(({ imported }) => imported).map((each) => [each.name, each.version]));
	const names = [...new Set([...packages.keys(), ...Object.keys(baseline?.packages ?? {})])].sort();
	const rows = [
		row("trained with", there && framework(there.framework), framework(environment.framework), baseline),
		...fields,
		row("suite", baseline?.suite, suite.name, baseline),
		...names.map((name) => row(code(name), baseline?.packages[name], packages.get(name), baseline))
	];
	const head = baseline ? [
		"what",
		reference,
		"now",
		""
	] : ["what", "now"];
	const differing = rows.filter(({ differs }) => differs).map(({ cells }) => cells);
	const equal = rows.filter(({ differs }) => !differs).map(({ cells }) => cells);
	if (!baseline) return table$1({
		caption: "As it is now",
		head,
		rows: equal
	});
	return html`${differing.length > 0 ? table$1({
		caption: "What differs",
		head,
		rows: differing
	}) : html`<p>Nothing that was looked at differs.</p>`}
${folded$1(`${equal.length} equal`, table$1({
		caption: "What is equal",
		head,
		rows: equal
	}))}`;
}
const LABELS = {
	python: "Python",
	platform: "platform",
	accelerator: "accelerator",
	deviceModel: "device",
	cuda: "CUDA",
	cpuCapability: "CPU capability",
	threads: "threads"
};
function row(what, there, here, baseline) {
	const shown = (value) => value === null || value === void 0 ? "—" : value;
	if (!baseline) return {
		differs: false,
		cells: [what, shown(here)]
	};
	const differs = shown(there) !== shown(here);
	const mark = differs ? html`<span class="moved">≠ differs</span>` : "=";
	return {
		differs,
		cells: [
			what,
			shown(there),
			shown(here),
			mark
		]
	};
}
// src/report/html/states.ts
const STATES = {
	broken: {
		mark: "✗",
		words: "a check fails in these channels"
	},
	drift: {
		mark: "≠",
		words: "differs"
	},
	accepted: {
		mark: "a",
		words: "a check fails, which the baseline accepts"
	},
	unknown: {
		mark: "–",
		words: "not compared"
	},
	match: {
		mark: "=",
		words: "equal"
	}
};
const GRAVITY = Object.keys(STATES);
const gravest = (states) => GRAVITY.find((state) => states.includes(state)) ?? null;
function places(report, record, baseline) {
	const kept = keptRanks(Object.keys(baseline?.channels ?? {}));
	const excluded = new Set([...report.added, ...report.notCompared.flatMap(({ channels }) => channels)]);
	const found = failures(report, baseline);
	return record.runs.filter(({ run }) => run === 0).map((run) => viewRun(record, run)).flatMap(({ scenario, channels }) => foldRanks(channels, kept).map(({ channel, epochs }) => {
		const known = excluded.has(channel.name) ? void 0 : baseline?.channels[channel.name];
		const comparable = known && isReproducible(channel, scenario.parameters);
		const subject = `${scenario.id}: ${group(channel)}`;
		const states = epochs.map(({ digest }, index) => {
			const expected = known?.epochs[index];
			const drifted = comparable && (!expected || !digest.startsWith(expected));
			if (found.broken.has(subject)) return "broken";
			if (drifted) return "drift";
			if (found.accepted.has(subject)) return "accepted";
			return comparable ? "match" : "unknown";
		});
		return {
			channel,
			epochs,
			scenario: scenario.id,
			ranks: /\/rank(\d+(?:-\d+)?)\//.exec(channel.name)?.[1] ?? "",
			group: group(channel),
			once: happensOnce(channel.kind),
			states
		};
	}));
}
function failures(report, baseline) {
	const known = new Set((baseline?.accepted ?? []).flatMap(({ check, subjects }) => subjects.map((subject) => `${check} ${subject}`)));
	const broken = new Set();
	const accepted = new Set();
	for (const { id, status, subjects } of report.checks) if (status === "fail" || status === "accepted") for (const subject of subjects) (status === "accepted" || known.has(`${id} ${subject}`) ? accepted : broken).add(subject);
	return {
		broken,
		accepted
	};
}
function bundle(items, most) {
	const size = Math.ceil(items.length / most) || 1;
	const count = Math.ceil(items.length / size);
	return [...Array(count).keys()].map((index) => items.slice(index * size, (index + 1) * size));
}
function span(items) {
	const first = String(items[0] ?? "").split("-")[0];
	const last = String(items.at(-1) ?? "").split("-").at(-1);
	return first === last ? String(first) : `${first}–${last}`;
}
// src/report/html/heat.ts
const MOST$2 = {
	ranks: 8,
	epochs: 8,
	workers: 8,
	scenarios: 60
};
const MOST_SQUARES = 12e3;
function heat(places, reference) {
	const scenarios = [...Map.groupBy(places, (place) => place.scenario)];
	const maps = scenarios.map(([scenario, members]) => ({
		scenario,
		members,
		worst: worstOf(members)
	})).sort((a, b) => Number(isGrave(b.worst)) - Number(isGrave(a.worst)));
	let squares = 0;
	let opened = 0;
	const drawn = maps.flatMap(({ scenario, members, worst }) => {
		const map = gridOf(members);
		squares += map.rows.length * map.ranks.length * map.epochs.length;
		if (squares > MOST_SQUARES) return [];
		const summary = html`<strong>${scenario}</strong> ${told$1(members)}`;
		return [folded$1(summary, grid(scenario, map), isGrave(worst) && opened++ < 1)];
	});
	const left = maps.length - drawn.length;
	return html`${legend(reference)}
${overview(scenarios)}
<h3>By rank, worker, library and epoch</h3>
${drawn}${left > 0 && html`<p class="muted">${left} more scenarios are in the map above alone: record.json has them.</p>`}`;
}
const worstOf = (members) => gravest(members.flatMap(({ states }) => states));
const isGrave = (state) => state === "broken" || state === "drift";
const legend = (reference) => html`<ul class="legend" aria-label="Marks of the maps">${Object.entries(STATES).map(([state, { mark, words }]) => html`<li><span class="square ${state}">${mark}</span> ${words}${state === "drift" || state === "match" ? html` (${reference} and now)` : ""}</li>`)}</ul>`;
function told$1(members) {
	const count = (state) => members.filter(({ states }) => gravest(states) === state).length;
	const said = [
		"broken",
		"drift",
		"accepted",
		"unknown",
		"match"
	].map((state) => ({
		state,
		n: count(state)
	})).filter(({ n }) => n > 0).map(({ state, n }) => `${n} ${TALLY[state]}`);
	return html`<span class="muted">${members.length} channels: ${said.join(", ")}</span>`;
}
const TALLY = {
	broken: "in which a check fails",
	drift: "differ",
	accepted: "accepted",
	unknown: "not compared",
	match: "equal"
};
function overview(scenarios) {
	const all = scenarios.flatMap(([, members]) => members);
	const groups = [...Map.groupBy(all, (place) => place.group)].flatMap(([name, [one]]) => one ? [{
		name,
		channel: one.channel
	}] : []).sort((a, b) => byCause(a.channel, b.channel)).map(({ name }) => name);
	const rows = scenarios.slice(0, MOST$2.scenarios).map(([scenario, members]) => {
		return html`<tr><th scope="row">${scenario}</th>${groups.map((name) => square(members.filter((place) => place.group === name).flatMap(({ states }) => states), true))}</tr>\n`;
	});
	return scrolling("Map of scenarios and streams", html`<table class="heat">
<caption>Scenarios by kind of stream, in the order of cause and effect. A number counts the squares below that are not equal.</caption>
<thead><tr><th scope="col">scenario</th>${groups.map((name) => html`<th scope="col" class="tall"><span>${name}</span></th>`)}</tr></thead>
<tbody>
${rows}</tbody></table>`);
}
function square(states, counted = false, span = 1) {
	const state = gravest(states);
	const wide = span > 1 ? html` colspan="${span}"` : "";
	if (!state) return html`<td${wide}></td>`;
	const n = states.filter((each) => each === state).length;
	const count = counted && state !== "match" && state !== "unknown" ? html`<small>${n}</small>` : "";
	return html`<td class="${state}"${wide}>${STATES[state].mark}${count}</td>`;
}
function gridOf(members) {
	const epochs = members.filter(({ once }) => !once).flatMap((place) => place.epochs);
	const numbers = [...new Set(epochs.map(({ epoch }) => epoch))].sort((a, b) => a - b);
	const workers = bundle([...new Set(members.flatMap(({ channel: { worker } }) => worker ?? []))].sort((a, b) => a - b), MOST$2.workers);
	const label = ({ channel: { kind, worker, library } }) => {
		const bundled = workers.find((numbers) => worker !== null && numbers.includes(worker));
		return `${kind}${bundled ? span(bundled) : ""}${library ? `/${library}` : ""}`;
	};
	return {
		ranks: bundle([...new Set(members.map(({ ranks }) => ranks))], MOST$2.ranks),
		epochs: bundle(numbers.length ? numbers : [0], MOST$2.epochs),
		rows: [...Map.groupBy(members, label)].map(([label, members]) => ({
			label,
			members
		}))
	};
}
function grid(scenario, { ranks, epochs, rows }) {
	const body = rows.map(({ label, members }) => {
		return html`<tr><th scope="row">${label}</th>${ranks.map((bundled) => {
			const here = members.filter((place) => bundled.includes(place.ranks));
			if (here.every(({ once }) => once)) return square(here.flatMap(({ states }) => states), false, epochs.length);
			return epochs.map((numbers) => square(here.flatMap(({ states, epochs }) => states.filter((_, index) => numbers.includes(epochs[index]?.epoch ?? -1)))));
		})}</tr>\n`;
	});
	const caption = `${scenario}: streams by rank and epoch`;
	return scrolling(caption, html`<table class="heat">
<caption>${caption}</caption>
<thead>
<tr><th scope="col" rowspan="2">stream</th>${ranks.map((each) => html`<th scope="colgroup" colspan="${epochs.length}">rank ${span(each)}, epoch</th>`)}</tr>
<tr>${ranks.map(() => epochs.map((each) => html`<th scope="col">${span(each)}</th>`))}</tr>
</thead>
<tbody>
${body}</tbody></table>`);
}
// src/report/html/partition.ts
const MOST$1 = {
	drawings: 6,
	indices: 128,
	epochs: 12,
	ranks: 16
};
function partition(record) {
	const drawings = drawingsOf(record);
	const left = drawings.slice(MOST$1.drawings).flatMap(({ scenarios }) => scenarios);
	return html`<p>Scenarios that have drawn the same indices in the same order are one drawing. The record keeps the first 8 indices that a rank draws in an epoch; what it does not keep is not guessed.</p>
${drawings.slice(0, MOST$1.drawings).map((drawing, index) => drawn$1(drawing, index === 0))}${left.length > 0 && html`<p class="muted">Not drawn here: ${left.join(", ")}.</p>`}`;
}
function drawingsOf({ runs, suite }) {
	const each = runs.filter(({ run }) => run === 0).map(({ scenario, channels, partition }) => ({
		scenarios: [scenario],
		size: suite.scenarios.find(({ id }) => id === scenario)?.parameters.dataset_size ?? 0,
		orders: Object.entries(channels).flatMap(([name, epochs]) => {
			const rank = /^rank(\d+)\/order$/.exec(name)?.[1];
			if (rank === void 0) return [];
			return epochs.map(({ epoch, draws, digest, head }) => {
				return {
					rank: Number(rank),
					epoch,
					draws,
					digest,
					head: head.map(Number)
				};
			});
		}),
		partition
	}));
	const key = ({ size, orders }) => [size, ...orders.map(({ rank, epoch, digest }) => `${rank} ${epoch} ${digest}`)].join();
	return [...Map.groupBy(each, key).values()].flatMap((members) => {
		const [one] = members;
		return one ? [{
			...one,
			scenarios: members.flatMap(({ scenarios }) => scenarios)
		}] : [];
	});
}
function drawn$1({ scenarios, size, orders, partition }, open) {
	const epochs = [...Map.groupBy(orders, ({ epoch }) => epoch)].slice(0, MOST$1.epochs);
	const known = orders.reduce((sum, { head }) => sum + head.length, 0);
	const all = orders.reduce((sum, { draws }) => sum + draws, 0);
	const whole = known === all;
	const summary = html`<strong>${scenarios.join(", ")}</strong> <span class="muted">${size} indices; ${whole ? `all ${all} draws are known` : `${known} of ${all} draws are known`}</span>`;
	return folded$1(summary, html`${size <= MOST$1.indices && strip(epochs, size, whole)}
${sequence(epochs)}
${table$1({
		caption: "Counted over all draws",
		head: [
			"epoch",
			"drawn",
			"different",
			"of the dataset",
			"on more than one rank"
		],
		rows: partition.slice(0, MOST$1.epochs).map(({ epoch, drawn, distinct, shared }) => [
			epoch,
			drawn,
			distinct,
			size,
			shared
		])
	})}`, open);
}
function strip(epochs, size, whole) {
	const rows = epochs.map(([epoch, orders]) => {
		return html`<tr><th scope="row">epoch ${epoch}</th>${[...Array(size).keys()].map((index) => {
			const ranks = orders.filter(({ head }) => head.includes(index)).map(({ rank }) => rank);
			if (ranks.length === 0) return html`<td class="unknown">${whole ? "∅" : "?"}</td>`;
			return html`<td class="${ranks.length > 1 ? "shared" : `rank${(ranks[0] ?? 0) % 4}`}">${ranks.join("+")}</td>`;
		})}</tr>\n`;
	});
	const caption = `The rank that draws each index of the dataset${whole ? "" : "; ? where the record does not say"}`;
	return scrolling(caption, html`<table class="heat strip">
<caption>${caption}</caption>
<thead><tr><th scope="col">index</th>${[...Array(size).keys()].map((index) => html`<th scope="col">${index}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table>`);
}
function sequence(epochs) {
	const rows = epochs.flatMap(([epoch, orders]) => orders.slice(0, MOST$1.ranks).map(({ rank, head, draws }) => [`epoch ${epoch}, rank ${rank}`, html`<span class="numbers">${head.join(" ")}</span>${draws > head.length && html` <span class="muted">… ${draws - head.length} more</span>`}`]));
	const ranks = epochs[0]?.[1].map(({ rank }) => rank) ?? [];
	return table$1({
		caption: `Indices in the order of training${ranks.length > MOST$1.ranks ? `; ranks ${span(ranks.slice(MOST$1.ranks))} are in record.json` : ""}`,
		head: ["who", "indices"],
		rows
	});
}
// src/report/html/sections.ts
function said(report) {
	return [
		{
			id: "log",
			heading: HEADINGS.log,
			content: log$1(report)
		},
		{
			id: "packages",
			heading: HEADINGS.packages,
			content: packages$1(report)
		},
		{
			id: "checks",
			heading: HEADINGS.checks,
			content: failing$1(report)
		},
		{
			id: "improvements",
			heading: HEADINGS.improvements,
			content: improvements$1(report)
		},
		{
			id: "drift",
			heading: HEADINGS.drift,
			content: drift$1(report)
		},
		{
			id: "accept",
			heading: HEADINGS.accept,
			content: toAccept$1(report)
		}
	];
}
function told(report) {
	const left = leftOut(report);
	const took = [`suite ${report.suite}`, timingsOf(report)].filter(Boolean).join("; ");
	return [
		{
			id: "accepted",
			heading: HEADINGS.accepted,
			content: checks(report, "accepted")
		},
		{
			id: "hazards",
			heading: HEADINGS.hazards,
			content: checks(report, "hazard")
		},
		{
			id: "not-compared",
			heading: HEADINGS.notCompared,
			content: left.length > 0 && list$1(left.map((row) => `${row.channels} channels: ${row.reason}`))
		},
		{
			id: "retried",
			heading: HEADINGS.retried,
			content: report.retried.length > 0 && list$1(report.retried)
		},
		{
			id: "all-checks",
			heading: HEADINGS.allChecks,
			content: allChecks$1(report)
		},
		{
			id: "timings",
			heading: HEADINGS.timings,
			content: html`<p>${took}</p>`
		}
	];
}
function log$1({ error }) {
	if (!error?.detail) return null;
	return preformatted(error.detail.split(/\r\n|[\r\n\u2028\u2029]/).slice(-200));
}
const preformatted = (lines) => html`<pre class="scroll" tabindex="0">${lines.map((line) => html`${/^ */.exec(line)?.[0]}${line}\n`)}</pre>`;
const improvements$1 = ({ improvements }) => improvements.length > 0 && list$1(improvements.map(({ check, sentence, subjects }) => html`${page$2(check)} holds now in ${code(partsOf(subjects))}: ${sentence}`));
function packages$1(report) {
	const { changedPackages, candidates } = report;
	if (changedPackages.length + candidates.length === 0) return null;
	const base = hasBaseColumn(report);
	const version = (value) => value ? code(value) : "—";
	const head = [
		"package",
		referenceOf(report),
		...base ? ["base"] : [],
		"now",
		"imported",
		"release notes"
	];
	const rows = changedPackages.map((each) => [
		code(each.name),
		version(each.from),
		...base ? [version(each.base)] : [],
		version(each.to),
		each.imported ? "yes" : "no",
		each.link ? link$1(`of ${each.to ?? each.name}`, each.link) : "—"
	]);
	const known = candidates.map((each) => html`${code(each.package)} ${each.versions}: ${each.what} (${link$1("source", each.link)})`);
	return html`${rows.length > 0 && table$1({
		caption: HEADINGS.packages,
		hidden: true,
		head,
		rows
	})}
${known.length > 0 && html`<p>${"Known changes with this pattern (candidates, not proven causes):"}</p>${list$1(known)}`}`;
}
function failing$1(report) {
	const found = withStatus(report, "fail");
	if (found.length === 0) return null;
	return found.map(({ id, scenario, detail }) => {
		const { sentence, reason, fix } = textOf(id);
		return html`<article class="check">
<h3>${page$2(id)}</h3>
<dl>
<dt>Must hold</dt><dd>${sentence}</dd>
<dt>Otherwise</dt><dd>${reason}</dd>
<dt>Found</dt><dd>${detail}${scenario && html` in ${code(scenario)}`}</dd>
<dt>Fix</dt><dd>${fix}</dd>
</dl>
</article>
`;
	});
}
function drift$1(report) {
	if (report.drift.length === 0) return null;
	const first = report.firstDivergence;
	const rows = report.drift.map((story) => {
		const { streams, scenarios } = placesOf(story);
		const [expected, actual] = legible(story.expected, story.actual);
		return [
			code(streams),
			html`<span class="prose">${scenarios.join(", ")}</span>`,
			story.channels.length,
			html`<span class="whole">${moment(story)}</span>`,
			code(expected),
			code(actual)
		];
	});
	const head = [
		"streams",
		"scenarios",
		"channels",
		"first difference",
		referenceOf(report),
		"now"
	];
	return html`<p>${movedChannels(report)}.${first && html` First: ${code(first.coordinate)}; ${before(first)}.`}</p>
${table$1({
		caption: "Streams by where they begin to differ",
		hidden: true,
		head,
		rows
	})}`;
}
function toAccept$1(report) {
	const command = acceptCommand(report);
	return command && html`<p>${acceptIntroduction(report)}</p>${preformatted(command)}<p>${ACCEPT_WHERE.replaceAll("`", "")}</p>`;
}
function checks(report, status) {
	const found = withStatus(report, status);
	return found.length > 0 && list$1(found.map(({ id, detail }) => html`${page$2(id)}: ${textOf(id).reason} ${detail}`));
}
const allChecks$1 = ({ checks }) => checks.length > 0 && table$1({
	caption: HEADINGS.allChecks,
	hidden: true,
	head: [
		"check",
		"status",
		"scenarios",
		"found"
	],
	rows: checks.map(({ id, status, scenario, detail }) => [
		page$2(id),
		html`<span class="status ${status}">${status}</span>`,
		scenario || "—",
		detail || "—"
	])
});
const page$2 = (id) => link$1(id, `${HOME}/${checkPage(id)}`);
// src/report/html/streams.ts
const MOST_STORIES = 12;
const MOST_EPOCHS = 24;
const AROUND = 4;
function streams(stories, places, baseline, reference) {
	const known = new Map(places.map((place) => [place.channel.name, place]));
	return html`${stories.slice(0, MOST_STORIES).map((story, index) => {
		const name = story.channels[0] ?? "";
		const place = known.get(name);
		const theirs = baseline?.channels[name];
		const summary = html`${code(placesOf(story).streams)} <span class="muted">${moment(story)}; shown is ${name}</span>`;
		if (!place || !theirs) return "";
		return folded$1(summary, beside(story, place, theirs, reference), index === 0);
	})}`;
}
function beside(story, place, theirs, reference) {
	const index = Math.max(0, place.epochs.findIndex(({ epoch }) => epoch === story.first.epoch));
	const mine = place.epochs[index];
	if (!mine) return html`<p>Nothing of it was measured.</p>`;
	return html`${values(place.epochs[0], theirs, reference)}
${steps(mine, theirs.trail?.[index] ?? "", theirs.epochs[index] ?? "", reference)}
${epochs(place, theirs, reference)}`;
}
const same = (equal) => equal ? html`<span class="same">= equal</span>` : html`<span class="moved">≠ differs</span>`;
function values(mine, { head = [] }, reference) {
	if (!mine || head.length === 0) return html`<p class="muted">The ${reference} keeps no values of this channel.</p>`;
	const literal = (value) => {
		if (value === void 0) return html`<span class="muted">not kept</span>`;
		const short = decimal(value);
		return short === value ? value : html`${short} <small>${value}</small>`;
	};
	const rows = [...Array(Math.max(head.length, mine.head.length)).keys()].map((draw) => {
		const both = head[draw] !== void 0 && mine.head[draw] !== void 0;
		return [
			draw,
			literal(head[draw]),
			literal(mine.head[draw]),
			both ? same(head[draw] === mine.head[draw]) : ""
		];
	});
	return table$1({
		caption: `First values of epoch ${mine.epoch}, of ${mine.draws}`,
		head: [
			"draw",
			reference,
			"now",
			""
		],
		rows
	});
}
function steps(mine, trail, digest, reference) {
	const read = (text) => text.split(" ").filter(Boolean).map((entry) => entry.split(":"));
	const theirs = new Map(read(trail).map(([step, at]) => [step, at ?? digest.slice(0, 8)]));
	const both = read(mine.trail).flatMap(([step, here]) => {
		const there = theirs.get(step);
		return there && here ? [{
			step,
			there,
			here,
			equal: there === here
		}] : [];
	});
	const first = both.findIndex(({ equal }) => !equal);
	const from = Math.max(0, (first === -1 ? both.length : first) - AROUND);
	const rows = both.slice(from, from + 8).map(({ step, there, here, equal }) => [
		step,
		code(there),
		code(here),
		same(equal)
	]);
	const caption = `Running digests of epoch ${mine.epoch} after some steps; ${both.length} are known on both sides`;
	return rows.length > 0 && table$1({
		caption,
		head: [
			"after step",
			reference,
			"now",
			""
		],
		rows
	});
}
function epochs({ epochs }, theirs, reference) {
	const rows = epochs.slice(0, MOST_EPOCHS).map(({ epoch, digest }, index) => {
		const there = theirs.epochs[index];
		const short = digest.slice(0, there?.length ?? 16);
		return [
			epoch,
			there ? code(there) : "—",
			code(short),
			same(there === short)
		];
	});
	return table$1({
		caption: `Digests of whole epochs${epochs.length > MOST_EPOCHS ? `, the first ${MOST_EPOCHS} of ${epochs.length}` : ""}`,
		head: [
			"epoch",
			reference,
			"now",
			""
		],
		rows
	});
}
// src/report/html/style.ts
const STYLE = `
:root{--page:#fff;--panel:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--muted:#59636e;--link:#0550ae;
--red:#a40e26;--red-on:#fff0ee;--amber:#7d4e00;--amber-on:#fff5d6;--green:#0f5b25;--green-on:#e6f6ea;
--blue:#0a4f9e;--blue-on:#e8f3ff;--purple:#5e35a8;--purple-on:#f5efff;--broken:#b3132b;--broken-text:#fff;
--drift:#ffcf7d;--drift-text:#4d2d00;--match:#dcf2e1;--match-text:#0f5b25;--unknown:#e9edf1;--unknown-text:#505a64}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--panel:#161c24;--line:#313944;--text:#e6edf3;--muted:#9aa4af;--link:#79b8ff;
--red:#ff9d97;--red-on:#2d1416;--amber:#f2c063;--amber-on:#2b2009;--green:#7ee2a0;--green-on:#0f2518;
--blue:#8cc2ff;--blue-on:#0f2036;--purple:#cbb2ff;--purple-on:#221836;--broken:#e5534b;--broken-text:#0d0203;
--drift:#9a6700;--drift-text:#fff;--match:#143322;--match-text:#8fe3ab;--unknown:#232b35;--unknown-text:#a9b3be}}
body{--tone:var(--blue);--tone-on:var(--blue-on)}
body.error,body.violation{--tone:var(--red);--tone-on:var(--red-on)}
body.unstable{--tone:var(--purple);--tone-on:var(--purple-on)}
body.drift{--tone:var(--amber);--tone-on:var(--amber-on)}
body.match{--tone:var(--green);--tone-on:var(--green-on)}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header,nav,main,footer{max-width:76rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
header{margin-top:clamp(1rem,3vw,2rem);padding-block:1.4rem;background:var(--tone-on);border-left:.4rem solid var(--tone);border-radius:.5rem}
h1{margin:0;font-size:clamp(1.5rem,4vw,2.1rem);line-height:1.2;color:var(--tone)}
h2{margin:2.4rem 0 .8rem;padding-bottom:.35rem;border-bottom:1px solid var(--line);font-size:1.3rem;line-height:1.3}
h3{margin:1.4rem 0 .4rem;font-size:1.05rem}
p{margin:.5rem 0;max-width:75ch}
.where{color:var(--muted);margin-top:.5rem}
.where strong{color:var(--tone)}
.summary{font-size:1.1rem;margin-bottom:0}
.notices{margin:.9rem 0 0;padding:.7rem 1rem .7rem 2rem;background:var(--page);border:1px solid var(--tone);border-radius:.4rem}
nav{margin-top:1rem;font-size:.9rem}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;margin:0;padding:0}
nav a{display:inline-block;padding:.25rem 0;text-decoration:none;white-space:nowrap}
nav a:hover{text-decoration:underline}
.prose{display:block;min-width:14rem}
.whole{white-space:nowrap}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.2rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;z-index:1;padding:.5rem 1rem;background:var(--page)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
code,pre,.numbers,td small{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em;unicode-bidi:isolate}
code{padding:.1em .35em;background:var(--panel);border:1px solid var(--line);border-radius:.3em}
header code{background:var(--page)}
pre{margin:.6rem 0;padding:.8rem 1rem;background:var(--panel);border:1px solid var(--line);border-radius:.4rem}
.scroll{position:relative;max-width:100%;overflow-x:auto;margin:.6rem 0 1rem}
table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);padding:.2rem 0 .4rem}
th,td{padding:.35rem .75rem;border:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:normal}
td{min-width:4ch}
thead th{background:var(--panel);font-weight:600;white-space:nowrap}
tbody th{font-weight:400;white-space:nowrap}
td small{color:var(--muted);white-space:nowrap}
.muted{color:var(--muted);font-weight:400}
.same{color:var(--green)}
.moved{color:var(--amber);font-weight:600;white-space:nowrap}
.heat{border-collapse:separate;border-spacing:2px}
.heat th,.heat td{padding:.1rem .45rem;border:0;line-height:1.5}
.heat td{min-width:1.9rem;text-align:center;border-radius:.2rem}
.heat thead th{background:none;text-align:center;font-weight:500;color:var(--muted);vertical-align:bottom}
.heat thead th:first-child{text-align:left}
.heat tbody th{position:sticky;left:0;background:var(--page);padding-right:.8rem}
.tall span{writing-mode:vertical-rl;transform:rotate(180deg)}
.heat small{margin-left:.25em;font-size:.75em;color:inherit}
.square{display:inline-block;min-width:1.7rem;text-align:center;border-radius:.2rem}
td.match,.square.match{background:var(--match);color:var(--match-text)}
td.drift,.square.drift{background:var(--drift);color:var(--drift-text);font-weight:600}
td.broken,.square.broken{background:var(--broken);color:var(--broken-text);font-weight:700}
td.accepted,.square.accepted{box-shadow:inset 0 0 0 2px var(--broken);color:var(--red)}
td.unknown,.square.unknown{background:var(--unknown);color:var(--unknown-text)}
.strip td.rank0{background:var(--blue-on);color:var(--blue);box-shadow:inset 0 -3px var(--blue)}
.strip td.rank1{background:var(--amber-on);color:var(--amber);box-shadow:inset 0 3px var(--amber)}
.strip td.rank2{background:var(--green-on);color:var(--green);box-shadow:inset 3px 0 var(--green)}
.strip td.rank3{background:var(--purple-on);color:var(--purple);box-shadow:inset -3px 0 var(--purple)}
.strip td.shared{background:var(--panel);box-shadow:inset 0 0 0 2px var(--muted)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;margin:.4rem 0 1rem;padding:0;font-size:.9rem}
details{margin:.5rem 0;padding:.1rem .9rem;border:1px solid var(--line);border-radius:.4rem}
summary strong{font-weight:600}
summary{margin-inline:-.9rem;padding:.5rem .9rem;cursor:pointer}
details[open]>summary{border-bottom:1px solid var(--line)}
.check{margin:.8rem 0;padding:.2rem 1.1rem .7rem;border:1px solid var(--line);border-left:.3rem solid var(--red);border-radius:.4rem}
.check h3{margin-top:.7rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:.5rem 0 0}
dt{font-weight:600}
dd{margin:0}
.status.fail{color:var(--red);font-weight:600}
.status.accepted,.status.hazard{color:var(--amber)}
.status.pass{color:var(--green)}
footer{margin-block:3rem 2rem;color:var(--muted);font-size:.875rem}
@media (max-width:40rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}th,td{padding:.3rem .5rem}nav ul{flex-wrap:nowrap;overflow-x:auto}.prose{min-width:10rem}header{border-radius:0}}
@media print{nav,.skip{display:none}.scroll{overflow:visible}section{break-inside:auto}tr,.check{break-inside:avoid}
details:not([open])::details-content{content-visibility:visible;block-size:auto}body{font-size:10pt}*{print-color-adjust:exact}}
`;
// src/report/html/page.ts
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;
function page$1(report, record, baseline) {
	const filled = [
		...said(report),
		...drawn(report, record, baseline),
		...told(report)
	].filter(({ content }) => content);
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${headline(report.verdict)} · ${report.class ?? report.suite}</title>
${new Markup(`<style>${STYLE}</style>`)}
</head>
<body class="${report.verdict}">
<a class="skip" href="#main">To the report</a>
${banner(report)}
<nav aria-label="Contents"><ul>${filled.map(({ id, heading }) => html`<li><a href="#${id}">${heading.split(":", 1)[0]}</a></li>`)}</ul></nav>
<main id="main">
${filled.map(section)}</main>
<footer><p>Written by lddpr. Exact values are in report.json and record.json beside this file.</p></footer>
</body>
</html>
`.source;
}
function banner(report) {
	const from = origin(report);
	return html`<header>
<h1><span aria-hidden="true">${ICONS[report.verdict]}</span> ${headline(report.verdict)}</h1>
<p class="where"><strong>${report.verdict}</strong>${report.class && html` · class ${code(report.class)}`} · suite ${code(report.suite)}${from && html` · ${from.what} ${code(from.name)}`}</p>
<p class="summary">${report.summary}</p>
${meaning(report) && html`<p>${meaning(report)}</p>`}
${report.notices.length > 0 && html`<ul class="notices">${report.notices.slice(0, 50).map((notice) => html`<li>${notice}</li>`)}</ul>`}
</header>`;
}
const section = ({ id, heading, content }) => html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content}
</section>
`;
function drawn(report, record, baseline) {
	if (!record) return [];
	const all = places(report, record, baseline);
	const reference = referenceOf(report);
	return [
		{
			id: "beside",
			heading: HEADINGS.beside,
			content: report.drift.length > 0 && streams(report.drift, all, baseline, reference)
		},
		{
			id: "map",
			heading: HEADINGS.map,
			content: heat(all, reference)
		},
		{
			id: "partition",
			heading: HEADINGS.partition,
			content: partition(record)
		},
		{
			id: "environment",
			heading: HEADINGS.environment,
			content: environments(record, baseline, reference)
		}
	];
}
// node_modules/markdown-table/index.js
function defaultStringLength(value) {
	return value.length;
}
function markdownTable(table, options) {
	const settings = options || {};
	const align = (settings.align || []).concat();
	const stringLength = settings.stringLength || defaultStringLength;
	const alignments = [];
	const cellMatrix = [];
	const sizeMatrix = [];
	const longestCellByColumn = [];
	let mostCellsPerRow = 0;
	let rowIndex = -1;
	while (++rowIndex < table.length) {
		const row = [];
		const sizes = [];
		let columnIndex = -1;
		if (table[rowIndex].length > mostCellsPerRow) mostCellsPerRow = table[rowIndex].length;
		while (++columnIndex < table[rowIndex].length) {
			const cell = serialize(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== false) {
				const size = stringLength(cell);
				sizes[columnIndex] = size;
				if (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row;
		sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align === "object" && "length" in align) while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		const code = toAlignment(align);
		while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	const row = [];
	const sizes = [];
	while (++columnIndex < mostCellsPerRow) {
		const code = alignments[columnIndex];
		let before = "";
		let after = "";
		if (code === 99) {
			before = ":";
			after = ":";
		} else if (code === 108) before = ":";
		else if (code === 114) after = ":";
		let size = settings.alignDelimiters === false ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length);
		const cell = before + "-".repeat(size) + after;
		if (settings.alignDelimiters !== false) {
			size = before.length + size + after.length;
			if (size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			sizes[columnIndex] = size;
		}
		row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row);
	sizeMatrix.splice(1, 0, sizes);
	rowIndex = -1;
	const lines = [];
	while (++rowIndex < cellMatrix.length) {
		const row = cellMatrix[rowIndex];
		const sizes = sizeMatrix[rowIndex];
		const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
		columnIndex = -1;
		const line = [];
		while (++columnIndex < cellsInRow) {
			const cell = row[columnIndex] || "";
			let before = "";
			let after = "";
			if (settings.alignDelimiters !== false) {
				const size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0);
				const code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					const half = size / 2;
					if (size % 2) {
						before = " ".repeat(half + .5);
						after = " ".repeat(half - .5);
					} else {
						before = " ".repeat(half);
						after = before;
					}
				} else after = " ".repeat(size);
			}
			if (settings.delimiterStart !== false && !columnIndex) line.push("|");
			if (settings.padding !== false && !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) line.push(" ");
			if (settings.alignDelimiters !== false) line.push(before);
			line.push(cell);
			if (settings.alignDelimiters !== false) line.push(after);
			if (settings.padding !== false) line.push(" ");
			if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) line.push("|");
		}
		lines.push(settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
function serialize(value) {
	return value === null || value === void 0 ? "" : String(value);
}
function toAlignment(value) {
	const code = typeof value === "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}
// src/report/blocks.ts
const MOST = {
	folded: 400,
	open: 40
};
const FEWEST = 5;
function withinBytes(blocks, bytes, elsewhere) {
	let shown = blocks.map((block) => ({
		block,
		limit: rowLimit(block)
	}));
	let text = render$1(shown, blocks, elsewhere);
	while (Buffer.byteLength(text) > bytes) {
		const fewer = shorten(shown);
		if (!fewer) break;
		shown = fewer;
		text = render$1(shown, blocks, elsewhere);
	}
	return text;
}
const rowLimit = ({ folded, rows }) => Math.min(folded ? MOST.folded : MOST.open, rows?.rows.length ?? 0);
function shorten(shown) {
	const most = (candidates, weight) => candidates.toSorted((a, b) => weight(b) - weight(a))[0];
	const dispensable = shown.filter(({ block }) => block.name);
	const folded = most(dispensable.filter(({ block }) => block.folded), ({ block }) => block.dispensable);
	if (folded) return shown.filter((each) => each !== folded);
	const long = most(shown.filter(({ limit }) => limit > FEWEST), (each) => Buffer.byteLength(renderBlock(each)));
	if (long) return shown.map((each) => each === long ? {
		...each,
		limit: Math.max(FEWEST, Math.floor(each.limit / 2))
	} : each);
	const next = most(dispensable, ({ block }) => block.dispensable);
	return next ? shown.filter((each) => each !== next) : null;
}
function render$1(shown, all, elsewhere) {
	const kept = new Set(shown.map(({ block }) => block));
	const gone = all.filter((block) => !kept.has(block)).map(({ name }) => name);
	const note = gone.length ? [`<sub>Left out here: ${gone.join("; ")}. ${elsewhere}</sub>`] : [];
	return `${[...shown.map(renderBlock), ...note].join("\n\n")}\n`;
}
function renderBlock({ block, limit }) {
	const { heading, folded, alert, before, rows, after } = block;
	const body = [
		!folded && heading ? heading : "",
		before ?? "",
		rows?.rows.length ? renderRows(rows, limit) : "",
		after ?? ""
	].filter(Boolean).join("\n\n");
	if (folded) return `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`;
	return alert ? quoted(alert, body) : body;
}
const quoted = (alert, body) => [`[!${alert}]`, ...body.split("\n")].map((line) => `> ${line}`.trimEnd()).join("\n");
function renderRows(rows, limit) {
	const more = rows.rows.length - limit;
	const rest = more > 0 ? `\n\n<sub>… and ${more} more in report.json</sub>` : "";
	if (rows.kind === "list") return rows.rows.slice(0, limit).map((row) => `- ${row}`).join("\n").concat(rest);
	return markdownTable([rows.head, ...rows.rows.slice(0, limit)].map((row) => [...row]), { alignDelimiters: false }).concat(rest);
}
// src/report/markdown.ts
const ALERTS = {
	error: "CAUTION",
	unstable: "CAUTION",
	violation: "CAUTION",
	drift: "WARNING",
	new: "NOTE",
	match: "TIP"
};
function markdown(report, bytes = Number.POSITIVE_INFINITY) {
	return withinBytes(blocks(report).filter(isFilled), bytes, ELSEWHERE);
}
const isFilled = ({ rows, before, after }) => Boolean(rows?.rows.length || before || after);
function blocks(report) {
	const n = (status) => withStatus(report, status).length;
	return [
		{
			name: "",
			dispensable: 0,
			before: title(report)
		},
		{
			name: "",
			dispensable: 0,
			alert: ALERTS[report.verdict],
			before: text(report.summary),
			after: meaning(report)
		},
		open$1("the log", 40, HEADINGS.log, { before: log(report) }),
		{
			name: "",
			dispensable: 0,
			alert: "WARNING",
			rows: list(report.notices.map((each) => text(each)))
		},
		open$1("packages", 20, HEADINGS.packages, {
			rows: packages(report, true),
			after: candidates(report)
		}),
		open$1("checks that fail", 5, `${HEADINGS.checks} (${n("fail")})`, { rows: failing(report) }),
		open$1("what got better", 30, HEADINGS.improvements, { rows: improvements(report) }),
		open$1("streams that moved", 10, `${HEADINGS.drift}: ${movedChannels(report)}`, drift(report)),
		open$1("how to accept", 3, HEADINGS.accept, { before: toAccept(report) }),
		folded("accepted violations", 60, `${HEADINGS.accepted} (${n("accepted")})`, accepted(report)),
		folded("hazards", 70, `${HEADINGS.hazards} (${n("hazard")})`, hazards(report)),
		folded("other packages", 75, HEADINGS.others, packages(report, false)),
		folded("what was not compared", 80, HEADINGS.notCompared, notCompared(report)),
		folded("stalled runs", 85, HEADINGS.retried, list(report.retried.map((each) => code$1(each)))),
		folded("all checks", 90, `${HEADINGS.allChecks} (${report.checks.length})`, allChecks(report)),
		folded("environment", 95, HEADINGS.environment, environment(report))
	];
}
const open$1 = (name, dispensable, heading, content) => ({
	name,
	dispensable,
	heading: `### ${heading}`,
	...content
});
const folded = (name, dispensable, heading, rows) => ({
	name,
	dispensable,
	heading,
	folded: true,
	rows
});
const list = (rows) => ({
	kind: "list",
	rows
});
const table = (head, rows) => ({
	kind: "table",
	head,
	rows
});
function title(report) {
	const from = origin(report);
	const where = [
		`**${report.verdict}**`,
		report.class && `class ${code$1(report.class)}`,
		`suite ${code$1(report.suite)}`,
		from && `${from.what} ${code$1(from.name)}`
	];
	return [headingOf(report.verdict), where.filter(Boolean).join(" · ")].join("\n\n");
}
const log = ({ error }) => error?.detail ? fence(error.detail) : "";
const improvements = (report) => list(report.improvements.map(({ check, sentence, subjects }) => `${page(check)} holds now in ${code$1(partsOf(subjects))}: ${text(sentence)}`));
function packages(report, imported) {
	const changes = report.changedPackages.filter((each) => each.imported === imported);
	const base = hasBaseColumn(report);
	const notes = changes.some((change) => change.link);
	const version = (value) => value ? code$1(value) : "—";
	return table([
		"package",
		referenceOf(report),
		...base ? ["base"] : [],
		"now",
		...notes ? [""] : []
	], changes.map((each) => [
		code$1(each.name),
		version(each.from),
		...base ? [version(each.base)] : [],
		version(each.to),
		...notes ? [each.link ? link$2("release notes", each.link) : ""] : []
	]));
}
function candidates({ candidates }) {
	if (candidates.length === 0) return "";
	const known = candidates.map(({ package: name, versions, what, link: address }) => `- ${code$1(name)} ${code$1(versions)}: ${text(what)} (${link$2("source", address)})`);
	return [CANDIDATES, known.slice(0, 5).join("\n")].join("\n\n");
}
const failing = (report) => table(["check", "what was found, and how to mend it"], withStatus(report, "fail").map(({ id, scenario, detail }) => [`${page(id)}${scenario ? `<br>in ${code$1(scenario)}` : ""}`, `${text(detail)}<br>**Fix:** ${text(textOf(id).fix)}`]));
function drift(report) {
	const first = report.firstDivergence;
	if (report.drift.length === 0) return {};
	const reference = referenceOf(report);
	const rows = report.drift.map((story) => {
		const { streams, scenarios } = placesOf(story);
		const [expected, actual] = legible(story.expected, story.actual);
		return [
			`${code$1(streams)}<br>in ${scenarios.length > 1 ? `${scenarios.length} scenarios` : code$1(scenarios[0] ?? "")}`,
			String(story.channels.length),
			text(moment(story)),
			code$1(expected),
			code$1(actual)
		];
	});
	return {
		before: first ? `First: ${code$1(first.coordinate)}; ${before(first)}.` : "",
		rows: table([
			"streams",
			"channels",
			"first difference",
			reference,
			"now"
		], rows)
	};
}
function toAccept(report) {
	const command = acceptCommand(report);
	return command ? `${acceptIntroduction(report)}\n\n${fence(command.join("\n"))}\n\n${ACCEPT_WHERE}` : "";
}
const accepted = (report) => list(withStatus(report, "accepted").map(({ id, detail }) => `${page(id)}: ${text(detail)}`));
const hazards = (report) => list(withStatus(report, "hazard").map(({ id, detail }) => `${page(id)}: ${text(textOf(id).reason)} ${text(detail)}`));
const allChecks = ({ checks }) => table([
	"check",
	"status",
	"scenarios",
	"found"
], checks.map(({ id, status, scenario, detail }) => [
	page(id),
	status,
	scenario ? code$1(clip(scenario, 120)) : "—",
	text(detail, 200)
]));
const notCompared = (report) => list(leftOut(report).map(({ channels, reason }) => `${channels} channels: ${text(reason)}`));
function environment(report) {
	const rows = Object.entries(report.environment ?? {}).map(([name, value]) => [text(name, 60), code$1(value)]);
	const took = timingsOf(report);
	const base = report.base ? [["base commit", code$1(report.base.commit)]] : [];
	return table(["what", "value"], [
		...rows,
		...base,
		...took ? [["took", code$1(took)]] : []
	]);
}
const page = (id) => `[${id}](${HOME}/${checkPage(id)})`;
// src/pipeline/report.ts
function reportOn(measured, baselines, { cwd, directory, timings }, origin = null) {
	const { record } = measured;
	const className = classOfRecord(record);
	const known = baselines.baseline(className);
	const own = judge({
		...measured,
		baseline: known?.baseline ?? null,
		base: origin?.change ?? null
	});
	const versus = origin?.record ? againstBase(measured, origin.record, own, origin) : null;
	const { verdict } = own;
	const proposal = verdict === "match" || verdict === "error" ? null : propose(record, className, verdict, own.checks, known?.baseline ?? null);
	const pending = proposal && {
		file: relative(cwd, pendingFile(directory, className)),
		digest: proposal.digest,
		violations: proposal.violations.map(({ check }) => check)
	};
	const isAccepted = versus?.judgement === own;
	return {
		report: {
			schemaVersion: 1,
			...versus?.judgement ?? own,
			notices: [...noticesAbout(measured, origin, known, isAccepted), ...notJudged(baselines.classes, className)],
			class: className,
			suite: record.suite.name,
			environment: describeEnvironment(record.environment),
			comparedWith: versus && !isAccepted ? "base" : "baseline",
			base: origin && { commit: origin.commit },
			baseline: known && {
				file: relative(cwd, known.file),
				digest: known.baseline.digest
			},
			pending,
			retried: record.runs.filter(({ retries }) => retries > 0).map(nameOf),
			timings
		},
		reference: versus?.baseline ?? known?.baseline ?? null,
		proposal
	};
}
function againstBase(measured, base, own, { change, commit }) {
	if (own.verdict === "match" || own.verdict === "error") return {
		judgement: own,
		baseline: null
	};
	const baseline = baselineOf(base, `the base commit ${commit.slice(0, 9)}`);
	const { record } = measured;
	const className = classOfRecord(record);
	if (className !== baseline.class) throw new ExpectedError(`this change is of class ${className}, the base commit ${commit.slice(0, 9)} of ${baseline.class}: their values cannot be compared`);
	return {
		judgement: judge({
			...measured,
			baseline,
			reference: "the base commit",
			base: change
		}),
		baseline
	};
}
const NO_PINS = "No lock or manifest lies in the directory that was checked, so nothing says whether these are the versions that the change installs. Check out the manifests, or set `working-directory`.";
function noticesAbout({ pins, pinsBind, notices = [] }, origin, known, accepted) {
	return [
		...pins?.warnings ?? [],
		...pins || !pinsBind ? [] : [NO_PINS],
		...notices,
		...origin?.change ? noticesOf(origin.change, pins) : [],
		...accepted && known && origin ? [`Compared with ${known.file}, which this environment meets, not with the base commit.`] : []
	];
}
const nameOf = ({ scenario, run }) => `${scenario}, run ${run + 1}`;
function reportFailure(error, suiteName, timings, spell) {
	return {
		report: {
			schemaVersion: 1,
			...error instanceof ExpectedError ? couldNotMeasure(error.spelled(spell), error.detail) : couldNotMeasure(`lddpr has failed, which is a bug in it: ${String(error)}; report it with the log at ${ISSUES}`),
			notices: [],
			class: null,
			suite: suiteName,
			environment: null,
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
	try {
		const { measured, baselines, origin } = await gather({
			timed,
			keep
		});
		keep(measured.record);
		interruption.throwIfAborted();
		outcome = await timed("judge", async () => reportOn(measured, baselines, place, origin));
	} catch (error) {
		interruption.throwIfAborted();
		outcome = explain(error, inputs.suite ?? "standard", timings, world);
	}
	return writeReports(outcome, record, directory, world);
}
function explain(error, suite, timings, { progress, spell }) {
	if (!(error instanceof ExpectedError)) progress(error instanceof Error ? error.stack ?? error.message : String(error));
	return reportFailure(error, suite, timings, spell);
}
function unwritten(error, spell) {
	const { report } = reportFailure(asValue(error), "unknown", {}, spell);
	return {
		report,
		record: null,
		directory: ""
	};
}
async function claimReports(inputs, { git }, handed = []) {
	const cwd = resolve(inputs.cwd);
	const tree = await workingTree(cwd, git);
	const { baseline } = inputs;
	return claimReportDirectory(resolve(cwd, inputs.reportDir), {
		cwd,
		tree,
		baseline
	}, handed);
}
async function writeReports(outcome, record, directory, world) {
	const { report, pages } = render(outcome, record, world);
	const files = {
		...record ? { "record.json": recordText(record) } : {},
		...pages
	};
	await replaceReports(directory, files, outcome.proposal);
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
		return pagesOf(explain(error, suite, timings, world), null);
	}
}
function pagesOf({ report: found, reference }, record) {
	const report = cleanReport(found);
	return {
		report,
		pages: {
			"report.json": `${JSON.stringify(report, null, 2)}\n`,
			"report.md": markdown(report),
			"report.html": page$1(report, record && cleanRecord(record), reference && cleanBaseline(reference))
		}
	};
}
export { couldNotMeasure as _, cleanReport as a, measure as c, stopwatch as d, suiteOf as f, readReference as g, baselineOf as h, markdown as i, prepare as l, cacheDirectory as m, review as n, recordText as o, mustBe as p, unwritten as r, committedIn as s, claimReports as t, probe as u, judge as v, changedPackages as y };
