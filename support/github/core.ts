import type { Core } from '../../src/github/run/runner.ts'

/** A stand-in for @actions/core that writes nothing: it remembers what a step has said and set. */
export function coreHere(inputs: Record<string, string>) {
  let log = ''
  let summary = ''
  const outputs: Record<string, string> = {}
  const print = (line: string) => {
    log += `${line}\n`
  }
  const annotate =
    (level: string): Core['error'] =>
    (message, { title, file, startLine } = {}) => {
      const properties = Object.entries({ title, file, line: startLine })
        .filter(([, value]) => value)
        .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
      const place = properties.length ? ` ${properties.join()}` : ''
      print(`::${level}${place}::${escapeText(String(message))}`)
    }
  const core: Core = {
    getInput: name => (inputs[name] ?? '').trim(),
    setOutput(name, value) {
      outputs[name] = value
    },
    info: print,
    warning: annotate('warning'),
    error: annotate('error'),
    startGroup: name => print(`::group::${escapeText(name)}`),
    endGroup: () => print('::endgroup::'),
    summary: {
      addRaw: text => ({
        async write() {
          summary += text
        },
      }),
    },
  }
  return { ...core, seen: () => ({ log: log.trimEnd(), summary, outputs }) }
}

const escapeText = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string) =>
  escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
