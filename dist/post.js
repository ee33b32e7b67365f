import { i as getInput, n as say, r as warn } from "./log.js";
import { n as abandonCheckRun, o as openKey } from "./check-run.js";
import { t as connect } from "./api.js";
import { n as describeFailure, t as Patience } from "./retry2.js";
import { t as readEvent } from "./event.js";
import { t as readPayload } from "./payload.js";
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
