import { h as reviewUnwritten, p as check } from "./pipeline.js";
import { n as finish, r as startPublishing } from "./github.js";
import { u as spell } from "./github-run.js";
// src/github/modes/check.ts
const checkMode = async (call) => {
	const { run, event, env, git, runner } = call;
	await using publishing = await startPublishing(call);
	const inputs = {
		...run,
		base: run.base || event.baseSha
	};
	const checked = await runner.group("lddpr: probe", () => check(inputs, {
		env,
		git,
		progress: runner.say,
		spell
	})).catch((error) => reviewUnwritten(error, spell));
	return await finish(checked, publishing, call);
};
export { checkMode };
