import { t as start } from "./github-start.js";
// src/action.ts
await start("check", process.env);
export {};
