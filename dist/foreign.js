import { G as interruption, t as ROOT } from "./lib.js";
import { t as _usingCtx } from "./usingCtx.js";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { basename, delimiter, isAbsolute, join, resolve } from "node:path";
import { access, constants, open, readFile, readdir } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { constants as constants$1 } from "node:os";
import { spawn } from "node:child_process";
// src/lib/foreign/guard.ts
async function* pythons(command, cwd, env) {
	if (process.platform !== "linux") return;
	for (const directory of (env.PATH ?? "").split(delimiter).filter(isAbsolute)) if (await isProgram(join(directory, "python3"))) yield join(directory, "python3");
	const [own] = command;
	if (!/^python[\d.]*$/.test(basename(own)) || !own.includes("/")) return;
	if (await isProgram(resolve(cwd, own))) yield resolve(cwd, own);
}
async function isProgram(path) {
	try {
		try {
			var _usingCtx$1 = _usingCtx();
			await access(path, constants.X_OK);
			const { buffer } = await _usingCtx$1.a(await open(path)).read(Buffer.alloc(4), 0, 4, 0);
			return buffer.toString("latin1") === "ELF";
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	} catch {
		return false;
	}
}
function readSaid(text) {
	const said = {
		started: null,
		failed: null,
		ended: null,
		left: [],
		kept: []
	};
	for (const line of text.split("\n")) {
		const [, word = "", number = "", name = ""] = /^(\w+) (-?\d+) ?(.*)$/.exec(line) ?? [];
		if (word === "started" || word === "failed" || word === "ended") said[word] = Number(number);
		if (word === "left" || word === "kept") said[word].push(`${name} (${number})`);
	}
	return said;
}
// src/lib/foreign/processes.ts
const MARK = "LDDPR_RUN";
const GONE_MS = 1e3;
const POLL_MS = 5;
async function endAll({ pid: root, mark, guard }) {
	if (root <= 1) return [];
	const names = new Map();
	const sessions = new Set([root]);
	const deadline = performance.now() + GONE_MS;
	for (;;) {
		const ours = await belongingTo(root, mark, sessions);
		const rest = guard ? ours.filter(({ pid }) => pid !== root) : ours;
		for (const { pid, group, name, session } of rest) {
			names.set(pid, `${name} (${pid})`);
			if (session > 1) sessions.add(session);
			kill(-group);
			kill(pid);
		}
		if (rest.length === 0) kill(-root);
		if (ours.length === 0 || performance.now() > deadline) return [...names.values()];
		await setTimeout$1(POLL_MS);
	}
}
function kill(target) {
	if (Math.abs(target) <= 1) return;
	try {
		process.kill(target, "SIGKILL");
	} catch {}
}
async function belongingTo(root, mark, sessions) {
	const all = await livingProcesses();
	const marked = await Promise.all(all.map(({ pid }) => bears(pid, mark)));
	const found = new Set(all.filter(({ session }, index) => sessions.has(session) || marked[index]).map(({ pid }) => pid));
	for (let before = -1; found.size > before;) {
		before = found.size;
		for (const { pid, parent } of all) if (parent === root || found.has(parent)) found.add(pid);
	}
	return all.filter(({ pid }) => found.has(pid) && pid !== process.pid);
}
const bears = (pid, mark) => readFile(`/proc/${pid}/environ`, "latin1").then((text) => `\0${text}`.includes(`\0${MARK}=${mark}\0`), () => false);
async function livingProcesses() {
	const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
	return (await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, "latin1").catch(() => "")))).flatMap((stat, index) => {
		const end = stat.lastIndexOf(")");
		const [state = "X", parent, group, session] = stat.slice(end + 2).split(" ");
		if ("ZX".includes(state)) return [];
		const name = stat.slice(stat.indexOf("(") + 1, end);
		return {
			pid: Number(pids[index]),
			name,
			parent: Number(parent),
			group: Number(group),
			session: Number(session)
		};
	});
}
// src/lib/foreign/run.ts
const GUARD = join(ROOT, "python-probe/lddpr/guard.py");
const LIMIT = 104857600;
const FORCE_MS = 2500;
const CLOSE_MS = 1e3;
const MOST_NAMED = 5;
async function runForeign(task) {
	const { command, cwd, env, guarded = true } = task;
	if (guarded) for await (const python of pythons(command, cwd, env)) {
		const ended = await withGuard(python, task);
		if (ended) return ended;
	}
	return withoutGuard(task);
}
async function withGuard(python, task) {
	const running = start([
		python,
		"-I",
		"-S",
		GUARD
	], task, true);
	const { child, root, output } = running;
	const voice = child.stdio[3];
	let words = "";
	voice.setEncoding("utf8").on("data", (text) => {
		words += text;
	});
	const silence = new Promise((resolve) => voice.once("close", resolve));
	child.stdin?.on("error", () => {});
	child.stdin?.write([
		task.command.length,
		...task.command,
		""
	].join("\0"));
	const { cut, ...ending } = await follow(running, task, () => child.stdin?.end());
	await within(silence);
	const said = readSaid(words);
	const swept = said.ended === null && said.failed === null ? await endAll(root) : [];
	await close(running);
	if (said.started === null && said.failed === null && cut === null) return null;
	return {
		...output,
		cut,
		...howEnded(said, ending.signal),
		code: nameOf(constants$1.errno, said.failed),
		left: [...said.left, ...swept],
		kept: said.kept
	};
}
function howEnded({ ended }, signal) {
	if (signal !== null || ended === null) return {
		status: null,
		signal
	};
	return ended >= 0 ? {
		status: ended,
		signal: null
	} : {
		status: null,
		signal: nameOf(constants$1.signals, -ended)
	};
}
async function withoutGuard(task) {
	const running = start(task.command, task, false);
	const { child, root, output } = running;
	const { cut, ...ending } = await follow(running, task, () => child.kill("SIGTERM"));
	const isQuestion = task.guarded === false && !cut;
	kill(-root.pid);
	const left = ending.code || isQuestion ? [] : await endAll(root);
	await close(running);
	return {
		...output,
		...ending,
		cut,
		left,
		kept: []
	};
}
function start([program, ...words], { cwd, env }, guard) {
	interruption.throwIfAborted();
	const mark = randomUUID();
	const child = spawn(program, words, {
		cwd,
		env: {
			...env,
			[MARK]: mark
		},
		stdio: guard ? [
			"pipe",
			"pipe",
			"pipe",
			"pipe"
		] : [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: process.platform !== "win32"
	});
	const closing = new Promise((resolve) => child.once("close", resolve));
	return {
		child,
		root: {
			pid: child.pid ?? 0,
			mark,
			guard
		},
		output: {
			stdout: "",
			stderr: "",
			all: ""
		},
		closing
	};
}
async function follow({ child, root, output }, { seconds, limit = LIMIT, hear = () => {} }, ask) {
	let cut = null;
	let force;
	const end = (why) => {
		if (force) return;
		cut = why;
		ask();
		force = setTimeout(() => endAll(root).then(() => child.kill("SIGKILL")), FORCE_MS);
	};
	const onAbort = () => end(null);
	interruption.addEventListener("abort", onAbort);
	const time = setTimeout(() => end("late"), seconds * 1e3);
	for (const stream of ["stdout", "stderr"]) child[stream]?.setEncoding("utf8").on("data", (text) => {
		if (output.all.length > limit) return;
		output[stream] += text;
		output.all += text;
		hear(text, stream);
		if (output.all.length > limit) end("loud");
	});
	const ending = await new Promise((resolve) => {
		child.on("exit", (status, signal) => resolve({
			status,
			signal,
			code: null
		}));
		child.on("error", ({ code }) => resolve({
			status: null,
			signal: null,
			code: code ?? null
		}));
	});
	interruption.removeEventListener("abort", onAbort);
	clearTimeout(time);
	clearTimeout(force);
	return {
		...ending,
		cut
	};
}
async function close({ child, closing }) {
	await within(closing);
	for (const stream of child.stdio) stream?.destroy();
	interruption.throwIfAborted();
}
const within = (promise) => Promise.race([promise, setTimeout$1(CLOSE_MS, null, { ref: false })]);
const nameOf = (numbers, wanted) => Object.keys(numbers).find((name) => numbers[name] === wanted) ?? null;
function aboutLeft(program, { status, cut, left, kept }) {
	return [...status !== null && cut === null && left.length ? [`${program} left processes running; they are ended: ${nameSome(left)}`] : [], ...kept.length ? [`${program} left processes running that cannot be ended: ${nameSome(kept)}`] : []];
}
function nameSome(names) {
	const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
	return `${names.slice(0, MOST_NAMED).join(", ")}${more}`;
}
export { runForeign as n, aboutLeft as t };
