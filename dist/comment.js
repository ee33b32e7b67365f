// src/github/body.ts
const MAX_COMMENT_BYTES = 65536;
const MAX_SUMMARY_BYTES = 1048576;
const marker = (id) => `<!-- lddpr-action:${id} -->`;
function commentBody(report, id, event) {
	const { runId, runAttempt, headSha, runUrl } = event;
	const head = `${marker(id)}\n<!-- run:${runId} attempt:${runAttempt} sha:${headSha} -->\n\n`;
	const foot = `\n<sub>Commit ${headSha.slice(0, 9)} · [log and job summary](${runUrl})</sub>\n`;
	return head + cut(report, MAX_COMMENT_BYTES - Buffer.byteLength(head + foot), `The report is too long for a comment; all of it is in the [job summary](${runUrl}).`) + foot;
}
function writtenBy(body, id) {
	if (!body.startsWith(marker(id))) return null;
	const found = /^\r?\n<!-- run:(\d+) attempt:(\d+) /.exec(body.slice(marker(id).length));
	return {
		runId: Number(found?.[1] ?? 0),
		runAttempt: Number(found?.[2] ?? 0)
	};
}
const REPORT_LINE = /^<!-- lddpr-action:[A-Za-z0-9._-]{1,64} -->\r?\n<!-- run:(\d+) attempt:(\d+) sha:([0-9a-f]+) digest:([0-9a-f]{64}) class:([a-z0-9-]+) -->\r?\n/;
function readReportLine(body) {
	const [, runId, runAttempt, sha = "", digest = "", className = ""] = REPORT_LINE.exec(body) ?? [];
	if (!digest) return null;
	return {
		runId: Number(runId),
		runAttempt: Number(runAttempt),
		sha,
		digest,
		class: className
	};
}
const isNewer = (one, other) => one.runId > other.runId || one.runId === other.runId && one.runAttempt > other.runAttempt;
function cut(markdown, bytes, closing) {
	if (Buffer.byteLength(markdown) <= bytes) return markdown;
	const end = `${closing}\n`;
	const room = bytes - Buffer.byteLength(end);
	let kept = 0;
	let used = 0;
	let position = 0;
	let fence = "";
	let depth = 0;
	for (const line of markdown.split(/(?<=\n)/)) {
		used += Buffer.byteLength(line);
		position += line.length;
		if (used > room) break;
		const marks = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line);
		if (fence) {
			if (marks?.[1]?.startsWith(fence) && !marks[2]?.trim()) fence = "";
			continue;
		}
		fence = marks?.[1] ?? "";
		depth += count(line, "<details") - count(line, "</details>");
		if (!fence && depth === 0 && line.trim() === "") kept = position;
	}
	return markdown.slice(0, kept) + end;
}
const count = (text, part) => text.split(part).length - 1;
// src/github/comment.ts
const SECONDS_FOR_ANSWER = 20;
function impatient(octokit) {
	octokit.hook.before("request", (options) => {
		options.request = {
			...options.request,
			signal: AbortSignal.timeout(SECONDS_FOR_ANSWER * 1e3)
		};
	});
	return octokit;
}
async function placeComment(octokit, event, { id, body, when, verdict }) {
	const { owner, repo, pullRequest } = event;
	const where = {
		owner,
		repo,
		issue_number: pullRequest
	};
	const [first, ...rest] = await ours(octokit, where, id);
	if (!first) {
		if (when === "on-change" && verdict === "match") return {
			url: null,
			said: "no comment: nothing has changed, and there is none to update"
		};
		const { data } = await octokit.rest.issues.createComment({
			...where,
			body
		});
		return {
			url: data.html_url,
			said: `commented: ${data.html_url}`
		};
	}
	const newer = [first, ...rest].find(({ run }) => isNewer(run, event));
	if (newer) return {
		url: newer.url,
		said: `the comment is left alone: a newer run (${newer.run.runId}) has written it: ${newer.url}`
	};
	await octokit.rest.issues.updateComment({
		owner,
		repo,
		comment_id: first.number,
		body
	});
	for (const { number } of rest.filter(({ author }) => author === first.author)) await octokit.rest.issues.deleteComment({
		owner,
		repo,
		comment_id: number
	});
	return {
		url: first.url,
		said: `comment updated: ${first.url}`
	};
}
async function ours(octokit, where, id) {
	const marked = (await octokit.paginate(octokit.rest.issues.listComments, {
		...where,
		per_page: 100
	})).flatMap(({ id: number, html_url: url, body, user }) => {
		const run = writtenBy(body ?? "", id);
		return run ? [{
			number,
			url,
			run,
			author: user?.login ?? ""
		}] : [];
	});
	if (marked.length === 0) return [];
	const login = await ownLogin(octokit);
	return marked.filter(({ author }) => login ? author === login : author.endsWith("[bot]"));
}
async function ownLogin(octokit) {
	try {
		const { viewer } = await octokit.graphql("{ viewer { login } }");
		return viewer.login;
	} catch {
		return null;
	}
}
export { commentBody as a, MAX_SUMMARY_BYTES as i, ownLogin as n, cut as o, placeComment as r, readReportLine as s, impatient as t };
