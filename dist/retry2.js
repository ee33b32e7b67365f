import { n as interruption } from "./interrupt.js";
import { n as hide } from "./secrets.js";
import { setTimeout } from "node:timers/promises";
// src/github/client/retry.ts
const ATTEMPTS = 7;
const FIRST_PAUSE = .5;
const MAX_TOLD = 300;
const MAX_UNTOLD = 40;
const UNTOLD_PAUSE = 60;
const REAL = {
	now: Date.now,
	sleep: (milliseconds) => setTimeout(milliseconds, void 0, { signal: interruption })
};
const isHttpError = (error) => error instanceof Error && typeof error.status === "number";
var Patience = class {
	#say;
	#clock;
	#left = {
		limit: MAX_TOLD,
		trouble: MAX_UNTOLD
	};
	constructor(say, clock = REAL) {
		this.#say = say;
		this.#clock = clock;
	}
	async after(error, attempt) {
		interruption.throwIfAborted();
		const wait = waitFor(error, attempt, this.#clock.now());
		if (!wait || attempt >= ATTEMPTS) throw error;
		const { seconds, why } = wait;
		const message = describeFailure(error);
		if (seconds > this.#left[why]) {
			this.#say(`${message}; given up: that would be ${seconds} s, and ${this.#left[why]} s are left`);
			throw error;
		}
		this.#left[why] -= seconds;
		this.#say(`${message}; again in ${seconds} s`);
		await this.#clock.sleep(seconds * 1e3);
	}
};
function waitFor(error, attempt, now) {
	if (!isHttpError(error)) return null;
	const growth = 2 ** (attempt - 1);
	if (isRateLimit(error)) return {
		seconds: toldWait(error, now) ?? UNTOLD_PAUSE * growth,
		why: "limit"
	};
	return error.status >= 500 || error.status === 408 || error.status === 409 ? {
		seconds: FIRST_PAUSE * growth,
		why: "trouble"
	} : null;
}
function isRateLimit({ status, message, response }) {
	if (status === 429) return true;
	if (status !== 403) return false;
	const headers = response?.headers ?? {};
	const spent = headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0";
	return /rate limit|abuse/i.test(message) || spent && !/not accessible/i.test(message);
}
function toldWait({ response }, now) {
	const headers = response?.headers ?? {};
	const after = Number(headers["retry-after"] ?? NaN);
	if (Number.isFinite(after)) return Math.max(0, after);
	const date = Date.parse(String(headers["retry-after"]));
	const reset = Number(headers["x-ratelimit-reset"] ?? NaN) * 1e3;
	const until = Number.isFinite(date) ? date : headers["x-ratelimit-remaining"] === "0" ? reset : NaN;
	return Number.isFinite(until) ? Math.max(1, Math.ceil((until - now) / 1e3)) : null;
}
function describeFailure(error) {
	const [line = ""] = hide(error instanceof Error ? error.message : String(error)).trim().split(/[\r\n]/);
	const status = isHttpError(error) ? error.status : "";
	if (!line || line.startsWith("<")) return `GitHub answered ${status}`;
	return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
export { isRateLimit as i, describeFailure as n, isHttpError as r, Patience as t };
