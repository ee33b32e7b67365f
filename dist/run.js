import { t as execa } from "./execa.js";
import { t as InputError } from "./errors.js";
// src/environment/build/run.ts
const SAY_EVERY = 5e3;
const LONGEST_LINE = 160;
const LONGEST_COMMAND = 500;
async function runStep(command, { cwd, env, progress }) {
	const [program, ...rest] = command;
	const child = execa(program, rest, {
		...quiet(cwd, env),
		reject: false,
		all: true
	});
	let said = performance.now();
	child.all?.on("data", (chunk) => {
		const line = clean(chunk.toString()).split("\n").at(-1);
		if (!line || performance.now() - said < SAY_EVERY) return;
		said = performance.now();
		progress(`  ${line}`);
	});
	const result = await child;
	if (!result.failed) return;
	const output = result.all || result.shortMessage || "";
	throw new InputError(`'${clean(command.join(" "), LONGEST_COMMAND)}' failed in ${cwd}`, clean(output, Number.POSITIVE_INFINITY).split("\n").slice(-15).join("\n"));
}
async function ask([program, ...rest], { cwd, env }) {
	const result = await execa(program, rest, {
		...quiet(cwd, env),
		reject: false
	});
	return result.exitCode === 0 ? result.stdout : null;
}
const quiet = (cwd, env) => ({
	cwd,
	env: {
		...env,
		PYTHONSAFEPATH: "1"
	},
	extendEnv: false,
	stdin: "ignore",
	preferLocal: false
});
const clean = (text, longest = LONGEST_LINE) => text.split(/[\r\n]+/).map((line) => line.replace(/\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u001f\u007f-\u009f]/g, "").replace(/\/\/[^/@\s]+@/g, "//***@").trimEnd().slice(0, longest)).filter(Boolean).join("\n");
export { runStep as n, ask as t };
