import { B as ExpectedError, I as didYouMean, U as wrongInput } from "./lib.js";
import { V as number, W as runInputs, z as duration } from "./model.js";
import { a as boolean, f as object, g as string, i as array, n as _enum } from "./zod.js";
import { o as observe$1 } from "./pipeline.js";
import { c as inputsOf, l as optionsOf } from "./cli-command.js";
import { n as printReport, t as onTerminal } from "./cli-output.js";
import { resolve } from "node:path";
// src/cli/observe.ts
const inputs = object({
	name: string().regex(/^[a-z0-9-]{1,40}$/, "expected up to 40 small letters, digits and dashes").default("training").describe("The name of the training in reports."),
	steps: number(1, 1e5).default(20).describe("The run ends after so many optimizer steps."),
	repeats: number(1, 16).default(2).describe("How often it runs. A single run shows no difference between repeats."),
	devices: number(1, 64).optional().describe("Devices of the Trainer. Default: what the code says."),
	accelerator: _enum([
		"auto",
		"cpu",
		"gpu"
	]).default("auto").describe("Accelerator of the Trainer. `auto`: what the code says."),
	trainer: array(string()).default([]).describe("An argument of the Trainer that replaces the one in the code, such as `sync_batchnorm=false`. You may give several."),
	stop: _enum(["after-fit", "command"]).default("after-fit").describe("`after-fit` ends the command when `fit` returns; `command` lets it go on."),
	identity: _enum([
		"auto",
		"always",
		"never"
	]).default("auto").describe("Whether it also runs with fixed generators, which tells samples apart: `auto` does so for iterable datasets."),
	resume: boolean().default(false).describe("Also interrupt a run halfway, resume it from the checkpoint, and compare."),
	explain: boolean().default(false).describe("Name lines of code that ask for time, entropy or the order of a directory."),
	tolerance: _enum(["close", "exact"]).default("close").describe("`exact`: a difference that rounding explains fails, too. `close`: it does not."),
	timeout: duration("s").default(600).describe("How long each run may take, such as `90s` or `10m`. A number alone counts seconds."),
	cwd: string().default(".").describe("The working directory of the command."),
	reportDir: runInputs.shape.reportDir,
	failOn: runInputs.shape.failOn
});
const observe = {
	operands: "",
	behind: "python train.py …",
	examples: [
		"lddpr observe -- python train.py",
		"lddpr observe --steps 10 --devices 2 -- python -m train",
		"lddpr observe --resume -- torchrun train.py"
	],
	options: optionsOf(inputs),
	async run({ values, positionals, env }) {
		const { cwd, reportDir, failOn, explain, devices, accelerator, ...rest } = inputsOf(inputs, values);
		const asked = {
			plan: planOf(rest, positionals),
			cwd: resolve(cwd),
			reportDir,
			explain,
			accelerator,
			devices: devices ?? null
		};
		const reviewed = await onTerminal(env, (world) => observe$1(asked, world));
		return printReport(reviewed, failOn, env);
	}
};
function planOf({ trainer, ...rest }, [program, ...words]) {
	if (!program) throw new ExpectedError("expected the command of a training behind --, such as lddpr observe -- python train.py");
	return {
		...rest,
		run: [program, ...words],
		workingDirectory: ".",
		env: {},
		trainer: Object.fromEntries(trainer.map(readArgument)),
		compare: "none",
		project: [],
		accept: {}
	};
}
const OWN = ["devices", "accelerator"];
function readArgument(text) {
	const [, key, value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
	if (key === void 0) throw wrongInput("trainer", `expected KEY=VALUE such as max_epochs=1, found ${JSON.stringify(text)}${didYouMean(text, OWN)}`);
	return [key, literalOf(value)];
}
const WORDS = new Map([
	["true", true],
	["false", false],
	["none", null],
	["null", null]
]);
function literalOf(text) {
	const word = WORDS.get(text.toLowerCase());
	if (word !== void 0) return word;
	return /^-?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
}
export { observe };
