import { join, posix } from "node:path";
// src/python/recipe.ts
function openToday({ pins: { relevant, pins } }) {
	const fixed = pins.torch && pins.numpy && (pins.lightning ?? pins["pytorch-lightning"]);
	return relevant && !fixed ? [new Date().toISOString().slice(0, 10)] : [];
}
const placeOf = ({ pins, surroundings: { cwd, env } }, builds = false) => ({
	cwd,
	env,
	from: join(cwd, posix.dirname(pins.source)),
	builds
});
const windows = process.platform === "win32";
const venvPython = (directory) => windows ? join(directory, "Scripts", "python.exe") : join(directory, "bin", "python");
const condaPython = (directory) => windows ? join(directory, "python.exe") : join(directory, "bin", "python");
const toolsOf = ({ pins, uv }) => [
	"pip",
	...uv ? ["uv"] : [],
	pins.manager ?? ""
];
const installer = ({ uv }) => uv ? "uv" : "pip";
const venv = ({ uv }, { path }, directory) => ({ command: uv ? [
	"uv",
	"venv",
	"--clear",
	"--no-project",
	"--python",
	path,
	directory
] : [
	path,
	"-m",
	"venv",
	directory
] });
const PIP_TO_UV = [
	["PIP_FIND_LINKS", "UV_FIND_LINKS"],
	["PIP_INDEX_URL", "UV_DEFAULT_INDEX"],
	["PIP_EXTRA_INDEX_URL", "UV_INDEX"]
];
const OWN_INDEX = /^\s*(?:-i\b|--index-url\b|\[\[\s*tool\.uv\.index\s*\]\])/m;
const asPipWould = ({ pins, surroundings: { env } }) => Object.fromEntries(PIP_TO_UV.flatMap(([pip, uv]) => {
	const overridden = pip === "PIP_INDEX_URL" && OWN_INDEX.test(pins.text);
	return env[pip] && !env[uv] && !overridden ? [[uv, env[pip]]] : [];
}));
function install(job, directory, options) {
	const python = venvPython(directory);
	if (!job.uv) return { command: [
		python,
		"-m",
		"pip",
		"install",
		"--no-input",
		...options
	] };
	return {
		command: [
			"uv",
			"pip",
			"install",
			"--python",
			python,
			...job.surroundings.env.UV_INDEX_STRATEGY ? [] : ["--index-strategy", "unsafe-best-match"],
			...options
		],
		env: asPipWould(job)
	};
}
function venvWith(job, base, text, options, constraints = []) {
	return async (directory) => {
		const file = join(directory, "lddpr-requirements.txt");
		const limits = join(directory, "lddpr-constraints.txt");
		const limited = constraints.length > 0;
		const steps = [
			venv(job, base, directory),
			{
				write: file,
				text
			},
			...limited ? [{
				write: limits,
				text: constraints.join("\n")
			}] : [],
			install(job, directory, [
				...options,
				"-r",
				file,
				...limited ? ["-c", limits] : []
			])
		];
		return {
			tool: installer(job),
			steps
		};
	};
}
export { openToday as a, venv as c, installer as i, venvPython as l, condaPython as n, placeOf as o, install as r, toolsOf as s, asPipWould as t, venvWith as u };
