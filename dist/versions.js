import { n as __exportAll } from "./rolldown-runtime.js";
// node_modules/@renovatebot/pep440/lib/version.js
const VERSION_PATTERN = [
	"v?",
	"(?:",
	"(?:(?<epoch>[0-9]+)!)?",
	"(?<release>[0-9]+(?:\\.[0-9]+)*)",
	"(?<pre>",
	"[-_\\.]?",
	"(?<pre_l>(a|b|c|rc|alpha|beta|pre|preview))",
	"[-_\\.]?",
	"(?<pre_n>[0-9]+)?",
	")?",
	"(?<post>",
	"(?:-(?<post_n1>[0-9]+))",
	"|",
	"(?:",
	"[-_\\.]?",
	"(?<post_l>post|rev|r)",
	"[-_\\.]?",
	"(?<post_n2>[0-9]+)?",
	")",
	")?",
	"(?<dev>",
	"[-_\\.]?",
	"(?<dev_l>dev)",
	"[-_\\.]?",
	"(?<dev_n>[0-9]+)?",
	")?",
	")",
	"(?:\\+(?<local>[a-z0-9]+(?:[-_\\.][a-z0-9]+)*))?"
].join("");
const validRegex = new RegExp("^" + VERSION_PATTERN + "$", "i");
function valid(version) {
	return validRegex.test(version) ? version : null;
}
new RegExp("^\\s*" + VERSION_PATTERN + "\\s*$", "i");
function parse$1(version, regex) {
	const { groups } = (regex || validRegex).exec(version) || {};
	if (!groups) return null;
	return {
		epoch: Number(groups.epoch ? groups.epoch : 0),
		release: groups.release.split(".").map(Number),
		pre: normalize_letter_version(groups.pre_l, groups.pre_n),
		post: normalize_letter_version(groups.post_l, groups.post_n1 || groups.post_n2),
		dev: normalize_letter_version(groups.dev_l, groups.dev_n),
		local: parse_local_version(groups.local)
	};
}
function stringify(parsed) {
	if (!parsed) return null;
	const { epoch, release, pre, post, dev, local } = parsed;
	const parts = [];
	if (epoch !== 0) parts.push(`${epoch}!`);
	parts.push(release.join("."));
	if (pre) parts.push(pre.join(""));
	if (post) parts.push("." + post.join(""));
	if (dev) parts.push("." + dev.join(""));
	if (local) parts.push(`+${local}`);
	return parts.join("");
}
function normalize_letter_version(letterIn, numberIn) {
	let letter = letterIn;
	let number = numberIn;
	if (letter) {
		if (!number) number = 0;
		letter = letter.toLowerCase();
		if (letter === "alpha") letter = "a";
		else if (letter === "beta") letter = "b";
		else if ([
			"c",
			"pre",
			"preview"
		].includes(letter)) letter = "rc";
		else if (["rev", "r"].includes(letter)) letter = "post";
		return [letter, Number(number)];
	}
	if (!letter && number) {
		letter = "post";
		return [letter, Number(number)];
	}
	return null;
}
function parse_local_version(local) {
	if (local) return local.split(/[._-]/).map((part) => Number.isNaN(Number(part)) ? part.toLowerCase() : Number(part));
	return null;
}
function explain(version) {
	const parsed = parse$1(version);
	if (!parsed) return parsed;
	const { epoch, release, pre, post, dev, local } = parsed;
	let base_version = "";
	if (epoch !== 0) base_version += epoch + "!";
	base_version += release.join(".");
	const is_prerelease = Boolean(dev || pre);
	const is_devrelease = Boolean(dev);
	const is_postrelease = Boolean(post);
	return {
		epoch,
		release,
		pre,
		post: post ? post[1] : post,
		dev: dev ? dev[1] : dev,
		local: local ? local.join(".") : local,
		public: stringify(parsed).split("+", 1)[0],
		base_version,
		is_prerelease,
		is_devrelease,
		is_postrelease
	};
}
// node_modules/@renovatebot/pep440/lib/operator.js
var operator_exports = __exportAll({
	"!=": () => ne,
	"<": () => lt,
	"<=": () => le,
	"==": () => eq,
	"===": () => arbitrary,
	">": () => gt,
	">=": () => ge,
	compare: () => compare,
	eq: () => eq,
	ge: () => ge,
	gt: () => gt,
	le: () => le,
	lt: () => lt,
	ne: () => ne,
	rcompare: () => rcompare
});
function lt(version, other) {
	return compare(version, other) < 0;
}
function le(version, other) {
	return compare(version, other) <= 0;
}
function eq(version, other) {
	return compare(version, other) === 0;
}
function ne(version, other) {
	return compare(version, other) !== 0;
}
function ge(version, other) {
	return compare(version, other) >= 0;
}
function gt(version, other) {
	return compare(version, other) > 0;
}
function arbitrary(version, other) {
	return version.toLowerCase() === other.toLowerCase();
}
function compare(version, other) {
	const parsedVersion = parse$1(version);
	const parsedOther = parse$1(other);
	return pyCompare(calculateKey(parsedVersion), calculateKey(parsedOther));
}
function rcompare(version, other) {
	return -compare(version, other);
}
function pyCompare(elemIn, otherIn) {
	let elem = elemIn;
	let other = otherIn;
	if (elem === other) return 0;
	if (Array.isArray(elem) !== Array.isArray(other)) {
		elem = Array.isArray(elem) ? elem : [elem];
		other = Array.isArray(other) ? other : [other];
	}
	if (Array.isArray(elem)) {
		const len = Math.min(elem.length, other.length);
		for (let i = 0; i < len; i += 1) {
			const res = pyCompare(elem[i], other[i]);
			if (res !== 0) return res;
		}
		return elem.length - other.length;
	}
	if (elem === -Infinity || other === Infinity) return -1;
	if (elem === Infinity || other === -Infinity) return 1;
	return elem < other ? -1 : 1;
}
function calculateKey(input) {
	const { epoch } = input;
	let { release, pre, post, local, dev } = input;
	release = release.concat();
	release.reverse();
	while (release.length && release[0] === 0) release.shift();
	release.reverse();
	if (!pre && !post && dev) pre = -Infinity;
	else if (!pre) pre = Infinity;
	if (!post) post = -Infinity;
	if (!dev) dev = Infinity;
	if (!local) local = -Infinity;
	else local = local.map((i) => Number.isNaN(Number(i)) ? [-Infinity, i] : [Number(i), ""]);
	return [
		epoch,
		release,
		pre,
		post,
		dev,
		local
	];
}
// node_modules/@renovatebot/pep440/lib/specifier.js
const RANGE_PATTERN = [
	"(?<operator>(===|~=|==|!=|<=|>=|<|>))",
	"\\s*",
	"(",
	"(?<version>(?:" + VERSION_PATTERN.replace(/\?<\w+>/g, "?:") + "))",
	"(?<prefix>\\.\\*)?",
	"|",
	"(?<legacy>[^,;\\s)]+)",
	")"
].join("");
const isEqualityOperator = (op) => [
	"==",
	"!=",
	"==="
].includes(op);
const rangeRegex = new RegExp("^" + RANGE_PATTERN + "$", "i");
function parse(ranges) {
	if (!ranges.trim()) return [];
	const specifiers = ranges.split(",").map((range) => rangeRegex.exec(range.trim()) || {}).map(({ groups }) => {
		if (!groups) return null;
		let { ...spec } = groups;
		const { operator, version, prefix, legacy } = groups;
		if (version) {
			spec = {
				...spec,
				...explain(version)
			};
			if (operator === "~=") {
				if (spec.release.length < 2) return null;
			}
			if (!isEqualityOperator(operator) && spec.local) return null;
			if (prefix) {
				if (!isEqualityOperator(operator) || spec.dev || spec.local) return null;
			}
		}
		if (legacy && operator !== "===") return null;
		return spec;
	});
	if (specifiers.filter(Boolean).length !== specifiers.length) return null;
	return specifiers;
}
function pick(versions, specifier, options) {
	const parsed = parse(specifier);
	if (!parsed) return [];
	return versions.filter((version) => {
		const explained = explain(version);
		if (!parsed.length) return explained && !(explained.is_prerelease && !options.prereleases);
		return parsed.reduce((pass, spec) => {
			if (!pass) return false;
			return contains({
				...spec,
				...options
			}, {
				version,
				explained
			});
		}, true);
	});
}
function satisfies(version, specifier, options = {}) {
	return pick([version], specifier, options).length === 1;
}
function arrayStartsWith(array, prefix) {
	if (prefix.length > array.length) return false;
	for (let i = 0; i < prefix.length; i += 1) if (prefix[i] !== array[i]) return false;
	return true;
}
function contains(specifier, input) {
	const { explained } = input;
	let { version } = input;
	const { ...spec } = specifier;
	if (spec.prereleases === void 0) spec.prereleases = spec.is_prerelease;
	if (explained && explained.is_prerelease && !spec.prereleases) return false;
	if (spec.operator === "~=") {
		let compatiblePrefix = spec.release.slice(0, -1).concat("*").join(".");
		if (spec.epoch) compatiblePrefix = spec.epoch + "!" + compatiblePrefix;
		return satisfies(version, `>=${spec.version}, ==${compatiblePrefix}`, { prereleases: spec.prereleases });
	}
	if (spec.prefix) {
		const isMatching = explained.epoch === spec.epoch && arrayStartsWith(explained.release, spec.release);
		return spec.operator !== "!=" ? isMatching : !isMatching;
	}
	if (explained && explained.local && spec.version) {
		if (spec.operator !== "===" && !spec.local) {
			version = explained.public;
			spec.version = explain(spec.version).public;
		}
	}
	if (spec.operator === "<" || spec.operator === ">") {
		if (eq(spec.release.join("."), explained.release.join("."))) return false;
	}
	const op = operator_exports[spec.operator];
	return op(version, spec.version || spec.legacy);
}
export { le as a, gt as i, compare as n, lt as o, ge as r, valid as s, satisfies as t };
