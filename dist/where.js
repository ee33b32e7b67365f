// src/github/run/where.ts
function whereToLook({ event, hosted, allowForkPr, token }, env) {
	const workspace = env.GITHUB_WORKSPACE || process.cwd();
	const nowhere = (because) => ({
		look: "nowhere",
		workspace,
		because
	});
	if (event.name === "workflow_run") return nowhere("the event workflow_run brings files of another run, and git is not started there");
	if (event.isFork && !hosted && !allowForkPr) return nowhere("the pull request comes from a fork, and git is not started for one on a runner that GitHub does not host");
	const url = `${env.GITHUB_SERVER_URL || "https://github.com"}/${event.owner}/${event.repo}`;
	return {
		look: event.name === "pull_request_target" ? "workspace" : "downwards",
		workspace,
		server: {
			url,
			token
		}
	};
}
const isHosted = (env) => env.RUNNER_ENVIRONMENT === "github-hosted";
export { whereToLook as n, isHosted as t };
