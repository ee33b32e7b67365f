import { p as reviewUnwritten, u as check } from "./pipeline.js";
import { n as finish, r as preparePublishing } from "./github.js";
import { f as spell } from "./github-run.js";
// src/github/actions/check.ts
const checkAction = async (call) => {
	const { run, event, env, git, runner } = call;
	const publish = await preparePublishing(call);
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
	return await finish(checked, publish, call);
};
export { checkAction };
