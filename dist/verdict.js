// src/verdict.ts
const VERDICTS = [
	{
		name: "error",
		exit: 2,
		title: "Could not measure"
	},
	{
		name: "unstable",
		exit: 4,
		title: "Runs do not repeat"
	},
	{
		name: "violation",
		exit: 3,
		title: "Reproducibility is broken"
	},
	{
		name: "drift",
		exit: 1,
		title: "Random streams have changed"
	},
	{
		name: "new",
		exit: 5,
		title: "No baseline yet"
	},
	{
		name: "match",
		exit: 0,
		title: "Nothing has changed"
	}
];
function exitCode(verdict, failOn) {
	return verdict === "error" || failOn.includes(verdict) ? describe(verdict).exit : 0;
}
function describe(verdict) {
	const found = VERDICTS.find((row) => row.name === verdict);
	if (!found) throw new TypeError(`${verdict} is not a verdict`);
	return found;
}
export { describe as n, exitCode as r, VERDICTS as t };
