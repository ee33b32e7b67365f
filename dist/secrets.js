// src/lib/variables.ts
const WITHHELD = [
	{
		prefix: "GITHUB_TOKEN",
		why: "may write to the repository"
	},
	{
		prefix: "GH_TOKEN",
		why: "the same"
	},
	{
		prefix: "INPUT_",
		why: "the action's inputs, the token among them"
	},
	{
		prefix: "ACTIONS_",
		why: "the runner's own tokens for caches, artifacts and OIDC"
	},
	{
		prefix: "GITHUB_ENV",
		why: "a file that sets variables for later steps"
	},
	{
		prefix: "GITHUB_PATH",
		why: "a file that sets the path of later steps"
	},
	{
		prefix: "GITHUB_OUTPUT",
		why: "a file with this step's outputs"
	},
	{
		prefix: "GITHUB_STATE",
		why: "the same, for the end of the job"
	},
	{
		prefix: "GITHUB_STEP_SUMMARY",
		why: "a file with this step's summary"
	},
	{
		prefix: "NODE_OPTIONS",
		why: "ours, of no use to Python"
	}
];
function probeEnvironment(env, probe) {
	const kept = withoutSecrets(env);
	return {
		...kept,
		PYTHONPATH: [probe, kept.PYTHONPATH].filter(Boolean).join(process.platform === "win32" ? ";" : ":"),
		PYTHONSAFEPATH: "1",
		PYTHONUNBUFFERED: "1"
	};
}
const isWithheld = (name) => WITHHELD.some(({ prefix }) => name.startsWith(prefix));
const withoutSecrets = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => !isWithheld(name)));
// src/lib/secrets.ts
const MASK = "***";
const SECRET_NAMES = [
	{
		name: /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL/,
		reason: "they say so"
	},
	{
		name: /KEYS?(_|$)/,
		reason: "API_KEY, APIKEY, PRIVATE_KEY_PEM; KEYBOARD is none"
	},
	{
		name: /PASS(_|$)/,
		reason: "SSHPASS, SMTP_PASS"
	},
	{
		name: /(^|_)(PWD|PW|CREDS?|PAT|JWT|SALT|SAS|PEM)(_|$)/,
		reason: "short for one; PATH is none"
	},
	{
		name: /(^|_)(BASIC|HTTP|OA|X)?AUTH(ORIZATION)?(_|$)/,
		reason: "what a header says; AUTHOR is none"
	},
	{
		name: /(^|_)(COOKIE|BEARER|SIGNATURE)(_|$)/,
		reason: "opens a session that somebody else has begun"
	},
	{
		name: /(^|_)DSN(_|$)|CONNECTION_?STRING/,
		reason: "an address with a password"
	},
	{
		name: /WEBHOOK/,
		reason: "an address that works for whoever knows it"
	}
];
const PUBLIC_NAMES = [
	{
		name: /^(OLD)?PWD$/,
		reason: "directories of the shell"
	},
	{
		name: /_(FILE|PATH|DIR|HOME|SOCK|SOCKET)(_OVERRIDE)?$/,
		reason: "where a secret lies is none"
	},
	{
		name: /^GOOGLE_APPLICATION_CREDENTIALS$/,
		reason: "a path, too"
	},
	{
		name: /(^|_)PUB(LIC)?_?KEYS?(_|$)/,
		reason: "the half of a key that is for all"
	},
	{
		name: /^GPG_KEY$/,
		reason: "in the images of Python, the name of a public key"
	},
	{
		name: /(CACHE|RESTORE)_?KEYS?$/,
		reason: "names an entry of a cache, often by a commit"
	},
	{
		name: /^TOKENIZERS_PARALLELISM$/,
		reason: "of a language model"
	}
];
const INPUT = /^INPUT_/;
const SHORTEST = 8;
const FEWEST_CHARACTERS = 4;
const SHORTEST_USER = 20;
const WORDS = new Set(`anonymous artifacts baseline changeme conda-forge container database dependabot development disabled
  environment external github-actions inherited internal lightning localhost minioadmin notebook optional
  password placeholder postgres postgresql production protected pull_request pytorch-lightning readonly
  redacted renovate reproducibility required requirements self-hosted standard training ubuntu-latest
  undefined unlimited unstable username violation workflow workspace`.split(/\s+/));
