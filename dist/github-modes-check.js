import { f as check, h as reviewUnwritten } from "./pipeline.js";
import { n as finish, r as startPublishing } from "./github.js";
import { u as spell } from "./github-run.js";
import { t as _usingCtx } from "./usingCtx.js";
// src/github/modes/check.ts
const checkMode = async (call) => {
	try {
		var _usingCtx$1 = _usingCtx();
		const { run, event, env, git, runner } = call;
		const publishing = _usingCtx$1.a(await startPublishing(call));
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
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
};
export { checkMode };
