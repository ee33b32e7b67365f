import { C as approve, E as removedInWords, R as readPending, T as removedBy, w as committedFor } from "./change.js";
import { B as ExpectedError, T as reason, U as wrongInput } from "./lib.js";
import { $ as staleInWords, W as readCommitted } from "./pipeline.js";
import { i as deliver } from "./github.js";
import { i as confinePath } from "./github-run.js";
import { join, resolve } from "node:path";
import { readdir, stat } from "node:fs/promises";
// src/github/actions/accept.ts
const MAX_PENDING_BYTES = 131072;
const acceptAction = async (call) => {
	if (call.event.name === "issue_comment") return (await import("./github-accept-by-comment.js")).acceptByComment(call);
	const { action, env } = call;
	const { reason, shrink } = action;
	const author = env.GITHUB_ACTOR;
	if (!author) throw new ExpectedError("GITHUB_ACTOR: expected who started this workflow, found nothing");
	const files = await findPendingFiles(call);
	const pending = await Promise.all(files.map(readPending));
	const wanted = action.acceptViolation;
	const failing = (each) => each.violations.map(({ check }) => check);
	const unknown = wanted.find((check) => !pending.some((each) => failing(each).includes(check)));
	if (unknown !== void 0) throw wrongInput("acceptViolation", `nothing that is accepted here violates ${unknown}`);
	const committed = await readCommitted(call.run, call);
	const baselines = pending.map((each) => {
		const violations = wanted.filter((check) => failing(each).includes(check));
		const acceptance = {
			reason,
			author,
			violations,
			shrink
		};
		const replaced = committedFor(each, committed, acceptance);
		const next = approve(each, acceptance, replaced);
		for (const gone of removedBy(next, replaced)) call.runner.say(`removed ${removedInWords(gone)}`);
		return next;
	});
	await deliver(baselines, call, await findBranch(call));
	return 0;
};
async function findPendingFiles({ run, action, env, runner }) {
	const cwd = resolve(run.cwd);
	const wanted = action.pendingPath ? resolve(cwd, action.pendingPath) : resolve(cwd, run.reportDir, "pending");
	const place = await confinePath(wanted, "pendingPath", env);
	let files;
	try {
		const isDirectory = (await stat(place)).isDirectory();
		const names = isDirectory ? (await readdir(place)).filter((name) => name.endsWith(".json")) : [];
		files = isDirectory ? names.sort().map((name) => join(place, name)) : [place];
		for (const file of files) if ((await stat(file)).size > MAX_PENDING_BYTES) throw wrongInput("pendingPath", `${file} is larger than ${MAX_PENDING_BYTES} bytes`);
	} catch (error) {
		if (error instanceof ExpectedError) throw error;
		throw wrongInput("pendingPath", `cannot read ${wanted}: ${reason(error)}`);
	}
	if (files.length === 0) throw wrongInput("pendingPath", `${wanted} has no pending baseline`);
	for (const file of files) {
		const stale = await staleInWords(file);
		if (stale && !action.pendingPath) throw wrongInput("pendingPath", `${stale}; to accept it all the same, name it`);
		if (stale) runner.warn(stale);
	}
	return Promise.all(files.map((file) => confinePath(file, "pendingPath", env)));
}
async function findBranch({ action, event, env, runner }) {
	if (!action.commit) return null;
	const { githubToken: token } = action;
	if (!token) throw new ExpectedError("github-token: expected one to commit with, found none");
	if (env.GITHUB_REF_TYPE !== "branch" || !env.GITHUB_REF_NAME) throw new ExpectedError(`commit: expected the workflow to be started on a branch, found ${env.GITHUB_REF ?? "no ref"}`);
	const { connect } = await import("./github-client-api.js");
	const branch = {
		ref: env.GITHUB_REF_NAME,
		head: event.headSha
	};
	return {
		api: connect(token, event, runner),
		branch
	};
}
export { acceptAction };
