import { a as info, c as warning, l as summary, n as error, t as inert } from "./log.js";
import { o as describe, s as exitCode } from "./suite.js";
import { n as getOctokit } from "./github.js";
import { i as markdown } from "./check.js";
import { a as commentBody, i as MAX_SUMMARY_BYTES, o as cut, r as placeComment, t as impatient } from "./comment.js";
import { n as setOutputs, t as attempt } from "./outputs.js";
import { n as isRateLimit, r as retrying, t as isHttpError } from "./retry.js";
import { join, resolve } from "node:path";
// src/github/publish.ts
async function publish(checked, cwd, inputs, event) {
	await attempt("the outputs", () => setOutputs(outputs(checked, cwd)));
	await attempt("the job summary", () => writeSummary(checked.report));
	const url = await comment(checked.report, inputs, event);
	await attempt("the outputs", () => setOutputs({ "comment-url": url ?? "" }));
}
function outputs({ report, record, directory }, cwd) {
	const failed = report.checks.filter(({ status }) => status === "fail").map(({ id }) => id);
	return {
		verdict: report.verdict,
		"failed-checks": [...new Set(failed)].join(","),
		"drifted-channels": String(report.drift.flatMap(({ channels }) => channels).length),
		"report-path": join(directory, "report.md"),
		"report-json-path": join(directory, "report.json"),
		"record-path": record ? join(directory, "record.json") : "",
		"pending-baseline-path": report.pending ? resolve(cwd, report.pending.file) : ""
	};
}
async function writeSummary(report) {
	if (!process.env.GITHUB_STEP_SUMMARY) return;
	await summary.addRaw(cut(markdown(report), MAX_SUMMARY_BYTES, "The report is too long for a job summary; all of it is in report.md.")).write();
}
async function comment(report, { comment: when, "comment-id": id, "github-token": token }, event) {
	const say = (message) => info(inert(message));
	const { pullRequest } = event;
	const obstacle = when === "never" && "comment is never" || pullRequest === null && `the event ${event.name} belongs to no pull request` || !token && "there is no github-token to write it with";
	if (obstacle || pullRequest === null) {
		say(`no comment: ${obstacle}`);
		return null;
	}
	try {
		const octokit = impatient(getOctokit(token));
		const wanted = {
			id,
			body: commentBody(markdown(report), id, event),
			when,
			verdict: report.verdict
		};
		const { url, said } = await retrying(() => placeComment(octokit, {
			...event,
			pullRequest
		}, wanted), say);
		say(said);
		return url;
	} catch (error) {
		warning(`the comment could not be written: ${error.message}\n${advice(error, event)}`);
		return null;
	}
}
const PERMISSIONS = "permissions:\n  contents: read\n  pull-requests: write";
function advice(error, event) {
	if (!(isHttpError(error) && error.status === 403 && !isRateLimit(error))) return "The report is in the job summary.";
	if (event.isFork) return "A pull request from a fork gets a token that can only read. The report is in the job summary.";
	return `The job needs these permissions in its workflow:\n\n${PERMISSIONS}`;
}
// src/github/modes/conclude.ts
async function conclude(checked, { run, action, event }) {
	const { verdict, summary, error: error$1 } = checked.report;
	const status = exitCode(verdict, run["fail-on"]);
	if (error$1?.detail) info(inert(error$1.detail));
	await publish(checked, run.cwd, action, event);
	const line = `lddpr: ${describe(verdict).title}: ${summary}`;
	if (status) error(line);
	else info(inert(line));
	return status;
}
export { conclude as t };
