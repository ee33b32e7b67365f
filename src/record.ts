import { start } from './github/start.ts'

await start('record', process.env)
