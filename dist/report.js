import { t as start } from "./github-start.js";
// src/report.ts
await start("report", process.env);
export {};
