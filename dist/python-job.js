export { a as jobFor } from "./pipeline.js";
