#!/usr/bin/env node
// src/cli.ts
const USAGE_ERROR = 2;
const NEEDED = 24;
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED) {
	console.error(`lddpr: error: Node.js ${NEEDED} or later is needed, this is ${process.version}`);
	process.exit(USAGE_ERROR);
}
const { main } = await import("./cli-main.js");
try {
	process.exitCode = await main(process.argv.slice(2), process.env);
} catch (error) {
	console.error(error);
	process.exitCode = USAGE_ERROR;
}
export {};
