import { CONDA_LOCK } from './fixtures/conda-lock.ts'
import { ENVIRONMENT_YML } from './fixtures/environment-yml.ts'
import { EXTRAS } from './fixtures/extras.ts'
import type { Fixture } from './fixtures/fixture.ts'
import { PDM_LOCK } from './fixtures/pdm-lock.ts'
import { PIPFILE_LOCK } from './fixtures/pipfile-lock.ts'
import { PIXI_LOCK } from './fixtures/pixi-lock.ts'
import { POETRY_LOCK } from './fixtures/poetry-lock.ts'
import { PYLOCK } from './fixtures/pylock.ts'
import { PYPROJECT } from './fixtures/pyproject.ts'
import { REQUIREMENTS } from './fixtures/requirements.ts'
import { SETUP_CFG } from './fixtures/setup-cfg.ts'
import { SEVERAL } from './fixtures/several.ts'
import { UV_LOCK } from './fixtures/uv-lock.ts'

/** Small files written by hand, one trap each. They are what the fuzzing starts from as well. */

export type { Fixture } from './fixtures/fixture.ts'

export const FIXTURES: readonly Fixture[] = [
  ...UV_LOCK,
  ...POETRY_LOCK,
  ...PDM_LOCK,
  ...PYLOCK,
  ...PIPFILE_LOCK,
  ...CONDA_LOCK,
  ...PIXI_LOCK,
  ...REQUIREMENTS,
  ...PYPROJECT,
  ...ENVIRONMENT_YML,
  ...SETUP_CFG,
  ...SEVERAL,
  ...EXTRAS,
]
