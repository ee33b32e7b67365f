import { setTimeout as setTimeout$1 } from "node:timers/promises";
// src/lib/interrupt.ts
const STATUS = {
	SIGHUP: 129,
	SIGINT: 130,
	SIGTERM: 143
};
var Interrupted = class extends Error {
	name = "Interrupted";
	status;
	constructor(signal) {
		super(`interrupted by ${signal}: nothing is judged, and the files of an earlier run are as they were`);
		this.status = STATUS[signal];
	}
};
const controller = new AbortController();
const interruption = controller.signal;
const UNWIND_MS = 8500;
const LINGER_MS = 200;
async function interruptible(work, say) {
	for (const signal of Object.keys(STATUS)) process.on(signal, () => controller.abort(new Interrupted(signal)));
	const working = work().catch((error) => {
		interruption.throwIfAborted();
		throw error;
	});
	try {
		return await Promise.race([working, outOfTime()]);
	} catch (error) {
		if (!(error instanceof Interrupted)) throw error;
		say(error.message);
		setTimeout(() => process.exit(error.status), LINGER_MS).unref();
		return error.status;
	}
}
async function outOfTime() {
	await new Promise((resolve) => interruption.addEventListener("abort", resolve));
	await setTimeout$1(UNWIND_MS, void 0, { ref: false });
	throw interruption.reason;
}
export { interruption as n, interruptible as t };
