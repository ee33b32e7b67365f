import { C as approve, V as shortDigest } from "./change.js";
import { B as ExpectedError, k as explain } from "./lib.js";
import { c as int, f as object, g as string, t as datetime } from "./zod.js";
import { B as kebab } from "./model.js";
import { a as readCommand, c as giveThumbsDown, d as readState, f as connect, h as isHttpError, i as deliver, l as reply, m as describeFailure, o as findPending, p as everyPage, s as fence, u as findOwnLogin } from "./github.js";
import { m as readPayload } from "./github-run.js";
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
	const { event, action, env, runner } = call;
	const parsed = payloadSchema.safeParse(await readPayload(env));
	if (!parsed.success) throw new ExpectedError(`the payload of the event issue_comment: ${explain(parsed.error)}`);
	const { action: happened, comment } = parsed.data;
	const command = readCommand(comment.body);
	const silence = happened !== "created" && `a comment was ${happened}, and only a new one can command` || event.pullRequest === null && "the comment is not on a pull request" || comment.user.type !== "User" && "the comment is not by a person" || command === null && "the comment is no command for lddpr";
	if (silence || command === null || event.pullRequest === null) {
		runner.say(`nothing to do: ${silence}`);
		return 0;
	}
	const token = action.githubToken;
	if (!token) throw new ExpectedError("github-token: expected one to look up who commands, found none");
	const api = connect(token, event, runner);
	const asked = {
		issue: event.pullRequest,
		comment: comment.id,
		when: Date.parse(comment.created_at)
	};
	const { login } = comment.user;
	if (!await mayWrite(api, login)) {
		await giveThumbsDown(api, asked, runner);
		throw new ExpectedError(`${login} may not write to this repository, so cannot accept its baseline`);
	}
	try {
		if (typeof command === "string") throw new ExpectedError(command);
		const delivered = await acceptProposal(api, command, call, asked, login);
		await reply(api, asked, describeSuccess(delivered, command, event.runUrl), runner);
		return 0;
	} catch (error) {
		const message = error instanceof ExpectedError ? error.spelled((name) => `--${kebab(name)}`) : isHttpError(error) ? describeFailure(error) : "a fault of this action; its log has more";
		await reply(api, asked, `👎 Not accepted:\n\n${fence(message)}\n\n[log](${event.runUrl})`, runner);
		if (isHttpError(error)) throw new ExpectedError(`GitHub did not answer as it must: ${message}`, { kind: "github" });
		if (error instanceof ExpectedError) throw new ExpectedError(message, error);
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
async function acceptProposal(api, { digest, ...acceptance }, call, asked, author) {
	const { octokit, owner, repo } = api;
	const { pendingPath, acceptViolation, reason, shrink } = call.action;
	const inputs = {
		pendingPath,
		acceptViolation: acceptViolation.join(),
		reason,
		shrink
	};
	const given = Object.entries(inputs).find(([, value]) => value)?.[0];
	if (given) throw new ExpectedError(`${kebab(given)}: expected nothing on issue_comment, the command says it`);
	const { data: pull } = await octokit.rest.pulls.get({
		owner,
		repo,
		pull_number: asked.issue
	});
	if (pull.state !== "open") throw new ExpectedError("the pull request is not open any more");
	const proposal = await findProposal(api, asked, digest);
	if (proposal.written > asked.when) throw new ExpectedError("the report was written again after this command: read it again, and repeat the command if it is right");
	if (proposal.sha !== pull.head.sha) throw new ExpectedError(`the pull request has moved on: its head is ${pull.head.sha.slice(0, 9)}, and the report is about ${proposal.sha.slice(0, 9)}; wait for the report on the new head`);
	const pending = await findPending(api, proposal.runId, proposal.digest, call.runner);
	if (pending.class !== proposal.class) throw new ExpectedError(`expected a baseline of class ${proposal.class}, found one of ${pending.class}`);
	const baseline = approve(pending, {
		...acceptance,
		author
	});
	if (!call.action.commit) return deliver([baseline], call, null);
	if (pull.head.repo?.full_name !== `${owner}/${repo}`) throw new ExpectedError("this pull request comes from a fork, to which this action's token cannot commit: run the job with commit: false for a file and a command");
	const branch = {
		ref: pull.head.ref,
		head: proposal.sha
	};
	return deliver([baseline], call, {
		api,
		branch
	});
}
async function findProposal(api, { issue }, digest) {
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
	const login = await findOwnLogin(api);
	const proposals = comments.flatMap(({ body, user, updated_at }) => {
		const state = user?.login === login ? readState(body ?? "") : null;
		const written = Date.parse(updated_at);
		return state?.digest ? [{
			...state,
			digest: state.digest,
			written
		}] : [];
	});
	const [found, ...others] = proposals.filter((each) => each.digest.startsWith(digest));
	const known = proposals.map((each) => shortDigest(each.digest));
	if (!found) throw new ExpectedError(`no report on this pull request proposes ${digest}; ${known.length ? `it proposes ${known.join(", ")}` : "none proposes a baseline"}`);
	if (others.some((each) => each.digest !== found.digest)) throw new ExpectedError(`${digest} begins the digests of several reports: give more of it`);
	return found;
}
function describeSuccess({ commit, command }, { digest }, log) {
	if (!commit) return `👍 Accepted \`${digest}\`. In a clone of this branch, once [the job](${log}) has uploaded its report directory:\n\n${fence(command)}`;
	return `👍 Accepted \`${digest}\` in ${commit.sha}. A commit made with the workflow's own token starts no workflow: if no check appears on it, close and reopen the pull request, or push.`;
}
export { acceptByComment };
