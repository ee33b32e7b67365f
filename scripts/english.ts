// Says which sentences break a rule of CONTRIBUTING's "English": `npm run english [FILE…]`.
import { globSync, readFileSync } from 'node:fs'
import { ofMarkdown, ofPython, ofTypeScript, ofYaml, type Sentence } from './sentences.ts'

type Rule = { name: string; pattern: RegExp; better: string }

/** Verbs that end a clause which stands where a noun should. */
const VERB =
  '(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|must|may|will|would|(?<!(?:ha|is|are|was|were|ve|s) )(?:changed|moved)|' +
  '(?:stay|start|stop|come|goe|give|get|need|follow|decide|depend|fail|count|make|move|list|break|' +
  'change|draw|run|say|show|mean|cost|take|load|keep|hold|pin|stand|lie|disagree|differ|agree|' +
  'matter|remain|work|belong|read|write|tell|ask|name|lose|replace|leave|register)s)'
const WITHIN =
  '(?:(?!\\b(?:when|if|where|than|before|while|because|as|that|and (?:what|how|who|which))\\b)[^,:;?])*'

/** The shapes that keep a reader waiting, and words that the field does not use. */
export const RULES: Rule[] = [
  { name: 'seen from', pattern: /\bseen from\b/i, better: 'relative to' },
  { name: 'absent', pattern: /\babsent\b/i, better: '"default: …", "missing"' },
  { name: 'anew', pattern: /\banew\b/i, better: 'again' },
  { name: 'mend', pattern: /\bmend(?:s|ed|ing)?\b/i, better: 'fix' },
  { name: 'grave', pattern: /\bgrave(?:r|st|ly)?\b/i, better: 'severity, severe' },
  {
    name: 'hold against',
    pattern: /\bh(?:o|e)ld(?:s|ing)?(?: \S+){0,3}? against\b/i,
    better: 'compare with, check against',
  },
  {
    name: 'is said',
    pattern: /\b(?:is|are|was|were|be|being) (?:said|told)\b(?! apart)/i,
    better: 'who says it: "the report lists"',
  },
  {
    name: 'of two',
    pattern: /(?:^|[,;:(] ?)of (?:two|three|several|many)\b/i,
    better: 'the subject first',
  },
  { name: 'be it', pattern: /\bbe (?:it|they)\b/i, better: 'whether, or' },
  { name: 'such as it is', pattern: /\bsuch as (?:it is|they are)\b/i, better: 'as it is' },
  {
    name: 'whoever',
    pattern: /\b(?:whoever|whosoever|whatever may)\b|^Whatever\b/i,
    better: 'you, a person who, everything that',
  },
  {
    name: 'old word',
    pattern:
      /\b(?:but for|for want of|save for|lest|shall|upon|hitherto|there(?:of|by|in|upon)|where(?:by|of|in|upon))\b/i,
    better: 'except for, for lack of, by which',
  },
  {
    name: 'old verb',
    pattern: /\b(?:hangs? on|bears? on|comes? of|to be had)\b/i,
    better: 'depend on, affect, result from, available',
  },
  {
    name: 'clause as subject',
    pattern: new RegExp(
      `^(?!.*\\?$)(?:What|Who|Whether|Which|How|Why)\\b${WITHIN}\\b${VERB}\\b${WITHIN}\\b${VERB}\\b`,
    ),
    better: 'a noun as the subject, or the one that acts',
  },
  {
    name: 'inversion',
    pattern: new RegExp(
      [
        '^(?:Left out|Missing|Not \\w+|(?!Speed|Seed|Need|Feed)\\w+ed|Unknown|Known|Shown|Written) (?:are|is|was|were)\\b',
        '^(?:Nor|Neither|Never|Seldom|Rarely|So|Such) (?:are|is|do|does|did|can|has|have|was|were)\\b',
        '^Only (?:in|if|where|when|then|with|after)\\b[^,]* (?:may|can|do|does|is|are|has|have)\\b',
        '^(?:In|On|Beside|Under|Behind|Among|Between|From|At|Of|By|For) (?:(?:an?|the|its|their|each) )?\\S+ (?:is|are|stands?|lies?|comes?|belongs?) (?:an?|the|all|every|each|no)\\b',
      ].join('|'),
    ),
    better: 'who does what, in that order',
  },
  {
    name: 'nothing is … that',
    pattern: /^(?:Nothing|Nobody|None|No \w+)(?: \w+){1,2} that\b/,
    better: '"nothing that …", or say what is',
  },
  {
    name: 'double negation',
    pattern:
      /\bnot (?:without\b|un\w+ed\b)|\b(?:nothing|nobody|none|no one)(?: \w+){0,2} (?:not|never)\b|\b(?:not|never|cannot)(?: \w+){0,2} (?:nothing|nobody|none|never|no)\b/i,
    better: 'say what is',
  },
]

/** What stands although it breaks a rule: a part of the sentence, and why. */
export const EXCEPTIONS: { rule: string; text: string; reason: string }[] = [
  { rule: 'double negation', text: 'import json, sys', reason: 'it is a program' },
]

/** The rules that a sentence breaks. */
export const broken = ({ text }: Sentence): Rule[] =>
  RULES.filter(
    ({ name, pattern }) =>
      pattern.test(text) &&
      !EXCEPTIONS.some(each => each.rule === name && text.includes(each.text)),
  )

const READERS: [end: string, read: (text: string) => Sentence[]][] = [
  ['.md', ofMarkdown],
  ['.ts', ofTypeScript],
  ['.py', ofPython],
  ['.yml', ofYaml],
]

const read = new Map<string, Sentence[]>()

/** The sentences of a file, which is read once. */
export function sentencesOf(file: string): Sentence[] {
  const reader = READERS.find(([end]) => file.endsWith(end))?.[1]
  const sentences = read.get(file) ?? reader?.(readFileSync(file, 'utf8')) ?? []
  read.set(file, sentences)
  return sentences
}

/** Evidence is made of results, which keep the words that they were recorded in. */
export const PAGES = globSync([
  '{README,CHANGELOG,CONTRIBUTING,ARCHITECTURE,SECURITY,AGENTS}.md',
  'docs/**/*.md',
  '{plan,record,report,accept,python-probe,test}/README.md',
  'examples/**/*.md',
])
  .filter(page => !/^docs\/evidence\/|lddpr-report/.test(page))
  .sort()

const PROGRAMS = [
  '{.,plan,record,report,accept}/action.yml',
  'examples/workflows/**/*.yml',
  'src/**/*.ts',
  'python-probe/lddpr/**/*.py',
]
export const FILES = [...PAGES, ...globSync(PROGRAMS).sort()]

/** Every broken rule, as `FILE:LINE: RULE: SENTENCE`. */
export const hits = (files: string[]): string[] =>
  files.flatMap(file =>
    sentencesOf(file).flatMap(sentence =>
      broken(sentence).map(
        ({ name, better }) =>
          `${file}:${sentence.line}: ${name} (better: ${better}): ${sentence.text}`,
      ),
    ),
  )

const words = (text: string) => text.split(/\s+/).filter(word => /[\p{L}\d]/u.test(word)).length
const LONG = 25
export const longSentences = (files: string[]): string[] =>
  files.flatMap(file =>
    sentencesOf(file)
      .filter(({ text }) => words(text) > LONG)
      .map(({ line, text }) => `${file}:${line}: ${words(text)} words: ${text}`),
  )

/** What users follow; checks, decisions and evidence are looked up. */
const USER_PAGES = globSync('docs/{,verdicts/}*.md')

/** Tables that `npm run docs` makes from the sources. */
const MADE = /<!-- ([\w-]+) -->[\s\S]*?<!-- \/\1 -->/g

/** Each measure, and the most that it may be. */
export function measures(): Record<string, { found: number; most: number }> {
  const sentences = PAGES.flatMap(sentencesOf).length
  const inPages = USER_PAGES.map(page => words(readFileSync(page, 'utf8').replace(MADE, '')))
  return {
    'long sentences, per cent': { found: (100 * longSentences(PAGES).length) / sentences, most: 5 },
    'lines of the README': {
      found: readFileSync('README.md', 'utf8').split('\n').length - 1,
      most: 120,
    },
    'words that somebody wrote in the pages for users': {
      found: inPages.reduce((sum, count) => sum + count, 0),
      most: 12_000,
    },
  }
}

if (import.meta.main) {
  const asked = process.argv.slice(2)
  for (const line of hits(asked.length > 0 ? asked : FILES)) console.log(line)
  for (const line of longSentences(asked.length > 0 ? asked : PAGES)) console.log(line)
  for (const [name, { found, most }] of Object.entries(measures()))
    console.log(`${name}: ${Math.round(found * 10) / 10} of at most ${most}`)
}
