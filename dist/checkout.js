import { t as checkoutOf } from "./git.js";
// src/github/checkout.ts
async function checkedOut(cwd, env) {
	const checkout = await checkoutOf(cwd, env);
	const sha = await checkout?.ask("rev-parse", "--verify", "HEAD");
	const commit = await checkout?.ask("cat-file", "commit", "HEAD");
	if (!sha || !commit) return null;
	const [header = ""] = commit.split("\n\n");
	return {
		sha,
		parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, p = ""]) => p)
	};
}
export { checkedOut };
