import { t as ExpectedError } from "./errors.js";
import { c as number, d as strictObject, f as string, h as unknown, i as boolean, m as union, n as _enum, o as int, r as array, s as literal, u as record } from "./schemas.js";
import { c as reason, i as parseJson, s as readText, u as writeAtomically } from "./json.js";
import { r as classSchema } from "./machine-type.js";
import { dirname, join } from "node:path";
import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
const REPOSITORY = `org/lddpr-action`;
const LIMITS = {
	packages: {
		most: 5e3,
		reason: "the largest images hold a thousand distributions, or two"
	},
	scenarios: {
		most: 500,
		reason: "a configuration may ask for so many runs"
	},
	runs: {
		most: 500,
		reason: "the same"
	},
	ranks: {
		most: 512,
		reason: "64 devices, and eight ranks for each"
	},
	workers: {
		most: 256,
		reason: "of each rank; more than cores of any machine"
	},
	channels: {
		most: 1e5,
		reason: "of one run: 512 ranks with 60 workers each"
	},
	steps: {
		most: 1e6,
		reason: "a scenario is to end within minutes"
	},
	epochs: {
		most: 1e4,
		reason: "a baseline has a digest for each"
	},
	"characters of a name": {
		most: 200,
		reason: "PyPI and the names of streams stay below"
	},
	"characters of a path": {
		most: 4096,
		reason: "the limit of Linux"
	},
	"characters of a device": {
		most: 100,
		reason: "it becomes the name of a file; a slice of an RTX PRO 6000 Max-Q has 67"
	},
	"characters of a trail": {
		most: 8192,
		reason: "the probe keeps 64 entries"
	}
};
const tooMany = (what) => `expected at most ${LIMITS[what].most} ${what}`;
const text$1 = (what = "characters of a name") => string().max(LIMITS[what].most, tooMany(what));
const name = text$1().min(1);
const atMost = (what, least = 1) => int().min(least).max(LIMITS[what].most, tooMany(what));
function few(what, schema) {
	const size = (value) => (Array.isArray(value) ? value : Object.keys(Object(value))).length;
	const isFew = (value) => size(value) <= LIMITS[what].most;
	return unknown().refine(isFew, {
		error: tooMany(what),
		abort: true
	}).pipe(schema);
}
const hex$1 = (digits) => string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const count = int().nonnegative();
const epochSchema = strictObject({
	epoch: count,
	draws: int().positive(),
	digest: hex$1(32),
	startsOver: int().positive().nullable(),
	head: array(text$1().regex(/^(-?\d+|-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/)).min(1).max(8),
	trail: text$1("characters of a trail").regex(/^\d+:[0-9a-f]{8}( \d+:[0-9a-f]{8})*$/)
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
	num_workers: atMost("workers", 0),
	persistent_workers: boolean(),
	num_devices: atMost("ranks"),
	batch_size: int().positive(),
	max_epochs: atMost("epochs"),
	dataset_size: int().positive()
});
const togglesSchema = strictObject({
	num_sanity_val_steps: count,
	validate: boolean(),
	max_steps: atMost("steps").nullable(),
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
	id: text$1().regex(/^[a-z0-9-]+$/),
	launcher: _enum(["warm", "lightning"]),
	parameters: parametersSchema,
	...togglesSchema.shape,
	resumes: text$1().nullable(),
	runs: atMost("runs")
});
const suiteSchema = strictObject({
	name,
	scenarios: few("scenarios", array(scenarioSchema).min(1))
});
const packageSchema = strictObject({
	name,
	version: name,
	imported: boolean()
});
const environmentSchema = strictObject({
	framework: strictObject({
		name: _enum(["lightning", "pytorch-lightning"]),
		version: name,
		file: text$1("characters of a path").min(1)
	}),
	python: name,
	platform: name,
	accelerator: _enum(["cpu", "cuda"]),
	deviceModel: text$1("characters of a device").nullable(),
	cuda: text$1().nullable(),
	cpuCapability: name,
	threads: int().positive(),
	hashSeed: text$1(),
	packages: few("packages", array(packageSchema).min(1))
});
const runSchema = strictObject({
	scenario: name,
	run: count,
	seconds: number().nonnegative(),
	retries: count,
	partition: few("epochs", array(partitionSchema)),
	channels: few("channels", record(name, few("epochs", array(epochSchema).min(1))))
});
const recordSchema = strictObject({
	schemaVersion: literal(1),
	kind: literal("record"),
	probe: name,
	suite: suiteSchema,
	environment: environmentSchema,
	runs: few("runs", array(runSchema))
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
const ABOUT = `The random streams of this repository as somebody accepted them. https://github.com/${REPOSITORY}/blob/v1/docs/baseline.md`;
const common = {
	schemaVersion: literal(1),
	class: classSchema,
	about: text.max(300),
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
const shortDigest = (digest) => digest.slice(0, 16);
function sealed(value) {
	return {
		...value,
		digest: rootDigest(value)
	};
}
// src/baseline/files.ts
const MAX_BYTES = 131072;
const baselineFile = (directory, className) => join(directory, `${className}.json`);
async function readPending(file) {
	const text = await readText(file, MAX_BYTES);
	if (text === null) throw new ExpectedError(`cannot read the pending baseline ${file}: it does not exist`);
	return intact(parseJson(pendingSchema, text, `the pending baseline ${file}`), file);
}
function intact(value, file) {
	const expected = rootDigest(value);
	if (value.digest === expected) return value;
	throw new ExpectedError(`${file}: digest: expected ${expected}, found another one; the file was changed after it was written`);
}
async function writeBaseline(file, value) {
	try {
		await mkdir(dirname(file), { recursive: true });
	} catch (error) {
		throw new ExpectedError(`cannot create ${dirname(file)}: ${reason(error)}`);
	}
	await writeAtomically(file, canonical(value));
}
export { writeBaseline as a, shortDigest as c, pendingSchema as d, importedPackages as f, REPOSITORY as h, readPending as i, ABOUT as l, rowSchema as m, baselineFile as n, canonical as o, recordSchema as p, intact as r, sealed as s, MAX_BYTES as t, baselineSchema as u };
