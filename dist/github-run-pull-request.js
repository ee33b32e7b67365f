import { f as connect, m as describeFailure } from "./github.js";
// src/github/run/pull-request.ts
async function findPullRequest(event, token, runner) {
	const { owner, repo, head, headSha } = event;
	const { say, warn } = runner;
	if (!head?.ref || !head.repository) return event;
	const branch = `${head.repository.split("/")[0]}:${head.ref}`;
	try {
		const { octokit } = connect(token, event, runner);
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
