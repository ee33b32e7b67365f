import { B as ExpectedError, G as interruption, I as didYouMean, W as interruptible } from "./lib.js";
import { a as fitted, i as version, n as overview, o as flag, p as widthOf, r as readArguments, s as inert, t as help } from "./cli-command.js";
// src/cli/main.ts
const COMMANDS = [
	{
		name: "check",
		summary: "run the probe, compare with the baseline, report, and exit with the verdict",
		load: async () => (await import("./cli-check.js")).check
	},
	{
		name: "record",
		summary: "run the probe and write its record, which compare judges elsewhere",
		load: async () => (await import("./cli-record.js")).record
	},
	{
		name: "compare",
		summary: "judge a record, relative to REFERENCE (a record or a baseline) if you name one; needs no Python",
		load: async () => (await import("./cli-compare.js")).compare
	},
	{
		name: "init",
		summary: "measure, and write the first baseline, which accepts by name what fails today",
		load: async () => (await import("./cli-init.js")).init
	},
	{
		name: "accept",
		summary: "make a pending baseline the committed one",
		load: async () => (await import("./cli-accept.js")).accept
	},
	{
		name: "pins",
		summary: "print the versions that the files of a repository fix",
		load: async () => (await import("./cli-pins.js")).pins
	},
	{
		name: "bisect",
		summary: "find the package, and its release, that changed the values since the commit GOOD or the baseline",
		load: async () => (await import("./cli-bisect.js")).bisect
	},
	{
		name: "observe",
		summary: "run your own training, and report whether it is sound and repeats itself",
		load: async () => (await import("./cli-observe.js")).observe
	},
	{
		name: "doctor",
		summary: "examine this machine, mostly its GPUs, and write a page that you can send to a maintainer",
		load: async () => (await import("./cli-doctor.js")).doctor
	}
];
const USAGE_ERROR = 2;
const main = (argv, env) => interruptible(() => run(argv, env), (message) => console.error(`lddpr: ${message}`));
async function run(argv, env) {
	const [first = "", ...others] = argv;
	const isHelp = first === "help" && others.length > 0;
	const width = widthOf(process.stdout, env);
	const [name = "", ...rest] = isHelp ? [...others, "--help"] : argv;
	if ([
		"--help",
		"-h",
		"help",
		""
	].includes(name)) {
		console.log(overview(COMMANDS, width));
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
			console.log(help(row, command, width));
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
		const sentence = inert(error.spelled(flag).replaceAll(/\s+/g, " "), "lddpr: error: ");
		process.stderr.write(fitted(sentence, process.stderr, env));
		if (error.detail) process.stderr.write(inert(error.detail, "  | "));
		return USAGE_ERROR;
	}
}
function unknownCommand(name) {
	const names = COMMANDS.map((each) => each.name);
	if (name.startsWith("-")) return `expected a command before ${name}: ${names.join(", ")}${didYouMean(name, ["--version", "--help"], "")}`;
	return `unknown command '${name}', expected one of ${names.join(", ")}${didYouMean(name, names)}`;
}
export { main };
