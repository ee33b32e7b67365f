import { t as ExpectedError } from "./errors.js";
import { c as reason } from "./json.js";
import { readFile } from "node:fs/promises";
// src/github/run/payload.ts
async function readPayload(env) {
	const file = env.GITHUB_EVENT_PATH;
	if (!file) return {};
	try {
		return JSON.parse(await readFile(file, "utf8"));
	} catch (error) {
		throw new ExpectedError(`cannot read the event's payload ${file}: ${reason(error)}`);
	}
}
export { readPayload as t };
