import { f as string } from "./schemas.js";
// src/model/machine-type.ts
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
const MOST_NAMED = 5;
function notJudged(known, judged) {
	const isOther = (name) => name !== judged && classSchema.safeParse(name).success;
	const others = known.filter(isOther).sort();
	if (others.length === 0) return [];
	const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : "";
	return [`This run judges ${judged} alone. Baselines of other machine types exist: ${others.slice(0, MOST_NAMED).join(", ")}${more}.`];
}
export { ranksOf as a, notJudged as i, classOfRecord as n, classSchema as r, classOf as t };
