import { r as wrongInput, t as ExpectedError } from "./errors.js";
import { i as parseJson, s as readText } from "./json.js";
import { p as recordSchema } from "./files.js";
import { createHash } from "node:crypto";
// src/probe/digest.ts
const MAX_BYTES = 268435456;
const SHOWN = 16;
const digestOf = (text) => createHash("sha256").update(text).digest("hex");
async function readRecord(file, { digest = "", input, limit = MAX_BYTES }) {
	const text = await readText(file, limit);
	if (text === null) throw new ExpectedError(`cannot read ${file}: it does not exist`);
	const found = digestOf(text);
	if (digest && found !== digest.toLowerCase()) throw wrongInput(input, `expected ${digest.slice(0, SHOWN)}…, found ${found.slice(0, SHOWN)}… in ${file}: this is not the file that was recorded; get it from the run that gave the digest, or record again`);
	return parseJson(recordSchema, text, file);
}
export { readRecord as n, digestOf as t };
