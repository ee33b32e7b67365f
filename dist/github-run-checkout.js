import { g as readRef, m as parentsOf, p as checkoutOf, y as findPlace } from "./change.js";
import { t as _usingCtx } from "./usingCtx.js";
// src/github/run/checkout.ts
async function findCommit(cwd, where, env) {
	try {
		var _usingCtx$1 = _usingCtx();
		if (where.look === "nowhere") {
			const { workspace } = where;
			const place = await findPlace(cwd, {
				look: "workspace",
				workspace,
				server: {
					url: "",
					token: ""
				}
			});
			const sha = place && await readRef(place, "HEAD");
			return sha ? {
				sha,
				parents: []
			} : null;
		}
		const checkout = _usingCtx$1.a(await checkoutOf(cwd, where, env));
		return checkout && {
			sha: checkout.head,
			parents: await parentsOf(checkout, checkout.head)
		};
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}
export { findCommit };
