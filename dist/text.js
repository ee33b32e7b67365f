import { n as parse } from "./dist.js";
import { n as hide } from "./secrets.js";
// src/change/text.ts
function unexplained(before, now, bumps) {
	const names = bumps.map(({ name }) => mentionOf(name));
	const versions = bumps.flatMap(({ from, to }) => [from, to]);
	const left = [...without(before, now), ...without(now, before)].find((line) => !/^\s*(#|$)/.test(line) && !names.some((name) => name.test(line)) && !versions.some((version) => version && /^\s*"?version"?\s*[:=]/.test(line) && line.includes(version)));
	return left === void 0 ? null : hide(left.trim()).slice(0, 100);
}
function without(text, other) {
	const counts = new Map();
	for (const line of other.split(/\r?\n/)) counts.set(line, (counts.get(line) ?? 0) + 1);
	return text.split(/\r?\n/).filter((line) => {
		const left = counts.get(line) ?? 0;
		counts.set(line, left - 1);
		return left <= 0;
	});
}
function mentionOf(name) {
	const escaped = name.split(/[-_.]+/).map((part) => part.replace(/[^a-z0-9]/gi, ""));
	return new RegExp(`(?<![a-z0-9][-_.]?)${escaped.join("[-_.]+")}(?![-_.]?[a-z])`, "i");
}
const INSTALLING = [
	["project", "dependencies"],
	["project", "optional-dependencies"],
	["project", "requires-python"],
	["dependency-groups"],
	["build-system"],
	["tool", "uv"],
	["tool", "poetry"],
	["tool", "pdm"],
	["tool", "pixi"],
	[
		"tool",
		"hatch",
		"envs"
	],
	["tool", "setuptools"]
];
function asksForTheSame(before, now) {
	try {
		const [one, other] = [parse(before), parse(now)];
		return INSTALLING.every((path) => JSON.stringify(at(one, path)) === JSON.stringify(at(other, path)));
	} catch {
		return false;
	}
}
const at = (value, path) => path.reduce((table, key) => table?.[key], value);
export { unexplained as n, asksForTheSame as t };
