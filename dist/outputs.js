import { c as setOutput, r as warn } from "./log.js";
import { c as reason } from "./json.js";
// src/github/run/outputs.ts
async function attempt(what, work) {
	try {
		await work();
	} catch (error) {
		warn(`${what} could not be written: ${reason(error)}`);
	}
}
function setOutputs(values) {
	for (const [name, value] of Object.entries(values)) setOutput(name, value);
}
export { setOutputs as n, attempt as t };
