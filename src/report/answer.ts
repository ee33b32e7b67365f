import { REPEAT } from '../judge/checks.ts'
import type { CheckResult, Report } from '../model/report.ts'
import type { Verdict } from '../model/verdict.ts'
import { acceptedInWords } from './accepted.ts'
import type { Answer } from './blocks.ts'
import { bumps } from './bumps.ts'
import { functionsOf } from './functions.ts'
import { bugInWords, knownInWords } from './known.ts'
import { affects, changedInWords, listed, reachIn, spares, unchangedInWords } from './reach.ts'
import { code, type Phrase, type Sentence, say, source, text, words } from './sentence.ts'
import { withoutEnd } from './trainings.ts'
import { checkOf, upper, withStatus } from './words.ts'

/** What a reader needs to decide: what changes, whether it affects them, and what to do. */

const MOST = { packages: 3, fixes: 2, functions: 3 }

export function answerOf(report: Report): Answer {
  const points = POINTS[report.verdict](report)
  const lead = LEADS[report.verdict](report)
  return {
    lead: report.isApart ? say`${lead} ${APART}` : lead,
    points: points.flatMap(([label, sentence]) => (sentence?.length ? [{ label, sentence }] : [])),
  }
}

function bumpsInWords(report: Report): Sentence | null {
  const all = bumps(report)
  if (all.length === 0) return null
  const shown = all
    .slice(0, MOST.packages)
    .map(each => say`${code(each.name)} ${code(each.versions)}`)
  const more = all.length - shown.length
  return listed(more > 0 ? [...shown, [words(`${more} more`)]] : shown)
}

const LEADS: Record<Verdict, (report: Report) => Sentence> = {
  error: ({ error, summary }) =>
    say`${text(withoutEnd(error?.message ?? summary))}. Nothing was compared. Treat this change as untested.`,
  unstable: report =>
    say`${sentenceOf(report.summary)} Runs that disagree with themselves cannot be compared with others.`,
  violation: report => {
    const known = knownInWords(report)
    const bumped = known ? null : bumpsInWords(report)
    const what = [text(whatBreaks(report))]
    return [...(bumped ? say`With ${bumped}, ${what}` : what), ...(known ? say` ${known}` : [])]
  },
  drift: report => {
    const bumped = bumpsInWords(report)
    const count = report.drift.reduce((sum, { channels }) => sum + channels.length, 0)
    const moved = `${count} of ${report.compared} random streams`
    const what = bumped
      ? say`${bumped} changes ${words(moved)}.`
      : say`${words(moved)} changed, and no package that the training imports did.`
    return say`${what} ${words(livingIn(report))}`
  },
  new: report =>
    report.added.length
      ? say`${sentenceOf(report.summary)} Everything else is equal.`
      : say`${words(livingIn(report))} The next run has something to compare with once you commit a baseline.`,
  match: report => {
    const accepted = acceptedInWords(report)
    const bumped = bumpsInWords(report)
    if (accepted) return bumped ? say`${text(accepted)} The change is ${bumped}.` : [text(accepted)]
    const equal = `${report.compared === 1 ? 'The 1 random stream' : `All ${report.compared} random streams`} that this run compared ${report.compared === 1 ? 'is' : 'are'} equal.`
    return say`${words(equal)}${bumped ? say` The change is ${bumped}.` : []} ${words(livingIn(report))}`
  },
}

/** In the words of the known issue that explains it, otherwise of the first check that fails. */
function whatBreaks(report: Report): string {
  const failing = withStatus(report, 'fail')
  const issues = failing.flatMap(each => each.issues)
  const sentences = issues.length
    ? issues.slice(0, 1).map(({ what }) => `${what}.`)
    : failing.slice(0, 1).map(({ id }) => checkOf(id).reason)
  const bumped = bumps(report).length > 0 && !knownInWords(report)
  return sentences.map(each => (bumped ? lower(each) : upper(each))).join(' ')
}

/** The beginning of a sentence behind another one; names keep their capitals. */
const lower = (sentence: string) =>
  /^[A-Z][a-z]* /.test(sentence) && !/^(DDP|Lightning|NumPy|Python|PyTorch) /.test(sentence)
    ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
    : sentence
