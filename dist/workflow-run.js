import { a as info, c as warning, t as inert } from "./log.js";
import { n as getOctokit } from "./github.js";
import { t as impatient } from "./comment.js";
import { r as retrying } from "./retry.js";
// src/github/workflow-run.ts
async function findPullRequest(event, token) {
	const say = (message) => info(inert(message));
	const { owner, repo, head, headSha } = event;
	if (!head?.ref || !head.repository) return event;
	const octokit = impatient(getOctokit(token));
	const branch = `${head.repository.split("/")[0]}:${head.ref}`;
	try {
		const { data } = await retrying(() => octokit.rest.pulls.list({
			owner,
			repo,
			state: "open",
			head: branch,
			per_page: 100
		}), say);
		const [found, ...others] = data.filter((pull) => pull.head.sha === headSha).sort((a, b) => a.number - b.number);
		if (!found) {
			say(`no open pull request has the head ${headSha.slice(0, 9)} of ${branch}`);
			return event;
		}
		for (const { number } of others) say(`pull request ${number} has the same head and gets no comment`);
		return {
			...event,
			pullRequest: found.number,
			baseSha: found.base.sha
		};
	} catch (error) {
		warning(`the pull request of the workflow run could not be looked for: ${error.message}`);
		return event;
	}
}
export { findPullRequest };
