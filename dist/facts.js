import { a as findBase, c as temporaryPlace, i as writeCommit, n as changeSince, s as temporaryDirectory, t as bumpsBetween } from "./change.js";
import { t as checkoutOf } from "./git.js";
import { r as readBaseline } from "./files.js";
import { a as normalise } from "./versions.js";
import { a as readPins } from "./pins.js";
import { t as InputError } from "./errors.js";
import { t as asksForTheSame } from "./text.js";
import { basename, posix, relative, resolve } from "node:path";
import { readdir } from "node:fs/promises";
// src/github/plan/facts.ts
const PLATFORMS = ["linux-x86_64", "linux-aarch64"];
async function factsOf(inputs, env) {
	const cwd = resolve(inputs.cwd);
	const checkout = await checkoutOf(cwd, env);
	if (!checkout) throw new InputError(`there is no git repository in ${cwd}`);
	if (!inputs.base) throw new InputError("the event does not say what the change starts from");
	const commit = await findBase(checkout, inputs.base);
	if (!commit) throw new InputError(`the base commit ${inputs.base} is not known`);
	await using work = await temporaryDirectory(temporaryPlace(env));
	const directory = await writeCommit(checkout, commit, work.path, "manifests");
	const { manifest } = inputs;
	const sides = await Promise.all(PLATFORMS.map(async (platform) => ({
		before: await readPins(directory, {
			manifest,
			platform
		}),
		now: await readPins(cwd, {
			manifest,
			platform
		})
	})));
	const { before = null, now = null } = sides[0] ?? {};
	const baselines = relative(cwd, resolve(cwd, inputs.baseline));
	const change = await changeSince(commit, checkout, before, now, baselines);
	const elsewhere = sides.flatMap((side) => bumpsBetween(side.before?.installs ?? {}, side.now?.installs ?? {})).filter((bump) => !change.bumps.some(({ name }) => name === bump.name));
	return {
		change: {
			...change,
			bumps: [...change.bumps, ...elsewhere]
		},
		files: (await checkout.tell([
			"diff",
			"--name-only",
			"--no-renames",
			"-z",
			commit
		])).split("\0").filter(Boolean),
		before,
		now,
		imported: await importedBy(resolve(cwd, inputs.baseline)),
		prefix: checkout.prefix,
		named: manifest !== "",
		harmless: await harmless(checkout, commit, change.manifests)
	};
}
async function importedBy(directory) {
	const names = await readdir(directory).catch(() => []);
	const packages = (await Promise.all(names.filter((name) => name.endsWith(".json")).map((name) => readBaseline(directory, basename(name, ".json"))))).flatMap((each) => Object.keys(each?.baseline.packages ?? {}));
	return packages.length ? new Set(packages.map(normalise)) : null;
}
async function harmless({ ask }, commit, manifests) {
	const projects = manifests.filter((file) => posix.basename(file) === "pyproject.toml");
	const same = [];
	for (const file of projects) {
		const before = await ask("show", `${commit}:${file}`);
		const now = await ask("show", `HEAD:${file}`);
		if (before !== null && now !== null && asksForTheSame(before, now)) same.push(file);
	}
	return new Set(same);
}
export { factsOf };
