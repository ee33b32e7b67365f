import { d as warning, u as setOutput } from "./log.js";
import { o as reason } from "./json.js";
// src/github/outputs.ts
async function attempt(what, work) {
	try {
		await work();
	} catch (error) {
		warning(`${what} could not be written: ${reason(error)}`);
	}
}
function setOutputs(values) {
	for (const [name, value] of Object.entries(values)) setOutput(name, value);
}
export { setOutputs as n, attempt as t };
