export { s as accept } from "./cli-command.js";
