import { join } from "node:path";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
// src/lib/temporary.ts
const temporaryPlace = (env) => env.RUNNER_TEMP || tmpdir();
async function temporaryDirectory(place) {
	const path = await realpath(await mkdtemp(join(place, "lddpr-")));
	return {
		path,
		[Symbol.asyncDispose]: () => rm(path, {
			recursive: true,
			force: true
		})
	};
}
export { temporaryPlace as n, temporaryDirectory as t };
