import { a as readKey, g as describeFailure, i as abandonCheckRun, m as connect } from "./github.js";
import { f as readEvent, n as core, p as readPayload, t as runnerOf } from "./github-run.js";
// src/github/post.ts
async function post(runner) {
	const { env, say, warn } = runner;
	const key = readKey(runner);
	const token = runner.getInput("github-token");
	if (!key || !token) return;
	try {
		const event = readEvent(env, await readPayload(env));
		const ended = await abandonCheckRun(connect(token, event, runner), key, runner);
		if (ended) say(`the check run ${key.name} is ${ended}: the step ended before it was complete`);
	} catch (error) {
		warn(`the check run ${key.name} could not be completed: ${describeFailure(error)}`);
	}
}
const main = (env) => post(runnerOf(core, env));
export { main };
