import { B as parsePython, C as measure, D as SUPPORTED_FILES, E as execa, F as string, I as globalRegistry, L as PROBED, M as array, O as readPins, P as object, R as PLATFORMS, S as readBaseline, T as recordSchema, V as InputError, _ as withStatus, a as emptyReportDirectory, c as conclude$1, d as beginning, f as channelCount, g as textOf, h as partsOf, i as check$1, j as writeAtomically, k as readJson, l as failure, m as headline, n as parseInputs, o as publishLocally, p as divergence, r as runInputs, u as acceptCommand, v as readReference, w as stopwatch, x as exitCode, y as accept$1, z as parsePlatform } from "./inputs.js";
import { parseArgs, styleText } from "node:util";
import { resolve } from "node:path";
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
	const paint = (format, value) => colour ? styleText(format, value, { validateStream: false }) : value;
	const where = [report.class, `${report.suite} suite`].filter(Boolean).join(", ");
	return [
		[`${paint(["bold", COLOURS[report.verdict]], report.verdict)}  ${headline(report.verdict)} (${where})`, printable(report.summary)],
		report.error?.detail ? report.error.detail.split("\n").map((line) => `  | ${printable(line)}`) : [],
		section("What got better", report.improvements.map(({ check, subjects }) => `${check} holds now (${partsOf(subjects)})`)),
		section("Packages that changed", report.changedPackages.map(({ name, from, to }) => `${name} ${from ?? "—"} → ${to ?? "—"}`)),
		section("Known changes with this pattern (candidates, not proven causes)", report.candidates.map(({ package: name, versions, what, link }) => `${name} ${versions}: ${what} ${link}`)),
		section("Checks that fail", withStatus(report, "fail").flatMap(({ id, detail }) => [`${id}: ${detail}`, `  fix: ${textOf(id).fix}`])),
		section("Accepted violations", withStatus(report, "accepted").map(({ id, detail }) => `${id}: ${detail}`)),
		section(`Streams that moved: ${channelCount(report)} channels`, [...report.drift.length ? [`first divergence: ${divergence(report)}`] : [], ...report.drift.map((story) => `${beginning(story)} (${story.channels.length}): ${story.expected} → ${story.actual}`)]),
		section("Hazards", withStatus(report, "hazard").map(({ id, detail }) => `${id}: ${textOf(id).reason} (${detail})`)),
		section("Not compared", report.notCompared.map(({ channels, reason }) => `${channels.length} channels: ${reason}`)),
		section("To accept", [acceptCommand(report)].filter((command) => command !== null))
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
}
function section(heading, rows) {
	if (rows.length === 0) return [];
	const more = rows.length > MAX_ROWS ? [`  … and ${rows.length - MAX_ROWS} more in report.json`] : [];
	return [
		`${heading}:`,
		...rows.slice(0, MAX_ROWS).map((row) => `  ${printable(row)}`),
		...more
	];
}
function printable(value) {
	return value.replace(/\p{Cc}+/gu, " ");
}
// src/commands/command.ts
const runOptions = optionsOf(runInputs);
function optionsOf(schema) {
	return Object.entries(schema.shape).map(([name, field]) => {
		const standard = schema.parse({})[name];
		const isFlag = typeof standard === "boolean";
		return {
			name,
			type: isFlag ? "boolean" : "string",
			value: typeof standard === "number" ? "N" : name === "cwd" ? "DIR" : "TEXT",
			text: globalRegistry.get(field)?.description ?? "",
			...isFlag || standard === "" || standard === void 0 ? {} : { standard: String(standard) }
		};
	});
}
const readRunInputs = (values) => parseInputs(runInputs, values, (name) => `--${name}`);
// src/commands/accept.ts
const inputs = object({
	reason: string().default("").describe("why this baseline is right; kept in the file"),
	"accept-violation": array(string()).default([]).describe("a check whose failure is accepted with it; may be given again"),
	author: string().default("").describe("who accepts it; absent, the name that git knows"),
	cwd: string().default(".").describe("the repository; all paths are seen from there"),
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
		const { reason, author, cwd, baseline, ...rest } = parseInputs(inputs, values, (name) => `--${name}`);
		const [pending, ...others] = positionals;
		if (!pending || others.length) throw new InputError(`expected PENDING, found ${positionals.length} operands`);
		const accepted = await accept$1(resolve(cwd, pending), resolve(cwd, baseline), {
			reason,
			author: author || await nameInGit(),
			violations: rest["accept-violation"]
		});
		console.log(`accepted ${accepted.baseline.digest.slice(0, 8)} as ${accepted.file}; commit it`);
		return 0;
	}
};
async function nameInGit() {
	const { stdout } = await execa("git", ["config", "user.name"], { reject: false });
	const name = stdout?.trim() || process.env.GITHUB_ACTOR;
	if (name) return name;
	throw new InputError("--author: git knows no user.name here; say who accepts");
}
// src/commands/output.ts
const colour = (stream) => (stream.isTTY || Boolean(process.env.FORCE_COLOR)) && !process.env.NO_COLOR;
function progress(message) {
	const mark = colour(process.stderr) ? styleText("dim", "·", { validateStream: false }) : "·";
	console.error(`${mark} ${message}`);
}
function conclude({ report, directory }, failOn) {
	console.log(terminal(report, colour(process.stdout)));
	console.error(`\nreports: ${directory}`);
	return exitCode(report.verdict, failOn);
}
// src/commands/check.ts
const check = {
	name: "check",
	operands: "",
	summary: "run the probe, compare with the baseline, report, exit with the verdict",
	options: runOptions,
	async run({ values, root }) {
		const inputs = readRunInputs(values);
		return conclude(await check$1(inputs, {
			root,
			env: process.env,
			progress
		}), inputs["fail-on"]);
	}
};
// src/commands/compare.ts
const compare = {
	name: "compare",
	operands: "RECORD [REFERENCE]",
	summary: "judge a record, against REFERENCE (a record or a baseline) if given; needs no Python",
	options: runOptions.filter(({ name }) => [
		"baseline",
		"fail-on",
		"report-dir"
	].includes(name)),
	async run({ values, positionals }) {
		const inputs = readRunInputs(values);
		const [recordFile, referenceFile, ...rest] = positionals;
		if (!recordFile || rest.length) throw new InputError(`expected RECORD [REFERENCE], found ${positionals.length} operands`);
		const cwd = process.cwd();
		const directory = resolve(inputs["report-dir"]);
		let report;
		try {
			const record = await readJson(recordSchema, recordFile);
			const known = async (className) => {
				if (!referenceFile) return readBaseline(resolve(inputs.baseline), className);
				const reference = await readReference(referenceFile);
				if (reference.baseline.class === className) return reference;
				throw new InputError(`${recordFile} is of class ${className}, ${referenceFile} of ${reference.baseline.class}: their values cannot be compared`);
			};
			await emptyReportDirectory(directory, cwd);
			report = await conclude$1({
				record,
				pins: null,
				pinsBind: false
			}, known, {
				cwd,
				directory,
				timings: {}
			});
			return conclude(await publishLocally(report, record, directory), inputs["fail-on"]);
		} catch (error) {
			report = failure(error, "unknown", {});
			return conclude({
				report,
				record: null,
				directory
			}, inputs["fail-on"]);
		}
	}
};
// src/commands/pins.ts
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
			text: "the lock or manifest to read, seen from DIR; absent, it is looked for"
		},
		{
			name: "python-version",
			type: "string",
			value: "X.Y",
			text: "the Python to answer for; absent, the one that the repository names or allows"
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
		if (positionals.length > 1) throw new InputError(`expected one DIR, found ${positionals.length} operands`);
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
		if (!found) throw new InputError(`${directory} has no ${SUPPORTED_FILES.join(", ")}`);
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
// src/commands/record.ts
const ABOUT_JUDGING = [
	"compare-with",
	"base",
	"base-python",
	"fail-on",
	"report-dir"
];
// src/commands/main.ts
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
		async run({ values, root }) {
			const { out, ...rest } = values;
			if (typeof out !== "string" || !out) throw new InputError("--out: expected a file, found nothing");
			const world = {
				root,
				env: process.env,
				progress
			};
			const measured = await measure(readRunInputs(rest), world, stopwatch({}));
			await writeAtomically(resolve(out), `${JSON.stringify(measured.record)}\n`);
			console.log(`recorded ${out}`);
			return 0;
		}
	},
	compare,
	accept,
	pins
];
const USAGE_ERROR = 2;
async function main(argv, root) {
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
		if (!command) throw new InputError(`unknown command '${name}', expected one of ${COMMANDS.map((each) => each.name).join(", ")}`);
		const { values, positionals } = readArguments(command, rest);
		if (values.help) {
			console.log(help(command));
			return 0;
		}
		return await command.run({
			values,
			positionals,
			root
		});
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		console.error(`lddpr: error: ${printable(error.message)}`);
		if (error.detail) console.error(error.detail.replace(/^/gm, "  | "));
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
		throw new InputError(`${message} (lddpr ${command.name} --help lists every flag)`);
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
function help({ name, operands, summary, options }) {
	const rows = options.map((option) => {
		const flag = `--${option.name}${option.type === "string" ? ` ${option.value ?? "TEXT"}` : ""}`;
		const standard = option.standard ? ` (default: ${option.standard})` : "";
		return `  ${flag.padEnd(28)} ${option.text}${standard}`;
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
