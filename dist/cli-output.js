import { M as hide } from "./lib.js";
import { pt as exitCode } from "./model.js";
import { D as cleanReport, g as wantsColour, h as meter, m as canRedraw, s as terminal } from "./judge.js";
import { c as inert, i as started, r as programOf, s as flag } from "./cli-command.js";
import { t as _usingCtx } from "./usingCtx.js";
import { styleText } from "node:util";
// src/cli/output.ts
const REDRAW_MS = 200;
const CLEAR = "\r\x1B[2K";
function progressOn(env, stream = process.stderr) {
	const isTTY = Boolean(stream.isTTY);
	const colour = wantsColour(env, isTTY);
	const mark = colour ? styleText("dim", "·", { validateStream: false }) : "·";
	const line = (message) => stream.write(inert(message, `${mark} `));
	if (!canRedraw(env, isTTY)) return {
		progress: quietly(line),
		[Symbol.dispose]() {}
	};
	let since = performance.now();
	let shown = {
		message: "",
		share: null
	};
	const draw = () => {
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
	const timer = setInterval(draw, REDRAW_MS);
	timer.unref();
	return {
		progress(message, share) {
			if (!share) {
				stream.write(CLEAR);
				line(message);
				since = performance.now();
			}
			shown = share ? {
				message,
				share
			} : {
				message: "",
				share: null
			};
			draw();
		},
		[Symbol.dispose]() {
			clearInterval(timer);
			stream.write(CLEAR);
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
	console.log(terminal(cleanReport(report), colour, await programOf(started(env))));
	if (directory) console.error(`\nreports: ${directory}`);
	return exitCode(report.verdict, failOn);
}
export { printReport as n, onTerminal as t };
