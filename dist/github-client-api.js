export { m as connect } from "./github.js";
