export { f as connect } from "./github.js";
