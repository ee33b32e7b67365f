import { t as InputError } from "./errors.js";
import { n as fixesVersions } from "./pins.js";
import { join, posix } from "node:path";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
// src/temporary.ts
const temporaryPlace = (env) => env.RUNNER_TEMP || tmpdir();
async function temporaryDirectory(place) {
	const path = await realpath(await mkdtemp(join(place, "lddpr-")));
	return {
		path,
		[Symbol.asyncDispose]: () => rm(path, {
			recursive: true,
			force: true
		})
	};
}
// src/base/commit.ts
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
async function findBase(checkout, wanted) {
	const commit = wanted ? await resolveCommit(checkout, wanted) : await ask(checkout, "refs/remotes/origin/HEAD");
	if (!commit) return null;
	return await checkout.ask("merge-base", "HEAD", commit) || commit;
}
async function resolveCommit(checkout, name) {
	const known = await ask(checkout, name);
	if (known) return known;
	const words = [
		"fetch",
		"--no-tags",
		"--no-recurse-submodules",
		"--depth=1",
		"origin",
		name
	];
	const failed = SHA.test(name) ? await checkout.tell(words).catch((error) => error) : "";
	const found = await ask(checkout, name);
	if (found) return found;
	throw new InputError(`base: expected a commit of ${checkout.root}, found ${JSON.stringify(name)}, which is not there; a workflow has it with \`fetch-depth: 0\` in actions/checkout`, failed instanceof InputError ? failed.detail : "");
}
const ask = (checkout, name) => checkout.ask("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
// src/base/files.ts
const MANIFEST = /(\.(toml|lock|txt|in|cfg|ya?ml|pip|lst|old)|(^|\/)(Pipfile|\.python-version|\.gitignore))$/i;
async function writeCommit({ tell, prefix }, commit, directory, which) {
	const files = join(directory, "files");
	const index = { GIT_INDEX_FILE: join(directory, "index") };
	await mkdir(join(files, prefix), { recursive: true });
	await tell(["read-tree", commit], index);
	const words = [
		"-C",
		toTop(prefix),
		"checkout-index",
		"--quiet",
		`--prefix=${files}/`
	];
	if (which === "all") await tell([...words, "--all"], index);
	else {
		const names = (await tell([
			"ls-tree",
			"-r",
			"-z",
			"--full-tree",
			"--name-only",
			commit
		])).split("\0");
		await tell([
			...words,
			"-z",
			"--stdin"
		], index, names.filter((name) => MANIFEST.test(name)).join("\0"));
	}
	return join(files, prefix);
}
const toTop = (prefix) => prefix.split("/").filter(Boolean).map(() => "..").join("/") || ".";
// src/base/change.ts
const RELOCK = {
	"uv.lock": "uv lock",
	"poetry.lock": "poetry lock",
	"pdm.lock": "pdm lock",
	"Pipfile.lock": "pipenv lock",
	"pixi.lock": "pixi lock",
	"conda-lock.yml": "conda-lock lock"
};
async function changeSince(commit, { ask, prefix }, before, now, baselineDirectory) {
	const files = (await ask("diff", "--name-only", "--no-renames", "-z", commit, "--", ".") ?? "").split("\0").filter(Boolean);
	const baselines = posix.join(prefix, baselineDirectory);
	return {
		commit,
		installs: before?.installs ?? {},
		bumps: bumpsBetween(before?.installs ?? {}, now?.installs ?? {}),
		manifests: files.filter(fixesVersions),
		baselines: files.filter((name) => name.startsWith(`${baselines}/`))
	};
}
const bumpsBetween = (before, now) => [...new Set([...Object.keys(before), ...Object.keys(now)])].sort().map((name) => ({
	name,
	from: before[name] ?? null,
	to: now[name] ?? null
})).filter(({ from, to }) => from !== to);
function noticesOf({ commit, bumps, manifests, baselines }, pins) {
	return [...stale(bumps, manifests, pins), ...edited(commit, baselines)];
}
function stale(bumps, manifests, pins) {
	if (manifests.length === 0 || bumps.length > 0 || !pins?.source) return [];
	const named = manifests.map((name) => posix.basename(name));
	const said = `This change edits ${manifests.join(", ")} and changes nothing that gets installed.`;
	const base = posix.basename(pins.source);
	const relock = RELOCK[base];
	if (!relock || named.includes(base)) return [said];
	return [`${said} Versions come from ${pins.source}, which is as it was: '${relock}' makes it anew.`];
}
const edited = (commit, baselines) => baselines.length === 0 ? [] : [`This change edits what it is judged by: ${baselines.join(", ")} is not as in ${commit.slice(0, 9)}. Review it as code.`];
export { findBase as a, temporaryPlace as c, writeCommit as i, changeSince as n, resolveCommit as o, noticesOf as r, temporaryDirectory as s, bumpsBetween as t };
