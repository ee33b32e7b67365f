import { B as interruption, F as didYouMean, V as ExpectedError, z as interruptible } from "./lib.js";
import { c as inert, m as wrap, n as version, s as flag, t as readArguments } from "./cli-command.js";
// src/cli/main.ts
const COMMANDS = [
	{
		name: "check",
		summary: "run the probe, compare with the baseline, report, exit with the verdict",
		load: async () => (await import("./cli-check.js")).check
	},
	{
		name: "record",
		summary: "run the probe and write its record, to be judged elsewhere",
		load: async () => (await import("./cli-record.js")).record
	},
	{
		name: "compare",
		summary: "judge a record, against REFERENCE (a record or a baseline) if given; needs no Python",
		load: async () => (await import("./cli-compare.js")).compare
	},
	{
		name: "init",
		summary: "measure and write the first baseline, which accepts by name what fails today",
		load: async () => (await import("./cli-init.js")).init
	},
	{
		name: "accept",
		summary: "make a pending baseline the committed one",
		load: async () => (await import("./cli-accept.js")).accept
	},
	{
		name: "pins",
		summary: "say which versions the files of a repository fix",
		load: async () => (await import("./cli-pins.js")).pins
	},
	{
		name: "bisect",
		summary: "find the package, and its release, that changes the values since the commit GOOD or the baseline",
		load: async () => (await import("./cli-bisect.js")).bisect
	},
	{
		name: "observe",
		summary: "run a training of your own and say whether it is sound and repeats itself",
		load: async () => (await import("./cli-observe.js")).observe
	},
	{
		name: "doctor",
		summary: "examine this machine, mostly its GPUs, and write a page to send to whoever asks",
		load: async () => (await import("./cli-doctor.js")).doctor
	}
];
const USAGE_ERROR = 2;
const main = (argv, env) => interruptible(() => run(argv, env), (message) => console.error(`lddpr: ${message}`));
async function run(argv, env) {
	const [first = "", ...others] = argv;
	const [name = "", ...rest] = first === "help" && others.length > 0 ? [...others, "--help"] : argv;
	if ([
		"--help",
		"-h",
		"help",
		""
	].includes(name)) {
		console.log(overview());
		return name ? 0 : USAGE_ERROR;
	}
	if ([
		"--version",
		"-V",
		"version"
	].includes(name)) {
		console.log(`lddpr ${version()}`);
		return 0;
	}
	const row = COMMANDS.find((each) => each.name === name);
	try {
		if (!row) throw new ExpectedError(unknownCommand(name));
		const command = await row.load();
		const { values, positionals } = readArguments(name, command, rest);
		if (values.help) {
			console.log(help(row, command));
			return 0;
		}
		return await command.run({
			values,
			positionals,
			env
		});
	} catch (error) {
		interruption.throwIfAborted();
		if (!(error instanceof ExpectedError)) throw error;
		process.stderr.write(inert(error.spelled(flag).replaceAll(/\s+/g, " "), "lddpr: error: "));
		if (error.detail) process.stderr.write(inert(error.detail, "  | "));
		return USAGE_ERROR;
	}
}
function unknownCommand(name) {
	const names = COMMANDS.map((each) => each.name);
	if (name.startsWith("-")) return `expected a command before ${name}: ${names.join(", ")}`;
	return `unknown command '${name}', expected one of ${names.join(", ")}${didYouMean(name, names)}`;
}
function overview() {
	return [
		"Checks whether a dependency bump changes the random streams of Lightning DDP training.",
		"",
		...COMMANDS.map(({ name, summary }) => `  lddpr ${name.padEnd(9)} ${summary}`),
		"",
		"lddpr COMMAND --help explains its flags, lddpr --version says which release this is.",
		"Exit status: 0 match, 1 drift, 2 error, 3 violation, 4 unstable, 5 new."
	].join("\n");
}
const COLUMN = 30;
function help({ name, summary }, command) {
	const { operands, options, behind, examples = [] } = command;
	const rows = options.flatMap((option) => {
		const flag = `  --${option.name}${option.type === "string" ? ` ${option.value ?? "TEXT"}` : ""}`;
		const standard = option.standard ? ` (default: ${option.standard})` : "";
		const [first = "", ...more] = wrap(`${option.text}${standard}`, 70);
		return [`${flag.padEnd(COLUMN)} ${first}`, ...more.map((line) => `${" ".repeat(COLUMN)} ${line}`)];
	});
	const usage = [
		"lddpr",
		name,
		operands,
		"[FLAGS]",
		behind && `-- ${behind}`
	].filter(Boolean).join(" ");
	const shown = examples.length ? [
		"",
		"Examples:",
		...examples.map((each) => `  ${each}`)
	] : [];
	return [
		usage,
		"",
		`${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
		"",
		...rows,
		...shown
	].join("\n");
}
export { main };
