import { t as start } from "./github-start.js";
// src/accept.ts
await start("accept", process.env);
export {};
