import { n as everyPage } from "./api.js";
import { r as isHttpError } from "./retry2.js";
import { h as headingOf } from "./words.js";
import { u as VERDICTS } from "./inputs.js";
import { createHash } from "node:crypto";
// src/github/comment/state.ts
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
	const said = (name) => words.find(([key]) => key === name)?.[1] ?? "";
	return {
		id,
		runId: whole(said("run")),
		runAttempt: whole(said("attempt")),
		sha: said("sha"),
		digest: /^[0-9a-f]{64}$/.test(said("digest")) ? said("digest") : null,
		class: said("class") || null,
		verdict: VERDICTS.find(({ name }) => name === said("verdict"))?.name ?? null,
		text: said("text")
	};
}
const whole = (text) => /^\d{1,15}$/.test(text) ? Number(text) : 0;
const gravity = (verdict) => VERDICTS.map(({ name }) => name).toReversed().indexOf(verdict ?? "match");
function isNewer(one, other) {
	const order = numbers(one, other) || gravity(one.verdict) - gravity(other.verdict);
	return order > 0 || order === 0 && one.text > other.text;
}
const numbers = (one, other) => one.runId - other.runId || one.runAttempt - other.runAttempt;
const isLater = (one, other) => numbers(one, other) > 0;
const sameRun = (one, other) => numbers(one, other) === 0;
// src/github/comment/claims.ts
function doubter(api, own) {
	const { state: mine, pullRequest } = own;
	const run = once((id) => runOf(api, id));
	const head = once((number) => headOf(api, number));
	return async ({ body, state: claim }) => {
		if (sameRun(claim, mine)) return showsItsVerdict(body, claim) ? null : "it shows another verdict than it names";
		if (!isLater(claim, mine)) return null;
		const ours = await run(mine.runId);
		const theirs = ours && await run(claim.runId);
		if (ours && theirs !== void 0) {
			const doubt = doubtAbout(claim, theirs, ours, pullRequest);
			if (doubt !== void 0) return doubt;
		}
		const current = await head(pullRequest);
		return claim.sha === current && (theirs || mine.sha !== current) ? null : "GitHub does not confirm that it is a newer run on this pull request";
	};
}
function doubtAbout(claim, theirs, ours, pullRequest) {
	if (!theirs) return "there is no such run";
	if (theirs.repository.id !== ours.repository.id) return "that run is of another repository";
	if (theirs.workflow_id !== ours.workflow_id) return "that run is of another workflow";
	if ((theirs.run_attempt ?? 1) < claim.runAttempt) return "that run has no such attempt";
	const listed = theirs.pull_requests ?? [];
	if (listed.length > 0 && listed.every(({ number }) => number !== pullRequest) || branchOf(theirs) !== branchOf(ours)) return "that run is of another pull request";
	return theirs.event.startsWith("pull_request") ? null : void 0;
}
const branchOf = (run) => `${run.head_repository?.id} ${run.head_branch}`;
async function runOf({ octokit, owner, repo }, run_id) {
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
async function headOf({ octokit, owner, repo }, pull_number) {
	return (await octokit.rest.pulls.get({
		owner,
		repo,
		pull_number
	}).catch(() => null))?.data.head.sha ?? null;
}
function showsItsVerdict(body, { verdict }) {
	const [, , first] = body.split(/\r?\n/).filter(Boolean);
	return verdict !== null && first === headingOf(verdict);
}
function once(ask) {
	const answers = new Map();
	return (key) => {
		const answer = answers.get(key) ?? ask(key);
		answers.set(key, answer);
		return answer;
	};
}
// src/github/comment/moves.ts
function nextMove(mine, seen, overwritten, mayCreate) {
	const [stays, ...others] = [...seen].sort((a, b) => a.number - b.number);
	if (!stays) return mayCreate ? {
		kind: "create",
		body: mine.body
	} : {
		kind: "done",
		comment: null
	};
	const newest = [...seen, ...overwritten].reduce(newer, mine);
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
const newer = (a, b) => isNewer(b.state, a.state) ? b : a;
function written(body, id) {
	const state = readState(body ?? "");
	return state?.id === id ? [{
		body: body ?? "",
		state
	}] : [];
}
const isSibling = (mine, other) => sameRun(mine, other) && mine.text !== other.text;
// src/github/comment/comment.ts
const MAX_MOVES = 40;
const MAX_GONE = 3;
const BOT = "github-actions[bot]";
async function placeComment(api, wanted) {
	const mayCreate = wanted.when === "always" || wanted.state.verdict !== "match";
	const done = new Set();
	let login = await ownLogin(api);
	let siblings = false;
	const doubts = new Set();
	const believed = sifter(doubter(api, wanted), doubts);
	const failures = {
		create: 0,
		update: 0,
		delete: 0
	};
	const gone = [];
	for (let moves = 0; moves < MAX_MOVES; moves++) {
		const seen = await believed(await ours(api, wanted, login));
		const overwritten = done.has("update") ? await believed(await history(api, seen[0], wanted.id)) : [];
		siblings ||= [...seen, ...overwritten].some(({ state }) => isSibling(wanted.state, state));
		const move = nextMove(wanted, seen, overwritten, mayCreate);
		if (move.kind === "done") return outcome(wanted, move.comment, done, {
			siblings,
			doubts
		});
		try {
			done.add(move.kind);
			login = await perform(api, wanted, move) ?? login;
			failures[move.kind] = 0;
		} catch (error) {
			const number = isGone(error) && move.kind !== "create" ? move.comment.number : null;
			if (number === null || gone.filter((each) => each === number).length === MAX_GONE) await api.patience.after(error, ++failures[move.kind]);
			else gone.push(number);
		}
	}
	throw new Error("other jobs keep changing the comment: give each its own comment-id");
}
function sifter(doubt, doubts) {
	return (texts) => Promise.all(texts.map(async (each) => {
		const why = await doubt(each);
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
async function perform({ octokit, owner, repo }, { pullRequest }, move) {
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
function outcome({ state, id }, comment, done, { siblings, doubts }) {
	if (!comment) return {
		url: null,
		said: "no comment: nothing has changed, and there is none to update",
		warnings: []
	};
	const { url, state: shown } = comment;
	const warnings = siblings ? [...doubts, `another job of this run writes the same comment, which shows the graver verdict: give each job its own comment-id (this one has ${id})`] : [...doubts];
	const what = done.has("create") ? "commented" : "comment updated";
	return {
		url,
		said: sameRun(shown, state) ? `${what}: ${url}` : `the comment is left alone: a newer run (${shown.runId}) has written it: ${url}`,
		warnings
	};
}
async function ours(api, { pullRequest, id }, login) {
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
	}))).filter(({ user }) => user?.login === login).flatMap(({ id: number, node_id: node, html_url: url, body }) => written(body, id).map((each) => ({
		...each,
		number,
		node,
		url
	}))).sort((a, b) => a.number - b.number);
}
const HISTORY = `query($id: ID!) {
  node(id: $id) { ... on IssueComment { userContentEdits(first: 20) { nodes { diff } } } }
}`;
async function history({ octokit }, comment, id) {
	if (!comment) return [];
	try {
		const { node } = await octokit.graphql(HISTORY, { id: comment.node });
		return (node?.userContentEdits?.nodes ?? []).flatMap(({ diff }) => written(diff, id));
	} catch {
		return [];
	}
}
async function ownLogin({ octokit }) {
	try {
		const { viewer } = await octokit.graphql("{ viewer { login } }");
		return viewer.login;
	} catch {
		return BOT;
	}
}
export { textDigest as a, readState as i, placeComment as n, hiddenLines as r, ownLogin as t };
