export { r as accept } from "./cli-output.js";
