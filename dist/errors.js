// src/errors.ts
var InputError = class extends Error {
	name = "InputError";
	detail;
	constructor(message, detail = "") {
		super(message);
		this.detail = detail;
	}
};
export { InputError as t };
