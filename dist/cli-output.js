export { t as inert } from "./cli-shared.js";
