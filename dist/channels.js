// src/judge/channels.ts
const KINDS = {
	seeds: { once: true },
	"weights.init": {
		once: true,
		computed: true
	},
	order: {},
	worker: {},
	dataset: {},
	"val.order": {},
	"val.worker": {},
	"val.dataset": {},
	main: {},
	dropout: {},
	"weights.start": {
		once: true,
		computed: true
	},
	"buffers.start": {
		once: true,
		computed: true
	},
	"weights.end": {
		once: true,
		computed: true
	},
	"buffers.end": {
		once: true,
		computed: true
	}
};
const ORDER = Object.keys(KINDS);
const has = (kind, property) => property in KINDS[kind];
const happensOnce = (kind) => has(kind, "once");
const LIBRARIES = [
	"python",
	"numpy",
	"torch"
];
const NAME = new RegExp(`^(?<scenario>[a-z0-9-]+)/rank(?<rank>\\d+)(-\\d+)?/(?<kind>${ORDER.join("|").replaceAll(".", "\\.")})(?<worker>\\d*)(/(?<library>[a-z]+))?$`);
function parseChannel(name) {
	const groups = NAME.exec(name)?.groups;
	if (!groups) return null;
	const { scenario = "", rank, kind, worker, library } = groups;
	return {
		name,
		scenario,
		rank: Number(rank),
		kind,
		worker: worker ? Number(worker) : null,
		library: library ?? null
	};
}
function group(channel) {
	return channel.library ? `${channel.kind}/${channel.library}` : channel.kind;
}
const isPortable = ({ kind }) => !has(kind, "computed");
function isReproducible(channel, { seed_everything }) {
	return seed_everything || channel.kind === "order" || channel.kind === "val.order";
}
function byCause(a, b) {
	return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
}
function causalOrder(a, b) {
	return byCause(a, b) || a.rank - b.rank || (a.worker ?? 0) - (b.worker ?? 0) || a.name.localeCompare(b.name, "en");
}
function stepsPerEpoch(parameters) {
	const samples = Math.ceil(parameters.dataset_size / parameters.num_devices);
	return Math.ceil(samples / parameters.batch_size);
}
const range = (from, to) => [...Array(Math.max(0, to - from)).keys()].map((index) => from + index);
function spanOf({ parameters, resumes, max_steps }, suite) {
	const steps = stepsPerEpoch(parameters);
	const cut = suite.scenarios.find(({ id }) => id === resumes);
	const done = cut ? cut.max_steps ?? cut.parameters.max_epochs * steps : 0;
	const within = done % steps;
	const torn = within ? {
		epoch: (done - within) / steps,
		steps: within
	} : null;
	const end = max_steps === null ? parameters.max_epochs : Math.ceil(max_steps / steps);
	const rest = max_steps === null ? 0 : max_steps % steps;
	return {
		epochs: range(Math.ceil(done / steps), end),
		torn,
		lastSteps: rest || null
	};
}
function expectedChannels(scenario, { epochs, lastSteps }, accelerator) {
	const { parameters, model, validate } = scenario;
	const { num_devices, num_workers } = parameters;
	const steps = stepsPerEpoch(parameters);
	const loading = (busy) => num_workers === 0 ? ["dataset"] : range(0, Math.min(num_workers, busy)).map((w) => `worker${w}`);
	const drawn = (loader) => LIBRARIES.map((library) => `${loader}/${library}`);
	const main = accelerator === "cuda" ? [...LIBRARIES, "cuda"] : LIBRARIES;
	const whole = lastSteps === null ? epochs : epochs.slice(0, -1);
	const inEpoch = [
		"order",
		...main.map((library) => `main/${library}`),
		...model === "regularized" ? ["dropout"] : []
	];
	const rows = [
		[[
			"seeds",
			...[
				"init",
				"start",
				"end"
			].map((moment) => `weights.${moment}`),
			...model === "regularized" ? ["buffers.start", "buffers.end"] : []
		], [0]],
		[inEpoch, epochs],
		[loading(lastSteps ?? steps).flatMap(drawn), epochs],
		[loading(steps).slice(loading(lastSteps ?? steps).length).flatMap(drawn), whole],
		[validate ? ["val.order", ...loading(steps).flatMap((loader) => drawn(`val.${loader}`))] : [], whole]
	];
	return new Map(range(0, num_devices).flatMap((rank) => rows.flatMap(([names, numbers]) => numbers.length ? names.map((name) => [`rank${rank}/${name}`, numbers]) : [])));
}
function viewRun(record, run) {
	const scenario = record.suite.scenarios.find(({ id }) => id === run.scenario);
	if (!scenario) throw new TypeError(`run of ${run.scenario}, which is not in the suite`);
	const channels = Object.entries(run.channels).flatMap(([name, epochs]) => {
		const channel = parseChannel(`${run.scenario}/${name}`);
		return channel ? [{
			channel,
			epochs
		}] : [];
	});
	channels.sort((a, b) => causalOrder(a.channel, b.channel));
	return {
		scenario,
		span: spanOf(scenario, record.suite),
		partition: run.partition,
		channels
	};
}
export { isPortable as a, spanOf as c, happensOnce as i, stepsPerEpoch as l, expectedChannels as n, isReproducible as o, group as r, parseChannel as s, byCause as t, viewRun as u };
