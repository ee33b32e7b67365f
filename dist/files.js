import { t as InputError } from "./errors.js";
import { _ as strictObject, a as readText, b as union, c as _enum, f as int, g as record, i as readOwnText, l as array, m as number, n as parseJson, o as reason, p as literal, s as writeAtomically, u as boolean, v as string } from "./json.js";
import { dirname, join } from "node:path";
import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
// src/baseline/canonical.ts
const FIRST = `about schemaVersion kind class check reason author verdict digest violations accepted
  packages environment suite devices scenarios`.split(/\s+/);
function canonical(value) {
	return `${print(value, 0)}\n`;
}
function print(value, depth) {
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const items = Array.isArray(value) ? value.map((item) => print(item, depth + 1)) : sorted(value).map(([key, item]) => `${JSON.stringify(key)}: ${print(item, depth + 1)}`);
	const [open, close] = Array.isArray(value) ? "[]" : "{}";
	if (depth > 1 || items.length === 0) return `${open}${items.join(", ")}${close}`;
	const indent = "  ".repeat(depth);
	return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}
function sorted(value) {
	const rank = (key) => FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length;
	return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
function rootDigest(value) {
	return createHash("sha256").update(canonical({
		...value,
		digest: ""
	})).digest("hex");
}
function sealed(value) {
	return {
		...value,
		digest: rootDigest(value)
	};
}
const hex$1 = (digits) => string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const count = int().nonnegative();
const epochSchema = strictObject({
	epoch: count,
	draws: int().positive(),
	digest: hex$1(32),
	startsOver: int().positive().nullable(),
	head: array(string().regex(/^(-?\d+|-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/)).min(1).max(8),
	trail: string().regex(/^\d+:[0-9a-f]{8}( \d+:[0-9a-f]{8})*$/)
});
const partitionSchema = strictObject({
	epoch: count,
	drawn: count,
	distinct: count,
	shared: count
});
const parametersSchema = strictObject({
	seed_everything: boolean(),
	seed: count,
	seed_workers: boolean(),
	num_workers: count,
	persistent_workers: boolean(),
	num_devices: int().positive(),
	batch_size: int().positive(),
	max_epochs: int().positive(),
	dataset_size: int().positive()
});
const togglesSchema = strictObject({
	num_sanity_val_steps: count,
	validate: boolean(),
	max_steps: int().positive().nullable(),
	model: _enum(["linear", "regularized"]),
	precision: _enum(["32-true", "bf16-mixed"])
});
const rowSchema = strictObject({
	...parametersSchema.omit({ num_devices: true }).partial().shape,
	...togglesSchema.partial().shape,
	launcher: _enum(["warm", "lightning"]).optional(),
	resumes: string().optional(),
	ranks: int().min(1).max(8).optional(),
	runs: int().min(1).max(100).optional()
});
const scenarioSchema = strictObject({
	id: string().regex(/^[a-z0-9-]+$/),
	launcher: _enum(["warm", "lightning"]),
	parameters: parametersSchema,
	...togglesSchema.shape,
	resumes: string().nullable(),
	runs: int().positive()
});
const suiteSchema = strictObject({
	name: string().min(1),
	scenarios: array(scenarioSchema).min(1)
});
const packageSchema = strictObject({
	name: string().min(1),
	version: string().min(1),
	imported: boolean()
});
const environmentSchema = strictObject({
	framework: strictObject({
		name: _enum(["lightning", "pytorch-lightning"]),
		version: string().min(1),
		file: string().min(1)
	}),
	python: string().min(1),
	platform: string().min(1),
	accelerator: _enum(["cpu", "cuda"]),
	deviceModel: string().nullable(),
	cuda: string().nullable(),
	cpuCapability: string().min(1),
	threads: int().positive(),
	hashSeed: string(),
	packages: array(packageSchema).min(1)
});
const runSchema = strictObject({
	scenario: string().min(1),
	run: count,
	seconds: number().nonnegative(),
	retries: count,
	partition: array(partitionSchema),
	channels: record(string().min(1), array(epochSchema).min(1))
});
const recordSchema = strictObject({
	schemaVersion: literal(1),
	kind: literal("record"),
	probe: string().min(1),
	suite: suiteSchema,
	environment: environmentSchema,
	runs: array(runSchema)
});
const importedPackages = (record) => record.environment.packages.filter(({ imported }) => imported);
const text = string().min(1);
const hex = (digits) => string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const channelSchema = strictObject({
	epochs: array(union([hex(16), hex(8)])).min(1),
	head: array(text).optional(),
	trail: array(string()).optional()
});
const acceptedSchema = strictObject({
	check: text,
	subjects: array(text).min(1),
	reason: text,
	author: text
});
const baselineEnvironmentSchema = strictObject({
	framework: strictObject({
		name: text,
		version: text
	}),
	python: text,
	platform: text,
	accelerator: _enum(["cpu", "cuda"]),
	deviceModel: string().nullable(),
	cuda: string().nullable(),
	cpuCapability: text,
	threads: int().positive()
});
const ABOUT = "The random streams of this repository as somebody accepted them. https://github.com/org/lddpr-action/blob/v1/docs/baseline.md";
const common = {
	schemaVersion: literal(1),
	class: string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected a class such as cpu-x2"),
	about: literal(ABOUT),
	suite: text,
	devices: int().positive(),
	scenarios: record(text, rowSchema.omit({ runs: true })),
	environment: baselineEnvironmentSchema,
	packages: record(text, text),
	accepted: array(acceptedSchema),
	channels: record(text, channelSchema),
	digest: hex(64)
};
const baselineSchema = strictObject({
	...common,
	kind: literal("baseline"),
	reason: text,
	author: text
});
const pendingSchema = strictObject({
	...common,
	kind: literal("pending"),
	verdict: _enum([
		"unstable",
		"violation",
		"drift",
		"new"
	]),
	violations: array(acceptedSchema.pick({
		check: true,
		subjects: true
	}))
});
// src/baseline/files.ts
const MAX_BYTES = 131072;
const baselineFile = (directory, className) => join(directory, `${className}.json`);
async function readBaseline(directory, className) {
	const file = baselineFile(directory, className);
	const text = await readOwnText(file, MAX_BYTES);
	if (text === null) return null;
	const baseline = intact(parseJson(baselineSchema, text, `the baseline ${file}`), file);
	if (baseline.class !== className) throw new InputError(`the baseline ${file}: class: expected ${className}, found ${baseline.class}`);
	return {
		file,
		baseline
	};
}
async function readPending(file) {
	const text = await readText(file, MAX_BYTES);
	if (text === null) throw new InputError(`cannot read the pending baseline ${file}: it does not exist`);
	return intact(parseJson(pendingSchema, text, `the pending baseline ${file}`), file);
}
function intact(value, file) {
	const expected = rootDigest(value);
	if (value.digest === expected) return value;
	throw new InputError(`${file}: digest: expected ${expected}, found ${value.digest}; the file was changed after it was written`);
}
async function writeBaseline(file, value) {
	try {
		await mkdir(dirname(file), { recursive: true });
	} catch (error) {
		throw new InputError(`cannot create ${dirname(file)}: ${reason(error)}`);
	}
	await writeAtomically(file, canonical(value));
}
export { writeBaseline as a, pendingSchema as c, rowSchema as d, canonical as f, readPending as i, importedPackages as l, intact as n, ABOUT as o, sealed as p, readBaseline as r, baselineSchema as s, baselineFile as t, recordSchema as u };
