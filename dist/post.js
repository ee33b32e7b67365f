import { n as getInput } from "./core.js";
import { _ as openKey, f as Patience, g as abandonCheckRun, p as describeFailure, v as connect } from "./github.js";
import { a as readPayload, d as say, f as warn, h as readEvent } from "./github-run.js";
// src/github/post.ts
async function post() {
	const key = openKey();
	const token = getInput("github-token");
	if (!key || !token) return;
	try {
		const event = readEvent(process.env, await readPayload(process.env));
		const ended = await abandonCheckRun(connect(token, event, new Patience(say)), key);
		if (ended) say(`the check run ${key.name} is ${ended}: the step ended before it was complete`);
	} catch (error) {
		warn(`the check run ${key.name} could not be completed: ${describeFailure(error)}`);
	}
}
// src/post.ts
await post();
export {};
