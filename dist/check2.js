import { a as info, i as group, t as inert } from "./log.js";
import { t as check$1 } from "./check.js";
import { t as conclude } from "./conclude.js";
// src/github/modes/check.ts
const check = async (call) => {
	const { run, event, root, env } = call;
	const progress = (message) => info(inert(message));
	const checked = await group("lddpr: probe", () => check$1({
		...run,
		base: run.base || event.baseSha
	}, {
		root,
		env,
		progress
	}));
	return conclude(checked, call);
};
export { check };
