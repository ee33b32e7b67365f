import { t as InputError } from "./errors.js";
import { a as writeBaseline, i as readPending, p as sealed, t as baselineFile } from "./files.js";
// src/baseline/accept.ts
async function accept(pendingFile, directory, acceptance) {
	const pending = await readPending(pendingFile);
	const baseline = approve(pending, acceptance);
	const file = baselineFile(directory, pending.class);
	await writeBaseline(file, baseline);
	return {
		file,
		baseline
	};
}
function approve(pending, { reason, author, violations }) {
	if (!reason.trim()) throw new InputError("--reason: expected why this baseline is right, found an empty text");
	if (pending.verdict === "unstable") throw new InputError("an unstable record cannot be accepted: its runs disagree with each other");
	const failing = pending.violations.map(({ check }) => check);
	const open = failing.filter((check) => !violations.includes(check));
	if (open.length) throw new InputError(`this record violates ${open.join(", ")}; to live with that, add ` + open.map((check) => `--accept-violation ${check}`).join(" "));
	const unknown = violations.filter((check) => !failing.includes(check));
	if (unknown.length) throw new InputError(`--accept-violation ${unknown[0]}: this record does not violate it (it violates ${failing.join(", ") || "nothing"})`);
	const accepted = [...pending.accepted, ...pending.violations.map((violation) => ({
		...violation,
		reason: reason.trim(),
		author
	}))];
	const { verdict: _, violations: __, kind: ___, digest: ____, schemaVersion: _____, ...rest } = pending;
	return sealed({
		schemaVersion: 1,
		kind: "baseline",
		reason: reason.trim(),
		author,
		...rest,
		accepted,
		digest: ""
	});
}
export { approve as n, accept as t };
