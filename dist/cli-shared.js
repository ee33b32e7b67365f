import { j as hide, n as quietly } from "./lib.js";
import { C as kebab, E as runInputs, I as exitCode, S as describeInput, w as parseInputs } from "./model.js";
import { a as wantsColour, g as cleanReport, i as meter, o as printable, r as canRedraw, s as terminal } from "./judge.js";
import { styleText } from "node:util";
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
// src/cli/output.ts
const REDRAW_MS = 200;
const CLEAR = "\r\x1B[2K";
function progressOn(env, stream = process.stderr) {
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
async function onTerminal(env, work) {
	using bar = progressOn(env);
	const { progress } = bar;
	return await work({
		env,
		git: { look: "upwards" },
		progress,
		spell: flag
	});
}
const inert = (text, mark) => hide(text).trimEnd().split(/\r\n|[\r\n]/).map((line) => `${mark}${printable(line)}\n`).join("");
function printReport({ report, directory }, failOn, env) {
	console.log(terminal(cleanReport(report), wantsColour(env, Boolean(process.stdout.isTTY))));
	if (directory) console.error(`\nreports: ${directory}`);
	return exitCode(report.verdict, failOn);
}
export { flag as a, readRunInputs as c, progressOn as i, runOptions as l, onTerminal as n, inputsOf as o, printReport as r, optionsOf as s, inert as t };
