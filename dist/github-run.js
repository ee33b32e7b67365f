import { B as ExpectedError, I as didYouMean, N as hide, T as reason, _ as within, k as explain, u as printable } from "./lib.js";
import { B as kebab, H as parseInputs, L as actionInputs, R as describeInput, U as planInputs, W as runInputs, z as duration } from "./model.js";
import { c as int, f as object, g as string, i as array, x as ZodError } from "./zod.js";
import { a as setOutput, c as summary, i as info, n as error, o as startGroup, r as getInput, s as warning, t as endGroup } from "./core.js";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { readFile } from "node:fs/promises";
// src/github/run/actions.ts
const ALL = runInputs.omit({ noInstall: true }).extend(actionInputs.shape);
const PLACE = [
	"cwd",
	"baseline",
	"reportDir",
	"githubToken"
];
const SUBJECT = [
	"python",
	"manifest",
	"extra",
	"group",
	"framework",
	"allowVersionMismatch",
	"suite",
	"trainings",
	"devices",
	"accelerator",
	"class",
	"compareWith",
	"base"
];
const MEASURING = [
	"basePython",
	"install",
	"torchBuild",
	"torchIndex",
	"timeout",
	"allowForkPr"
];
const PUBLISHING = [
	"failOn",
	"comment",
	"commentId"
];
const ACCEPTING = [
	"pendingPath",
	"reason",
	"acceptViolation",
	"shrink",
	"commit"
];
const only = (...names) => object(Object.fromEntries(Object.entries(ALL.shape).filter(([name]) => names.includes(name))));
const VERDICT = [
	"verdict",
	"failed-checks",
	"report-path",
	"record-path",
	"pending-baseline-path",
	"comment-url"
];
const { recordPath, githubToken } = actionInputs.shape;
const READS = { "contents: read": "to check out, and to read the base commit" };
const COMMENTS = { "pull-requests: write": "to comment" };
const CONTRACTS = {
	check: {
		inputs: only(...PLACE, ...SUBJECT, ...MEASURING, ...PUBLISHING),
		outputs: VERDICT,
		permissions: {
			...READS,
			...COMMENTS
		}
	},
	record: {
		inputs: only(...PLACE, ...SUBJECT, ...MEASURING, "recordPath").extend({
			recordPath: recordPath.describe("Where the record goes, relative to {cwd}. Default: `record.json` in {reportDir}."),
			githubToken: githubToken.describe("Fetches the base commit if the checkout lacks it, with `contents: read`. Default: the token of the job.")
		}),
		outputs: ["record-path", "record-digest"],
		permissions: READS
	},
	report: {
		inputs: only(...PLACE, ...SUBJECT, ...PUBLISHING, "recordPath", "recordDigest"),
		outputs: VERDICT,
		permissions: {
			...READS,
			...COMMENTS
		}
	},
	accept: {
		inputs: only(...PLACE, ...ACCEPTING).extend({ githubToken: githubToken.describe("Looks up who gives a command, answers it, and commits. Default: the token of the job.") }),
		outputs: ["baseline-path", "commit-sha"],
		permissions: {
			"actions: read": "to fetch the proposed baseline from the artifacts of the run that proposed it",
			"contents: write": "to commit, with `commit: true`; otherwise `contents: read`, to check out",
			"pull-requests: write": "to answer the command"
		}
	},
	plan: {
		inputs: planInputs,
		outputs: [
			"needed",
			"packages",
			"reason"
		],
		permissions: READS
	}
};
const nameOf = (action) => action === "check" ? "lddpr-action" : `lddpr-action/${action}`;
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
		reason: "`GITHUB_SHA` is a merge or the base branch",
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
		reason: "a group joins several pull requests: no comment",
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
		reason: "the change is everything since the last push; a new branch has none",
		read: (payload) => {
			const { before } = object({ before: string().default("") }).parse(payload);
			return { baseSha: NOTHING.test(before) ? "" : before };
		}
	},
	{
		events: ["issue_comment"],
		head: "that of the report",
		base: "none",
		reason: "`GITHUB_SHA` is the default branch",
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
		reason: "the other run says its head, and its pull request unless that is a fork's",
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
async function readPayload(env) {
	const file = env.GITHUB_EVENT_PATH;
	if (!file) return {};
	try {
		return JSON.parse(await readFile(file, "utf8"));
	} catch (error) {
		throw new ExpectedError(`cannot read the event's payload ${file}: ${reason(error)}`);
	}
}
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
		...readFacts(name, payload, {
			repository,
			sha
		}),
		runId,
		runAttempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
		runUrl: `${env.GITHUB_SERVER_URL ?? "https://github.com"}/${repository}/actions/runs/${runId}`,
		apiUrl: env.GITHUB_API_URL ?? ""
	};
}
function readFacts(name, payload, env) {
	const row = EVENTS.find(({ events }) => events.includes(name));
	try {
		return row?.read(payload, env) ?? {};
	} catch (error) {
		if (!(error instanceof ZodError)) throw error;
		throw new ExpectedError(`the payload of the event ${name}: ${explain(error)}`);
	}
}
// src/github/run/inputs.ts
const OWN = {
	cwd: { name: "working-directory" },
	timeout: {
		name: "timeout-minutes",
		text: "The most that all scenarios together may take, such as `90s` or `10m`. A number alone counts minutes.",
		standard: "10"
	}
};
const TERMINAL_ONLY = ["noInstall"];
const spell = (name) => OWN[name]?.name ?? kebab(name);
function inputsIn(schema) {
	const standards = schema.parse({});
	return Object.entries(schema.shape).filter(([name]) => !TERMINAL_ONLY.includes(name)).map(([name, field]) => ({
		name: spell(name),
		text: describeInput(field, spell),
		standard: String(standards[name] ?? ""),
		...OWN[name]
	}));
}
const inWorkflows = runInputs.extend({ timeout: duration("m").default(600) });
const ANYWHERE = [
	runInputs,
	actionInputs,
	planInputs
].flatMap((schema) => namesIn(schema));
function namesIn(schema) {
	return inputsIn(schema).map(({ name }) => name);
}
function refuseMisspelled(env, schema) {
	const given = Object.keys(env).filter((name) => env[name] && name.startsWith("INPUT_"));
	for (const name of given.map((each) => each.slice(6).toLowerCase())) {
		const meant = ANYWHERE.includes(name) ? "" : didYouMean(name, namesIn(schema));
		if (meant) throw new ExpectedError(`unknown input '${name}'${meant}`);
	}
}
const givenOf = (schema, getInput) => Object.fromEntries(Object.keys(schema.shape).map((name) => [name, getInput(spell(name))]).filter(([, value]) => value !== ""));
function readInputs(schema, getInput) {
	const given = givenOf(schema, getInput);
	return {
		run: parseInputs(inWorkflows, given),
		action: parseInputs(actionInputs, given)
	};
}
// src/github/run/refuse.ts
const RUNS_PACKAGES = ["check", "record"];
const PRIVILEGED = ["pull_request_target", "workflow_run"];
const DECISIONS = ["workflow_dispatch", "issue_comment"];
const runsPackages = ({ action }) => RUNS_PACKAGES.includes(action);
const isPrivileged = ({ event }) => PRIVILEGED.includes(event.name);
function isTheChange({ event, checkedOut }) {
	if (!checkedOut) return false;
	return [checkedOut.sha, ...checkedOut.parents.slice(1)].some((sha) => sha === event.headSha || event.mergeSha !== "" && sha === event.mergeSha);
}
const REFUSALS = [
	{
		id: "comment-runs-nothing",
		what: "any action but `accept/` on `issue_comment`",
		reason: "anybody can comment, and the job has the secrets of the repository",
		applies: ({ action, event }) => event.name === "issue_comment" && action !== "accept",
		sentence: ({ action }) => `${nameOf(action)} is not for the event issue_comment, which anybody can cause: use lddpr-action/accept there, and pull_request for the check`
	},
	{
		id: "acceptance-is-a-decision",
		what: "`accept/` on any event but `workflow_dispatch` and `issue_comment`",
		reason: "a baseline that accepts itself guards nothing",
		applies: ({ action, event }) => action === "accept" && !DECISIONS.includes(event.name),
		sentence: ({ event }) => `lddpr-action/accept is not for the event ${event.name}: accepting is somebody's decision, so start it by ${DECISIONS.join(" or ")}`
	},
	{
		id: "fork-on-own-machine",
		what: "measuring a fork's pull request on a runner that GitHub does not host, without `allow-fork-pr: true`",
		reason: "a fork's packages could stay on a machine that other jobs use",
		applies: (situation) => runsPackages(situation) && situation.event.isFork && !situation.hosted && !situation.allowForkPr,
		sentence: () => "this pull request comes from a fork and would run its packages on a runner that is not hosted by GitHub: use a hosted runner, or say allow-fork-pr: true if the runner is made for one job and thrown away"
	},
	{
		id: "fork-with-secrets",
		what: "measuring a fork's pull request on `pull_request_target` or `workflow_run`, whatever the inputs",
		reason: "code of a fork beside a token that may write can take over a repository",
		applies: (situation) => runsPackages(situation) && isPrivileged(situation) && situation.event.isFork,
		sentence: ({ event }) => `the event ${event.name} has the secrets of this repository, and this pull request comes from a fork, whose packages must not run beside them: measure on the event pull_request, and judge its record with lddpr-action/report`
	},
	{
		id: "another-commit",
		what: "measuring on `pull_request_target` or `workflow_run` what is not the head of the change, or its merge",
		reason: "both events check out the default branch: its match would pass for that of the change",
		applies: (situation) => runsPackages(situation) && isPrivileged(situation) && situation.checkedOut !== void 0 && !isTheChange(situation),
		sentence: ({ event, checkedOut }) => `the event ${event.name} is about commit ${event.headSha.slice(0, 9)}, and the workspace has ${checkedOut?.sha.slice(0, 9) ?? "no commit that git can tell"}: check out that commit, or use the event pull_request`
	}
];
function refuse(situation) {
	return REFUSALS.find(({ applies }) => applies(situation))?.sentence(situation) ?? null;
}
const needsCommit = ({ action, event }) => RUNS_PACKAGES.includes(action) && PRIVILEGED.includes(event.name);
// src/github/run/workspace.ts
const isHosted = (env) => env.RUNNER_ENVIRONMENT === "github-hosted";
const workspaceOf = (env) => resolve(env.GITHUB_WORKSPACE || ".");
const confinePath = (path, input, env) => within(path, input, [workspaceOf(env), ...env.RUNNER_TEMP ? [env.RUNNER_TEMP] : []], "the workspace or in RUNNER_TEMP");
function pathInRepository(path, env) {
	const from = relative(workspaceOf(env), path);
	return from.startsWith("..") || isAbsolute(from) ? null : from.split(sep).join("/");
}
function chooseRepository({ event, hosted, allowForkPr, token }, env) {
	const workspace = workspaceOf(env);
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
// src/github/run/core.ts
const core = {
	endGroup,
	error,
	getInput,
	info,
	setOutput,
	startGroup,
	summary,
	warning
};
// src/github/run/runner.ts
function runnerOf(core, env, clock) {
	const warn = (message, place) => core.warning(lines(message).join("\n"), inertPlace(place));
	return {
		env,
		clock,
		getInput: (name) => core.getInput(name),
		say: (message) => core.info(inert(message)),
		warn,
		fail: (message, place) => core.error(lines(message).join("\n"), inertPlace(place)),
		async group(name, work) {
			core.startGroup(name);
			try {
				return await work();
			} finally {
				core.endGroup();
			}
		},
		setOutputs(values) {
			for (const [name, value] of Object.entries(values)) core.setOutput(name, value);
		},
		async writeSummary(text) {
			await core.summary.addRaw(text).write();
		},
		async attempt(what, work) {
			try {
				await work();
			} catch (error) {
				warn(`${what} could not be written: ${reason(error)}`);
			}
		}
	};
}
const lines = (text) => hide(text).split(/\r\n|[\r\n\u2028\u2029]/).map((line) => printable(line).replaceAll("##[", "## ["));
const inert = (text) => lines(text).map((line) => `| ${line}`).join("\n");
const inertPlace = (place) => place && {
	...place,
	title: lines(place.title).join(" "),
	file: lines(place.file).join(" ")
};
export { isHosted as a, refuse as c, refuseMisspelled as d, spell as f, nameOf as g, CONTRACTS as h, confinePath as i, givenOf as l, readPayload as m, core as n, pathInRepository as o, readEvent as p, chooseRepository as r, needsCommit as s, runnerOf as t, readInputs as u };
