export { n as originOf, r as recipeFor } from "./pipeline.js";
