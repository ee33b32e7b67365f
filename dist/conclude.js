import { l as summary, n as say, r as warn, t as fail } from "./log.js";
import { n as interruption } from "./interrupt.js";
import { d as describe, f as exitCode } from "./inputs.js";
import { c as reason } from "./json.js";
import { n as setOutputs, t as attempt } from "./outputs.js";
import { t as connect } from "./api.js";
import { a as createCheckRun, i as conclusionOf, r as completeCheckRun, t as MAX_CHECK_BYTES } from "./check-run.js";
import { i as isRateLimit, n as describeFailure, r as isHttpError, t as Patience } from "./retry2.js";
import { a as readPins } from "./pins.js";
import { c as shortDigest } from "./files.js";
import { E as textOf, O as withStatus } from "./words.js";
import { i as markdown } from "./review.js";
import { a as textDigest, n as placeComment, r as hiddenLines } from "./comment.js";
import { join, relative, resolve, sep } from "node:path";
import { readFile } from "node:fs/promises";
// src/github/client/permissions.ts
const ELSE = /locked|archived|spam|disabled/i;
function advice(error, event, inputs) {
	if (!isHttpError(error)) return "The report is in the job summary.";
	if (error.status === 401) return "The github-token is not valid, or not any more.";
	if (!isForbidden(error)) return "The report is in the job summary.";
	if (event.isFork) return "A pull request from a fork gets a token that can only read. The report is in the job summary.";
	return `The job needs these permissions in its workflow:\n\n${permissionsFor(inputs)}`;
}
const isForbidden = (error) => (error.status === 403 || error.status === 404) && !isRateLimit(error) && !ELSE.test(error.message);
function permissionsFor({ comment, checkRun }) {
	return [
		"permissions:",
		"  contents: read",
		...comment === "never" ? [] : ["  pull-requests: write"],
		...checkRun ? ["  checks: write"] : []
	].join("\n");
}
// src/github/check-run/publish.ts
const MAX_TITLE = 200;
const PARTING_SECONDS = 3;
async function openCheckRun(api, inputs, event) {
	const name = inputs.checkRun;
	if (!name) return null;
	if (!api) {
		say("no check run: there is no github-token to create it with");
		return null;
	}
	if (name === process.env.GITHUB_JOB) warn(`check-run: ${name} is the job, too: a rule that requires it waits for both; take another name`);
	const failed = (what, error) => warn(`the check run could not be ${what}: ${describeFailure(error)}\n${advice(error, event, inputs)}`);
	let open;
	try {
		open = await createCheckRun(api, name, event);
	} catch (error) {
		failed("created", error);
		return null;
	}
	let ended = false;
	const end = async (result, by = api) => {
		if (ended) return;
		ended = true;
		try {
			await completeCheckRun(by, open, result);
			say(`the check run ${name} is ${result.conclusion}`);
		} catch (error) {
			failed("completed", error);
		}
	};
	return {
		complete: (report, status, remarks) => end(resultOf(report, status, remarks)),
		abandon: () => interruption.aborted ? end(CANCELLED, parting(inputs, event)) : end(ENDED)
	};
}
const ENDED = {
	conclusion: "failure",
	title: describe("error").title,
	summary: "The step ended before there was a verdict; its log says why.",
	file: "",
	annotations: []
};
const CANCELLED = {
	...ENDED,
	conclusion: "cancelled",
	title: "Cancelled before there was a verdict",
	summary: "The step was cancelled; nothing is known about reproducibility."
};
const parting = ({ githubToken: token }, event) => connect(token, event, new Patience(say), {
	seconds: PARTING_SECONDS,
	parting: true
});
function resultOf(report, status, remarks) {
	const { verdict, summary } = report;
	const title = `${describe(verdict).title}: ${summary}`;
	return {
		conclusion: conclusionOf(verdict, status),
		title: title.length > MAX_TITLE ? `${title.slice(0, 199)}…` : title,
		summary: markdown(report, MAX_CHECK_BYTES),
		...remarks
	};
}
// src/github/check-run/annotations.ts
const MAX_OF_A_LEVEL = 8;
function annotate(report, manifest) {
	if (report.verdict === "match") return [];
	const moved = report.changedPackages.flatMap((change) => {
		const line = change.to === null ? null : lineOf(manifest, change.name, change.to);
		return line === null ? [] : [{
			change,
			line
		}];
	});
	const place = moved[0]?.line ?? 1;
	const { title } = describe(report.verdict);
	const before = report.comparedWith === "base" ? "the base commit" : "the baseline";
	const failing = withStatus(report, "fail").map(({ id, scenario, detail }) => ({
		line: place,
		title: `${title}: ${id}`,
		message: `${scenario}: ${detail}\nHow to fix: ${textOf(id).fix}`
	}));
	const changed = moved.map(({ change, line }) => ({
		line,
		title,
		message: inWords(change, before)
	}));
	return [...limited(failing, "error"), ...limited(changed, "warning")];
}
function inWords({ name, from, to, base }, before) {
	const [was, where] = base ? [base, "the base commit"] : [from, before];
	return was === null ? `${name} ${to} is new since ${where}` : `${name} was ${was} in ${where} and is ${to} now`;
}
function limited(all, level) {
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
	const names = [name, ALSO[name] ?? name].map((each) => each.split(/[-_.]+/).map(quoted).join("[-_.]+"));
	const begins = new RegExp(`^\\s*(?:-\\s+)?(?:name\\s*[:=]\\s*)?["']?(?:${names.join("|")})["']?\\s*(?:$|[[<>=!~;:@,{("'#])`, "i");
	const isEntry = /^\s*(?:-\s+)?name\s*[:=]/;
	const says = new RegExp(`(?<![\\w.])${quoted(version.split("+", 1)[0] ?? "")}(?!\\.?\\w*\\d)`);
	const entries = lines.flatMap((line, index) => begins.test(line) ? [index] : []);
	for (const start of entries) {
		const end = lines.findIndex((line, at) => at > start && (isEntry.test(line) || line.startsWith("[[")));
		const at = lines.slice(start, Math.min(start + ENTRY, end === -1 ? lines.length : end)).findIndex((line) => says.test(line));
		if (at >= 0) return start + at + 1;
	}
	const [first] = entries;
	return first === void 0 ? null : first + 1;
}
const quoted = (text) => text.replace(/[^\w]/g, (character) => `\\${character}`);
// src/github/check-run/remarks.ts
async function remarks(report, { cwd, manifest }) {
	try {
		const source = (await readPins(resolve(cwd), { manifest }))?.source;
		if (!source) return {
			file: "",
			annotations: []
		};
		const path = join(resolve(cwd), source);
		const root = process.env.GITHUB_WORKSPACE || process.cwd();
		const file = relative(root, path).split(sep).join("/");
		if (file.startsWith("../")) return {
			file: "",
			annotations: []
		};
		return {
			file,
			annotations: annotate(report, await readFile(path, "utf8"))
		};
	} catch (error) {
		say(`no annotations: ${reason(error)}`);
		return {
			file: "",
			annotations: []
		};
	}
}
function showAnnotations({ file, annotations }) {
	for (const { level, line: startLine, title, message } of annotations) (level === "error" ? fail : warn)(message, {
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
// src/github/publish.ts
async function startPublishing(inputs, event) {
	const token = inputs.githubToken;
	const api = token ? connect(token, event, new Patience(say)) : null;
	const checkRun = await openCheckRun(api, inputs, event);
	return {
		async publish(checked, run, status) {
			const { report } = checked;
			interruption.throwIfAborted();
			await attempt("the outputs", () => setOutputs(outputs(checked, run.cwd)));
			await attempt("the job summary", () => writeSummary(report));
			const marks = await remarks(report, run);
			await attempt("the annotations", () => showAnnotations(marks));
			interruption.throwIfAborted();
			await checkRun?.complete(report, status, marks);
			interruption.throwIfAborted();
			const url = await comment(api, report, inputs, event);
			interruption.throwIfAborted();
			await attempt("the outputs", () => setOutputs({ "comment-url": url ?? "" }));
		},
		[Symbol.asyncDispose]: async () => checkRun?.abandon()
	};
}
function outputs({ report, record, directory }, cwd) {
	const failed = report.checks.filter(({ status }) => status === "fail").map(({ id }) => id);
	return {
		verdict: report.verdict,
		"failed-checks": [...new Set(failed)].join(","),
		"drifted-channels": String(report.drift.flatMap(({ channels }) => channels).length),
		"report-path": directory && join(directory, "report.md"),
		"report-json-path": directory && join(directory, "report.json"),
		"report-html-path": directory && join(directory, "report.html"),
		"record-path": record ? join(directory, "record.json") : "",
		"pending-baseline-path": report.pending ? resolve(cwd, report.pending.file) : ""
	};
}
async function writeSummary(report) {
	if (!process.env.GITHUB_STEP_SUMMARY) return;
	await summary.addRaw(markdown(report, MAX_SUMMARY_BYTES)).write();
}
async function comment(api, report, inputs, event) {
	const { comment: when, commentId: id } = inputs;
	const { pullRequest } = event;
	const obstacle = when === "never" && "comment is never" || pullRequest === null && `the event ${event.name} belongs to no pull request` || !api && "there is no github-token to write it with";
	if (obstacle || pullRequest === null || !api) {
		say(`no comment: ${obstacle}`);
		return null;
	}
	try {
		const state = stateOf(report, markdown(report), event);
		const body = commentBody((bytes) => markdown(report, bytes), id, state, event);
		const { url, said, warnings } = await placeComment(api, {
			id,
			pullRequest,
			when,
			body,
			state
		});
		say(said);
		for (const warning of warnings) warn(warning);
		return url;
	} catch (error) {
		warn(`the comment could not be written: ${describeFailure(error)}\n${advice(error, event, inputs)}`);
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
// src/github/modes/conclude.ts
async function conclude(checked, publishing, { run }) {
	const { verdict, summary, error } = checked.report;
	const status = exitCode(verdict, run.failOn);
	if (error?.detail) say(error.detail);
	await publishing.publish(checked, run, status);
	const line = `lddpr: ${describe(verdict).title}: ${summary}`;
	if (status) fail(line);
	else say(line);
	return status;
}
export { startPublishing as n, conclude as t };
