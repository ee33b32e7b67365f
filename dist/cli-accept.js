export { a as accept } from "./cli-command.js";
