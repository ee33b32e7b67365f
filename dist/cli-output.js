import { N as hide } from "./lib.js";
import { pt as exitCode } from "./model.js";
import { D as cleanReport, g as wantsColour, h as meter, m as canRedraw, s as terminal } from "./judge.js";
import { a as programOf, d as inert, l as fitted, o as started, u as flag } from "./cli-command.js";
import { t as _usingCtx } from "./usingCtx.js";
import { styleText } from "node:util";
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
export { printReport as n, onTerminal as t };
