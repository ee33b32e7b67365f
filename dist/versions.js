import { s as valid } from "./packages.js";
// src/pins/pep/versions.ts
const MAX_LENGTH = 500;
function exactly(range) {
	if (range.length > MAX_LENGTH || range.includes("||")) return null;
	for (const clause of range.split(",")) {
		const version = /^\s*===?\s*([^\s*=]+)\s*$/.exec(clause)?.[1];
		if (version && valid(version)) return version;
	}
	return null;
}
function fromPoetry(text) {
	if (text.length > MAX_LENGTH) return text;
	return text.split(/\|\|?/).map((alternative) => alternative.replace(/([<>=!~^])\s+/g, "$1").split(/[\s,]+/).filter(Boolean).flatMap(poetryClause).join(",")).join("||");
}
function poetryClause(clause) {
	if (clause === "*") return [];
	const [, operator = "", version = ""] = /^([<>=!~^]*)(.*)$/.exec(clause) ?? [];
	if (operator === "^") return between(version, caretIndex(version));
	if (operator === "~") return between(version, Math.min(1, parts(version).length - 1));
	if (operator === "" || operator === "=") return [`==${version}`];
	return [clause];
}
const parts = (version) => (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? "").split(".").map(Number);
function caretIndex(version) {
	const index = parts(version).findIndex((part) => part > 0);
	return index === -1 ? parts(version).length - 1 : index;
}
function between(version, index) {
	const upper = parts(version).slice(0, index + 1);
	upper[index] = (upper[index] ?? 0) + 1;
	while (upper.length < 2) upper.push(0);
	return [`>=${version}`, `<${upper.join(".")}`];
}
function fromConda(text) {
	if (text.length > MAX_LENGTH) return text;
	return text.split("|").map((alternative) => alternative.split(",").map(condaClause).filter(Boolean).join(",")).join("||");
}
function condaClause(clause) {
	const [, operator = "", version = ""] = /^\s*([<>=!~]*)\s*(.*?)\s*$/.exec(clause) ?? [];
	if (version === "" || version === "*") return "";
	const stem = version.replace(/\.?\*$/, "");
	if (operator === "=" && stem === version) return parts(version).length >= 3 ? `==${version}` : `==${version}.*`;
	if (stem !== version) return `${operator === "!=" ? "!=" : "=="}${stem}.*`;
	return operator === "" ? `==${version}` : clause.replace(/\s/g, "");
}
export { fromConda as n, fromPoetry as r, exactly as t };
