import { O as Committed, a as bumpsBetween, c as manifestsOf, l as pathInRepository, o as changeBetween, p as checkoutOf, u as readBase } from "./change.js";
import { B as ExpectedError, F as withoutSecrets } from "./lib.js";
import { I as normalise } from "./model.js";
import { o as readPins, t as Repository } from "./pins.js";
import { E as pathsRead, M as asPins } from "./pipeline.js";
import { f as readChosen, h as readTrainings } from "./training.js";
import { t as createMatcher } from "./github.js";
import { t as _usingCtx } from "./usingCtx.js";
import { posix, resolve } from "node:path";
// src/github/plan/facts.ts
const PLATFORMS = ["linux-x86_64", "linux-aarch64"];
async function readFacts(inputs, where, env) {
	try {
		var _usingCtx$1 = _usingCtx();
		const cwd = resolve(inputs.cwd);
		if (where.look === "nowhere") throw new ExpectedError(where.because);
		if (!inputs.base) throw new ExpectedError("the event does not say what the change starts from");
		const checkout = _usingCtx$1.a(await checkoutOf(cwd, where, env));
		if (!checkout) throw new ExpectedError(`there is no git repository in ${cwd}`);
		const committed = await Committed.read(resolve(cwd, inputs.baseline), checkout.place.root);
		const baselines = await pathInRepository(checkout, cwd, inputs.baseline);
		const base = await readBase(checkout, {
			wanted: inputs.base,
			baselines
		});
		if (!base) throw new ExpectedError(`the base commit ${inputs.base} is not known`);
		const [old, files] = [manifestsOf(base), new Repository(cwd)];
		const { manifest } = inputs;
		const reads = asPins({
			...inputs,
			...readChosen(inputs, committed.config)
		});
		const sides = await Promise.all(PLATFORMS.map(async (platform) => ({
			before: await readPins(old, {
				...reads,
				platform,
				mayLack: true
			}),
			now: await readPins(files, {
				...reads,
				platform
			})
		})));
		const { before = null, now = null } = sides[0] ?? {};
		const at = {
			cwd: files.root,
			env: withoutSecrets(env)
		};
		const change = changeBetween(base, {
			files: old,
			pins: before
		}, {
			files,
			pins: now
		});
		const elsewhere = sides.flatMap((side) => bumpsBetween(side.before?.installs ?? {}, side.now?.installs ?? {})).filter((bump) => !change.bumps.some(({ name }) => name === bump.name));
		return {
			change: {
				...change,
				bumps: [...change.bumps, ...elsewhere]
			},
			files: base.differing,
			reads: [...pathsRead(old, before, at), ...pathsRead(files, now, at)].map((path) => posix.join(base.prefix, path)),
			watched: createMatcher(inputs.watch, base.prefix),
			foreign: inputs.python !== "" && inputs.watch.length === 0,
			before,
			now,
			imported: listImported(committed),
			trainings: readTrainings("all", committed.config).map(({ name }) => name),
			prefix: base.prefix,
			named: manifest !== ""
		};
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}
function listImported(committed) {
	const packages = committed.classes.flatMap((name) => Object.keys(committed.baseline(name)?.baseline.packages ?? {}));
	return packages.length ? new Set(packages.map(normalise)) : null;
}
export { readFacts };
