import { t as ExpectedError } from "./errors.js";
import { n as temporaryPlace, t as temporaryDirectory } from "./temporary.js";
import { a as readPins, o as Repository } from "./pins.js";
import { i as prepareBase, n as compareFiles, r as locateBase, t as baseNotices } from "./base2.js";
import { f as suiteOf, l as prepare, n as review, s as committedIn, u as probe } from "./review.js";
import { resolve } from "node:path";
// src/pipeline/check.ts
const check = (inputs, world) => review(inputs, world, (gathering) => measureBoth(inputs, world, gathering));
async function measureBoth(inputs, world, { timed }) {
	const baselines = await committedIn(inputs, world);
	const suite = suiteOf(inputs, baselines);
	const cwd = resolve(inputs.cwd);
	mustNameBoth(inputs);
	await using work = await temporaryDirectory(temporaryPlace(world.env));
	const base = await locateBase(cwd, inputs, world, work.path);
	const files = new Repository(cwd);
	await readPins(files, inputs);
	files.seal();
	const wanted = inputs.compareWith === "base" ? base : null;
	await using preparedBase = wanted && await timed("prepare-base", () => prepareBase(wanted, work.path, inputs, world));
	await using prepared = await timed("prepare", () => prepare(files, inputs.python, inputs, world));
	const isSame = preparedBase && sameInterpreter(prepared, preparedBase);
	const before = preparedBase && !isSame ? (await timed("probe-base", () => probe(preparedBase, suite, inputs, world))).record : null;
	const probed = await timed("probe", () => probe(prepared, suite, inputs, world));
	const written = files.changed().map((name) => `${name} was written while packages ran; it counts as it was before.`);
	const notices = [
		...probed.notices ?? [],
		...written,
		...baseNotices(world.git)
	];
	const measured = {
		...probed,
		notices
	};
	await baselines.mustBeUnchanged();
	if (!base) return {
		measured,
		baselines,
		origin: null
	};
	const change = await compareFiles(base, inputs, files, measured, world);
	const record = isSame ? measured.record : before;
	return {
		measured,
		baselines,
		origin: {
			commit: base.commit,
			change,
			record
		}
	};
}
function mustNameBoth(inputs) {
	const both = Boolean(inputs.python) === Boolean(inputs.basePython);
	if (inputs.compareWith === "base" && !both) throw new ExpectedError((spell) => `${spell("compareWith")}: base takes ${spell("python")} and ${spell("basePython")}, or neither: one interpreter cannot have the versions of both commits`);
}
const sameInterpreter = (one, other) => one.pinsBind && other.pinsBind && one.interpreter.join("\0") === other.interpreter.join("\0");
export { check as t };
