import { t as execa } from "./execa.js";
import { t as InputError } from "./errors.js";
// src/probe/environment.ts
const WITHHELD = [
	{
		prefix: "GITHUB_TOKEN",
		why: "may write to the repository"
	},
	{
		prefix: "GH_TOKEN",
		why: "the same"
	},
	{
		prefix: "INPUT_",
		why: "the action's inputs, the token among them"
	},
	{
		prefix: "ACTIONS_",
		why: "the runner's own tokens for caches, artifacts and OIDC"
	},
	{
		prefix: "GITHUB_ENV",
		why: "a file that sets variables for later steps"
	},
	{
		prefix: "GITHUB_PATH",
		why: "a file that sets the path of later steps"
	},
	{
		prefix: "GITHUB_OUTPUT",
		why: "a file with this step's outputs"
	},
	{
		prefix: "GITHUB_STATE",
		why: "the same, for the end of the job"
	},
	{
		prefix: "GITHUB_STEP_SUMMARY",
		why: "a file with this step's summary"
	},
	{
		prefix: "NODE_OPTIONS",
		why: "ours, of no use to Python"
	}
];
function probeEnvironment(env, probe) {
	const kept = withoutSecrets(env);
	return {
		...kept,
		PYTHONPATH: [probe, kept.PYTHONPATH].filter(Boolean).join(process.platform === "win32" ? ";" : ":"),
		PYTHONSAFEPATH: "1",
		PYTHONUNBUFFERED: "1"
	};
}
function withoutSecrets(env) {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !WITHHELD.some(({ prefix }) => name.startsWith(prefix))));
}
// src/base/git.ts
const SETTINGS = [
	[
		"core.hooksPath",
		"/dev/null",
		"a hook of the repository is a program"
	],
	[
		"core.fsmonitor",
		"false",
		"so is its monitor"
	],
	[
		"safe.directory",
		"*",
		"in a job container the files belong to another user"
	],
	[
		"core.quotePath",
		"false",
		"names as they are"
	]
];
const ENVIRONMENT = {
	GIT_TERMINAL_PROMPT: "0",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_LFS_SKIP_SMUDGE: "1",
	LC_ALL: "C"
};
const TIMEOUT_MS = 12e4;
const MAX_BYTES = 67108864;
async function checkoutOf(directory, env) {
	const settings = SETTINGS.flatMap(([name, value]) => ["-c", `${name}=${value}`]);
	const run = (words, extra = {}, input = "") => execa("git", [...settings, ...words], {
		cwd: directory,
		env: {
			...withoutSecrets(env),
			...ENVIRONMENT,
			...extra
		},
		extendEnv: false,
		input,
		reject: false,
		timeout: TIMEOUT_MS,
		maxBuffer: MAX_BYTES,
		stripFinalNewline: true
	});
	const ask = async (...words) => {
		const { failed, stdout } = await run(words);
		return failed ? null : stdout;
	};
	const tell = async (words, extra, input) => {
		const { failed, stdout, stderr, shortMessage } = await run(words, extra, input);
		if (!failed) return stdout;
		throw new InputError(`'git ${words[0]}' failed in ${directory}`, stderr || shortMessage || "");
	};
	const found = await ask("rev-parse", "--show-toplevel", "--show-prefix");
	if (found === null) return null;
	const [root = "", prefix = ""] = found.split("\n");
	return {
		root,
		prefix,
		ask,
		tell
	};
}
export { probeEnvironment as n, withoutSecrets as r, checkoutOf as t };
