import { c as checkoutOf, g as findPlace, l as parentsOf, m as readRef } from "./change.js";
// src/github/run/checkout.ts
async function findCommit(cwd, where, env) {
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
	await using checkout = await checkoutOf(cwd, where, env);
	return checkout && {
		sha: checkout.head,
		parents: await parentsOf(checkout, checkout.head)
	};
}
export { findCommit };
