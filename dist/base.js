import { t as followed } from "./paths.js";
import { n as fixesVersions, o as Repository, s as limitOf } from "./pins.js";
import { i as mergeBase, o as resolveCommit, r as defaultBranch, t as brought } from "./checkout.js";
import { t as ExpectedError } from "./errors.js";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { createHash } from "node:crypto";
import { lstat, mkdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
// src/change/entries.ts
const entriesOf = (checkout, commit) => whole(checkout, commit, () => listed(checkout.git, commit));
async function whole({ git, remotes, place }, commit, ask) {
	for (const remote of [null, ...remotes]) {
		if (remote && !await brought(git, remote, [commit], "files")) continue;
		const found = await ask();
		if (found !== null) return found;
	}
	throw new ExpectedError(`expected all files of commit ${commit.slice(0, 9)} in ${place.root}, found a part of them, as in a partial clone; fetch the commit, or check out without \`filter\``);
}
async function listed(git, commit) {
	const text = await git.ask([
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		commit
	]);
	if (text === null) return null;
	return text.split("\0").flatMap((line) => {
		const [, mode, object = "", path = ""] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
		return mode && isSafe(path) ? [{
			path,
			object,
			isLink: mode === "120000"
		}] : [];
	});
}
const isSafe = (path) => path.split("/").every((part) => !/^(|\.|\.\.|\.git)$/i.test(part) && !part.includes("\\"));
const CHUNK = 67108864;
async function* contentsOf(checkout, commit, entries, limitOf = () => Number.POSITIVE_INFINITY) {
	const sizes = await whole(checkout, commit, () => sizesOf(checkout.git, entries));
	const sized = entries.map((entry, at) => ({
		...entry,
		size: sizes[at] ?? 0
	}));
	const fits = ({ path, size }) => size <= limitOf(path);
	for (const entry of sized) if (!fits(entry)) yield {
		...entry,
		content: Buffer.alloc(0)
	};
	for (const chunk of chunksOf(sized.filter(fits))) {
		const all = await checkout.git.tell(["cat-file", "--batch"], asInput(chunk));
		let at = 0;
		for (const entry of chunk) {
			const start = all.indexOf("\n", at) + 1;
			const end = start + Number(all.subarray(at, start).toString().split(" ")[2]);
			yield {
				...entry,
				content: all.subarray(start, end)
			};
			at = end + 1;
		}
	}
}
const asInput = (entries) => entries.map(({ object }) => `${object}\n`).join("");
async function sizesOf(git, entries) {
	const text = await git.ask(["cat-file", "--batch-check=%(objectsize)"], asInput(entries));
	return text === null || text.includes(" missing") ? null : text.split("\n").map(Number);
}
function chunksOf(entries) {
	const chunks = [];
	let room = 0;
	for (const entry of entries) {
		const { size } = entry;
		if (chunks.length === 0 || size > room) {
			chunks.push([]);
			room = CHUNK;
		}
		chunks.at(-1)?.push(entry);
		room -= size;
	}
	return chunks;
}
// src/change/same.ts
const blobDigest = (content, digits) => createHash(digits === 64 ? "sha256" : "sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
function isSame(blob, working) {
	const text = blob.toString("latin1");
	const pointer = /^version https:\/\/git-lfs[^\n]*\noid sha256:([0-9a-f]{64})\n/.exec(text)?.[1];
	if (pointer) return pointer === createHash("sha256").update(working).digest("hex");
	return text.replaceAll("\r\n", "\n") === working.toString("latin1").replaceAll("\r\n", "\n");
}
// src/change/files.ts
async function writeCommit(checkout, commit, directory) {
	const place = join(directory, checkout.place.prefix);
	const links = [];
	await mkdir(place, { recursive: true });
	const all = await entriesOf(checkout, commit);
	for await (const { path, isLink, content } of contentsOf(checkout, commit, all)) {
		const file = join(directory, path);
		await mkdir(dirname(file), { recursive: true });
		if (isLink) links.push([content.toString(), file]);
		else await writeFile(file, content);
	}
	for (const [target, file] of links) await symlink(target, file);
	return place;
}
async function differing(checkout, commit, entries, wanted) {
	const { root } = checkout.place;
	const before = new Map(entries.map((entry) => [entry.path, entry]));
	const index = await indexOf(checkout);
	const found = [];
	const doubtful = [];
	for (const path of new Set([...before.keys(), ...index.keys()])) {
		const old = before.get(path);
		const known = index.get(path);
		if (!wanted(path) || known?.isLeftOut) {
			if (index.size > 0 && old?.object !== known?.object) found.push(path);
			continue;
		}
		const now = await workingFile(join(root, path));
		if (!old && !now) continue;
		if (!old || !now || old.isLink !== now.isLink) found.push(path);
		else if (blobDigest(now.content, old.object.length) !== old.object) doubtful.push(old);
	}
	for await (const { path, content } of contentsOf(checkout, commit, doubtful)) {
		const now = await workingFile(join(root, path));
		if (!now || !isSame(content, now.content)) found.push(path);
	}
	return found.sort();
}
async function indexOf({ git, place }) {
	const words = [
		"ls-files",
		"--cached",
		"--stage",
		"-t",
		"-z"
	];
	const env = { GIT_INDEX_FILE: join(place.own, "index") };
	const text = await git.tell(words, "", env).then(String, () => "");
	return new Map(text.split("\0").flatMap((line) => {
		const [, tag, mode, object = "", path = ""] = /^(\S) (\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(line) ?? [];
		return tag && mode !== "160000" ? [[path, {
			object,
			isLeftOut: tag === "S"
		}]] : [];
	}));
}
async function workingFile(path) {
	const found = await lstat(path).catch(() => null);
	if (found?.isSymbolicLink()) return {
		content: Buffer.from(await readlink(path)),
		isLink: true
	};
	return found?.isFile() ? {
		content: await readFile(path),
		isLink: false
	} : null;
}
// src/change/commit-files.ts
var CommitFiles = class CommitFiles {
	#root;
	#files = new Map();
	#links = new Map();
	#directories = new Map([["", new Map()]]);
	constructor(root) {
		this.#root = root;
	}
	static async read(checkout, commit, entries, root) {
		const files = new CommitFiles(root);
		if (checkout.place.prefix) files.#enter(`${checkout.place.prefix}.`, true);
		const contents = contentsOf(checkout, commit, entries, limitOf);
		for await (const { path, isLink, content, size } of contents) {
			files.#enter(path);
			if (isLink) files.#links.set(path, content.toString());
			else files.#files.set(path, {
				content,
				size
			});
		}
		return files;
	}
	#enter(path, isDirectory = false) {
		const directory = path.includes("/") ? posix.dirname(path) : "";
		if (!this.#directories.has(directory)) {
			this.#directories.set(directory, new Map());
			this.#enter(directory, true);
		}
		this.#directories.get(directory)?.set(posix.basename(path), isDirectory);
	}
	realpath = (path) => {
		let links = 0;
		const walk = (parts, done = []) => {
			const [part, ...rest] = parts;
			if (part === void 0) return done;
			if (part === "" || part === ".") return walk(rest, done);
			if (part === "..") return done.length ? walk(rest, done.slice(0, -1)) : [".."];
			const here = [...done, part];
			const target = this.#links.get(here.join("/"));
			if (target === void 0) return walk(rest, here);
			if (++links > MAX_LINKS || target.startsWith("/")) return [".."];
			return walk([...target.split("/"), ...rest], done);
		};
		const found = walk(this.#within(path).split("/")).join("/");
		if (!this.#files.has(found) && !this.#directories.has(found) && found !== "..") throw Object.assign(new Error("it does not exist"), { code: "ENOENT" });
		return posix.join(this.#root, found);
	};
	stat = (path) => {
		const file = this.#files.get(this.#within(path));
		return {
			kind: file ? "file" : "directory",
			size: file?.size ?? 0,
			changed: 0
		};
	};
	read = (path) => this.#files.get(this.#within(path))?.content ?? Buffer.alloc(0);
	list = (path) => [...this.#directories.get(this.#within(path)) ?? []].map(([name, directory]) => ({
		name,
		directory
	}));
	#within = (path) => posix.relative(this.#root, path);
};
const MAX_LINKS = 40;
// src/change/base.ts
const MANIFEST = /(\.(toml|lock|txt|in|cfg|ya?ml|pip|lst|old)|(^|\/)(Pipfile|\.python-version|\.gitignore))$/i;
async function readBase(checkout, { wanted, baselines, directory = "" }) {
	const tip = wanted ? await resolveCommit(checkout, wanted) : await defaultBranch(checkout);
	if (!tip) return null;
	const parting = await mergeBase(checkout, tip);
	const commit = parting ?? tip;
	const { prefix } = checkout.place;
	const all = await entriesOf(checkout, commit);
	const manifests = all.filter(({ path }) => path.startsWith(prefix) && MANIFEST.test(path));
	const isWanted = (path) => fixesVersions(path) || path.startsWith(`${baselines}/`);
	if (directory) await writeCommit(checkout, commit, directory);
	return {
		commit,
		isMergeBase: parting !== null,
		files: await CommitFiles.read(checkout, commit, manifests, nameOf(commit)),
		prefix,
		baselines,
		differing: await differing(checkout, commit, all, isWanted)
	};
}
const nameOf = (commit) => `${commit.slice(0, 9)}:`;
const manifestsOf = ({ files, commit, prefix }) => new Repository(posix.join(nameOf(commit), prefix), files);
async function seenFrom({ place }, cwd, path) {
	return relative(place.root, await followed(resolve(cwd, path))).split(sep).join("/");
}
export { writeCommit as i, readBase as n, seenFrom as r, manifestsOf as t };
