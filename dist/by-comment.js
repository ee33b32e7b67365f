import { o as approve } from "./report-directory.js";
import { c as shortDigest, d as pendingSchema, r as intact } from "./files.js";
import { r as wrongInput, t as ExpectedError } from "./errors.js";
import { i as parseJson, t as explain } from "./json.js";
import { r as kebab } from "./inputs.js";
import { n as everyPage, t as connect } from "./api.js";
import { n as describeFailure, r as isHttpError, t as Patience } from "./retry2.js";
import { i as readState, t as ownLogin } from "./comment.js";
import { n as say, r as warn } from "./log.js";
import { n as setOutputs } from "./outputs.js";
import { t as readPayload } from "./payload.js";
import { n as hide } from "./secrets.js";
import { t as deliver } from "./deliver.js";
import { _ as _isoDateTime, f as string, l as object, o as int, t as ZodISODateTime } from "./schemas.js";
// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}
// src/github/accept/answer.ts
async function reply(api, { issue, comment }, text) {
	const { octokit, owner, repo } = api;
	const mark = `<!-- lddpr-answer:${comment} -->`;
	const body = `${mark}\n${hide(text)}\n`;
	const where = {
		owner,
		repo,
		issue_number: issue
	};
	const { issues } = octokit.rest;
	await told(api, async () => {
		const login = await ownLogin(api);
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
async function thumbsDown(api, { comment }) {
	const { octokit, owner, repo } = api;
	await told(api, async () => {
		await octokit.rest.reactions.createForIssueComment({
			owner,
			repo,
			comment_id: comment,
			content: "-1"
		});
	});
}
async function told({ patience }, work) {
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
function fenced(text) {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const marks = "`".repeat(longest + 1);
	return `${marks}\n${text.replaceAll("<!--", "<! --")}\n${marks}`;
}
// src/github/accept/artifact.ts
const MAX_ARTIFACT_BYTES = 33554432;
const MAX_ARTIFACTS = 20;
const MAX_PENDING_BYTES = 131072;
const MAX_ENTRIES = 100;
async function pendingOf({ octokit, owner, repo }, run, digest) {
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
		for (const text of await pendingTexts(archive, name)) {
			if (!text.includes(`"${digest}"`) || !/"kind":\s*"pending"/.test(text)) continue;
			const source = `the pending baseline in the artifact ${JSON.stringify(name)}`;
			const pending = intact(parseJson(pendingSchema, text, source), source);
			if (pending.digest === digest) return pending;
		}
	}
	throw new ExpectedError(`none of the ${usable.length} artifacts of run ${run} has this pending baseline: the workflow must upload the report directory with actions/upload-artifact, and artifacts expire`);
}
async function pendingTexts(archive, name) {
	const { strFromU8, unzipSync } = await import("./esm.js");
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
const USAGE = "expected one line such as `/lddpr accept 0123456789abcdef -- why this is right`, with `--accept-violation CHECK` before the dashes for each check that may fail";
function readCommand(comment) {
	const [line, ...others] = outsideFences(comment).filter((line) => /^\/lddpr(\s|$)/.test(line));
	if (line === void 0) return null;
	if (others.length) return "expected one command in a comment, found several";
	const [, options = "", reason = ""] = /^\/lddpr\s+accept\s(.*?)\s--\s+(.*)$/.exec(line) ?? [];
	const [digest = "", ...flags] = options.trim().split(/\s+/);
	if (/^[0-9a-f]+$/.test(digest) && digest.length < 16) return `expected 16 digits of the digest, found ${digest.length}: copy them from the end of the report`;
	const violations = flags.filter((_, at) => at % 2 === 1);
	const wellFormed = /^[0-9a-f]{1,64}$/.test(digest) && flags.length % 2 === 0 && flags.every((word, at) => at % 2 ? /^[a-z0-9-]{1,64}$/.test(word) : word === "--accept-violation");
	const words = reason.replace(/\p{C}+/gu, " ").trim();
	if (!wellFormed || !words) return USAGE;
	if (words.length > MAX_REASON) return `expected a reason of at most ${MAX_REASON} characters, found ${words.length}`;
	return {
		digest,
		violations,
		reason: words
	};
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
// src/github/accept/by-comment.ts
const payloadSchema = object({
	action: string(),
	comment: object({
		id: int(),
		body: string(),
		created_at: datetime({ offset: true }),
		user: object({
			login: string(),
			type: string()
		})
	})
});
async function acceptByComment(call) {
	const { event, action, env } = call;
	const parsed = payloadSchema.safeParse(await readPayload(env));
	if (!parsed.success) throw new ExpectedError(`the payload of the event issue_comment: ${explain(parsed.error)}`);
	const { action: happened, comment } = parsed.data;
	const command = readCommand(comment.body);
	const silence = happened !== "created" && `a comment was ${happened}, and only a new one can command` || event.pullRequest === null && "the comment is not on a pull request" || comment.user.type !== "User" && "the comment is not by a person" || command === null && "the comment is no command for lddpr";
	if (silence || command === null || event.pullRequest === null) {
		say(`nothing to do: ${silence}`);
		setOutputs({ verdict: "" });
		return 0;
	}
	const token = action.githubToken;
	if (!token) throw new ExpectedError("github-token: expected one to look up who commands, found none");
	const api = connect(token, event, new Patience(say));
	const asked = {
		issue: event.pullRequest,
		comment: comment.id,
		when: Date.parse(comment.created_at)
	};
	const { login } = comment.user;
	if (!await mayWrite(api, login)) {
		await thumbsDown(api, asked);
		throw new ExpectedError(`${login} may not write to this repository, so cannot accept its baseline`);
	}
	try {
		if (typeof command === "string") throw new ExpectedError(command);
		await reply(api, asked, success(await carryOut(api, command, call, asked, login), command, event.runUrl));
		return 0;
	} catch (error) {
		const message = error instanceof ExpectedError ? error.spelled((name) => `--${kebab(name)}`) : isHttpError(error) ? describeFailure(error) : "a fault of this action; its log has more";
		await reply(api, asked, `👎 Not accepted:\n\n${fenced(message)}\n\n[log](${event.runUrl})`);
		if (isHttpError(error)) throw new ExpectedError(`GitHub did not answer as it must: ${message}`, { kind: "github" });
		throw error;
	}
}
async function mayWrite({ octokit, owner, repo }, login) {
	try {
		const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
			owner,
			repo,
			username: login
		});
		return [
			"admin",
			"maintain",
			"write"
		].includes(data.permission);
	} catch (error) {
		if (isHttpError(error) && error.status === 404) return false;
		throw new ExpectedError(`it could not be found out whether ${login} may write to this repository: ${describeFailure(error)}`);
	}
}
async function carryOut(api, { digest, violations, reason }, call, asked, author) {
	const { octokit, owner, repo } = api;
	const given = [
		"pendingPath",
		"reason",
		"acceptViolation"
	].find((input) => call.action[input].length > 0);
	if (given) throw wrongInput(given, "expected nothing on issue_comment, the command says it");
	const { data: pull } = await octokit.rest.pulls.get({
		owner,
		repo,
		pull_number: asked.issue
	});
	if (pull.state !== "open") throw new ExpectedError("the pull request is not open any more");
	const line = await reportOf(api, asked, digest);
	if (line.written > asked.when) throw new ExpectedError("the report was written again after this command: read it again, and repeat the command if it is right");
	if (line.sha !== pull.head.sha) throw new ExpectedError(`the pull request has moved on: its head is ${pull.head.sha.slice(0, 9)}, and the report is about ${line.sha.slice(0, 9)}; wait for the report on the new head`);
	const pending = await pendingOf(api, line.runId, line.digest);
	if (pending.class !== line.class) throw new ExpectedError(`expected a baseline of class ${line.class}, found one of ${pending.class}`);
	const baseline = approve(pending, {
		reason,
		author,
		violations
	});
	if (!call.action.commit) return deliver([baseline], call, null);
	if (pull.head.repo?.full_name !== `${owner}/${repo}`) throw new ExpectedError("this pull request comes from a fork, to which this action's token cannot commit: run the job with commit: false for a file and a command");
	const branch = {
		ref: pull.head.ref,
		head: line.sha
	};
	return deliver([baseline], call, {
		api,
		branch
	});
}
async function reportOf(api, { issue }, digest) {
	const { octokit, owner, repo } = api;
	const where = {
		owner,
		repo,
		issue_number: issue,
		per_page: 100
	};
	const comments = await everyPage((page) => octokit.rest.issues.listComments({
		...where,
		page
	}));
	const login = await ownLogin(api);
	const lines = comments.flatMap(({ body, user, updated_at }) => {
		const state = user?.login === login ? readState(body ?? "") : null;
		const written = Date.parse(updated_at);
		return state?.digest ? [{
			...state,
			digest: state.digest,
			written
		}] : [];
	});
	const [found, ...others] = lines.filter((line) => line.digest.startsWith(digest));
	const known = lines.map((line) => shortDigest(line.digest));
	if (!found) throw new ExpectedError(`no report on this pull request proposes ${digest}; ${known.length ? `it proposes ${known.join(", ")}` : "none proposes a baseline"}`);
	if (others.some((line) => line.digest !== found.digest)) throw new ExpectedError(`${digest} begins the digests of several reports: give more of it`);
	return found;
}
function success({ commit, command }, { digest }, log) {
	if (!commit) return `👍 Accepted \`${digest}\`. In a clone of this branch, once [the job](${log}) has uploaded its report directory:\n\n${fenced(command)}`;
	return `👍 Accepted \`${digest}\` in ${commit.sha}. A commit made with the workflow's own token starts no workflow: if no check appears on it, close and reopen the pull request, or push.`;
}
export { acceptByComment };
