// src/lib/older-node.ts
var Stack = class Stack {
	#undo = [];
	use(value) {
		this.#undo.push(() => value[Symbol.asyncDispose]());
		return value;
	}
	defer(undo) {
		this.#undo.push(undo);
	}
	move() {
		const moved = new Stack();
		moved.#undo = this.#undo;
		this.#undo = [];
		return moved;
	}
	async disposeAsync() {
		const failures = [];
		for (const undo of this.#undo.splice(0).reverse()) try {
			await undo();
		} catch (error) {
			failures.push(error);
		}
		if (failures.length) throw failures.at(-1);
	}
	[Symbol.asyncDispose] = () => this.disposeAsync();
};
function groupBy(items, keyOf) {
	const groups = new Map();
	let index = 0;
	for (const item of items) {
		const key = keyOf(item, index++);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
const METHODS = [
	[
		globalThis,
		"AsyncDisposableStack",
		Stack
	],
	[
		Map,
		"groupBy",
		groupBy
	],
	[
		URL,
		"parse",
		(url, base) => URL.canParse(url, base) ? new URL(url, base) : null
	],
	[
		Set.prototype,
		"union",
		function(other) {
			return new Set([...this, ...other]);
		}
	],
	[
		Set.prototype,
		"difference",
		function(other) {
			return new Set([...this].filter((each) => !other.has(each)));
		}
	]
];
for (const [place, name, value] of METHODS) if (!(name in place)) Object.defineProperty(place, name, {
	value,
	writable: true,
	configurable: true
});
export {};
