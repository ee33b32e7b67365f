import { start } from './github/start.ts'

await start('report', process.env)
