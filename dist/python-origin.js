import { f as readsOfSettings, l as placeOf, u as fingerprint } from "./pipeline.js";
import { join } from "node:path";
// src/python/origin.ts
function originOf(job, { parts, tools, reads }) {
	const { cwd } = job.surroundings;
	const source = {
		kind: "file",
		path: join(cwd, job.pins.source)
	};
	const found = fingerprint([
		source,
		...reads,
		...readsOfSettings(tools, placeOf(job))
	], cwd);
	return {
		...found,
		parts: [...parts, ...found.parts]
	};
}
export { originOf };
