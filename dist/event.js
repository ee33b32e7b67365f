import { t as ExpectedError } from "./errors.js";
import { f as string, g as ZodError, l as object, o as int, r as array } from "./schemas.js";
import { t as explain } from "./json.js";
// src/github/run/event.ts
const repository = object({ full_name: string() }).nullish();
const sha = string().regex(/^[0-9a-f]{4,64}$/, "expected a commit");
const NOTHING = /^0+$/;
const pullRequestPayload = object({ pull_request: object({
	number: int().positive(),
	head: object({
		sha,
		ref: string().default(""),
		repo: repository
	}),
	base: object({ sha: sha.default("") }).default({ sha: "" }),
	merge_commit_sha: string().nullish()
}) });
const EVENTS = [
	{
		events: [
			"pull_request",
			"pull_request_target",
			"pull_request_review",
			"pull_request_review_comment"
		],
		head: "the head of the pull request",
		base: "the base of the pull request",
		reason: "GITHUB_SHA is a merge that nobody sees, or the base branch: people see the head of the pull request",
		read: (payload, env) => {
			const { number, head, base, merge_commit_sha } = pullRequestPayload.parse(payload).pull_request;
			return {
				pullRequest: number,
				headSha: head.sha,
				baseSha: base.sha,
				head: {
					ref: head.ref,
					repository: head.repo?.full_name ?? null
				},
				mergeSha: merge_commit_sha ?? "",
				isFork: head.repo?.full_name !== env.repository
			};
		}
	},
	{
		events: ["merge_group"],
		head: "the head of the group",
		base: "the base of the group",
		reason: "the queue tests a commit of its own, for several pull requests: there is none to comment on",
		read: (payload) => {
			const group = object({ merge_group: object({
				head_sha: sha,
				base_sha: sha
			}).nullish() }).parse(payload).merge_group;
			return group ? {
				headSha: group.head_sha,
				baseSha: group.base_sha
			} : {};
		}
	},
	{
		events: ["push"],
		head: "`GITHUB_SHA`",
		base: "`before`",
		reason: "the change is everything since the last push; a new branch has no last push, all zeros",
		read: (payload) => {
			const { before } = object({ before: string().default("") }).parse(payload);
			return { baseSha: NOTHING.test(before) ? "" : before };
		}
	},
	{
		events: ["issue_comment"],
		head: "that of the report",
		base: "none",
		reason: "GITHUB_SHA is the default branch; the payload has the number and not the commits",
		read: (payload) => {
			const { issue } = object({ issue: object({
				number: int().positive(),
				pull_request: object({}).nullish()
			}) }).parse(payload);
			return { pullRequest: issue.pull_request ? issue.number : null };
		}
	},
	{
		events: ["workflow_run"],
		head: "the head of the other run",
		base: "that of its pull request",
		reason: "GITHUB_SHA is the default branch; the other run says its head, and its pull request unless that is a fork's",
		read: (payload, env) => {
			const pull = object({
				number: int().positive(),
				head: object({ sha }),
				base: object({
					sha,
					repo: object({ id: int() })
				})
			});
			const { workflow_run: run } = object({ workflow_run: object({
				event: string(),
				head_sha: sha,
				head_branch: string().nullish(),
				head_repository: repository,
				repository: object({ id: int() }),
				pull_requests: array(pull).default([])
			}) }).parse(payload);
			const found = run.pull_requests.find(({ head, base }) => base.repo.id === run.repository.id && head.sha === run.head_sha);
			return {
				pullRequest: found?.number ?? null,
				headSha: run.head_sha,
				baseSha: found?.base.sha ?? "",
				head: {
					ref: run.head_branch ?? "",
					repository: run.head_repository?.full_name ?? null
				},
				isFork: run.head_repository?.full_name !== env.repository
			};
		}
	}
];
function readEvent(env, payload) {
	const name = env.GITHUB_EVENT_NAME ?? "";
	const repository = env.GITHUB_REPOSITORY ?? "";
	const [owner = "", repo = ""] = repository.split("/");
	const runId = Number(env.GITHUB_RUN_ID ?? 0);
	const sha = env.GITHUB_SHA ?? "";
	return {
		name,
		action: object({ action: string() }).safeParse(payload).data?.action ?? "",
		owner,
		repo,
		pullRequest: null,
		headSha: sha,
		baseSha: "",
		head: null,
		mergeSha: "",
		isFork: false,
		...factsOf(name, payload, {
			repository,
			sha
		}),
		runId,
		runAttempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
		runUrl: `${env.GITHUB_SERVER_URL ?? "https://github.com"}/${repository}/actions/runs/${runId}`
	};
}
function factsOf(name, payload, env) {
	const row = EVENTS.find(({ events }) => events.includes(name));
	try {
		return row?.read(payload, env) ?? {};
	} catch (error) {
		if (!(error instanceof ZodError)) throw error;
		throw new ExpectedError(`the payload of the event ${name}: ${explain(error)}`);
	}
}
export { readEvent as t };