const sentenceOf = (summary: string): Phrase => text(`${upper(withoutEnd(summary))}.`)

/** What the checks say where none fails that counts. */
function livingIn(report: Report): string {
  const living = withStatus(report, 'known').length + withStatus(report, 'accepted').length
  const passing = withStatus(report, 'pass').length
  const suite = report.trainings ? ' of the suite' : ''
  const rest = passing === 1 ? `1 check${suite} passes` : `All other ${passing} checks${suite} pass`
  if (living)
    return `${living === 1 ? '1 known problem is' : `${living} known problems are`} still there. ${rest}.`
  return passing === 1 ? `1 check${suite} passes.` : `All ${passing} checks${suite} pass.`
}

type Points = (readonly [label: string, sentence: Sentence | null])[]

const reachPoints = (report: Report): Points => {
  const reach = reachIn(report)
  return [
    ['Affects you if', affectsOf(report)],
    ['Does not affect', spares(reach)],
    ['Unchanged:', unchangedInWords(reach)],
  ]
}

/** What is written of known issues is surer than what the scenarios tell. */
function affectsOf(report: Report): Sentence | null {
  const issues = withStatus(report, 'fail').flatMap(each => each.issues)
  const whom = [...new Set(issues.map(each => each.affects))]
  return whom.length
    ? listed(
        whom.map(each => [text(each)]),
        'or',
      )
    : affects(reachIn(report))
}

const POINTS: Record<Verdict, (report: Report) => Points> = {
  error: () => [],
  unstable: report => [['Next step:', nextStep(report)]],
  violation: report => [
    ['Fix:', fixes(withStatus(report, 'fail'))],
    ['Why, probably:', why(report)],
    ...reachPoints(report),
  ],
  drift: report => [
    ['Can you merge?', report.isApart ? null : MAY],
    ['Fixes:', fixesIn(report)],
    ['Why, probably:', why(report)],
    ['Changed:', changedIn(report)],
    ...reachPoints(report),
  ],
  new: () => [],
  match: report => [
    ['Fixes:', fixesIn(report)],
    ['Why, probably:', why(report)],
  ],
}

/** What the files ask for was not measured: a notice says what it is. */
const APART = say`All of this holds for the versions that were measured, not for those that the files pin.`

const MAY = say`Yes, unless you must repeat an earlier seeded run exactly.`

function changedIn(report: Report): Sentence | null {
  const functions = functionsOf(report.drift).slice(0, MOST.functions)
  const parts = changedInWords(reachIn(report))
  if (functions.length === 0) return parts
  return say`${parts ? say`${parts}. ` : []}${functions.flatMap((each, at) => (at ? say` ${each}` : each))}`
}

/** Known bugs that the change ends; other failures that it ends are evidence. */
function fixesIn({ improvements }: Report): Sentence | null {
  const issues = improvements.flatMap(each => each.issues)
  const told = [...new Map(issues.map(issue => [issue.link, issue])).values()]
  return told.length ? listed(told.map(issue => bugInWords(issue))) : null
}

/** Known bugs have a fix that is sure. Of others the first failure says what to do. */
function fixes(failing: readonly CheckResult[]): Sentence | null {
  const known = failing.filter(({ issues }) => issues.length > 0)
  const those = known.length ? known : failing.slice(0, 1)
  const all = [...new Set(those.map(({ fix }) => fix).filter(Boolean))]
  return all.length ? [text(all.slice(0, MOST.fixes).join(' '))] : null
}

function nextStep(report: Report): Sentence {
  const repeat = withStatus(report, 'fail').find(({ id }) => id === REPEAT)
  const causes = repeat?.explanation
    ? say` Possible causes: ${text(lower(repeat.explanation))}`
    : []
  return say`run the check again. If it happens again, something draws without your seed.${causes}`
}

function why(report: Report): Sentence | null {
  const [candidate] = report.candidates
  if (candidate) return say`${text(upper(candidate.what))} ${source(candidate.link)}`
  const [issue] = withStatus(report, 'fail').flatMap(each => each.issues)
  if (issue)
    return say`a known bug of ${code(`${issue.package} ${issue.version}`)}, ${issue.releases} ${source(issue.link)}`
  const [one] = withStatus(report, 'fail')
  return one?.explanation ? [text(one.explanation)] : null
}
