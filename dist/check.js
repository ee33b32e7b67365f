import { _ as suiteOf, a as prepareBase, f as committedIn, g as stopwatch, h as probe, m as prepare, n as compareFiles, r as locateBase, t as baseNotices, u as noticesOf } from "./base.js";
import { n as workingTree } from "./place.js";
import { c as ranksOf, r as classOfRecord, s as notJudged } from "./class.js";
import { n as asValue, t as InputError } from "./errors.js";
import { c as spanOf, i as happensOnce, n as expectedChannels, o as isReproducible, r as group, s as parseChannel, t as byCause, u as viewRun } from "./channels.js";
import { a as discriminatedUnion } from "./schemas.js";
import { C as partsOf, D as timingsOf, E as textOf, M as compare, N as foldRanks, O as withStatus, P as keptRanks, S as origin, T as referenceOf, _ as leftOut, a as HOME, b as moment, c as acceptCommand, d as decimal, f as describeEnvironment, g as headline, h as headingOf, i as HEADINGS, j as checkPage, k as CHECKS, l as acceptIntroduction, m as hasBaseColumn, n as CANDIDATES, o as ICONS, r as ELSEWHERE, s as ISSUES, t as ACCEPT_WHERE, u as before, v as legible, w as placesOf, x as movedChannels, y as meaning } from "./words.js";
import { l as importedPackages, m as sealed, o as ABOUT, p as canonical, r as intact, s as baselineSchema, u as recordSchema } from "./files.js";
import { r as describedBy } from "./suite.js";
import { i as readJson } from "./json.js";
import { a as normalise, c as le, s as gt } from "./versions.js";
import { t as VERDICTS } from "./verdict.js";
import { i as replaceReports, n as claimReportDirectory, o as approve, r as pendingFile } from "./report-directory.js";
import { a as readPins, o as Repository } from "./pins.js";
import { n as interruption } from "./interrupt.js";
import { n as hide, t as hidden } from "./secrets.js";
import { a as link$1, c as webAddress, n as code$1, o as text, r as fence, s as visible, t as clip } from "./inert.js";
import { d as temporaryPlace, u as temporaryDirectory } from "./checkout.js";
import { relative, resolve } from "node:path";
import { createHash } from "node:crypto";
// src/judge/catalogue.ts
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
const MAX_BYTES = 65536;
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
		if (Buffer.byteLength(canonical(pending)) <= MAX_BYTES) return pending;
	}
	throw new InputError(tooLarge(record));
}
function tooLarge(record) {
	const packages = importedPackages(record);
	const limit = `a baseline of ${MAX_BYTES / 1024} KiB`;
	return JSON.stringify(packages).length > MAX_BYTES ? `the probe imports ${packages.length} packages, too many for ${limit}: measure an environment with less in it` : `the ${record.suite.name} suite has too many channels for ${limit}: leave out scenarios in config.yml`;
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
	if (verdict === "error" || verdict === "unstable") throw new InputError(`${name} cannot be compared with: ${summary}`);
	const failing = checks.filter(({ status }) => status === "fail").map(({ id }) => id);
	const pending = propose(record, classOfRecord(record), "new", checks, null);
	return approve(pending, {
		reason: `${name} has it, too`,
		author: name,
		violations: failing
	});
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
// src/conclude.ts
function conclude(measured, baselines, { cwd, directory, timings }, origin = null) {
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
	if (className !== baseline.class) throw new InputError(`this change is of class ${className}, the base commit ${commit.slice(0, 9)} of ${baseline.class}: their values cannot be compared`);
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
function failed(error, suiteName, timings, progress) {
	if (!(error instanceof InputError)) progress(stackOf(error));
	return failure(error, suiteName, timings);
}
const stackOf = (error) => error instanceof Error ? error.stack ?? error.message : String(error);
function failure(error, suiteName, timings) {
	return {
		report: {
			schemaVersion: 1,
			...error instanceof InputError ? couldNotMeasure(error.message, error.detail) : couldNotMeasure(`lddpr has failed, which is a bug in it: ${String(error)}; report it with the log at ${ISSUES}`),
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
function link(label, address) {
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
		each.link ? link(`of ${each.to ?? each.name}`, each.link) : "—"
	]);
	const known = candidates.map((each) => html`${code(each.package)} ${each.versions}: ${each.what} (${link("source", each.link)})`);
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
const page$2 = (id) => link(id, `${HOME}/${checkPage(id)}`);
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
	let text = render(shown, blocks, elsewhere);
	while (Buffer.byteLength(text) > bytes) {
		const fewer = shorten(shown);
		if (!fewer) break;
		shown = fewer;
		text = render(shown, blocks, elsewhere);
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
function render(shown, all, elsewhere) {
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
		open("the log", 40, HEADINGS.log, { before: log(report) }),
		{
			name: "",
			dispensable: 0,
			alert: "WARNING",
			rows: list(report.notices.map((each) => text(each)))
		},
		open("packages", 20, HEADINGS.packages, {
			rows: packages(report, true),
			after: candidates(report)
		}),
		open("checks that fail", 5, `${HEADINGS.checks} (${n("fail")})`, { rows: failing(report) }),
		open("what got better", 30, HEADINGS.improvements, { rows: improvements(report) }),
		open("streams that moved", 10, `${HEADINGS.drift}: ${movedChannels(report)}`, drift(report)),
		open("how to accept", 3, HEADINGS.accept, { before: toAccept(report) }),
		folded("accepted violations", 60, `${HEADINGS.accepted} (${n("accepted")})`, accepted(report)),
		folded("hazards", 70, `${HEADINGS.hazards} (${n("hazard")})`, hazards(report)),
		folded("other packages", 75, HEADINGS.others, packages(report, false)),
		folded("what was not compared", 80, HEADINGS.notCompared, notCompared(report)),
		folded("stalled runs", 85, HEADINGS.retried, list(report.retried.map((each) => code$1(each)))),
		folded("all checks", 90, `${HEADINGS.allChecks} (${report.checks.length})`, allChecks(report)),
		folded("environment", 95, HEADINGS.environment, environment(report))
	];
}
const open = (name, dispensable, heading, content) => ({
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
		...notes ? [each.link ? link$1("release notes", each.link) : ""] : []
	]));
}
function candidates({ candidates }) {
	if (candidates.length === 0) return "";
	const known = candidates.map(({ package: name, versions, what, link: address }) => `- ${code$1(name)} ${code$1(versions)}: ${text(what)} (${link$1("source", address)})`);
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
// src/check.ts
function unwritten(error) {
	const { report } = failure(asValue(error), "unknown", {});
	return {
		report,
		record: null,
		directory: ""
	};
}
async function check(inputs, world) {
	const cwd = resolve(inputs.cwd);
	const timings = {};
	const timed = stopwatch(timings);
	let record = null;
	const directory = await reportDirectory(inputs, world);
	let concluded;
	try {
		const committed = await committedIn(inputs, world);
		const { measured, origin } = await measureBoth(inputs, committed, world, timed);
		record = measured.record;
		interruption.throwIfAborted();
		concluded = await timed("judge", async () => conclude(measured, committed, {
			cwd,
			directory,
			timings
		}, origin));
	} catch (error) {
		interruption.throwIfAborted();
		concluded = failed(error, inputs.suite ?? "standard", timings, world.progress);
	}
	return publishLocally(concluded, record, directory, world.progress);
}
async function measureBoth(inputs, committed, world, timed) {
	const suite = suiteOf(inputs, committed);
	const cwd = resolve(inputs.cwd);
	mustNameBoth(inputs);
	await using work = await temporaryDirectory(temporaryPlace(world.env));
	const base = await locateBase(cwd, inputs, world, work.path);
	const files = new Repository(cwd);
	await readPins(files, inputs);
	files.seal();
	const wanted = inputs["compare-with"] === "base" ? base : null;
	await using preparedBase = wanted && await timed("prepare-base", () => prepareBase(wanted, work.path, inputs, world));
	await using prepared = await timed("prepare", () => prepare(files, inputs.python, inputs, world));
	const isSame = preparedBase && sameInterpreter(prepared, preparedBase);
	const before = preparedBase && !isSame ? (await timed("probe-base", () => probe(preparedBase, suite, inputs, world))).record : null;
	const probed = await timed("probe", () => probe(prepared, suite, inputs, world));
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
	await committed.mustBeUnchanged();
	if (!base) return {
		measured,
		origin: null
	};
	const change = await compareFiles(base, inputs, measured, world);
	const record = isSame ? measured.record : before;
	return {
		measured,
		origin: {
			commit: base.commit,
			change,
			record
		}
	};
}
function mustNameBoth(inputs) {
	const both = Boolean(inputs.python) === Boolean(inputs["base-python"]);
	if (inputs["compare-with"] === "base" && !both) throw new InputError("compare-with: base takes python and base-python, or neither: one interpreter cannot have the versions of both commits");
}
const sameInterpreter = (one, other) => one.pinsBind && other.pinsBind && one.interpreter.join("\0") === other.interpreter.join("\0");
async function reportDirectory(inputs, { git }, handed = []) {
	const cwd = resolve(inputs.cwd);
	const tree = await workingTree(cwd, git);
	const { baseline } = inputs;
	return claimReportDirectory(resolve(cwd, inputs["report-dir"]), {
		cwd,
		tree,
		baseline
	}, handed);
}
async function publishLocally(concluded, record, directory, progress) {
	const { report, pages } = rendered(concluded, record, progress);
	const files = {
		...record ? { "record.json": recordText(record) } : {},
		...pages
	};
	await replaceReports(directory, files, concluded.proposal);
	return {
		report,
		record,
		directory
	};
}
function rendered(concluded, record, progress) {
	try {
		return pagesOf(concluded, record);
	} catch (error) {
		const { suite, timings } = concluded.report;
		return pagesOf(failed(error, suite, timings, progress), null);
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
export { markdown as a, cleanReport as c, readReference as d, couldNotMeasure as f, unwritten as i, recordText as l, changedPackages as m, publishLocally as n, conclude as o, judge as p, reportDirectory as r, failed as s, check as t, baselineOf as u };
