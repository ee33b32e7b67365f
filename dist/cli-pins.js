import { B as ExpectedError, f as visible, u as printable } from "./lib.js";
import { tt as PROBED } from "./model.js";
import { A as PLATFORMS, M as parsePlatform, N as parsePython, a as pythonInWords, l as noneIsChosen, n as SUPPORTED_FILES, o as readPins, t as Repository } from "./pins.js";
import { W as readCommitted } from "./pipeline.js";
import { f as readChosen } from "./training.js";
import { a as fitted, f as textOf, o as flag } from "./cli-command.js";
import { resolve } from "node:path";
// src/cli/pins.ts
const pins = {
	operands: "[DIR]",
	examples: [
		"lddpr pins",
		"lddpr pins projects/train --extra cpu",
		"lddpr pins --python-version 3.12 --json"
	],
	options: [
		{
			name: "json",
			type: "boolean",
			text: "Print JSON, for programs"
		},
		{
			name: "manifest",
			type: "string",
			value: "FILE",
			text: "The lock or manifest to read, relative to DIR. Default: it is detected"
		},
		{
			name: "python-version",
			type: "string",
			value: "X.Y",
			text: "The Python to answer for. Default: the one that the repository names or allows"
		},
		{
			name: "platform",
			type: "string",
			value: "NAME",
			text: `The platform to answer for: ${Object.keys(PLATFORMS).join(", ")}`,
			standard: "linux-x86_64"
		},
		{
			name: "extra",
			type: "string",
			multiple: true,
			value: "NAME",
			text: "An extra that is installed with the project; you may give several. Default: what .lddpr/config.yml says"
		},
		{
			name: "group",
			type: "string",
			multiple: true,
			value: "NAME",
			text: "The same for a dependency group, or a category of a Pipfile"
		}
	],
	async run({ values, positionals, env }) {
		if (positionals.length > 1) throw new ExpectedError(`expected one DIR, found ${positionals.length} operands`);
		const directory = resolve(positionals[0] ?? ".");
		const [python, platform] = [textOf(values, "python-version"), textOf(values, "platform")];
		const files = new Repository(directory);
		const { config } = await readCommitted({
			cwd: directory,
			baseline: ".lddpr"
		}, { git: { look: "upwards" } });
		const named = {
			extra: namesOf(values.extra),
			group: namesOf(values.group)
		};
		const { extra, group } = readChosen(named, config);
		const found = await readPins(files, {
			manifest: textOf(values, "manifest"),
			python: python === void 0 ? void 0 : parsePython(python),
			platform: platform === void 0 ? void 0 : parsePlatform(platform),
			extras: extra,
			groups: group
		});
		const nowhere = found?.source === null ? [noneIsChosen(found, directory)(flag)] : [];
		if (!found) throw new ExpectedError(`${directory} has no ${SUPPORTED_FILES.join(", ")}`);
		const told = {
			...found,
			notes: [...nowhere, ...found.notes]
		};
		for (const warning of found.warnings) console.error(`warning: ${printable(warning)}`);
		if (values.json) console.log(JSON.stringify(forPrograms(told), null, 2));
		else console.log(fitted(forPeople(told), process.stdout, env));
		return 0;
	}
};
const namesOf = (value) => [value ?? []].flat().flatMap((each) => String(each).split(/[,\n]/).map((name) => name.trim())).filter(Boolean);
function forPrograms(found) {
	return {
		manager: found.manager,
		source_file: found.relevant ? found.source : null,
		pins: found.pins,
		reasons: found.reasons,
		constraints: found.constraints,
		python: pythonInWords(found),
		target: found.target,
		...found.pinsByEnv.length ? { pins_by_env: found.pinsByEnv } : {},
		...found.notes.length ? { notes: found.notes.join(". ") } : {},
		...found.warnings.length ? { warnings: found.warnings } : {}
	};
}
function forPeople({ pins, target, ...found }) {
	const chosen = [...target.extras.length ? [`extras ${target.extras.join(", ")}`] : [], ...target.groups.length ? [`groups ${target.groups.join(", ")}`] : []];
	const rows = PROBED.flatMap((name) => {
		const range = found.constraints[name];
		const value = pins[name] ?? `not fixed: ${found.reasons[name]}`;
		const asked = range === void 0 ? [] : [`      asked for: ${range || "any version"}`];
		return [`  ${name.padEnd(18)} ${visible(value)}`, ...asked.map(printable)];
	});
	const others = found.pinsByEnv.map(({ python, pins: other }) => {
		return `  on Python ${python}: ${PROBED.filter((name) => other[name] !== pins[name]).map((name) => `${name} ${other[name] ?? "not fixed"}`).join(", ")}`;
	});
	const title = `${found.source ?? "no file"} (${found.manager ?? "no manager"}), for Python ${target.python} on ${[target.platform, ...chosen].join(", ")}`;
	const notes = found.notes.map((note) => `note: ${note}`);
	return [
		printable(title),
		...rows,
		...[...others, ...notes].map(printable)
	].join("\n");
}
export { pins };
