import { nt as askedInWords, tt as PROBED } from "./model.js";
import { c as lackingOf, l as noneIsChosen } from "./pins.js";
import { H as findUnexplained } from "./change.js";
import { posix } from "node:path";
// src/change/needed.ts
const ALWAYS = [{
	name: new RegExp(`^(${PROBED.join("|")}|python)$`),
	reason: "what the probe is about"
}, {
	name: /^(nvidia|cuda|cudnn|nccl|rocm|triton|pytorch|mkl|intel|openblas|libopenblas|llvm-openmp|libtorch)/,
	reason: "loaded below torch, without an import that could be seen"
}];
const WATCHED = [
	{
		what: "`.github/`",
		file: /^\.github\//,
		reason: "the workflow says what is measured, and where"
	},
	{
		what: "`Dockerfile*`, `Containerfile*`, `*.def`",
		file: /(^|\/)(Dockerfile|Containerfile)[^/]*$|\.def$/,
		reason: "the image that it is measured in"
	},
	{
		what: "`.python-version`, `.tool-versions`, `runtime.txt`, `mise.toml`",
		file: /(^|\/)(\.python-version|\.tool-versions|runtime\.txt|\.?mise\.toml)$/,
		reason: "the Python"
	},
	{
		what: "`pip.conf`, `pip.ini`, `uv.toml`, `poetry.toml`, `pdm.toml`, `.condarc`, `.mambarc`",
		file: /(^|\/)(pip\.(conf|ini)|(uv|poetry|pdm)\.toml|\.(conda|mamba)rc)$/,
		reason: "where packages come from"
	},
	{
		what: "`*.whl`, `*.conda`, `*.egg`, `*.tar.gz`, `*.tar.bz2`",
		file: /\.(whl|conda|egg|tar\.(gz|bz2))$/,
		reason: "a package, and a variable of the check may lead to it"
	},
	{
		what: "`*constraints*.txt`, `*overrides*.txt`",
		file: /(^|\/)[^/]*(constraints?|overrides?)[^/]*\.txt$/,
		reason: "limits that a variable of the check may name"
	},
	{
		what: "`setup.py`",
		file: /(^|\/)setup\.py$/,
		reason: "a program that can ask for packages; it is not run here"
	}
];
const PROSE = /\.(md|rst)$/;
const spell = (input) => input;
const REASONS = [
	({ now }) => now && !now.source && now.rivals.length > 0 && noneIsChosen(now, "")(spell),
	({ now }) => !now?.source && "no file says which versions are installed",
	({ now, foreign }) => !foreign && now && lackingOf(now, "auto")?.(spell),
	({ before, now }) => before?.source !== now?.source && `versions come from ${now?.source}, and came from ${before?.source ?? "no file"}`,
	({ now }) => {
		const floating = floatingOf(now);
		return floating && `nothing fixes the version of ${floating}`;
	},
	({ change: { baselines } }) => baselines.length > 0 && `${baselines.join(", ")} differs, which the check compares with`,
	({ files }) => {
		for (const { file, reason } of WATCHED) {
			const found = files.find((each) => file.test(each));
			if (found) return `${found} differs: ${reason}`;
		}
		return null;
	},
	({ files, reads }) => {
		const isRead = (file) => reads.some((path) => file === path || file.startsWith(`${path}/`));
		const found = files.find(isRead);
		return found && `${found} differs, which is read to install`;
	},
	({ files, watched }) => {
		const found = files.find(watched);
		return found && `${found} differs, which watch names`;
	},
	({ imported }) => !imported && "there is no baseline yet",
	({ change, imported }) => change.bumps.filter((bump) => matters(bump, imported)).map(describeBump).join(", "),
	({ before, now }) => !(same(before?.pinsByEnv, now?.pinsByEnv) && same(before?.target, now?.target)) && `${now?.source} fixes other versions for another Python`,
	({ before, now, change }) => {
		const line = findUnexplained(before?.text ?? "", now?.text ?? "", change.bumps);
		return line !== null && `${now?.source} differs in more than versions: ${line}`;
	},
	({ named, change, now, prefix }) => {
		const source = posix.join(prefix, now?.source ?? "");
		const others = change.manifests.filter(({ file, effect }) => file !== source && effect !== "nothing");
		return !named && others.length > 0 && `${others.map(({ file }) => file).join(", ")} differs; if that is not what is installed, name what is with manifest`;
	},
	({ files, trainings: [training] }) => {
		const found = training === void 0 ? void 0 : files.find((file) => !PROSE.test(file));
		return found && `${found} differs, and the training ${training} runs what the repository has`;
	},
	({ foreign }) => foreign && "python names an interpreter that something else builds: name the files that it is built from with watch"
];
function decide(facts) {
	const packages = facts.change.bumps.map(({ name, from, to }) => ({
		name,
		from: askedInWords(from),
		to: askedInWords(to)
	}));
	for (const reasonOf of REASONS) {
		const reason = reasonOf(facts);
		if (reason) return {
			needed: true,
			reason,
			packages
		};
	}
	return {
		needed: false,
		reason: `the change moves nothing that the probe imports${packages.length ? `; it moves ${packages.map(({ name }) => name).join(", ")}` : ""}`,
		packages
	};
}
function matters({ name, from, to }, imported) {
	if (from === null || to === null || imported === null) return true;
	return imported.has(name) || ALWAYS.some((row) => row.name.test(name));
}
function floatingOf(now) {
	const pins = now?.pins;
	if (!pins) return "lightning";
	if (!pins.lightning && !pins["pytorch-lightning"]) return "lightning";
	return ["torch", "numpy"].find((name) => !pins[name]) ?? null;
}
const describeBump = ({ name, from, to }) => `${name} ${askedInWords(from) ?? "(none)"} → ${askedInWords(to) ?? "(none)"}`;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
export { WATCHED, decide };
