import { stripVTControlCharacters } from 'node:util'

// No package of ours counts columns: this takes East Asian scripts and emoji for two, combining marks for none.
const WIDE =
  /[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303e\uff01-\uff60\ufffd]/u
const MARK = /\p{Mn}|\p{Me}|\u200b|\u200d/u

/** Columns of a terminal that a text takes; codes for colours take none. */
export function columnsOf(text: string): number {
  let sum = 0
  for (const each of stripVTControlCharacters(text))
    sum += MARK.test(each) ? 0 : 1 + +WIDE.test(each)
  return sum
}
