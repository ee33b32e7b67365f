import { j as hide, u as printable } from "./lib.js";
import { F as kebab, I as parseInputs, P as describeInput, R as runInputs } from "./model.js";
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
function textOf(values, name) {
	const value = values[name];
	return typeof value === "string" ? value : void 0;
}
const inputsOf = (schema, values) => parseInputs(schema, Object.fromEntries(Object.keys(schema.shape).map((name) => [name, values[kebab(name)]])));
const readRunInputs = (values) => inputsOf(runInputs, values);
function wrap(text, width) {
	const lines = [""];
	for (const word of text.split(" ")) {
		const line = lines.at(-1) ?? "";
		if (line && line.length + 1 + word.length > width) lines.push(word);
		else lines[lines.length - 1] = line ? `${line} ${word}` : word;
	}
	return lines;
}
const inert = (text, mark) => hide(text).trimEnd().split(/\r\n|[\r\n]/).map((line) => `${mark}${printable(line)}\n`).join("");
export { readRunInputs as a, wrap as c, optionsOf as i, inert as n, runOptions as o, inputsOf as r, textOf as s, flag as t };
