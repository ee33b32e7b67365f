import type { TrainingReport } from '../model/training-report.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Phrase, Sentence } from './sentence.ts'

/** The document that Markdown, HTML and the text of a terminal are renderings of. */
export interface Document {
  verdict: Verdict
  headline: string
  /** What was measured, and what it was compared with: for a page, and in few words. */
  where: readonly Sentence[]
  label: readonly string[]
  /** Which Lightning was measured, where there is another one of another version. */
  framework: Sentence | null
  /** What breaks or changes, and what a reader needs to decide. */
  answer: Answer
  /** Whether streams were compared; empty if the answer says so. */
  comparison: string
  /** What fails and failed before, a line each. */
  known: readonly Sentence[]
  notices: readonly string[]
  /** What the suite did not look at; null where nothing was measured. */
  scope: Sentence | null
  /** Beside a suite. A training without one is the document. */
  trainings: readonly TrainingPart[]
  /** None without blocks. */
  sections: readonly Section[]
}

export interface Answer {
  lead: Sentence
  points: readonly Point[]
}

/** `Fix: keep lightning 2.6.6.` */
interface Point {
  label: string
  sentence: Sentence
}

/** A training beside a suite. */
export interface TrainingPart {
  verdict: Verdict
  name: string
  headline: string
  /** What a reader needs first, at most two lines. */
  lines: readonly Sentence[]
  /** Markdown shows their details only where something is wrong. */
  isWrong: boolean
  sections: readonly Section[]
}

export interface Section {
  id: string
  /** What it is called where it is left out. */
  name: string
  /** What is left out first has the highest number. */
  dispensable: number
  heading: string
  /** The heading in a list of contents, if that is shorter. */
  short?: string
  /** What the heading counts. */
  count?: number
  extent?: string
  /** What an arrow between two versions goes from and to, where no columns say it. */
  arrow?: string
  folded?: true
  blocks: readonly Block[]
}

export type Block =
  | { kind: 'log'; text: string }
  | { kind: 'list'; rows: readonly Sentence[] }
  /** A list with a title; where room is short, `most` rows of it. */
  | { kind: 'titled'; title: string; most: number; rows: readonly Sentence[] }
  /** `lines` are for a terminal, which has no columns. */
  | {
      kind: 'table'
      head: readonly string[]
      rows: readonly Sentence[][]
      lines: readonly Sentence[]
    }
  /** The losses of both sides as a drawing, and what they say in words. */
  | { kind: 'losses'; words: Sentence; reference: string; losses: TrainingReport['losses'] }
  /** How the streams compare at each moment: `=` equal, `~` close, `x` different. */
  | {
      kind: 'steps'
      words: Sentence
      moments: readonly string[]
      rows: TrainingReport['streams']
    }
  | { kind: 'failures'; rows: readonly Failure[] }
  /** Where it begins is a sentence of a page, a line of a terminal. `functions`: what draws otherwise. */
  | {
      kind: 'drift'
      reference: string
      sentence: Sentence | null
      line: string
      functions: readonly Sentence[]
      rows: readonly Streams[]
      caption: string
    }
  /** A command for the reader. `warning`: what it brings about; `after`: what it takes. */
  | {
      kind: 'command'
      introduction: string
      warning: Sentence
      lines: readonly string[]
      after: Sentence
    }

/** A check that fails, and what its text says. */
export interface Failure {
  id: string
  page: Phrase
  scenario: string
  detail: string
  sentence: string
  reason: string
  fix: Sentence
}

/** Streams that differ in the same way. */
export interface Streams {
  pattern: string
  scenarios: readonly string[]
  channels: number
  moment: string
  expected: string
  actual: string
}
