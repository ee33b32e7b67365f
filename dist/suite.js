// src/probe/suite.ts
const DEFAULT_PARAMETERS = {
	seed_everything: true,
	seed: 42,
	seed_workers: true,
	num_workers: 2,
	persistent_workers: false,
	num_devices: 2,
	batch_size: 4,
	max_epochs: 3,
	dataset_size: 16
};
const DEFAULT_TOGGLES = {
	num_sanity_val_steps: 0,
	validate: false,
	max_steps: null,
	model: "linear",
	precision: "32-true"
};
const STANDARD = {
	seeded: { runs: 2 },
	"seeded-persistent": {
		persistent_workers: true,
		runs: 2
	},
	"seeded-no-workers": {
		num_workers: 0,
		runs: 2
	},
	"seeded-rank-blind": {
		seed_workers: false,
		runs: 2
	},
	"seeded-uneven": {
		dataset_size: 13,
		batch_size: 3,
		runs: 2
	},
	"seeded-other": {
		seed: 43,
		runs: 2
	},
	"seeded-sanity": {
		num_sanity_val_steps: 2,
		runs: 2
	},
	uncut: { runs: 2 },
	cut: {
		max_epochs: 2,
		runs: 2
	},
	resumed: {
		resumes: "cut",
		runs: 2
	},
	unseeded: {
		seed_everything: false,
		runs: 2
	},
	"unseeded-no-workers": {
		seed_everything: false,
		num_workers: 0
	},
	launcher: { launcher: "lightning" }
};
const FULL = {
	...STANDARD,
	"cut-within": {
		max_steps: 3,
		runs: 2
	},
	"resumed-within": {
		resumes: "cut-within",
		runs: 2
	},
	"more-ranks": {
		ranks: 2,
		runs: 2
	},
	validating: {
		validate: true,
		runs: 2
	},
	regularized: {
		model: "regularized",
		runs: 2
	},
	"regularized-unseeded": {
		model: "regularized",
		seed_everything: false
	},
	"bf16-mixed": {
		model: "regularized",
		precision: "bf16-mixed",
		runs: 2
	}
};
const SUITES = {
	quick: {
		seeded: STANDARD.seeded,
		"seeded-other": {
			...STANDARD["seeded-other"],
			runs: 1
		},
		unseeded: {
			...STANDARD.unseeded,
			runs: 1
		},
		launcher: STANDARD.launcher
	},
	standard: STANDARD,
	full: FULL
};
const SUITE_NAMES = [
	"quick",
	"standard",
	"full"
];
function suiteOf(name, rows, devices) {
	return {
		name,
		scenarios: Object.entries(rows).map(([id, row]) => {
			const { launcher = "warm", resumes = null, ranks = 1, runs = 1, ...rest } = row;
			const { num_sanity_val_steps, validate, max_steps, model, precision, ...parameters } = {
				...DEFAULT_PARAMETERS,
				num_devices: devices * ranks,
				...DEFAULT_TOGGLES,
				...rest
			};
			return {
				id,
				launcher,
				parameters,
				num_sanity_val_steps,
				validate,
				max_steps,
				model,
				precision,
				resumes,
				runs
			};
		})
	};
}
function describedBy(scenario, devices) {
	const { id: _, runs: __, launcher, parameters, resumes, ...toggles } = scenario;
	const { num_devices, ...rest } = parameters;
	const standard = {
		...DEFAULT_PARAMETERS,
		...DEFAULT_TOGGLES,
		launcher: "warm",
		resumes: null,
		ranks: 1
	};
	const all = {
		...rest,
		...toggles,
		launcher,
		resumes,
		ranks: num_devices / devices
	};
	return Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== standard[name]));
}
export { suiteOf as i, SUITE_NAMES as n, describedBy as r, SUITES as t };
