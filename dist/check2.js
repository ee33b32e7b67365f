import { n as say, o as group } from "./log.js";
import { t as check$1 } from "./check.js";
import { r as unwritten } from "./review.js";
import { n as startPublishing, t as conclude } from "./conclude.js";
import { n as spell } from "./inputs2.js";
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