const VERSION = /^v?\d+(\.\d+)+((a|b|rc|\.dev|\.post)\d+)?(\+[a-z0-9.]{1,20})?$/i;
const mayBeSecret = (value) => value.length >= SHORTEST && new Set(value).size >= FEWEST_CHARACTERS && !WORDS.has(value.toLowerCase()) && !VERSION.test(value);
function isSecretName(name) {
	const words = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/[^A-Za-z\d]+/g, "_").toUpperCase();
	const says = (rows) => rows.some((row) => row.name.test(words));
	return isWithheld(name) && !INPUT.test(name) || says(SECRET_NAMES) && !says(PUBLIC_NAMES);
}
const PATTERNS = [
	{
		what: "user and password of an address; `git@` is none",
		pattern: /(\/\/)(?!git@)[^\s/?#]+(?=@)/g
	},
	{
		what: "the same with a slash in the password, which no address may have; a port is none",
		pattern: /(\/\/)[^\s/?#@:[]+:(?!\d+[/?#])[^\s"'<>,]{0,500}(?=@)/g
	},
	{
		what: "a key that an address is asked with",
		pattern: /([?&](?:[\w-]*(?:token|secret|password|signature|credential|key)|sig)=)[^\s&#"'<>]+/gi
	},
	{
		what: "what a request says of who makes it",
		pattern: /(\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"']+/gi
	}
];
const USERINFO = /\/\/([^\s/?#@:]*)(?::([^\s/?#]*))?@/g;
const isPublic = (name) => /^(GITHUB|RUNNER)_/.test(name) && !isSecretName(name);
function secretsIn(env) {
	const variables = Object.entries(env).map(([name, value = ""]) => ({
		name,
		value
	}));
	const known = new Set(variables.filter(({ name }) => isPublic(name)).map(({ value }) => value));
	const found = variables.flatMap(({ name, value }) => [...isSecretName(name) ? partsOf(value) : [], ...[...value.matchAll(USERINFO)].flatMap(([, user = "", password]) => {
		if (password !== void 0) return [password, decoded(password)];
		return user.length < SHORTEST_USER ? [] : [user];
	})]);
	return [...new Set(found)].filter((value) => mayBeSecret(value) && !known.has(value));
}
function partsOf(value) {
	const whole = value.trim();
	const lines = whole.split(/[\r\n]+|\\n/).map((line) => line.trim());
	return [
		whole,
		whole.replace(/^(["'])(.*)\1$/s, "$2"),
		...lines,
		...textsIn(whole)
	];
}
function textsIn(text) {
	if (!/^[[{]/.test(text)) return [];
	try {
		const texts = [];
		JSON.parse(text, (_, item) => typeof item === "string" && texts.push(item));
		return texts;
	} catch {
		return [];
	}
}
function spellingsOf(secret) {
	const json = JSON.stringify(secret).slice(1, -1);
	const uri = encodeURIComponent(secret.toWellFormed());
	const quoted = uri.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
	const uris = [
		uri,
		quoted,
		quoted.replaceAll("%2F", "/"),
		quoted.replaceAll("%20", "+")
	];
	const inCapitals = (text) => text.replace(/%../g, (code) => code.toUpperCase());
	const inSmall = (text) => text.replace(/%../g, (code) => code.toLowerCase());
	return [
		secret,
		json,
		JSON.stringify(json).slice(1, -1),
		json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
		secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
		...uris.flatMap((each) => [inCapitals(each), inSmall(each)]),
		...base64(secret)
	].filter(mayBeSecret);
}
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
function base64(secret) {
	const bytes = Buffer.from(secret);
	const within = [
		0,
		1,
		2
	].map((before) => {
		const first = Math.ceil(before * 8 / 6);
		const last = Math.floor((before + bytes.length) * 8 / 6);
		return Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").slice(first, last);
	});
	return [bytes.toString("base64"), ...within].flatMap((digits) => [digits, digits.replaceAll("+", "-").replaceAll("/", "_")]);
}
function hider(env) {
	const spellings = [...new Set(secretsIn(env).flatMap(spellingsOf))];
	spellings.sort((a, b) => b.length - a.length);
	return (text) => {
		let clean = text;
		for (const spelling of spellings) if (clean.includes(spelling)) clean = clean.replaceAll(spelling, MASK);
		for (const { pattern } of PATTERNS) clean = clean.replace(pattern, `$1${MASK}`);
		return clean;
	};
}
let own;
function hide(text) {
	own ??= hider(process.env);
	return own(text);
}
function hidden(value, kept) {
	const walk = (each) => {
		if (typeof each === "string") return hide(each);
		if (Array.isArray(each)) return each.map(walk);
		if (each === null || typeof each !== "object") return each;
		return Object.fromEntries(Object.entries(each).map(([key, item]) => [key, kept.has(key) ? item : walk(item)]));
	};
	return walk(value);
}
export { withoutSecrets as i, hide as n, probeEnvironment as r, hidden as t };
