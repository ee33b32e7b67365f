import { n as baselineFile, o as canonical } from "./files.js";
import { n as workingTree } from "./place.js";
import { t as ExpectedError } from "./errors.js";
import { c as reason, u as writeAtomically } from "./json.js";
import { t as claimDirectory } from "./report-directory.js";
import { n as say } from "./log.js";
import { n as setOutputs } from "./outputs.js";
import { t as inRepository } from "./paths2.js";
import { n as describeFailure, r as isHttpError } from "./retry2.js";
import { join, resolve } from "node:path";
import { readdir, rm } from "node:fs/promises";
// src/github/accept/commit.ts
const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } }
}`;
async function commitTo({ octokit, owner, repo }, { ref, head }, files, message) {
	const additions = files.map(({ path, text }) => ({
		path,
		contents: Buffer.from(text).toString("base64")
	}));
	const input = {
		branch: {
			repositoryNameWithOwner: `${owner}/${repo}`,
			branchName: ref
		},
		expectedHeadOid: head,
		fileChanges: { additions },
		message
	};
	try {
		const { createCommitOnBranch } = await octokit.graphql(MUTATION, { input });
		const { oid, url } = createCommitOnBranch.commit;
		return {
			sha: oid,
			url
		};
	} catch (error) {
		if (isHttpError(error) && error.status >= 500) throw new ExpectedError(`GitHub did not say whether it has committed the baseline to ${ref} (${describeFailure(error)}): look at the branch`);
		throw new ExpectedError(`the baseline could not be committed to ${ref}: ${inOneLine(error)}; the job needs \`contents: write\`, and the branch must be as the report saw it and open to this token`);
	}
}
const inOneLine = (error) => error.message.replace(/\s+/g, " ");
// src/github/accept/deliver.ts
async function deliver(baselines, call, target) {
	const { run, event, env } = call;
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run.baseline);
	const files = baselines.map((baseline) => ({
		name: `accepted-${baseline.class}.json`,
		path: inRepository(baselineFile(directory, baseline.class), env),
		text: canonical(baseline)
	}));
	const place = await prepared(call);
	for (const { name, text } of files) await writeAtomically(join(place, name), text);
	const written = files.map(({ name }) => join(place, name)).join("\n");
	if (target) {
		const { reason, author } = baselines[0] ?? {
			reason: "",
			author: ""
		};
		const commit = await commitTo(target.api, target.branch, files, {
			headline: `Baseline of the random streams: ${baselines.map((each) => each.class).join(", ")}`,
			body: `${reason}\n\nAccepted by ${author}`
		});
		say(`committed ${commit.sha}: ${files.map(({ path }) => path).join(", ")}`);
		setOutputs({
			verdict: "",
			"baseline-path": written,
			"commit-sha": commit.sha
		});
		return {
			commit,
			command: ""
		};
	}
	const command = commandFor(files, `${event.owner}/${event.repo}`, event.runId);
	say(`accepted: ${written}`);
	say(`with the report directory uploaded as an artifact, in a clone of the branch:\n${command}`);
	setOutputs({
		verdict: "",
		"baseline-path": written,
		"commit-sha": ""
	});
	return {
		commit: null,
		command
	};
}
async function prepared({ run, git }) {
	const cwd = resolve(run.cwd);
	const { baseline } = run;
	const tree = await workingTree(cwd, git);
	const directory = await claimDirectory("reportDir", resolve(cwd, run.reportDir), {
		cwd,
		tree,
		baseline
	});
	try {
		for (const name of await readdir(directory)) if (/^accepted-.*\.json$/.test(name)) await rm(join(directory, name));
	} catch (error) {
		throw new ExpectedError(`cannot write to the report directory ${directory}: ${reason(error)}`);
	}
	return directory;
}
function commandFor(files, repository, run) {
	const downloads = "lddpr-download";
	const copies = files.flatMap(({ name, path }) => [
		`mkdir -p ${quoted(path.split("/").slice(0, -1).join("/") || ".")}`,
		`find ${downloads} -name ${name} -exec cp {} ${quoted(path)} ';'`,
		`git add ${quoted(path)}`
	]);
	return [
		`gh run download ${run} --repo ${quoted(repository)} --dir ${downloads}`,
		...copies,
		"git commit -m 'Baseline of the random streams'"
	].join(" &&\n  ");
}
const quoted = (word) => /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
export { deliver as t };
