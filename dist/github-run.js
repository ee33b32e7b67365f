import { F as didYouMean, M as hide, O as explain, V as ExpectedError, g as within, l as printable, w as reason } from "./lib.js";
import { I as actionInputs, L as describeInput, R as duration, U as runInputs, V as parseInputs, z as kebab } from "./model.js";
import { c as int, f as object, g as string, i as array, x as ZodError } from "./zod.js";
import { a as info, c as startGroup, i as getState, l as warning, n as error, o as saveState, r as getInput, s as setOutput, t as endGroup, u as summary } from "./core.js";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { readFile } from "node:fs/promises";
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
// src/github/run/uses.ts
const MEASURING = ["check", "record"];
const JUDGING = ["check", "report"];
const NOT_ACCEPT = [
	"check",
	"record",
	"report"
];
const USES = [
	{
		input: "record-path",
		modes: ["record", "report"],
		otherwise: "refused",
		because: "a record is written by mode record and judged by mode report"
	},
	{
		input: "record-digest",
		modes: ["report"],
		otherwise: "refused",
		because: "only mode report judges what another job has recorded"
	},
	...[
		"pending-path",
		"reason",
		"accept-violation",
		"shrink",
		"commit"
	].map((input) => ({
		input,
		modes: ["accept"],
		otherwise: "refused",
		because: "only mode accept accepts anything"
	})),
	...["allow-fork-pr", "timeout-minutes"].map((input) => ({
		input,
		modes: MEASURING,
		otherwise: "ignored",
		because: "nothing is measured in it"
	})),
	...[
		"python",
		"manifest",
		"extra",
		"group",
		"framework",
		"allow-version-mismatch",
		"install",
		"torch-build",
		"torch-index",
		"suite",
		"devices",
		"accelerator",
		"class"
	].map((input) => ({
		input,
		modes: NOT_ACCEPT,
		otherwise: "ignored",
		because: "what is accepted was measured before"
	})),
	{
		input: "base-python",
		modes: MEASURING,
		otherwise: "ignored",
		because: "nothing is measured in it"
	},
	...["compare-with", "base"].map((input) => ({
		input,
		modes: NOT_ACCEPT,
		otherwise: "ignored",
		because: "nothing is compared in it"
	})),
	...[
		"fail-on",
		"comment",
		"comment-id",
		"check-run"
	].map((input) => ({
		input,
		modes: JUDGING,
		otherwise: "ignored",
		because: "nothing is judged in it"
	}))
];
// src/github/run/inputs.ts
const OWN = {
	cwd: { name: "working-directory" },
	timeout: {
		name: "timeout-minutes",
		text: "How long all scenarios together may take, such as `90s` or `10m`. A number alone counts minutes.",
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
function unknownInputs(env, ...schemas) {
	const known = schemas.flatMap((schema) => inputsIn(schema).map(({ name }) => name));
	return Object.keys(env).filter((name) => env[name] && name.startsWith("INPUT_")).map((name) => name.slice(6).toLowerCase()).filter((name) => !known.includes(name)).map((name) => {
		const meant = didYouMean(name, known);
		if (meant) throw new ExpectedError(`unknown input '${name}'${meant}`);
		return `this action has no input '${name}'`;
	});
}
function readInputs(getInput) {
	const given = (schema) => Object.fromEntries(Object.keys(schema.shape).filter((name) => !TERMINAL_ONLY.includes(name)).map((name) => [name, getInput(spell(name))]).filter(([, value]) => value !== ""));
	const inputs = {
		run: parseInputs(inWorkflows, given(runInputs)),
		action: parseInputs(actionInputs, given(actionInputs))
	};
	const { mode } = inputs.action;
	const idle = USES.filter(({ input, modes }) => getInput(input) && !modes.includes(mode));
	const refused = idle.find(({ otherwise }) => otherwise === "refused");
	if (refused) throw new ExpectedError(`${refused.input}: expected nothing in mode ${mode}, found ${JSON.stringify(getInput(refused.input))}: ${refused.because}`);
	return {
		...inputs,
		ignored: idle.map(({ input, because }) => `${input} does nothing in mode ${mode}: ${because}`)
	};
}
// src/github/run/refuse.ts
const RUNS_PACKAGES = ["check", "record"];
const PRIVILEGED = ["pull_request_target", "workflow_run"];
const DECISIONS = ["workflow_dispatch", "issue_comment"];
const runsPackages = ({ mode }) => RUNS_PACKAGES.includes(mode);
const isPrivileged = ({ event }) => PRIVILEGED.includes(event.name);
function isTheChange({ event, checkedOut }) {
	if (!checkedOut) return false;
	return [checkedOut.sha, ...checkedOut.parents.slice(1)].some((sha) => sha === event.headSha || event.mergeSha !== "" && sha === event.mergeSha);
}
const REFUSALS = [
	{
		id: "comment-runs-nothing",
		what: "any mode but `accept` on `issue_comment`",
		reason: "anybody can comment, and the job has the secrets of the repository",
		applies: ({ mode, event }) => event.name === "issue_comment" && mode !== "accept",
		sentence: ({ mode }) => `mode ${mode} is not for the event issue_comment, which anybody can cause: use mode accept there, and pull_request for the check`
	},
	{
		id: "acceptance-is-a-decision",
		what: "`accept` on any event but `workflow_dispatch` and `issue_comment`",
		reason: "a baseline that every pull request accepts by itself guards nothing",
		applies: ({ mode, event }) => mode === "accept" && !DECISIONS.includes(event.name),
		sentence: ({ event }) => `mode accept is not for the event ${event.name}: accepting is somebody's decision, so start it by ${DECISIONS.join(" or ")}`
	},
	{
		id: "fork-on-own-machine",
		what: "measuring a fork's pull request on a runner that GitHub does not host, without `allow-fork-pr: true`",
		reason: "a fork's packages could stay on a machine that other jobs use: GitHub advises against it as well",
		applies: (situation) => runsPackages(situation) && situation.event.isFork && !situation.hosted && !situation.allowForkPr,
		sentence: () => "this pull request comes from a fork and would run its packages on a runner that is not hosted by GitHub: use a hosted runner, or say allow-fork-pr: true if the runner is made for one job and thrown away"
	},
	{
		id: "fork-with-secrets",
		what: "measuring a fork's pull request on `pull_request_target` or `workflow_run`",
		reason: "code of a fork beside a token that may write is how repositories are taken over; no input lifts this",
		applies: (situation) => runsPackages(situation) && isPrivileged(situation) && situation.event.isFork,
		sentence: ({ event }) => `the event ${event.name} has the secrets of this repository, and this pull request comes from a fork, whose packages must not run beside them: measure on the event pull_request, and judge its record with mode report`
	},
	{
		id: "another-commit",
		what: "measuring on `pull_request_target` or `workflow_run` what is not the head of the change, or its merge",
		reason: "both events check out the default branch unless told otherwise: its match would pass for that of the change",
		applies: (situation) => runsPackages(situation) && isPrivileged(situation) && situation.checkedOut !== void 0 && !isTheChange(situation),
		sentence: ({ event, checkedOut }) => `the event ${event.name} is about commit ${event.headSha.slice(0, 9)}, and the workspace has ${checkedOut?.sha.slice(0, 9) ?? "no commit that git can tell"}: check out that commit, or use the event pull_request`
	}
];
function refuse(situation) {
	return REFUSALS.find(({ applies }) => applies(situation))?.sentence(situation) ?? null;
}
const needsCommit = ({ mode, event }) => RUNS_PACKAGES.includes(mode) && PRIVILEGED.includes(event.name);
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
	getState,
	info,
	saveState,
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
		getState: (name) => core.getState(name),
		saveState: (name, value) => core.saveState(name, value),
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
export { isHosted as a, refuse as c, unknownInputs as d, readEvent as f, confinePath as i, readInputs as l, core as n, pathInRepository as o, readPayload as p, chooseRepository as r, needsCommit as s, runnerOf as t, spell as u };
