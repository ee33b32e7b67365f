import { i as group } from "./core.js";
import { h as check$1, v as unwritten } from "./pipeline.js";
import { n as conclude, r as startPublishing } from "./github.js";
import { d as say, m as spell } from "./github-run.js";
// src/github/modes/check.ts
const check = async (call) => {
	const { run, action, event, env, git } = call;
	await using publishing = await startPublishing(action, event);
	const inputs = {
		...run,
		base: run.base || event.baseSha
	};
	const checked = await group("lddpr: probe", () => check$1(inputs, {
		env,
		git,
		progress: say,
		spell
	})).catch((error) => unwritten(error, spell));
	return await conclude(checked, publishing, call);
};
export { check };
