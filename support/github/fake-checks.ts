import { type StoredAnnotation, type StoredCheck, showCheck } from './fake-answers.ts'
import type { Answer } from './fake-faults.ts'

const GONE: Answer = { status: 404, body: { message: 'Not Found' } }

interface Body extends Partial<Omit<StoredCheck, 'output' | 'annotations'>> {
  output?: { title: string; summary: string; annotations?: StoredAnnotation[] }
}

/** The check runs of one repository. Annotations are added with every request, as GitHub does. */
export class FakeChecks {
  all: StoredCheck[] = []
  #ids = 5000

  create(body: Body): Answer {
    const check: StoredCheck = {
      id: this.#ids++,
      name: '',
      head_sha: '',
      external_id: '',
      details_url: '',
      status: 'queued',
      conclusion: null,
      output: { title: null, summary: null },
      annotations: [],
    }
    this.all.push(check)
    return { status: 201, body: showCheck(changed(check, body)) }
  }

  get(id: number): Answer {
    const check = this.all.find(each => each.id === id)
    return check ? { status: 200, body: showCheck(check) } : GONE
  }

  update(id: number, body: Body): Answer {
    const check = this.all.find(each => each.id === id)
    return check ? { status: 200, body: showCheck(changed(check, body)) } : GONE
  }

  list(ref: string, name: unknown): Answer {
    const found = this.all.filter(each => each.head_sha === ref && each.name === name)
    return { status: 200, body: { total_count: found.length, check_runs: found.map(showCheck) } }
  }
}

function changed(check: StoredCheck, { output, ...fields }: Body): StoredCheck {
  Object.assign(check, fields)
  if (fields.conclusion) check.status = 'completed'
  if (!output) return check
  const { annotations = [], ...text } = output
  check.output = text
  check.annotations.push(...annotations)
  return check
}
