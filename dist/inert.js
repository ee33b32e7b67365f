// src/report/inert.ts
const PLAIN = /^([!-~]+( [!-~]+)*)?$/;
function visible(value) {
	if (PLAIN.test(value)) return value;
	return value.toWellFormed().replace(/[\s\u2028\u2029]+/gu, " ").replace(/[\p{Cc}\p{Cf}\p{Co}\p{NChar}]/gu, "�").replace(/(\p{M}{3})\p{M}+/gu, "$1").trim();
}
const indented = (line) => (/^ */.exec(line)?.[0] ?? "") + visible(line);
function clip(value, length) {
	if (value.length <= length) return value;
	const characters = [...value.slice(0, 2 * length + 2)];
	return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : value;
}
const LONGEST_SENTENCE = 400;
const LONGEST_NAME = 120;
const LONGEST_LOG = 4e3;
const LONGEST_ADDRESS = 500;
function text(value, length = LONGEST_SENTENCE) {
	return (clip(visible(value), length) || "—").replace(/\b[0-9a-f]{7,}\b/gi, (digits) => digits.replace(/.{6}(?=.)/g, `$&${GAP}`)).replace(/[@#$]|:(?=\S)|www(?=\.)|gh-(?=\d)/gi, `$&${GAP}`).replace(/[&<>|`@*_[\]\\#~$\u200b]|^[-+=\d]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
const GAP = "​";
function code(value, length = LONGEST_NAME) {
	const inert = clip(visible(value), length).replaceAll("`", "ˋ").replaceAll("|", "¦");
	return `\`${withoutTags(inert) || " "}\``;
}
function fence(value) {
	const kept = [...value.split(/\r\n|[\r\n\u2028\u2029]/).slice(-40).map((line) => withoutTags(clip(indented(line), LONGEST_LOG / 4))).join("\n")].slice(-4e3).join("");
	const longest = Math.max(2, ...[...kept.matchAll(/`+/g)].map(([run]) => run.length));
	const marks = "`".repeat(longest + 1);
	return `${marks}\n${kept}\n${marks}`;
}
function link(label, address) {
	const href = webAddress(address);
	return href ? `[${label}](${href.replaceAll("&", "&amp;").replace(/[()|\\`*_~[\]<>]/g, escapeUrl)})` : label;
}
function webAddress(address) {
	const url = address ? URL.parse(address) : null;
	return url?.protocol === "https:" && !url.username && !url.password && url.href.length <= LONGEST_ADDRESS ? url.href : null;
}
const escapeUrl = (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
const withoutTags = (value) => value.replace(/<(?=!--|\/?details)/gi, "‹");
export { link as a, webAddress as c, indented as i, code as n, text as o, fence as r, visible as s, clip as t };
