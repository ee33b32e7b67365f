import { t as start } from "./github-start.js";
// src/record.ts
await start("record", process.env);
export {};
