import { E as removedInWords, N as readTrainingPending, S as accept$1, V as shortDigest, b as workingTree, j as acceptTraining, x as findProposal } from "./change.js";
import { a as boolean, f as object, g as string, i as array } from "./zod.js";
import { B as ExpectedError, _ as within } from "./lib.js";
import { $ as staleInWords } from "./pipeline.js";
import { r as nameInGit } from "./cli-output.js";
import { a as fitted, c as inputsOf, l as optionsOf } from "./cli-command.js";
import { resolve } from "node:path";
// src/cli/accept.ts
const inputs = object({
	reason: string().default("").describe("Why this baseline is right. The file keeps it"),
	acceptViolation: array(string()).default([]).describe("A check whose failure you accept with it; you may give several"),
	shrink: boolean().default(false).describe("Remove streams that the committed baseline has and this one lacks"),
	author: string().default("").describe("Who accepts it. Default: user.name of git"),
	cwd: string().default(".").describe("The repository. All paths are relative to it"),
	reportDir: string().default("lddpr-report").describe("Directory of the reports, which has the proposal unless you name PENDING"),
	baseline: string().default(".lddpr").describe("Directory of the baselines")
});
const accept = {
	operands: "[PENDING]",
	examples: ["lddpr accept --reason 'we repeat no old run'", "lddpr accept lddpr-report/pending/cpu-x2.json --shrink"],
	options: optionsOf(inputs),
	async run({ values, positionals, env }) {
		const print = (text) => console.log(fitted(text, process.stdout, env));
		const { reason, author, shrink, cwd, baseline, ...rest } = inputsOf(inputs, values);
		const [operand, ...others] = positionals;
		if (others.length) throw new ExpectedError(`expected one PENDING, found ${positionals.length} operands`);
		const reports = resolve(cwd, rest.reportDir);
		const pending = await findProposal(operand ? resolve(cwd, operand) : null, reports);
		const stale = await staleInWords(pending);
		if (stale && !operand) throw new ExpectedError(`${stale}; to accept it all the same, name it`);
		if (stale) console.error(`lddpr: warning: ${stale}`);
		const tree = await workingTree(resolve(cwd), { look: "upwards" });
		const place = await within(resolve(cwd, baseline), "baseline", [tree], "the working tree");
		const acceptance = {
			reason,
			author: author || await nameInGit(resolve(cwd), env),
			violations: rest.acceptViolation,
			shrink
		};
		const training = await readTrainingPending(pending);
		const accepted = training ? {
			...await acceptTraining(training, place, acceptance),
			removed: []
		} : await accept$1(pending, place, acceptance);
		print(`accepted ${shortDigest(accepted.baseline.digest)} as ${accepted.file}; commit it`);
		for (const each of accepted.removed) print(`removed ${removedInWords(each)}`);
		return 0;
	}
};
export { accept };
