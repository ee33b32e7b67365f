import { f as Patience, p as describeFailure, v as connect } from "./github.js";
import { d as say, f as warn } from "./github-run.js";
// src/github/run/workflow-run.ts
async function findPullRequest(event, token) {
	const { owner, repo, head, headSha } = event;
	if (!head?.ref || !head.repository) return event;
	const branch = `${head.repository.split("/")[0]}:${head.ref}`;
	try {
		const { octokit } = connect(token, event, new Patience(say));
		const { data } = await octokit.rest.pulls.list({
			owner,
			repo,
			state: "open",
			head: branch,
			per_page: 100
		});
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
		warn(`the pull request of the workflow run could not be looked for: ${describeFailure(error)}`);
		return event;
	}
}
export { findPullRequest };
