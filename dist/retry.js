import { setTimeout } from "node:timers/promises";
// src/github/retry.ts
const ATTEMPTS = 4;
const MAX_WAIT_SECONDS = 60;
const isHttpError = (error) => error instanceof Error && typeof error.status === "number";
async function retrying(work, say, pause = .5) {
	for (let attempt = 1;; attempt++) try {
		return await work();
	} catch (error) {
		const wait = secondsToWait(error, pause * 2 ** (attempt - 1));
		if (attempt === ATTEMPTS || wait === null || wait > MAX_WAIT_SECONDS) throw error;
		say(`${error.message}; again in ${wait} s`);
		await setTimeout(wait * 1e3);
	}
}
function secondsToWait(error, pause) {
	if (!isHttpError(error)) return null;
	if (error.status >= 500) return pause;
	return isRateLimit(error) ? rateLimitWait(error, pause) : null;
}
function isRateLimit(error) {
	const headers = error.response?.headers ?? {};
	const spent = headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0";
	return error.status === 429 || error.status === 403 && (spent || /rate limit/i.test(error.message));
}
function rateLimitWait({ response }, pause) {
	const { "retry-after": after, "x-ratelimit-reset": reset } = response?.headers ?? {};
	if (after !== void 0) return Number(after);
	if (reset !== void 0) return Math.max(1, Math.ceil(Number(reset) - Date.now() / 1e3));
	return pause;
}
export { isRateLimit as n, retrying as r, isHttpError as t };
