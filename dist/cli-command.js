import { B as ExpectedError, I as didYouMean, N as hide, n as columnsOf, t as ROOT, u as printable } from "./lib.js";
import { B as kebab, H as parseInputs, R as describeInput, W as runInputs } from "./model.js";
import { f as object, g as string } from "./zod.js";
import { join } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs, stripVTControlCharacters } from "node:util";
// src/lib/wrap.ts
const NARROWEST = 40;
const WIDEST = 120;
const USUAL = 100;
function widthOf({ isTTY, columns: own }, { COLUMNS }) {
	const width = isTTY && own || Number(COLUMNS) || USUAL;
	return Math.min(WIDEST, Math.max(NARROWEST, Math.floor(width)));
}
const INDENT = 2;
const LEAD = /^(\s*)([-*•·!] |\d+[.)] )?((?:[^\s:]+: |\S+ {2,})?)/;
function hangOf(text, width) {
	const [all = "", indent = "", bullet = "", key] = LEAD.exec(stripVTControlCharacters(text)) ?? [];
	if (key && columnsOf(all) <= width / 3) return columnsOf(all);
	return Math.min(indent.length + (bullet.length || INDENT), Math.floor(width / 2));
}
const WORD = /(?:`[^`]+`|[^ ])+/g;
function* wordsOf$1(text, room) {
	for (const { 0: whole, index } of text.matchAll(WORD)) {
		const parts = columnsOf(whole) > room ? whole.matchAll(/[^ ]+/g) : [{
			0: whole,
			index: 0
		}];
		for (const { 0: word, index: within } of parts) yield {
			word,
			at: index + within
		};
	}
}
function wrap(text, width, hang = hangOf(text, width)) {
	const lines = [];
	let line = "";
	let end = 0;
	for (const { word, at } of wordsOf$1(text, width - hang)) {
		const longer = `${line}${text.slice(end, at)}${word}`;
		end = at + word.length;
		if (!line || columnsOf(longer) <= width) line = longer;
		else {
			lines.push(line);
			line = `${" ".repeat(Math.max(0, Math.min(hang, width - columnsOf(word))))}${word}`;
		}
	}
	return [...lines, line];
}
function wrapText(text, width, program) {
	const lines = text.split("\n");
	const stays = (line, at) => [line, lines[at - 1] ?? ""].some((each) => each.endsWith(" \\")) || [`  ${program} `, "  | "].some((start) => line.startsWith(start));
	return lines.flatMap((line, at) => stays(line, at) ? [line] : wrap(line, width)).join("\n");
}
// src/cli/command.ts
const flag = (name) => `--${kebab(name)}`;
const VALUES = {
	python: "COMMAND",
	basePython: "COMMAND",
	manifest: "FILE",
	extra: "NAME",
	group: "NAME",
	trainings: "all|none|NAME",
	class: "MACHINE-TYPE",
	base: "COMMIT",
	failOn: "VERDICT,…",
	timeout: "TIME",
	torchIndex: "URL",
	author: "NAME",
	name: "NAME",
	trainer: "KEY=VALUE",
	acceptViolation: "CHECK",
	cwd: "DIR",
	baseline: "DIR",
	reportDir: "DIR",
	devices: "N",
	steps: "N",
	repeats: "N"
};
const runOptions = optionsOf(runInputs);
function optionsOf(schema) {
	return Object.entries(schema.shape).map(([name, field]) => {
		const standard = schema.parse({})[name];
		const isFlag = typeof standard === "boolean";
		const isList = Array.isArray(standard) && standard.length === 0;
		const text = describeInput(field, flag).replaceAll("`", "").replace(/\.$/, "");
		const isSaid = isFlag || isList || standard === "" || standard === void 0 || / Default: /.test(text);
		return {
			name: kebab(name),
			type: isFlag ? "boolean" : "string",
			...isList ? { multiple: true } : {},
			value: wordsOf(field)?.join("|") ?? VALUES[name] ?? "TEXT",
			text,
			...isSaid ? {} : { standard: String(standard) }
		};
	});
}
function wordsOf(field) {
	const { def } = field._zod;
	return def.entries ? Object.keys(def.entries) : def.innerType ? wordsOf(def.innerType) : null;
}
function textOf$1(values, name) {
	const value = values[name];
	return typeof value === "string" ? value : void 0;
}
const inputsOf = (schema, values) => parseInputs(schema, Object.fromEntries(Object.keys(schema.shape).map((name) => [name, values[kebab(name)]])));
const readRunInputs = (values) => inputsOf(runInputs, values);
const fitted = (text, stream, env, program = "lddpr") => stream.isTTY || env.COLUMNS ? wrapText(text, widthOf(stream, env), program) : text;
const inert = (text, mark) => hide(text).trimEnd().split(/\r\n|[\r\n]/).map((line) => `${mark}${printable(line)}\n`).join("");
// src/cli/arguments.ts
const PROBLEMS = {
	ERR_PARSE_ARGS_UNKNOWN_OPTION: (word, { options }) => `unknown flag '${word}'${didYouMean(word, flagsOf(options), "")}`,
	ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: (word, { options, behind }) => behind === void 0 ? `expected flags alone, found '${word}'${meantBy(word, options)}` : `expected -- before the command, found '${word}' without it: … -- ${behind}`
};
const flagsOf = (options) => options.map(({ name }) => `--${name}`);
function meantBy(word, options) {
	if (existsSync(word)) return `; did you mean --cwd ${word}?`;
	return options.map(({ name }) => name).includes(word) ? `; did you mean --${word}?` : didYouMean(word, flagsOf(options), "");
}
function readArguments(name, command, argv) {
	const flags = Object.fromEntries(command.options.map((option) => [option.name, option]));
	const [own, behind] = command.behind === void 0 ? [argv, []] : apart(argv);
	try {
		const { values, positionals } = parseArgs({
			args: own,
			options: {
				...flags,
				help: {
					type: "boolean",
					short: "h"
				}
			},
			allowPositionals: command.operands !== ""
		});
		return {
			values,
			positionals: [...positionals, ...behind]
		};
	} catch (error) {
		throw new ExpectedError(`${inWords(error, command)} (lddpr ${name} --help lists every flag)`);
	}
}
function apart(argv) {
	const at = argv.indexOf("--");
	return at < 0 ? [argv, []] : [argv.slice(0, at), argv.slice(at + 1)];
}
function inWords(error, command) {
	const { code = "", message } = error;
	const word = /'([^']*)'/.exec(message)?.[1] ?? "";
	const flag = word.split(/[ =]/)[0]?.replace(/^-\w, /, "") ?? "";
	if (code in PROBLEMS) return PROBLEMS[code]?.(word, command) ?? message;
	if (/argument missing|is ambiguous/.test(message)) return `${flag}: expected a value, found nothing`;
	if (/does not take an argument/.test(message)) return `${flag}: expected no value, found one`;
	return message.split("\n")[0] ?? "";
}
const packageSchema = object({ version: string() });
function version() {
	const text = readFileSync(join(ROOT, "package.json"), "utf8");
	return packageSchema.parse(JSON.parse(text)).version;
}
// src/cli/help.ts
const GUTTER = 30;
const SIDE_BY_SIDE = 80;
const BELOW = 6;
function table(rows, width) {
	const longest = Math.max(...rows.map(([left]) => left.length)) + 4;
	const isNarrow = width < SIDE_BY_SIDE;
	const at = isNarrow ? BELOW : Math.min(longest, GUTTER, Math.floor(width * .3));
	return rows.flatMap(([left, text]) => {
		const lines = wrap(text, width - at, 0).map((line) => " ".repeat(at) + line.replaceAll("\xA0", " "));
		const fits = !isNarrow && left.length + 4 <= at;
		const [first = "", ...more] = lines;
		return fits ? [`  ${left}`.padEnd(at) + first.trimStart(), ...more] : [`  ${left}`, ...lines];
	});
}
function overview(commands, width) {
	return [
		...wrap("Checks whether a dependency bump changes the random streams of Lightning DDP training.", width, 0),
		"",
		...table(commands.map(({ name, summary }) => [`lddpr ${name}`, summary]), width),
		"",
		...wrap("lddpr COMMAND --help explains the flags of a command, lddpr --version prints the release.", width, 0),
		...wrap("Exit status: 0 match, 1 drift, 2 error, 3 violation, 4 unstable, 5 new.", width, 0)
	].join("\n");
}
const capital = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const textOf = ({ text, standard }) => text.replace(/^true (.)/, (_, letter) => letter.toUpperCase()) + (standard ? ` (default:\u00a0${standard})` : "");
function help({ name, summary }, command, width) {
	const { operands, options, behind, examples } = command;
	const words = [
		"lddpr",
		name,
		operands,
		"[FLAGS]",
		behind && `-- ${behind}`
	];
	const rows = options.map((option) => {
		const value = option.type === "string" ? ` ${option.value ?? "TEXT"}` : "";
		return [`--${option.name}${value}`, textOf(option)];
	});
	return [
		...wrap(words.filter(Boolean).join(" "), width),
		"",
		...wrap(`${capital(summary)}.`, width, 0),
		"",
		...table(rows, width),
		"",
		"Examples:",
		...examples.map((each) => `  ${each}`)
	].join("\n");
}
export { fitted as a, inputsOf as c, runOptions as d, textOf$1 as f, version as i, optionsOf as l, overview as n, flag as o, widthOf as p, readArguments as r, inert as s, help as t, readRunInputs as u };
