import { start } from './github/start.ts'

await start('accept', process.env)
