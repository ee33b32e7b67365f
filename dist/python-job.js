export { i as jobFor } from "./pipeline.js";
