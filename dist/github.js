import { i as __toESM } from "./rolldown-runtime.js";
import { B as ExpectedError, D as writeAtomically, G as interruption, N as hide, T as reason, U as wrongInput, y as parseJson } from "./lib.js";
import { D as pendingSchema, gt as titleOf, mt as exitCode, pt as VERDICTS } from "./model.js";
import { f as object, g as string, i as array, m as record, v as union, y as unknown } from "./zod.js";
import { o as pathInRepository } from "./github-run.js";
import { t as Repository } from "./pins.js";
import { t as require_dist } from "./yaml.js";
import { B as canonical, F as reasonProblem, I as baselineFile, L as intact, V as shortDigest, b as workingTree, y as findPlace } from "./change.js";
import { t as REPOSITORY } from "./owner.js";
import { g as claimDirectory } from "./pipeline.js";
import { S as lightnings, a as markdown, c as headlineOf, d as ANYBODY, l as isHeadingOf, s as terminal, w as withStatus } from "./judge.js";
import { t as getOctokit } from "./octokit.js";
import { setTimeout } from "node:timers/promises";
import { join, posix, resolve } from "node:path";
import { readdir, rm } from "node:fs/promises";
import { createHash } from "node:crypto";
// src/github/client/retry.ts
const ATTEMPTS = 7;
const FIRST_PAUSE = .5;
const MAX_LIMIT_SECONDS = 300;
const MAX_TROUBLE_SECONDS = 40;
const LIMIT_PAUSE = 60;
const REAL = {
	now: Date.now,
	sleep: (milliseconds) => setTimeout(milliseconds, void 0, { signal: interruption })
};
const isHttpError = (error) => error instanceof Error && typeof error.status === "number";
var Patience = class {
	#say;
	#clock;
	#left = {
		limit: MAX_LIMIT_SECONDS,
		trouble: MAX_TROUBLE_SECONDS
	};
	constructor(say, clock = REAL) {
		this.#say = say;
		this.#clock = clock;
	}
	async after(error, attempt) {
		interruption.throwIfAborted();
		const wait = waitFor(error, attempt, this.#clock.now());
		if (!wait || attempt >= ATTEMPTS) throw error;
		const { seconds, why } = wait;
		const message = describeFailure(error);
		if (seconds > this.#left[why]) {
			this.#say(`${message}; given up: that would be ${seconds} s, and ${this.#left[why]} s are left`);
			throw error;
		}
		this.#left[why] -= seconds;
		this.#say(`${message}; again in ${seconds} s`);
		await this.#clock.sleep(seconds * 1e3);
	}
};
function waitFor(error, attempt, now) {
	if (!isHttpError(error)) return null;
	const growth = 2 ** (attempt - 1);
	if (isRateLimit(error)) return {
		seconds: readWait(error, now) ?? LIMIT_PAUSE * growth,
		why: "limit"
	};
	return error.status >= 500 || error.status === 408 || error.status === 409 ? {
		seconds: FIRST_PAUSE * growth,
		why: "trouble"
	} : null;
}
function isRateLimit({ status, message, response }) {
	if (status === 429) return true;
	if (status !== 403) return false;
	const headers = response?.headers ?? {};
	const spent = headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0";
	return /rate limit|abuse/i.test(message) || spent && !/not accessible/i.test(message);
}
function readWait({ response }, now) {
	const headers = response?.headers ?? {};
	const after = Number(headers["retry-after"] ?? NaN);
	if (Number.isFinite(after)) return Math.max(0, after);
	const date = Date.parse(String(headers["retry-after"]));
	const reset = Number(headers["x-ratelimit-reset"] ?? NaN) * 1e3;
	const until = Number.isFinite(date) ? date : headers["x-ratelimit-remaining"] === "0" ? reset : NaN;
	return Number.isFinite(until) ? Math.max(1, Math.ceil((until - now) / 1e3)) : null;
}
function describeFailure(error) {
	const [line = ""] = hide(error instanceof Error ? error.message : String(error)).trim().split(/[\r\n]/);
	const status = isHttpError(error) ? error.status : "";
	if (!line || line.startsWith("<")) return `GitHub answered ${status}`;
	return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
// src/github/client/api.ts
const SECONDS_FOR_ANSWER = 20;
function connect(token, { owner, repo, apiUrl }, { say, clock }, { seconds = SECONDS_FOR_ANSWER } = {}) {
	const patience = new Patience(say, clock);
	const octokit = getOctokit(token, apiUrl ? { baseUrl: apiUrl } : {});
	octokit.hook.wrap("request", async (request, given) => {
		for (let attempt = 1;; attempt++) try {
			const time = AbortSignal.timeout(seconds * 1e3);
			given.request.signal = AbortSignal.any([time, interruption]);
			const answer = await request(given);
			if (answer.status !== 204 && typeof answer.data !== "object") throw new CutOff();
			return answer;
		} catch (error) {
			if (!isRead(given)) throw error;
			await patience.after(error, attempt);
		}
	});
	return {
		octokit,
		patience,
		owner,
		repo
	};
}
const isRead = ({ method, url, query }) => method === "GET" || url.endsWith("/graphql") && !/^\s*mutation\b/.test(String(query));
var CutOff = class extends Error {
	status = 500;
	constructor() {
		super("GitHub's answer was cut off");
	}
};
async function everyPage(ask) {
	const all = [];
	for (let page = 1;; page++) {
		const { data, headers } = await ask(page);
		all.push(...data);
		if (!headers.link?.includes("rel=\"next\"")) return all;
	}
}
// src/github/comment/hidden-state.ts
const marker = (id) => `<!-- lddpr-action:${id} -->`;
const textDigest = (report) => createHash("sha256").update(report).digest("hex").slice(0, 16);
function hiddenLines(id, state) {
	const { runId, runAttempt, sha, digest, class: className, verdict, text } = state;
	const words = Object.entries({
		run: runId,
		attempt: runAttempt,
		sha,
		digest,
		class: className,
		verdict,
		text
	}).filter(([, value]) => /^\w[\w.]*(-\w+)*$/.test(String(value ?? ""))).map(([name, value]) => `${name}:${value}`);
	return `${marker(id)}\n<!-- ${words.join(" ")} -->\n`;
}
function readState(body) {
	const head = /^<!-- lddpr-action:([\w.-]+) -->(?:\r?\n<!-- ([^>\r\n]*) -->)?/.exec(body);
	const id = head?.[1];
	if (id === void 0) return null;
	const words = (head?.[2] ?? "").split(" ").map((word) => word.split(":", 2));
	const textOf = (name) => words.find(([key]) => key === name)?.[1] ?? "";
	return {
		id,
		runId: numberOf(textOf("run")),
		runAttempt: numberOf(textOf("attempt")),
		sha: textOf("sha"),
		digest: /^[0-9a-f]{64}$/.test(textOf("digest")) ? textOf("digest") : null,
		class: textOf("class") || null,
		verdict: VERDICTS.find(({ name }) => name === textOf("verdict"))?.name ?? null,
		text: textOf("text")
	};
}
const numberOf = (text) => /^\d{1,15}$/.test(text) ? Number(text) : 0;
const severity = (verdict) => VERDICTS.map(({ name }) => name).toReversed().indexOf(verdict ?? "match");
function isNewer(one, other) {
	const order = compareRuns(one, other) || severity(one.verdict) - severity(other.verdict);
	return order > 0 || order === 0 && one.text > other.text;
}
const compareRuns = (one, other) => one.runId - other.runId || one.runAttempt - other.runAttempt;
const isLater = (one, other) => compareRuns(one, other) > 0;
const isSameRun = (one, other) => compareRuns(one, other) === 0;
// src/github/comment/claims.ts
function checkClaims(api, own) {
	const { state: mine, pullRequest } = own;
	const findRun = once((id) => readRun(api, id));
	const findHead = once((number) => readHead(api, number));
	return async ({ body, state: claim }) => {
		if (isSameRun(claim, mine)) return showsItsVerdict(body, claim) ? null : "it shows another verdict than it names";
		if (!isLater(claim, mine)) return null;
		const ours = await findRun(mine.runId);
		const theirs = ours && await findRun(claim.runId);
		if (ours && theirs !== void 0) {
			const doubt = doubtAboutRun(claim, theirs, ours, pullRequest);
			if (doubt !== void 0) return doubt;
		}
		const current = await findHead(pullRequest);
		return claim.sha === current && (theirs || mine.sha !== current) ? null : "GitHub does not confirm that it is a newer run on this pull request";
	};
}
function doubtAboutRun(claim, theirs, ours, pullRequest) {
	if (!theirs) return "there is no such run";
	if (theirs.repository.id !== ours.repository.id) return "that run is of another repository";
	if (theirs.workflow_id !== ours.workflow_id) return "that run is of another workflow";
	if ((theirs.run_attempt ?? 1) < claim.runAttempt) return "that run has no such attempt";
	const listed = theirs.pull_requests ?? [];
	if (listed.length > 0 && listed.every(({ number }) => number !== pullRequest) || branchOf(theirs) !== branchOf(ours)) return "that run is of another pull request";
	return theirs.event.startsWith("pull_request") ? null : void 0;
}
const branchOf = (run) => `${run.head_repository?.id} ${run.head_branch}`;
async function readRun({ octokit, owner, repo }, run_id) {
	try {
		return (await octokit.rest.actions.getWorkflowRun({
			owner,
			repo,
			run_id
		})).data;
	} catch (error) {
		return isHttpError(error) && error.status === 404 ? null : void 0;
	}
}
async function readHead({ octokit, owner, repo }, pull_number) {
	return (await octokit.rest.pulls.get({
		owner,
		repo,
		pull_number
	}).catch(() => null))?.data.head.sha ?? null;
}
function showsItsVerdict(body, { verdict }) {
	const [, , first] = body.split(/\r?\n/).filter(Boolean);
	return verdict !== null && isHeadingOf(first ?? "", verdict);
}
function once(ask) {
	const answers = new Map();
	return (key) => {
		const answer = answers.get(key) ?? ask(key);
		answers.set(key, answer);
		return answer;
	};
}
// src/github/comment/next-move.ts
function nextMove(mine, seen, overwritten, mayCreate) {
	const [stays, ...others] = [...seen].sort((a, b) => a.number - b.number);
	if (!stays) return mayCreate ? {
		kind: "create",
		body: mine.body
	} : {
		kind: "done",
		comment: null
	};
	const newest = [...seen, ...overwritten].reduce(newerOf, mine);
	if (isNewer(newest.state, stays.state)) return {
		kind: "update",
		comment: stays,
		body: newest.body
	};
	const [other] = others;
	return other ? {
		kind: "delete",
		comment: other
	} : {
		kind: "done",
		comment: stays
	};
}
const newerOf = (a, b) => isNewer(b.state, a.state) ? b : a;
function parseComment(body, id) {
	const state = readState(body ?? "");
	return state?.id === id ? [{
		body: body ?? "",
		state
	}] : [];
}
const isSibling = (mine, other) => isSameRun(mine, other) && mine.text !== other.text;
// src/github/comment/place.ts
const MAX_MOVES = 40;
const MAX_GONE = 3;
const BOT = "github-actions[bot]";
async function placeComment(api, wanted) {
	const mayCreate = wanted.when === "always" || !wanted.isQuiet;
	const done = new Set();
	let login = await findOwnLogin(api);
	let siblings = false;
	const doubts = new Set();
	const findDoubt = checkClaims(api, wanted);
	const demote = (texts) => demoteDoubtful(texts, findDoubt, doubts);
	const failures = {
		create: 0,
		update: 0,
		delete: 0
	};
	const gone = [];
	for (let moves = 0; moves < MAX_MOVES; moves++) {
		const seen = await demote(await listOwnComments(api, wanted, login));
		const overwritten = done.has("update") ? await demote(await readHistory(api, seen[0], wanted.id)) : [];
		siblings ||= [...seen, ...overwritten].some(({ state }) => isSibling(wanted.state, state));
		const move = nextMove(wanted, seen, overwritten, mayCreate);
		if (move.kind === "done") return describeOutcome(wanted, move.comment, done, {
			siblings,
			doubts
		});
		try {
			done.add(move.kind);
			login = await performMove(api, wanted, move) ?? login;
			failures[move.kind] = 0;
		} catch (error) {
			const number = isGone(error) && move.kind !== "create" ? move.comment.number : null;
			if (number === null || gone.filter((each) => each === number).length === MAX_GONE) await api.patience.after(error, ++failures[move.kind]);
			else gone.push(number);
		}
	}
	throw new Error("other jobs keep changing the comment: give each its own comment-id");
}
function demoteDoubtful(texts, findDoubt, doubts) {
	return Promise.all(texts.map(async (each) => {
		const why = await findDoubt(each);
		if (why === null) return each;
		doubts.add(`a comment in the name of run ${each.state.runId} is not believed: ${why}`);
		return {
			...each,
			state: {
				...each.state,
				runId: 0,
				runAttempt: 0
			}
		};
	}));
}
const isGone = (error) => isHttpError(error) && error.status === 404;
async function performMove({ octokit, owner, repo }, { pullRequest }, move) {
	const { issues } = octokit.rest;
	if (move.kind === "create") {
		const where = {
			owner,
			repo,
			issue_number: pullRequest
		};
		const { data } = await issues.createComment({
			...where,
			body: move.body
		});
		return data.user?.login;
	}
	const where = {
		owner,
		repo,
		comment_id: move.comment.number
	};
	if (move.kind === "update") await issues.updateComment({
		...where,
		body: move.body
	});
	else await issues.deleteComment(where);
}
function describeOutcome({ state, id }, comment, done, { siblings, doubts }) {
	if (!comment) return {
		url: null,
		line: "no comment: nothing has changed, and there is none to update",
		warnings: []
	};
	const { url, state: shown } = comment;
	const warnings = siblings ? [...doubts, `another job of this run writes the same comment, which shows the more severe verdict: give each job its own comment-id (this one has ${id})`] : [...doubts];
	const what = done.has("create") ? "commented" : "comment updated";
	return {
		url,
		line: isSameRun(shown, state) ? `${what}: ${url}` : `the comment is left alone: a newer run (${shown.runId}) has written it: ${url}`,
		warnings
	};
}
async function listOwnComments(api, { pullRequest, id }, login) {
	const { octokit, owner, repo } = api;
	const where = {
		owner,
		repo,
		issue_number: pullRequest,
		per_page: 100
	};
	return (await everyPage((page) => octokit.rest.issues.listComments({
		...where,
		page
	}))).filter(({ user }) => user?.login === login).flatMap(({ id: number, node_id: node, html_url: url, body }) => parseComment(body, id).map((each) => ({
		...each,
		number,
		node,
		url
	}))).sort((a, b) => a.number - b.number);
}
const HISTORY = `query($id: ID!) {
  node(id: $id) { ... on IssueComment { userContentEdits(first: 20) { nodes { diff } } } }
}`;
async function readHistory({ octokit }, comment, id) {
	if (!comment) return [];
	try {
		const { node } = await octokit.graphql(HISTORY, { id: comment.node });
		return (node?.userContentEdits?.nodes ?? []).flatMap(({ diff }) => parseComment(diff, id));
	} catch {
		return [];
	}
}
async function findOwnLogin({ octokit }) {
	try {
		const { viewer } = await octokit.graphql("{ viewer { login } }");
		return viewer.login;
	} catch {
		return BOT;
	}
}
// src/github/accept/answer.ts
async function reply(api, { issue, comment }, text, runner) {
	const { octokit, owner, repo } = api;
	const mark = `<!-- lddpr-answer:${comment} -->`;
	const body = `${mark}\n${hide(text)}\n`;
	const where = {
		owner,
		repo,
		issue_number: issue
	};
	const { issues } = octokit.rest;
	await insist(api, runner, async () => {
		const login = await findOwnLogin(api);
		const known = (await everyPage((page) => issues.listComments({
			...where,
			per_page: 100,
			page
		}))).find((each) => each.user?.login === login && each.body?.split(/\r?\n/)[0] === mark);
		if (known) await issues.updateComment({
			owner,
			repo,
			comment_id: known.id,
			body
		});
		else await issues.createComment({
			...where,
			body
		});
	});
}
async function giveThumbsDown(api, { comment }, runner) {
	const { octokit, owner, repo } = api;
	await insist(api, runner, async () => {
		await octokit.rest.reactions.createForIssueComment({
			owner,
			repo,
			comment_id: comment,
			content: "-1"
		});
	});
}
async function insist({ patience }, { warn }, work) {
	try {
		for (let failures = 0, done = false; !done;) try {
			await work();
			done = true;
		} catch (error) {
			await patience.after(error, ++failures);
		}
	} catch (error) {
		warn(`the command could not be answered: ${describeFailure(error)}\nThe job needs \`pull-requests: write\`.`);
	}
}
function fence(text) {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const marks = "`".repeat(longest + 1);
	return `${marks}\n${text.replaceAll("<!--", "<! --")}\n${marks}`;
}
// src/github/accept/artifact.ts
const MAX_ARTIFACT_BYTES = 33554432;
const MAX_ARTIFACTS = 20;
const MAX_PENDING_BYTES = 131072;
const MAX_ENTRIES = 100;
async function findPending({ octokit, owner, repo }, run, digest, runner) {
	const { actions } = octokit.rest;
	const where = {
		owner,
		repo
	};
	const usable = (await everyPage(async (page) => {
		const asked = {
			...where,
			run_id: run,
			per_page: 100,
			page
		};
		const { data, headers } = await actions.listWorkflowRunArtifacts(asked);
		return {
			data: data.artifacts,
			headers
		};
	})).filter(({ expired, size_in_bytes: size }) => !expired && size <= MAX_ARTIFACT_BYTES).sort((a, b) => Number(b.name.includes("lddpr")) - Number(a.name.includes("lddpr"))).slice(0, MAX_ARTIFACTS);
	for (const { id, name } of usable) {
		const { data: archive } = await actions.downloadArtifact({
			...where,
			artifact_id: id,
			archive_format: "zip"
		});
		for (const text of await unpackPending(archive, name, runner)) {
			if (!text.includes(`"${digest}"`) || !/"kind":\s*"pending"/.test(text)) continue;
			const source = `the pending baseline in the artifact ${JSON.stringify(name)}`;
			const pending = intact(parseJson(pendingSchema, text, source), source);
			if (pending.digest === digest) return pending;
		}
	}
	throw new ExpectedError(`none of the ${usable.length} artifacts of run ${run} has this pending baseline: the workflow must upload the report directory with actions/upload-artifact, and artifacts expire`);
}
async function unpackPending(archive, name, { say }) {
	const { strFromU8, unzipSync } = await import("./fflate.js");
	let entries = 0;
	try {
		const files = unzipSync(new Uint8Array(archive), { filter: ({ name: path, originalSize }) => /(^|\/)[a-z0-9-]+\.json$/.test(path) && originalSize <= MAX_PENDING_BYTES && ++entries <= MAX_ENTRIES });
		return Object.values(files).map((content) => strFromU8(content));
	} catch (error) {
		say(`the artifact ${JSON.stringify(name)} cannot be unpacked: ${error.message}`);
		return [];
	}
}
// src/github/accept/command.ts
const MAX_REASON = 500;
const USAGE = "expected one line such as `/lddpr accept 0123456789abcdef -- Lightning 2.7 seeds its workers otherwise`, with `--accept-violation CHECK` before the dashes for each check that may fail, and `--shrink` if it may have less than the committed one";
function readCommand(comment) {
	const [line, ...others] = outsideFences(comment).filter((line) => /^\/lddpr(\s|$)/.test(line));
	if (line === void 0) return null;
	if (others.length) return "expected one command in a comment, found several";
	const [, options = "", reason = ""] = /^\/lddpr\s+accept\s(.*?)\s--\s+(.*)$/.exec(line) ?? [];
	const [digest = "", ...flags] = options.trim().split(/\s+/);
	if (/^[0-9a-f]+$/.test(digest) && digest.length < 16) return `expected 16 digits of the digest, found ${digest.length}: copy them from the end of the report`;
	const { violations, shrink, rest } = readFlags(flags);
	const wellFormed = /^[0-9a-f]{1,64}$/.test(digest) && rest.length === 0;
	const words = reason.replace(/\p{C}+/gu, " ").trim();
	if (!wellFormed || !words) return USAGE;
	const problem = reasonProblem(words);
	if (problem) return `expected why this baseline is right after the dashes, in your own words, ${problem}`;
	if (words.length > MAX_REASON) return `expected a reason of at most ${MAX_REASON} characters, found ${words.length}`;
	return {
		digest,
		violations,
		shrink,
		reason: words
	};
}
function readFlags(words) {
	const violations = [];
	let rest = words;
	let shrink = false;
	for (;;) {
		const [word, check = ""] = rest;
		if (word === "--shrink" && !shrink) shrink = true;
		else if (word === "--accept-violation" && /^[a-z0-9][a-z0-9-]{0,63}$/.test(check)) violations.push(check);
		else return {
			violations,
			shrink,
			rest
		};
		rest = rest.slice(word === "--shrink" ? 1 : 2);
	}
}
function outsideFences(text) {
	let fence = "";
	return text.split(/\r\n|[\r\n]/).filter((line) => {
		const [, marks = "", rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line) ?? [];
		if (fence) {
			if (marks.startsWith(fence) && !rest.trim()) fence = "";
			return false;
		}
		fence = marks;
		return !fence;
	});
}
// src/github/accept/commit.ts
const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } }
}`;
async function commitTo({ octokit, owner, repo }, { ref, head }, files, message) {
	const additions = files.map(({ path, text }) => ({
		path,
		contents: Buffer.from(text).toString("base64")
	}));
	const input = {
		branch: {
			repositoryNameWithOwner: `${owner}/${repo}`,
			branchName: ref
		},
		expectedHeadOid: head,
		fileChanges: { additions },
		message
	};
	try {
		const { createCommitOnBranch } = await octokit.graphql(MUTATION, { input });
		const { oid, url } = createCommitOnBranch.commit;
		return {
			sha: oid,
			url
		};
	} catch (error) {
		if (isHttpError(error) && error.status >= 500) throw new ExpectedError(`GitHub did not say whether it has committed the baseline to ${ref} (${describeFailure(error)}): look at the branch`);
		throw new ExpectedError(`the baseline could not be committed to ${ref}: ${inOneLine(error)}; the job needs \`contents: write\`, and the branch must be as the report saw it and open to this token`);
	}
}
const inOneLine = (error) => error.message.replace(/\s+/g, " ");
// src/github/accept/deliver.ts
async function deliver(baselines, call, target) {
	const { run, event, env, runner } = call;
	const { say, setOutputs } = runner;
	const cwd = resolve(run.cwd);
	const directory = resolve(cwd, run.baseline);
	const files = baselines.map((baseline) => ({
		name: `accepted-${baseline.class}.json`,
		path: committedPath(baselineFile(directory, baseline.class), env),
		text: canonical(baseline)
	}));
	const place = await clearReportDirectory(call);
	for (const { name, text } of files) await writeAtomically(join(place, name), text);
	const written = files.map(({ name }) => join(place, name)).join("\n");
	if (target) {
		const [first] = baselines;
		const commit = await commitTo(target.api, target.branch, files, {
			headline: `Baseline of the random streams: ${baselines.map((each) => each.class).join(", ")}`,
			body: `${first?.reason}\n\nAccepted by ${first?.author}`
		});
		say(`committed ${commit.sha}: ${files.map(({ path }) => path).join(", ")}`);
		setOutputs({
			"baseline-path": written,
			"commit-sha": commit.sha
		});
		return {
			commit,
			command: ""
		};
	}
	const command = commandFor(files, `${event.owner}/${event.repo}`, event.runId);
	say(`accepted: ${written}`);
	say(`with the report directory uploaded as an artifact, in a clone of the branch:\n${command}`);
	setOutputs({
		"baseline-path": written,
		"commit-sha": ""
	});
	return {
		commit: null,
		command
	};
}
function committedPath(path, env) {
	const found = pathInRepository(path, env);
	if (found === null) throw wrongInput("baseline", `expected a directory in the workspace, found ${path}`);
	return found;
}
async function clearReportDirectory({ run, git }) {
	const cwd = resolve(run.cwd);
	const { baseline } = run;
	const tree = await workingTree(cwd, git);
	const directory = await claimDirectory("reportDir", resolve(cwd, run.reportDir), {
		cwd,
		tree,
		baseline
	});
	try {
		for (const name of await readdir(directory)) if (/^accepted-.*\.json$/.test(name)) await rm(join(directory, name));
	} catch (error) {
		throw new ExpectedError(`cannot write to the report directory ${directory}: ${reason(error)}`);
	}
	return directory;
}
function commandFor(files, repository, run) {
	const downloads = "lddpr-download";
	const copies = files.flatMap(({ name, path }) => [
		`mkdir -p ${quote(path.split("/").slice(0, -1).join("/") || ".")}`,
		`find ${downloads} -name ${name} -exec cp {} ${quote(path)} ';'`,
		`git add ${quote(path)}`
	]);
	return [
		`gh run download ${run} --repo ${quote(repository)} --dir ${downloads}`,
		...copies,
		"git commit -m 'Baseline of the random streams'"
	].join(" &&\n  ");
}
const quote = (word) => /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
// src/github/accept/taken.ts
var import_dist = __toESM(require_dist(), 1);
const WORKFLOWS = ".github/workflows";
const MAX_WORKFLOWS = 100;
const ACCEPT = `${REPOSITORY.split("/")[1]?.toLowerCase()}/accept`;
const workflow = object({
	on: unknown(),
	jobs: record(string(), object({ steps: array(object({ uses: string().optional() })).default([]) }))
});
async function readerOf({ run, action, event, git }) {
	const isTaken = action.githubToken && event.pullRequest !== null && action.comment !== "never" ? await takesComments(run.cwd, git).catch(() => false) : false;
	return ({ pending }) => isTaken && pending ? {
		...ANYBODY,
		comment: `/lddpr accept ${shortDigest(pending.digest)}`
	} : ANYBODY;
}
async function takesComments(cwd, git) {
	const root = (await findPlace(resolve(cwd), git))?.root ?? (git.look === "upwards" ? resolve(cwd) : git.workspace);
	const files = new Repository(root);
	const names = files.list(WORKFLOWS).flatMap(({ name, directory }) => directory ? [] : name);
	for (const name of names.filter((each) => /\.ya?ml$/.test(each)).slice(0, MAX_WORKFLOWS)) {
		const text = textOf(files, `${WORKFLOWS}/${name}`);
		if (/issue_comment/.test(text) && /accept/.test(text) && isAboutComments(text)) return true;
	}
	return false;
}
function textOf(files, path) {
	try {
		return files.read(path) ?? "";
	} catch {
		return "";
	}
}
function isAboutComments(text) {
	const read = () => {
		try {
			return workflow.safeParse(import_dist.parse(text));
		} catch {
			return null;
		}
	};
	const found = read();
	if (!found?.success || !startsOnComments(found.data.on)) return false;
	return Object.values(found.data.jobs).some(({ steps }) => steps.some(({ uses = "" }) => isAccept(uses)));
}
function startsOnComments(on) {
	if (on === "issue_comment") return true;
	if (Array.isArray(on)) return on.includes("issue_comment");
	const events = record(string(), unknown()).safeParse(on);
	if (!events.success || !("issue_comment" in events.data)) return false;
	const options = object({ types: union([string(), array(string())]) }).safeParse(events.data.issue_comment);
	return !options.success || [options.data.types].flat().includes("created");
}
const isAccept = (uses) => uses.split("@")[0]?.split("/").slice(1).join("/").toLowerCase() === ACCEPT;
// src/github/annotations/annotations.ts
const MAX_OF_A_LEVEL = 8;
function annotate(report, manifest) {
	if (report.verdict === "match") return [];
	const moved = report.changedPackages.flatMap((change) => {
		const { from, to, base } = change;
		const line = to === null || from === to && (base ?? to) === to ? null : lineOf(manifest, change.name, to);
		return line === null ? [] : [{
			change,
			line
		}];
	});
	const place = moved[0]?.line ?? 1;
	const title = headlineOf(report);
	const before = report.comparedWith === "base" ? "the base commit" : "the baseline";
	const failing = withStatus(report, "fail").map(({ id, scenario, detail, fix, link }) => ({
		line: place,
		title: `${titleOf(report.verdict)}: ${id} fails`,
		message: `${scenario}: ${detail}\nHow to fix: ${fix}${link ? ` (${link.address})` : ""}`
	}));
	const ofTrainings = (report.trainings ?? []).flatMap(({ name, checks }) => checks.filter(({ status }) => status === "fail").map(({ id, detail, fix }) => ({
		line: place,
		title: `${titleOf(report.verdict)}: ${id} fails`,
		message: `training ${name}: ${detail}\nHow to fix: ${fix}`
	})));
	const changed = moved.map(({ change, line }) => ({
		line,
		title,
		message: sentenceOf(change, before)
	}));
	return [...limit([...failing, ...ofTrainings], "error"), ...limit(changed, "warning")];
}
function sentenceOf({ name, from, to, base }, before) {
	const [was, where] = base ? [base, "the base commit"] : [from, before];
	return was === null ? `${name} ${to} is new since ${where}` : `${name} was ${was} in ${where} and is ${to} now`;
}
function limit(all, level) {
	const shown = all.slice(0, MAX_OF_A_LEVEL);
	const last = shown.at(-1);
	const more = all.length - shown.length;
	if (last && more > 0) shown.splice(-1, 1, {
		...last,
		message: `${last.message}\n… and ${more} more`
	});
	return shown.map((each) => ({
		...each,
		level
	}));
}
const ALSO = { torch: "pytorch" };
const ENTRY = 12;
function lineOf(text, name, version) {
	const lines = text.split(/\r\n|[\r\n]/);
	const names = [name, ALSO[name] ?? name].map((each) => each.split(/[-_.]+/).map(escapeRegExp).join("[-_.]+"));
	const begins = new RegExp(`^\\s*(?:-\\s+)?(?:name\\s*[:=]\\s*)?["']?(?:${names.join("|")})["']?\\s*(?:$|[[<>=!~;:@,{("'#])`, "i");
	const isEntry = /^\s*(?:-\s+)?name\s*[:=]/;
	const says = new RegExp(`(?<![\\w.])${escapeRegExp(version.split("+", 1)[0] ?? "")}(?!\\.?\\w*\\d)`);
	const entries = lines.flatMap((line, index) => begins.test(line) ? [index] : []);
	for (const start of entries) {
		const end = lines.findIndex((line, at) => at > start && (isEntry.test(line) || line.startsWith("[[")));
		const at = lines.slice(start, Math.min(start + ENTRY, end === -1 ? lines.length : end)).findIndex((line) => says.test(line));
		if (at >= 0) return start + at + 1;
	}
	const [first] = entries;
	return first === void 0 ? null : first + 1;
}
const escapeRegExp = (text) => text.replace(/[^\w]/g, (character) => `\\${character}`);
// src/github/annotations/show.ts
function showAnnotations({ report, source }, { env, fail, warn }) {
	const file = source && pathInRepository(source.file, env);
	if (!source || !file) return;
	for (const { level, line: startLine, title, message } of annotate(report, source.text)) (level === "error" ? fail : warn)(message, {
		file,
		startLine,
		title
	});
}
// src/github/comment/body.ts
const MAX_COMMENT_BYTES = 65536;
const MAX_SUMMARY_BYTES = 1048576;
function commentBody(report, id, state, { headSha, runUrl }) {
	const head = `${hiddenLines(id, state)}\n`;
	const proposal = state.digest ? ` · pending baseline \`${shortDigest(state.digest)}\`` : "";
	const foot = `\n<sub>Commit ${headSha.slice(0, 9)} · [log and job summary](${runUrl}) · [artifacts](${runUrl}#artifacts)${proposal}</sub>\n`;
	return head + report(MAX_COMMENT_BYTES - Buffer.byteLength(head + foot)) + foot;
}
// src/github/client/permissions.ts
const OTHER_REASON = /locked|archived|spam|disabled/i;
function advise(error, event, inputs) {
	if (!isHttpError(error)) return "The report is in the job summary.";
	if (error.status === 401) return "The github-token is not valid, or not any more.";
	if (!isForbidden(error)) return "The report is in the job summary.";
	if (event.isFork) return "A pull request from a fork gets a token that can only read. The report is in the job summary.";
	return `The job needs these permissions in its workflow:\n\n${permissionsFor(inputs)}`;
}
const isForbidden = (error) => (error.status === 403 || error.status === 404) && !isRateLimit(error) && !OTHER_REASON.test(error.message);
function permissionsFor({ comment }) {
	return [
		"permissions:",
		"  contents: read",
		...comment === "never" ? [] : ["  pull-requests: write"]
	].join("\n");
}
// src/github/comment/comment.ts
async function publishComment(api, report, reader, inputs, event, { say, warn }) {
	const { comment: when, commentId: id } = inputs;
	const { pullRequest } = event;
	const obstacle = when === "never" && "comment is never" || pullRequest === null && (event.name ? `the event ${event.name} belongs to no pull request` : "the runner names no event, so there is no pull request") || !api && "there is no github-token to write it with";
	if (obstacle || pullRequest === null || !api) {
		say(`no comment: ${obstacle}`);
		return null;
	}
	try {
		const state = stateOf(report, markdown(report), event);
		const body = commentBody((bytes) => markdown(report, bytes, reader), id, state, event);
		const { url, line, warnings } = await placeComment(api, {
			id,
			pullRequest,
			when,
			isQuiet: report.verdict === "match" && !report.accepted && !report.improvements.length,
			body,
			state
		});
		say(line);
		for (const warning of warnings) warn(warning);
		return url;
	} catch (error) {
		warn(`the comment could not be written: ${describeFailure(error)}\n${advise(error, event, inputs)}`);
		return null;
	}
}
function stateOf(report, text, event) {
	const { runId, runAttempt, headSha: sha } = event;
	return {
		runId,
		runAttempt,
		sha,
		digest: report.pending?.digest ?? null,
		class: report.pending && report.class,
		verdict: report.verdict,
		text: textDigest(text)
	};
}
// src/github/publish.ts
async function preparePublishing(call) {
	const { run, action, event, runner } = call;
	const token = action.githubToken;
	const readerFor = await readerOf(call);
	return async (checked, status) => {
		const { report } = checked;
		const reader = readerFor(report);
		interruption.throwIfAborted();
		await runner.attempt("the outputs", () => runner.setOutputs(outputsOf(checked, run)));
		if (runner.env.GITHUB_STEP_SUMMARY) await runner.attempt("the job summary", () => runner.writeSummary(markdown(report, MAX_SUMMARY_BYTES, reader)));
		await runner.attempt("the annotations", () => showAnnotations(checked, runner));
		interruption.throwIfAborted();
		const url = await publishComment(token ? connect(token, event, runner) : null, report, reader, action, event, runner);
		interruption.throwIfAborted();
		await runner.attempt("the outputs", () => runner.setOutputs({ "comment-url": url ?? "" }));
		if (status === 0) return;
		runner.say(`\n${terminal(report, false, reader)}\n`);
		runner.say(`Report: ${[url, event.runUrl].filter(Boolean).join(" · ")}`);
	};
}
function outputsOf({ report, record, directory }, { cwd }) {
	const failed = [report, ...report.trainings ?? []].flatMap((each) => each.checks).filter(({ status }) => status === "fail").map(({ id }) => id);
	return {
		verdict: report.verdict,
		"failed-checks": [...new Set(failed)].join(","),
		"report-path": directory && join(directory, "report.md"),
		"record-path": record ? join(directory, "record.json") : "",
		"pending-baseline-path": report.pending ? resolve(cwd, report.pending.file) : ""
	};
}
// src/github/actions/finish.ts
async function finish(checked, publish, { run, runner: { say, fail } }) {
	const { verdict, summary } = checked.report;
	const status = exitCode(verdict, run.failOn);
	await publish(checked, status);
	const line = `lddpr: ${verdict === "error" ? titleOf(verdict) : headlineOf(checked.report)}: ${summary}`;
	if (status) fail(line);
	else for (const each of [...toldIfGreen(checked.report), line]) say(each);
	return status;
}
function toldIfGreen(report) {
	const found = lightnings(report);
	return [
		...(report.trainings ?? []).map(({ name, headline }) => `training ${name}: ${headline}`),
		...found ? [`measured: ${found.measured}, not ${found.unmeasured.join(", ")}: ${found.why}`] : [],
		...report.comparison ? [report.comparison] : []
	];
}
// src/github/plan/globs.ts
const PARTS = [
	[/^\*\*\/|^\*\*$/, (match) => match === "**" ? ".*" : "(?:[^/]*/)*"],
	[/^\*+/, () => "[^/]*"],
	[/^\?/, () => "[^/]"],
	[/^\[[!^]?\]?[^\]/]*\]/, (match) => match.replace(/^\[[!^]/, "[^").replaceAll("\\", "\\\\")],
	[/^\{[^{}]*\}/, (match) => `(?:${match.slice(1, -1).split(",").map(translate).join("|")})`],
	[/^[\s\S]/, (match) => match.replace(/[^\w/\s-]/, "\\$&")]
];
function translate(pattern) {
	for (const [part, meaning] of PARTS) {
		const match = part.exec(pattern)?.[0];
		if (match) return meaning(match) + translate(pattern.slice(match.length));
	}
	return "";
}
function createMatcher(patterns, prefix) {
	const named = patterns.map((pattern) => {
		const path = posix.join(prefix, pattern).replace(/\/$/, "");
		if (path === ".") return /^/;
		try {
			if (!path.startsWith("../")) return new RegExp(`^${translate(path)}(?:/|$)`);
		} catch {}
		throw new ExpectedError(`watch: expected a pattern of files in the repository, found ${JSON.stringify(pattern)}`);
	});
	return (file) => named.some((pattern) => pattern.test(file));
}
export { readCommand as a, giveThumbsDown as c, readState as d, connect as f, isHttpError as h, deliver as i, reply as l, describeFailure as m, finish as n, findPending as o, everyPage as p, preparePublishing as r, fence as s, createMatcher as t, findOwnLogin as u };
