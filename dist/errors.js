// src/errors.ts
var InputError = class extends Error {
	name = "InputError";
	detail;
	constructor(message, detail = "") {
		super(message);
		this.detail = detail;
	}
};
function asValue(error) {
	if (error instanceof InputError) return error;
	throw error;
}
export { asValue as n, InputError as t };
