import { a as getState, c as saveState } from "./log.js";
import { h as object, v as string } from "./json.js";
import { n as everyPage } from "./api.js";
import { randomUUID } from "node:crypto";
// src/github/check-run.ts
const MAX_CHECK_BYTES = 65535;
const keySchema = object({
	name: string(),
	sha: string(),
	externalId: string()
});
const STATE = "check-run";
function conclusionOf(verdict, status) {
	if (status !== 0) return "failure";
	return verdict === "match" ? "success" : "neutral";
}
async function createCheckRun(api, name, event) {
	const { octokit, patience, owner, repo } = api;
	const { headSha: sha, runUrl, runId, runAttempt } = event;
	const key = {
		name,
		sha,
		externalId: `${runId}.${runAttempt}.${randomUUID()}`
	};
	saveState(STATE, JSON.stringify(key));
	for (let attempt = 1;; attempt++) {
		const found = attempt > 1 ? await find(api, key) : void 0;
		if (found) return found.id;
		try {
			const { data } = await octokit.rest.checks.create({
				owner,
				repo,
				name,
				head_sha: sha,
				external_id: key.externalId,
				details_url: runUrl,
				status: "in_progress",
				started_at: new Date().toISOString()
			});
			return data.id;
		} catch (error) {
			await patience.after(error, attempt);
		}
	}
}
async function completeCheckRun(api, id, result) {
	const { octokit, patience, owner, repo } = api;
	const { conclusion, title, summary, file, annotations } = result;
	const where = {
		owner,
		repo,
		check_run_id: id
	};
	for (let attempt = 1;; attempt++) {
		if (attempt > 1 && (await octokit.rest.checks.get(where)).data.status === "completed") break;
		try {
			await octokit.rest.checks.update({
				...where,
				status: "completed",
				conclusion,
				completed_at: new Date().toISOString(),
				output: {
					title,
					summary,
					annotations: annotations.map(({ level, line, title, message }) => ({
						path: file,
						start_line: line,
						end_line: line,
						annotation_level: level === "error" ? "failure" : level,
						title,
						message
					}))
				}
			});
			break;
		} catch (error) {
			await patience.after(error, attempt);
		}
	}
	saveState(STATE, "");
}
function openKey(state = getState(STATE)) {
	return state ? keySchema.parse(JSON.parse(state)) : null;
}
async function abandonCheckRun(api, key) {
	const found = await find(api, key);
	if (!found || found.status === "completed") return false;
	await completeCheckRun(api, found.id, {
		conclusion: "cancelled",
		title: "Ended before there was a verdict",
		summary: "The step was cancelled or killed; nothing is known about reproducibility.",
		file: "",
		annotations: []
	});
	return true;
}
async function find({ octokit, owner, repo }, { name, sha, externalId }) {
	const where = {
		owner,
		repo,
		ref: sha,
		check_name: name,
		filter: "all",
		per_page: 100
	};
	return (await everyPage(async (page) => {
		const { data, headers } = await octokit.rest.checks.listForRef({
			...where,
			page
		});
		return {
			data: data.check_runs,
			headers
		};
	})).find(({ external_id }) => external_id === externalId);
}
export { createCheckRun as a, conclusionOf as i, abandonCheckRun as n, openKey as o, completeCheckRun as r, MAX_CHECK_BYTES as t };
