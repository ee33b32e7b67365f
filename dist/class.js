import { t as InputError } from "./errors.js";
import { f as string } from "./schemas.js";
// src/environment/class.ts
const classSchema = string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected a class such as cpu-x2").max(120, "expected a class of at most 120 characters");
const NOISE = /^(nvidia|amd|geforce|tesla|quadro|instinct|sxm\d*|pcie|nvl|hbm\d*e?|\d+gb)$/;
function classOf(environment, ranks) {
	const model = (environment.deviceModel ?? "").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word && !NOISE.test(word));
	return [
		environment.accelerator,
		...model,
		`x${ranks}`
	].join("-");
}
const ranksOf = ({ suite }) => suite.scenarios[0]?.parameters.num_devices ?? 1;
const classOfRecord = (record) => classOf(record.environment, ranksOf(record));
const acceleratorIn = (name) => name.startsWith("cpu-") ? "cpu" : "gpu";
const acceleratorFor = ({ class: expected, accelerator }) => expected && accelerator === "auto" ? acceleratorIn(expected) : accelerator;
function mayBecome({ class: expected, accelerator }, suite) {
	if (!expected) return;
	const ranks = ranksOf({ suite });
	if (!expected.endsWith(`-x${ranks}`)) throw new InputError(`class: expected ${expected}, found a suite for ${ranks} ranks: set devices to the number behind the x`);
	if (accelerator !== "auto" && accelerator !== acceleratorIn(expected)) throw new InputError(`class: expected ${expected}, found accelerator ${accelerator}: set accelerator to ${acceleratorIn(expected)}, or leave it out`);
}
function mustBe(expected, record) {
	const found = classOfRecord(record);
	if (!expected || found === expected) return;
	throw new InputError(`class: expected a record of ${expected}, found one of ${found}: check the labels of the runner and which artifact the job downloads`);
}
const MOST_NAMED = 5;
function notJudged(known, judged) {
	const isOther = (name) => name !== judged && classSchema.safeParse(name).success;
	const others = known.filter(isOther).sort();
	if (others.length === 0) return [];
	const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : "";
	return [`This run judges ${judged} alone. Baselines of other machine types exist: ${others.slice(0, MOST_NAMED).join(", ")}${more}.`];
}
export { mayBecome as a, ranksOf as c, classSchema as i, classOf as n, mustBe as o, classOfRecord as r, notJudged as s, acceleratorFor as t };
