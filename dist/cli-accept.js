import { _ as workingTree, g as findPlace, h as readSetting, k as shortDigest, v as ownSetting, y as accept$1 } from "./change.js";
import { i as boolean, m as string, r as array, u as object } from "./zod.js";
import { I as ExpectedError, R as wrongInput, _ as within } from "./lib.js";
import { i as optionsOf, r as inputsOf } from "./cli-command.js";
import { resolve } from "node:path";
// src/cli/accept.ts
const inputs = object({
	reason: string().default("").describe("why this baseline is right; kept in the file"),
	acceptViolation: array(string()).default([]).describe("a check whose failure is accepted with it; may be given again"),
	shrink: boolean().default(false).describe("let streams go that the committed baseline has and this one lacks"),
	author: string().default("").describe("who accepts it. Default: the name that git knows"),
	cwd: string().default(".").describe("the repository; all paths are relative to it"),
	baseline: string().default(".lddpr").describe("directory of the baselines")
});
const accept = {
	operands: "PENDING",
	options: optionsOf(inputs).map((option) => option.name === "accept-violation" ? {
		...option,
		multiple: true,
		value: "CHECK"
	} : option),
	async run({ values, positionals, env }) {
		const { reason, author, shrink, cwd, baseline, ...rest } = inputsOf(inputs, values);
		const [pending, ...others] = positionals;
		if (!pending || others.length) throw new ExpectedError(`expected PENDING, found ${positionals.length} operands`);
		const tree = await workingTree(resolve(cwd), { look: "upwards" });
		const place = await within(resolve(cwd, baseline), "baseline", [tree], "the working tree");
		const accepted = await accept$1(resolve(cwd, pending), place, {
			reason,
			author: author || await nameInGit(resolve(cwd), env),
			violations: rest.acceptViolation,
			shrink
		});
		console.log(`accepted ${shortDigest(accepted.baseline.digest)} as ${accepted.file}; commit it`);
		return 0;
	}
};
async function nameInGit(cwd, env) {
	const place = await findPlace(cwd, { look: "upwards" });
	const name = place && await readSetting(place, "user", "name") || await ownSetting("user.name", env) || env.GITHUB_ACTOR;
	if (name) return name;
	throw wrongInput("author", "git knows no user.name here; say who accepts");
}
export { accept };
