import { a as getState, s as saveState } from "./log.js";
import { f as string, l as object, n as _enum } from "./schemas.js";
import { n as everyPage } from "./api.js";
import { randomUUID } from "node:crypto";
// src/github/check-run/check-run.ts
const MAX_CHECK_BYTES = 65535;
const keySchema = object({
	name: string(),
	sha: string(),
	externalId: string(),
	result: object({
		conclusion: _enum([
			"success",
			"failure",
			"neutral",
			"cancelled"
		]),
		title: string()
	}).optional()
});
const STATE = "check-run";
const save = (key) => saveState(STATE, key ? JSON.stringify(key) : "");
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
	save(key);
	for (let attempt = 1;; attempt++) {
		const found = attempt > 1 ? await find(api, key) : void 0;
		if (found) return {
			id: found.id,
			key
		};
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
			return {
				id: data.id,
				key
			};
		} catch (error) {
			await patience.after(error, attempt);
		}
	}
}
async function completeCheckRun(api, { id, key }, result) {
	const { octokit, patience, owner, repo } = api;
	const { conclusion, title, summary, file, annotations } = result;
	const where = {
		owner,
		repo,
		check_run_id: id
	};
	save({
		...key,
		result: {
			conclusion,
			title
		}
	});
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
	save(null);
}
function openKey(state = getState(STATE)) {
	return state ? keySchema.parse(JSON.parse(state)) : null;
}
const ENDED = {
	conclusion: "cancelled",
	title: "Ended before there was a verdict"
};
async function abandonCheckRun(api, key) {
	const found = await find(api, key);
	if (!found || found.status === "completed") return null;
	const result = key.result ?? ENDED;
	const summary = key.result ? "The report is in the job summary." : "The step was cancelled or killed; nothing is known about reproducibility.";
	await completeCheckRun(api, {
		id: found.id,
		key
	}, {
		...result,
		summary,
		file: "",
		annotations: []
	});
	return result.conclusion;
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
