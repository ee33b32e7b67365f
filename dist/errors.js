// src/lib/errors.ts
var ExpectedError = class extends Error {
	name = "ExpectedError";
	kind;
	detail;
	#sentence;
	constructor(sentence, { kind = "input", detail = "" } = {}) {
		super(typeof sentence === "string" ? sentence : sentence((input) => input));
		this.kind = kind;
		this.detail = detail;
		this.#sentence = sentence;
	}
	spelled(spell) {
		return typeof this.#sentence === "string" ? this.#sentence : this.#sentence(spell);
	}
};
const wrongInput = (input, text) => new ExpectedError((spell) => `${spell(input)}: ${text}`);
function asValue(error) {
	if (error instanceof ExpectedError) return error;
	throw error;
}
export { asValue as n, wrongInput as r, ExpectedError as t };
