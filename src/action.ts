import { start } from './github/start.ts'

await start('check', process.env)
